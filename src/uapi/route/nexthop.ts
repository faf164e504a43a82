/**
 * Next hops as objects of their own, groups of them, and the buckets of resilient groups.
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
  flagsOf,
  ip,
  message,
  multi,
  nest,
  nestedBinary,
  operation,
  pad,
  struct,
  u8,
  u16,
  u16be,
  u32,
  u64,
  uint,
} from "../../schema/index.ts";
import { rtnhFlags } from "../generated/rt-route.ts";
import { RT_PROTOCOL, RT_SCOPE } from "./routes.ts";

/** `NEXTHOP_GRP_TYPE_*`: how a group shares packets out. @see include/uapi/linux/nexthop.h */
export const NEXTHOP_GRP_TYPE = enumTable("nexthop-grp-type", { mpath: 0, res: 1 });

const nhmsg = struct("nhmsg", {
  nhFamily: u8,
  nhScope: enumOf(u8, RT_SCOPE),
  nhProtocol: enumOf(u8, RT_PROTOCOL),
  pad: pad(1),
  nhFlags: flagsOf(u32, rtnhFlags),
});

/** A member of a group: packets go to it by `weight` + 1, whose upper half is `weightHigh`. */
const nexthopGrp = struct("nexthop_grp", { id: u32, weight: u8, weightHigh: u8, pad: pad(2) });

const groupStatsEntry = attributeSet("nexthop-group-stats-entry", "NHA_GROUP_STATS_ENTRY_", {
  id: [1, u32],
  packets: [2, uint],
  packetsHw: [3, uint],
});

const groupStats = attributeSet("nexthop-group-stats", "NHA_GROUP_STATS_", {
  entry: [1, multi(nest(groupStatsEntry))],
});

const resGroup = attributeSet("nexthop-res-group", "NHA_RES_GROUP_", {
  buckets: [1, u16],
  idleTimer: [2, u32],
  unbalancedTimer: [3, u32],
  unbalancedTime: [4, u64],
});

const resBucket = attributeSet("nexthop-res-bucket", "NHA_RES_BUCKET_", {
  index: [1, u16],
  idleTime: [2, u64],
  nhId: [3, u32],
});

const nexthopAttrs = attributeSet("nexthop", "NHA_", {
  id: [1, u32],
  group: [2, array(nexthopGrp)],
  groupType: [3, enumOf(u16, NEXTHOP_GRP_TYPE)],
  blackhole: [4, flag],
  oif: [5, u32],
  gateway: [6, ip],
  encapType: [7, u16],
  // As in a route, NHA_ENCAP_TYPE comes after what it is the type of. Unlike there, the flag is
  // asked for.
  encap: [8, nestedBinary],
  groups: [9, flag],
  master: [10, u32],
  fdb: [11, flag],
  resGroup: [12, nest(resGroup)],
  resBucket: [13, nest(resBucket)],
  opFlags: [14, u32],
  groupStats: [15, nest(groupStats)],
  hwStatsEnable: [16, u32],
  hwStatsUsed: [17, u32],
  dstPort: [18, u16be],
});

/**
 * A next hop or a group of them: `struct nhmsg`, then `NHA_*`. Times are in hundredths of a second.
 *
 * @see net/ipv4/nexthop.c `nh_fill_node`, `rtm_nh_policy_new`
 */
export const nexthopObjectMessage = message({ header: nhmsg, attributes: nexthopAttrs });

/** Requests and events of next hops; those of buckets are of resilient groups. */
export const rtNexthop = familyTable({
  name: "rt-nexthop",
  protocol: 0,
  messages: {
    RTM_NEWNEXTHOP: [104, nexthopObjectMessage],
    RTM_DELNEXTHOP: [105, nexthopObjectMessage],
    RTM_GETNEXTHOP: [106, nexthopObjectMessage],
    RTM_NEWNEXTHOPBUCKET: [116, nexthopObjectMessage],
    RTM_DELNEXTHOPBUCKET: [117, nexthopObjectMessage],
    RTM_GETNEXTHOPBUCKET: [118, nexthopObjectMessage],
  },
  operations: {
    RTM_NEWNEXTHOP: operation("RTM_NEWNEXTHOP", [104, nexthopObjectMessage]),
    RTM_DELNEXTHOP: operation("RTM_DELNEXTHOP", [105, nexthopObjectMessage]),
    RTM_GETNEXTHOP: operation(
      "RTM_GETNEXTHOP",
      [106, nexthopObjectMessage],
      [104, nexthopObjectMessage],
      { oneReply: true },
    ),
    RTM_GETNEXTHOPBUCKET: operation(
      "RTM_GETNEXTHOPBUCKET",
      [118, nexthopObjectMessage],
      [116, nexthopObjectMessage],
      { oneReply: true },
    ),
  },
  groups: { RTNLGRP_NEXTHOP: 32 },
});
