/**
 * Counters with names that rules add to, and their quotas (`nfnetlink_acct`).
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  flagsOf,
  flagTable,
  message,
  nest,
  operation,
  string,
  u32be,
  u64be,
} from "../../schema/index.ts";
import { nfgenmsg } from "../generated/conntrack.ts";

/**
 * `NFACCT_F_*` as masks: what a quota is of; `overquota` where it is used up.
 *
 * @see include/uapi/linux/netfilter/nfnetlink_acct.h
 */
export const NFACCT_F = flagTable("nfnl_acct_flags", {
  "quota-pkts": 0x1,
  "quota-bytes": 0x2,
  overquota: 0x4,
});

const filter = attributeSet("nfacct-filter", "NFACCT_FILTER_", {
  mask: [1, flagsOf(u32be, NFACCT_F)],
  value: [2, flagsOf(u32be, NFACCT_F)],
});

/**
 * A counter: `struct nfgenmsg`, then `NFACCT_*`.
 *
 * @see net/netfilter/nfnetlink_acct.c `nfnl_acct_policy`
 */
export const acctMessage = message({
  header: nfgenmsg,
  attributes: attributeSet("nfacct", "NFACCT_", {
    name: [1, string],
    pkts: [2, u64be],
    bytes: [3, u64be],
    use: [4, u32be],
    flags: [5, flagsOf(u32be, NFACCT_F)],
    quota: [6, u64be],
    filter: [7, nest(filter)],
  }),
});

/** Requests for counters, and the event of a used quota. */
export const acct = familyTable({
  name: "nfacct",
  protocol: 12,
  messages: {
    NFNL_MSG_ACCT_NEW: [0x700, acctMessage],
    NFNL_MSG_ACCT_GET: [0x701, acctMessage],
    NFNL_MSG_ACCT_GET_CTRZERO: [0x702, acctMessage],
    NFNL_MSG_ACCT_DEL: [0x703, acctMessage],
    NFNL_MSG_ACCT_OVERQUOTA: [0x704, acctMessage],
  },
  operations: {
    NFNL_MSG_ACCT_NEW: operation("NFNL_MSG_ACCT_NEW", [0x700, acctMessage]),
    NFNL_MSG_ACCT_GET: operation("NFNL_MSG_ACCT_GET", [0x701, acctMessage], [0x700, acctMessage]),
    NFNL_MSG_ACCT_GET_CTRZERO: operation(
      "NFNL_MSG_ACCT_GET_CTRZERO",
      [0x702, acctMessage],
      [0x700, acctMessage],
    ),
    NFNL_MSG_ACCT_DEL: operation("NFNL_MSG_ACCT_DEL", [0x703, acctMessage]),
  },
  groups: { NFNLGRP_ACCT_QUOTA: 8 },
});
