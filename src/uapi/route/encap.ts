/**
 * Encapsulations that a route puts packets into (light-weight tunnels): no spec has them.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  bytes,
  enumOf,
  enumTable,
  flagsOf,
  flagTable,
  ipv4,
  ipv6,
  message,
  multi,
  nest,
  payload,
  s32,
  string,
  struct,
  u8,
  u16,
  u16be,
  u32,
  u32be,
  u64,
  u64be,
} from "../../schema/index.ts";

/**
 * `LWTUNNEL_ENCAP_*`: what `RTA_ENCAP_TYPE` says that `RTA_ENCAP` holds.
 *
 * @see include/uapi/linux/lwtunnel.h
 */
export const LWTUNNEL_ENCAP = enumTable("lwtunnel_encap_types", {
  none: 0,
  mpls: 1,
  ip: 2,
  ila: 3,
  ip6: 4,
  seg6: 5,
  bpf: 6,
  "seg6-local": 7,
  rpl: 8,
  ioam6: 9,
  xfrm: 10,
});

/**
 * Options of one kind only, as the driver of the tunnel has it.
 *
 * @see net/ipv4/ip_tunnel_core.c `ip_opts_policy`
 */
const tunnelOptions = attributeSet("lwtunnel-ip-opts", "LWTUNNEL_IP_OPTS_", {
  geneve: [
    1,
    multi(
      nest(
        attributeSet("lwtunnel-ip-opt-geneve", "LWTUNNEL_IP_OPT_GENEVE_", {
          class: [1, u16be],
          type: [2, u8],
          data: [3, binary],
        }),
      ),
    ),
  ],
  vxlan: [
    2,
    nest(attributeSet("lwtunnel-ip-opt-vxlan", "LWTUNNEL_IP_OPT_VXLAN_", { gbp: [1, u32] })),
  ],
  erspan: [
    3,
    nest(
      attributeSet("lwtunnel-ip-opt-erspan", "LWTUNNEL_IP_OPT_ERSPAN_", {
        ver: [1, u8],
        index: [2, u32be],
        dir: [3, u8],
        hwid: [4, u8],
      }),
    ),
  ],
});

/** `LWTUNNEL_IP_*`. @see net/ipv4/ip_tunnel_core.c `ip_tun_policy` */
export const ipEncapMessage = message({
  attributes: attributeSet("lwtunnel-ip", "LWTUNNEL_IP_", {
    id: [1, u64be],
    dst: [2, ipv4],
    src: [3, ipv4],
    ttl: [4, u8],
    tos: [5, u8],
    flags: [6, u16be],
    opts: [8, nest(tunnelOptions)],
  }),
});

/** `LWTUNNEL_IP6_*`. @see net/ipv4/ip_tunnel_core.c `ip6_tun_policy` */
export const ip6EncapMessage = message({
  attributes: attributeSet("lwtunnel-ip6", "LWTUNNEL_IP6_", {
    id: [1, u64be],
    dst: [2, ipv6],
    src: [3, ipv6],
    hoplimit: [4, u8],
    tc: [5, u8],
    flags: [6, u16be],
    opts: [8, nest(tunnelOptions)],
  }),
});

/**
 * `MPLS_IPTUNNEL_*`: `dst` is a stack of label stack entries (RFC 3032).
 *
 * @see net/mpls/mpls_iptunnel.c
 */
export const mplsEncapMessage = message({
  attributes: attributeSet("mpls-iptunnel", "MPLS_IPTUNNEL_", { dst: [1, binary], ttl: [2, u8] }),
});

/** `SEG6_IPTUN_MODE_*`. @see include/uapi/linux/seg6_iptunnel.h */
export const SEG6_IPTUN_MODE = enumTable("seg6-iptunnel-mode", {
  inline: 0,
  encap: 1,
  l2encap: 2,
  "encap-red": 3,
  "l2encap-red": 4,
});

/** `struct ipv6_sr_hdr` (RFC 8754); the segments trail it, 16 bytes each. */
const srHeader = struct("ipv6_sr_hdr", {
  nexthdr: u8,
  hdrlen: u8,
  type: u8,
  segmentsLeft: u8,
  firstSegment: u8,
  flags: u8,
  tag: u16,
});

/** `struct seg6_iptunnel_encap` with the header in it. */
const seg6Header = struct("seg6_iptunnel_encap", {
  mode: enumOf(s32, SEG6_IPTUN_MODE),
  ...srHeader.members,
});

/** `SEG6_IPTUNNEL_*`. @see net/ipv6/seg6_iptunnel.c `seg6_iptunnel_policy` */
export const seg6EncapMessage = message({
  attributes: attributeSet("seg6-iptunnel", "SEG6_IPTUNNEL_", {
    srh: [1, payload(message({ header: seg6Header }))],
    src: [2, ipv6],
    table: [3, u32],
  }),
});

/**
 * `SEG6_LOCAL_ACTION_*`: what is done at the end of a segment (RFC 8986).
 *
 * @see include/uapi/linux/seg6_local.h
 */
export const SEG6_LOCAL_ACTION = enumTable("seg6-local-action", {
  end: 1,
  "end-x": 2,
  "end-t": 3,
  "end-dx2": 4,
  "end-dx6": 5,
  "end-dx4": 6,
  "end-dt6": 7,
  "end-dt4": 8,
  "end-b6": 9,
  "end-b6-encap": 10,
  "end-bm": 11,
  "end-s": 12,
  "end-as": 13,
  "end-am": 14,
  "end-bpf": 15,
  "end-dt46": 16,
});

/** `SEG6_LOCAL_FLV_OP_*` as masks: bit numbers in the header. */
export const SEG6_LOCAL_FLV_OP = flagTable("seg6-local-flavor", {
  psp: 0x2,
  usp: 0x4,
  usd: 0x8,
  "next-csid": 0x10,
});

/** `SEG6_LOCAL_*`. @see net/ipv6/seg6_local.c `seg6_local_policy` */
export const seg6LocalEncapMessage = message({
  attributes: attributeSet("seg6-local", "SEG6_LOCAL_", {
    action: [1, enumOf(u32, SEG6_LOCAL_ACTION)],
    srh: [2, payload(message({ header: srHeader }))],
    table: [3, u32],
    nh4: [4, ipv4],
    nh6: [5, ipv6],
    iif: [6, u32],
    oif: [7, u32],
    bpf: [
      8,
      nest(
        attributeSet("seg6-local-bpf", "SEG6_LOCAL_BPF_", {
          prog: [1, u32],
          progName: [2, string],
        }),
      ),
    ],
    vrftable: [9, u32],
    counters: [
      10,
      nest(
        attributeSet("seg6-local-counters", "SEG6_LOCAL_CNT_", {
          packets: [2, u64],
          bytes: [3, u64],
          errors: [4, u64],
        }),
      ),
    ],
    flavors: [
      11,
      nest(
        attributeSet("seg6-local-flavors", "SEG6_LOCAL_FLV_", {
          operation: [1, flagsOf(u32, SEG6_LOCAL_FLV_OP)],
          lcblockBits: [2, u8],
          lcnodeFnBits: [3, u8],
        }),
      ),
    ],
  }),
});

/** A program: from its descriptor, shown by its name. */
const bpfProgram = attributeSet("lwt-bpf-prog", "LWT_BPF_PROG_", {
  fd: [1, u32],
  name: [2, string],
});

/** `LWT_BPF_*`. @see net/core/lwt_bpf.c `bpf_nl_policy` */
export const bpfEncapMessage = message({
  attributes: attributeSet("lwt-bpf", "LWT_BPF_", {
    in: [1, nest(bpfProgram)],
    out: [2, nest(bpfProgram)],
    xmit: [3, nest(bpfProgram)],
    xmitHeadroom: [4, u32],
  }),
});

/**
 * `ILA_CSUM_*`: what keeps checksums right when an address is translated.
 *
 * @see include/uapi/linux/ila.h
 */
export const ILA_CSUM = enumTable("ila-csum-mode", {
  "adjust-transport": 0,
  "neutral-map": 1,
  "no-action": 2,
  "neutral-map-auto": 3,
});

/** `ILA_ATTR_*`, of which a route has these. @see net/ipv6/ila/ila_lwt.c `ila_nl_policy` */
export const ilaEncapMessage = message({
  attributes: attributeSet("ila", "ILA_ATTR_", {
    locator: [1, u64be],
    csumMode: [7, enumOf(u8, ILA_CSUM)],
    identType: [8, u8],
    hookType: [9, u8],
  }),
});

/**
 * `RPL_IPTUNNEL_*`: the header of RFC 6554, whose addresses trail it. The nibbles of `lengths` are
 * how many bytes of
 * each address are left out, of the last one, and how many bytes pad them.
 *
 * @see net/ipv6/rpl_iptunnel.c `rpl_iptunnel_policy`
 */
export const rplEncapMessage = message({
  attributes: attributeSet("rpl-iptunnel", "RPL_IPTUNNEL_", {
    srh: [
      1,
      payload(
        message({
          header: struct("ipv6_rpl_sr_hdr", {
            nexthdr: u8,
            hdrlen: u8,
            type: u8,
            segmentsLeft: u8,
            lengths: bytes(4),
          }),
        }),
      ),
    ],
  }),
});

/** `IOAM6_IPTUNNEL_MODE_*`. @see include/uapi/linux/ioam6_iptunnel.h */
export const IOAM6_IPTUNNEL_MODE = enumTable("ioam6-iptunnel-mode", {
  inline: 1,
  encap: 2,
  auto: 3,
});

/**
 * `struct ioam6_trace_hdr` (RFC 9197); `typeBe32` are the bits of what each node adds, bit 0 the
 * highest.
 */
const ioam6Trace = struct("ioam6_trace_hdr", {
  namespaceId: u16be,
  flags: u8,
  remlen: u8,
  typeBe32: u32be,
});

/**
 * `IOAM6_IPTUNNEL_*`: of `freqN` packets `freqK` are traced.
 *
 * @see net/ipv6/ioam6_iptunnel.c `ioam6_iptunnel_policy`
 */
export const ioam6EncapMessage = message({
  attributes: attributeSet("ioam6-iptunnel", "IOAM6_IPTUNNEL_", {
    mode: [1, enumOf(u8, IOAM6_IPTUNNEL_MODE)],
    dst: [2, ipv6],
    trace: [3, payload(message({ header: ioam6Trace }))],
    freqK: [4, u32],
    freqN: [5, u32],
    src: [6, ipv6],
  }),
});

/** `LWT_XFRM_*`. @see net/xfrm/xfrm_interface_core.c `xfrm_lwt_policy` */
export const xfrmEncapMessage = message({
  attributes: attributeSet("lwt-xfrm", "LWT_XFRM_", {
    ifId: [1, u32],
    link: [2, u32],
  }),
});
