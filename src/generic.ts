/**
 * `nlkit/generic`: generic netlink families of the real kernel, or of any other that is handed in, and the words
 * that a family of one's own is defined in. `openFamily` is that of `nlkit/family`.
 *
 * @example
 * ```ts
 * import { defineFamily, openFamily, string, u32 } from "nlkit/generic";
 * import { createKernel } from "nlkit/kernel";
 * const demo = defineFamily({
 *   name: "DEMO",
 *   attributes: { id: [1, u32], text: [2, string] },
 *   operations: { get: { command: 1, oneReply: true } },
 *   notifications: { changed: { command: 2 } },
 *   groups: ["events"],
 * });
 * const kernel = createKernel();
 * const family = kernel.registerFamily(demo, {
 *   get: { doit: ({ id = 0 }, { reply }) => reply({ id, text: `number ${id}` }) },
 * });
 * await using client = await openFamily(demo, { transport: kernel });
 * const answer = await client.do("get", { id: 7 });
 * console.assert(answer?.text === "number 7");
 * const events = client.subscribe("events");
 * family.multicast("events", "changed", { id: 8 });
 * const { value } = await events.next();
 * console.assert(value?.kind === "message" && value.name === "changed");
 * ```
 *
 * @module
 */
import {
  type GenericClient,
  type GenericOptions,
  openGenericOn,
} from "./families/generic/index.ts";
import { kernelTransport } from "./socket/index.ts";
import { environmentTrace } from "./trace.ts";

/**
 * Opens generic netlink: which families there are, and clients of any of them on one socket.
 *
 * @throws `NetlinkSystemError` (`ERR_NETLINK_SYSTEM`); `NetlinkUnsupportedError` (`ERR_NETLINK_UNSUPPORTED`).
 * @example
 * ```ts
 * import { openGeneric } from "nlkit/generic";
 * await using generic = await openGeneric();
 * for (const { id, name, version } of await generic.families()) console.log(id, name, version);
 * ```
 */
export async function openGeneric(options: GenericOptions = {}): Promise<GenericClient> {
  return openGenericOn(kernelTransport, { trace: environmentTrace(), ...options });
}

export type {
  FamilyInfo,
  FamilyOperation,
  FamilyPolicy,
  GenericClient,
  GenericOptions,
  GenericTable,
} from "./families/generic/index.ts";
export { FamilyClient } from "./families/generic/index.ts";
export { openFamily } from "./family.ts";
export {
  array,
  attributeSet,
  binary,
  bitfield32,
  bytes,
  chars,
  defineFamily,
  enumOf,
  enumTable,
  flag,
  flagsOf,
  flagTable,
  indexedArray,
  ip,
  ipv4,
  ipv6,
  limited,
  mac,
  multi,
  nest,
  pad,
  s8,
  s16,
  s32,
  s64,
  sint,
  sockaddr,
  string,
  struct,
  u8,
  u16,
  u16be,
  u32,
  u32be,
  u64,
  u64be,
  uint,
} from "./schema/index.ts";
