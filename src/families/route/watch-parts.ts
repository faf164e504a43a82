/**
 * What can be followed, as a table: a row for each part of the kernel's tables that is read at once. A new kind
 * of object is its type in `changes.ts`, and one row here for each family that it is listed by.
 *
 * @module
 */
import type { AnyOperation, Operation } from "../../schema/index.ts";
import {
  RTEXT_FILTER_SKIP_STATS,
  RTNLGRP,
  rtAddr,
  rtLink,
  rtNetconf,
  rtNexthop,
  rtRoute,
  rtRule,
} from "../../uapi/route/index.ts";
import { type Address, type AddressMessage, addressOf } from "./addr.ts";
import { sameValue, type WatchedKind, type WatchedObjects } from "./changes.ts";
import { alike, alone, ipv4Routes, ipv6Routes, isSameIpv4, isSameIpv6 } from "./group-steps.ts";
import { FAMILIES } from "./input.ts";
import { type Link, linkOf } from "./link.ts";
import type { LinkMessage } from "./link-message.ts";
import { type NexthopMessage, nexthopOf } from "./nexthop.ts";
import type { PartRules } from "./part-state.ts";
import { type NameOf, type NextHop, type Route, type RouteMessage, routeOf } from "./route.ts";
import { type RuleMessage, ruleOf } from "./rule.ts";

/** Names of the parts. */
export type PartName =
  | "link"
  | "address"
  | "nexthop"
  | "ipv4-route"
  | "ipv6-route"
  | "mpls-route"
  | "rule";

/** One part of the kernel's tables. */
interface PartRow<In, Message, Kind extends WatchedKind> extends PartRules<WatchedObjects[Kind]> {
  readonly name: PartName;
  readonly object: Kind;
  /** Names of its messages: of one that is there, and of one that is gone. */
  readonly messages: readonly [set: string, gone: string];
  /** Multicast groups that they come to. */
  readonly groups: readonly number[];
  /** How it is read. */
  readonly operation: Operation<In, Message>;
  readonly request: In;
  /**
   * Whether a kernel may lack the family, and would then dump those of all families instead: it is asked for one
   * object first, which it refuses with `EOPNOTSUPP` where it does.
   */
  readonly mayLack?: boolean;
  /** Field of the request for the id of another namespace, where the kernel answers for others. */
  readonly nsidField?: string;
  /** Whether a message is of this part. */
  readonly holds: (message: Message) => boolean;
  readonly toObject: (message: Message, nameOf: NameOf) => WatchedObjects[Kind];
  /** Index and name of the link that a message is about, of the part that has them. */
  readonly nameIn?: (message: Message) => readonly [index: number, name: string];
  /** The object with the names that some links have now; the same one where it speaks of none of them. */
  readonly renewed: (
    object: WatchedObjects[Kind],
    nameOf: NameOf,
    renamed: ReadonlySet<number>,
  ) => WatchedObjects[Kind];
  /**
   * Whether a dump that goes on after something was deleted can pass over rows without the kernel's saying so
   * (`NLM_F_DUMP_INTR`): never, those of one leaf, or any.
   */
  readonly losesRows: "never" | "leaf" | "any";
  /** What rows of one leaf have in common. */
  readonly leafOf?: (object: WatchedObjects[Kind]) => string;
  /** Parts that the kernel may change, without a message, along with a change of this one. */
  readonly disturbs: (
    before: WatchedObjects[Kind] | undefined,
    after: WatchedObjects[Kind] | undefined,
  ) => readonly PartName[];
  /** Parts that the kernel may have changed where it says of an object what it had said before. */
  readonly disturbedAgain?: readonly PartName[];
}

/** A part, the types of its messages aside. */
export interface Part extends Omit<PartRow<never, never, WatchedKind>, "operation" | "request"> {
  readonly operation: AnyOperation;
  readonly request: Readonly<Record<string, unknown>>;
}

function part<In, Message, Kind extends WatchedKind>(row: PartRow<In, Message, Kind>): Part {
  return row as unknown as Part;
}

const NONE: readonly never[] = Object.freeze([]);
/** Routes, and the nexthop objects that they share. */
const ROUTES: readonly PartName[] = ["nexthop", "ipv4-route", "ipv6-route", "mpls-route"];
/** Flags of a link by which routes and addresses live and die. */
const VITAL = ["up", "running", "lower-up"] as const;

/**
 * Routes that go by a link, or their flags, change when the link's state does, mostly without a message
 * (`fib_sync_down_dev`, net/ipv4/fib_semantics.c; `fib6_ifdown`, net/ipv6/route.c), and the message of the link
 * comes first; IPv6 addresses appear, which are told of seconds later, when no other has turned out to have
 * them. Of a link that comes or goes its peer and those that rest on it are not told of anew, nor are rules with
 * its name; nor are a bridge and its ports when it gets or loses one.
 */
function disturbedByLink(before: Link | undefined, after: Link | undefined): readonly PartName[] {
  if (before === undefined) return ["link", "address", "rule"];
  if (after === undefined) return ["link", "rule", ...ROUTES];
  const named: readonly PartName[] = before.name === after.name ? NONE : ["rule"];
  if (before.master !== after.master) return [...named, "link", "address", ...ROUTES];
  const isSame =
    before.state === after.state &&
    VITAL.every((flag) => before.flags.includes(flag) === after.flags.includes(flag));
  return isSame ? named : [...named, "address", ...ROUTES];
}

/**
 * With an address go IPv4 routes whose preferred source it is, and, with the last one of a link, all by that link;
 * with the first one, dead ways revive (`fib_inetaddr_event`, net/ipv4/fib_frontend.c). IPv6 routes lose it
 * as their preferred source (`rt6_remove_prefsrc`, net/ipv6/route.c).
 */
function disturbedByAddress(
  before: Address | undefined,
  after: Address | undefined,
): readonly PartName[] {
  if (before !== undefined && after !== undefined) return NONE;
  if ((before ?? after)?.family === "ipv4") return ["ipv4-route"];
  return after === undefined ? ["ipv6-route"] : NONE;
}

type Mutable<Type> = { -readonly [Field in keyof Type]: Type[Field] };

/** Adds the names of the links that a link refers to. */
function withNames(link: Mutable<Link>, nameOf: NameOf): Link {
  const masterName = link.master === undefined ? undefined : nameOf(link.master);
  if (masterName !== undefined) link.masterName = masterName;
  const isHere = link.link !== undefined && link.linkNetnsid === undefined;
  const linkName = isHere ? nameOf(link.link as number) : undefined;
  if (linkName !== undefined) link.linkName = linkName;
  return link;
}

const link = part<unknown, LinkMessage, "link">({
  name: "link",
  object: "link",
  messages: ["RTM_NEWLINK", "RTM_DELLINK"],
  groups: [RTNLGRP.values.RTNLGRP_LINK],
  operation: rtLink.operations.RTM_GETLINK as Operation<unknown, LinkMessage>,
  request: { extMask: RTEXT_FILTER_SKIP_STATS },
  nsidField: "targetNetnsid",
  // News of a bridge's port are of another family; those of a wireless extension have a name and no more.
  holds: ({ ifiFamily, mtu }) => ifiFamily === 0 && mtu !== undefined,
  toObject: (message, nameOf) => withNames(linkOf(message), nameOf),
  nameIn: ({ ifiIndex, ifname = "" }) => [ifiIndex, ifname],
  renewed: (object, nameOf, renamed) =>
    (object.master !== undefined && renamed.has(object.master)) ||
    (object.link !== undefined && renamed.has(object.link))
      ? withNames({ ...object }, nameOf)
      : object,
  keyOf: ({ index }) => index,
  rule: alone,
  losesRows: "never",
  disturbs: disturbedByLink,
  // Linux 6.1 says that a link is running before its routes have learned of it, and then again.
  disturbedAgain: ["address", ...ROUTES],
});

const address = part<unknown, AddressMessage, "address">({
  name: "address",
  object: "address",
  messages: ["RTM_NEWADDR", "RTM_DELADDR"],
  groups: [RTNLGRP.values.RTNLGRP_IPV4_IFADDR, RTNLGRP.values.RTNLGRP_IPV6_IFADDR],
  operation: rtAddr.operations.RTM_GETADDR as Operation<unknown, AddressMessage>,
  request: {},
  nsidField: "targetNetnsid",
  holds: ({ ifaFamily }) => ifaFamily === FAMILIES.ipv4 || ifaFamily === FAMILIES.ipv6,
  toObject: (message, nameOf) => addressOf(message, nameOf(message.ifaIndex)),
  renewed: (object, nameOf, renamed) => {
    const dev = renamed.has(object.index) ? nameOf(object.index) : undefined;
    return dev === undefined ? object : { ...object, dev };
  },
  // A link has an IPv6 address once; an IPv4 address once for each network that it is in.
  keyOf: ({ family, index, address: own, prefixLength, peer = "" }) =>
    family === "ipv6" ? `${index} ${own}` : `${index} ${own}/${prefixLength} ${peer}`,
  rule: alone,
  losesRows: "never",
  disturbs: disturbedByAddress,
});

function renamedHop<Hop extends Pick<NextHop, "oif" | "dev">>(
  hop: Hop,
  nameOf: NameOf,
  renamed: ReadonlySet<number>,
): Hop {
  const dev = hop.oif !== undefined && renamed.has(hop.oif) ? nameOf(hop.oif) : undefined;
  return dev === undefined ? hop : { ...hop, dev };
}

function renewedRoute(route: Route, nameOf: NameOf, renamed: ReadonlySet<number>): Route {
  if (route.nexthops === undefined) return renamedHop(route, nameOf, renamed);
  const nexthops = route.nexthops.map((hop) => renamedHop(hop, nameOf, renamed));
  return nexthops.every((hop, at) => hop === route.nexthops?.[at]) ? route : { ...route, nexthops };
}

/** What the rows of routes have in common. */
const anyRoute = {
  object: "route",
  messages: ["RTM_NEWROUTE", "RTM_DELROUTE"],
  operation: rtRoute.operations.RTM_GETROUTE as Operation<unknown, RouteMessage>,
  toObject: (message: RouteMessage, nameOf: NameOf) => routeOf(message, nameOf),
  renewed: renewedRoute,
  disturbs: () => NONE,
} as const;

const ipv4Route = part<unknown, RouteMessage, "route">({
  ...anyRoute,
  name: "ipv4-route",
  groups: [RTNLGRP.values.RTNLGRP_IPV4_ROUTE],
  request: { rtmFamily: FAMILIES.ipv4 },
  holds: ({ rtmFamily }) => rtmFamily === FAMILIES.ipv4,
  keyOf: ({ table, dst, tos = 0, metric = 0 }) => `${table} ${dst} ${tos} ${metric}`,
  rule: ipv4Routes,
  isSame: isSameIpv4,
  // Within a leaf a dump goes on by count (fn_trie_dump_leaf, net/ipv4/fib_trie.c).
  losesRows: "leaf",
  leafOf: ({ table, dst }) => `${table} ${dst}`,
});

const ipv6Route = part<unknown, RouteMessage, "route">({
  ...anyRoute,
  name: "ipv6-route",
  groups: [RTNLGRP.values.RTNLGRP_IPV6_ROUTE],
  request: { rtmFamily: FAMILIES.ipv6 },
  holds: ({ rtmFamily }) => rtmFamily === FAMILIES.ipv6,
  keyOf: ({ table, dst, src = "", metric = 0 }) => `${table} ${dst} ${src} ${metric}`,
  rule: ipv6Routes,
  isSame: isSameIpv6,
  // In a tree that has changed, a dump begins anew and passes over as many as it had (fib6_dump_table, net/ipv6/ip6_fib.c).
  losesRows: "any",
});

const mplsRoute = part<unknown, RouteMessage, "route">({
  ...anyRoute,
  name: "mpls-route",
  groups: [RTNLGRP.values.RTNLGRP_MPLS_ROUTE],
  request: { rtmFamily: FAMILIES.mpls },
  holds: ({ rtmFamily }) => rtmFamily === FAMILIES.mpls,
  mayLack: true,
  keyOf: ({ dst }) => dst,
  rule: alone,
  losesRows: "never",
});

const nexthop = part<unknown, NexthopMessage, "nexthop">({
  name: "nexthop",
  object: "nexthop",
  messages: ["RTM_NEWNEXTHOP", "RTM_DELNEXTHOP"],
  groups: [RTNLGRP.values.RTNLGRP_NEXTHOP],
  operation: rtNexthop.operations.RTM_GETNEXTHOP as Operation<unknown, NexthopMessage>,
  request: { nhFamily: 0, nhScope: 0, nhProtocol: 0, nhFlags: 0 },
  holds: ({ id }) => id !== undefined,
  toObject: nexthopOf,
  renewed: renamedHop,
  keyOf: ({ id }) => id,
  rule: alone,
  losesRows: "never",
  // Groups lose members in silence; routes are disturbed by the message itself.
  disturbs: (_before, after) => (after === undefined ? ["nexthop"] : NONE),
});

const rule = part<unknown, RuleMessage, "rule">({
  name: "rule",
  object: "rule",
  messages: ["RTM_NEWRULE", "RTM_DELRULE"],
  groups: [RTNLGRP.values.RTNLGRP_IPV4_RULE, RTNLGRP.values.RTNLGRP_IPV6_RULE],
  operation: rtRule.operations.RTM_GETRULE as Operation<unknown, RuleMessage>,
  request: {
    family: 0,
    dstLen: 0,
    srcLen: 0,
    tos: 0,
    headerTable: 0,
    action: "unspec",
    flags: 0,
  },
  // The dump of all families has the rules of multicast routing, too.
  holds: ({ family }) => family === FAMILIES.ipv4 || family === FAMILIES.ipv6,
  toObject: (message) => ruleOf(message),
  renewed: (object) => object,
  // A rule is all that it says: the kernel changes none. What most say spreads those of one priority.
  keyOf: ({ family, priority, from = "", to = "", iif = "", fwmark = "", table = "" }) =>
    `${family} ${priority} ${from} ${to} ${iif} ${fwmark} ${table}`,
  rule: alike,
  isSame: sameValue,
  losesRows: "never",
  // A rule may be where others go on, which then are as good as new, or no more.
  disturbs: (before, after) => (before === undefined || after === undefined ? ["rule"] : NONE),
});

/** All parts, each behind those whose names it needs. */
export const PARTS: readonly Part[] = [
  link,
  address,
  nexthop,
  ipv4Route,
  ipv6Route,
  mplsRoute,
  rule,
];

/**
 * Parts that are followed along with a kind: links for their names, and what may change it without a message.
 */
export const NEEDED: Readonly<Record<WatchedKind, readonly WatchedKind[]>> = {
  link: ["link"],
  address: ["link", "address"],
  route: ["link", "address", "route"],
  rule: ["link", "rule"],
  nexthop: ["link", "nexthop"],
};

/** A message that is of no part, and yet tells of a change. */
interface Trigger {
  /** Kind of objects that it is listened to for. */
  readonly kind: WatchedKind;
  /** Multicast groups that it comes to; kernels that lack them are done without. */
  readonly groups: readonly number[];
  /** Parts that may have changed; none where it is of no consequence. */
  readonly disturbs: (body: unknown) => readonly PartName[];
}

/** News of a bridge's port: its options have changed. */
const bridgePort: Trigger = {
  kind: "link",
  groups: [RTNLGRP.values.RTNLGRP_LINK],
  disturbs: (body) => ((body as LinkMessage).ifiFamily === FAMILIES.bridge ? ["link"] : NONE),
};

/** A link listens to the group of an IPv6 address that it tries out and that is not told of before (since Linux 6.14). */
const ipv6Group: Trigger = {
  kind: "address",
  groups: [RTNLGRP.values.RTNLGRP_IPV6_MCADDR],
  disturbs: () => ["address"],
};

/** With a nexthop object go its routes. */
const nexthopObject: Trigger = {
  kind: "route",
  groups: [RTNLGRP.values.RTNLGRP_NEXTHOP],
  disturbs: () => ROUTES,
};

/** The setting shows as a flag of the routes by links that are down. Said alone, it was changed. */
const netconf: Trigger = {
  kind: "route",
  groups: [RTNLGRP.values.RTNLGRP_IPV4_NETCONF, RTNLGRP.values.RTNLGRP_IPV6_NETCONF],
  disturbs: (body) => {
    const { ignoreRoutesWithLinkdown, forwarding } = body as Readonly<Record<string, unknown>>;
    return ignoreRoutesWithLinkdown !== undefined && forwarding === undefined ? ROUTES : NONE;
  },
};

/** Such messages, by their type. */
export const TRIGGERS: ReadonlyMap<number, Trigger> = new Map([
  [rtLink.operations.RTM_NEWLINK.type, bridgePort],
  [rtLink.operations.RTM_DELLINK.type, bridgePort],
  [56, ipv6Group], // RTM_NEWMULTICAST, which has no table
  [rtNexthop.operations.RTM_NEWNEXTHOP.type, nexthopObject],
  [rtNexthop.operations.RTM_DELNEXTHOP.type, nexthopObject],
  [rtNetconf.operations.RTM_GETNETCONF.replyType as number, netconf],
]);
