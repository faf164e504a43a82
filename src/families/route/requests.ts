/**
 * What the objects of rtnetlink ask with.
 *
 * @module
 */
import type { NetlinkClient } from "../../client/index.ts";

/** A client, or what stands in its place: a batch that keeps what changes. */
export type Requests = Pick<NetlinkClient, "do" | "dump" | "chunks">;
