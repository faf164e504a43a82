/**
 * What a decoded message has that its table does not know.
 *
 * @module
 */

/** Paths of the attributes that a table does not know, or whose length is not what it says: `".stats[12]"`. */
export function unknownIn(value: unknown, path = ""): string[] {
  if (typeof value !== "object" || value === null || value instanceof Uint8Array) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "unknown"
      ? (inner as { type: number }[]).map(({ type }) => `${path}[${type}]`)
      : unknownIn(inner, `${path}.${key}`),
  );
}
