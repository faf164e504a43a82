/**
 * Links as text, in the lines that `ip link` has made people used to.
 *
 * @module
 */
import { type FormatOptions, type Painter, plain, printable } from "./paint.ts";
import type { ShownLink, ShownStatistics } from "./shown.ts";
import { formatOptions } from "./words.ts";

/** What follows the name: the link below, or the peer, by name or, from another namespace, by index. */
export function lowerName(link: ShownLink): string | undefined {
  if (link.link === undefined) return undefined;
  return link.linkName ?? (link.link === 0 ? "none" : `if${link.link}`);
}

const STATE_STYLES = {
  up: "good",
  down: "bad",
  "lower-layer-down": "bad",
  "no-carrier": "bad",
  dormant: "notice",
  testing: "notice",
} as const;

/** The state of a link in the colour of that state. */
export function paintState(state: string | number, paint: Painter): string {
  const style = Object.hasOwn(STATE_STYLES, state)
    ? STATE_STYLES[state as keyof typeof STATE_STYLES]
    : undefined;
  return style === undefined ? String(state) : paint(style, String(state));
}

/** `["qlen 1000", …]`: words for the values that are there and worth telling. */
function words(
  pairs: readonly (readonly [word: string, value: string | number | undefined])[],
): string[] {
  return pairs
    .filter(([, value]) => value !== undefined)
    .map(([word, value]) => `${word} ${value}`);
}

function headLine(link: ShownLink, paint: Painter): string {
  const lower = lowerName(link);
  const name =
    paint("name", printable(link.name)) + (lower === undefined ? "" : `@${printable(lower)}`);
  const master = link.masterName ?? (link.master === undefined ? undefined : `if${link.master}`);
  const parts = [
    `${link.index}: ${name}: <${link.flags.join(",")}>`,
    ...words([
      ["mtu", link.mtu],
      ["qdisc", link.qdisc],
      ["master", master === undefined ? undefined : printable(master)],
      ["state", paintState(link.state, paint)],
      ["mode", link.mode === "default" ? undefined : link.mode],
      ["group", link.group === 0 ? undefined : link.group],
      ["qlen", link.txQueueLength === 0 ? undefined : link.txQueueLength],
    ]),
  ];
  return parts.join(" ");
}

function addressLine(link: ShownLink, details: boolean, paint: Painter): string {
  const { address, broadcast, permanentAddress } = link;
  const parts = [`link/${link.type}`];
  if (address !== undefined) parts.push(paint("mac", address));
  if (broadcast !== undefined) parts.push(`brd ${broadcast}`);
  if (permanentAddress !== undefined && permanentAddress !== address)
    parts.push(`permaddr ${permanentAddress}`);
  parts.push(
    ...words([
      ["link-netnsid", link.linkNetnsid],
      ["protodown", link.protoDown === true ? "on" : undefined],
    ]),
  );
  if (details) {
    parts.push(
      ...words([
        ["promiscuity", link.promiscuity],
        ["minmtu", link.minMtu],
        ["maxmtu", link.maxMtu],
        ["numtxqueues", link.numTxQueues],
        ["numrxqueues", link.numRxQueues],
      ]),
    );
  }
  return parts.join(" ");
}

function statisticsLines(statistics: ShownStatistics): string[] {
  const { rxBytes, rxPackets, rxErrors, rxDropped, rxMissedErrors, multicast } = statistics;
  const { txBytes, txPackets, txErrors, txDropped, txCarrierErrors, collisions } = statistics;
  const rows = [
    ["", "bytes", "packets", "errors", "dropped", "missed", "mcast", "carrier", "collisions"],
    ["rx", rxBytes, rxPackets, rxErrors, rxDropped, rxMissedErrors, multicast, "-", "-"],
    ["tx", txBytes, txPackets, txErrors, txDropped, "-", "-", txCarrierErrors, collisions],
  ].map((row) => row.map(String));
  const widths = (rows[0] as string[]).map((_, at) =>
    Math.max(...rows.map((row) => row[at]?.length ?? 0)),
  );
  return rows.map((row) => row.map((cell, at) => cell.padStart(widths[at] ?? 0)).join("  "));
}

/**
 * A link in two lines and more: what it is and its state; its link-layer address; its names; with `details`
 * the options of its kind; its counters, where the object has them.
 *
 * @returns Lines without their ends; all but the first are indented.
 */
export function formatLink(link: ShownLink, options: FormatOptions = {}): string[] {
  const { paint = plain, details = false } = options;
  const more = [addressLine(link, details, paint)];
  if (details) {
    const { kind, portKind } = link;
    if (kind !== undefined) more.push(`${kind} ${formatOptions(link.options ?? {})}`.trimEnd());
    if (portKind !== undefined)
      more.push(`${portKind}_slave ${formatOptions(link.port ?? {})}`.trimEnd());
  }
  if (link.alias !== undefined) more.push(`alias ${printable(link.alias)}`);
  for (const name of link.altNames ?? []) more.push(`altname ${printable(name)}`);
  if (link.statistics !== undefined) more.push(...statisticsLines(link.statistics));
  return [headLine(link, paint), ...more.map((line) => `    ${line}`)];
}
