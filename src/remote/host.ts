/**
 * The host's side of one connection: lets a client in, opens endpoints for it and closes them with
 * it.
 *
 * @module
 */
import {
  ERRNO,
  NetlinkDecodeError,
  NetlinkInputError,
  NetlinkSystemError,
  NetlinkUnsupportedError,
} from "../errors/index.ts";
import type { Transport, TransportOptions } from "../transport/index.ts";
import type { Channel } from "./channel.ts";
import {
  CLOSE,
  CREDIT,
  type Frame,
  FrameReader,
  frame,
  GOODBYE,
  HELLO,
  MAGIC,
  MAX_FRAME,
  MAX_HELLO,
  OPEN,
  OPEN_HEADER,
  OPENED,
  textFrom,
  VERSION,
  violation,
  WELCOME,
  wordOf,
} from "./frames.ts";
import { failure, HostEndpoint } from "./host-endpoint.ts";

/** What is served: an embedded kernel, the real one, or one that is itself far away. */
export interface Served<Options extends TransportOptions = TransportOptions> {
  /** As of a `TransportProvider`. */
  openTransport(protocol: number, options?: Options): Transport;
}

/** What a host lets its clients do. */
export interface HostOptions<Options extends TransportOptions = TransportOptions> {
  /** Text that a client has to know; none when absent. */
  readonly token?: string | undefined;
  /**
   * What every endpoint of a client is opened with, such as `{ capabilities: ["CAP_NET_ADMIN"] }`
   * of an embedded kernel; nothing particular when absent, so that a client may do what the host
   * itself may.
   */
  readonly as?: Omit<Options, keyof TransportOptions> | undefined;
  /** Endpoints that a connection may have open; 1024. */
  readonly maxEndpoints?: number | undefined;
}

/**
 * Bytes that may wait for a client that does not read its stream; until then nothing more is taken
 * from it.
 */
const MAX_BACKLOG = 1024 * 1024;
const DEFAULT_ENDPOINTS = 1024;

/** Whether two texts are equal, in a time that says nothing about where they differ. */
function isSame(left: string, right: string): boolean {
  let difference = left.length ^ right.length;
  for (let index = 0; index < left.length; index++) {
    difference |= left.charCodeAt(index) ^ right.charCodeAt(index);
  }
  return difference === 0;
}

/**
 * One client. A peer that says what no client says (a length out of range, an endpoint that was
 * never opened, a wrong token) is told why and disconnected.
 */
export class HostConnection<Options extends TransportOptions = TransportOptions> {
  readonly #served: Served<Options>;
  readonly #options: HostOptions<Options>;
  readonly #channel: Channel;
  readonly #reader = new FrameReader(MAX_HELLO, (received) => this.#onFrame(received));
  /** By the client's number; undefined for one that could not be opened and is not closed yet. */
  readonly #endpoints = new Map<number, HostEndpoint | undefined>();
  #isLetIn = false;
  #isClosed = false;

  constructor(served: Served<Options>, channel: Channel, options: HostOptions<Options> = {}) {
    this.#served = served;
    this.#channel = channel;
    this.#options = options;
  }

  /** Whether the client has said who it is. */
  get isLetIn(): boolean {
    return this.#isLetIn;
  }

  readonly #write = (bytes: Uint8Array): void => {
    if (this.#isClosed) return;
    this.#channel.write(bytes);
    if (this.#channel.backlog > MAX_BACKLOG) this.#channel.receive(false);
  };

  /** The channel has sent what waited. */
  onDrained(): void {
    if (!this.#isClosed) this.#channel.receive(true);
  }

  /** Bytes have arrived. @param chunk - Given away. */
  onBytes(chunk: Uint8Array): void {
    if (this.#isClosed) return;
    try {
      this.#reader.push(chunk);
    } catch (error) {
      // What the kernel's side gets wrong is the owner's to see; a peer that lies is only sent
      // away.
      if (!(error instanceof NetlinkDecodeError || error instanceof NetlinkInputError)) {
        this.#leave("the host failed");
        throw error;
      }
      this.#leave(error.message);
    }
  }

  #leave(why: string): void {
    this.#write(frame(GOODBYE, 0, [], why));
    this.close();
  }

  #onFrame(received: Frame): void {
    if (this.#isClosed) return;
    const { kind, endpoint } = received;
    if (!this.#isLetIn) return this.#letIn(received);
    if (kind === OPEN) return this.#open(received);
    if (!this.#endpoints.has(endpoint)) throw violation("an open endpoint", endpoint);
    const open = this.#endpoints.get(endpoint);
    if (kind === CLOSE) {
      this.#endpoints.delete(endpoint);
      open?.close();
    } else if (kind === CREDIT) open?.grant(wordOf(received, 0));
    else open?.handle(received);
  }

  #letIn(received: Frame): void {
    const isHello = received.kind === HELLO && wordOf(received, 0) === MAGIC;
    if (!isHello) throw violation("a client of nlkit on this machine", "another peer");
    const version = wordOf(received, 1);
    if (version !== VERSION) throw violation(`version ${VERSION}`, version);
    const { token } = this.#options;
    if (token !== undefined && !isSame(textFrom(received, 8), token)) {
      throw violation("the token", "another, or none");
    }
    this.#isLetIn = true;
    this.#reader.limit = MAX_FRAME;
    this.#write(frame(WELCOME, 0, [VERSION]));
  }

  #open(received: Frame): void {
    const { endpoint } = received;
    if (endpoint === 0 || this.#endpoints.has(endpoint)) {
      throw violation("an endpoint of its own", endpoint);
    }
    this.#endpoints.set(endpoint, undefined);
    const { maxEndpoints = DEFAULT_ENDPOINTS } = this.#options;
    try {
      if (this.#endpoints.size > maxEndpoints) {
        throw new NetlinkSystemError("socket", ERRNO.EMFILE, `${maxEndpoints} endpoints are open`);
      }
      const transport = this.#openTransport(received);
      this.#endpoints.set(endpoint, new HostEndpoint(endpoint, transport, this.#write));
      this.#write(frame(OPENED, endpoint, [transport.portId]));
    } catch (error) {
      const isMissing = error instanceof NetlinkUnsupportedError;
      const told = isMissing
        ? new NetlinkSystemError("socket", ERRNO.EOPNOTSUPP, error.message)
        : error;
      this.#write(failure(OPEN, endpoint, told));
    }
  }

  #openTransport(received: Frame): Transport {
    const [protocol, portId, isFixed, receiveBuffer, netnsKind] = [0, 1, 2, 3, 4].map((index) =>
      wordOf(received, index),
    ) as [number, number, number, number, number];
    const text = textFrom(received, OPEN_HEADER);
    const options = {
      ...this.#options.as,
      ...(netnsKind !== 0 && { netns: netnsKind === 1 ? text : Number(text) }),
      ...(receiveBuffer !== 0 && { receiveBuffer }),
    } as Options;
    const open = (wished: number): Transport =>
      this.#served.openTransport(protocol, { ...options, portId: wished });
    if (isFixed !== 0) return open(portId);
    try {
      return open(portId);
    } catch (error) {
      const isTaken = error instanceof NetlinkSystemError && error.errno === ERRNO.EADDRINUSE;
      if (!isTaken) throw error;
      return open(0);
    }
  }

  /** Closes all endpoints and ends the channel. May be called again. */
  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const endpoint of this.#endpoints.values()) endpoint?.close();
    this.#endpoints.clear();
    this.#channel.end();
  }
}
