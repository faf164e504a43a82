/**
 * The client: requests, dumps, batches and subscriptions on one socket.
 *
 * @module
 */
import type { FamilyTable, Operation } from "../schema/index.ts";
import type { Transport } from "../transport/index.ts";
import { type BatchOptions, type BatchRequest, type BatchResult, batch } from "./batch.ts";
import { request } from "./do.ts";
import { chunks, DumpTurns, dump } from "./dump.ts";
import type { SubscriptionEvent } from "./event-reader.ts";
import { Exchange } from "./exchange.ts";
import { type FramedBatchOptions, type FramedBatchResult, framedBatch } from "./framed-batch.ts";
import { Observer } from "./observer.ts";
import type { ClientOptions, DumpOptions, RequestOptions } from "./options.ts";
import { Subscription, type SubscriptionOptions } from "./subscription.ts";

/**
 * Asks a kernel over one socket. Any number of calls may be under way at once: requests are answered as
 * they come, dumps take turns, subscriptions get what is for their groups.
 *
 * Every call ends: by its answer, its timeout (5 s without an answer, unless told otherwise), its signal,
 * or the client's closing.
 */
export class NetlinkClient {
  readonly #exchange: Exchange;
  readonly #turns: DumpTurns;

  /** @param transport - An open endpoint; the client's own from now on, closed with it. */
  constructor(transport: Transport, options: ClientOptions = {}) {
    this.#exchange = new Exchange(transport, options);
    this.#turns = new DumpTurns(this.#exchange);
  }

  /** The endpoint, for its port id and options. Reading from it takes answers away from the client. */
  get transport(): Transport {
    return this.#exchange.transport;
  }

  /** Whether {@link close} has been called. */
  get closed(): boolean {
    return this.#exchange.closed;
  }

  #with<Options extends RequestOptions>(options: Options): Options {
    const { onWarning } = this.#exchange.options;
    return onWarning === undefined ? options : { onWarning, ...options };
  }

  /**
   * Tells the trace, where there is one, by which table a family's messages are to be read.
   *
   * @param id - Of a generic family: its id on this kernel.
   */
  describe(family: FamilyTable, id?: number): void {
    this.#exchange.options.trace?.describe?.(family, id);
  }

  /**
   * Sends a request and gives all its answers: none where it is only acknowledged.
   *
   * @throws `NetlinkErrnoError` for a refusal, with the kernel's words and the attribute's path;
   *   `NetlinkEncodeError` for a value that does not fit, before anything is sent; `NetlinkTimeoutError`,
   *   `NetlinkClosedError`, `NetlinkOverrunError` (the answer was lost), `NetlinkSystemError`, or the signal's reason.
   */
  do<In, Out>(
    operation: Operation<In, Out>,
    value: In,
    options: RequestOptions = {},
  ): Promise<Out[]> {
    return request(this.#exchange, operation, value, this.#with(options));
  }

  /**
   * Dumps, and gives all rows of a consistent dump: one that the kernel marks interrupted is run again
   * (see `RetryPolicy`).
   *
   * @throws As {@link do}, and `NetlinkDumpInterruptedError` when every try was interrupted.
   */
  dump<In, Out>(
    operation: Operation<In, Out>,
    value: In,
    options: DumpOptions = {},
  ): Promise<Out[]> {
    return dump(this.#exchange, this.#turns, operation, value, this.#with(options));
  }

  /**
   * Dumps row by row, and reads no further than the consumer takes: memory stays flat whatever the size. Where
   * others wait or listen on this client, what is read for them includes rows that are kept until taken.
   *
   * @throws As {@link do}; `NetlinkDumpInterruptedError` after the last row, for a stream is not run again.
   */
  async *stream<In, Out>(
    operation: Operation<In, Out>,
    value: In,
    options: DumpOptions = {},
  ): AsyncGenerator<Out, void, void> {
    for await (const rows of this.chunks(operation, value, options)) yield* rows;
  }

  /** As {@link stream}, by the datagram: some hundred rows at a time, which is several times faster. */
  chunks<In, Out>(
    operation: Operation<In, Out>,
    value: In,
    options: DumpOptions = {},
  ): AsyncGenerator<Out[], void, void> {
    return chunks(this.#exchange, this.#turns, operation, value, this.#with(options));
  }

  /**
   * Sends many requests in few datagrams. A refused one does not stop the others, unless
   * `onError: "stop"`; each that failed is told with its index and its error.
   *
   * @param requests - May be asynchronous, and endless: only one datagram's worth is held.
   * @throws `NetlinkTimeoutError`, `NetlinkClosedError`, `NetlinkOverrunError`, `NetlinkSystemError`, or the
   *   signal's reason, when it is not known what became of the requests of one send.
   */
  batch(
    requests: Iterable<BatchRequest> | AsyncIterable<BatchRequest>,
    options: BatchOptions = {},
  ): Promise<BatchResult> {
    return batch(this.#exchange, requests, this.#with(options));
  }

  /**
   * Sends requests in one datagram, between two messages that make them one: all of them are carried out, or none.
   * Each that the kernel refuses is told with its index, its error and the path of the attribute.
   *
   * @param requests - Held in memory; as many as one datagram may have (the socket's send buffer bounds it).
   * @throws `NetlinkErrnoError` for a refusal of the whole (`ERESTART` where its generation is past, `EPERM`); else as
   *   {@link batch}.
   */
  framedBatch(
    requests: Iterable<BatchRequest> | AsyncIterable<BatchRequest>,
    options: FramedBatchOptions,
  ): Promise<FramedBatchResult> {
    return framedBatch(this.#exchange, requests, this.#with(options));
  }

  /**
   * Listens to multicast groups from now on, and with `unicast` to what comes to this socket alone, unasked.
   *
   * @throws `NetlinkSystemError` for a group that cannot be joined (`EPERM`, `EINVAL`), `NetlinkClosedError`.
   */
  subscribe<Body = unknown>(options: SubscriptionOptions): Subscription<Body> {
    this.#exchange.check(options);
    return new Subscription<Body>(this.#exchange.groups, options);
  }

  /**
   * Has a function called for the messages of groups as they are read, from now on. Unlike a subscription, which
   * is waited for, it does not keep the process alive.
   *
   * @param handler - Must not throw. A message that does not parse is an overrun.
   * @returns Ends it.
   * @throws As {@link subscribe}.
   */
  observe<Body = unknown>(
    options: Pick<SubscriptionOptions, "groups" | "messages" | "familyId" | "unicast">,
    handler: (event: SubscriptionEvent<Body>) => void,
  ): () => void {
    this.#exchange.check();
    const observer = new Observer<Body>(this.#exchange.groups, options, handler);
    return () => observer.close();
  }

  /** Closes the socket. Calls under way fail with `NetlinkClosedError`, subscriptions end. May be called again. */
  close(): void {
    this.#exchange.close();
  }

  /** As {@link close}, for `await using`. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
  }
}
