import { describe, expect, it } from "vitest";
import {
  array,
  attributeSet,
  binary,
  bitfield32,
  bytes,
  flagsOf,
  flagTable,
  message,
  multi,
  nest,
  sequence,
  string,
  struct,
  subMessage,
  u8,
  u32,
  u64,
  uint,
} from "../schema/index.ts";
import { fromJson, parseJson, withFlagNames } from "./from-json.ts";
import { toJson } from "./json.ts";

const inner = attributeSet("inner", "I_", { key: [1, binary], count: [2, u64], wide: [3, uint] });
const table = message({
  header: struct("head", { id: u8, mac: bytes(2) }),
  attributes: attributeSet("outer", "O_", {
    name: [1, string],
    inner: [2, nest(inner)],
    inners: [3, multi(nest(inner))],
    numbers: [4, array(u64)],
    kind: [5, string],
    data: [6, subMessage("kind", { inner: message({ attributes: inner }) })],
  }),
});

describe("JSON for a table", () => {
  it("has bytes as hexadecimal digits and wide numbers as their digits", () => {
    const json = {
      id: 1,
      mac: "0a0b",
      name: "12",
      inner: { key: "00ff", count: "18446744073709551615", wide: "7" },
      inners: [{ key: "01" }, { count: 5 }],
      numbers: [1, "2"],
      kind: "inner",
      data: { key: "ff" },
    };
    expect(fromJson(table, json)).toEqual({
      id: 1,
      mac: Uint8Array.of(10, 11),
      name: "12",
      inner: { key: Uint8Array.of(0, 255), count: 18446744073709551615n, wide: 7n },
      inners: [{ key: Uint8Array.of(1) }, { count: 5 }],
      numbers: [1, 2n],
      kind: "inner",
      data: { key: Uint8Array.of(255) },
    });
  });

  it("keeps what it does not know, for the codec to refuse, and takes an unknown kind's data as bytes", () => {
    expect(fromJson(table, { nam: 1, kind: "other", data: "0102" })).toEqual({
      nam: 1,
      kind: "other",
      data: Uint8Array.of(1, 2),
    });
    expect(fromJson(table, [1])).toEqual([1]);
  });

  it("refuses what are no bytes, with the path", () => {
    expect(() => fromJson(table, { inners: [{}, { key: "0x" }] })).toThrow(
      /^inners\.1\.key: expected bytes/,
    );
  });
});

describe("what people and programs write", () => {
  const states = flagTable("states", { up: 1, down: 2, far: 0x80000000 });
  const flagged = message({
    header: struct("h", { state: flagsOf(u32, states) }),
    attributes: attributeSet("f", "F_", {
      bits: [1, bitfield32(states)],
      level: [2, u32],
      list: [3, sequence(attributeSet("s", "S_", { key: [1, binary] }))],
      outer: [4, string],
      deep: [
        5,
        nest(
          attributeSet("d", "D_", {
            data: [1, subMessage("outer", { x: message({ attributes: inner }) })],
          }),
        ),
      ],
      plain: [6, binary],
    }),
  });

  it("has flags as lists of names and numbers, and gives them back as names", () => {
    const value = fromJson(flagged, {
      state: ["up", "0x80000000", 4],
      bits: { value: ["up"], selector: "down" },
      level: "0x10",
    });
    expect(value).toEqual({ state: 0x80000005, bits: { value: 1, selector: 2 }, level: 16 });
    const named = withFlagNames(flagged, value);
    expect(named).toEqual({
      state: ["up", "far", "0x4"],
      bits: { value: ["up"], selector: ["down"] },
      level: 16,
    });
    expect(fromJson(flagged, named)).toEqual(value);
    expect(fromJson(flagged, { state: 7 })).toEqual({ state: 7 });
  });

  it("refuses a flag that there is none of, with its path and the nearest", () => {
    expect(() => fromJson(flagged, { state: ["up", "dwn"] })).toThrow(
      /^state\.1: expected a flag of states \(did you mean "down"\?\)/,
    );
    expect(() => fromJson(flagged, { bits: { value: ["xxxxxx"] } })).toThrow("up, down, far");
  });

  it("looks for a selector outwards, into sequences, and takes bytes as a list", () => {
    expect(
      fromJson(flagged, {
        outer: "x",
        deep: { data: { key: "ff" } },
        list: [{ key: "01" }],
        plain: [1, 255],
      }),
    ).toEqual({
      outer: "x",
      deep: { data: { key: Uint8Array.of(255) } },
      list: [{ key: Uint8Array.of(1) }],
      plain: Uint8Array.of(1, 255),
    });
  });

  it("takes back what no table knows", () => {
    const unknown = [{ type: 99, payload: Uint8Array.of(1, 2), position: 0 }];
    const text = toJson({ state: 1, unknown });
    expect(fromJson(flagged, parseJson(text))).toEqual({ state: 1, unknown });
  });

  it("does not round wide numbers, and leaves text alone", () => {
    const text =
      '{"a":18446744073709551615,"b":"12345678901234567890 \\"1234567890123456789\\"","c":1.5e300,"d":-9223372036854775808}';
    expect(parseJson(text)).toEqual({
      a: "18446744073709551615",
      b: '12345678901234567890 "1234567890123456789"',
      c: 1.5e300,
      d: "-9223372036854775808",
    });
    expect(
      fromJson(message({ attributes: inner }), parseJson('{"count":18446744073709551615}')),
    ).toEqual({
      count: 18446744073709551615n,
    });
    expect(() => parseJson("{")).toThrow(SyntaxError);
  });
});
