/**
 * `nlkit mroute`: multicast routes.
 *
 * @module
 */
import { formatMulticastInterface, formatMulticastRoute } from "nlkit/format";
import type { MulticastReport } from "nlkit/route";
import { changes, marked } from "./follow.ts";
import { FAMILY } from "./values.ts";
import { type ObjectCommand, type VerbTable, verb, verbsOf } from "./verb.ts";
import { NUMBER, nameOrNumber, text, type Word, word } from "./words.ts";

const TABLE = word("table", NUMBER, "table", "number of the table");
const FILTER: readonly Word[] = [
  word("family", FAMILY, "family", "of one family, as -4 and -6"),
  TABLE,
  word("dev|oif", nameOrNumber("DEV"), "dev", "those that go out by one link"),
];
const KEY: readonly Word[] = [
  word("group|to", text("ADDRESS"), "group", "the group"),
  word("from|src", text("ADDRESS"), "source", "the source"),
  TABLE,
];

const list = {
  usage: "[table NUMBER]",
  summary: "show multicast routes; with -d their counters",
  words: FILTER,
  complete(draft, { family }) {
    draft["family"] ??= family;
  },
} satisfies VerbTable;
const get = {
  usage: "GROUP [from ADDRESS]",
  summary: "show one multicast route",
  words: KEY,
  first: "group",
  needs: { group: "the group" },
};
const interfaces = verb(
  "mroute interfaces",
  { usage: "", summary: "show the interfaces of IPv4 multicast routing" },
  async ({ route, output }) =>
    output.list(await route.multicastRoutes.interfaces(), formatMulticastInterface),
);

function reportText({ type, source, group, vif, table }: MulticastReport): string[] {
  return [`${type} (${source}, ${group}) vif ${vif} table ${table}`];
}

/** The object `mroute`. */
export const mrouteCommand: ObjectCommand = {
  name: "mroute",
  aliases: [],
  summary: "multicast routes, which routing daemons make",
  verbs: verbsOf("mroute", (route) => route.multicastRoutes, formatMulticastRoute, [
    ["list", list],
    ["get", get],
    interfaces,
  ]),
  changes: changes({
    summary: "changes, and packets that no route fits, as they come",
    events: (route, options) => route.multicastRoutes.events(options),
    existing: async ({ route, family }) =>
      (await route.multicastRoutes.list({ family })).map((row) => ({ route: row })),
    familyOf: (change) => ("report" in change ? change.report : change.route).family,
    text: (change, format) =>
      "report" in change
        ? reportText(change.report)
        : marked(change.action, formatMulticastRoute(change.route, format)),
  }),
};
