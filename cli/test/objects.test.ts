import type { Neighbour, Nexthop, NexthopBucket, Rule } from "nlkit/route";
import { beforeAll, describe, expect, it } from "vitest";
import { Sandbox } from "./support.ts";

const sandbox = new Sandbox();

describe.skipIf(sandbox.whyNot !== "")(`rules, neighbours, nexthops${sandbox.whyNot}`, () => {
  beforeAll(async () => {
    await sandbox.text("link add v0 type veth peer name v1");
    for (const link of ["lo", "v0", "v1"]) await sandbox.text(`link set ${link} up`);
    await sandbox.text("addr add 10.0.0.1/24 dev v0");
  });

  describe("nlkit rule", () => {
    it("adds and lists in the words of ip", async () => {
      await sandbox.text(
        "rule add priority 100 not from 10.0.0.0/8 fwmark 0x10/0xff iif v0 lookup 100",
      );
      await sandbox.text(
        "rule add prio 101 ipproto tcp dport 80-90 sport 7 uidrange 0-99 goto 32766",
      );
      await sandbox.text("-6 rule add pref 102 to 2001:db8::/32 prohibit");
      await sandbox.text(
        "rule add priority 103 from all tun_id 7 table main suppress_prefixlength 0 realms 1/2",
      );
      expect((await sandbox.text("-4 rule")).split("\n")).toEqual([
        "0: from all lookup local",
        "100: not from 10.0.0.0/8 fwmark 0x10/0xff iif v0 lookup 100 proto static",
        "101: from all uidrange 0-99 ipproto 6 sport 7 dport 80-90 goto 32766 proto static",
        "103: from all tun_id 7 lookup main suppress_prefixlength 0 realms 1/2 proto static",
        "32766: from all lookup main",
        "32767: from all lookup default",
        "",
      ]);
      expect(await sandbox.text("-6 rule list")).toContain(
        "102: from all to 2001:db8::/32 prohibit",
      );
      const rules = await sandbox.json<Rule[]>("rule list family inet");
      expect(rules.find(({ priority }) => priority === 100)).toMatchObject({
        not: true,
        from: "10.0.0.0/8",
        fwmark: 16,
        fwmask: 255,
        iif: "v0",
        action: "lookup",
        table: 100,
      });
    });

    it("removes, and says what cannot be", async () => {
      await sandbox.text("rule del priority 103");
      expect(await sandbox.text("rule")).not.toContain("103:");
      const none = await sandbox.run("rule del priority 4711");
      expect(none).toMatchObject({ status: 1, stdout: "" });
      expect(none.stderr).toContain("ENOENT");
      const any = await sandbox.run("rule del");
      expect(any.status).toBe(2);
      const near = await sandbox.run("rule add pririty 5");
      expect(near).toMatchObject({ status: 2 });
      expect(near.stderr).toContain("priority");
    });
  });

  describe("nlkit neigh", () => {
    it("adds, lists, gets, changes and removes", async () => {
      await sandbox.text("neigh add 10.0.0.2 dev v0 lladdr 02:00:00:00:00:02");
      await sandbox.text(
        "neigh add 10.0.0.3 lladdr 02:00:00:00:00:03 dev v0 nud stale proto zebra",
      );
      await sandbox.text("neigh add 10.9.0.1 dev v0 proxy");
      const lines = (await sandbox.text("-4 neigh list v0")).split("\n");
      expect(lines).toContain("10.0.0.2 dev v0 lladdr 02:00:00:00:00:02 PERMANENT");
      expect(lines).toContain("10.0.0.3 dev v0 lladdr 02:00:00:00:00:03 STALE proto zebra");
      // Not the only one, perhaps: the kernel forgets to free those without a link, and a later namespace may have them.
      expect((await sandbox.text("neigh list proxy")).split("\n")).toContain(
        "10.9.0.1 dev v0 proxy",
      );
      await sandbox.text("neigh set 10.0.0.2 dev v0 lladdr 02:00:00:00:00:22");
      expect(await sandbox.json<Neighbour>("neigh get 10.0.0.2 dev v0")).toMatchObject({
        address: "10.0.0.2",
        dev: "v0",
        lladdr: "02:00:00:00:00:22",
        state: ["permanent"],
      });
      await sandbox.text("neigh del 10.0.0.2 dev v0");
      expect((await sandbox.run("neigh get 10.0.0.2 dev v0")).stderr).toContain("ENOENT");
      expect(
        (await sandbox.json<Neighbour[]>("-4 neigh list nud stale")).map((row) => row.address),
      ).toEqual(["10.0.0.3"]);
    });

    it("wants an address and a link", async () => {
      expect(await sandbox.run("neigh add dev v0")).toMatchObject({ status: 2 });
      expect((await sandbox.run("neigh add 10.0.0.4")).stderr).toContain("dev LINK is missing");
    });
  });

  describe("nlkit nexthop", () => {
    it("adds, lists, gets, replaces and removes, groups and their buckets among them", async () => {
      await sandbox.text("nexthop add id 1 via 10.0.0.2 dev v0");
      await sandbox.text("nexthop add id 2 via 10.0.0.3 dev v0");
      await sandbox.text("nexthop add id 10 group 1,5/2");
      await sandbox.text("nexthop add id 11 group 1/2 type resilient buckets 4 idle_timer 1.5");
      expect((await sandbox.text("nexthop")).split("\n")).toEqual([
        "id 1 via 10.0.0.2 dev v0 scope link proto static",
        "id 2 via 10.0.0.3 dev v0 scope link proto static",
        "id 10 group 1,5/2 proto static",
        "id 11 group 1/2 type resilient buckets 4 idle_timer 1.5s unbalanced_timer 0s unbalanced_time 0s proto static",
        "",
      ]);
      expect(await sandbox.json<NexthopBucket[]>("nexthop buckets id 11")).toHaveLength(4);
      expect(await sandbox.text("nexthop buckets nhid 1")).toMatch(
        /^id 11 index \d idle_time [\d.]+s nhid 1\n/,
      );
      await sandbox.text("nexthop replace id 1 via 10.0.0.9 dev v0");
      expect(await sandbox.json<Nexthop>("nexthop get 1")).toMatchObject({
        id: 1,
        via: "10.0.0.9",
      });
      expect(await sandbox.text("-s nexthop get id 10")).toContain("    id 1 packets 0\n");
      expect((await sandbox.json<Nexthop[]>("nexthop list groups")).map(({ id }) => id)).toEqual([
        10, 11,
      ]);
      await sandbox.text("nexthop del 11");
      expect((await sandbox.run("nexthop get 11")).stderr).toContain("ENOENT");
    });

    it("tells the id that the kernel chose", async () => {
      expect(await sandbox.json<Nexthop>("nexthop add blackhole")).toMatchObject({
        blackhole: true,
        id: expect.any(Number),
      });
    });

    it("says what it does not understand", async () => {
      expect((await sandbox.run("nexthop add group 1,2,3")).stderr).toContain(
        '"1,2,3" is no member',
      );
      expect((await sandbox.run("nexthop add group 1 type hash")).stderr).toContain(
        "neither mpath nor resilient",
      );
      expect(await sandbox.run("nexthop get")).toMatchObject({ status: 2 });
    });
  });
});
