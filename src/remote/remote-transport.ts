/**
 * An endpoint on a kernel in another process, as its owner holds it.
 *
 * @module
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
import {
  CLOSE,
  CREDIT,
  DATAGRAM,
  DATAGRAM_HEADER,
  FAILED,
  FAILED_HEADER,
  FRAME_HEADER,
  type Frame,
  frame,
  JOIN,
  LEAVE,
  MAX_FRAME,
  OPEN,
  OPENED,
  OPTION,
  OVERRUN,
  SEND,
  textFrom,
  violation,
  wordOf,
} from "./frames.ts";

/** Datagrams per {@link RemoteTransport.receive} unless told. */
const DEFAULT_LIMIT = 64;
/**
 * Bytes of datagrams that are on their way or wait here; what is beyond waits in the kernel's
 * receive buffer.
 */
const WINDOW = 256 * 1024;
/** Longest datagram that can be sent. */
const MAX_DATAGRAM = MAX_FRAME - FRAME_HEADER - 8;

/** What has arrived: a datagram, an overrun, or the error of a call that was made earlier. */
type Arrival = { readonly datagram: Datagram; readonly cost: number } | "overrun" | Error;

/** The connection, as its endpoints see it. */
export interface Connection {
  /** Sends a frame, once the connection stands. */
  write(bytes: Uint8Array): void;
  /** An endpoint wants the process to stay, or no longer. */
  keepAlive(endpoint: number, on: boolean): void;
  /** An endpoint is closed. */
  forget(endpoint: number): void;
}

function checkInteger(field: string, value: number, least: number, most: number): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new NetlinkInputError(field, value, `an integer from ${least} to ${most}`);
}

/** The error of a failed call as it was thrown on the other side. */
function errorOf(received: Frame): NetlinkSystemError {
  const errno = wordOf(received, 1);
  const textStart = FAILED_HEADER + wordOf(received, 2);
  const { start, end } = received;
  const syscall = textFrom(received, FAILED_HEADER, Math.min(start + textStart, end));
  const bare = new NetlinkSystemError(syscall, errno).message.slice(syscall.length);
  const [before = "", after = ""] = textFrom(received, textStart).split(bare);
  const subject = before.slice(syscall.length).trim();
  return new NetlinkSystemError(syscall, errno, subject, after.replace(/^; /, ""));
}

/**
 * An endpoint on a kernel in another process. No call waits for the other side, so what is refused
 * there is told later: by the next {@link receive}, which throws the `NetlinkSystemError` of the
 * call that failed, once, in the order of what arrives. Until {@link RemoteTransport.confirmed} the
 * port id is the one that was asked for.
 */
export class RemoteTransport implements Transport {
  readonly protocol: number;
  readonly #id: number;
  readonly #connection: Connection;
  readonly #arrivals: Arrival[] = [];
  readonly #waker = new Waker();
  #portId: number;
  #confirmed = false;
  /** Bytes that were read and are not given back as credit yet. */
  #read = 0;
  /** Why nothing can be sent any more. */
  #broken: NetlinkSystemError | undefined;
  #closed = false;
  #delivering = false;

  /** Use `RemoteKernel.openTransport`. The frame that opens it has been sent. */
  constructor(connection: Connection, id: number, protocol: number, portId: number) {
    this.#connection = connection;
    this.#id = id;
    this.protocol = protocol;
    this.#portId = portId;
    this.#send(CREDIT, [WINDOW]);
  }

  get portId(): number {
    return this.#portId;
  }

  /** Whether the other side has opened it, and {@link portId} is certain. */
  get confirmed(): boolean {
    return this.#confirmed;
  }

  #checkOpen(): void {
    if (this.#closed) throw new NetlinkClosedError();
  }

  #send(kind: number, numbers: readonly number[], ...parts: (Uint8Array | string)[]): void {
    if (this.#broken === undefined) {
      this.#connection.write(frame(kind, this.#id, numbers, ...parts));
    }
  }

  /**
   * As `Transport.send`, carried out later: errors come by {@link receive}.
   *
   * @param bytes - Copied before the call returns.
   * @throws `NetlinkSystemError`: `EMSGSIZE` beyond a megabyte; why the connection, or the
   *   endpoint, is gone.
   */
  send(bytes: Uint8Array, length: number, portId = 0, groups = 0): void {
    this.#checkOpen();
    if (!(bytes instanceof Uint8Array)) throw new NetlinkInputError("bytes", bytes, "a Uint8Array");
    checkInteger("length", length, 0, bytes.length);
    if (this.#broken !== undefined) throw this.#broken;
    if (length > MAX_DATAGRAM) throw new NetlinkSystemError("sendmsg", ERRNO.EMSGSIZE);
    this.#send(SEND, [portId, groups], bytes.subarray(0, length));
  }

  /** As `Transport.join`, carried out later. */
  join(group: number): void {
    this.#member(JOIN, group);
  }

  /** As `Transport.leave`, carried out later. */
  leave(group: number): void {
    this.#member(LEAVE, group);
  }

  #member(kind: number, group: number): void {
    this.#checkOpen();
    checkInteger("group", group, 1, 0x7fffffff);
    this.#send(kind, [group]);
  }

  /**
   * As `Transport.setOption`, carried out later: true even where that kernel does not know it
   * (`ENOPROTOOPT`).
   */
  setOption(option: TransportOption, on: boolean): boolean {
    this.#checkOpen();
    this.#send(OPTION, [on ? 1 : 0], option);
    return true;
  }

  /**
   * As `Transport.receive`. @throws `NetlinkSystemError` of a call that failed, or of the
   * connection.
   */
  receive(handler: DatagramHandler, limit = DEFAULT_LIMIT): number {
    this.#checkOpen();
    if (this.#delivering) return 0;
    this.#delivering = true;
    let total = 0;
    try {
      for (; total < limit && !this.#closed; total++) {
        const arrival = this.#arrivals.shift();
        if (arrival === undefined) break;
        if (arrival instanceof Error) throw arrival;
        if (arrival === "overrun") handler.onOverrun();
        else {
          this.#giveCredit(arrival.cost);
          handler.onDatagram(arrival.datagram);
        }
      }
    } finally {
      this.#delivering = false;
      if (total === 0) this.#waker.rearm(this.#arrivals.length > 0);
    }
    return total;
  }

  /** In halves of the window, so that not every datagram is answered by a frame. */
  #giveCredit(bytes: number): void {
    this.#read += bytes;
    if (this.#read < WINDOW / 2) return;
    this.#send(CREDIT, [this.#read]);
    this.#read = 0;
  }

  watch(wake: (() => void) | undefined): void {
    this.#checkOpen();
    this.#waker.watch(wake, this.#arrivals.length > 0);
  }

  keepAlive(on: boolean): void {
    this.#checkOpen();
    this.#connection.keepAlive(this.#id, on);
  }

  /** A frame for this endpoint has arrived. @throws `NetlinkDecodeError` for one that cannot be. */
  handle(received: Frame): void {
    switch (received.kind) {
      case OPENED:
        this.#portId = wordOf(received, 0);
        this.#confirmed = true;
        return;
      case OVERRUN:
        return this.#arrive("overrun");
      case FAILED: {
        const error = errorOf(received);
        if (wordOf(received, 0) === OPEN) return this.fail(error);
        return this.#arrive(error);
      }
      case DATAGRAM:
        return this.#arrive(arrivalOf(received));
      default:
        throw violation("a kind of frame", received.kind);
    }
  }

  #arrive(arrival: Arrival): void {
    this.#arrivals.push(arrival);
    this.#waker.readable();
  }

  /** Nothing is to come any more: told once by {@link receive}, and by each send. */
  fail(error: NetlinkSystemError): void {
    if (this.#broken !== undefined) return;
    this.#broken = error;
    this.#arrive(error);
  }

  close(): void {
    if (this.#closed) return;
    this.#send(CLOSE, []);
    this.#closed = true;
    this.#waker.watch(undefined, false);
    this.#arrivals.length = 0;
    this.#connection.forget(this.#id);
  }

  /** The same as {@link RemoteTransport.close}. */
  [Symbol.dispose](): void {
    this.close();
  }
}

/** A datagram where it lies in its frame. */
function arrivalOf(received: Frame): Arrival {
  const { bytes, view, start, end } = received;
  const [portId, groups, truncatedLength] = [0, 1, 2].map((index) => wordOf(received, index)) as [
    number,
    number,
    number,
  ];
  const controlStart = start + DATAGRAM_HEADER;
  const controlEnd = controlStart + wordOf(received, 3);
  if (controlEnd > end) throw violation("control messages inside the frame", controlEnd - end);
  const place = { start: controlEnd, end, controlStart, controlEnd };
  const datagram = { bytes, view, portId, groups, truncatedLength, ...place };
  return { datagram, cost: end - start + FRAME_HEADER + 4 };
}
