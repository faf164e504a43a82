/**
 * Packets that wait for a verdict from user space (`nfnetlink_queue`).
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
  struct,
  u8,
  u16be,
  u32be,
  u64be,
} from "../../schema/index.ts";
import { conntrackAttrs, expectAttrs, nfgenmsg } from "../generated/conntrack.ts";

/** `NFQNL_CFG_CMD_*`. @see include/uapi/linux/netfilter/nfnetlink_queue.h */
export const NFQNL_CFG_CMD = enumTable("nfqnl_msg_config_cmds", {
  none: 0,
  bind: 1,
  unbind: 2,
  "pf-bind": 3,
  "pf-unbind": 4,
});

/** `NFQNL_COPY_*`: what comes of a packet. */
export const NFQNL_COPY = enumTable("nfqnl_config_mode", { none: 0, meta: 1, packet: 2 });

/** `NFQA_CFG_F_*` as masks. */
export const NFQA_CFG_F = flagTable("nfqnl-config-flags", {
  "fail-open": 0x1,
  conntrack: 0x2,
  gso: 0x4,
  "uid-gid": 0x8,
  secctx: 0x10,
});

/** `NFQA_SKB_*` as masks: what is not as it will be on the wire. */
export const NFQA_SKB = flagTable("nfqnl-skb-info", {
  csumnotready: 0x1,
  gso: 0x2,
  "csum-notverified": 0x4,
});

/**
 * A packet, or the verdict on it: `struct nfgenmsg`, whose `resId` is the queue, then `NFQA_*`. A
 * verdict
 * is `verdictHdr` with one of `NF_*`, and a payload where the packet is changed.
 *
 * @see net/netfilter/nfnetlink_queue.c `nfqnl_build_packet_message`, `nfqa_verdict_policy`
 */
export const nfqueuePacketMessage = message({
  header: nfgenmsg,
  attributes: attributeSet("nfqueue-packet", "NFQA_", {
    packetHdr: [
      1,
      struct("nfqnl_msg_packet_hdr", { packetId: u32be, hwProtocol: u16be, hook: u8 }),
    ],
    verdictHdr: [2, struct("nfqnl_msg_verdict_hdr", { verdict: u32be, id: u32be })],
    mark: [3, u32be],
    timestamp: [4, struct("nfqnl_msg_packet_timestamp", { sec: u64be, usec: u64be })],
    ifindexIndev: [5, u32be],
    ifindexOutdev: [6, u32be],
    ifindexPhysindev: [7, u32be],
    ifindexPhysoutdev: [8, u32be],
    hwaddr: [9, struct("nfqnl_msg_packet_hw", { hwAddrlen: u16be, pad: pad(2), hwAddr: bytes(8) })],
    payload: [10, binary],
    ct: [11, nest(conntrackAttrs)],
    ctInfo: [12, u32be],
    capLen: [13, u32be],
    skbInfo: [14, flagsOf(u32be, NFQA_SKB)],
    exp: [15, nest(expectAttrs)],
    uid: [16, u32be],
    gid: [17, u32be],
    secctx: [18, binary],
    vlan: [
      19,
      nest(attributeSet("nfqueue-vlan", "NFQA_VLAN_", { proto: [1, u16be], tci: [2, u16be] })),
    ],
    l2hdr: [20, binary],
    priority: [21, u32be],
    cgroupClassid: [22, u32be],
  }),
});

/** What a program wants: `struct nfgenmsg`, whose `resId` is the queue, then `NFQA_CFG_*`. */
export const nfqueueConfigMessage = message({
  header: nfgenmsg,
  attributes: attributeSet("nfqueue-config", "NFQA_CFG_", {
    cmd: [
      1,
      struct("nfqnl_msg_config_cmd", {
        command: enumOf(u8, NFQNL_CFG_CMD),
        pad: pad(1),
        pf: u16be,
      }),
    ],
    params: [
      2,
      struct("nfqnl_msg_config_params", { copyRange: u32be, copyMode: enumOf(u8, NFQNL_COPY) }),
    ],
    queueMaxlen: [3, u32be],
    mask: [4, flagsOf(u32be, NFQA_CFG_F)],
    flags: [5, flagsOf(u32be, NFQA_CFG_F)],
  }),
});

/** Queues of packets; they come to who has bound the queue, in no group: to a subscription with `unicast`. */
export const nfqueue = familyTable({
  name: "nfqueue",
  protocol: 12,
  messages: {
    NFQNL_MSG_PACKET: [0x300, nfqueuePacketMessage],
    NFQNL_MSG_VERDICT: [0x301, nfqueuePacketMessage],
    NFQNL_MSG_CONFIG: [0x302, nfqueueConfigMessage],
    NFQNL_MSG_VERDICT_BATCH: [0x303, nfqueuePacketMessage],
  },
  operations: {
    NFQNL_MSG_VERDICT: operation("NFQNL_MSG_VERDICT", [0x301, nfqueuePacketMessage]),
    NFQNL_MSG_CONFIG: operation("NFQNL_MSG_CONFIG", [0x302, nfqueueConfigMessage]),
    NFQNL_MSG_VERDICT_BATCH: operation("NFQNL_MSG_VERDICT_BATCH", [0x303, nfqueuePacketMessage]),
  },
  groups: {},
});
