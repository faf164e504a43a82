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
import { refusal, type SentRequest, Waiter, warn } from "./waiter.ts";

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
    if (generic !== undefined && datagram.bytes[payload] !== operation.replyType) return;
    const start = generic === undefined ? payload : payload + GENL_HDRLEN;
    this.replies.push(decodePayload(operation.reply, datagram.bytes, datagram.view, start, end));
    if (!this.#acked && (flags & NLM_F_MULTI) === 0) this.finished = true;
  }

  onAck(ack: Ack, done: boolean, _flags: number, seq: number): void {
    if (ack.errno !== 0) return this.fail(refusal(this.operation, ack, seq, this.sent));
    warn(this.operation, ack, seq, this.#options);
    // Some requests are answered by many messages and a DONE, and only then acknowledged.
    if (!done || !this.#acked) this.finished = true;
  }
}

/**
 * How often a request that only reads is sent before its lost answers are an error. A flood of events fills a small buffer
 * many times in a row while the sender has a processor to itself; each try costs some microseconds.
 */
const READ_ATTEMPTS = 50;

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
 * Sends one request and collects its answers.
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
  for (let attempt = 1; ; attempt++) {
    const waiter = new DoWaiter<Out>(operation as Operation<never, Out>, options);
    try {
      if (turns.over) await turns.wait(() => begin(exchange, waiter, value, options));
      else begin(exchange, waiter, value, options);
      if (!waiter.finished) await exchange.until(waiter, options);
    } finally {
      exchange.forget(waiter.seq);
    }
    if (waiter.error === undefined) return waiter.replies;
    const { error } = waiter;
    // EAGAIN: the reply found the receive buffer full, of events that are still to be read.
    const full = error instanceof NetlinkErrnoError && error.errno === ERRNO.EAGAIN;
    const lost = (full || error instanceof NetlinkOverrunError) && operation.oneReply;
    if (!lost || attempt === READ_ATTEMPTS) throw error;
  }
}
