/**
 * `nlkit addr`: addresses of links.
 *
 * @module
 */
import { formatAddress, formatLink } from "nlkit/format";
import type { Address, AddressFilter, AddressSettings } from "nlkit/route";
import { parseIp } from "nlkit/wire";
import type { Context } from "./context.ts";
import { CheckError, UsageError } from "./usage.ts";
import type { ObjectCommand, Verb } from "./verb.ts";
import {
  Cursor,
  type Draft,
  listed,
  NUMBER,
  nameOrNumber,
  positional,
  readWords,
  text,
  type Value,
  type Word,
  word,
} from "./words.ts";

const DEV = nameOrNumber("DEV");
const DEV_WORD = word("dev", DEV, "dev", "its link");

const SECONDS: Value = {
  shown: "SECONDS|forever",
  read: (given, name) =>
    given === "forever" ? given : NUMBER.read(given.replace(/s(ec)?$/, ""), name),
};

/** `+` is what `ip` takes for the broadcast address that follows from the prefix. */
const BROADCAST: Value = {
  shown: "ADDRESS|auto",
  read: (given) => (given === "+" ? "auto" : given),
};

const IDENTITY: readonly Word[] = [
  DEV_WORD,
  word("peer", text("ADDRESS"), "peer", "the other end of a point-to-point link"),
  word("label", text("TEXT"), "label", "label of an IPv4 address; begins with the link's name"),
];
const SETTINGS: readonly Word[] = [
  ...IDENTITY,
  word("broadcast|brd", BROADCAST, "broadcast", "broadcast address of an IPv4 network"),
  word("scope", nameOrNumber("SCOPE"), "scope", "global, link, host, site or a number"),
  word("valid_lft", SECONDS, "validLifetime", "how long it stays"),
  word("preferred_lft", SECONDS, "preferredLifetime", "how long new connections use it"),
  word("metric|priority", NUMBER, "metric", "metric of its connected route"),
  word("proto|protocol", NUMBER, "protocol", "who made it, as a number"),
  listed("nodad", "flags", "nodad", "do not look for duplicates"),
  listed("noprefixroute", "flags", "noprefixroute", "make no route to its network"),
  listed("optimistic", "flags", "optimistic", "use it before it is known to be unique"),
  listed("home|homeaddress", "flags", "homeaddress", "a mobile node's home address"),
  listed(
    "mngtmpaddr|managetempaddr",
    "flags",
    "managetempaddr",
    "make temporary addresses from it",
  ),
  listed("autojoin|mcautojoin", "flags", "mcautojoin", "join a multicast group of that address"),
];
const FILTER: readonly Word[] = [DEV_WORD];

/** Reads an address and its words. */
function settings(words: readonly string[], table: readonly Word[], verb: string): Draft {
  const cursor = new Cursor(words);
  if (cursor.next === "local") cursor.skip();
  const address = cursor.take(`addr ${verb}`, "an address");
  const draft = readWords(cursor, table, { draft: { address } });
  if (draft["dev"] === undefined && table !== FILTER)
    throw new UsageError(`addr ${verb}: dev LINK is missing`);
  return draft;
}

/** The same address, however it is written. */
function isSame(one: string, other: string): boolean {
  const [a, b] = [parseIp(one), parseIp(other)];
  return (
    a !== undefined &&
    b !== undefined &&
    a.length === b.length &&
    a.every((byte, at) => byte === b[at])
  );
}

/** The address of these words. @throws `CheckError` where no link, or not the named one, has it. */
async function find({ route }: Context, { address, dev }: Draft): Promise<Address> {
  const [host = "", length] = String(address).split("/");
  if (parseIp(host) === undefined) throw new UsageError(`"${String(address)}" is no address`);
  const rows = await route.addresses.list(dev === undefined ? {} : { dev: dev as string | number });
  const found = rows.find(
    (row) =>
      isSame(row.address, host) && (length === undefined || row.prefixLength === Number(length)),
  );
  if (found !== undefined) return found;
  throw new CheckError(
    `${dev === undefined ? "no link has" : `${String(dev)} does not have`} the address ${String(address)}`,
  );
}

/** Changes an address that is there; what is not given stays. */
async function set(context: Context, words: readonly string[]): Promise<void> {
  const draft = settings(words, SETTINGS, "set");
  const { address, prefixLength, validLifetime, preferredLifetime, metric, protocol } = await find(
    context,
    draft,
  );
  const { address: given, ...changes } = draft;
  await context.route.addresses.replace({
    validLifetime,
    preferredLifetime,
    ...(metric !== undefined && { metric }),
    ...(protocol !== undefined && { protocol }),
    ...changes,
    address: String(given).includes("/") ? String(given) : `${address}/${prefixLength}`,
  } as AddressSettings);
}

/** Links with their addresses under them; in JSON the addresses alone. */
async function list(context: Context, words: readonly string[]): Promise<void> {
  const { route, output, format, family, stats } = context;
  const { dev } = readWords(new Cursor(words), FILTER, { other: positional("dev") });
  const ref =
    typeof dev === "string" && /^\d+$/.test(dev)
      ? Number(dev)
      : (dev as string | number | undefined);
  const filter: AddressFilter = { family, dev: ref };
  const addresses = await route.addresses.list(filter);
  if (output.json) return output.list(addresses, () => []);
  const details = { statistics: stats };
  const links =
    ref === undefined ? await route.links.list(details) : [await route.links.get(ref, details)];
  const byLink = new Map<number, Address[]>();
  for (const address of addresses)
    byLink.set(address.index, [...(byLink.get(address.index) ?? []), address]);
  // With a family asked for, links without such addresses are not what was asked for.
  const shown = links.filter(({ index }) => family === undefined || byLink.has(index));
  await output.list(shown, (link) => [
    ...formatLink(link, format),
    ...(byLink.get(link.index) ?? [])
      .flatMap((address) => formatAddress(address, format))
      .map((line) => `    ${line}`),
  ]);
}

/** These differ in the method alone. */
function change(name: "add" | "replace", summary: string): Verb {
  return {
    name,
    usage: "ADDRESS/LENGTH dev DEV …",
    summary,
    words: SETTINGS,
    run: ({ route }, words) =>
      route.addresses[name](settings(words, SETTINGS, name) as unknown as AddressSettings),
  };
}

/** The object `addr`. */
export const addrCommand: ObjectCommand = {
  name: "addr",
  aliases: ["address"],
  summary: "addresses of links",
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "[DEV]",
      summary: "show addresses",
      words: FILTER,
      run: list,
    },
    {
      name: "get",
      usage: "ADDRESS [dev DEV]",
      summary: "show one address",
      words: FILTER,
      run: async (context, words) => {
        const address = await find(context, settings(words, FILTER, "get"));
        await context.output.object(address, formatAddress);
      },
    },
    change("add", "give a link an address"),
    {
      name: "set",
      aliases: ["change"],
      usage: "ADDRESS dev DEV …",
      summary: "change an address that is there",
      words: SETTINGS,
      run: set,
    },
    change("replace", "give a link an address, or change it"),
    {
      name: "del",
      aliases: ["delete"],
      usage: "ADDRESS/LENGTH dev DEV",
      summary: "take an address away",
      words: IDENTITY,
      run: ({ route }, words) =>
        route.addresses.delete(settings(words, IDENTITY, "del") as unknown as AddressSettings),
    },
  ],
};
