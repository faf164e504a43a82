/**
 * The compiling engine's writing half. It writes what is common (integers, text, addresses, bytes,
 * structs, nests) in straight code and hands the rest to the interpreter's writer; where a value does
 * not fit it gives up (`FAILED`), so that the interpreter can say which and why.
 *
 * @module
 */
import { LITTLE_ENDIAN, NLA_F_NESTED, nlaAlign } from "../wire/index.ts";
import { sizeOf } from "./define.ts";
import { MAX_DEPTH, needsScope, tableOfSet } from "./layout.ts";
import type { SourceBuilder } from "./source.ts";
import type { AddressType, IntType, MessageTable, StructType, ValueType } from "./types.ts";

/** Statements that turn `x` into a number in range, or give up. */
function checkSource(source: SourceBuilder, type: IntType): string {
  if (type.bytes === 8) return `x = R.wide(x, ${type.signed});`;
  const bits = type.bytes * 8;
  let same: string;
  if (bits === 32) same = type.signed ? "(x | 0)" : "(x >>> 0)";
  else same = type.signed ? `(x << ${32 - bits} >> ${32 - bits})` : `(x & ${2 ** bits - 1})`;
  // The type first: an operator would ask an object for its value, and throw at a bigint.
  if (type.enum === undefined && type.flags === undefined) {
    return `if (typeof x !== "number" || ${same} !== x) throw R.FAILED;`;
  }
  return `if (typeof x !== "number") x = R.numberOf(${source.constant(type)}, x); if (${same} !== x) throw R.FAILED;`;
}

function setSource(type: IntType, at: string): string {
  if (type.bytes === 1) return `B.bytes[${at}] = x;`;
  const little = type.order === "host" ? LITTLE_ENDIAN : type.order === "little";
  const name = type.bytes === 8 ? "setBigUint64" : `setUint${type.bytes * 8}`;
  return `B.view.${name}(${at}, x, ${little});`;
}

/** Cases that write `x` as a member of the struct at `h`, where zeros stand already. */
function memberSource(source: SourceBuilder, type: StructType): string[] {
  let offset = 0;
  const cases: string[] = [];
  for (const [name, member] of Object.entries(type.members)) {
    const at = `h + ${offset}`;
    let write = `R.member(${source.constant(member)}, B, ${at}, x);`;
    if (member.kind === "int") write = `${checkSource(source, member)} ${setSource(member, at)}`;
    // Elements beyond the struct's own size have no room yet: the interpreter writes them.
    else if (member.kind === "rest")
      write = "if (!Array.isArray(x) || x.length > 0) throw R.FAILED;";
    if (member.kind !== "pad") cases.push(`case ${JSON.stringify(name)}: ${write} break;`);
    offset += sizeOf(member);
  }
  return cases;
}

/** Statements that write `x` as a struct; one that has something to keep is left to the interpreter. */
function structSource(source: SourceBuilder, number: number, type: StructType): string {
  return [
    "{ if (!R.isPlainObject(x) || R.shortSize(x) !== undefined) throw R.FAILED;",
    `const m = B.beginAttribute(${number}), h = B.zeros(${type.size}), g = x;`,
    "for (const k of Object.keys(g)) { let x = g[k]; if (x === undefined) continue; switch (k) {",
    ...memberSource(source, type),
    "default: throw R.FAILED; } } B.endAttribute(m); }",
  ].join("\n");
}

/** Statements that write `x` as attribute `number`. */
function attributeSource(
  source: SourceBuilder,
  number: number,
  type: ValueType,
  table: MessageTable,
): string {
  const order = type.kind === "int" && type.order !== "host" ? `, ${type.order === "little"}` : "";
  const scope = `{ table: ${source.constant(table)}, value: o, outer: s }`;
  const address = (kind: AddressType) =>
    `B.putBytes(${number}, R.addressBytes(${source.constant(kind)}, x));`;
  switch (type.kind) {
    case "int":
      return `${checkSource(source, type)} B.putU${type.bytes * 8}(${number}, x${type.bytes === 1 ? "" : order});`;
    case "string": {
      const limit = type.limits?.maxLength;
      // Lengths count bytes: a text that could exceed the limit only by being UTF-8 is measured by the interpreter.
      const tooLong =
        limit === undefined ? "" : ` || x.length * 3 > ${limit} && R.byteLength(x) > ${limit}`;
      return `if (typeof x !== "string"${tooLong} || x.includes("\\0")) throw R.FAILED; B.putText(${number}, x);`;
    }
    case "binary":
      return `if (!(x instanceof Uint8Array)${type.size === undefined ? "" : ` || x.length !== ${type.size}`}) throw R.FAILED; B.putBytes(${type.nested === true ? number | NLA_F_NESTED : number}, x);`;
    case "flag":
      return `if (x !== true) throw R.FAILED; B.putFlag(${number});`;
    case "ip":
    case "ipv4":
      return type.size === 16
        ? address(type)
        : `if (typeof x !== "string" || !B.putIpv4(${number}, x)) ${address(type)}`;
    case "ipv6":
    case "mac":
    case "sockaddr":
      return address(type);
    case "struct":
      return structSource(source, number, type);
    case "nest": {
      const nested = tableOfSet(type.set);
      const outer = needsScope(nested) ? scope : "undefined";
      return `{ const m = B.beginAttribute(${number | NLA_F_NESTED}); ${source.nested(nested)}.encode(B, x, ${outer}, z + 1); B.endAttribute(m); }`;
    }
    case "multi":
      return `{ if (!Array.isArray(x)) throw R.FAILED; const list = x; for (let i = 0; i < list.length; i++) { let x = list[i]; ${attributeSource(source, number, type.element, table)} } }`;
    case "sub-message":
      return `R.putSubMessage(${number}, ${source.constant(type)}, B, x, ${scope}, z);`;
    default:
      return `R.putAttribute(${number}, ${source.constant(type)}, B, x, ${scope}, z);`;
  }
}

/** Source of `(B, o, s, z) => void`: builder, object, enclosing scope, payloads around this one. */
export function encodeSource(source: SourceBuilder, table: MessageTable): string {
  const { header, attributes } = table;
  const lines = [
    "return function encode(B, o, s, z) {",
    `if (z > ${MAX_DEPTH} || !R.isPlainObject(o)) throw R.FAILED;`,
  ];
  if (header !== undefined) {
    lines.push(
      `const h = B.zeros(${attributes === undefined ? header.size : nlaAlign(header.size)});`,
    );
  }
  lines.push(
    "for (const k of Object.keys(o)) {",
    "let x = o[k]; if (x === undefined) continue;",
    "switch (k) {",
  );
  if (header !== undefined) lines.push(...memberSource(source, header));
  for (const [name, [number, type]] of Object.entries(attributes?.entries ?? {})) {
    const given = type.kind === "flag" ? "if (x === false) break; " : "";
    lines.push(
      `case ${JSON.stringify(name)}: ${given}${attributeSource(source, number, type, table)} break;`,
    );
  }
  // Also for what has a place to keep (unknown, trailing): the interpreter does that.
  lines.push("default: throw R.FAILED; } } }");
  return lines.join("\n");
}
