import { describe, expect, it } from "vitest";
import { NetlinkEncodeError } from "../errors/index.ts";
import { attributes } from "./attribute.ts";
import { MessageBuilder } from "./builder.ts";
import { messages } from "./header.ts";
import { formatHex } from "./text.ts";

/** What each method appends; bytes of a little-endian machine. */
const ROWS: readonly [what: string, put: (builder: MessageBuilder) => void, hex: string][] = [
  ["putFlag", (b) => b.putFlag(7), "04000700"],
  ["putU8", (b) => b.putU8(1, 0xff), "05000100ff000000"],
  ["putU16", (b) => b.putU16(2, 0x1234), "0600020034120000"],
  ["putU16, network order", (b) => b.putU16(2, 0x1234, false), "0600020012340000"],
  ["putU32", (b) => b.putU32(4, 1000), "08000400e8030000"],
  ["putU32, network order", (b) => b.putU32(4, 1000, false), "08000400000003e8"],
  ["putU32 of an s32", (b) => b.putU32(4, -1), "08000400ffffffff"],
  ["putU64", (b) => b.putU64(5, 2n ** 64n - 1n), "0c000500ffffffffffffffff"],
  ["putU64, network order", (b) => b.putU64(5, 1n, false), "0c0005000000000000000001"],
  ["putBytes", (b) => b.putBytes(6, Uint8Array.of(1, 2, 3)), "0700060001020300"],
  ["putBytes of none", (b) => b.putBytes(6, new Uint8Array(0)), "04000600"],
  ["putText", (b) => b.putText(3, "eth0"), "090003006574683000000000"],
  ["putText, empty", (b) => b.putText(3, ""), "0500030000000000"],
  ["putText, not ASCII", (b) => b.putText(3, "aé€"), "0b00030061c3a9e282ac0000"],
  ["putText of bytes that are no text", (b) => b.putText(3, "a\udcff"), "0700030061ff0000"],
  ["putRaw", (b) => b.putRaw({ type: 0xc001, payload: Uint8Array.of(9) }), "050001c009000000"],
  ["beginNest", (b) => b.endAttribute(b.beginNest(18)), "04001280"],
  [
    "align",
    (b) => {
      b.raw(Uint8Array.of(1));
      b.align();
    },
    "01000000",
  ],
];

/** A buffer of ones, so that a byte which is not written shows. */
function dirty(capacity: number): MessageBuilder {
  const builder = new MessageBuilder(capacity);
  builder.bytes.fill(0xff);
  return builder;
}

describe("MessageBuilder", () => {
  it.each(ROWS)("%s", (_, put, hex) => {
    const builder = dirty(64);
    put(builder);
    expect(formatHex(builder.written())).toBe(hex);
  });

  it.each(ROWS)("%s, when the buffer has to grow for it", (_, put, hex) => {
    for (let capacity = 0; capacity < hex.length / 2; capacity++) {
      const builder = dirty(capacity);
      put(builder);
      expect(formatHex(builder.written())).toBe(hex);
      expect(builder.view.buffer).toBe(builder.bytes.buffer);
    }
  });

  it("keeps what was written when it grows", () => {
    const builder = new MessageBuilder(16);
    for (let index = 0; index < 1000; index++) builder.putU32(index, index * 3);
    const spans = [...attributes(builder.written())];
    expect(spans.map((span) => span.type)).toEqual(
      Array.from({ length: 1000 }, (_, index) => index),
    );
    expect(builder.view.getUint32(spans[999]?.payload ?? 0, true)).toBe(2997);
  });

  it("fills in the lengths of nests within nests and of the message", () => {
    const builder = dirty(256);
    const message = builder.beginMessage(16, 5, 7, 99);
    builder.zeros(16);
    const info = builder.beginNest(18);
    builder.putText(1, "vlan");
    const data = builder.beginNest(2);
    builder.putU16(1, 100);
    builder.endAttribute(data);
    builder.endAttribute(info);
    builder.endMessage(message);
    expect(formatHex(builder.written())).toBe(
      "3c0000001000050007000000630000000000000000000000000000000000000" +
        "01c001280090001007 66c616e00000000".replace(" ", "") +
        "0c0002800600010064000000",
    );
  });

  it("aligns the next message, and leaves padding out of nlmsg_len", () => {
    const builder = dirty(256);
    for (const payload of [1, 4]) {
      const message = builder.beginMessage(16, 0, 0, 0);
      builder.raw(new Uint8Array(payload).fill(1));
      builder.endMessage(message);
    }
    expect([...messages(builder.written())].map(({ start, length }) => [start, length])).toEqual([
      [0, 17],
      [20, 20],
    ]);
    expect([...builder.written().subarray(17, 20)]).toEqual([0, 0, 0]);
  });

  it("takes an attribute of 65,535 bytes and refuses one more", () => {
    const builder = new MessageBuilder();
    builder.putBytes(1, new Uint8Array(65_531));
    expect(builder.length).toBe(65_536);
    expect(() => builder.putBytes(1, new Uint8Array(65_532))).toThrow(NetlinkEncodeError);
    const nest = builder.beginNest(1);
    builder.putBytes(1, new Uint8Array(40_000));
    builder.putBytes(1, new Uint8Array(40_000));
    expect(() => builder.endAttribute(nest)).toThrow("expected at most 65535 bytes");
  });

  it("appends an IPv4 address from text, and nothing from any other text", () => {
    for (const capacity of [0, 64]) {
      const builder = dirty(capacity);
      expect(builder.putIpv4(1, "10.0.0.255")).toBe(true);
      expect(builder.putIpv4(1, "10.0.0.256")).toBe(false);
      expect(formatHex(builder.written())).toBe("080001000a0000ff");
    }
  });

  it("forgets on reset, and keeps its memory", () => {
    const builder = new MessageBuilder(8);
    builder.putU64(1, 1n);
    const { bytes } = builder;
    builder.reset();
    expect(builder.written()).toHaveLength(0);
    builder.putU32(1, 5);
    expect(builder.bytes).toBe(bytes);
  });
});
