/**
 * acpi_event and VFS_DQUOT: families that cannot be asked, but tell of something. No spec describes them.
 *
 * @module
 * @see drivers/acpi/event.c; include/uapi/linux/quota.h, fs/quota/netlink.c
 */
import {
  attributeSet,
  chars,
  defineFamily,
  enumOf,
  enumTable,
  pad,
  struct,
  u32,
  u64,
} from "../../schema/index.ts";

/** What happened to a device of ACPI: `"button/power"`, `"PWRF"`. */
const acpiGenlEvent = struct("acpi_genl_event", {
  deviceClass: chars(20),
  busId: chars(15),
  pad: pad(1),
  type: u32,
  data: u32,
});

/** Buttons, lids, batteries. */
export const acpiEvent = defineFamily({
  name: "acpi_event",
  attributes: attributeSet("acpi-event", "ACPI_GENL_ATTR_", { event: [1, acpiGenlEvent] }),
  operations: {},
  notifications: { ACPI_GENL_CMD_EVENT: { command: 1 } },
  groups: ["acpi_mc_group"],
});

/** `USRQUOTA` and so on: whose quota it is. */
const quotaType = enumTable("quota-type", { usrquota: 0, grpquota: 1, prjquota: 2 });
/** `QUOTA_NL_*`: limits of inodes and of blocks that were crossed, and in which way. */
const quotaWarning = enumTable("quota-warning", {
  nowarn: 0,
  ihardwarn: 1,
  isoftlongwarn: 2,
  isoftwarn: 3,
  bhardwarn: 4,
  bsoftlongwarn: 5,
  bsoftwarn: 6,
  ihardbelow: 7,
  isoftbelow: 8,
  bhardbelow: 9,
  bsoftbelow: 10,
});

/** Quotas of file systems that are reached. */
export const vfsDquot = defineFamily({
  name: "VFS_DQUOT",
  attributes: attributeSet("vfs-dquot", "QUOTA_NL_A_", {
    qtype: [1, enumOf(u32, quotaType)],
    excessId: [2, u64],
    warning: [3, enumOf(u32, quotaWarning)],
    devMajor: [4, u32],
    devMinor: [5, u32],
    causedId: [6, u64],
  }),
  operations: {},
  notifications: { QUOTA_NL_C_WARNING: { command: 1 } },
  groups: ["events"],
});
