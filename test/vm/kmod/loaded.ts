/**
 * Loading the modules that were built for the machine's kernel, and what the kernel says of them.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import type { Skips } from "../machine.ts";

/** Folder of a module, or leaves the test where there is none for this kernel. */
export function moduleFolder(name: string, { skip }: Skips): string {
  const all = process.env["NLKIT_KMOD"];
  if (all === undefined) return skip("no modules were built: npm run test:vm builds them");
  const folder = join(all, name);
  return existsSync(folder) ? folder : skip(`the module ${name} was not built for this kernel`);
}

/** How a command ended. */
export interface Ended {
  readonly status: number | null;
  readonly stderr: string;
}

/** Runs a target of a module's own Makefile. */
export function makeTarget(folder: string, target: string, args = ""): Ended {
  return spawnSync("make", ["-s", "-C", folder, target, `ARGS=${args}`], { encoding: "utf8" });
}

/** What the kernel has logged since it was last cleared, without the time before each line. */
export function kernelLog(): string[] {
  const { stdout } = spawnSync("dmesg", ["-t"], { encoding: "utf8" });
  return stdout.trimEnd().split("\n");
}

/** Forgets what the kernel has logged. */
export function clearLog(): void {
  spawnSync("dmesg", ["-C"]);
}

/** A module that is loaded until it is disposed of. @throws With the kernel's own words where it cannot be loaded. */
export class LoadedModule implements Disposable {
  readonly folder: string;
  #loaded = true;

  constructor(name: string, context: Skips, args = "") {
    this.folder = moduleFolder(name, context);
    const { status, stderr } = makeTarget(this.folder, "load", args);
    if (status !== 0) throw new Error(`${name}: ${stderr}`);
  }

  get isLoaded(): boolean {
    return this.#loaded;
  }

  unload(): void {
    if (!this.#loaded) return;
    const { status, stderr } = makeTarget(this.folder, "unload");
    if (status !== 0) throw new Error(stderr);
    this.#loaded = false;
  }

  load(): void {
    const { status, stderr } = makeTarget(this.folder, "load");
    if (status !== 0) throw new Error(stderr);
    this.#loaded = true;
  }

  [Symbol.dispose](): void {
    this.unload();
  }
}
