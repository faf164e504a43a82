/**
 * A kernel in another process, as a client holds it: one connection, any number of endpoints.
 *
 * @module
 */
import { ERRNO, NetlinkError, NetlinkInputError, NetlinkSystemError } from "../errors/index.ts";
import type { Transport, TransportOptions, TransportProvider } from "../transport/index.ts";
import type { Channel } from "./channel.ts";
import {
  type Frame,
  FrameReader,
  frame,
  GOODBYE,
  HELLO,
  MAGIC,
  MAX_FRAME,
  OPEN,
  textFrom,
  VERSION,
  violation,
  WELCOME,
  wordOf,
} from "./frames.ts";
import { type Connection, RemoteTransport } from "./remote-transport.ts";

/**
 * Port ids that no process has: those that the kernel itself takes when the process id is
 * another's.
 */
const LEAST_WISH = 0x80000000;
const WISHES = 0x7ffff000;

/** How a client says who it is. */
export interface ConnectOptions {
  /** What the host was given as its token. */
  readonly token?: string | undefined;
}

function checkInteger(field: string, value: number, most: number): void {
  if (Number.isInteger(value) && value >= 0 && value <= most) return;
  throw new NetlinkInputError(field, value, `an integer from 0 to ${most}`);
}

/**
 * The other side's kernel. Everything may be called at once: what is sent before the connection
 * stands, or before an endpoint is open over there, is sent in that order.
 */
export class RemoteKernel implements TransportProvider, Disposable {
  /**
   * Settles when the other side has let this one in; rejects with `NetlinkSystemError` where it has
   * not.
   */
  readonly ready: Promise<void>;
  readonly #channel: Channel;
  readonly #address: string;
  readonly #reader = new FrameReader(MAX_FRAME, (received) => this.#onFrame(received));
  readonly #endpoints = new Map<number, RemoteTransport>();
  readonly #awaited = new Set<number>();
  #last = 0;
  #isLetIn = false;
  #lost: NetlinkSystemError | undefined;
  #letIn: () => void = () => undefined;
  #refuse: (error: NetlinkSystemError) => void = () => undefined;

  /**
   * Use `connect`.
   *
   * @param channel - Takes what is written although it may not be connected yet.
   * @param address - For the messages of errors.
   */
  constructor(channel: Channel, address: string, options: ConnectOptions = {}) {
    this.#channel = channel;
    this.#address = address;
    this.ready = new Promise((resolve, reject) => {
      this.#letIn = resolve;
      this.#refuse = reject;
    });
    // Whoever does not wait for it learns of the error by the endpoints.
    this.ready.catch(() => undefined);
    channel.write(frame(HELLO, 0, [MAGIC, VERSION], options.token ?? ""));
    channel.keepAlive(true);
  }

  readonly #connection: Connection = {
    write: (bytes) => this.#channel.write(bytes),
    keepAlive: (endpoint, on) => {
      if (on) this.#awaited.add(endpoint);
      else this.#awaited.delete(endpoint);
      this.#keepAlive();
    },
    forget: (endpoint) => {
      this.#endpoints.delete(endpoint);
      this.#connection.keepAlive(endpoint, false);
    },
  };

  /** Until it is let in the process stays, for whoever waits for {@link ready}. */
  #keepAlive(): void {
    this.#channel.keepAlive(!this.#isLetIn || this.#awaited.size > 0);
  }

  /** Whether the other side has let this one in. */
  get isLetIn(): boolean {
    return this.#isLetIn;
  }

  /**
   * Opens an endpoint over there, without waiting: an error of it comes by the endpoint's
   * `receive`. Its port id is the one that is asked for, else one chosen here at random among two
   * thousand million, which the other side replaces if it is taken.
   *
   * @throws `NetlinkSystemError` (`connect`): why there is no connection any more;
   *   `NetlinkInputError`.
   */
  openTransport(protocol: number, options: TransportOptions = {}): Transport {
    const { netns, portId = 0, receiveBuffer = 0 } = options;
    checkInteger("protocol", protocol, 0x7fffffff);
    checkInteger("portId", portId, 0xffffffff);
    checkInteger("receiveBuffer", receiveBuffer, 0x3fffffff);
    if (this.#lost !== undefined) throw this.#lost;
    const wish = portId === 0 ? LEAST_WISH + Math.floor(Math.random() * WISHES) : portId;
    const netnsKind = netns === undefined ? 0 : typeof netns === "string" ? 1 : 2;
    const numbers = [protocol, wish, portId === 0 ? 0 : 1, receiveBuffer, netnsKind];
    const endpoint = ++this.#last;
    this.#channel.write(frame(OPEN, endpoint, numbers, String(netns ?? "")));
    const transport = new RemoteTransport(this.#connection, endpoint, protocol, wish);
    this.#endpoints.set(endpoint, transport);
    return transport;
  }

  /** Bytes have arrived. @param chunk - Given away. */
  onBytes(chunk: Uint8Array): void {
    if (this.#lost !== undefined) return;
    try {
      this.#reader.push(chunk);
    } catch (error) {
      if (!(error instanceof NetlinkError)) throw error;
      this.onEnd(ERRNO.EPROTO, error.message);
    }
  }

  #onFrame(received: Frame): void {
    if (this.#lost !== undefined) return;
    const { kind, endpoint } = received;
    if (kind === WELCOME) {
      const version = wordOf(received, 0);
      if (version !== VERSION) throw violation(`version ${VERSION}`, version);
      this.#isLetIn = true;
      this.#letIn();
      this.#keepAlive();
    } else if (kind === GOODBYE) this.onEnd(ERRNO.ECONNRESET, textFrom(received, 0));
    // What was under way to an endpoint when it was closed is for nobody.
    else this.#endpoints.get(endpoint)?.handle(received);
  }

  /** The connection has ended, or could not be made. @param why - What is known about it. */
  onEnd(errno: number, why = ""): void {
    if (this.#lost !== undefined) return;
    const error = new NetlinkSystemError("connect", errno, this.#address, why);
    this.#lost = error;
    this.#refuse(error);
    for (const endpoint of this.#endpoints.values()) endpoint.fail(error);
    this.#channel.end();
  }

  /**
   * Closes the connection and, over there, all its endpoints. Those that are still open here fail.
   */
  close(): void {
    this.onEnd(ERRNO.ESHUTDOWN, "it was closed");
  }

  /** The same as {@link RemoteKernel.close}. */
  [Symbol.dispose](): void {
    this.close();
  }
}
