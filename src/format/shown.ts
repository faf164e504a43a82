/**
 * What of an object is shown. The objects of `nlkit/route` fit, and so does anything else that has these
 * properties: this layer knows no family.
 *
 * @module
 */

/** Counters of a link, as far as they are shown. */
export interface ShownStatistics {
  readonly rxPackets: bigint;
  readonly rxBytes: bigint;
  readonly rxErrors: bigint;
  readonly rxDropped: bigint;
  readonly rxMissedErrors: bigint;
  readonly multicast: bigint;
  readonly txPackets: bigint;
  readonly txBytes: bigint;
  readonly txErrors: bigint;
  readonly txDropped: bigint;
  readonly txCarrierErrors: bigint;
  readonly collisions: bigint;
}

/** A link, as `Link` of `nlkit/route` has it. */
export interface ShownLink {
  readonly index: number;
  readonly name: string;
  readonly type: string | number;
  readonly kind?: string;
  readonly flags: readonly string[];
  readonly up: boolean;
  readonly state: string | number;
  readonly mtu: number;
  readonly minMtu?: number;
  readonly maxMtu?: number;
  readonly address?: string;
  readonly broadcast?: string;
  readonly permanentAddress?: string;
  readonly altNames?: readonly string[];
  readonly alias?: string;
  readonly master?: number;
  readonly masterName?: string;
  readonly link?: number;
  readonly linkName?: string;
  readonly linkNetnsid?: number;
  readonly qdisc?: string;
  readonly txQueueLength: number;
  readonly group: number;
  readonly mode: string | number;
  readonly promiscuity?: number;
  readonly numTxQueues?: number;
  readonly numRxQueues?: number;
  readonly protoDown?: boolean;
  readonly options?: unknown;
  readonly portKind?: string;
  readonly port?: unknown;
  readonly statistics?: ShownStatistics;
}

/** An address, as `Address` of `nlkit/route` has it. */
export interface ShownAddress {
  readonly family: "ipv4" | "ipv6";
  readonly index: number;
  readonly dev?: string;
  readonly address: string;
  readonly prefixLength: number;
  readonly peer?: string;
  readonly broadcast?: string;
  readonly anycast?: string;
  readonly label?: string;
  readonly scope: string | number;
  readonly flags: readonly string[];
  readonly validLifetime: number | "forever";
  readonly preferredLifetime: number | "forever";
  readonly metric?: number;
  readonly protocol?: number;
}

/** An encapsulation: its type, and other properties as that has them. */
export interface ShownEncap {
  readonly type: string | number;
}

/** Metrics of a route under the kernel's names. */
export interface ShownMetrics {
  /** Those that nothing but configuration may change. */
  readonly lock?: readonly string[];
}

/** One way out of several, as `NextHop` of `nlkit/route` has it. */
export interface ShownNextHop {
  readonly via?: string;
  readonly dev?: string;
  readonly oif?: number;
  readonly weight: number;
  readonly flags: readonly string[];
  readonly flow?: number;
  readonly newDst?: string;
  readonly encap?: ShownEncap;
}

/** A route, as `Route` of `nlkit/route` has it. */
export interface ShownRoute {
  readonly family: string | number;
  readonly type: string | number;
  readonly dst: string;
  readonly src?: string;
  readonly table: number;
  readonly protocol: string | number;
  readonly scope: string | number;
  readonly tos?: number;
  readonly metric?: number;
  readonly dev?: string;
  readonly oif?: number;
  readonly iif?: number;
  readonly via?: string;
  readonly prefsrc?: string;
  readonly flags: readonly string[];
  readonly metrics?: ShownMetrics;
  readonly nexthops?: readonly ShownNextHop[];
  readonly nexthopId?: number;
  readonly pref?: string | number;
  readonly flow?: number;
  readonly mark?: number;
  readonly uid?: number;
  readonly expires?: number;
  readonly error?: number;
  readonly newDst?: string;
  readonly encap?: ShownEncap;
}

/** What happened to an object; `"snapshot"`: it was there when the watching began. */
export type ShownAction = "set" | "delete" | "snapshot";

/** A change, as `RouteEvent` of `nlkit/route` has it. */
export type ShownEvent =
  | { readonly object: "link"; readonly action: ShownAction; readonly link: ShownLink }
  | { readonly object: "address"; readonly action: ShownAction; readonly address: ShownAddress }
  | { readonly object: "route"; readonly action: ShownAction; readonly route: ShownRoute }
  | { readonly object: "overrun" };
