/**
 * What a message makes of the objects that share a key: most stand alone, routes to one destination do not.
 *
 * @module
 */
import { NLM_F_APPEND, NLM_F_EXCL, NLM_F_REPLACE } from "../../wire/index.ts";
import { sameValue } from "./changes.ts";
import type { NextHop, Route } from "./route.ts";

/** A message about an object. */
export interface Step<Object> {
  readonly set: boolean;
  readonly object: Object;
  /** `NLM_F_*` of the notification. */
  readonly flags: number;
}

/** What a group of objects is after a message; undefined where the message does not tell. */
export type GroupRule<Object> = (
  group: readonly Object[],
  step: Step<Object>,
) => readonly Object[] | undefined;

const NOTHING: readonly never[] = Object.freeze([]);

/** One object a key: the last message counts. */
export function alone<Object>(
  _group: readonly Object[],
  { set, object }: Step<Object>,
): readonly Object[] {
  return set ? [object] : NOTHING;
}

/**
 * Objects of which the kernel takes two that are alike: a message of one that is there already may be of a second.
 */
export function alike<Object>(
  group: readonly Object[],
  { set, object }: Step<Object>,
): readonly Object[] | undefined {
  const at = group.findIndex((other) => sameValue(other, object));
  if (set) return at < 0 ? [...group, object] : undefined;
  return at < 0 ? group : group.toSpliced(at, 1);
}

/** Flags of a next hop that come and go with its link, or that a driver sets. */
const PASSING: ReadonlySet<string> = new Set([
  "dead",
  "linkdown",
  "offload",
  "trap",
  "unresolved",
  "rtm-offload",
  "rtm-trap",
  "rtm-offload-failed",
]);

function sameFlags(a: readonly string[], b: readonly string[]): boolean {
  return sameValue(
    a.filter((name) => !PASSING.has(name)),
    b.filter((name) => !PASSING.has(name)),
  );
}

type Hop = Pick<NextHop, "via" | "oif" | "encap" | "newDst">;

function hopsOf(route: Route): readonly Hop[] {
  return route.nexthops ?? [route];
}

function sameHop(a: Hop, b: Hop): boolean {
  return (
    a.oif === b.oif &&
    a.via === b.via &&
    a.newDst === b.newDst &&
    (a.encap === b.encap || sameValue(a.encap, b.encap))
  );
}

function sameHops4(a: Route, b: Route): boolean {
  const left = a.nexthops;
  const right = b.nexthops;
  if (left === undefined || right === undefined) {
    return left === right && sameHop(a, b) && sameFlags(a.flags, b.flags);
  }
  return (
    left.length === right.length &&
    left.every((hop, at) => {
      const other = right[at] as NextHop;
      return (
        sameHop(hop, other) &&
        hop.weight === other.weight &&
        hop.flow === other.flow &&
        sameFlags(hop.flags, other.flags)
      );
    })
  );
}

/**
 * Whether the kernel takes two IPv4 routes of one key for the same: it compares all that they say (`fib_find_info`,
 * net/ipv4/fib_semantics.c), but for what comes and goes with a link. Hops of a nexthop object are that object's.
 */
export function isSameIpv4(a: Route, b: Route): boolean {
  return (
    a.type === b.type &&
    a.protocol === b.protocol &&
    a.prefsrc === b.prefsrc &&
    a.nexthopId === b.nexthopId &&
    a.flow === b.flow &&
    sameValue(a.metrics, b.metrics) &&
    (a.nexthopId !== undefined || (a.scope === b.scope && sameHops4(a, b)))
  );
}

/**
 * IPv4 routes of one table, destination, tos and metric: a list, of which the first is used, and which
 * `NLM_F_APPEND` adds to the end of, `NLM_F_REPLACE` replaces the first of, and any other adds to the front of.
 * `NLM_F_EXCL` in a notification says that there was none before (`fib_table_insert`, net/ipv4/fib_trie.c).
 */
export function ipv4Routes(
  group: readonly Route[],
  { set, object, flags }: Step<Route>,
): readonly Route[] {
  const at = group.findIndex((route) => isSameIpv4(route, object));
  if (!set) return at < 0 ? group : group.toSpliced(at, 1);
  if (at >= 0) return group.with(at, object);
  if (group.length === 0 || (flags & NLM_F_EXCL) !== 0) return [object];
  if ((flags & NLM_F_REPLACE) !== 0) return group.with(0, object);
  return (flags & NLM_F_APPEND) !== 0 ? [...group, object] : [object, ...group];
}

/** Whether two IPv6 routes of one key have a way out in common: the kernel keeps each once a key. */
export function isSameIpv6(a: Route, b: Route): boolean {
  if (a.nexthopId !== undefined || b.nexthopId !== undefined) return a.nexthopId === b.nexthopId;
  const others = hopsOf(b);
  return hopsOf(a).some((hop) => others.some((other) => sameHop(hop, other)));
}

/**
 * A route that has grown, with its ways in the order of a dump: the message begins with the way that is new,
 * a dump with the oldest (`rt6_fill_node`, net/ipv6/route.c).
 */
function inOldOrder(route: Route, before: Route): Route {
  const { nexthops } = route;
  if (nexthops === undefined) return route;
  const old = hopsOf(before);
  const rankOf = (hop: NextHop): number => {
    const at = old.findIndex((other) => sameHop(hop, other));
    return at < 0 ? old.length : at;
  };
  return { ...route, nexthops: nexthops.toSorted((a, b) => rankOf(a) - rankOf(b)) };
}

/**
 * IPv6 routes of one table, destination, source and metric. Ways by a gateway are one multipath route, told of
 * as a whole when it grows, and by the one way that it lost when it shrinks (`fib6_del_route`,
 * net/ipv6/ip6_fib.c): what is left then has to be read. Ways without a gateway stand apart, and which of
 * several a replacement takes depends on the order in which they came.
 */
export function ipv6Routes(
  group: readonly Route[],
  { set, object, flags }: Step<Route>,
): readonly Route[] | undefined {
  const touched = group.filter((route) => isSameIpv6(route, object));
  if (set) {
    if ((flags & NLM_F_REPLACE) !== 0 && group.length > 1) return undefined;
    if ((flags & NLM_F_REPLACE) !== 0) return [object];
    if (touched.length === 0) return [...group, object];
    const [first] = touched as [Route];
    return group
      .filter((route) => route === first || !touched.includes(route))
      .map((route) => (route === first ? inOldOrder(object, first) : route));
  }
  const gone = hopsOf(object);
  const shrunk = touched.some(
    (route) =>
      route.nexthopId === undefined &&
      hopsOf(route).some((hop) => !gone.some((other) => sameHop(hop, other))),
  );
  return shrunk ? undefined : group.filter((route) => !touched.includes(route));
}
