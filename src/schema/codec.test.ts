/**
 * Every kind of value: what it looks like and which bytes it is. The bytes are those of a little-endian
 * machine.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { decodeHex, ENGINES, encodeHex, testRows } from "../../test/support/rows.ts";
import { MessageBuilder } from "../wire/index.ts";
import { currentEngine, decodePayload, encodePayload } from "./codec.ts";
import {
  array,
  attributeSet,
  binary,
  bitfield32,
  bytes,
  chars,
  enumOf,
  flag,
  flagsOf,
  indexedArray,
  ip,
  ipv4,
  ipv6,
  limited,
  mac,
  message,
  multi,
  nest,
  nestTypeValue,
  pad,
  payload,
  records,
  s8,
  s16,
  s16be,
  s32,
  s32be,
  s64,
  s64be,
  sint,
  sized,
  string,
  struct,
  subMessage,
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
import { listIndexes } from "./list-indexes.ts";
import { enumTable, flagTable } from "./names.ts";
import type { AttributeSet, ValueType } from "./types.ts";

/** A table of one attribute, `x`, number 1. */
const one = (type: ValueType) => message({ attributes: attributeSet("one", "ONE_", { x: [1, type] }) });
const x = (value: unknown) => ({ x: value });
/** How an attribute is kept whose length is not that of its type. */
const unfit = (type: number, ...payload: number[]) => ({
  unknown: [{ type, payload: Uint8Array.from(payload), position: 0 }],
});

describe("integers", () => {
  const whole = (range: string, got: string) => `x: expected a whole number from ${range}, got ${got}`;
  testRows("u8", {
    table: one(u8),
    both: [[x(0), "05000100 00000000"], [x(255), "05000100 ff000000"]],
    decode: [["06000100 01020000", unfit(1, 1, 2)], ["04000100", unfit(1)]],
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
    encode: [[x(-0), "05000100 00000000"], [x(undefined), ""]],
  });
  testRows("s8", {
    table: one(s8),
    both: [[x(-128), "05000100 80000000"], [x(127), "05000100 7f000000"]],
    refuse: [[x(-129), whole("-128 to 127", "-129")], [x(128), whole("-128 to 127", "128")]],
  });
  testRows("u16", {
    table: one(u16),
    both: [[x(0x1234), "06000100 34120000"]],
    refuse: [[x(65_536), whole("0 to 65535", "65536")]],
  });
  testRows("u16be", { table: one(u16be), both: [[x(0x1234), "06000100 12340000"]] });
  testRows("u16le", { table: one(u16le), both: [[x(0x1234), "06000100 34120000"]] });
  testRows("s16", { table: one(s16), both: [[x(-2), "06000100 feff0000"]], refuse: [[x(40_000), whole("-32768 to 32767", "40000")]] });
  testRows("s16be", { table: one(s16be), both: [[x(-2), "06000100 fffe0000"]] });
  testRows("u32", {
    table: one(u32),
    both: [[x(1000), "08000100 e8030000"], [x(2 ** 32 - 1), "08000100 ffffffff"]],
    decode: [["07000100 01020300", unfit(1, 1, 2, 3)], ["0c000100 0102030405060708", unfit(1, 1, 2, 3, 4, 5, 6, 7, 8)]],
    refuse: [[x(2 ** 32), whole("0 to 4294967295", "4294967296")], [x(-1), whole("0 to 4294967295", "-1")]],
  });
  testRows("u32be", { table: one(u32be), both: [[x(0x01020304), "08000100 01020304"]] });
  testRows("u32le", { table: one(u32le), both: [[x(0x01020304), "08000100 04030201"]] });
  testRows("s32", {
    table: one(s32),
    both: [[x(-(2 ** 31)), "08000100 00000080"], [x(2 ** 31 - 1), "08000100 ffffff7f"]],
    refuse: [[x(2 ** 31), whole("-2147483648 to 2147483647", "2147483648")]],
  });
  testRows("s32be", { table: one(s32be), both: [[x(-2), "08000100 fffffffe"]] });
  testRows("u64", {
    table: one(u64),
    both: [[x(2n ** 64n - 1n), "0c000100 ffffffffffffffff"], [x(0x0102030405060708n), "0c000100 0807060504030201"]],
    encode: [[x(5), "0c000100 0500000000000000"]],
    refuse: [
      [x(2n ** 64n), whole("0 to 2^64-1", "18446744073709551616n")],
      [x(-1n), whole("0 to 2^64-1", "-1n")],
      [x(2 ** 53), whole("0 to 2^64-1", "9007199254740992")],
      [x("5"), whole("0 to 2^64-1", '"5"')],
    ],
  });
  testRows("u64be", { table: one(u64be), both: [[x(0x0102030405060708n), "0c000100 0102030405060708"]] });
  testRows("u64le", { table: one(u64le), both: [[x(1n), "0c000100 0100000000000000"]] });
  testRows("s64", {
    table: one(s64),
    both: [[x(-(2n ** 63n)), "0c000100 0000000000000080"], [x(-2n), "0c000100 feffffffffffffff"]],
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
    decode: [["0c000100 0700000000000000", x(7n)], ["06000100 07000000", unfit(1, 7, 0)]],
    refuse: [[x(-1), whole("0 to 2^64-1", "-1")], [x(2n ** 64n), whole("0 to 2^64-1", "18446744073709551616n")]],
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
    both: [[x("off"), "05000100 00000000"], [x("on"), "05000100 01000000"], [x(77), "05000100 4d000000"]],
    encode: [[x("alias"), "05000100 01000000"], [x(1), "05000100 01000000"]],
    refuse: [
      [x("of"), 'x: expected one of off, on, alias, high, or a number from 0 to 255, got "of"'],
      [x(256), "x: expected one of off, on, alias, high, or a number from 0 to 255, got 256"],
      [x("constructor"), 'x: expected one of off, on, alias, high, or a number from 0 to 255, got "constructor"'],
    ],
  });
  testRows("enum of 8 bytes", {
    table: one(enumOf(u64, state)),
    both: [[x("high"), "0c000100 c800000000000000"], [x(2n ** 40n), "0c000100 0000000000010000"]],
  });
  testRows("flags", {
    table: one(flagsOf(u32, bits)),
    both: [[x(0x8000_0003), "08000100 03000080"], [x(4), "08000100 04000000"]],
    encode: [[x(["up", "top"]), "08000100 01000080"], [x([]), "08000100 00000000"]],
    refuse: [[x(["up", "sideways"]), "x: expected a list of up, down, top, or a number from 0 to 4294967295, got an array of 2"]],
  });
  testRows("flags of 8 bytes", { table: one(flagsOf(u64, bits)), encode: [[x(["top"]), "0c000100 0000008000000000"]] });
  testRows("bitfield32", {
    table: one(bitfield32(bits)),
    both: [[x({ value: 1, selector: 3 }), "0c000100 01000000 03000000"]],
    encode: [[x({ value: ["up"], selector: ["up", "down"] }), "0c000100 01000000 03000000"]],
    decode: [["08000100 01000000", unfit(1, 1, 0, 0, 0)]],
    refuse: [
      [x({ value: 1 }), "x.selector: expected a list of up, down, top, or a number from 0 to 4294967295, got undefined"],
      [x({ value: 1, selector: 1, mask: 1 }), 'x.mask: expected a name of bitfield32, got "mask"'],
      [x(1), "x: expected a plain object of bitfield32, got 1"],
    ],
  });
});

describe("texts, bytes, addresses", () => {
  testRows("string", {
    table: one(string),
    both: [[x("eth0"), "09000100 65746830 00000000"], [x(""), "05000100 00000000"], [x("é\udcff"), "08000100 c3a9ff00"]],
    decode: [["08000100 65746830", x("eth0")], ["04000100", x("")]],
    refuse: [
      [x("a\0"), 'x: expected a string without NUL, got "a\\u0000"'],
      [x(5), "x: expected a string without NUL, got 5"],
      [x("\ud800"), 'x: expected text without lone surrogates, got "\\ud800"'],
      [x("a".repeat(65_531)), "x: expected at most 65535 bytes, header included, got \"an attribute of 65536 bytes\""],
    ],
  });
  testRows("string with a longest length, in bytes", {
    table: one(limited(string, { maxLength: 4 })),
    both: [[x("abcd"), "09000100 61626364 00000000"], [x("éé"), "09000100 c3a9c3a9 00000000"]],
    refuse: [[x("abcde"), 'x: expected a string of at most 4 bytes, got "abcde"'], [x("ééa"), 'x: expected a string of at most 4 bytes, got "ééa"']],
  });
  testRows("binary", {
    table: one(binary),
    both: [[x(Uint8Array.of(1, 2, 3)), "07000100 01020300"], [x(new Uint8Array(0)), "04000100"]],
    refuse: [[x([1, 2]), "x: expected a Uint8Array, got an array of 2"], [x("00"), 'x: expected a Uint8Array, got "00"']],
  });
  testRows("binary of a size", {
    table: one(bytes(2)),
    both: [[x(Uint8Array.of(1, 2)), "06000100 01020000"]],
    decode: [["05000100 01000000", unfit(1, 1)]],
    refuse: [[x(Uint8Array.of(1)), "x: expected a Uint8Array of 2 bytes, got 1 bytes"]],
  });
  testRows("flag", {
    table: one(flag),
    both: [[x(true), "04000100"]],
    encode: [[x(false), ""]],
    decode: [["05000100 01000000", unfit(1, 1)]],
    refuse: [[x(1), "x: expected true or false, got 1"]],
  });
  testRows("ip", {
    table: one(ip),
    both: [
      [x("10.0.0.1"), "08000100 0a000001"],
      [x("fe80::1"), "14000100 fe800000000000000000000000000001"],
      [x(Uint8Array.of(1, 2)), "06000100 01020000"],
    ],
    encode: [[x(Uint8Array.of(10, 0, 0, 1)), "08000100 0a000001"]],
    refuse: [[x("10.0.0.256"), 'x: expected an IPv4 or IPv6 address, got "10.0.0.256"'], [x("fe80::1%lo"), 'x: expected an IPv4 or IPv6 address, got "fe80::1%lo"']],
  });
  testRows("ipv4", {
    table: one(ipv4),
    both: [[x("10.0.0.1"), "08000100 0a000001"], [x(new Uint8Array(16)), "14000100 00000000000000000000000000000000"]],
    refuse: [[x("::1"), 'x: expected an IPv4 address, got "::1"']],
  });
  testRows("ipv6", {
    table: one(ipv6),
    both: [[x("::1"), "14000100 00000000000000000000000000000001"]],
    refuse: [[x("1.2.3.4"), 'x: expected an IPv6 address, got "1.2.3.4"']],
  });
  testRows("ip of 4 bytes", {
    table: one(sized(ip, 4)),
    both: [[x("10.0.0.1"), "08000100 0a000001"]],
    refuse: [[x("::1"), 'x: expected an IPv4 or IPv6 address, got "::1"']],
  });
  testRows("mac", {
    table: one(mac),
    both: [[x("52:54:00:12:34:56"), "0a000100 52540012 34560000"], [x(""), "04000100"]],
    refuse: [[x("52:54:zz"), 'x: expected a link-layer address, got "52:54:zz"']],
  });
});

describe("structs and arrays", () => {
  const point = struct("point", { a: u8, gap: pad(1), b: u16be });
  const outer = struct("outer", { id: u32, point, name: chars(4), hw: sized(mac, 2), list: array(u8, 2) });
  testRows("struct", {
    table: one(outer),
    both: [
      [x({ id: 1, point: { a: 2, b: 3 }, name: "ab", hw: "04:05", list: [6, 7] }), "14000100 01000000 02000003 61620000 04050607"],
      [x({ id: 1, point: { a: 0, b: 0 }, name: "", hw: "00:00", list: [0, 0], trailing: Uint8Array.of(9) }), "15000100 01000000 00000000 00000000 00000000 09000000"],
    ],
    encode: [[x({}), "14000100 00000000 00000000 00000000 00000000"], [x({ list: [1] }), "14000100 00000000 00000000 00000000 00000100"]],
    // An older kernel's struct: what it lacks is absent.
    decode: [["0c000100 01000000 02000003", x({ id: 1, point: { a: 2, b: 3 } })], ["05000100 01000000", x({})]],
    refuse: [
      [x({ idd: 1 }), 'x.idd: expected a name of outer (did you mean "id"?), got "idd"'],
      [x({ point: { c: 1 } }), 'x.point.c: expected a name of point, got "c"'],
      [x({ point: { gap: 1 } }), 'x.point.gap: expected a name of point, got "gap"'],
      [x({ point: { trailing: Uint8Array.of(1) } }), 'x.point.trailing: expected a name of point, got "trailing"'],
      [x({ name: "abcd" }), 'x.name: expected a string of at most 3 bytes, got "abcd"'],
      [x({ id: null }), "x.id: expected a whole number from 0 to 4294967295, got null"],
      [x({ list: [1, 2, 3] }), "x.list: expected at most 2 elements, got an array of 3"],
      [x({ list: [1, 256] }), "x.list.1: expected a whole number from 0 to 255, got 256"],
      [x({ hw: "01:02:03" }), 'x.hw: expected a link-layer address, got "01:02:03"'],
      [x(new Map([["id", 1]])), "x: expected a plain object of outer, got an object"],
    ],
  });
  testRows("array", {
    table: one(array(u16be)),
    both: [[x([1, 2]), "08000100 00010002"], [x([]), "04000100"]],
    decode: [["07000100 00010000", unfit(1, 0, 1, 0)]],
    refuse: [[x([1, "2"]), 'x.1: expected a whole number from 0 to 65535, got "2"'], [x(1), "x: expected an array, got 1"]],
  });
  testRows("array of structs", { table: one(array(point)), both: [[x([{ a: 1, b: 2 }, { a: 3, b: 4 }]), "0c000100 01000002 03000004"]] });
  testRows("fixed header, then attributes", {
    table: message({ header: struct("hdr", { a: u8, b: pad(1), c: u8 }), attributes: attributeSet("set", "S_", { x: [1, u8] }) }),
    both: [[{ a: 1, c: 2 }, "01000200"], [{ a: 1, c: 2, x: 3 }, "01000200 05000100 03000000"]],
    encode: [[{}, "00000000"], [{ x: 3, c: 2 }, "00000200 05000100 03000000"]],
    decode: [["010002", { a: 1, c: 2 }]],
    refuse: [
      [{ b: 1 }, 'b: expected a name of set, got "b"'],
      [{ a: null }, "a: expected a whole number from 0 to 255, got null"],
      [{ trailing: Uint8Array.of(1) }, 'trailing: expected a name of set, got "trailing"'],
      [[], "value: expected a plain object of set, got an array of 0"],
      [undefined, "value: expected a plain object of set, got undefined"],
      [Object.create({ a: 5 }), "value: expected a plain object of set, got an object"],
      [Promise.resolve({ a: 5 }), "value: expected a plain object of set, got an object"],
    ],
    refuseBytes: [["0100", "hdr at byte 0: expected 3 bytes, got 2 bytes"]],
  });
  testRows("fixed header alone", {
    table: message({ header: struct("hdr", { a: u8, b: u16 }) }),
    both: [[{ a: 1, b: 2 }, "010200"], [{ a: 1, b: 2, trailing: Uint8Array.of(7) }, "01020000 07"]],
    refuse: [[{ c: 1 }, 'c: expected a name of hdr, got "c"']],
  });
  testRows("nothing at all", {
    table: message({}),
    both: [[{}, ""], [{ trailing: Uint8Array.of(7) }, "07"]],
    refuse: [[{ c: 1 }, 'c: expected a name of an empty payload, got "c"']],
  });
});

describe("nests and lists", () => {
  const tree: AttributeSet = attributeSet("tree", "T_", { id: [1, u8], down: [2, nest(() => tree)] });
  testRows("nest", {
    table: one(nest(tree)),
    both: [[x({}), "04000180"], [x({ id: 5, down: { id: 6 } }), "18000180 05000100 05000000 0c000280 05000100 06000000"]],
    decode: [["0c000100 05000100 05000000", x({ id: 5 })]],
    refuse: [
      [x({ down: { idd: 1 } }), 'x.down.idd: expected a name of tree (did you mean "id"?), got "idd"'],
      [x([]), "x: expected a plain object of tree, got an array of 0"],
      [x(new Uint8Array(0)), "x: expected a plain object of tree, got 0 bytes"],
      [x({ down: { down: { id: "1" } } }), 'x.down.down.id: expected a whole number from 0 to 255, got "1"'],
    ],
    refuseBytes: [
      ["0c000180 09000100 05000000", "x.nla_len at byte 4: expected a length from 4 to 8, got 9"],
      ["10000180 0c000280 03000100 05000000", "x.down.nla_len at byte 8: expected a length from 4 to 8, got 3"],
    ],
  });
  testRows("multi", {
    table: message({ attributes: attributeSet("set", "S_", { x: [1, multi(u8)], y: [2, u8] }) }),
    both: [[{ x: [1, 2], y: 3 }, "05000100 01000000 05000100 02000000 05000200 03000000"]],
    encode: [[{ x: [] }, ""]],
    decode: [["05000100 01000000 05000200 03000000 05000100 02000000", { x: [1, 2], y: 3 }]],
    refuse: [[{ x: 1 }, "x: expected an array, got 1"], [{ x: [1, 2, "3"] }, 'x.2: expected a whole number from 0 to 255, got "3"']],
  });
  testRows("indexed array", {
    table: one(indexedArray(nest(tree), 1)),
    both: [[x([]), "04000180"], [x([{ id: 1 }, {}]), "14000180 0c000180 05000100 01000000 04000280"]],
    refuse: [[x([{}, { id: 256 }]), "x.1.id: expected a whole number from 0 to 255, got 256"]],
    refuseBytes: [
      ["14000180 0c000180 05000100 01000000 05000280", "x.nla_len at byte 16: expected a length from 4 to 4, got 5"],
      ["14000180 0c000180 09000100 01000000 04000280", "x.1.nla_len at byte 8: expected a length from 4 to 8, got 9"],
    ],
  });
  testRows("indexed array of numbers", {
    table: one(indexedArray(u32)),
    both: [[x([7, 8]), "14000180 08000000 07000000 08000100 08000000"]],
    // One child that does not fit: the whole attribute stays raw.
    decode: [["10000100 08000000 07000000 04000100", unfit(1, 8, 0, 0, 0, 7, 0, 0, 0, 4, 0, 1, 0)]],
  });
  testRows("nest-type-value", {
    table: one(nestTypeValue(["policy", "attribute"], tree)),
    both: [[x([{ policy: 0, attribute: 5, id: 9 }]), "14000180 10000080 0c000580 05000100 09000000"], [x([]), "04000180"]],
    decode: [["20000100 10000000 0c000500 05000100 09000000 0c000100 08000600 04000200", x([{ policy: 0, attribute: 5, id: 9 }, { policy: 1, attribute: 6, down: {} }])]],
    refuse: [
      [x([{ policy: 0 }]), "x.0.attribute: expected a number from 0 to 16383, got undefined"],
      [x([{ policy: 16384, attribute: 0 }]), "x.0.policy: expected a number from 0 to 16383, got 16384"],
      [x([{ policy: 0, attribute: 0, idd: 0 }]), 'x.0.idd: expected a name of tree (did you mean "id"?), got "idd"'],
    ],
    refuseBytes: [["0c000100 08000000 09000500", "x.0.nla_len at byte 8: expected a length from 4 to 4, got 9"]],
  });
  testRows("payload", {
    table: one(payload(message({ header: struct("hdr", { index: u32 }), attributes: tree }))),
    both: [[x({ index: 5, id: 6 }), "10000100 05000000 05000100 06000000"]],
    decode: [["06000100 05000000", unfit(1, 5, 0)]],
  });
  testRows("records", {
    table: one(records(message({ header: struct("hop", { length: pad(2), weight: u8, gap: pad(1) }), attributes: tree }))),
    both: [[x([{ weight: 1, id: 9 }, { weight: 2 }]), "14000100 0c000100 05000100 09000000 04000200"], [x([]), "04000100"]],
    refuse: [[x([{ weight: 1 }, { weight: 256 }]), "x.1.weight: expected a whole number from 0 to 255, got 256"]],
    refuseBytes: [
      ["08000100 03000100", "x.0 at byte 4: expected a record of 4 to 4 bytes, got length 3"],
      ["08000100 05000100", "x.0 at byte 4: expected a record of 4 to 4 bytes, got length 5"],
    ],
  });

  it.each(ENGINES)("keeps the child types of an indexed array that are not the plain ones, %s", (engine) => {
    const table = one(indexedArray(u8, 1));
    for (const bytes of [
      "1c000180 05000300 01000000 05000300 02000000 05000080 03000000",
      "0c000180 05000000 01000000",
      "0c000180 05000180 01000000",
    ]) {
      const value = decodeHex(table, bytes, engine) as { x: number[] };
      expect(JSON.stringify(value.x)).toMatch(/^\[1(,2,3)?\]$/);
      expect(listIndexes(value.x)).toHaveLength(value.x.length);
      expect(encodeHex(table, value, engine)).toBe(bytes.replaceAll(" ", ""));
    }
  });

  it.each(ENGINES)("ends at 64 payloads within each other, %s", (engine) => {
    const table = one(nest(tree));
    const deep = (levels: number): unknown => {
      let value: unknown = {};
      for (let level = 0; level < levels; level++) value = level === levels - 1 ? { x: value } : { down: value };
      return value;
    };
    const bytes = encodeHex(table, deep(64), engine);
    expect(decodeHex(table, bytes, engine)).toEqual(deep(64));
    expect(() => encodeHex(table, deep(65), engine)).toThrow("at most 64 payloads within each other");
    // 16,000 nests in one attribute: what would exhaust the stack.
    const builder = new MessageBuilder();
    const open = Array.from({ length: 16_000 }, (_, level) => builder.beginNest(level === 0 ? 1 : 2));
    for (const attribute of open.reverse()) builder.endAttribute(attribute);
    expect(() => decodePayload(table, builder.bytes, builder.view, 0, builder.length, engine)).toThrow(
      "at byte 260: expected at most 64 payloads within each other",
    );
    const circle: { down?: unknown } = {};
    circle.down = circle;
    expect(() => encodePayload(table, builder, { x: circle }, engine)).toThrow("at most 64 payloads");
  });
});

describe("sub-messages", () => {
  const vlan = message({ attributes: attributeSet("vlan", "V_", { id: [1, u16] }) });
  const veth = message({ header: struct("hdr", { index: u32 }), attributes: attributeSet("veth", "V_", { peer: [1, u8] }) });
  const info = attributeSet("info", "I_", {
    kind: [1, string],
    data: [2, subMessage("kind", { vlan, veth })],
    outer: [3, subMessage("mode", { 7: vlan })],
    stray: [4, subMessage("nowhere", { vlan })],
    otherwise: [5, subMessage("kind", { vlan }, veth)],
  });
  const table = message({
    header: struct("hdr", { mode: u8 }),
    attributes: attributeSet("link", "L_", { info: [1, nest(info)], list: [2, multi(nest(info))] }),
  });
  const vlanBytes = "09000100 766c616e 00000000";
  testRows("sub-message", {
    table,
    both: [
      [{ mode: 0, info: { kind: "vlan", data: { id: 100 } } }, `00000000 1c000180 ${vlanBytes} 0c000280 06000100 64000000`],
      [{ mode: 0, info: { kind: "veth", data: { index: 5, peer: 6 } } }, "00000000 20000180 09000100 76657468 00000000 10000280 05000000 05000100 06000000"],
      // The selector of an outer payload: here, a number of the fixed header.
      [{ mode: 7, info: { outer: { id: 1 } } }, "07000000 10000180 0c000380 06000100 01000000"],
      [{ mode: 0, info: { kind: "x", otherwise: { index: 5 } } }, "00000000 14000180 06000100 78000000 08000580 05000000"],
      // No format: bytes.
      [{ mode: 8, info: { outer: Uint8Array.of(1) } }, "08000000 0c000180 05000300 01000000"],
      [{ mode: 0, info: { kind: "x", data: Uint8Array.of(1) } }, "00000000 14000180 06000100 78000000 05000200 01000000"],
      [{ mode: 0, info: { data: Uint8Array.of(1) } }, "00000000 0c000180 05000200 01000000"],
      [{ mode: 0, info: { stray: Uint8Array.of(1) } }, "00000000 0c000180 05000400 01000000"],
    ],
    decode: [
      // The selector comes too late, or the header does not fit.
      [`00000000 1c000180 0c000280 06000100 64000000 ${vlanBytes}`, { mode: 0, info: { kind: "vlan", data: Uint8Array.of(6, 0, 1, 0, 100, 0, 0, 0) } }],
      ["00000000 18000180 09000100 76657468 00000000 06000200 05000000", { mode: 0, info: { kind: "veth", data: Uint8Array.of(5, 0) } }],
    ],
    encode: [[{ info: { data: { id: 100 }, kind: "vlan" } }, `00000000 1c000180 0c000280 06000100 64000000 ${vlanBytes}`]],
    refuse: [
      [{ info: { kind: "vlan", data: { idd: 1 } } }, 'info.data.idd: expected a name of vlan (did you mean "id"?), got "idd"'],
      [{ info: { kind: "x", data: { id: 1 } } }, "info.data: expected kind to be one of vlan, veth, or a Uint8Array, got an object"],
      [{ info: { data: { id: 1 } } }, "info.data: expected kind to be one of vlan, veth, or a Uint8Array, got an object"],
      [{ info: { kind: "constructor", data: { id: 1 } } }, "info.data: expected kind to be one of vlan, veth, or a Uint8Array, got an object"],
      [{ list: [{}, { kind: "vlan", data: { id: -1 } }] }, "list.1.data.id: expected a whole number from 0 to 65535, got -1"],
    ],
    refuseBytes: [
      [`00000000 1c000180 ${vlanBytes} 0c000280 09000100 64000000`, "info.data.nla_len at byte 24: expected a length from 4 to 8, got 9"],
    ],
  });
});

describe("what the table does not know", () => {
  const inner = attributeSet("inner", "I_", { a: [1, u8] });
  const table = message({
    header: struct("hdr", { family: u8 }),
    attributes: attributeSet("set", "S_", { x: [1, u8], y: [2, u8], in: [3, nest(inner)], list: [4, multi(u8)] }),
  });
  const raw = (type: number, position: number, ...payload: number[]) => ({ type, payload: Uint8Array.from(payload), position });
  testRows("unknown attributes", {
    table,
    both: [
      [{ family: 2, x: 1, y: 2, unknown: [raw(0xc063, 0, 7), raw(100, 2)] }, "02000000 050063c0 07000000 05000100 01000000 04006400 05000200 02000000"],
      [{ family: 2, x: 1, unknown: [raw(99, 1, 1, 2, 3)] }, "02000000 05000100 01000000 07006300 01020300"],
      [{ family: 2, in: { a: 1, unknown: [raw(9, 0)] }, unknown: [raw(99, 1)] }, "02000000 10000380 04000900 05000100 01000000 04006300"],
      [{ family: 2, list: [1, 2], unknown: [raw(99, 1)] }, "02000000 05000400 01000000 04006300 05000400 02000000"],
      // A known attribute whose length is not that of its type.
      [{ family: 2, y: 2, unknown: [raw(1, 0, 5, 6)] }, "02000000 06000100 05060000 05000200 02000000"],
      // An attribute that repeats where it should not: the last one counts, the others are kept.
      [{ family: 2, y: 3, x: 4, unknown: [raw(1, 0, 1), raw(1, 2, 2)] }, "02000000 05000100 01000000 05000200 03000000 05000100 02000000 05000100 04000000"],
    ],
    encode: [
      [{ x: 1, unknown: [{ type: 9, payload: new Uint8Array(0) }] }, "00000000 05000100 01000000 04000900"],
      [{ x: 1, unknown: [raw(9, 77), raw(10, 0)] }, "00000000 05000100 01000000 04000900 04000a00"],
      [{ unknown: undefined, x: 1 }, "00000000 05000100 01000000"],
    ],
    refuse: [
      [{ unknown: 5 }, "unknown: expected an array, got 5"],
      [{ unknown: [{ type: 70_000, payload: new Uint8Array(0) }] }, "unknown.0: expected a type from 0 to 65535, got 70000"],
      [{ in: { unknown: [raw(1, 0), { type: 1, payload: "ab" }] } }, 'in.unknown.1: expected a payload that is a Uint8Array, got "ab"'],
      [{ unknown: [{ type: 1, payload: new Uint8Array(65_532) }] }, "unknown.0: expected a payload of at most 65531 bytes, got 65532 bytes"],
      [{ unknow: [] }, 'unknow: expected a name of set, got "unknow"'],
    ],
  });
});

describe("encodePayload, decodePayload", () => {
  it("compile where the platform lets them", () => {
    expect(currentEngine()).toBe("compiled");
  });

  it("count offsets in errors from the start of the payload, wherever it lies", () => {
    const table = one(indexedArray(nest(attributeSet("in", "I_", { a: [1, u8] }))));
    const buffer = new Uint8Array(64);
    buffer.set([16, 0, 1, 128, 12, 0, 0, 128, 9, 0, 1, 0], 21);
    for (const engine of ENGINES) {
      const view = buffer.subarray(1);
      const read = () => decodePayload(table, view, new DataView(buffer.buffer, 1), 20, 36, engine);
      expect(read).toThrow("x.0.nla_len at byte 8: expected a length from 4 to 8, got 9");
    }
  });

  it("let an error of the caller's own getter through, and forget what was written", () => {
    const builder = new MessageBuilder();
    const value = {
      get x(): number {
        throw new RangeError("mine");
      },
    };
    for (const engine of ENGINES) {
      expect(() => encodePayload(one(u8), builder, value, engine)).toThrow(new RangeError("mine"));
      expect(builder.length).toBe(0);
    }
  });

  it("ignore what somebody put into Object.prototype", () => {
    const prototype = Object.prototype as unknown as { x?: number };
    const table = one(u8);
    for (const engine of ENGINES) {
      prototype.x = 5;
      const bytes = encodeHex(table, {}, engine);
      delete prototype.x;
      expect(bytes).toBe("");
    }
  });
});
