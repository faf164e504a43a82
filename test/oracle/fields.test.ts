/**
 * The comparison itself: what differs, or has no place in the map, is told.
 *
 * @module
 */
import { expect, it } from "vitest";
import { compareFields, comparison, type FieldMap, leaves } from "./fields.ts";

interface Ours {
  readonly a: number;
  readonly inner?: { readonly b?: bigint };
  readonly rows?: readonly { readonly c: number }[];
}

const MAP: FieldMap<Ours, undefined> = {
  a: "a",
  "x.b": { from: "inner.b", show: (value: bigint) => (value === 0n ? undefined : value) },
  late: { from: "a", show: () => undefined },
  rows: { from: "rows", each: { c: "c" } },
  noise: { because: "nothing here has it" },
};

function differences(printed: Record<string, unknown>, ours: Ours, terse = false): string[] {
  const seen = comparison();
  compareFields(
    printed,
    ours,
    MAP as FieldMap<never, undefined>,
    { context: undefined, where: "it", terse },
    seen,
  );
  return seen.differences;
}

it("finds nothing where all is equal, with bigint as number and what is left out on both sides", () => {
  expect(
    differences(
      { a: 1, x: { b: 7 }, noise: "?", rows: [{ c: 1 }] },
      { a: 1, inner: { b: 7n }, rows: [{ c: 1 }] },
    ),
  ).toEqual([]);
  expect(differences({ a: 1 }, { a: 1, inner: { b: 0n } })).toEqual([]);
});

it.each([
  ["another value", { a: 2 }, { a: 1 }, "it a: ip has 2, nlkit 1"],
  ["a value of which ip prints nothing", {}, { a: 1 }, "it a: ip has undefined, nlkit 1"],
  [
    "a value that nlkit lacks",
    { a: 1, x: { b: 7 } },
    { a: 1 },
    "it x.b: ip has 7, nlkit undefined",
  ],
  ["a field without a place", { a: 1, x: { d: null } }, { a: 1 }, "it x.d: is not mapped (null)"],
  [
    "a row too many",
    { a: 1, rows: [] },
    { a: 1, rows: [{ c: 1 }] },
    'it rows: ip has [], nlkit [{"c":1}]',
  ],
  [
    "a row's field",
    { a: 1, rows: [{ c: 2 }] },
    { a: 1, rows: [{ c: 1 }] },
    "it rows[0] c: ip has 2, nlkit 1",
  ],
])("tells of %s", (_, printed, ours, difference) => {
  expect(differences(printed, ours)).toEqual([difference]);
});

it("does not miss what a terse output leaves out, but does compare what it has", () => {
  expect(differences({}, { a: 1 }, true)).toEqual([]);
  expect(differences({ a: 3 }, { a: 1 }, true)).toEqual(["it a: ip has 3, nlkit 1"]);
});

it("takes a list as one value and an object as many", () => {
  expect(leaves({ a: [{ b: 1 }], c: { d: { e: null } } })).toEqual(["a", "c.d.e"]);
});
