/**
 * `nlkit completion` and what the scripts ask.
 *
 * @module
 */
import { execFileSync, spawnSync } from "node:child_process";
import process from "node:process";
import { describe, expect, it } from "vitest";
import { COMMAND, nlkit } from "./support.ts";

const complete = async (...words: string[]) =>
  (await nlkit(["complete", "--", ...words])).stdout.split("\n").filter((line) => line !== "");

describe("completion", () => {
  it("knows commands, options, families, operations and groups", async () => {
    expect(await complete("fam")).toEqual(["family"]);
    expect(await complete("")).not.toContain("complete");
    expect(await complete("dump", "--js")).toEqual(["--json"]);
    expect(await complete("do", "rt-li")).toEqual(["rt-link"]);
    expect(await complete("--json", "do", "ethtool", "rings-")).toEqual(["rings-get", "rings-set"]);
    expect(await complete("subscribe", "nlctrl", "")).toEqual(["notify"]);
    expect(await complete("do", "nftables", "--multi", "newtable", "{}", "newch")).toEqual([
      "newchain",
    ]);
    expect(await complete("do", "nftables", "newtable", "")).toEqual([]);
  });

  it("knows the words of an object, the links and what a word may be set to", async () => {
    expect(await complete("link", "set", "lo", "mt")).toEqual(["mtu"]);
    expect(await complete("link", "set", "lo", "arp", "o")).toEqual(["off", "on"]);
    expect(await complete("link", "add", "x", "type", "vet")).toEqual(["veth"]);
    expect(await complete("link", "set", "lo", "master", "l")).toContain("lo");
    expect(await complete("link", "get", "l")).toContain("lo");
  });

  it("knows what can be followed, and nothing else of it", async () => {
    expect(await complete("monitor", "n")).toEqual(["neigh", "netconf", "nexthop", "nsid"]);
    expect(await complete("monitor", "link", "a")).toEqual(["addr", "all"]);
    expect(await complete("monitor", "fam")).toEqual([]);
    expect(await complete("fdb", "mo")).toEqual(["monitor"]);
  });

  it("never fails: what is not known is nothing", async () => {
    const { status, stdout, stderr } = await nlkit(["complete", "--", "do", "no-such", ""]);
    expect([status, stdout, stderr]).toEqual([0, "", ""]);
  });

  it("has scripts, of which bash reads the one for it", async () => {
    for (const shell of ["bash", "zsh", "fish"])
      expect((await nlkit(["completion", shell])).stdout).toContain("nlkit complete --");
    expect(await nlkit(["completion", "csh"])).toMatchObject({ status: 2 });
    if (spawnSync("bash", ["--version"]).status !== 0) return;
    const script = [
      `nlkit() { '${process.execPath}' '${COMMAND}' "$@"; }`,
      "source <(nlkit completion bash)",
      "COMP_WORDS=(nlkit do ethtool rings-); COMP_CWORD=3; _nlkit",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own
      'printf "%s\\n" "${COMPREPLY[@]}"',
    ].join("\n");
    expect(execFileSync("bash", ["-c", script], { encoding: "utf8" })).toBe(
      "rings-get\nrings-set\n",
    );
  });
});
