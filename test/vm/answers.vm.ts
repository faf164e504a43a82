/**
 * What families answer whose tables are written by hand: objects are made, and what is told of them is what they were made
 * of, without an attribute that the table does not know.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FamilyName, openFamily } from "../../src/family.ts";
import { unknownIn } from "../support/unknown.ts";
import { eventually, needModule, Pair } from "./machine.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await Pair.open();
});
afterAll(() => pair[Symbol.asyncDispose]());

const open = <const Name extends FamilyName>(name: Name) =>
  openFamily(name, { netns: pair.near.namespace.path });

/** The answer, or all of them, none of which has anything that the table does not know. */
function known<Answer>(answer: Answer): NonNullable<Answer> {
  expect(unknownIn(answer)).toEqual([]);
  if (answer === undefined || answer === null) throw new Error("no answer");
  return answer;
}

/** Runs commands in the first namespace. */
function run(...lines: readonly string[]): void {
  for (const line of lines) {
    const [command = "", ...words] = line.split(" ");
    const { status, stderr } = pair.near.run(command, words);
    expect(status, `${line}: ${stderr}`).toBe(0);
  }
}

describe("macsec", () => {
  it("MACSEC_CMD_ADD_TXSA, MACSEC_CMD_ADD_RXSC, MACSEC_CMD_ADD_RXSA, MACSEC_CMD_GET_TXSC", async (context) => {
    needModule("macsec", context);
    run("ip link add link v0 name ms0 type macsec encrypt on", "ip link set ms0 up");
    await using family = await open("macsec");
    const { index: ifindex } = await pair.near.route.links.get("ms0");
    const sci = 0x0200_0000_0002_0001n;
    const keyid = Uint8Array.from({ length: 16 }, (_, at) => at);
    const saConfig = { an: 0, active: 1, pn: 100n, key: new Uint8Array(16).fill(7), keyid };
    await family.do("MACSEC_CMD_ADD_TXSA", { ifindex, saConfig });
    const rxscConfig = { sci, active: 1 };
    await family.do("MACSEC_CMD_ADD_RXSC", { ifindex, rxscConfig });
    await family.do("MACSEC_CMD_ADD_RXSA", { ifindex, rxscConfig: { sci }, saConfig });
    const [device] = known(await family.dump("MACSEC_CMD_GET_TXSC", {}));
    expect(device).toMatchObject({
      ifindex,
      secy: { encrypt: 1, validate: "strict", cipherSuite: expect.any(BigInt) },
      txsaList: [{ an: 0, keyid }],
      rxscList: [{ sci, active: 1, saList: [{ an: 0, pn: 100n, stats: { inPktsOk: 0 } }] }],
      offload: { type: "off" },
    });
    const { stdout } = pair.near.run("ip", ["macsec", "show", "ms0"]);
    expect(stdout).toContain(`RXSC: ${sci.toString(16).padStart(16, "0")}`);
    run("ip link del ms0");
  });
});

describe("batadv", () => {
  it("BATADV_CMD_GET_MESH, BATADV_CMD_SET_MESH and its event, BATADV_CMD_GET_HARDIF", async (context) => {
    needModule("batman_adv", context);
    run(
      "ip link add b0 type veth peer name b1",
      "ip link add bat0 type batadv",
      "ip link set b0 master bat0",
      "ip link set b0 up",
      "ip link set b1 up",
      "ip link set bat0 up",
    );
    await using family = await open("batadv");
    const { index: meshIfindex } = await pair.near.route.links.get("bat0");
    const mesh = known(await family.do("BATADV_CMD_GET_MESH", { meshIfindex }));
    expect(mesh).toMatchObject({ meshIfname: "bat0", algoName: "BATMAN_IV", gwMode: "off" });
    const events = family.subscribe<{ origInterval?: number }>("config");
    await family.do("BATADV_CMD_SET_MESH", { meshIfindex, origInterval: 500 });
    expect((await events.next()).value).toMatchObject({
      name: "BATADV_CMD_SET_MESH",
      body: { meshIfindex, origInterval: 500 },
    });
    // It becomes active with its carrier.
    const hard = await eventually("b0 is active", async () =>
      known(await family.dump("BATADV_CMD_GET_HARDIF", { meshIfindex })).find(
        ({ active }) => active,
      ),
    );
    expect(hard).toMatchObject({ meshIfindex, hardIfname: "b0", active: true });
    const local = known(await family.dump("BATADV_CMD_GET_TRANSTABLE_LOCAL", { meshIfindex }));
    const { address } = await pair.near.route.links.get("bat0");
    expect(local.map(({ ttAddress }) => ttAddress)).toContain(address);
    expect(known(await family.dump("BATADV_CMD_GET_ROUTING_ALGOS", {}))).toContainEqual({
      algoName: "BATMAN_IV",
    });
    run("ip link del bat0", "ip link del b0");
  });
});

describe("IPVS", () => {
  it("IPVS_CMD_NEW_SERVICE, IPVS_CMD_NEW_DEST, and what is told of them", async (context) => {
    needModule("ip_vs", context);
    needModule("ip_vs_rr", context);
    await using family = await open("IPVS");
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

describe("HSR", () => {
  it("HSR_C_GET_NODE_LIST, HSR_C_GET_NODE_STATUS", async (context) => {
    needModule("hsr", context);
    const peer = { name: "h1", netns: pair.far.namespace.path };
    await pair.near.route.links.add({ name: "h0", kind: "veth", peer: { ...peer, name: "h0" } });
    await pair.near.route.links.add({ name: "h1", kind: "veth", peer });
    for (const box of [pair.near, pair.far])
      for (const line of [
        "link set h0 up",
        "link set h1 up",
        "link add hsr0 type hsr slave1 h0 slave2 h1 supervision 45 version 1",
        "link set hsr0 up",
      ]) {
        const { status, stderr } = box.run("ip", line.split(" "));
        expect(status, `${line}: ${stderr}`).toBe(0);
      }
    await using family = await open("HSR");
    const { index: ifindex } = await pair.near.route.links.get("hsr0");
    const { address = "" } = await pair.far.route.links.get("hsr0");
    await eventually("the other node", async () => {
      const list = known(await family.do("HSR_C_GET_NODE_LIST", { ifindex }));
      return list.nodeAddr?.includes(address) ? true : undefined;
    });
    const request = { ifindex, nodeAddr: address };
    const node = known(await family.do("HSR_C_GET_NODE_STATUS", request));
    expect(node).toMatchObject({ ifindex, nodeAddr: address, if1Age: expect.any(Number) });
    for (const name of ["hsr0", "h0", "h1"]) run(`ip link del ${name}`);
  });
});

describe("SEG6", () => {
  it("SEG6_CMD_SET_TUNSRC, SEG6_CMD_GET_TUNSRC", async () => {
    await using family = await open("SEG6");
    await family.do("SEG6_CMD_SET_TUNSRC", { dst: "2001:db8::7" });
    expect(known(await family.do("SEG6_CMD_GET_TUNSRC", {}))).toEqual({ dst: "2001:db8::7" });
  });

  it("SEG6_CMD_SETHMAC, SEG6_CMD_DUMPHMAC", async ({ skip }) => {
    await using family = await open("SEG6");
    const key = { hmackeyid: 7, algid: "sha256", secretlen: 4 } as const;
    const secret = Uint8Array.of(1, 2, 3, 4);
    const error: unknown = await family
      .do("SEG6_CMD_SETHMAC", { ...key, secret })
      .catch((it) => it);
    if (error !== undefined) return skip(`built without it: ${error}`);
    expect(known(await family.dump("SEG6_CMD_DUMPHMAC", {}))).toEqual([{ ...key, secret }]);
  });
});

describe("IOAM6", () => {
  it("IOAM6_CMD_ADD_NAMESPACE, IOAM6_CMD_ADD_SCHEMA, IOAM6_CMD_NS_SET_SCHEMA", async () => {
    await using family = await open("IOAM6");
    const space = { nsId: 5, nsData: 1, nsDataWide: 2n ** 40n };
    const schema = { scId: 9, scData: Uint8Array.of(1, 2, 3, 4) };
    await family.do("IOAM6_CMD_ADD_NAMESPACE", space);
    await family.do("IOAM6_CMD_ADD_SCHEMA", schema);
    await family.do("IOAM6_CMD_NS_SET_SCHEMA", { nsId: 5, scId: 9 });
    const spaces = known(await family.dump("IOAM6_CMD_DUMP_NAMESPACES", {}));
    expect(spaces).toContainEqual({ ...space, scId: 9 });
    expect(known(await family.dump("IOAM6_CMD_DUMP_SCHEMAS", {}))).toEqual([
      expect.objectContaining(schema),
    ]);
  });
});

describe("ila", () => {
  it("ILA_CMD_ADD, ILA_CMD_GET, ILA_CMD_FLUSH", async (context) => {
    needModule("ila", context);
    await using family = await open("ila");
    const mapping = {
      locator: 0x2001_0db8_0000_0001n,
      locatorMatch: 0x2001_0db8_0000_0002n,
      csumMode: "no-action",
      identType: "luid",
    } as const;
    await family.do("ILA_CMD_ADD", mapping);
    expect(known(await family.dump("ILA_CMD_GET", {}))).toEqual([
      expect.objectContaining({ ...mapping }),
    ]);
    await family.do("ILA_CMD_FLUSH", {});
    expect(await family.dump("ILA_CMD_GET", {})).toEqual([]);
  });
});

describe("gtp", () => {
  it("GTP_CMD_NEWPDP, GTP_CMD_GETPDP as a dump, GTP_CMD_DELPDP", async (context) => {
    needModule("gtp", context);
    await pair.near.route.links.add({
      name: "gtp0",
      kind: "gtp",
      options: { createSockets: 1, role: "sgsn" },
    });
    await using family = await open("gtp");
    const { index: link } = await pair.near.route.links.get("gtp0");
    const context1 = {
      version: "v1",
      peerAddress: "10.0.0.2",
      msAddress: "10.7.0.1",
      iTei: 100,
      oTei: 200,
    } as const;
    await family.do("GTP_CMD_NEWPDP", { link, ...context1 });
    expect(known(await family.dump("GTP_CMD_GETPDP", {}))).toEqual([
      expect.objectContaining({ link, ...context1 }),
    ]);
    await family.do("GTP_CMD_DELPDP", { link, version: "v1", iTei: 100 });
    expect(await family.dump("GTP_CMD_GETPDP", {})).toEqual([]);
    run("ip link del gtp0");
  });
});

describe("SMC_GEN_NETLINK", () => {
  it("SMC_NETLINK_GET_SYS_INFO and the other dumps; SMC_NETLINK_ADD_UEID", async (context) => {
    needModule("smc", context);
    await using family = await open("SMC_GEN_NETLINK");
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
    await using family = await open("SMC_PNETID");
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

describe("MAC80211_HWSIM", () => {
  it("HWSIM_CMD_NEW_RADIO, HWSIM_CMD_GET_RADIO, HWSIM_CMD_DEL_RADIO", async (context) => {
    needModule("mac80211_hwsim", context);
    await using family = await open("MAC80211_HWSIM");
    // It acknowledges with the radio's number, and but for that of the first this reads as an errno.
    const radioRequest = { radioName: "lab0", channels: 2, useChanctx: true };
    await family.do("HWSIM_CMD_NEW_RADIO", radioRequest).catch(() => undefined);
    const radios = known(await family.dump("HWSIM_CMD_GET_RADIO", {}));
    const radio = radios.find(({ radioName }) => radioName?.startsWith("lab0"));
    expect(radio).toMatchObject({ channels: 2, useChanctx: true, radioId: expect.any(Number) });
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

describe("TIPCv2", () => {
  it("every dump of a node with a link", async (context) => {
    needModule("tipc", context);
    await using family = await open("TIPCv2");
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
    await using datapaths = await open("ovs_datapath");
    await datapaths.do("OVS_DP_CMD_NEW", { dpIfindex: 0, name: "dp7", upcallPid: 0 });
    const { index: dpIfindex } = await pair.near.route.links.get("dp7");
    await using family = await open("ovs_meter");
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
    await using family = await open("ovs_ct_limit");
    await family.do("OVS_CT_LIMIT_CMD_SET", { dpIfindex, zoneLimit: [{ zoneId: 4, limit: 10 }] });
    const told = known(await family.do("OVS_CT_LIMIT_CMD_GET", { dpIfindex }));
    expect(told.zoneLimit).toContainEqual({ zoneId: 4, limit: 10, count: 0 });
    await family.do("OVS_CT_LIMIT_CMD_DEL", { dpIfindex, zoneLimit: [{ zoneId: 4 }] });
    await using datapaths = await open("ovs_datapath");
    await datapaths.do("OVS_DP_CMD_DEL", { dpIfindex });
  });
});
