/**
 * A captured message as a tree of its headers and attributes beside the bytes that they stand in.
 *
 * @module
 */
import { PROTOCOLS } from "../uapi/index.ts";
import { formatHex, NLMSG_HDRLEN } from "../wire/index.ts";
import { dissectPayload, type Part } from "./dissect.ts";
import { toJson } from "./json.ts";
import { messageFlagNames } from "./message-flags.ts";
import { type FormatOptions, plain, printable } from "./paint.ts";
import type { ShownMessage } from "./shown-message.ts";
import { valueText } from "./words.ts";

const ROW = 16;
/** Rows of one attribute that are shown without details. */
const SHOWN_ROWS = 4;

/** `2026-11-21T09:37:32.382670Z`, as exact as the capture. */
function timeText(time: bigint): string {
  const date = new Date(Number(time / 1_000_000_000n) * 1000);
  const fraction = String(((time % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n);
  if (Number.isNaN(date.getTime())) return `${time} ns`;
  return date
    .toISOString()
    .replace(/\.\d+Z$/, `.${fraction.padStart(9, "0").replace(/000$/, "")}Z`);
}

function headLine(message: ShownMessage, paint: NonNullable<FormatOptions["paint"]>): string {
  const { datagram, header, generic, name, direction } = message;
  const protocol = PROTOCOLS.names.get(datagram.protocol) ?? `protocol ${datagram.protocol}`;
  const words = [paint("faint", `${datagram.place}:`), protocol];
  if (datagram.time !== undefined) words.push(timeText(datagram.time));
  if (direction !== undefined) words.push(direction);
  if (header === undefined) return [...words, paint("name", "no header")].join(" ");
  const { type, flags, seq, portId, length } = header;
  const title = printable(name ?? `message ${type}`);
  words.push(paint("name", title), `len ${length} seq ${seq} port ${portId}`);
  const names = messageFlagNames(type, name, flags).join(",");
  if (names !== "") words.push(`flags ${names}`);
  if (generic !== undefined) words.push(`cmd ${generic.cmd} version ${generic.version}`);
  return words.join(" ");
}

/** Members of a struct as words, other values as they are. */
function partText({ value }: Part): string {
  if (value === undefined) return "";
  if (value !== null && typeof value === "object" && !(value instanceof Uint8Array)) {
    if (Array.isArray(value)) return toJson(value);
    return Object.entries(value)
      .map(([name, member]) => `${name} ${valueText(member)}`)
      .join(" ");
  }
  return valueText(value);
}

/** Headers of the message, its parts, or for want of a table its bytes. */
function partsOf(message: ShownMessage): Part[] {
  const { datagram, start, end, header, payload, kind, ack } = message;
  if (header === undefined) return [{ name: "bytes", depth: 0, start, end }];
  const first = Math.min(start + NLMSG_HDRLEN, end);
  const parts: Part[] = [{ name: "nlmsghdr", depth: 0, start, end: first }];
  if (payload > first) parts.push({ name: "genlmsghdr", depth: 0, start: first, end: payload });
  if (kind !== undefined && ack === undefined)
    parts.push(...dissectPayload(kind.table, datagram.bytes, payload, end));
  else if (payload < end) {
    const name = ack === undefined ? "payload" : "nlmsgerr";
    parts.push({ name, depth: 0, start: payload, end });
  }
  return parts;
}

/**
 * A captured message as lines: one that says what it is, one for each header and attribute with its offset
 * in the message, its bytes, name and value, and one for what is wrong with it.
 *
 * @param options - `details`: all bytes of long attributes.
 */
export function formatCaptured(message: ShownMessage, options: FormatOptions = {}): string[] {
  const { paint = plain, details = false } = options;
  const { datagram, start: origin, error, ack } = message;
  const lines = [headLine(message, paint)];
  for (const part of partsOf(message)) {
    const { name, depth, start, end } = part;
    const text = partText(part);
    const rows = Math.ceil((end - start) / ROW);
    const shown = details ? rows : Math.min(rows, SHOWN_ROWS);
    for (let row = 0; row < shown; row++) {
      const at = start + row * ROW;
      const hex = formatHex(datagram.bytes, at, Math.min(at + ROW, end)).replace(/../g, "$& ");
      const offset = paint("faint", (at - origin).toString(16).padStart(4, "0"));
      const label = `${"  ".repeat(depth)}${paint("name", printable(name))}${text && ` ${text}`}`;
      lines.push(`  ${offset}  ${row === 0 ? `${hex.padEnd(ROW * 3)} ${label}` : hex.trimEnd()}`);
    }
    const left = end - start - shown * ROW;
    if (left > 0) lines.push(`        … ${left} bytes more`);
  }
  if (ack?.errno === 0) lines.push(`  ${paint("good", "ok")}${warning(message)}`);
  if (ack?.refusal !== undefined) lines.push(`  ${paint("bad", printable(ack.refusal.message))}`);
  if (error !== undefined) lines.push(`  ${paint("bad", `error: ${printable(error.message)}`)}`);
  return lines;
}

function warning({ ack }: ShownMessage): string {
  const text = ack?.extack?.message;
  return text === undefined ? "" : `: ${printable(text)}`;
}
