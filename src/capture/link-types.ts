/**
 * The pseudo headers in front of a netlink datagram in packet captures, and what they tell.
 *
 * @module
 * @see https://www.tcpdump.org/linktypes.html `LINKTYPE_NETLINK`, `LINKTYPE_LINUX_SLL`, `LINKTYPE_LINUX_SLL2`
 */
import type { CapturedDatagram, Direction } from "./datagram.ts";
import { captureError } from "./datagram.ts";

/** Where a pseudo header keeps what is of interest; all of it in network byte order. */
interface Cooked {
  readonly size: number;
  /** Offset of the u16 `ARPHRD_*`. */
  readonly hardware: number;
  /** Offset of the u16 that is the protocol where the hardware is netlink. */
  readonly protocol: number;
  /** Offset of the low byte of the packet type. */
  readonly packetType: number;
}

const SLL: Cooked = { size: 16, hardware: 2, protocol: 14, packetType: 1 };
const SLL2: Cooked = { size: 20, hardware: 8, protocol: 0, packetType: 10 };

/** Link types that can hold netlink: of an nlmon device, and the two of a capture of any device. */
const COOKED: ReadonlyMap<number, Cooked> = new Map([
  [253, SLL],
  [113, SLL],
  [276, SLL2],
]);

/** What a reader wants of a file that has none of them. */
export const LINK_TYPES = "link type 253 (LINKTYPE_NETLINK, as nlmon gives), 113 or 276";

/** Whether a capture of this link type can hold netlink. */
export function holdsNetlink(linkType: number): boolean {
  return COOKED.has(linkType);
}

const ARPHRD_NETLINK = 824;

/**
 * `PACKET_USER` and `PACKET_KERNEL` of if_packet.h, which nlmon marks datagrams with. A capture may have
 * overwritten them with `PACKET_OUTGOING`, which tells nothing.
 */
const DIRECTIONS: ReadonlyMap<number, Direction> = new Map([
  [6, "reply"],
  [7, "request"],
]);

/** A packet as its record has it. */
export interface Packet {
  /** From 1. */
  readonly number: number;
  /** A view that is valid during the call. */
  readonly bytes: Uint8Array;
  /** Bytes that it had before the capture cut it. */
  readonly length: number;
  readonly linkType: number;
  readonly time: bigint | undefined;
}

/** The datagram in a packet; undefined where the packet is of another kind of device. */
export function datagramOf(packet: Packet): CapturedDatagram | undefined {
  const { bytes, linkType, time, length } = packet;
  const cooked = COOKED.get(linkType);
  if (cooked === undefined) return undefined;
  const place = `packet ${packet.number}`;
  const dated = time === undefined ? {} : { time };
  if (bytes.length < cooked.size) {
    const wanted = `a pseudo header of ${cooked.size} bytes`;
    const fault = captureError(place, 0, wanted, `${bytes.length} bytes`);
    return { protocol: 0, ...dated, bytes: new Uint8Array(0), place, fault };
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint16(cooked.hardware) !== ARPHRD_NETLINK) return undefined;
  const direction = DIRECTIONS.get(view.getUint8(cooked.packetType));
  return {
    protocol: view.getUint16(cooked.protocol),
    ...(direction !== undefined && { direction }),
    ...dated,
    bytes: bytes.slice(cooked.size),
    place,
    ...(length > bytes.length && {
      fault: captureError(
        place,
        bytes.length,
        `a packet of ${length} bytes`,
        `${bytes.length}: the snap length or the end of the file cut it`,
      ),
    }),
  };
}
