/**
 * The rows of link-rows.ts that are tunnels.
 *
 * @module
 */
import { type LinkRow, LOWER } from "./link-ground.ts";

/** What `ip` always says of a tunnel, the kernel's defaults: no encapsulation in UDP. */
const NO_ENCAP = { encapType: "none", encapFlags: 0, encapSport: 0, encapDport: 0 } as const;
const TUNNEL4 = { ...NO_ENCAP, tos: 0, pmtudisc: 1, fwmark: 0 } as const;
const TUNNEL6 = {
  ...NO_ENCAP,
  encapFlags: ["csum6"],
  ttl: 64,
  encapLimit: 4,
  flowinfo: 0,
  flags: 0,
  fwmark: 0,
} as const;
const GRE6 = { ...TUNNEL6, erspanVer: 1 } as const;
const IPV4_ENDS = { local: "192.0.2.1", remote: "192.0.2.2" } as const;
const IPV6_ENDS = { local: "2001:db8::1", remote: "2001:db8::2" } as const;
const ENDS4 = "local 192.0.2.1 remote 192.0.2.2";
const ENDS6 = "local 2001:db8::1 remote 2001:db8::2";
const KEYED = ["key"] as const;

/** Tunnels in UDP. */
export const UDP_TUNNELS: readonly LinkRow[] = [
  {
    words:
      "name x0 type vxlan id 42 remote 192.0.2.1 local 192.0.2.2 dev v0 dstport 4789 ttl 64 nolearning srcport 10000 20000 df set",
    link: {
      name: "x0",
      kind: "vxlan",
      options: {
        id: 42,
        group: "192.0.2.1",
        local: "192.0.2.2",
        link: LOWER,
        port: 4789,
        ttl: 64,
        learning: 0,
        portRange: { low: 10000, high: 20000 },
        df: "set",
      },
    },
  },
  {
    words:
      "name x1 type vxlan id 43 group ff05::100 dev v0 dstport 8472 ttl inherit flowlabel 0x12345 gbp",
    link: {
      name: "x1",
      kind: "vxlan",
      options: {
        id: 43,
        group6: "ff05::100",
        link: LOWER,
        port: 8472,
        ttlInherit: true,
        label: 0x12345,
        gbp: true,
        learning: 1,
      },
    },
  },
  {
    words:
      "name x2 type vxlan id 44 remote 2001:db8::2 local 2001:db8::1 dstport 4790 tos 0x10 ageing 200 maxaddress 100 proxy rsc l2miss l3miss noudpcsum udp6zerocsumtx udp6zerocsumrx remcsumtx remcsumrx learning",
    link: {
      name: "x2",
      kind: "vxlan",
      options: {
        id: 44,
        group6: "2001:db8::2",
        local6: "2001:db8::1",
        port: 4790,
        tos: 16,
        ageing: 200,
        limit: 100,
        proxy: 1,
        rsc: 1,
        l2miss: 1,
        l3miss: 1,
        udpCsum: 0,
        udpZeroCsum6Tx: 1,
        udpZeroCsum6Rx: 1,
        remcsumTx: 1,
        remcsumRx: 1,
        learning: 1,
      },
    },
  },
  {
    words: "name x3 type vxlan external vnifilter dstport 4792",
    link: {
      name: "x3",
      kind: "vxlan",
      options: { collectMetadata: 1, vnifilter: 1, port: 4792, learning: 0 },
    },
  },
  {
    words: "name g5 type geneve id 42 remote 192.0.2.2 ttl 9 tos 0x10 df set dstport 6082 udpcsum",
    link: {
      name: "g5",
      kind: "geneve",
      options: {
        id: 42,
        remote: "192.0.2.2",
        ttl: 9,
        tos: 16,
        df: "set",
        port: 6082,
        udpCsum: 1,
        label: 0,
      },
    },
  },
  {
    words:
      "name g6 type geneve id 43 remote 2001:db8::2 ttl inherit flowlabel 0x12345 udp6zerocsumtx noudp6zerocsumrx",
    link: {
      name: "g6",
      kind: "geneve",
      options: {
        id: 43,
        remote6: "2001:db8::2",
        ttl: 0,
        tos: 0,
        ttlInherit: 1,
        label: 0x12345,
        udpZeroCsum6Tx: 1,
        udpZeroCsum6Rx: 0,
      },
    },
  },
  {
    words: "name g7 type geneve external innerprotoinherit",
    link: {
      name: "g7",
      kind: "geneve",
      options: {
        id: 0,
        ttl: 0,
        tos: 0,
        label: 0,
        collectMetadata: true,
        innerProtoInherit: true,
      },
    },
  },
  {
    words: "name u0 type bareudp dstport 6635 ethertype mpls_uc srcportmin 12345 multiproto",
    link: {
      name: "u0",
      kind: "bareudp",
      options: { port: 6635, ethertype: 0x8847, srcportMin: 12345, multiprotoMode: true },
    },
  },
  {
    words: "name u1 type gtp role sgsn hsize 1024 restart_count 5",
    link: {
      name: "u1",
      kind: "gtp",
      options: { role: "sgsn", pdpHashsize: 1024, restartCount: 5, createSockets: 1 },
    },
  },
  {
    words:
      "name u2 type amt mode gateway local 192.0.2.1 discovery 192.0.2.9 dev v0 gateway_port 2268 relay_port 2269 max_tunnels 7",
    link: {
      name: "u2",
      kind: "amt",
      options: {
        mode: "gateway",
        localIp: "192.0.2.1",
        discoveryIp: "192.0.2.9",
        link: LOWER,
        gatewayPort: 2268,
        relayPort: 2269,
        maxTunnels: 7,
      },
    },
  },
];

/** Tunnels in IP. */
export const IP_TUNNELS: readonly LinkRow[] = [
  {
    words: `name g0 type gretap ${ENDS4} ttl 9 key 5`,
    link: {
      name: "g0",
      kind: "gretap",
      options: { ...TUNNEL4, ...IPV4_ENDS, ttl: 9, ikey: 5, okey: 5, iflags: KEYED, oflags: KEYED },
    },
  },
  {
    words: `name g1 type gre ${ENDS4} ttl 9 tos 0x10 seq csum ikey 7 okey 9 dev v0 fwmark 0x11`,
    link: {
      name: "g1",
      kind: "gre",
      options: {
        ...TUNNEL4,
        ...IPV4_ENDS,
        link: LOWER,
        ttl: 9,
        tos: 16,
        ikey: 7,
        okey: 9,
        iflags: ["key", "seq", "csum"],
        oflags: ["key", "seq", "csum"],
        fwmark: 0x11,
      },
    },
  },
  {
    words: `name g2 type gre ${ENDS4} nopmtudisc ignore-df`,
    link: {
      name: "g2",
      kind: "gre",
      options: {
        ...TUNNEL4,
        ...IPV4_ENDS,
        ttl: 0,
        ikey: 0,
        okey: 0,
        iflags: 0,
        oflags: 0,
        pmtudisc: 0,
        ignoreDf: 1,
      },
    },
  },
  {
    words: "name g3 type gretap external",
    link: { name: "g3", kind: "gretap", options: { collectMetadata: true } },
  },
  {
    words: `name g4 type erspan ${ENDS4} seq key 5 erspan_ver 2 erspan_dir egress erspan_hwid 0x1f`,
    link: {
      name: "g4",
      kind: "erspan",
      options: {
        ...TUNNEL4,
        ...IPV4_ENDS,
        ttl: 0,
        ikey: 5,
        okey: 5,
        iflags: ["key", "seq"],
        oflags: ["key", "seq"],
        erspanVer: 2,
        erspanDir: "egress",
        erspanHwid: 0x1f,
      },
    },
  },
  {
    words: `name j0 type ip6gre ${ENDS6} hoplimit 9 key 5 encaplimit 3`,
    link: {
      name: "j0",
      kind: "ip6gre",
      options: {
        ...GRE6,
        ...IPV6_ENDS,
        ttl: 9,
        encapLimit: 3,
        ikey: 5,
        okey: 5,
        iflags: KEYED,
        oflags: KEYED,
      },
    },
  },
  {
    words: `name j1 type ip6gretap ${ENDS6} encaplimit none tclass inherit flowlabel 0x12345 dscp inherit`,
    link: {
      name: "j1",
      kind: "ip6gretap",
      options: {
        ...GRE6,
        ...IPV6_ENDS,
        flowinfo: 0x12345,
        flags: ["ign-encap-limit", "use-orig-tclass", "rcv-dscp-copy"],
        ikey: 0,
        okey: 0,
        iflags: 0,
        oflags: 0,
      },
    },
  },
  {
    words: `name j2 type ip6erspan ${ENDS6} seq key 5 erspan_ver 1 erspan 77`,
    link: {
      name: "j2",
      kind: "ip6erspan",
      options: {
        ...GRE6,
        ...IPV6_ENDS,
        ikey: 5,
        okey: 5,
        iflags: ["key", "seq"],
        oflags: ["key", "seq"],
        erspanIndex: 77,
      },
    },
  },
  {
    words: `name p4 type ipip ${ENDS4} ttl 9 tos 0x10 mode any dev v0`,
    link: {
      name: "p4",
      kind: "ipip",
      options: { ...TUNNEL4, ...IPV4_ENDS, link: LOWER, ttl: 9, tos: 16, proto: 0 },
    },
  },
  {
    words: `name p5 type ipip ${ENDS4} nopmtudisc encap fou encap-sport auto encap-dport 5555 encap-csum`,
    link: {
      name: "p5",
      kind: "ipip",
      options: {
        ...TUNNEL4,
        ...IPV4_ENDS,
        link: 0,
        ttl: 0,
        proto: 0,
        pmtudisc: 0,
        encapType: "fou",
        encapFlags: ["csum"],
        encapDport: 5555,
      },
    },
    unmade: "encapsulation in UDP needs a module that no request loads",
  },
  {
    words: "name p6 type ipip external",
    link: { name: "p6", kind: "ipip", options: { proto: 0, collectMetadata: true } },
  },
  {
    words: `name z0 type sit ${ENDS4} ttl 9 mode ip6ip`,
    link: {
      name: "z0",
      kind: "sit",
      options: { ...TUNNEL4, ...IPV4_ENDS, link: 0, ttl: 9, flags: 0, proto: 41 },
    },
  },
  {
    words: `name z1 type ip6tnl ${ENDS6} mode any hoplimit 7 encaplimit 5 tclass 0x10 flowlabel 0x12345 dscp inherit allow-localremote fwmark 0x11 dev v0`,
    link: {
      name: "z1",
      kind: "ip6tnl",
      options: {
        ...TUNNEL6,
        ...IPV6_ENDS,
        link: LOWER,
        proto: 0,
        ttl: 7,
        encapLimit: 5,
        flowinfo: 0x1012345,
        flags: ["rcv-dscp-copy", "allow-local-remote"],
        fwmark: 0x11,
      },
    },
  },
  {
    words: `name z2 type vti ${ENDS4} key 5 fwmark 0x11`,
    link: {
      name: "z2",
      kind: "vti",
      options: { ...IPV4_ENDS, ikey: 5, okey: 5, fwmark: 0x11 },
    },
  },
  {
    words: `name z3 type vti6 ${ENDS6} ikey 5 okey 6 dev v0`,
    link: {
      name: "z3",
      kind: "vti6",
      options: { ...IPV6_ENDS, link: LOWER, ikey: 5, okey: 6, fwmark: 0 },
    },
  },
];
