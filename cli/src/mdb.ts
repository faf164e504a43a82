/**
 * `nlkit mdb`: multicast groups of bridges and VXLANs.
 *
 * @module
 */
import { formatMdbEntry, formatMdbRouter } from "nlkit/format";
import type { MdbFilter, MdbKey } from "nlkit/route";
import { changes, marked } from "./follow.ts";
import { type ObjectCommand, verb, verbsOf } from "./verb.ts";
import { NUMBER, nameOrNumber, setting, text, type Value, type Word, word } from "./words.ts";

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

const list = { usage: "[dev BRIDGE]", summary: "show entries", words: FILTER, first: "dev" };
const one = { words: KEY, needs: { dev: "dev BRIDGE", group: "grp ADDRESS" } };
const change = {
  ...one,
  usage: "dev BRIDGE [port DEV] grp ADDRESS [src ADDRESS] [permanent] …",
  words: SETTINGS,
};
const flush = {
  usage: "dev BRIDGE [port DEV] [permanent|temp] …",
  summary: "remove all entries that are as told",
  words: FLUSH,
  needs: { dev: "dev BRIDGE" },
};

const get = verb(
  "mdb get",
  {
    ...one,
    usage: "dev BRIDGE grp ADDRESS [src ADDRESS] [vid VID]",
    summary: "show the entries of one group",
  },
  async ({ route, output }, key: MdbKey) => output.list(await route.mdb.get(key), formatMdbEntry),
);
const routers = verb(
  "mdb routers",
  {
    usage: "[dev BRIDGE]",
    summary: "show the ports that have multicast routers behind them",
    words: FILTER.slice(0, 1),
    first: "dev",
  },
  async ({ route, output }, { dev }: MdbFilter) =>
    output.list(await route.mdb.routers(dev), formatMdbRouter),
);

/** The object `mdb`. */
export const mdbCommand: ObjectCommand = {
  name: "mdb",
  aliases: [],
  summary: "multicast groups of bridges and VXLANs",
  verbs: verbsOf("mdb", (route) => route.mdb, formatMdbEntry, [
    ["list", list],
    get,
    routers,
    ["add", { ...change, summary: "make an entry" }],
    ["replace", { ...change, summary: "make an entry, or change the one that is there" }],
    ["delete", { ...one, usage: "dev BRIDGE [port DEV] grp ADDRESS", summary: "remove an entry" }],
    ["flush", flush],
  ]),
  changes: changes({
    events: (route, options) => route.mdb.events(options),
    existing: async ({ route }) => (await route.mdb.list()).map((entry) => ({ entry })),
    text: ({ action, entry }, format) => marked(action, formatMdbEntry(entry, format)),
  }),
};
