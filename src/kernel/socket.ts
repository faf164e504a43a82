/**
 * A socket of an embedded kernel, as its owner in user space holds it.
 *
 * @module
 * @see net/netlink/af_netlink.c `netlink_bind`, `netlink_sendmsg`, `netlink_recvmsg`, `netlink_setsockopt`
 */
import {
  ERRNO,
  NetlinkClosedError,
  NetlinkInputError,
  NetlinkSystemError,
} from "../errors/index.ts";
import {
  type Datagram,
  type DatagramHandler,
  type Transport,
  type TransportOption,
  Waker,
} from "../transport/index.ts";
import { writeControl } from "./control.ts";
import type { Namespace } from "./namespaces.ts";
import {
  type Credentials,
  DEFAULT_BUFFER,
  MAX_DUMP_SIZE,
  MIN_RECEIVE_BUFFER,
  MIN_SEND_BUFFER,
  NLMSG_GOODSIZE,
  type Packet,
} from "./packet.ts";
import { ReceiveQueue } from "./receive-queue.ts";
import type { ReceivedMessage, RunningDump, Sender } from "./sender.ts";
import {
  ALL_CAPABILITIES,
  type Capability,
  checkInteger,
  checkOption,
  type EmbeddedSocketOptions,
} from "./socket-options.ts";

/** Datagrams per {@link EmbeddedSocket.receive} unless told. */
const DEFAULT_LIMIT = 64;
const MAX_U32 = 0xffffffff;
/** What the kernel keeps of the send buffer for itself. */
const SEND_OVERHEAD = 32;
const NO_CONTROL = new Uint8Array(0);

/** What a socket asks of the kernel that it belongs to. */
export interface SocketHost {
  /** How many groups the protocol has; undefined where it is gone. */
  groupCount(protocol: number): number | undefined;
  /** Whether those without `CAP_NET_ADMIN` may join groups, or send to others than the kernel. */
  unprivileged(protocol: number, what: "receive" | "send"): boolean;
  /** Enters a socket under a port id; 0: the kernel chooses. @returns The port id, or 0 where it is taken. */
  insert(socket: EmbeddedSocket, portId: number): number;
  /** The protocol's own say about a group. @returns 0 or an errno. */
  bindGroup(socket: EmbeddedSocket, group: number): number;
  /** A socket has left a group. */
  unbindGroup(socket: EmbeddedSocket, group: number): void;
  /** Members of groups changed. */
  setMember(socket: EmbeddedSocket, group: number, member: boolean): void;
  /** Carries out a send. @returns 0 or an errno. */
  transmit(
    socket: EmbeddedSocket,
    bytes: Uint8Array,
    length: number,
    portId: number,
    groups: number,
  ): number;
  /** Takes a socket out of all tables. */
  remove(socket: EmbeddedSocket): void;
}

/** The mask of `sockaddr_nl` for a group: groups above 32 have no bit. */
function groupMask(group: number): number {
  return group >= 1 && group <= 32 ? (1 << (group - 1)) >>> 0 : 0;
}

/**
 * A socket. It is a {@link Transport}, and has what the options of the real one have besides.
 *
 * Every method but `close` throws `NetlinkClosedError` once it is closed, errors of what would be a system call are
 * `NetlinkSystemError` with the errno that Linux gives.
 */
export class EmbeddedSocket implements Transport, Sender {
  readonly protocol: number;
  readonly netns: Namespace;
  readonly credentials: Credentials;
  /** What waits to be received. */
  readonly queue: ReceiveQueue = new ReceiveQueue(() => this.#waker.readable());
  /** The dump that this socket has asked for and not read to its end. */
  dump: RunningDump | undefined;
  /** Longest receive so far, which dumps fill their chunks to. */
  longestReceive = 0;
  readonly #host: SocketHost;
  readonly #capabilities: ReadonlySet<Capability>;
  readonly #ownUserNamespace: boolean;
  readonly #options = new Set<TransportOption>();
  readonly #groups = new Set<number>();
  readonly #lent: Datagram;
  #portId = 0;
  #sendBuffer = DEFAULT_BUFFER;
  #passCredentials = false;
  #wantsControl = false;
  #closed = false;
  #delivering = false;
  readonly #waker = new Waker();
  #abort: AbortController | undefined;

  /** Use `kernel.openSocket` or `kernel.openTransport`. */
  constructor(
    host: SocketHost,
    protocol: number,
    netns: Namespace,
    processId: number,
    options: EmbeddedSocketOptions,
  ) {
    this.#host = host;
    this.protocol = protocol;
    this.netns = netns;
    const { capabilities, userId = 0, groupId = 0 } = options;
    this.credentials = { processId, userId, groupId };
    this.#capabilities = capabilities === undefined ? ALL_CAPABILITIES : new Set(capabilities);
    this.#ownUserNamespace = options.userNamespace === "own";
    const bytes = NO_CONTROL;
    const view = new DataView(bytes.buffer);
    const at = { start: 0, end: 0, portId: 0, groups: 0, truncatedLength: 0 };
    this.#lent = { bytes, view, ...at, controlStart: 0, controlEnd: 0 };
  }

  get portId(): number {
    return this.#portId;
  }

  /** Whether it was closed. */
  get closed(): boolean {
    return this.#closed;
  }

  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.#closed) this.#abort.abort(new NetlinkClosedError());
    return this.#abort.signal;
  }

  capable(capability: Capability, over: "netns" | "machine" = "netns"): boolean {
    if (over === "machine" && this.#ownUserNamespace) return false;
    return this.#capabilities.has(capability);
  }

  #checkOpen(): void {
    if (this.#closed) throw new NetlinkClosedError();
  }

  #allowed(what: "receive" | "send"): boolean {
    return this.#host.unprivileged(this.protocol, what) || this.capable("CAP_NET_ADMIN");
  }

  /**
   * Binds to a port id and, by a mask, to groups 1 to 32, which become the only ones among them.
   *
   * @param portId - 0: the kernel chooses, the process id if that is free.
   * @throws `NetlinkSystemError`: `EADDRINUSE`, `EPERM` for groups without the privilege, `EINVAL` where it is bound
   *   to another port id already.
   */
  bind(portId: number, groupMaskWanted = 0): void {
    this.#checkOpen();
    checkInteger("portId", portId, 0, MAX_U32);
    checkInteger("groupMask", groupMaskWanted, 0, MAX_U32);
    const fail = (errno: number): never => {
      const subject = `port id ${portId}, groups 0x${groupMaskWanted.toString(16)}`;
      throw new NetlinkSystemError("bind", errno, subject);
    };
    if (groupMaskWanted !== 0 && !this.#allowed("receive")) fail(ERRNO.EPERM);
    const count = this.#host.groupCount(this.protocol);
    if (groupMaskWanted !== 0 && count === undefined) fail(ERRNO.ENOENT);
    if (this.#portId !== 0 && portId !== this.#portId) fail(ERRNO.EINVAL);
    const wanted: number[] = [];
    for (let group = 1; group <= 32 && group <= (count ?? 0); group++) {
      if ((groupMaskWanted & groupMask(group)) === 0) continue;
      const errno = this.#host.bindGroup(this, group);
      if (errno !== 0) {
        for (const bound of wanted) this.#host.unbindGroup(this, bound);
        fail(errno);
      }
      wanted.push(group);
    }
    if (this.#portId === 0) {
      this.#portId = this.#host.insert(this, portId);
      if (this.#portId === 0) {
        for (const bound of wanted) this.#host.unbindGroup(this, bound);
        fail(ERRNO.EADDRINUSE);
      }
    }
    for (const group of [...this.#groups]) {
      if (group <= 32 && !wanted.includes(group)) this.#setMember(group, false);
    }
    for (const group of wanted) this.#setMember(group, true);
  }

  #setMember(group: number, member: boolean): void {
    if (member) this.#groups.add(group);
    else this.#groups.delete(group);
    this.#host.setMember(this, group, member);
  }

  /** @throws `NetlinkSystemError`: `EINVAL` for a group that the protocol does not have, `EPERM`, `ENOENT` where it is gone. */
  join(group: number): void {
    this.#changeMembership("NETLINK_ADD_MEMBERSHIP", group, true);
  }

  leave(group: number): void {
    this.#changeMembership("NETLINK_DROP_MEMBERSHIP", group, false);
  }

  #changeMembership(option: string, group: number, member: boolean): void {
    this.#checkOpen();
    checkInteger("group", group, 1, 0x7fffffff);
    const fail = (errno: number): never => {
      throw new NetlinkSystemError("setsockopt", errno, `${option} ${group}`);
    };
    if (!this.#allowed("receive")) fail(ERRNO.EPERM);
    const count = this.#host.groupCount(this.protocol) ?? fail(ERRNO.ENOENT);
    if (group > count) fail(ERRNO.EINVAL);
    if (member) {
      const errno = this.#host.bindGroup(this, group);
      if (errno !== 0) fail(errno);
    }
    this.#setMember(group, member);
    if (!member) this.#host.unbindGroup(this, group);
  }

  /** A group has ceased to exist: out of it, without the protocol's say. */
  forgetGroup(group: number): void {
    this.#setMember(group, false);
  }

  /** Numbers of the joined groups, ascending. */
  memberships(): number[] {
    this.#checkOpen();
    return [...this.#groups].sort((left, right) => left - right);
  }

  setOption(option: TransportOption, on: boolean): boolean {
    this.#checkOpen();
    checkOption(option);
    if (option === "NETLINK_LISTEN_ALL_NSID" && !this.capable("CAP_NET_BROADCAST")) {
      throw new NetlinkSystemError("setsockopt", ERRNO.EPERM, option);
    }
    if (on) this.#options.add(option);
    else this.#options.delete(option);
    if (option === "NETLINK_NO_ENOBUFS") {
      this.queue.silent = on;
      if (on) {
        this.queue.congested = false;
        this.queue.settle();
      }
    }
    this.#updateControl();
    return true;
  }

  /** Whether an option is on. */
  getOption(option: TransportOption): boolean {
    return this.#options.has(option);
  }

  /** Whether each datagram comes with the credentials of its sender (`SO_PASSCRED`). */
  get passCredentials(): boolean {
    return this.#passCredentials;
  }
  set passCredentials(on: boolean) {
    this.#checkOpen();
    this.#passCredentials = on;
    this.#updateControl();
  }

  #updateControl(): void {
    this.#wantsControl =
      this.#passCredentials ||
      this.#options.has("NETLINK_PKTINFO") ||
      this.#options.has("NETLINK_LISTEN_ALL_NSID");
  }

  #controlOf(packet: Packet): Uint8Array {
    if (!this.#wantsControl) return NO_CONTROL;
    return writeControl(packet, {
      packetInfo: this.#options.has("NETLINK_PKTINFO"),
      nsid: this.#options.has("NETLINK_LISTEN_ALL_NSID"),
      credentials: this.#passCredentials,
    });
  }

  /** Bytes of the receive buffer. Set, it becomes twice that, and at least 2304 (`SO_RCVBUFFORCE`). */
  get receiveBuffer(): number {
    return this.queue.limit;
  }
  set receiveBuffer(bytes: number) {
    this.#checkOpen();
    checkInteger("receiveBuffer", bytes, 1, 0x3fffffff);
    this.queue.limit = Math.max(bytes * 2, MIN_RECEIVE_BUFFER);
  }

  /** Bytes of the send buffer: a datagram may have 32 fewer. Set, it becomes twice that, and at least 4608. */
  get sendBuffer(): number {
    return this.#sendBuffer;
  }
  set sendBuffer(bytes: number) {
    this.#checkOpen();
    checkInteger("sendBuffer", bytes, 1, 0x3fffffff);
    this.#sendBuffer = Math.max(bytes * 2, MIN_SEND_BUFFER);
  }

  /** Bytes that are charged to the receive buffer now (`SK_MEMINFO_RMEM_ALLOC`). */
  get chargedBytes(): number {
    return this.queue.charged;
  }

  /** How many datagrams were dropped for this socket. */
  dropCount(): number {
    this.#checkOpen();
    return this.queue.drops;
  }

  /**
   * As {@link Transport.send}; a handler that is no asynchronous one has run when it returns.
   *
   * @throws `NetlinkSystemError` (`sendmsg`): `ECONNREFUSED` where nobody has the port id, `EAGAIN` where its buffer
   *   is full, `EPERM`, `EMSGSIZE` for more than the send buffer, `ENODATA` for no bytes at all.
   */
  send(bytes: Uint8Array, length: number, portId = 0, groups = 0): void {
    this.#checkOpen();
    if (!(bytes instanceof Uint8Array)) {
      throw new NetlinkInputError("bytes", bytes, "a Uint8Array");
    }
    checkInteger("length", length, 0, bytes.length);
    const errno = this.#transmit(bytes, length, portId, groups);
    if (errno !== 0) {
      throw new NetlinkSystemError("sendmsg", errno, portId === 0 ? "" : `to port id ${portId}`);
    }
  }

  #transmit(bytes: Uint8Array, length: number, portId: number, groups: number): number {
    if (length === 0) return ERRNO.ENODATA;
    if ((portId !== 0 || groups !== 0) && !this.#allowed("send")) return ERRNO.EPERM;
    if (this.#portId === 0) this.bind(0);
    if (length > this.#sendBuffer - SEND_OVERHEAD) return ERRNO.EMSGSIZE;
    return this.#host.transmit(this, bytes, length, portId, groups);
  }

  receive(handler: DatagramHandler, limit = DEFAULT_LIMIT): number {
    this.#checkOpen();
    if (this.#delivering) return 0;
    this.#delivering = true;
    let total = 0;
    try {
      for (; total < limit && !this.#closed; total++) {
        const error = this.#takeError();
        if (error === ERRNO.ENOBUFS) {
          handler.onOverrun();
          continue;
        }
        if (error !== 0) throw new NetlinkSystemError("recvmsg", error);
        const packet = this.#take(MAX_DUMP_SIZE, false);
        if (packet === undefined) break;
        handler.onDatagram(this.#lend(packet));
      }
    } finally {
      this.#delivering = false;
      if (total === 0) this.#waker.rearm(this.#readable);
    }
    return total;
  }

  #takeError(): number {
    const { error } = this.queue;
    if (error === 0) return 0;
    this.queue.error = 0;
    this.queue.settle();
    return error;
  }

  /** Takes a datagram, or looks at it, and has a dump under way fill the room that there is. */
  #take(length: number, peek: boolean): Packet | undefined {
    const { queue } = this;
    const packet = peek ? queue.peek() : queue.shift();
    if (packet !== undefined) {
      this.longestReceive = Math.min(Math.max(this.longestReceive, length), MAX_DUMP_SIZE);
      if (this.dump !== undefined && queue.charged <= queue.limit / 2) {
        const errno = this.dump.run();
        if (errno !== 0) queue.fail(errno);
      }
    }
    queue.settle();
    return packet;
  }

  #lend(packet: Packet): Datagram {
    const lent = this.#lent;
    const { length } = packet.bytes;
    lent.end = length;
    lent.portId = packet.portId;
    lent.groups = packet.group === 0 ? 0 : groupMask(packet.group);
    lent.bytes = packet.bytes;
    lent.view = packet.view;
    lent.controlStart = length;
    lent.controlEnd = length;
    const control = this.#controlOf(packet);
    if (control.length > 0) {
      lent.bytes = new Uint8Array(length + control.length);
      lent.bytes.set(packet.bytes);
      lent.bytes.set(control, length);
      lent.view = new DataView(lent.bytes.buffer);
      lent.controlEnd = lent.bytes.length;
    }
    return lent;
  }

  /**
   * `recvmsg`, with its flags.
   *
   * @param options - `length`: size of the buffer, which also decides how large the chunks of a dump become;
   *   `peek` (`MSG_PEEK`): the datagram stays; `trueLength` (`MSG_TRUNC`): see {@link ReceivedMessage.result}.
   * @returns Undefined where nothing is there (`EAGAIN`).
   * @throws `NetlinkSystemError` (`recvmsg`): `ENOBUFS` after an overrun, once.
   */
  receiveMessage(
    options: {
      readonly length?: number;
      readonly peek?: boolean;
      readonly trueLength?: boolean;
    } = {},
  ): ReceivedMessage | undefined {
    this.#checkOpen();
    const { length = MAX_DUMP_SIZE, peek = false, trueLength = false } = options;
    const error = this.#takeError();
    if (error !== 0) throw new NetlinkSystemError("recvmsg", error);
    const packet = this.#take(length, peek);
    if (packet === undefined) {
      this.#waker.rearm(this.#readable);
      return undefined;
    }
    const bytes = packet.bytes.slice(0, length);
    return {
      bytes,
      result: trueLength ? packet.bytes.length : bytes.length,
      truncated: packet.bytes.length > length,
      portId: packet.portId,
      groups: groupMask(packet.group),
      control: this.#controlOf(packet),
    };
  }

  /** How many bytes of data the next chunk of a dump has room for. */
  dumpSize(minimum = 0): number {
    return Math.max(minimum, NLMSG_GOODSIZE, this.longestReceive);
  }

  watch(wake: (() => void) | undefined): void {
    this.#checkOpen();
    this.#waker.watch(wake, this.#readable);
  }

  /** Whether there is something to receive. */
  get #readable(): boolean {
    return this.queue.length > 0 || this.queue.error !== 0;
  }

  /** Does nothing: what could still arrive comes from this process, which then has other things that keep it alive. */
  keepAlive(_on: boolean): void {
    this.#checkOpen();
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#waker.watch(undefined, false);
    this.dump?.cancel();
    this.dump = undefined;
    const groups = [...this.#groups];
    for (const group of groups) this.#setMember(group, false);
    this.#host.remove(this);
    for (const group of groups) this.#host.unbindGroup(this, group);
    this.queue.clear();
    this.#abort?.abort(new NetlinkClosedError());
  }

  /** The same as {@link EmbeddedSocket.close}. */
  [Symbol.dispose](): void {
    this.close();
  }
}
