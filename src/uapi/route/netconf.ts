/**
 * Settings of IPv4, IPv6 and MPLS on a link: what stands under `/proc/sys/net/ipv4/conf/` and
 * beside it.
 *
 * @module
 */
import {
  attributeSet,
  enumOf,
  enumTable,
  familyTable,
  message,
  operation,
  s32,
  struct,
  u8,
} from "../../schema/index.ts";

/**
 * `NETCONFA_IFINDEX_*`: what stands in `ifindex` for the settings of all links, and those of new
 * ones.
 */
export const NETCONFA_IFINDEX = enumTable("netconfa-ifindex", { all: -1, default: -2 });

/**
 * Settings of one link: `struct netconfmsg`, then `NETCONFA_*`.
 *
 * @see net/ipv4/devinet.c `devconf_ipv4_policy`
 */
export const netconfMessage = message({
  header: struct("netconfmsg", { ncmFamily: u8 }),
  attributes: attributeSet("netconf", "NETCONFA_", {
    ifindex: [1, enumOf(s32, NETCONFA_IFINDEX)],
    forwarding: [2, s32],
    rpFilter: [3, s32],
    mcForwarding: [4, s32],
    proxyNeigh: [5, s32],
    ignoreRoutesWithLinkdown: [6, s32],
    input: [7, s32],
    bcForwarding: [8, s32],
    forceForwarding: [9, s32],
  }),
});

/** The question for them, and the events of their changes. */
export const rtNetconf = familyTable({
  name: "rt-netconf",
  protocol: 0,
  messages: {
    RTM_NEWNETCONF: [80, netconfMessage],
    RTM_DELNETCONF: [81, netconfMessage],
    RTM_GETNETCONF: [82, netconfMessage],
  },
  operations: {
    RTM_GETNETCONF: operation("RTM_GETNETCONF", [82, netconfMessage], [80, netconfMessage], {
      oneReply: true,
    }),
  },
  groups: {
    RTNLGRP_IPV4_NETCONF: 24,
    RTNLGRP_IPV6_NETCONF: 25,
    RTNLGRP_MPLS_NETCONF: 29,
  },
});
