/**
 * Tables of ovs_datapath.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  array,
  attributeSet,
  familyTable,
  flagsOf,
  flagTable,
  messageOf,
  operation,
  pad,
  s32,
  type SetIn,
  type SetOut,
  string,
  struct,
  type StructIn,
  type StructOut,
  u32,
  u64,
} from "../../schema/index.ts";

export const OVS_DP_CMD_GET = 3;
export const OVS_DP_CMD_NEW = 1;
export const OVS_DP_CMD_DEL = 2;
export const OVS_DP_CMD_SET = 4;

export const ovsHeader = struct("ovs-header", { dpIfindex: u32 });

export const ovsDpStats = struct("ovs-dp-stats", {
  nHit: u64,
  nMissed: u64,
  nLost: u64,
  nFlows: u64,
});

export const ovsDpMegaflowStats = struct("ovs-dp-megaflow-stats", {
  nMaskHit: u64,
  nMasks: u32,
  pad0: pad(4),
  nCacheHit: u64,
  pad1: pad(8),
});

export const userFeatures = flagTable("user-features", {
  unaligned: 0x1,
  "vport-pids": 0x2,
  "tc-recirc-sharing": 0x4,
  "dispatch-upcall-per-cpu": 0x8,
});

export interface Datapath extends SetOut<(typeof datapath)["entries"]> {}
export interface DatapathInput extends SetIn<(typeof datapath)["entries"]> {}
export const datapath = attributeSet("datapath", "OVS_DP_ATTR_", {
  name: [1, string],
  upcallPid: [2, u32],
  stats: [3, ovsDpStats],
  megaflowStats: [4, ovsDpMegaflowStats],
  userFeatures: [5, flagsOf(u32, userFeatures)],
  masksCacheSize: [7, u32],
  perCpuPids: [8, array(u32)],
  ifindex: [9, s32],
});

export interface DatapathMessage extends StructOut<(typeof ovsHeader)["members"]>, Datapath {}
export interface DatapathMessageInput
  extends StructIn<(typeof ovsHeader)["members"]>, DatapathInput {}
export const datapathMessage = messageOf<DatapathMessage, DatapathMessageInput>({
  header: ovsHeader,
  attributes: datapath,
});

export const ovsDatapath = familyTable({
  name: "ovs_datapath",
  protocol: 16,
  version: 2,
  messages: {
    OVS_DP_CMD_NEW: [OVS_DP_CMD_NEW, datapathMessage],
    OVS_DP_CMD_DEL: [OVS_DP_CMD_DEL, datapathMessage],
    OVS_DP_CMD_GET: [OVS_DP_CMD_GET, datapathMessage],
    OVS_DP_CMD_SET: [OVS_DP_CMD_SET, datapathMessage],
  },
  operations: {
    OVS_DP_CMD_GET: operation(
      "OVS_DP_CMD_GET",
      [OVS_DP_CMD_GET, datapathMessage],
      [OVS_DP_CMD_GET, datapathMessage],
      { oneReply: true },
    ),
    OVS_DP_CMD_NEW: operation(
      "OVS_DP_CMD_NEW",
      [OVS_DP_CMD_NEW, datapathMessage],
      [OVS_DP_CMD_NEW, datapathMessage],
    ),
    OVS_DP_CMD_DEL: operation(
      "OVS_DP_CMD_DEL",
      [OVS_DP_CMD_DEL, datapathMessage],
      [OVS_DP_CMD_DEL, datapathMessage],
    ),
    OVS_DP_CMD_SET: operation(
      "OVS_DP_CMD_SET",
      [OVS_DP_CMD_SET, datapathMessage],
      [OVS_DP_CMD_SET, datapathMessage],
    ),
  },
  groups: { ovs_datapath: 0 },
});
