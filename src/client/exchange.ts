/**
 * One socket shared by many requests: sequence numbers, sending, and handing what arrives to whoever
 * waits for it.
 *
 * @module
 */
import {
  ERRNO,
  NetlinkClosedError,
  NetlinkInputError,
  NetlinkTimeoutError,
  NetlinkTruncatedError,
} from "../errors/index.ts";
import { type AnyOperation, encodePayload } from "../schema/index.ts";
import type { Datagram, DatagramHandler, Transport } from "../transport/index.ts";
import { NETLINK_AUDIT } from "../uapi/index.ts";
import {
  LITTLE_ENDIAN,
  MessageBuilder,
  messageLengthAt,
  NLM_F_REQUEST,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_HDRLEN,
  NLMSG_MIN_TYPE,
  nlmsgAlign,
  readAck,
} from "../wire/index.ts";
import { Groups } from "./groups.ts";
import { type ClientOptions, DEFAULT_TIMEOUT_MS, type RequestOptions } from "./options.ts";
import { LossProbe } from "./probe.ts";
import { mendRecord, Strays } from "./strays.ts";
import { Turns } from "./turns.ts";
import type { Waiter } from "./waiter.ts";

/** Longest wait of `setTimeout`, 24 days; what is longer is for ever. */
const MAX_TIMER_MS = 0x7fffffff;

const isFinished = (waiter: Waiter): boolean => waiter.finished;

function checkTimeout(timeoutMs: number | undefined): void {
  if (timeoutMs === undefined || (typeof timeoutMs === "number" && timeoutMs >= 0)) return;
  throw new NetlinkInputError("timeoutMs", timeoutMs, "milliseconds from 0, which is for ever");
}

/** The shared socket of a client. */
export class Exchange implements DatagramHandler {
  readonly transport: Transport;
  readonly options: ClientOptions;
  /** Requests are built here; what was sent last stays until the next one is built. */
  readonly builder = new MessageBuilder();
  /** Who listens to what. */
  readonly groups: Groups;
  /** Sorts what has no number, or not this socket's port id. */
  readonly strays: Strays;
  /** How much is read at a time. */
  readonly turns = new Turns(() => {
    if (this.#last !== undefined && !this.#closed) this.pump(this.#last);
  });
  readonly #waiters = new Map<number, Waiter>();
  readonly #probe: LossProbe;
  #seq: number;
  #waiting = 0;
  /** Who sent last, where the turn ended before all of its answer was read. */
  #last: Waiter | undefined;
  /** Sends that another thread has still to make. */
  #aside = 0;
  /** When the last of those was made. */
  #asideAt = 0;
  #watched = false;
  #keptAlive = false;
  #closed = false;

  /** @param lastSeq - Number before the first sequence number. */
  constructor(transport: Transport, options: ClientOptions, lastSeq = 0) {
    checkTimeout(options.timeoutMs);
    this.transport = transport;
    this.options = options;
    this.#seq = lastSeq;
    this.groups = new Groups(transport, () => this.#update());
    this.strays = new Strays(this.groups, transport.portId);
    this.#probe = new LossProbe(transport, this.#waiters, () => this.#nextSeq());
  }

  get closed(): boolean {
    return this.#closed;
  }

  /**
   * @throws `NetlinkClosedError` once closed, the signal's reason once aborted, `NetlinkInputError` for a
   *   timeout that is none.
   */
  check(options?: RequestOptions): void {
    if (this.#closed) throw new NetlinkClosedError();
    checkTimeout(options?.timeoutMs);
    options?.signal?.throwIfAborted();
  }

  /** Appends a request to the builder and gives its sequence number; the builder is unchanged where it throws. */
  append(operation: AnyOperation, value: unknown, flags: number): number {
    const { builder } = this;
    const before = builder.length;
    const { generic } = operation;
    const last = this.#seq;
    const seq = this.#nextSeq();
    const message = builder.beginMessage(
      generic?.familyId ?? operation.type,
      flags | NLM_F_REQUEST,
      seq,
      this.transport.portId,
    );
    try {
      if (generic !== undefined) {
        const header = builder.zeros(4);
        builder.bytes[header] = operation.type;
        builder.bytes[header + 1] = generic.version;
      }
      encodePayload(operation.request, builder, value);
    } catch (error) {
      builder.length = before;
      this.#seq = last;
      throw error;
    }
    builder.endMessage(message);
    return seq;
  }

  /** From 1; never 0, which is the kernel's own in notifications. */
  #nextSeq(): number {
    this.#seq = this.#seq === 0xffffffff ? 1 : this.#seq + 1;
    return this.#seq;
  }

  /** Registers who gets the answers to a sequence number. */
  expect(seq: number, waiter: Waiter): void {
    this.#waiters.set(seq, waiter);
  }

  /** Answers to it are dropped from now on. */
  forget(seq: number): void {
    const waiter = this.#waiters.get(seq);
    if (waiter === undefined) return;
    this.#waiters.delete(seq);
    if (!waiter.finished) this.strays.giveUp(seq, waiter.operationOf(seq));
  }

  /** As {@link send}, and reads what is answered at once. */
  sendAndRead(waiter: Waiter, slow: boolean): void {
    this.send(waiter, slow);
    if (waiter.queued) return;
    this.pump(waiter);
    this.#last = waiter.finished ? undefined : waiter;
  }

  /**
   * Sends what the builder holds. On the spot, unless the request is slow or follows a slow one that is
   * still on its way (and holds the kernel's lock): then from another thread, and the waiter is `queued`
   * until that has sent it, and fails where it cannot.
   */
  send(waiter: Waiter, slow: boolean): void {
    const { builder, transport, options } = this;
    options.trace?.({
      direction: "send",
      protocol: transport.protocol,
      portId: transport.portId,
      peerPortId: 0,
      groups: 0,
      bytes: builder.bytes,
      start: 0,
      end: builder.length,
    });
    const aside = (slow || this.#aside > 0) && transport.sendAside !== undefined;
    if (aside) void this.#sendAside(waiter);
    else transport.send(builder.bytes, builder.length);
  }

  async #sendAside(waiter: Waiter): Promise<void> {
    if (this.#aside++ === 0) this.#asideAt = performance.now();
    waiter.queued = true;
    try {
      await this.transport.sendAside?.(this.builder.bytes, this.builder.length);
    } catch (error) {
      this.#drop(waiter, error);
    }
    this.#aside--;
    this.#asideAt = performance.now();
    waiter.queued = false;
    waiter.sentAt = this.#asideAt;
  }

  #drop(waiter: Waiter, error: unknown): void {
    for (const [seq, other] of this.#waiters) if (other === waiter) this.#waiters.delete(seq);
    waiter.fail(error);
    waiter.wake();
  }

  /** Hands out what is there already, until the waiter has enough (all, unless told) or the turn is over. */
  pump<Kind extends Waiter>(waiter: Kind, enough: (waiter: Kind) => boolean = isFinished): void {
    while (!this.turns.over && !enough(waiter)) if (this.#receive(1) === 0) return;
  }

  /**
   * Pumps, and waits as often as that takes.
   *
   * @throws As {@link wait}.
   */
  async until<Kind extends Waiter>(
    waiter: Kind,
    options: RequestOptions,
    enough: (waiter: Kind) => boolean = isFinished,
  ): Promise<void> {
    if (!waiter.queued) this.pump(waiter, enough);
    while (!enough(waiter)) {
      await this.wait(waiter, options);
      this.pump(waiter, enough);
    }
  }

  #receive(limit: number): number {
    let count = 0;
    try {
      count = this.transport.receive(this, limit);
    } catch (error) {
      this.groups.fail(error);
      throw error;
    }
    if (count === 0) this.#probe.onDrained();
    return count;
  }

  /** Milliseconds without an answer that a request is given; 0: any number. */
  timeoutOf({ timeoutMs }: RequestOptions): number {
    return timeoutMs ?? this.options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  }

  /**
   * Waits until something arrives for the waiter.
   *
   * @throws `NetlinkTimeoutError`, the signal's reason, or `NetlinkSystemError` where nothing can wait here.
   */
  wait(waiter: Waiter, options: RequestOptions): Promise<void> {
    const timeoutMs = this.timeoutOf(options);
    const { signal } = options;
    return new Promise((resolve, reject) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        waiter.offWake(onWake);
        this.#waiting--;
        this.#update();
        act();
      };
      const onWake = (): void => settle(resolve);
      const onAbort = (): void => settle(() => reject(signal?.reason));
      const onTime = (): void => {
        const left = this.#timeLeft(waiter, timeoutMs);
        if (left > 0) timer = setTimeout(onTime, left);
        else settle(() => reject(new NetlinkTimeoutError(waiter.operation.name, timeoutMs)));
      };
      this.#waiting++;
      waiter.onWake(onWake);
      if (signal?.aborted === true) return onAbort();
      signal?.addEventListener("abort", onAbort, { once: true });
      if (timeoutMs > 0 && timeoutMs <= MAX_TIMER_MS) timer = setTimeout(onTime, timeoutMs);
      try {
        this.#update();
      } catch (error) {
        settle(() => reject(error));
      }
    });
  }

  /** Time in the queue of slow requests does not count, as long as that moves on. */
  #timeLeft(waiter: Waiter, timeoutMs: number): number {
    const since = waiter.queued ? this.#asideAt : waiter.sentAt;
    return since === 0 ? 0 : Math.ceil(since + timeoutMs - performance.now());
  }

  /** Watches the socket while somebody waits or listens, and keeps the process alive while somebody waits. */
  #update(): void {
    if (this.#closed) return;
    const waits = this.#waiting > 0 || this.groups.awaited > 0;
    const watch = waits || this.groups.listeners > 0;
    if (watch !== this.#watched) {
      this.transport.watch(watch ? this.#onReadable : undefined);
      this.#watched = watch;
    }
    if (waits !== this.#keptAlive) {
      this.transport.keepAlive(waits);
      this.#keptAlive = waits;
    }
  }

  readonly #onReadable = (): void => {
    this.turns.renew();
    try {
      while (!this.turns.over) if (!this.#watched || this.#closed || this.#receive(8) === 0) return;
    } catch (error) {
      // Receiving failed: nobody's answer can be relied on.
      for (const waiter of [...this.#waiters.values()]) this.#drop(waiter, error);
    }
    this.#readOn();
  };

  /** Lets others have their turn of the event loop, then reads on: watched anew, the transport wakes anew. */
  #readOn(): void {
    if (!this.#watched || this.#closed) return;
    this.transport.watch(undefined);
    this.transport.watch(this.#onReadable);
  }

  onDatagram(datagram: Datagram): void {
    this.turns.spend(datagram.end - datagram.start);
    // Anyone may send to this socket's port id; only the kernel has port id 0.
    if (datagram.portId !== 0 && this.options.believe !== "anyone") return;
    const { bytes, view, start, end, groups, portId } = datagram;
    const { transport, options } = this;
    options.trace?.({
      direction: "receive",
      protocol: transport.protocol,
      portId: transport.portId,
      peerPortId: portId,
      groups,
      bytes,
      start,
      end,
    });
    // Also where nobody listens any more: an event bears the sequence number of somebody else's request.
    if (this.groups.take(datagram) && !this.#isEcho(datagram)) return;
    if (datagram.truncatedLength > 0) {
      const seq = end - start >= NLMSG_HDRLEN ? view.getUint32(start + 8, LITTLE_ENDIAN) : 0;
      const error = new NetlinkTruncatedError(datagram.truncatedLength, end - start);
      if (!this.#unreadable(seq, error)) this.strays.cut(datagram, error);
      return;
    }
    if (transport.protocol === NETLINK_AUDIT) mendRecord(datagram);
    try {
      this.#walk(datagram);
    } catch (error) {
      // A length lies: whose answers stood behind it cannot be told.
      for (const seq of [...this.#waiters.keys()]) this.#unreadable(seq, error);
      this.groups.unaskedLost();
    }
  }

  /**
   * Whether an event is the answer that a request asked for with `NLM_F_ECHO`. The kernel sends the message that it
   * has made for the group (`nlmsg_notify`, net/netlink/af_netlink.c), and the group stands on it.
   */
  #isEcho({ view, start, end, truncatedLength }: Datagram): boolean {
    if (truncatedLength > 0 || end - start < NLMSG_HDRLEN) return false;
    if (view.getUint32(start + 12, LITTLE_ENDIAN) !== this.transport.portId) return false;
    return this.#waiters.get(view.getUint32(start + 8, LITTLE_ENDIAN))?.wantsEcho === true;
  }

  #walk(datagram: Datagram): void {
    const { view, end } = datagram;
    const { portId } = this.transport;
    let waiter: Waiter | undefined;
    let seq = 0;
    for (let at = datagram.start; ; ) {
      const length = messageLengthAt(view, at, end);
      if (length === 0) break;
      const current = view.getUint32(at + 8, LITTLE_ENDIAN);
      if (waiter === undefined || waiter.finished || current !== seq) {
        waiter?.wake();
        seq = current;
        waiter = this.#waiters.get(seq);
        if (waiter === undefined || view.getUint32(at + 12, LITTLE_ENDIAN) !== portId)
          waiter = this.strays.sort(waiter, datagram, at, at + length);
      }
      if (waiter !== undefined) this.#deliver(waiter, datagram, at, at + length, seq);
      at += nlmsgAlign(length);
    }
    waiter?.wake();
  }

  #deliver(waiter: Waiter, datagram: Datagram, at: number, end: number, seq: number): void {
    const { view, bytes } = datagram;
    const type = view.getUint16(at + 4, LITTLE_ENDIAN);
    const flags = view.getUint16(at + 6, LITTLE_ENDIAN);
    try {
      if (type >= NLMSG_MIN_TYPE) waiter.onMessage(type, flags, datagram, at + NLMSG_HDRLEN, end);
      else if (type === NLMSG_ERROR || type === NLMSG_DONE) {
        const ack = readAck(bytes, view, at, end);
        if (ack.errno === ERRNO.ENOBUFS) this.#probe.onOverrun();
        waiter.onAck(ack, type === NLMSG_DONE, flags, seq);
      }
      // NLMSG_NOOP is to be skipped; NLMSG_OVERRUN no kernel sends: a lost message is ENOBUFS.
    } catch (error) {
      waiter.onUnreadable(error);
    }
    if (waiter.finished) this.#waiters.delete(seq);
  }

  /** @returns Whether somebody waits for that number. */
  #unreadable(seq: number, error: unknown): boolean {
    const waiter = this.#waiters.get(seq);
    if (waiter === undefined) return false;
    waiter.onUnreadable(error);
    if (waiter.finished) this.#waiters.delete(seq);
    waiter.wake();
    return true;
  }

  onOverrun(): void {
    this.groups.overrun();
    this.#probe.onOverrun();
  }

  /** Everybody who waits gets `NetlinkClosedError`; listeners come to their end. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.transport.close();
    const error = new NetlinkClosedError();
    for (const waiter of this.#waiters.values()) {
      waiter.fail(error);
      waiter.wake();
    }
    this.#waiters.clear();
    this.groups.close();
  }
}
