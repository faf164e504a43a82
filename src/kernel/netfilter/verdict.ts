/**
 * Verdicts that carry a number.
 *
 * @module
 * @see include/uapi/linux/netfilter.h `NF_QUEUE_NR`, `NF_DROP_ERR`
 */
import { ERRNO, type ErrnoName } from "../../errors/index.ts";
import {
  NF_ACCEPT,
  NF_DROP,
  NF_QUEUE,
  NF_STOP,
  NF_VERDICT_FLAG_QUEUE_BYPASS,
  NF_VERDICT_MASK,
  NF_VERDICT_QBITS,
} from "../../uapi/netfilter/index.ts";
import { checkInteger } from "../socket-options.ts";

/** Largest number that stands above a verdict. */
const LARGEST = 0xffff;

/**
 * The verdict that puts a packet into a queue.
 *
 * @param queue - 0 to 65535.
 * @param options - `bypass`: where nobody listens to the queue, the packet goes on to the next hook; without it, it
 *   is dropped.
 * @throws `NetlinkInputError`.
 */
export function nfQueue(queue: number, options: { readonly bypass?: boolean } = {}): number {
  checkInteger("queue", queue, 0, LARGEST);
  const flag = options.bypass === true ? NF_VERDICT_FLAG_QUEUE_BYPASS : 0;
  return ((queue << NF_VERDICT_QBITS) | flag | NF_QUEUE) >>> 0;
}

/** The verdict that drops a packet and gives its sender an errno other than `EPERM`. */
export function nfDropErr(errno: ErrnoName): number {
  return ((ERRNO[errno] << NF_VERDICT_QBITS) | NF_DROP) >>> 0;
}

/** Queue, or errno, of a verdict. */
export function verdictNumber(verdict: number): number {
  return verdict >>> NF_VERDICT_QBITS;
}

/** Whether a value is a verdict, of those up to `NF_STOP`: 32 bits, with or without a sign, as C would take them. */
export function isVerdict(value: unknown): value is number {
  if (value === NF_ACCEPT) return true;
  if (typeof value !== "number" || (value !== (value | 0) && value !== value >>> 0)) return false;
  return (value & NF_VERDICT_MASK) <= NF_STOP;
}
