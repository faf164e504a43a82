/**
 * Tables of nl80211.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  array,
  attributeSet,
  type AttributeSet,
  binary,
  enumOf,
  enumTable,
  familyTable,
  flag,
  flagsOf,
  flagTable,
  indexedArray,
  limited,
  mac,
  messageOf,
  multi,
  nest,
  nestedBinary,
  nestOf,
  operation,
  s16,
  s32,
  s64,
  s8,
  type SetIn,
  type SetOut,
  string,
  struct,
  u16,
  u32,
  u64,
  u8,
} from "../../schema/index.ts";

export const NL80211_CMD_GET_WIPHY = 1;
export const NL80211_CMD_GET_INTERFACE = 5;
export const NL80211_CMD_GET_PROTOCOL_FEATURES = 95;
export const NL80211_CMD_SET_WIPHY = 2;
export const NL80211_CMD_SET_INTERFACE = 6;
export const NL80211_CMD_NEW_INTERFACE = 7;
export const NL80211_CMD_DEL_INTERFACE = 8;
export const NL80211_CMD_GET_KEY = 9;
export const NL80211_CMD_SET_KEY = 10;
export const NL80211_CMD_NEW_KEY = 11;
export const NL80211_CMD_DEL_KEY = 12;
export const NL80211_CMD_GET_BEACON = 13;
export const NL80211_CMD_SET_BEACON = 14;
export const NL80211_CMD_START_AP = 15;
export const NL80211_CMD_STOP_AP = 16;
export const NL80211_CMD_GET_STATION = 17;
export const NL80211_CMD_SET_STATION = 18;
export const NL80211_CMD_NEW_STATION = 19;
export const NL80211_CMD_DEL_STATION = 20;
export const NL80211_CMD_GET_MPATH = 21;
export const NL80211_CMD_SET_MPATH = 22;
export const NL80211_CMD_NEW_MPATH = 23;
export const NL80211_CMD_DEL_MPATH = 24;
export const NL80211_CMD_SET_BSS = 25;
export const NL80211_CMD_SET_REG = 26;
export const NL80211_CMD_REQ_SET_REG = 27;
export const NL80211_CMD_GET_MESH_CONFIG = 28;
export const NL80211_CMD_SET_MESH_CONFIG = 29;
export const NL80211_CMD_SET_MGMT_EXTRA_IE = 30;
export const NL80211_CMD_GET_REG = 31;
export const NL80211_CMD_GET_SCAN = 32;
export const NL80211_CMD_TRIGGER_SCAN = 33;
export const NL80211_CMD_AUTHENTICATE = 37;
export const NL80211_CMD_ASSOCIATE = 38;
export const NL80211_CMD_DEAUTHENTICATE = 39;
export const NL80211_CMD_DISASSOCIATE = 40;
export const NL80211_CMD_JOIN_IBSS = 43;
export const NL80211_CMD_LEAVE_IBSS = 44;
export const NL80211_CMD_TESTMODE = 45;
export const NL80211_CMD_CONNECT = 46;
export const NL80211_CMD_DISCONNECT = 48;
export const NL80211_CMD_SET_WIPHY_NETNS = 49;
export const NL80211_CMD_GET_SURVEY = 50;
export const NL80211_CMD_SET_PMKSA = 52;
export const NL80211_CMD_DEL_PMKSA = 53;
export const NL80211_CMD_FLUSH_PMKSA = 54;
export const NL80211_CMD_REMAIN_ON_CHANNEL = 55;
export const NL80211_CMD_CANCEL_REMAIN_ON_CHANNEL = 56;
export const NL80211_CMD_SET_TX_BITRATE_MASK = 57;
export const NL80211_CMD_REGISTER_FRAME = 58;
export const NL80211_CMD_FRAME = 59;
export const NL80211_CMD_SET_POWER_SAVE = 61;
export const NL80211_CMD_GET_POWER_SAVE = 62;
export const NL80211_CMD_SET_CQM = 63;
export const NL80211_CMD_SET_CHANNEL = 65;
export const NL80211_CMD_SET_WDS_PEER = 66;
export const NL80211_CMD_FRAME_WAIT_CANCEL = 67;
export const NL80211_CMD_JOIN_MESH = 68;
export const NL80211_CMD_LEAVE_MESH = 69;
export const NL80211_CMD_GET_WOWLAN = 73;
export const NL80211_CMD_SET_WOWLAN = 74;
export const NL80211_CMD_START_SCHED_SCAN = 75;
export const NL80211_CMD_STOP_SCHED_SCAN = 76;
export const NL80211_CMD_SET_REKEY_OFFLOAD = 79;
export const NL80211_CMD_TDLS_OPER = 81;
export const NL80211_CMD_TDLS_MGMT = 82;
export const NL80211_CMD_UNEXPECTED_FRAME = 83;
export const NL80211_CMD_PROBE_PEER = 84;
export const NL80211_CMD_REGISTER_BEACONS = 85;
export const NL80211_CMD_SET_NOACK_MAP = 87;
export const NL80211_CMD_START_P2P_DEVICE = 89;
export const NL80211_CMD_STOP_P2P_DEVICE = 90;
export const NL80211_CMD_SET_MCAST_RATE = 92;
export const NL80211_CMD_SET_MAC_ACL = 93;
export const NL80211_CMD_RADAR_DETECT = 94;
export const NL80211_CMD_UPDATE_FT_IES = 96;
export const NL80211_CMD_CRIT_PROTOCOL_START = 98;
export const NL80211_CMD_CRIT_PROTOCOL_STOP = 99;
export const NL80211_CMD_GET_COALESCE = 100;
export const NL80211_CMD_SET_COALESCE = 101;
export const NL80211_CMD_CHANNEL_SWITCH = 102;
export const NL80211_CMD_VENDOR = 103;
export const NL80211_CMD_SET_QOS_MAP = 104;
export const NL80211_CMD_ADD_TX_TS = 105;
export const NL80211_CMD_DEL_TX_TS = 106;
export const NL80211_CMD_GET_MPP = 107;
export const NL80211_CMD_JOIN_OCB = 108;
export const NL80211_CMD_LEAVE_OCB = 109;
export const NL80211_CMD_TDLS_CHANNEL_SWITCH = 111;
export const NL80211_CMD_TDLS_CANCEL_CHANNEL_SWITCH = 112;
export const NL80211_CMD_ABORT_SCAN = 114;
export const NL80211_CMD_START_NAN = 115;
export const NL80211_CMD_STOP_NAN = 116;
export const NL80211_CMD_ADD_NAN_FUNCTION = 117;
export const NL80211_CMD_DEL_NAN_FUNCTION = 118;
export const NL80211_CMD_CHANGE_NAN_CONFIG = 119;
export const NL80211_CMD_SET_MULTICAST_TO_UNICAST = 121;
export const NL80211_CMD_UPDATE_CONNECT_PARAMS = 122;
export const NL80211_CMD_SET_PMK = 123;
export const NL80211_CMD_DEL_PMK = 124;
export const NL80211_CMD_RELOAD_REGDB = 126;
export const NL80211_CMD_EXTERNAL_AUTH = 127;
export const NL80211_CMD_CONTROL_PORT_FRAME = 129;
export const NL80211_CMD_GET_FTM_RESPONDER_STATS = 130;
export const NL80211_CMD_PEER_MEASUREMENT_START = 131;
export const NL80211_CMD_NOTIFY_RADAR = 134;
export const NL80211_CMD_UPDATE_OWE_INFO = 135;
export const NL80211_CMD_PROBE_MESH_LINK = 136;
export const NL80211_CMD_SET_TID_CONFIG = 137;
export const NL80211_CMD_SET_SAR_SPECS = 140;
export const NL80211_CMD_COLOR_CHANGE_REQUEST = 142;
export const NL80211_CMD_SET_FILS_AAD = 146;
export const NL80211_CMD_ADD_LINK = 148;
export const NL80211_CMD_REMOVE_LINK = 149;
export const NL80211_CMD_ADD_LINK_STA = 150;
export const NL80211_CMD_MODIFY_LINK_STA = 151;
export const NL80211_CMD_REMOVE_LINK_STA = 152;
export const NL80211_CMD_SET_HW_TIMESTAMP = 153;
export const NL80211_CMD_SET_TID_TO_LINK_MAPPING = 155;
export const NL80211_CMD_ASSOC_MLO_RECONF = 156;
export const NL80211_CMD_EPCS_CFG = 157;
export const NL80211_CMD_NAN_SET_LOCAL_SCHED = 161;
export const NL80211_CMD_NAN_SET_PEER_SCHED = 163;
export const NL80211_CMD_START_PD = 166;
export const NL80211_CMD_STOP_PD = 167;
export const NL80211_CMD_NEW_WIPHY = 3;
export const NL80211_CMD_DEL_WIPHY = 4;
export const NL80211_CMD_NEW_SCAN_RESULTS = 34;
export const NL80211_CMD_SCAN_ABORTED = 35;
export const NL80211_CMD_REG_CHANGE = 36;
export const NL80211_CMD_MICHAEL_MIC_FAILURE = 41;
export const NL80211_CMD_REG_BEACON_HINT = 42;
export const NL80211_CMD_ROAM = 47;
export const NL80211_CMD_NEW_SURVEY_RESULTS = 51;
export const NL80211_CMD_FRAME_TX_STATUS = 60;
export const NL80211_CMD_NOTIFY_CQM = 64;
export const NL80211_CMD_UNPROT_DEAUTHENTICATE = 70;
export const NL80211_CMD_UNPROT_DISASSOCIATE = 71;
export const NL80211_CMD_NEW_PEER_CANDIDATE = 72;
export const NL80211_CMD_SCHED_SCAN_RESULTS = 77;
export const NL80211_CMD_SCHED_SCAN_STOPPED = 78;
export const NL80211_CMD_PMKSA_CANDIDATE = 80;
export const NL80211_CMD_UNEXPECTED_4ADDR_FRAME = 86;
export const NL80211_CMD_CH_SWITCH_NOTIFY = 88;
export const NL80211_CMD_CONN_FAILED = 91;
export const NL80211_CMD_FT_EVENT = 97;
export const NL80211_CMD_CH_SWITCH_STARTED_NOTIFY = 110;
export const NL80211_CMD_WIPHY_REG_CHANGE = 113;
export const NL80211_CMD_NAN_MATCH = 120;
export const NL80211_CMD_PORT_AUTHORIZED = 125;
export const NL80211_CMD_STA_OPMODE_CHANGED = 128;
export const NL80211_CMD_PEER_MEASUREMENT_RESULT = 132;
export const NL80211_CMD_PEER_MEASUREMENT_COMPLETE = 133;
export const NL80211_CMD_UNPROT_BEACON = 138;
export const NL80211_CMD_CONTROL_PORT_FRAME_TX_STATUS = 139;
export const NL80211_CMD_OBSS_COLOR_COLLISION = 141;
export const NL80211_CMD_COLOR_CHANGE_STARTED = 143;
export const NL80211_CMD_COLOR_CHANGE_ABORTED = 144;
export const NL80211_CMD_COLOR_CHANGE_COMPLETED = 145;
export const NL80211_CMD_ASSOC_COMEBACK = 147;
export const NL80211_CMD_LINKS_REMOVED = 154;
export const NL80211_CMD_NAN_NEXT_DW_NOTIFICATION = 158;
export const NL80211_CMD_NAN_CLUSTER_JOINED = 159;
export const NL80211_CMD_INCUMBENT_SIGNAL_DETECT = 160;
export const NL80211_CMD_NAN_SCHED_UPDATE_DONE = 162;
export const NL80211_CMD_NAN_ULW_UPDATE = 164;
export const NL80211_CMD_NAN_CHANNEL_EVAC = 165;

export const iftype = enumTable("iftype", {
  unspecified: 0,
  adhoc: 1,
  station: 2,
  ap: 3,
  "ap-vlan": 4,
  wds: 5,
  monitor: 6,
  "mesh-point": 7,
  "p2p-client": 8,
  "p2p-go": 9,
  "p2p-device": 10,
  ocb: 11,
  nan: 12,
  "nan-data": 13,
  pd: 14,
});

export interface StaFlagAttrs extends SetOut<(typeof staFlagAttrs)["entries"]> {}
export interface StaFlagAttrsInput extends SetIn<(typeof staFlagAttrs)["entries"]> {}
export const staFlagAttrs = attributeSet("sta-flag-attrs", "NL80211_STA_FLAG_", {
  authorized: [1, flag],
  shortPreamble: [2, flag],
  wme: [3, flag],
  mfp: [4, flag],
  authenticated: [5, flag],
  tdlsPeer: [6, flag],
  associated: [7, flag],
  sppAmsdu: [8, flag],
});

export interface RateInfoAttrs extends SetOut<(typeof rateInfoAttrs)["entries"]> {}
export interface RateInfoAttrsInput extends SetIn<(typeof rateInfoAttrs)["entries"]> {}
export const rateInfoAttrs = attributeSet("rate-info-attrs", "NL80211_RATE_INFO_", {
  bitrate: [1, u16],
  mcs: [2, u8],
  "40MhzWidth": [3, flag],
  shortGi: [4, flag],
  bitrate32: [5, u32],
  vhtMcs: [6, u8],
  vhtNss: [7, u8],
  "80MhzWidth": [8, flag],
  "80p80MhzWidth": [9, flag],
  "160MhzWidth": [10, flag],
  "10MhzWidth": [11, flag],
  "5MhzWidth": [12, flag],
  heMcs: [13, u8],
  heNss: [14, u8],
  heGi: [15, u8],
  heDcm: [16, u8],
  heRuAlloc: [17, u8],
  "320MhzWidth": [18, flag],
  ehtMcs: [19, u8],
  ehtNss: [20, u8],
  ehtGi: [21, u8],
  ehtRuAlloc: [22, u8],
  s1gMcs: [23, u8],
  s1gNss: [24, u8],
  "1MhzWidth": [25, flag],
  "2MhzWidth": [26, flag],
  "4MhzWidth": [27, flag],
  "8MhzWidth": [28, flag],
  "16MhzWidth": [29, flag],
  uhrMcs: [30, u8],
  uhrElr: [31, flag],
  uhrIm: [32, flag],
});

export interface StaBssParamAttrs extends SetOut<(typeof staBssParamAttrs)["entries"]> {}
export interface StaBssParamAttrsInput extends SetIn<(typeof staBssParamAttrs)["entries"]> {}
export const staBssParamAttrs = attributeSet("sta-bss-param-attrs", "NL80211_STA_BSS_PARAM_", {
  ctsProt: [1, flag],
  shortPreamble: [2, flag],
  shortSlotTime: [3, flag],
  dtimPeriod: [4, u8],
  beaconInterval: [5, u16],
});

export const staFlags = flagTable("sta-flags", {
  authorized: 0x2,
  "short-preamble": 0x4,
  wme: 0x8,
  mfp: 0x10,
  authenticated: 0x20,
  "tdls-peer": 0x40,
  associated: 0x80,
  "spp-amsdu": 0x100,
});

export const staFlagUpdate = struct("sta-flag-update", {
  mask: flagsOf(u32, staFlags),
  set: flagsOf(u32, staFlags),
});

export interface TxqStatsAttrs extends SetOut<(typeof txqStatsAttrs)["entries"]> {}
export interface TxqStatsAttrsInput extends SetIn<(typeof txqStatsAttrs)["entries"]> {}
export const txqStatsAttrs = attributeSet("txq-stats-attrs", "NL80211_TXQ_STATS_", {
  backlogBytes: [1, u32],
  backlogPackets: [2, u32],
  flows: [3, u32],
  drops: [4, u32],
  ecnMarks: [5, u32],
  overlimit: [6, u32],
  overmemory: [7, u32],
  collisions: [8, u32],
  txBytes: [9, u32],
  txPackets: [10, u32],
  maxFlows: [11, u32],
});

export interface TidStatsAttrs extends SetOut<(typeof tidStatsAttrs)["entries"]> {}
export interface TidStatsAttrsInput extends SetIn<(typeof tidStatsAttrs)["entries"]> {}
export const tidStatsAttrs = attributeSet("tid-stats-attrs", "NL80211_TID_STATS_", {
  rxMsdu: [1, u64],
  txMsdu: [2, u64],
  txMsduRetries: [3, u64],
  txMsduFailed: [4, u64],
  txqStats: [6, nestOf<TxqStatsAttrs, TxqStatsAttrsInput>(txqStatsAttrs)],
});

export interface StaInfoAttrs extends SetOut<(typeof staInfoAttrs)["entries"]> {}
export interface StaInfoAttrsInput extends SetIn<(typeof staInfoAttrs)["entries"]> {}
export const staInfoAttrs = attributeSet("sta-info-attrs", "NL80211_STA_INFO_", {
  inactiveTime: [1, u32],
  rxBytes: [2, u32],
  txBytes: [3, u32],
  llid: [4, u16],
  plid: [5, u16],
  plinkState: [6, u8],
  signal: [7, s8],
  txBitrate: [8, nestOf<RateInfoAttrs, RateInfoAttrsInput>(rateInfoAttrs)],
  rxPackets: [9, u32],
  txPackets: [10, u32],
  txRetries: [11, u32],
  txFailed: [12, u32],
  signalAvg: [13, s8],
  rxBitrate: [14, nestOf<RateInfoAttrs, RateInfoAttrsInput>(rateInfoAttrs)],
  bssParam: [15, nestOf<StaBssParamAttrs, StaBssParamAttrsInput>(staBssParamAttrs)],
  connectedTime: [16, u32],
  staFlags: [17, staFlagUpdate],
  beaconLoss: [18, u32],
  tOffset: [19, s64],
  localPm: [20, u32],
  peerPm: [21, u32],
  nonpeerPm: [22, u32],
  rxBytes64: [23, u64],
  txBytes64: [24, u64],
  chainSignal: [25, indexedArray(s8)],
  chainSignalAvg: [26, indexedArray(s8)],
  expectedThroughput: [27, u32],
  rxDropMisc: [28, u64],
  beaconRx: [29, u64],
  beaconSignalAvg: [30, s8],
  tidStats: [31, indexedArray(nestOf<TidStatsAttrs, TidStatsAttrsInput>(tidStatsAttrs), 1)],
  rxDuration: [32, u64],
  ackSignal: [34, s8],
  ackSignalAvg: [35, s8],
  rxMpdus: [36, u32],
  fcsErrorCount: [37, u32],
  connectedToGate: [38, u8],
  txDuration: [39, u64],
  airtimeWeight: [40, u16],
  airtimeLinkMetric: [41, u32],
  assocAtBoottime: [42, u64],
  connectedToAs: [43, u8],
});

export interface WmmAttrs extends SetOut<(typeof wmmAttrs)["entries"]> {}
export interface WmmAttrsInput extends SetIn<(typeof wmmAttrs)["entries"]> {}
export const wmmAttrs = attributeSet("wmm-attrs", "NL80211_WMMR_", {
  cwMin: [1, u16],
  cwMax: [2, u16],
  aifsn: [3, u8],
  txop: [4, u16],
});

export interface FrequencyAttrs extends SetOut<(typeof frequencyAttrs)["entries"]> {}
export interface FrequencyAttrsInput extends SetIn<(typeof frequencyAttrs)["entries"]> {}
export const frequencyAttrs = attributeSet("frequency-attrs", "NL80211_FREQUENCY_ATTR_", {
  freq: [1, u32],
  disabled: [2, flag],
  noIr: [3, flag],
  noIbss: [4, flag, "__NL80211_FREQUENCY_ATTR_NO_IBSS"],
  radar: [5, flag],
  maxTxPower: [6, u32],
  dfsState: [7, u32],
  dfsTime: [8, u32],
  noHt40Minus: [9, flag],
  noHt40Plus: [10, flag],
  no80mhz: [11, flag, "NL80211_FREQUENCY_ATTR_NO_80MHZ"],
  no160mhz: [12, flag, "NL80211_FREQUENCY_ATTR_NO_160MHZ"],
  dfsCacTime: [13, u32],
  indoorOnly: [14, flag],
  irConcurrent: [15, flag],
  no20mhz: [16, flag, "NL80211_FREQUENCY_ATTR_NO_20MHZ"],
  no10mhz: [17, flag, "NL80211_FREQUENCY_ATTR_NO_10MHZ"],
  wmm: [18, indexedArray(nestOf<WmmAttrs, WmmAttrsInput>(wmmAttrs))],
  noHe: [19, flag],
  offset: [20, u32],
  "1mhz": [21, flag],
  "2mhz": [22, flag],
  "4mhz": [23, flag],
  "8mhz": [24, flag],
  "16mhz": [25, flag],
  no320mhz: [26, flag, "NL80211_FREQUENCY_ATTR_NO_320MHZ"],
  noEht: [27, flag],
  psd: [28, s8],
  dfsConcurrent: [29, flag],
  no6ghzVlpClient: [30, flag, "NL80211_FREQUENCY_ATTR_NO_6GHZ_VLP_CLIENT"],
  no6ghzAfcClient: [31, flag, "NL80211_FREQUENCY_ATTR_NO_6GHZ_AFC_CLIENT"],
  canMonitor: [32, flag],
  allow6ghzVlpAp: [33, flag, "NL80211_FREQUENCY_ATTR_ALLOW_6GHZ_VLP_AP"],
  allow20mhzActivity: [34, flag, "NL80211_FREQUENCY_ATTR_ALLOW_20MHZ_ACTIVITY"],
  no4mhz: [35, flag, "NL80211_FREQUENCY_ATTR_NO_4MHZ"],
  no8mhz: [36, flag, "NL80211_FREQUENCY_ATTR_NO_8MHZ"],
  no16mhz: [37, flag, "NL80211_FREQUENCY_ATTR_NO_16MHZ"],
  s1gNoPrimary: [38, flag],
  noUhr: [39, flag],
  cacStartTime: [40, u64],
});

export interface BitrateAttrs extends SetOut<(typeof bitrateAttrs)["entries"]> {}
export interface BitrateAttrsInput extends SetIn<(typeof bitrateAttrs)["entries"]> {}
export const bitrateAttrs = attributeSet("bitrate-attrs", "NL80211_BITRATE_ATTR_", {
  rate: [1, u32],
  "2ghzShortpreamble": [2, flag],
});

export interface SupportedIftypes extends SetOut<(typeof supportedIftypes)["entries"]> {}
export interface SupportedIftypesInput extends SetIn<(typeof supportedIftypes)["entries"]> {}
export const supportedIftypes = attributeSet("supported-iftypes", "NL80211_IFTYPE_", {
  adhoc: [1, flag],
  station: [2, flag],
  ap: [3, flag],
  apVlan: [4, flag],
  wds: [5, flag],
  monitor: [6, flag],
  meshPoint: [7, flag],
  p2pClient: [8, flag],
  p2pGo: [9, flag],
  p2pDevice: [10, flag],
  ocb: [11, flag],
  nan: [12, flag],
  nanData: [13, flag],
  pd: [14, flag],
});

export interface IftypeDataAttrs extends SetOut<(typeof iftypeDataAttrs)["entries"]> {}
export interface IftypeDataAttrsInput extends SetIn<(typeof iftypeDataAttrs)["entries"]> {}
export const iftypeDataAttrs = attributeSet("iftype-data-attrs", "NL80211_BAND_IFTYPE_ATTR_", {
  iftypes: [1, nestOf<SupportedIftypes, SupportedIftypesInput>(supportedIftypes)],
  heCapMac: [2, binary],
  heCapPhy: [3, binary],
  heCapMcsSet: [4, binary],
  heCapPpe: [5, binary],
  he6ghzCapa: [6, binary, "NL80211_BAND_IFTYPE_ATTR_HE_6GHZ_CAPA"],
  vendorElems: [7, binary],
  ehtCapMac: [8, binary],
  ehtCapPhy: [9, binary],
  ehtCapMcsSet: [10, binary],
  ehtCapPpe: [11, binary],
  uhrCapMac: [12, binary],
  uhrCapPhy: [13, binary],
});

export interface BandAttrs extends SetOut<(typeof bandAttrs)["entries"]> {}
export interface BandAttrsInput extends SetIn<(typeof bandAttrs)["entries"]> {}
export const bandAttrs = attributeSet("band-attrs", "NL80211_BAND_ATTR_", {
  freqs: [1, indexedArray(nestOf<FrequencyAttrs, FrequencyAttrsInput>(frequencyAttrs))],
  rates: [2, indexedArray(nestOf<BitrateAttrs, BitrateAttrsInput>(bitrateAttrs))],
  htMcsSet: [3, binary],
  htCapa: [4, u16],
  htAmpduFactor: [5, u8],
  htAmpduDensity: [6, u8],
  vhtMcsSet: [7, binary],
  vhtCapa: [8, u32],
  iftypeData: [9, indexedArray(nestOf<IftypeDataAttrs, IftypeDataAttrsInput>(iftypeDataAttrs))],
  edmgChannels: [10, binary],
  edmgBwConfig: [11, binary],
  s1gMcsNssSet: [12, binary],
  s1gCapa: [13, binary],
});

export interface WiphyBands extends SetOut<(typeof wiphyBands)["entries"]> {}
export interface WiphyBandsInput extends SetIn<(typeof wiphyBands)["entries"]> {}
export const wiphyBands = attributeSet("wiphy-bands", "NL80211_BAND_", {
  "2ghz": [0, nestOf<BandAttrs, BandAttrsInput>(bandAttrs)],
  "5ghz": [1, nestOf<BandAttrs, BandAttrsInput>(bandAttrs)],
  "60ghz": [2, nestOf<BandAttrs, BandAttrsInput>(bandAttrs)],
  "6ghz": [3, nestOf<BandAttrs, BandAttrsInput>(bandAttrs)],
  s1ghz: [4, nestOf<BandAttrs, BandAttrsInput>(bandAttrs)],
  lc: [5, nestOf<BandAttrs, BandAttrsInput>(bandAttrs)],
});

export interface MonitorFlagAttrs extends SetOut<(typeof monitorFlagAttrs)["entries"]> {}
export interface MonitorFlagAttrsInput extends SetIn<(typeof monitorFlagAttrs)["entries"]> {}
export const monitorFlagAttrs = attributeSet("monitor-flag-attrs", "NL80211_MNTR_FLAG_", {
  fcsfail: [1, flag],
  plcpfail: [2, flag],
  control: [3, flag],
  otherBss: [4, flag],
  cookFrames: [5, flag],
  active: [6, flag],
  skipTx: [7, flag],
});

export interface MpathInfoAttrs extends SetOut<(typeof mpathInfoAttrs)["entries"]> {}
export interface MpathInfoAttrsInput extends SetIn<(typeof mpathInfoAttrs)["entries"]> {}
export const mpathInfoAttrs = attributeSet("mpath-info-attrs", "NL80211_MPATH_INFO_", {
  frameQlen: [1, u32],
  sn: [2, u32],
  metric: [3, u32],
  exptime: [4, u32],
  flags: [5, u8],
  discoveryTimeout: [6, u32],
  discoveryRetries: [7, u8],
  hopCount: [8, u8],
  pathChange: [9, u32],
});

export interface RegRuleAttrs extends SetOut<(typeof regRuleAttrs)["entries"]> {}
export interface RegRuleAttrsInput extends SetIn<(typeof regRuleAttrs)["entries"]> {}
export const regRuleAttrs = attributeSet("reg-rule-attrs", "NL80211_ATTR_", {
  regRuleFlags: [1, u32],
  freqRangeStart: [2, u32],
  freqRangeEnd: [3, u32],
  freqRangeMaxBw: [4, u32],
  powerRuleMaxAntGain: [5, u32],
  powerRuleMaxEirp: [6, u32],
  dfsCacTime: [7, u32],
  powerRulePsd: [8, s8],
});

export const channelType = enumTable("channel-type", {
  "no-ht": 0,
  ht20: 1,
  ht40minus: 2,
  ht40plus: 3,
});

export const bssStatus = enumTable("bss-status", {
  authenticated: 0,
  associated: 1,
  "ibss-joined": 2,
});

export interface BssAttrs extends SetOut<(typeof bssAttrs)["entries"]> {}
export interface BssAttrsInput extends SetIn<(typeof bssAttrs)["entries"]> {}
export const bssAttrs = attributeSet("bss-attrs", "NL80211_BSS_", {
  bssid: [1, mac],
  frequency: [2, u32],
  tsf: [3, u64],
  beaconInterval: [4, u16],
  capability: [5, u16],
  informationElements: [6, binary],
  signalMbm: [7, s32],
  signalUnspec: [8, u8],
  status: [9, enumOf(u32, bssStatus)],
  seenMsAgo: [10, u32],
  beaconIes: [11, binary],
  chanWidth: [12, u32],
  beaconTsf: [13, u64],
  prespData: [14, flag],
  lastSeenBoottime: [15, u64],
  parentTsf: [17, u64],
  parentBssid: [18, mac],
  chainSignal: [19, indexedArray(s8)],
  frequencyOffset: [20, u32],
  mloLinkId: [21, u8],
  mldAddr: [22, mac],
  useFor: [23, u32],
  cannotUseReasons: [24, u64],
});

export const commands = enumTable("commands", {
  unspec: 0,
  "get-wiphy": 1,
  "set-wiphy": 2,
  "new-wiphy": 3,
  "del-wiphy": 4,
  "get-interface": 5,
  "set-interface": 6,
  "new-interface": 7,
  "del-interface": 8,
  "get-key": 9,
  "set-key": 10,
  "new-key": 11,
  "del-key": 12,
  "get-beacon": 13,
  "set-beacon": 14,
  "new-beacon": 15,
  "del-beacon": 16,
  "get-station": 17,
  "set-station": 18,
  "new-station": 19,
  "del-station": 20,
  "get-mpath": 21,
  "set-mpath": 22,
  "new-mpath": 23,
  "del-mpath": 24,
  "set-bss": 25,
  "set-reg": 26,
  "req-set-reg": 27,
  "get-mesh-config": 28,
  "set-mesh-config": 29,
  "set-mgmt-extra-ie": 30,
  "get-reg": 31,
  "get-scan": 32,
  "trigger-scan": 33,
  "new-scan-results": 34,
  "scan-aborted": 35,
  "reg-change": 36,
  authenticate: 37,
  associate: 38,
  deauthenticate: 39,
  disassociate: 40,
  "michael-mic-failure": 41,
  "reg-beacon-hint": 42,
  "join-ibss": 43,
  "leave-ibss": 44,
  testmode: 45,
  connect: 46,
  roam: 47,
  disconnect: 48,
  "set-wiphy-netns": 49,
  "get-survey": 50,
  "new-survey-results": 51,
  "set-pmksa": 52,
  "del-pmksa": 53,
  "flush-pmksa": 54,
  "remain-on-channel": 55,
  "cancel-remain-on-channel": 56,
  "set-tx-bitrate-mask": 57,
  "register-action": 58,
  action: 59,
  "action-tx-status": 60,
  "set-power-save": 61,
  "get-power-save": 62,
  "set-cqm": 63,
  "notify-cqm": 64,
  "set-channel": 65,
  "set-wds-peer": 66,
  "frame-wait-cancel": 67,
  "join-mesh": 68,
  "leave-mesh": 69,
  "unprot-deauthenticate": 70,
  "unprot-disassociate": 71,
  "new-peer-candidate": 72,
  "get-wowlan": 73,
  "set-wowlan": 74,
  "start-sched-scan": 75,
  "stop-sched-scan": 76,
  "sched-scan-results": 77,
  "sched-scan-stopped": 78,
  "set-rekey-offload": 79,
  "pmksa-candidate": 80,
  "tdls-oper": 81,
  "tdls-mgmt": 82,
  "unexpected-frame": 83,
  "probe-client": 84,
  "register-beacons": 85,
  "unexpected-4-addr-frame": 86,
  "set-noack-map": 87,
  "ch-switch-notify": 88,
  "start-p2p-device": 89,
  "stop-p2p-device": 90,
  "conn-failed": 91,
  "set-mcast-rate": 92,
  "set-mac-acl": 93,
  "radar-detect": 94,
  "get-protocol-features": 95,
  "update-ft-ies": 96,
  "ft-event": 97,
  "crit-protocol-start": 98,
  "crit-protocol-stop": 99,
  "get-coalesce": 100,
  "set-coalesce": 101,
  "channel-switch": 102,
  vendor: 103,
  "set-qos-map": 104,
  "add-tx-ts": 105,
  "del-tx-ts": 106,
  "get-mpp": 107,
  "join-ocb": 108,
  "leave-ocb": 109,
  "ch-switch-started-notify": 110,
  "tdls-channel-switch": 111,
  "tdls-cancel-channel-switch": 112,
  "wiphy-reg-change": 113,
  "abort-scan": 114,
  "start-nan": 115,
  "stop-nan": 116,
  "add-nan-function": 117,
  "del-nan-function": 118,
  "change-nan-config": 119,
  "nan-match": 120,
  "set-multicast-to-unicast": 121,
  "update-connect-params": 122,
  "set-pmk": 123,
  "del-pmk": 124,
  "port-authorized": 125,
  "reload-regdb": 126,
  "external-auth": 127,
  "sta-opmode-changed": 128,
  "control-port-frame": 129,
  "get-ftm-responder-stats": 130,
  "peer-measurement-start": 131,
  "peer-measurement-result": 132,
  "peer-measurement-complete": 133,
  "notify-radar": 134,
  "update-owe-info": 135,
  "probe-mesh-link": 136,
  "set-tid-config": 137,
  "unprot-beacon": 138,
  "control-port-frame-tx-status": 139,
  "set-sar-specs": 140,
  "obss-color-collision": 141,
  "color-change-request": 142,
  "color-change-started": 143,
  "color-change-aborted": 144,
  "color-change-completed": 145,
  "set-fils-aad": 146,
  "assoc-comeback": 147,
  "add-link": 148,
  "remove-link": 149,
  "add-link-sta": 150,
  "modify-link-sta": 151,
  "remove-link-sta": 152,
  "set-hw-timestamp": 153,
  "links-removed": 154,
  "set-tid-to-link-mapping": 155,
  "assoc-mlo-reconf": 156,
  "epcs-cfg": 157,
  "nan-next-dw-notification": 158,
  "nan-cluster-joined": 159,
  "incumbent-signal-detect": 160,
  "nan-set-local-sched": 161,
  "nan-sched-update-done": 162,
  "nan-set-peer-sched": 163,
  "nan-ulw-update": 164,
  "nan-channel-evac": 165,
  "start-pd": 166,
  "stop-pd": 167,
});

export const authType = enumTable("auth-type", {
  "open-system": 0,
  "shared-key": 1,
  ft: 2,
  "network-eap": 3,
  sae: 4,
  "fils-sk": 5,
  "fils-sk-pfs": 6,
  "fils-pk": 7,
  eppke: 8,
  ieee8021x: 9,
  automatic: 10,
});

export const mfp = enumTable("mfp", { no: 0, required: 1, optional: 2 });

export interface KeyDefaultTypes extends SetOut<(typeof keyDefaultTypes)["entries"]> {}
export interface KeyDefaultTypesInput extends SetIn<(typeof keyDefaultTypes)["entries"]> {}
export const keyDefaultTypes = attributeSet("key-default-types", "NL80211_KEY_DEFAULT_TYPE_", {
  unicast: [1, flag],
  multicast: [2, flag],
});

export interface KeyAttrs extends SetOut<(typeof keyAttrs)["entries"]> {}
export interface KeyAttrsInput extends SetIn<(typeof keyAttrs)["entries"]> {}
export const keyAttrs = attributeSet("key-attrs", "NL80211_KEY_", {
  data: [1, binary],
  idx: [2, u8],
  cipher: [3, u32],
  seq: [4, binary],
  default: [5, flag],
  defaultMgmt: [6, flag],
  type: [7, u32],
  defaultTypes: [8, nestOf<KeyDefaultTypes, KeyDefaultTypesInput>(keyDefaultTypes)],
  mode: [9, u8],
  defaultBeacon: [10, flag],
  ltfSeed: [11, binary],
});

export interface SurveyInfoAttrs extends SetOut<(typeof surveyInfoAttrs)["entries"]> {}
export interface SurveyInfoAttrsInput extends SetIn<(typeof surveyInfoAttrs)["entries"]> {}
export const surveyInfoAttrs = attributeSet("survey-info-attrs", "NL80211_SURVEY_INFO_", {
  frequency: [1, u32],
  noise: [2, s8],
  inUse: [3, flag],
  time: [4, u64],
  timeBusy: [5, u64],
  timeExtBusy: [6, u64],
  timeRx: [7, u64],
  timeTx: [8, u64],
  timeScan: [9, u64],
  timeBssRx: [11, u64],
  frequencyOffset: [12, u32],
});

export interface CqmAttrs extends SetOut<(typeof cqmAttrs)["entries"]> {}
export interface CqmAttrsInput extends SetIn<(typeof cqmAttrs)["entries"]> {}
export const cqmAttrs = attributeSet("cqm-attrs", "NL80211_ATTR_CQM_", {
  rssiThold: [1, array(s32)],
  rssiHyst: [2, u32],
  rssiThresholdEvent: [3, u32],
  pktLossEvent: [4, u32],
  txeRate: [5, u32],
  txePkts: [6, u32],
  txeIntvl: [7, u32],
  beaconLossEvent: [8, flag],
  rssiLevel: [9, s32],
});

export interface FrameTypeAttrs extends SetOut<(typeof frameTypeAttrs)["entries"]> {}
export interface FrameTypeAttrsInput extends SetIn<(typeof frameTypeAttrs)["entries"]> {}
export const frameTypeAttrs = attributeSet("frame-type-attrs", "NL80211_ATTR_", {
  frameType: [101, multi(u16)],
});

export interface IftypeAttrs extends SetOut<(typeof iftypeAttrs)["entries"]> {}
export interface IftypeAttrsInput extends SetIn<(typeof iftypeAttrs)["entries"]> {}
export const iftypeAttrs = attributeSet("iftype-attrs", "NL80211_IFTYPE_", {
  unspecified: [0, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  adhoc: [1, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  station: [2, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  ap: [3, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  apVlan: [4, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  wds: [5, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  monitor: [6, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  meshPoint: [7, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  p2pClient: [8, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  p2pGo: [9, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  p2pDevice: [10, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  ocb: [11, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  nan: [12, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  nanData: [13, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
  pd: [14, nestOf<FrameTypeAttrs, FrameTypeAttrsInput>(frameTypeAttrs)],
});

export interface WowlanTriggersAttrs extends SetOut<(typeof wowlanTriggersAttrs)["entries"]> {}
export interface WowlanTriggersAttrsInput extends SetIn<(typeof wowlanTriggersAttrs)["entries"]> {}
export const wowlanTriggersAttrs = attributeSet("wowlan-triggers-attrs", "NL80211_WOWLAN_TRIG_", {
  any: [1, flag],
  disconnect: [2, flag],
  magicPkt: [3, flag],
  pktPattern: [4, binary],
  gtkRekeySupported: [5, flag],
  gtkRekeyFailure: [6, flag],
  eapIdentRequest: [7, flag],
  "4wayHandshake": [8, flag],
  rfkillRelease: [9, flag],
  wakeupPkt80211: [10, binary, "NL80211_WOWLAN_TRIG_WAKEUP_PKT_80211"],
  wakeupPkt80211Len: [11, u32, "NL80211_WOWLAN_TRIG_WAKEUP_PKT_80211_LEN"],
  wakeupPkt8023: [12, binary, "NL80211_WOWLAN_TRIG_WAKEUP_PKT_8023"],
  wakeupPkt8023Len: [13, u32, "NL80211_WOWLAN_TRIG_WAKEUP_PKT_8023_LEN"],
  tcpConnection: [14, binary],
  wakeupTcpMatch: [15, flag],
  wakeupTcpConnlost: [16, flag],
  wakeupTcpNomoretokens: [17, flag],
  netDetect: [18, binary],
  netDetectResults: [19, binary],
  unprotectedDeauthDisassoc: [20, flag],
});

export interface IfaceLimitAttributes extends SetOut<(typeof ifaceLimitAttributes)["entries"]> {}
export interface IfaceLimitAttributesInput
  extends SetIn<(typeof ifaceLimitAttributes)["entries"]> {}
export const ifaceLimitAttributes = attributeSet("iface-limit-attributes", "NL80211_IFACE_LIMIT_", {
  max: [1, u32],
  types: [2, nestOf<SupportedIftypes, SupportedIftypesInput>(supportedIftypes)],
});

export interface IfCombinationAttributes
  extends SetOut<(typeof ifCombinationAttributes)["entries"]> {}
export interface IfCombinationAttributesInput
  extends SetIn<(typeof ifCombinationAttributes)["entries"]> {}
export const ifCombinationAttributes = attributeSet(
  "if-combination-attributes",
  "NL80211_IFACE_COMB_",
  {
    limits: [
      1,
      indexedArray(nestOf<IfaceLimitAttributes, IfaceLimitAttributesInput>(ifaceLimitAttributes)),
    ],
    maxnum: [2, u32],
    staApBiMatch: [3, flag],
    numChannels: [4, u32],
    radarDetectWidths: [5, u32],
    radarDetectRegions: [6, u32],
    biMinGcd: [7, u32],
  },
);

export interface RekeyDataAttrs extends SetOut<(typeof rekeyDataAttrs)["entries"]> {}
export interface RekeyDataAttrsInput extends SetIn<(typeof rekeyDataAttrs)["entries"]> {}
export const rekeyDataAttrs = attributeSet("rekey-data-attrs", "NL80211_REKEY_DATA_", {
  kek: [1, binary],
  kck: [2, binary],
  replayCtr: [3, binary],
  akm: [4, u32],
});

export interface StaWmeAttributes extends SetOut<(typeof staWmeAttributes)["entries"]> {}
export interface StaWmeAttributesInput extends SetIn<(typeof staWmeAttributes)["entries"]> {}
export const staWmeAttributes = attributeSet("sta-wme-attributes", "NL80211_STA_WME_", {
  uapsdQueues: [1, u8],
  maxSp: [2, u8],
});

export interface SchedScanMatchAttrs extends SetOut<(typeof schedScanMatchAttrs)["entries"]> {}
export interface SchedScanMatchAttrsInput extends SetIn<(typeof schedScanMatchAttrs)["entries"]> {}
export const schedScanMatchAttrs = attributeSet(
  "sched-scan-match-attrs",
  "NL80211_SCHED_SCAN_MATCH_ATTR_",
  {
    ssid: [1, binary],
    rssi: [2, s32],
    relativeRssi: [3, s8],
    rssiAdjust: [4, binary],
    bssid: [5, mac],
    perBandRssi: [6, binary, "NL80211_SCHED_SCAN_MATCH_PER_BAND_RSSI"],
  },
);

export interface PmksaCandidateAttrs extends SetOut<(typeof pmksaCandidateAttrs)["entries"]> {}
export interface PmksaCandidateAttrsInput extends SetIn<(typeof pmksaCandidateAttrs)["entries"]> {}
export const pmksaCandidateAttrs = attributeSet(
  "pmksa-candidate-attrs",
  "NL80211_PMKSA_CANDIDATE_",
  { index: [1, u32], bssid: [2, mac], preauth: [3, flag] },
);

export const featureFlags = flagTable("feature-flags", {
  "sk-tx-status": 0x1,
  "ht-ibss": 0x2,
  "inactivity-timer": 0x4,
  "cell-base-reg-hints": 0x8,
  "p2p-device-needs-channel": 0x10,
  sae: 0x20,
  "low-priority-scan": 0x40,
  "scan-flush": 0x80,
  "ap-scan": 0x100,
  "vif-txpower": 0x200,
  "need-obss-scan": 0x400,
  "p2p-go-ctwin": 0x800,
  "p2p-go-oppps": 0x1000,
  reserved: 0x2000,
  "advertise-chan-limits": 0x4000,
  "full-ap-client-state": 0x8000,
  "userspace-mpm": 0x10000,
  "active-monitor": 0x20000,
  "ap-mode-chan-width-change": 0x40000,
  "ds-param-set-ie-in-probes": 0x80000,
  "wfa-tpc-ie-in-probes": 0x100000,
  quiet: 0x200000,
  "tx-power-insertion": 0x400000,
  "ackto-estimation": 0x800000,
  "static-smps": 0x1000000,
  "dynamic-smps": 0x2000000,
  "supports-wmm-admission": 0x4000000,
  "mac-on-create": 0x8000000,
  "tdls-channel-switch": 0x10000000,
  "scan-random-mac-addr": 0x20000000,
  "sched-scan-random-mac-addr": 0x40000000,
  "no-random-mac-addr": 0x80000000,
});

export const channelWidth = enumTable("channel-width", {
  "width-20-noht": 0,
  "width-20": 1,
  "width-40": 2,
  "width-80": 3,
  "width-80p80": 4,
  "width-160": 5,
  "width-5": 6,
  "width-10": 7,
  "width-1": 8,
  "width-2": 9,
  "width-4": 10,
  "width-8": 11,
  "width-16": 12,
  "width-320": 13,
});

export const protocolFeatures = flagTable("protocol-features", { "split-wiphy-dump": 0x1 });

export interface SchedScanPlanAttrs extends SetOut<(typeof schedScanPlanAttrs)["entries"]> {}
export interface SchedScanPlanAttrsInput extends SetIn<(typeof schedScanPlanAttrs)["entries"]> {}
export const schedScanPlanAttrs = attributeSet(
  "sched-scan-plan-attrs",
  "NL80211_SCHED_SCAN_PLAN_",
  { interval: [1, u32], iterations: [2, u32] },
);

export interface FtmResponderAttributes
  extends SetOut<(typeof ftmResponderAttributes)["entries"]> {}
export interface FtmResponderAttributesInput
  extends SetIn<(typeof ftmResponderAttributes)["entries"]> {}
export const ftmResponderAttributes = attributeSet(
  "ftm-responder-attributes",
  "NL80211_FTM_RESP_ATTR_",
  {
    enabled: [1, flag],
    lci: [2, limited(binary, { maxLength: 255 })],
    civicloc: [3, limited(binary, { maxLength: 255 })],
  },
);

export interface HeObssPdAttributes extends SetOut<(typeof heObssPdAttributes)["entries"]> {}
export interface HeObssPdAttributesInput extends SetIn<(typeof heObssPdAttributes)["entries"]> {}
export const heObssPdAttributes = attributeSet(
  "he-obss-pd-attributes",
  "NL80211_HE_OBSS_PD_ATTR_",
  {
    minOffset: [1, limited(u8, { min: 1, max: 20 })],
    maxOffset: [2, limited(u8, { min: 1, max: 20 })],
    nonSrgMaxOffset: [3, limited(u8, { min: 1, max: 20 })],
    bssColorBitmap: [4, limited(binary, { minLength: 8, maxLength: 8 })],
    partialBssidBitmap: [5, limited(binary, { minLength: 8, maxLength: 8 })],
    srCtrl: [6, u8],
  },
);

export interface HeBssColorAttributes extends SetOut<(typeof heBssColorAttributes)["entries"]> {}
export interface HeBssColorAttributesInput
  extends SetIn<(typeof heBssColorAttributes)["entries"]> {}
export const heBssColorAttributes = attributeSet(
  "he-bss-color-attributes",
  "NL80211_HE_BSS_COLOR_ATTR_",
  { color: [1, limited(u8, { min: 1, max: 63 })], disabled: [2, flag], partial: [3, flag] },
);

export interface FilsDiscoveryAttributes
  extends SetOut<(typeof filsDiscoveryAttributes)["entries"]> {}
export interface FilsDiscoveryAttributesInput
  extends SetIn<(typeof filsDiscoveryAttributes)["entries"]> {}
export const filsDiscoveryAttributes = attributeSet(
  "fils-discovery-attributes",
  "NL80211_FILS_DISCOVERY_ATTR_",
  {
    intMin: [1, limited(u32, { max: 10000 })],
    intMax: [2, limited(u32, { max: 10000 })],
    tmpl: [3, limited(binary, { minLength: 42, maxLength: 2304 })],
  },
);

export interface UnsolBcastProbeRespAttributes
  extends SetOut<(typeof unsolBcastProbeRespAttributes)["entries"]> {}
export interface UnsolBcastProbeRespAttributesInput
  extends SetIn<(typeof unsolBcastProbeRespAttributes)["entries"]> {}
export const unsolBcastProbeRespAttributes = attributeSet(
  "unsol-bcast-probe-resp-attributes",
  "NL80211_UNSOL_BCAST_PROBE_RESP_ATTR_",
  { int: [1, limited(u32, { max: 20 })], tmpl: [2, limited(binary, { maxLength: 2304 })] },
);

export interface SarSpecs extends SetOut<(typeof sarSpecs)["entries"]> {}
export interface SarSpecsInput extends SetIn<(typeof sarSpecs)["entries"]> {}
export const sarSpecs = attributeSet("sar-specs", "NL80211_SAR_ATTR_SPECS_", {
  power: [1, s32],
  rangeIndex: [2, u32],
  startFreq: [3, u32],
  endFreq: [4, u32],
});

export interface SarAttributes extends SetOut<(typeof sarAttributes)["entries"]> {}
export interface SarAttributesInput extends SetIn<(typeof sarAttributes)["entries"]> {}
export const sarAttributes = attributeSet("sar-attributes", "NL80211_SAR_ATTR_", {
  type: [1, u32],
  specs: [2, indexedArray(nestOf<SarSpecs, SarSpecsInput>(sarSpecs))],
});

export interface MbssidConfigAttributes
  extends SetOut<(typeof mbssidConfigAttributes)["entries"]> {}
export interface MbssidConfigAttributesInput
  extends SetIn<(typeof mbssidConfigAttributes)["entries"]> {}
export const mbssidConfigAttributes = attributeSet(
  "mbssid-config-attributes",
  "NL80211_MBSSID_CONFIG_ATTR_",
  {
    maxInterfaces: [1, limited(u8, { min: 2 })],
    maxEmaProfilePeriodicity: [2, limited(u8, { min: 1 })],
    index: [3, u8],
    txIfindex: [4, u32],
    ema: [5, flag],
    txLinkId: [6, u8],
  },
);

export interface S1gShortBeaconAttrs extends SetOut<(typeof s1gShortBeaconAttrs)["entries"]> {}
export interface S1gShortBeaconAttrsInput extends SetIn<(typeof s1gShortBeaconAttrs)["entries"]> {}
export const s1gShortBeaconAttrs = attributeSet(
  "s1g-short-beacon-attrs",
  "NL80211_S1G_SHORT_BEACON_ATTR_",
  { head: [1, binary], tail: [2, binary] },
);

export interface Nl80211Attrs extends SetOut<(typeof nl80211Attrs)["entries"]> {}
export interface Nl80211AttrsInput extends SetIn<(typeof nl80211Attrs)["entries"]> {}
export const nl80211Attrs = attributeSet("nl80211-attrs", "NL80211_ATTR_", {
  wiphy: [1, u32],
  wiphyName: [2, string],
  ifindex: [3, u32],
  ifname: [4, string],
  iftype: [5, enumOf(u32, iftype)],
  mac: [6, mac],
  keyData: [7, binary],
  keyIdx: [8, u8],
  keyCipher: [9, u32],
  keySeq: [10, binary],
  keyDefault: [11, flag],
  beaconInterval: [12, u32],
  dtimPeriod: [13, u32],
  beaconHead: [14, binary],
  beaconTail: [15, binary],
  staAid: [16, u16],
  staFlags: [17, nestOf<StaFlagAttrs, StaFlagAttrsInput>(staFlagAttrs)],
  staListenInterval: [18, u16],
  staSupportedRates: [19, binary],
  staVlan: [20, u32],
  staInfo: [21, nestOf<StaInfoAttrs, StaInfoAttrsInput>(staInfoAttrs)],
  wiphyBands: [22, nestOf<WiphyBands, WiphyBandsInput>(wiphyBands)],
  mntrFlags: [23, nestOf<MonitorFlagAttrs, MonitorFlagAttrsInput>(monitorFlagAttrs)],
  meshId: [24, binary],
  staPlinkAction: [25, u8],
  mpathNextHop: [26, mac],
  mpathInfo: [27, nestOf<MpathInfoAttrs, MpathInfoAttrsInput>(mpathInfoAttrs)],
  bssCtsProt: [28, u8],
  bssShortPreamble: [29, u8],
  bssShortSlotTime: [30, u8],
  htCapability: [31, binary],
  supportedIftypes: [32, nestOf<SupportedIftypes, SupportedIftypesInput>(supportedIftypes)],
  regAlpha2: [33, limited(string, { maxLength: 2 })],
  regRules: [34, indexedArray(nestOf<RegRuleAttrs, RegRuleAttrsInput>(regRuleAttrs))],
  meshConfig: [35, nestedBinary],
  bssBasicRates: [36, binary],
  wiphyTxqParams: [37, nestedBinary],
  wiphyFreq: [38, u32],
  wiphyChannelType: [39, enumOf(u32, channelType)],
  keyDefaultMgmt: [40, flag],
  mgmtSubtype: [41, u8],
  ie: [42, binary],
  maxNumScanSsids: [43, u8],
  scanFrequencies: [44, indexedArray(u32)],
  scanSsids: [45, indexedArray(binary)],
  generation: [46, u32],
  bss: [47, nestOf<BssAttrs, BssAttrsInput>(bssAttrs)],
  regInitiator: [48, u8],
  regType: [49, u8],
  supportedCommands: [50, indexedArray(enumOf(u32, commands))],
  frame: [51, binary],
  ssid: [52, binary],
  authType: [53, enumOf(u32, authType)],
  reasonCode: [54, u16],
  keyType: [55, u32],
  maxScanIeLen: [56, u16],
  cipherSuites: [57, array(u32)],
  freqBefore: [58, binary],
  freqAfter: [59, binary],
  freqFixed: [60, flag],
  wiphyRetryShort: [61, u8],
  wiphyRetryLong: [62, u8],
  wiphyFragThreshold: [63, u32],
  wiphyRtsThreshold: [64, u32],
  timedOut: [65, flag],
  useMfp: [66, enumOf(u32, mfp)],
  staFlags2: [67, staFlagUpdate],
  controlPort: [68, flag],
  testdata: [69, binary],
  privacy: [70, flag],
  disconnectedByAp: [71, flag],
  statusCode: [72, u16],
  cipherSuitesPairwise: [73, array(u32)],
  cipherSuiteGroup: [74, u32],
  wpaVersions: [75, u32],
  akmSuites: [76, array(u32)],
  reqIe: [77, binary],
  respIe: [78, binary],
  prevBssid: [79, mac],
  key: [80, nestOf<KeyAttrs, KeyAttrsInput>(keyAttrs)],
  keys: [81, indexedArray(nestOf<KeyAttrs, KeyAttrsInput>(keyAttrs))],
  pid: [82, u32],
  "4addr": [83, u8],
  surveyInfo: [84, nestOf<SurveyInfoAttrs, SurveyInfoAttrsInput>(surveyInfoAttrs)],
  pmkid: [85, binary],
  maxNumPmkids: [86, u8],
  duration: [87, u32],
  cookie: [88, u64],
  wiphyCoverageClass: [89, u8],
  txRates: [90, nestedBinary],
  frameMatch: [91, binary],
  ack: [92, flag],
  psState: [93, u32],
  cqm: [94, nestOf<CqmAttrs, CqmAttrsInput>(cqmAttrs)],
  localStateChange: [95, flag],
  apIsolate: [96, u8],
  wiphyTxPowerSetting: [97, u32],
  wiphyTxPowerLevel: [98, u32],
  txFrameTypes: [99, nestOf<IftypeAttrs, IftypeAttrsInput>(iftypeAttrs)],
  rxFrameTypes: [100, nestOf<IftypeAttrs, IftypeAttrsInput>(iftypeAttrs)],
  frameType: [101, u16],
  controlPortEthertype: [102, u16],
  controlPortNoEncrypt: [103, flag],
  supportIbssRsn: [104, flag],
  wiphyAntennaTx: [105, u32],
  wiphyAntennaRx: [106, u32],
  mcastRate: [107, u32],
  offchannelTxOk: [108, flag],
  bssHtOpmode: [109, u16],
  keyDefaultTypes: [110, nestOf<KeyDefaultTypes, KeyDefaultTypesInput>(keyDefaultTypes)],
  maxRemainOnChannelDuration: [111, u32],
  meshSetup: [112, binary],
  wiphyAntennaAvailTx: [113, u32],
  wiphyAntennaAvailRx: [114, u32],
  supportMeshAuth: [115, flag],
  staPlinkState: [116, u8],
  wowlanTriggers: [117, nestOf<WowlanTriggersAttrs, WowlanTriggersAttrsInput>(wowlanTriggersAttrs)],
  wowlanTriggersSupported: [
    118,
    nestOf<WowlanTriggersAttrs, WowlanTriggersAttrsInput>(wowlanTriggersAttrs),
  ],
  schedScanInterval: [119, u32],
  interfaceCombinations: [
    120,
    indexedArray(
      nestOf<IfCombinationAttributes, IfCombinationAttributesInput>(ifCombinationAttributes),
    ),
  ],
  softwareIftypes: [121, nestOf<SupportedIftypes, SupportedIftypesInput>(supportedIftypes)],
  rekeyData: [122, nestOf<RekeyDataAttrs, RekeyDataAttrsInput>(rekeyDataAttrs)],
  maxNumSchedScanSsids: [123, u8],
  maxSchedScanIeLen: [124, u16],
  scanSuppRates: [125, nestedBinary],
  hiddenSsid: [126, u32],
  ieProbeResp: [127, binary],
  ieAssocResp: [128, binary],
  staWme: [129, nestOf<StaWmeAttributes, StaWmeAttributesInput>(staWmeAttributes)],
  supportApUapsd: [130, flag],
  roamSupport: [131, flag],
  schedScanMatch: [
    132,
    indexedArray(nestOf<SchedScanMatchAttrs, SchedScanMatchAttrsInput>(schedScanMatchAttrs)),
  ],
  maxMatchSets: [133, u8],
  pmksaCandidate: [134, nestOf<PmksaCandidateAttrs, PmksaCandidateAttrsInput>(pmksaCandidateAttrs)],
  txNoCckRate: [135, flag],
  tdlsAction: [136, u8],
  tdlsDialogToken: [137, u8],
  tdlsOperation: [138, u8],
  tdlsSupport: [139, flag],
  tdlsExternalSetup: [140, flag],
  deviceApSme: [141, u32],
  dontWaitForAck: [142, flag],
  featureFlags: [143, flagsOf(u32, featureFlags)],
  probeRespOffload: [144, u32],
  probeResp: [145, binary],
  dfsRegion: [146, u8],
  disableHt: [147, flag],
  htCapabilityMask: [148, binary],
  noackMap: [149, u16],
  inactivityTimeout: [150, u16],
  rxSignalDbm: [151, u32],
  bgScanPeriod: [152, u16],
  wdev: [153, u64],
  userRegHintType: [154, u32],
  connFailedReason: [155, u32],
  authData: [156, binary],
  vhtCapability: [157, binary],
  scanFlags: [158, u32],
  channelWidth: [159, enumOf(u32, channelWidth)],
  centerFreq1: [160, u32],
  centerFreq2: [161, u32],
  p2pCtwindow: [162, u8],
  p2pOppps: [163, u8],
  localMeshPowerMode: [164, u32],
  aclPolicy: [165, u32],
  macAddrs: [166, indexedArray(mac)],
  macAclMax: [167, u32],
  radarEvent: [168, u32],
  extCapa: [169, binary],
  extCapaMask: [170, binary],
  staCapability: [171, u16],
  staExtCapability: [172, binary],
  protocolFeatures: [173, flagsOf(u32, protocolFeatures)],
  splitWiphyDump: [174, flag],
  disableVht: [175, flag],
  vhtCapabilityMask: [176, binary],
  mdid: [177, u16],
  ieRic: [178, binary],
  critProtId: [179, u16],
  maxCritProtDuration: [180, u16],
  peerAid: [181, u16],
  coalesceRule: [182, binary],
  chSwitchCount: [183, u32],
  chSwitchBlockTx: [184, flag],
  csaIes: [185, nestedBinary],
  cntdwnOffsBeacon: [186, binary],
  cntdwnOffsPresp: [187, binary],
  rxmgmtFlags: [188, binary],
  staSupportedChannels: [189, binary],
  staSupportedOperClasses: [190, binary],
  handleDfs: [191, flag],
  support5Mhz: [192, flag, "NL80211_ATTR_SUPPORT_5_MHZ"],
  support10Mhz: [193, flag, "NL80211_ATTR_SUPPORT_10_MHZ"],
  opmodeNotif: [194, u8],
  vendorId: [195, u32],
  vendorSubcmd: [196, u32],
  vendorData: [197, binary],
  vendorEvents: [198, binary],
  qosMap: [199, binary],
  macHint: [200, mac],
  wiphyFreqHint: [201, u32],
  maxApAssocSta: [202, u32],
  tdlsPeerCapability: [203, u32],
  socketOwner: [204, flag],
  csaCOffsetsTx: [205, binary],
  maxCsaCounters: [206, u8],
  tdlsInitiator: [207, flag],
  useRrm: [208, flag],
  wiphyDynAck: [209, flag],
  tsid: [210, u8],
  userPrio: [211, u8],
  admittedTime: [212, u16],
  smpsMode: [213, u8],
  operClass: [214, u8],
  macMask: [215, mac],
  wiphySelfManagedReg: [216, flag],
  extFeatures: [217, binary],
  surveyRadioStats: [218, binary],
  netnsFd: [219, u32],
  schedScanDelay: [220, u32],
  regIndoor: [221, flag],
  maxNumSchedScanPlans: [222, u32],
  maxScanPlanInterval: [223, u32],
  maxScanPlanIterations: [224, u32],
  schedScanPlans: [
    225,
    indexedArray(nestOf<SchedScanPlanAttrs, SchedScanPlanAttrsInput>(schedScanPlanAttrs)),
  ],
  pbss: [226, flag],
  bssSelect: [227, nestedBinary],
  staSupportP2pPs: [228, u8],
  iftypeExtCapa: [230, binary],
  muMimoGroupData: [231, binary],
  muMimoFollowMacAddr: [232, mac],
  scanStartTimeTsf: [233, u64],
  scanStartTimeTsfBssid: [234, mac],
  measurementDuration: [235, u16],
  measurementDurationMandatory: [236, flag],
  meshPeerAid: [237, u16],
  nanMasterPref: [238, u8],
  bands: [239, u32],
  nanFunc: [240, nestedBinary],
  nanMatch: [241, binary],
  filsKek: [242, binary],
  filsNonces: [243, binary],
  multicastToUnicastEnabled: [244, flag],
  bssid: [245, mac],
  schedScanRelativeRssi: [246, s8],
  schedScanRssiAdjust: [247, binary],
  timeoutReason: [248, u32],
  filsErpUsername: [249, binary],
  filsErpRealm: [250, binary],
  filsErpNextSeqNum: [251, u16],
  filsErpRrk: [252, binary],
  filsCacheId: [253, binary],
  pmk: [254, binary],
  schedScanMulti: [255, flag],
  schedScanMaxReqs: [256, u32],
  want1x4wayHs: [257, flag, "NL80211_ATTR_WANT_1X_4WAY_HS"],
  pmkr0Name: [258, binary],
  portAuthorized: [259, binary],
  externalAuthAction: [260, u32],
  externalAuthSupport: [261, flag],
  nss: [262, u8],
  ackSignal: [263, s32],
  controlPortOverNl80211: [264, flag],
  txqStats: [265, nestOf<TxqStatsAttrs, TxqStatsAttrsInput>(txqStatsAttrs)],
  txqLimit: [266, u32],
  txqMemoryLimit: [267, u32],
  txqQuantum: [268, u32],
  heCapability: [269, binary],
  ftmResponder: [
    270,
    nestOf<FtmResponderAttributes, FtmResponderAttributesInput>(ftmResponderAttributes),
  ],
  ftmResponderStats: [271, binary],
  timeout: [272, u32],
  peerMeasurements: [273, nestedBinary],
  airtimeWeight: [274, u16],
  staTxPowerSetting: [275, u8],
  staTxPower: [276, s16],
  saePassword: [277, binary],
  twtResponder: [278, flag],
  heObssPd: [279, nestOf<HeObssPdAttributes, HeObssPdAttributesInput>(heObssPdAttributes)],
  wiphyEdmgChannels: [280, u8],
  wiphyEdmgBwConfig: [281, u8],
  vlanId: [282, u16],
  heBssColor: [283, nestOf<HeBssColorAttributes, HeBssColorAttributesInput>(heBssColorAttributes)],
  iftypeAkmSuites: [284, binary],
  tidConfig: [285, nestedBinary],
  controlPortNoPreauth: [286, flag],
  pmkLifetime: [287, u32],
  pmkReauthThreshold: [288, u8],
  receiveMulticast: [289, flag],
  wiphyFreqOffset: [290, u32],
  centerFreq1Offset: [291, u32],
  scanFreqKhz: [292, indexedArray(u32)],
  he6ghzCapability: [293, binary, "NL80211_ATTR_HE_6GHZ_CAPABILITY"],
  filsDiscovery: [
    294,
    nestOf<FilsDiscoveryAttributes, FilsDiscoveryAttributesInput>(filsDiscoveryAttributes),
  ],
  unsolBcastProbeResp: [
    295,
    nestOf<UnsolBcastProbeRespAttributes, UnsolBcastProbeRespAttributesInput>(
      unsolBcastProbeRespAttributes,
    ),
  ],
  s1gCapability: [296, binary],
  s1gCapabilityMask: [297, binary],
  saePwe: [298, u8],
  reconnectRequested: [299, binary],
  sarSpec: [300, nestOf<SarAttributes, SarAttributesInput>(sarAttributes)],
  disableHe: [301, flag],
  obssColorBitmap: [302, u64],
  colorChangeCount: [303, u8],
  colorChangeColor: [304, u8],
  colorChangeElems: [305, nest((): AttributeSet => nl80211Attrs)],
  mbssidConfig: [
    306,
    nestOf<MbssidConfigAttributes, MbssidConfigAttributesInput>(mbssidConfigAttributes),
  ],
  mbssidElems: [307, nestedBinary],
  radarBackground: [308, flag],
  apSettingsFlags: [309, u32],
  ehtCapability: [310, binary],
  disableEht: [311, flag],
  mloLinks: [312, indexedArray(nest((): AttributeSet => nl80211Attrs), 1)],
  mloLinkId: [313, u8],
  mldAddr: [314, mac],
  mloSupport: [315, flag],
  maxNumAkmSuites: [316, binary],
  emlCapability: [317, u16],
  mldCapaAndOps: [318, u16],
  txHwTimestamp: [319, u64],
  rxHwTimestamp: [320, u64],
  tdBitmap: [321, binary],
  punctBitmap: [322, u32],
  maxHwTimestampPeers: [323, u16],
  hwTimestampEnabled: [324, flag],
  emaRnrElems: [325, nestedBinary],
  mloLinkDisabled: [326, flag],
  bssDumpIncludeUseData: [327, flag],
  mloTtlmDlink: [328, array(u16)],
  mloTtlmUlink: [329, array(u16)],
  assocSppAmsdu: [330, flag],
  wiphyRadios: [331, binary],
  wiphyInterfaceCombinations: [332, binary],
  vifRadioMask: [333, u32],
  supportedSelectors: [334, binary],
  mloReconfRemLinks: [335, u16],
  epcs: [336, flag],
  extMldCapaAndOps: [337, u16],
  wiphyRadioIndex: [338, u8],
  s1gLongBeaconPeriod: [339, u8],
  s1gShortBeacon: [340, nestOf<S1gShortBeaconAttrs, S1gShortBeaconAttrsInput>(s1gShortBeaconAttrs)],
  bssParam: [341, flag],
  nanConfig: [342, binary],
  nanNewCluster: [343, flag],
  nanCapabilities: [344, binary],
  s1gPrimary2mhz: [345, flag, "NL80211_ATTR_S1G_PRIMARY_2MHZ"],
  eppPeer: [346, flag],
  uhrCapability: [347, binary],
  disableUhr: [348, flag],
  incumbentSignalInterferenceBitmap: [349, u32],
  uhrOperation: [350, binary],
  nanChannel: [351, binary],
  nanChannelEntry: [352, binary],
  nanTimeSlots: [353, binary],
  nanRxNss: [354, binary],
  nanAvailBlob: [355, binary],
  nanSchedDeferred: [356, binary],
  nanSchedUpdateSuccess: [357, binary],
  nanNmiMac: [358, mac],
  nanUlw: [359, binary],
  nanCommittedDw: [360, binary],
  nanSeqId: [361, binary],
  nanMaxChanSwitchTime: [362, binary],
  nanPeerMaps: [363, binary],
  assocEncrypted: [364, binary],
  npcaPrimaryFreq: [365, binary],
  npcaPunctBitmap: [366, binary],
  staDumpLinkStats: [367, binary],
});

export const nl80211Message = messageOf<Nl80211Attrs, Nl80211AttrsInput>({
  attributes: nl80211Attrs,
});

export const extFeatures = enumTable("ext-features", {
  "vht-ibss": 0,
  rrm: 1,
  "mu-mimo-air-sniffer": 2,
  "scan-start-time": 3,
  "bss-parent-tsf": 4,
  "set-scan-dwell": 5,
  "beacon-rate-legacy": 6,
  "beacon-rate-ht": 7,
  "beacon-rate-vht": 8,
  "fils-sta": 9,
  "mgmt-tx-random-ta": 10,
  "mgmt-tx-random-ta-connected": 11,
  "sched-scan-relative-rssi": 12,
  "cqm-rssi-list": 13,
  "fils-sk-offload": 14,
  "4way-handshake-sta-psk": 15,
  "4way-handshake-sta-1x": 16,
  "fils-max-channel-time": 17,
  "accept-bcast-probe-resp": 18,
  "oce-probe-req-high-tx-rate": 19,
  "oce-probe-req-deferral-suppression": 20,
  "mfp-optional": 21,
  "low-span-scan": 22,
  "low-power-scan": 23,
  "high-accuracy-scan": 24,
  "dfs-offload": 25,
  "control-port-over-nl80211": 26,
  "ack-signal-support": 27,
  txqs: 28,
  "scan-random-sn": 29,
  "scan-min-preq-content": 30,
  "can-replace-ptk0": 31,
  "enable-ftm-responder": 32,
  "airtime-fairness": 33,
  "ap-pmksa-caching": 34,
  "sched-scan-band-specific-rssi-thold": 35,
  "ext-key-id": 36,
  "sta-tx-pwr": 37,
  "sae-offload": 38,
  "vlan-offload": 39,
  aql: 40,
  "beacon-protection": 41,
  "control-port-no-preauth": 42,
  "protected-twt": 43,
  "del-ibss-sta": 44,
  "multicast-registrations": 45,
  "beacon-protection-client": 46,
  "scan-freq-khz": 47,
  "control-port-over-nl80211-tx-status": 48,
  "operating-channel-validation": 49,
  "4way-handshake-ap-psk": 50,
  "sae-offload-ap": 51,
  "fils-discovery": 52,
  "unsol-bcast-probe-resp": 53,
  "beacon-rate-he": 54,
  "secure-ltf": 55,
  "secure-rtt": 56,
  "prot-range-nego-and-measure": 57,
  "bss-color": 58,
  "fils-crypto-offload": 59,
  "radar-background": 60,
  "powered-addr-change": 61,
  punct: 62,
  "secure-nan": 63,
  "auth-and-deauth-random-ta": 64,
  "owe-offload": 65,
  "owe-offload-ap": 66,
  "dfs-concurrent": 67,
  "spp-amsdu-support": 68,
  "beacon-rate-eht": 69,
  eppke: 70,
  "assoc-frame-encryption": 71,
  "ieee8021x-auth": 72,
  "roc-addr-filter": 73,
  "set-key-ltf-seed": 74,
  "probe-ap": 75,
});

export const nl80211 = familyTable({
  name: "nl80211",
  protocol: 16,
  version: 1,
  messages: {
    NL80211_CMD_GET_WIPHY: [NL80211_CMD_GET_WIPHY, nl80211Message],
    NL80211_CMD_SET_WIPHY: [NL80211_CMD_SET_WIPHY, nl80211Message],
    NL80211_CMD_NEW_WIPHY: [NL80211_CMD_NEW_WIPHY, nl80211Message],
    NL80211_CMD_DEL_WIPHY: [NL80211_CMD_DEL_WIPHY, nl80211Message],
    NL80211_CMD_GET_INTERFACE: [NL80211_CMD_GET_INTERFACE, nl80211Message],
    NL80211_CMD_SET_INTERFACE: [NL80211_CMD_SET_INTERFACE, nl80211Message],
    NL80211_CMD_NEW_INTERFACE: [NL80211_CMD_NEW_INTERFACE, nl80211Message],
    NL80211_CMD_DEL_INTERFACE: [NL80211_CMD_DEL_INTERFACE, nl80211Message],
    NL80211_CMD_GET_KEY: [NL80211_CMD_GET_KEY, nl80211Message],
    NL80211_CMD_SET_KEY: [NL80211_CMD_SET_KEY, nl80211Message],
    NL80211_CMD_NEW_KEY: [NL80211_CMD_NEW_KEY, nl80211Message],
    NL80211_CMD_DEL_KEY: [NL80211_CMD_DEL_KEY, nl80211Message],
    NL80211_CMD_GET_BEACON: [NL80211_CMD_GET_BEACON, nl80211Message],
    NL80211_CMD_SET_BEACON: [NL80211_CMD_SET_BEACON, nl80211Message],
    NL80211_CMD_START_AP: [NL80211_CMD_START_AP, nl80211Message],
    NL80211_CMD_STOP_AP: [NL80211_CMD_STOP_AP, nl80211Message],
    NL80211_CMD_GET_STATION: [NL80211_CMD_GET_STATION, nl80211Message],
    NL80211_CMD_SET_STATION: [NL80211_CMD_SET_STATION, nl80211Message],
    NL80211_CMD_NEW_STATION: [NL80211_CMD_NEW_STATION, nl80211Message],
    NL80211_CMD_DEL_STATION: [NL80211_CMD_DEL_STATION, nl80211Message],
    NL80211_CMD_GET_MPATH: [NL80211_CMD_GET_MPATH, nl80211Message],
    NL80211_CMD_SET_MPATH: [NL80211_CMD_SET_MPATH, nl80211Message],
    NL80211_CMD_NEW_MPATH: [NL80211_CMD_NEW_MPATH, nl80211Message],
    NL80211_CMD_DEL_MPATH: [NL80211_CMD_DEL_MPATH, nl80211Message],
    NL80211_CMD_SET_BSS: [NL80211_CMD_SET_BSS, nl80211Message],
    NL80211_CMD_SET_REG: [NL80211_CMD_SET_REG, nl80211Message],
    NL80211_CMD_REQ_SET_REG: [NL80211_CMD_REQ_SET_REG, nl80211Message],
    NL80211_CMD_GET_MESH_CONFIG: [NL80211_CMD_GET_MESH_CONFIG, nl80211Message],
    NL80211_CMD_SET_MESH_CONFIG: [NL80211_CMD_SET_MESH_CONFIG, nl80211Message],
    NL80211_CMD_SET_MGMT_EXTRA_IE: [NL80211_CMD_SET_MGMT_EXTRA_IE, nl80211Message],
    NL80211_CMD_GET_REG: [NL80211_CMD_GET_REG, nl80211Message],
    NL80211_CMD_GET_SCAN: [NL80211_CMD_GET_SCAN, nl80211Message],
    NL80211_CMD_TRIGGER_SCAN: [NL80211_CMD_TRIGGER_SCAN, nl80211Message],
    NL80211_CMD_NEW_SCAN_RESULTS: [NL80211_CMD_NEW_SCAN_RESULTS, nl80211Message],
    NL80211_CMD_SCAN_ABORTED: [NL80211_CMD_SCAN_ABORTED, nl80211Message],
    NL80211_CMD_REG_CHANGE: [NL80211_CMD_REG_CHANGE, nl80211Message],
    NL80211_CMD_AUTHENTICATE: [NL80211_CMD_AUTHENTICATE, nl80211Message],
    NL80211_CMD_ASSOCIATE: [NL80211_CMD_ASSOCIATE, nl80211Message],
    NL80211_CMD_DEAUTHENTICATE: [NL80211_CMD_DEAUTHENTICATE, nl80211Message],
    NL80211_CMD_DISASSOCIATE: [NL80211_CMD_DISASSOCIATE, nl80211Message],
    NL80211_CMD_MICHAEL_MIC_FAILURE: [NL80211_CMD_MICHAEL_MIC_FAILURE, nl80211Message],
    NL80211_CMD_REG_BEACON_HINT: [NL80211_CMD_REG_BEACON_HINT, nl80211Message],
    NL80211_CMD_JOIN_IBSS: [NL80211_CMD_JOIN_IBSS, nl80211Message],
    NL80211_CMD_LEAVE_IBSS: [NL80211_CMD_LEAVE_IBSS, nl80211Message],
    NL80211_CMD_TESTMODE: [NL80211_CMD_TESTMODE, nl80211Message],
    NL80211_CMD_CONNECT: [NL80211_CMD_CONNECT, nl80211Message],
    NL80211_CMD_ROAM: [NL80211_CMD_ROAM, nl80211Message],
    NL80211_CMD_DISCONNECT: [NL80211_CMD_DISCONNECT, nl80211Message],
    NL80211_CMD_SET_WIPHY_NETNS: [NL80211_CMD_SET_WIPHY_NETNS, nl80211Message],
    NL80211_CMD_GET_SURVEY: [NL80211_CMD_GET_SURVEY, nl80211Message],
    NL80211_CMD_NEW_SURVEY_RESULTS: [NL80211_CMD_NEW_SURVEY_RESULTS, nl80211Message],
    NL80211_CMD_SET_PMKSA: [NL80211_CMD_SET_PMKSA, nl80211Message],
    NL80211_CMD_DEL_PMKSA: [NL80211_CMD_DEL_PMKSA, nl80211Message],
    NL80211_CMD_FLUSH_PMKSA: [NL80211_CMD_FLUSH_PMKSA, nl80211Message],
    NL80211_CMD_REMAIN_ON_CHANNEL: [NL80211_CMD_REMAIN_ON_CHANNEL, nl80211Message],
    NL80211_CMD_CANCEL_REMAIN_ON_CHANNEL: [NL80211_CMD_CANCEL_REMAIN_ON_CHANNEL, nl80211Message],
    NL80211_CMD_SET_TX_BITRATE_MASK: [NL80211_CMD_SET_TX_BITRATE_MASK, nl80211Message],
    NL80211_CMD_REGISTER_FRAME: [NL80211_CMD_REGISTER_FRAME, nl80211Message],
    NL80211_CMD_FRAME: [NL80211_CMD_FRAME, nl80211Message],
    NL80211_CMD_FRAME_TX_STATUS: [NL80211_CMD_FRAME_TX_STATUS, nl80211Message],
    NL80211_CMD_SET_POWER_SAVE: [NL80211_CMD_SET_POWER_SAVE, nl80211Message],
    NL80211_CMD_GET_POWER_SAVE: [NL80211_CMD_GET_POWER_SAVE, nl80211Message],
    NL80211_CMD_SET_CQM: [NL80211_CMD_SET_CQM, nl80211Message],
    NL80211_CMD_NOTIFY_CQM: [NL80211_CMD_NOTIFY_CQM, nl80211Message],
    NL80211_CMD_SET_CHANNEL: [NL80211_CMD_SET_CHANNEL, nl80211Message],
    NL80211_CMD_SET_WDS_PEER: [NL80211_CMD_SET_WDS_PEER, nl80211Message],
    NL80211_CMD_FRAME_WAIT_CANCEL: [NL80211_CMD_FRAME_WAIT_CANCEL, nl80211Message],
    NL80211_CMD_JOIN_MESH: [NL80211_CMD_JOIN_MESH, nl80211Message],
    NL80211_CMD_LEAVE_MESH: [NL80211_CMD_LEAVE_MESH, nl80211Message],
    NL80211_CMD_UNPROT_DEAUTHENTICATE: [NL80211_CMD_UNPROT_DEAUTHENTICATE, nl80211Message],
    NL80211_CMD_UNPROT_DISASSOCIATE: [NL80211_CMD_UNPROT_DISASSOCIATE, nl80211Message],
    NL80211_CMD_NEW_PEER_CANDIDATE: [NL80211_CMD_NEW_PEER_CANDIDATE, nl80211Message],
    NL80211_CMD_GET_WOWLAN: [NL80211_CMD_GET_WOWLAN, nl80211Message],
    NL80211_CMD_SET_WOWLAN: [NL80211_CMD_SET_WOWLAN, nl80211Message],
    NL80211_CMD_START_SCHED_SCAN: [NL80211_CMD_START_SCHED_SCAN, nl80211Message],
    NL80211_CMD_STOP_SCHED_SCAN: [NL80211_CMD_STOP_SCHED_SCAN, nl80211Message],
    NL80211_CMD_SCHED_SCAN_RESULTS: [NL80211_CMD_SCHED_SCAN_RESULTS, nl80211Message],
    NL80211_CMD_SCHED_SCAN_STOPPED: [NL80211_CMD_SCHED_SCAN_STOPPED, nl80211Message],
    NL80211_CMD_SET_REKEY_OFFLOAD: [NL80211_CMD_SET_REKEY_OFFLOAD, nl80211Message],
    NL80211_CMD_PMKSA_CANDIDATE: [NL80211_CMD_PMKSA_CANDIDATE, nl80211Message],
    NL80211_CMD_TDLS_OPER: [NL80211_CMD_TDLS_OPER, nl80211Message],
    NL80211_CMD_TDLS_MGMT: [NL80211_CMD_TDLS_MGMT, nl80211Message],
    NL80211_CMD_UNEXPECTED_FRAME: [NL80211_CMD_UNEXPECTED_FRAME, nl80211Message],
    NL80211_CMD_PROBE_PEER: [NL80211_CMD_PROBE_PEER, nl80211Message],
    NL80211_CMD_REGISTER_BEACONS: [NL80211_CMD_REGISTER_BEACONS, nl80211Message],
    NL80211_CMD_UNEXPECTED_4ADDR_FRAME: [NL80211_CMD_UNEXPECTED_4ADDR_FRAME, nl80211Message],
    NL80211_CMD_SET_NOACK_MAP: [NL80211_CMD_SET_NOACK_MAP, nl80211Message],
    NL80211_CMD_CH_SWITCH_NOTIFY: [NL80211_CMD_CH_SWITCH_NOTIFY, nl80211Message],
    NL80211_CMD_START_P2P_DEVICE: [NL80211_CMD_START_P2P_DEVICE, nl80211Message],
    NL80211_CMD_STOP_P2P_DEVICE: [NL80211_CMD_STOP_P2P_DEVICE, nl80211Message],
    NL80211_CMD_CONN_FAILED: [NL80211_CMD_CONN_FAILED, nl80211Message],
    NL80211_CMD_SET_MCAST_RATE: [NL80211_CMD_SET_MCAST_RATE, nl80211Message],
    NL80211_CMD_SET_MAC_ACL: [NL80211_CMD_SET_MAC_ACL, nl80211Message],
    NL80211_CMD_RADAR_DETECT: [NL80211_CMD_RADAR_DETECT, nl80211Message],
    NL80211_CMD_GET_PROTOCOL_FEATURES: [NL80211_CMD_GET_PROTOCOL_FEATURES, nl80211Message],
    NL80211_CMD_UPDATE_FT_IES: [NL80211_CMD_UPDATE_FT_IES, nl80211Message],
    NL80211_CMD_FT_EVENT: [NL80211_CMD_FT_EVENT, nl80211Message],
    NL80211_CMD_CRIT_PROTOCOL_START: [NL80211_CMD_CRIT_PROTOCOL_START, nl80211Message],
    NL80211_CMD_CRIT_PROTOCOL_STOP: [NL80211_CMD_CRIT_PROTOCOL_STOP, nl80211Message],
    NL80211_CMD_GET_COALESCE: [NL80211_CMD_GET_COALESCE, nl80211Message],
    NL80211_CMD_SET_COALESCE: [NL80211_CMD_SET_COALESCE, nl80211Message],
    NL80211_CMD_CHANNEL_SWITCH: [NL80211_CMD_CHANNEL_SWITCH, nl80211Message],
    NL80211_CMD_VENDOR: [NL80211_CMD_VENDOR, nl80211Message],
    NL80211_CMD_SET_QOS_MAP: [NL80211_CMD_SET_QOS_MAP, nl80211Message],
    NL80211_CMD_ADD_TX_TS: [NL80211_CMD_ADD_TX_TS, nl80211Message],
    NL80211_CMD_DEL_TX_TS: [NL80211_CMD_DEL_TX_TS, nl80211Message],
    NL80211_CMD_GET_MPP: [NL80211_CMD_GET_MPP, nl80211Message],
    NL80211_CMD_JOIN_OCB: [NL80211_CMD_JOIN_OCB, nl80211Message],
    NL80211_CMD_LEAVE_OCB: [NL80211_CMD_LEAVE_OCB, nl80211Message],
    NL80211_CMD_CH_SWITCH_STARTED_NOTIFY: [NL80211_CMD_CH_SWITCH_STARTED_NOTIFY, nl80211Message],
    NL80211_CMD_TDLS_CHANNEL_SWITCH: [NL80211_CMD_TDLS_CHANNEL_SWITCH, nl80211Message],
    NL80211_CMD_TDLS_CANCEL_CHANNEL_SWITCH: [
      NL80211_CMD_TDLS_CANCEL_CHANNEL_SWITCH,
      nl80211Message,
    ],
    NL80211_CMD_WIPHY_REG_CHANGE: [NL80211_CMD_WIPHY_REG_CHANGE, nl80211Message],
    NL80211_CMD_ABORT_SCAN: [NL80211_CMD_ABORT_SCAN, nl80211Message],
    NL80211_CMD_START_NAN: [NL80211_CMD_START_NAN, nl80211Message],
    NL80211_CMD_STOP_NAN: [NL80211_CMD_STOP_NAN, nl80211Message],
    NL80211_CMD_ADD_NAN_FUNCTION: [NL80211_CMD_ADD_NAN_FUNCTION, nl80211Message],
    NL80211_CMD_DEL_NAN_FUNCTION: [NL80211_CMD_DEL_NAN_FUNCTION, nl80211Message],
    NL80211_CMD_CHANGE_NAN_CONFIG: [NL80211_CMD_CHANGE_NAN_CONFIG, nl80211Message],
    NL80211_CMD_NAN_MATCH: [NL80211_CMD_NAN_MATCH, nl80211Message],
    NL80211_CMD_SET_MULTICAST_TO_UNICAST: [NL80211_CMD_SET_MULTICAST_TO_UNICAST, nl80211Message],
    NL80211_CMD_UPDATE_CONNECT_PARAMS: [NL80211_CMD_UPDATE_CONNECT_PARAMS, nl80211Message],
    NL80211_CMD_SET_PMK: [NL80211_CMD_SET_PMK, nl80211Message],
    NL80211_CMD_DEL_PMK: [NL80211_CMD_DEL_PMK, nl80211Message],
    NL80211_CMD_PORT_AUTHORIZED: [NL80211_CMD_PORT_AUTHORIZED, nl80211Message],
    NL80211_CMD_RELOAD_REGDB: [NL80211_CMD_RELOAD_REGDB, nl80211Message],
    NL80211_CMD_EXTERNAL_AUTH: [NL80211_CMD_EXTERNAL_AUTH, nl80211Message],
    NL80211_CMD_STA_OPMODE_CHANGED: [NL80211_CMD_STA_OPMODE_CHANGED, nl80211Message],
    NL80211_CMD_CONTROL_PORT_FRAME: [NL80211_CMD_CONTROL_PORT_FRAME, nl80211Message],
    NL80211_CMD_GET_FTM_RESPONDER_STATS: [NL80211_CMD_GET_FTM_RESPONDER_STATS, nl80211Message],
    NL80211_CMD_PEER_MEASUREMENT_START: [NL80211_CMD_PEER_MEASUREMENT_START, nl80211Message],
    NL80211_CMD_PEER_MEASUREMENT_RESULT: [NL80211_CMD_PEER_MEASUREMENT_RESULT, nl80211Message],
    NL80211_CMD_PEER_MEASUREMENT_COMPLETE: [NL80211_CMD_PEER_MEASUREMENT_COMPLETE, nl80211Message],
    NL80211_CMD_NOTIFY_RADAR: [NL80211_CMD_NOTIFY_RADAR, nl80211Message],
    NL80211_CMD_UPDATE_OWE_INFO: [NL80211_CMD_UPDATE_OWE_INFO, nl80211Message],
    NL80211_CMD_PROBE_MESH_LINK: [NL80211_CMD_PROBE_MESH_LINK, nl80211Message],
    NL80211_CMD_SET_TID_CONFIG: [NL80211_CMD_SET_TID_CONFIG, nl80211Message],
    NL80211_CMD_UNPROT_BEACON: [NL80211_CMD_UNPROT_BEACON, nl80211Message],
    NL80211_CMD_CONTROL_PORT_FRAME_TX_STATUS: [
      NL80211_CMD_CONTROL_PORT_FRAME_TX_STATUS,
      nl80211Message,
    ],
    NL80211_CMD_SET_SAR_SPECS: [NL80211_CMD_SET_SAR_SPECS, nl80211Message],
    NL80211_CMD_OBSS_COLOR_COLLISION: [NL80211_CMD_OBSS_COLOR_COLLISION, nl80211Message],
    NL80211_CMD_COLOR_CHANGE_REQUEST: [NL80211_CMD_COLOR_CHANGE_REQUEST, nl80211Message],
    NL80211_CMD_COLOR_CHANGE_STARTED: [NL80211_CMD_COLOR_CHANGE_STARTED, nl80211Message],
    NL80211_CMD_COLOR_CHANGE_ABORTED: [NL80211_CMD_COLOR_CHANGE_ABORTED, nl80211Message],
    NL80211_CMD_COLOR_CHANGE_COMPLETED: [NL80211_CMD_COLOR_CHANGE_COMPLETED, nl80211Message],
    NL80211_CMD_SET_FILS_AAD: [NL80211_CMD_SET_FILS_AAD, nl80211Message],
    NL80211_CMD_ASSOC_COMEBACK: [NL80211_CMD_ASSOC_COMEBACK, nl80211Message],
    NL80211_CMD_ADD_LINK: [NL80211_CMD_ADD_LINK, nl80211Message],
    NL80211_CMD_REMOVE_LINK: [NL80211_CMD_REMOVE_LINK, nl80211Message],
    NL80211_CMD_ADD_LINK_STA: [NL80211_CMD_ADD_LINK_STA, nl80211Message],
    NL80211_CMD_MODIFY_LINK_STA: [NL80211_CMD_MODIFY_LINK_STA, nl80211Message],
    NL80211_CMD_REMOVE_LINK_STA: [NL80211_CMD_REMOVE_LINK_STA, nl80211Message],
    NL80211_CMD_SET_HW_TIMESTAMP: [NL80211_CMD_SET_HW_TIMESTAMP, nl80211Message],
    NL80211_CMD_LINKS_REMOVED: [NL80211_CMD_LINKS_REMOVED, nl80211Message],
    NL80211_CMD_SET_TID_TO_LINK_MAPPING: [NL80211_CMD_SET_TID_TO_LINK_MAPPING, nl80211Message],
    NL80211_CMD_ASSOC_MLO_RECONF: [NL80211_CMD_ASSOC_MLO_RECONF, nl80211Message],
    NL80211_CMD_EPCS_CFG: [NL80211_CMD_EPCS_CFG, nl80211Message],
    NL80211_CMD_NAN_NEXT_DW_NOTIFICATION: [NL80211_CMD_NAN_NEXT_DW_NOTIFICATION, nl80211Message],
    NL80211_CMD_NAN_CLUSTER_JOINED: [NL80211_CMD_NAN_CLUSTER_JOINED, nl80211Message],
    NL80211_CMD_INCUMBENT_SIGNAL_DETECT: [NL80211_CMD_INCUMBENT_SIGNAL_DETECT, nl80211Message],
    NL80211_CMD_NAN_SET_LOCAL_SCHED: [NL80211_CMD_NAN_SET_LOCAL_SCHED, nl80211Message],
    NL80211_CMD_NAN_SCHED_UPDATE_DONE: [NL80211_CMD_NAN_SCHED_UPDATE_DONE, nl80211Message],
    NL80211_CMD_NAN_SET_PEER_SCHED: [NL80211_CMD_NAN_SET_PEER_SCHED, nl80211Message],
    NL80211_CMD_NAN_ULW_UPDATE: [NL80211_CMD_NAN_ULW_UPDATE, nl80211Message],
    NL80211_CMD_NAN_CHANNEL_EVAC: [NL80211_CMD_NAN_CHANNEL_EVAC, nl80211Message],
    NL80211_CMD_START_PD: [NL80211_CMD_START_PD, nl80211Message],
    NL80211_CMD_STOP_PD: [NL80211_CMD_STOP_PD, nl80211Message],
  },
  operations: {
    NL80211_CMD_GET_WIPHY: operation(
      "NL80211_CMD_GET_WIPHY",
      [NL80211_CMD_GET_WIPHY, nl80211Message],
      [NL80211_CMD_NEW_WIPHY, nl80211Message],
    ),
    NL80211_CMD_GET_INTERFACE: operation(
      "NL80211_CMD_GET_INTERFACE",
      [NL80211_CMD_GET_INTERFACE, nl80211Message],
      [NL80211_CMD_NEW_INTERFACE, nl80211Message],
      { oneReply: true },
    ),
    NL80211_CMD_GET_PROTOCOL_FEATURES: operation(
      "NL80211_CMD_GET_PROTOCOL_FEATURES",
      [NL80211_CMD_GET_PROTOCOL_FEATURES, nl80211Message],
      [NL80211_CMD_GET_PROTOCOL_FEATURES, nl80211Message],
      { oneReply: true },
    ),
    NL80211_CMD_SET_WIPHY: operation(
      "NL80211_CMD_SET_WIPHY",
      [NL80211_CMD_SET_WIPHY, nl80211Message],
    ),
    NL80211_CMD_SET_INTERFACE: operation(
      "NL80211_CMD_SET_INTERFACE",
      [NL80211_CMD_SET_INTERFACE, nl80211Message],
    ),
    NL80211_CMD_NEW_INTERFACE: operation(
      "NL80211_CMD_NEW_INTERFACE",
      [NL80211_CMD_NEW_INTERFACE, nl80211Message],
      [NL80211_CMD_NEW_INTERFACE, nl80211Message],
      { requires: ["ifname", "iftype"] },
    ),
    NL80211_CMD_DEL_INTERFACE: operation(
      "NL80211_CMD_DEL_INTERFACE",
      [NL80211_CMD_DEL_INTERFACE, nl80211Message],
    ),
    NL80211_CMD_GET_KEY: operation(
      "NL80211_CMD_GET_KEY",
      [NL80211_CMD_GET_KEY, nl80211Message],
      [NL80211_CMD_NEW_KEY, nl80211Message],
      { oneReply: true },
    ),
    NL80211_CMD_SET_KEY: operation("NL80211_CMD_SET_KEY", [NL80211_CMD_SET_KEY, nl80211Message]),
    NL80211_CMD_NEW_KEY: operation("NL80211_CMD_NEW_KEY", [NL80211_CMD_NEW_KEY, nl80211Message]),
    NL80211_CMD_DEL_KEY: operation("NL80211_CMD_DEL_KEY", [NL80211_CMD_DEL_KEY, nl80211Message]),
    NL80211_CMD_GET_BEACON: operation(
      "NL80211_CMD_GET_BEACON",
      [NL80211_CMD_GET_BEACON, nl80211Message],
    ),
    NL80211_CMD_SET_BEACON: operation(
      "NL80211_CMD_SET_BEACON",
      [NL80211_CMD_SET_BEACON, nl80211Message],
    ),
    NL80211_CMD_START_AP: operation(
      "NL80211_CMD_START_AP",
      [NL80211_CMD_START_AP, nl80211Message],
      undefined,
      { requires: ["beaconHead", "beaconInterval", "dtimPeriod"] },
    ),
    NL80211_CMD_STOP_AP: operation("NL80211_CMD_STOP_AP", [NL80211_CMD_STOP_AP, nl80211Message]),
    NL80211_CMD_GET_STATION: operation(
      "NL80211_CMD_GET_STATION",
      [NL80211_CMD_GET_STATION, nl80211Message],
      [NL80211_CMD_NEW_STATION, nl80211Message],
      { oneReply: true },
    ),
    NL80211_CMD_SET_STATION: operation(
      "NL80211_CMD_SET_STATION",
      [NL80211_CMD_SET_STATION, nl80211Message],
      undefined,
      { requires: ["mac"] },
    ),
    NL80211_CMD_NEW_STATION: operation(
      "NL80211_CMD_NEW_STATION",
      [NL80211_CMD_NEW_STATION, nl80211Message],
      undefined,
      { requires: ["mac"] },
    ),
    NL80211_CMD_DEL_STATION: operation(
      "NL80211_CMD_DEL_STATION",
      [NL80211_CMD_DEL_STATION, nl80211Message],
    ),
    NL80211_CMD_GET_MPATH: operation(
      "NL80211_CMD_GET_MPATH",
      [NL80211_CMD_GET_MPATH, nl80211Message],
      [NL80211_CMD_NEW_MPATH, nl80211Message],
      { oneReply: true },
    ),
    NL80211_CMD_SET_MPATH: operation(
      "NL80211_CMD_SET_MPATH",
      [NL80211_CMD_SET_MPATH, nl80211Message],
      undefined,
      { requires: ["mac", "mpathNextHop"] },
    ),
    NL80211_CMD_NEW_MPATH: operation(
      "NL80211_CMD_NEW_MPATH",
      [NL80211_CMD_NEW_MPATH, nl80211Message],
      undefined,
      { requires: ["mac", "mpathNextHop"] },
    ),
    NL80211_CMD_DEL_MPATH: operation(
      "NL80211_CMD_DEL_MPATH",
      [NL80211_CMD_DEL_MPATH, nl80211Message],
    ),
    NL80211_CMD_SET_BSS: operation("NL80211_CMD_SET_BSS", [NL80211_CMD_SET_BSS, nl80211Message]),
    NL80211_CMD_SET_REG: operation("NL80211_CMD_SET_REG", [NL80211_CMD_SET_REG, nl80211Message]),
    NL80211_CMD_REQ_SET_REG: operation(
      "NL80211_CMD_REQ_SET_REG",
      [NL80211_CMD_REQ_SET_REG, nl80211Message],
    ),
    NL80211_CMD_GET_MESH_CONFIG: operation(
      "NL80211_CMD_GET_MESH_CONFIG",
      [NL80211_CMD_GET_MESH_CONFIG, nl80211Message],
      [NL80211_CMD_GET_MESH_CONFIG, nl80211Message],
      { oneReply: true },
    ),
    NL80211_CMD_SET_MESH_CONFIG: operation(
      "NL80211_CMD_SET_MESH_CONFIG",
      [NL80211_CMD_SET_MESH_CONFIG, nl80211Message],
    ),
    NL80211_CMD_SET_MGMT_EXTRA_IE: operation(
      "NL80211_CMD_SET_MGMT_EXTRA_IE",
      [NL80211_CMD_SET_MGMT_EXTRA_IE, nl80211Message],
    ),
    NL80211_CMD_GET_REG: operation(
      "NL80211_CMD_GET_REG",
      [NL80211_CMD_GET_REG, nl80211Message],
      [NL80211_CMD_GET_REG, nl80211Message],
      { oneReply: true },
    ),
    NL80211_CMD_GET_SCAN: operation(
      "NL80211_CMD_GET_SCAN",
      [NL80211_CMD_GET_SCAN, nl80211Message],
      [NL80211_CMD_NEW_SCAN_RESULTS, nl80211Message],
    ),
    NL80211_CMD_TRIGGER_SCAN: operation(
      "NL80211_CMD_TRIGGER_SCAN",
      [NL80211_CMD_TRIGGER_SCAN, nl80211Message],
    ),
    NL80211_CMD_AUTHENTICATE: operation(
      "NL80211_CMD_AUTHENTICATE",
      [NL80211_CMD_AUTHENTICATE, nl80211Message],
      undefined,
      { requires: ["mac", "authType", "ssid", "wiphyFreq"] },
    ),
    NL80211_CMD_ASSOCIATE: operation(
      "NL80211_CMD_ASSOCIATE",
      [NL80211_CMD_ASSOCIATE, nl80211Message],
      undefined,
      { requires: ["ssid"] },
    ),
    NL80211_CMD_DEAUTHENTICATE: operation(
      "NL80211_CMD_DEAUTHENTICATE",
      [NL80211_CMD_DEAUTHENTICATE, nl80211Message],
      undefined,
      { requires: ["mac", "reasonCode"] },
    ),
    NL80211_CMD_DISASSOCIATE: operation(
      "NL80211_CMD_DISASSOCIATE",
      [NL80211_CMD_DISASSOCIATE, nl80211Message],
      undefined,
      { requires: ["mac", "reasonCode"] },
    ),
    NL80211_CMD_JOIN_IBSS: operation(
      "NL80211_CMD_JOIN_IBSS",
      [NL80211_CMD_JOIN_IBSS, nl80211Message],
      undefined,
      { requires: ["ssid", "wiphyFreq"] },
    ),
    NL80211_CMD_LEAVE_IBSS: operation(
      "NL80211_CMD_LEAVE_IBSS",
      [NL80211_CMD_LEAVE_IBSS, nl80211Message],
    ),
    NL80211_CMD_TESTMODE: operation(
      "NL80211_CMD_TESTMODE",
      [NL80211_CMD_TESTMODE, nl80211Message],
      [NL80211_CMD_TESTMODE, nl80211Message],
    ),
    NL80211_CMD_CONNECT: operation(
      "NL80211_CMD_CONNECT",
      [NL80211_CMD_CONNECT, nl80211Message],
      undefined,
      { requires: ["ssid"] },
    ),
    NL80211_CMD_DISCONNECT: operation(
      "NL80211_CMD_DISCONNECT",
      [NL80211_CMD_DISCONNECT, nl80211Message],
    ),
    NL80211_CMD_SET_WIPHY_NETNS: operation(
      "NL80211_CMD_SET_WIPHY_NETNS",
      [NL80211_CMD_SET_WIPHY_NETNS, nl80211Message],
    ),
    NL80211_CMD_GET_SURVEY: operation(
      "NL80211_CMD_GET_SURVEY",
      [NL80211_CMD_GET_SURVEY, nl80211Message],
      [NL80211_CMD_NEW_SURVEY_RESULTS, nl80211Message],
    ),
    NL80211_CMD_SET_PMKSA: operation(
      "NL80211_CMD_SET_PMKSA",
      [NL80211_CMD_SET_PMKSA, nl80211Message],
      undefined,
      { requires: ["pmkid"] },
    ),
    NL80211_CMD_DEL_PMKSA: operation(
      "NL80211_CMD_DEL_PMKSA",
      [NL80211_CMD_DEL_PMKSA, nl80211Message],
    ),
    NL80211_CMD_FLUSH_PMKSA: operation(
      "NL80211_CMD_FLUSH_PMKSA",
      [NL80211_CMD_FLUSH_PMKSA, nl80211Message],
    ),
    NL80211_CMD_REMAIN_ON_CHANNEL: operation(
      "NL80211_CMD_REMAIN_ON_CHANNEL",
      [NL80211_CMD_REMAIN_ON_CHANNEL, nl80211Message],
      [NL80211_CMD_REMAIN_ON_CHANNEL, nl80211Message],
      { requires: ["wiphyFreq", "duration"] },
    ),
    NL80211_CMD_CANCEL_REMAIN_ON_CHANNEL: operation(
      "NL80211_CMD_CANCEL_REMAIN_ON_CHANNEL",
      [NL80211_CMD_CANCEL_REMAIN_ON_CHANNEL, nl80211Message],
      undefined,
      { requires: ["cookie"] },
    ),
    NL80211_CMD_SET_TX_BITRATE_MASK: operation(
      "NL80211_CMD_SET_TX_BITRATE_MASK",
      [NL80211_CMD_SET_TX_BITRATE_MASK, nl80211Message],
    ),
    NL80211_CMD_REGISTER_FRAME: operation(
      "NL80211_CMD_REGISTER_FRAME",
      [NL80211_CMD_REGISTER_FRAME, nl80211Message],
      undefined,
      { requires: ["frameMatch"] },
    ),
    NL80211_CMD_FRAME: operation(
      "NL80211_CMD_FRAME",
      [NL80211_CMD_FRAME, nl80211Message],
      [NL80211_CMD_FRAME, nl80211Message],
      { requires: ["frame"] },
    ),
    NL80211_CMD_SET_POWER_SAVE: operation(
      "NL80211_CMD_SET_POWER_SAVE",
      [NL80211_CMD_SET_POWER_SAVE, nl80211Message],
      undefined,
      { requires: ["psState"] },
    ),
    NL80211_CMD_GET_POWER_SAVE: operation(
      "NL80211_CMD_GET_POWER_SAVE",
      [NL80211_CMD_GET_POWER_SAVE, nl80211Message],
      [NL80211_CMD_GET_POWER_SAVE, nl80211Message],
      { oneReply: true },
    ),
    NL80211_CMD_SET_CQM: operation(
      "NL80211_CMD_SET_CQM",
      [NL80211_CMD_SET_CQM, nl80211Message],
      undefined,
      { requires: ["cqm"] },
    ),
    NL80211_CMD_SET_CHANNEL: operation(
      "NL80211_CMD_SET_CHANNEL",
      [NL80211_CMD_SET_CHANNEL, nl80211Message],
      undefined,
      { requires: ["wiphyFreq"] },
    ),
    NL80211_CMD_SET_WDS_PEER: operation(
      "NL80211_CMD_SET_WDS_PEER",
      [NL80211_CMD_SET_WDS_PEER, nl80211Message],
    ),
    NL80211_CMD_FRAME_WAIT_CANCEL: operation(
      "NL80211_CMD_FRAME_WAIT_CANCEL",
      [NL80211_CMD_FRAME_WAIT_CANCEL, nl80211Message],
      undefined,
      { requires: ["cookie"] },
    ),
    NL80211_CMD_JOIN_MESH: operation(
      "NL80211_CMD_JOIN_MESH",
      [NL80211_CMD_JOIN_MESH, nl80211Message],
      undefined,
      { requires: ["meshId"] },
    ),
    NL80211_CMD_LEAVE_MESH: operation(
      "NL80211_CMD_LEAVE_MESH",
      [NL80211_CMD_LEAVE_MESH, nl80211Message],
    ),
    NL80211_CMD_GET_WOWLAN: operation(
      "NL80211_CMD_GET_WOWLAN",
      [NL80211_CMD_GET_WOWLAN, nl80211Message],
      [NL80211_CMD_GET_WOWLAN, nl80211Message],
      { oneReply: true },
    ),
    NL80211_CMD_SET_WOWLAN: operation(
      "NL80211_CMD_SET_WOWLAN",
      [NL80211_CMD_SET_WOWLAN, nl80211Message],
    ),
    NL80211_CMD_START_SCHED_SCAN: operation(
      "NL80211_CMD_START_SCHED_SCAN",
      [NL80211_CMD_START_SCHED_SCAN, nl80211Message],
    ),
    NL80211_CMD_STOP_SCHED_SCAN: operation(
      "NL80211_CMD_STOP_SCHED_SCAN",
      [NL80211_CMD_STOP_SCHED_SCAN, nl80211Message],
    ),
    NL80211_CMD_SET_REKEY_OFFLOAD: operation(
      "NL80211_CMD_SET_REKEY_OFFLOAD",
      [NL80211_CMD_SET_REKEY_OFFLOAD, nl80211Message],
      undefined,
      { requires: ["rekeyData"] },
    ),
    NL80211_CMD_TDLS_OPER: operation(
      "NL80211_CMD_TDLS_OPER",
      [NL80211_CMD_TDLS_OPER, nl80211Message],
    ),
    NL80211_CMD_TDLS_MGMT: operation(
      "NL80211_CMD_TDLS_MGMT",
      [NL80211_CMD_TDLS_MGMT, nl80211Message],
    ),
    NL80211_CMD_UNEXPECTED_FRAME: operation(
      "NL80211_CMD_UNEXPECTED_FRAME",
      [NL80211_CMD_UNEXPECTED_FRAME, nl80211Message],
      [NL80211_CMD_UNEXPECTED_FRAME, nl80211Message],
    ),
    NL80211_CMD_PROBE_PEER: operation(
      "NL80211_CMD_PROBE_PEER",
      [NL80211_CMD_PROBE_PEER, nl80211Message],
      [NL80211_CMD_PROBE_PEER, nl80211Message],
      { requires: ["mac"] },
    ),
    NL80211_CMD_REGISTER_BEACONS: operation(
      "NL80211_CMD_REGISTER_BEACONS",
      [NL80211_CMD_REGISTER_BEACONS, nl80211Message],
    ),
    NL80211_CMD_SET_NOACK_MAP: operation(
      "NL80211_CMD_SET_NOACK_MAP",
      [NL80211_CMD_SET_NOACK_MAP, nl80211Message],
      undefined,
      { requires: ["noackMap"] },
    ),
    NL80211_CMD_START_P2P_DEVICE: operation(
      "NL80211_CMD_START_P2P_DEVICE",
      [NL80211_CMD_START_P2P_DEVICE, nl80211Message],
    ),
    NL80211_CMD_STOP_P2P_DEVICE: operation(
      "NL80211_CMD_STOP_P2P_DEVICE",
      [NL80211_CMD_STOP_P2P_DEVICE, nl80211Message],
    ),
    NL80211_CMD_SET_MCAST_RATE: operation(
      "NL80211_CMD_SET_MCAST_RATE",
      [NL80211_CMD_SET_MCAST_RATE, nl80211Message],
      undefined,
      { requires: ["mcastRate"] },
    ),
    NL80211_CMD_SET_MAC_ACL: operation(
      "NL80211_CMD_SET_MAC_ACL",
      [NL80211_CMD_SET_MAC_ACL, nl80211Message],
    ),
    NL80211_CMD_RADAR_DETECT: operation(
      "NL80211_CMD_RADAR_DETECT",
      [NL80211_CMD_RADAR_DETECT, nl80211Message],
    ),
    NL80211_CMD_UPDATE_FT_IES: operation(
      "NL80211_CMD_UPDATE_FT_IES",
      [NL80211_CMD_UPDATE_FT_IES, nl80211Message],
    ),
    NL80211_CMD_CRIT_PROTOCOL_START: operation(
      "NL80211_CMD_CRIT_PROTOCOL_START",
      [NL80211_CMD_CRIT_PROTOCOL_START, nl80211Message],
    ),
    NL80211_CMD_CRIT_PROTOCOL_STOP: operation(
      "NL80211_CMD_CRIT_PROTOCOL_STOP",
      [NL80211_CMD_CRIT_PROTOCOL_STOP, nl80211Message],
    ),
    NL80211_CMD_GET_COALESCE: operation(
      "NL80211_CMD_GET_COALESCE",
      [NL80211_CMD_GET_COALESCE, nl80211Message],
      [NL80211_CMD_GET_COALESCE, nl80211Message],
      { oneReply: true },
    ),
    NL80211_CMD_SET_COALESCE: operation(
      "NL80211_CMD_SET_COALESCE",
      [NL80211_CMD_SET_COALESCE, nl80211Message],
    ),
    NL80211_CMD_CHANNEL_SWITCH: operation(
      "NL80211_CMD_CHANNEL_SWITCH",
      [NL80211_CMD_CHANNEL_SWITCH, nl80211Message],
    ),
    NL80211_CMD_VENDOR: operation(
      "NL80211_CMD_VENDOR",
      [NL80211_CMD_VENDOR, nl80211Message],
      [NL80211_CMD_VENDOR, nl80211Message],
      { requires: ["vendorId", "vendorSubcmd"] },
    ),
    NL80211_CMD_SET_QOS_MAP: operation(
      "NL80211_CMD_SET_QOS_MAP",
      [NL80211_CMD_SET_QOS_MAP, nl80211Message],
    ),
    NL80211_CMD_ADD_TX_TS: operation(
      "NL80211_CMD_ADD_TX_TS",
      [NL80211_CMD_ADD_TX_TS, nl80211Message],
    ),
    NL80211_CMD_DEL_TX_TS: operation(
      "NL80211_CMD_DEL_TX_TS",
      [NL80211_CMD_DEL_TX_TS, nl80211Message],
      undefined,
      { requires: ["tsid", "mac"] },
    ),
    NL80211_CMD_GET_MPP: operation(
      "NL80211_CMD_GET_MPP",
      [NL80211_CMD_GET_MPP, nl80211Message],
      [NL80211_CMD_NEW_MPATH, nl80211Message],
    ),
    NL80211_CMD_JOIN_OCB: operation("NL80211_CMD_JOIN_OCB", [NL80211_CMD_JOIN_OCB, nl80211Message]),
    NL80211_CMD_LEAVE_OCB: operation(
      "NL80211_CMD_LEAVE_OCB",
      [NL80211_CMD_LEAVE_OCB, nl80211Message],
    ),
    NL80211_CMD_TDLS_CHANNEL_SWITCH: operation(
      "NL80211_CMD_TDLS_CHANNEL_SWITCH",
      [NL80211_CMD_TDLS_CHANNEL_SWITCH, nl80211Message],
    ),
    NL80211_CMD_TDLS_CANCEL_CHANNEL_SWITCH: operation(
      "NL80211_CMD_TDLS_CANCEL_CHANNEL_SWITCH",
      [NL80211_CMD_TDLS_CANCEL_CHANNEL_SWITCH, nl80211Message],
    ),
    NL80211_CMD_ABORT_SCAN: operation(
      "NL80211_CMD_ABORT_SCAN",
      [NL80211_CMD_ABORT_SCAN, nl80211Message],
    ),
    NL80211_CMD_START_NAN: operation(
      "NL80211_CMD_START_NAN",
      [NL80211_CMD_START_NAN, nl80211Message],
    ),
    NL80211_CMD_STOP_NAN: operation("NL80211_CMD_STOP_NAN", [NL80211_CMD_STOP_NAN, nl80211Message]),
    NL80211_CMD_ADD_NAN_FUNCTION: operation(
      "NL80211_CMD_ADD_NAN_FUNCTION",
      [NL80211_CMD_ADD_NAN_FUNCTION, nl80211Message],
      [NL80211_CMD_ADD_NAN_FUNCTION, nl80211Message],
    ),
    NL80211_CMD_DEL_NAN_FUNCTION: operation(
      "NL80211_CMD_DEL_NAN_FUNCTION",
      [NL80211_CMD_DEL_NAN_FUNCTION, nl80211Message],
    ),
    NL80211_CMD_CHANGE_NAN_CONFIG: operation(
      "NL80211_CMD_CHANGE_NAN_CONFIG",
      [NL80211_CMD_CHANGE_NAN_CONFIG, nl80211Message],
    ),
    NL80211_CMD_SET_MULTICAST_TO_UNICAST: operation(
      "NL80211_CMD_SET_MULTICAST_TO_UNICAST",
      [NL80211_CMD_SET_MULTICAST_TO_UNICAST, nl80211Message],
    ),
    NL80211_CMD_UPDATE_CONNECT_PARAMS: operation(
      "NL80211_CMD_UPDATE_CONNECT_PARAMS",
      [NL80211_CMD_UPDATE_CONNECT_PARAMS, nl80211Message],
    ),
    NL80211_CMD_SET_PMK: operation("NL80211_CMD_SET_PMK", [NL80211_CMD_SET_PMK, nl80211Message]),
    NL80211_CMD_DEL_PMK: operation("NL80211_CMD_DEL_PMK", [NL80211_CMD_DEL_PMK, nl80211Message]),
    NL80211_CMD_RELOAD_REGDB: operation(
      "NL80211_CMD_RELOAD_REGDB",
      [NL80211_CMD_RELOAD_REGDB, nl80211Message],
    ),
    NL80211_CMD_EXTERNAL_AUTH: operation(
      "NL80211_CMD_EXTERNAL_AUTH",
      [NL80211_CMD_EXTERNAL_AUTH, nl80211Message],
    ),
    NL80211_CMD_CONTROL_PORT_FRAME: operation(
      "NL80211_CMD_CONTROL_PORT_FRAME",
      [NL80211_CMD_CONTROL_PORT_FRAME, nl80211Message],
      undefined,
      { requires: ["frame", "mac", "controlPortEthertype"] },
    ),
    NL80211_CMD_GET_FTM_RESPONDER_STATS: operation(
      "NL80211_CMD_GET_FTM_RESPONDER_STATS",
      [NL80211_CMD_GET_FTM_RESPONDER_STATS, nl80211Message],
      [NL80211_CMD_GET_FTM_RESPONDER_STATS, nl80211Message],
    ),
    NL80211_CMD_PEER_MEASUREMENT_START: operation(
      "NL80211_CMD_PEER_MEASUREMENT_START",
      [NL80211_CMD_PEER_MEASUREMENT_START, nl80211Message],
      [NL80211_CMD_PEER_MEASUREMENT_START, nl80211Message],
    ),
    NL80211_CMD_NOTIFY_RADAR: operation(
      "NL80211_CMD_NOTIFY_RADAR",
      [NL80211_CMD_NOTIFY_RADAR, nl80211Message],
    ),
    NL80211_CMD_UPDATE_OWE_INFO: operation(
      "NL80211_CMD_UPDATE_OWE_INFO",
      [NL80211_CMD_UPDATE_OWE_INFO, nl80211Message],
    ),
    NL80211_CMD_PROBE_MESH_LINK: operation(
      "NL80211_CMD_PROBE_MESH_LINK",
      [NL80211_CMD_PROBE_MESH_LINK, nl80211Message],
      undefined,
      { requires: ["mac", "frame"] },
    ),
    NL80211_CMD_SET_TID_CONFIG: operation(
      "NL80211_CMD_SET_TID_CONFIG",
      [NL80211_CMD_SET_TID_CONFIG, nl80211Message],
    ),
    NL80211_CMD_SET_SAR_SPECS: operation(
      "NL80211_CMD_SET_SAR_SPECS",
      [NL80211_CMD_SET_SAR_SPECS, nl80211Message],
    ),
    NL80211_CMD_COLOR_CHANGE_REQUEST: operation(
      "NL80211_CMD_COLOR_CHANGE_REQUEST",
      [NL80211_CMD_COLOR_CHANGE_REQUEST, nl80211Message],
    ),
    NL80211_CMD_SET_FILS_AAD: operation(
      "NL80211_CMD_SET_FILS_AAD",
      [NL80211_CMD_SET_FILS_AAD, nl80211Message],
      undefined,
      { requires: ["mac", "filsKek", "filsNonces"] },
    ),
    NL80211_CMD_ADD_LINK: operation("NL80211_CMD_ADD_LINK", [NL80211_CMD_ADD_LINK, nl80211Message]),
    NL80211_CMD_REMOVE_LINK: operation(
      "NL80211_CMD_REMOVE_LINK",
      [NL80211_CMD_REMOVE_LINK, nl80211Message],
    ),
    NL80211_CMD_ADD_LINK_STA: operation(
      "NL80211_CMD_ADD_LINK_STA",
      [NL80211_CMD_ADD_LINK_STA, nl80211Message],
    ),
    NL80211_CMD_MODIFY_LINK_STA: operation(
      "NL80211_CMD_MODIFY_LINK_STA",
      [NL80211_CMD_MODIFY_LINK_STA, nl80211Message],
    ),
    NL80211_CMD_REMOVE_LINK_STA: operation(
      "NL80211_CMD_REMOVE_LINK_STA",
      [NL80211_CMD_REMOVE_LINK_STA, nl80211Message],
    ),
    NL80211_CMD_SET_HW_TIMESTAMP: operation(
      "NL80211_CMD_SET_HW_TIMESTAMP",
      [NL80211_CMD_SET_HW_TIMESTAMP, nl80211Message],
    ),
    NL80211_CMD_SET_TID_TO_LINK_MAPPING: operation(
      "NL80211_CMD_SET_TID_TO_LINK_MAPPING",
      [NL80211_CMD_SET_TID_TO_LINK_MAPPING, nl80211Message],
    ),
    NL80211_CMD_ASSOC_MLO_RECONF: operation(
      "NL80211_CMD_ASSOC_MLO_RECONF",
      [NL80211_CMD_ASSOC_MLO_RECONF, nl80211Message],
    ),
    NL80211_CMD_EPCS_CFG: operation("NL80211_CMD_EPCS_CFG", [NL80211_CMD_EPCS_CFG, nl80211Message]),
    NL80211_CMD_NAN_SET_LOCAL_SCHED: operation(
      "NL80211_CMD_NAN_SET_LOCAL_SCHED",
      [NL80211_CMD_NAN_SET_LOCAL_SCHED, nl80211Message],
    ),
    NL80211_CMD_NAN_SET_PEER_SCHED: operation(
      "NL80211_CMD_NAN_SET_PEER_SCHED",
      [NL80211_CMD_NAN_SET_PEER_SCHED, nl80211Message],
    ),
    NL80211_CMD_START_PD: operation("NL80211_CMD_START_PD", [NL80211_CMD_START_PD, nl80211Message]),
    NL80211_CMD_STOP_PD: operation("NL80211_CMD_STOP_PD", [NL80211_CMD_STOP_PD, nl80211Message]),
  },
  groups: { config: 0, scan: 0, regulatory: 0, mlme: 0, vendor: 0, nan: 0, testmode: 0 },
});
