/**
 * What of a network lasts, as lines, read by a client of its own: what plans are to keep, or to put back.
 *
 * @module
 */
import { openRoute, type Route, type RouteOptions } from "../../src/route.ts";
import type { Sandbox } from "./ip.ts";

/** Properties that differ from one link to the next of the same settings. */
const OF_A_MOMENT: ReadonlySet<string> = new Set([
  "carrierChanges",
  "carrierUpCount",
  "carrierDownCount",
  "promiscuity",
  "state",
  "carrier",
  // From its first time up on a link has another one.
  "qdisc",
  "createdCs",
  "updatedCs",
  "usedCs",
  "confirmedCs",
  "references",
  "statistics",
  "probes",
  "tsoMaxSize",
  "tsoMaxSegs",
  "options",
  "port",
]);
/** Options that are made, and not counted or timed. */
const OPTIONS = ["id", "protocol", "vlanFiltering", "stpState", "mode", "table"] as const;

function line(object: string, row: object): string {
  const lasting = Object.entries(row)
    .filter(([name]) => !OF_A_MOMENT.has(name))
    .map(([name, value]) =>
      name === "flags" ? [name, lastingFlags(value as string[])] : [name, value],
    )
    .sort(([a], [b]) => (a as string).localeCompare(b as string));
  return `${object} ${JSON.stringify(lasting)}`;
}

/** Flags that tell of carriers, and of a duplicate address detection that comes to an end by itself. */
const FLAGS_OF_A_MOMENT: ReadonlySet<string> = new Set([
  "tentative",
  "running",
  "lower-up",
  "linkdown",
]);

function lastingFlags(flags: readonly string[]): readonly string[] {
  return flags.filter((flag) => !FLAGS_OF_A_MOMENT.has(flag)).sort();
}

/** IPv6 makes them of addresses when a link has a carrier and an address has been tried out. */
function isDerived({ family, protocol }: Route): boolean {
  return family === "ipv6" && protocol === "kernel";
}

/** Everything that lasts, sorted, read on a client opened for it. */
export async function lastingState(
  where: Pick<Sandbox, "namespace"> | RouteOptions,
): Promise<string[]> {
  const options = "namespace" in where ? { netns: where.namespace.path } : where;
  await using route = await openRoute(options);
  const lines: string[] = [];
  for (const link of await route.links.list()) {
    const options = (link.options ?? {}) as Readonly<Record<string, unknown>>;
    lines.push(line("link", { ...link, kept: OPTIONS.map((name) => options[name]) }));
  }
  for (const row of await route.addresses.list()) lines.push(line("address", row));
  for (const row of await route.routes.list()) if (!isDerived(row)) lines.push(line("route", row));
  for (const row of await route.nexthops.list()) lines.push(line("nexthop", row));
  for (const row of await route.rules.list()) lines.push(line("rule", row));
  for (const row of await route.neighbours.list({ state: ["permanent"] }))
    lines.push(line("neighbour", row));
  // Those without a handle come with links, once these have been up. (The embedded kernel has none.)
  if (!("transport" in where))
    for (const row of await route.qdiscs.list())
      if (row.handle !== ":") lines.push(line("qdisc", row));
  return lines.sort();
}
