import { describe, expect, it, vi } from "vitest";
import {
  openFake,
  partial,
  rejection,
  settle,
  useFakeClients,
} from "../../test/support/fake-client.ts";
import { ack, done, LIST, part, row, SLOW } from "../../test/support/fake-messages.ts";
import type { FakeRequest, FakeTransport } from "../../test/support/fake-transport.ts";
import {
  NetlinkClosedError,
  NetlinkDecodeError,
  NetlinkDumpInterruptedError,
  NetlinkEncodeError,
  NetlinkTimeoutError,
  NetlinkTruncatedError,
} from "../errors/index.ts";
import { NLM_F_DUMP, NLM_F_DUMP_INTR, NLM_F_REQUEST } from "../wire/index.ts";

useFakeClients();

const STOP = new Error("stopped by the caller");
const EAGAIN = 11;
const EBUSY = 16;
const EINTR = 4;

/** Answers each dump with the next of the scripts. */
function script(fake: FakeTransport, ...answers: ((seq: number) => void)[]): void {
  fake.onRequest = ({ seq }) => answers.shift()?.(seq);
}

/** Pushes a dump of `count` datagrams with one row each. */
function dumpOf(fake: FakeTransport, count: number): (request: { readonly seq: number }) => void {
  return ({ seq }) => {
    for (let id = 0; id < count; id++) fake.push([part(seq, id)]);
    fake.push([done(seq)]);
  };
}

const ids = (rows: readonly { readonly id?: number | undefined }[]): unknown[] =>
  rows.map(({ id }) => id);

/** Runs what waits for a back-off. */
async function withTimers<T>(promise: Promise<T>): Promise<T> {
  let over = false;
  const watched = promise.finally(() => {
    over = true;
  });
  watched.catch(() => undefined);
  while (!over) {
    await settle();
    await vi.advanceTimersByTimeAsync(1);
  }
  return watched;
}

describe("dump", () => {
  it("gives all rows of several datagrams", async () => {
    const { fake, client } = openFake();
    script(fake, (seq) => {
      fake.push([part(seq, 1), part(seq, 2)]);
      fake.push([part(seq, 3)]);
      fake.push([done(seq)]);
    });
    expect(ids(await client.dump(LIST, {}))).toEqual([1, 2, 3]);
    expect(fake.requests[0]?.flags).toBe(NLM_F_REQUEST | NLM_F_DUMP);
  });

  it("is empty where the kernel has nothing, and ends at a message that is not one of several", async () => {
    const { fake, client } = openFake();
    script(
      fake,
      (seq) => fake.push([done(seq)]),
      (seq) => fake.push([row(seq, 4)]),
    );
    expect(await client.dump(LIST, {})).toEqual([]);
    expect(ids(await client.dump(LIST, {}))).toEqual([4]);
  });

  it("fails with the errno and the words of its end", async () => {
    const { fake, client } = openFake();
    script(fake, (seq) =>
      fake.push([part(seq, 1), done(seq, 95, { message: "id unsupported", offset: 16 })]),
    );
    expect(await rejection(client.dump(LIST, { id: 1 }))).toMatchObject({
      errnoName: "EOPNOTSUPP",
      extack: { message: "id unsupported", attributePath: ["id"] },
    });
  });

  it("passes on what the kernel says of a success", async () => {
    const messages: string[] = [];
    const { fake, client } = openFake({ onWarning: ({ message }) => messages.push(message) });
    script(fake, (seq) => fake.push([done(seq, 0, { message: "filter ignored" })]));
    await client.dump(LIST, {});
    expect(messages).toEqual(["filter ignored"]);
  });

  it("sends nothing where the value does not fit, and lets the next have its turn", async () => {
    const { fake, client } = openFake();
    fake.onRequest = dumpOf(fake, 1);
    const wrong = rejection(client.dump(LIST, { id: -1 }));
    expect(await client.dump(LIST, {})).toHaveLength(1);
    expect(await wrong).toBeInstanceOf(NetlinkEncodeError);
    fake.sendError = STOP;
    expect(await rejection(client.dump(LIST, {}))).toBe(STOP);
    expect(await client.dump(LIST, {})).toHaveLength(1);
  });

  it("takes turns", async () => {
    const { fake, client } = openFake();
    const dumps = [1, 2, 3].map((id) => client.dump(LIST, { id }));
    for (let turn = 0; turn < 3; turn++) {
      await settle();
      expect(fake.requests).toHaveLength(turn + 1);
      const { seq } = fake.requests[turn] as FakeRequest;
      fake.push([part(seq, turn)]);
      await settle();
      fake.push([done(seq)]);
    }
    expect((await Promise.all(dumps)).map(ids)).toEqual([[0], [1], [2]]);
  });

  it("wakes its own reader and who waits for the turn behind it", async () => {
    const { fake, client } = openFake({ timeoutMs: 0 });
    const first = client.dump(LIST, {});
    await settle();
    const second = client.dump(LIST, {});
    await settle();
    fake.push([part(1, 1)]);
    await settle();
    fake.onRequest = dumpOf(fake, 2);
    fake.push([done(1)]);
    expect(ids(await first)).toEqual([1]);
    expect(ids(await second)).toEqual([0, 1]);
  });

  it("goes behind a slow request that is still on its way", async () => {
    const { fake, client } = openFake({}, { aside: true });
    fake.onRequest = ({ seq, type }) =>
      fake.push(type === 20 ? [ack(seq)] : [part(seq, 1), done(seq)]);
    const slow = client.do(SLOW, {});
    const rows = client.dump(LIST, {});
    await settle();
    expect(fake.asides).toHaveLength(2);
    for (const send of fake.asides) send();
    await slow;
    expect(ids(await rows)).toEqual([1]);
    const again = client.do(SLOW, {});
    const failing = rejection(client.dump(LIST, {}));
    await settle();
    fake.asides[2]?.();
    fake.sendError = STOP;
    fake.asides[3]?.();
    await again;
    expect(await failing).toBe(STOP);
  });
});

describe("retries", () => {
  const interrupted = (fake: FakeTransport) => (seq: number) =>
    fake.push([part(seq, 1, NLM_F_DUMP_INTR), part(seq, 2), done(seq)]);
  const fine = (fake: FakeTransport) => (seq: number) => fake.push([part(seq, 3), done(seq)]);

  it("runs an interrupted dump again, whichever message says so", async () => {
    const { fake, client } = openFake();
    const atTheEnd = (seq: number): void =>
      fake.push([part(seq, 1), done(seq, 0, undefined, NLM_F_DUMP_INTR)]);
    script(fake, interrupted(fake), atTheEnd, interrupted(fake), fine(fake));
    expect(ids(await withTimers(client.dump(LIST, {})))).toEqual([3]);
    expect(fake.requests).toHaveLength(4);
  });

  it("fails when every try was interrupted, after 10 or as many as told", async () => {
    const { fake, client } = openFake({ retry: { attempts: 3 } });
    fake.onRequest = ({ seq }) => interrupted(fake)(seq);
    expect(await rejection(withTimers(client.dump(LIST, {})))).toMatchObject({
      code: "ERR_NETLINK_DUMP_INTERRUPTED",
      operation: "TEST_LIST",
      attempts: 3,
    });
    const error = await rejection(withTimers(client.dump(LIST, {}, { retry: { attempts: 10 } })));
    expect(error).toBeInstanceOf(NetlinkDumpInterruptedError);
    expect(fake.requests).toHaveLength(13);
    const once = openFake();
    once.fake.onRequest = ({ seq }) => interrupted(once.fake)(seq);
    expect(await rejection(withTimers(once.client.dump(LIST, {})))).toMatchObject({ attempts: 10 });
  });

  it("gives the rows of the last try where part of them is wanted", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => interrupted(fake)(seq);
    const retry = partial(2);
    expect(ids(await withTimers(client.dump(LIST, {}, { retry })))).toEqual([1, 2]);
    expect(fake.requests).toHaveLength(2);
  });

  it.each([EBUSY, EINTR, EAGAIN])(
    "runs a dump again that errno %i ended, and fails with it at last",
    async (errno) => {
      const { fake, client } = openFake();
      script(
        fake,
        (seq) => fake.push([ack(seq, errno)]),
        (seq) => fake.push([part(seq, 1), done(seq, errno)]),
        fine(fake),
      );
      expect(ids(await withTimers(client.dump(LIST, {})))).toEqual([3]);
      fake.onRequest = ({ seq }) => fake.push([ack(seq, errno)]);
      const retry = partial(2);
      expect(await rejection(withTimers(client.dump(LIST, {}, { retry })))).toMatchObject({
        errno,
      });
      expect(fake.requests).toHaveLength(5);
    },
  );

  it("does not repeat another refusal", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([ack(seq, 22)]);
    expect(await rejection(client.dump(LIST, {}))).toMatchObject({ errnoName: "EINVAL" });
    expect(fake.requests).toHaveLength(1);
  });

  it("waits twice as long each time, at most a second", async () => {
    const { fake, client } = openFake();
    const times: number[] = [];
    fake.onRequest = ({ seq }) => {
      times.push(performance.now());
      interrupted(fake)(seq);
    };
    const retry = { attempts: 5, backoffMs: 200 };
    const failed = rejection(client.dump(LIST, {}, { retry }));
    for (let ms = 0; ms < 3000; ms += 100) {
      await settle();
      await vi.advanceTimersByTimeAsync(100);
    }
    await failed;
    const waits = times
      .slice(1)
      .map((time, index) => Math.round((time - (times[index] ?? 0)) / 100));
    expect(waits).toEqual([2, 4, 8, 10]);
  });

  it("can be aborted in the wait between two tries", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => interrupted(fake)(seq);
    const controller = new AbortController();
    const { signal } = controller;
    const failed = rejection(client.dump(LIST, {}, { signal, retry: { backoffMs: 900 } }));
    await settle();
    controller.abort(STOP);
    expect(await failed).toBe(STOP);
    expect(fake.requests).toHaveLength(1);
  });
});

describe("giving a dump up", () => {
  it("reads an abandoned one to its end before the next", async () => {
    const { fake, client } = openFake();
    const controller = new AbortController();
    const aborted = rejection(client.dump(LIST, {}, { signal: controller.signal }));
    await settle();
    fake.push([part(1, 1)]);
    await settle();
    controller.abort(STOP);
    expect(await aborted).toBe(STOP);
    const next = client.dump(LIST, {});
    await settle();
    expect(fake.requests).toHaveLength(1);
    fake.onRequest = dumpOf(fake, 2);
    fake.push([part(1, 2), done(1)]);
    expect(ids(await next)).toEqual([0, 1]);
  });

  it("does not wait for ever for one that never ends", async () => {
    const { fake, client } = openFake();
    const dead = rejection(client.dump(LIST, {}));
    await settle();
    await vi.advanceTimersByTimeAsync(5000);
    expect(await dead).toBeInstanceOf(NetlinkTimeoutError);
    fake.onRequest = dumpOf(fake, 1);
    const next = client.dump(LIST, {});
    await settle();
    await vi.advanceTimersByTimeAsync(5000);
    expect(ids(await next)).toEqual([0]);
    expect(ids(await client.dump(LIST, {}))).toEqual([0]);
  });

  it("fails at once when aborted in the queue, and those behind it keep their place", async () => {
    const { fake, client } = openFake();
    const controller = new AbortController();
    const first = client.dump(LIST, {});
    const second = client.dump(LIST, {});
    const third = rejection(client.dump(LIST, {}, { signal: controller.signal }));
    const fourth = client.dump(LIST, {});
    await settle();
    controller.abort(STOP);
    expect(await third).toBe(STOP);
    expect(fake.requests).toHaveLength(1);
    fake.onRequest = dumpOf(fake, 1);
    fake.push([done(1)]);
    expect(await first).toEqual([]);
    expect(ids(await second)).toEqual([0]);
    expect(ids(await fourth)).toEqual([0]);
    expect(fake.requests).toHaveLength(3);
  });

  it("fails when the client is closed, in its turn and in the queue", async () => {
    const { client } = openFake();
    const all = [1, 2, 3].map(() => rejection(client.dump(LIST, {})));
    await settle();
    client.close();
    for (const one of all) expect(await one).toBeInstanceOf(NetlinkClosedError);
  });

  it.each(["a row that does not parse", "a datagram that was cut"])(
    "reads on after %s",
    async (what) => {
      const { fake, client } = openFake();
      const broken = part(1, 1);
      broken[16] = 200;
      script(fake, (seq) => {
        if (what === "a row that does not parse") fake.push([broken, part(seq, 2)]);
        else fake.push([part(seq, 1)], { truncatedLength: 70_000 });
      });
      const expected =
        what === "a row that does not parse" ? NetlinkDecodeError : NetlinkTruncatedError;
      expect(await rejection(client.dump(LIST, {}))).toBeInstanceOf(expected);
      fake.onRequest = dumpOf(fake, 2);
      const next = client.dump(LIST, {});
      await settle();
      expect(fake.requests).toHaveLength(1);
      fake.push([part(1, 3), done(1)]);
      expect(ids(await next)).toEqual([0, 1]);
    },
  );
});
