/**
 * What nlkit is asked to make, and what `ip -j -d` has to print of it.
 *
 * @module
 */
import type { AddressSettings, LinkSettings, NewLink, RouteSettings } from "../../src/route.ts";

/** Rows of `ip -j`. */
export type Printed = Record<string, unknown>;

/** A link as asked for, and what of it `ip` has to print. */
export const LINKS: readonly (readonly [NewLink & { readonly name: string }, Printed])[] = [
  [
    {
      name: "va",
      kind: "veth",
      mtu: 1400,
      address: "02:00:00:00:00:0a",
      broadcast: "ff:ff:ff:ff:ff:fe",
      txQueueLength: 77,
      group: 7,
      mode: "dormant",
      arp: false,
      multicast: false,
      allMulticast: true,
      promiscuous: true,
      numTxQueues: 3,
      numRxQueues: 2,
      gsoMaxSize: 30000,
      gsoMaxSegs: 50,
      groMaxSize: 20000,
      index: 40,
      peer: {
        name: "vb",
        mtu: 1300,
        address: "02:00:00:00:00:0b",
        index: 41,
        txQueueLength: 5,
        group: 8,
        arp: false,
        numTxQueues: 4,
      },
    },
    {
      ifindex: 40,
      link: "vb",
      mtu: 1400,
      address: "02:00:00:00:00:0a",
      broadcast: "ff:ff:ff:ff:ff:fe",
      txqlen: 77,
      group: "7",
      linkmode: "DORMANT",
      flags: ["BROADCAST", "NOARP", "ALLMULTI", "PROMISC", "M-DOWN"],
      num_tx_queues: 3,
      num_rx_queues: 2,
      gso_max_size: 30000,
      gso_max_segs: 50,
      gro_max_size: 20000,
      linkinfo: { info_kind: "veth" },
    },
  ],
  [
    {
      name: "bra",
      kind: "bridge",
      up: true,
      options: {
        stpState: 1,
        ageingTime: 12000,
        forwardDelay: 1000,
        helloTime: 150,
        maxAge: 1800,
        priority: 4096,
        mcastSnooping: 1,
        mcastQuerier: 1,
        mcastRouter: 2,
        mcastLastMemberIntvl: 150n,
        mcastStatsEnabled: 1,
        groupFwdMask: 8,
        groupAddr: "01:80:c2:00:00:05",
        multiBoolopt: { optval: 1, optmask: 1 },
      },
    },
    {
      linkinfo: {
        info_kind: "bridge",
        info_data: {
          stp_state: 1,
          ageing_time: 12000,
          forward_delay: 1000,
          hello_time: 150,
          max_age: 1800,
          priority: 4096,
          mcast_snooping: 1,
          mcast_querier: 1,
          mcast_router: 2,
          mcast_last_member_intvl: 150,
          mcast_stats_enabled: 1,
          group_fwd_mask: "0x8",
          group_addr: "01:80:c2:00:00:05",
          no_linklocal_learn: 1,
        },
      },
    },
  ],
  [
    {
      name: "vxa",
      kind: "vxlan",
      options: {
        id: 42,
        group: "192.0.2.1",
        local: "192.0.2.2",
        port: 4789,
        ttl: 64,
        tos: 16,
        learning: 0,
        ageing: 200,
        limit: 100,
        portRange: { low: 10000, high: 20000 },
        proxy: 1,
        rsc: 1,
        l2miss: 1,
        l3miss: 1,
        udpCsum: 0,
        df: "set",
      },
    },
    {
      linkinfo: {
        info_kind: "vxlan",
        info_data: {
          id: 42,
          remote: "192.0.2.1",
          local: "192.0.2.2",
          port: 4789,
          ttl: 64,
          tos: "0x10",
          learning: false,
          ageing: 200,
          limit: 100,
          port_range: { low: 10000, high: 20000 },
          proxy: true,
          rsc: true,
          l2miss: true,
          l3miss: true,
          udp_csum: false,
          df: "set",
        },
      },
    },
  ],
  [
    {
      name: "vxb",
      kind: "vxlan",
      options: {
        id: 43,
        group6: "ff05::100",
        link: 40,
        port: 8472,
        ttlInherit: true,
        label: 0x12345,
        udpZeroCsum6Tx: 1,
      },
    },
    {
      linkinfo: {
        info_data: {
          id: 43,
          group6: "ff05::100",
          link: "va",
          port: 8472,
          label: "0x12345",
          udp_zero_csum6_tx: true,
        },
      },
    },
  ],
  [
    { name: "vxc", kind: "vxlan", options: { collectMetadata: 1, gbp: true, port: 4790 } },
    { linkinfo: { info_data: { external: true, gbp: true, ttl: 0 } } },
  ],
  [
    { name: "ifba", kind: "ifb", up: true },
    { linkinfo: { info_kind: "ifb" }, operstate: "UNKNOWN" },
  ],
  [
    { name: "mva", kind: "macvlan", link: "vb", options: { mode: "bridge", bcQueueLen: 50 } },
    {
      link: "vb",
      linkinfo: { info_kind: "macvlan", info_data: { mode: "bridge", bcqueuelen: 50 } },
    },
  ],
  [
    {
      name: "vla",
      kind: "vlan",
      link: "vb",
      options: { id: 5, protocol: "8021ad", flags: { flags: ["gvrp"], mask: 3 } },
    },
    {
      link: "vb",
      linkinfo: { info_kind: "vlan", info_data: { id: 5, protocol: "802.1ad", flags: ["GVRP"] } },
    },
  ],
  [
    { name: "bna", kind: "bond", options: { mode: "active-backup", miimon: 100 } },
    { linkinfo: { info_kind: "bond", info_data: { mode: "active-backup", miimon: 100 } } },
  ],
  [
    { name: "dma", kind: "dummy", mtu: 1280 },
    { mtu: 1280, linkinfo: { info_kind: "dummy" } },
  ],
  [
    { name: "vfa", kind: "vrf", options: { table: 77 } },
    { linkinfo: { info_kind: "vrf", info_data: { table: 77 } } },
  ],
  [
    { name: "wga", kind: "wireguard" },
    { link_type: "none", linkinfo: { info_kind: "wireguard" } },
  ],
];

/** A change of the link "va", and what `ip` prints then. */
export const CHANGES: readonly (readonly [LinkSettings, Printed])[] = [
  [{ mtu: 1000, up: true }, { mtu: 1000 }],
  [{ up: false }, { operstate: "DOWN" }],
  [{ alias: "upstream-ä" }, { ifalias: "upstream-ä" }],
  [
    { txQueueLength: 500, group: 0, mode: "default" },
    { txqlen: 500, group: "default", linkmode: "DEFAULT" },
  ],
  [
    { address: "02:00:00:00:00:1a", broadcast: "ff:ff:ff:ff:ff:fd" },
    { address: "02:00:00:00:00:1a", broadcast: "ff:ff:ff:ff:ff:fd" },
  ],
  [
    { arp: true, multicast: true, allMulticast: false, promiscuous: false },
    { flags: ["BROADCAST", "MULTICAST", "M-DOWN"], promiscuity: 0, allmulti: 0 },
  ],
  [
    { gsoMaxSize: 40000, gsoMaxSegs: 60, groMaxSize: 30000 },
    { gso_max_size: 40000, gso_max_segs: 60, gro_max_size: 30000 },
  ],
  [{ master: "bra" }, { master: "bra", linkinfo: { info_slave_kind: "bridge" } }],
  [
    {
      port: {
        cost: 50,
        priority: 20,
        mode: 1,
        guard: 1,
        learning: 0,
        unicastFlood: 0,
        isolated: 1,
      },
    },
    {
      linkinfo: {
        info_slave_data: {
          cost: 50,
          priority: 20,
          hairpin: true,
          guard: true,
          learning: false,
          flood: false,
          isolated: true,
        },
      },
    },
  ],
];

/** An address as asked for, and what of it `ip` has to print. */
export const ADDRESSES: readonly (readonly [Omit<AddressSettings, "dev">, Printed])[] = [
  [
    {
      address: "10.0.0.1/24",
      broadcast: "auto",
      label: "vb:web",
      validLifetime: 3600,
      preferredLifetime: 1800,
    },
    {
      family: "inet",
      local: "10.0.0.1",
      prefixlen: 24,
      broadcast: "10.0.0.255",
      label: "vb:web",
      dynamic: true,
      scope: "global",
    },
  ],
  [
    { address: "10.0.1.1/24", metric: 77, scope: "link" },
    { local: "10.0.1.1", metric: 77, scope: "link", valid_life_time: 0xffffffff },
  ],
  [
    { address: "10.0.2.1/32", peer: "10.0.2.2" },
    { local: "10.0.2.1", address: "10.0.2.2", prefixlen: 32 },
  ],
  [
    { address: "10.0.3.1/24", flags: ["noprefixroute"], broadcast: "10.0.3.7" },
    { local: "10.0.3.1", noprefixroute: true, broadcast: "10.0.3.7" },
  ],
  [{ address: "10.0.4.1" }, { local: "10.0.4.1", prefixlen: 32 }],
  [
    { address: "2001:db8::1/64", flags: ["nodad", "homeaddress", "noprefixroute"], metric: 512 },
    {
      family: "inet6",
      local: "2001:db8::1",
      prefixlen: 64,
      nodad: true,
      home: true,
      noprefixroute: true,
      metric: 512,
    },
  ],
  [
    {
      address: "2001:db8:1::1/64",
      flags: ["nodad", "managetempaddr"],
      validLifetime: 7200,
      preferredLifetime: 0,
    },
    { local: "2001:db8:1::1", mngtmpaddr: true, deprecated: true, preferred_life_time: 0 },
  ],
  [
    { address: "2001:db8:2::1/128", peer: "2001:db8:2::2", flags: ["nodad"] },
    { local: "2001:db8:2::1", address: "2001:db8:2::2" },
  ],
];

/** A route as asked for, and what of it `ip -d` has to print. */
export const ROUTES: readonly (readonly [RouteSettings, Printed])[] = [
  [
    { dst: "10.10.0.0/16", via: "10.0.0.254" },
    {
      type: "unicast",
      gateway: "10.0.0.254",
      dev: "vb",
      protocol: "static",
      scope: "global",
      table: "main",
    },
  ],
  [
    { dst: "10.11.0.0/16", dev: "vb" },
    { dev: "vb", scope: "link" },
  ],
  [
    { dst: "10.12.0.1", dev: 41, metric: 9, tos: 0x10, prefsrc: "10.0.0.1", protocol: "bgp" },
    { dst: "10.12.0.1", metric: 9, tos: "0x10", prefsrc: "10.0.0.1", protocol: "bgp" },
  ],
  [
    { dst: "default", via: "10.0.0.254", table: 100000, flow: 0x30004 },
    { dst: "default", table: "100000", flow: { from: "3", to: "4" } },
  ],
  [
    {
      dst: "10.13.0.0/16",
      nexthops: [
        { via: "10.0.0.253", weight: 2 },
        { via: "192.168.77.1", dev: "vb", weight: 256, flags: ["onlink"], flow: 5 },
        { via: "fe80::9", dev: "vb" },
      ],
    },
    {
      nexthops: [
        { gateway: "10.0.0.253", dev: "vb", weight: 2, flags: [] },
        { gateway: "192.168.77.1", dev: "vb", weight: 256, flags: ["onlink"], flow: { to: "5" } },
        { via: { family: "inet6", host: "fe80::9" }, dev: "vb", weight: 1, flags: [] },
      ],
    },
  ],
  [
    {
      dst: "10.14.0.0/16",
      dev: "vb",
      metrics: {
        lock: ["mtu", "rtoMin"],
        mtu: 1300,
        advmss: 1200,
        window: 5000,
        rtt: 200,
        rttvar: 100,
        ssthresh: 40,
        cwnd: 50,
        initcwnd: 20,
        initrwnd: 30,
        hoplimit: 9,
        rtoMin: 50,
        quickack: 1,
        reordering: 4,
        features: ["ecn"],
        ccAlgo: "reno",
        fastopenNoCookie: 1,
      },
    },
    {
      metrics: [
        {
          mtu: 1300,
          advmss: 1200,
          window: 5000,
          rtt: 200,
          rttvar: 100,
          ssthresh: 40,
          cwnd: 50,
          initcwnd: 20,
          initrwnd: 30,
          hoplimit: 9,
          rto_min: 50,
          quickack: 1,
          reordering: 4,
          ecn: null,
          congestion: "reno",
          fastopen_no_cookie: 1,
        },
      ],
    },
  ],
  [{ dst: "10.20.0.0/16", type: "blackhole" }, { type: "blackhole" }],
  [
    { dst: "10.21.0.0/16", type: "unreachable", metric: 5 },
    { type: "unreachable", metric: 5 },
  ],
  [{ dst: "10.22.0.0/16", type: "prohibit" }, { type: "prohibit" }],
  [
    { dst: "10.23.0.0/16", type: "throw", table: 1000 },
    { type: "throw", table: "1000" },
  ],
  [
    { dst: "10.24.0.0/16", type: "local", dev: "lo" },
    { type: "local", scope: "host", table: "local" },
  ],
  [
    { dst: "10.25.0.255", type: "broadcast", dev: "vb", table: "local" },
    { type: "broadcast", scope: "link" },
  ],
  [
    { dst: "239.0.0.0/8", type: "multicast", dev: "vb" },
    { type: "multicast", scope: "link" },
  ],
  [
    { dst: "10.26.0.0/16", via: "192.168.9.9", dev: "vb", flags: ["onlink"] },
    { flags: ["onlink"] },
  ],
  [
    { dst: "10.27.0.0/16", via: "fe80::1", dev: "vb" },
    { via: { family: "inet6", host: "fe80::1" } },
  ],
  [
    { dst: "2001:db8:100::/48", via: "fe80::1", dev: "vb", metric: 50, pref: "high", expires: 600 },
    { metric: 50, pref: "high", gateway: "fe80::1" },
  ],
  [
    {
      dst: "2001:db8:101::/48",
      nexthops: [
        { via: "fe80::2", dev: "vb", weight: 3 },
        { via: "fe80::3", dev: "vb" },
      ],
    },
    {
      nexthops: [
        { gateway: "fe80::2", dev: "vb", weight: 3, flags: [] },
        { gateway: "fe80::3", dev: "vb", weight: 1, flags: [] },
      ],
    },
  ],
  [{ dst: "2001:db8:102::/48", type: "blackhole" }, { type: "blackhole" }],
  [
    { dst: "2001:db8:103::1", dev: "vb", src: "2001:db8:200::/48" },
    { dst: "2001:db8:103::1", from: "2001:db8:200::/48" },
  ],
  [
    { dst: "default", family: "ipv6", dev: "vb", table: 500, prefsrc: "2001:db8::1" },
    { dst: "default", table: "500", prefsrc: "2001:db8::1" },
  ],
  [
    { dst: "2001:db8:104::/48", dev: "vb", metrics: { mtu: 1280, hoplimit: 30 } },
    { metrics: [{ mtu: 1280, hoplimit: 30 }] },
  ],
];
