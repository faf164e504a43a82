/**
 * nfc: devices that talk to cards and to each other over centimetres. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/nfc.h, net/nfc/netlink.c
 */
import {
  attributeSet,
  binary,
  defineFamily,
  enumOf,
  enumTable,
  flagsOf,
  flagTable,
  indexedArray,
  limited,
  nest,
  string,
  u8,
  u16,
  u32,
} from "../../schema/index.ts";

/** `NFC_PROTO_*_MASK`. */
const protocols = flagTable("nfc-proto", {
  jewel: 2,
  mifare: 4,
  felica: 8,
  iso14443: 16,
  "nfc-dep": 32,
  "iso14443-b": 64,
  iso15693: 128,
});
/** `NFC_COMM_*`: whether both ends make a field. */
const communication = enumTable("nfc-comm", { active: 0, passive: 1 });
/** `NFC_RF_*`. */
const role = enumTable("nfc-rf", { initiator: 0, target: 1, none: 2 });

/** A service that the other end was asked for, and where it answers. */
const discovered = attributeSet("nfc-sdp", "NFC_SDP_ATTR_", { uri: [1, string], sap: [2, u8] });

const attributes = attributeSet("nfc", "NFC_ATTR_", {
  deviceIndex: [1, u32],
  deviceName: [2, limited(string, { maxLength: 8 })],
  protocols: [3, flagsOf(u32, protocols)],
  targetIndex: [4, u32],
  targetSensRes: [5, u16],
  targetSelRes: [6, u8],
  targetNfcid1: [7, binary],
  targetSensbRes: [8, binary],
  targetSensfRes: [9, binary],
  commMode: [10, enumOf(u8, communication)],
  rfMode: [11, enumOf(u8, role)],
  devicePowered: [12, u8],
  imProtocols: [13, flagsOf(u32, protocols)],
  tmProtocols: [14, flagsOf(u32, protocols)],
  llcParamLto: [15, u8],
  llcParamRw: [16, u8],
  llcParamMiux: [17, u16],
  se: [18, binary],
  llcSdp: [19, indexedArray(nest(discovered), 1)],
  firmwareName: [20, limited(string, { maxLength: 32 })],
  seIndex: [21, u32],
  seType: [22, u8],
  seAid: [23, binary],
  firmwareDownloadStatus: [24, u32],
  seApdu: [25, binary],
  targetIso15693Dsfid: [26, u8],
  targetIso15693Uid: [27, binary],
  seParams: [28, binary],
  vendorId: [29, u32],
  vendorSubcmd: [30, u32],
  vendorData: [31, binary],
  targetAts: [32, binary],
});

const read = { validation: "liberal" } as const;
const ofDevice = {
  permission: "admin",
  validation: "liberal",
  requires: ["deviceIndex"],
} as const;
const ofTarget = { ...ofDevice, requires: ["deviceIndex", "targetIndex"] } as const;
const ofElement = { ...ofDevice, requires: ["deviceIndex", "seIndex"] } as const;

/** The family. */
export const nfc = defineFamily({
  name: "nfc",
  attributes,
  operations: {
    NFC_CMD_GET_DEVICE: { command: 1, oneReply: true, ...read },
    NFC_CMD_DEV_UP: { command: 2, slow: true, ...ofDevice },
    NFC_CMD_DEV_DOWN: { command: 3, slow: true, ...ofDevice },
    NFC_CMD_DEP_LINK_UP: { command: 4, ...ofDevice, requires: ["deviceIndex", "commMode"] },
    NFC_CMD_DEP_LINK_DOWN: { command: 5, ...ofDevice },
    NFC_CMD_START_POLL: { command: 6, ...ofDevice },
    NFC_CMD_STOP_POLL: { command: 7, ...ofDevice },
    NFC_CMD_GET_TARGET: { command: 8, requires: ["deviceIndex"], ...read },
    NFC_CMD_LLC_GET_PARAMS: { command: 15, oneReply: true, requires: ["deviceIndex"], ...read },
    NFC_CMD_LLC_SET_PARAMS: { command: 16, ...ofDevice },
    NFC_CMD_ENABLE_SE: { command: 17, ...ofElement },
    NFC_CMD_DISABLE_SE: { command: 18, ...ofElement },
    NFC_CMD_LLC_SDREQ: { command: 19, ...ofDevice, requires: ["deviceIndex", "llcSdp"] },
    NFC_CMD_FW_DOWNLOAD: { command: 21, ...ofDevice, requires: ["deviceIndex", "firmwareName"] },
    NFC_CMD_GET_SE: { command: 26, ...read },
    NFC_CMD_SE_IO: { command: 27, ...ofElement, requires: ["deviceIndex", "seIndex", "seApdu"] },
    NFC_CMD_ACTIVATE_TARGET: {
      command: 28,
      ...ofTarget,
      requires: ["deviceIndex", "targetIndex", "protocols"],
    },
    NFC_CMD_VENDOR: {
      command: 29,
      ...ofDevice,
      requires: ["deviceIndex", "vendorId", "vendorSubcmd"],
    },
    NFC_CMD_DEACTIVATE_TARGET: { command: 30, ...ofTarget },
  },
  notifications: {
    NFC_EVENT_TARGETS_FOUND: { command: 9 },
    NFC_EVENT_DEVICE_ADDED: { command: 10 },
    NFC_EVENT_DEVICE_REMOVED: { command: 11 },
    NFC_EVENT_TARGET_LOST: { command: 12 },
    NFC_EVENT_TM_ACTIVATED: { command: 13 },
    NFC_EVENT_TM_DEACTIVATED: { command: 14 },
    NFC_EVENT_LLC_SDRES: { command: 20 },
    NFC_EVENT_SE_ADDED: { command: 22 },
    NFC_EVENT_SE_REMOVED: { command: 23 },
    NFC_EVENT_SE_CONNECTIVITY: { command: 24 },
    NFC_EVENT_SE_TRANSACTION: { command: 25 },
  },
  groups: ["events"],
});
