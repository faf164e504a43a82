/**
 * Changes of the kernel's objects, with what was before and after; and when two states of an object are one.
 *
 * @module
 */
import type { Address } from "./addr.ts";
import type { Link } from "./link.ts";
import type { Nexthop } from "./nexthop.ts";
import type { Route } from "./route.ts";
import type { Rule } from "./rule.ts";

/** What can be followed, by the word that it is asked for with. */
export interface WatchedObjects {
  readonly link: Link;
  readonly address: Address;
  readonly route: Route;
  readonly rule: Rule;
  readonly nexthop: Nexthop;
}

/** A kind of object that can be followed. */
export type WatchedKind = keyof WatchedObjects;

/** What all changes of an object say. */
interface ChangeOf<Kind extends WatchedKind> {
  readonly object: Kind;
  /** Namespace that it lies in, as an id of this one; absent for this one itself. */
  readonly nsid?: number;
  /** Name of that namespace, where the caller has one for it. */
  readonly namespace?: string;
}

/** It was not there before. */
export interface Added<Kind extends WatchedKind = WatchedKind> extends ChangeOf<Kind> {
  readonly action: "added";
  readonly before?: undefined;
  readonly after: WatchedObjects[Kind];
}

/** It is another than before; a route that was replaced, for one. */
export interface Changed<Kind extends WatchedKind = WatchedKind> extends ChangeOf<Kind> {
  readonly action: "changed";
  /** The very object that an earlier change had as its `after`. */
  readonly before: WatchedObjects[Kind];
  readonly after: WatchedObjects[Kind];
}

/** It is there no more. */
export interface Removed<Kind extends WatchedKind = WatchedKind> extends ChangeOf<Kind> {
  readonly action: "removed";
  /** The very object that an earlier change had as its `after`. */
  readonly before: WatchedObjects[Kind];
  readonly after?: undefined;
}

/** All changes so far together are what the kernel has. */
export interface Current {
  readonly action: "current";
  readonly object?: undefined;
  readonly before?: undefined;
  readonly after?: undefined;
}

/** A change of an object of one of some kinds. */
export type ObjectChange<Kind extends WatchedKind = WatchedKind> = {
  [Each in Kind]: Added<Each> | Changed<Each> | Removed<Each>;
}[Kind];

/** What `RouteClient.watch` gives. */
export type Change<Kind extends WatchedKind = WatchedKind> = ObjectChange<Kind> | Current;

/**
 * Properties that a clock or a counter of the kernel moves without a message, at any depth: they differ from
 * one reading to the next, and are no change by themselves. An address whose lifetimes are set anew is still
 * told of, by its `updatedCs`.
 */
const MOVING: ReadonlySet<string> = new Set([
  // Addresses and routes: seconds that are left.
  "validLifetime",
  "preferredLifetime",
  "expires",
  // Links: users of a mode, told of only when the first comes and the last goes.
  "promiscuity",
  "allmulti",
  // Bridges and their ports: timers, and how much they have learned.
  "helloTimer",
  "tcnTimer",
  "topologyChangeTimer",
  "gcTimer",
  "fdbNLearned",
  "messageAgeTimer",
  "forwardDelayTimer",
  "holdTimer",
  "mcastQuerierState",
  "mcastNGroups",
  "mcastEhtHostsCnt",
  // Groups of nexthops: how long a resilient one has been out of balance.
  "unbalancedTimeMs",
]);

function sameArray(a: ArrayLike<unknown>, b: ArrayLike<unknown>): boolean {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at++) if (!sameValue(a[at], b[at])) return false;
  return true;
}

/** Whether two values say the same, but for what moves by itself. */
export function sameValue(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  if (Array.isArray(a) || a instanceof Uint8Array) {
    return (Array.isArray(b) || b instanceof Uint8Array) && sameArray(a, b);
  }
  const left = a as Readonly<Record<string, unknown>>;
  const right = b as Readonly<Record<string, unknown>>;
  for (const name in left) {
    if (!MOVING.has(name) && !sameValue(left[name], right[name])) return false;
  }
  for (const name in right) {
    if (left[name] === undefined && right[name] !== undefined && !MOVING.has(name)) return false;
  }
  return true;
}
