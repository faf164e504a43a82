/**
 * Requests over a transport: sequence numbers, acknowledgements, multipart answers, interrupted dumps,
 * overruns, timeouts, cancelling, batches, subscriptions. Knows no family.
 *
 * @example
 * ```ts
 * import { NetlinkClient } from "nlkit/client";
 * import { kernelTransport } from "nlkit/socket";
 * import { NETLINK_ROUTE } from "nlkit/uapi";
 * import { rtLink } from "nlkit/uapi/route";
 * await using client = new NetlinkClient(kernelTransport.openTransport(NETLINK_ROUTE));
 * const links = await client.dump(rtLink.operations.RTM_GETLINK, {});
 * console.assert(links.some((link) => link.ifname === "lo"));
 * ```
 *
 * @module
 */
export type { BatchFailure, BatchOptions, BatchRequest, BatchResult } from "./batch.ts";
export { NetlinkClient } from "./client.ts";
export type { MessageEvent, OverrunEvent, SubscriptionEvent } from "./event-reader.ts";
export type { BatchEcho, FramedBatchOptions, FramedBatchResult } from "./framed-batch.ts";
export type {
  ClientOptions,
  DumpOptions,
  RequestOptions,
  RetryPolicy,
  Warning,
} from "./options.ts";
export { DEFAULT_TIMEOUT_MS } from "./options.ts";
export { Subscription, type SubscriptionOptions } from "./subscription.ts";
export type { Trace, TraceEvent } from "./trace.ts";
