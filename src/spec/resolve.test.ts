import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type AttributeSet, flagNames, type StructType } from "../schema/index.ts";
import { loadSpec, readSpec, type SpecModel } from "./index.ts";

const specs = new URL("../../../shared/specs/", import.meta.url);
const absent = !existsSync(specs);
const why = absent ? " (skipped: the kernel's specs are not beside this checkout)" : "";
const files = absent
  ? []
  : readdirSync(specs).filter(
      (name) => name.endsWith(".yaml") && !/^(genetlink|netlink-raw)/.test(name),
    );
const read = (path: string): string => readFileSync(new URL(path, specs), "utf8");

/** The model in the form of the answers that were computed by another implementation. */
function summary(spec: SpecModel) {
  return {
    name: spec.name,
    protocol: spec.protocol,
    version: spec.version,
    consts: Object.fromEntries(
      [...spec.definitions].map(([name, it]) => {
        if (it.kind === "const") return [name, { type: "const", value: it.value }];
        if (it.kind !== "struct")
          return [name, { type: it.kind, entries: Object.fromEntries(it.entries) }];
        const members = it.members.map((member) => ({
          name: member.name,
          type: member.type,
          struct: member.struct?.name,
          enum: member.names?.name,
          len:
            member.struct === undefined && ["binary", "pad"].includes(member.type)
              ? member.size
              : undefined,
        }));
        return [name, { type: "struct", size: it.size, members }];
      }),
    ),
    sets: Object.fromEntries(
      [...spec.sets].map(([name, set]) => [
        name,
        {
          subsetOf: set.subsetOf ?? null,
          attributes: Object.fromEntries(
            [...set.attributes].map(([key, it]) => [
              key,
              {
                value: it.value,
                type: it.type,
                subType: it.subType,
                nested: it.nested,
                order: it.order,
                enum: it.names?.name,
                hint: it.hint,
                struct: it.struct?.name,
                multi: it.isMulti,
                subMessage: it.subMessage,
                selector: it.selector,
                levels: it.levels,
              },
            ]),
          ),
        },
      ]),
    ),
    subMessages: Object.fromEntries(
      [...spec.subMessages].map(([name, formats]) => [
        name,
        Object.fromEntries(
          formats.map((it) => [
            it.value,
            { fixedHeader: it.header ?? null, attributeSet: it.set ?? null },
          ]),
        ),
      ]),
    ),
    operations: Object.fromEntries(
      spec.operations.map((it) => [
        it.name,
        {
          request: it.request ?? null,
          reply: it.reply ?? null,
          modes: it.modes,
          header: it.header ?? null,
          set: it.set ?? null,
        },
      ]),
    ),
  };
}

// biome-ignore lint/suspicious/noExplicitAny: a file of another implementation's answers
type Answers = any;

function expected(answers: Answers) {
  const entries = (object: Answers): [string, Answers][] => Object.entries(object);
  return {
    name: answers.name,
    protocol: answers.protocol,
    version: answers.version ?? 1,
    consts: Object.fromEntries(
      entries(answers.consts).map(([name, it]) => {
        if (it.type === "const") return [name, { type: "const", value: it.value }];
        if (it.type !== "struct") return [name, { type: it.type, entries: it.entries }];
        const members = it.members.map((member: Answers) => ({
          name: member.name,
          type: member.type,
          struct: member.struct,
          enum: member.enum,
          len: member.len,
        }));
        return [name, { type: "struct", size: it.size, members }];
      }),
    ),
    sets: Object.fromEntries(
      entries(answers.attributeSets).map(([name, set]) => [
        name,
        {
          subsetOf: set.subsetOf,
          attributes: Object.fromEntries(
            entries(set.attrs).map(([key, it]) => [
              key,
              {
                value: it.value,
                type: it.type,
                subType: it["sub-type"],
                nested: it["nested-attributes"],
                order: it["byte-order"] === "big-endian" ? "big" : "host",
                enum: it.enum,
                hint: it["display-hint"],
                struct: it.struct,
                multi: it["multi-attr"] ?? false,
                subMessage: it["sub-message"],
                selector: it.selector,
                levels: it["type-value"] ?? [],
              },
            ]),
          ),
        },
      ]),
    ),
    subMessages: answers.subMessages,
    operations: Object.fromEntries(
      entries(answers.operations).map(([name, it]) => [
        name,
        {
          request: it.req,
          reply: it.rsp,
          modes: it.modes,
          header: it.fixedHeader,
          set: it.attributeSet,
        },
      ]),
    ),
  };
}

describe.skipIf(absent)(`the kernel's specs${why}`, () => {
  it("are all there", () => {
    expect(files).toHaveLength(33);
  });

  it.each(files)("%s resolves to the numbers that another implementation computed", (file) => {
    const model = readSpec(read(file), { file });
    expect(summary(model)).toEqual(
      expected(JSON.parse(read(`resolved/${file.replace(".yaml", ".json")}`))),
    );
  });

  it.each(files)("%s makes tables", (file) => {
    const family = loadSpec(read(file), { file });
    const model = readSpec(read(file), { file });
    expect(Object.keys(family.operations)).toHaveLength(
      model.operations.filter((it) => it.isRequest).length,
    );
    expect(family.messages.size).toBeGreaterThan(0);
  });

  it("keep their names where header and attributes share one", () => {
    const rule = loadSpec(read("rt-rule.yaml")).operations["RTM_NEWRULE"];
    expect(Object.keys(rule?.request.header?.members ?? {})).toContain("headerTable");
    expect(rule?.request.attributes?.entries["table"]?.[0]).toBe(15);
  });

  it("make masks of enumerations that are used as flags", () => {
    const family = loadSpec(read("nlctrl.yaml"));
    const set = family.operations["CTRL_CMD_GETFAMILY"]?.reply.attributes;
    const ops = set?.entries["ops"]?.[1];
    const element =
      ops?.kind === "indexed-array" && ops.element.kind === "nest" ? ops.element.set : undefined;
    const flags = typeof element === "object" ? element.entries["flags"]?.[1] : undefined;
    expect(flags?.kind === "int" && flags.flags && flagNames(flags.flags, 0xb)).toEqual([
      "admin-perm",
      "cmd-cap-do",
      "cmd-cap-haspol",
    ]);
  });
});

describe("words for overlays", () => {
  const members =
    "[{ name: n, type: u8 }, { name: two, type: array, sub-type: u16, byte-order: big-endian, count: 2 }, { name: rest, type: array, struct: leaf }]";
  const attributes =
    "[{ name: open, type: binary, struct: open }, { name: list, type: binary, sub-type: struct, struct: leaf }, { name: plain, type: u16, byte-order: host }]";
  const spec = (member: string, attribute = attributes): string =>
    `{ name: n, protocol: netlink-raw, protonum: 0, definitions: [{ name: leaf, type: struct, members: [{ name: a, type: u8 }] }, { name: open, type: struct, members: ${member} }], attribute-sets: [{ name: s, attributes: ${attribute} }], operations: { list: [{ name: get, attribute-set: s, do: { request: { value: 1 } } }] } }`;

  it("make arrays of scalars and structs, counted or as long as there is something", () => {
    const { entries } = (loadSpec(spec(members)).messages.get(1)?.table.attributes ??
      {}) as AttributeSet;
    const open = entries["open"]?.[1] as StructType;
    expect([open.size, open.members["two"]?.kind, open.members["rest"]?.kind]).toEqual([
      5,
      "array",
      "rest",
    ]);
    expect(entries["list"]?.[1]).toMatchObject({ kind: "array", element: { name: "leaf" } });
    expect(entries["plain"]?.[1]).toMatchObject({ kind: "int", order: "host" });
  });

  it("are refused where the elements are not said", () => {
    expect(() => loadSpec(spec("[{ name: x, type: array }]"))).toThrow(
      'x: an array needs a "struct" or the "sub-type" of its elements',
    );
    const list = "[{ name: list, type: binary, sub-type: struct }]";
    expect(() => loadSpec(spec(members, list))).toThrow('"struct" is missing');
  });
});
