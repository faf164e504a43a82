/**
 * Messages about links that only some adapters cause: read by nlkit and, from a file, by `ip monitor`. The bytes are laid out
 * by hand as if_link.h has the structs.
 *
 * @module
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { linkOf } from "../../src/families/route/link.ts";
import type { LinkMessage } from "../../src/families/route/link-message.ts";
import { decodePayload } from "../../src/schema/index.ts";
import { linkMessage } from "../../src/uapi/route/index.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();
const folder = mkdtempSync(join(tmpdir(), "nlkit-"));
afterAll(() => rmSync(folder, { recursive: true }));

const HEADER = 16;
const RTM_NEWLINK = 16;

const u16 = (value: number): number[] => [value & 0xff, value >> 8];
const u32 = (value: number): number[] => [...u16(value & 0xffff), ...u16(value >>> 16)];
const u64 = (value: number): number[] => [...u32(value), ...u32(0)];
const text = (value: string): number[] => [...Buffer.from(`${value}\0`)];

/** An attribute and its padding. */
function attribute(type: number, ...payload: readonly number[][]): number[] {
  const bytes = payload.flat();
  const pad = new Array<number>(-bytes.length & 3).fill(0);
  return [...u16(4 + bytes.length), ...u16(type), ...bytes, ...pad];
}

/** `RTM_NEWLINK` of an Ethernet adapter. */
function message(...attributes: readonly number[][]): Uint8Array {
  const ifinfomsg = [0, 0, ...u16(1), ...u32(2), ...u32(0x1003), ...u32(0)];
  const body = [
    ...ifinfomsg,
    ...attribute(3, text("ens1")),
    ...attribute(4, u32(1500)),
    ...attribute(1, [2, 0, 0, 0, 0, 0xff]),
    ...attributes.flat(),
  ];
  const header = [
    ...u32(HEADER + body.length),
    ...u16(RTM_NEWLINK),
    ...u16(0),
    ...u32(0),
    ...u32(0),
  ];
  return Uint8Array.from([...header, ...body]);
}

function read(bytes: Uint8Array): ReturnType<typeof linkOf> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return linkOf(decodePayload(linkMessage, bytes, view, HEADER, bytes.length) as LinkMessage);
}

const mac = (last: number): number[] => [2, 0, 0, 0, 0, last, ...new Array<number>(26).fill(0)];

/** A virtual function: `IFLA_VF_INFO` of what most drivers tell. */
function virtualFunction(vf: number, more: readonly number[][]): number[] {
  return attribute(1, attribute(1, u32(vf), mac(vf + 1)), ...more);
}

const FUNCTIONS = message(
  attribute(21, u32(2)),
  attribute(
    22,
    virtualFunction(0, [
      // IFLA_VF_BROADCAST, which is no struct with a number.
      attribute(13, [...new Array<number>(6).fill(0xff), ...new Array<number>(26).fill(0)]),
      attribute(2, u32(0), u32(5), u32(3)),
      attribute(12, attribute(1, u32(0), u32(5), u32(3), [0x88, 0xa8, 0, 0])),
      attribute(3, u32(0), u32(1000)),
      attribute(6, u32(0), u32(100), u32(1000)),
      attribute(4, u32(0), u32(1)),
      attribute(5, u32(0), u32(2)),
      attribute(7, u32(0), u32(1)),
      attribute(9, u32(0), u32(0)),
      attribute(8, attribute(0, u64(7)), attribute(1, u64(8)), attribute(2, u64(700))),
    ]),
    virtualFunction(1, [
      attribute(2, u32(1), u32(0), u32(0)),
      attribute(3, u32(1), u32(0)),
      attribute(6, u32(1), u32(0), u32(0)),
      // -1: the driver has no such switch.
      attribute(4, u32(1), u32(0xffffffff)),
      attribute(5, u32(1), u32(0)),
      attribute(7, u32(1), u32(0xffffffff)),
      attribute(9, u32(1), u32(0xffffffff)),
    ]),
  ),
);

describe("virtual functions", () => {
  it("are read with what the driver tells of them", () => {
    expect(read(FUNCTIONS).virtualFunctions).toEqual([
      {
        vf: 0,
        mac: "02:00:00:00:00:01",
        vlan: 5,
        qos: 3,
        vlanProtocol: "8021ad",
        minTxRate: 100,
        maxTxRate: 1000,
        spoofCheck: true,
        linkState: "disable",
        rssQuery: true,
        trust: false,
        statistics: { rxPackets: 7n, txPackets: 8n, rxBytes: 700n },
      },
      {
        vf: 1,
        mac: "02:00:00:00:00:02",
        vlan: 0,
        qos: 0,
        minTxRate: 0,
        maxTxRate: 0,
        linkState: "auto",
      },
    ]);
  });

  it("are read where the driver tells next to nothing", () => {
    // ip 6.1 crashes on this.
    const sparse = message(attribute(22, virtualFunction(7, []), attribute(1)));
    expect(read(sparse).virtualFunctions).toEqual([{ vf: 7, mac: "02:00:00:00:00:08" }]);
  });
});

const XDP: readonly (readonly [string, readonly number[][], unknown, RegExp])[] = [
  [
    "native",
    [attribute(2, [1]), attribute(4, u32(7)), attribute(5, u32(7))],
    { mode: "native", id: 7, nativeId: 7 },
    /prog\/xdp id 7/,
  ],
  [
    "skb",
    [attribute(2, [2]), attribute(4, u32(8)), attribute(6, u32(8))],
    { mode: "skb", id: 8, skbId: 8 },
    /prog\/xdp id 8/,
  ],
  [
    "hardware",
    [attribute(2, [3]), attribute(4, u32(9)), attribute(7, u32(9))],
    { mode: "hardware", id: 9, hardwareId: 9 },
    /prog\/xdp id 9/,
  ],
  [
    "several",
    [attribute(2, [4]), attribute(5, u32(7)), attribute(6, u32(8))],
    { mode: "several", nativeId: 7, skbId: 8 },
    /prog\/xdpgeneric id 8[\s\S]*prog\/xdpdrv id 7/,
  ],
];

describe("XDP programs", () => {
  it.each(XDP)("are read by their modes: %s", (_, attributes, expected) => {
    expect(read(message(attribute(43, ...attributes))).xdp).toEqual(expected);
  });

  it("are absent where none is attached", () => {
    expect(read(message(attribute(43, attribute(2, [0]))))).not.toHaveProperty("xdp");
  });
});

describe.skipIf(skipped !== undefined)(`ip reads the same bytes${skipped ?? ""}`, () => {
  async function printed(bytes: Uint8Array): Promise<string> {
    const file = join(folder, "log");
    writeFileSync(file, bytes);
    await using box = await Sandbox.open();
    return box.ip(`-d monitor file ${file}`);
  }

  it("virtual functions", async () => {
    const lines = (await printed(FUNCTIONS)).split("\n").filter((line) => line.includes(" vf "));
    expect(lines).toEqual([
      expect.stringMatching(
        /vf 0 .*02:00:00:00:00:01 .*vlan 5, qos 3, vlan protocol 802.1ad, tx rate 1000 \(Mbps\), max_tx_rate 1000Mbps, min_tx_rate 100Mbps, spoof checking on, link-state disable, trust off, query_rss on/,
      ),
      expect.stringMatching(/vf 1 .*02:00:00:00:00:02, link-state auto/),
    ]);
  });

  it.each(XDP)("XDP programs: %s", async (_, attributes, __, words) => {
    expect(await printed(message(attribute(43, ...attributes)))).toMatch(words);
  });
});
