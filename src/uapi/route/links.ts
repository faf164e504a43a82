/**
 * Numbers for requests about links.
 *
 * @module
 */

/** `RTEXT_FILTER_*` as numbers, for `IFLA_EXT_MASK`: what a request for links wants with them, or without. */
export { rtextFilter as RTEXT_FILTER } from "../generated/rt-link.ts";
/** Leave out the counters of IPv6 and of virtual functions; those of the link itself (`stats64`) come all the same. */
export const RTEXT_FILTER_SKIP_STATS = 0x8;
/** With the virtual functions of each link. */
export const RTEXT_FILTER_VF = 0x1;
/** With the VLANs of bridge ports, ranges compressed. */
export const RTEXT_FILTER_BRVLAN_COMPRESSED = 0x4;
