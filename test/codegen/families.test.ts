/**
 * Kernel modules for every family that there is a table or a spec of: what is written of each holds together, and what is
 * refused is refused by name. That they compile and load is shown by test/vm/kmod-families.vm.ts.
 *
 * @module
 */
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { givenTable } from "../../cli/src/kmod-table.ts";
import { type KernelModuleOptions, kernelModule } from "../../src/codegen/index.ts";
import { NetlinkSchemaError } from "../../src/errors/index.ts";
import type { AttributeSet, FamilyTable } from "../../src/schema/index.ts";
import { GENERIC_FAMILIES } from "../../src/uapi/generic/families.ts";
import { RAW_FAMILIES } from "../../src/uapi/raw/families.ts";

const SPECS = fileURLToPath(new URL("../../../shared/specs/", import.meta.url));
const hasSpecs = existsSync(SPECS);
/** What is in the folder of specs and is none: how they are written. */
const SCHEMAS = /^(genetlink|netlink-raw)/;
const specs = hasSpecs
  ? readdirSync(SPECS).filter((file) => file.endsWith(".yaml") && !SCHEMAS.test(file))
  : [];

type Files = ReadonlyMap<string, string>;

/** The module's sources by what follows the module's name: `"_nl.c"`. */
function filesOf(table: FamilyTable, options: KernelModuleOptions = {}): Files {
  const files = kernelModule(table, { name: "other", ...options });
  return new Map(files.map(({ name, text }) => [name.replace(/^other/, ""), text]));
}

const text = (files: Files, name: string): string => files.get(name) ?? "";
const matches = (source: string, pattern: RegExp): string[] =>
  [...source.matchAll(pattern)].map((match) => match[1] ?? match[0]);

/** What of C can be seen without a compiler. */
function checkText(files: Files): void {
  const header = text(files, ".h");
  const defined = matches(header, /^(?:\t|#define )([A-Z_][A-Z0-9_]*)\b/gm);
  expect(defined.filter((name, at) => defined.indexOf(name) !== at)).toEqual([]);
  for (const [name, source] of files) {
    if (!/\.[ch]$/.test(name)) continue;
    expect(source.split("{").length, name).toBe(source.split("}").length);
    expect(source, name).not.toMatch(/undefined|NaN|\[object|[ \t]$|^ {8}/m);
    const wide = source.split("\n").filter((line) => {
      // What has no blank cannot be broken, nor what checkpatch wants whole: a text.
      const columns = line.replace(/\t/g, "        ").length;
      return columns > 100 && /\S\s+\S/.test(line.trim()) && !line.includes('"');
    });
    expect(wide, name).toEqual([]);
    // Whatever stands for a number of the table is one of the header's.
    const used = matches(source, /^\t(?:\t\.cmd = |\[(?!\w+_GROUP_))([A-Z]\w+)/gm);
    expect(used.filter((constant) => !defined.includes(constant))).toEqual([]);
  }
}

/** Sets that requests are checked by, and those within. */
function requestSets(table: FamilyTable): Set<AttributeSet> {
  const sets = new Set<AttributeSet>();
  const add = (set: AttributeSet | undefined): void => {
    if (set === undefined || sets.has(set)) return;
    sets.add(set);
    for (const [, type] of Object.values(set.entries)) {
      let inner = type;
      while (inner.kind === "multi" || inner.kind === "indexed-array") inner = inner.element;
      if (inner.kind === "nest" || inner.kind === "sequence")
        add(typeof inner.set === "function" ? inner.set() : inner.set);
    }
  };
  for (const { request } of Object.values(table.operations)) add(request.attributes);
  return sets;
}

/** Every operation, message and attribute of the table is there, once. */
function checkContents(files: Files, table: FamilyTable): void {
  const source = text(files, "_nl.c");
  const operations = Object.values(table.operations);
  expect(matches(source, /^\t\t\.cmd = /gm)).toHaveLength(operations.length);
  const attributes = [...requestSets(table)].flatMap(({ entries }) => Object.keys(entries));
  expect(matches(source, /^\t\[[A-Z]\w+\] =/gm).length).toBe(
    attributes.length + Object.keys(table.groups).length,
  );
  // Each message that is no answer can be begun.
  const answers = new Set(operations.map(({ replyType }) => replyType));
  const unasked =
    "notifications" in table
      ? Object.keys(table.notifications as object)
      : [...table.messages].filter(
          ([number, { name }]) => !answers.has(number) && !Object.hasOwn(table.operations, name),
        );
  expect(matches(source, /^struct sk_buff \*other_\w+_message\(/gm)).toHaveLength(unasked.length);
}

describe("the families that there are tables of, under another name", () => {
  it.each(Object.keys(GENERIC_FAMILIES))("%s", async (name) => {
    const table: FamilyTable = await GENERIC_FAMILIES[name as keyof typeof GENERIC_FAMILIES]();
    const files = filesOf(table);
    checkText(files);
    checkContents(files, table);
    expect(filesOf(table)).toEqual(files);
  });

  it.each(Object.keys(RAW_FAMILIES))("%s: refused where it has operations", async (name) => {
    const table: FamilyTable = await RAW_FAMILIES[name as keyof typeof RAW_FAMILIES]();
    if (Object.keys(table.operations).length === 0) return checkText(filesOf(table));
    expect(() => filesOf(table)).toThrow(NetlinkSchemaError);
    expect(() => filesOf(table)).toThrow(/^operation [A-Z0-9_]+: a protocol of its own takes/);
  });

  it("nlctrl under its own name is refused: its constants are in every module", async () => {
    const table = await GENERIC_FAMILIES.nlctrl();
    expect(() => kernelModule(table)).toThrow(/^operation CTRL_CMD_\w+: .*<linux\/genetlink\.h>/);
  });
});

const whyNoSpecs = hasSpecs ? "" : " (skipped: there is no ../shared/specs)";

describe.skipIf(!hasSpecs)(`the kernel's specs, as nlkit kmod reads them${whyNoSpecs}`, () => {
  it.each(specs)("%s: who may ask, how is checked, and what can be dumped", async (file) => {
    const { table, modes = {}, checks = {} } = await givenTable(`${SPECS}${file}`, undefined);
    if (table.protocol !== 16) {
      expect(() => filesOf(table, { modes, checks })).toThrow(/^operation [A-Z0-9_]+: /);
      return;
    }
    const files = filesOf(table, { modes, checks });
    checkText(files);
    const source = text(files, "_nl.c");
    const count = (word: string): number => matches(source, new RegExp(word, "g")).length;
    const counted = (test: (name: string) => boolean): number =>
      Object.keys(table.operations).filter(test).length;
    const is = (key: string, value: string) => (name: string) =>
      (checks[name] as unknown as Record<string, string>)[key] === value;
    expect(count("\\.flags = GENL_ADMIN_PERM,")).toBe(counted(is("permission", "admin")));
    expect(count("GENL_UNS_ADMIN_PERM")).toBe(counted(is("permission", "namespace-admin")));
    expect(count("GENL_DONT_VALIDATE_STRICT")).toBe(counted(is("validation", "liberal")));
    expect(count("GENL_DONT_VALIDATE_DUMP\\b")).toBe(counted(is("dumpValidation", "unchecked")));
    expect(count("\\t\\.dumpit = ")).toBe(
      counted((name) => modes[name]?.includes("dump") === true),
    );
    expect(count("\\t\\.doit = ")).toBe(counted((name) => modes[name]?.includes("do") === true));
  });

  it("fou: what its spec says, word for word", async () => {
    const { table, modes, checks } = await givenTable(`${SPECS}fou.yaml`, undefined);
    const source = text(filesOf(table, { modes, checks }), "_nl.c");
    const operations = source.slice(
      source.indexOf("other_ops[] = {"),
      source.indexOf("struct genl_family"),
    );
    expect(operations).toBe(`other_ops[] = {
	{
		.cmd = OTHER_CMD_ADD,
		.validate = GENL_DONT_VALIDATE_STRICT | GENL_DONT_VALIDATE_DUMP,
		.flags = GENL_ADMIN_PERM,
		.doit = other_add_doit,
	},
	{
		.cmd = OTHER_CMD_DEL,
		.validate = GENL_DONT_VALIDATE_STRICT | GENL_DONT_VALIDATE_DUMP,
		.flags = GENL_ADMIN_PERM,
		.doit = other_del_doit,
	},
	{
		.cmd = OTHER_CMD_GET,
		.validate = GENL_DONT_VALIDATE_STRICT | GENL_DONT_VALIDATE_DUMP,
		.doit = other_get_doit,
		.start = other_get_start,
		.dumpit = other_get_rows,
		.done = other_get_done,
	},
};

`);
  });
});
