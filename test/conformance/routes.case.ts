/**
 * Routes: made, replaced, deleted, listed and looked up.
 *
 * @module
 */
import { expect } from "vitest";
import {
  ACK,
  APPEND,
  address,
  CREATE,
  type Dialog,
  DUMP,
  ECHO,
  ends,
  inDialog,
  LINKS,
  NEW,
  type Outcome,
  REPLACE,
  type Request,
  route,
  routeValue,
  unaddress,
  unroute,
  up,
} from "./route-dialog.ts";
import type { ConformanceCase } from "./subject.ts";

const V1 = 2;
const V0 = 3;
const LINK_SCOPE = 253;
const EEXIST = { errno: 17 };
const ENODEV = { errno: 19 };
const ESRCH = { errno: 3 };
const invalid = (message: string): Outcome => ({ errno: 22, message });
const NO_GATEWAY = { errno: 101, message: "Nexthop has invalid gateway" };
const via = (gateway: string, more: object = {}) => ({ gateway, ...more });
const dev = (oif: number, more: object = {}) => ({ oif, rtmScope: LINK_SCOPE, ...more });
const get = (value: object | number[], flags = 0): Request => ["RTM_GETROUTE", flags, value];

/** `v1` has 10.0.0.1/24 and 2001:db8::1/64, `v0` 10.7.0.1/24. */
const NET: readonly Request[] = [
  ...LINKS,
  up("lo"),
  up("v1"),
  up("v0"),
  address(V1, "10.0.0.1", 24),
  address(V0, "10.7.0.1", 24),
  address(V1, "2001:db8::1", 64, { flags: 2 }),
];
const ONE = [...NET, route("10.1.0.0", 16, via("10.0.0.9"))];
const ONE6 = [...NET, route("2001:db8:1::", 48, via("2001:db8::9"))];

const REFUSALS: readonly (readonly [string, readonly Request[], Request, Outcome])[] = [
  ["one that is there", ONE, route("10.1.0.0", 16, via("10.0.0.9")), EEXIST],
  ["another way to one that is there", ONE, route("10.1.0.0", 16, via("10.0.0.8")), EEXIST],
  ["the same once more, in front", ONE, route("10.1.0.0", 16, via("10.0.0.9"), CREATE), EEXIST],
  ["a replacement of nothing", NET, route("10.1.0.0", 16, via("10.0.0.9"), REPLACE), { errno: 2 }],
  ["neither new nor there", NET, route("10.1.0.0", 16, via("10.0.0.9"), 0), { errno: 2 }],
  ["a gateway out of reach", NET, route("10.2.0.0", 16, via("192.168.0.1")), NO_GATEWAY],
  [
    "a gateway by a device that does not reach it",
    NET,
    route("10.2.0.0", 16, via("10.0.0.9", { oif: V0 })),
    NO_GATEWAY,
  ],
  [
    "a gateway for a route of link scope",
    NET,
    route("10.2.0.0", 16, via("10.0.0.9", { rtmScope: LINK_SCOPE })),
    NO_GATEWAY,
  ],
  [
    "a gateway for a route of host scope",
    NET,
    route("10.2.0.0", 16, via("10.0.0.9", { rtmScope: 254 })),
    invalid("Route with host scope can not have a gateway"),
  ],
  [
    "onlink without a device",
    NET,
    route("10.2.0.0", 16, via("192.168.0.1", { rtmFlags: 4 })),
    { errno: 19, message: "Nexthop device required for onlink" },
  ],
  ["a device that is not there", NET, route("10.2.0.0", 16, dev(99)), ENODEV],
  ["no way at all", NET, route("10.2.0.0", 16, { rtmScope: LINK_SCOPE }), ENODEV],
  [
    "bits beyond the prefix",
    NET,
    route("10.2.0.1", 16, dev(V1)),
    invalid("Invalid prefix for given prefix length"),
  ],
  ["a prefix of 33 bits", NET, route("10.2.0.0", 33, dev(V1)), invalid("Invalid prefix length")],
  [
    "a source that is not ours",
    NET,
    route("10.2.0.0", 16, dev(V1, { prefsrc: "1.2.3.4" })),
    invalid("Invalid prefsrc address"),
  ],
  ["an unknown type", NET, route("10.2.0.0", 16, { rtmType: 99 }), invalid("Invalid route type")],
  [
    "congestion bits in the type of service",
    NET,
    route("10.2.0.0", 16, via("10.0.0.9", { rtmTos: 3 })),
    invalid("Invalid dsfield (tos): ECN bits must be 0"),
  ],
  [
    "a nexthop object that is not there",
    NET,
    route("10.2.0.0", 16, { nhId: 4 }),
    invalid("Nexthop id does not exist"),
  ],
  [
    "a nexthop object and a gateway",
    NET,
    route("10.2.0.0", 16, via("10.0.0.9", { nhId: 4 })),
    invalid("Nexthop specification and nexthop id are mutually exclusive"),
  ],
  [
    "a route that says it is dead",
    NET,
    route("10.2.0.0", 16, via("10.0.0.9", { rtmFlags: 1 })),
    invalid("Invalid rtm_flags - can not contain DEAD or LINKDOWN"),
  ],
  ["a header that is too short", NET, ["RTM_NEWROUTE", NEW, [2, 16]], { errno: 22 }],
  [
    "a family that has no routes",
    NET,
    ["RTM_NEWROUTE", NEW, [99, ...new Array(11).fill(0)]],
    { errno: 95 },
  ],
  ["a deletion of none", NET, unroute("10.77.0.0", 16), ESRCH],
  ["a deletion of another way", ONE, unroute("10.1.0.0", 16, via("9.9.9.9")), ESRCH],
  ["a deletion of another protocol's", ONE, unroute("10.1.0.0", 16, { rtmProtocol: 4 }), ESRCH],
  [
    "a deletion from a table that is not there",
    ONE,
    unroute("10.1.0.0", 16, { rtmTable: 99 }),
    { errno: 3, message: "FIB table does not exist" },
  ],
  ["IPv6: one that is there", ONE6, route("2001:db8:1::", 48, via("2001:db8::9")), EEXIST],
  [
    "IPv6: a replacement of nothing",
    NET,
    route("2001:db8:1::", 48, via("2001:db8::9"), REPLACE),
    { errno: 2, message: "Can not replace route - no match found" },
  ],
  [
    "IPv6: a gateway out of reach",
    NET,
    route("2001:db8:2::", 48, via("2001:db9::1")),
    { errno: 113 },
  ],
  [
    "IPv6: a link-local gateway without a device",
    NET,
    route("2001:db8:2::", 48, via("fe80::1")),
    invalid("Egress device not specified"),
  ],
  [
    "IPv6: ourselves as gateway",
    NET,
    route("2001:db8:2::", 48, via("2001:db8::1")),
    invalid("Gateway can not be a local address"),
  ],
  [
    "IPv6: a source that is not ours",
    NET,
    route("2001:db8:2::", 48, via("2001:db8::9", { prefsrc: "2001:db8::77" })),
    invalid("Invalid source address"),
  ],
  [
    "IPv6: a type of service",
    NET,
    route("2001:db8:2::", 48, via("2001:db8::9", { rtmTos: 4 })),
    invalid("Invalid dsfield (tos): option not available for IPv6"),
  ],
  ["IPv6: a device that is not there", NET, route("2001:db8:2::", 48, { oif: 99 }), ENODEV],
  ["IPv6: no way at all", NET, route("2001:db8:2::", 48), ENODEV],
  [
    "IPv6: a deletion from a table that is not there",
    NET,
    unroute("2001:db8:1::", 48, { table: 7777 }),
    { errno: 3, message: "FIB table does not exist" },
  ],
  ["IPv6: a deletion of none", NET, unroute("2001:db8:88::", 48), ESRCH],
  [
    "strict: a dump of a table that is not there",
    NET,
    get({ rtmFamily: 2, table: 4242 }, DUMP),
    { errno: 2, message: "ipv4: FIB table does not exist" },
  ],
  [
    "strict: a dump of a device that is not there",
    NET,
    get({ rtmFamily: 2, oif: 99 }, DUMP),
    ENODEV,
  ],
  [
    "strict: a dump with a prefix length",
    NET,
    get({ rtmFamily: 2, rtmDstLen: 8 }, DUMP),
    invalid("Invalid values in header for FIB dump request"),
  ],
  [
    "strict: a dump with a flag",
    NET,
    get({ rtmFamily: 2, rtmFlags: 1 }, DUMP),
    invalid("Invalid flags for FIB dump request"),
  ],
  [
    "strict: a dump with an attribute",
    NET,
    get({ rtmFamily: 2, dst: "1.2.3.4" }, DUMP),
    invalid("Unsupported attribute in dump request"),
  ],
  [
    "strict: a dump that is too short",
    NET,
    get([2], DUMP),
    invalid("Invalid header for FIB dump request"),
  ],
  ["a look-up without a route", NET, get(look("8.8.8.8")), { errno: 101 }],
  ["a look-up by a device that is not there", NET, get(look("8.8.8.8", { oif: 99 })), ENODEV],
  [
    "a look-up of what is blackholed",
    [...NET, route("10.5.0.0", 16, { rtmType: 6 })],
    get(look("10.5.1.1")),
    { errno: 22 },
  ],
  [
    "a look-up of what is unreachable",
    [...NET, route("10.5.0.0", 16, { rtmType: 7 })],
    get(look("10.5.1.1")),
    { errno: 113 },
  ],
  [
    "a look-up of what is prohibited",
    [...NET, route("10.5.0.0", 16, { rtmType: 8 })],
    get(look("10.5.1.1")),
    { errno: 13 },
  ],
  [
    "a look-up from a source that is not ours",
    NET,
    get(look("10.0.0.5", { src: "1.2.3.4", rtmSrcLen: 32 })),
    { errno: 101 },
  ],
  [
    "strict: a look-up of a prefix",
    NET,
    get(look("10.1.0.0", { rtmDstLen: 24 })),
    invalid("ipv4: Invalid values in header for route get request"),
  ],
  [
    "strict: a look-up with an attribute",
    NET,
    get(look("8.8.8.8", { priority: 4 })),
    invalid("ipv4: Unsupported attribute in route get request"),
  ],
  [
    "IPv6: strict: a look-up of a prefix",
    NET,
    get(look("2001:db8::1", { rtmDstLen: 64 })),
    invalid("ipv6: Invalid values in header for get route request"),
  ],
  [
    "IPv6: strict: a look-up with a flag",
    NET,
    get(look("2001:db8::1", { rtmFlags: 1 })),
    invalid("ipv6: Invalid flags for get route request"),
  ],
  [
    "a look-up that is too short",
    NET,
    get([2]),
    invalid("ipv4: Invalid header for route get request"),
  ],
  ["IPv6: a look-up without a route", NET, get(look("2001:db9::1")), { errno: 101 }],
];

function look(dst: string, more: object = {}): object {
  const is6 = dst.includes(":");
  return { rtmFamily: is6 ? 10 : 2, rtmDstLen: is6 ? 128 : 32, dst, ...more };
}

/** Routes to one prefix, by their gateways in the order of the dump. */
const gateways = (dialog: Dialog, dst: string): string[] =>
  dialog
    .dump("RTM_GETROUTE", { rtmFamily: dst.includes(":") ? 10 : 2 })
    .filter((one) => one.dst === dst)
    .map(({ gateway }) => gateway);
const found = (dialog: Dialog, dst: string) =>
  dialog
    .dump("RTM_GETROUTE", { rtmFamily: dst.includes(":") ? 10 : 2 })
    .find((one) => one.dst === dst);
const count = (dialog: Dialog, value: object): number => dialog.dump("RTM_GETROUTE", value).length;

/** Routes. */
export const routeCases: readonly ConformanceCase[] = [
  ...REFUSALS.map(([what, before, request, outcome]) =>
    ends(`routes: ${what}`, before, request, outcome),
  ),
  inDialog("routes: one by a gateway, as it is told", ONE, (dialog) => {
    expect(found(dialog, "10.1.0.0")).toEqual({
      ...routeValue("10.1.0.0", 16, { rtmType: "unicast" }),
      rtmSrcLen: 0,
      rtmTos: 0,
      rtmScope: 0,
      rtmFlags: 0,
      table: 254,
      gateway: "10.0.0.9",
      oif: V1,
    });
  }),
  inDialog("routes: a replacement, and one that is appended or put in front", ONE, (dialog) => {
    const to = (gateway: string, flags: number): Request =>
      route("10.1.0.0", 16, via(gateway), flags);
    dialog.do(to("10.0.0.8", REPLACE), to("10.0.0.7", CREATE | APPEND), to("10.0.0.6", CREATE));
    expect(gateways(dialog, "10.1.0.0")).toEqual(["10.0.0.6", "10.0.0.8", "10.0.0.7"]);
    dialog.do(unroute("10.1.0.0", 16));
    expect(gateways(dialog, "10.1.0.0")).toEqual(["10.0.0.8", "10.0.0.7"]);
  }),
  inDialog("routes: another metric is another route", ONE, (dialog) => {
    dialog.do(route("10.1.0.0", 16, via("10.0.0.8", { priority: 5 })));
    expect(gateways(dialog, "10.1.0.0")).toEqual(["10.0.0.9", "10.0.0.8"]);
    dialog.do(unroute("10.1.0.0", 16, { priority: 5 }));
    expect(gateways(dialog, "10.1.0.0")).toEqual(["10.0.0.9"]);
  }),
  inDialog("routes: several ways, their devices found", NET, (dialog) => {
    const multipath = [
      { rtnhIfindex: 0, rtnhHops: 0, gateway: "10.0.0.4" },
      { rtnhIfindex: V0, rtnhHops: 4, gateway: "10.7.0.4" },
    ];
    dialog.do(route("10.9.0.0", 16, { multipath }));
    expect(found(dialog, "10.9.0.0").multipath).toEqual([
      { rtnhFlags: 0, rtnhHops: 0, rtnhIfindex: V1, gateway: "10.0.0.4" },
      { rtnhFlags: 0, rtnhHops: 4, rtnhIfindex: V0, gateway: "10.7.0.4" },
    ]);
  }),
  inDialog("routes: types, tables, metrics, sources", NET, (dialog) => {
    const metrics = { mtu: 1400, advmss: 1000 };
    dialog.do(route("10.5.0.0", 16, { rtmType: 6 }));
    dialog.do(route("10.6.0.0", 16, via("10.0.0.9", { table: 1000, rtmTable: 252 })));
    dialog.do(route("10.8.0.0", 16, via("10.0.0.9", { metrics })));
    dialog.do(route("10.9.0.0", 16, dev(V1, { prefsrc: "10.0.0.1" })));
    expect(found(dialog, "10.5.0.0")).toMatchObject({ rtmType: "blackhole" });
    expect(found(dialog, "10.5.0.0").oif).toBeUndefined();
    expect(found(dialog, "10.6.0.0")).toMatchObject({ rtmTable: 252, table: 1000 });
    expect(found(dialog, "10.8.0.0").metrics).toEqual(metrics);
    expect(found(dialog, "10.9.0.0")).toMatchObject({ prefsrc: "10.0.0.1", rtmScope: LINK_SCOPE });
  }),
  inDialog("routes: IPv4 tables in their order, and a table by prefix", NET, (dialog) => {
    dialog.do(route("0.0.0.0", 0, via("10.0.0.254")), route("10.0.0.0", 8, via("10.0.0.9")));
    dialog.do(route("10.6.0.0", 16, via("10.0.0.9", { table: 1000 })));
    const all = dialog.dump("RTM_GETROUTE", { rtmFamily: 2 });
    expect(
      all.map(({ table }) => table).filter((table, at, list) => table !== list[at - 1]),
    ).toEqual([1000, 254, 255]);
    const main = all.filter(({ table }) => table === 254);
    expect(main.map(({ dst, rtmDstLen }) => `${dst ?? "0"}/${rtmDstLen}`)).toEqual([
      "0/0",
      "10.0.0.0/24",
      "10.0.0.0/8",
      "10.7.0.0/24",
    ]);
  }),
  inDialog("routes: filters of a dump, marked as such", ONE, (dialog) => {
    expect(count(dialog, { rtmFamily: 2, rtmProtocol: 3 })).toBe(1);
    expect(count(dialog, { rtmFamily: 2, rtmTable: 254 })).toBe(3);
    expect(count(dialog, { rtmFamily: 2, oif: V0 })).toBe(3);
    expect(count(dialog, { rtmFamily: 2, rtmType: 3 })).toBe(3);
    const replies = dialog.send("RTM_GETROUTE", DUMP, { rtmFamily: 2, rtmProtocol: 3 });
    expect(replies.map(({ flags }) => flags)).toEqual([0x22, 0x22]);
  }),
  inDialog(
    "routes: liberal: a dump filters nothing",
    ONE,
    (dialog) => {
      const replies = dialog.send("RTM_GETROUTE", DUMP, { rtmFamily: 2, rtmProtocol: 3 });
      expect(replies.length).toBeGreaterThan(6);
      expect(replies.every(({ flags }) => flags === 2)).toBe(true);
    },
    { strict: false },
  ),
  inDialog(
    "routes: what is told, with the flags of what was done, and echoed",
    NET,
    (dialog) => {
      dialog.told();
      const to = (gateway: string, flags: number): Request =>
        route("10.1.0.0", 16, via(gateway), flags);
      dialog.do(to("10.0.0.9", NEW), to("10.0.0.8", REPLACE), to("10.0.0.7", CREATE | APPEND));
      dialog.do(to("10.0.0.6", CREATE), unroute("10.1.0.0", 16));
      const told = dialog.told();
      expect(told.map(({ name, flags, value }) => [name, flags, value.gateway])).toEqual([
        ["RTM_NEWROUTE", NEW, "10.0.0.9"],
        ["RTM_NEWROUTE", REPLACE, "10.0.0.8"],
        ["RTM_NEWROUTE", CREATE | APPEND, "10.0.0.7"],
        ["RTM_NEWROUTE", CREATE, "10.0.0.6"],
        ["RTM_DELROUTE", 0, "10.0.0.6"],
      ]);
      expect(told.every(({ portId }) => portId === dialog.asks.portId)).toBe(true);
      const again = routeValue("10.2.0.0", 16, via("10.0.0.9"));
      const echoed = dialog.send("RTM_NEWROUTE", NEW | ACK | ECHO, again);
      expect(echoed.map(({ name }) => name)).toEqual(["RTM_NEWROUTE", "ERROR"]);
    },
    { groups: [7] },
  ),
  inDialog("routes: those by a device go with it", ONE, (dialog) => {
    dialog.do(["RTM_DELLINK", 0, { ifname: "v1" }]);
    expect(found(dialog, "10.1.0.0")).toBeUndefined();
    expect(count(dialog, { rtmFamily: 2 })).toBe(3);
  }),
  inDialog("routes: those that prefer an address go with it", NET, (dialog) => {
    dialog.do(route("10.9.0.0", 16, { oif: V0, prefsrc: "10.0.0.1", rtmScope: LINK_SCOPE }));
    dialog.do(unaddress(V1, "10.0.0.1", 24));
    expect(found(dialog, "10.9.0.0")).toBeUndefined();
  }),
  inDialog("routes: all by a device go with its last address, without a word", ONE, (dialog) => {
    dialog.do(unaddress(V1, "10.0.0.1", 24));
    expect(found(dialog, "10.1.0.0")).toBeUndefined();
  }),
  inDialog("routes: IPv6, as it is told", ONE6, (dialog) => {
    expect(found(dialog, "2001:db8:1::")).toMatchObject({
      rtmDstLen: 48,
      rtmScope: 0,
      table: 254,
      priority: 1024,
      gateway: "2001:db8::9",
      oif: V1,
      pref: 0,
      cacheinfo: { rtaExpires: 0 },
    });
  }),
  inDialog("routes: IPv6, one more way joins the route", ONE6, (dialog) => {
    dialog.do(route("2001:db8:1::", 48, via("2001:db8::8"), CREATE));
    const { multipath } = found(dialog, "2001:db8:1::");
    expect(multipath.map(({ gateway }: { gateway: string }) => gateway)).toEqual([
      "2001:db8::9",
      "2001:db8::8",
    ]);
    dialog.do(route("2001:db8:1::", 48, via("2001:db8::7"), REPLACE));
    expect(gateways(dialog, "2001:db8:1::")).toEqual(["2001:db8::7"]);
  }),
  inDialog("routes: IPv6, bits beyond the prefix are cut, rejects lead to lo", NET, (dialog) => {
    dialog.do(route("2001:db8:3::1", 48, { oif: V1 }), route("2001:db8:5::", 48, { rtmType: 6 }));
    expect(found(dialog, "2001:db8:3::")).toBeDefined();
    expect(found(dialog, "2001:db8:5::")).toMatchObject({ rtmType: "blackhole", oif: 1 });
  }),
  inDialog(
    "routes: IPv6, those that go with a device are told of",
    ONE6,
    (dialog) => {
      dialog.told();
      dialog.do(["RTM_SETLINK", 0, { ifname: "v1", ifiFlags: 0, ifiChange: 1 }]);
      const told = dialog.told().filter(({ name }) => name === "RTM_DELROUTE");
      expect(told.map(({ value }) => value.dst)).toContain("2001:db8:1::");
      expect(found(dialog, "2001:db8:1::")).toBeUndefined();
    },
    { groups: [11] },
  ),
  inDialog("routes: look-ups", [...ONE, route("0.0.0.0", 0, via("10.0.0.254"))], (dialog) => {
    const cases: readonly (readonly [string, object, object])[] = [
      ["10.1.2.3", {}, { rtmType: "unicast", oif: V1, prefsrc: "10.0.0.1", gateway: "10.0.0.9" }],
      ["10.0.0.5", {}, { rtmType: "unicast", oif: V1, prefsrc: "10.0.0.1" }],
      ["10.0.0.1", {}, { rtmType: "local", oif: 1, prefsrc: "10.0.0.1", rtmFlags: 0x8000_0200 }],
      ["10.0.0.255", {}, { rtmType: "broadcast", oif: V1, rtmFlags: 0x9000_0200 }],
      ["224.0.0.1", {}, { rtmType: "multicast", oif: V1, rtmFlags: 0xa000_0200 }],
      ["255.255.255.255", {}, { rtmType: "broadcast", oif: V1 }],
      ["8.8.8.8", {}, { oif: V1, gateway: "10.0.0.254", rtmFlags: 0x200, table: 254, uid: 0 }],
      ["8.8.8.8", { oif: V0 }, { oif: V0, prefsrc: "10.7.0.1" }],
      ["10.0.0.1", { iif: V1, src: "10.0.0.77", rtmSrcLen: 32 }, { rtmType: "local", iif: V1 }],
      ["10.1.2.3", { rtmFlags: 0x2000 }, { dst: "10.1.0.0", rtmDstLen: 16, rtmProtocol: 3 }],
    ];
    for (const [dst, more, wanted] of cases) {
      expect(dialog.get("RTM_GETROUTE", look(dst, more)), dst).toMatchObject(wanted);
    }
  }),
  inDialog("routes: look-ups of IPv6", NET, (dialog) => {
    expect(dialog.get("RTM_GETROUTE", look("2001:db8::5"))).toMatchObject({
      rtmType: "unicast",
      rtmDstLen: 128,
      oif: V1,
      prefsrc: "2001:db8::1",
      priority: 256,
    });
    expect(dialog.get("RTM_GETROUTE", look("::1"))).toMatchObject({ rtmType: "local", oif: 1 });
    const matched = dialog.get("RTM_GETROUTE", look("2001:db8::5", { rtmFlags: 0x2000 }));
    expect(matched).toMatchObject({ dst: "2001:db8::", rtmDstLen: 64 });
  }),
  inDialog("routes: the rules that every namespace has", [], (dialog) => {
    const rules = dialog.dump("RTM_GETRULE", { family: 2 });
    expect(rules.map(({ priority, table }) => [priority ?? 0, table])).toEqual([
      [0, 255],
      [32_766, 254],
      [32_767, 253],
    ]);
  }),
];
