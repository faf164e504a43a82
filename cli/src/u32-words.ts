/**
 * What filters of u32 match, in the words of `tc`: `match ip dst 10.0.0.0/8`, `match u16 0x0050 0xffff at 22`.
 *
 * @module
 */
import { parseIp } from "nlkit/wire";
import { append } from "./tc-values.ts";
import { UsageError, unknownWord } from "./usage.ts";
import { type Cursor, NUMBER, type Word } from "./words.ts";

/** A part of a header: where it is, and how many bytes it has; those of 4 and 16 are addresses. */
export type Part = readonly [offset: number, bytes: number];

const TRANSPORT = { src: [0, 2], dst: [2, 2] } as const satisfies Record<string, Part>;
/** Parts of headers by their names; those of the transport protocol are from the next header on. */
const HEADERS: Readonly<Record<string, Readonly<Record<string, Part>>>> = {
  ip: {
    src: [12, 4],
    dst: [16, 4],
    tos: [1, 1],
    dsfield: [1, 1],
    protocol: [9, 1],
    // Of packets whose header has no options.
    sport: [20, 2],
    dport: [22, 2],
    icmp_type: [20, 1],
    icmp_code: [21, 1],
  },
  ip6: {
    src: [8, 16],
    dst: [24, 16],
    protocol: [6, 1],
    sport: [40, 2],
    dport: [42, 2],
    icmp_type: [40, 1],
    icmp_code: [41, 1],
  },
  tcp: TRANSPORT,
  udp: TRANSPORT,
};
const NEXT: ReadonlySet<string> = new Set(["tcp", "udp"]);
const WIDTHS: Readonly<Record<string, number>> = { u8: 1, u16: 2, u32: 4 };

/** Four bytes of a packet, compared. */
export interface Match {
  readonly offset: number;
  readonly value: number;
  readonly mask: number;
  readonly nextHeader?: true;
}

/** Four bytes of the packet for some of them: the kernel compares those at multiples of 4. */
function inWord(
  offset: number,
  bytes: number,
  value: number,
  mask: number,
  isNext: boolean,
): Match {
  const shift = (4 - bytes - (((offset % 4) + 4) % 4)) * 8;
  if (shift < 0) throw new UsageError(`match: ${bytes} bytes at ${offset} are not within four`);
  const placed = (part: number): number => (part << shift) >>> 0;
  return {
    offset: Math.floor(offset / 4) * 4,
    value: placed((value & mask) >>> 0),
    mask: placed(mask),
    ...(isNext && { nextHeader: true }),
  };
}

/** Masks are hexadecimal, with or without `0x`. */
function maskOf(text: string, bytes: number): number {
  const mask = /^(0x)?[0-9a-f]{1,8}$/i.test(text) ? Number.parseInt(text, 16) : Number.NaN;
  if (mask < 256 ** bytes) return mask;
  throw new UsageError(`match: "${text}" is no mask of ${bytes} bytes in hexadecimal`);
}

/** Reads a number of so many bytes. @throws `UsageError` */
function numberOf(text: string, bytes: number): number {
  const value = NUMBER.read(text, "match") as number;
  if (value >= 0 && value < 256 ** bytes) return value;
  throw new UsageError(`match: ${text} does not fit ${bytes} bytes`);
}

/** An address: one comparison for every four bytes that its prefix reaches. */
function addressMatches(text: string, [offset, bytes]: Part): Match[] {
  const [host = "", digits = String(bytes * 8), more] = text.split("/");
  const address = parseIp(host);
  const length = /^\d{1,3}$/.test(digits) ? Number(digits) : Number.NaN;
  if (address?.length !== bytes || !(length <= bytes * 8) || more !== undefined)
    throw new UsageError(`match: "${text}" is no prefix of IPv${bytes === 4 ? 4 : 6}`);
  const view = new DataView(address.buffer, address.byteOffset, bytes);
  const found: Match[] = [];
  for (let at = 0; at < bytes && (at === 0 || at * 8 < length); at += 4) {
    const bits = Math.min(32, length - at * 8);
    const mask = bits <= 0 ? 0 : (0xffffffff << (32 - bits)) >>> 0;
    found.push(inWord(offset + at, 4, view.getUint32(at), mask, false));
  }
  return found;
}

/** `u32 VALUE MASK at [nexthdr+]OFFSET`. */
function rawMatch(cursor: Cursor, bytes: number): Match {
  const value = numberOf(cursor.take("match", "VALUE"), bytes);
  const mask = maskOf(cursor.take("match", "MASK"), bytes);
  if (cursor.next !== "at") return inWord(0, bytes, value, mask, false);
  cursor.skip();
  const place = cursor.take("at", "[nexthdr+]OFFSET");
  const isNext = place.startsWith("nexthdr+");
  const offset = NUMBER.read(isNext ? place.slice("nexthdr+".length) : place, "at") as number;
  return inWord(offset, bytes, value, mask, isNext);
}

/**
 * The four bytes that a part with a value is in: more of them for an address of IPv6.
 *
 * @param mask - Bits that count, of a part that is no address.
 * @param isNext - Whether it is of the header after.
 */
export function partMatches(
  text: string,
  part: Part,
  mask: number = 256 ** part[1] - 1,
  isNext = false,
): Match[] {
  const [offset, bytes] = part;
  if (bytes >= 4) return addressMatches(text, part);
  return [inWord(offset, bytes, numberOf(text, bytes), mask, isNext)];
}

function readMatch(cursor: Cursor): Match[] {
  const header = cursor.take("match", "ip, ip6, tcp, udp, u8, u16 or u32");
  const width = Object.hasOwn(WIDTHS, header) ? WIDTHS[header] : undefined;
  if (width !== undefined) return [rawMatch(cursor, width)];
  const parts = Object.hasOwn(HEADERS, header) ? HEADERS[header] : undefined;
  if (parts === undefined)
    throw unknownWord("header", header, [...Object.keys(HEADERS), ...Object.keys(WIDTHS)]);
  const name = cursor.take(header, Object.keys(parts).join(", "));
  const part = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (part === undefined) throw unknownWord(`part of ${header}`, name, Object.keys(parts));
  const bytes = part[1];
  const value = cursor.take(name, bytes >= 4 ? "PREFIX" : "VALUE");
  const isMask = bytes < 4 && /^(0x)?[0-9a-f]+$/i.test(cursor.next ?? "");
  const mask = isMask ? maskOf(cursor.take(name, "MASK"), bytes) : undefined;
  return partMatches(value, part, mask, NEXT.has(header));
}

/** `match …`, any number of times: all of them have to be so. */
export const u32Match: Word = {
  names: ["match"],
  property: "options.match",
  help: "ip|ip6|tcp|udp PART VALUE [MASK] | u8|u16|u32 VALUE MASK [at [nexthdr+]OFFSET]: masks are hexadecimal",
  parse(cursor, draft) {
    append(draft, "match", readMatch(cursor));
    return undefined;
  },
};
