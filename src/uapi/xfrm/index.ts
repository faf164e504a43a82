/**
 * Tables of `NETLINK_XFRM`: states and policies of IPsec, and their events.
 *
 * @example
 * ```ts
 * import { NetlinkClient } from "nlkit/client";
 * import { kernelTransport } from "nlkit/socket";
 * import { NETLINK_XFRM } from "nlkit/uapi";
 * import { dumpStates } from "nlkit/uapi/xfrm";
 * await using client = new NetlinkClient(kernelTransport.openTransport(NETLINK_XFRM));
 * for (const { id, mode } of await client.dump(dumpStates, {})) console.log(id.spi, mode);
 * ```
 *
 * @module
 */
export {
  XFRM_OFFLOAD,
  XFRM_POLICY_TYPE,
  XFRM_SA_DIR,
  XFRM_SA_XFLAG,
  xfrmAttrs,
} from "./attributes.ts";
export {
  XFRM_MODE,
  XFRM_SHARE,
  xfrmId,
  xfrmLifetimeCfg,
  xfrmLifetimeCur,
  xfrmMark,
  xfrmSelector,
} from "./common.ts";
export {
  acquireMessage,
  aeventMessage,
  allocspiMessage,
  dumpPolicies,
  dumpStates,
  expireMessage,
  flushStatesMessage,
  mappingMessage,
  migrateStateMessage,
  polexpireMessage,
  policyDefaultMessage,
  policyIdMessage,
  policyMessage,
  reportMessage,
  sadInfoMessage,
  spdInfoMessage,
  stateIdMessage,
  stateMessage,
  xfrm,
  xfrmBareMessage,
  xfrmMessages,
} from "./messages.ts";
export {
  XFRM_AE,
  XFRM_POLICY_ACTION,
  XFRM_POLICY_DIR,
  XFRM_POLICY_FLAGS,
  XFRM_STATE,
  XFRM_USERPOLICY,
  xfrmUserpolicyInfo,
  xfrmUsersaInfo,
} from "./structs.ts";
