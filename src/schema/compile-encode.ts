/**
 * The compiling engine's writing half. It writes what is common (integers, text, addresses, bytes,
 * structs, nests) in straight code and hands the rest to the interpreter's writer; where a value does
 * not fit it gives up (`FAILED`), so that the interpreter can say which and why.
 *
 * @module
 */
import { LITTLE_ENDIAN, NLA_F_NESTED, nlaAlign } from "../wire/index.ts";
import { sizeOf } from "./define.ts";
import { tableOfSet } from "./layout.ts";
import type { SourceBuilder } from "./source.ts";
import type { IntType, MemberType, MessageTable, StructType, ValueType } from "./types.ts";

/** A statement that turns `x` into a number in range, or gives up. */
function checkSource(source: SourceBuilder, type: IntType): string {
  if (type.bytes === 8) return `x = R.wide(x, ${type.signed});`;
  const convert =
    type.enum !== undefined || type.flags !== undefined ? `if (typeof x !== "number") x = R.numberOf(${source.constant(type)}, x); ` : "";
  const bits = type.bytes * 8;
  const same = type.signed
    ? bits === 32 ? "(x | 0)" : `(x << ${32 - bits} >> ${32 - bits})`
    : bits === 32 ? "(x >>> 0)" : `(x & ${2 ** bits - 1})`;
  return `${convert}if (${same} !== x) throw R.FAILED;`;
}

function setSource(type: IntType, at: string): string {
  if (type.bytes === 1) return `B.bytes[${at}] = x;`;
  const little = type.order === "host" ? LITTLE_ENDIAN : type.order === "little";
  const name = type.bytes === 8 ? "setBigUint64" : `setUint${type.bytes * 8}`;
  return `B.view.${name}(${at}, x, ${little});`;
}

function memberSource(source: SourceBuilder, name: string, type: MemberType, at: string): string {
  const key = JSON.stringify(name);
  if (type.kind === "pad") return "";
  if (type.kind === "int") {
    return `x = o[${key}]; if (x !== undefined) { ${checkSource(source, type)} ${setSource(type, at)} }`;
  }
  return `x = o[${key}]; if (x !== undefined) R.member(${source.constant(type)}, B, ${at}, x);`;
}

/** Statements that write the members of the object `o` at `h`, where zeros stand already. */
function headerSource(source: SourceBuilder, type: StructType): string[] {
  let offset = 0;
  return Object.entries(type.members).map(([name, member]) => {
    const line = memberSource(source, name, member, `h + ${offset}`);
    offset += sizeOf(member);
    return line;
  });
}

/** Statements that write `x` as attribute `number`. */
function attributeSource(source: SourceBuilder, number: number, type: ValueType, table: MessageTable): string {
  const order = type.kind === "int" && type.order !== "host" ? `, ${type.order === "little"}` : "";
  switch (type.kind) {
    case "int":
      return `${checkSource(source, type)} B.putU${type.bytes * 8}(${number}, x${type.bytes === 1 ? "" : order});`;
    case "string": {
      const limit = type.limits?.maxLength;
      // Lengths count bytes: a text that could exceed the limit only by being UTF-8 is measured by the interpreter.
      const tooLong = limit === undefined ? "" : ` || x.length * 3 > ${limit} && R.byteLength(x) > ${limit}`;
      return `if (typeof x !== "string"${tooLong} || x.includes("\\0")) throw R.FAILED; B.putText(${number}, x);`;
    }
    case "binary":
      return `if (!(x instanceof Uint8Array)${type.size === undefined ? "" : ` || x.length !== ${type.size}`}) throw R.FAILED; B.putBytes(${number}, x);`;
    case "flag":
      return `if (x === true) B.putFlag(${number}); else if (x !== false) throw R.FAILED;`;
    case "ip":
    case "ipv4":
    case "ipv6":
    case "mac":
      return `B.putBytes(${number}, R.addressBytes(${source.constant(type)}, x));`;
    case "nest": {
      const nested = source.nested(() => tableOfSet(type.set));
      return `{ const m = B.beginAttribute(${number | NLA_F_NESTED}); ${nested}.encode(B, x, { table: ${source.constant(table)}, value: o, outer: s }); B.endAttribute(m); }`;
    }
    case "multi":
      return `{ if (!Array.isArray(x)) throw R.FAILED; const list = x; for (let i = 0; i < list.length; i++) { let x = list[i]; ${attributeSource(source, number, type.element, table)} } }`;
    default:
      return `R.attribute(${number}, ${source.constant(type)}, B, x, { table: ${source.constant(table)}, value: o, outer: s });`;
  }
}

/** Source of `(B, o, s) => void`: builder, object, enclosing scope. */
export function encodeSource(source: SourceBuilder, table: MessageTable): string {
  const { header, attributes } = table;
  const lines = [
    "return function encode(B, o, s) {",
    // Attributes that the table does not know have places to keep; the interpreter does that.
    'if (o === null || typeof o !== "object" || o.unknown !== undefined || o.trailing !== undefined) throw R.FAILED;',
    "let x;",
  ];
  if (header !== undefined) {
    const size = attributes === undefined ? header.size : nlaAlign(header.size);
    lines.push(`const h = B.zeros(${size});`, ...headerSource(source, header));
  }
  lines.push("for (const k in o) {", "x = o[k]; if (x === undefined) continue;", "switch (k) {");
  for (const [name, member] of Object.entries(header?.members ?? {})) {
    if (member.kind !== "pad") lines.push(`case ${JSON.stringify(name)}:`);
  }
  lines.push("break;");
  for (const [name, [number, type]] of Object.entries(attributes?.entries ?? {})) {
    lines.push(`case ${JSON.stringify(name)}: ${attributeSource(source, number, type, table)} break;`);
  }
  lines.push("default: throw R.FAILED; } } }");
  return lines.join("\n").replace("switch (k) {\nbreak;", "switch (k) {");
}
