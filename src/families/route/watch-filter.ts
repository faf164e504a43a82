/**
 * Which objects are followed: what of a filter the kernel is asked for, what its socket drops, and what is left to
 * check here.
 *
 * @module
 */

import { RT_TABLE } from "../../uapi/route/index.ts";
import type { Address, AddressFilter, AddressMessage } from "./addr.ts";
import { checkProperties, FAMILIES, type LinkRef, numberFor } from "./input.ts";
import type { Link } from "./link.ts";
import type { LinkFilter } from "./links.ts";
import type { RouteMessage } from "./route.ts";
import { isListed, type RouteFilter, routeListRequest } from "./routes.ts";
import type { WantedMessages } from "./socket-filter.ts";
import type { Part } from "./watch-parts.ts";

// Where in a message, its nlmsghdr included, a filter looks.
const ADDRESS_TYPES = [20, 21];
const IFA_INDEX = 20;
const ROUTE_TYPES = [24, 25];
const RTM_TABLE = 20;
const RTM_ATTRIBUTES = 28;
const RTA_TABLE = 15;

/** Which objects of each kind are followed; all of a kind that is not named. */
export interface WatchFilter {
  readonly link?: Pick<LinkFilter, "kind" | "master" | "up"> | undefined;
  readonly address?: AddressFilter | undefined;
  readonly route?: Omit<RouteFilter, "cached"> | undefined;
}

/** What of a part is followed. */
export interface Selection {
  /** What its dump is asked with. */
  readonly request: Readonly<Record<string, unknown>>;
  /** Whether what a message is about is kept. */
  readonly keeps: (message: unknown) => boolean;
  /** Whether an object that is kept is shown; others are kept for what happens to them. */
  readonly shows: (object: unknown) => boolean;
  /** Whether objects of one key can be on both sides of `keeps`. */
  readonly isPartial: boolean;
  /** Messages that the kernel need not send. */
  readonly wanted?: WantedMessages;
}

type IndexOf = (field: string, ref: LinkRef) => Promise<number>;

const always = (): boolean => true;

/** The kernel is asked for all links: the others' names are needed, and what happens to them matters. */
async function linkSelection(
  part: Part,
  filter: NonNullable<WatchFilter["link"]>,
  indexOf: IndexOf,
): Promise<Selection> {
  checkProperties("filter.link", filter, ["kind", "master", "up"]);
  const { kind, up } = filter;
  const master =
    filter.master === undefined ? undefined : await indexOf("filter.link.master", filter.master);
  return {
    request: part.request,
    keeps: always,
    isPartial: false,
    shows: (object) => {
      const link = object as Link;
      return (
        (kind === undefined || link.kind === kind) &&
        (master === undefined || link.master === master) &&
        (up === undefined || link.up === up)
      );
    },
  };
}

/** Where routes are followed, all addresses are kept: routes go with them. */
async function addressSelection(
  part: Part,
  filter: AddressFilter,
  indexOf: IndexOf,
  keepsAll: boolean,
): Promise<Selection> {
  checkProperties("filter.address", filter, ["family", "dev"]);
  const { family, dev } = filter;
  const ifaFamily =
    family === undefined ? 0 : numberFor("filter.address.family", family, FAMILIES, 0xff);
  const ifaIndex = dev === undefined ? 0 : await indexOf("filter.address.dev", dev);
  const shows = (object: unknown): boolean => {
    const address = object as Address;
    return (
      (family === undefined || address.family === family) &&
      (ifaIndex === 0 || address.index === ifaIndex)
    );
  };
  if (keepsAll) return { request: part.request, keeps: always, shows, isPartial: false };
  return {
    request: { ...part.request, ifaFamily, ifaIndex },
    isPartial: false,
    shows,
    keeps: (message) => {
      const row = message as AddressMessage;
      return (
        (ifaFamily === 0 || row.ifaFamily === ifaFamily) &&
        (ifaIndex === 0 || row.ifaIndex === ifaIndex)
      );
    },
    ...(ifaIndex !== 0 && {
      wanted: { types: ADDRESS_TYPES, offset: IFA_INDEX, bytes: 4, value: ifaIndex },
    }),
  };
}

async function routeSelection(
  part: Part,
  filter: RouteFilter,
  indexOf: IndexOf,
): Promise<Selection | undefined> {
  const asked = await routeListRequest(filter, indexOf);
  const rtmFamily = part.request["rtmFamily"] as number;
  if (asked.rtmFamily !== 0 && asked.rtmFamily !== rtmFamily) return undefined;
  const request = { ...asked, rtmFamily };
  const { table } = request;
  return {
    request: { ...request },
    isPartial: request.rtmProtocol !== 0 || request.rtmType !== 0 || request.oif !== undefined,
    keeps: (message) => isListed(message as RouteMessage, request),
    shows: always,
    ...(table !== undefined && { wanted: wantedTable(table) }),
  };
}

/** Messages of the routes of one table; a number above a byte stands in an attribute. */
function wantedTable(table: number): WantedMessages {
  const place = { types: ROUTE_TYPES, offset: RTM_TABLE, bytes: 1 } as const;
  if (table < 256) return { ...place, value: table };
  return {
    ...place,
    value: RT_TABLE.values.compat,
    attribute: { from: RTM_ATTRIBUTES, type: RTA_TABLE, value: table },
  };
}

/**
 * What of a part a filter lets through; undefined where that is nothing.
 *
 * @param withRoutes - Whether routes are followed too.
 * @throws `NetlinkInputError` for a filter that cannot be; as `LinkNames.indexOf` for a link that it names.
 */
export async function selectionOf(
  part: Part,
  filter: WatchFilter,
  indexOf: IndexOf,
  withRoutes: boolean,
): Promise<Selection | undefined> {
  checkProperties("filter", filter, ["link", "address", "route"]);
  const { link, address, route } = filter;
  if (part.object === "link" && link !== undefined) return linkSelection(part, link, indexOf);
  if (part.object === "address" && address !== undefined)
    return addressSelection(part, address, indexOf, withRoutes);
  if (part.object === "route" && route !== undefined) return routeSelection(part, route, indexOf);
  return { request: part.request, keeps: always, shows: always, isPartial: false };
}
