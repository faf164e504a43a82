import { describe, expect, it } from "vitest";
import { NetlinkSpecError } from "../errors/index.ts";
import { readSpec } from "./index.ts";

const HEAD = "name: demo\n";
const TAIL = "operations: { list: [] }\n";

/** What is said of a spec; the place in it is marked by ▸, which is taken out. */
function complaint(marked: string): { text: string; line: number; column: number } {
  const before = marked.slice(0, marked.indexOf("▸")).split("\n");
  const place = { line: before.length, column: (before.at(-1) ?? "").length + 1 };
  try {
    readSpec(marked.replace("▸", ""), { file: "demo.yaml" });
  } catch (error) {
    if (!(error instanceof NetlinkSpecError)) throw error;
    expect(error.file).toBe("demo.yaml");
    expect({ line: error.line, column: error.column }).toEqual(place);
    expect(error.message).toMatch(`demo.yaml:${place.line}:${place.column}: `);
    return { text: error.message.replace(/^\S+ /, ""), ...place };
  }
  throw new Error("nothing was wrong with it");
}

const set = (attributes: string): string =>
  `${HEAD}attribute-sets:\n  - name: a\n    attributes:\n${attributes}${TAIL}`;

const CASES: readonly (readonly [what: string, spec: string, text: string])[] = [
  ["no mapping", "▸- a\n", "a spec is a mapping"],
  ["no name", "▸attribute-sets: []\n", '"name" is missing'],
  ["an unknown protocol", `${HEAD}protocol: ▸smoke\n${TAIL}`, 'unknown protocol "smoke"'],
  [
    "an unknown type of attribute",
    set("      - { name: x, type: ▸u24 }\n"),
    'unknown attribute type "u24"',
  ],
  ["an attribute without a type", set("      - ▸{ name: x }\n"), '"type" is missing'],
  [
    "a nest in nothing",
    set("      - ▸{ name: x, type: nest }\n"),
    '"nested-attributes" is missing',
  ],
  [
    "a nest of no set",
    set("      - { name: x, type: nest, nested-attributes: ▸b }\n"),
    'there is no attribute set "b"',
  ],
  [
    "one number twice",
    set("      - { name: x, type: u8 }\n      - ▸{ name: y, type: u8, value: 1 }\n"),
    '"x" and "y" are both number 1',
  ],
  [
    "one name twice",
    set("      - { name: x, type: u8 }\n      - ▸{ name: x, type: u8 }\n"),
    'there is a second "x"',
  ],
  [
    "a number that is none",
    set("      - ▸{ name: x, type: u8, value: 16384 }\n"),
    "x: 16384 is no number of an attribute",
  ],
  [
    "text for a number",
    set("      - { name: x, type: u8, value: ▸one }\n"),
    'expected a whole number, got "one"',
  ],
  [
    "an unknown byte order",
    set("      - { name: x, type: u16, byte-order: ▸middle }\n"),
    'unknown byte order "middle"',
  ],
  ["no such enum", set("      - { name: x, type: u8, enum: ▸e }\n"), 'there is no definition "e"'],
  [
    "a sub-message that is not there",
    set("      - { name: x, type: sub-message, sub-message: ▸m, selector: y }\n"),
    'there is no sub-message "m"',
  ],
  [
    "a subset of nothing",
    `${HEAD}attribute-sets:\n  - { name: a, subset-of: ▸b, attributes: [] }\n${TAIL}`,
    'there is no attribute set "b"',
  ],
  [
    "a subset of itself",
    `${HEAD}attribute-sets:\n  - ▸{ name: a, subset-of: a, attributes: [] }\n${TAIL}`,
    '"a" is a subset of itself',
  ],
  [
    "a subset with an attribute of its own",
    `${HEAD}attribute-sets:\n  - { name: a, attributes: [] }\n  - { name: b, subset-of: a, attributes: [▸{ name: x }] }\n${TAIL}`,
    '"a" has no "x"',
  ],
  [
    "a struct within itself",
    `${HEAD}definitions:\n  - ▸{ name: s, type: struct, members: [{ name: x, type: binary, struct: s }] }\n${TAIL}`,
    'struct "s" contains itself',
  ],
  [
    "a member without a length",
    `${HEAD}definitions:\n  - { name: s, type: struct, members: [▸{ name: x, type: binary }] }\n${TAIL}`,
    'x: a binary member needs a "len"',
  ],
  [
    "a bit beyond 63",
    `${HEAD}definitions:\n  - { name: f, type: flags, entries: [▸{ name: x, value: 64 }] }\n${TAIL}`,
    "x: 64 is no bit number",
  ],
  [
    "an operation without a set",
    `${HEAD}operations:\n  list:\n    - ▸{ name: get, attribute-set: a, do: {} }\n`,
    'there is no attribute set "a"',
  ],
  [
    "a notification of nothing",
    `${HEAD}operations:\n  list:\n    - { name: ntf, notify: ▸get }\n`,
    'there is no operation "get"',
  ],
];

describe("a spec that cannot be read", () => {
  it.each(CASES)("%s", (_, spec, text) => {
    expect(complaint(spec).text).toBe(text);
  });

  it("names the place of what is no YAML", () => {
    expect(() => readSpec("name: demo\n  x: [\n", { file: "bad.yaml" })).toThrow(
      /^bad\.yaml:\d+:\d+: /,
    );
  });

  it("is called spec where it has no file", () => {
    expect(() => readSpec("[]")).toThrow("spec:1:1: a spec is a mapping");
  });
});

describe("a spec that can", () => {
  it("may name things by numbers and keywords", () => {
    const model = readSpec(
      `${HEAD}definitions:\n  - { name: e, type: enum, entries: [1, true, { name: 8021q, value: 0x8100 }] }\n${TAIL}`,
    );
    const names = model.definitions.get("e");
    expect(names?.kind === "enum" && [...names.entries]).toEqual([
      ["1", 0],
      ["true", 1],
      ["8021q", 0x8100],
    ]);
  });

  it("keeps limits that have numbers, and leaves out those that only the kernel knows", () => {
    const checks = "{ min: 1, max: u32-max, min-len: wg-key-len }";
    const model = readSpec(set(`      - { name: x, type: u32, checks: ${checks} }\n`));
    expect(model.sets.get("a")?.attributes.get("x")?.limits).toEqual({ min: 1, max: 0xffff_ffff });
  });
});
