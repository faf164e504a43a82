/**
 * A check for each erratum of a generic family's spec, by spec and place: data of errata.test.ts.
 *
 * @module
 */
import { readFileSync } from "node:fs";
import { expect } from "vitest";
import { tableOfSet } from "../../../src/schema/index.ts";
import { readSpec } from "../../../src/spec/index.ts";
import * as devlink from "../../../src/uapi/generated/devlink.ts";
import * as ethtool from "../../../src/uapi/generated/ethtool.ts";
import * as nl80211 from "../../../src/uapi/generated/nl80211.ts";
import * as nlctrl from "../../../src/uapi/generated/nlctrl.ts";
import * as ovsFlow from "../../../src/uapi/generated/ovs_flow.ts";
import { decodeHex, encodeHex, hex } from "../../support/rows.ts";

const read = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), "utf8");

/** The version of a family, of its spec and overlay. */
function versionOf(family: string): number {
  const overlay = `tools/overlays/${family}.yaml`;
  return readSpec(read(`../shared/specs/${family}.yaml`), {
    overlay: { text: read(overlay), file: overlay },
  }).version;
}

const actions = tableOfSet(ovsFlow.actionAttrs);
const keys = tableOfSet(ovsFlow.keyAttrs);

/** The checks. */
export const GENERIC_CHECKS: Readonly<Record<string, () => void>> = {
  "nlctrl policy-attrs.mask / policy-attrs.pad": () => {
    const value = { policy: [{ policyId: 0, attrId: 1, mask: 0xffn }] };
    const bytes = "18 00 08 00  14 00 00 00  10 00 01 00  0c 00 0c 00 ff00000000000000";
    expect(decodeHex(nlctrl.ctrlMessage, bytes, "compiled")).toEqual(value);
  },
  "ethtool module-fw-flash-status": () => {
    expect(ethtool.moduleFwFlashStatus.values).toEqual({
      started: 1,
      "in-progress": 2,
      completed: 3,
      error: 4,
    });
  },
  "ethtool c33-pse-ext-state.power-not-available/short-detected": () => {
    expect(ethtool.c33PseExtState.values).toMatchObject({
      "pd-dll-power-type": 7,
      "power-not-available": 8,
      "short-detected": 9,
    });
  },
  "ethtool stats-grp.stat": () => {
    // One attribute for each counter, within it one whose type is the counter's number in its group.
    const bytes = [
      "3400 0480 0800 0200 01000000 0800 0300 12000000",
      "1000 0480 0c00 0000 0700000000000000",
      "1000 0480 0c00 0c00 0900000000000000",
    ];
    const whole = bytes.join("").replaceAll(" ", "");
    const value = {
      grp: [{ id: "eth-mac", ssId: 18, stat: [{ "2TxPkt": 7n }, { "14RxBytes": 9n }] }],
    };
    for (const engine of ["compiled", "interpreted"] as const) {
      expect(decodeHex(ethtool.statsMessage, whole, engine)).toEqual(value);
      expect(encodeHex(ethtool.statsMessage, value, engine)).toBe(whole);
    }
    // A group of a newer kernel stays bytes.
    expect(
      decodeHex(
        ethtool.statsMessage,
        "1400 0480 0800 0200 63000000 0800 0480 01020304",
        "compiled",
      ),
    ).toEqual({ grp: [{ id: 99, stat: [hex("01020304")] }] });
  },
  "devlink devlink.reload-limits": () => {
    expect(devlink.reloadLimit.masks).toEqual({ unspec: 1, "no-reset": 2 });
    expect(devlink.devlinkSet.entries).toMatchObject({
      reloadLimits: [155, { kind: "bitfield32", flags: devlink.reloadLimit }],
    });
  },
  "devlink port-get.dump.reply": () => {
    const { DEVLINK_CMD_PORT_GET: operation } = devlink.devlink.operations;
    expect(operation.type).toBe(5);
    expect(devlink.devlink.messages.get(7)?.name).toBe("DEVLINK_CMD_PORT_NEW");
    expect(devlink.devlink.messages.get(3)?.name).toBe("DEVLINK_CMD_NEW");
  },
  "nl80211 operations": () => {
    const { operations, messages } = nl80211.nl80211;
    expect(operations.NL80211_CMD_TRIGGER_SCAN.type).toBe(33);
    expect(operations.NL80211_CMD_GET_SCAN.type).toBe(32);
    expect(messages.get(34)?.name).toBe("NL80211_CMD_NEW_SCAN_RESULTS");
    // Every number of a command is one that is sent or one that arrives; 13 and 65 long have been neither.
    const known = new Set([
      ...messages.keys(),
      ...Object.values(operations).map(({ type }) => type),
    ]);
    for (let command = 1; command <= 167; command++)
      expect(known, String(command)).toContain(command);
  },
  "ovs_flow action-attrs.psample": () => {
    expect(ovsFlow.actionAttrs.entries).toMatchObject({ psample: [25, {}], drop: [24, {}] });
  },
  "ovs_flow ovs-action-push-mpls.mpls-ethertype, ovs-action-add-mpls.mpls-ethertype": () => {
    const push = { pushMpls: { mplsLse: 0x100, mplsEthertype: 0x8847 } };
    expect(encodeHex(actions, push, "compiled")).toBe("0c00090000000100" + "88470000");
    const add = { addMpls: { mplsLse: 0x100, mplsEthertype: 0x8847, tunFlags: 1 } };
    expect(encodeHex(actions, add, "compiled")).toBe("0c00160000000100" + "88470100");
  },
  "ovs_flow ovs-key-arp, ovs-key-ct-tuple-ipv4": () => {
    expect([ovsFlow.ovsKeyArp.size, ovsFlow.ovsKeyCtTupleIpv4.size]).toEqual([24, 16]);
    const arp = { arp: { arpSip: "10.0.0.1", arpTip: "10.0.0.2", arpOp: 1 } };
    expect(encodeHex(keys, arp, "compiled")).toBe(`1c000d000a0000010a0000020001${"00".repeat(14)}`);
  },
  "ovs_datapath/ovs_vport version 2": () => {
    expect([versionOf("ovs_datapath"), versionOf("ovs_vport")]).toEqual([2, 1]);
  },
};
