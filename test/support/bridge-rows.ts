/**
 * What `bridge` (iproute2 6.1) can be told to make, and the same in the words of the library. The bridge is b0, its port v0,
 * whose other end is v1; x0 is a VXLAN, x1 one with `external`; nexthop 10 is a group for forwarding databases.
 *
 * @module
 */
import type {
  BridgeVlanGlobalsInput,
  BridgeVlanKey,
  BridgeVlanOptions,
  BridgeVlanSettings,
  BridgeVlanTunnel,
  FdbFlush,
  FdbSettings,
  MdbSettings,
} from "../../src/route.ts";

type Row<Settings> = readonly [words: string, settings: Settings];
const MAC = "02:00:00:00:00:0";

/** After `bridge fdb add`. */
export const FDB_ROWS: readonly Row<FdbSettings>[] = [
  [
    `${MAC}1 dev v0 master static`,
    { mac: `${MAC}1`, dev: "v0", tables: ["master"], state: "static" },
  ],
  [
    `${MAC}2 dev v0 master local`,
    { mac: `${MAC}2`, dev: "v0", tables: ["master"], state: "permanent" },
  ],
  [`${MAC}3 dev v0 master`, { mac: `${MAC}3`, dev: "v0", tables: ["master"] }],
  [
    `${MAC}4 dev v0 master dynamic`,
    { mac: `${MAC}4`, dev: "v0", tables: ["master"], state: "dynamic" },
  ],
  [
    `${MAC}5 dev v0 master dynamic extern_learn`,
    { mac: `${MAC}5`, dev: "v0", tables: ["master"], state: "dynamic", extLearned: true },
  ],
  [
    `${MAC}6 dev v0 master static sticky`,
    { mac: `${MAC}6`, dev: "v0", tables: ["master"], state: "static", sticky: true },
  ],
  [
    `${MAC}7 dev v0 master dynamic use`,
    { mac: `${MAC}7`, dev: "v0", tables: ["master"], state: "dynamic", use: true },
  ],
  [`${MAC}8 dev v0 self permanent`, { mac: `${MAC}8`, dev: "v0" }],
  [`${MAC}9 dev v0 self master local`, { mac: `${MAC}9`, dev: "v0", tables: ["self", "master"] }],
  [`${MAC}a dev b0 self local`, { mac: `${MAC}a`, dev: "b0" }],
  [`33:33:00:00:00:05 dev v0 self`, { mac: "33:33:00:00:00:05", dev: "v0" }],
  [`${MAC}b dev x0 dst 192.0.2.1`, { mac: `${MAC}b`, dev: "x0", dst: "192.0.2.1" }],
  [
    `${MAC}c dev x0 static dst 192.0.2.1 port 8472 vni 7 via v1`,
    {
      mac: `${MAC}c`,
      dev: "x0",
      state: "static",
      dst: "192.0.2.1",
      dstPort: 8472,
      vni: 7,
      via: "v1",
    },
  ],
  [
    `${MAC}d dev x0 dynamic router extern_learn dst 192.0.2.2`,
    {
      mac: `${MAC}d`,
      dev: "x0",
      state: "dynamic",
      router: true,
      extLearned: true,
      dst: "192.0.2.2",
    },
  ],
  [`${MAC}e dev x0 nhid 10`, { mac: `${MAC}e`, dev: "x0", nexthopId: 10 }],
  [
    `${MAC}f dev x1 dst 192.0.2.3 vni 8 src_vni 9`,
    { mac: `${MAC}f`, dev: "x1", dst: "192.0.2.3", vni: 8, srcVni: 9 },
  ],
];

/** The same, of a bridge with VLANs. */
export const FDB_VLAN_ROWS: readonly Row<FdbSettings>[] = [
  [
    `${MAC}1 dev v0 vlan 5 master static`,
    { mac: `${MAC}1`, dev: "v0", vlan: 5, tables: ["master"], state: "static" },
  ],
];

/** After `bridge fdb flush`; changing nothing that other rows need is not their business. */
export const FLUSH_ROWS: readonly Row<FdbFlush>[] = [
  ["dev b0", { dev: "b0" }],
  ["dev b0 brport v0 vlan 3 static", { dev: "b0", port: "v0", vlan: 3, state: "static" }],
  ["dev b0 dynamic", { dev: "b0", state: "dynamic" }],
  ["dev b0 permanent", { dev: "b0", state: "permanent" }],
  [
    "dev b0 noextern_learn sticky added_by_user nooffloaded",
    {
      dev: "b0",
      flags: { extLearned: false, sticky: true, addedByUser: true, offloaded: false },
    },
  ],
];

/** After `bridge mdb add`. */
export const MDB_ROWS: readonly Row<MdbSettings>[] = [
  [
    "dev b0 port v0 grp 239.1.1.1 permanent",
    { dev: "b0", port: "v0", group: "239.1.1.1", state: "permanent" },
  ],
  ["dev b0 port v0 grp 239.1.1.2 temp", { dev: "b0", port: "v0", group: "239.1.1.2" }],
  [
    "dev b0 port v0 grp 239.1.1.3 src 192.0.2.1 temp",
    { dev: "b0", port: "v0", group: "239.1.1.3", source: "192.0.2.1", state: "temporary" },
  ],
  [
    "dev b0 port v0 grp ff0e::5 permanent",
    { dev: "b0", port: "v0", group: "ff0e::5", state: "permanent" },
  ],
  [
    "dev b0 port v0 grp ff0e::6 src 2001:db8::1 permanent",
    { dev: "b0", port: "v0", group: "ff0e::6", source: "2001:db8::1", state: "permanent" },
  ],
  [
    "dev b0 port v0 grp 01:00:5e:11:22:33 permanent",
    { dev: "b0", port: "v0", group: "01:00:5e:11:22:33", state: "permanent" },
  ],
  ["dev b0 port b0 grp 239.1.1.9 temp", { dev: "b0", group: "239.1.1.9" }],
];

/** The same, of a bridge with VLANs. */
export const MDB_VLAN_ROWS: readonly Row<MdbSettings>[] = [
  [
    "dev b0 port v0 grp 239.1.1.1 permanent vid 5",
    { dev: "b0", port: "v0", group: "239.1.1.1", state: "permanent", vlan: 5 },
  ],
];

/** After `bridge vlan add`. */
export const VLAN_ROWS: readonly Row<BridgeVlanSettings>[] = [
  ["dev v0 vid 5", { dev: "v0", vid: 5 }],
  ["dev v0 vid 6 pvid untagged", { dev: "v0", vid: 6, pvid: true, untagged: true }],
  [
    "dev v0 vid 10-19 untagged master",
    { dev: "v0", vid: { from: 10, to: 19 }, untagged: true, table: "master" },
  ],
  ["dev b0 vid 7 self", { dev: "b0", vid: 7, table: "self" }],
  ["dev b0 vid 20-4094 self", { dev: "b0", vid: { from: 20, to: 4094 }, table: "self" }],
];

/** After `bridge vlan add`: mappings to tunnels, which the port has to have been told of, and be in the VLANs. */
export const TUNNEL_ROWS: readonly Row<BridgeVlanTunnel>[] = [
  ["dev x1 vid 5 tunnel_info id 105", { dev: "x1", vid: 5, tunnelId: 105 }],
  ["dev x1 vid 6-9 tunnel_info id 206-209", { dev: "x1", vid: { from: 6, to: 9 }, tunnelId: 206 }],
];

type Set<Settings> = readonly [
  words: string,
  key: Omit<BridgeVlanKey, "table">,
  settings: Settings,
];

/** After `bridge vlan set`. */
export const VLAN_SET_ROWS: readonly Set<BridgeVlanOptions>[] = [
  ["dev v0 vid 5 state learning", { dev: "v0", vid: 5 }, { state: "learning" }],
  [
    "dev v0 vid 10-19 state blocking",
    { dev: "v0", vid: { from: 10, to: 19 } },
    { state: "blocking" },
  ],
  ["dev v0 vid 5 mcast_router 2", { dev: "v0", vid: 5 }, { mcastRouter: 2 }],
];

/** After `bridge vlan global set`. */
export const VLAN_GLOBAL_ROWS: readonly Set<BridgeVlanGlobalsInput>[] = [
  [
    "dev b0 vid 7 mcast_snooping 0 mcast_querier 1",
    { dev: "b0", vid: 7 },
    { mcastSnooping: 0, mcastQuerier: 1 },
  ],
  [
    "dev b0 vid 20-22 mcast_igmp_version 3 mcast_mld_version 2 mcast_last_member_count 4 mcast_startup_query_count 3",
    { dev: "b0", vid: { from: 20, to: 22 } },
    { mcastIgmpVersion: 3, mcastMldVersion: 2, mcastLastMemberCnt: 4, mcastStartupQueryCnt: 3 },
  ],
  [
    "dev b0 vid 20 mcast_last_member_interval 110 mcast_membership_interval 26100 mcast_querier_interval 25600",
    { dev: "b0", vid: 20 },
    { mcastLastMemberIntvl: 110n, mcastMembershipIntvl: 26_100n, mcastQuerierIntvl: 25_600n },
  ],
  [
    "dev b0 vid 20 mcast_query_interval 12600 mcast_query_response_interval 1100 mcast_startup_query_interval 3200",
    { dev: "b0", vid: 20 },
    {
      mcastQueryIntvl: 12_600n,
      mcastQueryResponseIntvl: 1_100n,
      mcastStartupQueryIntvl: 3_200n,
    },
  ],
];
