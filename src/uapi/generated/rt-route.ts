/**
 * Tables of rt-route.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  enumOf,
  enumTable,
  familyTable,
  flagsOf,
  flagTable,
  ip,
  messageOf,
  nestOf,
  operation,
  pad,
  records,
  s32,
  type SetIn,
  type SetOut,
  string,
  struct,
  type StructIn,
  type StructOut,
  u16,
  u16be,
  u32,
  u32be,
  u64,
  u8,
} from "../../schema/index.ts";

export const RTM_GETROUTE = 26;
export const RTM_NEWROUTE = 24;
export const RTM_DELROUTE = 25;

export const rtmType = enumTable("rtm-type", {
  unspec: 0,
  unicast: 1,
  local: 2,
  broadcast: 3,
  anycast: 4,
  multicast: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
  throw: 9,
  nat: 10,
  xresolve: 11,
});

export const rtmFlags = flagTable("rtm-flags", {
  dead: 0x1,
  pervasive: 0x2,
  onlink: 0x4,
  offload: 0x8,
  linkdown: 0x10,
  unresolved: 0x20,
  trap: 0x40,
  notify: 0x100,
  cloned: 0x200,
  equalize: 0x400,
  prefix: 0x800,
  "lookup-table": 0x1000,
  "fib-match": 0x2000,
  "rtm-offload": 0x4000,
  "rtm-trap": 0x8000,
  "rtm-offload-failed": 0x20000000,
});

export const rtmsg = struct("rtmsg", {
  rtmFamily: u8,
  rtmDstLen: u8,
  rtmSrcLen: u8,
  rtmTos: u8,
  rtmTable: u8,
  rtmProtocol: u8,
  rtmScope: u8,
  rtmType: enumOf(u8, rtmType),
  rtmFlags: flagsOf(u32, rtmFlags),
});

export const rtaxLock = flagTable("rtax-lock", {
  mtu: 0x4,
  window: 0x8,
  rtt: 0x10,
  rttvar: 0x20,
  ssthresh: 0x40,
  cwnd: 0x80,
  advmss: 0x100,
  reordering: 0x200,
  hoplimit: 0x400,
  initcwnd: 0x800,
  features: 0x1000,
  "rto-min": 0x2000,
  initrwnd: 0x4000,
  quickack: 0x8000,
  "cc-algo": 0x10000,
  "fastopen-no-cookie": 0x20000,
});

export const rtaxFeatures = flagTable("rtax-features", {
  ecn: 0x1,
  sack: 0x2,
  timestamp: 0x4,
  allfrag: 0x8,
  "tcp-usec-ts": 0x10,
});

export interface Metrics extends SetOut<(typeof metrics)["entries"]> {}
export interface MetricsInput extends SetIn<(typeof metrics)["entries"]> {}
export const metrics = attributeSet("metrics", "RTAX_", {
  lock: [1, flagsOf(u32, rtaxLock)],
  mtu: [2, u32],
  window: [3, u32],
  rtt: [4, u32],
  rttvar: [5, u32],
  ssthresh: [6, u32],
  cwnd: [7, u32],
  advmss: [8, u32],
  reordering: [9, u32],
  hoplimit: [10, u32],
  initcwnd: [11, u32],
  features: [12, flagsOf(u32, rtaxFeatures)],
  rtoMin: [13, u32],
  initrwnd: [14, u32],
  quickack: [15, u32],
  ccAlgo: [16, string],
  fastopenNoCookie: [17, u32],
});

export const rtnhFlags = flagTable("rtnh-flags", {
  dead: 0x1,
  pervasive: 0x2,
  onlink: 0x4,
  offload: 0x8,
  linkdown: 0x10,
  unresolved: 0x20,
  trap: 0x40,
});

export const rtnexthop = struct("rtnexthop", {
  rtnhLen: pad(2),
  rtnhFlags: flagsOf(u8, rtnhFlags),
  rtnhHops: u8,
  rtnhIfindex: s32,
});

export interface NexthopAttrs extends SetOut<(typeof nexthopAttrs)["entries"]> {}
export interface NexthopAttrsInput extends SetIn<(typeof nexthopAttrs)["entries"]> {}
export const nexthopAttrs = attributeSet("nexthop-attrs", "RTA_", {
  gateway: [5, ip],
  flow: [11, u32],
  via: [18, binary],
  newdst: [19, binary],
  encapType: [21, u16],
  encap: [22, binary],
  nhId: [30, u32],
});

export interface NexthopMessage extends StructOut<(typeof rtnexthop)["members"]>, NexthopAttrs {}
export interface NexthopMessageInput
  extends StructIn<(typeof rtnexthop)["members"]>, NexthopAttrsInput {}
export const nexthopMessage = messageOf<NexthopMessage, NexthopMessageInput>({
  header: rtnexthop,
  attributes: nexthopAttrs,
});

export const rtaCacheinfo = struct("rta-cacheinfo", {
  rtaClntref: u32,
  rtaLastuse: u32,
  rtaExpires: s32,
  rtaError: u32,
  rtaUsed: u32,
  rtaId: u32,
  rtaTs: u32,
  rtaTsage: u32,
});

export const rtaMfcStats = struct("rta-mfc-stats", {
  mfcsPackets: u64,
  mfcsBytes: u64,
  mfcsWrongIf: u64,
});

export const delReason = enumTable("del-reason", { unspec: 0, expired: 1, "ra-withdrawn": 2 });

export interface RouteAttrs extends SetOut<(typeof routeAttrs)["entries"]> {}
export interface RouteAttrsInput extends SetIn<(typeof routeAttrs)["entries"]> {}
export const routeAttrs = attributeSet("route-attrs", "RTA_", {
  dst: [1, ip],
  src: [2, ip],
  iif: [3, u32],
  oif: [4, u32],
  gateway: [5, ip],
  priority: [6, u32],
  prefsrc: [7, ip],
  metrics: [8, nestOf<Metrics, MetricsInput>(metrics)],
  multipath: [9, records(nexthopMessage)],
  protoinfo: [10, binary],
  flow: [11, u32],
  cacheinfo: [12, rtaCacheinfo],
  session: [13, binary],
  mpAlgo: [14, binary],
  table: [15, u32],
  mark: [16, u32],
  mfcStats: [17, rtaMfcStats],
  via: [18, binary],
  newdst: [19, binary],
  pref: [20, u8],
  encapType: [21, u16],
  encap: [22, binary],
  expires: [23, u32],
  uid: [25, u32],
  ttlPropagate: [26, u8],
  ipProto: [27, u8],
  sport: [28, u16be],
  dport: [29, u16be],
  nhId: [30, u32],
  flowlabel: [31, u32be],
  delReason: [32, enumOf(u32, delReason)],
});

export interface RouteMessage extends StructOut<(typeof rtmsg)["members"]>, RouteAttrs {}
export interface RouteMessageInput extends StructIn<(typeof rtmsg)["members"]>, RouteAttrsInput {}
export const routeMessage = messageOf<RouteMessage, RouteMessageInput>({
  header: rtmsg,
  attributes: routeAttrs,
});

export const rtRoute = familyTable({
  name: "rt-route",
  protocol: 0,
  messages: {
    RTM_NEWROUTE: [RTM_NEWROUTE, routeMessage],
    RTM_DELROUTE: [RTM_DELROUTE, routeMessage],
    RTM_GETROUTE: [RTM_GETROUTE, routeMessage],
  },
  operations: {
    RTM_GETROUTE: operation(
      "RTM_GETROUTE",
      [RTM_GETROUTE, routeMessage],
      [RTM_NEWROUTE, routeMessage],
      { oneReply: true },
    ),
    RTM_NEWROUTE: operation("RTM_NEWROUTE", [RTM_NEWROUTE, routeMessage]),
    RTM_DELROUTE: operation("RTM_DELROUTE", [RTM_DELROUTE, routeMessage]),
  },
  groups: {
    RTNLGRP_IPV4_ROUTE: 7,
    RTNLGRP_IPV6_ROUTE: 11,
    RTNLGRP_MPLS_ROUTE: 27,
    RTNLGRP_IPV4_MROUTE: 6,
    RTNLGRP_IPV6_MROUTE: 10,
  },
});
