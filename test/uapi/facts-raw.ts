/**
 * How the tables of the raw protocols generated beside links, addresses and routes are named in C, where no
 * rule says so: data of facts.test.ts.
 *
 * @module
 */
import * as conntrack from "../../src/uapi/generated/conntrack.ts";
import * as nftables from "../../src/uapi/generated/nftables.ts";
import * as rtNeigh from "../../src/uapi/generated/rt-neigh.ts";
import * as rtRule from "../../src/uapi/generated/rt-rule.ts";
import * as tc from "../../src/uapi/generated/tc.ts";

/** The generated files. */
export const RAW_MODULES = { conntrack, nftables, rtNeigh, rtRule, tc };

/** C prefixes of enumerations and flags. */
export const RAW_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  "conntrack.nfCtExpectFlags": ["NF_CT_EXPECT_"],
  "conntrack.nfCtSctpState": ["SCTP_CONNTRACK_"],
  "conntrack.nfCtStatus": ["IPS_"],
  "conntrack.nfCtTcpFlags": ["IP_CT_TCP_FLAG_", "IP_CT_TCP_", "IP_CT_EXP_"],
  "conntrack.nfCtTcpState": ["TCP_CONNTRACK_"],
  "nftables.bitwiseOps": ["NFT_BITWISE_"],
  "nftables.byteorderOp": ["NFT_BYTEORDER_"],
  "nftables.chainFlags": ["NFT_CHAIN_"],
  "nftables.chainPolicy": ["NF_"],
  "nftables.cmpOps": ["NFT_CMP_"],
  "nftables.ctDirection": ["IP_CT_DIR_"],
  "nftables.ctKeys": ["NFT_CT_"],
  "nftables.dynsetFlags": ["NFT_DYNSET_F_"],
  "nftables.dynsetOp": ["NFT_DYNSET_OP_"],
  "nftables.exthdrFlags": ["NFT_EXTHDR_F_"],
  "nftables.exthdrOp": ["NFT_EXTHDR_OP_"],
  "nftables.fibFlags": ["NFTA_FIB_F_"],
  "nftables.fibResult": ["NFT_FIB_RESULT_"],
  "nftables.flowtableFlags": ["NFT_FLOWTABLE_"],
  "nftables.hashType": ["NFT_HASH_"],
  "nftables.innerFlags": ["NFT_INNER_"],
  "nftables.innerType": ["NFT_INNER_"],
  "nftables.invertFlags": ["NFT_LIMIT_F_"],
  "nftables.limitType": ["NFT_LIMIT_"],
  "nftables.logFlags": ["NF_LOG_"],
  "nftables.logLevel": ["NFT_LOGLEVEL_"],
  "nftables.lookupFlags": ["NFT_LOOKUP_F_"],
  "nftables.metaKeys": ["NFT_META_"],
  "nftables.natRangeFlags": ["NF_NAT_RANGE_"],
  "nftables.natType": ["NFT_NAT_"],
  "nftables.numgenTypes": ["NFT_NG_"],
  "nftables.objectType": ["NFT_OBJECT_"],
  "nftables.osfFlags": ["NFT_OSF_F_"],
  "nftables.payloadBase": ["NFT_PAYLOAD_"],
  "nftables.payloadCsumFlags": ["NFT_PAYLOAD_L4CSUM_"],
  "nftables.payloadCsumType": ["NFT_PAYLOAD_CSUM_"],
  "nftables.queueFlags": ["NFT_QUEUE_FLAG_"],
  "nftables.quotaFlags": ["NFT_QUOTA_F_"],
  "nftables.rangeOps": ["NFT_RANGE_"],
  "nftables.registers": ["NFT_"],
  "nftables.rejectTypes": ["NFT_REJECT_"],
  "nftables.rtKey": ["NFT_RT_"],
  "nftables.ruleCompatFlags": ["NFT_RULE_COMPAT_F_"],
  "nftables.setElemFlags": ["NFT_SET_ELEM_"],
  "nftables.setFlags": ["NFT_SET_"],
  "nftables.setPolicy": ["NFT_SET_POL_"],
  "nftables.socketKey": ["NFT_SOCKET_"],
  "nftables.synproxyFlags": ["NF_SYNPROXY_OPT_"],
  "nftables.tableFlags": ["NFT_TABLE_F_"],
  "nftables.traceType": ["NFT_TRACETYPE_"],
  "nftables.tunnelFlags": ["NFT_TUNNEL_F_"],
  "nftables.tunnelKey": ["NFT_TUNNEL_"],
  "nftables.tunnelMode": ["NFT_TUNNEL_MODE_"],
  "nftables.verdictCode": ["NFT_", "NF_"],
  "nftables.xfrmKey": ["NFT_XFRM_KEY_"],
  "rtNeigh.fdbNotify": ["FDB_"],
  "rtNeigh.ntfExtFlags": ["NTF_EXT_"],
  "rtNeigh.ntfFlags": ["NTF_"],
  "rtNeigh.nudState": ["NUD_"],
  "rtNeigh.rtmType": ["RTN_"],
  "rtRule.fibRuleFlags": ["FIB_RULE_"],
  "rtRule.frAct": ["FR_ACT_"],
  "tc.clsFlags": ["TCA_CLS_FLAGS_"],
  "tc.dualpi2DropEarly": ["TC_DUALPI2_DROP_EARLY_"],
  "tc.dualpi2DropOverload": ["TC_DUALPI2_DROP_OVERLOAD_"],
  "tc.dualpi2EcnMask": ["TC_DUALPI2_ECN_MASK_"],
  "tc.dualpi2SplitGso": ["TC_DUALPI2_SPLIT_GSO_"],
  "tc.flowerCtFlags": ["TCA_FLOWER_KEY_CT_FLAGS_"],
  "tc.flowerKeyCtrlFlags": ["TCA_FLOWER_KEY_FLAGS_"],
  "tc.peditCmd": ["TCA_PEDIT_KEY_EX_CMD_"],
  "tc.peditHeaderType": ["TCA_PEDIT_KEY_EX_HDR_TYPE_"],
  "tc.tcaActFlags": ["TCA_ACT_FLAGS_"],
  "tc.tcaActHwStats": ["TCA_ACT_HW_STATS_"],
  "tc.tcAction": ["TC_ACT_"],
  "tc.tcaDumpFlags": ["TCA_DUMP_FLAGS_"],
  "tc.tcaRootFlags": ["TCA_ACT_FLAG_"],
  "tc.tcCsumFlags": ["TCA_CSUM_UPDATE_FLAG_"],
  "tc.tcCtFlags": ["TCA_CT_ACT_"],
  "tc.tcfEmKind": ["TCF_EM_"],
  "tc.tcMirredAction": ["TCA_"],
  "tc.tcMplsAction": ["TCA_MPLS_ACT_"],
  "tc.tcSkbeditFlags": ["SKBEDIT_F_"],
  "tc.tcSkbmodFlags": ["SKBMOD_F_"],
  "tc.tcTunnelKeyAction": ["TCA_TUNNEL_KEY_ACT_"],
  "tc.tcU32Flags": ["TC_U32_"],
  "tc.tcVlanAction": ["TCA_VLAN_ACT_"],
};

/** Names that the spec spells otherwise than the header. */
export const RAW_SPELLED: Readonly<Record<string, string>> = {
  "rtNeigh.fdbNotify notify": "FDB_NOTIFY_BIT",
  "rtNeigh.fdbNotify inactive": "FDB_NOTIFY_INACTIVE_BIT",
  "conntrack.nfCtStatus seq-adj": "IPS_SEQ_ADJUST",
  // The same bit: the kernel has used up the one that this was.
  "conntrack.nfCtStatus nat-clash": "IPS_UNTRACKED",
  "conntrack.nfCtTcpFlags unacked": "IP_CT_TCP_FLAG_DATA_UNACKNOWLEDGED",
  "conntrack.nfCtTcpFlags maxack": "IP_CT_TCP_FLAG_MAXACK_SET",
  "nftables.ctKeys ct-id": "NFT_CT_ID",
  "nftables.lookupFlags invert": "NFT_LOOKUP_F_INV",
  "nftables.quotaFlags invert": "NFT_QUOTA_F_INV",
  "nftables.payloadBase link-layer-header": "NFT_PAYLOAD_LL_HEADER",
  "tc.tcAction unspec": "TC_ACT_UNSPEC",
  "tc.flowerKeyCtrlFlags frag": "TCA_FLOWER_KEY_FLAGS_IS_FRAGMENT",
  "tc.flowerKeyCtrlFlags firstfrag": "TCA_FLOWER_KEY_FLAGS_FRAG_IS_FIRST",
  "tc.flowerKeyCtrlFlags tuncsum": "TCA_FLOWER_KEY_FLAGS_TUNNEL_CSUM",
  "tc.flowerKeyCtrlFlags tundf": "TCA_FLOWER_KEY_FLAGS_TUNNEL_DONT_FRAGMENT",
  "tc.flowerKeyCtrlFlags tunoam": "TCA_FLOWER_KEY_FLAGS_TUNNEL_OAM",
  "tc.flowerKeyCtrlFlags tuncrit": "TCA_FLOWER_KEY_FLAGS_TUNNEL_CRIT_OPT",
};

/** Prefixes that the members of C structs have, and those of the specs have not. */
export const RAW_MEMBERS: Readonly<Record<string, string>> = {
  "nda-cacheinfo": "ndm_",
  "ndt-config": "ndtc_",
  "ndt-stats": "ndts_",
  ndtmsg: "ndtm_",
  tcmsg: "tcm_",
  tcamsg: "tca_",
};

/** Structs that C calls otherwise, or makes of several: with the offset of each. */
export const RAW_STRUCTS: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  "nf-ct-tcp-flags-mask": [["nf_ct_tcp_flags", 0]],
  // The outermost level of a union that the key's own members stand in.
  "tc-u32-sel": [
    ["tc_u32_sel", 0],
    ["tc_u32_sel_hdr", 0],
  ],
  "tc-fq-codel-xstats": [
    ["tc_fq_codel_xstats", 0],
    ["tc_fq_codel_qd_stats", 4],
  ],
  "tc-fq-codel-class-xstats": [
    ["tc_fq_codel_xstats", 0],
    ["tc_fq_codel_cl_stats", 4],
  ],
};
