/**
 * Sockets over shared memory (`AF_SMC`).
 *
 * @module
 */
import {
  array,
  attributeSet,
  chars,
  enumOf,
  enumTable,
  familyTable,
  message,
  operation,
  pad,
  struct,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";
import { SOCK_DIAG_BY_FAMILY } from "./common.ts";
import { inetDiagSockid } from "./inet-diag.ts";

/** `SMC_DIAG_MODE_*`: what carries a connection. @see include/uapi/linux/smc_diag.h */
export const SMC_DIAG_MODE = enumTable("smc-diag-mode", { smcr: 0, "fallback-tcp": 1, smcd: 2 });

const smcDiagCursor = struct("smc_diag_cursor", { pad: pad(2), wrap: u16, count: u32 });
const smcDiagLinkinfo = struct("smc_diag_linkinfo", {
  linkId: u8,
  ibname: chars(64),
  ibport: u8,
  gid: chars(40),
  peerGid: chars(40),
});

/** A question: `struct smc_diag_req`; a bit of `diagExt` is for each attribute, as with IPv4. */
export const smcDiagRequest = message({
  header: struct("smc_diag_req", { diagFamily: u8, pad: pad(2), diagExt: u8, id: inetDiagSockid }),
});

/** A socket: `struct smc_diag_msg`, then `SMC_DIAG_*`. @see net/smc/smc_diag.c `__smc_diag_dump` */
export const smcDiagMessage = message({
  header: struct("smc_diag_msg", {
    diagFamily: u8,
    diagState: u8,
    diagMode: enumOf(u8, SMC_DIAG_MODE),
    diagShutdown: u8,
    id: inetDiagSockid,
    diagUid: u32,
    diagInode: u64,
  }),
  attributes: attributeSet("smc-diag", "SMC_DIAG_", {
    conninfo: [
      1,
      struct("smc_diag_conninfo", {
        token: u32,
        sndbufSize: u32,
        rmbeSize: u32,
        peerRmbeSize: u32,
        rxProd: smcDiagCursor,
        rxCons: smcDiagCursor,
        txProd: smcDiagCursor,
        txCons: smcDiagCursor,
        rxProdFlags: u8,
        rxConnStateFlags: u8,
        txProdFlags: u8,
        txConnStateFlags: u8,
        txPrep: smcDiagCursor,
        txSent: smcDiagCursor,
        txFin: smcDiagCursor,
      }),
    ],
    lgrinfo: [2, struct("smc_diag_lgrinfo", { lnk: array(smcDiagLinkinfo, 1), role: u8 })],
    shutdown: [3, u8],
    dmbinfo: [
      4,
      struct("smcd_diag_dmbinfo", {
        linkid: u32,
        pad: pad(4),
        peerGid: u64,
        myGid: u64,
        token: u64,
        peerToken: u64,
        peerGidExt: u64,
        myGidExt: u64,
      }),
    ],
    fallback: [5, struct("smc_diag_fallback", { reason: u32, peerDiagnosis: u32 })],
  }),
});

/** Sockets of `AF_SMC` (43). */
export const smcDiag = familyTable({
  name: "smc-diag",
  protocol: 4,
  messages: { SOCK_DIAG_BY_FAMILY: [SOCK_DIAG_BY_FAMILY, smcDiagMessage] },
  operations: {
    SOCK_DIAG_BY_FAMILY: operation(
      "SOCK_DIAG_BY_FAMILY",
      [SOCK_DIAG_BY_FAMILY, smcDiagRequest],
      [SOCK_DIAG_BY_FAMILY, smcDiagMessage],
    ),
  },
  groups: {},
});
