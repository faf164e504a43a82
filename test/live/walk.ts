/**
 * A decoded message looked through with its table: everything that the table left as it came.
 *
 * @module
 */
import {
  type AttributeSet,
  flagNames,
  type IntType,
  type MemberType,
  type MessageTable,
  type StructType,
  type ValueType,
} from "../../src/schema/index.ts";
import { payloadTable, type Scope, selectFormat, tableOfSet } from "../../src/schema/layout.ts";
import type { RawAttribute } from "../../src/wire/index.ts";

/** What can be left as it came. */
export type FindingKind =
  /** An attribute that the set lacks, or whose length is not what the table says. */
  | "unknown attribute"
  /** A sub-message of a kind that has no format. */
  | "unknown format"
  /** A number that the enumeration has no name for. */
  | "unknown value"
  /** Bits that have no name. */
  | "unknown flags"
  /** An address of a length that is none. */
  | "no address"
  /** Bytes that the table says are bytes. */
  | "bytes";

/** One of them. */
export interface Finding {
  readonly kind: FindingKind;
  /** The table's own name for the place: set or struct, and attribute or member. */
  readonly place: string;
  /** What is there. */
  readonly detail: string;
}

type Report = (kind: FindingKind, place: string, detail: string) => void;
type Values = Readonly<Record<string, unknown>>;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes.subarray(0, 40)).toString("hex");

function walkInt(type: IntType, value: unknown, place: string, report: Report): void {
  if (type.enum !== undefined && typeof value !== "string")
    report("unknown value", place, `${type.enum.name} ${value}`);
  // The names of 64-bit flags are masks of 32 bits: those above have none.
  if (type.flags === undefined || typeof value !== "number") return;
  const nameless = flagNames(type.flags, value).filter((name) => name.startsWith("0x"));
  if (nameless.length > 0) report("unknown flags", place, `${type.flags.name} ${nameless}`);
}

function walkStruct({ name, members }: StructType, value: Values, report: Report): void {
  for (const [member, type] of Object.entries(members)) {
    if (type.kind !== "pad" && value[member] !== undefined)
      walkValue(type, value[member], `${name}.${member}`, undefined, report);
  }
}

function walkValue(
  type: ValueType | MemberType,
  value: unknown,
  place: string,
  scope: Scope | undefined,
  report: Report,
): void {
  const each = (element: ValueType | MemberType): void => {
    for (const one of value as unknown[]) walkValue(element, one, place, scope, report);
  };
  const inner = (table: MessageTable): void =>
    walkMessage(table, value as Values, report, scope, place);
  switch (type.kind) {
    case "int":
      return walkInt(type, value, place, report);
    case "binary":
      if ((value as Uint8Array).length > 0) report("bytes", place, hex(value as Uint8Array));
      return;
    case "ip":
    case "ipv4":
    case "ipv6":
    case "mac":
      if (value instanceof Uint8Array && value.length > 0) report("no address", place, hex(value));
      return;
    case "struct":
      return walkStruct(type, value as Values, report);
    case "multi":
    case "array":
    case "indexed-array":
    case "rest":
      return each(type.element);
    case "nest":
      return inner(tableOfSet(type.set));
    case "nest-type-value":
    case "sequence":
      for (const one of value as Values[])
        walkMessage(tableOfSet(type.set), one, report, scope, place);
      return;
    case "records":
      for (const one of value as Values[]) walkMessage(type.table, one, report, scope, place);
      return;
    case "payload":
      return inner(payloadTable(type));
    case "sub-message": {
      const format = selectFormat(type, scope);
      if (format !== undefined && !(value instanceof Uint8Array)) return inner(format);
      const bytes = value as Uint8Array;
      if (bytes.length > 0)
        report("unknown format", `${place} ${scope?.value[type.selector]}`, hex(bytes));
      return;
    }
    // Texts, numbers without names and flags are what they are.
    case "bitfield32":
    case "chars":
    case "flag":
    case "pad":
    case "sockaddr":
    case "string":
    case "varint":
  }
}

function walkSet(set: AttributeSet, value: Values, scope: Scope, report: Report): void {
  for (const [name, [, type]] of Object.entries(set.entries)) {
    if (value[name] !== undefined)
      walkValue(type, value[name], `${set.name}.${name}`, scope, report);
  }
}

/** Looks through a decoded payload, and tells of what it finds. */
export function walkMessage(
  table: MessageTable,
  value: Values,
  report: Report,
  outer?: Scope,
  place = "message",
): void {
  const scope: Scope = { table, value, outer };
  if (table.header !== undefined) walkStruct(table.header, value, report);
  if (table.attributes !== undefined) walkSet(table.attributes, value, scope, report);
  for (const { type, payload } of (value["unknown"] ?? []) as RawAttribute[])
    report(
      "unknown attribute",
      table.attributes?.name ?? place,
      `${type & 0x3fff}: ${hex(payload)}`,
    );
}

/** All findings of some rows, each kind of one place once. */
export function findings(table: MessageTable, rows: readonly unknown[]): Finding[] {
  const found = new Map<string, Finding>();
  const report: Report = (kind, place, detail) => {
    const key = `${kind} ${place}${kind === "bytes" ? "" : detail.split(":")[0]}`;
    if (!found.has(key)) found.set(key, { kind, place, detail });
  };
  for (const row of rows) walkMessage(table, row as Values, report);
  return [...found.values()];
}
