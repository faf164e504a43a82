/**
 * What nlctrl tells of families that TypeScript registers.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { NetlinkClient } from "../client/index.ts";
import {
  attributeSet,
  decodePayload,
  defineFamily,
  limited,
  nest,
  type Operation,
  string,
  u32,
} from "../schema/index.ts";
import { CTRL_CMD_DELFAMILY, ctrlMessage, nlctrl } from "../uapi/generic/index.ts";
import { createKernel, type EmbeddedKernel } from "./index.ts";

const controller = { familyId: 16, version: 2 };
const getFamily = { ...nlctrl.operations.CTRL_CMD_GETFAMILY, generic: controller };
const getPolicy = { ...nlctrl.operations.CTRL_CMD_GETPOLICY, generic: controller };

const part = attributeSet("part", "P_", { size: [1, limited(u32, { max: 9 })] });
const demo = defineFamily({
  name: "DEMO",
  version: 7,
  attributes: { id: [1, u32], part: [2, nest(part)], text: [3, string] },
  operations: {
    get: { command: 1 },
    set: { command: 2, permission: "admin", request: attributeSet("set", "S_", { on: [1, u32] }) },
    own: { command: 3, permission: "namespace-admin" },
  },
  groups: ["events", "more"],
});

function registered(kernel: EmbeddedKernel) {
  return kernel.registerFamily(demo, {
    get: { doit() {}, dumpit: () => [] },
    set: { doit() {} },
    own: { dumpit: () => [] },
  });
}

/** Asks once, and closes. */
async function ask<In, Out>(
  kernel: EmbeddedKernel,
  operation: Operation<In, Out>,
  value: In,
  dump = false,
): Promise<Out[]> {
  const client = new NetlinkClient(kernel.openTransport(16));
  const answers = await (dump ? client.dump(operation, value) : client.do(operation, value));
  client.close();
  return answers;
}

describe("nlctrl", () => {
  it("tells of a family's operations and groups", async () => {
    const kernel = createKernel();
    registered(kernel);
    const [family] = await ask(kernel, getFamily, { familyName: "DEMO" });
    expect(family).toEqual({
      familyId: 0x13,
      familyName: "DEMO",
      version: 7,
      hdrsize: 0,
      maxattr: 3,
      ops: [
        { id: 1, flags: 2 | 4 | 8 },
        { id: 2, flags: 1 | 2 | 8 },
        { id: 3, flags: 16 | 4 | 8 },
      ],
      mcastGroups: [
        { id: 2, name: "events" },
        { id: 3, name: "more" },
      ],
    });
    const all = await ask(kernel, getFamily, {}, true);
    expect(all.map(({ familyName }) => familyName)).toEqual(["nlctrl", "DEMO"]);
  });

  it("tells of the policies, each set once", async () => {
    const kernel = createKernel();
    registered(kernel);
    const rows = await ask(kernel, getPolicy, { familyName: "DEMO" }, true);
    expect(rows.flatMap(({ opPolicy = [] }) => opPolicy)).toEqual([
      { opId: 1, do: 0, dump: 0 },
      { opId: 2, do: 2 },
      // As the kernel does for an operation that only dumps.
      { opId: 0, dump: 0 },
    ]);
    const policies = rows.flatMap(({ policy = [] }) => policy);
    expect(policies.map(({ policyId, attrId, type }) => [policyId, attrId, type])).toEqual([
      [0, 1, "u32"],
      [0, 2, "nested"],
      [0, 3, "nul-string"],
      [1, 1, "u32"],
      [2, 1, "u32"],
    ]);
    expect(policies[1]).toMatchObject({ policyIdx: 1, policyMaxtype: 1 });
    expect(policies[3]).toMatchObject({ minValueU: 0n, maxValueU: 9n });
    const one = await ask(kernel, getPolicy, { familyId: 0x13, op: 2 }, true);
    expect(one).toHaveLength(2);
    kernel.registerFamily(defineFamily({ name: "BARE", operations: { get: { command: 1 } } }), {
      get: { doit() {} },
    });
    await expect(ask(kernel, getPolicy, { familyName: "BARE" }, true)).rejects.toThrow(/ENODATA/);
  });

  it("tells who listens of families and groups that come and go, in every namespace", () => {
    const kernel = createKernel();
    kernel.namespaces.create("blue");
    const sockets = [undefined, "blue"].map((netns) => kernel.openSocket(16, { netns }));
    for (const socket of sockets) socket.join(16);
    const family = registered(kernel);
    family.unregister();
    for (const socket of sockets) {
      const seen: unknown[] = [];
      for (let got = socket.receiveMessage(); got !== undefined; got = socket.receiveMessage()) {
        const view = new DataView(got.bytes.buffer);
        const body = decodePayload(ctrlMessage, got.bytes, view, 20, got.bytes.length);
        seen.push([got.bytes[16], body.familyName, body.mcastGroups?.map(({ name }) => name)]);
      }
      expect(seen).toEqual([
        [1, "DEMO", ["events", "more"]],
        [7, "DEMO", ["events"]],
        [7, "DEMO", ["more"]],
        [8, "DEMO", ["events"]],
        [8, "DEMO", ["more"]],
        [CTRL_CMD_DELFAMILY, "DEMO", ["events", "more"]],
      ]);
    }
  });

  it("does not know a family where it is not", async () => {
    const kernel = createKernel();
    kernel.namespaces.create("blue");
    kernel.registerFamily(demo, {}, { namespaces: "initial" });
    const client = new NetlinkClient(kernel.openTransport(16, { netns: "blue" }));
    await expect(client.do(getFamily, { familyName: "DEMO" })).rejects.toThrow(/ENOENT/);
    expect(await client.dump(getFamily, {})).toHaveLength(1);
    client.close();
  });

  it("lists more families than a chunk holds", async () => {
    const kernel = createKernel();
    for (let number = 0; number < 1000; number++) {
      kernel.registerFamily(defineFamily({ name: `F${number}`, operations: {} }), {});
    }
    const all = await ask(kernel, getFamily, {}, true);
    expect(new Set(all.map(({ familyId }) => familyId)).size).toBe(1001);
    for (let number = 1000; number < 1005; number++) {
      kernel.registerFamily(defineFamily({ name: `F${number}`, operations: {} }), {});
    }
    const more = (): unknown =>
      kernel.registerFamily(defineFamily({ name: "LAST", operations: {} }), {});
    expect(more).toThrow(/ENOSPC/);
  });
});
