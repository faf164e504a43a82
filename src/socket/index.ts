/**
 * AF_NETLINK sockets of the real kernel. The only folder that loads native code.
 *
 * @module
 */

export type { FilterInstruction } from "../transport/index.ts";
export type { MessageCallback, ReceiveCallbacks, Verdict } from "./callbacks.ts";
export { KernelTransport, kernelTransport } from "./kernel-transport.ts";
export {
  type NamedNamespace,
  namespacePaths,
  namespaces,
  type OpenedNetns,
  openNamespace,
} from "./namespaces.ts";
export { NetlinkSocket, openSocket, type SocketOptions, threadPortId } from "./netlink-socket.ts";
export { createNamespace, NetworkNamespace } from "./netns.ts";
export type { RawSocket } from "./raw-socket.ts";
export type { Overrun, ReceivedDatagram } from "./received.ts";
