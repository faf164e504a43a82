/**
 * Which operations bring routes to their target.
 *
 * @module
 */
import type { NextHopSettings } from "../route-request.ts";
import { covers, isRoute, type RouteForm, routeKey } from "./forms.ts";
import type { PlanOperation } from "./operation.ts";
import type { State } from "./state.ts";
import { type At, placed, type Target } from "./target.ts";

/** What goes without an operation of its own. */
export interface Gone {
  /** Links that go, or are made anew. */
  readonly lost: ReadonlySet<string>;
  /** Links that are down in between. */
  readonly down: ReadonlySet<string>;
  /** Links that are without an IPv4 address in between. */
  readonly bare: ReadonlySet<string>;
  /** IPv4 addresses that no link has any more. */
  readonly sources: ReadonlySet<string>;
}

/** Operations on routes: those before the rules, and those after. */
export interface RouteSteps {
  readonly first: PlanOperation[];
  readonly last: PlanOperation[];
}

const NONE: readonly never[] = [];

function waysOf(form: RouteForm): readonly NextHopSettings[] {
  return form.nexthops ?? [form];
}

/** Whether the kernel takes a route away along with what a plan does before. */
function isGone(form: RouteForm, { lost, down, bare, sources }: Gone): boolean {
  if (form.family === "ipv4" && form.prefsrc !== undefined && sources.has(form.prefsrc))
    return true;
  return waysOf(form).some(({ dev }) => {
    const name = String(dev);
    return lost.has(name) || down.has(name) || (form.family === "ipv4" && bare.has(name));
  });
}

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}

function operation(
  action: "add" | "replace" | "append" | "delete",
  form: RouteForm,
  path?: string,
): PlanOperation {
  // Seconds that are left are not what a route is found by.
  const { expires, ...rest } = form;
  return {
    object: "route",
    action,
    settings: action === "delete" || expires === undefined ? rest : form,
    ...placed(path),
  };
}

/** Works out the operations on routes. */
class RoutePlanner {
  readonly adds: PlanOperation[] = [];
  readonly deletes: RouteForm[] = [];
  readonly #owns: Target["ownsRoute"];
  readonly #gone: Gone;

  constructor(owns: Target["ownsRoute"], gone: Gone) {
    this.#owns = owns;
    this.#gone = gone;
  }

  /** Routes of one key, of which the kernel may have several, too. */
  take(live: readonly RouteForm[], wanted: readonly At<RouteForm>[]): void {
    const left = live.filter((form) => !isGone(form, this.#gone));
    // One that goes may still be there, if the kernel sees it otherwise.
    let isThere = left.length < live.length;
    const open = wanted.filter(({ form }) => {
      const at = left.findIndex((each) => isRoute(each, form));
      if (at < 0) return true;
      left.splice(at, 1);
      return false;
    });
    let kept = wanted.length - open.length;
    for (const { form, path } of open) {
      if (kept > 0) this.adds.push(operation("append", form, path));
      else {
        const replaced = left.shift();
        isThere ||= replaced !== undefined;
        this.adds.push(operation(isThere ? "replace" : "add", form, path));
      }
      kept++;
    }
    for (const form of left) if (this.#owns(form)) this.deletes.push(form);
  }
}

/**
 * Operations on routes: those without a gateway first, for gateways are reached by them; old ones go after the rules, but
 * for those that hide a new gateway.
 */
export function routePlan(
  { routes: live }: State,
  { routes: wanted, ownsRoute }: Target,
  gone: Gone,
): RouteSteps {
  const planner = new RoutePlanner(ownsRoute, gone);
  const liveOf = grouped(live, routeKey);
  const wantedOf = grouped(wanted, ({ form }) => routeKey(form));
  for (const [key, group] of wantedOf) planner.take(liveOf.get(key) ?? NONE, group);
  for (const [key, group] of liveOf) if (!wantedOf.has(key)) planner.take(group, NONE);
  const gateways = planner.adds.flatMap((each) =>
    each.object === "route"
      ? waysOf(each.settings as RouteForm).flatMap(({ via }) => via ?? [])
      : [],
  );
  const isHiding = ({ dst }: RouteForm): boolean => gateways.some((via) => covers(dst, via));
  const [direct, indirect] = [false, true].map((isIndirect) =>
    planner.adds.filter(
      (each) =>
        each.object === "route" &&
        waysOf(each.settings as RouteForm).some(({ via }) => via !== undefined) === isIndirect,
    ),
  ) as [PlanOperation[], PlanOperation[]];
  const hiding = planner.deletes.filter(isHiding).map((form) => operation("delete", form));
  return {
    first: [...hiding, ...direct, ...indirect],
    last: planner.deletes
      .filter((form) => !isHiding(form))
      .map((form) => operation("delete", form)),
  };
}
