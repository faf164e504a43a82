/**
 * The kernel's state as plans are made from, read once.
 *
 * @module
 */
import type { RequestOptions } from "../../../client/index.ts";
import { ERRNO, NetlinkErrnoError } from "../../../errors/index.ts";
import type { Address } from "../addr.ts";
import type { Link } from "../link.ts";
import type { Neighbour } from "../neigh.ts";
import type { Nexthop } from "../nexthop.ts";
import type { RouteFilter } from "../routes.ts";
import type { RuleSettings } from "../rules.ts";
import type { Qdisc } from "../tc/index.ts";
import { formOfRoute, formOfRule, type RouteForm } from "./forms.ts";
import type { Objects } from "./operation.ts";

/** What there is, as far as it was asked for. */
export interface State {
  readonly links: ReadonlyMap<string, Link>;
  readonly addresses: readonly Address[];
  readonly neighbours: readonly Neighbour[];
  readonly qdiscs: readonly Qdisc[];
  readonly nexthops: readonly Nexthop[];
  readonly routes: readonly RouteForm[];
  readonly rules: readonly RuleSettings[];
}

/** Which routes are read. There may be a million of them, of which a plan is about a few. */
export interface WantedRoutes {
  /** What the kernel is asked for. */
  readonly filters: readonly RouteFilter[];
  /** What is kept of that. */
  readonly keeps: (form: RouteForm) => boolean;
}

/** What of the state is wanted; links always are. */
export interface Wanted {
  readonly addresses: boolean;
  readonly neighbours: boolean;
  readonly qdiscs: boolean;
  readonly nexthops: boolean;
  readonly rules: boolean;
  /** Told what has been read already. */
  readonly routes: (read: Omit<State, "routes">) => WantedRoutes;
}

/** What a list has; nothing of kernels that do not know such objects (nexthops before 5.3). */
async function knownOnly<Row>(list: () => Promise<Row[]>): Promise<Row[]> {
  try {
    return await list();
  } catch (error) {
    if (error instanceof NetlinkErrnoError && error.errno === ERRNO.EOPNOTSUPP) return [];
    throw error;
  }
}

/** Reads the state. @throws As the lists of the objects. */
export async function readState(
  objects: Objects,
  wanted: Wanted,
  options: RequestOptions = {},
): Promise<State> {
  const { links, addresses, neighbours, qdiscs, nexthops, routes, rules } = objects;
  const found = await links.list({}, options);
  const read = {
    links: new Map(found.map((link) => [link.name, link])),
    addresses: wanted.addresses ? await addresses.list({}, options) : [],
    neighbours: wanted.neighbours ? await neighbours.list({ state: ["permanent"] }, options) : [],
    qdiscs: wanted.qdiscs ? await knownOnly(() => qdiscs.list({}, options)) : [],
    nexthops: wanted.nexthops ? await knownOnly(() => nexthops.list({}, options)) : [],
    rules: wanted.rules
      ? (await rules.list({}, options)).flatMap((rule) => formOfRule(rule) ?? [])
      : [],
  };
  const { filters, keeps } = wanted.routes(read);
  const forms: RouteForm[] = [];
  for (const filter of filters) {
    for await (const route of routes.stream(filter, options)) {
      const form = formOfRoute(route);
      if (form !== undefined && keeps(form)) forms.push(form);
    }
  }
  return { ...read, routes: forms };
}
