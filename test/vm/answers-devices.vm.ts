/**
 * Families of devices that are written by hand: objects are made, and what is told of them is what they were
 * made of, without an attribute that the table does not know.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { openFamily } from "../../src/family.ts";
import { known, needModule } from "./machine.ts";

describe("MAC80211_HWSIM", () => {
  it("HWSIM_CMD_NEW_RADIO, HWSIM_CMD_GET_RADIO, HWSIM_CMD_DEL_RADIO", async (context) => {
    needModule("mac80211_hwsim", context);
    await using family = await openFamily("MAC80211_HWSIM");
    const radioRequest = { radioName: "lab0", channels: 2, useChanctx: true };
    const made = await family.do("HWSIM_CMD_NEW_RADIO", radioRequest);
    const radios = known(await family.dump("HWSIM_CMD_GET_RADIO", {}));
    const radio = radios.find(({ radioName }) => radioName?.startsWith("lab0"));
    expect(radio).toMatchObject({ channels: 2, useChanctx: true, radioId: made?.radioId });
    await family.do("HWSIM_CMD_DEL_RADIO", { radioName: "lab0" });
    const left = await family.dump("HWSIM_CMD_GET_RADIO", {});
    expect(left).toHaveLength(radios.length - 1);
  });
});

describe("nbd", () => {
  it("NBD_CMD_STATUS", async (context) => {
    needModule("nbd", context);
    await using family = await openFamily("nbd");
    const { deviceList } = known(await family.do("NBD_CMD_STATUS", {}));
    const count = Number(readFileSync("/sys/module/nbd/parameters/nbds_max", "utf8"));
    expect(deviceList?.item).toHaveLength(count);
    expect(deviceList?.item?.[0]).toEqual({ index: 0, connected: 0 });
  });
});

describe("vdpa", () => {
  it("VDPA_CMD_MGMTDEV_GET, VDPA_CMD_DEV_NEW, VDPA_CMD_DEV_GET, VDPA_CMD_DEV_CONFIG_GET", async (context) => {
    needModule("vdpa_sim_net", context);
    await using family = await openFamily("vdpa");
    const devices = known(await family.dump("VDPA_CMD_MGMTDEV_GET", {}));
    expect(devices).toMatchObject([{ mgmtdevDevName: "vdpasim_net" }]);
    await family.do("VDPA_CMD_DEV_NEW", {
      devName: "lab0",
      mgmtdevDevName: "vdpasim_net",
      devNetCfgMacaddr: "02:00:00:00:00:07",
      devNetCfgMtu: 1400,
    });
    const device = known(await family.do("VDPA_CMD_DEV_GET", { devName: "lab0" }));
    expect(device).toMatchObject({ devName: "lab0", devId: 1, mgmtdevDevName: "vdpasim_net" });
    const config = known(await family.do("VDPA_CMD_DEV_CONFIG_GET", { devName: "lab0" }));
    expect(config).toMatchObject({ devNetCfgMacaddr: "02:00:00:00:00:07", devNetCfgMtu: 1400 });
    await family.do("VDPA_CMD_DEV_DEL", { devName: "lab0" });
  });
});

describe("TCM-USER", () => {
  it("TCMU_CMD_SET_FEATURES", async (context) => {
    needModule("target_core_user", context);
    await using family = await openFamily("TCM-USER");
    await family.do("TCMU_CMD_SET_FEATURES", { suppKernCmdReply: 1 });
    await family.do("TCMU_CMD_SET_FEATURES", { suppKernCmdReply: 0 });
  });
});

describe("nfc", () => {
  it("NFC_CMD_GET_DEVICE", async (context) => {
    needModule("nfc", context);
    spawnSync("modprobe", ["nfcsim"]);
    await using family = await openFamily("nfc");
    const devices = known(await family.dump("NFC_CMD_GET_DEVICE", {}));
    for (const device of devices)
      expect(device).toMatchObject({
        deviceName: expect.stringMatching(/^nfc\d/),
        devicePowered: 0,
      });
  });
});
