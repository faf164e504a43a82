/**
 * Entries of forwarding databases as objects: what a message of the kernel says.
 *
 * @module
 */
import { FDB_NOTIFY, NUD, RT_PROTOCOL } from "../../uapi/route/index.ts";
import { named } from "./link-names.ts";
import { type NeighbourMessage, neighbourFlags } from "./neigh.ts";
import type { NameOf } from "./route.ts";

const { permanent, noarp, reachable, stale } = NUD.masks;
/**
 * States, by the bits that are sent for each: a bridge goes by the first of permanent, noarp and reachable that is set, a
 * VXLAN refuses what is neither permanent nor reachable.
 *
 * @see net/bridge/br_fdb.c `fdb_add_entry`, drivers/net/vxlan/vxlan_core.c `vxlan_fdb_add`
 */
export const FDB_STATES = {
  permanent: permanent | noarp,
  static: noarp | reachable,
  dynamic: reachable,
} as const;
/** How an entry came to be, and whether it ages. */
export type FdbState = keyof typeof FDB_STATES;

/** Where frames to a link-layer address go. */
export interface FdbEntry {
  /** Link-layer address. */
  readonly mac: string;
  /** Index and name of the link that the entry is on: a port, a bridge, a VXLAN. */
  readonly index: number;
  readonly dev?: string;
  /** Index and name of the bridge that has it. */
  readonly master?: number;
  readonly masterName?: string;
  readonly vlan?: number;
  /**
   * `"permanent"` of addresses of the bridge's own, `"static"` where set by hand, `"dynamic"` where learnt,
   * `"stale"` of one that has aged; a number for others.
   */
  readonly state: FdbState | "stale" | number;
  /** `NTF_*` by name: `"self"` of the device itself, `"master"`, `"ext-learned"`, `"sticky"`, `"offloaded"`, `"locked"`… */
  readonly flags: readonly string[];
  /** Whether the kernel tells when it goes inactive, and when it is used again; and whether it has gone inactive. */
  readonly activityNotify?: boolean;
  readonly inactive?: boolean;
  /** Far end of the tunnel. */
  readonly dst?: string;
  readonly dstPort?: number;
  readonly vni?: number;
  readonly srcVni?: number;
  /** Index and name of the link that a tunnel's packets go out by. */
  readonly via?: number;
  readonly viaName?: string;
  /** Nexthop group whose members are far ends. */
  readonly nexthopId?: number;
  readonly protocol?: string | number;
  /** Hundredths of a second since it was last used, and since it was changed. */
  readonly usedCs?: number;
  readonly updatedCs?: number;
}

/** The state of a mask of `NUD_*`. */
export function fdbState(mask: number): FdbEntry["state"] {
  if ((mask & permanent) !== 0) return "permanent";
  if ((mask & noarp) !== 0) return "static";
  if ((mask & stale) !== 0) return "stale";
  return (mask & reachable) !== 0 ? "dynamic" : mask;
}

/** The friendly form of a message about an entry. */
export function fdbEntryOf(row: NeighbourMessage, nameOf: NameOf): FdbEntry {
  const { vlan, dst, port, vni, srcVni, ifindex, nhId, master, protocol, cacheinfo } = row;
  const activity = row.fdbExtAttrs?.activityNotify ?? 0;
  return {
    mac: String(row.lladdr ?? ""),
    index: row.ndmIfindex,
    ...named(nameOf, "dev", row.ndmIfindex),
    ...(master !== undefined && { master }),
    ...named(nameOf, "masterName", master),
    ...(vlan !== undefined && { vlan }),
    state: fdbState(row.ndmState),
    flags: neighbourFlags(row),
    ...((activity & FDB_NOTIFY.masks.notify) !== 0 && { activityNotify: true }),
    ...((activity & FDB_NOTIFY.masks.inactive) !== 0 && { inactive: true }),
    ...(dst !== undefined && { dst: String(dst) }),
    ...(port !== undefined && { dstPort: port }),
    ...(vni !== undefined && { vni }),
    ...(srcVni !== undefined && { srcVni }),
    ...(ifindex !== undefined && { via: ifindex }),
    ...named(nameOf, "viaName", ifindex),
    ...(nhId !== undefined && { nexthopId: nhId }),
    ...(protocol !== undefined && { protocol: RT_PROTOCOL.names.get(protocol) ?? protocol }),
    ...(cacheinfo !== undefined && { usedCs: cacheinfo.used, updatedCs: cacheinfo.updated }),
  };
}
