/**
 * Compares what `ip -j` prints with nlkit's objects, field by field, as a table of fields says.
 *
 * @module
 */
import { isDeepStrictEqual } from "node:util";

/** A value in JSON. */
export type Json = unknown;

/** Where the equal of one field of `ip` is, and how `ip` would print it. */
export interface Field<Ours, Context> {
  /** Path in nlkit's object, parted by dots; empty: the object itself. */
  readonly from: string;
  /** What `ip` makes of the value; undefined where it prints nothing. Absent: the value itself. */
  readonly show?: (value: never, ours: Ours, context: Context) => Json;
  /** Numbers that run (seconds left, timers) may differ by so much. */
  readonly within?: number;
  /** Version of `ip` that prints it first: an older one need not. */
  readonly since?: string;
  /** It says what holds for the rows of this list, one by one; what is no list is one of a single row. */
  readonly each?: FieldMap<never, Context>;
}

/** Fields of `ip`, by their paths parted by dots: where the equal is, or why there is none. */
export type FieldMap<Ours, Context> = Readonly<
  Record<string, Field<Ours, Context> | string | { readonly because: string }>
>;

/** What one comparison saw. */
export interface Comparison {
  /** Fields that were compared, of all objects together. */
  compared: number;
  /** Names of them, with how often. */
  readonly fields: Map<string, number>;
  readonly differences: string[];
}

/** An empty comparison, to add to. */
export function comparison(): Comparison {
  return { compared: 0, fields: new Map(), differences: [] };
}

/** What stands at a path; undefined where nothing does. */
function at(value: unknown, path: string): unknown {
  if (path === "") return value;
  let here = value;
  for (const name of path.split(".")) {
    if (here === null || typeof here !== "object") return undefined;
    here = (here as Record<string, unknown>)[name];
  }
  return here;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === "object" && !Array.isArray(value);

/** Paths of all values of an object that are no objects; a list is one value. */
export function leaves(value: Record<string, unknown>, before = ""): string[] {
  return Object.entries(value).flatMap(([name, inner]) => {
    const path = `${before}${name}`;
    return isObject(inner) ? leaves(inner, `${path}.`) : [path];
  });
}

/** bigint as number, so that JSON of `ip` compares. */
function plain(value: unknown): unknown {
  if (typeof value === "bigint") return Number(value);
  if (Array.isArray(value)) return value.map(plain);
  return isObject(value)
    ? Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]))
    : value;
}

function close(left: unknown, right: unknown, within: number | undefined): boolean {
  if (within !== undefined && typeof left === "number" && typeof right === "number")
    return Math.abs(left - right) <= within;
  return isDeepStrictEqual(left, right);
}

/**
 * Compares an object of `ip` with one of nlkit.
 *
 * Every field that `ip` prints has to be in the map; and, unless `terse`, every field of the map that nlkit's object
 * has a value for has to be printed.
 */
export function compareFields<Context>(
  printed: Record<string, unknown>,
  ours: unknown,
  map: FieldMap<never, Context>,
  options: { readonly context: Context; readonly where: string; readonly terse: boolean },
  into: Comparison,
): void {
  const { context, where, terse } = options;
  const differ = (path: string, left: unknown, right: unknown): void => {
    into.differences.push(
      `${where} ${path}: ip has ${JSON.stringify(left)}, nlkit ${JSON.stringify(plain(right))}`,
    );
  };
  for (const path of leaves(printed)) {
    if (!Object.hasOwn(map, path))
      into.differences.push(
        `${where} ${path}: is not mapped (${JSON.stringify(at(printed, path))})`,
      );
  }
  for (const [path, entry] of Object.entries(map)) {
    if (typeof entry === "object" && "because" in entry) continue;
    const field: Field<never, Context> = typeof entry === "string" ? { from: entry } : entry;
    const theirs = at(printed, path);
    const value = at(ours, field.from);
    if (theirs === undefined && (terse || value === undefined || field.since !== undefined))
      continue;
    if (field.each !== undefined) {
      const rows = theirs as Record<string, unknown>[] | undefined;
      const mine =
        value === undefined || Array.isArray(value) ? (value as unknown[] | undefined) : [value];
      if (rows?.length !== mine?.length) differ(path, theirs, value);
      else
        for (const [index, row] of (rows ?? []).entries())
          compareFields(
            row,
            mine?.[index],
            field.each as FieldMap<never, Context>,
            { context, where: `${where} ${path}[${index}]`, terse },
            into,
          );
      continue;
    }
    const shown =
      field.show === undefined || value === undefined
        ? value
        : field.show(value as never, ours as never, context);
    if (theirs === undefined && shown === undefined) continue;
    into.compared++;
    into.fields.set(path, (into.fields.get(path) ?? 0) + 1);
    if (!close(plain(shown), theirs, field.within)) differ(path, theirs, shown);
  }
}
