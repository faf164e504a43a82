/**
 * `nlkit fdb`: forwarding databases of bridges and VXLANs.
 *
 * @module
 */
import { formatFdbEntry } from "nlkit/format";
import { changes, marked } from "./follow.ts";
import { type ObjectCommand, verbsOf } from "./verb.ts";
import { listed, NUMBER, nameOrNumber, setting, text, type Word, word } from "./words.ts";

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

const list = {
  usage: "[br BRIDGE] [brport DEV]",
  summary: "show entries",
  words: FILTER,
  first: "dev",
};
const one = { words: KEY, first: "mac", needs: { mac: "the address", dev: "dev LINK" } };
const change = {
  ...one,
  usage: "MAC dev DEV [master] [static|dynamic] [dst ADDRESS] …",
  words: SETTINGS,
};
const flush = {
  usage: "dev DEV [brport DEV] [static|dynamic] …",
  summary: "remove all entries that are as told; without more, those of the bridge itself, too",
  words: FLUSH,
  needs: { dev: "dev LINK" },
};

/** The object `fdb`. */
export const fdbCommand: ObjectCommand = {
  name: "fdb",
  aliases: [],
  summary: "forwarding databases of bridges and VXLANs",
  verbs: verbsOf("fdb", (route) => route.fdb, formatFdbEntry, [
    ["list", list],
    ["get", { ...one, usage: "MAC dev DEV [master] [vlan VID]", summary: "show one entry" }],
    ["add", { ...change, summary: "make an entry" }],
    ["replace", { ...change, summary: "make an entry, or change the one of its address" }],
    ["append", { ...change, summary: "add a far end to the entry of a VXLAN" }],
    ["delete", { ...one, usage: "MAC dev DEV [master]", summary: "remove an entry" }],
    ["flush", flush],
  ]),
  changes: changes({
    events: (route, options) => route.fdb.events(options),
    existing: async ({ route }) => (await route.fdb.list()).map((entry) => ({ entry })),
    text: ({ action, entry }, format) => marked(action, formatFdbEntry(entry, format)),
  }),
};
