import { describe, expect, it } from "vitest";
import {
  openFake,
  partial,
  rejection,
  settle,
  useFakeClients,
} from "../../test/support/fake-client.ts";
import {
  ack,
  bare,
  done,
  FAMILY,
  GENERIC_GET,
  GENERIC_LIST,
  GET,
  genericRow,
  LIST,
  packetInfo,
  part,
  row,
  SET,
  TABLE,
  TYPE_NEW,
  unaddressed,
} from "../../test/support/fake-messages.ts";
import { FakeTransport } from "../../test/support/fake-transport.ts";
import { NetlinkDecodeError, NetlinkTruncatedError } from "../errors/index.ts";
import { NLMSG_DONE } from "../wire/index.ts";
import { NetlinkClient } from "./client.ts";
import type { Subscription, SubscriptionOptions } from "./subscription.ts";

useFakeClients();

const EVENT = 77;
const MESSAGES = new Map([
  [TYPE_NEW, { name: "TEST_NEW", table: TABLE }],
  [EVENT, { name: "TEST_EVENT", table: TABLE }],
]);

/** A row of the generic family without number and port id, as the thermal family sends them. */
const blank = (id: number, command = TYPE_NEW): Uint8Array =>
  unaddressed(genericRow(0, command, id));
/** An event that the kernel sends to one socket. */
const event = (id: number, seq = 0, type = EVENT): Uint8Array => unaddressed(row(seq, id, 0, type));

function listen(
  client: NetlinkClient,
  options: Partial<SubscriptionOptions> = {},
): Subscription<{ id: number }> {
  return client.subscribe({ groups: [], messages: MESSAGES, unicast: true, ...options });
}

/** All that has come, by id; what it is where it has none. Ends the subscription. */
async function idsOf(subscription: Subscription<{ id: number }>): Promise<unknown[]> {
  await settle();
  const ids: unknown[] = [];
  for (let next = subscription.take(); next !== undefined; next = subscription.take())
    ids.push(next.kind === "message" ? next.body.id : next.kind);
  await subscription.return();
  return ids;
}

describe("a dump whose rows have no number", () => {
  it("has them, be they with its end in one datagram or in others", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => fake.push([blank(1), blank(2), done(seq)]);
    expect(await client.dump(GENERIC_LIST, {})).toEqual([{ id: 1 }, { id: 2 }]);
    fake.onRequest = ({ seq }) => {
      fake.push([blank(3)]);
      fake.push([blank(4), blank(5)]);
      fake.push([done(seq)]);
    };
    const ids: number[] = [];
    for await (const { id = 0 } of client.stream(GENERIC_LIST, {})) ids.push(id);
    expect(ids).toEqual([3, 4, 5]);
  });

  it("goes on to its end where the protocol is raw", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => {
      fake.push([event(1, 0, TYPE_NEW)]);
      fake.push([event(2, 0, TYPE_NEW), done(seq)]);
    };
    expect(await client.dump(LIST, {})).toEqual([{ id: 1 }, { id: 2 }]);
  });

  it("has none of what else has no number", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client, { groups: [1], familyId: FAMILY });
    const rows = client.dump(GENERIC_LIST, {});
    await settle();
    fake.push([blank(60)], { groups: 1 });
    fake.push([blank(61, EVENT), blank(1)]);
    fake.push([done(1)]);
    expect(await rows).toEqual([{ id: 1 }]);
    fake.push([blank(62)]);
    expect(await idsOf(subscription)).toEqual([60, 61, 62]);
  });

  it("is none where its first row has one", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client, { familyId: FAMILY });
    const rows = client.dump(GENERIC_LIST, {});
    await settle();
    fake.push([genericRow(1, TYPE_NEW, 1)]);
    fake.push([blank(60)]);
    fake.push([genericRow(1, TYPE_NEW, 2), done(1)]);
    expect(await rows).toEqual([{ id: 1 }, { id: 2 }]);
    expect(await idsOf(subscription)).toEqual([60]);
  });

  it("that nobody reads any more is read to its end, and nobody told of its rows", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client, { familyId: FAMILY });
    const aborter = new AbortController();
    const aborted = rejection(client.dump(GENERIC_LIST, {}, { signal: aborter.signal }));
    await settle();
    aborter.abort("enough");
    expect(await aborted).toBe("enough");
    const next = client.dump(GENERIC_LIST, {});
    await settle();
    fake.onRequest = ({ seq }) => fake.push([blank(3), done(seq)]);
    fake.push([blank(1)]);
    fake.push([blank(2), done(1)]);
    expect(await next).toEqual([{ id: 3 }]);
    expect(await idsOf(subscription)).toEqual([]);
  });

  it("fails where one of them is cut, or does not parse", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) => {
      fake.push([blank(1)], { truncatedLength: 70_000 });
      fake.push([done(seq)]);
    };
    expect(await rejection(client.dump(GENERIC_LIST, {}))).toBeInstanceOf(NetlinkTruncatedError);
    fake.onRequest = ({ seq }) => {
      const bad = blank(1);
      bad[20] = 3;
      fake.push([bad, done(seq)]);
    };
    expect(await rejection(client.dump(GENERIC_LIST, {}))).toBeInstanceOf(NetlinkDecodeError);
  });

  it("is run again where one of them says that it was interrupted", async () => {
    const { fake, client } = openFake();
    fake.onRequest = ({ seq }) =>
      fake.push([unaddressed(genericRow(0, TYPE_NEW, 1, 0x10)), done(seq)]);
    expect(await client.dump(GENERIC_LIST, {}, { retry: partial(1) })).toHaveLength(1);
    expect(
      await rejection(client.dump(GENERIC_LIST, {}, { retry: { attempts: 1 } })),
    ).toMatchObject({ code: "ERR_NETLINK_DUMP_INTERRUPTED" });
  });
});

describe("what comes to this socket alone, unasked", () => {
  it("is told in one stream with what comes to groups, whatever its number", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client, { groups: [1] });
    fake.push([event(1)]);
    fake.push([event(2, 5)], { groups: 1 });
    fake.push([event(3, 9), event(4), bare(NLMSG_DONE, 0)]);
    expect((await subscription.next()).value).toEqual({
      kind: "message",
      name: "TEST_EVENT",
      type: EVENT,
      flags: 0,
      seq: 0,
      portId: 0,
      group: 0,
      nsid: undefined,
      body: { id: 1 },
    });
    expect(await idsOf(subscription)).toEqual([2, 3, 4]);
  });

  it("is told to all who say so, of their family, and to no others", async () => {
    const { fake, client } = openFake();
    const all = listen(client);
    const both = listen(client);
    const other = listen(client, { familyId: FAMILY });
    const none = listen(client, { groups: [1], unicast: false });
    const seen: unknown[] = [];
    const stop = client.observe(
      { groups: [], messages: MESSAGES, unicast: true },
      (told) => void seen.push(told.kind === "message" ? told.name : told.kind),
    );
    fake.push([event(1), event(2, 0, 99)]);
    fake.push([blank(3, EVENT)]);
    expect(await idsOf(all)).toEqual([1, undefined, undefined]);
    expect(await idsOf(both)).toEqual([1, undefined, undefined]);
    expect(await idsOf(other)).toEqual([3]);
    expect(await idsOf(none)).toEqual([]);
    stop();
    expect(seen).toEqual(["TEST_EVENT", "message 99", `message ${FAMILY}`]);
  });

  it("is no message of a group above 32, for the kernel is asked to tell the group", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    expect(fake.options.get("NETLINK_PKTINFO")).toBe(true);
    fake.push([event(1)], { control: packetInfo(40) });
    fake.push([event(2)], { control: packetInfo(0) });
    expect(await idsOf(subscription)).toEqual([2]);
  });

  it("is no answer that comes too late", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    const aborter = new AbortController();
    const { signal } = aborter;
    const given = [
      rejection(client.do(GET, {}, { signal })),
      rejection(client.do(GENERIC_GET, {}, { signal })),
      rejection(client.do(SET, {}, { signal })),
      rejection(
        client.batch(
          [
            { operation: SET, value: {} },
            { operation: LIST, value: {} },
          ],
          { signal },
        ),
      ),
    ];
    await settle();
    aborter.abort("enough");
    expect(await Promise.all(given)).toEqual(Array(4).fill("enough"));
    // With the port id, of whatever kind; without it, of the kind that answers.
    fake.push([row(1, 50), row(2, 51, 0, EVENT), row(3, 52)]);
    fake.push([event(53, 1, TYPE_NEW), unaddressed(genericRow(2, TYPE_NEW, 54)), ack(3)]);
    fake.push([event(55, 5, TYPE_NEW)]);
    fake.push([event(1, 1), event(2, 2, TYPE_NEW), event(3, 3, TYPE_NEW)]);
    expect(await idsOf(subscription)).toEqual([1, 2, 3]);
  });

  it("is no answer to who waits, though it bear the number; what may be is", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    fake.onRequest = ({ seq }) => {
      fake.push([event(1, seq)]);
      fake.push([event(20, seq, TYPE_NEW)]);
    };
    expect(await client.do(GET, {})).toEqual([{ id: 20 }]);
    // A family that sends its answers unasked as well, counting for itself.
    fake.onRequest = ({ seq }) => {
      fake.push([event(2, seq, TYPE_NEW)]);
      fake.push([row(seq, 21)]);
    };
    expect(await client.do({ ...GET, addressedReply: true }, {})).toEqual([{ id: 21 }]);
    fake.onRequest = ({ seq }) => {
      fake.push([event(3, seq, TYPE_NEW)]);
      fake.push([ack(seq)]);
    };
    expect(await client.do(SET, {})).toEqual([]);
    expect(await client.batch([{ operation: SET, value: {} }])).toMatchObject({ failures: [] });
    fake.onRequest = ({ seq }) => {
      fake.push([unaddressed(part(seq, 22)), unaddressed(part(seq, 23)), done(seq)]);
    };
    expect(await client.dump(LIST, {})).toEqual([{ id: 22 }, { id: 23 }]);
    expect(await idsOf(subscription)).toEqual([1, 2, 3, 3]);
  });

  it("may have been lost where a buffer was full, a message cut, or a length lies", async () => {
    const { fake, client } = openFake();
    const subscription = listen(client);
    const groups = listen(client, { groups: [1], unicast: false });
    fake.overrun();
    fake.push([event(1)]);
    fake.push([event(2)], { truncatedLength: 70_000 });
    fake.push([event(3)]);
    const lying = event(4);
    lying[0] = 200;
    fake.push([lying]);
    expect(await idsOf(subscription)).toEqual(["overrun", 1, "overrun", 3, "overrun"]);
    expect(await idsOf(groups)).toEqual(["overrun"]);
  });

  it("has its whole length, which records of audit do not tell", async () => {
    class AuditTransport extends FakeTransport {
      override readonly protocol = 9;
    }
    const fake = new AuditTransport();
    await using client = new NetlinkClient(fake);
    const subscription = client.subscribe<Uint8Array>({
      groups: [],
      messages: new Map(),
      unicast: true,
    });
    const waiting = client.do(GET, {});
    await settle();
    const record = unaddressed(bare(1300, 0));
    const bytes = new Uint8Array(57);
    bytes.set(record);
    bytes[0] = 57 - 16;
    bytes.fill(65, 16);
    fake.push([bytes]);
    fake.push([event(1, 1, TYPE_NEW)]);
    expect(await waiting).toEqual([{ id: 1 }]);
    const { value } = await subscription.next();
    expect(value).toMatchObject({ name: "message 1300", group: 0 });
    expect(value?.kind === "message" && value.body).toEqual(new Uint8Array(41).fill(65));
    await subscription.return();
  });
});
