/**
 * Datagrams that may be kept, in place of those that a transport lends.
 *
 * @module
 */
import type { Datagram } from "../transport/index.ts";

/** A datagram that was received, its bytes copied: it stays valid. */
export interface ReceivedDatagram {
  readonly kind: "datagram";
  /** The messages. */
  readonly bytes: Uint8Array;
  /** Sender; 0 is the kernel. */
  readonly portId: number;
  /** Mask of the groups that it was sent to; 0 for unicast and for groups above 32. */
  readonly groups: number;
  /** True length where it was cut, 0 where it is whole. */
  readonly truncatedLength: number;
  /** Control messages, for `controlMessages`; empty unless an option asks for them. */
  readonly control: Uint8Array;
}

/** The kernel dropped messages here (`ENOBUFS`). */
export interface Overrun {
  readonly kind: "overrun";
}

/** Copies what was lent. */
export function copyDatagram(datagram: Datagram): ReceivedDatagram {
  const { bytes, start, end, portId, groups, truncatedLength, controlStart, controlEnd } = datagram;
  return {
    kind: "datagram",
    bytes: bytes.slice(start, end),
    portId,
    groups,
    truncatedLength,
    control: bytes.slice(controlStart, controlEnd),
  };
}
