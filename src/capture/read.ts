/**
 * A capture of any kind as its datagrams: finds out what it is and hands it to that reader.
 *
 * @module
 */
import { NetlinkInputError } from "../errors/index.ts";
import { formatHex, parseHex } from "../wire/index.ts";
import { ChunkReader } from "./chunk-reader.ts";
import { type CapturedDatagram, type Chunks, captureError, type ReadOptions } from "./datagram.ts";
import { hexDatagram, quoted, withoutComment } from "./hex.ts";
import { type Line, readLines } from "./lines.ts";
import { pcapLayout, readPcap } from "./pcap.ts";
import { readPcapng, SECTION_HEADER } from "./pcapng.ts";
import { StraceReader } from "./strace.ts";
import { isTraceLine } from "./strace-line.ts";

/** What a capture can be. */
export type CaptureFormat = "pcap" | "pcapng" | "hex" | "strace";

/** What a capture is read with. */
export interface CaptureOptions extends ReadOptions {
  /** What it is; found out where absent. */
  readonly format?: CaptureFormat;
}

const EXPECTED = "a pcap or pcapng file, hexadecimal lines, or text of strace -xx";
/** Lines in front of the first that tells what a text is. */
const MAX_PREAMBLE = 10_000;

async function* hexLines(
  lines: AsyncIterable<Line>,
  options: ReadOptions,
): AsyncGenerator<CapturedDatagram, void, void> {
  for await (const line of lines) {
    const datagram = hexDatagram(line, options);
    if (datagram !== undefined) yield datagram;
  }
}

async function* straceLines(
  lines: AsyncIterable<Line>,
  options: ReadOptions,
): AsyncGenerator<CapturedDatagram, void, void> {
  const reader = new StraceReader(options);
  for await (const line of lines) {
    const datagram = reader.line(line);
    if (datagram !== undefined) yield datagram;
  }
  const last = reader.end();
  if (last !== undefined) yield last;
}

async function* withPreamble(
  preamble: readonly Line[],
  rest: AsyncIterable<Line>,
): AsyncGenerator<Line, void, void> {
  yield* preamble;
  yield* rest;
}

/** What a line shows a text to be; undefined where it shows nothing. */
function formatOfLine(text: string): "hex" | "strace" | undefined {
  if (isTraceLine(text)) return "strace";
  const bare = withoutComment(text);
  return bare !== "" && parseHex(bare) !== undefined ? "hex" : undefined;
}

/** Reads a text up to the first line that tells what it is. */
async function* textDatagrams(
  reader: ChunkReader,
  options: ReadOptions,
): AsyncGenerator<CapturedDatagram, void, void> {
  const lines = readLines(reader);
  const preamble: Line[] = [];
  let stranger: Line | undefined;
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    const line = next.value;
    preamble.push(line);
    const format = formatOfLine(line.text);
    if (format !== undefined) {
      const read = format === "hex" ? hexLines : straceLines;
      return yield* read(withPreamble(preamble, lines), options);
    }
    if (withoutComment(line.text) !== "") stranger ??= line;
    if (preamble.length > MAX_PREAMBLE) break;
  }
  if (preamble.length === 0) throw captureError("capture", 0, EXPECTED, "nothing");
  // Comments alone are a capture of nothing.
  if (stranger !== undefined)
    throw captureError(`line ${stranger.number}`, 0, EXPECTED, quoted(stranger.text));
}

const GZIP = [0x1f, 0x8b];
const ZSTD = [0x28, 0xb5, 0x2f, 0xfd];

/** Refuses what is neither a text nor one of the binary formats. */
function refuseBinary(head: Uint8Array): void {
  const begins = (magic: readonly number[]): boolean =>
    magic.every((byte, index) => head[index] === byte);
  if (begins(GZIP) || begins(ZSTD))
    throw captureError("capture", 0, EXPECTED, "a compressed file: decompress it first");
  if (head.includes(0)) throw captureError("capture", 0, EXPECTED, `bytes ${formatHex(head)}`);
}

async function datagramsOf(
  reader: ChunkReader,
  options: CaptureOptions,
): Promise<AsyncGenerator<CapturedDatagram, void, void>> {
  switch (options.format) {
    case "pcap":
      return readPcap(reader);
    case "pcapng":
      return readPcapng(reader);
    case "hex":
      return hexLines(readLines(reader), options);
    case "strace":
      return straceLines(readLines(reader), options);
    case undefined: {
      // A copy: what is peeked at is valid until the next look.
      const head = (await reader.peek(4)).slice();
      if (pcapLayout(head) !== undefined) return readPcap(reader);
      const view = new DataView(head.buffer);
      if (head.length === 4 && view.getUint32(0) === SECTION_HEADER) return readPcapng(reader);
      refuseBinary(head);
      return textDatagrams(reader, options);
    }
    default:
      throw new NetlinkInputError("format", options.format, '"pcap", "pcapng", "hex" or "strace"');
  }
}

/**
 * Reads a capture as it comes, holding no more of it than one datagram:
 *
 * - pcap and pcapng, in both byte orders, with link type 253 (an nlmon device), 113 or 276;
 * - hexadecimal text, a message or a datagram in a line, with blanks, colons, and comments after `#`;
 * - text of `strace -xx`: best with `-e read=all -e write=all`, without which strace leaves bytes out.
 *
 * @param chunks - The capture in pieces: a file's stream, standard input, an array of one.
 * @returns Datagrams in their order. One that could not be had in full has a `fault`; the reading goes on
 *   after it where it can. Byte order is that of the machine that the messages were sent on, which has to be
 *   that of this one.
 * @throws `NetlinkDecodeError` (`ERR_NETLINK_DECODE`) for what is none of these at all.
 */
export async function* readCapture(
  chunks: Chunks,
  options: CaptureOptions = {},
): AsyncGenerator<CapturedDatagram, void, void> {
  const reader = new ChunkReader(chunks);
  try {
    for await (const datagram of await datagramsOf(reader, options)) {
      const { direction } = options;
      yield direction === undefined || datagram.direction !== undefined
        ? datagram
        : { ...datagram, direction };
    }
  } finally {
    await reader.close();
  }
}
