/**
 * `nlkit neigh`: neighbours, the ARP and neighbour discovery tables.
 *
 * @module
 */
import { formatNeighbour } from "nlkit/format";
import { changes, marked } from "./follow.ts";
import { needs, type ObjectCommand, type VerbTable, verbsOf } from "./verb.ts";
import { listed, nameOrNumber, setting, text, type Value, type Word, word } from "./words.ts";

const DEV = nameOrNumber("DEV");
const STATE: Value = { shown: "STATE[,…]", read: (given) => given.split(/[,|]/) };

const KEY: readonly Word[] = [
  word("dev", DEV, "dev", "its link"),
  setting("proxy", "proxy", true, "one that this host answers for"),
];
const SETTINGS: readonly Word[] = [
  ...KEY,
  word("lladdr", text("MAC"), "lladdr", "link-layer address"),
  word("nud|state", STATE, "state", "permanent, reachable, stale, noarp…; permanent"),
  word("proto|protocol", nameOrNumber("NAME"), "protocol", "who made it"),
  listed("router", "flags", "router", "it is a router (IPv6)"),
  listed("use", "flags", "use", "ask for its address now"),
  listed("managed", "flags", "managed", "ask, and keep it fresh"),
  listed("extern_learn", "flags", "ext-learned", "learned elsewhere: the kernel does not age it"),
];
const FILTER: readonly Word[] = [
  word("dev", DEV, "dev", "those on one link"),
  word("master", DEV, "master", "those on the ports of a bridge, the members of a bond or VRF"),
  word("nud|state", STATE, "state", "those in one of these states"),
  setting("proxy", "proxy", true, "those that this host answers for"),
];

const list = {
  usage: "[DEV]",
  summary: "show neighbours",
  words: FILTER,
  first: "dev",
  complete(draft, { family }) {
    draft["family"] = family;
  },
} satisfies VerbTable;
const one = {
  usage: "ADDRESS dev DEV",
  words: KEY,
  first: "address",
  needs: { address: "the address" },
  complete(draft, _context, command) {
    if (draft["proxy"] !== true) needs(draft, command, { dev: "dev LINK" });
  },
} satisfies Partial<VerbTable>;
const change = { ...one, usage: "ADDRESS dev DEV [lladdr MAC] …", words: SETTINGS };

/** The object `neigh`. */
export const neighCommand: ObjectCommand = {
  name: "neigh",
  aliases: ["neighbour", "neighbor"],
  summary: "neighbours: link-layer addresses of IP addresses",
  verbs: verbsOf("neigh", (route) => route.neighbours, formatNeighbour, [
    ["list", list],
    ["get", { ...one, summary: "show one neighbour" }],
    ["add", { ...change, summary: "make a neighbour" }],
    ["set", { ...change, aliases: ["change"], summary: "change a neighbour that is there" }],
    ["replace", { ...change, summary: "make a neighbour, or change it" }],
    ["delete", { ...one, summary: "remove a neighbour" }],
  ]),
  changes: changes({
    events: (route, options) => route.neighbours.events(options),
    existing: async ({ route, family }) =>
      (await route.neighbours.list({ family })).map((neighbour) => ({ neighbour })),
    familyOf: ({ neighbour }) => neighbour.family,
    text: ({ action, neighbour }, format) => marked(action, formatNeighbour(neighbour, format)),
  }),
};
