/**
 * Routes as objects: what a message of the kernel says.
 *
 * @module
 */
import { type Decoded, flagNames } from "../../schema/index.ts";
import { RT_PROTOCOL, RT_SCOPE, RTM_F, RTNH_F, type rtRoute } from "../../uapi/route/index.ts";
import { formatHex, parseIp, readIpv4, readIpv6 } from "../../wire/index.ts";
import { type Encap, encapOf, labelsText } from "./encap.ts";
import { FAMILIES, type RouteFamily } from "./input.ts";
import { metricsOf, type RouteMetrics } from "./metrics.ts";

/** A route as the table decodes it. */
export type RouteMessage = Decoded<(typeof rtRoute.operations)["RTM_GETROUTE"]["reply"]>;

/** One way out of several. */
export interface NextHop {
  /** Gateway. */
  readonly via?: string;
  /** Name of the link. */
  readonly dev?: string;
  /** Index of the link. */
  readonly oif?: number;
  /** Share of the traffic, 1 to 256. */
  readonly weight: number;
  /** `RTNH_F_*` by name: `"onlink"`, `"dead"`, `"linkdown"`, `"offload"`… */
  readonly flags: readonly string[];
  /** As {@link Route.flow}. */
  readonly flow?: number;
  /** As {@link Route.newDst}. */
  readonly newDst?: string;
  readonly encap?: Encap;
}

/** A route. */
export interface Route {
  /** `"ipv4"`, `"ipv6"`, `"mpls"`, or the number of another family (`AF_*`). */
  readonly family: RouteFamily | number;
  /** `"unicast"`, `"local"`, `"broadcast"`, `"blackhole"`, `"unreachable"`…, or the number of a type without a name. */
  readonly type: string | number;
  /**
   * `"10.0.0.0/24"`, with the length also of a host route: `"10.0.0.1/32"`; `"default"` for everything. The
   * label of an MPLS route; hexadecimal, with the length in bits, in a family that has no text here.
   */
  readonly dst: string;
  /** Source prefix that it holds for, where it does not hold for all. */
  readonly src?: string;
  /** Number of its table: 254 is main, 255 local. */
  readonly table: number;
  /** Who made it: `"kernel"`, `"boot"`, `"static"`, `"ra"`, `"dhcp"`, `"bgp"`…, or a number. */
  readonly protocol: string | number;
  /** `"global"`, `"link"`, `"host"`, `"nowhere"`…, or a number. */
  readonly scope: string | number;
  /** Type of service that it holds for; absent for all. */
  readonly tos?: number;
  /** Lower is preferred (`RTA_PRIORITY`). */
  readonly metric?: number;
  /** Name of the outgoing link. */
  readonly dev?: string;
  /** Its index. */
  readonly oif?: number;
  /** Index of the incoming link, of a route that was looked up for one. */
  readonly iif?: number;
  /** Gateway; of the other family too (IPv4 by way of IPv6). */
  readonly via?: string;
  /** Preferred source address. */
  readonly prefsrc?: string;
  /** Flags of its one next hop: `"onlink"`, `"linkdown"`, `"pervasive"`, `"offload"`, and of the route: `"cloned"`… */
  readonly flags: readonly string[];
  readonly metrics?: RouteMetrics;
  /** Ways out of a multipath route. */
  readonly nexthops?: readonly NextHop[];
  /** Id of the nexthop object that it uses. */
  readonly nexthopId?: number;
  /** Router preference of IPv6: `"low"`, `"medium"`, `"high"`. */
  readonly pref?: string | number;
  /** Realms: the upper half is where from, the lower where to. */
  readonly flow?: number;
  readonly mark?: number;
  readonly uid?: number;
  /** Seconds for which it is still there, of IPv6 routes that expire. */
  readonly expires?: number;
  /** Errno of a route that refuses, positive, as `RTA_CACHEINFO` has it. */
  readonly error?: number;
  /** What its packets are put into. */
  readonly encap?: Encap;
  /** Labels that an MPLS route puts in the place of `dst`, the outermost first: `"200/300"`. */
  readonly newDst?: string;
  readonly ttlPropagate?: boolean;
}

/** `ICMPV6_ROUTER_PREF_*`: two bits of RFC 4191. */
export const ROUTER_PREFERENCES: Readonly<Record<string, number>> = { medium: 0, high: 1, low: 3 };
const NO_FLAGS: readonly string[] = Object.freeze([]);
const FAMILY_NAMES: Readonly<Record<number, RouteFamily>> = { 2: "ipv4", 10: "ipv6", 28: "mpls" };

/** The table decodes what has the length of an IP address as one; an MPLS label has that of IPv4. */
function bytesOf(address: string | Uint8Array): Uint8Array {
  return typeof address === "string" ? (parseIp(address) ?? new Uint8Array(0)) : address;
}

function prefixText(
  address: string | Uint8Array | undefined,
  length: number,
  family: number,
): string {
  if (address === undefined) return length === 0 ? "default" : `0/${length}`;
  if (family === FAMILIES.mpls) return labelsText(bytesOf(address));
  if (FAMILY_NAMES[family] === undefined) return `${formatHex(bytesOf(address))}/${length}`;
  return `${address}/${length}`;
}

/** `struct rtvia`: a family, then the address. */
function viaText(via: Uint8Array): string {
  return via.length >= 18 ? readIpv6(via, 2) : via.length >= 6 ? readIpv4(via, 2) : "";
}

function gatewayOf(message: {
  readonly gateway?: string | Uint8Array;
  readonly via?: Uint8Array;
}): string | undefined {
  if (message.gateway !== undefined) return String(message.gateway);
  return message.via === undefined ? undefined : viaText(message.via);
}

/** Finds the name of a link by its index. */
export type NameOf = (index: number) => string | undefined;

function nextHopsOf(hops: NonNullable<RouteMessage["multipath"]>, nameOf: NameOf): NextHop[] {
  return hops.map((hop) => {
    const via = gatewayOf(hop);
    const dev = nameOf(hop.rtnhIfindex);
    return {
      ...(via !== undefined && { via }),
      ...(dev !== undefined && { dev }),
      oif: hop.rtnhIfindex,
      weight: hop.rtnhHops + 1,
      flags: flagNames(RTNH_F, hop.rtnhFlags),
      ...(hop.flow !== undefined && { flow: hop.flow }),
      ...(hop.newdst !== undefined && { newDst: labelsText(hop.newdst) }),
      ...(hop.encap !== undefined &&
        hop.encapType !== undefined && { encap: encapOf(hop.encapType, hop.encap) }),
    };
  });
}

/** The friendly form of a route message. */
export function routeOf(message: RouteMessage, nameOf: NameOf): Route {
  const { oif, rtmFlags } = message;
  const route: { -readonly [Key in keyof Route]: Route[Key] } = {
    family: FAMILY_NAMES[message.rtmFamily] ?? message.rtmFamily,
    type: message.rtmType,
    dst: prefixText(message.dst, message.rtmDstLen, message.rtmFamily),
    table: message.table ?? message.rtmTable,
    protocol: RT_PROTOCOL.names.get(message.rtmProtocol) ?? message.rtmProtocol,
    scope: RT_SCOPE.names.get(message.rtmScope) ?? message.rtmScope,
    flags: rtmFlags === 0 ? NO_FLAGS : flagNames(RTM_F, rtmFlags),
  };
  if (oif !== undefined) {
    const dev = nameOf(oif);
    if (dev !== undefined) route.dev = dev;
    route.oif = oif;
  }
  const via = gatewayOf(message);
  if (via !== undefined) route.via = via;
  if (message.priority !== undefined) route.metric = message.priority;
  if (message.prefsrc !== undefined) route.prefsrc = String(message.prefsrc);
  if (message.rtmSrcLen > 0)
    route.src = prefixText(message.src, message.rtmSrcLen, message.rtmFamily);
  if (message.rtmTos !== 0) route.tos = message.rtmTos;
  if (message.metrics !== undefined) route.metrics = metricsOf(message.metrics);
  if (message.multipath !== undefined) route.nexthops = nextHopsOf(message.multipath, nameOf);
  if (message.pref !== undefined) {
    const pref = Object.keys(ROUTER_PREFERENCES).find(
      (name) => ROUTER_PREFERENCES[name] === message.pref,
    );
    route.pref = pref ?? message.pref;
  }
  addRare(route, message);
  return route;
}

/** What few routes have. */
function addRare(
  route: { -readonly [Key in keyof Route]: Route[Key] },
  message: RouteMessage,
): void {
  if (message.iif !== undefined) route.iif = message.iif;
  if (message.nhId !== undefined) route.nexthopId = message.nhId;
  if (message.flow !== undefined) route.flow = message.flow;
  if (message.mark !== undefined) route.mark = message.mark;
  if (message.uid !== undefined) route.uid = message.uid;
  if (message.ttlPropagate !== undefined) route.ttlPropagate = message.ttlPropagate !== 0;
  const { cacheinfo, encap, encapType } = message;
  // RTA_CACHEINFO counts in USER_HZ, a hundred a second.
  if (cacheinfo !== undefined && cacheinfo.rtaExpires !== 0)
    route.expires = Math.trunc(cacheinfo.rtaExpires / 100);
  // It is unsigned by its type, and a negative errno by what the kernel puts there.
  if (cacheinfo !== undefined && cacheinfo.rtaError !== 0)
    route.error = Math.abs(cacheinfo.rtaError | 0);
  if (encap !== undefined && encapType !== undefined) route.encap = encapOf(encapType, encap);
  if (message.newdst !== undefined) route.newDst = labelsText(message.newdst);
}
