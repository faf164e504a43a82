/**
 * Innermost values of what other libraries read in a message, beside those that nlkit reads in it:
 * as words that are
 * the same where the values are, whatever the fields are called.
 *
 * @module
 */
import { formatHex, readIpv4, readIpv6 } from "../../src/wire/index.ts";

const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9:.]/g, "");

/** Whether a key of a Rust value has no value of its own: the type's name, filler. */
const isAside = (key: string): boolean => /^(\$.*|_?pad\d*|_?reserved.*|unused)$/.test(key);

/** A leaf with the keys on the way to it. */
export interface Leaf {
  readonly path: string;
  readonly word: string;
}

/** Bytes of a list of small numbers, or undefined. */
const bytesIn = (list: readonly unknown[]): Uint8Array | undefined =>
  list.length > 0 && list.every((it) => Number.isInteger(it) && Number(it) >= 0 && Number(it) < 256)
    ? Uint8Array.from(list as number[])
    : undefined;

const bigOf = (value: unknown): bigint =>
  BigInt(String((value as { $big?: string } | null)?.$big ?? value));

/** An address as Go's netip keeps it: two halves, of which IPv4 fills the end of one. */
function addressOf(bag: Readonly<Record<string, unknown>>): string | undefined {
  const halves = bag["addr"] as { hi?: unknown; lo?: unknown } | undefined;
  if (halves?.hi === undefined || halves.lo === undefined) return undefined;
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  view.setBigUint64(0, bigOf(halves.hi));
  view.setBigUint64(8, bigOf(halves.lo));
  const isMapped = bigOf(halves.hi) === 0n && bigOf(halves.lo) >> 32n === 0xffffn;
  if (bytes.every((byte) => byte === 0)) return "0";
  return isMapped ? readIpv4(bytes, 12) : readIpv6(bytes, 0);
}

/** What a library in Rust or Go reads, from its debugging output. */
export function expectedLeaves(value: unknown, path = ""): Leaf[] {
  if (value === null || value === undefined) return [];
  if (typeof value === "string") {
    return [{ path, word: value.startsWith("hex:") ? value : plain(value) }];
  }
  if (typeof value === "number") return [{ path, word: String(value) }];
  if (typeof value === "boolean") return [{ path, word: value ? "1" : "0" }];
  if (Array.isArray(value)) {
    const bytes = bytesIn(value);
    if (bytes !== undefined && bytes.length > 3) return [{ path, word: `hex:${formatHex(bytes)}` }];
    return value.flatMap((item) => expectedLeaves(item, path));
  }
  const bag = value as Readonly<Record<string, unknown>>;
  const address = addressOf(bag);
  if (address !== undefined) return [{ path, word: address }];
  if ("$big" in bag) return [{ path, word: String(bag["$big"]) }];
  // Sets of flags are numbers in nlkit.
  if ("$flags" in bag) return [];
  return Object.entries(bag).flatMap(([key, inner]) =>
    isAside(key) ? [] : expectedLeaves(inner, `${path}.${key}`),
  );
}

/**
 * Every word that a value of nlkit can stand for: a number also as bytes, an address also as
 * bytes.
 */
export function ownWords(value: unknown): string[] {
  if (value === null || value === undefined) return [];
  if (value instanceof Uint8Array) {
    const text = new TextDecoder().decode(value).replace(/\0.*$/s, "");
    return [`hex:${formatHex(value)}`, plain(text), ...Array.from(value, String)];
  }
  if (typeof value === "string") {
    const digits = value.replaceAll(":", "");
    return [plain(value), ...(/^[0-9a-f]+$/.test(digits) ? [`hex:${digits}`] : [])];
  }
  if (typeof value !== "object") return [value === true ? "1" : String(value)];
  // An attribute whose presence is its value goes by its name.
  return Object.entries(value).flatMap(([key, inner]) => [
    ...(inner === true ? [plain(key)] : []),
    ...ownWords(inner),
  ]);
}

/** Text in a fixed number of bytes, and an IPv4 address as Go keeps it. */
function readings(word: string): string[] {
  if (!word.startsWith("hex:")) return [word];
  const digits = word.slice(4);
  const bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  const mapped = /^0{20}ffff(.{8})$/.exec(digits) === null ? [] : [bytes.subarray(12).join(".")];
  return [word, plain(new TextDecoder().decode(bytes).replace(/\0.*$/s, "")), ...mapped];
}

/**
 * The leaves of an expected value that nlkit's value does not have; and how many there are in all.
 */
export function missingLeaves(
  expected: unknown,
  value: unknown,
  isGo: boolean,
): { readonly all: number; readonly missing: readonly Leaf[] } {
  const words = new Set(ownWords(value));
  const leaves = expectedLeaves(expected);
  const missing = leaves.filter(
    // A Go struct has a zero or nothing for what is absent.
    ({ word }) =>
      !(isGo && (word === "0" || word === "")) && !readings(word).some((it) => words.has(it)),
  );
  return { all: leaves.length, missing };
}
