/**
 * The generic client against the embedded kernel.
 *
 * @module
 */
import { afterEach, describe, expect, expectTypeOf, it } from "vitest";
import { createKernel, refusal } from "../../kernel/index.ts";
import { defineFamily, limited, string, u32 } from "../../schema/index.ts";
import { openGenericOn } from "./index.ts";

const demo = defineFamily({
  name: "DEMO",
  version: 3,
  attributes: { id: [1, limited(u32, { max: 1000 })], text: [2, string] },
  operations: {
    get: { command: 1, oneReply: true },
    set: { command: 2 },
    list: { command: 4, replyCommand: 1 },
  },
  notifications: { changed: { command: 3 } },
  groups: ["events", "errors"],
});

const smaller = { name: "DEMO", operations: { get: { command: 1 } } } as const;

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

function newKernel() {
  const kernel = createKernel();
  const register = () =>
    kernel.registerFamily(demo, {
      get: {
        doit({ id = 0 }, { reply }) {
          if (id === 404) throw refusal("ENOENT", "there is no such entry");
          reply({ id, text: `number ${id}` });
        },
      },
      set: { doit() {} },
      list: {
        *dumpit() {
          for (let id = 0; id < 3000; id++) yield { id };
        },
      },
    });
  const generic = openGenericOn(kernel);
  open.push(generic, kernel);
  return { kernel, generic, register };
}

describe("what a family sends to one socket", () => {
  it("is told with the family's other messages, over its reload", async () => {
    const { kernel, generic } = newKernel();
    const ports: number[] = [];
    const register = () =>
      kernel.registerFamily(demo, {
        set: { doit: (_, { sender }) => void ports.push(sender.portId) },
      });
    const first = register();
    const client = await generic.open(demo);
    const told = client.subscribe<{ id: number }>([], { unicast: true });
    await client.do("set", {});
    const [portId = 0] = ports;
    first.unicast(portId, "changed", { id: 1 });
    const next = async () => (await told.next()).value;
    expect(await next()).toMatchObject({ name: "changed", group: 0, body: { id: 1 } });
    const other = kernel.registerFamily({ ...demo, name: "OTHER" }, {});
    other.unicast(portId, "changed", { id: 2 });
    first.unregister();
    const again = register();
    expect([again.id !== first.id, await next()]).toEqual([
      true,
      { kind: "overrun", reason: "unloaded" },
    ]);
    expect(await next()).toEqual({ kind: "overrun", reason: "reloaded" });
    await client.do("set", {});
    again.unicast(portId, "changed", { id: 3 });
    expect(await next()).toMatchObject({ body: { id: 3 } });
    await told.return();
  });
});

describe("generic netlink", () => {
  it("lists the families, their operations and groups", async () => {
    const { generic, register } = newKernel();
    const family = register();
    const families = await generic.families();
    expect(families.map(({ name }) => name)).toEqual(["nlctrl", "DEMO"]);
    expect(await generic.family("DEMO")).toEqual({
      name: "DEMO",
      id: family.id,
      version: 3,
      headerSize: 0,
      maxAttribute: 2,
      operations: expect.arrayContaining([
        { id: 1, flags: expect.arrayContaining(["cmd-cap-do"]) },
      ]),
      groups: { events: expect.any(Number), errors: expect.any(Number) },
    });
  });

  it("names a family that there is none of, and refuses a name that none can have", async () => {
    const { generic } = newKernel();
    await expect(generic.open(demo)).rejects.toMatchObject({
      errnoName: "ENOENT",
      message: expect.stringContaining('no generic family "DEMO"'),
    });
    await expect(generic.family("a".repeat(16))).rejects.toMatchObject({ field: "family" });
  });

  it("asks by the table, and its answers have the table's types", async () => {
    const { generic, register } = newKernel();
    register();
    const client = await generic.open(demo);
    const answer = await client.do("get", { id: 7 });
    expectTypeOf(answer?.text).toEqualTypeOf<string | undefined>();
    expect(answer).toEqual({ id: 7, text: "number 7" });
    expect(await client.do("set", { id: 1 })).toBeUndefined();
    expect(await client.dump("list", {})).toHaveLength(3000);
    let count = 0;
    for await (const row of client.stream("list", {})) count += Number(row.id !== undefined);
    expect(count).toBe(3000);
  });

  it("loads a table by its name, and says which there are", async () => {
    const { generic } = newKernel();
    const client = await generic.open("nlctrl");
    expect(client.info.id).toBe(16);
    const answer = await client.do("CTRL_CMD_GETFAMILY", { familyName: "nlctrl" });
    expectTypeOf(answer?.familyId).toEqualTypeOf<number | undefined>();
    expect(answer?.familyId).toBe(16);
    await expect(generic.open("ethtol" as "ethtool")).rejects.toThrow('did you mean "ethtool"?');
  });

  it("refuses an operation that the table does not have, with the nearest that it has", async () => {
    const { generic, register } = newKernel();
    register();
    const client = await generic.open(demo);
    await expect(client.do("gett" as "get", {})).rejects.toThrow('did you mean "get"');
  });

  it("gives the path of what the policy refuses", async () => {
    const { generic, register } = newKernel();
    register();
    const client = await generic.open(demo);
    await expect(client.do("set", { id: 1001 })).rejects.toMatchObject({
      errnoName: "ERANGE",
      extack: { attributePath: ["id"] },
    });
  });

  it("finds a family again that was unloaded and loaded, and leaves its own ENOENT alone", async () => {
    const { kernel, generic, register } = newKernel();
    const first = register();
    const client = await generic.open(demo);
    await expect(client.do("get", { id: 404 })).rejects.toThrow("there is no such entry");
    first.unregister();
    const other = kernel.registerFamily(
      defineFamily({ name: "OTHER", operations: { a: { command: 1 } } }),
      {},
    );
    const again = register();
    expect(again.id).not.toBe(first.id);
    expect((await client.do("get", { id: 5 }))?.text).toBe("number 5");
    expect(client.info.id).toBe(again.id);
    other.unregister();
  });

  it("goes on listening to a family that was unloaded and loaded under other numbers, and says so", async () => {
    const { kernel, generic, register } = newKernel();
    const first = register();
    const client = await generic.open(demo);
    const events = client.subscribe<{ id?: number }>("events");
    const next = async () => (await events.next()).value;
    first.multicast("events", "changed", { id: 1 });
    expect(await next()).toMatchObject({ name: "changed", body: { id: 1 } });
    first.multicast("events", "changed", { id: 2 });
    first.unregister();
    expect(await next()).toMatchObject({ name: "changed", body: { id: 2 } });
    expect(await next()).toEqual({ kind: "overrun", reason: "unloaded" });
    await expect(client.do("get", { id: 5 })).rejects.toThrow('no generic family "DEMO"');
    // Another family takes the numbers that the groups had, and sends: that is none of ours.
    const other = kernel.registerFamily(
      defineFamily({
        name: "OTHER",
        operations: { a: { command: 1 } },
        notifications: { changed: { command: 3 } },
        groups: ["events", "errors"],
      }),
      {},
    );
    other.multicast("events", "changed", {});
    const again = register();
    expect(await next()).toEqual({ kind: "overrun", reason: "reloaded" });
    expect(client.info).toMatchObject({ id: again.id });
    expect(client.info.groups).not.toEqual({ events: 1, errors: 2 });
    other.multicast("events", "changed", {});
    again.multicast("events", "changed", { id: 3 });
    expect(await next()).toMatchObject({ name: "changed", body: { id: 3 } });
    expect((await client.do("get", { id: 5 }))?.text).toBe("number 5");
    expect(await client.dump("list", {})).toHaveLength(3000);
    await events.return();
  });

  it("takes both events of a reload at once, and a reload between opening and subscribing", async () => {
    const { kernel, generic, register } = newKernel();
    const first = register();
    const client = await generic.open(demo);
    first.unregister();
    const keep = kernel.registerFamily(
      defineFamily({ name: "KEEP", operations: {}, groups: ["a", "b", "c"] }),
      {},
    );
    const second = register();
    const events = client.subscribe("events");
    expect((await events.next()).value).toEqual({ kind: "overrun", reason: "reloaded" });
    second.multicast("events", "changed", { id: 4 });
    expect((await events.next()).value).toMatchObject({ body: { id: 4 } });
    second.unregister();
    keep.unregister();
    const third = register();
    expect((await events.next()).value).toEqual({ kind: "overrun", reason: "unloaded" });
    expect((await events.next()).value).toEqual({ kind: "overrun", reason: "reloaded" });
    third.multicast("events", "changed", { id: 6 });
    expect((await events.next()).value).toMatchObject({ body: { id: 6 } });
  });

  it("throws into the stream that a family came back without the group", async () => {
    const { kernel, generic, register } = newKernel();
    const first = register();
    const client = await generic.open(demo);
    const events = client.subscribe("errors");
    first.unregister();
    kernel.registerFamily(defineFamily({ ...smaller, groups: ["events"] }), {});
    expect((await events.next()).value).toEqual({ kind: "overrun", reason: "unloaded" });
    await expect(events.next()).rejects.toMatchObject({ field: "group", value: "errors" });
  });

  it("starts a dump again whose family has another id", async () => {
    const { kernel, generic, register } = newKernel();
    const first = register();
    const client = await generic.open(demo);
    first.unregister();
    kernel.registerFamily(defineFamily({ name: "OTHER", operations: {} }), {});
    register();
    let count = 0;
    for await (const row of client.stream("list", {})) count += Number(row.id !== undefined);
    expect(count).toBe(3000);
  });

  it("listens to groups by name, to its own family only", async () => {
    const { generic, register } = newKernel();
    const family = register();
    const client = await generic.open(demo);
    const events = client.subscribe(["events", "errors"]);
    family.multicast("errors", "changed", { id: 9, text: "nine" });
    const { value } = await events.next();
    expect(value).toMatchObject({
      kind: "message",
      name: "changed",
      type: 3,
      body: { id: 9, text: "nine" },
    });
    expect(() => client.subscribe("nothing" as "events")).toThrow("events, errors");
    await events.return();
  });

  it("tells what the kernel accepts", async () => {
    const { generic, register } = newKernel();
    register();
    const { attributes, operations } = await (await generic.open(demo)).policy("set");
    expect(operations).toEqual([expect.objectContaining({ opId: 2 })]);
    expect(attributes).toContainEqual(
      expect.objectContaining({ attrId: 1, type: "u32", maxValueU: 1000n }),
    );
  });
});
