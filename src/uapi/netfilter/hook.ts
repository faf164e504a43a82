/**
 * What is attached to each hook of the packet path, in its order (`nfnetlink_hook`).
 *
 * @module
 */
import {
  attributeSet,
  enumOf,
  enumTable,
  familyTable,
  message,
  nest,
  operation,
  s32be,
  string,
  subMessage,
  u8,
  u32be,
} from "../../schema/index.ts";
import { nfgenmsg } from "../generated/conntrack.ts";

/**
 * `NFNL_HOOK_TYPE_*`: what a function belongs to.
 *
 * @see include/uapi/linux/netfilter/nfnetlink_hook.h
 */
export const NFNL_HOOK_TYPE = enumTable("nfnl_hook_chaintype", {
  nftables: 1,
  bpf: 2,
  "nft-flowtable": 3,
});

const chain = attributeSet("hook-chain", "NFNLA_CHAIN_", {
  table: [1, string],
  family: [2, u8],
  name: [3, string],
});

const program = attributeSet("hook-bpf", "NFNLA_HOOK_BPF_", {
  id: [1, u32be],
});

const info = attributeSet("hook-chain-info", "NFNLA_HOOK_INFO_", {
  // The kernel writes the type first, whose number is the larger one.
  desc: [
    1,
    subMessage("type", {
      nftables: message({ attributes: chain }),
      bpf: message({ attributes: program }),
      "nft-flowtable": message({ attributes: chain }),
    }),
  ],
  type: [2, enumOf(u32be, NFNL_HOOK_TYPE)],
});

/**
 * A function: `struct nfgenmsg`, then `NFNLA_HOOK_*`; the lower its priority, the sooner.
 *
 * @see net/netfilter/nfnetlink_hook.c
 */
export const hookMessage = message({
  header: nfgenmsg,
  attributes: attributeSet("hook", "NFNLA_HOOK_", {
    hooknum: [1, u32be],
    priority: [2, s32be],
    dev: [3, string],
    functionName: [4, string],
    moduleName: [5, string],
    chainInfo: [6, nest(info)],
  }),
});

/**
 * The question for the functions of one hook: a dump of a family (`nfgenFamily`), hook and, of
 * ingress, link.
 */
export const hook = familyTable({
  name: "nfnetlink-hook",
  protocol: 12,
  messages: { NFNL_MSG_HOOK_GET: [0xc00, hookMessage] },
  operations: {
    NFNL_MSG_HOOK_GET: operation("NFNL_MSG_HOOK_GET", [0xc00, hookMessage], [0xc00, hookMessage]),
  },
  groups: {},
});
