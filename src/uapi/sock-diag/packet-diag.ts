/**
 * Sockets that see whole packets (`AF_PACKET`).
 *
 * @module
 */
import {
  array,
  attributeSet,
  binary,
  bytes,
  familyTable,
  flagsOf,
  flagTable,
  message,
  operation,
  pad,
  struct,
  u8,
  u16,
  u32,
} from "../../schema/index.ts";
import { SOCK_DIAG_BY_FAMILY, skMeminfo } from "./common.ts";

/**
 * `PACKET_SHOW_*` as masks: which attributes a question wants.
 *
 * @see include/uapi/linux/packet_diag.h
 */
export const PACKET_SHOW = flagTable("packet-show", {
  info: 0x1,
  mclist: 0x2,
  "ring-cfg": 0x4,
  fanout: 0x8,
  meminfo: 0x10,
  filter: 0x20,
});

/** `PDI_*` as masks: options of a socket. */
export const PDI = flagTable("pdi-flags", {
  running: 0x1,
  auxdata: 0x2,
  origdev: 0x4,
  vnethdr: 0x8,
  loss: 0x10,
});

const packetDiagReq = struct("packet_diag_req", {
  sdiagFamily: u8,
  sdiagProtocol: u8,
  pad: pad(2),
  pdiagIno: u32,
  pdiagShow: flagsOf(u32, PACKET_SHOW),
  pdiagCookie: array(u32, 2),
});
const packetDiagMsg = struct("packet_diag_msg", {
  pdiagFamily: u8,
  pdiagType: u8,
  pdiagNum: u16,
  pdiagIno: u32,
  pdiagCookie: array(u32, 2),
});
const packetDiagRing = struct("packet_diag_ring", {
  pdrBlockSize: u32,
  pdrBlockNr: u32,
  pdrFrameSize: u32,
  pdrFrameNr: u32,
  pdrRetireTmo: u32,
  pdrSizeofPriv: u32,
  pdrFeatures: u32,
});

/** A question: `struct packet_diag_req`. */
export const packetDiagRequest = message({ header: packetDiagReq });

/**
 * A socket: `struct packet_diag_msg`, then `PACKET_DIAG_*`; `filter` is a program of the old BPF.
 *
 * @see net/packet/diag.c
 */
export const packetDiagMessage = message({
  header: packetDiagMsg,
  attributes: attributeSet("packet-diag", "PACKET_DIAG_", {
    info: [
      0,
      struct("packet_diag_info", {
        pdiIndex: u32,
        pdiVersion: u32,
        pdiReserve: u32,
        pdiCopyThresh: u32,
        pdiTstamp: u32,
        pdiFlags: flagsOf(u32, PDI),
      }),
    ],
    mclist: [
      1,
      array(
        struct("packet_diag_mclist", {
          pdmcIndex: u32,
          pdmcCount: u32,
          pdmcType: u16,
          pdmcAlen: u16,
          pdmcAddr: bytes(32),
        }),
      ),
    ],
    rxRing: [2, packetDiagRing],
    txRing: [3, packetDiagRing],
    fanout: [4, u32],
    uid: [5, u32],
    meminfo: [6, skMeminfo],
    filter: [7, binary],
  }),
});

/** Sockets of `AF_PACKET` (17). */
export const packetDiag = familyTable({
  name: "packet-diag",
  protocol: 4,
  messages: { SOCK_DIAG_BY_FAMILY: [SOCK_DIAG_BY_FAMILY, packetDiagMessage] },
  operations: {
    SOCK_DIAG_BY_FAMILY: operation(
      "SOCK_DIAG_BY_FAMILY",
      [SOCK_DIAG_BY_FAMILY, packetDiagRequest],
      [SOCK_DIAG_BY_FAMILY, packetDiagMessage],
    ),
  },
  groups: {},
});
