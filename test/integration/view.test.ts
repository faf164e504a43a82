/**
 * Views and streams of changes on the real kernel: after each of many commands, most of which the kernel tells
 * less of than it does, the view is what the kernel lists.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { release } from "node:os";
import { setTimeout as pause } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { NetlinkInputError, NetlinkTimeoutError } from "../../src/errors/index.ts";
import { type Change, openRoute, type View, type WatchedKind } from "../../src/route.ts";
import { rtNsid } from "../../src/uapi/route/index.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { patiently } from "../support/patience.ts";
import { Resident } from "../support/resident.ts";
import { differences, linesOf, linesOfKernel, linesOfView } from "../support/view-state.ts";

const skipped = whyNoOracle();
const KINDS = ["link", "address", "route", "rule", "nexthop"] as const;

/** Commands of `ip`; `OTHER` is a process in another namespace, and `@` runs a command there. */
const COMMANDS = `
link set lo up
link add v0 type veth peer name v1
link set v0 up
link set v1 up
link add i0 type ifb
link set i0 up
link add br0 type bridge
link set br0 up
addr add 10.0.0.1/24 dev v0
addr add 10.0.0.2/24 dev v0
addr add 10.9.0.1/24 dev i0
-6 addr add 2001:db8::1/64 dev v0 nodad
-6 addr add 2001:db8:9::1/64 dev i0 nodad
-6 addr add 2001:db8:8::1/64 dev i0
route add 10.1.0.0/16 via 10.0.0.9
route add 10.2.0.0/16 dev i0 src 10.0.0.1
route add 10.3.0.0/16 nexthop via 10.0.0.9 nexthop via 10.9.0.9
-6 route add 2001:db8:1::/48 via 2001:db8::9 src 2001:db8::1
-6 route add 2001:db8:3::/48 nexthop via 2001:db8::9 nexthop via 2001:db8:9::9
link set v1 down
link set v1 up
addr del 10.0.0.1/24 dev v0
addr add 10.0.0.1/24 dev v0
route add 10.1.0.0/16 via 10.0.0.9
link set v0 down
link set v0 up
-6 addr add 2001:db8::1/64 dev v0 nodad
-6 route add 2001:db8:1::/48 via 2001:db8::9
-6 route append 2001:db8:1::/48 via 2001:db8::8
-6 route append 2001:db8:1::/48 via 2001:db8::7
-6 route append 2001:db8:1::/48 dev i0
-6 route append 2001:db8:1::/48 dev v0
-6 route del 2001:db8:1::/48 via 2001:db8::8
-6 route replace 2001:db8:1::/48 via 2001:db8::6
-6 route replace 2001:db8:1::/48 dev br0
-6 route change 2001:db8:1::/48 via 2001:db8::5
-6 route del 2001:db8:1::/48
route add 10.7.0.0/16 dev i0
route append 10.7.0.0/16 via 10.9.0.5
route append 10.7.0.0/16 via 10.9.0.6
route prepend 10.7.0.0/16 via 10.9.0.7
route replace 10.7.0.0/16 via 10.9.0.8
route del 10.7.0.0/16 via 10.9.0.5
route change 10.7.0.0/16 via 10.9.0.9
nexthop add id 1 via 10.9.0.9 dev i0
nexthop add id 2 via 2001:db8:9::9 dev i0
nexthop add id 4 via 10.9.0.8 dev i0
nexthop add id 10 group 1/4
route add 10.5.0.0/16 nhid 1
route add 10.6.0.0/16 nhid 10
-6 route add 2001:db8:5::/48 nhid 2
nexthop replace id 1 via 10.9.0.7 dev i0
nexthop del id 4
nexthop del id 1
nexthop del id 2
link set i0 name i7
link set v0 master br0
link set br0 name bridge0
link set v0 nomaster
link property add dev i7 altname ifb-of-a-long-name
link set i7 mtu 1400
link set i7 alias hello
link set v0 group 5
link set v0 addrgenmode none
addr change 10.9.0.1/24 dev i7 valid_lft 1000 preferred_lft 500
addr add 10.9.0.7/24 peer 10.8.0.1/32 dev i7
route add 10.55.0.0/16 dev i7 table 55
route add 10.56.0.0/16 dev i7 table 5555
route flush table 55
route flush table 5555
rule add from 1.2.3.4 table 55 priority 1000
rule add from 1.2.3.4 goto 2000 priority 1001
-6 rule add iif v0 table 55
rule add to 1.2.3.0/24 lookup 56 priority 2000
rule del priority 1000
rule del priority 2000
nexthop add id 21 dev i7
nexthop add id 22 via 10.9.0.9 dev i7
nexthop add id 23 group 21/22
link set i7 down
link set i7 up
nexthop add id 24 dev i7
-6 addr flush dev v0
link set v1 down
link set v0 down
link set v1 netns OTHER
@link set v1 up
@link del v1
link add mac0 link i7 type macvlan
link set mac0 up
link set i7 netns OTHER
@link set i7 netns 1
link del bridge0
`
  .trim()
  .split("\n")
  .filter((line) => !line.endsWith("netns 1"));

describe.skipIf(skipped !== undefined)(`a view of the kernel${skipped ?? ""}`, () => {
  let box: Sandbox;
  let other: Sandbox;
  let resident: Resident;

  beforeAll(async () => {
    box = await Sandbox.open();
    other = await Sandbox.open();
    resident = await Resident.in(other.namespace.path);
  });
  afterAll(async () => {
    await resident[Symbol.asyncDispose]();
    await box[Symbol.asyncDispose]();
    await other[Symbol.asyncDispose]();
  });

  /** Differences between a view and the kernel, as soon as there are none, or after some seconds. */
  async function leftOf<Kind extends WatchedKind>(
    view: View<Kind>,
    kinds: readonly Kind[],
  ): Promise<string[]> {
    for (const end = performance.now() + patiently(3000); ; ) {
      const left = differences(linesOfView(view, kinds), await linesOfKernel(box.route, kinds));
      if (left.length === 0 || performance.now() > end) return left;
      await pause(10);
    }
  }

  it("is equal to what the kernel lists after each of many commands, and so are its changes", async () => {
    const objects = new Set<unknown>();
    const wrong: Change[] = [];
    await using view = await box.route.view(KINDS, {
      onChange: (change) => {
        const { before, after } = change;
        if (before !== undefined && !objects.delete(before)) wrong.push(change);
        if (after !== undefined) objects.add(after);
      },
    });
    const failed: string[] = [];
    for (const command of COMMANDS) {
      const line = command.replace("OTHER", String(resident.pid)).replace("@", "");
      const where = command.startsWith("@") ? other : box;
      failed.push(...where.build([line]).map((failure) => failure.message));
      const left = await leftOf(view, KINDS);
      expect({ command, left }).toEqual({ command, left: [] });
    }
    expect(linesOf(objects)).toEqual(linesOf(KINDS.flatMap((kind) => view.list(kind))));
    expect(wrong).toEqual([]);
    // Kinds of links and nexthop objects may be missing in a kernel.
    const missing = /Unknown device type|not supported|find device/;
    // Before Linux 6.2 a link that is up keeps its name, and what comes after does not find i7 and what would be on it.
    const [major = 0, minor = 0] = release().split(".").map(Number);
    const keepsName = major < 6 || (major === 6 && minor < 2);
    const unnamed = /resource busy|argument "i7" is wrong|FIB table does not|Invalid nexthop id/;
    const passing = (message: string): boolean =>
      missing.test(message) || (keepsName && unnamed.test(message));
    expect(failed.filter((message) => !passing(message))).toEqual([]);
  }, 120_000);

  it("is equal while only routes are asked for, and tells of those that go in silence", async () => {
    box.build(["link add q0 type veth peer name q1", "link set q0 up", "link set q1 up"]);
    box.build(["addr add 10.20.0.1/24 dev q0", "route add 10.21.0.0/16 via 10.20.0.9"]);
    const seen: string[] = [];
    await using view = await box.route.view(["route"], {
      onChange: ({ action, before, after }) => {
        const dst = (after ?? before)?.dst;
        if (dst === "10.21.0.0/16") seen.push(action);
      },
    });
    expect(await leftOf(view, ["route"])).toEqual([]);
    expect(view.find("route", "prefix", "10.21.0.0/16")).toMatchObject([{ dev: "q0" }]);
    box.build(["link set q0 name q7"]);
    expect(await leftOf(view, ["route"])).toEqual([]);
    expect(view.find("route", "dev", "q7").length).toBeGreaterThan(2);
    expect(view.find("route", "dev", "q0")).toEqual([]);
    box.build(["link set q7 down"]);
    expect(await leftOf(view, ["route"])).toEqual([]);
    expect(seen).toEqual(["added", "changed", "removed"]);
    expect(() => (view as unknown as View).list("link")).toThrow(RangeError);
    box.build(["link del q7"]);
  });

  it("tells of a snapshot, then of changes, and of nothing twice", async () => {
    box.build(["link add w0 type ifb"]);
    const ended = new AbortController();
    const seen: string[] = [];
    for await (const change of box.route.watch(["link", "address"], { signal: ended.signal })) {
      if (change.action === "current") {
        seen.push("current");
        // The first time everything is there; then it is changed.
        if (seen.length === seen.indexOf("current") + 1)
          box.build([
            "link set w0 mtu 1400",
            "addr add 10.30.0.1/24 dev w0",
            "link set w0 name w7",
          ]);
        continue;
      }
      const { object, action, before, after } = change;
      const name = object === "link" ? (after ?? before).name : (after ?? before).dev;
      if (name === "w0" || name === "w7") seen.push(`${object} ${action} ${name}`);
      if (object === "address" && action === "changed" && after.label === "w7") ended.abort();
    }
    expect(seen.filter((line) => line !== "current")).toEqual([
      "link added w0",
      "link changed w0",
      "address added w0",
      "link changed w7",
      // Its link's name, and, in a message of its own, its label: in one or the other order, or at once.
      ...seen.filter((line) => line === "address changed w7"),
    ]);
    expect(seen.at(-1)).toBe("address changed w7");
    box.build(["link del w7"]);
  });

  it("tells a consumer that stays behind of the difference, and of all that there is", async () => {
    box.build(["link add l0 type ifb", "link set l0 up"]);
    const objects = new Set<unknown>();
    let count = 0;
    let isBehind = false;
    const options = { queueBytes: 2000, receiveBuffer: 4096 };
    for await (const { action, before, after } of box.route.watch(["address"], options)) {
      if (before !== undefined) expect(objects.delete(before)).toBe(true);
      if (after !== undefined) objects.add(after);
      if (isBehind) count++;
      if (action !== "current") continue;
      if (isBehind) break;
      isBehind = true;
      const all = Array.from({ length: 250 }, (_, at) => at + 1);
      const lines = all.flatMap((at) => [
        `addr add 10.31.0.${at}/32 dev l0`,
        `addr change 10.31.0.${at}/32 dev l0 preferred_lft 500 valid_lft 1000`,
        ...(at > 5 ? [`addr del 10.31.0.${at}/32 dev l0`] : []),
      ]);
      const child = spawn("nsenter", [`--net=${box.namespace.path}`, "ip", "-batch", "-"]);
      child.stdin.end(lines.join("\n"));
      await once(child, "exit");
    }
    expect(linesOf(objects)).toEqual(linesOf(await box.route.addresses.list()));
    // Of 745 changes.
    expect(count).toBeLessThan(300);
    box.build(["link del l0"]);
  });

  it("shows what a filter lets through, and no more than that is sent to it", async () => {
    box.build(["link add f0 type ifb", "link set f0 up"]);
    let received = 0;
    await using route = await openRoute({
      netns: box.namespace.path,
      trace: (event) => {
        if (event.direction === "receive") received++;
      },
    });
    await using view = await route.view(["route"], {
      filter: { route: { table: 77, family: "ipv4" } },
    });
    await using large = await route.view(["route"], {
      filter: { route: { table: 7777, dev: "f0" } },
    });
    expect(view.list("route")).toEqual([]);
    const before = received;
    const lines = Array.from({ length: 300 }, (_, at) => at).flatMap((at) => [
      `route add 10.40.${at >> 8}.${at & 255}/32 dev f0`,
      ...(at % 100 === 0 ? [`route add 10.40.0.${at}/32 dev f0 table 77`] : []),
      ...(at % 60 === 0 ? [`route add 10.40.0.${at}/32 dev f0 table 7777`] : []),
    ]);
    expect(box.run("ip", ["-force", "-batch", "-"], lines.join("\n")).status).toBe(0);
    await view.waitFor((now) => now.list("route").length === 3, { timeoutMs: 5000 });
    await large.waitFor((now) => now.list("route").length === 5, { timeoutMs: 5000 });
    expect(view.list("route").map(({ dst, table }) => [dst, table])).toEqual([
      ["10.40.0.0/32", 77],
      ["10.40.0.100/32", 77],
      ["10.40.0.200/32", 77],
    ]);
    // Eight routes of their tables, each in one datagram; of the 300 of the main table, none.
    expect(received - before).toBeLessThan(30);
    box.build(["route replace 10.40.0.0/32 dev lo table 7777", "route flush table 77"]);
    await view.waitFor((now) => now.list("route").length === 0, { timeoutMs: 5000 });
    await large.waitFor((now) => now.list("route").length === 4, { timeoutMs: 5000 });
    box.build(["link del f0"]);
  });

  it("filters links and addresses, whose comings and goings across the filter it tells of", async () => {
    box.build(["link add g0 type ifb", "link add gbr type bridge"]);
    const seen: string[] = [];
    await using view = await box.route.view(["link", "address"], {
      filter: { link: { master: "gbr" }, address: { dev: "g0" } },
      onChange: ({ action, before, after }) => {
        const object = after ?? before;
        if (object !== undefined && "name" in object) seen.push(`${action} ${object.name}`);
      },
    });
    expect([view.list("link"), view.list("address")]).toEqual([[], []]);
    box.build(["addr add 10.41.0.1/24 dev g0", "addr add 10.41.1.1/24 dev gbr"]);
    await view.waitFor((now) => now.list("address").length > 0, { timeoutMs: 5000 });
    expect(view.find("address", "dev", "g0")).toMatchObject([{ address: "10.41.0.1" }]);
    box.build(["link set g0 master gbr"]);
    await view.waitFor((now) => now.link("g0")?.masterName === "gbr", { timeoutMs: 5000 });
    box.build(["link set g0 nomaster"]);
    await view.waitFor((now) => now.link("g0") === undefined, { timeoutMs: 5000 });
    expect([seen.at(0), seen.at(-1)]).toEqual(["added g0", "removed g0"]);
    expect(view.list("address")).toHaveLength(1);
    box.build(["link del g0", "link del gbr"]);
  });

  it("waits until something is so, and no longer than it is told to", async () => {
    const found = box.route.waitFor(
      ["link", "address"],
      (view) => view.link("h0")?.up && view.find("address", "dev", "h0")[0],
      { timeoutMs: 10_000 },
    );
    await box.route.links.add({ name: "h0", kind: "ifb" });
    await box.route.links.set("h0", { up: true });
    await box.route.addresses.add({ address: "10.42.0.1/24", dev: "h0" });
    expect((await found).family).toMatch(/ipv4|ipv6/);
    const never = box.route.waitFor(["link"], (view) => view.link("no-such"), { timeoutMs: 50 });
    expect(await rejection(never)).toBeInstanceOf(NetlinkTimeoutError);
    const stop = new AbortController();
    const waiting = rejection(
      box.route.waitFor(["link"], (view) => view.link("no-such"), { signal: stop.signal }),
    );
    await pause(50);
    stop.abort(new Error("enough"));
    expect(await waiting).toMatchObject({ message: "enough" });
    await using view = await box.route.view(["link"]);
    const thrown = rejection(
      view.waitFor(() => {
        throw new Error("of the predicate");
      }),
    );
    expect(await thrown).toMatchObject({ message: "of the predicate" });
    const closed = rejection(view.waitFor((now) => now.link("no-such")));
    await view.close();
    expect(await closed).toMatchObject({ code: "ERR_NETLINK_CLOSED" });
    await box.route.links.delete("h0");
  });

  it("follows all namespaces that have an id, and its own by whatever id", async () => {
    const seen: string[] = [];
    await using view = await box.route.view(["link", "address"], {
      allNamespaces: (nsid) => `number ${nsid}`,
      onChange: (change) => {
        if (change.object !== "link") return;
        const { action, before, after, namespace = "here" } = change;
        seen.push(`${action} ${(after ?? before).name} ${namespace}`);
      },
    });
    const third = await Sandbox.open();
    await using there = await Resident.in(third.namespace.path);
    await using here = await Resident.in(box.namespace.path);
    third.build(["addr add 127.9.9.9/8 dev lo"]);
    expect(box.build([`link add n0 type veth peer name n1 netns ${there.pid}`])).toEqual([]);
    await view.waitFor((now) => now.find("address", "address", "127.9.9.9")[0], {
      timeoutMs: 5000,
    });
    const [peer] = view.find("link", "name", "n1");
    const nsid = peer && view.nsidOf(peer);
    expect(nsid).toBeTypeOf("number");
    expect([view.link("n1"), view.link("n0")?.linkNetnsid]).toEqual([undefined, nsid]);
    third.build(["link set n1 up", "addr add 10.43.0.1/24 dev n1"]);
    await view.waitFor((now) => now.find("address", "dev", "n1")[0], { timeoutMs: 5000 });
    expect(seen).toContain(`added n1 number ${nsid}`);
    // This namespace itself has an id, or gets one: its messages bear it from now on.
    const own = { nsid: 4711, pid: here.pid };
    const refused = await rejection(box.route.client.do(rtNsid.operations.RTM_NEWNSID, own));
    if (refused !== undefined) expect(refused).toMatchObject({ errnoName: "EEXIST" });
    await box.route.links.set("n0", { mtu: 1300 });
    await view.waitFor((now) => now.link("n0")?.mtu === 1300, { timeoutMs: 5000 });
    await view.waitFor(({ isCurrent }) => isCurrent, { timeoutMs: 5000 });
    expect(view.find("link", "name", "n0")).toHaveLength(1);
    expect(await rejection(box.route.view(["route"], { allNamespaces: () => "" }))).toMatchObject({
      code: "ERR_NETLINK_INPUT",
    });
    seen.splice(0);
    await there[Symbol.asyncDispose]();
    await third[Symbol.asyncDispose]();
    await view.waitFor((now) => now.find("link", "name", "n1").length === 0, {
      timeoutMs: 10_000,
    });
    await view.waitFor((now) => now.link("n0") === undefined, { timeoutMs: 5000 });
    await view.waitFor(() => seen.includes(`removed lo number ${nsid}`), { timeoutMs: 5000 });
    expect(view.link("lo")).toBeDefined();
    expect(await leftOf(view, ["link", "address"])).toEqual([]);
  });

  it("refuses what cannot be followed", async () => {
    const wrong = box.route.view(["nothing" as "link"]);
    expect(await rejection(wrong)).toBeInstanceOf(NetlinkInputError);
    expect(await rejection(box.route.view([]))).toBeInstanceOf(NetlinkInputError);
    const filter = { route: { tabel: 5 } } as never;
    expect(await rejection(box.route.view(["route"], { filter }))).toMatchObject({
      code: "ERR_NETLINK_INPUT",
    });
    const everywhere = { allNamespaces: () => "", filter: { link: { master: "lo" } } };
    expect(await rejection(box.route.view(["link"], everywhere))).toMatchObject({
      code: "ERR_NETLINK_INPUT",
    });
    const dev = { address: { dev: "no-such" } };
    expect(await rejection(box.route.view(["address"], { filter: dev }))).toMatchObject({
      errnoName: "ENODEV",
    });
  });

  it("ends with its route client", async () => {
    const route = await openRoute({ netns: box.namespace.path });
    const view = await route.view(["link"]);
    let added = 0;
    const watching = (async () => {
      for await (const change of route.watch(["link"])) if (change.action === "added") added++;
    })();
    await vi.waitUntil(() => added === view.list("link").length, { timeout: 5000 });
    route.close();
    await view.closed;
    expect(view.isCurrent).toBe(false);
    await watching;
    expect(added).toBe(view.list("link").length);
  });
});
