/**
 * Tables of `NETLINK_SOCK_DIAG`: sockets of each address family, as `ss` lists them.
 *
 * @example
 * ```ts
 * import { NetlinkClient } from "nlkit/client";
 * import { kernelTransport } from "nlkit/socket";
 * import { NETLINK_SOCK_DIAG } from "nlkit/uapi";
 * import { inetDiag } from "nlkit/uapi/sock-diag";
 * await using client = new NetlinkClient(kernelTransport.openTransport(NETLINK_SOCK_DIAG));
 * const request = { sdiagFamily: 2, sdiagProtocol: 6, idiagStates: 0xfff, idiagExt: ["info"] } as
 * const;
 * const sockets = await client.dump(inetDiag.operations.SOCK_DIAG_BY_FAMILY, request);
 * for (const { id, idiagState } of sockets) console.log(id.idiagSport, idiagState);
 * ```
 *
 * @module
 */
export { SOCK_DESTROY, SOCK_DIAG_BY_FAMILY, skMeminfo, TCP_STATE } from "./common.ts";
export { sockDiagFamilies } from "./families.ts";
export {
  IDIAG_TIMER,
  INET_DIAG_EXT,
  inetDiag,
  inetDiagMessage,
  inetDiagRequest,
  inetDiagSockid,
  mptcpDiag,
  mptcpDiagMessage,
} from "./inet-diag.ts";
export {
  NDIAG_FLAG,
  NDIAG_PROTO_ALL,
  NDIAG_SHOW,
  netlinkDiag,
  netlinkDiagMessage,
  netlinkDiagRequest,
} from "./netlink-diag.ts";
export {
  PACKET_SHOW,
  PDI,
  packetDiag,
  packetDiagMessage,
  packetDiagRequest,
} from "./packet-diag.ts";
export { SMC_DIAG_MODE, smcDiag, smcDiagMessage, smcDiagRequest } from "./smc-diag.ts";
export { mptcpInfo, tcpInfo } from "./tcp-info.ts";
export { tipcDiag, tipcDiagMessage, tipcDiagRequest } from "./tipc-diag.ts";
export { UDIAG_SHOW, unixDiag, unixDiagMessage, unixDiagRequest } from "./unix-diag.ts";
export { vsockDiag, vsockDiagMessage, vsockDiagRequest } from "./vsock-diag.ts";
export { XDP_SHOW, xdpDiag, xdpDiagMessage, xdpDiagRequest } from "./xdp-diag.ts";
