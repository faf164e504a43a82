/**
 * Options of router advertisements that the kernel leaves to user space (DNS servers, captive
 * portals): events only.
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  ipv6,
  message,
  pad,
  s32,
  struct,
  u8,
  u16,
} from "../../schema/index.ts";

/**
 * Options of one advertisement: `struct nduseroptmsg`, then `trailing`, whose first
 * `nduseroptOptsLen` bytes
 * are the options (RFC 4861, 4.6) and whose rest is `NDUSEROPT_SRCADDR`, the router's address, as
 * an
 * attribute: a table has attributes only right after a header.
 *
 * @see net/ipv6/ndisc.c `ndisc_fill_user_opt`
 */
export const nduseroptMessage = message({
  header: struct("nduseroptmsg", {
    nduseroptFamily: u8,
    pad: pad(1),
    nduseroptOptsLen: u16,
    nduseroptIfindex: s32,
    nduseroptIcmpType: u8,
    nduseroptIcmpCode: u8,
    pad1: pad(2),
    pad2: pad(4),
  }),
});

/** What follows the options: the router that sent them. */
export const nduseroptAttrs = attributeSet("nduseropt", "NDUSEROPT_", {
  srcaddr: [1, ipv6],
});

/** The event of such options. */
export const rtNduseropt = familyTable({
  name: "rt-nduseropt",
  protocol: 0,
  messages: { RTM_NEWNDUSEROPT: [68, nduseroptMessage] },
  operations: {},
  groups: { RTNLGRP_ND_USEROPT: 20 },
});
