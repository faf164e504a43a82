/**
 * What a family's table says, as text: its operations, its groups, and its attributes with their types.
 *
 * @module
 */
import {
  type AttributeSet,
  type FamilyTable,
  type MemberType,
  type MessageTable,
  payloadTable,
  type StructType,
  type ValueType,
} from "../schema/index.ts";
import { PROTOCOLS } from "../uapi/index.ts";
import { type FormatOptions, plain, printable } from "./paint.ts";

type Type = ValueType | MemberType;

const setOf = (set: AttributeSet | (() => AttributeSet)): AttributeSet =>
  typeof set === "function" ? set() : set;

function limitsText(type: Type): string {
  const limits = "limits" in type ? type.limits : undefined;
  if (limits === undefined) return "";
  return Object.entries(limits)
    .map(([name, value]) => ` ${name} ${String(value)}`)
    .join("");
}

/** `header tcmsg + attributes attrs`, for what stands inside. */
function messageText({ header, attributes }: MessageTable): string {
  const parts = [header && `struct ${header.name}`, attributes?.name];
  return parts.filter((part) => part !== undefined).join(" + ") || "nothing";
}

/** A type in a few words: `"u32 big-endian"`, `"u8 flags state"`, `"list of nest port"`. */
function typeText(type: Type): string {
  switch (type.kind) {
    case "int": {
      const order =
        type.order === "host" ? "" : type.order === "big" ? " big-endian" : " little-endian";
      const plainText = `${type.signed ? "s" : "u"}${type.bytes * 8}${order}`;
      if (type.enum !== undefined) return `${plainText} enum ${type.enum.name}`;
      return type.flags === undefined ? plainText : `${plainText} flags ${type.flags.name}`;
    }
    case "varint":
      return type.signed ? "sint" : "uint";
    case "bitfield32":
      return `bitfield32${type.flags === undefined ? "" : ` ${type.flags.name}`}`;
    case "struct":
      return `struct ${type.name}`;
    case "nest":
      return `nest ${setOf(type.set).name}`;
    case "nest-type-value":
      return `nests by ${type.levels.join(", ")} of ${setOf(type.set).name}`;
    case "sequence":
      return `sequence of ${setOf(type.set).name}`;
    case "payload":
      return messageText(payloadTable(type));
    case "records":
      return `records of ${messageText(type.table)}`;
    case "sub-message":
      return `by ${type.selector}: ${Object.keys(type.formats).join(", ")}`;
    case "multi":
    case "array":
    case "rest":
    case "indexed-array":
      return `list of ${typeText(type.element)}`;
    case "chars":
    case "pad":
      return `${type.kind} ${type.size}`;
    default:
      return type.kind;
  }
}

/** Collects the sets and structs that messages are made of, in the order in which they are met. */
class Parts {
  readonly sets = new Set<AttributeSet>();
  readonly structs = new Set<StructType>();

  message({ header, attributes }: MessageTable): void {
    if (header !== undefined) this.#type(header);
    if (attributes !== undefined) this.#set(attributes);
  }

  #set(set: AttributeSet): void {
    if (this.sets.has(set)) return;
    this.sets.add(set);
    for (const [, type] of Object.values(set.entries)) this.#type(type);
  }

  #type(type: Type): void {
    switch (type.kind) {
      case "struct":
        if (this.structs.has(type)) return;
        this.structs.add(type);
        for (const member of Object.values(type.members)) this.#type(member);
        return;
      case "nest":
      case "nest-type-value":
      case "sequence":
        return this.#set(setOf(type.set));
      case "payload":
        return this.message(payloadTable(type));
      case "records":
        return this.message(type.table);
      case "sub-message":
        for (const format of Object.values(type.formats)) this.message(format);
        if (type.otherwise !== undefined) this.message(type.otherwise);
        return;
      case "multi":
      case "array":
      case "rest":
      case "indexed-array":
        return this.#type(type.element);
      default:
    }
  }
}

/** What is told of a table. */
export interface DescribedTable {
  /** `"rt-link"`. */
  readonly name: string;
  /** `"NETLINK_ROUTE"`, or a number without a name. */
  readonly protocol: string | number;
  readonly operations: readonly {
    readonly name: string;
    readonly type: number;
    /** What it takes: `"struct ifinfomsg + link-attrs"`. */
    readonly request: string;
    /** What it answers with; null where it is only acknowledged. */
    readonly reply: string | null;
    /** Members that the kernel refuses every request without. */
    readonly requires: readonly string[];
  }[];
  /** Numbers by name; those of generic families are the kernel's to give. */
  readonly groups: Readonly<Record<string, number>>;
  /** Members of each struct, then attributes of each set, as `name: type`, attributes with their number. */
  readonly structs: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly attributes: Readonly<
    Record<string, Readonly<Record<string, readonly [number, string]>>>
  >;
}

/**
 * Describes a family's table, or what one operation of it needs.
 *
 * @param operation - C name of an operation; all where absent.
 */
export function describeTable(table: FamilyTable, operation?: string): DescribedTable {
  const operations = Object.values(table.operations).filter(
    ({ name }) => operation === undefined || name === operation,
  );
  const parts = new Parts();
  for (const { request, reply, replyType } of operations) {
    parts.message(request);
    if (replyType !== undefined) parts.message(reply);
  }
  const withLimits = (type: Type): string => typeText(type) + limitsText(type);
  return {
    name: table.name,
    protocol: PROTOCOLS.names.get(table.protocol) ?? table.protocol,
    operations: operations.map(({ name, type, request, reply, replyType, requires = [] }) => ({
      name,
      type,
      request: messageText(request),
      reply: replyType === undefined ? null : messageText(reply),
      requires,
    })),
    groups: table.groups,
    structs: Object.fromEntries(
      [...parts.structs].map(({ name, members }) => [
        name,
        Object.fromEntries(Object.entries(members).map(([key, type]) => [key, withLimits(type)])),
      ]),
    ),
    attributes: Object.fromEntries(
      [...parts.sets].map(({ name, entries }) => [
        name,
        Object.fromEntries(
          Object.entries(entries).map(([key, [number, type]]) => [key, [number, withLimits(type)]]),
        ),
      ]),
    ),
  };
}

/** A described table as lines: groups that have numbers, operations, structs, sets of attributes. */
export function formatTable(table: DescribedTable, options: FormatOptions = {}): string[] {
  const { paint = plain } = options;
  const named = (name: string): string => paint("name", printable(name));
  const groups = Object.entries(table.groups).filter(([, number]) => number !== 0);
  return [
    `${named(table.name)} of ${table.protocol}, ${table.operations.length} operations`,
    ...groups.map(([name, number]) => `group ${number} ${named(name)}`),
    ...table.operations.map(
      ({ name, type, request, reply, requires }) =>
        `operation ${type} ${named(name)}: takes ${request}` +
        `${requires.length === 0 ? "" : `, requires ${requires.join(" ")}`}` +
        `${reply === null ? "" : `, answers ${reply}`}`,
    ),
    ...Object.entries(table.structs).flatMap(([name, members]) => [
      `struct ${named(name)}`,
      ...Object.entries(members).map(([key, type]) => `    ${key}: ${type}`),
    ]),
    ...Object.entries(table.attributes).flatMap(([name, entries]) => [
      `attributes ${named(name)}`,
      ...Object.entries(entries).map(([key, [number, type]]) => `    ${number} ${key}: ${type}`),
    ]),
  ];
}
