/**
 * Routes: made, replaced, deleted, listed and looked up.
 *
 * @module
 */
import { expect } from "vitest";
import {
  ACK,
  APPEND,
  CREATE,
  type Dialog,
  DUMP,
  ECHO,
  inDialog,
  NEW,
  REPLACE,
  type Request,
  route,
  routeValue,
  unaddress,
  unroute,
} from "./route-dialog.ts";
import { dev, LINK_SCOPE, look, NET, ONE, ONE6, V0, V1, via } from "./route-net.ts";
import type { ConformanceCase } from "./subject.ts";

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
