/**
 * How fast the embedded kernel is, in this process: echoes, broadcasts, dumps, and what a socket weighs.
 *
 * @module
 */
import { NetlinkClient } from "nlkit/client";
import { createKernel, type EmbeddedKernel, type EmbeddedSocket } from "nlkit/kernel";
import { attributeSet, defineFamily, u32 } from "nlkit/schema";
import type { DatagramHandler } from "nlkit/transport";
import type { Contender, Scenario } from "./harness.ts";

const ECHOES = 100_000;
const DELIVERIES = 100_000;
const ROWS = 100_000;
const SOCKETS = 10_000;
const PROTOCOL = 30;

/** "Hello you!" in a message of type 16. */
const HELLO = Uint8Array.of(
  ...[28, 0, 0, 0, 16, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0],
  ...[72, 101, 108, 108, 111, 32, 121, 111, 117, 33, 0, 0],
);

const demo = defineFamily({
  name: "BENCH",
  attributes: attributeSet("bench", "BENCH_", { id: [1, u32], value: [2, u32] }),
  operations: { get: { command: 1, oneReply: true }, list: { command: 2 } },
});

function count(handler: { seen: number }): DatagramHandler {
  return {
    onDatagram({ start, end }) {
      handler.seen += end - start === HELLO.length ? 1 : 0;
    },
    onOverrun() {
      throw new Error("something was lost: not all of it was measured");
    },
  };
}

function echoes(kernel: EmbeddedKernel): Contender[] {
  const echo = kernel.createProtocol(PROTOCOL, {
    input: ({ content }, { portId }) => echo.unicast(portId, content),
  });
  const socket = kernel.openSocket(PROTOCOL);
  const seen = { seen: 0 };
  const handler = count(seen);
  const family = kernel.registerFamily(demo, {
    get: { doit: ({ id = 0 }, { reply }) => reply({ id, value: 7 }) },
  });
  const client = new NetlinkClient(kernel.openTransport(16));
  const get = { ...demo.operations.get, generic: { familyId: family.id, version: 1 } };
  return [
    {
      name: "send, unicast from the input handler, receive",
      async run() {
        seen.seen = 0;
        for (let at = 0; at < ECHOES; at++) {
          socket.send(HELLO, HELLO.length);
          socket.receive(handler, 1);
        }
        if (seen.seen !== ECHOES) throw new Error(`${seen.seen} of ${ECHOES} echoes`);
        return seen.seen;
      },
    },
    {
      name: "client.do of a generic family, typed both ways",
      async run() {
        let answer: unknown;
        for (let id = 0; id < ECHOES; id++) [answer] = await client.do(get, { id });
        return answer;
      },
    },
  ];
}

function broadcasts(members: number): Contender {
  const kernel = createKernel();
  const protocol = kernel.createProtocol(PROTOCOL);
  const seen = { seen: 0 };
  const handler = count(seen);
  const sockets = Array.from({ length: members }, () =>
    kernel.openSocket(PROTOCOL, { groupMask: 1 }),
  );
  return {
    name: `to ${members.toLocaleString("en")} ${members === 1 ? "socket" : "sockets"}`,
    async run() {
      seen.seen = 0;
      for (let at = 0; at < DELIVERIES / members; at++) {
        protocol.multicast(1, HELLO);
        for (const socket of sockets) socket.receive(handler, 1);
      }
      if (seen.seen !== DELIVERIES) throw new Error("not all have heard it");
      return seen.seen;
    },
  };
}

function dumps(): Contender[] {
  const kernel = createKernel();
  function* rows(): Generator<{ id: number; value: number }> {
    for (let id = 0; id < ROWS; id++) yield { id, value: id };
  }
  async function* lateRows(): AsyncGenerator<{ id: number; value: number }> {
    yield* rows();
  }
  let late = false;
  const family = kernel.registerFamily(demo, {
    list: { dumpit: () => (late ? lateRows() : rows()) },
  });
  const client = new NetlinkClient(kernel.openTransport(16));
  const list = { ...demo.operations.list, generic: { familyId: family.id, version: 1 } };
  const contender = (name: string, isLate: boolean): Contender => ({
    name,
    async run() {
      late = isLate;
      const got = await client.dump(list, {});
      if (got.length !== ROWS) throw new Error(`${got.length} of ${ROWS} rows`);
      return got;
    },
  });
  return [contender("a generator's rows", false), contender("an asynchronous generator's", true)];
}

/** Bytes of the heap that each of many open sockets takes. */
function memoryOfSockets(): string {
  if (globalThis.gc === undefined) return "memory of a socket: unknown without --expose-gc";
  const kernel = createKernel();
  kernel.createProtocol(PROTOCOL);
  const heap = (): number => {
    globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  kernel.openSocket(PROTOCOL);
  const before = heap();
  const sockets: EmbeddedSocket[] = Array.from({ length: SOCKETS }, () =>
    kernel.openSocket(PROTOCOL, { groupMask: 1 }),
  );
  const each = (heap() - before) / sockets.length;
  kernel.close();
  return `an open socket in a group takes ${Math.round(each).toLocaleString("en")} bytes`;
}

/** What the embedded kernel does in this process. */
export async function* kernels(): AsyncGenerator<Scenario> {
  const kernel = createKernel();
  yield {
    name: "embedded kernel: echo, there and back",
    units: ECHOES,
    unit: "echo",
    rounds: 9,
    contenders: echoes(kernel),
  };
  kernel.close();
  yield {
    name: `embedded kernel: broadcasts that make ${DELIVERIES} deliveries, all received`,
    units: DELIVERIES,
    unit: "delivery",
    rounds: 9,
    contenders: [1, 10, 1000].map(broadcasts),
  };
  yield {
    name: `embedded kernel: dump of ${ROWS} rows`,
    units: ROWS,
    unit: "row",
    rounds: 9,
    contenders: dumps(),
  };
  yield {
    name: `embedded kernel: ${SOCKETS} sockets`,
    units: SOCKETS,
    unit: "socket",
    rounds: 9,
    contenders: [
      {
        name: "open, bind, close",
        async run() {
          const own = createKernel();
          for (let at = 0; at < SOCKETS; at++) own.openSocket(2);
          own.close();
          return own;
        },
      },
    ],
    note: memoryOfSockets,
  };
}
