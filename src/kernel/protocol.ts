/**
 * A protocol whose kernel side is TypeScript: what a kernel module does with `netlink_kernel_create`.
 *
 * @module
 */
import { ERRNO, NetlinkSystemError } from "../errors/index.ts";
import { NLMSG_HDRLEN } from "../wire/index.ts";
import type { KernelSide, NetlinkCore } from "./af-netlink.ts";
import { type DumpSource, startDump } from "./dump.ts";
import { type ErrorListener, errnoOf } from "./failure.ts";
import type { Input } from "./inbox.ts";
import type { Message } from "./message.ts";
import type { Namespace } from "./namespaces.ts";
import { type Answer, acknowledge, receiveRequests } from "./receive.ts";
import type { Sender } from "./sender.ts";

/** The kernel side of a protocol. */
export interface ProtocolOptions {
  /** Number of multicast groups; 32 at least, and when absent. */
  readonly groups?: number;
  /**
   * Takes each datagram as it was sent. It runs inside the sender's `send`. An asynchronous one holds up what the same
   * socket sends next, as a real kernel would hold up the sender. Not beside `request`.
   */
  readonly input?: (datagram: Message, sender: Sender) => void | Promise<void>;
  /**
   * Takes each request of a datagram. Control messages are passed over, and what asks for an acknowledgement or fails
   * gets one, as by `netlink_rcv_skb`. To refuse is to throw {@link refusal}; to dump is to return what
   * {@link KernelProtocol.dump} returns.
   */
  readonly request?: (request: Message, sender: Sender) => number | void | Promise<number | void>;
  /** Handlers run after the sender's `send` has returned, on a copy; a send buffer's worth may wait. */
  readonly queue?: boolean;
  /** A socket wants to join a group; throwing {@link refusal} refuses it. */
  readonly bind?: (group: number, sender: Sender) => void;
  /** A socket has left a group, or was closed as a member. */
  readonly unbind?: (group: number, sender: Sender) => void;
  /** A socket was closed: whatever is kept for its port id can go. */
  readonly release?: (sender: Sender) => void;
  /** Who may join groups, and who may send to sockets and groups: those with `CAP_NET_ADMIN` unless told. */
  readonly capabilities?: {
    readonly receive?: "net-admin" | "anyone";
    readonly send?: "net-admin" | "anyone";
  };
  /** Names of the namespaces that it is in (`""`: the initial one); all when absent. */
  readonly namespaces?: Iterable<string>;
}

/** Where a kernel-side datagram goes. */
export interface SendOptions {
  /** Name of the namespace; the initial one when absent. */
  readonly netns?: string | undefined;
}

function isPromise(value: unknown): value is Promise<unknown> {
  return typeof value === "object" && value !== null && "then" in value;
}

/** A registered protocol. */
export class KernelProtocol implements Disposable {
  /** Its number. */
  readonly number: number;
  readonly #core: NetlinkCore;
  readonly #side: KernelSide;
  readonly #tell: (error: unknown) => void;

  /** Use `kernel.createProtocol`. */
  constructor(core: NetlinkCore, number: number, options: ProtocolOptions, tell: ErrorListener) {
    this.#core = core;
    this.number = number;
    this.#tell = (error) => tell(error, `protocol ${number}`);
    const { bind, unbind, release, capabilities, groups, queue } = options;
    const names = options.namespaces === undefined ? undefined : new Set(options.namespaces);
    const input = this.#inputOf(options);
    this.#side = {
      input,
      ...(groups !== undefined && { groups }),
      ...(queue !== undefined && { queued: queue }),
      anyoneReceives: capabilities?.receive === "anyone",
      anyoneSends: capabilities?.send === "anyone",
      ...(bind !== undefined && {
        bind: (group, socket) => {
          try {
            bind(group, socket);
            return 0;
          } catch (error) {
            return errnoOf(error, { extack: undefined }, this.#tell);
          }
        },
      }),
      ...(unbind !== undefined && {
        unbind: (group, socket) => this.#guard(() => unbind(group, socket)),
      }),
      ...(release !== undefined && { release: (socket) => this.#guard(() => release(socket)) }),
      ...(names !== undefined && { isIn: (netns: Namespace) => names.has(netns.name) }),
    };
    core.register(number, this.#side);
  }

  #guard(run: () => void): void {
    try {
      run();
    } catch (error) {
      this.#tell(error);
    }
  }

  #inputOf({ input, request }: ProtocolOptions): Input | undefined {
    if (request !== undefined) {
      const handler = (message: Message): number | Promise<number> => {
        try {
          const outcome = request(message, message.sender);
          if (!isPromise(outcome)) return outcome ?? 0;
          return outcome.then(
            (errno) => errno ?? 0,
            (error: unknown) => errnoOf(error, message, this.#tell),
          );
        } catch (error) {
          return errnoOf(error, message, this.#tell);
        }
      };
      return (datagram) => receiveRequests(datagram, handler, this.#answer);
    }
    if (input === undefined) return undefined;
    return (datagram) => {
      try {
        const pending = input(datagram, datagram.sender);
        if (isPromise(pending)) {
          return pending.catch((error: unknown) => this.#inputFailed(datagram, error));
        }
      } catch (error) {
        this.#inputFailed(datagram, error);
      }
      return undefined;
    };
  }

  /** Raw input has no acknowledgements, but who sent what could not be handled is to know. */
  #inputFailed(datagram: Message, error: unknown): void {
    const errno = errnoOf(error, datagram, this.#tell);
    if (datagram.end >= NLMSG_HDRLEN && !datagram.sender.closed) {
      acknowledge(datagram, errno, this.#answer);
    }
  }

  readonly #answer: Answer = (request, bytes, length) => {
    const { netns, portId } = request.sender;
    // Where it does not fit, the sender is told of an overrun.
    this.#core.unicast(this.number, netns, portId, bytes, length);
  };

  #namespace(options: SendOptions): Namespace {
    return this.#core.namespaces.get(options.netns);
  }

  /**
   * Sends a datagram to one socket.
   *
   * @param bytes - Copied.
   * @throws `NetlinkSystemError` (`netlink_unicast`): `ECONNREFUSED` where nobody has the port id, `EAGAIN` where its
   *   buffer is full: the datagram is lost then, and the socket is told of an overrun.
   */
  unicast(portId: number, bytes: Uint8Array, options: SendOptions = {}): void {
    const errno = this.#core.unicast(this.number, this.#namespace(options), portId, bytes);
    if (errno !== 0) throw new NetlinkSystemError("netlink_unicast", errno, `to port id ${portId}`);
  }

  /**
   * As {@link unicast}, but waits for room in the socket's buffer.
   *
   * @param bytes - Not to be changed until it has been sent.
   * @throws `NetlinkSystemError`: `ECONNREFUSED`, also when the socket is closed meanwhile; the signal's reason.
   */
  async unicastWhenRoom(
    portId: number,
    bytes: Uint8Array,
    options: SendOptions & { readonly signal?: AbortSignal | undefined } = {},
  ): Promise<void> {
    const netns = this.#namespace(options);
    const { signal } = options;
    for (;;) {
      signal?.throwIfAborted();
      const receiver = this.#core.find(this.number, netns, portId);
      if (receiver === undefined || this.#core.fits(receiver, bytes.length)) break;
      await new Promise<void>((resolve) => {
        receiver.queue.whenRoom(resolve);
        signal?.addEventListener("abort", () => resolve(), { once: true });
      });
    }
    this.unicast(portId, bytes, options);
  }

  /**
   * Sends a datagram to all members of a group in a namespace.
   *
   * @param bytes - Copied.
   * @param options - `exclude`: a port id that does not get it.
   * @returns Whether anybody got it.
   * @throws `NetlinkSystemError` (`netlink_broadcast`): `ENOBUFS` where a member that asked for that
   *   (`NETLINK_BROADCAST_ERROR`) lost it.
   */
  multicast(
    group: number,
    bytes: Uint8Array,
    options: SendOptions & { readonly exclude?: number | undefined } = {},
  ): boolean {
    const netns = this.#namespace(options);
    const errno = this.#core.multicast(this.number, group, bytes, bytes.length, {
      netns,
      exclude: options.exclude,
    });
    if (errno === ERRNO.ENOBUFS) throw new NetlinkSystemError("netlink_broadcast", errno);
    return errno === 0;
  }

  /** Whether anybody listens to a group, in whichever namespace. */
  hasListeners(group: number): boolean {
    return this.#core.hasListeners(this.number, group);
  }

  /**
   * Answers a request by a dump; the handler returns what this returns.
   *
   * @throws Nothing: a source that cannot be made refuses the request.
   */
  dump(request: Message, make: () => DumpSource): number {
    return startDump(request, make, this.#tell);
  }

  /** Takes the protocol away. Sockets stay open; what they send is refused (`ECONNREFUSED`). May be called again. */
  close(): void {
    this.#core.unregister(this.number, this.#side);
  }

  /** The same as {@link KernelProtocol.close}. */
  [Symbol.dispose](): void {
    this.close();
  }
}
