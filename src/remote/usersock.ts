/**
 * A protocol of a kernel for plain netlink sockets of other processes: what they send on
 * `NETLINK_USERSOCK` to one port id goes to the protocol, and what that answers goes back to them.
 *
 * @module
 * @see net/netlink/af_netlink.c `netlink_add_usersock_entry`
 */
import { ERRNO, NetlinkError, NetlinkInputError, NetlinkSystemError } from "../errors/index.ts";
import type { Datagram, DatagramHandler, Transport, TransportOptions } from "../transport/index.ts";
import { readCredentials } from "../wire/index.ts";
import type { Served } from "./host.ts";

/** Who has sent something, as the real kernel tells. */
export interface UsersockSender {
  /** Its port id, which any process may choose as it likes. */
  readonly portId: number;
  /** Its process, user and group, which the real kernel vouches for. */
  readonly processId: number;
  readonly userId: number;
  readonly groupId: number;
}

/** What a protocol is served with. */
export interface UsersockOptions<Options extends TransportOptions = TransportOptions> {
  /**
   * Groups, 1 to 32, whose multicasts are sent to the groups of the same numbers; none when absent.
   */
  readonly groups?: readonly number[] | undefined;
  /**
   * What a sender's endpoint is opened with, such as `{ capabilities: [] }`; undefined turns the
   * sender away, whose datagrams are dropped.
   */
  readonly admit: (sender: UsersockSender) => Omit<Options, keyof TransportOptions> | undefined;
  /** Senders that are remembered; whoever was silent longest is forgotten for a new one. 1024. */
  readonly maxSenders?: number | undefined;
}

const DEFAULT_SENDERS = 1024;

/** The memory of a protocol that is served: one endpoint for each sender. */
export class UsersockBridge<Options extends TransportOptions = TransportOptions>
  implements DatagramHandler, Disposable
{
  /**
   * Datagrams that were dropped: of senders that were turned away, and for receivers that were full
   * or gone.
   */
  dropped = 0;
  readonly #served: Served<Options>;
  readonly #protocol: number;
  readonly #real: Transport;
  readonly #options: UsersockOptions<Options>;
  /** By port id, whoever was silent longest first. */
  readonly #senders = new Map<number, Transport>();
  readonly #listener: Transport | undefined;
  #closed = false;

  /**
   * @param real - An open endpoint on `NETLINK_USERSOCK` with `SO_PASSCRED` on; its own from now
   * on.
   */
  constructor(
    served: Served<Options>,
    protocol: number,
    real: Transport,
    options: UsersockOptions<Options>,
  ) {
    this.#served = served;
    this.#protocol = protocol;
    this.#real = real;
    this.#options = options;
    const { groups = [] } = options;
    const odd = groups.find((group) => !(Number.isInteger(group) && group >= 1 && group <= 32));
    if (odd !== undefined) throw new NetlinkInputError("groups", odd, "integers from 1 to 32");
    if (groups.length > 0) {
      const listener = served.openTransport(protocol);
      this.#listener = listener;
      try {
        for (const group of groups) listener.join(group);
      } catch (error) {
        listener.close();
        throw error;
      }
      this.#forward(listener, 0);
    }
    real.watch(() => this.#drain());
    real.keepAlive(true);
  }

  /** The port id that others send to. */
  get portId(): number {
    return this.#real.portId;
  }

  /** How many senders are remembered. */
  get senders(): number {
    return this.#senders.size;
  }

  #drain(): void {
    while (!this.#closed) if (this.#real.receive(this) === 0) return;
  }

  onDatagram(datagram: Datagram): void {
    const { bytes, start, end, portId, truncatedLength } = datagram;
    // What was sent to a group is for those in it, and from port id 0 there is nobody.
    if (datagram.groups !== 0 || portId === 0 || truncatedLength > 0) return;
    try {
      const endpoint = this.#endpointOf(datagram);
      if (endpoint === undefined) this.dropped++;
      else endpoint.send(bytes.subarray(start, end), end - start);
    } catch (error) {
      // The protocol is gone, or has too much to do: the sender cannot be told by an errno.
      if (!(error instanceof NetlinkError)) throw error;
      this.dropped++;
    }
  }

  /** What was sent here is lost; the real kernel has counted it. */
  onOverrun(): void {
    this.dropped++;
  }

  #endpointOf({ bytes, portId, controlStart, controlEnd }: Datagram): Transport | undefined {
    const known = this.#senders.get(portId);
    if (known !== undefined) {
      this.#senders.delete(portId);
      this.#senders.set(portId, known);
      return known;
    }
    const credentials = readCredentials(bytes, controlStart, controlEnd);
    if (credentials === undefined) return undefined;
    const as = this.#options.admit({ portId, ...credentials });
    if (as === undefined) return undefined;
    for (const [oldest] of this.#senders) {
      if (this.#senders.size < (this.#options.maxSenders ?? DEFAULT_SENDERS)) break;
      this.#forget(oldest);
    }
    const endpoint = this.#open({ ...as, portId } as Options);
    this.#senders.set(portId, endpoint);
    this.#forward(endpoint, portId);
    return endpoint;
  }

  /** With the sender's own port id, unless somebody in the embedded kernel has that one. */
  #open(options: Options): Transport {
    try {
      return this.#served.openTransport(this.#protocol, options);
    } catch (error) {
      const isTaken = error instanceof NetlinkSystemError && error.errno === ERRNO.EADDRINUSE;
      if (!isTaken) throw error;
      return this.#served.openTransport(this.#protocol, { ...options, portId: 0 });
    }
  }

  /**
   * Has what arrives at an endpoint sent on: to a port id, or, where that is 0, to the group that
   * it was for.
   */
  #forward(endpoint: Transport, portId: number): void {
    const handler: DatagramHandler = {
      onDatagram: ({ bytes, start, end, groups }) => {
        this.#sendOn(bytes.subarray(start, end), portId, portId === 0 ? groups : 0);
      },
      onOverrun: () => {
        this.dropped++;
      },
    };
    endpoint.watch(() => {
      while (!this.#closed && (portId === 0 || this.#senders.get(portId) === endpoint)) {
        if (endpoint.receive(handler) === 0) return;
      }
    });
  }

  #sendOn(bytes: Uint8Array, portId: number, groups: number): void {
    try {
      this.#real.send(bytes, bytes.length, portId, groups);
    } catch (error) {
      if (!(error instanceof NetlinkSystemError)) throw error;
      // A group that nobody is in is no loss; a receiver that has gone is forgotten.
      if (groups !== 0 && error.errno === ERRNO.ECONNREFUSED) return;
      this.dropped++;
      if (error.errno === ERRNO.ECONNREFUSED) this.#forget(portId);
    }
  }

  #forget(portId: number): void {
    const endpoint = this.#senders.get(portId);
    this.#senders.delete(portId);
    endpoint?.close();
  }

  /** Closes the real socket and all endpoints. May be called again. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#real.close();
    this.#listener?.close();
    for (const portId of [...this.#senders.keys()]) this.#forget(portId);
  }

  /** The same as {@link UsersockBridge.close}. */
  [Symbol.dispose](): void {
    this.close();
  }
}
