/**
 * Requests for new routes: from what they say to a route, or a refusal.
 *
 * @module
 * @see net/ipv4/fib_frontend.c `rtm_to_fib_config`; net/ipv4/fib_semantics.c `fib_create_info`, `fib_check_nh`;
 *   net/ipv6/route.c `rtm_to_fib6_config`, `ip6_route_info_create`
 */
import type { Decoded } from "../../schema/index.ts";
import { AF } from "../../uapi/index.ts";
import {
  RT_SCOPE,
  RT_TABLE,
  RTM_F,
  RTN,
  routeAttrs,
  routeMessage,
  routeMetrics,
} from "../../uapi/route/index.ts";
import { refusal } from "../failure.ts";
import type { Message } from "../message.ts";
import type { Policy } from "../policy.ts";
import { bytesOf, mask, prefixOf, readOptional, textOf } from "./address.ts";
import { isOwn4 } from "./address4.ts";
import type { Network } from "./network.ts";
import { routePolicy } from "./policies.ts";
import { readRequest } from "./request.ts";
import { lookUp } from "./route-lookup.ts";
import type { Nexthop, Route } from "./route-table.ts";

const { inet, inet6 } = AF.values;
const POLICY4 = routePolicy(routeAttrs, inet);
const POLICY6 = routePolicy(routeAttrs, inet6);
const { onlink: ONLINK, dead: DEAD, linkdown: LINKDOWN } = RTM_F.masks;
const { link: LINK, host: HOST } = RT_SCOPE.values;
/** `INET_ECN_MASK`. */
const ECN_MASK = 3;
/** `IP6_RT_PRIO_USER`. */
const PRIORITY_USER = 1024;

/** A decoded route request with its addresses as text. */
export type RouteRequest = Omit<Decoded<typeof routeMessage>, "dst" | "gateway" | "prefsrc"> & {
  readonly dst: string | undefined;
  readonly gateway: string | undefined;
  readonly prefsrc: string | undefined;
  /** Number of the type. */
  readonly kind: number;
  readonly tableNumber: number;
};

/** Types that lead nowhere; each is an errno to whoever looks it up. */
const REJECTED: readonly number[] = [
  RTN.values.blackhole,
  RTN.values.unreachable,
  RTN.values.prohibit,
  RTN.values.throw,
];

/** Number of an `RTN_*` that decodes to its name. */
export function typeNumber(type: keyof typeof RTN.values | number): number {
  return typeof type === "number" ? type : RTN.values[type];
}

/** The policy of a family's route requests. */
export function routePolicyOf(family: number): Policy {
  return family === inet6 ? POLICY6 : POLICY4;
}

/** Reads a route request. @throws A refusal. */
export function readRoute(message: Message, family: number): RouteRequest {
  const policy = routePolicyOf(family);
  const shortHeader = family === inet ? "" : "Invalid header length";
  const request = readRequest(message, routeMessage, { policy, shortHeader });
  return {
    ...request,
    dst: readOptional(request.dst, family),
    gateway: readOptional(request.gateway, family),
    prefsrc: readOptional(request.prefsrc, family),
    kind: typeNumber(request.rtmType),
    tableNumber: request.table ?? request.rtmTable,
  };
}

/** One way as a request gives it. */
export interface Way {
  readonly oif: number;
  readonly gateway: string | undefined;
  readonly flags: number;
  readonly weight: number;
}

/** The ways of a request, its only one or those of `RTA_MULTIPATH`. */
export function waysOf(request: RouteRequest, family: number): Way[] {
  const { multipath } = request;
  if (multipath === undefined) {
    const { oif = 0, gateway, rtmFlags } = request;
    return [{ oif, gateway, flags: rtmFlags & ONLINK, weight: 0 }];
  }
  return multipath.map((way) => ({
    oif: way.rtnhIfindex,
    gateway: readOptional(way.gateway, family),
    flags: way.rtnhFlags & ONLINK,
    weight: way.rtnhHops,
  }));
}

function checkNexthopId(request: RouteRequest): void {
  if (request.nhId === undefined) return;
  if (request.gateway !== undefined || request.multipath !== undefined) {
    const sentence = "Nexthop specification and nexthop id are mutually exclusive";
    throw refusal("EINVAL", sentence);
  }
  throw refusal("EINVAL", "Nexthop id does not exist");
}

/** A way of an IPv4 route, its device found (`fib_check_nh`). @throws A refusal. */
function checkWay4(network: Network, way: Way, scope: number): Nexthop {
  const { oif, gateway, flags, weight } = way;
  const device = network.device(oif);
  if (gateway === undefined || gateway === "0.0.0.0") {
    if (flags !== 0) {
      const sentence = "Invalid flags for nexthop - PERVASIVE and ONLINK can not be set";
      throw refusal("EINVAL", sentence);
    }
    if (device === undefined) throw refusal("ENODEV");
    if (!device.up) throw refusal("ENETDOWN", "Device for nexthop is not up");
    return { oif, gateway: undefined, flags, weight };
  }
  if ((flags & ONLINK) !== 0) {
    if (scope >= LINK) throw refusal("EINVAL", "Nexthop has invalid scope");
    if (device === undefined) throw refusal("ENODEV", "Nexthop device required for onlink");
    if (!device.up) throw refusal("ENETDOWN", "Nexthop device is not up");
    if (isOwn4(network, gateway)) throw refusal("EINVAL", "Nexthop has invalid gateway");
    return { oif, gateway, flags, weight };
  }
  // What leads to the gateway has to be nearer than the route itself.
  const wanted = Math.max(scope + 1, LINK);
  const found = lookUp(network, { family: inet, dst: gateway, oif, scope: wanted });
  const { unicast, local } = RTN.values;
  if (found === undefined) throw refusal("ENETUNREACH", "Nexthop has invalid gateway");
  if (found.type !== unicast && found.type !== local) {
    throw refusal("EINVAL", "Nexthop has invalid gateway");
  }
  return { oif: oif || (found.nexthops[0]?.oif ?? 0), gateway, flags, weight };
}

/** Smallest scope of a route of a type (`fib_props`). */
function leastScope(type: number): number {
  const { local, nat, broadcast, anycast, unspec } = RTN.values;
  if (type === local || type === nat) return HOST;
  if (type === unspec) return RT_SCOPE.values.nowhere;
  return type === broadcast || type === anycast ? LINK : 0;
}

function nexthops4(network: Network, request: RouteRequest): Nexthop[] {
  const { rtmScope: scope, kind } = request;
  const ways = waysOf(request, inet);
  if (REJECTED.includes(kind)) {
    if (request.oif || request.gateway !== undefined || request.multipath !== undefined) {
      const sentence = "Gateway, device and multipath can not be specified for this route type";
      throw refusal("EINVAL", sentence);
    }
    return [];
  }
  if (scope > HOST) throw refusal("EINVAL", "Invalid scope");
  if (scope < HOST) return ways.map((way) => checkWay4(network, way, scope));
  const [first] = ways;
  if (ways.length > 1) {
    throw refusal("EINVAL", "Route with host scope can not have multiple nexthops");
  }
  if (first?.gateway !== undefined) {
    throw refusal("EINVAL", "Route with host scope can not have a gateway");
  }
  if (first === undefined || network.device(first.oif) === undefined) throw refusal("ENODEV");
  return [{ oif: first.oif, gateway: undefined, flags: 0, weight: 0 }];
}

/** An IPv4 route as a request wants it. @throws A refusal. */
export function route4Of(network: Network, request: RouteRequest): Route {
  const { dst = "0.0.0.0", rtmDstLen: length, kind, prefsrc } = request;
  if (length > 32) throw refusal("EINVAL", "Invalid prefix length");
  if ((request.rtmTos & ECN_MASK) !== 0) {
    throw refusal("EINVAL", "Invalid dsfield (tos): ECN bits must be 0");
  }
  if (kind > Math.max(...Object.values(RTN.values))) {
    throw refusal("EINVAL", "Invalid route type");
  }
  if (request.nhId !== undefined) checkNexthopId(request);
  if (prefixOf(dst, length) !== dst) {
    throw refusal("EINVAL", "Invalid prefix for given prefix length");
  }
  if (leastScope(kind) > request.rtmScope) throw refusal("EINVAL", "Invalid scope");
  if ((request.rtmFlags & (DEAD | LINKDOWN)) !== 0) {
    throw refusal("EINVAL", "Invalid rtm_flags - can not contain DEAD or LINKDOWN");
  }
  const nexthops = nexthops4(network, request);
  if (prefsrc !== undefined && prefsrc !== "0.0.0.0" && !isOwn4(network, prefsrc)) {
    throw refusal("EINVAL", "Invalid prefsrc address");
  }
  return {
    ...common(request, inet),
    dst,
    key: bytesOf(dst),
    tos: request.rtmTos,
    scope: request.rtmScope,
    priority: request.priority ?? 0,
    prefsrc: prefsrc === "0.0.0.0" ? undefined : prefsrc,
    nexthops,
    pref: 0,
    sourceLength: 0,
    expires: undefined,
  };
}

/** Metrics in the order of their numbers, which is the kernel's. */
function sortedMetrics(metrics: RouteRequest["metrics"]): object | undefined {
  if (metrics === undefined) return undefined;
  const number = (name: string): number => routeMetrics.entries[name as "mtu"]?.[0] ?? 0;
  const entries = Object.entries(metrics).sort(([left], [right]) => number(left) - number(right));
  return Object.fromEntries(entries);
}

/** What both families take as it is. */
function common(request: RouteRequest, family: number) {
  const { metrics, rtmDstLen: length, rtmProtocol: protocol, kind: type } = request;
  return {
    family,
    length,
    protocol,
    type,
    table: request.tableNumber || RT_TABLE.values.main,
    metrics: sortedMetrics(metrics),
  };
}

function isLinkLocal(address: string): boolean {
  const [first = 0, second = 0] = bytesOf(address);
  return first === 0xfe && (second & 0xc0) === 0x80;
}

function isOwn6(network: Network, address: string): boolean {
  return network.devices.some(({ addresses6 }) =>
    addresses6.some(({ local }) => local === address),
  );
}

/** A way of an IPv6 route (`fib6_nh_init`, `ip6_validate_gw`). @throws A refusal. */
function checkWay6(network: Network, way: Way): Nexthop {
  const { gateway, flags, weight } = way;
  let { oif } = way;
  if (oif !== 0 && network.device(oif) === undefined) throw refusal("ENODEV");
  if (gateway !== undefined) {
    if (isOwn6(network, gateway)) throw refusal("EINVAL", "Gateway can not be a local address");
    if (isLinkLocal(gateway)) {
      if (oif === 0) throw refusal("EINVAL", "Egress device not specified");
    } else if ((flags & ONLINK) !== 0) {
      if (oif === 0) throw refusal("ENODEV", "Nexthop device required for onlink");
    } else {
      const found = lookUp(network, { family: inet6, dst: gateway, oif });
      const [first] = found?.nexthops ?? [];
      const isDirect = found?.type === RTN.values.unicast && first?.gateway === undefined;
      if (!isDirect || first === undefined) throw refusal("EHOSTUNREACH");
      oif ||= first.oif;
    }
  }
  const device = network.device(oif);
  if (device === undefined) throw refusal("ENODEV");
  if (!device.up) throw refusal("ENETDOWN", "Nexthop device is not up");
  return { oif, gateway, flags, weight };
}

/** An IPv6 route as a request wants it; bits of its destination beyond the prefix are cut. @throws A refusal. */
export function route6Of(network: Network, request: RouteRequest): Route {
  const { rtmDstLen: length, kind, prefsrc, expires } = request;
  if (request.rtmTos !== 0) {
    throw refusal("EINVAL", "Invalid dsfield (tos): option not available for IPv6");
  }
  // The attribute has to be as long as its prefix.
  if (length > 128) throw refusal("EINVAL");
  if (request.nhId !== undefined) checkNexthopId(request);
  const key = mask(bytesOf(request.dst ?? "::"), length);
  const lo = network.devices.find((device) => device.loopback)?.index ?? 1;
  const nexthops = REJECTED.includes(kind)
    ? [{ oif: lo, gateway: undefined, flags: 0, weight: 0 }]
    : waysOf(request, inet6).map((way) => checkWay6(network, way));
  if (prefsrc !== undefined && !isOwn6(network, prefsrc)) {
    throw refusal("EINVAL", "Invalid source address");
  }
  return {
    ...common(request, inet6),
    dst: textOf(key),
    key,
    tos: 0,
    scope: 0,
    priority: request.priority || PRIORITY_USER,
    prefsrc,
    nexthops,
    pref: request.pref ?? 0,
    sourceLength: request.rtmSrcLen,
    expires: expires === undefined ? undefined : network.now + expires * 100,
  };
}
