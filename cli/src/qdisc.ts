/**
 * `nlkit qdisc`: queueing disciplines, which decide what a link sends when.
 *
 * @module
 */
import { formatQdisc } from "nlkit/format";
import type { QdiscFilter, QdiscKey, QdiscSettings } from "nlkit/route";
import type { Context } from "./context.ts";
import { QDISC_WORDS } from "./qdisc-words.ts";
import { HANDLE, inWords, kindWords, needs, oneOf, option, wordsOfKind } from "./tc-values.ts";
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
  type Word,
  word,
} from "./words.ts";

const DEV = word("dev", nameOrNumber("DEV"), "dev", "its link");
const KIND = kindWords(QDISC_WORDS, "qdisc");
const PLACE: readonly Word[] = [
  DEV,
  setting("root", "parent", "root", "all that the link sends"),
  word("parent", text("CLASSID"), "parent", "a class, instead of root"),
  word("handle", HANDLE, "handle", "its number: 1:"),
];

/** The size table, whose words are those of some kinds, too. */
const STAB: Word = {
  names: ["stab"],
  property: "sizeTable",
  help: "[linklayer ethernet|atm] [overhead N] [mpu N] [mtu N] [tsize N]: how bytes on the line are counted",
  parse(cursor, draft) {
    const table: readonly Word[] = [
      option("linklayer", "linkLayer", "", oneOf(["ethernet", "atm"])),
      option("overhead", "overheadBytes", "", NUMBER),
      option("mpu", "mpuBytes", "", NUMBER),
      option("mtu", "mtuBytes", "", NUMBER),
      option("tsize", "entries", "", NUMBER),
    ];
    draft["sizeTable"] = readWords(cursor, table, { isPart: true })["options"] ?? {};
    return undefined;
  },
};

const SETTINGS: readonly Word[] = [
  ...PLACE,
  STAB,
  word("ingress_block", NUMBER, "ingressBlock", "shared block of filters for what comes in"),
  word("egress_block", NUMBER, "egressBlock", "shared block of filters for what goes out"),
  ...KIND,
];
const FILTER: readonly Word[] = [
  word("dev", nameOrNumber("DEV"), "dev", "those of one link"),
  setting("root", "parent", "root", "those that have all that a link sends"),
  setting("ingress", "parent", "ingress", "those of what comes in"),
  word("parent", text("CLASSID"), "parent", "those in a class"),
  word("kind|type", text("KIND"), "kind", "those of a kind"),
  setting("invisible", "invisible", true, "also those that links come with"),
];
/** Where there is one at most, its name is enough. */
const KEY: readonly Word[] = [
  ...PLACE,
  setting("ingress", "kind", "ingress", "that of what comes in"),
  setting("clsact", "kind", "clsact", "that of what comes in and goes out"),
];

function change(
  name: "add" | "set" | "replace",
  aliases: readonly string[],
  summary: string,
): Verb {
  return {
    name,
    aliases,
    usage: "dev DEV [root|parent CLASSID] [handle HANDLE] KIND …",
    summary,
    words: SETTINGS,
    moreWords: (given) => wordsOfKind(QDISC_WORDS, given),
    run: async ({ route }, words) => {
      const draft = readWords(new Cursor(words), SETTINGS);
      needs(draft, `qdisc ${name}`, { dev: "dev DEV", kind: "the kind" });
      await inWords(wordsOfKind(QDISC_WORDS, words), () =>
        route.qdiscs[name](draft as unknown as QdiscSettings),
      );
    },
  };
}

function key(verb: string, words: readonly string[]): Draft {
  const draft = readWords(new Cursor(words), KEY);
  needs(draft, `qdisc ${verb}`, { dev: "dev DEV" });
  return draft;
}

/** Text of a qdisc, as the context asks for it. */
const textOf =
  ({ format, stats }: Context) =>
  (row: Parameters<typeof formatQdisc>[0]): string[] =>
    formatQdisc(row, { ...format, statistics: stats });

/** The object `qdisc`. */
export const qdiscCommand: ObjectCommand = {
  name: "qdisc",
  aliases: [],
  summary: "queueing disciplines: what a link sends when",
  notes: `Kinds with words of their own ("nlkit qdisc add KIND --help" has those):\n  ${Object.keys(QDISC_WORDS).join(" ")}`,
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "[dev DEV]",
      summary: "show qdiscs; with -s what they have sent",
      words: FILTER,
      run: async (context, words) => {
        const draft = readWords(new Cursor(words), FILTER, { other: positional("dev") });
        const rows = await context.route.qdiscs.list(draft as QdiscFilter);
        await context.output.list(rows, textOf(context));
      },
    },
    {
      name: "get",
      usage: "dev DEV [root|parent CLASSID|handle HANDLE]",
      summary: "show one qdisc",
      words: PLACE,
      run: async (context, words) => {
        const draft = readWords(new Cursor(words), PLACE);
        needs(draft, "qdisc get", { dev: "dev DEV" });
        const found = await context.route.qdiscs.get(draft as unknown as QdiscKey);
        await context.output.object(found, textOf(context));
      },
    },
    change("add", [], "make a qdisc"),
    change("set", ["change"], "change a qdisc that is there"),
    change("replace", [], "make a qdisc, or put it in the place of another"),
    {
      name: "del",
      aliases: ["delete"],
      usage: "dev DEV [root|ingress|clsact|parent CLASSID|handle HANDLE]",
      summary: "remove a qdisc with its classes and filters",
      words: KEY,
      run: ({ route }, words) => route.qdiscs.delete(key("del", words) as unknown as QdiscKey),
    },
  ],
};
