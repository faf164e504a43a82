/**
 * `nlkit mdb`: multicast groups of bridges and VXLANs.
 *
 * @module
 */
import { formatMdbEntry, formatMdbRouter } from "nlkit/format";
import type { MdbFilter, MdbFlush, MdbKey, MdbSettings } from "nlkit/route";
import type { Context } from "./context.ts";
import { follow, marked } from "./follow.ts";
import { UsageError } from "./usage.ts";
import type { ObjectCommand, Verb } from "./verb.ts";
import {
  Cursor,
  type Draft,
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
const ADDRESSES: Value = { shown: "ADDRESS[,…]", read: (given) => given.split(",") };

/** Where a tunnel's packets go. */
const FAR: readonly Word[] = [
  word("dst", text("ADDRESS"), "dst", "far end of a VXLAN"),
  word("dst_port", NUMBER, "dstPort", "its UDP port"),
  word("vni", NUMBER, "vni", "network identifier there"),
  word("src_vni", NUMBER, "srcVni", "network identifier here"),
  word("via", DEV, "via", "link that its packets go out by"),
];
const KEY: readonly Word[] = [
  word("dev", DEV, "dev", "the bridge or VXLAN"),
  word("port", DEV, "port", "the port; this host where absent"),
  word("grp|group", text("ADDRESS"), "group", "the group"),
  word("src|source", text("ADDRESS"), "source", "packets from this source alone"),
  word("vid|vlan", NUMBER, "vlan", "in one VLAN"),
  ...FAR,
];
const STATE: readonly Word[] = [
  setting("permanent", "state", "permanent", "it stays"),
  setting("temp", "state", "temporary", "it goes when nobody reports any longer"),
];
const PROTOCOL = word("proto|protocol", nameOrNumber("NAME"), "protocol", "who made it");
const SETTINGS: readonly Word[] = [
  ...KEY,
  ...STATE,
  word("filter_mode", text("include|exclude"), "filterMode", "what the sources are"),
  word("source_list", ADDRESSES, "sources", "sources that are taken, or that are not"),
  PROTOCOL,
];
const FILTER: readonly Word[] = [
  word("dev", DEV, "dev", "those of one bridge or VXLAN"),
  word("vid|vlan", NUMBER, "vlan", "those in one VLAN"),
];
const FLUSH: readonly Word[] = [
  word("dev", DEV, "dev", "the bridge or VXLAN"),
  word("port", DEV, "port", "those of one port"),
  word("vid|vlan", NUMBER, "vlan", "those in one VLAN"),
  ...STATE,
  PROTOCOL,
  ...FAR,
];

function read(
  verb: string,
  words: readonly string[],
  table: readonly Word[],
  needed: readonly (readonly [property: string, word: string])[],
): Draft {
  const draft = readWords(new Cursor(words), table);
  for (const [property, name] of needed)
    if (draft[property] === undefined) throw new UsageError(`mdb ${verb}: ${name} is missing`);
  return draft;
}
const BRIDGE = ["dev", "dev BRIDGE"] as const;
const WHOLE = [BRIDGE, ["group", "grp ADDRESS"]] as const;

function change(name: "add" | "replace", summary: string): Verb {
  return {
    name,
    usage: "dev BRIDGE [port DEV] grp ADDRESS [src ADDRESS] [permanent] …",
    summary,
    words: SETTINGS,
    run: ({ route }, words) =>
      route.mdb[name](read(name, words, SETTINGS, WHOLE) as unknown as MdbSettings),
  };
}

async function monitor(context: Context, words: readonly string[]): Promise<void> {
  readWords(new Cursor(words), []);
  const { route, format } = context;
  await follow(
    context,
    (options) => route.mdb.events(options),
    (event) =>
      event.action === "overrun" ? [] : marked(event.action, formatMdbEntry(event.entry, format)),
  );
}

/** The object `mdb`. */
export const mdbCommand: ObjectCommand = {
  name: "mdb",
  aliases: [],
  summary: "multicast groups of bridges and VXLANs",
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "[dev BRIDGE]",
      summary: "show entries",
      words: FILTER,
      run: async ({ route, output, format }, words) => {
        const other = positional("dev");
        const filter = readWords(new Cursor(words), FILTER, { other }) as MdbFilter;
        await output.list(await route.mdb.list(filter), (row) => formatMdbEntry(row, format));
      },
    },
    {
      name: "get",
      usage: "dev BRIDGE grp ADDRESS [src ADDRESS] [vid VID]",
      summary: "show the entries of one group",
      words: KEY,
      run: async ({ route, output, format }, words) => {
        const key = read("get", words, KEY, WHOLE) as unknown as MdbKey;
        await output.list(await route.mdb.get(key), (row) => formatMdbEntry(row, format));
      },
    },
    {
      name: "routers",
      usage: "[dev BRIDGE]",
      summary: "show the ports that have multicast routers behind them",
      words: FILTER.slice(0, 1),
      run: async ({ route, output, format }, words) => {
        const draft = readWords(new Cursor(words), FILTER.slice(0, 1), {
          other: positional("dev"),
        });
        const { dev } = draft as MdbFilter;
        await output.list(await route.mdb.routers(dev), (row) => formatMdbRouter(row, format));
      },
    },
    change("add", "make an entry"),
    change("replace", "make an entry, or change the one that is there"),
    {
      name: "del",
      aliases: ["delete"],
      usage: "dev BRIDGE [port DEV] grp ADDRESS",
      summary: "remove an entry",
      words: KEY,
      run: ({ route }, words) =>
        route.mdb.delete(read("del", words, KEY, WHOLE) as unknown as MdbKey),
    },
    {
      name: "flush",
      usage: "dev BRIDGE [port DEV] [permanent|temp] …",
      summary: "remove all entries that are as told",
      words: FLUSH,
      run: ({ route }, words) =>
        route.mdb.flush(read("flush", words, FLUSH, [BRIDGE]) as unknown as MdbFlush),
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
