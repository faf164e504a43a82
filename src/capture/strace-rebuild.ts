/**
 * Datagrams that strace decoded as far as their headers: of protocols whose messages it does not know it
 * prints `nlmsghdr` in words and the payload as a string, from which the bytes can be had back.
 *
 * @module
 */
import { GENL_ID_CTRL } from "../uapi/generic/index.ts";
import { routeMessages } from "../uapi/route/index.ts";
import {
  NLM_F_ACK,
  NLM_F_ACK_TLVS,
  NLM_F_APPEND,
  NLM_F_ATOMIC,
  NLM_F_BULK,
  NLM_F_CAPPED,
  NLM_F_CREATE,
  NLM_F_DUMP,
  NLM_F_DUMP_FILTERED,
  NLM_F_DUMP_INTR,
  NLM_F_ECHO,
  NLM_F_EXCL,
  NLM_F_MATCH,
  NLM_F_MULTI,
  NLM_F_NONREC,
  NLM_F_REPLACE,
  NLM_F_REQUEST,
  NLM_F_ROOT,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_HDRLEN,
  NLMSG_NOOP,
  NLMSG_OVERRUN,
  nlmsgAlign,
  writeHeader,
} from "../wire/index.ts";
import { joined } from "./strace-dump.ts";
import { stringBytes } from "./strace-line.ts";

const TYPES: ReadonlyMap<string, number> = new Map([
  ...Array.from(routeMessages, ([type, { name }]): [string, number] => [name, type]),
  ["nlctrl", GENL_ID_CTRL],
  ["NLMSG_NOOP", NLMSG_NOOP],
  ["NLMSG_ERROR", NLMSG_ERROR],
  ["NLMSG_DONE", NLMSG_DONE],
  ["NLMSG_OVERRUN", NLMSG_OVERRUN],
]);

const FLAGS: ReadonlyMap<string, number> = new Map(
  Object.entries({
    NLM_F_ACK,
    NLM_F_ACK_TLVS,
    NLM_F_APPEND,
    NLM_F_ATOMIC,
    NLM_F_BULK,
    NLM_F_CAPPED,
    NLM_F_CREATE,
    NLM_F_DUMP,
    NLM_F_DUMP_FILTERED,
    NLM_F_DUMP_INTR,
    NLM_F_ECHO,
    NLM_F_EXCL,
    NLM_F_MATCH,
    NLM_F_MULTI,
    NLM_F_NONREC,
    NLM_F_REPLACE,
    NLM_F_REQUEST,
    NLM_F_ROOT,
  }),
);

/** A header in words, and its payload: a string, or the errno that ends a dump. */
const MESSAGE =
  /\{(?:nlmsg_)?len=(\d+), (?:nlmsg_)?type=([^,]+), (?:nlmsg_)?flags=([^,]+), (?:nlmsg_)?seq=(\d+), (?:nlmsg_)?pid=(\d+)\}(?:, (?:"((?:[^"\\]|\\.)*)"(?!\.)|0)(?=[\]}]))?/g;

/** A number, or a name of the table; undefined for another name. */
function numberOf(word: string, table: ReadonlyMap<string, number>): number | undefined {
  const bare = word.replace(/ *\/\*.*\*\/$/, "");
  return /^(0x[0-9a-f]+|\d+)$/.test(bare) ? Number(bare) : table.get(bare);
}

function flagsOf(words: string): number | undefined {
  let flags = 0;
  for (const word of words.split("|")) {
    const bits = numberOf(word, FLAGS);
    if (bits === undefined) return undefined;
    flags |= bits;
  }
  return flags;
}

function rebuilt(match: RegExpMatchArray): Uint8Array | undefined {
  const [, len = "", typeWord = "", flagWords = "", seq = "", pid = "", text = ""] = match;
  const length = Number(len);
  const type = numberOf(typeWord, TYPES);
  const flags = flagsOf(flagWords);
  const payload = stringBytes(text);
  const isEnd = type === NLMSG_DONE && length === NLMSG_HDRLEN + 4 && text === "";
  if (type === undefined || flags === undefined) return undefined;
  if (!isEnd && NLMSG_HDRLEN + payload.length !== length) return undefined;
  const bytes = new Uint8Array(nlmsgAlign(length));
  const header = { length, type, flags, seq: Number(seq), portId: Number(pid) };
  writeHeader(new DataView(bytes.buffer), 0, header);
  bytes.set(payload, NLMSG_HDRLEN);
  return bytes;
}

/**
 * The bytes of a datagram that strace printed so; undefined where it decoded more than the headers.
 *
 * @param args - Arguments of the call.
 * @param size - Bytes of the datagram.
 */
export function rebuildDatagram(args: string, size: number): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  for (const match of args.matchAll(MESSAGE)) {
    const part = rebuilt(match);
    if (part === undefined) return undefined;
    parts.push(part);
  }
  const bytes = joined(parts);
  // A last message may lack its padding.
  return parts.length > 0 && bytes.length - size >= 0 && bytes.length - size < 4
    ? bytes.subarray(0, size)
    : undefined;
}
