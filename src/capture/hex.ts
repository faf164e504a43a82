/**
 * Hexadecimal text: a message or a datagram in a line.
 *
 * @module
 */
import { parseHex } from "../wire/index.ts";
import { type CapturedDatagram, captureError, type ReadOptions } from "./datagram.ts";
import type { Line } from "./lines.ts";

/** Characters of a line that an error quotes. */
const QUOTED = 32;

/** A line as an error shows it: short. */
export function quoted(text: string): string {
  return JSON.stringify(text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text);
}

/** A line without its comment and the blanks around it. */
export function withoutComment(text: string): string {
  return text.replace(/#.*$/, "").trim();
}

/** The datagram of a line; undefined for one that is blank or a comment. */
export function hexDatagram(line: Line, options: ReadOptions): CapturedDatagram | undefined {
  const text = withoutComment(line.text);
  if (text === "") return undefined;
  const { protocol = 0, direction } = options;
  const bytes = parseHex(text);
  const place = `line ${line.number}`;
  return {
    protocol,
    ...(direction !== undefined && { direction }),
    bytes: bytes ?? new Uint8Array(0),
    place,
    ...(bytes === undefined && {
      fault: captureError(place, 0, "hexadecimal digits in pairs", quoted(text)),
    }),
  };
}
