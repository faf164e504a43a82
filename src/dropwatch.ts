/**
 * `nlkit/dropwatch`: which packets the kernel throws away, where in its code, and why.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import {
  type Drops,
  type DropsOptions,
  KernelSymbols,
  openDropsOn,
} from "./families/drop-monitor/index.ts";
import { kernelTransport } from "./socket/index.ts";
import { environmentTrace } from "./trace.ts";

/**
 * Begins to watch what the kernel drops (module `drop_monitor`, which `CAP_NET_ADMIN` has loaded when it is asked for).
 * The kernel has one monitor: whoever else watches sees the same events.
 *
 * @throws `NetlinkErrnoError` (`ERR_NETLINK_ERRNO`): `ENOENT` where the kernel lacks the family, `EPERM` without
 *   `CAP_NET_ADMIN`, `EBUSY` where a monitor runs already; `NetlinkSystemError` (`ERR_NETLINK_SYSTEM`), `EPERM` without
 *   `CAP_SYS_ADMIN` in the first user namespace; `NetlinkInputError` (`ERR_NETLINK_INPUT`).
 * @see net/core/drop_monitor.c
 * @example
 * ```ts
 * import { openDrops } from "nlkit/dropwatch";
 * import { createKernel, NF_DROP, registerDropMonitor } from "nlkit/kernel";
 * const kernel = createKernel();
 * registerDropMonitor(kernel);
 * kernel.registerHook({ family: "ipv4", hook: "local-in", name: "closed" }, () => NF_DROP);
 * await using drops = await openDrops({ transport: kernel });
 * kernel.netfilter.run({ family: "ipv4", hook: "local-in", in: "eth0", packet: new Uint8Array(20) });
 * const { value } = await drops.next();
 * console.assert(value?.kind === "packet" && value.reason === "NETFILTER_DROP");
 * ```
 */
export function openDrops(options: DropsOptions = {}): Promise<Drops> {
  return openDropsOn(kernelTransport, { trace: environmentTrace(), ...options });
}

/**
 * The functions of this machine's running kernel, which name the places of a summary: some 200,000, read once.
 *
 * @throws The file system's error where there is no `/proc/kallsyms`.
 */
export async function kernelSymbols(): Promise<KernelSymbols> {
  return new KernelSymbols(await readFile("/proc/kallsyms", "latin1"));
}

export type {
  DropEvent,
  DropPlace,
  DropSummary,
  Drops,
  DropsOptions,
  PacketDrop,
} from "./families/drop-monitor/index.ts";
export { KernelSymbols } from "./families/drop-monitor/index.ts";
