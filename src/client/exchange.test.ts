import { describe, expect, it, vi } from "vitest";
import { openFake, rejection, settle, useFakeClients } from "../../test/support/fake-client.ts";
import { ack, done, GET, LIST, part, row, SET, SLOW } from "../../test/support/fake-messages.ts";
import {
  NetlinkClosedError,
  NetlinkDecodeError,
  NetlinkOverrunError,
  NetlinkTimeoutError,
  NetlinkTruncatedError,
} from "../errors/index.ts";
import { NLMSG_NOOP } from "../wire/index.ts";
import type { TraceEvent } from "./trace.ts";

useFakeClients();

const STRANGE = new Error("no such thing");

describe("what arrives", () => {
  it("is believed only from the kernel", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => {
      fake.push([row(seq, 66)], { portId: 999 });
      fake.push([row(seq, 1)]);
    };
    expect(await client.do(GET, {})).toEqual([{ id: 1 }]);
  });

  it("is believed from anyone where that is wanted", async () => {
    const { fake, client } = openFake({ believe: "anyone" });
    fake.onRequest = ({ seq }) => fake.push([row(seq, 66)], { portId: 999 });
    expect(await client.do(GET, {})).toEqual([{ id: 66 }]);
  });

  it("is believed neither as an event nor as an overrun of a stranger's", async () => {
    const { fake, client } = openFake();
    const subscription = client.subscribe({ groups: [1], messages: new Map() });
    fake.push([row(0, 1, 0, 99)], { groups: 1, portId: 999 });
    fake.push([row(0, 1, 0, 98)], { groups: 1 });
    expect((await subscription.next()).value).toMatchObject({ name: "message 98" });
    await subscription.return();
  });

  it("may hold answers to several requests", async () => {
    const { fake, client } = openFake();
    const answers = [client.do(GET, {}), client.do(SET, {}), client.do(GET, {})];
    await settle();
    fake.push([row(3, 30), row(1, 10), ack(2)]);
    expect(await Promise.all(answers)).toEqual([[{ id: 10 }], [], [{ id: 30 }]]);
  });

  it("may have messages whose length is no multiple of 4, and a last one without padding", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => {
      const odd = new Uint8Array(28);
      odd.set(part(seq, 1));
      odd[0] = 25; // 24 and a byte; 3 of padding follow
      const last = new Uint8Array(25);
      last.set(part(seq, 2));
      last[0] = 25;
      fake.push([odd, last]);
      fake.push([ack(seq)]);
    };
    expect((await client.do(LIST, {})).map(({ id }) => id)).toEqual([1, 2]);
  });

  it.each([3, 15, 26, 0xff])(
    "fails everybody who waits where a length lies: %i",
    async (length) => {
      const { fake, client } = openFake();
      const answers = [client.do(GET, {}), client.do(SET, {}), client.dump(LIST, {})].map(
        rejection,
      );
      await settle();
      const lying = row(2, 5);
      lying[0] = length;
      fake.push([lying]);
      for (const answer of answers) expect(await answer).toBeInstanceOf(NetlinkDecodeError);
      fake.push([done(3)]);
      fake.onRequest = ({ seq }) => fake.push([part(seq, 1), done(seq)]);
      expect(await client.dump(LIST, {})).toHaveLength(1);
    },
  );

  it("keeps the messages before a length that lies", async () => {
    const { fake, client } = openFake();
    const lying = row(2, 5);
    lying[0] = 99;
    fake.onRequest = ({ seq }) => fake.push([row(seq, 1), lying]);
    expect(await client.do(GET, {})).toEqual([{ id: 1 }]);
  });

  it("may be less than a header", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => {
      fake.push([]);
      fake.push([new Uint8Array(15)], { truncatedLength: 40 });
      fake.push([row(seq, 1)]);
    };
    expect(await client.do(GET, {})).toHaveLength(1);
  });

  it("fails the request whose answer was cut", async () => {
    const { fake, client } = openFake();
    const other = client.do(GET, {});
    const cut = rejection(client.do(GET, {}));
    await settle();
    fake.push([row(2, 1)], { truncatedLength: 70_000 });
    expect(await cut).toMatchObject({ length: 70_000, capacity: 24 });
    expect(await cut).toBeInstanceOf(NetlinkTruncatedError);
    fake.push([row(1, 1)]);
    expect(await other).toHaveLength(1);
  });

  it("fails who waits where receiving fails; listeners learn that they missed something", async () => {
    const { fake, client } = openFake();
    const subscription = client.subscribe({ groups: [1], messages: new Map() });
    const answer = rejection(client.do(GET, {}));
    await settle();
    fake.receiveError = STRANGE;
    fake.push([row(0, 1, 0, 99)], { groups: 1 });
    expect(await answer).toBe(STRANGE);
    expect((await subscription.next()).value).toEqual({ kind: "overrun" });
    expect((await subscription.next()).value).toMatchObject({ name: "message 99" });
    await subscription.return();
    fake.receiveError = STRANGE;
    expect(await rejection(client.do(GET, {}))).toBe(STRANGE);
  });

  it("leaves others their turn of the event loop, however much it is", async () => {
    const { fake, client } = openFake();
    const subscription = client.subscribe({ groups: [1], messages: new Map() });
    for (let id = 0; id < 2000; id++) fake.push([row(0, id)], { groups: 1 });
    const counts: number[] = [];
    while (fake.delivered < 2000) {
      await new Promise((resolve) => setImmediate(resolve));
      counts.push(fake.delivered);
    }
    const steps = counts.map((count, index) => count - (counts[index - 1] ?? 0));
    expect(Math.max(...steps)).toBe(512);
    await subscription.return();
  });

  it("leaves them their turn in a loop of requests that are answered at once, too", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([row(seq, 1)]);
    let over = false;
    setImmediate(() => {
      over = true;
    });
    let requests = 0;
    for (; !over && requests < 10_000; requests++) await client.do(GET, {});
    expect(requests).toBe(513);
  });

  it("is read no more after a close from within", async () => {
    const { fake, client } = openFake({
      trace: ({ direction }) => {
        if (direction === "receive") client.close();
      },
    });
    const subscription = client.subscribe({ groups: [1], messages: new Map() });
    for (let id = 0; id < 100; id++) fake.push([row(0, id, 0, 99)], { groups: 1 });
    await settle();
    expect(fake.delivered).toBe(1);
    expect((await subscription.next()).done).toBe(true);
  });
});

describe("the trace", () => {
  it("sees every datagram of both ways, a stranger's not", async () => {
    const seen: Omit<TraceEvent, "bytes">[] = [];
    const { fake, client } = openFake({ trace: ({ bytes: _, ...event }) => seen.push(event) });
    fake.onRequest = ({ seq }) => {
      fake.push([row(seq, 66)], { portId: 999 });
      fake.push([row(seq, 1)]);
    };
    await client.do(GET, { id: 1 });
    const common = { protocol: 0, portId: 4242, peerPortId: 0, groups: 0 };
    expect(seen).toEqual([
      { direction: "send", ...common, start: 0, end: 24 },
      { direction: "receive", ...common, start: 8, end: 32 },
    ]);
  });
});

describe("an overrun", () => {
  it("makes sure, by a message that does nothing, whose answers are lost", async () => {
    const { fake, client } = openFake();
    const lost = rejection(client.do(SET, {}));
    const late = client.do(SET, {});
    await settle();
    fake.onRequest = ({ seq, type, flags, length }) => {
      expect([type, flags, length]).toEqual([NLMSG_NOOP, 5, 16]);
      fake.push([ack(2)]);
      fake.push([ack(seq)]);
    };
    fake.overrun();
    expect(await late).toEqual([]);
    expect(await lost).toBeInstanceOf(NetlinkOverrunError);
    expect(String(await lost)).toMatch(/TEST_SET.*may have been carried out/);
  });

  it("does so only when the socket has been read empty: before, the kernel drops that too", async () => {
    const { fake, client } = openFake();
    const answer = client.do(SET, {});
    await settle();
    fake.overrun();
    for (let id = 0; id < 100; id++) fake.push([row(0, id)], { groups: 1 });
    fake.push([ack(1)]);
    expect(await answer).toEqual([]);
    expect(fake.requests).toHaveLength(1);
  });

  it("asks anew where the probe's own answer was lost", async () => {
    const { fake, client } = openFake();
    const lost = rejection(client.do(SET, {}));
    await settle();
    fake.overrun();
    await settle();
    expect(fake.requests).toHaveLength(2);
    fake.overrun();
    await settle();
    expect(fake.requests).toHaveLength(3);
    fake.push([ack(3)]);
    expect(await lost).toBeInstanceOf(NetlinkOverrunError);
  });

  it("has what only reads sent again, with growing pauses for as long as it may take", async () => {
    const { fake, client } = openFake();
    let gets = 0;
    fake.onRequest = ({ seq, type }) => {
      if (type === NLMSG_NOOP) fake.push([ack(seq)]);
      else if (++gets === 3) fake.push([row(seq, 1)]);
      else fake.overrun();
    };
    expect(await client.do(GET, {})).toEqual([{ id: 1 }]);
    expect(gets).toBe(3);
    const start = performance.now();
    const times: number[] = [];
    fake.onRequest = ({ seq, type }) => {
      if (type === NLMSG_NOOP) return fake.push([ack(seq)]);
      times.push(performance.now() - start);
      fake.overrun();
    };
    const lost = rejection(client.do(GET, {}, { timeoutMs: 500 }));
    for (let passed = 0; passed <= 500; passed++) {
      await settle();
      await vi.advanceTimersByTimeAsync(1);
    }
    expect(await lost).toBeInstanceOf(NetlinkOverrunError);
    expect(times.map(Math.round)).toEqual([
      0, 0, 0, 0, 0, 1, 3, 7, 15, 31, 63, 127, 227, 327, 427, 500,
    ]);
  });

  it("has it sent again only after the socket has been read, and not for who has given up", async () => {
    const { fake, client } = openFake();
    let gets = 0;
    fake.onRequest = ({ seq, type }) => {
      if (type === NLMSG_NOOP) fake.push([ack(seq)]);
      else if (++gets > 5 && fake.unread === 0) fake.push([row(seq, 1)]);
      else fake.overrun();
    };
    const answer = client.do(GET, {});
    await settle();
    expect(gets).toBe(5);
    for (let id = 0; id < 10; id++) fake.push([row(0, id, 0, 99)], { groups: 1 });
    await vi.advanceTimersByTimeAsync(1);
    expect(await answer).toEqual([{ id: 1 }]);
    gets = 0;
    const aborter = new AbortController();
    const aborted = rejection(client.do(GET, {}, { signal: aborter.signal, timeoutMs: 0 }));
    await settle();
    expect(gets).toBe(5);
    aborter.abort(STRANGE);
    expect(await aborted).toBe(STRANGE);
    gets = 0;
    const closed = rejection(client.do(GET, {}));
    await settle();
    expect(gets).toBe(5);
    client.close();
    await vi.advanceTimersByTimeAsync(100);
    expect(await closed).toBeInstanceOf(NetlinkClosedError);
  });

  it("has a dump that has not begun run again, and one that has goes on", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq, type }) => {
      if (type === NLMSG_NOOP) fake.push([ack(seq)]);
      else if (seq === 1) fake.overrun();
      else fake.push([part(seq, 1), done(seq)]);
    };
    const rows = client.dump(LIST, {});
    await settle();
    await vi.advanceTimersByTimeAsync(1);
    expect(await rows).toHaveLength(1);

    fake.onRequest = ({ seq, type }) => fake.push([type === NLMSG_NOOP ? ack(seq) : part(seq, 1)]);
    const begun = client.dump(LIST, {});
    await settle();
    const { seq = 0 } = fake.requests.at(-1) ?? {};
    fake.overrun();
    await settle();
    expect(fake.requests.at(-1)?.type).toBe(NLMSG_NOOP);
    fake.push([part(seq, 2), done(seq)]);
    expect(await begun).toHaveLength(2);
  });

  it.each([true, false])(
    "is all that ENOBUFS means to a dump, which may begin yet: %s",
    async (begins) => {
      const { fake, client } = openFake();
      fake.onRequest = ({ seq, type }) => {
        if (type === NLMSG_NOOP) fake.push([ack(seq)]);
        else if (seq > 1) fake.push([part(seq, 3), done(seq)]);
        else {
          fake.push([ack(seq, 105)]);
          if (begins) fake.push([part(seq, 1), part(seq, 2)]);
          if (begins) fake.push([done(seq)]);
        }
      };
      const rows = client.dump(LIST, {});
      await settle();
      await vi.advanceTimersByTimeAsync(1);
      expect((await rows).map(({ id }) => id)).toEqual(begins ? [1, 2] : [3]);
    },
  );

  it("fails a batch, for nobody knows which of its refusals were lost", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq, type }) =>
      type === NLMSG_NOOP ? fake.push([ack(seq)]) : fake.overrun();
    const batch = client.batch([{ operation: SET, value: {} }]);
    expect(await rejection(batch)).toBeInstanceOf(NetlinkOverrunError);
  });

  it("says nothing of a request that the other thread has still to send", async () => {
    const { fake, client } = openFake({}, { aside: true });
    const slow = client.do(SLOW, {});
    await settle();
    fake.onRequest = ({ seq }) => fake.push([ack(seq)]);
    fake.overrun();
    await settle();
    fake.asides[0]?.();
    expect(await slow).toEqual([]);
  });

  it("leaves it to the timeouts where the probe cannot be sent", async () => {
    const { fake, client } = openFake();
    const lost = rejection(client.do(SET, {}));
    await settle();
    fake.sendError = STRANGE;
    fake.overrun();
    await settle();
    await vi.advanceTimersByTimeAsync(5000);
    expect(await lost).toBeInstanceOf(NetlinkTimeoutError);
  });

  it("concerns nobody where nobody waits", async () => {
    const { fake, client } = openFake();
    fake.overrun();
    fake.onRequest = ({ seq }) => fake.push([row(seq, 1)]);
    expect(await client.do(GET, {})).toHaveLength(1);
    expect(fake.requests).toHaveLength(1);
  });
});
