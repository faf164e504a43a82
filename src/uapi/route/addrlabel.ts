/**
 * Labels of IPv6 prefixes, by which the kernel chooses a source address (RFC 6724).
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  ipv6,
  message,
  operation,
  pad,
  struct,
  u8,
  u32,
} from "../../schema/index.ts";

/**
 * A prefix and its label: `struct ifaddrlblmsg`, then `IFAL_*`.
 *
 * @see net/ipv6/addrlabel.c `ifal_policy`
 */
export const addrlabelMessage = message({
  header: struct("ifaddrlblmsg", {
    ifalFamily: u8,
    pad: pad(1),
    ifalPrefixlen: u8,
    ifalFlags: u8,
    ifalIndex: u32,
    ifalSeq: u32,
  }),
  attributes: attributeSet("addrlabel", "IFAL_", {
    address: [1, ipv6],
    label: [2, u32],
  }),
});

/** Requests for labels; nothing tells of their changes. */
export const rtAddrlabel = familyTable({
  name: "rt-addrlabel",
  protocol: 0,
  messages: {
    RTM_NEWADDRLABEL: [72, addrlabelMessage],
    RTM_DELADDRLABEL: [73, addrlabelMessage],
    RTM_GETADDRLABEL: [74, addrlabelMessage],
  },
  operations: {
    RTM_NEWADDRLABEL: operation("RTM_NEWADDRLABEL", [72, addrlabelMessage]),
    RTM_DELADDRLABEL: operation("RTM_DELADDRLABEL", [73, addrlabelMessage]),
    RTM_GETADDRLABEL: operation(
      "RTM_GETADDRLABEL",
      [74, addrlabelMessage],
      [72, addrlabelMessage],
      { oneReply: true },
    ),
  },
  groups: {},
});
