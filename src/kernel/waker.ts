/**
 * Tells whoever watches a socket that there is something to receive.
 *
 * @module
 */

/** One call for all that has come since the socket was last read empty. */
export class Waker {
  #wake: (() => void) | undefined;
  /** The next thing to receive is to be told. */
  #armed = false;
  #pending = false;

  /** @param readable - Whether there is something already. */
  watch(wake: (() => void) | undefined, readable: boolean): void {
    this.#wake = wake;
    this.#armed = false;
    this.rearm(readable);
  }

  /** The socket has been read empty: what comes next is told again. */
  rearm(readable: boolean): void {
    if (this.#wake === undefined) return;
    this.#armed = true;
    if (readable) this.readable();
  }

  /** There is something. It is not told at once: who is woken may send, and this may be in the middle of a send. */
  readable(): void {
    if (!this.#armed || this.#pending) return;
    this.#pending = true;
    queueMicrotask(() => {
      this.#pending = false;
      if (!this.#armed) return;
      this.#armed = false;
      this.#wake?.();
    });
  }
}
