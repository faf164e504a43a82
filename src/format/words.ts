/**
 * Options and metrics as `key value` words, spelled as on a command line.
 *
 * @module
 */
import { formatHex } from "../wire/index.ts";
import { toJson } from "./json.ts";
import { printable } from "./paint.ts";

/** `forwardDelay` → `forward_delay`: how a property is spelled as a word. */
export function wordOf(property: string): string {
  return property.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** One value as text: bytes in hexadecimal, strings as they are, the rest as JSON. */
export function valueText(value: unknown): string {
  if (value instanceof Uint8Array) return formatHex(value);
  return typeof value === "string" ? printable(value) : toJson(value);
}

/**
 * The options of a link's kind in one line: `"vlan_filtering 1 stp_state 0 …"`; what is no simple value
 * stands as JSON, what is only there or not as its name alone.
 */
export function formatOptions(options: unknown): string {
  if (options === null || typeof options !== "object" || options instanceof Uint8Array)
    return valueText(options);
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => (value === true ? wordOf(name) : `${wordOf(name)} ${valueText(value)}`))
    .join(" ");
}

const isNest = (value: unknown): value is object =>
  value !== null && typeof value === "object" && !(value instanceof Uint8Array);
const isList = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.every(isNest);

/** The words of all but lists. */
function singleWords(values: object): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined || isList(value)) return [];
    if (!isNest(value) || Array.isArray(value)) return [formatOptions({ [name]: value })];
    const inner = singleWords(value);
    return inner.length === 0 ? [] : [wordOf(name), ...inner];
  });
}

/** A line for each entry of the lists. */
function listLines(path: string, values: object): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const place = `${path} ${wordOf(name)}`;
    if (isList(value)) return value.flatMap((entry) => formatNested(place, entry));
    return isNest(value) ? listLines(place, value) : [];
  });
}

/**
 * Options within options: in one line `name` and the words of all, `"bridge stp tx_bpdu 7"`; then a line for each entry of
 * a list, `"bridge vlan vid 1 rx_bytes 0"`.
 *
 * @returns Lines without their ends; none where there is nothing to tell.
 */
export function formatNested(name: string, values: object): string[] {
  const words = singleWords(values);
  const rest = listLines(name, values);
  return words.length === 0 ? rest : [[name, ...words].join(" "), ...rest];
}
