/**
 * What a link tells of its IPv4 and IPv6 configuration: the kernel's defaults, for nothing here changes them.
 *
 * @module
 * @see net/ipv6/addrconf.c `inet6_fill_ifla6_attrs`, `ipv6_devconf_dflt`; net/ipv4/devinet.c `ipv4_devconf_dflt`
 */
import { AF } from "../../uapi/index.ts";
import {
  ICMP6_STATS,
  INET6_STATS,
  IPV4_DEVCONF,
  IPV6_DEVCONF,
  OPERSTATE,
} from "../../uapi/route/index.ts";
import type { Device } from "./device.ts";
import type { Network } from "./network.ts";

/** `IF_READY`, in `IFLA_INET6_FLAGS`. */
const IF_READY = 0x8000_0000;
const V4 = IPV4_DEVCONF.values;
const V6 = IPV6_DEVCONF.values;

/** Settings of IPv4 that are not 0, by name. Without `sysctl`, nothing changes them. */
const DEFAULTS4: Partial<Record<keyof typeof V4, number>> = {
  "accept-redirects": 1,
  "secure-redirects": 1,
  "send-redirects": 1,
  "shared-media": 1,
  "accept-source-route": 1,
  "igmpv2-unsolicited-report-interval": 10_000,
  "igmpv3-unsolicited-report-interval": 1000,
  "arp-evict-nocarrier": 1,
};

/** Settings of IPv6 that are not 0; times in milliseconds or seconds, as each is. */
const DEFAULTS6: Partial<Record<keyof typeof V6, number>> = {
  hoplimit: 64,
  "accept-ra": 1,
  "accept-redirects": 1,
  autoconf: 1,
  "dad-transmits": 1,
  "rtr-solicits": -1,
  "rtr-solicit-interval": 4000,
  "rtr-solicit-delay": 1000,
  "temp-valid-lft": 604_800,
  "temp-prefered-lft": 86_400,
  "regen-max-retry": 3,
  "max-desync-factor": 600,
  "max-addresses": 16,
  "accept-ra-defrtr": 1,
  "accept-ra-pinfo": 1,
  "accept-ra-rtr-pref": 1,
  "rtr-probe-interval": 60_000,
  "accept-dad": 1,
  "mldv1-unsolicited-report-interval": 10_000,
  "mldv2-unsolicited-report-interval": 1000,
  "suppress-frag-ndisc": 1,
  "accept-ra-mtu": 1,
  "accept-ra-min-hop-limit": 1,
  "rtr-solicit-max-interval": 3_600_000,
  "enhanced-dad": 1,
  "ra-defrtr-metric": 1024,
  "ioam6-id": 65_535,
  "ioam6-id-wide": -1,
  "ndisc-evict-nocarrier": 1,
};
/** `DEVCONF_MAX` of Linux 6.18. */
const DEVCONF_MAX = 60;

function fill(length: number, base: number, values: object, set: object): number[] {
  const list = new Array<number>(length).fill(0);
  for (const [name, value] of Object.entries(set)) {
    list[(values as Record<string, number>)[name]! - base] = value;
  }
  return list;
}

function conf4(device: Device): number[] {
  const loopback = device.loopback ? { noxfrm: 1, nopolicy: 1 } : {};
  return fill(V4["arp-evict-nocarrier"], 1, V4, { ...DEFAULTS4, ...loopback });
}

function conf6(device: Device): number[] {
  const loopback = device.loopback ? { "use-tempaddr": -1, "accept-dad": -1 } : {};
  return fill(DEVCONF_MAX, 0, V6, { ...DEFAULTS6, ...loopback, mtu6: device.mtu });
}

function inet6Value(network: Network, device: Device, withCounters: boolean): object {
  // Numbers of counters; the first tells how many there are.
  const zeros = (count: number): bigint[] => [BigInt(count), ...new Array(count - 1).fill(0n)];
  return {
    flags: device.inet6Ready ? IF_READY : 0,
    cacheinfo: {
      maxReasmLen: 65_535,
      tstamp: network.now,
      reachableTime: 30_000,
      retransTime: 1000,
    },
    conf: conf6(device),
    ...(withCounters && { stats: zeros(Math.max(...Object.values(INET6_STATS.values)) + 1) }),
    ...(withCounters && { icmp6stats: zeros(Math.max(...Object.values(ICMP6_STATS.values)) + 1) }),
    token: "::",
    addrGenMode: 0,
  };
}

/** `IFLA_AF_SPEC` of a link. */
export function afSpecValue(network: Network, device: Device, withCounters: boolean): object {
  return { inet: { conf: conf4(device) }, inet6: inet6Value(network, device, withCounters) };
}

/** A link as IPv6 tells of it (`inet6_fill_ifinfo`). */
export function inet6LinkValue(network: Network, device: Device): object {
  return {
    ifiFamily: AF.values.inet6,
    ifiType: device.type,
    ifiIndex: device.index,
    ifiFlags: device.shownFlags,
    ifiChange: 0,
    ifname: device.name,
    address: device.address,
    mtu: device.mtu,
    ...(device.tellsLower && { link: device.lower?.index ?? 0 }),
    operstate: OPERSTATE.values[device.shownOperState],
    protinfo: inet6Value(network, device, true),
  };
}
