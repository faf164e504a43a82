/**
 * Many requests in few sends.
 *
 * @module
 */
import type { AnyOperation } from "../schema/index.ts";
import { type Ack, LITTLE_ENDIAN, NLM_F_ACK } from "../wire/index.ts";
import type { Exchange } from "./exchange.ts";
import type { RequestOptions } from "./options.ts";
import { isRefusal, refusal, type SentRequest, Waiter, warn } from "./waiter.ts";

/** One request of a batch. */
export interface BatchRequest {
  readonly operation: AnyOperation;
  /** What the operation's request table takes. */
  readonly value: unknown;
  /** `NLM_F_*` besides `NLM_F_REQUEST`. */
  readonly flags?: number;
}

/** What holds for a batch. */
export interface BatchOptions extends RequestOptions {
  /**
   * What a refusal does: `"continue"` with the rest, or `"stop"`: nothing further is sent. Requests that were
   * sent together with the refused one have been carried out all the same; `carriedOut` counts them. `"continue"`.
   */
  readonly onError?: "continue" | "stop" | undefined;
}

/** A request of a batch that failed. */
export interface BatchFailure {
  /** Its place in the batch, from 0. */
  readonly index: number;
  /** `NetlinkErrnoError` for a refusal, `NetlinkEncodeError` for one that was not sent. */
  readonly error: unknown;
}

/** What became of a batch. */
export interface BatchResult {
  /** Requests that were sent. */
  readonly sent: number;
  /** Requests that the kernel carried out. */
  readonly carriedOut: number;
  /** Those that failed, in order. */
  readonly failures: readonly BatchFailure[];
}

/**
 * Requests in one send. Each refusal is a datagram of its own in the receive buffer, charged with 832
 * bytes: this many fit the smallest default buffer, should all be refused.
 */
const MESSAGES_PER_SEND = 200;
/** Bytes in one send; the default send buffer (`net.core.wmem_default`, 212,992) bounds a datagram. */
const BYTES_PER_SEND = 64 * 1024;

/** A request as it stands in the send that is being answered. */
interface Placed {
  readonly operation: AnyOperation;
  /** In the batch. */
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** Waits for the refusals of one send, and for the acknowledgement of its last message. */
class BatchWaiter extends Waiter {
  readonly operation: AnyOperation;
  readonly failures: BatchFailure[] = [];
  /** By sequence number, in the order of sending. */
  readonly placed = new Map<number, Placed>();
  /** The messages as sent. */
  bytes: Uint8Array = new Uint8Array(0);
  #lastSeq = 0;
  readonly #options: RequestOptions;

  constructor(operation: AnyOperation, options: RequestOptions) {
    super();
    this.operation = operation;
    this.#options = options;
  }

  place(seq: number, placed: Placed): void {
    this.placed.set(seq, placed);
    this.#lastSeq = seq;
  }

  override operationOf(seq: number): AnyOperation {
    return this.placed.get(seq)?.operation ?? this.operation;
  }

  onMessage(): void {
    // An echo of a change, where the caller's flags asked for one.
  }

  onAck(ack: Ack, _done: boolean, _flags: number, seq: number): void {
    const placed = this.placed.get(seq) as Placed;
    const sent: SentRequest = { bytes: this.bytes, start: placed.start, end: placed.end };
    const { operation } = placed;
    if (isRefusal(operation, ack))
      this.failures.push({ index: placed.index, error: refusal(operation, ack, seq, sent) });
    else warn(operation, ack, seq, this.#options);
    // The kernel answers in the order of the requests, so that the answer to the last is the end.
    if (seq === this.#lastSeq) this.finished = true;
  }
}

/** A batch while it runs. */
class Batch {
  readonly failures: BatchFailure[] = [];
  sent = 0;
  refused = 0;
  readonly #exchange: Exchange;
  readonly #options: BatchOptions;
  #pending: (BatchRequest & { readonly index: number })[] = [];
  #count = 0;

  constructor(exchange: Exchange, options: BatchOptions) {
    this.#exchange = exchange;
    this.#options = options;
  }

  get stopped(): boolean {
    return this.#options.onError === "stop" && this.failures.length > 0;
  }

  async add(request: BatchRequest): Promise<void> {
    this.#pending.push({ ...request, index: this.#count++ });
    if (this.#pending.length === MESSAGES_PER_SEND) await this.flush();
  }

  async flush(): Promise<void> {
    const pending = this.#pending;
    this.#pending = [];
    for (let next = 0; next < pending.length && !this.stopped; ) {
      next = await this.#sendFrom(pending, next);
    }
  }

  /** Sends as many as fit one datagram, waits for the answers, and tells where the rest begins. */
  async #sendFrom(
    pending: readonly (BatchRequest & { readonly index: number })[],
    first: number,
  ): Promise<number> {
    const exchange = this.#exchange;
    const { turns } = exchange;
    const waiter = new BatchWaiter((pending[first] as BatchRequest).operation, this.#options);
    try {
      const begin = (): number => this.#begin(waiter, pending, first);
      const next = turns.over ? await turns.wait(begin) : begin();
      await exchange.until(waiter, this.#options);
      this.sent += waiter.placed.size;
      if (waiter.error !== undefined) throw waiter.error;
      return next;
    } finally {
      for (const seq of waiter.placed.keys()) exchange.forget(seq);
      this.refused += waiter.failures.length;
      this.failures.push(...waiter.failures);
    }
  }

  /** Sends what fits one datagram, reads what is answered at once, and tells where the rest begins. */
  #begin(
    waiter: BatchWaiter,
    pending: readonly (BatchRequest & { readonly index: number })[],
    first: number,
  ): number {
    const exchange = this.#exchange;
    const { builder } = exchange;
    exchange.check(this.#options);
    builder.reset();
    let next = first;
    let slow = false;
    for (; next < pending.length && builder.length < BYTES_PER_SEND; next++) {
      const {
        operation,
        value,
        flags = 0,
        index,
      } = pending[next] as BatchRequest & { index: number };
      const start = builder.length;
      try {
        const seq = exchange.append(operation, value, flags | this.#ackFlag(operation));
        waiter.place(seq, { operation, index, start, end: builder.length });
        slow ||= operation.slow;
      } catch (error) {
        this.failures.push({ index, error });
        if (this.stopped) break;
      }
    }
    this.#send(waiter, slow);
    return next;
  }

  /**
   * The acknowledgement of the last message is enough, but for warnings, which come with one, and for slow
   * requests: a datagram of those may take longer than any of them is given.
   */
  #ackFlag(operation: AnyOperation): number {
    return operation.slow || this.#options.onWarning !== undefined ? NLM_F_ACK : 0;
  }

  #send(waiter: BatchWaiter, slow: boolean): void {
    const exchange = this.#exchange;
    const { builder } = exchange;
    const last = [...waiter.placed.values()].at(-1);
    if (last === undefined) {
      waiter.finished = true;
      return;
    }
    const flags = builder.view.getUint16(last.start + 6, LITTLE_ENDIAN);
    builder.view.setUint16(last.start + 6, flags | NLM_F_ACK, LITTLE_ENDIAN);
    waiter.bytes = builder.written().slice();
    for (const seq of waiter.placed.keys()) exchange.expect(seq, waiter);
    exchange.sendAndRead(waiter, slow);
  }
}

/** Sends requests packed together; see {@link BatchOptions}. */
export async function batch(
  exchange: Exchange,
  requests: Iterable<BatchRequest> | AsyncIterable<BatchRequest>,
  options: BatchOptions,
): Promise<BatchResult> {
  exchange.check(options);
  const run = new Batch(exchange, options);
  for await (const request of requests) {
    await run.add(request);
    if (run.stopped) break;
  }
  await run.flush();
  const { sent, refused } = run;
  return {
    sent,
    carriedOut: sent - refused,
    failures: run.failures.sort((a, b) => a.index - b.index),
  };
}
