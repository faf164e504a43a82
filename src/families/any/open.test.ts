/**
 * Families by table, name or spec against the embedded kernel.
 *
 * @module
 */
import { afterEach, describe, expect, it } from "vitest";
import { createKernel } from "../../kernel/index.ts";
import { attributeSet, defineFamily, limited, nest, string, u32 } from "../../schema/index.ts";
import { loadSpec } from "../../spec/index.ts";
import { type FamilyName, familyNames, loadFamily, openFamilyOn } from "./index.ts";

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0).reverse()) each.close();
});

const SPEC = `
name: PLAIN
protocol: genetlink-legacy
version: 7
attribute-sets:
  - name: plain
    attributes:
      - { name: id, type: u32 }
      - { name: inner-part, type: nest, nested-attributes: inner }
  - name: inner
    attributes: [{ name: depth, type: u32 }, { name: text, type: string }]
operations:
  list:
    - name: get
      attribute-set: plain
      do: { request: { attributes: [id] }, reply: { attributes: [id, inner-part] } }
    - { name: changed, attribute-set: plain, event: { attributes: [id] } }
mcast-groups:
  list: [{ name: events }]
`;

const inner = attributeSet("inner", "I_", {
  depth: [1, limited(u32, { max: 9 })],
  text: [2, string],
});
/** The kernel's side of it, which the client's never sees. */
const served = defineFamily({
  name: "PLAIN",
  version: 7,
  attributes: { id: [1, u32], innerPart: [2, nest(inner)] },
  operations: { get: { command: 1, oneReply: true } },
  notifications: { changed: { command: 2 } },
  groups: ["events"],
});

function newKernel() {
  const kernel = createKernel();
  open.push(kernel);
  const register = () =>
    kernel.registerFamily(served, {
      get: { doit: ({ id = 0 }, { reply }) => reply({ id, innerPart: { depth: 1, text: "x" } }) },
    });
  return { kernel, register };
}

describe("any family", () => {
  it("works from its YAML alone: requests, events, and the path of what is refused", async () => {
    const { kernel, register } = newKernel();
    const first = register();
    const table = loadSpec(SPEC);
    expect(table.version).toBe(7);
    const versions: number[] = [];
    const client = await openFamilyOn(kernel, table, {
      trace: ({ direction, bytes, start }) => {
        const type = new DataView(bytes.buffer, bytes.byteOffset).getUint16(start + 4, true);
        if (direction === "send" && type === first.id) versions.push(bytes[start + 17] as number);
      },
    });
    open.push(client);
    expect(await client.do("PLAIN_CMD_GET", { id: 5 })).toEqual({
      id: 5,
      innerPart: { depth: 1, text: "x" },
    });
    expect(versions).toEqual([7]);
    await expect(
      client.do("PLAIN_CMD_GET", { id: 1, innerPart: { depth: 10 } }),
    ).rejects.toMatchObject({
      errnoName: "ERANGE",
      extack: { attributePath: ["innerPart", "depth"] },
    });
    const events = client.subscribe("events");
    first.multicast("events", "changed", { id: 3 });
    expect((await events.next()).value).toMatchObject({
      name: "PLAIN_CMD_CHANGED",
      body: { id: 3 },
    });
    first.unregister();
    kernel.registerFamily(defineFamily({ name: "OTHER", operations: {} }), {});
    const again = register();
    expect((await events.next()).value).toEqual({ kind: "overrun", reason: "unloaded" });
    expect((await events.next()).value).toEqual({ kind: "overrun", reason: "reloaded" });
    again.multicast("events", "changed", { id: 4 });
    expect((await events.next()).value).toMatchObject({ body: { id: 4 } });
    expect(await client.do("PLAIN_CMD_GET", { id: 6 })).toMatchObject({ id: 6 });
  });

  it("has every table under the name that it goes by", async () => {
    const names = familyNames();
    expect(names).toEqual(expect.arrayContaining(["ethtool", "nftables", "rt-link", "tc"]));
    for (const name of names) {
      expect((await loadFamily(name)).name).toBe(name);
    }
    await expect(loadFamily("nftable" as FamilyName)).rejects.toThrow('did you mean "nftables"?');
  });
});
