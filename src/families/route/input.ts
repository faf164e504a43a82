/**
 * Checks of what callers hand in: every error names the field and says what was expected.
 *
 * @module
 */
import { NetlinkEncodeError, NetlinkInputError } from "../../errors/index.ts";
import { nearestName } from "../../schema/index.ts";
import { parseIp, parseMac } from "../../wire/index.ts";

/** Address families of rtnetlink objects by their names here. */
export const FAMILIES = { ipv4: 2, ipv6: 10, mpls: 28, bridge: 7 } as const;
/** `"ipv4"` or `"ipv6"`. */
export type IpFamily = "ipv4" | "ipv6";
/** Any address family that routes are kept for. */
export type RouteFamily = IpFamily | "mpls";

/** A link: by its name, an alternative name, or its index. */
export type LinkRef = string | number;

/** Longest name of an interface (`IFNAMSIZ` with its NUL is 16). */
const NAME_BYTES = 15;
/** Longest alternative name (`ALTIFNAMSIZ` is 128). */
const ALTERNATIVE_BYTES = 127;

/** Refuses anything but a plain object whose properties are all known. */
export function checkProperties(what: string, input: unknown, allowed: readonly string[]): void {
  if (input === null || typeof input !== "object" || Array.isArray(input)) {
    throw new NetlinkInputError(what, input, "an object");
  }
  for (const name of Object.keys(input)) {
    if (allowed.includes(name)) continue;
    const near = nearestName(name, allowed);
    const hint =
      near === undefined
        ? `one of ${allowed.join(", ")}`
        : `a known property (did you mean "${near}"?)`;
    throw new NetlinkInputError(`${what}.${name}`, (input as Record<string, unknown>)[name], hint);
  }
}

/** A whole number in a range, or nothing. */
export function checkNumber(
  field: string,
  value: number | undefined,
  low: number,
  high: number,
): void {
  if (value === undefined) return;
  if (!Number.isInteger(value) || value < low || value > high) {
    throw new NetlinkInputError(field, value, `a whole number from ${low} to ${high}`);
  }
}

/** True, false, or nothing. */
export function checkFlag(field: string, value: unknown): void {
  if (value !== undefined && typeof value !== "boolean")
    throw new NetlinkInputError(field, value, "true or false");
}

/** One of some names. */
export function checkName(field: string, value: unknown, names: readonly string[]): void {
  if (typeof value !== "string" || !names.includes(value))
    throw new NetlinkInputError(field, value, `one of ${names.join(", ")}`);
}

/** A list, or nothing. */
export function checkList(field: string, value: unknown): void {
  if (value !== undefined && !Array.isArray(value))
    throw new NetlinkInputError(field, value, "a list");
}

/** A new interface name: 1 to 15 bytes, without slash, colon or blanks, as `dev_valid_name` of the kernel wants. */
export function checkNewName(field: string, name: string | undefined): void {
  if (name === undefined) return;
  const length = typeof name === "string" ? new TextEncoder().encode(name).length : 0;
  if (
    length === 0 ||
    length > NAME_BYTES ||
    name === "." ||
    name === ".." ||
    /[\s/:\0]/.test(name)
  ) {
    throw new NetlinkInputError(
      field,
      name,
      "an interface name of 1 to 15 bytes without slash, colon or blanks",
    );
  }
}

/** Alternative names: a list of 1 to 127 bytes each, without slash, colon or blanks. */
export function checkAltNames(field: string, names: readonly string[]): void {
  if (!Array.isArray(names) || names.length === 0)
    throw new NetlinkInputError(field, names, "a list of names");
  for (const name of names) {
    checkLinkRef(field, name);
    if (typeof name !== "string" || /[\s/:]/.test(name))
      throw new NetlinkInputError(field, name, "a name without slash, colon or blanks");
  }
}

/** A reference to an existing link. */
export function checkLinkRef(field: string, ref: LinkRef): void {
  if (typeof ref === "number") return checkNumber(field, ref, 1, 0x7fffffff);
  const length = typeof ref === "string" ? new TextEncoder().encode(ref).length : 0;
  if (length === 0 || length > ALTERNATIVE_BYTES || ref.includes("\0")) {
    throw new NetlinkInputError(field, ref, "the name of a link (1 to 127 bytes) or its index");
  }
}

/** A network: bytes of its address and the length of its prefix. */
export interface Prefix {
  readonly family: IpFamily;
  readonly address: Uint8Array;
  readonly length: number;
}

/**
 * `"10.0.0.0/24"`, `"2001:db8::/32"`, or an address alone, which stands for itself only.
 *
 * @throws `NetlinkInputError` that names the field.
 */
export function parsePrefix(field: string, text: unknown): Prefix {
  const [, host, digits] =
    typeof text === "string" ? (/^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? []) : [];
  const address = host === undefined ? undefined : parseIp(host);
  if (address === undefined) {
    throw new NetlinkInputError(
      field,
      text,
      'an IPv4 or IPv6 address, with or without "/" and a prefix length',
    );
  }
  const bits = address.length * 8;
  const length = digits === undefined ? bits : Number(digits);
  if (length > bits) throw new NetlinkInputError(field, text, `a prefix length from 0 to ${bits}`);
  return { family: bits === 32 ? "ipv4" : "ipv6", address, length };
}

/** An address as bytes. @throws `NetlinkInputError` that names the field. */
export function parseAddress(field: string, text: unknown): Uint8Array {
  const address = typeof text === "string" ? parseIp(text) : undefined;
  if (address === undefined) throw new NetlinkInputError(field, text, "an IPv4 or IPv6 address");
  return address;
}

/** A link-layer address of any length as bytes. @throws `NetlinkInputError` that names the field. */
export function macBytes(field: string, text: unknown): Uint8Array {
  const address = typeof text === "string" ? parseMac(text) : undefined;
  if (address !== undefined) return address;
  throw new NetlinkInputError(field, text, 'a link-layer address such as "02:00:00:00:00:01"');
}

/** The family that bytes of an address belong to. */
export function familyOf(address: Uint8Array): IpFamily {
  return address.length === 4 ? "ipv4" : "ipv6";
}

/** The number behind a name of a table, or the number itself. @throws `NetlinkInputError` with the names that exist. */
export function numberFor(
  field: string,
  value: string | number,
  values: Readonly<Record<string, number>>,
  high: number,
): number {
  if (typeof value === "string" && Object.hasOwn(values, value)) return values[value] as number;
  if (typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= high)
    return value;
  throw new NetlinkInputError(
    field,
    value,
    `one of ${Object.keys(values).join(", ")}, or a number from 0 to ${high}`,
  );
}

/** The path of an attribute as the caller knows it: the longest beginning that has another name is replaced. */
function inWords(path: readonly string[], names: Readonly<Record<string, string>>): string {
  for (let length = path.length; length > 0; length--) {
    const given = names[path.slice(0, length).join(".")];
    if (given !== undefined) return [given, ...path.slice(length)].join(".");
  }
  return path.join(".");
}

/** An error of the codec in the words of the caller; any other as it is. */
function asInput(error: unknown, names: Readonly<Record<string, string>>): unknown {
  if (!(error instanceof NetlinkEncodeError)) return error;
  return new NetlinkInputError(inWords(error.path, names), error.value, error.expected);
}

/**
 * Runs an encoding call; what the codec says of an attribute is said of the property that the caller
 * gave for it.
 *
 * @param names - Path of an attribute → property, where they differ.
 */
export async function inCallersWords<Value>(
  names: Readonly<Record<string, string>>,
  call: () => Promise<Value>,
): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    throw asInput(error, names);
  }
}

/** As {@link inCallersWords}, of a call that is over when it returns. */
export function inCallersWordsNow<Value>(
  names: Readonly<Record<string, string>>,
  call: () => Value,
): Value {
  try {
    return call();
  } catch (error) {
    throw asInput(error, names);
  }
}
