import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { decodePayload, encodePayload, type MessageTable } from "../schema/index.ts";
import { MessageBuilder } from "../wire/index.ts";
import { loadSpec, printSpec } from "./index.ts";

const root = new URL("../../", import.meta.url);
const specs = new URL("../shared/specs/", root);
const overlays = new URL("tools/overlays/", root);
const absent = !existsSync(specs);
const why = absent ? " (skipped: the kernel's specs are not beside this checkout)" : "";
const families = readdirSync(overlays).map((name) => name.replace(".yaml", ""));

/** Every construct, names that need care, and two circles. */
const ODD = `
name: odd-family
protocol: netlink-raw
protonum: 31
definitions:
  - { name: struct, type: struct, members: [{ name: pad, type: pad, len: 2 }, { name: pad, type: pad, len: 2 }, { name: link, type: u32 }] }
  - { name: mode, type: enum, entries: [one, { name: two words, value: 7 }] }
  - { name: rec, type: struct, members: [{ name: len, type: pad, len: 2 }, { name: id, type: u16 }] }
attribute-sets:
  - name: default
    attributes:
      - { name: link, type: nest, nested-attributes: default }
      - { name: unknown, type: u8, enum: mode }
      - { name: bits, type: u32, enum: mode, enum-as-flags: true }
      - { name: link-64, type: u64 }
      - { name: kind, type: string }
      - { name: data, type: sub-message, sub-message: data, selector: kind }
      - { name: list, type: indexed-array, sub-type: nest, nested-attributes: default, index-base: 1 }
      - { name: peer, type: payload, fixed-header: struct, nested-attributes: default }
      - { name: hops, type: records, fixed-header: rec, nested-attributes: leaf }
      - { name: skipped, type: unused }
      - { name: last, type: u8, constant: ODD_LAST, checks: { flags-mask: 0xff } }
  - name: leaf
    attributes: [{ name: x, type: u8 }]
  - name: deep
    attributes: [{ name: whole, type: nest, nested-attributes: default }]
sub-messages:
  - name: data
    formats:
      - { value: deep, attribute-set: deep }
      - { fixed-header: rec, attribute-set: leaf }
operations:
  enum-model: directional
  name-prefix: odd-
  fixed-header: struct
  list:
    - { name: get, attribute-set: default, do: { request: { value: 16 }, reply: { value: 17 } } }
    - { name: new-ntf, constant: ODD_NEW, value: 17, notify: get }
mcast-groups: { list: [{ name: odd-group, value: 3 }] }
`;

describe("tables of a spec", () => {
  const family = loadSpec(ODD);
  const table = family.operations["ODD_GET"]?.request as MessageTable;

  it("hold names apart that would be the same", () => {
    expect(Object.keys(table.header?.members ?? {})).toEqual(["pad", "pad2", "headerLink"]);
    const { entries } = table.attributes as NonNullable<typeof table.attributes>;
    expect(Object.keys(entries)).toContain("unknownAttribute");
    expect(entries["unknownAttribute"]?.[2]).toBe("ODD_FAMILY_A_DEFAULT_UNKNOWN");
    expect(entries["link64"]?.[2]).toBe("ODD_FAMILY_A_DEFAULT_LINK_64");
    expect(entries["last"]).toMatchObject([11, { limits: { mask: 0xff } }, "ODD_LAST"]);
    expect(entries).not.toHaveProperty("skipped");
  });

  it("name messages as the requests of their numbers are named", () => {
    expect([...family.messages].map(([number, { name }]) => [number, name])).toEqual([
      [16, "ODD_GET"],
      [17, "ODD_NEW"],
    ]);
    expect(family.operations["ODD_GET"]?.replyType).toBe(17);
    expect(family.groups).toEqual({ ODD_GROUP: 3 });
  });

  it("work, circles and all", () => {
    const value = {
      headerLink: 5,
      unknownAttribute: "two words",
      bits: 1,
      link: { link: { link64: 9n } },
      kind: "deep",
      data: { whole: { kind: "other", data: { id: 3, x: 4 } } },
      list: [{ last: 1 }],
      peer: { headerLink: 6, last: 2 },
      hops: [{ id: 1, x: 1 }, { id: 2 }],
    };
    const builder = new MessageBuilder();
    encodePayload(table, builder, value);
    expect(decodePayload(table, builder.bytes, builder.view, 0, builder.length)).toEqual(value);
  });

  it("cannot hold themselves with no nest between", () => {
    const formats = "formats: [{ value: a, attribute-set: s }]";
    const attributes =
      "[{ name: x, type: string }, { name: y, type: sub-message, sub-message: m, selector: x }]";
    const list = "list: [{ name: get, attribute-set: s, do: {} }]";
    const spec = `{ name: n, attribute-sets: [{ name: s, attributes: ${attributes} }], sub-messages: [{ name: m, ${formats} }], operations: { ${list} } }`;
    expect(() => loadSpec(spec)).toThrow('spec:1:53: "s" holds itself with no nest between');
  });

  it("print in an order in which each finds what it needs", () => {
    const source = printSpec(ODD, { file: "x/odd.yaml" });
    expect(source).toContain("Tables of odd.yaml");
    expect(source).toContain('export const structDefaultHeader = struct("struct", {');
    expect(source).toContain("link: [1, nest((): AttributeSet => defaultSet)],");
    expect(source).toContain("payload((): MessageTable<object> => defaultMessage)");
    expect(source).toContain("indexedArray(nest((): AttributeSet => defaultSet), 1)");
    const defined = new Set<string>();
    // Types find each other in any order; so do functions that are called later.
    const ordered = source
      .replace(/^export interface [^{]*/gm, "")
      .replace(/\(\): \S+ => \w+/g, "");
    for (const line of ordered.split("\n")) {
      for (const [, name = ""] of line.matchAll(/^export const (\w+)/g)) defined.add(name);
      for (const [name] of line.matchAll(
        /\b(leaf|mode|modeFlags|rec|structDefaultHeader|defaultSet)\b(?=[\])},])/g,
      )) {
        expect(defined).toContain(name);
      }
    }
    expect(source.split("\n").every((line) => line.length <= 100)).toBe(true);
  });
});

describe.skipIf(absent)(`src/uapi/generated${why}`, () => {
  it.each(absent ? [] : families)("%s is what its spec and overlay give", (family) => {
    const spec = readFileSync(new URL(`${family}.yaml`, specs), "utf8");
    const overlay = readFileSync(new URL(`${family}.yaml`, overlays), "utf8");
    const printed = printSpec(spec, {
      file: `${family}.yaml`,
      overlay: { text: overlay, file: `tools/overlays/${family}.yaml` },
    });
    expect(readFileSync(new URL(`src/uapi/generated/${family}.ts`, root), "utf8")).toBe(printed);
    // Tables, not code: no more lines than one and a half times the spec's.
    expect(printed.split("\n").length).toBeLessThan(1.5 * spec.split("\n").length);
  });
});
