/**
 * What a socket has sent and the kernel side has not carried out yet: requests of one socket are
 * carried out one after the other, also by handlers that take their time.
 *
 * @module
 */
import { ERRNO } from "../errors/index.ts";
import { Message } from "./message.ts";
import { copyBytes } from "./packet.ts";
import type { EmbeddedSocket } from "./socket.ts";

/** Takes a datagram. A promise holds up what the same socket sends until it settles; it must not reject. */
export type Input = (datagram: Message) => void | Promise<void>;

interface Waiting {
  readonly input: Input;
  readonly bytes: Uint8Array;
}

/**
 * The queue of one socket, which exists only while something is in it. On a real kernel the sender would
 * wait inside `send` for as long.
 */
class Inbox {
  readonly waiting: Waiting[] = [];
  /** Bytes of those. */
  bytes = 0;
}

/** All queues of a kernel. */
export class Inboxes {
  readonly #inboxes = new Map<EmbeddedSocket, Inbox>();

  /**
   * Hands a datagram over, at once where it can be.
   *
   * @param bytes - Lent for the call.
   * @param queued - Never at once: the sender's call returns first.
   * @returns 0, or `EAGAIN` where a send buffer's worth is waiting already.
   */
  put(
    socket: EmbeddedSocket,
    input: Input,
    bytes: Uint8Array,
    view: DataView,
    length: number,
    queued: boolean,
  ): number {
    let inbox = this.#inboxes.size === 0 ? undefined : this.#inboxes.get(socket);
    if (inbox === undefined) {
      if (!queued) {
        const datagram = new Message(bytes, view, 0, length, socket);
        const pending = input(datagram);
        if (pending !== undefined) {
          datagram.keep();
          this.#inboxes.set(socket, new Inbox());
          void pending.then(() => this.#goOn(socket));
        }
        return 0;
      }
      inbox = new Inbox();
      this.#inboxes.set(socket, inbox);
      queueMicrotask(() => this.#goOn(socket));
    }
    if (inbox.bytes + length > socket.sendBuffer) return ERRNO.EAGAIN;
    inbox.bytes += length;
    inbox.waiting.push({ input, bytes: copyBytes(bytes, length) });
    return 0;
  }

  /** Carries out what waits, up to the first that takes its time. */
  #goOn(socket: EmbeddedSocket): void {
    const inbox = this.#inboxes.get(socket);
    if (inbox === undefined) return;
    for (let next = inbox.waiting.shift(); next !== undefined; next = inbox.waiting.shift()) {
      if (socket.closed) break;
      const { bytes, input } = next;
      inbox.bytes -= bytes.length;
      const view = new DataView(bytes.buffer);
      const pending = input(new Message(bytes, view, 0, bytes.length, socket));
      if (pending !== undefined) {
        void pending.then(() => this.#goOn(socket));
        return;
      }
    }
    this.#inboxes.delete(socket);
  }
}
