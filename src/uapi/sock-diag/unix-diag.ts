/**
 * Sockets within the machine (`AF_UNIX`).
 *
 * @module
 */
import {
  array,
  attributeSet,
  binary,
  enumOf,
  familyTable,
  flagsOf,
  flagTable,
  message,
  operation,
  pad,
  struct,
  u8,
  u32,
} from "../../schema/index.ts";
import { SOCK_DIAG_BY_FAMILY, skMeminfo, TCP_STATE } from "./common.ts";

/**
 * `UDIAG_SHOW_*` as masks: which attributes a question wants.
 *
 * @see include/uapi/linux/unix_diag.h
 */
export const UDIAG_SHOW = flagTable("udiag-show", {
  name: 0x1,
  vfs: 0x2,
  peer: 0x4,
  icons: 0x8,
  rqlen: 0x10,
  meminfo: 0x20,
  uid: 0x40,
});

const unixDiagReq = struct("unix_diag_req", {
  sdiagFamily: u8,
  sdiagProtocol: u8,
  pad: pad(2),
  udiagStates: u32,
  udiagIno: u32,
  udiagShow: flagsOf(u32, UDIAG_SHOW),
  udiagCookie: array(u32, 2),
});
const unixDiagMsg = struct("unix_diag_msg", {
  udiagFamily: u8,
  udiagType: u8,
  udiagState: enumOf(u8, TCP_STATE),
  pad: pad(1),
  udiagIno: u32,
  udiagCookie: array(u32, 2),
});

/** A question: `struct unix_diag_req`. */
export const unixDiagRequest = message({ header: unixDiagReq });

/**
 * A socket: `struct unix_diag_msg`, then `UNIX_DIAG_*`. `name` is bytes, for an abstract one
 * begins with a NUL;
 * `icons` are the sockets that wait to be accepted.
 *
 * @see net/unix/diag.c
 */
export const unixDiagMessage = message({
  header: unixDiagMsg,
  attributes: attributeSet("unix-diag", "UNIX_DIAG_", {
    name: [0, binary],
    vfs: [1, struct("unix_diag_vfs", { udiagVfsIno: u32, udiagVfsDev: u32 })],
    peer: [2, u32],
    icons: [3, array(u32)],
    rqlen: [4, struct("unix_diag_rqlen", { udiagRqueue: u32, udiagWqueue: u32 })],
    meminfo: [5, skMeminfo],
    shutdown: [6, u8],
    uid: [7, u32],
  }),
});

/** Sockets of `AF_UNIX` (1). */
export const unixDiag = familyTable({
  name: "unix-diag",
  protocol: 4,
  messages: { SOCK_DIAG_BY_FAMILY: [SOCK_DIAG_BY_FAMILY, unixDiagMessage] },
  operations: {
    SOCK_DIAG_BY_FAMILY: operation(
      "SOCK_DIAG_BY_FAMILY",
      [SOCK_DIAG_BY_FAMILY, unixDiagRequest],
      [SOCK_DIAG_BY_FAMILY, unixDiagMessage],
      { oneReply: true },
    ),
  },
  groups: {},
});
