/**
 * `nlkit/route`: links, addresses and routes of the real kernel, or of any other that is handed in.
 *
 * @module
 */

import { ERRNO, NetlinkSystemError } from "./errors/index.ts";
import { openRouteOn, type RouteClient, type RouteOptions } from "./families/route/index.ts";
import { kernelTransport, namespacePaths } from "./socket/index.ts";
import { environmentTrace } from "./trace.ts";

/** What a route client of this machine's kernel is opened with. */
export interface OpenRouteOptions extends Omit<RouteOptions, "netns"> {
  /**
   * Network namespace: a name of `ip netns`, a process id, a path, or the number (nsid) that the caller's own namespace has
   * for it. Absent: the caller's own.
   */
  readonly netns?: string | number | { readonly nsid: number } | undefined;
}

/**
 * The path of the namespace that the caller's own knows by a number: the kernel gives none, so that names and processes are
 * gone through.
 */
async function pathOfId(nsid: number, options: Omit<RouteOptions, "netns">): Promise<string> {
  await using route = openRouteOn(kernelTransport, options);
  for (const path of namespacePaths()) {
    // One that may not be entered, or has gone meanwhile, is not it.
    const found = await route.namespaceIds.get(path).catch(() => undefined);
    if (found === nsid) return path;
  }
  throw new NetlinkSystemError(
    "setns",
    ERRNO.ENOENT,
    `nsid ${nsid}`,
    "no name and no process leads to a namespace of this number",
  );
}

/**
 * Opens a client of rtnetlink.
 *
 * @throws `NetlinkSystemError` (`ERR_NETLINK_SYSTEM`) for a namespace that does not exist or may not be
 *   entered; `NetlinkUnsupportedError` (`ERR_NETLINK_UNSUPPORTED`) where there are no netlink sockets.
 * @see rtnetlink(7)
 * @example
 * ```ts
 * import { openRoute } from "nlkit/route";
 * await using route = await openRoute();
 * for (const link of await route.links.list()) console.log(link.index, link.name, link.mtu);
 * ```
 */
export async function openRoute(options: OpenRouteOptions = {}): Promise<RouteClient> {
  const { netns, ...rest } = { trace: environmentTrace(), ...options };
  const place = typeof netns === "object" ? await pathOfId(netns.nsid, rest) : netns;
  return openRouteOn(kernelTransport, { ...rest, netns: place });
}

export type {
  Action,
  ActionKey,
  ActionOptions,
  ActionSettings,
  Actions,
  Added,
  Address,
  Addresses,
  AddressFilter,
  AddressLabel,
  AddressLabelKey,
  AddressLabelSettings,
  AddressLabels,
  AddressSettings,
  Applied,
  ApplyOptions,
  Batched,
  BpfInstruction,
  BridgeFdb,
  BridgeMdb,
  BridgeVlan,
  BridgeVlanEvent,
  BridgeVlanFilter,
  BridgeVlanGlobal,
  BridgeVlanGlobals,
  BridgeVlanGlobalsInput,
  BridgeVlanKey,
  BridgeVlanOptions,
  BridgeVlanSettings,
  BridgeVlanStatistics,
  BridgeVlans,
  BridgeVlanTunnel,
  BucketFilter,
  Chain,
  Change,
  Changed,
  Classes,
  ClassFilter,
  ClassKey,
  ClassOptions,
  ClassSettings,
  Control,
  Current,
  Desired,
  DesiredAddress,
  DesiredLink,
  DesiredNeighbour,
  DesiredQdisc,
  DesiredRoute,
  DesiredRoutes,
  DesiredRule,
  DesiredRules,
  Encap,
  EncapProgram,
  EncapSettings,
  EventOptions,
  FdbEntry,
  FdbEvent,
  FdbFilter,
  FdbFlush,
  FdbKey,
  FdbSettings,
  FdbState,
  Filter,
  FilterFilter,
  FilterKey,
  FilterOptions,
  FilterPlace,
  FilterSettings,
  Filters,
  Ioam6Trace,
  IpFamily,
  Lifetime,
  Link,
  LinkCounters,
  LinkDetails,
  LinkFilter,
  LinkKind,
  LinkOptions,
  LinkOptionsFor,
  LinkOptionsInput,
  LinkRef,
  LinkSettings,
  LinkStatistics,
  Links,
  LinkXdp,
  MdbEntry,
  MdbEvent,
  MdbFilter,
  MdbFlush,
  MdbKey,
  MdbRouter,
  MdbSettings,
  MulticastInterface,
  MulticastOutput,
  MulticastReport,
  MulticastRoute,
  MulticastRouteEvent,
  MulticastRouteFilter,
  MulticastRouteKey,
  MulticastRoutes,
  NamespaceIdEvent,
  NamespaceIds,
  NamespaceName,
  NamespaceRef,
  Neighbour,
  NeighbourFilter,
  NeighbourKey,
  NeighbourSettings,
  Neighbours,
  Netconf,
  NetconfEvent,
  NetconfFilter,
  Netconfs,
  NewLink,
  NextHop,
  NextHopSettings,
  Nexthop,
  NexthopBucket,
  NexthopFilter,
  NexthopMember,
  NexthopMemberStatistics,
  NexthopSettings,
  Nexthops,
  ObjectChange,
  ObjectName,
  OpenClient,
  Overrun,
  PeditKey,
  Plan,
  PlanOperation,
  PortOptions,
  PortOptionsInput,
  PortRange,
  Qdisc,
  QdiscFilter,
  QdiscKey,
  QdiscOptions,
  QdiscSettings,
  Qdiscs,
  QueueRange,
  Removed,
  ResilientGroup,
  Route,
  RouteBatch,
  RouteBatchFailure,
  RouteBatchOptions,
  RouteBatchResult,
  RouteClient,
  RouteEvent,
  RouteFamily,
  RouteFilter,
  RouteMetrics,
  RouteOptions,
  RouteQuery,
  RouteSettings,
  Routes,
  Rule,
  RuleAction,
  RuleFilter,
  RuleSettings,
  Rules,
  ScheduleEntry,
  ServiceCurve,
  SizeTable,
  StatisticsGroup,
  TcClass,
  TcStatistics,
  TrafficClass,
  U32Match,
  UidRange,
  View,
  ViewIndex,
  ViewOptions,
  VirtualFunction,
  VirtualFunctionSettings,
  VlanRange,
  WaitOptions,
  WatchedKind,
  WatchedObjects,
  WatchFilter,
  WatchOptions,
  XdpMode,
  XdpSettings,
} from "./families/route/index.ts";
export { describeOperation, linkKinds, portKinds } from "./families/route/index.ts";
export { type NamedNamespace, namespaces } from "./socket/index.ts";
