/**
 * Policy rules as text, in the words of `ip rule`.
 *
 * @module
 */
import { type FormatOptions, plain, printable } from "./paint.ts";
import { tableName } from "./route.ts";

interface ShownPorts {
  readonly start: number;
  readonly end: number;
  readonly mask?: number;
}

/** A rule, as `Rule` of `nlkit/route` has it. */
export interface ShownRule {
  readonly family: string | number;
  readonly priority: number;
  readonly not: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly iif?: string;
  readonly oif?: string;
  readonly tos?: number;
  readonly dscp?: number;
  readonly dscpMask?: number;
  readonly fwmark?: number;
  readonly fwmask?: number;
  readonly uidRange?: { readonly start: number; readonly end: number };
  readonly ipProto?: number;
  readonly sourcePorts?: ShownPorts;
  readonly destinationPorts?: ShownPorts;
  readonly flowLabel?: number;
  readonly flowLabelMask?: number;
  readonly tunnelId?: bigint;
  readonly l3mdev: boolean;
  readonly action: string | number;
  readonly table?: number;
  readonly goto?: number;
  readonly suppressPrefixLength?: number;
  readonly suppressGroup?: number;
  readonly flow?: number;
  readonly protocol?: string | number;
  readonly flags: readonly string[];
}

const hex = (value: number): string => `0x${value.toString(16)}`;

/** A number in hexadecimal, and its mask where not all bits count. */
function masked(value: number, mask: number | undefined): string {
  return mask === undefined ? hex(value) : `${hex(value)}/${hex(mask)}`;
}

function ports({ start, end, mask }: ShownPorts): string {
  if (mask !== undefined) return masked(start, mask);
  return start === end ? String(start) : `${start}-${end}`;
}

function selectors(rule: ShownRule): string[] {
  const { iif, oif, fwmark, uidRange, sourcePorts, destinationPorts, dscp, flowLabel } = rule;
  const words: string[] = [];
  const add = (name: string, value: string | number | bigint | undefined): void => {
    if (value !== undefined) words.push(`${name} ${value}`);
  };
  add("to", rule.to);
  add("tos", rule.tos === undefined ? undefined : hex(rule.tos));
  add("dscp", dscp === undefined ? undefined : masked(dscp, rule.dscpMask));
  add("fwmark", fwmark === undefined ? undefined : masked(fwmark, rule.fwmask));
  add("iif", iif === undefined ? undefined : printable(iif));
  add("oif", oif === undefined ? undefined : printable(oif));
  add("uidrange", uidRange === undefined ? undefined : `${uidRange.start}-${uidRange.end}`);
  add("ipproto", rule.ipProto);
  add("sport", sourcePorts === undefined ? undefined : ports(sourcePorts));
  add("dport", destinationPorts === undefined ? undefined : ports(destinationPorts));
  add("flowlabel", flowLabel === undefined ? undefined : masked(flowLabel, rule.flowLabelMask));
  add("tun_id", rule.tunnelId);
  return words;
}

function action({ action: does, table, goto, l3mdev }: ShownRule): string {
  if (l3mdev) return "lookup [l3mdev-table]";
  if (table !== undefined) return `lookup ${tableName(table)}`;
  return goto === undefined ? String(does) : `goto ${goto}`;
}

/** A rule in one line. Which family it is of only shows by its addresses. */
export function formatRule(rule: ShownRule, options: FormatOptions = {}): string[] {
  const { paint = plain, details = false } = options;
  const { from = "all", suppressPrefixLength, suppressGroup, flow, protocol } = rule;
  const words = [
    `${paint("heading", String(rule.priority))}:`,
    ...(rule.not ? ["not"] : []),
    `from ${from === "all" ? from : paint(rule.family === "ipv6" ? "ipv6" : "ipv4", from)}`,
    ...selectors(rule),
    action(rule),
  ];
  if (suppressPrefixLength !== undefined)
    words.push(`suppress_prefixlength ${suppressPrefixLength}`);
  if (suppressGroup !== undefined) words.push(`suppress_ifgroup ${suppressGroup}`);
  if (flow !== undefined) words.push(`realms ${flow >>> 16}/${flow & 0xffff}`);
  if (protocol !== undefined && (details || protocol !== "kernel")) words.push(`proto ${protocol}`);
  words.push(...rule.flags.map((flag) => `[${flag}]`));
  return [words.join(" ")];
}
