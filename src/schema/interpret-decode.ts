/**
 * The interpreter's reading half: bytes → object, by walking the table. It knows where it is, so that
 * an error has its path; the compiled engine turns to it whenever bytes do not parse.
 *
 * @module
 */
import { NetlinkDecodeError } from "../errors/index.ts";
import {
  attributeLengthError,
  LITTLE_ENDIAN,
  NLA_HDRLEN,
  NLA_TYPE_MASK,
  nlaAlign,
  type RawAttribute,
  readIpv4,
  readIpv6,
  readMac,
  readSockaddr,
  readText,
} from "../wire/index.ts";
import { sizeOf } from "./define.ts";
import {
  attributesByNumber,
  MAX_DEPTH,
  payloadTable,
  type Scope,
  selectFormat,
  tableOfSet,
} from "./layout.ts";
import { withIndexes } from "./list-indexes.ts";
import { withShortSize } from "./short-struct.ts";
import type {
  AddressType,
  ArrayType,
  AttributeSet,
  IndexedArrayType,
  IntType,
  MemberType,
  MessageTable,
  NestTypeValueType,
  RecordsType,
  SequenceType,
  StructType,
  ValueType,
} from "./types.ts";

/** The bytes being read, and the names of what encloses the place being read. */
export interface Input {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** What offsets in errors count from. */
  readonly origin: number;
  readonly path: string[];
  /** Payloads around the one being read. */
  depth: number;
}

/** Reads a payload; an engine hands itself to the shared parts through this. */
export type DecodePayload = (
  table: MessageTable,
  input: Input,
  start: number,
  end: number,
  outer: Scope | undefined,
) => Record<string, unknown>;

/** Returned for a payload whose length its type cannot have: the attribute is kept raw. */
export const UNFIT: unique symbol = Symbol("unfit");

/** An integer at `at`. */
export function readInt(type: IntType, view: DataView, at: number): number | bigint | string {
  const little = type.order === "host" ? LITTLE_ENDIAN : type.order === "little";
  const { bytes, signed } = type;
  if (bytes === 8) {
    const wide = signed ? view.getBigInt64(at, little) : view.getBigUint64(at, little);
    return type.enum?.names.get(Number(wide)) ?? wide;
  }
  const value =
    bytes === 1
      ? signed
        ? view.getInt8(at)
        : view.getUint8(at)
      : bytes === 2
        ? signed
          ? view.getInt16(at, little)
          : view.getUint16(at, little)
        : signed
          ? view.getInt32(at, little)
          : view.getUint32(at, little);
  return type.enum?.names.get(value) ?? value;
}

/** An address: text where the bytes are those of one. */
export function readAddress(
  kind: AddressType["kind"],
  bytes: Uint8Array,
  start: number,
  end: number,
): string | Uint8Array {
  const length = end - start;
  if (kind === "mac") return readMac(bytes, start, end);
  if (kind === "sockaddr") return readSockaddr(bytes, start, end) ?? bytes.slice(start, end);
  if (length === 4 && kind !== "ipv6") return readIpv4(bytes, start);
  if (length === 16 && kind !== "ipv4") return readIpv6(bytes, start);
  return bytes.slice(start, end);
}

function readMember(type: MemberType, input: Input, at: number, size: number): unknown {
  switch (type.kind) {
    case "int":
      return readInt(type, input.view, at);
    case "struct":
      return readStruct(type, input, at, at + size);
    case "array":
      return readArray(type, input, at, at + size);
    case "chars":
      return readText(input.bytes, at, at + size);
    case "binary":
      return input.bytes.slice(at, at + size);
    case "rest":
      return readArray({ ...type, kind: "array" }, input, at, at + size);
    case "pad":
      return undefined;
    default:
      return readAddress(type.kind, input.bytes, at, at + size);
  }
}

/**
 * A struct from a range. A shorter one comes from an older kernel: the members that it lacks are
 * absent, and it is written as short again. Of a longer one, from a newer kernel, the rest is kept as `trailing`.
 */
export function readStruct(
  type: StructType,
  input: Input,
  start: number,
  end: number,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  let at = start;
  for (const name of Object.keys(type.members)) {
    const member = type.members[name] as MemberType;
    // What a flexible array leaves is less than an element of it.
    const size =
      member.kind === "rest" ? end - at - ((end - at) % sizeOf(member.element)) : sizeOf(member);
    if (at + size > end) return withShortSize(value, end - start);
    if (member.kind !== "pad") value[name] = readMember(member, input, at, size);
    at += size;
  }
  if (at < end) value["trailing"] = input.bytes.slice(at, end);
  return value;
}

/** A C array from a range that holds whole elements, and as many as the type says; else {@link UNFIT}. */
export function readArray(
  type: ArrayType,
  input: Input,
  start: number,
  end: number,
): unknown[] | typeof UNFIT {
  const size = sizeOf(type.element);
  if (size === 0 || (end - start) % size !== 0) return UNFIT;
  if (type.count !== undefined && end - start !== type.count * size) return UNFIT;
  const list: unknown[] = [];
  for (let at = start; at < end; at += size) list.push(readMember(type.element, input, at, size));
  return list;
}

/** Calls `visit` for each attribute of a range; throws where a length lies. */
function walk(
  input: Input,
  start: number,
  end: number,
  visit: (type: number, payload: number, stop: number) => void,
): void {
  for (let at = start; end - at >= NLA_HDRLEN; ) {
    const length = input.view.getUint16(at, LITTLE_ENDIAN);
    if (length < NLA_HDRLEN || length > end - at) {
      throw attributeLengthError(at - input.origin, end - at, length, input.path);
    }
    visit(input.view.getUint16(at + 2, LITTLE_ENDIAN), at + NLA_HDRLEN, at + length);
    at += nlaAlign(length);
  }
}

/** Children of an indexed array in order; their indexes are kept where they are not the plain ones. */
export function readIndexed(
  type: IndexedArrayType,
  input: Input,
  start: number,
  end: number,
  scope: Scope | undefined,
  decode: DecodePayload,
): unknown[] | typeof UNFIT {
  const list: unknown[] = [];
  const indexes: number[] = [];
  let plain = true;
  let fits = true;
  const nested = type.element.kind === "nest" ? 0x8000 : 0;
  walk(input, start, end, (wire, payload, stop) => {
    input.path.push(String(wire & NLA_TYPE_MASK));
    const value = readValue(type.element, input, payload, stop, scope, decode);
    input.path.pop();
    if (value === UNFIT) fits = false;
    if (wire !== ((type.base + list.length) | nested)) plain = false;
    list.push(value);
    indexes.push(wire);
  });
  if (!fits) return UNFIT;
  return plain ? list : withIndexes(list, indexes);
}

/** Nests whose types are values: each innermost set with the numbers that led to it. */
export function readNestTypeValue(
  type: NestTypeValueType,
  input: Input,
  start: number,
  end: number,
  scope: Scope | undefined,
  decode: DecodePayload,
): unknown[] {
  const list: unknown[] = [];
  const numbers: Record<string, number> = {};
  const descend = (level: number, from: number, to: number): void => {
    const name = type.levels[level];
    if (name === undefined) {
      list.push({ ...numbers, ...decode(tableOfSet(type.set), input, from, to, scope) });
      return;
    }
    walk(input, from, to, (wire, payload, stop) => {
      numbers[name] = wire & NLA_TYPE_MASK;
      input.path.push(String(numbers[name]));
      descend(level + 1, payload, stop);
      input.path.pop();
    });
  };
  descend(0, start, end);
  return list;
}

/** Records in order; throws where a length lies. */
export function readRecords(
  type: RecordsType,
  input: Input,
  start: number,
  end: number,
  scope: Scope | undefined,
  decode: DecodePayload,
): unknown[] {
  const list: unknown[] = [];
  const size = type.table.header?.size ?? 0;
  for (let at = start; at < end; ) {
    const length = end - at >= size ? input.view.getUint16(at, LITTLE_ENDIAN) : 0;
    if (length < size || length > end - at) {
      throw new NetlinkDecodeError({
        path: [...input.path, String(list.length)],
        offset: at - input.origin,
        expected: `a record of ${size} to ${end - at} bytes`,
        actual: end - at < size ? `${end - at} bytes` : `length ${length}`,
      });
    }
    input.path.push(String(list.length));
    list.push(decode(type.table, input, at, at + length, scope));
    input.path.pop();
    at += nlaAlign(length);
  }
  return list;
}

/** Attributes in their order, an object each. */
function readSequence(
  type: SequenceType,
  input: Input,
  start: number,
  end: number,
  scope: Scope | undefined,
  decode: DecodePayload,
): unknown[] {
  const list: unknown[] = [];
  const table = tableOfSet(type.set);
  walk(input, start, end, (_, payload, stop) => {
    input.path.push(String(list.length));
    list.push(decode(table, input, payload - NLA_HDRLEN, stop, scope));
    input.path.pop();
  });
  return list;
}

/** The value of one attribute's payload, or {@link UNFIT}. */
export function readValue(
  type: ValueType,
  input: Input,
  start: number,
  end: number,
  scope: Scope | undefined,
  decode: DecodePayload,
): unknown {
  const { bytes, view } = input;
  const length = end - start;
  switch (type.kind) {
    case "int":
      return length === type.bytes ? readInt(type, view, start) : UNFIT;
    case "varint":
      if (length === 4) {
        return BigInt(
          type.signed ? view.getInt32(start, LITTLE_ENDIAN) : view.getUint32(start, LITTLE_ENDIAN),
        );
      }
      if (length !== 8) return UNFIT;
      return type.signed
        ? view.getBigInt64(start, LITTLE_ENDIAN)
        : view.getBigUint64(start, LITTLE_ENDIAN);
    case "string":
    case "chars":
      return readText(bytes, start, end);
    case "binary":
      return type.size !== undefined && length !== type.size ? UNFIT : bytes.slice(start, end);
    case "flag":
      return length === 0 ? true : UNFIT;
    case "bitfield32":
      if (length !== 8) return UNFIT;
      return {
        value: view.getUint32(start, LITTLE_ENDIAN),
        selector: view.getUint32(start + 4, LITTLE_ENDIAN),
      };
    case "struct":
      return readStruct(type, input, start, end);
    case "array":
      return readArray(type, input, start, end);
    case "nest":
      return decode(tableOfSet(type.set), input, start, end, scope);
    case "indexed-array":
      return readIndexed(type, input, start, end, scope, decode);
    case "nest-type-value":
      return readNestTypeValue(type, input, start, end, scope, decode);
    case "sub-message": {
      const format = selectFormat(type, scope);
      if (format === undefined) return bytes.slice(start, end);
      return isCutShort(format, length)
        ? readCutShort(format, input, start, end)
        : decode(format, input, start, end, scope);
    }
    case "payload": {
      const table = payloadTable(type);
      return length < (table.header?.size ?? 0) ? UNFIT : decode(table, input, start, end, scope);
    }
    case "records":
      return readRecords(type, input, start, end, scope, decode);
    case "sequence":
      return readSequence(type, input, start, end, scope, decode);
    case "multi":
      return readValue(type.element, input, start, end, scope, decode);
    default:
      return type.size !== undefined && length !== type.size
        ? UNFIT
        : readAddress(type.kind, bytes, start, end);
  }
}

/** Whether a sub-message is too short for its header. */
export const isCutShort = ({ header }: MessageTable, length: number): boolean =>
  length < (header?.size ?? 0);

/**
 * What is there of a sub-message that is cut short: where it is no more than a struct, an older kernel's, the members that
 * have come; else the bytes are all that can be told.
 */
export function readCutShort(
  { header, attributes }: MessageTable,
  input: Input,
  start: number,
  end: number,
): unknown {
  return header === undefined || attributes !== undefined
    ? input.bytes.slice(start, end)
    : readStruct(header, input, start, end);
}

function readAttributes(
  set: AttributeSet,
  value: Record<string, unknown>,
  input: Input,
  start: number,
  end: number,
  scope: Scope,
): void {
  const byNumber = attributesByNumber(set);
  /** The attributes that were read, raw: what a repeated one is kept as. */
  const read = new Map<string, () => RawAttribute>();
  let position = 0;
  walk(input, start, end, (wire, payload, stop) => {
    const known = byNumber.get(wire & NLA_TYPE_MASK);
    const place = position++;
    const raw = () => ({ type: wire, payload: input.bytes.slice(payload, stop), position: place });
    let content: unknown = UNFIT;
    if (known !== undefined) {
      input.path.push(known.name);
      content = readValue(known.type, input, payload, stop, scope, interpretDecode);
      input.path.pop();
    }
    if (known === undefined || content === UNFIT) return keepRaw(value, raw());
    const { name } = known;
    if (known.type.kind === "multi") {
      value[name] ??= [];
      (value[name] as unknown[]).push(content);
      return;
    }
    // The last one counts, as in nla_parse; the one before it is not lost.
    const earlier = read.get(name);
    if (earlier !== undefined) {
      keepRaw(value, earlier());
      delete value[name];
    }
    read.set(name, raw);
    value[name] = content;
  });
}

/** Adds to the attributes kept raw, which stand in the order of their positions. */
function keepRaw(value: Record<string, unknown>, raw: RawAttribute): void {
  value["unknown"] ??= [];
  const list = value["unknown"] as RawAttribute[];
  let at = list.length;
  while (at > 0 && ((list[at - 1] as RawAttribute).position ?? 0) > (raw.position ?? 0)) at--;
  list.splice(at, 0, raw);
}

/**
 * Reads a payload by its table.
 *
 * @throws `NetlinkDecodeError` with the path, for a header cut short, an attribute length that lies, or
 *   nests beyond {@link MAX_DEPTH}.
 */
export function interpretDecode(
  table: MessageTable,
  input: Input,
  start: number,
  end: number,
  outer: Scope | undefined,
): Record<string, unknown> {
  const { header, attributes } = table;
  if (input.depth > MAX_DEPTH) {
    throw new NetlinkDecodeError({
      path: [...input.path],
      offset: start - input.origin,
      expected: `at most ${MAX_DEPTH} payloads within each other`,
      actual: "more",
    });
  }
  input.depth++;
  let at = start;
  let value: Record<string, unknown> = {};
  if (header !== undefined) {
    if (end - start < header.size) {
      throw new NetlinkDecodeError({
        path: [...input.path, header.name],
        offset: start - input.origin,
        expected: `${header.size} bytes`,
        actual: `${end - start} bytes`,
      });
    }
    value = readStruct(header, input, start, start + header.size);
    at += nlaAlign(header.size);
  }
  if (attributes !== undefined) {
    readAttributes(attributes, value, input, at, end, { table, value, outer });
  } else if (at < end) value["trailing"] = input.bytes.slice(at, end);
  input.depth--;
  return value;
}
