/**
 * Routes that come and go: what is told of them, and what goes with a device or an address.
 *
 * @module
 * @see net/ipv4/fib_semantics.c `fib_dump_info`, `fib_sync_down_dev`; net/ipv6/route.c `rt6_fill_node`
 */
import { AF } from "../../uapi/index.ts";
import { RT_SCOPE, RTM_F, RTN, RTNLGRP, routeMessage, rtRoute } from "../../uapi/route/index.ts";
import { NLM_F_CREATE, NLM_F_EXCL } from "../../wire/index.ts";
import type { Device } from "./device.ts";
import type { Network, Told } from "./network.ts";
import type { Nexthop, Route, RouteTables } from "./route-table.ts";

const RTM_NEWROUTE = rtRoute.operations.RTM_NEWROUTE.type;
const RTM_DELROUTE = rtRoute.operations.RTM_DELROUTE.type;
/** A route that nothing like it was there before. */
export const NEW_ROUTE: number = NLM_F_CREATE | NLM_F_EXCL;
const NO_CACHE = {
  rtaClntref: 0,
  rtaLastuse: 0,
  rtaExpires: 0,
  rtaError: 0,
  rtaUsed: 0,
  rtaId: 0,
  rtaTs: 0,
  rtaTsage: 0,
};

/** The tables that a route is in. */
export function tablesOf(network: Network, family: number): RouteTables {
  return family === AF.values.inet ? network.routes4 : network.routes6;
}

/** `rtm_table` of a table's number. */
export function shownTable(table: number): number {
  // `RT_TABLE_COMPAT` stands for what one byte cannot tell.
  return table < 256 ? table : 252;
}

/** A route to the host itself: it does not go with the carrier. */
function isLocal(route: Route): boolean {
  return route.family === AF.values.inet
    ? route.scope >= RT_SCOPE.values.host
    : route.type === RTN.values.local;
}

function shownNexthopFlags(network: Network, route: Route, nexthop: Nexthop): number {
  const down = network.device(nexthop.oif)?.linkDown === true && !isLocal(route);
  return nexthop.flags | (down ? RTM_F.masks.linkdown : 0);
}

/** A route as a message tells it. */
export function routeValue(network: Network, route: Route): object {
  const { nexthops, family, prefsrc, metrics, priority } = route;
  const [first] = nexthops;
  const several = nexthops.length > 1;
  const is6 = family === AF.values.inet6;
  const flags = several || first === undefined ? 0 : shownNexthopFlags(network, route, first);
  const oneWay = !several && first !== undefined;
  return {
    rtmFamily: family,
    rtmDstLen: route.length,
    rtmSrcLen: route.sourceLength,
    rtmTos: route.tos,
    rtmTable: shownTable(route.table),
    rtmProtocol: route.protocol,
    rtmScope: route.scope,
    rtmType: route.type,
    rtmFlags: flags,
    table: route.table,
    ...(route.length > 0 && { dst: route.dst }),
    ...(route.sourceLength > 0 && { src: "::" }),
    ...(is6 && prefsrc !== undefined && { prefsrc }),
    ...(is6 && metrics !== undefined && { metrics }),
    ...((is6 || priority !== 0) && { priority }),
    ...(!is6 && metrics !== undefined && { metrics }),
    ...(!is6 && prefsrc !== undefined && { prefsrc }),
    ...(several && {
      multipath: nexthops.map((nexthop) => ({
        rtnhFlags: shownNexthopFlags(network, route, nexthop),
        rtnhHops: nexthop.weight,
        rtnhIfindex: nexthop.oif,
        ...(nexthop.gateway !== undefined && { gateway: nexthop.gateway }),
      })),
    }),
    ...(oneWay && first.gateway !== undefined && { gateway: first.gateway }),
    ...(oneWay && first.oif !== 0 && { oif: first.oif }),
    ...(is6 && { cacheinfo: cacheOf(network, route), pref: route.pref }),
  };
}

function cacheOf(network: Network, { expires }: Route): object {
  if (expires === undefined) return NO_CACHE;
  return { ...NO_CACHE, rtaExpires: Math.max(0, expires - network.now) };
}

/** Tells of a route. */
export function tellRoute(network: Network, type: "new" | "del", route: Route, told?: Told): void {
  const number = type === "new" ? RTM_NEWROUTE : RTM_DELROUTE;
  const { RTNLGRP_IPV4_ROUTE, RTNLGRP_IPV6_ROUTE } = RTNLGRP.values;
  const group = route.family === AF.values.inet ? RTNLGRP_IPV4_ROUTE : RTNLGRP_IPV6_ROUTE;
  network.tell(group, number, routeMessage, () => routeValue(network, route), told);
}

/** Takes a route out and tells of it. */
export function deleteRoute(network: Network, route: Route, told?: Told): void {
  tablesOf(network, route.family).remove(route);
  tellRoute(network, "del", route, told);
}

function sameNexthops(left: Route, right: Route): boolean {
  return (
    left.nexthops.length === right.nexthops.length &&
    left.nexthops.every((nexthop, at) => {
      const other = right.nexthops[at];
      return nexthop.oif === other?.oif && nexthop.gateway === other.gateway;
    })
  );
}

/** Whether two routes of one place are one and the same. */
export function isSame(left: Route, right: Route): boolean {
  return (
    left.type === right.type &&
    left.scope === right.scope &&
    left.protocol === right.protocol &&
    left.prefsrc === right.prefsrc &&
    sameNexthops(left, right)
  );
}

/** Whether two routes have one place: prefix, type of service and metric. */
export function isAlike(left: Route, right: Route): boolean {
  return (
    left.length === right.length &&
    left.dst === right.dst &&
    left.tos === right.tos &&
    left.priority === right.priority
  );
}

/** Puts a route of the kernel's own in, unless it is there. */
export function addKernelRoute(network: Network, route: Route): void {
  const tables = tablesOf(network, route.family);
  const there = tables
    .in(route.table)
    .some((other) => isAlike(other, route) && isSame(other, route));
  if (there) return;
  tables.insert(route, true);
  tellRoute(network, "new", route, { flags: NEW_ROUTE });
}

/** Takes a route of the kernel's own out, if it is there. */
export function deleteKernelRoute(network: Network, route: Route): void {
  const found = tablesOf(network, route.family)
    .in(route.table)
    .find((other) => isAlike(other, route) && isSame(other, route));
  if (found !== undefined) deleteRoute(network, found);
}

/**
 * IPv4 routes that a device takes with it, without a word.
 *
 * @param all - Those to the host itself too: the device is being deleted.
 */
export function dropRoutes4(network: Network, device: Device, all: boolean): void {
  for (const route of [...network.routes4]) {
    if (!all && route.scope >= RT_SCOPE.values.host) continue;
    const left = route.nexthops.filter(({ oif }) => oif !== device.index);
    if (left.length === route.nexthops.length) continue;
    // A way that is dead leaves the others; the kernel keeps it, marked, until the last has gone.
    if (left.length === 0) network.routes4.remove(route);
    else route.nexthops = left;
  }
}

/** IPv6 routes that a device takes with it, each told of. */
export function dropRoutes6(network: Network, device: Device): void {
  for (const route of [...network.routes6]) {
    const left = route.nexthops.filter(({ oif }) => oif !== device.index);
    if (left.length === route.nexthops.length) continue;
    if (left.length === 0) deleteRoute(network, route);
    else route.nexthops = left;
  }
}
