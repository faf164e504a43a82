/**
 * Messages that nobody asked for as an async iterator, with overruns as values in the stream.
 *
 * @module
 */
import type { MessageKind } from "../schema/index.ts";
import { EventReader, type OverrunEvent, type SubscriptionEvent } from "./event-reader.ts";
import type { GroupDatagram, Groups, Listener } from "./groups.ts";

/** What is listened to. */
export interface SubscriptionOptions {
  /** Numbers of the groups, from 1. */
  readonly groups: Iterable<number>;
  /**
   * Also what the kernel sends to this socket alone without having been asked, because a request has registered it for
   * that: radio frames of nl80211, packets of nfqueue, nflog and Open vSwitch, ends of tasks, records of audit. They come
   * to the port id that registered, so on the client that sent the request, in the order of arrival, with `group: 0`.
   *
   * Such a message is in no group and answers nothing: its `nlmsg_seq` is 0, or its `nlmsg_pid` is not this socket's and
   * its `nlmsg_seq` is not that of a request, waited for or given up, that its type could answer. No row of a running
   * dump is one, though it bear no number; an answer that comes too late is none. Of another socket's messages
   * (`believe: "anyone"`) the same is held. All subscriptions of the client that say so get all of them; a `familyId`
   * passes over those of other families.
   */
  readonly unicast?: boolean | undefined;
  /** Layouts by message type: a family's `messages`. */
  readonly messages: ReadonlyMap<number, MessageKind>;
  /** Id of a generic family: `messages` are then by command, and messages of other families are passed over. */
  readonly familyId?: number | undefined;
  /** Ends the iteration. */
  readonly signal?: AbortSignal | undefined;
  /** Called when it has come to its end. */
  readonly onEnd?: (() => void) | undefined;
  /** Bytes kept for a consumer that does not keep up; more is dropped and reported as an overrun. 16 MiB. */
  readonly queueBytes?: number | undefined;
}

/** A call of `next` that has nothing to give yet. */
interface Waiting<Body> {
  readonly resolve: (result: IteratorResult<SubscriptionEvent<Body>>) => void;
  readonly reject: (error: unknown) => void;
}

/** Something in the stream that is no message. */
interface Mark {
  readonly event: OverrunEvent;
  /** The id that the family has from here on. */
  readonly familyId?: number;
  /** Why its groups cannot be listened to (any more). */
  readonly error?: unknown;
}

/** Messages were lost: what a full buffer leaves. */
const OVERRUN: Mark = { event: { kind: "overrun" } };

const DEFAULT_QUEUE_BYTES = 16 * 1024 * 1024;

/**
 * An open subscription. It listens from the moment it is made; messages are decoded when they are taken.
 * Leaving the loop, aborting or closing the client ends it.
 */
export class Subscription<Body = unknown>
  implements AsyncIterableIterator<SubscriptionEvent<Body>>, Listener
{
  groups: ReadonlySet<number>;
  readonly unicast: boolean;
  readonly #owner: Groups;
  readonly #reader: EventReader<Body>;
  readonly #onEnd: (() => void) | undefined;
  readonly #limit: number;
  readonly #signal: AbortSignal | undefined;
  #queue: (GroupDatagram | Mark | undefined)[] = [];
  #next = 0;
  #bytes = 0;
  #ended = false;
  readonly #waiters: Waiting<Body>[] = [];
  /** Those who wait in {@link available}. */
  readonly #sleepers = new Set<() => void>();

  constructor(owner: Groups, options: SubscriptionOptions) {
    this.#owner = owner;
    this.groups = new Set(options.groups);
    this.unicast = options.unicast ?? false;
    this.#reader = new EventReader(options.messages, options.familyId);
    this.#onEnd = options.onEnd;
    this.#limit = options.queueBytes ?? DEFAULT_QUEUE_BYTES;
    this.#signal = options.signal;
    owner.add(this);
    this.#signal?.addEventListener("abort", this.#onAbort, { once: true });
  }

  readonly #onAbort = (): void => this.#leave();

  /** Ends it at once: what is queued is dropped. */
  #leave(): void {
    this.#owner.remove(this);
    this.#queue = [];
    this.#next = 0;
    this.#bytes = 0;
    this.end();
  }

  /** Whether somebody waits for the next event. */
  get awaited(): boolean {
    return this.#waiters.length > 0 || this.#sleepers.size > 0;
  }

  push(datagram: GroupDatagram): void {
    if (this.#bytes + datagram.bytes.length > this.#limit) return this.overrun();
    this.#bytes += datagram.bytes.length;
    this.#queue.push(datagram);
    this.#serve();
  }

  overrun(): void {
    // One mark tells as much as many in a row.
    if (this.#queue.length > this.#next && this.#queue.at(-1) === OVERRUN) return;
    this.#mark(OVERRUN);
  }

  fail(error: unknown): void {
    this.#mark({ ...OVERRUN, error });
  }

  #mark(mark: Mark): void {
    this.#queue.push(mark);
    this.#serve();
  }

  /**
   * Listens to other groups from now on: a generic family was unloaded, or loaded again, and the kernel has taken the
   * membership of the old ones away.
   *
   * @param groups - Their numbers, or what finds them.
   * @param familyId - The id that the family has now; undefined: none at present.
   * @param event - What is told at this place of the stream. Where the groups cannot be found or joined, the error is.
   */
  move(
    groups: readonly number[] | (() => readonly number[]),
    familyId: number | undefined,
    event: OverrunEvent,
  ): void {
    if (this.#ended) return;
    const id = familyId === undefined ? {} : { familyId };
    try {
      const numbers = typeof groups === "function" ? groups() : groups;
      this.#owner.replace(this, new Set(numbers));
      this.#mark({ event, ...id });
    } catch (error) {
      this.#mark({ event, ...id, error });
    }
  }

  end(): void {
    if (!this.#ended) this.#onEnd?.();
    this.#ended = true;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    for (const { resolve } of this.#waiters.splice(0)) resolve({ done: true, value: undefined });
    for (const wake of [...this.#sleepers]) wake();
  }

  #serve(): void {
    if (this.#sleepers.size > 0) for (const wake of [...this.#sleepers]) wake();
    if (this.#waiters.length === 0) return;
    while (this.#waiters.length > 0) {
      try {
        const event = this.#shift();
        if (event === undefined) return;
        this.#waiters.shift()?.resolve({ done: false, value: event });
      } catch (error) {
        this.#waiters.shift()?.reject(error);
      }
    }
    this.#owner.awaitedChanged();
  }

  /** The next event of the queue, decoded; undefined where it is empty. */
  #shift(): SubscriptionEvent<Body> | undefined {
    while (this.#next < this.#queue.length) {
      const queued = this.#queue[this.#next] as GroupDatagram | Mark;
      if (!("bytes" in queued)) {
        this.#advance(0);
        this.#reader.familyId = queued.familyId ?? this.#reader.familyId;
        if ("error" in queued) throw queued.error;
        return queued.event;
      }
      const event = this.#reader.read(queued);
      if (event !== undefined) return event;
      this.#advance(queued.bytes.length);
    }
    return undefined;
  }

  #advance(bytes: number): void {
    this.#bytes -= bytes;
    this.#reader.begin();
    this.#queue[this.#next++] = undefined;
    // Shifting an array costs its length; the used front is dropped now and then instead.
    if (this.#next === this.#queue.length || this.#next > 1024) {
      this.#queue = this.#queue.slice(this.#next);
      this.#next = 0;
    }
  }

  /**
   * The next event; waits for it.
   *
   * @throws `NetlinkDecodeError` for a message that does not parse; the subscription goes on. In another process
   *   (`nlkit/remote`) `NetlinkSystemError`, too: for a group that could not be joined, or a lost connection.
   */
  async next(): Promise<IteratorResult<SubscriptionEvent<Body>>> {
    const event = this.#shift();
    if (event !== undefined) return { done: false, value: event };
    if (this.#ended || this.#signal?.aborted === true) return { done: true, value: undefined };
    return new Promise((resolve, reject) => {
      this.#waiters.push({ resolve, reject });
      this.#owner.awaitedChanged();
    });
  }

  /** Whether nothing more will arrive; what has arrived can still be taken. */
  get ended(): boolean {
    return this.#ended || this.#signal?.aborted === true;
  }

  /**
   * The next event where it has arrived already; never waits.
   *
   * @throws As {@link next}.
   */
  take(): SubscriptionEvent<Body> | undefined {
    return this.#shift();
  }

  /**
   * Waits until an event has arrived, the subscription has ended, or the time is over.
   *
   * @param timeoutMs - For ever where absent.
   */
  available(timeoutMs?: number): Promise<void> {
    if (this.#queue.length > this.#next || this.ended) return Promise.resolve();
    return new Promise((resolve) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const wake = (): void => {
        clearTimeout(timer);
        this.#sleepers.delete(wake);
        this.#owner.awaitedChanged();
        resolve();
      };
      this.#sleepers.add(wake);
      if (timeoutMs !== undefined) timer = setTimeout(wake, timeoutMs);
      this.#owner.awaitedChanged();
    });
  }

  /** Ends it and leaves its groups. */
  async return(): Promise<IteratorResult<SubscriptionEvent<Body>>> {
    this.#leave();
    return { done: true, value: undefined };
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.return();
  }
}
