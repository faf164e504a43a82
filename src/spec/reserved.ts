/**
 * Identifiers that a generated file cannot give to its tables.
 *
 * @module
 */
import { WORDS } from "./words.ts";

/** Words of JavaScript that a table might be called. */
const KEYWORDS =
  "case class const default delete do else enum export for function if import in let new null package private return static super switch this true try type typeof var void while with yield";
const RESERVED = new Set([
  ...KEYWORDS.split(" "),
  ...Object.keys(WORDS),
  "AttributeSet",
  "MessageTable",
]);

/** `name`, or `name` and `suffix` where it is taken or starts with a digit; marks it as taken. */
export function freeName(name: string, suffix: string, taken: Set<string>): string {
  let free = /^\d/.test(name) ? `n${name}` : name;
  for (let count = 1; RESERVED.has(free) || taken.has(free); count++) {
    free = `${name}${suffix}${count === 1 ? "" : count}`;
  }
  taken.add(free);
  return free;
}
