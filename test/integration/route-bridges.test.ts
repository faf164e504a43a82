/**
 * Forwarding databases and multicast groups of bridges: what nlkit makes and what `bridge` makes is the same to both of
 * them.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { FdbEntry, FdbEvent, MdbEntry, MdbEvent, RouteClient } from "../../src/route.ts";
import { FDB_ROWS, MDB_ROWS } from "../support/bridge-rows.ts";
import { Bridged, fdbRow, mdbRow, type Row, whyNoBridge, whyNoVlans } from "../support/bridged.ts";
import { rejection } from "../support/fake-client.ts";

const skipped = whyNoBridge();
const noVlans = await whyNoVlans();

describe.skipIf(skipped !== undefined)(`bridges on the kernel${skipped ?? ""}`, () => {
  let box: Bridged;
  let route: RouteClient;
  beforeAll(async () => {
    // Otherwise an entry without a VLAN is one in VLAN 1 as well.
    box = await Bridged.open(noVlans === undefined ? " vlan_default_pvid 0" : "");
    route = box.route;
  });
  afterAll(() => box[Symbol.asyncDispose]());

  describe("fdb", () => {
    const theirs = (words = ""): Row[] =>
      box
        .json(`fdb show ${words}`.trim())
        .map((row) => ({ ...row, flags: (row["flags"] as string[]).sort() }));
    const ofMac = (mac: string): Row[] => theirs().filter((row) => row["mac"] === mac);

    it.each(FDB_ROWS)("of bridge fdb add %s", async (words, settings) => {
      const { mac, dev, tables = ["self"] } = settings;
      const listed = async () => (await route.fdb.list({ dev })).filter((row) => row.mac === mac);
      box.bridge(`fdb add ${words}`);
      const made = [ofMac(mac), await listed()] as const;
      expect(made[1].map(fdbRow)).toEqual(made[0]);
      expect(made[0]).toHaveLength(tables.length);
      const { state = "permanent", sticky, extLearned, router, use, ...key } = settings;
      await route.fdb.delete(key);
      expect(ofMac(mac)).toEqual([]);
      await route.fdb.add(settings);
      const [theirRows, ourRows] = [ofMac(mac), await listed()];
      expect(theirRows).toEqual(made[0]);
      const still = ({ usedCs, updatedCs, ...row }: FdbEntry) => row;
      expect(ourRows.map(still)).toEqual(made[1].map(still));
      // The kernel takes what was learnt elsewhere for such, whatever else is said.
      expect(ourRows.every((row) => row.state === (extLearned ? row.state : state))).toBe(true);
      // Nor does it refuse that, or to use it, a second time.
      if (extLearned !== true && use !== true)
        expect(await rejection(route.fdb.add(settings))).toMatchObject({ errnoName: "EEXIST" });
      const where = words.replaceAll(/ (static|dynamic|sticky|extern_learn|router|use)\b/g, "");
      box.bridge(`fdb del ${where}`);
      expect(ofMac(mac)).toEqual([]);
      expect(await rejection(route.fdb.delete(key))).toMatchObject({ errnoName: "ENOENT" });
    });

    it("is listed whole, and by bridge, port, VXLAN and state, as bridge lists it", async () => {
      const order = (rows: readonly Row[]): Row[] =>
        [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
      for (const [mac, state] of [
        ["02:00:00:00:00:01", "static"],
        ["02:00:00:00:00:02", "dynamic"],
      ] as const)
        await route.fdb.add({ mac, dev: "v0", tables: ["master"], state });
      await route.fdb.add({ mac: "02:00:00:00:00:03", dev: "x0", dst: "192.0.2.1" });
      const all = (await route.fdb.list()).map(fdbRow);
      expect(order(all)).toEqual(order(theirs()));
      const ofBridge = (await route.fdb.list({ bridge: "b0" })).map(fdbRow);
      expect(order(ofBridge)).toEqual(order(theirs("br b0")));
      const ofPort = (await route.fdb.list({ bridge: "b0", dev: "v0" })).map(fdbRow);
      // What is said already in the words, bridge does not repeat.
      expect(order(ofPort.map(({ ifname, master, ...row }) => row))).toEqual(
        order(theirs("br b0 brport v0").map(({ ifname, master, ...row }) => row)),
      );
      expect(ofPort.length).toBeGreaterThan(2);
      expect(ofPort.length).toBeLessThan(ofBridge.length);
      const ofVxlan = await route.fdb.list({ dev: "x0" });
      expect(ofVxlan.map(({ mac, dst }) => [mac, dst])).toContainEqual([
        "02:00:00:00:00:03",
        "192.0.2.1",
      ]);
      expect(await route.fdb.list({ bridge: "b0", dev: "x0" })).toEqual([]);
      const fixed = await route.fdb.list({ dev: "v0", state: "static" });
      expect(fixed.map(({ mac }) => mac)).toEqual(["02:00:00:00:00:01"]);
      const key = { mac: "02:00:00:00:00:01", dev: "v0", tables: ["master"] } as const;
      expect(await route.fdb.get(key)).toMatchObject({ masterName: "b0", state: "static" });
      expect(await rejection(route.fdb.get({ ...key, mac: "02:00:00:00:00:77" }))).toMatchObject({
        errnoName: "ENOENT",
      });
    });

    it("is changed, and far ends are added to", async () => {
      const { fdb } = route;
      const key = { mac: "02:00:00:00:01:01", dev: "v0", tables: ["master"] } as const;
      await fdb.replace({ ...key, state: "static" });
      expect(ofMac(key.mac)).toMatchObject([{ ifname: "v0", master: "b0", state: "static" }]);
      await fdb.replace({ ...key, state: "dynamic", activityNotify: true });
      expect(ofMac(key.mac)).toMatchObject([{ state: "" }]);
      expect(await fdb.get(key)).toMatchObject({ state: "dynamic", activityNotify: true });
      const zero = { mac: "00:00:00:00:00:00", dev: "x0" };
      await fdb.append({ ...zero, dst: "192.0.2.10" });
      await fdb.append({ ...zero, dst: "192.0.2.11" });
      expect(ofMac(zero.mac).map(({ dst }) => dst)).toEqual(["192.0.2.10", "192.0.2.11"]);
      await fdb.delete({ ...zero, dst: "192.0.2.10" });
      expect(ofMac(zero.mac).map(({ dst }) => dst)).toEqual(["192.0.2.11"]);
    });

    it("is flushed, as far as it is told", async () => {
      const { fdb } = route;
      const macs = async () => (await fdb.list({ dev: "v0", bridge: "b0" })).map(({ mac }) => mac);
      for (const [digit, more] of [
        ["1", { state: "static" }],
        ["2", { state: "dynamic" }],
        ["3", { state: "static", sticky: true }],
        ["4", { state: "dynamic", extLearned: true }],
        ["5", { state: "permanent" }],
      ] as const)
        await fdb.replace({
          mac: `02:00:00:00:02:0${digit}`,
          dev: "v0",
          tables: ["master"],
          ...more,
        });
      const left = async () => (await macs()).filter((mac) => mac.startsWith("02:00:00:00:02"));
      const last = async () =>
        (await left())
          .map((mac) => mac.slice(-1))
          .sort()
          .join("");
      expect(await last()).toBe("12345");
      await fdb.flush({ dev: "b0", port: "x1" });
      expect(await rejection(fdb.flush({ dev: "b0", port: "v1" }))).toMatchObject({
        errnoName: "EINVAL",
        extack: { message: expect.any(String) },
      });
      expect(await last()).toBe("12345");
      await fdb.flush({ dev: "b0", flags: { sticky: true } });
      expect(await last()).toBe("1245");
      await fdb.flush({ dev: "b0", port: "v0", state: "dynamic", flags: { extLearned: false } });
      expect(await last()).toBe("145");
      await fdb.flush({ dev: "b0", state: "static", flags: { extLearned: false } });
      expect(await last()).toBe("45");
      await fdb.flush({ dev: "b0", state: "permanent" });
      expect(await last()).toBe("4");
      await fdb.flush({ dev: "b0" });
      expect(await last()).toBe("");
      await fdb.append({ mac: "00:00:00:00:00:00", dev: "x0", dst: "192.0.2.20", vni: 3 });
      await fdb.flush({ dev: "x0", vni: 3 });
      const far = (await fdb.list({ dev: "x0" })).map(({ dst }) => dst);
      expect(far).not.toContain("192.0.2.20");
      expect(far).toContain("192.0.2.11");
    });

    it("is told of as it changes, and of the ways of IP neighbours nothing is", async () => {
      const stop = new AbortController();
      const events = route.fdb.events({ signal: stop.signal });
      await route.neighbours.add({ address: "192.0.2.77", dev: "v0", lladdr: "02:00:00:00:00:77" });
      const key = { mac: "02:00:00:00:04:01", dev: "v0", tables: ["master"] } as const;
      await route.fdb.add({ ...key, state: "static" });
      box.bridge(`fdb replace ${key.mac} dev x1 master dynamic`);
      await route.fdb.delete({ ...key, dev: "x1" });
      const seen: FdbEvent[] = [];
      for await (const event of events) {
        if (event.action === "overrun" || event.entry.mac === key.mac) seen.push(event);
        if (event.action === "delete") break;
      }
      stop.abort();
      expect(seen).toMatchObject([
        { action: "set", entry: { dev: "v0", masterName: "b0", state: "static" } },
        { action: "set", entry: { dev: "x1", masterName: "b0", state: "dynamic" } },
        { action: "delete", entry: { dev: "x1", masterName: "b0", state: "dynamic" } },
      ]);
    });

    it("goes in a batch", async () => {
      const { carriedOut } = await route.batch(async ({ fdb }) => {
        for (let at = 0; at < 50; at++)
          await fdb.add({
            mac: `02:00:00:00:03:${at.toString(16).padStart(2, "0")}`,
            dev: "v0",
            tables: ["master"],
            state: "static",
          });
      });
      expect(carriedOut).toBe(50);
      const listed = await route.fdb.list({ dev: "v0", state: "static" });
      expect(listed.filter(({ mac }) => mac.startsWith("02:00:00:00:03"))).toHaveLength(50);
    });
  });

  describe("mdb", () => {
    const theirs = (group: string): Row[] =>
      box
        .json("-d mdb")
        .flatMap(({ mdb }) => mdb as Row[])
        .filter((row) => row["grp"] === group)
        .map(({ timer, ...row }) => row);
    const ours = async (group: string): Promise<MdbEntry[]> =>
      (await route.mdb.list({ dev: "b0" })).filter((row) => row.group === group);

    it.each(MDB_ROWS)("of bridge mdb add %s", async (words, settings) => {
      const { group, state, ...rest } = settings;
      const key = { ...rest, group };
      box.bridge(`mdb add ${words}`);
      const [theirRows, ourRows] = [theirs(group), await ours(group)];
      expect(ourRows.map(mdbRow)).toEqual(theirRows);
      expect(theirRows).toHaveLength(1);
      expect(ourRows[0]).toMatchObject({ group, state: state ?? "temporary", dev: "b0" });
      const { port, ...asked } = key;
      expect(await route.mdb.get(asked)).toMatchObject([{ group, portName: port ?? "b0" }]);
      await route.mdb.delete(key);
      expect(theirs(group)).toEqual([]);
      await route.mdb.add(settings);
      expect(theirs(group)).toEqual(theirRows);
      expect(await rejection(route.mdb.add(settings))).toMatchObject({ errnoName: "EEXIST" });
      box.bridge(`mdb del ${words}`);
      expect(await ours(group)).toEqual([]);
      expect(await rejection(route.mdb.delete(key))).toMatchObject({ errnoName: "EINVAL" });
    });

    it("has sources, which bridge sees", async () => {
      const key = { dev: "b0", port: "v0", group: "239.1.2.1" };
      await route.mdb.add({
        ...key,
        state: "permanent",
        filterMode: "include",
        sources: ["192.0.2.5", "192.0.2.6"],
        protocol: "zebra",
      });
      // One for the group, and one for each source that is taken.
      const rows = await ours(key.group);
      expect(rows.map(mdbRow)).toMatchObject(
        theirs(key.group).map(({ source_list: list, ...row }) => ({
          ...row,
          ...(list !== undefined && {
            source_list: (list as Row[]).map(({ address }) => ({ address })),
          }),
        })),
      );
      expect(rows.find(({ source }) => source === undefined)).toMatchObject({
        filterMode: "include",
        protocol: "zebra",
      });
      const sources = ["192.0.2.5", "192.0.2.6"];
      expect(rows.flatMap(({ source = [] }) => source).sort()).toEqual(sources);
      await route.mdb.replace({
        ...key,
        state: "permanent",
        filterMode: "exclude",
        sources: ["192.0.2.7"],
        protocol: 17,
      });
      expect((await ours(key.group)).find(({ source }) => source === undefined)).toMatchObject({
        filterMode: "exclude",
        sources: [{ address: "192.0.2.7" }],
        protocol: "mrouted",
      });
      await route.mdb.delete(key);
      expect(await ours(key.group)).toEqual([]);
      expect(await rejection(route.mdb.get({ dev: "b0", group: key.group }))).toMatchObject({
        errnoName: "ENOENT",
      });
    });

    it("is flushed, as far as it is told", async () => {
      const key = { dev: "b0", port: "v0" };
      await route.mdb.add({ ...key, group: "239.1.3.1", state: "permanent" });
      await route.mdb.add({ ...key, group: "239.1.3.2", protocol: "zebra" });
      await route.mdb.add({ dev: "b0", group: "239.1.3.3" });
      const groups = async () =>
        (await route.mdb.list({ dev: "b0" }))
          .map(({ group }) => group)
          .filter((group) => group.startsWith("239.1.3."))
          .sort();
      await route.mdb.flush({ dev: "b0", protocol: "zebra" });
      expect(await groups()).toEqual(["239.1.3.1", "239.1.3.3"]);
      await route.mdb.flush({ dev: "b0", state: "temporary" });
      expect(await groups()).toEqual(["239.1.3.1"]);
      await route.mdb.flush({ dev: "b0", port: "x1" });
      expect(await groups()).toEqual(["239.1.3.1"]);
      await route.mdb.flush({ dev: "b0" });
      expect(await groups()).toEqual([]);
    });

    it("of a VXLAN has far ends", async () => {
      const group = "239.2.2.2";
      const far = { dev: "x0", group, dst: "192.0.2.7", dstPort: 8472, vni: 8, via: "v1" };
      await route.mdb.add({ ...far, state: "permanent" });
      const shown = {
        portName: "x0",
        group,
        dst: "192.0.2.7",
        dstPort: 8472,
        vni: 8,
        viaName: "v1",
      };
      expect(await route.mdb.list({ dev: "x0" })).toMatchObject([shown]);
      expect(await route.mdb.get({ dev: "x0", group })).toMatchObject([shown]);
      await route.mdb.delete(far);
      expect(await route.mdb.list({ dev: "x0" })).toEqual([]);
      expect(await rejection(route.mdb.delete(far))).toMatchObject({ errnoName: "ENOENT" });
    });

    it("is told of as it changes", async () => {
      const stop = new AbortController();
      const events = route.mdb.events({ signal: stop.signal });
      const key = { dev: "b0", port: "v0", group: "239.1.4.1" };
      await route.mdb.add(key);
      await route.mdb.delete(key);
      const seen: MdbEvent[] = [];
      for await (const event of events) {
        // The kernel joins groups by itself.
        if (event.action === "overrun" || event.entry.group === key.group) seen.push(event);
        if (seen.length === 2) break;
      }
      stop.abort();
      const entry = { dev: "b0", portName: "v0", group: "239.1.4.1", state: "temporary" };
      expect(seen).toMatchObject([
        { action: "set", entry },
        { action: "delete", entry },
      ]);
    });

    it("knows ports with routers", async () => {
      await route.links.set("v0", { port: { multicastRouter: 2 } });
      const routers = await route.mdb.routers("b0");
      expect(routers).toMatchObject([{ dev: "b0", portName: "v0", type: "perm" }]);
      const [, named] = Object.entries(
        (box.json("-d -s mdb")[0]?.["router"] ?? {}) as Record<string, Row[]>,
      )[0] as [string, Row[]];
      expect(named).toMatchObject([{ port: "v0", type: "permanent" }]);
      await route.links.set("v0", { port: { multicastRouter: 1 } });
      expect(await route.mdb.routers("b0")).toEqual([]);
    });
  });

  it("says that this kernel has no VLANs, where it has none", async () => {
    const refused = await route.vlans.list().then(
      () => undefined,
      ({ errnoName }: { readonly errnoName?: string }) => errnoName,
    );
    expect(refused).toBe(noVlans === undefined ? undefined : "EOPNOTSUPP");
  });
});
