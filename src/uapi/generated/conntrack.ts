/**
 * Tables of conntrack.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
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
  ipv4,
  ipv6,
  messageOf,
  nestOf,
  operation,
  type SetIn,
  type SetOut,
  string,
  struct,
  type StructIn,
  type StructOut,
  u16be,
  u32,
  u32be,
  u64be,
  u8,
} from "../../schema/index.ts";

export const IPCTNL_MSG_CT_GET = 257;
export const IPCTNL_MSG_CT_GET_STATS_CPU = 260;
export const IPCTNL_MSG_CT_NEW = 256;
export const IPCTNL_MSG_CT_DELETE = 258;
export const IPCTNL_MSG_CT_GET_CTRZERO = 259;
export const IPCTNL_MSG_CT_GET_STATS = 261;
export const IPCTNL_MSG_CT_GET_DYING = 262;
export const IPCTNL_MSG_CT_GET_UNCONFIRMED = 263;
export const IPCTNL_MSG_EXP_NEW = 512;
export const IPCTNL_MSG_EXP_GET = 513;
export const IPCTNL_MSG_EXP_DELETE = 514;
export const IPCTNL_MSG_EXP_GET_STATS_CPU = 515;

export const nfgenmsg = struct("nfgenmsg", { nfgenFamily: u8, version: u8, resId: u16be });

export interface TupleIpAttrs extends SetOut<(typeof tupleIpAttrs)["entries"]> {}
export interface TupleIpAttrsInput extends SetIn<(typeof tupleIpAttrs)["entries"]> {}
export const tupleIpAttrs = attributeSet("tuple-ip-attrs", "CTA_", {
  ipV4Src: [1, ipv4],
  ipV4Dst: [2, ipv4],
  ipV6Src: [3, ipv6],
  ipV6Dst: [4, ipv6],
});

export interface TupleProtoAttrs extends SetOut<(typeof tupleProtoAttrs)["entries"]> {}
export interface TupleProtoAttrsInput extends SetIn<(typeof tupleProtoAttrs)["entries"]> {}
export const tupleProtoAttrs = attributeSet("tuple-proto-attrs", "CTA_", {
  protoNum: [1, u8],
  protoSrcPort: [2, u16be],
  protoDstPort: [3, u16be],
  protoIcmpId: [4, u16be],
  protoIcmpType: [5, u8],
  protoIcmpCode: [6, u8],
  protoIcmpv6Id: [7, u16be],
  protoIcmpv6Type: [8, u8],
  protoIcmpv6Code: [9, u8],
});

export interface TupleAttrs extends SetOut<(typeof tupleAttrs)["entries"]> {}
export interface TupleAttrsInput extends SetIn<(typeof tupleAttrs)["entries"]> {}
export const tupleAttrs = attributeSet("tuple-attrs", "CTA_", {
  tupleIp: [1, nestOf<TupleIpAttrs, TupleIpAttrsInput>(tupleIpAttrs)],
  tupleProto: [2, nestOf<TupleProtoAttrs, TupleProtoAttrsInput>(tupleProtoAttrs)],
  tupleZone: [3, u16be],
});

export const nfCtStatus = flagTable("nf-ct-status", {
  expected: 0x1,
  "seen-reply": 0x2,
  assured: 0x4,
  confirmed: 0x8,
  "src-nat": 0x10,
  "dst-nat": 0x20,
  "seq-adj": 0x40,
  "src-nat-done": 0x80,
  "dst-nat-done": 0x100,
  dying: 0x200,
  "fixed-timeout": 0x400,
  template: 0x800,
  "nat-clash": 0x1000,
  helper: 0x2000,
  offload: 0x4000,
  "hw-offload": 0x8000,
});

export const nfCtTcpState = enumTable("nf-ct-tcp-state", {
  none: 0,
  "syn-sent": 1,
  "syn-recv": 2,
  established: 3,
  "fin-wait": 4,
  "close-wait": 5,
  "last-ack": 6,
  "time-wait": 7,
  close: 8,
  "syn-sent2": 9,
  max: 10,
  ignore: 11,
  retrans: 12,
  unack: 13,
  "timeout-max": 14,
});

export const nfCtTcpFlags = flagTable("nf-ct-tcp-flags", {
  "window-scale": 0x1,
  "sack-perm": 0x2,
  "close-init": 0x4,
  "be-liberal": 0x8,
  unacked: 0x10,
  maxack: 0x20,
  "challenge-ack": 0x40,
  "simultaneous-open": 0x80,
});

export const nfCtTcpFlagsMask = struct("nf-ct-tcp-flags-mask", {
  flags: flagsOf(u8, nfCtTcpFlags),
  mask: flagsOf(u8, nfCtTcpFlags),
});

export interface ProtoinfoTcpAttrs extends SetOut<(typeof protoinfoTcpAttrs)["entries"]> {}
export interface ProtoinfoTcpAttrsInput extends SetIn<(typeof protoinfoTcpAttrs)["entries"]> {}
export const protoinfoTcpAttrs = attributeSet("protoinfo-tcp-attrs", "CTA_PROTOINFO_", {
  tcpState: [1, enumOf(u8, nfCtTcpState)],
  tcpWscaleOriginal: [2, u8],
  tcpWscaleReply: [3, u8],
  tcpFlagsOriginal: [4, nfCtTcpFlagsMask],
  tcpFlagsReply: [5, nfCtTcpFlagsMask],
});

export interface ProtoinfoDccpAttrs extends SetOut<(typeof protoinfoDccpAttrs)["entries"]> {}
export interface ProtoinfoDccpAttrsInput extends SetIn<(typeof protoinfoDccpAttrs)["entries"]> {}
export const protoinfoDccpAttrs = attributeSet("protoinfo-dccp-attrs", "CTA_PROTOINFO_", {
  dccpState: [1, u8],
  dccpRole: [2, u8],
  dccpHandshakeSeq: [3, u64be],
});

export const nfCtSctpState = enumTable("nf-ct-sctp-state", {
  none: 0,
  closed: 1,
  "cookie-wait": 2,
  "cookie-echoed": 3,
  established: 4,
  "shutdown-sent": 5,
  "shutdown-recd": 6,
  "shutdown-ack-sent": 7,
  "heartbeat-sent": 8,
  "heartbeat-acked": 9,
});

export interface ProtoinfoSctpAttrs extends SetOut<(typeof protoinfoSctpAttrs)["entries"]> {}
export interface ProtoinfoSctpAttrsInput extends SetIn<(typeof protoinfoSctpAttrs)["entries"]> {}
export const protoinfoSctpAttrs = attributeSet("protoinfo-sctp-attrs", "CTA_PROTOINFO_", {
  sctpState: [1, enumOf(u8, nfCtSctpState)],
  vtagOriginal: [2, u32be, "CTA_PROTOINFO_SCTP_VTAG_ORIGINAL"],
  vtagReply: [3, u32be, "CTA_PROTOINFO_SCTP_VTAG_REPLY"],
});

export interface ProtoinfoAttrs extends SetOut<(typeof protoinfoAttrs)["entries"]> {}
export interface ProtoinfoAttrsInput extends SetIn<(typeof protoinfoAttrs)["entries"]> {}
export const protoinfoAttrs = attributeSet("protoinfo-attrs", "CTA_", {
  protoinfoTcp: [1, nestOf<ProtoinfoTcpAttrs, ProtoinfoTcpAttrsInput>(protoinfoTcpAttrs)],
  protoinfoDccp: [2, nestOf<ProtoinfoDccpAttrs, ProtoinfoDccpAttrsInput>(protoinfoDccpAttrs)],
  protoinfoSctp: [3, nestOf<ProtoinfoSctpAttrs, ProtoinfoSctpAttrsInput>(protoinfoSctpAttrs)],
});

export interface HelpAttrs extends SetOut<(typeof helpAttrs)["entries"]> {}
export interface HelpAttrsInput extends SetIn<(typeof helpAttrs)["entries"]> {}
export const helpAttrs = attributeSet("help-attrs", "CTA_", {
  helpName: [1, string],
  helpInfo: [2, binary],
});

export interface NatProtoAttrs extends SetOut<(typeof natProtoAttrs)["entries"]> {}
export interface NatProtoAttrsInput extends SetIn<(typeof natProtoAttrs)["entries"]> {}
export const natProtoAttrs = attributeSet("nat-proto-attrs", "CTA_", {
  natPortMin: [1, u16be, "CTA_PROTONAT_PORT_MIN"],
  natPortMax: [2, u16be, "CTA_PROTONAT_PORT_MAX"],
});

export interface NatAttrs extends SetOut<(typeof natAttrs)["entries"]> {}
export interface NatAttrsInput extends SetIn<(typeof natAttrs)["entries"]> {}
export const natAttrs = attributeSet("nat-attrs", "CTA_", {
  natV4Minip: [1, ipv4],
  natV4Maxip: [2, ipv4],
  natV6Minip: [4, ipv6],
  natV6Maxip: [5, ipv6],
  natProto: [3, nestOf<NatProtoAttrs, NatProtoAttrsInput>(natProtoAttrs)],
});

export interface CounterAttrs extends SetOut<(typeof counterAttrs)["entries"]> {}
export interface CounterAttrsInput extends SetIn<(typeof counterAttrs)["entries"]> {}
export const counterAttrs = attributeSet("counter-attrs", "CTA_COUNTERS_", {
  packets: [1, u64be],
  bytes: [2, u64be],
  packetsOld: [3, u32, "CTA_COUNTERS32_PACKETS"],
  bytesOld: [4, u32, "CTA_COUNTERS32_BYTES"],
});

export interface SeqadjAttrs extends SetOut<(typeof seqadjAttrs)["entries"]> {}
export interface SeqadjAttrsInput extends SetIn<(typeof seqadjAttrs)["entries"]> {}
export const seqadjAttrs = attributeSet("seqadj-attrs", "CTA_SEQADJ_", {
  correctionPos: [1, u32be],
  offsetBefore: [2, u32be],
  offsetAfter: [3, u32be],
});

export interface SecctxAttrs extends SetOut<(typeof secctxAttrs)["entries"]> {}
export interface SecctxAttrsInput extends SetIn<(typeof secctxAttrs)["entries"]> {}
export const secctxAttrs = attributeSet("secctx-attrs", "CTA_", { secctxName: [1, string] });

export interface TimestampAttrs extends SetOut<(typeof timestampAttrs)["entries"]> {}
export interface TimestampAttrsInput extends SetIn<(typeof timestampAttrs)["entries"]> {}
export const timestampAttrs = attributeSet("timestamp-attrs", "CTA_TIMESTAMP_", {
  start: [1, u64be],
  stop: [2, u64be],
});

export interface SynproxyAttrs extends SetOut<(typeof synproxyAttrs)["entries"]> {}
export interface SynproxyAttrsInput extends SetIn<(typeof synproxyAttrs)["entries"]> {}
export const synproxyAttrs = attributeSet("synproxy-attrs", "CTA_SYNPROXY_", {
  isn: [1, u32be],
  its: [2, u32be],
  tsoff: [3, u32be],
});

export interface FilterAttrs extends SetOut<(typeof filterAttrs)["entries"]> {}
export interface FilterAttrsInput extends SetIn<(typeof filterAttrs)["entries"]> {}
export const filterAttrs = attributeSet("filter-attrs", "CTA_FILTER_", {
  origFlags: [1, u32],
  replyFlags: [2, u32],
});

export interface ConntrackAttrs extends SetOut<(typeof conntrackAttrs)["entries"]> {}
export interface ConntrackAttrsInput extends SetIn<(typeof conntrackAttrs)["entries"]> {}
export const conntrackAttrs = attributeSet("conntrack-attrs", "CTA_", {
  tupleOrig: [1, nestOf<TupleAttrs, TupleAttrsInput>(tupleAttrs)],
  tupleReply: [2, nestOf<TupleAttrs, TupleAttrsInput>(tupleAttrs)],
  status: [3, flagsOf(u32be, nfCtStatus)],
  protoinfo: [4, nestOf<ProtoinfoAttrs, ProtoinfoAttrsInput>(protoinfoAttrs)],
  help: [5, nestOf<HelpAttrs, HelpAttrsInput>(helpAttrs)],
  natSrc: [6, nestOf<NatAttrs, NatAttrsInput>(natAttrs)],
  timeout: [7, u32be],
  mark: [8, u32be],
  countersOrig: [9, nestOf<CounterAttrs, CounterAttrsInput>(counterAttrs)],
  countersReply: [10, nestOf<CounterAttrs, CounterAttrsInput>(counterAttrs)],
  use: [11, u32be],
  id: [12, u32be],
  natDst: [13, nestOf<NatAttrs, NatAttrsInput>(natAttrs)],
  tupleMaster: [14, nestOf<TupleAttrs, TupleAttrsInput>(tupleAttrs)],
  seqAdjOrig: [15, nestOf<SeqadjAttrs, SeqadjAttrsInput>(seqadjAttrs)],
  seqAdjReply: [16, nestOf<SeqadjAttrs, SeqadjAttrsInput>(seqadjAttrs)],
  secmark: [17, binary],
  zone: [18, u16be],
  secctx: [19, nestOf<SecctxAttrs, SecctxAttrsInput>(secctxAttrs)],
  timestamp: [20, nestOf<TimestampAttrs, TimestampAttrsInput>(timestampAttrs)],
  markMask: [21, u32be],
  labels: [22, binary],
  labelsMask: [23, binary],
  synproxy: [24, nestOf<SynproxyAttrs, SynproxyAttrsInput>(synproxyAttrs)],
  filter: [25, nestOf<FilterAttrs, FilterAttrsInput>(filterAttrs)],
  statusMask: [26, flagsOf(u32be, nfCtStatus)],
  timestampEvent: [27, u64be],
});

export interface ConntrackMessage extends StructOut<(typeof nfgenmsg)["members"]>, ConntrackAttrs {}
export interface ConntrackMessageInput
  extends StructIn<(typeof nfgenmsg)["members"]>, ConntrackAttrsInput {}
export const conntrackMessage = messageOf<ConntrackMessage, ConntrackMessageInput>({
  header: nfgenmsg,
  attributes: conntrackAttrs,
});

export interface ConntrackStatsAttrs extends SetOut<(typeof conntrackStatsAttrs)["entries"]> {}
export interface ConntrackStatsAttrsInput extends SetIn<(typeof conntrackStatsAttrs)["entries"]> {}
export const conntrackStatsAttrs = attributeSet("conntrack-stats-attrs", "CTA_STATS_", {
  searched: [1, u32be],
  found: [2, u32be],
  new: [3, u32be],
  invalid: [4, u32be],
  ignore: [5, u32be],
  delete: [6, u32be],
  deleteList: [7, u32be],
  insert: [8, u32be],
  insertFailed: [9, u32be],
  drop: [10, u32be],
  earlyDrop: [11, u32be],
  error: [12, u32be],
  searchRestart: [13, u32be],
  clashResolve: [14, u32be],
  chainToolong: [15, u32be],
});

export interface ConntrackStatsMessage
  extends StructOut<(typeof nfgenmsg)["members"]>, ConntrackStatsAttrs {}
export interface ConntrackStatsMessageInput
  extends StructIn<(typeof nfgenmsg)["members"]>, ConntrackStatsAttrsInput {}
export const conntrackStatsMessage = messageOf<ConntrackStatsMessage, ConntrackStatsMessageInput>({
  header: nfgenmsg,
  attributes: conntrackStatsAttrs,
});

export interface ConntrackStatsGlobalAttrs
  extends SetOut<(typeof conntrackStatsGlobalAttrs)["entries"]> {}
export interface ConntrackStatsGlobalAttrsInput
  extends SetIn<(typeof conntrackStatsGlobalAttrs)["entries"]> {}
export const conntrackStatsGlobalAttrs = attributeSet(
  "conntrack-stats-global-attrs",
  "CTA_STATS_GLOBAL_",
  { entries: [1, u32be], maxEntries: [2, u32be] },
);

export interface ConntrackStatsGlobalMessage
  extends StructOut<(typeof nfgenmsg)["members"]>, ConntrackStatsGlobalAttrs {}
export interface ConntrackStatsGlobalMessageInput
  extends StructIn<(typeof nfgenmsg)["members"]>, ConntrackStatsGlobalAttrsInput {}
export const conntrackStatsGlobalMessage = messageOf<ConntrackStatsGlobalMessage, ConntrackStatsGlobalMessageInput>(
  { header: nfgenmsg, attributes: conntrackStatsGlobalAttrs },
);

export const nfCtExpectFlags = flagTable("nf-ct-expect-flags", {
  permanent: 0x1,
  inactive: 0x2,
  userspace: 0x4,
});

export interface ExpectNatAttrs extends SetOut<(typeof expectNatAttrs)["entries"]> {}
export interface ExpectNatAttrsInput extends SetIn<(typeof expectNatAttrs)["entries"]> {}
export const expectNatAttrs = attributeSet("expect-nat-attrs", "CTA_EXPECT_NAT_", {
  dir: [1, u32be],
  tuple: [2, nestOf<TupleAttrs, TupleAttrsInput>(tupleAttrs)],
});

export interface ExpectAttrs extends SetOut<(typeof expectAttrs)["entries"]> {}
export interface ExpectAttrsInput extends SetIn<(typeof expectAttrs)["entries"]> {}
export const expectAttrs = attributeSet("expect-attrs", "CTA_EXPECT_", {
  master: [1, nestOf<TupleAttrs, TupleAttrsInput>(tupleAttrs)],
  tuple: [2, nestOf<TupleAttrs, TupleAttrsInput>(tupleAttrs)],
  mask: [3, nestOf<TupleAttrs, TupleAttrsInput>(tupleAttrs)],
  timeout: [4, u32be],
  id: [5, u32be],
  helpName: [6, string],
  zone: [7, u16be],
  flags: [8, flagsOf(u32be, nfCtExpectFlags)],
  class: [9, u32be],
  nat: [10, nestOf<ExpectNatAttrs, ExpectNatAttrsInput>(expectNatAttrs)],
  fn: [11, string],
});

export interface ExpectMessage extends StructOut<(typeof nfgenmsg)["members"]>, ExpectAttrs {}
export interface ExpectMessageInput
  extends StructIn<(typeof nfgenmsg)["members"]>, ExpectAttrsInput {}
export const expectMessage = messageOf<ExpectMessage, ExpectMessageInput>({
  header: nfgenmsg,
  attributes: expectAttrs,
});

export interface ExpectStatsAttrs extends SetOut<(typeof expectStatsAttrs)["entries"]> {}
export interface ExpectStatsAttrsInput extends SetIn<(typeof expectStatsAttrs)["entries"]> {}
export const expectStatsAttrs = attributeSet("expect-stats-attrs", "CTA_STATS_EXP_", {
  new: [1, u32be],
  create: [2, u32be],
  delete: [3, u32be],
});

export interface ExpectStatsMessage
  extends StructOut<(typeof nfgenmsg)["members"]>, ExpectStatsAttrs {}
export interface ExpectStatsMessageInput
  extends StructIn<(typeof nfgenmsg)["members"]>, ExpectStatsAttrsInput {}
export const expectStatsMessage = messageOf<ExpectStatsMessage, ExpectStatsMessageInput>({
  header: nfgenmsg,
  attributes: expectStatsAttrs,
});

export const conntrack = familyTable({
  name: "conntrack",
  protocol: 12,
  messages: {
    IPCTNL_MSG_CT_NEW: [IPCTNL_MSG_CT_NEW, conntrackMessage],
    IPCTNL_MSG_CT_GET: [IPCTNL_MSG_CT_GET, conntrackMessage],
    IPCTNL_MSG_CT_DELETE: [IPCTNL_MSG_CT_DELETE, conntrackMessage],
    IPCTNL_MSG_CT_GET_CTRZERO: [IPCTNL_MSG_CT_GET_CTRZERO, conntrackMessage],
    IPCTNL_MSG_CT_GET_STATS_CPU: [IPCTNL_MSG_CT_GET_STATS_CPU, conntrackStatsMessage],
    IPCTNL_MSG_CT_GET_STATS: [IPCTNL_MSG_CT_GET_STATS, conntrackStatsGlobalMessage],
    IPCTNL_MSG_CT_GET_DYING: [IPCTNL_MSG_CT_GET_DYING, conntrackMessage],
    IPCTNL_MSG_CT_GET_UNCONFIRMED: [IPCTNL_MSG_CT_GET_UNCONFIRMED, conntrackMessage],
    IPCTNL_MSG_EXP_NEW: [IPCTNL_MSG_EXP_NEW, expectMessage],
    IPCTNL_MSG_EXP_GET: [IPCTNL_MSG_EXP_GET, expectMessage],
    IPCTNL_MSG_EXP_DELETE: [IPCTNL_MSG_EXP_DELETE, expectMessage],
    IPCTNL_MSG_EXP_GET_STATS_CPU: [IPCTNL_MSG_EXP_GET_STATS_CPU, expectStatsMessage],
  },
  operations: {
    IPCTNL_MSG_CT_GET: operation(
      "IPCTNL_MSG_CT_GET",
      [IPCTNL_MSG_CT_GET, conntrackMessage],
      [IPCTNL_MSG_CT_NEW, conntrackMessage],
      { oneReply: true },
    ),
    IPCTNL_MSG_CT_GET_STATS_CPU: operation(
      "IPCTNL_MSG_CT_GET_STATS_CPU",
      [IPCTNL_MSG_CT_GET_STATS_CPU, conntrackStatsMessage],
      [IPCTNL_MSG_CT_GET_STATS_CPU, conntrackStatsMessage],
    ),
    IPCTNL_MSG_CT_NEW: operation("IPCTNL_MSG_CT_NEW", [IPCTNL_MSG_CT_NEW, conntrackMessage]),
    IPCTNL_MSG_CT_DELETE: operation(
      "IPCTNL_MSG_CT_DELETE",
      [IPCTNL_MSG_CT_DELETE, conntrackMessage],
    ),
    IPCTNL_MSG_CT_GET_CTRZERO: operation(
      "IPCTNL_MSG_CT_GET_CTRZERO",
      [IPCTNL_MSG_CT_GET_CTRZERO, conntrackMessage],
      [IPCTNL_MSG_CT_NEW, conntrackMessage],
      { oneReply: true },
    ),
    IPCTNL_MSG_CT_GET_STATS: operation(
      "IPCTNL_MSG_CT_GET_STATS",
      [IPCTNL_MSG_CT_GET_STATS, conntrackStatsGlobalMessage],
      [IPCTNL_MSG_CT_GET_STATS, conntrackStatsGlobalMessage],
    ),
    IPCTNL_MSG_CT_GET_DYING: operation(
      "IPCTNL_MSG_CT_GET_DYING",
      [IPCTNL_MSG_CT_GET_DYING, conntrackMessage],
      [IPCTNL_MSG_CT_NEW, conntrackMessage],
    ),
    IPCTNL_MSG_CT_GET_UNCONFIRMED: operation(
      "IPCTNL_MSG_CT_GET_UNCONFIRMED",
      [IPCTNL_MSG_CT_GET_UNCONFIRMED, conntrackMessage],
      [IPCTNL_MSG_CT_NEW, conntrackMessage],
    ),
    IPCTNL_MSG_EXP_NEW: operation("IPCTNL_MSG_EXP_NEW", [IPCTNL_MSG_EXP_NEW, expectMessage]),
    IPCTNL_MSG_EXP_GET: operation(
      "IPCTNL_MSG_EXP_GET",
      [IPCTNL_MSG_EXP_GET, expectMessage],
      [IPCTNL_MSG_EXP_NEW, expectMessage],
      { oneReply: true },
    ),
    IPCTNL_MSG_EXP_DELETE: operation(
      "IPCTNL_MSG_EXP_DELETE",
      [IPCTNL_MSG_EXP_DELETE, expectMessage],
    ),
    IPCTNL_MSG_EXP_GET_STATS_CPU: operation(
      "IPCTNL_MSG_EXP_GET_STATS_CPU",
      [IPCTNL_MSG_EXP_GET_STATS_CPU, expectStatsMessage],
      [IPCTNL_MSG_EXP_GET_STATS_CPU, expectStatsMessage],
    ),
  },
  groups: {
    NFNLGRP_CONNTRACK_NEW: 1,
    NFNLGRP_CONNTRACK_UPDATE: 2,
    NFNLGRP_CONNTRACK_DESTROY: 3,
    NFNLGRP_CONNTRACK_EXP_NEW: 4,
    NFNLGRP_CONNTRACK_EXP_UPDATE: 5,
    NFNLGRP_CONNTRACK_EXP_DESTROY: 6,
  },
});
