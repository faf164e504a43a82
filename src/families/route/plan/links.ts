/**
 * Which operations bring links to their target, in an order in which each finds what it needs, and what else the
 * kernel takes away with them.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import { sameValue } from "../changes.ts";
import type { LinkRef } from "../input.ts";
import type { Link } from "../link.ts";
import type { NewLink } from "../link-request.ts";
import type { DesiredSettings } from "./desired.ts";
import { says } from "./forms.ts";
import type { PlanOperation } from "./operation.ts";
import { type LinkTarget, placed, type Target } from "./target.ts";

/** Options that a link of a kind is made with, once and for all: another value is another link. */
const FIXED: Readonly<Record<string, readonly string[]>> = {
  bridge: [],
  bond: ["mode"],
  vlan: ["id", "protocol"],
  vxlan: ["id", "port", "collectMetadata", "gpe", "gbp"],
  vrf: ["table"],
  macvlan: [],
  macvtap: [],
  ipvlan: [],
  geneve: ["id", "collectMetadata"],
  xfrm: ["ifId"],
};

/** Kinds that go when the link that they rest on goes. */
const RESTING: ReadonlySet<string> = new Set([
  "vlan",
  "macvlan",
  "macvtap",
  "ipvlan",
  "ipvtap",
  "vxlan",
  "macsec",
]);
/** Kinds of which two are one: neither end is there without the other. */
const PAIRED: ReadonlySet<string> = new Set(["veth", "vxcan", "netkit"]);

/** How each setting of a link is told; `options` and `port` are compared by what is said of them. */
const TOLD: {
  readonly [Name in Exclude<keyof DesiredSettings, "options" | "port">]-?: (
    link: Link,
  ) => DesiredSettings[Name];
} = {
  mtu: ({ mtu }) => mtu,
  address: ({ address }) => address ?? "",
  broadcast: ({ broadcast }) => broadcast ?? "",
  txQueueLength: ({ txQueueLength }) => txQueueLength,
  group: ({ group }) => group,
  mode: ({ mode }) => mode,
  promiscuous: ({ flags }) => flags.includes("promisc"),
  allMulticast: ({ flags }) => flags.includes("all-multi"),
  multicast: ({ flags }) => flags.includes("multicast"),
  arp: ({ flags }) => !flags.includes("no-arp"),
  gsoMaxSize: ({ gsoMaxSize }) => gsoMaxSize ?? 0,
  gsoMaxSegs: ({ gsoMaxSegs }) => gsoMaxSegs ?? 0,
  gsoIpv4MaxSize: ({ gsoIpv4MaxSize }) => gsoIpv4MaxSize ?? 0,
  groMaxSize: ({ groMaxSize }) => groMaxSize ?? 0,
  groIpv4MaxSize: ({ groIpv4MaxSize }) => groIpv4MaxSize ?? 0,
  up: ({ up }) => up,
  master: ({ masterName }) => masterName ?? null,
  alias: ({ alias }) => alias ?? "",
  protoDown: ({ protoDown }) => protoDown ?? false,
};

/** Settings that a snapshot of a link restores; the kernel's own limits and defaults are left to it. */
const RESTORED = [
  "mtu",
  "txQueueLength",
  "group",
  "mode",
  "promiscuous",
  "allMulticast",
  "multicast",
  "arp",
  "up",
  "master",
  "alias",
  "protoDown",
] as const satisfies readonly (keyof typeof TOLD)[];

/** Options that tell of a bridge's state, and cannot be set. */
const STATES: ReadonlySet<string> = new Set([
  "bridgeId",
  "rootId",
  "rootPort",
  "rootPathCost",
  "topologyChange",
  "topologyChangeDetected",
]);
/** Options of a bridge's port that are set, and not learned or worked out; of other ports none are restored. */
const OF_PORTS: ReadonlySet<string> = new Set([
  "priority",
  "mode",
  "guard",
  "protect",
  "fastLeave",
  "learning",
  "unicastFlood",
  "mcastFlood",
  "bcastFlood",
  "proxyarp",
  "proxyarpWifi",
  "mcastToUcast",
  "neighSuppress",
  "isolated",
  "locked",
  "mab",
]);

function chosen(
  options: object | undefined,
  isChosen: (name: string) => boolean,
): object | undefined {
  if (options === undefined || options instanceof Uint8Array) return undefined;
  const kept = Object.entries(options).filter(([name]) => isChosen(name));
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** The target that a link as it was is. */
export function restoringTarget(link: Link, links: ReadonlyMap<string, Link>): LinkTarget {
  const { name, index, kind, type, address, linkName, options, port } = link;
  const settings: Record<string, unknown> = {};
  for (const each of RESTORED) settings[each] = TOLD[each](link);
  if (type === "ether" && address !== undefined) settings["address"] = address;
  const isPair = kind !== undefined && PAIRED.has(kind);
  const peer = isPair && linkName !== undefined ? links.get(linkName) : undefined;
  const own = isPair ? undefined : chosen(options, (each) => !STATES.has(each));
  if (own !== undefined) settings["options"] = own;
  const asPort = chosen(port, (each) => OF_PORTS.has(each));
  if (asPort !== undefined) settings["port"] = asPort;
  return {
    name,
    absent: false,
    settings: settings as DesiredSettings,
    isRestored: true,
    ...(kind !== undefined && {
      make: {
        kind,
        index,
        ...(peer !== undefined && { peer: { name: peer.name, index: peer.index } }),
        ...(!isPair && linkName !== undefined && { link: linkName }),
      },
    }),
  };
}

/** Operations on links, and what goes along with them. */
export interface LinkSteps {
  /** Before all else. */
  readonly first: PlanOperation[];
  /** After all else: links that go, which nothing stands in the way of. */
  readonly last: PlanOperation[];
  /** Links that go, or are made anew, with all that is on them. */
  readonly lost: ReadonlySet<string>;
  /** Links that are down in between, and lose their routes and IPv6 addresses. */
  readonly down: ReadonlySet<string>;
}

/** All links that go with some. */
function addLost(name: string, links: ReadonlyMap<string, Link>, lost: Set<string>): void {
  const link = links.get(name);
  if (link === undefined || lost.has(name)) return;
  lost.add(name);
  for (const other of links.values()) {
    if (other.linkName !== name || other.linkNetnsid !== undefined) continue;
    if (RESTING.has(other.kind ?? "") || PAIRED.has(other.kind ?? ""))
      addLost(other.name, links, lost);
  }
}

/** Links in whose place another has to be made. */
function isOther(
  link: Link,
  { make, settings }: LinkTarget,
  nameOf: (ref: LinkRef) => string,
): boolean {
  if (make === undefined) return false;
  if (link.kind !== make.kind) return true;
  if (make.index !== undefined && make.index !== link.index) return true;
  if (make.link !== undefined && nameOf(make.link) !== link.linkName) return true;
  const live = link.options as Readonly<Record<string, unknown>> | undefined;
  const wanted = settings.options as Readonly<Record<string, unknown>> | undefined;
  return (FIXED[make.kind] ?? []).some(
    (name) => wanted?.[name] !== undefined && !says(live?.[name], wanted[name]),
  );
}

/** Those of the properties that are not as wanted. */
function unlike(live: unknown, wanted: object): Record<string, unknown> | undefined {
  const have = (live ?? {}) as Readonly<Record<string, unknown>>;
  const differ = Object.entries(wanted).filter(([name, value]) => {
    // What a clock moves is the same to this, and so is what is not said.
    return value !== undefined && !sameValue({ [name]: have[name] }, { [name]: value });
  });
  return differ.length === 0 ? undefined : Object.fromEntries(differ);
}

/** Works out the operations on links. */
export class LinkPlanner {
  readonly #live: ReadonlyMap<string, Link>;
  readonly #targets: ReadonlyMap<string, LinkTarget>;
  readonly #nameOf: (ref: LinkRef) => string;
  readonly #lost = new Set<string>();
  readonly #down = new Set<string>();
  /** Links that are set up or down. */
  readonly #switched = new Map<string, boolean>();
  /** Other ends that are made along. */
  readonly #along = new Map<string, string>();
  readonly #first: PlanOperation[] = [];
  readonly #last: PlanOperation[] = [];

  constructor(
    live: ReadonlyMap<string, Link>,
    { links }: Target,
    nameOf: (ref: LinkRef) => string,
  ) {
    this.#live = live;
    this.#targets = new Map(links.map((target) => [target.name, target]));
    this.#nameOf = nameOf;
  }

  /** @throws `NetlinkInputError` for what cannot be reached. */
  steps(): LinkSteps {
    const targets = [...this.#targets.values()];
    const others = targets.filter((target) => {
      const link = this.#live.get(target.name);
      if (link === undefined || target.absent || !isOther(link, target, this.#nameOf)) return false;
      if (link.kind === undefined)
        throw new NetlinkInputError(
          `${target.path}.kind`,
          target.make?.kind,
          `nothing: ${target.name} is hardware`,
        );
      return true;
    });
    for (const { name, path } of others) this.#delete(name, path, this.#first);
    const kinds = new Set(
      targets
        .filter(({ name, absent }) => !absent && (!this.#live.has(name) || this.#lost.has(name)))
        .map(({ make }) => make?.kind),
    );
    for (const { name, path, absent } of targets)
      if (absent)
        this.#delete(name, path, this.#isInTheWay(name, kinds) ? this.#first : this.#last);
    for (const target of targets) {
      const peer = target.make?.peer?.name;
      if (peer !== undefined && this.#isNew(target.name) && !this.#along.has(target.name))
        this.#along.set(peer, target.name);
    }
    const done = new Set<string>();
    for (const target of targets) this.#visit(target, done, []);
    return { first: this.#first, last: this.#last, lost: this.#lost, down: this.#down };
  }

  /** Whether a link has to go before others are made or changed: they may need what it has. */
  #isInTheWay(name: string, kinds: ReadonlySet<string | undefined>): boolean {
    const link = this.#live.get(name);
    if (kinds.has(link?.kind)) return true;
    // net/core/dev.c, netdev_rx_handler_register: a link is a port, or a macvlan rests on it, not both (EBUSY).
    const below = this.#targets.get(link?.linkName ?? "");
    if (below?.settings.master !== undefined && below.settings.master !== null) return true;
    for (const { make } of this.#targets.values())
      if (make?.link !== undefined && this.#live.get(this.#nameOf(make.link))?.masterName === name)
        return true;
    const along = new Set<string>();
    addLost(name, this.#live, along);
    return [...along].some((other) => this.#targets.get(other)?.absent === false);
  }

  #delete(name: string, path: string | undefined, into: PlanOperation[]): void {
    if (!this.#live.has(name) || this.#lost.has(name)) return;
    addLost(name, this.#live, this.#lost);
    into.push({ object: "link", action: "delete", link: name, ...placed(path) });
  }

  #isNew(name: string): boolean {
    return !this.#live.has(name) || this.#lost.has(name);
  }

  /** Changes a link after those that it needs. */
  #visit(target: LinkTarget, done: Set<string>, above: readonly string[]): void {
    const { name, path, absent, make, settings } = target;
    if (absent || done.has(name)) return;
    if (above.includes(name))
      throw new NetlinkInputError(`${path}.name`, name, "a link that does not need itself");
    const needs = [make?.link, settings.master, this.#along.get(name)];
    for (const need of needs) {
      if (need === undefined || need === null) continue;
      const other = this.#targets.get(this.#nameOf(need));
      if (other !== undefined) this.#visit(other, done, [...above, name]);
    }
    done.add(name);
    if (!this.#isNew(name)) this.#change(target, this.#live.get(name) as Link);
    else if (this.#along.has(name)) this.#set(target, settings);
    else this.#make(target);
  }

  #push(operation: PlanOperation, { path }: LinkTarget): void {
    this.#first.push({ ...operation, ...placed(path) });
  }

  #set(target: LinkTarget, settings: DesiredSettings): void {
    const { port, ...rest } = settings;
    const link = target.name;
    if (settings.up !== undefined) this.#switched.set(link, settings.up);
    // Options of a port are those of its master, which has to be there first.
    for (const each of [rest, { ...(port !== undefined && { port }) }])
      if (Object.keys(each).length > 0)
        this.#push({ object: "link", action: "set", link, settings: each }, target);
  }

  #kindOf(name: string): string | undefined {
    return this.#targets.get(name)?.make?.kind ?? this.#live.get(name)?.kind;
  }

  #make(target: LinkTarget): void {
    const { name, path, make, settings, isRestored } = target;
    if (make === undefined)
      throw new NetlinkInputError(
        `${path}.kind`,
        undefined,
        `the kind to make it of, for there is no link ${name}`,
      );
    const { alias, protoDown, port, master, options, up, mtu, ...basic } = settings;
    // net/bridge/br_if.c, br_mtu_auto_adjust: a bridge follows its ports until its MTU is set.
    const follows = make.kind === "bridge";
    const fixed = FIXED[make.kind];
    const first =
      isRestored === true && fixed !== undefined && options !== undefined
        ? Object.fromEntries(Object.entries(options).filter(([each]) => fixed.includes(each)))
        : options;
    const later =
      master !== undefined && master !== null && this.#kindOf(String(master)) === "bond";
    this.#push(
      {
        object: "link",
        action: "add",
        settings: {
          ...make,
          name,
          ...basic,
          ...(mtu !== undefined && !follows && { mtu }),
          ...(first !== undefined && Object.keys(first).length > 0 && { options: first }),
          ...(up !== undefined && !later && { up }),
          ...(master !== undefined && master !== null && !later && { master }),
        } as NewLink & { name: string },
      },
      target,
    );
    if (later) this.#set(target, { master });
    this.#set(target, {
      ...(mtu !== undefined && follows && { mtu }),
      ...(later && up !== undefined && { up }),
      ...(alias !== undefined && alias !== "" && { alias }),
      ...(protoDown === true && { protoDown }),
      ...(port !== undefined && isRestored !== true && { port }),
    });
  }

  /** Brings a link that stays to its settings. */
  #change(target: LinkTarget, live: Link): void {
    const { settings } = target;
    const wanted = { ...settings } as Record<string, unknown>;
    if (typeof settings.address === "string") wanted["address"] = settings.address.toLowerCase();
    if (typeof settings.master === "number") wanted["master"] = this.#nameOf(settings.master);
    const changed: Record<string, unknown> = {};
    const isFreed = live.masterName !== undefined && this.#lost.has(live.masterName);
    // net/8021q/vlan.c, vlan_device_event: a VLAN goes up and down with the link that it rests on.
    const below = live.kind === "vlan" ? this.#switched.get(live.linkName ?? "") : undefined;
    const up = below ?? live.up;
    for (const [name, told] of Object.entries(TOLD)) {
      const have = name === "master" && isFreed ? null : name === "up" ? up : told(live);
      if (wanted[name] !== undefined && wanted[name] !== have) changed[name] = wanted[name];
    }
    for (const name of ["options", "port"] as const) {
      const differ = unlike(live[name], settings[name] ?? {});
      if (differ !== undefined) changed[name] = differ;
    }
    if (Object.keys(changed).length === 0) return;
    const { master } = changed;
    const kinds = [live.masterName, master].map((name) => this.#kindOf(String(name)));
    if (master !== undefined && typeof master === "string" && kinds[1] === "bond") {
      // drivers/net/bonding/bond_main.c, bond_enslave: a link that is up is refused.
      if (live.up) this.#set(target, { up: false });
      this.#set(target, { master });
      this.#down.add(live.name);
      if (wanted["up"] ?? live.up) changed["up"] = true;
      delete changed["master"];
    }
    if (Object.keys(changed).length > 0) this.#set(target, changed as DesiredSettings);
    // A link that enters or leaves a VRF is taken down in between.
    if (changed["up"] === false || (master !== undefined && kinds.includes("vrf"))) {
      this.#down.add(live.name);
      for (const other of this.#live.values())
        if (other.linkName === live.name && other.kind === "vlan") this.#down.add(other.name);
    }
  }
}
