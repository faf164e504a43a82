/**
 * How the tables of the generic families are named in C, where no rule says so: data of facts.test.ts.
 *
 * @module
 */
import * as binder from "../../src/uapi/generated/binder.ts";
import * as devEnergymodel from "../../src/uapi/generated/dev-energymodel.ts";
import * as devlink from "../../src/uapi/generated/devlink.ts";
import * as dpll from "../../src/uapi/generated/dpll.ts";
import * as drmRas from "../../src/uapi/generated/drm_ras.ts";
import * as ethtool from "../../src/uapi/generated/ethtool.ts";
import * as fou from "../../src/uapi/generated/fou.ts";
import * as handshake from "../../src/uapi/generated/handshake.ts";
import * as lockd from "../../src/uapi/generated/lockd.ts";
import * as mptcpPm from "../../src/uapi/generated/mptcp_pm.ts";
import * as netShaper from "../../src/uapi/generated/net_shaper.ts";
import * as netdev from "../../src/uapi/generated/netdev.ts";
import * as nfsd from "../../src/uapi/generated/nfsd.ts";
import * as nl80211 from "../../src/uapi/generated/nl80211.ts";
import * as nlctrl from "../../src/uapi/generated/nlctrl.ts";
import * as ovpn from "../../src/uapi/generated/ovpn.ts";
import * as ovsDatapath from "../../src/uapi/generated/ovs_datapath.ts";
import * as ovsFlow from "../../src/uapi/generated/ovs_flow.ts";
import * as ovsVport from "../../src/uapi/generated/ovs_vport.ts";
import * as psp from "../../src/uapi/generated/psp.ts";
import * as sunrpcCache from "../../src/uapi/generated/sunrpc_cache.ts";
import * as tcpMetrics from "../../src/uapi/generated/tcp_metrics.ts";
import * as team from "../../src/uapi/generated/team.ts";
import * as wireguard from "../../src/uapi/generated/wireguard.ts";
import * as dropMonitor from "../../src/uapi/generic/drop-monitor.ts";

/** The generated files, and those that are written by hand in the same way. */
export const GENERIC_MODULES = {
  binder,
  devEnergymodel,
  devlink,
  dpll,
  drmRas,
  dropMonitor,
  ethtool,
  fou,
  handshake,
  lockd,
  mptcpPm,
  netShaper,
  netdev,
  nfsd,
  nl80211,
  nlctrl,
  ovpn,
  ovsDatapath,
  ovsFlow,
  ovsVport,
  psp,
  sunrpcCache,
  tcpMetrics,
  team,
  wireguard,
};

/** C prefixes of enumerations and flags. */
export const GENERIC_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  "devEnergymodel.perfDomainFlags": ["DEV_ENERGYMODEL_PERF_DOMAIN_FLAGS_"],
  "devEnergymodel.perfStateFlags": ["DEV_ENERGYMODEL_PERF_STATE_FLAGS_"],
  "devlink.dpipeActionType": ["DEVLINK_DPIPE_ACTION_TYPE_"],
  "devlink.dpipeFieldMappingType": ["DEVLINK_DPIPE_FIELD_MAPPING_TYPE_"],
  "devlink.dpipeHeaderId": ["DEVLINK_DPIPE_HEADER_"],
  "devlink.dpipeMatchType": ["DEVLINK_DPIPE_MATCH_TYPE_"],
  "devlink.eswitchEncapMode": ["DEVLINK_ESWITCH_ENCAP_MODE_"],
  "devlink.eswitchInlineMode": ["DEVLINK_ESWITCH_INLINE_MODE_"],
  "devlink.eswitchMode": ["DEVLINK_ESWITCH_MODE_"],
  "devlink.flashOverwrite": ["DEVLINK_FLASH_OVERWRITE_"],
  "devlink.linecardState": ["DEVLINK_LINECARD_STATE_"],
  "devlink.paramCmode": ["DEVLINK_PARAM_CMODE_"],
  "devlink.portFlavour": ["DEVLINK_PORT_FLAVOUR_"],
  "devlink.portFnAttrCap": ["DEVLINK_PORT_FN_ATTR_CAP_"],
  "devlink.portFnOpstate": ["DEVLINK_PORT_FN_OPSTATE_"],
  "devlink.portFnState": ["DEVLINK_PORT_FN_STATE_"],
  "devlink.portType": ["DEVLINK_PORT_TYPE_"],
  "devlink.rateType": ["DEVLINK_RATE_TYPE_"],
  "devlink.reloadAction": ["DEVLINK_RELOAD_ACTION_"],
  "devlink.reloadActionFlags": ["DEVLINK_RELOAD_ACTION_"],
  "devlink.reloadLimit": ["DEVLINK_RELOAD_LIMIT_"],
  "devlink.reloadLimitEnum": ["DEVLINK_RELOAD_LIMIT_"],
  "devlink.resourceScope": ["DEVLINK_RESOURCE_SCOPE_"],
  "devlink.resourceUnit": ["DEVLINK_RESOURCE_UNIT_"],
  "devlink.sbPoolType": ["DEVLINK_SB_POOL_TYPE_"],
  "devlink.sbThresholdType": ["DEVLINK_SB_THRESHOLD_TYPE_"],
  "devlink.trapAction": ["DEVLINK_TRAP_ACTION_"],
  "devlink.trapType": ["DEVLINK_TRAP_TYPE_"],
  "devlink.varAttrType": ["DEVLINK_VAR_ATTR_TYPE_"],
  "dpll.clockQualityLevel": ["DPLL_CLOCK_QUALITY_LEVEL_"],
  "dpll.featureState": ["DPLL_FEATURE_STATE_"],
  "dpll.lockStatus": ["DPLL_LOCK_STATUS_"],
  "dpll.lockStatusError": ["DPLL_LOCK_STATUS_ERROR_"],
  "dpll.mode": ["DPLL_MODE_"],
  "dpll.pinCapabilities": ["DPLL_PIN_CAPABILITIES_"],
  "dpll.pinDirection": ["DPLL_PIN_DIRECTION_"],
  "dpll.pinOperstate": ["DPLL_PIN_OPERSTATE_"],
  "dpll.pinState": ["DPLL_PIN_STATE_"],
  "dpll.pinType": ["DPLL_PIN_TYPE_"],
  "dpll.typeEnum": ["DPLL_TYPE_"],
  "drmRas.nodeType": ["DRM_RAS_NODE_TYPE_"],
  "dropMonitor.netDmAlertMode": ["NET_DM_ALERT_MODE_"],
  "dropMonitor.netDmOrigin": ["NET_DM_ORIGIN_"],
  "ethtool.c33PseExtState": ["ETHTOOL_C33_PSE_EXT_STATE_"],
  "ethtool.headerFlags": ["ETHTOOL_FLAG_"],
  "ethtool.hwtstampSource": ["HWTSTAMP_SOURCE_"],
  "ethtool.inputXfrm": ["RXH_XFRM_"],
  "ethtool.moduleFwFlashStatus": ["ETHTOOL_MODULE_FW_FLASH_STATUS_"],
  "ethtool.phyUpstreamType": ["PHY_UPSTREAM"],
  "ethtool.statsGroup": ["ETHTOOL_STATS_"],
  "ethtool.tcpDataSplit": ["ETHTOOL_TCP_DATA_SPLIT_"],
  "ethtool.udpTunnelType": ["ETHTOOL_UDP_TUNNEL_TYPE_"],
  "fou.encapType": ["FOU_ENCAP_"],
  "handshake.auth": ["HANDSHAKE_AUTH_"],
  "handshake.handlerClass": ["HANDSHAKE_HANDLER_CLASS_"],
  "handshake.msgType": ["HANDSHAKE_MSG_TYPE_"],
  "mptcpPm.addrFlags": ["MPTCP_PM_ADDR_FLAG_"],
  "mptcpPm.eventFlags": ["MPTCP_PM_EV_FLAG_"],
  "netShaper.metric": ["NET_SHAPER_METRIC_"],
  "netShaper.scope": ["NET_SHAPER_SCOPE_"],
  "netdev.napiThreaded": ["NETDEV_NAPI_THREADED_"],
  "netdev.queueType": ["NETDEV_QUEUE_TYPE_"],
  "netdev.xdpAct": ["NETDEV_XDP_ACT_"],
  "netdev.xdpRxMetadata": ["NETDEV_XDP_RX_METADATA_"],
  "netdev.xskFlags": ["NETDEV_XSK_FLAGS_"],
  "nfsd.cacheType": ["NFSD_CACHE_TYPE_"],
  "nfsd.exportFlags": ["NFSD_EXPORT_FLAGS_"],
  "nfsd.xprtsecMode": ["NFSD_XPRTSEC_MODE_"],
  "nl80211.authType": ["NL80211_AUTH_TYPE_"],
  "nl80211.bssStatus": ["NL80211_BSS_STATUS_"],
  "nl80211.channelType": ["NL80211_CHAN_"],
  "nl80211.channelWidth": ["NL80211_CHAN_"],
  "nl80211.commands": ["NL80211_CMD_"],
  "nl80211.extFeatures": ["NL80211_EXT_FEATURE_"],
  "nl80211.featureFlags": ["NL80211_FEATURE_"],
  "nl80211.iftype": ["NL80211_IFTYPE_"],
  "nl80211.mfp": ["NL80211_MFP_"],
  "nl80211.protocolFeatures": ["NL80211_PROTOCOL_FEATURE_"],
  "nl80211.staFlags": ["NL80211_STA_FLAG_"],
  "nlctrl.attrType": ["NL_ATTR_TYPE_"],
  "nlctrl.opFlags": ["GENL_"],
  "ovpn.cipherAlg": ["OVPN_CIPHER_ALG_"],
  "ovpn.delPeerReason": ["OVPN_DEL_PEER_REASON_"],
  "ovpn.keySlot": ["OVPN_KEY_SLOT_"],
  "ovsDatapath.userFeatures": ["OVS_DP_F_"],
  "ovsFlow.ctStateFlags": ["OVS_CS_F_"],
  "ovsFlow.ovsFragType": ["OVS_FRAG_TYPE_"],
  "ovsFlow.ovsUfidFlags": ["OVS_UFID_F_"],
  "ovsVport.vportType": ["OVS_VPORT_TYPE_"],
  "psp.version": ["PSP_VERSION_"],
  "psp.versionEnum": ["PSP_VERSION_"],
  "sunrpcCache.cacheType": ["SUNRPC_CACHE_TYPE_"],
  "wireguard.wgallowedipFlags": ["WGALLOWEDIP_F_"],
  "wireguard.wgdeviceFlags": ["WGDEVICE_F_"],
  "wireguard.wgpeerFlags": ["WGPEER_F_"],
};

/** Flags that a header gives as bit numbers. */
export const GENERIC_BITS: readonly string[] = [
  "devlink.flashOverwrite",
  "devlink.portFnAttrCap",
  "devlink.reloadActionFlags",
  "devlink.reloadLimit",
  "nl80211.staFlags",
  "psp.version",
];

/** Names that no header has: a state that is not any of the others, and a bit that must not be used again. */
export const GENERIC_NOWHERE: readonly string[] = [
  "ethtool.c33PseExtState none",
  "nl80211.featureFlags reserved",
];

/** Names that the spec spells otherwise than the header. */
export const GENERIC_SPELLED: Readonly<Record<string, string>> = {
  "nl80211.featureFlags no-random-mac-addr": "NL80211_FEATURE_ND_RANDOM_MAC_ADDR",
};

/** Structs of headers that are not part of the UAPI's. */
export const GENERIC_ELSEWHERE: readonly string[] = ["wireguard.kernelTimespec"];

/** Structs that C calls otherwise. */
export const GENERIC_STRUCTS: Readonly<Record<string, readonly (readonly [string, number])[]>> = {
  "sta-flag-update": [["nl80211_sta_flag_update", 0]],
};
