/**
 * `nlkit netns` in a mount namespace of the test's own, whose /run nobody else sees.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { patiently } from "../../test/support/patience.ts";
import { COMMAND } from "./support.ts";

/** Some ten commands, one after the other. */
const TIMEOUT_MS = patiently(60_000);
const flags = process.geteuid?.() === 0 ? "-nm" : "-Urnm";

/** Runs a script with the command as `nlkit`. */
function apart(script: string): { status: number | null; stdout: string; stderr: string } {
  const shell = `mount -t tmpfs tmpfs /run || exit 1
    nlkit() { '${process.execPath}' '${COMMAND}' "$@"; }
    ${script}`;
  const { status, stdout, stderr } = spawnSync("unshare", [flags, "sh", "-c", shell], {
    encoding: "utf8",
    timeout: TIMEOUT_MS,
  });
  return { status, stdout, stderr };
}

const whyNot = apart("true").status === 0 ? "" : " (skipped: no mount namespace is to be had)";

describe.skipIf(whyNot !== "")(`nlkit netns${whyNot}`, () => {
  it(
    "makes, lists, names and removes namespaces",
    () => {
      const { status, stdout, stderr } = apart(`set -e
      nlkit netns
      nlkit netns add blue
      nlkit --netns blue link add v0 type veth peer name v1
      nlkit netns attach self $$
      nlkit nsid set blue nsid 5
      nlkit netns list
      nlkit --json --netns blue link list type veth | grep -o '"name":"v[01]"'
      nlkit netns del blue
      nlkit --json netns`);
      expect([status, stderr]).toEqual([0, ""]);
      const lines = stdout.trim().split("\n");
      expect(lines.slice(0, 5)).toEqual([
        "nsid 5",
        "blue (id: 5)",
        expect.stringMatching(/^self( \(id: \d+\))?$/),
        '"name":"v1"',
        '"name":"v0"',
      ]);
      expect(JSON.parse(lines.slice(5).join(""))).toEqual([
        { name: "self", path: "/run/netns/self", inode: expect.any(Number) as number },
      ]);
    },
    TIMEOUT_MS,
  );

  it.each([
    ["netns add a/b", 2, "expected a file name"],
    ["netns add", 2, "netns add: NAME is missing"],
    ["netns attach x", 2, "netns attach: PID|PATH is missing"],
    ["netns del blue", 1, "there is none"],
    ["netns add x && nlkit netns add x", 1, "EEXIST"],
    ["--embedded netns add x", 1, "names are those of this machine"],
  ])("refuses %s", (line, expected, message) => {
    const { status, stderr } = apart(`nlkit ${line}`);
    expect(stderr).toContain(message);
    expect(status).toBe(expected);
  });
});
