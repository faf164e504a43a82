/**
 * What a plan is to reach: the declaration checked, with its defaults said, and what of the state it owns.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import { RT_PROTOCOL, RT_TABLE } from "../../../uapi/route/index.ts";
import type { Address, AddressSettings } from "../addr.ts";
import {
  checkFlag,
  checkList,
  checkProperties,
  numberFor,
  parseAddress,
  parsePrefix,
} from "../input.ts";
import type { NewLink } from "../link-request.ts";
import type { NeighbourSettings } from "../neighbours.ts";
import type { NexthopSettings } from "../nexthops.ts";
import type { RouteFilter } from "../routes.ts";
import type { RuleSettings } from "../rules.ts";
import type { QdiscSettings } from "../tc/index.ts";
import {
  DESIRED_SETTINGS,
  type Desired,
  type DesiredLink,
  type DesiredQdisc,
  type DesiredRoutes,
  type DesiredRules,
  type DesiredSettings,
} from "./desired.ts";
import { type NameOf, type RouteForm, routeForm, ruleForm, says } from "./forms.ts";

/** Something with the place that it was declared at. */
export interface At<Form> {
  readonly form: Form;
  readonly path?: string;
}

/** The place of an operation, where it has one. */
export function placed(path: string | undefined): { path?: string } {
  return path === undefined ? {} : { path };
}

/** A link that is to be there, or not. */
export interface LinkTarget {
  readonly name: string;
  readonly path?: string;
  readonly absent: boolean;
  /** What it is made with where it is not there; absent for one that has to be. */
  readonly make?: Pick<NewLink, "kind" | "link" | "peer" | "index" | "numTxQueues" | "numRxQueues">;
  readonly settings: DesiredSettings;
  /** It is restored: of its options, those that can be changed later are. */
  readonly isRestored?: boolean;
}

/** An address that is to be there; whether it is a secondary one matters only when it is restored. */
export type AddressForm = AddressSettings & { dev: string; secondary?: boolean };

/** What is to be reached. */
export interface Target {
  readonly links: readonly LinkTarget[];
  /** By name of the link. */
  readonly addresses: ReadonlyMap<string, readonly At<AddressForm>[]>;
  readonly neighbours: ReadonlyMap<string, readonly At<NeighbourSettings>[]>;
  /** By name of the link: what is to be at its root; null where nothing is. */
  readonly qdiscs: ReadonlyMap<string, At<QdiscSettings | null>>;
  /** Restored only; that others have been put in their place is not looked at. */
  readonly nexthops: readonly (NexthopSettings & { id: number })[];
  readonly routes: readonly At<RouteForm>[];
  readonly routeFilters: readonly RouteFilter[];
  readonly rules: readonly At<RuleSettings>[];
  /** Whether an address that nobody wants is to go. */
  readonly ownsAddress: (live: Address) => boolean;
  readonly ownsRoute: (live: RouteForm) => boolean;
  readonly ownsRule: (live: RuleSettings) => boolean;
}

/** What is said of a link besides its settings. */
const LINK_EXTRAS = [
  "kind",
  "link",
  "peer",
  "numTxQueues",
  "numRxQueues",
  "absent",
  "addresses",
  "neighbours",
  "qdisc",
] as const satisfies readonly (keyof DesiredLink)[];
const LINK_PROPERTIES = ["name", ...DESIRED_SETTINGS, ...LINK_EXTRAS];

/** Routes that the kernel or a router makes, and takes away. */
const MADE_BY_ITSELF: ReadonlySet<string | number> = new Set(["kernel", "ra", "redirect"]);

/** Runs a check; its errors name the place in the declaration. */
export async function within<Value>(
  path: string,
  check: () => Value | Promise<Value>,
): Promise<Value> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof NetlinkInputError)) throw error;
    const own = error.field.replace(/^(link|route|rule|address|neighbour|qdisc|peer)(\.|$)/, "");
    throw new NetlinkInputError(own === "" ? path : `${path}.${own}`, error.value, error.expected);
  }
}

/** The addresses that the loopback gets when it is set up. */
const LOOPBACK: ReadonlySet<string> = new Set(["127.0.0.1", "::1"]);
/** `IFAPROT_KERNEL_RA`: of a router's advertisement. */
const BY_ROUTER = 2;

/** An address that comes and goes with the loopback, or with what routers tell. */
export function comesByItself({ address, flags, protocol }: Address): boolean {
  return LOOPBACK.has(address) || flags.includes("temporary") || protocol === BY_ROUTER;
}

/** An address that nobody gave. */
function isMadeByKernel(live: Address): boolean {
  return comesByItself(live) || (live.family === "ipv6" && live.scope === "link");
}

async function linkTarget(path: string, link: DesiredLink): Promise<LinkTarget> {
  checkProperties(path, link, LINK_PROPERTIES);
  const { kind, link: below, peer, numTxQueues, numRxQueues, absent, ...rest } = link;
  const { name, addresses, neighbours, qdisc, ...settings } = rest;
  if (typeof name !== "string" || name === "")
    throw new NetlinkInputError(`${path}.name`, name, "the name of the link");
  checkFlag(`${path}.absent`, absent);
  if (absent === true) {
    const [more] = Object.keys(link).filter(
      (each) => each !== "name" && each !== "absent" && each !== "kind",
    );
    if (more !== undefined)
      throw new NetlinkInputError(
        `${path}.${more}`,
        link[more as "mtu"],
        "nothing: the link is to be absent",
      );
    return { name, path, absent, settings: {} };
  }
  return {
    name,
    path,
    absent: false,
    settings,
    ...(kind !== undefined && {
      make: {
        kind,
        ...(below !== undefined && { link: below }),
        ...(peer !== undefined && { peer }),
        ...(numTxQueues !== undefined && { numTxQueues }),
        ...(numRxQueues !== undefined && { numRxQueues }),
      },
    }),
  };
}

/** Properties that an `absent` one is found by: those that were said. */
function given<Form extends object>(
  form: Form,
  settings: object,
  always: readonly string[],
): Partial<Form> {
  const names = new Set([...Object.keys(settings), ...always]);
  return Object.fromEntries(
    Object.entries(form).filter(([name]) => names.has(name)),
  ) as Partial<Form>;
}

type Owns<Form> = (live: Form) => boolean;

async function routesOf(blocks: readonly DesiredRoutes[], nameOf: NameOf) {
  const routes: At<RouteForm>[] = [];
  const owners: Owns<RouteForm>[] = [];
  const filters: RouteFilter[] = [];
  for (const [at, block] of blocks.entries()) {
    const path = `routes[${at}]`;
    checkProperties(path, block, ["table", "family", "protocol", "exact", "list"]);
    const { table = "main", family, protocol, exact, list } = block;
    checkFlag(`${path}.exact`, exact);
    if (!Array.isArray(list)) throw new NetlinkInputError(`${path}.list`, list, "a list of routes");
    const number = numberFor(`${path}.table`, table, RT_TABLE.values, 0xffffffff);
    const by =
      protocol === undefined
        ? undefined
        : numberFor(`${path}.protocol`, protocol, RT_PROTOCOL.values, 0xff);
    const maker = by === undefined ? undefined : (RT_PROTOCOL.names.get(by) ?? by);
    filters.push({ table: number, ...(family !== undefined && { family }) });
    if (exact === true) {
      owners.push(
        (live) =>
          live.table === number &&
          (family === undefined || live.family === family) &&
          (maker === undefined ? !MADE_BY_ITSELF.has(live.protocol) : live.protocol === maker),
      );
    }
    for (const [index, each] of (list as DesiredRoutes["list"]).entries()) {
      const own = `${path}.list[${index}]`;
      await within(own, async () => {
        checkProperties("route", each, [...Object.keys(each ?? {})]);
        const { absent, ...settings } = each;
        checkFlag("absent", absent);
        const whole = {
          ...settings,
          table: number,
          ...(maker !== undefined && settings.protocol === undefined && { protocol: maker }),
          ...(family !== undefined && settings.family === undefined && { family }),
        };
        const form = await routeForm(whole, nameOf);
        if (absent !== true) routes.push({ form, path: own });
        else {
          const key = given(form, settings, ["dst", "family", "table"]);
          owners.push((live) => says(live, key));
        }
      });
    }
  }
  return { routes, routeFilters: merged(filters), ownsRoute: anyOf(owners) };
}

/** Filters without those that another one holds, so that no route is read twice. */
function merged(filters: readonly RouteFilter[]): RouteFilter[] {
  return filters.filter(
    ({ table, family }, at) =>
      !filters.some(
        (other, place) =>
          place !== at &&
          other.table === table &&
          (other.family === undefined
            ? family !== undefined || place < at
            : other.family === family && place < at),
      ),
  );
}

function anyOf<Form>(owners: readonly Owns<Form>[]): Owns<Form> {
  return (live) => owners.some((owns) => owns(live));
}

async function rulesOf(blocks: readonly DesiredRules[]) {
  const rules: At<RuleSettings>[] = [];
  const owners: Owns<RuleSettings>[] = [];
  for (const [at, block] of blocks.entries()) {
    const path = `rules[${at}]`;
    checkProperties(path, block, ["family", "priorities", "exact", "list"]);
    const { family, priorities, exact, list } = block;
    checkFlag(`${path}.exact`, exact);
    if (!Array.isArray(list)) throw new NetlinkInputError(`${path}.list`, list, "a list of rules");
    if (priorities !== undefined && (!Array.isArray(priorities) || priorities.length !== 2))
      throw new NetlinkInputError(
        `${path}.priorities`,
        priorities,
        "the first and the last priority",
      );
    const [first, last] = priorities ?? [0, 0xffffffff];
    if (exact === true) {
      owners.push(
        ({ priority = 0, protocol, family: own }) =>
          protocol !== "kernel" &&
          (family === undefined || own === family) &&
          priority >= first &&
          priority <= last &&
          // Rules of kernels that do not tell who made them (before 4.17), and the three that all have.
          (protocol !== "unspec" || (priority !== 0 && priority < 32766)),
      );
    }
    for (const [index, each] of (list as DesiredRules["list"]).entries()) {
      const own = `${path}.list[${index}]`;
      await within(own, () => {
        checkProperties("rule", each, [...Object.keys(each ?? {})]);
        const { absent, ...settings } = each;
        checkFlag("absent", absent);
        const whole = {
          ...settings,
          ...(family !== undefined && settings.family === undefined && { family }),
        };
        const form = ruleForm(whole);
        if (absent !== true) rules.push({ form, path: own });
        else {
          const key = given(form, settings, ["family"]);
          owners.push((live) => says(live, key));
        }
      });
    }
  }
  return { rules, ownsRule: anyOf(owners) };
}

function qdiscForm(path: string, qdisc: DesiredQdisc | null, dev: string): QdiscSettings | null {
  if (qdisc === null) return null;
  checkProperties(path, qdisc, ["kind", "options", "handle"]);
  const { kind }: { readonly kind: unknown } = qdisc;
  if (typeof kind !== "string")
    throw new NetlinkInputError(`${path}.kind`, kind, "the kind of the qdisc");
  return { ...qdisc, dev } as QdiscSettings;
}

/** The target that a declaration means. @throws `NetlinkInputError` that names the place. */
export async function targetOf(desired: Desired, nameOf: NameOf): Promise<Target> {
  checkProperties("desired", desired, ["links", "routes", "rules"]);
  const { links = [], routes = [], rules = [] } = desired;
  for (const [name, list] of Object.entries({ links, routes, rules })) checkList(name, list);
  const targets: LinkTarget[] = [];
  const addresses = new Map<string, At<AddressForm>[]>();
  const neighbours = new Map<string, At<NeighbourSettings>[]>();
  const qdiscs = new Map<string, At<QdiscSettings | null>>();
  for (const [at, link] of links.entries()) {
    const path = `links[${at}]`;
    const target = await linkTarget(path, link);
    const { name: dev } = target;
    if (targets.some((other) => other.name === dev))
      throw new NetlinkInputError(`${path}.name`, dev, "a link that is not declared above");
    targets.push(target);
    checkList(`${path}.addresses`, link.addresses);
    checkList(`${path}.neighbours`, link.neighbours);
    if (link.addresses !== undefined) {
      const forms = link.addresses.map((given, place) => ({
        form: { ...(typeof given === "string" ? { address: given } : given), dev },
        path: `${path}.addresses[${place}]`,
      }));
      for (const { form, path: own } of forms)
        await within(own, () => parsePrefix("address", form.address));
      addresses.set(dev, forms);
    }
    if (link.qdisc !== undefined)
      qdiscs.set(dev, { form: qdiscForm(`${path}.qdisc`, link.qdisc, dev), path: `${path}.qdisc` });
    if (link.neighbours !== undefined) {
      const forms = link.neighbours.map((each, place) => ({
        form: { ...each, dev },
        path: `${path}.neighbours[${place}]`,
      }));
      for (const { form, path: own } of forms)
        await within(own, () => parseAddress("address", form.address));
      neighbours.set(dev, forms);
    }
  }
  return {
    links: targets,
    addresses,
    neighbours,
    qdiscs,
    nexthops: [],
    ownsAddress: (live) => !isMadeByKernel(live),
    ...(await routesOf(routes, nameOf)),
    ...(await rulesOf(rules)),
  };
}
