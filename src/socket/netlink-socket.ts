/**
 * The public low level: a netlink socket for those who know netlink, with nothing done behind their
 * back. Whoever only wants answers takes the client instead.
 *
 * @module
 * @see netlink(7)
 */
import {
  ERRNO,
  NetlinkClosedError,
  NetlinkInputError,
  NetlinkSystemError,
} from "../errors/index.ts";
import type { DatagramHandler, FilterInstruction, TransportOption } from "../transport/index.ts";
import {
  NLM_F_ACK,
  NLM_F_REQUEST,
  NLMSG_HDRLEN,
  readHeader,
  SOL_NETLINK,
  SOL_SOCKET,
  writeHeader,
} from "../wire/index.ts";
import { dispatchDatagram, dispatchOverrun, type ReceiveCallbacks } from "./callbacks.ts";
import {
  NETLINK_LIST_MEMBERSHIPS,
  SK_MEMINFO_DROPS,
  SK_MEMINFO_VARS,
  SOCK_DGRAM,
  SOCK_RAW,
  SOCKET_OPTIONS,
} from "./constants.ts";
import { encodeFilter } from "./filter.ts";
import { checkInteger, RawSocket } from "./raw-socket.ts";
import { copyDatagram, type Overrun, type ReceivedDatagram } from "./received.ts";

/** What {@link openSocket} takes. */
export interface SocketOptions {
  /** 0 to 31: 0 is `NETLINK_ROUTE`, 2 `NETLINK_USERSOCK`, 16 `NETLINK_GENERIC`. */
  readonly protocol: number;
  /** `"raw"` when absent; netlink makes no difference. */
  readonly type?: "raw" | "dgram";
  /** Namespace: a name of `ip netns`, a process id, or a path; the caller's own when absent. */
  readonly netns?: string | number;
  /** Port id; 0 or absent: the kernel chooses, the process id if that is free. See {@link threadPortId}. */
  readonly portId?: number;
  /** Mask of groups 1 to 32 for `bind`, bit 0 being group 1. */
  readonly groupMask?: number;
  /** Groups to join, by number, also above 32. */
  readonly groups?: readonly number[];
  /** Bytes of the kernel's receive buffer, see {@link NetlinkSocket.receiveBuffer}. */
  readonly receiveBuffer?: number;
  /** Bytes of the kernel's send buffer: the longest datagram that can be sent. */
  readonly sendBuffer?: number;
  /** Bytes that may wait in this process while JavaScript is busy; 32 MiB when absent. Beyond it the kernel's buffer fills. */
  readonly queueLimit?: number;
}

/**
 * The port id that many C programs choose for a thread: the thread's number in the upper half, the
 * process id in the lower. It is unique only while process ids stay below 65,536: 0 lets the kernel choose.
 *
 * @param thread - A small number; the examples use `pthread_self()`, which is cut to 16 bits.
 */
export function threadPortId(thread: number, processId: number = process.pid): number {
  return ((thread << 16) | processId) >>> 0;
}

/**
 * Opens and binds a netlink socket.
 *
 * @throws `NetlinkSystemError` (`ERR_NETLINK_SYSTEM`) with the errno: `EPROTONOSUPPORT` for a protocol that the
 *   kernel lacks, `EADDRINUSE` for a taken port id, `EPERM` for a privileged group, `ENOENT` for a
 *   missing namespace; `NetlinkInputError` (`ERR_NETLINK_INPUT`); `NetlinkUnsupportedError`
 *   (`ERR_NETLINK_UNSUPPORTED`) without Linux or the addon.
 * @example
 * ```ts
 * import { openSocket } from "nlkit/socket";
 * using socket = openSocket({ protocol: 0 });
 * socket.sendSimple(18, 0x300, new Uint8Array(16)); // RTM_GETLINK, NLM_F_DUMP, struct ifinfomsg
 * let done = false;
 * while (!done) {
 *   const count = socket.receiveWith({
 *     valid: (message) => console.log(message.type, message.end - message.start),
 *     finish: () => { done = true; },
 *   });
 *   if (count === 0 && !done) await socket.readable();
 * }
 * ```
 */
export function openSocket(options: SocketOptions): NetlinkSocket {
  return new NetlinkSocket(options);
}

/**
 * An open socket, made by {@link openSocket}. It is non-blocking; it keeps the process alive only
 * while something waits in {@link NetlinkSocket.readable} or {@link NetlinkSocket.datagrams}. Every
 * method but `close` throws `NetlinkClosedError` once it is closed.
 */
export class NetlinkSocket implements Disposable, AsyncIterable<ReceivedDatagram | Overrun> {
  readonly #socket: RawSocket;
  #seq = Math.floor(Date.now() / 1000) >>> 0;
  /** There may be something to receive although no wake will tell. */
  #ready = false;
  #watchers = 0;
  readonly #waiting = new Set<() => void>();
  #received: ReceivedDatagram | Overrun | undefined;
  readonly #copier: DatagramHandler = {
    onDatagram: (datagram) => {
      this.#received = copyDatagram(datagram);
    },
    onOverrun: () => {
      this.#received = { kind: "overrun" };
    },
  };

  /** Use {@link openSocket}. */
  constructor(options: SocketOptions) {
    const { type = "raw", groups = [] } = options;
    if (type !== "raw" && type !== "dgram") {
      throw new NetlinkInputError("type", type, '"raw" or "dgram"');
    }
    this.#socket = new RawSocket({ ...options, type: type === "raw" ? SOCK_RAW : SOCK_DGRAM });
    try {
      if (options.receiveBuffer !== undefined) this.receiveBuffer = options.receiveBuffer;
      if (options.sendBuffer !== undefined) this.sendBuffer = options.sendBuffer;
      if (options.queueLimit !== undefined) this.#socket.setQueueLimit(options.queueLimit);
      for (const group of groups) this.join(group);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Number of the protocol. */
  get protocol(): number {
    return this.#socket.protocol;
  }

  /** The port id that it is bound to. */
  get portId(): number {
    return this.#socket.portId;
  }

  /** The file descriptor: to look at, not to close. */
  get fd(): number {
    return this.#socket.fd;
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#socket.closed;
  }

  /** Joins a multicast group by number, from 1. */
  join(group: number): void {
    this.#socket.join(group);
  }

  /** Leaves a multicast group. */
  leave(group: number): void {
    this.#socket.leave(group);
  }

  /** Numbers of the joined groups, ascending (`NETLINK_LIST_MEMBERSHIPS`, since 4.2). */
  memberships(): number[] {
    let words = new Uint32Array(8);
    for (;;) {
      const bytes = new Uint8Array(words.buffer);
      const name = "NETLINK_LIST_MEMBERSHIPS";
      const length = this.#socket.getBytes(SOL_NETLINK, NETLINK_LIST_MEMBERSHIPS, bytes, name);
      if (length <= bytes.length) break;
      words = new Uint32Array(Math.ceil(length / 4));
    }
    const joined: number[] = [];
    for (let group = 1; group <= words.length * 32; group++) {
      const word = words[(group - 1) >>> 5] ?? 0;
      if (((word >>> ((group - 1) & 31)) & 1) === 1) joined.push(group);
    }
    return joined;
  }

  /**
   * Turns an option of netlink(7) on or off.
   *
   * @throws `NetlinkSystemError`: `ENOPROTOOPT` where this kernel does not know it.
   */
  setOption(option: TransportOption, on: boolean): void {
    if (this.#socket.setOption(option, on)) return;
    throw new NetlinkSystemError(
      "setsockopt",
      ERRNO.ENOPROTOOPT,
      option,
      "this kernel does not know the option",
    );
  }

  /** Whether an option is on. */
  getOption(option: TransportOption): boolean {
    return this.#socket.getOption(option);
  }

  /** `setsockopt` with any level and name. `SO_ATTACH_FILTER` is refused: see {@link NetlinkSocket.attachFilter}. */
  setRawOption(level: number, name: number, value: Uint8Array): void {
    const errno = this.#socket.setBytes(level, name, value);
    if (errno !== 0)
      throw new NetlinkSystemError("setsockopt", errno, `level ${level} option ${name}`);
  }

  /** `getsockopt` with any level and name. @returns What the kernel wrote, at most `size` bytes. */
  getRawOption(level: number, name: number, size: number): Uint8Array {
    const bytes = new Uint8Array(checkInteger("size", size, 0, 0x100000));
    const label = `level ${level} option ${name}`;
    return bytes.subarray(0, this.#socket.getBytes(level, name, bytes, label));
  }

  /**
   * Bytes of the kernel's receive buffer. Set, it becomes twice that (the kernel counts its overhead);
   * without `CAP_NET_ADMIN` it is capped at `net.core.rmem_max`.
   */
  get receiveBuffer(): number {
    return this.#socket.getNumber(SOL_SOCKET, SOCKET_OPTIONS.SO_RCVBUF, "SO_RCVBUF");
  }
  set receiveBuffer(bytes: number) {
    this.#socket.setBuffer("RCV", bytes);
  }

  /** Bytes of the kernel's send buffer; doubled and capped as {@link NetlinkSocket.receiveBuffer} is. */
  get sendBuffer(): number {
    return this.#socket.getNumber(SOL_SOCKET, SOCKET_OPTIONS.SO_SNDBUF, "SO_SNDBUF");
  }
  set sendBuffer(bytes: number) {
    this.#socket.setBuffer("SND", bytes);
  }

  /** Whether each datagram comes with the credentials of its sender (`SO_PASSCRED`), for `readCredentials`. */
  get passCredentials(): boolean {
    return this.#socket.passCredentials;
  }
  set passCredentials(on: boolean) {
    this.#socket.passCredentials = on;
  }

  /** How many datagrams the kernel has dropped for this socket, u32 (`SO_MEMINFO`, since 4.12). */
  dropCount(): number {
    const words = new Uint32Array(SK_MEMINFO_VARS);
    const bytes = new Uint8Array(words.buffer);
    this.#socket.getBytes(SOL_SOCKET, SOCKET_OPTIONS.SO_MEMINFO, bytes, "SO_MEMINFO");
    return words[SK_MEMINFO_DROPS] ?? 0;
  }

  /**
   * Attaches a classic BPF program that the kernel runs on each datagram before it is queued: what it
   * returns is how many bytes are kept, 0 drops. Loads are big-endian, netlink headers are not.
   *
   * @throws `NetlinkSystemError`: `EINVAL` for a program that the kernel refuses.
   */
  attachFilter(program: readonly FilterInstruction[]): void {
    this.#socket.setFilter(encodeFilter(program));
  }

  /** Takes the program away. @throws `NetlinkSystemError`: `ENOENT` where none is attached. */
  detachFilter(): void {
    this.#socket.setFilter(undefined);
  }

  /**
   * Sends bytes as they are. On the real kernel a request has been carried out when this returns.
   *
   * @param to - Port id of the receiver, 0 (the kernel) when absent, and mask of groups 1 to 32.
   * @throws `NetlinkSystemError`: `ECONNREFUSED` where nobody has the port id, `EAGAIN` where its buffer is
   *   full, `EPERM` for groups without the privilege.
   */
  send(bytes: Uint8Array, to: { readonly portId?: number; readonly groups?: number } = {}): void {
    const portId = checkInteger("portId", to.portId ?? 0, 0, 0xffffffff);
    const groups = checkInteger("groups", to.groups ?? 0, 0, 0xffffffff);
    this.#socket.send(bytes, bytes.length, portId, groups);
  }

  /** A sequence number that this socket has not used yet; never 0, which marks notifications. */
  nextSeq(): number {
    this.#seq = this.#seq === 0xffffffff ? 1 : this.#seq + 1;
    return this.#seq;
  }

  /**
   * Sends one message to the kernel, as `nl_send_simple` does.
   *
   * @param flags - `NLM_F_*`; `NLM_F_REQUEST` is added.
   * @param payload - What follows the header.
   * @returns The sequence number that was given to it.
   */
  sendSimple(type: number, flags = 0, payload: Uint8Array = new Uint8Array(0)): number {
    checkInteger("type", type, 0, 0xffff);
    checkInteger("flags", flags, 0, 0xffff);
    const message = new Uint8Array(NLMSG_HDRLEN + payload.length);
    message.set(payload, NLMSG_HDRLEN);
    const header = { length: message.length, type, flags, seq: 0, portId: 0 };
    writeHeader(new DataView(message.buffer), 0, header);
    return this.sendAuto(message);
  }

  /**
   * Completes the header of one message and sends it to the kernel, as `nl_send_auto` does: the length is set,
   * `NLM_F_REQUEST` added, and sequence number and port id filled in where they are 0.
   *
   * @param message - Header and payload; not changed.
   * @param options - `ack` adds `NLM_F_ACK`.
   * @returns Its sequence number.
   * @throws `NetlinkDecodeError` for less than a header.
   */
  sendAuto(message: Uint8Array, options: { readonly ack?: boolean } = {}): number {
    const copy = message.slice();
    const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
    const header = readHeader(view, 0);
    header.length = copy.length;
    header.flags |= NLM_F_REQUEST | (options.ack === true ? NLM_F_ACK : 0);
    if (header.seq === 0) header.seq = this.nextSeq();
    if (header.portId === 0) header.portId = this.portId;
    writeHeader(view, 0, header);
    this.send(copy);
    return header.seq;
  }

  /** Takes the next datagram, or the news of an overrun; undefined when nothing is there. Never waits. */
  receive(): ReceivedDatagram | Overrun | undefined {
    this.#received = undefined;
    if (this.#socket.receive(this.#copier, 1) === 0) this.#ready = false;
    return this.#received;
  }

  /**
   * Takes the next datagram into a buffer of the caller's, as `recv` with `MSG_TRUNC`: what does not fit is lost. A
   * dump's chunks become as large as the largest buffer so far. Never waits.
   *
   * @param options - `peek` (`MSG_PEEK`): it is not taken, only looked at; with a buffer of no bytes, to learn its size.
   * @returns The datagram's true length, perhaps more than the buffer's; undefined when nothing is there.
   * @throws `NetlinkSystemError` (`recvmsg`): `ENOBUFS` for an overrun, `EBUSY` while somebody watches the socket.
   */
  receiveInto(bytes: Uint8Array, options: { readonly peek?: boolean } = {}): number | undefined {
    return this.#socket.receiveInto(bytes, options.peek ?? false);
  }

  /**
   * Hands over, by kind, the messages that are there; never waits. Nothing is copied.
   *
   * @param limit - Most datagrams.
   * @returns How many datagrams (and overruns) were handed over; 0 when nothing is there.
   * @throws The error of a kind that has no callback, see {@link ReceiveCallbacks}. The datagrams behind it
   *   stay to be received.
   */
  receiveWith(callbacks: ReceiveCallbacks, limit = 64): number {
    let going = true;
    let total = 0;
    const handler: DatagramHandler = {
      onDatagram: (datagram) => {
        going = dispatchDatagram(datagram, callbacks);
      },
      onOverrun: () => {
        going = dispatchOverrun(callbacks);
      },
    };
    while (going && total < limit && !this.closed) {
      if (this.#socket.receive(handler, 1) === 0) {
        this.#ready = false;
        break;
      }
      total++;
    }
    return total;
  }

  /**
   * Waits until there is something to receive, at once where something may be left. It may turn out to be nothing: call `receive` in
   * a loop.
   *
   * @throws `NetlinkClosedError` when closed meanwhile; the signal's reason.
   */
  async readable(options: { readonly signal?: AbortSignal | undefined } = {}): Promise<void> {
    options.signal?.throwIfAborted();
    this.#startWatching();
    try {
      await this.#woken(options.signal);
    } finally {
      this.#stopWatching();
    }
    if (this.closed) throw new NetlinkClosedError();
  }

  /**
   * Datagrams and overruns as they come, until the socket is closed or the signal aborts. While it
   * runs, a thread keeps draining the kernel's buffer, also when JavaScript is busy.
   *
   * @throws The signal's reason.
   */
  async *datagrams(
    options: { readonly signal?: AbortSignal | undefined } = {},
  ): AsyncGenerator<ReceivedDatagram | Overrun, void, void> {
    this.#startWatching();
    try {
      while (!this.closed) {
        options.signal?.throwIfAborted();
        const received = this.receive();
        if (received === undefined) await this.#woken(options.signal);
        else yield received;
      }
    } finally {
      this.#stopWatching();
    }
  }

  /** The same as {@link NetlinkSocket.datagrams}. */
  [Symbol.asyncIterator](): AsyncGenerator<ReceivedDatagram | Overrun, void, void> {
    return this.datagrams();
  }

  #startWatching(): void {
    if (this.#watchers === 0) {
      this.#socket.watch(() => {
        this.#ready = true;
        this.#wakeAll();
      });
    }
    this.#watchers++;
  }

  #stopWatching(): void {
    if (--this.#watchers === 0 && !this.closed) this.#socket.watch(undefined);
  }

  #wakeAll(): void {
    for (const resume of [...this.#waiting]) resume();
  }

  /** Resolves at the next wake, or when closed. */
  async #woken(signal: AbortSignal | undefined): Promise<void> {
    if (this.#ready || this.closed) return;
    const { promise, resolve, reject } = withResolvers();
    const abort = (): void => reject(signal?.reason);
    signal?.addEventListener("abort", abort, { once: true });
    this.#waiting.add(resolve);
    if (this.#waiting.size === 1) this.#socket.keepAlive(true);
    try {
      await promise;
    } finally {
      signal?.removeEventListener("abort", abort);
      this.#waiting.delete(resolve);
      if (this.#waiting.size === 0 && !this.closed) this.#socket.keepAlive(false);
    }
  }

  /** Closes; may be called again. Iterators end, {@link NetlinkSocket.readable} throws. */
  close(): void {
    this.#socket.close();
    this.#wakeAll();
  }

  /** The same as {@link NetlinkSocket.close}. */
  [Symbol.dispose](): void {
    this.close();
  }
}

function withResolvers(): {
  promise: Promise<void>;
  resolve: () => void;
  reject: (why: unknown) => void;
} {
  let resolve: () => void = () => {};
  let reject: (why: unknown) => void = () => {};
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}
