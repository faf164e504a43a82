/**
 * Many routes: as requests, as lines for `ip -batch`, and processes that change them without end.
 *
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { RT_PROTOCOL, RT_SCOPE, RT_TABLE } from "../../src/uapi/route/index.ts";
import type { Sandbox } from "./ip.ts";
import { patiently } from "./patience.ts";

/** Seconds after which a process is ended that nobody has ended. */
const LIMIT_S = String(patiently(60_000) / 1000);

/** The destination of a number below 2^22: a /32 of 10.64.0.0/10. */
export function destination(number: number): string {
  return `10.${64 + (number >> 16)}.${(number >> 8) & 255}.${number & 255}`;
}

/** What `RTM_NEWROUTE` and `RTM_DELROUTE` take for the route to it. */
export function routeRequest(number: number, oif: number) {
  return {
    rtmFamily: 2,
    rtmDstLen: 32,
    rtmTable: RT_TABLE.values.main,
    rtmProtocol: RT_PROTOCOL.values.static,
    rtmScope: RT_SCOPE.values.link,
    rtmType: "unicast",
    dst: destination(number),
    oif,
  } as const;
}

/** A line of `ip -batch`. */
export function routeLine(verb: "add" | "delete", number: number, device: string): string {
  return `route ${verb} ${destination(number)} dev ${device} proto static\n`;
}

/** A process that runs lines through `ip -batch` again and again until it is disposed of. */
export class Churn implements AsyncDisposable {
  readonly #child: ChildProcess;

  constructor(box: Sandbox, lines: string) {
    const loop =
      'lines=$(cat); while :; do printf "%s\\n" "$lines" | ip -force -batch - 2>/dev/null; done';
    const words = [`--net=${box.namespace.path}`, "timeout", LIMIT_S, "sh", "-c", loop];
    // A group of its own, so that all of it can be ended.
    this.#child = spawn("nsenter", words, { detached: true, stdio: ["pipe", "ignore", "ignore"] });
    this.#child.stdin?.end(lines);
  }

  /** Ends it; what it was about to send is not sent any more. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { pid, exitCode, signalCode } = this.#child;
    if (pid === undefined || exitCode !== null || signalCode !== null) return;
    const exited = once(this.#child, "exit");
    process.kill(-pid, "SIGKILL");
    await exited;
  }
}

/** Runs lines through `ip -batch` in a process of its own. @returns Its exit status. */
export async function runLines(box: Sandbox, lines: string): Promise<number | null> {
  const words = [`--net=${box.namespace.path}`, "timeout", LIMIT_S, "ip", "-batch", "-"];
  const child = spawn("nsenter", words, { stdio: ["pipe", "ignore", "ignore"] });
  child.stdin.end(lines);
  const [status] = (await once(child, "exit")) as [number | null];
  return status;
}
