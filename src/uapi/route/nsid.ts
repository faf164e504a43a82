/**
 * Numbers that one network namespace has for others.
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  message,
  operation,
  s32,
  struct,
  u8,
  u32,
} from "../../schema/index.ts";

/** What stands in `NETNSA_NSID` where a namespace has no number. */
export const NETNSA_NSID_NOT_ASSIGNED = -1;

/**
 * A namespace: `struct rtgenmsg`, then `NETNSA_*`.
 *
 * @see net/core/net_namespace.c `rtnl_net_policy`
 */
export const nsidMessage = message({
  header: struct("rtgenmsg", { rtgenFamily: u8 }),
  attributes: attributeSet("netnsa", "NETNSA_", {
    nsid: [1, s32],
    pid: [2, u32],
    fd: [3, u32],
    targetNsid: [4, s32],
    currentNsid: [5, s32],
  }),
});

/** Requests and events of the numbers of namespaces. */
export const rtNsid = familyTable({
  name: "rt-nsid",
  protocol: 0,
  messages: {
    RTM_NEWNSID: [88, nsidMessage],
    RTM_DELNSID: [89, nsidMessage],
    RTM_GETNSID: [90, nsidMessage],
  },
  operations: {
    RTM_NEWNSID: operation("RTM_NEWNSID", [88, nsidMessage]),
    RTM_GETNSID: operation("RTM_GETNSID", [90, nsidMessage], [88, nsidMessage], { oneReply: true }),
  },
  groups: { RTNLGRP_NSID: 28 },
});
