/**
 * Addresses as text, in the words of `ip address`.
 *
 * @module
 */
import { type FormatOptions, plain, printable } from "./paint.ts";
import type { ShownAddress } from "./shown.ts";

const WORDS = { ipv4: "inet", ipv6: "inet6" } as const;

/** `"10.0.0.1/24"`, or `"10.0.0.1 peer 10.0.0.2/32"` where the prefix is the other end's. */
export function addressText(address: ShownAddress): string {
  const { peer, prefixLength } = address;
  return peer === undefined
    ? `${address.address}/${prefixLength}`
    : `${address.address} peer ${peer}/${prefixLength}`;
}

function lifetimeText(lifetime: number | "forever"): string {
  return lifetime === "forever" ? lifetime : `${lifetime}s`;
}

/** An address in one line, without indentation. Lifetimes are told where they end. */
export function formatAddress(address: ShownAddress, options: FormatOptions = {}): string[] {
  const { paint = plain, details = false } = options;
  const { family, dev, label, flags, validLifetime, preferredLifetime } = address;
  const parts = [WORDS[family], paint(family, addressText(address))];
  if (address.broadcast !== undefined) parts.push(`brd ${address.broadcast}`);
  if (address.anycast !== undefined) parts.push(`any ${address.anycast}`);
  parts.push(`scope ${address.scope}`);
  // One that stays is the usual case: the others are named.
  parts.push(
    ...(flags.includes("permanent")
      ? flags.filter((flag) => flag !== "permanent")
      : [...flags, "dynamic"]),
  );
  if (address.metric !== undefined) parts.push(`metric ${address.metric}`);
  if (address.protocol !== undefined) parts.push(`proto ${address.protocol}`);
  const name = dev ?? `if${address.index}`;
  parts.push(`dev ${paint("name", printable(name))}`);
  if (label !== undefined && label !== name) parts.push(`label ${printable(label)}`);
  if (details || validLifetime !== "forever" || preferredLifetime !== "forever") {
    parts.push(
      `valid_lft ${lifetimeText(validLifetime)} preferred_lft ${lifetimeText(preferredLifetime)}`,
    );
  }
  return [parts.join(" ")];
}
