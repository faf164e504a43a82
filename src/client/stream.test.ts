import { describe, expect, it, vi } from "vitest";
import {
  openFake,
  partial,
  rejection,
  settle,
  useFakeClients,
} from "../../test/support/fake-client.ts";
import { ack, done, LIST, part } from "../../test/support/fake-messages.ts";
import type { FakeTransport } from "../../test/support/fake-transport.ts";
import {
  NetlinkClosedError,
  NetlinkDecodeError,
  NetlinkDumpInterruptedError,
  NetlinkTimeoutError,
} from "../errors/index.ts";
import { NLM_F_DUMP_INTR } from "../wire/index.ts";

useFakeClients();

const STOP = new Error("stopped by the caller");

/** Answers each dump with `count` datagrams of two rows, and its end. */
function answerAll(fake: FakeTransport, count: number): void {
  fake.onRequest = ({ seq }) => {
    for (let id = 0; id < count; id++) fake.push([part(seq, 2 * id), part(seq, 2 * id + 1)]);
    fake.push([done(seq)]);
  };
}

async function collect<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const one of rows) all.push(one);
  return all;
}

describe("streams", () => {
  it("give rows one by one, chunks by the datagram", async () => {
    const { fake, client } = openFake();
    answerAll(fake, 3);
    expect((await collect(client.stream(LIST, {}))).map(({ id }) => id)).toEqual([
      0, 1, 2, 3, 4, 5,
    ]);
    expect((await collect(client.chunks(LIST, {}))).map((rows) => rows.length)).toEqual([2, 2, 2]);
  });

  it("send nothing before the first row is asked for", async () => {
    const { fake, client } = openFake();
    client.stream(LIST, {});
    await settle();
    expect(fake.requests).toEqual([]);
  });

  it("read no further than is taken", async () => {
    const { fake, client } = openFake();
    answerAll(fake, 100);
    const stream = client.stream(LIST, {});
    for (let row = 0; row < 10; row++) {
      await stream.next();
      await settle();
      expect(fake.delivered).toBe(Math.floor(row / 2) + 1);
    }
    await stream.return();
    expect(fake.delivered).toBe(5);
  });

  it("wait for rows that come later", async () => {
    const { fake, client } = openFake();
    const rows = collect(client.stream(LIST, {}));
    for (let id = 0; id < 3; id++) {
      await settle();
      fake.push([part(1, id)]);
    }
    await settle();
    fake.push([done(1)]);
    expect(await rows).toHaveLength(3);
  });

  it("let a loop start another dump, whose turn reads the first to its end", async () => {
    const { fake, client } = openFake();
    answerAll(fake, 3);
    const seen: unknown[] = [];
    for await (const { id } of client.stream(LIST, {})) {
      seen.push(id);
      if (id === 1) expect(await client.dump(LIST, {})).toHaveLength(6);
      if (id === 3) for await (const rows of client.chunks(LIST, {})) expect(rows).toHaveLength(2);
    }
    expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
    expect(fake.requests).toHaveLength(3);
  });

  it("can be left, and what is left of the dump is read before the next", async () => {
    const { fake, client } = openFake();
    answerAll(fake, 100);
    for await (const { id } of client.stream(LIST, {})) if (id === 4) break;
    expect(fake.delivered).toBe(3);
    expect(await client.dump(LIST, {})).toHaveLength(200);
    expect(fake.delivered).toBe(202);
  });

  it("fail after the last row where the dump was interrupted, unless part of it is wanted", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) =>
      fake.push([part(seq, 1), part(seq, 2, NLM_F_DUMP_INTR), done(seq)]);
    const seen: unknown[] = [];
    const loop = async (): Promise<void> => {
      for await (const { id } of client.stream(LIST, {})) seen.push(id);
    };
    expect(await rejection(loop())).toBeInstanceOf(NetlinkDumpInterruptedError);
    expect(seen).toEqual([1, 2]);
    expect(await collect(client.stream(LIST, {}, { retry: partial() }))).toHaveLength(2);
    expect(fake.requests).toHaveLength(2);
  });

  it("are run again where they have given nothing yet", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => {
      if (seq === 1) fake.push([ack(seq, 16)]);
      else if (seq === 2) fake.push([done(seq, 0, undefined, NLM_F_DUMP_INTR)]);
      else fake.push([part(seq, 1), done(seq)]);
    };
    const rows = collect(client.stream(LIST, {}));
    for (let ms = 0; ms < 5; ms++) {
      await settle();
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(await rows).toHaveLength(1);
    expect(fake.requests).toHaveLength(3);
  });

  it("end with the kernel's error after the rows before it", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([part(seq, 1), done(seq, 22)]);
    const stream = client.stream(LIST, {});
    expect((await stream.next()).value).toEqual({ id: 1 });
    expect(await rejection(stream.next())).toMatchObject({ errnoName: "EINVAL" });
    expect(await stream.next()).toEqual({ done: true, value: undefined });
  });

  it("end with the error of a row that does not parse", async () => {
    const { fake, client } = openFake();
    const broken = part(1, 1);
    broken[16] = 200;
    fake.onRequest = ({ seq }) => fake.push([broken, done(seq)]);
    expect(await rejection(collect(client.stream(LIST, {})))).toBeInstanceOf(NetlinkDecodeError);
  });

  it("end by timeout, signal and close while they wait", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([part(seq, 1)]);
    const controller = new AbortController();
    const aborted = client.stream(LIST, {}, { signal: controller.signal });
    await aborted.next();
    const waiting = rejection(aborted.next());
    await settle();
    controller.abort(STOP);
    expect(await waiting).toBe(STOP);
    fake.push([done(1)]);

    const timed = client.stream(LIST, {}, { timeoutMs: 50 });
    await timed.next();
    const late = rejection(timed.next());
    await settle();
    await vi.advanceTimersByTimeAsync(50);
    expect(await late).toBeInstanceOf(NetlinkTimeoutError);
    fake.push([done(2)]);

    const closed = client.stream(LIST, {});
    await closed.next();
    const last = rejection(closed.next());
    await settle();
    client.close();
    expect(await last).toBeInstanceOf(NetlinkClosedError);
  });

  it("see a signal between rows, and a closed client", async () => {
    const { fake, client } = openFake();
    answerAll(fake, 5);
    const controller = new AbortController();
    const chunks = client.chunks(LIST, {}, { signal: controller.signal });
    await chunks.next();
    controller.abort(STOP);
    expect(await rejection(chunks.next())).toBe(STOP);
    const closed = client.chunks(LIST, {});
    await closed.next();
    client.close();
    expect(await rejection(closed.next())).toBeInstanceOf(NetlinkClosedError);
  });
});
