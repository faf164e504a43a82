/**
 * Numbers in the header of a route that its spec leaves without names: protocols, scopes, tables, flags.
 *
 * @module
 */
import { enumTable } from "../../schema/index.ts";

/**
 * `RTPROT_*`, who installed a route (`rtm_protocol`): the names in lower case. Numbers above 4 are for
 * user space to share out.
 *
 * @see include/uapi/linux/rtnetlink.h
 */
export const RT_PROTOCOL = enumTable("rtm-protocol", {
  unspec: 0,
  redirect: 1,
  kernel: 2,
  boot: 3,
  static: 4,
  gated: 8,
  ra: 9,
  mrt: 10,
  zebra: 11,
  bird: 12,
  dnrouted: 13,
  xorp: 14,
  ntk: 15,
  dhcp: 16,
  mrouted: 17,
  keepalived: 18,
  babel: 42,
  ovn: 84,
  openr: 99,
  bgp: 186,
  isis: 187,
  ospf: 188,
  rip: 189,
  eigrp: 192,
});

/**
 * `RT_SCOPE_*`, how far a destination is (`rtm_scope`, `ifa_scope`). `RT_SCOPE_UNIVERSE` is called
 * `global`, as every tool does, and can be written `universe` too.
 *
 * @see include/uapi/linux/rtnetlink.h
 */
export const RT_SCOPE = enumTable("rt_scope_t", {
  global: 0,
  universe: 0,
  site: 200,
  link: 253,
  host: 254,
  nowhere: 255,
});

/**
 * `RT_TABLE_*`, the routing tables with names (`RTA_TABLE`, or `rtm_table` up to 255, where `compat`
 * stands for a larger number in the attribute).
 *
 * @see include/uapi/linux/rtnetlink.h
 */
export const RT_TABLE = enumTable("rt_class_t", {
  unspec: 0,
  compat: 252,
  default: 253,
  main: 254,
  local: 255,
});

/** Tell the sender of a change, too (`rtm_flags`). */
export const RTM_F_NOTIFY = 0x100;
/** Made for a single destination, not configured: in requests, list such routes. */
export const RTM_F_CLONED = 0x200;
/** Answer a look-up with the table that the route is in. */
export const RTM_F_LOOKUP_TABLE = 0x1000;
/** Answer a look-up with the route of the table, not with the path made from it. */
export const RTM_F_FIB_MATCH = 0x2000;
