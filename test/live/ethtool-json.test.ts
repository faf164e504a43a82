/**
 * What `ethtool --json` prints of a veth's features beside the decoded bit sets. Of the other commands version 6.1
 * either has no JSON, or a veth has nothing to tell.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GenericClient } from "../../src/families/generic/index.ts";
import { NETLINK_GENERIC } from "../../src/uapi/index.ts";
import { whyNoOracle } from "../support/ip.ts";
import { Lab } from "./lab.ts";

/** Names that ethtool had before the kernel named its features. */
const OLD_NAMES: Readonly<Record<string, string>> = {
  "generic-receive-offload": "rx-gro",
  "generic-segmentation-offload": "tx-generic-segmentation",
  "large-receive-offload": "rx-lro",
  "ntuple-filters": "rx-ntuple-filter",
  "receive-hashing": "rx-hashing",
  "rx-checksumming": "rx-checksum",
  "rx-vlan-offload": "rx-vlan-hw-parse",
  "tx-vlan-offload": "tx-vlan-hw-insert",
  "udp-fragmentation-offload": "tx-udp-fragmentation",
};

interface Feature {
  readonly active: boolean;
  /** Null of what stands for several features together. */
  readonly fixed: boolean | null;
  readonly requested: boolean | null;
}

const without = spawnSync("ethtool", ["--version"]).status !== 0;
const skipped = whyNoOracle() ?? (without ? " (skipped: there is no ethtool)" : undefined);

describe.skipIf(skipped !== undefined)(`features of ethtool --json${skipped ?? ""}`, () => {
  let lab: Lab;
  let seen = 0;

  beforeAll(async () => {
    lab = await Lab.open(["ip link add v0 type veth peer name p0", "ethtool -K v0 tso off gro on"]);
  });
  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
    process.stdout.write(`ethtool --json -k: 3 fields, ${seen * 3} values\n`);
  });

  it("are active, fixed and requested as the bit sets say", async () => {
    const ethtool = await new GenericClient(lab.client(NETLINK_GENERIC)).open("ethtool");
    const reply = await ethtool.do("ETHTOOL_MSG_FEATURES_GET", { header: { devName: "v0" } });
    // With a mask a bit set lists the bits of the mask, and says of each whether it is set.
    const names = (set: "hw" | "wanted" | "active" | "nochange"): Set<string> => {
      const { nomask = false, bits } = reply?.[set] ?? {};
      const there = bits?.bit?.filter(({ value = false }) => nomask || value);
      return new Set(there?.map(({ name = "" }) => name));
    };
    const [hw, wanted, active, fixed] = [
      names("hw"),
      names("wanted"),
      names("active"),
      names("nochange"),
    ];
    const [printed] = JSON.parse(lab.print("ethtool", "--json -k v0")) as Record<string, Feature>[];
    for (const [name, feature] of Object.entries(printed ?? {})) {
      if (name === "ifname" || feature.fixed === null) continue;
      const own = OLD_NAMES[name] ?? name;
      const ours = {
        active: active.has(own),
        fixed: !hw.has(own) || fixed.has(own),
        requested: wanted.has(own),
      };
      expect({ name, ...ours }).toEqual({ name, ...feature });
      seen++;
    }
    expect(seen).toBeGreaterThan(50);
    expect(active.has("rx-gro")).toBe(true);
    expect(active.has("tx-tcp-segmentation")).toBe(false);
  });
});
