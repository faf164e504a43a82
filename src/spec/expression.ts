/**
 * The language of plans: what a table is made of, as data that can be evaluated or printed.
 *
 * @module
 */

/** A table that another one refers to, by its key in the plan. */
export interface Reference {
  readonly kind: "table";
  readonly key: string;
  /** Whether it stands where a function may: inside a nest or a payload. */
  readonly mayBeLazy: boolean;
}

/** One value of a plan. */
export type Expression =
  | { readonly kind: "word"; readonly word: string }
  | { readonly kind: "call"; readonly word: string; readonly args: readonly Expression[] }
  | {
      readonly kind: "value";
      readonly value: string | number | bigint | boolean;
      readonly isMask: boolean;
    }
  | { readonly kind: "constant"; readonly name: string; readonly value: number }
  | { readonly kind: "list"; readonly items: readonly Expression[] }
  | { readonly kind: "object"; readonly entries: readonly (readonly [string, Expression])[] }
  | Reference;

/** A word of the table language that is a value: `u32`. */
export const word = (name: string): Expression => ({ kind: "word", word: name });
/** A word of the table language that is a function, and what it is given. */
export const call = (name: string, ...args: Expression[]): Expression => ({
  kind: "call",
  word: name,
  args,
});
/** A literal. */
export const literal = (value: string | number | bigint | boolean, isMask = false): Expression => ({
  kind: "value",
  value,
  isMask,
});
/** A list. */
export const list = (...items: Expression[]): Expression => ({ kind: "list", items });
/** An object. */
export const object = (entries: readonly (readonly [string, Expression])[]): Expression => ({
  kind: "object",
  entries,
});
/** A table of this plan. */
export const reference = (key: string, mayBeLazy = false): Reference => ({
  kind: "table",
  key,
  mayBeLazy,
});

/** One exported table. */
export interface PlannedTable {
  readonly key: string;
  /** The identifier it is exported under. */
  readonly name: string;
  readonly expression: Expression;
}

/** All that a family's file has. */
export interface Plan {
  /** The identifier of the family: `"rtLink"`. */
  readonly name: string;
  /** Numbers of messages by C name. */
  readonly constants: ReadonlyMap<string, number>;
  /** Tables, each after those it refers to but for {@link Plan.lazy}. */
  readonly tables: readonly PlannedTable[];
  /** References that close a circle: `"from to"` keys. */
  readonly lazy: ReadonlySet<string>;
  /** `familyTable(…)`. */
  readonly family: Expression;
}

/** Calls `visit` for every reference of an expression. */
export function eachReference(expression: Expression, visit: (reference: Reference) => void): void {
  if (expression.kind === "table") visit(expression);
  else if (expression.kind === "call")
    for (const item of expression.args) eachReference(item, visit);
  else if (expression.kind === "list")
    for (const item of expression.items) eachReference(item, visit);
  else if (expression.kind === "object")
    for (const [, item] of expression.entries) eachReference(item, visit);
}
