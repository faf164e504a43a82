/**
 * Decoded values as JSON text: nothing rounded, nothing left out.
 *
 * @module
 */
import { formatHex } from "../wire/index.ts";

/**
 * JSON of a decoded message or a friendly object. Unlike `JSON.stringify` it writes a `bigint` as a number
 * with all its digits and bytes as a string of hexadecimal digits. Properties keep their order; those
 * that are `undefined` are left out, and numbers that JSON has none for are `null`.
 *
 * @param value - Plain data without cycles.
 */
export function toJson(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "number":
      return Number.isFinite(value) ? String(value) : "null";
    case "bigint":
    case "boolean":
      return String(value);
    case "object":
      return value === null ? "null" : objectJson(value);
    default:
      return "null";
  }
}

/** `"mtu":` of the property `mtu`. There are few names and millions of rows. */
const keys = new Map<string, string>();

function keyJson(name: string): string {
  let key = keys.get(name);
  if (key === undefined) {
    key = `${JSON.stringify(name)}:`;
    // Nothing bounds the names of objects that are not from a table.
    if (keys.size < 4096) keys.set(name, key);
  }
  return key;
}

function objectJson(value: object): string {
  if (value instanceof Uint8Array) return `"${formatHex(value)}"`;
  if (Array.isArray(value)) return `[${value.map(toJson).join(",")}]`;
  let text = "{";
  for (const name of Object.keys(value)) {
    const member = (value as Record<string, unknown>)[name];
    if (member !== undefined) text += `${text === "{" ? "" : ","}${keyJson(name)}${toJson(member)}`;
  }
  return `${text}}`;
}
