/**
 * The places where the kernel's specs are wrong, as far as they concern the families generated here: for
 * each the bytes, or the table, as the kernel has it.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  decodePayload,
  encodePayload,
  type MessageTable,
  tableOfSet,
} from "../../src/schema/index.ts";
import * as link from "../../src/uapi/generated/rt-link.ts";
import {
  INET6_STATS,
  linkMessage,
  RTNLGRP,
  routeMessage,
  rtAddr,
  rtLink,
} from "../../src/uapi/route/index.ts";
import { LITTLE_ENDIAN, MessageBuilder } from "../../src/wire/index.ts";
import { GENERIC_CHECKS } from "./errata/generic.ts";
import { MORE_RAW_CHECKS, RAW_CHECKS } from "./errata/raw.ts";

const shared = new URL("../../../shared/specs/", import.meta.url);
const absent = !existsSync(shared);
const why = absent ? " (skipped: the list of errata is not beside this checkout)" : "";

/** Bytes written as hexadecimal groups. */
function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.replaceAll(" ", "").match(/../g) ?? [], (pair) =>
    Number.parseInt(pair, 16),
  );
}

function decode(table: MessageTable, hex: string): unknown {
  const bytes = bytesOf(hex);
  return decodePayload(table, bytes, new DataView(bytes.buffer), 0, bytes.length);
}

function encode(table: MessageTable, value: unknown): Uint8Array {
  const builder = new MessageBuilder();
  encodePayload(table, builder, value);
  return builder.bytes.slice(0, builder.length);
}

const vfinfo = tableOfSet(link.vfinfoAttrs);
const vlans = tableOfSet(link.vfVlanAttrs);
const linkSet = tableOfSet(link.linkAttrs);
const IFINFOMSG = "00 00 0000 00000000 00000000 00000000";
const RTMSG = "02 18 00 00 fe 04 00 01 00000000";

/** Kinds of links that the kernel has and its spec does not. */
const KINDS =
  "vxlan macvlan macvtap ipvlan ipvtap ip6gretap ip6erspan macsec xfrm bareudp amt gtp pfcp ppp can vxcan ipoib rmnet wwan dsa team lowpan batadv";

/** A test for each erratum, by spec and place. */
const CHECKS: Readonly<Record<string, () => void>> = {
  ...GENERIC_CHECKS,
  ...RAW_CHECKS,
  "rt-link linkinfo-data-msg": () => {
    const data = link.linkinfoAttrs.entries.data[1];
    for (const kind of KINDS.split(" ")) expect(Object.keys(data.formats)).toContain(kind);
    const info = { linkinfo: { kind: "vxlan", data: { id: 42, port: 4789, group: "239.1.1.1" } } };
    const bytes = encode(linkMessage, info);
    // 4789 is 0x12b5, in network order.
    expect(bytes.slice(32)).toEqual(
      bytesOf(
        "1c 00 02 80  08 00 01 00 2a 00 00 00  06 00 0f 00 12 b5 00 00  08 00 02 00 ef 01 01 01",
      ),
    );
  },
  "rt-link dellink notification": () => {
    expect(rtLink.messages.get(17)).toEqual({ name: "RTM_DELLINK", table: linkMessage });
    expect(rtLink.groups.RTNLGRP_LINK).toBe(1);
  },
  "rt-link ifla-vf-guid": () => {
    const value = { ibNodeGuid: { vf: 1, guid: 0x0102030405060708n } };
    expect(decode(vfinfo, "14 00 0a 00  01000000 00000000 0807060504030201")).toEqual(value);
  },
  "rt-link ifla-vf-vlan-info.vlan-proto": () => {
    const value = { info: [{ vf: 1, vlan: 100, qos: 3, vlanProto: "8021ad" }] };
    expect(decode(vlans, "14 00 01 00  01000000 64000000 03000000 88a8 0000")).toEqual(value);
  },
  "rt-link rtnl-link-ifmap": () => {
    expect(encode(linkSet, { map: { memStart: 1n } })).toHaveLength(36);
    const map = `24 00 0e 00 ${"01000000 00000000".repeat(3)} 0500 06 07 00000000`;
    const value = { memStart: 1n, memEnd: 1n, baseAddr: 1n, irq: 5, dma: 6, port: 7 };
    expect(decode(linkMessage, IFINFOMSG + map)).toMatchObject({ map: value });
  },
  "rt-link ifla-inet6-stats": () => {
    expect(INET6_STATS.values).toMatchObject({
      num: 0,
      noectpkts: 4,
      outrequests: 8,
      "reasm-overlaps": 37,
    });
  },
  "rt-addr newaddr/deladdr notifications": () => {
    expect([rtAddr.messages.get(20)?.name, rtAddr.messages.get(21)?.name]).toEqual([
      "RTM_NEWADDR",
      "RTM_DELADDR",
    ]);
    expect(rtAddr.groups).toMatchObject({ RTNLGRP_IPV4_IFADDR: 5, RTNLGRP_IPV6_IFADDR: 9 });
    expect(RTNLGRP.values).toMatchObject(rtAddr.groups);
  },
  "rt-route rta-cacheinfo": () => {
    const words = "01000000 02000000 fdffffff 04000000 05000000 06000000 07000000 08000000";
    expect(decode(routeMessage, `${RTMSG} 24 00 0c 00 ${words}`)).toMatchObject({
      cacheinfo: {
        rtaClntref: 1,
        rtaLastuse: 2,
        rtaExpires: -3,
        rtaError: 4,
        rtaUsed: 5,
        rtaId: 6,
        rtaTs: 7,
        rtaTsage: 8,
      },
    });
  },
  "rt-route route-attrs.multipath, encap": () => {
    const hops =
      "10 00 00 00 02000000 08 00 05 00 0a000001  10 00 04 02 03000000 07 00 12 00 02000a 00";
    const value = {
      multipath: [
        { rtnhFlags: 0, rtnhHops: 0, rtnhIfindex: 2, gateway: "10.0.0.1" },
        { rtnhFlags: 4, rtnhHops: 2, rtnhIfindex: 3, via: bytesOf("02000a") },
      ],
    };
    expect(decode(routeMessage, `${RTMSG} 24 00 09 00 ${hops}`)).toMatchObject(value);
    expect(encode(routeMessage, value).slice(12)).toEqual(bytesOf(`24 00 09 00 ${hops}`));
    // RTA_ENCAP_TYPE, which says what is in RTA_ENCAP, comes after it: it is bytes for the caller.
    expect(decode(routeMessage, `${RTMSG} 08 00 16 00 01020304`)).toMatchObject({
      encap: bytesOf("01020304"),
    });
  },
};

describe.skipIf(absent)(`errata of the kernel's specs${why}`, () => {
  const generated = absent
    ? []
    : readdirSync(new URL("../../src/uapi/generated/", import.meta.url)).map((name) =>
        name.replace(".ts", ""),
      );
  const errata: { spec: string; where: string }[] = absent
    ? []
    : JSON.parse(readFileSync(new URL("spec-errata.json", shared), "utf8"));
  const ours = errata
    .filter(({ spec }) => spec.split("/").every((family) => generated.includes(family)))
    .map(({ spec, where }) => `${spec} ${where}`);

  it("have a check each", () => {
    expect(Object.keys(CHECKS).toSorted()).toEqual(ours.toSorted());
  });

  // The bytes are those of a little-endian kernel.
  it.skipIf(!LITTLE_ENDIAN).each(ours)("%s", (key) => CHECKS[key]?.());
});

describe("what the specs have wrong beyond the list", () => {
  // The bytes are those of a little-endian kernel.
  it.skipIf(!LITTLE_ENDIAN).each(Object.keys(MORE_RAW_CHECKS))("%s", (key) =>
    MORE_RAW_CHECKS[key]?.(),
  );

  it("keeps the bridge's attributes apart from those of the address families", () => {
    const vlan = `07 00 0100 02000000 00000000 00000000  0c 00 1a 80 08 00 02 00 0600 6400`;
    expect(decode(linkMessage, vlan)).toMatchObject({
      afSpec: { vlanInfo: [{ flags: 6, vid: 100 }] },
    });
    const inet = `00 00 0100 02000000 00000000 00000000  10 00 1a 80 0c 00 02 00 08 00 01 00 05000000`;
    expect(decode(linkMessage, inet)).toMatchObject({ afSpec: { inet: { conf: [5] } } });
  });

  it("reads the peer of a veth as a link", () => {
    const value = {
      ifname: "a",
      linkinfo: {
        kind: "veth",
        data: { peer: { ifiIndex: 7, ifname: "b", linkinfo: { kind: "veth" } } },
      },
    };
    const bytes = encode(linkMessage, value);
    expect(
      decodePayload(linkMessage, bytes, new DataView(bytes.buffer), 0, bytes.length),
    ).toMatchObject(value);
  });

  it("limits names to what the kernel takes", () => {
    expect(() => encode(linkMessage, { ifname: "x".repeat(16) })).toThrow(
      "ifname: expected a string of at most 15 bytes",
    );
    expect(() => encode(linkMessage, { propList: { altIfname: ["x".repeat(128)] } })).toThrow(
      "propList.altIfname.0",
    );
  });
});
