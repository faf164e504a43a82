/**
 * Requests that make and delete routes, and dumps of them.
 *
 * @module
 * @see net/ipv4/fib_trie.c `fib_table_insert`, `fib_table_delete`; net/ipv6/ip6_fib.c `fib6_add_rt2node`;
 *   net/ipv4/fib_frontend.c `ip_valid_fib_dump_req`
 */
import { AF } from "../../uapi/index.ts";
import {
  RT_PROTOCOL,
  RT_SCOPE,
  RT_TABLE,
  RTM_F,
  RTM_F_CLONED,
  routeMessage,
  rtRoute,
} from "../../uapi/route/index.ts";
import {
  NLM_F_APPEND,
  NLM_F_CREATE,
  NLM_F_DUMP_FILTERED,
  NLM_F_EXCL,
  NLM_F_REPLACE,
} from "../../wire/index.ts";
import type { DumpSource } from "../dump.ts";
import { refusal } from "../failure.ts";
import type { Message } from "../message.ts";
import { inPrefix, prefixOf } from "./address.ts";
import { type DumpRows, dumpOf } from "./dump-source.ts";
import type { Network } from "./network.ts";
import { checkOnly, isStrict, readRequest } from "./request.ts";
import {
  deleteRoute,
  isAlike,
  isSame,
  NEW_ROUTE,
  routeValue,
  tablesOf,
  tellRoute,
} from "./route-change.ts";
import {
  type RouteRequest,
  readRoute4,
  readRoute6,
  route4Of,
  route6Of,
  routePolicyOf,
  typeNumber,
  waysOf,
} from "./route-request.ts";
import type { Route } from "./route-table.ts";

const { inet, inet6 } = AF.values;
const NEWROUTE = rtRoute.operations.RTM_NEWROUTE.type;
const { main: MAIN } = RT_TABLE.values;
/** Metric of what is only there where nothing else is. */
const LEAST_PRIORITY = 0xffff_ffff;
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

/** `RTM_NEWROUTE` for IPv4. @throws A refusal. */
export function newRoute4(message: Message, network: Network): void {
  const route = route4Of(network, readRoute4(message));
  const { flags } = message;
  const tables = network.routes4;
  const alike = tables.in(route.table).filter((other) => isAlike(other, route));
  const [first] = alike;
  const request = message;
  if (first === undefined) {
    if ((flags & NLM_F_CREATE) === 0) throw refusal("ENOENT");
    tables.insert(route, true);
    return tellRoute(network, "new", route, { request, flags: NEW_ROUTE });
  }
  if ((flags & NLM_F_EXCL) !== 0) throw refusal("EEXIST");
  const same = alike.find((other) => isSame(other, route));
  if ((flags & NLM_F_REPLACE) !== 0) {
    if (same === first) return;
    if (same !== undefined) throw refusal("EEXIST");
    tables.replace(first, route);
    return tellRoute(network, "new", route, { request, flags: NLM_F_REPLACE });
  }
  if (same !== undefined) throw refusal("EEXIST");
  if ((flags & NLM_F_CREATE) === 0) throw refusal("ENOENT");
  const appends = (flags & NLM_F_APPEND) !== 0;
  tables.insert(route, appends);
  const told = NLM_F_CREATE | (appends ? NLM_F_APPEND : 0);
  tellRoute(network, "new", route, { request, flags: told });
}

/** Whether one more way can be had by routes of the same place. */
function canJoin(left: Route, right: Route): boolean {
  const hasGateway = (route: Route): boolean =>
    route.nexthops.every(({ gateway }) => gateway !== undefined);
  return hasGateway(left) && hasGateway(right);
}

function hasWay(route: Route, other: Route): boolean {
  return route.nexthops.some(({ oif, gateway }) =>
    other.nexthops.some((way) => way.oif === oif && way.gateway === gateway),
  );
}

/** Whether the tree of a table has a node for a prefix: its root, one with routes, or one where others part. */
function hasNode(routes: readonly Route[], { key, length }: Route): boolean {
  const within = routes.filter((other) => inPrefix(other.key, key, length));
  if (length === 0 || within.some((other) => other.length === length)) return true;
  const next = within.map((other) => ((other.key[length >> 3] ?? 0) >> (7 - (length & 7))) & 1);
  return next.includes(0) && next.includes(1);
}

/** `RTM_NEWROUTE` for IPv6. @throws A refusal. */
export function newRoute6(message: Message, network: Network): void {
  const route = route6Of(network, readRoute6(message));
  const { flags } = message;
  const request = message;
  const tables = network.routes6;
  const alike = tables.in(route.table).filter((other) => isAlike(other, route));
  const [first] = alike;
  const replaces = (flags & NLM_F_REPLACE) !== 0;
  if (first === undefined) {
    if (replaces && (flags & NLM_F_CREATE) === 0) {
      const sentence = "Can not replace route - no match found";
      throw refusal("ENOENT", hasNode(tables.in(route.table), route) ? undefined : sentence);
    }
    tables.insert(route, true);
    // The ways of a new one are put in one after the other.
    const told = route.nexthops.length > 1 ? NLM_F_CREATE : NEW_ROUTE;
    return tellRoute(network, "new", route, { request, flags: told });
  }
  if ((flags & NLM_F_EXCL) !== 0) throw refusal("EEXIST");
  if (replaces) {
    tables.replace(first, route);
    return tellRoute(network, "new", route, { request, flags: NLM_F_REPLACE });
  }
  if (alike.some((other) => hasWay(other, route))) throw refusal("EEXIST");
  const sibling = alike.find((other) => canJoin(other, route));
  const told = NLM_F_CREATE | (flags & NLM_F_APPEND);
  if (sibling === undefined) {
    tables.insert(route, true);
    return tellRoute(network, "new", route, { request, flags: told });
  }
  const { nexthops } = sibling;
  sibling.nexthops = [...nexthops, ...route.nexthops];
  // What is told begins with the way that is new.
  const shown = { ...sibling, nexthops: [...route.nexthops, ...nexthops] };
  tellRoute(network, "new", shown, { request, flags: told });
}

/** Whether a route goes the ways that a request to delete names, as far as it names any. */
function matchesWays(route: Route, request: RouteRequest): boolean {
  const { multipath, oif = 0, gateway } = request;
  if (multipath === undefined && oif === 0 && gateway === undefined) return true;
  const ways = waysOf(request, route.family);
  const fits = (way: (typeof ways)[number], at: number): boolean => {
    const nexthop = route.nexthops[at];
    if (nexthop === undefined) return false;
    if (way.oif !== 0 && way.oif !== nexthop.oif) return false;
    return way.gateway === undefined || way.gateway === nexthop.gateway;
  };
  if (multipath === undefined) {
    return route.nexthops.some((_, at) => ways.some((way) => fits(way, at)));
  }
  return ways.length === route.nexthops.length && ways.every(fits);
}

/** `RTM_DELROUTE`: the first route that is all that the request says. @throws A refusal: `ESRCH`. */
function deleteFrom(
  message: Message,
  network: Network,
  request: RouteRequest,
  family: number,
): void {
  const tables = tablesOf(network, family);
  const table = request.tableNumber || MAIN;
  if (!tables.has(table) && table !== MAIN && table !== RT_TABLE.values.local) {
    throw refusal("ESRCH", "FIB table does not exist");
  }
  const { rtmDstLen: length, rtmProtocol, rtmScope, rtmTos, kind, priority = 0 } = request;
  const { prefsrc } = request;
  const dst = prefixOf(request.dst ?? (family === inet ? "0.0.0.0" : "::"), length);
  const found = tables
    .in(table)
    .find(
      (route) =>
        route.length === length &&
        route.dst === dst &&
        (rtmProtocol === 0 || route.protocol === rtmProtocol) &&
        (priority === 0 || route.priority === priority) &&
        (family === inet6 ||
          (route.tos === rtmTos &&
            (kind === 0 || route.type === kind) &&
            (rtmScope === RT_SCOPE.values.nowhere || route.scope === rtmScope) &&
            (prefsrc === undefined || route.prefsrc === prefsrc))) &&
        matchesWays(route, request),
    );
  if (found === undefined) {
    throw refusal(family === inet6 && isNullEntry(network, request) ? "ENOENT" : "ESRCH");
  }
  const { gateway } = request;
  const left = found.nexthops.filter((way) => way.gateway !== gateway);
  if (family === inet || gateway === undefined || left.length === 0) {
    return deleteRoute(network, found, { request: message });
  }
  // The ways of an IPv6 route are routes of their own, and the gateway says which one is meant.
  const gone = { ...found, nexthops: found.nexthops.filter((way) => !left.includes(way)) };
  found.nexthops = left;
  tellRoute(network, "del", gone, { request: message });
}

/** What an IPv6 table has in the place of a default route: it can be found, and not be deleted (`fib6_null_entry`). */
function isNullEntry(network: Network, request: RouteRequest): boolean {
  const { rtmDstLen, rtmProtocol, priority = 0, oif = 0, gateway = "::" } = request;
  const hasDefault = network.routes6
    .in(request.tableNumber || MAIN)
    .some(({ length }) => length === 0);
  return (
    rtmDstLen === 0 &&
    !hasDefault &&
    (priority === 0 || priority === LEAST_PRIORITY) &&
    (rtmProtocol === 0 || rtmProtocol === RT_PROTOCOL.values.kernel) &&
    (oif === 0 || network.device(oif)?.loopback === true) &&
    gateway === "::"
  );
}

/** `RTM_DELROUTE` for IPv4. @throws A refusal. */
export function deleteRoute4(message: Message, network: Network): void {
  deleteFrom(message, network, readRoute4(message), inet);
}

/** `RTM_DELROUTE` for IPv6. @throws A refusal. */
export function deleteRoute6(message: Message, network: Network): void {
  deleteFrom(message, network, readRoute6(message), inet6);
}

/** What a dump is limited to. */
interface RouteFilter {
  readonly strict: boolean;
  readonly table: number;
  readonly oif: number;
  readonly protocol: number;
  readonly type: number;
  /** Only what there is nothing of here: paths made from routes, or prefixes that a router has told of. */
  readonly isEmpty: boolean;
}

/** @throws A refusal. */
function filterOf(message: Message, network: Network): RouteFilter {
  const strict = isStrict(message);
  const none = { strict, table: 0, oif: 0, protocol: 0, type: 0 };
  const { prefix: PREFIX } = RTM_F.masks;
  if (!strict) {
    const { view, start, end } = message;
    // `struct rtmsg` ends with its flags; a family alone is enough to ask.
    const flags = end - start >= 28 ? view.getUint32(start + 24, true) : 0;
    return { ...none, isEmpty: (flags & PREFIX) !== 0 };
  }
  const request = readRequest(message, routeMessage, {
    // IPv6 asks IPv4 to check it.
    policy: routePolicyOf(inet),
    strict,
    shortHeader: "Invalid header for FIB dump request",
    checkHeader({ rtmDstLen, rtmSrcLen, rtmTos, rtmScope, rtmFlags }) {
      if (rtmDstLen !== 0 || rtmSrcLen !== 0 || rtmTos !== 0 || rtmScope !== 0) {
        throw refusal("EINVAL", "Invalid values in header for FIB dump request");
      }
      if ((rtmFlags & ~(RTM_F_CLONED | PREFIX)) !== 0) {
        throw refusal("EINVAL", "Invalid flags for FIB dump request");
      }
    },
  });
  const { rtmFlags, oif = 0 } = request;
  // Attributes are looked at by number: a device that is not there is found before what stands behind it.
  const hasEarlier =
    request.dst !== undefined || request.src !== undefined || request.iif !== undefined;
  if (!hasEarlier && request.oif !== undefined && network.device(oif) === undefined) {
    throw refusal("ENODEV");
  }
  checkOnly(request, HEADER, ["table", "oif"], "Unsupported attribute in dump request");
  return {
    strict,
    table: request.table ?? request.rtmTable,
    oif,
    protocol: request.rtmProtocol,
    type: typeNumber(request.rtmType),
    isEmpty: (rtmFlags & (RTM_F_CLONED | PREFIX)) !== 0,
  };
}

function rowsOf(message: Message, network: Network, family: number, asked: number): DumpRows {
  const filter = filterOf(message, network);
  const { table, oif, protocol, type, strict, isEmpty } = filter;
  const tables = tablesOf(network, family);
  const filtered = table !== 0 || oif !== 0 || protocol !== 0 || type !== 0 || isEmpty;
  const flags = {
    separateDone: true,
    rowFlags: strict ? NLM_F_DUMP_FILTERED : 0,
    doneFlags: strict && filtered ? NLM_F_DUMP_FILTERED : 0,
  };
  const exists = tables.has(table) || table === MAIN || table === RT_TABLE.values.local;
  if (table !== 0 && !exists && asked !== 0) {
    const word = family === inet ? "ipv4" : "ipv6";
    return { rows: [], ...flags, failure: refusal("ENOENT", `${word}: FIB table does not exist`) };
  }
  const isWanted = (route: Route): boolean =>
    (protocol === 0 || route.protocol === protocol) &&
    (type === 0 || route.type === type) &&
    (oif === 0 || route.nexthops.some((way) => way.oif === oif));
  const routes = isEmpty ? [] : [...(table === 0 ? tables : tables.in(table))];
  const rows = routes.filter(isWanted).map((route) => () => routeValue(network, route));
  return { rows, ...flags };
}

/** `RTM_GETROUTE`: the routes of a family, or of both. */
export function dumpRoutes(message: Message, network: Network, family: number): DumpSource {
  return dumpOf(NEWROUTE, routeMessage, () => {
    if (family !== 0) return rowsOf(message, network, family, family);
    const first = rowsOf(message, network, inet, family);
    return { ...first, rows: [...first.rows, ...rowsOf(message, network, inet6, family).rows] };
  });
}
