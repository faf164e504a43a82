/**
 * Dumps: many messages in answer to one request, read as the consumer takes them.
 *
 * @module
 */
import {
  ERRNO,
  NetlinkDumpInterruptedError,
  NetlinkErrnoError,
  NetlinkOverrunError,
  NetlinkTimeoutError,
} from "../errors/index.ts";
import { decodePayload, type Operation } from "../schema/index.ts";
import type { Datagram } from "../transport/index.ts";
import { type Ack, GENL_HDRLEN, NLM_F_DUMP, NLM_F_DUMP_INTR, NLM_F_MULTI } from "../wire/index.ts";
import type { Exchange } from "./exchange.ts";
import type { DumpOptions, RetryPolicy } from "./options.ts";
import { pause, unlessAborted } from "./signals.ts";
import type { DumpReader } from "./strays.ts";
import { refusal, type SentRequest, Waiter, warn } from "./waiter.ts";

/** One dump under way. */
class DumpWaiter<Out> extends Waiter implements DumpReader {
  readonly operation: Operation<never, Out>;
  rows: Out[] = [];
  /** Any of its messages carried `NLM_F_DUMP_INTR`. */
  interrupted = false;
  /** Nobody wants the rows any more; the kernel's side has still to be read to its end. */
  abandoned = false;
  sent: SentRequest | undefined;
  seq = 0;
  #begun = false;
  /** Its rows bear sequence number 0. */
  #unnumbered = false;
  readonly #options: DumpOptions;

  constructor(operation: Operation<never, Out>, options: DumpOptions) {
    super();
    this.operation = operation;
    this.#options = options;
  }

  onMessage(type: number, flags: number, datagram: Datagram, payload: number, end: number): void {
    const { generic } = this.operation;
    this.#begun = true;
    // A dump of one message needs no DONE: some families answer so where there is nothing to list. Not the generic
    // ones, whose dumps always end with DONE; netdev's and some of ethtool's rows come without the flag
    // (genlmsg_iput, include/net/genetlink.h).
    if ((flags & NLM_F_MULTI) === 0 && generic === undefined) this.finished = true;
    this.#add(type, flags, datagram, payload, end);
  }

  get #wanted(): number | undefined {
    const { generic, dumpReplyType, replyType } = this.operation;
    return generic?.familyId ?? dumpReplyType ?? replyType;
  }

  #add(type: number, flags: number, datagram: Datagram, payload: number, end: number): void {
    const { operation } = this;
    if ((flags & NLM_F_DUMP_INTR) !== 0) this.interrupted = true;
    if (this.abandoned || type !== this.#wanted) return;
    // Whatever the command: devlink's ports, for one, are listed under another than a single one's.
    const start = operation.generic === undefined ? payload : payload + GENL_HDRLEN;
    this.rows.push(decodePayload(operation.reply, datagram.bytes, datagram.view, start, end));
  }

  /**
   * The thermal family fills its rows in with neither number nor port id, and only `NLMSG_DONE` has them
   * (`thermal_genl_cmd_dumpit`, drivers/thermal/thermal_netlink.c). A dump whose first row has its number has it on all.
   */
  takesUnnumbered(type: number, command: number | undefined): boolean {
    const { generic, replyType } = this.operation;
    if ((this.#begun && !this.#unnumbered) || type !== this.#wanted) return false;
    return generic === undefined || command === replyType;
  }

  onUnnumbered(flags: number, datagram: Datagram, payload: number, end: number): void {
    this.#begun = true;
    this.#unnumbered = true;
    const wanted = this.#wanted;
    if (wanted !== undefined) this.#add(wanted, flags, datagram, payload, end);
  }

  onAck(ack: Ack, done: boolean, flags: number, seq: number): void {
    if ((flags & NLM_F_DUMP_INTR) !== 0) this.interrupted = true;
    // There was no room for its first rows; the kernel begins with it as soon as there is, error or not
    // (netlink_dump, net/netlink/af_netlink.c). Should it not, the exchange's probe finds that out.
    if (ack.errno === ERRNO.ENOBUFS && !done) return;
    if (ack.errno !== 0) return this.fail(refusal(this.operation, ack, seq, this.sent));
    this.finished = true;
    warn(this.operation, ack, seq, this.#options);
  }

  /** The dump has failed, and yet the kernel goes on with it: it is read to its end before the next. */
  override onUnreadable(error: unknown): void {
    this.error ??= error;
    this.abandon();
  }

  override mayBeLost(): boolean {
    return !this.#begun;
  }

  /** The rows so far; they are then the caller's. */
  take(): Out[] {
    const { rows } = this;
    this.rows = [];
    return rows;
  }

  abandon(): void {
    this.abandoned = true;
    this.rows = [];
  }
}

const isSettled = (waiter: DumpWaiter<unknown>): boolean => waiter.settled;
/** Whether a stream has something to give out, or nothing to wait for. */
const hasRows = (waiter: DumpWaiter<unknown>): boolean => waiter.rows.length > 0 || waiter.settled;

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
  async start<In, Out>(
    operation: Operation<In, Out>,
    value: In,
    options: DumpOptions,
  ): Promise<DumpWaiter<Out>> {
    const before = this.#tail;
    let next: () => void = () => undefined;
    this.#tail = new Promise((resolve) => {
      next = resolve;
    });
    try {
      await unlessAborted(before, options.signal);
      if (this.#current !== undefined) await this.#finish(this.#current, options);
      this.#exchange.check(options);
      const waiter = this.#send(operation, value, options);
      this.#current = waiter as DumpWaiter<unknown>;
      return waiter;
    } finally {
      // Who gives up while others are before it does not let those behind it past them.
      void before.then(next);
    }
  }

  /** Reads a dump to its end. Should it not go on, it is given up, and the kernel decides about the next. */
  async #finish(waiter: DumpWaiter<unknown>, options: DumpOptions): Promise<void> {
    const exchange = this.#exchange;
    try {
      await exchange.until(waiter, options);
    } catch (error) {
      if (!(error instanceof NetlinkTimeoutError)) throw error;
      exchange.forget(waiter.seq);
      waiter.fail(error);
      waiter.wake();
    }
  }

  #send<In, Out>(operation: Operation<In, Out>, value: In, options: DumpOptions): DumpWaiter<Out> {
    const exchange = this.#exchange;
    const waiter = new DumpWaiter<Out>(operation as Operation<never, Out>, options);
    const { builder } = exchange;
    builder.reset();
    waiter.seq = exchange.append(operation, value, (options.flags ?? 0) | NLM_F_DUMP);
    waiter.sent = { bytes: builder.written().slice(), start: 0, end: builder.length };
    exchange.expect(waiter.seq, waiter);
    exchange.strays.dump = waiter;
    try {
      exchange.send(waiter, false);
    } catch (error) {
      exchange.forget(waiter.seq);
      throw error;
    }
    return waiter;
  }
}

/**
 * Errors after which a dump may simply be run again. `EAGAIN` says that a hash table was resized meanwhile
 * (`ila_xlat_nl_dump`, net/ipv6/ila/ila_xlat.c).
 */
function isPassing(error: unknown): boolean {
  if (error instanceof NetlinkOverrunError) return true;
  if (!(error instanceof NetlinkErrnoError)) return false;
  const { errno } = error;
  return errno === ERRNO.EBUSY || errno === ERRNO.EINTR || errno === ERRNO.EAGAIN;
}

/** How often a dump has been tried, and what follows from how a try went. */
class Tries {
  readonly #policy: Required<RetryPolicy>;
  readonly #options: DumpOptions;
  #count = 0;

  constructor(exchange: Exchange, options: DumpOptions) {
    const {
      attempts = 10,
      backoffMs = 1,
      then = "throw",
    }: RetryPolicy = { ...exchange.options.retry, ...options.retry };
    this.#policy = { attempts, backoffMs, then };
    this.#options = options;
  }

  /**
   * Whether to run the dump again; the wait before that is over then.
   *
   * @param repeatable - Whether its rows can still be taken back.
   * @throws What it failed with, where it is not to be run again.
   */
  async another(waiter: DumpWaiter<unknown>, repeatable: boolean): Promise<boolean> {
    const { attempts, backoffMs, then } = this.#policy;
    const { error, interrupted, operation } = waiter;
    this.#count++;
    if (error === undefined && !interrupted) return false;
    if (repeatable && this.#count < attempts && (error === undefined || isPassing(error))) {
      await pause(Math.min(backoffMs * 2 ** (this.#count - 1), 1000), this.#options.signal);
      return true;
    }
    if (error !== undefined) throw error;
    if (then === "throw") throw new NetlinkDumpInterruptedError(operation.name, this.#count);
    return false;
  }
}

/** Reads a dump to its end and gives all rows; runs it again where it was interrupted. */
export async function dump<In, Out>(
  exchange: Exchange,
  turns: DumpTurns,
  operation: Operation<In, Out>,
  value: In,
  options: DumpOptions,
): Promise<Out[]> {
  const tries = new Tries(exchange, options);
  for (;;) {
    const waiter = await turns.start(operation, value, options);
    try {
      await exchange.until(waiter, options, isSettled);
    } catch (error) {
      waiter.abandon();
      throw error;
    }
    if (!(await tries.another(waiter, true))) return waiter.rows;
  }
}

/**
 * Gives a dump out in chunks as it arrives: rows of a datagram at a time, nothing read ahead.
 *
 * @throws `NetlinkDumpInterruptedError` after the last chunk, unless `retry.then` is `"partial"`: rows
 *   that were given out cannot be taken back, so that a stream is run again only where it gave none.
 */
export async function* chunks<In, Out>(
  exchange: Exchange,
  turns: DumpTurns,
  operation: Operation<In, Out>,
  value: In,
  options: DumpOptions,
): AsyncGenerator<Out[], void, void> {
  const tries = new Tries(exchange, options);
  for (;;) {
    const waiter = await turns.start(operation, value, options);
    let begun = false;
    try {
      for (;;) {
        await exchange.until(waiter, options, hasRows);
        options.signal?.throwIfAborted();
        if (waiter.rows.length === 0) break;
        begun = true;
        yield waiter.take();
      }
    } finally {
      waiter.abandon();
    }
    if (!(await tries.another(waiter, !begun))) return;
  }
}
