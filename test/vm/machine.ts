/**
 * What the tests in the virtual machine share. They run as root of a machine of their own: they load modules, and use its
 * first namespace where the kernel knows no other.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { type FamilyName, openFamily } from "../../src/family.ts";
import { Sandbox } from "../support/ip.ts";
import { unknownIn } from "../support/unknown.ts";

/** What of a test's context is used: it leaves the test, and the reason goes to docs/kernel-matrix.md. */
export interface Skips {
  readonly skip: (reason: string) => never;
}

/** Loads a module, or leaves the test with the reason why it cannot be loaded. */
export function needModule(name: string, { skip }: Skips): void {
  const { status } = spawnSync("modprobe", [name]);
  if (status === 0) return;
  const log = spawnSync("dmesg", { encoding: "utf8" }).stdout.trimEnd().split("\n").slice(-2);
  skip(status === 1 ? `no module ${name}` : `modprobe ${name}: ${log.join("; ")}`);
}

/** Waits until something is there. @throws Where it is not after so many seconds. */
export async function eventually<Value>(
  what: string,
  look: () => Promise<Value | undefined> | Value | undefined,
  seconds = 10,
): Promise<Value> {
  for (let attempt = 0; attempt < 10 * seconds; attempt++) {
    const value = await look();
    if (value !== undefined) return value;
    await sleep(100);
  }
  throw new Error(`not after ${seconds} seconds: ${what}`);
}

/** A file of procfs or sysfs, without its last line feed. */
export const readText = (path: string): string => readFileSync(path, "utf8").trimEnd();

/** The answer, or all of them, none of which has anything that the table does not know. */
export function known<Answer>(answer: Answer): NonNullable<Answer> {
  const unknown = unknownIn(answer);
  if (unknown.length > 0) throw new Error(`the table does not know ${unknown.join(", ")}`);
  if (answer === undefined || answer === null) throw new Error("no answer");
  return answer;
}

/** Two namespaces with a cable between them: `v0` with 10.0.0.1/24 in the first, `v0` with 10.0.0.2/24 in the other. */
export class Pair implements AsyncDisposable {
  readonly near: Sandbox;
  readonly far: Sandbox;

  private constructor(near: Sandbox, far: Sandbox) {
    this.near = near;
    this.far = far;
  }

  static async open(): Promise<Pair> {
    const near = await Sandbox.open();
    const far = await Sandbox.open();
    const peer = { name: "v0", netns: far.namespace.path };
    await near.route.links.add({ name: "v0", kind: "veth", peer });
    for (const [box, address] of [
      [near, "10.0.0.1/24"],
      [far, "10.0.0.2/24"],
    ] as const) {
      await box.route.links.set("lo", { up: true });
      await box.route.addresses.add({ address, dev: "v0" });
      await box.route.links.set("v0", { up: true });
    }
    return new Pair(near, far);
  }

  /** Sends a datagram of UDP from the first namespace; nobody need listen. */
  send(address: string, port = 9): void {
    const { status, stderr } = this.near.run("bash", ["-c", `echo x >/dev/udp/${address}/${port}`]);
    if (status !== 0) throw new Error(stderr);
  }

  /** Runs commands in the first namespace, one a line. @throws Where one fails, with what it printed. */
  run(...lines: readonly string[]): void {
    for (const line of lines) {
      const [command = "", ...words] = line.split(" ");
      const { status, stderr } = this.near.run(command, words);
      if (status !== 0) throw new Error(`${line}: ${stderr}`);
    }
  }

  /** Opens a family in the first namespace. */
  family<const Name extends FamilyName>(name: Name) {
    return openFamily(name, { netns: this.near.namespace.path });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.near[Symbol.asyncDispose]();
    await this.far[Symbol.asyncDispose]();
  }
}
