/**
 * Counters of links beyond the usual ones: what hardware counted, bridges, bonds, and MPLS.
 *
 * @module
 */
import { NetlinkInputError } from "../../errors/index.ts";
import type { Decoded } from "../../schema/index.ts";
import type { rtLink } from "../../uapi/route/index.ts";
import { checkList } from "./input.ts";

/** A message of counters as the table decodes it. */
export type StatisticsMessage = Decoded<(typeof rtLink.operations)["RTM_GETSTATS"]["reply"]>;

/** `IFLA_STATS_*`: the groups of counters that a request can ask for. @see include/uapi/linux/if_link.h */
const GROUPS = { link: 1, device: 2, port: 3, offload: 4, families: 5 } as const;

/**
 * A group of counters: `"link"` the usual ones, `"device"` those of its own kind (a bridge's, a bond's), `"port"` those that
 * its master has of it, `"offload"` what was counted apart of hardware, `"families"` those of MPLS.
 */
export type StatisticsGroup = keyof typeof GROUPS;

/** Counters of a link, 64 bits each, under the kernel's names. What the link does not have is absent. */
export interface LinkCounters {
  readonly index: number;
  readonly name: string;
  /** `struct rtnl_link_stats64`. */
  readonly link?: NonNullable<StatisticsMessage["link64"]>;
  readonly device?: NonNullable<StatisticsMessage["linkXstats"]>;
  readonly port?: NonNullable<StatisticsMessage["linkXstatsSlave"]>;
  readonly offload?: NonNullable<StatisticsMessage["linkOffloadXstats"]>;
  readonly families?: NonNullable<StatisticsMessage["afSpec"]>;
}

/** The mask of a request for groups. @throws `NetlinkInputError` */
export function statisticsMask(groups: readonly StatisticsGroup[] | undefined): number {
  checkList("groups", groups);
  let mask = 0;
  for (const group of groups ?? (Object.keys(GROUPS) as StatisticsGroup[])) {
    if (!Object.hasOwn(GROUPS, group))
      throw new NetlinkInputError("groups", group, `one of ${Object.keys(GROUPS).join(", ")}`);
    mask |= 1 << (GROUPS[group] - 1);
  }
  if (mask === 0) throw new NetlinkInputError("groups", groups, "one group at least");
  return mask;
}

/** Whether a nest of counters holds any. */
function holds<Nest extends object>(nest: Nest | undefined): nest is Nest {
  return nest !== undefined && Object.keys(nest).length > 0;
}

/** The friendly form of counters. */
export function countersOf(message: StatisticsMessage, name: string | undefined): LinkCounters {
  const { ifindex, link64, linkXstats, linkXstatsSlave, linkOffloadXstats, afSpec } = message;
  return {
    index: ifindex,
    name: name ?? String(ifindex),
    ...(link64 !== undefined && { link: link64 }),
    ...(holds(linkXstats) && { device: linkXstats }),
    ...(holds(linkXstatsSlave) && { port: linkXstatsSlave }),
    ...(holds(linkOffloadXstats) && { offload: linkOffloadXstats }),
    ...(holds(afSpec) && { families: afSpec }),
  };
}
