/**
 * Rules of links, addresses, routes and neighbours that nobody would look for: the differential fuzzer came upon them.
 *
 * @module
 */
import { expect } from "vitest";
import {
  address,
  CREATE,
  type Dialog,
  DUMP,
  ends,
  inDialog,
  LINKS,
  neighbour,
  type Outcome,
  REPLACE,
  type Request,
  route,
  set,
  unroute,
  up,
} from "./route-dialog.ts";
import type { ConformanceCase } from "./subject.ts";

const V1 = 2;
const BR0 = 4;
const HOST_SCOPE = 254;
const NODAD = 2;
const NOPREFIXROUTE = 0x200;
const MAC = { lladdr: "02:00:00:00:00:55" };
const OTHER = "02:00:00:00:00:77";
const ENOENT = { errno: 2 };
const invalid = (message?: string): Outcome => ({
  errno: 22,
  ...(message !== undefined && { message }),
});
const down6 = { errno: 100, message: "Nexthop device is not up" };
const get = (value: object, flags = 0): Request => ["RTM_GETROUTE", flags, value];
const UP = [...LINKS, up("lo"), up("v1"), up("v0"), up("br0"), address(V1, "10.0.0.1", 24)];
const UP6 = [...UP, address(V1, "2001:db8::1", 64, { flags: NODAD })];

const REFUSALS: readonly (readonly [string, readonly Request[], Request, Outcome])[] = [
  [
    "zeroes are no gateway to IPv4",
    LINKS,
    route("10.2.0.0", 16, { rtmType: 2, rtmScope: HOST_SCOPE, gateway: "0.0.0.0" }),
    { errno: 19 },
  ],
  [
    "a route without a type is refused even of the widest scope",
    UP,
    route("10.2.0.0", 16, { rtmType: 0, rtmScope: 255 }),
    invalid("Invalid route type"),
  ],
  [
    "the source of a route that leads nowhere is not looked at",
    UP,
    route("10.2.0.0", 16, { rtmType: 7, prefsrc: "1.2.3.4" }, 0),
    ENOENT,
  ],
  [
    "a group is no source of a route",
    [...UP, address(V1, "224.0.0.1", 24)],
    route("10.2.0.0", 16, { oif: V1, rtmScope: 253, prefsrc: "224.0.0.1" }),
    invalid("Invalid prefsrc address"),
  ],
  [
    "a gateway of a device that is down",
    [...LINKS, address(V1, "10.0.0.1", 24)],
    route("10.2.0.0", 16, { gateway: "10.0.0.1" }),
    { errno: 100 },
  ],
  [
    "before the first address, no gateway is on a link",
    [...LINKS, up("br0")],
    route("10.2.0.0", 16, { oif: BR0, gateway: "10.0.0.9", rtmFlags: 4 }),
    invalid("Nexthop has invalid gateway"),
  ],
  [
    "an address of the host is no gateway, whichever link has it",
    UP,
    route("10.2.0.0", 16, { oif: BR0, gateway: "10.0.0.1", rtmFlags: 4 }),
    invalid("Nexthop has invalid gateway"),
  ],
  ["no IPv6 route over a loopback that is down", LINKS, route("::", 0, { oif: 1 }), down6],
  [
    "the gateway is looked at before the device",
    LINKS,
    route("::", 0, { oif: V1, gateway: "::" }),
    invalid("Invalid gateway address"),
  ],
  [
    "the loopback's address is no gateway by another device",
    UP6,
    route("2001:db8:1::", 48, { oif: V1, gateway: "::1" }),
    invalid("Gateway can not be a local address"),
  ],
  [
    "a table is there once a route of it was asked for",
    [],
    unroute("::", 0, { table: 100, rtmTable: 100 }),
    { errno: 3, message: "FIB table does not exist" },
  ],
  [
    "a replacement of nothing has a sentence",
    UP6,
    route("2001:db8:1::", 48, { oif: V1 }, REPLACE),
    { ...ENOENT, message: "Can not replace route - no match found" },
  ],
  [
    "but where the tree of routes has a node it has none",
    UP6,
    route("::", 0, { oif: V1 }, REPLACE),
    ENOENT,
  ],
  [
    "a prefix of IPv6 that is shorter than it says, looked up",
    UP6,
    get({ rtmFamily: 10, rtmDstLen: 128, dst: new Uint8Array(4) }),
    invalid(),
  ],
  [
    "a source that is of no host",
    UP,
    get({ rtmFamily: 2, rtmSrcLen: 32, src: "224.0.0.1" }),
    invalid(),
  ],
  [
    "a packet to all whose source would not leave the host",
    [...LINKS, up("br0"), address(V1, "127.0.0.1", 8)],
    get({ rtmFamily: 2, rtmDstLen: 32, dst: "255.255.255.255", oif: BR0 }),
    invalid(),
  ],
  [
    "a dump over a device that is not there",
    UP,
    get({ rtmFamily: 0, oif: 99, gateway: "10.0.0.1" }, DUMP),
    { errno: 19 },
  ],
];

const prefixes = (dialog: Dialog, family: number): string[] =>
  dialog
    .dump("RTM_GETROUTE", { rtmFamily: family })
    .filter(({ rtmProtocol, table }) => rtmProtocol === 2 && table === 254)
    .map(({ dst = "default", rtmDstLen }) => `${dst}/${rtmDstLen}`)
    .filter((prefix) => !prefix.startsWith("fe80:"));
const addresses = (dialog: Dialog): string[] =>
  dialog
    .dump("RTM_GETADDR", { ifaFamily: 2 })
    .map(({ address: peer = "-", local, ifaPrefixlen }) => `${local} ${peer}/${ifaPrefixlen}`);
const permanent = (dialog: Dialog): string[] =>
  dialog
    .dump("RTM_GETNEIGH", {})
    .filter(({ ndmState }) => ndmState === 128)
    .map(({ dst }) => dst);

/** What only a machine would ask. */
export const cornerCases: readonly ConformanceCase[] = [
  ...REFUSALS.map(([what, before, request, outcome]) =>
    ends(`corners: ${what}`, before, request, outcome),
  ),
  inDialog("corners: a route that was refused leaves its table", LINKS, (dialog) => {
    const inTable = { table: 100, rtmTable: 100 };
    const [refused] = dialog.send(...route("::", 0, { ...inTable, oif: 99 }, CREATE));
    expect(refused?.errno).toBe(19);
    const [answer] = dialog.send(...unroute("::", 0, inTable));
    expect(answer).toMatchObject({ errno: 2, message: undefined });
  }),
  inDialog("corners: zeroes and ones as they are told", UP, (dialog) => {
    dialog.do(neighbour(V1, "255.255.255.255", {}));
    const value = { ndmFamily: 2, ndmIfindex: V1, dst: "255.255.255.255" };
    expect(dialog.get("RTM_GETNEIGH", value)).toMatchObject({ lladdr: "ff:ff:ff:ff:ff:ff" });
    const zeroes = { rtmFamily: 2, rtmSrcLen: 32, src: "0.0.0.0" };
    expect(dialog.get("RTM_GETROUTE", zeroes)).toMatchObject({ rtmType: "local", oif: 1 });
  }),
  inDialog("corners: the end of a dump of routes comes alone", UP6, (dialog) => {
    for (const rtmFamily of [0, 2, 10]) {
      const header = [rtmFamily, ...new Array<number>(11).fill(0)];
      const bytes = [28, 0, 0, 0, 26, 0, 1, 3, 1, 0, 0, 0, 0, 0, 0, 0, ...header];
      dialog.asks.send(Uint8Array.from(bytes));
      const sizes: number[] = [];
      for (let got = dialog.asks.receive(); got !== undefined; got = dialog.asks.receive()) {
        if (got !== "overrun") sizes.push(got.bytes.length);
      }
      expect(sizes.length, `family ${rtmFamily}`).toBeGreaterThan(1);
      expect(sizes.at(-1), `family ${rtmFamily}`).toBe(20);
    }
  }),
  inDialog("corners: a prefix of IPv6 is reached while its link is up", LINKS, (dialog) => {
    dialog.do(address(V1, "2001:db8::1", 64, { flags: NODAD }));
    expect(prefixes(dialog, 10)).toEqual([]);
    dialog.do(up("v1"));
    expect(prefixes(dialog, 10)).toEqual(["2001:db8::/64"]);
    const again = { ifaFamily: 10, ifaPrefixlen: 64, ifaIndex: V1, local: "2001:db8::1" };
    dialog.do(["RTM_NEWADDR", REPLACE, { ...again, flags: NODAD | NOPREFIXROUTE }]);
    expect(prefixes(dialog, 10)).toEqual([]);
    dialog.do(["RTM_NEWADDR", REPLACE, { ...again, flags: NODAD }]);
    expect(prefixes(dialog, 10)).toEqual(["2001:db8::/64"]);
  }),
  inDialog(
    "corners: a prefix of groups is a prefix, a group as an address has none",
    UP,
    (dialog) => {
      dialog.do(address(BR0, "10.9.0.1", 24, { address: "224.0.1.1" }));
      dialog.do(address(BR0, "224.0.2.1", 24));
      expect(prefixes(dialog, 2)).toEqual(["10.0.0.0/24", "224.0.1.0/24"]);
    },
  ),
  inDialog("corners: addresses that begin with a zero are like others", UP, (dialog) => {
    dialog.do(address(BR0, "0.0.1.1", 24));
    expect(prefixes(dialog, 2)).toEqual(["0.0.1.0/24", "10.0.0.0/24"]);
  }),
  inDialog("corners: lo has its own address beside one with another end", [], (dialog) => {
    dialog.do(address(1, "127.0.0.1", 8, { address: "0.0.0.0" }), up("lo"));
    expect(addresses(dialog).sort()).toEqual(["127.0.0.1 -/8", "127.0.0.1 127.0.0.1/8"]);
  }),
  inDialog("corners: flags of an address that are negative to JavaScript", LINKS, (dialog) => {
    dialog.do(address(BR0, "10.0.0.1", 24, { flags: 0x8000_0000 }));
    const [{ flags }] = dialog.dump("RTM_GETADDR", { ifaFamily: 2 });
    expect(flags).toBe(0x8000_0080);
  }),
  inDialog("corners: a link-layer address that is set forgets the neighbours", UP, (dialog) => {
    dialog.do(neighbour(V1, "10.0.0.5", MAC), neighbour(V1, "2001:db8::5", MAC));
    expect(permanent(dialog)).toEqual(["10.0.0.5", "2001:db8::5"]);
    dialog.do(set({ ifname: "v1", address: "02:00:00:00:00:02" }));
    expect(permanent(dialog)).toEqual([]);
  }),
  inDialog("corners: but not the proxies", UP, (dialog) => {
    const proxy = { ndmFlags: 8, ndmState: 0 };
    dialog.do(neighbour(V1, "10.0.0.5", proxy), set({ ifname: "v1", address: OTHER }));
    const asked = { ndmFamily: 2, ndmIfindex: V1, ndmFlags: 8, dst: "10.0.0.5" };
    expect(dialog.get("RTM_GETNEIGH", asked)).toMatchObject({ ndmFlags: 8 });
  }),
  inDialog("corners: without a carrier only permanent ones outlive a change", LINKS, (dialog) => {
    dialog.do(neighbour(BR0, "10.0.0.5", MAC), neighbour(BR0, "10.0.0.6", { ndmState: 0 }));
    const asked = (dst: string) =>
      ["RTM_GETNEIGH", 0, { ndmFamily: 2, ndmIfindex: BR0, dst }] as const;
    expect(dialog.send(...asked("10.0.0.6"))[0]?.errno).toBeUndefined();
    dialog.do(set({ ifname: "v1", master: BR0 }));
    dialog.do(set({ ifname: "br0", ifiFlags: 1, ifiChange: 0x1001 }));
    expect(dialog.send(...asked("10.0.0.5"))[0]?.errno).toBeUndefined();
    expect(dialog.send(...asked("10.0.0.6"))[0]?.errno).toBe(2);
  }),
  inDialog(
    "corners: a lenient dump knows of cached paths, and of prefixes that routers tell",
    UP,
    (dialog) => {
      const rows = (rtmFlags: number) => dialog.dump("RTM_GETROUTE", { rtmFamily: 2, rtmFlags });
      expect(rows(0x200)).toEqual(rows(0));
      expect(rows(0x800)).toEqual([]);
    },
    { strict: false },
  ),
  inDialog("corners: a bridge that takes a port's address forgets them", UP, (dialog) => {
    dialog.do(["RTM_NEWLINK", CREATE, { ifname: "br1", linkinfo: { kind: "bridge" } }]);
    const { ifiIndex: index } = dialog.get("RTM_GETLINK", { ifname: "br1" });
    dialog.do(neighbour(index, "10.0.0.5", MAC));
    dialog.do(set({ ifname: "v0", master: index }));
    expect(permanent(dialog)).toEqual([]);
  }),
];
