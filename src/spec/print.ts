/**
 * A plan → the TypeScript source of its tables: facts in the words of the table language, no code.
 *
 * @module
 */
import { type Expression, eachReference, type Plan } from "./expression.ts";

const WIDTH = 100;

/** What a function in the place of a table says it returns: inference cannot go in circles. */
const lazyType = (key: string): string =>
  key.startsWith("set ") ? "AttributeSet" : "MessageTable<object>";

/** Words whose type is that of the table that they are given. */
const HOLDERS: ReadonlySet<string> = new Set(["nest", "payload", "sequence"]);

/**
 * The names of what a table decodes to and is encoded from. Declarations and editors then show the
 * names; inferred, each nest would be written out in all that holds it.
 */
function typeNames(table: string): { out: string; input: string } {
  const out = table.charAt(0).toUpperCase() + table.slice(1);
  return { out, input: `${out}Input` };
}

const isIdentifier = (name: string): boolean => /^[A-Za-z_$][\w$]*$/.test(name);

/**
 * The table that the types of a table are named after: a message without a header decodes to what its
 * set does; one without attributes has none of its own, and so have structs and names.
 */
function typedKey(key: string): string | undefined {
  const [kind, header, set] = key.split(" ");
  if (kind === "set") return key;
  if (kind !== "message" || set === undefined || set === "") return undefined;
  return header === "" ? `set ${set}` : key;
}

/** Prints the expressions of a plan, broken into lines as the project's formatter would. */
class Printer {
  readonly #names: ReadonlyMap<string, string>;
  readonly #lazy: ReadonlySet<string>;
  /** What was printed and has to be imported. */
  readonly words = new Set<string>();
  #from = "";

  constructor(plan: Plan) {
    this.#names = new Map(plan.tables.map(({ key, name }) => [key, name]));
    this.#lazy = plan.lazy;
  }

  /** The name of a table. */
  name(key: string): string {
    return this.#names.get(key) as string;
  }

  /** The word of a call; of a message with attributes, and of what holds one, that with named types. */
  #word(expression: Expression & { readonly kind: "call" }): string {
    let key: string | undefined;
    if (expression.word === "message") key = typedKey(this.#from);
    else if (HOLDERS.has(expression.word)) {
      const [held] = expression.args;
      if (held?.kind === "table" && !this.#isLazy(held.key)) key = typedKey(held.key);
    }
    const word = key === undefined ? expression.word : `${expression.word}Of`;
    this.words.add(word);
    if (key === undefined) return word;
    const { out, input } = typeNames(this.name(key));
    return `${word}<${out}, ${input}>`;
  }

  print(expression: Expression, key: string, before: number): string {
    this.#from = key;
    return this.#fit(expression, "", before, 1);
  }

  #flat(expression: Expression): string {
    switch (expression.kind) {
      case "word":
        if (expression.word !== "undefined") this.words.add(expression.word);
        return expression.word;
      case "constant":
        return expression.name;
      case "value":
        return this.#literal(expression.value, expression.isMask);
      case "table":
        return this.#reference(expression.key);
      case "call":
        return `${this.#word(expression)}(${expression.args.map((item) => this.#flat(item)).join(", ")})`;
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

  /** Whether a reference from the table being printed closes a circle. */
  #isLazy(key: string): boolean {
    return this.#lazy.has(`${this.#from}>${key}`);
  }

  #reference(key: string): string {
    const name = this.#names.get(key) as string;
    if (!this.#isLazy(key)) return name;
    this.words.add(`type ${lazyType(key).replace(/<.*/, "")}`);
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
        const word = this.#word(expression);
        const head = `${word}(${heads.map((item) => `${item}, `).join("")}`;
        if (last?.kind === "object" && head.length + before < WIDTH) {
          return `${head}${this.#fit(last, indent, WIDTH, after)})`;
        }
        const args = expression.args.map((item) => this.#fit(item, inner, inner.length, 1));
        return `${word}(\n${lines(args)}${indent})`;
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

/** An interface that only gives other types a name. */
function namedType(name: string, bases: string): string {
  const line = `export interface ${name} extends ${bases} {}`;
  return line.length <= WIDTH ? line : line.replace(" extends ", "\n  extends ");
}

/** The interfaces of a set, or of a message with a header. */
function namedTypes(key: string, expression: Expression, printer: Printer): string[] {
  if (typedKey(key) !== key) return [];
  const isSet = key.startsWith("set ");
  const [Out, In] = isSet ? ["SetOut", "SetIn"] : ["StructOut", "StructIn"];
  printer.words.add(`type ${Out}`).add(`type ${In}`);
  const { out, input } = typeNames(printer.name(key));
  if (isSet) {
    const entries = `(typeof ${printer.name(key)})["entries"]`;
    return [namedType(out, `${Out}<${entries}>`), namedType(input, `${In}<${entries}>`)];
  }
  const [header = "", set = ""] = tablesOf(expression).map((it) => printer.name(it));
  const members = `(typeof ${header})["members"]`;
  const held = typeNames(set);
  return [
    namedType(out, `${Out}<${members}>, ${held.out}`),
    namedType(input, `${In}<${members}>, ${held.input}`),
  ];
}

/** Keys of the tables that a message is made of: its header, its attributes. */
function tablesOf(expression: Expression): string[] {
  const keys: string[] = [];
  eachReference(expression, (it) => keys.push(it.key));
  return keys;
}

/**
 * Prints a family's file.
 *
 * @param source - What it was made from, for the first line: `"rt-link.yaml"`.
 */
export function printPlan(plan: Plan, source: string): string {
  const printer = new Printer(plan);
  const body: string[] = [];
  for (const { key, name, expression } of plan.tables) {
    body.push(...namedTypes(key, expression, printer));
    const start = `export const ${name} = `;
    body.push(`${start}${printer.print(expression, key, start.length)};`, "");
  }
  const start = `export const ${plan.name} = `;
  body.push(`${start}${printer.print(plan.family, "family", start.length)};`, "");
  const bare = (name: string): string => name.replace("type ", "").toLowerCase();
  const imports = [...printer.words].toSorted((a, b) =>
    bare(a) < bare(b) ? -1 : bare(a) > bare(b) ? 1 : 0,
  );
  const oneLine = `import { ${imports.join(", ")} } from "../../schema/index.ts";`;
  const head = [
    `/**\n * Tables of ${source}, made by tools/generate-uapi.mjs: change its overlay, not this file.\n *\n * @module\n */`,
    oneLine.length <= WIDTH
      ? oneLine
      : `import {\n${imports.map((it) => `  ${it},\n`).join("")}} from "../../schema/index.ts";`,
    "",
    ...[...plan.constants].map(([name, value]) => `export const ${name} = ${value};`),
    "",
  ];
  return [...head, ...body].join("\n");
}
