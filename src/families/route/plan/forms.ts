/**
 * One form for what is declared and what the kernel tells: settings with every default said, so that the two can be
 * compared, and what the kernel has can be made again.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import { RT_PROTOCOL, RT_SCOPE, RT_TABLE, RTN } from "../../../uapi/route/index.ts";
import { readIpv4, readIpv6 } from "../../../wire/index.ts";
import type { Address, AddressSettings } from "../addr.ts";
import { sameValue } from "../changes.ts";
import {
  familyOf,
  type IpFamily,
  type LinkRef,
  numberFor,
  parseAddress,
  parsePrefix,
} from "../input.ts";
import type { Nexthop } from "../nexthop.ts";
import type { NexthopSettings } from "../nexthops.ts";
import type { NextHop, Route } from "../route.ts";
import { type NextHopSettings, type RouteSettings, routeRequest } from "../route-request.ts";
import type { Rule } from "../rule.ts";
import type { RuleSettings } from "../rules.ts";

/** Metric of an IPv6 route that was given none (`IP6_RT_PRIO_USER`). */
const IPV6_METRIC = 1024;
/** Flags of a route that are given; others tell its state. */
const GIVEN_FLAGS: ReadonlySet<string> = new Set(["onlink", "pervasive"]);

/** The name of a link that is referred to by name or index. */
export type NameOf = (ref: LinkRef) => string;

/** A route with its defaults said. */
export interface RouteForm extends RouteSettings {
  readonly family: IpFamily;
  readonly type: string | number;
  readonly table: number;
  readonly protocol: string | number;
  readonly scope: string | number;
  readonly metric: number;
}

type Draft<Form> = { -readonly [Name in keyof Form]: Form[Name] | undefined };

/** Leaves out what is undefined. */
function defined<Form extends object>(
  form: { [Name in keyof Form]: Form[Name] | undefined },
): Form {
  return Object.fromEntries(
    Object.entries(form).filter(([, value]) => value !== undefined),
  ) as unknown as Form;
}

function textOf(bytes: Uint8Array): string {
  return bytes.length === 4 ? readIpv4(bytes, 0) : readIpv6(bytes, 0);
}

/** An address as the kernel's messages are read. @throws `NetlinkInputError` */
export function addressText(field: string, text: string): string {
  return textOf(parseAddress(field, text));
}

/** A prefix likewise; the kernel clears the bits of an IPv6 destination that are beyond its length. */
function prefixText(field: string, text: string): string {
  const { address, length, family } = parsePrefix(field, text);
  const bytes =
    family === "ipv4"
      ? address
      : address.map((byte, at) => byte & (0xff00 >> Math.min(8, Math.max(0, length - at * 8))));
  return `${textOf(bytes)}/${length}`;
}

function named(names: ReadonlyMap<number, string>, value: string | number): string | number {
  return typeof value === "string" ? value : (names.get(value) ?? value);
}

function flagsForm(flags: readonly string[] | undefined): readonly string[] | undefined {
  const given = (flags ?? []).filter((flag) => GIVEN_FLAGS.has(flag)).sort();
  return given.length === 0 ? undefined : given;
}

function hopForm(hop: NextHopSettings | NextHop, nameOf: NameOf): NextHopSettings {
  const { via, dev, weight = 1, flags, flow, encap } = hop;
  return defined<NextHopSettings>({
    via: via === undefined ? undefined : addressText("via", via),
    dev: dev === undefined ? undefined : nameOf(dev),
    weight,
    flags: flagsForm(flags),
    flow,
    encap: encap as NextHopSettings["encap"],
  });
}

/** A multipath route of one way is kept as one of a single way. */
function waysOf(
  route: Pick<RouteSettings, "via" | "dev" | "flags" | "flow" | "encap" | "nexthops">,
) {
  const [only, ...others] = route.nexthops ?? [];
  if (only === undefined || others.length > 0) return route;
  const { via, dev, flags, flow, encap } = only;
  return {
    via,
    dev,
    flags,
    flow: flow ?? route.flow,
    encap: encap ?? route.encap,
    nexthops: undefined,
  };
}

/** A declared route with its defaults. @throws `NetlinkInputError` for one that cannot be. */
export async function routeForm(settings: RouteSettings, nameOf: NameOf): Promise<RouteForm> {
  // Says what the defaults are, and refuses what cannot be; links need not be there yet.
  const request = await routeRequest(settings, async () => 1);
  const family = request.rtmFamily === 2 ? "ipv4" : "ipv6";
  const { via, dev, flags, flow, encap, nexthops } = waysOf(settings);
  const { prefsrc, src, metrics, nexthopId, tos, pref, expires, table, metric } = settings;
  const isAll = request.rtmDstLen === 0;
  const own = { family, type: named(RTN.names, request.rtmType as number) } as const;
  return defined<RouteForm>({
    ...own,
    dst: isAll ? "default" : prefixText("dst", settings.dst),
    src: src === undefined ? undefined : prefixText("src", src),
    table:
      table === undefined
        ? (request.rtmTable as number)
        : numberFor("table", table, RT_TABLE.values, 0xffffffff),
    protocol: named(RT_PROTOCOL.names, request.rtmProtocol as number),
    scope: named(RT_SCOPE.names, request.rtmScope as number),
    tos: tos === 0 ? undefined : tos,
    metric: metricForm(family, metric),
    via: via === undefined ? undefined : addressText("via", via),
    dev: dev === undefined ? undefined : nameOf(dev),
    prefsrc: prefsrc === undefined ? undefined : addressText("prefsrc", prefsrc),
    flags: flagsForm(flags),
    metrics: metrics === undefined || Object.keys(metrics).length === 0 ? undefined : metrics,
    nexthops: nexthops?.map((hop) => hopForm(hop, nameOf)),
    nexthopId,
    pref: pref === "medium" ? undefined : pref,
    flow,
    expires,
    encap,
  });
}

function metricForm(family: IpFamily, metric = 0): number {
  return metric === 0 && family === "ipv6" ? IPV6_METRIC : metric;
}

/** A route of the kernel as settings; undefined for one that cannot be made by settings. */
export function formOfRoute(route: Route): RouteForm | undefined {
  const { family, type, dst, src, table, protocol, scope, tos, via, prefsrc, metrics } = route;
  if (family !== "ipv4" && family !== "ipv6") return undefined;
  // The kernel keeps IPv6 routes that lead nowhere on the loopback.
  const leads = family === "ipv4" || type === "unicast" || type === "local" || type === "anycast";
  const objects = route.nexthopId !== undefined;
  return defined<RouteForm>({
    family,
    type,
    dst,
    src,
    table,
    protocol,
    scope,
    tos,
    metric: metricForm(family, route.metric),
    via: objects ? undefined : via,
    dev: leads && !objects ? route.dev : undefined,
    prefsrc,
    flags: objects ? undefined : flagsForm(route.flags),
    metrics: metrics === undefined || Object.keys(metrics).length === 0 ? undefined : metrics,
    nexthops: objects
      ? undefined
      : route.nexthops?.map((hop) => hopForm(hop, (dev) => String(dev))),
    nexthopId: route.nexthopId,
    pref: route.pref === "medium" ? undefined : route.pref,
    flow: route.flow,
    expires: route.expires,
    encap: route.encap as RouteSettings["encap"],
  });
}

/** What routes of a table are told apart by: those alike are replaced by one another. */
export function routeKey({ family, table, dst, src = "", tos = 0, metric }: RouteForm): string {
  return `${family} ${table} ${dst} ${src} ${tos} ${metric}`;
}

/** Whether all that is said is so; more may be. */
export function says(live: unknown, wanted: unknown): boolean {
  if (sameValue(live, wanted)) return true;
  if (typeof live !== "object" || typeof wanted !== "object" || live === null || wanted === null)
    return false;
  if (Array.isArray(wanted) || wanted instanceof Uint8Array) return false;
  return Object.entries(wanted).every(
    ([name, value]) => value === undefined || says((live as Record<string, unknown>)[name], value),
  );
}

function isWay(live: NextHopSettings, wanted: NextHopSettings): boolean {
  const { encap, ...rest } = wanted;
  const { encap: liveEncap, dev, ...liveRest } = live;
  if ((encap === undefined) !== (liveEncap === undefined)) return false;
  // A gateway alone goes out by the link on which it is.
  const shown = wanted.dev === undefined ? liveRest : { ...liveRest, dev };
  return sameValue(shown, rest) && says(liveEncap, encap);
}

/** Whether a route of the kernel is the one that is wanted. */
export function isRoute(live: RouteForm, wanted: RouteForm): boolean {
  const { nexthops: liveWays = [], ...liveRest } = live;
  const { nexthops: ways = [], ...rest } = wanted;
  return (
    liveWays.length === ways.length &&
    ways.every((way, at) => isWay(liveWays[at] as NextHopSettings, way)) &&
    isWay(liveRest as NextHopSettings, rest as NextHopSettings)
  );
}

/** A declared rule with its defaults. @throws `NetlinkInputError` for a prefix that is none. */
export function ruleForm(settings: RuleSettings): RuleSettings {
  const form: Draft<RuleSettings> = { ...settings };
  for (const name of ["from", "to"] as const) {
    const text = settings[name];
    if (text === undefined) continue;
    const { family } = parsePrefix(name, text);
    form.family ??= family;
    if (form.family !== family)
      throw new NetlinkInputError(name, text, `a prefix of ${form.family}`);
    // The kernel does not keep a prefix of everything.
    form[name] = text.endsWith("/0") ? undefined : prefixText(name, text);
  }
  form.family ??= "ipv4";
  form.action ??= settings.goto === undefined ? "lookup" : "goto";
  if (form.action === "lookup" && form.l3mdev !== true)
    form.table = numberFor("table", settings.table ?? "main", RT_TABLE.values, 0xffffffff);
  if (settings.protocol !== undefined)
    form.protocol = named(
      RT_PROTOCOL.names,
      numberFor("protocol", settings.protocol, RT_PROTOCOL.values, 0xff),
    );
  if (form.not === false) form.not = undefined;
  if (form.l3mdev === false) form.l3mdev = undefined;
  if (form.dscpMask === 0x3f) form.dscpMask = undefined;
  if (form.fwmask === 0xffffffff) form.fwmask = undefined;
  if (form.flowLabelMask === 0xfffff) form.flowLabelMask = undefined;
  if (form.tos === 0) form.tos = undefined;
  return defined<RuleSettings>(form);
}

/** A rule of the kernel as settings; undefined for one of another family, or of an action without a name. */
export function formOfRule(rule: Rule): RuleSettings | undefined {
  const { family, flags: state, not, l3mdev, action, protocol, ...rest } = rule;
  if (typeof family === "number" || typeof action === "number") return undefined;
  return {
    ...rest,
    family,
    action,
    protocol: protocol ?? named(RT_PROTOCOL.names, 0),
    ...(not && { not }),
    ...(l3mdev && { l3mdev }),
  };
}

/** Whether a rule of the kernel is the one that is wanted; without a priority or a protocol any that has the rest. */
export function isRule(live: RuleSettings, wanted: RuleSettings): boolean {
  const { priority = live.priority, protocol = live.protocol } = wanted;
  return sameValue(live, defined<RuleSettings>({ ...wanted, priority, protocol }));
}

/** What the addresses of a link are told apart by. */
export function addressKey({ address, peer }: Pick<AddressSettings, "address" | "peer">): string {
  const { address: bytes, length } = parsePrefix("address", address);
  const own = textOf(bytes);
  if (familyOf(bytes) === "ipv6") return own;
  return `${own}/${length} ${peer === undefined ? own : addressText("peer", peer)}`;
}

/** Flags of an address that are given; others tell its state. */
const ADDRESS_FLAGS: ReadonlySet<string> = new Set([
  "nodad",
  "noprefixroute",
  "homeaddress",
  "managetempaddr",
  "mcautojoin",
]);

/** An address of the kernel as settings; undefined where its link has gone. */
export function formOfAddress(live: Address): (AddressSettings & { dev: string }) | undefined {
  if (live.dev === undefined) return undefined;
  const flags = live.flags.filter((flag) => ADDRESS_FLAGS.has(flag));
  const { peer, broadcast, label, metric, protocol, validLifetime, preferredLifetime } = live;
  return {
    address: `${live.address}/${live.prefixLength}`,
    dev: live.dev,
    scope: live.scope,
    ...(peer !== undefined && { peer }),
    ...(broadcast !== undefined && { broadcast }),
    ...(label !== undefined && { label }),
    ...(flags.length > 0 && { flags }),
    ...(metric !== undefined && { metric }),
    ...(protocol !== undefined && { protocol }),
    ...(validLifetime !== "forever" && { validLifetime }),
    ...(preferredLifetime !== "forever" && { preferredLifetime }),
  };
}

/** A nexthop of the kernel as settings. */
export function formOfNexthop(live: Nexthop): NexthopSettings & { id: number } {
  const { id, family, via, dev, blackhole, fdb, group, resilient, protocol, encap } = live;
  const flags = flagsForm(live.flags);
  if (group !== undefined) {
    const { unbalancedTimeMs, ...timers } = resilient ?? { unbalancedTimeMs: 0 };
    return { id, group, protocol, ...(fdb && { fdb }), ...(resilient && { resilient: timers }) };
  }
  return {
    id,
    protocol,
    ...(typeof family === "string" && { family }),
    ...(via !== undefined && { via }),
    ...(dev !== undefined && { dev }),
    ...(blackhole && { blackhole }),
    ...(fdb && { fdb }),
    ...(flags !== undefined && { flags }),
    ...(encap !== undefined && { encap: encap as NonNullable<NexthopSettings["encap"]> }),
  };
}

/** Whether an address lies in a prefix of its family. */
export function covers(prefix: string, address: string): boolean {
  if (prefix === "default") return false;
  const { family, address: base, length } = parsePrefix("dst", prefix);
  const other = parsePrefix("via", address);
  if (other.family !== family) return false;
  return base.every((byte, at) => {
    const mask = 0xff00 >> Math.min(8, Math.max(0, length - at * 8));
    return ((byte ^ (other.address[at] as number)) & mask & 0xff) === 0;
  });
}
