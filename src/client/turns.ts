/**
 * How much a client reads before the event loop goes on, and who waits for that to send.
 *
 * @module
 */

/**
 * What is read in one turn of the event loop before others get theirs: a unit for a datagram and one for
 * each KiB of it, which is about a millisecond. Answers that are there at once would otherwise let a loop of
 * requests run without ever coming to a timer or to another socket.
 */
const TURN = 512;

/** A task of its own for the event loop, after what is ready now; browsers have only timers. */
const nextTask: (run: () => void) => void =
  (globalThis as { readonly setImmediate?: (run: () => void) => unknown }).setImmediate ??
  setTimeout;

/**
 * The turns of one client.
 *
 * Who sends in a turn reads its answer in it. Nothing is sent once a turn is over, for what is answered then
 * stays unread; a few hundred such answers fill the default receive buffer, and the next is lost. So at most
 * the answers of one send are unread, however many requests are made at once.
 */
export class Turns {
  #left = TURN;
  readonly #queue = new Set<() => void>();
  readonly #readRest: () => void;
  #due = false;

  /** @param readRest - Reads what the turn before has left unread, as far as this turn goes. */
  constructor(readRest: () => void) {
    this.#readRest = readRest;
  }

  /** Whether this turn may read no more. */
  get over(): boolean {
    return this.#left <= 0;
  }

  /** A datagram of so many bytes was read. */
  spend(bytes: number): void {
    this.#left -= 1 + (bytes >> 10);
  }

  /** The event loop has come round. */
  renew(): void {
    this.#left = TURN;
  }

  /**
   * Does something in a turn that is not over, in the order of the calls.
   *
   * @param act - Sends, and reads what is answered at once.
   */
  wait<Result>(act: () => Result): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#queue.add(() => {
        try {
          resolve(act());
        } catch (error) {
          reject(error);
        }
      });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#due || this.#queue.size === 0) return;
    this.#due = true;
    nextTask(() => {
      this.#due = false;
      this.renew();
      this.#readRest();
      for (const act of this.#queue) {
        if (this.over) break;
        this.#queue.delete(act);
        act();
      }
      this.#schedule();
    });
  }
}
