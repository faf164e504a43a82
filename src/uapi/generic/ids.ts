/**
 * Ids of generic families that are the same on every kernel.
 *
 * @module
 * @see include/uapi/linux/genetlink.h, net/netlink/genetlink.c
 */

/** nlctrl, and its group "notify". */
export const GENL_ID_CTRL = 0x10;
export const GENL_ID_VFS_DQUOT = 0x11;
export const GENL_ID_PMCRAID = 0x12;
/** The first of those that are given in turn. */
export const GENL_START_ALLOC = 0x13;
export const GENL_MAX_ID = 1023;
