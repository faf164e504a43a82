/**
 * `nlkit mroute`: multicast routes.
 *
 * @module
 */
import { formatMulticastInterface, formatMulticastRoute } from "nlkit/format";
import type { MulticastRouteFilter, MulticastRouteKey } from "nlkit/route";
import { follow, marked } from "./follow.ts";
import { UsageError } from "./usage.ts";
import { FAMILY } from "./values.ts";
import type { ObjectCommand } from "./verb.ts";
import {
  Cursor,
  NUMBER,
  nameOrNumber,
  positional,
  readWords,
  text,
  type Word,
  word,
} from "./words.ts";

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

/** The object `mroute`. */
export const mrouteCommand: ObjectCommand = {
  name: "mroute",
  aliases: [],
  summary: "multicast routes, which routing daemons make",
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "[table NUMBER]",
      summary: "show multicast routes; with -d their counters",
      words: FILTER,
      run: async ({ route, output, format, family }, words) => {
        const draft = readWords(new Cursor(words), FILTER);
        const rows = await route.multicastRoutes.list({ family, ...draft } as MulticastRouteFilter);
        await output.list(rows, (row) => formatMulticastRoute(row, format));
      },
    },
    {
      name: "get",
      usage: "GROUP [from ADDRESS]",
      summary: "show one multicast route",
      words: KEY,
      run: async ({ route, output, format }, words) => {
        const draft = readWords(new Cursor(words), KEY, { other: positional("group") });
        if (draft["group"] === undefined) throw new UsageError("mroute get: the group is missing");
        const row = await route.multicastRoutes.get(draft as unknown as MulticastRouteKey);
        await output.object(row, (mroute) => formatMulticastRoute(mroute, format));
      },
    },
    {
      name: "interfaces",
      usage: "",
      summary: "show the interfaces of IPv4 multicast routing",
      words: [],
      run: async ({ route, output, format }, words) => {
        readWords(new Cursor(words), []);
        const rows = await route.multicastRoutes.interfaces();
        await output.list(rows, (row) => formatMulticastInterface(row, format));
      },
    },
    {
      name: "monitor",
      usage: "",
      summary: "changes, and packets that no route fits, as they come",
      words: [],
      run: async (context, words) => {
        readWords(new Cursor(words), []);
        const { route, format } = context;
        await follow(
          context,
          (options) => route.multicastRoutes.events(options),
          (event) => {
            if (event.action === "overrun") return [];
            if (event.action === "report") {
              const { type, source, group, vif, table } = event.report;
              return [`${type} (${source}, ${group}) vif ${vif} table ${table}`];
            }
            return marked(event.action, formatMulticastRoute(event.route, format));
          },
        );
      },
    },
  ],
};
