import { describe, expect, it } from "vitest";
import { readSpec } from "./index.ts";

const SPEC = `
name: demo
definitions:
  - { name: s, type: struct, members: [{ name: x, type: u8 }] }
attribute-sets:
  - name: a
    attributes:
      - { name: one, type: u8 }
      - { name: two, type: u16, byte-order: big-endian }
operations:
  list:
    - { name: get, attribute-set: a, do: { request: {}, reply: {} } }
`;

const read = (overlay: string) =>
  readSpec(SPEC, { overlay: { text: overlay, file: "demo.overlay" } });

describe("an overlay", () => {
  it("changes one property and leaves the others", () => {
    const model = read(
      "attribute-sets: [{ name: a, attributes: [{ name: two, reason: header, type: u32 }] }]",
    );
    expect(model.sets.get("a")?.attributes.get("two")).toMatchObject({
      type: "u32",
      order: "big",
      value: 2,
    });
    expect(model.sets.get("a")?.attributes.get("one")).toMatchObject({ type: "u8", value: 1 });
  });

  it("adds attributes after those that there are", () => {
    const model = read(
      "attribute-sets: [{ name: a, reason: header, attributes: [{ name: three, type: u8 }] }]",
    );
    expect(model.sets.get("a")?.attributes.get("three")?.value).toBe(3);
  });

  it("replaces a struct's members as a whole", () => {
    const model = read(
      "definitions: [{ name: s, reason: header, members: [{ name: y, type: u64 }] }]",
    );
    expect(model.definitions.get("s")).toMatchObject({ size: 8, members: [{ name: "y" }] });
  });

  it("needs a reason for each change and addition", () => {
    expect(() =>
      read("attribute-sets: [{ name: a, attributes: [{ name: two, type: u32 }] }]"),
    ).toThrow("demo.overlay:1:61: type: give the reason for the change");
    expect(() => read("attribute-sets: [{ name: b, attributes: [] }]")).toThrow(
      "b: give the reason for it",
    );
  });

  it("is refused where the spec says the same by now", () => {
    expect(() =>
      read("attribute-sets: [{ name: a, attributes: [{ name: two, reason: header, type: u16 }] }]"),
    ).toThrow("type: the spec says so itself; the correction is no longer needed");
    expect(() =>
      read("definitions: [{ name: s, reason: h, members: [{ name: x, type: u8 }] }]"),
    ).toThrow("members: the spec says so itself");
  });

  it("is complained about where it stands", () => {
    expect(() =>
      read(
        "attribute-sets:\n  - name: a\n    attributes:\n      - { name: two, reason: r, type: u24 }",
      ),
    ).toThrow('demo.overlay:4:39: unknown attribute type "u24"');
  });
});
