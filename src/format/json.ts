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

function objectJson(value: object): string {
  if (value instanceof Uint8Array) return `"${formatHex(value)}"`;
  if (Array.isArray(value)) return `[${value.map(toJson).join(",")}]`;
  let text = "";
  for (const [name, member] of Object.entries(value)) {
    if (member === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${toJson(member)}`;
  }
  return `{${text}}`;
}
