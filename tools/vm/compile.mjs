/**
 * Compiles the sources and the tests to a tree of JavaScript that runs without a bundler, for the virtual
 * machine: the compiler of an emulated processor would take minutes.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { walk } from "../files.mjs";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** What tests look for beside themselves and is not compiled, but for the programs that they start. */
const BESIDE = [
  "cli/dist",
  "cli/node_modules",
  "cli/package.json",
  "dist",
  "docs",
  "native",
  "tools",
];

/**
 * Compiles to a new folder, which is the caller's to remove. Type errors are the business of `npm run check`:
 * JavaScript is written all the same.
 *
 * @returns The folder. It is below the repository, so that packages are found in its node_modules.
 * @throws Where there is no JavaScript of a file.
 */
export function compile(files) {
  mkdirSync(join(ROOT, "build"), { recursive: true });
  const folder = mkdtempSync(join(ROOT, "build", "vm-"));
  // Some tests start a program as another user.
  chmodSync(folder, 0o755);
  const words = ["--noEmit", "false", "--noCheck", "--outDir", folder, "--rootDir", ROOT];
  spawnSync(
    process.execPath,
    [join(ROOT, "node_modules/typescript/bin/tsc"), "-p", join(ROOT, "tsconfig.json"), ...words],
    { stdio: "inherit" },
  );
  for (const file of files) {
    const compiled = join(folder, file.replace(/\.ts$/, ".js"));
    if (!existsSync(compiled)) throw new Error(`${file} was not compiled: there is no ${compiled}`);
  }
  const vitest = join(folder, "node_modules", "vitest");
  mkdirSync(vitest, { recursive: true });
  copyFileSync(join(ROOT, "tools/vm/vitest-shim.mjs"), join(vitest, "index.mjs"));
  writeFileSync(
    join(vitest, "package.json"),
    JSON.stringify({ name: "vitest", type: "module", exports: "./index.mjs" }),
  );
  // The package by its own name, as the examples import it, is what was compiled.
  const { name, exports } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
  const entries = Object.entries(exports).flatMap(([entry, { "@nlkit/source": source }]) =>
    source === undefined ? [] : [[entry, source.replace(/\.ts$/, ".js")]],
  );
  writeFileSync(
    join(folder, "package.json"),
    JSON.stringify({ name, type: "module", exports: Object.fromEntries(entries) }),
  );
  // Also from cli/, which has a package of its own.
  symlinkSync("..", join(folder, "node_modules", name));
  // The addon is looked for below the folder that src/ is in.
  mkdirSync(join(folder, "build"));
  symlinkSync("../../nlkit.node", join(folder, "build", "nlkit.node"));
  for (const path of [...BESIDE, ...walk(join(ROOT, "test"), /\.(mjs|c)$/)]) {
    const below = relative(ROOT, resolve(ROOT, path));
    mkdirSync(join(folder, dirname(below)), { recursive: true });
    symlinkSync(join(ROOT, below), join(folder, below));
  }
  return folder;
}
