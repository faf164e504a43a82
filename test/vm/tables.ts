/**
 * Tables of generic families that no spec describes, as a user writes them: as much as the tests ask for.
 *
 * @module
 * @see include/uapi/linux/l2tp.h, tipc_netlink.h, psample.h, thermal.h
 */
import {
  attributeSet,
  binary,
  defineFamily,
  flag,
  ipv4,
  multi,
  nest,
  string,
  u8,
  u16,
  u32,
  u64,
} from "../../src/generic.ts";

/** Tunnels of the second layer in UDP or IP. */
export const l2tp = defineFamily({
  name: "l2tp",
  version: 1,
  attributes: attributeSet("l2tp", "L2TP_ATTR_", {
    pwType: [1, u16],
    encapType: [2, u16],
    protoVersion: [7, u8],
    ifname: [8, string],
    connId: [9, u32],
    peerConnId: [10, u32],
    sessionId: [11, u32],
    peerSessionId: [12, u32],
    ipSaddr: [24, ipv4],
    ipDaddr: [25, ipv4],
    udpSport: [26, u16],
    udpDport: [27, u16],
    stats: [
      30,
      nest(
        attributeSet("l2tp-stats", "L2TP_ATTR_", {
          txPackets: [1, u64],
          txBytes: [2, u64],
          rxPackets: [4, u64],
          rxBytes: [5, u64],
        }),
      ),
    ],
  }),
  operations: {
    L2TP_CMD_TUNNEL_CREATE: { command: 1, permission: "namespace-admin" },
    L2TP_CMD_TUNNEL_DELETE: { command: 2, permission: "namespace-admin" },
    L2TP_CMD_TUNNEL_GET: { command: 4, permission: "namespace-admin", oneReply: true },
    L2TP_CMD_SESSION_CREATE: { command: 5, permission: "namespace-admin" },
    L2TP_CMD_SESSION_GET: { command: 8, permission: "namespace-admin", oneReply: true },
  },
  groups: ["l2tp"],
});

/** The protocol between the nodes of a cluster. */
export const tipc = defineFamily({
  name: "TIPCv2",
  version: 1,
  attributes: attributeSet("tipc", "TIPC_NLA_", {
    bearer: [
      1,
      nest(
        attributeSet("tipc-bearer", "TIPC_NLA_BEARER_", { name: [1, string], domain: [3, u32] }),
      ),
    ],
    link: [
      4,
      nest(
        attributeSet("tipc-link", "TIPC_NLA_LINK_", {
          name: [1, string],
          mtu: [3, u32],
          broadcast: [4, flag],
          up: [5, flag],
          active: [6, flag],
        }),
      ),
    ],
    media: [5, nest(attributeSet("tipc-media", "TIPC_NLA_MEDIA_", { name: [1, string] }))],
    node: [6, nest(attributeSet("tipc-node", "TIPC_NLA_NODE_", { addr: [1, u32], up: [2, flag] }))],
    net: [7, nest(attributeSet("tipc-net", "TIPC_NLA_NET_", { id: [1, u32], addr: [2, u32] }))],
  }),
  operations: {
    TIPC_NL_BEARER_ENABLE: { command: 3 },
    TIPC_NL_BEARER_GET: { command: 4, oneReply: true },
    TIPC_NL_LINK_GET: { command: 8, oneReply: true },
    TIPC_NL_MEDIA_GET: { command: 11, oneReply: true },
    TIPC_NL_NODE_GET: { command: 13 },
    TIPC_NL_NET_GET: { command: 14 },
    TIPC_NL_NET_SET: { command: 15 },
  },
});

/** Packets that were sampled. */
export const psample = defineFamily({
  name: "psample",
  version: 1,
  attributes: attributeSet("psample", "PSAMPLE_ATTR_", {
    iifindex: [0, u16],
    oifindex: [1, u16],
    origsize: [2, u32],
    sampleGroup: [3, u32],
    groupSeq: [4, u32],
    sampleRate: [5, u32],
    data: [6, binary],
    groupRefcount: [7, u32],
    proto: [14, u16],
  }),
  operations: { PSAMPLE_CMD_GET_GROUP: { command: 1, replyCommand: 2 } },
  notifications: {
    PSAMPLE_CMD_SAMPLE: { command: 0 },
    PSAMPLE_CMD_NEW_GROUP: { command: 2 },
    PSAMPLE_CMD_DEL_GROUP: { command: 3 },
  },
  groups: ["config", "packets"],
});

const thermalZone = attributeSet("thermal-zone", "THERMAL_GENL_ATTR_TZ_", {
  id: [2, multi(u32)],
  name: [10, multi(string)],
});
const thermalDevice = attributeSet("thermal-cdev", "THERMAL_GENL_ATTR_CDEV_", {
  id: [15, multi(u32)],
  name: [18, multi(string)],
});

/** Sensors, and what cools. The lists repeat their members: id, name, id, name. */
export const thermal = defineFamily({
  name: "thermal",
  version: 1,
  attributes: attributeSet("thermal", "THERMAL_GENL_ATTR_", {
    tz: [1, nest(thermalZone)],
    cdev: [14, nest(thermalDevice)],
  }),
  operations: {
    THERMAL_GENL_CMD_TZ_GET_ID: { command: 1 },
    THERMAL_GENL_CMD_CDEV_GET: { command: 6 },
  },
  groups: ["sampling", "event"],
});
