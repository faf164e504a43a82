/**
 * Tables of rt-neigh.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  enumOf,
  enumTable,
  familyTable,
  flag,
  flagsOf,
  flagTable,
  ip,
  limited,
  mac,
  messageOf,
  nestOf,
  operation,
  pad,
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
  u64,
  u8,
} from "../../schema/index.ts";

export const RTM_NEWNEIGH = 28;
export const RTM_DELNEIGH = 29;
export const RTM_GETNEIGH = 30;
export const RTM_GETNEIGHTBL = 66;
export const RTM_SETNEIGHTBL = 67;
export const RTM_NEWNEIGHTBL = 64;

export const nudState = flagTable("nud-state", {
  incomplete: 0x1,
  reachable: 0x2,
  stale: 0x4,
  delay: 0x8,
  probe: 0x10,
  failed: 0x20,
  noarp: 0x40,
  permanent: 0x80,
});

export const ntfFlags = flagTable("ntf-flags", {
  use: 0x1,
  self: 0x2,
  master: 0x4,
  proxy: 0x8,
  "ext-learned": 0x10,
  offloaded: 0x20,
  sticky: 0x40,
  router: 0x80,
});

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

export const ndmsg = struct("ndmsg", {
  ndmFamily: u8,
  ndmPad: pad(3),
  ndmIfindex: s32,
  ndmState: flagsOf(u16, nudState),
  ndmFlags: flagsOf(u8, ntfFlags),
  ndmType: enumOf(u8, rtmType),
});

export const ndaCacheinfo = struct("nda-cacheinfo", {
  confirmed: u32,
  used: u32,
  updated: u32,
  refcnt: u32,
});

export const fdbNotify = flagTable("fdb-notify", { notify: 0x1, inactive: 0x2 });

export interface NfeaAttrs extends SetOut<(typeof nfeaAttrs)["entries"]> {}
export interface NfeaAttrsInput extends SetIn<(typeof nfeaAttrs)["entries"]> {}
export const nfeaAttrs = attributeSet("nfea-attrs", "NFEA_", {
  activityNotify: [1, flagsOf(u8, fdbNotify)],
  dontRefresh: [2, flag],
});

export const ntfExtFlags = flagTable("ntf-ext-flags", {
  managed: 0x1,
  locked: 0x2,
  "ext-validated": 0x4,
});

export interface NeighbourAttrs extends SetOut<(typeof neighbourAttrs)["entries"]> {}
export interface NeighbourAttrsInput extends SetIn<(typeof neighbourAttrs)["entries"]> {}
export const neighbourAttrs = attributeSet("neighbour-attrs", "NDA_", {
  unspec: [0, binary],
  dst: [1, ip],
  lladdr: [2, mac],
  cacheinfo: [3, ndaCacheinfo],
  probes: [4, u32],
  vlan: [5, u16],
  port: [6, u16be],
  vni: [7, u32],
  ifindex: [8, u32],
  master: [9, u32],
  linkNetnsid: [10, s32],
  srcVni: [11, u32],
  protocol: [12, u8],
  nhId: [13, u32],
  fdbExtAttrs: [14, nestOf<NfeaAttrs, NfeaAttrsInput>(nfeaAttrs)],
  flagsExt: [15, flagsOf(u32, ntfExtFlags)],
  ndmStateMask: [16, flagsOf(u16, nudState)],
  ndmFlagsMask: [17, flagsOf(u8, ntfFlags)],
});

export interface NeighbourMessage extends StructOut<(typeof ndmsg)["members"]>, NeighbourAttrs {}
export interface NeighbourMessageInput
  extends StructIn<(typeof ndmsg)["members"]>, NeighbourAttrsInput {}
export const neighbourMessage = messageOf<NeighbourMessage, NeighbourMessageInput>({
  header: ndmsg,
  attributes: neighbourAttrs,
});

export const ndtmsg = struct("ndtmsg", { family: u8, pad: pad(3) });

export const ndtConfig = struct("ndt-config", {
  keyLen: u16,
  entrySize: u16,
  entries: u32,
  lastFlush: u32,
  lastRand: u32,
  hashRnd: u32,
  hashMask: u32,
  hashChainGc: u32,
  proxyQlen: u32,
});

export interface NdtpaAttrs extends SetOut<(typeof ndtpaAttrs)["entries"]> {}
export interface NdtpaAttrsInput extends SetIn<(typeof ndtpaAttrs)["entries"]> {}
export const ndtpaAttrs = attributeSet("ndtpa-attrs", "NDTPA_", {
  ifindex: [1, u32],
  refcnt: [2, u32],
  reachableTime: [3, u64],
  baseReachableTime: [4, u64],
  retransTime: [5, u64],
  gcStaletime: [6, u64],
  delayProbeTime: [7, u64],
  queueLen: [8, u32],
  appProbes: [9, u32],
  ucastProbes: [10, u32],
  mcastProbes: [11, u32],
  anycastDelay: [12, u64],
  proxyDelay: [13, u64],
  proxyQlen: [14, u32],
  locktime: [15, u64],
  queueLenbytes: [16, u32],
  mcastReprobes: [17, u32],
  intervalProbeTimeMs: [19, limited(u64, { min: 1, max: 86400000 })],
});

export const ndtStats = struct("ndt-stats", {
  allocs: u64,
  destroys: u64,
  hashGrows: u64,
  resFailed: u64,
  lookups: u64,
  hits: u64,
  rcvProbesMcast: u64,
  rcvProbesUcast: u64,
  periodicGcRuns: u64,
  forcedGcRuns: u64,
  tableFulls: u64,
});

export interface NdtAttrs extends SetOut<(typeof ndtAttrs)["entries"]> {}
export interface NdtAttrsInput extends SetIn<(typeof ndtAttrs)["entries"]> {}
export const ndtAttrs = attributeSet("ndt-attrs", "NDTA_", {
  name: [1, string],
  thresh1: [2, u32],
  thresh2: [3, u32],
  thresh3: [4, u32],
  config: [5, ndtConfig],
  parms: [6, nestOf<NdtpaAttrs, NdtpaAttrsInput>(ndtpaAttrs)],
  stats: [7, ndtStats],
  gcInterval: [8, u64],
});

export interface NdtMessage extends StructOut<(typeof ndtmsg)["members"]>, NdtAttrs {}
export interface NdtMessageInput extends StructIn<(typeof ndtmsg)["members"]>, NdtAttrsInput {}
export const ndtMessage = messageOf<NdtMessage, NdtMessageInput>({
  header: ndtmsg,
  attributes: ndtAttrs,
});

export const rtNeigh = familyTable({
  name: "rt-neigh",
  protocol: 0,
  messages: {
    RTM_NEWNEIGH: [RTM_NEWNEIGH, neighbourMessage],
    RTM_DELNEIGH: [RTM_DELNEIGH, neighbourMessage],
    RTM_GETNEIGH: [RTM_GETNEIGH, neighbourMessage],
    RTM_NEWNEIGHTBL: [RTM_NEWNEIGHTBL, ndtMessage],
    RTM_GETNEIGHTBL: [RTM_GETNEIGHTBL, ndtMessage],
    RTM_SETNEIGHTBL: [RTM_SETNEIGHTBL, ndtMessage],
  },
  operations: {
    RTM_NEWNEIGH: operation("RTM_NEWNEIGH", [RTM_NEWNEIGH, neighbourMessage]),
    RTM_DELNEIGH: operation("RTM_DELNEIGH", [RTM_DELNEIGH, neighbourMessage]),
    RTM_GETNEIGH: operation(
      "RTM_GETNEIGH",
      [RTM_GETNEIGH, neighbourMessage],
      [RTM_NEWNEIGH, neighbourMessage],
      { oneReply: true },
    ),
    RTM_GETNEIGHTBL: operation(
      "RTM_GETNEIGHTBL",
      [RTM_GETNEIGHTBL, ndtMessage],
      [RTM_NEWNEIGHTBL, ndtMessage],
    ),
    RTM_SETNEIGHTBL: operation("RTM_SETNEIGHTBL", [RTM_SETNEIGHTBL, ndtMessage]),
  },
  groups: { RTNLGRP_NEIGH: 3 },
});
