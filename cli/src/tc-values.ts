/**
 * Values and words that traffic control is given in, as `tc` reads them: rates, sizes, times, handles.
 *
 * @module
 */
import { NetlinkInputError } from "nlkit/errors";
import { UsageError, unknownWord } from "./usage.ts";
import type { VerbTable } from "./verb.ts";
import {
  assign,
  type Cursor,
  type Draft,
  NUMBER,
  setting,
  text,
  type Value,
  type Word,
  word,
} from "./words.ts";

/** Adds to a list among the options, which a word given several times is. */
export function append(draft: Draft, property: string, values: readonly unknown[]): void {
  draft["options"] ??= {};
  const options = draft["options"] as Draft;
  options[property] = [...((options[property] as unknown[] | undefined) ?? []), ...values];
}

/** A number and its unit: what one of those is. @param units - By their names in lower case; `""` where there is none. */
function quantity(shown: string, what: string, units: Readonly<Record<string, number>>): Value {
  return {
    shown,
    read(given, name) {
      const [, digits = "", unit = ""] = /^(\d+(?:\.\d+)?)([a-z%]*)$/i.exec(given) ?? [];
      const key = unit.toLowerCase();
      const size = digits !== "" && Object.hasOwn(units, key) ? units[key] : undefined;
      // Fractions of a unit as exact as they were written.
      if (size !== undefined) return Number((Number(digits) * size).toPrecision(15));
      const known = Object.keys(units).filter((each) => each !== "");
      throw new UsageError(`${name}: "${given}" is no ${what}`, `units: ${known.join(", ")}`);
    },
  };
}

const PREFIXES = { "": 1, k: 1e3, m: 1e6, g: 1e9, t: 1e12 } as const;
const BINARY = { ki: 2 ** 10, mi: 2 ** 20, gi: 2 ** 30, ti: 2 ** 40 } as const;

/** Bits per second: `10mbit`; `bps` are bytes per second, and a number alone is bits. */
export const RATE: Value = quantity("RATE", "rate", {
  "": 1,
  ...Object.fromEntries(
    Object.entries({ ...PREFIXES, ...BINARY }).flatMap(([prefix, size]) => [
      [`${prefix}bit`, size],
      [`${prefix}bps`, size * 8],
    ]),
  ),
});

const KIB = 1024;
/** Bytes: `32kb`; `kbit` and `mbit` are of bits, and all prefixes are powers of 1024. */
export const SIZE: Value = quantity("SIZE", "size", {
  "": 1,
  b: 1,
  k: KIB,
  kb: KIB,
  kbit: KIB / 8,
  m: KIB ** 2,
  mb: KIB ** 2,
  mbit: KIB ** 2 / 8,
  g: KIB ** 3,
  gb: KIB ** 3,
  gbit: KIB ** 3 / 8,
});

/** Milliseconds: `50ms`, `1s`, `20us`; a number alone is microseconds. */
export const TIME: Value = quantity("TIME", "time", {
  "": 1e-3,
  ...Object.fromEntries(["s", "sec", "secs"].map((unit) => [unit, 1e3])),
  ...Object.fromEntries(["ms", "msec", "msecs"].map((unit) => [unit, 1])),
  ...Object.fromEntries(["us", "usec", "usecs"].map((unit) => [unit, 1e-3])),
  ...Object.fromEntries(["ns", "nsec", "nsecs"].map((unit) => [unit, 1e-6])),
});

/** Percent: `25%`, also without the sign. */
export const PERCENT: Value = quantity("PERCENT", "percentage", { "%": 1, "": 1 });

/** The handle of a qdisc: `1:`, also without the colon. */
export const HANDLE: Value = {
  shown: "HANDLE",
  read: (given) => (/^[0-9a-f]+$/i.test(given) ? `${given}:` : given),
};

/** A class: `1:10`. */
export const CLASS: Value = text("CLASSID");

/** One of some names. */
export function oneOf(names: readonly string[]): Value {
  return {
    shown: names.join("|"),
    read(given, name) {
      if (names.includes(given)) return given;
      throw unknownWord(`value of ${name}`, given, names);
    },
  };
}

/** Endings of the library's properties, which tell their units. */
const ENDINGS: readonly (readonly [RegExp, Value])[] = [
  [/itrate$/, RATE],
  [/Bytes$/, SIZE],
  [/Ms$/, TIME],
  [/Percent$/, PERCENT],
];

/** An option of a kind. @param value - By the unit in the property's name where it is not said. */
export function option(names: string, property: string, help: string, value?: Value): Word {
  const usual = ENDINGS.find(([ending]) => ending.test(property))?.[1] ?? NUMBER;
  return word(names, value ?? usual, `options.${property}`, help);
}

/** An option that stands alone. */
export function flag(name: string, property: string, help: string, is: unknown = true): Word {
  return setting(name, `options.${property}`, is, help);
}

/** An option that is on by its name, and off with `no` before it. */
export function onOff(name: string, property: string, help: string): Word[] {
  return [flag(name, property, help), flag(`no${name}`, property, `not so: ${help}`, false)];
}

/** Options that stand alone, one of which holds. */
export function choices(property: string, names: readonly string[], help: string): Word[] {
  return names.map((name) => flag(name, property, help, name));
}

/** Takes words as long as they are values of a kind. */
export function several(
  cursor: Cursor,
  name: string,
  pattern: RegExp,
  value: Value,
  most = Number.POSITIVE_INFINITY,
): unknown[] {
  const found: unknown[] = [];
  while (found.length < most && cursor.next !== undefined && pattern.test(cursor.next))
    found.push(value.read(cursor.take(name, value.shown), name));
  return found;
}

/** An option with a list of numbers behind it: `priomap 1 2 2`. */
export function list(name: string, property: string, help: string, value: Value = NUMBER): Word {
  return {
    names: [name],
    property: `options.${property}`,
    help: `${value.shown} …: ${help}`,
    parse(cursor, draft) {
      const values = several(cursor, name, /^[\d.]+[a-z%]*$/i, value);
      if (values.length === 0) throw new UsageError(`${name}: ${value.shown} is missing after it`);
      assign(draft, `options.${property}`, values, name);
      return undefined;
    },
  };
}

/** An option of `VALUE[/MASK]`, which is two of the library's. */
export function maskedOption(
  names: string,
  property: string,
  help: string,
  value: Value = NUMBER,
): Word {
  const [name = ""] = names.split("|");
  return {
    names: names.split("|") as [string, ...string[]],
    property: `options.${property}`,
    help: `${value.shown}[/MASK]: ${help}`,
    parse(cursor, draft) {
      const given = cursor.take(name, value.shown);
      const [bare = "", mask, more] = given.split("/");
      if (more !== undefined) throw new UsageError(`${name}: one mask at most`);
      assign(draft, `options.${property}`, value.read(bare, name), name);
      if (mask !== undefined)
        assign(draft, `options.${property}Mask`, value.read(mask, name), name);
      return undefined;
    },
  };
}

/** Words that name a kind each, and bring the words of that kind. */
export function kindWords(
  kinds: Readonly<Record<string, readonly Word[]>>,
  what: string,
): readonly Word[] {
  const named = Object.entries(kinds).map(
    ([kind, words]): Word => ({
      names: [kind],
      property: "kind",
      help: `a kind of ${what}`,
      parse(_cursor, draft) {
        assign(draft, "kind", kind, kind);
        return words;
      },
    }),
  );
  return [
    word("kind|type", text("KIND"), "kind", `any other kind of ${what}, without options`),
    ...named,
  ];
}

/** The words of the kind that is among those given, for the help. */
export function wordsOfKind(
  kinds: Readonly<Record<string, readonly Word[]>>,
  given: readonly string[],
): readonly Word[] {
  const kind = given.find((each) => Object.hasOwn(kinds, each));
  return kind === undefined ? [] : (kinds[kind] ?? []);
}

/** The word for each property of options; all of them, where several stand for one: `pop|push|modify`. */
function wordsByProperty(table: readonly Word[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { property, names } of table) {
    if (!property.startsWith("options.")) continue;
    const name = property.slice("options.".length);
    const before = found.get(name);
    found.set(name, before === undefined ? names[0] : `${before}|${names[0]}`);
  }
  return found;
}

/**
 * Says what the library finds wrong with options in the words that they were given by.
 *
 * @param words - Those of the kind.
 * @throws `UsageError` for the library's `NetlinkInputError`; any other error as it is.
 */
export async function inWords<Result>(
  words: readonly Word[],
  call: () => Promise<Result>,
): Promise<Result> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof NetlinkInputError)) throw error;
    const { field, expected, value, message } = error;
    const known = wordsByProperty(words);
    const name = field.replace(/^(action\.)?options\./, "");
    // Within a sentence only what cannot be one of its own words.
    const sentence = expected.replace(
      /\b[a-z]+(?:[A-Z][a-z\d]*)+\b/g,
      (property) => known.get(property) ?? property,
    );
    const got = value === undefined ? "" : message.slice(message.lastIndexOf(", got "));
    throw new UsageError(`${known.get(name) ?? name}: expected ${sentence}${got}`);
  }
}

/** What the verbs that set options of a kind have in common. @param more - Words for the help besides those of the kind. */
export function ofKinds(
  kinds: Readonly<Record<string, readonly Word[]>>,
  more: (given: readonly string[]) => readonly Word[] = () => [],
): Pick<VerbTable, "moreWords" | "around"> {
  return {
    moreWords: (given) => [...wordsOfKind(kinds, given), ...more(given)],
    around: (words, call) => inWords(wordsOfKind(kinds, words), call),
  };
}
