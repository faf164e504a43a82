/**
 * A check for each erratum of the specs of traffic control, nftables and connection tracking, by spec and
 * place: data of errata.test.ts. {@link MORE_RAW_CHECKS} has those that the list of errata does not.
 *
 * @module
 */
import { expect } from "vitest";
import { type AttributeSet, constantName, tableOfSet } from "../../../src/schema/index.ts";
import * as conntrack from "../../../src/uapi/generated/conntrack.ts";
import * as nftables from "../../../src/uapi/generated/nftables.ts";
import * as neigh from "../../../src/uapi/generated/rt-neigh.ts";
import * as rule from "../../../src/uapi/generated/rt-rule.ts";
import * as tc from "../../../src/uapi/generated/tc.ts";
import { decodeHex, encodeHex, hex } from "../../support/rows.ts";

/** Expects attributes of a set to be read and written so. */
function expectBoth(set: AttributeSet, value: unknown, text: string): void {
  const table = tableOfSet(set);
  expect(decodeHex(table, text, "compiled")).toEqual(value);
  expect(hex(encodeHex(table, value, "compiled"))).toEqual(hex(text));
}

/** Numbers of attributes by name. */
function numbersOf(set: AttributeSet, ...names: string[]): (number | undefined)[] {
  return names.map((name) => set.entries[name]?.[0]);
}

const EXPRESSIONS =
  "byteorder connlimit dup dynset exthdr fwd hash inner last limit masq notrack osf queue redir rt socket synproxy tunnel xfrm";
const RATE = "0104 0000 ffff 0000 48e80100";

/** The checks. */
export const RAW_CHECKS: Readonly<Record<string, () => void>> = {
  "tc tc-ratespec": () => {
    const none = { cellLog: 0, linklayer: 0, overhead: 0, cellAlign: 0, mpu: 0, rate: 0 };
    const rate = { ...none, cellLog: 1, linklayer: 4, cellAlign: -1, rate: 125_000 };
    const parms = { rate, peakrate: none, limit: 3000, buffer: 5, mtu: 0 };
    const zero = "00000000 00000000 00000000";
    expectBoth(tc.tbfAttrs, { parms }, `28000100 ${RATE} ${zero} b80b0000 05000000 00000000`);
    expect([tc.tcHtbOpt.size, tc.tcTbfQopt.size, tc.tcPolice.size]).toEqual([44, 36, 56]);
  },
  "tc tc-u32-sel": () => {
    const header = { flags: 1, offshift: 0, nkeys: 2, offmask: 0x0f00, off: 0, offoff: 0, hoff: 0 };
    const keys = [
      { mask: 0xffff_0000, val: 0x0a00_0000, off: 12, offmask: 0 },
      { mask: 0xff, val: 6, off: 8, offmask: -1 },
    ];
    const text = `3400 0500 01000200 0f00 0000 0000 0000 00000000
      ffff0000 0a000000 0c000000 00000000 000000ff 00000006 08000000 ffffffff`;
    expectBoth(tc.u32Attrs, { sel: { ...header, hmask: 0, keys } }, text);
  },
  "tc tc-pedit-sel": () => {
    const header = {
      index: 1,
      capab: 0,
      action: "pipe",
      refcnt: 1,
      bindcnt: 1,
      nkeys: 1,
      flags: 0,
    };
    const keys = [{ mask: 0xff, val: 1, off: 20, at: 0, offmask: 0, shift: 0 }];
    const text = `34000200 01000000 00000000 03000000 01000000 01000000 01000000
      ff000000 01000000 14000000 00000000 00000000 00000000`;
    expectBoth(tc.actPeditAttrs, { parms: { ...header, keys } }, text);
  },
  "tc tc-u32-pcnt": () => {
    const text = `24000900 0100000000000000 0200000000000000 0300000000000000 0400000000000000`;
    expectBoth(tc.u32Attrs, { pcnt: { rcnt: 1n, rhit: 2n, kcnts: [3n, 4n] } }, text);
  },
  "tc tc-stats, gnet-stats-basic": () => {
    expect([tc.tcStats.size, tc.gnetStatsBasic.size]).toEqual([40, 16]);
    const basic = "14000100 0500000000000000 07000000 00000000";
    expectBoth(tc.tcaStatsAttrs, { basic: { bytes: 5n, packets: 7 } }, basic);
  },
  "tc getchain.do.reply": () => {
    expect(tc.tc.operations.RTM_GETCHAIN).toMatchObject({ replyType: 102, oneReply: true });
    expect(tc.tc.messages.get(100)).toMatchObject({ name: "RTM_NEWCHAIN", table: tc.attrsMessage });
  },
  "tc getqdisc/gettclass do": () => {
    // Whoever asks for one sets NLM_F_ECHO, and gets no more than an ACK without it.
    expect(tc.tc.operations.RTM_GETQDISC).toMatchObject({ replyType: 36 });
    expect(tc.tc.operations.RTM_GETTCLASS).toMatchObject({ replyType: 40 });
    expect(tc.tc.operations.RTM_GETQDISC).not.toMatchObject({ oneReply: true });
    expect(tc.tc.operations.RTM_GETTCLASS).not.toMatchObject({ oneReply: true });
  },
  "tc tca-stats-app-msg": () => {
    const kinds = Object.keys(tc.classStatsAttrs.entries.app[1].formats);
    for (const kind of ["drr", "fq_codel", "hfsc", "htb", "qfq"]) expect(kinds).toContain(kind);
    const app = { lends: 1, borrows: 2, giants: 0, tokens: -5, ctokens: 6 };
    const text = `08000100 68746200 1c000780 18000400 01000000 02000000 00000000 fbffffff 06000000`;
    expectBoth(tc.classAttrs, { kind: "htb", stats2: { app } }, text);
  },
  "tc notifications and actions": () => {
    const names = [36, 37, 40, 41, 44, 45, 48, 49, 50].map((it) => tc.tc.messages.get(it)?.name);
    expect(names.join(" ")).toBe(
      "RTM_NEWQDISC RTM_DELQDISC RTM_NEWTCLASS RTM_DELTCLASS RTM_NEWTFILTER RTM_DELTFILTER RTM_NEWACTION RTM_DELACTION RTM_GETACTION",
    );
    expect(tc.tc.groups).toEqual({ RTNLGRP_TC: 4 });
    const value = { family: 0, tab: [{ kind: "gact", index: 7 }], count: 1 };
    const text = "00000000 1c000180 18000180 09000100 67616374 00000000 08000300 07000000";
    const table = tc.tcaRootMessage;
    expect(decodeHex(table, `${text} 08000300 01000000`, "compiled")).toEqual(value);
  },
  "nftables chain-attrs.flags/id/userdata": () => {
    expect(numbersOf(nftables.chainAttrs, "flags", "id", "userdata")).toEqual([10, 11, 12]);
    expectBoth(nftables.chainAttrs, { flags: 1 }, "08000a00 00000001");
  },
  "nftables rule-attrs.id/position-id/chain-id": () => {
    const numbers = numbersOf(nftables.ruleAttrs, "id", "positionId", "chainId");
    expect(numbers).toEqual([9, 10, 11]);
  },
  "nftables setelem-attrs.objref/key-end/expressions": () => {
    const numbers = numbersOf(nftables.setelemAttrs, "objref", "keyEnd", "expressions");
    expect(numbers).toEqual([9, 10, 11]);
  },
  "nftables expr-lookup-attrs.set-id/sreg/dreg": () => {
    const value = { set: "s", sreg: "reg-1", dreg: "reg-verdict", setId: 9 };
    const text = "06000100 73000000 08000200 00000001 08000300 00000000 08000400 00000009";
    expectBoth(nftables.exprLookupAttrs, value, text);
  },
  "nftables fib-result.oif/oifname/addrtype": () => {
    expect(nftables.fibResult.values).toEqual({ unspec: 0, oif: 1, oifname: 2, addrtype: 3 });
  },
  "nftables numgen-attrs.dreg, rule-attrs.id/position-id/chain-id, set-attrs.id/timeout/gc-interval, setelem-attrs.timeout/expiration, setelem-list-attrs.set-id":
    () => {
      expectBoth(nftables.numgenAttrs, { dreg: "reg-1" }, "08000100 00000001");
      const rules = { id: 1, positionId: 2, chainId: 3 };
      const ids = "08000900 00000001 08000a00 00000002 08000b00 00000003";
      expectBoth(nftables.ruleAttrs, rules, ids);
      // An hour, in milliseconds.
      const hour = "00000000 0036ee80";
      const set = { id: 1, timeout: 3_600_000n, gcInterval: 2 };
      const text = `08000a00 00000001 0c000b00 ${hour} 08000c00 00000002`;
      expectBoth(nftables.setAttrs, set, text);
      const element = { timeout: 3_600_000n, expiration: 3_600_000n };
      expectBoth(nftables.setelemAttrs, element, `0c000400 ${hour} 0c000500 ${hour}`);
      expectBoth(nftables.setelemListAttrs, { setId: 5 }, "08000400 00000005");
    },
  "nftables mgmt": () => {
    expect(nftables.nftables.groups).toEqual({ NFNLGRP_NFTABLES: 7, NFNLGRP_NFTRACE: 9 });
  },
  "nftables expr-ops": () => {
    const { formats } = nftables.exprAttrs.entries.data[1];
    expect(Object.keys(formats)).toEqual(expect.arrayContaining(EXPRESSIONS.split(" ")));
    const limit = { name: "limit", data: { rate: 5n, unit: 60n, type: "pkts" } };
    const data = "0c000100 0000000000000005 0c000200 000000000000003c 08000400 00000000";
    expectBoth(nftables.exprAttrs, limit, `0a000100 6c696d69 74000000 24000280 ${data}`);
  },
  "conntrack nat-attrs.nat-v6-minip/-maxip/nat-proto": () => {
    const numbers = numbersOf(conntrack.natAttrs, "natProto", "natV6Minip", "natV6Maxip");
    expect(numbers).toEqual([3, 4, 5]);
    const value = { natV6Minip: "::1" };
    expectBoth(conntrack.natAttrs, value, `14000400 ${"00".repeat(15)}01`);
  },
  "conntrack operations": () => {
    const { operations, messages, groups } = conntrack.conntrack;
    expect(
      Object.keys(operations)
        .map((name) => name.slice("IPCTNL_MSG_".length))
        .sort(),
    ).toEqual(
      "CT_DELETE CT_GET CT_GET_CTRZERO CT_GET_DYING CT_GET_STATS CT_GET_STATS_CPU CT_GET_UNCONFIRMED CT_NEW EXP_DELETE EXP_GET EXP_GET_STATS_CPU EXP_NEW".split(
        " ",
      ),
    );
    expect([0x100, 0x102, 0x200].map((it) => messages.get(it)?.name)).toEqual([
      "IPCTNL_MSG_CT_NEW",
      "IPCTNL_MSG_CT_DELETE",
      "IPCTNL_MSG_EXP_NEW",
    ]);
    expect(Object.values(groups)).toEqual([1, 2, 3, 4, 5, 6]);
  },
};

/** What the list of errata does not have. */
export const MORE_RAW_CHECKS: Readonly<Record<string, () => void>> = {
  "rt-neigh neighbour-attrs.port": () =>
    expectBoth(neigh.neighbourAttrs, { port: 4789 }, "06000600 12b50000"),
  "rt-neigh neighbour-attrs.fdb-ext-attrs": () => {
    const value = { fdbExtAttrs: { activityNotify: 1, dontRefresh: true } };
    expectBoth(neigh.neighbourAttrs, value, "10000e80 05000100 01000000 04000200");
  },
  "rt-rule fib-rule-attrs.tun-id": () =>
    expectBoth(rule.fibRuleAttrs, { tunId: 42n }, "0c000c00 00000000 0000002a"),
  "tc options-msg hfsc and sfb": () => {
    const fsc = { m1: 0, d: 0, m2: 125_000 };
    const curve = "10000200 00000000 00000000 48e80100";
    const kind = "09000100 68667363 00000000";
    expectBoth(tc.classAttrs, { kind: "hfsc", options: { fsc } }, `${kind} 14000280 ${curve}`);
    expect(numbersOf(tc.sfbAttrs, "parms")).toEqual([1]);
  },
  "tc flower-attrs.key-vlan-id, key-cvlan-id, key-mpls-label": () => {
    const value = { keyVlanId: 10, keyVlanEthType: 0x800, keyMplsLabel: 33, keyCvlanId: 11 };
    const text = "06001700 0a000000 06001900 08000000 08004600 21000000 06004d00 0b000000";
    expectBoth(tc.flowerAttrs, value, text);
  },
  "tc flower-attrs.key-mpls-opts": () => {
    const value = { keyMplsOpts: { lse: [{ lseDepth: 1, lseLabel: 33 }] } };
    const text = "18006380 14000180 05000100 01000000 08000500 21000000";
    expectBoth(tc.flowerAttrs, value, text);
  },
  "tc flower-key-enc-opt-geneve-attrs.class, flower-key-enc-opt-erspan-attrs.index": () => {
    expectBoth(tc.flowerKeyEncOptGeneveAttrs, { class: 0x102 }, "06000100 01020000");
    expectBoth(tc.flowerKeyEncOptErspanAttrs, { index: 2 }, "08000200 00000002");
  },
  "tc act-tunnel-key-attrs.enc-key-id, act-vlan-attrs.push-vlan-protocol": () => {
    expectBoth(tc.actTunnelKeyAttrs, { encKeyId: 33 }, "08000700 00000021");
    expectBoth(tc.actVlanAttrs, { pushVlanProtocol: 0x8100 }, "06000400 81000000");
  },
  "tc act-mirred-attrs.blockid, cake-attrs.overhead, netem-attrs.pad": () => {
    expectBoth(tc.actMirredAttrs, { blockid: 3 }, "08000400 03000000");
    expectBoth(tc.cakeAttrs, { overhead: -4 }, "08000600 fcffffff");
    expect(Object.keys(tc.netemAttrs.entries)).not.toContain("pad");
  },
  "tc gred-attrs.parms, hfsc-attrs, cls-flags, dualpi2-ecn-mask": () => {
    expect(tc.gredAttrs.entries.parms[1].kind).toBe("array");
    expect(constantName(tc.hfscAttrs, "rsc")).toBe("TCA_HFSC_RSC");
    expect(tc.clsFlags.masks).toMatchObject({ "not-in-hw": 8 });
    expect(tc.dualpi2EcnMask.values).toEqual({ "l4s-ect": 1, "cla-ect": 2, "any-ect": 3 });
  },
  "nftables setelem-attrs.flags, set-desc-concat-attrs.elem": () => {
    expectBoth(nftables.setelemAttrs, { flags: 1 }, "08000300 00000001");
    const elem = [{ len: 4 }, { len: 2 }];
    const text = "0c000180 08000100 00000004 0c000180 08000100 00000002";
    expectBoth(nftables.setDescConcatAttrs, { elem }, text);
  },
  "conntrack conntrack-attrs.timestamp": () => {
    const text = "10001480 0c000100 00000000 00000001";
    expectBoth(conntrack.conntrackAttrs, { timestamp: { start: 1n } }, text);
  },
  "conntrack nf-ct-sctp-state": () => {
    expect(conntrack.nfCtSctpState.values).toMatchObject({ closed: 1, "heartbeat-acked": 9 });
  },
};
