/**
 * Handles of qdiscs, classes and filters, as the text that people know them by.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";

/** The parent of what has all that a link sends (include/uapi/linux/pkt_sched.h). */
export const TC_H_ROOT = 0xffffffff;
/** The parent of what has all that comes in. */
export const TC_H_INGRESS = 0xfffffff1;
/** Filters on the ways in and out of a `clsact` or `ingress` qdisc. */
const TC_H_MIN_INGRESS = 0xfff2;
const TC_H_MIN_EGRESS = 0xfff3;

/** Parents that have a name. */
const NAMED: Readonly<Record<string, number>> = {
  root: TC_H_ROOT,
  ingress: TC_H_INGRESS,
  clsact: TC_H_INGRESS,
};
const NAMES: ReadonlyMap<number, string> = new Map([
  [TC_H_ROOT, "root"],
  [TC_H_INGRESS, "ingress"],
]);

/** Parents of filters that have a name: those of `clsact` are hooks, and `root` is whatever qdisc is there. */
const HOOKS: Readonly<Record<string, number>> = {
  root: 0,
  ingress: 0xffff0000 + TC_H_MIN_INGRESS,
  egress: 0xffff0000 + TC_H_MIN_EGRESS,
};
const HOOK_NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(HOOKS).map(([name, value]) => [value, name]),
);

/** `"1:10"`, in hexadecimal; a minor of 0 is left out: `"1:"`. */
export function formatClassId(value: number): string {
  const [major, minor] = [value >>> 16, value & 0xffff];
  return `${major === 0 ? "" : major.toString(16)}:${minor === 0 ? "" : minor.toString(16)}`;
}

/** `"1:10"`, `"1:"`, `":10"`. @throws `NetlinkInputError` that names the field. */
export function parseClassId(field: string, text: unknown): number {
  const [whole, major = "", minor = ""] =
    typeof text === "string" ? (/^([0-9a-f]{0,4}):([0-9a-f]{0,4})$/i.exec(text) ?? []) : [];
  if (whole !== undefined && whole !== ":")
    return Number.parseInt(major || "0", 16) * 0x10000 + Number.parseInt(minor || "0", 16);
  throw new NetlinkInputError(field, text, 'two hexadecimal numbers, as in "1:10"');
}

/** The handle of a qdisc: `"1:"`. @throws `NetlinkInputError` that names the field. */
export function parseHandle(field: string, text: unknown): number {
  const value = parseClassId(field, text);
  if (value % 0x10000 === 0 && value !== 0) return value;
  throw new NetlinkInputError(field, text, 'a major number alone, as in "1:"');
}

/** A parent as text: `"root"`, `"ingress"`, `"1:10"`; undefined where there is none. */
export function formatParent(value: number): string | undefined {
  return value === 0 ? undefined : (NAMES.get(value) ?? formatClassId(value));
}

/** The parent of a qdisc or class. @throws `NetlinkInputError` that names the field. */
export function parseParent(field: string, text: unknown): number {
  if (typeof text === "string" && Object.hasOwn(NAMED, text)) return NAMED[text] as number;
  return parseClassId(field, text);
}

/** Where a filter hangs: a qdisc or class, or `"ingress"` and `"egress"` of clsact. */
export function formatHook(value: number): string {
  return HOOK_NAMES.get(value) ?? formatClassId(value);
}

/** As {@link formatHook}, from text. @throws `NetlinkInputError` that names the field. */
export function parseHook(field: string, text: unknown): number {
  if (typeof text === "string" && Object.hasOwn(HOOKS, text)) return HOOKS[text] as number;
  return parseClassId(field, text);
}
