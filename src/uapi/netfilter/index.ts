/**
 * Tables of `NETLINK_NETFILTER`: connection tracking with its expectations, and nftables.
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
