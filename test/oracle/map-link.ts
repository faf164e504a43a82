/**
 * The fields of `ip -j -d link` and where nlkit has them. A field of `ip` that is not here fails the test.
 *
 * @module
 */
import type { Link } from "../../src/route.ts";
import type { Field, FieldMap } from "./fields.ts";
import { INFO_DATA, INFO_SLAVE_DATA } from "./map-link-kinds.ts";

/** The other links of the namespace, by index: what `ip` looks names and states up in. */
export type Links = ReadonlyMap<number, Link>;
type Rule = Field<Link, Links>;

/** `IFF_*` in the order and spelling of `ip`. */
const FLAGS: readonly (readonly [string, string])[] = [
  ["loopback", "LOOPBACK"],
  ["broadcast", "BROADCAST"],
  ["point-to-point", "POINTOPOINT"],
  ["multicast", "MULTICAST"],
  ["no-arp", "NOARP"],
  ["all-multi", "ALLMULTI"],
  ["promisc", "PROMISC"],
  ["master", "MASTER"],
  ["slave", "SLAVE"],
  ["debug", "DEBUG"],
  ["dynamic", "DYNAMIC"],
  ["auto-media", "AUTOMEDIA"],
  ["portsel", "PORTSEL"],
  ["no-trailers", "NOTRAILERS"],
  ["up", "UP"],
  ["lower-up", "LOWER_UP"],
  ["dormant", "DORMANT"],
  ["echo", "ECHO"],
];

/** NO-CARRIER and M-DOWN are conclusions of `ip`, drawn from what nlkit has too. */
function flagsShown(flags: readonly string[], link: Link, links: Links): string[] {
  const below = link.link === undefined || link.linkNetnsid !== undefined ? undefined : links.get(link.link);
  return [
    ...(link.up && !flags.includes("running") ? ["NO-CARRIER"] : []),
    ...FLAGS.filter(([ours]) => flags.includes(ours)).map(([, theirs]) => theirs),
    ...(below !== undefined && !below.up ? ["M-DOWN"] : []),
  ];
}

/** `ARPHRD_*` that `ip` calls otherwise. */
const TYPES: Readonly<Record<string, string>> = { tunnel: "ipip", ipgre: "gre", ip6gre: "gre6" };

const positive = (value: number): number | undefined => (value === 0 ? undefined : value);
const upper = (name: string): string => name.replaceAll("-", "").toUpperCase();

/** The rules of `ip -j link`, which are those of `ip -j addr` too. */
export const LINK: FieldMap<Link, Links> = {
  ifindex: "index",
  ifname: "name",
  flags: { from: "flags", show: flagsShown } satisfies Rule,
  mtu: "mtu",
  qdisc: "qdisc",
  operstate: { from: "state", show: upper },
  linkmode: { from: "mode", show: upper },
  group: { from: "group", show: (group: number) => (group === 0 ? "default" : String(group)) },
  txqlen: { from: "txQueueLength", show: positive },
  link_type: { from: "type", show: (type: string) => TYPES[type] ?? type },
  address: "address",
  broadcast: "broadcast",
  link_pointtopoint: {
    from: "flags",
    show: (flags: readonly string[], link: Link) => (flags.includes("point-to-point") && link.broadcast !== undefined) || undefined,
  } satisfies Rule,
  permaddr: {
    from: "permanentAddress",
    show: (address: string, link: Link) => (address === link.address ? undefined : address),
  } satisfies Rule,
  link: {
    from: "linkName",
    show: (name: string, link: Link) => (link.link === 0 ? null : name),
  } satisfies Rule,
  link_index: { from: "link", show: (index: number, link: Link) => (link.linkNetnsid === undefined ? undefined : index) } satisfies Rule,
  link_netnsid: "linkNetnsid",
  master: "masterName",
  altnames: "altNames",
  ifalias: "alias",
  promiscuity: "promiscuity",
  allmulti: "allmulti",
  min_mtu: "minMtu",
  max_mtu: "maxMtu",
  num_tx_queues: "numTxQueues",
  num_rx_queues: "numRxQueues",
  gso_max_size: "gsoMaxSize",
  gso_max_segs: "gsoMaxSegs",
  tso_max_size: "tsoMaxSize",
  tso_max_segs: "tsoMaxSegs",
  gro_max_size: "groMaxSize",
  gso_ipv4_max_size: { from: "gsoIpv4MaxSize", since: "6.3" },
  gro_ipv4_max_size: { from: "groIpv4MaxSize", since: "6.3" },
  phys_port_name: "physPortName",
  phys_port_id: "physPortId",
  phys_switch_id: "physSwitchId",
  proto_down: "protoDown",
  parentbus: "parentDevBusName",
  parentdev: "parentDevName",
  inet6_addr_gen_mode: {
    from: "addrGenMode",
    show: (mode: string) => (mode === "stable-privacy" ? "stable_secret" : mode),
  },
  "linkinfo.info_kind": "kind",
  "linkinfo.info_slave_kind": "portKind",
  vfinfo_list: { because: "virtual functions of SR-IOV have no object here yet; the message underneath has them" },
  xdp: { because: "programs of XDP have no object here yet; the message underneath has them" },
  event: { because: "IFLA_EVENT is in notifications only" },
  link_netns: { because: "a name that ip finds in /run/netns for link_netnsid" },
};

const dashes = (value: unknown): string => `linkinfo.${String(value)}`;

/** The map for one link: that of all links, and what its kind and its master's kind add. */
export function linkMap(link: Link, terse: boolean): FieldMap<Link, Links> {
  const under = (name: string, map: FieldMap<Link, Links> | undefined) =>
    Object.fromEntries(Object.entries(map ?? {}).map(([path, rule]) => [`${dashes(name)}.${path}`, rule]));
  const map: FieldMap<Link, Links> = {
    ...LINK,
    ...under("info_data", INFO_DATA[link.kind ?? ""]),
    ...under("info_slave_data", INFO_SLAVE_DATA[link.portKind ?? ""]),
  };
  return terse ? map : map;
}

/** `ip -j addr` leaves out of a link what `ip -j link` prints of it. */
export const NOT_IN_ADDR: readonly string[] = ["linkmode", "inet6_addr_gen_mode"];

const rx = (path: string) => ({ from: `statistics.${path}` });

/** Counters: `ip -j -s -s link`. */
export const STATISTICS: FieldMap<Link, Links> = {
  "stats64.rx.bytes": rx("rxBytes"),
  "stats64.rx.packets": rx("rxPackets"),
  "stats64.rx.errors": rx("rxErrors"),
  "stats64.rx.dropped": rx("rxDropped"),
  "stats64.rx.over_errors": rx("rxOverErrors"),
  "stats64.rx.multicast": rx("multicast"),
  "stats64.rx.compressed": { from: "statistics.rxCompressed", show: (count: bigint) => (count === 0n ? undefined : count) },
  "stats64.rx.length_errors": rx("rxLengthErrors"),
  "stats64.rx.crc_errors": rx("rxCrcErrors"),
  "stats64.rx.frame_errors": rx("rxFrameErrors"),
  "stats64.rx.fifo_errors": rx("rxFifoErrors"),
  "stats64.rx.missed_errors": { from: "statistics.rxMissedErrors" },
  "stats64.rx.nohandler": { from: "statistics.rxNohandler", show: (count: bigint) => (count === 0n ? undefined : count) },
  "stats64.rx.otherhost_dropped": { from: "statistics.rxOtherhostDropped", show: (count: bigint) => (count === 0n ? undefined : count) },
  "stats64.tx.bytes": rx("txBytes"),
  "stats64.tx.packets": rx("txPackets"),
  "stats64.tx.errors": rx("txErrors"),
  "stats64.tx.dropped": rx("txDropped"),
  "stats64.tx.carrier_errors": rx("txCarrierErrors"),
  "stats64.tx.collisions": rx("collisions"),
  "stats64.tx.compressed": { from: "statistics.txCompressed", show: (count: bigint) => (count === 0n ? undefined : count) },
  "stats64.tx.aborted_errors": rx("txAbortedErrors"),
  "stats64.tx.fifo_errors": rx("txFifoErrors"),
  "stats64.tx.window_errors": rx("txWindowErrors"),
  "stats64.tx.heartbeat_errors": rx("txHeartbeatErrors"),
  "stats64.tx.carrier_changes": "carrierChanges",
};
