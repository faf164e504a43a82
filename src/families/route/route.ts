/**
 * Routes as objects: what a message says, and the message for what a caller says.
 *
 * @module
 */
import { NetlinkInputError } from "../../errors/index.ts";
import { type Decoded, type Encodable, flagNames } from "../../schema/index.ts";
import { RT_PROTOCOL, RT_SCOPE, RT_TABLE, RTM_F, RTN, RTNH_F, rtRoute } from "../../uapi/route/index.ts";
import { formatHex, LITTLE_ENDIAN, parseIp, readIpv4, readIpv6 } from "../../wire/index.ts";
import { type Encap, encapOf, labelsText } from "./encap.ts";
import {
  checkNumber,
  checkProperties,
  FAMILIES,
  familyOf,
  type LinkRef,
  numberFor,
  parseAddress,
  parsePrefix,
  type RouteFamily,
} from "./input.ts";
import { metricsOf, metricsRequest, type RouteMetrics } from "./metrics.ts";

const { RTM_GETROUTE, RTM_NEWROUTE } = rtRoute.operations;
/** A route as the table decodes it. */
export type RouteMessage = Decoded<typeof RTM_GETROUTE.reply>;
/** A route as the table encodes it. */
export type RouteRequest = Encodable<typeof RTM_NEWROUTE.request>;

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

/** One way out of several, as given. */
export interface NextHopSettings {
  readonly via?: string;
  readonly dev?: LinkRef;
  /** 1 to 256; 1. */
  readonly weight?: number;
  /** `"onlink"`, `"pervasive"`. */
  readonly flags?: readonly string[];
  /** As {@link Route.flow}. */
  readonly flow?: number;
}

/** What a route is added with, or found by. */
export interface RouteSettings {
  /** `"10.0.0.0/24"`, an address, or `"default"` (of the gateway's family; IPv4 where there is none). */
  readonly dst: string;
  /** For `"default"` without a gateway. */
  readonly family?: "ipv4" | "ipv6";
  /** `"unicast"` unless told otherwise. */
  readonly type?: string | number;
  readonly src?: string;
  /** Name (`"main"`, `"local"`, `"default"`) or number; main. */
  readonly table?: string | number;
  /** `"static"` unless told otherwise. */
  readonly protocol?: string | number;
  /** By default what fits: global with a gateway, link without, host for a local route. */
  readonly scope?: string | number;
  readonly tos?: number;
  readonly metric?: number;
  readonly dev?: LinkRef;
  readonly via?: string;
  readonly prefsrc?: string;
  /** `"onlink"`, `"pervasive"`. */
  readonly flags?: readonly string[];
  readonly metrics?: RouteMetrics;
  readonly nexthops?: readonly NextHopSettings[];
  readonly nexthopId?: number;
  readonly pref?: string | number;
  readonly flow?: number;
  readonly expires?: number;
  readonly ttlPropagate?: boolean;
}

/** All properties of {@link RouteSettings}; others are refused. */
export const ROUTE_SETTINGS = [
  "dst",
  "family",
  "type",
  "src",
  "table",
  "protocol",
  "scope",
  "tos",
  "metric",
  "dev",
  "via",
  "prefsrc",
  "flags",
  "metrics",
  "nexthops",
  "nexthopId",
  "pref",
  "flow",
  "expires",
  "ttlPropagate",
] as const satisfies readonly (keyof RouteSettings)[];

const ROUTER_PREFERENCES: Readonly<Record<string, number>> = { medium: 0, high: 1, low: 3 };
const NO_FLAGS: readonly string[] = Object.freeze([]);
const FAMILY_NAMES: Readonly<Record<number, RouteFamily>> = { 2: "ipv4", 10: "ipv6", 28: "mpls" };

/** The table decodes what has the length of an IP address as one; an MPLS label has that of IPv4. */
function bytesOf(address: string | Uint8Array): Uint8Array {
  return typeof address === "string" ? (parseIp(address) ?? new Uint8Array(0)) : address;
}

function prefixText(address: string | Uint8Array | undefined, length: number, family: number): string {
  if (address === undefined) return length === 0 ? "default" : `0/${length}`;
  if (family === FAMILIES.mpls) return labelsText(bytesOf(address));
  if (FAMILY_NAMES[family] === undefined) return `${formatHex(bytesOf(address))}/${length}`;
  return `${address}/${length}`;
}

/** `struct rtvia`: a family, then the address. */
function viaText(via: Uint8Array): string {
  return via.length >= 18 ? readIpv6(via, 2) : via.length >= 6 ? readIpv4(via, 2) : "";
}

function gatewayOf(message: { readonly gateway?: string | Uint8Array; readonly via?: Uint8Array }): string | undefined {
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
      ...(hop.encap !== undefined && hop.encapType !== undefined && { encap: encapOf(hop.encapType, hop.encap) }),
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
  if (message.rtmSrcLen > 0) route.src = prefixText(message.src, message.rtmSrcLen, message.rtmFamily);
  if (message.rtmTos !== 0) route.tos = message.rtmTos;
  if (message.metrics !== undefined) route.metrics = metricsOf(message.metrics);
  if (message.multipath !== undefined) route.nexthops = nextHopsOf(message.multipath, nameOf);
  if (message.pref !== undefined) {
    const pref = Object.keys(ROUTER_PREFERENCES).find((name) => ROUTER_PREFERENCES[name] === message.pref);
    route.pref = pref ?? message.pref;
  }
  addRare(route, message);
  return route;
}

/** What few routes have. */
function addRare(route: { -readonly [Key in keyof Route]: Route[Key] }, message: RouteMessage): void {
  if (message.iif !== undefined) route.iif = message.iif;
  if (message.nhId !== undefined) route.nexthopId = message.nhId;
  if (message.flow !== undefined) route.flow = message.flow;
  if (message.mark !== undefined) route.mark = message.mark;
  if (message.uid !== undefined) route.uid = message.uid;
  if (message.ttlPropagate !== undefined) route.ttlPropagate = message.ttlPropagate !== 0;
  const { cacheinfo, encap, encapType } = message;
  // RTA_CACHEINFO counts in USER_HZ, a hundred a second.
  if (cacheinfo !== undefined && cacheinfo.rtaExpires !== 0) route.expires = Math.trunc(cacheinfo.rtaExpires / 100);
  if (cacheinfo !== undefined && cacheinfo.rtaError !== 0) route.error = Math.abs(cacheinfo.rtaError);
  if (encap !== undefined && encapType !== undefined) route.encap = encapOf(encapType, encap);
  if (message.newdst !== undefined) route.newDst = labelsText(message.newdst);
}

function flagBits(field: string, names: readonly string[] | undefined): number {
  let bits = 0;
  for (const name of names ?? []) bits |= numberFor(field, name, RTNH_F.masks, 0xff);
  return bits;
}

/** `gateway`, or `via` for a gateway of another family than the route's. */
function gatewayFor(field: string, text: string, family: number): Pick<RouteRequest, "gateway" | "via"> {
  const address = parseAddress(field, text);
  const gatewayFamily = FAMILIES[familyOf(address)];
  if (gatewayFamily === family) return { gateway: address };
  const via = new Uint8Array(2 + address.length);
  new DataView(via.buffer).setUint16(0, gatewayFamily, LITTLE_ENDIAN);
  via.set(address, 2);
  return { via };
}

/** Where a link's reference becomes its index; `field` is for the error. */
export type IndexOf = (field: string, ref: LinkRef) => Promise<number>;

async function nextHopFor(hop: NextHopSettings, at: number, family: number, indexOf: IndexOf) {
  const field = `nexthops[${at}]`;
  checkProperties(field, hop, ["via", "dev", "weight", "flags", "flow"]);
  checkNumber(`${field}.weight`, hop.weight, 1, 256);
  checkNumber(`${field}.flow`, hop.flow, 0, 0xffffffff);
  if (hop.via === undefined && hop.dev === undefined) throw new NetlinkInputError(field, hop, "via, dev or both");
  return {
    rtnhFlags: flagBits(`${field}.flags`, hop.flags),
    rtnhHops: (hop.weight ?? 1) - 1,
    rtnhIfindex: hop.dev === undefined ? 0 : await indexOf(`${field}.dev`, hop.dev),
    ...(hop.via !== undefined && gatewayFor(`${field}.via`, hop.via, family)),
    ...(hop.flow !== undefined && { flow: hop.flow }),
  };
}

function destination(settings: RouteSettings): { family: number; length: number; dst?: Uint8Array } {
  const { dst, via, family } = settings;
  const parsed = dst === "default" ? undefined : parsePrefix("dst", dst);
  if (parsed === undefined) {
    const other = family === undefined && via !== undefined ? familyOf(parseAddress("via", via)) : undefined;
    const hop = settings.nexthops?.find((each) => each.via !== undefined)?.via;
    const byHop = hop === undefined ? undefined : familyOf(parseAddress("nexthops.via", hop));
    return { family: numberFor("family", family ?? other ?? byHop ?? "ipv4", FAMILIES, 0xff), length: 0 };
  }
  if (family !== undefined && family !== parsed.family) throw new NetlinkInputError("dst", dst, `an ${family} prefix`);
  return { family: FAMILIES[parsed.family], length: parsed.length, ...(parsed.length > 0 && { dst: parsed.address }) };
}

/** The scope that the kernel's tools choose for a route of IPv4; IPv6 has none. */
function defaultScope(type: number, hasGateway: boolean, family: number): number {
  if (family !== FAMILIES.ipv4) return 0;
  if (type === RTN.values.local || type === RTN.values.nat) return RT_SCOPE.values.host;
  const direct = type === RTN.values.unicast || type === RTN.values.broadcast || type === RTN.values.multicast || type === RTN.values.anycast;
  return direct && !hasGateway ? RT_SCOPE.values.link : 0;
}

/**
 * The request for a route.
 *
 * @param forDelete - Then absent protocol and scope match any, and the type as well.
 */
export async function routeRequest(settings: RouteSettings, indexOf: IndexOf, forDelete = false): Promise<RouteRequest> {
  checkProperties("route", settings, ROUTE_SETTINGS);
  const { family, length, dst } = destination(settings);
  const { via, dev, metric, prefsrc, metrics, nexthops, nexthopId, flow, expires, ttlPropagate, tos } = settings;
  const type = settings.type === undefined ? (forDelete ? 0 : RTN.values.unicast) : numberFor("type", settings.type, RTN.values, 0xff);
  const table = settings.table === undefined ? RT_TABLE.values.main : numberFor("table", settings.table, RT_TABLE.values, 0xffffffff);
  const hasGateway = via !== undefined || nexthops !== undefined || nexthopId !== undefined;
  const scope =
    settings.scope !== undefined
      ? numberFor("scope", settings.scope, RT_SCOPE.values, 0xff)
      : forDelete ? RT_SCOPE.values.nowhere : defaultScope(type, hasGateway, family);
  const protocol =
    settings.protocol !== undefined
      ? numberFor("protocol", settings.protocol, RT_PROTOCOL.values, 0xff)
      : forDelete ? 0 : RT_PROTOCOL.values.static;
  checkNumber("metric", metric, 0, 0xffffffff);
  checkNumber("tos", tos, 0, 0xff);
  const src = settings.src === undefined ? undefined : parsePrefix("src", settings.src);
  return {
    rtmFamily: family,
    rtmDstLen: length,
    rtmSrcLen: src?.length ?? 0,
    rtmTos: tos ?? 0,
    // Tables above 255 stand in the attribute only (RT_TABLE_UNSPEC in the header).
    rtmTable: table < 256 ? table : 0,
    rtmProtocol: protocol,
    rtmScope: scope,
    rtmType: type,
    rtmFlags: flagBits("flags", settings.flags),
    ...(dst !== undefined && { dst }),
    ...(src !== undefined && { src: src.address }),
    ...(via !== undefined && gatewayFor("via", via, family)),
    ...(dev !== undefined && { oif: await indexOf("dev", dev) }),
    ...(metric !== undefined && { priority: metric }),
    ...(prefsrc !== undefined && { prefsrc: parseAddress("prefsrc", prefsrc) }),
    ...(table >= 256 && { table }),
    ...(metrics !== undefined && { metrics: metricsRequest(metrics) }),
    ...(nexthops !== undefined && {
      multipath: await Promise.all(nexthops.map((hop, at) => nextHopFor(hop, at, family, indexOf))),
    }),
    ...(nexthopId !== undefined && { nhId: nexthopId }),
    ...(settings.pref !== undefined && { pref: numberFor("pref", settings.pref, ROUTER_PREFERENCES, 0xff) }),
    ...(flow !== undefined && { flow }),
    ...(expires !== undefined && { expires }),
    ...(ttlPropagate !== undefined && { ttlPropagate: ttlPropagate ? 1 : 0 }),
  };
}
