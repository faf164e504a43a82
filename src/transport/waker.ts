/**
 * Tells whoever watches a transport that there is something to receive; for those who write one.
 *
 * @module
 */

/** One call for all that has come since the transport was last read empty: what `Transport.watch` promises. */
export class Waker {
  #wake: (() => void) | undefined;
  /** The next thing to receive is to be told. */
  #armed = false;
  #pending = false;

  /**
   * Has a function called when there is something, until called with `undefined`.
   *
   * @param readable - Whether there is something already.
   */
  watch(wake: (() => void) | undefined, readable: boolean): void {
    this.#wake = wake;
    this.#armed = false;
    this.rearm(readable);
  }

  /** The transport has been read empty: what comes next is told again. */
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
