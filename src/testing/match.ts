/**
 * Whether a value has what is expected of it, and perhaps more.
 *
 * @module
 */

/** Every member of `expected` is in `actual`; arrays have the same length, bytes are equal. */
export function matches(actual: unknown, expected: unknown): boolean {
  if (Object.is(actual, expected)) return true;
  if (typeof expected !== "object" || expected === null) return false;
  if (typeof actual !== "object" || actual === null) return false;
  if (ArrayBuffer.isView(expected) !== ArrayBuffer.isView(actual)) return false;
  if (Array.isArray(expected) !== Array.isArray(actual)) return false;
  if (Array.isArray(expected) || ArrayBuffer.isView(expected)) {
    const [left, right] = [actual, expected] as [ArrayLike<unknown>, ArrayLike<unknown>];
    if (left.length !== right.length) return false;
  }
  return Object.entries(expected).every(([name, value]) =>
    matches((actual as Record<string, unknown>)[name], value),
  );
}
