/**
 * NET_DM, the drop monitor: which packets the kernel throws away, where, and why. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/net_dropmon.h, net/core/drop_monitor.c
 */
import {
  attributeSet,
  binary,
  defineFamily,
  enumOf,
  enumTable,
  flag,
  limited,
  multi,
  nest,
  rest,
  string,
  struct,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";

/** Whether places are counted, or each packet is sent (since Linux 5.4): `NET_DM_ALERT_MODE_*`. */
export const netDmAlertMode = enumTable("net_dm_alert_mode", { summary: 0, packet: 1 });
/** Who dropped it, the kernel or the hardware below it: `NET_DM_ORIGIN_*`. */
export const netDmOrigin = enumTable("net_dm_origin", { sw: 0, hw: 1 });

/** A place that drops, an instruction's address, and how often it did. */
export const netDmDropPoint = struct("net-dm-drop-point", { pc: u64, count: u32 });
/** A summary. `entries` counts the points. */
export const netDmAlertMsg = struct("net-dm-alert-msg", {
  entries: u32,
  points: rest(netDmDropPoint),
});

// The kernel looks at the value itself: EINVAL, where a range in the policy would give ERANGE.
const alertMode = limited(enumOf(u8, netDmAlertMode), { min: 0, max: 0xff });

/** How many packets were not told of, for the queue was full. */
export const netDmStats = attributeSet("net-dm-stats", "NET_DM_ATTR_STATS_", { dropped: [0, u64] });
/** Where a packet came in. */
export const netDmPort = attributeSet("net-dm-port", "NET_DM_ATTR_PORT_", {
  netdevIfindex: [0, u32],
  netdevName: [1, string],
});
/** A trap of the hardware, and how often it caught a packet. */
export const netDmHwEntry = attributeSet("net-dm-hw-entry", "NET_DM_ATTR_", {
  hwTrapName: [16, string],
  hwTrapCount: [19, u32],
});
/** The traps of a summary. */
export const netDmHwEntries = attributeSet("net-dm-hw-entries", "NET_DM_ATTR_", {
  hwEntry: [18, multi(nest(netDmHwEntry))],
});

/** What requests hold: the kernel's policy is one for all commands. */
export const netDmRequest = attributeSet("net-dm-request", "NET_DM_ATTR_", {
  alertMode: [1, alertMode],
  /** Bytes of a packet that are sent; 0 for all. */
  truncLen: [9, u32],
  /** Packets that may wait to be sent; 1,000 unless told otherwise. */
  queueLen: [11, u32],
  swDrops: [20, flag],
  hwDrops: [21, flag],
});
/** A summary, sent a second after the first drop. */
export const netDmAlert = attributeSet("net-dm-alert", "NET_DM_ATTR_", {
  // From the time before attributes had numbers here.
  alert: [0, netDmAlertMsg, "NET_DM_ATTR_UNSPEC"],
  hwEntries: [17, nest(netDmHwEntries)],
});
/** All else. */
export const netDmAttrs = attributeSet("net-dm", "NET_DM_ATTR_", {
  alertMode: [1, alertMode],
  /** Address of the instruction. */
  pc: [2, u64],
  /** The same by name: `"nf_hook_slow+0x5a/0x110"`. */
  symbol: [3, string],
  inPort: [4, nest(netDmPort)],
  /** When it was dropped: nanoseconds since 1970. */
  timestamp: [5, u64],
  /** Its EtherType. */
  proto: [6, u16],
  /** The packet, from its link-layer header on. */
  payload: [7, binary],
  truncLen: [9, u32],
  /** Bytes that it had before it was cut to `truncLen`. */
  origLen: [10, u32],
  queueLen: [11, u32],
  stats: [12, nest(netDmStats)],
  hwStats: [13, nest(netDmStats)],
  origin: [14, enumOf(u16, netDmOrigin)],
  hwTrapGroupName: [15, string],
  hwTrapName: [16, string],
  hwTrapCount: [19, u32],
  swDrops: [20, flag],
  hwDrops: [21, flag],
  flowActionCookie: [22, binary],
  /** `SKB_DROP_REASON_*` without that prefix: `"NETFILTER_DROP"` (since Linux 5.18). */
  reason: [23, string],
});

/** `NET_DM_GRP_ALERT`: the group "events" has this number on every kernel. */
export const NET_DM_GRP_ALERT = 1;

/**
 * The family. Whoever listens to "events" needs `CAP_SYS_ADMIN`, which no table says.
 *
 * Without either flag, `NET_DM_CMD_START` and `NET_DM_CMD_STOP` mean the drops of the kernel's own code.
 */
export const netDm = defineFamily({
  name: "NET_DM",
  version: 2,
  attributes: netDmAttrs,
  operations: {
    NET_DM_CMD_CONFIG: { command: 2, request: netDmRequest, permission: "admin" },
    NET_DM_CMD_START: { command: 3, request: netDmRequest, permission: "admin" },
    NET_DM_CMD_STOP: { command: 4, request: netDmRequest, permission: "admin" },
    NET_DM_CMD_CONFIG_GET: { command: 6, replyCommand: 7, request: netDmRequest, oneReply: true },
    NET_DM_CMD_STATS_GET: { command: 8, replyCommand: 9, request: netDmRequest, oneReply: true },
  },
  notifications: {
    NET_DM_CMD_ALERT: { command: 1, attributes: netDmAlert },
    NET_DM_CMD_PACKET_ALERT: { command: 5 },
    // Answers, never sent unasked; they stand here to have their own names.
    NET_DM_CMD_CONFIG_NEW: { command: 7 },
    NET_DM_CMD_STATS_NEW: { command: 9 },
  },
  groups: ["events"],
});
