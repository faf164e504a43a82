/**
 * The interpreter's writing half: object → bytes, by walking the table, with the path of a value that
 * cannot be written. The compiled engine turns to it for whatever it does not do itself.
 *
 * @module
 */
import { NetlinkEncodeError } from "../errors/index.ts";
import {
  encodeText,
  LITTLE_ENDIAN,
  type MessageBuilder,
  NLA_F_NESTED,
  nlaAlign,
  parseIp,
  parseIpv4,
  parseIpv6,
  parseMac,
  type RawAttribute,
} from "../wire/index.ts";
import { payloadTable, type Scope, selectFormat, tableOfSet } from "./layout.ts";
import { listIndexes } from "./list-indexes.ts";
import { flagMask } from "./names.ts";
import type {
  AddressType,
  AttributeSet,
  IndexedArrayType,
  IntType,
  MemberType,
  MessageTable,
  NestTypeValueType,
  RecordsType,
  StructType,
  SubMessageType,
  ValueType,
} from "./types.ts";

type Bag = Readonly<Record<string, unknown>>;

/** Where bytes go, and the names of what encloses the value being written. */
export interface Output {
  readonly builder: MessageBuilder;
  readonly path: string[];
}

function fail(output: Output, value: unknown, expected: string): never {
  throw new NetlinkEncodeError({ path: [...output.path], value, expected });
}

/** A plain object, or an error that says what stands there instead. */
function bagOf(output: Output, value: unknown, what: string): Bag {
  if (value === null || typeof value !== "object" || Array.isArray(value) || value instanceof Uint8Array) {
    fail(output, value, what);
  }
  return value as Bag;
}

function listOf(output: Output, value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : fail(output, value, "an array");
}

/** The nearest of the names that exist, by edit distance, where one is near; for "did you mean". */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of names) {
    let row = Array.from({ length: candidate.length + 1 }, (_, at) => at);
    for (let i = 1; i <= name.length; i++) {
      const next = [i];
      for (let j = 1; j <= candidate.length; j++) {
        const swap = (row[j - 1] as number) + (name[i - 1] === candidate[j - 1] ? 0 : 1);
        next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
      }
      row = next;
    }
    const distance = row[candidate.length] as number;
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

function unknownName(output: Output, name: string, table: MessageTable): never {
  const names = [...Object.keys(table.header?.members ?? {}), ...Object.keys(table.attributes?.entries ?? {})];
  const near = nearestName(name, names);
  const where = table.attributes?.name ?? table.header?.name ?? "an empty payload";
  output.path.push(name);
  return fail(output, name, `a name of ${where}${near === undefined ? "" : ` (did you mean "${near}"?)`}`);
}

/** Range of an integer type as text: `"a whole number from 0 to 255"`. */
function describeInt(type: IntType): string {
  const bits = type.bytes * 8;
  const range =
    bits === 64
      ? type.signed ? "-2^63 to 2^63-1" : "0 to 2^64-1"
      : type.signed ? `${-(2 ** (bits - 1))} to ${2 ** (bits - 1) - 1}` : `0 to ${2 ** bits - 1}`;
  const names = type.enum !== undefined ? Object.keys(type.enum.values) : Object.keys(type.flags?.masks ?? {});
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
    return (type.signed ? BigInt.asIntN(64, number) : BigInt.asUintN(64, number)) === number ? number : undefined;
  }
  if (typeof number !== "number" || !Number.isInteger(number)) return undefined;
  const bits = type.bytes * 8;
  const low = type.signed ? -(2 ** (bits - 1)) : 0;
  const high = type.signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1;
  return number >= low && number <= high ? number : undefined;
}

function writeInt(type: IntType, output: Output, value: unknown): void {
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

function writeVarInt(signed: boolean, output: Output, value: unknown): void {
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
} as const;
const ADDRESS_PARSERS = { ip: parseIp, ipv4: parseIpv4, ipv6: parseIpv6, mac: parseMac } as const;

/** Bytes of an address given as text or bytes; undefined where it is neither, or not of the size. */
export function addressBytes(type: AddressType, value: unknown): Uint8Array | undefined {
  const parsed =
    value instanceof Uint8Array ? value : typeof value === "string" ? ADDRESS_PARSERS[type.kind](value) : undefined;
  return type.size === undefined || parsed?.length === type.size ? parsed : undefined;
}

function writeAddress(type: AddressType, output: Output, value: unknown): void {
  const address = addressBytes(type, value);
  if (address === undefined) fail(output, value, ADDRESS_WORDS[type.kind]);
  else output.builder.raw(address);
}

function writeBytes(output: Output, value: unknown, size: number | undefined): void {
  if (!(value instanceof Uint8Array) || (size !== undefined && value.length !== size)) {
    fail(output, value, size === undefined ? "a Uint8Array" : `a Uint8Array of ${size} bytes`);
  }
  output.builder.raw(value);
}

/** Writes one member of a struct; absent ones as zero. */
export function writeMember(type: MemberType, output: Output, value: unknown): void {
  switch (type.kind) {
    case "int":
      return writeInt(type, output, value ?? 0);
    case "struct":
      return writeStruct(type, output, bagOf(output, value ?? {}, `an object of ${type.name}`));
    case "pad":
      output.builder.zeros(type.size);
      return;
    case "binary":
      return writeBytes(output, value ?? new Uint8Array(type.size ?? 0), type.size);
    case "chars": {
      const text = typeof (value ?? "") === "string" ? encodeText((value ?? "") as string) : undefined;
      // The last byte stays NUL, as the kernel wants of its name arrays.
      if (text === undefined || text.length >= type.size) return fail(output, value, `a string of at most ${type.size - 1} bytes`);
      output.builder.raw(text);
      output.builder.zeros(type.size - text.length);
      return;
    }
    case "array": {
      const list = listOf(output, value ?? []);
      const count = type.count ?? list.length;
      if (list.length > count) fail(output, value, `at most ${count} elements`);
      for (let at = 0; at < count; at++) writeElement(output, at, () => writeMember(type.element, output, list[at]));
      return;
    }
    default: {
      const size = type.size ?? (type.kind === "ipv4" ? 4 : 16);
      if (value === undefined) output.builder.zeros(size);
      else writeAddress({ ...type, size }, output, value);
    }
  }
}

function writeElement(output: Output, index: number, write: () => void): void {
  output.path.push(String(index));
  write();
  output.path.pop();
}

/** Writes a struct: absent members as zero, and what was `trailing`. */
export function writeStruct(type: StructType, output: Output, value: Bag, shared?: MessageTable): void {
  for (const name in type.members) {
    output.path.push(name);
    writeMember(type.members[name] as MemberType, output, value[name]);
    output.path.pop();
  }
  if (shared !== undefined) return;
  for (const name of Object.keys(value)) {
    if (name === "trailing") writeBytes(output, value[name], undefined);
    else if (!Object.hasOwn(type.members, name)) unknownName(output, name, { kind: "message", header: type, attributes: undefined });
  }
}

function writeString(output: Output, value: unknown, maxLength: number | undefined): void {
  if (typeof value !== "string" || value.includes("\0")) return fail(output, value, "a string without NUL");
  const text = encodeText(value);
  if (maxLength !== undefined && text.length > maxLength) fail(output, value, `a string of at most ${maxLength} bytes`);
  output.builder.raw(text);
  output.builder.zeros(1);
}

function writeIndexed(type: IndexedArrayType, output: Output, value: unknown, scope: Scope | undefined): void {
  const list = listOf(output, value);
  const kept = listIndexes(list);
  const nested = type.element.kind === "nest" ? NLA_F_NESTED : 0;
  for (const [index, element] of list.entries()) {
    const wire = kept?.[index] ?? (type.base + index) | nested;
    writeElement(output, index, () => writeAttribute(wire, type.element, output, element, scope));
  }
}

function writeNestTypeValue(type: NestTypeValueType, output: Output, value: unknown, scope: Scope | undefined): void {
  const { builder } = output;
  for (const [index, element] of listOf(output, value).entries()) {
    writeElement(output, index, () => {
      const bag = { ...bagOf(output, element, `an object with ${type.levels.join(", ")}`) };
      const open = type.levels.map((level) => {
        const number = bag[level];
        if (typeof number !== "number" || number !== (number & 0x3fff)) fail(output, number, `${level}: a number from 0 to 16383`);
        delete (bag as Record<string, unknown>)[level];
        return builder.beginNest(number);
      });
      interpretEncode(tableOfSet(type.set), output, bag, scope);
      for (const nest of open.reverse()) builder.endAttribute(nest);
    });
  }
}

function writeSubMessage(type: SubMessageType, output: Output, value: unknown, scope: Scope | undefined): void {
  if (value instanceof Uint8Array) return output.builder.raw(value);
  const format = selectFormat(type, scope);
  if (format === undefined) {
    return fail(output, value, `${type.selector} to be one of ${Object.keys(type.formats).join(", ")}, or a Uint8Array`);
  }
  interpretEncode(format, output, value, scope);
}

function writeRecords(type: RecordsType, output: Output, value: unknown, scope: Scope | undefined): void {
  const { builder } = output;
  for (const [index, element] of listOf(output, value).entries()) {
    writeElement(output, index, () => {
      const start = builder.length;
      interpretEncode(type.table, output, element, scope);
      const length = builder.length - start;
      if (length > 0xffff) fail(output, element, "a record of at most 65535 bytes");
      builder.view.setUint16(start, length, LITTLE_ENDIAN);
      builder.align();
    });
  }
}

const NO_HEADER: StructType = { kind: "struct", name: "an empty payload", members: {}, size: 0 };

/** Writes the payload of one attribute. */
export function writeValue(type: ValueType, output: Output, value: unknown, scope: Scope | undefined): void {
  switch (type.kind) {
    case "int":
      return writeInt(type, output, value);
    case "varint":
      return writeVarInt(type.signed, output, value);
    case "string":
      return writeString(output, value, type.limits?.maxLength);
    case "binary":
      return writeBytes(output, value, type.size);
    case "bitfield32": {
      const { value: bits, selector } = bagOf(output, value, "an object of value and selector");
      for (const part of [bits, selector]) {
        writeInt({ kind: "int", bytes: 4, signed: false, order: "host", ...(type.flags && { flags: type.flags }) }, output, part);
      }
      return;
    }
    case "struct":
      return writeStruct(type, output, bagOf(output, value, `an object of ${type.name}`));
    case "chars":
    case "array":
      return writeMember(type, output, value);
    case "nest":
      return interpretEncode(tableOfSet(type.set), output, value, scope);
    case "indexed-array":
      return writeIndexed(type, output, value, scope);
    case "nest-type-value":
      return writeNestTypeValue(type, output, value, scope);
    case "sub-message":
      return writeSubMessage(type, output, value, scope);
    case "payload":
      return interpretEncode(payloadTable(type), output, value, scope);
    case "records":
      return writeRecords(type, output, value, scope);
    case "multi":
      return writeValue(type.element, output, value, scope);
    case "flag":
      if (value !== true) fail(output, value, "true or false");
      return;
    default:
      return writeAddress(type, output, value);
  }
}

/** `NLA_F_NESTED` where an attribute of this type holds attributes, else 0. */
export function nestedFlag(type: ValueType, value: unknown, scope: Scope): number {
  switch (type.kind) {
    case "multi":
      return nestedFlag(type.element, value, scope);
    case "sub-message":
      return value instanceof Uint8Array || selectFormat(type, scope)?.attributes === undefined ? 0 : NLA_F_NESTED;
    default:
      return type.kind === "nest" || type.kind === "indexed-array" || type.kind === "nest-type-value" ? NLA_F_NESTED : 0;
  }
}

function writeAttribute(wire: number, type: ValueType, output: Output, value: unknown, scope: Scope | undefined): void {
  const attribute = output.builder.beginAttribute(wire);
  writeValue(type, output, value, scope);
  try {
    output.builder.endAttribute(attribute);
  } catch (error) {
    if (error instanceof NetlinkEncodeError) fail(output, error.value, error.expected);
    throw error;
  }
}

function writeAttributes(set: AttributeSet, output: Output, value: Bag, scope: Scope): void {
  const raw = (value["unknown"] ?? []) as readonly RawAttribute[];
  let position = 0;
  let nextRaw = 0;
  const writeRaw = (all: boolean): void => {
    for (; nextRaw < raw.length; nextRaw++, position++) {
      const attribute = raw[nextRaw] as RawAttribute;
      if (!all && attribute.position !== position) return;
      output.builder.putRaw(attribute);
    }
  };
  for (const name of Object.keys(value)) {
    const content = value[name];
    if (content === undefined || name === "unknown") continue;
    if (!Object.hasOwn(set.entries, name)) {
      if (scope.table.header === undefined || !Object.hasOwn(scope.table.header.members, name)) {
        unknownName(output, name, scope.table);
      }
      continue;
    }
    const [number, type] = set.entries[name] as readonly [number, ValueType];
    if (type.kind === "flag" && content === false) continue;
    output.path.push(name);
    const wire = number | nestedFlag(type, content, scope);
    const elements = type.kind === "multi" ? listOf(output, content) : undefined;
    for (let at = 0; at < (elements?.length ?? 1); at++) {
      writeRaw(false);
      if (elements === undefined) writeAttribute(wire, type, output, content, scope);
      else writeElement(output, at, () => writeAttribute(wire, type, output, elements[at], scope));
      position++;
    }
    output.path.pop();
  }
  writeRaw(true);
}

/**
 * Writes a payload by its table. Attributes are written in the order of the object's keys.
 *
 * @throws `NetlinkEncodeError` with the path of the first value that does not fit, or of a name that
 *   the table does not have.
 */
export function interpretEncode(table: MessageTable, output: Output, input: unknown, outer: Scope | undefined): void {
  const { header, attributes } = table;
  const value = bagOf(output, input, `an object of ${attributes?.name ?? header?.name ?? "attributes"}`);
  if (header !== undefined) {
    writeStruct(header, output, value, attributes && table);
    const padding = nlaAlign(header.size) - header.size;
    if (padding > 0 && attributes !== undefined) output.builder.zeros(padding);
  }
  if (attributes !== undefined) writeAttributes(attributes, output, value, { table, value, outer });
  else if (header === undefined) writeStruct(NO_HEADER, output, value);
}
