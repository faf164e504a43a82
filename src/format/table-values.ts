/**
 * Walking a value by its table: every leaf is handed over with its type and its path.
 *
 * @module
 */
import {
  type MemberType,
  type MessageTable,
  payloadTable,
  tableOfSet,
  type ValueType,
} from "../schema/index.ts";

/** An object of a message, a nest or a struct. */
export type Bag = Record<string, unknown>;

/** Whether a value is a plain object. */
export const isBag = (value: unknown): value is Bag =>
  value !== null &&
  typeof value === "object" &&
  !Array.isArray(value) &&
  !(value instanceof Uint8Array);

/**
 * Makes a leaf's new value. A leaf is what has no parts that the table describes, a sub-message of unknown layout
 * among them; `type` is undefined where the table does not have the name.
 */
export type LeafMap = (
  type: ValueType | MemberType | undefined,
  path: string,
  value: unknown,
) => unknown;

class Walk {
  readonly #leaf: LeafMap;
  /** Bags from the outermost to the one at hand: where selectors are looked for. */
  readonly #around: Bag[] = [];

  constructor(leaf: LeafMap) {
    this.#leaf = leaf;
  }

  payload(table: MessageTable, path: string, value: unknown): unknown {
    if (!isBag(value)) return value;
    this.#around.push(value);
    const out: Bag = {};
    for (const [name, content] of Object.entries(value)) {
      const type = table.attributes?.entries[name]?.[1] ?? table.header?.members[name];
      const inner = path === "" ? name : `${path}.${name}`;
      out[name] =
        type === undefined
          ? this.#leaf(undefined, inner, content)
          : this.#value(type, inner, content);
    }
    this.#around.pop();
    return out;
  }

  #list(path: string, value: unknown, one: (element: unknown, path: string) => unknown): unknown {
    if (!Array.isArray(value)) return value;
    return value.map((element, at) => one(element, `${path}.${at}`));
  }

  #format(type: ValueType & { kind: "sub-message" }): MessageTable | undefined {
    const bag = this.#around.findLast((each) => each[type.selector] !== undefined);
    return bag && (type.formats[String(bag[type.selector])] ?? type.otherwise);
  }

  #value(type: ValueType | MemberType, path: string, value: unknown): unknown {
    switch (type.kind) {
      case "struct":
        return this.payload({ kind: "message", header: type, attributes: undefined }, path, value);
      case "nest":
        return this.payload(tableOfSet(type.set), path, value);
      case "payload":
        return this.payload(payloadTable(type), path, value);
      case "records":
        return this.#list(path, value, (one, at) => this.payload(type.table, at, one));
      case "sequence":
      case "nest-type-value":
        return this.#list(path, value, (one, at) => this.payload(tableOfSet(type.set), at, one));
      case "multi":
      case "array":
      case "rest":
      case "indexed-array":
        return this.#list(path, value, (one, at) => this.#value(type.element, at, one));
      case "sub-message": {
        const format = this.#format(type);
        return format === undefined || !isBag(value)
          ? this.#leaf(type, path, value)
          : this.payload(format, path, value);
      }
      default:
        return this.#leaf(type, path, value);
    }
  }
}

/** A copy of a message's value in which each leaf is what the function makes of it. */
export function mapValues(table: MessageTable, value: unknown, leaf: LeafMap): unknown {
  return new Walk(leaf).payload(table, "", value);
}
