/**
 * MAC80211_HWSIM: radios that exist in memory only, and the air between them. No spec describes it; the numbers are of the
 * driver's own header.
 *
 * @module
 * @see drivers/net/wireless/virtual/mac80211_hwsim.h
 */
import {
  array,
  attributeSet,
  binary,
  defineFamily,
  flag,
  flagsOf,
  flagTable,
  indexedArray,
  limited,
  mac,
  nestedBinary,
  nestOf,
  type SetIn,
  type SetOut,
  s8,
  string,
  struct,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";

/** Rate that was tried, -1 for none, and how often. */
const txRate = struct("hwsim_tx_rate", { idx: s8, count: u8 });
const txRateFlag = struct("hwsim_tx_rate_flag", { idx: s8, flags: u16 });
/** `HWSIM_TX_*`. */
const txFlags = flagTable("hwsim_tx_control_flags", {
  "ctl-req-tx-status": 1,
  "ctl-no-ack": 2,
  "stat-ack": 4,
});

// Measurements of distance have the nests of nl80211: as much of them as the driver's policy lets in.

const ftmCapability = attributeSet("pmsr-ftm-capa", "NL80211_PMSR_FTM_CAPA_ATTR_", {
  asap: [1, flag],
  nonAsap: [2, flag],
  reqLci: [3, flag],
  reqCivicloc: [4, flag],
  preambles: [5, u32],
  bandwidths: [6, u32],
  maxBurstsExponent: [7, limited(u8, { min: 0, max: 15 })],
  maxFtmsPerBurst: [8, limited(u8, { min: 0, max: 31 })],
  triggerBased: [9, flag],
  nonTriggerBased: [10, flag],
});
interface FtmCapability extends SetOut<(typeof ftmCapability)["entries"]> {}
interface FtmCapabilityInput extends SetIn<(typeof ftmCapability)["entries"]> {}
const typeCapability = attributeSet("pmsr-type-capa", "NL80211_PMSR_TYPE_", {
  ftm: [1, nestOf<FtmCapability, FtmCapabilityInput>(ftmCapability)],
});
interface TypeCapability extends SetOut<(typeof typeCapability)["entries"]> {}
interface TypeCapabilityInput extends SetIn<(typeof typeCapability)["entries"]> {}
const capability = attributeSet("pmsr-capa", "NL80211_PMSR_ATTR_", {
  maxPeers: [1, u32],
  reportApTsf: [2, flag],
  randomizeMacAddr: [3, flag],
  typeCapa: [4, nestOf<TypeCapability, TypeCapabilityInput>(typeCapability)],
});
interface Capability extends SetOut<(typeof capability)["entries"]> {}
interface CapabilityInput extends SetIn<(typeof capability)["entries"]> {}
/** A rate as `struct rate_info` of cfg80211 has it. */
const rateInfo = attributeSet("hwsim-rate-info", "HWSIM_RATE_INFO_ATTR_", {
  flags: [1, u8],
  mcs: [2, u8],
  /** Units of 100 kbit/s. */
  legacy: [3, u16],
  nss: [4, u8],
  bw: [5, u8],
  heGi: [6, u8],
  heDcm: [7, u8],
  heRuAlloc: [8, u8],
  nBoundedCh: [9, u8],
  ehtGi: [10, u8],
  ehtRuAlloc: [11, u8],
});
interface RateInfo extends SetOut<(typeof rateInfo)["entries"]> {}
interface RateInfoInput extends SetIn<(typeof rateInfo)["entries"]> {}
const ftmResponse = attributeSet("pmsr-ftm-resp", "NL80211_PMSR_FTM_RESP_ATTR_", {
  failReason: [1, u32],
  burstIndex: [2, u16],
  numFtmrAttempts: [3, u32],
  numFtmrSuccesses: [4, u32],
  busyRetryTime: [5, u8],
  numBurstsExp: [6, u8],
  burstDuration: [7, u8],
  ftmsPerBurst: [8, u8],
  rssiAvg: [9, u32],
  rssiSpread: [10, u32],
  txRate: [11, nestOf<RateInfo, RateInfoInput>(rateInfo)],
  rxRate: [12, nestOf<RateInfo, RateInfoInput>(rateInfo)],
  /** Picoseconds, as the two after it. */
  rttAvg: [13, u64],
  rttVariance: [14, u64],
  rttSpread: [15, u64],
  /** Millimetres, as the two after it. */
  distAvg: [16, u64],
  distVariance: [17, u64],
  distSpread: [18, u64],
  lci: [19, string],
  civicloc: [20, string],
});
interface FtmResponse extends SetOut<(typeof ftmResponse)["entries"]> {}
interface FtmResponseInput extends SetIn<(typeof ftmResponse)["entries"]> {}
const typeResponse = attributeSet("pmsr-type-resp", "NL80211_PMSR_TYPE_", {
  ftm: [1, nestOf<FtmResponse, FtmResponseInput>(ftmResponse)],
});
interface TypeResponse extends SetOut<(typeof typeResponse)["entries"]> {}
interface TypeResponseInput extends SetIn<(typeof typeResponse)["entries"]> {}
const response = attributeSet("pmsr-resp", "NL80211_PMSR_RESP_ATTR_", {
  data: [1, nestOf<TypeResponse, TypeResponseInput>(typeResponse)],
  status: [2, u32],
  hostTime: [3, u64],
  apTsf: [4, u64],
  final: [5, flag],
});
interface Response extends SetOut<(typeof response)["entries"]> {}
interface ResponseInput extends SetIn<(typeof response)["entries"]> {}
const peer = attributeSet("pmsr-peer", "NL80211_PMSR_PEER_ATTR_", {
  addr: [1, mac],
  resp: [4, nestOf<Response, ResponseInput>(response)],
});
interface Peer extends SetOut<(typeof peer)["entries"]> {}
interface PeerInput extends SetIn<(typeof peer)["entries"]> {}
const result = attributeSet("pmsr-result", "NL80211_PMSR_ATTR_", {
  peers: [5, indexedArray(nestOf<Peer, PeerInput>(peer))],
});
interface Result extends SetOut<(typeof result)["entries"]> {}
interface ResultInput extends SetIn<(typeof result)["entries"]> {}

const attributes = attributeSet("mac80211-hwsim", "HWSIM_ATTR_", {
  addrReceiver: [1, mac],
  addrTransmitter: [2, mac],
  frame: [3, limited(binary, { maxLength: 2304 })],
  flags: [4, flagsOf(u32, txFlags)],
  rxRate: [5, u32],
  /** dBm, as a number of two's complement. */
  signal: [6, u32],
  /** Four rates, in the order in which they are tried. */
  txInfo: [7, array(txRate)],
  cookie: [8, u64],
  channels: [9, u32],
  radioId: [10, u32],
  regHintAlpha2: [11, limited(string, { maxLength: 2 })],
  regCustomReg: [12, u32],
  regStrictReg: [13, flag],
  supportP2pDevice: [14, flag],
  useChanctx: [15, flag],
  destroyRadioOnClose: [16, flag],
  radioName: [17, string],
  noVif: [18, flag],
  /** MHz. */
  freq: [19, u32],
  txInfoFlags: [21, array(txRateFlag)],
  permAddr: [22, mac],
  /** A bit for each `NL80211_IFTYPE_*`. */
  iftypeSupport: [23, u32],
  cipherSupport: [24, array(u32)],
  mloSupport: [25, flag],
  pmsrSupport: [26, nestOf<Capability, CapabilityInput>(capability)],
  pmsrRequest: [27, nestedBinary],
  pmsrResult: [28, nestOf<Result, ResultInput>(result)],
  multiRadio: [29, flag],
  supportNanDevice: [30, flag],
  supportBackgroundRadar: [31, flag],
});

const admin = { permission: "namespace-admin", validation: "liberal" } as const;
const liberal = { validation: "liberal" } as const;

/** The family. Whoever registers is sent every frame, and says who hears it. */
export const mac80211Hwsim = defineFamily({
  name: "MAC80211_HWSIM",
  attributes,
  operations: {
    HWSIM_CMD_REGISTER: { command: 1, ...admin },
    HWSIM_CMD_FRAME: {
      command: 2,
      requires: ["addrReceiver", "frame", "rxRate", "signal"],
      ...liberal,
    },
    HWSIM_CMD_TX_INFO_FRAME: {
      command: 3,
      requires: ["addrTransmitter", "flags", "cookie", "signal", "txInfo"],
      ...liberal,
    },
    // v6.18 hwsim_new_radio_nl: the number is what it returns.
    HWSIM_CMD_NEW_RADIO: { command: 4, slow: true, acknowledgesWith: "radioId", ...admin },
    HWSIM_CMD_DEL_RADIO: { command: 5, slow: true, ...admin },
    HWSIM_CMD_GET_RADIO: { command: 6, oneReply: true, ...liberal },
    HWSIM_CMD_REPORT_PMSR: { command: 11, ...liberal },
  },
  notifications: {
    HWSIM_CMD_ADD_MAC_ADDR: { command: 7 },
    HWSIM_CMD_DEL_MAC_ADDR: { command: 8 },
    HWSIM_CMD_START_PMSR: { command: 9 },
    HWSIM_CMD_ABORT_PMSR: { command: 10 },
  },
  groups: ["config"],
});
