/**
 * Nexthop objects: what a message of the kernel says.
 *
 * @module
 */
import { type Decoded, flagNames } from "../../schema/index.ts";
import { RTNH_F, type rtNexthop } from "../../uapi/route/index.ts";
import { type Encap, encapOf } from "./encap.ts";
import type { IpFamily } from "./input.ts";
import type { NameOf } from "./route.ts";

/** A nexthop as the table decodes it. */
export type NexthopMessage = Decoded<(typeof rtNexthop.operations)["RTM_GETNEXTHOP"]["reply"]>;

/** A member of a group. */
export interface NexthopMember {
  /** Id of a nexthop that is no group. */
  readonly id: number;
  /** Share of the traffic, 1 to 65536 (256 before Linux 6.12). */
  readonly weight: number;
}

/** How a resilient group moves its buckets. Times are multiples of 10 ms. */
export interface ResilientGroup {
  /** How many there are, 1 to 65535. */
  readonly buckets: number;
  /** A bucket without traffic for so long may move to another member. */
  readonly idleTimerMs: number;
  /** After so long out of balance they move with traffic, too; 0: never. */
  readonly unbalancedTimerMs: number;
  /** How long it has been out of balance. */
  readonly unbalancedTimeMs: number;
}

/** What went by a member of a group. */
export interface NexthopMemberStatistics {
  readonly id: number;
  readonly packets: bigint;
  /** Those of them that hardware forwarded, where it counts. */
  readonly hardwarePackets?: bigint;
}

/** A nexthop object: a way out that routes share, or a group of such. Since Linux 5.3. */
export interface Nexthop {
  readonly id: number;
  /** Absent of a group. */
  readonly family?: IpFamily | number;
  /** Gateway; of an fdb nexthop the far end of a tunnel. */
  readonly via?: string;
  /** Name of the outgoing link. */
  readonly dev?: string;
  /** Its index. */
  readonly oif?: number;
  /** Drops what comes. */
  readonly blackhole: boolean;
  /** For entries of a vxlan's forwarding database, not for routes. */
  readonly fdb: boolean;
  /** Members, of a group. */
  readonly group?: readonly NexthopMember[];
  /** `"multipath"` or `"resilient"`, of a group, or the number of another type. */
  readonly groupType?: "multipath" | "resilient" | number;
  readonly resilient?: ResilientGroup;
  readonly statistics?: readonly NexthopMemberStatistics[];
  readonly scope: string | number;
  readonly protocol: string | number;
  /** `RTNH_F_*` by name: `"onlink"`, `"dead"`, `"linkdown"`, `"offload"`… */
  readonly flags: readonly string[];
  /** What its packets are put into. */
  readonly encap?: Encap;
}

/** A bucket of a resilient group: which member the packets of some flows go to. */
export interface NexthopBucket {
  /** Id of the group. */
  readonly id: number;
  /** From 0. */
  readonly index: number;
  /** Id of the member. */
  readonly nexthopId: number;
  /** How long nothing has gone by it, a multiple of 10 ms. */
  readonly idleTimeMs: number;
  /** `"offload"`, `"trap"`… */
  readonly flags: readonly string[];
}

const FAMILY_NAMES: Readonly<Record<number, IpFamily>> = { 2: "ipv4", 10: "ipv6" };
const GROUP_TYPES: Readonly<Record<string, "multipath" | "resilient">> = {
  mpath: "multipath",
  res: "resilient",
};
/** The kernel counts in USER_HZ, a hundred a second. */
export const TICK_MS = 10;

function resilientOf(group: NonNullable<NexthopMessage["resGroup"]>): ResilientGroup {
  const { buckets = 0, idleTimer = 0, unbalancedTimer = 0, unbalancedTime = 0n } = group;
  return {
    buckets,
    idleTimerMs: idleTimer * TICK_MS,
    unbalancedTimerMs: unbalancedTimer * TICK_MS,
    unbalancedTimeMs: Number(unbalancedTime) * TICK_MS,
  };
}

function groupOf(message: NexthopMessage): Partial<Nexthop> {
  const { group, groupType, resGroup, groupStats } = message;
  if (group === undefined) return {};
  return {
    group: group.map(({ id, weight, weightHigh }) => ({
      id,
      weight: (weightHigh << 8) + weight + 1,
    })),
    groupType: GROUP_TYPES[groupType ?? "mpath"] ?? (groupType as number),
    ...(resGroup !== undefined && { resilient: resilientOf(resGroup) }),
    ...(groupStats !== undefined && {
      statistics: (groupStats.entry ?? []).map(({ id = 0, packets = 0n, packetsHw }) => ({
        id,
        packets,
        ...(packetsHw !== undefined && { hardwarePackets: packetsHw }),
      })),
    }),
  };
}

/** The friendly form of a nexthop message. */
export function nexthopOf(message: NexthopMessage, nameOf: NameOf): Nexthop {
  const { gateway, oif, encap, encapType, nhFamily } = message;
  const dev = oif === undefined ? undefined : nameOf(oif);
  return {
    id: message.id ?? 0,
    ...(nhFamily !== 0 && { family: FAMILY_NAMES[nhFamily] ?? nhFamily }),
    ...(gateway !== undefined && { via: String(gateway) }),
    ...(dev !== undefined && { dev }),
    ...(oif !== undefined && { oif }),
    blackhole: message.blackhole === true,
    fdb: message.fdb === true,
    ...groupOf(message),
    scope: message.nhScope,
    protocol: message.nhProtocol,
    flags: flagNames(RTNH_F, message.nhFlags),
    ...(encap !== undefined && encapType !== undefined && { encap: encapOf(encapType, encap) }),
  };
}

/** The friendly form of a message about a bucket. */
export function bucketOf(message: NexthopMessage): NexthopBucket {
  const { index = 0, idleTime = 0n, nhId = 0 } = message.resBucket ?? {};
  return {
    id: message.id ?? 0,
    index,
    nexthopId: nhId,
    idleTimeMs: Number(idleTime) * TICK_MS,
    flags: flagNames(RTNH_F, message.nhFlags),
  };
}
