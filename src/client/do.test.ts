import { describe, expect, it, vi } from "vitest";
import { openFake, rejection, settle, useFakeClients } from "../../test/support/fake-client.ts";
import {
  ack,
  bare,
  done,
  GET,
  LIST,
  part,
  row,
  SET,
  SLOW,
} from "../../test/support/fake-messages.ts";
import { FakeTransport } from "../../test/support/fake-transport.ts";
import {
  NetlinkClosedError,
  NetlinkDecodeError,
  NetlinkEncodeError,
  NetlinkErrnoError,
  NetlinkInputError,
  NetlinkTimeoutError,
} from "../errors/index.ts";
import { NLM_F_ACK, NLM_F_ECHO, NLM_F_REQUEST, NLMSG_NOOP, NLMSG_OVERRUN } from "../wire/index.ts";
import { NetlinkClient } from "./client.ts";
import { request } from "./do.ts";
import { Exchange } from "./exchange.ts";

useFakeClients();

const INTERRUPTED = new Error("interrupted by the caller");

describe("do", () => {
  it("numbers requests from 1, fills in the port id, and asks for an acknowledgement", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([ack(seq)]);
    expect(await client.do(SET, { id: 7 })).toEqual([]);
    expect(await client.do(SET, { id: 8 }, { flags: 0x400 })).toEqual([]);
    expect(fake.requests.map(({ seq, portId, type, flags }) => [seq, portId, type, flags])).toEqual(
      [
        [1, 4242, 19, NLM_F_REQUEST | NLM_F_ACK],
        [2, 4242, 19, NLM_F_REQUEST | NLM_F_ACK | 0x400],
      ],
    );
  });

  it("goes on from 1 after the last number, and never uses 0", async () => {
    const fake = new FakeTransport();
    const exchange = new Exchange(fake, {}, 0xfffffffd);
    fake.onRequest = ({ seq }) => fake.push([ack(seq)]);
    for (let count = 0; count < 4; count++) await request(exchange, SET, {}, {});
    expect(fake.requests.map(({ seq }) => seq)).toEqual([0xfffffffe, 0xffffffff, 1, 2]);
    exchange.close();
  });

  it("asks for no acknowledgement where one message answers, unless warnings are wanted", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([row(seq, 5)]);
    expect(await client.do(GET, { id: 5 })).toEqual([{ id: 5 }]);
    expect(fake.requests[0]?.flags).toBe(NLM_F_REQUEST);
    const warnings: unknown[] = [];
    fake.onRequest = ({ seq }) =>
      fake.push([row(seq, 5), ack(seq, 0, { message: "ignored a bit" })]);
    const onWarning = (warning: unknown): void => void warnings.push(warning);
    expect(await client.do(GET, { id: 5 }, { onWarning })).toEqual([{ id: 5 }]);
    expect(fake.requests[1]?.flags).toBe(NLM_F_REQUEST | NLM_F_ACK);
    expect(warnings).toEqual([
      {
        operation: "TEST_GET",
        seq: 2,
        message: "ignored a bit",
        extack: { message: "ignored a bit" },
      },
    ]);
  });

  it("takes a positive number for the result of an operation that acknowledges with it, else for an errno", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([ack(seq, -7)]);
    const made = { ...SET, acknowledgesWith: "id" };
    expect(await client.do(made, {})).toEqual([{ id: 7 }]);
    await expect(client.do(SET, {})).rejects.toMatchObject({ errno: 7 });
    fake.onRequest = ({ seq }) => fake.push([ack(seq, 7)]);
    await expect(client.do(made, {})).rejects.toMatchObject({ errno: 7 });
    fake.onRequest = ({ seq }) => fake.push([ack(seq)]);
    expect(await client.do(made, {})).toEqual([{ id: 0 }]);
  });

  it("takes the event of what it did for its answer where it asked for the echo, and only then", async () => {
    const { fake, client } = openFake();
    // The kernel's unicast of an echo bears the group; what another socket did bears that one's port id.
    fake.onRequest = ({ seq }) => {
      const theirs = row(seq, 6);
      new DataView(theirs.buffer).setUint32(12, 99, true);
      fake.push([theirs], { groups: 1 });
      fake.push([row(seq, 5)], { groups: 1 });
      fake.push([ack(seq)]);
    };
    expect(await client.do(LIST, {}, { flags: NLM_F_ECHO })).toEqual([{ id: 5 }]);
    expect(await client.do(LIST, {})).toEqual([]);
  });

  it("tells the client's own listener of warnings, and not of plain successes", async () => {
    const messages: string[] = [];
    const { fake, client } = openFake({ onWarning: ({ message }) => messages.push(message) });
    fake.onRequest = ({ seq }) =>
      fake.push([ack(seq, 0, seq === 2 ? { message: "second" } : undefined)]);
    await client.do(SET, {});
    await client.do(SET, {});
    expect(messages).toEqual(["second"]);
  });

  it("fails where the listener for warnings throws", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([ack(seq, 0, { message: "hm" })]);
    const onWarning = (): never => {
      throw INTERRUPTED;
    };
    expect(await rejection(client.do(SET, {}, { onWarning }))).toBe(INTERRUPTED);
  });

  it("collects a multipart answer in several datagrams up to its acknowledgement", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => {
      fake.push([part(seq, 1), part(seq, 2)]);
      fake.push([part(seq, 3), done(seq)]);
      fake.push([ack(seq)]);
    };
    expect(await client.do(LIST, {})).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }]);
    expect(fake.delivered).toBe(3);
  });

  it("skips NOOP, OVERRUN, and messages of other types and other requests", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => {
      fake.push([bare(NLMSG_NOOP, seq), bare(NLMSG_OVERRUN, seq), row(seq, 9, 0, 77), row(99, 1)]);
      fake.push([row(seq, 1), ack(seq)]);
    };
    expect(await client.do(LIST, {})).toEqual([{ id: 1 }]);
  });

  it("takes nothing that stands behind the end of its answer", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([row(seq, 1), row(seq, 2), ack(seq, 5)]);
    expect(await client.do(GET, {})).toEqual([{ id: 1 }]);
  });

  it("waits for an answer that comes later, and keeps the process alive meanwhile", async () => {
    const { fake, client } = openFake();
    const answer = client.do(GET, { id: 1 });
    await settle();
    expect([fake.watched, fake.alive]).toEqual([true, true]);
    fake.push([row(1, 1)]);
    expect(await answer).toEqual([{ id: 1 }]);
  });

  it("answers many at once, in any order", async () => {
    const { fake, client } = openFake();
    const answers = Promise.all(Array.from({ length: 1000 }, (_, id) => client.do(GET, { id })));
    await settle();
    for (const { seq } of [...fake.requests].reverse()) fake.push([row(seq, seq)]);
    expect((await answers).map(([reply]) => reply?.id)).toEqual(
      Array.from({ length: 1000 }, (_, index) => index + 1),
    );
  });

  it("sends nothing where a value does not fit, and spends no number on it", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([ack(seq)]);
    expect(await rejection(client.do(SET, { id: -1 }))).toBeInstanceOf(NetlinkEncodeError);
    await client.do(SET, { id: 1 });
    expect(fake.requests.map(({ seq, length }) => [seq, length])).toEqual([[1, 24]]);
  });

  it("fails with what sending threw", async () => {
    const { fake, client } = openFake();
    fake.sendError = INTERRUPTED;
    expect(await rejection(client.do(SET, {}))).toBe(INTERRUPTED);
  });

  it("fails for a reply that does not parse", async () => {
    const { fake, client } = openFake();
    const broken = row(1, 1);
    broken[16] = 200; // nla_len
    fake.onRequest = () => fake.push([broken]);
    expect(await rejection(client.do(GET, {}))).toBeInstanceOf(NetlinkDecodeError);
  });
});

describe("a refusal", () => {
  async function refused(
    extack?: Parameters<typeof ack>[2],
    errno = 22,
  ): Promise<NetlinkErrnoError> {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([ack(seq, errno, extack)]);
    const error = await rejection(client.do(SET, { id: 1, name: "abc", inner: { depth: 4 } }));
    expect(error).toBeInstanceOf(NetlinkErrnoError);
    return error as NetlinkErrnoError;
  }

  it("has errno, operation, and the request's number", async () => {
    const error = await refused();
    expect(error).toMatchObject({ errno: 22, errnoName: "EINVAL", operation: "TEST_SET", seq: 1 });
    expect(error.extack).toBeUndefined();
  });

  it.each([
    [16, ["id"]],
    [24, ["name"]],
    [32, ["inner"]],
    [36, ["inner", "depth"]],
    [4, []],
    [400, []],
  ])("names the attribute at byte %i", async (offset, path) => {
    const { extack } = await refused({ message: "no", offset });
    expect(extack).toEqual({ message: "no", offset, attributePath: path });
  });

  it("names what is missing", async () => {
    expect((await refused({ missingType: 2 })).extack?.missingPath).toEqual(["name"]);
    expect((await refused({ missingType: 1, missingNest: 32 })).extack?.missingPath).toEqual([
      "inner",
      "depth",
    ]);
    expect((await refused({ missingType: 44 })).message).toMatch(/missing 44/);
  });

  it("finds the attribute that the sentence names, where there is but one", async () => {
    expect((await refused({ message: "name too long" })).message).toBe(
      'TEST_SET: EINVAL (invalid argument) at name: "name too long"',
    );
    expect((await refused({ message: "name and id clash" })).extack?.attributePath).toBeUndefined();
  });

  it("says of EPERM what it needs", async () => {
    expect((await refused(undefined, 1)).message).toMatch(/CAP_NET_ADMIN/);
  });

  it("keeps its path when the answer comes after other requests were built", async () => {
    const { fake, client } = openFake();
    const first = rejection(client.do(SET, { id: 1, name: "abc" }));
    const second = client.do(GET, { inner: { depth: 1 } });
    await settle();
    fake.push([ack(1, 22, { offset: 24 }), row(2, 1)]);
    expect(await first).toMatchObject({ extack: { attributePath: ["name"] } });
    expect(await second).toEqual([{ id: 1 }]);
  });
});

describe("giving up", () => {
  it("fails after 5 s without an answer, drops what comes later, and goes on", async () => {
    const { fake, client } = openFake();
    const lost = rejection(client.do(GET, {}));
    await settle();
    await vi.advanceTimersByTimeAsync(4999);
    expect(fake.alive).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    expect(await lost).toMatchObject({ operation: "TEST_GET", timeoutMs: 5000 });
    fake.push([row(1, 1)]);
    fake.onRequest = ({ seq }) => fake.push([row(seq, 2)]);
    expect(await client.do(GET, {})).toEqual([{ id: 2 }]);
  });

  it("counts the time from the last part of the answer", async () => {
    const { fake, client } = openFake({ timeoutMs: 100 });
    const rows = client.do(LIST, {});
    for (let id = 0; id < 3; id++) {
      await settle();
      await vi.advanceTimersByTimeAsync(90);
      fake.push([part(1, id)]);
    }
    await settle();
    fake.push([ack(1)]);
    expect(await rows).toHaveLength(3);
  });

  it.each([0, Number.POSITIVE_INFINITY])(
    "waits for ever with a timeout of %d",
    async (timeoutMs) => {
      const { fake, client } = openFake();
      const answer = client.do(GET, {}, { timeoutMs });
      await settle();
      expect(vi.getTimerCount()).toBe(0);
      fake.push([row(1, 1)]);
      expect(await answer).toHaveLength(1);
    },
  );

  it("refuses a timeout that is none", async () => {
    const { fake, client } = openFake();
    for (const timeoutMs of [-1, Number.NaN, "5" as never]) {
      expect(await rejection(client.do(GET, {}, { timeoutMs }))).toBeInstanceOf(NetlinkInputError);
      expect(() => new NetlinkClient(fake, { timeoutMs })).toThrow(/^timeoutMs: expected/);
    }
    expect(fake.requests).toEqual([]);
  });

  it("sends nothing once aborted", async () => {
    const { fake, client } = openFake();
    const signal = AbortSignal.abort(INTERRUPTED);
    expect(await rejection(client.do(GET, {}, { signal }))).toBe(INTERRUPTED);
    expect(fake.requests).toEqual([]);
  });

  it("fails with the signal's reason, drops what comes later, and goes on", async () => {
    const { fake, client } = openFake();
    const controller = new AbortController();
    const answer = rejection(client.do(GET, {}, { signal: controller.signal }));
    await settle();
    controller.abort(INTERRUPTED);
    expect(await answer).toBe(INTERRUPTED);
    fake.push([row(1, 1)]);
    fake.onRequest = ({ seq }) => fake.push([row(seq, 2)]);
    expect(await client.do(GET, {})).toEqual([{ id: 2 }]);
  });

  it("fails when the client is closed, before and while it waits", async () => {
    const { client } = openFake();
    const answers = [1, 2, 3].map(() => rejection(client.do(GET, {})));
    await settle();
    client.close();
    client.close();
    expect(client.closed).toBe(true);
    for (const answer of answers) expect(await answer).toBeInstanceOf(NetlinkClosedError);
    expect(await rejection(client.do(GET, {}))).toBeInstanceOf(NetlinkClosedError);
    expect(await rejection(client.dump(GET, {}))).toBeInstanceOf(NetlinkClosedError);
    expect(await rejection(client.batch([]))).toBeInstanceOf(NetlinkClosedError);
    expect(() => client.subscribe({ groups: [1], messages: new Map() })).toThrow(
      NetlinkClosedError,
    );
  });

  it("fails where the socket cannot be watched", async () => {
    const { fake, client } = openFake();
    fake.watchError = INTERRUPTED;
    expect(await rejection(client.do(GET, {}))).toBe(INTERRUPTED);
    fake.watchError = undefined;
  });
});

describe("a slow request", () => {
  it("is sent from the other thread, and so is what follows it until it is sent", async () => {
    const { fake, client } = openFake({}, { aside: true });
    fake.onRequest = ({ seq, type }) => fake.push([type === 20 ? ack(seq) : row(seq, seq)]);
    const slow = client.do(SLOW, { id: 1 });
    const behind = client.do(GET, {});
    expect([fake.sends.length, fake.asides.length]).toEqual([0, 2]);
    fake.asides[0]?.();
    expect(await slow).toEqual([]);
    fake.asides[1]?.();
    expect(await behind).toEqual([{ id: 2 }]);
    expect(await client.do(GET, {})).toEqual([{ id: 3 }]);
    expect(fake.asides).toHaveLength(2);
  });

  it("is sent on the spot by a transport that has no other thread", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([ack(seq)]);
    expect(await client.do(SLOW, {})).toEqual([]);
  });

  it("fails with what its sending came to", async () => {
    const { fake, client } = openFake({}, { aside: true });
    const slow = rejection(client.do(SLOW, {}));
    fake.sendError = INTERRUPTED;
    fake.asides[0]?.();
    expect(await slow).toBe(INTERRUPTED);
  });

  it("is given up in time even while the kernel is at it", async () => {
    const { fake, client } = openFake({ timeoutMs: 100 }, { aside: true });
    const controller = new AbortController();
    const timed = rejection(client.do(SLOW, {}));
    const aborted = rejection(client.do(SLOW, {}, { signal: controller.signal }));
    await settle();
    controller.abort(INTERRUPTED);
    expect(await aborted).toBe(INTERRUPTED);
    await vi.advanceTimersByTimeAsync(100);
    expect(await timed).toBeInstanceOf(NetlinkTimeoutError);
    for (const send of fake.asides) send();
    await settle();
  });

  it("has its time counted from when those before it were done", async () => {
    const { fake, client } = openFake({ timeoutMs: 100 }, { aside: true });
    fake.onRequest = ({ seq }) => fake.push([ack(seq)]);
    const all = Promise.all([1, 2, 3, 4].map((id) => client.do(SLOW, { id })));
    for (let sent = 0; sent < 4; sent++) {
      await settle();
      await vi.advanceTimersByTimeAsync(90);
      fake.asides[sent]?.();
    }
    expect(await all).toHaveLength(4);
  });

  it("ends when the client is closed", async () => {
    const { fake, client } = openFake({}, { aside: true });
    const slow = rejection(client.do(SLOW, {}));
    await settle();
    client.close();
    expect(await slow).toBeInstanceOf(NetlinkClosedError);
    fake.asides[0]?.(); // fails: the socket is closed
    await settle();
  });
});
