/**
 * The fields of `info_data` and `info_slave_data` of `ip -j -d link`, by kind, and where nlkit has them:
 * in `options` and `port`. A kind without a map here fails the test as soon as `ip` prints a field of it.
 *
 * @module
 */
import type { Link } from "../../src/route.ts";
import type { Field, FieldMap } from "./fields.ts";
import type { Links } from "./map-link.ts";

type Map = FieldMap<Link, Links>;
type Rule = Field<Link, Links>;

const isOn = (value: number): boolean => value !== 0;
const ifOn = (value: number): true | undefined => (value === 0 ? undefined : true);
const ifNot0 = (value: number): number | undefined => (value === 0 ? undefined : value);
const hex = (value: number): string => (value === 0 ? "0" : `0x${value.toString(16)}`);
const hexAlways = (value: number): string => `0x${value.toString(16)}`;
const seconds = (centiseconds: bigint): number => Number(centiseconds) / 100;
const bit = (number: number) => (value: number) => (value >>> number) & 1;
const nameOf = (index: number, _link: Link, links: Links): string | undefined =>
  index === 0 ? undefined : links.get(index)?.name;
/** `8000.2:0:0:0:0:1`: ip writes the bytes without their zeros. */
const bridgeId = ({ prio, addr }: { prio: number; addr: string }): string =>
  `${prio.toString(16).padStart(4, "0")}.${addr
    .split(":")
    .map((byte) => Number.parseInt(byte, 16).toString(16))
    .join(":")}`;
const vlanProtocol = (name: string): string => (name === "8021q" ? "802.1Q" : "802.1ad");
const flag = (on: boolean): true | undefined => on || undefined;
const onOff = (value: number): string => (value === 0 ? "off" : "on");
/** Keys of tunnels are printed like addresses. */
const quad = (key: number): string | undefined =>
  key === 0 ? undefined : [24, 16, 8, 0].map((shift) => (key >>> shift) & 0xff).join(".");
const has = (mask: number) => (flags: number) => (flags & mask) !== 0 || undefined;
const any = (address: string): string =>
  address === "0.0.0.0" || address === "::" ? "any" : address;
const isMulticast = (address: string): boolean =>
  /^(22[4-9]|23\d)\./.test(address) || /^ff/i.test(address);

const option = (name: string, show?: Rule["show"]): Rule => ({
  from: `options.${name}`,
  ...(show !== undefined && { show }),
});
const port = (name: string, show?: Rule["show"]): Rule => ({
  from: `port.${name}`,
  ...(show !== undefined && { show }),
});
/** Timers run on between the two readings. */
const timer = (rule: Rule): Rule => ({ ...rule, show: seconds, within: 0.4 });

const BRIDGE: Map = {
  forward_delay: option("forwardDelay"),
  hello_time: option("helloTime"),
  max_age: option("maxAge"),
  ageing_time: option("ageingTime"),
  stp_state: option("stpState"),
  priority: option("priority"),
  vlan_filtering: option("vlanFiltering"),
  vlan_protocol: option("vlanProtocol", vlanProtocol),
  bridge_id: option("bridgeId", bridgeId),
  root_id: option("rootId", bridgeId),
  root_port: option("rootPort"),
  root_path_cost: option("rootPathCost"),
  topology_change: option("topologyChange"),
  topology_change_detected: option("topologyChangeDetected"),
  hello_timer: timer(option("helloTimer")),
  tcn_timer: timer(option("tcnTimer")),
  topology_change_timer: timer(option("topologyChangeTimer")),
  gc_timer: timer(option("gcTimer")),
  vlan_default_pvid: option("vlanDefaultPvid"),
  vlan_stats_enabled: option("vlanStatsEnabled"),
  vlan_stats_per_port: option("vlanStatsPerPort"),
  group_fwd_mask: option("groupFwdMask", hex),
  group_addr: option("groupAddr"),
  mcast_snooping: option("mcastSnooping"),
  no_linklocal_learn: option("multiBoolopt.optval", bit(0)),
  mcast_vlan_snooping: option("multiBoolopt.optval", bit(1)),
  mst_enabled: { ...option("multiBoolopt.optval", bit(2)), since: "6.13" },
  mdb_offload_fail_notification: { ...option("multiBoolopt.optval", bit(3)), since: "6.15" },
  fdb_n_learned: { ...option("fdbNLearned"), since: "6.7" },
  fdb_max_learned: { ...option("fdbMaxLearned"), since: "6.7" },
  mcast_router: option("mcastRouter"),
  mcast_query_use_ifaddr: option("mcastQueryUseIfaddr"),
  mcast_querier: option("mcastQuerier"),
  mcast_hash_elasticity: option("mcastHashElasticity"),
  mcast_hash_max: option("mcastHashMax"),
  mcast_last_member_cnt: option("mcastLastMemberCnt"),
  mcast_startup_query_cnt: option("mcastStartupQueryCnt"),
  mcast_last_member_intvl: option("mcastLastMemberIntvl"),
  mcast_membership_intvl: option("mcastMembershipIntvl"),
  mcast_querier_intvl: option("mcastQuerierIntvl"),
  mcast_query_intvl: option("mcastQueryIntvl"),
  mcast_query_response_intvl: option("mcastQueryResponseIntvl"),
  mcast_startup_query_intvl: option("mcastStartupQueryIntvl"),
  mcast_stats_enabled: option("mcastStatsEnabled"),
  mcast_igmp_version: option("mcastIgmpVersion"),
  mcast_mld_version: option("mcastMldVersion"),
  nf_call_iptables: option("nfCallIptables"),
  nf_call_ip6tables: option("nfCallIp6tables"),
  nf_call_arptables: option("nfCallArptables"),
};

const remote = (multicast: boolean) => (address: string) =>
  isMulticast(address) === multicast ? address : undefined;

const VXLAN: Map = {
  id: option("id"),
  external: option("collectMetadata", ifOn),
  vnifilter: option("vnifilter", ifOn),
  group: option("group", remote(true)),
  remote: option("group", remote(false)),
  group6: option("group6", remote(true)),
  remote6: option("group6", remote(false)),
  local: option("local"),
  local6: option("local6"),
  link: option("link", nameOf),
  link_index: { because: "ip prints it where the link has no name, and every link has one" },
  "port_range.low": option("portRange.low"),
  "port_range.high": option("portRange.high"),
  port: option("port"),
  learning: option("learning", isOn),
  proxy: option("proxy", ifOn),
  rsc: option("rsc", ifOn),
  l2miss: option("l2miss", ifOn),
  l3miss: option("l3miss", ifOn),
  tos: option("tos", (tos: number) => (tos === 0 ? undefined : hex(tos))),
  ttl: {
    from: "options.ttl",
    // ip 6.1 prints nothing where it is inherited; later ones print "inherit".
    show: (ttl: number, link: Link) =>
      (link.options as { ttlInherit?: boolean }).ttlInherit === true ? undefined : ttl,
  } satisfies Rule,
  df: option("df"),
  label: option("label", (label: number) => (label === 0 ? undefined : hexAlways(label))),
  ageing: option("ageing"),
  limit: option("limit", ifNot0),
  udp_csum: option("udpCsum", isOn),
  udp_zero_csum6_tx: option("udpZeroCsum6Tx", isOn),
  udp_zero_csum6_rx: option("udpZeroCsum6Rx", isOn),
  remcsum_tx: option("remcsumTx", ifOn),
  remcsum_rx: option("remcsumRx", ifOn),
  gbp: option("gbp"),
  gpe: option("gpe"),
  remcsum_nopartial: option("remcsumNopartial"),
  localbypass: { ...option("localbypass", isOn), since: "6.5" },
};

const MACVLAN: Map = {
  mode: option("mode"),
  nopromisc: option("flags", (flags: number) => (flags & 1) !== 0 || undefined),
  nodst: option("flags", (flags: number) => (flags & 2) !== 0 || undefined),
  bcqueuelen: option("bcQueueLen"),
  usedbcqueuelen: option("bcQueueLenUsed"),
  bclim: { ...option("bcCutoff"), since: "6.4" },
  macaddr_count: option("macaddrCount", ifNot0),
  macaddr_data: option("macaddrData.macaddr"),
};

const TUN: Map = {
  type: option("type"),
  pi: option("pi", isOn),
  vnet_hdr: option("vnetHdr", isOn),
  multi_queue: option("multiQueue", isOn),
  numqueues: option("numQueues"),
  numdisabled: option("numDisabledQueues"),
  persist: option("persist", isOn),
  user: option("owner"),
  group: option("group"),
};

const VLAN: Map = {
  protocol: option("protocol", vlanProtocol),
  id: option("id"),
  flags: option("flags.flags", (flags: number) =>
    ["REORDER_HDR", "GVRP", "LOOSE_BINDING", "MVRP", "BRIDGE_BINDING"].filter(
      (_, at) => ((flags >>> at) & 1) !== 0,
    ),
  ),
  ingress_qos: option("ingressQos.mapping"),
  egress_qos: option("egressQos.mapping"),
};

/** Encapsulation in UDP. */
const ENCAP: Map = {
  "encap.type": option("encapType", (type: string) => (type === "none" ? undefined : type)),
  "encap.sport": {
    because: "0 is printed as nothing, and what encap has not is not printed at all",
  },
  "encap.dport": { because: "as encap.sport" },
  "encap.csum": { because: "as encap.sport" },
  "encap.csum6": { because: "as encap.sport" },
  "encap.remcsum": { because: "as encap.sport" },
};

const TUNNEL: Map = {
  ...ENCAP,
  proto: option(
    "proto",
    (proto: number) => ({ 4: "ipip", 41: "ip6ip", 0: "any", 137: "mplsip" })[proto],
  ),
  external: option("collectMetadata", flag),
  remote: option("remote", any),
  local: option("local", any),
  link: option("link", nameOf),
  ttl: option("ttl"),
  tos: option("tos", (tos: number) => (tos === 0 ? undefined : hex(tos))),
  pmtudisc: option("pmtudisc", isOn),
  ignore_df: option("ignoreDf", ifOn),
  fwmark: option("fwmark", (mark: number) => (mark === 0 ? undefined : hex(mark))),
};

/** What a 6rd tunnel, which a sit is, makes addresses of. */
const SIT: Map = {
  ...TUNNEL,
  prefix: option("6rdPrefix"),
  prefixlen: option("6rdPrefixlen"),
  relay_prefix: option("6rdRelayPrefix", (address: string) =>
    address === "0.0.0.0" ? undefined : address,
  ),
  relay_prefixlen: option("6rdRelayPrefixlen", ifNot0),
};

const [SEQ, CSUM] = [0x1000, 0x8000];
const KEYS: Map = {
  ikey: option("ikey", quad),
  okey: option("okey", quad),
};
const GRE_FLAGS: Map = {
  ...KEYS,
  iseq: option("iflags", has(SEQ)),
  oseq: option("oflags", has(SEQ)),
  icsum: option("iflags", has(CSUM)),
  ocsum: option("oflags", has(CSUM)),
  erspan_ver: option("erspanVer"),
  erspan_index: option("erspanIndex", ifNot0),
  erspan_dir: option("erspanDir"),
  erspan_hwid: option("erspanHwid", hexAlways),
};

/** Bits of a flow: traffic class and label, where the flags do not say that those of the packet are taken. */
const [IGNORE_LIMIT, KEEP_CLASS, KEEP_LABEL, COPY_DSCP, ALLOW_LOCAL] = [0x1, 0x2, 0x4, 0x10, 0x40];
const flagsOf = ({ options }: Link): number => (options as { flags?: number }).flags ?? 0;
const TUNNEL6: Map = {
  ...ENCAP,
  external: option("collectMetadata", flag),
  remote: option("remote", any),
  local: option("local", any),
  link: option("link", nameOf),
  ttl: option("ttl"),
  encap_limit: {
    from: "options.encapLimit",
    show: (limit: number, link: Link) => ((flagsOf(link) & IGNORE_LIMIT) === 0 ? limit : undefined),
  } satisfies Rule,
  tclass: {
    from: "options.flowinfo",
    show: (flow: number, link: Link) =>
      (flagsOf(link) & KEEP_CLASS) === 0
        ? `0x${((flow >>> 20) & 0xff).toString(16).padStart(2, "0")}`
        : undefined,
  } satisfies Rule,
  flowlabel: {
    from: "options.flowinfo",
    show: (flow: number, link: Link) =>
      (flagsOf(link) & KEEP_LABEL) === 0
        ? `0x${(flow & 0xfffff).toString(16).padStart(5, "0")}`
        : undefined,
  } satisfies Rule,
  ip6_tnl_f_ign_encap_limit: option("flags", has(IGNORE_LIMIT)),
  ip6_tnl_f_use_orig_tclass: option("flags", has(KEEP_CLASS)),
  ip6_tnl_f_use_orig_flowlabel: option("flags", has(KEEP_LABEL)),
  ip6_tnl_f_rcv_dscp_copy: option("flags", has(COPY_DSCP)),
  ip6_tnl_f_allow_local_remote: option("flags", has(ALLOW_LOCAL)),
  fwmark: option("fwmark", (mark: number) => (mark === 0 ? undefined : hex(mark))),
};
const IP6TNL: Map = {
  ...TUNNEL6,
  proto: option("proto", (proto: number) => ({ 4: "ipip6", 41: "ip6ip6", 0: "any" })[proto]),
};
const GRE6: Map = { ...TUNNEL6, ...GRE_FLAGS };

const VTI: Map = {
  ...KEYS,
  remote: option("remote", any),
  local: option("local", any),
  link: option("link", nameOf),
  fwmark: option("fwmark", (mark: number) => (mark === 0 ? undefined : hex(mark))),
};

const GENEVE: Map = {
  id: option("id"),
  remote: option("remote"),
  remote6: option("remote6"),
  ttl: {
    from: "options.ttl",
    show: (ttl: number, link: Link) =>
      (link.options as { ttlInherit?: number }).ttlInherit === 1 ? undefined : ttl,
  } satisfies Rule,
  tos: option("tos", (tos: number) => (tos === 0 ? undefined : hex(tos))),
  df: option("df"),
  label: option("label", (label: number) => (label === 0 ? undefined : hexAlways(label))),
  port: option("port"),
  external: option("collectMetadata", flag),
  udp_csum: option("udpCsum", isOn),
  udp_zero_csum6_tx: option("udpZeroCsum6Tx", isOn),
  udp_zero_csum6_rx: option("udpZeroCsum6Rx", isOn),
  inner_proto_inherit: option("innerProtoInherit", flag),
};

const BOND: Map = {
  mode: option("mode"),
  active_slave: option("activeSlave", nameOf),
  miimon: option("miimon"),
  updelay: option("updelay"),
  downdelay: option("downdelay"),
  peer_notify_delay: option("peerNotifDelay"),
  use_carrier: option("useCarrier"),
  arp_interval: option("arpInterval"),
  arp_missed_max: option("missedMax"),
  arp_ip_target: option("arpIpTarget", (targets: unknown[]) =>
    targets.length > 0 ? targets : undefined,
  ),
  ns_ip6_target: option("nsIp6Target", (targets: unknown[]) =>
    targets.length > 0 ? targets : undefined,
  ),
  arp_validate: option("arpValidate", (name: string) => (name === "none" ? null : name)),
  arp_all_targets: option("arpAllTargets"),
  primary: option("primary", nameOf),
  primary_reselect: option("primaryReselect"),
  fail_over_mac: option("failOverMac"),
  xmit_hash_policy: option("xmitHashPolicy"),
  resend_igmp: option("resendIgmp"),
  num_peer_notif: option("numPeerNotif"),
  all_slaves_active: option("allSlavesActive"),
  min_links: option("minLinks"),
  lp_interval: option("lpInterval"),
  packets_per_slave: option("packetsPerSlave"),
  ad_lacp_active: option("adLacpActive", onOff),
  ad_lacp_rate: option("adLacpRate"),
  ad_select: option("adSelect"),
  "ad_info.aggregator": option("adInfo.aggregator"),
  "ad_info.num_ports": option("adInfo.numPorts"),
  "ad_info.actor_key": option("adInfo.actorKey"),
  "ad_info.partner_key": option("adInfo.partnerKey"),
  "ad_info.partner_mac": option("adInfo.partnerMac"),
  ad_actor_sys_prio: option("adActorSysPrio"),
  ad_user_port_key: option("adUserPortKey"),
  ad_actor_system: option("adActorSystem"),
  tlb_dynamic_lb: option("tlbDynamicLb"),
  coupled_control: { ...option("coupledControl", onOff), since: "6.8" },
};

const CIPHERS: Readonly<Record<string, string>> = {
  "80c20001000001": "GCM-AES-128",
  "80020001000001": "GCM-AES-128",
  "80c20001000002": "GCM-AES-256",
  "80c20001000003": "GCM-AES-XPN-128",
  "80c20001000004": "GCM-AES-XPN-256",
};
const MACSEC: Map = {
  sci: option("sci", (sci: bigint) => sci.toString(16).padStart(16, "0")),
  protect: option("protect", isOn),
  cipher_suite: option("cipherSuite", (cipher: bigint) => CIPHERS[cipher.toString(16)]),
  icv_len: option("icvLen"),
  encoding_sa: option("encodingSa"),
  validation: option("validation"),
  encrypt: option("encrypt", isOn),
  inc_sci: option("incSci", isOn),
  es: option("es", isOn),
  scb: option("scb", isOn),
  replay_protect: option("replayProtect", isOn),
  window: option("window"),
  offload: option("offload"),
};

const HSR: Map = {
  slave1: option("slave1", nameOf),
  slave2: option("slave2", nameOf),
  seq_nr: option("seqNr"),
  supervision_addr: option("supervisionAddr"),
  proto: option("protocol", (name: string) => (name === "hsr" ? 0 : 1)),
};

const IPVLAN: Map = {
  mode: option("mode"),
  mode_flag: option("flags", (flags: number) => (flags === 0 ? "bridge" : undefined)),
  private: option("flags", has(1)),
  vepa: option("flags", has(2)),
};

/** `info_data` by kind. */
export const INFO_DATA: Readonly<Record<string, Map>> = {
  bridge: BRIDGE,
  vxlan: VXLAN,
  macvlan: MACVLAN,
  macvtap: MACVLAN,
  tun: TUN,
  vlan: VLAN,
  vrf: { table: option("table") },
  ipvlan: IPVLAN,
  ipvtap: IPVLAN,
  ipip: TUNNEL,
  sit: SIT,
  gre: { ...TUNNEL, ...GRE_FLAGS },
  gretap: { ...TUNNEL, ...GRE_FLAGS },
  erspan: { ...TUNNEL, ...GRE_FLAGS },
  ip6gre: GRE6,
  ip6gretap: GRE6,
  ip6erspan: GRE6,
  ip6tnl: IP6TNL,
  vti: VTI,
  vti6: VTI,
  geneve: GENEVE,
  bond: BOND,
  macsec: MACSEC,
  hsr: HSR,
  xfrm: {
    if_id: option("ifId", (id: number) => (id === 0 ? undefined : hexAlways(id))),
    external: option("collectMetadata", flag),
  },
  bareudp: {
    dstport: option("port"),
    ethertype: option("ethertype"),
    srcportmin: option("srcportMin"),
    multiproto: option("multiprotoMode", flag),
  },
  gtp: {
    role: option("role"),
    hsize: option("pdpHashsize"),
    restart_count: option("restartCount"),
  },
};

const BRIDGE_PORT: Map = {
  state: port("state"),
  priority: port("priority"),
  cost: port("cost"),
  hairpin: port("mode", isOn),
  guard: port("guard", isOn),
  root_block: port("protect", isOn),
  fastleave: port("fastLeave", isOn),
  learning: port("learning", isOn),
  flood: port("unicastFlood", isOn),
  id: port("id", hexAlways),
  no: port("no", hexAlways),
  designated_port: port("designatedPort"),
  designated_cost: port("designatedCost"),
  bridge_id: port("bridgeId", bridgeId),
  root_id: port("rootId", bridgeId),
  hold_timer: timer(port("holdTimer")),
  message_age_timer: timer(port("messageAgeTimer")),
  forward_delay_timer: timer(port("forwardDelayTimer")),
  topology_change_ack: port("topologyChangeAck"),
  config_pending: port("configPending"),
  proxy_arp: port("proxyarp", isOn),
  proxy_arp_wifi: port("proxyarpWifi", isOn),
  multicast_router: port("multicastRouter"),
  mcast_flood: port("mcastFlood", isOn),
  bcast_flood: port("bcastFlood", isOn),
  mcast_to_unicast: port("mcastToUcast", isOn),
  neigh_suppress: port("neighSuppress", isOn),
  neigh_vlan_suppress: { ...port("neighVlanSuppress", isOn), since: "6.4" },
  group_fwd_mask: port("groupFwdMask", hex),
  group_fwd_mask_str: port("groupFwdMask", hexAlways),
  vlan_tunnel: port("vlanTunnel", isOn),
  isolated: port("isolated", isOn),
  locked: port("locked", isOn),
  mab: { ...port("mab", isOn), since: "6.2" },
  backup_port: port("backupPort", nameOf),
  backup_nhid: { ...port("backupNhid"), since: "6.6" },
  mcast_n_groups: { ...port("mcastNGroups"), since: "6.3" },
  mcast_max_groups: { ...port("mcastMaxGroups"), since: "6.3" },
};

/** `info_slave_data` by the kind of the master. */
export const INFO_SLAVE_DATA: Readonly<Record<string, Map>> = {
  bridge: BRIDGE_PORT,
  vrf: { table: port("table") },
};
