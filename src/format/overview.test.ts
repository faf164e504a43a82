import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatOverview } from "./overview.ts";
import type { ShownAddress, ShownLink, ShownRoute } from "./shown.ts";
import { type LinkNode, linkForest } from "./tree.ts";

function link(index: number, name: string, more: Partial<ShownLink> = {}): ShownLink {
  const state = {
    up: true,
    state: "up",
    flags: [],
    mtu: 1500,
    txQueueLength: 0,
    group: 0,
    mode: "default",
  };
  return { index, name, type: "ether", ...state, ...more };
}

function address(index: number, text: string, prefixLength: number): ShownAddress {
  const family = text.includes(":") ? "ipv6" : "ipv4";
  const lifetime = { validLifetime: "forever", preferredLifetime: "forever" } as const;
  return { family, index, address: text, prefixLength, scope: "global", flags: [], ...lifetime };
}

function route(dst: string, table: number): ShownRoute {
  return {
    family: "ipv4",
    type: "unicast",
    dst,
    table,
    protocol: "boot",
    scope: "global",
    via: "10.0.0.254",
    dev: "br0",
    flags: [],
  };
}

const LINKS = [
  link(1, "lo", { type: "loopback", mtu: 65536, state: "unknown" }),
  link(2, "eth0"),
  link(3, "br0", { kind: "bridge" }),
  link(4, "v0", { kind: "veth", link: 5, linkName: "v1", master: 3, masterName: "br0" }),
  link(5, "v1", { kind: "veth", link: 4, linkName: "v0", state: "down" }),
  link(6, "eth0.10", {
    kind: "vlan",
    link: 2,
    linkName: "eth0",
    options: { id: 10 },
    master: 3,
    masterName: "br0",
  }),
  link(7, "eth0.20", { kind: "vlan", link: 2, linkName: "eth0", options: { id: 20 } }),
  link(8, "m0", { kind: "macvlan", link: 7, linkName: "eth0.20", options: { mode: "bridge" } }),
  link(9, "far", { kind: "veth", link: 2, linkNetnsid: 0, up: false, state: "down" }),
];
const ADDRESSES = [
  address(3, "10.0.0.1", 24),
  address(3, "fd00::1", 64),
  address(3, "fe80::1", 64),
  address(1, "127.0.0.1", 8),
];

describe("formatOverview", () => {
  it("draws every link in its place, with state and addresses", () => {
    expect(formatOverview({ links: LINKS, addresses: ADDRESSES, tables: [] })).toEqual([
      "link             kind            state       mtu    addresses",
      "lo               loopback        unknown     65536  127.0.0.1/8",
      "eth0                             up          1500",
      "└─ eth0.20       vlan 20         up          1500",
      "   └─ m0         macvlan bridge  up          1500",
      "br0              bridge          up          1500   10.0.0.1/24  fd00::1/64  fe80::1/64",
      "├─ v0 ⇄ v1       veth            up          1500",
      "└─ eth0.10@eth0  vlan 10         up          1500",
      "v1 ⇄ v0          veth            no-carrier  1500",
      "far ⇄ if2        veth            down        1500",
    ]);
  });

  it("breaks addresses that a terminal has no room for, beside the tree's trunk", () => {
    const some = LINKS.filter(({ index }) => [3, 4, 5].includes(index));
    expect(
      formatOverview({ links: some, addresses: ADDRESSES, tables: [] }, { width: 64, ascii: true }),
    ).toEqual([
      "link          kind    state       mtu   addresses",
      "br0           bridge  up          1500  10.0.0.1/24  fd00::1/64",
      "|                                       fe80::1/64",
      "`- v0 <-> v1  veth    up          1500",
      "v1 <-> v0     veth    no-carrier  1500",
    ]);
  });

  it("shows tables in the order given, and says how many routes are left out", () => {
    const tables = [
      { table: 254, count: 1, routes: [route("default", 254)] },
      { table: 100, count: 1000000, routes: [route("10.0.0.0/8", 100)] },
    ];
    expect(formatOverview({ links: [], addresses: [], tables }).slice(1)).toEqual([
      "",
      "routes of table main: 1",
      "  default via 10.0.0.254 dev br0",
      "",
      "routes of table 100: 1000000",
      "  10.0.0.0/8 via 10.0.0.254 dev br0",
      "  … and 999999 more",
    ]);
  });

  it("pads by what is seen, not by the marks around it", () => {
    const marked = formatOverview(
      { links: LINKS, addresses: ADDRESSES, tables: [] },
      { paint: (style, text) => `<${style}>${text}</>` },
    );
    const unmarked = marked.map((line) => line.replace(/<\/?\w*>/g, "").trimEnd());
    expect(unmarked).toEqual(formatOverview({ links: LINKS, addresses: ADDRESSES, tables: [] }));
  });
});

function flatten(nodes: readonly LinkNode[]): ShownLink[] {
  return nodes.flatMap((node) => [node.link, ...flatten(node.children)]);
}

describe("linkForest", () => {
  it("places each link exactly once, whatever they claim of each other", () => {
    const index = fc.integer({ min: 0, max: 8 });
    const claims = fc.array(fc.record({ master: index, link: index, remote: fc.boolean() }), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(claims, (all) => {
        const links = all.map(({ master, link: below, remote }, at) =>
          link(at + 1, `l${at + 1}`, { master, link: below, ...(remote && { linkNetnsid: 0 }) }),
        );
        const placed = flatten(linkForest(links));
        expect(placed.map((each) => each.index).sort((a, b) => a - b)).toEqual(
          links.map((each) => each.index),
        );
      }),
    );
  });

  it("takes links of another namespace for no links of this one", () => {
    const [far] = linkForest([link(9, "far", { link: 2, linkNetnsid: 0 }), link(2, "eth0")]);
    expect(far).toMatchObject({ link: { name: "far" }, peer: undefined, children: [] });
  });
});
