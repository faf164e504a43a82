/**
 * Numbers and names for them: what they look like, and which bytes of a little-endian machine they are.
 *
 * @module
 */
import { describe } from "vitest";
import { testRows } from "../../test/support/rows.ts";
import {
  attributeSet,
  bitfield32,
  enumOf,
  flagsOf,
  message,
  s8,
  s16,
  s16be,
  s32,
  s32be,
  s64,
  s64be,
  sint,
  u8,
  u16,
  u16be,
  u16le,
  u32,
  u32be,
  u32le,
  u64,
  u64be,
  u64le,
  uint,
} from "./define.ts";
import { enumTable, flagTable } from "./names.ts";
import type { ValueType } from "./types.ts";

/** A table of one attribute, `x`, number 1. */
const one = (type: ValueType) =>
  message({ attributes: attributeSet("one", "ONE_", { x: [1, type] }) });
const x = (value: unknown) => ({ x: value });
/** How an attribute is kept whose length is not that of its type. */
const unfit = (type: number, ...payload: number[]) => ({
  unknown: [{ type, payload: Uint8Array.from(payload), position: 0 }],
});

describe("integers", () => {
  const whole = (range: string, got: string) =>
    `x: expected a whole number from ${range}, got ${got}`;
  testRows("u8", {
    table: one(u8),
    both: [
      [x(0), "05000100 00000000"],
      [x(255), "05000100 ff000000"],
    ],
    decode: [
      ["06000100 01020000", unfit(1, 1, 2)],
      ["04000100", unfit(1)],
    ],
    refuse: [
      [x(256), whole("0 to 255", "256")],
      [x(-1), whole("0 to 255", "-1")],
      [x(1.5), whole("0 to 255", "1.5")],
      [x(Number.NaN), whole("0 to 255", "NaN")],
      [x("5"), whole("0 to 255", '"5"')],
      [x(5n), whole("0 to 255", "5n")],
      [x(null), whole("0 to 255", "null")],
      [x(true), whole("0 to 255", "true")],
      [x([5]), whole("0 to 255", "an array of 1")],
      [x({ valueOf: () => 5 }), whole("0 to 255", "an object")],
      [x(Symbol("s")), whole("0 to 255", "Symbol(s)")],
    ],
    encode: [
      [x(-0), "05000100 00000000"],
      [x(undefined), ""],
    ],
  });
  testRows("s8", {
    table: one(s8),
    both: [
      [x(-128), "05000100 80000000"],
      [x(127), "05000100 7f000000"],
    ],
    refuse: [
      [x(-129), whole("-128 to 127", "-129")],
      [x(128), whole("-128 to 127", "128")],
    ],
  });
  testRows("u16", {
    table: one(u16),
    both: [[x(0x1234), "06000100 34120000"]],
    refuse: [[x(65_536), whole("0 to 65535", "65536")]],
  });
  testRows("u16be", { table: one(u16be), both: [[x(0x1234), "06000100 12340000"]] });
  testRows("u16le", { table: one(u16le), both: [[x(0x1234), "06000100 34120000"]] });
  testRows("s16", {
    table: one(s16),
    both: [[x(-2), "06000100 feff0000"]],
    refuse: [[x(40_000), whole("-32768 to 32767", "40000")]],
  });
  testRows("s16be", { table: one(s16be), both: [[x(-2), "06000100 fffe0000"]] });
  testRows("u32", {
    table: one(u32),
    both: [
      [x(1000), "08000100 e8030000"],
      [x(2 ** 32 - 1), "08000100 ffffffff"],
    ],
    decode: [
      ["07000100 01020300", unfit(1, 1, 2, 3)],
      ["0c000100 0102030405060708", unfit(1, 1, 2, 3, 4, 5, 6, 7, 8)],
    ],
    refuse: [
      [x(2 ** 32), whole("0 to 4294967295", "4294967296")],
      [x(-1), whole("0 to 4294967295", "-1")],
    ],
  });
  testRows("u32be", { table: one(u32be), both: [[x(0x01020304), "08000100 01020304"]] });
  testRows("u32le", { table: one(u32le), both: [[x(0x01020304), "08000100 04030201"]] });
  testRows("s32", {
    table: one(s32),
    both: [
      [x(-(2 ** 31)), "08000100 00000080"],
      [x(2 ** 31 - 1), "08000100 ffffff7f"],
    ],
    refuse: [[x(2 ** 31), whole("-2147483648 to 2147483647", "2147483648")]],
  });
  testRows("s32be", { table: one(s32be), both: [[x(-2), "08000100 fffffffe"]] });
  testRows("u64", {
    table: one(u64),
    both: [
      [x(2n ** 64n - 1n), "0c000100 ffffffffffffffff"],
      [x(0x0102030405060708n), "0c000100 0807060504030201"],
    ],
    encode: [[x(5), "0c000100 0500000000000000"]],
    refuse: [
      [x(2n ** 64n), whole("0 to 2^64-1", "18446744073709551616n")],
      [x(-1n), whole("0 to 2^64-1", "-1n")],
      [x(2 ** 53), whole("0 to 2^64-1", "9007199254740992")],
      [x("5"), whole("0 to 2^64-1", '"5"')],
    ],
  });
  testRows("u64be", {
    table: one(u64be),
    both: [[x(0x0102030405060708n), "0c000100 0102030405060708"]],
  });
  testRows("u64le", { table: one(u64le), both: [[x(1n), "0c000100 0100000000000000"]] });
  testRows("s64", {
    table: one(s64),
    both: [
      [x(-(2n ** 63n)), "0c000100 0000000000000080"],
      [x(-2n), "0c000100 feffffffffffffff"],
    ],
    refuse: [[x(2n ** 63n), whole("-2^63 to 2^63-1", "9223372036854775808n")]],
  });
  testRows("s64be", { table: one(s64be), both: [[x(-2n), "0c000100 fffffffffffffffe"]] });
  testRows("uint", {
    table: one(uint),
    both: [
      [x(0n), "08000100 00000000"],
      [x(2n ** 32n - 1n), "08000100 ffffffff"],
      [x(2n ** 32n), "0c000100 0000000001000000"],
      [x(2n ** 64n - 1n), "0c000100 ffffffffffffffff"],
    ],
    encode: [[x(7), "08000100 07000000"]],
    decode: [
      ["0c000100 0700000000000000", x(7n)],
      ["06000100 07000000", unfit(1, 7, 0)],
    ],
    refuse: [
      [x(-1), whole("0 to 2^64-1", "-1")],
      [x(2n ** 64n), whole("0 to 2^64-1", "18446744073709551616n")],
    ],
  });
  testRows("sint", {
    table: one(sint),
    both: [
      [x(2n ** 31n - 1n), "08000100 ffffff7f"],
      [x(2n ** 31n), "0c000100 0000008000000000"],
      [x(-(2n ** 31n)), "08000100 00000080"],
      [x(-(2n ** 31n) - 1n), "0c000100 ffffff7fffffffff"],
      [x(-(2n ** 63n)), "0c000100 0000000000000080"],
    ],
    refuse: [[x(-(2n ** 63n) - 1n), whole("-2^63 to 2^63-1", "-9223372036854775809n")]],
  });
});

describe("names for numbers", () => {
  const state = enumTable("state", { off: 0, on: 1, alias: 1, high: 200 });
  const bits = flagTable("bits", { up: 1, down: 2, top: 0x8000_0000 });
  testRows("enum", {
    table: one(enumOf(u8, state)),
    both: [
      [x("off"), "05000100 00000000"],
      [x("on"), "05000100 01000000"],
      [x(77), "05000100 4d000000"],
    ],
    encode: [
      [x("alias"), "05000100 01000000"],
      [x(1), "05000100 01000000"],
    ],
    refuse: [
      [x("of"), 'x: expected one of off, on, alias, high, or a number from 0 to 255, got "of"'],
      [x(256), "x: expected one of off, on, alias, high, or a number from 0 to 255, got 256"],
      [
        x("constructor"),
        'x: expected one of off, on, alias, high, or a number from 0 to 255, got "constructor"',
      ],
    ],
  });
  testRows("enum of 8 bytes", {
    table: one(enumOf(u64, state)),
    both: [
      [x("high"), "0c000100 c800000000000000"],
      [x(2n ** 40n), "0c000100 0000000000010000"],
    ],
  });
  testRows("flags", {
    table: one(flagsOf(u32, bits)),
    both: [
      [x(0x8000_0003), "08000100 03000080"],
      [x(4), "08000100 04000000"],
    ],
    encode: [
      [x(["up", "top"]), "08000100 01000080"],
      [x([]), "08000100 00000000"],
    ],
    refuse: [
      [
        x(["up", "sideways"]),
        "x: expected a list of up, down, top, or a number from 0 to 4294967295, got an array of 2",
      ],
    ],
  });
  testRows("flags of 8 bytes", {
    table: one(flagsOf(u64, bits)),
    encode: [[x(["top"]), "0c000100 0000008000000000"]],
  });
  testRows("bitfield32", {
    table: one(bitfield32(bits)),
    both: [[x({ value: 1, selector: 3 }), "0c000100 01000000 03000000"]],
    encode: [[x({ value: ["up"], selector: ["up", "down"] }), "0c000100 01000000 03000000"]],
    decode: [["08000100 01000000", unfit(1, 1, 0, 0, 0)]],
    refuse: [
      [
        x({ value: 1 }),
        "x.selector: expected a list of up, down, top, or a number from 0 to 4294967295, got undefined",
      ],
      [x({ value: 1, selector: 1, mask: 1 }), 'x.mask: expected a name of bitfield32, got "mask"'],
      [x(1), "x: expected a plain object of bitfield32, got 1"],
    ],
  });
});
