/**
 * Forwarding entries, multicast groups and VLANs of bridges as text, in the words of `bridge`.
 *
 * @module
 */
import { type FormatOptions, type Painter, plain, printable } from "./paint.ts";
import { formatOptions } from "./words.ts";

/** An entry of a forwarding database, as `FdbEntry` of `nlkit/route` has it. */
export interface ShownFdbEntry {
  readonly mac: string;
  readonly index: number;
  readonly dev?: string;
  readonly master?: number;
  readonly masterName?: string;
  readonly vlan?: number;
  readonly state: string | number;
  readonly flags: readonly string[];
  readonly inactive?: boolean;
  readonly activityNotify?: boolean;
  readonly dst?: string;
  readonly dstPort?: number;
  readonly vni?: number;
  readonly srcVni?: number;
  readonly via?: number;
  readonly viaName?: string;
  readonly nexthopId?: number;
  readonly protocol?: string | number;
  readonly usedCs?: number;
  readonly updatedCs?: number;
}

/** A member of a multicast group, as `MdbEntry` of `nlkit/route` has it. */
export interface ShownMdbEntry {
  readonly index: number;
  readonly dev?: string;
  readonly port: number;
  readonly portName?: string;
  readonly group: string;
  readonly source?: string;
  readonly vlan?: number;
  readonly state: string | number;
  readonly flags: readonly string[];
  readonly filterMode?: string | number;
  readonly sources?: readonly { readonly address: string; readonly timerCs: number }[];
  readonly protocol?: string | number;
  readonly timerCs?: number;
  readonly dst?: string;
  readonly dstPort?: number;
  readonly vni?: number;
  readonly srcVni?: number;
  readonly via?: number;
  readonly viaName?: string;
}

/** A port with a multicast router, as `MdbRouter` of `nlkit/route` has it. */
export interface ShownMdbRouter {
  readonly index: number;
  readonly dev?: string;
  readonly port: number;
  readonly portName?: string;
  readonly type?: string | number;
  readonly timerCs?: number;
  readonly vlan?: number;
}

/** VLANs of a link, as `BridgeVlan` of `nlkit/route` has them. */
export interface ShownVlan {
  readonly index: number;
  readonly dev?: string;
  readonly from: number;
  readonly to: number;
  readonly pvid: boolean;
  readonly untagged: boolean;
  readonly state?: string | number;
  readonly tunnelId?: number;
  readonly mcastRouter?: number;
  readonly mcastGroups?: number;
  readonly mcastMaxGroups?: number;
  readonly neighSuppress?: boolean;
  readonly neighForwardGrat?: boolean;
  readonly statistics?: {
    readonly rxBytes: bigint;
    readonly rxPackets: bigint;
    readonly txBytes: bigint;
    readonly txPackets: bigint;
  };
}

/** Options of VLANs on a whole bridge, as `BridgeVlanGlobal` of `nlkit/route` has them. */
export interface ShownVlanGlobal {
  readonly index: number;
  readonly dev?: string;
  readonly from: number;
  readonly to: number;
}

type Words = readonly (readonly [word: string, value: string | number | undefined])[];

/** `word value` of each that has a value. */
function pairs(words: Words): string[] {
  return words.flatMap(([word, value]) => (value === undefined ? [] : [`${word} ${value}`]));
}

/** The name of a link, or what stands for the index of one that has none here. */
function linkText(
  paint: Painter,
  name: string | undefined,
  index: number | undefined,
): string | undefined {
  if (name === undefined && index === undefined) return undefined;
  return paint("name", printable(name ?? `if${index}`));
}

function addressText(paint: Painter, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  return paint(text.includes(":") ? "ipv6" : "ipv4", text);
}

/** Far end of a tunnel. */
function farEnd(
  paint: Painter,
  row: Pick<ShownFdbEntry, "dst" | "dstPort" | "vni" | "srcVni" | "nexthopId" | "via" | "viaName">,
): Words {
  return [
    ["dst", addressText(paint, row.dst)],
    ["port", row.dstPort],
    ["vni", row.vni],
    ["src_vni", row.srcVni],
    ["nhid", row.nexthopId],
    ["via", linkText(paint, row.viaName, row.via)],
  ];
}

const flagWord = (flag: string): string =>
  flag === "ext-learned" ? "extern_learn" : flag.replaceAll("-", "_");

/** An entry of a forwarding database in one line; times in seconds, with `details`. */
export function formatFdbEntry(entry: ShownFdbEntry, options: FormatOptions = {}): string[] {
  const { paint = plain, details = false } = options;
  const { state, usedCs, updatedCs } = entry;
  return [
    [
      paint("mac", entry.mac),
      ...pairs([
        ["dev", linkText(paint, entry.dev, entry.index)],
        ["vlan", entry.vlan],
        ...farEnd(paint, entry),
        ["master", linkText(paint, entry.masterName, entry.master)],
      ]),
      ...entry.flags.filter((flag) => flag !== "master").map(flagWord),
      ...(details && entry.activityNotify === true ? ["activity_notify"] : []),
      ...(entry.inactive === true ? ["inactive"] : []),
      // What was learnt is what most are.
      ...(state === "dynamic" ? [] : [paint("faint", String(state))]),
      ...(details && usedCs !== undefined && updatedCs !== undefined
        ? [`used ${Math.trunc(usedCs / 100)}/${Math.trunc(updatedCs / 100)}`]
        : []),
      ...pairs([["proto", entry.protocol]]),
    ].join(" "),
  ];
}

const seconds = (hundredths: number): string => `${(hundredths / 100).toFixed(2)}s`;

/** A member of a multicast group in one line; its sources with `details`. */
export function formatMdbEntry(entry: ShownMdbEntry, options: FormatOptions = {}): string[] {
  const { paint = plain, details = false } = options;
  const { sources, timerCs } = entry;
  const isMac = /^(\w\w:){5}\w\w$/.test(entry.group);
  return [
    [
      ...pairs([
        ["dev", linkText(paint, entry.dev, entry.index)],
        ["port", linkText(paint, entry.portName, entry.port)],
        ["grp", isMac ? paint("mac", entry.group) : addressText(paint, entry.group)],
        ["src", addressText(paint, entry.source)],
      ]),
      entry.state === "temporary" ? "temp" : String(entry.state),
      ...pairs([
        ["vid", entry.vlan],
        ["filter_mode", details ? entry.filterMode : undefined],
        [
          "source_list",
          details && sources !== undefined && sources.length > 0
            ? sources.map((each) => `${each.address}/${seconds(each.timerCs)}`).join(",")
            : undefined,
        ],
        ["proto", entry.protocol],
        ...farEnd(paint, entry),
        ["timer", details && timerCs !== undefined ? seconds(timerCs) : undefined],
      ]),
      ...entry.flags.map(flagWord),
    ].join(" "),
  ];
}

/** A port with a multicast router in one line. */
export function formatMdbRouter(router: ShownMdbRouter, options: FormatOptions = {}): string[] {
  const { paint = plain } = options;
  const { timerCs } = router;
  return [
    [
      "router",
      ...pairs([
        ["dev", linkText(paint, router.dev, router.index)],
        ["port", linkText(paint, router.portName, router.port)],
        ["vid", router.vlan],
        ["type", router.type],
        ["timer", timerCs === undefined || timerCs === 0 ? undefined : seconds(timerCs)],
      ]),
    ].join(" "),
  ];
}

const range = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  from === to ? String(from) : `${from}-${to}`;

/** VLANs of a link in one line; their options with `details`. */
export function formatVlan(vlan: ShownVlan, options: FormatOptions = {}): string[] {
  const { paint = plain, details = false } = options;
  const { from, to, tunnelId, statistics } = vlan;
  const tunnel =
    tunnelId === undefined ? undefined : range({ from: tunnelId, to: tunnelId + to - from });
  const onOff = (value: boolean | undefined): string | undefined =>
    value === undefined ? undefined : value ? "on" : "off";
  const line = [
    linkText(paint, vlan.dev, vlan.index),
    paint("heading", range(vlan)),
    ...(vlan.pvid ? ["PVID"] : []),
    ...(vlan.untagged ? ["Egress Untagged"] : []),
    ...pairs([["tunnel", tunnel]]),
  ];
  if (details)
    line.push(
      ...pairs([
        ["state", vlan.state],
        ["mcast_router", vlan.mcastRouter],
        ["mcast_groups", vlan.mcastGroups],
        ["mcast_max_groups", vlan.mcastMaxGroups],
        ["neigh_suppress", onOff(vlan.neighSuppress)],
        ["neigh_forward_grat", onOff(vlan.neighForwardGrat)],
      ]),
    );
  if (statistics === undefined) return [line.join(" ")];
  const { rxBytes, rxPackets, txBytes, txPackets } = statistics;
  return [
    line.join(" "),
    `    RX: ${rxBytes} bytes ${rxPackets} packets TX: ${txBytes} bytes ${txPackets} packets`,
  ];
}

/** Options of VLANs on a whole bridge: a line of which they are, a line of what they are. */
export function formatVlanGlobal(vlan: ShownVlanGlobal, options: FormatOptions = {}): string[] {
  const { paint = plain } = options;
  const { index, dev, from, to, ...rest } = vlan;
  return [
    `${linkText(paint, dev, index)} ${paint("heading", range({ from, to }))}`,
    `    ${formatOptions(rest)}`,
  ];
}
