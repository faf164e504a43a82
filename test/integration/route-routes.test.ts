/**
 * Routes on the real kernel: lists, streams, look-ups, and what is refused.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RouteClient } from "../../src/route.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
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

  describe("routes", () => {
    const dsts = (routes: readonly { readonly dst: string }[]): string[] =>
      routes.map(({ dst }) => dst);

    it("filters by each property", async () => {
      const { routes } = route;
      expect(dsts(await routes.list({ table: 100 }))).toEqual(["10.2.0.0/16"]);
      expect(dsts(await routes.list({ protocol: "bgp" }))).toEqual(["10.2.0.0/16"]);
      expect(dsts(await routes.list({ type: "blackhole" }))).toEqual(["10.4.0.0/16"]);
      expect(dsts(await routes.list({ type: "unreachable", family: "ipv6" }))).toEqual([
        "2001:db8:2::/48",
      ]);
      expect(dsts(await routes.list({ family: "ipv6", protocol: "boot", table: "main" }))).toEqual([
        "2001:db8:1::/48",
        "2001:db8:2::/48",
      ]);
      expect(dsts(await routes.list({ dev: "br0", table: "main", family: "ipv4" }))).toEqual([
        "10.0.1.0/24",
        "10.3.0.0/16",
        "10.7.0.0/16",
      ]);
      expect(await routes.list({ table: 4711 })).toEqual([]);
      expect(await routes.list({ table: 4711, family: "ipv4" })).toEqual([]);
      for await (const none of routes.stream({ table: 4711, family: "ipv6" }))
        expect(none).toBeUndefined();
      expect(await routes.list({ family: "mpls" })).toEqual([]);
    });

    it("lets the kernel filter", async () => {
      const { index } = await route.links.get("br0");
      expect(
        await rowsSent(box, (client) => client.routes.list({ type: "blackhole", family: "ipv4" })),
      ).toBe(1);
      expect(
        await rowsSent(box, (client) =>
          client.routes.list({ type: "prohibit", table: "main", family: "ipv4" }),
        ),
      ).toBe(1);
      const ofDev = await route.routes.list({ dev: index, family: "ipv4" });
      // And the names of two links, for one of the routes goes out by both.
      expect(
        await rowsSent(box, (client) => client.routes.list({ dev: index, family: "ipv4" })),
      ).toBe(ofDev.length + 2);
    });

    it("streams, and may be left early", async () => {
      for (let at = 0; at < 500; at++) {
        await route.routes.add({
          dst: `172.${16 + (at >> 8)}.${at & 0xff}.0/24`,
          via: "10.0.0.254",
          table: 200,
        });
      }
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
      expect(await route.routes.get("2001:db8:1::5")).toMatchObject({
        family: "ipv6",
        dst: "2001:db8:1::5/128",
        via: "2001:db8::fe",
        dev: "v0",
      });
      expect(
        await route.routes.get("10.1.2.3", {
          from: "10.0.1.1",
          oif: "v0",
          mark: 7,
          uid: 1000,
          tos: 0x10,
        }),
      ).toMatchObject({
        via: "10.0.0.253",
        dev: "v0",
        src: "10.0.1.1/32",
        mark: 7,
        uid: 1000,
      });
      expect(await route.routes.get("10.0.0.1")).toMatchObject({ type: "local", dev: "lo" });
      expect(await route.routes.get("10.0.0.1", { iif: "v0", from: "10.0.0.9" })).toMatchObject({
        type: "local",
        iif: index,
      });
    });

    it("looks up by protocol and ports, and what stands in the table", async () => {
      const ports = { start: 80, end: 80 };
      const rule = { priority: 7, ipProto: 6, destinationPorts: ports, table: 4711 } as const;
      await route.routes.add({ dst: "10.1.0.0/16", via: "10.0.0.252", table: 4711, metric: 9 });
      await route.rules.add(rule);
      const web = { ipProto: 6, sourcePort: 40_000, destinationPort: 80 };
      expect(await route.routes.get("10.1.2.3", web)).toMatchObject({
        via: "10.0.0.252",
        table: 4711,
      });
      expect(await route.routes.get("10.1.2.3", { ...web, destinationPort: 81 })).toMatchObject({
        via: "10.0.0.254",
      });
      expect(await route.routes.get("10.1.2.3", { ...web, fibMatch: true })).toMatchObject({
        dst: "10.1.0.0/16",
        metric: 9,
      });
      expect(await route.routes.get("2001:db8:1::5", { fibMatch: true })).toMatchObject({
        dst: "2001:db8:1::/48",
      });
      await route.rules.delete(rule);
    });

    it.each([
      ["10.4.0.1", "EINVAL"],
      ["10.5.0.1", "EHOSTUNREACH"],
      ["10.6.0.1", "EACCES"],
      ["192.0.2.1", "ENETUNREACH"],
      ["2001:db8:2::1", "EHOSTUNREACH"],
    ])("says of %s what it is refused with: %s", async (address, errnoName) => {
      expect(await rejection(route.routes.get(address))).toMatchObject({
        operation: "RTM_GETROUTE",
        errnoName,
      });
    });

    it("says what is wrong with a change", async () => {
      const { routes } = route;
      expect(await rejection(routes.add({ dst: "10.1.0.0/16", via: "10.0.0.254" }))).toMatchObject({
        errnoName: "EEXIST",
      });
      expect(await rejection(routes.add({ dst: "10.8.0.0/16", via: "192.0.2.9" }))).toMatchObject({
        errnoName: "ENETUNREACH",
      });
      expect(await rejection(routes.set({ dst: "10.8.0.0/16", via: "10.0.0.254" }))).toMatchObject({
        errnoName: "ENOENT",
      });
      expect(await rejection(routes.delete({ dst: "10.8.0.0/16" }))).toMatchObject({
        errnoName: "ESRCH",
      });
      expect(await rejection(routes.add({ dst: "10.8.0.1/16", via: "10.0.0.254" }))).toMatchObject({
        errnoName: "EINVAL",
      });
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
        metrics: {
          lock: ["mtu", "ccAlgo"],
          mtu: 1400,
          rtt: 10.5,
          features: ["ecn"],
          ccAlgo: "reno",
        },
      };
      await route.routes.add({ ...given, dev: "v0" });
      expect(await route.routes.list({ table: 300 })).toEqual([
        expect.objectContaining({ ...given, dev: "v0", flags: [], type: "unicast" }),
      ]);
      await route.routes.delete({ dst: given.dst, table: 300, metric: 7, tos: 4 });
      expect(await route.routes.list({ table: 300 })).toEqual([]);
    });
  });
});
