/**
 * Decoded objects and messages as text like that of `ip`, as trees, and as JSON. Pure functions: what
 * they give is lines, marked through a {@link Painter} that the caller brings.
 *
 * @example
 * ```ts
 * import { formatLink, toJson } from "nlkit/format";
 * import { openRoute } from "nlkit/route";
 * await using route = await openRoute();
 * const link = await route.links.get("lo");
 * console.log(formatLink(link).join("\n"));
 * console.assert(toJson(link).startsWith('{"index":1,'));
 * ```
 *
 * @module
 */
export { addressText, formatAddress } from "./address.ts";
export { formatAddressLabel, type ShownAddressLabel } from "./addrlabel.ts";
export {
  formatFdbEntry,
  formatMdbEntry,
  formatMdbRouter,
  formatVlan,
  formatVlanGlobal,
  type ShownFdbEntry,
  type ShownMdbEntry,
  type ShownMdbRouter,
  type ShownVlan,
  type ShownVlanGlobal,
} from "./bridge.ts";
export { formatDrop, type ShownDrop } from "./drop.ts";
export { formatEvent } from "./event.ts";
export { formatFamily, type ShownFamily } from "./family.ts";
export { type DescribedTable, describeTable, formatTable } from "./family-table.ts";
export { fromJson, parseJson, withFlagNames } from "./from-json.ts";
export { toJson } from "./json.ts";
export { formatLink } from "./link.ts";
export {
  type FindMessage,
  formatBytes,
  formatMessage,
  formatTrace,
  type MessageTables,
  type TracedDatagram,
} from "./message.ts";
export { messageFlagNames } from "./message-flags.ts";
export { type MessageRecord, messageRecord } from "./message-json.ts";
export { formatCaptured } from "./message-tree.ts";
export {
  formatMulticastInterface,
  formatMulticastRoute,
  type ShownMulticastInterface,
  type ShownMulticastRoute,
} from "./mroute.ts";
export { formatNeighbour, type ShownNeighbour } from "./neigh.ts";
export { formatNetconf, type ShownNetconf } from "./netconf.ts";
export { formatBucket, formatNexthop, type ShownBucket, type ShownNexthop } from "./nexthop.ts";
export {
  formatOverview,
  type Overview,
  type OverviewOptions,
  type OverviewTable,
} from "./overview.ts";
export { type FormatOptions, type Painter, plain, printable, type Style } from "./paint.ts";
export {
  formatPolicy,
  type NamedPolicy,
  type NamedRules,
  namedPolicy,
  type PolicyRule,
  type ShownPolicy,
} from "./policy.ts";
export { formatRoute, type RouteFormatOptions, tableName } from "./route.ts";
export { formatRule, type ShownRule } from "./rule.ts";
export type {
  ShownAction,
  ShownAddress,
  ShownEncap,
  ShownEvent,
  ShownLink,
  ShownMetrics,
  ShownNextHop,
  ShownRoute,
  ShownStatistics,
} from "./shown.ts";
export type { ShownAck, ShownDatagram, ShownMessage } from "./shown-message.ts";
export {
  formatAction,
  formatClass,
  formatFilter,
  formatQdisc,
  type ShownClass,
  type ShownFilter,
  type ShownQdisc,
  type ShownTcAction,
  type ShownTcStatistics,
  type TcFormatOptions,
} from "./tc.ts";
export { type LinkNode, linkForest } from "./tree.ts";
export { formatNested, formatOptions, wordOf } from "./words.ts";
