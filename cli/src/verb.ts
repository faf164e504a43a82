/**
 * What an object of the command line can be told to do, as a table entry.
 *
 * @module
 */
import type { Context } from "./context.ts";
import type { Word } from "./words.ts";

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
  /** Further help. */
  readonly notes?: string;
}
