/**
 * Objects by what they say of themselves: one index of a view.
 *
 * @module
 */

type Key = string | number;

/** Finds objects by a key, of which each may have several. */
export class ObjectIndex {
  readonly #keysOf: (object: unknown) => readonly Key[];
  // One object stands for itself: most keys have one, and a set for each would cost more than the objects.
  readonly #entries = new Map<Key, unknown>();

  /** @param keysOf - Has to give the same keys for the same object each time. */
  constructor(keysOf: (object: unknown) => readonly Key[]) {
    this.#keysOf = keysOf;
  }

  add(object: unknown): void {
    for (const key of this.#keysOf(object)) {
      const entry = this.#entries.get(key);
      if (entry === undefined) this.#entries.set(key, object);
      else if (entry instanceof Set) entry.add(object);
      else this.#entries.set(key, new Set([entry, object]));
    }
  }

  delete(object: unknown): void {
    for (const key of this.#keysOf(object)) {
      const entry = this.#entries.get(key);
      if (entry instanceof Set && entry.delete(object) && entry.size > 0) continue;
      if (entry === object || entry instanceof Set) this.#entries.delete(key);
    }
  }

  /** The objects of a key: a new array. */
  get(key: Key): unknown[] {
    const entry = this.#entries.get(key);
    if (entry === undefined) return [];
    return entry instanceof Set ? [...entry] : [entry];
  }
}
