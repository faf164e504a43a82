/**
 * `nlkit class`: classes of qdiscs.
 *
 * @module
 */
import { formatClass } from "nlkit/format";
import { changes, marked } from "./follow.ts";
import { CLASS_WORDS } from "./qdisc-words.ts";
import { CLASS, kindWords, ofKinds } from "./tc-values.ts";
import { type ObjectCommand, verbsOf } from "./verb.ts";
import { nameOrNumber, setting, text, type Word, word } from "./words.ts";

const DEV = word("dev", nameOrNumber("DEV"), "dev", "the link");
const ID = word("classid", CLASS, "classId", "its number: 1:10");
const SETTINGS: readonly Word[] = [
  DEV,
  ID,
  word("parent", text("HANDLE|CLASSID"), "parent", "its qdisc, or the class that it is part of"),
  ...kindWords(CLASS_WORDS, "class"),
];
const FILTER: readonly Word[] = [
  DEV,
  setting("root", "parent", "root", "those that are part of no other"),
  word("parent", text("HANDLE|CLASSID"), "parent", "those of a qdisc, or parts of a class"),
  word("kind|type", text("KIND"), "kind", "those of a kind"),
];

const change = {
  usage: "dev DEV [parent HANDLE|CLASSID] [classid CLASSID] KIND …",
  words: SETTINGS,
  needs: { dev: "dev DEV", kind: "the kind" },
  ...ofKinds(CLASS_WORDS),
};
const one = {
  usage: "dev DEV classid CLASSID",
  words: [DEV, ID],
  first: "classId",
  needs: { dev: "dev DEV", classId: "classid CLASSID" },
};
const list = {
  usage: "dev DEV",
  summary: "show the classes of a link; with -s what they have sent",
  words: FILTER,
  first: "dev",
  needs: { dev: "dev DEV" },
};

/** The object `class`. */
export const classCommand: ObjectCommand = {
  name: "class",
  aliases: [],
  summary: "classes of qdiscs: parts of what a link sends",
  notes: `Kinds ("nlkit class add KIND --help" has their words):\n  ${Object.keys(CLASS_WORDS).join(" ")}`,
  verbs: verbsOf("class", (route) => route.classes, formatClass, [
    ["list", list],
    ["get", { ...one, summary: "show one class" }],
    ["add", { ...change, summary: "make a class" }],
    ["set", { ...change, aliases: ["change"], summary: "change a class that is there" }],
    ["replace", { ...change, summary: "make a class, or change it" }],
    ["delete", { ...one, summary: "remove a class" }],
  ]),
  changes: changes({
    events: (route, options) => route.classes.events(options),
    existing: async ({ route }) => {
      const links = await route.links.list();
      const classes = await Promise.all(
        links.map(({ index }) => route.classes.list({ dev: index })),
      );
      return classes.flat().map((row) => ({ class: row }));
    },
    text: (change, format) => marked(change.action, formatClass(change.class, format)),
  }),
};
