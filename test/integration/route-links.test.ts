/**
 * Links and addresses on the real kernel: what each method does, and which filters the kernel is asked for.
 *
 * @module
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NetlinkErrnoError } from "../../src/errors/index.ts";
import { openRoute, type RouteClient } from "../../src/route.ts";
import { createNamespace } from "../../src/socket/index.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { Resident } from "../support/resident.ts";
import { NETWORK, rowsSent } from "../support/route-network.ts";

const skipped = whyNoOracle();

describe.skipIf(skipped !== undefined)(`nlkit/route on the kernel${skipped ?? ""}`, () => {
  let box: Sandbox;
  let route: RouteClient;
  beforeAll(async () => {
    box = await Sandbox.open();
    ({ route } = box);
    expect(box.build(NETWORK)).toEqual([]);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  const names = (links: readonly { readonly name: string }[]): string[] =>
    links.map(({ name }) => name).sort();

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
      expect(await rowsSent(box, (client) => client.links.list({ kind: "ifb" }))).toBe(1);
      // Two ports, and the names of the bridge and of the links that they are the peers of.
      expect(await rowsSent(box, (client) => client.links.list({ master: index }))).toBe(5);
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

    it("gives back what it was given", async () => {
      const given = {
        mtu: 1400,
        address: "02:00:00:00:00:0a",
        broadcast: "ff:ff:ff:ff:ff:fe",
        txQueueLength: 77,
        group: 7,
        mode: "dormant",
        numTxQueues: 3,
        numRxQueues: 2,
        gsoMaxSize: 30000,
        gsoMaxSegs: 50,
        gsoIpv4MaxSize: 31000,
        groMaxSize: 20000,
        groIpv4MaxSize: 21000,
      };
      const switches = { promiscuous: true, allMulticast: true, multicast: false, arp: false };
      const peer = { ...given, ...switches, name: "b0", index: 701, address: "02:00:00:00:00:0b" };
      await route.links.add({ ...given, ...switches, name: "a0", index: 700, kind: "veth", peer });
      for (const [name, index, address] of [
        ["a0", 700, "02:00:00:00:00:0a"],
        ["b0", 701, "02:00:00:00:00:0b"],
      ] as const) {
        const link = await route.links.get(name);
        expect(link).toMatchObject({ ...given, name, index, address });
        expect(link.flags).toEqual(["broadcast", "no-arp", "promisc", "all-multi"]);
      }
      await route.links.set("a0", {
        gsoIpv4MaxSize: 40000,
        groIpv4MaxSize: 41000,
        multicast: true,
        promiscuous: false,
      });
      expect(await route.links.get("a0")).toMatchObject({
        gsoIpv4MaxSize: 40000,
        groIpv4MaxSize: 41000,
        flags: ["broadcast", "no-arp", "all-multi", "multicast"],
      });
      await route.links.delete("a0");
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
      expect(p0).toMatchObject({
        masterName: "br0",
        linkName: "v0",
        link: v0.index,
        portKind: "bridge",
      });
      // The bridge's timers run, and are among the options of a port.
      const { port, ...still } = p0;
      expect(await route.links.list({ kind: "veth" })).toContainEqual({
        ...still,
        port: expect.anything() as unknown,
      });
    });

    it("has counters only where they are asked for", async () => {
      expect(await route.links.get("v0")).not.toHaveProperty("statistics");
      expect((await route.links.list()).every(({ statistics }) => statistics === undefined)).toBe(
        true,
      );
      const { statistics } = await route.links.get("v0", { statistics: true });
      expect(statistics?.txPackets).toBeTypeOf("bigint");
      expect(
        (await route.links.list({ statistics: true })).every(
          (link) => link.statistics !== undefined,
        ),
      ).toBe(true);
    });

    it("renames, also while up, and keeps the index", async () => {
      const { index } = await route.links.get("v0");
      await route.links.set("v0", { name: "fünf" });
      expect(await route.links.get(index)).toMatchObject({ name: "fünf", up: true });
      await route.links.set("fünf", { name: "v0", mtu: 1400 });
      expect(await route.links.get("v0")).toMatchObject({ index, mtu: 1400 });
      await route.links.set("v0", { mtu: 1500 });
      expect(await rejection(route.links.set("v0", { name: "br0" }))).toMatchObject({
        errnoName: "EEXIST",
      });
    });

    it("tells of a link below that is in another namespace, and does not take another's name for it", async () => {
      using other = createNamespace();
      await using there = await openRoute({ netns: other.path });
      await route.links.add({
        name: "far",
        kind: "veth",
        peer: { name: "near", netns: { fd: other.fd } },
      });
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
      await using resident = await Resident.in(other.path);
      const { pid } = resident;
      await route.links.add({ name: "moved", kind: "ifb", netns: { pid } });
      await using there = await openRoute({ netns: pid });
      expect(names(await there.links.list())).toEqual(["lo", "moved"]);
      expect(names(await route.links.list())).not.toContain("moved");
    });

    it.each([
      [{ name: "v0", kind: "ifb" }, "EEXIST"],
      [{ name: "t0", kind: "no-such-kind" }, "EOPNOTSUPP"],
      [{ name: "t0", kind: "veth", mtu: 10 }, "EINVAL"],
      [{ name: "t0", kind: "ifb", index: 1 }, "EEXIST"],
      [{ name: "t0", kind: "ifb", mtu: 0 }, undefined],
    ] as const)("adds %j: %s", async (settings, errnoName) => {
      const result = rejection(route.links.add(settings));
      if (errnoName === undefined) {
        await expect(result).rejects.toThrow("it was not rejected");
        await route.links.delete(settings.name);
      } else expect(await result).toMatchObject({ errnoName });
    });

    it("refuses options where there are none", async () => {
      await expect(route.links.set("lo", { options: { mode: 1 } })).rejects.toThrow(
        /^link\.options: expected nothing: lo is of no kind/,
      );
      await expect(route.links.set("v0", { port: { cost: 5 } })).rejects.toThrow(
        /^link\.port: expected nothing: v0 is no port/,
      );
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
      expect(
        (await route.addresses.list({ dev: "v0", family: "ipv4" })).map(({ address }) => address),
      ).toEqual(["10.0.0.1"]);
      expect((await route.addresses.list({ dev: index })).every(({ dev }) => dev === "v0")).toBe(
        true,
      );
      expect(
        (await route.addresses.list({ family: "ipv6" })).every(({ family }) => family === "ipv6"),
      ).toBe(true);
      // The address, and the name of its link.
      expect(
        await rowsSent(box, (client) => client.addresses.list({ dev: index, family: "ipv4" })),
      ).toBe(2);
      expect(await rejection(route.addresses.list({ dev: "no-such-link" }))).toMatchObject({
        errnoName: "ENODEV",
      });
      expect(await rejection(route.addresses.list({ dev: 99999 }))).toMatchObject({
        errnoName: "ENODEV",
      });
    });

    it("adds, replaces, deletes, and tells what is wrong", async () => {
      const { addresses } = route;
      await addresses.add({
        address: "10.8.0.1/24",
        dev: "v0",
        metric: 5,
        protocol: 9,
        validLifetime: 1000,
        preferredLifetime: 500,
      });
      const find = async () =>
        (await addresses.list({ dev: "v0" })).find(({ address }) => address === "10.8.0.1");
      expect(await find()).toMatchObject({
        metric: 5,
        protocol: 9,
        prefixLength: 24,
        label: "v0",
        flags: [],
      });
      expect(await rejection(addresses.add({ address: "10.8.0.1/24", dev: "v0" }))).toMatchObject({
        errnoName: "EEXIST",
      });
      await addresses.replace({ address: "10.8.0.1/24", dev: "v0", protocol: 11 });
      expect(await find()).toMatchObject({
        protocol: 11,
        validLifetime: "forever",
        flags: ["permanent"],
      });
      expect(
        await rejection(addresses.delete({ address: "10.8.0.1/16", dev: "v0" })),
      ).toMatchObject({ errnoName: "EADDRNOTAVAIL" });
      await addresses.delete({ address: "10.8.0.1/24", dev: "v0" });
      expect(await find()).toBeUndefined();
      expect(
        await rejection(addresses.delete({ address: "10.8.0.1/24", dev: "v0" })),
      ).toMatchObject({ errnoName: "EADDRNOTAVAIL" });
      expect(await rejection(addresses.add({ address: "10.8.0.1/24", dev: "gone" }))).toMatchObject(
        {
          errnoName: "ENODEV",
          message: expect.stringContaining('dev: there is no link "gone"') as string,
        },
      );
    });
  });
});
