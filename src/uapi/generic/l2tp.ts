/**
 * l2tp: tunnels of the second layer over UDP or IP, and the sessions in them. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/l2tp.h, net/l2tp/l2tp_netlink.c
 */
import {
  attributeSet,
  binary,
  defineFamily,
  enumOf,
  enumTable,
  flag,
  ipv4,
  ipv6,
  limited,
  nest,
  string,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";

/** `L2TP_PWTYPE_*`: what a session carries. */
const pwType = enumTable("l2tp_pwtype", {
  none: 0,
  "eth-vlan": 4,
  eth: 5,
  ppp: 7,
  "ppp-ac": 8,
  ip: 11,
});
/** `L2TP_L2SPECTYPE_*`: the header before the frame. */
const l2specType = enumTable("l2tp_l2spec_type", { none: 0, default: 1 });
/** `L2TP_ENCAPTYPE_*`. */
const encapType = enumTable("l2tp_encap_type", { udp: 0, ip: 1 });
/** `L2TP_SEQ_*`: which frames bear sequence numbers. */
const seqMode = enumTable("l2tp_seqmode", { none: 0, ip: 1, all: 2 });

const statistics = attributeSet("l2tp-stats", "L2TP_ATTR_", {
  txPackets: [1, u64],
  txBytes: [2, u64],
  txErrors: [3, u64],
  rxPackets: [4, u64],
  rxBytes: [5, u64],
  rxSeqDiscards: [6, u64],
  rxOosPackets: [7, u64],
  rxErrors: [8, u64],
  rxCookieDiscards: [10, u64],
  rxInvalid: [11, u64],
});

const cookie = limited(binary, { maxLength: 8 });

const attributes = attributeSet("l2tp", "L2TP_ATTR_", {
  pwType: [1, enumOf(u16, pwType)],
  encapType: [2, enumOf(u16, encapType)],
  offset: [3, u16],
  dataSeq: [4, enumOf(u8, seqMode)],
  l2specType: [5, enumOf(u8, l2specType)],
  l2specLen: [6, u8],
  protoVersion: [7, u8],
  ifname: [8, limited(string, { maxLength: 15 })],
  connId: [9, u32],
  peerConnId: [10, u32],
  sessionId: [11, u32],
  peerSessionId: [12, u32],
  udpCsum: [13, u8],
  vlanId: [14, u16],
  /** 4 or 8 bytes. */
  cookie: [15, cookie],
  peerCookie: [16, cookie],
  debug: [17, u32],
  recvSeq: [18, u8],
  sendSeq: [19, u8],
  lnsMode: [20, u8],
  usingIpsec: [21, u8],
  /** Milliseconds. */
  recvTimeout: [22, u64],
  /** A socket of the program that asks: the tunnel's packets go through it. */
  fd: [23, u32],
  ipSaddr: [24, ipv4],
  ipDaddr: [25, ipv4],
  udpSport: [26, u16],
  udpDport: [27, u16],
  mtu: [28, u16],
  mru: [29, u16],
  stats: [30, nest(statistics)],
  ip6Saddr: [31, ipv6],
  ip6Daddr: [32, ipv6],
  udpZeroCsum6Tx: [33, flag],
  udpZeroCsum6Rx: [34, flag],
});

const admin = { permission: "namespace-admin", validation: "liberal" } as const;

/** The family. The group tells of each change under the change's own command. */
export const l2tp = defineFamily({
  name: "l2tp",
  attributes,
  operations: {
    L2TP_CMD_NOOP: { command: 0, oneReply: true, validation: "liberal" },
    L2TP_CMD_TUNNEL_CREATE: {
      command: 1,
      requires: ["connId", "peerConnId", "protoVersion", "encapType"],
      ...admin,
    },
    // It waits for the sessions to be gone.
    L2TP_CMD_TUNNEL_DELETE: { command: 2, requires: ["connId"], slow: true, ...admin },
    L2TP_CMD_TUNNEL_MODIFY: { command: 3, requires: ["connId"], ...admin },
    L2TP_CMD_TUNNEL_GET: { command: 4, oneReply: true, ...admin },
    L2TP_CMD_SESSION_CREATE: {
      command: 5,
      requires: ["connId", "sessionId", "peerSessionId", "pwType"],
      ...admin,
    },
    L2TP_CMD_SESSION_DELETE: { command: 6, slow: true, ...admin },
    L2TP_CMD_SESSION_MODIFY: { command: 7, ...admin },
    L2TP_CMD_SESSION_GET: { command: 8, oneReply: true, ...admin },
  },
  groups: ["l2tp"],
});
