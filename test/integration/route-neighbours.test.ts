/**
 * Neighbours on the real kernel, made by nlkit and read by `ip`, and the other way round.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NetlinkInputError } from "../../src/errors/index.ts";
import type { Neighbour, NeighbourSettings } from "../../src/route.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();
const MAC = "02:00:00:00:00:0";

const ROWS: readonly (readonly [words: string, settings: NeighbourSettings])[] = [
  [`10.0.0.2 lladdr ${MAC}2 dev v0`, { address: "10.0.0.2", lladdr: `${MAC}2`, dev: "v0" }],
  [
    `10.0.0.3 lladdr ${MAC}3 dev v0 nud stale`,
    { address: "10.0.0.3", lladdr: `${MAC}3`, dev: "v0", state: ["stale"] },
  ],
  [
    `10.0.0.4 lladdr ${MAC}4 dev v0 nud noarp`,
    { address: "10.0.0.4", lladdr: `${MAC}4`, dev: "v0", state: ["noarp"] },
  ],
  [
    `10.0.0.5 lladdr ${MAC}5 dev v0 protocol zebra`,
    { address: "10.0.0.5", lladdr: `${MAC}5`, dev: "v0", protocol: "zebra" },
  ],
  [
    `10.0.0.6 lladdr ${MAC}6 dev v0 extern_learn nud stale`,
    { address: "10.0.0.6", lladdr: `${MAC}6`, dev: "v0", flags: ["ext-learned"], state: ["stale"] },
  ],
  [
    `2001:db8::2 lladdr ${MAC}7 dev v0 router`,
    { address: "2001:db8::2", lladdr: `${MAC}7`, dev: "v0", flags: ["router"] },
  ],
];

/** What `ip -j neigh` says of a neighbour, as far as it does not change with time. */
function asIp({ address, dev, lladdr, state, flags, protocol }: Neighbour) {
  return {
    dst: address,
    dev,
    ...(lladdr !== undefined && { lladdr }),
    ...(flags.includes("router") && { router: null }),
    ...(flags.includes("ext-learned") && { extern_learn: null }),
    ...(protocol !== undefined && { protocol }),
    state: state.map((name) => name.toUpperCase()),
  };
}
/** Whether the kernel made it for multicast, of its own accord. */
const isMulticast = (address: unknown): boolean => /^(ff|224\.)/.test(String(address));
const byAddress = (a: { dst?: unknown }, b: { dst?: unknown }): number =>
  String(a.dst) < String(b.dst) ? -1 : 1;

describe.skipIf(skipped !== undefined)(`neighbours on the kernel${skipped ?? ""}`, () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await Sandbox.open();
    expect(
      box.build([
        "link add v0 type veth peer name v1",
        "link add br0 type bridge",
        "link set v1 master br0",
        "link set v0 up",
        "link set v1 up",
        "link set br0 up",
        "address add 10.0.0.1/24 dev v0",
        "address add 10.1.0.1/24 dev br0",
      ]),
    ).toEqual([]);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  /** Neighbours that somebody made. */
  const made = async (): Promise<Neighbour[]> =>
    (await box.route.neighbours.list()).filter(({ address }) => !isMulticast(address));
  const shown = (): Record<string, unknown>[] =>
    ["-4", "-6"]
      .flatMap((family) => box.json(`${family} neigh show nud all`))
      .filter(({ dst }) => !isMulticast(dst))
      .sort(byAddress);

  it("are the same made by ip and by nlkit, read by either", async () => {
    for (const [words] of ROWS) box.ip(`neigh add ${words}`);
    const theirs = shown();
    expect(theirs).toHaveLength(ROWS.length);
    expect((await made()).map(asIp).sort(byAddress)).toEqual(theirs);
    for (const [, { address, dev = 0 }] of ROWS)
      await box.route.neighbours.delete({ address, dev });
    // What is deleted may linger as failed until the kernel collects it.
    box.ip("neigh flush all nud failed");
    for (const [, settings] of ROWS) await box.route.neighbours.replace(settings);
    expect(shown()).toEqual(theirs);
  });

  it("are filtered by family, link, master and state", async () => {
    const { neighbours } = box.route;
    const addresses = async (filter: Parameters<typeof neighbours.list>[0]): Promise<string[]> =>
      (await neighbours.list(filter))
        .map(({ address }) => address)
        .filter((address) => !isMulticast(address))
        .sort();
    await neighbours.add({ address: "10.1.0.2", lladdr: `${MAC}9`, dev: "br0" });
    expect(await addresses({ family: "ipv4", dev: "br0" })).toEqual(["10.1.0.2"]);
    expect(await addresses({ state: ["noarp"], family: "ipv4" })).toEqual(["10.0.0.4"]);
    expect(await addresses({ family: "ipv6", state: ["permanent"] })).toEqual(["2001:db8::2"]);
    expect(await addresses({ family: "ipv4", master: "br0" })).toEqual([]);
    expect(await addresses({ family: "ipv4", dev: "v0" })).toHaveLength(5);
  });

  it("are found, changed and deleted by address and link", async () => {
    const { neighbours } = box.route;
    const key = { address: "10.0.0.2", dev: "v0" };
    expect(await neighbours.get(key)).toMatchObject({
      dev: "v0",
      lladdr: `${MAC}2`,
      state: ["permanent"],
      proxy: false,
      type: "unicast",
    });
    await neighbours.set({ ...key, lladdr: `${MAC}8` });
    expect(await neighbours.get(key)).toMatchObject({ lladdr: `${MAC}8` });
    await neighbours.delete(key);
    expect(await rejection(neighbours.get(key))).toMatchObject({ errnoName: "ENOENT" });
    expect(await rejection(neighbours.set({ ...key, lladdr: `${MAC}8` }))).toMatchObject({
      errnoName: "ENOENT",
    });
    const twice: NeighbourSettings = { address: "10.0.0.3", lladdr: `${MAC}1`, dev: "v0" };
    expect(await rejection(neighbours.add(twice))).toMatchObject({ errnoName: "EEXIST" });
  });

  it("may be found by the kernel and kept fresh", async () => {
    await box.route.neighbours.add({ address: "10.0.0.77", dev: "v0", flags: ["managed"] });
    const managed = await box.route.neighbours.get({ address: "10.0.0.77", dev: "v0" });
    expect(managed.flags).toContain("managed");
    expect(managed).not.toHaveProperty("lladdr");
  });

  it("are answered for by proxies, which are listed apart", async () => {
    const { neighbours } = box.route;
    await neighbours.add({ address: "10.9.0.1", dev: "v0", proxy: true });
    await neighbours.add({ address: "10.9.0.2", proxy: true });
    // The kernel does not free those without a link when their namespace ends: a later one may have them.
    const ours = ["10.9.0.1", "10.9.0.2"];
    const listed = async () =>
      (await neighbours.list({ proxy: true, family: "ipv4" })).filter(({ address }) =>
        ours.includes(address),
      );
    expect((await listed()).map(({ address, dev, proxy }) => [address, dev, proxy]).sort()).toEqual(
      [
        ["10.9.0.1", "v0", true],
        ["10.9.0.2", undefined, true],
      ],
    );
    const shownProxies = box.json("-4 neigh show proxy").map(({ dst }) => String(dst));
    expect(shownProxies.filter((dst) => ours.includes(dst)).sort()).toEqual(ours);
    await neighbours.delete({ address: "10.9.0.2", proxy: true });
    expect(await listed()).toHaveLength(1);
  });

  it("are refused where they say what cannot be, and nothing is sent", async () => {
    const { neighbours } = box.route;
    const before = (await made()).map(asIp);
    for (const [settings, field] of [
      [{ address: "10.0.0.9", lladdr: `${MAC}1` }, "dev"],
      [{ address: "10.0.0.x", dev: "v0" }, "address"],
      [{ address: "10.0.0.9", dev: "v0", lladdr: "02:zz" }, "lladdr"],
      [{ address: "10.0.0.9", dev: "v0", state: ["permanant"] }, "state"],
      [{ address: "10.0.0.9", dev: "v0", flags: ["routr"] }, "flags"],
      [{ address: "10.0.0.9", dev: "v0", proxy: true, lladdr: `${MAC}1` }, "lladdr"],
      [{ address: "10.0.0.9", dev: "v0", lladr: `${MAC}1` }, "neighbour.lladr"],
    ] as const) {
      const error = await rejection(neighbours.add(settings as NeighbourSettings));
      expect(error).toBeInstanceOf(NetlinkInputError);
      expect((error as NetlinkInputError).field).toBe(field);
    }
    expect((await made()).map(asIp)).toEqual(before);
    expect(await rejection(neighbours.add({ address: "10.0.0.9", dev: "nowhere" }))).toMatchObject({
      errnoName: "ENODEV",
    });
    expect(await rejection(neighbours.add({ address: "10.0.0.9", dev: "v0" }))).toMatchObject({
      errnoName: "EINVAL",
    });
  });
});
