/**
 * `nlkit link`: network interfaces.
 *
 * @module
 */
import { ERRNO, NetlinkErrnoError } from "nlkit/errors";
import { formatLink, formatNested, printable } from "nlkit/format";
import type {
  LinkDetails,
  LinkFilter,
  LinkSettings,
  Links,
  NewLink,
  RouteClient,
} from "nlkit/route";
import { nearestName } from "nlkit/schema";
import type { Context } from "./context.ts";
import { isPortKind, kindWords, knownKinds, resolveLinks } from "./kind-words.ts";
import { changeMore, changeProperties, MORE_WORDS, type More } from "./link-more.ts";
import { NETNS } from "./netns.ts";
import { CheckError, UsageError } from "./usage.ts";
import type { ObjectCommand } from "./verb.ts";
import {
  Cursor,
  type Draft,
  listed,
  NUMBER,
  nameOrNumber,
  ON_OFF,
  positional,
  readWords,
  setting,
  text,
  type Word,
  word,
} from "./words.ts";

/** A link is named by its name; a number is its index. */
const DEV = nameOrNumber("DEV");

const FILTER: readonly Word[] = [
  word("dev", DEV, "dev", "one link"),
  word("type|kind", text("KIND"), "kind", "those of a kind: veth, bridge, vlan…"),
  word("master", DEV, "master", "ports of a bridge, bond or VRF"),
  word("group", NUMBER, "group", "those of a link group"),
  setting("up", "up", true, "those that are set up"),
];

const COUNTERS: readonly Word[] = [
  word("dev", DEV, "dev", "one link"),
  ...(["link", "device", "port", "offload", "families"] as const).map((group) =>
    listed(group, "groups", group, "these"),
  ),
];

/** What a link can be given, one that is new or the other end of such a one as well. */
const COMMON: readonly Word[] = [
  word("name", text("NAME"), "name", "its name, 1 to 15 bytes"),
  word("mtu", NUMBER, "mtu", "largest packet, in bytes"),
  setting("up", "up", true, "set it up"),
  setting("down", "up", false, "set it down"),
  word("address|addr", text("MAC"), "address", "link-layer address"),
  word("broadcast|brd", text("MAC"), "broadcast", "link-layer broadcast address"),
  word("txqueuelen|txqlen|qlen", NUMBER, "txQueueLength", "packets that its queue holds"),
  word("mode", nameOrNumber("default|dormant"), "mode", "how its state follows the carrier"),
  word("group", NUMBER, "group", "number of its link group"),
  word("master", DEV, "master", "the bridge, bond or VRF that it is to be a port of"),
  setting("nomaster", "master", null, "no port of anything"),
  word("arp", ON_OFF, "arp", "resolve addresses of neighbours"),
  word("multicast", ON_OFF, "multicast", "take part in multicast"),
  word("allmulticast", ON_OFF, "allMulticast", "receive all multicast"),
  word("promisc", ON_OFF, "promiscuous", "receive what is for others"),
  word("gso_max_size", NUMBER, "gsoMaxSize", "largest packet that is split on sending, in bytes"),
  word("gso_max_segs", NUMBER, "gsoMaxSegs", "into at most so many"),
  word(
    "gro_max_size",
    NUMBER,
    "groMaxSize",
    "largest packet that is joined on receiving, in bytes",
  ),
  word("netns", NETNS, "netns", "move it to a namespace"),
];

const COUNTS: readonly Word[] = [
  word("index", NUMBER, "index", "the index that it is to have"),
  word("numtxqueues", NUMBER, "numTxQueues", "queues for sending"),
  word("numrxqueues", NUMBER, "numRxQueues", "queues for receiving"),
];

/** Kinds of links that are made in pairs. */
const PEERED: ReadonlySet<string> = new Set(["veth", "vxcan", "netkit"]);

const PEER: Word = {
  names: ["peer"],
  property: "peer",
  help: "the other end of a veth, vxcan or netkit: name NAME and other words of a link",
  parse(cursor, draft) {
    draft["peer"] = readWords(cursor, [...COMMON, ...COUNTS], { isPart: true });
    return undefined;
  },
};

const TYPE: Word = {
  names: ["type"],
  property: "kind",
  help: "KIND and its options, under the kernel's names: see type KIND --help",
  parse(cursor, draft) {
    const kind = cursor.take("type", "a kind of link");
    draft["kind"] = kind;
    return PEERED.has(kind) ? [PEER, ...kindWords(kind)] : kindWords(kind);
  },
};

/** The options of the kind that is named, for the help. */
function optionsOf(given: readonly string[]): readonly Word[] {
  const kind = given[given.indexOf("type") + 1];
  return given.includes("type") && kind !== undefined ? kindWords(kind) : [];
}

const NEW: readonly Word[] = [
  ...COMMON,
  word("link", DEV, "link", "the link that it rests on"),
  word("link-netnsid", NUMBER, "linkNetnsid", "the namespace of that link, by its number here"),
  ...COUNTS,
  TYPE,
];
const CHANGES: readonly Word[] = [
  ...COMMON,
  word("alias", text("TEXT"), "alias", 'a description; "" removes it'),
  word("protodown", ON_OFF, "protoDown", "held down by a protocol"),
  ...MORE_WORDS,
  TYPE,
];

/** Runs a call about a link; where there is none, says so and which one may have been meant. */
async function about<Value>(
  { route }: Context,
  dev: string | number,
  call: () => Promise<Value>,
): Promise<Value> {
  try {
    return await call();
  } catch (error) {
    const isMissing = error instanceof NetlinkErrnoError && error.errno === ERRNO.ENODEV;
    if (!isMissing || error.message.includes("; ")) throw error;
    const near = nearestName(
      String(dev),
      (await route.links.list()).map(({ name }) => name),
    );
    const { operation, errno, seq, extack } = error;
    const hint = `there is no link "${dev}"${near === undefined ? "" : `; did you mean "${near}"?`}`;
    throw new NetlinkErrnoError({ operation, errno, seq, extack, hint });
  }
}

/** Reads what `add` and `replace` are given. */
function newLink(words: readonly string[]): Draft {
  const draft = readWords(new Cursor(words), NEW, { other: positional("name") });
  if (draft["kind"] !== undefined) return draft;
  throw new UsageError("link add: type KIND is missing", `kinds: ${knownKinds().join(" ")}`);
}

/** The link that comes first: `NAME …` or `dev NAME …`, whatever it is called. */
function subject(cursor: Cursor, verb: string): string | number {
  if (cursor.next === "dev") cursor.skip();
  return DEV.read(cursor.take(`link ${verb}`, "the name of a link"), "dev") as string | number;
}

function nothingMore(cursor: Cursor): void {
  readWords(cursor, []);
}

function resolver(route: RouteClient): (name: string) => Promise<number> {
  return async (name) => (await route.links.get(name)).index;
}

/** Turns names of links among the options into indexes. */
async function resolveAll({ route }: Context, { options, port }: Draft): Promise<void> {
  await resolveLinks(options as Draft | undefined, resolver(route));
  await resolveLinks(port as Draft | undefined, resolver(route));
}

async function add(context: Context, draft: Draft): Promise<void> {
  await resolveAll(context, draft);
  const link = await context.route.links.add(draft as unknown as NewLink);
  // The name that it was given is no news.
  if (link !== undefined && draft["name"] === undefined)
    await context.output.object(link, formatLink);
}

async function set(context: Context, dev: string | number, draft: Draft): Promise<void> {
  const { kind, functions, xdp, ...rest } = draft;
  if (typeof kind === "string" && !isPortKind(kind)) {
    const link = await about(context, dev, () => context.route.links.get(dev));
    if (link.kind !== kind)
      throw new CheckError(`${link.name} is of the kind ${link.kind ?? "none"}, not ${kind}`);
  }
  const more = { functions, xdp } as More;
  const hasMore = functions !== undefined || xdp !== undefined;
  await resolveAll(context, rest);
  await about(context, dev, async () => {
    if (!hasMore || Object.keys(rest).length > 0)
      await context.route.links.set(dev, rest as LinkSettings);
    await changeMore(context.route, dev, more);
  });
}

/** The number of a link group, where the words are about one: `group NUMBER …`; undefined where they are about a link. */
function groupOf(cursor: Cursor): number | undefined {
  if (cursor.next !== "group") return undefined;
  cursor.skip();
  return NUMBER.read(cursor.take("group", "NUMBER"), "group") as number;
}

/** Adds a link, or changes the one of that name: the kernel itself replaces none. */
async function replace(context: Context, words: readonly string[]): Promise<void> {
  try {
    return await add(context, newLink(words));
  } catch (error) {
    if (!(error instanceof NetlinkErrnoError) || error.errno !== ERRNO.EEXIST) throw error;
  }
  const { name, link, index, numTxQueues, numRxQueues, peer, ...settings } = newLink(words);
  const fixed = Object.entries({ link, index, numTxQueues, numRxQueues, peer }).find(
    ([, value]) => value !== undefined,
  );
  if (fixed !== undefined) {
    throw new CheckError(`${String(name)} is there already, and its ${fixed[0]} cannot be changed`);
  }
  await set(context, String(name), settings);
}

function detailsOf({ stats, format }: Context): LinkDetails {
  return { statistics: stats, virtualFunctions: format.details };
}

async function list(context: Context, words: readonly string[]): Promise<void> {
  const { dev, ...filter } = readWords(new Cursor(words), FILTER, { other: positional("dev") });
  const details = detailsOf(context);
  const { links } = context.route;
  const ref =
    typeof dev === "string" && /^\d+$/.test(dev)
      ? Number(dev)
      : (dev as string | number | undefined);
  const rows =
    ref === undefined
      ? await links.list({ ...(filter as LinkFilter), ...details })
      : [await about(context, ref, () => links.get(ref, details))];
  await context.output.list(rows, formatLink);
}

async function counters(context: Context, words: readonly string[]): Promise<void> {
  const which = readWords(new Cursor(words), COUNTERS, { other: positional("dev") });
  const rows = await context.route.links.counters(which as Parameters<Links["counters"]>[0]);
  await context.output.list(rows, ({ index, name, ...groups }) => [
    `${index}: ${printable(name)}:`,
    ...Object.entries(groups)
      .flatMap(([group, values]) => formatNested(group, values))
      .map((line) => `    ${line}`),
  ]);
}

async function get(context: Context, words: readonly string[]): Promise<void> {
  const cursor = new Cursor(words);
  const dev = subject(cursor, "get");
  nothingMore(cursor);
  const link = await about(context, dev, () => context.route.links.get(dev, detailsOf(context)));
  await context.output.object(link, formatLink);
}

/** The object `link`. */
export const linkCommand: ObjectCommand = {
  name: "link",
  aliases: [],
  summary: "network interfaces",
  notes: `Kinds with options of their own ("nlkit link add --help" has the words that all have):\n  ${knownKinds().join(" ")}`,
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "[DEV]",
      summary: "show links",
      words: FILTER,
      run: list,
    },
    { name: "get", usage: "DEV", summary: "show one link", words: [], run: get },
    {
      name: "add",
      usage: "NAME … type KIND …",
      summary: "make a link",
      words: NEW,
      moreWords: optionsOf,
      run: (context, words) => add(context, newLink(words)),
    },
    {
      name: "set",
      aliases: ["change"],
      usage: "DEV … | group NUMBER …",
      summary: "change a link, or all of a group",
      words: CHANGES,
      moreWords: optionsOf,
      run: async (context, words) => {
        const cursor = new Cursor(words);
        const group = groupOf(cursor);
        if (group === undefined)
          return set(context, subject(cursor, "set"), readWords(cursor, CHANGES));
        await context.route.links.setGroup(group, readWords(cursor, COMMON) as LinkSettings);
      },
    },
    {
      name: "replace",
      usage: "NAME … type KIND …",
      summary: "make a link, or change the one of that name",
      words: NEW,
      moreWords: optionsOf,
      run: replace,
    },
    {
      name: "del",
      aliases: ["delete"],
      usage: "DEV | group NUMBER",
      summary: "remove a link, or all of a group",
      words: [],
      run: async (context, words) => {
        const cursor = new Cursor(words);
        const group = groupOf(cursor);
        const dev = group ?? subject(cursor, "del");
        nothingMore(cursor);
        if (group !== undefined) return context.route.links.deleteGroup(group);
        await about(context, dev, () => context.route.links.delete(dev));
      },
    },
    {
      name: "property",
      usage: "add|del DEV altname NAME…",
      summary: "give a link further names, or take them away",
      words: [],
      run: ({ route }, words) => changeProperties(route, words),
    },
    {
      name: "counters",
      usage: "[DEV]",
      summary: "counters of links: the usual ones, and those of bridges, bonds, hardware, MPLS",
      words: COUNTERS,
      run: counters,
    },
  ],
};
