/**
 * From an attribute's path to where it stands in a request, for refusals that name it.
 *
 * @module
 */
import { type AttributeSet, attributesByNumber } from "../schema/index.ts";
import { type AttributeSpan, attributes } from "../wire/index.ts";

function setWithin(set: AttributeSet, name: string): AttributeSet | undefined {
  const type = set.entries[name]?.[1];
  const inner = type?.kind === "multi" || type?.kind === "indexed-array" ? type.element : type;
  if (inner?.kind !== "nest") return undefined;
  return typeof inner.set === "function" ? inner.set() : inner.set;
}

/**
 * Where the attribute of a path stands; undefined where the request, or the table, has none.
 *
 * @param start - First byte of the attributes.
 * @returns The first byte of its header, counted as `start` is.
 */
export function attributeOffset(
  table: AttributeSet | undefined,
  bytes: Uint8Array,
  start: number,
  end: number,
  path: readonly string[],
): number | undefined {
  let set = table;
  let found: AttributeSpan | undefined;
  let [from, to] = [start, end];
  for (const name of path) {
    if (set === undefined) return undefined;
    const byNumber = attributesByNumber(set);
    found = undefined;
    for (const span of attributes(bytes, from, to)) {
      if (byNumber.get(span.type)?.name === name) found = span;
    }
    if (found === undefined) return undefined;
    set = setWithin(set, name);
    [from, to] = [found.payload, found.end];
  }
  return found?.start;
}
