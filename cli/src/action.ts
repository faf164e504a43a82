/**
 * `nlkit action`: actions by themselves, which filters share by index.
 *
 * @module
 */
import { formatAction } from "nlkit/format";
import type { ActionKey, ActionSettings } from "nlkit/route";
import { ACTION_WORDS, actionHelp, readAction } from "./action-words.ts";
import { inWords } from "./tc-values.ts";
import { UsageError } from "./usage.ts";
import { needs, type ObjectCommand, type Verb } from "./verb.ts";
import { Cursor, type Draft, NUMBER, positional, readWords, type Word, word } from "./words.ts";

const KEY: readonly Word[] = [word("index", NUMBER, "index", "its number")];

/** Words without the one that says once more what they are about, as tc has it. */
function cursorOf(words: readonly string[]): Cursor {
  return new Cursor(words[0] === "action" ? words.slice(1) : words);
}

/** Prints an action that was made: the kernel chose its index. */
function change(name: "add" | "replace", aliases: readonly string[], summary: string): Verb {
  return {
    name,
    aliases,
    usage: "KIND … [CONTROL] [index NUMBER]",
    summary,
    words: [],
    moreWords: (given) => actionHelp(given[0] === "action" ? given : ["action", ...given]),
    run: async (context, words) => {
      const cursor = cursorOf(words);
      const draft = readAction(cursor);
      if (cursor.next !== undefined)
        throw new UsageError(`action ${name}: one action at a time, got "${cursor.next}"`);
      const made = await inWords(actionHelp(["action", String(draft["kind"])]), () =>
        context.route.actions[name](draft as unknown as ActionSettings),
      );
      if (draft["index"] === undefined) await context.output.object(made, formatAction);
    },
  };
}

function kindAnd(verb: string, words: readonly string[], table: readonly Word[]): Draft {
  const draft = readWords(cursorOf(words), table, { other: positional("kind") });
  needs(draft, `action ${verb}`, { kind: `the kind (${Object.keys(ACTION_WORDS).join(", ")})` });
  return draft;
}

function key(verb: string, words: readonly string[]): ActionKey {
  const draft = kindAnd(verb, words, KEY);
  needs(draft, `action ${verb}`, { index: "index NUMBER" });
  return draft as unknown as ActionKey;
}

/** The object `action`. */
export const actionCommand: ObjectCommand = {
  name: "action",
  aliases: ["actions"],
  summary: "actions that filters share: what is done with packets",
  notes: `Kinds ("nlkit action add KIND --help" has their words):\n  ${Object.keys(ACTION_WORDS).join(" ")}`,
  verbs: [
    {
      name: "list",
      aliases: ["show", "ls"],
      usage: "KIND",
      summary: "show the actions of a kind; with -s what they met",
      words: [],
      run: async (context, words) => {
        const { kind } = kindAnd("list", words, []);
        const rows = await context.route.actions.list(String(kind));
        await context.output.list(rows, formatAction);
      },
    },
    {
      name: "get",
      usage: "KIND index NUMBER",
      summary: "show one action",
      words: KEY,
      run: async (context, words) => {
        const found = await context.route.actions.get(key("get", words));
        await context.output.object(found, formatAction);
      },
    },
    change("add", [], "make an action; tells the number that the kernel chose"),
    change("replace", ["set", "change"], "make an action, or change the one of its number"),
    {
      name: "del",
      aliases: ["delete"],
      usage: "KIND index NUMBER",
      summary: "remove an action",
      words: KEY,
      run: ({ route }, words) => route.actions.delete(key("del", words)),
    },
    {
      name: "flush",
      usage: "KIND",
      summary: "remove all actions of a kind that no filter refers to",
      words: [],
      run: async ({ route }, words) =>
        route.actions.flush(String(kindAnd("flush", words, [])["kind"])),
    },
  ],
};
