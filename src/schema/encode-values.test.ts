/**
 * Texts, bytes, addresses, structs, arrays: what they look like, and which bytes they are.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { decodeHex, ENGINES, encodeHex, testRows } from "../../test/support/rows.ts";
import {
  array,
  attributeSet,
  binary,
  bytes,
  chars,
  flag,
  ip,
  ipv4,
  ipv6,
  limited,
  mac,
  message,
  nestedBinary,
  pad,
  rest,
  sized,
  sockaddr,
  string,
  struct,
  subMessage,
  u8,
  u16,
  u16be,
  u32,
} from "./define.ts";
import type { ValueType } from "./types.ts";

/** A table of one attribute, `x`, number 1. */
const one = (type: ValueType) =>
  message({ attributes: attributeSet("one", "ONE_", { x: [1, type] }) });
const x = (value: unknown) => ({ x: value });
/** How an attribute is kept whose length is not that of its type. */
const unfit = (type: number, ...payload: number[]) => ({
  unknown: [{ type, payload: Uint8Array.from(payload), position: 0 }],
});

describe("texts, bytes, addresses", () => {
  testRows("string", {
    table: one(string),
    both: [
      [x("eth0"), "09000100 65746830 00000000"],
      [x(""), "05000100 00000000"],
      [x("é\udcff"), "08000100 c3a9ff00"],
    ],
    decode: [
      ["08000100 65746830", x("eth0")],
      ["04000100", x("")],
    ],
    refuse: [
      [x("a\0"), 'x: expected a string without NUL, got "a\\u0000"'],
      [x(5), "x: expected a string without NUL, got 5"],
      [x("\ud800"), 'x: expected text without lone surrogates, got "\\ud800"'],
      [
        x("a".repeat(65_531)),
        'x: expected at most 65535 bytes, header included, got "an attribute of 65536 bytes"',
      ],
    ],
  });
  testRows("string with a longest length, in bytes", {
    table: one(limited(string, { maxLength: 4 })),
    both: [
      [x("abcd"), "09000100 61626364 00000000"],
      [x("éé"), "09000100 c3a9c3a9 00000000"],
    ],
    refuse: [
      [x("abcde"), 'x: expected a string of at most 4 bytes, got "abcde"'],
      [x("ééa"), 'x: expected a string of at most 4 bytes, got "ééa"'],
    ],
  });
  testRows("binary", {
    table: one(binary),
    both: [
      [x(Uint8Array.of(1, 2, 3)), "07000100 01020300"],
      [x(new Uint8Array(0)), "04000100"],
    ],
    refuse: [
      [x([1, 2]), "x: expected a Uint8Array, got an array of 2"],
      [x("00"), 'x: expected a Uint8Array, got "00"'],
    ],
  });
  testRows("binary of a size", {
    table: one(bytes(2)),
    both: [[x(Uint8Array.of(1, 2)), "06000100 01020000"]],
    decode: [["05000100 01000000", unfit(1, 1)]],
    refuse: [[x(Uint8Array.of(1)), "x: expected a Uint8Array of 2 bytes, got 1 bytes"]],
  });
  testRows("binary that is attributes", {
    table: one(nestedBinary),
    both: [[x(Uint8Array.of(4, 0, 7, 0)), "08000180 04000700"]],
    decode: [["08000100 04000700", x(Uint8Array.of(4, 0, 7, 0))]],
    refuse: [[x("00"), 'x: expected a Uint8Array, got "00"']],
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
    refuse: [
      [x("10.0.0.256"), 'x: expected an IPv4 or IPv6 address, got "10.0.0.256"'],
      [x("fe80::1%lo"), 'x: expected an IPv4 or IPv6 address, got "fe80::1%lo"'],
    ],
  });
  testRows("ipv4", {
    table: one(ipv4),
    both: [
      [x("10.0.0.1"), "08000100 0a000001"],
      [x(new Uint8Array(16)), "14000100 00000000000000000000000000000000"],
    ],
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
  testRows("sockaddr", {
    table: one(sockaddr),
    both: [
      [x("10.0.0.1:51820"), "14000100 0200ca6c 0a000001 0000000000000000"],
      [
        x("[2001:db8::1]:80"),
        "20000100 0a000050 00000000 20010db8000000000000000000000001 00000000",
      ],
      [x("[fe80::1%3]:80"), "20000100 0a000050 00000000 fe800000000000000000000000000001 03000000"],
      // A flow label, padding that is not zero, another family, another length.
      [
        x(Uint8Array.of(10, 0, 0, 80, 0, 0, 0, 1, ...new Uint8Array(20))),
        `20000100 0a000050 00000001 ${"00".repeat(20)}`,
      ],
      [
        x(Uint8Array.of(2, 0, 0, 80, 10, 0, 0, 1, ...new Uint8Array(7), 1)),
        "14000100 02000050 0a000001 0000000000000001",
      ],
      [x(Uint8Array.of(1, 0, ...new Uint8Array(14))), `14000100 0100 ${"00".repeat(14)}`],
      [x(Uint8Array.of(2, 0, 0, 80)), "08000100 02000050"],
    ],
    refuse: [
      [x("10.0.0.1"), 'x: expected an address with a port, got "10.0.0.1"'],
      [x("10.0.0.1:65536"), 'x: expected an address with a port, got "10.0.0.1:65536"'],
      [x("2001:db8::1:80"), 'x: expected an address with a port, got "2001:db8::1:80"'],
      [x("[10.0.0.1]:80"), 'x: expected an address with a port, got "[10.0.0.1]:80"'],
      [x("[fe80::1%lo]:80"), 'x: expected an address with a port, got "[fe80::1%lo]:80"'],
      [
        x("[fe80::1%4294967296]:80"),
        'x: expected an address with a port, got "[fe80::1%4294967296]:80"',
      ],
    ],
  });
  testRows("mac", {
    table: one(mac),
    both: [
      [x("52:54:00:12:34:56"), "0a000100 52540012 34560000"],
      [x(""), "04000100"],
    ],
    refuse: [[x("52:54:zz"), 'x: expected a link-layer address, got "52:54:zz"']],
  });
});

describe("structs and arrays", () => {
  const point = struct("point", { a: u8, gap: pad(1), b: u16be });
  const outer = struct("outer", {
    id: u32,
    point,
    name: chars(4),
    hw: sized(mac, 2),
    list: array(u8, 2),
  });
  testRows("struct", {
    table: one(outer),
    both: [
      [
        x({ id: 1, point: { a: 2, b: 3 }, name: "ab", hw: "04:05", list: [6, 7] }),
        "14000100 01000000 02000003 61620000 04050607",
      ],
      [
        x({
          id: 1,
          point: { a: 0, b: 0 },
          name: "",
          hw: "00:00",
          list: [0, 0],
          trailing: Uint8Array.of(9),
        }),
        "15000100 01000000 00000000 00000000 00000000 09000000",
      ],
    ],
    encode: [
      [x({}), "14000100 00000000 00000000 00000000 00000000"],
      [x({ list: [1] }), "14000100 00000000 00000000 00000000 00000100"],
    ],
    // An older kernel's struct: what it lacks is absent.
    decode: [
      ["0c000100 01000000 02000003", x({ id: 1, point: { a: 2, b: 3 } })],
      ["05000100 01000000", x({})],
    ],
    refuse: [
      [x({ idd: 1 }), 'x.idd: expected a name of outer (did you mean "id"?), got "idd"'],
      [x({ point: { c: 1 } }), 'x.point.c: expected a name of point, got "c"'],
      [x({ point: { gap: 1 } }), 'x.point.gap: expected a name of point, got "gap"'],
      [
        x({ point: { trailing: Uint8Array.of(1) } }),
        'x.point.trailing: expected a name of point, got "trailing"',
      ],
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
    both: [
      [x([1, 2]), "08000100 00010002"],
      [x([]), "04000100"],
    ],
    decode: [["07000100 00010000", unfit(1, 0, 1, 0)]],
    refuse: [
      [x([1, "2"]), 'x.1: expected a whole number from 0 to 65535, got "2"'],
      [x(1), "x: expected an array, got 1"],
    ],
  });
  testRows("rest of a struct", {
    table: one(struct("open", { count: u8, points: rest(u16be) })),
    both: [
      [x({ count: 2, points: [1, 258] }), "09000100 02 0001 0102 000000"],
      [x({ count: 0, points: [] }), "05000100 00 000000"],
      [x({ count: 1, points: [1], trailing: Uint8Array.of(7) }), "08000100 01 0001 07"],
    ],
    encode: [[x({ count: 1 }), "05000100 01 000000"]],
    refuse: [
      [x({ points: 1 }), "x.points: expected an array, got 1"],
      [x({ points: [1, -1] }), "x.points.1: expected a whole number from 0 to 65535, got -1"],
    ],
  });
  testRows("array of structs", {
    table: one(array(point)),
    both: [
      [
        x([
          { a: 1, b: 2 },
          { a: 3, b: 4 },
        ]),
        "0c000100 01000002 03000004",
      ],
    ],
  });
  testRows("fixed header, then attributes", {
    table: message({
      header: struct("hdr", { a: u8, b: pad(1), c: u8 }),
      attributes: attributeSet("set", "S_", { x: [1, u8] }),
    }),
    both: [
      [{ a: 1, c: 2 }, "01000200"],
      [{ a: 1, c: 2, x: 3 }, "01000200 05000100 03000000"],
    ],
    encode: [
      [{}, "00000000"],
      [{ x: 3, c: 2 }, "00000200 05000100 03000000"],
    ],
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
    both: [
      [{ a: 1, b: 2 }, "010200"],
      [{ a: 1, b: 2, trailing: Uint8Array.of(7) }, "01020000 07"],
    ],
    refuse: [[{ c: 1 }, 'c: expected a name of hdr, got "c"']],
  });
  testRows("nothing at all", {
    table: message({}),
    both: [
      [{}, ""],
      [{ trailing: Uint8Array.of(7) }, "07"],
    ],
    refuse: [[{ c: 1 }, 'c: expected a name of an empty payload, got "c"']],
  });
});

describe("a struct of an older kernel", () => {
  const table = one(struct("s", { a: u16, b: u32, c: u8 }));
  it.each(ENGINES)("is written as short as it was read, unless it is given more, %s", (engine) => {
    const value = decodeHex(table, "06000100 01000000", engine) as { x: { a: number; c?: number } };
    expect(value).toEqual({ x: { a: 1 } });
    expect(encodeHex(table, value, engine)).toBe("0600010001000000");
    expect(encodeHex(table, { x: { ...value.x } }, engine)).toBe("0b0001000100000000000000");
    value.x.c = 5;
    expect(encodeHex(table, value, engine)).toBe("0b0001000100000000000500");
    // What is left of the member that was cut is no value.
    expect(decodeHex(table, "08000100 0100ffff", engine)).toEqual({ x: { a: 1 } });
  });

  const stats = message({ header: struct("s", { a: u16, b: u16, c: u32 }) });
  const nested = message({
    header: struct("s", { a: u32 }),
    attributes: attributeSet("n", "N_", { y: [1, u8] }),
  });
  const kinds = message({
    attributes: attributeSet("kinds", "KINDS_", {
      kind: [1, string],
      x: [2, subMessage("kind", { stats, nested })],
    }),
  });
  it.each(ENGINES)("is one where a sub-message is no more than a struct, %s", (engine) => {
    const bytes = "0a00010073746174730000000800020001000200";
    const value = decodeHex(kinds, bytes, engine) as { x: Record<string, number> };
    expect(value).toEqual({ kind: "stats", x: { a: 1, b: 2 } });
    expect(encodeHex(kinds, value, engine)).toBe(bytes);
    value.x["c"] = 3;
    expect(encodeHex(kinds, value, engine)).toBe(
      "0a00010073746174730000000c0002000100020003000000",
    );
  });
  it.each(ENGINES)("is left as it came where attributes would follow it, %s", (engine) => {
    const bytes = "0b0001006e6573746564000006000200 01000000".replaceAll(" ", "");
    const value = decodeHex(kinds, bytes, engine);
    expect(value).toEqual({ kind: "nested", x: Uint8Array.of(1, 0) });
    expect(encodeHex(kinds, value, engine)).toBe(bytes);
  });
});
