/**
 * The test kit itself, and that a real client reacts rightly to each of its faults.
 *
 * @module
 */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { NetlinkClient } from "../client/index.ts";
import { openGenericOn } from "../families/generic/index.ts";
import { openRouteOn } from "../families/route/index.ts";
import {
  attributeSet,
  defineFamily,
  message,
  nest,
  operation,
  string,
  struct,
  u32,
} from "../schema/index.ts";
import { createTestKernel, type RecordedRequest, type TestKernel } from "./index.ts";

const place = attributeSet("place", "SHOP_PLACE_", { shelf: [1, u32], row: [2, u32] });
const shop = defineFamily({
  name: "SHOP",
  attributes: { id: [1, u32], text: [2, string], place: [3, nest(place)] },
  operations: {
    get: { command: 1, oneReply: true },
    set: { command: 2 },
    list: { command: 3 },
  },
  notifications: { sold: { command: 9 } },
  groups: ["sales"],
});
/** Enough for a dump of several datagrams. */
const ROWS = 3000;

let kernel: TestKernel;
const closing: { close(): void }[] = [];
beforeEach(() => {
  kernel = createTestKernel();
  closing.push(kernel);
});
afterEach(() => {
  for (const one of closing.splice(0).reverse()) one.close();
});

function serve() {
  return kernel.serveFamily(shop, {
    get: ({ id = 0 }) => ({ id, text: `number ${id}` }),
    set({ id }, context) {
      if (id === 13) context.refuse("EPERM", "not this one", ["id"]);
    },
    list: () => Array.from({ length: ROWS }, (_, id) => ({ id })),
  });
}

function open(timeoutMs = 100) {
  const generic = openGenericOn(kernel, { timeoutMs });
  closing.push(generic);
  return generic.open(shop);
}

describe("a served family", () => {
  test("answers by one function what is asked once and what is dumped", async () => {
    serve();
    const client = await open();
    expect(await client.do("get", { id: 7 })).toMatchObject({ id: 7, text: "number 7" });
    await client.do("set", { id: 1 });
    expect(await client.dump("list", {})).toHaveLength(ROWS);
    expect(await client.dump("get", { id: 2 })).toMatchObject([{ id: 2 }]);
    expect(await client.dump("set", {})).toEqual([]);
    await expect(client.do("set", { id: 13 })).rejects.toMatchObject({
      errnoName: "EPERM",
      extack: { message: "not this one", attributePath: ["id"] },
    });
  });

  test("may take its time, and may fail: then the test is told", async () => {
    kernel.serveFamily(shop, {
      get: async ({ id }) => {
        await Promise.resolve();
        return { id };
      },
      list: async () => [{ id: 1 }, { id: 2 }],
      set: () => {
        throw new TypeError("a bug of the test");
      },
    });
    const client = await open();
    expect(await client.do("get", { id: 7 })).toMatchObject({ id: 7 });
    expect(await client.dump("list", {})).toMatchObject([{ id: 1 }, { id: 2 }]);
    await expect(client.do("set", {})).rejects.toMatchObject({ errnoName: "EIO" });
    expect(kernel.errors).toMatchObject([{ message: "a bug of the test" }]);
  });
});

describe("recorded requests", () => {
  test("are decoded by the family's table, in order, without the controller's", async () => {
    serve();
    const client = await open();
    await client.do("set", { id: 1, place: { shelf: 2, row: 3 } });
    await client.dump("list", { id: 4 });
    const [set, list] = kernel.requests() as [RecordedRequest, RecordedRequest];
    expect(set).toMatchObject({ name: "set", protocol: 16, isDump: false });
    expect(set.body).toMatchObject({ id: 1, place: { shelf: 2, row: 3 } });
    expect(list).toMatchObject({ name: "list", isDump: true });
    expect(kernel.requests()).toHaveLength(2);
    expect(kernel.requests("set")).toEqual([set]);
  });

  test("meet expectations once, by a part of what they hold", async () => {
    serve();
    const client = await open();
    await client.do("set", { id: 1, place: { shelf: 2, row: 3 } });
    await client.do("set", { id: 1, text: "again" });
    expect(kernel.expectRequest("set", { place: { shelf: 2 } }).body).toMatchObject({ id: 1 });
    expect(() => kernel.expectNoMoreRequests()).toThrow(/expected no more requests.*\n.*again/);
    kernel.expectRequest("set", { id: 1 });
    kernel.expectNoMoreRequests();
    expect(() => kernel.expectRequest("set")).toThrow("there was none but those");
    await client.do("get", { id: 5 });
    expect(() => kernel.expectRequest("get", { id: 6 })).toThrow(
      /expected a request get \{ id: 6 \}; there were:\n {2}get \{.*id: 5/,
    );
    for (const wrong of [{ id: "5" }, { id: null }, { place: {} }, [5], Uint8Array.of(5)]) {
      expect(() => kernel.expectRequest("get", wrong)).toThrow("expected a request");
    }
    kernel.reset();
    kernel.expectNoMoreRequests();
    expect(kernel.requests()).toEqual([]);
  });

  test("can be waited for", async () => {
    serve();
    const client = await open();
    const later = kernel.nextRequest("set", { id: 2 });
    await client.do("set", { id: 1 });
    await client.do("set", { id: 2 });
    expect((await later).body).toMatchObject({ id: 2 });
    const never = kernel.nextRequest("set", { id: 3 }, { signal: AbortSignal.timeout(5) });
    await expect(never).rejects.toThrow("expected a request set");
  });

  test("of rtnetlink and of raw protocols are decoded, too", async () => {
    const route = openRouteOn(kernel, { timeoutMs: 50 });
    closing.push(route);
    await route.links.set(1, { mtu: 1400 });
    expect(kernel.expectRequest("RTM_SETLINK").body).toMatchObject({ ifiIndex: 1, mtu: 1400 });

    const hello = message({ header: struct("hello", { count: u32 }) });
    const ask = operation("HELLO", [77, hello]);
    const mine = createTestKernel({
      tables: [
        { name: "mine", protocol: 30, operations: { hello: ask }, messages: new Map(), groups: {} },
      ],
    });
    mine.kernel.createProtocol(30, { request: () => undefined });
    const client = new NetlinkClient(mine.openTransport(30));
    await client.do(ask, { count: 9 });
    expect(mine.expectRequest("hello").body).toEqual({ count: 9 });
    client.close();
  });
});

describe("faults, and what a client makes of them", () => {
  test("an answer that is lost is a timeout; the next one is not", async () => {
    serve();
    const client = await open(30);
    const fault = kernel.inject({ kind: "drop" });
    await expect(client.do("get", { id: 1 })).rejects.toMatchObject({
      code: "ERR_NETLINK_TIMEOUT",
    });
    expect(await client.do("get", { id: 2 })).toMatchObject({ id: 2 });
    expect(fault.struck).toBe(1);
  });

  test("a late answer is waited for, and keeps the order", async () => {
    serve();
    const client = await open(1000);
    kernel.inject({ kind: "delay", ms: 30, when: ({ answers }) => answers === "get" });
    const order: string[] = [];
    const before = performance.now();
    await Promise.all([
      client.do("get", { id: 1 }).then(() => order.push("get")),
      client.do("set", { id: 1 }).then(() => order.push("set")),
    ]);
    expect(performance.now() - before).toBeGreaterThan(28);
    expect(order).toEqual(["get", "set"]);
  });

  test("an answer that comes too late is nobody's", async () => {
    serve();
    const client = await open(20);
    kernel.inject({ kind: "delay", ms: 60 });
    await expect(client.do("get", { id: 1 })).rejects.toMatchObject({
      code: "ERR_NETLINK_TIMEOUT",
    });
    expect(await client.do("get", { id: 2 }, { timeoutMs: 500 })).toMatchObject({ id: 2 });
  });

  test("answers out of order find who asked", async () => {
    serve();
    const client = await open();
    const fault = kernel.inject({ kind: "reorder", times: 2 });
    const answers = await Promise.all([1, 2, 3, 4].map((id) => client.do("get", { id })));
    expect(answers.map((answer) => answer?.id)).toEqual([1, 2, 3, 4]);
    // One that nothing follows comes all the same.
    kernel.inject({ kind: "reorder" });
    expect(await client.do("get", { id: 5 })).toMatchObject({ id: 5 });
    expect(fault.struck).toBe(2);
  });

  test("an answer that is cut is told as such", async () => {
    serve();
    const client = await open();
    kernel.inject({ kind: "truncate", length: 20 });
    await expect(client.do("get", { id: 1 })).rejects.toMatchObject({
      code: "ERR_NETLINK_TRUNCATED",
    });
    expect(await client.do("get", { id: 2 })).toMatchObject({ id: 2 });
  });

  test("after an overrun a change fails at once, for nobody knows, and a read is asked again", async () => {
    serve();
    const client = await open(2000);
    const lost = kernel.inject({ kind: "overrun", when: ({ answers }) => answers === "set" });
    const before = performance.now();
    await expect(client.do("set", { id: 1 })).rejects.toMatchObject({
      code: "ERR_NETLINK_OVERRUN",
    });
    expect(performance.now() - before).toBeLessThan(1000);
    expect(lost.struck).toBe(1);
    kernel.inject({ kind: "overrun", when: ({ answers }) => answers === "get" });
    expect(await client.do("get", { id: 2 })).toMatchObject({ id: 2 });
    expect(kernel.requests("get")).toHaveLength(2);
  });

  test("an overrun takes nothing of a dump, as on a real kernel", async () => {
    serve();
    const client = await open(2000);
    const fault = kernel.inject({ kind: "overrun", when: ({ answers }) => answers === "list" });
    expect(await client.dump("list", {})).toHaveLength(ROWS);
    expect(fault.struck).toBe(1);
    expect(kernel.requests("list")).toHaveLength(1);
  });

  test("an event that is lost is told in the place where it is missing", async () => {
    const family = serve();
    const client = await open();
    const events = client.subscribe("sales");
    kernel.inject({ kind: "overrun", when: ({ messages }) => messages[0]?.name === "sold" });
    family.multicast("sales", "sold", { id: 1 });
    family.multicast("sales", "sold", { id: 2 });
    expect((await events.next()).value).toMatchObject({ kind: "overrun" });
    expect((await events.next()).value).toMatchObject({ kind: "message", body: { id: 2 } });
    await events.return();
  });

  test("an interrupted dump is run again, until it is consistent or that is enough", async () => {
    serve();
    const client = await open();
    const fault = kernel.inject({ kind: "interrupt", times: 2 });
    expect(await client.dump("list", {})).toHaveLength(ROWS);
    expect(fault.struck).toBe(2);
    const tries = kernel.requests("list").length;
    expect(tries).toBeGreaterThan(1);

    const always = kernel.inject({ kind: "interrupt", times: Number.POSITIVE_INFINITY });
    const retry = { attempts: 3 };
    await expect(client.dump("list", {}, { retry })).rejects.toMatchObject({
      code: "ERR_NETLINK_DUMP_INTERRUPTED",
    });
    expect(kernel.requests("list")).toHaveLength(tries + 3);
    // biome-ignore lint/suspicious/noThenProperty: the option's name
    const partial = { attempts: 2, then: "partial" } as const;
    expect(await client.dump("list", {}, { retry: partial })).toHaveLength(ROWS);
    always.stop();
    expect(await client.dump("list", {})).toHaveLength(ROWS);
  });

  test("strike by count and predicate, the first injected first, and not the controller unasked", async () => {
    serve();
    const first = kernel.inject({
      kind: "drop",
      when: ({ messages }) => messages.some(({ body }) => (body as { id?: number }).id === 2),
    });
    const client = await open(30);
    expect(await client.do("get", { id: 1 })).toMatchObject({ id: 1 });
    await expect(client.do("get", { id: 2 })).rejects.toMatchObject({
      code: "ERR_NETLINK_TIMEOUT",
    });
    expect(await client.do("get", { id: 2 })).toMatchObject({ id: 2 });
    expect(first.struck).toBe(1);

    const silent = kernel.inject({
      kind: "drop",
      when: ({ answers }) => answers === "CTRL_CMD_GETFAMILY",
    });
    await expect(open(30)).rejects.toMatchObject({ code: "ERR_NETLINK_TIMEOUT" });
    expect(silent.struck).toBe(1);
    const ended = kernel.inject({ kind: "drop", times: 5 });
    ended.stop();
    kernel.inject({ kind: "drop", times: 5 });
    kernel.reset();
    expect(await client.do("get", { id: 3 })).toMatchObject({ id: 3 });
  });

  test.each([
    [{ kind: "lose" }, "kind"],
    [{ kind: "drop", times: 0 }, "times"],
    [{ kind: "delay" }, "delay"],
    [{ kind: "truncate", length: -1 }, "truncate"],
  ])("%j is refused", (fault, field) => {
    expect(() => kernel.inject(fault as never)).toThrow(field);
  });
});
