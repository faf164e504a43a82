/**
 * Events of links, addresses and routes on the real kernel; and what it takes to be let in.
 *
 * @module
 */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { NetlinkErrnoError, NetlinkSystemError } from "../../src/errors/index.ts";
import { openRoute, type RouteClient, type RouteEvent } from "../../src/route.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();

const NETWORK: readonly string[] = [
  "link add v0 type veth peer name p0",
  "link add br0 type bridge",
  "link set v0 up",
  "link set p0 up",
];

describe.skipIf(skipped !== undefined)(`nlkit/route on the kernel${skipped ?? ""}`, () => {
  let box: Sandbox;
  let route: RouteClient;
  beforeAll(async () => {
    box = await Sandbox.open();
    ({ route } = box);
    expect(box.build(NETWORK)).toEqual([]);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  describe("events", () => {
    const stops: AbortController[] = [];
    afterEach(() => {
      for (const stop of stops.splice(0)) stop.abort();
    });

    /** Events of a stream until one is the last that is waited for. */
    async function collect(
      events: AsyncIterable<RouteEvent>,
      isLast: (event: RouteEvent) => boolean,
    ): Promise<RouteEvent[]> {
      const seen: RouteEvent[] = [];
      for await (const event of events) {
        seen.push(event);
        if (isLast(event)) break;
      }
      return seen;
    }

    it("tells of links, addresses and routes, with names, until they are gone", async () => {
      const stop = new AbortController();
      stops.push(stop);
      const events = route.events(undefined, { signal: stop.signal });
      await route.links.add({ name: "ev0", kind: "veth", peer: { name: "ev1" } });
      await route.links.set("ev0", { up: true, master: "br0" });
      await route.links.set("ev0", { master: null });
      await route.links.set("ev1", { up: true });
      await route.addresses.add({ address: "10.50.0.1/24", dev: "ev0" });
      await route.routes.add({ dst: "10.51.0.0/16", via: "10.50.0.9" });
      await route.links.delete("ev0");
      const seen = await collect(
        events,
        (event) =>
          event.object === "link" && event.action === "delete" && event.link.name === "ev0",
      );
      const links = seen
        .filter((event) => event.object === "link")
        .map(({ action, link }) => ({ action, ...link }));
      expect(links).toContainEqual(
        expect.objectContaining({ action: "set", name: "ev0", kind: "veth" }),
      );
      expect(links).toContainEqual(
        expect.objectContaining({ action: "set", name: "ev0", masterName: "br0", up: true }),
      );
      expect(links).toContainEqual(expect.objectContaining({ action: "delete", name: "ev0" }));
      const addresses = seen
        .filter((event) => event.object === "address")
        .map(({ action, address }) => [action, address.address, address.dev]);
      expect(addresses).toContainEqual(["set", "10.50.0.1", "ev0"]);
      expect(addresses).toContainEqual(["delete", "10.50.0.1", "ev0"]);
      const routes = seen
        .filter((event) => event.object === "route")
        .map((event) => [event.action, event.route.dst, event.route.via, event.route.dev]);
      expect(routes).toContainEqual(["set", "10.51.0.0/16", "10.50.0.9", "ev0"]);
      expect(routes).toContainEqual(["set", "10.50.0.0/24", undefined, "ev0"]);
    });

    it("tells only of what was asked for, and still knows the names", async () => {
      const stop = new AbortController();
      stops.push(stop);
      const events = route.events(["address"], { signal: stop.signal });
      await route.links.add({ name: "late", kind: "ifb" });
      await route.addresses.add({ address: "10.52.0.1/24", dev: "late" });
      await route.links.set("late", { name: "later" });
      await route.addresses.delete({ address: "10.52.0.1/24", dev: "later" });
      await route.links.delete("later");
      const seen = await collect(
        events,
        (event) => event.object === "address" && event.action === "delete",
      );
      expect(
        seen.map((event) =>
          event.object === "address"
            ? [event.action, event.address.address, event.address.dev]
            : event,
        ),
      ).toEqual([
        ["set", "10.52.0.1", "late"],
        // Its label is renamed with the link.
        ["set", "10.52.0.1", "later"],
        ["delete", "10.52.0.1", "later"],
      ]);
    });

    it("tells that messages were lost", async () => {
      const stop = new AbortController();
      stops.push(stop);
      const events = route.events(["address"], { signal: stop.signal, queueBytes: 300 });
      for (let at = 1; at < 20; at++)
        await route.addresses.add({ address: `10.53.0.${at}/24`, dev: "v0" });
      const seen = await collect(events, (event) => event.object === "overrun");
      expect(seen.at(-1)).toEqual({ object: "overrun" });
      expect(seen.length).toBeLessThan(10);
      const { addresses } = route;
      for (let at = 1; at < 20; at++)
        await addresses.delete({ address: `10.53.0.${at}/24`, dev: "v0" }).catch(() => undefined);
    });

    it("ends by its signal", async () => {
      const stop = new AbortController();
      const events = route.events(["link"], { signal: stop.signal });
      const ended = events.next();
      stop.abort();
      expect(await ended).toEqual({ done: true, value: undefined });
    });
  });

  it("says that privileges lack, and what would help", async () => {
    // The effective user counts, for every thread of the process.
    process.seteuid?.(65534);
    try {
      const error = await rejection(route.links.set("v0", { mtu: 1400 }));
      expect(error).toBeInstanceOf(NetlinkErrnoError);
      expect(error).toMatchObject({
        errnoName: "EPERM",
        operation: "RTM_SETLINK",
        message: expect.stringContaining("CAP_NET_ADMIN") as string,
      });
      expect((await route.links.get("v0")).mtu).toBe(1500);
    } finally {
      process.seteuid?.(0);
    }
  });

  it.each([
    ["a-namespace-that-nobody-made", "setns", "ENOENT"],
    ["/proc/self/ns/no-such-file", "open", "ENOENT"],
    ["/proc/self/ns/uts", "setns", "EINVAL"],
    [0x7ffffff0, "open", "ENOENT"],
  ])("does not open %s", async (netns, syscall, errnoName) => {
    const error = await rejection(openRoute({ netns }));
    expect(error).toBeInstanceOf(NetlinkSystemError);
    expect(error).toMatchObject({ code: "ERR_NETLINK_SYSTEM", syscall, errnoName });
  });
});
