/**
 * The newer capture format, as dumpcap and Wireshark write it: sections in either byte order, interfaces
 * with link types and clocks of their own, packets between blocks of other kinds, which are passed over.
 *
 * @module
 * @see https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-03.html
 */
import type { ChunkReader } from "./chunk-reader.ts";
import { type CapturedDatagram, captureError } from "./datagram.ts";
import { datagramOf, holdsNetlink, LINK_TYPES } from "./link-types.ts";
import { lostPacket, MAX_PACKET } from "./pcap.ts";

/** Type of a section header block, which reads the same in both byte orders. */
export const SECTION_HEADER = 0x0a0d0d0a;
const BYTE_ORDER = 0x1a2b3c4d;
const INTERFACE = 1;
const SIMPLE_PACKET = 3;
/** Block type and two lengths, before and after the body. */
const FRAME = 12;

const OPTION_END = 0;
const OPTION_TSRESOL = 9;
const OPTION_TSOFFSET = 14;
const NS_PER_S = 1_000_000_000n;

/** Packets that are dated: where their header keeps the interface and the data's two lengths. */
const PACKETS: ReadonlyMap<number, { readonly interface: "u16" | "u32" }> = new Map([
  [6, { interface: "u32" }],
  [2, { interface: "u16" }],
]);
/** Interface, time, and the two lengths, in front of a packet's data. */
const PACKET_HEADER = 20;

interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
  /** Ticks in a second. */
  readonly rate: bigint;
  /** Seconds to be added to every time. */
  readonly shift: bigint;
}

/** The options of a block by code, as views of their values; what lies is where they end. */
function* options(body: DataView, start: number, little: boolean): Generator<[number, DataView]> {
  for (let at = start; body.byteLength - at >= 4; ) {
    const code = body.getUint16(at, little);
    const length = body.getUint16(at + 2, little);
    if (code === OPTION_END || length > body.byteLength - at - 4) return;
    yield [code, new DataView(body.buffer, body.byteOffset + at + 4, length)];
    at += 4 + ((length + 3) & ~3);
  }
}

/** `if_tsresol`: a power of ten, or with the top bit of two. */
function ticksPerSecond(resolution: number): bigint {
  return resolution >= 0x80 ? 1n << BigInt(resolution & 0x7f) : 10n ** BigInt(resolution);
}

function readInterface(body: DataView, little: boolean): Interface {
  let rate = 1_000_000n;
  let shift = 0n;
  for (const [code, value] of options(body, 8, little)) {
    if (code === OPTION_TSRESOL && value.byteLength >= 1) rate = ticksPerSecond(value.getUint8(0));
    if (code === OPTION_TSOFFSET && value.byteLength >= 8) shift = value.getBigInt64(0, little);
  }
  const snapLength = body.getUint32(4, little);
  return { linkType: body.getUint16(0, little), snapLength, rate, shift };
}

/** One section's state, and what becomes of its blocks. */
class Section {
  readonly little: boolean;
  readonly interfaces: Interface[] = [];

  constructor(little: boolean) {
    this.little = little;
  }

  /** The datagram of a block; undefined where the block holds none. */
  read(type: number, body: DataView, number: number): CapturedDatagram | undefined {
    const { little, interfaces } = this;
    const form = PACKETS.get(type);
    if (form !== undefined && body.byteLength >= PACKET_HEADER) {
      const id = form.interface === "u16" ? body.getUint16(0, little) : body.getUint32(0, little);
      const from = interfaces[id];
      if (from === undefined)
        return lostPacket(number, 0, "an interface that the section describes", id);
      const ticks = (BigInt(body.getUint32(4, little)) << 32n) | BigInt(body.getUint32(8, little));
      const time = (from.shift + ticks / from.rate) * NS_PER_S;
      const rest = ((ticks % from.rate) * NS_PER_S) / from.rate;
      const captured = body.getUint32(12, little);
      const length = body.getUint32(16, little);
      return this.#packet(body, number, PACKET_HEADER, captured, length, from, time + rest);
    }
    const [first] = interfaces;
    if (type !== SIMPLE_PACKET || body.byteLength < 4 || first === undefined) return undefined;
    const length = body.getUint32(0, little);
    const snapped = first.snapLength === 0 ? length : Math.min(length, first.snapLength);
    return this.#packet(body, number, 4, snapped, length, first, undefined);
  }

  #packet(
    body: DataView,
    number: number,
    start: number,
    captured: number,
    length: number,
    { linkType }: Interface,
    time: bigint | undefined,
  ): CapturedDatagram | undefined {
    const room = body.byteLength - start;
    const bytes = new Uint8Array(body.buffer, body.byteOffset + start, Math.min(captured, room));
    return datagramOf({ number, bytes, length: Math.max(length, captured), linkType, time });
  }
}

/** Byte order by the magic number of a section header; undefined where it is none. */
function byteOrder(head: DataView): boolean | undefined {
  if (head.byteLength < FRAME) return undefined;
  if (head.getUint32(8, true) === BYTE_ORDER) return true;
  return head.getUint32(8, false) === BYTE_ORDER ? false : undefined;
}

const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/**
 * Reads a pcapng file.
 *
 * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) where it begins with no section header, or has
 *   interfaces and none of a link type that can hold netlink. A block that is cut short, or whose length lies,
 *   is the last datagram, with a `fault`.
 */
export async function* readPcapng(
  reader: ChunkReader,
): AsyncGenerator<CapturedDatagram, void, void> {
  let section: Section | undefined;
  let others: number | undefined;
  let usable = false;
  for (let number = 1; ; ) {
    const { offset } = reader;
    const head = viewOf(await reader.peek(FRAME));
    if (head.byteLength === 0) break;
    if (head.byteLength >= 4 && head.getUint32(0, true) === SECTION_HEADER) {
      const little = byteOrder(head);
      section = little === undefined ? undefined : new Section(little);
    }
    if (section === undefined)
      throw captureError("pcapng", offset, "a section header in either byte order", "none");
    const { little, interfaces } = section;
    const length = head.byteLength < FRAME ? 0 : head.getUint32(4, little);
    if (length < FRAME || length % 4 !== 0 || length > MAX_PACKET) {
      const expected = `a block of ${FRAME} to ${MAX_PACKET} bytes`;
      yield lostPacket(number, offset, expected, `${length || head.byteLength} bytes`);
      return;
    }
    const type = head.getUint32(0, little);
    const block = await reader.peek(length);
    const body = viewOf(block.subarray(8, block.length < length ? block.length : length - 4));
    const whole = block.length === length;
    if (type === INTERFACE && whole && body.byteLength >= 8) {
      const found = readInterface(body, little);
      interfaces.push(found);
      if (holdsNetlink(found.linkType)) usable = true;
      else others ??= found.linkType;
    }
    const datagram = section.read(type, body, number);
    if (datagram !== undefined) yield datagram;
    else if (!whole) yield lostPacket(number, offset, `${length} bytes`, `${block.length} bytes`);
    if (PACKETS.has(type) || type === SIMPLE_PACKET) number++;
    if (!whole) return;
    reader.skip(length);
  }
  if (!usable && others !== undefined) throw captureError("pcapng", 0, LINK_TYPES, others);
}
