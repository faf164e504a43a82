import { describe, expect, it } from "vitest";
import { rejection } from "../../../test/support/fake-client.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import { formatHex, parseHex } from "../../wire/index.ts";
import { type Encap, type EncapSettings, encapOf, encapRequest } from "./encap.ts";

/** Bytes that `ip route add … encap …` of iproute2 6.1 sends for the same, taken with strace on Linux 6.18. */
const ROWS: readonly (readonly [words: string, encap: EncapSettings, hex: string])[] = [
  [
    "mpls 100/200 ttl 7",
    { type: "mpls", dst: "100/200", ttl: 7 },
    "0c000100 00064000 000c8100 05000200 07000000",
  ],
  [
    "ip id 5 dst 10.0.0.9 ttl 5",
    { type: "ip", id: 5n, dst: "10.0.0.9", ttl: 5 },
    "0c000100 0000000000000005 08000200 0a000009 05000400 05000000",
  ],
  [
    "ip6 id 5 dst 2001:db8::9 hoplimit 4",
    { type: "ip6", id: 5n, dst: "2001:db8::9", hoplimit: 4 },
    "0c000100 0000000000000005 14000200 20010db8000000000000000000000009 05000400 04000000",
  ],
  [
    "seg6 mode encap segs 2001:db8::5,2001:db8::6",
    { type: "seg6", mode: "encap", segments: ["2001:db8::5", "2001:db8::6"] },
    "30000100 01000000 00040401 01000000 20010db8000000000000000000000006 20010db8000000000000000000000005",
  ],
  [
    "seg6 mode inline segs 2001:db8::5",
    { type: "seg6", mode: "inline", segments: ["2001:db8::5", "::"] },
    "30000100 00000000 00040401 01000000 00000000000000000000000000000000 20010db8000000000000000000000005",
  ],
  [
    "seg6local action End.X nh6 2001:db8::2",
    { type: "seg6-local", action: "end-x", nh6: "2001:db8::2" },
    "08000100 02000000 14000500 20010db8000000000000000000000002",
  ],
  [
    "seg6local action End.DT6 table 254",
    { type: "seg6-local", action: "end-dt6", table: 254 },
    "08000100 07000000 08000300 fe000000",
  ],
  [
    "seg6local action End.B6.Encaps srh segs 2001:db8::5,2001:db8::6",
    { type: "seg6-local", action: "end-b6-encap", segments: ["2001:db8::5", "2001:db8::6"] },
    "08000100 0a000000 2c000200 00040401 01000000 20010db8000000000000000000000006 20010db8000000000000000000000005",
  ],
  [
    "ila 1:2:3:4 csum-mode neutral-map",
    { type: "ila", locator: "1:2:3:4", csumMode: "neutral-map" },
    "0c000100 0001000200030004 05000700 01000000",
  ],
  [
    "rpl segs 2001:db8::5,2001:db8::6",
    { type: "rpl", segments: ["2001:db8::5", "2001:db8::6"] },
    "2c000100 00040302 00000000 20010db8000000000000000000000006 20010db8000000000000000000000005",
  ],
  [
    "ioam6 mode encap tundst 2001:db8::9 trace prealloc type 0x800000 ns 1 size 12",
    {
      type: "ioam6",
      mode: "encap",
      dst: "2001:db8::9",
      trace: { namespaceId: 1, type: 0x800000, size: 12 },
      freqK: 1,
      freqN: 1,
    },
    "08000400 01000000 08000500 01000000 0c000300 00010003 80000000 05000100 02000000 14000200 20010db8000000000000000000000009",
  ],
  [
    "xfrm if_id 5 link_dev v0",
    { type: "xfrm", ifId: 5, link: 3 },
    "08000100 05000000 08000200 03000000",
  ],
];
const NUMBERS: Readonly<Record<string, number>> = {
  mpls: 1,
  ip: 2,
  ila: 3,
  ip6: 4,
  seg6: 5,
  "seg6-local": 7,
  rpl: 8,
  ioam6: 9,
  xfrm: 10,
};
const noLinks = (): Promise<number> => Promise.reject(new Error("no link was named"));

/** The attributes of a flat sequence, in any order. */
function attributes(hex: string): string[] {
  const bytes = parseHex(hex.replaceAll(" ", "")) as Uint8Array;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const all: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const length = view.getUint16(at, true);
    all.push(formatHex(bytes.subarray(at, at + length)));
    at += (length + 3) & ~3;
  }
  return all.sort();
}

describe("encapsulations", () => {
  it.each(ROWS)("encap %s", async (_words, settings, hex) => {
    const number = NUMBERS[settings.type] as number;
    const sent = await encapRequest("encap", settings, (_field, ref) =>
      Promise.resolve(Number(ref)),
    );
    expect(sent.encapType).toBe(number);
    expect(attributes(formatHex(sent.encap))).toEqual(attributes(hex));
    const bytes = parseHex(hex.replaceAll(" ", "")) as Uint8Array;
    expect(encapOf(number, bytes)).toEqual(settings);
  });

  it("leave the place of the destination free at the end of segments that go inline", async () => {
    const short = await encapRequest(
      "encap",
      { type: "seg6", mode: "inline", segments: ["2001:db8::5"] },
      noLinks,
    );
    expect(encapOf(5, short.encap).segments).toEqual(["2001:db8::5", "::"]);
  });

  it("take links by name", async () => {
    const settings: EncapSettings = { type: "seg6-local", action: "end-dx2", oif: "eth7" };
    const asked: unknown[] = [];
    const { encap } = await encapRequest("nexthops[1].encap", settings, (field, ref) => {
      asked.push([field, ref]);
      return Promise.resolve(7);
    });
    expect(asked).toEqual([["nexthops[1].encap.oif", "eth7"]]);
    expect(encapOf(7, encap)).toEqual({
      type: "seg6-local",
      action: "end-dx2",
      oif: 7,
    } satisfies Encap);
  });

  it.each([
    [{ type: "gre" }, "encap.type"],
    [{ type: "mpls" }, "encap.dst"],
    [{ type: "mpls", dst: "100/x" }, "encap.dst"],
    [{ type: "mpls", dst: "1048576" }, "encap.dst"],
    [{ type: "mpls", dst: "100", hoplimit: 3 }, "encap.hoplimit"],
    [{ type: "ip", dst: "2001:db8::1" }, "encap.dst"],
    [{ type: "ip", ttl: 256 }, "encap.ttl"],
    [{ type: "seg6", segments: ["2001:db8::1"] }, "encap.mode"],
    [{ type: "seg6", mode: "encap", segments: [] }, "encap.segments"],
    [{ type: "seg6", mode: "encap", segments: ["10.0.0.1"] }, "encap.segments[0]"],
    [{ type: "seg6-local", action: "end-z" }, "encap.action"],
    [{ type: "ila", locator: "1:2:3" }, "encap.locator"],
    [{ type: "ioam6", trace: { namespaceId: 1, type: 0x800000, size: 10 } }, "encap.trace.size"],
    [{ type: "ioam6", trace: { namespaceId: 1, size: 8 } }, "encap.trace.type"],
  ])("refuse %j", async (settings, field) => {
    const error = await rejection(
      encapRequest("encap", settings as unknown as EncapSettings, noLinks),
    );
    expect(error).toBeInstanceOf(NetlinkInputError);
    expect((error as NetlinkInputError).field).toBe(field);
  });
});
