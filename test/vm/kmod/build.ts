/**
 * Writes the modules of the tests and builds them for a kernel, and makes the requests to them, outside of the virtual machine:
 * an emulated processor would take minutes.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { serialize } from "node:v8";
import { kernelModule } from "../../../src/codegen/index.ts";
import { makeCases } from "./cases.ts";
import { FAMILY_MODULES } from "./families.ts";
import { MODULES } from "./modules.ts";

/** What the compiler says that is no warning: of the build folder, not of the sources. */
const NOISE = /Skipping BTF|compiler differs|kernel was built by|You are using|^\s*$/;

/** One part of several, from 0. */
interface Share {
  readonly number: number;
  readonly of: number;
}

/** Writes one module into a folder of its own. */
export function writeModule(name: string, folder: string, root: string): void {
  const { table, options, handlers } =
    MODULES[name] ?? FAMILY_MODULES[name] ?? fail(`there is no module ${name}`);
  mkdirSync(folder, { recursive: true });
  for (const { name: file, text } of kernelModule(table, options))
    writeFileSync(join(folder, file), text);
  if (handlers === undefined) return;
  for (const file of readdirSync(join(root, handlers)))
    if (file.endsWith(".c")) copyFileSync(join(root, handlers, file), join(folder, file));
}

/** Runs make. @throws Where it fails, or the compiler has something to say. */
function make(what: string, words: readonly string[]): void {
  const jobs = `-j${availableParallelism()}`;
  const { status, stdout, stderr } = spawnSync(
    "make",
    ["-s", jobs, "W=1", "KCFLAGS=-g0", ...words],
    {
      encoding: "utf8",
    },
  );
  const said = `${stdout}${stderr}`.split("\n").filter((line) => !NOISE.test(line));
  if (status !== 0 || said.length > 0)
    fail(`${what}: make ended with ${status}:\n${said.join("\n")}`);
}

/**
 * Builds all modules with every warning that the kernel's own make knows: those of names of their own by one make, the
 * others by their own Makefiles.
 *
 * @param kernel - The kernel's build folder.
 * @param folder - Gets a folder of each module.
 * @param share - Which of the families' modules: they take a minute, so that each kernel has its share of them.
 * @throws Where one does not compile, or the compiler has something to say.
 */
export function buildModules(kernel: string, folder: string, root: string, share?: Share): void {
  const taken = new Set<string>();
  const together: string[] = [];
  const alone: string[] = [];
  const families = Object.entries(FAMILY_MODULES).filter(
    (_, at) => share === undefined || at % share.of === share.number,
  );
  for (const [name, { table }] of [...Object.entries(MODULES), ...families]) {
    writeModule(name, join(folder, name), root);
    (taken.has(table.name) ? alone : together).push(name);
    taken.add(table.name);
  }
  writeFileSync(
    join(folder, "Kbuild"),
    `obj-m := ${together.map((name) => `${name}/`).join(" ")}\n`,
  );
  make("the modules", ["-C", kernel, `M=${folder}`, "modules"]);
  for (const name of alone) make(name, ["-C", join(folder, name), `KDIR=${kernel}`]);
}

/** Makes what test/vm/kmod.vm.ts needs beside the machine: modules for its kernel, and {@link makeCases}. */
export async function prepare(
  kernel: string,
  folder: string,
  root: string,
  share?: Share,
): Promise<void> {
  buildModules(kernel, folder, root, share);
  writeFileSync(join(folder, "cases.bin"), serialize(await makeCases()));
}

function fail(message: string): never {
  throw new Error(message);
}
