/**
 * Protocols whose kernel side is TypeScript: both ways to take messages, groups, blocking sends, and what becomes of
 * handlers that fail.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { NetlinkClosedError, NetlinkInputError, NetlinkSystemError } from "../errors/index.ts";
import { NLM_F_ACK, NLM_F_REQUEST, readAck } from "../wire/index.ts";
import { createKernel, type EmbeddedSocket, type KernelProtocol, refusal } from "./index.ts";

function message(text: string, { type = 16, flags = 1, seq = 1 } = {}): Uint8Array {
  const bytes = new Uint8Array(16 + text.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, bytes.length, true);
  view.setUint16(4, type, true);
  view.setUint16(6, flags, true);
  view.setUint32(8, seq, true);
  bytes.set(new TextEncoder().encode(text), 16);
  return bytes;
}

const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && new TextDecoder().decode(bytes.subarray(16));

function send(
  socket: EmbeddedSocket,
  text: string,
  options: Parameters<typeof message>[1] = {},
): void {
  const bytes = message(text, options);
  socket.send(bytes, bytes.length);
}

/** Errno and sentence of the acknowledgement that is there. */
function ackOf(socket: EmbeddedSocket): { errno: number; message: string | undefined } {
  const { bytes } = socket.receiveMessage() ?? { bytes: new Uint8Array(20) };
  const { errno, extack } = readAck(bytes, new DataView(bytes.buffer), 0, bytes.length);
  return { errno, message: extack?.message };
}

const turn = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe("createProtocol", () => {
  it("takes numbers from 0 to 31 that are free", () => {
    const kernel = createKernel();
    for (const number of [32, -1, 99, 1.5]) {
      expect(() => kernel.createProtocol(number)).toThrow(
        /^netlink_kernel_create .*: EPROTONOSUPPORT/,
      );
    }
    for (const number of [2, 16]) expect(() => kernel.createProtocol(number)).toThrow(/EBUSY/);
    const protocol = kernel.createProtocol(31);
    expect(() => kernel.createProtocol(31)).toThrow(/EBUSY/);
    expect(kernel.openSocket(31).portId).toBeGreaterThan(0);
    protocol.close();
    protocol.close();
    expect(() => kernel.openSocket(31)).toThrow(/^socket AF_NETLINK protocol 31: EPROTONOSUPPORT/);
    kernel.createProtocol(31);
  });

  it("leaves sockets open when it is closed", () => {
    const kernel = createKernel();
    const protocol = kernel.createProtocol(30, { input() {} });
    const socket = kernel.openSocket(30);
    socket.join(1);
    protocol.close();
    expect(() => send(socket, "hello")).toThrow(/ECONNREFUSED/);
    expect(() => socket.join(2)).toThrow(/ENOENT/);
    kernel.close();
    expect(() => send(socket, "hello")).toThrow(NetlinkClosedError);
  });

  it("without input refuses what is sent to it", () => {
    const kernel = createKernel();
    kernel.createProtocol(30);
    expect(() => send(kernel.openSocket(30), "hello")).toThrow(/ECONNREFUSED/);
  });

  it("may be in some namespaces only", () => {
    const kernel = createKernel();
    kernel.namespaces.create("blue");
    kernel.namespaces.create("red");
    kernel.createProtocol(30, { input() {}, namespaces: ["blue"] });
    send(kernel.openSocket(30, { netns: "blue" }), "hello");
    expect(() => send(kernel.openSocket(30, { netns: "red" }), "hello")).toThrow(/ECONNREFUSED/);
    expect(() => send(kernel.openSocket(30), "hello")).toThrow(/ECONNREFUSED/);
    expect(() => kernel.openSocket(30, { netns: "green" })).toThrow(
      /^setns "green": ENOENT .*blue, red/,
    );
  });
});

describe("input", () => {
  it("runs inside the sender's send", () => {
    const kernel = createKernel();
    const echo: KernelProtocol = kernel.createProtocol(30, {
      input: (datagram, { portId }) => echo.unicast(portId, datagram.content),
    });
    const socket = kernel.openSocket(30);
    send(socket, "Hello you!");
    expect(textOf(socket.receiveMessage()?.bytes)).toBe("Hello you!");
    expect(socket.receiveMessage()).toBeUndefined();
  });

  it("runs after it where it is queued, on a copy, in order", async () => {
    const kernel = createKernel();
    const seen: (string | undefined)[] = [];
    kernel.createProtocol(30, {
      input: (datagram) => void seen.push(textOf(datagram.content)),
      queue: true,
    });
    const socket = kernel.openSocket(30);
    const bytes = message("one");
    socket.send(bytes, bytes.length);
    bytes.fill(0);
    send(socket, "two");
    expect(seen).toEqual([]);
    await turn();
    expect(seen).toEqual(["one", "two"]);
  });

  it("may be asynchronous: the next datagram of the socket waits, that of another does not", async () => {
    const kernel = createKernel();
    const log: string[] = [];
    kernel.createProtocol(30, {
      async input(datagram, { portId }) {
        const text = textOf(datagram.content);
        log.push(`${text} begins`);
        await turn();
        log.push(
          `${text} ends for ${portId === first.portId ? "first" : "second"}, ${textOf(datagram.content)}`,
        );
      },
    });
    const first = kernel.openSocket(30);
    const second = kernel.openSocket(30);
    const bytes = message("a");
    first.send(bytes, bytes.length);
    bytes.fill(0);
    send(first, "b");
    send(second, "c");
    for (let count = 0; count < 5; count++) await turn();
    expect(log).toEqual([
      "a begins",
      "c begins",
      "a ends for first, a",
      "b begins",
      "c ends for second, c",
      "b ends for first, b",
    ]);
  });

  it("that throws gives the sender EIO and the text, and tells the owner; also later", async () => {
    const errors: string[] = [];
    const kernel = createKernel({ onError: (error, where) => errors.push(`${where}: ${error}`) });
    kernel.createProtocol(29, { input: () => Promise.reject(new RangeError("later")) });
    kernel.createProtocol(30, {
      input() {
        throw new Error("at once");
      },
    });
    const [now, later] = [kernel.openTransport(30), kernel.openTransport(29)] as EmbeddedSocket[];
    send(now!, "x");
    expect(ackOf(now!)).toEqual({ errno: 5, message: "the handler failed: Error: at once" });
    send(later!, "x");
    await turn();
    expect(ackOf(later!)).toEqual({ errno: 5, message: "the handler failed: RangeError: later" });
    expect(errors).toEqual(["protocol 30: Error: at once", "protocol 29: RangeError: later"]);
    // Nothing to be acknowledged in a byte.
    now!.send(Uint8Array.of(1), 1);
    expect(now!.receiveMessage()).toBeUndefined();
  });
});

describe("request", () => {
  it("takes each request, refuses by throwing, dumps by returning", () => {
    const kernel = createKernel();
    const protocol: KernelProtocol = kernel.createProtocol(30, {
      request(request, sender) {
        if (request.type === 16) throw refusal("ENODEV", "no such thing", { offset: 16 });
        if (request.type === 17)
          protocol.unicast(sender.portId, message("answer", { type: 18, seq: request.seq }));
        if (request.type !== 19) return undefined;
        let row = 0;
        return protocol.dump(request, () => ({
          next(output) {
            if (row === 3) return false;
            output.begin(20);
            output.builder.putU32(1, row++);
            output.end();
            return true;
          },
        }));
      },
    });
    const socket = kernel.openTransport(30) as EmbeddedSocket;
    send(socket, "", { type: 16 });
    expect(ackOf(socket)).toEqual({ errno: 19, message: "no such thing" });
    send(socket, "", { type: 17, flags: NLM_F_REQUEST | NLM_F_ACK });
    expect(textOf(socket.receiveMessage()?.bytes)).toBe("answer");
    expect(ackOf(socket)).toEqual({ errno: 0, message: undefined });
    send(socket, "", { type: 19, flags: NLM_F_REQUEST | NLM_F_ACK });
    expect(socket.receiveMessage()?.bytes).toHaveLength(3 * 24 + 20);
    expect(socket.receiveMessage()).toBeUndefined();
  });
});

describe("groups of a protocol", () => {
  it("are asked for, told of, and given up with the socket", () => {
    const log: string[] = [];
    const kernel = createKernel();
    const protocol = kernel.createProtocol(30, {
      groups: 40,
      input() {},
      bind(group, { portId }) {
        if (group === 7) throw refusal("EACCES");
        log.push(`bind ${group} ${portId > 0}`);
      },
      unbind: (group) => void log.push(`unbind ${group}`),
      release: ({ portId }) => void log.push(`release ${portId}`),
    });
    expect(() => kernel.openSocket(30, { groupMask: 0b100_0001 })).toThrow(/^bind .*: EACCES/);
    const socket = kernel.openSocket(30, { portId: 5 });
    socket.join(40);
    expect(() => socket.join(7)).toThrow(/EACCES/);
    expect(() => socket.join(41)).toThrow(/EINVAL/);
    expect([protocol.hasListeners(40), protocol.hasListeners(1)]).toEqual([true, false]);
    socket.setOption("NETLINK_PKTINFO", true);
    expect(protocol.multicast(40, message("event"))).toBe(true);
    const { groups, portId } = socket.receiveMessage() ?? {};
    expect([groups, portId]).toEqual([0, 0]);
    expect(protocol.multicast(40, message("event"), { exclude: 5 })).toBe(false);
    socket.close();
    expect(protocol.multicast(40, message("event"))).toBe(false);
    expect(log).toEqual(["bind 1 false", "unbind 1", "bind 40 true", "release 5", "unbind 40"]);
  });

  it("need CAP_NET_ADMIN, as sends to others do, unless the protocol says otherwise", () => {
    const kernel = createKernel();
    kernel.createProtocol(30, { input() {} });
    kernel.createProtocol(31, { input() {}, capabilities: { receive: "anyone", send: "anyone" } });
    const [strict, open] = [30, 31].map((number) =>
      kernel.openSocket(number, { capabilities: [] }),
    );
    const bytes = message("x");
    expect(() => strict!.join(1)).toThrow(/EPERM/);
    expect(() => kernel.openSocket(30, { capabilities: [], groupMask: 1 })).toThrow(/EPERM/);
    expect(() => strict!.send(bytes, bytes.length, 0, 1)).toThrow(/EPERM/);
    expect(() => strict!.send(bytes, bytes.length, 9)).toThrow(/EPERM/);
    strict!.send(bytes, bytes.length);
    open!.join(1);
    open!.send(bytes, bytes.length, 0, 1);
    expect(() => open!.setOption("NETLINK_LISTEN_ALL_NSID", true)).toThrow(/EPERM/);
  });

  it("of other namespaces are heard with NETLINK_LISTEN_ALL_NSID, where the namespace has an id", () => {
    const kernel = createKernel();
    const blue = kernel.namespaces.create("blue");
    const protocol = kernel.createProtocol(30, { input() {} });
    const socket = kernel.openSocket(30, { groupMask: 1 });
    socket.setOption("NETLINK_LISTEN_ALL_NSID", true);
    expect(protocol.multicast(1, message("x"), { netns: "blue" })).toBe(false);
    expect(kernel.namespaces.initial.assignId(blue, 12)).toBe(12);
    expect(protocol.multicast(1, message("x"), { netns: "blue" })).toBe(true);
    const control = socket.receiveMessage()?.control;
    expect(control && new DataView(control.buffer).getInt32(16, true)).toBe(12);
    expect(() => kernel.namespaces.initial.assignId(blue)).toThrow(/EEXIST/);
    expect(() => kernel.namespaces.create("blue")).toThrow(/EEXIST/);
    expect(() => kernel.namespaces.create("a/b")).toThrow(NetlinkInputError);
    kernel.namespaces.delete("blue");
    expect(() => kernel.namespaces.get("blue")).toThrow(/ENOENT/);
  });

  it("lose what does not fit, and say so to the sender where the member asked for that", () => {
    const kernel = createKernel();
    const protocol = kernel.createProtocol(30, { input() {} });
    const member = kernel.openSocket(30, { groupMask: 1, receiveBuffer: 1 });
    const multicast = (): boolean => protocol.multicast(1, message("x"));
    expect([multicast(), multicast(), multicast()]).toEqual([true, true, false]);
    member.setOption("NETLINK_BROADCAST_ERROR", true);
    expect(multicast).toThrow(/^netlink_broadcast: ENOBUFS/);
    expect(member.dropCount()).toBe(2);
    expect(() => member.receiveMessage()).toThrow(/^recvmsg: ENOBUFS/);
  });
});

describe("unicast", () => {
  it("says who is not there, and tells the receiver of a loss", () => {
    const kernel = createKernel();
    const protocol = kernel.createProtocol(30);
    expect(() => protocol.unicast(9, message("x"))).toThrow(
      /^netlink_unicast to port id 9: ECONNREFUSED/,
    );
    const socket = kernel.openSocket(30, { portId: 9 });
    for (let count = 0; count < 256; count++) protocol.unicast(9, message("x"));
    expect(() => protocol.unicast(9, message("x"))).toThrow(/EAGAIN/);
    expect(() => socket.receiveMessage()).toThrow(/ENOBUFS/);
  });

  it("can wait for room", async () => {
    const kernel = createKernel();
    const protocol = kernel.createProtocol(30);
    const socket = kernel.openSocket(30, { portId: 9, receiveBuffer: 1 });
    const sent: number[] = [];
    const all = Array.from({ length: 6 }, (_, index) =>
      protocol.unicastWhenRoom(9, message(String(index))).then(() => sent.push(index)),
    );
    await turn();
    expect(sent).toEqual([0, 1]);
    const texts: (string | undefined)[] = [];
    while (texts.length < 6) {
      const received = socket.receiveMessage();
      if (received === undefined) await turn();
      else texts.push(textOf(received.bytes));
    }
    await Promise.all(all);
    expect(texts.toSorted()).toEqual(["0", "1", "2", "3", "4", "5"]);
    expect(socket.dropCount()).toBe(0);
    for (let count = 0; count < 2; count++) protocol.unicast(9, message("full"));
    const waiting = protocol.unicastWhenRoom(9, message("never"));
    const aborted = protocol.unicastWhenRoom(9, message("never"), {
      signal: AbortSignal.abort(new Error("no")),
    });
    await expect(aborted).rejects.toThrow("no");
    socket.close();
    await expect(waiting).rejects.toBeInstanceOf(NetlinkSystemError);
  });
});

describe("a socket", () => {
  it("looks at datagrams with MSG_PEEK, and tells their true length with MSG_TRUNC", () => {
    const kernel = createKernel();
    const socket = kernel.openSocket(2);
    const bytes = message("x".repeat(100));
    socket.send(bytes, bytes.length, socket.portId);
    expect(socket.receiveMessage({ length: 10, peek: true })).toMatchObject({
      result: 10,
      truncated: true,
    });
    expect(socket.receiveMessage({ length: 10, peek: true, trueLength: true })).toMatchObject({
      result: 116,
    });
    expect(socket.receiveMessage({ length: 10, trueLength: true })).toMatchObject({
      result: 116,
      truncated: true,
    });
    expect(socket.receiveMessage()).toBeUndefined();
  });

  it("wakes once for all that has come, and again when it has been read empty", async () => {
    const kernel = createKernel();
    const socket = kernel.openSocket(2);
    let woken = 0;
    socket.watch(() => void woken++);
    const bytes = message("x");
    const note = (): void => socket.send(bytes, bytes.length, socket.portId);
    note();
    note();
    expect(woken).toBe(0);
    await turn();
    note();
    await turn();
    expect(woken).toBe(1);
    const handler = { onDatagram() {}, onOverrun() {} };
    expect(socket.receive(handler)).toBe(3);
    note();
    await turn();
    expect(woken).toBe(1);
    expect(socket.receive(handler, 1)).toBe(1);
    expect(socket.receive(handler)).toBe(0);
    note();
    await turn();
    expect(woken).toBe(2);
    socket.watch(undefined);
    socket.receive(handler);
    socket.receive(handler);
    note();
    await turn();
    expect(woken).toBe(2);
    // What is there already is told at once.
    socket.watch(() => void woken++);
    await turn();
    expect(woken).toBe(3);
  });

  it("gives nothing to a receive from inside a handler, and nothing after close", () => {
    const kernel = createKernel();
    const socket = kernel.openSocket(2);
    const bytes = message("x");
    for (let count = 0; count < 10; count++) socket.send(bytes, bytes.length, socket.portId);
    let seen = 0;
    const handler = {
      onDatagram() {
        expect(socket.receive(handler)).toBe(0);
        if (++seen === 5) socket.close();
      },
      onOverrun() {},
    };
    expect(socket.receive(handler)).toBe(5);
    expect(() => socket.receive(handler)).toThrow(NetlinkClosedError);
    socket.close();
  });

  it("rebinds to its own port id with other groups, and to no other", () => {
    const kernel = createKernel();
    const socket = kernel.openSocket(2, { portId: 5, groupMask: 0b11 });
    socket.bind(5, 0b110);
    expect(socket.memberships()).toEqual([2, 3]);
    expect(() => socket.bind(6)).toThrow(/^bind port id 6.*: EINVAL/);
    expect(() => kernel.openSocket(2, { portId: 5 })).toThrow(/EADDRINUSE/);
  });

  it("says what is wrong with its arguments", () => {
    const kernel = createKernel();
    const socket = kernel.openSocket(2);
    for (const wrong of [
      () => socket.join(0),
      () => socket.setOption("NETLINK_NONSENSE" as never, true),
      () => socket.send("x" as never, 1),
      () => socket.send(new Uint8Array(4), 5),
      () => kernel.openSocket(2, { portId: -1 }),
      () => kernel.openSocket(2, { receiveBuffer: 0 }),
    ]) {
      expect(wrong).toThrow(NetlinkInputError);
    }
  });

  it("can be one of very many without waiting for a port id", () => {
    const kernel = createKernel();
    const ids = new Set(Array.from({ length: 20_000 }, () => kernel.openSocket(2).portId));
    expect(ids.size).toBe(20_000);
    kernel.close();
  });
});
