/**
 * `nlkit fdb`: forwarding databases of bridges and VXLANs.
 *
 * @module
 */
import { formatFdbEntry } from "nlkit/format";
import type { FdbFilter, FdbFlush, FdbKey, FdbSettings } from "nlkit/route";
import type { Context } from "./context.ts";
import { follow, marked } from "./follow.ts";
import { UsageError } from "./usage.ts";
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
  type Word,
  word,
} from "./words.ts";

const DEV = nameOrNumber("DEV");

/** Where a tunnel's packets go. */
const FAR: readonly Word[] = [
  word("dst", text("ADDRESS"), "dst", "far end of the tunnel"),
  word("port", NUMBER, "dstPort", "its UDP port"),
  word("vni", NUMBER, "vni", "network identifier there"),
  word("src_vni", NUMBER, "srcVni", "network identifier here"),
  word("via", DEV, "via", "link that its packets go out by"),
  word("nhid", NUMBER, "nexthopId", "nexthop group of far ends"),
];
const KEY: readonly Word[] = [
  word("dev", DEV, "dev", "the port, or the bridge or VXLAN itself"),
  word("vlan|vid", NUMBER, "vlan", "in one VLAN"),
  listed("self", "tables", "self", "in the table of the device itself; where neither is said"),
  listed("master", "tables", "master", "in the table of the bridge that it is a port of"),
  ...FAR,
];
const STATE: readonly Word[] = [
  setting("permanent", "state", "permanent", "an address of the bridge itself"),
  setting("local", "state", "permanent", "the same"),
  setting("static", "state", "static", "set by hand: it does not age"),
  setting("dynamic", "state", "dynamic", "as if learnt: it ages"),
];
const SETTINGS: readonly Word[] = [
  ...KEY,
  ...STATE,
  setting("sticky", "sticky", true, "it does not move to another port"),
  setting("extern_learn", "extLearned", true, "learnt elsewhere: the kernel does not age it"),
  setting("router", "router", true, "a router is behind it"),
  setting("use", "use", true, "as if a frame had come from it just now"),
  setting("activity_notify", "activityNotify", true, "tell when it goes inactive"),
  setting("norefresh", "dontRefresh", true, "without counting as used"),
];
const FILTER: readonly Word[] = [
  word("br|bridge|master", DEV, "bridge", "those of one bridge"),
  word("brport|dev", DEV, "dev", "those on one link"),
  word("vlan|vid", NUMBER, "vlan", "those in one VLAN"),
  ...STATE,
  setting("stale", "state", "stale", "those that have aged"),
];
const FLAGS = [
  ["extern_learn", "extLearned"],
  ["sticky", "sticky"],
  ["offloaded", "offloaded"],
  ["router", "router"],
  ["added_by_user", "addedByUser"],
] as const;
const FLUSH: readonly Word[] = [
  word("dev", DEV, "dev", "the bridge or VXLAN"),
  word("brport", DEV, "port", "those on one port"),
  word("vlan|vid", NUMBER, "vlan", "those in one VLAN"),
  ...STATE,
  ...FLAGS.flatMap(([name, property]) => [
    setting(name, `flags.${property}`, true, "those that are this"),
    setting(`no${name}`, `flags.${property}`, false, "those that are not"),
  ]),
  ...FAR,
];

function read(verb: string, words: readonly string[], table: readonly Word[]): Draft {
  const draft = readWords(new Cursor(words), table, { other: positional("mac") });
  if (draft["mac"] === undefined) throw new UsageError(`fdb ${verb}: the address is missing`);
  if (draft["dev"] === undefined) throw new UsageError(`fdb ${verb}: dev LINK is missing`);
  return draft;
}

/** These differ in the method alone. */
function change(name: "add" | "replace" | "append", summary: string): Verb {
  return {
    name,
    usage: "MAC dev DEV [master] [static|dynamic] [dst ADDRESS] …",
    summary,
    words: SETTINGS,
    run: ({ route }, words) =>
      route.fdb[name](read(name, words, SETTINGS) as unknown as FdbSettings),
  };
}

async function list({ route, output, format }: Context, words: readonly string[]): Promise<void> {
  const filter = readWords(new Cursor(words), FILTER, { other: positional("dev") }) as FdbFilter;
  await output.list(await route.fdb.list(filter), (row) => formatFdbEntry(row, format));
}

async function monitor(context: Context, words: readonly string[]): Promise<void> {
  readWords(new Cursor(words), []);
  const { route, format } = context;
  await follow(
    context,
    (options) => route.fdb.events(options),
    (event) =>
      event.action === "overrun" ? [] : marked(event.action, formatFdbEntry(event.entry, format)),
  );
}

/** The object `fdb`. */
export const fdbCommand: ObjectCommand = {
  name: "fdb",
  aliases: [],
  summary: "forwarding databases of bridges and VXLANs",
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "[br BRIDGE] [brport DEV]",
      summary: "show entries",
      words: FILTER,
      run: list,
    },
    {
      name: "get",
      usage: "MAC dev DEV [master] [vlan VID]",
      summary: "show one entry",
      words: KEY,
      run: async ({ route, output, format }, words) => {
        const key = read("get", words, KEY) as unknown as FdbKey;
        await output.object(await route.fdb.get(key), (row) => formatFdbEntry(row, format));
      },
    },
    change("add", "make an entry"),
    change("replace", "make an entry, or change the one of its address"),
    change("append", "add a far end to the entry of a VXLAN"),
    {
      name: "del",
      aliases: ["delete"],
      usage: "MAC dev DEV [master]",
      summary: "remove an entry",
      words: KEY,
      run: ({ route }, words) => route.fdb.delete(read("del", words, KEY) as unknown as FdbKey),
    },
    {
      name: "flush",
      usage: "dev DEV [brport DEV] [static|dynamic] …",
      summary: "remove all entries that are as told; without more, those of the bridge itself, too",
      words: FLUSH,
      run: async ({ route }, words) => {
        const which = readWords(new Cursor(words), FLUSH);
        if (which["dev"] === undefined) throw new UsageError("fdb flush: dev LINK is missing");
        await route.fdb.flush(which as unknown as FdbFlush);
      },
    },
    {
      name: "monitor",
      usage: "",
      summary: "changes as they come",
      words: [],
      run: monitor,
    },
  ],
};
