/**
 * Routes as text, in the words of `ip route`.
 *
 * @module
 */
import { errnoName } from "../errors/index.ts";
import { RT_TABLE } from "../uapi/route/index.ts";
import { type FormatOptions, type Painter, plain, printable } from "./paint.ts";
import type { ShownEncap, ShownMetrics, ShownNextHop, ShownRoute } from "./shown.ts";
import { formatOptions, wordOf } from "./words.ts";

/** The name of a table: `"main"` for 254; its number where it has none. */
export function tableName(table: number): string {
  return RT_TABLE.names.get(table) ?? String(table);
}

/** What a gateway is written in: it may be of another family than the route. */
function paintAddress(text: string, paint: Painter): string {
  return text === "default" ? text : paint(text.includes(":") ? "ipv6" : "ipv4", text);
}

/** Realms: the upper half says where from, the lower where to. */
function realmText(flow: number): string {
  return flow > 0xffff ? `${flow >>> 16}/${flow & 0xffff}` : String(flow);
}

/** `as to 200 encap … via 10.0.0.1 dev eth0` of a route or one of its ways out. */
function outWords(out: Omit<ShownNextHop, "weight" | "flags">, paint: Painter): string[] {
  const parts: string[] = [];
  if (out.newDst !== undefined) parts.push(`as to ${out.newDst}`);
  if (out.encap !== undefined) parts.push(encapWords(out.encap));
  if (out.via !== undefined) parts.push(`via ${paintAddress(out.via, paint)}`);
  const dev = out.dev ?? (out.oif === undefined || out.oif === 0 ? undefined : `if${out.oif}`);
  if (dev !== undefined) parts.push(`dev ${paint("name", printable(dev))}`);
  if (out.flow !== undefined) parts.push(`realm ${realmText(out.flow)}`);
  return parts;
}

/** Names that people know better than the kernel's. */
const METRIC_WORDS: Readonly<Record<string, string>> = { ccAlgo: "congctl" };

/** `mtu lock 1400 advmss 1360`: a locked metric is one that path MTU discovery and such leave alone. */
function metricWords({ lock = [], ...metrics }: ShownMetrics): string[] {
  return Object.entries(metrics)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => {
      const word = METRIC_WORDS[name] ?? wordOf(name);
      return `${word} ${lock.includes(name) ? "lock " : ""}${printable(String(value))}`;
    });
}

/** `encap mpls dst 100/200` */
export function encapWords({ type, ...rest }: ShownEncap): string {
  return `encap ${type} ${formatOptions(rest)}`.trimEnd();
}

const RARE = [
  ["tos", "tos"],
  ["iif", "iif"],
  ["mark", "mark"],
  ["uid", "uid"],
  ["nexthopId", "nhid"],
] as const satisfies readonly (readonly [keyof ShownRoute, string])[];

/** What a route is offered with most often goes without saying. */
export interface RouteFormatOptions extends FormatOptions {
  /** The table that is not named because all routes shown are of it; 254 (main). */
  readonly table?: number | undefined;
}

/**
 * A route in one line; one more, indented, for each way out of a multipath route.
 *
 * What is usual is left out: the type unicast, the table main, the protocol boot and the scope global.
 */
export function formatRoute(route: ShownRoute, options: RouteFormatOptions = {}): string[] {
  const { paint = plain, details = false, table = RT_TABLE.values.main } = options;
  const parts = [
    ...(details || route.type !== "unicast" ? [String(route.type)] : []),
    paintAddress(route.dst, paint),
    ...(route.src === undefined ? [] : [`from ${paintAddress(route.src, paint)}`]),
    ...outWords(route, paint),
  ];
  if (details || route.table !== table) parts.push(`table ${tableName(route.table)}`);
  if (details || (route.protocol !== "boot" && route.protocol !== "unspec"))
    parts.push(`proto ${route.protocol}`);
  if (details || route.scope !== "global") parts.push(`scope ${route.scope}`);
  if (route.prefsrc !== undefined) parts.push(`src ${paintAddress(route.prefsrc, paint)}`);
  if (route.metric !== undefined) parts.push(`metric ${route.metric}`);
  for (const [property, word] of RARE) {
    const value = route[property];
    if (value !== undefined) parts.push(`${word} ${value}`);
  }
  parts.push(...route.flags);
  if (route.metrics !== undefined) parts.push(...metricWords(route.metrics));
  if (route.expires !== undefined) parts.push(`expires ${route.expires}s`);
  if (route.error !== undefined) parts.push(`error ${errnoName(route.error)}`);
  if (route.pref !== undefined) parts.push(`pref ${route.pref}`);
  const hops = (route.nexthops ?? []).map((hop) =>
    ["    nexthop", ...outWords(hop, paint), `weight ${hop.weight}`, ...hop.flags].join(" "),
  );
  return [parts.join(" "), ...hops];
}
