/**
 * Families of services, labels and switching that are written by hand: objects are made, and what is told of them is what they were
 * made of, without an attribute that the table does not know.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFamily } from "../../src/family.ts";
import { known, needModule, Pair } from "./machine.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await Pair.open();
});
afterAll(() => pair[Symbol.asyncDispose]());

describe("IPVS", () => {
  it("IPVS_CMD_NEW_SERVICE, IPVS_CMD_NEW_DEST, and what is told of them", async (context) => {
    needModule("ip_vs", context);
    needModule("ip_vs_rr", context);
    await using family = await pair.family("IPVS");
    const service = {
      af: "inet",
      protocol: 6,
      addr: Uint8Array.of(10, 0, 0, 1),
      port: 80,
    } as const;
    await family.do("IPVS_CMD_NEW_SERVICE", {
      service: {
        ...service,
        schedName: "rr",
        flags: { flags: ["persistent"], mask: 0xffff_ffff },
        timeout: 300,
        netmask: 0xffff_ffff,
      },
    });
    await family.do("IPVS_CMD_NEW_DEST", {
      service,
      dest: {
        addr: Uint8Array.of(10, 0, 0, 2),
        port: 8080,
        fwdMethod: "masq",
        weight: 3,
        uThresh: 0,
        lThresh: 0,
        addrFamily: "inet",
      },
    });
    const services = known(await family.dump("IPVS_CMD_GET_SERVICE", {}));
    expect(services).toMatchObject([
      { service: { af: "inet", port: 80, schedName: "rr", timeout: 300, stats64: { conns: 0n } } },
    ]);
    const one = known(await family.do("IPVS_CMD_GET_SERVICE", { service }));
    expect(one).toEqual(services[0]);
    expect(known(await family.dump("IPVS_CMD_GET_DEST", { service }))).toMatchObject([
      { dest: { port: 8080, fwdMethod: "masq", weight: 3, addrFamily: "inet" } },
    ]);
    await family.do("IPVS_CMD_SET_CONFIG", { timeoutTcp: 600, timeoutTcpFin: 60, timeoutUdp: 200 });
    expect(known(await family.do("IPVS_CMD_GET_CONFIG", {}))).toEqual({
      timeoutTcp: 600,
      timeoutTcpFin: 60,
      timeoutUdp: 200,
    });
    // IP_VS_VERSION_CODE of 1.2.1.
    expect(known(await family.do("IPVS_CMD_GET_INFO", {}))).toMatchObject({ version: 0x010201 });
    await family.do("IPVS_CMD_FLUSH", {});
    expect(await family.dump("IPVS_CMD_GET_SERVICE", {})).toEqual([]);
  });
});

describe("SMC_GEN_NETLINK", () => {
  it("SMC_NETLINK_GET_SYS_INFO and the other dumps; SMC_NETLINK_ADD_UEID", async (context) => {
    needModule("smc", context);
    await using family = await pair.family("SMC_GEN_NETLINK");
    const [info] = known(await family.dump("SMC_NETLINK_GET_SYS_INFO", {}));
    expect(info).toMatchObject({ sysInfo: { ver: 2, localHost: expect.any(String) } });
    const entry = "NLKIT-TEST".padEnd(32, "0");
    await family.do("SMC_NETLINK_ADD_UEID", { entry });
    const entries = known(await family.dump("SMC_NETLINK_DUMP_UEID", {}));
    expect(entries).toContainEqual({ entry });
    const [statistics] = known(await family.dump("SMC_NETLINK_GET_STATS", {}));
    expect(statistics).toMatchObject({
      stats: { smcdTech: { txRmbSize: { "8k": 0n }, clntV1Succ: 0n }, clntHsErrCnt: 0n },
    });
    for (const operation of [
      "SMC_NETLINK_GET_LGR_SMCR",
      "SMC_NETLINK_GET_DEV_SMCD",
      "SMC_NETLINK_GET_DEV_SMCR",
      "SMC_NETLINK_GET_FBACK_STATS",
      "SMC_NETLINK_DUMP_HS_LIMITATION",
    ] as const)
      known(await family.dump(operation, {}));
  });
});

describe("SMC_PNETID", () => {
  it("SMC_PNETID_ADD, SMC_PNETID_GET, SMC_PNETID_FLUSH", async (context) => {
    needModule("smc", context);
    await using family = await pair.family("SMC_PNETID");
    await family.do("SMC_PNETID_ADD", { name: "LAB", ethname: "v0" });
    expect(known(await family.dump("SMC_PNETID_GET", {}))).toMatchObject([
      { name: "LAB", ethname: "v0" },
    ]);
    await family.do("SMC_PNETID_FLUSH", {});
    expect(await family.dump("SMC_PNETID_GET", {})).toEqual([]);
  });
});

// Of NetLabel, the first namespace alone has the families.

describe("NLBL_MGMT", () => {
  it("NLBL_MGMT_C_VERSION, NLBL_MGMT_C_PROTOCOLS, NLBL_MGMT_C_LISTDEF", async () => {
    await using family = await openFamily("NLBL_MGMT");
    expect(known(await family.do("NLBL_MGMT_C_VERSION", {}))).toEqual({ version: 3 });
    const protocols = known(await family.dump("NLBL_MGMT_C_PROTOCOLS", {}));
    expect(protocols).toContainEqual({ protocol: "unlabeled" });
    expect(known(await family.do("NLBL_MGMT_C_LISTDEF", {}))).toMatchObject({
      protocol: "unlabeled",
    });
    known(await family.dump("NLBL_MGMT_C_LISTALL", {}));
  });
});

describe("NLBL_CIPSOv4", () => {
  it("NLBL_CIPSOV4_C_ADD, NLBL_CIPSOV4_C_LIST, NLBL_CIPSOV4_C_LISTALL, NLBL_CIPSOV4_C_REMOVE", async () => {
    await using family = await openFamily("NLBL_CIPSOv4");
    const taglst = { tag: [1] };
    const level = { mlslvlloc: 1, mlslvlrem: 2 };
    const category = { mlscatloc: 3, mlscatrem: 4 };
    await family.do("NLBL_CIPSOV4_C_ADD", {
      doi: 11,
      mtype: "trans",
      taglst,
      mlslvllst: { mlslvl: [level] },
      mlscatlst: { mlscat: [category] },
    });
    expect(known(await family.do("NLBL_CIPSOV4_C_LIST", { doi: 11 }))).toEqual({
      mtype: "trans",
      taglst,
      mlslvllst: { mlslvl: [level] },
      mlscatlst: { mlscat: [category] },
    });
    expect(known(await family.dump("NLBL_CIPSOV4_C_LISTALL", {}))).toContainEqual({
      doi: 11,
      mtype: "trans",
    });
    await family.do("NLBL_CIPSOV4_C_REMOVE", { doi: 11 });
  });
});

describe("NLBL_CALIPSO", () => {
  it("NLBL_CALIPSO_C_ADD, NLBL_CALIPSO_C_LIST, NLBL_CALIPSO_C_REMOVE", async () => {
    await using family = await openFamily("NLBL_CALIPSO");
    await family.do("NLBL_CALIPSO_C_ADD", { doi: 12, mtype: "pass" });
    expect(known(await family.do("NLBL_CALIPSO_C_LIST", { doi: 12 }))).toEqual({ mtype: "pass" });
    expect(known(await family.dump("NLBL_CALIPSO_C_LISTALL", {}))).toEqual([
      { doi: 12, mtype: "pass" },
    ]);
    await family.do("NLBL_CALIPSO_C_REMOVE", { doi: 12 });
  });
});

describe("NLBL_UNLBL", () => {
  it("NLBL_UNLABEL_C_LIST", async () => {
    await using family = await openFamily("NLBL_UNLBL");
    expect(known(await family.do("NLBL_UNLABEL_C_LIST", {}))).toEqual({
      acptflg: expect.any(Number),
    });
    known(await family.dump("NLBL_UNLABEL_C_STATICLIST", {}));
  });
});

describe("TIPCv2", () => {
  it("every dump of a node with a link", async (context) => {
    needModule("tipc", context);
    await using family = await pair.family("TIPCv2");
    await family.do("TIPC_NL_NET_SET", { net: { id: 99, addr: 0x01001009 } });
    await family.do("TIPC_NL_BEARER_ENABLE", { bearer: { name: "eth:v0" } });
    await family.do("TIPC_NL_BEARER_SET", { bearer: { name: "eth:v0", prop: { tol: 2000 } } });
    const [bearer] = known(await family.dump("TIPC_NL_BEARER_GET", {}));
    expect(bearer).toMatchObject({ bearer: { name: "eth:v0", prop: { tol: 2000 } } });
    const links = known(await family.dump("TIPC_NL_LINK_GET", {}));
    expect(links).toContainEqual({
      link: expect.objectContaining({
        name: "broadcast-link",
        broadcast: true,
        stats: expect.objectContaining({ rxInfo: expect.any(Number) }),
      }),
    });
    const names = known(await family.dump("TIPC_NL_NAME_TABLE_GET", {}));
    expect(names.length).toBeGreaterThan(0);
    expect(known(await family.dump("TIPC_NL_MEDIA_GET", {})).length).toBeGreaterThan(0);
    expect(known(await family.dump("TIPC_NL_NET_GET", {}))).toMatchObject([{ net: { id: 99 } }]);
    for (const operation of ["TIPC_NL_SOCK_GET", "TIPC_NL_NODE_GET", "TIPC_NL_MON_GET"] as const)
      known(await family.dump(operation, {}));
    await family.do("TIPC_NL_BEARER_DISABLE", { bearer: { name: "eth:v0" } });
  });
});

describe("ovs_meter", () => {
  it("OVS_METER_CMD_FEATURES, OVS_METER_CMD_SET, OVS_METER_CMD_GET, OVS_METER_CMD_DEL", async (context) => {
    needModule("openvswitch", context);
    await using datapaths = await pair.family("ovs_datapath");
    await datapaths.do("OVS_DP_CMD_NEW", { dpIfindex: 0, name: "dp7", upcallPid: 0 });
    const { index: dpIfindex } = await pair.near.route.links.get("dp7");
    await using family = await pair.family("ovs_meter");
    expect(known(await family.do("OVS_METER_CMD_FEATURES", { dpIfindex }))).toMatchObject({
      maxMeters: expect.any(Number),
      bands: [{ type: "drop" }],
    });
    const bands = [{ type: "drop", rate: 1000, burst: 100 }] as const;
    await family.do("OVS_METER_CMD_SET", { dpIfindex, id: 3, kbps: true, bands });
    expect(known(await family.do("OVS_METER_CMD_GET", { dpIfindex, id: 3 }))).toMatchObject({
      id: 3,
      stats: { nPackets: 0n },
      bands: [{ stats: { nPackets: 0n } }],
    });
    await family.do("OVS_METER_CMD_DEL", { dpIfindex, id: 3 });
  });
});

describe("ovs_ct_limit", () => {
  it("OVS_CT_LIMIT_CMD_SET, OVS_CT_LIMIT_CMD_GET, OVS_CT_LIMIT_CMD_DEL", async (context) => {
    needModule("openvswitch", context);
    const { index: dpIfindex } = await pair.near.route.links.get("dp7");
    await using family = await pair.family("ovs_ct_limit");
    await family.do("OVS_CT_LIMIT_CMD_SET", { dpIfindex, zoneLimit: [{ zoneId: 4, limit: 10 }] });
    const told = known(await family.do("OVS_CT_LIMIT_CMD_GET", { dpIfindex }));
    expect(told.zoneLimit).toContainEqual({ zoneId: 4, limit: 10, count: 0 });
    await family.do("OVS_CT_LIMIT_CMD_DEL", { dpIfindex, zoneLimit: [{ zoneId: 4 }] });
    await using datapaths = await pair.family("ovs_datapath");
    await datapaths.do("OVS_DP_CMD_DEL", { dpIfindex });
  });
});
