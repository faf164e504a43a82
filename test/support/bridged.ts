/**
 * A bridge of a test's own, with `bridge` of iproute2 beside it; and what it prints, made of what the library says.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import type { BridgeVlan, FdbEntry, MdbEntry, RouteClient } from "../../src/route.ts";
import { Sandbox, whyNoOracle } from "./ip.ts";

/** Why `bridge` cannot be asked here, as a suffix for a test's title; undefined where it can. */
export function whyNoBridge(): string | undefined {
  return (
    whyNoOracle() ??
    (spawnSync("bridge", ["-V"]).status === 0 ? undefined : " (skipped: there is no bridge)")
  );
}

/** An object as JSON has it. */
export type Row = Record<string, unknown>;

/** A bridge b0 with the port v0, whose other end is v1, and the VXLANs x0 and x1, which is a port as well. */
export class Bridged implements AsyncDisposable {
  readonly #box: Sandbox;
  readonly route: RouteClient;

  private constructor(box: Sandbox) {
    this.#box = box;
    this.route = box.route;
  }

  static async open(options = ""): Promise<Bridged> {
    const box = await Sandbox.open();
    for (const words of [
      // What the kernel joins by itself would come and go among the rows.
      `link add b0 type bridge mcast_igmp_version 3 mcast_mld_version 2${options}`,
      "link add v0 type veth peer name v1",
      "link add x0 type vxlan id 5 dstport 4789",
      "link add x1 type vxlan external dstport 4790",
      "link set v0 master b0",
      "link set x1 master b0",
      "link set b0 up",
      "link set v0 up",
      "link set v1 up",
      "link set x1 up",
      "nexthop add id 1 via 192.0.2.9 fdb",
      "nexthop add id 10 group 1 fdb",
    ])
      box.ip(words);
    return new Bridged(box);
  }

  bridge(words: string): string {
    const { status, stdout, stderr } = this.#box.run("bridge", words.split(" "));
    if (status !== 0) throw new Error(`bridge ${words}: ${stderr}`);
    return stdout;
  }

  json(words: string): Row[] {
    return JSON.parse(this.bridge(`-j ${words}`) || "[]") as Row[];
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#box[Symbol.asyncDispose]();
  }
}

/** Why bridges have no VLANs here; undefined where they do. */
export async function whyNoVlans(): Promise<string | undefined> {
  const skipped = whyNoBridge();
  if (skipped !== undefined) return skipped;
  await using box = await Sandbox.open();
  const made = box.run("ip", "link add b0 type bridge vlan_filtering 1".split(" "));
  return made.status === 0 ? undefined : " (skipped: bridges of this kernel have no VLANs)";
}

/** Words of `bridge` for the flags that it names otherwise. */
const FLAG_WORDS: Readonly<Record<string, string>> = { "ext-learned": "extern_learn" };

/** An entry in the words of `bridge -j fdb`. */
export function fdbRow(entry: FdbEntry): Row {
  const { mac, dst, dstPort, vni, srcVni, vlan, nexthopId, viaName, masterName, state } = entry;
  return {
    mac,
    ifname: entry.dev,
    ...(dst !== undefined && { dst }),
    ...(vlan !== undefined && { vlan }),
    ...(dstPort !== undefined && { port: dstPort }),
    ...(vni !== undefined && { vni }),
    ...(srcVni !== undefined && { src_vni: srcVni }),
    ...(viaName !== undefined && { viaIf: viaName }),
    ...(nexthopId !== undefined && { nhid: nexthopId }),
    ...(masterName !== undefined && { master: masterName }),
    flags: entry.flags
      .filter((flag) => flag !== "master")
      .map((flag) => FLAG_WORDS[flag] ?? flag)
      .sort(),
    state: state === "dynamic" ? "" : state,
  };
}

/** An entry in the words of `bridge -j -d mdb`. */
export function mdbRow(entry: MdbEntry): Row {
  const { index, dev, portName, group, source, vlan, filterMode, sources, protocol } = entry;
  return {
    index,
    dev,
    port: portName,
    grp: group,
    ...(source !== undefined && { src: source }),
    state: entry.state === "temporary" ? "temp" : "permanent",
    ...(sources !== undefined && { source_list: sources.map(({ address }) => ({ address })) }),
    ...(filterMode !== undefined && { filter_mode: filterMode }),
    ...(protocol !== undefined && { protocol }),
    flags: entry.flags.map((flag) => flag.replace("-", "_")),
    ...(vlan !== undefined && { vid: vlan }),
  };
}

/** VLANs of one link in the words of `bridge -j vlan`, tunnels aside. */
export function vlanRows(vlans: readonly BridgeVlan[]): Row[] {
  return vlans.map(({ from, to, pvid, untagged }) => ({
    vlan: from,
    ...(to !== from && { vlanEnd: to }),
    ...((pvid || untagged) && {
      flags: [...(pvid ? ["PVID"] : []), ...(untagged ? ["Egress Untagged"] : [])],
    }),
  }));
}
