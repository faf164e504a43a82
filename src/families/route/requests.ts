/**
 * What the objects of rtnetlink ask with.
 *
 * @module
 */
import type { NetlinkClient } from "../../client/index.ts";

/** A client, or what stands in its place: a batch that keeps what changes. */
export type Requests = Pick<NetlinkClient, "do" | "dump" | "chunks"> & {
  /** Whether changes are carried out later, so that nothing can be read of what they made. */
  readonly deferred?: boolean;
};

/** What a change gives whose request is {@link Requests.deferred}: a batch's methods give nothing. */
export const NOTHING_YET = undefined as never;
