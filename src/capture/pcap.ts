/**
 * The classic capture format, as tcpdump writes it: both byte orders, microseconds and nanoseconds.
 *
 * @module
 * @see https://www.ietf.org/archive/id/draft-ietf-opsawg-pcap-05.html
 */
import type { ChunkReader } from "./chunk-reader.ts";
import { type CapturedDatagram, captureError } from "./datagram.ts";
import { datagramOf, holdsNetlink, LINK_TYPES } from "./link-types.ts";

const FILE_HEADER = 24;
const RECORD_HEADER = 16;
/** Longest packet that is believed; what netlink sends is far below. */
export const MAX_PACKET = 1 << 24;
const NS_PER_S = 1_000_000_000n;

/** Nanoseconds in a tick of the timestamps, by the magic number. */
const MAGIC: ReadonlyMap<number, bigint> = new Map([
  [0xa1b2c3d4, 1000n],
  [0xa1b23c4d, 1n],
]);

/** How a file is to be read. */
interface Layout {
  readonly little: boolean;
  readonly tick: bigint;
}

/** Byte order and tick by the first four bytes; undefined where they are no magic number of pcap. */
export function pcapLayout(head: Uint8Array): Layout | undefined {
  if (head.length < 4) return undefined;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  for (const little of [true, false]) {
    const tick = MAGIC.get(view.getUint32(0, little));
    if (tick !== undefined) return { little, tick };
  }
  return undefined;
}

/** A fault in place of a packet, after which nothing can be read. */
export function lostPacket(
  number: number,
  offset: number,
  expected: string,
  actual: string | number,
): CapturedDatagram {
  const place = `packet ${number}`;
  const fault = captureError(place, offset, expected, actual);
  return { protocol: 0, bytes: new Uint8Array(0), place, fault };
}

/**
 * Reads a pcap file.
 *
 * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) for a header that is cut short, or a link type that
 *   cannot hold netlink. A record that is cut short, or whose length lies, is the last datagram, with a `fault`.
 */
export async function* readPcap(reader: ChunkReader): AsyncGenerator<CapturedDatagram, void, void> {
  const head = await reader.peek(FILE_HEADER);
  const layout = pcapLayout(head);
  if (layout === undefined || head.length < FILE_HEADER)
    throw captureError("pcap", 0, `a file header of ${FILE_HEADER} bytes`, `${head.length} bytes`);
  const { little, tick } = layout;
  // The upper bits say whether packets end with a checksum.
  const linkType = new DataView(head.buffer, head.byteOffset).getUint32(20, little) & 0xffff;
  if (!holdsNetlink(linkType)) throw captureError("pcap", 20, LINK_TYPES, linkType);
  reader.skip(FILE_HEADER);
  for (let number = 1; ; number++) {
    const { offset } = reader;
    const record = await reader.peek(RECORD_HEADER);
    if (record.length === 0) return;
    if (record.length < RECORD_HEADER) {
      yield lostPacket(number, offset, `a record header of 16 bytes`, `${record.length} bytes`);
      return;
    }
    const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
    const seconds = BigInt(view.getUint32(0, little));
    const time = seconds * NS_PER_S + BigInt(view.getUint32(4, little)) * tick;
    const captured = view.getUint32(8, little);
    const length = view.getUint32(12, little);
    if (captured > MAX_PACKET) {
      yield lostPacket(number, offset, `a length up to ${MAX_PACKET}`, captured);
      return;
    }
    reader.skip(RECORD_HEADER);
    const bytes = await reader.peek(captured);
    const whole = bytes.length === captured;
    const datagram = datagramOf({
      number,
      bytes,
      length: Math.max(length, captured),
      linkType,
      time,
    });
    if (datagram !== undefined) yield datagram;
    else if (!whole) yield lostPacket(number, offset, `${captured} bytes`, `${bytes.length} bytes`);
    if (!whole) return;
    reader.skip(captured);
  }
}
