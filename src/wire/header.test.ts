import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NetlinkDecodeError } from "../errors/index.ts";
import { messageLengthAt, messages, readHeader, writeHeader } from "./header.ts";
import { formatHex, parseHex } from "./text.ts";

const hex = (text: string): Uint8Array => parseHex(text) as Uint8Array;
const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** GETLINK as a dump, and what its header says; little-endian, as on every machine that runs this test. */
const GETLINK_DUMP = "14000000 1200 0103 01000000 d2040000";
const GETLINK_HEADER = { length: 20, type: 18, flags: 0x301, seq: 1, portId: 1234 };

describe("readHeader, writeHeader", () => {
  it("read and write the same sixteen bytes", () => {
    expect(readHeader(viewOf(hex(GETLINK_DUMP)), 0)).toEqual(GETLINK_HEADER);
    const bytes = new Uint8Array(16);
    writeHeader(viewOf(bytes), 0, GETLINK_HEADER);
    expect(formatHex(bytes)).toBe(GETLINK_DUMP.replaceAll(" ", ""));
  });

  it("keep every value of every field", () => {
    const u16 = fc.integer({ min: 0, max: 0xffff });
    const u32 = fc.integer({ min: 0, max: 0xffff_ffff });
    const headers = fc.record({ length: u32, type: u16, flags: u16, seq: u32, portId: u32 });
    fc.assert(
      fc.property(headers, fc.nat(7), (header, at) => {
        const view = new DataView(new ArrayBuffer(24));
        writeHeader(view, at, header);
        expect(readHeader(view, at)).toEqual(header);
      }),
    );
  });

  it.each([
    [15, 0, "15 bytes"],
    [0, 0, "0 bytes"],
    [20, 5, "15 bytes"],
    [20, 24, "0 bytes"],
    [20, -1, "21 bytes"],
  ])("refuse %i bytes from %i", (size, at, actual) => {
    const read = () => readHeader(new DataView(new ArrayBuffer(size)), at);
    expect(read).toThrow(NetlinkDecodeError);
    expect(read).toThrow(actual);
  });
});

describe("messages", () => {
  it("walks several messages and gives where each one lies", () => {
    const bytes = hex(`12000000 0300 0200 05000000 00000000 0102 0000 ${GETLINK_DUMP} 00000000`);
    expect([...messages(bytes)]).toEqual([
      { length: 18, type: 3, flags: 2, seq: 5, portId: 0, start: 0, payload: 16, end: 18 },
      { ...GETLINK_HEADER, start: 20, payload: 36, end: 40 },
    ]);
  });

  it("needs no padding after the last message", () => {
    const spans = [...messages(hex("12000000 0300 0200 05000000 00000000 0102"))];
    expect(spans.map((span) => span.end)).toEqual([18]);
  });

  it("takes less than a header's worth of bytes at the end for padding", () => {
    expect([...messages(new Uint8Array(15))]).toEqual([]);
    const datagram = new Uint8Array(20 + 15);
    datagram.set(hex(`${GETLINK_DUMP} 00000000`));
    expect([...messages(datagram)]).toHaveLength(1);
  });

  it("keeps to the range it was given, in a view that does not start its buffer", () => {
    const arena = new Uint8Array(64).fill(0xff);
    arena.set(hex(`${GETLINK_DUMP} 00000000`), 13);
    const view = arena.subarray(5);
    expect([...messages(view, 8, 28)]).toEqual([
      { ...GETLINK_HEADER, start: 8, payload: 24, end: 28 },
    ]);
  });

  it.each([
    ["0", "00000000"],
    ["15", "0f000000"],
    ["21 of 20", "15000000"],
    ["2^32 - 1", "ffffffff"],
  ])("refuses a length of %s, after the messages before it", (_, length) => {
    const bytes = hex(`${GETLINK_DUMP} 00000000 ${length} 1200 0103 01000000 d2040000 00000000`);
    const seen: number[] = [];
    const walk = () => {
      for (const message of messages(bytes)) seen.push(message.start);
    };
    expect(walk).toThrow(NetlinkDecodeError);
    expect(seen).toEqual([0]);
    expect(walk).toThrow("nlmsg_len at byte 20: expected a length from 16 to 20");
  });

  it("ends on any bytes, inside them", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        let last = 0;
        try {
          for (const message of messages(bytes)) {
            expect(message.start).toBeGreaterThanOrEqual(last);
            expect(message.end).toBeLessThanOrEqual(bytes.length);
            last = message.end;
          }
        } catch (error) {
          expect(error).toBeInstanceOf(NetlinkDecodeError);
        }
      }),
    );
  });
});

describe("messageLengthAt", () => {
  it("is 0 where no header is left, and nlmsg_len where one is", () => {
    const view = viewOf(hex(`${GETLINK_DUMP} 00000000`));
    expect(messageLengthAt(view, 0, 20)).toBe(20);
    expect(messageLengthAt(view, 8, 20)).toBe(0);
    expect(messageLengthAt(view, 24, 20)).toBe(0);
    expect(() => messageLengthAt(view, 0, 19)).toThrow(NetlinkDecodeError);
  });
});
