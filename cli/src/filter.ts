/**
 * `nlkit filter` and `nlkit chain`: filters of qdiscs and of shared blocks, and the chains that they stand in.
 *
 * @module
 */
import { formatFilter } from "nlkit/format";
import type { Chain, FilterFilter, FilterKey, FilterPlace, FilterSettings } from "nlkit/route";
import { actionHelp } from "./action-words.ts";
import type { Context } from "./context.ts";
import { FILTER_WORDS, splitMark } from "./filter-words.ts";
import { inWords, kindWords, needs, wordsOfKind } from "./tc-values.ts";
import { UsageError } from "./usage.ts";
import type { ObjectCommand, Verb } from "./verb.ts";
import {
  Cursor,
  type Draft,
  NUMBER,
  nameOrNumber,
  readWords,
  setting,
  text,
  type Word,
  word,
} from "./words.ts";

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

function place(command: string, words: readonly string[], table: readonly Word[]): Draft {
  const draft = readWords(new Cursor(words), table);
  checkPlace(draft, command);
  return draft;
}

function change(
  name: "add" | "set" | "replace",
  aliases: readonly string[],
  summary: string,
): Verb {
  return {
    name,
    aliases,
    usage: "dev DEV parent HANDLE [protocol PROTOCOL] [pref NUMBER] KIND … [action …]",
    summary,
    words: SETTINGS,
    moreWords: (given) => [...wordsOfKind(FILTER_WORDS, given), ...actionHelp(given)],
    run: async ({ route }, words) => {
      const draft = place(`filter ${name}`, words, SETTINGS);
      needs(draft, `filter ${name}`, { kind: "the kind" });
      splitMark(draft);
      await inWords(wordsOfKind(FILTER_WORDS, words), () =>
        route.filters[name](draft as never as FilterSettings & { readonly priority: number }),
      );
    },
  };
}

function key(verb: string, words: readonly string[]): FilterKey {
  const draft = place(`filter ${verb}`, words, KEY);
  if (draft["priority"] === undefined)
    throw new UsageError(`filter ${verb}: pref NUMBER is missing`, '"filter flush" removes all');
  return draft as unknown as FilterKey;
}

/** Text of a filter, as the context asks for it. */
const textOf =
  ({ format, stats }: Context) =>
  (row: Parameters<typeof formatFilter>[0]): string[] =>
    formatFilter(row, { ...format, statistics: stats });

/** The object `filter`. */
export const filterCommand: ObjectCommand = {
  name: "filter",
  aliases: [],
  summary: "filters: which packets go to which class, and what is done with them",
  notes: `Kinds ("nlkit filter add KIND --help" has their words):\n  ${Object.keys(FILTER_WORDS).join(" ")}`,
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "dev DEV [parent HANDLE|ingress|egress] | block NUMBER",
      summary: "show filters, in the order in which they are tried; with -s what their actions met",
      words: FILTER,
      run: async (context, words) => {
        const draft = place("filter list", words, FILTER);
        const rows = await context.route.filters.list(draft as FilterFilter);
        await context.output.list(rows, textOf(context));
      },
    },
    {
      name: "get",
      usage: "dev DEV parent HANDLE pref NUMBER handle HANDLE KIND",
      summary: "show one filter",
      words: KEY,
      run: async (context, words) => {
        const found = await context.route.filters.get(key("get", words));
        await context.output.object(found, textOf(context));
      },
    },
    change("add", [], "make a filter"),
    change("set", ["change"], "change a filter that is there"),
    change("replace", [], "make a filter, or put it in the place of another"),
    {
      name: "del",
      aliases: ["delete"],
      usage: "dev DEV parent HANDLE pref NUMBER [handle HANDLE KIND]",
      summary: "remove a filter; without a handle all of its priority",
      words: KEY,
      run: ({ route }, words) => route.filters.delete(key("del", words)),
    },
    {
      name: "flush",
      usage: "dev DEV parent HANDLE [chain NUMBER] | block NUMBER",
      summary: "remove all filters there",
      words: PLACE,
      run: ({ route }, words) =>
        route.filters.flush(place("filter flush", words, PLACE) as FilterPlace),
    },
  ],
};

function chainText({ dev, ifindex, block, parent, chain }: Chain): string[] {
  const where = block === undefined ? `dev ${dev ?? `if${ifindex}`}` : `block ${block}`;
  return [`chain ${where}${parent === undefined ? "" : ` parent ${parent}`} chain ${chain}`];
}

type ChainPlace = FilterPlace & { readonly chain: number };

function chainPlace(verb: string, words: readonly string[]): ChainPlace {
  const draft = place(`chain ${verb}`, words, PLACE);
  needs(draft, `chain ${verb}`, { chain: "chain NUMBER" });
  return draft as unknown as ChainPlace;
}

/** The object `chain`. */
export const chainCommand: ObjectCommand = {
  name: "chain",
  aliases: [],
  summary: "chains of filters",
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "dev DEV [parent HANDLE|ingress|egress] | block NUMBER",
      summary: "show chains",
      words: PLACE,
      run: async ({ route, output }, words) => {
        const draft = place("chain list", words, PLACE);
        await output.list(await route.filters.chains(draft as FilterPlace), chainText);
      },
    },
    {
      name: "add",
      usage: "dev DEV parent HANDLE chain NUMBER",
      summary: "make a chain, which stays also without filters",
      words: PLACE,
      run: ({ route }, words) => route.filters.addChain(chainPlace("add", words)),
    },
    {
      name: "del",
      aliases: ["delete"],
      usage: "dev DEV parent HANDLE chain NUMBER",
      summary: "remove a chain with its filters",
      words: PLACE,
      run: ({ route }, words) => route.filters.deleteChain(chainPlace("del", words)),
    },
  ],
};
