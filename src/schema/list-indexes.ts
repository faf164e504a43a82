/**
 * Indexes of an indexed array that are not simply first, first + 1, …: kept beside the list, out of sight.
 *
 * @module
 */
const INDEXES = Symbol("nlkit.indexes");

/**
 * The child types that an indexed array was read with, flags included, where they are not the plain
 * ascending ones; encoding writes these again.
 */
export function listIndexes(list: readonly unknown[]): readonly number[] | undefined {
  return (list as { readonly [INDEXES]?: readonly number[] })[INDEXES];
}

/** Gives a list the child types that it is to be written with: one per element. */
export function withIndexes<List extends readonly unknown[]>(
  list: List,
  indexes: readonly number[],
): List {
  Object.defineProperty(list, INDEXES, { value: indexes, enumerable: false });
  return list;
}
