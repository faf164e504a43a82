/**
 * How the tables that are written by hand are named in C, where no rule says so: data of
 * hand.test.ts.
 *
 * @module
 */
import type { AnyOperation, FamilyTable, MessageTable } from "../../src/schema/index.ts";
import * as auditTables from "../../src/uapi/audit/index.ts";
import { batadv } from "../../src/uapi/generic/batadv.ts";
import { acpiEvent, vfsDquot } from "../../src/uapi/generic/events.ts";
import { gtp } from "../../src/uapi/generic/gtp.ts";
import { hsr } from "../../src/uapi/generic/hsr.ts";
import { ila } from "../../src/uapi/generic/ila.ts";
import { ioam6 } from "../../src/uapi/generic/ioam6.ts";
import { ipvs } from "../../src/uapi/generic/ipvs.ts";
import { l2tp } from "../../src/uapi/generic/l2tp.ts";
import { mac80211Hwsim } from "../../src/uapi/generic/mac80211-hwsim.ts";
import { macsec } from "../../src/uapi/generic/macsec.ts";
import { nbd } from "../../src/uapi/generic/nbd.ts";
import {
  netlabelCalipso,
  netlabelCipsoV4,
  netlabelManagement,
  netlabelUnlabeled,
} from "../../src/uapi/generic/netlabel.ts";
import { nfc } from "../../src/uapi/generic/nfc.ts";
import { ovsCtLimit, ovsMeter, ovsPacket } from "../../src/uapi/generic/openvswitch.ts";
import { psample } from "../../src/uapi/generic/psample.ts";
import { seg6 } from "../../src/uapi/generic/seg6.ts";
import { smcGen, smcPnetid } from "../../src/uapi/generic/smc.ts";
import { taskstatsFamily } from "../../src/uapi/generic/taskstats.ts";
import { tcmUser } from "../../src/uapi/generic/tcm-user.ts";
import { thermal } from "../../src/uapi/generic/thermal.ts";
import { tipc } from "../../src/uapi/generic/tipc.ts";
import { vdpa } from "../../src/uapi/generic/vdpa.ts";
import * as netfilter from "../../src/uapi/netfilter/index.ts";
import * as route from "../../src/uapi/route/index.ts";
import * as sockDiag from "../../src/uapi/sock-diag/index.ts";
import * as xfrmTables from "../../src/uapi/xfrm/index.ts";

/** Families; of nfnetlink's with the subsystem that is the upper byte of their types. */
export const HAND_FAMILIES: readonly (readonly [table: FamilyTable, subsystem?: string])[] = [
  [route.rtNexthop],
  [route.rtMdb],
  [route.rtBridgeVlan],
  [route.rtTunnel],
  [route.rtNetconf],
  [route.rtNsid],
  [route.rtAddrlabel],
  [route.rtPrefix],
  [route.rtNduseropt],
  [route.rtMroute],
  [route.rtDcb],
  [netfilter.nflog, "NFNL_SUBSYS_ULOG"],
  [netfilter.nfqueue, "NFNL_SUBSYS_QUEUE"],
  [netfilter.acct, "NFNL_SUBSYS_ACCT"],
  [netfilter.cttimeout, "NFNL_SUBSYS_CTNETLINK_TIMEOUT"],
  [netfilter.cthelper, "NFNL_SUBSYS_CTHELPER"],
  [netfilter.osf, "NFNL_SUBSYS_OSF"],
  [netfilter.compat, "NFNL_SUBSYS_NFT_COMPAT"],
  [netfilter.hook, "NFNL_SUBSYS_HOOK"],
  [netfilter.ipset, "NFNL_SUBSYS_IPSET"],
  ...[...new Set([...sockDiag.sockDiagFamilies.values(), sockDiag.mptcpDiag])].map(
    (table) => [table] as const,
  ),
  [xfrmTables.xfrm],
  [auditTables.audit],
  [taskstatsFamily],
  [batadv],
  [acpiEvent],
  [vfsDquot],
  [gtp],
  [hsr],
  [ila],
  [ioam6],
  [ipvs],
  [l2tp],
  [mac80211Hwsim],
  [macsec],
  [nbd],
  [netlabelCalipso],
  [netlabelCipsoV4],
  [netlabelManagement],
  [netlabelUnlabeled],
  [nfc],
  [ovsCtLimit],
  [ovsMeter],
  [ovsPacket],
  [psample],
  [seg6],
  [smcGen],
  [smcPnetid],
  [tcmUser],
  [thermal],
  [tipc],
  [vdpa],
];

/** Tables that no family has: payloads of attributes, dumps that are asked for otherwise. */
export const HAND_MESSAGES: Readonly<Record<string, MessageTable>> = {
  ...Object.fromEntries(
    Object.entries(route).flatMap(([name, table]) =>
      name.endsWith("EncapMessage") ? [[name, table as MessageTable]] : [],
    ),
  ),
};

/** Operations that stand alone. */
export const HAND_OPERATIONS: readonly AnyOperation[] = [
  route.dumpMdb,
  xfrmTables.dumpStates,
  xfrmTables.dumpPolicies,
];

/**
 * C prefixes of enumerations and flags, by the name of the table; what the UAPI's headers do not
 * have is null.
 */
export const HAND_PREFIXES: Readonly<Record<string, string | null>> = {
  // include/linux/socket.h.
  "address families": null,
  "audit-action": "AUDIT_",
  "audit-fail": "AUDIT_FAIL_",
  "audit-feature-bitmap": "AUDIT_FEATURE_BITMAP_",
  "audit-features": "AUDIT_FEATURE_",
  "audit-fields": "",
  "audit-filter": "AUDIT_FILTER_",
  "audit-operators": "AUDIT_",
  "audit-status-mask": "AUDIT_STATUS_",
  batadv_gw_modes: "BATADV_GW_MODE_",
  batadv_mcast_flags_priv: "BATADV_MCAST_FLAGS_",
  batadv_tp_meter_reason: "BATADV_TP_REASON_",
  batadv_tt_client_flags: "BATADV_TT_CLIENT_",
  "bridge-vlandb-dump-flags": "BRIDGE_VLANDB_DUMPF_",
  "dcb-cap-dcbx": "DCB_CAP_DCBX_",
  "dcb-featcfg": "DCB_FEATCFG_",
  dcbnl_commands: "DCB_CMD_",
  gtp_version: "GTP_",
  // The driver's own header.
  hwsim_tx_control_flags: null,
  "idiag-timer": "IDIAG_TIMER_",
  // net/if.h of C libraries, and linux/if.h of the kernel's own.
  "if-prefix-flags": null,
  igmpmsg: "IGMPMSG_",
  "ila-atype": "ILA_ATYPE_",
  "ila-csum-mode": "ILA_CSUM_",
  "ila-hook": "ILA_HOOK_",
  // Bits by the numbers of attributes; hand.test.ts looks at them apart.
  "inet-diag-ext": null,
  "ioam6-iptunnel-mode": "IOAM6_IPTUNNEL_MODE_",
  "ip-vs-fwd-method": "IP_VS_CONN_F_",
  "ip-vs-state": "IP_VS_STATE_",
  "ip-vs-svc-flags": "IP_VS_SVC_F_",
  "ip-vs-tunnel-flags": "IP_VS_TUNNEL_ENCAP_FLAG_",
  "ip-vs-tunnel-type": "IP_VS_CONN_F_TUNNEL_TYPE_",
  ipset_cadt_flags: "IPSET_FLAG_",
  ipset_cmd_flags: "IPSET_FLAG_",
  l2tp_encap_type: "L2TP_ENCAPTYPE_",
  l2tp_l2spec_type: "L2TP_L2SPECTYPE_",
  l2tp_pwtype: "L2TP_PWTYPE_",
  l2tp_seqmode: "L2TP_SEQ_",
  "mcast-filter-mode": "MCAST_",
  "mdb-flags": "MDB_FLAGS_",
  "mdb-rtr-type": "MDB_RTR_TYPE_",
  "mdb-state": "MDB_",
  "ndiag-flags": "NDIAG_FLAG_",
  "ndiag-show": "NDIAG_SHOW_",
  "netconfa-ifindex": "NETCONFA_IFINDEX_",
  // include/net/cipso_ipv4.h, include/net/calipso.h.
  "netlbl-map": null,
  // include/net/netlabel.h.
  "netlbl-nltype": null,
  "nexthop-grp-type": "NEXTHOP_GRP_TYPE_",
  "nfc-comm": "NFC_COMM_",
  "nfc-proto": "NFC_PROTO_",
  "nfc-rf": "NFC_RF_",
  nfnl_acct_flags: "NFACCT_F_",
  nfnl_hook_chaintype: "NFNL_HOOK_TYPE_",
  "nfqnl-config-flags": "NFQA_CFG_F_",
  "nfqnl-skb-info": "NFQA_SKB_",
  nfqnl_config_mode: "NFQNL_COPY_",
  nfqnl_msg_config_cmds: "NFQNL_CFG_CMD_",
  "nfulnl-config-flags": "NFULNL_CFG_F_",
  "nfulnl-copy-mode": "NFULNL_COPY_",
  nfulnl_msg_config_cmds: "NFULNL_CFG_CMD_",
  ovs_meter_band_type: "OVS_METER_BAND_TYPE_",
  "packet-show": "PACKET_SHOW_",
  "pdi-flags": "PDI_",
  "quota-type": "",
  "quota-warning": "QUOTA_NL_",
  rt_scope_t: "RT_SCOPE_",
  "rtm-protocol": "RTPROT_",
  "seg6-hmac-algo": "SEG6_HMAC_ALGO_",
  "seg6-iptunnel-mode": "SEG6_IPTUN_MODE_",
  "seg6-local-action": "SEG6_LOCAL_ACTION_",
  "seg6-local-flavor": "SEG6_LOCAL_FLV_OP_",
  "smc-diag-mode": "SMC_DIAG_MODE_",
  // include/net/tcp_states.h.
  "tcp-state": null,
  "thermal-threshold-direction": "THERMAL_THRESHOLD_WAY_",
  thermal_device_mode: "THERMAL_DEVICE_",
  thermal_trip_type: "THERMAL_TRIP_",
  "tunnel-msg-flags": "TUNNEL_MSG_",
  "udiag-show": "UDIAG_SHOW_",
  viff: "VIFF_",
  "xdp-show": "XDP_SHOW_",
  "xfrm-ae": "XFRM_AE_",
  "xfrm-mode": "XFRM_MODE_",
  "xfrm-offload": "XFRM_OFFLOAD_",
  "xfrm-policy-action": "XFRM_POLICY_",
  "xfrm-policy-dir": "XFRM_POLICY_",
  "xfrm-policy-flags": "XFRM_POLICY_",
  "xfrm-policy-type": "XFRM_POLICY_TYPE_",
  "xfrm-sa-xflags": "XFRM_SA_XFLAG_",
  "xfrm-share": "XFRM_SHARE_",
  "xfrm-state-flags": "XFRM_STATE_",
  "xfrm-userpolicy": "XFRM_USERPOLICY_",
  xfrm_sa_dir: "XFRM_SA_DIR_",
};

/** Flags that the header gives as bit numbers. */
export const HAND_BITS: readonly string[] = ["audit-features", "nfc-proto", "seg6-local-flavor"];

/** Names spelt otherwise than in the header. */
export const HAND_SPELLED: Readonly<Record<string, string>> = {
  "rt_scope_t global": "RT_SCOPE_UNIVERSE",
};

/** Structs that C has without a name, or not at all; and why. */
export const HAND_STRUCTS_NOT_IN_C: Readonly<Record<string, string>> = {
  __kernel_timespec: "of linux/time_types.h, which is no header of netlink",
  acpi_genl_event: "of drivers/acpi/event.c",
  "audit-make-equiv": "two lengths of kernel/audit.c",
  "br_mdb_entry.addr": "without a name in br_mdb_entry",
  hwsim_tx_rate: "of drivers/net/wireless/virtual/mac80211_hwsim.h",
  hwsim_tx_rate_flag: "of the same",
  ipv6_sr_hdr: "of linux/seg6.h",
  "mdb-router-port-ifindex": "a number of net/bridge/br_mdb.c",
  seg6_iptunnel_encap: "with the header that trails it",
  sk_meminfo: "an array, by the enumerators of its indexes",
  "xfrm-info-flags": "a number of net/xfrm/xfrm_user.c",
};

/**
 * Members called otherwise than in C: bit-fields that share a byte, and what a union is read as.
 */
export const HAND_MEMBERS: Readonly<Record<string, string>> = {
  "inet_diag_sockopt.flags": "recverr",
  "inet_diag_sockopt.moreFlags": "bind_address_no_port",
  "ioam6_trace_hdr.flags": "overflow",
  "ipv6_rpl_sr_hdr.lengths": "cmpre",
  "tcp_info.tcpiAccecn": "tcpi_ecn_mode",
  "tcp_info.tcpiFlags": "tcpi_delivery_rate_app_limited",
  "tcp_info.tcpiWscale": "tcpi_snd_wscale",
};

/**
 * Families whose numbers are in no header of the UAPI. What these tables say is held against what the kernel tells of its
 * policies, in test/vm/policies.vm.ts.
 */
export const HAND_PRIVATE: readonly FamilyTable[] = [
  acpiEvent,
  mac80211Hwsim,
  netlabelCalipso,
  netlabelCipsoV4,
  netlabelManagement,
  netlabelUnlabeled,
];
/** The prefixes of their attributes. */
export const HAND_PRIVATE_ATTRIBUTES = /^(ACPI_GENL|HWSIM|HWSIM_RATE_INFO|NLBL_\w+)_(ATTR|A)_$/;

/** Sets that have some of an enumeration's attributes on purpose; and why. */
export const HAND_PARTIAL: Readonly<Record<string, string>> = {
  ila: "the others are of the generic family ila",
  "ipmr-link": "a link's message that has nothing else",
  mroute: "those that multicast routes have",
  "pmsr-capa": "as much of nl80211 as the driver of MAC80211_HWSIM knows, and so for those below",
  "pmsr-ftm-capa": "see above",
  "pmsr-ftm-resp": "see above",
  "pmsr-peer": "see above",
  "pmsr-resp": "see above",
  "pmsr-result": "see above",
  "pmsr-type-capa": "see above",
  "pmsr-type-resp": "see above",
  "tipc-diag": "the others are of the generic family TIPCv2",
};
