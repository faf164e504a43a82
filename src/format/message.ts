/**
 * Messages and datagrams in a line each, as a trace prints them.
 *
 * @module
 */
import { errnoName, errnoText, NetlinkDecodeError } from "../errors/index.ts";
import { decodePayload, type MessageKind } from "../schema/index.ts";
import { NETLINK_GENERIC, PROTOCOLS } from "../uapi/index.ts";
import {
  formatHex,
  GENL_HDRLEN,
  type MessageSpan,
  messages,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_MIN_TYPE,
  NLMSG_NOOP,
  NLMSG_OVERRUN,
  readAck,
} from "../wire/index.ts";
import { toJson } from "./json.ts";
import { messageFlagNames } from "./message-flags.ts";
import { printable } from "./paint.ts";

/** Layouts of messages by protocol, then by `nlmsg_type`. */
export type MessageTables = ReadonlyMap<number, ReadonlyMap<number, MessageKind>>;

/**
 * Finds the layout of a message.
 *
 * @param command - Of a message of generic netlink, whose `type` is the id of its family; what the layout describes
 *   begins after its `genlmsghdr` then.
 */
export type FindMessage = (
  protocol: number,
  type: number,
  command: number | undefined,
  direction: "send" | "receive",
) => MessageKind | undefined;

/** A datagram to print; `TraceEvent` of `nlkit/client` is one. */
export interface TracedDatagram {
  /** Which way it went. */
  readonly direction: "send" | "receive";
  /** Netlink protocol of the socket: 0 is `NETLINK_ROUTE`. */
  readonly protocol: number;
  /** The buffer it lies in; only read, and only during the call. */
  readonly bytes: Uint8Array;
  /** First byte; 0. */
  readonly start?: number;
  /** One past the last; the buffer's length. */
  readonly end?: number;
  /** Mask of the groups that it was sent to; 0 for none. */
  readonly groups?: number;
}

const CONTROL: ReadonlyMap<number, string> = new Map([
  [NLMSG_NOOP, "NLMSG_NOOP"],
  [NLMSG_ERROR, "NLMSG_ERROR"],
  [NLMSG_DONE, "NLMSG_DONE"],
  [NLMSG_OVERRUN, "NLMSG_OVERRUN"],
]);

function ackText(bytes: Uint8Array, span: MessageSpan): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { errno, extack } = readAck(bytes, view, span.start, span.end);
  const words = errno === 0 ? "" : errnoText(errno);
  const result = errno === 0 ? "ok" : errnoName(errno) + (words === "" ? "" : ` (${words})`);
  return result + (extack === undefined ? "" : ` ${toJson(extack)}`);
}

function bodyText(bytes: Uint8Array, span: MessageSpan, kind: MessageKind | undefined): string {
  const { type, payload, end } = span;
  if (type === NLMSG_ERROR || type === NLMSG_DONE) return ackText(bytes, span);
  if (kind === undefined) return formatHex(bytes, payload, end);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return toJson(decodePayload(kind.table, bytes, view, payload, end));
}

/**
 * One message in one line: `RTM_GETLINK seq 1 flags request,dump {"ifiFamily":0,…}`. An error or
 * acknowledgement says `ok` or the errno's name, with the extended acknowledgement as JSON; what no table
 * knows, or what does not decode, stands in hexadecimal.
 *
 * @param bytes - The buffer that `span` lies in.
 * @param kinds - Layouts of the protocol's messages by type.
 */
export function formatMessage(
  bytes: Uint8Array,
  span: MessageSpan,
  protocol: number,
  kinds: ReadonlyMap<number, MessageKind> = new Map(),
): string {
  return messageLine(bytes, span, protocol, kinds.get(span.type));
}

function messageLine(
  bytes: Uint8Array,
  span: MessageSpan,
  protocol: number,
  kind: MessageKind | undefined,
): string {
  const { type, flags, seq } = span;
  const name = CONTROL.get(type) ?? kind?.name;
  const names = messageFlagNames(type, name, flags).join(",");
  const head = [
    name ?? `${PROTOCOLS.names.get(protocol) ?? `protocol ${protocol}`} message ${type}`,
    `seq ${seq}`,
    ...(names === "" ? [] : [`flags ${names}`]),
  ].join(" ");
  try {
    return `${head} ${bodyText(bytes, span, kind)}`.trimEnd();
  } catch (error) {
    if (!(error instanceof NetlinkDecodeError)) throw error;
    return `${head} (${printable(error.message)}) ${formatHex(bytes, span.payload, span.end)}`;
  }
}

const ROW = 16;

/** Bytes as a dump of 16 in a line: offset, hexadecimal, and what of it is text. */
export function formatBytes(bytes: Uint8Array, start = 0, end = bytes.length): string[] {
  const lines: string[] = [];
  for (let at = start; at < end; at += ROW) {
    const row = bytes.subarray(at, Math.min(at + ROW, end));
    const hex = formatHex(row)
      .replace(/../g, "$& ")
      .padEnd(ROW * 3);
    const text = Array.from(row, (byte) =>
      byte > 0x1f && byte < 0x7f ? String.fromCharCode(byte) : ".",
    ).join("");
    lines.push(`    ${(at - start).toString(16).padStart(4, "0")}  ${hex} ${text}`);
  }
  return lines;
}

function tracedMessage(
  { bytes, protocol, direction }: TracedDatagram,
  span: MessageSpan,
  tables: MessageTables | FindMessage,
): string {
  const { type, payload, end } = span;
  if (typeof tables !== "function")
    return formatMessage(bytes, span, protocol, tables.get(protocol));
  if (protocol !== NETLINK_GENERIC || type < NLMSG_MIN_TYPE || end - payload < GENL_HDRLEN)
    return messageLine(bytes, span, protocol, tables(protocol, type, undefined, direction));
  const kind = tables(protocol, type, bytes[payload], direction);
  const after = kind === undefined ? payload : payload + GENL_HDRLEN;
  return messageLine(bytes, { ...span, payload: after }, protocol, kind);
}

/**
 * A datagram in a line a message, each led by the way it went: `send RTM_GETLINK …`,
 * `receive groups 0x1 RTM_NEWLINK …`. Bytes that are no message are told as such. Never throws.
 *
 * @param tables - Layouts by protocol and type, or what finds them; what they lack stands in hexadecimal.
 * @param withBytes - A dump of each message's bytes after its line.
 */
export function formatTrace(
  datagram: TracedDatagram,
  tables: MessageTables | FindMessage,
  withBytes = false,
): string[] {
  const { direction, bytes, start = 0, end = bytes.length, groups = 0 } = datagram;
  const lead = groups === 0 ? direction : `${direction} groups 0x${groups.toString(16)}`;
  const lines: string[] = [];
  let done = start;
  try {
    for (const span of messages(bytes, start, end)) {
      lines.push(`${lead} ${tracedMessage(datagram, span, tables)}`);
      if (withBytes) lines.push(...formatBytes(bytes, span.start, span.end));
      done = span.end;
    }
  } catch (error) {
    lines.push(
      `${lead} ${end - done} bytes that are no message: ${printable((error as Error).message)}`,
    );
    lines.push(...formatBytes(bytes, done, end));
  }
  return lines;
}
