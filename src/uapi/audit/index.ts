/**
 * Tables of `NETLINK_AUDIT`: status, rules and records.
 *
 * @example
 * ```ts
 * import { NetlinkClient } from "nlkit/client";
 * import { kernelTransport } from "nlkit/socket";
 * import { NETLINK_AUDIT } from "nlkit/uapi";
 * import { audit } from "nlkit/uapi/audit";
 * await using client = new NetlinkClient(kernelTransport.openTransport(NETLINK_AUDIT));
 * const [status] = await client.do(audit.operations.AUDIT_GET, {});
 * console.log(status?.enabled);
 * ```
 *
 * @module
 */
export {
  audit,
  auditFeaturesMessage,
  auditMakeEquivMessage,
  auditMessages,
  auditRuleMessage,
  auditStatusMessage,
  auditTextMessage,
  auditTtyMessage,
} from "./messages.ts";
export {
  AUDIT_ACTION,
  AUDIT_FAIL,
  AUDIT_FEATURE,
  AUDIT_FEATURE_BITMAP,
  AUDIT_FIELD,
  AUDIT_FILTER,
  AUDIT_NLGRP_READLOG,
  AUDIT_OPERATOR,
  AUDIT_STATUS,
  AUDIT_TYPE,
} from "./types.ts";
