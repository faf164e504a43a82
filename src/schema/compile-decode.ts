/**
 * The compiling engine's reading half: a table becomes the source of one straight function. It reads
 * the same bytes to the same objects as the interpreter, and gives up (`FAILED`) where the bytes do
 * not parse, so that the interpreter can tell where and why.
 *
 * @module
 */
import { LITTLE_ENDIAN, nlaAlign } from "../wire/index.ts";
import { sizeOf } from "./define.ts";
import { MAX_DEPTH, needsScope, tableOfSet } from "./layout.ts";
import type { SourceBuilder } from "./source.ts";
import type {
  IntType,
  MemberType,
  MessageTable,
  StructType,
  SubMessageType,
  ValueType,
} from "./types.ts";

/** Source of an expression that reads an integer at `at`. */
function intSource(source: SourceBuilder, type: IntType, at: string): string {
  const sign = type.signed ? "Int" : "Uint";
  let read: string;
  if (type.bytes === 1) read = type.signed ? `v.getInt8(${at})` : `b[${at}]`;
  else {
    const little = type.order === "host" ? LITTLE_ENDIAN : type.order === "little";
    read = `v.get${type.bytes === 8 ? "Big" : ""}${sign}${type.bytes * 8}(${at}, ${little})`;
  }
  if (type.enum === undefined) return read;
  return `R.${type.bytes === 8 ? "wideEnumName" : "enumName"}(${source.constant(type.enum.names)}, ${read})`;
}

function memberSource(source: SourceBuilder, type: MemberType, at: string): string {
  const end = `${at} + ${sizeOf(type)}`;
  switch (type.kind) {
    case "int":
      return intSource(source, type, at);
    case "struct":
      return structSource(source, type, at);
    case "chars":
      return `R.readText(b, ${at}, ${end})`;
    case "binary":
      return `b.slice(${at}, ${end})`;
    case "array":
      return `R.array(${source.constant(type)}, b, v, ${at}, ${end})`;
    case "rest":
      // Only read where nothing is left for it; see `valueSource`.
      return "[]";
    case "pad":
      return "undefined";
    default:
      return `R.address("${type.kind}", b, ${at}, ${end})`;
  }
}

/** Members as `name: expression` pairs, with their offsets. */
function membersOf(
  source: SourceBuilder,
  type: StructType,
  base: string,
): [name: string, read: string][] {
  let offset = 0;
  const reads: [string, string][] = [];
  for (const [name, member] of Object.entries(type.members)) {
    if (member.kind !== "pad") {
      reads.push([
        JSON.stringify(name),
        memberSource(source, member, offset === 0 ? base : `${base} + ${offset}`),
      ]);
    }
    offset += sizeOf(member);
  }
  return reads;
}

function structSource(source: SourceBuilder, type: StructType, base: string): string {
  return `{ ${membersOf(source, type, base)
    .map((pair) => pair.join(": "))
    .join(", ")} }`;
}

/** What has to hold of the payload's length for the value to be read; empty where anything will do. */
function fitSource(type: ValueType): string {
  switch (type.kind) {
    case "int":
      return `l === ${4 + type.bytes}`;
    case "flag":
      return "l === 4";
    case "varint":
      return "l === 8 || l === 12";
    case "bitfield32":
      return "l === 12";
    case "binary":
    case "ip":
    case "ipv4":
    case "ipv6":
    case "mac":
    case "sockaddr":
      return type.size === undefined ? "" : `l === ${4 + type.size}`;
    default:
      return "";
  }
}

/** An expression for the value of a payload from `d` to `q`. */
function valueSource(source: SourceBuilder, type: ValueType, table: MessageTable): string {
  switch (type.kind) {
    case "int":
      return intSource(source, type, "d");
    case "varint":
      return `R.varint(${type.signed}, v, d, l === 12)`;
    case "string":
    case "chars":
      return "R.readText(b, d, q)";
    case "binary":
      return "b.slice(d, q)";
    case "flag":
      return "true";
    case "bitfield32":
      return `{ value: v.getUint32(d, ${LITTLE_ENDIAN}), selector: v.getUint32(d + 4, ${LITTLE_ENDIAN}) }`;
    case "struct":
      return `l === ${4 + type.size} ? ${structSource(source, type, "d")} : R.struct(${source.constant(type)}, b, v, d, q)`;
    case "nest": {
      const nested = tableOfSet(type.set);
      const scope = needsScope(nested) ? scopeSource(source, table) : "undefined";
      return `${source.nested(nested)}.decode(b, v, d, q, ${scope}, z + 1)`;
    }
    case "sub-message":
      return subMessageSource(source, type, table);
    case "array":
    case "indexed-array":
    case "nest-type-value":
    case "payload":
    case "records":
    case "sequence":
      return `R.value(${source.constant(type)}, b, v, d, q, ${scopeSource(source, table)}, z)`;
    case "multi":
      return valueSource(source, type.element, table);
    default:
      return `R.address("${type.kind}", b, d, q)`;
  }
}

function scopeSource(source: SourceBuilder, table: MessageTable): string {
  return `{ table: ${source.constant(table)}, value: o, outer: s }`;
}

function subMessageSource(
  source: SourceBuilder,
  type: SubMessageType,
  table: MessageTable,
): string {
  return `R.subMessage(${source.constant(type)}, b, v, d, q, ${scopeSource(source, table)}, z)`;
}

/**
 * The statement that stores a value.
 *
 * @param index - Of the attribute in its set: its bit among those that were read.
 */
function storeSource(
  source: SourceBuilder,
  name: string,
  type: ValueType,
  table: MessageTable,
  index: number,
): string {
  const key = JSON.stringify(name);
  const element = type.kind === "multi" ? type.element : type;
  const value = valueSource(source, type, table);
  const mayNotFit =
    element.kind === "array" || element.kind === "indexed-array" || element.kind === "payload";
  const read = mayNotFit ? "x" : value;
  const once = `if (f${index >> 5} & ${1 << (index & 31)}) throw R.FAILED; f${index >> 5} |= ${1 << (index & 31)}`;
  const store =
    type.kind === "multi" ? `(o[${key}] ??= []).push(${read});` : `${once}; o[${key}] = ${read};`;
  const raw = "R.unknown(o, b, t, d, q, n)";
  if (mayNotFit) return `{ const x = ${value}; if (x === R.UNFIT) ${raw}; else { ${store} } }`;
  const fit = fitSource(element);
  return fit === "" ? store : `if (${fit}) { ${store} } else ${raw};`;
}

/**
 * Source of `(b, v, a, e, s, z) => object`: bytes, their view, start, end, enclosing scope, payloads around
 * this one. The attributes are stored in the order in which they stand, which is what lets encoding give
 * the same bytes back. It gives up where one that should stand once stands twice, too.
 */
export function decodeSource(source: SourceBuilder, table: MessageTable): string {
  const { header, attributes } = table;
  const size = header?.size ?? 0;
  const first = nlaAlign(size);
  const lines = [
    "return function decode(b, v, a, e, s, z) {",
    `if (z > ${MAX_DEPTH}) throw R.FAILED;`,
    ...(size > 0 ? [`if (e - a < ${size}) throw R.FAILED;`] : []),
    `const o = ${header === undefined ? "{}" : structSource(source, header, "a")};`,
  ];
  if (attributes === undefined) {
    lines.push(`if (e > a + ${first}) o.trailing = b.slice(a + ${first}, e);`, "return o; }");
    return lines.join("\n");
  }
  const entries = Object.entries(attributes.entries);
  for (let word = 0; word << 5 < entries.length; word++) lines.push(`let f${word} = 0;`);
  lines.push(
    "let n = 0;",
    `for (let p = a + ${first}; e - p >= 4; n++) {`,
    `const l = v.getUint16(p, ${LITTLE_ENDIAN}), t = v.getUint16(p + 2, ${LITTLE_ENDIAN});`,
    "if (l < 4 || l > e - p) throw R.FAILED;",
    "const d = p + 4, q = p + l;",
    "switch (t & 0x3fff) {",
  );
  for (const [index, [name, [number, type]]] of entries.entries()) {
    lines.push(`case ${number}: ${storeSource(source, name, type, table, index)} break;`);
  }
  lines.push("default: R.unknown(o, b, t, d, q, n); }", "p += (l + 3) & ~3; }", "return o; }");
  return lines.join("\n");
}
