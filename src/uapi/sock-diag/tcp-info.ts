/**
 * What TCP and MPTCP tell of a connection: long structs that every release makes longer.
 *
 * @module
 */
import { pad, struct, u8, u16, u32, u64 } from "../../schema/index.ts";

/**
 * A connection of TCP. Older kernels send less of it, and what they leave out is absent. Times are
 * in
 * microseconds, those since the last packet (`tcpiLast…`) in milliseconds; rates are bytes a
 * second.
 * `tcpiWscale` has the factor of sending in its lower half (as C lays bits out on x86) and that of
 * receiving above.
 *
 * @see include/uapi/linux/tcp.h; net/ipv4/tcp.c `tcp_get_info`
 */
export const tcpInfo = struct("tcp_info", {
  tcpiState: u8,
  tcpiCaState: u8,
  tcpiRetransmits: u8,
  tcpiProbes: u8,
  tcpiBackoff: u8,
  tcpiOptions: u8,
  tcpiWscale: u8,
  tcpiFlags: u8,
  tcpiRto: u32,
  tcpiAto: u32,
  tcpiSndMss: u32,
  tcpiRcvMss: u32,
  tcpiUnacked: u32,
  tcpiSacked: u32,
  tcpiLost: u32,
  tcpiRetrans: u32,
  tcpiFackets: u32,
  tcpiLastDataSent: u32,
  tcpiLastAckSent: u32,
  tcpiLastDataRecv: u32,
  tcpiLastAckRecv: u32,
  tcpiPmtu: u32,
  tcpiRcvSsthresh: u32,
  tcpiRtt: u32,
  tcpiRttvar: u32,
  tcpiSndSsthresh: u32,
  tcpiSndCwnd: u32,
  tcpiAdvmss: u32,
  tcpiReordering: u32,
  tcpiRcvRtt: u32,
  tcpiRcvSpace: u32,
  tcpiTotalRetrans: u32,
  tcpiPacingRate: u64,
  tcpiMaxPacingRate: u64,
  tcpiBytesAcked: u64,
  tcpiBytesReceived: u64,
  tcpiSegsOut: u32,
  tcpiSegsIn: u32,
  tcpiNotsentBytes: u32,
  tcpiMinRtt: u32,
  tcpiDataSegsIn: u32,
  tcpiDataSegsOut: u32,
  tcpiDeliveryRate: u64,
  tcpiBusyTime: u64,
  tcpiRwndLimited: u64,
  tcpiSndbufLimited: u64,
  tcpiDelivered: u32,
  tcpiDeliveredCe: u32,
  tcpiBytesSent: u64,
  tcpiBytesRetrans: u64,
  tcpiDsackDups: u32,
  tcpiReordSeen: u32,
  tcpiRcvOoopack: u32,
  tcpiSndWnd: u32,
  tcpiRcvWnd: u32,
  tcpiRehash: u32,
  tcpiTotalRto: u16,
  tcpiTotalRtoRecoveries: u16,
  tcpiTotalRtoTime: u32,
  tcpiReceivedCe: u32,
  tcpiDeliveredE1Bytes: u32,
  tcpiDeliveredE0Bytes: u32,
  tcpiDeliveredCeBytes: u32,
  tcpiReceivedE1Bytes: u32,
  tcpiReceivedE0Bytes: u32,
  tcpiReceivedCeBytes: u32,
  tcpiAccecn: u32,
});

/** A connection of MPTCP: `INET_DIAG_INFO` of protocol 262. @see include/uapi/linux/mptcp.h */
export const mptcpInfo = struct("mptcp_info", {
  mptcpiSubflows: u8,
  mptcpiAddAddrSignal: u8,
  mptcpiAddAddrAccepted: u8,
  mptcpiSubflowsMax: u8,
  mptcpiAddAddrSignalMax: u8,
  mptcpiAddAddrAcceptedMax: u8,
  pad: pad(2),
  mptcpiFlags: u32,
  mptcpiToken: u32,
  mptcpiWriteSeq: u64,
  mptcpiSndUna: u64,
  mptcpiRcvNxt: u64,
  mptcpiLocalAddrUsed: u8,
  mptcpiLocalAddrMax: u8,
  mptcpiCsumEnabled: u8,
  pad1: pad(1),
  mptcpiRetransmits: u32,
  mptcpiBytesRetrans: u64,
  mptcpiBytesSent: u64,
  mptcpiBytesReceived: u64,
  mptcpiBytesAcked: u64,
  mptcpiSubflowsTotal: u8,
  mptcpiEndpLaminarMax: u8,
  mptcpiEndpFullmeshMax: u8,
  pad2: pad(1),
  mptcpiLastDataSent: u32,
  mptcpiLastDataRecv: u32,
  mptcpiLastAckRecv: u32,
});
