/**
 * Writing: a buffer that grows, with messages and nested attributes whose lengths are filled in when
 * they end.
 *
 * @module
 */
import { NetlinkEncodeError } from "../errors/index.ts";
import { NLA_HDRLEN, NLMSG_HDRLEN } from "./align.ts";
import type { RawAttribute } from "./attribute.ts";
import { LITTLE_ENDIAN, NLA_F_NESTED } from "./constants.ts";
import { encodeText, parseIpv4Into } from "./text.ts";

/** Longest attribute that `nla_len`, a u16, can tell. */
const NLA_MAXLEN = 0xffff;

/**
 * Builds messages, one after the other, in one buffer that is used again after {@link reset}.
 *
 * All padding is written as zeros. Numbers are in host byte order unless a method says otherwise.
 *
 * @example
 * ```ts
 * import { MessageBuilder, NLM_F_ACK, NLM_F_REQUEST } from "nlkit/wire";
 * const builder = new MessageBuilder();
 * const message = builder.beginMessage(19, NLM_F_REQUEST | NLM_F_ACK, 1, 0); // RTM_SETLINK
 * builder.zeros(16); // struct ifinfomsg
 * builder.view.setInt32(20, 2, true); // ifi_index
 * builder.putU32(4, 1000); // IFLA_MTU
 * builder.endMessage(message);
 * console.assert(builder.length === 40);
 * ```
 */
export class MessageBuilder {
  /** The buffer; another one after it has grown, so that nobody may keep it over a write. */
  bytes: Uint8Array;
  /** The same memory. */
  view: DataView;
  /** Bytes written so far. */
  length = 0;

  /** @param capacity - First size in bytes; it at least doubles when more is needed. */
  constructor(capacity = 4096) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  /** Forgets what was written, keeps the memory. */
  reset(): void {
    this.length = 0;
  }

  /** What was written: a view, valid until the next write. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** Makes room for `count` bytes at the end, takes them, and returns where they start. Their content is undefined. */
  take(count: number): number {
    const at = this.length;
    const needed = at + count;
    if (needed > this.bytes.length) this.#grow(needed);
    this.length = needed;
    return at;
  }

  #grow(needed: number): void {
    const bytes = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    bytes.set(this.bytes.subarray(0, this.length));
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer);
  }

  /** Appends `count` zero bytes and returns where they start. */
  zeros(count: number): number {
    const at = this.take(count);
    this.bytes.fill(0, at, at + count);
    return at;
  }

  /** Appends bytes as they are. */
  raw(bytes: Uint8Array): void {
    const at = this.take(bytes.length);
    // Only now: to make room may have put another buffer in the place of `bytes`.
    this.bytes.set(bytes, at);
  }

  /** Appends zeros up to the next multiple of 4. */
  align(): void {
    const padding = -this.length & 3;
    if (padding !== 0) this.zeros(padding);
  }

  /**
   * Starts a message: writes its `nlmsghdr`, but for the length.
   *
   * @returns What {@link endMessage} wants.
   */
  beginMessage(type: number, flags: number, seq: number, portId: number): number {
    this.align();
    const at = this.take(NLMSG_HDRLEN);
    this.view.setUint16(at + 4, type, LITTLE_ENDIAN);
    this.view.setUint16(at + 6, flags, LITTLE_ENDIAN);
    this.view.setUint32(at + 8, seq, LITTLE_ENDIAN);
    this.view.setUint32(at + 12, portId, LITTLE_ENDIAN);
    return at;
  }

  /** Ends a message: fills in `nlmsg_len` and pads to 4. */
  endMessage(message: number): void {
    this.view.setUint32(message, this.length - message, LITTLE_ENDIAN);
    this.align();
  }

  /**
   * Starts an attribute.
   *
   * @param type - Number, with `NLA_F_*` where wanted.
   * @returns What {@link endAttribute} wants.
   */
  beginAttribute(type: number): number {
    const at = this.take(NLA_HDRLEN);
    this.view.setUint16(at + 2, type, LITTLE_ENDIAN);
    return at;
  }

  /**
   * Ends an attribute: fills in `nla_len` and pads to 4.
   *
   * @throws `NetlinkEncodeError` (`ERR_NETLINK_ENCODE`) when it is longer than 65,535 bytes.
   */
  endAttribute(attribute: number): void {
    const length = this.length - attribute;
    if (length > NLA_MAXLEN) {
      throw new NetlinkEncodeError({
        path: [],
        value: `an attribute of ${length} bytes`,
        expected: `at most ${NLA_MAXLEN} bytes, header included`,
      });
    }
    this.view.setUint16(attribute, length, LITTLE_ENDIAN);
    this.align();
  }

  /** Starts a nest: {@link beginAttribute} with `NLA_F_NESTED`, as the kernel's strict checks want it. */
  beginNest(type: number): number {
    return this.beginAttribute(type | NLA_F_NESTED);
  }

  /** Appends an attribute without payload: a flag. */
  putFlag(type: number): void {
    const at = this.take(NLA_HDRLEN);
    this.view.setUint16(at, NLA_HDRLEN, LITTLE_ENDIAN);
    this.view.setUint16(at + 2, type, LITTLE_ENDIAN);
  }

  /** Appends a u8 attribute. */
  putU8(type: number, value: number): void {
    const at = this.take(8);
    this.view.setUint16(at, 5, LITTLE_ENDIAN);
    this.view.setUint16(at + 2, type, LITTLE_ENDIAN);
    this.view.setUint32(at + 4, 0);
    this.bytes[at + 4] = value;
  }

  /** Appends a u16 attribute. */
  putU16(type: number, value: number, littleEndian: boolean = LITTLE_ENDIAN): void {
    const at = this.take(8);
    this.view.setUint16(at, 6, LITTLE_ENDIAN);
    this.view.setUint16(at + 2, type, LITTLE_ENDIAN);
    this.view.setUint32(at + 4, 0);
    this.view.setUint16(at + 4, value, littleEndian);
  }

  /** Appends a u32 attribute (an s32 too: the bits are the same). */
  putU32(type: number, value: number, littleEndian: boolean = LITTLE_ENDIAN): void {
    const at = this.take(8);
    this.view.setUint16(at, 8, LITTLE_ENDIAN);
    this.view.setUint16(at + 2, type, LITTLE_ENDIAN);
    this.view.setUint32(at + 4, value, littleEndian);
  }

  /** Appends a u64 attribute (an s64 too). */
  putU64(type: number, value: bigint, littleEndian: boolean = LITTLE_ENDIAN): void {
    const at = this.take(12);
    this.view.setUint16(at, 12, LITTLE_ENDIAN);
    this.view.setUint16(at + 2, type, LITTLE_ENDIAN);
    this.view.setBigUint64(at + 4, value, littleEndian);
  }

  /** Appends an attribute of bytes. */
  putBytes(type: number, payload: Uint8Array): void {
    const attribute = this.beginAttribute(type);
    this.raw(payload);
    this.endAttribute(attribute);
  }

  /**
   * Appends a text attribute, with its NUL.
   *
   * @throws `NetlinkEncodeError` (`ERR_NETLINK_ENCODE`) for text that {@link encodeText} refuses.
   */
  putText(type: number, text: string): void {
    const attribute = this.beginAttribute(type);
    const length = text.length;
    const at = this.take(length + 1);
    for (let index = 0; index < length; index++) {
      const code = text.charCodeAt(index);
      if (code > 0x7f) {
        this.length = at;
        this.raw(encodeText(text));
        this.zeros(1);
        break;
      }
      this.bytes[at + index] = code;
    }
    this.bytes[this.length - 1] = 0;
    this.endAttribute(attribute);
  }

  /** Appends an attribute of an IPv4 address given as text: whether it was one; if not, nothing is appended. */
  putIpv4(type: number, text: string): boolean {
    const at = this.take(8);
    if (!parseIpv4Into(text, this.bytes, at + 4)) {
      this.length = at;
      return false;
    }
    this.view.setUint16(at, 8, LITTLE_ENDIAN);
    this.view.setUint16(at + 2, type, LITTLE_ENDIAN);
    return true;
  }

  /** Appends an attribute as it was read. */
  putRaw(attribute: RawAttribute): void {
    this.putBytes(attribute.type, attribute.payload);
  }
}
