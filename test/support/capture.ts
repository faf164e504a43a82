/**
 * Captures made by hand: pcap and pcapng files in either byte order, and what a reader makes of them.
 *
 * @module
 */
import {
  type CapturedDatagram,
  type CapturedMessage,
  type CaptureOptions,
  decodeCapture,
  readCapture,
} from "../../src/capture/index.ts";

/** Bytes of numbers: each a width in bytes and a value, or bytes as they are. */
export type Field = readonly [width: 1 | 2 | 4 | 8, value: number | bigint] | Uint8Array;

/** Packs fields one after the other. */
export function pack(little: boolean, ...fields: readonly Field[]): Uint8Array {
  const parts = fields.map((field) => {
    if (field instanceof Uint8Array) return field;
    const [width, value] = field;
    const view = new DataView(new ArrayBuffer(8));
    view.setBigUint64(0, BigInt.asUintN(64, BigInt(value)), little);
    return new Uint8Array(view.buffer.slice(little ? 0 : 8 - width, little ? width : 8));
  });
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** The pseudo header of link type 253, always in network byte order, in front of a datagram. */
export function cooked(protocol: number, datagram: Uint8Array, packetType = 4): Uint8Array {
  const address = new Uint8Array(10);
  return pack(false, [2, packetType], [2, 824], address, [2, protocol], datagram);
}

/** The header of a pcap file. */
export function pcapHeader(little: boolean, magic = 0xa1b2c3d4, linkType = 253): Uint8Array {
  return pack(little, [4, magic], [2, 2], [2, 4], [4, 0], [4, 0], [4, 262144], [4, linkType]);
}

/** A record of a pcap file. */
export function pcapRecord(
  little: boolean,
  packet: Uint8Array,
  { seconds = 1, fraction = 2, captured = packet.length, length = packet.length } = {},
): Uint8Array {
  return pack(little, [4, seconds], [4, fraction], [4, captured], [4, length], packet);
}

/** A block of a pcapng file. */
export function block(little: boolean, type: number, ...body: readonly Field[]): Uint8Array {
  const bytes = pack(little, ...body);
  const padded = new Uint8Array((bytes.length + 3) & ~3);
  padded.set(bytes);
  const length = padded.length + 12;
  return pack(little, [4, type], [4, length], padded, [4, length]);
}

/** A section header. */
export function section(little: boolean): Uint8Array {
  return block(little, 0x0a0d0d0a, [4, 0x1a2b3c4d], [2, 1], [2, 0], [8, -1n]);
}

/** All datagrams of a capture, given in pieces of so many bytes. */
export async function readAll(
  bytes: Uint8Array,
  options: CaptureOptions = {},
  piece = bytes.length || 1,
): Promise<CapturedDatagram[]> {
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece));
  const found: CapturedDatagram[] = [];
  for await (const datagram of readCapture(pieces, options)) found.push(datagram);
  return found;
}

/** A text as bytes. */
export const text = (lines: string): Uint8Array => new TextEncoder().encode(lines);

/** The messages of a capture that is text. */
export async function decodeAll(lines: string): Promise<CapturedMessage[]> {
  const found: CapturedMessage[] = [];
  for await (const message of decodeCapture([text(lines)])) found.push(message);
  return found;
}
