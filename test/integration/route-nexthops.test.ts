/**
 * Nexthop objects on the real kernel, made by nlkit and read by `ip`, and the other way round.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NetlinkInputError } from "../../src/errors/index.ts";
import type { Nexthop, NexthopBucket, NexthopSettings } from "../../src/route.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();
const TOPOLOGY = [
  // Blackholes go out by lo.
  "link set lo up",
  "link add v0 type veth peer name v1",
  "link set v0 up",
  "link set v1 up",
  "address add 10.0.0.1/24 dev v0",
  "address add 2001:db8::1/64 dev v0 nodad",
];

const ROWS: readonly (readonly [words: string, settings: NexthopSettings])[] = [
  ["id 1 via 10.0.0.2 dev v0", { id: 1, via: "10.0.0.2", dev: "v0" }],
  ["id 2 via 2001:db8::2 dev v0", { id: 2, via: "2001:db8::2", dev: "v0" }],
  ["id 3 blackhole", { id: 3, blackhole: true }],
  ["id 4 dev v0", { id: 4, dev: "v0" }],
  ["id 5 via 10.9.0.1 dev v0 onlink", { id: 5, via: "10.9.0.1", dev: "v0", flags: ["onlink"] }],
  ["id 6 via 10.0.0.6 dev v0", { id: 6, via: "10.0.0.6", dev: "v0" }],
  ["id 7 via 10.0.0.99 fdb", { id: 7, via: "10.0.0.99", fdb: true }],
  [
    "id 10 group 1,10/6,20",
    {
      id: 10,
      group: [
        { id: 1, weight: 10 },
        { id: 6, weight: 20 },
      ],
    },
  ],
  [
    "id 11 group 1/6 type resilient buckets 4 idle_timer 60 unbalanced_timer 300",
    {
      id: 11,
      group: [{ id: 1 }, { id: 6 }],
      resilient: { buckets: 4, idleTimerMs: 60_000, unbalancedTimerMs: 300_000 },
    },
  ],
  ["id 12 group 7 fdb", { id: 12, group: [{ id: 7 }], fdb: true }],
  ["id 13 -6 blackhole", { id: 13, family: "ipv6", blackhole: true }],
];

/** What `ip -j nexthop` says of one. */
function asIp(nexthop: Nexthop) {
  const { id, group, via, dev, resilient, scope, protocol, flags, blackhole, fdb } = nexthop;
  const member = ({ id: of, weight }: { id: number; weight: number }) =>
    weight === 1 ? { id: of } : { id: of, weight };
  return {
    id,
    ...(group !== undefined && { group: group.map(member) }),
    ...(resilient !== undefined && {
      type: "resilient",
      resilient_args: {
        buckets: resilient.buckets,
        idle_timer: resilient.idleTimerMs / 1000,
        unbalanced_timer: resilient.unbalancedTimerMs / 1000,
        unbalanced_time: resilient.unbalancedTimeMs / 1000,
      },
    }),
    ...(via !== undefined && { gateway: via }),
    ...(dev !== undefined && { dev }),
    scope,
    ...(blackhole && { blackhole: null }),
    protocol,
    flags,
    ...(fdb && { fdb: null }),
  };
}

describe.skipIf(skipped !== undefined)(`nexthops on the kernel${skipped ?? ""}`, () => {
  let ours: Sandbox;
  let theirs: Sandbox;
  beforeAll(async () => {
    ours = await Sandbox.open();
    theirs = await Sandbox.open();
    expect(ours.build(TOPOLOGY)).toEqual([]);
    expect(theirs.build(TOPOLOGY)).toEqual([]);
  });
  afterAll(async () => {
    await ours[Symbol.asyncDispose]();
    await theirs[Symbol.asyncDispose]();
  });

  it("are the same made by nlkit and by ip, read by either", async () => {
    for (const [words, settings] of ROWS) {
      const six = words.includes(" -6") ? "-6 " : "";
      theirs.ip(`${six}nexthop add ${words.replace(" -6", "")} protocol static`);
      expect(await ours.route.nexthops.add(settings)).toBe(settings.id);
    }
    const shown = theirs.json("-d nexthop");
    expect(shown).toHaveLength(ROWS.length);
    expect(ours.json("-d nexthop")).toEqual(shown);
    const read = await theirs.route.nexthops.list();
    expect(read.map(asIp)).toEqual(shown);
    const back = await ours.route.nexthops.list();
    expect(back).toEqual(read);
    for (const nexthop of back) expect(await ours.route.nexthops.get(nexthop.id)).toEqual(nexthop);
  });

  it("are filtered by link and kind", async () => {
    const ids = async (filter: Parameters<typeof ours.route.nexthops.list>[0]) =>
      (await ours.route.nexthops.list(filter)).map(({ id }) => id);
    expect(await ids({ groups: true })).toEqual([10, 11, 12]);
    expect(await ids({ dev: "v0" })).toEqual([1, 2, 4, 5, 6]);
    expect(await ids({ fdb: true })).toEqual([7, 12]);
    // Blackholes are on lo.
    expect(await ids({ dev: "lo" })).toEqual([3, 13]);
  });

  it("have buckets where they are resilient", async () => {
    const fixed = ({ idleTimeMs, ...bucket }: NexthopBucket) => {
      expect(idleTimeMs % 10).toBe(0);
      return bucket;
    };
    const buckets = (await ours.route.nexthops.buckets()).map(fixed);
    expect(buckets).toHaveLength(4);
    expect(buckets).toEqual(
      ours.json("nexthop bucket").map(({ id, bucket, flags }) => {
        const { index, nhid } = bucket as { index: number; nhid: number };
        return { id, index, nexthopId: nhid, flags };
      }),
    );
    expect((await ours.route.nexthops.buckets({ id: 11, nexthopId: 1 })).map(fixed)).toEqual(
      buckets.filter(({ nexthopId }) => nexthopId === 1),
    );
  });

  it("get an id from the kernel, are replaced and deleted, with the routes that use them", async () => {
    const { nexthops, routes } = ours.route;
    const before = await nexthops.list();
    const id = await nexthops.add({ via: "10.0.0.7", dev: "v0" });
    expect(before.every((other) => other.id !== id) && id > 0).toBe(true);
    await routes.add({ dst: "10.77.0.0/16", nexthopId: id });
    expect(await nexthops.replace({ id, via: "10.0.0.8", dev: "v0" })).toBe(id);
    const [used] = await routes.list({ family: "ipv4", protocol: "static" });
    expect(used).toMatchObject({ dst: "10.77.0.0/16", nexthopId: id, via: "10.0.0.8" });
    await nexthops.delete(id);
    expect(await routes.list({ family: "ipv4", protocol: "static" })).toEqual([]);
    expect(await rejection(nexthops.get(id))).toMatchObject({ errnoName: "ENOENT" });
    expect(await rejection(nexthops.delete(id))).toMatchObject({ errnoName: "ENOENT" });
    const taken: NexthopSettings = { id: 1, via: "10.0.0.7", dev: "v0" };
    expect(await rejection(nexthops.add(taken))).toMatchObject({ errnoName: "EEXIST" });
  });

  it("count what goes by the members of a group", async () => {
    const { statistics } = await ours.route.nexthops.get(10, { statistics: true });
    expect(statistics).toEqual([
      { id: 1, packets: 0n, hardwarePackets: 0n },
      { id: 6, packets: 0n, hardwarePackets: 0n },
    ]);
  });

  it("are refused where they are two things, and nothing is sent", async () => {
    const { nexthops } = ours.route;
    const before = await nexthops.list();
    for (const [settings, field] of [
      [{}, "dev"],
      [{ via: "10.0.0.2" }, "dev"],
      [{ blackhole: true, dev: "v0" }, "dev"],
      [{ group: [{ id: 1 }], via: "10.0.0.2" }, "via"],
      [{ group: [{ id: 1 }], blackhole: true }, "blackhole"],
      [{ group: [] }, "group"],
      [{ group: [{ id: 1, weight: 0 }] }, "group[0].weight"],
      [{ via: "10.0.0.2", dev: "v0", resilient: {} }, "resilient"],
      [{ group: [{ id: 1 }], resilient: { idleTimerMs: 15 } }, "resilient.idleTimerMs"],
      [{ via: "10.0.0.2", family: "ipv6", dev: "v0" }, "via"],
      [{ fdb: true, via: "10.0.0.2", dev: "v0" }, "dev"],
      [{ dev: "v0", flags: ["dead"] }, "flags"],
      [{ dev: "v0", gateway: "10.0.0.2" }, "nexthop.gateway"],
    ] as const) {
      const error = await rejection(nexthops.add(settings as NexthopSettings));
      expect(error).toBeInstanceOf(NetlinkInputError);
      expect((error as NetlinkInputError).field).toBe(field);
    }
    expect(await nexthops.list()).toEqual(before);
    const nested = await rejection(nexthops.add({ group: [{ id: 10 }, { id: 1 }] }));
    expect((nested as Error).message).toMatch(/^RTM_NEWNEXTHOP: EINVAL .*"/);
  });
});
