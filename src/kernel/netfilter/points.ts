/**
 * The places where hooks can be: which families have which, and what priorities are called there.
 *
 * @module
 */
import { NetlinkInputError } from "../../errors/index.ts";
import {
  NF_ARP_HOOK,
  NF_BR_HOOK,
  NF_BR_PRI,
  NF_INET_HOOK,
  NF_IP_HOOK,
  NF_IP_PRI,
  NF_IP6_HOOK,
  NF_IP6_PRI,
  NF_NETDEV_HOOK,
  type NFPROTO,
} from "../../uapi/netfilter/index.ts";
import { checkInteger } from "../socket-options.ts";

/** A family of hooks. */
export type HookFamily = keyof typeof NFPROTO.values;

/** The words of nft(8) that differ from the kernel's. */
const NFT_IP = { dstnat: NF_IP_PRI.values["nat-dst"], srcnat: NF_IP_PRI.values["nat-src"] };
const NFT_BRIDGE = {
  dstnat: NF_BR_PRI.values["nat-dst-bridged"],
  filter: NF_BR_PRI.values["filter-bridged"],
  out: NF_BR_PRI.values["nat-dst-other"],
  srcnat: NF_BR_PRI.values["nat-src"],
};
const { first, last } = NF_IP_PRI.values;
/** The kernel has no names for these families; nft(8) has the middle one. */
const PLAIN = { first, filter: 0, last };

const FAMILIES = {
  inet: { hooks: NF_INET_HOOK.values, priorities: { ...NF_IP_PRI.values, ...NFT_IP } },
  ipv4: { hooks: NF_IP_HOOK.values, priorities: { ...NF_IP_PRI.values, ...NFT_IP } },
  ipv6: { hooks: NF_IP6_HOOK.values, priorities: { ...NF_IP6_PRI.values, ...NFT_IP } },
  bridge: { hooks: NF_BR_HOOK.values, priorities: { ...NF_BR_PRI.values, ...NFT_BRIDGE } },
  netdev: { hooks: NF_NETDEV_HOOK.values, priorities: PLAIN },
  arp: { hooks: NF_ARP_HOOK.values, priorities: PLAIN },
} as const satisfies Record<
  HookFamily,
  { hooks: Readonly<Record<string, number>>; priorities: Readonly<Record<string, number>> }
>;

type Families = typeof FAMILIES;
/** A hook of a family, of any when absent: `"local-out"`, `"ingress"`. */
export type HookName<Family extends HookFamily = HookFamily> = {
  [Name in Family]: keyof Families[Name]["hooks"] & string;
}[Family];
/** A priority by name: the kernel's (`NF_IP_PRI_NAT_SRC` is `"nat-src"`), or nft's (`"srcnat"`). */
export type PriorityName<Family extends HookFamily = HookFamily> = {
  [Name in Family]: keyof Families[Name]["priorities"] & string;
}[Family];

/** A place where hooks can be. */
export interface HookPoint {
  readonly family: HookFamily;
  readonly hook: HookName;
  /** Its hooks belong to one device each: that which a packet comes in by, or leaves by. */
  readonly device: "in" | "out" | undefined;
  /** Counts the points of all families, from 0. */
  readonly index: number;
}

function deviceOf(family: HookFamily, hook: string): HookPoint["device"] {
  if (hook === "egress") return "out";
  return hook === "ingress" && (family === "netdev" || family === "inet") ? "in" : undefined;
}

/** Points by family and hook. Maps, for a name that comes from outside may be `"constructor"`. */
const POINTS = new Map<string, Map<string, HookPoint>>();
let count = 0;
for (const [family, { hooks }] of Object.entries(FAMILIES)) {
  const points = Object.keys(hooks).map((hook): [string, HookPoint] => {
    const device = deviceOf(family as HookFamily, hook);
    const point = { family: family as HookFamily, hook: hook as HookName, device, index: count++ };
    return [hook, point];
  });
  POINTS.set(family, new Map(points));
}

/**
 * Finds a point.
 *
 * @throws `NetlinkInputError` for a family, or a hook, that there is not.
 */
export function pointOf(family: string, hook: string): HookPoint {
  const points = POINTS.get(family);
  const point = points?.get(hook);
  if (point !== undefined) return point;
  if (points === undefined) {
    throw new NetlinkInputError("family", family, `one of ${[...POINTS.keys()].join(", ")}`);
  }
  throw new NetlinkInputError("hook", hook, `one of ${[...points.keys()].join(", ")}`);
}

/** Families of packets that the hooks of `inet` see. */
const BOTH = ["ipv4", "ipv6"] as const;

/** The points that a hook is put at: those of `inet` stand in the lists of both of its families. */
export function pointsFor(point: HookPoint): readonly HookPoint[] {
  if (point.family !== "inet" || point.device !== undefined) return [point];
  return BOTH.map((family) => pointOf(family, point.hook));
}

/**
 * The number of a priority.
 *
 * @throws `NetlinkInputError` for a name that the family does not have, and for what is no 32-bit number.
 */
export function priorityOf(family: HookFamily, priority: PriorityName | number): number {
  if (typeof priority === "number") return checkInteger("priority", priority, first, last);
  const priorities: Readonly<Record<string, number>> = FAMILIES[family].priorities;
  const number = Object.hasOwn(priorities, priority) ? priorities[priority] : undefined;
  if (number !== undefined) return number;
  const names = Object.keys(priorities).join(", ");
  throw new NetlinkInputError("priority", priority, `a number, or one of ${names}`);
}
