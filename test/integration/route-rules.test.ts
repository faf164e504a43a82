/**
 * Policy rules on the real kernel, made by nlkit and read by `ip`, and the other way round.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NetlinkErrnoError, NetlinkInputError } from "../../src/errors/index.ts";
import type { Rule, RuleSettings } from "../../src/route.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();

/** What `ip` is told, and the same in the words of the library. */
const ROWS: readonly (readonly [words: string, settings: RuleSettings])[] = [
  ["from 10.0.0.0/8 lookup 100", { from: "10.0.0.0/8", table: 100 }],
  ["to 192.0.2.1 lookup main", { to: "192.0.2.1" }],
  ["from 0.0.0.0/8 blackhole", { from: "0.0.0.0/8", action: "blackhole" }],
  [
    "not fwmark 0x10/0xff iif lo oif lo lookup 100",
    { not: true, fwmark: 16, fwmask: 255, iif: "lo", oif: "lo", table: 100 },
  ],
  ["fwmark 7 lookup default", { fwmark: 7, table: "default" }],
  ["fwmark 0/0x1 lookup 9", { fwmark: 0, fwmask: 1, table: 9 }],
  ["iif gone lookup 1000", { iif: "gone", table: 1000 }],
  [
    "lookup 70000 suppress_prefixlength 0 suppress_ifgroup 3",
    { table: 70_000, suppressPrefixLength: 0, suppressGroup: 3 },
  ],
  ["lookup 12 realms 1/2", { table: 12, flow: 0x10002 }],
  [
    "ipproto tcp sport 10-20 dport 80 uidrange 0-1000 goto 32766",
    {
      ipProto: 6,
      sourcePorts: { start: 10, end: 20 },
      destinationPorts: { start: 80, end: 80 },
      uidRange: { start: 0, end: 1000 },
      goto: 32_766,
    },
  ],
  ["goto 40000", { goto: 40_000 }],
  ["l3mdev", { l3mdev: true }],
  ["tos 0x10 prohibit", { tos: 16, action: "prohibit" }],
  ["tun_id 77 nop", { tunnelId: 77n, action: "nop" }],
  ["protocol kernel lookup 5", { protocol: "kernel", table: 5 }],
];
const ROWS6: typeof ROWS = [
  ["from 2001:db8::/32 unreachable", { from: "2001:db8::/32", action: "unreachable" }],
  [
    "to 2001:db8::1 dport 53 ipproto udp lookup 53",
    { to: "2001:db8::1", destinationPorts: { start: 53, end: 53 }, ipProto: 17, table: 53 },
  ],
  ["lookup 6", { family: "ipv6", table: 6 }],
];

describe.skipIf(skipped !== undefined)(`rules on the kernel${skipped ?? ""}`, () => {
  let ours: Sandbox;
  let theirs: Sandbox;
  beforeAll(async () => {
    ours = await Sandbox.open();
    theirs = await Sandbox.open();
  });
  afterAll(async () => {
    await ours[Symbol.asyncDispose]();
    await theirs[Symbol.asyncDispose]();
  });

  it("are the same made by nlkit and by ip, read by either", async () => {
    let priority = 100;
    for (const [family, rows] of [
      ["-4", ROWS],
      ["-6", ROWS6],
    ] as const) {
      for (const [words, settings] of rows) {
        priority++;
        const protocol = words.includes("protocol") ? "" : " protocol static";
        theirs.ip(`${family} rule add priority ${priority}${protocol} ${words}`);
        await ours.route.rules.add({ ...settings, priority });
      }
    }
    for (const family of ["-4", "-6"])
      expect(ours.json(`${family} -d rule`)).toEqual(theirs.json(`${family} -d rule`));
    const read = await theirs.route.rules.list();
    expect(await ours.route.rules.list()).toEqual(read);
    // What was given is what is read.
    priority = 100;
    for (const [, { table, ...settings }] of [...ROWS, ...ROWS6]) {
      priority++;
      const rule = read.find((one) => one.priority === priority) as Rule;
      const { to } = settings;
      const full = to?.includes("/") === false ? `${to}/${to.includes(":") ? 128 : 32}` : to;
      expect(rule).toMatchObject({ ...settings, ...(full !== undefined && { to: full }) });
      if (typeof table === "number") expect(rule.table).toBe(table);
    }
  });

  it("are listed by family, with the flags that the kernel gives them", async () => {
    const four = await ours.route.rules.list({ family: "ipv4" });
    expect(four).toHaveLength(ROWS.length + 3);
    expect(four[0]).toEqual({
      family: "ipv4",
      priority: 0,
      not: false,
      l3mdev: false,
      action: "lookup",
      table: 255,
      protocol: "kernel",
      flags: [],
    });
    expect(four.find(({ iif }) => iif === "gone")?.flags).toEqual(["iif-detached"]);
    expect(four.find(({ goto }) => goto === 40_000)?.flags).toEqual(["unresolved"]);
    expect(four.find(({ goto }) => goto === 32_766)?.flags).toEqual([]);
    expect(four.find(({ l3mdev }) => l3mdev)).not.toHaveProperty("table");
    expect(await ours.route.rules.list({ family: "ipv6" })).toHaveLength(ROWS6.length + 2);
  });

  it("get a priority from the kernel, and are refused a second time", async () => {
    const { rules } = ours.route;
    await rules.add({ from: "172.16.0.0/12", table: 7 });
    const added = (await rules.list()).find(({ from }) => from === "172.16.0.0/12");
    expect(added?.priority).toBe(100);
    const same: RuleSettings = { from: "172.16.0.0/12", table: 7, priority: 100 };
    expect(await rejection(rules.add(same))).toMatchObject({
      errnoName: "EEXIST",
      operation: "RTM_NEWRULE",
    });
  });

  it("are deleted by what is given of them", async () => {
    const { rules } = ours.route;
    await rules.delete({ from: "172.16.0.0/12" });
    await rules.delete({ family: "ipv6", action: "unreachable" });
    await rules.delete({ priority: 102 });
    const left = await rules.list();
    expect(left.filter(({ priority }) => priority === 100 || priority === 102)).toEqual([]);
    expect(left.filter(({ action }) => action === "unreachable")).toEqual([]);
    expect(left.filter(({ priority }) => priority === 101)).toHaveLength(1);
    const error = await rejection(rules.delete({ priority: 4711 }));
    expect(error).toBeInstanceOf(NetlinkErrnoError);
    expect(error).toMatchObject({ errnoName: "ENOENT" });
  });

  it("are refused where they say two things, and nothing is sent", async () => {
    const { rules } = ours.route;
    const before = await rules.list();
    for (const [settings, field] of [
      [{ from: "10.0.0.0/8", to: "2001:db8::/32" }, "to"],
      [{ from: "10.0.0.0/8", family: "ipv6" }, "from"],
      [{ fwmask: 1 }, "fwmask"],
      [{ action: "goto" }, "goto"],
      [{ action: "blackhole", table: 5 }, "table"],
      [{ action: "nop", goto: 5 }, "goto"],
      [{ l3mdev: true, table: 5 }, "table"],
      [{ tos: 256 }, "tos"],
      [{ sourcePorts: { start: 5, end: 4 } }, "sourcePorts.end"],
      [{ table: "mane" }, "table"],
      [{ prority: 5 }, "rule.prority"],
      [{ iif: "a-name-that-is-too-long" }, "iif"],
    ] as const) {
      const error = await rejection(rules.add(settings as RuleSettings));
      expect(error).toBeInstanceOf(NetlinkInputError);
      expect((error as NetlinkInputError).field).toBe(field);
    }
    expect(await rejection(rules.delete({}))).toBeInstanceOf(NetlinkInputError);
    expect(await rejection(rules.delete({ family: "ipv4" }))).toBeInstanceOf(NetlinkInputError);
    expect(await rules.list()).toEqual(before);
  });

  it("come back with the kernel's words where it refuses them", async () => {
    const error = (await rejection(ours.route.rules.add({ goto: 5, priority: 10 }))) as Error;
    expect(error.message).toMatch(/^RTM_NEWRULE: EINVAL .*"Backward goto not supported"/);
  });
});
