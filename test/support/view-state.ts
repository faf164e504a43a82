/**
 * States of a network as text, to be compared: of a view, and of the kernel as it is listed.
 *
 * @module
 */
import type { RouteClient, View, WatchedKind, WatchedObjects } from "../../src/route.ts";

/** What moves between two readings of the same state. */
const MOVING: ReadonlySet<string> = new Set([
  "validLifetime",
  "preferredLifetime",
  "expires",
  "promiscuity",
  "allmulti",
  "gcTimer",
  "helloTimer",
  "tcnTimer",
  "topologyChangeTimer",
  "messageAgeTimer",
  "forwardDelayTimer",
  "holdTimer",
  "mcastQuerierState",
  "fdbNLearned",
  "mcastNGroups",
  "mcastEhtHostsCnt",
  "unbalancedTimeMs",
]);

function plain(value: unknown): unknown {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  const entries = Object.entries(value).filter(
    ([name, inner]) => inner !== undefined && !MOVING.has(name),
  );
  return Object.fromEntries(
    entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, inner]) => [name, plain(inner)]),
  );
}

/** Objects as lines, sorted: equal where the objects are. */
export function linesOf(objects: Iterable<unknown>): string[] {
  return [...objects].map((object) => JSON.stringify(plain(object))).sort();
}

/** Lines of the objects of some kinds that the kernel lists now. */
export async function linesOfKernel(
  route: RouteClient,
  kinds: readonly WatchedKind[],
): Promise<string[]> {
  const list: { readonly [Kind in WatchedKind]: () => Promise<WatchedObjects[Kind][]> } = {
    link: () => route.links.list(),
    address: () => route.addresses.list(),
    route: () => route.routes.list(),
    rule: () => route.rules.list(),
    nexthop: () => route.nexthops.list(),
  };
  const lines: string[] = [];
  for (const kind of kinds)
    for (const line of linesOf(await list[kind]())) lines.push(`${kind} ${line}`);
  return lines.sort();
}

/** Lines of the objects of some kinds that a view has of its own namespace. */
export function linesOfView<Kind extends WatchedKind>(
  view: View<Kind>,
  kinds: readonly Kind[],
): string[] {
  return kinds
    .flatMap((kind) =>
      linesOf(view.list(kind).filter((object) => view.nsidOf(object) === undefined)).map(
        (line) => `${kind} ${line}`,
      ),
    )
    .sort();
}

/** What only the one has (`-`), and only the other (`+`). */
export function differences(a: readonly string[], b: readonly string[]): string[] {
  const left = new Set(a);
  const right = new Set(b);
  return [
    ...a.filter((line) => !right.has(line)).map((line) => `- ${line}`),
    ...b.filter((line) => !left.has(line)).map((line) => `+ ${line}`),
    ...(a.length === b.length ? [] : [`${a.length} and ${b.length} lines`]),
  ];
}
