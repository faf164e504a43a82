/**
 * A process that lives in a network namespace and does nothing there: others name the namespace by it.
 *
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { patiently } from "./patience.ts";

const LIMIT_MS = patiently(5000);

/** As long as it is not disposed of, at most five minutes. */
export class Resident implements AsyncDisposable {
  readonly pid: number;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, pid: number) {
    this.#child = child;
    this.pid = pid;
  }

  /** Starts one. It is in the namespace by the time that this resolves. */
  static async in(path: string): Promise<Resident> {
    const child = spawn("nsenter", [`--net=${path}`, "sleep", "300"]);
    await once(child, "spawn");
    const pid = child.pid as number;
    const inode = (of: string): number => statSync(of).ino;
    for (const start = performance.now(); inode(`/proc/${pid}/ns/net`) !== inode(path); ) {
      if (performance.now() - start > LIMIT_MS) throw new Error(`nsenter is not in ${path}`);
      await sleep(5);
    }
    return new Resident(child, pid);
  }

  /** When it has ended, nothing of it holds the namespace. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exited = once(this.#child, "exit");
    this.#child.kill("SIGKILL");
    await exited;
  }
}
