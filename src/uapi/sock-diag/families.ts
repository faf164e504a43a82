/**
 * Which table the sockets of an address family have: every message of `NETLINK_SOCK_DIAG` has one
 * number.
 *
 * @module
 */
import type { FamilyTable } from "../../schema/index.ts";
import { inetDiag } from "./inet-diag.ts";
import { netlinkDiag } from "./netlink-diag.ts";
import { packetDiag } from "./packet-diag.ts";
import { smcDiag } from "./smc-diag.ts";
import { tipcDiag } from "./tipc-diag.ts";
import { unixDiag } from "./unix-diag.ts";
import { vsockDiag } from "./vsock-diag.ts";
import { xdpDiag } from "./xdp-diag.ts";

/**
 * Table by address family, which is the first byte of a question and, TIPC's aside, of an answer.
 * The sockets of
 * MPTCP are those of IPv4 and IPv6 there: only the question tells them apart.
 */
export const sockDiagFamilies: ReadonlyMap<number, FamilyTable> = new Map<number, FamilyTable>([
  [1, unixDiag],
  [2, inetDiag],
  [10, inetDiag],
  [16, netlinkDiag],
  [17, packetDiag],
  [30, tipcDiag],
  [40, vsockDiag],
  [43, smcDiag],
  [44, xdpDiag],
]);
