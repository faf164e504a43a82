/**
 * Packets that rules log (`nfnetlink_log`), and which of them a program wants.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  bytes,
  enumOf,
  enumTable,
  familyTable,
  flagsOf,
  flagTable,
  message,
  nest,
  operation,
  pad,
  string,
  struct,
  u8,
  u16be,
  u32be,
  u64be,
} from "../../schema/index.ts";
import { conntrackAttrs, nfgenmsg } from "../generated/conntrack.ts";

/** `NFULNL_CFG_CMD_*`. @see include/uapi/linux/netfilter/nfnetlink_log.h */
export const NFULNL_CFG_CMD = enumTable("nfulnl_msg_config_cmds", {
  none: 0,
  bind: 1,
  unbind: 2,
  "pf-bind": 3,
  "pf-unbind": 4,
});

/** `NFULNL_COPY_*`: what comes of a packet. */
export const NFULNL_COPY = enumTable("nfulnl-copy-mode", { none: 0, meta: 1, packet: 2 });

/** `NFULNL_CFG_F_*` as masks. */
export const NFULNL_CFG_F = flagTable("nfulnl-config-flags", {
  seq: 0x1,
  "seq-global": 0x2,
  conntrack: 0x4,
});

/**
 * A packet: `struct nfgenmsg`, whose `resId` is the group, then `NFULA_*`.
 *
 * @see net/netfilter/nfnetlink_log.c `__build_packet_message`
 */
export const nflogPacketMessage = message({
  header: nfgenmsg,
  attributes: attributeSet("nflog-packet", "NFULA_", {
    packetHdr: [1, struct("nfulnl_msg_packet_hdr", { hwProtocol: u16be, hook: u8, pad: pad(1) })],
    mark: [2, u32be],
    timestamp: [3, struct("nfulnl_msg_packet_timestamp", { sec: u64be, usec: u64be })],
    ifindexIndev: [4, u32be],
    ifindexOutdev: [5, u32be],
    ifindexPhysindev: [6, u32be],
    ifindexPhysoutdev: [7, u32be],
    hwaddr: [
      8,
      struct("nfulnl_msg_packet_hw", { hwAddrlen: u16be, pad: pad(2), hwAddr: bytes(8) }),
    ],
    payload: [9, binary],
    prefix: [10, string],
    uid: [11, u32be],
    seq: [12, u32be],
    seqGlobal: [13, u32be],
    gid: [14, u32be],
    hwtype: [15, u16be],
    hwheader: [16, binary],
    hwlen: [17, u16be],
    ct: [18, nest(conntrackAttrs)],
    ctInfo: [19, u32be],
    vlan: [
      20,
      nest(attributeSet("nflog-vlan", "NFULA_VLAN_", { proto: [1, u16be], tci: [2, u16be] })),
    ],
    l2hdr: [21, binary],
  }),
});

/** What a program wants: `struct nfgenmsg`, whose `resId` is the group, then `NFULA_CFG_*`. */
export const nflogConfigMessage = message({
  header: nfgenmsg,
  attributes: attributeSet("nflog-config", "NFULA_CFG_", {
    cmd: [1, enumOf(u8, NFULNL_CFG_CMD)],
    mode: [
      2,
      struct("nfulnl_msg_config_mode", {
        copyRange: u32be,
        copyMode: enumOf(u8, NFULNL_COPY),
        pad: pad(1),
      }),
    ],
    nlbufsiz: [3, u32be],
    timeout: [4, u32be],
    qthresh: [5, u32be],
    flags: [6, flagsOf(u16be, NFULNL_CFG_F)],
  }),
});

/** Logging to user space; packets come to who has bound the log, in no group: to a subscription with `unicast`. */
export const nflog = familyTable({
  name: "nflog",
  protocol: 12,
  messages: {
    NFULNL_MSG_PACKET: [0x400, nflogPacketMessage],
    NFULNL_MSG_CONFIG: [0x401, nflogConfigMessage],
  },
  operations: { NFULNL_MSG_CONFIG: operation("NFULNL_MSG_CONFIG", [0x401, nflogConfigMessage]) },
  groups: {},
});
