/**
 * What a client and its requests can be told.
 *
 * @module
 */
import type { ExtendedAck } from "../errors/index.ts";
import type { Trace } from "./trace.ts";

/** What to do with a dump that the kernel marks interrupted, or ends with `EBUSY`, `EINTR` or `EAGAIN`. */
export interface RetryPolicy {
  /** How often to try in all; 10. */
  readonly attempts?: number;
  /** Milliseconds before the second try; each further wait is twice the last, at most a second. 1. */
  readonly backoffMs?: number;
  /**
   * When all tries were interrupted: `"throw"` `NetlinkDumpInterruptedError`, or give the `"partial"` rows of
   * the last. `"throw"`.
   */
  readonly then?: "throw" | "partial";
}

/** A success that the kernel had something to say about. */
export interface Warning {
  /** The request: `"RTM_NEWQDISC"`. */
  readonly operation: string;
  /** Its sequence number. */
  readonly seq: number;
  /** The kernel's sentence. */
  readonly message: string;
  /** All of what came with it. */
  readonly extack: ExtendedAck;
}

/** What holds for one request. */
export interface RequestOptions {
  /** `NLM_F_*` besides those that the call itself sets. */
  readonly flags?: number;
  /**
   * Milliseconds without an answer after which the request fails with `NetlinkTimeoutError`; 5000. 0 or
   * `Infinity`: never. Waiting behind slow requests of the same client does not count while they get done. A request that
   * only reads and whose answer is lost is sent again for so long; then it fails with what the last loss was,
   * `NetlinkOverrunError` or the kernel's `EAGAIN`.
   */
  readonly timeoutMs?: number | undefined;
  /** Gives the request up: it fails with the signal's reason, and a late answer is dropped. */
  readonly signal?: AbortSignal | undefined;
  /** Told of a warning that comes with a success. */
  readonly onWarning?: ((warning: Warning) => void) | undefined;
}

/** What holds for one dump. */
export interface DumpOptions extends RequestOptions {
  /** See {@link RetryPolicy}; a stream that has given rows out is never run again. */
  readonly retry?: RetryPolicy | undefined;
}

/** What holds for a client, unless a request says otherwise. */
export interface ClientOptions {
  /** As in {@link RequestOptions}. */
  readonly timeoutMs?: number | undefined;
  /** As in {@link DumpOptions}. */
  readonly retry?: RetryPolicy | undefined;
  /** As in {@link RequestOptions}. */
  readonly onWarning?: ((warning: Warning) => void) | undefined;
  /** Whose datagrams are believed: only the kernel's (port id 0), or anybody's on a protocol of one's own. `"kernel"`. */
  readonly believe?: "kernel" | "anyone" | undefined;
  /** Sees every datagram. */
  readonly trace?: Trace | undefined;
}

/** Milliseconds that a request waits for its answer unless told otherwise. */
export const DEFAULT_TIMEOUT_MS = 5000;
