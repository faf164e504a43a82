/**
 * Netfilter's hooks: packets are shown to whoever registered at the point where they are, in the order of priority.
 *
 * @module
 */
export {
  type HookHandler,
  type HookOptions,
  HookRegistration,
  type HookResult,
  type HookRun,
  type HookState,
} from "./hook.ts";
export { type HookDrop, Netfilter } from "./netfilter.ts";
export { HookPacket } from "./packet.ts";
export type { HookFamily, HookName, HookPoint, PriorityName } from "./points.ts";
export { HookQueue, QueuedPacket, type QueueHandler, type QueueOptions } from "./queue.ts";
export { nfDropErr, nfQueue } from "./verdict.ts";
