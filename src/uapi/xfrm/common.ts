/**
 * What states and policies of IPsec have in common: selectors, identities, lifetimes.
 *
 * @module
 */
import {
  bytes,
  enumTable,
  pad,
  s32,
  struct,
  u8,
  u16,
  u16be,
  u32,
  u32be,
  u64,
} from "../../schema/index.ts";

/** `XFRM_MODE_*`: how packets are put into packets. @see include/uapi/linux/xfrm.h */
export const XFRM_MODE = enumTable("xfrm-mode", {
  transport: 0,
  tunnel: 1,
  routeoptimization: 2,
  "in-trigger": 3,
  beet: 4,
  iptfs: 5,
});

/** `XFRM_SHARE_*`: who may use a state that a policy asks for. */
export const XFRM_SHARE = enumTable("xfrm-share", { any: 0, session: 1, user: 2, unique: 3 });

/** Which packets: addresses are 16 bytes, of which IPv4 (`family` 2) fills four. */
export const xfrmSelector = struct("xfrm_selector", {
  daddr: bytes(16),
  saddr: bytes(16),
  dport: u16be,
  dportMask: u16be,
  sport: u16be,
  sportMask: u16be,
  family: u16,
  prefixlenD: u8,
  prefixlenS: u8,
  proto: u8,
  pad: pad(3),
  ifindex: s32,
  user: u32,
});

/** A state by what a packet carries of it. */
export const xfrmId = struct("xfrm_id", { daddr: bytes(16), spi: u32be, proto: u8, pad: pad(3) });

/** Limits: all bits set where there is none. Soft ones tell, hard ones end. */
export const xfrmLifetimeCfg = struct("xfrm_lifetime_cfg", {
  softByteLimit: u64,
  hardByteLimit: u64,
  softPacketLimit: u64,
  hardPacketLimit: u64,
  softAddExpiresSeconds: u64,
  hardAddExpiresSeconds: u64,
  softUseExpiresSeconds: u64,
  hardUseExpiresSeconds: u64,
});

/** What has been used up; times are seconds since the epoch. */
export const xfrmLifetimeCur = struct("xfrm_lifetime_cur", {
  bytes: u64,
  packets: u64,
  addTime: u64,
  useTime: u64,
});

/** A mark, and the bits of it that count. */
export const xfrmMark = struct("xfrm_mark", { v: u32, m: u32 });
