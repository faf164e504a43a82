/**
 * Batches of nfnetlink: the two messages around one, and the subsystems that take their changes so.
 *
 * @module
 * @see include/uapi/linux/netfilter/nfnetlink.h; net/netfilter/nfnetlink.c, `nfnetlink_rcv_batch`
 */
import { attributeSet, message, operation, struct, u8, u16be, u32be } from "../../schema/index.ts";

/** Begins a batch. */
const NFNL_MSG_BATCH_BEGIN = 0x10;
/** Ends it; all before it is then carried out. */
const NFNL_MSG_BATCH_END = 0x11;
/** nf_tables: the upper byte of its messages' types. */
const NFNL_SUBSYS_NFTABLES = 10;

/** Subsystems that have a `commit`: their changes are taken in a batch only. */
export const NFNL_BATCHED: ReadonlySet<number> = new Set([NFNL_SUBSYS_NFTABLES]);

const frame = message({
  header: struct("nfgenmsg", { nfgenFamily: u8, version: u8, resId: u16be }),
  attributes: attributeSet("nfnl_batch_attributes", "NFNL_BATCH_", { genid: [1, u32be] }),
});

/** Begins a batch: `resId` is its subsystem, `genid` the generation that the rules must still be at. */
export const nfnlBatchBegin = operation("NFNL_MSG_BATCH_BEGIN", [NFNL_MSG_BATCH_BEGIN, frame]);
/** Ends it, with the same `resId`. */
export const nfnlBatchEnd = operation("NFNL_MSG_BATCH_END", [NFNL_MSG_BATCH_END, frame]);
