import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NetlinkDecodeError } from "../errors/index.ts";
import { attributes } from "./attribute.ts";
import { MessageBuilder } from "./builder.ts";
import { NLA_F_NESTED, NLA_F_NET_BYTEORDER } from "./constants.ts";
import { parseHex } from "./text.ts";

const hex = (text: string): Uint8Array => parseHex(text) as Uint8Array;

describe("attributes", () => {
  it("gives type, flags and payload apart", () => {
    expect([...attributes(hex("0800 0400 e8030000 0500 1280 ff000000 0400 ffff"))]).toEqual([
      { type: 4, flags: 0, start: 0, payload: 4, end: 8 },
      { type: 18, flags: NLA_F_NESTED, start: 8, payload: 12, end: 13 },
      { type: 0x3fff, flags: NLA_F_NESTED | NLA_F_NET_BYTEORDER, start: 16, payload: 20, end: 20 },
    ]);
  });

  it("needs no padding after the last one, and takes up to three bytes for it", () => {
    expect([...attributes(hex("0500 0100 ff"))]).toHaveLength(1);
    expect([...attributes(hex("0500 0100 ff000000 000000"))]).toHaveLength(1);
    expect([...attributes(new Uint8Array(3))]).toEqual([]);
  });

  it("keeps to its range", () => {
    const bytes = hex("ffffffff 0800 0400 e8030000 ffffffff");
    expect([...attributes(bytes, 4, 12)]).toEqual([
      { type: 4, flags: 0, start: 4, payload: 8, end: 12 },
    ]);
  });

  it.each([
    [0, "0000"],
    [3, "0300"],
    [9, "0900"],
    [65_535, "ffff"],
  ])("refuses a length of %i among 8 bytes", (length, text) => {
    const walk = () => [...attributes(hex(`0400 0100 ${text} 0200 00000000`))];
    expect(walk).toThrow(NetlinkDecodeError);
    expect(walk).toThrow(`nla_len at byte 4: expected a length from 4 to 8, got ${length}`);
  });

  it("reads back what the builder wrote", () => {
    const rows = fc.array(
      fc.tuple(fc.integer({ min: 0, max: 0xffff }), fc.uint8Array({ maxLength: 20 })),
    );
    fc.assert(
      fc.property(rows, (written) => {
        const builder = new MessageBuilder(1);
        for (const [type, payload] of written) builder.putBytes(type, payload);
        const bytes = builder.written();
        const read = [...attributes(bytes)].map(({ type, flags, payload, end }) => [
          type | flags,
          bytes.slice(payload, end),
        ]);
        expect(read).toEqual(written);
      }),
    );
  });
});
