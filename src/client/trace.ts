/**
 * The hook that sees what goes over a socket.
 *
 * @module
 */

import type { FamilyTable } from "../schema/index.ts";

/** A datagram on its way, lent: `bytes` is valid during the call only. */
export interface TraceEvent {
  /** Which way it goes. */
  readonly direction: "send" | "receive";
  /** Protocol of the socket. */
  readonly protocol: number;
  /** This side's port id. */
  readonly portId: number;
  /** The other side's port id; 0 is the kernel. */
  readonly peerPortId: number;
  /** Groups that a received one was sent to. */
  readonly groups: number;
  /** The buffer it lies in. */
  readonly bytes: Uint8Array;
  /** First byte. */
  readonly start: number;
  /** One past the last. */
  readonly end: number;
}

/** Called for every datagram that a client sends or receives, before it is acted on. Must not throw. */
export interface Trace {
  (event: TraceEvent): void;
  /**
   * Told of a family before its messages are seen, where it can use that.
   *
   * @param id - Of a generic family: the id that it has on this kernel now.
   */
  describe?(family: FamilyTable, id?: number): void;
}
