/**
 * devlink on netdevsim, the kernel's simulated device, compared with the program `devlink` where there is one.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FamilyClientOf, type FamilyTableByName, openFamily } from "../../src/family.ts";
import { createNamespace } from "../../src/socket/index.ts";
import { needModule, type Skips } from "./machine.ts";

// The bus is the first namespace's: the machine's own.
const BUS = "/sys/bus/netdevsim";
const DEVICE = { busName: "netdevsim", devName: "netdevsim7" } as const;
const HANDLE = `${DEVICE.busName}/${DEVICE.devName}`;

/** What `devlink -j WORDS` prints; undefined where there is no such program. */
function printed(words: string): Record<string, unknown> | undefined {
  const { status, stdout } = spawnSync("devlink", ["-j", ...words.split(" ")], {
    encoding: "utf8",
  });
  return status === 0 ? (JSON.parse(stdout) as Record<string, unknown>) : undefined;
}

describe("devlink", () => {
  let devlink: FamilyClientOf<FamilyTableByName<"devlink">>;
  beforeAll(async () => {
    devlink = await openFamily("devlink");
  });
  afterAll(() => {
    devlink.close();
    spawnSync("sh", ["-c", `echo 7 >${BUS}/del_device`]);
  });

  const needDevice = (context: Skips): void => {
    needModule("netdevsim", context);
    try {
      writeFileSync(`${BUS}/new_device`, "7 2");
    } catch {
      // It is there since the test before.
    }
  };

  it("DEVLINK_CMD_NEW, an event on its group", async (context) => {
    needModule("netdevsim", context);
    const events = devlink.subscribe<{ devName?: string }>("config");
    needDevice(context);
    for await (const event of events) {
      if (event.kind !== "message" || event.name !== "DEVLINK_CMD_NEW") continue;
      expect(event.body).toMatchObject(DEVICE);
      break;
    }
  });

  it("DEVLINK_CMD_GET", async (context) => {
    needDevice(context);
    expect(await devlink.dump("DEVLINK_CMD_GET", {})).toContainEqual(
      expect.objectContaining(DEVICE),
    );
    expect(await devlink.do("DEVLINK_CMD_GET", DEVICE)).toMatchObject(DEVICE);
    await expect(
      devlink.do("DEVLINK_CMD_GET", { ...DEVICE, devName: "nobody" }),
    ).rejects.toMatchObject({ errnoName: "ENODEV" });
  });

  it("DEVLINK_CMD_PORT_GET", async (context) => {
    needDevice(context);
    const ports = await devlink.dump("DEVLINK_CMD_PORT_GET", DEVICE);
    expect(ports.map(({ portIndex }) => portIndex)).toEqual([0, 1]);
    const theirs = printed("port show")?.["port"] as Record<string, Record<string, unknown>>;
    if (theirs === undefined) return;
    for (const { portIndex, portNetdevName, portFlavour } of ports) {
      expect(theirs[`${HANDLE}/${portIndex}`]).toMatchObject({
        netdev: portNetdevName,
        flavour: portFlavour,
      });
    }
  });

  it("DEVLINK_CMD_INFO_GET", async (context) => {
    needDevice(context);
    const info = await devlink.do("DEVLINK_CMD_INFO_GET", DEVICE);
    expect(info).toMatchObject({ infoDriverName: "netdevsim" });
    const theirs = printed(`dev info ${HANDLE}`);
    if (theirs !== undefined)
      expect(theirs["info"]).toMatchObject({ [HANDLE]: { driver: info?.infoDriverName } });
  });

  it("DEVLINK_CMD_PARAM_GET, DEVLINK_CMD_PARAM_SET", async (context) => {
    needDevice(context);
    const name = { ...DEVICE, paramName: "max_macs" };
    const value = async () => {
      const answer = await devlink.do("DEVLINK_CMD_PARAM_GET", name);
      return answer?.param?.paramValuesList?.paramValue?.find(
        ({ paramValueCmode }) => paramValueCmode === "driverinit",
      );
    };
    await devlink.do("DEVLINK_CMD_PARAM_SET", {
      ...name,
      paramType: "u32",
      paramValueCmode: "driverinit",
      paramValueData: Uint8Array.of(16, 0, 0, 0),
    });
    expect((await value())?.paramValueData).toEqual(Uint8Array.of(16, 0, 0, 0));
    const params = await devlink.dump("DEVLINK_CMD_PARAM_GET", {});
    const ours = params.filter(({ devName }) => devName === DEVICE.devName);
    expect(ours.map(({ param }) => param?.paramName)).toEqual(
      expect.arrayContaining(["max_macs", "test1"]),
    );
  });

  it("DEVLINK_CMD_HEALTH_REPORTER_GET, DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE", async (context) => {
    needDevice(context);
    const reporters = await devlink.dump("DEVLINK_CMD_HEALTH_REPORTER_GET", DEVICE);
    expect(reporters.map(({ healthReporter }) => healthReporter?.healthReporterName)).toEqual([
      "empty",
      "dummy",
    ]);
    const said = await devlink.do("DEVLINK_CMD_HEALTH_REPORTER_DIAGNOSE", {
      ...DEVICE,
      healthReporterName: "dummy",
    });
    expect(said?.fmsg).toContainEqual({ fmsgObjName: "test_bool" });
  });

  it("DEVLINK_CMD_RESOURCE_DUMP", async (context) => {
    needDevice(context);
    const answer = await devlink.do("DEVLINK_CMD_RESOURCE_DUMP", DEVICE);
    const names = answer?.resourceList?.resource?.map(({ resourceName }) => resourceName);
    expect(names).toEqual(["IPv4", "IPv6", "nexthops"]);
  });

  it("DEVLINK_CMD_TRAP_GET, DEVLINK_CMD_TRAP_SET", async (context) => {
    needDevice(context);
    const trap = { ...DEVICE, trapName: "blackhole_route" };
    const action = async () => (await devlink.do("DEVLINK_CMD_TRAP_GET", trap))?.trapAction;
    const before = await action();
    const other = before === "trap" ? "drop" : "trap";
    await devlink.do("DEVLINK_CMD_TRAP_SET", { ...trap, trapAction: other });
    expect(await action()).toBe(other);
    expect((await devlink.dump("DEVLINK_CMD_TRAP_GET", DEVICE)).length).toBeGreaterThan(5);
  });

  it("DEVLINK_CMD_REGION_GET, DEVLINK_CMD_REGION_NEW", async (context) => {
    needDevice(context);
    const region = { ...DEVICE, regionName: "dummy" };
    await devlink.do("DEVLINK_CMD_REGION_NEW", { ...region, regionSnapshotId: 5 });
    const answer = await devlink.do("DEVLINK_CMD_REGION_GET", region);
    expect(answer).toMatchObject({ regionName: "dummy", regionSize: 32768n });
    expect(answer?.regionSnapshots?.regionSnapshot).toEqual([{ regionSnapshotId: 5 }]);
  });

  it("DEVLINK_CMD_ESWITCH_SET, DEVLINK_CMD_ESWITCH_GET", async (context) => {
    needDevice(context);
    await devlink.do("DEVLINK_CMD_ESWITCH_SET", { ...DEVICE, eswitchMode: "switchdev" });
    expect(await devlink.do("DEVLINK_CMD_ESWITCH_GET", DEVICE)).toMatchObject({
      eswitchMode: "switchdev",
    });
    await devlink.do("DEVLINK_CMD_ESWITCH_SET", { ...DEVICE, eswitchMode: "legacy" });
  });

  it("DEVLINK_CMD_RELOAD into another namespace", async (context) => {
    needDevice(context);
    const other = createNamespace();
    try {
      await using there = await openFamily("devlink", { netns: other.path });
      const netnsFd = Number(other.path.split("/").at(-1));
      await devlink.do("DEVLINK_CMD_RELOAD", { ...DEVICE, netnsFd });
      expect(await there.do("DEVLINK_CMD_GET", DEVICE)).toMatchObject(DEVICE);
      await there.do("DEVLINK_CMD_RELOAD", { ...DEVICE, netnsPid: process.pid });
      expect(await devlink.do("DEVLINK_CMD_GET", DEVICE)).toMatchObject(DEVICE);
    } finally {
      other.close();
    }
  });
});
