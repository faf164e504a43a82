/**
 * What the specs of generic families have wrong, or lack, beyond the list of errata.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { tableOfSet } from "../../src/schema/index.ts";
import * as devlink from "../../src/uapi/generated/devlink.ts";
import * as ethtool from "../../src/uapi/generated/ethtool.ts";
import * as fou from "../../src/uapi/generated/fou.ts";
import * as mptcp from "../../src/uapi/generated/mptcp_pm.ts";
import * as nl80211 from "../../src/uapi/generated/nl80211.ts";
import * as ovsDatapath from "../../src/uapi/generated/ovs_datapath.ts";
import * as ovsFlow from "../../src/uapi/generated/ovs_flow.ts";
import * as ovsVport from "../../src/uapi/generated/ovs_vport.ts";
import * as team from "../../src/uapi/generated/team.ts";
import * as wireguard from "../../src/uapi/generated/wireguard.ts";
import { netDm } from "../../src/uapi/generic/drop-monitor.ts";
import { GENERIC_FAMILIES } from "../../src/uapi/generic/families.ts";
import { LITTLE_ENDIAN } from "../../src/wire/index.ts";
import { decodeHex, ENGINES, encodeHex, hex } from "../support/rows.ts";

// The bytes are those of a little-endian kernel.
describe.skipIf(!LITTLE_ENDIAN).each(ENGINES)("%s: tables of generic families", (engine) => {
  it("keep the actions of a flow in their order", () => {
    const value = {
      dpIfindex: 7,
      actions: [
        { output: 1 },
        { pushVlan: { vlanTpid: 0x8100, vlanTci: 0x1064 } },
        { output: 2 },
        { clone: [{ popVlan: true }, { output: 3 }] },
      ],
    };
    const bytes = [
      "07000000 2c00 0280",
      "0800 0100 01000000",
      "0800 0400 81001064",
      "0800 0100 02000000",
      "1000 1480 0400 0500 0800 0100 03000000",
    ]
      .join("")
      .replaceAll(" ", "");
    expect(encodeHex(ovsFlow.flowMessage, value, engine)).toBe(bytes);
    expect(decodeHex(ovsFlow.flowMessage, bytes, engine)).toEqual(value);
  });

  it("read a formatted message of devlink word by word", () => {
    const value = {
      fmsg: [
        { fmsgObjNestStart: true },
        { fmsgPairNestStart: true },
        { fmsgObjName: "id" },
        { fmsgObjValueType: "u32" },
        { fmsgObjValueData: hex("2a000000") },
        { fmsgNestEnd: true },
        { fmsgNestEnd: true },
      ],
    };
    const bytes = encodeHex(devlink.devlinkMessage, value, engine);
    expect(bytes.slice(8, 32)).toBe("04006b0004006c0007006f00");
    expect(decodeHex(devlink.devlinkMessage, bytes, engine)).toEqual(value);
  });

  it("read a parameter of devlink with its values", () => {
    const value = {
      param: {
        paramName: "fw_load_policy",
        paramType: "u8",
        paramValuesList: {
          paramValue: [
            { paramValueData: hex("00"), paramValueCmode: "driverinit" },
            { paramValueData: hex("01"), paramValueCmode: "permanent" },
          ],
        },
      },
    };
    const bytes = encodeHex(devlink.devlinkMessage, value, engine);
    expect(decodeHex(devlink.devlinkMessage, bytes, engine)).toEqual(value);
    expect(devlink.devlink.messages.get(40)?.name).toBe("DEVLINK_CMD_PARAM_NEW");
    expect(devlink.devlink.messages.get(60)?.name).toBe("DEVLINK_CMD_FLASH_UPDATE_STATUS");
  });

  it("read the results of all pairs of a cable", () => {
    const nest = {
      result: [
        { pair: 0, code: 1 },
        { pair: 1, code: 2 },
      ],
    };
    const bytes = encodeHex(ethtool.cableTestNtfMessage, { nest }, engine);
    expect(decodeHex(ethtool.cableTestNtfMessage, bytes, engine)).toEqual({ nest });
    const tdr = {
      nest: {
        step: { firstDistance: 100 },
        amplitude: [
          { pair: 0, mv: -5 },
          { pair: 0, mv: 7 },
        ],
      },
    };
    const amplitudes = encodeHex(ethtool.cableTestTdrNtfMessage, tdr, engine);
    expect(decodeHex(ethtool.cableTestTdrNtfMessage, amplitudes, engine)).toEqual(tdr);
  });

  it("write addresses in the order of the network", () => {
    expect(encodeHex(fou.fouMessage, { localV4: "10.0.0.1", type: "gue" }, engine)).toBe(
      "080006000a000001" + "0500040002000000",
    );
    expect(encodeHex(tableOfSet(mptcp.address), { addr4: "10.0.0.1", port: 1 }, engine)).toBe(
      "080003000a000001" + "0600050001000000",
    );
  });

  it("read the events of MPTCP", () => {
    const { messages, groups } = mptcp.mptcpPm;
    expect(messages.get(10)).toEqual({
      name: "MPTCP_EVENT_SUB_ESTABLISHED",
      table: mptcp.eventAttrMessage,
    });
    expect(Object.keys(groups)).toEqual(["mptcp_pm_cmds", "mptcp_pm_events"]);
    const event = { token: 1, daddr4: "192.0.2.1", dport: 443, flags: 2 };
    const bytes = encodeHex(mptcp.eventAttrMessage, event, engine);
    expect(bytes).toContain("08000700c0000201" + "06000a0001bb");
    expect(decodeHex(mptcp.eventAttrMessage, bytes, engine)).toEqual(event);
  });

  it("list the options and ports of a team", () => {
    const value = { listOption: { option: [{ name: "mode" }, { name: "notify_peers_count" }] } };
    const bytes = encodeHex(team.teamMessage, value, engine);
    expect(decodeHex(team.teamMessage, bytes, engine)).toEqual(value);
    expect(Object.keys(team.team.groups)).toEqual(["change_event"]);
  });

  it("read the options of a tunnel port as its drivers do", () => {
    const value = { dpIfindex: 1, options: { dstPort: 4789, extension: { gbp: true } } };
    const bytes = "01000000 1400 0480 0600 0100 b5120000 0800 0280 0400 0100".replaceAll(" ", "");
    expect(encodeHex(ovsVport.vportMessage, value, engine)).toBe(bytes);
    expect(decodeHex(ovsVport.vportMessage, bytes, engine)).toEqual(value);
    expect(ovsVport.ovsVport.operations.OVS_VPORT_CMD_SET.type).toBe(4);
    expect(ovsDatapath.ovsDatapath.operations.OVS_DP_CMD_SET.type).toBe(4);
  });

  it("read the summary of the drop monitor, which has no number", () => {
    const value = {
      alert: {
        entries: 2,
        points: [
          { pc: 0xffffffff81a4b2ffn, count: 3 },
          { pc: 0xffffffffc0001000n, count: 1 },
        ],
      },
    };
    const bytes = "20000000 02000000 ffb2a481ffffffff03000000 001000c0ffffffff01000000";
    const { table } = netDm.notifications.NET_DM_CMD_ALERT;
    expect(encodeHex(table, value, engine)).toBe(bytes.replaceAll(" ", ""));
    expect(decodeHex(table, bytes.replaceAll(" ", ""), engine)).toEqual(value);
  });

  it("read the time of a handshake as signed", () => {
    const value = { lastHandshakeTime: { sec: -1n, nsec: 0n } };
    const bytes = `14000600${"ff".repeat(8)}${"00".repeat(8)}`;
    expect(decodeHex(tableOfSet(wireguard.wgpeer), bytes, engine)).toEqual(value);
  });

  it("read a station and the access points of a scan", () => {
    const value = {
      ifindex: 3,
      mac: "02:00:00:00:01:00",
      staInfo: {
        signal: -52,
        chainSignal: [-50, -60],
        txBitrate: { bitrate32: 8667, vhtMcs: 9, "80MhzWidth": true },
        rxBytes64: 2n ** 40n,
        staFlags: { mask: 6, set: 2 },
      },
    };
    const bytes = encodeHex(nl80211.nl80211Message, value, engine);
    expect(decodeHex(nl80211.nl80211Message, bytes, engine)).toEqual(value);
    const bss = { bssid: "02:00:00:00:00:00", signalMbm: -3000, status: "associated" };
    const scan = encodeHex(nl80211.nl80211Message, { bss }, engine);
    expect(decodeHex(nl80211.nl80211Message, scan, engine)).toEqual({ bss });
  });
});

describe("generic families by name", () => {
  it.each(Object.entries(GENERIC_FAMILIES))("%s", async (name, load) => {
    expect(await load()).toMatchObject({ name, protocol: 16 });
  });
});
