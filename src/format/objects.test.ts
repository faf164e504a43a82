import { describe, expect, expectTypeOf, it } from "vitest";
import type { Address, Link, Route, RouteEvent } from "../families/route/index.ts";
import { formatAddress } from "./address.ts";
import { formatEvent } from "./event.ts";
import { formatLink } from "./link.ts";
import type { Painter } from "./paint.ts";
import { formatRoute } from "./route.ts";
import type { ShownAddress, ShownEvent, ShownLink, ShownRoute } from "./shown.ts";
import { formatNested, formatOptions, wordOf } from "./words.ts";

/** As in its own namespace, where the other end is not. */
const FAR: ShownLink = {
  index: 4,
  name: "v0",
  type: "ether",
  kind: "veth",
  flags: ["up", "broadcast", "lower-up"],
  up: true,
  state: "up",
  mtu: 1500,
  address: "02:00:00:00:00:01",
  broadcast: "ff:ff:ff:ff:ff:ff",
  link: 5,
  qdisc: "noqueue",
  txQueueLength: 1000,
  group: 0,
  mode: "default",
};
const LINK: ShownLink = { ...FAR, linkName: "v1" };
const NAMELESS: ShownAddress = {
  family: "ipv4",
  index: 4,
  address: "10.0.0.1",
  prefixLength: 24,
  scope: "global",
  flags: ["permanent"],
  validLifetime: "forever",
  preferredLifetime: "forever",
};
const ADDRESS: ShownAddress = { ...NAMELESS, dev: "v0" };
const MULTIPATH: ShownRoute = {
  family: "ipv4",
  type: "unicast",
  dst: "10.1.0.0/16",
  table: 254,
  protocol: "static",
  scope: "global",
  flags: [],
  nexthops: [
    { via: "10.0.0.2", dev: "v0", oif: 4, weight: 1, flags: [] },
    { oif: 9, weight: 20, flags: ["dead", "linkdown"] },
  ],
};
const ROUTE: ShownRoute = {
  ...MULTIPATH,
  nexthops: [],
  via: "10.0.0.254",
  dev: "v0",
  oif: 4,
};

/** Marks as a reader can check them. */
const marks: Painter = (style, text) => `<${style}>${text}</>`;

it("takes the objects of the route family as they are", () => {
  expectTypeOf<Link>().toExtend<ShownLink>();
  expectTypeOf<Address>().toExtend<ShownAddress>();
  expectTypeOf<Route>().toExtend<ShownRoute>();
  expectTypeOf<RouteEvent>().toExtend<ShownEvent>();
});

describe("formatLink", () => {
  it("tells of the link in one line and of its address in another", () => {
    expect(formatLink(LINK)).toEqual([
      "4: v0@v1: <up,broadcast,lower-up> mtu 1500 qdisc noqueue state up qlen 1000",
      "    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff",
    ]);
  });

  it("tells what is unusual", () => {
    const link: ShownLink = {
      ...FAR,
      linkNetnsid: 0,
      master: 9,
      masterName: "br0",
      group: 7,
      mode: "dormant",
      alias: "a\u001b[31mred one",
      altNames: ["uplink", "wire"],
      permanentAddress: "02:00:00:00:00:99",
      protoDown: true,
    };
    expect(formatLink(link)).toEqual([
      "4: v0@if5: <up,broadcast,lower-up> mtu 1500 qdisc noqueue master br0 state up mode dormant group 7 qlen 1000",
      "    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff permaddr 02:00:00:00:00:99 link-netnsid 0 protodown on",
      "    alias a\\x1b[31mred one",
      "    altname uplink",
      "    altname wire",
    ]);
  });

  it("tells the options of its kind and as a port when details are wanted", () => {
    const link: ShownLink = {
      ...LINK,
      kind: "bridge",
      options: {
        stpState: 1,
        vlanProtocol: "8021q",
        gcTimer: 5000000000n,
        groupAddr: "01:80:c2:00:00:00",
      },
      portKind: "bridge",
      port: { cost: 100, flush: true, blob: Uint8Array.of(1, 2), rootId: { prio: 1 } },
      minMtu: 68,
      maxMtu: 65535,
      promiscuity: 1,
    };
    expect(formatLink(link, { details: true }).slice(1)).toEqual([
      "    link/ether 02:00:00:00:00:01 brd ff:ff:ff:ff:ff:ff promiscuity 1 minmtu 68 maxmtu 65535",
      "    bridge stp_state 1 vlan_protocol 8021q gc_timer 5000000000 group_addr 01:80:c2:00:00:00",
      '    bridge_slave cost 100 flush blob 0102 root_id {"prio":1}',
    ]);
  });

  it("lays counters out below each other, with all digits", () => {
    const zero = {
      rxErrors: 0n,
      rxDropped: 0n,
      rxMissedErrors: 0n,
      multicast: 0n,
      txErrors: 0n,
      txDropped: 0n,
    };
    const statistics = {
      ...zero,
      rxPackets: 1n,
      rxBytes: 18446744073709551615n,
      txPackets: 2n,
      txBytes: 3n,
      txCarrierErrors: 0n,
      collisions: 4n,
    };
    expect(formatLink({ ...LINK, statistics }).slice(2)).toEqual([
      "                       bytes  packets  errors  dropped  missed  mcast  carrier  collisions",
      "    rx  18446744073709551615        1       0        0       0      0        -           -",
      "    tx                     3        2       0        0       -      -        0           4",
    ]);
  });

  it("marks what it is told to", () => {
    expect(formatLink({ ...LINK, state: "down" }, { paint: marks })[0]).toBe(
      "4: <name>v0</>@v1: <up,broadcast,lower-up> mtu 1500 qdisc noqueue state <bad>down</> qlen 1000",
    );
  });
});

describe("formatAddress", () => {
  it("leaves out what goes without saying", () => {
    expect(formatAddress(ADDRESS)).toEqual(["inet 10.0.0.1/24 scope global dev v0"]);
  });

  it("tells of peers, labels, flags and lifetimes", () => {
    const address: ShownAddress = {
      ...ADDRESS,
      peer: "10.0.0.2",
      prefixLength: 32,
      broadcast: "10.0.0.255",
      label: "v0:x",
      flags: ["tentative"],
      metric: 5,
      protocol: 3,
      validLifetime: 100,
      preferredLifetime: 0,
    };
    expect(formatAddress(address)).toEqual([
      "inet 10.0.0.1 peer 10.0.0.2/32 brd 10.0.0.255 scope global tentative dynamic metric 5 proto 3 dev v0 label v0:x valid_lft 100s preferred_lft 0s",
    ]);
  });

  it("tells the index of a link that has no name any more", () => {
    expect(formatAddress(NAMELESS, { paint: marks })).toEqual([
      "inet <ipv4>10.0.0.1/24</> scope global dev <name>if4</>",
    ]);
  });
});

describe("formatRoute", () => {
  it("leaves out what goes without saying", () => {
    expect(formatRoute({ ...ROUTE, protocol: "boot" })).toEqual([
      "10.1.0.0/16 via 10.0.0.254 dev v0",
    ]);
    expect(formatRoute({ ...ROUTE, protocol: "boot" }, { details: true })).toEqual([
      "unicast 10.1.0.0/16 via 10.0.0.254 dev v0 table main proto boot scope global",
    ]);
  });

  it("names the table, unless all routes shown are of it", () => {
    expect(formatRoute({ ...ROUTE, table: 100 })).toEqual([
      "10.1.0.0/16 via 10.0.0.254 dev v0 table 100 proto static",
    ]);
    expect(formatRoute({ ...ROUTE, table: 100 }, { table: 100 })).toEqual([
      "10.1.0.0/16 via 10.0.0.254 dev v0 proto static",
    ]);
  });

  it("tells what few routes have", () => {
    const route: ShownRoute = {
      ...ROUTE,
      src: "10.9.0.0/16",
      prefsrc: "10.0.0.1",
      metric: 7,
      tos: 16,
      flow: 0x10002,
      flags: ["onlink", "linkdown"],
      metrics: { lock: ["mtu"], mtu: 1300, ccAlgo: "reno", features: ["ecn", "sack"] } as object,
      encap: { type: "mpls", dst: "100/200", ttl: 3 } as { type: string },
      expires: 30,
      error: 113,
      pref: "high",
    };
    expect(formatRoute(route)).toEqual([
      "10.1.0.0/16 from 10.9.0.0/16 encap mpls dst 100/200 ttl 3 via 10.0.0.254 dev v0 realm 1/2 proto static " +
        "src 10.0.0.1 metric 7 tos 16 onlink linkdown mtu lock 1300 congctl reno features ecn,sack expires 30s " +
        "error EHOSTUNREACH pref high",
    ]);
  });

  it("gives each way out a line", () => {
    expect(formatRoute(MULTIPATH)).toEqual([
      "10.1.0.0/16 proto static",
      "    nexthop via 10.0.0.2 dev v0 weight 1",
      "    nexthop dev if9 weight 20 dead linkdown",
    ]);
  });

  it("marks addresses by their own family", () => {
    expect(formatRoute({ ...ROUTE, via: "fe80::1" }, { paint: marks })).toEqual([
      "<ipv4>10.1.0.0/16</> via <ipv6>fe80::1</> dev <name>v0</> proto static",
    ]);
  });
});

describe("formatEvent", () => {
  it.each<[ShownEvent, string]>([
    [
      { object: "link", action: "set", link: LINK },
      "[link] 4: v0@v1: <up,broadcast,lower-up> mtu 1500",
    ],
    [
      { object: "link", action: "snapshot", link: LINK },
      "[link] 4: v0@v1: <up,broadcast,lower-up> mtu 1500",
    ],
    [
      { object: "address", action: "delete", address: ADDRESS },
      "[address] deleted inet 10.0.0.1/24 scope global dev v0",
    ],
    [
      { object: "route", action: "delete", route: ROUTE },
      "[route] deleted 10.1.0.0/16 via 10.0.0.254 dev v0",
    ],
    [{ object: "overrun" }, "[overrun] events were lost here: what was shown so far is stale"],
  ])("begins with the object: %o", (event, start) => {
    expect(formatEvent(event)[0]?.startsWith(start)).toBe(true);
  });

  it("keeps the further lines of an object", () => {
    expect(formatEvent({ object: "link", action: "set", link: LINK })[1]).toBe(formatLink(LINK)[1]);
  });
});

describe("words", () => {
  it.each([
    ["forwardDelay", "forward_delay"],
    ["6rdPrefix", "6rd_prefix"],
    ["l2miss", "l2miss"],
    ["udpZeroCsum6Tx", "udp_zero_csum6_tx"],
  ])("spells %s as %s", (property, word) => {
    expect(wordOf(property)).toBe(word);
  });

  it("shows options within options in a line, and the entries of lists in lines of their own", () => {
    const bridge = {
      vlan: [
        { vid: 1, rxBytes: 5n },
        { vid: 20, rxBytes: 0n },
      ],
      stp: { txBpdu: 7, idle: undefined },
      ages: [1, 2],
    };
    expect(formatNested("device", { bridge, bond: {} })).toEqual([
      "device bridge stp tx_bpdu 7 ages [1,2]",
      "device bridge vlan vid 1 rx_bytes 5",
      "device bridge vlan vid 20 rx_bytes 0",
    ]);
    expect(formatNested("device", { bridge: {} })).toEqual([]);
  });

  it("shows options that no table could read as the bytes they are", () => {
    expect(formatOptions(Uint8Array.of(0xde, 0xad))).toBe("dead");
  });
});
