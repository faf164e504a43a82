/**
 * Dumps, groups and the registering of generic families on the embedded kernel.
 *
 * @module
 */
import { afterEach, describe, expect, it } from "vitest";
import {
  at,
  closeAll,
  demo,
  failureOf,
  newClient,
  newKernel,
} from "../../test/support/kernel-demo.ts";
import {
  ERRNO,
  NetlinkDumpInterruptedError,
  NetlinkErrnoError,
  NetlinkInputError,
  NetlinkSystemError,
} from "../errors/index.ts";
import { defineFamily } from "../schema/index.ts";
import { NLM_F_DUMP, NLM_F_ECHO } from "../wire/index.ts";

const { get, set, list } = demo.operations;

afterEach(closeAll);

describe("dumps", () => {
  it("give every row once, made only as they are read", async () => {
    const { kernel } = newKernel();
    let made = 0;
    let done = 0;
    const family = kernel.registerFamily(demo, {
      list: {
        *dumpit({ id = 0 }) {
          for (; made < id; made++) yield { id: made, text: "row" };
        },
        done: () => void done++,
      },
    });
    const client = newClient(kernel);
    const rows = client.stream(at(family, list), { id: 100_000 });
    await rows.next();
    expect(made).toBeLessThan(2000);
    let count = 1;
    for await (const row of rows) expect(row.id).toBe(count++);
    expect([count, made, done]).toEqual([100_000, 100_000, 1]);
  });

  it("end with the handler's error in DONE, after the rows before it", async () => {
    const { kernel } = newKernel();
    const family = kernel.registerFamily(demo, {
      list: {
        *dumpit(_request, context) {
          yield { id: 1 };
          context.refuse("ENODEV", "gone");
        },
      },
    });
    const rows: unknown[] = [];
    const client = newClient(kernel);
    const error = await failureOf(
      (async () => {
        for await (const row of client.stream(at(family, list), {})) rows.push(row);
      })(),
    );
    expect(rows).toMatchObject([{ id: 1 }]);
    expect(error).toMatchObject({ errnoName: "ENODEV", extack: { message: "gone" } });
  });

  it("are refused before they begin by start, by the policy, and while another is under way", async () => {
    const { kernel } = newKernel();
    const family = kernel.registerFamily(demo, {
      list: {
        start: ({ id }, context) => void (id === 0 && context.refuse("EAGAIN", "not now")),
        *dumpit() {
          for (let id = 0; id < 10_000; id++) yield { id };
        },
      },
    });
    const client = newClient(kernel);
    const options = { retry: { attempts: 1 } };
    const early = await failureOf(client.dump(at(family, list), { id: 0 }, options));
    expect(early).toMatchObject({ errnoName: "EAGAIN", extack: { message: "not now" } });
    const wrong = await failureOf(client.dump(at(family, list), { port: { number: 99 } }, options));
    expect(wrong.extack?.attributePath).toEqual(["port", "number"]);
    expect(await client.dump(at(family, list), {})).toHaveLength(10_000);
    // Not by `dump`, which would wait for its turn.
    await client.stream(at(family, list), {}).next();
    const busy = await failureOf(client.do(at(family, list), {}, { flags: NLM_F_DUMP }));
    expect(busy.errnoName).toBe("EBUSY");
  });

  it("say so when what is dumped changes under them", async () => {
    const { kernel } = newKernel();
    let generation = 1;
    let changes = 1;
    const family = kernel.registerFamily(demo, {
      list: {
        *dumpit() {
          for (let id = 0; id < 5000; id++) {
            if (id === 200 && changes-- > 0) generation++;
            yield { id };
          }
        },
        generation: () => generation,
      },
    });
    const client = newClient(kernel);
    expect(await client.dump(at(family, list), {})).toHaveLength(5000);
    expect(generation).toBe(2);
    changes = 5;
    const retry = { attempts: 1 };
    await expect(client.dump(at(family, list), {}, { retry })).rejects.toBeInstanceOf(
      NetlinkDumpInterruptedError,
    );
  });

  it("are ended with their socket: the generator's finally runs, and done", async () => {
    const { kernel } = newKernel();
    const log: string[] = [];
    const family = kernel.registerFamily(demo, {
      list: {
        *dumpit() {
          try {
            for (;;) yield { id: 1 };
          } finally {
            log.push("finally");
          }
        },
        done: () => void log.push("done"),
      },
    });
    const client = newClient(kernel);
    await client.stream(at(family, list), {}).next();
    client.close();
    expect(log).toEqual(["finally", "done"]);
  });

  it("refuse a row that no chunk can hold", async () => {
    const { kernel } = newKernel();
    const family = kernel.registerFamily(demo, {
      list: {
        *dumpit() {
          yield { id: 1 };
          yield { tags: new Array<number>(10_000).fill(1) };
        },
      },
    });
    const error = await failureOf(newClient(kernel).dump(at(family, list), {}));
    expect(error.errnoName).toBe("EMSGSIZE");
  });
});

describe("groups", () => {
  it("have the lowest free numbers in a row, and give them back", () => {
    const { kernel } = newKernel();
    const family = kernel.registerFamily(demo, {});
    expect([family.groupNumber("events"), family.groupNumber("more")]).toEqual([2, 3]);
    const wide = defineFamily({
      name: "WIDE",
      operations: {},
      groups: Array.from({ length: 13 }, (_, n) => `g${n}`),
    });
    // 4 to 15 are twelve; 16 to 18 are fixed.
    expect(kernel.registerFamily(wide, {}).groupNumber("g0")).toBe(19);
    family.unregister();
    const other = defineFamily({ name: "OTHER", operations: {}, groups: ["one"] });
    const next = kernel.registerFamily(other, {});
    expect([next.id, next.groupNumber("one")]).toEqual([0x15, 2]);
    const dropMonitor = defineFamily({ name: "NET_DM", operations: {}, groups: ["events"] });
    expect(kernel.registerFamily(dropMonitor, {}).groupNumber("events")).toBe(1);
  });

  it("carry notifications to one namespace or to all", async () => {
    const { kernel } = newKernel();
    kernel.namespaces.create("blue");
    const family = kernel.registerFamily(demo, {});
    expect(family.hasListeners("events")).toBe(false);
    expect(family.multicast("events", "changed", { id: 1 })).toBe(false);
    const groups = [family.groupNumber("events")];
    const messages = new Map();
    const here = newClient(kernel).subscribe({ groups, messages });
    const there = newClient(kernel, { netns: "blue" }).subscribe({ groups, messages });
    expect(family.hasListeners("events")).toBe(true);
    expect(family.multicast("events", "changed", { id: 1 })).toBe(true);
    family.multicast("events", "changed", { id: 2 }, { netns: "blue" });
    family.multicast("events", "changed", { id: 3 }, { netns: "*" });
    const ids = async (subscription: typeof here): Promise<unknown[]> => [
      (await subscription.next()).value,
      (await subscription.next()).value,
    ];
    expect(await ids(here)).toMatchObject([{ group: 2, seq: 0 }, { group: 2 }]);
    expect(await ids(there)).toHaveLength(2);
    expect(() => family.multicast("nope" as never, "changed", {})).toThrow(NetlinkInputError);
    expect(() => family.multicast("events", "nope" as never, {} as never)).toThrow(
      NetlinkInputError,
    );
  });

  it("are not needed for a message to one socket", async () => {
    const { kernel } = newKernel();
    kernel.namespaces.create("blue");
    const ports: number[] = [];
    const family = kernel.registerFamily(demo, {
      set: { doit: (_request, { sender }) => void ports.push(sender.portId) },
    });
    const client = newClient(kernel, { netns: "blue" });
    const groups = [family.groupNumber("events")];
    const { messages } = demo;
    const events = client.subscribe({ groups, messages, familyId: family.id, unicast: true });
    await client.do(at(family, set), {});
    const [portId = 0] = ports;
    expect(portId).toBe(client.transport.portId);
    family.unicast(portId, "changed", { id: 1 }, { netns: "blue" });
    family.multicast("events", "changed", { id: 2 }, { netns: "blue" });
    family.unicast(portId, "changed", { id: 3 }, { netns: "blue" });
    const told = [await events.next(), await events.next(), await events.next()];
    expect(told.map(({ value }) => value)).toMatchObject([
      { group: 0, seq: 0, portId: 0, body: { id: 1 } },
      { group: groups[0], body: { id: 2 } },
      { group: 0, body: { id: 3 } },
    ]);
    expect(() => family.unicast(portId, "changed", { id: 4 })).toThrow(
      /^genlmsg_unicast to port id \d+: ECONNREFUSED/,
    );
    const fill = (): void => {
      for (let count = 0; count < 300; count++)
        family.unicast(portId, "changed", {}, { netns: "blue" });
    };
    expect(fill).toThrow(/EAGAIN/);
    let last = await events.next();
    while (last.value?.kind === "message") last = await events.next();
    expect(last.value).toEqual({ kind: "overrun" });
    await events.return();
  });

  it("are asked for at the family, which may refuse", () => {
    const { kernel } = newKernel();
    const log: string[] = [];
    const family = kernel.registerFamily(
      demo,
      {},
      {
        bind(group, sender) {
          log.push(`bind ${group}`);
          if (!sender.capable("CAP_NET_ADMIN"))
            throw new NetlinkErrnoError({ operation: "bind", errno: ERRNO.EPERM });
        },
        unbind: (group) => void log.push(`unbind ${group}`),
      },
    );
    const number = family.groupNumber("more");
    expect(() => kernel.openSocket(16, { capabilities: [] }).join(number)).toThrow(/EPERM/);
    const socket = kernel.openSocket(16);
    socket.join(number);
    socket.join(family.groupNumber("events"));
    socket.leave(number);
    socket.close();
    expect(log).toEqual(["bind more", "bind more", "bind events", "unbind more", "unbind events"]);
  });

  it("echo a change to the one who asked for it, once", async () => {
    const { kernel } = newKernel();
    const family = kernel.registerFamily(demo, {
      set: { doit: ({ id = 0 }, context) => context.notify("events", "changed", { id }) },
    });
    const asker = kernel.openSocket(16);
    const member = kernel.openSocket(16);
    for (const socket of [asker, member]) socket.join(family.groupNumber("events"));
    const request = Uint8Array.of(
      24,
      0,
      0,
      0,
      family.id,
      0,
      1 | NLM_F_ECHO,
      0,
      5,
      0,
      0,
      0,
      0,
      0,
      0,
      0,
      2,
      3,
      0,
      0,
      0,
      0,
      0,
      0,
    );
    asker.send(request, request.length);
    expect(asker.receiveMessage()?.groups).toBe(2);
    expect(asker.receiveMessage()).toBeUndefined();
    expect(member.receiveMessage()?.groups).toBe(2);
    request[6] = 1;
    asker.send(request, request.length);
    expect(asker.receiveMessage()?.groups).toBe(2);
  });
});

describe("registering", () => {
  it("refuses a name that is taken, and handlers of what the table does not have", () => {
    const { kernel } = newKernel();
    kernel.registerFamily(demo, {});
    expect(() => kernel.registerFamily(demo, {})).toThrow(NetlinkSystemError);
    expect(() => kernel.registerFamily(demo, {})).toThrow(/^genl_register_family DEMO: EEXIST/);
    const { kernel: other } = newKernel();
    expect(() => other.registerFamily(demo, { nope: {} } as never)).toThrow(
      /^handlers: expected get, set/,
    );
  });

  it("runs pre and post around each doit", async () => {
    const { kernel } = newKernel();
    const log: string[] = [];
    const family = kernel.registerFamily(
      demo,
      { get: { doit: () => void log.push("doit") }, set: { doit: () => void log.push("never") } },
      {
        pre(context) {
          log.push(`pre ${context.operation}`);
          if (context.operation === "set") context.refuse("EROFS");
        },
        post: (context) => void log.push(`post ${context.operation}`),
      },
    );
    const client = newClient(kernel);
    await client.do({ ...at(family, get), oneReply: false }, {});
    expect((await failureOf(client.do(at(family, set), {}))).errnoName).toBe("EROFS");
    expect(log).toEqual(["pre get", "doit", "post get", "pre set"]);
  });

  it("keeps a family to the initial namespace", async () => {
    const { kernel } = newKernel();
    kernel.namespaces.create("blue");
    const family = kernel.registerFamily(demo, { set: { doit() {} } }, { namespaces: "initial" });
    await newClient(kernel).do(at(family, set), {});
    const there = newClient(kernel, { netns: "blue" });
    expect((await failureOf(there.do(at(family, set), {}))).errnoName).toBe("ENOENT");
  });

  it("gives ids in a circle", () => {
    const { kernel } = newKernel();
    const ids = ["A", "B", "C"].map((name) => {
      const family = kernel.registerFamily(defineFamily({ name, operations: {} }), {});
      family.unregister();
      return family.id;
    });
    expect(ids).toEqual([0x13, 0x14, 0x15]);
  });
});
