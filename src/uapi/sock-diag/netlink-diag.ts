/**
 * Netlink's own sockets.
 *
 * @module
 */
import {
  array,
  attributeSet,
  binary,
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
import { SOCK_DIAG_BY_FAMILY, skMeminfo } from "./common.ts";

/**
 * `NDIAG_SHOW_*` as masks: which attributes a question wants.
 *
 * @see include/uapi/linux/netlink_diag.h
 */
export const NDIAG_SHOW = flagTable("ndiag-show", {
  meminfo: 0x1,
  groups: 0x2,
  "ring-cfg": 0x4,
  flags: 0x8,
});

/** `NDIAG_FLAG_*` as masks: options of a socket, and whether a dump is under way. */
export const NDIAG_FLAG = flagTable("ndiag-flags", {
  "cb-running": 0x1,
  pktinfo: 0x2,
  "broadcast-error": 0x4,
  "no-enobufs": 0x8,
  "listen-all-nsid": 0x10,
  "cap-ack": 0x20,
});

/** What stands in `sdiagProtocol` of a question for the sockets of every protocol. */
export const NDIAG_PROTO_ALL = 255;

const netlinkDiagReq = struct("netlink_diag_req", {
  sdiagFamily: u8,
  sdiagProtocol: u8,
  pad: pad(2),
  ndiagIno: u32,
  ndiagShow: flagsOf(u32, NDIAG_SHOW),
  ndiagCookie: array(u32, 2),
});
const netlinkDiagMsg = struct("netlink_diag_msg", {
  ndiagFamily: u8,
  ndiagType: u8,
  ndiagProtocol: u8,
  ndiagState: u8,
  ndiagPortid: u32,
  ndiagDstPortid: u32,
  ndiagDstGroup: u32,
  ndiagIno: u32,
  ndiagCookie: array(u32, 2),
});
const netlinkDiagRing = struct("netlink_diag_ring", {
  ndrBlockSize: u32,
  ndrBlockNr: u32,
  ndrFrameSize: u32,
  ndrFrameNr: u32,
});

/** A question: `struct netlink_diag_req`. */
export const netlinkDiagRequest = message({ header: netlinkDiagReq });

/**
 * A socket: `struct netlink_diag_msg`, then `NETLINK_DIAG_*`; `groups` is a bit for each.
 *
 * @see net/netlink/diag.c
 */
export const netlinkDiagMessage = message({
  header: netlinkDiagMsg,
  attributes: attributeSet("netlink-diag", "NETLINK_DIAG_", {
    meminfo: [0, skMeminfo],
    groups: [1, binary],
    rxRing: [2, netlinkDiagRing],
    txRing: [3, netlinkDiagRing],
    flags: [4, flagsOf(u32, NDIAG_FLAG)],
  }),
});

/** Sockets of `AF_NETLINK` (16). */
export const netlinkDiag = familyTable({
  name: "netlink-diag",
  protocol: 4,
  messages: { SOCK_DIAG_BY_FAMILY: [SOCK_DIAG_BY_FAMILY, netlinkDiagMessage] },
  operations: {
    SOCK_DIAG_BY_FAMILY: operation(
      "SOCK_DIAG_BY_FAMILY",
      [SOCK_DIAG_BY_FAMILY, netlinkDiagRequest],
      [SOCK_DIAG_BY_FAMILY, netlinkDiagMessage],
    ),
  },
  groups: {},
});
