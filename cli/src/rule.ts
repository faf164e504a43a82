/**
 * `nlkit rule`: policy rules.
 *
 * @module
 */
import { formatRule } from "nlkit/format";
import type { Context } from "./context.ts";
import { changes, marked } from "./follow.ts";
import { UsageError } from "./usage.ts";
import { BIG, FAMILY, RANGE, REALMS } from "./values.ts";
import { type ObjectCommand, verbsOf } from "./verb.ts";
import {
  type Draft,
  NUMBER,
  nameOrNumber,
  setting,
  text,
  type Value,
  type Word,
  word,
} from "./words.ts";

const NAME = nameOrNumber("NAME");

/** `all` and `any` stand for no prefix at all. */
const PREFIX: Value = {
  shown: "PREFIX|all",
  read: (given) => (given === "all" || given === "any" ? undefined : given),
};

const PROTOCOLS: Readonly<Record<string, number>> = {
  icmp: 1,
  tcp: 6,
  udp: 17,
  gre: 47,
  esp: 50,
  ah: 51,
  icmp6: 58,
  "ipv6-icmp": 58,
  sctp: 132,
};
const PROTOCOL: Value = {
  shown: "NAME|NUMBER",
  read: (given, name) => PROTOCOLS[given] ?? NUMBER.read(given, name),
};

/** `VALUE[/MASK]`: two properties by one word. */
function masked(name: string, property: string, maskProperty: string, help: string): Word {
  return {
    names: [name],
    property,
    help: `NUMBER[/MASK]: ${help}`,
    parse(cursor, draft) {
      const [value = "", mask, more] = cursor.take(name, "NUMBER[/MASK]").split("/");
      if (more !== undefined) throw new UsageError(`${name}: one mask at most`);
      draft[property] = NUMBER.read(value, name);
      if (mask !== undefined) draft[maskProperty] = NUMBER.read(mask, name);
      return undefined;
    },
  };
}

const ACTIONS = ["nop", "blackhole", "unreachable", "prohibit"] as const;

const SETTINGS: readonly Word[] = [
  word(
    "priority|preference|pref|prio|order",
    NUMBER,
    "priority",
    "rules are tried from the lowest on",
  ),
  setting("not", "not", true, "match what the selectors do not"),
  word("from", PREFIX, "from", "source"),
  word("to", PREFIX, "to", "destination"),
  word("iif|dev", text("DEV"), "iif", "incoming link; lo for packets of this host"),
  word("oif", text("DEV"), "oif", "outgoing link, of sockets bound to one"),
  masked("fwmark", "fwmark", "fwmask", "firewall mark"),
  word("tos|dsfield", NUMBER, "tos", "type of service"),
  masked("dscp", "dscp", "dscpMask", "differentiated services code point"),
  word("uidrange", RANGE, "uidRange", "owners of the socket"),
  word("ipproto", PROTOCOL, "ipProto", "transport protocol"),
  word("sport", RANGE, "sourcePorts", "source ports"),
  word("dport", RANGE, "destinationPorts", "destination ports"),
  masked("flowlabel", "flowLabel", "flowLabelMask", "IPv6 flow label"),
  word("tun_id", BIG, "tunnelId", "key of the tunnel that it came in by"),
  setting("l3mdev", "l3mdev", true, "packets of VRFs, each in its own table"),
  word("table|lookup", NAME, "table", "look into this table; main"),
  word("goto", NUMBER, "goto", "go on with the rule of this priority"),
  ...ACTIONS.map((name) => setting(name, "action", name, `do this: ${name}`)),
  word(
    "suppress_prefixlength|sup_pl",
    NUMBER,
    "suppressPrefixLength",
    "pass over routes this short",
  ),
  word(
    "suppress_ifgroup|sup_group",
    NUMBER,
    "suppressGroup",
    "pass over routes by links of a group",
  ),
  word("realms|realm", REALMS, "flow", "realms: where from and where to"),
  word("proto|protocol", NAME, "protocol", "who made it; static"),
  word("family", FAMILY, "family", "as -4 and -6"),
];
const FILTER: readonly Word[] = [word("family", FAMILY, "family", "of one family, as -4 and -6")];

/** -4 and -6 hold where the words name no family. */
function complete(draft: Draft, { family }: Context): void {
  if (family !== undefined) draft["family"] ??= family;
}

const list = {
  usage: "",
  summary: "show rules, in the order in which they are tried",
  words: FILTER,
  complete,
};
const add = {
  usage: "[from PREFIX] [lookup TABLE] …",
  summary: "make a rule",
  words: SETTINGS,
  complete,
};
const del = {
  usage: "[priority NUMBER] …",
  summary: "remove the first rule that has all that is given",
  words: SETTINGS,
  complete,
};

/** The object `rule`. */
export const ruleCommand: ObjectCommand = {
  name: "rule",
  aliases: [],
  summary: "policy rules: which table a packet is looked up in",
  verbs: verbsOf("rule", (route) => route.rules, formatRule, [
    ["list", list],
    ["add", add],
    ["delete", del],
  ]),
  changes: changes({
    events: (route, options) => route.rules.events(options),
    existing: async ({ route, family }) =>
      (await route.rules.list({ family })).map((rule) => ({ rule })),
    familyOf: ({ rule }) => rule.family,
    text: ({ action, rule }, format) => marked(action, formatRule(rule, format)),
  }),
};
