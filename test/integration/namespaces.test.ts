/**
 * Named network namespaces, by the library and by `ip netns`: each sees and removes what the other made. In a mount
 * namespace of the test's own, so that nobody else sees the names.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { whyNoOracle } from "../support/ip.ts";
import { patiently } from "../support/patience.ts";

const CHILD = fileURLToPath(new URL("children/namespaces.mjs", import.meta.url));
/** A /run of its own, and one of /sys, which `ip netns` mounts anew. */
const APART = 'mount -t tmpfs tmpfs /run && exec "$@"';

function apart(...command: readonly string[]): ReturnType<typeof spawnSync> {
  const flags = process.geteuid?.() === 0 ? "-nm" : "-Urnm";
  return spawnSync("unshare", [flags, "sh", "-c", APART, "sh", ...command], {
    encoding: "utf8",
    timeout: patiently(15_000),
  });
}

function whyNot(): string | undefined {
  const none = whyNoOracle();
  if (none !== undefined) return none;
  return apart("true").status === 0 ? undefined : " (skipped: no mount namespace is to be had)";
}

const skipped = whyNot();

describe.skipIf(skipped !== undefined)(`names of namespaces${skipped ?? ""}`, () => {
  const seen = new Map<string, unknown[]>();
  beforeAll(() => {
    const { status, stdout, stderr } = apart(process.execPath, CHILD);
    for (const line of String(stdout).split("\n").filter(Boolean)) {
      const [what, value] = JSON.parse(line) as [string, unknown];
      seen.set(what, [...(seen.get(what) ?? []), value]);
    }
    expect([status, stderr]).toEqual([0, ""]);
  });

  it.each<readonly [string, unknown]>([
    ["none", []],
    ["created", ["blue", "/run/netns/blue", true]],
    ["ip lists", 1],
    ["links that ip sees", 1],
    [
      "listed",
      [
        ["blue", true],
        ["green", true],
      ],
    ],
    ["attached", true],
    ["left", [[], false]],
    ["stale", { name: "stale", path: "/run/netns/stale" }],
  ])("names them: %s", (what, value) => {
    if (what === "links that ip sees") {
      // A kernel may make links of its own in each namespace: ifb0, sit0…
      expect(seen.get(what)?.[0]).toBeGreaterThanOrEqual(1);
    } else expect(seen.get(what)).toEqual([value]);
  });

  it.each<readonly [string, unknown]>([
    ["twice", ["ERR_NETLINK_SYSTEM", "EEXIST"]],
    ["no process", ["ERR_NETLINK_SYSTEM", "ENOENT"]],
    ["no namespace", ["ERR_NETLINK_SYSTEM", "EINVAL"]],
    ["half a name left", false],
    ["gone", ["ERR_NETLINK_SYSTEM", "ENOENT"]],
    ["of a number that none has", "ENOENT"],
  ])("refuses: %s", (what, value) => {
    expect(seen.get(what)).toEqual([value]);
  });

  it("refuses what is no file name", () => {
    expect(seen.get("bad name")).toEqual(
      Array.from({ length: 6 }, () => ["ERR_NETLINK_INPUT", "name"]),
    );
  });

  it.each<readonly [string, unknown]>([
    ["nsid", true],
    ["by nsid", "v0"],
    ["watched", ["green i0", "green v1", "here v0", "here v2", "late v3"]],
    ["green has", ["lo", "i0", "v1"]],
  ])("finds them by name and by number: %s", (what, value) => {
    expect(seen.get(what)).toEqual([value]);
  });
});
