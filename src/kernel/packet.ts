/**
 * A datagram on its way to a socket, and what it costs there: the `sk_buff` of this kernel.
 *
 * @module
 */

/** `sizeof(struct sk_buff)` on a 64-bit machine, in cache lines. */
const SKB_SIZE = 256;
/** `sizeof(struct skb_shared_info)`, which stands behind the data. */
const SHARED_INFO = 320;
/** Smallest block that data and the shared info are given together. */
const SMALL_HEAD = 576;
/** Data is counted in cache lines. */
const CACHE_LINE = 64;

/** `NLMSG_GOODSIZE` with 4 KiB pages: data of a message that the kernel does not size itself; the first chunk of a dump. */
export const NLMSG_GOODSIZE = 4096 - SHARED_INFO;
/** Most data of a chunk of a dump, however large the reader's buffer is: a block of 32 KiB. */
export const MAX_DUMP_SIZE = 32768 - SHARED_INFO;
/** `net.core.rmem_default`: bytes that may be charged to a socket that has asked for nothing else. */
export const DEFAULT_BUFFER = 212_992;
/** `SOCK_MIN_RCVBUF`. */
export const MIN_RECEIVE_BUFFER = 2304;
/** `SOCK_MIN_SNDBUF`. */
export const MIN_SEND_BUFFER = 4608;

function align(length: number): number {
  return Math.ceil(length / CACHE_LINE) * CACHE_LINE;
}

/**
 * What a datagram is charged to the receiver (`truesize`). Its block is the smallest power of two from
 * 1 KiB that holds data and shared info, or 576 bytes: an event or an acknowledgement costs 832.
 *
 * The same as on Linux 6.18, x86-64, byte for byte, as told by `SO_MEMINFO`.
 *
 * @param paged - Data above one page from user space to one receiver: it needs no power of two
 *   (`netlink_alloc_large_skb`).
 */
export function chargeOf(length: number, paged = false): number {
  const block = align(length) + SHARED_INFO;
  if (block <= SMALL_HEAD) return SKB_SIZE + SMALL_HEAD;
  if (paged && length > NLMSG_GOODSIZE) return SKB_SIZE + block;
  // A block's power of two: 32 − clz32(n − 1) is the number of bits that n − 1 takes.
  return SKB_SIZE + 2 ** (32 - Math.clz32(block - 1));
}

/**
 * The first `length` bytes in memory of their own, as a plain array: `slice` of a `Buffer` of Node's would be the same
 * memory once more.
 */
export function copyBytes(bytes: Uint8Array, length: number): Uint8Array {
  if (bytes.constructor === Uint8Array) return bytes.slice(0, length);
  return new Uint8Array(bytes.subarray(0, length));
}

/** Who sent a datagram (`struct ucred`). */
export interface Credentials {
  readonly processId: number;
  readonly userId: number;
  readonly groupId: number;
}

/** What stands in `SCM_CREDENTIALS` of a datagram from the kernel. */
export const KERNEL_CREDENTIALS: Credentials = { processId: 0, userId: 0, groupId: 0 };

/** A datagram that lies in one or more receive queues. Never changed once made. */
export class Packet {
  /** The messages, owned by the packet. */
  readonly bytes: Uint8Array;
  /** Over the same memory. */
  readonly view: DataView;
  /** What it is charged, see {@link chargeOf}. */
  readonly charge: number;
  /** Sender; 0 is the kernel. */
  readonly portId: number;
  /** Number of the group that it went to; 0 for unicast. */
  readonly group: number;
  readonly credentials: Credentials;
  /** Id of the sender's namespace in the receiver's; −1: none is told. */
  readonly nsid: number;

  constructor(
    bytes: Uint8Array,
    charge: number,
    portId: number,
    group: number,
    credentials: Credentials,
    nsid = -1,
  ) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.charge = charge;
    this.portId = portId;
    this.group = group;
    this.credentials = credentials;
    this.nsid = nsid;
  }

  /** The same datagram as somebody in another namespace gets it. */
  withNsid(nsid: number): Packet {
    return new Packet(this.bytes, this.charge, this.portId, this.group, this.credentials, nsid);
  }
}
