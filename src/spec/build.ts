/**
 * A plan → tables, at run time.
 *
 * @module
 */
import type { FamilyTable } from "../schema/index.ts";
import type { Expression, Plan } from "./expression.ts";
import { WORDS } from "./words.ts";

/** Makes the family that a plan describes. */
export function buildFamily(plan: Plan): FamilyTable {
  const tables = new Map<string, unknown>();
  const evaluate = (expression: Expression, from: string): unknown => {
    switch (expression.kind) {
      case "word":
        return WORDS[expression.word];
      case "call": {
        const args = expression.args.map((item) => evaluate(item, from));
        return (WORDS[expression.word] as (...args: unknown[]) => unknown)(...args);
      }
      case "value":
      case "constant":
        return expression.value;
      case "list":
        return expression.items.map((item) => evaluate(item, from));
      case "object":
        return Object.fromEntries(
          expression.entries.map(([name, item]) => [name, evaluate(item, from)]),
        );
      default: {
        const { key } = expression;
        return plan.lazy.has(`${from}>${key}`) ? () => tables.get(key) : tables.get(key);
      }
    }
  };
  for (const { key, expression } of plan.tables) tables.set(key, evaluate(expression, key));
  return evaluate(plan.family, "family") as FamilyTable;
}
