/**
 * Which matches and targets of xtables nftables can use (`nft_compat`).
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  message,
  operation,
  string,
  u32be,
} from "../../schema/index.ts";
import { nfgenmsg } from "../generated/conntrack.ts";

/**
 * A match (`type` 0) or target (1) and its revision: `struct nfgenmsg`, then `NFTA_COMPAT_*`.
 *
 * @see net/netfilter/nft_compat.c
 */
export const compatMessage = message({
  header: nfgenmsg,
  attributes: attributeSet("nft-compat", "NFTA_COMPAT_", {
    name: [1, string],
    rev: [2, u32be],
    type: [3, u32be],
  }),
});

/** The question for a match or target; its answer is the highest revision. */
export const compat = familyTable({
  name: "nft-compat",
  protocol: 12,
  messages: { NFNL_MSG_COMPAT_GET: [0xb00, compatMessage] },
  operations: {
    NFNL_MSG_COMPAT_GET: operation(
      "NFNL_MSG_COMPAT_GET",
      [0xb00, compatMessage],
      [0xb00, compatMessage],
    ),
  },
  groups: {},
});
