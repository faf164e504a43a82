/**
 * Plans: what brings the kernel from what it has to what is declared.
 *
 * @module
 */
import type { RequestOptions } from "../../../client/index.ts";
import { NetlinkInputError } from "../../../errors/index.ts";
import type { LinkRef } from "../input.ts";
import type { Link } from "../link.ts";
import { checkOperations } from "./check.ts";
import type { Desired } from "./desired.ts";
import { differenceOf } from "./difference.ts";
import { routeKey } from "./forms.ts";
import type { Objects, PlanOperation } from "./operation.ts";
import { readState, type Wanted } from "./state.ts";
import { type Target, targetOf } from "./target.ts";

/** What is to be done, as data: it can be printed, kept, and applied. */
export interface Plan {
  readonly desired: Desired;
  /** In the order in which they are carried out; none where the kernel has what is declared. */
  readonly operations: readonly PlanOperation[];
}

/** Names of links by index, as a state has them; a name stands for itself. */
export function namesIn(links: Iterable<Link>): (ref: LinkRef) => string {
  const names = new Map<number, string>();
  const known = new Map<string, string>();
  for (const { index, name, altNames = [] } of links) {
    names.set(index, name);
    for (const each of altNames) known.set(each, name);
  }
  return (ref) => {
    if (typeof ref === "string") return known.get(ref) ?? ref;
    const name = names.get(ref);
    if (name === undefined)
      throw new NetlinkInputError("dev", ref, "the index of a link that is there");
    return name;
  };
}

/** What of the state a target is compared with. */
function wantedOf(
  { addresses, neighbours, qdiscs, routes, routeFilters, ownsRoute }: Target,
  { rules = [] }: Desired,
): Wanted {
  const keys = new Set(routes.map(({ form }) => routeKey(form)));
  return {
    addresses: addresses.size > 0,
    neighbours: neighbours.size > 0,
    qdiscs: qdiscs.size > 0,
    nexthops: false,
    rules: rules.length > 0,
    routes: () => ({
      filters: routeFilters,
      keeps: (form) => keys.has(routeKey(form)) || ownsRoute(form),
    }),
  };
}

/** Makes a plan; see `RouteClient.plan`. */
export async function makePlan(
  objects: Objects,
  desired: Desired,
  options: RequestOptions = {},
): Promise<Plan> {
  // Names of links that routes refer to by index are those of this very reading.
  const links = await objects.links.list({}, options);
  const nameOf = namesIn(links);
  const target = await targetOf(desired, nameOf);
  const state = await readState(objects, wantedOf(target, desired), options);
  const operations = differenceOf(state, target, nameOf);
  await checkOperations(operations);
  return { desired, operations };
}
