/**
 * Changes that the kernel tells of one sort of objects, as `ip` and `tc` make them.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Overrun, RouteClient } from "../../src/route.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();

describe.skipIf(skipped !== undefined)(`changes of objects on the kernel${skipped ?? ""}`, () => {
  let box: Sandbox;
  let route: RouteClient;
  beforeAll(async () => {
    box = await Sandbox.open();
    ({ route } = box);
    box.ip("link add v0 type veth peer name v1");
    box.ip("addr add 192.0.2.1/24 dev v0");
    box.ip("link set v0 up");
    box.ip("link set v1 up");
  });
  afterAll(() => box[Symbol.asyncDispose]());

  const tc = (words: string): void => {
    const { status, stderr } = box.run("tc", words.split(" "));
    if (status !== 0) throw new Error(`tc ${words}: ${stderr.trim()}`);
  };

  /** What is told while something is done: those changes that are wanted, as many as there have to be. */
  async function told<Event extends { readonly action: string }>(
    listen: (options: { readonly signal: AbortSignal }) => AsyncIterable<Event | Overrun>,
    change: () => void,
    count: number,
    isWanted: (event: Event) => boolean = () => true,
  ): Promise<Event[]> {
    const stop = AbortSignal.timeout(15_000);
    const events = listen({ signal: stop });
    change();
    const seen: Event[] = [];
    for await (const event of events) {
      if (event.action !== "overrun" && isWanted(event as Event)) seen.push(event as Event);
      if (seen.length === count) break;
    }
    return seen;
  }

  it("neighbours, but none of a bridge's", async () => {
    const seen = await told(
      (options) => route.neighbours.events(options),
      () => {
        box.run("bridge", ["fdb", "add", "02:00:00:00:00:01", "dev", "v0", "self"]);
        box.ip("neigh add 192.0.2.9 dev v0 lladdr 02:00:00:00:00:09");
        box.ip("neigh change 192.0.2.9 dev v0 lladdr 02:00:00:00:00:0a");
        box.ip("neigh del 192.0.2.9 dev v0");
      },
      4,
      ({ neighbour }) => neighbour.family === "ipv4",
    );
    const rows = seen.map(({ action, neighbour: { address, dev, lladdr, state } }) => [
      action,
      address,
      dev,
      lladdr,
      ...state,
    ]);
    expect(rows).toEqual([
      ["set", "192.0.2.9", "v0", "02:00:00:00:00:09", "permanent"],
      ["set", "192.0.2.9", "v0", "02:00:00:00:00:0a", "permanent"],
      // Deleting one by hand makes it fail first.
      ["set", "192.0.2.9", "v0", undefined, "failed"],
      ["delete", "192.0.2.9", "v0", undefined, "failed"],
    ]);
  });

  it("rules of both families", async () => {
    const seen = await told(
      (options) => route.rules.events(options),
      () => {
        box.ip("rule add priority 77 lookup 5");
        box.ip("-6 rule add priority 78 iif v0 lookup 6");
        box.ip("rule del priority 77");
      },
      3,
    );
    expect(seen).toMatchObject([
      { action: "set", rule: { family: "ipv4", priority: 77, table: 5 } },
      { action: "set", rule: { family: "ipv6", priority: 78, table: 6, iif: "v0" } },
      { action: "delete", rule: { family: "ipv4", priority: 77, table: 5 } },
    ]);
  });

  it("nexthops", async () => {
    const seen = await told(
      (options) => route.nexthops.events(options),
      () => {
        box.ip("nexthop add id 6 via 192.0.2.8 dev v0");
        box.ip("nexthop del id 6");
      },
      2,
    );
    expect(seen).toMatchObject([
      { action: "set", nexthop: { id: 6, via: "192.0.2.8", dev: "v0" } },
      { action: "delete", nexthop: { id: 6, dev: "v0" } },
    ]);
  });

  it("qdiscs and classes, each by themselves", async () => {
    const classes = told(
      (options) => route.classes.events(options),
      () => {},
      2,
    );
    const qdiscs = await told(
      (options) => route.qdiscs.events(options),
      () => {
        tc("qdisc add dev v0 root handle 1: htb default 10");
        tc("class add dev v0 parent 1: classid 1:10 htb rate 8mbit");
        tc("class del dev v0 classid 1:10");
        tc("qdisc del dev v0 root");
      },
      2,
      ({ qdisc }) => qdisc.kind === "htb",
    );
    expect(qdiscs).toMatchObject([
      { action: "set", qdisc: { kind: "htb", dev: "v0", handle: "1:", parent: "root" } },
      { action: "delete", qdisc: { kind: "htb", dev: "v0", handle: "1:" } },
    ]);
    const row = { kind: "htb", dev: "v0", classId: "1:10", options: { bitrate: 8_000_000 } };
    expect(await classes).toMatchObject([
      { action: "set", class: row },
      { action: "delete", class: row },
    ]);
  });

  it("filters", async (context) => {
    tc("qdisc add dev v0 root handle 1: htb");
    const words = "dev v0 parent 1: protocol ip prio 3 handle 0x1 bpf";
    const add = [...`filter add ${words} bytecode`.split(" "), "1,6 0 0 1"];
    const { stderr } = box.run("tc", add);
    if (/classifier not found/.test(stderr)) return context.skip(`skipped: tc: ${stderr.trim()}`);
    tc(`filter del ${words}`);
    const seen = await told(
      (options) => route.filters.events(options),
      () => {
        expect(box.run("tc", add).stderr).toBe("");
        tc(`filter del ${words}`);
      },
      2,
    );
    const filter = { kind: "bpf", dev: "v0", priority: 3, protocol: "ip", handle: "0x1" };
    expect(seen).toMatchObject([
      { action: "set", filter },
      { action: "delete", filter },
    ]);
  });
});
