/**
 * A socket's receive queue: how much is charged to it, and what becomes of a datagram that does not
 * fit (`sk_receive_queue`, `netlink_attachskb`, `netlink_overrun`).
 *
 * @module
 */
import { ERRNO } from "../errors/index.ts";
import { DEFAULT_BUFFER, type Packet } from "./packet.ts";

/** The front of the queue that has been taken is dropped when it has this many places. */
const COMPACT = 1024;

/** Datagrams that wait to be received, the error that comes before them, and the account of their size. */
export class ReceiveQueue {
  /** Bytes that may be charged. */
  limit = DEFAULT_BUFFER;
  /** Bytes that are charged. */
  charged = 0;
  /** How many datagrams were dropped. */
  drops = 0;
  /** Errno that the next receive gives in place of a datagram; 0: none. */
  error = 0;
  /** `NETLINK_NO_ENOBUFS`: what is dropped is dropped in silence. */
  silent = false;
  /** Since an overrun all is dropped, until the queue has been read empty (`NETLINK_S_CONGESTED`). */
  congested = false;
  #packets: (Packet | undefined)[] = [];
  #next = 0;
  #waiting: (() => void)[] = [];
  readonly #readable: () => void;

  /** @param readable - Called when there is something to receive that was not there before. */
  constructor(readable: () => void) {
    this.#readable = readable;
  }

  /** How many wait. */
  get length(): number {
    return this.#packets.length - this.#next;
  }

  /** Whether a charge fits. An empty queue takes anything. */
  fits(charge: number): boolean {
    return !this.congested && (this.charged === 0 || this.charged + charge <= this.limit);
  }

  /** Appends a datagram. */
  push(packet: Packet): void {
    this.charged += packet.charge;
    this.#packets.push(packet);
    this.#readable();
  }

  /** A datagram is lost: `ENOBUFS` at the next receive, once for all until the queue has been emptied. */
  overrun(): void {
    this.drops++;
    if (this.silent || this.congested) return;
    this.congested = true;
    this.fail(ERRNO.ENOBUFS);
  }

  /** Has the next receive give an errno. */
  fail(errno: number): void {
    this.error = errno;
    this.#readable();
  }

  /** The first datagram, which stays. */
  peek(): Packet | undefined {
    return this.#packets[this.#next];
  }

  /** Takes the first datagram. */
  shift(): Packet | undefined {
    const packet = this.#packets[this.#next];
    if (packet === undefined) return undefined;
    this.#packets[this.#next++] = undefined;
    if (this.#next === this.#packets.length) {
      this.#packets.length = 0;
      this.#next = 0;
    } else if (this.#next === COMPACT) {
      this.#packets = this.#packets.slice(COMPACT);
      this.#next = 0;
    }
    this.charged -= packet.charge;
    return packet;
  }

  /** After every receive: an empty queue is no longer congested, and those who wait for room try again (`netlink_rcv_wake`). */
  settle(): void {
    if (this.length === 0) this.congested = false;
    if (this.#waiting.length === 0 || this.congested) return;
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const retry of waiting) retry();
  }

  /** Calls `retry` when there may be room. */
  whenRoom(retry: () => void): void {
    this.#waiting.push(retry);
  }

  /** Drops everything; those who wait for room try again, and find nobody. */
  clear(): void {
    this.#packets = [];
    this.#next = 0;
    this.charged = 0;
    this.error = 0;
    this.congested = false;
    this.settle();
  }
}
