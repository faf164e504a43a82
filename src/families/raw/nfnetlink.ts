/**
 * Which requests belong into a batch of nfnetlink, and what stands around one.
 *
 * @module
 */
import type { BatchRequest } from "../../client/index.ts";
import type { AnyOperation, FamilyTable } from "../../schema/index.ts";
import { NETLINK_NETFILTER } from "../../uapi/index.ts";
import { NFNL_BATCHED, nfnlBatchBegin, nfnlBatchEnd } from "../../uapi/raw/index.ts";

/**
 * Subsystem whose batches an operation belongs into; undefined where it is asked by itself. What is answered with
 * a message of its own only reads, and no batch may hold it.
 */
export function batchSubsystem(
  { protocol }: FamilyTable,
  { type, replyType }: AnyOperation,
): number | undefined {
  const subsystem = type >> 8;
  const isChange = protocol === NETLINK_NETFILTER && replyType === undefined;
  return isChange && NFNL_BATCHED.has(subsystem) ? subsystem : undefined;
}

/** The messages around a batch. @param generation - What the rules must still be at; undefined: anything. */
export function batchFrame(
  resId: number,
  generation?: number,
): { readonly begin: BatchRequest; readonly end: BatchRequest } {
  const value = { resId, ...(generation !== undefined && { genid: generation }) };
  return {
    begin: { operation: nfnlBatchBegin, value },
    end: { operation: nfnlBatchEnd, value: { resId } },
  };
}
