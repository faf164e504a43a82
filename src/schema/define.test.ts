import { describe, expect, it } from "vitest";
import { NetlinkSchemaError } from "../errors/index.ts";
import {
  array,
  attributeSet,
  binary,
  bytes,
  chars,
  enumOf,
  ip,
  ipv4,
  ipv6,
  limited,
  mac,
  message,
  nest,
  nestTypeValue,
  pad,
  records,
  rest,
  sized,
  sizeOf,
  sockaddr,
  string,
  struct,
  subMessage,
  u8,
  u16,
  u32,
  u64,
} from "./define.ts";
import { attributesByNumber, constantName, needsScope, tableOfSet } from "./layout.ts";
import { enumTable, flagMask, flagNames, flagTable, nearestName } from "./names.ts";
import { familyTable, operation } from "./operation.ts";
import type { AttributeSet } from "./types.ts";

const inner = struct("inner", { a: u8, gap: pad(3), b: u32 });
const none = attributeSet("none", "N_", {});

describe("sizeOf", () => {
  it.each([
    [u8, 1],
    [u64, 8],
    [pad(3), 3],
    [bytes(6), 6],
    [chars(16), 16],
    [ipv4, 4],
    [ipv6, 16],
    [sized(ip, 4), 4],
    [sized(mac, 6), 6],
    [inner, 8],
    [array(inner, 3), 24],
    [array(u16, 0), 0],
  ])("%j takes %i bytes", (type, size) => {
    expect(sizeOf(type)).toBe(size);
  });

  it.each([[ip], [mac], [binary], [array(u8)]])("%j has no size of its own", (type) => {
    expect(() => struct("s", { x: type })).toThrow(NetlinkSchemaError);
  });
});

/** Names that a plain object does not keep, or not in its place. */
const NO_NAMES = ["__proto__", "constructor", "toString", "hasOwnProperty", "0", "7", "4294967295"];
/** Odd names that are none of the object's business. */
const ODD_NAMES = [
  "a-b",
  "class",
  "function",
  "\u2028",
  '"];',
  "`x`",
  "-1",
  "01",
  "1.5",
  "$",
  " ",
  "prototype",
  "then",
];

describe("names that a table may not use", () => {
  it.each(NO_NAMES)("%s", (name) => {
    const refusal = `${JSON.stringify(name)} cannot be a name here`;
    expect(() => attributeSet("set", "S_", { [name]: [1, u8] })).toThrow(refusal);
    expect(() => struct("s", { [name]: u8 })).toThrow(refusal);
    expect(() => nestTypeValue([name], none)).toThrow(NetlinkSchemaError);
  });

  it.each(ODD_NAMES)("but it may use %j", (name) => {
    expect(attributeSet("set", "S_", { [name]: [1, u8] }).entries[name]).toEqual([1, u8]);
    expect(struct("s", { [name]: u8 }).size).toBe(1);
  });

  it("what the codec adds itself", () => {
    expect(() => attributeSet("set", "S_", { unknown: [1, u8] })).toThrow(NetlinkSchemaError);
    expect(() => struct("s", { trailing: u8 })).toThrow(NetlinkSchemaError);
    const header = struct("s", { unknown: u8 });
    expect(() => message({ header, attributes: none })).toThrow('s and none both have "unknown"');
    expect(message({ header }).header).toBe(header);
  });
});

describe("tables that contradict themselves", () => {
  it("two attributes of one number", () => {
    expect(() => attributeSet("set", "S_", { a: [1, u8], b: [1, u8] })).toThrow(
      "attribute set set: a and b are both number 1",
    );
  });

  it.each([-1, 0x4000, 1.5, Number.NaN, 2 ** 32])("number %d", (number) => {
    expect(() => attributeSet("set", "S_", { a: [number, u8] })).toThrow(
      `a cannot have the number ${number}`,
    );
  });

  it("what stands after a rest, or a rest that holds nothing", () => {
    const open = struct("open", { size: u8, items: rest(u16) });
    expect(open.size).toBe(1);
    const cannot = "what ends in a rest cannot have anything after it";
    expect(() => struct("s", { open, more: u8 })).toThrow(`struct s: ${cannot}`);
    expect(() => array(open)).toThrow(`array: ${cannot}`);
    expect(() => rest(open)).toThrow(`rest: ${cannot}`);
    expect(() => message({ header: open })).toThrow(`message: ${cannot}`);
    expect(() => struct("s", { items: rest(u8), more: u8 })).toThrow('"more" stands after a rest');
    expect(() => rest(struct("nothing", {}))).toThrow("rest: its elements need a size");
  });

  it("a number that is text, as from a file", () => {
    const number = "1: evil(); case 2" as unknown as number;
    expect(() => attributeSet("set", "S_", { a: [number, u8] })).toThrow(NetlinkSchemaError);
    for (const make of [
      pad,
      bytes,
      chars,
      (size: number) => sized(mac, size),
      (count: number) => array(u8, count),
    ]) {
      expect(() => make(number)).toThrow(NetlinkSchemaError);
      expect(() => make(-1)).toThrow(NetlinkSchemaError);
    }
    expect(() => limited(string, { maxLength: number })).toThrow(NetlinkSchemaError);
  });

  it("a member and an attribute of one name, padding aside", () => {
    const attributes = attributeSet("set", "S_", { a: [1, u8] });
    expect(() => message({ header: struct("s", { a: u8 }), attributes })).toThrow(
      's and set both have "a"',
    );
    expect(() => message({ header: struct("s", { a: pad(1) }), attributes })).not.toThrow();
  });

  it("an address of a size that it cannot have", () => {
    expect(() => sized(ipv4, 16)).toThrow("no ipv4 has 16 bytes");
    expect(() => sized(ipv6, 4)).toThrow(NetlinkSchemaError);
    expect(() => sized(ip, 6)).toThrow(NetlinkSchemaError);
    expect(() => sized(sockaddr, 16)).toThrow("no sockaddr has 16 bytes");
  });

  it("a level that is an attribute, too", () => {
    const set = attributeSet("set", "S_", { a: [1, u8] });
    expect(() => nestTypeValue(["a"], set)).toThrow('set has an attribute "a", too');
  });

  it("records without a place for their length", () => {
    expect(() => records(message({ header: inner }))).toThrow(NetlinkSchemaError);
    expect(() => records(message({}))).toThrow(NetlinkSchemaError);
  });

  it("a flag that is no mask", () => {
    expect(() => flagTable("f", { a: -1 })).toThrow("flags f: a is no mask");
    expect(() => flagTable("f", { a: 2 ** 32 })).toThrow(NetlinkSchemaError);
  });
});

describe("names", () => {
  const bits = flagTable("bits", { none: 0, up: 1, down: 2, both: 3, top: 0x8000_0000 });

  it("of flags, and their masks", () => {
    expect(flagNames(bits, 0)).toEqual([]);
    expect(flagNames(bits, 0x8000_0001)).toEqual(["up", "top"]);
    expect(flagNames(bits, 0x8000_0001 | 0)).toEqual(["up", "top"]);
    expect(flagNames(bits, 0x17)).toEqual(["up", "down", "both", "0x14"]);
    expect(flagMask(bits, ["up", "top"])).toBe(0x8000_0001);
    expect(flagMask(bits, ["toString"])).toBeUndefined();
  });

  it("of an enumeration: the first of two that share a number", () => {
    const table = enumTable("e", { unspec: 0, first: 1, again: 1 });
    expect(table.names.get(1)).toBe("first");
    expect(table.values.again).toBe(1);
    expect(enumOf(u8, table).enum).toBe(table);
  });

  it.each([
    ["mut", "mtu"],
    ["ifnam", "ifname"],
    ["lenght", "length"],
    ["linkInfo", "linkinfo"],
    ["x", undefined],
    ["zzzz", undefined],
  ])("near to %s: %s", (name, near) => {
    expect(nearestName(name, ["mtu", "ifname", "length", "linkinfo", "id"])).toBe(near);
  });

  it("in C", () => {
    const set = attributeSet("link", "IFLA_", {
      mtu: [4, u32],
      numTxQueues: [31, u32],
      af: [26, u8, "IFLA_AF_SPEC"],
    });
    expect(constantName(set, "mtu")).toBe("IFLA_MTU");
    expect(constantName(set, "numTxQueues")).toBe("IFLA_NUM_TX_QUEUES");
    expect(constantName(set, "af")).toBe("IFLA_AF_SPEC");
    expect(attributesByNumber(set).get(31)?.name).toBe("numTxQueues");
    expect(attributesByNumber(set)).toBe(attributesByNumber(set));
    expect(tableOfSet(() => set)).toBe(tableOfSet(set));
  });
});

describe("needsScope", () => {
  const formats = { veth: message({}) };
  it("is true where a sub-message can be reached, through circles, too", () => {
    const a: AttributeSet = attributeSet("a", "A_", { b: [1, nest(() => b)], x: [2, u8] });
    const b: AttributeSet = attributeSet("b", "B_", {
      a: [1, nest(() => a)],
      data: [2, subMessage("x", formats)],
    });
    const plain: AttributeSet = attributeSet("p", "P_", { self: [1, nest(() => plain)] });
    expect([a, b, plain].map((set) => needsScope(tableOfSet(set)))).toEqual([true, true, false]);
    expect([b, a].map((set) => needsScope(tableOfSet(set)))).toEqual([true, true]);
  });
});

describe("operation, familyTable", () => {
  const get = message({ attributes: attributeSet("get", "G_", { id: [1, u32] }) });
  const link = message({ attributes: attributeSet("link", "L_", { mtu: [1, u32] }) });

  it("hold what they are given, and answer like the request where nothing else is said", () => {
    const both = operation("GET", [18, get], [16, link], { slow: true });
    expect(both).toMatchObject({
      name: "GET",
      type: 18,
      replyType: 16,
      slow: true,
      oneReply: false,
    });
    expect([both.request, both.reply]).toEqual([get, link]);
    const set = operation("SET", [19, link]);
    expect(set).toMatchObject({ type: 19, replyType: undefined, slow: false });
    expect(set.reply).toBe(link);
  });

  it("find a message by its number", () => {
    const family = familyTable({
      name: "demo",
      protocol: 0,
      messages: { GET: [18, get], NEW: [16, link] },
      operations: { get: operation("GET", [18, get], [16, link]) },
      groups: { link: 1 },
    });
    expect(family.messages.get(16)).toEqual({ name: "NEW", table: link });
    expect(family.messages.get(17)).toBeUndefined();
    expect(family.groups.link).toBe(1);
  });
});
