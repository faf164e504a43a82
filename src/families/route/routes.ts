/**
 * Routes of a namespace: list, stream, look up, add, replace, delete.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../client/index.ts";
import { ERRNO, NetlinkErrnoError, NetlinkInputError } from "../../errors/index.ts";
import {
  RT_PROTOCOL,
  RT_TABLE,
  RTM_F_CLONED,
  RTM_F_FIB_MATCH,
  RTM_F_LOOKUP_TABLE,
  RTN,
  rtRoute,
} from "../../uapi/route/index.ts";
import { NLM_F_APPEND, NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE } from "../../wire/index.ts";
import {
  checkFlag,
  checkNumber,
  checkProperties,
  FAMILIES,
  inCallersWords,
  type LinkRef,
  numberFor,
  parseAddress,
  type RouteFamily,
} from "./input.ts";
import type { LinkNames } from "./link-names.ts";
import type { Requests } from "./requests.ts";
import { type Route, type RouteMessage, routeOf } from "./route.ts";
import { ROUTE_PROPERTIES, type RouteSettings, routeRequest } from "./route-request.ts";

const { RTM_GETROUTE, RTM_NEWROUTE, RTM_DELROUTE } = rtRoute.operations;

/** Which routes are listed. The kernel filters (since 4.20); what it does not know to filter is filtered here. */
export interface RouteFilter {
  readonly family?: RouteFamily | undefined;
  /** Name or number; all tables where absent. */
  readonly table?: string | number | undefined;
  readonly protocol?: string | number | undefined;
  readonly type?: string | number | undefined;
  /** Those that go out by one link. */
  readonly dev?: LinkRef | undefined;
  /** Those that the kernel made for single destinations, too (`RTM_F_CLONED`). */
  readonly cached?: boolean | undefined;
}

/** What a route is looked up with. */
export interface RouteQuery {
  /** From which address. */
  readonly from?: string;
  /** Out by which link. */
  readonly oif?: LinkRef;
  /** As if it had come in by which link. */
  readonly iif?: LinkRef;
  readonly mark?: number;
  readonly uid?: number;
  readonly tos?: number;
  /** Number of the IP protocol: 6 TCP, 17 UDP, 1 or 58 ICMP. Since Linux 4.18, with the ports. */
  readonly ipProto?: number;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  /** Of IPv6. Since Linux 6.14. */
  readonly flowLabel?: number;
  /** The route as it stands in the table (its prefix, its metric), not what a packet makes of it. Since Linux 4.13. */
  readonly fibMatch?: boolean;
}

/** Numbers of a query, the attributes that they are, and their greatest values. */
const SELECTORS = [
  ["mark", "mark", 0xffffffff],
  ["uid", "uid", 0xffffffff],
  ["ipProto", "ipProto", 0xff],
  ["sourcePort", "sport", 0xffff],
  ["destinationPort", "dport", 0xffff],
  ["flowLabel", "flowlabel", 0xfffff],
] as const satisfies readonly (readonly [keyof RouteQuery, string, number])[];
const QUERY = [
  "from",
  "oif",
  "iif",
  "tos",
  "fibMatch",
  ...SELECTORS.map(([name]) => name),
] as const;

function linksOf(message: RouteMessage, into: Set<number>): void {
  if (message.oif !== undefined) into.add(message.oif);
  for (const hop of message.multipath ?? []) into.add(hop.rtnhIfindex);
}

/**
 * Whether a dump was refused for a table that nothing has ever been put in: the kernel says so of one family,
 * and not of all (`FIB table does not exist`).
 */
export function isMissingTable(error: unknown, request: { readonly table?: number }): boolean {
  return (
    request.table !== undefined &&
    error instanceof NetlinkErrnoError &&
    error.errno === ERRNO.ENOENT
  );
}

/** What routes are asked for with; the numbers are 0 where a filter leaves them open. */
export interface RouteListRequest {
  readonly rtmFamily: number;
  readonly rtmProtocol: number;
  readonly rtmType: number;
  readonly rtmFlags: number;
  readonly table?: number;
  readonly oif?: number;
}

/** The request for the routes that a filter lets through. @throws `NetlinkInputError`; as `LinkNames.indexOf`. */
export async function routeListRequest(
  filter: RouteFilter,
  indexOf: (field: string, ref: LinkRef) => Promise<number>,
): Promise<RouteListRequest> {
  checkProperties("filter", filter, ["family", "table", "protocol", "type", "dev", "cached"]);
  const { family, table, protocol, type, dev } = filter;
  return {
    rtmFamily: family === undefined ? 0 : numberFor("family", family, FAMILIES, 0xff),
    rtmProtocol:
      protocol === undefined ? 0 : numberFor("protocol", protocol, RT_PROTOCOL.values, 0xff),
    rtmType: type === undefined ? 0 : numberFor("type", type, RTN.values, 0xff),
    rtmFlags: filter.cached === true ? RTM_F_CLONED : 0,
    ...(table !== undefined && { table: numberFor("table", table, RT_TABLE.values, 0xffffffff) }),
    ...(dev !== undefined && { oif: await indexOf("dev", dev) }),
  };
}

/** Whether a route is one that was asked for: kernels do not filter by everything, and old ones by nothing. */
export function isListed(row: RouteMessage, request: Omit<RouteListRequest, "rtmFlags">): boolean {
  const { rtmFamily, rtmProtocol, rtmType, table, oif } = request;
  return (
    // The dump of all families has tables that are none of routes' (multicast routing).
    (rtmFamily === 0 ? row.rtmFamily < 128 : row.rtmFamily === rtmFamily) &&
    (rtmProtocol === 0 || row.rtmProtocol === rtmProtocol) &&
    // Requests have its number, decoded routes its name.
    (rtmType === 0 || row.rtmType === (RTN.names.get(rtmType) ?? rtmType)) &&
    (table === undefined || (row.table ?? row.rtmTable) === table) &&
    (oif === undefined ||
      row.oif === oif ||
      (row.multipath?.some((hop) => hop.rtnhIfindex === oif) ?? false))
  );
}

/** Names of links by their indexes; undefined of those that have none here. */
type SeenNames = Map<number, string | undefined>;

/** The routes of a namespace, in all tables and families. */
export class Routes {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  /**
   * All routes, or those that a filter lets through, in the kernel's order.
   *
   * @throws As `NetlinkClient.dump`; a table that does not exist has no routes.
   */
  async list(filter: RouteFilter = {}, options: DumpOptions = {}): Promise<Route[]> {
    const request = await routeListRequest(filter, this.#indexOf(options));
    try {
      return await this.#friendly(await this.#client.dump(RTM_GETROUTE, request, options), request);
    } catch (error) {
      if (isMissingTable(error, request)) return [];
      throw error;
    }
  }

  /**
   * Routes one after the other, read from the kernel as they are taken: memory stays flat.
   *
   * @throws As `NetlinkClient.stream`.
   */
  async *stream(
    filter: RouteFilter = {},
    options: DumpOptions = {},
  ): AsyncGenerator<Route, void, void> {
    const request = await routeListRequest(filter, this.#indexOf(options));
    // Asked for once a stream: an answer stands behind all of the dump that is in the receive buffer, and makes that
    // grow by one datagram more.
    const names: SeenNames = new Map();
    try {
      for await (const rows of this.#client.chunks(RTM_GETROUTE, request, options)) {
        yield* await this.#friendly(rows, request, names);
      }
    } catch (error) {
      if (!isMissingTable(error, request)) throw error;
    }
  }

  #indexOf(options: RequestOptions) {
    return (field: string, ref: LinkRef): Promise<number> =>
      this.#names.indexOf(field, ref, options);
  }

  async #friendly(
    rows: readonly RouteMessage[],
    request: Omit<RouteListRequest, "rtmFlags">,
    names: SeenNames = new Map(),
  ): Promise<Route[]> {
    const wanted = rows.filter((row) => isListed(row, request));
    const indexes = new Set<number>();
    for (const row of wanted) linksOf(row, indexes);
    for (const index of names.keys()) indexes.delete(index);
    const found = await this.#names.namesOf(indexes);
    for (const index of indexes) names.set(index, found.get(index));
    return wanted.map((row) => routeOf(row, (index) => names.get(index)));
  }

  /**
   * The route that a packet to an address would take (`ip route get`).
   *
   * @throws `NetlinkErrnoError`: `ENETUNREACH`, or the errno of the route that refuses (`EINVAL` for blackhole,
   *   `EHOSTUNREACH` for unreachable, `EACCES` for prohibit).
   */
  async get(address: string, query: RouteQuery = {}, options: RequestOptions = {}): Promise<Route> {
    checkProperties("query", query, QUERY);
    const dst = parseAddress("address", address);
    const { from, oif, iif, tos, fibMatch } = query;
    const src = from === undefined ? undefined : parseAddress("from", from);
    if (src !== undefined && src.length !== dst.length)
      throw new NetlinkInputError("from", from, `an address of the family of ${address}`);
    checkNumber("tos", tos, 0, 0xff);
    checkFlag("fibMatch", fibMatch);
    const selectors: { [Name in (typeof SELECTORS)[number][1]]?: number } = {};
    for (const [name, attribute, max] of SELECTORS) {
      const value = query[name];
      checkNumber(name, value, 0, max);
      if (value !== undefined) selectors[attribute] = value;
    }
    const [row] = await this.#client.do(
      RTM_GETROUTE,
      {
        rtmFamily: dst.length === 4 ? FAMILIES.ipv4 : FAMILIES.ipv6,
        rtmDstLen: dst.length * 8,
        rtmSrcLen: src === undefined ? 0 : src.length * 8,
        rtmTos: tos ?? 0,
        // IPv6 tells the table in any case, and refuses the flag.
        rtmFlags:
          (dst.length === 4 ? RTM_F_LOOKUP_TABLE : 0) | (fibMatch === true ? RTM_F_FIB_MATCH : 0),
        dst,
        ...(src !== undefined && { src }),
        ...(oif !== undefined && { oif: await this.#names.indexOf("oif", oif, options) }),
        ...(iif !== undefined && { iif: await this.#names.indexOf("iif", iif, options) }),
        ...selectors,
      },
      options,
    );
    const [route] = await this.#friendly([row as RouteMessage], {
      rtmFamily: 0,
      rtmProtocol: 0,
      rtmType: 0,
    });
    return route as Route;
  }

  /**
   * Adds a route.
   *
   * @throws `NetlinkErrnoError`: `EEXIST`, `ENETUNREACH` (the gateway cannot be reached), `ENODEV`, `EPERM`…;
   *   `NetlinkInputError` for what cannot be a route.
   */
  add(settings: RouteSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_EXCL, options);
  }

  /** Adds a route, or changes the one with the same destination, tos and metric. */
  replace(settings: RouteSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_REPLACE, options);
  }

  /** Changes a route that is there. @throws `NetlinkErrnoError` (`ENOENT`) where there is none. */
  set(settings: RouteSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_REPLACE, options);
  }

  /** Adds a route behind those with the same destination and metric. */
  append(settings: RouteSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_APPEND, options);
  }

  async #new(settings: RouteSettings, flags: number, options: RequestOptions): Promise<void> {
    const request = await routeRequest(settings, this.#indexOf(options));
    await inCallersWords(ROUTE_PROPERTIES, () =>
      this.#client.do(RTM_NEWROUTE, request, { ...options, flags }),
    );
  }

  /**
   * Removes a route: the first that fits what is given.
   *
   * @throws `NetlinkErrnoError` (`ESRCH`) where none does.
   */
  async delete(settings: RouteSettings, options: RequestOptions = {}): Promise<void> {
    const request = await routeRequest(settings, this.#indexOf(options), true);
    await inCallersWords(ROUTE_PROPERTIES, () => this.#client.do(RTM_DELROUTE, request, options));
  }
}
