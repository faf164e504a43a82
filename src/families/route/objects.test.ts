/**
 * Friendly objects of what few machines have: made of messages that are encoded here, and so do not need a
 * kernel with it.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import {
  decodePayload,
  type Encodable,
  encodePayload,
  type MessageTable,
} from "../../schema/index.ts";
import { ARPHRD, IFA_F, rtAddr, rtLink, rtRoute } from "../../uapi/route/index.ts";
import { MessageBuilder, parseHex } from "../../wire/index.ts";
import { addressOf } from "./addr.ts";
import { encapOf, labelsText } from "./encap.ts";
import { linkOf } from "./link.ts";
import { metricsOf, metricsRequest } from "./metrics.ts";
import { routeOf } from "./route.ts";

/** A message as the kernel would send it, decoded. */
function received<Out, In>(table: MessageTable<Out, In>, value: In): Out {
  const builder = new MessageBuilder();
  encodePayload(table, builder, value);
  const bytes = builder.written().slice();
  return decodePayload(table, bytes, new DataView(bytes.buffer), 0, bytes.length);
}

const bytes = (hex: string): Uint8Array => parseHex(hex) as Uint8Array;
const ROUTE = rtRoute.operations.RTM_GETROUTE.reply;
const LINK = rtLink.operations.RTM_GETLINK.reply;
const route = (value: Encodable<typeof ROUTE>) =>
  routeOf(received(ROUTE, value), (index) => `if${index}`);
const link = (value: Encodable<typeof LINK>) => linkOf(received(LINK, value));

describe("routes", () => {
  it("of MPLS have labels, not addresses", () => {
    expect(
      route({
        rtmFamily: 28,
        rtmDstLen: 20,
        rtmTable: 254,
        rtmType: "unicast",
        dst: bytes("00064100"),
        newdst: bytes("000c8000 0012c100"),
        via: bytes("0200 0a000001"),
        oif: 3,
        ttlPropagate: 0,
      }),
    ).toMatchObject({
      family: "mpls",
      dst: "100",
      newDst: "200/300",
      via: "10.0.0.1",
      dev: "if3",
      ttlPropagate: false,
    });
  });

  it("of a family without a name keep its number and their bytes", () => {
    expect(route({ rtmFamily: 45, rtmDstLen: 8, rtmTable: 254, dst: bytes("09") })).toMatchObject({
      family: 45,
      dst: "09/8",
    });
  });

  it("keep numbers that have no name", () => {
    expect(
      route({
        rtmFamily: 2,
        rtmType: 77,
        rtmProtocol: 78,
        rtmScope: 79,
        rtmFlags: 0x80000010,
        pref: 2,
      }),
    ).toMatchObject({
      type: 77,
      protocol: 78,
      scope: 79,
      flags: ["linkdown", "0x80000000"],
      pref: 2,
      dst: "default",
    });
  });

  it("tell of refusals and expiry", () => {
    const cacheinfo = { rtaExpires: 12345, rtaError: 0xffffffff - 112 };
    expect(route({ rtmFamily: 10, rtmType: "unreachable", cacheinfo })).toMatchObject({
      expires: 123,
      error: 113,
    });
  });
});

describe("encapsulations", () => {
  it.each([
    [1, "08000100 00064100 05000200 07000000", { type: "mpls", dst: "100", ttl: 7 }],
    [
      2,
      "0c000100 0000000000000007 08000200 0a000009 05000500 04000000",
      { type: "ip", id: 7n, dst: "10.0.0.9", tos: 4 },
    ],
    [
      4,
      "14000200 20010db8000000000000000000000007 05000400 06000000",
      { type: "ip6", dst: "2001:db8::7", hoplimit: 6 },
    ],
    [
      5,
      "30000100 01000000 00040401 01000000 20010db8000000000000000000000006 20010db8000000000000000000000005",
      { type: "seg6", mode: "encap", segments: ["2001:db8::5", "2001:db8::6"] },
    ],
    [7, "08000100 01000000", { type: "seg6-local", action: "end" }],
    [99, "0102", { type: 99, data: "0102" }],
    // What a newer kernel adds, and what does not parse, stays whole.
    [
      2,
      "05000500 04000000 05006300 01000000",
      { type: "ip", tos: 4, data: "05000500040000000500630001000000" },
    ],
    [2, "ff000500", { type: "ip", data: "ff000500" }],
  ])("%i %s", (type, hex, encap) => {
    expect(encapOf(type, bytes(hex))).toEqual(encap);
  });

  it("reads stacks of labels", () => {
    expect(labelsText(bytes("fffff100"))).toBe("1048575");
    expect(labelsText(bytes(""))).toBe("");
  });
});

describe("metrics", () => {
  it("are the same there and back", () => {
    const metrics = {
      lock: ["mtu", "rtoMin"],
      mtu: 1400,
      rtt: 10.5,
      rttvar: 2.25,
      features: ["ecn", "0x100"],
      ccAlgo: "cubic",
    };
    const raw = { lock: 0x2004, mtu: 1400, rtt: 84, rttvar: 9, features: 0x101, ccAlgo: "cubic" };
    expect(metricsOf(raw)).toEqual(metrics);
    expect(metricsRequest({ ...metrics, features: ["ecn"] })).toEqual({ ...raw, features: 1 });
    expect(metricsOf({ lock: 0 })).toEqual({});
  });
});

describe("addresses", () => {
  const address = (ifaFamily: number, flags: number) =>
    addressOf(
      received(rtAddr.operations.RTM_GETADDR.reply, {
        ifaFamily,
        ifaIndex: 3,
        flags,
        address: ifaFamily === 2 ? "10.0.0.1" : "fe80::1",
      }),
      undefined,
    );

  it("of IPv6 are temporary by the bit that makes those of IPv4 secondary", () => {
    const bit = IFA_F.masks.secondary;
    expect(address(2, bit | IFA_F.masks.permanent).flags).toEqual(["secondary", "permanent"]);
    expect(address(10, bit).flags).toEqual(["temporary"]);
    expect(address(10, 0x80000000).flags).toEqual(["0x80000000"]);
  });

  it("stand without a link's name where that has gone", () => {
    expect(address(2, 0)).toEqual({
      family: "ipv4",
      index: 3,
      address: "10.0.0.1",
      prefixLength: 0,
      scope: "global",
      flags: [],
      validLifetime: "forever",
      preferredLifetime: "forever",
    });
  });
});

describe("links", () => {
  it("of tunnels have IP addresses for link-layer addresses", () => {
    const of = (ifiType: number, address: string, broadcast: string) => {
      const { address: own, broadcast: other } = link({
        ifiType,
        address: bytes(address),
        broadcast: bytes(broadcast),
      });
      return [own, other];
    };
    expect(of(ARPHRD.values.sit, "0a000001", "0a000002")).toEqual(["10.0.0.1", "10.0.0.2"]);
    expect(
      of(
        ARPHRD.values.tunnel6,
        "20010db8000000000000000000000001",
        "00000000000000000000000000000000",
      ),
    ).toEqual(["2001:db8::1", "::"]);
    expect(of(ARPHRD.values.infiniband, "80000048fe80000000000000f4521403007b", "00ff")).toEqual([
      "80:00:00:48:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b",
      "00:ff",
    ]);
    expect(of(ARPHRD.values.ether, "020000000001", "ffffffffffff")).toEqual([
      "02:00:00:00:00:01",
      "ff:ff:ff:ff:ff:ff",
    ]);
  });

  it("tell of hardware", () => {
    expect(
      link({
        ifiIndex: 2,
        ifiType: 1,
        ifname: "ens1f0",
        permAddress: "02:00:00:00:00:02",
        physPortName: "p0",
        physPortId: bytes("0a0b"),
        physSwitchId: bytes("0c0d"),
        parentDevName: "0000:01:00.0",
        parentDevBusName: "pci",
        protoDown: 1,
      }),
    ).toMatchObject({
      permanentAddress: "02:00:00:00:00:02",
      physPortName: "p0",
      physPortId: "0a0b",
      physSwitchId: "0c0d",
      parentDevName: "0000:01:00.0",
      parentDevBusName: "pci",
      protoDown: true,
    });
  });

  it("keep numbers and options that have no name", () => {
    expect(
      link({
        ifiType: 4711,
        operstate: 99,
        linkmode: 98,
        ifiFlags: 0x80000001,
        linkinfo: { kind: "new", data: bytes("0102") },
      }),
    ).toMatchObject({
      type: 4711,
      state: 99,
      mode: 98,
      up: true,
      flags: ["up", "0x80000000"],
      kind: "new",
      options: bytes("0102"),
    });
  });

  it("have the ttl of vxlan inherited or not", () => {
    const of = (ttlInherit: string) =>
      link({ linkinfo: { kind: "vxlan", data: { id: 5, ttlInherit: bytes(ttlInherit) } } }).options;
    expect(of("00")).toEqual({ id: 5, ttlInherit: false });
    expect(of("01")).toEqual({ id: 5, ttlInherit: true });
    expect(link({ linkinfo: { kind: "geneve", data: { id: 5, ttlInherit: 1 } } }).options).toEqual({
      id: 5,
      ttlInherit: 1,
    });
  });
});
