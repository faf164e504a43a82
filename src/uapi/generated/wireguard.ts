/**
 * Tables of wireguard.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  familyTable,
  flagsOf,
  flagTable,
  indexedArray,
  ip,
  limited,
  messageOf,
  nestOf,
  operation,
  s64,
  type SetIn,
  type SetOut,
  sockaddr,
  string,
  struct,
  u16,
  u32,
  u64,
  u8,
} from "../../schema/index.ts";

export const WG_CMD_GET_DEVICE = 0;
export const WG_CMD_SET_DEVICE = 1;

export const wgdeviceFlags = flagTable("wgdevice-flags", { "replace-peers": 0x1 });

export const wgpeerFlags = flagTable("wgpeer-flags", {
  "remove-me": 0x1,
  "replace-allowedips": 0x2,
  "update-only": 0x4,
});

export const kernelTimespec = struct("kernel-timespec", { sec: s64, nsec: s64 });

export const wgallowedipFlags = flagTable("wgallowedip-flags", { "remove-me": 0x1 });

export interface Wgallowedip extends SetOut<(typeof wgallowedip)["entries"]> {}
export interface WgallowedipInput extends SetIn<(typeof wgallowedip)["entries"]> {}
export const wgallowedip = attributeSet("wgallowedip", "WGALLOWEDIP_A_", {
  family: [1, u16],
  ipaddr: [2, ip],
  cidrMask: [3, u8],
  flags: [4, flagsOf(u32, wgallowedipFlags)],
});

export interface Wgpeer extends SetOut<(typeof wgpeer)["entries"]> {}
export interface WgpeerInput extends SetIn<(typeof wgpeer)["entries"]> {}
export const wgpeer = attributeSet("wgpeer", "WGPEER_A_", {
  publicKey: [1, limited(binary, { minLength: 32, maxLength: 32 })],
  presharedKey: [2, limited(binary, { minLength: 32, maxLength: 32 })],
  flags: [3, flagsOf(u32, wgpeerFlags)],
  endpoint: [4, sockaddr],
  persistentKeepaliveInterval: [5, u16],
  lastHandshakeTime: [6, kernelTimespec],
  rxBytes: [7, u64],
  txBytes: [8, u64],
  allowedips: [9, indexedArray(nestOf<Wgallowedip, WgallowedipInput>(wgallowedip))],
  protocolVersion: [10, u32],
});

export interface Wgdevice extends SetOut<(typeof wgdevice)["entries"]> {}
export interface WgdeviceInput extends SetIn<(typeof wgdevice)["entries"]> {}
export const wgdevice = attributeSet("wgdevice", "WGDEVICE_A_", {
  ifindex: [1, u32],
  ifname: [2, limited(string, { maxLength: 15 })],
  privateKey: [3, limited(binary, { minLength: 32, maxLength: 32 })],
  publicKey: [4, limited(binary, { minLength: 32, maxLength: 32 })],
  flags: [5, flagsOf(u32, wgdeviceFlags)],
  listenPort: [6, u16],
  fwmark: [7, u32],
  peers: [8, indexedArray(nestOf<Wgpeer, WgpeerInput>(wgpeer))],
});

export const wgdeviceMessage = messageOf<Wgdevice, WgdeviceInput>({ attributes: wgdevice });

export const wireguard = familyTable({
  name: "wireguard",
  protocol: 16,
  version: 1,
  messages: {
    WG_CMD_GET_DEVICE: [WG_CMD_GET_DEVICE, wgdeviceMessage],
    WG_CMD_SET_DEVICE: [WG_CMD_SET_DEVICE, wgdeviceMessage],
  },
  operations: {
    WG_CMD_GET_DEVICE: operation(
      "WG_CMD_GET_DEVICE",
      [WG_CMD_GET_DEVICE, wgdeviceMessage],
      [WG_CMD_GET_DEVICE, wgdeviceMessage],
    ),
    WG_CMD_SET_DEVICE: operation(
      "WG_CMD_SET_DEVICE",
      [WG_CMD_SET_DEVICE, wgdeviceMessage],
      [WG_CMD_SET_DEVICE, wgdeviceMessage],
    ),
  },
  groups: {},
});
