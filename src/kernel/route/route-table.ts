/**
 * Routing tables of one family: routes in the order in which they are listed, and the longest prefix.
 *
 * @module
 * @see net/ipv4/fib_trie.c, net/ipv6/ip6_fib.c
 */
import { AF } from "../../uapi/index.ts";
import { compareBytes, inPrefix } from "./address.ts";

/** One way of a route. */
export interface Nexthop {
  /** Index of the device; 0 where there is none. */
  readonly oif: number;
  readonly gateway: string | undefined;
  /** `RTNH_F_ONLINK`. */
  readonly flags: number;
  /** `rtnh_hops`: the weight less one. */
  readonly weight: number;
}

/** A route (`struct fib_info` and its alias, `struct fib6_info`). */
export interface Route {
  readonly family: number;
  /** Its prefix as text, and as bytes. */
  readonly dst: string;
  readonly key: Uint8Array;
  readonly length: number;
  readonly tos: number;
  readonly table: number;
  readonly protocol: number;
  readonly scope: number;
  /** `RTN_*`. */
  readonly type: number;
  readonly priority: number;
  prefsrc: string | undefined;
  readonly metrics: object | undefined;
  nexthops: readonly Nexthop[];
  /** `RTA_PREF`. */
  readonly pref: number;
  /** `rtm_src_len` of an IPv6 route. */
  readonly sourceLength: number;
  /** End of its life, in hundredths of a second since the kernel was made. */
  readonly expires: number | undefined;
}

/** Tables are listed by this much of their number (`FIB_TABLE_HASHSZ`). */
const TABLE_HASH = 256;

function order4(left: Route, right: Route): number {
  return (
    compareBytes(left.key, right.key) ||
    right.length - left.length ||
    right.tos - left.tos ||
    left.priority - right.priority
  );
}

/** A prefix comes after all that lie in it. */
function order6(left: Route, right: Route): number {
  if (left.length !== right.length) {
    const shorter = Math.min(left.length, right.length);
    if (inPrefix(left.key, right.key, shorter)) return right.length - left.length;
  }
  return compareBytes(left.key, right.key) || left.priority - right.priority;
}

/** The tables of one family in one namespace. */
export class RouteTables {
  readonly family: number;
  readonly #order: (left: Route, right: Route) => number;
  readonly #tables = new Map<number, Route[]>();

  constructor(family: number) {
    this.family = family;
    this.#order = family === AF.values.inet ? order4 : order6;
  }

  /** Whether there is a table of that number. */
  has(table: number): boolean {
    return this.#tables.has(table);
  }

  /** Makes a table, unless it is there; none is ever deleted. */
  create(table: number): Route[] {
    let routes = this.#tables.get(table);
    if (routes === undefined) {
      routes = [];
      this.#tables.set(table, routes);
    }
    return routes;
  }

  /** The routes of a table, in order. */
  in(table: number): readonly Route[] {
    return this.#tables.get(table) ?? [];
  }

  /** All routes, by table. */
  *[Symbol.iterator](): Generator<Route, void, void> {
    const numbers = [...this.#tables.keys()].sort(
      (left, right) => (left % TABLE_HASH) - (right % TABLE_HASH) || right - left,
    );
    for (const number of numbers) yield* this.#tables.get(number) ?? [];
  }

  /**
   * Puts a route in.
   *
   * @param last - After those that are equal in order; else before them.
   */
  insert(route: Route, last: boolean): void {
    const table = this.create(route.table);
    const at = table.findIndex((other) => {
      const order = this.#order(other, route);
      return last ? order > 0 : order >= 0;
    });
    table.splice(at === -1 ? table.length : at, 0, route);
  }

  /** Takes a route out. */
  remove(route: Route): void {
    const table = this.#tables.get(route.table);
    const at = table?.indexOf(route) ?? -1;
    if (at >= 0) table?.splice(at, 1);
  }

  /** Puts one in the place of another. */
  replace(old: Route, route: Route): void {
    const table = this.#tables.get(old.table);
    const at = table?.indexOf(old) ?? -1;
    if (at >= 0) table?.splice(at, 1, route);
  }

  /** The first route of a table with the longest prefix for an address that `fits`. */
  lookup(table: number, address: Uint8Array, fits: (route: Route) => boolean): Route | undefined {
    let best: Route | undefined;
    for (const route of this.in(table)) {
      if (best !== undefined && route.length <= best.length) continue;
      if (inPrefix(address, route.key, route.length) && fits(route)) best = route;
    }
    return best;
  }
}
