/**
 * `nlkit filter` and `nlkit chain`: filters of qdiscs and of shared blocks, and the chains that they stand in.
 *
 * @module
 */
import { formatFilter } from "nlkit/format";
import type { Chain, FilterPlace } from "nlkit/route";
import { actionHelp } from "./action-words.ts";
import { FILTER_WORDS, splitMark } from "./filter-words.ts";
import { changes, marked } from "./follow.ts";
import { kindWords, ofKinds } from "./tc-values.ts";
import { UsageError } from "./usage.ts";
import { needs, type ObjectCommand, type VerbTable, verb, verbsOf } from "./verb.ts";
import { type Draft, NUMBER, nameOrNumber, setting, text, type Word, word } from "./words.ts";

const PLACE: readonly Word[] = [
  word("dev", nameOrNumber("DEV"), "dev", "the link"),
  setting("root", "parent", "root", "of the qdisc at the root"),
  setting("ingress", "parent", "ingress", "of what comes in"),
  setting("egress", "parent", "egress", "of what goes out, with clsact"),
  word("parent", text("HANDLE|CLASSID"), "parent", "of a qdisc or class"),
  word("block", NUMBER, "block", "of a block that links share, instead of dev"),
  word("chain", NUMBER, "chain", "the chain; 0"),
];
const WHICH: readonly Word[] = [
  ...PLACE,
  word("protocol|proto", nameOrNumber("PROTOCOL"), "protocol", "ip, ipv6, arp, 802.1q…; all"),
  word("pref|preference|priority|prio", NUMBER, "priority", "filters are tried from the lowest on"),
];
const HANDLE = word(
  "handle",
  text("HANDLE"),
  "handle",
  "its number; of fw the mark, of u32 table, bucket and filter",
);
const SETTINGS: readonly Word[] = [...WHICH, HANDLE, ...kindWords(FILTER_WORDS, "filter")];
const KEY: readonly Word[] = [
  ...WHICH,
  HANDLE,
  word("kind|type", text("KIND"), "kind", "its kind"),
  ...Object.keys(FILTER_WORDS).map((kind) => setting(kind, "kind", kind, `its kind: ${kind}`)),
];
const FILTER: readonly Word[] = [
  ...WHICH,
  word("kind|type", text("KIND"), "kind", "those of a kind"),
];

/** Whose filters: of a link or of a block. */
function checkPlace(draft: Draft, command: string): void {
  if (draft["block"] === undefined) needs(draft, command, { dev: "dev DEV (or block NUMBER)" });
}

const place = {
  words: PLACE,
  complete: (draft, _context, command) => checkPlace(draft, command),
} satisfies Partial<VerbTable>;

const change = {
  usage: "dev DEV parent HANDLE [protocol PROTOCOL] [pref NUMBER] KIND … [action …]",
  words: SETTINGS,
  complete(draft, _context, command) {
    checkPlace(draft, command);
    needs(draft, command, { kind: "the kind" });
    splitMark(draft);
  },
  ...ofKinds(FILTER_WORDS, actionHelp),
} satisfies Partial<VerbTable>;

const one = {
  words: KEY,
  complete(draft, _context, command) {
    checkPlace(draft, command);
    if (draft["priority"] === undefined)
      throw new UsageError(`${command}: pref NUMBER is missing`, '"filter flush" removes all');
  },
} satisfies Partial<VerbTable>;

const list = {
  ...place,
  usage: "dev DEV [parent HANDLE|ingress|egress] | block NUMBER",
  summary: "show filters, in the order in which they are tried; with -s what their actions met",
  words: FILTER,
};
const get = {
  ...one,
  usage: "dev DEV parent HANDLE pref NUMBER handle HANDLE KIND",
  summary: "show one filter",
};
const del = {
  ...one,
  usage: "dev DEV parent HANDLE pref NUMBER [handle HANDLE KIND]",
  summary: "remove a filter; without a handle all of its priority",
};
const flush = {
  ...place,
  usage: "dev DEV parent HANDLE [chain NUMBER] | block NUMBER",
  summary: "remove all filters there",
};

/** Of qdiscs that links come with: they have no filters. */
const NO_HANDLE = ":";
/** Qdiscs whose filters stand at hooks, not at themselves. */
const HOOKS: Readonly<Record<string, readonly string[]>> = {
  ingress: ["ingress"],
  clsact: ["ingress", "egress"],
};

/** The object `filter`. */
export const filterCommand: ObjectCommand = {
  name: "filter",
  aliases: [],
  summary: "filters: which packets go to which class, and what is done with them",
  notes: `Kinds ("nlkit filter add KIND --help" has their words):\n  ${Object.keys(FILTER_WORDS).join(" ")}`,
  verbs: verbsOf("filter", (route) => route.filters, formatFilter, [
    ["list", list],
    ["get", get],
    ["add", { ...change, summary: "make a filter" }],
    ["set", { ...change, aliases: ["change"], summary: "change a filter that is there" }],
    ["replace", { ...change, summary: "make a filter, or put it in the place of another" }],
    ["delete", del],
    ["flush", flush],
  ]),
  changes: changes({
    events: (route, options) => route.filters.events(options),
    existing: async ({ route }) => {
      const places = (await route.qdiscs.list()).flatMap(({ ifindex, kind, handle }) =>
        (HOOKS[kind] ?? (handle === NO_HANDLE ? [] : [handle])).map((parent) => ({
          dev: ifindex,
          parent,
        })),
      );
      const filters = await Promise.all(places.map((each) => route.filters.list(each)));
      return filters.flat().map((filter) => ({ filter }));
    },
    text: ({ action, filter }, format) => marked(action, formatFilter(filter, format)),
  }),
};

function chainText({ dev, ifindex, block, parent, chain }: Chain): string[] {
  const where = block === undefined ? `dev ${dev ?? `if${ifindex}`}` : `block ${block}`;
  return [`chain ${where}${parent === undefined ? "" : ` parent ${parent}`} chain ${chain}`];
}

type ChainPlace = FilterPlace & { readonly chain: number };

const oneChain = {
  usage: "dev DEV parent HANDLE chain NUMBER",
  words: PLACE,
  complete(draft, _context, command) {
    checkPlace(draft, command);
    needs(draft, command, { chain: "chain NUMBER" });
  },
} satisfies Partial<VerbTable>;

/** The object `chain`. */
export const chainCommand: ObjectCommand = {
  name: "chain",
  aliases: [],
  summary: "chains of filters",
  verbs: [
    verb(
      "chain list",
      { ...place, usage: list.usage, summary: "show chains" },
      async ({ route, output }, given: FilterPlace) =>
        output.list(await route.filters.chains(given), chainText),
    ),
    verb(
      "chain add",
      { ...oneChain, summary: "make a chain, which stays also without filters" },
      ({ route }, given: ChainPlace) => route.filters.addChain(given),
    ),
    verb(
      "chain del",
      { ...oneChain, summary: "remove a chain with its filters" },
      ({ route }, given: ChainPlace) => route.filters.deleteChain(given),
    ),
  ],
};
