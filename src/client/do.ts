/**
 * One request and its answer.
 *
 * @module
 */
import { ERRNO, NetlinkErrnoError, NetlinkOverrunError } from "../errors/index.ts";
import { decodePayload, type Operation } from "../schema/index.ts";
import type { Datagram } from "../transport/index.ts";
import { type Ack, GENL_HDRLEN, NLM_F_ACK, NLM_F_ECHO, NLM_F_MULTI } from "../wire/index.ts";
import type { Exchange } from "./exchange.ts";
import type { RequestOptions } from "./options.ts";
import { pause } from "./signals.ts";
import { isRefusal, refusal, type SentRequest, Waiter, warn } from "./waiter.ts";

/** Waits for the answers to one request, up to its acknowledgement. */
class DoWaiter<Out> extends Waiter {
  readonly operation: Operation<never, Out>;
  readonly replies: Out[] = [];
  sent: SentRequest | undefined;
  /** Its sequence number; 0 before it is sent. */
  seq = 0;
  readonly #options: RequestOptions;
  readonly #acked: boolean;

  constructor(operation: Operation<never, Out>, options: RequestOptions) {
    super();
    this.operation = operation;
    this.#options = options;
    this.#acked = !operation.oneReply || options.onWarning !== undefined;
    this.wantsEcho = ((options.flags ?? 0) & NLM_F_ECHO) !== 0;
  }

  get flags(): number {
    return (this.#options.flags ?? 0) | (this.#acked ? NLM_F_ACK : 0);
  }

  onMessage(type: number, flags: number, datagram: Datagram, payload: number, end: number): void {
    const { operation } = this;
    const { generic } = operation;
    if (type !== (generic?.familyId ?? operation.replyType)) return;
    if (generic !== undefined && operation.anyReplyCommand !== true)
      if (datagram.bytes[payload] !== operation.replyType) return;
    const start = generic === undefined ? payload : payload + GENL_HDRLEN;
    this.replies.push(decodePayload(operation.reply, datagram.bytes, datagram.view, start, end));
    if (!this.#acked && (flags & NLM_F_MULTI) === 0) this.finished = true;
  }

  onAck(ack: Ack, done: boolean, _flags: number, seq: number): void {
    const { operation } = this;
    if (isRefusal(operation, ack)) return this.fail(refusal(operation, ack, seq, this.sent));
    warn(operation, ack, seq, this.#options);
    const { acknowledgesWith } = operation;
    if (acknowledgesWith !== undefined) this.replies.push({ [acknowledgesWith]: ack.errno } as Out);
    // Some requests are answered by many messages and a DONE, and only then acknowledged.
    if (!done || !this.#acked) this.finished = true;
  }
}

/**
 * How often a request that only reads is sent in a row: mostly the second answer finds room. Where it goes on, a flood of
 * events is filling a small buffer while its sender has a processor to itself, and passes with time, not with tries.
 */
const TRIES_IN_A_ROW = 5;
/** Milliseconds between tries after those: 1, and then twice as many each time, at most so many. */
const LONGEST_PAUSE_MS = 100;

const never = (): boolean => false;

/** Sends a request and reads what is answered at once. */
function begin<In, Out>(
  exchange: Exchange,
  waiter: DoWaiter<Out>,
  value: In,
  options: RequestOptions,
): void {
  const { operation } = waiter;
  const { builder } = exchange;
  exchange.check(options);
  builder.reset();
  waiter.seq = exchange.append(operation, value, waiter.flags);
  waiter.sent = { bytes: builder.bytes, start: 0, end: builder.length };
  exchange.expect(waiter.seq, waiter);
  exchange.sendAndRead(waiter, operation.slow);
  // Others will build their requests where this one stands.
  if (!waiter.finished)
    waiter.sent = { bytes: builder.written().slice(), start: 0, end: builder.length };
}

/**
 * Whether an answer was lost in a full buffer. The kernel says `EAGAIN` where it found the buffer full of events that are
 * still to be read.
 */
function isLoss(error: unknown): boolean {
  if (error instanceof NetlinkErrnoError) return error.errno === ERRNO.EAGAIN;
  return error instanceof NetlinkOverrunError;
}

/**
 * Waits before a read is sent again.
 *
 * @param tries - How often it has been sent.
 * @param since - When its answer was lost for the first time, by `performance.now()`.
 * @returns False where its time is over.
 */
async function waitsForNext(
  exchange: Exchange,
  options: RequestOptions,
  tries: number,
  since: number,
): Promise<boolean> {
  if (tries < TRIES_IN_A_ROW) return true;
  const timeoutMs = exchange.timeoutOf(options);
  const left = timeoutMs > 0 ? since + timeoutMs - performance.now() : LONGEST_PAUSE_MS;
  if (left <= 0) return false;
  await pause(Math.min(2 ** (tries - TRIES_IN_A_ROW), LONGEST_PAUSE_MS, left), options.signal);
  return true;
}

/**
 * Sends one request and collects its answers. One that only reads is sent again where its answer was lost, for as long as
 * it may take without an answer.
 *
 * The kernel has mostly answered by the time that the send returns, so that the first try to receive
 * is made at once, without a turn of the event loop.
 */
export async function request<In, Out>(
  exchange: Exchange,
  operation: Operation<In, Out>,
  value: In,
  options: RequestOptions,
): Promise<Out[]> {
  const { turns } = exchange;
  let since: number | undefined;
  for (let tries = 1; ; tries++) {
    const waiter = new DoWaiter<Out>(operation as Operation<never, Out>, options);
    try {
      // What has come since the last try stands where the answer wants to.
      if (tries > TRIES_IN_A_ROW) exchange.pump(waiter, never);
      if (turns.over) await turns.wait(() => begin(exchange, waiter, value, options));
      else begin(exchange, waiter, value, options);
      if (!waiter.finished) await exchange.until(waiter, options);
    } finally {
      exchange.forget(waiter.seq);
    }
    if (waiter.error === undefined) return waiter.replies;
    const { error } = waiter;
    if (!operation.oneReply || !isLoss(error)) throw error;
    since ??= performance.now();
    if (!(await waitsForNext(exchange, options, tries, since))) throw error;
  }
}
