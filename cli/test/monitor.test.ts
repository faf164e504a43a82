import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import process from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import type { ShownEvent } from "nlkit/format";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { patiently } from "../../test/support/patience.ts";
import { COMMAND, collect, nlkit, Sandbox } from "./support.ts";

const LIMIT_MS = patiently(10_000);
const sandbox = new Sandbox();
const children: ChildProcess[] = [];

/** A monitor that is listening by the time that this resolves. */
async function monitor(line: string): Promise<{ child: ChildProcess; output: () => string }> {
  const child = sandbox.start(`monitor --snapshot ${line}`);
  children.push(child);
  const output = collect(child, "stdout");
  // The snapshot begins with lo, once the groups have been joined.
  await until(() => output().includes("lo"));
  return { child, output };
}

async function until(done: () => boolean): Promise<void> {
  for (const start = performance.now(); !done(); await sleep(10)) {
    if (performance.now() - start > LIMIT_MS)
      throw new Error(`what was waited for has not come within ${LIMIT_MS} ms`);
  }
}

afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

describe.skipIf(sandbox.whyNot !== "")(`nlkit monitor${sandbox.whyNot}`, () => {
  beforeAll(async () => {
    await sandbox.text("link add br0 type bridge");
    await sandbox.text("link set br0 up");
  });

  it("prints what is there, then changes, an object a line", async () => {
    const { child, output } = await monitor("--json");
    await sandbox.text("addr add 10.0.0.1/24 dev br0");
    await sandbox.text("route add blackhole 10.3.0.0/16");
    await sandbox.text("route del blackhole 10.3.0.0/16");
    await until(() => /"delete".*10\.3\.0\.0/.test(output()));
    child.kill("SIGINT");
    const [status] = (await once(child, "close")) as [number];
    expect(status).toBe(130);
    const lines = output().trimEnd().split("\n");
    const events = lines.map(
      (line) => JSON.parse(line) as Exclude<ShownEvent, { object: "overrun" }>,
    );
    expect(
      events.filter(({ action }) => action === "snapshot").map(({ object }) => object),
    ).toContain("link");
    expect(events).toContainEqual(
      expect.objectContaining({
        object: "address",
        action: "set",
        address: expect.objectContaining({ address: "10.0.0.1", dev: "br0" }),
      }),
    );
    expect(events.at(-1)).toMatchObject({
      object: "route",
      action: "delete",
      route: { dst: "10.3.0.0/16" },
    });
  });

  it("prints text, of the objects that were asked for", async () => {
    const { child, output } = await monitor("link");
    await sandbox.text("addr add 10.0.0.2/24 dev br0");
    await sandbox.text("link add i0 type ifb");
    await sandbox.text("link del i0");
    await until(() => output().includes("deleted"));
    child.kill("SIGTERM");
    const [status] = (await once(child, "close")) as [number];
    expect(status).toBe(143);
    expect(output()).toMatch(/^\[link\] \d+: i0: </m);
    expect(output()).toMatch(/^\[link\] deleted \d+: i0: </m);
    expect(output()).not.toContain("10.0.0.2");
  });

  it("follows objects of any kind, each by its name or all of them", async () => {
    const { child, output } = await monitor("all --json");
    // Of what is there, these come last but for the numbers of namespaces, of which there are none.
    await until(() => output().includes('"object":"netconf"'));
    await sandbox.text("fdb add 02:00:00:00:00:99 dev br0 self");
    await sandbox.text("neigh add 10.0.0.9 dev br0 lladdr 02:00:00:00:00:07");
    await sandbox.text("rule add priority 77 lookup 5");
    await sandbox.text("link add i2 type ifb");
    await sandbox.text("link del i2");
    await until(() => /"netconf".*"delete"/.test(output()) && output().includes("00:99"));
    await until(() => output().includes('"object":"neigh"') && /"rule".*:77/.test(output()));
    child.kill("SIGINT");
    await once(child, "close");
    const events = output().trimEnd().split("\n");
    const told = events.map((line) => JSON.parse(line) as { object: string; action: string });
    expect(told).toContainEqual({
      object: "fdb",
      action: "set",
      entry: expect.objectContaining({ mac: "02:00:00:00:00:99", dev: "br0" }),
    });
    expect(told).toContainEqual({
      object: "neigh",
      action: "set",
      neighbour: expect.objectContaining({ address: "10.0.0.9", dev: "br0" }),
    });
    expect(told).toContainEqual({
      object: "netconf",
      action: "delete",
      netconf: expect.objectContaining({ family: "ipv6", dev: "i2" }),
    });
    expect(told).toContainEqual(expect.objectContaining({ object: "link", action: "delete" }));
  });

  it("marks lines with their object, and keeps to a family", async () => {
    const { child, output } = await monitor("netconf -6");
    await sandbox.text("link add i3 type ifb");
    await sandbox.text("link del i3");
    await until(() => output().includes("[netconf] deleted inet6 i3"));
    child.kill("SIGINT");
    await once(child, "close");
    for (const line of output().trimEnd().split("\n"))
      expect(line).toMatch(/^\[netconf\] (deleted )?inet6 /);
  });

  it("refuses what there are no events of", async () => {
    const { status, stderr } = await sandbox.run("monitor rout");
    expect([status, stderr]).toEqual([
      2,
      'nlkit: unknown object "rout"\n  hint: did you mean "route"?\n',
    ]);
  });
});

const NOBODY = 65_534;
const cannotBe = spawnSync(process.execPath, ["--version"], { uid: NOBODY }).error?.message;

describe.skipIf(cannotBe !== undefined)(
  `nlkit monitor of a user${cannotBe === undefined ? "" : ` (skipped: ${cannotBe})`}`,
  () => {
    it("refuses what the user may not see", async () => {
      const { status, stderr } = await nlkit(["monitor", "mroute"], { uid: NOBODY });
      expect([status, stderr]).toEqual([1, expect.stringContaining("EPERM")]);
    });

    it("leaves that out of all, and says so", async () => {
      const child: ChildProcess = spawn(
        process.execPath,
        [COMMAND, "monitor", "all", "--snapshot"],
        { uid: NOBODY, stdio: ["ignore", "pipe", "pipe"] },
      );
      children.push(child);
      const [output, errors] = [collect(child, "stdout"), collect(child, "stderr")];
      await until(() => output().includes("[netconf] "));
      expect(errors()).toMatch(/^nlkit: mroute: .*EPERM/);
      expect(errors()).not.toContain("Warning");
      expect(child.exitCode).toBeNull();
    });
  },
);
