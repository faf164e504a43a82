/**
 * nbd: block devices that are somewhere in the network. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/nbd-netlink.h, drivers/block/nbd.c
 */
import {
  attributeSet,
  defineFamily,
  multi,
  nest,
  string,
  u8,
  u32,
  u64,
} from "../../schema/index.ts";

const sockets = attributeSet("nbd-sock-item", "NBD_SOCK_", {
  item: [1, multi(nest(attributeSet("nbd-sock", "NBD_SOCK_", { fd: [1, u32] })))],
});
const devices = attributeSet("nbd-device-item", "NBD_DEVICE_", {
  item: [
    1,
    multi(nest(attributeSet("nbd-device", "NBD_DEVICE_", { index: [1, u32], connected: [2, u8] }))),
  ],
});

const attributes = attributeSet("nbd", "NBD_ATTR_", {
  index: [1, u32],
  sizeBytes: [2, u64],
  blockSizeBytes: [3, u64],
  /** Seconds. */
  timeout: [4, u64],
  serverFlags: [5, u64],
  clientFlags: [6, u64],
  /** Sockets of the program that asks, which are connected to the server. */
  sockets: [7, nest(sockets)],
  deadConnTimeout: [8, u64],
  deviceList: [9, nest(devices)],
  backendIdentifier: [10, string],
});

const liberal = { validation: "liberal" } as const;

/** The family. Whoever asks needs `CAP_SYS_ADMIN`, but to ask for the status, which no table says. */
export const nbd = defineFamily({
  name: "nbd",
  attributes,
  operations: {
    NBD_CMD_CONNECT: { command: 1, oneReply: true, requires: ["sockets"], ...liberal },
    NBD_CMD_DISCONNECT: { command: 2, requires: ["index"], slow: true, ...liberal },
    NBD_CMD_RECONFIGURE: { command: 3, requires: ["index"], ...liberal },
    NBD_CMD_STATUS: { command: 5, oneReply: true, ...liberal },
  },
  notifications: { NBD_CMD_LINK_DEAD: { command: 4 } },
  groups: ["nbd_mc_group"],
});
