/**
 * VLANs of bridges: what nlkit makes and what `bridge` makes is the same to both of them.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { BridgeVlan, BridgeVlanEvent, RouteClient } from "../../src/route.ts";
import {
  FDB_VLAN_ROWS,
  MDB_VLAN_ROWS,
  TUNNEL_ROWS,
  VLAN_GLOBAL_ROWS,
  VLAN_ROWS,
  VLAN_SET_ROWS,
} from "../support/bridge-rows.ts";
import { Bridged, fdbRow, type Row, vlanRows, whyNoVlans } from "../support/bridged.ts";
import { rejection } from "../support/fake-client.ts";

const noVlans = await whyNoVlans();

describe.skipIf(noVlans !== undefined)(`VLANs of bridges on the kernel${noVlans ?? ""}`, () => {
  let box: Bridged;
  let route: RouteClient;
  beforeAll(async () => {
    box = await Bridged.open(" vlan_filtering 1 vlan_default_pvid 0 mcast_vlan_snooping 1");
    route = box.route;
    box.bridge("link set dev x1 vlan_tunnel on");
  });
  afterAll(() => box[Symbol.asyncDispose]());

  const theirs = (dev: string): unknown =>
    box
      .json(`-compressvlans vlan show dev ${dev}`)
      .flatMap(({ vlans }) => vlans as Row[])
      // Of a range without flags it prints an empty list.
      .map(({ flags, ...row }) => ({
        ...row,
        ...((flags as readonly string[] | undefined)?.length && { flags }),
      }));

  it.each(VLAN_ROWS)("of bridge vlan add %s", async (words, settings) => {
    const { dev, vid } = settings;
    const { pvid, untagged, ...key } = settings;
    box.bridge(`vlan add ${words}`);
    const [theirRows, ourRows] = [theirs(String(dev)), await route.vlans.list({ dev })];
    expect(vlanRows(ourRows)).toEqual(theirRows);
    const { from, to } = typeof vid === "number" ? { from: vid, to: vid } : vid;
    expect(ourRows).toContainEqual(
      expect.objectContaining({ dev, from, to, pvid: pvid === true, untagged: untagged === true }),
    );
    await route.vlans.delete(key);
    expect(vlanRows(await route.vlans.list({ dev }))).toEqual(theirs(String(dev)));
    expect(await route.vlans.list({ dev, vid: from })).toEqual([]);
    await route.vlans.add(settings);
    expect(theirs(String(dev))).toEqual(theirRows);
    // The kernel joins groups by itself.
    const still = ({ mcastGroups, ...vlan }: BridgeVlan) => vlan;
    expect((await route.vlans.list({ dev })).map(still)).toEqual(ourRows.map(still));
  });

  it.each(TUNNEL_ROWS)("of bridge vlan add %s", async (words, mapping) => {
    const { dev, vid, tunnelId } = mapping;
    const { from, to } = typeof vid === "number" ? { from: vid, to: vid } : vid;
    await route.vlans.add({ dev, vid });
    const rows = () => JSON.stringify(box.json(`-compressvlans vlan tunnelshow dev ${dev}`));
    const before = rows();
    box.bridge(`vlan add ${words}`);
    const made = rows();
    expect(made).not.toBe(before);
    const listed = await route.vlans.list({ dev, vid: from });
    expect(listed).toMatchObject([{ from, to, tunnelId }]);
    await route.vlans.deleteTunnel(mapping);
    expect(rows()).toBe(before);
    await route.vlans.addTunnel(mapping);
    expect(rows()).toBe(made);
    expect(await route.vlans.list({ dev, vid: from })).toEqual(listed);
  });

  it.each(VLAN_SET_ROWS)("of bridge vlan set %s", async (words, key, options) => {
    const { from } = typeof key.vid === "number" ? { from: key.vid } : key.vid;
    box.bridge(`vlan set ${words}`);
    const [made] = await route.vlans.list({ dev: key.dev, vid: from });
    expect(made).toMatchObject(options);
    await route.vlans.set(key, { state: "forwarding", mcastRouter: 1 });
    expect(await route.vlans.list({ dev: key.dev, vid: from })).not.toEqual([made]);
    await route.vlans.set(key, options);
    const [again] = await route.vlans.list({ dev: key.dev, vid: from });
    expect(again).toMatchObject(options);
    const shown = JSON.stringify(box.json(`-d vlan show dev ${key.dev} vid ${from}`));
    for (const value of Object.values(options))
      expect(shown).toContain(`:${JSON.stringify(value)}`);
  });

  it.each(VLAN_GLOBAL_ROWS)("of bridge vlan global set %s", async (words, key, options) => {
    const { from } = typeof key.vid === "number" ? { from: key.vid } : key.vid;
    box.bridge(`vlan global set ${words}`);
    const at = async () =>
      (await route.vlans.globals(key.dev)).find((each) => each.from <= from && from <= each.to);
    expect(await at()).toMatchObject(options);
    await route.vlans.setGlobals(key, options);
    expect(await at()).toMatchObject(options);
    const shown = box.bridge(`-j vlan global show dev ${key.dev} vid ${from}`);
    for (const value of Object.values(options)) expect(shown).toMatch(new RegExp(`: ?${value}\\b`));
  });

  it.each(FDB_VLAN_ROWS)("of bridge fdb add %s", async (words, settings) => {
    const { mac, dev } = settings;
    box.bridge(`fdb add ${words}`);
    const theirRows = box.json("fdb").filter((row) => row["mac"] === mac);
    const ourRows = (await route.fdb.list({ dev, vlan: 5 })).filter((row) => row.mac === mac);
    expect(ourRows.map(fdbRow)).toEqual(theirRows);
    const { state, ...key } = settings;
    await route.fdb.delete(key);
    await route.fdb.add(settings);
    expect(box.json("fdb").filter((row) => row["mac"] === mac)).toEqual(theirRows);
    await route.fdb.flush({ dev: "b0", vlan: 5, state: "static" });
    expect(await rejection(route.fdb.get(key))).toMatchObject({ errnoName: "ENOENT" });
  });

  it.each(MDB_VLAN_ROWS)("of bridge mdb add %s", async (words, settings) => {
    const { group, state, ...rest } = settings;
    box.bridge(`mdb add ${words}`);
    expect(await route.mdb.list({ dev: "b0", vlan: 5 })).toMatchObject([
      { group, state, vlan: 5, portName: "v0" },
    ]);
    await route.mdb.delete({ group, ...rest });
    expect(await route.mdb.list({ dev: "b0", vlan: 5 })).toEqual([]);
  });

  it("counts packets, one VLAN after the other", async () => {
    const counted = await route.vlans.list({ dev: "v0", statistics: true });
    expect(counted.every(({ from, to }) => from === to)).toBe(true);
    expect(counted[0]?.statistics).toMatchObject({ rxPackets: expect.any(BigInt) });
  });

  it("are told of as they change", async () => {
    const stop = new AbortController();
    const events = route.vlans.events({ signal: stop.signal });
    await route.vlans.add({ dev: "v0", vid: { from: 300, to: 302 } });
    await route.vlans.delete({ dev: "v0", vid: { from: 300, to: 302 } });
    await route.vlans.setGlobals({ dev: "b0", vid: 7 }, { mcastIgmpVersion: 3 });
    const seen: BridgeVlanEvent[] = [];
    while (seen.length < 3) seen.push((await events.next()).value as BridgeVlanEvent);
    stop.abort();
    expect(seen).toMatchObject([
      { action: "set", vlans: [{ dev: "v0", from: 300, to: 302 }] },
      { action: "delete", vlans: [{ dev: "v0", from: 300, to: 302 }] },
      { action: "set", globals: [{ dev: "b0", from: 7, to: 7, mcastIgmpVersion: 3 }] },
    ]);
  });

  it("says of what cannot be why; what is not there may be removed", async () => {
    await route.vlans.delete({ dev: "v0", vid: 4000 });
    for (const refused of [
      route.vlans.list({ dev: "v1" }),
      route.vlans.set({ dev: "v0", vid: 4000 }, { state: "blocking" }),
      route.vlans.setGlobals({ dev: "v0", vid: 5 }, { mcastSnooping: 1 }),
    ])
      expect(await rejection(refused)).toMatchObject({ code: "ERR_NETLINK_ERRNO" });
    expect(
      await rejection(route.vlans.set({ dev: "v0", vid: 4000 }, { state: "blocking" })),
    ).toMatchObject({
      extack: { message: expect.any(String) },
    });
  });
});
