/**
 * Sockets that share memory with a driver (`AF_XDP`).
 *
 * @module
 */
import {
  array,
  attributeSet,
  familyTable,
  flagsOf,
  flagTable,
  message,
  operation,
  pad,
  struct,
  u8,
  u32,
  u64,
} from "../../schema/index.ts";
import { SOCK_DIAG_BY_FAMILY, skMeminfo } from "./common.ts";

/** `XDP_SHOW_*` as masks: which attributes a question wants. @see include/uapi/linux/xdp_diag.h */
export const XDP_SHOW = flagTable("xdp-show", {
  info: 0x1,
  "ring-cfg": 0x2,
  umem: 0x4,
  meminfo: 0x8,
  stats: 0x10,
});

const xdpDiagRing = struct("xdp_diag_ring", { entries: u32 });

/** A question: `struct xdp_diag_req`. */
export const xdpDiagRequest = message({
  header: struct("xdp_diag_req", {
    sdiagFamily: u8,
    sdiagProtocol: u8,
    pad: pad(2),
    xdiagIno: u32,
    xdiagShow: flagsOf(u32, XDP_SHOW),
    xdiagCookie: array(u32, 2),
  }),
});

/** A socket: `struct xdp_diag_msg`, then `XDP_DIAG_*`. @see net/xdp/xsk_diag.c */
export const xdpDiagMessage = message({
  header: struct("xdp_diag_msg", {
    xdiagFamily: u8,
    xdiagType: u8,
    pad: pad(2),
    xdiagIno: u32,
    xdiagCookie: array(u32, 2),
  }),
  attributes: attributeSet("xdp-diag", "XDP_DIAG_", {
    info: [1, struct("xdp_diag_info", { ifindex: u32, queueId: u32 })],
    uid: [2, u32],
    rxRing: [3, xdpDiagRing],
    txRing: [4, xdpDiagRing],
    umem: [
      5,
      struct("xdp_diag_umem", {
        size: u64,
        id: u32,
        numPages: u32,
        chunkSize: u32,
        headroom: u32,
        ifindex: u32,
        queueId: u32,
        flags: u32,
        refs: u32,
      }),
    ],
    umemFillRing: [6, xdpDiagRing],
    umemCompletionRing: [7, xdpDiagRing],
    meminfo: [8, skMeminfo],
    stats: [
      9,
      struct("xdp_diag_stats", {
        nRxDropped: u64,
        nRxInvalid: u64,
        nRxFull: u64,
        nFillRingEmpty: u64,
        nTxInvalid: u64,
        nTxRingEmpty: u64,
      }),
    ],
  }),
});

/** Sockets of `AF_XDP` (44). */
export const xdpDiag = familyTable({
  name: "xdp-diag",
  protocol: 4,
  messages: { SOCK_DIAG_BY_FAMILY: [SOCK_DIAG_BY_FAMILY, xdpDiagMessage] },
  operations: {
    SOCK_DIAG_BY_FAMILY: operation(
      "SOCK_DIAG_BY_FAMILY",
      [SOCK_DIAG_BY_FAMILY, xdpDiagRequest],
      [SOCK_DIAG_BY_FAMILY, xdpDiagMessage],
    ),
  },
  groups: {},
});
