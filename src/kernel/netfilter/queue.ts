/**
 * Queues: packets that wait for somebody else's verdict.
 *
 * @module
 * @see net/netfilter/nf_queue.c, nfnetlink_queue.c
 */
import { ERRNO, NetlinkSystemError } from "../../errors/index.ts";
import { NF_DROP } from "../../uapi/netfilter/index.ts";
import type { HookRegistration, HookResult, HookRun } from "./hook.ts";
import type { HookPacket } from "./packet.ts";
import { isVerdict } from "./verdict.ts";

/** `NFQNL_QMAX_DEFAULT`: packets that may wait in a queue. */
export const DEFAULT_QUEUE_LENGTH = 1024;

/** Gives a verdict on a packet that has left its queue. */
type Settle = (queued: QueuedPacket, verdict: number) => HookResult;

/** A packet that waits for a verdict. */
export class QueuedPacket {
  /** Hooks that come after may change it, and so may whoever gives the verdict. */
  readonly packet: HookPacket;
  /** The point where it was. */
  readonly state: HookRun;
  /** The hook that put it into the queue. */
  readonly hook: HookRegistration;
  /** Number of the queue. */
  readonly queue: number;
  readonly #take: (queued: QueuedPacket) => boolean;
  readonly #settle: Settle;

  /** Use `kernel.netfilter.onQueue`. */
  constructor(
    parts: Pick<QueuedPacket, "packet" | "state" | "hook" | "queue">,
    take: (queued: QueuedPacket) => boolean,
    settle: Settle,
  ) {
    this.packet = parts.packet;
    this.state = parts.state;
    this.hook = parts.hook;
    this.queue = parts.queue;
    this.#take = take;
    this.#settle = settle;
  }

  /**
   * Gives the packet back: `NF_ACCEPT` goes on with the next hook, `NF_REPEAT` with the one that queued it, `NF_STOP`
   * accepts it without asking those that are left, `nfQueue` puts it into another queue.
   *
   * @throws `NetlinkSystemError`: `ENOENT` where it does not wait any more: it has had a verdict, or was dropped with its
   *   queue or a hook; `EINVAL` for what is no verdict: then it waits on.
   */
  reinject(verdict: number): HookResult {
    if (!isVerdict(verdict)) {
      throw new NetlinkSystemError("nf_reinject", ERRNO.EINVAL, `verdict ${String(verdict)}`);
    }
    if (!this.#take(this)) throw new NetlinkSystemError("nf_reinject", ERRNO.ENOENT, "the packet");
    return this.#settle(this, verdict);
  }
}

/** Is given each packet of a queue; it, or somebody later, reinjects it. */
export type QueueHandler = (queued: QueuedPacket) => void | Promise<void>;

/** What a queue is opened with. */
export interface QueueOptions {
  /** Name of a namespace; the initial one when absent. */
  readonly netns?: string | undefined;
  /** Packets that may wait; what comes when there are as many is dropped. 1,024. */
  readonly maxLength?: number | undefined;
}

/** Somebody who listens to a queue. */
export class HookQueue implements Disposable {
  /** Its number. */
  readonly queue: number;
  readonly #handler: QueueHandler;
  readonly #maxLength: number;
  readonly #waiting = new Set<QueuedPacket>();
  readonly #tell: (error: unknown) => void;
  readonly #closed: () => void;

  /** Use `kernel.netfilter.onQueue`. */
  constructor(
    queue: number,
    handler: QueueHandler,
    maxLength: number,
    tell: (error: unknown) => void,
    closed: () => void,
  ) {
    this.queue = queue;
    this.#handler = handler;
    this.#maxLength = maxLength;
    this.#tell = tell;
    this.#closed = closed;
  }

  /** Packets that wait. */
  get length(): number {
    return this.#waiting.size;
  }

  /** Hands a packet to whoever listens. @returns Whether there was room for it. */
  add(parts: Pick<QueuedPacket, "packet" | "state" | "hook">, settle: Settle): boolean {
    if (this.#waiting.size >= this.#maxLength) return false;
    const queued = new QueuedPacket(
      { packet: parts.packet, state: parts.state, hook: parts.hook, queue: this.queue },
      (one) => this.#waiting.delete(one),
      settle,
    );
    this.#waiting.add(queued);
    const failed = (error: unknown): void => {
      this.#tell(error);
      this.#drop(queued);
    };
    try {
      this.#handler(queued)?.catch(failed);
    } catch (error) {
      failed(error);
    }
    return true;
  }

  /** Drops what waits. */
  flush(): void {
    for (const queued of this.#waiting) this.#drop(queued);
  }

  #drop(queued: QueuedPacket): void {
    if (this.#waiting.has(queued)) queued.reinject(NF_DROP);
  }

  /** Stops listening; what waits is dropped. May be called again. */
  close(): void {
    this.#closed();
    this.flush();
  }

  /** The same as {@link HookQueue.close}. */
  [Symbol.dispose](): void {
    this.close();
  }
}
