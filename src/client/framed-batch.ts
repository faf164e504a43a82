/**
 * Requests in one datagram between two messages that make them one: the kernel carries out all of them, or none.
 *
 * @module
 * @see net/netfilter/nfnetlink.c, `nfnetlink_rcv_batch`
 */
import { type AnyOperation, decodePayload, type MessageKind } from "../schema/index.ts";
import type { Datagram } from "../transport/index.ts";
import { type Ack, LITTLE_ENDIAN, NLM_F_ACK, NLM_F_ECHO } from "../wire/index.ts";
import type { BatchFailure, BatchRequest, BatchResult } from "./batch.ts";
import type { Exchange } from "./exchange.ts";
import type { RequestOptions } from "./options.ts";
import { isRefusal, refusal, type SentRequest, Waiter, warn } from "./waiter.ts";

/** What holds for a framed batch. */
export interface FramedBatchOptions extends RequestOptions {
  /** Sent before the requests. What refuses the batch as a whole answers to it. */
  readonly begin: BatchRequest;
  /** Sent after them. */
  readonly end: BatchRequest;
  /** Layouts of what is echoed (`NLM_F_ECHO`), by message type. */
  readonly messages: ReadonlyMap<number, MessageKind>;
}

/** What a request of a batch made, as the kernel tells it where `NLM_F_ECHO` asked for it. */
export interface BatchEcho {
  /** Place of the request in the batch, from 0. */
  readonly index: number;
  /** `"NFT_MSG_NEWRULE"`. */
  readonly name: string;
  /** The message, decoded: with the handle that the kernel gave. */
  readonly body: unknown;
}

/** What became of a framed batch; where there are failures, `carriedOut` is 0. */
export interface FramedBatchResult extends BatchResult {
  /** In the kernel's order. */
  readonly echoes: readonly BatchEcho[];
}

interface Placed {
  readonly operation: AnyOperation;
  readonly index: number;
  readonly start: number;
  readonly end: number;
}

/** Waits for the refusals of a batch and for the answer to its last request, which is asked to be acknowledged. */
class FramedWaiter extends Waiter {
  readonly operation: AnyOperation;
  readonly failures: BatchFailure[] = [];
  readonly echoes: BatchEcho[] = [];
  readonly placed = new Map<number, Placed>();
  bytes: Uint8Array = new Uint8Array(0);
  /** Sequence number of the message that begins it. */
  beginSeq = 0;
  lastSeq = 0;
  readonly #options: FramedBatchOptions;

  constructor(options: FramedBatchOptions) {
    super();
    this.operation = options.begin.operation;
    this.#options = options;
  }

  override operationOf(seq: number): AnyOperation {
    return this.placed.get(seq)?.operation ?? this.operation;
  }

  onMessage(type: number, _flags: number, datagram: Datagram, payload: number, end: number): void {
    const { bytes, view } = datagram;
    const kind = this.#options.messages.get(type);
    // Its own sequence number, which stands before its port id at the end of its header.
    const place = this.placed.get(view.getUint32(payload - 8, LITTLE_ENDIAN));
    if (kind === undefined || place === undefined) return;
    const body = decodePayload(kind.table, bytes, view, payload, end);
    this.echoes.push({ index: place.index, name: kind.name, body });
  }

  onAck(ack: Ack, _done: boolean, _flags: number, seq: number): void {
    const placed = this.placed.get(seq);
    if (placed === undefined) {
      // EPERM, EOPNOTSUPP, ERESTART: it is the whole that is refused, and nothing else is answered.
      if (ack.errno !== 0) this.fail(refusal(this.operation, ack, seq, undefined));
      return;
    }
    const sent: SentRequest = { bytes: this.bytes, start: placed.start, end: placed.end };
    const { operation } = placed;
    if (isRefusal(operation, ack))
      this.failures.push({ index: placed.index, error: refusal(operation, ack, seq, sent) });
    else warn(operation, ack, seq, this.#options);
    // The answers come when all is done or undone, in the order of the requests.
    if (seq === this.lastSeq) this.finished = true;
  }
}

/** Builds the datagram, sends it and reads what is answered at once. */
function begin(
  exchange: Exchange,
  waiter: FramedWaiter,
  requests: readonly BatchRequest[],
  options: FramedBatchOptions,
): void {
  const { builder } = exchange;
  exchange.check(options);
  builder.reset();
  const append = ({ operation, value, flags = 0 }: BatchRequest, more = 0): number =>
    exchange.append(operation, value, flags | more);
  try {
    waiter.beginSeq = append(options.begin);
    for (const [index, request] of requests.entries()) {
      const start = builder.length;
      const isLast = index === requests.length - 1;
      try {
        const seq = append(request, isLast || options.onWarning !== undefined ? NLM_F_ACK : 0);
        waiter.placed.set(seq, { operation: request.operation, index, start, end: builder.length });
        waiter.lastSeq = seq;
        waiter.wantsEcho ||= ((request.flags ?? 0) & NLM_F_ECHO) !== 0;
      } catch (error) {
        waiter.failures.push({ index, error });
      }
    }
    // One that has no bytes would leave a batch that is not the one that was asked for.
    waiter.finished = waiter.failures.length > 0;
    if (waiter.finished) return;
    append(options.end);
    waiter.bytes = builder.written().slice();
    for (const seq of [waiter.beginSeq, ...waiter.placed.keys()]) exchange.expect(seq, waiter);
    exchange.send(waiter, false);
    if (!waiter.queued) exchange.pump(waiter);
  } catch (error) {
    waiter.fail(error);
  }
}

/**
 * Sends requests as one; see `NetlinkClient.framedBatch`.
 *
 * @throws As there.
 */
export async function framedBatch(
  exchange: Exchange,
  requests: Iterable<BatchRequest> | AsyncIterable<BatchRequest>,
  options: FramedBatchOptions,
): Promise<FramedBatchResult> {
  exchange.check(options);
  const all: BatchRequest[] = [];
  for await (const request of requests) all.push(request);
  if (all.length === 0) return { sent: 0, carriedOut: 0, failures: [], echoes: [] };
  const waiter = new FramedWaiter(options);
  const { turns } = exchange;
  try {
    if (turns.over) await turns.wait(() => begin(exchange, waiter, all, options));
    else begin(exchange, waiter, all, options);
    if (!waiter.finished) await exchange.until(waiter, options);
  } finally {
    for (const seq of [waiter.beginSeq, ...waiter.placed.keys()]) exchange.forget(seq);
  }
  if (waiter.error !== undefined) throw waiter.error;
  const { failures, echoes } = waiter;
  const isRefused = failures.length > 0;
  const wasSent = waiter.bytes.length > 0;
  return {
    sent: wasSent ? all.length : 0,
    carriedOut: isRefused ? 0 : all.length,
    failures,
    echoes: isRefused ? [] : echoes,
  };
}
