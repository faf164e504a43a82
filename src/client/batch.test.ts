import { describe, expect, it, vi } from "vitest";
import { openFake, rejection, settle, useFakeClients } from "../../test/support/fake-client.ts";
import { ack, row, SET, SLOW } from "../../test/support/fake-messages.ts";
import type { FakeTransport } from "../../test/support/fake-transport.ts";
import {
  NetlinkClosedError,
  NetlinkEncodeError,
  NetlinkErrnoError,
  NetlinkTimeoutError,
} from "../errors/index.ts";
import { NLM_F_ACK } from "../wire/index.ts";
import type { BatchRequest } from "./batch.ts";

useFakeClients();

const STOP = new Error("stopped by the caller");

const sets = (count: number, from = 0): BatchRequest[] =>
  Array.from({ length: count }, (_, index) => ({ operation: SET, value: { id: from + index } }));

/** Acknowledges as a kernel does: what asks for it, and every refusal; refuses these places of all requests. */
function answer(fake: FakeTransport, refused: readonly number[] = []): void {
  let place = 0;
  fake.onRequest = ({ seq, flags }) => {
    const errno = refused.includes(place++) ? 17 : 0;
    if (errno !== 0) fake.push([ack(seq, errno, { message: "id taken", offset: 16 })]);
    else if ((flags & NLM_F_ACK) !== 0) fake.push([ack(seq)]);
  };
}

const indexes = (failures: readonly { readonly index: number }[]): number[] =>
  failures.map(({ index }) => index);

describe("batch", () => {
  it("is nothing where nothing is asked", async () => {
    const { fake, client } = openFake();
    expect(await client.batch([])).toEqual({ sent: 0, carriedOut: 0, failures: [] });
    expect(fake.sends).toEqual([]);
  });

  it("sends many in one datagram and has the last one acknowledged", async () => {
    const { fake, client } = openFake();
    answer(fake);
    const requests = sets(3).map((request) => ({ ...request, flags: 0x400 }));
    expect(await client.batch(requests)).toEqual({ sent: 3, carriedOut: 3, failures: [] });
    expect(fake.sends).toEqual([72]);
    expect(fake.requests.map(({ flags, seq }) => [flags, seq])).toEqual([
      [0x401, 1],
      [0x401, 2],
      [0x405, 3],
    ]);
  });

  it("sends at most 200 at once, and at most 64 KiB and a message", async () => {
    const { fake, client } = openFake();
    answer(fake);
    expect(await client.batch(sets(450))).toMatchObject({ sent: 450, carriedOut: 450 });
    expect(fake.sends).toEqual([4800, 4800, 1200]);
    fake.sends.length = 0;
    const name = "x".repeat(9_995);
    const large = Array.from({ length: 20 }, () => ({ operation: SET, value: { name } }));
    expect(await client.batch(large)).toMatchObject({ carriedOut: 20 });
    expect(fake.sends).toEqual([70_112, 70_112, 60_096]);
  });

  it("takes requests as they come from an asynchronous source, a datagram's worth at a time", async () => {
    const { fake, client } = openFake();
    answer(fake);
    const sent: number[] = [];
    async function* source(): AsyncGenerator<BatchRequest> {
      for (const request of sets(500)) {
        sent.push(fake.requests.length);
        yield request;
      }
    }
    expect(await client.batch(source())).toMatchObject({ sent: 500 });
    expect([sent[199], sent[200], sent[400]]).toEqual([0, 200, 400]);
  });

  it("tells of each refused one, with its path, and carries out the others", async () => {
    const { fake, client } = openFake();
    answer(fake, [1, 3, 299, 300]);
    const { sent, carriedOut, failures } = await client.batch(sets(301));
    expect([sent, carriedOut]).toEqual([301, 297]);
    expect(indexes(failures)).toEqual([1, 3, 299, 300]);
    for (const { error } of failures) {
      expect(error).toBeInstanceOf(NetlinkErrnoError);
      expect(error).toMatchObject({ errnoName: "EEXIST", extack: { attributePath: ["id"] } });
    }
  });

  it("tells of those that could not be encoded among the refused, in order", async () => {
    const { fake, client } = openFake();
    answer(fake, [1]);
    const requests = sets(4);
    requests.splice(1, 0, { operation: SET, value: { id: -1 } });
    requests.splice(3, 0, { operation: SET, value: { id: "seven" } });
    const { sent, carriedOut, failures } = await client.batch(requests);
    expect([sent, carriedOut, indexes(failures)]).toEqual([4, 3, [1, 2, 3]]);
    expect(failures.map(({ error }) => error instanceof NetlinkEncodeError)).toEqual([
      true,
      false,
      true,
    ]);
    const nothing = await client.batch([{ operation: SET, value: { id: -1 } }]);
    expect(nothing).toMatchObject({ sent: 0, carriedOut: 0, failures: [{ index: 0 }] });
  });

  it("stops at a refusal where told to, and leaves the source", async () => {
    const { fake, client } = openFake();
    answer(fake, [5]);
    let left = false;
    function* source(): Generator<BatchRequest> {
      try {
        yield* sets(1000);
      } finally {
        left = true;
      }
    }
    const { sent, carriedOut, failures } = await client.batch(source(), { onError: "stop" });
    expect([sent, carriedOut, indexes(failures), left]).toEqual([200, 199, [5], true]);
  });

  it("stops at one that cannot be encoded where told to: those before it are sent", async () => {
    const { fake, client } = openFake();
    answer(fake);
    const requests = [...sets(3), { operation: SET, value: { id: -1 } }, ...sets(3)];
    expect(await client.batch(requests, { onError: "stop" })).toMatchObject({
      sent: 3,
      carriedOut: 3,
      failures: [{ index: 3 }],
    });
  });

  it("delivers every warning", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq, flags }) => {
      if ((flags & NLM_F_ACK) !== 0) fake.push([ack(seq, 0, { message: `warning ${seq}` })]);
    };
    const messages: string[] = [];
    await client.batch(sets(3), { onWarning: ({ message }) => messages.push(message) });
    expect(messages).toEqual(["warning 1", "warning 2", "warning 3"]);
  });

  it("is not disturbed by echoes", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq, flags }) => {
      fake.push([row(seq, seq)]);
      if ((flags & NLM_F_ACK) !== 0) fake.push([ack(seq)]);
    };
    expect(await client.batch(sets(3))).toMatchObject({ carriedOut: 3 });
  });

  it("runs beside other requests", async () => {
    const { fake, client } = openFake();
    answer(fake);
    const [first, second] = await Promise.all([
      client.batch(sets(250)),
      client.batch(sets(250, 1000)),
      ...Array.from({ length: 50 }, () => client.do(SET, {})),
    ]);
    expect([first, second]).toMatchObject([{ carriedOut: 250 }, { carriedOut: 250 }]);
  });
});

describe("a batch with slow requests", () => {
  it("goes by the other thread and is acknowledged one by one, each in its time", async () => {
    const { fake, client } = openFake({ timeoutMs: 100 }, { aside: true });
    const requests = sets(2).map(({ value }) => ({ operation: SLOW, value }));
    const batch = client.batch(requests);
    await settle();
    expect(fake.asides).toHaveLength(1);
    for (const seq of [1, 2]) {
      await vi.advanceTimersByTimeAsync(90);
      fake.push([ack(seq)]);
      await settle();
    }
    expect(await batch).toMatchObject({ carriedOut: 2 });
    fake.asides[0]?.();
    expect(fake.requests.map(({ flags }) => flags)).toEqual([5, 5]);
    await settle();
  });

  it("fails where the other thread cannot send", async () => {
    const { fake, client } = openFake({}, { aside: true });
    const failed = rejection(client.batch([{ operation: SLOW, value: {} }]));
    await settle();
    fake.sendError = STOP;
    fake.asides[0]?.();
    expect(await failed).toBe(STOP);
  });
});

describe("giving a batch up", () => {
  it("fails by timeout, signal, close, and where sending fails", async () => {
    const { fake, client } = openFake({ timeoutMs: 100 });
    const timed = rejection(client.batch(sets(2)));
    await settle();
    await vi.advanceTimersByTimeAsync(100);
    expect(await timed).toBeInstanceOf(NetlinkTimeoutError);

    const controller = new AbortController();
    const aborted = rejection(client.batch(sets(2), { signal: controller.signal }));
    await settle();
    controller.abort(STOP);
    expect(await aborted).toBe(STOP);
    expect(await rejection(client.batch(sets(2), { signal: controller.signal }))).toBe(STOP);

    fake.sendError = STOP;
    expect(await rejection(client.batch(sets(2)))).toBe(STOP);

    const closed = rejection(client.batch(sets(2)));
    await settle();
    client.close();
    expect(await closed).toBeInstanceOf(NetlinkClosedError);
    expect(fake.sends).toHaveLength(3);
  });

  it("sends no further datagram once aborted", async () => {
    const { fake, client } = openFake();
    const controller = new AbortController();
    answer(fake);
    function* source(): Generator<BatchRequest> {
      yield* sets(200);
      controller.abort(STOP);
      yield* sets(200);
    }
    expect(await rejection(client.batch(source(), { signal: controller.signal }))).toBe(STOP);
    expect(fake.sends).toHaveLength(1);
  });

  it("passes on what its source throws", async () => {
    const { fake, client } = openFake();
    answer(fake);
    async function* source(): AsyncGenerator<BatchRequest> {
      yield* sets(300);
      throw STOP;
    }
    expect(await rejection(client.batch(source()))).toBe(STOP);
    expect(fake.requests).toHaveLength(200);
  });
});
