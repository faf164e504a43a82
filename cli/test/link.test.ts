import type { Link } from "nlkit/route";
import { createNamespace, type NetworkNamespace } from "nlkit/socket";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { nlkit, Sandbox } from "./support.ts";

const sandbox = new Sandbox();

describe.skipIf(sandbox.whyNot !== "")(`nlkit link${sandbox.whyNot}`, () => {
  beforeAll(async () => {
    await sandbox.text("link add v0 type veth peer name v1 mtu 1400");
    await sandbox.text("link add br0 type bridge hello_time 300 ageing-time 1000 maxAge 1900");
  });

  it("adds a pair with words for both ends", async () => {
    const links = await sandbox.json<Link[]>("link list type veth");
    expect(links.map(({ name, linkName, mtu }) => [name, linkName, mtu])).toEqual([
      ["v1", "v0", 1400],
      ["v0", "v1", 1500],
    ]);
  });

  it("takes a kind's options in any spelling", async () => {
    const { options } = await sandbox.json<{ options: object }>("link get br0");
    expect(options).toMatchObject({ helloTime: 300, ageingTime: 1000, maxAge: 1900 });
  });

  it("changes several things at once, and prints nothing", async () => {
    expect(
      await sandbox.text(
        "link set v0 up mtu 1300 master br0 txqueuelen 77 address 02:00:00:00:00:07",
      ),
    ).toBe("");
    const link = await sandbox.json<Link>("link get v0");
    expect(link).toMatchObject({ up: true, mtu: 1300, masterName: "br0", txQueueLength: 77 });
    expect(link.address).toBe("02:00:00:00:00:07");
    expect(await sandbox.text("link list master br0")).toContain(": v0@v1: <");
  });

  it("changes options of a link and of a port", async () => {
    await sandbox.text("link set br0 type bridge forward_delay 400");
    await sandbox.text("link set v0 type bridge_slave cost 7");
    expect(await sandbox.text("-d link list br0")).toContain(" forward_delay 400 ");
    expect(await sandbox.text("-d link list v0")).toMatch(/^ {4}bridge_slave .*\bcost 7\b/m);
    const { status, stderr } = await sandbox.run("link set v0 type bridge stp_state 1");
    expect([status, stderr]).toEqual([1, "nlkit: v0 is of the kind veth, not bridge\n"]);
  });

  it("shows a link as text", async () => {
    await sandbox.text("link set v1 alias wire");
    const text = await sandbox.text("link list v1");
    expect(text).toMatch(/^\d+: v1@v0: <.*> mtu 1400 qdisc noop state down qlen 1000\n/);
    expect(text).toMatch(/\n {4}link\/ether ([0-9a-f]{2}:){5}[0-9a-f]{2} brd ff:ff:ff:ff:ff:ff\n/);
    expect(text.endsWith("    alias wire\n")).toBe(true);
  });

  it("gives counters when asked, with all their digits", async () => {
    expect(await sandbox.text("link list v0")).not.toContain("packets");
    expect(await sandbox.text("-s link list v0")).toMatch(/^ {4}rx( +[\d-]+){8}$/m);
    expect(await sandbox.text("--json -s link get v0")).toMatch(/"statistics":\{"rxPackets":\d+,/);
  });

  it("replaces: adds what is not there, changes what is", async () => {
    await sandbox.text("link replace i0 mtu 1200 type ifb");
    await sandbox.text("link replace i0 mtu 1250 type ifb");
    expect(await sandbox.json<Link>("link get i0")).toMatchObject({ mtu: 1250, kind: "ifb" });
    const { status, stderr } = await sandbox.run("link replace i0 type veth");
    expect([status, stderr]).toEqual([1, "nlkit: i0 is of the kind ifb, not veth\n"]);
  });

  it("resolves names of links in options, under ip's names for them", async () => {
    await sandbox.text(
      "link add x0 type vxlan id 16777215 dev br0 dstport 4790 local 10.0.0.1 gbp",
    );
    const [bridge, { options }] = await Promise.all([
      sandbox.json<Link>("link get br0"),
      sandbox.json<{ options: object }>("link get x0"),
    ]);
    expect(options).toMatchObject({
      id: 16777215,
      link: bridge.index,
      port: 4790,
      local: "10.0.0.1",
      gbp: true,
    });
  });

  describe("namespaces", () => {
    let other: NetworkNamespace;
    beforeAll(() => {
      other = createNamespace();
    });
    afterAll(() => other.close());

    async function namesThere(): Promise<string[]> {
      const { stdout } = await nlkit(["--netns", other.path, "--json", "link", "list"]);
      return (JSON.parse(stdout) as Link[]).map(({ name }) => name);
    }

    it("takes new links to them, and the other end of a pair", async () => {
      await sandbox.text(`link add m0 netns ${other.path} type ifb`);
      await sandbox.text(`link add m1 type veth peer name m2 netns ${other.path}`);
      expect(await namesThere()).toEqual(expect.arrayContaining(["m0", "m2"]));
    });

    it("takes links to the one of a number", async () => {
      const { linkNetnsid } = await sandbox.json<Link>("link get m1");
      await sandbox.text("link add m3 type ifb");
      await sandbox.text(`link set m3 netns nsid:${linkNetnsid} name m4`);
      expect(await namesThere()).toContain("m4");
    });
  });

  it("changes and removes all links of a group", async () => {
    await sandbox.text("link add g0 group 77 type ifb");
    await sandbox.text("link set group 77 mtu 1300 up");
    const links = await sandbox.json<Link[]>("link list group 77");
    expect(links.map(({ name, mtu, up }) => [name, mtu, up])).toEqual([["g0", 1300, true]]);
    await sandbox.text("link del group 77");
    expect(await sandbox.json<Link[]>("link list group 77")).toEqual([]);
  });

  it("gives further names, and takes them away", async () => {
    await sandbox.text("link property add v1 altname one a-second-that-is-longer-than-15");
    expect(await sandbox.text("link list one")).toContain("    altname a-second-that-is-longer-");
    await sandbox.text(
      "link property del dev v1 altname one altname a-second-that-is-longer-than-15",
    );
    expect(await sandbox.text("link list v1")).not.toContain("altname");
    expect((await sandbox.run("link property add v1")).stderr).toContain("altname NAME is missing");
  });

  it("counts what bridges and their ports do", async () => {
    expect(await sandbox.text("link counters br0 device")).toMatch(
      /^\d+: br0:\n {4}device bridge mcast igmp_v1queries rx 0 tx 0 /,
    );
    const [row] = await sandbox.json<{ link: { txPackets: number } }[]>("link counters v0");
    expect(row?.link.txPackets).toBeTypeOf("number");
  });

  it("asks for changes of virtual functions and programs", async () => {
    const { status, stderr } = await sandbox.run(
      "link set v1 mtu 1380 vf 0 mac 02:00:00:00:00:01 vlan 5 qos 3 proto 802.1ad trust on",
    );
    expect([status, stderr]).toEqual([1, expect.stringContaining("RTM_SETLINK: EOPNOTSUPP")]);
    // What comes first has been done.
    expect(await sandbox.json<Link>("link get v1")).toMatchObject({ mtu: 1380 });
    await sandbox.text("link set v1 xdpgeneric off");
    expect((await sandbox.run("link set v1 xdp 7")).stderr).toContain('unknown value of xdp "7"');
  });

  it("tells the name that the kernel chose", async () => {
    const link = await sandbox.json<Link>("link add type ifb");
    expect(link.name).toMatch(/^ifb\d+$/);
    await sandbox.text(`link del ${link.name}`);
  });

  it("removes", async () => {
    await sandbox.text("link add i1 type ifb");
    await sandbox.text("link del i1");
    expect((await sandbox.run("link get i1")).status).toBe(1);
  });

  it("passes on what the kernel says of a refusal", async () => {
    const { status, stdout, stderr } = await sandbox.run("link set v1 mtu 10");
    expect([status, stdout]).toEqual([1, ""]);
    expect(stderr).toContain("EINVAL");
    expect(stderr).toContain(' at mtu: "mtu less than device minimum"');
  });

  it("says which link there is none of, and which may have been meant", async () => {
    const { status, stderr } = await sandbox.run("link set br1 up");
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^nlkit: RTM_SETLINK: ENODEV .*\n {2}hint: there is no link "br1"; did you mean "br0"\?\n$/,
    );
  });

  it.each([
    ["link set v0 mut 1400", 'unknown word "mut"\n  hint: did you mean "mtu"?'],
    ["link set v0 mtu 1400 mtu 1500", "mtu: this has been given already"],
    ["link set v0 mtu", "mtu: NUMBER is missing after it"],
    ["link set v0 mtu large", 'mtu: "large" is no whole number'],
    ["link set v0 arp maybe", 'arp: expected on or off, got "maybe"'],
    [
      "link set v0 --mtu 1400",
      `unknown option '--mtu'\n  hint: what is set of an object is given in words`,
    ],
    ["link sett v0 up", 'unknown command of link "sett"\n  hint: did you mean "set"?'],
    [
      "link add b9 type bridge stp_stat 1",
      'unknown word "stp_stat"\n  hint: did you mean "stp_state"?',
    ],
    [
      "link add b9 type bridge stp_state maybe",
      'stp_state: expected a whole number, on or off, got "maybe"',
    ],
    ["link add b9", "link add: type KIND is missing"],
    [
      "link set v0 type brige_slave cost 1",
      'unknown kind of port "brige_slave"\n  hint: did you mean "bridge_slave"?',
    ],
    ["link add a-name-of-more-than-15 type ifb", "expected an interface name of 1 to 15 bytes"],
    [
      "link add m0 link v1 type macvlan mode bridg",
      'unknown value of mode "bridg"\n  hint: did you mean "bridge"?',
    ],
  ])("refuses %s", async (line, message) => {
    const { status, stdout, stderr } = await sandbox.run(line);
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/^nlkit: /);
    expect([status, stdout]).toEqual([2, ""]);
  });
});
