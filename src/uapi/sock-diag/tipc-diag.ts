/**
 * Sockets of TIPC.
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  flag,
  message,
  nest,
  operation,
  pad,
  struct,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";
import { SOCK_DIAG_BY_FAMILY } from "./common.ts";

const connection = attributeSet("tipc-con", "TIPC_NLA_CON_", {
  flag: [1, flag],
  node: [2, u32],
  sock: [3, u32],
  type: [4, u32],
  inst: [5, u32],
});

const statistics = attributeSet("tipc-sock-stat", "TIPC_NLA_SOCK_STAT_", {
  rcvq: [0, u32],
  sendq: [1, u32],
  linkCong: [2, flag],
  connCong: [3, flag],
  drop: [4, u32],
});

const group = attributeSet("tipc-sock-group", "TIPC_NLA_SOCK_GROUP_", {
  id: [0, u32],
  open: [1, flag],
  nodeScope: [2, flag],
  clusterScope: [3, flag],
  instance: [4, u32],
  bcSendNext: [5, u16],
});

/** A socket: `TIPC_NLA_SOCK_*`; the generic family TIPCv2 has the same. */
export const tipcSock = attributeSet("tipc-sock", "TIPC_NLA_SOCK_", {
  addr: [1, u32],
  ref: [2, u32],
  con: [3, nest(connection)],
  hasPubl: [4, flag],
  stat: [5, nest(statistics)],
  type: [6, u32],
  ino: [7, u32],
  uid: [8, u32],
  tipcState: [9, u32],
  cookie: [10, u64],
  group: [12, nest(group)],
});

/** A question: `struct tipc_sock_diag_req`. @see include/uapi/linux/tipc_sockets_diag.h */
export const tipcDiagRequest = message({
  header: struct("tipc_sock_diag_req", {
    sdiagFamily: u8,
    sdiagProtocol: u8,
    pad: pad(2),
    tidiagStates: u32,
  }),
});

/**
 * A socket: `TIPC_NLA_SOCK` without a header, so that its first bytes are no address family.
 *
 * @see net/tipc/socket.c `tipc_sk_fill_sock_diag`
 */
export const tipcDiagMessage = message({
  attributes: attributeSet("tipc-diag", "TIPC_NLA_", { sock: [2, nest(tipcSock)] }),
});

/** Sockets of `AF_TIPC` (30). */
export const tipcDiag = familyTable({
  name: "tipc-diag",
  protocol: 4,
  messages: { SOCK_DIAG_BY_FAMILY: [SOCK_DIAG_BY_FAMILY, tipcDiagMessage] },
  operations: {
    SOCK_DIAG_BY_FAMILY: operation(
      "SOCK_DIAG_BY_FAMILY",
      [SOCK_DIAG_BY_FAMILY, tipcDiagRequest],
      [SOCK_DIAG_BY_FAMILY, tipcDiagMessage],
    ),
  },
  groups: {},
});
