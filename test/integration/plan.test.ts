/**
 * Plans on the real kernel: what is declared is reached and nothing else touched, once is enough, and a plan that
 * fails leaves what was.
 *
 * @module
 */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type NetlinkInputError, NetlinkPlanError } from "../../src/errors/index.ts";
import { type Desired, describeOperation, type RouteClient } from "../../src/route.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { lastingState } from "../support/lasting-state.ts";

const skipped = whyNoOracle();

/** Plans and applies; gives the words of what was done. */
async function reach(route: RouteClient, desired: Desired): Promise<string[]> {
  const plan = await route.plan(desired);
  const { operations } = await route.apply(plan);
  expect((await route.plan(desired)).operations.map(describeOperation)).toEqual([]);
  return operations.map(describeOperation);
}

describe.skipIf(skipped !== undefined)(`a plan on the kernel${skipped ?? ""}`, () => {
  let box: Sandbox;
  let route: RouteClient;
  beforeEach(async () => {
    box = await Sandbox.open();
    ({ route } = box);
    expect(
      box.build([
        "link set lo up",
        "link add v0 type veth peer name v1",
        "link set v0 up",
        "link set v1 up",
        "address add 192.0.2.1/24 dev v0",
        "address add 2001:db8::1/64 dev v0 nodad",
        "route add 203.0.113.0/24 via 192.0.2.254",
        "route add default via 192.0.2.254 proto static table 77",
        "rule add from 192.0.2.0/24 table 77 priority 77",
      ]),
    ).toEqual([]);
  });
  afterEach(() => box[Symbol.asyncDispose]());

  it("makes links before what rests on them, connected routes before gateways, and rules last", async () => {
    const desired: Desired = {
      links: [
        {
          name: "mac7",
          kind: "macvlan",
          link: "br0",
          up: true,
          addresses: ["198.51.100.1/24"],
        },
        { name: "port0", kind: "ifb", master: "br0", up: true },
        { name: "br0", kind: "bridge", up: true, mtu: 1400 },
      ],
      routes: [
        {
          table: 100,
          exact: true,
          list: [
            { dst: "10.0.0.0/8", via: "198.51.100.254" },
            { dst: "198.51.100.0/24", dev: "mac7" },
          ],
        },
      ],
      rules: [{ list: [{ from: "198.51.100.0/24", priority: 100, table: 100 }] }],
    };
    const before = await lastingState(box);
    expect((await route.plan(desired)).operations.map(describeOperation)).toEqual([
      "add link br0 kind bridge up",
      "set link br0 mtu 1400",
      "add link mac7 kind macvlan link br0 up",
      "add link port0 kind ifb up master br0",
      "add address 198.51.100.1/24 dev mac7",
      "add route 198.51.100.0/24 table 100 dev mac7",
      "add route 10.0.0.0/8 table 100 via 198.51.100.254",
      "add rule priority 100 from 198.51.100.0/24 table 100",
    ]);
    expect(await lastingState(box)).toEqual(before);
    expect(await reach(route, desired)).toHaveLength(8);
    expect(box.json("route show table 100").map(({ dst }) => dst)).toEqual([
      "10.0.0.0/8",
      "198.51.100.0/24",
    ]);
    // What was there before is there still.
    const after = await lastingState(box);
    expect(before.filter((line) => !after.includes(line))).toEqual([]);
    await reach(route, {
      links: ["port0", "br0", "mac7"].map((name) => ({ name, absent: true })),
      routes: [{ table: 100, exact: true, list: [] }],
      rules: [{ list: [{ priority: 100, absent: true }] }],
    });
    expect(await lastingState(box)).toEqual(before);
  });

  it("touches of a link what is said of it, and leaves to the kernel what is its own", async () => {
    expect(await reach(route, { links: [{ name: "v0", mtu: 1400 }] })).toEqual([
      "set link v0 mtu 1400",
    ]);
    expect(
      await reach(route, { links: [{ name: "v0", addresses: ["192.0.2.1/24", "192.0.2.9/24"] }] }),
    ).toEqual([
      "add address 192.0.2.9/24 dev v0",
      "delete address 2001:db8::1/64 dev v0 flags nodad",
    ]);
    const link = await route.addresses.list({ dev: "v0", family: "ipv6" });
    expect(link.map(({ scope }) => scope)).toEqual(["link"]);
    expect(await reach(route, { links: [{ name: "lo", addresses: [] }] })).toEqual([]);
  });

  it("owns of a table what `exact` says, and of the rules those of its priorities", async () => {
    box.ip("route add 198.51.100.0/24 via 192.0.2.254 proto bgp");
    box.ip("route add 198.51.101.0/24 via 192.0.2.254 proto static");
    expect(await reach(route, { routes: [{ protocol: "static", exact: true, list: [] }] })).toEqual(
      ["delete route 198.51.101.0/24 via 192.0.2.254 dev v0"],
    );
    expect(
      await reach(route, { routes: [{ exact: true, family: "ipv4", list: [] }] }),
    ).toHaveLength(2);
    const left = box.json("route show");
    expect(left.map(({ dst, protocol }) => [dst, protocol])).toEqual([["192.0.2.0/24", "kernel"]]);
    expect(await reach(route, { rules: [{ priorities: [1, 50], exact: true, list: [] }] })).toEqual(
      [],
    );
    expect(await reach(route, { rules: [{ exact: true, list: [] }] })).toHaveLength(1);
    expect(
      await reach(route, { routes: [{ table: 77, list: [{ dst: "default", absent: true }] }] }),
    ).toHaveLength(1);
    expect(
      await reach(route, { routes: [{ table: 77, list: [{ dst: "default", absent: true }] }] }),
    ).toEqual([]);
  });

  it("knows a rule whoever made it, unless that is declared, too", async () => {
    const list = [{ from: "192.0.2.0/24", priority: 77, table: 77 }];
    expect(await reach(route, { rules: [{ exact: true, list }] })).toEqual([]);
    const made = list.map((rule) => ({ ...rule, protocol: "bgp" }));
    expect(await reach(route, { rules: [{ exact: true, list: made }] })).toEqual([
      "delete rule priority 77 from 192.0.2.0/24 protocol unspec table 77",
      "add rule priority 77 from 192.0.2.0/24 protocol bgp table 77",
    ]);
  });

  it("puts back what the kernel took along, when an operation is refused", async () => {
    expect(
      box.build([
        "link add br0 type bridge",
        "link set v1 master br0",
        "link add link v0 name sub0 type macvlan",
        "link set sub0 up",
        "address add 198.51.100.1/25 dev sub0",
        "address add 192.0.2.2/24 dev v0",
        "route add 198.51.100.128/25 via 198.51.100.2",
        "nexthop add id 5 via 192.0.2.254 dev v0",
        "nexthop add id 6 via 192.0.2.253 dev v0",
        "nexthop add id 7 group 5,3/6",
        "route add 198.51.101.0/24 nhid 5",
        "route add 198.51.102.0/24 nhid 7",
        "neigh add 192.0.2.77 lladdr 02:00:00:00:00:77 dev v0 nud permanent",
      ]),
    ).toEqual([]);
    const before = await lastingState(box);
    const indexes = (await route.links.list()).map(({ name, index }) => `${name} ${index}`).sort();
    const error = (await rejection(
      route.apply(
        await route.plan({
          links: [
            { name: "v0", kind: "ifb", up: true, addresses: ["192.0.2.5/24"] },
            { name: "br0", kind: "bridge", mtu: 1300, addresses: ["198.51.100.1/25"] },
          ],
          routes: [{ list: [{ dst: "10.0.0.0/8", via: "100.64.0.1" }] }],
        }),
      ),
    )) as NetlinkPlanError;
    expect(error).toBeInstanceOf(NetlinkPlanError);
    expect(error.path).toBe("routes[0].list[0]");
    expect(error.message).toMatch(/ENETUNREACH.*; all is as before$/);
    expect(await lastingState(box)).toEqual(before);
    expect((await route.links.list()).map(({ name, index }) => `${name} ${index}`).sort()).toEqual(
      indexes,
    );
  });

  it("sets the qdisc at a link's root, and puts back the one that was", async ({ skip }) => {
    const tbf = { bitrate: 10_000_000, burstBytes: 32_768, latencyMs: 50 };
    const shaped: Desired = { links: [{ name: "v0", qdisc: { kind: "tbf", options: tbf } }] };
    const lacks = await route.qdiscs.add({ dev: "v1", kind: "tbf", options: tbf }).then(
      () => undefined,
      (error: Error) => error.message,
    );
    if (lacks !== undefined) skip(lacks);
    expect(await reach(route, shaped)).toEqual([
      "replace qdisc kind tbf options { bitrate 10000000 burstBytes 32768 latencyMs 50 } dev v0",
    ]);
    const before = await lastingState(box);
    const plan = await route.plan({
      links: [
        { name: "v0", qdisc: { kind: "pfifo", options: { limitPackets: 5 } } },
        { name: "v1", qdisc: null },
      ],
    });
    expect(plan.operations.map(describeOperation)).toEqual([
      "replace qdisc kind pfifo options { limitPackets 5 } dev v0",
      "delete qdisc dev v1",
    ]);
    const fault = { onOperation: (_: unknown, at: number) => expect(at).toBe(0) };
    expect(await rejection(route.apply(plan, fault))).toMatchObject({ left: [] });
    expect(await lastingState(box)).toEqual(before);
    await route.apply(plan);
    const qdiscs = (await route.qdiscs.list()).map(({ kind, dev }) => `${kind} ${dev}`);
    expect(qdiscs).toContain("pfifo v0");
    expect(qdiscs).not.toContain("tbf v1");
    expect(await reach(route, { links: [{ name: "v0", qdisc: null }] })).toEqual([
      "delete qdisc dev v0",
    ]);
  });

  it("takes back a rule whose priority the kernel has chosen", async () => {
    const before = await lastingState(box);
    const list = [{ from: "198.51.100.0/24", table: 77 }];
    const plan = await route.plan({ rules: [{ list }], links: [{ name: "v0", absent: true }] });
    const fault = new Error("before the last");
    const error = await rejection(
      route.apply(plan, {
        onOperation: ({ object, action }) => {
          if (object === "link" && action === "delete") throw fault;
        },
      }),
    );
    expect(error).toMatchObject({ code: "ERR_NETLINK_PLAN", left: [], cause: fault });
    expect(plan.operations.map(describeOperation)).toEqual([
      "add rule from 198.51.100.0/24 table 77",
      "delete link v0",
    ]);
    expect(await lastingState(box)).toEqual(before);
  });

  it("renumbers a link, and changes a route's gateway in its place", async () => {
    box.ip("route add 198.51.100.0/24 via 192.0.2.254 proto static");
    expect(
      await reach(route, {
        links: [{ name: "v0", addresses: ["192.0.2.2/24", "2001:db8::1/64"] }],
        routes: [{ list: [{ dst: "198.51.100.0/24", via: "192.0.2.253" }] }],
      }),
    ).toEqual([
      "delete address 192.0.2.1/24 dev v0",
      "add address 192.0.2.2/24 dev v0",
      "replace route 198.51.100.0/24 via 192.0.2.253",
    ]);
  });

  it("refuses what cannot be before anything is sent, and says where it stands", async () => {
    const wrong: readonly (readonly [unknown, string])[] = [
      [{ link: [] }, "desired.link"],
      [{ links: [{ name: "v0", mtuu: 1 }] }, "links[0].mtuu"],
      [{ links: [{ name: "v0", absent: true, mtu: 1400 }] }, "links[0].mtu"],
      [{ links: [{ name: "none0", up: true }] }, "links[0].kind"],
      [
        {
          links: [
            { name: "a", kind: "vlan", link: "b" },
            { name: "b", kind: "vlan", link: "a" },
          ],
        },
        "links[0].name",
      ],
      [{ links: [{ name: "v0", mtu: "big" }] }, "links[0].mtu"],
      [{ links: [{ name: "v0", addresses: ["192.0.2.1/33"] }] }, "links[0].addresses[0]"],
      [{ routes: [{ list: [{ dst: "10.0.0.0/8", via: "nowhere" }] }] }, "routes[0].list[0].via"],
      [{ routes: [{ table: "none", list: [] }] }, "routes[0].table"],
      [{ rules: [{ list: [{ from: "10.0.0.0/8", to: "::/0" }] }] }, "rules[0].list[0].to"],
    ];
    for (const [desired, field] of wrong) {
      const error = (await rejection(route.plan(desired as Desired))) as NetlinkInputError;
      expect([error.code, error.field]).toEqual([
        "ERR_NETLINK_INPUT",
        expect.stringContaining(field),
      ]);
    }
  });
});
