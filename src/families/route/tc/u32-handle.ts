/**
 * Handles of u32: a table, a bucket in it, and a filter in that, as `tc` writes them.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";

/** `"800::801"`: table, bucket (left out where it is 0) and filter, in hexadecimal; `"800:"` is a table. */
export function formatU32Handle(value: number): string {
  const [table, bucket, node] = [value >>> 20, (value >>> 12) & 0xff, value & 0xfff];
  const hex = (part: number): string => (part === 0 ? "" : part.toString(16));
  return `${hex(table)}:${hex(bucket)}${node === 0 ? "" : `:${hex(node)}`}`;
}

/** As {@link formatU32Handle}, from text. @throws `NetlinkInputError` that names the field. */
export function parseU32Handle(field: string, text: unknown): number {
  const parts =
    typeof text === "string"
      ? /^([0-9a-f]{0,3}):([0-9a-f]{0,2})(?::([0-9a-f]{0,3}))?$/i.exec(text)
      : null;
  if (parts === null)
    throw new NetlinkInputError(
      field,
      text,
      'table, bucket and filter in hexadecimal, as in "800::801"',
    );
  const [, table, bucket, node] = parts;
  const number = (part: string | undefined): number => Number.parseInt(part || "0", 16);
  return ((number(table) << 20) | (number(bucket) << 12) | number(node)) >>> 0;
}
