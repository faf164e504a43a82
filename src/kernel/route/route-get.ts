/**
 * Look-ups: which way the kernel would send a packet.
 *
 * @module
 * @see net/ipv4/route.c `inet_rtm_getroute`, `ip_route_output_key_hash_rcu`, `rt_fill_info`; net/ipv6/route.c
 *   `inet6_rtm_getroute`
 */
import { AF } from "../../uapi/index.ts";
import {
  IFA_F,
  RT_SCOPE,
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
import type { Address4 } from "./address.ts";
import { bytesOf, isMulticast4, rawLength, readOptional, sizeOf } from "./address.ts";
import { isOwn4, isSpecial4 } from "./address4.ts";
import type { Device } from "./device.ts";
import type { Network } from "./network.ts";
import { checkOnly, isStrict, readRequest } from "./request.ts";
import { routeValue, shownTable } from "./route-change.ts";
import { lookUp } from "./route-lookup.ts";
import { FAILURES, routePolicyOf } from "./route-request.ts";
import type { Route } from "./route-table.ts";

const { inet, inet6 } = AF.values;
const NEWROUTE = rtRoute.operations.RTM_NEWROUTE.type;
/** `RTCF_*`: what the kernel says of a path besides `RTM_F_CLONED`. */
const RTCF_BROADCAST = 0x1000_0000;
const RTCF_MULTICAST = 0x2000_0000;
const RTCF_LOCAL = 0x8000_0000;
const TYPES = RTN.values;
const SECONDARY = IFA_F.masks.secondary;
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

/** What a family says of a request, and what it lets it have. */
const WORDS4 = {
  request: "ipv4: Invalid header for route get request",
  values: "ipv4: Invalid values in header for route get request",
  flags: "ipv4: Unsupported rtm_flags for route get request",
  lengths: "ipv4: rtm_src_len and rtm_dst_len must be 32 for IPv4",
  attribute: "ipv4: Unsupported attribute in route get request",
  bits: 32,
  known: RTM_F_NOTIFY | RTM_F_LOOKUP_TABLE | RTM_F_FIB_MATCH,
};
const WORDS6: typeof WORDS4 = {
  request: "ipv6: Invalid header for get route request",
  values: "ipv6: Invalid values in header for get route request",
  flags: "ipv6: Invalid flags for get route request",
  lengths: "ipv6: rtm_src_len and rtm_dst_len must be 128 for IPv6",
  attribute: "ipv6: Unsupported attribute in get route request",
  bits: 128,
  known: RTM_F_FIB_MATCH,
};

/** @throws A refusal. */
function read(message: Message, family: number): Asked {
  const strict = isStrict(message);
  const words = family === inet ? WORDS4 : WORDS6;
  const isWhole = (length: number): boolean => length === 0 || length === words.bits;
  const request = readRequest(message, routeMessage, {
    policy: routePolicyOf(family),
    strict,
    shortHeader: words.request,
    checkHeader(header) {
      if (!strict) return;
      const { rtmTable, rtmProtocol, rtmScope } = header;
      const isClean = rtmTable === 0 && rtmProtocol === 0 && rtmScope === 0;
      const areWhole = isWhole(header.rtmDstLen) && isWhole(header.rtmSrcLen);
      if (!areWhole || !isClean || header.rtmType !== "unspec") {
        throw refusal("EINVAL", words.values);
      }
      if ((header.rtmFlags & ~words.known) !== 0) throw refusal("EINVAL", words.flags);
    },
  });
  const { rtmDstLen, rtmSrcLen, rtmFlags } = request;
  if (strict) {
    const isLone = (value: unknown, length: number): boolean => value !== undefined && length === 0;
    if (isLone(request.dst, rtmDstLen) || isLone(request.src, rtmSrcLen)) {
      throw refusal("EINVAL", words.lengths);
    }
    checkOnly(request, HEADER, ATTRIBUTES, words.attribute);
  }
  for (const address of [request.src, request.dst]) {
    if (address !== undefined && rawLength(address) < sizeOf(family)) throw refusal("EINVAL");
  }
  const { oif = 0, iif = 0, rtmTos: tos, uid = 0 } = request;
  const src = readOptional(request.src, family);
  return {
    dst: readOptional(request.dst, family),
    src: src === "0.0.0.0" ? undefined : src,
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

/** The address that is preferred on a device, or else anywhere (`inet_select_addr`). */
function sourceOn(network: Network, device: Device | undefined): string | undefined {
  const { link: LINK } = RT_SCOPE.values;
  const isPrimary = ({ flags, scope }: Address4): boolean =>
    (flags & SECONDARY) === 0 && scope <= LINK;
  const own = device?.addresses4.find(isPrimary);
  if (own !== undefined) return own.local;
  const others = network.devices.flatMap(({ addresses4 }) => addresses4);
  return others.find((one) => isPrimary(one) && one.scope !== LINK)?.local;
}

/** No packet leaves the host with a source that is its own alone (`__mkroute_output`). @throws A refusal. */
function checkSource(device: Device | undefined, source: string | undefined): void {
  if (source?.startsWith("127.") === true && device?.loopback !== true) throw refusal("EINVAL");
}

/** @throws A refusal where it leads nowhere. */
function checkType(route: Route): void {
  const failure = FAILURES.get(route.type);
  if (failure !== undefined) throw refusal(failure);
}

function loopbackOf(network: Network): number {
  return network.devices.find(({ loopback }) => loopback)?.index ?? 1;
}

/** The link that a packet to all, or to all of a group, leaves by without any route. */
function directLink(
  network: Network,
  dst: string,
  src: string | undefined,
  device: Device | undefined,
): Device | undefined {
  if (device !== undefined) {
    return dst === ALL_ONES || dst.startsWith("224.0.0.") ? device : undefined;
  }
  if (src === undefined || kindOf(dst) === TYPES.unicast) return undefined;
  return network.devices.find(({ addresses4 }) => addresses4.some(({ local }) => local === src));
}

/** The way out (`ip_route_output_key_hash_rcu`). @throws A refusal. */
function output4(network: Network, { dst, src, oif }: Asked): Path4 {
  const device = network.device(oif);
  if (src !== undefined && isSpecial4(src)) throw refusal("EINVAL");
  if (src !== undefined && !isOwn4(network, src)) throw refusal("ENETUNREACH");
  if (oif !== 0 && device === undefined) throw refusal("ENODEV");
  if (oif !== 0 && device?.up !== true) throw refusal("ENETUNREACH");
  const lo = loopbackOf(network);
  if (dst === undefined || dst === "0.0.0.0") {
    const source = src ?? "127.0.0.1";
    return { type: TYPES.local, oif: lo, gateway: undefined, source, route: undefined };
  }
  const link = directLink(network, dst, src, device);
  if (link !== undefined) {
    const source = src ?? sourceOn(network, link);
    checkSource(link, source);
    return { type: kindOf(dst), oif: link.index, gateway: undefined, source, route: undefined };
  }
  const route = lookUp(network, { family: inet, dst, oif });
  if (route === undefined) {
    if (oif === 0) throw refusal("ENETUNREACH");
    // Where the device is told, what no route leads to is taken to be on its link.
    const source = src ?? sourceOn(network, device);
    checkSource(device, source);
    return { type: kindOf(dst), oif, gateway: undefined, source, route };
  }
  checkType(route);
  const [first] = route.nexthops;
  const way = route.nexthops.find((one) => oif === 0 || one.oif === oif) ?? first;
  const leaving = network.device(way?.oif);
  const source = src ?? route.prefsrc ?? sourceOn(network, leaving);
  if (route.type === TYPES.local) {
    return { type: TYPES.local, oif: lo, gateway: undefined, source, route };
  }
  checkSource(leaving, source);
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
