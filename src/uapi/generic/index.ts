/**
 * Tables of `NETLINK_GENERIC`: its controller, nlctrl, and the numbers that the bus itself fixes.
 *
 * @module
 */
export {
  attrType as NL_ATTR_TYPE,
  CTRL_CMD_DELFAMILY,
  CTRL_CMD_DELMCAST_GRP,
  CTRL_CMD_GETFAMILY,
  CTRL_CMD_GETPOLICY,
  CTRL_CMD_NEWFAMILY,
  CTRL_CMD_NEWMCAST_GRP,
  ctrlAttrs,
  ctrlMessage,
  mcastGroupAttrs,
  nlctrl,
  opAttrs,
  opFlags as GENL_FLAGS,
  opPolicyAttrs,
  policyAttrs,
} from "../generated/nlctrl.ts";
export {
  NET_DM_GRP_ALERT,
  netDm,
  netDmAlert,
  netDmAlertMode,
  netDmAlertMsg,
  netDmAttrs,
  netDmDropPoint,
  netDmHwEntries,
  netDmHwEntry,
  netDmOrigin,
  netDmPort,
  netDmRequest,
  netDmStats,
} from "./drop-monitor.ts";
export {
  GENERIC_FAMILIES,
  type GenericFamilyByName,
  type GenericFamilyName,
} from "./families.ts";
export {
  GENL_ID_CTRL,
  GENL_ID_PMCRAID,
  GENL_ID_VFS_DQUOT,
  GENL_MAX_ID,
  GENL_START_ALLOC,
} from "./ids.ts";
export { cgroupstats, taskstats, taskstatsFamily } from "./taskstats.ts";
