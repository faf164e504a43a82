/**
 * Builds the addon with AddressSanitizer and UndefinedBehaviorSanitizer and runs the tests' scenarios
 * and a stress of every function under them: `node native/asan.mjs`. Needs gcc with libasan.
 *
 * Leaks are not looked for: the runtime itself keeps memory until it ends.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compile, FLAGS } from "./build.mjs";

const pathOf = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const addon = pathOf("build/asan/nlkit.node");
const SCENARIOS =
  "idle alive exitArmed exitSending closeSending throwing collected workers stress".split(" ");

mkdirSync(pathOf("build/asan/"), { recursive: true });
const sanitizers = ["-fsanitize=address,undefined", "-fno-sanitize-recover=undefined"];
const failure = compile(addon, [...FLAGS, ...sanitizers, "-fno-omit-frame-pointer", "-g", "-O1"]);
if (failure !== undefined) {
  console.error(failure);
  process.exit(1);
}

const compiler = process.env["CC"] || "cc";
const library = spawnSync(compiler, ["-print-file-name=libasan.so"], { encoding: "utf8" });
let failed = 0;
for (const scenario of SCENARIOS) {
  const child = spawnSync(
    process.execPath,
    ["--expose-gc", pathOf("test/native/children/scenario.mjs"), addon, scenario],
    {
      encoding: "utf8",
      timeout: 180_000,
      env: {
        ...process.env,
        LD_PRELOAD: library.stdout.trim(),
        ASAN_OPTIONS: "detect_leaks=0:abort_on_error=0:exitcode=99",
        UBSAN_OPTIONS: "print_stacktrace=1",
      },
    },
  );
  const clean = child.status === 0 && !/Sanitizer|runtime error/.test(child.stderr);
  if (!clean) failed++;
  const last = child.stdout.trim().split("\n").at(-1);
  console.log(`${clean ? "clean" : "FAILED"}  ${scenario}: ${last}`);
  if (!clean) console.log(`status ${child.status} ${child.signal ?? ""}\n${child.stderr}`);
}
console.log(`${SCENARIOS.length - failed} clean, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
