/**
 * Labels of IPv6 prefixes as text, in the words of `ip addrlabel`.
 *
 * @module
 */
import { type FormatOptions, plain, printable } from "./paint.ts";

/** A label, as `AddressLabel` of `nlkit/route` has it. */
export interface ShownAddressLabel {
  readonly prefix: string;
  readonly label: number;
  readonly index?: number;
  readonly dev?: string;
}

/** A label in one line. */
export function formatAddressLabel(row: ShownAddressLabel, options: FormatOptions = {}): string[] {
  const { paint = plain } = options;
  const { prefix, label, index } = row;
  const dev = row.dev ?? (index === undefined ? undefined : `if${index}`);
  const on = dev === undefined ? "" : ` dev ${paint("name", printable(dev))}`;
  return [`prefix ${paint("ipv6", prefix)}${on} label ${label}`];
}
