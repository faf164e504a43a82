/**
 * `nlkit nexthop`: nexthop objects and groups of them.
 *
 * @module
 */
import { formatBucket, formatNexthop } from "nlkit/format";
import type { BucketFilter, NexthopSettings } from "nlkit/route";
import { changes, marked } from "./follow.ts";
import { CheckError, UsageError } from "./usage.ts";
import { FAMILY, SECONDS_AS_MS } from "./values.ts";
import { type ObjectCommand, type Verb, verb, verbsOf } from "./verb.ts";
import {
  Cursor,
  listed,
  NUMBER,
  nameOrNumber,
  readWords,
  setting,
  text,
  type Value,
  type Word,
  word,
} from "./words.ts";

const DEV = nameOrNumber("DEV");
const ID = word("id", NUMBER, "id", "its id");

/** `1,10/2,20`: ids, with a weight behind a comma. */
const GROUP: Value = {
  shown: "ID[,WEIGHT][/…]",
  read: (given, name) =>
    given.split("/").map((member) => {
      const [id, weight, more] = member.split(",").map((part) => NUMBER.read(part, name) as number);
      if (more !== undefined) throw new UsageError(`${name}: "${member}" is no member`);
      return { id, ...(weight !== undefined && { weight }) };
    }),
};

const SETTINGS: readonly Word[] = [
  ID,
  word("via", text("ADDRESS"), "via", "gateway"),
  word("dev|oif", DEV, "dev", "outgoing link"),
  setting("blackhole", "blackhole", true, "drop what comes"),
  setting("fdb", "fdb", true, "for entries of a vxlan's forwarding database"),
  listed("onlink", "flags", "onlink", "take the gateway for reachable on the link"),
  word("group", GROUP, "group", "a group of these nexthops"),
  {
    names: ["type"],
    property: "resilient",
    help: "mpath|resilient: how a group shares packets out",
    parse(cursor, draft) {
      const type = cursor.take("type", "mpath or resilient");
      if (type === "resilient") draft["resilient"] ??= {};
      else if (type !== "mpath")
        throw new UsageError(`type: "${type}" is neither mpath nor resilient`);
      return undefined;
    },
  },
  word("buckets", NUMBER, "resilient.buckets", "of a resilient group"),
  word("idle_timer", SECONDS_AS_MS, "resilient.idleTimerMs", "a bucket idle so long may move"),
  word("unbalanced_timer", SECONDS_AS_MS, "resilient.unbalancedTimerMs", "then busy ones may, too"),
  word("proto|protocol", nameOrNumber("NAME"), "protocol", "who made it; static"),
  word("family", FAMILY, "family", "without a gateway, as -4 and -6"),
];
const FILTER: readonly Word[] = [
  word("dev|oif", DEV, "dev", "those that go out by one link"),
  word("master|vrf", DEV, "master", "those that go out by the members of a VRF"),
  setting("groups", "groups", true, "groups alone"),
  setting("fdb", "fdb", true, "those for forwarding databases alone"),
];
const BUCKETS: readonly Word[] = [
  ID,
  word("nhid", NUMBER, "nexthopId", "those with one member"),
  word("dev|oif", DEV, "dev", "those that go out by one link"),
];

function idOf(verb: string, words: readonly string[]): number {
  const cursor = new Cursor(words);
  if (cursor.next === "id") cursor.skip();
  const id = NUMBER.read(cursor.take(`nexthop ${verb}`, "an id"), "id") as number;
  readWords(cursor, []);
  return id;
}

/** `add` and `replace` tell the id that the kernel chose, where none was given. */
function change(name: "add" | "replace", summary: string): Verb {
  return verb(
    `nexthop ${name}`,
    { usage: "[id ID] via ADDRESS dev DEV | group ID/ID… | blackhole", summary, words: SETTINGS },
    async ({ route, output, family }, draft) => {
      if (family !== undefined && draft["group"] === undefined) draft["family"] ??= family;
      const id = await route.nexthops[name](draft as NexthopSettings);
      if (draft["id"] !== undefined) return;
      // A kernel that does not echo leaves it at that it was made.
      if (id === 0) throw new CheckError("the nexthop was made; this kernel does not tell its id");
      await output.object(await route.nexthops.get(id), formatNexthop);
    },
  );
}

const get: Verb = {
  name: "get",
  usage: "ID",
  summary: "show one nexthop; with -s the packets of a group's members",
  words: [],
  run: async ({ route, output, stats }, words) => {
    const row = await route.nexthops.get(idOf("get", words), { statistics: stats });
    await output.object(row, formatNexthop);
  },
};
const buckets = verb(
  "nexthop buckets",
  {
    aliases: ["bucket"],
    usage: "[id ID]",
    summary: "show the buckets of resilient groups",
    words: BUCKETS,
  },
  async ({ route, output }, filter: BucketFilter) =>
    output.list(await route.nexthops.buckets(filter), formatBucket),
);
const del: Verb = {
  name: "del",
  aliases: ["delete"],
  usage: "ID",
  summary: "remove a nexthop, and the routes that use it",
  words: [],
  run: ({ route }, words) => route.nexthops.delete(idOf("del", words)),
};

/** The object `nexthop`. */
export const nexthopCommand: ObjectCommand = {
  name: "nexthop",
  aliases: ["nh"],
  summary: "nexthop objects: ways out that routes share",
  verbs: verbsOf("nexthop", (route) => route.nexthops, formatNexthop, [
    ["list", { usage: "", summary: "show nexthops", words: FILTER }],
    get,
    buckets,
    change("add", "make a nexthop"),
    change("replace", "make a nexthop, or change the one that has the id"),
    del,
  ]),
  changes: changes({
    events: (route, options) => route.nexthops.events(options),
    existing: async ({ route }) => (await route.nexthops.list()).map((nexthop) => ({ nexthop })),
    text: ({ action, nexthop }, format) => marked(action, formatNexthop(nexthop, format)),
  }),
};
