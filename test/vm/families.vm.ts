/**
 * Families whose tables are written by hand, on the kernel that they are of: l2tp, TIPC, psample, thermal.
 *
 * @module
 */
import { readdirSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFamily } from "../../src/family.ts";
import { thermal } from "../../src/uapi/generic/thermal.ts";
import { eventually, needModule, Pair, readText } from "./machine.ts";

let pair: Pair;
beforeAll(async () => {
  pair = await Pair.open();
});
afterAll(() => pair[Symbol.asyncDispose]());
const here = () => ({ netns: pair.near.namespace.path });

describe("l2tp", () => {
  const tunnel = {
    protoVersion: 3,
    encapType: "udp",
    connId: 10,
    peerConnId: 20,
    ipSaddr: "10.0.0.1",
    ipDaddr: "10.0.0.2",
    udpSport: 1701,
    udpDport: 1702,
  } as const;

  it("L2TP_CMD_TUNNEL_CREATE, L2TP_CMD_TUNNEL_GET, and the event", async (context) => {
    needModule("l2tp_eth", context);
    await using family = await openFamily("l2tp", here());
    const events = family.subscribe("l2tp");
    await family.do("L2TP_CMD_TUNNEL_CREATE", tunnel);
    expect((await events.next()).value).toMatchObject({ kind: "message", body: { connId: 10 } });
    expect(await family.do("L2TP_CMD_TUNNEL_GET", { connId: 10 })).toMatchObject(tunnel);
    expect(pair.near.ip("l2tp show tunnel")).toMatch(
      /Tunnel 10, encap UDP\s+From 10\.0\.0\.1 to 10\.0\.0\.2\s+Peer tunnel 20/,
    );
  });

  it("L2TP_CMD_SESSION_CREATE, L2TP_CMD_SESSION_GET", async (context) => {
    needModule("l2tp_eth", context);
    await using family = await openFamily("l2tp", here());
    const session = { connId: 10, sessionId: 1, peerSessionId: 2, ifname: "l2tp0" } as const;
    await family.do("L2TP_CMD_SESSION_CREATE", { ...session, pwType: "eth" });
    const rows = await family.dump("L2TP_CMD_SESSION_GET", {});
    expect(rows).toMatchObject([{ ...session, peerConnId: 20, stats: { txPackets: 0n } }]);
    expect(await pair.near.route.links.get("l2tp0")).toMatchObject({ type: "ether" });
  });

  it("L2TP_CMD_TUNNEL_DELETE", async (context) => {
    needModule("l2tp_eth", context);
    await using family = await openFamily("l2tp", here());
    await family.do("L2TP_CMD_TUNNEL_DELETE", { connId: 10 });
    await eventually("the tunnel is gone", async () =>
      (await family.dump("L2TP_CMD_TUNNEL_GET", {})).length === 0 ? true : undefined,
    );
  });
});

describe("TIPCv2", () => {
  it("TIPC_NL_MEDIA_GET", async (context) => {
    needModule("tipc", context);
    await using family = await openFamily("TIPCv2", here());
    const media = await family.dump("TIPC_NL_MEDIA_GET", {});
    expect(media.map(({ media: one }) => one?.name)).toEqual(
      expect.arrayContaining(["eth", "udp"]),
    );
  });

  it("TIPC_NL_NET_SET, TIPC_NL_BEARER_ENABLE, and a link between two nodes", async (context) => {
    needModule("tipc", context);
    const boxes = [pair.near, pair.far];
    const families = await Promise.all(
      boxes.map(({ namespace }) => openFamily("TIPCv2", { netns: namespace.path })),
    );
    try {
      for (const [at, family] of families.entries()) {
        await family.do("TIPC_NL_NET_SET", { net: { id: 77, addr: 0x01001001 + at } });
        await family.do("TIPC_NL_BEARER_ENABLE", { bearer: { name: "eth:v0" } });
        expect(await family.dump("TIPC_NL_NET_GET", {})).toMatchObject([{ net: { id: 77 } }]);
        const bearers = await family.dump("TIPC_NL_BEARER_GET", {});
        expect(bearers.map(({ bearer }) => bearer?.name)).toEqual(["eth:v0"]);
      }
      const [family] = families;
      const link = await eventually("a link that is up", async () => {
        const rows = (await family?.dump("TIPC_NL_LINK_GET", {})) ?? [];
        return rows.find(({ link: one }) => one?.broadcast === undefined && one?.up === true);
      });
      expect(link.link?.name).toMatch(/1\.1\.1.*:v0-1\.1\.2.*:v0|:v0-.*:v0/);
      const nodes = (await family?.dump("TIPC_NL_NODE_GET", {})) ?? [];
      expect(nodes.map(({ node }) => node?.addr)).toContain(0x01001002);
    } finally {
      for (const family of families) family.close();
    }
  });
});

describe("psample", () => {
  it("PSAMPLE_CMD_GET_GROUP, and sampled packets", async (context) => {
    needModule("psample", context);
    needModule("act_sample", context);
    await using family = await openFamily("psample", here());
    const packets = family.subscribe<{ data?: Uint8Array; sampleGroup?: number }>("packets");
    for (const words of [
      "qdisc add dev v0 clsact",
      "filter add dev v0 egress matchall action sample rate 1 group 5 trunc 42",
    ]) {
      const { status, stderr } = pair.near.run("tc", words.split(" "));
      expect(status, stderr).toBe(0);
    }
    const groups = await family.dump("PSAMPLE_CMD_GET_GROUP", {});
    expect(groups).toMatchObject([{ sampleGroup: 5, groupRefcount: 1 }]);
    pair.send("10.0.0.2");
    const { index } = await pair.near.route.links.get("v0");
    for await (const event of packets) {
      if (event.kind !== "message") continue;
      expect(event).toMatchObject({
        name: "PSAMPLE_CMD_SAMPLE",
        body: { sampleGroup: 5, sampleRate: 1, oifindex: index },
      });
      expect(event.body.data?.length).toBeLessThanOrEqual(42);
      break;
    }
  });
});

describe("thermal", () => {
  const listed = (kind: string): [number, string][] =>
    readdirSync("/sys/class/thermal")
      .filter((name) => name.startsWith(kind))
      .map((name): [number, string] => [
        Number(name.slice(kind.length)),
        readText(`/sys/class/thermal/${name}/type`),
      ])
      .sort();

  // The rows have no sequence number: drivers/thermal/thermal_netlink.c.
  async function rowsOf(name: keyof (typeof thermal)["operations"]) {
    await using family = await openFamily(thermal);
    return await family.dump(name, {});
  }

  it("THERMAL_GENL_CMD_TZ_GET_ID: the zones of sysfs", async () => {
    const rows = await rowsOf("THERMAL_GENL_CMD_TZ_GET_ID");
    const ours = rows.flatMap(({ tz: { id = [], name = [] } = {} }) =>
      id.map((one, at) => [one, name[at]]),
    );
    expect(ours.sort()).toEqual(listed("thermal_zone"));
  });

  it("THERMAL_GENL_CMD_CDEV_GET: the cooling devices of sysfs", async () => {
    const rows = await rowsOf("THERMAL_GENL_CMD_CDEV_GET");
    const ours = rows.flatMap(({ cdev: { id = [], name = [] } = {} }) =>
      id.map((one, at) => [one, name[at]]),
    );
    expect(ours.sort()).toEqual(listed("cooling_device"));
  });
});
