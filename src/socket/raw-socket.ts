/**
 * One open AF_NETLINK socket over the addon: what the transport and the public low level share.
 * Checks arguments, turns -errno into errors, and hands datagrams over without allocating.
 *
 * @module
 */
import {
  ERRNO,
  NetlinkClosedError,
  NetlinkInputError,
  NetlinkSystemError,
} from "../errors/index.ts";
import type { Datagram, DatagramHandler, TransportOption } from "../transport/index.ts";
import { SOL_NETLINK, SOL_SOCKET } from "../wire/index.ts";
import {
  type Binding,
  type Handle,
  loadBinding,
  RECORD_ARENA_TOO_SMALL,
  RECORD_FAILED,
  RECORD_OVERRUN,
  RECORD_WORDS,
} from "./binding.ts";
import {
  NETLINK_ADD_MEMBERSHIP,
  NETLINK_DROP_MEMBERSHIP,
  NETLINK_SWITCHES,
  SOCK_RAW,
  SOCKET_OPTIONS,
} from "./constants.ts";
import { netnsHint, resolveNetns } from "./netns.ts";

/** SR-IOV links pass 64 KiB; of a fresh arena only the pages that the kernel writes to exist. */
const ARENA_BYTES = 1024 * 1024;
const MAX_ARENA_BYTES = 64 * 1024 * 1024;
/** Records per call into the addon. */
const BATCH = 16;
/** Datagrams per {@link RawSocket.receive} unless told: bounds how long a flood holds the event loop. */
const DEFAULT_LIMIT = 64;
/** Room in the arena beside a datagram, for its control messages. */
const CONTROL_BYTES = 1024;
const MAX_U32 = 0xffffffff;

/** Throws `NetlinkInputError` unless `value` is an integer from `least` to `most`. */
export function checkInteger(field: string, value: unknown, least: number, most: number): number {
  if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most) {
    return value;
  }
  throw new NetlinkInputError(field, value, `an integer from ${least} to ${most}`);
}

function checkBytes(bytes: unknown, length: number): void {
  if (!(bytes instanceof Uint8Array)) throw new NetlinkInputError("bytes", bytes, "a Uint8Array");
  checkInteger("length", length, 0, bytes.length);
}

/** What a {@link RawSocket} is opened with. */
export interface RawSocketOptions {
  /** 0 to 31: `NETLINK_ROUTE`… */
  readonly protocol: number;
  /** `SOCK_RAW` (3) when absent, or `SOCK_DGRAM` (2). */
  readonly type?: number | undefined;
  /** Name, process id or path; the caller's own namespace when absent. */
  readonly netns?: string | number | undefined;
  /** Port id to bind to; 0 or absent: the kernel chooses. */
  readonly portId?: number | undefined;
  /** Groups 1 to 32 to join by binding, bit 0 being group 1. */
  readonly groupMask?: number | undefined;
}

function openHandle(
  binding: Binding,
  protocol: number,
  type: number,
  netns: string | undefined,
): Handle {
  const handle = binding.open(protocol, type, netns);
  if (typeof handle !== "number") return handle;
  const syscall = binding.lastSyscall();
  const subject = syscall === "socket" ? `AF_NETLINK protocol ${protocol}` : (netns ?? "");
  throw new NetlinkSystemError(syscall, -handle, subject, netnsHint(syscall, -handle));
}

/** An open, bound socket. Every method but `close` throws `NetlinkClosedError` once it is closed. */
export class RawSocket implements Disposable {
  /** Number of the protocol. */
  readonly protocol: number;
  /** The port id that it is bound to. */
  readonly portId: number;

  readonly #binding: Binding;
  readonly #handle: Handle;
  readonly #records = new Int32Array(BATCH * RECORD_WORDS);
  #closed = false;
  #arenaBytes = ARENA_BYTES;
  #datagram: Datagram | undefined;
  /** Records that were taken and not yet handed over: more than none after a handler has thrown. */
  #at = 0;
  #count = 0;
  #delivering = false;
  #wake: (() => void) | undefined;

  /** Opens and binds. @throws `NetlinkSystemError`, `NetlinkInputError`, `NetlinkUnsupportedError`. */
  constructor(options: RawSocketOptions) {
    const protocol = checkInteger("protocol", options.protocol, 0, 0x7fffffff);
    const type = checkInteger("type", options.type ?? SOCK_RAW, 2, 3);
    const portId = checkInteger("portId", options.portId ?? 0, 0, MAX_U32);
    const groupMask = checkInteger("groupMask", options.groupMask ?? 0, 0, MAX_U32);
    const netns = resolveNetns(options.netns);
    this.protocol = protocol;
    this.#binding = loadBinding();
    this.#handle = openHandle(this.#binding, protocol, type, netns);
    this.portId = this.#binding.bind(this.#handle, portId, groupMask);
    if (this.portId < 0) {
      this.close();
      const hint = this.portId === -ERRNO.EPERM ? "these groups need CAP_NET_ADMIN" : "";
      const subject = `port id ${portId}, groups 0x${groupMask.toString(16)}`;
      throw new NetlinkSystemError(this.#binding.lastSyscall(), -this.portId, subject, hint);
    }
  }

  /** Whether {@link RawSocket.close} was called. */
  get closed(): boolean {
    return this.#closed;
  }

  /** The file descriptor, owned by this object. */
  get fd(): number {
    this.#checkOpen();
    return this.#binding.fd(this.#handle);
  }

  #checkOpen(): void {
    if (this.#closed) throw new NetlinkClosedError();
  }

  /** As {@link Transport.send}. */
  send(bytes: Uint8Array, length: number, portId = 0, groups = 0): void {
    this.#checkOpen();
    checkBytes(bytes, length);
    const result = this.#binding.send(this.#handle, bytes, length, portId, groups);
    if (result < 0) {
      throw new NetlinkSystemError("sendmsg", -result, portId === 0 ? "" : `to port id ${portId}`);
    }
  }

  /** As {@link Transport.sendAside}. Rejects with `NetlinkClosedError` when closed before its turn. */
  sendAside(bytes: Uint8Array, length: number): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#checkOpen();
      checkBytes(bytes, length);
      const settle = (result: number): void => {
        if (result >= 0) resolve();
        else if (result === -ERRNO.ECANCELED) reject(new NetlinkClosedError());
        else reject(new NetlinkSystemError("sendmsg", -result));
      };
      const result = this.#binding.sendAside(this.#handle, bytes, length, settle);
      if (result < 0) settle(result);
    });
  }

  /**
   * As {@link Transport.receive}; at most 64 unless told.
   *
   * Called from inside a handler it gives 0: the call that is handing over goes on with what is there.
   * What a handler throws is passed on, and the datagrams behind it come with the next call.
   *
   * @throws `NetlinkSystemError` (`recvmsg`) for another error than an overrun.
   */
  receive(handler: DatagramHandler, limit = DEFAULT_LIMIT): number {
    this.#checkOpen();
    if (this.#delivering) return 0;
    this.#delivering = true;
    let total = 0;
    try {
      while (total < limit && !this.#closed) {
        if (this.#at === this.#count && !this.#fill(Math.min(BATCH, limit - total))) break;
        total++;
        this.#deliver(handler, this.#at++ * RECORD_WORDS);
      }
    } finally {
      this.#delivering = false;
    }
    return total;
  }

  /** Takes records from the addon. @returns Whether there are any. */
  #fill(limit: number): boolean {
    const records = this.#records;
    for (;;) {
      if (this.#datagram?.bytes.length !== this.#arenaBytes) {
        this.#datagram = createDatagram(this.#arenaBytes);
      }
      const count = this.#binding.receive(this.#handle, this.#datagram.bytes, records, limit);
      if (count < 0) throw new NetlinkSystemError("recvmsg", -count);
      this.#at = 0;
      this.#count = count;
      if (count !== 1 || records[0] !== RECORD_ARENA_TOO_SMALL) return count > 0;
      this.#count = 0;
      this.#arenaBytes = fitting(records[3] ?? 0);
    }
  }

  #deliver(handler: DatagramHandler, at: number): void {
    const records = this.#records;
    const kind = records[at];
    const trueLength = (records[at + 3] ?? 0) >>> 0;
    if (kind === RECORD_OVERRUN) return handler.onOverrun();
    if (kind === RECORD_FAILED) {
      // Every receive goes on with a dump that is under way. Where the reader thread begins to, and a send on the main
      // thread has ended the dump by then, it is told EINVAL (netlink_dump, net/netlink/af_netlink.c): nothing is lost.
      if (trueLength === ERRNO.EINVAL) return;
      throw new NetlinkSystemError("recvmsg", trueLength);
    }
    const datagram = this.#datagram as Datagram;
    const start = records[at + 1] ?? 0;
    const length = records[at + 2] ?? 0;
    const controlStart = records[at + 6] ?? 0;
    datagram.start = start;
    datagram.end = start + length;
    datagram.truncatedLength = trueLength > length ? trueLength : 0;
    datagram.portId = (records[at + 4] ?? 0) >>> 0;
    datagram.groups = (records[at + 5] ?? 0) >>> 0;
    datagram.controlStart = controlStart;
    datagram.controlEnd = controlStart + (records[at + 7] ?? 0);
    // What was cut is lost; the next one of its size will not be.
    if (trueLength > length) this.#arenaBytes = Math.max(this.#arenaBytes, fitting(trueLength));
    handler.onDatagram(datagram);
  }

  /** See {@link Binding.receiveInto}. @returns Undefined where nothing is there. @throws `NetlinkSystemError` (`recvmsg`). */
  receiveInto(bytes: Uint8Array, peek: boolean): number | undefined {
    this.#checkOpen();
    checkBytes(bytes, 0);
    const result = this.#binding.receiveInto(this.#handle, bytes, peek);
    if (result === -ERRNO.EAGAIN) return undefined;
    if (result < 0) throw new NetlinkSystemError("recvmsg", -result);
    return result;
  }

  /** As {@link Transport.watch}. */
  watch(wake: (() => void) | undefined): void {
    this.#checkOpen();
    const armed = this.#wake !== undefined;
    this.#wake = wake;
    if (wake === undefined) {
      this.#binding.disarm(this.#handle);
    } else if (!armed) {
      const result = this.#binding.arm(this.#handle, () => this.#wake?.());
      if (result < 0) {
        this.#wake = undefined;
        throw new NetlinkSystemError(this.#binding.lastSyscall(), -result);
      }
    }
  }

  /** As {@link Transport.keepAlive}. */
  keepAlive(on: boolean): void {
    this.#checkOpen();
    this.#binding.keepAlive(this.#handle, on);
  }

  /** Bytes that may wait outside the kernel while watched; 32 MiB unless set. */
  setQueueLimit(bytes: number): void {
    this.#checkOpen();
    this.#binding.setQueueLimit(this.#handle, checkInteger("queueLimit", bytes, 0, MAX_U32));
  }

  /** Joins a group by number. @throws `NetlinkSystemError`: `EINVAL` for a group that the protocol does not have. */
  join(group: number): void {
    this.#changeMembership(NETLINK_ADD_MEMBERSHIP, "NETLINK_ADD_MEMBERSHIP", group);
  }

  /** Leaves a group by number. */
  leave(group: number): void {
    this.#changeMembership(NETLINK_DROP_MEMBERSHIP, "NETLINK_DROP_MEMBERSHIP", group);
  }

  #changeMembership(option: number, name: string, group: number): void {
    checkInteger("group", group, 1, 0x7fffffff);
    const errno = this.setNumber(SOL_NETLINK, option, group);
    if (errno === 0) return;
    const hint = errno === ERRNO.EPERM ? "this group needs CAP_NET_ADMIN" : "";
    throw new NetlinkSystemError("setsockopt", errno, `${name} ${group}`, hint);
  }

  /** As {@link Transport.setOption}. */
  setOption(option: TransportOption, on: boolean): boolean {
    const errno = this.setNumber(SOL_NETLINK, switchNumber(option), on ? 1 : 0);
    if (errno !== 0 && errno !== ERRNO.ENOPROTOOPT) {
      throw new NetlinkSystemError("setsockopt", errno, option);
    }
    return errno === 0;
  }

  /** Whether an option is on. @throws `NetlinkSystemError`: `ENOPROTOOPT` where this kernel does not know it. */
  getOption(option: TransportOption): boolean {
    return this.getNumber(SOL_NETLINK, switchNumber(option), option) !== 0;
  }

  /** Whether each datagram comes with the credentials of its sender (`SO_PASSCRED`), for `readCredentials`. */
  get passCredentials(): boolean {
    return this.getNumber(SOL_SOCKET, SOCKET_OPTIONS.SO_PASSCRED, "SO_PASSCRED") !== 0;
  }
  set passCredentials(on: boolean) {
    const errno = this.setNumber(SOL_SOCKET, SOCKET_OPTIONS.SO_PASSCRED, on ? 1 : 0);
    if (errno !== 0) throw new NetlinkSystemError("setsockopt", errno, "SO_PASSCRED");
  }

  /** Sets an option of 4 bytes. @returns 0 or a positive errno. */
  setNumber(level: number, name: number, value: number): number {
    return this.setBytes(level, name, new Uint8Array(Uint32Array.of(value).buffer));
  }

  /** Reads an option of 4 bytes. */
  getNumber(level: number, name: number, label: string): number {
    const value = new Uint32Array(1);
    this.getBytes(level, name, new Uint8Array(value.buffer), label);
    return value[0] ?? 0;
  }

  /** `setsockopt`. @returns 0 or a positive errno. */
  setBytes(level: number, name: number, bytes: Uint8Array): number {
    this.#checkOpen();
    return Math.abs(this.#binding.setOption(this.#handle, level, name, bytes));
  }

  /** `getsockopt` into `bytes`. @returns The length that the kernel tells. */
  getBytes(level: number, name: number, bytes: Uint8Array, label: string): number {
    this.#checkOpen();
    const result = this.#binding.getOption(this.#handle, level, name, bytes);
    if (result < 0) throw new NetlinkSystemError("getsockopt", -result, label);
    return result;
  }

  /**
   * Sets the kernel's receive or send buffer: beyond `net.core.rmem_max` (`wmem_max`) with
   * `CAP_NET_ADMIN`, else up to it.
   *
   * @param bytes - The kernel reserves twice as many, for its own overhead.
   */
  setBuffer(side: "RCV" | "SND", bytes: number): void {
    checkInteger(side === "RCV" ? "receiveBuffer" : "sendBuffer", bytes, 1, 0x3fffffff);
    if (this.setNumber(SOL_SOCKET, SOCKET_OPTIONS[`SO_${side}BUFFORCE`], bytes) === 0) return;
    const errno = this.setNumber(SOL_SOCKET, SOCKET_OPTIONS[`SO_${side}BUF`], bytes);
    if (errno !== 0) throw new NetlinkSystemError("setsockopt", errno, `SO_${side}BUF`);
  }

  /** Attaches a classic BPF program of `struct sock_filter`; undefined takes it away. */
  setFilter(program: Uint8Array | undefined): void {
    this.#checkOpen();
    const result =
      program === undefined
        ? this.#binding.detachFilter(this.#handle)
        : this.#binding.attachFilter(this.#handle, program);
    if (result < 0) {
      const name = program === undefined ? "SO_DETACH_FILTER" : "SO_ATTACH_FILTER";
      throw new NetlinkSystemError("setsockopt", -result, name);
    }
  }

  /** As {@link Transport.close}. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#wake = undefined;
    this.#datagram = undefined;
    this.#binding.close(this.#handle);
  }

  /** The same as {@link RawSocket.close}. */
  [Symbol.dispose](): void {
    this.close();
  }
}

function switchNumber(option: TransportOption): number {
  const number = Object.hasOwn(NETLINK_SWITCHES, option) ? NETLINK_SWITCHES[option] : undefined;
  if (number !== undefined) return number;
  throw new NetlinkInputError("option", option, Object.keys(NETLINK_SWITCHES).join(", "));
}

/** Size of an arena for a datagram of `length` bytes: a power of two, from 1 MiB to 64 MiB. */
function fitting(length: number): number {
  let size = ARENA_BYTES;
  while (size < length + CONTROL_BYTES && size < MAX_ARENA_BYTES) size *= 2;
  return size;
}

function createDatagram(size: number): Datagram {
  const buffer = new ArrayBuffer(size);
  return {
    bytes: new Uint8Array(buffer),
    view: new DataView(buffer),
    start: 0,
    end: 0,
    portId: 0,
    groups: 0,
    truncatedLength: 0,
    controlStart: 0,
    controlEnd: 0,
  };
}
