/**
 * Attributes within attributes, lists of them, and what a table does not know: values and their bytes.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { decodeHex, ENGINES, encodeHex, testRows } from "../../test/support/rows.ts";
import { MessageBuilder } from "../wire/index.ts";
import { currentEngine, decodePayload, encodePayload } from "./codec.ts";
import {
  attributeSet,
  indexedArray,
  message,
  multi,
  nest,
  nestTypeValue,
  pad,
  payload,
  records,
  sequence,
  string,
  struct,
  subMessage,
  u8,
  u16,
  u32,
} from "./define.ts";
import { listIndexes } from "./list-indexes.ts";
import type { AttributeSet, ValueType } from "./types.ts";

/** A table of one attribute, `x`, number 1. */
const one = (type: ValueType) =>
  message({ attributes: attributeSet("one", "ONE_", { x: [1, type] }) });
const x = (value: unknown) => ({ x: value });
/** How an attribute is kept whose length is not that of its type. */
const unfit = (type: number, ...payload: number[]) => ({
  unknown: [{ type, payload: Uint8Array.from(payload), position: 0 }],
});

describe("nests and lists", () => {
  const tree: AttributeSet = attributeSet("tree", "T_", {
    id: [1, u8],
    down: [2, nest(() => tree)],
  });
  testRows("nest", {
    table: one(nest(tree)),
    both: [
      [x({}), "04000180"],
      [x({ id: 5, down: { id: 6 } }), "18000180 05000100 05000000 0c000280 05000100 06000000"],
    ],
    decode: [["0c000100 05000100 05000000", x({ id: 5 })]],
    refuse: [
      [
        x({ down: { idd: 1 } }),
        'x.down.idd: expected a name of tree (did you mean "id"?), got "idd"',
      ],
      [x([]), "x: expected a plain object of tree, got an array of 0"],
      [x(new Uint8Array(0)), "x: expected a plain object of tree, got 0 bytes"],
      [
        x({ down: { down: { id: "1" } } }),
        'x.down.down.id: expected a whole number from 0 to 255, got "1"',
      ],
    ],
    refuseBytes: [
      ["0c000180 09000100 05000000", "x.nla_len at byte 4: expected a length from 4 to 8, got 9"],
      [
        "10000180 0c000280 03000100 05000000",
        "x.down.nla_len at byte 8: expected a length from 4 to 8, got 3",
      ],
    ],
  });
  testRows("multi", {
    table: message({ attributes: attributeSet("set", "S_", { x: [1, multi(u8)], y: [2, u8] }) }),
    both: [[{ x: [1, 2], y: 3 }, "05000100 01000000 05000100 02000000 05000200 03000000"]],
    encode: [[{ x: [] }, ""]],
    decode: [["05000100 01000000 05000200 03000000 05000100 02000000", { x: [1, 2], y: 3 }]],
    refuse: [
      [{ x: 1 }, "x: expected an array, got 1"],
      [{ x: [1, 2, "3"] }, 'x.2: expected a whole number from 0 to 255, got "3"'],
    ],
  });
  testRows("indexed array", {
    table: one(indexedArray(nest(tree), 1)),
    both: [
      [x([]), "04000180"],
      [x([{ id: 1 }, {}]), "14000180 0c000180 05000100 01000000 04000280"],
    ],
    refuse: [[x([{}, { id: 256 }]), "x.1.id: expected a whole number from 0 to 255, got 256"]],
    refuseBytes: [
      [
        "14000180 0c000180 05000100 01000000 05000280",
        "x.nla_len at byte 16: expected a length from 4 to 4, got 5",
      ],
      [
        "14000180 0c000180 09000100 01000000 04000280",
        "x.1.nla_len at byte 8: expected a length from 4 to 8, got 9",
      ],
    ],
  });
  testRows("indexed array of numbers", {
    table: one(indexedArray(u32)),
    both: [[x([7, 8]), "14000180 08000000 07000000 08000100 08000000"]],
    // One child that does not fit: the whole attribute stays raw.
    decode: [["10000100 08000000 07000000 04000100", unfit(1, 8, 0, 0, 0, 7, 0, 0, 0, 4, 0, 1, 0)]],
  });
  testRows("nest-type-value", {
    table: one(nestTypeValue(["policy", "attribute"], tree)),
    both: [
      [x([{ policy: 0, attribute: 5, id: 9 }]), "14000180 10000080 0c000580 05000100 09000000"],
      [x([]), "04000180"],
    ],
    decode: [
      [
        "20000100 10000000 0c000500 05000100 09000000 0c000100 08000600 04000200",
        x([
          { policy: 0, attribute: 5, id: 9 },
          { policy: 1, attribute: 6, down: {} },
        ]),
      ],
    ],
    refuse: [
      [x([{ policy: 0 }]), "x.0.attribute: expected a number from 0 to 16383, got undefined"],
      [
        x([{ policy: 16384, attribute: 0 }]),
        "x.0.policy: expected a number from 0 to 16383, got 16384",
      ],
      [
        x([{ policy: 0, attribute: 0, idd: 0 }]),
        'x.0.idd: expected a name of tree (did you mean "id"?), got "idd"',
      ],
    ],
    refuseBytes: [
      ["0c000100 08000000 09000500", "x.0.nla_len at byte 8: expected a length from 4 to 4, got 9"],
    ],
  });
  testRows("payload", {
    table: one(payload(message({ header: struct("hdr", { index: u32 }), attributes: tree }))),
    both: [[x({ index: 5, id: 6 }), "10000100 05000000 05000100 06000000"]],
    decode: [["06000100 05000000", unfit(1, 5, 0)]],
  });
  testRows("sequence", {
    table: one(sequence(tree)),
    both: [
      [x([{ id: 9 }, { id: 2 }]), "14000180 05000100 09000000 05000100 02000000"],
      [x([]), "04000180"],
    ],
    refuse: [
      [x([{ id: 1 }, { id: 256 }]), "x.1.id: expected a whole number from 0 to 255, got 256"],
    ],
    refuseBytes: [
      ["08000180 03000100", "x.nla_len at byte 4: expected a length from 4 to 4, got 3"],
    ],
  });
  testRows("records", {
    table: one(
      records(
        message({
          header: struct("hop", { length: pad(2), weight: u8, gap: pad(1) }),
          attributes: tree,
        }),
      ),
    ),
    both: [
      [x([{ weight: 1, id: 9 }, { weight: 2 }]), "14000100 0c000100 05000100 09000000 04000200"],
      [x([]), "04000100"],
    ],
    refuse: [
      [
        x([{ weight: 1 }, { weight: 256 }]),
        "x.1.weight: expected a whole number from 0 to 255, got 256",
      ],
    ],
    refuseBytes: [
      ["08000100 03000100", "x.0 at byte 4: expected a record of 4 to 4 bytes, got length 3"],
      ["08000100 05000100", "x.0 at byte 4: expected a record of 4 to 4 bytes, got length 5"],
    ],
  });

  it.each(ENGINES)(
    "keeps the child types of an indexed array that are not the plain ones, %s",
    (engine) => {
      const table = one(indexedArray(u8, 1));
      for (const bytes of [
        "1c000180 05000300 01000000 05000300 02000000 05000080 03000000",
        "0c000180 05000000 01000000",
        "0c000180 05000180 01000000",
      ]) {
        const value = decodeHex(table, bytes, engine) as { x: number[] };
        expect(JSON.stringify(value.x)).toMatch(/^\[1(,2,3)?\]$/);
        expect(listIndexes(value.x)).toHaveLength(value.x.length);
        expect(encodeHex(table, value, engine)).toBe(bytes.replaceAll(" ", ""));
      }
    },
  );

  it.each(ENGINES)("ends at 64 payloads within each other, %s", (engine) => {
    const table = one(nest(tree));
    const deep = (levels: number): unknown => {
      let value: unknown = {};
      for (let level = 0; level < levels; level++)
        value = level === levels - 1 ? { x: value } : { down: value };
      return value;
    };
    const bytes = encodeHex(table, deep(64), engine);
    expect(decodeHex(table, bytes, engine)).toEqual(deep(64));
    expect(() => encodeHex(table, deep(65), engine)).toThrow(
      "at most 64 payloads within each other",
    );
    // 16,000 nests in one attribute: what would exhaust the stack.
    const builder = new MessageBuilder();
    const open = Array.from({ length: 16_000 }, (_, level) =>
      builder.beginNest(level === 0 ? 1 : 2),
    );
    for (const attribute of open.reverse()) builder.endAttribute(attribute);
    expect(() =>
      decodePayload(table, builder.bytes, builder.view, 0, builder.length, engine),
    ).toThrow("at byte 260: expected at most 64 payloads within each other");
    const circle: { down?: unknown } = {};
    circle.down = circle;
    expect(() => encodePayload(table, builder, { x: circle }, engine)).toThrow(
      "at most 64 payloads",
    );
  });
});

describe("sub-messages", () => {
  const vlan = message({ attributes: attributeSet("vlan", "V_", { id: [1, u16] }) });
  const veth = message({
    header: struct("hdr", { index: u32 }),
    attributes: attributeSet("veth", "V_", { peer: [1, u8] }),
  });
  const info = attributeSet("info", "I_", {
    kind: [1, string],
    data: [2, subMessage("kind", { vlan, veth })],
    outer: [3, subMessage("mode", { 7: vlan })],
    stray: [4, subMessage("nowhere", { vlan })],
    otherwise: [5, subMessage("kind", { vlan }, veth)],
  });
  const table = message({
    header: struct("hdr", { mode: u8 }),
    attributes: attributeSet("link", "L_", { info: [1, nest(info)], list: [2, multi(nest(info))] }),
  });
  const vlanBytes = "09000100 766c616e 00000000";
  testRows("sub-message", {
    table,
    both: [
      [
        { mode: 0, info: { kind: "vlan", data: { id: 100 } } },
        `00000000 1c000180 ${vlanBytes} 0c000280 06000100 64000000`,
      ],
      [
        { mode: 0, info: { kind: "veth", data: { index: 5, peer: 6 } } },
        "00000000 20000180 09000100 76657468 00000000 10000280 05000000 05000100 06000000",
      ],
      // The selector of an outer payload: here, a number of the fixed header.
      [{ mode: 7, info: { outer: { id: 1 } } }, "07000000 10000180 0c000380 06000100 01000000"],
      [
        { mode: 0, info: { kind: "x", otherwise: { index: 5 } } },
        "00000000 14000180 06000100 78000000 08000580 05000000",
      ],
      // No format: bytes.
      [{ mode: 8, info: { outer: Uint8Array.of(1) } }, "08000000 0c000180 05000300 01000000"],
      [
        { mode: 0, info: { kind: "x", data: Uint8Array.of(1) } },
        "00000000 14000180 06000100 78000000 05000200 01000000",
      ],
      [{ mode: 0, info: { data: Uint8Array.of(1) } }, "00000000 0c000180 05000200 01000000"],
      [{ mode: 0, info: { stray: Uint8Array.of(1) } }, "00000000 0c000180 05000400 01000000"],
    ],
    decode: [
      // The selector comes too late, or the header does not fit.
      [
        `00000000 1c000180 0c000280 06000100 64000000 ${vlanBytes}`,
        { mode: 0, info: { kind: "vlan", data: Uint8Array.of(6, 0, 1, 0, 100, 0, 0, 0) } },
      ],
      [
        "00000000 18000180 09000100 76657468 00000000 06000200 05000000",
        { mode: 0, info: { kind: "veth", data: Uint8Array.of(5, 0) } },
      ],
    ],
    encode: [
      [
        { info: { data: { id: 100 }, kind: "vlan" } },
        `00000000 1c000180 0c000280 06000100 64000000 ${vlanBytes}`,
      ],
    ],
    refuse: [
      [
        { info: { kind: "vlan", data: { idd: 1 } } },
        'info.data.idd: expected a name of vlan (did you mean "id"?), got "idd"',
      ],
      [
        { info: { kind: "x", data: { id: 1 } } },
        "info.data: expected kind to be one of vlan, veth, or a Uint8Array, got an object",
      ],
      [
        { info: { data: { id: 1 } } },
        "info.data: expected kind to be one of vlan, veth, or a Uint8Array, got an object",
      ],
      [
        { info: { kind: "constructor", data: { id: 1 } } },
        "info.data: expected kind to be one of vlan, veth, or a Uint8Array, got an object",
      ],
      [
        { list: [{}, { kind: "vlan", data: { id: -1 } }] },
        "list.1.data.id: expected a whole number from 0 to 65535, got -1",
      ],
    ],
    refuseBytes: [
      [
        `00000000 1c000180 ${vlanBytes} 0c000280 09000100 64000000`,
        "info.data.nla_len at byte 24: expected a length from 4 to 8, got 9",
      ],
    ],
  });
});

describe("what the table does not know", () => {
  const inner = attributeSet("inner", "I_", { a: [1, u8] });
  const table = message({
    header: struct("hdr", { family: u8 }),
    attributes: attributeSet("set", "S_", {
      x: [1, u8],
      y: [2, u8],
      in: [3, nest(inner)],
      list: [4, multi(u8)],
    }),
  });
  const raw = (type: number, position: number, ...payload: number[]) => ({
    type,
    payload: Uint8Array.from(payload),
    position,
  });
  testRows("unknown attributes", {
    table,
    both: [
      [
        { family: 2, x: 1, y: 2, unknown: [raw(0xc063, 0, 7), raw(100, 2)] },
        "02000000 050063c0 07000000 05000100 01000000 04006400 05000200 02000000",
      ],
      [
        { family: 2, x: 1, unknown: [raw(99, 1, 1, 2, 3)] },
        "02000000 05000100 01000000 07006300 01020300",
      ],
      [
        { family: 2, in: { a: 1, unknown: [raw(9, 0)] }, unknown: [raw(99, 1)] },
        "02000000 10000380 04000900 05000100 01000000 04006300",
      ],
      [
        { family: 2, list: [1, 2], unknown: [raw(99, 1)] },
        "02000000 05000400 01000000 04006300 05000400 02000000",
      ],
      // A known attribute whose length is not that of its type.
      [
        { family: 2, y: 2, unknown: [raw(1, 0, 5, 6)] },
        "02000000 06000100 05060000 05000200 02000000",
      ],
      // An attribute that repeats where it should not: the last one counts, the others are kept.
      [
        { family: 2, y: 3, x: 4, unknown: [raw(1, 0, 1), raw(1, 2, 2)] },
        "02000000 05000100 01000000 05000200 03000000 05000100 02000000 05000100 04000000",
      ],
    ],
    encode: [
      [
        { x: 1, unknown: [{ type: 9, payload: new Uint8Array(0) }] },
        "00000000 05000100 01000000 04000900",
      ],
      [{ x: 1, unknown: [raw(9, 77), raw(10, 0)] }, "00000000 05000100 01000000 04000900 04000a00"],
      [{ unknown: undefined, x: 1 }, "00000000 05000100 01000000"],
    ],
    refuse: [
      [{ unknown: 5 }, "unknown: expected an array, got 5"],
      [
        { unknown: [{ type: 70_000, payload: new Uint8Array(0) }] },
        "unknown.0: expected a type from 0 to 65535, got 70000",
      ],
      [
        { in: { unknown: [raw(1, 0), { type: 1, payload: "ab" }] } },
        'in.unknown.1: expected a payload that is a Uint8Array, got "ab"',
      ],
      [
        { unknown: [{ type: 1, payload: new Uint8Array(65_532) }] },
        "unknown.0: expected a payload of at most 65531 bytes, got 65532 bytes",
      ],
      [{ unknow: [] }, 'unknow: expected a name of set, got "unknow"'],
    ],
  });
});

describe("encodePayload, decodePayload", () => {
  it("compile where the platform lets them", () => {
    expect(currentEngine()).toBe("compiled");
  });

  it("count offsets in errors from the start of the payload, wherever it lies", () => {
    const table = one(indexedArray(nest(attributeSet("in", "I_", { a: [1, u8] }))));
    const buffer = new Uint8Array(64);
    buffer.set([16, 0, 1, 128, 12, 0, 0, 128, 9, 0, 1, 0], 21);
    for (const engine of ENGINES) {
      const view = buffer.subarray(1);
      const read = () => decodePayload(table, view, new DataView(buffer.buffer, 1), 20, 36, engine);
      expect(read).toThrow("x.0.nla_len at byte 8: expected a length from 4 to 8, got 9");
    }
  });

  it("let an error of the caller's own getter through, and forget what was written", () => {
    const builder = new MessageBuilder();
    const value = {
      get x(): number {
        throw new RangeError("mine");
      },
    };
    for (const engine of ENGINES) {
      expect(() => encodePayload(one(u8), builder, value, engine)).toThrow(new RangeError("mine"));
      expect(builder.length).toBe(0);
    }
  });

  it("ignore what somebody put into Object.prototype", () => {
    const prototype = Object.prototype as unknown as { x?: number };
    const table = one(u8);
    for (const engine of ENGINES) {
      prototype.x = 5;
      const bytes = encodeHex(table, {}, engine);
      delete prototype.x;
      expect(bytes).toBe("");
    }
  });
});
