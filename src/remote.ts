/**
 * `nlkit/remote`: a kernel for other processes, over a Unix socket or over the real
 * `NETLINK_USERSOCK`.
 *
 * @module
 */
import { chmodSync, lstatSync, unlinkSync } from "node:fs";
import { createConnection, createServer, type Server, type Socket } from "node:net";
import { dirname } from "node:path";
import process from "node:process";
import { ERRNO, type ErrnoName, NetlinkInputError, NetlinkSystemError } from "./errors/index.ts";
import {
  type Channel,
  type ConnectOptions,
  HostConnection,
  type HostOptions,
  RemoteKernel,
  type Served,
  UsersockBridge,
  type UsersockOptions,
  type UsersockSender,
} from "./remote/index.ts";
import { KernelTransport } from "./socket/index.ts";
import type { TransportOptions } from "./transport/index.ts";
import { NETLINK_USERSOCK } from "./uapi/index.ts";

export type {
  ConnectOptions,
  HostOptions,
  RemoteTransport,
  Served,
  UsersockOptions,
  UsersockSender,
} from "./remote/index.ts";
export { RemoteKernel, UsersockBridge } from "./remote/index.ts";

/** How long a peer may take to say who it is, or that it lets in. */
const HELLO_MS = 5000;
/** How long one may take to read what it is still told when the connection ends. */
const END_MS = 1000;
const MAX_CONNECTIONS = 256;

/** What {@link listen} takes. */
export interface ListenOptions<Options extends TransportOptions = TransportOptions>
  extends HostOptions<Options> {
  /**
   * Who may open the socket's file; `0o600`: the same user, and root. Anybody else only with a
   * `token`.
   */
  readonly mode?: number | undefined;
  /** Connections at a time; 256. */
  readonly maxConnections?: number | undefined;
}

/** The path of an address. */
function pathOf(address: string): string {
  const path = /^unix:(.+)$/s.exec(address)?.[1];
  if (path === undefined || path.includes("\0")) {
    throw new NetlinkInputError("address", address, '"unix:" and the path of a socket');
  }
  return path;
}

/** The errno of an error of Node's, whose code is its name; `EIO` for what has none. */
function errnoOf(error: unknown): number {
  const { code = "" } = error as { readonly code?: string };
  return Object.hasOwn(ERRNO, code) ? ERRNO[code as ErrnoName] : ERRNO.EIO;
}

/** The same memory, as whose `slice` is a copy. */
function plain(chunk: Buffer): Uint8Array {
  return new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length);
}

/** A socket as both ends of a connection write to it. */
function channelOn(socket: Socket): Channel {
  let corked = false;
  return {
    get backlog() {
      return socket.writableLength;
    },
    write(bytes) {
      if (!socket.writable) return;
      // What is written in one turn leaves by one system call.
      if (!corked) {
        corked = true;
        socket.cork();
        process.nextTick(() => {
          corked = false;
          socket.uncork();
        });
      }
      socket.write(bytes);
    },
    receive: (on) => void (on ? socket.resume() : socket.pause()),
    keepAlive: (on) => void (on ? socket.ref() : socket.unref()),
    end() {
      socket.end(() => socket.destroySoon());
      setTimeout(() => socket.destroy(), END_MS).unref();
    },
  };
}

/** A kernel that listens. */
export class KernelServer implements AsyncDisposable {
  /** `"unix:/run/x.sock"`: what others connect to. */
  readonly address: string;
  readonly #server: Server;
  readonly #connections = new Set<HostConnection>();

  /** Use {@link listen}. */
  constructor(address: string, server: Server) {
    this.address = address;
    this.#server = server;
  }

  /** How many clients are connected. */
  get connections(): number {
    return this.#connections.size;
  }

  /** A peer has connected. */
  accept<Options extends TransportOptions>(
    served: Served<Options>,
    socket: Socket,
    options: HostOptions<Options>,
  ): void {
    const connection = new HostConnection(served, channelOn(socket), options);
    this.#connections.add(connection as HostConnection);
    const timer = setTimeout(() => connection.isLetIn || connection.close(), HELLO_MS);
    timer.unref();
    socket.on("data", (chunk) => connection.onBytes(plain(chunk)));
    socket.on("drain", () => connection.onDrained());
    // It is followed by "close".
    socket.on("error", () => undefined);
    socket.on("close", () => {
      clearTimeout(timer);
      connection.close();
      this.#connections.delete(connection as HostConnection);
    });
  }

  /** Whether it keeps the process alive; it does unless told. */
  keepAlive(on: boolean): void {
    if (on) this.#server.ref();
    else this.#server.unref();
  }

  /**
   * Disconnects everybody, removes the socket's file, and is done when that is. May be called
   * again.
   */
  async close(): Promise<void> {
    for (const connection of this.#connections) connection.close();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** The same as {@link KernelServer.close}. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** Whether a socket's file was left behind by a process that is no more. */
async function isLeftBehind(path: string): Promise<boolean> {
  if (!lstatSync(path).isSocket()) return false;
  return new Promise((resolve) => {
    const probe = createConnection(path);
    probe.on("connect", () => {
      probe.destroy();
      resolve(false);
    });
    probe.on("error", (error) => resolve(errnoOf(error) === ERRNO.ECONNREFUSED));
  });
}

/** Binds without a moment in which the file could be opened by others. */
function bind(server: Server, path: string, mode: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.once("listening", () => {
      server.off("error", reject);
      resolve();
    });
    let before: number | undefined;
    try {
      before = process.umask(~mode & 0o777);
    } catch {
      // A worker thread may not; the mode is set below all the same.
    }
    try {
      server.listen(path);
    } finally {
      if (before !== undefined) process.umask(before);
    }
  });
}

/**
 * Serves a kernel to other processes over a Unix socket. Their endpoints are closed with their
 * connection, and what they do not read waits in the kernel's receive buffers, so that a slow one
 * sees `ENOBUFS` as on any socket.
 *
 * A socket's file tells nobody who connects: whoever may open it may do all that the kernel lets
 * `options.as` do, everything unless told. So its mode is 0600, and wider only with a token.
 *
 * @param served - An embedded kernel, or any other provider of transports, such as
 *   `kernelTransport`. Closed after the server: who only listens is not told of its end.
 * @param address - `"unix:"` and a path. A socket that a process left behind there is replaced.
 * @throws `NetlinkSystemError` (`listen`): `EADDRINUSE` where somebody listens or the file is no
 *   socket, `EACCES`, `ENOENT` for a missing folder; `NetlinkInputError`.
 * @example
 * ```ts
 * import { openFamily } from "nlkit/generic";
 * import { createKernel } from "nlkit/kernel";
 * import { connect, listen } from "nlkit/remote";
 * import { defineFamily, u32 } from "nlkit/schema";
 * const clock = defineFamily({
 *   name: "CLOCK",
 *   attributes: { seconds: [1, u32] },
 *   operations: { get: { command: 1, oneReply: true } },
 * });
 * const kernel = createKernel();
 * kernel.registerFamily(clock, { get: { doit: (_, { reply }) => reply({ seconds: 7 }) } });
 * const address = `unix:/tmp/clock-${process.pid}.sock`;
 * await using server = await listen(kernel, address);
 * // In another process, as a rule:
 * using remote = connect(server.address);
 * await using client = await openFamily(clock, { transport: remote });
 * console.assert((await client.do("get", {}))?.seconds === 7);
 * ```
 */
export async function listen<Options extends TransportOptions>(
  served: Served<Options>,
  address: string,
  options: ListenOptions<Options> = {},
): Promise<KernelServer> {
  const path = pathOf(address);
  const { mode = 0o600, token, maxConnections = MAX_CONNECTIONS } = options;
  if ((mode & 0o077) !== 0 && token === undefined) {
    throw new NetlinkInputError("mode", `0${mode.toString(8)}`, "0600, or a token beside it");
  }
  const server = createServer();
  const listening = new KernelServer(address, server);
  server.maxConnections = maxConnections;
  server.on("connection", (socket) => listening.accept(served, socket, options));
  try {
    // libuv says EACCES for a folder that is not there.
    lstatSync(dirname(path));
    await bind(server, path, mode).catch(async (error: unknown) => {
      if (errnoOf(error) !== ERRNO.EADDRINUSE || !(await isLeftBehind(path))) throw error;
      unlinkSync(path);
      await bind(server, path, mode);
    });
    chmodSync(path, mode);
  } catch (error) {
    server.close();
    throw new NetlinkSystemError("listen", errnoOf(error), address);
  }
  return listening;
}

/**
 * Connects to a kernel that another process serves with {@link listen}. It returns at once; what
 * cannot be done is told by `ready`, and by the endpoints that are opened on it.
 *
 * @param address - `"unix:"` and a path.
 * @throws `NetlinkInputError` for another address.
 */
export function connect(address: string, options: ConnectOptions = {}): RemoteKernel {
  const socket = createConnection(pathOf(address));
  const kernel = new RemoteKernel(channelOn(socket), address, options);
  const timer = setTimeout(() => {
    if (!kernel.isLetIn) kernel.onEnd(ERRNO.ETIMEDOUT, "the other side does not answer");
  }, HELLO_MS).unref();
  socket.on("data", (chunk) => kernel.onBytes(plain(chunk)));
  socket.on("error", (error) => {
    const errno = errnoOf(error);
    // Which of the two it is depends on whether something was being written.
    kernel.onEnd(errno === ERRNO.EPIPE ? ERRNO.ECONNRESET : errno);
  });
  socket.on("close", () => {
    clearTimeout(timer);
    kernel.onEnd(ERRNO.ECONNRESET, "the other side has closed it");
  });
  return kernel;
}

/** What {@link listenOnUsersock} takes. */
export interface ListenUsersockOptions<Options extends TransportOptions = TransportOptions>
  extends Omit<UsersockOptions<Options>, "admit"> {
  /** Port id that others send to; this process's id, if that is free, when absent. */
  readonly portId?: number | undefined;
  /** Network namespace of the real socket; this process's when absent. */
  readonly netns?: string | number | undefined;
  /**
   * Who may send, and as whom; this user and root as whom the kernel takes for its own, nobody
   * else, when absent.
   */
  readonly admit?: UsersockOptions<Options>["admit"] | undefined;
}

function admitOwn({ userId }: UsersockSender): Record<never, never> | undefined {
  return userId === 0 || userId === process.geteuid?.() ? {} : undefined;
}

/**
 * Serves a protocol of a kernel to plain netlink sockets of other processes, such as C programs
 * written for a module: they open `NETLINK_USERSOCK` in the place of the module's protocol and send
 * to this port id in the place of 0. Answers come as unicasts from it, multicasts in the groups of
 * the same numbers.
 *
 * The real kernel authenticates nothing there: any process may send to any port id and, by choosing
 * its own, pose as another sender. The credentials that the kernel adds (`SO_PASSCRED`) cannot be
 * forged without privilege; they are what `admit` decides by, once for each port id. To join a
 * group takes `CAP_NET_ADMIN`.
 *
 * @throws `NetlinkSystemError`: `EADDRINUSE` for a taken port id; `NetlinkUnsupportedError` where
 *   there are no netlink sockets; as `served.openTransport` where groups are served.
 */
export function listenOnUsersock<Options extends TransportOptions>(
  served: Served<Options>,
  protocol: number,
  options: ListenUsersockOptions<Options> = {},
): UsersockBridge<Options> {
  const { portId, netns, admit } = options;
  const real = new KernelTransport(NETLINK_USERSOCK, { portId, netns });
  try {
    real.passCredentials = true;
    return new UsersockBridge(served, protocol, real, {
      ...options,
      admit: admit ?? (admitOwn as UsersockOptions<Options>["admit"]),
    });
  } catch (error) {
    real.close();
    throw error;
  }
}
