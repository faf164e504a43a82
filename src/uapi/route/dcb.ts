/**
 * Data center bridging: priorities, bandwidth and flow control of a port (IEEE 802.1Qaz, and CEE
 * before it).
 *
 * @module
 */
import {
  array,
  attributeSet,
  binary,
  bytes,
  enumOf,
  enumTable,
  familyTable,
  flag,
  flagsOf,
  flagTable,
  mac,
  message,
  multi,
  nest,
  operation,
  pad,
  sequence,
  string,
  struct,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";

/** `DCB_CMD_*`: what stands in `cmd` of a request. @see include/uapi/linux/dcbnl.h */
export const DCB_CMD = enumTable("dcbnl_commands", {
  undefined: 0,
  gstate: 1,
  sstate: 2,
  "pgtx-gcfg": 3,
  "pgtx-scfg": 4,
  "pgrx-gcfg": 5,
  "pgrx-scfg": 6,
  "pfc-gcfg": 7,
  "pfc-scfg": 8,
  "set-all": 9,
  "gperm-hwaddr": 10,
  gcap: 11,
  gnumtcs: 12,
  snumtcs: 13,
  "pfc-gstate": 14,
  "pfc-sstate": 15,
  "bcn-gcfg": 16,
  "bcn-scfg": 17,
  gapp: 18,
  sapp: 19,
  "ieee-set": 20,
  "ieee-get": 21,
  gdcbx: 22,
  sdcbx: 23,
  gfeatcfg: 24,
  sfeatcfg: 25,
  "cee-get": 26,
  "ieee-del": 27,
});

/** `DCB_CAP_DCBX_*` as masks: who speaks DCBX, and which. */
export const DCB_CAP_DCBX = flagTable("dcb-cap-dcbx", {
  host: 0x1,
  "lld-managed": 0x2,
  "ver-cee": 0x4,
  "ver-ieee": 0x8,
  static: 0x10,
});

/** `DCB_FEATCFG_*` as masks. */
export const DCB_FEATCFG = flagTable("dcb-featcfg", {
  error: 0x1,
  enable: 0x2,
  willing: 0x4,
  advertise: 0x8,
});

const dcbmsg = struct("dcbmsg", { dcbFamily: u8, cmd: enumOf(u8, DCB_CMD), pad: pad(2) });
const ieeeEts = struct("ieee_ets", {
  willing: u8,
  etsCap: u8,
  cbs: u8,
  tcTxBw: bytes(8),
  tcRxBw: bytes(8),
  tcTsa: bytes(8),
  prioTc: bytes(8),
  tcRecoBw: bytes(8),
  tcRecoTsa: bytes(8),
  recoPrioTc: bytes(8),
});
const ieeeMaxrate = struct("ieee_maxrate", { tcMaxrate: array(u64, 8) });
const ieeePfc = struct("ieee_pfc", {
  pfcCap: u8,
  pfcEn: u8,
  mbc: u8,
  pad: pad(1),
  delay: u16,
  pad1: pad(2),
  requests: array(u64, 8),
  indications: array(u64, 8),
});
const ieeeQcn = struct("ieee_qcn", {
  rpgEnable: bytes(8),
  rpppMaxRps: array(u32, 8),
  rpgTimeReset: array(u32, 8),
  rpgByteReset: array(u32, 8),
  rpgThreshold: array(u32, 8),
  rpgMaxRate: array(u32, 8),
  rpgAiRate: array(u32, 8),
  rpgHaiRate: array(u32, 8),
  rpgGd: array(u32, 8),
  rpgMinDecFac: array(u32, 8),
  rpgMinRate: array(u32, 8),
  cnddStateMachine: array(u32, 8),
});
const ieeeQcnStats = struct("ieee_qcn_stats", {
  rpppRpCentiseconds: array(u64, 8),
  rpppCreatedRps: array(u32, 8),
});
const dcbnlBuffer = struct("dcbnl_buffer", {
  prio2buffer: bytes(8),
  bufferSize: array(u32, 8),
  totalSize: u32,
});
const dcbApp = struct("dcb_app", { selector: u8, priority: u8, protocol: u16 });
const dcbPeerAppInfo = struct("dcb_peer_app_info", { willing: u8, error: u8 });
const ceePg = struct("cee_pg", {
  willing: u8,
  error: u8,
  pgEn: u8,
  tcsSupported: u8,
  pgBw: bytes(8),
  prioPg: bytes(8),
});
const ceePfc = struct("cee_pfc", { willing: u8, error: u8, pfcEn: u8, tcsSupported: u8 });

const appTable = attributeSet("ieee-app-table", "DCB_ATTR_", {
  ieeeApp: [1, multi(dcbApp)],
  dcbApp: [2, multi(dcbApp)],
});

/** Selectors in the order in which they are trusted. */
const trustTable = attributeSet("dcb-app-trust-table", "DCB_ATTR_", {
  ieeeApp: [1, u8],
  dcbApp: [2, u8],
});

const ieeeAttrs = attributeSet("ieee", "DCB_ATTR_IEEE_", {
  ets: [1, ieeeEts],
  pfc: [2, ieeePfc],
  appTable: [3, nest(appTable)],
  peerEts: [4, ieeeEts],
  peerPfc: [5, ieeePfc],
  peerApp: [6, nest(appTable)],
  maxrate: [7, ieeeMaxrate],
  qcn: [8, ieeeQcn],
  qcnStats: [9, ieeeQcnStats],
  dcbBuffer: [10, dcbnlBuffer, "DCB_ATTR_DCB_BUFFER"],
  dcbAppTrustTable: [11, sequence(trustTable), "DCB_ATTR_DCB_APP_TRUST_TABLE"],
  dcbRewrTable: [12, nest(appTable), "DCB_ATTR_DCB_REWR_TABLE"],
});

const appAttrs = attributeSet("dcb-app", "DCB_APP_ATTR_", {
  idtype: [1, u8],
  id: [2, u16],
  priority: [3, u8],
});

const ceeAppTable = attributeSet("cee-app-table", "DCB_ATTR_CEE_", {
  app: [1, multi(nest(appAttrs))],
});

const ceePeerAppTable = attributeSet("cee-peer-app-table", "DCB_ATTR_CEE_PEER_", {
  appInfo: [1, dcbPeerAppInfo],
  app: [2, multi(dcbApp)],
});

/** Whether each priority is under flow control; `all` asks for them all. */
const pfcAttrs = attributeSet("dcb-pfc-up", "DCB_PFC_UP_ATTR_", {
  up0: [1, u8, "DCB_PFC_UP_ATTR_0"],
  up1: [2, u8, "DCB_PFC_UP_ATTR_1"],
  up2: [3, u8, "DCB_PFC_UP_ATTR_2"],
  up3: [4, u8, "DCB_PFC_UP_ATTR_3"],
  up4: [5, u8, "DCB_PFC_UP_ATTR_4"],
  up5: [6, u8, "DCB_PFC_UP_ATTR_5"],
  up6: [7, u8, "DCB_PFC_UP_ATTR_6"],
  up7: [8, u8, "DCB_PFC_UP_ATTR_7"],
  all: [9, flag],
});

const trafficClassAttrs = attributeSet("dcb-tc", "DCB_TC_ATTR_PARAM_", {
  pgid: [1, u8],
  upMapping: [2, u8],
  strictPrio: [3, u8],
  bwPct: [4, u8],
  all: [5, flag],
});

const priorityGroupAttrs = attributeSet("dcb-pg", "DCB_PG_ATTR_", {
  tc0: [1, nest(trafficClassAttrs), "DCB_PG_ATTR_TC_0"],
  tc1: [2, nest(trafficClassAttrs), "DCB_PG_ATTR_TC_1"],
  tc2: [3, nest(trafficClassAttrs), "DCB_PG_ATTR_TC_2"],
  tc3: [4, nest(trafficClassAttrs), "DCB_PG_ATTR_TC_3"],
  tc4: [5, nest(trafficClassAttrs), "DCB_PG_ATTR_TC_4"],
  tc5: [6, nest(trafficClassAttrs), "DCB_PG_ATTR_TC_5"],
  tc6: [7, nest(trafficClassAttrs), "DCB_PG_ATTR_TC_6"],
  tc7: [8, nest(trafficClassAttrs), "DCB_PG_ATTR_TC_7"],
  tcAll: [10, nest(trafficClassAttrs)],
  bwId0: [11, u8, "DCB_PG_ATTR_BW_ID_0"],
  bwId1: [12, u8, "DCB_PG_ATTR_BW_ID_1"],
  bwId2: [13, u8, "DCB_PG_ATTR_BW_ID_2"],
  bwId3: [14, u8, "DCB_PG_ATTR_BW_ID_3"],
  bwId4: [15, u8, "DCB_PG_ATTR_BW_ID_4"],
  bwId5: [16, u8, "DCB_PG_ATTR_BW_ID_5"],
  bwId6: [17, u8, "DCB_PG_ATTR_BW_ID_6"],
  bwId7: [18, u8, "DCB_PG_ATTR_BW_ID_7"],
  bwIdAll: [20, flag],
});

const capabilityAttrs = attributeSet("dcb-cap", "DCB_CAP_ATTR_", {
  all: [1, flag],
  pg: [2, u8],
  pfc: [3, u8],
  up2tc: [4, u8],
  pgTcs: [5, u8],
  pfcTcs: [6, u8],
  gsp: [7, u8],
  bcn: [8, u8],
  dcbx: [9, flagsOf(u8, DCB_CAP_DCBX)],
});

const trafficClassCounts = attributeSet("dcb-numtcs", "DCB_NUMTCS_ATTR_", {
  all: [1, flag],
  pg: [2, u8],
  pfc: [3, u8],
});

const featureAttrs = attributeSet("dcb-featcfg", "DCB_FEATCFG_ATTR_", {
  all: [1, flag],
  pg: [2, flagsOf(u8, DCB_FEATCFG)],
  pfc: [3, flagsOf(u8, DCB_FEATCFG)],
  app: [4, flagsOf(u8, DCB_FEATCFG)],
});

const ceeAttrs = attributeSet("cee", "DCB_ATTR_CEE_", {
  peerPg: [1, ceePg],
  peerPfc: [2, ceePfc],
  peerAppTable: [3, nest(ceePeerAppTable)],
  txPg: [4, nest(priorityGroupAttrs)],
  rxPg: [5, nest(priorityGroupAttrs)],
  pfc: [6, nest(pfcAttrs)],
  appTable: [7, nest(ceeAppTable)],
  feat: [8, nest(featureAttrs)],
});

const dcbAttrs = attributeSet("dcb", "DCB_ATTR_", {
  ifname: [1, string],
  state: [2, u8],
  pfcState: [3, u8],
  pfcCfg: [4, nest(pfcAttrs)],
  numTc: [5, u8],
  pgCfg: [6, nest(priorityGroupAttrs)],
  setAll: [7, u8],
  permHwaddr: [8, mac],
  cap: [9, nest(capabilityAttrs)],
  numtcs: [10, nest(trafficClassCounts)],
  // Congestion notification of a draft that no driver in the tree implements.
  bcn: [11, binary],
  app: [12, nest(appAttrs)],
  ieee: [13, nest(ieeeAttrs)],
  dcbx: [14, flagsOf(u8, DCB_CAP_DCBX)],
  featcfg: [15, nest(featureAttrs)],
  cee: [16, nest(ceeAttrs)],
});

/**
 * Settings of a port: `struct dcbmsg`, then `DCB_ATTR_*`. Which of them a request has to have,
 * `cmd` says. Of
 * capabilities, features, groups and priorities a request names those it wants by `all`, or by
 * empty
 * attributes (`unknown`). The answer to a change has one byte in the attribute that it was about:
 * 0 is well.
 *
 * @see net/dcb/dcbnl.c `reply_funcs`
 */
export const dcbMessage = message({ header: dcbmsg, attributes: dcbAttrs });

/** Requests and events of data center bridging; answers have the number of the question. */
export const rtDcb = familyTable({
  name: "rt-dcb",
  protocol: 0,
  messages: { RTM_GETDCB: [78, dcbMessage], RTM_SETDCB: [79, dcbMessage] },
  operations: {
    RTM_GETDCB: operation("RTM_GETDCB", [78, dcbMessage], [78, dcbMessage], {
      oneReply: true,
    }),
    RTM_SETDCB: operation("RTM_SETDCB", [79, dcbMessage], [79, dcbMessage]),
  },
  groups: { RTNLGRP_DCB: 23 },
});
