/**
 * Puts back what some operations have changed, and what the kernel took away along with them.
 *
 * @module
 */
import type { RequestOptions } from "../../../client/index.ts";
import type { Address } from "../addr.ts";
import type { Link } from "../link.ts";
import type { Nexthop } from "../nexthop.ts";
import type { RuleSettings } from "../rules.ts";
import { differenceOf } from "./difference.ts";
import { formOfAddress, formOfNexthop, isRule, type RouteForm, routeKey } from "./forms.ts";
import { restoringTarget } from "./links.ts";
import { carryOut, type Objects, type PlanOperation } from "./operation.ts";
import { namesIn } from "./plan.ts";
import { formOfQdisc, rootQdiscs } from "./qdiscs.ts";
import { readState, type State, type WantedRoutes } from "./state.ts";
import {
  type AddressForm,
  type At,
  comesByItself,
  type LinkTarget,
  type Target,
} from "./target.ts";

/** Readings after which what still differs is left as it is. */
const ROUNDS = 6;
/** Who makes routes that come back by themselves. */
const BY_THEMSELVES: ReadonlySet<string | number> = new Set(["kernel", "ra", "redirect"]);

/** What operations have changed, or the kernel with them. */
interface Scope {
  /** Names of links. */
  readonly links: ReadonlySet<string>;
  /** Links of which more than `HARMLESS` is changed, so that others may lose something. */
  readonly isTaking: boolean;
  readonly routeKeys: ReadonlySet<string>;
  readonly tables: ReadonlySet<number>;
  readonly rules: readonly RuleSettings[];
}

/** Settings of a link with which nothing goes that is on it. */
const HARMLESS: ReadonlySet<string> = new Set(["alias", "txQueueLength", "group"]);

function isHarmless(operation: PlanOperation): boolean {
  if (operation.object !== "link") return operation.object !== "address";
  return (
    operation.action === "set" &&
    Object.keys(operation.settings).every((name) => HARMLESS.has(name))
  );
}

/** Links that operations were about, and those that these took along. */
function touchedLinks(
  operations: readonly PlanOperation[],
  links: ReadonlyMap<string, Link>,
): Set<string> {
  const touched = new Set<string>();
  const add = (name: string): void => {
    if (touched.has(name)) return;
    touched.add(name);
    for (const other of links.values())
      if (other.linkName === name || other.masterName === name) add(other.name);
    const own = links.get(name);
    if (own?.kind === "veth" && own.linkName !== undefined) add(own.linkName);
    // A master takes its carrier, and a bridge its address too, from its ports.
    if (own?.masterName !== undefined) touched.add(own.masterName);
  };
  for (const operation of operations) {
    if (operation.object === "address") add(operation.settings.dev);
    if (operation.object !== "link") continue;
    if (operation.action === "delete") {
      add(operation.link);
      continue;
    }
    const { master } = operation.settings;
    if (typeof master === "string") touched.add(master);
    if (operation.action === "set") add(operation.link);
    else {
      add(operation.settings.name);
      const peer = operation.settings.peer?.name;
      if (peer !== undefined) add(peer);
    }
  }
  return touched;
}

function scopeOf(operations: readonly PlanOperation[], links: ReadonlyMap<string, Link>): Scope {
  const forms = operations.flatMap((each) =>
    each.object === "route" ? [each.settings as RouteForm] : [],
  );
  return {
    links: touchedLinks(operations, links),
    isTaking: !operations.every(isHarmless),
    routeKeys: new Set(forms.map(routeKey)),
    tables: new Set(forms.map(({ table }) => table)),
    rules: operations.flatMap((each) => (each.object === "rule" ? [each.settings] : [])),
  };
}

/** Nexthops that go out by some links, and groups with such. */
function onLinks(nexthops: readonly Nexthop[], links: ReadonlySet<string>): readonly Nexthop[] {
  const ways = new Set(nexthops.filter(({ dev = "" }) => links.has(dev)).map(({ id }) => id));
  return nexthops.filter(
    ({ id, group }) => ways.has(id) || group?.some((member) => ways.has(member.id)),
  );
}

/** Routes that operations were about, and those that the kernel may have taken along. */
function takenRoutes(
  { links, isTaking, routeKeys, tables }: Scope,
  { addresses, nexthops }: Pick<State, "addresses" | "nexthops">,
): WantedRoutes {
  const ids = new Set(onLinks(nexthops, links).map(({ id }) => id));
  const sources = new Set(
    addresses.filter(({ dev = "" }) => links.has(dev)).map(({ address }) => address),
  );
  return {
    filters: isTaking ? [{}] : [...tables].map((table) => ({ table })),
    keeps: (form) =>
      routeKeys.has(routeKey(form)) ||
      (isTaking &&
        ((form.nexthopId !== undefined && ids.has(form.nexthopId)) ||
          (form.nexthops ?? [form]).some(({ dev }) => links.has(String(dev))) ||
          (form.prefsrc !== undefined && sources.has(form.prefsrc)))),
  };
}

/** Reads what operations are about to change. @throws As the lists of the objects. */
export function readBefore(
  objects: Objects,
  operations: readonly PlanOperation[],
  options: RequestOptions,
): Promise<State> {
  return readState(
    objects,
    {
      addresses: true,
      neighbours: true,
      rules: true,
      qdiscs: true,
      nexthops: true,
      routes: (read) => takenRoutes(scopeOf(operations, read.links), read),
    },
    options,
  );
}

function addressesOf(touched: ReadonlySet<string>, before: State): Map<string, At<AddressForm>[]> {
  const addresses = new Map<string, At<AddressForm>[]>();
  for (const dev of touched) if (before.links.has(dev)) addresses.set(dev, []);
  for (const live of before.addresses) {
    const form = formOfAddress(live);
    if (form === undefined || comesByItself(live)) continue;
    const secondary = live.family === "ipv4" && live.flags.includes("secondary");
    addresses.get(form.dev)?.push({ form: { ...form, secondary } });
  }
  return addresses;
}

function neighboursOf(touched: ReadonlySet<string>, before: State): Target["neighbours"] {
  const all = new Map<string, { form: { address: string; dev: string; lladdr: string } }[]>();
  for (const { dev = "", address, lladdr } of before.neighbours) {
    if (!touched.has(dev) || lladdr === undefined) continue;
    const list = all.get(dev) ?? [];
    all.set(dev, [...list, { form: { address, dev, lladdr } }]);
  }
  return all;
}

/** Names of links of which operations have changed objects of a kind, besides those that they touched. */
function withOwn(
  operations: readonly PlanOperation[],
  kind: "neighbour" | "qdisc",
  touched: ReadonlySet<string>,
): Set<string> {
  const all = new Set(touched);
  for (const operation of operations)
    if (operation.object === kind) all.add(String(operation.settings.dev));
  return all;
}

function qdiscsOf({ links, qdiscs }: State, names: ReadonlySet<string>): Target["qdiscs"] {
  const roots = rootQdiscs(qdiscs);
  return new Map(
    [...names]
      .filter((name) => links.has(name))
      .map((name) => {
        const root = roots.get(name);
        return [name, { form: root === undefined ? null : formOfQdisc(root) }];
      }),
  );
}

/** A bridge takes its address from its ports, until it is given one: that is for when its ports are as before. */
function isAddressOfBridge(operation: PlanOperation, { links }: State): boolean {
  return (
    operation.object === "link" &&
    operation.action === "set" &&
    links.get(operation.link)?.kind === "bridge" &&
    Object.keys(operation.settings).join() === "address"
  );
}

/** The target that the state before is, as far as operations have touched it. */
function targetBefore(
  before: State,
  operations: readonly PlanOperation[],
  planned: readonly PlanOperation[],
): Target {
  const { links: touched, routeKeys, rules } = scopeOf(operations, before.links);
  // Of other routes it is not known whether they were there: they are not taken away.
  const { routeKeys: known } = scopeOf(planned, before.links);
  const links = [...touched].map((name): LinkTarget => {
    const link = before.links.get(name);
    return link === undefined
      ? { name, absent: true, settings: {} }
      : restoringTarget(link, before.links);
  });
  const neighbours = new Map(neighboursOf(withOwn(operations, "neighbour", touched), before));
  for (const dev of withOwn(operations, "neighbour", touched))
    if (!neighbours.has(dev) && before.links.has(dev)) neighbours.set(dev, []);
  const isOfRule = (live: RuleSettings): boolean => rules.some((rule) => isRule(live, rule));
  return {
    links,
    addresses: addressesOf(touched, before),
    neighbours,
    qdiscs: qdiscsOf(before, withOwn(operations, "qdisc", touched)),
    nexthops: onLinks(before.nexthops, touched).map(formOfNexthop),
    routes: before.routes
      .filter((form) => routeKeys.has(routeKey(form)) || !BY_THEMSELVES.has(form.protocol))
      .map((form) => ({ form })),
    routeFilters: [],
    rules: before.rules.filter(isOfRule).map((form) => ({ form })),
    ownsAddress: (live: Address) => !comesByItself(live),
    ownsRoute: (live) => routeKeys.has(routeKey(live)) && known.has(routeKey(live)),
    ownsRule: isOfRule,
  };
}

/**
 * Puts back what was: the state is compared with the one before, as far as the operations have touched it, until the two
 * are one.
 *
 * @param before - What {@link readBefore} has read.
 * @param operations - Those that were carried out, or tried.
 * @param planned - Those that `before` was read for.
 * @returns What it would still take, and could not be done.
 */
export async function restore(
  objects: Objects,
  before: State,
  operations: readonly PlanOperation[],
  planned: readonly PlanOperation[],
  options: RequestOptions,
): Promise<readonly PlanOperation[]> {
  const target = targetBefore(before, operations, planned);
  let left: readonly PlanOperation[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const state = await readBefore(objects, [...planned, ...operations], options);
    left = differenceOf(state, target, namesIn(state.links.values()));
    if (left.length === 0 || round === ROUNDS) return left;
    const others = left.filter((operation) => !isAddressOfBridge(operation, before));
    // What fails now may go when the rest is there.
    for (const operation of others.length > 0 ? others : left)
      await carryOut(objects, operation, options).catch(() => undefined);
  }
  return left;
}
