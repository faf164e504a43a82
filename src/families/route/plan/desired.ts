/**
 * What a configuration can declare, and what of the kernel's state it thereby owns.
 *
 * @module
 */
import type { AddressSettings } from "../addr.ts";
import type { IpFamily } from "../input.ts";
import type { LinkSettings, NewLink } from "../link-request.ts";
import type { NeighbourSettings } from "../neighbours.ts";
import type { RouteSettings } from "../route-request.ts";
import type { RuleSettings } from "../rules.ts";
import type { QdiscSettings } from "../tc/index.ts";

/** Settings of a link that can be declared: those of `Links.set` that the kernel tells of again. */
export const DESIRED_SETTINGS = [
  "mtu",
  "address",
  "broadcast",
  "txQueueLength",
  "group",
  "mode",
  "promiscuous",
  "allMulticast",
  "multicast",
  "arp",
  "gsoMaxSize",
  "gsoMaxSegs",
  "gsoIpv4MaxSize",
  "groMaxSize",
  "groIpv4MaxSize",
  "up",
  "master",
  "alias",
  "protoDown",
  "options",
  "port",
] as const satisfies readonly (keyof LinkSettings)[];

/** What is declared of a link itself. */
export type DesiredSettings = Pick<LinkSettings, (typeof DESIRED_SETTINGS)[number]>;

/** An address of a declared link: as text, or with what else is said of it. */
export type DesiredAddress = string | Omit<AddressSettings, "dev">;

/** A permanent neighbour of a declared link. */
export type DesiredNeighbour = Omit<NeighbourSettings, "dev" | "proxy" | "state"> & {
  readonly lladdr: string;
};

/** A qdisc at the root of a link: its kind, and what is said of its options. Its classes and filters are left alone. */
export type DesiredQdisc = QdiscSettings extends infer Each
  ? Each extends QdiscSettings
    ? Pick<Each, "kind" | "options" | "handle">
    : never
  : never;

/**
 * A link. Of what is not said nothing is touched: a link of which `mtu` alone is declared keeps everything else, and links
 * that are not declared are left alone.
 */
export interface DesiredLink
  extends DesiredSettings,
    Partial<Pick<NewLink, "kind" | "link" | "peer" | "numTxQueues" | "numRxQueues">> {
  /** Which link it is. */
  readonly name: string;
  /** It is not to be there; then nothing else is said. */
  readonly absent?: boolean;
  /**
   * All addresses that it is to have: others are removed, but for those that the kernel or a router made (link-local
   * ones, those of router advertisements and of the privacy extensions). Absent: its addresses are left alone.
   */
  readonly addresses?: readonly DesiredAddress[];
  /** All permanent neighbours that it is to have. Absent: they are left alone. */
  readonly neighbours?: readonly DesiredNeighbour[];
  /** The qdisc at its root; null for the one that links come with. Absent: it is left alone. */
  readonly qdisc?: DesiredQdisc | null;
}

/** A route of a block; `absent` where it is not to be there. */
export type DesiredRoute = Omit<RouteSettings, "table"> & { readonly absent?: boolean };

/**
 * Routes of one table. One that is there with the same destination, tos and metric is replaced.
 *
 * @example
 * ```ts
 * import type { DesiredRoutes } from "nlkit/route";
 * // Owns table 100: what else is in it goes.
 * const own: DesiredRoutes = { table: 100, exact: true, list: [{ dst: "default", via: "192.0.2.1" }] };
 * // Owns what "static" made in table main; routes of the kernel, of DHCP, of BGP stay.
 * const shared: DesiredRoutes = { protocol: "static", exact: true, list: [] };
 * // Owns one route.
 * const one: DesiredRoutes = { list: [{ dst: "198.51.100.0/24", via: "192.0.2.1" }] };
 * console.log(own, shared, one);
 * ```
 */
export interface DesiredRoutes {
  /** Name or number; main unless told otherwise. */
  readonly table?: string | number;
  /** Narrows what `exact` owns. */
  readonly family?: IpFamily;
  /** What its routes are made by, `"static"` unless told otherwise; given, it narrows what `exact` owns. */
  readonly protocol?: string | number;
  /** The list is all that there is to be: other routes of the table go, but for those of the kernel and of routers (`"ra"`). */
  readonly exact?: boolean;
  readonly list: readonly DesiredRoute[];
}

/** A rule of a block; `absent` where it is not to be there. A rule without a priority is any that has the rest. */
export type DesiredRule = RuleSettings & { readonly absent?: boolean };

/** Policy rules. */
export interface DesiredRules {
  /** Narrows what `exact` owns. */
  readonly family?: IpFamily;
  /** Narrows what `exact` owns: from the first to the last, both of them owned. */
  readonly priorities?: readonly [first: number, last: number];
  /** The list is all that there is to be: other rules go, but for those that the kernel made. */
  readonly exact?: boolean;
  readonly list: readonly DesiredRule[];
}

/**
 * A part of the network's configuration. What is not in it is not touched.
 *
 * @example
 * ```ts
 * import type { Desired } from "nlkit/route";
 * const desired: Desired = {
 *   links: [
 *     { name: "br0", kind: "bridge", up: true, addresses: ["192.0.2.1/24"] },
 *     { name: "port0", kind: "dummy", master: "br0", up: true },
 *     { name: "old0", absent: true },
 *   ],
 *   routes: [{ table: 100, exact: true, list: [{ dst: "default", via: "192.0.2.254" }] }],
 *   rules: [
 *     { priorities: [1000, 1099], exact: true, list: [{ from: "192.0.2.0/24", priority: 1000, table: 100 }] },
 *   ],
 * };
 * console.log(desired);
 * ```
 */
export interface Desired {
  readonly links?: readonly DesiredLink[];
  readonly routes?: readonly DesiredRoutes[];
  readonly rules?: readonly DesiredRules[];
}
