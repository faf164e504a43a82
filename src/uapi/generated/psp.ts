/**
 * Tables of psp.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  enumOf,
  enumTable,
  familyTable,
  flag,
  flagsOf,
  flagTable,
  limited,
  messageOf,
  multi,
  nestOf,
  operation,
  s32,
  type SetIn,
  type SetOut,
  u32,
  uint,
} from "../../schema/index.ts";

export const PSP_CMD_DEV_GET = 1;
export const PSP_CMD_DEV_SET = 4;
export const PSP_CMD_KEY_ROTATE = 6;
export const PSP_CMD_RX_ASSOC = 8;
export const PSP_CMD_TX_ASSOC = 9;
export const PSP_CMD_GET_STATS = 10;
export const PSP_CMD_DEV_ASSOC = 11;
export const PSP_CMD_DEV_DISASSOC = 12;
export const PSP_CMD_DEV_ADD_NTF = 2;
export const PSP_CMD_DEV_DEL_NTF = 3;
export const PSP_CMD_DEV_CHANGE_NTF = 5;
export const PSP_CMD_KEY_ROTATE_NTF = 7;

export const version = flagTable("version", {
  "hdr0-aes-gcm-128": 0x1,
  "hdr0-aes-gcm-256": 0x2,
  "hdr0-aes-gmac-128": 0x4,
  "hdr0-aes-gmac-256": 0x8,
});

export interface AssocDevInfo extends SetOut<(typeof assocDevInfo)["entries"]> {}
export interface AssocDevInfoInput extends SetIn<(typeof assocDevInfo)["entries"]> {}
export const assocDevInfo = attributeSet("assoc-dev-info", "PSP_A_ASSOC_DEV_INFO_", {
  ifindex: [1, u32],
  nsid: [2, s32],
});

export interface Dev extends SetOut<(typeof dev)["entries"]> {}
export interface DevInput extends SetIn<(typeof dev)["entries"]> {}
export const dev = attributeSet("dev", "PSP_A_DEV_", {
  id: [1, limited(u32, { min: 1 })],
  ifindex: [2, u32],
  pspVersionsCap: [3, flagsOf(u32, version)],
  pspVersionsEna: [4, flagsOf(u32, version)],
  assocList: [5, multi(nestOf<AssocDevInfo, AssocDevInfoInput>(assocDevInfo))],
  nsid: [6, s32],
  byAssociation: [7, flag],
});

export const devMessage = messageOf<Dev, DevInput>({ attributes: dev });

export const versionEnum = enumTable("version", {
  "hdr0-aes-gcm-128": 0,
  "hdr0-aes-gcm-256": 1,
  "hdr0-aes-gmac-128": 2,
  "hdr0-aes-gmac-256": 3,
});

export interface Keys extends SetOut<(typeof keys)["entries"]> {}
export interface KeysInput extends SetIn<(typeof keys)["entries"]> {}
export const keys = attributeSet("keys", "PSP_A_KEYS_", { key: [1, binary], spi: [2, u32] });

export interface Assoc extends SetOut<(typeof assoc)["entries"]> {}
export interface AssocInput extends SetIn<(typeof assoc)["entries"]> {}
export const assoc = attributeSet("assoc", "PSP_A_ASSOC_", {
  devId: [1, limited(u32, { min: 1 })],
  version: [2, enumOf(u32, versionEnum)],
  rxKey: [3, nestOf<Keys, KeysInput>(keys)],
  txKey: [4, nestOf<Keys, KeysInput>(keys)],
  sockFd: [5, u32],
});

export const assocMessage = messageOf<Assoc, AssocInput>({ attributes: assoc });

export interface Stats extends SetOut<(typeof stats)["entries"]> {}
export interface StatsInput extends SetIn<(typeof stats)["entries"]> {}
export const stats = attributeSet("stats", "PSP_A_STATS_", {
  devId: [1, limited(u32, { min: 1 })],
  keyRotations: [2, uint],
  staleEvents: [3, uint],
  rxPackets: [4, uint],
  rxBytes: [5, uint],
  rxAuthFail: [6, uint],
  rxError: [7, uint],
  rxBad: [8, uint],
  txPackets: [9, uint],
  txBytes: [10, uint],
  txError: [11, uint],
});

export const statsMessage = messageOf<Stats, StatsInput>({ attributes: stats });

export const psp = familyTable({
  name: "psp",
  protocol: 16,
  version: 1,
  messages: {
    PSP_CMD_DEV_GET: [PSP_CMD_DEV_GET, devMessage],
    PSP_CMD_DEV_ADD_NTF: [PSP_CMD_DEV_ADD_NTF, devMessage],
    PSP_CMD_DEV_DEL_NTF: [PSP_CMD_DEV_DEL_NTF, devMessage],
    PSP_CMD_DEV_SET: [PSP_CMD_DEV_SET, devMessage],
    PSP_CMD_DEV_CHANGE_NTF: [PSP_CMD_DEV_CHANGE_NTF, devMessage],
    PSP_CMD_KEY_ROTATE: [PSP_CMD_KEY_ROTATE, devMessage],
    PSP_CMD_KEY_ROTATE_NTF: [PSP_CMD_KEY_ROTATE_NTF, devMessage],
    PSP_CMD_RX_ASSOC: [PSP_CMD_RX_ASSOC, assocMessage],
    PSP_CMD_TX_ASSOC: [PSP_CMD_TX_ASSOC, assocMessage],
    PSP_CMD_GET_STATS: [PSP_CMD_GET_STATS, statsMessage],
    PSP_CMD_DEV_ASSOC: [PSP_CMD_DEV_ASSOC, devMessage],
    PSP_CMD_DEV_DISASSOC: [PSP_CMD_DEV_DISASSOC, devMessage],
  },
  operations: {
    PSP_CMD_DEV_GET: operation(
      "PSP_CMD_DEV_GET",
      [PSP_CMD_DEV_GET, devMessage],
      [PSP_CMD_DEV_GET, devMessage],
      { oneReply: true },
    ),
    PSP_CMD_DEV_SET: operation(
      "PSP_CMD_DEV_SET",
      [PSP_CMD_DEV_SET, devMessage],
      [PSP_CMD_DEV_SET, devMessage],
    ),
    PSP_CMD_KEY_ROTATE: operation(
      "PSP_CMD_KEY_ROTATE",
      [PSP_CMD_KEY_ROTATE, devMessage],
      [PSP_CMD_KEY_ROTATE, devMessage],
    ),
    PSP_CMD_RX_ASSOC: operation(
      "PSP_CMD_RX_ASSOC",
      [PSP_CMD_RX_ASSOC, assocMessage],
      [PSP_CMD_RX_ASSOC, assocMessage],
    ),
    PSP_CMD_TX_ASSOC: operation(
      "PSP_CMD_TX_ASSOC",
      [PSP_CMD_TX_ASSOC, assocMessage],
      [PSP_CMD_TX_ASSOC, assocMessage],
    ),
    PSP_CMD_GET_STATS: operation(
      "PSP_CMD_GET_STATS",
      [PSP_CMD_GET_STATS, statsMessage],
      [PSP_CMD_GET_STATS, statsMessage],
      { oneReply: true },
    ),
    PSP_CMD_DEV_ASSOC: operation(
      "PSP_CMD_DEV_ASSOC",
      [PSP_CMD_DEV_ASSOC, devMessage],
      [PSP_CMD_DEV_ASSOC, devMessage],
    ),
    PSP_CMD_DEV_DISASSOC: operation(
      "PSP_CMD_DEV_DISASSOC",
      [PSP_CMD_DEV_DISASSOC, devMessage],
      [PSP_CMD_DEV_DISASSOC, devMessage],
    ),
  },
  groups: { mgmt: 0, use: 0 },
});
