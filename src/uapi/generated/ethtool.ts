/**
 * Tables of ethtool.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  array,
  attributeSet,
  binary,
  enumOf,
  enumTable,
  familyTable,
  flag,
  flagsOf,
  flagTable,
  messageOf,
  multi,
  nestOf,
  operation,
  s16,
  s32,
  type SetIn,
  type SetOut,
  string,
  subMessage,
  u16,
  u16be,
  u32,
  u64,
  u8,
  uint,
} from "../../schema/index.ts";

export const ETHTOOL_MSG_STRSET_GET = 1;
export const ETHTOOL_MSG_LINKINFO_GET = 2;
export const ETHTOOL_MSG_LINKINFO_SET = 3;
export const ETHTOOL_MSG_LINKMODES_GET = 4;
export const ETHTOOL_MSG_LINKMODES_SET = 5;
export const ETHTOOL_MSG_LINKSTATE_GET = 6;
export const ETHTOOL_MSG_DEBUG_GET = 7;
export const ETHTOOL_MSG_DEBUG_SET = 8;
export const ETHTOOL_MSG_WOL_GET = 9;
export const ETHTOOL_MSG_WOL_SET = 10;
export const ETHTOOL_MSG_FEATURES_GET = 11;
export const ETHTOOL_MSG_FEATURES_SET = 12;
export const ETHTOOL_MSG_PRIVFLAGS_GET = 13;
export const ETHTOOL_MSG_PRIVFLAGS_SET = 14;
export const ETHTOOL_MSG_RINGS_GET = 15;
export const ETHTOOL_MSG_RINGS_SET = 16;
export const ETHTOOL_MSG_CHANNELS_GET = 17;
export const ETHTOOL_MSG_CHANNELS_SET = 18;
export const ETHTOOL_MSG_COALESCE_GET = 19;
export const ETHTOOL_MSG_COALESCE_SET = 20;
export const ETHTOOL_MSG_PAUSE_GET = 21;
export const ETHTOOL_MSG_PAUSE_SET = 22;
export const ETHTOOL_MSG_EEE_GET = 23;
export const ETHTOOL_MSG_EEE_SET = 24;
export const ETHTOOL_MSG_TSINFO_GET = 25;
export const ETHTOOL_MSG_CABLE_TEST_ACT = 26;
export const ETHTOOL_MSG_CABLE_TEST_TDR_ACT = 27;
export const ETHTOOL_MSG_TUNNEL_INFO_GET = 28;
export const ETHTOOL_MSG_FEC_GET = 29;
export const ETHTOOL_MSG_FEC_SET = 30;
export const ETHTOOL_MSG_MODULE_EEPROM_GET = 31;
export const ETHTOOL_MSG_STATS_GET = 32;
export const ETHTOOL_MSG_PHC_VCLOCKS_GET = 33;
export const ETHTOOL_MSG_MODULE_GET = 34;
export const ETHTOOL_MSG_MODULE_SET = 35;
export const ETHTOOL_MSG_PSE_GET = 36;
export const ETHTOOL_MSG_PSE_SET = 37;
export const ETHTOOL_MSG_RSS_GET = 38;
export const ETHTOOL_MSG_PLCA_GET_CFG = 39;
export const ETHTOOL_MSG_PLCA_SET_CFG = 40;
export const ETHTOOL_MSG_PLCA_GET_STATUS = 41;
export const ETHTOOL_MSG_MM_GET = 42;
export const ETHTOOL_MSG_MM_SET = 43;
export const ETHTOOL_MSG_MODULE_FW_FLASH_ACT = 44;
export const ETHTOOL_MSG_PHY_GET = 45;
export const ETHTOOL_MSG_TSCONFIG_GET = 46;
export const ETHTOOL_MSG_TSCONFIG_SET = 47;
export const ETHTOOL_MSG_RSS_SET = 48;
export const ETHTOOL_MSG_RSS_CREATE_ACT = 49;
export const ETHTOOL_MSG_RSS_DELETE_ACT = 50;
export const ETHTOOL_MSG_MSE_GET = 51;
export const ETHTOOL_MSG_LINKINFO_NTF = 3;
export const ETHTOOL_MSG_LINKMODES_NTF = 5;
export const ETHTOOL_MSG_DEBUG_NTF = 8;
export const ETHTOOL_MSG_WOL_NTF = 10;
export const ETHTOOL_MSG_FEATURES_NTF = 13;
export const ETHTOOL_MSG_PRIVFLAGS_NTF = 15;
export const ETHTOOL_MSG_RINGS_NTF = 17;
export const ETHTOOL_MSG_CHANNELS_NTF = 19;
export const ETHTOOL_MSG_COALESCE_NTF = 21;
export const ETHTOOL_MSG_PAUSE_NTF = 23;
export const ETHTOOL_MSG_EEE_NTF = 25;
export const ETHTOOL_MSG_CABLE_TEST_NTF = 27;
export const ETHTOOL_MSG_CABLE_TEST_TDR_NTF = 28;
export const ETHTOOL_MSG_FEC_NTF = 31;
export const ETHTOOL_MSG_MODULE_NTF = 36;
export const ETHTOOL_MSG_PLCA_NTF = 41;
export const ETHTOOL_MSG_MM_NTF = 43;
export const ETHTOOL_MSG_MODULE_FW_FLASH_NTF = 44;
export const ETHTOOL_MSG_PHY_NTF = 46;
export const ETHTOOL_MSG_PSE_NTF = 49;
export const ETHTOOL_MSG_RSS_NTF = 50;
export const ETHTOOL_MSG_RSS_CREATE_NTF = 52;
export const ETHTOOL_MSG_RSS_DELETE_NTF = 53;
export const ETHTOOL_MSG_STRSET_GET_REPLY = 1;
export const ETHTOOL_MSG_LINKINFO_GET_REPLY = 2;
export const ETHTOOL_MSG_LINKMODES_GET_REPLY = 4;
export const ETHTOOL_MSG_LINKSTATE_GET_REPLY = 6;
export const ETHTOOL_MSG_DEBUG_GET_REPLY = 7;
export const ETHTOOL_MSG_WOL_GET_REPLY = 9;
export const ETHTOOL_MSG_FEATURES_GET_REPLY = 11;
export const ETHTOOL_MSG_FEATURES_SET_REPLY = 12;
export const ETHTOOL_MSG_PRIVFLAGS_GET_REPLY = 14;
export const ETHTOOL_MSG_RINGS_GET_REPLY = 16;
export const ETHTOOL_MSG_CHANNELS_GET_REPLY = 18;
export const ETHTOOL_MSG_COALESCE_GET_REPLY = 20;
export const ETHTOOL_MSG_PAUSE_GET_REPLY = 22;
export const ETHTOOL_MSG_EEE_GET_REPLY = 24;
export const ETHTOOL_MSG_TSINFO_GET_REPLY = 26;
export const ETHTOOL_MSG_TUNNEL_INFO_GET_REPLY = 29;
export const ETHTOOL_MSG_FEC_GET_REPLY = 30;
export const ETHTOOL_MSG_MODULE_EEPROM_GET_REPLY = 32;
export const ETHTOOL_MSG_STATS_GET_REPLY = 33;
export const ETHTOOL_MSG_PHC_VCLOCKS_GET_REPLY = 34;
export const ETHTOOL_MSG_MODULE_GET_REPLY = 35;
export const ETHTOOL_MSG_PSE_GET_REPLY = 37;
export const ETHTOOL_MSG_RSS_GET_REPLY = 38;
export const ETHTOOL_MSG_PLCA_GET_CFG_REPLY = 39;
export const ETHTOOL_MSG_PLCA_GET_STATUS_REPLY = 40;
export const ETHTOOL_MSG_MM_GET_REPLY = 42;
export const ETHTOOL_MSG_PHY_GET_REPLY = 45;
export const ETHTOOL_MSG_TSCONFIG_GET_REPLY = 47;
export const ETHTOOL_MSG_TSCONFIG_SET_REPLY = 48;
export const ETHTOOL_MSG_RSS_CREATE_ACT_REPLY = 51;
export const ETHTOOL_MSG_MSE_GET_REPLY = 54;

export const headerFlags = flagTable("header-flags", {
  "compact-bitsets": 0x1,
  "omit-reply": 0x2,
  stats: 0x4,
});

export interface Header extends SetOut<(typeof header)["entries"]> {}
export interface HeaderInput extends SetIn<(typeof header)["entries"]> {}
export const header = attributeSet("header", "ETHTOOL_A_HEADER_", {
  devIndex: [1, u32],
  devName: [2, string],
  flags: [3, flagsOf(u32, headerFlags)],
  phyIndex: [4, u32],
});

export interface StringSet extends SetOut<(typeof stringSet)["entries"]> {}
export interface StringSetInput extends SetIn<(typeof stringSet)["entries"]> {}
export const stringSet = attributeSet("string", "ETHTOOL_A_STRING_", {
  index: [1, u32],
  value: [2, string],
});

export interface Strings extends SetOut<(typeof strings)["entries"]> {}
export interface StringsInput extends SetIn<(typeof strings)["entries"]> {}
export const strings = attributeSet("strings", "ETHTOOL_A_STRINGS_", {
  string: [1, multi(nestOf<StringSet, StringSetInput>(stringSet))],
});

export interface Stringset extends SetOut<(typeof stringset)["entries"]> {}
export interface StringsetInput extends SetIn<(typeof stringset)["entries"]> {}
export const stringset = attributeSet("stringset", "ETHTOOL_A_STRINGSET_", {
  id: [1, u32],
  count: [2, u32],
  strings: [3, multi(nestOf<Strings, StringsInput>(strings))],
});

export interface Stringsets extends SetOut<(typeof stringsets)["entries"]> {}
export interface StringsetsInput extends SetIn<(typeof stringsets)["entries"]> {}
export const stringsets = attributeSet("stringsets", "ETHTOOL_A_STRINGSETS_", {
  stringset: [1, multi(nestOf<Stringset, StringsetInput>(stringset))],
});

export interface Strset extends SetOut<(typeof strset)["entries"]> {}
export interface StrsetInput extends SetIn<(typeof strset)["entries"]> {}
export const strset = attributeSet("strset", "ETHTOOL_A_STRSET_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  stringsets: [2, nestOf<Stringsets, StringsetsInput>(stringsets)],
  countsOnly: [3, flag],
});

export const strsetMessage = messageOf<Strset, StrsetInput>({ attributes: strset });

export interface Linkinfo extends SetOut<(typeof linkinfo)["entries"]> {}
export interface LinkinfoInput extends SetIn<(typeof linkinfo)["entries"]> {}
export const linkinfo = attributeSet("linkinfo", "ETHTOOL_A_LINKINFO_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  port: [2, u8],
  phyaddr: [3, u8],
  tpMdix: [4, u8],
  tpMdixCtrl: [5, u8],
  transceiver: [6, u8],
});

export const linkinfoMessage = messageOf<Linkinfo, LinkinfoInput>({ attributes: linkinfo });

export interface BitsetBit extends SetOut<(typeof bitsetBit)["entries"]> {}
export interface BitsetBitInput extends SetIn<(typeof bitsetBit)["entries"]> {}
export const bitsetBit = attributeSet("bitset-bit", "ETHTOOL_A_BITSET_BIT_", {
  index: [1, u32],
  name: [2, string],
  value: [3, flag],
});

export interface BitsetBits extends SetOut<(typeof bitsetBits)["entries"]> {}
export interface BitsetBitsInput extends SetIn<(typeof bitsetBits)["entries"]> {}
export const bitsetBits = attributeSet("bitset-bits", "ETHTOOL_A_BITSET_BITS_", {
  bit: [1, multi(nestOf<BitsetBit, BitsetBitInput>(bitsetBit))],
});

export interface Bitset extends SetOut<(typeof bitset)["entries"]> {}
export interface BitsetInput extends SetIn<(typeof bitset)["entries"]> {}
export const bitset = attributeSet("bitset", "ETHTOOL_A_BITSET_", {
  nomask: [1, flag],
  size: [2, u32],
  bits: [3, nestOf<BitsetBits, BitsetBitsInput>(bitsetBits)],
  value: [4, binary],
  mask: [5, binary],
});

export interface Linkmodes extends SetOut<(typeof linkmodes)["entries"]> {}
export interface LinkmodesInput extends SetIn<(typeof linkmodes)["entries"]> {}
export const linkmodes = attributeSet("linkmodes", "ETHTOOL_A_LINKMODES_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  autoneg: [2, u8],
  ours: [3, nestOf<Bitset, BitsetInput>(bitset)],
  peer: [4, nestOf<Bitset, BitsetInput>(bitset)],
  speed: [5, u32],
  duplex: [6, u8],
  masterSlaveCfg: [7, u8],
  masterSlaveState: [8, u8],
  lanes: [9, u32],
  rateMatching: [10, u8],
});

export const linkmodesMessage = messageOf<Linkmodes, LinkmodesInput>({ attributes: linkmodes });

export interface Linkstate extends SetOut<(typeof linkstate)["entries"]> {}
export interface LinkstateInput extends SetIn<(typeof linkstate)["entries"]> {}
export const linkstate = attributeSet("linkstate", "ETHTOOL_A_LINKSTATE_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  link: [2, u8],
  sqi: [3, u32],
  sqiMax: [4, u32],
  extState: [5, u8],
  extSubstate: [6, u8],
  extDownCnt: [7, u32],
});

export const linkstateMessage = messageOf<Linkstate, LinkstateInput>({ attributes: linkstate });

export interface Debug extends SetOut<(typeof debug)["entries"]> {}
export interface DebugInput extends SetIn<(typeof debug)["entries"]> {}
export const debug = attributeSet("debug", "ETHTOOL_A_DEBUG_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  msgmask: [2, nestOf<Bitset, BitsetInput>(bitset)],
});

export const debugMessage = messageOf<Debug, DebugInput>({ attributes: debug });

export interface Wol extends SetOut<(typeof wol)["entries"]> {}
export interface WolInput extends SetIn<(typeof wol)["entries"]> {}
export const wol = attributeSet("wol", "ETHTOOL_A_WOL_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  modes: [2, nestOf<Bitset, BitsetInput>(bitset)],
  sopass: [3, binary],
});

export const wolMessage = messageOf<Wol, WolInput>({ attributes: wol });

export interface Features extends SetOut<(typeof features)["entries"]> {}
export interface FeaturesInput extends SetIn<(typeof features)["entries"]> {}
export const features = attributeSet("features", "ETHTOOL_A_FEATURES_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  hw: [2, nestOf<Bitset, BitsetInput>(bitset)],
  wanted: [3, nestOf<Bitset, BitsetInput>(bitset)],
  active: [4, nestOf<Bitset, BitsetInput>(bitset)],
  nochange: [5, nestOf<Bitset, BitsetInput>(bitset)],
});

export const featuresMessage = messageOf<Features, FeaturesInput>({ attributes: features });

export interface Privflags extends SetOut<(typeof privflags)["entries"]> {}
export interface PrivflagsInput extends SetIn<(typeof privflags)["entries"]> {}
export const privflags = attributeSet("privflags", "ETHTOOL_A_PRIVFLAGS_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  flags: [2, nestOf<Bitset, BitsetInput>(bitset)],
});

export const privflagsMessage = messageOf<Privflags, PrivflagsInput>({ attributes: privflags });

export const tcpDataSplit = enumTable("tcp-data-split", { unknown: 0, disabled: 1, enabled: 2 });

export interface Rings extends SetOut<(typeof rings)["entries"]> {}
export interface RingsInput extends SetIn<(typeof rings)["entries"]> {}
export const rings = attributeSet("rings", "ETHTOOL_A_RINGS_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  rxMax: [2, u32],
  rxMiniMax: [3, u32],
  rxJumboMax: [4, u32],
  txMax: [5, u32],
  rx: [6, u32],
  rxMini: [7, u32],
  rxJumbo: [8, u32],
  tx: [9, u32],
  rxBufLen: [10, u32],
  tcpDataSplit: [11, enumOf(u8, tcpDataSplit)],
  cqeSize: [12, u32],
  txPush: [13, u8],
  rxPush: [14, u8],
  txPushBufLen: [15, u32],
  txPushBufLenMax: [16, u32],
  hdsThresh: [17, u32],
  hdsThreshMax: [18, u32],
});

export const ringsMessage = messageOf<Rings, RingsInput>({ attributes: rings });

export interface Channels extends SetOut<(typeof channels)["entries"]> {}
export interface ChannelsInput extends SetIn<(typeof channels)["entries"]> {}
export const channels = attributeSet("channels", "ETHTOOL_A_CHANNELS_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  rxMax: [2, u32],
  txMax: [3, u32],
  otherMax: [4, u32],
  combinedMax: [5, u32],
  rxCount: [6, u32],
  txCount: [7, u32],
  otherCount: [8, u32],
  combinedCount: [9, u32],
});

export const channelsMessage = messageOf<Channels, ChannelsInput>({ attributes: channels });

export interface IrqModeration extends SetOut<(typeof irqModeration)["entries"]> {}
export interface IrqModerationInput extends SetIn<(typeof irqModeration)["entries"]> {}
export const irqModeration = attributeSet("irq-moderation", "ETHTOOL_A_IRQ_MODERATION_", {
  usec: [1, u32],
  pkts: [2, u32],
  comps: [3, u32],
});

export interface Profile extends SetOut<(typeof profile)["entries"]> {}
export interface ProfileInput extends SetIn<(typeof profile)["entries"]> {}
export const profile = attributeSet("profile", "ETHTOOL_A_PROFILE_", {
  irqModeration: [1, multi(nestOf<IrqModeration, IrqModerationInput>(irqModeration))],
});

export interface Coalesce extends SetOut<(typeof coalesce)["entries"]> {}
export interface CoalesceInput extends SetIn<(typeof coalesce)["entries"]> {}
export const coalesce = attributeSet("coalesce", "ETHTOOL_A_COALESCE_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  rxUsecs: [2, u32],
  rxMaxFrames: [3, u32],
  rxUsecsIrq: [4, u32],
  rxMaxFramesIrq: [5, u32],
  txUsecs: [6, u32],
  txMaxFrames: [7, u32],
  txUsecsIrq: [8, u32],
  txMaxFramesIrq: [9, u32],
  statsBlockUsecs: [10, u32],
  useAdaptiveRx: [11, u8],
  useAdaptiveTx: [12, u8],
  pktRateLow: [13, u32],
  rxUsecsLow: [14, u32],
  rxMaxFramesLow: [15, u32],
  txUsecsLow: [16, u32],
  txMaxFramesLow: [17, u32],
  pktRateHigh: [18, u32],
  rxUsecsHigh: [19, u32],
  rxMaxFramesHigh: [20, u32],
  txUsecsHigh: [21, u32],
  txMaxFramesHigh: [22, u32],
  rateSampleInterval: [23, u32],
  useCqeModeTx: [24, u8],
  useCqeModeRx: [25, u8],
  txAggrMaxBytes: [26, u32],
  txAggrMaxFrames: [27, u32],
  txAggrTimeUsecs: [28, u32],
  rxProfile: [29, nestOf<Profile, ProfileInput>(profile)],
  txProfile: [30, nestOf<Profile, ProfileInput>(profile)],
  rxCqeFrames: [31, u32],
  rxCqeNsecs: [32, u32],
});

export const coalesceMessage = messageOf<Coalesce, CoalesceInput>({ attributes: coalesce });

export interface PauseStat extends SetOut<(typeof pauseStat)["entries"]> {}
export interface PauseStatInput extends SetIn<(typeof pauseStat)["entries"]> {}
export const pauseStat = attributeSet("pause-stat", "ETHTOOL_A_PAUSE_STAT_", {
  txFrames: [2, u64],
  rxFrames: [3, u64],
  txPauseStormEvents: [4, u64],
});

export interface Pause extends SetOut<(typeof pause)["entries"]> {}
export interface PauseInput extends SetIn<(typeof pause)["entries"]> {}
export const pause = attributeSet("pause", "ETHTOOL_A_PAUSE_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  autoneg: [2, u8],
  rx: [3, u8],
  tx: [4, u8],
  stats: [5, nestOf<PauseStat, PauseStatInput>(pauseStat)],
  statsSrc: [6, u32],
});

export const pauseMessage = messageOf<Pause, PauseInput>({ attributes: pause });

export interface Eee extends SetOut<(typeof eee)["entries"]> {}
export interface EeeInput extends SetIn<(typeof eee)["entries"]> {}
export const eee = attributeSet("eee", "ETHTOOL_A_EEE_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  modesOurs: [2, nestOf<Bitset, BitsetInput>(bitset)],
  modesPeer: [3, nestOf<Bitset, BitsetInput>(bitset)],
  active: [4, u8],
  enabled: [5, u8],
  txLpiEnabled: [6, u8],
  txLpiTimer: [7, u32],
});

export const eeeMessage = messageOf<Eee, EeeInput>({ attributes: eee });

export interface TsStat extends SetOut<(typeof tsStat)["entries"]> {}
export interface TsStatInput extends SetIn<(typeof tsStat)["entries"]> {}
export const tsStat = attributeSet("ts-stat", "ETHTOOL_A_TS_STAT_", {
  txPkts: [1, uint],
  txLost: [2, uint],
  txErr: [3, uint],
  txOnestepPktsUnconfirmed: [4, uint],
});

export interface TsHwtstampProvider extends SetOut<(typeof tsHwtstampProvider)["entries"]> {}
export interface TsHwtstampProviderInput extends SetIn<(typeof tsHwtstampProvider)["entries"]> {}
export const tsHwtstampProvider = attributeSet(
  "ts-hwtstamp-provider",
  "ETHTOOL_A_TS_HWTSTAMP_PROVIDER_",
  { index: [1, u32], qualifier: [2, u32] },
);

export const hwtstampSource = enumTable("hwtstamp-source", { netdev: 1, phylib: 2 });

export interface Tsinfo extends SetOut<(typeof tsinfo)["entries"]> {}
export interface TsinfoInput extends SetIn<(typeof tsinfo)["entries"]> {}
export const tsinfo = attributeSet("tsinfo", "ETHTOOL_A_TSINFO_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  timestamping: [2, nestOf<Bitset, BitsetInput>(bitset)],
  txTypes: [3, nestOf<Bitset, BitsetInput>(bitset)],
  rxFilters: [4, nestOf<Bitset, BitsetInput>(bitset)],
  phcIndex: [5, u32],
  stats: [6, nestOf<TsStat, TsStatInput>(tsStat)],
  hwtstampProvider: [7, nestOf<TsHwtstampProvider, TsHwtstampProviderInput>(tsHwtstampProvider)],
  hwtstampSource: [8, enumOf(u32, hwtstampSource)],
  hwtstampPhyindex: [9, u32],
});

export const tsinfoMessage = messageOf<Tsinfo, TsinfoInput>({ attributes: tsinfo });

export interface CableTest extends SetOut<(typeof cableTest)["entries"]> {}
export interface CableTestInput extends SetIn<(typeof cableTest)["entries"]> {}
export const cableTest = attributeSet("cable-test", "ETHTOOL_A_CABLE_TEST_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
});

export const cableTestMessage = messageOf<CableTest, CableTestInput>({ attributes: cableTest });

export interface CableResult extends SetOut<(typeof cableResult)["entries"]> {}
export interface CableResultInput extends SetIn<(typeof cableResult)["entries"]> {}
export const cableResult = attributeSet("cable-result", "ETHTOOL_A_CABLE_RESULT_", {
  pair: [1, u8],
  code: [2, u8],
  src: [3, u32],
});

export interface CableFaultLength extends SetOut<(typeof cableFaultLength)["entries"]> {}
export interface CableFaultLengthInput extends SetIn<(typeof cableFaultLength)["entries"]> {}
export const cableFaultLength = attributeSet(
  "cable-fault-length",
  "ETHTOOL_A_CABLE_FAULT_LENGTH_",
  { pair: [1, u8], cm: [2, u32], src: [3, u32] },
);

export interface CableNest extends SetOut<(typeof cableNest)["entries"]> {}
export interface CableNestInput extends SetIn<(typeof cableNest)["entries"]> {}
export const cableNest = attributeSet("cable-nest", "ETHTOOL_A_CABLE_NEST_", {
  result: [1, multi(nestOf<CableResult, CableResultInput>(cableResult))],
  faultLength: [2, multi(nestOf<CableFaultLength, CableFaultLengthInput>(cableFaultLength))],
});

export interface CableTestNtf extends SetOut<(typeof cableTestNtf)["entries"]> {}
export interface CableTestNtfInput extends SetIn<(typeof cableTestNtf)["entries"]> {}
export const cableTestNtf = attributeSet("cable-test-ntf", "ETHTOOL_A_CABLE_TEST_NTF_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  status: [2, u8],
  nest: [3, nestOf<CableNest, CableNestInput>(cableNest)],
});

export const cableTestNtfMessage = messageOf<CableTestNtf, CableTestNtfInput>({
  attributes: cableTestNtf,
});

export interface CableTestTdrCfg extends SetOut<(typeof cableTestTdrCfg)["entries"]> {}
export interface CableTestTdrCfgInput extends SetIn<(typeof cableTestTdrCfg)["entries"]> {}
export const cableTestTdrCfg = attributeSet("cable-test-tdr-cfg", "ETHTOOL_A_CABLE_TEST_TDR_CFG_", {
  first: [1, u32],
  last: [2, u32],
  step: [3, u32],
  pair: [4, u8],
});

export interface CableTestTdr extends SetOut<(typeof cableTestTdr)["entries"]> {}
export interface CableTestTdrInput extends SetIn<(typeof cableTestTdr)["entries"]> {}
export const cableTestTdr = attributeSet("cable-test-tdr", "ETHTOOL_A_CABLE_TEST_TDR_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  cfg: [2, nestOf<CableTestTdrCfg, CableTestTdrCfgInput>(cableTestTdrCfg)],
});

export const cableTestTdrMessage = messageOf<CableTestTdr, CableTestTdrInput>({
  attributes: cableTestTdr,
});

export interface CableStep extends SetOut<(typeof cableStep)["entries"]> {}
export interface CableStepInput extends SetIn<(typeof cableStep)["entries"]> {}
export const cableStep = attributeSet("cable-step", "ETHTOOL_A_CABLE_STEP_", {
  firstDistance: [1, u32],
  lastDistance: [2, u32],
  stepDistance: [3, u32],
});

export interface CableAmplitude extends SetOut<(typeof cableAmplitude)["entries"]> {}
export interface CableAmplitudeInput extends SetIn<(typeof cableAmplitude)["entries"]> {}
export const cableAmplitude = attributeSet("cable-amplitude", "ETHTOOL_A_CABLE_AMPLITUDE_", {
  pair: [1, u8],
  mv: [2, s16, "ETHTOOL_A_CABLE_AMPLITUDE_mV"],
});

export interface CablePulse extends SetOut<(typeof cablePulse)["entries"]> {}
export interface CablePulseInput extends SetIn<(typeof cablePulse)["entries"]> {}
export const cablePulse = attributeSet("cable-pulse", "ETHTOOL_A_CABLE_PULSE_", {
  mv: [1, s16, "ETHTOOL_A_CABLE_PULSE_mV"],
});

export interface CableTdrNest extends SetOut<(typeof cableTdrNest)["entries"]> {}
export interface CableTdrNestInput extends SetIn<(typeof cableTdrNest)["entries"]> {}
export const cableTdrNest = attributeSet("cable-tdr-nest", "ETHTOOL_A_CABLE_TDR_NEST_", {
  step: [1, nestOf<CableStep, CableStepInput>(cableStep)],
  amplitude: [2, multi(nestOf<CableAmplitude, CableAmplitudeInput>(cableAmplitude))],
  pulse: [3, nestOf<CablePulse, CablePulseInput>(cablePulse)],
});

export interface CableTestTdrNtf extends SetOut<(typeof cableTestTdrNtf)["entries"]> {}
export interface CableTestTdrNtfInput extends SetIn<(typeof cableTestTdrNtf)["entries"]> {}
export const cableTestTdrNtf = attributeSet("cable-test-tdr-ntf", "ETHTOOL_A_CABLE_TEST_TDR_NTF_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  status: [2, u8],
  nest: [3, nestOf<CableTdrNest, CableTdrNestInput>(cableTdrNest)],
});

export const cableTestTdrNtfMessage = messageOf<CableTestTdrNtf, CableTestTdrNtfInput>({
  attributes: cableTestTdrNtf,
});

export const udpTunnelType = enumTable("udp-tunnel-type", { vxlan: 0, geneve: 1, "vxlan-gpe": 2 });

export interface TunnelUdpEntry extends SetOut<(typeof tunnelUdpEntry)["entries"]> {}
export interface TunnelUdpEntryInput extends SetIn<(typeof tunnelUdpEntry)["entries"]> {}
export const tunnelUdpEntry = attributeSet("tunnel-udp-entry", "ETHTOOL_A_TUNNEL_UDP_ENTRY_", {
  port: [1, u16be],
  type: [2, enumOf(u32, udpTunnelType)],
});

export interface TunnelUdpTable extends SetOut<(typeof tunnelUdpTable)["entries"]> {}
export interface TunnelUdpTableInput extends SetIn<(typeof tunnelUdpTable)["entries"]> {}
export const tunnelUdpTable = attributeSet("tunnel-udp-table", "ETHTOOL_A_TUNNEL_UDP_TABLE_", {
  size: [1, u32],
  types: [2, nestOf<Bitset, BitsetInput>(bitset)],
  entry: [3, multi(nestOf<TunnelUdpEntry, TunnelUdpEntryInput>(tunnelUdpEntry))],
});

export interface TunnelUdp extends SetOut<(typeof tunnelUdp)["entries"]> {}
export interface TunnelUdpInput extends SetIn<(typeof tunnelUdp)["entries"]> {}
export const tunnelUdp = attributeSet("tunnel-udp", "ETHTOOL_A_TUNNEL_UDP_", {
  table: [1, multi(nestOf<TunnelUdpTable, TunnelUdpTableInput>(tunnelUdpTable))],
});

export interface TunnelInfo extends SetOut<(typeof tunnelInfo)["entries"]> {}
export interface TunnelInfoInput extends SetIn<(typeof tunnelInfo)["entries"]> {}
export const tunnelInfo = attributeSet("tunnel-info", "ETHTOOL_A_TUNNEL_INFO_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  udpPorts: [2, nestOf<TunnelUdp, TunnelUdpInput>(tunnelUdp)],
});

export const tunnelInfoMessage = messageOf<TunnelInfo, TunnelInfoInput>({ attributes: tunnelInfo });

export interface FecHist extends SetOut<(typeof fecHist)["entries"]> {}
export interface FecHistInput extends SetIn<(typeof fecHist)["entries"]> {}
export const fecHist = attributeSet("fec-hist", "ETHTOOL_A_FEC_HIST_", {
  binLow: [2, u32],
  binHigh: [3, u32],
  binVal: [4, uint],
  binValPerLane: [5, array(u64)],
});

export interface FecStat extends SetOut<(typeof fecStat)["entries"]> {}
export interface FecStatInput extends SetIn<(typeof fecStat)["entries"]> {}
export const fecStat = attributeSet("fec-stat", "ETHTOOL_A_FEC_STAT_", {
  corrected: [2, array(u64)],
  uncorr: [3, array(u64)],
  corrBits: [4, array(u64)],
  hist: [5, multi(nestOf<FecHist, FecHistInput>(fecHist))],
});

export interface Fec extends SetOut<(typeof fec)["entries"]> {}
export interface FecInput extends SetIn<(typeof fec)["entries"]> {}
export const fec = attributeSet("fec", "ETHTOOL_A_FEC_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  modes: [2, nestOf<Bitset, BitsetInput>(bitset)],
  auto: [3, u8],
  active: [4, u32],
  stats: [5, nestOf<FecStat, FecStatInput>(fecStat)],
});

export const fecMessage = messageOf<Fec, FecInput>({ attributes: fec });

export interface ModuleEeprom extends SetOut<(typeof moduleEeprom)["entries"]> {}
export interface ModuleEepromInput extends SetIn<(typeof moduleEeprom)["entries"]> {}
export const moduleEeprom = attributeSet("module-eeprom", "ETHTOOL_A_MODULE_EEPROM_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  offset: [2, u32],
  length: [3, u32],
  page: [4, u8],
  bank: [5, u8],
  i2cAddress: [6, u8],
  data: [7, binary],
});

export const moduleEepromMessage = messageOf<ModuleEeprom, ModuleEepromInput>({
  attributes: moduleEeprom,
});

export const statsGroup = enumTable("stats-group", {
  "eth-phy": 0,
  "eth-mac": 1,
  "eth-ctrl": 2,
  rmon: 3,
  phy: 4,
});

export interface StatsEthPhy extends SetOut<(typeof statsEthPhy)["entries"]> {}
export interface StatsEthPhyInput extends SetIn<(typeof statsEthPhy)["entries"]> {}
export const statsEthPhy = attributeSet("stats-eth-phy", "ETHTOOL_A_STATS_ETH_PHY_", {
  "5SymErr": [0, u64],
});

export const statsEthPhyMessage = messageOf<StatsEthPhy, StatsEthPhyInput>({
  attributes: statsEthPhy,
});

export interface StatsEthMac extends SetOut<(typeof statsEthMac)["entries"]> {}
export interface StatsEthMacInput extends SetIn<(typeof statsEthMac)["entries"]> {}
export const statsEthMac = attributeSet("stats-eth-mac", "ETHTOOL_A_STATS_ETH_MAC_", {
  "2TxPkt": [0, u64],
  "3SingleCol": [1, u64],
  "4MultiCol": [2, u64],
  "5RxPkt": [3, u64],
  "6FcsErr": [4, u64],
  "7AlignErr": [5, u64],
  "8TxBytes": [6, u64],
  "9TxDefer": [7, u64],
  "10LateCol": [8, u64],
  "11XsCol": [9, u64],
  "12TxIntErr": [10, u64],
  "13CsErr": [11, u64],
  "14RxBytes": [12, u64],
  "15RxIntErr": [13, u64],
  "18TxMcast": [14, u64],
  "19TxBcast": [15, u64],
  "20XsDefer": [16, u64],
  "21RxMcast": [17, u64],
  "22RxBcast": [18, u64],
  "23IrLenErr": [19, u64],
  "24OorLen": [20, u64],
  "25TooLongErr": [21, u64],
});

export const statsEthMacMessage = messageOf<StatsEthMac, StatsEthMacInput>({
  attributes: statsEthMac,
});

export interface StatsEthCtrl extends SetOut<(typeof statsEthCtrl)["entries"]> {}
export interface StatsEthCtrlInput extends SetIn<(typeof statsEthCtrl)["entries"]> {}
export const statsEthCtrl = attributeSet("stats-eth-ctrl", "ETHTOOL_A_STATS_ETH_CTRL_", {
  "3Tx": [0, u64],
  "4Rx": [1, u64],
  "5RxUnsup": [2, u64],
});

export const statsEthCtrlMessage = messageOf<StatsEthCtrl, StatsEthCtrlInput>({
  attributes: statsEthCtrl,
});

export interface StatsRmon extends SetOut<(typeof statsRmon)["entries"]> {}
export interface StatsRmonInput extends SetIn<(typeof statsRmon)["entries"]> {}
export const statsRmon = attributeSet("stats-rmon", "ETHTOOL_A_STATS_RMON_", {
  undersize: [0, u64],
  oversize: [1, u64],
  frag: [2, u64],
  jabber: [3, u64],
});

export const statsRmonMessage = messageOf<StatsRmon, StatsRmonInput>({ attributes: statsRmon });

export interface StatsPhy extends SetOut<(typeof statsPhy)["entries"]> {}
export interface StatsPhyInput extends SetIn<(typeof statsPhy)["entries"]> {}
export const statsPhy = attributeSet("stats-phy", "ETHTOOL_A_STATS_PHY_", {
  rxPkts: [0, u64],
  rxBytes: [1, u64],
  rxErrors: [2, u64],
  txPkts: [3, u64],
  txBytes: [4, u64],
  txErrors: [5, u64],
});

export const statsPhyMessage = messageOf<StatsPhy, StatsPhyInput>({ attributes: statsPhy });

export interface StatsGrpHist extends SetOut<(typeof statsGrpHist)["entries"]> {}
export interface StatsGrpHistInput extends SetIn<(typeof statsGrpHist)["entries"]> {}
export const statsGrpHist = attributeSet("stats-grp-hist", "ETHTOOL_A_STATS_GRP_", {
  histBktLow: [7, u32],
  histBktHi: [8, u32],
  histVal: [9, u64],
});

export interface StatsGrp extends SetOut<(typeof statsGrp)["entries"]> {}
export interface StatsGrpInput extends SetIn<(typeof statsGrp)["entries"]> {}
export const statsGrp = attributeSet("stats-grp", "ETHTOOL_A_STATS_GRP_", {
  id: [2, enumOf(u32, statsGroup)],
  ssId: [3, u32],
  stat: [
    4,
    multi(
      subMessage("id", {
        "eth-phy": statsEthPhyMessage,
        "eth-mac": statsEthMacMessage,
        "eth-ctrl": statsEthCtrlMessage,
        rmon: statsRmonMessage,
        phy: statsPhyMessage,
      }),
    ),
  ],
  histRx: [5, multi(nestOf<StatsGrpHist, StatsGrpHistInput>(statsGrpHist))],
  histTx: [6, multi(nestOf<StatsGrpHist, StatsGrpHistInput>(statsGrpHist))],
  histBktLow: [7, u32],
  histBktHi: [8, u32],
  histVal: [9, u64],
});

export interface Stats extends SetOut<(typeof stats)["entries"]> {}
export interface StatsInput extends SetIn<(typeof stats)["entries"]> {}
export const stats = attributeSet("stats", "ETHTOOL_A_STATS_", {
  header: [2, nestOf<Header, HeaderInput>(header)],
  groups: [3, nestOf<Bitset, BitsetInput>(bitset)],
  grp: [4, multi(nestOf<StatsGrp, StatsGrpInput>(statsGrp))],
  src: [5, u32],
});

export const statsMessage = messageOf<Stats, StatsInput>({ attributes: stats });

export interface PhcVclocks extends SetOut<(typeof phcVclocks)["entries"]> {}
export interface PhcVclocksInput extends SetIn<(typeof phcVclocks)["entries"]> {}
export const phcVclocks = attributeSet("phc-vclocks", "ETHTOOL_A_PHC_VCLOCKS_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  num: [2, u32],
  index: [3, array(s32)],
});

export const phcVclocksMessage = messageOf<PhcVclocks, PhcVclocksInput>({ attributes: phcVclocks });

export interface Module extends SetOut<(typeof module)["entries"]> {}
export interface ModuleInput extends SetIn<(typeof module)["entries"]> {}
export const module = attributeSet("module", "ETHTOOL_A_MODULE_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  powerModePolicy: [2, u8],
  powerMode: [3, u8],
});

export const moduleMessage = messageOf<Module, ModuleInput>({ attributes: module });

export const c33PseExtState = enumTable("c33-pse-ext-state", {
  none: 0,
  "error-condition": 1,
  "mr-mps-valid": 2,
  "mr-pse-enable": 3,
  "option-detect-ted": 4,
  "option-vport-lim": 5,
  "ovld-detected": 6,
  "pd-dll-power-type": 7,
  "power-not-available": 8,
  "short-detected": 9,
});

export interface C33PsePwLimit extends SetOut<(typeof c33PsePwLimit)["entries"]> {}
export interface C33PsePwLimitInput extends SetIn<(typeof c33PsePwLimit)["entries"]> {}
export const c33PsePwLimit = attributeSet("c33-pse-pw-limit", "ETHTOOL_A_C33_PSE_PW_LIMIT_", {
  min: [1, u32],
  max: [2, u32],
});

export interface Pse extends SetOut<(typeof pse)["entries"]> {}
export interface PseInput extends SetIn<(typeof pse)["entries"]> {}
export const pse = attributeSet("pse", "ETHTOOL_A_PSE_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  podlPseAdminState: [2, u32, "ETHTOOL_A_PODL_PSE_ADMIN_STATE"],
  podlPseAdminControl: [3, u32, "ETHTOOL_A_PODL_PSE_ADMIN_CONTROL"],
  podlPsePwDStatus: [4, u32, "ETHTOOL_A_PODL_PSE_PW_D_STATUS"],
  c33PseAdminState: [5, u32, "ETHTOOL_A_C33_PSE_ADMIN_STATE"],
  c33PseAdminControl: [6, u32, "ETHTOOL_A_C33_PSE_ADMIN_CONTROL"],
  c33PsePwDStatus: [7, u32, "ETHTOOL_A_C33_PSE_PW_D_STATUS"],
  c33PsePwClass: [8, u32, "ETHTOOL_A_C33_PSE_PW_CLASS"],
  c33PseActualPw: [9, u32, "ETHTOOL_A_C33_PSE_ACTUAL_PW"],
  c33PseExtState: [10, enumOf(u32, c33PseExtState), "ETHTOOL_A_C33_PSE_EXT_STATE"],
  c33PseExtSubstate: [11, u32, "ETHTOOL_A_C33_PSE_EXT_SUBSTATE"],
  c33PseAvailPwLimit: [12, u32, "ETHTOOL_A_C33_PSE_AVAIL_PW_LIMIT"],
  c33PsePwLimitRanges: [
    13,
    multi(nestOf<C33PsePwLimit, C33PsePwLimitInput>(c33PsePwLimit)),
    "ETHTOOL_A_C33_PSE_PW_LIMIT_RANGES",
  ],
  psePwDId: [14, u32, "ETHTOOL_A_PSE_PW_D_ID"],
  psePrioMax: [15, u32, "ETHTOOL_A_PSE_PRIO_MAX"],
  psePrio: [16, u32, "ETHTOOL_A_PSE_PRIO"],
});

export const pseMessage = messageOf<Pse, PseInput>({ attributes: pse });

export const inputXfrm = flagTable("input-xfrm", { "sym-xor": 0x1, "sym-or-xor": 0x2 });

export interface Flow extends SetOut<(typeof flow)["entries"]> {}
export interface FlowInput extends SetIn<(typeof flow)["entries"]> {}
export const flow = attributeSet("flow", "ETHTOOL_A_FLOW_", {
  ether: [1, uint],
  ip4: [2, uint],
  ip6: [3, uint],
  tcp4: [4, uint],
  tcp6: [5, uint],
  udp4: [6, uint],
  udp6: [7, uint],
  sctp4: [8, uint],
  sctp6: [9, uint],
  ah4: [10, uint],
  ah6: [11, uint],
  esp4: [12, uint],
  esp6: [13, uint],
  ahEsp4: [14, uint],
  ahEsp6: [15, uint],
  gtpu4: [16, uint],
  gtpu6: [17, uint],
  gtpc4: [18, uint],
  gtpc6: [19, uint],
  gtpcTeid4: [20, uint],
  gtpcTeid6: [21, uint],
  gtpuEh4: [22, uint],
  gtpuEh6: [23, uint],
  gtpuUl4: [24, uint],
  gtpuUl6: [25, uint],
  gtpuDl4: [26, uint],
  gtpuDl6: [27, uint],
});

export interface Rss extends SetOut<(typeof rss)["entries"]> {}
export interface RssInput extends SetIn<(typeof rss)["entries"]> {}
export const rss = attributeSet("rss", "ETHTOOL_A_RSS_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  context: [2, u32],
  hfunc: [3, u32],
  indir: [4, array(u32)],
  hkey: [5, binary],
  inputXfrm: [6, flagsOf(u32, inputXfrm)],
  startContext: [7, u32],
  flowHash: [8, nestOf<Flow, FlowInput>(flow)],
});

export const rssMessage = messageOf<Rss, RssInput>({ attributes: rss });

export interface Plca extends SetOut<(typeof plca)["entries"]> {}
export interface PlcaInput extends SetIn<(typeof plca)["entries"]> {}
export const plca = attributeSet("plca", "ETHTOOL_A_PLCA_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  version: [2, u16],
  enabled: [3, u8],
  status: [4, u8],
  nodeCnt: [5, u32],
  nodeId: [6, u32],
  toTmr: [7, u32],
  burstCnt: [8, u32],
  burstTmr: [9, u32],
});

export const plcaMessage = messageOf<Plca, PlcaInput>({ attributes: plca });

export interface MmStat extends SetOut<(typeof mmStat)["entries"]> {}
export interface MmStatInput extends SetIn<(typeof mmStat)["entries"]> {}
export const mmStat = attributeSet("mm-stat", "ETHTOOL_A_MM_STAT_", {
  reassemblyErrors: [2, u64],
  smdErrors: [3, u64],
  reassemblyOk: [4, u64],
  rxFragCount: [5, u64],
  txFragCount: [6, u64],
  holdCount: [7, u64],
});

export interface Mm extends SetOut<(typeof mm)["entries"]> {}
export interface MmInput extends SetIn<(typeof mm)["entries"]> {}
export const mm = attributeSet("mm", "ETHTOOL_A_MM_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  pmacEnabled: [2, u8],
  txEnabled: [3, u8],
  txActive: [4, u8],
  txMinFragSize: [5, u32],
  rxMinFragSize: [6, u32],
  verifyEnabled: [7, u8],
  verifyStatus: [8, u8],
  verifyTime: [9, u32],
  maxVerifyTime: [10, u32],
  stats: [11, nestOf<MmStat, MmStatInput>(mmStat)],
});

export const mmMessage = messageOf<Mm, MmInput>({ attributes: mm });

export const moduleFwFlashStatus = enumTable("module-fw-flash-status", {
  started: 1,
  "in-progress": 2,
  completed: 3,
  error: 4,
});

export interface ModuleFwFlash extends SetOut<(typeof moduleFwFlash)["entries"]> {}
export interface ModuleFwFlashInput extends SetIn<(typeof moduleFwFlash)["entries"]> {}
export const moduleFwFlash = attributeSet("module-fw-flash", "ETHTOOL_A_MODULE_FW_FLASH_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  fileName: [2, string],
  password: [3, u32],
  status: [4, enumOf(u32, moduleFwFlashStatus)],
  statusMsg: [5, string],
  done: [6, uint],
  total: [7, uint],
});

export const moduleFwFlashMessage = messageOf<ModuleFwFlash, ModuleFwFlashInput>({
  attributes: moduleFwFlash,
});

export const phyUpstreamType = enumTable("phy-upstream-type", { mac: 0, phy: 1 });

export interface Phy extends SetOut<(typeof phy)["entries"]> {}
export interface PhyInput extends SetIn<(typeof phy)["entries"]> {}
export const phy = attributeSet("phy", "ETHTOOL_A_PHY_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  index: [2, u32],
  drvname: [3, string],
  name: [4, string],
  upstreamType: [5, enumOf(u32, phyUpstreamType)],
  upstreamIndex: [6, u32],
  upstreamSfpName: [7, string],
  downstreamSfpName: [8, string],
});

export const phyMessage = messageOf<Phy, PhyInput>({ attributes: phy });

export interface Tsconfig extends SetOut<(typeof tsconfig)["entries"]> {}
export interface TsconfigInput extends SetIn<(typeof tsconfig)["entries"]> {}
export const tsconfig = attributeSet("tsconfig", "ETHTOOL_A_TSCONFIG_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  hwtstampProvider: [2, nestOf<TsHwtstampProvider, TsHwtstampProviderInput>(tsHwtstampProvider)],
  txTypes: [3, nestOf<Bitset, BitsetInput>(bitset)],
  rxFilters: [4, nestOf<Bitset, BitsetInput>(bitset)],
  hwtstampFlags: [5, nestOf<Bitset, BitsetInput>(bitset)],
});

export const tsconfigMessage = messageOf<Tsconfig, TsconfigInput>({ attributes: tsconfig });

export interface PseNtf extends SetOut<(typeof pseNtf)["entries"]> {}
export interface PseNtfInput extends SetIn<(typeof pseNtf)["entries"]> {}
export const pseNtf = attributeSet("pse-ntf", "ETHTOOL_A_PSE_NTF_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  events: [2, uint],
});

export const pseNtfMessage = messageOf<PseNtf, PseNtfInput>({ attributes: pseNtf });

export interface MseCapabilities extends SetOut<(typeof mseCapabilities)["entries"]> {}
export interface MseCapabilitiesInput extends SetIn<(typeof mseCapabilities)["entries"]> {}
export const mseCapabilities = attributeSet("mse-capabilities", "ETHTOOL_A_MSE_CAPABILITIES_", {
  maxAverageMse: [1, uint],
  maxPeakMse: [2, uint],
  refreshRatePs: [3, uint],
  numSymbols: [4, uint],
});

export interface MseSnapshot extends SetOut<(typeof mseSnapshot)["entries"]> {}
export interface MseSnapshotInput extends SetIn<(typeof mseSnapshot)["entries"]> {}
export const mseSnapshot = attributeSet("mse-snapshot", "ETHTOOL_A_MSE_SNAPSHOT_", {
  averageMse: [1, uint],
  peakMse: [2, uint],
  worstPeakMse: [3, uint],
});

export interface Mse extends SetOut<(typeof mse)["entries"]> {}
export interface MseInput extends SetIn<(typeof mse)["entries"]> {}
export const mse = attributeSet("mse", "ETHTOOL_A_MSE_", {
  header: [1, nestOf<Header, HeaderInput>(header)],
  capabilities: [2, nestOf<MseCapabilities, MseCapabilitiesInput>(mseCapabilities)],
  channelA: [3, nestOf<MseSnapshot, MseSnapshotInput>(mseSnapshot)],
  channelB: [4, nestOf<MseSnapshot, MseSnapshotInput>(mseSnapshot)],
  channelC: [5, nestOf<MseSnapshot, MseSnapshotInput>(mseSnapshot)],
  channelD: [6, nestOf<MseSnapshot, MseSnapshotInput>(mseSnapshot)],
  worstChannel: [7, nestOf<MseSnapshot, MseSnapshotInput>(mseSnapshot)],
  link: [8, nestOf<MseSnapshot, MseSnapshotInput>(mseSnapshot)],
});

export const mseMessage = messageOf<Mse, MseInput>({ attributes: mse });

export const ethtool = familyTable({
  name: "ethtool",
  protocol: 16,
  version: 1,
  messages: {
    ETHTOOL_MSG_STRSET_GET_REPLY: [ETHTOOL_MSG_STRSET_GET_REPLY, strsetMessage],
    ETHTOOL_MSG_LINKINFO_GET_REPLY: [ETHTOOL_MSG_LINKINFO_GET_REPLY, linkinfoMessage],
    ETHTOOL_MSG_LINKINFO_NTF: [ETHTOOL_MSG_LINKINFO_NTF, linkinfoMessage],
    ETHTOOL_MSG_LINKMODES_GET_REPLY: [ETHTOOL_MSG_LINKMODES_GET_REPLY, linkmodesMessage],
    ETHTOOL_MSG_LINKMODES_NTF: [ETHTOOL_MSG_LINKMODES_NTF, linkmodesMessage],
    ETHTOOL_MSG_LINKSTATE_GET_REPLY: [ETHTOOL_MSG_LINKSTATE_GET_REPLY, linkstateMessage],
    ETHTOOL_MSG_DEBUG_GET_REPLY: [ETHTOOL_MSG_DEBUG_GET_REPLY, debugMessage],
    ETHTOOL_MSG_DEBUG_NTF: [ETHTOOL_MSG_DEBUG_NTF, debugMessage],
    ETHTOOL_MSG_WOL_GET_REPLY: [ETHTOOL_MSG_WOL_GET_REPLY, wolMessage],
    ETHTOOL_MSG_WOL_NTF: [ETHTOOL_MSG_WOL_NTF, wolMessage],
    ETHTOOL_MSG_FEATURES_GET_REPLY: [ETHTOOL_MSG_FEATURES_GET_REPLY, featuresMessage],
    ETHTOOL_MSG_FEATURES_SET_REPLY: [ETHTOOL_MSG_FEATURES_SET_REPLY, featuresMessage],
    ETHTOOL_MSG_FEATURES_NTF: [ETHTOOL_MSG_FEATURES_NTF, featuresMessage],
    ETHTOOL_MSG_PRIVFLAGS_GET_REPLY: [ETHTOOL_MSG_PRIVFLAGS_GET_REPLY, privflagsMessage],
    ETHTOOL_MSG_PRIVFLAGS_NTF: [ETHTOOL_MSG_PRIVFLAGS_NTF, privflagsMessage],
    ETHTOOL_MSG_RINGS_GET_REPLY: [ETHTOOL_MSG_RINGS_GET_REPLY, ringsMessage],
    ETHTOOL_MSG_RINGS_NTF: [ETHTOOL_MSG_RINGS_NTF, ringsMessage],
    ETHTOOL_MSG_CHANNELS_GET_REPLY: [ETHTOOL_MSG_CHANNELS_GET_REPLY, channelsMessage],
    ETHTOOL_MSG_CHANNELS_NTF: [ETHTOOL_MSG_CHANNELS_NTF, channelsMessage],
    ETHTOOL_MSG_COALESCE_GET_REPLY: [ETHTOOL_MSG_COALESCE_GET_REPLY, coalesceMessage],
    ETHTOOL_MSG_COALESCE_NTF: [ETHTOOL_MSG_COALESCE_NTF, coalesceMessage],
    ETHTOOL_MSG_PAUSE_GET_REPLY: [ETHTOOL_MSG_PAUSE_GET_REPLY, pauseMessage],
    ETHTOOL_MSG_PAUSE_NTF: [ETHTOOL_MSG_PAUSE_NTF, pauseMessage],
    ETHTOOL_MSG_EEE_GET_REPLY: [ETHTOOL_MSG_EEE_GET_REPLY, eeeMessage],
    ETHTOOL_MSG_EEE_NTF: [ETHTOOL_MSG_EEE_NTF, eeeMessage],
    ETHTOOL_MSG_TSINFO_GET_REPLY: [ETHTOOL_MSG_TSINFO_GET_REPLY, tsinfoMessage],
    ETHTOOL_MSG_CABLE_TEST_NTF: [ETHTOOL_MSG_CABLE_TEST_NTF, cableTestNtfMessage],
    ETHTOOL_MSG_CABLE_TEST_TDR_NTF: [ETHTOOL_MSG_CABLE_TEST_TDR_NTF, cableTestTdrNtfMessage],
    ETHTOOL_MSG_TUNNEL_INFO_GET_REPLY: [ETHTOOL_MSG_TUNNEL_INFO_GET_REPLY, tunnelInfoMessage],
    ETHTOOL_MSG_FEC_GET_REPLY: [ETHTOOL_MSG_FEC_GET_REPLY, fecMessage],
    ETHTOOL_MSG_FEC_NTF: [ETHTOOL_MSG_FEC_NTF, fecMessage],
    ETHTOOL_MSG_MODULE_EEPROM_GET_REPLY: [ETHTOOL_MSG_MODULE_EEPROM_GET_REPLY, moduleEepromMessage],
    ETHTOOL_MSG_STATS_GET_REPLY: [ETHTOOL_MSG_STATS_GET_REPLY, statsMessage],
    ETHTOOL_MSG_PHC_VCLOCKS_GET_REPLY: [ETHTOOL_MSG_PHC_VCLOCKS_GET_REPLY, phcVclocksMessage],
    ETHTOOL_MSG_MODULE_GET_REPLY: [ETHTOOL_MSG_MODULE_GET_REPLY, moduleMessage],
    ETHTOOL_MSG_MODULE_NTF: [ETHTOOL_MSG_MODULE_NTF, moduleMessage],
    ETHTOOL_MSG_PSE_GET_REPLY: [ETHTOOL_MSG_PSE_GET_REPLY, pseMessage],
    ETHTOOL_MSG_RSS_GET_REPLY: [ETHTOOL_MSG_RSS_GET_REPLY, rssMessage],
    ETHTOOL_MSG_PLCA_GET_CFG_REPLY: [ETHTOOL_MSG_PLCA_GET_CFG_REPLY, plcaMessage],
    ETHTOOL_MSG_PLCA_GET_STATUS_REPLY: [ETHTOOL_MSG_PLCA_GET_STATUS_REPLY, plcaMessage],
    ETHTOOL_MSG_PLCA_NTF: [ETHTOOL_MSG_PLCA_NTF, plcaMessage],
    ETHTOOL_MSG_MM_GET_REPLY: [ETHTOOL_MSG_MM_GET_REPLY, mmMessage],
    ETHTOOL_MSG_MM_NTF: [ETHTOOL_MSG_MM_NTF, mmMessage],
    ETHTOOL_MSG_MODULE_FW_FLASH_NTF: [ETHTOOL_MSG_MODULE_FW_FLASH_NTF, moduleFwFlashMessage],
    ETHTOOL_MSG_PHY_GET_REPLY: [ETHTOOL_MSG_PHY_GET_REPLY, phyMessage],
    ETHTOOL_MSG_PHY_NTF: [ETHTOOL_MSG_PHY_NTF, phyMessage],
    ETHTOOL_MSG_TSCONFIG_GET_REPLY: [ETHTOOL_MSG_TSCONFIG_GET_REPLY, tsconfigMessage],
    ETHTOOL_MSG_TSCONFIG_SET_REPLY: [ETHTOOL_MSG_TSCONFIG_SET_REPLY, tsconfigMessage],
    ETHTOOL_MSG_PSE_NTF: [ETHTOOL_MSG_PSE_NTF, pseNtfMessage],
    ETHTOOL_MSG_RSS_NTF: [ETHTOOL_MSG_RSS_NTF, rssMessage],
    ETHTOOL_MSG_RSS_CREATE_ACT_REPLY: [ETHTOOL_MSG_RSS_CREATE_ACT_REPLY, rssMessage],
    ETHTOOL_MSG_RSS_CREATE_NTF: [ETHTOOL_MSG_RSS_CREATE_NTF, rssMessage],
    ETHTOOL_MSG_RSS_DELETE_NTF: [ETHTOOL_MSG_RSS_DELETE_NTF, rssMessage],
    ETHTOOL_MSG_MSE_GET_REPLY: [ETHTOOL_MSG_MSE_GET_REPLY, mseMessage],
  },
  operations: {
    ETHTOOL_MSG_STRSET_GET: operation(
      "ETHTOOL_MSG_STRSET_GET",
      [ETHTOOL_MSG_STRSET_GET, strsetMessage],
      [ETHTOOL_MSG_STRSET_GET_REPLY, strsetMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_LINKINFO_GET: operation(
      "ETHTOOL_MSG_LINKINFO_GET",
      [ETHTOOL_MSG_LINKINFO_GET, linkinfoMessage],
      [ETHTOOL_MSG_LINKINFO_GET_REPLY, linkinfoMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_LINKINFO_SET: operation(
      "ETHTOOL_MSG_LINKINFO_SET",
      [ETHTOOL_MSG_LINKINFO_SET, linkinfoMessage],
    ),
    ETHTOOL_MSG_LINKMODES_GET: operation(
      "ETHTOOL_MSG_LINKMODES_GET",
      [ETHTOOL_MSG_LINKMODES_GET, linkmodesMessage],
      [ETHTOOL_MSG_LINKMODES_GET_REPLY, linkmodesMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_LINKMODES_SET: operation(
      "ETHTOOL_MSG_LINKMODES_SET",
      [ETHTOOL_MSG_LINKMODES_SET, linkmodesMessage],
    ),
    ETHTOOL_MSG_LINKSTATE_GET: operation(
      "ETHTOOL_MSG_LINKSTATE_GET",
      [ETHTOOL_MSG_LINKSTATE_GET, linkstateMessage],
      [ETHTOOL_MSG_LINKSTATE_GET_REPLY, linkstateMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_DEBUG_GET: operation(
      "ETHTOOL_MSG_DEBUG_GET",
      [ETHTOOL_MSG_DEBUG_GET, debugMessage],
      [ETHTOOL_MSG_DEBUG_GET_REPLY, debugMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_DEBUG_SET: operation(
      "ETHTOOL_MSG_DEBUG_SET",
      [ETHTOOL_MSG_DEBUG_SET, debugMessage],
    ),
    ETHTOOL_MSG_WOL_GET: operation(
      "ETHTOOL_MSG_WOL_GET",
      [ETHTOOL_MSG_WOL_GET, wolMessage],
      [ETHTOOL_MSG_WOL_GET_REPLY, wolMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_WOL_SET: operation("ETHTOOL_MSG_WOL_SET", [ETHTOOL_MSG_WOL_SET, wolMessage]),
    ETHTOOL_MSG_FEATURES_GET: operation(
      "ETHTOOL_MSG_FEATURES_GET",
      [ETHTOOL_MSG_FEATURES_GET, featuresMessage],
      [ETHTOOL_MSG_FEATURES_GET_REPLY, featuresMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_FEATURES_SET: operation(
      "ETHTOOL_MSG_FEATURES_SET",
      [ETHTOOL_MSG_FEATURES_SET, featuresMessage],
      [ETHTOOL_MSG_FEATURES_SET_REPLY, featuresMessage],
    ),
    ETHTOOL_MSG_PRIVFLAGS_GET: operation(
      "ETHTOOL_MSG_PRIVFLAGS_GET",
      [ETHTOOL_MSG_PRIVFLAGS_GET, privflagsMessage],
      [ETHTOOL_MSG_PRIVFLAGS_GET_REPLY, privflagsMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_PRIVFLAGS_SET: operation(
      "ETHTOOL_MSG_PRIVFLAGS_SET",
      [ETHTOOL_MSG_PRIVFLAGS_SET, privflagsMessage],
    ),
    ETHTOOL_MSG_RINGS_GET: operation(
      "ETHTOOL_MSG_RINGS_GET",
      [ETHTOOL_MSG_RINGS_GET, ringsMessage],
      [ETHTOOL_MSG_RINGS_GET_REPLY, ringsMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_RINGS_SET: operation(
      "ETHTOOL_MSG_RINGS_SET",
      [ETHTOOL_MSG_RINGS_SET, ringsMessage],
    ),
    ETHTOOL_MSG_CHANNELS_GET: operation(
      "ETHTOOL_MSG_CHANNELS_GET",
      [ETHTOOL_MSG_CHANNELS_GET, channelsMessage],
      [ETHTOOL_MSG_CHANNELS_GET_REPLY, channelsMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_CHANNELS_SET: operation(
      "ETHTOOL_MSG_CHANNELS_SET",
      [ETHTOOL_MSG_CHANNELS_SET, channelsMessage],
    ),
    ETHTOOL_MSG_COALESCE_GET: operation(
      "ETHTOOL_MSG_COALESCE_GET",
      [ETHTOOL_MSG_COALESCE_GET, coalesceMessage],
      [ETHTOOL_MSG_COALESCE_GET_REPLY, coalesceMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_COALESCE_SET: operation(
      "ETHTOOL_MSG_COALESCE_SET",
      [ETHTOOL_MSG_COALESCE_SET, coalesceMessage],
    ),
    ETHTOOL_MSG_PAUSE_GET: operation(
      "ETHTOOL_MSG_PAUSE_GET",
      [ETHTOOL_MSG_PAUSE_GET, pauseMessage],
      [ETHTOOL_MSG_PAUSE_GET_REPLY, pauseMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_PAUSE_SET: operation(
      "ETHTOOL_MSG_PAUSE_SET",
      [ETHTOOL_MSG_PAUSE_SET, pauseMessage],
    ),
    ETHTOOL_MSG_EEE_GET: operation(
      "ETHTOOL_MSG_EEE_GET",
      [ETHTOOL_MSG_EEE_GET, eeeMessage],
      [ETHTOOL_MSG_EEE_GET_REPLY, eeeMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_EEE_SET: operation("ETHTOOL_MSG_EEE_SET", [ETHTOOL_MSG_EEE_SET, eeeMessage]),
    ETHTOOL_MSG_TSINFO_GET: operation(
      "ETHTOOL_MSG_TSINFO_GET",
      [ETHTOOL_MSG_TSINFO_GET, tsinfoMessage],
      [ETHTOOL_MSG_TSINFO_GET_REPLY, tsinfoMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_CABLE_TEST_ACT: operation(
      "ETHTOOL_MSG_CABLE_TEST_ACT",
      [ETHTOOL_MSG_CABLE_TEST_ACT, cableTestMessage],
    ),
    ETHTOOL_MSG_CABLE_TEST_TDR_ACT: operation(
      "ETHTOOL_MSG_CABLE_TEST_TDR_ACT",
      [ETHTOOL_MSG_CABLE_TEST_TDR_ACT, cableTestTdrMessage],
    ),
    ETHTOOL_MSG_TUNNEL_INFO_GET: operation(
      "ETHTOOL_MSG_TUNNEL_INFO_GET",
      [ETHTOOL_MSG_TUNNEL_INFO_GET, tunnelInfoMessage],
      [ETHTOOL_MSG_TUNNEL_INFO_GET_REPLY, tunnelInfoMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_FEC_GET: operation(
      "ETHTOOL_MSG_FEC_GET",
      [ETHTOOL_MSG_FEC_GET, fecMessage],
      [ETHTOOL_MSG_FEC_GET_REPLY, fecMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_FEC_SET: operation("ETHTOOL_MSG_FEC_SET", [ETHTOOL_MSG_FEC_SET, fecMessage]),
    ETHTOOL_MSG_MODULE_EEPROM_GET: operation(
      "ETHTOOL_MSG_MODULE_EEPROM_GET",
      [ETHTOOL_MSG_MODULE_EEPROM_GET, moduleEepromMessage],
      [ETHTOOL_MSG_MODULE_EEPROM_GET_REPLY, moduleEepromMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_STATS_GET: operation(
      "ETHTOOL_MSG_STATS_GET",
      [ETHTOOL_MSG_STATS_GET, statsMessage],
      [ETHTOOL_MSG_STATS_GET_REPLY, statsMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_PHC_VCLOCKS_GET: operation(
      "ETHTOOL_MSG_PHC_VCLOCKS_GET",
      [ETHTOOL_MSG_PHC_VCLOCKS_GET, phcVclocksMessage],
      [ETHTOOL_MSG_PHC_VCLOCKS_GET_REPLY, phcVclocksMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_MODULE_GET: operation(
      "ETHTOOL_MSG_MODULE_GET",
      [ETHTOOL_MSG_MODULE_GET, moduleMessage],
      [ETHTOOL_MSG_MODULE_GET_REPLY, moduleMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_MODULE_SET: operation(
      "ETHTOOL_MSG_MODULE_SET",
      [ETHTOOL_MSG_MODULE_SET, moduleMessage],
    ),
    ETHTOOL_MSG_PSE_GET: operation(
      "ETHTOOL_MSG_PSE_GET",
      [ETHTOOL_MSG_PSE_GET, pseMessage],
      [ETHTOOL_MSG_PSE_GET_REPLY, pseMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_PSE_SET: operation("ETHTOOL_MSG_PSE_SET", [ETHTOOL_MSG_PSE_SET, pseMessage]),
    ETHTOOL_MSG_RSS_GET: operation(
      "ETHTOOL_MSG_RSS_GET",
      [ETHTOOL_MSG_RSS_GET, rssMessage],
      [ETHTOOL_MSG_RSS_GET_REPLY, rssMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_PLCA_GET_CFG: operation(
      "ETHTOOL_MSG_PLCA_GET_CFG",
      [ETHTOOL_MSG_PLCA_GET_CFG, plcaMessage],
      [ETHTOOL_MSG_PLCA_GET_CFG_REPLY, plcaMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_PLCA_SET_CFG: operation(
      "ETHTOOL_MSG_PLCA_SET_CFG",
      [ETHTOOL_MSG_PLCA_SET_CFG, plcaMessage],
    ),
    ETHTOOL_MSG_PLCA_GET_STATUS: operation(
      "ETHTOOL_MSG_PLCA_GET_STATUS",
      [ETHTOOL_MSG_PLCA_GET_STATUS, plcaMessage],
      [ETHTOOL_MSG_PLCA_GET_STATUS_REPLY, plcaMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_MM_GET: operation(
      "ETHTOOL_MSG_MM_GET",
      [ETHTOOL_MSG_MM_GET, mmMessage],
      [ETHTOOL_MSG_MM_GET_REPLY, mmMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_MM_SET: operation("ETHTOOL_MSG_MM_SET", [ETHTOOL_MSG_MM_SET, mmMessage]),
    ETHTOOL_MSG_MODULE_FW_FLASH_ACT: operation(
      "ETHTOOL_MSG_MODULE_FW_FLASH_ACT",
      [ETHTOOL_MSG_MODULE_FW_FLASH_ACT, moduleFwFlashMessage],
    ),
    ETHTOOL_MSG_PHY_GET: operation(
      "ETHTOOL_MSG_PHY_GET",
      [ETHTOOL_MSG_PHY_GET, phyMessage],
      [ETHTOOL_MSG_PHY_GET_REPLY, phyMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_TSCONFIG_GET: operation(
      "ETHTOOL_MSG_TSCONFIG_GET",
      [ETHTOOL_MSG_TSCONFIG_GET, tsconfigMessage],
      [ETHTOOL_MSG_TSCONFIG_GET_REPLY, tsconfigMessage],
      { oneReply: true },
    ),
    ETHTOOL_MSG_TSCONFIG_SET: operation(
      "ETHTOOL_MSG_TSCONFIG_SET",
      [ETHTOOL_MSG_TSCONFIG_SET, tsconfigMessage],
      [ETHTOOL_MSG_TSCONFIG_SET_REPLY, tsconfigMessage],
    ),
    ETHTOOL_MSG_RSS_SET: operation("ETHTOOL_MSG_RSS_SET", [ETHTOOL_MSG_RSS_SET, rssMessage]),
    ETHTOOL_MSG_RSS_CREATE_ACT: operation(
      "ETHTOOL_MSG_RSS_CREATE_ACT",
      [ETHTOOL_MSG_RSS_CREATE_ACT, rssMessage],
      [ETHTOOL_MSG_RSS_CREATE_ACT_REPLY, rssMessage],
    ),
    ETHTOOL_MSG_RSS_DELETE_ACT: operation(
      "ETHTOOL_MSG_RSS_DELETE_ACT",
      [ETHTOOL_MSG_RSS_DELETE_ACT, rssMessage],
    ),
    ETHTOOL_MSG_MSE_GET: operation(
      "ETHTOOL_MSG_MSE_GET",
      [ETHTOOL_MSG_MSE_GET, mseMessage],
      [ETHTOOL_MSG_MSE_GET_REPLY, mseMessage],
      { oneReply: true },
    ),
  },
  groups: { monitor: 0 },
});
