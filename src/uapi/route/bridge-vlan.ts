/**
 * VLANs of a bridge and of its ports, each with its options.
 *
 * @module
 */
import {
  attributeSet,
  enumOf,
  familyTable,
  flagsOf,
  flagTable,
  message,
  multi,
  nest,
  operation,
  pad,
  struct,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";
import { bridgePortState, bridgeQuerierAttrs, bridgeVlanInfo } from "../generated/rt-link.ts";
import { mdbRouterAttrs } from "./mdb.ts";

/** `BRIDGE_VLANDB_DUMPF_*` as masks: what a dump is to have. @see include/uapi/linux/if_bridge.h */
export const BRIDGE_VLANDB_DUMPF = flagTable("bridge-vlandb-dump-flags", {
  stats: 0x1,
  global: 0x2,
});

const brVlanMsg = struct("br_vlan_msg", { family: u8, pad: pad(1), pad1: pad(2), ifindex: u32 });

const tunnelInfo = attributeSet("bridge-vlan-tunnel", "BRIDGE_VLANDB_TINFO_", {
  id: [1, u32],
  cmd: [2, u32],
});

const vlanStats = attributeSet("bridge-vlan-stats", "BRIDGE_VLANDB_STATS_", {
  rxBytes: [1, u64],
  rxPackets: [2, u64],
  txBytes: [3, u64],
  txPackets: [4, u64],
});

const vlanEntry = attributeSet("bridge-vlan-entry", "BRIDGE_VLANDB_ENTRY_", {
  info: [1, bridgeVlanInfo],
  range: [2, u16],
  state: [3, enumOf(u8, bridgePortState)],
  tunnelInfo: [4, nest(tunnelInfo)],
  stats: [5, nest(vlanStats)],
  mcastRouter: [6, u8],
  mcastNGroups: [7, u32],
  mcastMaxGroups: [8, u32],
  neighSuppress: [9, u8],
  neighForwardGrat: [10, u8],
});

/** Options of a VLAN on the whole bridge; intervals are in hundredths of a second. */
const vlanGlobalOptions = attributeSet("bridge-vlan-global", "BRIDGE_VLANDB_GOPTS_", {
  id: [1, u16],
  range: [2, u16],
  mcastSnooping: [3, u8],
  mcastIgmpVersion: [4, u8],
  mcastMldVersion: [5, u8],
  mcastLastMemberCnt: [6, u32],
  mcastStartupQueryCnt: [7, u32],
  mcastLastMemberIntvl: [8, u64],
  mcastMembershipIntvl: [10, u64],
  mcastQuerierIntvl: [11, u64],
  mcastQueryIntvl: [12, u64],
  mcastQueryResponseIntvl: [13, u64],
  mcastStartupQueryIntvl: [14, u64],
  mcastQuerier: [15, u8],
  mcastRouterPorts: [16, nest(mdbRouterAttrs)],
  mcastQuerierState: [17, nest(bridgeQuerierAttrs)],
  msti: [18, u16],
});

/**
 * VLANs of one link: `struct br_vlan_msg`, then `BRIDGE_VLANDB_*`.
 *
 * @see net/bridge/br_vlan.c `br_vlan_db_policy`, br_vlan_options.c
 */
export const bridgeVlanMessage = message({
  header: brVlanMsg,
  attributes: attributeSet("bridge-vlan", "BRIDGE_VLANDB_", {
    entry: [1, multi(nest(vlanEntry))],
    globalOptions: [2, multi(nest(vlanGlobalOptions))],
  }),
});

/** The question for them: `BRIDGE_VLANDB_DUMP_FLAGS`. */
export const bridgeVlanDumpMessage = message({
  header: brVlanMsg,
  attributes: attributeSet("bridge-vlan-dump", "BRIDGE_VLANDB_DUMP_", {
    flags: [1, flagsOf(u32, BRIDGE_VLANDB_DUMPF)],
  }),
});

/** Requests and events of a bridge's VLANs. */
export const rtBridgeVlan = familyTable({
  name: "rt-bridge-vlan",
  protocol: 0,
  messages: {
    RTM_NEWVLAN: [112, bridgeVlanMessage],
    RTM_DELVLAN: [113, bridgeVlanMessage],
    RTM_GETVLAN: [114, bridgeVlanDumpMessage],
  },
  operations: {
    RTM_NEWVLAN: operation("RTM_NEWVLAN", [112, bridgeVlanMessage]),
    RTM_DELVLAN: operation("RTM_DELVLAN", [113, bridgeVlanMessage]),
    RTM_GETVLAN: operation("RTM_GETVLAN", [114, bridgeVlanDumpMessage], [112, bridgeVlanMessage]),
  },
  groups: { RTNLGRP_BRVLAN: 33 },
});
