/**
 * Attributes of IPsec's messages: keys, templates, replay windows, offloads.
 *
 * @module
 */
import {
  array,
  attributeSet,
  binary,
  bytes,
  chars,
  enumOf,
  enumTable,
  flag,
  flagsOf,
  flagTable,
  pad,
  rest,
  s32,
  struct,
  u8,
  u16,
  u16be,
  u32,
  u64,
} from "../../schema/index.ts";
import { XFRM_MODE, XFRM_SHARE, xfrmId, xfrmLifetimeCur, xfrmMark } from "./common.ts";
import { xfrmUserpolicyInfo, xfrmUsersaInfo } from "./structs.ts";

/** `XFRM_SA_XFLAG_*` as masks. @see include/uapi/linux/xfrm.h */
export const XFRM_SA_XFLAG = flagTable("xfrm-sa-xflags", {
  "dont-encap-dscp": 0x1,
  "oseq-may-wrap": 0x2,
});

/** `XFRM_SA_DIR_*`. */
export const XFRM_SA_DIR = enumTable("xfrm_sa_dir", { in: 1, out: 2 });

/** `XFRM_OFFLOAD_*` as masks. */
export const XFRM_OFFLOAD = flagTable("xfrm-offload", { ipv6: 0x1, inbound: 0x2, packet: 0x4 });

/** `XFRM_POLICY_TYPE_*`. */
export const XFRM_POLICY_TYPE = enumTable("xfrm-policy-type", { main: 0, sub: 1, any: 255 });

/** Lengths are in bits; the key itself trails each of these three. */
const xfrmAlgo = struct("xfrm_algo", { algName: chars(64), algKeyLen: u32 });
const xfrmAlgoAuth = struct("xfrm_algo_auth", {
  algName: chars(64),
  algKeyLen: u32,
  algTruncLen: u32,
});
const xfrmAlgoAead = struct("xfrm_algo_aead", {
  algName: chars(64),
  algKeyLen: u32,
  algIcvLen: u32,
});

const xfrmEncapTmpl = struct("xfrm_encap_tmpl", {
  encapType: u16,
  encapSport: u16be,
  encapDport: u16be,
  pad: pad(2),
  encapOa: bytes(16),
});
const xfrmUserTmpl = struct("xfrm_user_tmpl", {
  id: xfrmId,
  family: u16,
  pad: pad(2),
  saddr: bytes(16),
  reqid: u32,
  mode: enumOf(u8, XFRM_MODE),
  share: enumOf(u8, XFRM_SHARE),
  optional: u8,
  pad1: pad(1),
  aalgos: u32,
  ealgos: u32,
  calgos: u32,
});

/** The context trails it. */
const xfrmUserSecCtx = struct("xfrm_user_sec_ctx", {
  len: u16,
  exttype: u16,
  ctxAlg: u8,
  ctxDoi: u8,
  ctxLen: u16,
});
const xfrmReplayState = struct("xfrm_replay_state", { oseq: u32, seq: u32, bitmap: u32 });
const xfrmReplayStateEsn = struct("xfrm_replay_state_esn", {
  bmpLen: u32,
  oseq: u32,
  seq: u32,
  oseqHi: u32,
  seqHi: u32,
  replayWindow: u32,
  bmp: rest(u32),
});
const xfrmUserpolicyType = struct("xfrm_userpolicy_type", {
  type: enumOf(u8, XFRM_POLICY_TYPE),
  pad: pad(1),
  pad1: pad(2),
  pad2: pad(1),
  pad3: pad(1),
});
const xfrmUserMigrate = struct("xfrm_user_migrate", {
  oldDaddr: bytes(16),
  oldSaddr: bytes(16),
  newDaddr: bytes(16),
  newSaddr: bytes(16),
  proto: u8,
  mode: enumOf(u8, XFRM_MODE),
  pad: pad(2),
  reqid: u32,
  oldFamily: u16,
  newFamily: u16,
});
const xfrmUserKmaddress = struct("xfrm_user_kmaddress", {
  local: bytes(16),
  remote: bytes(16),
  pad: pad(4),
  family: u16,
  pad1: pad(2),
});
const xfrmAddressFilter = struct("xfrm_address_filter", {
  saddr: bytes(16),
  daddr: bytes(16),
  family: u16,
  splen: u8,
  dplen: u8,
});
const xfrmUserOffload = struct("xfrm_user_offload", {
  ifindex: s32,
  flags: flagsOf(u8, XFRM_OFFLOAD),
  pad: pad(3),
});

/** Attributes of states and policies. @see net/xfrm/xfrm_user.c `xfrma_policy` */
export const xfrmAttrs = attributeSet("xfrm", "XFRMA_", {
  algAuth: [1, xfrmAlgo],
  algCrypt: [2, xfrmAlgo],
  algComp: [3, xfrmAlgo],
  encap: [4, xfrmEncapTmpl],
  tmpl: [5, array(xfrmUserTmpl)],
  sa: [6, xfrmUsersaInfo],
  policy: [7, xfrmUserpolicyInfo],
  secCtx: [8, xfrmUserSecCtx],
  ltimeVal: [9, xfrmLifetimeCur],
  replayVal: [10, xfrmReplayState],
  replayThresh: [11, u32],
  etimerThresh: [12, u32],
  srcaddr: [13, binary],
  coaddr: [14, binary],
  lastused: [15, u64],
  policyType: [16, xfrmUserpolicyType],
  migrate: [17, array(xfrmUserMigrate)],
  algAead: [18, xfrmAlgoAead],
  kmaddress: [19, xfrmUserKmaddress],
  algAuthTrunc: [20, xfrmAlgoAuth],
  mark: [21, xfrmMark],
  tfcpad: [22, u32],
  replayEsnVal: [23, xfrmReplayStateEsn],
  saExtraFlags: [24, flagsOf(u32, XFRM_SA_XFLAG)],
  // Most headers have a `proto` of their own.
  filterProto: [25, u8, "XFRMA_PROTO"],
  addressFilter: [26, xfrmAddressFilter],
  offloadDev: [28, xfrmUserOffload],
  setMark: [29, u32],
  setMarkMask: [30, u32],
  ifId: [31, u32],
  mtimerThresh: [32, u32],
  saDir: [33, enumOf(u8, XFRM_SA_DIR)],
  natKeepaliveInterval: [34, u32],
  saPcpu: [35, u32],
  iptfsDropTime: [36, u32],
  iptfsReorderWindow: [37, u16],
  iptfsDontFrag: [38, flag],
  iptfsInitDelay: [39, u32],
  iptfsMaxQsize: [40, u32],
  iptfsPktSize: [41, u32],
});
