/**
 * What compiled functions call: small helpers with one job each, and doors to the interpreter for the
 * rarer kinds.
 *
 * @module
 */
import { LITTLE_ENDIAN, type MessageBuilder, type RawAttribute, readText } from "../wire/index.ts";
import { encodeText } from "../wire/index.ts";
import { type DecodePayload, type Input, readAddress, readArray, readStruct, readValue, UNFIT } from "./interpret-decode.ts";
import { addressBytes as parseAddress, numberOf as parseNumber, writeMember, writeValue } from "./interpret-encode.ts";
import { nestedFlag } from "./interpret-encode.ts";
import { type Scope, selectFormat } from "./layout.ts";
import type { AddressType, ArrayType, IntType, MemberType, MessageTable, StructType, SubMessageType, ValueType } from "./types.ts";

/** Thrown by a compiled function that gives up; made once, for it carries nothing. */
export const FAILED: { readonly failed: true } = { failed: true };

const inputOf = (bytes: Uint8Array, view: DataView): Input => ({ bytes, view, origin: 0, path: [] });

/** Decoding of nested payloads by the compiling engine, for parts that the interpreter's reader walks. */
export interface NestedDecoder {
  decode(table: MessageTable, bytes: Uint8Array, view: DataView, start: number, end: number, outer: Scope | undefined): Record<string, unknown>;
}

/** Makes the helpers for an engine. */
export function createRuntime(nested: NestedDecoder) {
  const decode: DecodePayload = (table, input, start, end, outer) =>
    nested.decode(table, input.bytes, input.view, start, end, outer);
  return {
    FAILED,
    UNFIT,
    readText,
    address: readAddress,
    byteLength: (text: string): number => encodeText(text).length,
    enumName: (names: ReadonlyMap<number, string>, value: number): string | number => names.get(value) ?? value,
    varint(signed: boolean, view: DataView, at: number, wide: boolean): bigint {
      if (wide) return signed ? view.getBigInt64(at, LITTLE_ENDIAN) : view.getBigUint64(at, LITTLE_ENDIAN);
      return BigInt(signed ? view.getInt32(at, LITTLE_ENDIAN) : view.getUint32(at, LITTLE_ENDIAN));
    },
    unknown(value: { unknown?: RawAttribute[] }, bytes: Uint8Array, type: number, start: number, end: number, position: number): void {
      value.unknown ??= [];
      value.unknown.push({ type, payload: bytes.slice(start, end), position });
    },
    struct: (type: StructType, bytes: Uint8Array, view: DataView, start: number, end: number) =>
      readStruct(type, inputOf(bytes, view), start, end),
    array: (type: ArrayType, bytes: Uint8Array, view: DataView, start: number, end: number) =>
      readArray(type, inputOf(bytes, view), start, end),
    value: (type: ValueType, bytes: Uint8Array, view: DataView, start: number, end: number, scope: Scope) =>
      readValue(type, inputOf(bytes, view), start, end, scope, decode),
    subMessage(type: SubMessageType, bytes: Uint8Array, view: DataView, start: number, end: number, scope: Scope): unknown {
      const format = selectFormat(type, scope);
      if (format === undefined || end - start < (format.header?.size ?? 0)) return bytes.slice(start, end);
      return nested.decode(format, bytes, view, start, end, scope);
    },
    numberOf(type: IntType, value: unknown): number | bigint {
      const number = parseNumber(type, value);
      if (number === undefined) throw FAILED;
      return number;
    },
    wide(value: unknown, signed: boolean): bigint {
      const wide = typeof value === "number" && Number.isSafeInteger(value) ? BigInt(value) : value;
      if (typeof wide !== "bigint" || (signed ? BigInt.asIntN(64, wide) : BigInt.asUintN(64, wide)) !== wide) throw FAILED;
      return BigInt.asUintN(64, wide);
    },
    addressBytes(type: AddressType, value: unknown): Uint8Array {
      const address = parseAddress(type, value);
      if (address === undefined) throw FAILED;
      return address;
    },
    member(type: MemberType, builder: MessageBuilder, at: number, value: unknown): void {
      const end = builder.length;
      builder.length = at;
      writeMember(type, { builder, path: [] }, value);
      builder.length = end;
    },
    attribute(number: number, type: ValueType, builder: MessageBuilder, value: unknown, scope: Scope): void {
      const attribute = builder.beginAttribute(number | nestedFlag(type, value, scope));
      writeValue(type, { builder, path: [] }, value, scope);
      builder.endAttribute(attribute);
    },
  };
}
