/**
 * A module of every generic family that there is a table of, each under another name: they only have to compile, to be
 * taken by the kernel, and to tell what their tables say.
 *
 * @module
 */
import type { FamilyTable } from "../../../src/schema/index.ts";
import { GENERIC_FAMILIES } from "../../../src/uapi/generic/families.ts";
import type { TestModule } from "./module.ts";

/** Names of modules, and of their families, have at most 15 letters. */
const nameOf = (family: string): string =>
  `t_${family.toLowerCase().replaceAll("-", "_")}`.slice(0, 15);

/** Everything that has answers can be dumped, so that all that can be written is. */
function moduleOf(table: FamilyTable): TestModule {
  const modes = Object.entries(table.operations).map(([name, { replyType }]) => [
    name,
    replyType === undefined ? ["do"] : ["do", "dump"],
  ]);
  return { table, options: { name: nameOf(table.name), modes: Object.fromEntries(modes) } };
}

const tables: readonly FamilyTable[] = await Promise.all(
  Object.values(GENERIC_FAMILIES).map((load) => load()),
);

/** By the name of its folder, which is that of the module and of its family. */
export const FAMILY_MODULES: Readonly<Record<string, TestModule>> = Object.fromEntries(
  tables.map((table) => [nameOf(table.name), moduleOf(table)]),
);
