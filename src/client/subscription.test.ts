import { describe, expect, it, vi } from "vitest";
import { openFake, rejection, settle, useFakeClients } from "../../test/support/fake-client.ts";
import {
  ack,
  GET,
  packetInfo,
  row,
  SET,
  TABLE,
  TYPE_NEW,
} from "../../test/support/fake-messages.ts";
import { NetlinkDecodeError } from "../errors/index.ts";
import { NLMSG_NOOP } from "../wire/index.ts";
import type { NetlinkClient } from "./client.ts";
import type { Subscription, SubscriptionOptions } from "./subscription.ts";

useFakeClients();

const MESSAGES = new Map([[TYPE_NEW, { name: "TEST_NEW", table: TABLE }]]);

function listen(
  client: NetlinkClient,
  groups: readonly number[] = [1],
  options: Partial<SubscriptionOptions> = {},
): Subscription<{ id: number }> {
  return client.subscribe<{ id: number }>({ groups, messages: MESSAGES, ...options });
}

/** The id of the next event's body, or its kind. */
async function nextOf(subscription: Subscription<{ id: number }>): Promise<unknown> {
  const { done, value } = await subscription.next();
  if (done === true) return "done";
  return value.kind === "overrun" ? "overrun" : value.body.id;
}

describe("a subscription", () => {
  it("joins its groups and gives what comes to them, decoded, with all of the header", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client, [1, 3]);
    expect([...fake.groups]).toEqual([1, 3]);
    fake.push([row(77, 5, 0x400)], { groups: 1 << 2 });
    expect(await subscription.next()).toEqual({
      done: false,
      value: {
        kind: "message",
        name: "TEST_NEW",
        type: TYPE_NEW,
        flags: 0x400,
        seq: 77,
        portId: 4242,
        group: 3,
        nsid: undefined,
        body: { id: 5 },
      },
    });
    await subscription.return();
    expect([fake.groups.size, fake.watched]).toEqual([0, false]);
  });

  it("gives what has come without waiting, and tells when there is something", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    expect([subscription.take(), subscription.ended]).toEqual([undefined, false]);
    let isWoken = false;
    const available = subscription.available().then(() => {
      isWoken = true;
    });
    await settle();
    expect([isWoken, fake.alive]).toEqual([false, true]);
    fake.push([row(0, 1)], { groups: 1 });
    await available;
    expect(fake.alive).toBe(false);
    // It is there still, and again at once.
    await subscription.available();
    expect(subscription.take()).toMatchObject({ body: { id: 1 } });
    const late = subscription.available(50);
    vi.advanceTimersByTime(50);
    await late;
    expect(subscription.take()).toBeUndefined();
    const end = subscription.available();
    fake.push([row(0, 2)], { groups: 1 });
    await end;
    client.close();
    // What has come can be taken even so.
    expect(subscription.take()).toMatchObject({ body: { id: 2 } });
    expect([subscription.take(), subscription.ended]).toEqual([undefined, true]);
    await subscription.available();
    const other = openFake();
    const ending = listen(other.client).available();
    other.client.close();
    await ending;
  });

  it("keeps what comes before it is asked for, and the process only while it is awaited", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    expect([fake.watched, fake.alive]).toEqual([true, false]);
    fake.push([row(0, 1), row(0, 2)], { groups: 1 });
    fake.push([row(0, 3)], { groups: 1 });
    await settle();
    expect([
      await nextOf(subscription),
      await nextOf(subscription),
      await nextOf(subscription),
    ]).toEqual([1, 2, 3]);
    const waiting = nextOf(subscription);
    await settle();
    expect(fake.alive).toBe(true);
    fake.push([row(0, 4)], { groups: 1 });
    expect(await waiting).toBe(4);
    expect(fake.alive).toBe(false);
    await subscription.return();
  });

  it("serves calls of next in their order", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    const waiting = [nextOf(subscription), nextOf(subscription), nextOf(subscription)];
    await settle();
    fake.push([row(0, 1), row(0, 2)], { groups: 1 });
    fake.push([row(0, 3)], { groups: 1 });
    expect(await Promise.all(waiting)).toEqual([1, 2, 3]);
    await subscription.return();
  });

  it("gives messages that no table knows raw, and passes over netlink's own", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    fake.push([row(0, 1, 0, NLMSG_NOOP), row(0, 1, 0, 99)], { groups: 1 });
    const { value } = await subscription.next();
    expect(value).toMatchObject({ name: "message 99", type: 99 });
    expect(value).toHaveProperty("body", Uint8Array.of(8, 0, 1, 0, 1, 0, 0, 0));
    await subscription.return();
  });

  it("rejects one call for a message that does not parse, and goes on behind it", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    const broken = row(0, 1);
    broken[16] = 200;
    fake.push([broken, row(0, 2)], { groups: 1 });
    expect(await rejection(subscription.next())).toBeInstanceOf(NetlinkDecodeError);
    expect(await nextOf(subscription)).toBe(2);
    const waiting = rejection(subscription.next());
    await settle();
    fake.push([broken], { groups: 1 });
    expect(await waiting).toBeInstanceOf(NetlinkDecodeError);
    await subscription.return();
  });

  it("passes over the rest of a datagram whose length lies", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    const lying = row(0, 9);
    lying[0] = 200;
    fake.push([row(0, 1), lying], { groups: 1 });
    fake.push([row(0, 2)], { groups: 1 });
    expect(await nextOf(subscription)).toBe(1);
    expect(await rejection(subscription.next())).toBeInstanceOf(NetlinkDecodeError);
    expect(await nextOf(subscription)).toBe(2);
    await subscription.return();
  });

  it("tells groups above 32 from answers by the packet info", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client, [35]);
    expect(fake.options.get("NETLINK_PKTINFO")).toBe(true);
    fake.push([row(1, 6)], { control: packetInfo(35) });
    fake.onRequest = ({ seq }) => fake.push([row(seq, 7)], { control: packetInfo(0) });
    expect(await client.do(GET, {})).toEqual([{ id: 7 }]);
    expect(await subscription.next()).toMatchObject({ value: { group: 35, body: { id: 6 } } });
    await subscription.return();
  });
});

describe("several subscriptions", () => {
  it("share a group, which is left with the last of them", async () => {
    const { fake, client } = openFake();
    const first = listen(client, [1, 2]);
    const second = listen(client, [2, 3]);
    fake.push([row(0, 1)], { groups: 1 << 0 });
    fake.push([row(0, 2)], { groups: 1 << 1 });
    fake.push([row(0, 3)], { groups: 1 << 2 });
    expect([await nextOf(first), await nextOf(first)]).toEqual([1, 2]);
    expect([await nextOf(second), await nextOf(second)]).toEqual([2, 3]);
    await first.return();
    expect([...fake.groups]).toEqual([2, 3]);
    await second.return();
    await second.return();
    expect(fake.groups.size).toBe(0);
  });

  it("leave what they have joined where a further group cannot be", () => {
    const { fake, client } = openFake();
    expect(() => listen(client, [1, 2, 1000])).toThrow("no group 1000");
    expect([fake.groups.size, fake.watched]).toEqual([0, false]);
  });
});

describe("overruns", () => {
  it("are one value in the stream of everybody", async () => {
    const { fake, client } = openFake();
    const first = listen(client);
    const second = listen(client, [2]);
    fake.push([row(0, 1)], { groups: 1 });
    fake.overrun();
    fake.overrun();
    fake.push([row(0, 2)], { groups: 1 });
    expect([await nextOf(first), await nextOf(first), await nextOf(first)]).toEqual([
      1,
      "overrun",
      2,
    ]);
    expect(await nextOf(second)).toBe("overrun");
    await first.return();
    await second.return();
  });

  it("come of a consumer that does not keep up, too", async () => {
    const { fake, client } = openFake();
    const slow = listen(client, [1], { queueBytes: 100 });
    const quick = listen(client);
    for (let id = 0; id < 50; id++) fake.push([row(0, id)], { groups: 1 });
    await settle();
    const seen = [];
    for (let count = 0; count < 5; count++) seen.push(await nextOf(slow));
    expect(seen).toEqual([0, 1, 2, 3, "overrun"]); // 24 bytes each
    fake.push([row(0, 50)], { groups: 1 });
    expect(await nextOf(slow)).toBe(50);
    for (let id = 0; id <= 50; id++) expect(await nextOf(quick)).toBe(id);
    await slow.return();
    await quick.return();
  });

  it("come of an event that was cut", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    fake.push([row(0, 1)], { groups: 1, truncatedLength: 70_000 });
    fake.push([row(0, 2)], { groups: 1 });
    expect([await nextOf(subscription), await nextOf(subscription)]).toEqual(["overrun", 2]);
    await subscription.return();
  });
});

describe("the end of a subscription", () => {
  it("comes by leaving the loop", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    fake.push([row(0, 1), row(0, 2)], { groups: 1 });
    for await (const event of subscription) {
      expect(event).toMatchObject({ body: { id: 1 } });
      break;
    }
    expect(fake.groups.size).toBe(0);
    expect(await nextOf(subscription)).toBe("done");
  });

  it("comes by disposal", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    await subscription[Symbol.asyncDispose]();
    expect(fake.groups.size).toBe(0);
    await client[Symbol.asyncDispose]();
    expect(client.closed).toBe(true);
  });

  it("comes by the signal, at once: what is queued is dropped", async () => {
    const { fake, client } = openFake();
    const controller = new AbortController();
    const idle = listen(client, [1], { signal: controller.signal });
    const awaited = listen(client, [2], { signal: controller.signal });
    fake.push([row(0, 1)], { groups: 1 });
    const waiting = nextOf(awaited);
    await settle();
    controller.abort();
    expect(await waiting).toBe("done");
    expect(await nextOf(idle)).toBe("done");
    expect([fake.groups.size, fake.watched, fake.alive]).toEqual([0, false, false]);
    expect(() => listen(client, [1], { signal: controller.signal })).toThrow();
    expect(fake.groups.size).toBe(0);
  });

  it("comes with the client's; what had arrived is still given", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    const awaited = listen(client, [2]);
    fake.push([row(0, 1)], { groups: 1 });
    await settle();
    const waiting = nextOf(awaited);
    client.close();
    expect(await waiting).toBe("done");
    expect([await nextOf(subscription), await nextOf(subscription)]).toEqual([1, "done"]);
    await subscription.return();
  });

  it("leaves no events behind that could be taken for answers", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    fake.push([row(1, 66)], { groups: 1 }); // bears the number that the next request will have
    fake.push([row(1, 67)], { groups: 1 });
    fake.push([ack(1, 5)], { groups: 1 });
    await subscription.return();
    fake.onRequest = ({ seq }) => fake.push([row(seq, 7)]);
    expect(await client.do(GET, {})).toEqual([{ id: 7 }]);
  });
});

describe("a thousand events", () => {
  it("pass in their order while requests are answered", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    fake.onRequest = ({ seq }) => fake.push([ack(seq)]);
    for (let id = 0; id < 1500; id++) {
      fake.push([row(id, id)], { groups: 1 });
      if (id % 100 === 0) await client.do(SET, { id });
    }
    for (let id = 0; id < 1500; id++) expect(await nextOf(subscription)).toBe(id);
    await subscription.return();
  });
});
