/**
 * batadv: meshes of B.A.T.M.A.N., their nodes and the clients behind them. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/batman_adv.h, net/batman-adv/netlink.c
 */
import {
  attributeSet,
  defineFamily,
  enumOf,
  enumTable,
  flag,
  flagsOf,
  flagTable,
  ipv4,
  mac,
  string,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";

/** `BATADV_TT_CLIENT_*`. */
const clientFlags = flagTable("batadv_tt_client_flags", {
  del: 1,
  roam: 2,
  wifi: 16,
  isola: 32,
  nopurge: 256,
  new: 512,
  pending: 1024,
  temp: 2048,
});
/** `BATADV_MCAST_FLAGS_*` of this node only. */
const multicastFlags = flagTable("batadv_mcast_flags_priv", {
  bridged: 1,
  "querier-ipv4-exists": 2,
  "querier-ipv6-exists": 4,
  "querier-ipv4-shadowing": 8,
  "querier-ipv6-shadowing": 16,
});
/** `BATADV_GW_MODE_*`. */
const gatewayMode = enumTable("batadv_gw_modes", { off: 0, client: 1, server: 2 });
/** `BATADV_TP_REASON_*`: how a measurement ended. */
const meterReason = enumTable("batadv_tp_meter_reason", {
  complete: 3,
  cancel: 4,
  "dst-unreachable": 128,
  "resend-limit": 129,
  "already-ongoing": 130,
  "memory-error": 131,
  "cant-send": 132,
  "too-many": 133,
});

const attributes = attributeSet("batadv", "BATADV_ATTR_", {
  version: [1, string],
  algoName: [2, string],
  meshIfindex: [3, u32],
  meshIfname: [4, string],
  meshAddress: [5, mac],
  hardIfindex: [6, u32],
  hardIfname: [7, string],
  hardAddress: [8, mac],
  origAddress: [9, mac],
  tpmeterResult: [10, enumOf(u8, meterReason)],
  /** Milliseconds. */
  tpmeterTestTime: [11, u32],
  tpmeterBytes: [12, u64],
  tpmeterCookie: [13, u32],
  active: [15, flag],
  ttAddress: [16, mac],
  ttTtvn: [17, u8],
  ttLastTtvn: [18, u8],
  ttCrc32: [19, u32],
  ttVid: [20, u16],
  ttFlags: [21, flagsOf(u32, clientFlags)],
  flagBest: [22, flag],
  lastSeenMsecs: [23, u32],
  neighAddress: [24, mac],
  /** Of 255. */
  tq: [25, u8],
  /** Units of 100 kbit/s, as the bandwidths below. */
  throughput: [26, u32],
  bandwidthUp: [27, u32],
  bandwidthDown: [28, u32],
  router: [29, mac],
  blaOwn: [30, flag],
  blaAddress: [31, mac],
  blaVid: [32, u16],
  blaBackbone: [33, mac],
  blaCrc: [34, u16],
  datCacheIp4address: [35, ipv4],
  datCacheHwaddress: [36, mac],
  datCacheVid: [37, u16],
  mcastFlags: [38, u32],
  mcastFlagsPriv: [39, flagsOf(u32, multicastFlags)],
  vlanid: [40, u16],
  aggregatedOgmsEnabled: [41, u8],
  apIsolationEnabled: [42, u8],
  isolationMark: [43, u32],
  isolationMask: [44, u32],
  bondingEnabled: [45, u8],
  bridgeLoopAvoidanceEnabled: [46, u8],
  distributedArpTableEnabled: [47, u8],
  fragmentationEnabled: [48, u8],
  gwBandwidthDown: [49, u32],
  gwBandwidthUp: [50, u32],
  gwMode: [51, enumOf(u8, gatewayMode)],
  gwSelClass: [52, u32],
  hopPenalty: [53, u8],
  logLevel: [54, u32],
  multicastForcefloodEnabled: [55, u8],
  networkCodingEnabled: [56, u8],
  /** Milliseconds, as the next one. */
  origInterval: [57, u32],
  elpInterval: [58, u32],
  throughputOverride: [59, u32],
  multicastFanout: [60, u32],
});

const admin = { permission: "namespace-admin", validation: "liberal" } as const;
const ofMesh = { requires: ["meshIfindex"], ...admin } as const;
const ofHardif = { requires: ["meshIfindex", "hardIfindex"], ...admin } as const;
const ofVlan = { requires: ["meshIfindex", "vlanid"], validation: "liberal" } as const;

/** The family. What is changed is told to "config" under the change's own command. */
export const batadv = defineFamily({
  name: "batadv",
  attributes,
  operations: {
    BATADV_CMD_GET_MESH: {
      command: 1,
      oneReply: true,
      requires: ["meshIfindex"],
      validation: "liberal",
    },
    BATADV_CMD_TP_METER: {
      command: 2,
      oneReply: true,
      requires: ["meshIfindex", "origAddress", "tpmeterTestTime"],
      ...admin,
    },
    BATADV_CMD_TP_METER_CANCEL: { command: 3, requires: ["meshIfindex", "origAddress"], ...admin },
    BATADV_CMD_GET_ROUTING_ALGOS: { command: 4, ...admin },
    BATADV_CMD_GET_HARDIF: {
      command: 5,
      oneReply: true,
      requires: ["meshIfindex"],
      validation: "liberal",
    },
    BATADV_CMD_GET_TRANSTABLE_LOCAL: { command: 6, ...ofMesh },
    BATADV_CMD_GET_TRANSTABLE_GLOBAL: { command: 7, ...ofMesh },
    BATADV_CMD_GET_ORIGINATORS: { command: 8, ...ofMesh },
    BATADV_CMD_GET_NEIGHBORS: { command: 9, ...ofMesh },
    BATADV_CMD_GET_GATEWAYS: { command: 10, ...ofMesh },
    BATADV_CMD_GET_BLA_CLAIM: { command: 11, ...ofMesh },
    BATADV_CMD_GET_BLA_BACKBONE: { command: 12, ...ofMesh },
    BATADV_CMD_GET_DAT_CACHE: { command: 13, ...ofMesh },
    BATADV_CMD_GET_MCAST_FLAGS: { command: 14, ...ofMesh },
    BATADV_CMD_SET_MESH: { command: 15, ...ofMesh },
    BATADV_CMD_SET_HARDIF: { command: 16, ...ofHardif },
    BATADV_CMD_GET_VLAN: { command: 17, oneReply: true, ...ofVlan },
    BATADV_CMD_SET_VLAN: { command: 18, ...ofVlan, permission: "namespace-admin" },
  },
  groups: ["config", "tpmeter"],
});
