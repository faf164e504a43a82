/**
 * The embedded kernel: a netlink subsystem in which TypeScript registers protocols and generic families
 * the way a kernel module does, behind the same interface as the real kernel.
 *
 * @module
 */
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
export type { Credentials } from "./packet.ts";
export type { KernelProtocol, ProtocolOptions, SendOptions } from "./protocol.ts";
export type { ReceivedMessage, Sender } from "./sender.ts";
export type { EmbeddedSocket } from "./socket.ts";
export type { Capability, EmbeddedSocketOptions } from "./socket-options.ts";
