/**
 * Tables of traffic control: qdiscs, classes, filters, chains and actions, over `NETLINK_ROUTE`.
 *
 * Rates, times and sizes are the kernel's own numbers; a qdisc and its classes have different options and
 * statistics under one kind, so that classes have a message of their own.
 *
 * @example
 * ```ts
 * import { openRoute } from "nlkit/route";
 * import { tc } from "nlkit/uapi/tc";
 * await using route = await openRoute();
 * const qdiscs = await route.client.dump(tc.operations.RTM_GETQDISC, {});
 * for (const { ifindex, kind } of qdiscs) console.log(ifindex, kind);
 * ```
 *
 * @module
 */
export {
  type ActAttrs,
  actAttrs,
  attrs as tcAttrs,
  attrsMessage as tcMessage,
  type ClassStatsAttrs,
  classAttrs,
  classMessage,
  /** `TCA_CLS_FLAGS_*` as masks. */
  clsFlags as TCA_CLS_FLAGS,
  type EmatchAttrs,
  /** `TCA_FLOWER_KEY_CT_FLAGS_*` as masks. */
  flowerCtFlags as FLOWER_CT,
  /** `TCA_FLOWER_KEY_FLAGS_*` as masks. */
  flowerKeyCtrlFlags as FLOWER_FRAGMENT,
  type TcaStatsAttrs,
  tc,
  /** `TC_ACT_*`: what an action decides. */
  tcAction as TC_ACT,
  /** `TCA_ACT_HW_STATS_*` as masks. */
  tcaActHwStats as TCA_ACT_HW_STATS,
  tcamsg,
  tcaRootAttrs,
  tcaRootMessage as actionMessage,
  tcmsg,
} from "../generated/tc.ts";
export { EMATCHES } from "./ematch.ts";
