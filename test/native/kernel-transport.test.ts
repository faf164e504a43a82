/**
 * The transport to the real kernel: what a client relies on.
 *
 * @module
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import {
  NetlinkClosedError,
  NetlinkInputError,
  NetlinkSystemError,
} from "../../src/errors/index.ts";
import {
  createNamespace,
  KernelTransport,
  kernelTransport,
  type NetworkNamespace,
  openSocket,
} from "../../src/socket/index.ts";
import type { Datagram, DatagramHandler } from "../../src/transport/index.ts";
import { message, ROUTE, USERSOCK, untilTaken, whySkipped } from "./support.ts";

const SOL_SOCKET = 1;
const SO_RCVBUF = 8;
const SO_MEMINFO = 55;

const skipped = whySkipped();

/** Copies what it is given. */
class Collector implements DatagramHandler {
  readonly datagrams: (Omit<Datagram, "view"> & { readonly seq: number })[] = [];
  overruns = 0;
  onDatagram({ view, ...datagram }: Datagram): void {
    const bytes = datagram.bytes.slice(datagram.start, datagram.end);
    this.datagrams.push({ ...datagram, bytes, seq: view.getUint32(datagram.start + 8, true) });
  }
  onOverrun(): void {
    this.overruns++;
  }
  get seqs(): number[] {
    return this.datagrams.map(({ seq }) => seq);
  }
}

describe.skipIf(skipped !== undefined)(`KernelTransport${skipped ?? ""}`, () => {
  let namespace: NetworkNamespace;
  const opened: KernelTransport[] = [];

  function open(
    protocol: number,
    options: { receiveBuffer?: number; portId?: number } = {},
  ): KernelTransport {
    const transport = new KernelTransport(protocol, { netns: namespace.path, ...options });
    opened.push(transport);
    return transport;
  }

  beforeAll(() => {
    namespace = createNamespace();
  });
  afterEach(() => {
    for (const transport of opened.splice(0)) transport.close();
  });
  afterAll(() => namespace.close());

  it("is bound and has the options that a client wants", () => {
    const transport = open(ROUTE, { receiveBuffer: 300_000 });
    expect(transport.portId).toBeGreaterThan(0);
    expect(transport.getOption("NETLINK_EXT_ACK")).toBe(true);
    expect(transport.getOption("NETLINK_CAP_ACK")).toBe(true);
    expect(transport.getOption("NETLINK_GET_STRICT_CHK")).toBe(true);
    expect(open(USERSOCK).getOption("NETLINK_GET_STRICT_CHK")).toBe(false);
    expect(transport.getNumber(SOL_SOCKET, SO_RCVBUF, "SO_RCVBUF")).toBe(600_000);
  });

  it("has the answer as soon as send has returned", () => {
    const transport = open(ROUTE);
    const request = message(1, 5, 9);
    const collector = new Collector();
    transport.send(request, request.length);
    expect(transport.receive(collector)).toBe(1);
    expect(collector.datagrams[0]).toMatchObject({
      seq: 9,
      portId: 0,
      groups: 0,
      truncatedLength: 0,
    });
    expect(transport.receive(collector)).toBe(0);
  });

  it("sends aside in order, and settles when closed meanwhile", async () => {
    const transport = open(ROUTE);
    const collector = new Collector();
    const sends = Array.from({ length: 20 }, (_, seq) =>
      transport.sendAside(message(1, 5, seq), 16),
    );
    await Promise.all(sends);
    while (transport.receive(collector) > 0);
    expect(collector.seqs).toEqual(Array.from({ length: 20 }, (_, seq) => seq));

    const late = Array.from({ length: 20 }, (_, seq) =>
      transport.sendAside(message(1, 5, seq), 16),
    );
    transport.close();
    const results = await Promise.allSettled(late);
    const last = results.at(-1) as PromiseRejectedResult;
    expect(last.reason).toBeInstanceOf(NetlinkClosedError);
    await expect(transport.sendAside(message(1, 5, 1), 16)).rejects.toBeInstanceOf(
      NetlinkClosedError,
    );
  });

  it("wakes, and holds the process only when asked", async () => {
    const transport = open(USERSOCK);
    const collector = new Collector();
    const woken = new Promise<void>((resolve) => transport.watch(resolve));
    transport.keepAlive(true);
    transport.send(message(16, 0, 3), 16, transport.portId);
    await woken;
    transport.receive(collector);
    expect(collector.seqs).toEqual([3]);
    transport.watch(undefined);
    transport.keepAlive(false);
  });

  it("passes on what a handler throws, and loses nothing", () => {
    const transport = open(USERSOCK);
    for (let seq = 0; seq < 30; seq++) transport.send(message(16, 0, seq), 16, transport.portId);
    const collector = new Collector();
    const moody: DatagramHandler = {
      onDatagram(datagram) {
        collector.onDatagram(datagram);
        if (collector.datagrams.length % 4 === 0) throw new Error("mood");
      },
      onOverrun() {},
    };
    let thrown = 0;
    for (let count = 1; count > 0; ) {
      try {
        count = transport.receive(moody);
      } catch {
        thrown++;
      }
    }
    expect(thrown).toBe(7);
    expect(collector.seqs).toEqual(Array.from({ length: 30 }, (_, seq) => seq));
  });

  it("gives nothing to a receive from inside a handler, and nothing after close", () => {
    const transport = open(USERSOCK);
    for (let seq = 0; seq < 10; seq++) transport.send(message(16, 0, seq), 16, transport.portId);
    const seen: number[] = [];
    const handler: DatagramHandler = {
      onDatagram({ view, start }) {
        expect(transport.receive(handler)).toBe(0);
        if (seen.push(view.getUint32(start + 8, true)) === 5) transport.close();
      },
      onOverrun() {},
    };
    expect(transport.receive(handler)).toBe(5);
    expect(seen).toEqual([0, 1, 2, 3, 4]);
    expect(() => transport.receive(handler)).toThrow(NetlinkClosedError);
  });

  it("respects the limit", () => {
    const transport = open(USERSOCK);
    for (let seq = 0; seq < 100; seq++) transport.send(message(16, 0, seq), 16, transport.portId);
    const collector = new Collector();
    expect(transport.receive(collector, 1)).toBe(1);
    expect(transport.receive(collector, 20)).toBe(20);
    expect(transport.receive(collector)).toBe(64);
    expect(transport.receive(collector)).toBe(15);
    expect(collector.seqs).toEqual(Array.from({ length: 100 }, (_, seq) => seq));
  });

  it("cuts one datagram that is larger than its arena, tells so, and takes the next whole", () => {
    const transport = open(USERSOCK, { receiveBuffer: 16 << 20 });
    transport.setBuffer("SND", 16 << 20);
    const collector = new Collector();
    const size = 3 << 20;
    for (let seq = 1; seq <= 2; seq++) {
      transport.send(message(16, 0, seq, size - 16), size, transport.portId);
      transport.receive(collector);
    }
    const [cut, whole] = collector.datagrams;
    expect(cut).toMatchObject({ seq: 1, truncatedLength: size });
    expect(cut!.bytes.length).toBeLessThan(1 << 20);
    expect(whole).toMatchObject({ seq: 2, truncatedLength: 0 });
    expect(whole!.bytes.length).toBe(size);
  });

  it("grows for a queued datagram that does not fit, and cuts nothing", async () => {
    const transport = open(USERSOCK, { receiveBuffer: 16 << 20 });
    transport.setBuffer("SND", 16 << 20);
    const collector = new Collector();
    const size = (1 << 20) - 64;
    const woken = new Promise<void>((resolve) => transport.watch(resolve));
    transport.keepAlive(true);
    for (let seq = 1; seq <= 3; seq++)
      transport.send(message(16, 0, seq, size - 16), size, transport.portId);
    await woken;
    untilTaken((words) => transport.getBytes(SOL_SOCKET, SO_MEMINFO, words, "SO_MEMINFO"));
    while (transport.receive(collector) > 0);
    expect(collector.datagrams.map(({ bytes }) => bytes.length)).toEqual([size, size, size]);
    expect(collector.datagrams.every(({ truncatedLength }) => truncatedLength === 0)).toBe(true);
  });

  it("reports overruns between the datagrams", () => {
    const transport = open(USERSOCK, { receiveBuffer: 4096 });
    transport.join(1);
    using sender = openSocket({ protocol: USERSOCK, netns: namespace.path });
    for (let seq = 0; seq < 300; seq++) {
      // ECONNREFUSED: nobody has port id 0 on this protocol; the group got it all the same.
      expect(() => sender.send(message(16, 0, seq), { groups: 1 })).toThrow(/ECONNREFUSED/);
    }
    const collector = new Collector();
    while (transport.receive(collector) > 0);
    expect(collector.overruns).toBe(1);
    expect(collector.datagrams.length).toBeLessThan(300);
    transport.leave(1);
    expect(() => sender.send(message(16, 0, 1), { groups: 1 })).toThrow(/ECONNREFUSED/);
    expect(transport.receive(collector)).toBe(0);
  });

  it("says what is wrong", () => {
    const transport = open(ROUTE);
    expect(() => open(99)).toThrow(/^socket AF_NETLINK protocol 99: EPROTONOSUPPORT/);
    expect(() => open(1.5)).toThrow(NetlinkInputError);
    expect(() => open(ROUTE, { portId: transport.portId })).toThrow(
      /^bind port id \d+.*: EADDRINUSE/,
    );
    expect(() => open(ROUTE, { receiveBuffer: -1 })).toThrow(/^receiveBuffer: expected/);
    expect(() => transport.join(9999)).toThrow(/^setsockopt NETLINK_ADD_MEMBERSHIP 9999: EINVAL/);
    expect(() => transport.setOption("NETLINK_NONSENSE" as never, true)).toThrow(NetlinkInputError);
    expect(() => transport.send(new Uint8Array(4), 5)).toThrow(
      /^length: expected an integer from 0 to 4/,
    );
    expect(() => transport.send("x" as never, 1)).toThrow(/^bytes: expected a Uint8Array/);
    transport.close();
    transport.close();
    expect(() => transport.send(message(1, 5, 1), 16)).toThrow(NetlinkClosedError);
  });

  it("says which namespace is missing, or none", () => {
    const at = (netns: string | number) => () => kernelTransport.openTransport(ROUTE, { netns });
    expect(at("no-such-one")).toThrow(NetlinkSystemError);
    expect(at("/proc/self/nothing")).toThrow(/^open \/proc\/self\/nothing: ENOENT/);
    expect(at(0x7fffffff)).toThrow(/no such process/);
    expect(at("/proc/self/ns/uts")).toThrow(
      /^setns .*: EINVAL .*; this is not a network namespace/,
    );
  });
});
