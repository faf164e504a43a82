/**
 * Tables of ovs_flow.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  array,
  attributeSet,
  type AttributeSet,
  binary,
  bytes,
  enumOf,
  enumTable,
  familyTable,
  flag,
  flagsOf,
  flagTable,
  ip,
  ipv4,
  ipv6,
  mac,
  messageOf,
  nest,
  nestOf,
  operation,
  pad,
  sequence,
  sequenceOf,
  type SetIn,
  type SetOut,
  sized,
  string,
  struct,
  type StructIn,
  type StructOut,
  u16,
  u16be,
  u32,
  u32be,
  u64,
  u64be,
  u8,
} from "../../schema/index.ts";

export const OVS_FLOW_CMD_GET = 3;
export const OVS_FLOW_CMD_NEW = 1;
export const OVS_FLOW_CMD_DEL = 2;
export const OVS_FLOW_CMD_SET = 4;

export const ovsHeader = struct("ovs-header", { dpIfindex: u32 });

export const ovsKeyEthernet = struct("ovs-key-ethernet", {
  ethSrc: sized(mac, 6),
  ethDst: sized(mac, 6),
});

export const ovsFragType = enumTable("ovs-frag-type", { none: 0, first: 1, later: 2 });

export const ovsKeyIpv4 = struct("ovs-key-ipv4", {
  ipv4Src: ipv4,
  ipv4Dst: ipv4,
  ipv4Proto: u8,
  ipv4Tos: u8,
  ipv4Ttl: u8,
  ipv4Frag: enumOf(u8, ovsFragType),
});

export const ovsKeyIpv6 = struct("ovs-key-ipv6", {
  ipv6Src: ipv6,
  ipv6Dst: ipv6,
  ipv6Label: u32be,
  ipv6Proto: u8,
  ipv6Tclass: u8,
  ipv6Hlimit: u8,
  ipv6Frag: u8,
});

export const ovsKeyTcp = struct("ovs-key-tcp", { tcpSrc: u16be, tcpDst: u16be });

export const ovsKeyUdp = struct("ovs-key-udp", { udpSrc: u16be, udpDst: u16be });

export const ovsKeyIcmp = struct("ovs-key-icmp", { icmpType: u8, icmpCode: u8 });

export const ovsKeyArp = struct("ovs-key-arp", {
  arpSip: ipv4,
  arpTip: ipv4,
  arpOp: u16be,
  arpSha: sized(mac, 6),
  arpTha: sized(mac, 6),
  pad: pad(2),
});

export const ovsKeyNd = struct("ovs-key-nd", {
  ndTarget: ipv6,
  ndSll: sized(mac, 6),
  ndTll: sized(mac, 6),
});

export interface VxlanExtAttrs extends SetOut<(typeof vxlanExtAttrs)["entries"]> {}
export interface VxlanExtAttrsInput extends SetIn<(typeof vxlanExtAttrs)["entries"]> {}
export const vxlanExtAttrs = attributeSet("vxlan-ext-attrs", "OVS_VXLAN_EXT_", { gbp: [1, u32] });

export interface TunnelKeyAttrs extends SetOut<(typeof tunnelKeyAttrs)["entries"]> {}
export interface TunnelKeyAttrsInput extends SetIn<(typeof tunnelKeyAttrs)["entries"]> {}
export const tunnelKeyAttrs = attributeSet("tunnel-key-attrs", "OVS_TUNNEL_KEY_ATTR_", {
  id: [0, u64be],
  ipv4Src: [1, ipv4],
  ipv4Dst: [2, ipv4],
  tos: [3, u8],
  ttl: [4, u8],
  dontFragment: [5, flag],
  csum: [6, flag],
  oam: [7, flag],
  geneveOpts: [8, array(u32)],
  tpSrc: [9, u16be],
  tpDst: [10, u16be],
  vxlanOpts: [11, nestOf<VxlanExtAttrs, VxlanExtAttrsInput>(vxlanExtAttrs)],
  ipv6Src: [12, ipv6],
  ipv6Dst: [13, ipv6],
  erspanOpts: [15, binary],
  ipv4InfoBridge: [16, flag],
});

export const ovsKeySctp = struct("ovs-key-sctp", { sctpSrc: u16be, sctpDst: u16be });

export const ovsKeyMpls = struct("ovs-key-mpls", { mplsLse: u32be });

export const ctStateFlags = flagTable("ct-state-flags", {
  new: 0x1,
  established: 0x2,
  related: 0x4,
  "reply-dir": 0x8,
  invalid: 0x10,
  tracked: 0x20,
  "src-nat": 0x40,
  "dst-nat": 0x80,
});

export const ovsKeyCtTupleIpv4 = struct("ovs-key-ct-tuple-ipv4", {
  ipv4Src: ipv4,
  ipv4Dst: ipv4,
  srcPort: u16be,
  dstPort: u16be,
  ipv4Proto: u8,
  pad: pad(3),
});

export const ovsKeyCtTupleIpv6 = struct("ovs-key-ct-tuple-ipv6", {
  ipv6Src: ipv6,
  ipv6Dst: ipv6,
  srcPort: u16be,
  dstPort: u16be,
  ipv6Proto: u8,
  pad: pad(3),
});

export const ovsNshKeyBase = struct("ovs-nsh-key-base", {
  flags: u8,
  ttl: u8,
  mdtype: u8,
  np: u8,
  pathHdr: u32be,
});

export const ovsNshKeyMd1 = struct("ovs-nsh-key-md1", { context: bytes(16) });

export interface OvsNshKeyAttrs extends SetOut<(typeof ovsNshKeyAttrs)["entries"]> {}
export interface OvsNshKeyAttrsInput extends SetIn<(typeof ovsNshKeyAttrs)["entries"]> {}
export const ovsNshKeyAttrs = attributeSet("ovs-nsh-key-attrs", "OVS_NSH_KEY_ATTR_", {
  base: [1, ovsNshKeyBase],
  md1: [2, ovsNshKeyMd1],
  md2: [3, binary],
});

export const ovsKeyIpv6Exthdrs = struct("ovs-key-ipv6-exthdrs", { hdrs: u16 });

export interface KeyAttrs extends SetOut<(typeof keyAttrs)["entries"]> {}
export interface KeyAttrsInput extends SetIn<(typeof keyAttrs)["entries"]> {}
export const keyAttrs = attributeSet("key-attrs", "OVS_KEY_ATTR_", {
  encap: [1, nest((): AttributeSet => keyAttrs)],
  priority: [2, u32],
  inPort: [3, u32],
  ethernet: [4, ovsKeyEthernet],
  vlan: [5, u16be],
  ethertype: [6, u16be],
  ipv4: [7, ovsKeyIpv4],
  ipv6: [8, ovsKeyIpv6],
  tcp: [9, ovsKeyTcp],
  udp: [10, ovsKeyUdp],
  icmp: [11, ovsKeyIcmp],
  icmpv6: [12, ovsKeyIcmp],
  arp: [13, ovsKeyArp],
  nd: [14, ovsKeyNd],
  skbMark: [15, u32],
  tunnel: [16, nestOf<TunnelKeyAttrs, TunnelKeyAttrsInput>(tunnelKeyAttrs)],
  sctp: [17, ovsKeySctp],
  tcpFlags: [18, u16be],
  dpHash: [19, u32],
  recircId: [20, u32],
  mpls: [21, ovsKeyMpls],
  ctState: [22, flagsOf(u32, ctStateFlags)],
  ctZone: [23, u16],
  ctMark: [24, u32],
  ctLabels: [25, binary],
  ctOrigTupleIpv4: [26, ovsKeyCtTupleIpv4],
  ctOrigTupleIpv6: [27, ovsKeyCtTupleIpv6],
  nsh: [28, nestOf<OvsNshKeyAttrs, OvsNshKeyAttrsInput>(ovsNshKeyAttrs)],
  packetType: [29, u32be],
  ndExtensions: [30, binary],
  tunnelInfo: [31, binary],
  ipv6Exthdrs: [32, ovsKeyIpv6Exthdrs],
});

export interface UserspaceAttrs extends SetOut<(typeof userspaceAttrs)["entries"]> {}
export interface UserspaceAttrsInput extends SetIn<(typeof userspaceAttrs)["entries"]> {}
export const userspaceAttrs = attributeSet("userspace-attrs", "OVS_USERSPACE_ATTR_", {
  pid: [1, u32],
  userdata: [2, binary],
  egressTunPort: [3, u32],
  actions: [4, flag],
});

export const ovsActionPushVlan = struct("ovs-action-push-vlan", {
  vlanTpid: u16be,
  vlanTci: u16be,
});

export interface SampleAttrs extends SetOut<(typeof sampleAttrs)["entries"]> {}
export interface SampleAttrsInput extends SetIn<(typeof sampleAttrs)["entries"]> {}
export const sampleAttrs = attributeSet("sample-attrs", "OVS_SAMPLE_ATTR_", {
  probability: [1, u32],
  actions: [2, sequence((): AttributeSet => actionAttrs)],
});

export const ovsActionHash = struct("ovs-action-hash", { hashAlg: u32, hashBasis: u32 });

export const ovsActionPushMpls = struct("ovs-action-push-mpls", {
  mplsLse: u32be,
  mplsEthertype: u16be,
  pad: pad(2),
});

export interface NatAttrs extends SetOut<(typeof natAttrs)["entries"]> {}
export interface NatAttrsInput extends SetIn<(typeof natAttrs)["entries"]> {}
export const natAttrs = attributeSet("nat-attrs", "OVS_NAT_ATTR_", {
  src: [1, flag],
  dst: [2, flag],
  ipMin: [3, ip],
  ipMax: [4, ip],
  protoMin: [5, u16],
  protoMax: [6, u16],
  persistent: [7, flag],
  protoHash: [8, flag],
  protoRandom: [9, flag],
});

export interface CtAttrs extends SetOut<(typeof ctAttrs)["entries"]> {}
export interface CtAttrsInput extends SetIn<(typeof ctAttrs)["entries"]> {}
export const ctAttrs = attributeSet("ct-attrs", "OVS_CT_ATTR_", {
  commit: [1, flag],
  zone: [2, u16],
  mark: [3, binary],
  labels: [4, binary],
  helper: [5, string],
  nat: [6, nestOf<NatAttrs, NatAttrsInput>(natAttrs)],
  forceCommit: [7, flag],
  eventmask: [8, u32],
  timeout: [9, string],
});

export const ovsActionPushEth = struct("ovs-action-push-eth", { addresses: ovsKeyEthernet });

export interface CheckPktLenAttrs extends SetOut<(typeof checkPktLenAttrs)["entries"]> {}
export interface CheckPktLenAttrsInput extends SetIn<(typeof checkPktLenAttrs)["entries"]> {}
export const checkPktLenAttrs = attributeSet("check-pkt-len-attrs", "OVS_CHECK_PKT_LEN_ATTR_", {
  pktLen: [1, u16],
  actionsIfGreater: [2, sequence((): AttributeSet => actionAttrs)],
  actionsIfLessEqual: [3, sequence((): AttributeSet => actionAttrs)],
});

export const ovsActionAddMpls = struct("ovs-action-add-mpls", {
  mplsLse: u32be,
  mplsEthertype: u16be,
  tunFlags: u16,
});

export interface DecTtlAttrs extends SetOut<(typeof decTtlAttrs)["entries"]> {}
export interface DecTtlAttrsInput extends SetIn<(typeof decTtlAttrs)["entries"]> {}
export const decTtlAttrs = attributeSet("dec-ttl-attrs", "OVS_DEC_TTL_ATTR_", {
  action: [1, sequence((): AttributeSet => actionAttrs)],
});

export interface PsampleAttrs extends SetOut<(typeof psampleAttrs)["entries"]> {}
export interface PsampleAttrsInput extends SetIn<(typeof psampleAttrs)["entries"]> {}
export const psampleAttrs = attributeSet("psample-attrs", "OVS_PSAMPLE_ATTR_", {
  group: [1, u32],
  cookie: [2, binary],
});

export interface ActionAttrs extends SetOut<(typeof actionAttrs)["entries"]> {}
export interface ActionAttrsInput extends SetIn<(typeof actionAttrs)["entries"]> {}
export const actionAttrs = attributeSet("action-attrs", "OVS_ACTION_ATTR_", {
  output: [1, u32],
  userspace: [2, nestOf<UserspaceAttrs, UserspaceAttrsInput>(userspaceAttrs)],
  set: [3, nestOf<KeyAttrs, KeyAttrsInput>(keyAttrs)],
  pushVlan: [4, ovsActionPushVlan],
  popVlan: [5, flag],
  sample: [6, nestOf<SampleAttrs, SampleAttrsInput>(sampleAttrs)],
  recirc: [7, u32],
  hash: [8, ovsActionHash],
  pushMpls: [9, ovsActionPushMpls],
  popMpls: [10, u16be],
  setMasked: [11, nestOf<KeyAttrs, KeyAttrsInput>(keyAttrs)],
  ct: [12, nestOf<CtAttrs, CtAttrsInput>(ctAttrs)],
  trunc: [13, u32],
  pushEth: [14, ovsActionPushEth],
  popEth: [15, flag],
  ctClear: [16, flag],
  pushNsh: [17, nestOf<OvsNshKeyAttrs, OvsNshKeyAttrsInput>(ovsNshKeyAttrs)],
  popNsh: [18, flag],
  meter: [19, u32],
  clone: [20, sequence((): AttributeSet => actionAttrs)],
  checkPktLen: [21, nestOf<CheckPktLenAttrs, CheckPktLenAttrsInput>(checkPktLenAttrs)],
  addMpls: [22, ovsActionAddMpls],
  decTtl: [23, nestOf<DecTtlAttrs, DecTtlAttrsInput>(decTtlAttrs)],
  psample: [25, nestOf<PsampleAttrs, PsampleAttrsInput>(psampleAttrs)],
  drop: [24, u32],
});

export const ovsFlowStats = struct("ovs-flow-stats", { nPackets: u64, nBytes: u64 });

export const ovsUfidFlags = flagTable("ovs-ufid-flags", {
  "omit-key": 0x1,
  "omit-mask": 0x2,
  "omit-actions": 0x4,
});

export interface FlowAttrs extends SetOut<(typeof flowAttrs)["entries"]> {}
export interface FlowAttrsInput extends SetIn<(typeof flowAttrs)["entries"]> {}
export const flowAttrs = attributeSet("flow-attrs", "OVS_FLOW_ATTR_", {
  key: [1, nestOf<KeyAttrs, KeyAttrsInput>(keyAttrs)],
  actions: [2, sequenceOf<ActionAttrs, ActionAttrsInput>(actionAttrs)],
  stats: [3, ovsFlowStats],
  tcpFlags: [4, u8],
  used: [5, u64],
  clear: [6, flag],
  mask: [7, nestOf<KeyAttrs, KeyAttrsInput>(keyAttrs)],
  probe: [8, flag],
  ufid: [9, binary],
  ufidFlags: [10, flagsOf(u32, ovsUfidFlags)],
});

export interface FlowMessage extends StructOut<(typeof ovsHeader)["members"]>, FlowAttrs {}
export interface FlowMessageInput extends StructIn<(typeof ovsHeader)["members"]>, FlowAttrsInput {}
export const flowMessage = messageOf<FlowMessage, FlowMessageInput>({
  header: ovsHeader,
  attributes: flowAttrs,
});

export const ovsFlow = familyTable({
  name: "ovs_flow",
  protocol: 16,
  version: 1,
  messages: {
    OVS_FLOW_CMD_NEW: [OVS_FLOW_CMD_NEW, flowMessage],
    OVS_FLOW_CMD_DEL: [OVS_FLOW_CMD_DEL, flowMessage],
    OVS_FLOW_CMD_GET: [OVS_FLOW_CMD_GET, flowMessage],
    OVS_FLOW_CMD_SET: [OVS_FLOW_CMD_SET, flowMessage],
  },
  operations: {
    OVS_FLOW_CMD_GET: operation(
      "OVS_FLOW_CMD_GET",
      [OVS_FLOW_CMD_GET, flowMessage],
      [OVS_FLOW_CMD_GET, flowMessage],
      { oneReply: true },
    ),
    OVS_FLOW_CMD_NEW: operation(
      "OVS_FLOW_CMD_NEW",
      [OVS_FLOW_CMD_NEW, flowMessage],
      [OVS_FLOW_CMD_NEW, flowMessage],
    ),
    OVS_FLOW_CMD_DEL: operation(
      "OVS_FLOW_CMD_DEL",
      [OVS_FLOW_CMD_DEL, flowMessage],
      [OVS_FLOW_CMD_DEL, flowMessage],
    ),
    OVS_FLOW_CMD_SET: operation(
      "OVS_FLOW_CMD_SET",
      [OVS_FLOW_CMD_SET, flowMessage],
      [OVS_FLOW_CMD_SET, flowMessage],
    ),
  },
  groups: { ovs_flow: 0 },
});
