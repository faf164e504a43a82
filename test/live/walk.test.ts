/**
 * The walk itself: each thing that a table can leave as it came is told, with its place.
 *
 * @module
 */
import { expect, it } from "vitest";
import {
  attributeSet,
  binary,
  decodePayload,
  enumOf,
  enumTable,
  flagsOf,
  flagTable,
  ip,
  message,
  nest,
  string,
  struct,
  subMessage,
  u8,
  u32,
} from "../../src/schema/index.ts";
import { findings } from "./walk.ts";

const state = enumTable("state", { off: 0, on: 1 });
const bits = flagTable("bits", { up: 1 });
const inner = attributeSet("inner", "I_", { raw: [1, binary], address: [2, ip] });
const table = message({
  header: struct("header", { state: enumOf(u8, state), flags: flagsOf(u8, bits) }),
  attributes: attributeSet("outer", "O_", {
    kind: [1, string],
    data: [2, subMessage("kind", { known: message({ attributes: inner }) })],
    nested: [3, nest(inner)],
    number: [4, u32],
  }),
});

/** Header, padding, then attributes of given types and payloads. */
function decode(header: readonly number[], ...attributes: readonly [number, readonly number[]][]) {
  const bytes = Uint8Array.from([
    ...header,
    ...[0, 0],
    ...attributes.flatMap(([type, payload]) => [
      ...[payload.length + 4, 0, type, 0],
      ...payload,
      ...Array.from({ length: -payload.length & 3 }, () => 0),
    ]),
  ]);
  return decodePayload(table, bytes, new DataView(bytes.buffer), 0, bytes.length);
}

const KNOWN = [...new TextEncoder().encode("known\0")];
const OTHER = [...new TextEncoder().encode("other\0")];
const RAW = [5, 0, 1, 0, 9, 0, 0, 0];

it.each([
  ["nothing", decode([1, 1], [4, [1, 0, 0, 0]]), []],
  ["a number without a name", decode([7, 0]), ["unknown value header.state state 7"]],
  ["bits without a name", decode([0, 5]), ["unknown flags header.flags bits 0x4"]],
  [
    "an attribute that is not in the set",
    decode([0, 0], [9, [1]]),
    ["unknown attribute outer 9: 01"],
  ],
  ["an attribute of another length", decode([0, 0], [4, [1]]), ["unknown attribute outer 4: 01"]],
  ["bytes in a nest", decode([0, 0], [3, RAW]), ["bytes inner.raw 09"]],
  [
    "an address of no length",
    decode([0, 0], [3, [5, 0, 2, 0, 9, 0, 0, 0]]),
    ["no address inner.address 09"],
  ],
  ["bytes in a known format", decode([0, 0], [1, KNOWN], [2, RAW]), ["bytes inner.raw 09"]],
  [
    "a format of an unknown kind",
    decode([0, 0], [1, OTHER], [2, RAW]),
    ["unknown format outer.data other 0500010009000000"],
  ],
])("tells of %s", (_, row, expected) => {
  const found = findings(table, [row]);
  expect(found.map(({ kind, place, detail }) => `${kind} ${place} ${detail}`)).toEqual(expected);
});
