/**
 * The operations that plans are made of: as data, in words, and carried out.
 *
 * @module
 */
import type { RequestOptions } from "../../../client/index.ts";
import { RT_TABLE } from "../../../uapi/route/index.ts";
import type { Addresses, AddressSettings } from "../addr.ts";
import type { LinkSettings, NewLink } from "../link-request.ts";
import type { Links } from "../links.ts";
import type { NeighbourSettings, Neighbours } from "../neighbours.ts";
import type { NexthopSettings, Nexthops } from "../nexthops.ts";
import type { RouteSettings } from "../route-request.ts";
import type { Routes } from "../routes.ts";
import type { RuleSettings, Rules } from "../rules.ts";
import type { QdiscSettings, Qdiscs } from "../tc/index.ts";

/** Where in the declaration an operation comes from: `"links[0].addresses[1]"`. */
interface Placed {
  readonly path?: string;
}

/** One change, as data: the method of `RouteClient` that makes it, and what that is called with. */
export type PlanOperation = Placed &
  (
    | {
        readonly object: "link";
        readonly action: "add";
        readonly settings: NewLink & { name: string };
      }
    | {
        readonly object: "link";
        readonly action: "set";
        readonly link: string;
        readonly settings: LinkSettings;
      }
    | { readonly object: "link"; readonly action: "delete"; readonly link: string }
    | {
        readonly object: "address";
        readonly action: "add" | "replace" | "delete";
        readonly settings: AddressSettings & { dev: string };
      }
    | {
        readonly object: "neighbour";
        readonly action: "replace" | "delete";
        readonly settings: NeighbourSettings;
      }
    | {
        readonly object: "qdisc";
        readonly action: "replace";
        readonly settings: QdiscSettings;
      }
    | {
        readonly object: "qdisc";
        readonly action: "delete";
        readonly settings: { readonly dev: string };
      }
    | {
        readonly object: "nexthop";
        readonly action: "replace";
        readonly settings: NexthopSettings & { id: number };
      }
    | {
        readonly object: "route";
        readonly action: "add" | "replace" | "append" | "delete";
        readonly settings: RouteSettings;
      }
    | {
        readonly object: "rule";
        readonly action: "add" | "delete";
        readonly settings: RuleSettings;
      }
  );

/** What operations are carried out by. */
export interface Objects {
  readonly links: Links;
  readonly addresses: Addresses;
  readonly neighbours: Neighbours;
  readonly qdiscs: Qdiscs;
  readonly nexthops: Nexthops;
  readonly routes: Routes;
  readonly rules: Rules;
}

/** Carries an operation out. @throws As the method that it stands for. */
export async function carryOut(
  { links, addresses, neighbours, qdiscs, nexthops, routes, rules }: Objects,
  operation: PlanOperation,
  options: RequestOptions = {},
): Promise<void> {
  switch (operation.object) {
    case "link":
      if (operation.action === "add")
        return links.add(operation.settings, options).then(() => undefined);
      if (operation.action === "set") return links.set(operation.link, operation.settings, options);
      return links.delete(operation.link, options);
    case "address": {
      const { action, settings } = operation;
      if (action !== "delete") return addresses[action](settings, options);
      const { address, dev, peer } = settings;
      return addresses.delete({ address, dev, ...(peer !== undefined && { peer }) }, options);
    }
    case "neighbour": {
      const { action, settings } = operation;
      if (action === "replace") return neighbours.replace(settings, options);
      const { address, dev } = settings;
      return neighbours.delete({ address, ...(dev !== undefined && { dev }) }, options);
    }
    case "qdisc":
      if (operation.action === "delete") return qdiscs.delete(operation.settings, options);
      return qdiscs.replace(operation.settings, options).then(() => undefined);
    case "nexthop":
      return nexthops.replace(operation.settings, options).then(() => undefined);
    case "route":
      return routes[operation.action](operation.settings, options);
    case "rule":
      return rules[operation.action](operation.settings, options);
  }
}

function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join(",");
  if (typeof value !== "object" || value === null) return String(value);
  return `{ ${listed(value)} }`;
}

/** Values that go without saying. */
const PLAIN: Readonly<Record<string, readonly unknown[]>> = {
  type: ["unicast"],
  table: [RT_TABLE.values.main],
  protocol: ["static"],
  scope: ["global", "link"],
  metric: [0],
  action: ["lookup"],
};

function listed(settings: object, plain: typeof PLAIN = {}): string {
  const words = Object.entries(settings)
    .filter(([name, value]) => value !== undefined && plain[name]?.includes(value) !== true)
    .map(([name, value]) =>
      value === true ? name : value === false ? `not ${name}` : `${name} ${wordsOf(value)}`,
    );
  return words.join(" ");
}

/** Says a family only where it is IPv6 and no address tells. */
function withoutFamily(settings: object): object {
  const { family, ...rest } = settings as { readonly family?: string };
  const isTold = family !== "ipv6" || listed(rest).includes(":");
  return isTold ? rest : settings;
}

/**
 * An operation in words: `"add route 10.0.0.0/8 via 192.0.2.1 table 100"`, `"set link eth0 mtu 1400"`.
 * They are for people, and may change; what is usual is left out.
 */
export function describeOperation(operation: PlanOperation): string {
  const { action, object } = operation;
  if (object === "link") {
    if (action === "delete") return `delete link ${operation.link}`;
    if (action === "set") return `set link ${operation.link} ${listed(operation.settings)}`;
    const { name, ...rest } = operation.settings;
    return `add link ${name} ${listed(rest)}`;
  }
  const settings = withoutFamily(operation.settings);
  if (object === "rule") {
    const { not, priority, table, ...rest } = settings as RuleSettings;
    const named = typeof table === "number" ? (RT_TABLE.names.get(table) ?? table) : table;
    return `${action} rule ${listed({ priority, not, ...rest, table: named }, PLAIN)}`;
  }
  if (object === "nexthop" || object === "qdisc")
    return `${action} ${object} ${listed(settings, PLAIN)}`;
  const { address, dst, label, ...rest } = settings as Partial<AddressSettings & RouteSettings>;
  const shown = { ...rest, label: label === rest.dev ? undefined : label };
  return `${action} ${object} ${address ?? dst} ${listed(shown, PLAIN)}`.trimEnd();
}
