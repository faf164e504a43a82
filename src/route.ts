/**
 * `nlkit/route`: links, addresses and routes of the real kernel, or of any other that is handed in.
 *
 * @module
 */
import { openRouteOn, type RouteClient, type RouteOptions } from "./families/route/index.ts";
import { kernelTransport } from "./socket/index.ts";
import { environmentTrace } from "./trace.ts";

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
export async function openRoute(options: RouteOptions = {}): Promise<RouteClient> {
  return openRouteOn(kernelTransport, { trace: environmentTrace(), ...options });
}

export type {
  Added,
  Address,
  Addresses,
  AddressFilter,
  AddressSettings,
  Batched,
  BucketFilter,
  Change,
  Changed,
  Current,
  Encap,
  EncapProgram,
  EncapSettings,
  EventOptions,
  Ioam6Trace,
  IpFamily,
  Lifetime,
  Link,
  LinkDetails,
  LinkFilter,
  LinkOptions,
  LinkOptionsInput,
  LinkRef,
  LinkSettings,
  LinkStatistics,
  Links,
  Neighbour,
  NeighbourFilter,
  NeighbourKey,
  NeighbourSettings,
  Neighbours,
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
  PortOptions,
  PortOptionsInput,
  PortRange,
  Removed,
  ResilientGroup,
  Route,
  RouteBatch,
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
  UidRange,
  View,
  ViewIndex,
  ViewOptions,
  WaitOptions,
  WatchedKind,
  WatchedObjects,
  WatchFilter,
  WatchOptions,
} from "./families/route/index.ts";
export { linkKinds, portKinds } from "./families/route/index.ts";
