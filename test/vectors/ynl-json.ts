/**
 * Values as the kernel's own Python library takes and gives them (names with hyphens, bytes as
 * hexadecimal digits, list
 * elements under their index), as nlkit's: what a table says decides.
 *
 * @module
 */
import {
  attributesByNumber,
  type MemberType,
  type MessageTable,
  tableOfSet,
  type ValueType,
} from "../../src/schema/index.ts";
import { readIpv4 } from "../../src/wire/index.ts";
import { hex } from "../support/rows.ts";

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };
type Bag = Readonly<Record<string, Json>>;

const camel = (key: string): string =>
  key.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
const isIndexed = (item: Json): item is Bag =>
  typeof item === "object" &&
  item !== null &&
  Object.keys(item).join() === `${Number(Object.keys(item)[0])}`;
/** List elements without their index. */
const elementsOf = (json: Json): readonly Json[] =>
  (Array.isArray(json) ? json : [json]).map((item: Json) =>
    isIndexed(item) ? (Object.values(item)[0] as Json) : item,
  );

function ofType(type: ValueType | MemberType, json: Json, around: Bag): unknown {
  switch (type.kind) {
    case "int":
    case "varint": {
      if (Array.isArray(json)) return json;
      const wide = type.kind === "varint" || type.bytes === 8;
      if (typeof json === "string" && /^0x/.test(json)) return wide ? BigInt(json) : Number(json);
      return wide && typeof json === "number" ? BigInt(json) : json;
    }
    case "binary":
    // In hexadecimal, which is no text of such an address: but bytes are taken, too.
    case "sockaddr":
      return hex(String(json));
    case "ipv4": {
      if (typeof json !== "number") return json;
      const bytes = new Uint8Array(4);
      new DataView(bytes.buffer).setUint32(0, json);
      return readIpv4(bytes, 0);
    }
    case "bitfield32": {
      const { value, selector } = json as { value: Json; selector: Json };
      const mask = (part: Json): number =>
        Array.isArray(part)
          ? part.reduce((sum: number, name) => sum | (type.flags?.masks[String(name)] ?? 0), 0)
          : Number(part);
      return { value: mask(value), selector: mask(selector) };
    }
    case "struct":
      return Object.fromEntries(
        Object.entries(json as Bag).map(([key, part]) => [
          camel(key),
          ofType(type.members[camel(key)] as MemberType, part, around),
        ]),
      );
    case "nest":
      return ofMessage(tableOfSet(type.set), json as Bag);
    case "payload":
      return ofMessage(typeof type.table === "function" ? type.table() : type.table, json as Bag);
    case "multi":
    case "indexed-array":
      return elementsOf(json).map((part) => ofType(type.element, part, around));
    case "sub-message":
      return ofMessage(type.formats[String(around[type.selector])] as MessageTable, json as Bag);
    default:
      return json;
  }
}

/** A message, or what a nest holds. */
export function ofMessage(table: MessageTable, json: Bag): Record<string, unknown> {
  const attributes = table.attributes;
  const types = new Map<string, ValueType | MemberType>();
  for (const { name, type } of attributes === undefined
    ? []
    : attributesByNumber(attributes).values())
    types.set(name, type);
  const header = table.header?.members ?? {};
  return Object.fromEntries(
    Object.entries(json).map(([key, part]) => {
      const plain = camel(key);
      // That library takes a name for the header's where both have it, as `table` of a rule.
      const own = `header${plain.charAt(0).toUpperCase()}${plain.slice(1)}`;
      const name = own in header ? own : plain;
      const type = header[name] ?? types.get(name);
      if (type === undefined) throw new Error(`${key} is no attribute of the table`);
      return [name, ofType(type, part, json)];
    }),
  );
}
