/**
 * Rows of a value and its bytes, checked in four directions and in both engines; and rows that have to
 * be refused.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import {
  decodePayload,
  type Engine,
  encodePayload,
  type MessageTable,
} from "../../src/schema/index.ts";
import { formatHex, MessageBuilder, parseHex } from "../../src/wire/index.ts";

/** Both engines: what is true of one has to be true of the other. */
export const ENGINES: readonly Engine[] = ["compiled", "interpreted"];

/** Bytes of hexadecimal digits; blanks as one likes. */
export function hex(text: string): Uint8Array {
  const bytes = parseHex(text);
  if (bytes === undefined) throw new Error(`${text} is not hexadecimal`);
  return bytes;
}

/** Hexadecimal digits of what a value encodes to. */
export function encodeHex(table: MessageTable, value: unknown, engine: Engine): string {
  const builder = new MessageBuilder(16);
  encodePayload(table, builder, value, engine);
  return formatHex(builder.written());
}

/** What hexadecimal digits decode to. */
export function decodeHex(table: MessageTable, text: string, engine: Engine): unknown {
  const bytes = hex(text);
  return decodePayload(table, bytes, new DataView(bytes.buffer), 0, bytes.length, engine);
}

/** A table's rows. */
export interface Rows {
  readonly table: MessageTable;
  /** Value ↔ bytes. */
  readonly both?: readonly (readonly [value: unknown, hex: string])[];
  /** Other values that encode to these bytes. */
  readonly encode?: readonly (readonly [value: unknown, hex: string])[];
  /** Other bytes that decode to this value. */
  readonly decode?: readonly (readonly [hex: string, value: unknown])[];
  /** Values that are refused, and the text of the error. */
  readonly refuse?: readonly (readonly [value: unknown, message: string])[];
  /** Bytes that are refused, and the text of the error. */
  readonly refuseBytes?: readonly (readonly [hex: string, message: string])[];
}

/** Defines the tests of a table's rows. */
export function testRows(name: string, rows: Rows): void {
  const { table } = rows;
  describe.each(ENGINES)(`${name}, %s`, (engine) => {
    const plain = (text: string) => text.replaceAll(/\s/g, "");
    for (const [value, text] of rows.both ?? []) {
      it(`${text}`, () => {
        expect(encodeHex(table, value, engine)).toBe(plain(text));
        expect(decodeHex(table, text, engine)).toEqual(value);
        expect(encodeHex(table, decodeHex(table, text, engine), engine)).toBe(plain(text));
        expect(decodeHex(table, encodeHex(table, value, engine), engine)).toEqual(value);
      });
    }
    for (const [value, text] of rows.encode ?? []) {
      it(`→ ${text}`, () => {
        expect(encodeHex(table, value, engine)).toBe(plain(text));
      });
    }
    for (const [text, value] of rows.decode ?? []) {
      it(`${text} →`, () => {
        expect(decodeHex(table, text, engine)).toEqual(value);
      });
    }
    for (const [value, message] of rows.refuse ?? []) {
      it(`refuses: ${message}`, () => {
        const builder = new MessageBuilder(16);
        builder.putU32(9, 9);
        let error: unknown;
        try {
          encodePayload(table, builder, value, engine);
        } catch (thrown) {
          error = thrown;
        }
        expect(error).toMatchObject({ code: "ERR_NETLINK_ENCODE", message });
        expect(formatHex(builder.written())).toBe("0800090009000000");
      });
    }
    for (const [text, message] of rows.refuseBytes ?? []) {
      it(`refuses: ${message}`, () => {
        let error: unknown;
        try {
          decodeHex(table, text, engine);
        } catch (thrown) {
          error = thrown;
        }
        expect(error).toMatchObject({ code: "ERR_NETLINK_DECODE", message });
      });
    }
  });
}
