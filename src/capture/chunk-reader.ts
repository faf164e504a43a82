/**
 * Pieces of a stream as a cursor over bytes: no more of the stream is held than was asked for at once.
 *
 * @module
 */
import type { Chunks } from "./datagram.ts";

/** Reads ahead as far as it is asked to. */
export class ChunkReader {
  readonly #pieces: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #held: Uint8Array = new Uint8Array(0);
  /** First byte of `#held` that was not taken yet. */
  #at = 0;
  #offset = 0;

  constructor(chunks: Chunks) {
    this.#pieces =
      Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  }

  /** Bytes taken since the start of the stream. */
  get offset(): number {
    return this.#offset;
  }

  /**
   * Up to `size` bytes that come next, without taking them; fewer only at the end of the stream.
   *
   * @returns A view that is valid until the next call.
   */
  async peek(size: number): Promise<Uint8Array> {
    if (this.#held.length - this.#at < size) await this.#fill(size);
    return this.#held.subarray(this.#at, this.#at + size);
  }

  /** Takes bytes that {@link ChunkReader.peek} gave. */
  skip(size: number): void {
    this.#at += size;
    this.#offset += size;
  }

  /** Takes all that is held, or the next piece; undefined at the end of the stream. */
  async piece(): Promise<Uint8Array | undefined> {
    if ((await this.peek(1)).length === 0) return undefined;
    const piece = this.#held.subarray(this.#at);
    this.skip(piece.length);
    return piece;
  }

  /** Tells the stream that no more of it is wanted. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  /** Holds `size` bytes where the stream has as many; joins pieces once, however small they are. */
  async #fill(size: number): Promise<void> {
    const parts = [this.#held.subarray(this.#at)];
    let length = parts[0]?.length ?? 0;
    while (length < size) {
      const { done, value } = await this.#pieces.next();
      if (done === true) break;
      parts.push(value);
      length += value.length;
    }
    const filled = parts.filter((part) => part.length > 0);
    this.#at = 0;
    if (filled.length === 1) {
      this.#held = filled[0] as Uint8Array;
      return;
    }
    this.#held = new Uint8Array(length);
    let at = 0;
    for (const part of filled) {
      this.#held.set(part, at);
      at += part.length;
    }
  }
}
