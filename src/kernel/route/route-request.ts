/**
 * Requests for new routes: from what they say to a route, or a refusal.
 *
 * @module
 * @see net/ipv4/fib_frontend.c `rtm_to_fib_config`; net/ipv4/fib_semantics.c `fib_create_info`, `fib_check_nh`;
 *   net/ipv6/route.c `rtm_to_fib6_config`, `ip6_route_info_create`
 */
import type { ErrnoName } from "../../errors/index.ts";
import type { Decoded } from "../../schema/index.ts";
import { AF } from "../../uapi/index.ts";
import {
  IFA_F,
  RT_PROTOCOL,
  RT_SCOPE,
  RT_TABLE,
  RTM_F,
  RTM_F_CLONED,
  RTN,
  routeAttrs,
  routeMessage,
  routeMetrics,
} from "../../uapi/route/index.ts";
import { refusal } from "../failure.ts";
import type { Message } from "../message.ts";
import type { Policy } from "../policy.ts";
import { bytesOf, mask, prefixOf, rawLength, readOptional, textOf } from "./address.ts";
import { addressType4, isOwn4 } from "./address4.ts";
import type { Device } from "./device.ts";
import type { Network } from "./network.ts";
import { routePolicy, without } from "./policies.ts";
import { readRequest } from "./request.ts";
import { lookUp } from "./route-lookup.ts";
import type { Nexthop, Route } from "./route-table.ts";

const { inet, inet6 } = AF.values;
const POLICY4 = routePolicy(routeAttrs, inet);
const { dst: DST, src: SRC } = routeAttrs.entries;
// IPv6 wants of a prefix what its length says.
const POLICY6 = without(routePolicy(routeAttrs, inet6), [DST[0], SRC[0]]);
const { onlink: ONLINK, dead: DEAD, linkdown: LINKDOWN } = RTM_F.masks;
const { link: LINK, host: HOST } = RT_SCOPE.values;
/** `INET_ECN_MASK`. */
const ECN_MASK = 3;
/** `IP6_RT_PRIO_USER`. */
const PRIORITY_USER = 1024;
const TENTATIVE = IFA_F.masks.tentative;
const RTN_MAX = Math.max(...Object.values(RTN.values));

/** A decoded route request with its addresses as text. */
export type RouteRequest = Omit<Decoded<typeof routeMessage>, "dst" | "gateway" | "prefsrc"> & {
  readonly dst: string | undefined;
  /** The bytes of `RTA_DST`. */
  readonly rawDst: Uint8Array | undefined;
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

/** What a look-up of a route that leads nowhere ends with (`fib_props`). */
export const FAILURES: ReadonlyMap<number, ErrnoName> = new Map([
  [RTN.values.blackhole, "EINVAL"],
  [RTN.values.unreachable, "EHOSTUNREACH"],
  [RTN.values.prohibit, "EACCES"],
  [RTN.values.throw, "ENETUNREACH"],
]);

/** To IPv4 also those that it does not know any more. */
const REJECTED4: readonly number[] = [...REJECTED, RTN.values.nat, RTN.values.xresolve];

/** Number of an `RTN_*` that decodes to its name. */
export function typeNumber(type: keyof typeof RTN.values | number): number {
  return typeof type === "number" ? type : RTN.values[type];
}

/** The policy of a family's route requests. */
export function routePolicyOf(family: number): Policy {
  return family === inet6 ? POLICY6 : POLICY4;
}

/** Zeroes are no gateway to IPv4, unless another stood before them: it is asked for then, and is overwritten. */
function gatewayOf(
  { gateway, unknown }: Pick<Decoded<typeof routeMessage>, "gateway" | "unknown">,
  family: number,
): string | undefined {
  const text = readOptional(gateway, family);
  const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);
  const others = unknown?.filter(({ type }) => type === routeAttrs.entries.gateway[0]) ?? [];
  return text === "0.0.0.0" && others.every(({ payload }) => isZero(payload)) ? undefined : text;
}

function read(message: Message, family: number, shortHeader: string): RouteRequest {
  const policy = routePolicyOf(family);
  const request = readRequest(message, routeMessage, { policy, shortHeader });
  const { dst } = request;
  return {
    ...request,
    rawDst: typeof dst === "string" ? bytesOf(dst) : dst,
    dst: readOptional(dst, family),
    gateway: gatewayOf(request, family),
    prefsrc: readOptional(request.prefsrc, family),
    kind: typeNumber(request.rtmType),
    tableNumber: request.table ?? request.rtmTable,
  };
}

/** Checks what a request to make an IPv4 route and one to delete it have in common. @throws A refusal. */
export function readRoute4(message: Message): RouteRequest {
  const request = read(message, inet, "");
  const { dst = "0.0.0.0", rtmDstLen: length } = request;
  if ((request.rtmTos & ECN_MASK) !== 0) {
    throw refusal("EINVAL", "Invalid dsfield (tos): ECN bits must be 0");
  }
  if (request.kind > RTN_MAX) throw refusal("EINVAL", "Invalid route type");
  if (length > 32) throw refusal("EINVAL", "Invalid prefix length");
  if (prefixOf(dst, length) !== dst) {
    throw refusal("EINVAL", "Invalid prefix for given prefix length");
  }
  if (request.nhId !== undefined) checkNexthopId(request);
  return request;
}

/** As {@link readRoute4}, for IPv6; of the destination only the bytes of its prefix are kept. @throws A refusal. */
export function readRoute6(message: Message): RouteRequest {
  const request = read(message, inet6, "Invalid header length");
  if (request.rtmTos !== 0) {
    throw refusal("EINVAL", "Invalid dsfield (tos): option not available for IPv6");
  }
  const size = (request.rtmDstLen + 7) >> 3;
  const { rawDst } = request;
  if (rawDst !== undefined && rawDst.length < size) throw refusal("EINVAL");
  const { src, rtmSrcLen } = request;
  if (src !== undefined && rawLength(src) < (rtmSrcLen + 7) >> 3) throw refusal("EINVAL");
  if (request.nhId !== undefined) checkNexthopId(request);
  const dst = new Uint8Array(16);
  dst.set(rawDst?.subarray(0, Math.min(size, 16)) ?? []);
  return { ...request, dst: textOf(dst) };
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
    gateway: gatewayOf(way, family),
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
  if (gateway === undefined) {
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
    if (addressType4(network, gateway) !== RTN.values.unicast) {
      throw refusal("EINVAL", "Nexthop has invalid gateway");
    }
    return { oif, gateway, flags, weight };
  }
  // What leads to the gateway has to be nearer than the route itself.
  const wanted = Math.max(scope + 1, LINK);
  const found = lookUp(network, { family: inet, dst: gateway, oif, scope: wanted });
  const { unicast, local } = RTN.values;
  if (found === undefined) throw refusal("ENETUNREACH", "Nexthop has invalid gateway");
  if (found.type !== unicast && found.type !== local) {
    throw refusal(FAILURES.get(found.type) ?? "EINVAL", "Nexthop has invalid gateway");
  }
  const egress = oif || (found.nexthops[0]?.oif ?? 0);
  if (network.device(egress)?.up === false) throw refusal("ENETDOWN");
  return { oif: egress, gateway, flags, weight };
}

/** Smallest scope of a route of a type (`fib_props`). */
function leastScope(type: number): number {
  const { local, nat, broadcast, anycast, unspec, xresolve } = RTN.values;
  if (type === local || type === nat) return HOST;
  if (type === unspec || type === xresolve) return RT_SCOPE.values.nowhere;
  return type === broadcast || type === anycast ? LINK : 0;
}

function nexthops4(network: Network, request: RouteRequest): Nexthop[] {
  const { rtmScope: scope, kind } = request;
  const ways = waysOf(request, inet);
  if (REJECTED4.includes(kind)) {
    if (request.oif || request.gateway !== undefined || request.multipath !== undefined) {
      const sentence = "Gateway, device and multipath can not be specified for this route type";
      throw refusal("EINVAL", sentence);
    }
    return [];
  }
  if (kind === RTN.values.unspec) throw refusal("EINVAL", "Invalid route type");
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
  const { dst = "0.0.0.0", kind, prefsrc } = request;
  // It is there from now on, whatever becomes of the route.
  network.routes4.create(request.tableNumber || RT_TABLE.values.main);
  if (leastScope(kind) > request.rtmScope) throw refusal("EINVAL", "Invalid scope");
  if ((request.rtmFlags & (DEAD | LINKDOWN)) !== 0) {
    throw refusal("EINVAL", "Invalid rtm_flags - can not contain DEAD or LINKDOWN");
  }
  const nexthops = nexthops4(network, request);
  const isChecked = prefsrc !== undefined && prefsrc !== "0.0.0.0" && !REJECTED4.includes(kind);
  if (isChecked && !isOwn4(network, prefsrc)) {
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

/**
 * Whether an address is one of the namespace's own (`ipv6_chk_addr`).
 *
 * @param device - Where a link-local one has to be.
 */
function isOwn6(
  network: Network,
  address: string,
  device: Device | undefined,
  banned: number,
): boolean {
  const near = isLinkLocal(address) || address === "::1";
  const devices = near && device !== undefined ? [device] : network.devices;
  return devices.some(({ addresses6 }) =>
    addresses6.some(({ local, flags }) => local === address && (flags & banned) === 0),
  );
}

/** What a way of an IPv6 route is checked with. */
interface Context6 {
  readonly network: Network;
  readonly table: number;
  /** Whether the route leads nowhere by its type. */
  readonly rejects: boolean;
}

/** The device by which a gateway is reached (`ip6_route_check_nh`). @throws A refusal. */
function egressOf({ network, table }: Context6, dst: string, oif: number): number {
  const isDirect = (route: Route | undefined): route is Route =>
    route !== undefined &&
    !REJECTED.includes(route.type) &&
    !isLoopbackReject(network, route) &&
    route.nexthops[0]?.gateway === undefined;
  const asked = { family: inet6, dst, oif };
  let found = lookUp(network, { ...asked, tables: [table] });
  if (!isDirect(found)) found = lookUp(network, asked);
  if (!isDirect(found)) throw refusal("EHOSTUNREACH");
  return found.nexthops[0]?.oif ?? 0;
}

/** Whether a route over the loopback leads nowhere for that (`fib6_is_reject`). */
function isLoopbackReject(
  network: Network,
  { type, dst, nexthops }: Pick<Route, "type" | "dst" | "nexthops">,
): boolean {
  if (type === RTN.values.local || dst === "::1") return false;
  return network.device(nexthops[0]?.oif)?.loopback === true;
}

/** The device of a gateway, the gateway checked (`ip6_validate_gw`). @throws A refusal. */
function checkGateway6(context: Context6, { gateway = "::", oif, flags }: Way): number {
  const { network } = context;
  const own = "Gateway can not be a local address";
  const asked = network.device(oif);
  // Only of a link-local address it matters which device has it.
  const isOwn = (device: Device): boolean =>
    isOwn6(network, gateway, isLinkLocal(gateway) ? device : undefined, 0);
  if (asked !== undefined && isOwn(asked)) throw refusal("EINVAL", own);
  let egress = oif;
  if (!isLinkLocal(gateway)) {
    if (gateway === "::" || bytesOf(gateway)[0] === 0xff) {
      throw refusal("EINVAL", "Invalid gateway address");
    }
    if ((flags & ONLINK) === 0) egress = egressOf(context, gateway, oif);
  }
  const device = network.device(egress);
  if (device === undefined) throw refusal("EINVAL", "Egress device not specified");
  if (device.loopback) {
    throw refusal("EINVAL", "Egress device can not be loopback device for this route");
  }
  if (asked === undefined && isOwn(device)) throw refusal("EINVAL", own);
  return egress;
}

/** A way of an IPv6 route (`fib6_nh_init`). @throws A refusal. */
function checkWay6(context: Context6, way: Way): Nexthop {
  const { network, rejects } = context;
  const { gateway, flags, weight } = way;
  const asked = network.device(way.oif);
  if (way.oif !== 0 && asked === undefined) throw refusal("ENODEV");
  if ((flags & ONLINK) !== 0) {
    if (asked === undefined) throw refusal("ENODEV", "Nexthop device required for onlink");
    if (!asked.up) throw refusal("ENETDOWN", "Nexthop device is not up");
  }
  if (rejects) {
    const oif = network.devices.find((device) => device.loopback)?.index ?? 1;
    return { oif, gateway: undefined, flags: 0, weight: 0 };
  }
  const oif = gateway === undefined ? way.oif : checkGateway6(context, way);
  const device = network.device(oif);
  if (device === undefined) throw refusal("ENODEV");
  if (!device.up) throw refusal("ENETDOWN", "Nexthop device is not up");
  return { oif, gateway, flags, weight };
}

/** An IPv6 route as a request wants it; bits of its destination beyond the prefix are cut. @throws A refusal. */
export function route6Of(network: Network, request: RouteRequest): Route {
  const { rtmDstLen: length, kind, prefsrc, expires } = request;
  if ((request.rtmFlags & RTM_F_CLONED) !== 0) {
    throw refusal("EINVAL", "Userspace can not set RTF_CACHE");
  }
  if (kind > RTN_MAX) throw refusal("EINVAL", "Invalid route type");
  if (length > 128) throw refusal("EINVAL", "Invalid prefix length");
  const key = mask(bytesOf(request.dst ?? "::"), length);
  const { table, protocol, ...rest } = common(request, inet6);
  network.routes6.create(table);
  const type = kind || RTN.values.unicast;
  const dst = textOf(key);
  const context = { network, table, rejects: REJECTED.includes(kind) };
  const nexthops = waysOf(request, inet6).map((way) => checkWay6(context, way));
  const device = network.device(nexthops[0]?.oif);
  const hasSource = prefsrc !== undefined && prefsrc !== "::";
  if (hasSource && !isOwn6(network, prefsrc, device, TENTATIVE)) {
    throw refusal("EINVAL", "Invalid source address");
  }
  return {
    ...rest,
    table,
    type,
    protocol: protocol || RT_PROTOCOL.values.boot,
    dst,
    key,
    tos: 0,
    scope: 0,
    priority: request.priority || PRIORITY_USER,
    prefsrc: hasSource ? prefsrc : undefined,
    nexthops,
    pref: request.pref ?? 0,
    sourceLength: request.rtmSrcLen,
    expires: expires === undefined ? undefined : network.now + expires * 100,
  };
}
