/**
 * Tables of ovs_vport.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  array,
  attributeSet,
  enumOf,
  enumTable,
  familyTable,
  flag,
  messageOf,
  nestOf,
  operation,
  s32,
  type SetIn,
  type SetOut,
  string,
  struct,
  type StructIn,
  type StructOut,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";

export const OVS_VPORT_CMD_NEW = 1;
export const OVS_VPORT_CMD_DEL = 2;
export const OVS_VPORT_CMD_GET = 3;
export const OVS_VPORT_CMD_SET = 4;

export const ovsHeader = struct("ovs-header", { dpIfindex: u32 });

export const vportType = enumTable("vport-type", {
  unspec: 0,
  netdev: 1,
  internal: 2,
  gre: 3,
  vxlan: 4,
  geneve: 5,
});

export interface VxlanExtensions extends SetOut<(typeof vxlanExtensions)["entries"]> {}
export interface VxlanExtensionsInput extends SetIn<(typeof vxlanExtensions)["entries"]> {}
export const vxlanExtensions = attributeSet("vxlan-extensions", "OVS_VXLAN_EXT_", {
  gbp: [1, flag],
});

export interface VportOptions extends SetOut<(typeof vportOptions)["entries"]> {}
export interface VportOptionsInput extends SetIn<(typeof vportOptions)["entries"]> {}
export const vportOptions = attributeSet("vport-options", "OVS_TUNNEL_ATTR_", {
  dstPort: [1, u16],
  extension: [2, nestOf<VxlanExtensions, VxlanExtensionsInput>(vxlanExtensions)],
});

export const ovsVportStats = struct("ovs-vport-stats", {
  rxPackets: u64,
  txPackets: u64,
  rxBytes: u64,
  txBytes: u64,
  rxErrors: u64,
  txErrors: u64,
  rxDropped: u64,
  txDropped: u64,
});

export interface UpcallStats extends SetOut<(typeof upcallStats)["entries"]> {}
export interface UpcallStatsInput extends SetIn<(typeof upcallStats)["entries"]> {}
export const upcallStats = attributeSet("upcall-stats", "OVS_VPORT_UPCALL_ATTR_", {
  success: [0, u64],
  fail: [1, u64],
});

export interface Vport extends SetOut<(typeof vport)["entries"]> {}
export interface VportInput extends SetIn<(typeof vport)["entries"]> {}
export const vport = attributeSet("vport", "OVS_VPORT_ATTR_", {
  portNo: [1, u32],
  type: [2, enumOf(u32, vportType)],
  name: [3, string],
  options: [4, nestOf<VportOptions, VportOptionsInput>(vportOptions)],
  upcallPid: [5, array(u32)],
  stats: [6, ovsVportStats],
  ifindex: [8, s32],
  netnsid: [9, s32],
  upcallStats: [10, nestOf<UpcallStats, UpcallStatsInput>(upcallStats)],
});

export interface VportMessage extends StructOut<(typeof ovsHeader)["members"]>, Vport {}
export interface VportMessageInput extends StructIn<(typeof ovsHeader)["members"]>, VportInput {}
export const vportMessage = messageOf<VportMessage, VportMessageInput>({
  header: ovsHeader,
  attributes: vport,
});

export const ovsVport = familyTable({
  name: "ovs_vport",
  protocol: 16,
  version: 1,
  messages: {
    OVS_VPORT_CMD_NEW: [OVS_VPORT_CMD_NEW, vportMessage],
    OVS_VPORT_CMD_DEL: [OVS_VPORT_CMD_DEL, vportMessage],
    OVS_VPORT_CMD_GET: [OVS_VPORT_CMD_GET, vportMessage],
    OVS_VPORT_CMD_SET: [OVS_VPORT_CMD_SET, vportMessage],
  },
  operations: {
    OVS_VPORT_CMD_NEW: operation(
      "OVS_VPORT_CMD_NEW",
      [OVS_VPORT_CMD_NEW, vportMessage],
      [OVS_VPORT_CMD_NEW, vportMessage],
    ),
    OVS_VPORT_CMD_DEL: operation(
      "OVS_VPORT_CMD_DEL",
      [OVS_VPORT_CMD_DEL, vportMessage],
      [OVS_VPORT_CMD_DEL, vportMessage],
    ),
    OVS_VPORT_CMD_GET: operation(
      "OVS_VPORT_CMD_GET",
      [OVS_VPORT_CMD_GET, vportMessage],
      [OVS_VPORT_CMD_GET, vportMessage],
      { oneReply: true },
    ),
    OVS_VPORT_CMD_SET: operation(
      "OVS_VPORT_CMD_SET",
      [OVS_VPORT_CMD_SET, vportMessage],
      [OVS_VPORT_CMD_SET, vportMessage],
    ),
  },
  groups: { ovs_vport: 0 },
});
