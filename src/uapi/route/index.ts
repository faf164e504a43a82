/**
 * Tables of `NETLINK_ROUTE` (traffic control has its own entry), and the numbers around them.
 *
 * @example
 * ```ts
 * import { flagNames } from "nlkit/schema";
 * import { IFF, routeMessages } from "nlkit/uapi/route";
 * console.assert(flagNames(IFF, 0x1003).join() === "up,broadcast,multicast");
 * console.assert(routeMessages.get(16)?.name === "RTM_NEWLINK");
 * ```
 *
 * @module
 */
export {
  addrAttrs,
  addrMessage,
  ifaCacheinfo,
  ifaddrmsg,
  /** `IFA_F_*` as masks, named as the spec does: `nodad`, `permanent`… */
  ifaFlags as IFA_F,
  rtAddr,
} from "../generated/rt-addr.ts";
export {
  afSpecAttrs,
  /** `IFF_*` as masks, named as the spec does: `up`, `no-arp`, `lower-up`… */
  ifinfoFlags as IFF,
  ifinfomsg,
  /** Indexes of the counters of `IFLA_INET6_ICMP6STATS`. */
  iflaIcmp6Stats as ICMP6_STATS,
  /** Indexes of the counters of `IFLA_INET6_STATS`. */
  iflaInet6Stats as INET6_STATS,
  /** `IPV4_DEVCONF_*`: indexes, from 1, into the array of `IFLA_INET_CONF`. */
  ipv4Devconf as IPV4_DEVCONF,
  /** `DEVCONF_*`: indexes, from 0, into the array of `IFLA_INET6_CONF`. */
  ipv6Devconf as IPV6_DEVCONF,
  linkAttrs,
  linkinfoAttrs,
  linkMessage,
  /** `IF_LINK_MODE_*`. */
  linkmode as LINK_MODE,
  /** `IF_OPER_*`: states of RFC 2863. */
  operstate as OPERSTATE,
  rtLink,
  statsMessage,
} from "../generated/rt-link.ts";
export {
  /** `FDB_NOTIFY_BIT`, `FDB_NOTIFY_INACTIVE_BIT`: what stands in `NFEA_ACTIVITY_NOTIFY`. */
  fdbNotify as FDB_NOTIFY,
  ndmsg,
  ndtMessage,
  neighbourAttrs,
  neighbourMessage,
  /** `NTF_EXT_*` as masks: what stands in `NDA_FLAGS_EXT`. */
  ntfExtFlags as NTF_EXT,
  /** `NTF_*` as masks: what stands in `ndm_flags`. */
  ntfFlags as NTF,
  /** `NUD_*` as masks: states of a neighbour. */
  nudState as NUD,
  rtNeigh,
} from "../generated/rt-neigh.ts";
export {
  metrics as routeMetrics,
  nexthopMessage,
  routeAttrs,
  routeMessage,
  /** `RTAX_FEATURE_*` as masks: what `features` of a route's metrics holds. */
  rtaxFeatures as RTAX_FEATURES,
  /** Bits of `RTAX_LOCK`, by the metric that each locks. */
  rtaxLock as RTAX_LOCK,
  /** `RTNH_F_*` and `RTM_F_*` as masks: what stands in `rtm_flags`. */
  rtmFlags as RTM_F,
  rtmsg,
  /** `RTN_*`: types of routes. */
  rtmType as RTN,
  /** `RTNH_F_*` as masks. */
  rtnhFlags as RTNH_F,
  rtRoute,
} from "../generated/rt-route.ts";
export {
  fibRuleAttrs,
  /** `FIB_RULE_*` as masks: flags of a rule. */
  fibRuleFlags as FIB_RULE,
  fibRuleMessage,
  /** `FR_ACT_*`: what a rule does. */
  frAct as FR_ACT,
  rtRule,
} from "../generated/rt-rule.ts";
export { addrlabelMessage, rtAddrlabel } from "./addrlabel.ts";
export {
  BRIDGE_VLANDB_DUMPF,
  bridgeVlanDumpMessage,
  bridgeVlanMessage,
  rtBridgeVlan,
} from "./bridge-vlan.ts";
export { DCB_CAP_DCBX, DCB_CMD, DCB_FEATCFG, dcbMessage, rtDcb } from "./dcb.ts";
export {
  bpfEncapMessage,
  ILA_CSUM,
  IOAM6_IPTUNNEL_MODE,
  ilaEncapMessage,
  ioam6EncapMessage,
  ip6EncapMessage,
  ipEncapMessage,
  LWTUNNEL_ENCAP,
  mplsEncapMessage,
  rplEncapMessage,
  SEG6_IPTUN_MODE,
  SEG6_LOCAL_ACTION,
  SEG6_LOCAL_FLV_OP,
  seg6EncapMessage,
  seg6LocalEncapMessage,
  xfrmEncapMessage,
} from "./encap.ts";
export { RTNLGRP } from "./groups.ts";
export { ARPHRD } from "./link-types.ts";
export {
  RTEXT_FILTER,
  RTEXT_FILTER_BRVLAN_COMPRESSED,
  RTEXT_FILTER_SKIP_STATS,
  RTEXT_FILTER_VF,
} from "./links.ts";
export {
  dumpMdb,
  MDB_FLAGS,
  MDB_RTR_TYPE,
  MDB_STATE,
  mdbGetMessage,
  mdbMessage,
  mdbRouterAttrs,
  mdbSetMessage,
  rtMdb,
} from "./mdb.ts";
export { routeMessages } from "./messages.ts";
export {
  cacheReportMessage,
  IGMPMSG,
  mrouteMessage,
  mrouteTableMessage,
  rtMroute,
  VIFF,
} from "./mroute.ts";
export { nduseroptAttrs, nduseroptMessage, rtNduseropt } from "./nduseropt.ts";
export { NETCONFA_IFINDEX, netconfMessage, rtNetconf } from "./netconf.ts";
export { NEXTHOP_GRP_TYPE, nexthopObjectMessage, rtNexthop } from "./nexthop.ts";
export { NETNSA_NSID_NOT_ASSIGNED, nsidMessage, rtNsid } from "./nsid.ts";
export { IF_PREFIX, prefixMessage, rtPrefix } from "./prefix.ts";
export {
  RT_PROTOCOL,
  RT_SCOPE,
  RT_TABLE,
  RTM_F_CLONED,
  RTM_F_FIB_MATCH,
  RTM_F_LOOKUP_TABLE,
  RTM_F_NOTIFY,
} from "./routes.ts";
export { rtTunnel, TUNNEL_MSG_FLAG, tunnelMessage } from "./tunnel.ts";
