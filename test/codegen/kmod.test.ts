/**
 * Kernel modules as text: what is written of a table, and what is refused. That they compile for a kernel and do what
 * they should is shown by test/vm/kmod.vm.ts.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type KernelModuleOptions, kernelModule } from "../../src/codegen/index.ts";
import { NetlinkSchemaError } from "../../src/errors/index.ts";
import {
  type AttributeEntries,
  type AttributeSet,
  array,
  attributeSet,
  binary,
  bitfield32,
  bytes,
  chars,
  defineFamily,
  enumOf,
  enumTable,
  type FamilyTable,
  familyTable,
  flag,
  flagTable,
  indexedArray,
  ipv4,
  ipv6,
  limited,
  type MemberType,
  message,
  multi,
  nest,
  operation,
  pad,
  rest,
  s8,
  s16,
  s32,
  s32be,
  s64,
  sint,
  sizeOf,
  string,
  struct,
  subMessage,
  u8,
  u16,
  u16be,
  u16le,
  u32,
  u32be,
  u64,
  uint,
  type ValueType,
} from "../../src/schema/index.ts";

/** A family of one operation with these attributes. */
function familyOf(attributes: AttributeEntries | AttributeSet): FamilyTable {
  const operations = { get: { command: 1, oneReply: true } };
  return defineFamily({ name: "TEST", attributes, operations }) as FamilyTable;
}

function textOf(name: string, table: FamilyTable, options?: KernelModuleOptions): string {
  const found = kernelModule(table, options).find((file) => file.name === name);
  if (found === undefined) throw new Error(`there is no ${name}`);
  return found.text;
}

const inner = attributeSet("inner", "TEST_INNER_", { id: [1, u32] });
const plainMessage = message({ header: struct("plain", { a: u32 }) });
const innerMessage = message({ attributes: inner });

describe("policies", () => {
  const rows: readonly (readonly [string, ValueType, string])[] = [
    ["u8", u8, "{ .type = NLA_U8 }"],
    ["s64", s64, "{ .type = NLA_S64 }"],
    ["u16be", u16be, "{ .type = NLA_BE16 }"],
    ["u32be", u32be, "{ .type = NLA_BE32 }"],
    ["u16le", u16le, "{ .type = NLA_U16 }"],
    ["a minimum", limited(u32, { min: 1 }), "NLA_POLICY_MIN(NLA_U32, 1)"],
    ["a maximum", limited(u8, { max: 9 }), "NLA_POLICY_MAX(NLA_U8, 9)"],
    ["a range", limited(s16, { min: -5, max: 10 }), "NLA_POLICY_RANGE(NLA_S16, -5, 10)"],
    [
      "a wide range",
      limited(u32, { max: 70_000 }),
      "NLA_POLICY_FULL_RANGE(NLA_U32, &test_test_it_range)",
    ],
    [
      "a wide signed range",
      limited(s32, { min: -70_000 }),
      "NLA_POLICY_FULL_RANGE_SIGNED(NLA_S32, &test_test_it_range)",
    ],
    ["a mask", limited(u16, { mask: 0xff0 }), "NLA_POLICY_MASK(NLA_U16, 0xff0U)"],
    [
      "a mask of 64 bits",
      limited(u64, { mask: 1n << 40n }),
      "NLA_POLICY_VALIDATE_FN(NLA_U64, test_test_it_check)",
    ],
    [
      "a range in network order",
      limited(u16be, { min: 2 }),
      "NLA_POLICY_VALIDATE_FN(NLA_BE16, test_test_it_check)",
    ],
    [
      "a signed range in network order",
      limited(s32be, { max: 2 }),
      "NLA_POLICY_VALIDATE_FN(NLA_BE32, test_test_it_check)",
    ],
    [
      "an enumeration",
      enumOf(u8, enumTable("e", { a: 1, b: 3 })),
      "NLA_POLICY_RANGE(NLA_U8, 1, 3)",
    ],
    ["uint", uint, "TEST_UINT_POLICY"],
    ["sint", sint, "TEST_SINT_POLICY"],
    ["text", string, "{ .type = NLA_NUL_STRING }"],
    ["short text", limited(string, { maxLength: 7 }), "{ .type = NLA_NUL_STRING, .len = 7 }"],
    ["bytes", binary, "{ .type = NLA_BINARY }"],
    ["few bytes", limited(binary, { maxLength: 7 }), "{ .type = NLA_BINARY, .len = 7 }"],
    ["many bytes", limited(binary, { minLength: 7 }), "NLA_POLICY_MIN_LEN(7)"],
    ["so many bytes", limited(binary, { minLength: 6, maxLength: 6 }), "NLA_POLICY_EXACT_LEN(6)"],
    [
      "some bytes",
      limited(binary, { minLength: 2, maxLength: 6 }),
      "NLA_POLICY_RANGE(NLA_BINARY, 2, 6)",
    ],
    ["a flag", flag, "{ .type = NLA_FLAG }"],
    ["an address", ipv6, "NLA_POLICY_EXACT_LEN(16)"],
    ["bits", bitfield32(flagTable("f", { a: 1, b: 4 })), "NLA_POLICY_BITFIELD32(0x5U)"],
    ["a struct", struct("s", { a: u32, b: u32 }), "NLA_POLICY_MIN_LEN(8)"],
    ["a nest", nest(inner), "NLA_POLICY_NESTED(test_inner_policy)"],
    ["a nest that repeats", multi(nest(inner)), "NLA_POLICY_NESTED(test_inner_policy)"],
    ["a list of nests", indexedArray(nest(inner)), "NLA_POLICY_NESTED_ARRAY(test_inner_policy)"],
    ["a list of numbers", indexedArray(u32), "{ .type = NLA_NESTED }"],
    ["an empty nest", nest(attributeSet("empty", "E_", {})), "{ .type = NLA_NESTED }"],
    ["attributes by a selector", subMessage("kind", { a: innerMessage }), "{ .type = NLA_NESTED }"],
    ["bytes by a selector", subMessage("kind", { a: plainMessage }), "{ .type = NLA_BINARY }"],
  ];
  it.each(rows)("%s", (_, type, expected) => {
    const set = attributeSet("test", "TEST_A_", { kind: [1, string], it: [2, type] });
    const source = textOf("test_nl.c", familyOf(set));
    const [, found] = /\[TEST_A_IT\] =\s+(.*),\n/.exec(source) ?? [];
    expect(found).toBe(expected);
    // What it refers to is there.
    const [name] = /test_test_it_\w+/.exec(expected) ?? [];
    if (name !== undefined) expect(source).toMatch(new RegExp(`^static .*\\b${name}\\b`, "m"));
  });

  it("sets that hold each other are declared before the first", () => {
    const tree: AttributeSet = attributeSet("tree", "TREE_", { child: [1, nest(() => tree)] });
    const source = textOf("test_nl.c", familyOf(tree));
    expect(source).toMatch(
      /policy test_tree_policy\[TREE_CHILD \+ 1\];[\s\S]*policy test_tree_policy\[.*\] = \{/,
    );
  });
});

describe("what the kernel is told of a family", () => {
  const family = defineFamily({
    name: "ONE",
    version: 7,
    attributes: { id: [1, u32] },
    operations: {
      get: { command: 1, oneReply: true, permission: "admin" },
      set: { command: 2, permission: "namespace-admin", validation: "liberal" },
      list: { command: 3, replyCommand: 4, oneReply: true, dumpValidation: "unchecked" },
    },
    notifications: { changed: { command: 9 } },
    groups: ["a-group"],
  });
  const source = textOf("one_nl.c", family);
  const header = textOf("one.h", family);

  it("permissions, validation, what can be dumped", () => {
    const operations = source.slice(source.indexOf("one_ops[]"), source.indexOf("one_groups"));
    const [get = "", set = "", list = ""] = operations.split("\t},\n");
    expect(get).toContain(".flags = GENL_ADMIN_PERM,");
    expect(get).toContain(".dumpit = one_get_rows,");
    expect(set).toContain(".flags = GENL_UNS_ADMIN_PERM,");
    expect(set).toContain(
      ".validate = GENL_DONT_VALIDATE_STRICT | GENL_DONT_VALIDATE_DUMP_STRICT,",
    );
    expect(set).not.toContain(".dumpit");
    expect(list).toContain(".validate = GENL_DONT_VALIDATE_DUMP,");
    // The kernel refuses families that are not strict from there on.
    expect(source).toContain(".resv_start_op = ONE_CMD_LIST + 1,");
  });

  it("names and numbers", () => {
    expect(header).toContain('#define ONE_FAMILY_NAME "ONE"');
    expect(header).toContain("#define ONE_FAMILY_VERSION 7");
    expect(header).toMatch(/ONE_CMD_LIST,\n\tONE_CMD_LIST_REPLY,\n\tONE_CMD_CHANGED = 9,/);
    expect(header).toContain('#define ONE_MCGRP_A_GROUP "a-group"');
  });

  it("ends of enumerations as the kernel has them, also beside what is called MAX", () => {
    const text = textOf("test.h", familyOf({ min: [1, u32], max: [2, u32] }));
    expect(text).toContain(`	TEST_A_MIN, /* u32 */
	TEST_A_MAX, /* u32 */

	__TEST_A_CNT,
	__TEST_A_MAX = __TEST_A_CNT - 1
`);
    const plain = textOf("test.h", familyOf({ min: [1, u32] }));
    expect(plain).toContain("\t__TEST_A_MAX,\n\tTEST_A_MAX = __TEST_A_MAX - 1\n");
  });

  it("under another name every constant has the module's prefix", () => {
    const text = textOf("second.h", family, { module: "second" });
    expect(text).not.toMatch(/\bONE_(?!\w*NAME)/);
    expect(text).toContain("\tSECOND_CMD_GET = 1,\n");
  });

  it("another name, module and ways of being asked", () => {
    const options = {
      name: "TWO",
      module: "second",
      modes: { set: ["do", "dump"], get: ["do"] },
    } as const;
    expect(textOf("second.h", family, options)).toContain('#define SECOND_FAMILY_NAME "TWO"');
    const other = textOf("second_nl.c", family, options);
    expect(other).toContain(".dumpit = second_set_rows,");
    expect(other).not.toContain("second_get_rows");
  });

  it("what every request has to have is asked for before its handler", () => {
    const table = message({ attributes: inner });
    const request = operation("ASK_CMD_GO", [1, table], undefined, { requires: ["id"] });
    const spec = familyTable({
      name: "ask",
      protocol: 16,
      messages: {},
      operations: { ASK_CMD_GO: request },
      groups: {},
    });
    const text = textOf("ask_nl.c", spec);
    expect(text).toContain("GENL_REQ_ATTR_CHECK(info, TEST_INNER_ID)");
    expect(text).toContain(".doit = ask_go_doit_checked,");
  });

  it("only the handlers and the client are somebody else's from the first time on", () => {
    const client = { table: "../table.ts", exported: "family", root: ".." };
    const files = kernelModule(family, { client });
    expect(files.filter(({ once }) => once).map(({ name }) => name)).toEqual([
      "one_handlers.c",
      "client.mts",
    ]);
    expect(kernelModule(family, { client })).toEqual(files);
  });
});

describe("a protocol of its own", () => {
  const protocolOf = (protocol: number) =>
    familyTable({ name: "own", protocol, messages: {}, operations: {}, groups: { all: 3 } });

  it("in the sender's context, or in a kernel thread", () => {
    const direct = textOf("own_protocol.c", protocolOf(30));
    expect(direct).toContain("netlink_kernel_create(net, protocol, &cfg)");
    expect(direct).toContain(".groups = 3,");
    expect(direct).not.toContain("queue_work");
    const deferred = textOf("own_protocol.c", protocolOf(30), {
      deferred: true,
      receive: "anyone",
    });
    expect(deferred).toContain("queue_work(own_thread, &own->work);");
    expect(deferred).toContain(".flags = NL_CFG_F_NONROOT_RECV,");
  });

  it.each([32, -1, 1.5])("%s is no protocol", (number) => {
    expect(() => kernelModule(protocolOf(number))).toThrow(/there is no protocol/);
  });
});

describe("what C cannot express is refused by its name", () => {
  const one = (type: ValueType) => familyOf({ kind: [1, string], it: [2, type] });
  const rows: readonly (readonly [string, () => FamilyTable, RegExp])[] = [
    ["no name", () => familyOf({ é: [1, u32] }), /TEST\.é: "TEST_A_É" is no name in C/],
    [
      "two attributes of one name",
      () => familyOf({ fooBar: [1, u32], foo_bar: [2, u32] }),
      /TEST\.fooBar and attribute TEST\.foo_bar would both be "TEST_A_FOO_BAR" in C/,
    ],
    [
      "the end of the attributes",
      () => familyOf({ in: [1, nest(attributeSet("x", "__TEST_A_", { max: [1, u32] }))] }),
      /attribute x\.max and the end of the attributes TEST_A_… would both be "__TEST_A_MAX"/,
    ],
    [
      "two sets of one prefix",
      () =>
        familyOf({ id: [1, u32], in: [2, nest(attributeSet("x", "TEST_A_", { id: [7, u32] }))] }),
      /TEST\.id and attribute x\.id would both be "TEST_A_ID"/,
    ],
    [
      "two sets of one name",
      () => familyOf({ in: [1, nest(attributeSet("TEST", "T_", { a: [1, u32] }))] }),
      /both be "test_policy"/,
    ],
    ["a keyword", () => one(struct("s", { a: u8, register: u8 })), /struct s: register: .*keyword/],
    [
      "a macro",
      () => one(struct("s", { current: u8 })),
      /struct s: current: .*macro in the kernel/,
    ],
    [
      "two members of one name",
      () => one(struct("s", { aB: u8, a_b: u8 })),
      /struct s: aB and struct s: a_b would both be "a_b"/,
    ],
    ["a struct of nothing", () => one(struct("s", {})), /struct s: .*without members/],
    [
      "a member of nothing",
      () => one(struct("s", { a: u8, b: bytes(0) })),
      /struct s: b: .*no bytes/,
    ],
    ["an endless struct alone", () => one(struct("s", { a: rest(u8) })), /struct s: a: /],
    [
      "two enumerators of one name",
      () => one(enumOf(u8, enumTable("e", { "a-b": 1, a_b: 2 }))),
      /enumeration e: a-b and enumeration e: a_b would both be "TEST_E_A_B"/,
    ],
    [
      "fewest bytes of text",
      () => one(limited(string, { minLength: 1 })),
      /TEST\.it: .*fewest bytes/,
    ],
    ["text of nothing", () => one(limited(string, { maxLength: 0 })), /TEST\.it: .*empty string/],
    [
      "more bytes than are counted",
      () => one(limited(binary, { minLength: 40_000 })),
      /TEST\.it: .*32767/,
    ],
    ["fewer than fewest", () => one(limited(binary, { minLength: 4, maxLength: 3 })), /TEST\.it: /],
    ["a number that is none", () => one(limited(u8, { max: 256 })), /TEST\.it: its limits/],
    ["an empty range", () => one(limited(s8, { min: 4, max: 3 })), /TEST\.it: its limits/],
    [
      "attributes or bytes",
      () => one(subMessage("kind", { a: plainMessage, b: innerMessage })),
      /TEST\.it: .*as "kind" says/,
    ],
    ["a long name", () => ({ ...familyOf({ a: [1, u8] }), name: "x".repeat(16) }), /1 to 15 bytes/],
    [
      "a module of a keyword",
      () => ({ ...familyOf({ a: [1, u8] }), name: "int" }),
      /module int: .*keyword/,
    ],
  ];
  it.each(rows)("%s", (_, make, expected) => {
    expect(() => kernelModule(make())).toThrow(NetlinkSchemaError);
    expect(() => kernelModule(make())).toThrow(expected);
  });

  it("a module whose functions the kernel has", () => {
    expect(() => kernelModule(familyOf({ a: [1, u8] }), { module: "timer" })).toThrow(
      /module timer: the kernel has functions of its names/,
    );
  });

  it("a dump without answers, and ways of asking for what there is not", () => {
    const silent = { request: plainMessage, replyType: undefined };
    const table = familyOf({ a: [1, u8] });
    const get = { ...(table.operations["get"] as object), ...silent } as never;
    const modes = { get: ["dump"] } as const;
    expect(() => kernelModule({ ...table, operations: { get } }, { modes })).toThrow(
      /operation get: a dump needs answers/,
    );
    expect(() => kernelModule(table, { modes: { gett: ["do"] } })).toThrow(/no operation "gett"/);
  });
});

/** Why no header can be compiled here. */
const whyNoCompiler =
  spawnSync("cc", ["--version"]).status === 0 ? undefined : "there is no C compiler";

const word = fc.stringMatching(/^[a-z][a-z0-9]{0,4}([A-Z][a-z]{1,4}){0,2}$/);
const member = fc.constantFrom<MemberType>(
  u8,
  s8,
  u16,
  u16be,
  s32,
  u32be,
  u64,
  s64,
  ipv4,
  ipv6,
  bytes(3),
  chars(5),
  pad(1),
  array(u16, 3),
);
const integer = fc.constantFrom(
  u8,
  u16,
  u32,
  u64,
  s8,
  s16,
  s32,
  s64,
  u16be,
  u32be,
  u16le,
  uint,
  sint,
);
/** An integer with limits that fit it, whatever its width and order. */
const limitedInteger = fc
  .tuple(integer, fc.nat(100), fc.nat(27))
  .map(([type, min, more]) => limited(type as typeof u8, { min, max: min + more }));
const value: fc.Arbitrary<ValueType> = fc.oneof(
  integer,
  limitedInteger,
  fc.constantFrom<ValueType>(string, binary, flag, ipv4, nest(inner), multi(u32), bitfield32()),
);

/** Names of one object, each once, also when written in C. */
const distinct = <Type>(type: fc.Arbitrary<Type>, prefix: string) =>
  fc
    .uniqueArray(fc.tuple(word, type), {
      minLength: 1,
      maxLength: 8,
      selector: ([name]) => name.toLowerCase(),
    })
    // A word of C, the end of an enumeration or a macro shall not make the test fail.
    .map((entries) => entries.map(([name, each]) => [`${prefix}${name}`, each] as const));

describe("whatever the table", () => {
  it("lines are as the kernel wants them, and every attribute is there once", () => {
    fc.assert(
      fc.property(distinct(value, "x"), fc.nat(50), (entries, gap) => {
        const attributes = Object.fromEntries(
          entries.map(([name, type], at) => [name, [at * (gap + 1) + 1, type] as const]),
        );
        const files = kernelModule(familyOf(attributes));
        for (const { name, text } of files.filter((file) => /\.[ch]$/.test(file.name))) {
          for (const line of text.split("\n")) {
            expect(line.replace(/\t/g, "        ").length, `${name}: ${line}`).toBeLessThanOrEqual(
              100,
            );
            expect(line, name).not.toMatch(/[ \t]$|^ {8}|undefined|NaN|\[object/);
          }
          expect(text.split("{").length, name).toBe(text.split("}").length);
          expect(text, name).toMatch(/[^\n]\n$/);
        }
        const source = files.find(({ name }) => name === "test_nl.c")?.text ?? "";
        for (const name of Object.keys(attributes)) {
          const constant = `TEST_A_${name.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
          expect(source.split(`[${constant}] =`)).toHaveLength(2);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.skipIf(whyNoCompiler !== undefined)(
    `the compiler lays structs out as the table says${whyNoCompiler === undefined ? "" : ` (skipped: ${whyNoCompiler})`}`,
    () => {
      const folder = mkdtempSync(join(tmpdir(), "nlkit-codegen-"));
      const members = fc.sample(distinct(member, "m"), { numRuns: 40, seed: 1 });
      const lines = members.map((entries, at) => {
        const type = struct(`s${at}`, Object.fromEntries(entries));
        const table = familyOf({ it: [1, type] });
        const named = { ...table, name: `T${at}` };
        writeFileSync(join(folder, `t${at}.h`), textOf(`t${at}.h`, named));
        let offset = 0;
        const checks = entries.map(([name, each]) => {
          const cName = name.replace(/([a-z0-9])([A-Z])/g, "$1_$2").toLowerCase();
          const check = `_Static_assert(offsetof(struct t${at}_s${at}, ${cName}) == ${offset}, "");`;
          offset += sizeOf(each);
          return check;
        });
        checks.push(`_Static_assert(sizeof(struct t${at}_s${at}) == ${type.size}, "");`);
        return [`#include "t${at}.h"`, ...checks].join("\n");
      });
      for (const [at, text] of lines.entries())
        writeFileSync(join(folder, `t${at}.c`), `#include <stddef.h>\n${text}\n`);
      const sources = lines.map((_, at) => join(folder, `t${at}.c`));
      const words = ["-fsyntax-only", "-Wall", "-Wextra", "-Werror", ...sources];
      const { status, stderr } = spawnSync("cc", words, { encoding: "utf8" });
      rmSync(folder, { recursive: true });
      expect(stderr).toBe("");
      expect(status).toBe(0);
    },
  );
});
