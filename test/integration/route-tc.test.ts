/**
 * Traffic control on the real kernel, made by nlkit and read by tc, and the other way round. What the kernel lacks is
 * told of, and proven by test/oracle/tc-requests.test.ts.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NetlinkErrnoError, NetlinkInputError } from "../../src/errors/index.ts";
import type { ActionSettings, Filter, QdiscSettings, TcClass } from "../../src/route.ts";
import { rejection } from "../support/fake-client.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { ACTION_ROWS } from "../support/tc-action-rows.ts";
import { FILTER_ROWS } from "../support/tc-filter-rows.ts";
import { CLASS_ROWS, QDISC_ROWS } from "../support/tc-rows.ts";

const skipped = whyNoOracle();

type Row = Record<string, unknown>;

/** What a kernel without a kind says, and tc with an older mind than the kernel's. */
const LACKING =
  /qdisc kind is unknown|TC classifier not found|Failed to load TC action|No such file|can't goto NULL/;

/** Words of tc, of which quoted ones are one. */
function tc(box: Sandbox, words: string): string {
  const parts = (words.match(/'[^']*'|\S+/g) ?? []).map((word) => word.replaceAll("'", ""));
  const { status, stdout, stderr } = box.run("tc", parts);
  if (status !== 0) throw new Error(`tc ${words}: ${stderr.trim()}`);
  return stdout;
}

/**
 * Keys that repeat, as tc has them for matches of u32, numbered. Of kinds that tc 6.1 has no JSON for there is text in it:
 * its lines then.
 */
function json(box: Sandbox, words: string): unknown {
  let at = 0;
  const text = tc(box, `-j -d ${words}`).replaceAll('"match":', () => `"match${at++}":`);
  try {
    return JSON.parse(text || "[]") as Row[];
  } catch {
    return tc(box, `-d ${words}`).split("\n");
  }
}

/** Tells what tc says that it lacks; any other failure is thrown. */
function lacks(make: () => void): string | undefined {
  try {
    make();
    return undefined;
  } catch (error) {
    const { message } = error as Error;
    if (LACKING.test(message)) return message;
    throw error;
  }
}

/** What is not the same in two namespaces, or at two times. */
const VOLATILE = ["ifindex", "statistics", "ageMs", "idleMs", "references", "seed"];
function steady(value: unknown): unknown {
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(steady);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !VOLATILE.includes(name))
      .map(([name, part]) => [name, steady(part)]),
  );
}
/** Without times and references of actions, in what tc prints. */
const COUNTED = ["installed", "last_used", "first_used", "ref", "bind"];
function settled(value: unknown): unknown {
  if (value === null || typeof value !== "object") return value;
  if (Array.isArray(value)) return value.map(settled);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !COUNTED.includes(name))
      .map(([name, part]) => [name, settled(part)]),
  );
}

/** What of settings the kernel tells, in its own words. */
const UNTOLD = ["latencyMs", "averagePacketBytes", "burstPackets", "bitrate of red"];
function told(options: Row | undefined, kind: string): Row {
  return Object.fromEntries(
    Object.entries(options ?? {}).filter(
      ([name]) => !UNTOLD.includes(name) && !UNTOLD.includes(`${name} of ${kind}`),
    ),
  );
}

/** Without sizes that tc has made times of in whole microseconds. */
function unrounded({ options, ...rest }: TcClass): unknown {
  const exact = Object.entries(options ?? {}).filter(([name]) => !/burst/i.test(name));
  return { ...(steady(rest) as Row), options: Object.fromEntries(exact) };
}

/** Sizes that the kernel has as times at a rate are as exact as those. */
function expectTold(read: Row | undefined, given: Row | undefined, kind: string): void {
  const wanted = told(given, kind);
  const rate = Number(wanted["ceilBitrate"] ?? wanted["bitrate"] ?? 0) / 8;
  const cell = wanted["linkLayer"] === "atm" ? 48 : 1;
  for (const [name, value] of Object.entries(wanted)) {
    if (!/burst/i.test(name)) continue;
    expect(Math.abs(Number(read?.[name]) - Number(value)), name).toBeLessThan(cell + rate / 1e7);
    delete wanted[name];
  }
  // Numbers of the kernel's own are not told of twice: `"1:20"` is read as `":20"`.
  if (typeof wanted["defaultClass"] === "string")
    wanted["defaultClass"] = wanted["defaultClass"].replace(/^\d+/, "");
  if (wanted["schedule"] !== undefined) delete wanted["schedule"];
  expect(read).toMatchObject(wanted);
}

/** What this kernel says to a request of nlkit for what it lacks, as the reason of a skip. */
async function refusal(call: Promise<unknown>): Promise<string> {
  const error = await rejection(call);
  expect(error).toBeInstanceOf(NetlinkErrnoError);
  const { errnoName, extack } = error as NetlinkErrnoError;
  expect(["ENOENT", "EINVAL", "EOPNOTSUPP"]).toContain(errnoName);
  return `this kernel: ${[errnoName, extack?.message].filter(Boolean).join(", ")}`;
}

describe.skipIf(skipped !== undefined)(`traffic control on the kernel${skipped ?? ""}`, () => {
  let ours: Sandbox;
  let theirs: Sandbox;
  beforeAll(async () => {
    ours = await Sandbox.open();
    theirs = await Sandbox.open();
    for (const box of [ours, theirs])
      await box.route.links.add({
        name: "v0",
        kind: "veth",
        numTxQueues: 4,
        up: true,
        peer: { name: "v1" },
      });
  });
  afterAll(async () => {
    await ours[Symbol.asyncDispose]();
    await theirs[Symbol.asyncDispose]();
  });

  /** The sandboxes without qdiscs. */
  async function clear(): Promise<void> {
    for (const { route } of [ours, theirs])
      for (const { dev, parent, handle } of await route.qdiscs.list({ dev: "v0" }))
        if ((parent === "root" || parent === "ingress") && handle !== ":")
          await route.qdiscs.delete({ dev: dev as string, parent });
  }

  it.for(QDISC_ROWS)("qdisc %s", async ([words, settings], { skip }) => {
    await clear();
    const reason = lacks(() => tc(theirs, `qdisc add dev v0 ${words}`));
    const given = { ...settings, dev: "v0" } as QdiscSettings;
    if (reason !== undefined) skip(await refusal(ours.route.qdiscs.add(given)));
    const made = await ours.route.qdiscs.add(given);
    expect(json(ours, "qdisc show dev v0")).toEqual(json(theirs, "qdisc show dev v0"));
    const [read] = await theirs.route.qdiscs.list({ dev: "v0", kind: settings.kind });
    expect(steady((await ours.route.qdiscs.list({ dev: "v0", kind: settings.kind }))[0])).toEqual(
      steady(read),
    );
    expect(steady(made)).toEqual(steady(read));
    expectTold(read?.options, settings.options as Row | undefined, settings.kind);
    expect(read).not.toHaveProperty("attributes");
    // What is read can be given back.
    if (read?.options !== undefined && settings.kind !== "mq") {
      const { kind, handle, options, parent = "root" } = read;
      const again = { dev: "v0", kind, handle, parent, options } as QdiscSettings;
      await ours.route.qdiscs.delete({ dev: "v0", parent });
      expect(steady((await ours.route.qdiscs.add(again)).options)).toEqual(steady(read.options));
    }
  });

  it.for(CLASS_ROWS)("classes of %s", async ([qdisc, rows], { skip }) => {
    await clear();
    const reason = lacks(() => tc(theirs, `qdisc add dev v0 root handle 1: ${qdisc}`));
    const [kind = ""] = qdisc.split(" ");
    if (reason !== undefined) skip(await refusal(ours.route.qdiscs.add({ dev: "v0", kind })));
    tc(ours, `qdisc add dev v0 root handle 1: ${qdisc}`);
    for (const [words, settings] of rows) {
      tc(theirs, `class add dev v0 ${words}`);
      const made = await ours.route.classes.add({ ...settings, dev: "v0" } as never);
      expect(made).toMatchObject({ kind: settings.kind, classId: settings.classId });
      expectTold(made.options, settings.options as Row, settings.kind);
      const { classId = "" } = settings;
      const read = await theirs.route.classes.get({ dev: "v0", classId });
      expect(unrounded(read)).toEqual(unrounded(made));
    }
    const shown = (box: Sandbox): string[] =>
      tc(box, "class show dev v0")
        .split("\n")
        // Above 4 Gbit/s a microsecond is more than what tc rounds to.
        .map((line) => (line.includes("Gbit") ? line.replaceAll(/burst \S+/g, "") : line))
        .sort();
    expect(shown(ours)).toEqual(shown(theirs));
    const [left, right] = [
      await ours.route.classes.list({ dev: "v0" }),
      await theirs.route.classes.list({ dev: "v0", parent: "1:" }),
    ];
    const byId = (list: typeof left) =>
      new Map(list.map((each) => [each.classId, unrounded(each)]));
    expect(byId(left)).toEqual(byId(right));
    expect(left[0]?.statistics).toMatchObject({ bytes: 0n, packets: 0n, drops: 0 });
  });

  it.for(FILTER_ROWS)("filter %s", async ([words, settings], { skip }) => {
    await clear();
    for (const box of [ours, theirs]) tc(box, "qdisc add dev v0 ingress");
    const reason = lacks(() => tc(theirs, `filter add dev v0 parent ffff: ${words}`));
    const given = { ...settings, dev: "v0", parent: "ffff:" } as never;
    if (reason !== undefined) skip(await refusal(ours.route.filters.add(given)));
    const made = await ours.route.filters.add(given);
    const { chain = 0 } = settings;
    const show = `filter show dev v0 parent ffff: chain ${chain}`;
    expect(settled(json(ours, show))).toEqual(settled(json(theirs, show)));
    const place = { dev: "v0", parent: "ffff:" };
    const read = await theirs.route.filters.list(place);
    expect(steady(await ours.route.filters.list(place))).toEqual(steady(read));
    const own = read.find(({ handle }) => handle === made.handle) as Filter;
    expect(steady(made)).toEqual(steady(own));
    expect(steady(own)).toMatchObject({ ...settings, priority: settings.priority });
    expect(own).not.toHaveProperty("attributes");
    const { kind, priority, protocol, handle = "" } = own;
    const key = { ...place, kind, priority, protocol, handle, chain };
    expect(steady(await ours.route.filters.get(key))).toEqual(steady(own));
    await ours.route.filters.delete(key);
    expect((await ours.route.filters.list(place)).map((each) => each.handle)).not.toContain(handle);
  });

  it.for(ACTION_ROWS)("action %s", async ([words, settings], { skip }) => {
    const { actions } = ours.route;
    const reason = lacks(() => tc(theirs, `actions add action ${words}`));
    if (reason !== undefined) skip(await refusal(actions.add(settings)));
    const made = await actions.add(settings);
    const show = `actions ls action ${settings.kind}`;
    expect(settled(json(ours, show))).toEqual(settled(json(theirs, show)));
    expect(made).toMatchObject(settings);
    expect(steady(await theirs.route.actions.list(settings.kind))).toEqual([steady(made)]);
    const key = { kind: settings.kind, index: made.index };
    expect(steady(await actions.get(key))).toEqual(steady(made));
    await actions.delete(key);
    expect(await actions.list(settings.kind)).toEqual([]);
    await theirs.route.actions.flush(settings.kind);
    expect(await theirs.route.actions.list(settings.kind)).toEqual([]);
  });

  it("are changed, replaced and deleted", async () => {
    await clear();
    const { qdiscs, classes } = ours.route;
    const key = { dev: "v0" };
    const options = { bitrate: 8_000_000, burstBytes: 5000, limitBytes: 9000 };
    const first = await qdiscs.add({ dev: "v0", kind: "tbf", options });
    expect(first.handle).toMatch(/^8[0-9a-f]{3}:$/);
    const error = await rejection(qdiscs.add({ dev: "v0", kind: "tbf", options }));
    expect(error).toMatchObject({ errnoName: "EEXIST", operation: "RTM_NEWQDISC" });
    const changed = { ...options, bitrate: 16_000_000 };
    expect((await qdiscs.set({ dev: "v0", kind: "tbf", options: changed })).options).toMatchObject(
      changed,
    );
    const replaced = await qdiscs.replace({ dev: "v0", kind: "htb", handle: "7:" });
    expect(replaced).toMatchObject({ kind: "htb", handle: "7:", parent: "root" });
    expect(await qdiscs.get({ dev: "v0", handle: "7:" })).toMatchObject({ kind: "htb" });
    await classes.add({
      dev: "v0",
      parent: "7:",
      classId: "7:1",
      kind: "htb",
      options: { bitrate: 8_000_000 },
    });
    await qdiscs.add({ dev: "v0", parent: "7:1", handle: "70:", kind: "pfifo" });
    expect(await classes.get({ dev: "v0", classId: "7:1" })).toMatchObject({ leaf: "70:" });
    const set = await classes.set({
      dev: "v0",
      classId: "7:1",
      kind: "htb",
      options: { bitrate: 16_000_000 },
    });
    expect(set.options).toMatchObject({ bitrate: 16_000_000, ceilBitrate: 16_000_000 });
    expect(await qdiscs.list({ dev: "v0", parent: "7:1" })).toMatchObject([
      { kind: "pfifo", handle: "70:", options: { limitPackets: 1000 } },
    ]);
    await qdiscs.delete({ dev: "v0", handle: "70:" });
    await classes.delete({ dev: "v0", classId: "7:1" });
    expect(await classes.list(key)).toEqual([]);
    await qdiscs.delete(key);
    expect(await rejection(qdiscs.delete(key))).toBeInstanceOf(NetlinkErrnoError);
  });

  it("count what has been sent", async () => {
    await clear();
    const { qdiscs } = ours.route;
    ours.ip("addr add 192.0.2.1/24 dev v0");
    ours.ip("link set v1 up");
    await qdiscs.add({ dev: "v0", kind: "htb", handle: "1:" });
    ours.run("ping", ["-c", "1", "-W", "1", "192.0.2.9"]);
    // A packet to an address that nobody has: its request for a neighbour at least.
    ours.run("sh", ["-c", "echo > /dev/udp/192.0.2.9/9 || true"]);
    ours.ip("neigh replace 192.0.2.8 lladdr 02:00:00:00:00:08 dev v0");
    ours.run("bash", ["-c", "echo > /dev/udp/192.0.2.8/9"]);
    const [{ statistics } = {}] = await qdiscs.list({ dev: "v0", kind: "htb" });
    expect(statistics?.packets).toBeGreaterThan(0n);
    expect(statistics?.bytes).toBeGreaterThan(28n);
    expect(statistics?.own).toHaveProperty("directPacketsSent");
    const [printed] = JSON.parse(tc(ours, "-j -s qdisc show dev v0")) as Row[];
    const now = (await qdiscs.get({ dev: "v0" })).statistics;
    expect(Number(now?.bytes)).toBeGreaterThanOrEqual(Number(printed?.["bytes"]));
  });

  it("have filters in blocks and chains", async () => {
    await clear();
    const { qdiscs, filters } = ours.route;
    await qdiscs.add({ dev: "v0", kind: "clsact", ingressBlock: 9 });
    const match = [{ offset: 16, value: 0x0a000000, mask: 0xff000000 }];
    const made = await filters.add({
      block: 9,
      chain: 4,
      kind: "u32",
      protocol: "ip",
      options: { match, classId: "1:1" },
    });
    expect(made).toMatchObject({ block: 9, chain: 4, handle: "800::800", options: { match } });
    expect(made.priority).toBeGreaterThan(0);
    expect(await filters.list({ block: 9, kind: "u32" })).toContainEqual(made);
    await filters.addChain({ block: 9, chain: 7 });
    expect((await filters.chains({ block: 9 })).map(({ chain }) => chain).sort()).toEqual([4, 7]);
    await filters.deleteChain({ block: 9, chain: 7 });
    await filters.flush({ block: 9, chain: 4 });
    expect(await filters.list({ block: 9 })).toEqual([]);
    const egress = await filters.add({
      dev: "v0",
      parent: "egress",
      kind: "u32",
      options: {
        match,
        actions: [{ kind: "mirred", options: { mode: "egress-mirror", to: "v1" } }],
      },
    });
    expect(egress).toMatchObject({ parent: "egress", protocol: "all" });
    expect(tc(ours, "filter show dev v0 egress")).toContain("Egress Mirror to device v1");
  });

  it("go in batches, among links and addresses", async () => {
    await clear();
    const { carriedOut } = await ours.route.batch(async ({ links, qdiscs, classes, filters }) => {
      await links.add({ name: "v2", kind: "veth", peer: { name: "v3" } });
      await qdiscs.add({ dev: "v2", kind: "htb", handle: "1:" });
      for (let minor = 1; minor <= 200; minor++) {
        const classId = `1:${minor.toString(16)}`;
        await classes.add({
          dev: "v2",
          classId,
          kind: "htb",
          options: { bitrate: 8000 * minor },
        });
        const match = [{ offset: 16, value: minor }];
        const place = { dev: "v2", parent: "1:", priority: 5 };
        await filters.add({ ...place, kind: "u32", options: { match, classId } });
      }
    });
    expect(carriedOut).toBe(402);
    const found = await ours.route.classes.list({ dev: "v2", kind: "htb" });
    expect(found.map(({ options }) => options?.bitrate).sort((a = 0, b = 0) => a - b)).toEqual(
      Array.from({ length: 200 }, (_, at) => 8000 * (at + 1)),
    );
    expect(await ours.route.filters.list({ dev: "v2", parent: "1:", kind: "u32" })).toHaveLength(
      // The table that they are in has a row, too.
      201,
    );
    await ours.route.links.delete("v2");
  });

  it("are refused in words where they would be taken for something else", async () => {
    const { qdiscs, classes, filters, actions } = ours.route;
    const refused = async (call: Promise<unknown>, field: string, words: RegExp): Promise<void> => {
      const error = await rejection(call);
      expect(error).toBeInstanceOf(NetlinkInputError);
      expect((error as Error).message).toContain(field);
      expect((error as Error).message).toMatch(words);
    };
    const tbf = { bitrate: 8_000_000, burstBytes: 5000 };
    const dev = "v0";
    await refused(
      qdiscs.add({ dev, kind: "tbf", options: tbf }),
      "options.limitBytes",
      /latencyMs/,
    );
    await refused(
      qdiscs.add({ dev, kind: "tbf", options: { ...tbf, bitrate: 9 } }),
      "options.bitrate",
      /multiple of 8/,
    );
    await refused(
      qdiscs.add({ dev, kind: "tbf", options: { rate: 9 } as never }),
      "options.rate",
      /one of|did you mean/,
    );
    await refused(qdiscs.add({ dev, kind: "htb", handle: "1:1" }), "handle", /major/);
    await refused(qdiscs.add({ dev, kind: "ingress", handle: "1:" }), "handle", /ffff:/);
    await refused(qdiscs.add({ dev, kind: "hfcs", options: {} } as never), "options", /attributes/);
    await refused(
      classes.add({ dev, parent: "1:", kind: "htb", options: {} }),
      "options.bitrate",
      /cannot be without/,
    );
    await refused(filters.add({ kind: "matchall" }), "dev", /block/);
    await refused(
      filters.add({ dev, kind: "flower", protocol: "ip", options: { dstPort: 80 } }),
      "options.dstPort",
      /ipProto/,
    );
    await refused(filters.add({ dev, kind: "u32", options: {} }), "options.match", /divisor/);
    await refused(
      filters.add({ dev, kind: "u32", options: { match: [{ offset: 0, value: 3, mask: 1 }] } }),
      "options.match[0].value",
      /never/,
    );
    const bad: ActionSettings = { kind: "mirred", options: { mode: "egress-redirect" } };
    await refused(actions.add(bad), "action.options.to", /block/);
    await refused(
      filters.add({ dev, kind: "u32", options: { match: [], actions: [{ kind: "gact" }] } }),
      "options.actions[0].control",
      /what becomes/,
    );
    const error = await rejection(
      filters.add({
        dev,
        kind: "u32",
        options: {
          match: [],
          actions: [{ kind: "mirred", options: { mode: "egress-mirror", to: "no" } }],
        },
      }),
    );
    expect(error).toMatchObject({ errnoName: "ENODEV" });
    expect((error as Error).message).toContain(
      'options.actions[0].options.to: there is no link "no"',
    );
  });
});
