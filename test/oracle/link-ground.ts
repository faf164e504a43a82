/**
 * What the links of link-rows.ts rest on.
 *
 * @module
 */
import type { NewLink } from "../../src/route.ts";

/** A link, asked for in both ways. */
export interface LinkRow {
  /** After `ip link add`. Absent where `ip` does not know the kind. */
  readonly words?: string;
  readonly link: NewLink & { readonly name: string };
  /** Lines for `ip` that it takes first. */
  readonly needs?: readonly string[];
  /** Why it cannot be made by a request alone. */
  readonly unmade?: string;
}

/** Indexes of the links that others rest on, and what makes them. */
export const [LOWER, OTHER] = [50, 52] as const;
export const GROUND: readonly string[] = [
  `link add v0 index ${LOWER} type veth peer name p0 index 51`,
  `link add v1 index ${OTHER} type veth peer name p1 index 53`,
];
