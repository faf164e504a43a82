/**
 * Tables of rt-link.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  array,
  attributeSet,
  binary,
  bytes,
  chars,
  enumOf,
  enumTable,
  familyTable,
  flag,
  flagsOf,
  flagTable,
  indexedArray,
  ip,
  ipv4,
  ipv6,
  limited,
  mac,
  message,
  messageOf,
  type MessageTable,
  multi,
  nestOf,
  operation,
  pad,
  payload,
  s32,
  type SetIn,
  type SetOut,
  sized,
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
  uint,
} from "../../schema/index.ts";

export const RTM_NEWLINK = 16;
export const RTM_DELLINK = 17;
export const RTM_GETLINK = 18;
export const RTM_SETLINK = 19;
export const RTM_GETSTATS = 94;
export const RTM_NEWLINKPROP = 108;
export const RTM_DELLINKPROP = 109;
export const RTM_NEWSTATS = 92;

export const ifinfoFlags = flagTable("ifinfo-flags", {
  up: 0x1,
  broadcast: 0x2,
  debug: 0x4,
  loopback: 0x8,
  "point-to-point": 0x10,
  "no-trailers": 0x20,
  running: 0x40,
  "no-arp": 0x80,
  promisc: 0x100,
  "all-multi": 0x200,
  master: 0x400,
  slave: 0x800,
  multicast: 0x1000,
  portsel: 0x2000,
  "auto-media": 0x4000,
  dynamic: 0x8000,
  "lower-up": 0x10000,
  dormant: 0x20000,
  echo: 0x40000,
});

export const ifinfomsg = struct("ifinfomsg", {
  ifiFamily: u8,
  pad: pad(1),
  ifiType: u16,
  ifiIndex: s32,
  ifiFlags: flagsOf(u32, ifinfoFlags),
  ifiChange: u32,
});

export const rtnlLinkStats = struct("rtnl-link-stats", {
  rxPackets: u32,
  txPackets: u32,
  rxBytes: u32,
  txBytes: u32,
  rxErrors: u32,
  txErrors: u32,
  rxDropped: u32,
  txDropped: u32,
  multicast: u32,
  collisions: u32,
  rxLengthErrors: u32,
  rxOverErrors: u32,
  rxCrcErrors: u32,
  rxFrameErrors: u32,
  rxFifoErrors: u32,
  rxMissedErrors: u32,
  txAbortedErrors: u32,
  txCarrierErrors: u32,
  txFifoErrors: u32,
  txHeartbeatErrors: u32,
  txWindowErrors: u32,
  rxCompressed: u32,
  txCompressed: u32,
  rxNohandler: u32,
});

export const bridgePortState = enumTable("bridge-port-state", {
  disabled: 0,
  listening: 1,
  learning: 2,
  forwarding: 3,
  blocking: 4,
});

export const iflaBridgeId = struct("ifla-bridge-id", { prio: u16be, addr: sized(mac, 6) });

export interface LinkinfoBrportAttrs extends SetOut<(typeof linkinfoBrportAttrs)["entries"]> {}
export interface LinkinfoBrportAttrsInput extends SetIn<(typeof linkinfoBrportAttrs)["entries"]> {}
export const linkinfoBrportAttrs = attributeSet("linkinfo-brport-attrs", "IFLA_BRPORT_", {
  state: [1, enumOf(u8, bridgePortState)],
  priority: [2, u16],
  cost: [3, u32],
  mode: [4, u8],
  guard: [5, u8],
  protect: [6, u8],
  fastLeave: [7, u8],
  learning: [8, u8],
  unicastFlood: [9, u8],
  proxyarp: [10, u8],
  learningSync: [11, u8],
  proxyarpWifi: [12, u8],
  rootId: [13, iflaBridgeId],
  bridgeId: [14, iflaBridgeId],
  designatedPort: [15, u16],
  designatedCost: [16, u16],
  id: [17, u16],
  no: [18, u16],
  topologyChangeAck: [19, u8],
  configPending: [20, u8],
  messageAgeTimer: [21, u64],
  forwardDelayTimer: [22, u64],
  holdTimer: [23, u64],
  flush: [24, flag],
  multicastRouter: [25, u8],
  mcastFlood: [27, u8],
  mcastToUcast: [28, u8],
  vlanTunnel: [29, u8],
  bcastFlood: [30, u8],
  groupFwdMask: [31, u16],
  neighSuppress: [32, u8],
  isolated: [33, u8],
  backupPort: [34, u32],
  mrpRingOpen: [35, u8],
  mrpInOpen: [36, u8],
  mcastEhtHostsLimit: [37, u32],
  mcastEhtHostsCnt: [38, u32],
  locked: [39, u8],
  mab: [40, u8],
  mcastNGroups: [41, u32],
  mcastMaxGroups: [42, u32],
  neighVlanSuppress: [43, u8],
  backupNhid: [44, u32],
  neighForwardGrat: [45, u8],
});

export const linkinfoBrportMessage = messageOf<LinkinfoBrportAttrs, LinkinfoBrportAttrsInput>({
  attributes: linkinfoBrportAttrs,
});

export const iflaCacheinfo = struct("ifla-cacheinfo", {
  maxReasmLen: u32,
  tstamp: u32,
  reachableTime: s32,
  retransTime: u32,
});

export const in6AddrGenMode = enumTable("in6-addr-gen-mode", {
  eui64: 0,
  none: 1,
  "stable-privacy": 2,
  random: 3,
});

export interface Ifla6Attrs extends SetOut<(typeof ifla6Attrs)["entries"]> {}
export interface Ifla6AttrsInput extends SetIn<(typeof ifla6Attrs)["entries"]> {}
export const ifla6Attrs = attributeSet("ifla6-attrs", "IFLA_INET6_", {
  flags: [1, u32],
  conf: [2, array(s32)],
  stats: [3, array(u64)],
  mcast: [4, binary],
  cacheinfo: [5, iflaCacheinfo],
  icmp6stats: [6, array(u64)],
  token: [7, ipv6],
  addrGenMode: [8, enumOf(u8, in6AddrGenMode)],
  raMtu: [9, u32],
});

export const ifla6Message = messageOf<Ifla6Attrs, Ifla6AttrsInput>({ attributes: ifla6Attrs });

export const rtnlLinkIfmap = struct("rtnl-link-ifmap", {
  memStart: u64,
  memEnd: u64,
  baseAddr: u64,
  irq: u16,
  dma: u8,
  port: u8,
  pad: pad(4),
});

export const operstate = enumTable("operstate", {
  unknown: 0,
  "not-present": 1,
  down: 2,
  "lower-layer-down": 3,
  testing: 4,
  dormant: 5,
  up: 6,
});

export const linkmode = enumTable("linkmode", { default: 0, dormant: 1, testing: 2 });

export const bondMode = enumTable("bond-mode", {
  "balance-rr": 0,
  "active-backup": 1,
  "balance-xor": 2,
  broadcast: 3,
  "802.3ad": 4,
  "balance-tlb": 5,
  "balance-alb": 6,
});

export const bondArpValidate = enumTable("bond-arp-validate", {
  none: 0,
  active: 1,
  backup: 2,
  all: 3,
  filter: 4,
  "filter-active": 5,
  "filter-backup": 6,
});

export const bondArpAllTargets = enumTable("bond-arp-all-targets", { any: 0, all: 1 });

export const bondPrimaryReselect = enumTable("bond-primary-reselect", {
  always: 0,
  better: 1,
  failure: 2,
});

export const bondFailOverMac = enumTable("bond-fail-over-mac", { none: 0, active: 1, follow: 2 });

export const bondXmitHashPolicy = enumTable("bond-xmit-hash-policy", {
  layer2: 0,
  "layer3+4": 1,
  "layer2+3": 2,
  "encap2+3": 3,
  "encap3+4": 4,
  "vlan+srcmac": 5,
});

export const bondLacpRate = enumTable("bond-lacp-rate", { slow: 0, fast: 1 });

export const bondAdSelect = enumTable("bond-ad-select", {
  stable: 0,
  bandwidth: 1,
  count: 2,
  "actor-port-prio": 3,
});

export interface BondAdInfoAttrs extends SetOut<(typeof bondAdInfoAttrs)["entries"]> {}
export interface BondAdInfoAttrsInput extends SetIn<(typeof bondAdInfoAttrs)["entries"]> {}
export const bondAdInfoAttrs = attributeSet("bond-ad-info-attrs", "IFLA_BOND_AD_INFO_", {
  aggregator: [1, u16],
  numPorts: [2, u16],
  actorKey: [3, u16],
  partnerKey: [4, u16],
  partnerMac: [5, mac],
});

export interface LinkinfoBondAttrs extends SetOut<(typeof linkinfoBondAttrs)["entries"]> {}
export interface LinkinfoBondAttrsInput extends SetIn<(typeof linkinfoBondAttrs)["entries"]> {}
export const linkinfoBondAttrs = attributeSet("linkinfo-bond-attrs", "IFLA_BOND_", {
  mode: [1, enumOf(u8, bondMode)],
  activeSlave: [2, u32],
  miimon: [3, u32],
  updelay: [4, u32],
  downdelay: [5, u32],
  useCarrier: [6, u8],
  arpInterval: [7, u32],
  arpIpTarget: [8, indexedArray(ipv4)],
  arpValidate: [9, enumOf(u32, bondArpValidate)],
  arpAllTargets: [10, enumOf(u32, bondArpAllTargets)],
  primary: [11, u32],
  primaryReselect: [12, enumOf(u8, bondPrimaryReselect)],
  failOverMac: [13, enumOf(u8, bondFailOverMac)],
  xmitHashPolicy: [14, enumOf(u8, bondXmitHashPolicy)],
  resendIgmp: [15, u32],
  numPeerNotif: [16, u8],
  allSlavesActive: [17, u8],
  minLinks: [18, u32],
  lpInterval: [19, u32],
  packetsPerSlave: [20, u32],
  adLacpRate: [21, enumOf(u8, bondLacpRate)],
  adSelect: [22, enumOf(u8, bondAdSelect)],
  adInfo: [23, nestOf<BondAdInfoAttrs, BondAdInfoAttrsInput>(bondAdInfoAttrs)],
  adActorSysPrio: [24, u16],
  adUserPortKey: [25, u16],
  adActorSystem: [26, mac],
  tlbDynamicLb: [27, u8],
  peerNotifDelay: [28, u32],
  adLacpActive: [29, u8],
  missedMax: [30, u8],
  nsIp6Target: [31, indexedArray(ipv6)],
  coupledControl: [32, u8],
  broadcastNeigh: [33, u8],
  lacpStrict: [34, u8],
});

export const linkinfoBondMessage = messageOf<LinkinfoBondAttrs, LinkinfoBondAttrsInput>({
  attributes: linkinfoBondAttrs,
});

export const vlanProtocols = enumTable("vlan-protocols", { "8021q": 33024, "8021ad": 34984 });

export const brBoolopt = flagTable("br-boolopt", {
  "no-ll-learn": 0x1,
  "mcast-vlan-snooping": 0x2,
  "mst-enable": 0x4,
  "mdb-offload-fail-notification": 0x8,
  "fdb-local-vlan-0": 0x10,
});

export const brBooloptMulti = struct("br-boolopt-multi", {
  optval: flagsOf(u32, brBoolopt),
  optmask: flagsOf(u32, brBoolopt),
});

export interface BridgeQuerierAttrs extends SetOut<(typeof bridgeQuerierAttrs)["entries"]> {}
export interface BridgeQuerierAttrsInput extends SetIn<(typeof bridgeQuerierAttrs)["entries"]> {}
export const bridgeQuerierAttrs = attributeSet("bridge-querier-attrs", "BRIDGE_QUERIER_", {
  ipAddress: [1, ipv4],
  ipPort: [2, u32],
  ipOtherTimer: [3, u64],
  ipv6Address: [5, ipv6],
  ipv6Port: [6, u32],
  ipv6OtherTimer: [7, u64],
});

export const brStpMode = enumTable("br-stp-mode", { auto: 0, user: 1, kernel: 2 });

export interface LinkinfoBridgeAttrs extends SetOut<(typeof linkinfoBridgeAttrs)["entries"]> {}
export interface LinkinfoBridgeAttrsInput extends SetIn<(typeof linkinfoBridgeAttrs)["entries"]> {}
export const linkinfoBridgeAttrs = attributeSet("linkinfo-bridge-attrs", "IFLA_BR_", {
  forwardDelay: [1, u32],
  helloTime: [2, u32],
  maxAge: [3, u32],
  ageingTime: [4, u32],
  stpState: [5, u32],
  priority: [6, u16],
  vlanFiltering: [7, u8],
  vlanProtocol: [8, enumOf(u16be, vlanProtocols)],
  groupFwdMask: [9, u16],
  rootId: [10, iflaBridgeId],
  bridgeId: [11, iflaBridgeId],
  rootPort: [12, u16],
  rootPathCost: [13, u32],
  topologyChange: [14, u8],
  topologyChangeDetected: [15, u8],
  helloTimer: [16, u64],
  tcnTimer: [17, u64],
  topologyChangeTimer: [18, u64],
  gcTimer: [19, u64],
  groupAddr: [20, mac],
  fdbFlush: [21, binary],
  mcastRouter: [22, u8],
  mcastSnooping: [23, u8],
  mcastQueryUseIfaddr: [24, u8],
  mcastQuerier: [25, u8],
  mcastHashElasticity: [26, u32],
  mcastHashMax: [27, u32],
  mcastLastMemberCnt: [28, u32],
  mcastStartupQueryCnt: [29, u32],
  mcastLastMemberIntvl: [30, u64],
  mcastMembershipIntvl: [31, u64],
  mcastQuerierIntvl: [32, u64],
  mcastQueryIntvl: [33, u64],
  mcastQueryResponseIntvl: [34, u64],
  mcastStartupQueryIntvl: [35, u64],
  nfCallIptables: [36, u8],
  nfCallIp6tables: [37, u8],
  nfCallArptables: [38, u8],
  vlanDefaultPvid: [39, u16],
  vlanStatsEnabled: [41, u8],
  mcastStatsEnabled: [42, u8],
  mcastIgmpVersion: [43, u8],
  mcastMldVersion: [44, u8],
  vlanStatsPerPort: [45, u8],
  multiBoolopt: [46, brBooloptMulti],
  mcastQuerierState: [47, nestOf<BridgeQuerierAttrs, BridgeQuerierAttrsInput>(bridgeQuerierAttrs)],
  fdbNLearned: [48, u32],
  fdbMaxLearned: [49, u32],
  stpMode: [50, enumOf(u32, brStpMode)],
});

export const linkinfoBridgeMessage = messageOf<LinkinfoBridgeAttrs, LinkinfoBridgeAttrsInput>({
  attributes: linkinfoBridgeAttrs,
});

export const greFlags = flagTable("gre-flags", {
  strict: 0x800,
  seq: 0x1000,
  key: 0x2000,
  routing: 0x4000,
  csum: 0x8000,
});

export const ip6TnlFlags = flagTable("ip6-tnl-flags", {
  "ign-encap-limit": 0x1,
  "use-orig-tclass": 0x2,
  "use-orig-flowlabel": 0x4,
  "mip6-dev": 0x8,
  "rcv-dscp-copy": 0x10,
  "use-orig-fwmark": 0x20,
  "allow-local-remote": 0x40,
});

export const tunnelEncapTypes = enumTable("tunnel-encap-types", {
  none: 0,
  fou: 1,
  gue: 2,
  mpls: 3,
});

export const tunnelEncapFlags = flagTable("tunnel-encap-flags", {
  csum: 0x1,
  csum6: 0x2,
  remcsum: 0x4,
});

export const erspanDir = enumTable("erspan-dir", { ingress: 0, egress: 1 });

export interface LinkinfoGreAttrs extends SetOut<(typeof linkinfoGreAttrs)["entries"]> {}
export interface LinkinfoGreAttrsInput extends SetIn<(typeof linkinfoGreAttrs)["entries"]> {}
export const linkinfoGreAttrs = attributeSet("linkinfo-gre-attrs", "IFLA_GRE_", {
  link: [1, u32],
  iflags: [2, flagsOf(u16be, greFlags)],
  oflags: [3, flagsOf(u16be, greFlags)],
  ikey: [4, u32be],
  okey: [5, u32be],
  local: [6, ip],
  remote: [7, ip],
  ttl: [8, u8],
  tos: [9, u8],
  pmtudisc: [10, u8],
  encapLimit: [11, u8],
  flowinfo: [12, u32be],
  flags: [13, flagsOf(u32, ip6TnlFlags)],
  encapType: [14, enumOf(u16, tunnelEncapTypes)],
  encapFlags: [15, flagsOf(u16, tunnelEncapFlags)],
  encapSport: [16, u16be],
  encapDport: [17, u16be],
  collectMetadata: [18, flag],
  ignoreDf: [19, u8],
  fwmark: [20, u32],
  erspanIndex: [21, u32],
  erspanVer: [22, u8],
  erspanDir: [23, enumOf(u8, erspanDir)],
  erspanHwid: [24, u16],
});

export const linkinfoGreMessage = messageOf<LinkinfoGreAttrs, LinkinfoGreAttrsInput>({
  attributes: linkinfoGreAttrs,
});

export interface LinkinfoGre6Attrs extends SetOut<(typeof linkinfoGre6Attrs)["entries"]> {}
export interface LinkinfoGre6AttrsInput extends SetIn<(typeof linkinfoGre6Attrs)["entries"]> {}
export const linkinfoGre6Attrs = attributeSet("linkinfo-gre6-attrs", "IFLA_GRE_", {
  link: [1, u32],
  iflags: [2, flagsOf(u16be, greFlags)],
  oflags: [3, flagsOf(u16be, greFlags)],
  ikey: [4, u32be],
  okey: [5, u32be],
  local: [6, ipv6],
  remote: [7, ipv6],
  ttl: [8, u8],
  encapLimit: [11, u8],
  flowinfo: [12, u32be],
  flags: [13, flagsOf(u32, ip6TnlFlags)],
  encapType: [14, enumOf(u16, tunnelEncapTypes)],
  encapFlags: [15, flagsOf(u16, tunnelEncapFlags)],
  encapSport: [16, u16be],
  encapDport: [17, u16be],
  collectMetadata: [18, flag],
  fwmark: [20, u32],
  erspanIndex: [21, u32],
  erspanVer: [22, u8],
  erspanDir: [23, enumOf(u8, erspanDir)],
  erspanHwid: [24, u16],
});

export const linkinfoGre6Message = messageOf<LinkinfoGre6Attrs, LinkinfoGre6AttrsInput>({
  attributes: linkinfoGre6Attrs,
});

export const geneveDf = enumTable("geneve-df", { unset: 0, set: 1, inherit: 2 });

export const iflaGenevePortRange = struct("ifla-geneve-port-range", { low: u16be, high: u16be });

export interface LinkinfoGeneveAttrs extends SetOut<(typeof linkinfoGeneveAttrs)["entries"]> {}
export interface LinkinfoGeneveAttrsInput extends SetIn<(typeof linkinfoGeneveAttrs)["entries"]> {}
export const linkinfoGeneveAttrs = attributeSet("linkinfo-geneve-attrs", "IFLA_GENEVE_", {
  id: [1, u32],
  remote: [2, ipv4],
  ttl: [3, u8],
  tos: [4, u8],
  port: [5, u16be],
  collectMetadata: [6, flag],
  remote6: [7, ipv6],
  udpCsum: [8, u8],
  udpZeroCsum6Tx: [9, u8],
  udpZeroCsum6Rx: [10, u8],
  label: [11, u32be],
  ttlInherit: [12, u8],
  df: [13, enumOf(u8, geneveDf)],
  innerProtoInherit: [14, flag],
  portRange: [15, iflaGenevePortRange],
  groHint: [16, flag],
  local: [17, ipv4],
  local6: [18, ipv6],
});

export const linkinfoGeneveMessage = messageOf<LinkinfoGeneveAttrs, LinkinfoGeneveAttrsInput>({
  attributes: linkinfoGeneveAttrs,
});

export const hsrProtocol = enumTable("hsr-protocol", { hsr: 0, prp: 1 });

export interface LinkinfoHsrAttrs extends SetOut<(typeof linkinfoHsrAttrs)["entries"]> {}
export interface LinkinfoHsrAttrsInput extends SetIn<(typeof linkinfoHsrAttrs)["entries"]> {}
export const linkinfoHsrAttrs = attributeSet("linkinfo-hsr-attrs", "IFLA_HSR_", {
  slave1: [1, u32],
  slave2: [2, u32],
  multicastSpec: [3, u8],
  supervisionAddr: [4, mac],
  seqNr: [5, u16],
  version: [6, u8],
  protocol: [7, enumOf(u8, hsrProtocol)],
  interlink: [8, u32],
});

export const linkinfoHsrMessage = messageOf<LinkinfoHsrAttrs, LinkinfoHsrAttrsInput>({
  attributes: linkinfoHsrAttrs,
});

export interface LinkinfoIptunAttrs extends SetOut<(typeof linkinfoIptunAttrs)["entries"]> {}
export interface LinkinfoIptunAttrsInput extends SetIn<(typeof linkinfoIptunAttrs)["entries"]> {}
export const linkinfoIptunAttrs = attributeSet("linkinfo-iptun-attrs", "IFLA_IPTUN_", {
  link: [1, u32],
  local: [2, ip],
  remote: [3, ip],
  ttl: [4, u8],
  tos: [5, u8],
  encapLimit: [6, u8],
  flowinfo: [7, u32be],
  flags: [8, u16be],
  proto: [9, u8],
  pmtudisc: [10, u8],
  "6rdPrefix": [11, ipv6],
  "6rdRelayPrefix": [12, ipv4],
  "6rdPrefixlen": [13, u16],
  "6rdRelayPrefixlen": [14, u16],
  encapType: [15, enumOf(u16, tunnelEncapTypes)],
  encapFlags: [16, flagsOf(u16, tunnelEncapFlags)],
  encapSport: [17, u16be],
  encapDport: [18, u16be],
  collectMetadata: [19, flag],
  fwmark: [20, u32],
});

export const linkinfoIptunMessage = messageOf<LinkinfoIptunAttrs, LinkinfoIptunAttrsInput>({
  attributes: linkinfoIptunAttrs,
});

export interface LinkinfoIp6tnlAttrs extends SetOut<(typeof linkinfoIp6tnlAttrs)["entries"]> {}
export interface LinkinfoIp6tnlAttrsInput extends SetIn<(typeof linkinfoIp6tnlAttrs)["entries"]> {}
export const linkinfoIp6tnlAttrs = attributeSet("linkinfo-ip6tnl-attrs", "IFLA_IPTUN_", {
  link: [1, u32],
  local: [2, ipv6],
  remote: [3, ipv6],
  ttl: [4, u8],
  encapLimit: [6, u8],
  flowinfo: [7, u32be],
  flags: [8, flagsOf(u32, ip6TnlFlags)],
  proto: [9, u8],
  encapType: [15, enumOf(u16, tunnelEncapTypes)],
  encapFlags: [16, flagsOf(u16, tunnelEncapFlags)],
  encapSport: [17, u16be],
  encapDport: [18, u16be],
  collectMetadata: [19, flag],
  fwmark: [20, u32],
});

export const linkinfoIp6tnlMessage = messageOf<LinkinfoIp6tnlAttrs, LinkinfoIp6tnlAttrsInput>({
  attributes: linkinfoIp6tnlAttrs,
});

export const tunType = enumTable("tun-type", { tun: 1, tap: 2 });

export interface LinkinfoTunAttrs extends SetOut<(typeof linkinfoTunAttrs)["entries"]> {}
export interface LinkinfoTunAttrsInput extends SetIn<(typeof linkinfoTunAttrs)["entries"]> {}
export const linkinfoTunAttrs = attributeSet("linkinfo-tun-attrs", "IFLA_TUN_", {
  owner: [1, u32],
  group: [2, u32],
  type: [3, enumOf(u8, tunType)],
  pi: [4, u8],
  vnetHdr: [5, u8],
  persist: [6, u8],
  multiQueue: [7, u8],
  numQueues: [8, u32],
  numDisabledQueues: [9, u32],
});

export const linkinfoTunMessage = messageOf<LinkinfoTunAttrs, LinkinfoTunAttrsInput>({
  attributes: linkinfoTunAttrs,
});

export const vlanFlags = flagTable("vlan-flags", {
  "reorder-hdr": 0x1,
  gvrp: 0x2,
  "loose-binding": 0x4,
  mvrp: 0x8,
  "bridge-binding": 0x10,
});

export const iflaVlanFlags = struct("ifla-vlan-flags", {
  flags: flagsOf(u32, vlanFlags),
  mask: flagsOf(u32, vlanFlags),
});

export const iflaVlanQosMapping = struct("ifla-vlan-qos-mapping", { from: u32, to: u32 });

export interface IflaVlanQos extends SetOut<(typeof iflaVlanQos)["entries"]> {}
export interface IflaVlanQosInput extends SetIn<(typeof iflaVlanQos)["entries"]> {}
export const iflaVlanQos = attributeSet("ifla-vlan-qos", "IFLA_VLAN_QOS_", {
  mapping: [1, multi(iflaVlanQosMapping)],
});

export interface LinkinfoVlanAttrs extends SetOut<(typeof linkinfoVlanAttrs)["entries"]> {}
export interface LinkinfoVlanAttrsInput extends SetIn<(typeof linkinfoVlanAttrs)["entries"]> {}
export const linkinfoVlanAttrs = attributeSet("linkinfo-vlan-attrs", "IFLA_VLAN_", {
  id: [1, u16],
  flags: [2, iflaVlanFlags],
  egressQos: [3, nestOf<IflaVlanQos, IflaVlanQosInput>(iflaVlanQos)],
  ingressQos: [4, nestOf<IflaVlanQos, IflaVlanQosInput>(iflaVlanQos)],
  protocol: [5, enumOf(u16be, vlanProtocols)],
});

export const linkinfoVlanMessage = messageOf<LinkinfoVlanAttrs, LinkinfoVlanAttrsInput>({
  attributes: linkinfoVlanAttrs,
});

export interface LinkinfoVrfAttrs extends SetOut<(typeof linkinfoVrfAttrs)["entries"]> {}
export interface LinkinfoVrfAttrsInput extends SetIn<(typeof linkinfoVrfAttrs)["entries"]> {}
export const linkinfoVrfAttrs = attributeSet("linkinfo-vrf-attrs", "IFLA_VRF_", {
  table: [1, u32],
});

export const linkinfoVrfMessage = messageOf<LinkinfoVrfAttrs, LinkinfoVrfAttrsInput>({
  attributes: linkinfoVrfAttrs,
});

export interface LinkinfoVtiAttrs extends SetOut<(typeof linkinfoVtiAttrs)["entries"]> {}
export interface LinkinfoVtiAttrsInput extends SetIn<(typeof linkinfoVtiAttrs)["entries"]> {}
export const linkinfoVtiAttrs = attributeSet("linkinfo-vti-attrs", "IFLA_VTI_", {
  link: [1, u32],
  ikey: [2, u32be],
  okey: [3, u32be],
  local: [4, ip],
  remote: [5, ip],
  fwmark: [6, u32],
});

export const linkinfoVtiMessage = messageOf<LinkinfoVtiAttrs, LinkinfoVtiAttrsInput>({
  attributes: linkinfoVtiAttrs,
});

export interface LinkinfoVti6Attrs extends SetOut<(typeof linkinfoVti6Attrs)["entries"]> {}
export interface LinkinfoVti6AttrsInput extends SetIn<(typeof linkinfoVti6Attrs)["entries"]> {}
export const linkinfoVti6Attrs = attributeSet("linkinfo-vti6-attrs", "IFLA_VTI_", {
  link: [1, u32],
  ikey: [2, u32be],
  okey: [3, u32be],
  local: [4, ipv6],
  remote: [5, ipv6],
  fwmark: [6, u32],
});

export const linkinfoVti6Message = messageOf<LinkinfoVti6Attrs, LinkinfoVti6AttrsInput>({
  attributes: linkinfoVti6Attrs,
});

export const netkitPolicy = enumTable("netkit-policy", { forward: 0, blackhole: 2 });

export const netkitMode = enumTable("netkit-mode", { l2: 0, l3: 1 });

export const netkitScrub = enumTable("netkit-scrub", { none: 0, default: 1 });

export const netkitPairing = enumTable("netkit-pairing", { pair: 0, single: 1 });

export interface LinkinfoNetkitAttrs extends SetOut<(typeof linkinfoNetkitAttrs)["entries"]> {}
export interface LinkinfoNetkitAttrsInput extends SetIn<(typeof linkinfoNetkitAttrs)["entries"]> {}
export const linkinfoNetkitAttrs = attributeSet("linkinfo-netkit-attrs", "IFLA_NETKIT_", {
  peerInfo: [1, payload((): MessageTable<object> => linkMessage)],
  primary: [2, u8],
  policy: [3, enumOf(u32, netkitPolicy)],
  peerPolicy: [4, enumOf(u32, netkitPolicy)],
  mode: [5, enumOf(u32, netkitMode)],
  scrub: [6, enumOf(u32, netkitScrub)],
  peerScrub: [7, enumOf(u32, netkitScrub)],
  headroom: [8, u16],
  tailroom: [9, u16],
  pairing: [10, enumOf(u32, netkitPairing)],
});

export const linkinfoNetkitMessage = messageOf<LinkinfoNetkitAttrs, LinkinfoNetkitAttrsInput>({
  attributes: linkinfoNetkitAttrs,
});

export const ovpnMode = enumTable("ovpn-mode", { p2p: 0, mp: 1 });

export interface LinkinfoOvpnAttrs extends SetOut<(typeof linkinfoOvpnAttrs)["entries"]> {}
export interface LinkinfoOvpnAttrsInput extends SetIn<(typeof linkinfoOvpnAttrs)["entries"]> {}
export const linkinfoOvpnAttrs = attributeSet("linkinfo-ovpn-attrs", "IFLA_OVPN_", {
  mode: [1, enumOf(u8, ovpnMode)],
});

export const linkinfoOvpnMessage = messageOf<LinkinfoOvpnAttrs, LinkinfoOvpnAttrsInput>({
  attributes: linkinfoOvpnAttrs,
});

export interface LinkinfoVethAttrs extends SetOut<(typeof linkinfoVethAttrs)["entries"]> {}
export interface LinkinfoVethAttrsInput extends SetIn<(typeof linkinfoVethAttrs)["entries"]> {}
export const linkinfoVethAttrs = attributeSet("linkinfo-veth-attrs", "VETH_INFO_", {
  peer: [1, payload((): MessageTable<object> => linkMessage)],
});

export const linkinfoVethMessage = messageOf<LinkinfoVethAttrs, LinkinfoVethAttrsInput>({
  attributes: linkinfoVethAttrs,
});

export interface LinkinfoVxcanAttrs extends SetOut<(typeof linkinfoVxcanAttrs)["entries"]> {}
export interface LinkinfoVxcanAttrsInput extends SetIn<(typeof linkinfoVxcanAttrs)["entries"]> {}
export const linkinfoVxcanAttrs = attributeSet("linkinfo-vxcan-attrs", "VXCAN_INFO_", {
  peer: [1, payload((): MessageTable<object> => linkMessage)],
});

export const linkinfoVxcanMessage = messageOf<LinkinfoVxcanAttrs, LinkinfoVxcanAttrsInput>({
  attributes: linkinfoVxcanAttrs,
});

export const iflaVxlanPortRange = struct("ifla-vxlan-port-range", { low: u16be, high: u16be });

export const vxlanDf = enumTable("vxlan-df", { unset: 0, set: 1, inherit: 2 });

export const vxlanLabelPolicy = enumTable("vxlan-label-policy", { fixed: 0, inherit: 1 });

export const vxlanHeader = struct("vxlan-header", { flags: u32be, vni: u32be });

export interface LinkinfoVxlanAttrs extends SetOut<(typeof linkinfoVxlanAttrs)["entries"]> {}
export interface LinkinfoVxlanAttrsInput extends SetIn<(typeof linkinfoVxlanAttrs)["entries"]> {}
export const linkinfoVxlanAttrs = attributeSet("linkinfo-vxlan-attrs", "IFLA_VXLAN_", {
  id: [1, limited(u32, { max: 16777215 })],
  group: [2, ipv4],
  link: [3, u32],
  local: [4, ipv4],
  ttl: [5, u8],
  tos: [6, u8],
  learning: [7, u8],
  ageing: [8, u32],
  limit: [9, u32],
  portRange: [10, iflaVxlanPortRange],
  proxy: [11, u8],
  rsc: [12, u8],
  l2miss: [13, u8],
  l3miss: [14, u8],
  port: [15, u16be],
  group6: [16, ipv6],
  local6: [17, ipv6],
  udpCsum: [18, u8],
  udpZeroCsum6Tx: [19, u8],
  udpZeroCsum6Rx: [20, u8],
  remcsumTx: [21, u8],
  remcsumRx: [22, u8],
  gbp: [23, flag],
  remcsumNopartial: [24, flag],
  collectMetadata: [25, u8],
  label: [26, u32be],
  gpe: [27, flag],
  ttlInherit: [28, binary],
  df: [29, enumOf(u8, vxlanDf)],
  vnifilter: [30, u8],
  localbypass: [31, u8],
  labelPolicy: [32, enumOf(u32, vxlanLabelPolicy)],
  reservedBits: [33, vxlanHeader],
  mcRoute: [34, u8],
});

export const linkinfoVxlanMessage = messageOf<LinkinfoVxlanAttrs, LinkinfoVxlanAttrsInput>({
  attributes: linkinfoVxlanAttrs,
});

export const macvlanMode = enumTable("macvlan-mode", {
  private: 1,
  vepa: 2,
  bridge: 4,
  passthru: 8,
  source: 16,
});

export const macvlanFlags = flagTable("macvlan-flags", { nopromisc: 0x1, nodst: 0x2 });

export const macvlanMacaddrMode = enumTable("macvlan-macaddr-mode", {
  add: 0,
  del: 1,
  flush: 2,
  set: 3,
});

export interface MacvlanMacaddrAttrs extends SetOut<(typeof macvlanMacaddrAttrs)["entries"]> {}
export interface MacvlanMacaddrAttrsInput extends SetIn<(typeof macvlanMacaddrAttrs)["entries"]> {}
export const macvlanMacaddrAttrs = attributeSet("macvlan-macaddr-attrs", "IFLA_MACVLAN_", {
  macaddr: [4, multi(mac)],
});

export interface LinkinfoMacvlanAttrs extends SetOut<(typeof linkinfoMacvlanAttrs)["entries"]> {}
export interface LinkinfoMacvlanAttrsInput
  extends SetIn<(typeof linkinfoMacvlanAttrs)["entries"]> {}
export const linkinfoMacvlanAttrs = attributeSet("linkinfo-macvlan-attrs", "IFLA_MACVLAN_", {
  mode: [1, enumOf(u32, macvlanMode)],
  flags: [2, flagsOf(u16, macvlanFlags)],
  macaddrMode: [3, enumOf(u32, macvlanMacaddrMode)],
  macaddr: [4, mac],
  macaddrData: [5, nestOf<MacvlanMacaddrAttrs, MacvlanMacaddrAttrsInput>(macvlanMacaddrAttrs)],
  macaddrCount: [6, u32],
  bcQueueLen: [7, u32],
  bcQueueLenUsed: [8, u32],
  bcCutoff: [9, s32],
});

export const linkinfoMacvlanMessage = messageOf<LinkinfoMacvlanAttrs, LinkinfoMacvlanAttrsInput>({
  attributes: linkinfoMacvlanAttrs,
});

export const ipvlanMode = enumTable("ipvlan-mode", { l2: 0, l3: 1, l3s: 2 });

export const ipvlanFlags = flagTable("ipvlan-flags", { private: 0x1, vepa: 0x2 });

export interface LinkinfoIpvlanAttrs extends SetOut<(typeof linkinfoIpvlanAttrs)["entries"]> {}
export interface LinkinfoIpvlanAttrsInput extends SetIn<(typeof linkinfoIpvlanAttrs)["entries"]> {}
export const linkinfoIpvlanAttrs = attributeSet("linkinfo-ipvlan-attrs", "IFLA_IPVLAN_", {
  mode: [1, enumOf(u16, ipvlanMode)],
  flags: [2, flagsOf(u16, ipvlanFlags)],
});

export const linkinfoIpvlanMessage = messageOf<LinkinfoIpvlanAttrs, LinkinfoIpvlanAttrsInput>({
  attributes: linkinfoIpvlanAttrs,
});

export const macsecValidationType = enumTable("macsec-validation-type", {
  disabled: 0,
  check: 1,
  strict: 2,
});

export const macsecOffload = enumTable("macsec-offload", { off: 0, phy: 1, mac: 2 });

export interface LinkinfoMacsecAttrs extends SetOut<(typeof linkinfoMacsecAttrs)["entries"]> {}
export interface LinkinfoMacsecAttrsInput extends SetIn<(typeof linkinfoMacsecAttrs)["entries"]> {}
export const linkinfoMacsecAttrs = attributeSet("linkinfo-macsec-attrs", "IFLA_MACSEC_", {
  sci: [1, u64be],
  port: [2, u16be],
  icvLen: [3, u8],
  cipherSuite: [4, u64],
  window: [5, u32],
  encodingSa: [6, u8],
  encrypt: [7, u8],
  protect: [8, u8],
  incSci: [9, u8],
  es: [10, u8],
  scb: [11, u8],
  replayProtect: [12, u8],
  validation: [13, enumOf(u8, macsecValidationType)],
  offload: [15, enumOf(u8, macsecOffload)],
});

export const linkinfoMacsecMessage = messageOf<LinkinfoMacsecAttrs, LinkinfoMacsecAttrsInput>({
  attributes: linkinfoMacsecAttrs,
});

export interface LinkinfoXfrmAttrs extends SetOut<(typeof linkinfoXfrmAttrs)["entries"]> {}
export interface LinkinfoXfrmAttrsInput extends SetIn<(typeof linkinfoXfrmAttrs)["entries"]> {}
export const linkinfoXfrmAttrs = attributeSet("linkinfo-xfrm-attrs", "IFLA_XFRM_", {
  link: [1, u32],
  ifId: [2, u32],
  collectMetadata: [3, flag],
});

export const linkinfoXfrmMessage = messageOf<LinkinfoXfrmAttrs, LinkinfoXfrmAttrsInput>({
  attributes: linkinfoXfrmAttrs,
});

export interface LinkinfoBareudpAttrs extends SetOut<(typeof linkinfoBareudpAttrs)["entries"]> {}
export interface LinkinfoBareudpAttrsInput
  extends SetIn<(typeof linkinfoBareudpAttrs)["entries"]> {}
export const linkinfoBareudpAttrs = attributeSet("linkinfo-bareudp-attrs", "IFLA_BAREUDP_", {
  port: [1, u16be],
  ethertype: [2, u16be],
  srcportMin: [3, u16],
  multiprotoMode: [4, flag],
});

export const linkinfoBareudpMessage = messageOf<LinkinfoBareudpAttrs, LinkinfoBareudpAttrsInput>({
  attributes: linkinfoBareudpAttrs,
});

export const amtMode = enumTable("amt-mode", { gateway: 0, relay: 1 });

export interface LinkinfoAmtAttrs extends SetOut<(typeof linkinfoAmtAttrs)["entries"]> {}
export interface LinkinfoAmtAttrsInput extends SetIn<(typeof linkinfoAmtAttrs)["entries"]> {}
export const linkinfoAmtAttrs = attributeSet("linkinfo-amt-attrs", "IFLA_AMT_", {
  mode: [1, enumOf(u32, amtMode)],
  relayPort: [2, u16be],
  gatewayPort: [3, u16be],
  link: [4, u32],
  localIp: [5, ipv4],
  remoteIp: [6, ipv4],
  discoveryIp: [7, ipv4],
  maxTunnels: [8, u32],
});

export const linkinfoAmtMessage = messageOf<LinkinfoAmtAttrs, LinkinfoAmtAttrsInput>({
  attributes: linkinfoAmtAttrs,
});

export const gtpRole = enumTable("gtp-role", { ggsn: 0, sgsn: 1 });

export interface LinkinfoGtpAttrs extends SetOut<(typeof linkinfoGtpAttrs)["entries"]> {}
export interface LinkinfoGtpAttrsInput extends SetIn<(typeof linkinfoGtpAttrs)["entries"]> {}
export const linkinfoGtpAttrs = attributeSet("linkinfo-gtp-attrs", "IFLA_GTP_", {
  fd0: [1, u32],
  fd1: [2, u32],
  pdpHashsize: [3, u32],
  role: [4, enumOf(u32, gtpRole)],
  createSockets: [5, u8],
  restartCount: [6, u8],
  local: [7, ipv4],
  local6: [8, ipv6],
});

export const linkinfoGtpMessage = messageOf<LinkinfoGtpAttrs, LinkinfoGtpAttrsInput>({
  attributes: linkinfoGtpAttrs,
});

export interface LinkinfoPppAttrs extends SetOut<(typeof linkinfoPppAttrs)["entries"]> {}
export interface LinkinfoPppAttrsInput extends SetIn<(typeof linkinfoPppAttrs)["entries"]> {}
export const linkinfoPppAttrs = attributeSet("linkinfo-ppp-attrs", "IFLA_PPP_", {
  devFd: [1, s32],
});

export const linkinfoPppMessage = messageOf<LinkinfoPppAttrs, LinkinfoPppAttrsInput>({
  attributes: linkinfoPppAttrs,
});

export const ipoibMode = enumTable("ipoib-mode", { datagram: 0, connected: 1 });

export interface LinkinfoIpoibAttrs extends SetOut<(typeof linkinfoIpoibAttrs)["entries"]> {}
export interface LinkinfoIpoibAttrsInput extends SetIn<(typeof linkinfoIpoibAttrs)["entries"]> {}
export const linkinfoIpoibAttrs = attributeSet("linkinfo-ipoib-attrs", "IFLA_IPOIB_", {
  pkey: [1, u16],
  mode: [2, enumOf(u16, ipoibMode)],
  umcast: [3, u16],
});

export const linkinfoIpoibMessage = messageOf<LinkinfoIpoibAttrs, LinkinfoIpoibAttrsInput>({
  attributes: linkinfoIpoibAttrs,
});

export const rmnetFlags = flagTable("rmnet-flags", {
  "ingress-deaggregation": 0x1,
  "ingress-map-commands": 0x2,
  "ingress-map-cksumv4": 0x4,
  "egress-map-cksumv4": 0x8,
  "ingress-map-cksumv5": 0x10,
  "egress-map-cksumv5": 0x20,
});

export const iflaRmnetFlags = struct("ifla-rmnet-flags", {
  flags: flagsOf(u32, rmnetFlags),
  mask: flagsOf(u32, rmnetFlags),
});

export interface LinkinfoRmnetAttrs extends SetOut<(typeof linkinfoRmnetAttrs)["entries"]> {}
export interface LinkinfoRmnetAttrsInput extends SetIn<(typeof linkinfoRmnetAttrs)["entries"]> {}
export const linkinfoRmnetAttrs = attributeSet("linkinfo-rmnet-attrs", "IFLA_RMNET_", {
  muxId: [1, u16],
  flags: [2, iflaRmnetFlags],
});

export const linkinfoRmnetMessage = messageOf<LinkinfoRmnetAttrs, LinkinfoRmnetAttrsInput>({
  attributes: linkinfoRmnetAttrs,
});

export interface LinkinfoWwanAttrs extends SetOut<(typeof linkinfoWwanAttrs)["entries"]> {}
export interface LinkinfoWwanAttrsInput extends SetIn<(typeof linkinfoWwanAttrs)["entries"]> {}
export const linkinfoWwanAttrs = attributeSet("linkinfo-wwan-attrs", "IFLA_WWAN_", {
  linkId: [1, u32],
});

export const linkinfoWwanMessage = messageOf<LinkinfoWwanAttrs, LinkinfoWwanAttrsInput>({
  attributes: linkinfoWwanAttrs,
});

export interface LinkinfoDsaAttrs extends SetOut<(typeof linkinfoDsaAttrs)["entries"]> {}
export interface LinkinfoDsaAttrsInput extends SetIn<(typeof linkinfoDsaAttrs)["entries"]> {}
export const linkinfoDsaAttrs = attributeSet("linkinfo-dsa-attrs", "IFLA_DSA_", {
  conduit: [1, u32],
});

export const linkinfoDsaMessage = messageOf<LinkinfoDsaAttrs, LinkinfoDsaAttrsInput>({
  attributes: linkinfoDsaAttrs,
});

export interface LinkinfoBatadvAttrs extends SetOut<(typeof linkinfoBatadvAttrs)["entries"]> {}
export interface LinkinfoBatadvAttrsInput extends SetIn<(typeof linkinfoBatadvAttrs)["entries"]> {}
export const linkinfoBatadvAttrs = attributeSet("linkinfo-batadv-attrs", "IFLA_BATADV_", {
  algoName: [1, string],
});

export const linkinfoBatadvMessage = messageOf<LinkinfoBatadvAttrs, LinkinfoBatadvAttrsInput>({
  attributes: linkinfoBatadvAttrs,
});

export const canBittiming = struct("can-bittiming", {
  bitrate: u32,
  samplePoint: u32,
  tq: u32,
  propSeg: u32,
  phaseSeg1: u32,
  phaseSeg2: u32,
  sjw: u32,
  brp: u32,
});

export const canBittimingConst = struct("can-bittiming-const", {
  name: chars(16),
  tseg1Min: u32,
  tseg1Max: u32,
  tseg2Min: u32,
  tseg2Max: u32,
  sjwMax: u32,
  brpMin: u32,
  brpMax: u32,
  brpInc: u32,
});

export const canClock = struct("can-clock", { freq: u32 });

export const canState = enumTable("can-state", {
  "error-active": 0,
  "error-warning": 1,
  "error-passive": 2,
  "bus-off": 3,
  stopped: 4,
  sleeping: 5,
});

export const canCtrlmodeFlags = flagTable("can-ctrlmode-flags", {
  loopback: 0x1,
  listenonly: 0x2,
  "3-samples": 0x4,
  "one-shot": 0x8,
  "berr-reporting": 0x10,
  fd: 0x20,
  "presume-ack": 0x40,
  "fd-non-iso": 0x80,
  "cc-len8-dlc": 0x100,
  "tdc-auto": 0x200,
  "tdc-manual": 0x400,
});

export const canCtrlmode = struct("can-ctrlmode", {
  mask: flagsOf(u32, canCtrlmodeFlags),
  flags: flagsOf(u32, canCtrlmodeFlags),
});

export const canBerrCounter = struct("can-berr-counter", { txerr: u16, rxerr: u16 });

export interface CanTdcAttrs extends SetOut<(typeof canTdcAttrs)["entries"]> {}
export interface CanTdcAttrsInput extends SetIn<(typeof canTdcAttrs)["entries"]> {}
export const canTdcAttrs = attributeSet("can-tdc-attrs", "IFLA_CAN_TDC_", {
  tdcvMin: [1, u32],
  tdcvMax: [2, u32],
  tdcoMin: [3, u32],
  tdcoMax: [4, u32],
  tdcfMin: [5, u32],
  tdcfMax: [6, u32],
  tdcv: [7, u32],
  tdco: [8, u32],
  tdcf: [9, u32],
});

export interface CanCtrlmodeAttrs extends SetOut<(typeof canCtrlmodeAttrs)["entries"]> {}
export interface CanCtrlmodeAttrsInput extends SetIn<(typeof canCtrlmodeAttrs)["entries"]> {}
export const canCtrlmodeAttrs = attributeSet("can-ctrlmode-attrs", "IFLA_CAN_CTRLMODE_", {
  supported: [1, flagsOf(u32, canCtrlmodeFlags)],
});

export interface CanPwmAttrs extends SetOut<(typeof canPwmAttrs)["entries"]> {}
export interface CanPwmAttrsInput extends SetIn<(typeof canPwmAttrs)["entries"]> {}
export const canPwmAttrs = attributeSet("can-pwm-attrs", "IFLA_CAN_PWM_", {
  pwmsMin: [1, u32],
  pwmsMax: [2, u32],
  pwmlMin: [3, u32],
  pwmlMax: [4, u32],
  pwmoMin: [5, u32],
  pwmoMax: [6, u32],
  pwms: [7, u32],
  pwml: [8, u32],
  pwmo: [9, u32],
});

export interface LinkinfoCanAttrs extends SetOut<(typeof linkinfoCanAttrs)["entries"]> {}
export interface LinkinfoCanAttrsInput extends SetIn<(typeof linkinfoCanAttrs)["entries"]> {}
export const linkinfoCanAttrs = attributeSet("linkinfo-can-attrs", "IFLA_CAN_", {
  bittiming: [1, canBittiming],
  bittimingConst: [2, canBittimingConst],
  clock: [3, canClock],
  state: [4, enumOf(u32, canState)],
  ctrlmode: [5, canCtrlmode],
  restartMs: [6, u32],
  restart: [7, u32],
  berrCounter: [8, canBerrCounter],
  dataBittiming: [9, canBittiming],
  dataBittimingConst: [10, canBittimingConst],
  termination: [11, u16],
  terminationConst: [12, array(u16)],
  bitrateConst: [13, array(u32)],
  dataBitrateConst: [14, array(u32)],
  bitrateMax: [15, u32],
  tdc: [16, nestOf<CanTdcAttrs, CanTdcAttrsInput>(canTdcAttrs)],
  ctrlmodeExt: [17, nestOf<CanCtrlmodeAttrs, CanCtrlmodeAttrsInput>(canCtrlmodeAttrs)],
  xlDataBittiming: [18, canBittiming],
  xlDataBittimingConst: [19, canBittimingConst],
  xlDataBitrateConst: [20, array(u32)],
  xlTdc: [21, nestOf<CanTdcAttrs, CanTdcAttrsInput>(canTdcAttrs)],
  xlPwm: [22, nestOf<CanPwmAttrs, CanPwmAttrsInput>(canPwmAttrs)],
});

export const linkinfoCanMessage = messageOf<LinkinfoCanAttrs, LinkinfoCanAttrsInput>({
  attributes: linkinfoCanAttrs,
});

export const emptyMessage = message({});

export const bondPortState = enumTable("bond-port-state", { active: 0, backup: 1 });

export const bondLinkState = enumTable("bond-link-state", { up: 0, fail: 1, down: 2, back: 3 });

export interface BondSlaveAttrs extends SetOut<(typeof bondSlaveAttrs)["entries"]> {}
export interface BondSlaveAttrsInput extends SetIn<(typeof bondSlaveAttrs)["entries"]> {}
export const bondSlaveAttrs = attributeSet("bond-slave-attrs", "IFLA_BOND_SLAVE_", {
  state: [1, enumOf(u8, bondPortState)],
  miiStatus: [2, enumOf(u8, bondLinkState)],
  linkFailureCount: [3, u32],
  permHwaddr: [4, mac],
  queueId: [5, u16],
  adAggregatorId: [6, u16],
  adActorOperPortState: [7, u8],
  adPartnerOperPortState: [8, u16],
  prio: [9, u32],
  actorPortPrio: [10, u16],
  adChurnActorState: [11, u8],
  adChurnPartnerState: [12, u8],
});

export const bondSlaveMessage = messageOf<BondSlaveAttrs, BondSlaveAttrsInput>({
  attributes: bondSlaveAttrs,
});

export interface LinkinfoVrfPortAttrs extends SetOut<(typeof linkinfoVrfPortAttrs)["entries"]> {}
export interface LinkinfoVrfPortAttrsInput
  extends SetIn<(typeof linkinfoVrfPortAttrs)["entries"]> {}
export const linkinfoVrfPortAttrs = attributeSet("linkinfo-vrf-port-attrs", "IFLA_VRF_PORT_", {
  table: [1, u32],
});

export const linkinfoVrfPortMessage = messageOf<LinkinfoVrfPortAttrs, LinkinfoVrfPortAttrsInput>({
  attributes: linkinfoVrfPortAttrs,
});

export interface LinkinfoAttrs extends SetOut<(typeof linkinfoAttrs)["entries"]> {}
export interface LinkinfoAttrsInput extends SetIn<(typeof linkinfoAttrs)["entries"]> {}
export const linkinfoAttrs = attributeSet("linkinfo-attrs", "IFLA_INFO_", {
  kind: [1, string],
  data: [
    2,
    subMessage("kind", {
      bond: linkinfoBondMessage,
      bridge: linkinfoBridgeMessage,
      erspan: linkinfoGreMessage,
      gre: linkinfoGreMessage,
      gretap: linkinfoGreMessage,
      ip6gre: linkinfoGre6Message,
      geneve: linkinfoGeneveMessage,
      hsr: linkinfoHsrMessage,
      ipip: linkinfoIptunMessage,
      ip6tnl: linkinfoIp6tnlMessage,
      sit: linkinfoIptunMessage,
      tun: linkinfoTunMessage,
      vlan: linkinfoVlanMessage,
      vrf: linkinfoVrfMessage,
      vti: linkinfoVtiMessage,
      vti6: linkinfoVti6Message,
      netkit: linkinfoNetkitMessage,
      ovpn: linkinfoOvpnMessage,
      veth: linkinfoVethMessage,
      vxcan: linkinfoVxcanMessage,
      vxlan: linkinfoVxlanMessage,
      macvlan: linkinfoMacvlanMessage,
      macvtap: linkinfoMacvlanMessage,
      ipvlan: linkinfoIpvlanMessage,
      ipvtap: linkinfoIpvlanMessage,
      ip6gretap: linkinfoGre6Message,
      ip6erspan: linkinfoGre6Message,
      macsec: linkinfoMacsecMessage,
      xfrm: linkinfoXfrmMessage,
      bareudp: linkinfoBareudpMessage,
      amt: linkinfoAmtMessage,
      gtp: linkinfoGtpMessage,
      ppp: linkinfoPppMessage,
      ipoib: linkinfoIpoibMessage,
      rmnet: linkinfoRmnetMessage,
      wwan: linkinfoWwanMessage,
      dsa: linkinfoDsaMessage,
      batadv: linkinfoBatadvMessage,
      can: linkinfoCanMessage,
      dummy: emptyMessage,
      ifb: emptyMessage,
      lowpan: emptyMessage,
      netdevsim: emptyMessage,
      nlmon: emptyMessage,
      openvswitch: emptyMessage,
      pfcp: emptyMessage,
      team: emptyMessage,
      vcan: emptyMessage,
      virt_wifi: emptyMessage,
      vsockmon: emptyMessage,
      wireguard: emptyMessage,
    }),
  ],
  xstats: [3, binary],
  slaveKind: [4, string],
  slaveData: [
    5,
    subMessage("slaveKind", {
      bridge: linkinfoBrportMessage,
      bond: bondSlaveMessage,
      vrf: linkinfoVrfPortMessage,
    }),
  ],
});

export const iflaVfMac = struct("ifla-vf-mac", { vf: u32, mac: bytes(32) });

export const iflaVfVlan = struct("ifla-vf-vlan", { vf: u32, vlan: u32, qos: u32 });

export const iflaVfTxRate = struct("ifla-vf-tx-rate", { vf: u32, rate: u32 });

export const iflaVfSpoofchk = struct("ifla-vf-spoofchk", { vf: u32, setting: u32 });

export const iflaVfLinkStateEnum = enumTable("ifla-vf-link-state-enum", {
  auto: 0,
  enable: 1,
  disable: 2,
});

export const iflaVfLinkState = struct("ifla-vf-link-state", {
  vf: u32,
  linkState: enumOf(u32, iflaVfLinkStateEnum),
});

export const iflaVfRate = struct("ifla-vf-rate", { vf: u32, minTxRate: u32, maxTxRate: u32 });

export const iflaVfRssQueryEn = struct("ifla-vf-rss-query-en", { vf: u32, setting: u32 });

export interface VfStatsAttrs extends SetOut<(typeof vfStatsAttrs)["entries"]> {}
export interface VfStatsAttrsInput extends SetIn<(typeof vfStatsAttrs)["entries"]> {}
export const vfStatsAttrs = attributeSet("vf-stats-attrs", "IFLA_VF_STATS_", {
  rxPackets: [0, u64],
  txPackets: [1, u64],
  rxBytes: [2, u64],
  txBytes: [3, u64],
  broadcast: [4, u64],
  multicast: [5, u64],
  rxDropped: [7, u64],
  txDropped: [8, u64],
});

export const iflaVfTrust = struct("ifla-vf-trust", { vf: u32, setting: u32 });

export const iflaVfGuid = struct("ifla-vf-guid", { vf: u32, pad: pad(4), guid: u64 });

export const iflaVfVlanInfo = struct("ifla-vf-vlan-info", {
  vf: u32,
  vlan: u32,
  qos: u32,
  vlanProto: enumOf(u16be, vlanProtocols),
  pad: pad(2),
});

export interface VfVlanAttrs extends SetOut<(typeof vfVlanAttrs)["entries"]> {}
export interface VfVlanAttrsInput extends SetIn<(typeof vfVlanAttrs)["entries"]> {}
export const vfVlanAttrs = attributeSet("vf-vlan-attrs", "IFLA_VF_VLAN_", {
  info: [1, multi(iflaVfVlanInfo)],
});

export interface VfinfoAttrs extends SetOut<(typeof vfinfoAttrs)["entries"]> {}
export interface VfinfoAttrsInput extends SetIn<(typeof vfinfoAttrs)["entries"]> {}
export const vfinfoAttrs = attributeSet("vfinfo-attrs", "IFLA_VF_", {
  mac: [1, iflaVfMac],
  vlan: [2, iflaVfVlan],
  txRate: [3, iflaVfTxRate],
  spoofchk: [4, iflaVfSpoofchk],
  linkState: [5, iflaVfLinkState],
  rate: [6, iflaVfRate],
  rssQueryEn: [7, iflaVfRssQueryEn],
  stats: [8, nestOf<VfStatsAttrs, VfStatsAttrsInput>(vfStatsAttrs)],
  trust: [9, iflaVfTrust],
  ibNodeGuid: [10, iflaVfGuid],
  ibPortGuid: [11, iflaVfGuid],
  vlanList: [12, nestOf<VfVlanAttrs, VfVlanAttrsInput>(vfVlanAttrs)],
  broadcast: [13, binary],
});

export interface VfinfoListAttrs extends SetOut<(typeof vfinfoListAttrs)["entries"]> {}
export interface VfinfoListAttrsInput extends SetIn<(typeof vfinfoListAttrs)["entries"]> {}
export const vfinfoListAttrs = attributeSet("vfinfo-list-attrs", "IFLA_VF_", {
  info: [1, multi(nestOf<VfinfoAttrs, VfinfoAttrsInput>(vfinfoAttrs))],
});

export const rtnlLinkStats64 = struct("rtnl-link-stats64", {
  rxPackets: u64,
  txPackets: u64,
  rxBytes: u64,
  txBytes: u64,
  rxErrors: u64,
  txErrors: u64,
  rxDropped: u64,
  txDropped: u64,
  multicast: u64,
  collisions: u64,
  rxLengthErrors: u64,
  rxOverErrors: u64,
  rxCrcErrors: u64,
  rxFrameErrors: u64,
  rxFifoErrors: u64,
  rxMissedErrors: u64,
  txAbortedErrors: u64,
  txCarrierErrors: u64,
  txFifoErrors: u64,
  txHeartbeatErrors: u64,
  txWindowErrors: u64,
  rxCompressed: u64,
  txCompressed: u64,
  rxNohandler: u64,
  rxOtherhostDropped: u64,
});

export const iflaPortVsi = struct("ifla-port-vsi", {
  vsiMgrId: u8,
  vsiTypeId: bytes(3),
  vsiTypeVersion: u8,
  pad: pad(3),
});

export interface PortSelfAttrs extends SetOut<(typeof portSelfAttrs)["entries"]> {}
export interface PortSelfAttrsInput extends SetIn<(typeof portSelfAttrs)["entries"]> {}
export const portSelfAttrs = attributeSet("port-self-attrs", "IFLA_PORT_", {
  vf: [1, u32],
  profile: [2, string],
  vsiType: [3, iflaPortVsi],
  instanceUuid: [4, binary],
  hostUuid: [5, binary],
  request: [6, u8],
  response: [7, u16],
});

export interface VfPortsAttrs extends SetOut<(typeof vfPortsAttrs)["entries"]> {}
export interface VfPortsAttrsInput extends SetIn<(typeof vfPortsAttrs)["entries"]> {}
export const vfPortsAttrs = attributeSet("vf-ports-attrs", "IFLA_", {
  vfPort: [1, multi(nestOf<PortSelfAttrs, PortSelfAttrsInput>(portSelfAttrs))],
});

export const bridgeVlanFlags = flagTable("bridge-vlan-flags", {
  master: 0x1,
  pvid: 0x2,
  untagged: 0x4,
  "range-begin": 0x8,
  "range-end": 0x10,
  brentry: 0x20,
  "only-opts": 0x40,
});

export const bridgeVlanInfo = struct("bridge-vlan-info", {
  flags: flagsOf(u16, bridgeVlanFlags),
  vid: u16,
});

export interface BridgeVlanTunnelAttrs extends SetOut<(typeof bridgeVlanTunnelAttrs)["entries"]> {}
export interface BridgeVlanTunnelAttrsInput
  extends SetIn<(typeof bridgeVlanTunnelAttrs)["entries"]> {}
export const bridgeVlanTunnelAttrs = attributeSet(
  "bridge-vlan-tunnel-attrs",
  "IFLA_BRIDGE_VLAN_TUNNEL_",
  { id: [1, u32], vid: [2, u16], flags: [3, flagsOf(u16, bridgeVlanFlags)] },
);

export interface BridgeMstEntryAttrs extends SetOut<(typeof bridgeMstEntryAttrs)["entries"]> {}
export interface BridgeMstEntryAttrsInput extends SetIn<(typeof bridgeMstEntryAttrs)["entries"]> {}
export const bridgeMstEntryAttrs = attributeSet(
  "bridge-mst-entry-attrs",
  "IFLA_BRIDGE_MST_ENTRY_",
  { msti: [1, u16], state: [2, u8] },
);

export interface BridgeMstAttrs extends SetOut<(typeof bridgeMstAttrs)["entries"]> {}
export interface BridgeMstAttrsInput extends SetIn<(typeof bridgeMstAttrs)["entries"]> {}
export const bridgeMstAttrs = attributeSet("bridge-mst-attrs", "IFLA_BRIDGE_MST_", {
  entry: [1, multi(nestOf<BridgeMstEntryAttrs, BridgeMstEntryAttrsInput>(bridgeMstEntryAttrs))],
});

export interface BridgeAfSpecAttrs extends SetOut<(typeof bridgeAfSpecAttrs)["entries"]> {}
export interface BridgeAfSpecAttrsInput extends SetIn<(typeof bridgeAfSpecAttrs)["entries"]> {}
export const bridgeAfSpecAttrs = attributeSet("bridge-af-spec-attrs", "IFLA_BRIDGE_", {
  flags: [0, u16],
  mode: [1, u16],
  vlanInfo: [2, multi(bridgeVlanInfo)],
  vlanTunnelInfo: [
    3,
    multi(nestOf<BridgeVlanTunnelAttrs, BridgeVlanTunnelAttrsInput>(bridgeVlanTunnelAttrs)),
  ],
  mrp: [4, binary],
  cfm: [5, binary],
  mst: [6, nestOf<BridgeMstAttrs, BridgeMstAttrsInput>(bridgeMstAttrs)],
});

export const bridgeAfSpecMessage = messageOf<BridgeAfSpecAttrs, BridgeAfSpecAttrsInput>({
  attributes: bridgeAfSpecAttrs,
});

export interface IflaAttrs extends SetOut<(typeof iflaAttrs)["entries"]> {}
export interface IflaAttrsInput extends SetIn<(typeof iflaAttrs)["entries"]> {}
export const iflaAttrs = attributeSet("ifla-attrs", "IFLA_INET_", { conf: [1, array(s32)] });

export interface MctpAttrs extends SetOut<(typeof mctpAttrs)["entries"]> {}
export interface MctpAttrsInput extends SetIn<(typeof mctpAttrs)["entries"]> {}
export const mctpAttrs = attributeSet("mctp-attrs", "IFLA_MCTP_", {
  net: [1, u32],
  physBinding: [2, u8],
});

export interface AfSpecAttrs extends SetOut<(typeof afSpecAttrs)["entries"]> {}
export interface AfSpecAttrsInput extends SetIn<(typeof afSpecAttrs)["entries"]> {}
export const afSpecAttrs = attributeSet("af-spec-attrs", "AF_", {
  inet: [2, nestOf<IflaAttrs, IflaAttrsInput>(iflaAttrs)],
  inet6: [10, nestOf<Ifla6Attrs, Ifla6AttrsInput>(ifla6Attrs)],
  mctp: [45, nestOf<MctpAttrs, MctpAttrsInput>(mctpAttrs)],
});

export const afSpecMessage = messageOf<AfSpecAttrs, AfSpecAttrsInput>({ attributes: afSpecAttrs });

export const rtextFilter = flagTable("rtext-filter", {
  vf: 0x1,
  brvlan: 0x2,
  "brvlan-compressed": 0x4,
  "skip-stats": 0x8,
  mrp: 0x10,
  "cfm-config": 0x20,
  "cfm-status": 0x40,
  mst: 0x80,
  "name-only": 0x100,
});

export interface XdpAttrs extends SetOut<(typeof xdpAttrs)["entries"]> {}
export interface XdpAttrsInput extends SetIn<(typeof xdpAttrs)["entries"]> {}
export const xdpAttrs = attributeSet("xdp-attrs", "IFLA_XDP_", {
  fd: [1, s32],
  attached: [2, u8],
  flags: [3, u32],
  progId: [4, u32],
  drvProgId: [5, u32],
  skbProgId: [6, u32],
  hwProgId: [7, u32],
  expectedFd: [8, s32],
});

export interface PropListLinkAttrs extends SetOut<(typeof propListLinkAttrs)["entries"]> {}
export interface PropListLinkAttrsInput extends SetIn<(typeof propListLinkAttrs)["entries"]> {}
export const propListLinkAttrs = attributeSet("prop-list-link-attrs", "IFLA_", {
  altIfname: [53, multi(limited(string, { maxLength: 127 }))],
});

export interface ProtoDownReasonAttrs extends SetOut<(typeof protoDownReasonAttrs)["entries"]> {}
export interface ProtoDownReasonAttrsInput
  extends SetIn<(typeof protoDownReasonAttrs)["entries"]> {}
export const protoDownReasonAttrs = attributeSet(
  "proto-down-reason-attrs",
  "IFLA_PROTO_DOWN_REASON_",
  { mask: [1, u32], value: [2, u32] },
);

export interface DevlinkPortAttrs extends SetOut<(typeof devlinkPortAttrs)["entries"]> {}
export interface DevlinkPortAttrsInput extends SetIn<(typeof devlinkPortAttrs)["entries"]> {}
export const devlinkPortAttrs = attributeSet("devlink-port-attrs", "DEVLINK_ATTR_", {
  busName: [1, string],
  devName: [2, string],
  portIndex: [3, u32],
  index: [184, uint],
});

export interface LinkDpllPinAttrs extends SetOut<(typeof linkDpllPinAttrs)["entries"]> {}
export interface LinkDpllPinAttrsInput extends SetIn<(typeof linkDpllPinAttrs)["entries"]> {}
export const linkDpllPinAttrs = attributeSet("link-dpll-pin-attrs", "DPLL_A_", {
  id: [1, u32, "DPLL_A_PIN_ID"],
});

export interface LinkAttrs extends SetOut<(typeof linkAttrs)["entries"]> {}
export interface LinkAttrsInput extends SetIn<(typeof linkAttrs)["entries"]> {}
export const linkAttrs = attributeSet("link-attrs", "IFLA_", {
  address: [1, mac],
  broadcast: [2, mac],
  ifname: [3, limited(string, { maxLength: 15 })],
  mtu: [4, u32],
  link: [5, u32],
  qdisc: [6, string],
  stats: [7, rtnlLinkStats],
  master: [10, u32],
  wireless: [11, binary],
  protinfo: [12, subMessage("ifiFamily", { "7": linkinfoBrportMessage, "10": ifla6Message })],
  txqlen: [13, limited(u32, { max: 32767 })],
  map: [14, rtnlLinkIfmap],
  weight: [15, u32],
  operstate: [16, enumOf(u8, operstate)],
  linkmode: [17, enumOf(u8, linkmode)],
  linkinfo: [18, nestOf<LinkinfoAttrs, LinkinfoAttrsInput>(linkinfoAttrs)],
  netNsPid: [19, u32],
  ifalias: [20, limited(string, { maxLength: 255 })],
  numVf: [21, u32],
  vfinfoList: [22, nestOf<VfinfoListAttrs, VfinfoListAttrsInput>(vfinfoListAttrs)],
  stats64: [23, rtnlLinkStats64],
  vfPorts: [24, nestOf<VfPortsAttrs, VfPortsAttrsInput>(vfPortsAttrs)],
  portSelf: [25, nestOf<PortSelfAttrs, PortSelfAttrsInput>(portSelfAttrs)],
  afSpec: [26, subMessage("ifiFamily", { "7": bridgeAfSpecMessage }, afSpecMessage)],
  group: [27, u32],
  netNsFd: [28, u32],
  extMask: [29, flagsOf(u32, rtextFilter)],
  promiscuity: [30, u32],
  numTxQueues: [31, u32],
  numRxQueues: [32, u32],
  carrier: [33, u8],
  physPortId: [34, binary],
  carrierChanges: [35, u32],
  physSwitchId: [36, binary],
  linkNetnsid: [37, s32],
  physPortName: [38, string],
  protoDown: [39, u8],
  gsoMaxSegs: [40, u32],
  gsoMaxSize: [41, u32],
  xdp: [43, nestOf<XdpAttrs, XdpAttrsInput>(xdpAttrs)],
  event: [44, u32],
  newNetnsid: [45, s32],
  targetNetnsid: [46, s32],
  carrierUpCount: [47, u32],
  carrierDownCount: [48, u32],
  newIfindex: [49, s32],
  minMtu: [50, u32],
  maxMtu: [51, u32],
  propList: [52, nestOf<PropListLinkAttrs, PropListLinkAttrsInput>(propListLinkAttrs)],
  altIfname: [53, limited(string, { maxLength: 127 })],
  permAddress: [54, mac],
  protoDownReason: [
    55,
    nestOf<ProtoDownReasonAttrs, ProtoDownReasonAttrsInput>(protoDownReasonAttrs),
  ],
  parentDevName: [56, string],
  parentDevBusName: [57, string],
  groMaxSize: [58, u32],
  tsoMaxSize: [59, u32],
  tsoMaxSegs: [60, u32],
  allmulti: [61, u32],
  devlinkPort: [62, nestOf<DevlinkPortAttrs, DevlinkPortAttrsInput>(devlinkPortAttrs)],
  gsoIpv4MaxSize: [63, u32],
  groIpv4MaxSize: [64, u32],
  dpllPin: [65, nestOf<LinkDpllPinAttrs, LinkDpllPinAttrsInput>(linkDpllPinAttrs)],
  maxPacingOffloadHorizon: [66, uint],
  netnsImmutable: [67, u8],
  headroom: [68, u16],
  tailroom: [69, u16],
});

export interface LinkMessage extends StructOut<(typeof ifinfomsg)["members"]>, LinkAttrs {}
export interface LinkMessageInput extends StructIn<(typeof ifinfomsg)["members"]>, LinkAttrsInput {}
export const linkMessage = messageOf<LinkMessage, LinkMessageInput>({
  header: ifinfomsg,
  attributes: linkAttrs,
});

export const ifStatsMsg = struct("if-stats-msg", {
  family: u8,
  pad: pad(3),
  ifindex: u32,
  filterMask: u32,
});

export const bridgeVlanXstats = struct("bridge-vlan-xstats", {
  rxBytes: u64,
  rxPackets: u64,
  txBytes: u64,
  txPackets: u64,
  vid: u16,
  flags: flagsOf(u16, bridgeVlanFlags),
  pad2: pad(4),
});

export const brMcastCounts = struct("br-mcast-counts", { rx: u64, tx: u64 });

export const brMcastStats = struct("br-mcast-stats", {
  igmpV1queries: brMcastCounts,
  igmpV2queries: brMcastCounts,
  igmpV3queries: brMcastCounts,
  igmpLeaves: brMcastCounts,
  igmpV1reports: brMcastCounts,
  igmpV2reports: brMcastCounts,
  igmpV3reports: brMcastCounts,
  igmpParseErrors: u64,
  mldV1queries: brMcastCounts,
  mldV2queries: brMcastCounts,
  mldLeaves: brMcastCounts,
  mldV1reports: brMcastCounts,
  mldV2reports: brMcastCounts,
  mldParseErrors: u64,
  mcastBytes: brMcastCounts,
  mcastPackets: brMcastCounts,
});

export const bridgeStpXstats = struct("bridge-stp-xstats", {
  transitionBlk: u64,
  transitionFwd: u64,
  rxBpdu: u64,
  txBpdu: u64,
  rxTcn: u64,
  txTcn: u64,
});

export interface BridgeXstatsAttrs extends SetOut<(typeof bridgeXstatsAttrs)["entries"]> {}
export interface BridgeXstatsAttrsInput extends SetIn<(typeof bridgeXstatsAttrs)["entries"]> {}
export const bridgeXstatsAttrs = attributeSet("bridge-xstats-attrs", "BRIDGE_XSTATS_", {
  vlan: [1, multi(bridgeVlanXstats)],
  mcast: [2, brMcastStats],
  stp: [4, bridgeStpXstats],
});

export interface Bond3adStatsAttrs extends SetOut<(typeof bond3adStatsAttrs)["entries"]> {}
export interface Bond3adStatsAttrsInput extends SetIn<(typeof bond3adStatsAttrs)["entries"]> {}
export const bond3adStatsAttrs = attributeSet("bond-3ad-stats-attrs", "BOND_3AD_STAT_", {
  lacpduRx: [0, u64],
  lacpduTx: [1, u64],
  lacpduUnknownRx: [2, u64],
  lacpduIllegalRx: [3, u64],
  markerRx: [4, u64],
  markerTx: [5, u64],
  markerRespRx: [6, u64],
  markerRespTx: [7, u64],
  markerUnknownRx: [8, u64],
});

export interface BondXstatsAttrs extends SetOut<(typeof bondXstatsAttrs)["entries"]> {}
export interface BondXstatsAttrsInput extends SetIn<(typeof bondXstatsAttrs)["entries"]> {}
export const bondXstatsAttrs = attributeSet("bond-xstats-attrs", "BOND_XSTATS_", {
  "3ad": [1, nestOf<Bond3adStatsAttrs, Bond3adStatsAttrsInput>(bond3adStatsAttrs)],
});

export interface LinkXstatsAttrs extends SetOut<(typeof linkXstatsAttrs)["entries"]> {}
export interface LinkXstatsAttrsInput extends SetIn<(typeof linkXstatsAttrs)["entries"]> {}
export const linkXstatsAttrs = attributeSet("link-xstats-attrs", "LINK_XSTATS_TYPE_", {
  bridge: [1, nestOf<BridgeXstatsAttrs, BridgeXstatsAttrsInput>(bridgeXstatsAttrs)],
  bond: [2, nestOf<BondXstatsAttrs, BondXstatsAttrsInput>(bondXstatsAttrs)],
});

export interface HwSInfoOne extends SetOut<(typeof hwSInfoOne)["entries"]> {}
export interface HwSInfoOneInput extends SetIn<(typeof hwSInfoOne)["entries"]> {}
export const hwSInfoOne = attributeSet("hw-s-info-one", "IFLA_OFFLOAD_XSTATS_HW_S_INFO_", {
  request: [1, u8],
  used: [2, u8],
});

export const rtnlHwStats64 = struct("rtnl-hw-stats64", {
  rxPackets: u64,
  txPackets: u64,
  rxBytes: u64,
  txBytes: u64,
  rxErrors: u64,
  txErrors: u64,
  rxDropped: u64,
  txDropped: u64,
  multicast: u64,
});

export interface LinkOffloadXstats extends SetOut<(typeof linkOffloadXstats)["entries"]> {}
export interface LinkOffloadXstatsInput extends SetIn<(typeof linkOffloadXstats)["entries"]> {}
export const linkOffloadXstats = attributeSet("link-offload-xstats", "IFLA_OFFLOAD_XSTATS_", {
  cpuHit: [1, rtnlLinkStats64],
  hwSInfo: [2, indexedArray(nestOf<HwSInfoOne, HwSInfoOneInput>(hwSInfoOne))],
  l3Stats: [3, rtnlHwStats64],
});

export const mplsLinkStats = struct("mpls-link-stats", {
  rxPackets: u64,
  txPackets: u64,
  rxBytes: u64,
  txBytes: u64,
  rxErrors: u64,
  txErrors: u64,
  rxDropped: u64,
  txDropped: u64,
  rxNoroute: u64,
});

export interface MplsStatsAttrs extends SetOut<(typeof mplsStatsAttrs)["entries"]> {}
export interface MplsStatsAttrsInput extends SetIn<(typeof mplsStatsAttrs)["entries"]> {}
export const mplsStatsAttrs = attributeSet("mpls-stats-attrs", "MPLS_STATS_", {
  link: [1, mplsLinkStats],
});

export interface AfStatsAttrs extends SetOut<(typeof afStatsAttrs)["entries"]> {}
export interface AfStatsAttrsInput extends SetIn<(typeof afStatsAttrs)["entries"]> {}
export const afStatsAttrs = attributeSet("af-stats-attrs", "AF_", {
  mpls: [28, nestOf<MplsStatsAttrs, MplsStatsAttrsInput>(mplsStatsAttrs)],
});

export interface StatsAttrs extends SetOut<(typeof statsAttrs)["entries"]> {}
export interface StatsAttrsInput extends SetIn<(typeof statsAttrs)["entries"]> {}
export const statsAttrs = attributeSet("stats-attrs", "IFLA_STATS_", {
  link64: [1, rtnlLinkStats64, "IFLA_STATS_LINK_64"],
  linkXstats: [2, nestOf<LinkXstatsAttrs, LinkXstatsAttrsInput>(linkXstatsAttrs)],
  linkXstatsSlave: [3, nestOf<LinkXstatsAttrs, LinkXstatsAttrsInput>(linkXstatsAttrs)],
  linkOffloadXstats: [4, nestOf<LinkOffloadXstats, LinkOffloadXstatsInput>(linkOffloadXstats)],
  afSpec: [5, nestOf<AfStatsAttrs, AfStatsAttrsInput>(afStatsAttrs)],
});

export interface StatsMessage extends StructOut<(typeof ifStatsMsg)["members"]>, StatsAttrs {}
export interface StatsMessageInput
  extends StructIn<(typeof ifStatsMsg)["members"]>, StatsAttrsInput {}
export const statsMessage = messageOf<StatsMessage, StatsMessageInput>({
  header: ifStatsMsg,
  attributes: statsAttrs,
});

export const ipv4Devconf = enumTable("ipv4-devconf", {
  forwarding: 1,
  "mc-forwarding": 2,
  "proxy-arp": 3,
  "accept-redirects": 4,
  "secure-redirects": 5,
  "send-redirects": 6,
  "shared-media": 7,
  "rp-filter": 8,
  "accept-source-route": 9,
  "bootp-relay": 10,
  "log-martians": 11,
  tag: 12,
  arpfilter: 13,
  "medium-id": 14,
  noxfrm: 15,
  nopolicy: 16,
  "force-igmp-version": 17,
  "arp-announce": 18,
  "arp-ignore": 19,
  "promote-secondaries": 20,
  "arp-accept": 21,
  "arp-notify": 22,
  "accept-local": 23,
  "src-vmark": 24,
  "proxy-arp-pvlan": 25,
  "route-localnet": 26,
  "igmpv2-unsolicited-report-interval": 27,
  "igmpv3-unsolicited-report-interval": 28,
  "ignore-routes-with-linkdown": 29,
  "drop-unicast-in-l2-multicast": 30,
  "drop-gratuitous-arp": 31,
  "bc-forwarding": 32,
  "arp-evict-nocarrier": 33,
});

export const ipv6Devconf = enumTable("ipv6-devconf", {
  forwarding: 0,
  hoplimit: 1,
  mtu6: 2,
  "accept-ra": 3,
  "accept-redirects": 4,
  autoconf: 5,
  "dad-transmits": 6,
  "rtr-solicits": 7,
  "rtr-solicit-interval": 8,
  "rtr-solicit-delay": 9,
  "use-tempaddr": 10,
  "temp-valid-lft": 11,
  "temp-prefered-lft": 12,
  "regen-max-retry": 13,
  "max-desync-factor": 14,
  "max-addresses": 15,
  "force-mld-version": 16,
  "accept-ra-defrtr": 17,
  "accept-ra-pinfo": 18,
  "accept-ra-rtr-pref": 19,
  "rtr-probe-interval": 20,
  "accept-ra-rt-info-max-plen": 21,
  "proxy-ndp": 22,
  "optimistic-dad": 23,
  "accept-source-route": 24,
  "mc-forwarding": 25,
  "disable-ipv6": 26,
  "accept-dad": 27,
  "force-tllao": 28,
  "ndisc-notify": 29,
  "mldv1-unsolicited-report-interval": 30,
  "mldv2-unsolicited-report-interval": 31,
  "suppress-frag-ndisc": 32,
  "accept-ra-from-local": 33,
  "use-optimistic": 34,
  "accept-ra-mtu": 35,
  "stable-secret": 36,
  "use-oif-addrs-only": 37,
  "accept-ra-min-hop-limit": 38,
  "ignore-routes-with-linkdown": 39,
  "drop-unicast-in-l2-multicast": 40,
  "drop-unsolicited-na": 41,
  "keep-addr-on-down": 42,
  "rtr-solicit-max-interval": 43,
  "seg6-enabled": 44,
  "seg6-require-hmac": 45,
  "enhanced-dad": 46,
  "addr-gen-mode": 47,
  "disable-policy": 48,
  "accept-ra-rt-info-min-plen": 49,
  "ndisc-tclass": 50,
  "rpl-seg-enabled": 51,
  "ra-defrtr-metric": 52,
  "ioam6-enabled": 53,
  "ioam6-id": 54,
  "ioam6-id-wide": 55,
  "ndisc-evict-nocarrier": 56,
  "accept-untracked-na": 57,
});

export const iflaIcmp6Stats = enumTable("ifla-icmp6-stats", {
  num: 0,
  inmsgs: 1,
  inerrors: 2,
  outmsgs: 3,
  outerrors: 4,
  csumerrors: 5,
  ratelimithost: 6,
});

export const iflaInet6Stats = enumTable("ifla-inet6-stats", {
  num: 0,
  inpkts: 1,
  inoctets: 2,
  indelivers: 3,
  noectpkts: 4,
  "ect1-pkts": 5,
  "ect0-pkts": 6,
  cepkts: 7,
  outrequests: 8,
  outpkts: 9,
  outoctets: 10,
  outforwdatagrams: 11,
  inhdrerrors: 12,
  intoobigerrors: 13,
  innoroutes: 14,
  inaddrerrors: 15,
  inunknownprotos: 16,
  intruncatedpkts: 17,
  indiscards: 18,
  outdiscards: 19,
  outnoroutes: 20,
  reasmtimeout: 21,
  reasmreqds: 22,
  reasmoks: 23,
  reasmfails: 24,
  fragoks: 25,
  fragfails: 26,
  fragcreates: 27,
  inmcastpkts: 28,
  outmcastpkts: 29,
  inbcastpkts: 30,
  outbcastpkts: 31,
  inmcastoctets: 32,
  outmcastoctets: 33,
  inbcastoctets: 34,
  outbcastoctets: 35,
  csumerrors: 36,
  "reasm-overlaps": 37,
});

export const rtLink = familyTable({
  name: "rt-link",
  protocol: 0,
  messages: {
    RTM_NEWLINK: [RTM_NEWLINK, linkMessage],
    RTM_DELLINK: [RTM_DELLINK, linkMessage],
    RTM_GETLINK: [RTM_GETLINK, linkMessage],
    RTM_SETLINK: [RTM_SETLINK, linkMessage],
    RTM_NEWSTATS: [RTM_NEWSTATS, statsMessage],
    RTM_GETSTATS: [RTM_GETSTATS, statsMessage],
    RTM_NEWLINKPROP: [RTM_NEWLINKPROP, linkMessage],
    RTM_DELLINKPROP: [RTM_DELLINKPROP, linkMessage],
  },
  operations: {
    RTM_NEWLINK: operation("RTM_NEWLINK", [RTM_NEWLINK, linkMessage], undefined, { slow: true }),
    RTM_DELLINK: operation("RTM_DELLINK", [RTM_DELLINK, linkMessage], undefined, { slow: true }),
    RTM_GETLINK: operation("RTM_GETLINK", [RTM_GETLINK, linkMessage], [RTM_NEWLINK, linkMessage], {
      oneReply: true,
    }),
    RTM_SETLINK: operation("RTM_SETLINK", [RTM_SETLINK, linkMessage], undefined, { slow: true }),
    RTM_GETSTATS: operation(
      "RTM_GETSTATS",
      [RTM_GETSTATS, statsMessage],
      [RTM_NEWSTATS, statsMessage],
      { oneReply: true, requires: ["filterMask"] },
    ),
    RTM_NEWLINKPROP: operation("RTM_NEWLINKPROP", [RTM_NEWLINKPROP, linkMessage]),
    RTM_DELLINKPROP: operation("RTM_DELLINKPROP", [RTM_DELLINKPROP, linkMessage]),
  },
  groups: { RTNLGRP_LINK: 1, RTNLGRP_STATS: 36 },
});
