/**
 * The rows that a handler gives, whether they are there at once or come in time.
 *
 * @module
 */

/** Rows, one after the other. */
export interface Rows<Row> {
  /** The next row; a promise where it is still to come: once that has settled, this gives the row, or throws. */
  next(): IteratorResult<Row, unknown> | Promise<unknown>;
  /** Lets a generator run its `finally`. */
  leave(): void;
}

/**
 * Reads an iterable of either kind.
 *
 * @param tell - Told of what an asynchronous generator throws when it is left; of a synchronous one that is thrown.
 */
export function readRows<Row>(
  rows: Iterable<Row> | AsyncIterable<Row>,
  tell: (error: unknown) => void,
): Rows<Row> {
  if (Symbol.iterator in rows) {
    const iterator = rows[Symbol.iterator]();
    return { next: () => iterator.next(), leave: () => void iterator.return?.() };
  }
  const iterator = rows[Symbol.asyncIterator]();
  let come: IteratorResult<Row, unknown> | undefined;
  return {
    next() {
      const row = come;
      come = undefined;
      if (row !== undefined) return row;
      return Promise.resolve(iterator.next()).then((result) => {
        come = result;
      });
    },
    leave() {
      // It does not wait: a generator that is in the middle of its work ends when that is done.
      iterator.return?.().then(undefined, tell);
    },
  };
}
