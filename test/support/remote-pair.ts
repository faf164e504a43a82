/**
 * Both ends of a connection to an embedded kernel, in one process and without a socket.
 *
 * @module
 */
import type { NetlinkSystemError } from "../../src/errors/index.ts";
import {
  createKernel,
  type EmbeddedKernel,
  type EmbeddedSocketOptions,
} from "../../src/kernel/index.ts";
import {
  type Channel,
  HostConnection,
  type HostOptions,
  RemoteKernel,
} from "../../src/remote/index.ts";
import type { DatagramHandler, Transport } from "../../src/transport/index.ts";

/** A channel to a function; what is written arrives in a later turn, as one chunk. */
export class TestChannel implements Channel {
  backlog = 0;
  isAlive = false;
  isReceiving = true;
  ended = false;
  /** Bytes that the peer has not been given. */
  readonly held: Uint8Array[] = [];
  isHolding = false;
  readonly #deliver: (chunk: Uint8Array) => void;

  constructor(deliver: (chunk: Uint8Array) => void) {
    this.#deliver = deliver;
  }

  write(bytes: Uint8Array): void {
    if (this.isHolding) {
      this.held.push(bytes);
      return;
    }
    queueMicrotask(() => this.#deliver(bytes));
  }
  receive(on: boolean): void {
    this.isReceiving = on;
  }
  keepAlive(on: boolean): void {
    this.isAlive = on;
  }
  end(): void {
    this.ended = true;
  }
}

const opened: { close(): void }[] = [];
/** For `afterEach`. */
export function closeRemotes(): void {
  for (const one of opened.splice(0).reverse()) one.close();
}

/** Both ends of a connection. */
export interface Pair {
  readonly remote: RemoteKernel;
  readonly toHost: TestChannel;
  readonly toClient: TestChannel;
  readonly host: HostConnection<EmbeddedSocketOptions>;
}

/** Connects to a kernel; closed after the test. */
export function connectTo(
  kernel: EmbeddedKernel,
  options: HostOptions<EmbeddedSocketOptions> = {},
): Pair {
  const toHost: TestChannel = new TestChannel((chunk) => host.onBytes(chunk));
  const toClient = new TestChannel((chunk) => remote.onBytes(chunk));
  const host = new HostConnection<EmbeddedSocketOptions>(kernel, toClient, options);
  const remote = new RemoteKernel(toHost, "unix:/test");
  opened.push(remote, host);
  return { remote, toHost, toClient, host };
}

/** A kernel; closed after the test. */
export function newHostKernel(): EmbeddedKernel {
  const kernel = createKernel();
  opened.push(kernel);
  return kernel;
}

/** Lets everything that is under way arrive. */
export const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 2));

/** All that a transport has: texts of payloads, or what else there is. */
export function drain(transport: Transport): unknown[] {
  const all: unknown[] = [];
  const handler: DatagramHandler = {
    onDatagram: ({ bytes, start, end, portId, groups }) =>
      all.push({ bytes: [...bytes.subarray(start, end)], portId, groups }),
    onOverrun: () => all.push("overrun"),
  };
  for (;;) {
    try {
      if (transport.receive(handler) === 0) return all;
    } catch (error) {
      all.push((error as NetlinkSystemError).errnoName);
    }
  }
}
