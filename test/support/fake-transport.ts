/**
 * A transport without a kernel, for tests of the client: what it answers, when, and in which datagrams is
 * the test's to say. It is strict where a real one is: what it lends is overwritten after the call, a closed
 * one throws, a group is not joined twice.
 *
 * @module
 */
import { NetlinkClosedError } from "../../src/errors/index.ts";
import type { Datagram, DatagramHandler, Transport } from "../../src/transport/index.ts";
import { type MessageSpan, messages } from "../../src/wire/index.ts";

/** A message that the client has sent. */
export interface FakeRequest extends MessageSpan {
  /** The whole datagram, a copy; `start` to `end` is the message. */
  readonly bytes: Uint8Array;
}

type Queued = { readonly bytes: Uint8Array; readonly control: Uint8Array } & Pick<
  Datagram,
  "portId" | "groups" | "truncatedLength"
>;

/** What is not plain about a datagram. */
export interface DatagramInit {
  readonly portId?: number;
  readonly groups?: number;
  readonly truncatedLength?: number;
  /** Control messages. */
  readonly control?: Uint8Array;
}

/** The fake. */
export class FakeTransport implements Transport {
  readonly protocol: number = 0;
  readonly portId = 4242;
  /** Every message that was sent. */
  readonly requests: FakeRequest[] = [];
  /** Lengths of the datagrams that were sent. */
  readonly sends: number[] = [];
  /** Called for every message that is sent, when the "kernel" gets it. */
  onRequest: (request: FakeRequest) => void = () => undefined;
  /** What `send` throws, once. */
  sendError: Error | undefined;
  /** What `receive` throws, once. */
  receiveError: Error | undefined;
  /** What `watch` throws. */
  watchError: Error | undefined;
  /** Datagrams handed over, overruns included. */
  delivered = 0;
  /** Groups that it is a member of. */
  readonly groups = new Set<number>();
  readonly options = new Map<string, boolean>();
  alive = false;
  closed = false;
  sendAside?: (bytes: Uint8Array, length: number) => Promise<void>;
  /** Ends the first of the sends that are under way on the other thread. */
  readonly asides: (() => void)[] = [];
  readonly #queue: (Queued | "overrun")[] = [];
  #wake: (() => void) | undefined;
  #notified = false;
  #delivering = false;

  /** @param init - `aside`: there is another thread, whose sends end when the test calls `asides`. */
  constructor(init: { readonly aside?: boolean } = {}) {
    if (init.aside !== true) return;
    this.sendAside = (bytes, length) => {
      const copy = bytes.slice(0, length);
      return new Promise((resolve, reject) => {
        this.asides.push(() => {
          try {
            this.send(copy, length);
            resolve();
          } catch (error) {
            reject(error);
          }
        });
      });
    };
  }

  get watched(): boolean {
    return this.#wake !== undefined;
  }

  /** Datagrams that wait to be received. */
  get unread(): number {
    return this.#queue.length;
  }

  #check(): void {
    if (this.closed) throw new NetlinkClosedError();
  }

  send(bytes: Uint8Array, length: number): void {
    this.#check();
    const { sendError } = this;
    this.sendError = undefined;
    if (sendError !== undefined) throw sendError;
    const copy = bytes.slice(0, length);
    this.sends.push(length);
    for (const span of messages(copy)) {
      const request = { ...span, bytes: copy };
      this.requests.push(request);
      this.onRequest(request);
    }
  }

  /** Lets the client receive a datagram of these messages. */
  push(parts: readonly Uint8Array[], init: DatagramInit = {}): void {
    const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const part of parts) {
      bytes.set(part, at);
      at += part.length;
    }
    const { portId = 0, groups = 0, truncatedLength = 0, control = new Uint8Array(0) } = init;
    this.#enqueue({ bytes, portId, groups, truncatedLength, control });
  }

  /** Tells the client that messages were dropped. */
  overrun(): void {
    this.#enqueue("overrun");
  }

  #enqueue(item: Queued | "overrun"): void {
    this.#queue.push(item);
    this.#notify();
  }

  #notify(): void {
    if (this.#wake === undefined || this.#notified || this.#queue.length === 0) return;
    this.#notified = true;
    setImmediate(() => {
      if (this.#notified) this.#wake?.();
    });
  }

  receive(handler: DatagramHandler, limit = 64): number {
    this.#check();
    if (this.#delivering) return 0;
    const { receiveError } = this;
    this.receiveError = undefined;
    if (receiveError !== undefined) throw receiveError;
    this.#delivering = true;
    let count = 0;
    try {
      for (; count < limit && !this.closed; count++) {
        const item = this.#queue.shift();
        if (item === undefined) break;
        this.delivered++;
        if (item === "overrun") handler.onOverrun();
        else lend(handler, item);
      }
    } finally {
      this.#delivering = false;
    }
    if (count === 0) this.#notified = false;
    return count;
  }

  watch(wake: (() => void) | undefined): void {
    this.#check();
    if (wake !== undefined && this.watchError !== undefined) throw this.watchError;
    this.#wake = wake;
    this.#notified = false;
    this.#notify();
  }

  keepAlive(on: boolean): void {
    this.#check();
    this.alive = on;
  }

  join(group: number): void {
    this.#check();
    if (this.groups.has(group)) throw new Error(`group ${group} joined twice`);
    if (group > 100) throw new Error(`no group ${group}`);
    this.groups.add(group);
  }

  leave(group: number): void {
    this.#check();
    if (!this.groups.delete(group)) throw new Error(`not a member of group ${group}`);
  }

  setOption(option: string, on: boolean): boolean {
    this.#check();
    this.options.set(option, on);
    return true;
  }

  close(): void {
    this.closed = true;
    this.#wake = undefined;
    this.alive = false;
  }
}

/** Hands a datagram over somewhere in a larger buffer, and spoils it afterwards. */
function lend(handler: DatagramHandler, { bytes, control, ...rest }: Queued): void {
  const start = 8;
  const end = start + bytes.length;
  const controlStart = (end + 7) & ~7;
  const controlEnd = controlStart + control.length;
  const buffer = new Uint8Array(controlEnd + 8).fill(0xee);
  buffer.set(bytes, start);
  buffer.set(control, controlStart);
  const view = new DataView(buffer.buffer);
  handler.onDatagram({ bytes: buffer, view, start, end, controlStart, controlEnd, ...rest });
  buffer.fill(0xff);
}
