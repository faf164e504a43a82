import { afterEach, describe, expect, test } from "vitest";
import { demo } from "../../test/support/kernel-demo.ts";
import {
  closeRemotes,
  connectTo,
  drain,
  newHostKernel,
  settle,
} from "../../test/support/remote-pair.ts";
import { NetlinkClient } from "../client/index.ts";
import { ERRNO, NetlinkClosedError } from "../errors/index.ts";
import { openGenericOn } from "../families/generic/index.ts";
import { readPacketInfo } from "../wire/index.ts";
import { frame, MAX_FRAME, OPEN } from "./frames.ts";

afterEach(closeRemotes);

describe("requests", () => {
  test("a generic family does, dumps and tells of events as in one process", async () => {
    const kernel = newHostKernel();
    const family = kernel.registerFamily(demo, {
      get: { doit: ({ index, id = 0 }, { reply }) => reply({ index, id, text: "here" }) },
      list: {
        dumpit: function* ({ index }) {
          for (let id = 0; id < 5000; id++) yield { index, id };
        },
      },
    });
    const { remote, toHost } = connectTo(kernel);
    const generic = openGenericOn(remote, {});
    const client = await generic.open(demo);
    expect(await client.do("get", { index: 3, id: 7 })).toMatchObject({ index: 3, id: 7 });
    const rows = await client.dump("list", { index: 1 });
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: 5000 }, (_, id) => id));

    const events = client.subscribe("events");
    await client.do("get", { index: 1 });
    family.multicast("events", "changed", { index: 1, id: 9 });
    const { value } = await events.next();
    expect(value).toMatchObject({ kind: "message", name: "changed", body: { id: 9 } });
    await expect(client.do("own", { index: 0 })).rejects.toMatchObject({ errnoName: "EOPNOTSUPP" });
    generic.close();
    await settle();
    expect(toHost.isAlive).toBe(false);
  });

  test("calls before the connection stands are carried out in their order", async () => {
    const kernel = newHostKernel();
    const texts: number[][] = [];
    kernel.createProtocol(30, { input: ({ content }) => void texts.push([...content]) });
    const { remote, toHost } = connectTo(kernel);
    const transport = remote.openTransport(30);
    for (const byte of [1, 2, 3]) transport.send(Uint8Array.of(byte), 1);
    expect(toHost.isAlive).toBe(true);
    await remote.ready;
    await settle();
    expect(texts).toEqual([[1], [2], [3]]);
  });

  test("what is sent may be changed after the call", async () => {
    const kernel = newHostKernel();
    const texts: number[][] = [];
    kernel.createProtocol(30, { input: ({ content }) => void texts.push([...content]) });
    const { remote } = connectTo(kernel);
    const transport = remote.openTransport(30);
    const bytes = Uint8Array.of(1, 2, 3, 4);
    transport.send(bytes, 2);
    bytes.fill(9);
    await settle();
    expect(texts).toEqual([[1, 2]]);
  });
});

describe("port ids", () => {
  test("are certain at once, but for the one in two thousand million that is taken", async () => {
    const kernel = newHostKernel();
    const { remote } = connectTo(kernel);
    const first = remote.openTransport(16);
    expect(first.portId).toBeGreaterThanOrEqual(0x80000000);
    const before = first.portId;
    await settle();
    expect(first).toMatchObject({ portId: before, confirmed: true });

    const named = remote.openTransport(16, { portId: 4711 });
    const again = remote.openTransport(16, { portId: 4711 });
    await settle();
    expect(named).toMatchObject({ portId: 4711, confirmed: true });
    expect(drain(again)).toEqual(["EADDRINUSE"]);
    expect(() => again.send(Uint8Array.of(1), 1)).toThrow("EADDRINUSE");
    expect(again).toMatchObject({ confirmed: false });
  });

  test("one that was only wished for is replaced", async () => {
    const kernel = newHostKernel();
    const { host, toClient } = connectTo(kernel);
    await settle();
    toClient.isHolding = true;
    host.onBytes(frame(OPEN, 1, [16, 99, 0, 0, 0]));
    host.onBytes(frame(OPEN, 2, [16, 99, 0, 0, 0]));
    const words = toClient.held.map((bytes) => [...new Uint32Array(bytes.buffer)].slice(2));
    expect(words[0]).toEqual([1, 99]);
    expect(words[1]?.[0]).toBe(2);
    expect(words[1]?.[1]).not.toBe(99);
  });
});

describe("errors of calls come later, by receive, in the words of the call", () => {
  test("a protocol that does not exist", async () => {
    const kernel = newHostKernel();
    const { remote } = connectTo(kernel);
    const client = new NetlinkClient(remote.openTransport(9));
    let local: unknown;
    try {
      kernel.openTransport(9);
    } catch (error) {
      local = error;
    }
    const far = await client.do(demo.operations.get, { index: 0 }).catch((error: unknown) => error);
    expect(far).toEqual(local);
    expect((far as Error).message).toBe((local as Error).message);
    await expect(client.do(demo.operations.get, { index: 0 })).rejects.toThrow("EPROTONOSUPPORT");
  });

  test("a group that the protocol does not have, a privilege that is lacking, a receiver that is not there", async () => {
    const kernel = newHostKernel();
    kernel.createProtocol(30, { input: () => undefined });
    const all = connectTo(kernel).remote.openTransport(30);
    all.join(33);
    all.send(Uint8Array.of(1), 1, 4242);
    all.send(new Uint8Array(0), 0);
    const none = connectTo(kernel, { as: { capabilities: [] } }).remote.openTransport(30);
    none.join(1);
    none.setOption("NETLINK_LISTEN_ALL_NSID", true);
    await settle();
    expect(drain(all)).toEqual(["EINVAL", "ECONNREFUSED", "ENODATA"]);
    expect(drain(none)).toEqual(["EPERM", "EPERM"]);
    // They are told once.
    expect(drain(none)).toEqual([]);
  });

  test("a subscription that may not be is told so by its next event, and so is one whose connection is lost", async () => {
    const kernel = newHostKernel();
    kernel.createProtocol(30, { input: () => undefined });
    const { remote } = connectTo(kernel, { as: { capabilities: [] } });
    const client = new NetlinkClient(remote.openTransport(30));
    const refused = client.subscribe({ groups: [1], messages: new Map() });
    await expect(refused.next()).rejects.toThrow("setsockopt NETLINK_ADD_MEMBERSHIP 1: EPERM");
    await refused.return();

    const second = connectTo(kernel).remote;
    const listening = new NetlinkClient(second.openTransport(30));
    const lost = listening.subscribe({ groups: [1], messages: new Map() });
    const next = lost.next();
    await second.ready;
    second.onEnd(ERRNO.ECONNRESET);
    await expect(next).rejects.toThrow("connect unix:/test: ECONNRESET");
    for (const one of [client, listening]) one.close();
  });

  test("what can be known here is thrown here", () => {
    const { remote } = connectTo(newHostKernel());
    expect(() => remote.openTransport(-1)).toThrow("protocol");
    expect(() => remote.openTransport(16, { portId: 2 ** 32 })).toThrow("portId");
    const transport = remote.openTransport(16);
    expect(() => transport.join(0)).toThrow("group");
    expect(() => transport.send(new Uint8Array(2), 3)).toThrow("length");
    expect(() => transport.send(new Uint8Array(MAX_FRAME), MAX_FRAME)).toThrow("EMSGSIZE");
    transport.close();
    transport.close();
    expect(() => transport.send(new Uint8Array(2), 2)).toThrow(NetlinkClosedError);
    expect(() => transport.receive({ onDatagram() {}, onOverrun() {} })).toThrow(
      NetlinkClosedError,
    );
  });
});

describe("what arrives", () => {
  test("has its sender, its groups and its control messages", async () => {
    const kernel = newHostKernel();
    const protocol = kernel.createProtocol(30, { groups: 64, input: () => undefined });
    const { remote } = connectTo(kernel);
    const transport = remote.openTransport(30);
    transport.setOption("NETLINK_PKTINFO", true);
    transport.join(3);
    transport.join(40);
    await settle();
    protocol.multicast(3, Uint8Array.of(1));
    protocol.multicast(40, Uint8Array.of(2));
    protocol.unicast(transport.portId, Uint8Array.of(3));
    const peer = kernel.openTransport(30);
    peer.send(Uint8Array.of(4), 1, transport.portId);
    await settle();
    const seen: unknown[] = [];
    transport.receive({
      onDatagram({ bytes, view, start, end, portId, groups, controlStart, controlEnd }) {
        expect(end - start).toBe(1);
        const group = readPacketInfo(bytes, controlStart, controlEnd);
        seen.push([view.getUint8(start), portId === 0 ? 0 : "peer", groups, group]);
      },
      onOverrun: () => seen.push("overrun"),
    });
    expect(seen).toEqual([
      [1, 0, 4, 3],
      [2, 0, 0, 40],
      [3, 0, 0, 0],
      [4, "peer", 0, 0],
    ]);
  });

  test("is bounded: beyond the window it waits in the kernel's buffer, and is lost when that is full", async () => {
    const kernel = newHostKernel();
    const protocol = kernel.createProtocol(30, { input: () => undefined });
    const { remote, toClient } = connectTo(kernel);
    const transport = remote.openTransport(30, { receiveBuffer: 10_000 });
    transport.join(1);
    await settle();
    const kibibyte = new Uint8Array(1024);
    const losing = kernel.openSocket(30, { receiveBuffer: 10_000 });
    losing.join(1);
    for (let index = 0; index < 1000; index++) {
      kibibyte.fill(index);
      protocol.multicast(1, kibibyte);
      await Promise.resolve();
    }
    await settle();
    expect(toClient.held).toEqual([]);
    const first = drain(transport);
    const count = first.filter((one) => typeof one === "object").length;
    // The window, and nothing of the rest.
    expect(count).toBe(Math.ceil((256 * 1024) / (1024 + 28)));
    await settle();
    const second = drain(transport);
    // What waited in the kernel, then the word that there was more.
    expect(second.length).toBeGreaterThan(1);
    expect(second).toContain("overrun");
    // Once read empty it goes on.
    protocol.multicast(1, Uint8Array.of(77));
    await settle();
    expect(drain(transport)).toMatchObject([{ bytes: [77], groups: 1 }]);
  });

  test("wakes once, and again when it has been read", async () => {
    const kernel = newHostKernel();
    const protocol = kernel.createProtocol(30, { input: () => undefined });
    const { remote, toHost } = connectTo(kernel);
    const transport = remote.openTransport(30);
    let wakes = 0;
    transport.watch(() => {
      wakes++;
    });
    await remote.ready;
    expect(toHost.isAlive).toBe(false);
    transport.keepAlive(true);
    expect(toHost.isAlive).toBe(true);
    await settle();
    protocol.unicast(transport.portId, Uint8Array.of(1));
    protocol.unicast(transport.portId, Uint8Array.of(2));
    await settle();
    expect(wakes).toBe(1);
    expect(drain(transport)).toHaveLength(2);
    protocol.unicast(transport.portId, Uint8Array.of(3));
    await settle();
    expect(wakes).toBe(2);
    transport.close();
    expect(toHost.isAlive).toBe(false);
  });
});

describe("the end", () => {
  test("of a connection closes its endpoints and releases them", async () => {
    const kernel = newHostKernel();
    const released: number[] = [];
    kernel.createProtocol(30, { release: ({ portId }) => void released.push(portId) });
    const { remote, host } = connectTo(kernel);
    const [first, second] = [remote.openTransport(30), remote.openTransport(30)];
    await settle();
    first.close();
    await settle();
    expect(released).toEqual([first.portId]);
    host.close();
    expect(released).toEqual([first.portId, second.portId]);
  });

  test("of the connection fails who waits, and everybody after", async () => {
    const kernel = newHostKernel();
    kernel.createProtocol(30, { request: () => new Promise(() => undefined) });
    const { remote } = connectTo(kernel);
    const client = new NetlinkClient(remote.openTransport(30));
    const request = client.do(demo.operations.get, { index: 0 });
    await settle();
    remote.onEnd(ERRNO.ECONNRESET, "the other side has closed it");
    const told = "connect unix:/test: ECONNRESET (connection reset); the other side has closed it";
    await expect(request).rejects.toThrow(told);
    await expect(client.do(demo.operations.get, { index: 0 })).rejects.toThrow(told);
    expect(() => remote.openTransport(30)).toThrow(told);
  });

  test("of the kernel is told, and does not end the host", async () => {
    const kernel = newHostKernel();
    kernel.createProtocol(30, { request: () => new Promise(() => undefined) });
    const { remote, host } = connectTo(kernel);
    const client = new NetlinkClient(remote.openTransport(30));
    await settle();
    kernel.close();
    await expect(client.do(demo.operations.get, { index: 0 })).rejects.toThrow(
      "recvmsg: ECONNRESET (connection reset); the kernel was closed",
    );
    expect(host.isLetIn).toBe(true);
  });
});

test("a client that does not read its stream is not read either", async () => {
  const kernel = newHostKernel();
  kernel.createProtocol(30, { input: () => undefined });
  const { remote, toClient, host } = connectTo(kernel);
  await remote.ready;
  toClient.backlog = 2 * 1024 * 1024;
  remote.openTransport(30);
  await settle();
  expect(toClient.isReceiving).toBe(false);
  host.onDrained();
  expect(toClient.isReceiving).toBe(true);
});
