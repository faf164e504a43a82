/**
 * Tables that together have every kind of value in every place that it can stand in: what both engines
 * are held against each other with.
 *
 * @module
 */
import {
  type AttributeSet,
  array,
  attributeSet,
  binary,
  bitfield32,
  bytes,
  chars,
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
  type MessageTable,
  mac,
  message,
  multi,
  nest,
  nestTypeValue,
  pad,
  payload,
  records,
  rest,
  s16,
  s32,
  sequence,
  sized,
  string,
  struct,
  subMessage,
  u8,
  u16,
  u16be,
  u32,
  u32be,
  u64,
  u64be,
} from "../../src/schema/index.ts";
import { NUMBER_ENTRIES } from "./number-entries.ts";

const state = enumTable("state", { off: 0, on: 1, standby: 200 });
const signedState = enumTable("signed-state", { bad: -1, good: 1 });
const wideState = enumTable("wide-state", { none: 0, byte: 1 });
const bits = flagTable("bits", { up: 1, down: 2, top: 0x8000_0000 });

const scalars = attributeSet("scalars", "Z_", {
  ...NUMBER_ENTRIES,
  flag: [20, flag],
  bitfield: [21, bitfield32()],
  bitfieldNamed: [22, bitfield32(bits)],
  state8: [23, enumOf(u8, state)],
  state32: [24, enumOf(u32be, state)],
  signedState: [25, enumOf(s16, signedState)],
  wideState: [26, enumOf(u64, wideState)],
  flags8: [27, flagsOf(u8, bits)],
  flags32: [28, flagsOf(u32, bits)],
  flags64: [29, flagsOf(u64, bits)],
  zero: [0, u32],
  last: [0x3fff, u32],
});

const texts = attributeSet("texts", "Z_", {
  string: [1, string],
  short: [2, limited(string, { maxLength: 5 })],
  binary: [3, binary],
  fixed: [4, bytes(3)],
  ip: [5, ip],
  ipv4: [6, ipv4],
  ipv6: [7, ipv6],
  mac: [8, mac],
  sized4: [9, sized(ip, 4)],
  sized16: [10, sized(ip, 16)],
  "a-b": [11, u8],
  class: [12, u8],
  '\u2028"\\\n': [13, u8],
  $: [14, multi(string)],
  "": [15, u8],
});

const inner = struct("inner", { a: u8, gap: pad(1), b: u16be });
const everyMember = struct("every_member", {
  byte: u8,
  hole: pad(3),
  signed: s32,
  wide: u64be,
  state: enumOf(u16, state),
  flags: flagsOf(u16, bits),
  inner,
  name: chars(8),
  raw: bytes(4),
  v4: ipv4,
  v6: ipv6,
  any4: sized(ip, 4),
  hw: sized(mac, 6),
  list: array(u16, 3),
  pair: array(inner, 2),
});

const node: AttributeSet = attributeSet("node", "NODE_", {
  id: [1, u32],
  child: [2, nest(() => node)],
  children: [3, multi(nest(() => node))],
  text: [4, string],
});

const veth = message({ header: struct("veth", { index: s32 }), attributes: node });
const vlan = message({
  attributes: attributeSet("vlan", "VLAN_", { id: [1, u16], name: [2, string] }),
});
const raw = message({ header: struct("raw", { mode: u8, odd: u16 }) });
const kinds = { veth, vlan, raw };

const info = attributeSet("info", "INFO_", {
  kind: [1, string],
  data: [2, subMessage("kind", kinds)],
  outerData: [3, subMessage("mode", { ...kinds, on: vlan }, raw)],
  stray: [4, subMessage("nowhere", kinds)],
});

const lists = attributeSet("lists", "L_", {
  multi: [1, multi(u32)],
  multiText: [2, multi(string)],
  multiStruct: [3, multi(inner)],
  array: [4, array(u32be)],
  structs: [5, array(inner)],
  texts: [6, array(chars(4))],
  indexed: [7, indexedArray(nest(node))],
  indexedNumbers: [8, indexedArray(u32, 1)],
  policy: [9, nestTypeValue(["policyId", "attributeId"], node)],
  payload: [10, payload(veth)],
  hops: [
    11,
    records(
      message({
        header: struct("hop", { length: pad(2), weight: u8, hops: u8, ifindex: s32 }),
        attributes: node,
      }),
    ),
  ],
  multiFlag: [12, multi(flag)],
  everyMember: [13, everyMember],
  label: [14, chars(16)],
  three: [15, array(u16, 3)],
  steps: [20, sequence(node)],
  rest: [16, struct("rest", { count: u8, gap: pad(3), items: rest(inner) })],
  multiRest: [17, multi(struct("bytes_rest", { items: rest(u8) }))],
});

/** The tables by name. */
export const ZOO: Readonly<Record<string, MessageTable>> = {
  scalars: message({ attributes: scalars }),
  texts: message({
    header: struct("oddheader", { family: u8, gap: pad(1), flag: u8 }),
    attributes: texts,
  }),
  lists: message({ header: everyMember, attributes: lists }),
  tree: message({ attributes: node }),
  info: message({
    header: struct("infohdr", { mode: enumOf(u8, state), gap: pad(3) }),
    attributes: attributeSet("outer", "O_", {
      info: [1, nest(info)],
      infos: [2, multi(nest(info))],
      ...info.entries,
      kind: [3, string],
      data: [4, subMessage("kind", kinds)],
      outerData: [5, subMessage("mode", { on: vlan }, raw)],
      stray: [6, subMessage("nowhere", kinds)],
    }),
  }),
  headerOnly: message({ header: struct("three", { a: u8, b: u16 }) }),
  empty: message({}),
};
