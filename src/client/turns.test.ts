import { describe, expect, it } from "vitest";
import { openFake, rejection, settle, useFakeClients } from "../../test/support/fake-client.ts";
import { ack, GET, row, SET } from "../../test/support/fake-messages.ts";
import type { FakeTransport } from "../../test/support/fake-transport.ts";
import { NetlinkClosedError } from "../errors/index.ts";

useFakeClients();

/** Answers like a kernel, and notes the most answers that were ever unread. */
function answering(fake: FakeTransport, answer: (seq: number) => readonly Uint8Array[]) {
  const most = { unread: 0 };
  fake.onRequest = ({ seq }) => {
    for (const part of answer(seq)) fake.push([part]);
    most.unread = Math.max(most.unread, fake.unread);
  };
  return most;
}

const REFUSED = -17;
const refusedSet = { operation: SET, value: { id: 1 } };

describe("requests made all at once", () => {
  it("leave no more than one answer unread, and are answered in order", async () => {
    const { fake, client } = openFake();
    const most = answering(fake, (seq) => [row(seq, seq)]);
    const answers = await Promise.all(Array.from({ length: 5000 }, () => client.do(GET, {})));
    expect(answers.map(([reply]) => reply?.id)).toEqual(answers.map((_, index) => index + 1));
    expect(most.unread).toBe(1);
  });

  it("leave no more than the refusals of one send unread, in batches", async () => {
    const { fake, client } = openFake();
    const most = answering(fake, (seq) => [ack(seq, REFUSED)]);
    const batches = Array.from({ length: 20 }, () =>
      client.batch(Array.from({ length: 500 }, () => refusedSet)),
    );
    for (const { sent, carriedOut, failures } of await Promise.all(batches)) {
      expect({ sent, carriedOut, failed: failures.length }).toEqual({
        sent: 500,
        carriedOut: 0,
        failed: 500,
      });
    }
    expect(most.unread).toBeLessThanOrEqual(200);
  });

  it("are refused in the queue when their value does not fit, and the rest go on", async () => {
    const { fake, client } = openFake();
    answering(fake, (seq) => [row(seq, 7)]);
    const settled = await Promise.allSettled(
      Array.from({ length: 1500 }, (_, index) => client.do(GET, { id: index % 2 === 0 ? 1 : -1 })),
    );
    const fulfilled = settled.filter(({ status }) => status === "fulfilled");
    expect(fulfilled).toHaveLength(750);
    expect(fake.requests).toHaveLength(750);
  });

  it("fail in the queue when the client is closed, and none of them is sent", async () => {
    const { fake, client } = openFake();
    answering(fake, (seq) => [row(seq, 7)]);
    const waiting = Promise.allSettled(Array.from({ length: 1500 }, () => client.do(GET, {})));
    const sent = fake.requests.length;
    client.close();
    const settled = await waiting;
    const failed = settled.filter(({ status }) => status === "rejected");
    expect(sent).toBe(512);
    expect(fake.requests).toHaveLength(sent);
    expect(failed).toHaveLength(1500 - sent);
    for (const { reason } of failed as PromiseRejectedResult[])
      expect(reason).toBeInstanceOf(NetlinkClosedError);
  });

  it("are not sent from the queue once their signal is aborted", async () => {
    const { fake, client } = openFake();
    answering(fake, (seq) => [row(seq, 7)]);
    const first = Promise.all(Array.from({ length: 512 }, () => client.do(GET, {})));
    const controller = new AbortController();
    const late = rejection(client.do(GET, {}, { signal: controller.signal }));
    const reason = new Error("no more wanted");
    controller.abort(reason);
    expect(await late).toBe(reason);
    await first;
    await settle();
    expect(fake.requests).toHaveLength(512);
  });
});
