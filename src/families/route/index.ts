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
export {
  type AddressLabel,
  type AddressLabelKey,
  type AddressLabelSettings,
  AddressLabels,
} from "./addrlabel.ts";
export type {
  Batched,
  RouteBatch,
  RouteBatchFailure,
  RouteBatchOptions,
  RouteBatchResult,
} from "./batch.ts";
export {
  BridgeFdb,
  type FdbEvent,
  type FdbFilter,
  type FdbFlush,
  type FdbKey,
  type FdbSettings,
} from "./bridge-fdb.ts";
export type { FdbEntry, FdbState } from "./bridge-fdb-entry.ts";
export {
  BridgeMdb,
  type MdbEvent,
  type MdbFilter,
  type MdbFlush,
  type MdbKey,
  type MdbSettings,
} from "./bridge-mdb.ts";
export type { MdbEntry, MdbRouter } from "./bridge-mdb-entry.ts";
export {
  type BridgeVlan,
  type BridgeVlanEvent,
  type BridgeVlanFilter,
  type BridgeVlanGlobal,
  type BridgeVlanGlobals,
  type BridgeVlanGlobalsInput,
  type BridgeVlanKey,
  type BridgeVlanOptions,
  type BridgeVlanSettings,
  type BridgeVlanStatistics,
  BridgeVlans,
  type BridgeVlanTunnel,
} from "./bridge-vlans.ts";
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
export type { ObjectName, RouteEvent } from "./events.ts";
export type { IpFamily, LinkRef, RouteFamily } from "./input.ts";
export { linkKinds, portKinds } from "./kinds.ts";
export type { Link, LinkStatistics, PortOptions } from "./link.ts";
export type { LinkKind, LinkOptions, LinkOptionsFor, LinkOptionsInput } from "./link-options.ts";
export type { LinkSettings, NewLink, PortOptionsInput } from "./link-request.ts";
export type { LinkCounters, StatisticsGroup } from "./link-statistics.ts";
export type { VirtualFunction, VirtualFunctionSettings } from "./link-vf.ts";
export type { LinkXdp, XdpMode, XdpSettings } from "./link-xdp.ts";
export { type LinkDetails, type LinkFilter, Links } from "./links.ts";
export type { RouteMetrics } from "./metrics.ts";
export {
  type MulticastInterface,
  type MulticastOutput,
  type MulticastReport,
  type MulticastRoute,
  type MulticastRouteEvent,
  type MulticastRouteFilter,
  type MulticastRouteKey,
  MulticastRoutes,
} from "./mroute.ts";
export type { NamespaceName } from "./namespace-names.ts";
export type { NamespaceRef } from "./namespace-ref.ts";
export type { Neighbour } from "./neigh.ts";
export {
  type NeighbourEvent,
  type NeighbourFilter,
  type NeighbourKey,
  type NeighbourSettings,
  Neighbours,
} from "./neighbours.ts";
export { type Netconf, type NetconfEvent, type NetconfFilter, Netconfs } from "./netconf.ts";
export type {
  Nexthop,
  NexthopBucket,
  NexthopMember,
  NexthopMemberStatistics,
  ResilientGroup,
} from "./nexthop.ts";
export {
  type BucketFilter,
  type NexthopEvent,
  type NexthopFilter,
  type NexthopSettings,
  Nexthops,
} from "./nexthops.ts";
export { type NamespaceIdEvent, NamespaceIds } from "./nsid.ts";
export type { EventOptions, ObjectAction, Overrun } from "./object-events.ts";
export {
  type Applied,
  type ApplyOptions,
  type Desired,
  type DesiredAddress,
  type DesiredLink,
  type DesiredNeighbour,
  type DesiredQdisc,
  type DesiredRoute,
  type DesiredRoutes,
  type DesiredRule,
  type DesiredRules,
  describeOperation,
  type Plan,
  type PlanOperation,
} from "./plan/index.ts";
export type { NextHop, Route } from "./route.ts";
export { openRouteOn, RouteClient, type RouteOptions } from "./route-client.ts";
export type { NextHopSettings, RouteSettings } from "./route-request.ts";
export { type RouteFilter, type RouteQuery, Routes } from "./routes.ts";
export type { PortRange, Rule, RuleAction, UidRange } from "./rule.ts";
export { type RuleEvent, type RuleFilter, type RuleSettings, Rules } from "./rules.ts";
export type {
  Action,
  ActionKey,
  ActionOptions,
  ActionSettings,
  Actions,
  BpfInstruction,
  Chain,
  ClassEvent,
  Classes,
  ClassFilter,
  ClassKey,
  ClassOptions,
  ClassSettings,
  Control,
  Filter,
  FilterEvent,
  FilterFilter,
  FilterKey,
  FilterOptions,
  FilterPlace,
  FilterSettings,
  Filters,
  PeditKey,
  Qdisc,
  QdiscEvent,
  QdiscFilter,
  QdiscKey,
  QdiscOptions,
  QdiscSettings,
  Qdiscs,
  QueueRange,
  ScheduleEntry,
  ServiceCurve,
  SizeTable,
  TcClass,
  TcStatistics,
  TrafficClass,
  U32Match,
} from "./tc/index.ts";
export { type IndexOf as ViewIndex, View, type ViewOptions, type WaitOptions } from "./view.ts";
export type { VlanRange } from "./vlan-range.ts";
export type { OpenClient, WatchOptions } from "./watch.ts";
export type { WatchFilter } from "./watch-filter.ts";
