/**
 * A family that has an attribute of each type and each limit that there is, for its module to send back.
 *
 * @module
 */
import {
  array,
  attributeSet,
  binary,
  bitfield32,
  bytes,
  chars,
  defineFamily,
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
  nestedBinary,
  nestTypeValue,
  pad,
  payload,
  records,
  rest,
  s16,
  s32,
  s32be,
  s64,
  sequence,
  sint,
  string,
  struct,
  subMessage,
  u8,
  u16,
  u16be,
  u16le,
  u32,
  u32le,
  u64,
  uint,
} from "../../../src/schema/index.ts";
import { NUMBER_ENTRIES } from "../../support/number-entries.ts";

const colour = enumTable("colour", { red: 1, green: 2, blue: 3 });
const access = flagTable("access", { read: 1, write: 2, exec: 4 });

const part = attributeSet("part", "EVERY_PART_", {
  id: [1, u32],
  name: [2, limited(string, { maxLength: 20 })],
});
const left = attributeSet("left", "EVERY_LEFT_", { weight: [1, limited(u16, { max: 1000 })] });
const right = attributeSet("right", "EVERY_RIGHT_", { length: [1, s32], unit: [2, u8] });

/** Everything but padding, laid out as a compiler would. */
const plain = struct("plain", { a: u32, b: u16, c: u16be, d: s64, e: bytes(3), f: chars(5) });
/** What a compiler would lay out otherwise. */
const packed = struct("packed", { a: u8, b: u32, c: ipv4, d: u16le, inner: plain });

const all = attributeSet("all", "EVERY_A_", {
  ...NUMBER_ENTRIES,
  string: [20, string],
  shortString: [21, limited(string, { maxLength: 8 })],
  binary: [22, binary],
  binaryRange: [23, limited(binary, { minLength: 2, maxLength: 6 })],
  binaryExact: [24, limited(binary, { minLength: 4, maxLength: 4 })],
  binaryMin: [25, limited(binary, { minLength: 3 })],
  binaryMax: [26, limited(binary, { maxLength: 7 })],
  flag: [27, flag],
  ipv4: [28, ipv4],
  ipv6: [29, ipv6],
  ip: [30, ip],
  mac: [31, mac],
  bits: [32, bitfield32(access)],
  allBits: [33, bitfield32()],
  colour: [34, enumOf(u8, colour)],
  access: [35, flagsOf(u32, access)],
  plain: [36, plain],
  packed: [37, packed],
  list: [38, struct("list", { count: u32, values: rest(u16) })],
  nest: [39, nest(part)],
  numbers: [40, multi(u32)],
  parts: [41, multi(nest(part))],
  numberArray: [42, array(u16)],
  structArray: [43, array(plain)],
  indexedNumbers: [44, indexedArray(u32)],
  indexedParts: [45, indexedArray(nest(part), 1)],
  byNumber: [46, nestTypeValue(["policy", "index"], part)],
  kind: [47, limited(string, { maxLength: 8 })],
  data: [
    48,
    subMessage("kind", {
      left: message({ attributes: left }),
      right: message({ attributes: right }),
    }),
  ],
  payload: [
    49,
    payload(message({ header: struct("payload-head", { size: u32 }), attributes: part })),
  ],
  records: [
    50,
    records(
      message({ header: struct("record-head", { length: pad(2), hops: u16 }), attributes: part }),
    ),
  ],
  sequence: [51, sequence(part)],
  opaque: [52, nestedBinary],
  smallRange: [60, limited(u8, { min: 1, max: 200 })],
  signedRange: [61, limited(s16, { min: -5, max: 10 })],
  wideRange: [62, limited(u32, { min: 70_000, max: 3_000_000_000 })],
  wideSignedRange: [63, limited(s32, { min: -100_000 })],
  hugeRange: [64, limited(u64, { min: 1n, max: 1n << 63n })],
  hugeSignedRange: [65, limited(s64, { max: 1n << 40n })],
  mask: [66, limited(u16, { mask: 0x0ff0 })],
  hugeMask: [67, limited(u64, { mask: 0xff_0000_00ffn })],
  bigRange: [68, limited(u16be, { min: 80, max: 40_000 })],
  bigSignedRange: [69, limited(s32be, { min: -9, max: 9 })],
  littleRange: [70, limited(u32le, { max: 100_000 })],
  uintRange: [71, limited(uint, { min: 2, max: 1n << 36n })],
  sintRange: [72, limited(sint, { min: -70_000, max: 70_000 })],
  uintMask: [73, limited(uint, { mask: 0xffff })],
});

/** The header of its own, in front of the attributes. */
const header = struct("everyhdr", { serial: u32, kindOfRequest: u8, filler: pad(3) });

/** The family: each of its operations sends back what it is sent. */
export const every = defineFamily({
  name: "EVERY",
  version: 3,
  header,
  attributes: all,
  operations: {
    echo: { command: 1, oneReply: true },
    liberal: { command: 3, replyCommand: 4, oneReply: true, validation: "liberal" },
    part: { command: 5, request: part, reply: part, permission: "admin", oneReply: true },
  },
  notifications: { changed: { command: 9 } },
  groups: ["first", "second-group"],
});
