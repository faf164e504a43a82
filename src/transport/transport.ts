/**
 * The interface that the client and a kernel meet at: one open endpoint of one netlink protocol.
 * The real kernel (`src/socket/`), the embedded kernel and a remote one stand behind it alike.
 *
 * @module
 */

/**
 * One datagram, lent. The object and its bytes are reused for the next datagram: whoever keeps
 * anything copies it before returning.
 */
export interface Datagram {
  /** The buffer that the datagram lies in. */
  bytes: Uint8Array;
  /** The same memory as `bytes`, offset 0 being `bytes[0]`. */
  view: DataView;
  /** First byte of the datagram. */
  start: number;
  /** One past its last byte. */
  end: number;
  /** Port id of the sender; 0 is the kernel. */
  portId: number;
  /** Groups that it was sent to, as the 32-bit mask of `sockaddr_nl`; 0 for unicast. */
  groups: number;
  /** Its true length where it was cut (`MSG_TRUNC`); 0 where it is whole. */
  truncatedLength: number;
  /** First byte of the control messages (`cmsg`) that came with it. */
  controlStart: number;
  /** One past their last byte; equal to `controlStart` where there are none. */
  controlEnd: number;
}

/** Takes what a transport delivers, in the order of arrival. */
export interface DatagramHandler {
  /** A datagram arrived. */
  onDatagram(datagram: Datagram): void;
  /** The kernel dropped messages here: the receive buffer was full (`ENOBUFS`). */
  onOverrun(): void;
}

/** Options of a netlink socket that are on or off, as netlink(7) names them. */
export const TRANSPORT_OPTIONS = [
  "NETLINK_PKTINFO",
  "NETLINK_BROADCAST_ERROR",
  "NETLINK_NO_ENOBUFS",
  "NETLINK_LISTEN_ALL_NSID",
  "NETLINK_CAP_ACK",
  "NETLINK_EXT_ACK",
  "NETLINK_GET_STRICT_CHK",
] as const;

/** One of {@link TRANSPORT_OPTIONS}. */
export type TransportOption = (typeof TRANSPORT_OPTIONS)[number];

/** One instruction of a classic BPF program, `struct sock_filter` of include/uapi/linux/filter.h. */
export interface FilterInstruction {
  /** Operation, u16. */
  readonly code: number;
  /** Jump if true, u8. */
  readonly jt?: number;
  /** Jump if false, u8. */
  readonly jf?: number;
  /** Operand, u32. */
  readonly k?: number;
}

/**
 * An open endpoint. None of its calls waits, but for {@link Transport.sendAside}.
 *
 * Every call on a closed one throws `NetlinkClosedError`; `close` itself may be called again.
 */
export interface Transport {
  /** Number of the protocol: 0 is `NETLINK_ROUTE`. */
  readonly protocol: number;
  /** The port id that the other side sees, chosen by the kernel unless one was asked for. */
  readonly portId: number;

  /**
   * Sends one datagram. On the real kernel the request has been carried out when this returns, so it
   * may take as long as the request does.
   *
   * @param bytes - Read during the call only.
   * @param length - How many of `bytes` to send, from the first.
   * @param portId - Receiver; 0, the kernel, when absent.
   * @param groups - 32-bit mask of groups; 0 when absent.
   * @throws `NetlinkSystemError` with the errno of `sendmsg`.
   */
  send(bytes: Uint8Array, length: number, portId?: number, groups?: number): void;

  /**
   * Sends one datagram to the kernel from another thread, so that a slow request does not hold up the
   * event loop; absent where nothing is slow. Sends are carried out in the order of the calls.
   *
   * @param bytes - Copied before the call returns.
   */
  sendAside?(bytes: Uint8Array, length: number): Promise<void>;

  /**
   * Hands over datagrams that are there already, at most `limit`; never waits.
   *
   * @returns How many there were; 0 when nothing is left.
   */
  receive(handler: DatagramHandler, limit?: number): number;

  /**
   * Calls `wake` when there is something to receive, until called with `undefined`. After each call of
   * `wake`, the next one comes only when `receive` has returned 0 in between.
   */
  watch(wake: (() => void) | undefined): void;

  /** Whether a watched transport keeps the process alive. Off until called. */
  keepAlive(on: boolean): void;

  /** Joins a multicast group by number, from 1, also above 32. */
  join(group: number): void;
  /** Leaves it. */
  leave(group: number): void;

  /**
   * Sets an option.
   *
   * @returns False where this kernel does not know it.
   */
  setOption(option: TransportOption, on: boolean): boolean;

  /**
   * Has the kernel drop what a program does not let through before it takes room in the receive buffer; undefined
   * lets everything through again. Absent where there is no kernel to do so.
   *
   * @throws `NetlinkSystemError` (`EINVAL`) for a program that the kernel does not take.
   */
  filter?(program: readonly FilterInstruction[] | undefined): void;

  /** Gives everything back. Nothing is delivered afterwards. */
  close(): void;
}

/** What an endpoint is opened with. */
export interface TransportOptions {
  /** Network namespace: a name of `ip netns`, a process id, or a path such as `/proc/7/ns/net`. Absent: the caller's own. */
  readonly netns?: string | number | undefined;
  /** Port id to bind to; absent or 0: the kernel chooses. */
  readonly portId?: number | undefined;
  /** Bytes of the kernel's receive buffer (`SO_RCVBUFFORCE`, or `SO_RCVBUF` without the privilege). */
  readonly receiveBuffer?: number | undefined;
}

/** Something that endpoints can be opened on: the real kernel, an embedded one, a remote one. */
export interface TransportProvider {
  /**
   * Opens an endpoint of a protocol.
   *
   * @throws `NetlinkSystemError` (`EPROTONOSUPPORT` where the protocol does not exist),
   *   `NetlinkUnsupportedError` where the provider cannot work here.
   */
  openTransport(protocol: number, options?: TransportOptions): Transport;

  /**
   * Opens a network namespace by name or path, for requests that take descriptors; it is closed by disposing of it. Absent
   * where descriptors mean nothing to the kernel.
   *
   * @throws `NetlinkSystemError` where it cannot be opened.
   */
  openNamespace?(netns: string): Disposable & { readonly fd: number };

  /** Names of network namespaces that {@link openNamespace} takes. Absent where there are no names. */
  namespaceNames?(): readonly string[];
}
