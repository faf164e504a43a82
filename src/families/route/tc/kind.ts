/**
 * Kinds as tables of fields: their options are read from the attributes and written to them in one place, for qdiscs,
 * classes, filters and actions alike.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import { checkProperties } from "../input.ts";
import type { Draft, Fields, IndexOf, Message, NameOf, OptionsOf } from "./fields.ts";

/** A kind: what is said of it, and what follows from that. */
export interface Kind {
  readonly fields: Fields;
  /** Properties that cannot be absent. */
  readonly needs?: readonly string[];
  /** Attributes that follow from the fields, and are not told of. */
  readonly derived?: readonly string[];
  /** Attributes that the kernel counts in, told of with the statistics. */
  readonly counted?: Fields;
  /** The handle of a filter that has to have one, by what is in it. */
  readonly handle?: (draft: Message) => number;
  /**
   * What is sent where nothing is said of it.
   *
   * @param name - What the caller calls the options.
   */
  readonly start?: (name: string, given: Message) => Draft;
  /**
   * Checks that properties go together, and adds what follows from several of them.
   *
   * @param name - What the caller calls the options.
   */
  readonly finish?: (name: string, given: Message, draft: Draft) => void;
}

/** A kind whose fields are known to the compiler. */
export interface TypedKind<Table extends Fields> extends Kind {
  readonly fields: Table;
}

/** Kinds by their names. */
export type Kinds = Readonly<Record<string, Kind>>;
/** The options of each kind of a table. */
export type KindOptions<Table extends Kinds> = {
  readonly [Name in keyof Table]: OptionsOf<Table[Name]["fields"]>;
};

/** A kind of these fields. */
export function kind<Table extends Fields>(
  fields: Table,
  more: Omit<Kind, "fields" | "needs"> & {
    readonly needs?: readonly (keyof Table & string)[];
  } = {},
): TypedKind<Table> {
  return { fields, ...more };
}

/** What options of a kind say; and what its fields do not tell of, as the table has it. */
export interface ReadOptions {
  readonly options?: Message;
  readonly attributes?: Message;
}

/** Reads the fields of a table. */
export function readFields(fields: Fields, message: Message, nameOf: NameOf): Draft {
  const found: Draft = {};
  for (const [property, field] of Object.entries(fields)) {
    const value: unknown = field.read(message, nameOf);
    if (value !== undefined) found[property] = value;
  }
  return found;
}

/** The friendly form of `TCA_OPTIONS` of a kind. */
export function readOptions(
  table: Kind | undefined,
  message: unknown,
  nameOf: NameOf,
): ReadOptions {
  if (message === undefined) return {};
  // What no table knows is bytes.
  if (message instanceof Uint8Array)
    return message.length === 0 ? {} : { attributes: { bytes: message } };
  if (table === undefined) return { attributes: message as Message };
  const { fields, derived = [], counted = {} } = table;
  const all = [...Object.values(fields), ...Object.values(counted)];
  const known = new Set([...derived, ...all.flatMap(({ attributes }) => attributes)]);
  const rest = Object.entries(message as Message).filter(([name]) => !known.has(name));
  return {
    options: readFields(fields, message as Message, nameOf),
    ...(rest.length > 0 && { attributes: Object.fromEntries(rest) }),
  };
}

/**
 * `TCA_OPTIONS` for options of a kind.
 *
 * @param name - What the caller calls them: `"options"`.
 * @throws `NetlinkInputError` that names the property.
 */
export function writeOptions(table: Kind, name: string, options: unknown = {}): Draft {
  checkProperties(name, options, Object.keys(table.fields));
  const given = options as Message;
  for (const property of table.needs ?? [])
    if (given[property] === undefined)
      throw new NetlinkInputError(
        `${name}.${property}`,
        undefined,
        "a value: it cannot be without",
      );
  const draft = table.start?.(name, given) ?? {};
  for (const [property, field] of Object.entries(table.fields)) {
    const value = given[property];
    if (value !== undefined) field.write(`${name}.${property}`, value, draft);
  }
  table.finish?.(name, given, draft);
  return draft;
}

/** Which property an attribute's path is, for the codec's errors. */
export function wordsOf(table: Kind, name: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(table.fields).map(([property, { path }]) => [
      `options.${path}`,
      `${name}.${property}`,
    ]),
  );
}

/** Options with the links that they name as indexes. */
export async function withIndexes(
  table: Kind,
  name: string,
  options: unknown,
  indexOf: IndexOf,
): Promise<unknown> {
  if (options === null || typeof options !== "object") return options;
  const found: Draft = { ...options };
  for (const [property, { resolve }] of Object.entries(table.fields)) {
    if (resolve !== undefined && found[property] !== undefined)
      found[property] = await resolve(`${name}.${property}`, found[property], indexOf);
  }
  return found;
}

/** A kind of a table by its name; undefined for one that is not known. */
export function kindIn(known: Kinds, name: string): Kind | undefined {
  return Object.hasOwn(known, name) ? known[name] : undefined;
}

/** What an object of a kind is made with. */
interface Kinded {
  readonly kind: string;
  readonly options?: unknown;
  readonly attributes?: Message | undefined;
}

/**
 * The kind and its options as attributes; links in them have been resolved ({@link withIndexes}).
 *
 * @param known - Kinds that have fields; of others only `attributes` can be said.
 * @param at - What stands before the names of properties, for errors: `"actions[0]."`.
 * @throws `NetlinkInputError` that names the property.
 */
export function kindRequest(
  known: Kinds,
  { kind: name, options, attributes }: Kinded,
  at = "",
): { readonly kind: string; readonly options?: Draft | Uint8Array } {
  const names = Object.keys(known).join(", ");
  if (typeof name !== "string" || name === "")
    throw new NetlinkInputError(`${at}kind`, name, `a kind: ${names}, or another`);
  const table = kindIn(known, name);
  if (table === undefined && options !== undefined)
    throw new NetlinkInputError(
      `${at}options`,
      options,
      `nothing: of ${name} only attributes can be told; options are of ${names}`,
    );
  const bytes = attributes?.["bytes"];
  if (bytes instanceof Uint8Array) return { kind: name, options: bytes };
  const own = table === undefined ? {} : writeOptions(table, `${at}options`, options);
  const draft = { ...own, ...attributes };
  return { kind: name, ...(Object.keys(draft).length > 0 && { options: draft }) };
}

/** As {@link kindRequest}, of options whose links have names. */
export async function linkedRequest(
  known: Kinds,
  settings: Kinded,
  indexOf: IndexOf,
): Promise<ReturnType<typeof kindRequest>> {
  const table = kindIn(known, settings.kind);
  if (table === undefined) return kindRequest(known, settings);
  const options = await withIndexes(table, "options", settings.options, indexOf);
  return kindRequest(known, { ...settings, options });
}
