/**
 * The network that cases about routes begin with, and words for what they ask.
 *
 * @module
 */
import { address, LINKS, type Request, route, up } from "./route-dialog.ts";

export const V1 = 2;
export const V0 = 3;
export const LINK_SCOPE = 253;

/** Attributes of a route by a gateway. */
export const via = (gateway: string, more: object = {}) => ({ gateway, ...more });
/** Attributes of a route by a link alone. */
export const dev = (oif: number, more: object = {}) => ({ oif, rtmScope: LINK_SCOPE, ...more });

/** `v1` has 10.0.0.1/24 and 2001:db8::1/64, `v0` 10.7.0.1/24. */
export const NET: readonly Request[] = [
  ...LINKS,
  up("lo"),
  up("v1"),
  up("v0"),
  address(V1, "10.0.0.1", 24),
  address(V0, "10.7.0.1", 24),
  address(V1, "2001:db8::1", 64, { flags: 2 }),
];
/** With a route beside those that the addresses bring. */
export const ONE = [...NET, route("10.1.0.0", 16, via("10.0.0.9"))];
/** With one of IPv6. */
export const ONE6 = [...NET, route("2001:db8:1::", 48, via("2001:db8::9"))];

/** What a look-up asks. */
export function look(dst: string, more: object = {}): object {
  const is6 = dst.includes(":");
  return { rtmFamily: is6 ? 10 : 2, rtmDstLen: is6 ? 128 : 32, dst, ...more };
}
