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
  const below =
    link.link === undefined || link.linkNetnsid !== undefined ? undefined : links.get(link.link);
  return [
    ...(link.up && !flags.includes("running") ? ["NO-CARRIER"] : []),
    ...FLAGS.filter(([ours]) => flags.includes(ours)).map(([, theirs]) => theirs),
    ...(below !== undefined && !below.up ? ["M-DOWN"] : []),
  ];
}

/** `ARPHRD_*` that `ip` calls otherwise. */
const TYPES: Readonly<Record<string, string>> = {
  tunnel: "ipip",
  ipgre: "gre",
  ip6gre: "gre6",
  // ip 6.1 has no name for it.
  vsockmon: "[826]",
};

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
    show: (flags: readonly string[], link: Link) =>
      (flags.includes("point-to-point") && link.broadcast !== undefined) || undefined,
  } satisfies Rule,
  permaddr: {
    from: "permanentAddress",
    show: (address: string, link: Link) => (address === link.address ? undefined : address),
  } satisfies Rule,
  link: {
    from: "link",
    show: (index: number, link: Link) => (index === 0 ? null : link.linkName),
  } satisfies Rule,
  link_index: {
    from: "link",
    show: (index: number, link: Link) => (link.linkNetnsid === undefined ? undefined : index),
  } satisfies Rule,
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
  vfinfo_list: {
    because: "no link of a test has any: link-messages.test.ts has",
  },
  xdp: { because: "no link of a test has any: link-messages.test.ts has" },
  event: { because: "IFLA_EVENT is in notifications only" },
  link_netns: { because: "a name that ip finds in /run/netns for link_netnsid" },
};

function under(name: string, map: FieldMap<Link, Links> = {}): FieldMap<Link, Links> {
  return Object.fromEntries(
    Object.entries(map).map(([path, rule]) => [`linkinfo.${name}.${path}`, rule]),
  );
}

/** The map for one link: that of all links, and what its kind and its master's kind add. */
export function linkMap(link: Link): FieldMap<Link, Links> {
  return {
    ...LINK,
    ...under("info_data", INFO_DATA[link.kind ?? ""]),
    ...under("info_slave_data", INFO_SLAVE_DATA[link.portKind ?? ""]),
  };
}

const counter = (name: string): Rule => ({ from: `statistics.${name}` });
/** Counters that ip leaves out while they are 0. */
const rare = (name: string): Rule => ({
  from: `statistics.${name}`,
  show: (count: bigint) => (count === 0n ? undefined : count),
});

/** Counters: `ip -j -s -s link`. */
export const STATISTICS: FieldMap<Link, Links> = {
  "stats64.rx.bytes": counter("rxBytes"),
  "stats64.rx.packets": counter("rxPackets"),
  "stats64.rx.errors": counter("rxErrors"),
  "stats64.rx.dropped": counter("rxDropped"),
  "stats64.rx.over_errors": counter("rxOverErrors"),
  "stats64.rx.multicast": counter("multicast"),
  "stats64.rx.compressed": rare("rxCompressed"),
  "stats64.rx.length_errors": counter("rxLengthErrors"),
  "stats64.rx.crc_errors": counter("rxCrcErrors"),
  "stats64.rx.frame_errors": counter("rxFrameErrors"),
  "stats64.rx.fifo_errors": counter("rxFifoErrors"),
  "stats64.rx.missed_errors": counter("rxMissedErrors"),
  "stats64.rx.nohandler": rare("rxNohandler"),
  "stats64.rx.otherhost": rare("rxOtherhostDropped"),
  "stats64.tx.bytes": counter("txBytes"),
  "stats64.tx.packets": counter("txPackets"),
  "stats64.tx.errors": counter("txErrors"),
  "stats64.tx.dropped": counter("txDropped"),
  "stats64.tx.carrier_errors": counter("txCarrierErrors"),
  "stats64.tx.collisions": counter("collisions"),
  "stats64.tx.compressed": rare("txCompressed"),
  "stats64.tx.aborted_errors": counter("txAbortedErrors"),
  "stats64.tx.fifo_errors": counter("txFifoErrors"),
  "stats64.tx.window_errors": counter("txWindowErrors"),
  "stats64.tx.heartbeat_errors": counter("txHeartbeatErrors"),
  "stats64.tx.carrier_changes": "carrierChanges",
};
