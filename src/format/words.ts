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
