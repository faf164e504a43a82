/**
 * A plan → the TypeScript source of its tables: facts in the words of the table language, no code.
 *
 * @module
 */
import { type Expression, eachReference, type Plan } from "./expression.ts";

const WIDTH = 100;

/** The words of an expression. */
function collectWords(expression: Expression, words: Set<string>): void {
  if (expression.kind === "word" || expression.kind === "call") {
    if (expression.word !== "undefined") words.add(expression.word);
  }
  if (expression.kind === "call") for (const item of expression.args) collectWords(item, words);
  else if (expression.kind === "list")
    for (const item of expression.items) collectWords(item, words);
  else if (expression.kind === "object")
    for (const [, item] of expression.entries) collectWords(item, words);
}

/** What a function in the place of a table says it returns: inference cannot go in circles. */
const lazyType = (key: string): string =>
  key.startsWith("set ") ? "AttributeSet" : "MessageTable<object>";

const isIdentifier = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);

/** Prints the expressions of a plan, broken into lines as the project's formatter would. */
class Printer {
  readonly #names: ReadonlyMap<string, string>;
  readonly #lazy: ReadonlySet<string>;
  #from = "";

  constructor(plan: Plan) {
    this.#names = new Map(plan.tables.map(({ key, name }) => [key, name]));
    this.#lazy = plan.lazy;
  }

  print(expression: Expression, key: string, before: number): string {
    this.#from = key;
    return this.#fit(expression, "", before, 1);
  }

  #flat(expression: Expression): string {
    switch (expression.kind) {
      case "word":
        return expression.word;
      case "constant":
        return expression.name;
      case "value":
        return this.#literal(expression.value, expression.isMask);
      case "table":
        return this.#reference(expression.key);
      case "call":
        return `${expression.word}(${expression.args.map((item) => this.#flat(item)).join(", ")})`;
      case "list":
        return `[${expression.items.map((item) => this.#flat(item)).join(", ")}]`;
      default: {
        const entries = expression.entries.map(([name, item]) =>
          this.#entry(name, this.#flat(item)),
        );
        return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
      }
    }
  }

  #literal(value: string | number | bigint | boolean, isMask: boolean): string {
    if (typeof value === "string") return JSON.stringify(value);
    if (typeof value === "bigint") return `${isMask ? `0x${value.toString(16)}` : value}n`;
    return isMask ? `0x${value.toString(16)}` : String(value);
  }

  #reference(key: string): string {
    const name = this.#names.get(key) as string;
    if (!this.#lazy.has(`${this.#from}>${key}`)) return name;
    return `(): ${lazyType(key)} => ${name}`;
  }

  #entry(name: string, value: string): string {
    if (name === value) return name;
    return `${isIdentifier(name) ? name : JSON.stringify(name)}: ${value}`;
  }

  /** On one line where `before`, it and `after` fit, else an item a line. */
  #fit(expression: Expression, indent: string, before: number, after: number): string {
    const flat = this.#flat(expression);
    if (before + flat.length + after <= WIDTH) return flat;
    const inner = `${indent}  `;
    const lines = (items: readonly string[]): string =>
      items.map((item) => `${inner}${item},\n`).join("");
    switch (expression.kind) {
      case "call": {
        // An object at the end stays on the line of its function, as formatters have it.
        const last = expression.args.at(-1);
        const heads = expression.args.slice(0, -1).map((item) => this.#flat(item));
        const head = `${expression.word}(${heads.map((item) => `${item}, `).join("")}`;
        if (last?.kind === "object" && head.length + before < WIDTH) {
          return `${head}${this.#fit(last, indent, WIDTH, after)})`;
        }
        const args = expression.args.map((item) => this.#fit(item, inner, inner.length, 1));
        return `${expression.word}(\n${lines(args)}${indent})`;
      }
      case "list":
        return `[\n${lines(expression.items.map((item) => this.#fit(item, inner, inner.length, 1)))}${indent}]`;
      case "object":
        return `{\n${lines(
          expression.entries.map(([name, item]) => {
            const label = isIdentifier(name) ? name : JSON.stringify(name);
            return this.#entry(name, this.#fit(item, inner, inner.length + label.length + 2, 1));
          }),
        )}${indent}}`;
      default:
        return flat;
    }
  }
}

/**
 * Prints a family's file.
 *
 * @param source - What it was made from, for the first line: `"rt-link.yaml"`.
 */
export function printPlan(plan: Plan, source: string): string {
  const printer = new Printer(plan);
  const words = new Set<string>();
  for (const { expression } of plan.tables) collectWords(expression, words);
  collectWords(plan.family, words);
  const lazyTypes = new Set<string>();
  for (const { key, expression } of plan.tables) {
    eachReference(expression, (it) => {
      if (plan.lazy.has(`${key}>${it.key}`))
        lazyTypes.add(`type ${lazyType(it.key).replace(/<.*/, "")}`);
    });
  }
  const bare = (name: string): string => name.replace("type ", "").toLowerCase();
  const imports = [...words, ...lazyTypes].toSorted((a, b) =>
    bare(a) < bare(b) ? -1 : bare(a) > bare(b) ? 1 : 0,
  );
  const oneLine = `import { ${imports.join(", ")} } from "../../schema/index.ts";`;
  const parts = [
    `/**\n * Tables of ${source}, made by tools/generate-uapi.mjs: change its overlay, not this file.\n *\n * @module\n */`,
    oneLine.length <= WIDTH
      ? oneLine
      : `import {\n${imports.map((it) => `  ${it},\n`).join("")}} from "../../schema/index.ts";`,
    "",
    ...[...plan.constants].map(([name, value]) => `export const ${name} = ${value};`),
    "",
  ];
  for (const { key, name, expression } of plan.tables) {
    const start = `export const ${name} = `;
    parts.push(`${start}${printer.print(expression, key, start.length)};`, "");
  }
  const start = `export const ${plan.name} = `;
  parts.push(`${start}${printer.print(plan.family, "family", start.length)};`, "");
  return parts.join("\n");
}
