/**
 * `nlkit qdisc`: queueing disciplines, which decide what a link sends when.
 *
 * @module
 */
import { formatQdisc } from "nlkit/format";
import { changes, marked } from "./follow.ts";
import { QDISC_WORDS } from "./qdisc-words.ts";
import { HANDLE, kindWords, ofKinds, oneOf, option } from "./tc-values.ts";
import { type ObjectCommand, verbsOf } from "./verb.ts";
import { NUMBER, nameOrNumber, readWords, setting, text, type Word, word } from "./words.ts";

const PLACE: readonly Word[] = [
  word("dev", nameOrNumber("DEV"), "dev", "its link"),
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
  ...kindWords(QDISC_WORDS, "qdisc"),
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

const change = {
  usage: "dev DEV [root|parent CLASSID] [handle HANDLE] KIND …",
  words: SETTINGS,
  needs: { dev: "dev DEV", kind: "the kind" },
  ...ofKinds(QDISC_WORDS),
};
const list = {
  usage: "[dev DEV]",
  summary: "show qdiscs; with -s what they have sent",
  words: FILTER,
  first: "dev",
};
const get = {
  usage: "dev DEV [root|parent CLASSID|handle HANDLE]",
  summary: "show one qdisc",
  words: PLACE,
  needs: { dev: "dev DEV" },
};
const del = {
  usage: "dev DEV [root|ingress|clsact|parent CLASSID|handle HANDLE]",
  summary: "remove a qdisc with its classes and filters",
  words: KEY,
  needs: { dev: "dev DEV" },
};

/** The object `qdisc`. */
export const qdiscCommand: ObjectCommand = {
  name: "qdisc",
  aliases: [],
  summary: "queueing disciplines: what a link sends when",
  notes: `Kinds with words of their own ("nlkit qdisc add KIND --help" has those):\n  ${Object.keys(QDISC_WORDS).join(" ")}`,
  verbs: verbsOf("qdisc", (route) => route.qdiscs, formatQdisc, [
    ["list", list],
    ["get", get],
    ["add", { ...change, summary: "make a qdisc" }],
    ["set", { ...change, aliases: ["change"], summary: "change a qdisc that is there" }],
    ["replace", { ...change, summary: "make a qdisc, or put it in the place of another" }],
    ["delete", del],
  ]),
  changes: changes({
    events: (route, options) => route.qdiscs.events(options),
    existing: async ({ route }) => (await route.qdiscs.list()).map((qdisc) => ({ qdisc })),
    text: ({ action, qdisc }, format) => marked(action, formatQdisc(qdisc, format)),
  }),
};
