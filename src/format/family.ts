/**
 * Generic netlink families as text.
 *
 * @module
 */
import { type FormatOptions, plain, printable } from "./paint.ts";

/** What is shown of a family; `FamilyInfo` fits. */
export interface ShownFamily {
  readonly name: string;
  readonly id: number;
  readonly version: number;
  readonly headerSize: number;
  readonly maxAttribute: number;
  readonly operations: readonly {
    readonly id: number;
    readonly flags: readonly string[];
    /** Where a table has it: the kernel tells numbers only. */
    readonly name?: string;
  }[];
  readonly groups: Readonly<Record<string, number>>;
}

/** A family in a line; with `details` its operations and groups below. */
export function formatFamily(family: ShownFamily, options: FormatOptions = {}): string[] {
  const { paint = plain, details = false } = options;
  const { name, id, version, headerSize, maxAttribute, operations } = family;
  const groups = Object.entries(family.groups);
  const counts = `${operations.length} operations, ${groups.length} groups`;
  const head = `${id}: ${paint("name", printable(name))} version ${version}, ${counts}`;
  if (!details) return [head];
  return [
    head,
    `    header ${headerSize} bytes, attributes up to ${maxAttribute}`,
    ...operations.map(({ id: number, name: called, flags }) => {
      const operation = called === undefined ? `${number}` : `${number} ${called}`;
      return `    operation ${operation}: ${flags.join(",") || "none"}`;
    }),
    ...groups.map(([group, number]) => `    group ${number}: ${printable(group)}`),
  ];
}
