import { type BridgeVlan, type FdbEntry, type MdbEntry, openRoute } from "nlkit/route";
import { beforeAll, describe, expect, it } from "vitest";
import { Sandbox } from "./support.ts";

const sandbox = new Sandbox();
const MAC = "02:00:00:00:00:0";

// Each command is a process of its own, which takes its time on a busy machine.
const timeout = 60_000;

describe.skipIf(sandbox.whyNot !== "")(`what bridges know${sandbox.whyNot}`, { timeout }, () => {
  beforeAll(async () => {
    const [, netns = ""] = sandbox.words("");
    await using route = await openRoute({ netns });
    await route.links.add({ name: "b0", kind: "bridge", up: true });
    await route.links.add({
      name: "v0",
      kind: "veth",
      peer: { name: "v1" },
      master: "b0",
      up: true,
    });
    await route.links.add({ name: "x0", kind: "vxlan", options: { id: 5, port: 4789 } });
    await route.links.set("v1", { up: true });
  });

  describe("nlkit fdb", () => {
    const lines = async (words = ""): Promise<string[]> =>
      (await sandbox.text(`fdb list ${words}`)).split("\n").filter((line) => line.includes(MAC));

    it("adds and lists in the words of bridge", async () => {
      await sandbox.text(`fdb add ${MAC}1 dev v0 master static`);
      await sandbox.text(`fdb add ${MAC}2 dev v0 master dynamic extern_learn`);
      await sandbox.text(`fdb add ${MAC}3 dev x0 dst 192.0.2.1 port 8472 vni 7 via v1`);
      await sandbox.text(`fdb add ${MAC}4 dev v0 master sticky static`);
      expect((await lines()).sort()).toEqual([
        `${MAC}1 dev v0 master b0 static`,
        `${MAC}2 dev v0 master b0 extern_learn`,
        `${MAC}3 dev x0 dst 192.0.2.1 port 8472 vni 7 via v1 self permanent`,
        `${MAC}4 dev v0 master b0 sticky static`,
      ]);
      expect(await lines("br b0 brport v0 static")).toHaveLength(2);
    });

    it("gets, replaces, removes and flushes", async () => {
      await sandbox.text(`fdb replace ${MAC}1 dev v0 master dynamic`);
      expect(await sandbox.json<FdbEntry>(`fdb get ${MAC}1 dev v0 master`)).toMatchObject({
        mac: `${MAC}1`,
        masterName: "b0",
        state: "dynamic",
      });
      await sandbox.text("fdb append 00:00:00:00:00:00 dev x0 dst 192.0.2.5");
      expect(await sandbox.json<FdbEntry[]>("fdb list x0")).toHaveLength(2);
      await sandbox.text(`fdb del ${MAC}1 dev v0 master`);
      expect((await sandbox.run(`fdb get ${MAC}1 dev v0 master`)).stderr).toContain("ENOENT");
      await sandbox.text("fdb flush dev b0 static nosticky");
      await sandbox.text("fdb flush dev b0 extern_learn");
      expect(await lines("br b0")).toEqual([`${MAC}4 dev v0 master b0 sticky static`]);
    });

    it("wants an address and a link", async () => {
      expect((await sandbox.run("fdb add dev v0")).stderr).toContain("the address is missing");
      expect((await sandbox.run(`fdb add ${MAC}9`)).stderr).toContain("dev LINK is missing");
      expect(await sandbox.run("fdb flush static")).toMatchObject({ status: 2 });
      expect((await sandbox.run(`fdb add ${MAC}9 dev v0 stcky`)).stderr).toContain("sticky");
    });
  });

  describe("nlkit mdb", () => {
    const lines = async (words = ""): Promise<string[]> =>
      (await sandbox.text(`mdb list ${words}`)).split("\n").filter((line) => / 239\./.test(line));

    it("adds and lists in the words of bridge", async () => {
      await sandbox.text("mdb add dev b0 port v0 grp 239.1.1.1 permanent proto zebra");
      await sandbox.text("mdb add dev b0 port v0 grp 239.1.1.2 src 192.0.2.7");
      await sandbox.text("mdb add dev b0 grp 239.1.1.3");
      expect((await lines()).sort()).toEqual([
        "dev b0 port b0 grp 239.1.1.3 temp",
        "dev b0 port v0 grp 239.1.1.1 permanent proto zebra",
        "dev b0 port v0 grp 239.1.1.2 src 192.0.2.7 temp proto static",
      ]);
    });

    it("gets, replaces, removes and flushes", async () => {
      await sandbox.text("mdb replace dev b0 port v0 grp 239.1.1.1 temp");
      const got = await sandbox.json<MdbEntry[]>("mdb get dev b0 grp 239.1.1.1");
      expect(got).toMatchObject([{ portName: "v0", state: "temporary" }]);
      await sandbox.text("mdb del dev b0 port v0 grp 239.1.1.2 src 192.0.2.7");
      expect(await lines("b0")).toHaveLength(2);
      await sandbox.text("mdb flush dev b0 temp");
      expect(await lines("b0")).toEqual([]);
      expect(await sandbox.text("mdb routers b0")).toBe("");
      expect((await sandbox.run("mdb add dev b0")).stderr).toContain("grp ADDRESS is missing");
    });
  });

  describe("nlkit vlan", () => {
    it("lists, adds and removes, where the kernel has them", async () => {
      const listed = await sandbox.run("vlan list");
      if (listed.status !== 0) {
        expect(listed.stderr).toContain("EOPNOTSUPP");
        return;
      }
      await sandbox.text("link add b1 type bridge vlan_filtering 1 vlan_default_pvid 0");
      await sandbox.text("link set v0 master b1");
      await sandbox.text("vlan add vid 5 dev v0 pvid untagged");
      await sandbox.text("vlan add vid 10-19 dev v0");
      await sandbox.text("vlan add vid 7 dev b1 self");
      expect((await sandbox.text("vlan list v0")).split("\n")).toEqual([
        "v0 5 PVID Egress Untagged",
        "v0 10-19",
        "",
      ]);
      await sandbox.text("vlan set vid 10-19 dev v0 state blocking");
      expect(await sandbox.text("-d vlan list dev v0 vid 12")).toContain("state blocking");
      await sandbox.text("vlan del vid 10-19 dev v0");
      expect(await sandbox.json<BridgeVlan[]>("vlan list dev v0")).toMatchObject([
        { from: 5, to: 5, pvid: true },
      ]);
    });

    it("says what it does not understand", async () => {
      expect((await sandbox.run("vlan add dev v0")).stderr).toContain("vid is missing");
      expect((await sandbox.run("vlan add vid 1-2-3 dev v0")).stderr).toContain("is no range");
      const uneven = await sandbox.run("vlan add vid 5-9 dev v0 tunnel_info id 105");
      expect(uneven).toMatchObject({ status: 2 });
      expect(uneven.stderr).toContain("as many tunnels as VLANs");
      expect((await sandbox.run("vlan add vid 5 dev v0 tunnel_info 5")).stderr).toContain(
        "id is missing",
      );
      expect((await sandbox.run("vlan add vid 5000 dev v0")).stderr).toContain("vid");
    });
  });
});
