/**
 * The grammar of `ip`: a line of words, each a property with its value or a switch that stands alone, read
 * by tables. A table also is what `--help` prints.
 *
 * @module
 */
import { UsageError, unknownWord } from "./usage.ts";

/** How the word after a property is read. */
export interface Value {
  /** What stands for it in the help: `NUMBER`. */
  readonly shown: string;
  /** @throws `UsageError` that names the word. */
  readonly read: (text: string, word: string) => unknown;
}

/** Settings while they are read: plain properties, for the library to check. */
export type Draft = Record<string, unknown>;

/** A word and what it does to the settings. */
export interface Word {
  /** The word, and others that mean the same. */
  readonly names: readonly [string, ...string[]];
  /** What it is, for the help. */
  readonly help: string;
  /** The property that is set; `"metrics.mtu"` within another. */
  readonly property: string;
  /** How its value is read. Without it the word stands alone, and `is` or `adds` says what it sets. */
  readonly value?: Value;
  /** The value of a word that stands alone. */
  readonly is?: unknown;
  /** A word that stands alone: what is appended to the list. */
  readonly adds?: string;
  /** Reads what follows itself. May return words that are understood from here on. */
  readonly parse?: (cursor: Cursor, draft: Draft) => readonly Word[] | undefined;
}

/** A property with a value. */
export function word(names: string, value: Value, property: string, help: string): Word {
  return { names: names.split("|") as [string, ...string[]], value, property, help };
}

/** A word that stands alone for a value. */
export function setting(name: string, property: string, is: unknown, help: string): Word {
  return { names: [name], property, is, help };
}

/** A word that stands alone and joins a list. */
export function listed(names: string, property: string, adds: string, help: string): Word {
  return { names: names.split("|") as [string, ...string[]], property, adds, help };
}

/** Any text. */
export function text(shown: string): Value {
  return { shown, read: (given) => given };
}

/** Digits, decimal or `0x…`; the library knows the range. */
export const NUMBER: Value = {
  shown: "NUMBER",
  read(given, name) {
    if (/^(-?\d+|0x[0-9a-f]+)$/i.test(given)) return Number(given);
    throw new UsageError(`${name}: "${given}" is no whole number`);
  },
};

/** A number, or a name that the library knows. */
export function nameOrNumber(shown: string): Value {
  return { shown, read: (given) => (/^\d+$/.test(given) ? Number(given) : given) };
}

const SWITCH: Readonly<Record<string, boolean>> = {
  on: true,
  yes: true,
  true: true,
  1: true,
  off: false,
  no: false,
  false: false,
  0: false,
};

/** The value of `on` or `off`; undefined for any other word. */
export function switchOf(given: string): boolean | undefined {
  return Object.hasOwn(SWITCH, given) ? SWITCH[given] : undefined;
}

/** `on` or `off`. */
export const ON_OFF: Value = {
  shown: "on|off",
  read(given, name) {
    const value = switchOf(given);
    if (value !== undefined) return value;
    throw new UsageError(`${name}: expected on or off, got "${given}"`);
  },
};

/** The words of a command line, one after the other. */
export class Cursor {
  readonly #words: readonly string[];
  #at = 0;

  constructor(words: readonly string[]) {
    this.#words = words;
  }

  /** The next word, which stays; undefined at the end. */
  get next(): string | undefined {
    return this.#words[this.#at];
  }

  /** Steps over the next word. */
  skip(): void {
    this.#at++;
  }

  /** Takes the next word. @throws `UsageError` at the end, saying what it was to be the value of. */
  take(what: string, shown: string): string {
    const found = this.next;
    if (found === undefined) throw new UsageError(`${what}: ${shown} is missing after it`);
    this.skip();
    return found;
  }
}

/** Spellings that are one: `stp_state`, `stp-state`, `stpState`. */
function normal(name: string): string {
  return name.replace(/[_-]/g, "").toLowerCase();
}

function findWord(tables: readonly (readonly Word[])[], name: string): Word | undefined {
  const wanted = normal(name);
  for (const table of tables) {
    const found = table.find(({ names }) => names.some((each) => normal(each) === wanted));
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Puts a value where a path of properties says, and refuses to do so twice.
 *
 * @param name - The word that it was given by.
 */
export function assign(draft: Draft, path: string, value: unknown, name: string): void {
  const [head = "", rest] = path.split(/\.(.*)/);
  if (rest !== undefined) {
    draft[head] ??= {};
    return assign(draft[head] as Draft, rest, value, name);
  }
  if (draft[head] !== undefined) throw new UsageError(`${name}: this has been given already`);
  draft[head] = value;
}

function apply(
  entry: Word,
  name: string,
  cursor: Cursor,
  draft: Draft,
): readonly Word[] | undefined {
  if (entry.parse !== undefined) return entry.parse(cursor, draft);
  const { property, value, adds } = entry;
  if (adds !== undefined)
    draft[property] = [...((draft[property] as string[] | undefined) ?? []), adds];
  else if (value === undefined) assign(draft, property, entry.is, name);
  else assign(draft, property, value.read(cursor.take(name, value.shown), name), name);
  return undefined;
}

/**
 * Reads words into settings.
 *
 * @param other - Told of a word that the table does not have; true where it could use it.
 * @param isPart - Stop before a word that is not known, instead of refusing it.
 * @throws `UsageError`, with the word that may have been meant.
 */
export function readWords(
  cursor: Cursor,
  table: readonly Word[],
  {
    draft = {},
    other = () => false,
    isPart = false,
  }: {
    draft?: Draft;
    other?: (name: string, draft: Draft) => boolean;
    isPart?: boolean;
  } = {},
): Draft {
  let tables = [table];
  for (let name = cursor.next; name !== undefined; name = cursor.next) {
    const entry = findWord(tables, name);
    if (entry !== undefined) {
      cursor.skip();
      const more = apply(entry, name, cursor, draft);
      if (more !== undefined) tables = [more, ...tables];
    } else if (isPart) {
      break;
    } else if (other(name, draft)) {
      cursor.skip();
    } else {
      const known = tables.flatMap((each) => each.flatMap(({ names }) => names));
      throw unknownWord("word", name, known);
    }
  }
  return draft;
}

/** Takes the first word that no table has for a property: `link set eth0 …`. */
export function positional(property: string): (name: string, draft: Draft) => boolean {
  return (name, draft) => {
    if (draft[property] !== undefined) return false;
    draft[property] = name;
    return true;
  };
}

/** A table as lines for the help. */
export function wordsHelp(table: readonly Word[]): string {
  const rows = table.map(({ names, value, help }) => [
    `${names.join("|")}${value === undefined ? "" : ` ${value.shown}`}`,
    help,
  ]);
  const width = Math.max(...rows.map(([left = ""]) => left.length));
  return rows.map(([left = "", right]) => `  ${left.padEnd(width)}  ${right}`.trimEnd()).join("\n");
}
