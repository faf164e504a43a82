/**
 * How an endpoint's traffic is written on a stream of bytes: frames with a length, checked before
 * anything of them is kept. Knows no stream.
 *
 * Layout, numbers in host order (both ends are on one machine): `u32 length of the rest` | `u32
 * kind` | `u32 endpoint`, chosen by the client, 0 for the connection itself | what the kind says.
 *
 * @module
 */
import { NetlinkDecodeError } from "../errors/index.ts";
import { encodeText, LITTLE_ENDIAN } from "../wire/index.ts";

/** Begins a connection's first frame; in another byte order it is another number. */
export const MAGIC = 0x6b4c4e01;
/** Of the frames: raised by whoever changes one. */
export const VERSION = 1;
/** Bytes of a frame before what its kind says, the length not counted. */
export const FRAME_HEADER = 8;
/** Longest frame that either end takes: what one datagram can be, and its control messages. */
export const MAX_FRAME = 1024 * 1024;
/** The same before the peer has said who it is. */
export const MAX_HELLO = 1024;

// From the client.
/** `u32 MAGIC` | `u32 VERSION` | token as text. */
export const HELLO = 1;
/**
 * `u32 protocol` | `u32 port id wished for` | `u32 0, or 1 where no other will do` | `u32 receive
 * buffer, 0: as it is` | `u32` 0 none, 1 name, 2 process id | namespace as text.
 */
export const OPEN = 2;
/** `u32 port id` | `u32 groups` | the datagram. */
export const SEND = 3;
/** `u32 group`. */
export const JOIN = 4;
/** `u32 group`. */
export const LEAVE = 5;
/** `u32` 0 or 1 | option as text. */
export const OPTION = 6;
/** `u32`: so many bytes of datagrams more may be sent. */
export const CREDIT = 7;
/** Nothing: the endpoint is closed. */
export const CLOSE = 8;

// From the host.
/** `u32 VERSION`: the peer is let in. */
export const WELCOME = 64;
/** `u32 port id`. */
export const OPENED = 65;
/**
 * `u32 port id` | `u32 groups` | `u32 true length where it was cut` | `u32 bytes of control
 * messages` | those | the datagram.
 */
export const DATAGRAM = 66;
/** Nothing: datagrams were lost (`ENOBUFS`). */
export const OVERRUN = 67;
/**
 * `u32 kind of the frame` that failed | `u32 errno` | `u32 bytes of the syscall's name` | that |
 * the error's message, both as text.
 */
export const FAILED = 68;
/** Why the connection ends, as text. */
export const GOODBYE = 69;

/** What {@link FAILED} has before its texts. */
export const FAILED_HEADER = 12;
/** What {@link OPEN} has before its text. */
export const OPEN_HEADER = 20;
/** What {@link DATAGRAM} has before its bytes. */
export const DATAGRAM_HEADER = 16;

/** A peer's frame that cannot be. */
export function violation(what: string, actual: string | number): NetlinkDecodeError {
  return new NetlinkDecodeError({ path: ["frame"], offset: 0, expected: what, actual });
}

/**
 * Makes a frame.
 *
 * @param numbers - The words after the header.
 * @param parts - What follows them; text is UTF-8.
 * @returns New memory, given away.
 */
export function frame(
  kind: number,
  endpoint: number,
  numbers: readonly number[],
  ...parts: readonly (Uint8Array | string)[]
): Uint8Array {
  const tails = parts.map((part) => (typeof part === "string" ? encodeText(part) : part));
  const fixed = 4 + FRAME_HEADER + numbers.length * 4;
  const length = tails.reduce((sum, { length: more }) => sum + more, fixed);
  const bytes = new Uint8Array(length);
  const view = new DataView(bytes.buffer);
  [length - 4, kind, endpoint, ...numbers].forEach((word, index) => {
    view.setUint32(index * 4, word, LITTLE_ENDIAN);
  });
  let at = fixed;
  for (const tail of tails) {
    bytes.set(tail, at);
    at += tail.length;
  }
  return bytes;
}

/** A received frame: `start` is behind its header. Its memory is the receiver's to keep. */
export interface Frame {
  readonly kind: number;
  readonly endpoint: number;
  readonly bytes: Uint8Array;
  /** The same memory, offset 0 being `bytes[0]`. */
  readonly view: DataView;
  readonly start: number;
  readonly end: number;
}

/**
 * The word at a place of a frame. @throws `NetlinkDecodeError` where the frame is too short for it.
 */
export function wordOf({ view, start, end }: Frame, index: number): number {
  const at = start + index * 4;
  if (at + 4 > end) throw violation(`${index + 1} words`, `${end - start} bytes`);
  return view.getUint32(at, LITTLE_ENDIAN);
}

/** The text from a place of a frame to its end. */
export function textFrom({ bytes, start, end }: Frame, offset: number, stop = end): string {
  return new TextDecoder().decode(bytes.subarray(Math.min(start + offset, stop), stop));
}

/** Cuts a stream of bytes into frames. */
export class FrameReader {
  /** Longest frame that is taken; may be raised while reading. */
  limit: number;
  readonly #onFrame: (frame: Frame) => void;
  /** The beginning of a frame that is not all there, its length first. */
  #kept = new Uint8Array(0);
  #filled = 0;

  /** @param onFrame - May throw, which ends the reading. */
  constructor(limit: number, onFrame: (frame: Frame) => void) {
    this.limit = limit;
    this.#onFrame = onFrame;
  }

  /**
   * Takes what the stream gave.
   *
   * @param chunk - Given away: frames are views into it.
   * @throws `NetlinkDecodeError` for a length that no frame has, before anything of it is kept;
   *   what `onFrame` throws.
   */
  push(chunk: Uint8Array): void {
    let at = 0;
    while (this.#filled > 0 && at < chunk.length) {
      const count = Math.min(this.#kept.length - this.#filled, chunk.length - at);
      this.#kept.set(chunk.subarray(at, at + count), this.#filled);
      this.#filled += count;
      at += count;
      if (this.#filled < this.#kept.length) return;
      this.#completed();
    }
    const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    while (chunk.length - at >= 4) {
      const length = this.#checked(view.getUint32(at, LITTLE_ENDIAN));
      if (chunk.length - at < 4 + length) return this.#keep(chunk.subarray(at), 4 + length);
      this.#give(chunk, view, at + 4, at + 4 + length);
      at += 4 + length;
    }
    if (at < chunk.length) this.#keep(chunk.subarray(at), 4);
  }

  /** Keeps the beginning of what has `size` bytes. */
  #keep(beginning: Uint8Array, size: number): void {
    this.#kept = new Uint8Array(size);
    this.#kept.set(beginning);
    this.#filled = beginning.length;
  }

  /** What was kept is whole: a frame, or the length of one. */
  #completed(): void {
    const kept = this.#kept;
    const view = new DataView(kept.buffer);
    const length = this.#checked(view.getUint32(0, LITTLE_ENDIAN));
    if (kept.length === 4) return this.#keep(kept, 4 + length);
    this.#filled = 0;
    this.#give(kept, view, 4, kept.length);
  }

  #checked(length: number): number {
    if (length >= FRAME_HEADER && length <= this.limit) return length;
    throw violation(`a length from ${FRAME_HEADER} to ${this.limit}`, length);
  }

  #give(bytes: Uint8Array, view: DataView, start: number, end: number): void {
    const kind = view.getUint32(start, LITTLE_ENDIAN);
    const endpoint = view.getUint32(start + 4, LITTLE_ENDIAN);
    this.#onFrame({ kind, endpoint, bytes, view, start: start + FRAME_HEADER, end });
  }
}
