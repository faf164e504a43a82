import { once } from "node:events";
import { existsSync } from "node:fs";
import type { AddressLabel, Netconf } from "nlkit/route";
import { createNamespace } from "nlkit/socket";
import { beforeAll, describe, expect, it } from "vitest";
import { collect, Sandbox } from "./support.ts";

const sandbox = new Sandbox();

// Each command is a process of its own, which takes its time on a busy machine.
const timeout = 60_000;

describe.skipIf(sandbox.whyNot !== "")(`further objects${sandbox.whyNot}`, { timeout }, () => {
  beforeAll(async () => {
    await sandbox.text("link add v0 type veth peer name v1");
  });

  it("nlkit netconf lists and gets in the words of ip", async () => {
    expect((await sandbox.text("netconf list v0")).split("\n")).toEqual([
      expect.stringMatching(/^inet v0 forwarding off .*rp_filter off/),
      expect.stringMatching(/^inet6 v0 forwarding off /),
      ...(existsSync("/proc/sys/net/mpls") ? [expect.stringMatching(/^mpls v0 input off/)] : []),
      "",
    ]);
    expect(await sandbox.json<Netconf>("-6 netconf get default")).toMatchObject({
      family: "ipv6",
      dev: "default",
      forwarding: false,
    });
    expect(await sandbox.json<Netconf[]>("-4 netconf list all")).toHaveLength(1);
    expect((await sandbox.run("netconf get")).stderr).toContain("the link is missing");
  });

  it("nlkit addrlabel adds, lists, gets, replaces and removes", async () => {
    await sandbox.text("addrlabel add prefix 2001:db8::/32 label 99");
    await sandbox.text("addrlabel add 2001:db8:1::/48 dev v0 label 7");
    const lines = (await sandbox.text("addrlabel")).split("\n");
    expect(lines).toContain("prefix 2001:db8::/32 label 99");
    expect(lines).toContain("prefix 2001:db8:1::/48 dev v0 label 7");
    await sandbox.text("addrlabel replace prefix 2001:db8::/32 label 98");
    expect(await sandbox.json<AddressLabel>("addrlabel get 2001:db8::1")).toMatchObject({
      label: 98,
    });
    await sandbox.text("addrlabel del prefix 2001:db8::/32");
    expect((await sandbox.run("addrlabel del prefix 2001:db8::/32")).stderr).toContain("ESRCH");
    expect((await sandbox.run("addrlabel add label 5")).stderr).toContain("prefix is missing");
  });

  it("nlkit nsid sets, gets, lists, and follows", async () => {
    using other = createNamespace();
    const child = sandbox.start("nsid monitor");
    const told = collect(child, "stdout");
    try {
      // It listens a while after it has been started: each of these is told of once it does.
      await expect
        .poll(
          async () => {
            using third = createNamespace();
            await sandbox.text(`nsid set ${third.path}`);
            return told();
          },
          { timeout: 15_000 },
        )
        .toMatch(/^nsid \d+$/m);
    } finally {
      child.kill("SIGINT");
      if (child.exitCode === null) await once(child, "exit");
    }
    expect(child.exitCode).toBe(130);
    expect((await sandbox.run(`nsid get ${other.path}`)).status).toBe(1);
    expect(await sandbox.text(`nsid set ${other.path} nsid 77`)).toBe("nsid 77\n");
    expect(await sandbox.json(`nsid get ${other.path}`)).toEqual({ nsid: 77 });
    expect((await sandbox.text("nsid")).split("\n")).toContain("nsid 77");
    expect((await sandbox.run("nsid set")).stderr).toContain("NAME|PID|PATH is missing");
  });

  it("nlkit mroute says that there are none", async () => {
    expect(await sandbox.json("mroute list")).toEqual([]);
    expect(await sandbox.json("mroute interfaces")).toEqual([]);
    expect(await sandbox.run("mroute get")).toMatchObject({ status: 2 });
    expect((await sandbox.run("mroute get 239.1.1.1")).stderr).toMatch(/ENOENT|EOPNOTSUPP/);
  });
});
