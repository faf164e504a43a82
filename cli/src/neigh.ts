/**
 * `nlkit neigh`: neighbours, the ARP and neighbour discovery tables.
 *
 * @module
 */
import { formatNeighbour } from "nlkit/format";
import type { NeighbourFilter, NeighbourKey, NeighbourSettings } from "nlkit/route";
import type { Context } from "./context.ts";
import { UsageError } from "./usage.ts";
import type { ObjectCommand, Verb } from "./verb.ts";
import {
  Cursor,
  type Draft,
  listed,
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

function read(verb: string, words: readonly string[], table: readonly Word[]): Draft {
  const draft = readWords(new Cursor(words), table, { other: positional("address") });
  if (draft["address"] === undefined) throw new UsageError(`neigh ${verb}: the address is missing`);
  if (draft["dev"] === undefined && draft["proxy"] !== true)
    throw new UsageError(`neigh ${verb}: dev LINK is missing`);
  return draft;
}

/** `add`, `set` and `replace` differ in the method alone. */
function change(
  name: "add" | "set" | "replace",
  aliases: readonly string[],
  summary: string,
): Verb {
  return {
    name,
    aliases,
    usage: "ADDRESS dev DEV [lladdr MAC] …",
    summary,
    words: SETTINGS,
    run: ({ route }, words) =>
      route.neighbours[name](read(name, words, SETTINGS) as unknown as NeighbourSettings),
  };
}

async function list(context: Context, words: readonly string[]): Promise<void> {
  const draft = readWords(new Cursor(words), FILTER, { other: positional("dev") });
  const { family, format, output, route } = context;
  const filter = { ...draft, family } as NeighbourFilter;
  await output.list(await route.neighbours.list(filter), (row) => formatNeighbour(row, format));
}

/** The object `neigh`. */
export const neighCommand: ObjectCommand = {
  name: "neigh",
  aliases: ["neighbour", "neighbor"],
  summary: "neighbours: link-layer addresses of IP addresses",
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "[DEV]",
      summary: "show neighbours",
      words: FILTER,
      run: list,
    },
    {
      name: "get",
      usage: "ADDRESS dev DEV",
      summary: "show one neighbour",
      words: KEY,
      run: async ({ route, output, format }, words) => {
        const key = read("get", words, KEY) as unknown as NeighbourKey;
        await output.object(await route.neighbours.get(key), (row) => formatNeighbour(row, format));
      },
    },
    change("add", [], "make a neighbour"),
    change("set", ["change"], "change a neighbour that is there"),
    change("replace", [], "make a neighbour, or change it"),
    {
      name: "del",
      aliases: ["delete"],
      usage: "ADDRESS dev DEV",
      summary: "remove a neighbour",
      words: KEY,
      run: ({ route }, words) =>
        route.neighbours.delete(read("del", words, KEY) as unknown as NeighbourKey),
    },
  ],
};
