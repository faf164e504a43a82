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
  vlan_protocol: option(
    "vlanProtocol",
    (name: string) => `802.1${name.slice(-2).replace(/^1/, "").toUpperCase()}`,
  ),
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
  protocol: option("protocol", (name: string) => (name === "8021q" ? "802.1Q" : "802.1ad")),
  id: option("id"),
  flags: option("flags.flags", (flags: number) =>
    ["REORDER_HDR", "GVRP", "LOOSE_BINDING", "MVRP", "BRIDGE_BINDING"].filter(
      (_, at) => ((flags >>> at) & 1) !== 0,
    ),
  ),
  ingress_qos: option("ingressQos.mapping"),
  egress_qos: option("egressQos.mapping"),
};

const TUNNEL: Map = {
  proto: option(
    "proto",
    (proto: number) => ({ 4: "ipip", 41: "ip6ip", 0: "any", 137: "mplsip" })[proto],
  ),
  remote: option("remote", (address: string) => (address === "0.0.0.0" ? "any" : address)),
  local: option("local", (address: string) => (address === "0.0.0.0" ? "any" : address)),
  ttl: option("ttl"),
  tos: option("tos", (tos: number) => (tos === 0 ? undefined : hex(tos))),
  pmtudisc: option("pmtudisc", isOn),
  ikey: option("ikey", ifNot0),
  okey: option("okey", ifNot0),
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
  ipvlan: {
    mode: option("mode"),
    mode_flag: option("flags", (flags: number) => (flags === 0 ? "bridge" : undefined)),
  },
  ipip: TUNNEL,
  sit: TUNNEL,
  gre: TUNNEL,
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
