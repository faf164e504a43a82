/**
 * One endpoint of a connection on the host's side: a transport of the kernel, and how much of what
 * arrives there the client has room for.
 *
 * @module
 */
import { ERRNO, NetlinkClosedError, NetlinkSystemError } from "../errors/index.ts";
import {
  type Datagram,
  type DatagramHandler,
  TRANSPORT_OPTIONS,
  type Transport,
  type TransportOption,
} from "../transport/index.ts";
import {
  DATAGRAM,
  DATAGRAM_HEADER,
  FAILED,
  FRAME_HEADER,
  type Frame,
  frame,
  JOIN,
  LEAVE,
  MAX_FRAME,
  OPTION,
  OVERRUN,
  SEND,
  textFrom,
  violation,
  wordOf,
} from "./frames.ts";

/** Options that a client may set. */
const OPTIONS: ReadonlySet<string> = new Set(TRANSPORT_OPTIONS);

/**
 * The frame that tells of a call that failed.
 *
 * @throws `error` itself where that is no failed system call.
 */
export function failure(kind: number, endpoint: number, error: unknown): Uint8Array {
  const told =
    error instanceof NetlinkClosedError
      ? new NetlinkSystemError("recvmsg", ERRNO.ECONNRESET, "", "the kernel was closed")
      : error;
  if (!(told instanceof NetlinkSystemError)) throw told;
  const { syscall, errno, message } = told;
  return frame(FAILED, endpoint, [kind, errno, syscall.length], syscall, message);
}

/**
 * Datagrams are taken from the transport only while the client has credit. What it does not read
 * waits in the kernel's receive buffer, and is dropped there when that is full, as on any socket.
 */
export class HostEndpoint implements DatagramHandler {
  readonly #id: number;
  readonly #transport: Transport;
  readonly #write: (bytes: Uint8Array) => void;
  #credit = 0;

  /** @param transport - Its own from now on. */
  constructor(id: number, transport: Transport, write: (bytes: Uint8Array) => void) {
    this.#id = id;
    this.#transport = transport;
    this.#write = write;
    transport.watch(() => this.#pump());
  }

  /**
   * Carries out a frame.
   *
   * @throws `NetlinkDecodeError`, `NetlinkInputError` for what no client of ours sends.
   */
  handle(received: Frame): void {
    try {
      this.#act(received);
    } catch (error) {
      this.#write(failure(received.kind, this.#id, error));
    }
    // What the kernel answers at once goes along with what answered before it.
    this.#pump();
  }

  #act(received: Frame): void {
    const transport = this.#transport;
    switch (received.kind) {
      case SEND: {
        const { bytes, start, end } = received;
        const [portId, groups] = [wordOf(received, 0), wordOf(received, 1)];
        transport.send(bytes.subarray(start + 8, end), end - start - 8, portId, groups);
        return;
      }
      case JOIN:
        return transport.join(wordOf(received, 0));
      case LEAVE:
        return transport.leave(wordOf(received, 0));
      case OPTION: {
        const option = textFrom(received, 4);
        if (!OPTIONS.has(option)) throw violation("an option of netlink(7)", option);
        const isKnown = transport.setOption(option as TransportOption, wordOf(received, 0) !== 0);
        if (!isKnown) throw new NetlinkSystemError("setsockopt", ERRNO.ENOPROTOOPT, option);
        return;
      }
      default:
        throw violation("a kind of frame", received.kind);
    }
  }

  /** The client has read so many bytes. */
  grant(bytes: number): void {
    this.#credit += bytes;
    this.#pump();
  }

  #pump(): void {
    try {
      while (this.#credit > 0) if (this.#transport.receive(this, 1) === 0) return;
    } catch (error) {
      this.#write(failure(DATAGRAM, this.#id, error));
    }
  }

  onDatagram(datagram: Datagram): void {
    const { bytes, start, portId, groups, controlStart, controlEnd } = datagram;
    const control = bytes.subarray(controlStart, controlEnd);
    const length = datagram.end - start;
    const room = MAX_FRAME - FRAME_HEADER - DATAGRAM_HEADER - control.length;
    const trueLength = length > room ? length : datagram.truncatedLength;
    const words = [portId, groups, trueLength, control.length];
    const content = bytes.subarray(start, start + Math.min(length, room));
    const sent = frame(DATAGRAM, this.#id, words, control, content);
    this.#credit -= sent.length;
    this.#write(sent);
  }

  onOverrun(): void {
    this.#write(frame(OVERRUN, this.#id, []));
  }

  close(): void {
    this.#transport.close();
  }
}
