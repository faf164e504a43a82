/**
 * Strings and addresses between bytes and text. Every function is the inverse of its partner, also
 * for bytes that are no valid text.
 *
 * @module
 */
import { NetlinkEncodeError } from "../errors/index.ts";

const utf8 = new TextEncoder();
const strictUtf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes that are not UTF-8 become lone surrogates U+DC80…U+DCFF, so that {@link encodeText} can give them back. */
function readEscaped(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let at = start; at < end; ) {
    const lead = bytes[at] as number;
    const size = lead < 0x80 ? 1 : lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    let char: string | undefined;
    try {
      char = strictUtf8.decode(bytes.subarray(at, Math.min(at + size, end)));
    } catch {
      // No character starts here: its first byte is escaped, the next one may start another.
    }
    text += char ?? String.fromCharCode(0xdc00 + lead);
    at += char === undefined ? 1 : size;
  }
  return text;
}

/**
 * Text up to the first NUL, or to `end` where there is none. UTF-8; bytes that are none survive as
 * lone surrogates.
 */
export function readText(bytes: Uint8Array, start: number, end: number): string {
  let at = start;
  let text = "";
  // Four at a time: a call of fromCharCode costs more than its characters.
  for (; at + 3 < end; at += 4) {
    const a = bytes[at] as number;
    const b = bytes[at + 1] as number;
    const c = bytes[at + 2] as number;
    const d = bytes[at + 3] as number;
    if ((a | b | c | d) > 0x7f) return readWide(bytes, start, end);
    if (a === 0 || b === 0 || c === 0 || d === 0) break;
    text += String.fromCharCode(a, b, c, d);
  }
  for (; at < end; at++) {
    const byte = bytes[at] as number;
    if (byte === 0) break;
    if (byte > 0x7f) return readWide(bytes, start, end);
    text += String.fromCharCode(byte);
  }
  return text;
}

function readWide(bytes: Uint8Array, start: number, end: number): string {
  const length = bytes.subarray(start, end).indexOf(0);
  const stop = length === -1 ? end : start + length;
  try {
    return strictUtf8.decode(bytes.subarray(start, stop));
  } catch {
    return readEscaped(bytes, start, stop);
  }
}

/**
 * UTF-8 bytes of a text, without NUL; lone surrogates of {@link readText} become the bytes they stood for.
 *
 * @throws `NetlinkEncodeError` (`ERR_NETLINK_ENCODE`) for any other lone surrogate, which stands for no bytes.
 */
export function encodeText(text: string): Uint8Array {
  if (text.isWellFormed?.() ?? !/[\ud800-\udfff]/.test(text)) return utf8.encode(text);
  const out: number[] = [];
  for (const char of text) {
    const code = char.codePointAt(0) as number;
    if (code >= 0xdc80 && code <= 0xdcff) out.push(code - 0xdc00);
    else if (code >= 0xd800 && code <= 0xdfff) {
      throw new NetlinkEncodeError({
        path: [],
        value: text,
        expected: "text without lone surrogates",
      });
    } else out.push(...utf8.encode(char));
  }
  return Uint8Array.from(out);
}

const DECIMAL: readonly string[] = Array.from({ length: 256 }, (_, byte) => String(byte));
const HEX: readonly string[] = Array.from({ length: 256 }, (_, byte) =>
  byte.toString(16).padStart(2, "0"),
);

/** `"10.0.0.1"` from the four bytes at `at`. */
export function readIpv4(bytes: Uint8Array, at: number): string {
  return `${DECIMAL[bytes[at] as number]}.${DECIMAL[bytes[at + 1] as number]}.${DECIMAL[bytes[at + 2] as number]}.${DECIMAL[bytes[at + 3] as number]}`;
}

/**
 * Text of the sixteen bytes at `at`, as RFC 5952 and `inet_ntop(3)` write it: the longest run of two
 * or more zero groups becomes `::`, mapped and compatible addresses end in dotted decimal.
 */
export function readIpv6(bytes: Uint8Array, at: number): string {
  let runStart = -1;
  let runLength = 1;
  for (let group = 0; group < 8; ) {
    let length = 0;
    while (
      group + length < 8 &&
      bytes[at + 2 * (group + length)] === 0 &&
      bytes[at + 2 * (group + length) + 1] === 0
    )
      length++;
    if (length > runLength) {
      runStart = group;
      runLength = length;
    }
    group += length + 1;
  }
  const mapped =
    runStart === 0 && runLength === 5 && bytes[at + 10] === 0xff && bytes[at + 11] === 0xff;
  const compatible = runStart === 0 && runLength === 6;
  if (mapped || compatible) return `${mapped ? "::ffff:" : "::"}${readIpv4(bytes, at + 12)}`;
  let text = "";
  for (let group = 0; group < 8; group++) {
    if (group === runStart) {
      text += "::";
      group += runLength - 1;
      continue;
    }
    if (text !== "" && !text.endsWith("::")) text += ":";
    text += (
      ((bytes[at + 2 * group] as number) << 8) |
      (bytes[at + 2 * group + 1] as number)
    ).toString(16);
  }
  return text;
}

/** `"52:54:00:12:34:56"`: bytes in hexadecimal with colons, of any length (`""` for none). */
export function readMac(bytes: Uint8Array, start: number, end: number): string {
  if (end <= start) return "";
  let text = HEX[bytes[start] as number] as string;
  for (let at = start + 1; at < end; at++) text += `:${HEX[bytes[at] as number]}`;
  return text;
}

/** Four bytes of `"10.0.0.1"`; undefined where the text is not four decimal numbers from 0 to 255. */
export function parseIpv4(text: string): Uint8Array | undefined {
  const out = new Uint8Array(4);
  return parseIpv4Into(text, out, 0) ? out : undefined;
}

/** {@link parseIpv4} into four bytes at `start`: whether the text was an address. If not, their content is undefined. */
export function parseIpv4Into(text: string, out: Uint8Array, start: number): boolean {
  let part = 0;
  let value = -1;
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? 0x2e : text.charCodeAt(at);
    if (code === 0x2e) {
      if (value < 0 || part > 3) return false;
      out[start + part++] = value;
      value = -1;
      continue;
    }
    const digit = code - 0x30;
    // A number that begins with 0 is octal to inet_aton and decimal to a person: refused, as by inet_pton.
    if (digit < 0 || digit > 9 || value === 0) return false;
    value = value < 0 ? digit : value * 10 + digit;
    if (value > 255) return false;
  }
  return part === 4;
}

/** Sixteen bytes of an IPv6 address in any of the forms of RFC 4291; undefined where it is none. No zone (`%eth0`). */
export function parseIpv6(text: string): Uint8Array | undefined {
  const halves = text.split("::");
  if (halves.length > 2) return undefined;
  const groups: number[][] = [];
  for (const [side, half] of halves.entries()) {
    const parsed: number[] = [];
    const parts = half === "" ? [] : half.split(":");
    for (const [index, part] of parts.entries()) {
      const last = index === parts.length - 1 && side === halves.length - 1;
      if (last && part.includes(".")) {
        const v4 = parseIpv4(part);
        if (v4 === undefined) return undefined;
        parsed.push(
          ((v4[0] as number) << 8) | (v4[1] as number),
          ((v4[2] as number) << 8) | (v4[3] as number),
        );
      } else if (/^[0-9a-fA-F]{1,4}$/.test(part)) parsed.push(Number.parseInt(part, 16));
      else return undefined;
    }
    groups.push(parsed);
  }
  const head = groups[0] as number[];
  const tail = groups[1] ?? [];
  const count = head.length + tail.length;
  if (halves.length === 1 ? count !== 8 : count > 7) return undefined;
  const all = [...head, ...new Array<number>(8 - count).fill(0), ...tail];
  const out = new Uint8Array(16);
  for (const [index, group] of all.entries()) {
    out[2 * index] = group >> 8;
    out[2 * index + 1] = group & 0xff;
  }
  return out;
}

/** Bytes of either family: 4 or 16; undefined where the text is neither. */
export function parseIp(text: string): Uint8Array | undefined {
  return text.includes(":") ? parseIpv6(text) : parseIpv4(text);
}

/** Bytes of `"52:54:00:12:34:56"` (or with dashes), of any length; undefined where it is none. */
export function parseMac(text: string): Uint8Array | undefined {
  if (text === "") return new Uint8Array(0);
  const out: number[] = [];
  let value = 0;
  let digits = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? COLON : text.charCodeAt(at);
    if (code === COLON || code === DASH) {
      if (digits === 0) return undefined;
      out.push(value);
      value = 0;
      digits = 0;
      continue;
    }
    const digit = hexDigit(code);
    if (digit < 0 || ++digits > 2) return undefined;
    value = value * 16 + digit;
  }
  return Uint8Array.from(out);
}

const COLON = 0x3a;
const DASH = 0x2d;

/** Value of a hexadecimal digit by its character code; -1 where it is none. */
function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  const letter = code | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

/** Bytes of a string of hexadecimal digits, in pairs; blanks and colons between pairs are skipped. Undefined where it is none. */
export function parseHex(text: string): Uint8Array | undefined {
  const pairs = text.match(/[0-9a-fA-F]{2}/g) ?? [];
  if (/[^\s:]/.test(text.replace(/[0-9a-fA-F]{2}/g, ""))) return undefined;
  return Uint8Array.from(pairs, (pair) => Number.parseInt(pair, 16));
}

/** Lower-case hexadecimal digits of bytes, without separators. */
export function formatHex(bytes: Uint8Array, start = 0, end = bytes.length): string {
  let text = "";
  for (let at = start; at < end; at++) text += HEX[bytes[at] as number];
  return text;
}
