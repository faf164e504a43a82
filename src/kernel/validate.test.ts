/**
 * Policies and their checks: a row for every kind of value.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import {
  attributeSet,
  binary,
  bitfield32,
  enumOf,
  enumTable,
  flag,
  flagsOf,
  flagTable,
  indexedArray,
  ip,
  ipv4,
  ipv6,
  limited,
  mac,
  message,
  multi,
  nest,
  s8,
  s16,
  s32,
  s64,
  sequence,
  sint,
  string,
  struct,
  subMessage,
  u8,
  u16,
  u16be,
  u32,
  u32be,
  u64,
  uint,
  type ValueType,
} from "../schema/index.ts";
import { MessageBuilder, NLA_F_NESTED } from "../wire/index.ts";
import { POLICY, policyOfSet } from "./policy.ts";
import { PolicyList, writePolicy } from "./policy-dump.ts";
import { VALIDATE, validateAttributes } from "./validate.ts";

const bits = flagTable("bits", { a: 1, b: 2, c: 0x80 });
const inner = attributeSet("inner", "I_", { id: [1, limited(u8, { min: 1, max: 3 })] });

/** Errno and sentence for one attribute of a type with a payload. */
function check(
  type: ValueType,
  payload: readonly number[],
  flags: number = VALIDATE.strict,
  numberFlags = 0,
): string {
  const set = attributeSet("set", "S_", { it: [1, type] });
  const builder = new MessageBuilder();
  builder.putBytes(1 | numberFlags, Uint8Array.from(payload));
  const { bytes, view, length } = builder;
  const found = validateAttributes(bytes, view, 0, length, policyOfSet(set), flags);
  return found === undefined ? "" : `${found.errno} ${found.message}`;
}

const FAILED = "34 Attribute failed policy validation";
const INVALID = "22 Attribute failed policy validation";
const LENGTH = "22 invalid attribute length";
const RANGE = "34 integer out of range";
const NESTED = NLA_F_NESTED;

const ROWS: readonly [
  title: string,
  type: ValueType,
  payload: readonly number[],
  strict: string,
  liberal?: string,
][] = [
  ["u8", u8, [1], ""],
  ["u8 too long", u8, [1, 2], LENGTH, ""],
  ["u8 too short", u8, [], LENGTH, FAILED],
  ["u16 too short", u16, [1], LENGTH, FAILED],
  ["u32", u32, [1, 2, 3, 4], ""],
  ["u32 too short", u32, [1, 2, 3], LENGTH, FAILED],
  ["u64 too short", u64, [1, 2, 3, 4], LENGTH, FAILED],
  ["u16be", limited(u16be, { max: 256 }), [1, 0], ""],
  ["u16be too large", limited(u16be, { max: 256 }), [1, 1], RANGE],
  ["u32be too small", limited(u32be, { min: 256 }), [0, 0, 0, 255], RANGE],
  ["s8 too small", limited(s8, { min: -2 }), [0xfd], RANGE],
  ["s8", limited(s8, { min: -2 }), [0xfe], ""],
  ["s16 too large", limited(s16, { max: -1 }), [0, 0], RANGE],
  ["s32", limited(s32, { min: -1, max: 1 }), [0xff, 0xff, 0xff, 0xff], ""],
  ["s64 too small", limited(s64, { min: -1 }), [0xfe, ...new Array<number>(7).fill(0xff)], RANGE],
  ["u64 too large", limited(u64, { max: 255n }), [0, 1, 0, 0, 0, 0, 0, 0], RANGE],
  ["uint of 4", uint, [1, 0, 0, 0], ""],
  ["uint of 8", limited(uint, { max: 1 }), [1, 0, 0, 0, 0, 0, 0, 0], ""],
  ["uint of 4, too large", limited(uint, { max: 1 }), [2, 0, 0, 0], RANGE],
  ["uint of 2", uint, [1, 0], LENGTH, LENGTH],
  ["sint of 4", limited(sint, { min: -1 }), [0xff, 0xff, 0xff, 0xff], ""],
  ["mask", limited(u8, { mask: 3 }), [3], ""],
  ["mask broken", limited(u8, { mask: 3 }), [4], "22 reserved bit set"],
  ["flags", flagsOf(u16, bits), [0x83, 0], ""],
  ["flags unknown", flagsOf(u16, bits), [4, 0], "22 reserved bit set"],
  ["enumeration", enumOf(u32, enumTable("e", { a: 1, b: 3 })), [2, 0, 0, 0], ""],
  ["enumeration too large", enumOf(u32, enumTable("e", { a: 1, b: 3 })), [4, 0, 0, 0], RANGE],
  ["string", string, [65, 0], ""],
  ["string without NUL", string, [65], INVALID],
  ["string of nothing", string, [], INVALID],
  ["string of the longest", limited(string, { maxLength: 2 }), [65, 65, 0], ""],
  ["string too long", limited(string, { maxLength: 2 }), [65, 65, 65, 0], INVALID],
  ["string with a tail too long", limited(string, { maxLength: 2 }), [0, 65, 65, 65], FAILED],
  ["binary of anything", binary, [], ""],
  ["binary too long", limited(binary, { maxLength: 1 }), [1, 2], FAILED],
  [
    "binary too short",
    limited(binary, { minLength: 2 }),
    [1],
    "34 binary attribute size out of range",
  ],
  ["ipv4", ipv4, [1, 2, 3, 4], ""],
  ["ipv4 too long", ipv4, [1, 2, 3, 4, 5], "34 binary attribute size out of range"],
  ["ipv6 too short", ipv6, [1, 2, 3, 4], "34 binary attribute size out of range"],
  ["ip", ip, [1, 2, 3, 4], ""],
  ["mac", mac, [1, 2, 3, 4, 5, 6], ""],
  ["struct", struct("s", { a: u32 }), [1, 2, 3, 4, 5], ""],
  ["struct too short", struct("s", { a: u32 }), [1, 2, 3], "34 binary attribute size out of range"],
  ["flag", flag, [], ""],
  ["flag with a payload", flag, [1], FAILED],
  ["bitfield32", bitfield32(bits), [1, 0, 0, 0, 3, 0, 0, 0], ""],
  ["bitfield32 too short", bitfield32(bits), [1, 0, 0, 0], FAILED],
  ["bitfield32 with a bit that is not meant", bitfield32(bits), [1, 0, 0, 0, 2, 0, 0, 0], INVALID],
  ["bitfield32 with a bit that there is not", bitfield32(bits), [0, 0, 0, 0, 4, 0, 0, 0], INVALID],
  ["each of many", multi(limited(u8, { max: 1 })), [2], RANGE],
];

describe("attributes", () => {
  it.each(ROWS)("%s", (_title, type, payload, strict, liberal) => {
    expect(check(type, payload)).toBe(strict);
    expect(check(type, payload, VALIDATE.liberal)).toBe(liberal ?? strict);
  });

  it("have the nested flag where, and only where, it belongs", () => {
    expect(check(u8, [1], VALIDATE.strict, NESTED)).toBe("22 NLA_F_NESTED not expected");
    expect(check(nest(inner), [], VALIDATE.strict)).toBe("22 NLA_F_NESTED is missing");
    expect(check(nest(inner), [], VALIDATE.liberal)).toBe("");
    const format = message({ attributes: inner });
    const either = subMessage("kind", { a: format });
    expect(check(either, [1], VALIDATE.strict)).toBe("");
    expect(check(either, [1], VALIDATE.strict, NESTED)).toBe("");
  });

  it("are checked at all depths", () => {
    const within = (...payload: number[]): string =>
      check(nest(inner), payload, VALIDATE.strict, NESTED);
    expect(within(5, 0, 1, 0, 3, 0, 0, 0)).toBe("");
    expect(within(5, 0, 1, 0, 4, 0, 0, 0)).toBe(RANGE);
    expect(within(1, 2, 3)).toBe(FAILED);
    expect(within(5, 0, 2, 0, 4, 0, 0, 0)).toBe("22 Unknown attribute type");
    expect(within(99, 0, 1, 0)).toBe("22 bytes leftover after parsing attributes");
    const array = indexedArray(nest(inner));
    const elements = (...payload: number[]): string =>
      check(array, payload, VALIDATE.strict, NESTED);
    expect(elements(12, 0, 0, 0x80, 5, 0, 1, 0, 3, 0, 0, 0, 4, 0, 1, 0x80)).toBe("");
    expect(elements(4, 0, 1, 0x80, 12, 0, 0, 0x80, 5, 0, 1, 0, 9, 0, 0, 0)).toBe(RANGE);
    expect(elements(6, 0, 0, 0, 1, 2, 0, 0)).toBe("34 Array element too short");
  });

  it("are checked in sequences, whose attributes repeat", () => {
    const one = [5, 0, 1, 0, 2, 0, 0, 0];
    const steps = sequence(inner);
    expect(check(steps, [...one, ...one], VALIDATE.strict, NESTED)).toBe("");
    expect(check(steps, one, VALIDATE.strict)).toBe("22 NLA_F_NESTED is missing");
    expect(check(steps, [...one, 5, 0, 1, 0, 9], VALIDATE.strict, NESTED)).toBe(RANGE);
    expect(check(steps, [4, 0, 9, 0], VALIDATE.strict, NESTED)).toBe("22 Unknown attribute type");
  });

  it("may not be nested deeper than ten", () => {
    const deep = attributeSet("deep", "D_", {
      more: [1, nest((): typeof deep => deep as never)],
    }) as never;
    const builder = new MessageBuilder();
    const open = Array.from({ length: 11 }, () => builder.beginNest(1));
    for (const at of open.reverse()) builder.endAttribute(at);
    const { bytes, view, length } = builder;
    const found = (start: number) =>
      validateAttributes(bytes, view, start, length, policyOfSet(deep), VALIDATE.strict);
    expect(found(0)?.message).toBe("allowed policy recursion depth exceeded");
    expect(found(4)).toBeUndefined();
  });

  it("warn of what is left over where that is no error", () => {
    const bytes = Uint8Array.of(5, 0, 1, 0, 1, 0, 0, 0, 9, 9);
    const set = attributeSet("set", "S_", { it: [1, u8] });
    const found = validateAttributes(
      bytes,
      new DataView(bytes.buffer),
      0,
      10,
      policyOfSet(set),
      VALIDATE.liberal,
    );
    expect(found).toEqual({ errno: 0, message: "bytes leftover after parsing attributes" });
  });
});

describe("policies told", () => {
  /** Numbers and values of what is told, from the wire. */
  function told(type: ValueType, list?: PolicyList): Record<number, bigint> {
    const policy = policyOfSet(attributeSet("set", "S_", { it: [1, type] })).attributes[1];
    if (policy === undefined) throw new Error("no policy");
    const builder = new MessageBuilder();
    writePolicy(builder, policy, 4, list);
    const values: Record<number, bigint> = {};
    for (let at = 4; at < builder.length; ) {
      const size = builder.view.getUint16(at, true);
      values[builder.view.getUint16(at + 2, true)] =
        size === 12
          ? builder.view.getBigInt64(at + 4, true)
          : BigInt(builder.view.getUint32(at + 4, true));
      at += size;
    }
    return values;
  }

  it.each([
    ["u8", u8, { 4: 0n, 5: 255n, 1: 2n }],
    ["a range", limited(u32, { min: 1, max: 5 }), { 4: 1n, 5: 5n, 1: 4n }],
    ["signed", limited(s16, { min: -4 }), { 2: -4n, 3: 32_767n, 1: 7n }],
    ["uint", uint, { 4: 0n, 5: -1n, 1: 17n }],
    ["sint", sint, { 2: -(1n << 63n), 3: (1n << 63n) - 1n, 1: 16n }],
    ["flags", flagsOf(u16, bits), { 12: 0x83n, 1: 3n }],
    ["bitfield32", bitfield32(bits), { 10: 0x83n, 1: 15n }],
    ["string", limited(string, { maxLength: 9 }), { 7: 9n, 1: 12n }],
    ["any string", string, { 1: 12n }],
    ["binary", limited(binary, { minLength: 2, maxLength: 9 }), { 6: 2n, 7: 9n, 1: 10n }],
    ["flag", flag, { 1: 1n }],
    ["a sequence", sequence(inner), { 1: 13n }],
    ["network order", u16be, {}],
  ] as const)("%s", (_title, type, expected) => {
    expect(told(type as ValueType)).toEqual(expected);
  });

  it("number what is within", () => {
    const list = new PolicyList();
    list.add(policyOfSet(attributeSet("outer", "O_", { a: [1, nest(inner)] })));
    expect(list.indexOf(policyOfSet(inner))).toBe(1);
    expect(told(nest(inner), list)).toEqual({ 8: 1n, 9: 1n, 1: 13n });
    expect(told(nest(inner))).toEqual({ 1: 13n });
    expect(told(indexedArray(nest(inner)), list)).toEqual({
      8: 1n,
      9: 1n,
      1: BigInt(POLICY.nestedArray),
    });
  });
});
