/**
 * How a spec's names become TypeScript's and C's.
 *
 * @module
 */
import type { SpecNode } from "./parse.ts";

/** Items of a list by name; complains where two have one name. */
export function byName(items: readonly SpecNode[]): Map<string, SpecNode> {
  const named = new Map<string, SpecNode>();
  for (const item of items) {
    const name = item.need("name").text;
    if (named.has(name)) item.fail(`there is a second "${name}"`);
    named.set(name, item);
  }
  return named;
}

/** `"link-attrs"` → `"LINK_ATTRS"`, as the kernel's generators spell C names. */
export function upperName(text: string): string {
  return text.replaceAll("-", "_").toUpperCase();
}

/** `"net-ns-pid"` and `"net_ns_pid"` → `"netNsPid"`; digits stay: `"link-64"` → `"link64"`. */
export function camelName(text: string): string {
  return text
    .split(/[-_ ]+/)
    .map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)))
    .join("");
}
