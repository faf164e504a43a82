/**
 * Sockets of IPv4 and IPv6: TCP, UDP, raw, SCTP and MPTCP.
 *
 * @module
 */
import {
  array,
  attributeSet,
  binary,
  bytes,
  enumOf,
  enumTable,
  familyTable,
  flag,
  flagsOf,
  flagTable,
  message,
  multi,
  nest,
  operation,
  pad,
  string,
  struct,
  u8,
  u16,
  u16be,
  u32,
  u64,
} from "../../schema/index.ts";
import { SOCK_DESTROY, SOCK_DIAG_BY_FAMILY, skMeminfo, TCP_STATE } from "./common.ts";
import { mptcpInfo, tcpInfo } from "./tcp-info.ts";

/**
 * `IDIAG_TIMER_*`: which timer runs, and ends in `idiagExpires` milliseconds.
 *
 * @see include/uapi/linux/inet_diag.h
 */
export const IDIAG_TIMER = enumTable("idiag-timer", {
  off: 0,
  on: 1,
  keepalive: 2,
  timewait: 3,
  probe0: 4,
  delack: 5,
});

/**
 * Bits of `idiagExt`, which asks for attributes: of `INET_DIAG_MEMINFO` (1) the lowest, and so on
 * to the eighth.
 */
export const INET_DIAG_EXT = flagTable("inet-diag-ext", {
  meminfo: 0x1,
  info: 0x2,
  vegasinfo: 0x4,
  cong: 0x8,
  tos: 0x10,
  tclass: 0x20,
  skmeminfo: 0x40,
  shutdown: 0x80,
});

/**
 * Addresses are 16 bytes, of which IPv4 fills four; a cookie of all bits set matches any socket.
 */
export const inetDiagSockid = struct("inet_diag_sockid", {
  idiagSport: u16be,
  idiagDport: u16be,
  idiagSrc: bytes(16),
  idiagDst: bytes(16),
  idiagIf: u32,
  idiagCookie: array(u32, 2),
});

const inetDiagReqV2 = struct("inet_diag_req_v2", {
  sdiagFamily: u8,
  sdiagProtocol: u8,
  idiagExt: flagsOf(u8, INET_DIAG_EXT),
  pad: pad(1),
  idiagStates: u32,
  id: inetDiagSockid,
});
const inetDiagMsg = struct("inet_diag_msg", {
  idiagFamily: u8,
  idiagState: enumOf(u8, TCP_STATE),
  idiagTimer: enumOf(u8, IDIAG_TIMER),
  idiagRetrans: u8,
  id: inetDiagSockid,
  idiagExpires: u32,
  idiagRqueue: u32,
  idiagWqueue: u32,
  idiagUid: u32,
  idiagInode: u32,
});

const storageRequest = attributeSet("sk-diag-bpf-storage-req", "SK_DIAG_BPF_STORAGE_REQ_", {
  mapFd: [1, multi(u32)],
});

/**
 * A question: `struct inet_diag_req_v2`, then a filter (`struct inet_diag_bc_op`s) and a protocol
 * above 255.
 */
export const inetDiagRequest = message({
  header: inetDiagReqV2,
  attributes: attributeSet("inet-diag-req", "INET_DIAG_REQ_", {
    bytecode: [1, binary],
    skBpfStorages: [2, nest(storageRequest)],
    protocol: [3, u32],
  }),
});

const inetDiagMeminfo = struct("inet_diag_meminfo", {
  idiagRmem: u32,
  idiagWmem: u32,
  idiagFmem: u32,
  idiagTmem: u32,
});
const tcpvegasInfo = struct("tcpvegas_info", {
  tcpvEnabled: u32,
  tcpvRttcnt: u32,
  tcpvRtt: u32,
  tcpvMinrtt: u32,
});
const tcpDctcpInfo = struct("tcp_dctcp_info", {
  dctcpEnabled: u16,
  dctcpCeState: u16,
  dctcpAlpha: u32,
  dctcpAbEcn: u32,
  dctcpAbTot: u32,
});
const tcpBbrInfo = struct("tcp_bbr_info", {
  bbrBwLo: u32,
  bbrBwHi: u32,
  bbrMinRtt: u32,
  bbrPacingGain: u32,
  bbrCwndGain: u32,
});
const tcpDiagMd5sig = struct("tcp_diag_md5sig", {
  tcpmFamily: u8,
  tcpmPrefixlen: u8,
  tcpmKeylen: u16,
  tcpmAddr: bytes(16),
  tcpmKey: bytes(80),
});

/**
 * Bits as in the header: the first byte from `recverr` (1) to `nodefrag` (128), the second from
 * `bind_address_no_port`.
 */
const inetDiagSockopt = struct("inet_diag_sockopt", { flags: u8, moreFlags: u8 });

const tlsInfo = attributeSet("tls-info", "TLS_INFO_", {
  version: [1, u16],
  cipher: [2, u16],
  txconf: [3, u16],
  rxconf: [4, u16],
  zcRoTx: [5, flag],
  rxNoPad: [6, flag],
});

const mptcpSubflow = attributeSet("mptcp-subflow", "MPTCP_SUBFLOW_ATTR_", {
  tokenRem: [1, u32],
  tokenLoc: [2, u32],
  relwriteSeq: [3, u32],
  mapSeq: [4, u64],
  mapSfseq: [5, u32],
  ssnOffset: [6, u32],
  mapDatalen: [7, u16],
  flags: [8, u32],
  idRem: [9, u8],
  idLoc: [10, u8],
});

const ulpInfo = attributeSet("inet-ulp-info", "INET_ULP_INFO_", {
  name: [1, string],
  tls: [2, nest(tlsInfo)],
  mptcp: [3, nest(mptcpSubflow)],
});

const storage = attributeSet("sk-diag-bpf-storage", "SK_DIAG_BPF_STORAGE_", {
  mapId: [2, u32],
  mapValue: [3, binary],
});

const storages = attributeSet("sk-diag-bpf-storages", "SK_DIAG_BPF_", {
  storage: [1, multi(nest(storage))],
});

const common = {
  meminfo: [1, inetDiagMeminfo],
  vegasinfo: [3, tcpvegasInfo],
  cong: [4, string],
  tos: [5, u8],
  tclass: [6, u8],
  skmeminfo: [7, skMeminfo],
  shutdown: [8, u8],
  dctcpinfo: [9, tcpDctcpInfo],
  protocol: [10, u8],
  skv6only: [11, u8],
  // Arrays of struct sockaddr_storage, of SCTP.
  locals: [12, binary],
  peers: [13, binary],
  mark: [15, u32],
  bbrinfo: [16, tcpBbrInfo],
  classId: [17, u32],
  md5sig: [18, array(tcpDiagMd5sig)],
  ulpInfo: [19, nest(ulpInfo)],
  skBpfStorages: [20, nest(storages)],
  cgroupId: [21, u64],
  sockopt: [22, inetDiagSockopt],
} as const;

/**
 * A socket: `struct inet_diag_msg`, then `INET_DIAG_*`.
 *
 * @see net/ipv4/inet_diag.c `inet_sk_diag_fill`
 */
export const inetDiagMessage = message({
  header: inetDiagMsg,
  attributes: attributeSet("inet-diag", "INET_DIAG_", { ...common, info: [2, tcpInfo] }),
});

/**
 * The same of MPTCP, whose `info` is laid out otherwise: the answer does not say of which protocol
 * it is.
 */
export const mptcpDiagMessage = message({
  header: inetDiagMsg,
  attributes: attributeSet("mptcp-diag", "INET_DIAG_", { ...common, info: [2, mptcpInfo] }),
});

/** Sockets of IPv4 (`sdiagFamily` 2) and IPv6 (10) of every protocol but MPTCP. */
export const inetDiag = familyTable({
  name: "inet-diag",
  protocol: 4,
  messages: { SOCK_DIAG_BY_FAMILY: [SOCK_DIAG_BY_FAMILY, inetDiagMessage] },
  operations: {
    SOCK_DIAG_BY_FAMILY: operation(
      "SOCK_DIAG_BY_FAMILY",
      [SOCK_DIAG_BY_FAMILY, inetDiagRequest],
      [SOCK_DIAG_BY_FAMILY, inetDiagMessage],
      { oneReply: true },
    ),
    SOCK_DESTROY: operation("SOCK_DESTROY", [SOCK_DESTROY, inetDiagRequest]),
  },
  groups: {
    SKNLGRP_INET_TCP_DESTROY: 1,
    SKNLGRP_INET_UDP_DESTROY: 2,
    SKNLGRP_INET6_TCP_DESTROY: 3,
    SKNLGRP_INET6_UDP_DESTROY: 4,
  },
});

/** Sockets of MPTCP: a request has `protocol` 262, for which `sdiagProtocol` is too small. */
export const mptcpDiag = familyTable({
  name: "mptcp-diag",
  protocol: 4,
  messages: { SOCK_DIAG_BY_FAMILY: [SOCK_DIAG_BY_FAMILY, mptcpDiagMessage] },
  operations: {
    SOCK_DIAG_BY_FAMILY: operation(
      "SOCK_DIAG_BY_FAMILY",
      [SOCK_DIAG_BY_FAMILY, inetDiagRequest],
      [SOCK_DIAG_BY_FAMILY, mptcpDiagMessage],
      { oneReply: true },
    ),
  },
  groups: {},
});
