/**
 * The namespace that a link is moved to.
 *
 * @module
 */
import { closeSync, openSync } from "node:fs";
import { CheckError } from "./usage.ts";
import type { Draft } from "./words.ts";

/**
 * Runs a call with the namespace that the settings name opened: a process id stays one, a name of `ip netns`
 * or a path becomes a descriptor, which is valid during the call.
 */
export async function withNetns<Value>(
  settings: Draft,
  run: (settings: Draft) => Promise<Value>,
): Promise<Value> {
  const { netns } = settings;
  if (typeof netns !== "string") return run(settings);
  if (/^\d+$/.test(netns)) return run({ ...settings, netns: { pid: Number(netns) } });
  const path = netns.includes("/") ? netns : `/run/netns/${netns}`;
  let fd: number;
  try {
    fd = openSync(path, "r");
  } catch (error) {
    throw new CheckError(`netns: ${(error as Error).message}`);
  }
  try {
    return await run({ ...settings, netns: { fd } });
  } finally {
    closeSync(fd);
  }
}
