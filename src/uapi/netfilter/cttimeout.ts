/**
 * Time limits of tracked connections under a name, for rules to choose (`nfnetlink_cttimeout`).
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  message,
  operation,
  string,
  subMessage,
  u8,
  u16be,
  u32be,
} from "../../schema/index.ts";
import { nfgenmsg } from "../generated/conntrack.ts";

/**
 * Times are in seconds, one for each state of the protocol.
 *
 * @see include/uapi/linux/netfilter/nfnetlink_cttimeout.h
 */
const limits = {
  tcp: attributeSet("cttimeout-tcp", "CTA_TIMEOUT_TCP_", {
    synSent: [1, u32be],
    synRecv: [2, u32be],
    established: [3, u32be],
    finWait: [4, u32be],
    closeWait: [5, u32be],
    lastAck: [6, u32be],
    timeWait: [7, u32be],
    close: [8, u32be],
    synSent2: [9, u32be],
    retrans: [10, u32be],
    unack: [11, u32be],
  }),
  udp: attributeSet("cttimeout-udp", "CTA_TIMEOUT_UDP_", {
    unreplied: [1, u32be],
    replied: [2, u32be],
  }),
  udplite: attributeSet("cttimeout-udplite", "CTA_TIMEOUT_UDPLITE_", {
    unreplied: [1, u32be],
    replied: [2, u32be],
  }),
  icmp: attributeSet("cttimeout-icmp", "CTA_TIMEOUT_ICMP_", {
    timeout: [1, u32be],
  }),
  icmpv6: attributeSet("cttimeout-icmpv6", "CTA_TIMEOUT_ICMPV6_", {
    timeout: [1, u32be],
  }),
  dccp: attributeSet("cttimeout-dccp", "CTA_TIMEOUT_DCCP_", {
    request: [1, u32be],
    respond: [2, u32be],
    partopen: [3, u32be],
    open: [4, u32be],
    closereq: [5, u32be],
    closing: [6, u32be],
    timewait: [7, u32be],
  }),
  sctp: attributeSet("cttimeout-sctp", "CTA_TIMEOUT_SCTP_", {
    closed: [1, u32be],
    cookieWait: [2, u32be],
    cookieEchoed: [3, u32be],
    established: [4, u32be],
    shutdownSent: [5, u32be],
    shutdownRecd: [6, u32be],
    shutdownAckSent: [7, u32be],
    heartbeatSent: [8, u32be],
    heartbeatAcked: [9, u32be],
  }),
  gre: attributeSet("cttimeout-gre", "CTA_TIMEOUT_GRE_", {
    unreplied: [1, u32be],
    replied: [2, u32be],
  }),
  generic: attributeSet("cttimeout-generic", "CTA_TIMEOUT_GENERIC_", {
    timeout: [1, u32be],
  }),
} as const;

/**
 * Time limits: `struct nfgenmsg`, then `CTA_TIMEOUT_*`; what is in `data` the protocol says
 * (`IPPROTO_*`), which
 * stands before it.
 *
 * @see net/netfilter/nfnetlink_cttimeout.c `cttimeout_nla_policy`
 */
export const cttimeoutMessage = message({
  header: nfgenmsg,
  attributes: attributeSet("cttimeout", "CTA_TIMEOUT_", {
    name: [1, string],
    l3proto: [2, u16be],
    l4proto: [3, u8],
    data: [
      4,
      subMessage(
        "l4proto",
        {
          1: message({ attributes: limits.icmp }),
          6: message({ attributes: limits.tcp }),
          17: message({ attributes: limits.udp }),
          33: message({ attributes: limits.dccp }),
          47: message({ attributes: limits.gre }),
          58: message({ attributes: limits.icmpv6 }),
          132: message({ attributes: limits.sctp }),
          136: message({ attributes: limits.udplite }),
        },
        message({ attributes: limits.generic }),
      ),
    ],
    use: [5, u32be],
  }),
});

/** Requests for time limits; those of the kernel itself are asked for by protocol. */
export const cttimeout = familyTable({
  name: "cttimeout",
  protocol: 12,
  messages: {
    IPCTNL_MSG_TIMEOUT_NEW: [0x800, cttimeoutMessage],
    IPCTNL_MSG_TIMEOUT_GET: [0x801, cttimeoutMessage],
    IPCTNL_MSG_TIMEOUT_DELETE: [0x802, cttimeoutMessage],
    IPCTNL_MSG_TIMEOUT_DEFAULT_SET: [0x803, cttimeoutMessage],
    IPCTNL_MSG_TIMEOUT_DEFAULT_GET: [0x804, cttimeoutMessage],
  },
  operations: {
    IPCTNL_MSG_TIMEOUT_NEW: operation("IPCTNL_MSG_TIMEOUT_NEW", [0x800, cttimeoutMessage]),
    IPCTNL_MSG_TIMEOUT_GET: operation(
      "IPCTNL_MSG_TIMEOUT_GET",
      [0x801, cttimeoutMessage],
      [0x800, cttimeoutMessage],
    ),
    IPCTNL_MSG_TIMEOUT_DELETE: operation("IPCTNL_MSG_TIMEOUT_DELETE", [0x802, cttimeoutMessage]),
    IPCTNL_MSG_TIMEOUT_DEFAULT_SET: operation("IPCTNL_MSG_TIMEOUT_DEFAULT_SET", [
      0x803,
      cttimeoutMessage,
    ]),
    IPCTNL_MSG_TIMEOUT_DEFAULT_GET: operation(
      "IPCTNL_MSG_TIMEOUT_DEFAULT_GET",
      [0x804, cttimeoutMessage],
      [0x803, cttimeoutMessage],
    ),
  },
  groups: {},
});
