/**
 * `nlkit route`: routes of all tables.
 *
 * @module
 */
import { formatRoute } from "nlkit/format";
import type { Route, RouteFilter, RouteQuery, RouteSettings } from "nlkit/route";
import type { Context } from "./context.ts";
import { Progress } from "./terminal.ts";
import { UsageError } from "./usage.ts";
import { FAMILY, REALMS } from "./values.ts";
import type { ObjectCommand, Verb } from "./verb.ts";
import {
  Cursor,
  type Draft,
  listed,
  NUMBER,
  nameOrNumber,
  positional,
  readWords,
  setting,
  text,
  type Value,
  type Word,
  word,
} from "./words.ts";

const DEV = nameOrNumber("DEV");
const NAME = nameOrNumber("NAME");

const TYPES = [
  "unicast",
  "local",
  "broadcast",
  "anycast",
  "multicast",
  "blackhole",
  "unreachable",
  "prohibit",
  "throw",
] as const;

const FILTER: readonly Word[] = [
  word(
    "table",
    text("NAME|all"),
    "table",
    "those of one table; main where not said, all for every one",
  ),
  word(
    "proto|protocol",
    NAME,
    "protocol",
    "those that one protocol made: kernel, boot, static, ra…",
  ),
  word("type", NAME, "type", `of one type: ${TYPES.slice(0, 6).join(", ")}…`),
  word("dev|oif", DEV, "dev", "those that go out by one link"),
  word("family", FAMILY, "family", "of one family, as -4 and -6"),
  {
    names: ["cached"],
    property: "cached",
    is: true,
    help: "what the kernel made for single destinations, too",
  },
];

const QUERY: readonly Word[] = [
  word("from", text("ADDRESS"), "from", "from this address"),
  word("oif|dev", DEV, "oif", "out by this link"),
  word("iif", DEV, "iif", "as if it had come in by this link"),
  word("mark", NUMBER, "mark", "with this firewall mark"),
  word("uid", NUMBER, "uid", "sent by this user"),
  word("tos|dsfield", NUMBER, "tos", "with this type of service"),
  word("ipproto", NUMBER, "ipProto", "of this IP protocol: 6 is TCP, 17 UDP"),
  word("sport", NUMBER, "sourcePort", "from this port"),
  word("dport", NUMBER, "destinationPort", "to this port"),
  word("flowlabel", NUMBER, "flowLabel", "with this flow label (IPv6)"),
  setting("fibmatch", "fibMatch", true, "the route as it stands in the table"),
];

const VIA: Value = text("ADDRESS");
const ONLINK = listed("onlink", "flags", "onlink", "take the gateway for reachable on the link");
const PERVASIVE = listed("pervasive", "flags", "pervasive", "look the gateway up recursively");

const HOP: readonly Word[] = [
  word("via", VIA, "via", "gateway"),
  word("dev", DEV, "dev", "link"),
  word("weight", NUMBER, "weight", "share of the traffic, 1 to 256"),
  ONLINK,
  PERVASIVE,
  word("realm|realms|flow", REALMS, "flow", "realms"),
];

const NEXTHOP: Word = {
  names: ["nexthop"],
  property: "nexthops",
  help: "one way out of several: via, dev, weight, onlink; once for each",
  parse(cursor, draft) {
    const hop = readWords(cursor, HOP, { isPart: true });
    draft["nexthops"] = [...((draft["nexthops"] as Draft[] | undefined) ?? []), hop];
    return undefined;
  },
};

const MILLISECONDS: Value = {
  shown: "MILLISECONDS",
  read(given, name) {
    if (/^\d+(\.\d+)?(ms)?$/.test(given)) return Number.parseFloat(given);
    throw new UsageError(`${name}: "${given}" is no number of milliseconds`);
  },
};

/** Metrics of the kernel: the word, how it is read, the property. */
const METRICS: readonly (readonly [name: string, value: Value, property: string])[] = [
  ["mtu", NUMBER, "mtu"],
  ["advmss", NUMBER, "advmss"],
  ["window", NUMBER, "window"],
  ["rtt", MILLISECONDS, "rtt"],
  ["rttvar", MILLISECONDS, "rttvar"],
  ["rto_min", NUMBER, "rtoMin"],
  ["ssthresh", NUMBER, "ssthresh"],
  ["cwnd", NUMBER, "cwnd"],
  ["initcwnd", NUMBER, "initcwnd"],
  ["initrwnd", NUMBER, "initrwnd"],
  ["reordering", NUMBER, "reordering"],
  ["hoplimit", NUMBER, "hoplimit"],
  ["quickack", NUMBER, "quickack"],
  ["fastopen_no_cookie", NUMBER, "fastopenNoCookie"],
  ["features", { shown: "NAME[,…]", read: (given) => given.split(",") }, "features"],
  ["congctl", text("NAME"), "ccAlgo"],
];

/** `mtu 1400`, or `mtu lock 1400`: a locked one is left alone by what the kernel learns. */
function metricWord([name, value, property]: (typeof METRICS)[number]): Word {
  return {
    names: [name],
    property,
    help: `[lock] ${value.shown}: metric of the kernel of that name`,
    parse(cursor, draft) {
      const metrics = (draft["metrics"] ?? {}) as Draft;
      draft["metrics"] = metrics;
      if (cursor.next === "lock") {
        cursor.skip();
        metrics["lock"] = [...((metrics["lock"] as string[] | undefined) ?? []), property];
      }
      metrics[property] = value.read(cursor.take(name, value.shown), name);
      return undefined;
    },
  };
}

const SETTINGS: readonly Word[] = [
  word("via", VIA, "via", "gateway, of either family"),
  word("dev|oif", DEV, "dev", "outgoing link"),
  NEXTHOP,
  word("nhid", NUMBER, "nexthopId", "a nexthop object"),
  word("metric|preference|priority", NUMBER, "metric", "lower is preferred"),
  word("table", NAME, "table", "name or number; main"),
  word("proto|protocol", NAME, "protocol", "who made it: boot, static, bgp…; static"),
  word("scope", NAME, "scope", "global, link, host or a number"),
  word("type", NAME, "type", `${TYPES.join(", ")}; may also stand before the prefix`),
  word("src", text("ADDRESS"), "prefsrc", "source address to prefer"),
  word("from", text("PREFIX"), "src", "holds for these sources only (IPv6)"),
  word("tos|dsfield", NUMBER, "tos", "holds for this type of service only"),
  word("pref", text("low|medium|high"), "pref", "router preference (IPv6)"),
  word("realm|realms|flow", REALMS, "flow", "realms: where from and where to"),
  word("expires", NUMBER, "expires", "seconds that it is there for (IPv6)"),
  word("family", FAMILY, "family", "of a default route without a gateway, as -4 and -6"),
  ONLINK,
  PERVASIVE,
  ...METRICS.map(metricWord),
];

/** Takes a type and a prefix where they stand without a word. */
function prefixOrType(given: string, draft: Draft): boolean {
  if (
    draft["type"] === undefined &&
    draft["dst"] === undefined &&
    (TYPES as readonly string[]).includes(given)
  ) {
    draft["type"] = given;
    return true;
  }
  const looksRight = given === "default" || /^(?=.*[.:\d])[0-9a-f.:]+(\/.*)?$/i.test(given);
  return looksRight && positional("dst")(given, draft);
}

function settings(context: Context, words: readonly string[], verb: string): RouteSettings {
  const draft = readWords(new Cursor(words), SETTINGS, { other: prefixOrType });
  if (draft["dst"] === undefined)
    throw new UsageError(`route ${verb}: the destination is missing`, 'a prefix, or "default"');
  // -4 and -6 say which default; a prefix says so itself.
  if (draft["dst"] === "default" && context.family !== undefined)
    draft["family"] ??= context.family;
  return draft as unknown as RouteSettings;
}

/** Passes routes on, and tells how many there have been where that takes long. */
export async function* counted(rows: AsyncIterable<Route>): AsyncGenerator<Route, void, void> {
  const progress = new Progress("routes");
  try {
    for await (const row of rows) {
      progress.count();
      yield row;
    }
  } finally {
    progress.end();
  }
}

const MAIN = "main";

async function list(context: Context, words: readonly string[]): Promise<void> {
  const draft = readWords(new Cursor(words), FILTER);
  draft["family"] ??= context.family;
  const table = (draft["table"] ?? MAIN) as string;
  const wanted = table === "all" ? undefined : /^\d+$/.test(table) ? Number(table) : table;
  const filter = { ...draft, table: wanted } as RouteFilter;
  await context.output.list(counted(context.route.routes.stream(filter)), formatRoute);
}

async function get(context: Context, words: readonly string[]): Promise<void> {
  const cursor = new Cursor(words);
  if (cursor.next === "to") cursor.skip();
  const address = cursor.take("route get", "an address");
  const route = await context.route.routes.get(address, readWords(cursor, QUERY) as RouteQuery);
  await context.output.object(route, formatRoute);
}

/** `add`, `set`, `replace`, `append` and `del` differ in the method alone. */
function change(
  name: "add" | "set" | "replace" | "append" | "del",
  aliases: readonly string[],
  summary: string,
): Verb {
  const method = name === "del" ? "delete" : name;
  return {
    name,
    aliases,
    usage: "[TYPE] PREFIX|default …",
    summary,
    words: SETTINGS,
    run: (context, words) => context.route.routes[method](settings(context, words, name)),
  };
}

/** The object `route`. */
export const routeCommand: ObjectCommand = {
  name: "route",
  aliases: [],
  summary: "routes of all tables",
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "",
      summary: "show routes",
      words: FILTER,
      run: list,
    },
    {
      name: "get",
      usage: "ADDRESS",
      summary: "show the route that a packet would take",
      words: QUERY,
      run: get,
    },
    change("add", [], "make a route"),
    change("set", ["change"], "change a route that is there"),
    change("replace", [], "make a route, or change it"),
    change("append", [], "make a route behind those with the same prefix and metric"),
    change("del", ["delete"], "remove a route"),
  ],
};
