/**
 * What nlkit makes, as `ip -j -d` reads it.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ERRNO, NetlinkErrnoError } from "../../src/errors/index.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { ADDRESSES, CHANGES, LINKS, type Printed, ROUTES } from "./asked.ts";

const skipped = whyNoOracle();

describe.skipIf(skipped !== undefined)(`nlkit writes, ip reads${skipped ?? ""}`, () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await Sandbox.open();
    await box.route.links.set("lo", { up: true });
  });
  afterAll(() => box[Symbol.asyncDispose]());

  const printedLink = (name: string): Printed | undefined =>
    box.json(`-d link show dev ${name}`)[0];

  describe("links", () => {
    it.for(LINKS)("adds $0.kind $0.name", async ([settings, printed], { skip }) => {
      try {
        await box.route.links.add(settings);
      } catch (error) {
        const lacks = error instanceof NetlinkErrnoError && error.errno === ERRNO.EOPNOTSUPP;
        if (!lacks) throw error;
        // requests.test.ts compares what is sent.
        skip(`this kernel has no ${settings.kind}`);
      }
      expect(printedLink(settings.name)).toMatchObject({ ifname: settings.name, ...printed });
    });

    it("gives the peer what is asked for it", () => {
      expect(printedLink("vb")).toMatchObject({
        ifindex: 41,
        link: "va",
        mtu: 1300,
        address: "02:00:00:00:00:0b",
        txqlen: 5,
        group: "8",
        num_tx_queues: 4,
        flags: ["BROADCAST", "MULTICAST", "NOARP", "M-DOWN"],
      });
    });

    it.each(CHANGES)("changes %j", async (settings, printed) => {
      await box.route.links.set("va", settings);
      expect(printedLink("va")).toMatchObject(printed);
    });

    it("takes the master, the alias and the name away", async () => {
      await box.route.links.set("va", { master: null, alias: "" });
      const before = printedLink("va");
      expect(before).not.toHaveProperty("master");
      expect(before).not.toHaveProperty("ifalias");
      await box.route.links.set("va", { name: "vc" });
      expect(printedLink("vc")).toMatchObject({ ifindex: 40 });
      await box.route.links.set(40, { name: "va" });
      expect(printedLink("va")).toMatchObject({ ifindex: 40 });
    });

    it("changes options of a kind", async () => {
      await box.route.links.set("bra", { options: { ageingTime: 4000, stpState: 0 } });
      expect(printedLink("bra")).toMatchObject({
        linkinfo: { info_data: { ageing_time: 4000, stp_state: 0, priority: 4096 } },
      });
    });

    it("deletes, and the peer with it", async () => {
      await box.route.links.add({ name: "gone", kind: "veth", peer: { name: "gone2" } });
      await box.route.links.delete("gone2");
      expect(box.json("link").map((link) => link["ifname"])).not.toContain("gone");
    });
  });

  const addresses = (): Printed[] => box.json("-d addr show dev vb")[0]?.["addr_info"] as Printed[];

  describe("addresses", () => {
    beforeAll(() =>
      box.route.links
        .set("va", { up: true })
        .then(() => box.route.links.set("vb", { up: true, arp: true })),
    );

    it.each(ADDRESSES)("adds %j", async (settings, printed) => {
      await box.route.addresses.add({ ...settings, dev: "vb" });
      expect(addresses().find(({ local }) => local === printed["local"])).toMatchObject(printed);
    });

    it("replaces lifetimes, metric and protocol", async () => {
      await box.route.addresses.replace({
        address: "10.0.0.1/24",
        dev: "vb",
        label: "vb:web",
        validLifetime: "forever",
        metric: 5,
      });
      const printed = addresses().find(({ local }) => local === "10.0.0.1");
      expect(printed).toMatchObject({ valid_life_time: 0xffffffff, metric: 5 });
      expect(printed).not.toHaveProperty("dynamic");
    });

    it("deletes", async () => {
      await box.route.addresses.delete({ address: "10.0.4.1", dev: "vb" });
      await box.route.addresses.delete({ address: "2001:db8:1::1/64", dev: 41 });
      const left = addresses().map(({ local }) => local);
      expect(left).not.toContain("10.0.4.1");
      expect(left).not.toContain("2001:db8:1::1");
    });
  });

  const routes = (words: string): Printed[] => box.json(`-d ${words} table all`);

  describe("routes", () => {
    it.each(ROUTES)("adds %j", async (settings, printed) => {
      await box.route.routes.add(settings);
      const words = `${settings.dst.includes(":") || settings.family === "ipv6" ? "-6" : "-4"} route show`;
      const found = routes(words).filter(
        (row) =>
          row["dst"] === settings.dst &&
          (settings.table === undefined || row["table"] === String(settings.table)) &&
          (settings.type === undefined || row["type"] === settings.type),
      );
      expect(found).toHaveLength(1);
      expect(found[0]).toMatchObject({ dst: settings.dst, ...printed });
    });

    it("locks metrics", () => {
      // The JSON of ip leaves it out.
      expect(box.ip("-4 route show 10.14.0.0/16")).toMatch(/mtu lock 1300 .*rto_min lock 50ms/);
    });

    it("replaces, sets and appends", async () => {
      const dst = "10.30.0.0/16";
      const gateways = (): unknown[] =>
        box.json(`route show ${dst}`).map(({ gateway, metric }) => [gateway, metric]);
      await box.route.routes.replace({ dst, via: "10.0.0.10" });
      expect(gateways()).toEqual([["10.0.0.10", undefined]]);
      await box.route.routes.replace({ dst, via: "10.0.0.11" });
      expect(gateways()).toEqual([["10.0.0.11", undefined]]);
      await box.route.routes.set({ dst, via: "10.0.0.12" });
      expect(gateways()).toEqual([["10.0.0.12", undefined]]);
      await box.route.routes.append({ dst, via: "10.0.0.13" });
      expect(gateways()).toEqual([
        ["10.0.0.12", undefined],
        ["10.0.0.13", undefined],
      ]);
      await box.route.routes.add({ dst, via: "10.0.0.14", metric: 5 });
      await box.route.routes.delete({ dst, via: "10.0.0.13" });
      expect(gateways()).toEqual([
        ["10.0.0.12", undefined],
        ["10.0.0.14", 5],
      ]);
      await box.route.routes.delete({ dst, metric: 5 });
      await box.route.routes.delete({ dst });
      expect(gateways()).toEqual([]);
    });

    it("deletes what it listed", async () => {
      for (const [settings] of ROUTES) {
        const { dst, table, type, family, metric, tos, src } = settings;
        await box.route.routes.delete({
          dst,
          ...(table !== undefined && { table }),
          ...(type !== undefined && { type }),
          ...(family !== undefined && { family }),
          ...(metric !== undefined && { metric }),
          ...(tos !== undefined && { tos }),
          ...(src !== undefined && { src }),
        });
      }
      const left = [...routes("-4 route show"), ...routes("-6 route show")].filter(
        ({ protocol }) => protocol !== "kernel",
      );
      expect(left).toEqual([]);
    });
  });
});
