/**
 * Which family a word means: its table, by name or out of a spec, and its operations and groups by short names.
 *
 * @module
 */
import { readFile } from "node:fs/promises";
import { NetlinkInputError } from "nlkit/errors";
import { type FamilyName, loadFamily } from "nlkit/family";
import type { FamilyTable } from "nlkit/schema";
import { CheckError, UsageError, unknownWord } from "./usage.ts";

/**
 * Reads a family's table out of a YAML file.
 *
 * @throws `CheckError` for a file that cannot be read, `NetlinkSpecError` with file, line and column.
 */
export async function readSpec(file: string): Promise<FamilyTable> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    throw new CheckError(`--spec: ${(error as Error).message}`);
  }
  // The reader of YAML is loaded by who has a spec.
  const { loadSpec } = await import("nlkit/spec");
  return loadSpec(text, { file });
}

/**
 * The table of a family: of the spec where one is given, else the one that nlkit has.
 *
 * @throws `CheckError` for a spec that cannot be read, `NetlinkSpecError` for a fault in it; `UsageError`.
 */
export async function tableOf(family: string, spec: string | undefined): Promise<FamilyTable> {
  if (spec !== undefined) {
    const table = await readSpec(spec);
    if (table.name === family) return table;
    throw new UsageError(`${spec} describes "${table.name}", not "${family}"`);
  }
  try {
    return await loadFamily(family as FamilyName);
  } catch (error) {
    if (!(error instanceof NetlinkInputError)) throw error;
    throw new UsageError(error.message, "--spec FILE brings the table of a family");
  }
}

/** Length of what names begin with together, up to a `_`. */
function commonStart(names: readonly string[]): number {
  const [first = ""] = names;
  let length = first.length;
  for (const name of names) while (!name.startsWith(first.slice(0, length))) length--;
  return first.lastIndexOf("_", length - 1) + 1;
}

/**
 * Names without what those of their kind begin with, as they may be typed: `rings-get`. nftables has two kinds, `NFT_…`
 * and `NFNL_…`.
 */
export function shortNames(names: readonly string[]): string[] {
  const kindOf = (name: string): string => name.slice(0, name.indexOf("_") + 1);
  const starts = new Map<string, number>();
  for (const kind of new Set(names.map(kindOf)))
    starts.set(kind, commonStart(names.filter((name) => kindOf(name) === kind)));
  return names.map((name) => {
    return name
      .slice(starts.get(kindOf(name)))
      .toLowerCase()
      .replaceAll("_", "-");
  });
}

/** The name that a word means: itself, or the one that ends with it: `link` is `RTNLGRP_LINK`. */
export function findName(word: string, names: readonly string[]): string | undefined {
  const end = word.toUpperCase().replaceAll("-", "_");
  const found =
    names.find((name) => name === word || name === end) ??
    names.filter((name) => name.toUpperCase().endsWith(`_${end}`));
  if (typeof found === "string") return found;
  // Of GET_STATS and NEW_GET_STATS, the shorter is what was meant by its whole short name.
  const exact = found.filter((name) => shortNames(names)[names.indexOf(name)] === word);
  const [first] = exact.length === 1 ? exact : found;
  if (found.length > 1 && exact.length !== 1)
    throw new UsageError(`"${word}" may be ${found.join(" or ")}`);
  return first;
}

/** The operation that a word means: its C name, or the end of it: `rings-get` is `ETHTOOL_MSG_RINGS_GET`. */
export function operationName(table: FamilyTable, word: string): string {
  const names = Object.keys(table.operations);
  const found = findName(word, names);
  if (found === undefined) throw unknownWord(`operation of ${table.name}`, word, shortNames(names));
  return found;
}
