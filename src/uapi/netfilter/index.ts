/**
 * Tables of `NETLINK_NETFILTER`: connection tracking, nftables, and the other subsystems of
 * nfnetlink.
 *
 * @example
 * ```ts
 * import { NetlinkClient } from "nlkit/client";
 * import { kernelTransport } from "nlkit/socket";
 * import { NETLINK_NETFILTER } from "nlkit/uapi";
 * import { nftables } from "nlkit/uapi/netfilter";
 * await using client = new NetlinkClient(kernelTransport.openTransport(NETLINK_NETFILTER));
 * const tables = await client.dump(nftables.operations.NFT_MSG_GETTABLE, {});
 * for (const { name } of tables) console.log(name);
 * ```
 *
 * @module
 */
export {
  conntrack,
  conntrackAttrs,
  conntrackMessage,
  conntrackStatsGlobalMessage,
  conntrackStatsMessage,
  expectAttrs,
  expectMessage,
  expectStatsMessage,
  /** `IPS_*` as masks: what stands in `CTA_STATUS`. */
  nfCtStatus as IPS,
  tupleAttrs,
} from "../generated/conntrack.ts";
export {
  batchMessage,
  chainMessage,
  exprAttrs,
  flowtableMessage,
  genMessage,
  nfgenmsg,
  nftables,
  objMessage,
  ruleMessage,
  setelemListMessage,
  setMessage,
  tableMessage,
  traceMessage,
} from "../generated/nftables.ts";
export { acct, acctMessage, NFACCT_F } from "./acct.ts";
export { compat, compatMessage } from "./compat.ts";
export { cthelper, cthelperMessage } from "./cthelper.ts";
export { cttimeout, cttimeoutMessage } from "./cttimeout.ts";
export { hook, hookMessage, NFNL_HOOK_TYPE } from "./hook.ts";
export { IPSET_CADT_FLAG, IPSET_FLAG, ipset, ipsetEntryMessage, ipsetMessage } from "./ipset.ts";
export { netfilterMessages } from "./messages.ts";
export {
  NF_ACCEPT,
  NF_ARP_HOOK,
  NF_BR_HOOK,
  NF_BR_PRI,
  NF_DROP,
  NF_INET_HOOK,
  NF_IP_HOOK,
  NF_IP_PRI,
  NF_IP6_HOOK,
  NF_IP6_PRI,
  NF_NETDEV_HOOK,
  NF_QUEUE,
  NF_REPEAT,
  NF_STOLEN,
  NF_STOP,
  NF_VERDICT_FLAG_QUEUE_BYPASS,
  NF_VERDICT_MASK,
  NF_VERDICT_QBITS,
  NFPROTO,
} from "./netfilter.ts";
export {
  NFULNL_CFG_CMD,
  NFULNL_CFG_F,
  NFULNL_COPY,
  nflog,
  nflogConfigMessage,
  nflogPacketMessage,
} from "./nflog.ts";
export {
  NFQA_CFG_F,
  NFQA_SKB,
  NFQNL_CFG_CMD,
  NFQNL_COPY,
  nfqueue,
  nfqueueConfigMessage,
  nfqueuePacketMessage,
} from "./nfqueue.ts";
export { osf, osfMessage } from "./osf.ts";
