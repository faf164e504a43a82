/**
 * The fields of `ip -j` and `bridge -j` that no client of objects stands behind, and where the decoded messages of
 * rules, neighbours, next hops and the bridge's tables have them.
 *
 * @module
 */
import { flagNames } from "../../src/schema/index.ts";
import { FIB_RULE, NTF, NTF_EXT, NUD, RT_PROTOCOL, RTNH_F } from "../../src/uapi/route/index.ts";
import type { FieldMap } from "../oracle/fields.ts";

/** Names of the namespace's links, by index. */
export type Names = ReadonlyMap<number, string>;
type Row = Readonly<Record<string, unknown>>;
/** A map of decoded messages, whose types the tables' own tests hold. */
export type RowMap = FieldMap<never, Names>;

/** A flag that `ip` prints as a name without a value. */
const lone = (from: string, table: Parameters<typeof flagNames>[0], name: string) => ({
  from,
  show: (flags: number) => (flagNames(table, flags).includes(name) ? null : undefined),
});
const nameOf = (index: number, _: unknown, names: Names): string | undefined => names.get(index);
const nonZero = (value: number): number | undefined => (value === 0 ? undefined : value);
const hex = (value: number): string => `0x${value.toString(16)}`;
const ALL_BITS = 0xffffffff;
/** `RT_PROTOCOL` has the names of /etc/iproute2/rt_protos under its own spelling. */
const PROTOCOLS: Readonly<Record<number, string>> = { 42: "babel" };
const protocolName = (value: number | string): string =>
  typeof value === "string"
    ? value
    : (PROTOCOLS[value] ?? RT_PROTOCOL.names.get(value) ?? String(value));
const TABLES: Readonly<Record<number, string>> = { 253: "default", 254: "main", 255: "local" };
/** A range is one number where both ends are the same. */
const range = (member: string, end: "start" | "end") => ({
  from: member,
  show: (it: { start: number; end: number }) => (it.start === it.end ? undefined : it[end]),
});
const alone = (member: string) => ({
  from: member,
  show: (it: { start: number; end: number }) => (it.start === it.end ? it.start : undefined),
});
/** Bits that are not set where `table` has none of them are absent, and so is an address of length 0. */
const lengthOf = (from: string, family: string) => ({
  from,
  show: (length: number, row: Row) =>
    length === 0 || length === (row[family] === 2 ? 32 : 128) ? undefined : length,
});

/** Rows of `ip -j -d rule`. */
export const RULE: RowMap = {
  priority: { from: "", show: ({ priority = 0 }: Row) => priority },
  not: lone("flags", FIB_RULE, "invert"),
  src: { from: "", show: ({ src }: Row) => src ?? "all" },
  srclen: lengthOf("srcLen", "family"),
  dst: "dst",
  dstlen: lengthOf("dstLen", "family"),
  tos: { from: "tos", show: (it: number) => (it === 0 ? undefined : hex(it)) },
  fwmark: { from: "fwmark", show: hex },
  fwmask: { from: "fwmask", show: (it: number) => (it === ALL_BITS ? undefined : hex(it)) },
  iif: "iifname",
  iif_detached: lone("flags", FIB_RULE, "iif-detached"),
  oif: "oifname",
  oif_detached: lone("flags", FIB_RULE, "oif-detached"),
  l3mdev: { from: "l3mdev", show: (it: number) => (it === 1 ? null : undefined) },
  uid_start: { from: "uidRange", show: ({ start }: { start: number }) => start },
  uid_end: { from: "uidRange", show: ({ end }: { end: number }) => end },
  ipproto: {
    from: "ipProto",
    show: (it: number) => ({ 6: "tcp", 17: "udp" })[it] ?? `ipproto-${it}`,
  },
  sport: alone("sportRange"),
  sport_start: range("sportRange", "start"),
  sport_end: range("sportRange", "end"),
  dport: alone("dportRange"),
  dport_start: range("dportRange", "start"),
  dport_end: range("dportRange", "end"),
  tun_id: "tunId",
  table: {
    from: "",
    show: ({ action, table, l3mdev }: Row) =>
      action === "to-tbl" && l3mdev !== 1 ? (TABLES[table as number] ?? String(table)) : undefined,
  },
  suppress_prefixlen: {
    from: "suppressPrefixlen",
    show: (it: number) => (it === ALL_BITS ? undefined : it),
  },
  suppress_ifgroup: { from: "suppressIfgroup", show: String },
  flow_from: { from: "flow", show: (it: number) => (it >>> 16 ? String(it >>> 16) : undefined) },
  flow_to: { from: "flow", show: (it: number) => String(it & 0xffff) },
  goto: "goto",
  unresolved: lone("flags", FIB_RULE, "unresolved"),
  nop: { from: "action", show: (it: string) => (it === "nop" ? null : undefined) },
  action: {
    from: "action",
    show: (it: string) => (["to-tbl", "goto", "nop"].includes(it) ? undefined : it),
  },
  protocol: { from: "protocol", show: protocolName },
};

/** `NUD_*` as `ip` shows them: in capitals. */
const states = (value: number): string[] => flagNames(NUD, value).map((name) => name.toUpperCase());
/** The kernel counts in ticks of a hundredth second; `ip` gives whole seconds. */
const seconds = (ticks: number): number => Math.trunc(ticks / 100);

/** Rows of `ip -j -s -d neigh`. */
export const NEIGHBOUR: RowMap = {
  dst: "dst",
  dev: { from: "ndmIfindex", show: nameOf },
  lladdr: "lladdr",
  managed: lone("flagsExt", NTF_EXT, "managed"),
  router: lone("ndmFlags", NTF, "router"),
  proxy: lone("ndmFlags", NTF, "proxy"),
  extern_learn: lone("ndmFlags", NTF, "ext-learned"),
  refcnt: { from: "cacheinfo.refcnt", show: nonZero },
  used: { from: "cacheinfo.used", show: seconds, within: 1 },
  confirmed: { from: "cacheinfo.confirmed", show: seconds, within: 1 },
  updated: { from: "cacheinfo.updated", show: seconds, within: 1 },
  probes: { from: "probes", within: 3 },
  state: { from: "ndmState", show: states },
  protocol: { from: "protocol", show: protocolName },
};

/** Flags of a row of `bridge fdb`, in the order in which it prints them. */
function fdbFlags({ ndmFlags }: Row): string[] {
  const names = flagNames(NTF, ndmFlags as number);
  const shown: readonly (readonly [string, string])[] = [
    ["self", "self"],
    ["router", "router"],
    ["ext-learned", "extern_learn"],
    ["offloaded", "offload"],
    ["master", "master"],
    ["sticky", "sticky"],
  ];
  return shown.filter(([ours]) => names.includes(ours as never)).map(([, theirs]) => theirs);
}

/** States of a row of `bridge fdb`, as it looks for them. */
const FDB_STATES = [
  ["permanent", "permanent"],
  ["noarp", "static"],
  ["stale", "stale"],
  ["reachable", ""],
] as const;

/** Rows of `bridge -j -s -d fdb`. */
export const FDB: RowMap = {
  mac: "lladdr",
  ifname: { from: "ndmIfindex", show: nameOf },
  dst: "dst",
  vlan: "vlan",
  port: "port",
  vni: "vni",
  src_vni: "srcVni",
  viaIf: { from: "ifindex", show: nameOf },
  nhid: "nhId",
  used: { from: "cacheinfo.used", show: seconds, within: 1 },
  updated: { from: "cacheinfo.updated", show: seconds, within: 1 },
  flags: { from: "", show: fdbFlags },
  master: { from: "master", show: nameOf },
  // The first that is set, of those that a bridge and VXLAN combine.
  state: {
    from: "ndmState",
    show: (it: number) => FDB_STATES.find(([state]) => flagNames(NUD, it).includes(state))?.[1],
  },
};

interface Member {
  readonly id: number;
  readonly weight: number;
}

/** Rows of `ip -j -d nexthop`. */
export const NEXTHOP: RowMap = {
  id: "id",
  group: {
    from: "group",
    // The weight on the wire is one less, and the usual one is not printed.
    show: (group: readonly Member[]) =>
      group.map(({ id, weight }) => (weight === 0 ? { id } : { id, weight: weight + 1 })),
  },
  type: { from: "groupType", show: (it: string) => (it === "mpath" ? undefined : "resilient") },
  "resilient_args.buckets": "resGroup.buckets",
  "resilient_args.idle_timer": { from: "resGroup.idleTimer", show: seconds },
  "resilient_args.unbalanced_timer": { from: "resGroup.unbalancedTimer", show: seconds },
  "resilient_args.unbalanced_time": {
    from: "resGroup.unbalancedTime",
    show: (it: bigint) => seconds(Number(it)),
  },
  gateway: "gateway",
  dev: { from: "oif", show: nameOf },
  scope: "nhScope",
  blackhole: { from: "blackhole", show: () => null },
  fdb: { from: "fdb", show: () => null },
  encap: { because: "encapsulations are compared in the routes that have them" },
  protocol: { from: "nhProtocol", show: protocolName },
  flags: { from: "nhFlags", show: (it: number) => flagNames(RTNH_F, it) },
  src: {
    because: "the tunnel of an encapsulation, which ip prints among the fields of the next hop",
  },
  dst: { because: "as src" },
  ttl: { because: "as src" },
  tos: { because: "as src" },
};

/** Rows of `ip -j -s ntable`, as far as they are of one link. */
export const NEIGHBOUR_TABLE: RowMap = {
  family: { from: "family", show: (it: number) => (it === 2 ? "inet" : "inet6") },
  name: "name",
  dev: { from: "parms.ifindex", show: nameOf },
  refcnt: "parms.refcnt",
  reachable: "parms.reachableTime",
  base_reachable: "parms.baseReachableTime",
  retrans: "parms.retransTime",
  gc_stale: "parms.gcStaletime",
  delay_probe: "parms.delayProbeTime",
  queue: "parms.queueLen",
  app_probes: "parms.appProbes",
  ucast_probes: "parms.ucastProbes",
  mcast_probes: "parms.mcastProbes",
  anycast_delay: "parms.anycastDelay",
  proxy_delay: "parms.proxyDelay",
  proxy_queue: "parms.proxyQlen",
  locktime: "parms.locktime",
  thresh1: "thresh1",
  thresh2: "thresh2",
  thresh3: "thresh3",
  gc_interval: "gcInterval",
  key_length: "config.keyLen",
  entry_size: "config.entrySize",
  entries: { from: "config.entries", within: 2 },
  last_flush: { because: "milliseconds since, where the kernel gives a time of its own clock" },
  last_rand: { because: "as last_flush" },
  hash_rnd: "config.hashRnd",
  hash_mask: { because: "printed as 8 digits; the number is that of hash_rnd's neighbour" },
  hash_chain_gc: "config.hashChainGc",
  proxy_qlen: "config.proxyQlen",
  allocs: { from: "stats.allocs", within: 5 },
  destroys: { from: "stats.destroys", within: 5 },
  hash_grows: "stats.hashGrows",
  res_failed: { from: "stats.resFailed", within: 5 },
  lookups: { from: "stats.lookups", within: 20 },
  hits: { from: "stats.hits", within: 20 },
  rcv_probes_mcast: "stats.rcvProbesMcast",
  rcv_probes_ucast: "stats.rcvProbesUcast",
  periodic_gc_runs: { from: "stats.periodicGcRuns", within: 2 },
  table_fulls: "stats.tableFulls",
  forced_gc_runs: { from: "stats.forcedGcRuns", within: 2 },
};

/** Rows of `ip -j netconf`. */
export const NETCONF: RowMap = {
  family: { from: "ncmFamily", show: (it: number) => ({ 2: "inet", 10: "inet6" })[it] ?? "mpls" },
  interface: {
    from: "ifindex",
    show: (it: number | string, _: unknown, names: Names) =>
      typeof it === "string" ? it : names.get(it),
  },
  ...Object.fromEntries(
    [
      ["forwarding", "forwarding"],
      ["mc_forwarding", "mcForwarding"],
      ["proxy_neigh", "proxyNeigh"],
      ["ignore_routes_with_linkdown", "ignoreRoutesWithLinkdown"],
      ["input", "input"],
    ].map(([theirs, from]) => [theirs, { from, show: (it: number) => it !== 0 }]),
  ),
  rp_filter: {
    from: "rpFilter",
    show: (it: number) => ["off", "strict", "loose"][it],
  },
};

/** Rows of `ip -j addrlabel`. */
export const ADDRESS_LABEL: RowMap = {
  address: "address",
  prefixlen: "ifalPrefixlen",
  ifname: { from: "ifalIndex", show: nameOf },
  label: "label",
};
