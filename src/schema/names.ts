/**
 * Named numbers: enumerations and flag sets, as tables that work in both directions.
 *
 * @module
 */
import { NetlinkSchemaError } from "../errors/index.ts";

/** An enumeration: names and their numbers. */
export interface EnumTable<Name extends string = string> {
  /** Its name in the kernel's header or spec. */
  readonly name: string;
  /** Number of each name. */
  readonly values: Readonly<Record<Name, number>>;
  /** Name of each number; the first where two names share one. */
  readonly names: ReadonlyMap<number, Name>;
}

/** A set of flags: names and their masks (not bit numbers). */
export interface FlagTable<Name extends string = string> {
  /** Its name in the kernel's header or spec. */
  readonly name: string;
  /** Mask of each name. */
  readonly masks: Readonly<Record<Name, number>>;
}

/**
 * Defines an enumeration.
 *
 * @example
 * ```ts
 * import { enumTable } from "nlkit/schema";
 * const operstate = enumTable("operstate", { unknown: 0, down: 2, up: 6 });
 * console.assert(operstate.names.get(6) === "up" && operstate.values.down === 2);
 * ```
 */
export function enumTable<const Values extends Record<string, number>>(
  name: string,
  values: Values,
): EnumTable<keyof Values & string> {
  const names = new Map<number, keyof Values & string>();
  for (const [key, value] of Object.entries(values)) {
    if (!names.has(value)) names.set(value, key);
  }
  return { name, values, names };
}

/**
 * Defines a set of flags by their masks.
 *
 * @throws `NetlinkSchemaError` when a mask is no number from 0 to 2³²−1.
 */
export function flagTable<const Masks extends Record<string, number>>(
  name: string,
  masks: Masks,
): FlagTable<keyof Masks & string> {
  for (const [key, mask] of Object.entries(masks)) {
    if (mask !== mask >>> 0) throw new NetlinkSchemaError(`flags ${name}: ${key} is no mask`);
  }
  return { name, masks };
}

/** Names of the flags that are set, in the table's order; bits without a name come last, as `"0x…"`. */
export function flagNames<Name extends string>(
  table: FlagTable<Name>,
  value: number,
): (Name | `0x${string}`)[] {
  const names: (Name | `0x${string}`)[] = [];
  let rest = value >>> 0;
  for (const name in table.masks) {
    const mask = table.masks[name];
    if (mask !== 0 && (value & mask) >>> 0 === mask) {
      names.push(name);
      rest = (rest & ~mask) >>> 0;
    }
  }
  if (rest !== 0) names.push(`0x${rest.toString(16)}`);
  return names;
}

/** The mask of a list of flag names; undefined where one of them is unknown. */
export function flagMask(table: FlagTable, names: readonly string[]): number | undefined {
  let mask = 0;
  for (const name of names) {
    const bit = Object.hasOwn(table.masks, name) ? table.masks[name] : undefined;
    if (bit === undefined) return undefined;
    mask |= bit;
  }
  return mask >>> 0;
}

/** The nearest of the names that exist, by edit distance, where one is near; for "did you mean". */
export function nearestName(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of names) {
    let row = Array.from({ length: candidate.length + 1 }, (_, at) => at);
    for (let i = 1; i <= name.length; i++) {
      const next = [i];
      for (let j = 1; j <= candidate.length; j++) {
        const swap = (row[j - 1] as number) + (name[i - 1] === candidate[j - 1] ? 0 : 1);
        next.push(Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1));
      }
      row = next;
    }
    const distance = row[candidate.length] as number;
    // Nothing is near to a name that would have to be replaced as a whole.
    if (distance < Math.min(bestDistance, name.length, candidate.length)) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}
