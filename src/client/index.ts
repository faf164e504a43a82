/**
 * Requests over a transport: sequence numbers, acknowledgements, multipart answers, interrupted dumps,
 * overruns, timeouts, cancelling, batches, subscriptions. Knows no family.
 *
 * @module
 */
export type { BatchFailure, BatchOptions, BatchRequest, BatchResult } from "./batch.ts";
export { NetlinkClient } from "./client.ts";
export type {
  ClientOptions,
  DumpOptions,
  RequestOptions,
  RetryPolicy,
  Warning,
} from "./options.ts";
export { DEFAULT_TIMEOUT_MS } from "./options.ts";
export {
  type MessageEvent,
  type OverrunEvent,
  Subscription,
  type SubscriptionEvent,
  type SubscriptionOptions,
} from "./subscription.ts";
export type { Trace, TraceEvent } from "./trace.ts";
