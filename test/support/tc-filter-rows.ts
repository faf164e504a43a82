/**
 * Filters in the words of tc (iproute2 6.1), and the same in those of the library.
 *
 * @module
 */
import type { FilterSettings } from "../../src/route.ts";
import type { Row } from "./tc-rows.ts";

/** After `tc filter add dev DEV parent ffff:`. */
export const FILTER_ROWS: readonly Row<FilterSettings>[] = [
  [
    "protocol ip pref 10 u32 match ip dst 10.0.0.0/8 match ip protocol 6 0xff classid 1:10",
    {
      kind: "u32",
      protocol: "ip",
      priority: 10,
      options: {
        match: [
          { offset: 16, value: 0x0a000000, mask: 0xff000000 },
          { offset: 8, value: 0x00060000, mask: 0x00ff0000 },
        ],
        classId: "1:10",
      },
    },
  ],
  [
    "protocol all pref 11 handle 5: u32 divisor 16",
    { kind: "u32", priority: 11, handle: "5:", options: { divisor: 16 } },
  ],
  [
    "protocol ip pref 12 u32 match u32 0 0 at nexthdr+4 flowid 1:1",
    {
      kind: "u32",
      protocol: "ip",
      priority: 12,
      options: { match: [{ offset: 4, value: 0, mask: 0, nextHeader: true }], classId: "1:1" },
    },
  ],
  [
    "protocol ip pref 13 u32 match u32 0 0 action mirred egress redirect dev v1",
    {
      kind: "u32",
      protocol: "ip",
      priority: 13,
      options: {
        match: [{ offset: 0, value: 0, mask: 0 }],
        actions: [{ kind: "mirred", options: { mode: "egress-redirect", to: "v1" } }],
      },
    },
  ],
  [
    "protocol ip pref 14 u32 match u32 0 0 action pass random determ drop 9 action skbedit mark 7",
    {
      kind: "u32",
      protocol: "ip",
      priority: 14,
      options: {
        match: [{ offset: 0, value: 0, mask: 0 }],
        actions: [
          {
            kind: "gact",
            control: "pass",
            options: { random: "determ", randomControl: "drop", randomOf: 9 },
          },
          { kind: "skbedit", options: { mark: 7 } },
        ],
      },
    },
  ],
  [
    "protocol all pref 19 matchall action police rate 1mbit burst 10kb action goto chain 5",
    {
      kind: "matchall",
      priority: 19,
      options: {
        actions: [
          { kind: "police", options: { bitrate: 1_000_000, burstBytes: 10_240 } },
          { kind: "gact", control: "goto chain 5" },
        ],
      },
    },
  ],
  [
    "protocol all pref 20 matchall skip_hw classid 1:10",
    { kind: "matchall", priority: 20, options: { skipHardware: true, classId: "1:10" } },
  ],
  [
    "protocol ip pref 21 bpf bytecode '1,6 0 0 4294967295' classid 1:10",
    {
      kind: "bpf",
      protocol: "ip",
      priority: 21,
      options: { bytecode: [{ code: 6, jt: 0, jf: 0, k: 0xffffffff }], classId: "1:10" },
    },
  ],
  [
    "protocol ip pref 22 basic classid 1:10",
    { kind: "basic", protocol: "ip", priority: 22, options: { classId: "1:10" } },
  ],
  [
    "protocol ip pref 23 handle 0x10/0xff fw classid 1:10",
    {
      kind: "fw",
      protocol: "ip",
      priority: 23,
      handle: "0x10",
      options: { mask: 255, classId: "1:10" },
    },
  ],
  [
    "protocol ip pref 24 route from 3 to 4 classid 1:10",
    { kind: "route", protocol: "ip", priority: 24, options: { from: 3, to: 4, classId: "1:10" } },
  ],
  [
    "protocol ip pref 30 flower ip_proto tcp src_ip 10.0.0.0/8 dst_ip 192.0.2.1 src_port 80 dst_port 1000-2000 ip_tos 0x10/0xfc ip_ttl 64 tcp_flags 0x2/0x12 classid 1:10",
    {
      kind: "flower",
      protocol: "ip",
      priority: 30,
      options: {
        ipProto: "tcp",
        src: "10.0.0.0/8",
        dst: "192.0.2.1",
        srcPort: 80,
        dstPort: "1000-2000",
        tos: 16,
        tosMask: 0xfc,
        ttl: 64,
        tcpFlags: 2,
        tcpFlagsMask: 0x12,
        classId: "1:10",
      },
    },
  ],
  [
    "protocol ipv6 pref 31 flower ip_proto udp dst_ip 2001:db8::/32 dst_port 53 src_mac 02:00:00:00:00:01 dst_mac 02:00:00:00:00:00/ff:ff:00:00:00:00",
    {
      kind: "flower",
      protocol: "ipv6",
      priority: 31,
      options: {
        ipProto: "udp",
        dst: "2001:db8::/32",
        dstPort: 53,
        srcMac: "02:00:00:00:00:01",
        dstMac: "02:00:00:00:00:00",
        dstMacMask: "ff:ff:00:00:00:00",
      },
    },
  ],
  [
    "protocol 802.1Q pref 32 chain 3 flower vlan_id 77 vlan_prio 3 vlan_ethtype ipv4",
    {
      kind: "flower",
      protocol: "802.1q",
      priority: 32,
      chain: 3,
      options: { vlanId: 77, vlanPriority: 3, vlanEtherType: 0x0800 },
    },
  ],
  [
    "protocol ip pref 33 flower enc_key_id 77 enc_src_ip 10.0.0.1 enc_dst_ip 10.0.0.2 enc_dst_port 4789 enc_tos 3 ip_flags nofrag ct_state +trk-new ct_zone 5 ct_mark 0x1/0xff",
    {
      kind: "flower",
      protocol: "ip",
      priority: 33,
      options: {
        tunnelId: 77,
        tunnelSrc: "10.0.0.1",
        tunnelDst: "10.0.0.2",
        tunnelDstPort: 4789,
        tunnelTos: 3,
        fragment: ["-frag"],
        ctState: ["-new", "tracked"],
        ctZone: 5,
        ctMark: 1,
        ctMarkMask: 255,
      },
    },
  ],
  [
    "protocol arp pref 34 flower arp_sip 10.0.0.1 arp_tip 10.0.0.0/24 arp_op request arp_sha 02:00:00:00:00:01",
    {
      kind: "flower",
      protocol: "arp",
      priority: 34,
      options: {
        arpSenderIp: "10.0.0.1",
        arpTargetIp: "10.0.0.0/24",
        arpOperation: 1,
        arpSenderMac: "02:00:00:00:00:01",
      },
    },
  ],
];
