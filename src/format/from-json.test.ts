import { describe, expect, it } from "vitest";
import {
  array,
  attributeSet,
  binary,
  bytes,
  message,
  multi,
  nest,
  string,
  struct,
  subMessage,
  u8,
  u64,
  uint,
} from "../schema/index.ts";
import { fromJson } from "./from-json.ts";

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
