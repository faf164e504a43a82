/**
 * What a conformance case sees of a kernel, and the two kernels that are looked at that way.
 *
 * @module
 */

import { createKernel, type EmbeddedKernel, type EmbeddedSocket } from "../../src/kernel/index.ts";
import {
  attributeSet,
  binary,
  defineFamily,
  limited,
  nest,
  s32,
  u8,
  u16,
  u32,
  u32be,
  uint,
} from "../../src/schema/index.ts";
import { createNamespace, type NetlinkSocket, openSocket } from "../../src/socket/index.ts";
import type { TransportOption } from "../../src/transport/index.ts";

/** What a socket is opened with. */
export interface OpenOptions {
  readonly portId?: number;
  readonly groupMask?: number;
  readonly receiveBuffer?: number;
  /** In the second of the subject's two namespaces. */
  readonly elsewhere?: boolean;
  /** What is done with it is done without any privilege; opened it is by root. */
  readonly unprivileged?: boolean;
}

/** A received datagram. */
export interface Received {
  readonly bytes: Uint8Array;
  readonly portId: number;
  readonly groups: number;
  readonly control: Uint8Array;
}

/** A socket of either kernel. */
export interface Endpoint {
  readonly portId: number;
  send(bytes: Uint8Array, to?: { readonly portId?: number; readonly groups?: number }): void;
  /** The next datagram; "overrun" for `ENOBUFS`; undefined for `EAGAIN`. */
  receive(): Received | "overrun" | undefined;
  /**
   * `recv` into a buffer with `MSG_TRUNC`, perhaps `MSG_PEEK`; the true length, or undefined for `EAGAIN`. An overrun
   * is thrown as `ENOBUFS`.
   */
  receiveInto(bytes: Uint8Array, peek?: boolean): number | undefined;
  join(group: number): void;
  leave(group: number): void;
  memberships(): number[];
  setOption(option: TransportOption, on: boolean): void;
  getOption(option: TransportOption): boolean;
  receiveBuffer: number;
  sendBuffer: number;
  passCredentials: boolean;
  /** Bytes charged to the receive buffer. */
  charged(): number;
  dropCount(): number;
  close(): void;
}

/** A kernel under test. */
export interface Subject {
  readonly kind: "real" | "embedded";
  open(protocol: number, options?: OpenOptions): Endpoint;
  /** Closes all that was opened. */
  close(): void;
}

const SOL_SOCKET = 1;
const SO_MEMINFO = 55;

function realEndpoint(socket: NetlinkSocket): Endpoint {
  return Object.assign(
    Object.create(null, {
      receiveBuffer: {
        get: () => socket.receiveBuffer,
        set: (bytes: number) => {
          socket.receiveBuffer = bytes;
        },
      },
      sendBuffer: {
        get: () => socket.sendBuffer,
        set: (bytes: number) => {
          socket.sendBuffer = bytes;
        },
      },
      passCredentials: {
        get: () => socket.passCredentials,
        set: (on: boolean) => {
          socket.passCredentials = on;
        },
      },
    }) as Pick<Endpoint, "receiveBuffer" | "sendBuffer" | "passCredentials">,
    {
      portId: socket.portId,
      send: socket.send.bind(socket),
      receive(): Received | "overrun" | undefined {
        const received = socket.receive();
        return received?.kind === "overrun" ? "overrun" : received;
      },
      receiveInto: (bytes: Uint8Array, peek = false) => socket.receiveInto(bytes, { peek }),
      join: socket.join.bind(socket),
      leave: socket.leave.bind(socket),
      memberships: socket.memberships.bind(socket),
      setOption: socket.setOption.bind(socket),
      getOption: socket.getOption.bind(socket),
      charged: () => {
        const bytes = socket.getRawOption(SOL_SOCKET, SO_MEMINFO, 36);
        return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
      },
      dropCount: socket.dropCount.bind(socket),
      close: socket.close.bind(socket),
    },
  );
}

/** A user that has no privilege anywhere. */
const NOBODY = 65_534;

function asNobody<Result>(call: () => Result): Result {
  process.seteuid?.(NOBODY);
  try {
    return call();
  } finally {
    process.seteuid?.(0);
  }
}

/** Why this process cannot act as nobody, as a suffix for a test's title; undefined where it can. */
export function whyPrivileged(): string | undefined {
  try {
    asNobody(() => undefined);
    return undefined;
  } catch (error) {
    return ` (skipped: cannot give up root: ${(error as Error).message})`;
  }
}

/** The same socket, each call on which is made by a process without privileges. */
function withoutPrivileges(endpoint: Endpoint): Endpoint {
  return new Proxy(endpoint, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== "function") return value;
      return (...args: unknown[]) => asNobody(() => Reflect.apply(value, target, args) as unknown);
    },
  });
}

/** The kernel of this machine, in two empty namespaces of its own; the second is made when it is asked for. */
export function realSubject(): Subject {
  const here = createNamespace();
  let there: ReturnType<typeof createNamespace> | undefined;
  const opened: NetlinkSocket[] = [];
  return {
    kind: "real",
    open(protocol, { elsewhere = false, unprivileged = false, ...options } = {}) {
      if (elsewhere) there ??= createNamespace();
      const netns = (there !== undefined && elsewhere ? there : here).path;
      const socket = openSocket({ protocol, netns, ...options });
      opened.push(socket);
      const endpoint = realEndpoint(socket);
      return unprivileged ? withoutPrivileges(endpoint) : endpoint;
    },
    close() {
      for (const socket of opened) socket.close();
      here.close();
      there?.close();
    },
  };
}

function embeddedEndpoint(socket: EmbeddedSocket): Endpoint {
  return Object.assign(
    Object.create(null, {
      receiveBuffer: {
        get: () => socket.receiveBuffer,
        set: (bytes: number) => {
          socket.receiveBuffer = bytes;
        },
      },
      sendBuffer: {
        get: () => socket.sendBuffer,
        set: (bytes: number) => {
          socket.sendBuffer = bytes;
        },
      },
      passCredentials: {
        get: () => socket.passCredentials,
        set: (on: boolean) => {
          socket.passCredentials = on;
        },
      },
    }) as Pick<Endpoint, "receiveBuffer" | "sendBuffer" | "passCredentials">,
    {
      portId: socket.portId,
      send: (bytes: Uint8Array, to: { portId?: number; groups?: number } = {}) =>
        socket.send(bytes, bytes.length, to.portId, to.groups),
      receive(): Received | "overrun" | undefined {
        let received: Received | "overrun" | undefined;
        socket.receive(
          {
            onDatagram({ bytes, start, end, portId, groups, controlStart, controlEnd }) {
              const control = bytes.slice(controlStart, controlEnd);
              received = { bytes: bytes.slice(start, end), portId, groups, control };
            },
            onOverrun() {
              received = "overrun";
            },
          },
          1,
        );
        return received;
      },
      receiveInto(bytes: Uint8Array, peek = false): number | undefined {
        const message = socket.receiveMessage({ length: bytes.length, peek, trueLength: true });
        if (message !== undefined) bytes.set(message.bytes);
        return message?.result;
      },
      join: socket.join.bind(socket),
      leave: socket.leave.bind(socket),
      memberships: socket.memberships.bind(socket),
      setOption: (option: TransportOption, on: boolean) => {
        socket.setOption(option, on);
      },
      getOption: socket.getOption.bind(socket),
      charged: () => socket.chargedBytes,
      dropCount: socket.dropCount.bind(socket),
      close: socket.close.bind(socket),
    },
  );
}

/**
 * A family with the policies of the real mptcp_pm (net/mptcp/mptcp_pm_gen.c) as far as the cases go: it has nests,
 * exact lengths, network order, signed integers, and a lenient and a strict mode of one operation.
 */
const endpoint = attributeSet("endpoint", "MPTCP_PM_ADDR_ATTR_", {
  family: [1, u16],
  id: [2, u8],
  addr4: [3, u32be],
  addr6: [4, limited(binary, { minLength: 16, maxLength: 16 })],
  port: [5, u16],
  flags: [6, u32],
  ifIdx: [7, s32],
});
const mptcp = defineFamily({
  name: "mptcp_pm",
  attributes: attributeSet("endpoint-request", "MPTCP_PM_ENDPOINT_", { addr: [1, nest(endpoint)] }),
  operations: {
    getAddr: {
      command: 3,
      permission: "anyone",
      validation: "liberal",
      dumpValidation: "strict",
    },
    flushAddrs: { command: 4, permission: "namespace-admin", validation: "liberal" },
  },
});

/** A family with a dump that may fail after it has begun, as the real netdev (net/core/netdev-genl.c). */
const netdev = defineFamily({
  name: "netdev",
  attributes: attributeSet("qstats", "NETDEV_A_QSTATS_", {
    ifindex: [1, limited(u32, { min: 1 })],
    scope: [4, limited(uint, { mask: 1 })],
  }),
  operations: { qstatsGet: { command: 12 } },
});

function registerFamilies(kernel: EmbeddedKernel): void {
  kernel.registerFamily(
    mptcp,
    { getAddr: { doit() {}, dumpit: () => [] }, flushAddrs: { doit() {} } },
    { strictFrom: 12 },
  );
  kernel.registerFamily(netdev, {
    qstatsGet: {
      *dumpit({ ifindex }, context) {
        if (ifindex !== undefined) context.refuse("ENODEV", undefined, ["ifindex"]);
        yield* [];
      },
    },
  });
}

/** An embedded kernel, and what is put into it. */
export function embeddedSubject(
  prepare: (kernel: EmbeddedKernel) => void = registerFamilies,
): Subject {
  const kernel = createKernel();
  kernel.namespaces.create("there");
  prepare(kernel);
  return {
    kind: "embedded",
    open(protocol, { elsewhere = false, unprivileged = false, ...options } = {}) {
      const netns = elsewhere ? "there" : undefined;
      const capabilities = unprivileged ? [] : undefined;
      return embeddedEndpoint(kernel.openSocket(protocol, { netns, capabilities, ...options }));
    },
    close: () => kernel.close(),
  };
}

/** One thing that both kernels have to do alike. */
export interface ConformanceCase {
  readonly name: string;
  /** A generic family without which it cannot run. */
  readonly needs?: string;
  /** It acts without privileges, which not every process that has them can give up. */
  readonly unprivileged?: boolean;
  run(subject: Subject): void;
}
