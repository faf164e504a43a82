/**
 * How many bytes a struct had that came shorter than its table says: kept beside its members, out of sight.
 *
 * @module
 */
const SIZE = Symbol("nlkit.size");

/** The bytes that the struct was read from, where they were fewer than its members take. */
export function shortSize(value: unknown): number | undefined {
  return (value as { readonly [SIZE]?: number } | null | undefined)?.[SIZE];
}

/** Has a struct written in so many bytes again, as long as it is given no member beyond them. */
export function withShortSize<Value extends object>(value: Value, size: number): Value {
  Object.defineProperty(value, SIZE, { value: size, enumerable: false });
  return value;
}
