import { isIPv4, isIPv6 } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NetlinkEncodeError } from "../errors/index.ts";
import {
  encodeText,
  formatHex,
  parseHex,
  parseIp,
  parseIpv4,
  parseIpv6,
  parseMac,
  readIpv4,
  readIpv6,
  readMac,
  readText,
} from "./text.ts";

const bytesOf = (size: number) => fc.uint8Array({ minLength: size, maxLength: size });
/** Sixteen bytes with many zeros: where the shortened forms are. */
const sparse = fc
  .array(fc.constantFrom(0, 0, 0, 0, 1, 0xff), { minLength: 16, maxLength: 16 })
  .map((list) => Uint8Array.from(list));

/** Text that inet_ntop(3) of glibc gives, and the sixteen bytes. */
const IPV6: readonly [text: string, hex: string][] = [
  ["::", "00000000000000000000000000000000"],
  ["::1", "00000000000000000000000000000001"],
  ["::0.2.0.0", "00000000000000000000000000020000"],
  ["1::", "00010000000000000000000000000000"],
  ["fe80::1", "fe800000000000000000000000000001"],
  ["2001:db8::8:800:200c:417a", "20010db80000000000080800200c417a"],
  ["2001:db8:0:1:1:1:1:1", "20010db8000000010001000100010001"],
  ["2001:db8::1:0:0:1", "20010db8000000000001000000000001"],
  ["2001:0:0:1::1", "20010000000000010000000000000001"],
  ["0:1::", "00000001000000000000000000000000"],
  ["1:0:2:3:4:5:6:7", "00010000000200030004000500060007"],
  ["::ffff:192.0.2.1", "00000000000000000000ffffc0000201"],
  ["::1.2.3.4", "00000000000000000000000001020304"],
  ["::ffff:0:102:304", "0000000000000000ffff000001020304"],
  ["::fffe:102:304", "00000000000000000000fffe01020304"],
  ["ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "ffffffffffffffffffffffffffffffff"],
];

/** Other ways to write an address. */
const IPV6_VARIANTS: readonly [text: string, same: string][] = [
  ["0:0:0:0:0:0:0:0", "::"],
  ["2001:0DB8:0000:0000:0008:0800:200C:417A", "2001:db8::8:800:200c:417a"],
  ["1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0"],
  ["::2:3:4:5:6:7:8", "0:2:3:4:5:6:7:8"],
  ["::c000:201", "::192.0.2.1"],
  ["0:0:0:0:0:ffff:192.0.2.1", "::ffff:192.0.2.1"],
  ["64:ff9b::192.0.2.33", "64:ff9b::c000:221"],
];

/** Texts that are no address, or nearly one. */
const NO_IPV6 = [
  "",
  ":",
  ":::",
  "1",
  "1:2:3:4:5:6:7",
  "1:2:3:4:5:6:7:8:9",
  "1:2:3:4:5:6:7:8::",
  "1::2::3",
  "12345::",
  "g::",
  "::1.2.3",
  "::1.2.3.4.5",
  "1.2.3.4::",
  "::1.2.3.4:5",
  "::256.1.1.1",
  "::01.2.3.4",
  "1:2:3:4:5:6::1.2.3.4",
  " ::1",
  "::1 ",
  "[::1]",
  "::1/64",
  "1:2:3:4:5:6:7:1.2.3.4",
  ":1:2:3:4:5:6:7:8",
  "1:2:3:4:5:6:7:",
  "::-1",
  "::+1",
  "fe80::1%1",
];
const NO_IPV4 = [
  "",
  "1",
  "1.2.3",
  "1.2.3.4.5",
  "1..2.3",
  ".1.2.3.4",
  "1.2.3.4.",
  "256.1.1.1",
  "01.2.3.4",
  "1.2.3.04",
  "00.0.0.0",
  "1.2.3.-4",
  "1.2.3.+4",
  "0x1.2.3.4",
  "1.2.3.4 ",
  " 1.2.3.4",
  "1.2.3.4/24",
  "1e1.2.3.4",
  "١.2.3.4",
  "999999999999999999999.1.1.1",
];

describe("IPv6 text", () => {
  it.each(IPV6)("%s", (text, hex) => {
    const bytes = parseHex(hex) as Uint8Array;
    expect(readIpv6(bytes, 0)).toBe(text);
    expect(parseIpv6(text)).toEqual(bytes);
    expect(parseIp(text)).toEqual(bytes);
  });

  it.each(IPV6_VARIANTS)("%s is %s", (text, same) => {
    expect(parseIpv6(text)).toEqual(parseIpv6(same));
    expect(parseIpv6(text)).toBeDefined();
  });

  it.each(NO_IPV6)("refuses %j", (text) => {
    expect(parseIpv6(text)).toBeUndefined();
    if (!text.includes("%")) expect(isIPv6(text)).toBe(false);
  });

  it("is the inverse of parsing, for all bytes, and what node:net takes for IPv6", () => {
    fc.assert(
      fc.property(fc.oneof(sparse, bytesOf(16)), (bytes) => {
        const text = readIpv6(bytes, 0);
        expect(isIPv6(text)).toBe(true);
        expect(parseIpv6(text)).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  it("is taken or refused as node:net does, zones aside", () => {
    const pieces = fc.constantFrom(
      "::",
      ":",
      "0",
      "1",
      "ffff",
      "12345",
      "1.2.3.4",
      "1.2.3",
      "G",
      "",
    );
    const texts = fc.array(pieces, { maxLength: 17 }).map((list) => list.join(""));
    fc.assert(
      fc.property(texts, (text) => {
        expect(parseIpv6(text) !== undefined, text).toBe(isIPv6(text));
      }),
      { numRuns: 5000 },
    );
  });
});

describe("IPv4 text", () => {
  it.each(["0.0.0.0", "10.0.0.1", "127.0.0.1", "192.168.100.254", "255.255.255.255"])(
    "%s",
    (text) => {
      const bytes = parseIpv4(text) as Uint8Array;
      expect([...bytes].join(".")).toBe(text);
      expect(readIpv4(bytes, 0)).toBe(text);
      expect(parseIp(text)).toEqual(bytes);
    },
  );

  it.each(NO_IPV4)("refuses %j", (text) => {
    expect(parseIpv4(text)).toBeUndefined();
    expect(isIPv4(text)).toBe(false);
  });

  it("is the inverse of parsing, and taken or refused as node:net does", () => {
    fc.assert(
      fc.property(bytesOf(4), (bytes) => {
        expect(parseIpv4(readIpv4(bytes, 0))).toEqual(bytes);
      }),
    );
    const texts = fc.array(fc.constantFrom(".", "0", "1", "25", "6", "a"), { maxLength: 12 });
    fc.assert(
      fc.property(
        texts.map((list) => list.join("")),
        (text) => {
          expect(parseIpv4(text) !== undefined, text).toBe(isIPv4(text));
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe("link-layer addresses", () => {
  it.each([
    ["52:54:00:12:34:56", "525400123456"],
    ["00:00:00:00:00:00", "000000000000"],
    ["0a", "0a"],
    ["", ""],
    [
      "80:00:00:48:fe:80:00:00:00:00:00:00:00:02:c9:03:00:0d:36:41",
      "80000048fe800000000000000002c903000d3641",
    ],
  ])("%s", (text, hex) => {
    const bytes = parseHex(hex) as Uint8Array;
    expect(readMac(bytes, 0, bytes.length)).toBe(text);
    expect(parseMac(text)).toEqual(bytes);
  });

  it("may be written with dashes, in capitals, without leading zeros", () => {
    expect(parseMac("52-54-0-A-B-C")).toEqual(Uint8Array.of(0x52, 0x54, 0, 0xa, 0xb, 0xc));
  });

  it.each(["5", "52:", ":52", "52::54", "525400123456", "gg:00", "52:54:00:12:34:567", "52 54"])(
    "%j",
    (text) => {
      // One digit is a byte; everything else in this list is no address.
      expect(parseMac(text)).toEqual(text === "5" ? Uint8Array.of(5) : undefined);
    },
  );

  it("are the inverse of parsing", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 32 }), (bytes) => {
        expect(parseMac(readMac(bytes, 0, bytes.length))).toEqual(bytes);
      }),
    );
  });
});

describe("hexadecimal", () => {
  it("is the inverse of parsing", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        expect(parseHex(formatHex(bytes))).toEqual(bytes);
      }),
    );
    expect(formatHex(Uint8Array.of(1, 2, 3, 4), 1, 3)).toBe("0203");
  });

  it("may have blanks and colons between the bytes", () => {
    expect(parseHex(" 0A:0b\n0c 0d ")).toEqual(Uint8Array.of(10, 11, 12, 13));
    expect(parseHex("")).toEqual(new Uint8Array(0));
  });

  it.each(["0", "0 1", "0a0", "0x10", "zz", "0a-0b"])("refuses %j", (text) => {
    expect(parseHex(text)).toBeUndefined();
  });
});

describe("readText, encodeText", () => {
  const nonzero = fc
    .array(fc.integer({ min: 1, max: 255 }), { maxLength: 24 })
    .map((list) => Uint8Array.from(list));
  /** Lead and continuation bytes, in and out of place. */
  const crafted = fc
    .array(
      fc.constantFrom(
        0x41,
        0x80,
        0xbf,
        0xc0,
        0xc3,
        0xa9,
        0xe2,
        0x82,
        0xac,
        0xed,
        0xa0,
        0xef,
        0xbb,
        0xf0,
        0x9f,
        0x98,
        0xf4,
        0xf8,
        0xff,
      ),
      {
        maxLength: 24,
      },
    )
    .map((list) => Uint8Array.from(list));

  it("lose nothing of any bytes without NUL", () => {
    fc.assert(
      fc.property(fc.oneof(nonzero, crafted), (bytes) => {
        expect(encodeText(readText(bytes, 0, bytes.length))).toEqual(bytes);
      }),
      { numRuns: 5000 },
    );
  });

  it("are the inverse of each other for text", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }).filter((text) => !text.includes("\0")),
        (text) => {
          const bytes = encodeText(text);
          expect(readText(bytes, 0, bytes.length)).toBe(text);
        },
      ),
    );
  });

  it.each([
    ["", "00"],
    ["a", "6100"],
    ["lo", "6c6f00"],
    ["eth0", "6574683000"],
    ["eth0", "65746830"],
    ["eth0", "6574683000ff"],
    ["abcdefgh", "616263646566676800"],
    ["é", "c3a900"],
    ["\ufeffx", "efbbbf7800"],
    ["ab\udcff", "6162ff00"],
    ["\udcc3", "c3"],
    ["€\udce2\udc82", "e282ace282"],
  ])("%j", (text, hex) => {
    const bytes = parseHex(hex) as Uint8Array;
    expect(readText(bytes, 0, bytes.length)).toBe(text);
    const nul = bytes.indexOf(0);
    expect(encodeText(text)).toEqual(nul === -1 ? bytes : bytes.subarray(0, nul));
  });

  it("keep to their range", () => {
    const bytes = parseHex("ff c3a9 c3a9 00 41") as Uint8Array;
    expect(readText(bytes, 1, 5)).toBe("éé");
    expect(readText(bytes, 1, 4)).toBe("é\udcc3");
    expect(readText(bytes, 6, 6)).toBe("");
  });

  it.each(["\ud800", "a\udbffb", "\udc00", "\udc7f", "\udd00"])(
    "refuse %j, which stands for no bytes",
    (text) => {
      expect(() => encodeText(text)).toThrow(NetlinkEncodeError);
    },
  );
});
