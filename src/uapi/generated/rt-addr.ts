/**
 * Tables of rt-addr.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  flagsOf,
  flagTable,
  ip,
  ipv4,
  ipv6,
  limited,
  messageOf,
  operation,
  s32,
  type SetIn,
  type SetOut,
  string,
  struct,
  type StructIn,
  type StructOut,
  u32,
  u8,
} from "../../schema/index.ts";

export const RTM_NEWADDR = 20;
export const RTM_DELADDR = 21;
export const RTM_GETADDR = 22;
export const RTM_GETMULTICAST = 58;
export const RTM_GETANYCAST = 62;
export const RTM_NEWMULTICAST = 56;
export const RTM_DELMULTICAST = 57;
export const RTM_NEWANYCAST = 60;
export const RTM_DELANYCAST = 61;

export const ifaFlags = flagTable("ifa-flags", {
  secondary: 0x1,
  nodad: 0x2,
  optimistic: 0x4,
  dadfailed: 0x8,
  homeaddress: 0x10,
  deprecated: 0x20,
  tentative: 0x40,
  permanent: 0x80,
  managetempaddr: 0x100,
  noprefixroute: 0x200,
  mcautojoin: 0x400,
  "stable-privacy": 0x800,
});

export const ifaddrmsg = struct("ifaddrmsg", {
  ifaFamily: u8,
  ifaPrefixlen: u8,
  ifaFlags: flagsOf(u8, ifaFlags),
  ifaScope: u8,
  ifaIndex: u32,
});

export const ifaCacheinfo = struct("ifa-cacheinfo", {
  ifaPrefered: u32,
  ifaValid: u32,
  cstamp: u32,
  tstamp: u32,
});

export interface AddrAttrs extends SetOut<(typeof addrAttrs)["entries"]> {}
export interface AddrAttrsInput extends SetIn<(typeof addrAttrs)["entries"]> {}
export const addrAttrs = attributeSet("addr-attrs", "IFA_", {
  address: [1, ip],
  local: [2, ip],
  label: [3, limited(string, { maxLength: 15 })],
  broadcast: [4, ipv4],
  anycast: [5, ipv6],
  cacheinfo: [6, ifaCacheinfo],
  multicast: [7, ip],
  flags: [8, flagsOf(u32, ifaFlags)],
  rtPriority: [9, u32],
  targetNetnsid: [10, s32],
  proto: [11, u8],
  mcUsers: [12, u32],
});

export interface AddrMessage extends StructOut<(typeof ifaddrmsg)["members"]>, AddrAttrs {}
export interface AddrMessageInput extends StructIn<(typeof ifaddrmsg)["members"]>, AddrAttrsInput {}
export const addrMessage = messageOf<AddrMessage, AddrMessageInput>({
  header: ifaddrmsg,
  attributes: addrAttrs,
});

export const rtAddr = familyTable({
  name: "rt-addr",
  protocol: 0,
  messages: {
    RTM_NEWADDR: [RTM_NEWADDR, addrMessage],
    RTM_DELADDR: [RTM_DELADDR, addrMessage],
    RTM_GETADDR: [RTM_GETADDR, addrMessage],
    RTM_NEWMULTICAST: [RTM_NEWMULTICAST, addrMessage],
    RTM_DELMULTICAST: [RTM_DELMULTICAST, addrMessage],
    RTM_GETMULTICAST: [RTM_GETMULTICAST, addrMessage],
    RTM_NEWANYCAST: [RTM_NEWANYCAST, addrMessage],
    RTM_DELANYCAST: [RTM_DELANYCAST, addrMessage],
    RTM_GETANYCAST: [RTM_GETANYCAST, addrMessage],
  },
  operations: {
    RTM_NEWADDR: operation("RTM_NEWADDR", [RTM_NEWADDR, addrMessage]),
    RTM_DELADDR: operation("RTM_DELADDR", [RTM_DELADDR, addrMessage]),
    RTM_GETADDR: operation("RTM_GETADDR", [RTM_GETADDR, addrMessage], [RTM_NEWADDR, addrMessage]),
    RTM_GETMULTICAST: operation(
      "RTM_GETMULTICAST",
      [RTM_GETMULTICAST, addrMessage],
      [RTM_GETMULTICAST, addrMessage],
    ),
    RTM_GETANYCAST: operation(
      "RTM_GETANYCAST",
      [RTM_GETANYCAST, addrMessage],
      [RTM_GETANYCAST, addrMessage],
    ),
  },
  groups: {
    RTNLGRP_IPV4_IFADDR: 5,
    RTNLGRP_IPV6_IFADDR: 9,
    RTNLGRP_IPV4_MCADDR: 37,
    RTNLGRP_IPV6_MCADDR: 38,
    RTNLGRP_IPV6_ACADDR: 39,
  },
});
