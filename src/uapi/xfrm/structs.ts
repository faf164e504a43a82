/**
 * The fixed parts of IPsec's messages: states, policies, events.
 *
 * @module
 */
import {
  bytes,
  enumOf,
  enumTable,
  flagsOf,
  flagTable,
  pad,
  struct,
  u8,
  u16,
  u16be,
  u32,
  u32be,
} from "../../schema/index.ts";
import {
  XFRM_MODE,
  XFRM_SHARE,
  xfrmId,
  xfrmLifetimeCfg,
  xfrmLifetimeCur,
  xfrmMark,
  xfrmSelector,
} from "./common.ts";

/** `XFRM_STATE_*` as masks. @see include/uapi/linux/xfrm.h */
export const XFRM_STATE = flagTable("xfrm-state-flags", {
  noecn: 0x1,
  "decap-dscp": 0x2,
  nopmtudisc: 0x4,
  wildrecv: 0x8,
  icmp: 0x10,
  "af-unspec": 0x20,
  align4: 0x40,
  esn: 0x80,
});

/** `XFRM_POLICY_IN` and its like: which way packets go. */
export const XFRM_POLICY_DIR = enumTable("xfrm-policy-dir", { in: 0, out: 1, fwd: 2 });

/** `XFRM_POLICY_ALLOW`, `XFRM_POLICY_BLOCK`. */
export const XFRM_POLICY_ACTION = enumTable("xfrm-policy-action", { allow: 0, block: 1 });

/** Flags of a policy as masks. */
export const XFRM_POLICY_FLAGS = flagTable("xfrm-policy-flags", {
  localok: 0x1,
  icmp: 0x2,
  "cpu-acquire": 0x4,
});

/** `XFRM_USERPOLICY_*`: what happens to packets that no policy is for. */
export const XFRM_USERPOLICY = enumTable("xfrm-userpolicy", { unspec: 0, block: 1, accept: 2 });

/** `XFRM_AE_*` as masks: what an event of a state's counters is about, and why it was sent. */
export const XFRM_AE = flagTable("xfrm-ae", {
  rthr: 0x1,
  rval: 0x2,
  lval: 0x4,
  ethr: 0x8,
  cr: 0x10,
  ce: 0x20,
  cu: 0x40,
});

const xfrmStats = struct("xfrm_stats", { replayWindow: u32, replay: u32, integrityFailed: u32 });

/** A state. */
export const xfrmUsersaInfo = struct("xfrm_usersa_info", {
  sel: xfrmSelector,
  id: xfrmId,
  saddr: bytes(16),
  lft: xfrmLifetimeCfg,
  curlft: xfrmLifetimeCur,
  stats: xfrmStats,
  seq: u32,
  reqid: u32,
  family: u16,
  mode: enumOf(u8, XFRM_MODE),
  replayWindow: u8,
  flags: flagsOf(u8, XFRM_STATE),
  pad: pad(7),
});

/** A state by its identity. */
export const xfrmUsersaId = struct("xfrm_usersa_id", {
  daddr: bytes(16),
  spi: u32be,
  family: u16,
  proto: u8,
  pad: pad(1),
});

/** A state that wants an SPI between `min` and `max`. */
export const xfrmUserspiInfo = struct("xfrm_userspi_info", {
  info: xfrmUsersaInfo,
  min: u32,
  max: u32,
});

/** All states of a protocol; of all, where it is 0. */
export const xfrmUsersaFlush = struct("xfrm_usersa_flush", { proto: u8 });

/** A state whose limit is reached. */
export const xfrmUserExpire = struct("xfrm_user_expire", {
  state: xfrmUsersaInfo,
  hard: u8,
  pad: pad(7),
});

/** Counters of a state. */
export const xfrmAeventId = struct("xfrm_aevent_id", {
  saId: xfrmUsersaId,
  saddr: bytes(16),
  flags: flagsOf(u32, XFRM_AE),
  reqid: u32,
});

/** A policy. */
export const xfrmUserpolicyInfo = struct("xfrm_userpolicy_info", {
  sel: xfrmSelector,
  lft: xfrmLifetimeCfg,
  curlft: xfrmLifetimeCur,
  priority: u32,
  index: u32,
  dir: enumOf(u8, XFRM_POLICY_DIR),
  action: enumOf(u8, XFRM_POLICY_ACTION),
  flags: flagsOf(u8, XFRM_POLICY_FLAGS),
  share: enumOf(u8, XFRM_SHARE),
  pad: pad(4),
});

/** A policy by what it selects, or by its index. */
export const xfrmUserpolicyId = struct("xfrm_userpolicy_id", {
  sel: xfrmSelector,
  index: u32,
  dir: enumOf(u8, XFRM_POLICY_DIR),
  pad: pad(3),
});

/** What happens to packets that no policy is for. */
export const xfrmUserpolicyDefault = struct("xfrm_userpolicy_default", {
  in: enumOf(u8, XFRM_USERPOLICY),
  fwd: enumOf(u8, XFRM_USERPOLICY),
  out: enumOf(u8, XFRM_USERPOLICY),
});

/** The kernel wants a state for a packet. */
export const xfrmUserAcquire = struct("xfrm_user_acquire", {
  id: xfrmId,
  saddr: bytes(16),
  sel: xfrmSelector,
  headerPolicy: xfrmUserpolicyInfo,
  aalgos: u32,
  ealgos: u32,
  calgos: u32,
  seq: u32,
});

/** A policy whose limit is reached. */
export const xfrmUserPolexpire = struct("xfrm_user_polexpire", {
  pol: xfrmUserpolicyInfo,
  hard: u8,
  pad: pad(7),
});

/** A packet that a route optimisation refused. */
export const xfrmUserReport = struct("xfrm_user_report", {
  proto: u8,
  pad: pad(3),
  sel: xfrmSelector,
});

/** A peer behind NAT that is reached at another address or port now. */
export const xfrmUserMapping = struct("xfrm_user_mapping", {
  id: xfrmUsersaId,
  reqid: u32,
  oldSaddr: bytes(16),
  newSaddr: bytes(16),
  oldSport: u16be,
  newSport: u16be,
});

/** A state that moves to other addresses. */
export const xfrmUserMigrateState = struct("xfrm_user_migrate_state", {
  id: xfrmUsersaId,
  newDaddr: bytes(16),
  newSaddr: bytes(16),
  oldMark: xfrmMark,
  newSel: xfrmSelector,
  newReqid: u32,
  flags: u32,
  newFamily: u16,
  pad: pad(2),
});
