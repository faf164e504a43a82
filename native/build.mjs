/**
 * Compiles the addon where no binary fits: what `npm install` runs. Needs a C compiler and the headers
 * in the npm package `node-api-headers`, and downloads nothing.
 *
 * It never fails an installation: all of nlkit but the sockets works without the addon. The reason is
 * left in build/failure.txt, which `NetlinkUnsupportedError` shows.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";

/** Options that the stress test's build shares; `native/asan.mjs` adds to them. */
export const FLAGS = [
  "-O2",
  "-std=c11",
  "-Wall",
  "-Wextra",
  "-Wpedantic",
  "-Wshadow",
  "-Werror=implicit",
  "-fPIC",
  "-shared",
  "-fvisibility=hidden",
  "-pthread",
];

const TOOLS =
  "a C compiler with the C library's and Linux's headers " +
  "(apt install gcc libc6-dev, dnf install gcc glibc-devel kernel-headers, apk add gcc musl-dev linux-headers)";

const require = createRequire(import.meta.url);
const ROOT = new URL("../", import.meta.url);
const pathOf = (name) => fileURLToPath(new URL(name, ROOT));
const sources = (ending) =>
  readdirSync(pathOf("native/"))
    .filter((name) => ending.test(name))
    .map((name) => pathOf(`native/${name}`));

/**
 * Compiles the C files of native/, all at once.
 *
 * @param {string} output - Where the binary goes; replaced in one step, so that a process that has the
 *   former one mapped keeps it.
 * @param {readonly string[]} flags
 * @returns {string | undefined} Why it did not work, as one line.
 */
export function compile(output, flags) {
  const compiler = process.env["CC"] || "cc";
  const include = require("node-api-headers").include_dir;
  const partial = `${output}.${process.pid}`;
  const args = [...flags, "-I", include, ...sources(/\.c$/), "-o", partial];
  const { error, status, stderr } = spawnSync(compiler, args, { encoding: "utf8" });
  if (error)
    return `${compiler} could not be run (${error.code ?? error.message}): nlkit needs ${TOOLS}`;
  if (status === 0) {
    renameSync(partial, output);
    if (stderr) console.warn(stderr);
    return undefined;
  }
  rmSync(partial, { force: true });
  const lines = stderr.split("\n");
  const first = lines.find((line) => /error/.test(line)) ?? lines[0] ?? "";
  return `${compiler} ended with status ${status} (${first.trim()}): nlkit needs ${TOOLS}`;
}

function loads(path) {
  try {
    require(path);
    return true;
  } catch {
    return false;
  }
}

function install() {
  if (process.platform !== "linux") return;
  const output = pathOf("build/nlkit.node");
  const failure = pathOf("build/failure.txt");
  const prebuilt = ["", "-musl"].map((libc) =>
    pathOf(`prebuilds/linux-${process.arch}${libc}/nlkit.node`),
  );
  const changed = Math.max(...sources(/\.[ch]$/).map((source) => statSync(source).mtimeMs));
  const current = existsSync(output) && statSync(output).mtimeMs >= changed;
  if (current ? loads(output) : prebuilt.some(loads)) return;

  mkdirSync(pathOf("build/"), { recursive: true });
  let reason;
  try {
    reason = compile(output, FLAGS);
  } catch (error) {
    reason = `the addon could not be built: ${error instanceof Error ? error.message : error}`;
  }
  if (reason === undefined) return rmSync(failure, { force: true });
  const line = `${reason.replaceAll("\n", " ")}; then: node ${pathOf("native/build.mjs")}`;
  writeFileSync(failure, `${line}\n`);
  console.warn(`nlkit: no netlink sockets: ${line}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) install();
