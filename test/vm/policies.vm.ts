/**
 * Every generic family's table beside what the kernel tells of the family: operations, who may ask, groups, and the
 * policies of attributes. Of families that are modules, all are loaded.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { openGeneric } from "../../src/generic.ts";
import { GENERIC_FAMILIES } from "../../src/uapi/generic/index.ts";
import { compareWithKernel, namesWithoutTable } from "../support/generic-policies.ts";

/** The modules of families, by the family's name where it is not the module's. */
const MODULES: Readonly<Record<string, string>> = {
  HSR: "hsr",
  IPVS: "ip_vs",
  MAC80211_HWSIM: "mac80211_hwsim",
  NET_DM: "drop_monitor",
  SMC_GEN_NETLINK: "smc",
  SMC_PNETID: "smc",
  "TCM-USER": "target_core_user",
  TIPCv2: "tipc",
  batadv: "batman_adv",
  l2tp: "l2tp_netlink",
  nl80211: "cfg80211",
  ovs_ct_limit: "openvswitch",
  ovs_datapath: "openvswitch",
  ovs_flow: "openvswitch",
  ovs_meter: "openvswitch",
  ovs_packet: "openvswitch",
  ovs_vport: "openvswitch",
};

/** Modules of families that there is no table of. */
const OTHERS = ["ieee802154", "mac802154_hwsim", "ksmbd", "drbd"];

/** Loads a module, where there is one of that name. */
const load = (name: string): void => {
  spawnSync("modprobe", [name]);
};

for (const name of Object.keys(GENERIC_FAMILIES)) {
  describe(name, () => {
    it("operations, groups and policies", async ({ skip }) => {
      load(MODULES[name] ?? name);
      await using generic = await openGeneric();
      const findings = await compareWithKernel(generic, name);
      if (findings === undefined) return skip("this kernel has no such family");
      expect(findings).toEqual({});
    });
  });
}

describe("families without a table", () => {
  it("are those that are known", async ({ skip }) => {
    for (const name of OTHERS) load(name);
    await using generic = await openGeneric();
    const { known, others } = await namesWithoutTable(generic);
    expect(others).toEqual([]);
    skip(`no table of ${known.join(", ")}`);
  });
});
