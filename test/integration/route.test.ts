/**
 * Links, addresses, routes and their events on the real kernel: what each method does, and which filters
 * the kernel is asked for.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NetlinkErrnoError, NetlinkSystemError } from "../../src/errors/index.ts";
import { openRoute, type RouteClient, type RouteEvent } from "../../src/route.ts";
import { createNamespace, kernelTransport } from "../../src/socket/index.ts";
import { openRouteOn } from "../../src/families/route/index.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();

const NETWORK: readonly string[] = [
  "link set lo up",
  "link add v0 type veth peer name p0",
  "link add v1 type veth peer name p1",
  "link add br0 type bridge",
  "link set p0 master br0",
  "link set p1 master br0",
  "link property add dev v0 altname a-name-that-is-longer-than-fifteen-bytes altname short",
  "link set v0 up",
  "link set p0 up",
  "link set br0 up",
  "link add ifb0 type ifb",
  "address add 10.0.0.1/24 dev v0",
  "address add 10.0.1.1/24 dev br0",
  "address add 2001:db8::1/64 dev v0 nodad",
  "route add 10.1.0.0/16 via 10.0.0.254 proto static",
  "route add 10.1.0.0/16 tos 0x10 via 10.0.0.253",
  "route add 10.2.0.0/16 via 10.0.0.254 proto bgp table 100",
  "route add 10.3.0.0/16 dev br0 proto static",
  "route add blackhole 10.4.0.0/16",
  "route add unreachable 10.5.0.0/16",
  "route add prohibit 10.6.0.0/16",
  "route add 10.7.0.0/16 nexthop via 10.0.0.253 nexthop via 10.0.1.253",
  "route add 2001:db8:1::/48 via 2001:db8::fe",
  "route add unreachable 2001:db8:2::/48",
];

describe.skipIf(skipped !== undefined)(`nlkit/route on the kernel${skipped ?? ""}`, () => {
  let box: Sandbox;
  let route: RouteClient;
  beforeAll(async () => {
    box = await Sandbox.open();
    ({ route } = box);
    expect(box.build(NETWORK)).toEqual([]);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  const names = (links: readonly { readonly name: string }[]): string[] => links.map(({ name }) => name).sort();

  /** Rows that the kernel sends for a call, before anything is filtered here. */
  async function rowsSent(call: (client: RouteClient) => Promise<unknown>): Promise<number> {
    let rows = 0;
    const client = openRouteOn(kernelTransport, {
      netns: box.namespace.path,
      trace: ({ direction, bytes, start, end }) => {
        if (direction !== "receive") return;
        const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
        for (let at = start; at < end; at += (view.getUint32(at, true) + 3) & ~3) {
          // Answers: RTM_NEWLINK, RTM_NEWADDR, RTM_NEWROUTE.
          if ([16, 20, 24].includes(view.getUint16(at + 4, true))) rows++;
        }
      },
    });
    try {
      await call(client);
    } finally {
      client.close();
    }
    return rows;
  }

  describe("links", () => {
    it("filters by kind, master and state", async () => {
      expect(names(await route.links.list({ kind: "bridge" }))).toEqual(["br0"]);
      expect(names(await route.links.list({ master: "br0" }))).toEqual(["p0", "p1"]);
      expect(names(await route.links.list({ kind: "veth", up: false }))).toEqual(["p1", "v1"]);
      expect(names(await route.links.list({ master: "br0", up: true }))).toEqual(["p0"]);
      expect(await route.links.list({ kind: "no-such-kind" })).toEqual([]);
    });

    it("lets the kernel filter by kind and master", async () => {
      const { index } = await route.links.get("br0");
      expect(await rowsSent((client) => client.links.list({ kind: "ifb" }))).toBe(1);
      // Two ports, and the names of the bridge and of the links that they are the peers of.
      expect(await rowsSent((client) => client.links.list({ master: index }))).toBe(5);
    });

    it("finds one by name, alternative name, and index", async () => {
      const link = await route.links.get("v0");
      expect(link.altNames).toEqual(["a-name-that-is-longer-than-fifteen-bytes", "short"]);
      for (const ref of ["a-name-that-is-longer-than-fifteen-bytes", "short", link.index]) {
        expect(await route.links.get(ref)).toMatchObject({ index: link.index, name: "v0" });
      }
      await route.links.set("a-name-that-is-longer-than-fifteen-bytes", { mtu: 1499 });
      await route.links.set("short", { group: 3 });
      expect(await route.links.get("v0")).toMatchObject({ mtu: 1499, group: 3 });
      await route.links.set("v0", { mtu: 1500, group: 0 });
      expect(await route.addresses.list({ dev: "short", family: "ipv4" })).toHaveLength(1);
    });

    it.each([
      ["no-such-link", /^RTM_GETLINK: ENODEV/],
      ["an-alternative-name-that-nothing-has", /^RTM_GETLINK: ENODEV/],
      [99999, /^RTM_GETLINK: ENODEV/],
    ])("says ENODEV of %s", async (ref, message) => {
      const error = await rejection(route.links.get(ref));
      expect(error).toBeInstanceOf(NetlinkErrnoError);
      expect((error as Error).message).toMatch(message);
    });

    it("names the master and the link below, also of a single one", async () => {
      const [v0, p0] = [await route.links.get("v0"), await route.links.get("p0")];
      expect(p0).toMatchObject({ masterName: "br0", linkName: "v0", link: v0.index, portKind: "bridge" });
      expect(await route.links.list({ kind: "veth" })).toContainEqual(p0);
    });

    it("has counters only where they are asked for", async () => {
      expect(await route.links.get("v0")).not.toHaveProperty("statistics");
      expect((await route.links.list()).every(({ statistics }) => statistics === undefined)).toBe(true);
      const { statistics } = await route.links.get("v0", { statistics: true });
      expect(statistics?.txPackets).toBeTypeOf("bigint");
      expect((await route.links.list({ statistics: true })).every((link) => link.statistics !== undefined)).toBe(true);
    });

    it("renames, also while up, and keeps the index", async () => {
      const { index } = await route.links.get("v0");
      await route.links.set("v0", { name: "fünf" });
      expect(await route.links.get(index)).toMatchObject({ name: "fünf", up: true });
      await route.links.set("fünf", { name: "v0", mtu: 1400 });
      expect(await route.links.get("v0")).toMatchObject({ index, mtu: 1400 });
      await route.links.set("v0", { mtu: 1500 });
      expect(await rejection(route.links.set("v0", { name: "br0" }))).toMatchObject({ errnoName: "EEXIST" });
    });

    it("tells of a link below that is in another namespace, and does not take another's name for it", async () => {
      using other = createNamespace();
      await using there = await openRoute({ netns: other.path });
      await route.links.add({ name: "far", kind: "veth", peer: { name: "near", netns: { fd: other.fd } } });
      const far = await route.links.get("far");
      const near = await there.links.get("near");
      expect(far).toMatchObject({ link: near.index });
      expect(far.linkNetnsid).toBeTypeOf("number");
      expect(far).not.toHaveProperty("linkName");
      expect(near).not.toHaveProperty("linkName");
      await route.links.set("ifb0", { netns: { fd: other.fd } });
      expect(names(await there.links.list())).toEqual(["ifb0", "lo", "near"]);
      expect(names(await route.links.list())).not.toContain("ifb0");
      await there.links.delete("ifb0");
      await route.links.add({ name: "ifb0", kind: "ifb" });
      await route.links.delete("far");
    });

    it("moves a link to the namespace of a process", async () => {
      using other = createNamespace();
      const child = spawn("nsenter", [`--net=${other.path}`, "sleep", "60"]);
      try {
        const { pid = 0 } = child;
        const namespaceOf = (process: string): string => readlinkSync(`/proc/${process}/ns/net`);
        for (let wait = 0; wait < 100 && namespaceOf(String(pid)) === namespaceOf("self"); wait++) await sleep(20);
        await route.links.add({ name: "moved", kind: "ifb", netns: { pid } });
        await using there = await openRoute({ netns: pid });
        expect(names(await there.links.list())).toEqual(["lo", "moved"]);
      } finally {
        child.kill("SIGKILL");
      }
      expect(names(await route.links.list())).not.toContain("moved");
    });

    it.each([
      [{ name: "v0", kind: "ifb" }, "EEXIST"],
      [{ name: "t0", kind: "no-such-kind" }, "EOPNOTSUPP"],
      [{ name: "t0", kind: "veth", mtu: 10 }, "EINVAL"],
      [{ name: "t0", kind: "ifb", index: 1 }, "EBUSY"],
      [{ name: "t0", kind: "ifb", mtu: 0 }, undefined],
    ] as const)("adds %j: %s", async (settings, errnoName) => {
      const result = rejection(route.links.add(settings));
      if (errnoName === undefined) {
        await expect(result).rejects.toThrow("it was not rejected");
        await route.links.delete(settings.name);
      } else expect(await result).toMatchObject({ errnoName });
    });

    it("refuses options where there are none", async () => {
      await expect(route.links.set("lo", { options: { mode: 1 } })).rejects.toThrow(/^link\.options: expected nothing: lo is of no kind/);
      await expect(route.links.set("v0", { port: { cost: 5 } })).rejects.toThrow(/^link\.port: expected nothing: v0 is no port/);
      expect(await rejection(route.links.delete("lo"))).toMatchObject({ errnoName: "EOPNOTSUPP" });
    });

    it("lists while links come and go", async () => {
      await using other = await openRoute({ netns: box.namespace.path });
      let over = false;
      const churn = (async () => {
        for (let round = 0; round < 25; round++) {
          await other.links.add({ name: `c${round}`, kind: "veth", peer: { name: `d${round}` } });
          await other.links.set(`d${round}`, { master: "br0", up: true });
          await other.addresses.add({ address: `10.9.${round}.1/24`, dev: `c${round}` });
          await other.links.delete(`c${round}`);
        }
        over = true;
      })();
      let lists = 0;
      while (!over) {
        for (const link of await route.links.list()) expect(link.name).not.toBe("");
        await route.addresses.list();
        await route.routes.list();
        lists++;
        await sleep(1);
      }
      await churn;
      expect(lists).toBeGreaterThan(5);
      expect(names(await route.links.list({ kind: "veth" }))).toEqual(["p0", "p1", "v0", "v1"]);
    });
  });

  describe("addresses", () => {
    it("filters by family and link, in the kernel", async () => {
      const { index } = await route.links.get("v0");
      expect((await route.addresses.list({ dev: "v0", family: "ipv4" })).map(({ address }) => address)).toEqual(["10.0.0.1"]);
      expect((await route.addresses.list({ dev: index })).every(({ dev }) => dev === "v0")).toBe(true);
      expect((await route.addresses.list({ family: "ipv6" })).every(({ family }) => family === "ipv6")).toBe(true);
      // The address, and the name of its link.
      expect(await rowsSent((client) => client.addresses.list({ dev: index, family: "ipv4" }))).toBe(2);
      expect(await rejection(route.addresses.list({ dev: "no-such-link" }))).toMatchObject({ errnoName: "ENODEV" });
      expect(await rejection(route.addresses.list({ dev: 99999 }))).toMatchObject({ errnoName: "ENODEV" });
    });

    it("adds, replaces, deletes, and tells what is wrong", async () => {
      const { addresses } = route;
      await addresses.add({ address: "10.8.0.1/24", dev: "v0", metric: 5, protocol: 9, validLifetime: 1000, preferredLifetime: 500 });
      const find = async () => (await addresses.list({ dev: "v0" })).find(({ address }) => address === "10.8.0.1");
      expect(await find()).toMatchObject({ metric: 5, protocol: 9, prefixLength: 24, label: "v0", flags: [] });
      expect(await rejection(addresses.add({ address: "10.8.0.1/24", dev: "v0" }))).toMatchObject({ errnoName: "EEXIST" });
      await addresses.replace({ address: "10.8.0.1/24", dev: "v0", protocol: 11 });
      expect(await find()).toMatchObject({ protocol: 11, validLifetime: "forever", flags: ["permanent"] });
      expect(await rejection(addresses.delete({ address: "10.8.0.1/16", dev: "v0" }))).toMatchObject({ errnoName: "EADDRNOTAVAIL" });
      await addresses.delete({ address: "10.8.0.1/24", dev: "v0" });
      expect(await find()).toBeUndefined();
      expect(await rejection(addresses.delete({ address: "10.8.0.1/24", dev: "v0" }))).toMatchObject({ errnoName: "EADDRNOTAVAIL" });
      expect(await rejection(addresses.add({ address: "10.8.0.1/24", dev: "gone" }))).toMatchObject({
        errnoName: "ENODEV",
        message: expect.stringContaining('dev: there is no link "gone"') as string,
      });
    });
  });

  describe("routes", () => {
    const dsts = (routes: readonly { readonly dst: string }[]): string[] => routes.map(({ dst }) => dst);

    it("filters by each property", async () => {
      const { routes } = route;
      expect(dsts(await routes.list({ table: 100 }))).toEqual(["10.2.0.0/16"]);
      expect(dsts(await routes.list({ protocol: "bgp" }))).toEqual(["10.2.0.0/16"]);
      expect(dsts(await routes.list({ type: "blackhole" }))).toEqual(["10.4.0.0/16"]);
      expect(dsts(await routes.list({ type: "unreachable", family: "ipv6" }))).toEqual(["2001:db8:2::/48"]);
      expect(dsts(await routes.list({ family: "ipv6", protocol: "boot", table: "main" }))).toEqual(["2001:db8:1::/48", "2001:db8:2::/48"]);
      expect(dsts(await routes.list({ dev: "br0", table: "main", family: "ipv4" }))).toEqual(["10.0.1.0/24", "10.3.0.0/16", "10.7.0.0/16"]);
      expect(await routes.list({ table: 4711 })).toEqual([]);
      expect(await routes.list({ table: 4711, family: "ipv4" })).toEqual([]);
      for await (const none of routes.stream({ table: 4711, family: "ipv6" })) expect(none).toBeUndefined();
      expect(await routes.list({ family: "mpls" })).toEqual([]);
    });

    it("lets the kernel filter", async () => {
      const { index } = await route.links.get("br0");
      expect(await rowsSent((client) => client.routes.list({ type: "blackhole", family: "ipv4" }))).toBe(1);
      expect(await rowsSent((client) => client.routes.list({ type: "prohibit", table: "main", family: "ipv4" }))).toBe(1);
      const ofDev = await route.routes.list({ dev: index, family: "ipv4" });
      // And the names of two links, for one of the routes goes out by both.
      expect(await rowsSent((client) => client.routes.list({ dev: index, family: "ipv4" }))).toBe(ofDev.length + 2);
    });

    it("streams, and may be left early", async () => {
      const lines = Array.from({ length: 500 }, (_, at) => `route add 172.${16 + (at >> 8)}.${at & 0xff}.0/24 via 10.0.0.254 table 200`);
      expect(box.build(lines)).toEqual([]);
      const all: string[] = [];
      for await (const { dst } of route.routes.stream({ table: 200 })) all.push(dst);
      expect(all).toHaveLength(500);
      expect(all).toEqual(dsts(await route.routes.list({ table: 200 })));
      let seen = 0;
      for await (const { dev } of route.routes.stream({ table: 200 })) {
        expect(dev).toBe("v0");
        if (++seen === 3) break;
      }
      // What was left behind does not get into the next answer.
      expect(await route.routes.list({ table: 100 })).toHaveLength(1);
      expect((await route.links.get("v0")).name).toBe("v0");
    });

    it("looks up as a packet would go", async () => {
      const { index } = await route.links.get("v0");
      expect(await route.routes.get("10.1.2.3")).toMatchObject({
        family: "ipv4",
        dst: "10.1.2.3/32",
        via: "10.0.0.254",
        dev: "v0",
        oif: index,
        prefsrc: "10.0.0.1",
        table: 254,
      });
      expect(await route.routes.get("2001:db8:1::5")).toMatchObject({ family: "ipv6", dst: "2001:db8:1::5/128", via: "2001:db8::fe", dev: "v0" });
      expect(await route.routes.get("10.1.2.3", { from: "10.0.1.1", oif: "v0", mark: 7, uid: 1000, tos: 0x10 })).toMatchObject({
        via: "10.0.0.253",
        dev: "v0",
        src: "10.0.1.1/32",
        mark: 7,
        uid: 1000,
      });
      expect(await route.routes.get("10.0.0.1")).toMatchObject({ type: "local", dev: "lo" });
      expect(await route.routes.get("10.0.0.1", { iif: "v0", from: "10.0.0.9" })).toMatchObject({ type: "local", iif: index });
    });

    it.each([
      ["10.4.0.1", "EINVAL"],
      ["10.5.0.1", "EHOSTUNREACH"],
      ["10.6.0.1", "EACCES"],
      ["192.0.2.1", "ENETUNREACH"],
      ["2001:db8:2::1", "EHOSTUNREACH"],
    ])("says of %s what it is refused with: %s", async (address, errnoName) => {
      expect(await rejection(route.routes.get(address))).toMatchObject({ operation: "RTM_GETROUTE", errnoName });
    });

    it("says what is wrong with a change", async () => {
      const { routes } = route;
      expect(await rejection(routes.add({ dst: "10.1.0.0/16", via: "10.0.0.254" }))).toMatchObject({ errnoName: "EEXIST" });
      expect(await rejection(routes.add({ dst: "10.8.0.0/16", via: "192.0.2.9" }))).toMatchObject({ errnoName: "ENETUNREACH" });
      expect(await rejection(routes.set({ dst: "10.8.0.0/16", via: "10.0.0.254" }))).toMatchObject({ errnoName: "ENOENT" });
      expect(await rejection(routes.delete({ dst: "10.8.0.0/16" }))).toMatchObject({ errnoName: "ESRCH" });
      expect(await rejection(routes.add({ dst: "10.8.0.1/16", via: "10.0.0.254" }))).toMatchObject({ errnoName: "EINVAL" });
    });

    it("gives back what it was given", async () => {
      const given = {
        dst: "10.8.0.0/16",
        metric: 7,
        tos: 4,
        table: 300,
        protocol: "bird",
        scope: "link",
        prefsrc: "10.0.0.1",
        flow: 0x20001,
        metrics: { lock: ["mtu", "ccAlgo"], mtu: 1400, rtt: 10.5, features: ["ecn"], ccAlgo: "reno" },
      };
      await route.routes.add({ ...given, dev: "v0" });
      expect(await route.routes.list({ table: 300 })).toEqual([expect.objectContaining({ ...given, dev: "v0", flags: [], type: "unicast" })]);
      await route.routes.delete({ dst: given.dst, table: 300, metric: 7, tos: 4 });
      expect(await route.routes.list({ table: 300 })).toEqual([]);
    });
  });

  describe("events", () => {
    const stops: AbortController[] = [];
    afterEach(() => {
      for (const stop of stops.splice(0)) stop.abort();
    });

    /** Events of a stream until one is the last that is waited for. */
    async function collect(events: AsyncIterable<RouteEvent>, isLast: (event: RouteEvent) => boolean): Promise<RouteEvent[]> {
      const seen: RouteEvent[] = [];
      for await (const event of events) {
        seen.push(event);
        if (isLast(event)) break;
      }
      return seen;
    }

    it("tells of links, addresses and routes, with names, until they are gone", async () => {
      const stop = new AbortController();
      stops.push(stop);
      const events = route.events(undefined, { signal: stop.signal });
      await route.links.add({ name: "ev0", kind: "veth", peer: { name: "ev1" } });
      await route.links.set("ev0", { up: true, master: "br0" });
      await route.links.set("ev0", { master: null });
      await route.links.set("ev1", { up: true });
      await route.addresses.add({ address: "10.50.0.1/24", dev: "ev0" });
      await route.routes.add({ dst: "10.51.0.0/16", via: "10.50.0.9" });
      await route.links.delete("ev0");
      const seen = await collect(events, (event) => event.object === "link" && event.action === "delete" && event.link.name === "ev0");
      const links = seen.filter((event) => event.object === "link").map(({ action, link }) => ({ action, ...link }));
      expect(links).toContainEqual(expect.objectContaining({ action: "set", name: "ev0", kind: "veth" }));
      expect(links).toContainEqual(expect.objectContaining({ action: "set", name: "ev0", masterName: "br0", up: true }));
      expect(links).toContainEqual(expect.objectContaining({ action: "delete", name: "ev0" }));
      const addresses = seen.filter((event) => event.object === "address").map(({ action, address }) => [action, address.address, address.dev]);
      expect(addresses).toContainEqual(["set", "10.50.0.1", "ev0"]);
      expect(addresses).toContainEqual(["delete", "10.50.0.1", "ev0"]);
      const routes = seen.filter((event) => event.object === "route").map((event) => [event.action, event.route.dst, event.route.via, event.route.dev]);
      expect(routes).toContainEqual(["set", "10.51.0.0/16", "10.50.0.9", "ev0"]);
      expect(routes).toContainEqual(["set", "10.50.0.0/24", undefined, "ev0"]);
    });

    it("tells only of what was asked for, and still knows the names", async () => {
      const stop = new AbortController();
      stops.push(stop);
      const events = route.events(["address"], { signal: stop.signal });
      await route.links.add({ name: "late", kind: "ifb" });
      await route.addresses.add({ address: "10.52.0.1/24", dev: "late" });
      await route.links.set("late", { name: "later" });
      await route.addresses.delete({ address: "10.52.0.1/24", dev: "later" });
      await route.links.delete("later");
      const seen = await collect(events, (event) => event.object === "address" && event.action === "delete");
      expect(seen.map((event) => (event.object === "address" ? [event.action, event.address.address, event.address.dev] : event))).toEqual([
        ["set", "10.52.0.1", "late"],
        // Its label is renamed with the link.
        ["set", "10.52.0.1", "later"],
        ["delete", "10.52.0.1", "later"],
      ]);
    });

    it("tells that messages were lost", async () => {
      const stop = new AbortController();
      stops.push(stop);
      const events = route.events(["address"], { signal: stop.signal, queueBytes: 300 });
      for (let at = 1; at < 20; at++) await route.addresses.add({ address: `10.53.0.${at}/24`, dev: "v0" });
      const seen = await collect(events, (event) => event.object === "overrun");
      expect(seen.at(-1)).toEqual({ object: "overrun" });
      expect(seen.length).toBeLessThan(10);
      const { addresses } = route;
      for (let at = 1; at < 20; at++) await addresses.delete({ address: `10.53.0.${at}/24`, dev: "v0" }).catch(() => undefined);
    });

    it("ends by its signal", async () => {
      const stop = new AbortController();
      const events = route.events(["link"], { signal: stop.signal });
      const ended = events.next();
      stop.abort();
      expect(await ended).toEqual({ done: true, value: undefined });
    });
  });

  it("says that privileges lack, and what would help", async () => {
    // The effective user counts, for every thread of the process.
    process.seteuid?.(65534);
    try {
      const error = await rejection(route.links.set("v0", { mtu: 1400 }));
      expect(error).toBeInstanceOf(NetlinkErrnoError);
      expect(error).toMatchObject({ errnoName: "EPERM", operation: "RTM_SETLINK", message: expect.stringContaining("CAP_NET_ADMIN") as string });
      expect((await route.links.get("v0")).mtu).toBe(1500);
    } finally {
      process.seteuid?.(0);
    }
  });

  it.each([
    ["a-namespace-that-nobody-made", "setns", "ENOENT"],
    ["/proc/self/ns/no-such-file", "open", "ENOENT"],
    ["/proc/self/ns/uts", "setns", "EINVAL"],
    [0x7ffffff0, "open", "ENOENT"],
  ])("does not open %s", async (netns, syscall, errnoName) => {
    const error = await rejection(openRoute({ netns }));
    expect(error).toBeInstanceOf(NetlinkSystemError);
    expect(error).toMatchObject({ code: "ERR_NETLINK_SYSTEM", syscall, errnoName });
  });
});
