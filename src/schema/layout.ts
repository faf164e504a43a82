/**
 * What both engines ask of a table: attributes by number, the table of a nest, and where the selector
 * of a sub-message is to be looked for.
 *
 * @module
 */
import { message } from "./define.ts";
import type {
  AttributeSet,
  MessageTable,
  PayloadType,
  SubMessageType,
  ValueType,
} from "./types.ts";

/** An attribute as found by its number. */
export interface NamedAttribute {
  readonly name: string;
  readonly number: number;
  readonly type: ValueType;
}

const numbered = new WeakMap<AttributeSet, ReadonlyMap<number, NamedAttribute>>();

/** The attributes of a set by number; made once per set. */
export function attributesByNumber(set: AttributeSet): ReadonlyMap<number, NamedAttribute> {
  let map = numbered.get(set);
  if (map === undefined) {
    map = new Map(
      Object.entries(set.entries).map(([name, [number, type]]) => [number, { name, number, type }]),
    );
    numbered.set(set, map);
  }
  return map;
}

/** The C name of an attribute: `IFLA_MTU`. */
export function constantName(set: AttributeSet, name: string): string {
  const given = set.entries[name]?.[2];
  return given ?? set.prefix + name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

const wrapped = new WeakMap<AttributeSet, MessageTable>();

/** A set as a payload without a header: what a nest holds. One object per set, so that engines can keep things by it. */
export function tableOfSet(set: AttributeSet | (() => AttributeSet)): MessageTable {
  const resolved = typeof set === "function" ? set() : set;
  let table = wrapped.get(resolved);
  if (table === undefined) {
    table = message({ attributes: resolved });
    wrapped.set(resolved, table);
  }
  return table;
}

/** The table of an attribute that holds a header and attributes. */
export function payloadTable(type: PayloadType): MessageTable {
  return typeof type.table === "function" ? type.table() : type.table;
}

/** Payloads within payloads; the kernel's own policies end at 10. Deeper ones could exhaust the stack. */
export const MAX_DEPTH = 64;

/** The object being read or written and those around it, innermost first; for selectors. */
export interface Scope {
  readonly table: MessageTable;
  readonly value: Readonly<Record<string, unknown>>;
  readonly outer: Scope | undefined;
}

function tablesWithin(type: ValueType): readonly MessageTable[] {
  switch (type.kind) {
    case "multi":
    case "indexed-array":
      return tablesWithin(type.element);
    case "nest":
    case "nest-type-value":
    case "sequence":
      return [tableOfSet(type.set)];
    case "payload":
      return [payloadTable(type)];
    case "records":
      return [type.table];
    default:
      return [];
  }
}

/** Whether a payload of this table can hold a sub-message, at any depth: only then does what is around it matter. */
export function needsScope(table: MessageTable, seen = new Set<MessageTable>()): boolean {
  if (seen.has(table)) return false;
  seen.add(table);
  return Object.values(table.attributes?.entries ?? {}).some(
    ([, type]) =>
      elementOf(type).kind === "sub-message" ||
      tablesWithin(type).some((inner) => needsScope(inner, seen)),
  );
}

/** What an attribute holds, or each of them where it repeats. */
export function elementOf(type: ValueType): ValueType {
  return type.kind === "multi" || type.kind === "indexed-array" ? elementOf(type.element) : type;
}

/**
 * The layout that a sub-message has here. Its selector is looked for in the innermost set that defines
 * it; undefined where it is absent there or names no format.
 */
export function selectFormat(
  type: SubMessageType,
  scope: Scope | undefined,
): MessageTable | undefined {
  for (let at = scope; at !== undefined; at = at.outer) {
    const { attributes, header } = at.table;
    const defines =
      (attributes !== undefined && Object.hasOwn(attributes.entries, type.selector)) ||
      (header !== undefined && Object.hasOwn(header.members, type.selector));
    if (!defines) continue;
    const value = at.value[type.selector];
    if (value === undefined || value === null || typeof value === "object") return undefined;
    const key = String(value);
    return Object.hasOwn(type.formats, key) ? type.formats[key] : type.otherwise;
  }
  return undefined;
}
