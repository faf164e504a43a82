/**
 * Look-ups: which way the kernel would send a packet.
 *
 * @module
 * @see net/ipv4/route.c `inet_rtm_getroute`, `ip_route_output_key_hash_rcu`, `rt_fill_info`; net/ipv6/route.c
 *   `inet6_rtm_getroute`
 */
import type { ErrnoName } from "../../errors/index.ts";
import { AF } from "../../uapi/index.ts";
import {
  RT_TABLE,
  RTM_F_CLONED,
  RTM_F_FIB_MATCH,
  RTM_F_LOOKUP_TABLE,
  RTM_F_NOTIFY,
  RTN,
  routeMessage,
  rtRoute,
} from "../../uapi/route/index.ts";
import { refusal } from "../failure.ts";
import type { Message } from "../message.ts";
import { bytesOf, isMulticast4, readOptional } from "./address.ts";
import { isOwn4 } from "./address4.ts";
import type { Device } from "./device.ts";
import type { Network } from "./network.ts";
import { checkOnly, isStrict, readRequest } from "./request.ts";
import { routeValue, shownTable } from "./route-change.ts";
import { lookUp } from "./route-lookup.ts";
import { routePolicyOf } from "./route-request.ts";
import type { Route } from "./route-table.ts";

const { inet, inet6 } = AF.values;
const NEWROUTE = rtRoute.operations.RTM_NEWROUTE.type;
/** `RTCF_*`: what the kernel says of a path besides `RTM_F_CLONED`. */
const RTCF_BROADCAST = 0x1000_0000;
const RTCF_MULTICAST = 0x2000_0000;
const RTCF_LOCAL = 0x8000_0000;
const TYPES = RTN.values;
const ALL_ONES = "255.255.255.255";
const ATTRIBUTES = ["iif", "oif", "src", "dst", "ipProto", "sport", "dport", "mark", "uid"];
const HEADER = [
  "rtmFamily",
  "rtmDstLen",
  "rtmSrcLen",
  "rtmTos",
  "rtmTable",
  "rtmProtocol",
  "rtmScope",
  "rtmType",
  "rtmFlags",
  "unknown",
];

/** What a look-up of a route that leads nowhere ends with (`fib_props`). */
const FAILURES: ReadonlyMap<number, ErrnoName> = new Map([
  [TYPES.blackhole, "EINVAL"],
  [TYPES.unreachable, "EHOSTUNREACH"],
  [TYPES.prohibit, "EACCES"],
  [TYPES.throw, "ENETUNREACH"],
]);

/** A look-up as it is asked for. */
interface Asked {
  readonly dst: string | undefined;
  readonly src: string | undefined;
  readonly oif: number;
  readonly iif: number;
  readonly tos: number;
  readonly flags: number;
  readonly uid: number;
}

/** @throws A refusal. */
function read(message: Message, family: number): Asked {
  const strict = isStrict(message);
  const word = family === inet ? "ipv4" : "ipv6";
  const what = family === inet ? "route get request" : "get route request";
  const request = readRequest(message, routeMessage, {
    policy: routePolicyOf(family),
    strict,
    shortHeader: `${word}: Invalid header for ${what}`,
  });
  const { rtmDstLen, rtmSrcLen, rtmFlags, rtmTable, rtmProtocol, rtmScope, rtmType } = request;
  if (strict) {
    const bits = family === inet ? 32 : 128;
    const isWhole = (length: number): boolean => length === 0 || length === bits;
    const isClean = rtmTable === 0 && rtmProtocol === 0 && rtmScope === 0;
    if (!isWhole(rtmDstLen) || !isWhole(rtmSrcLen) || !isClean || rtmType !== "unspec") {
      throw refusal("EINVAL", `${word}: Invalid values in header for ${what}`);
    }
    if ((rtmFlags & ~(RTM_F_NOTIFY | RTM_F_LOOKUP_TABLE | RTM_F_FIB_MATCH)) !== 0) {
      throw refusal(
        "EINVAL",
        family === inet
          ? `ipv4: Unsupported rtm_flags for ${what}`
          : `ipv6: Invalid flags for ${what}`,
      );
    }
    for (const [name, length] of [
      ["dst", rtmDstLen],
      ["src", rtmSrcLen],
    ] as const) {
      if (request[name] === undefined || length !== 0) continue;
      const which = family === inet ? "32 for IPv4" : "128 for IPv6";
      throw refusal("EINVAL", `${word}: rtm_src_len and rtm_dst_len must be ${which}`);
    }
    const sentence = `${word}: Unsupported attribute in ${what}`;
    checkOnly(request, HEADER, ATTRIBUTES, sentence);
  }
  const { oif = 0, iif = 0, rtmTos: tos, uid = 0 } = request;
  return {
    dst: readOptional(request.dst, family),
    src: readOptional(request.src, family),
    oif,
    iif,
    tos,
    flags: rtmFlags,
    uid,
  };
}

/** A path, as the answer tells it. */
interface Path4 {
  readonly type: number;
  readonly oif: number;
  readonly gateway: string | undefined;
  readonly source: string | undefined;
  readonly route: Route | undefined;
}

/** The address that is preferred on a device (`inet_select_addr`). */
function sourceOn(device: Device | undefined): string | undefined {
  return device?.addresses4[0]?.local;
}

/** @throws A refusal where it leads nowhere. */
function checkType(route: Route): void {
  const failure = FAILURES.get(route.type);
  if (failure !== undefined) throw refusal(failure);
}

function loopbackOf(network: Network): number {
  return network.devices.find(({ loopback }) => loopback)?.index ?? 1;
}

/** The way out (`ip_route_output_key_hash_rcu`). @throws A refusal. */
function output4(network: Network, { dst, src, oif }: Asked): Path4 {
  const device = network.device(oif);
  if (src !== undefined && !isOwn4(network, src)) throw refusal("ENETUNREACH");
  if (oif !== 0 && device === undefined) throw refusal("ENODEV");
  if (oif !== 0 && device?.up !== true) throw refusal("ENETUNREACH");
  const lo = loopbackOf(network);
  if (dst === undefined || dst === "0.0.0.0") {
    const source = src ?? "127.0.0.1";
    return { type: TYPES.local, oif: lo, gateway: undefined, source, route: undefined };
  }
  const route = lookUp(network, { family: inet, dst, oif });
  if (route === undefined) {
    if (oif === 0) throw refusal("ENETUNREACH");
    // Where the device is told, what no route leads to is taken to be on its link.
    const source = sourceOn(device);
    return { type: kindOf(dst), oif, gateway: undefined, source, route };
  }
  checkType(route);
  const [first] = route.nexthops;
  const way = route.nexthops.find((one) => oif === 0 || one.oif === oif) ?? first;
  const source = route.prefsrc ?? sourceOn(network.device(way?.oif));
  if (route.type === TYPES.local) {
    return { type: TYPES.local, oif: lo, gateway: undefined, source, route };
  }
  const type = route.type === TYPES.broadcast ? TYPES.broadcast : kindOf(dst);
  const gateway = type === TYPES.unicast ? way?.gateway : undefined;
  return { type, oif: way?.oif ?? 0, gateway, source, route };
}

function kindOf(dst: string): number {
  if (dst === ALL_ONES) return TYPES.broadcast;
  return isMulticast4(dst) ? TYPES.multicast : TYPES.unicast;
}

/** The way of a packet that has come in: to this host, for nothing is forwarded. @throws A refusal. */
function input4(network: Network, { dst = "0.0.0.0", iif }: Asked): Path4 {
  if (network.device(iif) === undefined) throw refusal("ENODEV");
  const route = lookUp(network, { family: inet, dst });
  if (route?.type !== TYPES.local) throw refusal("EHOSTUNREACH");
  const oif = loopbackOf(network);
  return { type: TYPES.local, oif, gateway: undefined, source: undefined, route };
}

const EXTRA_FLAGS: ReadonlyMap<number, number> = new Map([
  [TYPES.local, RTCF_LOCAL],
  [TYPES.broadcast, RTCF_LOCAL + RTCF_BROADCAST],
  [TYPES.multicast, RTCF_LOCAL + RTCF_MULTICAST],
]);
const NO_EXPIRY = { rtaClntref: 0, rtaLastuse: 0, rtaExpires: 0, rtaError: 0 };
const NO_CACHE = { ...NO_EXPIRY, rtaUsed: 0, rtaId: 0, rtaTs: 0, rtaTsage: 0 };

/** `RTM_GETROUTE` for IPv4. @throws A refusal. */
export function getRoute4(message: Message, network: Network): void {
  const asked = read(message, inet);
  const path = asked.iif === 0 ? output4(network, asked) : input4(network, asked);
  const { route, type, oif, gateway, source } = path;
  if ((asked.flags & RTM_F_FIB_MATCH) !== 0) {
    if (route === undefined) throw refusal("EHOSTUNREACH");
    return network.answer(message, NEWROUTE, routeMessage, routeValue(network, route));
  }
  const { main } = RT_TABLE.values;
  const table = (asked.flags & RTM_F_LOOKUP_TABLE) === 0 ? main : (route?.table ?? main);
  network.answer(message, NEWROUTE, routeMessage, {
    rtmFamily: inet,
    rtmDstLen: 32,
    rtmSrcLen: 0,
    rtmTos: asked.tos,
    rtmTable: shownTable(table),
    rtmProtocol: 0,
    rtmScope: 0,
    rtmType: type,
    rtmFlags: RTM_F_CLONED + (EXTRA_FLAGS.get(type) ?? 0),
    table,
    dst: asked.dst ?? "0.0.0.0",
    ...(asked.src !== undefined && { src: asked.src }),
    oif,
    ...(asked.src === undefined && source !== undefined && { prefsrc: source }),
    ...(gateway !== undefined && { gateway }),
    ...(asked.iif === 0 ? { uid: asked.uid } : { iif: asked.iif }),
    cacheinfo: NO_CACHE,
  });
}

/** The address that a packet to `dst` would be sent from: of the same scope, from its device if that has one. */
function source6(network: Network, dst: string, oif: number): string | undefined {
  const [first = 0, second = 0] = bytesOf(dst);
  const isNear = (first === 0xfe && (second & 0xc0) === 0x80) || first === 0xff;
  const own = network.device(oif)?.addresses6 ?? [];
  const others = network.devices.flatMap(({ addresses6 }) => addresses6);
  const usable = (wanted: number) => (one: (typeof own)[number]) =>
    one.scope === wanted && one.hasRoute;
  if (isNear) return own.find(usable(253))?.local;
  const found = own.find(usable(0)) ?? others.find(usable(0)) ?? own.find(usable(253));
  return found?.local;
}

/** `RTM_GETROUTE` for IPv6. @throws A refusal. */
export function getRoute6(message: Message, network: Network): void {
  const { dst = "::", oif, src, flags } = read(message, inet6);
  const route = lookUp(network, { family: inet6, dst, oif });
  if (route === undefined) throw refusal("ENETUNREACH");
  checkType(route);
  if ((flags & RTM_F_FIB_MATCH) !== 0) {
    return network.answer(message, NEWROUTE, routeMessage, routeValue(network, route));
  }
  const isLocal = route.type === TYPES.local;
  const way = route.nexthops.find((one) => oif === 0 || one.oif === oif) ?? route.nexthops[0];
  const leaving = isLocal ? loopbackOf(network) : (way?.oif ?? 0);
  const prefsrc = isLocal ? dst : (route.prefsrc ?? source6(network, dst, leaving));
  const gateway = way?.gateway;
  network.answer(message, NEWROUTE, routeMessage, {
    rtmFamily: inet6,
    rtmDstLen: 128,
    rtmSrcLen: 0,
    rtmTos: 0,
    rtmTable: shownTable(route.table),
    rtmProtocol: route.protocol,
    rtmScope: 0,
    rtmType: route.type,
    rtmFlags: 0,
    table: route.table,
    dst,
    src: src ?? "::",
    ...(src === undefined && prefsrc !== undefined && { prefsrc }),
    ...(route.metrics !== undefined && { metrics: route.metrics }),
    priority: route.priority,
    ...(gateway !== undefined && { gateway }),
    oif: leaving,
    cacheinfo: NO_CACHE,
    pref: route.pref,
  });
}
