/**
 * Links of every kind as words for `ip link add` and as nlkit is asked for them: what each sends is compared, and, where
 * the kernel has the kind, what each makes and reads.
 *
 * @module
 */
import { type LinkRow, LOWER, OTHER } from "./link-ground.ts";
import { IP_TUNNELS, UDP_TUNNELS } from "./link-rows-tunnels.ts";

export { GROUND, type LinkRow, LOWER } from "./link-ground.ts";

const PLAIN_LINKS: readonly LinkRow[] = [
  { words: "name d0 type dummy", link: { name: "d0", kind: "dummy" } },
  {
    words:
      "name d1 address 02:00:00:00:00:01 mtu 1280 txqueuelen 7 numtxqueues 2 numrxqueues 3 index 77 type dummy",
    link: {
      name: "d1",
      kind: "dummy",
      address: "02:00:00:00:00:01",
      mtu: 1280,
      txQueueLength: 7,
      numTxQueues: 2,
      numRxQueues: 3,
      index: 77,
    },
  },
  { words: "name w0 type wireguard", link: { name: "w0", kind: "wireguard" } },
  { words: "name i0 type ifb", link: { name: "i0", kind: "ifb" } },
  { words: "name t0 type team", link: { name: "t0", kind: "team" } },
  { words: "name k0 type nlmon", link: { name: "k0", kind: "nlmon" } },
  { words: "name k1 type vsockmon", link: { name: "k1", kind: "vsockmon" } },
  { words: "name c0 type vcan", link: { name: "c0", kind: "vcan" } },
  {
    words: "link v0 name k2 type virt_wifi",
    link: { name: "k2", kind: "virt_wifi", link: LOWER },
  },
  {
    words: "name c1 type vxcan peer name c2",
    link: { name: "c1", kind: "vxcan", peer: { name: "c2" } },
  },
  {
    words: "name e0 mtu 1400 type veth peer name e1 mtu 1300 address 02:00:00:00:00:02",
    link: {
      name: "e0",
      kind: "veth",
      mtu: 1400,
      peer: { name: "e1", mtu: 1300, address: "02:00:00:00:00:02" },
    },
  },
  { words: "name f0 type vrf table 77", link: { name: "f0", kind: "vrf", options: { table: 77 } } },
  {
    words: "name s0 type batadv ra BATMAN_V",
    link: { name: "s0", kind: "batadv", options: { algoName: "BATMAN_V" } },
  },
  {
    link: {
      name: "n5",
      kind: "netkit",
      options: { mode: "l3", policy: "blackhole", peerPolicy: "forward" },
      peer: { name: "n6" },
    },
  },
  { link: { name: "o0", kind: "ovpn", options: { mode: "mp" } } },
];

const UPPER_LINKS: readonly LinkRow[] = [
  {
    words: "link v0 name l0 type vlan id 5",
    link: { name: "l0", kind: "vlan", link: LOWER, options: { id: 5 } },
  },
  {
    words:
      "link v0 name l1 type vlan id 4094 protocol 802.1ad gvrp on reorder_hdr off egress-qos-map 1:2 3:4 ingress-qos-map 5:6",
    link: {
      name: "l1",
      kind: "vlan",
      link: LOWER,
      options: {
        id: 4094,
        protocol: "8021ad",
        flags: { flags: ["gvrp"], mask: ["reorder-hdr", "gvrp"] },
        egressQos: {
          mapping: [
            { from: 1, to: 2 },
            { from: 3, to: 4 },
          ],
        },
        ingressQos: { mapping: [{ from: 5, to: 6 }] },
      },
    },
  },
  {
    words: "link v0 name m0 type macvlan mode private",
    link: { name: "m0", kind: "macvlan", link: LOWER, options: { mode: "private" } },
  },
  {
    words: "link v0 name m2 type macvlan mode bridge bcqueuelen 77",
    link: { name: "m2", kind: "macvlan", link: LOWER, options: { mode: "bridge", bcQueueLen: 77 } },
  },
  {
    words: "link v0 name m1 type macvtap mode passthru nopromisc",
    link: {
      name: "m1",
      kind: "macvtap",
      link: LOWER,
      options: { mode: "passthru", flags: ["nopromisc"] },
    },
  },
  {
    words: "link v0 name n0 type ipvlan mode l3s private",
    link: { name: "n0", kind: "ipvlan", link: LOWER, options: { mode: "l3s", flags: ["private"] } },
  },
  {
    words: "link v0 name n1 type ipvtap mode l2 vepa",
    link: { name: "n1", kind: "ipvtap", link: LOWER, options: { mode: "l2", flags: ["vepa"] } },
  },
  {
    words:
      "link v0 name y0 type macsec port 11 cipher gcm-aes-256 encrypt on send_sci off end_station on protect on replay on window 64 validate check encodingsa 2",
    link: {
      name: "y0",
      kind: "macsec",
      link: LOWER,
      options: {
        port: 11,
        cipherSuite: 0x0080c20001000002n,
        encrypt: 1,
        incSci: 0,
        es: 1,
        protect: 1,
        replayProtect: 1,
        window: 64,
        validation: "check",
        encodingSa: 2,
      },
    },
  },
  {
    words: "name h0 type hsr slave1 v0 slave2 v1 supervision 45 version 1",
    link: {
      name: "h0",
      kind: "hsr",
      options: { slave1: LOWER, slave2: OTHER, multicastSpec: 45, version: 1 },
    },
  },
  {
    words: "name h1 type hsr slave1 v0 slave2 v1 proto 1",
    link: {
      name: "h1",
      kind: "hsr",
      options: { slave1: LOWER, slave2: OTHER, protocol: "prp" },
    },
  },
  {
    words: "link v0 name q0 type rmnet mux_id 7",
    link: { name: "q0", kind: "rmnet", link: LOWER, options: { muxId: 7 } },
  },
  {
    words: "name x5 type xfrm dev v0 if_id 0x2a",
    link: { name: "x5", kind: "xfrm", options: { link: LOWER, ifId: 42 } },
  },
  {
    words: "name x6 type xfrm external",
    link: { name: "x6", kind: "xfrm", options: { collectMetadata: true } },
  },
];

const MASTERS: readonly LinkRow[] = [
  {
    words:
      "name b0 type bond mode 802.3ad miimon 100 updelay 200 downdelay 300 lacp_rate fast xmit_hash_policy layer3+4 ad_select bandwidth min_links 2",
    link: {
      name: "b0",
      kind: "bond",
      options: {
        mode: "802.3ad",
        miimon: 100,
        updelay: 200,
        downdelay: 300,
        adLacpRate: "fast",
        xmitHashPolicy: "layer3+4",
        adSelect: "bandwidth",
        minLinks: 2,
      },
    },
  },
  {
    words:
      "name b1 type bond mode active-backup arp_interval 500 arp_ip_target 192.0.2.1,192.0.2.2 arp_validate all arp_all_targets all primary_reselect better fail_over_mac follow",
    link: {
      name: "b1",
      kind: "bond",
      options: {
        mode: "active-backup",
        arpInterval: 500,
        arpIpTarget: ["192.0.2.1", "192.0.2.2"],
        arpValidate: "all",
        arpAllTargets: "all",
        primaryReselect: "better",
        failOverMac: "follow",
      },
    },
  },
  {
    words:
      "name b2 type bond mode balance-rr packets_per_slave 3 resend_igmp 4 num_grat_arp 5 all_slaves_active 1 lp_interval 6 arp_missed_max 7 use_carrier 1",
    link: {
      name: "b2",
      kind: "bond",
      options: {
        mode: "balance-rr",
        packetsPerSlave: 3,
        resendIgmp: 4,
        numPeerNotif: 5,
        allSlavesActive: 1,
        lpInterval: 6,
        missedMax: 7,
        useCarrier: 1,
      },
    },
  },
  {
    words:
      "name b3 type bond mode 802.3ad lacp_active off ad_user_port_key 9 ad_actor_sys_prio 10 ad_actor_system 02:00:00:00:00:0a",
    link: {
      name: "b3",
      kind: "bond",
      options: {
        mode: "802.3ad",
        adLacpActive: 0,
        adUserPortKey: 9,
        adActorSysPrio: 10,
        adActorSystem: "02:00:00:00:00:0a",
      },
    },
  },
  {
    words: "name b4 type bond mode balance-tlb tlb_dynamic_lb 0 miimon 100 peer_notify_delay 200",
    link: {
      name: "b4",
      kind: "bond",
      options: { mode: "balance-tlb", tlbDynamicLb: 0, miimon: 100, peerNotifDelay: 200 },
    },
  },
  {
    words:
      "name r0 address 02:00:00:00:00:10 type bridge stp_state 1 priority 4096 vlan_filtering 1 vlan_protocol 802.1ad mcast_query_interval 100 group_address 01:80:c2:00:00:05",
    link: {
      name: "r0",
      kind: "bridge",
      address: "02:00:00:00:00:10",
      options: {
        stpState: 1,
        priority: 4096,
        vlanFiltering: 1,
        vlanProtocol: "8021ad",
        mcastQueryIntvl: 100n,
        groupAddr: "01:80:c2:00:00:05",
      },
    },
  },
  {
    words:
      "name r1 address 02:00:00:00:00:11 type bridge forward_delay 400 hello_time 300 max_age 1900 ageing_time 1000 group_fwd_mask 8 no_linklocal_learn 1 vlan_default_pvid 5 vlan_stats_enabled 1 vlan_stats_per_port 1 mcast_vlan_snooping 0",
    link: {
      name: "r1",
      kind: "bridge",
      address: "02:00:00:00:00:11",
      options: {
        forwardDelay: 400,
        helloTime: 300,
        maxAge: 1900,
        ageingTime: 1000,
        groupFwdMask: 8,
        multiBoolopt: { optval: ["no-ll-learn"], optmask: ["no-ll-learn", "mcast-vlan-snooping"] },
        vlanDefaultPvid: 5,
        vlanStatsEnabled: 1,
        vlanStatsPerPort: 1,
      },
    },
  },
  {
    words:
      "name r2 address 02:00:00:00:00:12 type bridge mcast_snooping 1 mcast_router 2 mcast_query_use_ifaddr 1 mcast_querier 1 mcast_hash_elasticity 16 mcast_hash_max 512 mcast_last_member_count 3 mcast_startup_query_count 4 mcast_last_member_interval 150 mcast_membership_interval 26100 mcast_querier_interval 25600 mcast_query_response_interval 1100 mcast_startup_query_interval 3200 mcast_stats_enabled 1 mcast_igmp_version 3 mcast_mld_version 2 nf_call_iptables 0 nf_call_ip6tables 0 nf_call_arptables 0",
    link: {
      name: "r2",
      kind: "bridge",
      address: "02:00:00:00:00:12",
      options: {
        mcastSnooping: 1,
        mcastRouter: 2,
        mcastQueryUseIfaddr: 1,
        mcastQuerier: 1,
        mcastHashElasticity: 16,
        mcastHashMax: 512,
        mcastLastMemberCnt: 3,
        mcastStartupQueryCnt: 4,
        mcastLastMemberIntvl: 150n,
        mcastMembershipIntvl: 26100n,
        mcastQuerierIntvl: 25600n,
        mcastQueryResponseIntvl: 1100n,
        mcastStartupQueryIntvl: 3200n,
        mcastStatsEnabled: 1,
        mcastIgmpVersion: 3,
        mcastMldVersion: 2,
        nfCallIptables: 0,
        nfCallIp6tables: 0,
        nfCallArptables: 0,
      },
    },
  },
];

/** CAN controllers are hardware: such a link cannot be made. What is asked of one that is there is compared in bytes. */
const HARDWARE: readonly LinkRow[] = [
  {
    words:
      "name a0 type can bitrate 500000 sample-point 0.875 dbitrate 2000000 loopback on listen-only off fd on restart-ms 100 termination 120",
    link: {
      name: "a0",
      kind: "can",
      options: {
        bittiming: { bitrate: 500000, samplePoint: 875 },
        dataBittiming: { bitrate: 2000000 },
        ctrlmode: { flags: ["loopback", "fd"], mask: ["loopback", "listenonly", "fd"] },
        restartMs: 100,
        termination: 120,
      },
    },
    unmade: "a CAN controller is hardware",
  },
];

/** All rows. */
export const LINK_ROWS: readonly LinkRow[] = [
  ...PLAIN_LINKS,
  ...UPPER_LINKS,
  ...MASTERS,
  ...UDP_TUNNELS,
  ...IP_TUNNELS,
  ...HARDWARE,
];
