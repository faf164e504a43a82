/**
 * Builds the library, then the command line and the examples, which compile against the library's
 * built types.
 *
 *     node tools/build.mjs                always
 *     node tools/build.mjs --if-needed    only where a source is newer than what was built from it
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { existsSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { walk } from "./files.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const PARTS = [
  { folder: "", config: "tsconfig.build.json" },
  { folder: "cli/", config: "cli/tsconfig.build.json" },
  { folder: "examples/", config: "examples/tsconfig.build.json" },
];

/** Whether something that the build reads changed since the stamp in `dist` was set. */
function isStale({ folder, config }) {
  const stamp = statSync(`${folder}dist/.built`, { throwIfNoEntry: false });
  if (stamp === undefined) return true;
  const inputs = [
    "tsconfig.json",
    "package-lock.json",
    config,
    ...walk(`${folder}src`, /(?<!\.test)\.ts$/),
  ];
  return inputs.some((file) => statSync(file).mtimeMs > stamp.mtimeMs);
}

/**
 * Removes what a source that is gone once gave, so that it is not published. Not the whole folder
 * before each build: another process may be running from it.
 */
function removeOrphans(folder) {
  const built = new Set(
    walk(`${folder}src`, /(?<!\.test|\.test-d)\.ts$/).map((file) => file.replace(/\.ts$/, "")),
  );
  for (const file of walk(`${folder}dist`, /\.(d\.ts|js)(\.map)?$/)) {
    const source = file
      .replace(`${folder}dist/`, `${folder}src/`)
      .replace(/\.(d\.ts|js)(\.map)?$/, "");
    if (!built.has(source)) rmSync(file);
  }
}

/**
 * Builds what has sources; the parts in order, stopping at the first that does not compile.
 *
 * @param {{ ifNeeded?: boolean }} [options]
 * @returns {boolean} False where a part did not compile; the compiler has said why.
 */
export function build({ ifNeeded = false } = {}) {
  process.chdir(ROOT);
  let force = !ifNeeded;
  for (const part of PARTS) {
    if (!existsSync(`${part.folder}src`) || walk(`${part.folder}src`, /\.ts$/).length === 0)
      continue;
    if (!force && !isStale(part)) continue;
    force = true; // what follows compiles against this part
    // Started before compiling, so that a source saved meanwhile counts as newer.
    const started = new Date();
    const dist = `${part.folder}dist`;
    const tsc = ["node_modules/typescript/bin/tsc", "-p", part.config];
    if (spawnSync(process.execPath, tsc, { stdio: "inherit" }).status !== 0) return false;
    removeOrphans(part.folder);
    writeFileSync(`${dist}/.built`, "");
    utimesSync(`${dist}/.built`, started, started);
  }
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!build({ ifNeeded: process.argv.includes("--if-needed") })) process.exit(1);
}
