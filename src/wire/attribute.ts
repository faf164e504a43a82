/**
 * `struct nlattr`: walking attributes without a table, and the form that unknown ones are kept in.
 *
 * @module
 */
import { NetlinkDecodeError } from "../errors/index.ts";
import { NLA_HDRLEN, nlaAlign } from "./align.ts";
import { LITTLE_ENDIAN, NLA_TYPE_MASK } from "./constants.ts";

/** An attribute as bytes: what a table does not know, kept so that encoding gives it back. */
export interface RawAttribute {
  /** `nla_type` as on the wire, the two flag bits included. */
  readonly type: number;
  /** The payload without header and padding; a copy, owned by the holder. */
  readonly payload: Uint8Array;
  /** Its place among the attributes around it, from 0; where absent, it is written after them. */
  readonly position?: number;
}

/** Where one attribute lies. */
export interface AttributeSpan {
  /** `nla_type` without flags. */
  type: number;
  /** `NLA_F_NESTED` and `NLA_F_NET_BYTEORDER`, as they stood. */
  flags: number;
  /** First byte of its header. */
  start: number;
  /** First byte of the payload. */
  payload: number;
  /** One past the payload. */
  end: number;
}

/** The error for an `nla_len` that lies. */
export function attributeLengthError(
  offset: number,
  room: number,
  length: number,
  path: readonly string[] = [],
): NetlinkDecodeError {
  return new NetlinkDecodeError({
    path: [...path, "nla_len"],
    offset,
    expected: `a length from 4 to ${room}`,
    actual: length,
  });
}

/**
 * Walks the attributes of a range (`nla_ok`, `nla_next`). As in the kernel, less than a header's worth
 * of bytes at the end is padding, and a last attribute may lack its own.
 *
 * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) at a length below 4 or past the end.
 * @example
 * ```ts
 * import { attributes } from "nlkit/wire";
 * const bytes = Uint8Array.of(8, 0, 4, 0, 0xe8, 3, 0, 0); // IFLA_MTU, 1000
 * for (const { type, payload, end } of attributes(bytes)) {
 *   console.assert(type === 4 && end - payload === 4);
 * }
 * ```
 */
export function* attributes(
  bytes: Uint8Array,
  start = 0,
  end = bytes.length,
): Generator<AttributeSpan, void, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = start; end - at >= NLA_HDRLEN; ) {
    const length = view.getUint16(at, LITTLE_ENDIAN);
    if (length < NLA_HDRLEN || length > end - at) throw attributeLengthError(at, end - at, length);
    const type = view.getUint16(at + 2, LITTLE_ENDIAN);
    yield {
      type: type & NLA_TYPE_MASK,
      flags: type & ~NLA_TYPE_MASK,
      start: at,
      payload: at + NLA_HDRLEN,
      end: at + length,
    };
    at += nlaAlign(length);
  }
}
