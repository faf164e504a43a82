/**
 * The embedded kernel: a netlink subsystem in which TypeScript registers protocols, generic families
 * and netfilter hooks the way a kernel module does, behind the same interface as the real kernel.
 *
 * @module
 */
export {
  NF_ACCEPT,
  NF_DROP,
  NF_QUEUE,
  NF_REPEAT,
  NF_STOLEN,
  NF_STOP,
} from "../uapi/netfilter/index.ts";
export {
  type DropMonitor,
  type DropMonitorOptions,
  registerDropMonitor,
} from "./drop-monitor.ts";
export type { DumpOutput, DumpSource } from "./dump.ts";
export { type ErrorListener, refusal } from "./failure.ts";
export type { NotifyOptions, RegisteredFamily } from "./family.ts";
export type {
  AnyFamilyTable,
  DoContext,
  FamilyHandlers,
  FamilyOptions,
  GroupOf,
  OperationHandlers,
  ReplyOf,
  RequestContext,
  RequestOf,
} from "./handlers.ts";
export { createKernel, EmbeddedKernel, type KernelOptions } from "./kernel.ts";
export type { Extack, Message } from "./message.ts";
export type { Namespace, Namespaces } from "./namespaces.ts";
export {
  type HookDrop,
  type HookFamily,
  type HookHandler,
  type HookName,
  type HookOptions,
  HookPacket,
  type HookPoint,
  type HookQueue,
  type HookRegistration,
  type HookResult,
  type HookRun,
  type HookState,
  type Netfilter,
  nfDropErr,
  nfQueue,
  type PriorityName,
  type QueuedPacket,
  type QueueHandler,
  type QueueOptions,
} from "./netfilter/index.ts";
export type { Credentials } from "./packet.ts";
export { type AttributePolicy, POLICY, type Policy, policyOfSet } from "./policy.ts";
export type { KernelProtocol, ProtocolOptions, SendOptions } from "./protocol.ts";
export { addSampleNetwork } from "./sample.ts";
export type { ReceivedMessage, Sender } from "./sender.ts";
export type { EmbeddedSocket } from "./socket.ts";
export type { Capability, EmbeddedSocketOptions } from "./socket-options.ts";
