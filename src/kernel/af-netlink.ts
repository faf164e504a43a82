/**
 * The netlink core: the table of protocols, port ids, and the ways that datagrams take between the kernel
 * side and sockets, and from socket to socket.
 *
 * @module
 * @see net/netlink/af_netlink.c
 */
import { ERRNO, NetlinkSystemError } from "../errors/index.ts";
import { Inboxes, type Input } from "./inbox.ts";
import { type Namespace, Namespaces } from "./namespaces.ts";
import { chargeOf, copyBytes, KERNEL_CREDENTIALS, Packet } from "./packet.ts";
import { EmbeddedSocket, type SocketHost } from "./socket.ts";
import type { EmbeddedSocketOptions } from "./socket-options.ts";

/** `MAX_LINKS`. */
export const PROTOCOL_COUNT = 32;
/** Every protocol has these many groups at least, for that is what a bind can name. */
const LEAST_GROUPS = 32;
/** Where the search for a port id begins when the process id is taken: ids above it, as negative numbers, stay free. */
const LAST_ROVER = -4097;
const FIRST_S32 = -(2 ** 31);

/** The kernel side of a protocol (`struct netlink_kernel_cfg`). */
export interface KernelSide {
  /** Takes what is sent to port id 0; absent: that is refused with `ECONNREFUSED`. */
  readonly input?: Input | undefined;
  /** The sender does not wait for it. */
  readonly queued?: boolean;
  /** Number of groups; rounded up to 32. */
  readonly groups?: number;
  /** Those without `CAP_NET_ADMIN` may join groups (`NL_CFG_F_NONROOT_RECV`). */
  readonly anyoneReceives?: boolean;
  /** Those without `CAP_NET_ADMIN` may send to sockets and groups (`NL_CFG_F_NONROOT_SEND`). */
  readonly anyoneSends?: boolean;
  /** A socket wants to join a group. @returns 0, or the errno that refuses it. */
  readonly bind?: (group: number, socket: EmbeddedSocket) => number;
  /** A socket has left a group. */
  readonly unbind?: (group: number, socket: EmbeddedSocket) => void;
  /** A socket was closed. */
  readonly release?: (socket: EmbeddedSocket) => void;
  /** The namespaces that it is in; all when absent. */
  readonly isIn?: (netns: Namespace) => boolean;
}

/** One protocol: its sockets stay when the kernel side goes. */
class Protocol {
  readonly number: number;
  side: KernelSide | undefined;
  groups = LEAST_GROUPS;
  readonly sockets = new Map<Namespace, Map<number, EmbeddedSocket>>();
  readonly members = new Map<number, Set<EmbeddedSocket>>();

  constructor(number: number) {
    this.number = number;
  }

  find(netns: Namespace, portId: number): EmbeddedSocket | undefined {
    return this.sockets.get(netns)?.get(portId);
  }
}

/** How a kernel-side datagram is sent to a group. */
export interface MulticastOptions {
  /** Namespace that it is sent in; the initial one when absent. */
  readonly netns?: Namespace | undefined;
  /** Port id that does not get it: whoever is answered otherwise. */
  readonly exclude?: number | undefined;
}

/** The core of one kernel. */
export class NetlinkCore implements SocketHost {
  readonly namespaces: Namespaces = new Namespaces();
  readonly #protocols = Array.from({ length: PROTOCOL_COUNT }, (_, number) => new Protocol(number));
  readonly #inboxes = new Inboxes();
  readonly #processId: number;
  #rover = 0;
  #lastBytes: Uint8Array | undefined;
  #lastView: DataView | undefined;

  /** @param processId - Of sockets that are opened without one. */
  constructor(processId: number) {
    this.#processId = processId;
  }

  #protocol(number: number): Protocol {
    const protocol = this.#protocols[number];
    if (protocol === undefined) throw new Error(`no protocol ${number}`);
    return protocol;
  }

  /**
   * Gives a protocol its kernel side.
   *
   * @throws `NetlinkSystemError`: `EPROTONOSUPPORT` for a number that is none from 0 to 31, `EBUSY` where it has
   *   one already. (`netlink_kernel_create` says no more than `NULL` in both cases.)
   */
  register(number: number, side: KernelSide): void {
    const fail = (errno: number): never => {
      throw new NetlinkSystemError("netlink_kernel_create", errno, `protocol ${String(number)}`);
    };
    const protocol = this.#protocols[number] ?? fail(ERRNO.EPROTONOSUPPORT);
    if (protocol.side !== undefined) fail(ERRNO.EBUSY);
    protocol.side = side;
    protocol.groups = Math.max(LEAST_GROUPS, side.groups ?? 0);
  }

  /** Takes the kernel side away. Sockets stay open: what they send is refused (`ECONNREFUSED`). */
  unregister(number: number, side: KernelSide): void {
    const protocol = this.#protocol(number);
    if (protocol.side === side) protocol.side = undefined;
  }

  /** More groups, or fewer (`netlink_change_ngroups`). */
  changeGroupCount(number: number, groups: number): void {
    this.#protocol(number).groups = Math.max(LEAST_GROUPS, groups);
  }

  /**
   * Opens and binds a socket.
   *
   * @throws `NetlinkSystemError`: `EPROTONOSUPPORT` where the protocol does not exist, `EADDRINUSE`, `ENOENT` for a
   *   namespace; `NetlinkInputError`.
   */
  open(number: number, options: EmbeddedSocketOptions = {}): EmbeddedSocket {
    if (this.#protocols[number]?.side === undefined) {
      const subject = `AF_NETLINK protocol ${String(number)}`;
      throw new NetlinkSystemError("socket", ERRNO.EPROTONOSUPPORT, subject);
    }
    const netns = this.namespaces.get(options.netns);
    const processId = options.processId ?? this.#processId;
    const socket = new EmbeddedSocket(this, number, netns, processId, options);
    if (options.receiveBuffer !== undefined) socket.receiveBuffer = options.receiveBuffer;
    socket.bind(options.portId ?? 0, options.groupMask ?? 0);
    return socket;
  }

  groupCount(number: number): number | undefined {
    const { side, groups } = this.#protocol(number);
    return side === undefined ? undefined : groups;
  }

  unprivileged(number: number, what: "receive" | "send"): boolean {
    const { side } = this.#protocol(number);
    return (what === "receive" ? side?.anyoneReceives : side?.anyoneSends) ?? false;
  }

  insert(socket: EmbeddedSocket, portId: number): number {
    const { sockets } = this.#protocol(socket.protocol);
    let ids = sockets.get(socket.netns);
    if (ids === undefined) {
      ids = new Map();
      sockets.set(socket.netns, ids);
    }
    const chosen = portId === 0 ? this.#freePortId(ids, socket.credentials.processId) : portId;
    if (ids.has(chosen)) return 0;
    ids.set(chosen, socket);
    return chosen;
  }

  /** The process id; where that is taken, from a random place on downwards among the negative numbers (`netlink_autobind`). */
  #freePortId(taken: ReadonlyMap<number, EmbeddedSocket>, processId: number): number {
    if (processId > 0 && !taken.has(processId)) return processId;
    for (;;) {
      if (this.#rover === 0) {
        this.#rover = LAST_ROVER - Math.floor(Math.random() * (LAST_ROVER - FIRST_S32));
      }
      const portId = this.#rover >>> 0;
      this.#rover = this.#rover === FIRST_S32 ? LAST_ROVER : this.#rover - 1;
      if (!taken.has(portId)) return portId;
    }
  }

  bindGroup(socket: EmbeddedSocket, group: number): number {
    return this.#protocol(socket.protocol).side?.bind?.(group, socket) ?? 0;
  }

  unbindGroup(socket: EmbeddedSocket, group: number): void {
    this.#protocol(socket.protocol).side?.unbind?.(group, socket);
  }

  setMember(socket: EmbeddedSocket, group: number, member: boolean): void {
    const { members } = this.#protocol(socket.protocol);
    const set = members.get(group);
    if (member) {
      if (set === undefined) members.set(group, new Set([socket]));
      else set.add(socket);
    } else if (set?.delete(socket) === true && set.size === 0) members.delete(group);
  }

  /** Takes everybody out of a group that ceases to exist (`__netlink_clear_multicast_users`). */
  clearGroup(number: number, group: number): void {
    for (const socket of this.#protocol(number).members.get(group) ?? []) socket.forgetGroup(group);
  }

  remove(socket: EmbeddedSocket): void {
    const protocol = this.#protocol(socket.protocol);
    protocol.sockets.get(socket.netns)?.delete(socket.portId);
    if (socket.portId !== 0) protocol.side?.release?.(socket);
  }

  transmit(
    socket: EmbeddedSocket,
    bytes: Uint8Array,
    length: number,
    portId: number,
    groups: number,
  ): number {
    const protocol = this.#protocol(socket.protocol);
    const group = groups === 0 ? 0 : 32 - Math.clz32(groups & -groups);
    let packet: Packet | undefined;
    if (group !== 0 || portId !== 0) {
      const charge = chargeOf(length, group === 0);
      packet = new Packet(
        copyBytes(bytes, length),
        charge,
        socket.portId,
        group,
        socket.credentials,
      );
      if (group !== 0) this.#broadcast(protocol, packet, socket.netns, portId, socket);
    }
    if (portId === 0) return this.#toKernel(protocol, socket, bytes, length);
    const receiver = protocol.find(socket.netns, portId);
    if (receiver === undefined || packet === undefined) return ERRNO.ECONNREFUSED;
    if (!receiver.queue.fits(packet.charge)) return ERRNO.EAGAIN;
    receiver.queue.push(packet);
    return 0;
  }

  #toKernel(protocol: Protocol, socket: EmbeddedSocket, bytes: Uint8Array, length: number): number {
    const { side } = protocol;
    if (side?.input === undefined || side.isIn?.(socket.netns) === false) return ERRNO.ECONNREFUSED;
    let view = this.#lastView;
    // Senders build request after request in one buffer.
    if (view === undefined || this.#lastBytes !== bytes) {
      view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      this.#lastBytes = bytes;
      this.#lastView = view;
    }
    return this.#inboxes.put(socket, side.input, bytes, view, length, side.queued ?? false);
  }

  /**
   * Sends a datagram from the kernel side to one socket.
   *
   * @param bytes - Copied.
   * @param group - What stands on it; 0 but for an echo.
   * @returns 0, `ECONNREFUSED` where nobody has the port id, or `EAGAIN` where its buffer is full: it is then told of an overrun.
   */
  unicast(
    number: number,
    netns: Namespace,
    portId: number,
    bytes: Uint8Array,
    length = bytes.length,
    group = 0,
  ): number {
    const receiver = this.#protocol(number).find(netns, portId);
    if (receiver === undefined) return ERRNO.ECONNREFUSED;
    const { queue } = receiver;
    const charge = chargeOf(length);
    if (!queue.fits(charge)) {
      queue.overrun();
      return ERRNO.EAGAIN;
    }
    queue.push(new Packet(copyBytes(bytes, length), charge, 0, group, KERNEL_CREDENTIALS));
    return 0;
  }

  /**
   * Tells a group of a change, and who asked for it where it wants an echo: it gets the same message once, with the
   * group on it, a member or not (`nlmsg_notify`).
   *
   * @param bytes - Copied.
   * @param echo - The port id of who wants one; 0 where nobody does.
   */
  notify(
    number: number,
    group: number,
    bytes: Uint8Array,
    length: number,
    { netns, echo }: { readonly netns: Namespace; readonly echo: number },
  ): void {
    this.multicast(number, group, bytes, length, { netns, exclude: echo });
    if (echo !== 0) this.unicast(number, netns, echo, bytes, length, group);
  }

  /** Whether a datagram of so many bytes would find room. */
  fits(receiver: EmbeddedSocket, length: number): boolean {
    return receiver.queue.fits(chargeOf(length));
  }

  /** The socket that has a port id; undefined where nobody has it. */
  find(number: number, netns: Namespace, portId: number): EmbeddedSocket | undefined {
    return this.#protocol(number).find(netns, portId);
  }

  /**
   * Sends a datagram from the kernel side to a group.
   *
   * @param bytes - Copied.
   * @returns 0, `ESRCH` where nobody got it, `ENOBUFS` where somebody who asked for that (`NETLINK_BROADCAST_ERROR`)
   *   lost it.
   */
  multicast(
    number: number,
    group: number,
    bytes: Uint8Array,
    length = bytes.length,
    options: MulticastOptions = {},
  ): number {
    const protocol = this.#protocol(number);
    if (!protocol.members.has(group)) return ERRNO.ESRCH;
    const { netns = this.namespaces.initial, exclude = 0 } = options;
    const charge = chargeOf(length);
    const packet = new Packet(copyBytes(bytes, length), charge, 0, group, KERNEL_CREDENTIALS);
    return this.#broadcast(protocol, packet, netns, exclude, undefined);
  }

  #broadcast(
    protocol: Protocol,
    packet: Packet,
    netns: Namespace,
    excludedPortId: number,
    sender: EmbeddedSocket | undefined,
  ): number {
    let delivered = false;
    let failed = false;
    for (const socket of protocol.members.get(packet.group) ?? []) {
      if (socket === sender || socket.portId === excludedPortId) continue;
      let own = packet;
      if (socket.netns !== netns) {
        if (!socket.getOption("NETLINK_LISTEN_ALL_NSID")) continue;
        const nsid = socket.netns.idOf(netns);
        if (nsid < 0 || !socket.capable("CAP_NET_BROADCAST")) continue;
        own = packet.withNsid(nsid);
      }
      if (socket.queue.fits(own.charge)) {
        socket.queue.push(own);
        delivered = true;
      } else {
        socket.queue.overrun();
        if (socket.getOption("NETLINK_BROADCAST_ERROR")) failed = true;
      }
    }
    if (failed) return ERRNO.ENOBUFS;
    return delivered ? 0 : ERRNO.ESRCH;
  }

  /** Whether anybody listens to a group, in whichever namespace (`netlink_has_listeners`). */
  hasListeners(number: number, group: number): boolean {
    return this.#protocol(number).members.has(group);
  }

  /** All open sockets. */
  *sockets(): Generator<EmbeddedSocket, void, void> {
    for (const { sockets } of this.#protocols) {
      for (const ids of sockets.values()) yield* [...ids.values()];
    }
  }
}
