/**
 * The hexadecimal dumps that strace prints after a call when told `-e read=all -e write=all`.
 *
 * @module
 * @see strace(1)
 */
import { parseHex } from "../wire/index.ts";

/** Offset, up to 16 bytes in two halves, and what of them is text. */
const ROW = /^ \| ([0-9a-f]{5,}) {2}(.{49}) .*\|$/;
/** Where the dump of one buffer of several begins. */
const BUFFER = /^ \* \d+ bytes in buffer \d+/;

/** Collects the rows that follow a call. */
export class DumpCollector {
  #parts: Uint8Array[] = [];

  /** Takes a line; false where it is none of a dump. */
  take(line: string): boolean {
    if (BUFFER.test(line)) return true;
    const row = ROW.exec(line)?.[2];
    const bytes = row === undefined ? undefined : parseHex(row);
    if (bytes === undefined) return false;
    this.#parts.push(bytes);
    return true;
  }

  /** What has been collected, and begins anew; undefined where there was no dump. */
  flush(): Uint8Array | undefined {
    if (this.#parts.length === 0) return undefined;
    const bytes = joined(this.#parts);
    this.#parts = [];
    return bytes;
  }
}

/** Pieces as one array. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
