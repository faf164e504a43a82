/**
 * Bytes of a text as its lines.
 *
 * @module
 */
import type { ChunkReader } from "./chunk-reader.ts";
import { captureError } from "./datagram.ts";

/** Longest line that is kept: a datagram of 16 MiB, four characters a byte. */
const MAX_LINE = 1 << 26;
const NEWLINE = 0x0a;

/** A line without its end, and its number from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/**
 * Splits a text into lines; `\r\n` ends one, too. A byte is a character: the texts read here are ASCII.
 *
 * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) for a line of more than 64 MiB.
 */
export async function* readLines(reader: ChunkReader): AsyncGenerator<Line, void, void> {
  const decoder = new TextDecoder("latin1");
  let number = 1;
  let pending: string[] = [];
  let length = 0;
  const take = (): Line => {
    const text = pending.join("").replace(/\r$/, "");
    pending = [];
    length = 0;
    return { number: number++, text };
  };
  for (;;) {
    const piece = await reader.piece();
    if (piece === undefined) break;
    let start = 0;
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, start)) {
      pending.push(decoder.decode(piece.subarray(start, end)));
      yield take();
      start = end + 1;
    }
    if (start === piece.length) continue;
    pending.push(decoder.decode(piece.subarray(start)));
    length += piece.length - start;
    if (length > MAX_LINE)
      throw captureError(`line ${number}`, MAX_LINE, "the end of the line", "more");
  }
  if (pending.length > 0) yield take();
}
