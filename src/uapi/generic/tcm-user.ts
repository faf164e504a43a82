/**
 * TCM-USER: block devices of the target subsystem that a program provides. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/target_core_user.h, drivers/target/target_core_user.c
 */
import { attributeSet, defineFamily, s32, string, u8, u32, u64 } from "../../schema/index.ts";

const attributes = attributeSet("tcm-user", "TCMU_ATTR_", {
  /** `"tcm-user/0/disk//dev/…"`: the device's name in uio. */
  device: [1, string],
  minor: [2, u32],
  devCfg: [4, string],
  /** Bytes. */
  devSize: [5, u64],
  writecache: [6, u8],
  /** 0, or a negative errno. */
  cmdStatus: [7, s32],
  deviceId: [8, u32],
  suppKernCmdReply: [9, u8],
});

const admin = { permission: "admin", validation: "liberal" } as const;
const answer = { requires: ["deviceId", "cmdStatus"], ...admin } as const;

/** The family: the kernel tells "config" what it wants, and the program answers how it went. */
export const tcmUser = defineFamily({
  name: "TCM-USER",
  version: 2,
  attributes,
  operations: {
    TCMU_CMD_ADDED_DEVICE_DONE: { command: 4, ...answer },
    TCMU_CMD_REMOVED_DEVICE_DONE: { command: 5, ...answer },
    TCMU_CMD_RECONFIG_DEVICE_DONE: { command: 6, ...answer },
    TCMU_CMD_SET_FEATURES: { command: 7, ...admin },
  },
  notifications: {
    TCMU_CMD_ADDED_DEVICE: { command: 1 },
    TCMU_CMD_REMOVED_DEVICE: { command: 2 },
    TCMU_CMD_RECONFIG_DEVICE: { command: 3 },
  },
  groups: ["config"],
});
