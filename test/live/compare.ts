/**
 * Rows that a tool printed beside rows that were decoded, and what all comparisons saw together.
 *
 * @module
 */
import { setTimeout as sleep } from "node:timers/promises";
import { type Comparison, compareFields, comparison, type FieldMap } from "../oracle/fields.ts";

/** Timers run between two readings: both are read again. */
const ATTEMPTS = 4;

/** What is printed and what is decoded, in the same order. */
export interface Pair<Context> {
  readonly printed: readonly Readonly<Record<string, unknown>>[];
  readonly ours: readonly unknown[];
  readonly map: (row: never) => FieldMap<never, Context>;
  readonly name: (row: never) => string;
  readonly context: Context;
}

/** Compares row by row. Of our fields only those are looked for that the tool prints. */
export function compareRows<Context>({
  printed,
  ours,
  map,
  name,
  context,
}: Pair<Context>): Comparison {
  const seen = comparison();
  if (printed.length !== ours.length)
    seen.differences.push(`${printed.length} rows are printed, ${ours.length} decoded`);
  printed.forEach((theirs, at) => {
    const row = ours[at] as never;
    if (row === undefined) return;
    const options = { context, where: name(row), terse: true };
    compareFields({ ...theirs }, row, map(row), options, seen);
  });
  return seen;
}

/** Reads and compares until nothing differs, or the attempts are used up. */
export async function settle<Context>(read: () => Promise<Pair<Context>>): Promise<Comparison> {
  for (let attempt = 1; ; attempt++) {
    const seen = compareRows(await read());
    if (seen.differences.length === 0 || attempt === ATTEMPTS) return seen;
    await sleep(100);
  }
}

/** One line of what a comparison saw. */
export function summary(title: string, { compared, fields }: Comparison): string {
  return `${title}: ${fields.size} fields, ${compared} values`;
}
