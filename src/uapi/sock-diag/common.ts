/**
 * What answers about sockets of every family share.
 *
 * @module
 */
import { enumTable, struct, u32 } from "../../schema/index.ts";

/**
 * Number of every question for sockets and of its answers; the first byte is the address family.
 */
export const SOCK_DIAG_BY_FAMILY = 20;
/** Number of the request to close a socket. */
export const SOCK_DESTROY = 21;

/**
 * States of a socket: those of TCP, which other protocols use as far as they have such. A request
 * wants
 * those whose bit (1 << number) is set in its `states`.
 *
 * @see include/net/tcp_states.h
 */
export const TCP_STATE = enumTable("tcp-state", {
  established: 1,
  "syn-sent": 2,
  "syn-recv": 3,
  "fin-wait1": 4,
  "fin-wait2": 5,
  "time-wait": 6,
  close: 7,
  "close-wait": 8,
  "last-ack": 9,
  listen: 10,
  closing: 11,
  "new-syn-recv": 12,
  "bound-inactive": 13,
});

/**
 * Memory of a socket in bytes, but for `backlog` (bytes, too) and `drops` (packets):
 * `SK_MEMINFO_*` in their order.
 */
export const skMeminfo = struct("sk_meminfo", {
  rmemAlloc: u32,
  rcvbuf: u32,
  wmemAlloc: u32,
  sndbuf: u32,
  fwdAlloc: u32,
  wmemQueued: u32,
  optmem: u32,
  backlog: u32,
  drops: u32,
});
