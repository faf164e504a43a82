/**
 * `do`, `dump`, `subscribe` and `family show` for families of raw protocols, and what JSON may be.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { collect, nlkit, Sandbox } from "./support.ts";

const box = new Sandbox();
const run = (words: readonly string[]) => nlkit([...box.words(""), ...words]);

const nft = box.whyNot === "" ? await run(["do", "nftables", "getgen"]) : undefined;
const noNftables =
  nft === undefined
    ? box.whyNot
    : nft.status === 0
      ? ""
      : ` (skipped: no nftables: ${nft.stderr.trim()})`;

describe.skipIf(box.whyNot !== "")(`families of raw protocols${box.whyNot}`, () => {
  it("list links with the numbers of flags for programs, and their names for people", async () => {
    const json = await run(["--json", "dump", "rt-link", "getlink"]);
    const [lo] = JSON.parse(json.stdout) as Record<string, unknown>[];
    expect(lo).toMatchObject({ ifname: "lo", ifiFlags: 8 });
    const text = await run(["dump", "rt-link", "getlink"]);
    expect(JSON.parse(text.stdout.split("\n")[0] as string)).toMatchObject({
      ifname: "lo",
      ifiFlags: ["loopback"],
    });
  });

  it("take flags by name, bytes as digits, numbers as text, and echo what was made", async () => {
    const link = {
      ifname: "b0",
      ifiFlags: ["up"],
      ifiChange: "0x1",
      address: "02:00:00:00:00:01",
      linkinfo: { kind: "bridge" },
    };
    const made = await run([
      "--json",
      "do",
      "rt-link",
      "newlink",
      JSON.stringify(link),
      "--create",
      "--excl",
      "--echo",
    ]);
    expect([made.status, made.stderr]).toEqual([0, ""]);
    expect(JSON.parse(made.stdout)).toMatchObject({ ifname: "b0", address: "02:00:00:00:00:01" });
    const again = await run([
      "do",
      "rt-link",
      "newlink",
      JSON.stringify(link),
      "--create",
      "--excl",
    ]);
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining("EEXIST")]);
  });

  it("make and replace a qdisc", async () => {
    const qdisc = (limit: number) =>
      JSON.stringify({
        ifindex: 1,
        parent: 0xffffffff,
        handle: 65536,
        kind: "pfifo",
        options: { limit },
      });
    expect((await run(["do", "tc", "newqdisc", qdisc(10), "--create", "--replace"])).status).toBe(
      0,
    );
    expect((await run(["do", "tc", "newqdisc", qdisc(11), "--create", "--excl"])).status).toBe(1);
    expect((await run(["do", "tc", "newqdisc", qdisc(12), "--create", "--replace"])).status).toBe(
      0,
    );
    const { stdout } = await run(["--json", "dump", "tc", "getqdisc", '{"ifindex":1}']);
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({ kind: "pfifo", options: { limit: 12 } }),
    );
  });

  it("print the messages of a group as they come", async () => {
    const child = box.start("--json subscribe rt-link link");
    const stdout = collect(child, "stdout");
    try {
      const isThere = () => stdout().includes('"g0"');
      const deadline = Date.now() + 10_000;
      for (let made = 0; !isThere() && Date.now() < deadline; made++) {
        // The first may be before it listens.
        await run([
          "do",
          "rt-link",
          made % 2 === 0 ? "newlink" : "dellink",
          '{"ifname":"g0","linkinfo":{"kind":"bridge"}}',
          ...(made % 2 === 0 ? ["--create"] : []),
        ]);
      }
      const [line = ""] = stdout().split("\n");
      expect(JSON.parse(line)).toMatchObject({
        name: expect.stringMatching(/^RTM_(NEW|DEL)LINK$/),
      });
    } finally {
      child.kill();
      await once(child, "close");
    }
  });

  it.each([
    [["do", "rt-lnk", "getlink"], 'did you mean "rt-link"'],
    [["do", "rt-link", "getlnk"], 'did you mean "getlink"'],
    [
      ["do", "rt-link", "getlink", '{"ifnam":"lo"}'],
      'ifnam: expected a name of link-attrs (did you mean "ifname"?)',
    ],
    [
      ["do", "rt-link", "newlink", '{"linkinfo":{"kind":"vlan","data":{"idd":3}}}'],
      'linkinfo.data.idd: expected a name of linkinfo-vlan-attrs (did you mean "id"?)',
    ],
    [
      ["do", "rt-link", "newlink", '{"ifiFlags":["up","broadcst"]}'],
      'ifiFlags.1: expected a flag of ifinfo-flags (did you mean "broadcast"?)',
    ],
    [["do", "rt-link", "newlink", '{"address":"zz"}'], "address: expected"],
    [["do", "rt-link", "getlink", "{}", "{}"], "--multi"],
    [["do", "rt-link", "getlink", "--policy"], "is no generic family"],
    [["do", "rt-link", "--multi", "getlink"], "is asked by itself"],
    [["subscribe", "rt-link", "lnk"], "one of RTNLGRP_LINK"],
  ])("refuse %j", async (words, message) => {
    const { status, stderr } = await run(words);
    expect([status, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it("are shown from their tables", async () => {
    const { stdout, status } = await run(["family", "show", "rt-rule"]);
    expect(status).toBe(0);
    expect(stdout).toMatch(/^group 8 RTNLGRP_IPV4_RULE$/m);
    expect(stdout).toMatch(
      /^operation 34 RTM_GETRULE: takes struct fib-rule-hdr \+ fib-rule-attrs, answers/m,
    );
    expect(stdout).toMatch(/^ {4}6 priority: u32$/m);
    const json = await run(["--json", "family", "show", "rt-rule", "getrule"]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      table: { name: "rt-rule", protocol: "NETLINK_ROUTE", operations: [{ name: "RTM_GETRULE" }] },
    });
  });
});

describe.skipIf(noNftables !== "")(`nftables by --multi${noNftables}`, () => {
  const table = '{"nfgenFamily":2,"name":"t"}';
  const chain = (name: string, of = "t") => `{"nfgenFamily":2,"table":"${of}","name":"${name}"}`;

  it("carries out all or nothing, and says what failed where", async () => {
    const failed = await run([
      "do",
      "nftables",
      "--multi",
      "newtable",
      table,
      "newchain",
      chain("c", "u"),
      "--create",
    ]);
    expect([failed.status, failed.stderr]).toEqual([
      1,
      "nlkit: request 2: NFT_MSG_NEWCHAIN: ENOENT (no such entry) at table; nothing was done\n",
    ]);
    expect((await run(["--json", "dump", "nftables", "gettable"])).stdout).toBe("[]\n");
    const done = await run([
      "--json",
      "do",
      "nftables",
      "--multi",
      "newtable",
      table,
      "newchain",
      chain("c"),
      "--create",
      "--echo",
    ]);
    expect(done.status).toBe(0);
    const lines = done.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { name: string });
    expect(lines.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["NFT_MSG_NEWTABLE", "NFT_MSG_NEWCHAIN"]),
    );
    const { stdout } = await run(["--json", "dump", "nftables", "getchain"]);
    expect(JSON.parse(stdout)).toMatchObject([{ table: "t", name: "c" }]);
  });
});

describe.skipIf(noNftables !== "")(`what comes to one socket, by --listen${noNftables}`, () => {
  const log = { name: "log", data: { group: 5 } };
  const rule = {
    newtable: { name: "log" },
    newchain: { table: "log", name: "out", type: "filter", hook: { num: 3, priority: 0 } },
    newrule: { table: "log", chain: "out", expressions: { elem: [log] } },
  };
  const words = Object.entries(rule).flatMap(([operation, value]) => [
    operation,
    JSON.stringify({ nfgenFamily: 2, ...value }),
  ]);
  const bind = '{"resId":5,"cmd":"bind"}';
  const mode = '{"resId":5,"mode":{"copyRange":64,"copyMode":"packet"},"qthresh":1}';

  it("prints packets that a rule logs until it is interrupted", async (context) => {
    await box.text("link set lo up");
    const { status, stderr } = await run(["do", "nftables", "--multi", ...words, "--create"]);
    if (status !== 0) context.skip(`this kernel cannot log: ${stderr.trim()}`);
    if (spawnSync("nsenter", ["--version"]).status !== 0) context.skip("there is no nsenter");
    const listener = box.start(`--json do nflog --multi config ${bind} config ${mode} --listen`);
    const [printed, failed] = [collect(listener, "stdout"), collect(listener, "stderr")];
    const enter = [`--net=${box.words("")[1]}`, "bash", "-c", "echo hello >/dev/udp/127.0.0.1/9"];
    for (let sent = 0; !printed().includes("\n") && listener.exitCode === null; sent++) {
      expect(sent).toBeLessThan(200);
      spawnSync("nsenter", enter);
      await sleep(50);
    }
    listener.kill("SIGINT");
    await once(listener, "close");
    expect(failed()).toBe("");
    expect(JSON.parse(printed().split("\n")[0] as string)).toMatchObject({
      name: "NFULNL_MSG_PACKET",
      body: { resId: 5, payload: expect.stringMatching(/68656c6c6f/) },
    });
  });
});
