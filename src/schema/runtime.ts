/**
 * What compiled functions call: small helpers with one job each, and doors to the interpreter for the
 * rarer kinds.
 *
 * @module
 */
import {
  encodeText,
  LITTLE_ENDIAN,
  type MessageBuilder,
  NLA_F_NESTED,
  type RawAttribute,
  readText,
} from "../wire/index.ts";
import {
  isPlainObject,
  addressBytes as parseAddress,
  numberOf as parseNumber,
  writeMember,
} from "./encode-values.ts";
import {
  type DecodePayload,
  type Input,
  isCutShort,
  readAddress,
  readArray,
  readCutShort,
  readStruct,
  readValue,
  UNFIT,
} from "./interpret-decode.ts";
import { nestedFlag, writeValue } from "./interpret-encode.ts";
import { type Scope, selectFormat } from "./layout.ts";
import { shortSize } from "./short-struct.ts";
import type {
  AddressType,
  ArrayType,
  IntType,
  MemberType,
  MessageTable,
  StructType,
  SubMessageType,
  ValueType,
} from "./types.ts";

const LOWEST = -(2n ** 63n);
const HIGHEST = 2n ** 63n - 1n;
const HIGHEST_UNSIGNED = 2n ** 64n - 1n;

/** Thrown by a compiled function that gives up; made once, for it carries nothing. */
export const FAILED: { readonly failed: true } = { failed: true };

const inputOf = (bytes: Uint8Array, view: DataView, depth: number): Input => ({
  bytes,
  view,
  origin: 0,
  path: [],
  depth,
});

/** The two compiled functions of a table. `depth` counts the payloads around the one in hand. */
export interface Codec {
  /** Bytes → object. */
  decode(
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    outer: Scope | undefined,
    depth: number,
  ): Record<string, unknown>;
  /** Object → bytes. */
  encode(builder: MessageBuilder, value: unknown, outer: Scope | undefined, depth: number): void;
}

type CodecOf = (table: MessageTable) => Codec;

/** Makes the helpers for an engine, which gives the codecs of nested payloads. */
export function createRuntime(codecOf: CodecOf) {
  return { FAILED, ...readers(codecOf), ...writers(codecOf) };
}

function readers(codecOf: CodecOf) {
  const decode: DecodePayload = (table, input, start, end, outer) =>
    codecOf(table).decode(input.bytes, input.view, start, end, outer, input.depth);
  return {
    UNFIT,
    readText,
    address: readAddress,
    enumName: (names: ReadonlyMap<number, string>, value: number): string | number =>
      names.get(value) ?? value,
    wideEnumName: (names: ReadonlyMap<number, string>, value: bigint): string | bigint =>
      names.get(Number(value)) ?? value,
    varint(signed: boolean, view: DataView, at: number, wide: boolean): bigint {
      if (wide)
        return signed ? view.getBigInt64(at, LITTLE_ENDIAN) : view.getBigUint64(at, LITTLE_ENDIAN);
      return BigInt(signed ? view.getInt32(at, LITTLE_ENDIAN) : view.getUint32(at, LITTLE_ENDIAN));
    },
    unknown(
      value: { unknown?: RawAttribute[] },
      bytes: Uint8Array,
      type: number,
      start: number,
      end: number,
      position: number,
    ): void {
      value.unknown ??= [];
      value.unknown.push({ type, payload: bytes.slice(start, end), position });
    },
    struct: (type: StructType, bytes: Uint8Array, view: DataView, start: number, end: number) =>
      readStruct(type, inputOf(bytes, view, 0), start, end),
    array: (type: ArrayType, bytes: Uint8Array, view: DataView, start: number, end: number) =>
      readArray(type, inputOf(bytes, view, 0), start, end),
    value: (
      type: ValueType,
      bytes: Uint8Array,
      view: DataView,
      start: number,
      end: number,
      scope: Scope,
      depth: number,
    ) => readValue(type, inputOf(bytes, view, depth + 1), start, end, scope, decode),
    subMessage(
      type: SubMessageType,
      bytes: Uint8Array,
      view: DataView,
      start: number,
      end: number,
      scope: Scope,
      depth: number,
    ): unknown {
      const format = selectFormat(type, scope);
      if (format === undefined) return bytes.slice(start, end);
      if (isCutShort(format, end - start))
        return readCutShort(format, inputOf(bytes, view, 0), start, end);
      return codecOf(format).decode(bytes, view, start, end, scope, depth + 1);
    },
  };
}

function writers(codecOf: CodecOf) {
  return {
    isPlainObject,
    shortSize,
    byteLength: (text: string): number => encodeText(text).length,
    numberOf(type: IntType, value: unknown): number | bigint {
      const number = parseNumber(type, value);
      if (number === undefined) throw FAILED;
      return number;
    },
    wide(value: unknown, signed: boolean): bigint {
      const wide = typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
      // Comparing costs nothing; BigInt.asUintN makes a new one.
      const fits =
        typeof wide === "bigint" &&
        wide >= (signed ? LOWEST : 0n) &&
        wide <= (signed ? HIGHEST : HIGHEST_UNSIGNED);
      if (!fits) throw FAILED;
      return wide;
    },
    addressBytes(type: AddressType, value: unknown): Uint8Array {
      const address = parseAddress(type, value);
      if (address === undefined) throw FAILED;
      return address;
    },
    member(type: MemberType, builder: MessageBuilder, at: number, value: unknown): void {
      const end = builder.length;
      builder.length = at;
      writeMember(type, { builder, path: [], depth: 0 }, value);
      builder.length = end;
    },
    putAttribute(
      number: number,
      type: ValueType,
      builder: MessageBuilder,
      value: unknown,
      scope: Scope,
      depth: number,
    ): void {
      const attribute = builder.beginAttribute(number | nestedFlag(type, value, scope));
      writeValue(type, { builder, path: [], depth: depth + 1 }, value, scope);
      builder.endAttribute(attribute);
    },
    putSubMessage(
      number: number,
      type: SubMessageType,
      builder: MessageBuilder,
      value: unknown,
      scope: Scope,
      depth: number,
    ): void {
      if (value instanceof Uint8Array) return builder.putBytes(number, value);
      const format = selectFormat(type, scope);
      if (format === undefined || shortSize(value) !== undefined) throw FAILED;
      const attribute = builder.beginAttribute(
        format.attributes === undefined ? number : number | NLA_F_NESTED,
      );
      codecOf(format).encode(builder, value, scope, depth + 1);
      builder.endAttribute(attribute);
    },
  };
}
