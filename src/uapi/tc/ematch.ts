/**
 * What the matches of an ematch tree are about: the bytes after the header of each, by its kind.
 * The table of the tree
 * leaves them as `trailing`, for no attribute says which they are.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  chars,
  type MessageTable,
  message,
  pad,
  struct,
  u8,
  u16,
  u32,
} from "../../schema/index.ts";
import { tcU32Key } from "../generated/tc.ts";

/** `TCF_META_TYPE_*` and `TCF_META_ID_*` are the upper four and the other bits of `kind`. */
const metaValue = struct("tcf_meta_val", { kind: u16, shift: u8, op: u8 });

const metaHeader = struct("tcf_meta_hdr", { left: metaValue, right: metaValue });

/** Both sides are a number (4 or 8 bytes) or text, as the header says. */
const metaAttrs = attributeSet("em-meta", "TCA_EM_META_", {
  hdr: [1, metaHeader],
  lvalue: [2, binary],
  rvalue: [3, binary],
});

const iptAttrs = attributeSet("em-ipt", "TCA_EM_IPT_", {
  hook: [1, u32],
  matchName: [2, binary],
  matchRevision: [3, u8],
  nfproto: [4, u8],
  matchData: [5, binary],
});

/**
 * Two numbers of four bits each: `alignFlags` and `layerOpnd` have the first of its two in the
 * lower half on x86.
 */
const compare = struct("tcf_em_cmp", {
  val: u32,
  mask: u32,
  off: u16,
  alignFlags: u8,
  layerOpnd: u8,
});

/** Twelve bits of length and, above them on x86, four of the layer; the bytes to find trail it. */
const bytesAt = struct("tcf_em_nbyte", { off: u16, lenLayer: u16 });

const text = struct("tcf_em_text", {
  algo: chars(16),
  fromOffset: u16,
  toOffset: u16,
  patternLen: u16,
  layers: u8,
  pad: pad(1),
});

const canFilters = struct("can_filter", { canId: u32, canMask: u32 });

/**
 * Layout of a match by its kind in the header of the tree: `decodePayload(EMATCHES[kind], …)`
 * reads its `trailing`.
 * A container is the position of the first of its matches.
 *
 * @see net/sched/em_*.c
 */
export const EMATCHES = {
  container: message({ header: struct("ematch-container", { position: u32 }) }),
  cmp: message({ header: compare }),
  nbyte: message({ header: bytesAt }),
  u32: message({ header: tcU32Key }),
  meta: message({ attributes: metaAttrs }),
  text: message({ header: text }),
  canid: message({ header: canFilters }),
  ipset: message({ header: struct("xt_set_info", { index: u16, dim: u8, flags: u8 }) }),
  ipt: message({ attributes: iptAttrs }),
} as const satisfies Readonly<Record<string, MessageTable>>;
