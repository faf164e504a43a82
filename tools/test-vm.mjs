/**
 * `npm run test:vm`: runs tests on stock kernels in virtual machines, two at a time, and compares what came of
 * them with docs/kernel-matrix.md.
 *
 *     npm run test:vm                               everything, on every kernel
 *     npm run test:vm -- test/vm/wireguard.vm.ts    some files
 *     npm run test:vm -- --kernel 6.12-amd64        one kernel; may be repeated
 *     npm run test:vm -- --all                      what is left out because it is slow, too: half an hour
 *     npm run test:vm -- --write-matrix             writes docs/kernel-matrix.md
 *     npm run test:vm -- --limit 600                seconds that a machine may take (1500)
 *
 * The exit status is 0 where nothing failed, 69 where there can be no virtual machine here (which is said in
 * one line), else 1.
 *
 * @module
 */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { build } from "./build.mjs";
import { walk } from "./files.mjs";
import { compile } from "./vm/compile.mjs";
import { matrixOf } from "./vm/matrix.mjs";
import { suites } from "./vm/suites.mjs";

/** Debian's names of the kernels: 6.1 and 6.12. */
const KERNELS = ["amd64", "6.12-amd64"];
const MACHINE = "tools/vm/run";
const MATRIX = "docs/kernel-matrix.md";
const UNAVAILABLE = 69;

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kernel: { type: "string", multiple: true },
    limit: { type: "string", default: "1500" },
    all: { type: "boolean", default: false },
    "write-matrix": { type: "boolean", default: false },
  },
});
const kernels = values.kernel ?? KERNELS;
// The suites come first, in a machine that has loaded nothing yet: modules that test/vm loads are seen by all that comes after.
const everything = [...suites(values.all), ...walk("test/vm", /\.vm\.ts$/)];
const files = positionals.length > 0 ? positionals : everything;
/** Whether it is the run that docs/kernel-matrix.md tells of. */
const isWhole = positionals.length === 0 && values.kernel === undefined && !values.all;

/** Runs a machine; its lines come with a word before each. @returns Its exit status. */
function run(label, words, more) {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, ...more };
    const child = spawn(MACHINE, words, { stdio: ["ignore", "pipe", "pipe"], env });
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => console.log(`${label}: ${line}`));
    }
    child.on("error", reject).on("close", (status) => resolve(status ?? 1));
  });
}

/**
 * Builds the kernel modules of test/vm/kmod for a kernel, where one of the files needs them.
 *
 * @returns What the machine's environment has in addition, for the tests to find them.
 */
async function prepareModules(kernel, folder) {
  if (!files.some((file) => file.startsWith("test/vm/kmod"))) return {};
  const { status, stdout } = spawnSync(MACHINE, ["--kernel", kernel, "--kdir"], {
    encoding: "utf8",
  });
  if (status !== 0) return {};
  const { prepare } = await import(pathToFileURL(join(compiled, "test/vm/kmod/build.js")).href);
  const share = values.all ? undefined : { number: kernels.indexOf(kernel), of: kernels.length };
  await prepare(stdout.trim(), folder, process.cwd(), share);
  return { NLKIT_KMOD: folder };
}

/** As a test that failed: the others run all the same. */
const notBuilt = ({ message }) => ({
  file: "test/vm/kmod.vm.ts",
  path: ["kernel modules", "built outside"],
  state: "fail",
  error: message,
});

/** Boots a kernel and runs the files on it. @returns Status, the kernel's label, and what came of each test. */
async function onKernel(kernel) {
  const folder = mkdtempSync(join(tmpdir(), "nlkit-vm-"));
  const results = join(folder, "results.jsonl");
  try {
    const failed = [];
    const environment = await prepareModules(kernel, join(folder, "kmod")).catch((error) => {
      failed.push(notBuilt(error));
      return {};
    });
    const machine = ["--kernel", kernel, "--netdevsim", "--time", "--timeout", values.limit];
    const guest = [process.execPath, "tools/vm/run-tests.mjs", compiled, results, ...files];
    const status = await run(kernel, [...machine, "--rw", folder, "--", ...guest], environment);
    const [first, ...rows] = existsSync(results)
      ? readFileSync(results, "utf8")
          .trimEnd()
          .split("\n")
          .map((line) => JSON.parse(line))
      : [];
    const label = first?.release.split(".").slice(0, 2).join(".") ?? kernel;
    return { kernel, label, status, results: [...failed, ...rows] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Marks what is known to differ on a kernel; what is listed and differs no more, or otherwise, or is not there, has failed. */
function withDifferences({ label, results, ...rest }, differences) {
  const rows = differences.filter(({ kernels }) => kernels.includes(label));
  const known = new Map(rows.flatMap((row) => row.tests.map((name) => [name, row])));
  const met = new Set();
  const marked = results.map((one) => {
    const name = [one.path.at(-1), one.path.slice(-2).join(": ")].find((it) => known.has(it));
    if (name === undefined) return one;
    met.add(name);
    const { does, fails } = known.get(name);
    if (one.state === "skip" || (one.state === "fail" && !fails.test(one.error))) return one;
    if (one.state === "fail") return { ...one, state: "differs", reason: does };
    const error = `test/vm/differences.ts says that ${label} differs ("${does}"), and it does not`;
    return { ...one, state: "fail", error };
  });
  const gone = isWhole ? [...known.keys()].filter((name) => !met.has(name)) : [];
  const lost = gone.map((name) => ({
    file: "test/vm/differences.ts",
    path: [name],
    state: "fail",
    error: "no test has this title",
  }));
  return { label, results: [...marked, ...lost], ...rest };
}

/** Says whether the document is still what the run gives. */
function compareMatrix(runs) {
  const text = matrixOf(runs);
  if (values["write-matrix"]) writeFileSync(MATRIX, text);
  else if (!existsSync(MATRIX) || readFileSync(MATRIX, "utf8") !== text) {
    console.log(`test:vm: ${MATRIX} is not what this run gives; --write-matrix writes it`);
  }
}

// Tests start the command, and programs with the library, as they were built.
if (!build({ ifNeeded: true })) process.exit(1);
const compiled = compile(files);
process.on("exit", () => rmSync(compiled, { recursive: true, force: true }));
const waiting = [...kernels];
const runs = [];
async function next() {
  for (let kernel = waiting.shift(); kernel !== undefined; kernel = waiting.shift()) {
    runs.push(await onKernel(kernel));
  }
}
await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, next));
runs.sort((a, b) => kernels.indexOf(a.kernel) - kernels.indexOf(b.kernel));

if (runs.every(({ status }) => status === UNAVAILABLE)) {
  console.log("test:vm: skipped, for there can be no virtual machine here");
  process.exit(UNAVAILABLE);
}
const { differences } = await import(pathToFileURL(join(compiled, "test/vm/differences.js")).href);
const judged = runs.map((one) => withDifferences(one, differences));
const total = { pass: 0, fail: 0, differs: 0, skip: 0 };
for (const { label, status, results } of judged) {
  for (const { file, path, state, error } of results) {
    total[state]++;
    if (state === "fail") console.log(`\nFAIL ${label} ${file}: ${path.join(" > ")}\n${error}`);
  }
  // What ended before its last file: the machine's own words are above.
  const lacking = files.filter((file) => !results.some((one) => one.file === file));
  if (status !== 0 || lacking.length > 0) {
    total.fail++;
    console.log(
      `\nFAIL ${label}: exit status ${status}, without ${lacking.join(", ") || "nothing"}`,
    );
  }
}
if (isWhole) compareMatrix(judged);
console.log(
  `test:vm: ${total.pass} passed, ${total.fail} failed, ${total.differs} differ as known, ${total.skip} skipped`,
);
process.exit(total.fail === 0 ? 0 : 1);
