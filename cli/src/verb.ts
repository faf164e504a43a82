/**
 * What an object of the command line can be told to do, as a table: its verbs, the words that each takes, and what
 * of the library it comes to.
 *
 * @module
 */
import type { RouteClient } from "nlkit/route";
import type { Context } from "./context.ts";
import type { Changes } from "./follow.ts";
import type { RowText } from "./output.ts";
import { UsageError } from "./usage.ts";
import { Cursor, type Draft, positional, readWords, type Word } from "./words.ts";

/** One thing that can be done with an object: `link set`. */
export interface Verb {
  readonly name: string;
  readonly aliases?: readonly string[];
  /** What follows it: `"[dev] NAME"`. */
  readonly usage: string;
  readonly summary: string;
  /** The words that it takes, for the help. */
  readonly words: readonly Word[];
  /** Words that others bring with them: `link add type vxlan --help` has the options of that kind. */
  readonly moreWords?: (given: readonly string[]) => readonly Word[];
  readonly run: (context: Context, words: readonly string[]) => Promise<void>;
}

/** An object and its verbs: `link`. */
export interface ObjectCommand {
  readonly name: string;
  readonly aliases: readonly string[];
  readonly summary: string;
  /** The first is what the object alone does. */
  readonly verbs: readonly [Verb, ...Verb[]];
  /** What `nlkit monitor` shows of it, as does its own verb `monitor`. */
  readonly changes?: Changes;
  /** Further help. */
  readonly notes?: string;
}

/** A verb whose words are read by its own table. */
export interface VerbTable extends Partial<Pick<Verb, "aliases" | "words" | "moreWords">> {
  readonly usage: string;
  readonly summary: string;
  /** The property of the word that none of the table stands before; or takes such a word, and says whether it could. */
  readonly first?: string | ((given: string, draft: Draft) => boolean);
  /** Properties that have to be given, and how the user is told which is missing. */
  readonly needs?: Readonly<Record<string, string>>;
  /** Checks what no table can, and completes the settings. @param command - `"fdb add"`. */
  readonly complete?: (draft: Draft, context: Context, command: string) => void;
  /** Stands around the call of the library, to say what it refuses in the user's words. */
  readonly around?: (words: readonly string[], call: () => Promise<unknown>) => Promise<unknown>;
}

/** What has to be said. @throws `UsageError` that names the command and the word. */
export function needs(
  draft: Draft,
  command: string,
  words: Readonly<Record<string, string>>,
): void {
  for (const [property, shown] of Object.entries(words))
    if (draft[property] === undefined) throw new UsageError(`${command}: ${shown} is missing`);
}

/** Other names that a verb has with every object. */
const ALIASES: Readonly<Record<string, readonly string[]>> = {
  list: ["show", "ls"],
  del: ["delete"],
};

/**
 * A verb that reads its words by its table.
 *
 * @typeParam Given - What the words come to. The library checks it; the table only has the names right.
 * @param command - Object and verb: `"fdb flush"`.
 */
export function verb<Given = Draft>(
  command: string,
  { first, needs: needed = {}, complete, around, ...table }: VerbTable,
  run: (context: Context, given: Given) => Promise<unknown>,
): Verb {
  const name = command.slice(command.indexOf(" ") + 1);
  const { words = [], aliases = ALIASES[name] ?? [] } = table;
  const other = typeof first === "string" ? positional(first) : first;
  return {
    ...table,
    name,
    aliases,
    words,
    run: async (context, given) => {
      const draft = readWords(new Cursor(given), words, { ...(other !== undefined && { other }) });
      needs(draft, command, needed);
      complete?.(draft, context, command);
      const call = (): Promise<unknown> => run(context, draft as Given);
      await (around === undefined ? call() : around(given, call));
    },
  };
}

/** Methods of the library's objects, and the verbs that call them. */
const VERBS = {
  list: "list",
  get: "get",
  add: "add",
  set: "set",
  replace: "replace",
  append: "append",
  delete: "del",
  flush: "flush",
} as const;
type Method = keyof typeof VERBS;

/** A method of the library's and the words that it is called by; or a verb that is more than that. */
type Row<Name extends Method> = Verb | readonly [method: Name, table: VerbTable];

/**
 * Verbs that each call the method of their name with what the words say, and print the row or rows that it gives.
 *
 * @param of - The object's part of the library.
 */
export function verbsOf<Shown, Name extends Method>(
  object: string,
  of: (route: RouteClient) => Readonly<Record<Name, (given: never) => Promise<unknown>>> & {
    list(filter: never): Promise<readonly Shown[]>;
  },
  text: RowText<Shown>,
  rows: readonly [Row<Name>, ...Row<Name>[]],
): [Verb, ...Verb[]] {
  const toVerb = (row: Row<Name>): Verb => {
    if (!Array.isArray(row)) return row as Verb;
    const [method, table] = row as Exclude<Row<Name>, Verb>;
    return verb(`${object} ${VERBS[method]}`, table, async ({ route, output }, given) => {
      const result = await of(route)[method](given as never);
      if (method === "list") await output.list(result as readonly Shown[], text);
      else if (method === "get") await output.object(result as Shown, text);
    });
  };
  const [first, ...rest] = rows;
  return [toVerb(first), ...rest.map(toVerb)];
}
