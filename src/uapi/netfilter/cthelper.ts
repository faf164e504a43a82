/**
 * Helpers of connection tracking that run in user space (`nfnetlink_cthelper`).
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  message,
  nest,
  operation,
  string,
  u8,
  u16be,
  u32be,
} from "../../schema/index.ts";
import { nfgenmsg } from "../generated/conntrack.ts";

const tuple = attributeSet("cthelper-tuple", "NFCTH_TUPLE_", {
  l3protonum: [1, u16be],
  l4protonum: [2, u8],
});

const expectPolicy = attributeSet("cthelper-policy", "NFCTH_POLICY_", {
  name: [1, string],
  expectMax: [2, u32be],
  expectTimeout: [3, u32be],
});

const policySet = attributeSet("cthelper-policy-set", "NFCTH_POLICY_", {
  setNum: [1, u32be],
  set1: [2, nest(expectPolicy), "NFCTH_POLICY_SET1"],
  set2: [3, nest(expectPolicy), "NFCTH_POLICY_SET2"],
  set3: [4, nest(expectPolicy), "NFCTH_POLICY_SET3"],
  set4: [5, nest(expectPolicy), "NFCTH_POLICY_SET4"],
});

/**
 * A helper: `struct nfgenmsg`, then `NFCTH_*`.
 *
 * @see net/netfilter/nfnetlink_cthelper.c `nfnl_cthelper_policy`
 */
export const cthelperMessage = message({
  header: nfgenmsg,
  attributes: attributeSet("cthelper", "NFCTH_", {
    name: [1, string],
    tuple: [2, nest(tuple)],
    queueNum: [3, u32be],
    policy: [4, nest(policySet)],
    privDataLen: [5, u32be],
    status: [6, u32be],
  }),
});

/** Requests for helpers. */
export const cthelper = familyTable({
  name: "cthelper",
  protocol: 12,
  messages: {
    NFNL_MSG_CTHELPER_NEW: [0x900, cthelperMessage],
    NFNL_MSG_CTHELPER_GET: [0x901, cthelperMessage],
    NFNL_MSG_CTHELPER_DEL: [0x902, cthelperMessage],
  },
  operations: {
    NFNL_MSG_CTHELPER_NEW: operation("NFNL_MSG_CTHELPER_NEW", [0x900, cthelperMessage]),
    NFNL_MSG_CTHELPER_GET: operation(
      "NFNL_MSG_CTHELPER_GET",
      [0x901, cthelperMessage],
      [0x900, cthelperMessage],
    ),
    NFNL_MSG_CTHELPER_DEL: operation("NFNL_MSG_CTHELPER_DEL", [0x902, cthelperMessage]),
  },
  groups: {},
});
