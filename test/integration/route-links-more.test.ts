/**
 * What of links goes beyond adding and setting: the answer of `add`, namespaces, groups, alternative names, counters, XDP.
 *
 * @module
 */
import { openSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Link, openRoute, type RouteClient } from "../../src/route.ts";
import { createNamespace, type NetworkNamespace } from "../../src/socket/index.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();

/** A link without the timers of its bridge, which run. */
const still = (link: Link): unknown =>
  JSON.parse(
    JSON.stringify(link, (key, value: unknown) => {
      if (key.endsWith("Timer")) return undefined;
      return typeof value === "bigint" ? `${value}n` : value;
    }),
  );

describe.skipIf(skipped !== undefined)(`links and namespaces on the kernel${skipped ?? ""}`, () => {
  let box: Sandbox;
  let route: RouteClient;
  let other: NetworkNamespace;
  let there: RouteClient;
  beforeAll(async () => {
    box = await Sandbox.open();
    ({ route } = box);
    other = createNamespace();
    there = await openRoute({ netns: other.path });
    expect(box.build(["link add br0 type bridge", "link set br0 up"])).toEqual([]);
  });
  afterAll(async () => {
    there.close();
    other.close();
    await box[Symbol.asyncDispose]();
  });

  describe("add answers with the link", () => {
    it("as it is after the last setting", async () => {
      const link = await route.links.add({
        name: "a0",
        kind: "veth",
        master: "br0",
        up: true,
        group: 5,
        peer: { name: "a1" },
      });
      expect(still(link)).toEqual(still(await route.links.get("a0")));
      expect(link).toMatchObject({ name: "a0", masterName: "br0", linkName: "a1", up: true });
    });

    it("with the name that the kernel chose", async () => {
      const link = await route.links.add({ kind: "ifb" });
      expect(link?.name).toMatch(/^ifb\d+$/);
      await route.links.delete(link?.index ?? 0);
      const pattern = await route.links.add({ kind: "ifb", name: "i%d" });
      expect(pattern.name).toBe("i0");
      await route.links.delete("i0");
    });

    it("and with nothing where it is elsewhere", async () => {
      expect(await route.links.add({ name: "e0", kind: "ifb", netns: other.path })).toBeUndefined();
      expect(await there.links.get("e0")).toMatchObject({ kind: "ifb" });
      await there.links.delete("e0");
    });

    it("keeps its place in a batch", async () => {
      const { carriedOut } = await route.batch((batch) => {
        void batch.links.add({ name: "b0", kind: "ifb" });
        void batch.links.set("b0", { mtu: 1400 });
        void batch.links.delete("b0");
      });
      expect(carriedOut).toBe(3);
    });
  });

  describe("namespaces of links", () => {
    /** The kernel gives a namespace a number where it needs one to tell of it. */
    const idOf = async (path: string): Promise<number> =>
      (await route.namespaceIds.get(path)) ?? route.namespaceIds.set(path, 7);

    it("by path, and back by number", async () => {
      await route.links.add({ name: "m0", kind: "ifb" });
      await route.links.set("m0", { netns: other.path });
      const id = await there.namespaceIds.set({ fd: openSync(box.namespace.path, "r") });
      await there.links.set("m0", { netns: { nsid: id }, name: "m1" });
      expect(await route.links.get("m1")).toMatchObject({ kind: "ifb" });
      await route.links.delete("m1");
    });

    it("of a new link, by number; of a peer, not by number", async () => {
      const nsid = await idOf(other.path);
      await route.links.add({ name: "n0", kind: "ifb", netns: { nsid } });
      await there.links.delete("n0");
      const peer = { name: "p1", netns: { nsid } };
      await expect(route.links.add({ name: "p0", kind: "veth", peer })).rejects.toThrow(
        /^peer\.netns: expected a name, path/,
      );
      await route.links.add({ name: "p0", kind: "veth", peer: { name: "p1", netns: other.path } });
      expect(await route.links.get("p0")).toMatchObject({ linkNetnsid: nsid });
      await there.links.delete("p1");
    });

    it("rests on a link of another", async () => {
      const linkNetnsid = await idOf(other.path);
      const { index } = await there.links.add({ name: "v0", kind: "veth", peer: { name: "v1" } });
      await route.links.add({
        name: "mac0",
        kind: "macvlan",
        link: index,
        linkNetnsid,
        options: { mode: "bridge" },
      });
      expect(await route.links.get("mac0")).toMatchObject({ link: index, linkNetnsid });
      await there.links.delete("v0");
      await expect(
        route.links.add({ name: "mac0", kind: "macvlan", link: "v0", linkNetnsid }),
      ).rejects.toThrow(/^link\.link: expected an index/);
    });

    it("opens a client by number", async () => {
      // The number is that of the process's own namespace, which has to know it.
      await using own = await openRoute();
      const nsid = await own.namespaceIds.get(other.path);
      if (nsid !== undefined) return;
      const given = await own.namespaceIds.set(other.path);
      // Only names and processes are found, and this namespace has neither.
      expect(await rejection(openRoute({ netns: { nsid: given } }))).toMatchObject({
        errnoName: "ENOENT",
      });
    });
  });

  it("has groups", async () => {
    for (const name of ["g0", "g1"]) await route.links.add({ name, kind: "ifb", group: 9 });
    await route.links.setGroup(9, { mtu: 1300, up: true });
    for (const name of ["g0", "g1"])
      expect(await route.links.get(name)).toMatchObject({ mtu: 1300, up: true });
    await route.links.deleteGroup(9);
    expect((await route.links.list({ kind: "ifb" })).map(({ name }) => name)).toEqual([]);
    expect(await rejection(route.links.deleteGroup(9))).toMatchObject({ errnoName: "ENODEV" });
  });

  it("has alternative names", async () => {
    const names = ["an-alternative-name-longer-than-15", "alt"];
    await route.links.addAltNames("br0", names);
    expect(box.json("link show dev br0")[0]).toMatchObject({ altnames: names });
    expect((await route.links.get("br0")).altNames).toEqual(names);
    expect(await rejection(route.links.addAltNames("a0", ["alt"]))).toMatchObject({
      errnoName: "EEXIST",
    });
    await route.links.deleteAltNames("alt", names);
    expect(await route.links.get("br0")).not.toHaveProperty("altNames");
    await expect(route.links.addAltNames("br0", ["a/b"])).rejects.toThrow(/^names: /);
  });

  it("counts", async () => {
    await route.links.set("a1", { up: true });
    const [all] = await route.links.counters({ dev: "a0" });
    expect(all).toMatchObject({ name: "a0", port: { bridge: { mcast: {}, stp: {} } } });
    expect(all?.link?.txPackets).toBeTypeOf("bigint");
    expect(all?.port?.bridge?.stp?.transitionFwd).toBeTypeOf("bigint");
    const [bridge] = await route.links.counters({ dev: "br0", groups: ["device"] });
    expect(bridge).toMatchObject({ name: "br0", device: { bridge: { mcast: {} } } });
    expect(bridge).not.toHaveProperty("link");
    expect((await route.links.counters({ groups: ["link"] })).length).toBe(
      (await route.links.list()).length,
    );
    await expect(route.links.counters({ groups: [] })).rejects.toThrow(/^groups: /);
  });

  it("refuses XDP programs that are none, and detaches what is not there", async () => {
    const fd = openSync("/proc/self/ns/net", "r");
    expect(await rejection(route.links.setXdp("a0", { fd }))).toMatchObject({
      errnoName: "EINVAL",
    });
    await route.links.setXdp("a0", null);
    await expect(route.links.setXdp("a0", { fd, ifNone: true, expectedFd: 3 })).rejects.toThrow(
      /^xdp\.expectedFd: /,
    );
  });

  it("refuses virtual functions where there are none", async () => {
    expect(
      await rejection(route.links.setVirtualFunction("a0", 0, { mac: "02:00:00:00:00:01" })),
    ).toMatchObject({ errnoName: "EOPNOTSUPP" });
    expect(await route.links.get("a0", { virtualFunctions: true })).not.toHaveProperty(
      "virtualFunctions",
    );
  });
});
