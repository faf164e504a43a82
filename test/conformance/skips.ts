/**
 * Cases that one of the kernels is not asked, and why.
 *
 * @module
 */
import type { Subject } from "./subject.ts";

/** By the case's name. */
export const skips: Readonly<
  Record<string, { readonly kind: Subject["kind"]; readonly reason: string }>
> = {};
