/**
 * Settings of links as text, in the words of `ip netconf`.
 *
 * @module
 */
import { type FormatOptions, plain, printable } from "./paint.ts";
import { wordOf } from "./words.ts";

/** Settings of one family on a link, as `Netconf` of `nlkit/route` has them. */
export interface ShownNetconf {
  readonly family: string | number;
  readonly dev: string;
  readonly index?: number;
}

const FAMILIES: Readonly<Record<string, string>> = { ipv4: "inet", ipv6: "inet6" };

/** Settings of one family on a link in one line. */
export function formatNetconf(netconf: ShownNetconf, options: FormatOptions = {}): string[] {
  const { paint = plain } = options;
  const { family, dev, index, ...settings } = netconf;
  const words = Object.entries(settings).map(([name, value]) => {
    const text = typeof value === "boolean" ? (value ? "on" : "off") : String(value);
    return `${wordOf(name)} ${text}`;
  });
  return [[FAMILIES[family] ?? family, paint("name", printable(dev)), ...words].join(" ")];
}
