/**
 * Tables of tc.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  array,
  attributeSet,
  type AttributeSet,
  binary,
  bitfield32,
  enumOf,
  enumTable,
  familyTable,
  flag,
  flagsOf,
  flagTable,
  indexedArray,
  ipv4,
  ipv6,
  limited,
  mac,
  message,
  messageOf,
  multi,
  nest,
  nestOf,
  operation,
  pad,
  rest,
  s16,
  s32,
  s64,
  s8,
  type SetIn,
  type SetOut,
  string,
  struct,
  type StructIn,
  type StructOut,
  subMessage,
  u16,
  u16be,
  u32,
  u32be,
  u64,
  u64be,
  u8,
} from "../../schema/index.ts";

export const RTM_NEWQDISC = 36;
export const RTM_DELQDISC = 37;
export const RTM_GETQDISC = 38;
export const RTM_NEWTCLASS = 40;
export const RTM_DELTCLASS = 41;
export const RTM_GETTCLASS = 42;
export const RTM_NEWTFILTER = 44;
export const RTM_DELTFILTER = 45;
export const RTM_GETTFILTER = 46;
export const RTM_NEWCHAIN = 100;
export const RTM_DELCHAIN = 101;
export const RTM_GETCHAIN = 102;
export const RTM_NEWACTION = 48;
export const RTM_DELACTION = 49;
export const RTM_GETACTION = 50;

export const tcmsg = struct("tcmsg", {
  family: u8,
  pad: pad(3),
  ifindex: s32,
  handle: u32,
  parent: u32,
  info: u32,
});

export const tcfEmatchTreeHdr = struct("tcf-ematch-tree-hdr", { nmatches: u16, progid: u16 });

export const tcfEmKind = enumTable("tcf-em-kind", {
  container: 0,
  cmp: 1,
  nbyte: 2,
  u32: 3,
  meta: 4,
  text: 5,
  vlan: 6,
  canid: 7,
  ipset: 8,
  ipt: 9,
});

export const tcfEmatchHdr = struct("tcf-ematch-hdr", {
  matchid: u16,
  kind: enumOf(u16, tcfEmKind),
  flags: u16,
  pad: pad(2),
});

export interface EmatchAttrs extends SetOut<(typeof ematchAttrs)["entries"]> {}
export interface EmatchAttrsInput extends SetIn<(typeof ematchAttrs)["entries"]> {}
export const ematchAttrs = attributeSet("ematch-attrs", "TCA_EMATCH_", {
  treeHdr: [1, tcfEmatchTreeHdr],
  treeList: [2, indexedArray(tcfEmatchHdr, 1)],
});

export const tcfT = struct("tcf-t", { install: u64, lastuse: u64, expires: u64, firstuse: u64 });

export const tcAction = enumTable("tc-action", {
  unspec: -1,
  ok: 0,
  reclassify: 1,
  shot: 2,
  pipe: 3,
  stolen: 4,
  queued: 5,
  repeat: 6,
  redirect: 7,
  trap: 8,
});

export const tcGact = struct("tc-gact", {
  index: u32,
  capab: u32,
  action: enumOf(s32, tcAction),
  refcnt: s32,
  bindcnt: s32,
});

export interface ActBpfAttrs extends SetOut<(typeof actBpfAttrs)["entries"]> {}
export interface ActBpfAttrsInput extends SetIn<(typeof actBpfAttrs)["entries"]> {}
export const actBpfAttrs = attributeSet("act-bpf-attrs", "TCA_ACT_BPF_", {
  tm: [1, tcfT],
  parms: [2, tcGact],
  opsLen: [3, u16],
  ops: [4, binary],
  fd: [5, u32],
  name: [6, string],
  tag: [8, binary],
  id: [9, binary],
});

export const actBpfMessage = messageOf<ActBpfAttrs, ActBpfAttrsInput>({ attributes: actBpfAttrs });

export const tcConnmark = struct("tc-connmark", {
  index: u32,
  capab: u32,
  action: enumOf(s32, tcAction),
  refcnt: s32,
  bindcnt: s32,
  zone: u16,
  pad: pad(2),
});

export interface ActConnmarkAttrs extends SetOut<(typeof actConnmarkAttrs)["entries"]> {}
export interface ActConnmarkAttrsInput extends SetIn<(typeof actConnmarkAttrs)["entries"]> {}
export const actConnmarkAttrs = attributeSet("act-connmark-attrs", "TCA_CONNMARK_", {
  parms: [1, tcConnmark],
  tm: [2, tcfT],
});

export const actConnmarkMessage = messageOf<ActConnmarkAttrs, ActConnmarkAttrsInput>({
  attributes: actConnmarkAttrs,
});

export const tcCsumFlags = flagTable("tc-csum-flags", {
  ipv4hdr: 0x1,
  icmp: 0x2,
  igmp: 0x4,
  tcp: 0x8,
  udp: 0x10,
  udplite: 0x20,
  sctp: 0x40,
});

export const tcCsum = struct("tc-csum", {
  index: u32,
  capab: u32,
  action: enumOf(s32, tcAction),
  refcnt: s32,
  bindcnt: s32,
  updateFlags: flagsOf(u32, tcCsumFlags),
});

export interface ActCsumAttrs extends SetOut<(typeof actCsumAttrs)["entries"]> {}
export interface ActCsumAttrsInput extends SetIn<(typeof actCsumAttrs)["entries"]> {}
export const actCsumAttrs = attributeSet("act-csum-attrs", "TCA_CSUM_", {
  parms: [1, tcCsum],
  tm: [2, tcfT],
});

export const actCsumMessage = messageOf<ActCsumAttrs, ActCsumAttrsInput>({
  attributes: actCsumAttrs,
});

export const tcCtFlags = flagTable("tc-ct-flags", {
  commit: 0x1,
  force: 0x2,
  clear: 0x4,
  nat: 0x8,
  "nat-src": 0x10,
  "nat-dst": 0x20,
});

export interface ActCtAttrs extends SetOut<(typeof actCtAttrs)["entries"]> {}
export interface ActCtAttrsInput extends SetIn<(typeof actCtAttrs)["entries"]> {}
export const actCtAttrs = attributeSet("act-ct-attrs", "TCA_CT_", {
  parms: [1, tcGact],
  tm: [2, tcfT],
  action: [3, flagsOf(u16, tcCtFlags)],
  zone: [4, u16],
  mark: [5, u32],
  markMask: [6, u32],
  labels: [7, binary],
  labelsMask: [8, binary],
  natIpv4Min: [9, ipv4],
  natIpv4Max: [10, ipv4],
  natIpv6Min: [11, ipv6],
  natIpv6Max: [12, ipv6],
  natPortMin: [13, u16be],
  natPortMax: [14, u16be],
  helperName: [16, string],
  helperFamily: [17, u8],
  helperProto: [18, u8],
});

export const actCtMessage = messageOf<ActCtAttrs, ActCtAttrsInput>({ attributes: actCtAttrs });

export interface ActCtinfoAttrs extends SetOut<(typeof actCtinfoAttrs)["entries"]> {}
export interface ActCtinfoAttrsInput extends SetIn<(typeof actCtinfoAttrs)["entries"]> {}
export const actCtinfoAttrs = attributeSet("act-ctinfo-attrs", "TCA_CTINFO_", {
  tm: [2, tcfT],
  act: [3, tcGact],
  zone: [4, u16],
  parmsDscpMask: [5, u32],
  parmsDscpStatemask: [6, u32],
  parmsCpmarkMask: [7, u32],
  statsDscpSet: [8, u64],
  statsDscpError: [9, u64],
  statsCpmarkSet: [10, u64],
});

export const actCtinfoMessage = messageOf<ActCtinfoAttrs, ActCtinfoAttrsInput>({
  attributes: actCtinfoAttrs,
});

export const tcGactP = struct("tc-gact-p", {
  ptype: u16,
  pval: u16,
  paction: enumOf(s32, tcAction),
});

export interface ActGactAttrs extends SetOut<(typeof actGactAttrs)["entries"]> {}
export interface ActGactAttrsInput extends SetIn<(typeof actGactAttrs)["entries"]> {}
export const actGactAttrs = attributeSet("act-gact-attrs", "TCA_GACT_", {
  tm: [1, tcfT],
  parms: [2, tcGact],
  prob: [3, tcGactP],
});

export const actGactMessage = messageOf<ActGactAttrs, ActGactAttrsInput>({
  attributes: actGactAttrs,
});

export interface GateEntryAttrs extends SetOut<(typeof gateEntryAttrs)["entries"]> {}
export interface GateEntryAttrsInput extends SetIn<(typeof gateEntryAttrs)["entries"]> {}
export const gateEntryAttrs = attributeSet("gate-entry-attrs", "TCA_GATE_ENTRY_", {
  index: [1, u32],
  gate: [2, flag],
  interval: [3, u32],
  ipv: [4, s32],
  maxOctets: [5, s32],
});

export interface GateListAttrs extends SetOut<(typeof gateListAttrs)["entries"]> {}
export interface GateListAttrsInput extends SetIn<(typeof gateListAttrs)["entries"]> {}
export const gateListAttrs = attributeSet("gate-list-attrs", "TCA_GATE_", {
  oneEntry: [1, multi(nestOf<GateEntryAttrs, GateEntryAttrsInput>(gateEntryAttrs))],
});

export interface ActGateAttrs extends SetOut<(typeof actGateAttrs)["entries"]> {}
export interface ActGateAttrsInput extends SetIn<(typeof actGateAttrs)["entries"]> {}
export const actGateAttrs = attributeSet("act-gate-attrs", "TCA_GATE_", {
  tm: [1, tcfT],
  parms: [2, tcGact],
  priority: [4, s32],
  entryList: [5, nestOf<GateListAttrs, GateListAttrsInput>(gateListAttrs)],
  baseTime: [6, u64],
  cycleTime: [7, u64],
  cycleTimeExt: [8, u64],
  flags: [9, u32],
  clockid: [10, s32],
});

export const actGateMessage = messageOf<ActGateAttrs, ActGateAttrsInput>({
  attributes: actGateAttrs,
});

export const tcIfe = struct("tc-ife", {
  index: u32,
  capab: u32,
  action: enumOf(s32, tcAction),
  refcnt: s32,
  bindcnt: s32,
  flags: u16,
  pad: pad(2),
});

export interface ActIfeAttrs extends SetOut<(typeof actIfeAttrs)["entries"]> {}
export interface ActIfeAttrsInput extends SetIn<(typeof actIfeAttrs)["entries"]> {}
export const actIfeAttrs = attributeSet("act-ife-attrs", "TCA_IFE_", {
  parms: [1, tcIfe],
  tm: [2, tcfT],
  dmac: [3, mac],
  smac: [4, mac],
  type: [5, u16],
  metalst: [6, binary],
});

export const actIfeMessage = messageOf<ActIfeAttrs, ActIfeAttrsInput>({ attributes: actIfeAttrs });

export const tcMirredAction = enumTable("tc-mirred-action", {
  "egress-redir": 1,
  "egress-mirror": 2,
  "ingress-redir": 3,
  "ingress-mirror": 4,
});

export const tcMirred = struct("tc-mirred", {
  index: u32,
  capab: u32,
  action: enumOf(s32, tcAction),
  refcnt: s32,
  bindcnt: s32,
  eaction: enumOf(s32, tcMirredAction),
  ifindex: u32,
});

export interface ActMirredAttrs extends SetOut<(typeof actMirredAttrs)["entries"]> {}
export interface ActMirredAttrsInput extends SetIn<(typeof actMirredAttrs)["entries"]> {}
export const actMirredAttrs = attributeSet("act-mirred-attrs", "TCA_MIRRED_", {
  tm: [1, tcfT],
  parms: [2, tcMirred],
  blockid: [4, u32],
});

export const actMirredMessage = messageOf<ActMirredAttrs, ActMirredAttrsInput>({
  attributes: actMirredAttrs,
});

export const tcMplsAction = enumTable("tc-mpls-action", {
  pop: 1,
  push: 2,
  modify: 3,
  "dec-ttl": 4,
  "mac-push": 5,
});

export const tcMpls = struct("tc-mpls", {
  index: u32,
  capab: u32,
  action: enumOf(s32, tcAction),
  refcnt: s32,
  bindcnt: s32,
  mAction: enumOf(s32, tcMplsAction),
});

export interface ActMplsAttrs extends SetOut<(typeof actMplsAttrs)["entries"]> {}
export interface ActMplsAttrsInput extends SetIn<(typeof actMplsAttrs)["entries"]> {}
export const actMplsAttrs = attributeSet("act-mpls-attrs", "TCA_MPLS_", {
  tm: [1, tcfT],
  parms: [2, tcMpls],
  proto: [4, u16be],
  label: [5, u32],
  tc: [6, u8],
  ttl: [7, u8],
  bos: [8, u8],
});

export const actMplsMessage = messageOf<ActMplsAttrs, ActMplsAttrsInput>({
  attributes: actMplsAttrs,
});

export const tcNat = struct("tc-nat", {
  index: u32,
  capab: u32,
  action: enumOf(s32, tcAction),
  refcnt: s32,
  bindcnt: s32,
  oldAddr: ipv4,
  newAddr: ipv4,
  mask: ipv4,
  flags: u32,
});

export interface ActNatAttrs extends SetOut<(typeof actNatAttrs)["entries"]> {}
export interface ActNatAttrsInput extends SetIn<(typeof actNatAttrs)["entries"]> {}
export const actNatAttrs = attributeSet("act-nat-attrs", "TCA_NAT_", {
  parms: [1, tcNat],
  tm: [2, tcfT],
});

export const actNatMessage = messageOf<ActNatAttrs, ActNatAttrsInput>({ attributes: actNatAttrs });

export const tcPeditKey = struct("tc-pedit-key", {
  mask: u32,
  val: u32,
  off: u32,
  at: u32,
  offmask: u32,
  shift: u32,
});

export const tcPeditSel = struct("tc-pedit-sel", {
  index: u32,
  capab: u32,
  action: enumOf(s32, tcAction),
  refcnt: s32,
  bindcnt: s32,
  nkeys: u8,
  flags: u8,
  pad: pad(2),
  keys: rest(tcPeditKey),
});

export const peditHeaderType = enumTable("pedit-header-type", {
  network: 0,
  eth: 1,
  ip4: 2,
  ip6: 3,
  tcp: 4,
  udp: 5,
});

export const peditCmd = enumTable("pedit-cmd", { set: 0, add: 1 });

export interface PeditKeyExAttrs extends SetOut<(typeof peditKeyExAttrs)["entries"]> {}
export interface PeditKeyExAttrsInput extends SetIn<(typeof peditKeyExAttrs)["entries"]> {}
export const peditKeyExAttrs = attributeSet("pedit-key-ex-attrs", "TCA_PEDIT_KEY_EX_", {
  htype: [1, enumOf(u16, peditHeaderType)],
  cmd: [2, enumOf(u16, peditCmd)],
});

export interface PeditKeysExAttrs extends SetOut<(typeof peditKeysExAttrs)["entries"]> {}
export interface PeditKeysExAttrsInput extends SetIn<(typeof peditKeysExAttrs)["entries"]> {}
export const peditKeysExAttrs = attributeSet("pedit-keys-ex-attrs", "TCA_PEDIT_", {
  keyEx: [6, multi(nestOf<PeditKeyExAttrs, PeditKeyExAttrsInput>(peditKeyExAttrs))],
});

export interface ActPeditAttrs extends SetOut<(typeof actPeditAttrs)["entries"]> {}
export interface ActPeditAttrsInput extends SetIn<(typeof actPeditAttrs)["entries"]> {}
export const actPeditAttrs = attributeSet("act-pedit-attrs", "TCA_PEDIT_", {
  tm: [1, tcfT],
  parms: [2, tcPeditSel],
  parmsEx: [4, tcPeditSel],
  keysEx: [5, nestOf<PeditKeysExAttrs, PeditKeysExAttrsInput>(peditKeysExAttrs)],
  keyEx: [6, binary],
});

export const actPeditMessage = messageOf<ActPeditAttrs, ActPeditAttrsInput>({
  attributes: actPeditAttrs,
});

export const tcRatespec = struct("tc-ratespec", {
  cellLog: u8,
  linklayer: u8,
  overhead: u16,
  cellAlign: s16,
  mpu: u16,
  rate: u32,
});

export const tcPolice = struct("tc-police", {
  index: u32,
  action: enumOf(s32, tcAction),
  limit: u32,
  burst: u32,
  mtu: u32,
  rate: tcRatespec,
  peakrate: tcRatespec,
  refcnt: s32,
  bindcnt: s32,
  capab: u32,
});

export interface PoliceAttrs extends SetOut<(typeof policeAttrs)["entries"]> {}
export interface PoliceAttrsInput extends SetIn<(typeof policeAttrs)["entries"]> {}
export const policeAttrs = attributeSet("police-attrs", "TCA_POLICE_", {
  tbf: [1, tcPolice],
  rate: [2, binary],
  peakrate: [3, binary],
  avrate: [4, u32],
  result: [5, u32],
  tm: [6, tcfT],
  rate64: [8, u64],
  peakrate64: [9, u64],
  pktrate64: [10, u64],
  pktburst64: [11, u64],
});

export const policeMessage = messageOf<PoliceAttrs, PoliceAttrsInput>({ attributes: policeAttrs });

export interface ActSampleAttrs extends SetOut<(typeof actSampleAttrs)["entries"]> {}
export interface ActSampleAttrsInput extends SetIn<(typeof actSampleAttrs)["entries"]> {}
export const actSampleAttrs = attributeSet("act-sample-attrs", "TCA_SAMPLE_", {
  tm: [1, tcfT],
  parms: [2, tcGact],
  rate: [3, u32],
  truncSize: [4, u32],
  psampleGroup: [5, u32],
});

export const actSampleMessage = messageOf<ActSampleAttrs, ActSampleAttrsInput>({
  attributes: actSampleAttrs,
});

export interface ActSimpleAttrs extends SetOut<(typeof actSimpleAttrs)["entries"]> {}
export interface ActSimpleAttrsInput extends SetIn<(typeof actSimpleAttrs)["entries"]> {}
export const actSimpleAttrs = attributeSet("act-simple-attrs", "TCA_DEF_", {
  tm: [1, tcfT],
  parms: [2, tcGact],
  data: [3, string],
});

export const actSimpleMessage = messageOf<ActSimpleAttrs, ActSimpleAttrsInput>({
  attributes: actSimpleAttrs,
});

export const tcSkbeditFlags = flagTable("tc-skbedit-flags", {
  priority: 0x1,
  "queue-mapping": 0x2,
  mark: 0x4,
  ptype: 0x8,
  mask: 0x10,
  inheritdsfield: 0x20,
  "txq-skbhash": 0x40,
});

export interface ActSkbeditAttrs extends SetOut<(typeof actSkbeditAttrs)["entries"]> {}
export interface ActSkbeditAttrsInput extends SetIn<(typeof actSkbeditAttrs)["entries"]> {}
export const actSkbeditAttrs = attributeSet("act-skbedit-attrs", "TCA_SKBEDIT_", {
  tm: [1, tcfT],
  parms: [2, tcGact],
  priority: [3, u32],
  queueMapping: [4, u16],
  mark: [5, u32],
  ptype: [7, u16],
  mask: [8, u32],
  flags: [9, flagsOf(u64, tcSkbeditFlags)],
  queueMappingMax: [10, u16],
});

export const actSkbeditMessage = messageOf<ActSkbeditAttrs, ActSkbeditAttrsInput>({
  attributes: actSkbeditAttrs,
});

export const tcSkbmodFlags = flagTable("tc-skbmod-flags", {
  dmac: 0x1,
  smac: 0x2,
  etype: 0x4,
  swapmac: 0x8,
  ecn: 0x10,
});

export const tcSkbmod = struct("tc-skbmod", {
  index: u32,
  capab: u32,
  action: enumOf(s32, tcAction),
  refcnt: s32,
  bindcnt: s32,
  pad: pad(4),
  flags: flagsOf(u64, tcSkbmodFlags),
});

export interface ActSkbmodAttrs extends SetOut<(typeof actSkbmodAttrs)["entries"]> {}
export interface ActSkbmodAttrsInput extends SetIn<(typeof actSkbmodAttrs)["entries"]> {}
export const actSkbmodAttrs = attributeSet("act-skbmod-attrs", "TCA_SKBMOD_", {
  tm: [1, tcfT],
  parms: [2, tcSkbmod],
  dmac: [3, mac],
  smac: [4, mac],
  etype: [5, u16],
});

export const actSkbmodMessage = messageOf<ActSkbmodAttrs, ActSkbmodAttrsInput>({
  attributes: actSkbmodAttrs,
});

export const tcTunnelKeyAction = enumTable("tc-tunnel-key-action", { set: 1, release: 2 });

export const tcTunnelKey = struct("tc-tunnel-key", {
  index: u32,
  capab: u32,
  action: enumOf(s32, tcAction),
  refcnt: s32,
  bindcnt: s32,
  tAction: enumOf(s32, tcTunnelKeyAction),
});

export interface TunnelKeyGeneveAttrs extends SetOut<(typeof tunnelKeyGeneveAttrs)["entries"]> {}
export interface TunnelKeyGeneveAttrsInput
  extends SetIn<(typeof tunnelKeyGeneveAttrs)["entries"]> {}
export const tunnelKeyGeneveAttrs = attributeSet(
  "tunnel-key-geneve-attrs",
  "TCA_TUNNEL_KEY_ENC_OPT_GENEVE_",
  { class: [1, u16be], type: [2, u8], data: [3, binary] },
);

export interface TunnelKeyVxlanAttrs extends SetOut<(typeof tunnelKeyVxlanAttrs)["entries"]> {}
export interface TunnelKeyVxlanAttrsInput extends SetIn<(typeof tunnelKeyVxlanAttrs)["entries"]> {}
export const tunnelKeyVxlanAttrs = attributeSet(
  "tunnel-key-vxlan-attrs",
  "TCA_TUNNEL_KEY_ENC_OPT_VXLAN_",
  { gbp: [1, u32] },
);

export interface TunnelKeyErspanAttrs extends SetOut<(typeof tunnelKeyErspanAttrs)["entries"]> {}
export interface TunnelKeyErspanAttrsInput
  extends SetIn<(typeof tunnelKeyErspanAttrs)["entries"]> {}
export const tunnelKeyErspanAttrs = attributeSet(
  "tunnel-key-erspan-attrs",
  "TCA_TUNNEL_KEY_ENC_OPT_ERSPAN_",
  { ver: [1, u8], index: [2, u32be], dir: [3, u8], hwid: [4, u8] },
);

export interface TunnelKeyEncOptsAttrs extends SetOut<(typeof tunnelKeyEncOptsAttrs)["entries"]> {}
export interface TunnelKeyEncOptsAttrsInput
  extends SetIn<(typeof tunnelKeyEncOptsAttrs)["entries"]> {}
export const tunnelKeyEncOptsAttrs = attributeSet(
  "tunnel-key-enc-opts-attrs",
  "TCA_TUNNEL_KEY_ENC_OPTS_",
  {
    geneve: [
      1,
      multi(nestOf<TunnelKeyGeneveAttrs, TunnelKeyGeneveAttrsInput>(tunnelKeyGeneveAttrs)),
    ],
    vxlan: [2, nestOf<TunnelKeyVxlanAttrs, TunnelKeyVxlanAttrsInput>(tunnelKeyVxlanAttrs)],
    erspan: [3, nestOf<TunnelKeyErspanAttrs, TunnelKeyErspanAttrsInput>(tunnelKeyErspanAttrs)],
  },
);

export interface ActTunnelKeyAttrs extends SetOut<(typeof actTunnelKeyAttrs)["entries"]> {}
export interface ActTunnelKeyAttrsInput extends SetIn<(typeof actTunnelKeyAttrs)["entries"]> {}
export const actTunnelKeyAttrs = attributeSet("act-tunnel-key-attrs", "TCA_TUNNEL_KEY_", {
  tm: [1, tcfT],
  parms: [2, tcTunnelKey],
  encIpv4Src: [3, ipv4],
  encIpv4Dst: [4, ipv4],
  encIpv6Src: [5, ipv6],
  encIpv6Dst: [6, ipv6],
  encKeyId: [7, u32be],
  encDstPort: [9, u16be],
  noCsum: [10, u8],
  encOpts: [11, nestOf<TunnelKeyEncOptsAttrs, TunnelKeyEncOptsAttrsInput>(tunnelKeyEncOptsAttrs)],
  encTos: [12, u8],
  encTtl: [13, u8],
  noFrag: [14, flag],
});

export const actTunnelKeyMessage = messageOf<ActTunnelKeyAttrs, ActTunnelKeyAttrsInput>({
  attributes: actTunnelKeyAttrs,
});

export const tcVlanAction = enumTable("tc-vlan-action", {
  pop: 1,
  push: 2,
  modify: 3,
  "pop-eth": 4,
  "push-eth": 5,
});

export const tcVlan = struct("tc-vlan", {
  index: u32,
  capab: u32,
  action: enumOf(s32, tcAction),
  refcnt: s32,
  bindcnt: s32,
  vAction: enumOf(s32, tcVlanAction),
});

export interface ActVlanAttrs extends SetOut<(typeof actVlanAttrs)["entries"]> {}
export interface ActVlanAttrsInput extends SetIn<(typeof actVlanAttrs)["entries"]> {}
export const actVlanAttrs = attributeSet("act-vlan-attrs", "TCA_VLAN_", {
  tm: [1, tcfT],
  parms: [2, tcVlan],
  pushVlanId: [3, u16],
  pushVlanProtocol: [4, u16be],
  pushVlanPriority: [6, u8],
  pushEthDst: [7, mac],
  pushEthSrc: [8, mac],
});

export const actVlanMessage = messageOf<ActVlanAttrs, ActVlanAttrsInput>({
  attributes: actVlanAttrs,
});

export const gnetStatsBasic = struct("gnet-stats-basic", { bytes: u64, packets: u32, pad: pad(4) });

export const gnetStatsRateEst = struct("gnet-stats-rate-est", { bps: u32, pps: u32 });

export const gnetStatsQueue = struct("gnet-stats-queue", {
  qlen: u32,
  backlog: u32,
  drops: u32,
  requeues: u32,
  overlimits: u32,
});

export interface CakeTinStatsAttrs extends SetOut<(typeof cakeTinStatsAttrs)["entries"]> {}
export interface CakeTinStatsAttrsInput extends SetIn<(typeof cakeTinStatsAttrs)["entries"]> {}
export const cakeTinStatsAttrs = attributeSet("cake-tin-stats-attrs", "TCA_CAKE_TIN_STATS_", {
  sentPackets: [2, u32],
  sentBytes64: [3, u64],
  droppedPackets: [4, u32],
  droppedBytes64: [5, u64],
  acksDroppedPackets: [6, u32],
  acksDroppedBytes64: [7, u64],
  ecnMarkedPackets: [8, u32],
  ecnMarkedBytes64: [9, u64],
  backlogPackets: [10, u32],
  backlogBytes: [11, u32],
  thresholdRate64: [12, u64],
  targetUs: [13, u32],
  intervalUs: [14, u32],
  wayIndirectHits: [15, u32],
  wayMisses: [16, u32],
  wayCollisions: [17, u32],
  peakDelayUs: [18, u32],
  avgDelayUs: [19, u32],
  baseDelayUs: [20, u32],
  sparseFlows: [21, u32],
  bulkFlows: [22, u32],
  unresponsiveFlows: [23, u32],
  maxSkblen: [24, u32],
  flowQuantum: [25, u32],
});

export interface CakeStatsAttrs extends SetOut<(typeof cakeStatsAttrs)["entries"]> {}
export interface CakeStatsAttrsInput extends SetIn<(typeof cakeStatsAttrs)["entries"]> {}
export const cakeStatsAttrs = attributeSet("cake-stats-attrs", "TCA_CAKE_STATS_", {
  capacityEstimate64: [2, u64],
  memoryLimit: [3, u32],
  memoryUsed: [4, u32],
  avgNetoff: [5, u32],
  minNetlen: [6, u32],
  maxNetlen: [7, u32],
  minAdjlen: [8, u32],
  maxAdjlen: [9, u32],
  tinStats: [
    10,
    indexedArray(nestOf<CakeTinStatsAttrs, CakeTinStatsAttrsInput>(cakeTinStatsAttrs), 1),
  ],
  deficit: [11, s32],
  cobaltCount: [12, u32],
  dropping: [13, u32],
  dropNextUs: [14, s32],
  pDrop: [15, u32],
  blueTimerUs: [16, s32],
  activeQueues: [17, u32],
});

export const cakeStatsMessage = messageOf<CakeStatsAttrs, CakeStatsAttrsInput>({
  attributes: cakeStatsAttrs,
});

export const tcChokeXstats = struct("tc-choke-xstats", {
  early: u32,
  pdrop: u32,
  other: u32,
  marked: u32,
  matched: u32,
});

export const tcChokeXstatsMessage = message({ header: tcChokeXstats });

export const tcCodelXstats = struct("tc-codel-xstats", {
  maxpacket: u32,
  count: u32,
  lastcount: u32,
  ldelay: u32,
  dropNext: s32,
  dropOverlimit: u32,
  ecnMark: u32,
  dropping: u32,
  ceMark: u32,
});

export const tcCodelXstatsMessage = message({ header: tcCodelXstats });

export const tcDualpi2Xstats = struct("tc-dualpi2-xstats", {
  prob: u32,
  delayC: u32,
  delayL: u32,
  packetsInC: u32,
  packetsInL: u32,
  maxq: u32,
  ecnMark: u32,
  stepMarks: u32,
  credit: s32,
  memoryUsed: u32,
  maxMemoryUsed: u32,
  memoryLimit: u32,
});

export const tcDualpi2XstatsMessage = message({ header: tcDualpi2Xstats });

export const tcFqQdStats = struct("tc-fq-qd-stats", {
  gcFlows: u64,
  highprioPackets: u64,
  tcpRetrans: u64,
  throttled: u64,
  flowsPlimit: u64,
  pktsTooLong: u64,
  allocationErrors: u64,
  timeNextDelayedFlow: s64,
  flows: u32,
  inactiveFlows: u32,
  throttledFlows: u32,
  unthrottleLatencyNs: u32,
  ceMark: u64,
  horizonDrops: u64,
  horizonCaps: u64,
  fastpathPackets: u64,
  bandDrops: array(u64, 3),
  bandPktCount: array(u32, 3),
  pad: pad(4),
});

export const tcFqQdStatsMessage = message({ header: tcFqQdStats });

export const tcFqCodelXstats = struct("tc-fq-codel-xstats", {
  type: u32,
  maxpacket: u32,
  dropOverlimit: u32,
  ecnMark: u32,
  newFlowCount: u32,
  newFlowsLen: u32,
  oldFlowsLen: u32,
  ceMark: u32,
  memoryUsage: u32,
  dropOvermemory: u32,
});

export const tcFqCodelXstatsMessage = message({ header: tcFqCodelXstats });

export const tcFqPieXstats = struct("tc-fq-pie-xstats", {
  packetsIn: u32,
  dropped: u32,
  overlimit: u32,
  overmemory: u32,
  ecnMark: u32,
  newFlowCount: u32,
  newFlowsLen: u32,
  oldFlowsLen: u32,
  memoryUsage: u32,
});

export const tcFqPieXstatsMessage = message({ header: tcFqPieXstats });

export const tcHhfXstats = struct("tc-hhf-xstats", {
  dropOverlimit: u32,
  hhOverlimit: u32,
  hhTotCount: u32,
  hhCurCount: u32,
});

export const tcHhfXstatsMessage = message({ header: tcHhfXstats });

export const tcPieXstats = struct("tc-pie-xstats", {
  prob: u64,
  delay: u32,
  avgDqRate: u32,
  dqRateEstimating: u32,
  packetsIn: u32,
  dropped: u32,
  overlimit: u32,
  maxq: u32,
  ecnMark: u32,
});

export const tcPieXstatsMessage = message({ header: tcPieXstats });

export const tcRedXstats = struct("tc-red-xstats", {
  early: u32,
  pdrop: u32,
  other: u32,
  marked: u32,
});

export const tcRedXstatsMessage = message({ header: tcRedXstats });

export const tcSfbXstats = struct("tc-sfb-xstats", {
  earlydrop: u32,
  penaltydrop: u32,
  bucketdrop: u32,
  queuedrop: u32,
  childdrop: u32,
  marked: u32,
  maxqlen: u32,
  maxprob: u32,
  avgprob: u32,
});

export const tcSfbXstatsMessage = message({ header: tcSfbXstats });

export const tcSfqXstats = struct("tc-sfq-xstats", { allot: s32 });

export const tcSfqXstatsMessage = message({ header: tcSfqXstats });

export const tcNetemXstats = struct("tc-netem-xstats", {
  delayed: u64,
  dropped: u64,
  corrupted: u64,
  duplicated: u64,
  reordered: u64,
  ecnMarked: u64,
  allocationErrors: u64,
});

export const tcNetemXstatsMessage = message({ header: tcNetemXstats });

export interface TaprioStatsAttrs extends SetOut<(typeof taprioStatsAttrs)["entries"]> {}
export interface TaprioStatsAttrsInput extends SetIn<(typeof taprioStatsAttrs)["entries"]> {}
export const taprioStatsAttrs = attributeSet("taprio-stats-attrs", "TCA_TAPRIO_OFFLOAD_STATS_", {
  windowDrops: [2, u64],
  txOverruns: [3, u64],
});

export const taprioStatsMessage = messageOf<TaprioStatsAttrs, TaprioStatsAttrsInput>({
  attributes: taprioStatsAttrs,
});

export const gnetStatsRateEst64 = struct("gnet-stats-rate-est64", { bps: u64, pps: u64 });

export interface TcaStatsAttrs extends SetOut<(typeof tcaStatsAttrs)["entries"]> {}
export interface TcaStatsAttrsInput extends SetIn<(typeof tcaStatsAttrs)["entries"]> {}
export const tcaStatsAttrs = attributeSet("tca-stats-attrs", "TCA_STATS_", {
  basic: [1, gnetStatsBasic],
  rateEst: [2, gnetStatsRateEst],
  queue: [3, gnetStatsQueue],
  app: [
    4,
    subMessage("kind", {
      cake: cakeStatsMessage,
      choke: tcChokeXstatsMessage,
      codel: tcCodelXstatsMessage,
      dualpi2: tcDualpi2XstatsMessage,
      fq: tcFqQdStatsMessage,
      fq_codel: tcFqCodelXstatsMessage,
      fq_pie: tcFqPieXstatsMessage,
      hhf: tcHhfXstatsMessage,
      pie: tcPieXstatsMessage,
      red: tcRedXstatsMessage,
      sfb: tcSfbXstatsMessage,
      sfq: tcSfqXstatsMessage,
      netem: tcNetemXstatsMessage,
      taprio: taprioStatsMessage,
    }),
  ],
  rateEst64: [5, gnetStatsRateEst64],
  basicHw: [7, gnetStatsBasic],
  pkt64: [8, u64],
});

export const tcaActFlags = flagTable("tca-act-flags", {
  "no-percpu-stats": 0x1,
  "skip-hw": 0x2,
  "skip-sw": 0x4,
});

export const tcaActHwStats = flagTable("tca-act-hw-stats", { immediate: 0x1, delayed: 0x2 });

export interface ActAttrs extends SetOut<(typeof actAttrs)["entries"]> {}
export interface ActAttrsInput extends SetIn<(typeof actAttrs)["entries"]> {}
export const actAttrs = attributeSet("act-attrs", "TCA_ACT_", {
  kind: [1, string],
  options: [
    2,
    subMessage("kind", {
      bpf: actBpfMessage,
      connmark: actConnmarkMessage,
      csum: actCsumMessage,
      ct: actCtMessage,
      ctinfo: actCtinfoMessage,
      gact: actGactMessage,
      gate: actGateMessage,
      ife: actIfeMessage,
      mirred: actMirredMessage,
      mpls: actMplsMessage,
      nat: actNatMessage,
      pedit: actPeditMessage,
      police: policeMessage,
      sample: actSampleMessage,
      simple: actSimpleMessage,
      skbedit: actSkbeditMessage,
      skbmod: actSkbmodMessage,
      tunnel_key: actTunnelKeyMessage,
      vlan: actVlanMessage,
    }),
  ],
  index: [3, u32],
  stats: [4, nestOf<TcaStatsAttrs, TcaStatsAttrsInput>(tcaStatsAttrs)],
  cookie: [6, binary],
  flags: [7, bitfield32(tcaActFlags)],
  hwStats: [8, bitfield32(tcaActHwStats)],
  usedHwStats: [9, bitfield32(tcaActHwStats)],
  inHwCount: [10, u32],
});

export const tcBasicPcnt = struct("tc-basic-pcnt", { rcnt: u64, rhit: u64 });

export interface BasicAttrs extends SetOut<(typeof basicAttrs)["entries"]> {}
export interface BasicAttrsInput extends SetIn<(typeof basicAttrs)["entries"]> {}
export const basicAttrs = attributeSet("basic-attrs", "TCA_BASIC_", {
  classid: [1, u32],
  ematches: [2, nestOf<EmatchAttrs, EmatchAttrsInput>(ematchAttrs)],
  act: [3, indexedArray(nestOf<ActAttrs, ActAttrsInput>(actAttrs), 1)],
  police: [4, nestOf<PoliceAttrs, PoliceAttrsInput>(policeAttrs)],
  pcnt: [5, tcBasicPcnt],
});

export const basicMessage = messageOf<BasicAttrs, BasicAttrsInput>({ attributes: basicAttrs });

export const clsFlags = flagTable("cls-flags", {
  "skip-hw": 0x1,
  "skip-sw": 0x2,
  "in-hw": 0x4,
  "not-in-hw": 0x8,
  verbose: 0x10,
});

export interface BpfAttrs extends SetOut<(typeof bpfAttrs)["entries"]> {}
export interface BpfAttrsInput extends SetIn<(typeof bpfAttrs)["entries"]> {}
export const bpfAttrs = attributeSet("bpf-attrs", "TCA_BPF_", {
  act: [1, indexedArray(nestOf<ActAttrs, ActAttrsInput>(actAttrs), 1)],
  police: [2, nestOf<PoliceAttrs, PoliceAttrsInput>(policeAttrs)],
  classid: [3, u32],
  opsLen: [4, u16],
  ops: [5, binary],
  fd: [6, u32],
  name: [7, string],
  flags: [8, u32],
  flagsGen: [9, flagsOf(u32, clsFlags)],
  tag: [10, binary],
  id: [11, u32],
});

export const bpfMessage = messageOf<BpfAttrs, BpfAttrsInput>({ attributes: bpfAttrs });

export const tcFifoQopt = struct("tc-fifo-qopt", { limit: u32 });

export const tcFifoQoptMessage = message({ header: tcFifoQopt });

export interface CakeAttrs extends SetOut<(typeof cakeAttrs)["entries"]> {}
export interface CakeAttrsInput extends SetIn<(typeof cakeAttrs)["entries"]> {}
export const cakeAttrs = attributeSet("cake-attrs", "TCA_CAKE_", {
  baseRate64: [2, u64],
  diffservMode: [3, u32],
  atm: [4, u32],
  flowMode: [5, u32],
  overhead: [6, s32],
  rtt: [7, u32],
  target: [8, u32],
  autorate: [9, u32],
  memory: [10, u32],
  nat: [11, u32],
  raw: [12, u32],
  wash: [13, u32],
  mpu: [14, u32],
  ingress: [15, u32],
  ackFilter: [16, u32],
  splitGso: [17, u32],
  fwmark: [18, u32],
});

export const cakeMessage = messageOf<CakeAttrs, CakeAttrsInput>({ attributes: cakeAttrs });

export const tcCbsQopt = struct("tc-cbs-qopt", {
  offload: u8,
  pad: pad(3),
  hicredit: s32,
  locredit: s32,
  idleslope: s32,
  sendslope: s32,
});

export interface CbsAttrs extends SetOut<(typeof cbsAttrs)["entries"]> {}
export interface CbsAttrsInput extends SetIn<(typeof cbsAttrs)["entries"]> {}
export const cbsAttrs = attributeSet("cbs-attrs", "TCA_CBS_", { parms: [1, tcCbsQopt] });

export const cbsMessage = messageOf<CbsAttrs, CbsAttrsInput>({ attributes: cbsAttrs });

export interface CgroupAttrs extends SetOut<(typeof cgroupAttrs)["entries"]> {}
export interface CgroupAttrsInput extends SetIn<(typeof cgroupAttrs)["entries"]> {}
export const cgroupAttrs = attributeSet("cgroup-attrs", "TCA_CGROUP_", {
  act: [1, indexedArray(nestOf<ActAttrs, ActAttrsInput>(actAttrs), 1)],
  police: [2, nestOf<PoliceAttrs, PoliceAttrsInput>(policeAttrs)],
  ematches: [3, nestOf<EmatchAttrs, EmatchAttrsInput>(ematchAttrs)],
});

export const cgroupMessage = messageOf<CgroupAttrs, CgroupAttrsInput>({ attributes: cgroupAttrs });

export const tcRedQopt = struct("tc-red-qopt", {
  limit: u32,
  qthMin: u32,
  qthMax: u32,
  Wlog: u8,
  Plog: u8,
  ScellLog: u8,
  flags: u8,
});

export interface ChokeAttrs extends SetOut<(typeof chokeAttrs)["entries"]> {}
export interface ChokeAttrsInput extends SetIn<(typeof chokeAttrs)["entries"]> {}
export const chokeAttrs = attributeSet("choke-attrs", "TCA_CHOKE_", {
  parms: [1, tcRedQopt],
  stab: [2, limited(binary, { minLength: 256, maxLength: 256 })],
  maxP: [3, u32],
});

export const chokeMessage = messageOf<ChokeAttrs, ChokeAttrsInput>({ attributes: chokeAttrs });

export const emptyMessage = message({});

export interface CodelAttrs extends SetOut<(typeof codelAttrs)["entries"]> {}
export interface CodelAttrsInput extends SetIn<(typeof codelAttrs)["entries"]> {}
export const codelAttrs = attributeSet("codel-attrs", "TCA_CODEL_", {
  target: [1, u32],
  limit: [2, u32],
  interval: [3, u32],
  ecn: [4, u32],
  ceThreshold: [5, u32],
});

export const codelMessage = messageOf<CodelAttrs, CodelAttrsInput>({ attributes: codelAttrs });

export interface DrrAttrs extends SetOut<(typeof drrAttrs)["entries"]> {}
export interface DrrAttrsInput extends SetIn<(typeof drrAttrs)["entries"]> {}
export const drrAttrs = attributeSet("drr-attrs", "TCA_DRR_", { quantum: [1, u32] });

export const drrMessage = messageOf<DrrAttrs, DrrAttrsInput>({ attributes: drrAttrs });

export const dualpi2DropOverload = enumTable("dualpi2-drop-overload", { overflow: 0, drop: 1 });

export const dualpi2DropEarly = enumTable("dualpi2-drop-early", {
  "drop-dequeue": 0,
  "drop-enqueue": 1,
});

export const dualpi2EcnMask = enumTable("dualpi2-ecn-mask", {
  "l4s-ect": 1,
  "cla-ect": 2,
  "any-ect": 3,
});

export const dualpi2SplitGso = enumTable("dualpi2-split-gso", {
  "no-split-gso": 0,
  "split-gso": 1,
});

export interface Dualpi2Attrs extends SetOut<(typeof dualpi2Attrs)["entries"]> {}
export interface Dualpi2AttrsInput extends SetIn<(typeof dualpi2Attrs)["entries"]> {}
export const dualpi2Attrs = attributeSet("dualpi2-attrs", "TCA_DUALPI2_", {
  limit: [1, u32],
  memoryLimit: [2, u32],
  target: [3, u32],
  tupdate: [4, u32],
  alpha: [5, u32],
  beta: [6, u32],
  stepThreshPkts: [7, u32],
  stepThreshUs: [8, u32],
  minQlenStep: [9, u32],
  coupling: [10, u8],
  dropOverload: [11, enumOf(u8, dualpi2DropOverload)],
  dropEarly: [12, enumOf(u8, dualpi2DropEarly)],
  cProtection: [13, u8],
  ecnMask: [14, enumOf(u8, dualpi2EcnMask)],
  splitGso: [15, enumOf(u8, dualpi2SplitGso)],
});

export const dualpi2Message = messageOf<Dualpi2Attrs, Dualpi2AttrsInput>({
  attributes: dualpi2Attrs,
});

export const tcEtfQopt = struct("tc-etf-qopt", { delta: s32, clockid: s32, flags: u32 });

export interface EtfAttrs extends SetOut<(typeof etfAttrs)["entries"]> {}
export interface EtfAttrsInput extends SetIn<(typeof etfAttrs)["entries"]> {}
export const etfAttrs = attributeSet("etf-attrs", "TCA_ETF_", { parms: [1, tcEtfQopt] });

export const etfMessage = messageOf<EtfAttrs, EtfAttrsInput>({ attributes: etfAttrs });

export interface EtsAttrs extends SetOut<(typeof etsAttrs)["entries"]> {}
export interface EtsAttrsInput extends SetIn<(typeof etsAttrs)["entries"]> {}
export const etsAttrs = attributeSet("ets-attrs", "TCA_ETS_", {
  nbands: [1, u8],
  nstrict: [2, u8],
  quanta: [3, nest((): AttributeSet => etsAttrs)],
  quantaBand: [4, multi(u32)],
  priomap: [5, nest((): AttributeSet => etsAttrs)],
  priomapBand: [6, multi(u8)],
});

export const etsMessage = messageOf<EtsAttrs, EtsAttrsInput>({ attributes: etsAttrs });

export interface FlowAttrs extends SetOut<(typeof flowAttrs)["entries"]> {}
export interface FlowAttrsInput extends SetIn<(typeof flowAttrs)["entries"]> {}
export const flowAttrs = attributeSet("flow-attrs", "TCA_FLOW_", {
  keys: [1, u32],
  mode: [2, u32],
  baseclass: [3, u32],
  rshift: [4, u32],
  addend: [5, u32],
  mask: [6, u32],
  xor: [7, u32],
  divisor: [8, u32],
  act: [9, indexedArray(nestOf<ActAttrs, ActAttrsInput>(actAttrs), 1)],
  police: [10, nestOf<PoliceAttrs, PoliceAttrsInput>(policeAttrs)],
  ematches: [11, nestOf<EmatchAttrs, EmatchAttrsInput>(ematchAttrs)],
  perturb: [12, u32],
});

export const flowMessage = messageOf<FlowAttrs, FlowAttrsInput>({ attributes: flowAttrs });

export const flowerKeyCtrlFlags = flagTable("flower-key-ctrl-flags", {
  frag: 0x1,
  firstfrag: 0x2,
  tuncsum: 0x4,
  tundf: 0x8,
  tunoam: 0x10,
  tuncrit: 0x20,
});

export interface FlowerKeyEncOptGeneveAttrs
  extends SetOut<(typeof flowerKeyEncOptGeneveAttrs)["entries"]> {}
export interface FlowerKeyEncOptGeneveAttrsInput
  extends SetIn<(typeof flowerKeyEncOptGeneveAttrs)["entries"]> {}
export const flowerKeyEncOptGeneveAttrs = attributeSet(
  "flower-key-enc-opt-geneve-attrs",
  "TCA_FLOWER_KEY_ENC_OPT_GENEVE_",
  { class: [1, u16be], type: [2, u8], data: [3, binary] },
);

export interface FlowerKeyEncOptVxlanAttrs
  extends SetOut<(typeof flowerKeyEncOptVxlanAttrs)["entries"]> {}
export interface FlowerKeyEncOptVxlanAttrsInput
  extends SetIn<(typeof flowerKeyEncOptVxlanAttrs)["entries"]> {}
export const flowerKeyEncOptVxlanAttrs = attributeSet(
  "flower-key-enc-opt-vxlan-attrs",
  "TCA_FLOWER_KEY_ENC_OPT_VXLAN_",
  { gbp: [1, u32] },
);

export interface FlowerKeyEncOptErspanAttrs
  extends SetOut<(typeof flowerKeyEncOptErspanAttrs)["entries"]> {}
export interface FlowerKeyEncOptErspanAttrsInput
  extends SetIn<(typeof flowerKeyEncOptErspanAttrs)["entries"]> {}
export const flowerKeyEncOptErspanAttrs = attributeSet(
  "flower-key-enc-opt-erspan-attrs",
  "TCA_FLOWER_KEY_ENC_OPT_ERSPAN_",
  { ver: [1, u8], index: [2, u32be], dir: [3, u8], hwid: [4, u8] },
);

export interface FlowerKeyEncOptGtpAttrs
  extends SetOut<(typeof flowerKeyEncOptGtpAttrs)["entries"]> {}
export interface FlowerKeyEncOptGtpAttrsInput
  extends SetIn<(typeof flowerKeyEncOptGtpAttrs)["entries"]> {}
export const flowerKeyEncOptGtpAttrs = attributeSet(
  "flower-key-enc-opt-gtp-attrs",
  "TCA_FLOWER_KEY_ENC_OPT_GTP_",
  { pduType: [1, u8], qfi: [2, u8] },
);

export interface FlowerKeyPfcpAttrs extends SetOut<(typeof flowerKeyPfcpAttrs)["entries"]> {}
export interface FlowerKeyPfcpAttrsInput extends SetIn<(typeof flowerKeyPfcpAttrs)["entries"]> {}
export const flowerKeyPfcpAttrs = attributeSet(
  "flower-key-pfcp-attrs",
  "TCA_FLOWER_KEY_ENC_OPT_PFCP_",
  { type: [1, u8], seid: [2, u64be] },
);

export interface FlowerKeyEncOptsAttrs extends SetOut<(typeof flowerKeyEncOptsAttrs)["entries"]> {}
export interface FlowerKeyEncOptsAttrsInput
  extends SetIn<(typeof flowerKeyEncOptsAttrs)["entries"]> {}
export const flowerKeyEncOptsAttrs = attributeSet(
  "flower-key-enc-opts-attrs",
  "TCA_FLOWER_KEY_ENC_OPTS_",
  {
    geneve: [
      1,
      multi(
        nestOf<FlowerKeyEncOptGeneveAttrs, FlowerKeyEncOptGeneveAttrsInput>(
          flowerKeyEncOptGeneveAttrs,
        ),
      ),
    ],
    vxlan: [
      2,
      nestOf<FlowerKeyEncOptVxlanAttrs, FlowerKeyEncOptVxlanAttrsInput>(flowerKeyEncOptVxlanAttrs),
    ],
    erspan: [
      3,
      nestOf<FlowerKeyEncOptErspanAttrs, FlowerKeyEncOptErspanAttrsInput>(
        flowerKeyEncOptErspanAttrs,
      ),
    ],
    gtp: [
      4,
      nestOf<FlowerKeyEncOptGtpAttrs, FlowerKeyEncOptGtpAttrsInput>(flowerKeyEncOptGtpAttrs),
    ],
    pfcp: [5, nestOf<FlowerKeyPfcpAttrs, FlowerKeyPfcpAttrsInput>(flowerKeyPfcpAttrs)],
  },
);

export const flowerCtFlags = flagTable("flower-ct-flags", {
  new: 0x1,
  established: 0x2,
  related: 0x4,
  tracked: 0x8,
  invalid: 0x10,
  reply: 0x20,
});

export interface FlowerKeyMplsOptAttrs extends SetOut<(typeof flowerKeyMplsOptAttrs)["entries"]> {}
export interface FlowerKeyMplsOptAttrsInput
  extends SetIn<(typeof flowerKeyMplsOptAttrs)["entries"]> {}
export const flowerKeyMplsOptAttrs = attributeSet(
  "flower-key-mpls-opt-attrs",
  "TCA_FLOWER_KEY_MPLS_OPT_",
  { lseDepth: [1, u8], lseTtl: [2, u8], lseBos: [3, u8], lseTc: [4, u8], lseLabel: [5, u32] },
);

export interface FlowerKeyMplsOptsAttrs
  extends SetOut<(typeof flowerKeyMplsOptsAttrs)["entries"]> {}
export interface FlowerKeyMplsOptsAttrsInput
  extends SetIn<(typeof flowerKeyMplsOptsAttrs)["entries"]> {}
export const flowerKeyMplsOptsAttrs = attributeSet(
  "flower-key-mpls-opts-attrs",
  "TCA_FLOWER_KEY_MPLS_OPTS_",
  {
    lse: [
      1,
      multi(nestOf<FlowerKeyMplsOptAttrs, FlowerKeyMplsOptAttrsInput>(flowerKeyMplsOptAttrs)),
    ],
  },
);

export interface FlowerKeyCfmAttrs extends SetOut<(typeof flowerKeyCfmAttrs)["entries"]> {}
export interface FlowerKeyCfmAttrsInput extends SetIn<(typeof flowerKeyCfmAttrs)["entries"]> {}
export const flowerKeyCfmAttrs = attributeSet("flower-key-cfm-attrs", "TCA_FLOWER_KEY_CFM_", {
  mdLevel: [1, u8],
  opcode: [2, u8],
});

export interface FlowerAttrs extends SetOut<(typeof flowerAttrs)["entries"]> {}
export interface FlowerAttrsInput extends SetIn<(typeof flowerAttrs)["entries"]> {}
export const flowerAttrs = attributeSet("flower-attrs", "TCA_FLOWER_", {
  classid: [1, u32],
  indev: [2, limited(string, { maxLength: 15 })],
  act: [3, indexedArray(nestOf<ActAttrs, ActAttrsInput>(actAttrs), 1)],
  keyEthDst: [4, mac],
  keyEthDstMask: [5, mac],
  keyEthSrc: [6, mac],
  keyEthSrcMask: [7, mac],
  keyEthType: [8, u16be],
  keyIpProto: [9, u8],
  keyIpv4Src: [10, ipv4],
  keyIpv4SrcMask: [11, ipv4],
  keyIpv4Dst: [12, ipv4],
  keyIpv4DstMask: [13, ipv4],
  keyIpv6Src: [14, ipv6],
  keyIpv6SrcMask: [15, ipv6],
  keyIpv6Dst: [16, ipv6],
  keyIpv6DstMask: [17, ipv6],
  keyTcpSrc: [18, u16be],
  keyTcpDst: [19, u16be],
  keyUdpSrc: [20, u16be],
  keyUdpDst: [21, u16be],
  flags: [22, flagsOf(u32, clsFlags)],
  keyVlanId: [23, u16],
  keyVlanPrio: [24, u8],
  keyVlanEthType: [25, u16be],
  keyEncKeyId: [26, u32be],
  keyEncIpv4Src: [27, ipv4],
  keyEncIpv4SrcMask: [28, ipv4],
  keyEncIpv4Dst: [29, ipv4],
  keyEncIpv4DstMask: [30, ipv4],
  keyEncIpv6Src: [31, ipv6],
  keyEncIpv6SrcMask: [32, ipv6],
  keyEncIpv6Dst: [33, ipv6],
  keyEncIpv6DstMask: [34, ipv6],
  keyTcpSrcMask: [35, u16be],
  keyTcpDstMask: [36, u16be],
  keyUdpSrcMask: [37, u16be],
  keyUdpDstMask: [38, u16be],
  keySctpSrcMask: [39, u16be],
  keySctpDstMask: [40, u16be],
  keySctpSrc: [41, u16be],
  keySctpDst: [42, u16be],
  keyEncUdpSrcPort: [43, u16be],
  keyEncUdpSrcPortMask: [44, u16be],
  keyEncUdpDstPort: [45, u16be],
  keyEncUdpDstPortMask: [46, u16be],
  keyFlags: [47, flagsOf(u32be, flowerKeyCtrlFlags)],
  keyFlagsMask: [48, flagsOf(u32be, flowerKeyCtrlFlags)],
  keyIcmpv4Code: [49, u8],
  keyIcmpv4CodeMask: [50, u8],
  keyIcmpv4Type: [51, u8],
  keyIcmpv4TypeMask: [52, u8],
  keyIcmpv6Code: [53, u8],
  keyIcmpv6CodeMask: [54, u8],
  keyIcmpv6Type: [55, u8],
  keyIcmpv6TypeMask: [56, u8],
  keyArpSip: [57, ipv4],
  keyArpSipMask: [58, ipv4],
  keyArpTip: [59, ipv4],
  keyArpTipMask: [60, ipv4],
  keyArpOp: [61, u8],
  keyArpOpMask: [62, u8],
  keyArpSha: [63, mac],
  keyArpShaMask: [64, mac],
  keyArpTha: [65, mac],
  keyArpThaMask: [66, mac],
  keyMplsTtl: [67, u8],
  keyMplsBos: [68, u8],
  keyMplsTc: [69, u8],
  keyMplsLabel: [70, u32],
  keyTcpFlags: [71, u16be],
  keyTcpFlagsMask: [72, u16be],
  keyIpTos: [73, u8],
  keyIpTosMask: [74, u8],
  keyIpTtl: [75, u8],
  keyIpTtlMask: [76, u8],
  keyCvlanId: [77, u16],
  keyCvlanPrio: [78, u8],
  keyCvlanEthType: [79, u16be],
  keyEncIpTos: [80, u8],
  keyEncIpTosMask: [81, u8],
  keyEncIpTtl: [82, u8],
  keyEncIpTtlMask: [83, u8],
  keyEncOpts: [
    84,
    nestOf<FlowerKeyEncOptsAttrs, FlowerKeyEncOptsAttrsInput>(flowerKeyEncOptsAttrs),
  ],
  keyEncOptsMask: [
    85,
    nestOf<FlowerKeyEncOptsAttrs, FlowerKeyEncOptsAttrsInput>(flowerKeyEncOptsAttrs),
  ],
  inHwCount: [86, u32],
  keyPortSrcMin: [87, u16be],
  keyPortSrcMax: [88, u16be],
  keyPortDstMin: [89, u16be],
  keyPortDstMax: [90, u16be],
  keyCtState: [91, flagsOf(u16, flowerCtFlags)],
  keyCtStateMask: [92, flagsOf(u16, flowerCtFlags)],
  keyCtZone: [93, u16],
  keyCtZoneMask: [94, u16],
  keyCtMark: [95, u32],
  keyCtMarkMask: [96, u32],
  keyCtLabels: [97, binary],
  keyCtLabelsMask: [98, binary],
  keyMplsOpts: [
    99,
    nestOf<FlowerKeyMplsOptsAttrs, FlowerKeyMplsOptsAttrsInput>(flowerKeyMplsOptsAttrs),
  ],
  keyHash: [100, u32],
  keyHashMask: [101, u32],
  keyNumOfVlans: [102, u8],
  keyPppoeSid: [103, u16be],
  keyPppProto: [104, u16be],
  keyL2tpv3Sid: [105, u32be],
  l2Miss: [106, u8],
  keyCfm: [107, nestOf<FlowerKeyCfmAttrs, FlowerKeyCfmAttrsInput>(flowerKeyCfmAttrs)],
  keySpi: [108, u32be],
  keySpiMask: [109, u32be],
  keyEncFlags: [110, flagsOf(u32be, flowerKeyCtrlFlags)],
  keyEncFlagsMask: [111, flagsOf(u32be, flowerKeyCtrlFlags)],
});

export const flowerMessage = messageOf<FlowerAttrs, FlowerAttrsInput>({ attributes: flowerAttrs });

export const tcPrioQopt = struct("tc-prio-qopt", { bands: s32, priomap: array(u8, 16) });

export interface FqAttrs extends SetOut<(typeof fqAttrs)["entries"]> {}
export interface FqAttrsInput extends SetIn<(typeof fqAttrs)["entries"]> {}
export const fqAttrs = attributeSet("fq-attrs", "TCA_FQ_", {
  plimit: [1, u32],
  flowPlimit: [2, u32],
  quantum: [3, u32],
  initialQuantum: [4, u32],
  rateEnable: [5, u32],
  flowDefaultRate: [6, u32],
  flowMaxRate: [7, u32],
  bucketsLog: [8, u32],
  flowRefillDelay: [9, u32],
  orphanMask: [10, u32],
  lowRateThreshold: [11, u32],
  ceThreshold: [12, u32],
  timerSlack: [13, u32],
  horizon: [14, u32],
  horizonDrop: [15, u8],
  priomap: [16, tcPrioQopt],
  weights: [17, array(s32)],
  offloadHorizon: [18, u32],
});

export const fqMessage = messageOf<FqAttrs, FqAttrsInput>({ attributes: fqAttrs });

export interface FqCodelAttrs extends SetOut<(typeof fqCodelAttrs)["entries"]> {}
export interface FqCodelAttrsInput extends SetIn<(typeof fqCodelAttrs)["entries"]> {}
export const fqCodelAttrs = attributeSet("fq-codel-attrs", "TCA_FQ_CODEL_", {
  target: [1, u32],
  limit: [2, u32],
  interval: [3, u32],
  ecn: [4, u32],
  flows: [5, u32],
  quantum: [6, u32],
  ceThreshold: [7, u32],
  dropBatchSize: [8, u32],
  memoryLimit: [9, u32],
  ceThresholdSelector: [10, u8],
  ceThresholdMask: [11, u8],
});

export const fqCodelMessage = messageOf<FqCodelAttrs, FqCodelAttrsInput>({
  attributes: fqCodelAttrs,
});

export interface FqPieAttrs extends SetOut<(typeof fqPieAttrs)["entries"]> {}
export interface FqPieAttrsInput extends SetIn<(typeof fqPieAttrs)["entries"]> {}
export const fqPieAttrs = attributeSet("fq-pie-attrs", "TCA_FQ_PIE_", {
  limit: [1, u32],
  flows: [2, u32],
  target: [3, u32],
  tupdate: [4, u32],
  alpha: [5, u32],
  beta: [6, u32],
  quantum: [7, u32],
  memoryLimit: [8, u32],
  ecnProb: [9, u32],
  ecn: [10, u32],
  bytemode: [11, u32],
  dqRateEstimator: [12, u32],
});

export const fqPieMessage = messageOf<FqPieAttrs, FqPieAttrsInput>({ attributes: fqPieAttrs });

export interface FwAttrs extends SetOut<(typeof fwAttrs)["entries"]> {}
export interface FwAttrsInput extends SetIn<(typeof fwAttrs)["entries"]> {}
export const fwAttrs = attributeSet("fw-attrs", "TCA_FW_", {
  classid: [1, u32],
  police: [2, nestOf<PoliceAttrs, PoliceAttrsInput>(policeAttrs)],
  indev: [3, limited(string, { maxLength: 15 })],
  act: [4, indexedArray(nestOf<ActAttrs, ActAttrsInput>(actAttrs), 1)],
  mask: [5, u32],
});

export const fwMessage = messageOf<FwAttrs, FwAttrsInput>({ attributes: fwAttrs });

export const tcGredQopt = struct("tc-gred-qopt", {
  limit: u32,
  qthMin: u32,
  qthMax: u32,
  DP: u32,
  backlog: u32,
  qave: u32,
  forced: u32,
  early: u32,
  other: u32,
  pdrop: u32,
  Wlog: u8,
  Plog: u8,
  ScellLog: u8,
  prio: u8,
  packets: u32,
  bytesin: u32,
});

export const tcGredSopt = struct("tc-gred-sopt", {
  DPs: u32,
  defDP: u32,
  grio: u8,
  flags: u8,
  pad: pad(2),
});

export interface TcaGredVqEntryAttrs extends SetOut<(typeof tcaGredVqEntryAttrs)["entries"]> {}
export interface TcaGredVqEntryAttrsInput extends SetIn<(typeof tcaGredVqEntryAttrs)["entries"]> {}
export const tcaGredVqEntryAttrs = attributeSet("tca-gred-vq-entry-attrs", "TCA_GRED_VQ_", {
  dp: [2, u32],
  statBytes: [3, u64],
  statPackets: [4, u32],
  statBacklog: [5, u32],
  statProbDrop: [6, u32],
  statProbMark: [7, u32],
  statForcedDrop: [8, u32],
  statForcedMark: [9, u32],
  statPdrop: [10, u32],
  statOther: [11, u32],
  flags: [12, u32],
});

export interface TcaGredVqListAttrs extends SetOut<(typeof tcaGredVqListAttrs)["entries"]> {}
export interface TcaGredVqListAttrsInput extends SetIn<(typeof tcaGredVqListAttrs)["entries"]> {}
export const tcaGredVqListAttrs = attributeSet("tca-gred-vq-list-attrs", "TCA_GRED_VQ_", {
  entry: [1, multi(nestOf<TcaGredVqEntryAttrs, TcaGredVqEntryAttrsInput>(tcaGredVqEntryAttrs))],
});

export interface GredAttrs extends SetOut<(typeof gredAttrs)["entries"]> {}
export interface GredAttrsInput extends SetIn<(typeof gredAttrs)["entries"]> {}
export const gredAttrs = attributeSet("gred-attrs", "TCA_GRED_", {
  parms: [1, array(tcGredQopt)],
  stab: [2, array(u8)],
  dps: [3, tcGredSopt],
  maxP: [4, array(u32)],
  limit: [5, u32],
  vqList: [6, nestOf<TcaGredVqListAttrs, TcaGredVqListAttrsInput>(tcaGredVqListAttrs)],
});

export const gredMessage = messageOf<GredAttrs, GredAttrsInput>({ attributes: gredAttrs });

export const tcHfscQopt = struct("tc-hfsc-qopt", { defcls: u16 });

export const tcHfscQoptMessage = message({ header: tcHfscQopt });

export interface HhfAttrs extends SetOut<(typeof hhfAttrs)["entries"]> {}
export interface HhfAttrsInput extends SetIn<(typeof hhfAttrs)["entries"]> {}
export const hhfAttrs = attributeSet("hhf-attrs", "TCA_HHF_", {
  backlogLimit: [1, u32],
  quantum: [2, u32],
  hhFlowsLimit: [3, u32],
  resetTimeout: [4, u32],
  admitBytes: [5, u32],
  evictTimeout: [6, u32],
  nonHhWeight: [7, u32],
});

export const hhfMessage = messageOf<HhfAttrs, HhfAttrsInput>({ attributes: hhfAttrs });

export const tcHtbOpt = struct("tc-htb-opt", {
  rate: tcRatespec,
  ceil: tcRatespec,
  buffer: u32,
  cbuffer: u32,
  quantum: u32,
  level: u32,
  prio: u32,
});

export const tcHtbGlob = struct("tc-htb-glob", {
  version: u32,
  rate2quantum: u32,
  defcls: u32,
  debug: u32,
  directPkts: u32,
});

export interface HtbAttrs extends SetOut<(typeof htbAttrs)["entries"]> {}
export interface HtbAttrsInput extends SetIn<(typeof htbAttrs)["entries"]> {}
export const htbAttrs = attributeSet("htb-attrs", "TCA_HTB_", {
  parms: [1, tcHtbOpt],
  init: [2, tcHtbGlob],
  ctab: [3, binary],
  rtab: [4, binary],
  directQlen: [5, u32],
  rate64: [6, u64],
  ceil64: [7, u64],
  offload: [9, flag],
});

export const htbMessage = messageOf<HtbAttrs, HtbAttrsInput>({ attributes: htbAttrs });

export const tcMatchallPcnt = struct("tc-matchall-pcnt", { rhit: u64 });

export interface MatchallAttrs extends SetOut<(typeof matchallAttrs)["entries"]> {}
export interface MatchallAttrsInput extends SetIn<(typeof matchallAttrs)["entries"]> {}
export const matchallAttrs = attributeSet("matchall-attrs", "TCA_MATCHALL_", {
  classid: [1, u32],
  act: [2, indexedArray(nestOf<ActAttrs, ActAttrsInput>(actAttrs), 1)],
  flags: [3, flagsOf(u32, clsFlags)],
  pcnt: [4, tcMatchallPcnt],
});

export const matchallMessage = messageOf<MatchallAttrs, MatchallAttrsInput>({
  attributes: matchallAttrs,
});

export const tcMqprioQopt = struct("tc-mqprio-qopt", {
  numTc: u8,
  prioTcMap: array(u8, 16),
  hw: u8,
  count: array(u16, 16),
  offset: array(u16, 16),
});

export interface MqprioMinRateAttrs extends SetOut<(typeof mqprioMinRateAttrs)["entries"]> {}
export interface MqprioMinRateAttrsInput extends SetIn<(typeof mqprioMinRateAttrs)["entries"]> {}
export const mqprioMinRateAttrs = attributeSet("mqprio-min-rate-attrs", "TCA_MQPRIO_", {
  minRate64: [3, multi(u64)],
});

export interface MqprioMaxRateAttrs extends SetOut<(typeof mqprioMaxRateAttrs)["entries"]> {}
export interface MqprioMaxRateAttrsInput extends SetIn<(typeof mqprioMaxRateAttrs)["entries"]> {}
export const mqprioMaxRateAttrs = attributeSet("mqprio-max-rate-attrs", "TCA_MQPRIO_", {
  maxRate64: [4, multi(u64)],
});

export interface MqprioTcEntryAttrs extends SetOut<(typeof mqprioTcEntryAttrs)["entries"]> {}
export interface MqprioTcEntryAttrsInput extends SetIn<(typeof mqprioTcEntryAttrs)["entries"]> {}
export const mqprioTcEntryAttrs = attributeSet("mqprio-tc-entry-attrs", "TCA_MQPRIO_TC_ENTRY_", {
  index: [1, u32],
  fp: [2, u32],
});

export interface MqprioAttrs extends SetOut<(typeof mqprioAttrs)["entries"]> {}
export interface MqprioAttrsInput extends SetIn<(typeof mqprioAttrs)["entries"]> {}
export const mqprioAttrs = attributeSet("mqprio-attrs", "TCA_MQPRIO_", {
  mode: [1, u16],
  shaper: [2, u16],
  minRate64: [3, nestOf<MqprioMinRateAttrs, MqprioMinRateAttrsInput>(mqprioMinRateAttrs)],
  maxRate64: [4, nestOf<MqprioMaxRateAttrs, MqprioMaxRateAttrsInput>(mqprioMaxRateAttrs)],
  tcEntry: [5, multi(nestOf<MqprioTcEntryAttrs, MqprioTcEntryAttrsInput>(mqprioTcEntryAttrs))],
});

export interface MqprioMessage extends StructOut<(typeof tcMqprioQopt)["members"]>, MqprioAttrs {}
export interface MqprioMessageInput
  extends StructIn<(typeof tcMqprioQopt)["members"]>, MqprioAttrsInput {}
export const mqprioMessage = messageOf<MqprioMessage, MqprioMessageInput>({
  header: tcMqprioQopt,
  attributes: mqprioAttrs,
});

export const tcMultiqQopt = struct("tc-multiq-qopt", { bands: u16, maxBands: u16 });

export const tcMultiqQoptMessage = message({ header: tcMultiqQopt });

export const tcNetemQoptNetemAttrsHeader = struct("tc-netem-qopt", {
  latency: u32,
  limit: u32,
  headerLoss: u32,
  gap: u32,
  duplicate: u32,
  jitter: u32,
});

export const tcNetemCorr = struct("tc-netem-corr", { delayCorr: u32, lossCorr: u32, dupCorr: u32 });

export const tcNetemReorder = struct("tc-netem-reorder", { probability: u32, correlation: u32 });

export const tcNetemCorrupt = struct("tc-netem-corrupt", { probability: u32, correlation: u32 });

export const tcNetemGimodel = struct("tc-netem-gimodel", {
  p13: u32,
  p31: u32,
  p32: u32,
  p14: u32,
  p23: u32,
});

export const tcNetemGemodel = struct("tc-netem-gemodel", { p: u32, r: u32, h: u32, k1: u32 });

export interface NetemLossAttrs extends SetOut<(typeof netemLossAttrs)["entries"]> {}
export interface NetemLossAttrsInput extends SetIn<(typeof netemLossAttrs)["entries"]> {}
export const netemLossAttrs = attributeSet("netem-loss-attrs", "NETEM_LOSS_", {
  gi: [1, tcNetemGimodel],
  ge: [2, tcNetemGemodel],
});

export const tcNetemRate = struct("tc-netem-rate", {
  rate: u32,
  packetOverhead: s32,
  cellSize: u32,
  cellOverhead: s32,
});

export const tcNetemSlot = struct("tc-netem-slot", {
  minDelay: s64,
  maxDelay: s64,
  maxPackets: s32,
  maxBytes: s32,
  distDelay: s64,
  distJitter: s64,
});

export interface NetemAttrs extends SetOut<(typeof netemAttrs)["entries"]> {}
export interface NetemAttrsInput extends SetIn<(typeof netemAttrs)["entries"]> {}
export const netemAttrs = attributeSet("netem-attrs", "TCA_NETEM_", {
  corr: [1, tcNetemCorr],
  delayDist: [2, array(s16)],
  reorder: [3, tcNetemReorder],
  corrupt: [4, tcNetemCorrupt],
  loss: [5, nestOf<NetemLossAttrs, NetemLossAttrsInput>(netemLossAttrs)],
  rate: [6, tcNetemRate],
  ecn: [7, u32],
  rate64: [8, u64],
  latency64: [10, s64],
  jitter64: [11, s64],
  slot: [12, tcNetemSlot],
  slotDist: [13, array(s16)],
  prngSeed: [14, u64],
});

export interface NetemMessage
  extends StructOut<(typeof tcNetemQoptNetemAttrsHeader)["members"]>, NetemAttrs {}
export interface NetemMessageInput
  extends StructIn<(typeof tcNetemQoptNetemAttrsHeader)["members"]>, NetemAttrsInput {}
export const netemMessage = messageOf<NetemMessage, NetemMessageInput>({
  header: tcNetemQoptNetemAttrsHeader,
  attributes: netemAttrs,
});

export const tcPrioQoptMessage = message({ header: tcPrioQopt });

export interface PieAttrs extends SetOut<(typeof pieAttrs)["entries"]> {}
export interface PieAttrsInput extends SetIn<(typeof pieAttrs)["entries"]> {}
export const pieAttrs = attributeSet("pie-attrs", "TCA_PIE_", {
  target: [1, u32],
  limit: [2, u32],
  tupdate: [3, u32],
  alpha: [4, u32],
  beta: [5, u32],
  ecn: [6, u32],
  bytemode: [7, u32],
  dqRateEstimator: [8, u32],
});

export const pieMessage = messageOf<PieAttrs, PieAttrsInput>({ attributes: pieAttrs });

export const tcPlugQopt = struct("tc-plug-qopt", { action: s32, limit: u32 });

export const tcPlugQoptMessage = message({ header: tcPlugQopt });

export interface QfqAttrs extends SetOut<(typeof qfqAttrs)["entries"]> {}
export interface QfqAttrsInput extends SetIn<(typeof qfqAttrs)["entries"]> {}
export const qfqAttrs = attributeSet("qfq-attrs", "TCA_QFQ_", { weight: [1, u32], lmax: [2, u32] });

export const qfqMessage = messageOf<QfqAttrs, QfqAttrsInput>({ attributes: qfqAttrs });

export interface RedAttrs extends SetOut<(typeof redAttrs)["entries"]> {}
export interface RedAttrsInput extends SetIn<(typeof redAttrs)["entries"]> {}
export const redAttrs = attributeSet("red-attrs", "TCA_RED_", {
  parms: [1, tcRedQopt],
  stab: [2, binary],
  maxP: [3, u32],
  flags: [4, bitfield32()],
  earlyDropBlock: [5, u32],
  markBlock: [6, u32],
});

export const redMessage = messageOf<RedAttrs, RedAttrsInput>({ attributes: redAttrs });

export interface RouteAttrs extends SetOut<(typeof routeAttrs)["entries"]> {}
export interface RouteAttrsInput extends SetIn<(typeof routeAttrs)["entries"]> {}
export const routeAttrs = attributeSet("route-attrs", "TCA_ROUTE4_", {
  classid: [1, u32],
  to: [2, u32],
  from: [3, u32],
  iif: [4, u32],
  police: [5, nestOf<PoliceAttrs, PoliceAttrsInput>(policeAttrs)],
  act: [6, indexedArray(nestOf<ActAttrs, ActAttrsInput>(actAttrs), 1)],
});

export const routeMessage = messageOf<RouteAttrs, RouteAttrsInput>({ attributes: routeAttrs });

export const tcSfbQopt = struct("tc-sfb-qopt", {
  rehashInterval: u32,
  warmupTime: u32,
  max: u32,
  binSize: u32,
  increment: u32,
  decrement: u32,
  limit: u32,
  penaltyRate: u32,
  penaltyBurst: u32,
});

export interface SfbAttrs extends SetOut<(typeof sfbAttrs)["entries"]> {}
export interface SfbAttrsInput extends SetIn<(typeof sfbAttrs)["entries"]> {}
export const sfbAttrs = attributeSet("sfb-attrs", "TCA_SFB_", { parms: [1, tcSfbQopt] });

export const sfbMessage = messageOf<SfbAttrs, SfbAttrsInput>({ attributes: sfbAttrs });

export const tcSfqQopt = struct("tc-sfq-qopt", {
  quantum: u32,
  perturbPeriod: s32,
  limit: u32,
  divisor: u32,
  flows: u32,
});

export const tcSfqredStats = struct("tc-sfqred-stats", {
  probDrop: u32,
  forcedDrop: u32,
  probMark: u32,
  forcedMark: u32,
  probMarkHead: u32,
  forcedMarkHead: u32,
});

export const tcSfqQoptV1 = struct("tc-sfq-qopt-v1", {
  v0: tcSfqQopt,
  depth: u32,
  headdrop: u32,
  limit: u32,
  qthMin: u32,
  qthMax: u32,
  Wlog: u8,
  Plog: u8,
  ScellLog: u8,
  flags: u8,
  maxP: u32,
  stats: tcSfqredStats,
});

export const tcSfqQoptV1Message = message({ header: tcSfqQoptV1 });

export interface TaprioSchedEntry extends SetOut<(typeof taprioSchedEntry)["entries"]> {}
export interface TaprioSchedEntryInput extends SetIn<(typeof taprioSchedEntry)["entries"]> {}
export const taprioSchedEntry = attributeSet("taprio-sched-entry", "TCA_TAPRIO_SCHED_ENTRY_", {
  index: [1, u32],
  cmd: [2, u8],
  gateMask: [3, u32],
  interval: [4, u32],
});

export interface TaprioSchedEntryList extends SetOut<(typeof taprioSchedEntryList)["entries"]> {}
export interface TaprioSchedEntryListInput
  extends SetIn<(typeof taprioSchedEntryList)["entries"]> {}
export const taprioSchedEntryList = attributeSet("taprio-sched-entry-list", "TCA_TAPRIO_SCHED_", {
  entry: [1, multi(nestOf<TaprioSchedEntry, TaprioSchedEntryInput>(taprioSchedEntry))],
});

export interface TaprioTcEntryAttrs extends SetOut<(typeof taprioTcEntryAttrs)["entries"]> {}
export interface TaprioTcEntryAttrsInput extends SetIn<(typeof taprioTcEntryAttrs)["entries"]> {}
export const taprioTcEntryAttrs = attributeSet("taprio-tc-entry-attrs", "TCA_TAPRIO_TC_ENTRY_", {
  index: [1, u32],
  maxSdu: [2, u32],
  fp: [3, u32],
});

export interface TaprioAttrs extends SetOut<(typeof taprioAttrs)["entries"]> {}
export interface TaprioAttrsInput extends SetIn<(typeof taprioAttrs)["entries"]> {}
export const taprioAttrs = attributeSet("taprio-attrs", "TCA_TAPRIO_ATTR_", {
  priomap: [1, tcMqprioQopt],
  schedEntryList: [
    2,
    nestOf<TaprioSchedEntryList, TaprioSchedEntryListInput>(taprioSchedEntryList),
  ],
  schedBaseTime: [3, s64],
  schedSingleEntry: [4, nestOf<TaprioSchedEntry, TaprioSchedEntryInput>(taprioSchedEntry)],
  schedClockid: [5, s32],
  adminSched: [7, nest((): AttributeSet => taprioAttrs)],
  schedCycleTime: [8, s64],
  schedCycleTimeExtension: [9, s64],
  flags: [10, u32],
  txtimeDelay: [11, u32],
  tcEntry: [12, multi(nestOf<TaprioTcEntryAttrs, TaprioTcEntryAttrsInput>(taprioTcEntryAttrs))],
});

export const taprioMessage = messageOf<TaprioAttrs, TaprioAttrsInput>({ attributes: taprioAttrs });

export const tcTbfQopt = struct("tc-tbf-qopt", {
  rate: tcRatespec,
  peakrate: tcRatespec,
  limit: u32,
  buffer: u32,
  mtu: u32,
});

export interface TbfAttrs extends SetOut<(typeof tbfAttrs)["entries"]> {}
export interface TbfAttrsInput extends SetIn<(typeof tbfAttrs)["entries"]> {}
export const tbfAttrs = attributeSet("tbf-attrs", "TCA_TBF_", {
  parms: [1, tcTbfQopt],
  rtab: [2, binary],
  ptab: [3, binary],
  rate64: [4, u64],
  prate64: [5, u64],
  burst: [6, u32],
  pburst: [7, u32],
});

export const tbfMessage = messageOf<TbfAttrs, TbfAttrsInput>({ attributes: tbfAttrs });

export const tcU32Flags = flagTable("tc-u32-flags", {
  terminal: 0x1,
  offset: 0x2,
  varoffset: 0x4,
  eat: 0x8,
});

export const tcU32Key = struct("tc-u32-key", { mask: u32be, val: u32be, off: s32, offmask: s32 });

export const tcU32Sel = struct("tc-u32-sel", {
  flags: flagsOf(u8, tcU32Flags),
  offshift: u8,
  nkeys: u8,
  pad: pad(1),
  offmask: u16be,
  off: u16,
  offoff: s16,
  hoff: s16,
  hmask: u32be,
  keys: rest(tcU32Key),
});

export const tcU32Pcnt = struct("tc-u32-pcnt", { rcnt: u64, rhit: u64, kcnts: rest(u64) });

export const tcU32Mark = struct("tc-u32-mark", { val: u32, mask: u32, success: u32 });

export interface U32Attrs extends SetOut<(typeof u32Attrs)["entries"]> {}
export interface U32AttrsInput extends SetIn<(typeof u32Attrs)["entries"]> {}
export const u32Attrs = attributeSet("u32-attrs", "TCA_U32_", {
  classid: [1, u32],
  hash: [2, u32],
  link: [3, u32],
  divisor: [4, u32],
  sel: [5, tcU32Sel],
  police: [6, nestOf<PoliceAttrs, PoliceAttrsInput>(policeAttrs)],
  act: [7, indexedArray(nestOf<ActAttrs, ActAttrsInput>(actAttrs), 1)],
  indev: [8, limited(string, { maxLength: 15 })],
  pcnt: [9, tcU32Pcnt],
  mark: [10, tcU32Mark],
  flags: [11, flagsOf(u32, clsFlags)],
});

export const u32Message = messageOf<U32Attrs, U32AttrsInput>({ attributes: u32Attrs });

export const tcSkbprioQopt = struct("tc-skbprio-qopt", { limit: u32 });

export const tcSkbprioQoptMessage = message({ header: tcSkbprioQopt });

export const tcStats = struct("tc-stats", {
  bytes: u64,
  packets: u32,
  drops: u32,
  overlimits: u32,
  bps: u32,
  pps: u32,
  qlen: u32,
  backlog: u32,
  pad: pad(4),
});

export const gnetEstimator = struct("gnet-estimator", { interval: s8, ewmaLog: u8 });

export const tcSizespec = struct("tc-sizespec", {
  cellLog: u8,
  sizeLog: u8,
  cellAlign: s16,
  overhead: s32,
  linklayer: u32,
  mpu: u32,
  mtu: u32,
  tsize: u32,
});

export interface TcaStabAttrs extends SetOut<(typeof tcaStabAttrs)["entries"]> {}
export interface TcaStabAttrsInput extends SetIn<(typeof tcaStabAttrs)["entries"]> {}
export const tcaStabAttrs = attributeSet("tca-stab-attrs", "TCA_STAB_", {
  base: [1, tcSizespec],
  data: [2, array(u16)],
});

export const tcaDumpFlags = flagTable("tca-dump-flags", { terse: 0x1 });

export interface Attrs extends SetOut<(typeof attrs)["entries"]> {}
export interface AttrsInput extends SetIn<(typeof attrs)["entries"]> {}
export const attrs = attributeSet("attrs", "TCA_", {
  kind: [1, string],
  options: [
    2,
    subMessage("kind", {
      basic: basicMessage,
      bpf: bpfMessage,
      bfifo: tcFifoQoptMessage,
      cake: cakeMessage,
      cbs: cbsMessage,
      cgroup: cgroupMessage,
      choke: chokeMessage,
      clsact: emptyMessage,
      codel: codelMessage,
      drr: drrMessage,
      dualpi2: dualpi2Message,
      etf: etfMessage,
      ets: etsMessage,
      flow: flowMessage,
      flower: flowerMessage,
      fq: fqMessage,
      fq_codel: fqCodelMessage,
      fq_pie: fqPieMessage,
      fw: fwMessage,
      gred: gredMessage,
      hfsc: tcHfscQoptMessage,
      hhf: hhfMessage,
      htb: htbMessage,
      ingress: emptyMessage,
      matchall: matchallMessage,
      mq: emptyMessage,
      mqprio: mqprioMessage,
      multiq: tcMultiqQoptMessage,
      netem: netemMessage,
      pfifo: tcFifoQoptMessage,
      pfifo_fast: tcPrioQoptMessage,
      pfifo_head_drop: tcFifoQoptMessage,
      pie: pieMessage,
      plug: tcPlugQoptMessage,
      prio: tcPrioQoptMessage,
      qfq: qfqMessage,
      red: redMessage,
      route: routeMessage,
      sfb: sfbMessage,
      sfq: tcSfqQoptV1Message,
      taprio: taprioMessage,
      tbf: tbfMessage,
      u32: u32Message,
      skbprio: tcSkbprioQoptMessage,
    }),
  ],
  stats: [3, tcStats],
  xstats: [
    4,
    subMessage("kind", {
      cake: cakeStatsMessage,
      choke: tcChokeXstatsMessage,
      codel: tcCodelXstatsMessage,
      dualpi2: tcDualpi2XstatsMessage,
      fq: tcFqQdStatsMessage,
      fq_codel: tcFqCodelXstatsMessage,
      fq_pie: tcFqPieXstatsMessage,
      hhf: tcHhfXstatsMessage,
      pie: tcPieXstatsMessage,
      red: tcRedXstatsMessage,
      sfb: tcSfbXstatsMessage,
      sfq: tcSfqXstatsMessage,
      netem: tcNetemXstatsMessage,
      taprio: taprioStatsMessage,
    }),
  ],
  rate: [5, gnetEstimator],
  fcnt: [6, u32],
  stats2: [7, nestOf<TcaStatsAttrs, TcaStatsAttrsInput>(tcaStatsAttrs)],
  stab: [8, nestOf<TcaStabAttrs, TcaStabAttrsInput>(tcaStabAttrs)],
  dumpInvisible: [10, flag],
  chain: [11, u32],
  hwOffload: [12, u8],
  ingressBlock: [13, u32],
  egressBlock: [14, u32],
  dumpFlags: [15, bitfield32(tcaDumpFlags)],
  extWarnMsg: [16, string],
});

export interface AttrsMessage extends StructOut<(typeof tcmsg)["members"]>, Attrs {}
export interface AttrsMessageInput extends StructIn<(typeof tcmsg)["members"]>, AttrsInput {}
export const attrsMessage = messageOf<AttrsMessage, AttrsMessageInput>({
  header: tcmsg,
  attributes: attrs,
});

export const tcServiceCurve = struct("tc-service-curve", { m1: u32, d: u32, m2: u32 });

export interface HfscAttrs extends SetOut<(typeof hfscAttrs)["entries"]> {}
export interface HfscAttrsInput extends SetIn<(typeof hfscAttrs)["entries"]> {}
export const hfscAttrs = attributeSet("hfsc-attrs", "TCA_HFSC_", {
  rsc: [1, tcServiceCurve],
  fsc: [2, tcServiceCurve],
  usc: [3, tcServiceCurve],
});

export const hfscMessage = messageOf<HfscAttrs, HfscAttrsInput>({ attributes: hfscAttrs });

export const tcDrrStats = struct("tc-drr-stats", { deficit: u32 });

export const tcDrrStatsMessage = message({ header: tcDrrStats });

export const tcFqCodelClassXstats = struct("tc-fq-codel-class-xstats", {
  type: u32,
  deficit: s32,
  ldelay: u32,
  count: u32,
  lastcount: u32,
  dropping: u32,
  dropNext: s32,
  pad: pad(12),
});

export const tcFqCodelClassXstatsMessage = message({ header: tcFqCodelClassXstats });

export const tcHfscStats = struct("tc-hfsc-stats", {
  work: u64,
  rtwork: u64,
  period: u32,
  level: u32,
});

export const tcHfscStatsMessage = message({ header: tcHfscStats });

export const tcHtbXstats = struct("tc-htb-xstats", {
  lends: u32,
  borrows: u32,
  giants: u32,
  tokens: s32,
  ctokens: s32,
});

export const tcHtbXstatsMessage = message({ header: tcHtbXstats });

export const tcQfqStats = struct("tc-qfq-stats", { weight: u32, lmax: u32 });

export const tcQfqStatsMessage = message({ header: tcQfqStats });

export interface ClassStatsAttrs extends SetOut<(typeof classStatsAttrs)["entries"]> {}
export interface ClassStatsAttrsInput extends SetIn<(typeof classStatsAttrs)["entries"]> {}
export const classStatsAttrs = attributeSet("class-stats-attrs", "TCA_STATS_", {
  basic: [1, gnetStatsBasic],
  rateEst: [2, gnetStatsRateEst],
  queue: [3, gnetStatsQueue],
  app: [
    4,
    subMessage("kind", {
      cake: cakeStatsMessage,
      drr: tcDrrStatsMessage,
      fq_codel: tcFqCodelClassXstatsMessage,
      hfsc: tcHfscStatsMessage,
      htb: tcHtbXstatsMessage,
      qfq: tcQfqStatsMessage,
      sfq: tcSfqXstatsMessage,
    }),
  ],
  rateEst64: [5, gnetStatsRateEst64],
  basicHw: [7, gnetStatsBasic],
  pkt64: [8, u64],
});

export interface ClassAttrs extends SetOut<(typeof classAttrs)["entries"]> {}
export interface ClassAttrsInput extends SetIn<(typeof classAttrs)["entries"]> {}
export const classAttrs = attributeSet("class-attrs", "TCA_", {
  kind: [1, string],
  options: [
    2,
    subMessage("kind", {
      drr: drrMessage,
      ets: etsMessage,
      hfsc: hfscMessage,
      htb: htbMessage,
      qfq: qfqMessage,
    }),
  ],
  stats: [3, tcStats],
  xstats: [
    4,
    subMessage("kind", {
      cake: cakeStatsMessage,
      drr: tcDrrStatsMessage,
      fq_codel: tcFqCodelClassXstatsMessage,
      hfsc: tcHfscStatsMessage,
      htb: tcHtbXstatsMessage,
      qfq: tcQfqStatsMessage,
      sfq: tcSfqXstatsMessage,
    }),
  ],
  rate: [5, gnetEstimator],
  fcnt: [6, u32],
  stats2: [7, nestOf<ClassStatsAttrs, ClassStatsAttrsInput>(classStatsAttrs)],
  stab: [8, nestOf<TcaStabAttrs, TcaStabAttrsInput>(tcaStabAttrs)],
  dumpInvisible: [10, flag],
  chain: [11, u32],
  hwOffload: [12, u8],
  ingressBlock: [13, u32],
  egressBlock: [14, u32],
  dumpFlags: [15, bitfield32(tcaDumpFlags)],
  extWarnMsg: [16, string],
});

export interface ClassMessage extends StructOut<(typeof tcmsg)["members"]>, ClassAttrs {}
export interface ClassMessageInput extends StructIn<(typeof tcmsg)["members"]>, ClassAttrsInput {}
export const classMessage = messageOf<ClassMessage, ClassMessageInput>({
  header: tcmsg,
  attributes: classAttrs,
});

export const tcamsg = struct("tcamsg", { family: u8, pad: pad(3) });

export const tcaRootFlags = flagTable("tca-root-flags", {
  "large-dump-on": 0x1,
  "terse-dump": 0x2,
});

export interface TcaRootAttrs extends SetOut<(typeof tcaRootAttrs)["entries"]> {}
export interface TcaRootAttrsInput extends SetIn<(typeof tcaRootAttrs)["entries"]> {}
export const tcaRootAttrs = attributeSet("tca-root-attrs", "TCA_ROOT_", {
  tab: [1, indexedArray(nestOf<ActAttrs, ActAttrsInput>(actAttrs), 1)],
  flags: [2, bitfield32(tcaRootFlags)],
  count: [3, u32],
  timeDelta: [4, u32],
  extWarnMsg: [5, string],
});

export interface TcaRootMessage extends StructOut<(typeof tcamsg)["members"]>, TcaRootAttrs {}
export interface TcaRootMessageInput
  extends StructIn<(typeof tcamsg)["members"]>, TcaRootAttrsInput {}
export const tcaRootMessage = messageOf<TcaRootMessage, TcaRootMessageInput>({
  header: tcamsg,
  attributes: tcaRootAttrs,
});

export const tc = familyTable({
  name: "tc",
  protocol: 0,
  messages: {
    RTM_NEWQDISC: [RTM_NEWQDISC, attrsMessage],
    RTM_DELQDISC: [RTM_DELQDISC, attrsMessage],
    RTM_GETQDISC: [RTM_GETQDISC, attrsMessage],
    RTM_NEWTCLASS: [RTM_NEWTCLASS, classMessage],
    RTM_DELTCLASS: [RTM_DELTCLASS, classMessage],
    RTM_GETTCLASS: [RTM_GETTCLASS, classMessage],
    RTM_NEWTFILTER: [RTM_NEWTFILTER, attrsMessage],
    RTM_DELTFILTER: [RTM_DELTFILTER, attrsMessage],
    RTM_GETTFILTER: [RTM_GETTFILTER, attrsMessage],
    RTM_NEWACTION: [RTM_NEWACTION, tcaRootMessage],
    RTM_DELACTION: [RTM_DELACTION, tcaRootMessage],
    RTM_GETACTION: [RTM_GETACTION, tcaRootMessage],
    RTM_NEWCHAIN: [RTM_NEWCHAIN, attrsMessage],
    RTM_DELCHAIN: [RTM_DELCHAIN, attrsMessage],
    RTM_GETCHAIN: [RTM_GETCHAIN, attrsMessage],
  },
  operations: {
    RTM_NEWQDISC: operation("RTM_NEWQDISC", [RTM_NEWQDISC, attrsMessage]),
    RTM_DELQDISC: operation("RTM_DELQDISC", [RTM_DELQDISC, attrsMessage]),
    RTM_GETQDISC: operation(
      "RTM_GETQDISC",
      [RTM_GETQDISC, attrsMessage],
      [RTM_NEWQDISC, attrsMessage],
    ),
    RTM_NEWTCLASS: operation("RTM_NEWTCLASS", [RTM_NEWTCLASS, classMessage]),
    RTM_DELTCLASS: operation("RTM_DELTCLASS", [RTM_DELTCLASS, classMessage]),
    RTM_GETTCLASS: operation(
      "RTM_GETTCLASS",
      [RTM_GETTCLASS, classMessage],
      [RTM_NEWTCLASS, classMessage],
    ),
    RTM_NEWTFILTER: operation("RTM_NEWTFILTER", [RTM_NEWTFILTER, attrsMessage]),
    RTM_DELTFILTER: operation("RTM_DELTFILTER", [RTM_DELTFILTER, attrsMessage]),
    RTM_GETTFILTER: operation(
      "RTM_GETTFILTER",
      [RTM_GETTFILTER, attrsMessage],
      [RTM_NEWTFILTER, attrsMessage],
      { oneReply: true },
    ),
    RTM_NEWCHAIN: operation("RTM_NEWCHAIN", [RTM_NEWCHAIN, attrsMessage]),
    RTM_DELCHAIN: operation("RTM_DELCHAIN", [RTM_DELCHAIN, attrsMessage]),
    RTM_GETCHAIN: operation(
      "RTM_GETCHAIN",
      [RTM_GETCHAIN, attrsMessage],
      [RTM_GETCHAIN, attrsMessage],
      { oneReply: true, dumpReplyType: RTM_NEWCHAIN },
    ),
    RTM_NEWACTION: operation("RTM_NEWACTION", [RTM_NEWACTION, tcaRootMessage]),
    RTM_DELACTION: operation("RTM_DELACTION", [RTM_DELACTION, tcaRootMessage]),
    RTM_GETACTION: operation(
      "RTM_GETACTION",
      [RTM_GETACTION, tcaRootMessage],
      [RTM_GETACTION, tcaRootMessage],
    ),
  },
  groups: { RTNLGRP_TC: 4 },
});
