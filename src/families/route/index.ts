/**
 * rtnetlink as people use it: links, addresses and routes as plain objects, in and out.
 *
 * @module
 */
export {
  type Address,
  Addresses,
  type AddressFilter,
  type AddressSettings,
  type Lifetime,
} from "./addr.ts";
export type { Batched, RouteBatch, RouteBatchOptions, RouteBatchResult } from "./batch.ts";
export type {
  Added,
  Change,
  Changed,
  Current,
  ObjectChange,
  Removed,
  WatchedKind,
  WatchedObjects,
} from "./changes.ts";
export type { Encap, EncapProgram, EncapSettings, Ioam6Trace } from "./encap.ts";
export type { EventOptions, ObjectName, RouteEvent } from "./events.ts";
export type { IpFamily, LinkRef, RouteFamily } from "./input.ts";
export { linkKinds, portKinds } from "./kinds.ts";
export type { Link, LinkStatistics, PortOptions } from "./link.ts";
export type { LinkOptions, LinkOptionsInput } from "./link-options.ts";
export type { LinkSettings, NewLink, PortOptionsInput } from "./link-request.ts";
export { type LinkDetails, type LinkFilter, Links } from "./links.ts";
export type { RouteMetrics } from "./metrics.ts";
export type { Neighbour } from "./neigh.ts";
export {
  type NeighbourFilter,
  type NeighbourKey,
  type NeighbourSettings,
  Neighbours,
} from "./neighbours.ts";
export type {
  Nexthop,
  NexthopBucket,
  NexthopMember,
  NexthopMemberStatistics,
  ResilientGroup,
} from "./nexthop.ts";
export {
  type BucketFilter,
  type NexthopFilter,
  type NexthopSettings,
  Nexthops,
} from "./nexthops.ts";
export type { NextHop, Route } from "./route.ts";
export { openRouteOn, RouteClient, type RouteOptions } from "./route-client.ts";
export type { NextHopSettings, RouteSettings } from "./route-request.ts";
export { type RouteFilter, type RouteQuery, Routes } from "./routes.ts";
export type { PortRange, Rule, RuleAction, UidRange } from "./rule.ts";
export { type RuleFilter, type RuleSettings, Rules } from "./rules.ts";
export { type IndexOf as ViewIndex, View, type ViewOptions, type WaitOptions } from "./view.ts";
export type { OpenClient, WatchOptions } from "./watch.ts";
export type { WatchFilter } from "./watch-filter.ts";
