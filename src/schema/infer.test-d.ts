/**
 * What the type checker makes of a table: the objects that it decodes to, and those that it can be
 * encoded from.
 *
 * @module
 */
import { describe, expectTypeOf, it } from "vitest";
import type { RawAttribute } from "../wire/index.ts";
import {
  array,
  attributeSet,
  binary,
  bitfield32,
  bytes,
  chars,
  type Decoded,
  type Encodable,
  enumOf,
  enumTable,
  flag,
  flagsOf,
  flagTable,
  indexedArray,
  ip,
  message,
  multi,
  nest,
  nestTypeValue,
  operation,
  pad,
  payload,
  records,
  s32,
  sequence,
  string,
  struct,
  subMessage,
  u8,
  u16,
  u32,
  u64,
  uint,
} from "./index.ts";

const state = enumTable("state", { off: 0, on: 1 });
const bits = flagTable("bits", { up: 1, down: 2 });
const point = struct("point", { a: u8, gap: pad(1), b: u16 });
const port = attributeSet("port", "P_", { id: [1, u32], name: [2, string] });
const vlan = message({ attributes: attributeSet("vlan", "V_", { id: [1, u16] }) });
const veth = message({ header: struct("hdr", { index: s32 }) });
const header = struct("hdr", {
  family: u8,
  gap: pad(1),
  state: enumOf(u8, state),
  name: chars(4),
  raw: bytes(2),
});
const set = attributeSet("set", "S_", {
  mtu: [1, u32],
  wide: [2, u64],
  any: [3, uint],
  state: [4, enumOf(u32, state)],
  wideState: [5, enumOf(u64, state)],
  flags: [6, flagsOf(u32, bits)],
  wideFlags: [7, flagsOf(u64, bits)],
  text: [8, string],
  data: [9, binary],
  present: [10, flag],
  address: [11, ip],
  bitfield: [12, bitfield32(bits)],
  point: [13, point],
  port: [14, nest(port)],
  ports: [15, multi(nest(port))],
  list: [16, indexedArray(nest(port))],
  numbers: [17, array(u16)],
  points: [18, array(point)],
  policy: [19, nestTypeValue(["policyId", "attributeId"], port)],
  sub: [20, subMessage("text", { vlan, veth })],
  peer: [21, payload(veth)],
  hops: [
    22,
    records(message({ header: struct("hop", { length: pad(2), weight: u16 }), attributes: port })),
  ],
  steps: [23, sequence(port)],
});
const fixed = message({ header });
const table = message({ attributes: set });
type Out = Decoded<typeof table>;
type In = Encodable<typeof table>;
type Port = { id?: number; name?: string; unknown?: RawAttribute[] };

describe("Decoded", () => {
  it("has the members of a header, padding aside", () => {
    expectTypeOf<Decoded<typeof header>>().toEqualTypeOf<{
      family: number;
      state: "off" | "on" | number;
      name: string;
      raw: Uint8Array;
    }>();
    expectTypeOf<Decoded<typeof fixed>>().toHaveProperty("family");
  });

  it("has every kind of attribute, any of which may be absent", () => {
    expectTypeOf<Out["mtu"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Out["wide"]>().toEqualTypeOf<bigint | undefined>();
    expectTypeOf<Out["any"]>().toEqualTypeOf<bigint | undefined>();
    expectTypeOf<Out["state"]>().toEqualTypeOf<"off" | "on" | number | undefined>();
    expectTypeOf<Out["wideState"]>().toEqualTypeOf<"off" | "on" | bigint | undefined>();
    expectTypeOf<Out["flags"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Out["wideFlags"]>().toEqualTypeOf<bigint | undefined>();
    expectTypeOf<Out["text"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<Out["data"]>().toEqualTypeOf<Uint8Array | undefined>();
    expectTypeOf<Out["present"]>().toEqualTypeOf<true | undefined>();
    expectTypeOf<Out["address"]>().toEqualTypeOf<string | Uint8Array | undefined>();
    expectTypeOf<Out["bitfield"]>().toEqualTypeOf<
      { value: number; selector: number } | undefined
    >();
    expectTypeOf<Out["point"]>().toEqualTypeOf<{ a: number; b: number } | undefined>();
    expectTypeOf<Out["numbers"]>().toEqualTypeOf<number[] | undefined>();
    expectTypeOf<Out["points"]>().toEqualTypeOf<{ a: number; b: number }[] | undefined>();
    expectTypeOf<Out["unknown"]>().toEqualTypeOf<RawAttribute[] | undefined>();
  });

  it("has nests, lists and sub-messages", () => {
    expectTypeOf<NonNullable<Out["port"]>>().branded.toEqualTypeOf<Port>();
    expectTypeOf<NonNullable<Out["ports"]>[number]["id"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<NonNullable<Out["list"]>[number]["name"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<NonNullable<Out["policy"]>[number]["policyId"]>().toEqualTypeOf<number>();
    expectTypeOf<NonNullable<Out["policy"]>[number]["name"]>().toEqualTypeOf<string | undefined>();
    expectTypeOf<NonNullable<Out["hops"]>[number]["weight"]>().toEqualTypeOf<number>();
    expectTypeOf<NonNullable<Out["steps"]>[number]["id"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<NonNullable<Out["peer"]>["index"]>().toEqualTypeOf<number>();
    expectTypeOf<{ id?: number }>().toExtend<NonNullable<Out["sub"]>>();
    expectTypeOf<Uint8Array>().toExtend<NonNullable<Out["sub"]>>();
  });
});

describe("Encodable", () => {
  it("takes what decoding gives, and easier forms of it", () => {
    expectTypeOf<Out>().toExtend<In>();
    expectTypeOf<Record<never, never>>().toExtend<In>();
    expectTypeOf<{ wide: number; any: number; wideState: "on" }>().toExtend<In>();
    expectTypeOf<{
      flags: ("up" | "down")[];
      wideFlags: bigint;
      present: boolean;
    }>().toExtend<In>();
    expectTypeOf<{ mtu: undefined; point: { a: number } }>().toExtend<In>();
    expectTypeOf<{ readonly ports: readonly { readonly id: number }[] }>().toExtend<In>();
    expectTypeOf<{ family: number }>().toExtend<Encodable<typeof header>>();
  });

  it("refuses wrong names and wrong types", () => {
    const take = (value: In): In => value;
    // @ts-expect-error: no such attribute
    take({ mtuu: 1 });
    // @ts-expect-error: 64 bits are a bigint or a number, not text
    take({ wide: "5" });
    // @ts-expect-error: a number of 32 bits is no bigint
    take({ mtu: 5n });
    // @ts-expect-error: no such name in the enumeration
    take({ state: "standby" });
    // @ts-expect-error: no such flag
    take({ flags: ["sideways"] });
    // @ts-expect-error: no such attribute of the nest
    take({ port: { ifname: "p0" } });
    // @ts-expect-error: a list is wanted
    take({ ports: { id: 1 } });
    // @ts-expect-error: padding has no value
    take({ point: { gap: 1 } });
    // @ts-expect-error: bytes are a Uint8Array
    take({ data: [1, 2] });
    // @ts-expect-error: null is not absence
    take({ mtu: null });
  });
});

describe("operation", () => {
  it("is typed by its request and its answer", () => {
    const get = operation("GET", [18, vlan], [16, veth]);
    expectTypeOf<NonNullable<Decoded<typeof get.reply>>>().toHaveProperty("index");
    expectTypeOf<{ id: number }>().toExtend<Encodable<typeof get.request>>();
    // @ts-expect-error: the request has no such attribute
    expectTypeOf<{ id: string }>().toExtend<Encodable<typeof get.request>>();
  });
});
