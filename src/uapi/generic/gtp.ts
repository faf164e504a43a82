/**
 * gtp: the tunnels of mobile subscribers. No spec describes it; the link kind is rt-link's.
 *
 * @module
 * @see include/uapi/linux/gtp.h, drivers/net/gtp.c
 */
import {
  attributeSet,
  defineFamily,
  enumOf,
  enumTable,
  ipv4,
  ipv6,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";
import { AF } from "../address-families.ts";

/** `GTP_V0`, `GTP_V1`. */
const version = enumTable("gtp_version", { v0: 0, v1: 1 });

const attributes = attributeSet("gtp", "GTPA_", {
  /** Index of the device. */
  link: [1, u32],
  version: [2, enumOf(u32, version)],
  /** Of version 0. */
  tid: [3, u64],
  peerAddress: [4, ipv4],
  /** The subscriber's. */
  msAddress: [5, ipv4],
  flow: [6, u16],
  netNsFd: [7, u32],
  /** Of version 1: the tunnel's number here, and at the peer. */
  iTei: [8, u32],
  oTei: [9, u32],
  peerAddr6: [11, ipv6],
  msAddr6: [12, ipv6],
  /** Of the subscriber's address. */
  family: [13, enumOf(u8, AF)],
});

const admin = { permission: "admin", validation: "liberal" } as const;

/** The family. */
export const gtp = defineFamily({
  name: "gtp",
  version: 0,
  attributes,
  operations: {
    GTP_CMD_NEWPDP: { command: 0, requires: ["link", "version"], ...admin },
    GTP_CMD_DELPDP: { command: 1, requires: ["version"], ...admin },
    // v6.18 gtp_genl_get_pdp: the command is what fits a byte of the message's type.
    GTP_CMD_GETPDP: { command: 2, anyReplyCommand: true, ...admin },
    GTP_CMD_ECHOREQ: {
      command: 3,
      requires: ["link", "version", "peerAddress", "msAddress"],
      ...admin,
    },
  },
  groups: ["gtp"],
});
