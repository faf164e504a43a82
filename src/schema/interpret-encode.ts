/**
 * The interpreter's writing half: object → bytes, by walking the table, with the path of a value that
 * cannot be written. The compiled engine turns to it for whatever it does not do itself.
 *
 * @module
 */
import {
  LITTLE_ENDIAN,
  NLA_F_NESTED,
  NLA_HDRLEN,
  NLA_TYPE_MASK,
  nlaAlign,
  type RawAttribute,
} from "../wire/index.ts";
import { struct } from "./define.ts";
import {
  type Bag,
  bagOf,
  fail,
  isMember,
  listOf,
  located,
  type Output,
  own,
  refuseOthers,
  unknownName,
  writeAddress,
  writeBitfield32,
  writeBytes,
  writeElement,
  writeInt,
  writeMember,
  writeMembers,
  writeString,
  writeStruct,
  writeTrailing,
  writeVarInt,
} from "./encode-values.ts";
import { MAX_DEPTH, payloadTable, type Scope, selectFormat, tableOfSet } from "./layout.ts";
import { listIndexes } from "./list-indexes.ts";
import { shortSize } from "./short-struct.ts";
import type {
  AttributeSet,
  IndexedArrayType,
  MessageTable,
  NestTypeValueType,
  RecordsType,
  SequenceType,
  SubMessageType,
  ValueType,
} from "./types.ts";

function writeIndexed(
  type: IndexedArrayType,
  output: Output,
  value: unknown,
  scope: Scope | undefined,
): void {
  const list = listOf(output, value);
  const kept = listIndexes(list);
  const nested = type.element.kind === "nest" ? NLA_F_NESTED : 0;
  for (const [index, element] of list.entries()) {
    const wire = kept?.[index] ?? (type.base + index) | nested;
    writeElement(output, index, () => writeAttribute(wire, type.element, output, element, scope));
  }
}

function writeNestTypeValue(
  type: NestTypeValueType,
  output: Output,
  value: unknown,
  scope: Scope | undefined,
): void {
  const { builder } = output;
  for (const [index, element] of listOf(output, value).entries()) {
    writeElement(output, index, () => {
      const bag: Record<string, unknown> = { ...bagOf(output, element, type.levels.join(", ")) };
      const open = type.levels.map((level) => {
        const number = bag[level];
        if (typeof number !== "number" || number !== (number & NLA_TYPE_MASK)) {
          output.path.push(level);
          return fail(output, number, `a number from 0 to ${NLA_TYPE_MASK}`);
        }
        delete bag[level];
        return builder.beginNest(number);
      });
      interpretEncode(tableOfSet(type.set), output, bag, scope);
      located(output, () => {
        for (const nest of open.reverse()) builder.endAttribute(nest);
      });
    });
  }
}

function writeSubMessage(
  type: SubMessageType,
  output: Output,
  value: unknown,
  scope: Scope | undefined,
): void {
  if (value instanceof Uint8Array) return output.builder.raw(value);
  const format = selectFormat(type, scope);
  if (format === undefined) {
    return fail(
      output,
      value,
      `${type.selector} to be one of ${Object.keys(type.formats).join(", ")}, or a Uint8Array`,
    );
  }
  const { header, attributes } = format;
  if (header !== undefined && attributes === undefined && shortSize(value) !== undefined)
    return writeStruct(header, output, value);
  interpretEncode(format, output, value, scope);
}

function writeRecords(
  type: RecordsType,
  output: Output,
  value: unknown,
  scope: Scope | undefined,
): void {
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

function writeSequence(
  type: SequenceType,
  output: Output,
  value: unknown,
  scope: Scope | undefined,
): void {
  const table = tableOfSet(type.set);
  for (const [index, element] of listOf(output, value).entries()) {
    writeElement(output, index, () => interpretEncode(table, output, element, scope));
  }
}

const NO_HEADER = struct("an empty payload", {});

/** Writes the payload of one attribute. */
export function writeValue(
  type: ValueType,
  output: Output,
  value: unknown,
  scope: Scope | undefined,
): void {
  switch (type.kind) {
    case "int":
      return writeInt(type, output, value);
    case "varint":
      return writeVarInt(type.signed, output, value);
    case "string":
      return writeString(output, value, type.limits?.maxLength);
    case "binary":
      return writeBytes(output, value, type.size);
    case "bitfield32":
      return writeBitfield32(type, output, value);
    case "struct":
      return writeStruct(type, output, value);
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
    case "sequence":
      return writeSequence(type, output, value, scope);
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
      return value instanceof Uint8Array || selectFormat(type, scope)?.attributes === undefined
        ? 0
        : NLA_F_NESTED;
    case "binary":
      return type.nested === true ? NLA_F_NESTED : 0;
    default:
      return type.kind === "nest" ||
        type.kind === "indexed-array" ||
        type.kind === "nest-type-value" ||
        type.kind === "sequence"
        ? NLA_F_NESTED
        : 0;
  }
}

function writeAttribute(
  wire: number,
  type: ValueType,
  output: Output,
  value: unknown,
  scope: Scope | undefined,
): void {
  const attribute = output.builder.beginAttribute(wire);
  writeValue(type, output, value, scope);
  located(output, () => output.builder.endAttribute(attribute));
}

/** The attributes that were kept raw: an array of types and payloads, checked. */
function rawAttributes(output: Output, value: unknown): readonly RawAttribute[] {
  if (value === undefined) return [];
  output.path.push("unknown");
  const list = listOf(output, value);
  for (const [index, raw] of list.entries()) {
    writeElement(output, index, () => {
      const { type, payload } = bagOf(output, raw, "type, payload");
      if (typeof type !== "number" || type !== (type & 0xffff))
        fail(output, type, "a type from 0 to 65535");
      if (!(payload instanceof Uint8Array)) fail(output, payload, "a payload that is a Uint8Array");
      if (payload.length > 0xffff - NLA_HDRLEN)
        fail(output, payload, "a payload of at most 65531 bytes");
    });
  }
  output.path.pop();
  return list as readonly RawAttribute[];
}

function writeAttributes(set: AttributeSet, output: Output, value: Bag, scope: Scope): void {
  const raw = rawAttributes(output, own(value, "unknown"));
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
      if (scope.table.header === undefined || !isMember(scope.table.header, name)) {
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
 * @throws `NetlinkEncodeError` with the path of the first value that does not fit, of a name that the
 *   table does not have, or of a nest beyond {@link MAX_DEPTH}.
 */
export function interpretEncode(
  table: MessageTable,
  output: Output,
  input: unknown,
  outer: Scope | undefined,
): void {
  const { header = NO_HEADER, attributes } = table;
  const value = bagOf(output, input, attributes?.name ?? header.name);
  if (output.depth > MAX_DEPTH)
    fail(output, value, `at most ${MAX_DEPTH} payloads within each other`);
  output.depth++;
  writeMembers(header, output, value);
  if (attributes === undefined) refuseOthers(header, output, value, true);
  if (attributes !== undefined || own(value, "trailing") !== undefined) {
    output.builder.zeros(nlaAlign(header.size) - header.size);
  }
  if (attributes === undefined) writeTrailing(output, value);
  else writeAttributes(attributes, output, value, { table, value, outer });
  output.depth--;
}
