/**
 * Addresses, and the routes that come and go with them.
 *
 * @module
 */
import { expect } from "vitest";
import {
  ACK,
  address,
  type Dialog,
  DUMP,
  down,
  ECHO,
  ends,
  inDialog,
  LINKS,
  NEW,
  type Outcome,
  REPLACE,
  type Reply,
  type Request,
  unaddress,
  up,
} from "./route-dialog.ts";
import type { ConformanceCase } from "./subject.ts";

const V1 = 2;
const BR0 = 4;
const NODAD = 2;
const TENTATIVE = 0x40;
const PERMANENT = 0x80;
const EINVAL = 22;
const EADDRNOTAVAIL = 99;
const lifetime = (ifaPrefered: number, ifaValid: number) => ({
  cacheinfo: { ifaPrefered, ifaValid, cstamp: 0, tstamp: 0 },
});
const invalid = (message: string): Outcome => ({ errno: EINVAL, message });
const notAvailable = (message: string): Outcome => ({ errno: EADDRNOTAVAIL, message });
const get = (value: object | number[], flags = DUMP): Request => ["RTM_GETADDR", flags, value];
const V4 = [...LINKS, address(BR0, "10.0.0.1", 24)];
const V6 = [...LINKS, address(BR0, "2001:db8::1", 64)];
const taken4 = { errno: 17, message: "ipv4: Address already assigned" };
const taken6 = { errno: 17, message: "ipv6: address already assigned" };

const REFUSALS: readonly (readonly [string, readonly Request[], Request, Outcome])[] = [
  ["an address that is there", V4, address(BR0, "10.0.0.1", 24), taken4],
  [
    "an address that is there, without a flag",
    V4,
    ["RTM_NEWADDR", 0, { ifaFamily: 2, ifaPrefixlen: 24, ifaIndex: BR0, local: "10.0.0.1" }],
    taken4,
  ],
  [
    "a prefix length of 33",
    LINKS,
    address(BR0, "10.0.0.1", 33),
    invalid("ipv4: Invalid prefix length"),
  ],
  [
    "a device that is not there",
    LINKS,
    address(99, "10.0.0.1", 24),
    { errno: 19, message: "ipv4: Device not found" },
  ],
  [
    "no address",
    LINKS,
    ["RTM_NEWADDR", NEW, { ifaFamily: 2, ifaPrefixlen: 24, ifaIndex: BR0 }],
    invalid("ipv4: Local address is not supplied"),
  ],
  [
    "an address longer preferred than valid",
    LINKS,
    address(BR0, "10.0.0.1", 24, lifetime(300, 200)),
    invalid("ipv4: address lifetime invalid"),
  ],
  [
    "an address that is never valid",
    LINKS,
    address(BR0, "10.0.0.1", 24, lifetime(0, 0)),
    invalid("ipv4: address lifetime invalid"),
  ],
  [
    "a deletion of an address that is not there",
    V4,
    unaddress(BR0, "10.0.0.2", 24),
    notAvailable("ipv4: Address not found"),
  ],
  [
    "a deletion on a device that is not there",
    V4,
    unaddress(99, "10.0.0.1", 24),
    { errno: 19, message: "ipv4: Device not found" },
  ],
  ["IPv6: an address that is there", V6, address(BR0, "2001:db8::1", 64), taken6],
  ["IPv6: the same with another length", V6, address(BR0, "2001:db8::1", 65), taken6],
  [
    "IPv6: a prefix length of 129",
    LINKS,
    address(BR0, "2001:db8::1", 129),
    invalid("ipv6: Invalid prefix length"),
  ],
  [
    "IPv6: a device that is not there",
    LINKS,
    address(99, "2001:db8::1", 64),
    { errno: 19, message: "ipv6: Unable to find the interface" },
  ],
  [
    "IPv6: a multicast address",
    LINKS,
    address(BR0, "ff02::5", 64),
    notAvailable('ipv6: Cannot assign multicast address without "IFA_F_MCAUTOJOIN" flag'),
  ],
  ["IPv6: no address", LINKS, address(BR0, "::", 64), notAvailable("ipv6: Invalid address")],
  [
    "IPv6: the loopback address elsewhere",
    LINKS,
    address(BR0, "::1", 128),
    notAvailable("ipv6: Cannot assign loopback address on this device"),
  ],
  [
    "IPv6: an address longer preferred than valid",
    LINKS,
    address(BR0, "2001:db8::1", 64, lifetime(300, 200)),
    invalid("ipv6: address lifetime invalid"),
  ],
  [
    "IPv6: a deletion with another length",
    V6,
    unaddress(BR0, "2001:db8::1", 65),
    notAvailable("ipv6: address not found"),
  ],
  [
    "a family that has no addresses",
    LINKS,
    ["RTM_NEWADDR", NEW, [99, 0, 0, 0, 0, 0, 0, 0]],
    { errno: 95 },
  ],
  [
    "a header that is too short",
    LINKS,
    ["RTM_NEWADDR", NEW, [2]],
    invalid("Invalid header length"),
  ],
  [
    "an address of two bytes",
    LINKS,
    ["RTM_NEWADDR", NEW, [2, 24, 0, 0, BR0, 0, 0, 0, 6, 0, 2, 0, 1, 2]],
    { errno: 34, message: "Attribute failed policy validation", offset: 24 },
  ],
  ["a get of an IPv4 address", V4, get({ ifaFamily: 2, local: "10.0.0.1" }, 0), { errno: 95 }],
  [
    "a get of an IPv6 address that is not there",
    LINKS,
    get({ ifaFamily: 10, address: "2001:db8::9" }, 0),
    { errno: EADDRNOTAVAIL },
  ],
  [
    "IPv6: strict: a get with an attribute",
    V6,
    get({ ifaFamily: 10, address: "2001:db8::1", label: "x" }, 0),
    invalid("ipv6: Unsupported attribute in get address request"),
  ],
  [
    "strict: a dump with an attribute",
    V4,
    get({ ifaFamily: 2, local: "10.0.0.1" }),
    invalid("ipv4: Unsupported attribute in dump request"),
  ],
  [
    "strict: a dump with a prefix length",
    V4,
    get({ ifaFamily: 2, ifaPrefixlen: 3 }),
    invalid("ipv4: Invalid values in header for address dump request"),
  ],
  [
    "strict: a dump of a namespace that is none",
    V4,
    get({ ifaFamily: 2, targetNetnsid: 3 }),
    invalid("ipv4: Invalid target network namespace id"),
  ],
  [
    "strict: a dump that is too short",
    V4,
    get([2]),
    invalid("ipv4: Invalid header for address dump request"),
  ],
  ["a dump of a device that is not there", V4, get({ ifaFamily: 2, ifaIndex: 99 }), { errno: 19 }],
];

/** Addresses as text, in the order of the dump. */
const addresses = (dialog: Dialog, value: object = {}): string[] =>
  dialog
    .dump("RTM_GETADDR", value)
    .map(({ local, address: other, ifaPrefixlen }) => `${local ?? other}/${ifaPrefixlen}`);

/** Routes of a family as text: type, prefix, table. */
const routes = (dialog: Dialog, rtmFamily: number): string[] =>
  dialog
    .dump("RTM_GETROUTE", { rtmFamily })
    .map(({ rtmType, dst, rtmDstLen, table }) => `${rtmType} ${dst}/${rtmDstLen} ${table}`);

const short = ({ name, value }: Reply): string =>
  `${name.slice(4)} ${value.dst ?? value.local ?? value.address}/${value.rtmDstLen ?? value.ifaPrefixlen}`;
const toldOf = (dialog: Dialog): string[] =>
  dialog
    .told()
    .filter(({ value }) => value.ifname === undefined)
    .map(short);

/** Addresses. */
export const addressCases: readonly ConformanceCase[] = [
  ...REFUSALS.map(([what, before, request, outcome]) =>
    ends(`addresses: ${what}`, before, request, outcome),
  ),
  inDialog("addresses: an IPv4 address as it is told", V4, (dialog) => {
    const [one] = dialog.dump("RTM_GETADDR", { ifaFamily: 2 });
    expect(one).toMatchObject({
      ifaFamily: 2,
      ifaPrefixlen: 24,
      ifaFlags: PERMANENT,
      ifaScope: 0,
      ifaIndex: BR0,
      address: "10.0.0.1",
      local: "10.0.0.1",
      label: "br0",
      flags: PERMANENT,
      cacheinfo: { ifaPrefered: 0xffff_ffff, ifaValid: 0xffff_ffff },
    });
    expect(one.broadcast).toBeUndefined();
  }),
  inDialog("addresses: label, broadcast, scope, peer, metric, protocol", LINKS, (dialog) => {
    const more = { label: "br0:1", broadcast: "10.0.0.255", ifaScope: 253 };
    dialog.do(address(BR0, "10.0.0.1", 24, { ...more, rtPriority: 50, proto: 9 }));
    dialog.do(address(BR0, "10.4.0.1", 32, { address: "10.9.9.9" }));
    const [first, second] = dialog.dump("RTM_GETADDR", { ifaFamily: 2 });
    expect(first).toMatchObject({ ...more, rtPriority: 50, proto: 9 });
    expect(second).toMatchObject({ local: "10.4.0.1", address: "10.9.9.9", ifaPrefixlen: 32 });
  }),
  inDialog(
    "addresses: lifetimes make it neither permanent nor, at 0, preferred",
    LINKS,
    (dialog) => {
      dialog.do(address(BR0, "10.0.0.1", 24, lifetime(0, 200)));
      dialog.do(address(BR0, "10.1.0.1", 24, lifetime(100, 200)));
      const [first, second] = dialog.dump("RTM_GETADDR", { ifaFamily: 2 });
      expect(first.flags).toBe(0x20);
      expect(second.flags).toBe(0);
      expect(second.cacheinfo.ifaValid).toBeGreaterThan(190);
      const value = { ifaFamily: 2, ifaPrefixlen: 24, ifaIndex: BR0, local: "10.1.0.1" };
      dialog.do(["RTM_NEWADDR", REPLACE, value]);
      expect(dialog.dump("RTM_GETADDR", { ifaFamily: 2 })[1].flags).toBe(PERMANENT);
    },
  ),
  inDialog(
    "addresses: a second one of a subnet is secondary, and goes with the first",
    V4,
    (dialog) => {
      dialog.do(address(BR0, "10.0.0.2", 24));
      expect(dialog.dump("RTM_GETADDR", { ifaFamily: 2 })[1].flags).toBe(PERMANENT | 1);
      dialog.do(unaddress(BR0, "10.0.0.1", 24));
      expect(addresses(dialog)).toEqual([]);
      expect(routes(dialog, 2)).toEqual([]);
    },
  ),
  inDialog("addresses: a wider scope is listed after a narrower one", V4, (dialog) => {
    dialog.do(address(BR0, "10.5.0.1", 24, { ifaScope: 253 }), address(BR0, "10.6.0.1", 24));
    expect(addresses(dialog)).toEqual(["10.5.0.1/24", "10.0.0.1/24", "10.6.0.1/24"]);
  }),
  inDialog("addresses: a deletion without an address takes the first", V4, (dialog) => {
    dialog.do(address(BR0, "10.1.0.1", 24));
    dialog.do(["RTM_DELADDR", 0, { ifaFamily: 2, ifaPrefixlen: 0, ifaIndex: BR0 }]);
    expect(addresses(dialog)).toEqual(["10.1.0.1/24"]);
  }),
  inDialog("addresses: of a device that is down, the host's own route alone", V4, (dialog) => {
    expect(routes(dialog, 2)).toEqual(["local 10.0.0.1/32 255"]);
  }),
  inDialog("addresses: routes of a device that is up", [...V4, up("br0")], (dialog) => {
    expect(routes(dialog, 2)).toEqual([
      "unicast 10.0.0.0/24 254",
      "local 10.0.0.1/32 255",
      "broadcast 10.0.0.255/32 255",
    ]);
    dialog.do(down("br0"));
    expect(routes(dialog, 2)).toEqual(["local 10.0.0.1/32 255"]);
    dialog.do(unaddress(BR0, "10.0.0.1", 24));
    expect(routes(dialog, 2)).toEqual([]);
  }),
  inDialog(
    "addresses: of 31 and 32 bits have no broadcast route",
    [...LINKS, up("br0")],
    (dialog) => {
      dialog.do(address(BR0, "10.1.0.1", 32), address(BR0, "10.2.0.1", 31));
      expect(routes(dialog, 2)).toEqual([
        "unicast 10.2.0.0/31 254",
        "local 10.1.0.1/32 255",
        "local 10.2.0.1/32 255",
      ]);
    },
  ),
  inDialog("addresses: without a prefix route", [...LINKS, up("br0")], (dialog) => {
    dialog.do(address(BR0, "10.0.0.1", 24, { flags: 0x200 }));
    expect(routes(dialog, 2)).toEqual(["local 10.0.0.1/32 255", "broadcast 10.0.0.255/32 255"]);
  }),
  inDialog("addresses: the route to a peer", [...LINKS, up("br0")], (dialog) => {
    dialog.do(address(BR0, "10.4.0.1", 32, { address: "10.9.9.9" }));
    expect(routes(dialog, 2)).toEqual(["unicast 10.9.9.9/32 254", "local 10.4.0.1/32 255"]);
  }),
  inDialog("addresses: lo that is up has its own", [up("lo")], (dialog) => {
    expect(addresses(dialog)).toEqual(["127.0.0.1/8", "::1/128"]);
    expect(routes(dialog, 2)).toEqual([
      "local 127.0.0.0/8 255",
      "local 127.0.0.1/32 255",
      "broadcast 127.255.255.255/32 255",
    ]);
    expect(routes(dialog, 10)).toEqual(["local ::1/128 255"]);
    dialog.do(down("lo"));
    expect(addresses(dialog)).toEqual(["127.0.0.1/8"]);
    expect(routes(dialog, 2)).toEqual(["local 127.0.0.0/8 255", "local 127.0.0.1/32 255"]);
  }),
  inDialog(
    "addresses: what is told of a new one and its routes",
    [...LINKS, up("br0")],
    (dialog) => {
      dialog.told();
      dialog.do(address(BR0, "10.0.0.1", 24, { broadcast: "10.0.0.255" }));
      expect(toldOf(dialog)).toEqual([
        "NEWADDR 10.0.0.1/24",
        "NEWROUTE 10.0.0.1/32",
        "NEWROUTE 10.0.0.255/32",
        "NEWROUTE 10.0.0.0/24",
      ]);
    },
    { groups: [5, 7] },
  ),
  inDialog(
    "addresses: what is told of a deletion",
    [...V4, address(BR0, "10.0.0.2", 24), up("br0")],
    (dialog) => {
      dialog.told();
      dialog.do(unaddress(BR0, "10.0.0.1", 24));
      expect(toldOf(dialog)).toEqual([
        "DELADDR 10.0.0.2/24",
        "DELROUTE 10.0.0.2/32",
        "DELADDR 10.0.0.1/24",
        "DELROUTE 10.0.0.0/24",
        "DELROUTE 10.0.0.255/32",
        "DELROUTE 10.0.0.1/32",
      ]);
    },
    { groups: [5, 7] },
  ),
  inDialog(
    "addresses: IPv4 routes go with their device without a word",
    [...V4, up("br0")],
    (dialog) => {
      dialog.told();
      dialog.do(down("br0"));
      expect(toldOf(dialog)).toEqual([]);
    },
    { groups: [5, 7] },
  ),
  inDialog(
    "addresses: an IPv4 one is told of with its request, an IPv6 one without",
    LINKS,
    (dialog) => {
      dialog.do(address(BR0, "10.0.0.1", 24), address(BR0, "2001:db8::1", 64));
      const [first, second] = dialog.told();
      expect(first).toMatchObject({ name: "RTM_NEWADDR", portId: dialog.asks.portId });
      expect(first?.seq).toBeGreaterThan(0);
      expect(second).toMatchObject({ name: "RTM_NEWADDR", portId: 0, seq: 0 });
    },
    { groups: [5, 9] },
  ),
  inDialog("addresses: an echo", LINKS, (dialog) => {
    const value = { ifaFamily: 2, ifaPrefixlen: 24, ifaIndex: BR0, local: "10.0.0.1" };
    const replies = dialog.send("RTM_NEWADDR", NEW | ACK | ECHO, value);
    expect(replies.map(({ name }) => name)).toEqual(["RTM_NEWADDR", "ERROR"]);
  }),
  inDialog("addresses: IPv6 on a link without a carrier stays tentative", LINKS, (dialog) => {
    dialog.do(up("v1"), address(V1, "2001:db8::1", 64));
    const [one] = dialog.dump("RTM_GETADDR", { ifaFamily: 10 });
    expect(one).toMatchObject({ address: "2001:db8::1", flags: PERMANENT | TENTATIVE });
    expect(one.local).toBeUndefined();
    expect(routes(dialog, 10)).toEqual(["unicast 2001:db8::/64 254", "multicast ff00::/8 255"]);
  }),
  inDialog("addresses: IPv6 without detection is there as soon as the link is", LINKS, (dialog) => {
    dialog.do(up("v1"), up("v0"), address(V1, "2001:db8::1", 64, { flags: NODAD }));
    dialog.until(() => routes(dialog, 10).includes("local 2001:db8::1/128 255"));
    dialog.do(unaddress(V1, "2001:db8::1", 64));
    expect(routes(dialog, 10).filter((text) => text.includes("2001"))).toEqual([]);
  }),
  inDialog("addresses: a link with a carrier gives itself a link-local one", LINKS, (dialog) => {
    dialog.do(up("v1"), up("v0"));
    const own = () =>
      dialog.dump("RTM_GETADDR", { ifaFamily: 10, ifaIndex: V1 })[0] ?? { flags: TENTATIVE };
    dialog.until(() => (own().flags & TENTATIVE) === 0);
    expect(own()).toMatchObject({
      address: "fe80::ff:fe00:2",
      ifaPrefixlen: 64,
      ifaScope: 253,
      flags: PERMANENT,
      proto: 3,
    });
    const all = routes(dialog, 10);
    for (const one of ["unicast fe80::/64 254", "local fe80::ff:fe00:2/128 255"]) {
      expect(all).toContain(one);
    }
    dialog.do(down("v1"));
    expect(dialog.dump("RTM_GETADDR", { ifaFamily: 10, ifaIndex: V1 })).toEqual([]);
  }),
  inDialog("addresses: IPv6, the newest is listed first, link-local ones last", LINKS, (dialog) => {
    const all = ["fe80::5", "2001:db8::1", "2001:db8::2"];
    dialog.do(up("v1"), ...all.map((local) => address(V1, local, 64)));
    expect(addresses(dialog)).toEqual(all.map((local) => `${local}/64`).reverse());
  }),
  inDialog("addresses: a get of an IPv6 address", V6, (dialog) => {
    const one = dialog.get("RTM_GETADDR", { ifaFamily: 10, address: "2001:db8::1" });
    expect(one).toMatchObject({ ifaIndex: BR0, address: "2001:db8::1", ifaPrefixlen: 64 });
  }),
  inDialog("addresses: a dump of one device is marked as filtered", V4, (dialog) => {
    const replies = dialog.send("RTM_GETADDR", DUMP, { ifaFamily: 2, ifaIndex: BR0 });
    expect(replies.map(({ flags }) => flags)).toEqual([0x22, 0x22]);
    expect(addresses(dialog, { ifaFamily: 10 })).toEqual([]);
  }),
];
