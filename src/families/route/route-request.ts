/**
 * Requests that add, change or delete a route, from what a caller says.
 *
 * @module
 */
import { NetlinkInputError } from "../../errors/index.ts";
import type { Encodable } from "../../schema/index.ts";
import {
  RT_PROTOCOL,
  RT_SCOPE,
  RT_TABLE,
  RTN,
  RTNH_F,
  type rtRoute,
} from "../../uapi/route/index.ts";
import { LITTLE_ENDIAN } from "../../wire/index.ts";
import { type EncapSettings, encapRequest } from "./encap.ts";
import {
  checkList,
  checkNumber,
  checkProperties,
  FAMILIES,
  familyOf,
  type IpFamily,
  type LinkRef,
  numberFor,
  parseAddress,
  parsePrefix,
} from "./input.ts";
import { metricsRequest, type RouteMetrics } from "./metrics.ts";
import { ROUTER_PREFERENCES } from "./route.ts";

/** A route as the table encodes it. */
export type RouteRequest = Encodable<(typeof rtRoute.operations)["RTM_NEWROUTE"]["request"]>;

/** One way out of several, as given. */
export interface NextHopSettings {
  readonly via?: string;
  readonly dev?: LinkRef;
  /** 1 to 256; 1. */
  readonly weight?: number;
  /** `"onlink"`, `"pervasive"`. */
  readonly flags?: readonly string[];
  /** Realms: the upper half is where from, the lower where to; IPv4 only. */
  readonly flow?: number;
  /** What its packets are put into. */
  readonly encap?: EncapSettings;
}

/** What a route is added with, or found by. */
export interface RouteSettings {
  /** `"10.0.0.0/24"`, an address, or `"default"` (of the gateway's family; IPv4 where there is none). */
  readonly dst: string;
  /** For `"default"` without a gateway. */
  readonly family?: "ipv4" | "ipv6";
  /** `"unicast"` unless told otherwise. */
  readonly type?: string | number;
  /** Source prefix that it holds for; IPv6 only. */
  readonly src?: string;
  /**
   * Name (`"main"`, `"local"`, `"default"`) or number; local for the types local, broadcast, anycast and nat,
   * main for others.
   */
  readonly table?: string | number;
  /** `"static"` unless told otherwise. */
  readonly protocol?: string | number;
  /** By default what fits: global with a gateway, link without, host for a local route; IPv6 has none. */
  readonly scope?: string | number;
  /** IPv4 only. */
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
  /** `"low"`, `"medium"`, `"high"`; IPv6 only. */
  readonly pref?: string | number;
  /** Realms: the upper half is where from, the lower where to; IPv4 only. */
  readonly flow?: number;
  /** Seconds; IPv6 only. */
  readonly expires?: number;
  /** What its packets are put into. */
  readonly encap?: EncapSettings;
}

const ROUTE_SETTINGS = [
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
  "encap",
] as const satisfies readonly (keyof RouteSettings)[];

/** Attributes of a request by the property that they come from, where the two differ; for errors. */
export const ROUTE_PROPERTIES: Readonly<Record<string, string>> = {
  priority: "metric",
  oif: "dev",
};

/** What the kernel takes no notice of in routes of the other family. */
const OF_ONE_FAMILY = [
  ["src", "ipv6", "only IPv6 routes hold for a source"],
  ["pref", "ipv6", "only IPv6 routes have one"],
  ["expires", "ipv6", "only IPv6 routes expire"],
  ["flow", "ipv4", "only IPv4 routes have realms"],
] as const satisfies readonly (readonly [keyof RouteSettings, IpFamily, string])[];

/** Types of which the kernel's tools put routes into the table local. */
const LOCAL_TYPES: ReadonlySet<number> = new Set([
  RTN.values.local,
  RTN.values.broadcast,
  RTN.values.anycast,
  RTN.values.nat,
]);

function flagBits(field: string, names: readonly string[] | undefined): number {
  checkList(field, names);
  let bits = 0;
  for (const name of names ?? []) bits |= numberFor(field, name, RTNH_F.masks, 0xff);
  return bits;
}

/** `gateway`, or `via` for a gateway of another family than the route's. */
function gatewayFor(
  field: string,
  text: string,
  family: number,
): Pick<RouteRequest, "gateway" | "via"> {
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
  checkProperties(field, hop, ["via", "dev", "weight", "flags", "flow", "encap"]);
  checkNumber(`${field}.weight`, hop.weight, 1, 256);
  checkNumber(`${field}.flow`, hop.flow, 0, 0xffffffff);
  if (hop.via === undefined && hop.dev === undefined)
    throw new NetlinkInputError(field, hop, "via, dev or both");
  return {
    rtnhFlags: flagBits(`${field}.flags`, hop.flags),
    rtnhHops: (hop.weight ?? 1) - 1,
    rtnhIfindex: hop.dev === undefined ? 0 : await indexOf(`${field}.dev`, hop.dev),
    ...(hop.via !== undefined && gatewayFor(`${field}.via`, hop.via, family)),
    ...(hop.flow !== undefined && { flow: hop.flow }),
    ...(hop.encap !== undefined && (await encapRequest(`${field}.encap`, hop.encap, indexOf))),
  };
}

/** The family of a default route: the one asked for, or that of its gateway. */
function defaultFamily({ family, via, nexthops }: RouteSettings): IpFamily {
  if (family !== undefined) return family;
  if (via !== undefined) return familyOf(parseAddress("via", via));
  const at = nexthops?.findIndex((hop) => hop?.via !== undefined) ?? -1;
  return at < 0 ? "ipv4" : familyOf(parseAddress(`nexthops[${at}].via`, nexthops?.[at]?.via));
}

/** Where to, checked against what else is asked for. */
function destination(settings: RouteSettings): {
  family: IpFamily;
  length: number;
  dst?: Uint8Array;
} {
  const { dst, family: asked } = settings;
  if (asked !== undefined && asked !== "ipv4" && asked !== "ipv6")
    throw new NetlinkInputError("family", asked, "one of ipv4, ipv6");
  const prefix = dst === "default" ? undefined : parsePrefix("dst", dst);
  const family = prefix?.family ?? defaultFamily(settings);
  if (asked !== undefined && asked !== family)
    throw new NetlinkInputError("dst", dst, `${NAMES[asked]} prefix`);
  for (const [name, wanted, words] of OF_ONE_FAMILY) {
    const value = settings[name];
    if (value !== undefined && family !== wanted)
      throw new NetlinkInputError(name, value, `nothing: ${words}`);
  }
  return {
    family,
    length: prefix?.length ?? 0,
    ...(prefix !== undefined && prefix.length > 0 && { dst: prefix.address }),
  };
}

const NAMES = { ipv4: "an IPv4", ipv6: "an IPv6" } as const;

/** Bytes of an address that has to be of the route's family. */
function ownAddress(field: string, text: string, family: IpFamily): Uint8Array {
  const address = parseAddress(field, text);
  if (familyOf(address) !== family)
    throw new NetlinkInputError(field, text, `${NAMES[family]} address`);
  return address;
}

/** The scope that the kernel's tools choose for a route of IPv4; IPv6 has none. */
function defaultScope(type: number, hasGateway: boolean, family: number): number {
  if (family !== FAMILIES.ipv4) return 0;
  if (type === RTN.values.local || type === RTN.values.nat) return RT_SCOPE.values.host;
  const direct =
    type === RTN.values.unicast ||
    type === RTN.values.broadcast ||
    type === RTN.values.multicast ||
    type === RTN.values.anycast;
  return direct && !hasGateway ? RT_SCOPE.values.link : 0;
}

/**
 * The request for a route.
 *
 * @param forDelete - Then absent protocol and scope match any, and the type as well.
 */
export async function routeRequest(
  settings: RouteSettings,
  indexOf: IndexOf,
  forDelete = false,
): Promise<RouteRequest> {
  checkProperties("route", settings, ROUTE_SETTINGS);
  const { via, dev, metric, prefsrc, metrics, nexthops, nexthopId, flow, expires, tos } = settings;
  checkList("nexthops", nexthops);
  if (nexthops?.length === 0) throw new NetlinkInputError("nexthops", nexthops, "at least one");
  const { family: familyName, length, dst } = destination(settings);
  const family = FAMILIES[familyName];
  const type =
    settings.type === undefined
      ? forDelete
        ? 0
        : RTN.values.unicast
      : numberFor("type", settings.type, RTN.values, 0xff);
  const defaultTable = LOCAL_TYPES.has(type) ? RT_TABLE.values.local : RT_TABLE.values.main;
  const table =
    settings.table === undefined
      ? defaultTable
      : numberFor("table", settings.table, RT_TABLE.values, 0xffffffff);
  const hasGateway = via !== undefined || nexthops !== undefined || nexthopId !== undefined;
  const scope =
    settings.scope !== undefined
      ? numberFor("scope", settings.scope, RT_SCOPE.values, 0xff)
      : forDelete
        ? RT_SCOPE.values.nowhere
        : defaultScope(type, hasGateway, family);
  const protocol =
    settings.protocol !== undefined
      ? numberFor("protocol", settings.protocol, RT_PROTOCOL.values, 0xff)
      : forDelete
        ? 0
        : RT_PROTOCOL.values.static;
  checkNumber("metric", metric, 0, 0xffffffff);
  checkNumber("tos", tos, 0, 0xff);
  checkNumber("flow", flow, 0, 0xffffffff);
  checkNumber("expires", expires, 0, 0xffffffff);
  checkNumber("nexthopId", nexthopId, 1, 0xffffffff);
  const src = settings.src === undefined ? undefined : parsePrefix("src", settings.src);
  if (src !== undefined && src.family !== familyName)
    throw new NetlinkInputError("src", settings.src, `${NAMES[familyName]} prefix`);
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
    ...(prefsrc !== undefined && { prefsrc: ownAddress("prefsrc", prefsrc, familyName) }),
    ...(table >= 256 && { table }),
    ...(metrics !== undefined && { metrics: metricsRequest(metrics) }),
    ...(nexthops !== undefined && {
      multipath: await Promise.all(nexthops.map((hop, at) => nextHopFor(hop, at, family, indexOf))),
    }),
    ...(nexthopId !== undefined && { nhId: nexthopId }),
    ...(settings.pref !== undefined && {
      pref: numberFor("pref", settings.pref, ROUTER_PREFERENCES, 0xff),
    }),
    ...(flow !== undefined && { flow }),
    ...(expires !== undefined && { expires }),
    ...(settings.encap !== undefined && (await encapRequest("encap", settings.encap, indexOf))),
  };
}
