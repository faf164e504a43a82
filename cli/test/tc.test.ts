import type { Action, Chain, Filter, Qdisc, TcClass } from "nlkit/route";
import { beforeAll, describe, expect, it } from "vitest";
import { Sandbox } from "./support.ts";

const sandbox = new Sandbox();

describe.skipIf(sandbox.whyNot !== "")(`traffic control${sandbox.whyNot}`, () => {
  beforeAll(async () => {
    await sandbox.text("link add v0 numtxqueues 4 type veth peer name v1");
    await sandbox.text("link set v0 up");
  });

  it("nlkit qdisc: adds, lists, gets and changes", async () => {
    await sandbox.text("qdisc add dev v0 root handle 1: tbf rate 10mbit burst 32kbit latency 50ms");
    expect(await sandbox.text("-s qdisc")).toMatch(
      /^qdisc tbf 1: dev v0 root (refcnt \d )?rate 10Mbit burst 4Kb limit 66596b linklayer ethernet\n {2}Sent 0 bytes 0 pkt \(dropped 0/,
    );
    await sandbox.text("qdisc change dev v0 root tbf rate 12.5mbit burst 4kb limit 100000");
    expect(await sandbox.json<Qdisc>("qdisc get dev v0 root")).toMatchObject({
      kind: "tbf",
      handle: "1:",
      options: { bitrate: 12_500_000, burstBytes: 4096, limitBytes: 100_000 },
    });
  });

  it("nlkit qdisc: replaces, and has both ways of a link", async () => {
    await sandbox.text("qdisc replace dev v0 root handle 2 htb default 0x10 r2q 5");
    await sandbox.text("qdisc add dev v0 stab overhead 24 linklayer atm ingress_block 7 clsact");
    expect(await sandbox.json<Qdisc[]>("qdisc list dev v0")).toMatchObject([
      { kind: "htb", handle: "2:", options: { defaultClass: ":10", rateToQuantum: 5 } },
      { kind: "clsact", ingressBlock: 7, sizeTable: { overheadBytes: 24, linkLayer: "atm" } },
    ]);
    const again = await sandbox.run("qdisc add dev v0 clsact");
    expect(again).toMatchObject({ status: 1, stdout: "" });
    expect(again.stderr).toContain("EEXIST");
    await sandbox.text("qdisc del dev v0 clsact");
    await sandbox.text("qdisc del dev v0 root");
    expect(await sandbox.json("qdisc list dev v0 invisible")).not.toContainEqual(
      expect.objectContaining({ kind: "htb" }),
    );
  });

  it("nlkit class: adds, lists, gets, changes and removes", async () => {
    await sandbox.text("qdisc replace dev v0 root handle 1: htb default 10");
    await sandbox.text(
      "class add dev v0 parent 1: classid 1:1 htb rate 10mbit ceil 20mbit burst 15k",
    );
    await sandbox.text("class add dev v0 parent 1:1 classid 1:10 htb rate 1mbps prio 3");
    await sandbox.text("class change dev v0 classid 1:10 htb rate 2mbps prio 4 cburst 3kb");
    expect((await sandbox.text("class list dev v0")).split("\n").sort()).toEqual([
      "",
      "class htb 1:1 dev v0 root rate 10Mbit ceil 20Mbit burst 15Kb cburst 1600b prio 0 quantum 125000b linklayer ethernet",
      "class htb 1:10 dev v0 parent 1:1 rate 16Mbit ceil 16Mbit burst 1600b cburst 3Kb prio 4 quantum 200000b linklayer ethernet",
    ]);
    expect(await sandbox.json<TcClass>("class get dev v0 1:10")).toMatchObject({
      classId: "1:10",
      statistics: { bytes: 0 },
    });
    await sandbox.text("class del dev v0 classid 1:10");
    const { status, stderr } = await sandbox.run("class add dev v0 parent 1: htb burst 5k");
    expect(status).toBe(2);
    expect(stderr).toBe("nlkit: rate: expected a value: it cannot be without\n");
  });

  /** Where the class test has left a qdisc. */
  const at = "dev v0 parent 1:";

  it("nlkit filter: adds and lists", async () => {
    await sandbox.text(
      `filter add ${at} protocol ip pref 5 u32 match ip dst 10.0.0.0/8 match ip dport 80 0xffff classid 1:1`,
    );
    await sandbox.text(
      `filter add ${at} protocol ipv6 prio 6 u32 match ip6 src 2001:db8::/48 match u8 6 ff at nexthdr+13 action mirred egress mirror dev v1 continue action mirred egress redirect dev v1`,
    );
    const listed = await sandbox.text(`filter list ${at}`);
    // The kernel numbers the hash tables of u32, of whoever they are, as it finds a number free.
    const [, second = ""] = /pref 6 u32 chain 0 handle (80[1-9a-f]:) divisor/.exec(listed) ?? [];
    expect(listed.replaceAll(second, "801:").split("\n")).toEqual([
      "filter dev v0 parent 1: protocol ip pref 5 u32 chain 0 handle 800: divisor 1",
      "filter dev v0 parent 1: protocol ip pref 5 u32 chain 0 handle 800::800 match 0a000000/ff000000 at 16 match 00000050/0000ffff at 20 classid 1:1 ht 800: not_in_hw",
      "filter dev v0 parent 1: protocol ipv6 pref 6 u32 chain 0 handle 801: divisor 1",
      "filter dev v0 parent 1: protocol ipv6 pref 6 u32 chain 0 handle 801::800 match 20010db8/ffffffff at 8 match 00000000/ffff0000 at 12 match 00060000/00ff0000 at nexthdr+12 ht 801: not_in_hw",
      expect.stringMatching(/^ {2}action mirred to v1 mode egress-mirror continue index \d+$/),
      expect.stringMatching(/^ {2}action mirred to v1 mode egress-redirect stolen index \d+$/),
      "",
    ]);
  });

  it("nlkit filter: gets and removes", async () => {
    const key = `${at} pref 5 handle 800::800 u32`;
    expect(await sandbox.json<Filter>(`filter get ${key}`)).toMatchObject({
      kind: "u32",
      protocol: "ip",
      options: { classId: "1:1" },
    });
    await sandbox.text(`filter del ${at} pref 5`);
    expect(await sandbox.json<Filter[]>(`filter list ${at} pref 5`)).toEqual([]);
  });

  it("nlkit chain: adds, lists and removes; filter flush leaves nothing", async () => {
    await sandbox.text(`chain add ${at} chain 9`);
    expect((await sandbox.json<Chain[]>(`chain list ${at}`)).map(({ chain }) => chain)).toEqual([
      0, 9,
    ]);
    await sandbox.text(`chain del ${at} chain 9`);
    await sandbox.text(`filter flush ${at}`);
    expect(await sandbox.text(`filter list ${at}`)).toBe("");
  });

  it("nlkit action: adds, tells the number, lists, gets, removes", async () => {
    const made = await sandbox.json<Action>("action add mirred egress redirect dev v1");
    expect(made).toMatchObject({ kind: "mirred", control: "stolen", options: { to: "v1" } });
    expect(await sandbox.text("action add action mirred ingress mirror dev v1 index 77 drop")).toBe(
      "",
    );
    expect(await sandbox.text("action list mirred")).toContain(
      "action mirred to v1 mode ingress-mirror drop index 77\n",
    );
    await sandbox.text(`action del mirred index ${made.index}`);
    await sandbox.text("action flush mirred");
    expect(await sandbox.text("action ls mirred")).toBe("");
  });

  it("has the words of a kind in its help", async () => {
    const { status, stdout } = await sandbox.run("qdisc add tbf --help");
    expect(status).toBe(0);
    expect(stdout).toMatch(/^ {2}burst\|buffer\|maxburst SIZE {2,}\S/m);
    expect((await sandbox.run("filter add flower action mirred --help")).stdout).toMatch(
      /^ {2}ct_state [\s\S]*^ {2}blockid NUMBER/m,
    );
  });
});
