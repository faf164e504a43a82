import type { Route } from "nlkit/route";
import { beforeAll, describe, expect, it } from "vitest";
import { Sandbox } from "./support.ts";

const sandbox = new Sandbox();

describe.skipIf(sandbox.whyNot !== "")(`nlkit route${sandbox.whyNot}`, () => {
  beforeAll(async () => {
    await sandbox.text("link add v0 type veth peer name v1");
    for (const link of ["lo", "v0", "v1"]) await sandbox.text(`link set ${link} up`);
    await sandbox.text("addr add 10.0.0.1/24 dev v0");
    await sandbox.text("addr add fd00::1/64 dev v0 nodad");
    await sandbox.text("route add default via 10.0.0.254 metric 10");
    await sandbox.text("route add default dev v0 -6");
  });

  it("lists the main table, of both families, as text", async () => {
    const lines = (await sandbox.text("route list")).split("\n");
    expect(lines).toContain("default via 10.0.0.254 dev v0 proto static metric 10");
    expect(lines).toContain("10.0.0.0/24 dev v0 proto kernel scope link src 10.0.0.1");
    expect(lines).toContain("default dev v0 proto static metric 1024 pref medium");
    expect(lines.join("\n")).not.toContain("local");
  });

  it("keeps to a family, a table, a protocol", async () => {
    expect(await sandbox.text("-6 route list")).not.toContain("10.0.0.");
    expect(
      (await sandbox.json<Route[]>("route list table local")).map(({ type }) => type),
    ).toContain("local");
    expect((await sandbox.json<Route[]>("route list proto static")).map(({ dst }) => dst)).toEqual([
      "default",
      "default",
    ]);
    const all = await sandbox.json<Route[]>("route list table all");
    expect(new Set(all.map(({ table }) => table))).toEqual(new Set([254, 255]));
    expect(await sandbox.text("--json route list table 4000000000")).toBe("[]\n");
  });

  it("adds several ways out, and shows a line for each", async () => {
    await sandbox.text(
      "route add 10.1.0.0/16 nexthop via 10.0.0.2 dev v0 weight 2 nexthop via 10.0.0.3 weight 3",
    );
    expect(await sandbox.text("route list")).toContain(
      "10.1.0.0/16 proto static\n    nexthop via 10.0.0.2 dev v0 weight 2\n    nexthop via 10.0.0.3 dev v0 weight 3\n",
    );
  });

  it("adds types without a way out, and metrics, locked or not", async () => {
    await sandbox.text("route add blackhole 10.2.0.0/16");
    await sandbox.text(
      "route add 10.3.0.0/16 via 10.0.0.2 mtu lock 1300 advmss 1200 rtt 100ms table 100 proto bgp",
    );
    expect(await sandbox.text("route list type blackhole")).toBe(
      "blackhole 10.2.0.0/16 proto static\n",
    );
    expect(await sandbox.text("route list table 100")).toBe(
      "10.3.0.0/16 via 10.0.0.2 dev v0 table 100 proto bgp mtu lock 1300 advmss 1200 rtt 100\n",
    );
  });

  it("changes, replaces, appends and removes", async () => {
    await sandbox.text("route replace 10.4.0.0/16 via 10.0.0.2");
    await sandbox.text("route set 10.4.0.0/16 via 10.0.0.3");
    await sandbox.text("route append 10.4.0.0/16 via 10.0.0.4");
    const vias = (await sandbox.json<Route[]>("route list"))
      .filter(({ dst }) => dst === "10.4.0.0/16")
      .map(({ via }) => via);
    expect(vias).toEqual(["10.0.0.3", "10.0.0.4"]);
    await sandbox.text("route del 10.4.0.0/16 via 10.0.0.3");
    await sandbox.text("route del 10.4.0.0/16");
    const gone = await sandbox.run("route del 10.4.0.0/16");
    expect([gone.status, gone.stdout]).toEqual([1, ""]);
    expect(gone.stderr).toContain("ESRCH");
    expect((await sandbox.run("route set 10.77.0.0/16 via 10.0.0.2")).stderr).toContain("ENOENT");
  });

  it("looks up the way to an address", async () => {
    expect(await sandbox.json<Route>("route get 8.8.8.8")).toMatchObject({
      dst: "8.8.8.8/32",
      via: "10.0.0.254",
      dev: "v0",
    });
    expect(await sandbox.text("route get fd00::2 from fd00::1")).toContain(" dev v0 ");
    expect((await sandbox.run("route get 10.2.0.1")).status).toBe(1);
  });

  it.each([
    ["route add vai 10.0.0.2", 'unknown word "vai"\n  hint: did you mean "via"?'],
    ["route add via 10.0.0.2", "route add: the destination is missing"],
    ["route add 10.9.0.0/16 via fish", "via: expected an IPv4 or IPv6 address"],
    ["route add 10.9.0.0/40 via 10.0.0.2", "expected a prefix length from 0 to 32"],
    ["route add 10.9.0.0/16 table mian", "table: expected one of"],
    ["route add 10.9.0.0/16 rtt soon", 'rtt: "soon" is no number of milliseconds'],
    ["route list family inett", 'unknown family "inett"\n  hint: did you mean "inet"?'],
    ["route get", "route get: an address is missing after it"],
  ])("refuses %s", async (line, message) => {
    const { status, stderr } = await sandbox.run(line);
    expect(stderr).toContain(message);
    expect(status).toBe(2);
  });

  it("passes on what the kernel says of a gateway that it cannot reach", async () => {
    const { status, stderr } = await sandbox.run("route add 10.9.0.0/16 via 192.0.2.1");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^nlkit: RTM_NEWROUTE: ENETUNREACH .*Nexthop has invalid gateway/);
  });
});
