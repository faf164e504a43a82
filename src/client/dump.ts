/**
 * Dumps: many messages in answer to one request, read as the consumer takes them.
 *
 * @module
 */
import { ERRNO, NetlinkDumpInterruptedError, NetlinkErrnoError, NetlinkOverrunError } from "../errors/index.ts";
import { decodePayload, type Operation } from "../schema/index.ts";
import type { Datagram } from "../transport/index.ts";
import { type Ack, GENL_HDRLEN, NLM_F_DUMP, NLM_F_DUMP_INTR, NLM_F_MULTI } from "../wire/index.ts";
import type { Exchange } from "./exchange.ts";
import type { DumpOptions, RetryPolicy } from "./options.ts";
import { refusal, type SentRequest, type Waiter, warn } from "./waiter.ts";

/** One dump under way. */
class DumpWaiter<Out> implements Waiter {
  readonly operation: Operation<never, Out>;
  rows: Out[] = [];
  finished = false;
  /** Any of its messages carried `NLM_F_DUMP_INTR`. */
  interrupted = false;
  /** Nobody wants the rows any more; the kernel's side has still to be read to its end. */
  abandoned = false;
  error: unknown;
  sent: SentRequest | undefined;
  wake: (() => void) | undefined;
  #begun = false;
  readonly #options: DumpOptions;

  constructor(operation: Operation<never, Out>, options: DumpOptions) {
    this.operation = operation;
    this.#options = options;
  }

  onMessage(type: number, flags: number, datagram: Datagram, payload: number, end: number): void {
    const { operation } = this;
    const { generic } = operation;
    this.#begun = true;
    if ((flags & NLM_F_DUMP_INTR) !== 0) this.interrupted = true;
    // A dump of one message needs no DONE: some families answer so where there is nothing to list.
    if ((flags & NLM_F_MULTI) === 0) this.finished = true;
    if (this.abandoned || type !== (generic?.familyId ?? operation.replyType)) return;
    if (generic !== undefined && datagram.bytes[payload] !== operation.replyType) return;
    const start = generic === undefined ? payload : payload + GENL_HDRLEN;
    this.rows.push(decodePayload(operation.reply, datagram.bytes, datagram.view, start, end));
  }

  onAck(ack: Ack, _done: boolean, flags: number, seq: number): void {
    if ((flags & NLM_F_DUMP_INTR) !== 0) this.interrupted = true;
    if (ack.errno !== 0) return this.fail(refusal(this.operation, ack, seq, this.sent));
    warn(this.operation, ack, seq, this.#options);
    this.finished = true;
  }

  fail(error: unknown): void {
    this.error ??= error;
    this.finished = true;
  }

  mayBeLost(): boolean {
    return !this.#begun;
  }

  /** The rows so far; they are then the caller's. */
  take(): Out[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }
}

/**
 * The kernel runs one dump a socket at a time, so dumps take turns. A turn ends with the dump's last
 * message, not with its consumer: who waits for a turn reads what is left of the dump before it into
 * that dump's own rows, so that a loop over one dump may start another.
 */
export class DumpTurns {
  readonly #exchange: Exchange;
  #current: DumpWaiter<unknown> | undefined;
  #tail: Promise<void> = Promise.resolve();

  constructor(exchange: Exchange) {
    this.#exchange = exchange;
  }

  /** Starts a dump when its turn has come. */
  async start<In, Out>(operation: Operation<In, Out>, value: In, options: DumpOptions): Promise<DumpWaiter<Out>> {
    const before = this.#tail;
    let next: () => void = () => undefined;
    this.#tail = new Promise((resolve) => {
      next = resolve;
    });
    try {
      await before;
      if (this.#current !== undefined && !this.#current.finished) await this.#finish(this.#current, options);
      this.#exchange.check(options);
      const waiter = this.#send(operation, value, options);
      this.#current = waiter as DumpWaiter<unknown>;
      return waiter;
    } finally {
      next();
    }
  }

  async #finish(waiter: DumpWaiter<unknown>, options: DumpOptions): Promise<void> {
    this.#exchange.pump(waiter);
    while (!waiter.finished) {
      await this.#exchange.wait(waiter, options);
      this.#exchange.pump(waiter);
    }
  }

  #send<In, Out>(operation: Operation<In, Out>, value: In, options: DumpOptions): DumpWaiter<Out> {
    const exchange = this.#exchange;
    const waiter = new DumpWaiter<Out>(operation as Operation<never, Out>, options);
    const { builder } = exchange;
    builder.reset();
    const seq = exchange.append(operation, value, (options.flags ?? 0) | NLM_F_DUMP);
    waiter.sent = { bytes: builder.written().slice(), start: 0, end: builder.length };
    exchange.expect(seq, waiter);
    try {
      exchange.send(false)?.catch((error: unknown) => {
        exchange.forget(seq);
        waiter.fail(error);
        waiter.wake?.();
      });
    } catch (error) {
      exchange.forget(seq);
      throw error;
    }
    return waiter;
  }
}

/** Errors after which a dump may simply be run again. */
function isPassing(error: unknown): boolean {
  if (error instanceof NetlinkOverrunError) return true;
  return error instanceof NetlinkErrnoError && (error.errno === ERRNO.EBUSY || error.errno === ERRNO.EINTR);
}

const sleep = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Reads a dump to its end and gives all rows; runs it again where it was interrupted. */
export async function dump<In, Out>(
  exchange: Exchange,
  turns: DumpTurns,
  operation: Operation<In, Out>,
  value: In,
  options: DumpOptions,
): Promise<Out[]> {
  const { attempts = 10, backoffMs = 1, then = "throw" }: RetryPolicy = { ...exchange.options.retry, ...options.retry };
  for (let attempt = 1; ; attempt++) {
    const waiter = await turns.start(operation, value, options);
    try {
      exchange.pump(waiter);
      while (!waiter.finished) {
        await exchange.wait(waiter, options);
        exchange.pump(waiter);
      }
    } catch (error) {
      waiter.abandoned = true;
      waiter.rows = [];
      throw error;
    }
    if (waiter.error === undefined && !waiter.interrupted) return waiter.rows;
    if (waiter.error !== undefined && !isPassing(waiter.error)) throw waiter.error;
    if (attempt >= attempts) {
      if (waiter.error !== undefined) throw waiter.error;
      if (then === "partial") return waiter.rows;
      throw new NetlinkDumpInterruptedError(operation.name, attempt);
    }
    await sleep(Math.min(backoffMs * 2 ** (attempt - 1), 1000));
    exchange.check(options);
  }
}

/**
 * Gives a dump out in chunks as it arrives: rows of a datagram at a time, nothing read ahead.
 *
 * @throws `NetlinkDumpInterruptedError` after the last chunk, unless `retry.then` is `"partial"`: rows
 *   that were given out cannot be taken back, so that a stream is not run again.
 */
export async function* chunks<In, Out>(
  exchange: Exchange,
  turns: DumpTurns,
  operation: Operation<In, Out>,
  value: In,
  options: DumpOptions,
): AsyncGenerator<Out[], void, void> {
  const waiter = await turns.start(operation, value, options);
  const then = options.retry?.then ?? exchange.options.retry?.then ?? "throw";
  try {
    for (;;) {
      while (waiter.rows.length === 0 && !waiter.finished) {
        if (exchange.closed || exchange.transport.receive(exchange, 1) === 0) await exchange.wait(waiter, options);
        else options.signal?.throwIfAborted();
      }
      if (waiter.rows.length > 0) yield waiter.take();
      else if (waiter.finished) break;
    }
  } finally {
    waiter.abandoned = true;
    waiter.rows = [];
  }
  if (waiter.error !== undefined) throw waiter.error;
  if (waiter.interrupted && then === "throw") throw new NetlinkDumpInterruptedError(operation.name, 1);
}
