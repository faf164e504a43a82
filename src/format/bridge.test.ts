import { describe, expect, expectTypeOf, it } from "vitest";
import type {
  AddressLabel,
  BridgeVlan,
  BridgeVlanGlobal,
  FdbEntry,
  MdbEntry,
  MdbRouter,
  MulticastInterface,
  MulticastRoute,
  Netconf,
} from "../families/route/index.ts";
import { formatAddressLabel, type ShownAddressLabel } from "./addrlabel.ts";
import {
  formatFdbEntry,
  formatMdbEntry,
  formatMdbRouter,
  formatVlan,
  formatVlanGlobal,
  type ShownFdbEntry,
  type ShownMdbEntry,
  type ShownMdbRouter,
  type ShownVlan,
  type ShownVlanGlobal,
} from "./bridge.ts";
import {
  formatMulticastInterface,
  formatMulticastRoute,
  type ShownMulticastInterface,
  type ShownMulticastRoute,
} from "./mroute.ts";
import { formatNetconf, type ShownNetconf } from "./netconf.ts";

const DETAILS = { details: true };
const NUL_NAME = "a\u001bb";

describe("forwarding entries", () => {
  const LEARNT: ShownFdbEntry = {
    mac: "02:00:00:00:00:01",
    index: 4,
    dev: "v0",
    master: 2,
    masterName: "b0",
    vlan: 5,
    state: "dynamic",
    flags: ["master", "ext-learned"],
    activityNotify: true,
    usedCs: 1234,
    updatedCs: 99,
  };
  it("are in the words of bridge", () => {
    expect(formatFdbEntry(LEARNT)).toEqual([
      "02:00:00:00:00:01 dev v0 vlan 5 master b0 extern_learn",
    ]);
    expect(formatFdbEntry(LEARNT, DETAILS)).toEqual([
      "02:00:00:00:00:01 dev v0 vlan 5 master b0 extern_learn activity_notify used 12/0",
    ]);
    const far = { mac: "02:00:00:00:00:02", index: 9, state: "permanent", flags: ["self"] };
    expect(
      formatFdbEntry({ ...far, dst: "2001:db8::1", dstPort: 8472, vni: 7, srcVni: 6, via: 3 }),
    ).toEqual([
      "02:00:00:00:00:02 dev if9 dst 2001:db8::1 port 8472 vni 7 src_vni 6 via if3 self permanent",
    ]);
    expect(formatFdbEntry({ ...far, nexthopId: 10, state: 0x80, inactive: true })).toEqual([
      "02:00:00:00:00:02 dev if9 nhid 10 self inactive 128",
    ]);
    expect(formatFdbEntry({ ...far, dev: NUL_NAME })[0]).toContain("dev a\\x1bb");
  });
});

describe("multicast groups", () => {
  it("are in the words of bridge", () => {
    const entry: ShownMdbEntry = {
      index: 2,
      dev: "b0",
      port: 4,
      portName: "v0",
      group: "239.1.1.1",
      vlan: 5,
      state: "temporary",
      flags: ["fast-leave", "offload"],
      filterMode: "exclude",
      sources: [{ address: "192.0.2.1", timerCs: 26_000 }],
      protocol: "kernel",
      timerCs: 123,
    };
    expect(formatMdbEntry(entry)).toEqual([
      "dev b0 port v0 grp 239.1.1.1 temp vid 5 proto kernel fast_leave offload",
    ]);
    expect(formatMdbEntry(entry, DETAILS)).toEqual([
      "dev b0 port v0 grp 239.1.1.1 temp vid 5 filter_mode exclude source_list 192.0.2.1/260.00s proto kernel timer 1.23s fast_leave offload",
    ]);
    const far = { index: 7, port: 7, state: "permanent", flags: [], dst: "192.0.2.9", vni: 3 };
    expect(formatMdbEntry({ ...far, group: "01:00:5e:01:02:03" })).toEqual([
      "dev if7 port if7 grp 01:00:5e:01:02:03 permanent dst 192.0.2.9 vni 3",
    ]);
  });

  it("have routers", () => {
    const router = { index: 2, dev: "b0", port: 4, portName: "v0", type: "temp", timerCs: 500 };
    expect(formatMdbRouter({ ...router, vlan: 3 })).toEqual([
      "router dev b0 port v0 vid 3 type temp timer 5.00s",
    ]);
    expect(formatMdbRouter({ ...router, type: "perm", timerCs: 0 })).toEqual([
      "router dev b0 port v0 type perm",
    ]);
  });
});

describe("VLANs", () => {
  const VLAN: ShownVlan = { index: 4, dev: "v0", from: 5, to: 5, pvid: true, untagged: true };
  it("are in the words of bridge", () => {
    expect(formatVlan(VLAN)).toEqual(["v0 5 PVID Egress Untagged"]);
    const options = { state: "blocking", mcastRouter: 1, mcastMaxGroups: 0, neighSuppress: false };
    const several = { ...VLAN, to: 9, pvid: false, untagged: false, tunnelId: 105, ...options };
    expect(formatVlan(several)).toEqual(["v0 5-9 tunnel 105-109"]);
    expect(formatVlan(several, DETAILS)).toEqual([
      "v0 5-9 tunnel 105-109 state blocking mcast_router 1 mcast_max_groups 0 neigh_suppress off",
    ]);
    const statistics = { rxBytes: 1n, rxPackets: 2n, txBytes: 3n, txPackets: 4n };
    expect(formatVlan({ ...VLAN, statistics })[1]).toBe(
      "    RX: 1 bytes 2 packets TX: 3 bytes 4 packets",
    );
  });

  it("have options on whole bridges", () => {
    const options = { mcastSnooping: 1, mcastQuerierIntvl: 25_500n };
    expect(formatVlanGlobal({ index: 2, dev: "b0", from: 5, to: 7, ...options })).toEqual([
      "b0 5-7",
      "    mcast_snooping 1 mcast_querier_intvl 25500",
    ]);
  });
});

describe("further objects", () => {
  it("are in the words of ip", () => {
    const netconf = { family: "ipv4", dev: "all", forwarding: true, rpFilter: "loose" };
    expect(formatNetconf(netconf)).toEqual(["inet all forwarding on rp_filter loose"]);
    expect(formatNetconf({ family: "mpls", dev: "v0", index: 4 })).toEqual(["mpls v0"]);
    const label = { prefix: "2001:db8::/32", label: 7 };
    expect(formatAddressLabel(label)).toEqual(["prefix 2001:db8::/32 label 7"]);
    expect(formatAddressLabel({ ...label, index: 4 })).toEqual([
      "prefix 2001:db8::/32 dev if4 label 7",
    ]);
  });

  it("route multicast", () => {
    const route: ShownMulticastRoute = {
      family: "ipv4",
      group: "239.1.1.1",
      source: "192.0.2.7",
      table: 253,
      iif: 4,
      iifName: "v0",
      outputs: [
        { index: 5, dev: "w0", ttl: 1 },
        { index: 6, ttl: 3 },
      ],
      packets: 5n,
      bytes: 600n,
      wrongInterface: 2n,
      flags: [],
    };
    expect(formatMulticastRoute(route)).toEqual([
      "(192.0.2.7, 239.1.1.1) iif v0 oifs w0 if6(ttl 3) table default",
    ]);
    expect(formatMulticastRoute(route, DETAILS)[1]).toBe(
      "    5 packets, 600 bytes, 2 from another link",
    );
    const { iif, iifName, ...waiting } = route;
    expect(formatMulticastRoute({ ...waiting, outputs: [], flags: ["unresolved"] })).toEqual([
      "(192.0.2.7, 239.1.1.1) iif unresolved table default unresolved",
    ]);
    const counted = { bytesIn: 1n, bytesOut: 2n, packetsIn: 3n, packetsOut: 4n };
    const vif = { table: 253, vif: 1, dev: "w0", index: 5, local: "192.0.2.1", ...counted };
    expect(formatMulticastInterface({ ...vif, flags: ["tunnel"], remote: "192.0.2.2" })).toEqual([
      "vif 1 dev w0 local 192.0.2.1 remote 192.0.2.2 table default tunnel",
      "    in 3 packets 1 bytes, out 4 packets 2 bytes",
    ]);
  });
});

it("takes the objects of the library", () => {
  expectTypeOf<FdbEntry>().toExtend<ShownFdbEntry>();
  expectTypeOf<MdbEntry>().toExtend<ShownMdbEntry>();
  expectTypeOf<MdbRouter>().toExtend<ShownMdbRouter>();
  expectTypeOf<BridgeVlan>().toExtend<ShownVlan>();
  expectTypeOf<BridgeVlanGlobal>().toExtend<ShownVlanGlobal>();
  expectTypeOf<Netconf>().toExtend<ShownNetconf>();
  expectTypeOf<AddressLabel>().toExtend<ShownAddressLabel>();
  expectTypeOf<MulticastRoute>().toExtend<ShownMulticastRoute>();
  expectTypeOf<MulticastInterface>().toExtend<ShownMulticastInterface>();
});
