/**
 * A datagram as a capture holds it: what every reader here gives.
 *
 * @module
 */
import { NetlinkDecodeError } from "../errors/index.ts";

/** Which way a datagram went: a `request` to the kernel, or a `reply` or notification from it. */
export type Direction = "request" | "reply";

/** One datagram, as sent or received by one system call. */
export interface CapturedDatagram {
  /** Netlink protocol of the socket: 0 is `NETLINK_ROUTE`. */
  readonly protocol: number;
  /** Absent where the capture does not tell. */
  readonly direction?: Direction;
  /** Nanoseconds since 1970; absent where the capture has no date. */
  readonly time?: bigint;
  /** Port id of the user's socket; absent where the capture does not tell. */
  readonly portId?: number;
  /** The messages; owned by the receiver. */
  readonly bytes: Uint8Array;
  /** Where in the capture it stands: `"line 7"`, `"packet 3"`. */
  readonly place: string;
  /** Why `bytes` are not all of it: a file that ends too early, a line that is no hexadecimal. */
  readonly fault?: NetlinkDecodeError;
}

/** What a reader is told beforehand. */
export interface ReadOptions {
  /** Protocol of datagrams whose capture does not name one; 0, which is `NETLINK_ROUTE`. */
  readonly protocol?: number;
  /** Direction of datagrams whose capture does not tell. */
  readonly direction?: Direction;
}

/** Bytes in pieces of any size, such as a file's stream. Pieces are only read, and must not be written to again. */
export type Chunks = Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/** The error for what a capture holds in place of what it should. */
export function captureError(
  place: string,
  offset: number,
  expected: string,
  actual: string | number,
): NetlinkDecodeError {
  return new NetlinkDecodeError({ path: [place], offset, expected, actual });
}
