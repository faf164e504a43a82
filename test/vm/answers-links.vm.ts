/**
 * Families of links, tunnels and segment routing that are written by hand: objects are made, and what is told of them is what they were
 * made of, without an attribute that the table does not know.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually, known, needModule, Pair } from "./machine.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await Pair.open();
});
afterAll(() => pair[Symbol.asyncDispose]());

describe("macsec", () => {
  it("MACSEC_CMD_ADD_TXSA, MACSEC_CMD_ADD_RXSC, MACSEC_CMD_ADD_RXSA, MACSEC_CMD_GET_TXSC", async (context) => {
    needModule("macsec", context);
    pair.run("ip link add link v0 name ms0 type macsec encrypt on", "ip link set ms0 up");
    await using family = await pair.family("macsec");
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
    pair.run("ip link del ms0");
  });
});

describe("batadv", () => {
  it("BATADV_CMD_GET_MESH, BATADV_CMD_SET_MESH and its event, BATADV_CMD_GET_HARDIF", async (context) => {
    needModule("batman_adv", context);
    pair.run(
      "ip link add b0 type veth peer name b1",
      "ip link add bat0 type batadv",
      "ip link set b0 master bat0",
      "ip link set b0 up",
      "ip link set b1 up",
      "ip link set bat0 up",
    );
    await using family = await pair.family("batadv");
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
    pair.run("ip link del bat0", "ip link del b0");
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
    await using family = await pair.family("HSR");
    const { index: ifindex } = await pair.near.route.links.get("hsr0");
    const { address = "" } = await pair.far.route.links.get("hsr0");
    await eventually("the other node", async () => {
      const list = known(await family.do("HSR_C_GET_NODE_LIST", { ifindex }));
      return list.nodeAddr?.includes(address) ? true : undefined;
    });
    const request = { ifindex, nodeAddr: address };
    const node = known(await family.do("HSR_C_GET_NODE_STATUS", request));
    expect(node).toMatchObject({ ifindex, nodeAddr: address, if1Age: expect.any(Number) });
    for (const name of ["hsr0", "h0", "h1"]) pair.run(`ip link del ${name}`);
  });
});

describe("SEG6", () => {
  it("SEG6_CMD_SET_TUNSRC, SEG6_CMD_GET_TUNSRC", async () => {
    await using family = await pair.family("SEG6");
    await family.do("SEG6_CMD_SET_TUNSRC", { dst: "2001:db8::7" });
    expect(known(await family.do("SEG6_CMD_GET_TUNSRC", {}))).toEqual({ dst: "2001:db8::7" });
  });

  it("SEG6_CMD_SETHMAC, SEG6_CMD_DUMPHMAC", async ({ skip }) => {
    await using family = await pair.family("SEG6");
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
    await using family = await pair.family("IOAM6");
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
    await using family = await pair.family("ila");
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
  it("GTP_CMD_NEWPDP, GTP_CMD_GETPDP, GTP_CMD_DELPDP", async (context) => {
    needModule("gtp", context);
    await pair.near.route.links.add({
      name: "gtp0",
      kind: "gtp",
      options: { createSockets: 1, role: "sgsn" },
    });
    await using family = await pair.family("gtp");
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
    const wanted = { link, version: "v1", iTei: 100 } as const;
    expect(known(await family.do("GTP_CMD_GETPDP", wanted))).toMatchObject(context1);
    await family.do("GTP_CMD_DELPDP", wanted);
    expect(await family.dump("GTP_CMD_GETPDP", {})).toEqual([]);
    pair.run("ip link del gtp0");
  });
});
