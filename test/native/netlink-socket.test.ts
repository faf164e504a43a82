/**
 * The public low level against the real kernel.
 *
 * @module
 */
import { execFileSync } from "node:child_process";
import { readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NetlinkClosedError, NetlinkErrnoError } from "../../src/errors/index.ts";
import {
  createNamespace,
  type NetlinkSocket,
  type NetworkNamespace,
  openSocket,
  type ReceivedDatagram,
  type SocketOptions,
  threadPortId,
} from "../../src/socket/index.ts";
import { NLM_F_DUMP, readCredentials, readHeader, readPacketInfo } from "../../src/wire/index.ts";
import { ADDON, message, ROUTE, USERSOCK, whySkipped } from "./support.ts";

const skipped = whySkipped();
const RTM_GETLINK = 18;
const RTM_SETLINK = 19;

describe("threadPortId", () => {
  it("is the formula of the C examples, unsigned", () => {
    expect(threadPortId(1, 4711)).toBe(0x10000 + 4711);
    expect(threadPortId(0xffff, 1)).toBe(0xffff0001);
    expect(threadPortId(0)).toBe(process.pid);
  });
});

describe.skipIf(skipped !== undefined)(`NetlinkSocket${skipped ?? ""}`, () => {
  let namespace: NetworkNamespace;
  const opened: NetlinkSocket[] = [];

  function open(protocol: number, options: Partial<SocketOptions> = {}): NetlinkSocket {
    const socket = openSocket({ protocol, netns: namespace.path, ...options });
    opened.push(socket);
    return socket;
  }

  function next(socket: NetlinkSocket): ReceivedDatagram {
    const received = socket.receive();
    if (received?.kind !== "datagram") throw new Error(`received ${received?.kind}`);
    return received;
  }

  const seqOf = ({ bytes }: ReceivedDatagram) => readHeader(new DataView(bytes.buffer), 0).seq;

  /** To the group, which reaches it although nobody has port id 0 on this protocol. */
  function multicast(socket: NetlinkSocket, bytes: Uint8Array, groups: number): void {
    expect(() => socket.send(bytes, { groups })).toThrow(/ECONNREFUSED/);
  }

  beforeAll(() => {
    namespace = createNamespace();
  });
  afterEach(() => {
    for (const socket of opened.splice(0)) socket.close();
  });
  afterAll(() => namespace.close());

  it("binds to a chosen port id, of either type", () => {
    const portId = threadPortId(3);
    const socket = open(ROUTE, { portId, type: "dgram" });
    expect(socket.portId).toBe(portId);
    expect(socket.protocol).toBe(ROUTE);
    expect(readlinkSync(`/proc/self/fd/${socket.fd}`)).toMatch(/^socket:/);
    expect(() => open(ROUTE, { type: "stream" as never })).toThrow(
      /^type: expected "raw" or "dgram"/,
    );
  });

  it("joins groups below and above 32, and lists them", () => {
    const socket = open(ROUTE, { groups: [1, 36], groupMask: 0b100 });
    expect(socket.memberships()).toEqual([1, 3, 36]);
    socket.join(33);
    socket.leave(1);
    expect(socket.memberships()).toEqual([3, 33, 36]);
    expect(() => open(ROUTE, { groups: [1, 5000] })).toThrow(/NETLINK_ADD_MEMBERSHIP 5000: EINVAL/);
  });

  it("gets and sets every option by name", () => {
    const socket = open(ROUTE);
    for (const option of [
      "NETLINK_PKTINFO",
      "NETLINK_BROADCAST_ERROR",
      "NETLINK_NO_ENOBUFS",
      "NETLINK_LISTEN_ALL_NSID",
      "NETLINK_CAP_ACK",
      "NETLINK_EXT_ACK",
      "NETLINK_GET_STRICT_CHK",
    ] as const) {
      expect(socket.getOption(option)).toBe(false);
      socket.setOption(option, true);
      expect(socket.getOption(option)).toBe(true);
      socket.setOption(option, false);
      expect(socket.getOption(option)).toBe(false);
    }
    socket.receiveBuffer = 100_000;
    socket.sendBuffer = 50_000;
    expect([socket.receiveBuffer, socket.sendBuffer]).toEqual([200_000, 100_000]);
    const SO_PROTOCOL = 38;
    expect(socket.getRawOption(1, SO_PROTOCOL, 4)).toEqual(Uint8Array.of(0, 0, 0, 0));
    expect(() => socket.setRawOption(270, 77, new Uint8Array(4))).toThrow(/ENOPROTOOPT/);
  });

  it("completes headers and counts", () => {
    const socket = open(ROUTE);
    const request = message(1, 0, 0);
    const seq = socket.sendAuto(request, { ack: true });
    expect(request).toEqual(message(1, 0, 0));
    const answer = next(socket);
    expect(seqOf(answer)).toBe(seq);
    const echoed = readHeader(new DataView(answer.bytes.buffer, 20), 0);
    expect(echoed).toEqual({ length: 16, type: 1, flags: 5, seq, portId: socket.portId });
    expect(socket.sendSimple(1, 4)).toBe(seq + 1);
    expect(seqOf(next(socket))).toBe(seq + 1);
    expect(socket.sendAuto(message(1, 4, 77))).toBe(77);
  });

  it("receives a dump with callbacks by kind", async () => {
    const socket = open(ROUTE);
    const seq = socket.sendSimple(RTM_GETLINK, NLM_F_DUMP, new Uint8Array(16));
    const types: number[] = [];
    let done = false;
    while (!done) {
      const count = socket.receiveWith({
        sequenceCheck: (header) => header.seq === seq,
        valid: ({ type }) => void types.push(type),
        finish: () => {
          done = true;
          return "stop";
        },
      });
      if (count === 0 && !done) await socket.readable();
    }
    expect(types).toEqual([16]);
    expect(socket.receiveWith({})).toBe(0);
  });

  it("throws the kernel's refusal, with its extended acknowledgement", () => {
    const socket = open(ROUTE);
    socket.setOption("NETLINK_EXT_ACK", true);
    const body = new Uint8Array(16);
    new DataView(body.buffer).setInt32(4, 4711, true);
    const seq = socket.sendSimple(RTM_SETLINK, 4, body);
    let thrown: unknown;
    try {
      socket.receiveWith({});
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(NetlinkErrnoError);
    expect(thrown).toMatchObject({ errnoName: "ENODEV", operation: "request of type 19", seq });
  });

  it("sends to a port id and to a group, and sees who sent", () => {
    const [a, b] = [open(USERSOCK), open(USERSOCK, { groups: [3] })];
    b.setOption("NETLINK_PKTINFO", true);
    b.passCredentials = true;
    expect(b.passCredentials).toBe(true);
    a.send(message(16, 0, 1), { portId: b.portId });
    multicast(a, message(16, 0, 2), 1 << 2);
    const [unicast, group] = [next(b), next(b)];
    expect(unicast).toMatchObject({ portId: a.portId, groups: 0, truncatedLength: 0 });
    expect(group).toMatchObject({ portId: a.portId, groups: 4 });
    expect(readPacketInfo(group.control)).toBe(3);
    const credentials = {
      processId: process.pid,
      userId: process.getuid?.(),
      groupId: process.getgid?.(),
    };
    expect(readCredentials(group.control)).toEqual(credentials);
    expect(readCredentials(unicast.control)).toEqual(credentials);
    b.passCredentials = false;
    b.setOption("NETLINK_PKTINFO", false);
    a.send(message(16, 0, 1), { portId: b.portId });
    expect(next(b).control.length).toBe(0);
  });

  it("filters in the kernel", () => {
    const socket = open(USERSOCK);
    const send = (seq: number) => socket.send(message(16, 0, seq), { portId: socket.portId });
    // Load nlmsg_seq (big-endian), keep the datagram where it is 7.
    socket.attachFilter([
      { code: 0x20, k: 8 },
      { code: 0x15, jt: 0, jf: 1, k: 0x07000000 },
      { code: 0x06, k: 0xffffffff },
      { code: 0x06, k: 0 },
    ]);
    for (const seq of [6, 7, 8]) send(seq);
    expect(seqOf(next(socket))).toBe(7);
    expect(socket.receive()).toBeUndefined();
    socket.detachFilter();
    send(9);
    expect(seqOf(next(socket))).toBe(9);
    expect(() => socket.detachFilter()).toThrow(/^setsockopt SO_DETACH_FILTER: ENOENT/);
    expect(() => socket.attachFilter([{ code: 0xffff }])).toThrow(
      /^setsockopt SO_ATTACH_FILTER: EINVAL/,
    );
  });

  it("tells an overrun, and how many were dropped", () => {
    const [sender, socket] = [open(USERSOCK), open(USERSOCK, { groups: [5], receiveBuffer: 4096 })];
    for (let seq = 0; seq < 100; seq++) multicast(sender, message(16, 0, seq), 1 << 4);
    const first = socket.receive();
    expect(first).toEqual({ kind: "overrun" });
    let kept = 0;
    while (socket.receive() !== undefined) kept++;
    expect(socket.dropCount()).toBe(100 - kept);
    for (let seq = 0; seq < 100; seq++) multicast(sender, message(16, 0, seq), 1 << 4);
    let overruns = 0;
    while (socket.receiveWith({ overrun: () => void overruns++ }) > 0);
    expect(overruns).toBe(1);
  });

  it("iterates until closed, with nothing lost before it started or while it waits", async () => {
    const [sender, socket] = [open(USERSOCK), open(USERSOCK)];
    const send = (seq: number) => sender.send(message(16, 0, seq), { portId: socket.portId });
    const seqs: number[] = [];
    for (let seq = 0; seq < 10; seq++) send(seq);
    const reading = (async () => {
      for await (const received of socket) {
        if (received.kind === "datagram") seqs.push(seqOf(received));
        if (seqs.length === 30) socket.close();
      }
    })();
    for (let seq = 10; seq < 30; seq++) {
      if (seq % 5 === 0) await sleep(5);
      send(seq);
    }
    await reading;
    expect(seqs).toEqual(Array.from({ length: 30 }, (_, seq) => seq));
  });

  it("ends a wait by signal and by close", async () => {
    const socket = open(USERSOCK);
    const controller = new AbortController();
    const waiting = [
      socket.readable({ signal: controller.signal }),
      socket.datagrams({ signal: controller.signal }).next(),
    ];
    controller.abort(new Error("enough"));
    for (const wait of waiting) await expect(wait).rejects.toThrow("enough");
    await expect(socket.readable({ signal: controller.signal })).rejects.toThrow("enough");
    await expect(socket.datagrams({ signal: controller.signal }).next()).rejects.toThrow("enough");

    const [readable, iterated] = [socket.readable(), socket.datagrams().next()];
    socket.close();
    await expect(readable).rejects.toBeInstanceOf(NetlinkClosedError);
    expect(await iterated).toEqual({ done: true, value: undefined });
    expect(() => socket.receive()).toThrow(NetlinkClosedError);
  });

  it("opens a namespace that other processes can enter", () => {
    using other = createNamespace();
    const own = readlinkSync("/proc/self/ns/net");
    expect(readlinkSync(other.path)).toMatch(/^net:\[\d+\]$/);
    expect(readlinkSync(other.path)).not.toBe(own);
    const script =
      "process.exit(typeof require(process.argv[1]).open(0, 3, process.argv[2]) === 'object' ? 0 : 1)";
    execFileSync(process.execPath, ["-e", script, ADDON, other.path]);
    other.close();
    other.close();
    expect(readlinkSync("/proc/self/ns/net")).toBe(own);
  });
});
