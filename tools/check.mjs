/**
 * `npm run check`: everything that can be known without running the code. The checks run side by
 * side; what a failed one printed follows its line.
 *
 *     npm run check                    all
 *     npm run check -- types layers    those alone
 *
 * @module
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";
import { build } from "./build.mjs";

/** What `npm pack` would publish, for the two checks that look at that. */
const PACK = mkdtempSync(join(tmpdir(), "nlkit-check-"));
process.on("exit", () => rmSync(PACK, { recursive: true, force: true }));
const TARBALL = join(PACK, "nlkit.tgz");

/** Name, command; the longest first, so that the rest fills in beside them. */
const CHECKS = [
  // The types of each entry, as each kind of importer sees them.
  ["resolution", ["attw", TARBALL, "--profile", "esm-only", "--no-emoji", "--format", "ascii"]],
  ["package", ["publint", TARBALL, "--strict"]],
  ["dead-code", ["knip", "--no-progress", "--no-config-hints"]],
  ["types", ["tsc", "-p", "tsconfig.json"]],
  ["portable", ["tsc", "-p", "tsconfig.portable.json", "--noEmit"]],
  ["lint", ["biome", "ci", ".", "--max-diagnostics=20", "--colors=off"]], // format as well
  ["promises", ["oxlint", "--type-aware"]],
  ["layers", ["node", "tools/check-layers.mjs"]],
  ["docs", ["node", "tools/check-docs.mjs"]],
  ["sizes", ["node", "tools/check-sizes.mjs"]],
  ["tables", ["node", "tools/generate-uapi.mjs", "--check"]],
  ["lockfile", ["node", "tools/check-lock.mjs"]],
];

const NEEDS_TARBALL = new Set(["resolution", "package"]);

function run(name, [program, ...args]) {
  const local = `node_modules/.bin/${program}`;
  const start = performance.now();
  return new Promise((resolve) => {
    const child = spawn(existsSync(local) ? local : program, args, {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, NO_COLOR: "1" },
    });
    let output = "";
    const take = (text) => {
      output += text;
    };
    child.stdout.setEncoding("utf8").on("data", take);
    child.stderr.setEncoding("utf8").on("data", take);
    child.on("error", (error) => take(`${error.message}\n`));
    child.on("close", (status) => {
      const seconds = ((performance.now() - start) / 1000).toFixed(1);
      const passed = status === 0;
      console.log(`${passed ? "ok    " : "FAILED"} ${name.padEnd(11)} ${seconds.padStart(5)} s`);
      if (!passed) console.log(output.trimEnd().replace(/^/gm, "    "));
      resolve(passed);
    });
  });
}

/** Builds where needed, and packs; without npm's scripts, which would build once more. */
function pack() {
  if (!build({ ifNeeded: true })) return false;
  const args = ["pack", "--ignore-scripts", "--loglevel=error", "--pack-destination", PACK];
  const { status, stdout } = spawnSync("npm", args, {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) return false;
  renameSync(join(PACK, stdout.trim().split("\n").at(-1)), TARBALL);
  return true;
}

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !CHECKS.some(([known]) => known === name));
if (unknown.length > 0) {
  console.error(
    `check: no check named ${unknown.join(", ")}; there are: ${CHECKS.map(([name]) => name).join(", ")}`,
  );
  process.exit(2);
}
const queue = CHECKS.filter(([name]) => wanted.length === 0 || wanted.includes(name));
const results = [];
if (queue.some(([name]) => NEEDS_TARBALL.has(name)) && !pack()) {
  console.log("FAILED build and npm pack: the checks of the package are left out");
  results.push(false);
  for (let index = queue.length - 1; index >= 0; index--) {
    if (NEEDS_TARBALL.has(queue[index][0])) queue.splice(index, 1);
  }
}
async function worker() {
  for (let next = queue.shift(); next !== undefined; next = queue.shift())
    results.push(await run(...next));
}
await Promise.all(Array.from({ length: availableParallelism() }, worker));

const failed = results.filter((passed) => !passed).length;
console.log(`check: ${results.length - failed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
