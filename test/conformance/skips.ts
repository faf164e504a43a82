/**
 * Cases that one of the kernels is not asked, and why.
 *
 * @module
 */
import { kindCases } from "./links.case.ts";
import type { Subject } from "./subject.ts";

/** By the case's name. */
export const skips: Readonly<
  Record<string, { readonly kind: Subject["kind"]; readonly reason: string }>
> = Object.fromEntries(
  // Modules that a kernel need not have, and that no test can load for itself.
  kindCases.map(({ name }) => [
    name,
    { kind: "real", reason: "it takes the modules dummy and 8021q, which a kernel need not have" },
  ]),
);
