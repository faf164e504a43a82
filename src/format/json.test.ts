import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { toJson } from "./json.ts";

describe("toJson", () => {
  it.each([
    [18446744073709551615n, "18446744073709551615"],
    [-9223372036854775808n, "-9223372036854775808"],
    [Uint8Array.of(0, 1, 0xab), '"0001ab"'],
    [new Uint8Array(0), '""'],
    [Number.NaN, "null"],
    [Number.POSITIVE_INFINITY, "null"],
    [undefined, "null"],
    [null, "null"],
    [[], "[]"],
    [{}, "{}"],
    [{ a: undefined }, "{}"],
    [{ a: undefined, b: [undefined, 1n] }, '{"b":[null,1]}'],
    ['\ud800\u0000"', '"\\ud800\\u0000\\""'],
    [{ 'a "quoted" name': true }, '{"a \\"quoted\\" name":true}'],
  ])("writes %o", (value, text) => {
    expect(toJson(value)).toBe(text);
  });

  it("keeps the order of properties", () => {
    expect(toJson({ b: 1, a: { d: 2, c: 3 } })).toBe('{"b":1,"a":{"d":2,"c":3}}');
  });

  it("is JSON.stringify where that has no opinion of its own", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(toJson(value)).toBe(JSON.stringify(value));
      }),
    );
  });
});
