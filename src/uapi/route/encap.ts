/**
 * Encapsulations that a route puts packets into (light-weight tunnels): no spec has them.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  enumOf,
  enumTable,
  ipv4,
  ipv6,
  message,
  payload,
  s32,
  struct,
  u8,
  u16,
  u16be,
  u32,
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

/** `LWTUNNEL_IP_*`. @see net/ipv4/ip_tunnel_core.c `ip_tun_policy` */
export const ipEncapMessage = message({
  attributes: attributeSet("lwtunnel-ip", "LWTUNNEL_IP_", {
    id: [1, u64be],
    dst: [2, ipv4],
    src: [3, ipv4],
    ttl: [4, u8],
    tos: [5, u8],
    flags: [6, u16be],
    opts: [8, binary],
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
    opts: [8, binary],
  }),
});

/** `MPLS_IPTUNNEL_*`: `dst` is a stack of label stack entries (RFC 3032). @see net/mpls/mpls_iptunnel.c */
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

/** `struct seg6_iptunnel_encap` and the `struct ipv6_sr_hdr` in it; the segments trail it, 16 bytes each. */
const seg6Header = struct("seg6_iptunnel_encap", {
  mode: enumOf(s32, SEG6_IPTUN_MODE),
  nexthdr: u8,
  hdrlen: u8,
  type: u8,
  segmentsLeft: u8,
  firstSegment: u8,
  flags: u8,
  tag: u16,
});

/** `SEG6_IPTUNNEL_*`. @see net/ipv6/seg6_iptunnel.c `seg6_iptunnel_policy` */
export const seg6EncapMessage = message({
  attributes: attributeSet("seg6-iptunnel", "SEG6_IPTUNNEL_", {
    srh: [1, payload(message({ header: seg6Header }))],
    src: [2, ipv6],
    table: [3, u32],
  }),
});
