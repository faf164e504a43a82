/**
 * VNIs that a VXLAN device with `vnifilter` lets through.
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  flagsOf,
  flagTable,
  ipv4,
  ipv6,
  message,
  multi,
  nest,
  operation,
  pad,
  struct,
  u8,
  u32,
  u64,
} from "../../schema/index.ts";

/** `TUNNEL_MSG_FLAG_*` as masks: a dump with statistics; entries that are valid for users alone. */
export const TUNNEL_MSG_FLAG = flagTable("tunnel-msg-flags", {
  "flag-stats": 0x1,
  "valid-user-flags": 0x1,
});

const tunnelMsg = struct("tunnel_msg", {
  family: u8,
  flags: flagsOf(u8, TUNNEL_MSG_FLAG),
  pad: pad(2),
  ifindex: u32,
});

const vniStats = attributeSet("vnifilter-stats", "VNIFILTER_ENTRY_STATS_", {
  rxBytes: [1, u64],
  rxPkts: [2, u64],
  rxDrops: [3, u64],
  rxErrors: [4, u64],
  txBytes: [5, u64],
  txPkts: [6, u64],
  txDrops: [7, u64],
  txErrors: [8, u64],
});

const vniEntry = attributeSet("vnifilter-entry", "VXLAN_VNIFILTER_ENTRY_", {
  start: [1, u32],
  end: [2, u32],
  group: [3, ipv4],
  group6: [4, ipv6],
  stats: [5, nest(vniStats)],
});

/**
 * VNIs of one device: `struct tunnel_msg`, then `VXLAN_VNIFILTER_*`.
 *
 * @see drivers/net/vxlan/vxlan_vnifilter.c
 */
export const tunnelMessage = message({
  header: tunnelMsg,
  attributes: attributeSet("vnifilter", "VXLAN_VNIFILTER_", {
    entry: [1, multi(nest(vniEntry))],
  }),
});

/** Requests and events of VNIs. */
export const rtTunnel = familyTable({
  name: "rt-tunnel",
  protocol: 0,
  messages: {
    RTM_NEWTUNNEL: [120, tunnelMessage],
    RTM_DELTUNNEL: [121, tunnelMessage],
    RTM_GETTUNNEL: [122, tunnelMessage],
  },
  operations: {
    RTM_NEWTUNNEL: operation("RTM_NEWTUNNEL", [120, tunnelMessage]),
    RTM_DELTUNNEL: operation("RTM_DELTUNNEL", [121, tunnelMessage]),
    RTM_GETTUNNEL: operation("RTM_GETTUNNEL", [122, tunnelMessage], [120, tunnelMessage]),
  },
  groups: { RTNLGRP_TUNNEL: 35 },
});
