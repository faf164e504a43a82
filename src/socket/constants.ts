/**
 * Numbers of socket options, under the kernel's names. Facts only.
 *
 * @module
 * @see include/uapi/linux/netlink.h, include/uapi/asm-generic/socket.h
 */
import { NETLINK_LISTEN_ALL_NSID, NETLINK_PKTINFO } from "../wire/index.ts";

/** `SOCK_RAW`: socket type. */
export const SOCK_RAW = 3;
/** `SOCK_DGRAM`: socket type. */
export const SOCK_DGRAM = 2;

/** Option names of level `SOL_NETLINK` that are on or off, with the kernel that brought each. */
export const NETLINK_SWITCHES = {
  /** 2.6.14 */
  NETLINK_PKTINFO,
  /** 2.6.30 */
  NETLINK_BROADCAST_ERROR: 4,
  /** 2.6.30 */
  NETLINK_NO_ENOBUFS: 5,
  /** 4.2 */
  NETLINK_LISTEN_ALL_NSID,
  /** 4.3 */
  NETLINK_CAP_ACK: 10,
  /** 4.12 */
  NETLINK_EXT_ACK: 11,
  /** 4.20 */
  NETLINK_GET_STRICT_CHK: 12,
} as const;

/** Option of level `SOL_NETLINK`: join a group, by number. */
export const NETLINK_ADD_MEMBERSHIP = 1;
/** Option of level `SOL_NETLINK`: leave a group, by number. */
export const NETLINK_DROP_MEMBERSHIP = 2;
/** Option of level `SOL_NETLINK`, read only: bitmap of the joined groups, `u32` words; since 4.2. */
export const NETLINK_LIST_MEMBERSHIPS = 9;

/** Options of level `SOL_SOCKET`. The numbers hold for every architecture that Node 20 runs on under Linux. */
export const SOCKET_OPTIONS = {
  SO_SNDBUF: 7,
  SO_RCVBUF: 8,
  /** powerpc numbers this one otherwise. */
  SO_PASSCRED: process.arch === "ppc64" ? 20 : 16,
  SO_SNDBUFFORCE: 32,
  SO_RCVBUFFORCE: 33,
  /** 4.12; array of `u32`, indexed by `SK_MEMINFO_*`. */
  SO_MEMINFO: 55,
} as const;

/** Words of `SO_MEMINFO`. */
export const SK_MEMINFO_VARS = 9;
/** Word of `SO_MEMINFO` with the number of dropped datagrams. */
export const SK_MEMINFO_DROPS = 8;
