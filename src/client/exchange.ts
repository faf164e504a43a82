/**
 * One socket shared by many requests: sequence numbers, sending, and handing what arrives to whoever
 * waits for it.
 *
 * @module
 */
import {
  NetlinkClosedError,
  NetlinkOverrunError,
  NetlinkTimeoutError,
  NetlinkTruncatedError,
} from "../errors/index.ts";
import { type AnyOperation, encodePayload, message, operation } from "../schema/index.ts";
import type { Datagram, DatagramHandler, Transport } from "../transport/index.ts";
import {
  LITTLE_ENDIAN,
  MessageBuilder,
  messageLengthAt,
  NLM_F_ACK,
  NLM_F_REQUEST,
  NLMSG_DONE,
  NLMSG_ERROR,
  NLMSG_HDRLEN,
  NLMSG_MIN_TYPE,
  NLMSG_NOOP,
  nlmsgAlign,
  readAck,
  writeHeader,
} from "../wire/index.ts";
import { type ClientOptions, DEFAULT_TIMEOUT_MS, type RequestOptions } from "./options.ts";
import { Groups } from "./groups.ts";
import type { Waiter } from "./waiter.ts";

/** What waits for the answer to a probe; it is the answer's coming that counts. */
const PROBE: Waiter = {
  operation: operation("NLMSG_NOOP", [NLMSG_NOOP, message({})]),
  finished: false,
  onMessage: () => undefined,
  onAck: () => undefined,
  fail: () => undefined,
  mayBeLost: () => false,
  wake: undefined,
};

function lostAnswer(asked: AnyOperation): NetlinkOverrunError {
  return new NetlinkOverrunError(
    `${asked.name}: its answer was lost, for the socket's receive buffer was full (ENOBUFS); it may have been carried out`,
  );
}

/** Datagrams read in one turn of the event loop before others get theirs: two megabytes of a dump. */
const TURN = 64;

/** The shared socket of a client. */
export class Exchange implements DatagramHandler {
  readonly transport: Transport;
  readonly options: ClientOptions;
  /** Requests are built here; what was sent last stays until the next one is built. */
  readonly builder = new MessageBuilder();
  /** Multicast: who listens to what. */
  readonly groups: Groups;
  readonly #waiters = new Map<number, Waiter>();
  #seq = 0;
  #waiting = 0;
  #aside = 0;
  #watched = false;
  #keptAlive = false;
  #closed = false;
  #probing = false;

  constructor(transport: Transport, options: ClientOptions) {
    this.transport = transport;
    this.options = options;
    this.groups = new Groups(transport, () => this.update());
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** @throws `NetlinkClosedError` once closed, and the signal's reason once aborted. */
  check(options?: RequestOptions): void {
    if (this.#closed) throw new NetlinkClosedError();
    options?.signal?.throwIfAborted();
  }

  /** Appends a request to the builder and gives its sequence number; the builder is unchanged where it throws. */
  append(operation: AnyOperation, value: unknown, flags: number): number {
    const { builder } = this;
    const before = builder.length;
    const { generic } = operation;
    const last = this.#seq;
    const seq = this.#nextSeq();
    const message = builder.beginMessage(generic?.familyId ?? operation.type, flags | NLM_F_REQUEST, seq, this.transport.portId);
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
    this.#waiters.delete(seq);
  }

  /**
   * Sends what the builder holds. On the spot, unless the request is slow or follows a slow one that is
   * still on its way: then from another thread, and the promise is for its having been sent.
   */
  send(slow: boolean): Promise<void> | undefined {
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
    if ((slow || this.#aside > 0) && transport.sendAside !== undefined) {
      this.#aside++;
      this.update();
      return transport.sendAside(builder.bytes, builder.length).finally(() => {
        this.#aside--;
        this.update();
      });
    }
    transport.send(builder.bytes, builder.length);
    return undefined;
  }

  /** Hands out what is there already, until the waiter has all or a turn's worth has been read. */
  pump(waiter: Waiter): void {
    for (let read = 0; !waiter.finished && read < TURN; read++) {
      if (this.transport.receive(this, 1) === 0) return;
    }
  }

  /**
   * Waits until something arrives for the waiter.
   *
   * @throws `NetlinkTimeoutError`, the signal's reason, or `NetlinkClosedError`.
   */
  wait(waiter: Waiter, options: RequestOptions): Promise<void> {
    const timeoutMs = options.timeoutMs ?? this.options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
    const { signal } = options;
    return new Promise((resolve, reject) => {
      const settle = (act: () => void): void => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", onAbort);
        waiter.wake = undefined;
        this.#waiting--;
        this.update();
        act();
      };
      const onAbort = (): void => settle(() => reject(signal?.reason));
      const timer =
        timeoutMs > 0
          ? setTimeout(() => settle(() => reject(new NetlinkTimeoutError(waiter.operation.name, timeoutMs))), timeoutMs)
          : undefined;
      waiter.wake = () => settle(resolve);
      this.#waiting++;
      if (this.#closed) {
        waiter.fail(new NetlinkClosedError());
        settle(resolve);
      } else if (signal?.aborted === true) onAbort();
      else {
        signal?.addEventListener("abort", onAbort, { once: true });
        this.update();
      }
    });
  }

  /** Watches the socket while somebody waits or listens, and keeps the process alive while somebody waits. */
  update(): void {
    if (this.#closed) return;
    const waits = this.#waiting > 0 || this.groups.awaited > 0;
    const watch = waits || this.groups.listeners > 0;
    if (watch !== this.#watched) {
      this.#watched = watch;
      this.transport.watch(watch ? this.#onReadable : undefined);
    }
    // A send on another thread keeps the process alive by itself.
    if (waits !== this.#keptAlive) {
      this.#keptAlive = waits;
      this.transport.keepAlive(waits);
    }
  }

  readonly #onReadable = (): void => {
    for (let read = 0; this.#watched; ) {
      const count = this.transport.receive(this, 16);
      if (count === 0) return;
      read += count;
      if (read >= TURN) {
        setTimeout(this.#onReadable, 0);
        return;
      }
    }
  };

  onDatagram(datagram: Datagram): void {
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
    if (this.groups.listeners > 0 && this.groups.take(datagram)) return;
    if (datagram.truncatedLength > 0) {
      const seq = end - start >= NLMSG_HDRLEN ? view.getUint32(start + 8, LITTLE_ENDIAN) : 0;
      this.#fail(seq, new NetlinkTruncatedError(datagram.truncatedLength, end - start));
      return;
    }
    try {
      this.#walk(datagram);
    } catch (error) {
      // A length lies: whose answers stood behind it cannot be told.
      for (const seq of [...this.#waiters.keys()]) this.#fail(seq, error);
    }
  }

  #walk(datagram: Datagram): void {
    const { view, end } = datagram;
    let waiter: Waiter | undefined;
    let seq = 0;
    for (let at = datagram.start; ; ) {
      const length = messageLengthAt(view, at, end);
      if (length === 0) break;
      const current = view.getUint32(at + 8, LITTLE_ENDIAN);
      if (waiter === undefined || current !== seq) {
        waiter?.wake?.();
        seq = current;
        waiter = this.#waiters.get(seq);
      }
      if (waiter !== undefined) this.#deliver(waiter, datagram, at, at + length, seq);
      at += nlmsgAlign(length);
    }
    waiter?.wake?.();
  }

  #deliver(waiter: Waiter, datagram: Datagram, at: number, end: number, seq: number): void {
    const { view, bytes } = datagram;
    const type = view.getUint16(at + 4, LITTLE_ENDIAN);
    const flags = view.getUint16(at + 6, LITTLE_ENDIAN);
    try {
      if (type >= NLMSG_MIN_TYPE) waiter.onMessage(type, flags, datagram, at + NLMSG_HDRLEN, end);
      else if (type === NLMSG_ERROR || type === NLMSG_DONE) {
        waiter.onAck(readAck(bytes, view, at, end), type === NLMSG_DONE, flags, seq);
      }
      // NLMSG_NOOP is to be skipped; NLMSG_OVERRUN no kernel sends: a lost message is ENOBUFS.
    } catch (error) {
      waiter.fail(error);
    }
    if (waiter.finished) this.#waiters.delete(seq);
  }

  #fail(seq: number, error: unknown): void {
    const waiter = this.#waiters.get(seq);
    if (waiter === undefined) return;
    waiter.fail(error);
    this.#waiters.delete(seq);
    waiter.wake?.();
  }

  /**
   * The kernel had no room: events were lost, and answers may have been. A message that does nothing is
   * sent after them and acknowledged; what was asked before it and is still unanswered then was lost.
   */
  onOverrun(): void {
    this.groups.overrun();
    if (this.#probing || this.#closed || this.#waiters.size === 0) return;
    this.#probing = true;
    const seq = this.#nextSeq();
    const probe = new Uint8Array(NLMSG_HDRLEN);
    writeHeader(new DataView(probe.buffer), 0, {
      length: NLMSG_HDRLEN,
      type: NLMSG_NOOP,
      flags: NLM_F_REQUEST | NLM_F_ACK,
      seq,
      portId: this.transport.portId,
    });
    const earlier = [...this.#waiters];
    const settle = (): void => {
      this.#probing = false;
      this.#waiters.delete(seq);
      for (const [key, waiter] of earlier) {
        if (this.#waiters.get(key) === waiter && waiter.mayBeLost()) this.#fail(key, lostAnswer(waiter.operation));
      }
    };
    this.#waiters.set(seq, { ...PROBE, onAck: settle });
    try {
      this.transport.send(probe, probe.length);
    } catch {
      // Without the probe the timeouts decide.
      this.#probing = false;
      this.#waiters.delete(seq);
    }
  }

  /** Everybody who waits gets `NetlinkClosedError`; listeners come to their end. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.transport.close();
    const error = new NetlinkClosedError();
    for (const waiter of this.#waiters.values()) {
      waiter.fail(error);
      waiter.wake?.();
    }
    this.#waiters.clear();
    this.groups.close();
  }
}
