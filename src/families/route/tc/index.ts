/**
 * Traffic control as people use it: qdiscs, classes, filters and actions as plain objects, in and out.
 *
 * @module
 */
export {
  type Action,
  type ActionKey,
  type ActionOptions,
  type ActionSettings,
  Actions,
} from "./action.ts";
export {
  type ClassEvent,
  Classes,
  type ClassFilter,
  type ClassKey,
  type ClassOptions,
  type ClassSettings,
  type TcClass,
} from "./class.ts";
export type { ServiceCurve } from "./class-kinds.ts";
export type { Control } from "./control.ts";
export {
  type Chain,
  type Filter,
  type FilterEvent,
  type FilterFilter,
  type FilterKey,
  type FilterOptions,
  type FilterPlace,
  type FilterSettings,
  Filters,
} from "./filter.ts";
export type { BpfInstruction, U32Match } from "./filter-kinds.ts";
export type { PeditKey } from "./pedit.ts";
export {
  type Qdisc,
  type QdiscEvent,
  type QdiscFilter,
  type QdiscKey,
  type QdiscOptions,
  type QdiscSettings,
  Qdiscs,
} from "./qdisc.ts";
export type { QueueRange, ScheduleEntry, TrafficClass } from "./qdisc-schedules.ts";
export type { SizeTable } from "./rates.ts";
export type { TcStatistics } from "./statistics.ts";
