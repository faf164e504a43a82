/**
 * `struct nlmsghdr`: one message header, and the walk over the messages of a datagram.
 *
 * @module
 */
import { NetlinkDecodeError } from "../errors/index.ts";
import { NLMSG_HDRLEN, nlmsgAlign } from "./align.ts";
import { LITTLE_ENDIAN } from "./constants.ts";

/** A message header, unpacked. */
export interface MessageHeader {
  /** `nlmsg_len`: bytes of the message, header included, padding not. */
  length: number;
  /** `nlmsg_type`. */
  type: number;
  /** `nlmsg_flags`: `NLM_F_*`. */
  flags: number;
  /** `nlmsg_seq`. */
  seq: number;
  /** `nlmsg_pid`: a port id, not a process. */
  portId: number;
}

/** A header and where its message lies in the buffer. */
export interface MessageSpan extends MessageHeader {
  /** First byte of the header. */
  start: number;
  /** First byte after the header. */
  payload: number;
  /** One past the last byte of the message, without padding. */
  end: number;
}

/**
 * Reads the 16 bytes at `offset`.
 *
 * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) when fewer than 16 bytes are there.
 * @example
 * ```ts
 * import { NLMSG_ERROR, readHeader } from "nlkit/wire";
 * const bytes = Uint8Array.of(20, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
 * const header = readHeader(new DataView(bytes.buffer), 0);
 * console.assert(header.type === NLMSG_ERROR && header.length === 20 && header.seq === 1);
 * ```
 */
export function readHeader(view: DataView, offset: number): MessageHeader {
  if (offset < 0 || view.byteLength - offset < NLMSG_HDRLEN) {
    throw new NetlinkDecodeError({
      offset,
      expected: "a message header of 16 bytes",
      actual: `${Math.max(0, view.byteLength - offset)} bytes`,
    });
  }
  return {
    length: view.getUint32(offset, LITTLE_ENDIAN),
    type: view.getUint16(offset + 4, LITTLE_ENDIAN),
    flags: view.getUint16(offset + 6, LITTLE_ENDIAN),
    seq: view.getUint32(offset + 8, LITTLE_ENDIAN),
    portId: view.getUint32(offset + 12, LITTLE_ENDIAN),
  };
}

/** Writes a header at `offset`, where 16 bytes must be free. */
export function writeHeader(view: DataView, offset: number, header: MessageHeader): void {
  view.setUint32(offset, header.length, LITTLE_ENDIAN);
  view.setUint16(offset + 4, header.type, LITTLE_ENDIAN);
  view.setUint16(offset + 6, header.flags, LITTLE_ENDIAN);
  view.setUint32(offset + 8, header.seq, LITTLE_ENDIAN);
  view.setUint32(offset + 12, header.portId, LITTLE_ENDIAN);
}

/**
 * The length of the message at `offset`, checked against the bytes that are there: what `NLMSG_OK`
 * decides. For loops that must not allocate; others use {@link messages}.
 *
 * @param end - One past the last byte of the datagram.
 * @returns `nlmsg_len`, or 0 where no header is left (less than 16 bytes of padding is no error).
 * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) when the length is below 16 or runs past `end`.
 */
export function messageLengthAt(view: DataView, offset: number, end: number): number {
  if (end - offset < NLMSG_HDRLEN) return 0;
  const length = view.getUint32(offset, LITTLE_ENDIAN);
  if (length < NLMSG_HDRLEN || length > end - offset) {
    throw new NetlinkDecodeError({
      path: ["nlmsg_len"],
      offset,
      expected: `a length from 16 to ${end - offset}`,
      actual: length,
    });
  }
  return length;
}

/**
 * Walks the messages of a datagram (`NLMSG_OK`, `NLMSG_NEXT`). A last message may lack its padding.
 *
 * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) at a length that lies; the messages before it
 *   have been given by then.
 */
export function* messages(
  bytes: Uint8Array,
  start = 0,
  end = bytes.length,
): Generator<MessageSpan, void, void> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = start; ; ) {
    const length = messageLengthAt(view, at, end);
    if (length === 0) return;
    yield { ...readHeader(view, at), start: at, payload: at + NLMSG_HDRLEN, end: at + length };
    at += nlmsgAlign(length);
  }
}
