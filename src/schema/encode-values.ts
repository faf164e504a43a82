/**
 * The interpreter's writing half for what holds no attributes: numbers, text, bytes, addresses,
 * structs; and the errors of both, which say where a value stands that does not fit.
 *
 * @module
 */
import { NetlinkEncodeError } from "../errors/index.ts";
import {
  encodeText,
  LITTLE_ENDIAN,
  type MessageBuilder,
  parseIp,
  parseIpv4,
  parseIpv6,
  parseMac,
  parseSockaddr,
} from "../wire/index.ts";
import { sizeOf, struct, u32 } from "./define.ts";
import { flagMask, nearestName } from "./names.ts";
import { shortSize } from "./short-struct.ts";
import type {
  AddressType,
  Bitfield32Type,
  IntType,
  MemberType,
  MessageTable,
  StructType,
} from "./types.ts";

/** An object of named values. */
export type Bag = Readonly<Record<string, unknown>>;

/** Where bytes go, and the names of what encloses the value being written. */
export interface Output {
  readonly builder: MessageBuilder;
  readonly path: string[];
  /** Payloads around the one being written. */
  depth: number;
}

/** Refuses a value, at the place that is being written. */
export function fail(output: Output, value: unknown, expected: string): never {
  throw new NetlinkEncodeError({ path: [...output.path], value, expected });
}

/** Does what may refuse a value without knowing where it stands; says where. */
export function located(output: Output, action: () => void): void {
  try {
    action();
  } catch (error) {
    if (error instanceof NetlinkEncodeError) fail(output, error.value, error.expected);
    throw error;
  }
}

/**
 * Whether a value is an object without a class. Others (an array, a map, a promise that was not awaited,
 * an instance with getters) have no properties of their own where one looks, and would be written as nothing.
 */
export function isPlainObject(value: unknown): value is Bag {
  if (value === null || typeof value !== "object") return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An Object.prototype of another realm (a vm context, a frame) is as good as this one.
  return (
    prototype === Object.prototype ||
    prototype === null ||
    Object.getPrototypeOf(prototype) === null
  );
}

/** A plain object, or an error that says what stands there instead. */
export function bagOf(output: Output, value: unknown, name: string): Bag {
  return isPlainObject(value) ? value : fail(output, value, `a plain object of ${name}`);
}

/** A property of the object itself. */
export function own(bag: Bag, name: string): unknown {
  return Object.hasOwn(bag, name) ? bag[name] : undefined;
}

/** An array, or an error that says what stands there instead. */
export function listOf(output: Output, value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : fail(output, value, "an array");
}

/** Refuses a name that a table does not have, with the nearest one that it has. */
export function unknownName(output: Output, name: string, table: MessageTable): never {
  const { header, attributes } = table;
  const members = Object.keys(header?.members ?? {}).filter(
    (member) => header !== undefined && isMember(header, member),
  );
  const near = nearestName(name, [...members, ...Object.keys(attributes?.entries ?? {})]);
  const where = attributes?.name ?? header?.name ?? "an empty payload";
  output.path.push(name);
  return fail(
    output,
    name,
    `a name of ${where}${near === undefined ? "" : ` (did you mean "${near}"?)`}`,
  );
}

/** Range of an integer type as text: `"a whole number from 0 to 255"`. */
function describeInt(type: IntType): string {
  const bits = type.bytes * 8;
  const range =
    bits === 64
      ? type.signed
        ? "-2^63 to 2^63-1"
        : "0 to 2^64-1"
      : type.signed
        ? `${-(2 ** (bits - 1))} to ${2 ** (bits - 1) - 1}`
        : `0 to ${2 ** bits - 1}`;
  const names =
    type.enum !== undefined ? Object.keys(type.enum.values) : Object.keys(type.flags?.masks ?? {});
  const shown = names.length > 12 ? `${names.slice(0, 12).join(", ")}…` : names.join(", ");
  if (type.enum !== undefined) return `one of ${shown}, or a number from ${range}`;
  if (type.flags !== undefined) return `a list of ${shown}, or a number from ${range}`;
  return `a whole number from ${range}`;
}

/** The number behind a name, a list of names or a number; undefined where it is none of this type. */
export function numberOf(type: IntType, value: unknown): number | bigint | undefined {
  let number = value;
  if (typeof value === "string" && type.enum !== undefined) {
    number = Object.hasOwn(type.enum.values, value) ? type.enum.values[value] : undefined;
  } else if (Array.isArray(value) && type.flags !== undefined) {
    number = flagMask(type.flags, value as string[]);
  }
  if (type.bytes === 8) {
    if (typeof number === "number" && Number.isSafeInteger(number)) number = BigInt(number);
    if (typeof number !== "bigint") return undefined;
    return (type.signed ? BigInt.asIntN(64, number) : BigInt.asUintN(64, number)) === number
      ? number
      : undefined;
  }
  if (typeof number !== "number" || !Number.isInteger(number)) return undefined;
  const bits = type.bytes * 8;
  const low = type.signed ? -(2 ** (bits - 1)) : 0;
  const high = type.signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  return number >= low && number <= high ? number : undefined;
}

/** Writes an integer, a name of its enumeration or a list of its flags. */
export function writeInt(type: IntType, output: Output, value: unknown): void {
  const number = numberOf(type, value);
  if (number === undefined) return fail(output, value, describeInt(type));
  const at = output.builder.take(type.bytes);
  const { view } = output.builder;
  const little = type.order === "host" ? LITTLE_ENDIAN : type.order === "little";
  if (type.bytes === 8) view.setBigUint64(at, BigInt.asUintN(64, number as bigint), little);
  else if (type.bytes === 4) view.setUint32(at, number as number, little);
  else if (type.bytes === 2) view.setUint16(at, number as number, little);
  else view.setUint8(at, number as number);
}

/** Writes `uint` or `sint`. */
export function writeVarInt(signed: boolean, output: Output, value: unknown): void {
  const wide: IntType = { kind: "int", bytes: 8, signed, order: "host" };
  const number = numberOf(wide, value);
  if (number === undefined) fail(output, value, describeInt(wide));
  // Four bytes if the value fits u32 or s32, as the kernel's nla_put_uint and nla_put_sint choose.
  const narrow: IntType = { ...wide, bytes: 4 };
  const fits = numberOf(narrow, Number(number)) !== undefined;
  writeInt(fits ? narrow : wide, output, fits ? Number(number) : number);
}

const ADDRESS_WORDS = {
  ip: "an IPv4 or IPv6 address",
  ipv4: "an IPv4 address",
  ipv6: "an IPv6 address",
  mac: "a link-layer address",
  sockaddr: "an address with a port",
} as const;
const ADDRESS_PARSERS = {
  ip: parseIp,
  ipv4: parseIpv4,
  ipv6: parseIpv6,
  mac: parseMac,
  sockaddr: parseSockaddr,
} as const;

/** Bytes of an address given as text or bytes; undefined where it is neither, or not of the size. */
export function addressBytes(type: AddressType, value: unknown): Uint8Array | undefined {
  const parsed =
    value instanceof Uint8Array
      ? value
      : typeof value === "string"
        ? ADDRESS_PARSERS[type.kind](value)
        : undefined;
  return type.size === undefined || parsed?.length === type.size ? parsed : undefined;
}

/** Writes an address. */
export function writeAddress(type: AddressType, output: Output, value: unknown): void {
  const address = addressBytes(type, value);
  if (address === undefined) fail(output, value, ADDRESS_WORDS[type.kind]);
  else output.builder.raw(address);
}

/** Writes bytes, of a fixed number where `size` says so. */
export function writeBytes(output: Output, value: unknown, size: number | undefined): void {
  if (!(value instanceof Uint8Array) || (size !== undefined && value.length !== size)) {
    fail(output, value, size === undefined ? "a Uint8Array" : `a Uint8Array of ${size} bytes`);
  }
  output.builder.raw(value);
}

/** Writes one member of a struct; absent ones as zero. */
export function writeMember(type: MemberType, output: Output, value: unknown): void {
  switch (type.kind) {
    case "int":
      return writeInt(type, output, value === undefined ? 0 : value);
    case "struct":
      return writeInner(type, output, value === undefined ? {} : value);
    case "pad":
      output.builder.zeros(type.size);
      return;
    case "binary":
      return writeBytes(
        output,
        value === undefined ? new Uint8Array(type.size ?? 0) : value,
        type.size,
      );
    case "chars": {
      const start = output.builder.length;
      // The last byte stays NUL, as the kernel wants of its name arrays.
      writeString(output, value === undefined ? "" : value, type.size - 1);
      output.builder.zeros(start + type.size - output.builder.length);
      return;
    }
    case "array":
    case "rest": {
      const list = listOf(output, value === undefined ? [] : value);
      const count = (type.kind === "rest" ? undefined : type.count) ?? list.length;
      if (list.length > count) fail(output, value, `at most ${count} elements`);
      for (let at = 0; at < count; at++)
        writeElement(output, at, () => writeMember(type.element, output, list[at]));
      return;
    }
    default: {
      const size = type.size ?? (type.kind === "ipv4" ? 4 : 16);
      if (value === undefined) output.builder.zeros(size);
      else writeAddress({ ...type, size }, output, value);
    }
  }
}

/** Writes one element of a list, with its index in the path. */
export function writeElement(output: Output, index: number, write: () => void): void {
  output.path.push(String(index));
  write();
  output.path.pop();
}

/** Whether an object of a struct may have a property of this name. */
export function isMember(type: StructType, name: string): boolean {
  return Object.hasOwn(type.members, name) && type.members[name]?.kind !== "pad";
}

/** Writes the members of a struct, absent ones as zero. */
export function writeMembers(type: StructType, output: Output, value: Bag): void {
  for (const name of Object.keys(type.members)) {
    const member = type.members[name] as MemberType;
    output.path.push(name);
    writeMember(member, output, member.kind === "pad" ? undefined : own(value, name));
    output.path.pop();
  }
}

/** Refuses properties that are no members; `trailing` is one that a struct at the end of a payload may have. */
export function refuseOthers(
  type: StructType,
  output: Output,
  value: Bag,
  trailing: boolean,
): void {
  for (const name of Object.keys(value)) {
    if (value[name] === undefined || isMember(type, name) || (trailing && name === "trailing"))
      continue;
    unknownName(output, name, { kind: "message", header: type, attributes: undefined });
  }
}

/** Writes the bytes that were read after a struct. */
export function writeTrailing(output: Output, value: Bag): void {
  const trailing = own(value, "trailing");
  if (trailing === undefined) return;
  output.path.push("trailing");
  writeBytes(output, trailing, undefined);
  output.path.pop();
}

/** Writes a struct within a struct: nothing can trail it there. */
function writeInner(type: StructType, output: Output, value: unknown): void {
  const bag = bagOf(output, value, type.name);
  writeMembers(type, output, bag);
  refuseOthers(type, output, bag, false);
}

/** As few bytes as a struct was read from; undefined where all of its members are to be written. */
function sizeToWrite(type: StructType, bag: Bag): number | undefined {
  const size = shortSize(bag);
  if (size === undefined) return undefined;
  let at = 0;
  for (const [name, member] of Object.entries(type.members)) {
    at += sizeOf(member);
    if (at > size && own(bag, name) !== undefined) return undefined;
  }
  return size;
}

/** Writes a struct that is a whole payload: absent members as zero, and what was `trailing`. */
export function writeStruct(type: StructType, output: Output, value: unknown): void {
  const bag = bagOf(output, value, type.name);
  const start = output.builder.length;
  writeMembers(type, output, bag);
  const size = sizeToWrite(type, bag);
  if (size !== undefined) output.builder.length = start + size;
  refuseOthers(type, output, bag, true);
  writeTrailing(output, bag);
}

const BITFIELD32 = struct("bitfield32", { value: u32, selector: u32 });

/** Flags and which of them are meant: both have to be there, for nothing can be assumed of either. */
export function writeBitfield32(type: Bitfield32Type, output: Output, value: unknown): void {
  const bag = bagOf(output, value, BITFIELD32.name);
  for (const name of Object.keys(BITFIELD32.members)) {
    output.path.push(name);
    writeInt(
      type.flags === undefined ? u32 : { ...u32, flags: type.flags },
      output,
      own(bag, name),
    );
    output.path.pop();
  }
  refuseOthers(BITFIELD32, output, bag, false);
}

/** Writes a text and its NUL. */
export function writeString(output: Output, value: unknown, maxLength: number | undefined): void {
  if (typeof value !== "string" || value.includes("\0"))
    return fail(output, value, "a string without NUL");
  located(output, () => {
    const text = encodeText(value);
    if (maxLength !== undefined && text.length > maxLength)
      fail(output, value, `a string of at most ${maxLength} bytes`);
    output.builder.raw(text);
    output.builder.zeros(1);
  });
}
