/**
 * What callers get wrong: each is told by the name that they know it by, and nothing is sent.
 *
 * @module
 */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ack } from "../../../test/support/fake-messages.ts";
import { FakeTransport } from "../../../test/support/fake-transport.ts";
import { NetlinkClosedError, NetlinkInputError } from "../../errors/index.ts";
import { openRouteOn, type RouteClient } from "./index.ts";

let fake: FakeTransport;
let route: RouteClient;
beforeEach(() => {
  fake = new FakeTransport();
  fake.onRequest = ({ bytes, start }) => {
    fake.push([ack(new DataView(bytes.buffer, bytes.byteOffset).getUint32(start + 8, true))]);
  };
  route = openRouteOn({ openTransport: () => fake });
});
afterEach(() => route.close());

type Call = (client: RouteClient) => Promise<unknown>;
const link =
  (settings: object): Call =>
  ({ links }) =>
    links.set(7, settings);
const add =
  (settings: object): Call =>
  ({ links }) =>
    links.add({ kind: "veth", ...settings });
const address =
  (settings: object): Call =>
  ({ addresses }) =>
    addresses.add({ address: "10.0.0.1/24", dev: 7, ...settings });
const to =
  (settings: object): Call =>
  ({ routes }) =>
    routes.add({ dst: "10.0.0.0/8", dev: 7, ...settings });

/** What is called, the field that is named, and how the message goes on. */
const REFUSED: readonly (readonly [string, Call, string, RegExp])[] = [
  // References to links.
  [
    "an index of 0",
    ({ links }) => links.get(0),
    "link",
    /a whole number from 1 to 2147483647, got 0/,
  ],
  ["an index that is no whole number", ({ links }) => links.get(1.5), "link", /a whole number/],
  ["an empty name", ({ links }) => links.get(""), "link", /1 to 127 bytes/],
  ["a name of 128 bytes", ({ links }) => links.get("x".repeat(128)), "link", /1 to 127 bytes/],
  ["a name with NUL", ({ links }) => links.delete("a\0b"), "link", /the name of a link/],
  [
    "no name at all",
    ({ links }) => links.get(undefined as never),
    "link",
    /the name of a link .* got undefined/,
  ],
  [
    "an object for a name",
    ({ links }) => links.get({ index: 7 } as never),
    "link",
    /the name of a link/,
  ],
  // Names of new links.
  ["a new name of 16 bytes", link({ name: "sixteen-bytes-xx" }), "link.name", /1 to 15 bytes/],
  [
    "a new name of 15 letters and 16 bytes",
    add({ name: "ünfzehn-letters" }),
    "link.name",
    /1 to 15 bytes/,
  ],
  ["an empty new name", link({ name: "" }), "link.name", /1 to 15 bytes/],
  ["a new name with a slash", link({ name: "a/b" }), "link.name", /without slash/],
  ["a new name with a blank", add({ name: "a b" }), "link.name", /blanks/],
  ["the name of a folder", add({ name: ".." }), "link.name", /interface name/],
  ["a number as a name", add({ name: 5 }), "link.name", /interface name/],
  // Settings of links.
  ["an MTU below 0", link({ mtu: -1 }), "mtu", /a whole number from 0 to 4294967295, got -1/],
  [
    "an MTU that does not fit",
    link({ mtu: 2 ** 32 }),
    "mtu",
    /a whole number from 0 to 4294967295/,
  ],
  ["an MTU in words", link({ mtu: "1500" }), "mtu", /a whole number .* got "1500"/],
  ["an MTU that is NaN", link({ mtu: Number.NaN }), "mtu", /a whole number/],
  ["a word for a switch", link({ up: "yes" }), "link.up", /true or false, got "yes"/],
  ["null for a switch", link({ protoDown: null }), "link.protoDown", /true or false/],
  [
    "an address that does not parse",
    link({ address: "02:00:00:00:00:0g" }),
    "address",
    /a link-layer address/,
  ],
  ["an alias of 256 bytes", link({ alias: "x".repeat(256) }), "alias", /at most 255 bytes/],
  ["an unknown mode", link({ mode: "sleepy" }), "link.mode", /one of default, dormant, testing/],
  ["an unknown property", link({ mtuu: 5 }), "link.mtuu", /did you mean "mtu"\?/],
  ["an unknown property that is like none", link({ colour: 5 }), "link.colour", /one of name, mtu/],
  [
    "no settings",
    ({ links }) => links.set(7, undefined as never),
    "link",
    /an object, got undefined/,
  ],
  ["a list of settings", ({ links }) => links.set(7, [] as never), "link", /an object/],
  ["an empty master", link({ master: "" }), "link.master", /the name of a link/],
  ["a process of 0", link({ netns: { pid: 0 } }), "link.netns.pid", /a whole number from 1/],
  // New links.
  ["no kind", ({ links }) => links.add({ name: "x" } as never), "link.kind", /the kind of link/],
  [
    "a peer of a bridge",
    ({ links }) => links.add({ kind: "bridge", peer: { name: "x" } }),
    "link.peer",
    /only veth, vxcan, netkit have a peer/,
  ],
  [
    "a peer's name of 16 bytes",
    add({ peer: { name: "sixteen-bytes-xx" } }),
    "peer.name",
    /1 to 15 bytes/,
  ],
  ["a peer that is up", add({ peer: { up: true } }), "peer.up", /once it is there/],
  ["a peer with a master", add({ peer: { master: "br0" } }), "peer.master", /one of name/],
  ["a peer's MTU that does not fit", add({ peer: { mtu: -1 } }), "peer.mtu", /a whole number/],
  [
    "an alias for what is not there yet",
    add({ alias: "x" }),
    "link.alias",
    /nothing: set it once the link is there/,
  ],
  [
    "a port of no master yet",
    add({ port: { cost: 5 } }),
    "link.port",
    /nothing: set it once the link is there/,
  ],
  [
    "an option that the kind does not have",
    ({ links }) => links.add({ kind: "vrf", options: { tabel: 5 } as never }),
    "options.tabel",
    /did you mean "table"\?/,
  ],
  [
    "an option of a wrong type",
    ({ links }) => links.add({ kind: "vlan", link: 7, options: { id: "five" } as never }),
    "options.id",
    /a whole number from 0 to 65535/,
  ],
  [
    "a bond's mode that there is not",
    ({ links }) => links.add({ kind: "bond", options: { mode: "fast" } as never }),
    "options.mode",
    /one of balance-rr, active-backup/,
  ],
  [
    "a number for ttlInherit",
    ({ links }) => links.add({ kind: "vxlan", options: { id: 1, ttlInherit: 1 } as never }),
    "link.options.ttlInherit",
    /true or false/,
  ],
  // Addresses.
  [
    "an address that is none",
    address({ address: "10.0.0.256/24" }),
    "address",
    /an IPv4 or IPv6 address.*got "10\.0\.0\.256\/24"/,
  ],
  [
    "a prefix length of 33",
    address({ address: "10.0.0.1/33" }),
    "address",
    /a prefix length from 0 to 32/,
  ],
  [
    "a prefix length of 129",
    address({ address: "2001:db8::1/129" }),
    "address",
    /a prefix length from 0 to 128/,
  ],
  [
    "a prefix without a length",
    address({ address: "10.0.0.1/" }),
    "address",
    /an IPv4 or IPv6 address/,
  ],
  [
    "an address with a zone",
    address({ address: "fe80::1%eth0/64" }),
    "address",
    /an IPv4 or IPv6 address/,
  ],
  [
    "a peer of the other family",
    address({ peer: "2001:db8::2" }),
    "peer",
    /of the family of 10\.0\.0\.1\/24/,
  ],
  [
    "a broadcast address of the other family",
    address({ broadcast: "2001:db8::2" }),
    "broadcast",
    /an IPv4 address/,
  ],
  [
    "a broadcast address of IPv6",
    address({ address: "2001:db8::1/64", broadcast: "auto" }),
    "broadcast",
    /IPv6 addresses have none/,
  ],
  [
    "a label of IPv6",
    address({ address: "2001:db8::1/64", label: "x" }),
    "label",
    /IPv6 addresses have none/,
  ],
  ["a label of 16 bytes", address({ label: "sixteen-bytes-xx" }), "label", /at most 15 bytes/],
  ["an unknown flag", address({ flags: ["nodat"] }), "flags", /one of .*nodad/],
  ["a flag that is no list", address({ flags: "nodad" }), "flags", /a list, got "nodad"/],
  ["a lifetime below 0", address({ validLifetime: -1 }), "validLifetime", /a whole number from 0/],
  [
    "a lifetime in words",
    address({ preferredLifetime: "never" }),
    "preferredLifetime",
    /a whole number from 0/,
  ],
  [
    "preferred for longer than valid",
    address({ validLifetime: 5, preferredLifetime: 6 }),
    "preferredLifetime",
    /at most validLifetime/,
  ],
  [
    "no link",
    ({ addresses }) => addresses.add({ address: "10.0.0.1/24" } as never),
    "dev",
    /the name of a link/,
  ],
  [
    "an unknown property of an address",
    address({ prefix: 24 }),
    "address.prefix",
    /known property|one of/,
  ],
  [
    "an unknown family",
    ({ addresses }) => addresses.list({ family: "ipx" as never }),
    "family",
    /one of ipv4, ipv6/,
  ],
  [
    "an unknown filter",
    ({ addresses }) => addresses.list({ device: 7 } as never),
    "filter.device",
    /known property|one of/,
  ],
  // Routes.
  ["a destination that is none", to({ dst: "10.0.0/8" }), "dst", /an IPv4 or IPv6 address/],
  ["no destination", to({ dst: undefined }), "dst", /an IPv4 or IPv6 address.*got undefined/],
  ["a prefix length that is too long", to({ dst: "10.0.0.0/40" }), "dst", /from 0 to 32/],
  ["a gateway that is none", to({ via: "router" }), "via", /an IPv4 or IPv6 address, got "router"/],
  [
    "a source address of the other family",
    to({ prefsrc: "2001:db8::1" }),
    "prefsrc",
    /an IPv4 address/,
  ],
  [
    "a source prefix of the other family",
    to({ dst: "2001:db8::/32", src: "10.0.0.0/8" }),
    "src",
    /an IPv6 prefix/,
  ],
  ["an unknown type", to({ type: "blackhohle" }), "type", /one of .*blackhole/],
  ["an unknown protocol", to({ protocol: "ospff" }), "protocol", /one of .*ospf/],
  ["an unknown scope", to({ scope: "galaxy" }), "scope", /one of global/],
  ["an unknown table", to({ table: "nine" }), "table", /one of .*main/],
  ["a table that does not fit", to({ table: 2 ** 32 }), "table", /4294967295/],
  ["a metric that does not fit", to({ metric: -1 }), "metric", /a whole number from 0/],
  ["a tos that does not fit", to({ tos: 256 }), "tos", /a whole number from 0 to 255/],
  ["an unknown flag of a route", to({ flags: ["online"] }), "flags", /one of .*onlink/],
  [
    "a weight of 0",
    to({ nexthops: [{ via: "10.0.0.1", weight: 0 }] }),
    "nexthops[0].weight",
    /from 1 to 256/,
  ],
  [
    "a way out that leads nowhere",
    to({ nexthops: [{ via: "10.0.0.1" }, {}] }),
    "nexthops[1]",
    /via, dev or both/,
  ],
  ["ways out that are no list", to({ nexthops: { via: "10.0.0.1" } }), "nexthops", /a list/],
  [
    "realms of IPv6",
    to({ dst: "2001:db8::/32", flow: 5 }),
    "flow",
    /nothing: only IPv4 routes have realms/,
  ],
  [
    "a source prefix of IPv4",
    to({ src: "10.0.0.0/8" }),
    "src",
    /nothing: only IPv6 routes hold for a source/,
  ],
  [
    "a destination of another family than asked for",
    to({ family: "ipv6" }),
    "dst",
    /an IPv6 prefix/,
  ],
  [
    "a family that is none of these",
    to({ dst: "default", family: "mpls" }),
    "family",
    /one of ipv4, ipv6/,
  ],
  ["no way out at all", to({ nexthops: [] }), "nexthops", /at least one/],
  ["an unknown metric", to({ metrics: { mtuu: 5 } }), "metrics.mtuu", /did you mean "mtu"\?/],
  ["a metric of a wrong type", to({ metrics: { mtu: "1500" } }), "metrics.mtu", /a whole number/],
  ["an unknown lock", to({ metrics: { lock: ["mut"] } }), "metrics.lock", /one of mtu/],
  ["a round trip below 0", to({ metrics: { rtt: -1 } }), "metrics.rtt", /milliseconds from 0/],
  [
    "an unknown property of a route",
    to({ gateway: "10.0.0.1" }),
    "route.gateway",
    /known property|one of/,
  ],
  ["expiry of IPv4", to({ expires: 60 }), "expires", /nothing: only IPv6 routes expire/],
  ["a preference of IPv4", to({ pref: "high" }), "pref", /nothing: only IPv6 routes have one/],
  [
    "an unknown filter of routes",
    ({ routes }) => routes.list({ tabel: 5 } as never),
    "filter.tabel",
    /did you mean "table"\?/,
  ],
  [
    "a name to look up",
    ({ routes }) => routes.get("example.org"),
    "address",
    /an IPv4 or IPv6 address/,
  ],
  [
    "a prefix to look up",
    ({ routes }) => routes.get("10.0.0.0/8"),
    "address",
    /an IPv4 or IPv6 address/,
  ],
  [
    "a source of the other family",
    ({ routes }) => routes.get("10.0.0.1", { from: "2001:db8::1" }),
    "from",
    /of the family of 10\.0\.0\.1/,
  ],
];

describe("what cannot be asked", () => {
  it.each(REFUSED)("refuses %s", async (_, call, field, message) => {
    let thrown: unknown;
    try {
      await call(route);
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(NetlinkInputError);
    const error = thrown as NetlinkInputError;
    expect(error.field).toBe(field);
    expect(error.message).toMatch(message);
    expect(error.message.startsWith(`${field}: expected `)).toBe(true);
    expect(fake.requests).toHaveLength(0);
  });

  it("refuses events of what has none", () => {
    expect(() => route.events(["rule" as never])).toThrow(
      /^objects: expected one of link, address, route, got "rule"/,
    );
  });
});

describe("a closed client", () => {
  it.each<readonly [string, Call]>([
    ["links.list", ({ links }) => links.list()],
    ["links.get", ({ links }) => links.get("x")],
    ["links.set", link({ mtu: 1500 })],
    ["addresses.list", ({ addresses }) => addresses.list()],
    ["addresses.add", address({})],
    ["routes.list", ({ routes }) => routes.list()],
    ["routes.stream", ({ routes }) => routes.stream().next()],
    ["routes.get", ({ routes }) => routes.get("10.0.0.1")],
    ["routes.add", to({})],
  ])("%s", async (_, call) => {
    route.close();
    route.close();
    await expect(call(route)).rejects.toThrow(NetlinkClosedError);
    expect(fake.requests).toHaveLength(0);
  });

  it("ends events", async () => {
    const events = route.events();
    route.close();
    await expect(events.next()).rejects.toThrow(NetlinkClosedError);
  });
});
