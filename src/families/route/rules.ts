/**
 * Policy rules of a namespace: list, add, delete.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../client/index.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import type { Encodable } from "../../schema/index.ts";
import { FIB_RULE, RT_PROTOCOL, RT_TABLE, rtRule } from "../../uapi/route/index.ts";
import { NLM_F_CREATE, NLM_F_EXCL } from "../../wire/index.ts";
import {
  checkFlag,
  checkNumber,
  checkProperties,
  FAMILIES,
  type IpFamily,
  inCallersWords,
  numberFor,
  parsePrefix,
} from "./input.ts";
import type { LinkNames } from "./link-names.ts";
import type { EventOptions, ObjectAction, Overrun } from "./object-events.ts";
import type { Requests } from "./requests.ts";
import { type PortRange, type Rule, type RuleAction, type RuleMessage, ruleOf } from "./rule.ts";

const { RTM_GETRULE, RTM_NEWRULE, RTM_DELRULE } = rtRule.operations;
type RuleRequest = Encodable<typeof RTM_NEWRULE.request>;

/**
 * What a rule is added with, or found by; what is not given it does not look at. Where no `priority` is given, the
 * kernel takes one below the first rule that is not 0.
 */
export interface RuleSettings
  extends Partial<Omit<Rule, "family" | "action" | "table" | "protocol" | "flags">> {
  /** Needed where neither `from` nor `to` tells; IPv4 then. */
  readonly family?: IpFamily;
  /** `"lookup"` unless a `goto` is given. */
  readonly action?: RuleAction;
  /** Name (`"main"`, `"local"`, `"default"`) or number; main unless told otherwise. */
  readonly table?: string | number;
  /** `"static"` unless told otherwise. */
  readonly protocol?: string | number;
}

/** The numbers that go as they are: property, its attribute, the highest. */
const NUMBERS = [
  ["priority", "priority", 0xffffffff],
  ["tos", "tos", 0xff],
  ["dscp", "dscp", 0x3f],
  ["dscpMask", "dscpMask", 0x3f],
  ["fwmark", "fwmark", 0xffffffff],
  ["fwmask", "fwmask", 0xffffffff],
  ["ipProto", "ipProto", 0xff],
  ["flowLabel", "flowlabel", 0xfffff],
  ["flowLabelMask", "flowlabelMask", 0xfffff],
  ["goto", "goto", 0xffffffff],
  ["suppressPrefixLength", "suppressPrefixlen", 128],
  ["suppressGroup", "suppressIfgroup", 0xfffffffe],
  ["flow", "flow", 0xffffffff],
] as const satisfies readonly (readonly [keyof RuleSettings, keyof RuleRequest, number])[];

const RULE_SETTINGS = [
  ...NUMBERS.map(([name]) => name),
  "family",
  "not",
  "from",
  "to",
  "iif",
  "oif",
  "uidRange",
  "sourcePorts",
  "destinationPorts",
  "tunnelId",
  "l3mdev",
  "action",
  "table",
  "protocol",
] as const satisfies readonly (keyof RuleSettings)[];

const ACTIONS: Readonly<Record<RuleAction, number>> = {
  lookup: 1,
  goto: 2,
  nop: 3,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
};

/** Attributes by the property that they come from, where the two differ; for errors. */
const PROPERTIES: Readonly<Record<string, string>> = {
  iifname: "iif",
  oifname: "oif",
  tunId: "tunnelId",
  sportRange: "sourcePorts",
  dportRange: "destinationPorts",
  ...Object.fromEntries(NUMBERS.map(([name, attribute]) => [attribute, name])),
};

/** Each only makes sense with another. */
const NEEDS = [
  ["dscpMask", "dscp"],
  ["fwmask", "fwmark"],
  ["flowLabelMask", "flowLabel"],
] as const satisfies readonly (readonly [keyof RuleSettings, keyof RuleSettings])[];

function portsRequest(field: string, range: PortRange | undefined, name: "sport" | "dport") {
  if (range === undefined) return {};
  checkProperties(field, range, ["start", "end", "mask"]);
  const { start, end, mask } = range;
  checkNumber(`${field}.start`, start, 1, 0xfffe);
  checkNumber(`${field}.end`, end, start, 0xfffe);
  checkNumber(`${field}.mask`, mask, 1, 0xffff);
  return {
    [`${name}Range`]: { start, end },
    ...(mask !== undefined && { [`${name}Mask`]: mask }),
  };
}

/** @throws `NetlinkInputError` where the two prefixes, or one and the family, disagree. */
function familyOf(settings: RuleSettings): IpFamily {
  let family = settings.family;
  if (family !== undefined) numberFor("family", family, { ipv4: 2, ipv6: 10 }, 0);
  for (const field of ["from", "to"] as const) {
    const text = settings[field];
    if (text === undefined) continue;
    const own = parsePrefix(field, text).family;
    family ??= own;
    if (own !== family) throw new NetlinkInputError(field, text, `a prefix of ${family}`);
  }
  return family ?? "ipv4";
}

/** What would be accepted and mean something else than was said. */
function checkTogether(settings: RuleSettings): void {
  for (const [field, other] of NEEDS) {
    if (settings[field] !== undefined && settings[other] === undefined)
      throw new NetlinkInputError(field, settings[field], `nothing without ${other}`);
  }
  const { action = settings.goto === undefined ? "lookup" : "goto", table, l3mdev } = settings;
  if (table !== undefined && action !== "lookup")
    throw new NetlinkInputError(
      "table",
      table,
      `nothing: a rule that is ${action} looks into none`,
    );
  if (table !== undefined && l3mdev === true)
    throw new NetlinkInputError("table", table, "nothing: each VRF looks into its own (l3mdev)");
  if (action === "goto" ? settings.goto === undefined : settings.goto !== undefined)
    throw new NetlinkInputError("goto", settings.goto, 'a priority, and the action "goto"');
}

/** The request for a rule. @param found - It is looked for: what is not given does not count. */
function ruleRequest(settings: RuleSettings, found: boolean): RuleRequest {
  checkProperties("rule", settings, RULE_SETTINGS);
  const { from, to, iif, oif, uidRange, tunnelId, l3mdev, table, protocol, action } = settings;
  for (const [name, , high] of NUMBERS) checkNumber(name, settings[name], 0, high);
  checkFlag("not", settings.not);
  checkFlag("l3mdev", l3mdev);
  if (!found) checkTogether(settings);
  if (uidRange !== undefined) checkProperties("uidRange", uidRange, ["start", "end"]);
  const src = from === undefined ? undefined : parsePrefix("from", from);
  const dst = to === undefined ? undefined : parsePrefix("to", to);
  const request: Record<string, unknown> = {
    family: FAMILIES[familyOf(settings)],
    srcLen: src?.length ?? 0,
    dstLen: dst?.length ?? 0,
    // 0 finds any action, when a rule is looked for.
    action: actionNumber(action, settings.goto, found),
    flags: settings.not === true ? FIB_RULE.masks.invert : 0,
    // A prefix of length 0 is none: the kernel does not take it for a rule to all.
    ...(src !== undefined && src.length > 0 && { src: src.address }),
    ...(dst !== undefined && dst.length > 0 && { dst: dst.address }),
    ...(iif !== undefined && { iifname: iif }),
    ...(oif !== undefined && { oifname: oif }),
    ...(uidRange !== undefined && { uidRange }),
    ...portsRequest("sourcePorts", settings.sourcePorts, "sport"),
    ...portsRequest("destinationPorts", settings.destinationPorts, "dport"),
    ...(tunnelId !== undefined && { tunId: tunnelId }),
    ...(l3mdev === true && { l3mdev: 1 }),
  };
  for (const [name, attribute] of NUMBERS)
    if (settings[name] !== undefined) request[attribute] = settings[name];
  const looksUp = action === undefined ? settings.goto === undefined : action === "lookup";
  const into = table ?? (found || !looksUp || l3mdev === true ? undefined : "main");
  if (into !== undefined) request["table"] = numberFor("table", into, RT_TABLE.values, 0xffffffff);
  const by = protocol ?? (found ? undefined : "static");
  if (by !== undefined) request["protocol"] = numberFor("protocol", by, RT_PROTOCOL.values, 0xff);
  return request as unknown as RuleRequest;
}

function actionNumber(
  action: RuleAction | undefined,
  goto: number | undefined,
  found: boolean,
): number {
  if (action !== undefined) return numberFor("action", action, ACTIONS, 0);
  if (goto !== undefined) return ACTIONS.goto;
  return found ? 0 : ACTIONS.lookup;
}

/** Which rules are listed. */
export interface RuleFilter {
  readonly family?: IpFamily | undefined;
}

/** A change of a rule. */
export type RuleEvent = { readonly action: ObjectAction; readonly rule: Rule } | Overrun;

/** The policy rules of a namespace. */
export class Rules {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  /**
   * All rules of IPv4 and IPv6, or of one of the two, in the order in which they are tried.
   *
   * @throws As `NetlinkClient.dump`.
   */
  async list(filter: RuleFilter = {}, options: DumpOptions = {}): Promise<Rule[]> {
    checkProperties("filter", filter, ["family"]);
    const { family } = filter;
    const number = family === undefined ? 0 : numberFor("family", family, { ipv4: 2, ipv6: 10 }, 0);
    const request = { family: number, dstLen: 0, srcLen: 0, tos: 0, headerTable: 0 };
    const rows = await this.#client.dump(
      RTM_GETRULE,
      { ...request, action: "unspec", flags: 0 },
      options,
    );
    // The dump of all families has the rules of multicast routing, too.
    return rows.filter((row) => row.family < 128).map(ruleOf);
  }

  /**
   * Adds a rule.
   *
   * @throws `NetlinkErrnoError`: `EEXIST` for one that is there with the same priority (Linux 4.15 and later),
   *   `EINVAL` with the kernel's reason, `EPERM`; `NetlinkInputError` for what cannot be a rule.
   * @see ip-rule(8); include/uapi/linux/fib_rules.h
   */
  async add(settings: RuleSettings, options: RequestOptions = {}): Promise<void> {
    const request = ruleRequest(settings, false);
    const flags = NLM_F_CREATE | NLM_F_EXCL;
    await inCallersWords(PROPERTIES, () =>
      this.#client.do(RTM_NEWRULE, request, { ...options, flags }),
    );
  }

  /**
   * Removes a rule: the first of its family that has all that is given.
   *
   * @throws `NetlinkErrnoError` (`ENOENT`) where none does; `NetlinkInputError` where nothing is given by which to
   *   find one, for that would be any.
   */
  async delete(settings: RuleSettings, options: RequestOptions = {}): Promise<void> {
    const request = ruleRequest(settings, true);
    const given = Object.entries(settings).filter(
      ([name, value]) => name !== "family" && value !== undefined,
    );
    if (given.length === 0)
      throw new NetlinkInputError("rule", settings, "something to find the rule by");
    await inCallersWords(PROPERTIES, () => this.#client.do(RTM_DELRULE, request, options));
  }

  /** Changes from the moment of the call on. @throws As `NetlinkClient.subscribe`. */
  events(options: EventOptions = {}): AsyncGenerator<RuleEvent, void, void> {
    const { groups, messages } = rtRule;
    const source = { groups: Object.values(groups), messages, objects: ["RULE"] };
    return this.#names.events(source, options, (action, row: RuleMessage) => ({
      action,
      rule: ruleOf(row),
    }));
  }
}
