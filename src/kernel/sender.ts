/**
 * A socket as the kernel side sees it: who asks, and what a dump or a receive on it looks like.
 *
 * @module
 */
import type { Namespace } from "./namespaces.ts";
import type { Credentials } from "./packet.ts";
import type { Capability } from "./socket-options.ts";

/** Who sent a request, as a protocol's handlers see it. */
export interface Sender {
  /** Where an answer goes to. */
  readonly portId: number;
  /** The namespace that it was sent in. */
  readonly netns: Namespace;
  readonly credentials: Credentials;
  /** Aborts when the socket is closed: what takes time for it is done for nobody then. */
  readonly signal: AbortSignal;
  /**
   * Whether the sender may.
   *
   * @param over - `"netns"`: over its network namespace (`netlink_ns_capable`); `"machine"`: over all
   *   (`netlink_capable`). `"netns"`.
   */
  capable(capability: Capability, over?: "netns" | "machine"): boolean;
}

/** A dump under way on a socket. */
export interface RunningDump {
  /** Puts the next chunk into the socket's queue. @returns 0, or the errno that the next receive is to give. */
  run(): number;
  /** Its socket is closed. */
  cancel(): void;
}

/** One datagram as `EmbeddedSocket.receiveMessage` gives it. */
export interface ReceivedMessage {
  /** As many bytes as were asked for; owned by the caller. */
  readonly bytes: Uint8Array;
  /** What `recvmsg` returns: how many bytes those are, or with `trueLength` how many the datagram has. */
  readonly result: number;
  /** `MSG_TRUNC` in `msg_flags`: the datagram is longer than `bytes`. */
  readonly truncated: boolean;
  readonly portId: number;
  readonly groups: number;
  /** Control messages, for `controlMessages`. */
  readonly control: Uint8Array;
}
