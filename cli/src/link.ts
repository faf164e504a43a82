/**
 * `nlkit link`: network interfaces.
 *
 * @module
 */
import { ERRNO, NetlinkErrnoError } from "nlkit/errors";
import { formatLink } from "nlkit/format";
import type { Link, LinkFilter, LinkSettings, NewLink, RouteClient } from "nlkit/route";
import { nearestName } from "nlkit/schema";
import type { Context } from "./context.ts";
import { isPortKind, kindWords, knownKinds, resolveLinks } from "./kind-words.ts";
import { withNetns } from "./netns.ts";
import { CheckError, UsageError } from "./usage.ts";
import type { ObjectCommand } from "./verb.ts";
import {
  Cursor,
  type Draft,
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
  setting("up", "up", true, "those that are set up"),
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
  word("netns", text("NAME|PID|PATH"), "netns", "move it to a namespace"),
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
  ...COUNTS,
  TYPE,
];
const CHANGES: readonly Word[] = [
  ...COMMON,
  word("alias", text("TEXT"), "alias", 'a description; "" removes it'),
  word("protodown", ON_OFF, "protoDown", "held down by a protocol"),
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

async function prepared<Value>(
  { route }: Context,
  draft: Draft,
  run: (settings: Draft) => Promise<Value>,
): Promise<Value> {
  await resolveLinks(draft["options"] as Draft | undefined, resolver(route));
  await resolveLinks(draft["port"] as Draft | undefined, resolver(route));
  return withNetns(draft, run);
}

async function add(context: Context, draft: Draft): Promise<void> {
  await prepared(context, draft, (settings) =>
    context.route.links.add(settings as unknown as NewLink),
  );
}

async function set(context: Context, dev: string | number, draft: Draft): Promise<void> {
  const { kind, ...rest } = draft;
  if (typeof kind === "string" && !isPortKind(kind)) {
    const link = await about(context, dev, () => context.route.links.get(dev));
    if (link.kind !== kind)
      throw new CheckError(`${link.name} is of the kind ${link.kind ?? "none"}, not ${kind}`);
  }
  await prepared(context, rest, (settings) =>
    about(context, dev, () => context.route.links.set(dev, settings as LinkSettings)),
  );
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

/** A link as text, as the context asks for it. */
function textOf(context: Context): (link: Link) => string[] {
  return (link) => formatLink(link, context.format);
}

async function list(context: Context, words: readonly string[]): Promise<void> {
  const { dev, ...filter } = readWords(new Cursor(words), FILTER, { other: positional("dev") });
  const details = { statistics: context.stats };
  const { links } = context.route;
  const ref =
    typeof dev === "string" && /^\d+$/.test(dev)
      ? Number(dev)
      : (dev as string | number | undefined);
  const rows =
    ref === undefined
      ? await links.list({ ...(filter as LinkFilter), ...details })
      : [await about(context, ref, () => links.get(ref, details))];
  await context.output.list(rows, textOf(context));
}

async function get(context: Context, words: readonly string[]): Promise<void> {
  const cursor = new Cursor(words);
  const dev = subject(cursor, "get");
  nothingMore(cursor);
  const link = await about(context, dev, () =>
    context.route.links.get(dev, { statistics: context.stats }),
  );
  await context.output.object(link, textOf(context));
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
      usage: "DEV …",
      summary: "change a link",
      words: CHANGES,
      moreWords: optionsOf,
      run: async (context, words) => {
        const cursor = new Cursor(words);
        await set(context, subject(cursor, "set"), readWords(cursor, CHANGES));
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
      usage: "DEV",
      summary: "remove a link",
      words: [],
      run: async (context, words) => {
        const cursor = new Cursor(words);
        const dev = subject(cursor, "del");
        nothingMore(cursor);
        await about(context, dev, () => context.route.links.delete(dev));
      },
    },
  ],
};
