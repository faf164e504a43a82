/**
 * Multicast messages as an async iterator, with overruns as values in the stream.
 *
 * @module
 */
import { decodePayload, type MessageKind } from "../schema/index.ts";
import {
  GENL_HDRLEN,
  LITTLE_ENDIAN,
  messageLengthAt,
  NLMSG_HDRLEN,
  NLMSG_MIN_TYPE,
  nlmsgAlign,
} from "../wire/index.ts";
import type { GroupDatagram, Groups, Listener } from "./groups.ts";

/** A message of a group. */
export interface MessageEvent<Body = unknown> {
  readonly kind: "message";
  /** `"RTM_NEWLINK"`; `"message 99"` where no table knows it (its body is then the payload, raw). */
  readonly name: string;
  /** `nlmsg_type`; of a generic family the command. */
  readonly type: number;
  /** `NLM_F_*`: whether it was created, replaced… as far as the family tells. */
  readonly flags: number;
  /** Sequence number of the request that caused it, where the sender passes that on. */
  readonly seq: number;
  /** Port id whose request caused it; 0 where the kernel acted by itself. */
  readonly portId: number;
  /** Number of the group. */
  readonly group: number;
  /** Namespace that it comes from, where it is not this one (`NETLINK_LISTEN_ALL_NSID`). */
  readonly nsid: number | undefined;
  /** The decoded payload. */
  readonly body: Body;
}

/** Messages were lost here: the state known so far is stale. */
export interface OverrunEvent {
  readonly kind: "overrun";
}

/** What a subscription gives. */
export type SubscriptionEvent<Body = unknown> = MessageEvent<Body> | OverrunEvent;

/** What is listened to. */
export interface SubscriptionOptions {
  /** Numbers of the groups, from 1. */
  readonly groups: Iterable<number>;
  /** Layouts by message type: a family's `messages`. */
  readonly messages: ReadonlyMap<number, MessageKind>;
  /** Id of a generic family: `messages` are then by command, and messages of other families are passed over. */
  readonly familyId?: number | undefined;
  /** Ends the iteration. */
  readonly signal?: AbortSignal | undefined;
  /** Bytes kept for a consumer that does not keep up; more is dropped and reported as an overrun. 16 MiB. */
  readonly queueBytes?: number | undefined;
}

/** A call of `next` that has nothing to give yet. */
interface Waiting<Body> {
  readonly resolve: (result: IteratorResult<SubscriptionEvent<Body>>) => void;
  readonly reject: (error: unknown) => void;
}

const DEFAULT_QUEUE_BYTES = 16 * 1024 * 1024;

/**
 * An open subscription. It listens from the moment it is made; messages are decoded when they are taken.
 * Leaving the loop, aborting or closing the client ends it.
 */
export class Subscription<Body = unknown>
  implements AsyncIterableIterator<SubscriptionEvent<Body>>, Listener
{
  readonly groups: ReadonlySet<number>;
  readonly #owner: Groups;
  readonly #messages: ReadonlyMap<number, MessageKind>;
  readonly #familyId: number | undefined;
  readonly #limit: number;
  readonly #signal: AbortSignal | undefined;
  #queue: (GroupDatagram | undefined)[] = [];
  #next = 0;
  #bytes = 0;
  /** Place in the datagram at the head of the queue. */
  #at = 0;
  #ended = false;
  readonly #waiters: Waiting<Body>[] = [];

  constructor(owner: Groups, options: SubscriptionOptions) {
    this.#owner = owner;
    this.groups = new Set(options.groups);
    this.#messages = options.messages;
    this.#familyId = options.familyId;
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
    return this.#waiters.length > 0;
  }

  push(datagram: GroupDatagram): void {
    if (this.#bytes + datagram.bytes.length > this.#limit) return this.overrun();
    this.#bytes += datagram.bytes.length;
    this.#queue.push(datagram);
    this.#serve();
  }

  overrun(): void {
    // One mark tells as much as many in a row.
    if (this.#queue.length > this.#next && this.#queue.at(-1) === undefined) return;
    this.#queue.push(undefined);
    this.#serve();
  }

  end(): void {
    this.#ended = true;
    this.#signal?.removeEventListener("abort", this.#onAbort);
    for (const { resolve } of this.#waiters.splice(0)) resolve({ done: true, value: undefined });
  }

  #serve(): void {
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
      const datagram = this.#queue[this.#next];
      const event = datagram === undefined ? undefined : this.#read(datagram);
      if (event !== undefined) return event;
      this.#advance(datagram);
      if (datagram === undefined) return { kind: "overrun" };
    }
    return undefined;
  }

  #advance(datagram: GroupDatagram | undefined): void {
    this.#bytes -= datagram?.bytes.length ?? 0;
    this.#at = 0;
    this.#queue[this.#next++] = undefined;
    // Shifting an array costs its length; the used front is dropped now and then instead.
    if (this.#next === this.#queue.length || this.#next > 1024) {
      this.#queue = this.#queue.slice(this.#next);
      this.#next = 0;
    }
  }

  /** The next message of a datagram; undefined at its end. */
  #read(datagram: GroupDatagram): SubscriptionEvent<Body> | undefined {
    const { bytes, group, nsid } = datagram;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (;;) {
      const at = this.#at;
      // Where a length lies, the rest of the datagram cannot be told apart: it is passed over.
      this.#at = bytes.length;
      const length = messageLengthAt(view, at, bytes.length);
      if (length === 0) return undefined;
      this.#at = at + nlmsgAlign(length);
      const type = view.getUint16(at + 4, LITTLE_ENDIAN);
      if (type < NLMSG_MIN_TYPE) continue;
      const isGeneric = this.#familyId !== undefined;
      if (isGeneric && (type !== this.#familyId || length < NLMSG_HDRLEN + GENL_HDRLEN)) continue;
      const header = at + NLMSG_HDRLEN;
      const number = isGeneric ? (bytes[header] as number) : type;
      const known = this.#messages.get(number);
      const payload = isGeneric ? header + GENL_HDRLEN : header;
      const end = at + length;
      return {
        kind: "message",
        name: known?.name ?? `message ${number}`,
        type: number,
        flags: view.getUint16(at + 6, LITTLE_ENDIAN),
        seq: view.getUint32(at + 8, LITTLE_ENDIAN),
        portId: view.getUint32(at + 12, LITTLE_ENDIAN),
        group,
        nsid,
        body: (known === undefined
          ? bytes.slice(payload, end)
          : decodePayload(known.table, bytes, view, payload, end)) as Body,
      };
    }
  }

  /**
   * The next event; waits for it.
   *
   * @throws `NetlinkDecodeError` for a message that does not parse; the subscription goes on.
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
