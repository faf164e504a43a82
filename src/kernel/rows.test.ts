/**
 * Dumps whose rows come in time.
 *
 * @module
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, describe, expect, it } from "vitest";
import {
  at,
  closeAll,
  demo,
  failureOf,
  newClient,
  newKernel,
} from "../../test/support/kernel-demo.ts";
import { refusal } from "./failure.ts";

const { list, get } = demo.operations;

afterEach(closeAll);

describe("asynchronous dumps", () => {
  it("give every row once and in order, and no more is made than the reader has room for", async () => {
    const { kernel } = newKernel();
    let made = 0;
    const family = kernel.registerFamily(demo, {
      list: {
        async *dumpit({ id = 0 }) {
          for (; made < id; made++) {
            if (made % 1000 === 0) await sleep(1);
            yield { id: made };
          }
        },
      },
    });
    const client = newClient(kernel);
    const stream = client.stream(at(family, list), { id: 50_000 });
    expect((await stream.next()).value).toMatchObject({ id: 0 });
    await sleep(200);
    expect(made).toBeLessThan(25_000);
    let next = 1;
    for await (const row of stream) expect(row).toMatchObject({ id: next++ });
    expect(next).toBe(50_000);
  });

  it("end with what the generator throws, after the rows before it", async () => {
    const { kernel, errors } = newKernel();
    const family = kernel.registerFamily(demo, {
      list: {
        async *dumpit({ id }) {
          yield { id: 1 };
          await sleep(1);
          if (id === 1) throw refusal("EBUSY", "not now");
          throw new Error("lost");
        },
      },
    });
    const client = newClient(kernel);
    const rows: unknown[] = [];
    const read = async (id: number): Promise<void> => {
      for await (const row of client.stream(at(family, list), { id })) rows.push(row);
    };
    const refused = await failureOf(read(1));
    expect(refused).toMatchObject({ errnoName: "EBUSY", extack: { message: "not now" } });
    expect(errors).toEqual([]);
    const failed = await failureOf(read(2));
    expect(failed).toMatchObject({ errnoName: "EIO" });
    expect(errors).toEqual([["family DEMO", "Error: lost"]]);
    expect(rows).toMatchObject([{ id: 1 }, { id: 1 }]);
  });

  it("leave the socket free for other requests, and only one dump, while a row is awaited", async () => {
    const { kernel } = newKernel();
    let release = (): void => {};
    const row = new Promise<void>((resolve) => {
      release = resolve;
    });
    const family = kernel.registerFamily(demo, {
      get: { doit: (_request, { reply }) => reply({ id: 2 }) },
      list: {
        async *dumpit() {
          await row;
          yield { id: 1 };
        },
      },
    });
    const socket = kernel.openSocket(16);
    const client = newClient(kernel);
    const pending = client.dump(at(family, list), {});
    expect(await client.do(at(family, get), {})).toMatchObject([{ id: 2 }]);
    const dump = Uint8Array.of(24, 0, 0, 0, family.id, 0, 1, 3, 7, 0, 0, 0, 0, 0, 0, 0, 4, 1);
    const request = new Uint8Array(24);
    request.set(dump);
    socket.send(request, 24);
    socket.send(request, 24);
    const second = socket.receiveMessage();
    // NLMSG_ERROR with -EBUSY; of the first nothing is there yet.
    expect(second?.bytes.subarray(16, 20)).toEqual(Uint8Array.of(0xf0, 0xff, 0xff, 0xff));
    expect(socket.receiveMessage()).toBeUndefined();
    release();
    expect(await pending).toMatchObject([{ id: 1 }]);
    expect(socket.receiveMessage()?.bytes.length).toBeGreaterThan(24);
  });

  it("that never give a row are cancelled with their socket", async () => {
    const { kernel, errors } = newKernel();
    const log: string[] = [];
    const family = kernel.registerFamily(demo, {
      list: {
        async *dumpit(_request, { sender }) {
          try {
            yield { id: 1 };
            await new Promise((_, reject) => {
              sender.signal.addEventListener("abort", () => reject(sender.signal.reason as Error));
            });
          } finally {
            log.push("finally");
          }
        },
        done: () => void log.push("done"),
      },
    });
    const client = newClient(kernel);
    const pending = client.dump(at(family, list), {}).catch(() => log.push("closed"));
    await sleep(1);
    client.close();
    await pending;
    await sleep(1);
    expect(log.sort()).toEqual(["closed", "done", "finally"]);
    expect(errors).toEqual([]);
    expect(await newClient(kernel).dump(at(family, get), {}).catch(String)).toMatch(/EOPNOTSUPP/);
  });
});
