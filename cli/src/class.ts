/**
 * `nlkit class`: classes of qdiscs.
 *
 * @module
 */
import { formatClass } from "nlkit/format";
import type { ClassFilter, ClassKey, ClassSettings } from "nlkit/route";
import type { Context } from "./context.ts";
import { CLASS_WORDS } from "./qdisc-words.ts";
import { CLASS, inWords, kindWords, needs, wordsOfKind } from "./tc-values.ts";
import type { ObjectCommand, Verb } from "./verb.ts";
import {
  Cursor,
  type Draft,
  nameOrNumber,
  positional,
  readWords,
  setting,
  text,
  type Word,
  word,
} from "./words.ts";

const DEV = word("dev", nameOrNumber("DEV"), "dev", "the link");
const ID = word("classid", CLASS, "classId", "its number: 1:10");
const SETTINGS: readonly Word[] = [
  DEV,
  ID,
  word("parent", text("HANDLE|CLASSID"), "parent", "its qdisc, or the class that it is part of"),
  ...kindWords(CLASS_WORDS, "class"),
];
const KEY: readonly Word[] = [DEV, ID];
const FILTER: readonly Word[] = [
  word("dev", nameOrNumber("DEV"), "dev", "the link"),
  setting("root", "parent", "root", "those that are part of no other"),
  word("parent", text("HANDLE|CLASSID"), "parent", "those of a qdisc, or parts of a class"),
  word("kind|type", text("KIND"), "kind", "those of a kind"),
];

function change(
  name: "add" | "set" | "replace",
  aliases: readonly string[],
  summary: string,
): Verb {
  return {
    name,
    aliases,
    usage: "dev DEV [parent HANDLE|CLASSID] [classid CLASSID] KIND …",
    summary,
    words: SETTINGS,
    moreWords: (given) => wordsOfKind(CLASS_WORDS, given),
    run: async ({ route }, words) => {
      const draft = readWords(new Cursor(words), SETTINGS);
      needs(draft, `class ${name}`, { dev: "dev DEV", kind: "the kind" });
      await inWords(wordsOfKind(CLASS_WORDS, words), () =>
        route.classes[name](draft as unknown as ClassSettings),
      );
    },
  };
}

function key(verb: string, words: readonly string[]): ClassKey {
  const draft: Draft = readWords(new Cursor(words), KEY, { other: positional("classId") });
  needs(draft, `class ${verb}`, { dev: "dev DEV", classId: "classid CLASSID" });
  return draft as unknown as ClassKey;
}

/** Text of a class, as the context asks for it. */
const textOf =
  ({ format, stats }: Context) =>
  (row: Parameters<typeof formatClass>[0]): string[] =>
    formatClass(row, { ...format, statistics: stats });

/** The object `class`. */
export const classCommand: ObjectCommand = {
  name: "class",
  aliases: [],
  summary: "classes of qdiscs: parts of what a link sends",
  notes: `Kinds ("nlkit class add KIND --help" has their words):\n  ${Object.keys(CLASS_WORDS).join(" ")}`,
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "dev DEV",
      summary: "show the classes of a link; with -s what they have sent",
      words: FILTER,
      run: async (context, words) => {
        const draft = readWords(new Cursor(words), FILTER, { other: positional("dev") });
        needs(draft, "class list", { dev: "dev DEV" });
        const rows = await context.route.classes.list(draft as unknown as ClassFilter);
        await context.output.list(rows, textOf(context));
      },
    },
    {
      name: "get",
      usage: "dev DEV classid CLASSID",
      summary: "show one class",
      words: KEY,
      run: async (context, words) => {
        const found = await context.route.classes.get(key("get", words));
        await context.output.object(found, textOf(context));
      },
    },
    change("add", [], "make a class"),
    change("set", ["change"], "change a class that is there"),
    change("replace", [], "make a class, or change it"),
    {
      name: "del",
      aliases: ["delete"],
      usage: "dev DEV classid CLASSID",
      summary: "remove a class",
      words: KEY,
      run: ({ route }, words) => route.classes.delete(key("del", words)),
    },
  ],
};
