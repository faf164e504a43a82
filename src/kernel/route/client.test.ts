/**
 * nlkit's own client on the embedded kernel: what a program that manages a network does.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import type { NetlinkErrnoError } from "../../errors/index.ts";
import { openRoute, type RouteClient, type RouteEvent } from "../../route.ts";
import { createKernel, type EmbeddedKernel } from "../index.ts";

/** A kernel whose handlers may refuse, and must not fail. */
function newKernel(): EmbeddedKernel {
  return createKernel({
    onError: (error) => {
      throw error;
    },
  });
}

async function withRoute(
  run: (route: RouteClient, kernel: EmbeddedKernel) => Promise<void>,
): Promise<void> {
  const kernel = newKernel();
  const route = await openRoute({ transport: kernel });
  try {
    await run(route, kernel);
  } finally {
    route.close();
  }
}

/** What a promise is rejected with. */
async function refusalOf(promise: Promise<unknown>): Promise<NetlinkErrnoError> {
  try {
    await promise;
  } catch (error) {
    return error as NetlinkErrnoError;
  }
  throw new Error("it was not refused");
}

const names = async (route: RouteClient): Promise<string[]> =>
  (await route.links.list()).map(({ name }) => name);

describe("links", () => {
  it("are added, read, changed and deleted", () =>
    withRoute(async (route) => {
      await route.links.add({ name: "v0", kind: "veth", peer: { name: "v1", mtu: 1400 } });
      await route.links.add({ name: "br0", kind: "bridge" });
      expect(await names(route)).toEqual(["lo", "v1", "v0", "br0"]);
      expect(await route.links.get("v1")).toMatchObject({ kind: "veth", mtu: 1400, up: false });
      await route.links.set("v0", { master: "br0", up: true, mtu: 1300, alias: "port" });
      await route.links.set("v1", { up: true });
      const port = await route.links.get("v0");
      expect(port).toMatchObject({ state: "up", mtu: 1300, alias: "port", portKind: "bridge" });
      const ports = await route.links.list({ master: "br0" });
      expect(ports.map(({ name }) => name)).toEqual(["v0"]);
      await route.links.delete("v1");
      expect(await names(route)).toEqual(["lo", "br0"]);
    }));

  it("of all kinds, a VLAN following what it lies on", () =>
    withRoute(async (route) => {
      await route.links.add({ name: "d0", kind: "dummy", up: true });
      await route.links.add({ name: "d0.7", kind: "vlan", link: "d0", options: { id: 7 } });
      await route.links.set("d0.7", { up: true });
      expect(await route.links.get("d0.7")).toMatchObject({ up: true, state: "up" });
      await route.links.set("d0", { mtu: 1200 });
      expect((await route.links.get("d0.7")).mtu).toBe(1200);
      await route.links.set("d0", { up: false });
      expect((await route.links.get("d0.7")).up).toBe(false);
      const refused = await refusalOf(route.links.set("d0.7", { up: true }));
      expect(refused.errnoName).toBe("ENETDOWN");
      await route.links.delete("d0");
      expect(await names(route)).toEqual(["lo"]);
    }));

  it("are refused with the kernel's errno and words", () =>
    withRoute(async (route) => {
      await route.links.add({ name: "br0", kind: "bridge" });
      const small = await refusalOf(route.links.set("br0", { mtu: 10 }));
      expect(small).toMatchObject({
        errnoName: "EINVAL",
        extack: { message: "mtu less than device minimum" },
      });
      const twice = await refusalOf(route.links.add({ name: "br0", kind: "bridge" }));
      expect(twice.errnoName).toBe("EEXIST");
    }));
});

describe("addresses, routes and neighbours", () => {
  it("are added, read and deleted", () =>
    withRoute(async (route) => {
      await route.links.add({ name: "d0", kind: "dummy", up: true });
      await route.addresses.add({ address: "10.0.0.1/24", dev: "d0" });
      await route.addresses.add({ address: "2001:db8::1/64", dev: "d0" });
      await route.routes.add({ dst: "10.1.0.0/16", via: "10.0.0.9" });
      await route.routes.add({ dst: "default", via: "2001:db8::9" });
      const ways = await route.routes.list({ family: "ipv4", table: "main" });
      expect(ways.find(({ via }) => via !== undefined)).toMatchObject({
        dst: "10.1.0.0/16",
        via: "10.0.0.9",
        dev: "d0",
      });
      expect(await route.routes.get("10.1.2.3")).toMatchObject({
        via: "10.0.0.9",
        dev: "d0",
        prefsrc: "10.0.0.1",
      });
      expect(await route.routes.get("2001:db8:9::1")).toMatchObject({ via: "2001:db8::9" });
      const key = { address: "10.0.0.9", dev: "d0" };
      await route.neighbours.add({ ...key, lladdr: "02:00:00:00:00:09" });
      expect(await route.neighbours.get(key)).toMatchObject({ lladdr: "02:00:00:00:00:09" });
      await route.neighbours.delete(key);
      expect(await route.neighbours.list()).toEqual([]);
      await route.addresses.delete({ address: "10.0.0.1/24", dev: "d0" });
      expect(await route.routes.list({ family: "ipv4" })).toEqual([]);
    }));

  it("are refused with the kernel's errno and words", () =>
    withRoute(async (route) => {
      const far = await refusalOf(route.routes.add({ dst: "10.1.0.0/16", via: "10.0.0.9" }));
      expect(far).toMatchObject({
        errnoName: "ENETUNREACH",
        extack: { message: "Nexthop has invalid gateway" },
      });
    }));
});

describe("events", () => {
  it("tell of what the very client has done, though it asks for echoes", () =>
    withRoute(async (route) => {
      const events = route.events(["link"]);
      await route.links.add({ name: "d0", kind: "dummy" });
      expect((await events.next()).value).toMatchObject({ object: "link", link: { name: "d0" } });
      await events.return();
    }));

  it("tell of what is done by another client, in its order", () =>
    withRoute(async (route, kernel) => {
      const stop = new AbortController();
      const events = route.events(["link", "address", "route"], { signal: stop.signal });
      const other = await openRoute({ transport: kernel });
      await other.links.add({ name: "d0", kind: "dummy" });
      await other.links.set("d0", { up: true });
      await other.addresses.add({ address: "10.0.0.1/24", dev: "d0" });
      await other.links.delete("d0");
      other.close();
      const seen: RouteEvent[] = [];
      for await (const event of events) {
        seen.push(event);
        if (event.object === "link" && event.action === "delete") break;
      }
      stop.abort();
      const kinds = seen.map((event) =>
        event.object === "overrun" ? "overrun" : `${event.object} ${event.action}`,
      );
      expect(kinds[0]).toBe("link set");
      expect(kinds).toContain("address set");
      expect(kinds).toContain("route set");
      expect(kinds.indexOf("address delete")).toBeGreaterThan(kinds.indexOf("address set"));
      expect(kinds.at(-1)).toBe("link delete");
    }));
});

describe("who may, and where", () => {
  it("without CAP_NET_ADMIN a client may read, and change nothing", async () => {
    const kernel = newKernel();
    const transport = {
      openTransport: (protocol: number) => kernel.openTransport(protocol, { capabilities: [] }),
    };
    const route = await openRoute({ transport });
    expect(await names(route)).toEqual(["lo"]);
    const refused = await refusalOf(route.links.set("lo", { up: true }));
    expect(refused.errnoName).toBe("EPERM");
    route.close();
  });

  it("namespaces have networks of their own", async () => {
    const kernel = newKernel();
    kernel.namespaces.create("blue");
    const here = await openRoute({ transport: kernel });
    const there = await openRoute({ transport: kernel, netns: "blue" });
    await here.links.add({ name: "d0", kind: "dummy" });
    expect(await names(there)).toEqual(["lo"]);
    await there.links.add({ name: "d0", kind: "dummy", up: true });
    expect((await here.links.get("d0")).up).toBe(false);
    here.close();
    there.close();
  });
});

describe("dumps", () => {
  it("say so when what they tell has changed meanwhile", () =>
    withRoute(async (_route, kernel) => {
      const maker = await openRoute({ transport: kernel });
      for (let number = 0; number < 20; number++) {
        await maker.links.add({ name: `d${number}`, kind: "dummy" });
      }
      const socket = kernel.openSocket(0);
      const request = Uint8Array.of(32, 0, 0, 0, 18, 0, 1, 3, 1, ...new Array<number>(23).fill(0));
      socket.send(request, request.length);
      await maker.links.delete("d19");
      const flags: number[] = [];
      const onDatagram = ({ view, start, end }: { view: DataView; start: number; end: number }) => {
        for (let at = start; at < end; at += (view.getUint32(at, true) + 3) & ~3) {
          flags.push(view.getUint16(at + 6, true));
        }
      };
      while (socket.receive({ onDatagram, onOverrun() {} }, 1) > 0);
      socket.close();
      maker.close();
      // NLM_F_DUMP_INTR
      expect(flags.some((each) => (each & 0x10) !== 0)).toBe(true);
    }));
});
