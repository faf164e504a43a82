/**
 * Many changes in few sends, on the real kernel.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NetlinkBatchError, NetlinkErrnoError, NetlinkInputError } from "../../src/errors/index.ts";
import type { RouteBatchFailure, RouteSettings } from "../../src/route.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();

/** Routes to 10.x.y.0/24, as many as wanted. */
function* numbered(count: number, table: number): Generator<RouteSettings> {
  for (let at = 0; at < count; at++)
    yield { dst: `10.${at >> 8}.${at & 0xff}.0/24`, dev: "v0", table };
}

describe.skipIf(skipped !== undefined)(`a batch on the kernel${skipped ?? ""}`, () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await Sandbox.open();
    expect(
      box.build(["link add v0 type veth peer name v1", "link set v0 up", "link set v1 up"]),
    ).toEqual([]);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  it("makes what needs one another in the order of the calls, names of new links included", async () => {
    const { route } = box;
    const result = await route.batch(
      ({ links, addresses, routes, rules, neighbours, nexthops }) => {
        void links.add({ kind: "bridge", name: "br7" });
        void links.set("br7", { up: true, mtu: 1400 });
        void addresses.add({ dev: "br7", address: "192.0.2.1/24" });
        void neighbours.add({ dev: "br7", address: "192.0.2.2", lladdr: "02:00:00:00:00:02" });
        void nexthops.add({ id: 7, dev: "br7", via: "192.0.2.2" });
        void routes.add({ dst: "198.51.100.0/24", nexthopId: 7 });
        void routes.add({ dst: "203.0.113.0/24", via: "192.0.2.2" });
        void rules.add({ from: "192.0.2.0/24", table: 7, priority: 7 });
      },
    );
    expect(result).toEqual({ carriedOut: 8, failures: [] });
    expect(await route.links.get("br7")).toMatchObject({ up: true, mtu: 1400, kind: "bridge" });
    const made = (await route.routes.list({ protocol: "static", family: "ipv4" })).map(
      ({ dst }) => dst,
    );
    expect(made).toEqual(["198.51.100.0/24", "203.0.113.0/24"]);
    expect((await route.rules.list()).some(({ priority }) => priority === 7)).toBe(true);
  });

  it("takes thousands from a source that is waited for, in a few dozen sends", async () => {
    const { route } = box;
    let sends = 0;
    const traced = await Sandbox.open({
      trace: ({ direction }) => {
        if (direction === "send") sends++;
      },
    });
    expect(traced.build(["link add v0 type veth peer name v1", "link set v0 up"])).toEqual([]);
    async function* source(): AsyncGenerator<RouteSettings> {
      for (const settings of numbered(5000, 200)) yield settings;
    }
    const { carriedOut } = await traced.route.batch(async ({ routes }) => {
      for await (const settings of source()) await routes.add(settings);
    });
    expect(carriedOut).toBe(5000);
    expect(await traced.route.routes.list({ table: 200 })).toHaveLength(5000);
    expect(sends).toBeLessThan(60);
    await traced[Symbol.asyncDispose]();
    expect(await route.routes.list({ table: 200 })).toEqual([]);
  });

  it("stops at the first refusal, and says which it was and why", async () => {
    const { route } = box;
    await route.routes.add({ dst: "10.0.3.0/24", dev: "v0", table: 300 });
    const error = (await rejection(
      route.batch(async ({ routes }) => {
        for (const settings of numbered(3000, 300)) await routes.add(settings);
      }),
    )) as NetlinkBatchError;
    expect(error).toBeInstanceOf(NetlinkBatchError);
    expect(error.index).toBe(3);
    expect(error.cause).toBeInstanceOf(NetlinkErrnoError);
    expect(error.cause).toMatchObject({ errnoName: "EEXIST", operation: "RTM_NEWROUTE" });
    expect(error.message).toMatch(
      /^change 3 of the batch: RTM_NEWROUTE: EEXIST .*; \d+ were carried out$/,
    );
    // The datagram that it was in, and no further.
    expect(error.carriedOut).toBe(199);
    expect(await route.routes.list({ table: 300 })).toHaveLength(200);
  });

  it("goes on where it is told to, and tells of each that failed in the caller's words", async () => {
    const { route } = box;
    const { carriedOut, failures } = await route.batch(
      ({ routes, links }) => {
        for (const settings of numbered(1500, 400)) void routes.add(settings);
        void routes.add({ dst: "10.0.5.0/24", dev: "v0", table: 400 });
        void routes.add({ dst: "10.0.0.0/33", dev: "v0", table: 400 });
        void routes.add({ dst: "10.99.0.0/16", dev: "nowhere", table: 400 });
        void links.set("v0", { mtu: 10 });
        void routes.add({ dst: "10.98.0.0/16", dev: "v0", table: 400 });
      },
      { onError: "continue" },
    );
    expect(carriedOut).toBe(1501);
    expect(failures.map(({ index }) => index)).toEqual([1500, 1501, 1502, 1503]);
    const [exists, input, gone, mtu] = failures.map(({ error }) => error as NetlinkErrnoError);
    expect(exists).toMatchObject({ errnoName: "EEXIST" });
    expect(input).toBeInstanceOf(NetlinkInputError);
    expect(gone?.message).toContain('there is no link "nowhere"');
    expect(mtu?.message).toContain('at mtu: "mtu less than device minimum"');
  });

  it("tells a function of each that failed, and what it was, and stops where that says so", async () => {
    const { route } = box;
    await route.routes.add({ dst: "10.0.3.0/24", dev: "v0", table: 700 });
    const wrong = { dst: "10.0.0.0/33", dev: "v0", table: 700 };
    const told: RouteBatchFailure[] = [];
    const all = await route.batch(
      async ({ routes }) => {
        for (const settings of numbered(2000, 700)) await routes.add(settings);
        await routes.add(wrong);
      },
      {
        onError: (failure) => {
          told.push(failure);
          return "continue";
        },
      },
    );
    expect(all).toEqual({ carriedOut: 1999, failures: [] });
    expect(told).toMatchObject([
      { index: 3, object: "routes", method: "add", args: [{ dst: "10.0.3.0/24" }] },
      { index: 2000, args: [wrong], error: { code: "ERR_NETLINK_INPUT" } },
    ]);
    const error = (await rejection(
      route.batch(
        async ({ routes }) => {
          for (const settings of numbered(5000, 700)) await routes.add(settings);
        },
        { onError: ({ index }) => (index < 100 ? "continue" : "stop") },
      ),
    )) as NetlinkBatchError;
    expect(error.index).toBe(100);
    expect(await route.routes.list({ table: 700 })).toHaveLength(2000);
    const reason = new Error("of the function");
    const thrown = rejection(
      route.batch(({ routes }) => void routes.add(wrong), {
        onError: () => {
          throw reason;
        },
      }),
    );
    expect(await thrown).toBe(reason);
  });

  it("makes what was called for before its filling threw", async () => {
    const { route } = box;
    const reason = new Error("out of addresses");
    const thrown = await rejection(
      route.batch(({ routes }) => {
        void routes.add({ dst: "10.1.0.0/16", dev: "v0", table: 500 });
        throw reason;
      }),
    );
    expect(thrown).toBe(reason);
    expect(await route.routes.list({ table: 500 })).toHaveLength(1);
  });

  it("is given up by a signal", async () => {
    const controller = new AbortController();
    const { routes } = box.route;
    const aborted = rejection(
      box.route.batch(
        async (batch) => {
          let count = 0;
          for (const settings of numbered(20_000, 600)) {
            await batch.routes.add(settings);
            if (++count === 2500) controller.abort(new Error("enough"));
          }
        },
        { signal: controller.signal },
      ),
    );
    expect(await aborted).toMatchObject({ message: "enough" });
    expect((await routes.list({ table: 600 })).length).toBeLessThanOrEqual(3000);
  });
});
