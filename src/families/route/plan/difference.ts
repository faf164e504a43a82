/**
 * The operations between a state and a target, in order: links, their addresses and neighbours, routes, rules.
 *
 * @module
 */
import type { Address } from "../addr.ts";
import { sameValue } from "../changes.ts";
import type { LinkRef } from "../input.ts";
import type { NeighbourSettings } from "../neighbours.ts";
import type { RuleSettings } from "../rules.ts";
import { addressPlan } from "./addresses.ts";
import { addressText, formOfNexthop, isRule } from "./forms.ts";
import { LinkPlanner } from "./links.ts";
import type { PlanOperation } from "./operation.ts";
import { qdiscPlan } from "./qdiscs.ts";
import { type Gone, routePlan } from "./routes.ts";
import type { State } from "./state.ts";
import { type At, placed, type Target } from "./target.ts";

function neighbourPlan(state: State, { neighbours }: Target, lost: ReadonlySet<string>) {
  const operations: PlanOperation[] = [];
  for (const [dev, wanted] of neighbours) {
    const live = lost.has(dev)
      ? []
      : state.neighbours.filter((each) => each.dev === dev && each.state.includes("permanent"));
    const kept = new Set<string>();
    for (const { form, path } of wanted as readonly At<NeighbourSettings>[]) {
      const address = addressText("address", form.address);
      kept.add(address);
      const found = live.find((each) => each.address === address);
      const flags = form.flags ?? [];
      if (
        found?.lladdr === form.lladdr?.toLowerCase() &&
        found !== undefined &&
        flags.every((flag) => found.flags.includes(flag))
      )
        continue;
      operations.push({ object: "neighbour", action: "replace", settings: form, ...placed(path) });
    }
    for (const { address } of live)
      if (!kept.has(address))
        operations.push({ object: "neighbour", action: "delete", settings: { address, dev } });
  }
  return operations;
}

/** Nexthops that are not there, or not as wanted; groups after their members, which the kernel takes out of them. */
function nexthopPlan({ nexthops: live }: State, { nexthops }: Target): PlanOperation[] {
  const forms = new Map(live.map((each) => [each.id, formOfNexthop(each)]));
  return nexthops
    .filter((wanted) => !sameValue(forms.get(wanted.id), wanted))
    .sort((a, b) => Number(a.group !== undefined) - Number(b.group !== undefined))
    .map((settings) => ({ object: "nexthop", action: "replace", settings }));
}

/** New rules come before old ones go, so that no packet is without one. */
function rulePlan(state: State, { rules, ownsRule }: Target): PlanOperation[] {
  const used = new Set<RuleSettings>();
  const added = rules.filter(({ form }) => {
    const found = state.rules.find((live) => !used.has(live) && isRule(live, form));
    if (found !== undefined) used.add(found);
    return found === undefined;
  });
  // net/core/fib_rules.c, rule_exists: another protocol alone does not make another rule.
  const isInTheWay = (live: RuleSettings): boolean =>
    added.some(({ form: { protocol, ...rest } }) => isRule(live, rest));
  const old = state.rules.filter((live) => !used.has(live) && ownsRule(live));
  const deletes = (lives: readonly RuleSettings[]): PlanOperation[] =>
    lives.map((settings) => ({ object: "rule", action: "delete", settings }));
  return [
    ...deletes(old.filter(isInTheWay)),
    ...added.map(
      ({ form, path }): PlanOperation => ({
        object: "rule",
        action: "add",
        settings: form,
        ...placed(path),
      }),
    ),
    ...deletes(old.filter((live) => !isInTheWay(live))),
  ];
}

/** IPv4 addresses that are removed, and no other link has. */
function vanished(state: State, removed: readonly Address[]): Set<string> {
  const left = new Set(
    state.addresses.filter((each) => !removed.includes(each)).map(({ address }) => address),
  );
  return new Set(removed.map(({ address }) => address).filter((address) => !left.has(address)));
}

/**
 * The operations that bring a state to a target.
 *
 * @param nameOf - Names of links by their indexes.
 * @throws `NetlinkInputError` for a target that cannot be reached.
 */
export function differenceOf(
  state: State,
  target: Target,
  nameOf: (ref: LinkRef) => string,
): PlanOperation[] {
  const { first, last, lost, down } = new LinkPlanner(state.links, target, nameOf).steps();
  const addresses = addressPlan(state, target, lost, down);
  const gone: Gone = {
    lost,
    down,
    bare: addresses.bare,
    sources: vanished(state, addresses.removed),
  };
  const routes = routePlan(state, target, gone);
  return [
    ...first,
    ...addresses.operations,
    ...neighbourPlan(state, target, lost),
    ...qdiscPlan(state, target, lost),
    ...nexthopPlan(state, target),
    ...routes.first,
    ...rulePlan(state, target),
    ...routes.last,
    ...last,
  ];
}
