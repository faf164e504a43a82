/**
 * Settings of links, numbers of namespaces, labels of prefixes and multicast routes: as `ip` has them, and as they change.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { MulticastRouteEvent, Netconf, RouteClient } from "../../src/route.ts";
import { createNamespace } from "../../src/socket/index.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { MulticastRouter, whyNoPerl } from "../support/multicast-router.ts";

const skipped = whyNoOracle();
const noPerl = whyNoPerl();

type Row = Record<string, unknown>;

describe.skipIf(skipped !== undefined)(`further objects on the kernel${skipped ?? ""}`, () => {
  let box: Sandbox;
  let route: RouteClient;
  const indexes = new Map<string, number>();
  beforeAll(async () => {
    box = await Sandbox.open();
    ({ route } = box);
    for (const words of [
      "link add v0 type veth peer name v1",
      "link add w0 type veth peer name w1",
      "addr add 192.0.2.1/24 dev v0",
      "addr add 198.51.100.1/24 dev w0",
    ])
      box.ip(words);
    for (const link of ["v0", "v1", "w0", "w1"]) box.ip(`link set ${link} up`);
    for (const { name, index } of await route.links.list()) indexes.set(name, index);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  describe("netconf", () => {
    const FAMILIES: Readonly<Record<string, string>> = {
      inet: "ipv4",
      inet6: "ipv6",
      mpls: "mpls",
    };
    /** Settings in the words of `ip -j netconf`, of which iproute2 6.1 does not know all. */
    const printed = (netconf: Netconf): Row => {
      const { family, dev, forwarding, rpFilter, mcForwarding, proxyNeigh, input } = netconf;
      const { ignoreRoutesWithLinkdown } = netconf;
      return {
        family,
        interface: dev,
        ...(forwarding !== undefined && { forwarding }),
        ...(rpFilter !== undefined && { rp_filter: rpFilter }),
        ...(mcForwarding !== undefined && { mc_forwarding: mcForwarding }),
        ...(proxyNeigh !== undefined && { proxy_neigh: proxyNeigh }),
        ...(ignoreRoutesWithLinkdown !== undefined && {
          ignore_routes_with_linkdown: ignoreRoutesWithLinkdown,
        }),
        ...(input !== undefined && { input }),
      };
    };
    const theirs = (words: string): Row[] =>
      box.json(words).map((row) => ({ ...row, family: FAMILIES[String(row["family"])] }));
    /** In the namespace of whoever writes it. */
    const sysctl = (words: string): void => {
      const { status, stderr } = box.run("sysctl", ["-qw", words]);
      if (status !== 0) throw new Error(`sysctl ${words}: ${stderr}`);
    };

    it("is read as ip reads it", async () => {
      for (const words of [
        "net.ipv4.conf.v0.rp_filter=2",
        "net.ipv4.conf.v1.rp_filter=1",
        "net.ipv4.conf.v1.proxy_arp=1",
        "net.ipv6.conf.default.forwarding=1",
        "net.ipv6.conf.w0.ignore_routes_with_linkdown=1",
      ])
        sysctl(words);
      const ours = await route.netconf.list();
      expect(ours.map(printed)).toEqual(theirs("netconf"));
      expect(ours.length).toBeGreaterThan(10);
      const ofFour = await route.netconf.list({ family: "ipv4" });
      expect(ofFour).toEqual(ours.filter(({ family }) => family === "ipv4"));
      const ofOne = await route.netconf.list({ dev: "v0", family: "ipv4" });
      expect(ofOne).toMatchObject([{ dev: "v0", index: indexes.get("v0"), rpFilter: "loose" }]);
      expect(await route.netconf.get("v1", "ipv4")).toMatchObject({
        rpFilter: "strict",
        proxyNeigh: true,
      });
      expect(await route.netconf.get("default", "ipv6")).toMatchObject({
        dev: "default",
        forwarding: true,
      });
      expect(await route.netconf.list({ dev: "all" })).toMatchObject([
        { family: "ipv4", dev: "all" },
        { family: "ipv6", dev: "all" },
      ]);
      await expect(route.netconf.get("lo", "bridge" as never)).rejects.toThrow(/^family: /);
    });

    it("tells of changes", async () => {
      const stop = new AbortController();
      const events = route.netconf.events({ signal: stop.signal });
      sysctl("net.ipv4.conf.v0.forwarding=1");
      expect((await events.next()).value).toEqual({
        action: "set",
        netconf: { family: "ipv4", dev: "v0", index: indexes.get("v0"), forwarding: true },
      });
      sysctl("net.ipv6.conf.v0.proxy_ndp=1");
      expect((await events.next()).value).toMatchObject({
        netconf: { family: "ipv6", dev: "v0", proxyNeigh: true },
      });
      // The name is the one that the link had then.
      sysctl("net.ipv4.conf.w1.proxy_arp=1");
      box.ip("link set w1 down");
      box.ip("link set w1 name w9");
      sysctl("net.ipv4.conf.w9.proxy_arp=0");
      const seen: Netconf[] = [];
      while (seen.at(-1)?.proxyNeigh !== false) {
        const { value } = await events.next();
        if (value?.action === "set" && value.netconf.proxyNeigh !== undefined)
          seen.push(value.netconf);
      }
      expect(seen[0]).toMatchObject({ dev: "w1", index: indexes.get("w1"), proxyNeigh: true });
      expect(seen.at(-1)).toMatchObject({ dev: "w9", index: indexes.get("w1") });
      box.ip("link set w9 name w1");
      box.ip("link set w1 up");
      stop.abort();
      expect((await events.next()).done).toBe(true);
    });
  });

  describe("numbers of namespaces", () => {
    it("are given, told and found", async () => {
      using other = createNamespace();
      using third = createNamespace();
      const { namespaceIds } = route;
      const stop = new AbortController();
      const events = namespaceIds.events({ signal: stop.signal });
      expect(await namespaceIds.get(other.path)).toBeUndefined();
      expect(await namespaceIds.set(other.path, 77)).toBe(77);
      expect((await events.next()).value).toEqual({ action: "set", nsid: 77 });
      const chosen = await namespaceIds.set(third.path);
      expect(await namespaceIds.list()).toEqual([chosen, 77].sort((a, b) => a - b));
      const theirs = box.json("netns list-id").map(({ nsid }) => nsid as number);
      expect(theirs.sort((a, b) => a - b)).toEqual(await namespaceIds.list());
      expect(await namespaceIds.get(other.path)).toBe(77);
      expect(await namespaceIds.get({ pid: process.pid }).catch(() => "?")).not.toBe(77);
      expect(await rejection(namespaceIds.set(other.path, 5))).toMatchObject({
        errnoName: "EEXIST",
      });
      stop.abort();
    });
  });

  describe("labels of prefixes", () => {
    const theirs = (): Row[] => box.json("addrlabel");
    const ours = async (): Promise<Row[]> =>
      (await route.addressLabels.list()).map(({ prefix, label, dev }) => {
        const [address, length] = prefix.split("/");
        return {
          address,
          prefixlen: Number(length),
          ...(dev !== undefined && { ifname: dev }),
          label,
        };
      });

    it.each([
      ["prefix 2001:db8::/32 label 99", { prefix: "2001:db8::/32", label: 99 }],
      ["prefix 2001:db8:1::/48 dev v0 label 7", { prefix: "2001:db8:1::/48", dev: "v0", label: 7 }],
      ["prefix 2001:db8::1/128 label 4294967294", { prefix: "2001:db8::1", label: 4_294_967_294 }],
    ])("of ip addrlabel add %s", async (words, settings) => {
      const before = theirs();
      box.ip(`addrlabel add ${words}`);
      const made = theirs();
      expect(await ours()).toEqual(made);
      expect(made).toHaveLength(before.length + 1);
      const { label, ...key } = settings;
      await route.addressLabels.delete(key);
      expect(theirs()).toEqual(before);
      await route.addressLabels.add(settings);
      expect(theirs()).toEqual(made);
      expect(await rejection(route.addressLabels.add(settings))).toMatchObject({
        errnoName: "EEXIST",
      });
      await route.addressLabels.replace({ ...settings, label: 5 });
      const [address] = settings.prefix.split("/");
      expect(theirs().find((row) => row["address"] === address)).toMatchObject({ label: 5 });
      await route.addressLabels.delete(key);
      expect(await rejection(route.addressLabels.delete(key))).toMatchObject({
        errnoName: "ESRCH",
      });
    });

    it("are found by address", async () => {
      const { addressLabels } = route;
      expect(await addressLabels.get("2002::1")).toMatchObject({ label: 2 });
      await addressLabels.add({ prefix: "2002:5::/32", dev: "v0", label: 42 });
      expect(await addressLabels.get("2002:5::1", "v0")).toMatchObject({ label: 42 });
      expect(await addressLabels.get("2002:5::1", "v1")).toMatchObject({ label: 2 });
      await addressLabels.delete({ prefix: "2002:5::/32", dev: "v0" });
      await expect(addressLabels.add({ prefix: "10.0.0.0/8", label: 1 })).rejects.toThrow(
        /^prefix: expected one of IPv6/,
      );
    });
  });

  it("has no multicast routes where nobody made any", async () => {
    expect(await route.multicastRoutes.list()).toEqual([]);
    expect(await route.multicastRoutes.interfaces()).toEqual([]);
  });

  describe.skipIf(noPerl !== undefined)(`multicast routes${noPerl ?? ""}`, () => {
    const seen: MulticastRouteEvent[] = [];
    const stop = new AbortController();
    let router: MulticastRouter;
    let following: Promise<void>;
    beforeAll(async () => {
      const events = route.multicastRoutes.events({ signal: stop.signal });
      following = (async () => {
        for await (const event of events) seen.push(event);
      })();
      router = await MulticastRouter.open(box.namespace.path, [
        indexes.get("v0") as number,
        indexes.get("w0") as number,
        "198.51.100.1",
      ]);
    });
    afterAll(async () => {
      stop.abort();
      await following;
      await router[Symbol.asyncDispose]();
    });
    const told = async (is: (event: MulticastRouteEvent) => boolean) =>
      expect.poll(() => seen.find(is), { timeout: 5000 }).toBeDefined();

    it("are listed as ip lists them, and got, and told of", async () => {
      await router.tell("add 192.0.2.7 239.1.1.1");
      await router.tell("add 192.0.2.7 239.1.1.2");
      await router.tell("add 2001:db8::7 ff0e::7");
      const { multicastRoutes } = route;
      const ours = await multicastRoutes.list();
      const four = ours.filter(({ family }) => family === "ipv4");
      expect(
        four.map(({ source, group, iifName, table }) => ({
          src: source,
          dst: group,
          iif: iifName,
          table: table === 253 ? "default" : table,
        })),
      ).toEqual(
        box.json("-4 mroute show").map(({ src, dst, iif, table = "default" }) => ({
          src,
          dst,
          iif,
          table,
        })),
      );
      const made = {
        family: "ipv4",
        source: "192.0.2.7",
        group: "239.1.1.1",
        iifName: "v0",
        outputs: [{ dev: "w0", index: indexes.get("w0"), ttl: 3 }],
        packets: 0n,
        flags: [],
      };
      expect(four.find(({ group }) => group === made.group)).toMatchObject(made);
      expect(ours.find(({ family }) => family === "ipv6")).toMatchObject({
        source: "2001:db8::7",
        group: "ff0e::7",
        iifName: "v0",
        outputs: [{ dev: "w0" }],
      });
      expect(await multicastRoutes.list({ family: "ipv6" })).toHaveLength(1);
      expect(await multicastRoutes.list({ family: "ipv4", dev: "w0" })).toHaveLength(2);
      expect(await multicastRoutes.list({ family: "ipv4", dev: "w1" })).toHaveLength(0);
      const key = { group: "239.1.1.1", source: "192.0.2.7" };
      expect(await multicastRoutes.get(key)).toMatchObject(made);
      expect(await multicastRoutes.get({ source: "2001:db8::7", group: "ff0e::7" })).toMatchObject({
        family: "ipv6",
        outputs: [{ dev: "w0" }],
      });
      expect(await rejection(multicastRoutes.get({ ...key, group: "239.1.1.9" }))).toMatchObject({
        errnoName: "ENOENT",
      });
      await expect(multicastRoutes.get({ ...key, source: "::1" })).rejects.toThrow(/^source: /);
      await router.tell("del 192.0.2.7 239.1.1.1");
      expect(await rejection(multicastRoutes.get(key))).toMatchObject({ errnoName: "ENOENT" });
      for (const action of ["set", "delete"] as const)
        await told((event) => event.action === action && event.route.group === "239.1.1.1");
      await told((event) => event.action === "set" && event.route.group === "ff0e::7");
    });

    it("count packets; what nobody has a route for is reported", async () => {
      const { multicastRoutes } = route;
      await router.tell(`send ${indexes.get("v1")} 192.0.2.7 239.1.1.2`);
      await expect
        .poll(
          async () =>
            (await multicastRoutes.get({ group: "239.1.1.2", source: "192.0.2.7" })).packets,
        )
        .toBe(1n);
      await router.tell(`send ${indexes.get("v1")} 192.0.2.7 239.9.9.9`);
      await told((event) => event.action === "report" && event.report.group === "239.9.9.9");
      const report = seen.find((event) => event.action === "report");
      expect(report).toMatchObject({
        report: { family: "ipv4", type: "nocache", source: "192.0.2.7", vif: 0 },
      });
      const waiting = (await multicastRoutes.list()).find(({ group }) => group === "239.9.9.9");
      expect(waiting).toMatchObject({ outputs: [], flags: ["unresolved"] });
    });

    it("have interfaces", async () => {
      const interfaces = await route.multicastRoutes.interfaces();
      expect(interfaces).toMatchObject([
        { table: 253, vif: 0, dev: "v0", flags: ["use-ifindex"] },
        { table: 253, vif: 1, dev: "w0", local: "198.51.100.1" },
      ]);
      expect(interfaces[0]).not.toHaveProperty("local");
      expect(interfaces[0]?.packetsIn).toBeGreaterThan(0n);
    });
  });
});
