/**
 * Addresses of devices as they are kept, and arithmetic on prefixes.
 *
 * @module
 */
import { AF } from "../../uapi/index.ts";
import { parseIp, readIpv4, readIpv6 } from "../../wire/index.ts";

/** A lifetime without end, in seconds. */
export const FOREVER = 0xffff_ffff;

/** What IPv4 and IPv6 addresses have in common. */
interface AnyAddress {
  /** The address itself, as text. */
  readonly local: string;
  readonly prefixLength: number;
  readonly scope: number;
  /** `IFA_F_*`. */
  flags: number;
  /** Seconds from {@link AnyAddress.updated} on; {@link FOREVER}. */
  valid: number;
  preferred: number;
  /** Hundredths of a second since the kernel was made. */
  readonly created: number;
  updated: number;
  /** Metric of its prefix route; 0 for the family's own. */
  metric: number;
  /** `IFA_PROTO`. */
  proto: number;
}

/** An IPv4 address (`struct in_ifaddr`). */
export interface Address4 extends AnyAddress {
  /** The other end of a point-to-point link, else the address itself. */
  readonly address: string;
  broadcast: string | undefined;
  readonly label: string;
}

/** An IPv6 address (`struct inet6_ifaddr`). */
export interface Address6 extends AnyAddress {
  peer: string | undefined;
  /** It has its route to itself: duplicate address detection is over. */
  hasRoute: boolean;
}

/** The bytes of an address. @throws `TypeError` for what is no address: nothing else gets this far. */
export function bytesOf(text: string): Uint8Array {
  const bytes = parseIp(text);
  if (bytes === undefined) throw new TypeError(`no address: ${text}`);
  return bytes;
}

/** An address as text. */
export function textOf(bytes: Uint8Array): string {
  return bytes.length === 4 ? readIpv4(bytes, 0) : readIpv6(bytes, 0);
}

/** Bytes of an address of a family. */
export function sizeOf(family: number): number {
  return family === AF.values.inet ? 4 : 16;
}

/** An address of a request as its family reads it: the bytes that it needs, whatever follows. */
export function readAddress(value: string | Uint8Array, family: number): string {
  const bytes = typeof value === "string" ? bytesOf(value) : value;
  return bytes.length < sizeOf(family) ? "" : textOf(bytes.slice(0, sizeOf(family)));
}

/** Bytes of an address as it was decoded. */
export function rawLength(value: string | Uint8Array): number {
  if (typeof value !== "string") return value.length;
  return value.includes(":") ? 16 : 4;
}

/** As {@link readAddress}, of an attribute that may be absent. */
export function readOptional(
  value: string | Uint8Array | undefined,
  family: number,
): string | undefined {
  return value === undefined ? undefined : readAddress(value, family);
}

/** Zeroes all but the first `length` bits, in place. */
export function mask(bytes: Uint8Array, length: number): Uint8Array {
  for (let at = 0; at < bytes.length; at++) {
    const bits = Math.min(8, Math.max(0, length - at * 8));
    bytes[at] = (bytes[at] ?? 0) & (0xff00 >> bits) & 0xff;
  }
  return bytes;
}

/** The prefix that an address lies in. */
export function prefixOf(text: string, length: number): string {
  return textOf(mask(bytesOf(text), length));
}

/** The last address of a prefix. */
export function lastOf(text: string, length: number): string {
  const bytes = mask(bytesOf(text), length);
  for (let at = 0; at < bytes.length; at++) {
    const bits = Math.min(8, Math.max(0, length - at * 8));
    bytes[at] = (bytes[at] ?? 0) | (0xff >> bits);
  }
  return textOf(bytes);
}

/** Whether the first `length` bits of two addresses of one family are the same. */
export function inPrefix(address: Uint8Array, prefix: Uint8Array, length: number): boolean {
  for (let at = 0; at * 8 < length; at++) {
    const bits = Math.min(8, length - at * 8);
    const different = (address[at] ?? 0) ^ (prefix[at] ?? 0);
    if ((different & (0xff00 >> bits) & 0xff) !== 0) return false;
  }
  return true;
}

/** Less than 0 where `left` comes first, as bytes. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  for (let at = 0; at < left.length; at++) {
    const difference = (left[at] ?? 0) - (right[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Whether an IPv4 address is a multicast one. */
export function isMulticast4(text: string): boolean {
  return ((bytesOf(text)[0] ?? 0) & 0xf0) === 0xe0;
}

/** `RT_SCOPE_*` of an IPv6 address, as `ifa_scope` tells it (`rt_scope`). */
export function scopeOf6(text: string): number {
  const [first = 0, second = 0] = bytesOf(text);
  if (text === "::1") return 254;
  if (first === 0xfe && (second & 0xc0) === 0x80) return 253;
  return first === 0xfe && (second & 0xc0) === 0xc0 ? 200 : 0;
}

/** Seconds that are left of a lifetime. */
function left(lifetime: number, updated: number, now: number): number {
  if (lifetime === FOREVER) return FOREVER;
  return Math.max(0, lifetime - Math.floor((now - updated) / 100));
}

/** `IFA_CACHEINFO`. @param now - In hundredths of a second. */
export function cacheinfoOf(address: Address4 | Address6, now: number): object {
  return {
    ifaPrefered: left(address.preferred, address.updated, now),
    ifaValid: left(address.valid, address.updated, now),
    cstamp: address.created,
    tstamp: address.updated,
  };
}
