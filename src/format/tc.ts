/**
 * Qdiscs, classes, filters and actions as text, in the lines of `tc`.
 *
 * @module
 */
import { type FormatOptions, plain, printable } from "./paint.ts";
import { optionWords, rateText } from "./tc-values.ts";
import { formatOptions } from "./words.ts";

/** Counters, as `TcStatistics` of `nlkit/route` has them. */
export interface ShownTcStatistics {
  readonly bytes: bigint;
  readonly packets: bigint;
  readonly drops: number;
  readonly overlimits: number;
  readonly requeues: number;
  readonly backlogBytes: number;
  readonly queuedPackets: number;
  readonly bitrate?: number;
  readonly packetsPerSecond?: number;
  readonly own?: object;
}

interface ShownKind {
  readonly kind: string;
  readonly options?: object;
  readonly attributes?: object;
  readonly statistics?: ShownTcStatistics;
}

interface ShownPlace {
  readonly dev?: string;
  readonly ifindex?: number;
  readonly block?: number;
  readonly parent?: string;
}

/** A qdisc, as `Qdisc` of `nlkit/route` has it. */
export interface ShownQdisc extends ShownKind, ShownPlace {
  readonly handle: string;
  readonly ingressBlock?: number;
  readonly egressBlock?: number;
  readonly sizeTable?: object;
  readonly offloaded: boolean;
  readonly references: number;
}

/** A class, as `TcClass` of `nlkit/route` has it. */
export interface ShownClass extends ShownKind, ShownPlace {
  readonly classId: string;
  readonly leaf?: string;
}

/** An action, as `Action` of `nlkit/route` has it. */
export interface ShownTcAction extends ShownKind {
  readonly index?: number;
  readonly control?: string | number;
  readonly references?: number;
  readonly bindings?: number;
  readonly cookie?: string;
}

/** A filter, as `Filter` of `nlkit/route` has it. */
export interface ShownFilter extends ShownKind, ShownPlace {
  readonly priority: number;
  readonly protocol: string | number;
  readonly chain: number;
  readonly handle?: string;
  readonly offloaded?: boolean;
}

/** How traffic control is shown. */
export interface TcFormatOptions extends FormatOptions {
  /** With counters. */
  readonly statistics?: boolean;
}

function statisticsLines(
  { statistics }: ShownKind,
  { statistics: wanted }: TcFormatOptions,
): string[] {
  if (wanted !== true || statistics === undefined) return [];
  const { bytes, packets, drops, overlimits, requeues, bitrate, own } = statistics;
  const lines = [
    `  Sent ${bytes} bytes ${packets} pkt (dropped ${drops}, overlimits ${overlimits} requeues ${requeues})`,
    `  backlog ${statistics.backlogBytes}b ${statistics.queuedPackets}p`,
  ];
  if (bitrate !== undefined)
    lines.push(`  rate ${rateText(bitrate)} ${statistics.packetsPerSecond ?? 0}pps`);
  if (own !== undefined) lines.push(`  ${formatOptions(own)}`);
  return lines;
}

function placeWords({ dev, ifindex, block }: ShownPlace, options: FormatOptions): string[] {
  const { paint = plain } = options;
  if (block !== undefined) return [`block ${block}`];
  return [`dev ${paint("name", dev === undefined ? `if${ifindex}` : printable(dev))}`];
}

const parentWords = (parent: string | undefined): string[] =>
  parent === undefined ? [] : [/:/.test(parent) ? `parent ${parent}` : parent];

/** Options, and in braces what they do not tell of. */
function detailWords(
  { options = {}, attributes }: ShownKind,
  left: readonly string[] = [],
): string[] {
  const shown = Object.fromEntries(
    Object.entries(options).filter(([name]) => !left.includes(name)),
  );
  const words = optionWords(shown);
  return [
    ...(words === "" ? [] : [words]),
    ...(attributes === undefined ? [] : [`{ ${formatOptions(attributes)} }`]),
  ];
}

/** A qdisc in one line, and its counters in further ones. */
export function formatQdisc(qdisc: ShownQdisc, options: TcFormatOptions = {}): string[] {
  const { paint = plain, details = false } = options;
  const { kind, handle, ingressBlock, egressBlock, sizeTable, offloaded, references } = qdisc;
  const words = [
    `qdisc ${paint("heading", printable(kind))} ${handle}`,
    ...placeWords(qdisc, options),
    ...parentWords(qdisc.parent),
    ...(details || references !== 1 ? [`refcnt ${references}`] : []),
    ...(ingressBlock === undefined ? [] : [`ingress_block ${ingressBlock}`]),
    ...(egressBlock === undefined ? [] : [`egress_block ${egressBlock}`]),
    ...(offloaded ? ["offloaded"] : []),
    ...detailWords(qdisc),
    ...(sizeTable === undefined ? [] : [`stab ${optionWords(sizeTable)}`]),
  ];
  return [words.join(" "), ...statisticsLines(qdisc, options)];
}

/** A class in one line, and its counters in further ones. */
export function formatClass(row: ShownClass, options: TcFormatOptions = {}): string[] {
  const { paint = plain } = options;
  const { kind, classId, leaf } = row;
  const words = [
    `class ${printable(kind)} ${paint("heading", classId)}`,
    ...placeWords(row, options),
    ...parentWords(row.parent),
    ...(leaf === undefined ? [] : [`leaf ${leaf}`]),
    ...detailWords(row),
  ];
  return [words.join(" "), ...statisticsLines(row, options)];
}

/** An action in one line, and its counters in further ones. */
export function formatAction(action: ShownTcAction, options: TcFormatOptions = {}): string[] {
  const { paint = plain, details = false } = options;
  const { kind, index, control, references, bindings, cookie } = action;
  const words = [
    `action ${paint("heading", printable(kind))}`,
    ...detailWords(action),
    ...(control === undefined ? [] : [String(control)]),
    ...(index === undefined ? [] : [`index ${index}`]),
    ...(details && references !== undefined ? [`ref ${references} bind ${bindings ?? 0}`] : []),
    ...(cookie === undefined ? [] : [`cookie ${cookie}`]),
  ];
  return [words.join(" "), ...statisticsLines(action, options)];
}

/** A filter in one line, and its actions in further ones. */
export function formatFilter(filter: ShownFilter, options: TcFormatOptions = {}): string[] {
  const { paint = plain } = options;
  const { kind, priority, protocol, chain, handle, offloaded } = filter;
  const { actions = [] } = (filter.options ?? {}) as {
    readonly actions?: readonly ShownTcAction[];
  };
  const words = [
    "filter",
    ...placeWords(filter, options),
    ...parentWords(filter.parent),
    `protocol ${protocol} pref ${priority} ${paint("heading", printable(kind))} chain ${chain}`,
    ...(handle === undefined ? [] : [`handle ${handle}`]),
    ...detailWords(filter, ["actions"]),
    ...(offloaded === undefined ? [] : [offloaded ? "in_hw" : "not_in_hw"]),
  ];
  return [
    words.join(" "),
    ...actions.flatMap((action) => formatAction(action, options).map((line) => `  ${line}`)),
  ];
}
