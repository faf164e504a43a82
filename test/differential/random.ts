/**
 * Chance that can be had again: all of a run follows from its seed.
 *
 * @module
 */

/** A source of numbers, by a seed of 32 bits (mulberry32). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** 0 to `limit - 1`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  /** True in `percent` of 100. */
  chance(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** One of a list that is not empty. */
  pick<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)] as Item;
  }

  /** Bytes, most of them small: many fields mean something near 0 only. */
  bytes(count: number): number[] {
    const small = this.chance(60);
    return Array.from({ length: count }, () => this.below(small && this.chance(80) ? 4 : 256));
  }

  /** As many as `count` things. */
  list<Item>(count: number, make: () => Item): Item[] {
    return Array.from({ length: count }, make);
  }
}
