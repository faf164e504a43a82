/**
 * Requests that make and delete routes, and dumps of them.
 *
 * @module
 * @see net/ipv4/fib_trie.c `fib_table_insert`, `fib_table_delete`; net/ipv6/ip6_fib.c `fib6_add_rt2node`;
 *   net/ipv4/fib_frontend.c `ip_valid_fib_dump_req`
 */
import { AF } from "../../uapi/index.ts";
import {
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
import { prefixOf } from "./address.ts";
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
  readRoute,
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
  const route = route4Of(network, readRoute(message, inet));
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

/** `RTM_NEWROUTE` for IPv6. @throws A refusal. */
export function newRoute6(message: Message, network: Network): void {
  const route = route6Of(network, readRoute(message, inet6));
  const { flags } = message;
  const request = message;
  const tables = network.routes6;
  const alike = tables.in(route.table).filter((other) => isAlike(other, route));
  const [first] = alike;
  const replaces = (flags & NLM_F_REPLACE) !== 0;
  if (first === undefined) {
    if (replaces && (flags & NLM_F_CREATE) === 0) {
      throw refusal("ENOENT", "Can not replace route - no match found");
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
  if (found === undefined) throw refusal("ESRCH");
  deleteRoute(network, found, { request: message });
}

/** `RTM_DELROUTE` for IPv4. @throws A refusal. */
export function deleteRoute4(message: Message, network: Network): void {
  const request = readRoute(message, inet);
  if (request.rtmDstLen > 32) throw refusal("EINVAL", "Invalid prefix length");
  const dst = request.dst ?? "0.0.0.0";
  if (prefixOf(dst, request.rtmDstLen) !== dst) {
    throw refusal("EINVAL", "Invalid prefix for given prefix length");
  }
  deleteFrom(message, network, request, inet);
}

/** `RTM_DELROUTE` for IPv6. @throws A refusal. */
export function deleteRoute6(message: Message, network: Network): void {
  const request = readRoute(message, inet6);
  if (request.rtmDstLen > 128) throw refusal("EINVAL");
  deleteFrom(message, network, request, inet6);
}

/** What a dump is limited to. */
interface RouteFilter {
  readonly strict: boolean;
  readonly table: number;
  readonly oif: number;
  readonly protocol: number;
  readonly type: number;
  /** Paths made from routes, of which there are none here, in their place. */
  readonly cloned: boolean;
}

/** @throws A refusal. */
function filterOf(message: Message, network: Network, family: number): RouteFilter {
  const strict = isStrict(message);
  const policy = routePolicyOf(family);
  const none = { strict, table: 0, oif: 0, protocol: 0, type: 0 };
  if (!strict) {
    const { view, start, end } = message;
    // `struct rtmsg` ends with its flags; a family alone is enough to ask.
    const flags = end - start >= 28 ? view.getUint32(start + 24, true) : 0;
    return { ...none, cloned: (flags & RTM_F_CLONED) !== 0 };
  }
  const shortHeader = "Invalid header for FIB dump request";
  const request = readRequest(message, routeMessage, { policy, strict, shortHeader });
  const { rtmDstLen, rtmSrcLen, rtmTos, rtmScope, rtmFlags } = request;
  if (rtmDstLen !== 0 || rtmSrcLen !== 0 || rtmTos !== 0 || rtmScope !== 0) {
    throw refusal("EINVAL", "Invalid values in header for FIB dump request");
  }
  if ((rtmFlags & ~(RTM_F_CLONED | RTM_F.masks.prefix)) !== 0) {
    throw refusal("EINVAL", "Invalid flags for FIB dump request");
  }
  checkOnly(request, HEADER, ["table", "oif"], "Unsupported attribute in dump request");
  const { oif = 0 } = request;
  if (oif !== 0 && network.device(oif) === undefined) throw refusal("ENODEV");
  return {
    strict,
    table: request.table ?? request.rtmTable,
    oif,
    protocol: request.rtmProtocol,
    type: typeNumber(request.rtmType),
    cloned: (rtmFlags & RTM_F_CLONED) !== 0,
  };
}

function rowsOf(message: Message, network: Network, family: number, asked: number): DumpRows {
  const filter = filterOf(message, network, family);
  const { table, oif, protocol, type, strict, cloned } = filter;
  const tables = tablesOf(network, family);
  const filtered = table !== 0 || oif !== 0 || protocol !== 0 || type !== 0 || cloned;
  const flags = {
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
  const routes = cloned ? [] : [...(table === 0 ? tables : tables.in(table))];
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
