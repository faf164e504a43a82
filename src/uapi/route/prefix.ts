/**
 * Prefixes that a router has advertised: events only.
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  flagsOf,
  flagTable,
  ipv6,
  message,
  pad,
  s32,
  struct,
  u8,
  u32,
} from "../../schema/index.ts";

/** `IF_PREFIX_*` as masks: `onlink`, and `autoconf` where addresses may be made of it. */
export const IF_PREFIX = flagTable("if-prefix-flags", { onlink: 0x1, autoconf: 0x2 });

/**
 * A prefix: `struct prefixmsg`, then `PREFIX_*`; times in seconds.
 *
 * @see net/ipv6/addrconf.c `inet6_fill_prefix`
 */
export const prefixMessage = message({
  header: struct("prefixmsg", {
    prefixFamily: u8,
    pad: pad(1),
    pad1: pad(2),
    prefixIfindex: s32,
    prefixType: u8,
    prefixLen: u8,
    prefixFlags: flagsOf(u8, IF_PREFIX),
    pad2: pad(1),
  }),
  attributes: attributeSet("prefix", "PREFIX_", {
    address: [1, ipv6],
    cacheinfo: [2, struct("prefix_cacheinfo", { preferredTime: u32, validTime: u32 })],
  }),
});

/** The event of a prefix. */
export const rtPrefix = familyTable({
  name: "rt-prefix",
  protocol: 0,
  messages: { RTM_NEWPREFIX: [52, prefixMessage] },
  operations: {},
  groups: { RTNLGRP_IPV6_PREFIX: 18 },
});
