/**
 * Sockets between virtual machines and their hosts (`AF_VSOCK`).
 *
 * @module
 */
import {
  array,
  enumOf,
  familyTable,
  message,
  operation,
  pad,
  struct,
  u8,
  u32,
} from "../../schema/index.ts";
import { SOCK_DIAG_BY_FAMILY, TCP_STATE } from "./common.ts";

/** A question: `struct vsock_diag_req`. @see include/uapi/linux/vm_sockets_diag.h */
export const vsockDiagRequest = message({
  header: struct("vsock_diag_req", {
    sdiagFamily: u8,
    sdiagProtocol: u8,
    pad: pad(2),
    vdiagStates: u32,
    vdiagIno: u32,
    vdiagShow: u32,
    vdiagCookie: array(u32, 2),
  }),
});

/** A socket: `struct vsock_diag_msg`, and nothing else. @see net/vmw_vsock/diag.c */
export const vsockDiagMessage = message({
  header: struct("vsock_diag_msg", {
    vdiagFamily: u8,
    vdiagType: u8,
    vdiagState: enumOf(u8, TCP_STATE),
    vdiagShutdown: u8,
    vdiagSrcCid: u32,
    vdiagSrcPort: u32,
    vdiagDstCid: u32,
    vdiagDstPort: u32,
    vdiagIno: u32,
    vdiagCookie: array(u32, 2),
  }),
});

/** Sockets of `AF_VSOCK` (40). */
export const vsockDiag = familyTable({
  name: "vsock-diag",
  protocol: 4,
  messages: { SOCK_DIAG_BY_FAMILY: [SOCK_DIAG_BY_FAMILY, vsockDiagMessage] },
  operations: {
    SOCK_DIAG_BY_FAMILY: operation(
      "SOCK_DIAG_BY_FAMILY",
      [SOCK_DIAG_BY_FAMILY, vsockDiagRequest],
      [SOCK_DIAG_BY_FAMILY, vsockDiagMessage],
    ),
  },
  groups: {},
});
