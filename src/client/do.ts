/**
 * One request and its answer.
 *
 * @module
 */
import { ERRNO, NetlinkErrnoError, NetlinkOverrunError } from "../errors/index.ts";
import { decodePayload, type Operation } from "../schema/index.ts";
import type { Datagram } from "../transport/index.ts";
import { type Ack, GENL_HDRLEN, NLM_F_ACK, NLM_F_MULTI } from "../wire/index.ts";
import type { Exchange } from "./exchange.ts";
import type { RequestOptions } from "./options.ts";
import { refusal, type SentRequest, Waiter, warn } from "./waiter.ts";

/** Waits for the answers to one request, up to its acknowledgement. */
class DoWaiter<Out> extends Waiter {
  readonly operation: Operation<never, Out>;
  readonly replies: Out[] = [];
  sent: SentRequest | undefined;
  readonly #options: RequestOptions;
  readonly #acked: boolean;

  constructor(operation: Operation<never, Out>, options: RequestOptions, acked: boolean) {
    super();
    this.operation = operation;
    this.#options = options;
    this.#acked = acked;
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

/** How often a request that only reads is sent again after its answer was lost. */
const READ_ATTEMPTS = 5;

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
  exchange.check(options);
  const acked = !operation.oneReply || options.onWarning !== undefined;
  for (let attempt = 1; ; attempt++) {
    const waiter = new DoWaiter<Out>(operation as Operation<never, Out>, options, acked);
    const { builder } = exchange;
    builder.reset();
    const seq = exchange.append(operation, value, (options.flags ?? 0) | (acked ? NLM_F_ACK : 0));
    waiter.sent = { bytes: builder.bytes, start: 0, end: builder.length };
    exchange.expect(seq, waiter);
    try {
      exchange.send(waiter, operation.slow);
      if (!waiter.queued) exchange.pump(waiter);
      if (!waiter.finished) {
        // Others will build their requests where this one stands.
        waiter.sent = { bytes: builder.written().slice(), start: 0, end: builder.length };
        await exchange.until(waiter, options);
      }
    } finally {
      exchange.forget(seq);
    }
    if (waiter.error === undefined) return waiter.replies;
    const { error } = waiter;
    // EAGAIN: the reply found the receive buffer full of answers that are still to be read.
    const full = error instanceof NetlinkErrnoError && error.errno === ERRNO.EAGAIN;
    const lost = (full || error instanceof NetlinkOverrunError) && operation.oneReply;
    if (!lost || attempt === READ_ATTEMPTS) throw waiter.error;
  }
}
