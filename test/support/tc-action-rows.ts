/**
 * Actions in the words of tc (iproute2 6.1), and the same in those of the library.
 *
 * @module
 */
import type { ActionSettings } from "../../src/route.ts";

/** An action, after `action`, and in the words of the library. */
export const ACTION_ROWS: readonly (readonly [words: string, settings: ActionSettings])[] = [
  ["drop", { kind: "gact", control: "drop" }],
  ["pass index 7", { kind: "gact", control: "pass", index: 7 }],
  ["goto chain 5", { kind: "gact", control: "goto chain 5" }],
  [
    "pass random determ drop 9",
    {
      kind: "gact",
      control: "pass",
      options: { random: "determ", randomControl: "drop", randomOf: 9 },
    },
  ],
  [
    "mirred egress redirect dev v1",
    { kind: "mirred", options: { mode: "egress-redirect", to: "v1" } },
  ],
  [
    "mirred egress mirror dev v1 continue",
    { kind: "mirred", control: "continue", options: { mode: "egress-mirror", to: "v1" } },
  ],
  [
    "mirred ingress redirect dev v1",
    { kind: "mirred", options: { mode: "ingress-redirect", to: "v1" } },
  ],
  [
    "police rate 1mbit burst 10kb mtu 2kb conform-exceed drop/pipe",
    {
      kind: "police",
      control: "drop",
      options: { bitrate: 1_000_000, burstBytes: 10_240, mtuBytes: 2048, conform: "pipe" },
    },
  ],
  [
    "police pkts_rate 1000 pkts_burst 200",
    { kind: "police", options: { packetsPerSecond: 1000, packetBurst: 200 } },
  ],
  [
    "skbedit mark 5 priority 1:10 queue_mapping 2 ptype host",
    {
      kind: "skbedit",
      options: { mark: 5, priority: "1:10", queue: 2, packetType: "host" },
    },
  ],
  ["skbedit mark 5/0xff", { kind: "skbedit", options: { mark: 5, markMask: 255 } }],
  ["skbedit inheritdsfield", { kind: "skbedit", options: { inheritDsfield: true } }],
  ["vlan pop", { kind: "vlan", options: { mode: "pop" } }],
  [
    "vlan push id 77 protocol 802.1ad priority 3",
    { kind: "vlan", options: { mode: "push", id: 77, protocol: "802.1ad", priority: 3 } },
  ],
  [
    "vlan push_eth dst_mac 02:00:00:00:00:01 src_mac 02:00:00:00:00:02",
    {
      kind: "vlan",
      options: { mode: "push-eth", dstMac: "02:00:00:00:00:01", srcMac: "02:00:00:00:00:02" },
    },
  ],
  [
    "tunnel_key set src_ip 10.0.0.1 dst_ip 10.0.0.2 id 77 dst_port 4789 csum tos 5 ttl 9",
    {
      kind: "tunnel_key",
      options: {
        mode: "set",
        src: "10.0.0.1",
        dst: "10.0.0.2",
        id: 77,
        dstPort: 4789,
        csum: true,
        tos: 5,
        ttl: 9,
      },
    },
  ],
  ["tunnel_key unset", { kind: "tunnel_key", options: { mode: "release" } }],
  [
    "ct commit zone 5 mark 0x1/0xff nat src addr 10.0.0.1-10.0.0.9 port 1000-2000",
    {
      kind: "ct",
      options: {
        commit: true,
        zone: 5,
        mark: 1,
        markMask: 255,
        nat: true,
        natSrc: true,
        natMin: "10.0.0.1",
        natMax: "10.0.0.9",
        natPortMin: 1000,
        natPortMax: 2000,
      },
    },
  ],
  ["ct clear", { kind: "ct", options: { clear: true } }],
  [
    "mpls push protocol mpls_uc label 123 tc 3 ttl 64 bos 1",
    {
      kind: "mpls",
      options: { mode: "push", protocol: "mpls", label: 123, trafficClass: 3, ttl: 64, bottom: 1 },
    },
  ],
  ["mpls pop protocol ip", { kind: "mpls", options: { mode: "pop", protocol: "ipv4" } }],
  [
    "nat ingress 10.0.0.0/24 192.168.1.0",
    { kind: "nat", options: { direction: "ingress", from: "10.0.0.0/24", to: "192.168.1.0" } },
  ],
  ["csum ip4h and tcp", { kind: "csum", options: { ipv4Header: true, tcp: true } }],
  [
    "sample rate 100 group 5 trunc 60",
    { kind: "sample", options: { rate: 100, group: 5, truncBytes: 60 } },
  ],
  [
    "ife encode type 0xed3e dst 02:00:00:00:00:01 src 02:00:00:00:00:02 allow mark",
    {
      kind: "ife",
      options: {
        mode: "encode",
        etherType: 0xed3e,
        dstMac: "02:00:00:00:00:01",
        srcMac: "02:00:00:00:00:02",
        // IFE_META_SKBMARK without a value: that of the packet.
        metadata: Uint8Array.of(4, 0, 1, 0),
      },
    },
  ],
  ["ife decode pipe", { kind: "ife", control: "pipe", options: { mode: "decode" } }],
  [
    "pedit ex munge ip ttl set 9 munge ip dst set 10.0.0.9",
    {
      kind: "pedit",
      options: {
        keys: [
          { header: "ip4", command: "set", offset: 8, value: 0x09000000, keep: 0x00ffffff },
          { header: "ip4", command: "set", offset: 16, value: 0x0a000009 },
        ],
      },
    },
  ],
];
