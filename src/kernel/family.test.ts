/**
 * Requests to generic families on the embedded kernel, asked by the client.
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
import { ERRNO, NetlinkClosedError } from "../errors/index.ts";
import type { AnyGenericOperation } from "../schema/index.ts";

const { get, set, own, old } = demo.operations;

afterEach(closeAll);

describe("requests", () => {
  it("are decoded for the handler, and its answer for the client", async () => {
    const { kernel } = newKernel();
    const seen: unknown[] = [];
    const family = kernel.registerFamily(demo, {
      get: {
        doit(request, { reply, sender, operation }) {
          seen.push(request, operation, sender.portId);
          reply({ index: 8, id: (request.id ?? 0) + 1, port: { number: 2, state: "up" } });
        },
      },
    });
    expect(family.id).toBe(0x13);
    const client = newClient(kernel);
    const value = { index: 7, id: 1, text: "hello", tags: [1, 2] };
    const [answer] = await client.do(at(family, get), value);
    expect(answer).toEqual({ index: 8, id: 2, port: { number: 2, state: "up" } });
    expect(seen).toEqual([value, "get", client.transport.portId]);
  });

  it("are refused by the table: range, enumeration, length, with the attribute's path and its policy", async () => {
    const { kernel } = newKernel();
    const family = kernel.registerFamily(demo, { set: { doit() {} } });
    const client = newClient(kernel);
    const send = (value: Parameters<typeof client.do>[1]) =>
      failureOf(client.do(at(family, set) as AnyGenericOperation, value));
    const range = await send({ port: { number: 11 } });
    expect(range).toMatchObject({
      errnoName: "ERANGE",
      extack: { message: "integer out of range", attributePath: ["port", "number"] },
    });
    expect(range.extack?.policy?.length).toBe(32);
    expect(await send({ port: { state: 2 } })).toMatchObject({
      errnoName: "ERANGE",
      extack: { attributePath: ["port", "state"] },
    });
    const unknown = await send({ unknown: [{ type: 77, payload: new Uint8Array(4) }] });
    expect(unknown).toMatchObject({
      errnoName: "EINVAL",
      extack: { message: "Unknown attribute type" },
    });
  });

  it("may hold what they do not know, where the operation is liberal", async () => {
    const { kernel } = newKernel();
    const seen: unknown[] = [];
    const family = kernel.registerFamily(demo, {
      old: { doit: (request) => void seen.push(request) },
    });
    const unknown = [{ type: 77, payload: Uint8Array.of(1), position: 1 }];
    await newClient(kernel).do(at(family, old), { index: 0, id: 4, unknown });
    expect(seen).toEqual([{ index: 0, id: 4, unknown }]);
  });

  it("without a handler do not exist", async () => {
    const { kernel } = newKernel();
    const family = kernel.registerFamily(demo, { get: { doit() {} } });
    const client = newClient(kernel);
    expect((await failureOf(client.do(at(family, set), {}))).errnoName).toBe("EOPNOTSUPP");
    expect((await failureOf(client.dump(at(family, get), {}))).errnoName).toBe("EOPNOTSUPP");
    family.unregister();
    family.unregister();
    expect((await failureOf(client.do(at(family, set), {}))).errnoName).toBe("ENOENT");
  });

  it("need the user header whole", async () => {
    const { kernel } = newKernel();
    const family = kernel.registerFamily(demo, { get: { doit() {} } });
    const short = {
      ...at(family, get),
      request: { kind: "message", header: undefined, attributes: undefined },
    } as const;
    expect((await failureOf(newClient(kernel).do(short, {}))).errnoName).toBe("EINVAL");
  });

  it("need the privilege that the table says", async () => {
    const { kernel } = newKernel();
    const family = kernel.registerFamily(demo, { set: { doit() {} }, own: { doit() {} } });
    const none = newClient(kernel, { capabilities: [] });
    expect((await failureOf(none.do(at(family, set), {}))).errnoName).toBe("EPERM");
    expect((await failureOf(none.do(at(family, own), {}))).errnoName).toBe("EPERM");
    const inside = newClient(kernel, { userNamespace: "own" });
    expect((await failureOf(inside.do(at(family, set), {}))).errnoName).toBe("EPERM");
    await inside.do(at(family, own), {});
    await newClient(kernel).do(at(family, set), {});
  });

  it("are refused by handlers, with words and place", async () => {
    const { kernel, errors } = newKernel();
    const family = kernel.registerFamily(demo, {
      set: {
        doit(request, context) {
          if (request.id === undefined) context.missing("id", "which one?");
          if (request.port !== undefined) context.refuse("EBUSY", "in use", ["port", "number"]);
          context.warn("done, but slowly");
        },
      },
    });
    const client = newClient(kernel);
    const missing = await failureOf(client.do(at(family, set), {}));
    expect(missing).toMatchObject({
      errnoName: "EINVAL",
      extack: { message: "which one?", missingPath: ["id"] },
    });
    const busy = await failureOf(
      client.do(at(family, set), { id: 1, port: { state: "up", number: 3 } }),
    );
    expect(busy).toMatchObject({
      errnoName: "EBUSY",
      extack: { message: "in use", attributePath: ["port", "number"] },
    });
    const warnings: string[] = [];
    await client.do(
      at(family, set),
      { id: 1 },
      { onWarning: ({ message }) => warnings.push(message) },
    );
    expect(warnings).toEqual(["done, but slowly"]);
    expect(errors).toEqual([]);
  });
});

describe("handlers that fail", () => {
  it("give the client EIO and the text, and tell the owner; the kernel goes on", async () => {
    const { kernel, errors } = newKernel();
    const family = kernel.registerFamily(demo, {
      get: {
        doit({ id }, { reply }) {
          if (id === 1) throw new TypeError("a bug");
          if (id === 2) reply({ text: "far too long" });
          reply({ id: 3 });
        },
      },
    });
    const client = newClient(kernel);
    expect(await failureOf(client.do(at(family, get), { id: 1 }))).toMatchObject({
      errno: ERRNO.EIO,
      extack: { message: "the handler failed: TypeError: a bug" },
    });
    const refused = await failureOf(client.do(at(family, get), { id: 2 }));
    expect(refused.extack?.message).toMatch(/NetlinkEncodeError: text: expected .*7/);
    expect(errors).toEqual([
      ["family DEMO", "TypeError: a bug"],
      ["family DEMO", expect.stringContaining("text: expected")],
    ]);
    expect(await client.do(at(family, get), {})).toMatchObject([{ id: 3 }]);
  });

  it("throw in the handler itself, which may go on", async () => {
    const { kernel, errors } = newKernel();
    const family = kernel.registerFamily(demo, {
      get: {
        doit(_request, { reply }) {
          expect(() => reply({ id: "no number" } as never)).toThrow(/^id: expected/);
          reply({ id: 1 });
        },
      },
    });
    expect(await newClient(kernel).do(at(family, get), {})).toMatchObject([{ id: 1 }]);
    expect(errors).toEqual([]);
  });

  it("are cancelled with their socket, if they never answer", async () => {
    const { kernel, errors } = newKernel();
    let cancelled: unknown;
    const family = kernel.registerFamily(demo, {
      get: {
        doit: (_request, { sender }) =>
          new Promise((resolve) => {
            sender.signal.addEventListener("abort", () => {
              cancelled = sender.signal.reason;
              resolve();
            });
          }),
      },
    });
    const client = newClient(kernel);
    const asked = client.do(at(family, get), {}, { timeoutMs: 0 });
    await Promise.resolve();
    client.close();
    await expect(asked).rejects.toBeInstanceOf(NetlinkClosedError);
    expect(cancelled).toBeInstanceOf(NetlinkClosedError);
    expect(errors).toEqual([]);
  });
});

describe("asynchronous handlers", () => {
  it("answer later, in the order of the requests; other sockets do not wait", async () => {
    const { kernel } = newKernel();
    const log: string[] = [];
    const family = kernel.registerFamily(demo, {
      get: {
        async doit({ id = 0 }, { reply }) {
          log.push(`begin ${id}`);
          await new Promise((resolve) => setTimeout(resolve, id === 1 ? 20 : 0));
          if (id === 3) throw new Error("late");
          reply({ id });
          log.push(`end ${id}`);
        },
      },
    });
    const [first, second] = [newClient(kernel), newClient(kernel)];
    const results = await Promise.allSettled([
      first.do(at(family, get), { id: 1 }),
      first.do(at(family, get), { id: 2 }),
      first.do(at(family, get), { id: 3 }),
      second.do(at(family, get), { id: 9 }),
    ]);
    expect(results.map(({ status }) => status)).toEqual([
      "fulfilled",
      "fulfilled",
      "rejected",
      "fulfilled",
    ]);
    expect(log).toEqual(["begin 1", "begin 9", "end 9", "end 1", "begin 2", "end 2", "begin 3"]);
  });

  it("hold up what else is in the datagram, and the sender's buffer may change meanwhile", async () => {
    const { kernel } = newKernel();
    const seen: number[] = [];
    const family = kernel.registerFamily(demo, {
      set: {
        async doit({ id = 0 }) {
          await Promise.resolve();
          seen.push(id);
        },
      },
    });
    const client = newClient(kernel);
    const requests = Array.from({ length: 100 }, (_, id) => [at(family, set), { id }] as const);
    const result = await client.batch(requests.map(([operation, value]) => ({ operation, value })));
    expect(result.failures).toEqual([]);
    expect(seen).toEqual(requests.map((_, id) => id));
  });

  it("let a send buffer's worth wait, and no more", async () => {
    const { kernel } = newKernel();
    const family = kernel.registerFamily(demo, { get: { doit: () => new Promise(() => {}) } });
    const socket = kernel.openSocket(16);
    const request = new Uint8Array(1024);
    const view = new DataView(request.buffer);
    view.setUint32(0, 24, true);
    view.setUint16(4, family.id, true);
    view.setUint16(6, 1, true);
    request[16] = 1;
    let sent = 0;
    expect(() => {
      for (; sent < 1000; sent++) socket.send(request, request.length);
    }).toThrow(/EAGAIN/);
    expect(sent).toBe(1 + 212_992 / 1024);
  });
});
