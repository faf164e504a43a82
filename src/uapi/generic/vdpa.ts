/**
 * vdpa: devices of virtio whose data path is hardware. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/vdpa.h, drivers/vdpa/vdpa.c
 */
import {
  attributeSet,
  defineFamily,
  limited,
  mac,
  multi,
  string,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";

const attributes = attributeSet("vdpa", "VDPA_ATTR_", {
  mgmtdevBusName: [1, string],
  mgmtdevDevName: [2, string],
  /** A bit for each id of virtio. */
  mgmtdevSupportedClasses: [3, u64],
  devName: [4, string],
  /** Of virtio: 1 is a network device, 2 a block device. */
  devId: [5, u32],
  devVendorId: [6, u32],
  devMaxVqs: [7, u32],
  devMaxVqSize: [8, u16],
  devMinVqSize: [9, u16],
  devNetCfgMacaddr: [10, mac],
  // A u8 by the header's comment; the kernel sends this.
  devNetStatus: [11, u16],
  devNetCfgMaxVqp: [12, u16],
  devNetCfgMtu: [13, limited(u16, { min: 68 })],
  devNegotiatedFeatures: [14, u64],
  devMgmtdevMaxVqs: [15, u32],
  devSupportedFeatures: [16, u64],
  devQueueIndex: [17, u32],
  /** Names of counters; the first value goes with the first name. */
  devVendorAttrName: [18, multi(string)],
  devVendorAttrValue: [19, multi(u64)],
  devFeatures: [20, u64],
  devBlkCfgCapacity: [21, u64],
  devBlkCfgSizeMax: [22, u32],
  devBlkCfgBlkSize: [23, u32],
  devBlkCfgSegMax: [24, u32],
  devBlkCfgNumQueues: [25, u16],
  devBlkCfgPhyBlkExp: [26, u8],
  devBlkCfgAlignOffset: [27, u8],
  devBlkCfgMinIoSize: [28, u16],
  devBlkCfgOptIoSize: [29, u32],
  devBlkCfgMaxDiscardSec: [30, u32],
  devBlkCfgMaxDiscardSeg: [31, u32],
  devBlkCfgDiscardSecAlign: [32, u32],
  devBlkCfgMaxWriteZeroesSec: [33, u32],
  devBlkCfgMaxWriteZeroesSeg: [34, u32],
  devBlkReadOnly: [35, u8],
  devBlkFlush: [36, u8],
});

const admin = { permission: "admin" } as const;

/** The family. */
export const vdpa = defineFamily({
  name: "vdpa",
  attributes,
  operations: {
    VDPA_CMD_MGMTDEV_GET: { command: 2, replyCommand: 1, oneReply: true },
    VDPA_CMD_DEV_GET: { command: 5, replyCommand: 3, oneReply: true },
    VDPA_CMD_DEV_NEW: {
      command: 3,
      requires: ["devName", "mgmtdevDevName"],
      slow: true,
      ...admin,
    },
    VDPA_CMD_DEV_DEL: { command: 4, requires: ["devName"], slow: true, ...admin },
    VDPA_CMD_DEV_CONFIG_GET: { command: 6, oneReply: true },
    VDPA_CMD_DEV_VSTATS_GET: {
      command: 7,
      oneReply: true,
      requires: ["devName", "devQueueIndex"],
      ...admin,
    },
    VDPA_CMD_DEV_ATTR_SET: { command: 8, requires: ["devName"], ...admin },
  },
  notifications: {
    // An answer, never sent unasked; it stands here to have its own name.
    VDPA_CMD_MGMTDEV_NEW: { command: 1 },
  },
});
