/**
 * Open vSwitch's four families: a datapath with two ports and a flow between them, and what it counts.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openFamily } from "../../src/family.ts";
import type { Decoded } from "../../src/schema/index.ts";
import type { ovsPacket } from "../../src/uapi/generic/openvswitch.ts";
import { eventually, needModule, Pair } from "./machine.ts";

const NOBODY = "0.0.0.0";
const NO_MAC = "00:00:00:00:00:00";
/** The kernel wants a key of its own for each of these, though the mask leaves it out. */
const IP = {
  ethertype: 0x0800,
  ipv4: {
    ipv4Src: NOBODY,
    ipv4Dst: NOBODY,
    ipv4Proto: 0,
    ipv4Tos: 0,
    ipv4Ttl: 0,
    ipv4Frag: "none",
  },
} as const;
const ARP = {
  ethertype: 0x0806,
  arp: { arpSip: NOBODY, arpTip: NOBODY, arpOp: 0, arpSha: NO_MAC, arpTha: NO_MAC },
} as const;

type PacketMessage = Decoded<typeof ovsPacket.notifications.OVS_PACKET_CMD_MISS.table>;

describe("openvswitch", () => {
  let pair: Pair;
  let dpIfindex = 0;
  beforeAll(async () => {
    pair = await Pair.open();
  });
  afterAll(() => pair[Symbol.asyncDispose]());
  const here = () => ({ netns: pair.near.namespace.path });

  it("OVS_DP_CMD_NEW, OVS_DP_CMD_GET, and its event", async (context) => {
    needModule("openvswitch", context);
    await using datapaths = await openFamily("ovs_datapath", here());
    const events = datapaths.subscribe<{ name?: string }>("ovs_datapath");
    await datapaths.do("OVS_DP_CMD_NEW", { dpIfindex: 0, name: "dp0", upcallPid: 0 });
    expect((await events.next()).value).toMatchObject({
      name: "OVS_DP_CMD_NEW",
      body: { name: "dp0" },
    });
    const [datapath] = await datapaths.dump("OVS_DP_CMD_GET", { dpIfindex: 0 });
    expect(datapath).toMatchObject({ name: "dp0", stats: { nFlows: 0n } });
    dpIfindex = datapath?.dpIfindex ?? 0;
    expect(dpIfindex).toBe((await pair.near.route.links.get("dp0")).index);
  });

  it("OVS_VPORT_CMD_NEW, OVS_VPORT_CMD_GET", async (context) => {
    needModule("openvswitch", context);
    await using ports = await openFamily("ovs_vport", here());
    await ports.do("OVS_VPORT_CMD_NEW", {
      dpIfindex,
      type: "internal",
      name: "in0",
      upcallPid: [0],
    });
    await ports.do("OVS_VPORT_CMD_NEW", { dpIfindex, type: "netdev", name: "v0", upcallPid: [0] });
    const rows = await ports.dump("OVS_VPORT_CMD_GET", { dpIfindex });
    expect(rows.map(({ name, type, portNo }) => [name, type, portNo]).sort()).toEqual([
      ["dp0", "internal", 0],
      ["in0", "internal", 1],
      ["v0", "netdev", 2],
    ]);
    await expect(
      ports.do("OVS_VPORT_CMD_NEW", { dpIfindex, type: "netdev", name: "v0", upcallPid: [0] }),
    ).rejects.toMatchObject({ errnoName: "EEXIST" });
  });

  it("OVS_PACKET_CMD_MISS to the port id that a port names", async (context) => {
    needModule("openvswitch", context);
    await using packets = await openFamily("ovs_packet", here());
    const misses = packets.subscribe<PacketMessage>([], { unicast: true });
    await using ports = await openFamily("ovs_vport", here());
    const upcallPid = [packets.client.transport.portId];
    await ports.do("OVS_VPORT_CMD_SET", { dpIfindex, name: "v0", upcallPid });
    const { status, stderr } = pair.far.run("bash", ["-c", "echo x >/dev/udp/10.0.0.77/9"]);
    expect(status, stderr).toBe(0);
    const asks = (bytes?: Uint8Array): boolean => bytes?.[12] === 0x08 && bytes[13] === 0x06;
    for await (const event of misses) {
      // Others: what IPv6 tells its neighbours.
      if (event.kind !== "message" || !asks(event.body.packet)) continue;
      expect(event).toMatchObject({
        name: "OVS_PACKET_CMD_MISS",
        group: 0,
        body: { dpIfindex, key: { ethertype: ARP.ethertype, arp: { arpTip: "10.0.0.77" } } },
      });
      break;
    }
    await ports.do("OVS_VPORT_CMD_SET", { dpIfindex, name: "v0", upcallPid: [0] });
  });

  it("OVS_FLOW_CMD_NEW, OVS_FLOW_CMD_GET, and packets that it counts", async (context) => {
    needModule("openvswitch", context);
    await using flows = await openFamily("ovs_flow", here());
    for (const [from, to] of [
      [1, 2],
      [2, 1],
    ] as const) {
      for (const protocol of [IP, ARP]) {
        await flows.do("OVS_FLOW_CMD_NEW", {
          dpIfindex,
          key: { inPort: from, ethernet: { ethSrc: NO_MAC, ethDst: NO_MAC }, ...protocol },
          mask: {
            inPort: 0xffffffff,
            ethernet: { ethSrc: NO_MAC, ethDst: NO_MAC },
            ethertype: 0xffff,
          },
          actions: [{ output: to }],
        });
      }
    }
    await pair.near.route.addresses.delete({ address: "10.0.0.1/24", dev: "v0" });
    await pair.near.route.addresses.add({ address: "10.0.0.1/24", dev: "in0" });
    await pair.near.route.links.set("in0", { up: true });
    pair.send("10.0.0.2");
    const counted = await eventually("a packet through the flow", async () => {
      const rows = await flows.dump("OVS_FLOW_CMD_GET", { dpIfindex });
      expect(rows).toHaveLength(4);
      return rows.find(
        ({ key, stats }) =>
          key?.inPort === 1 && key.ethertype === IP.ethertype && (stats?.nPackets ?? 0n) > 0n,
      );
    });
    expect(counted).toMatchObject({ actions: [{ output: 2 }] });
  });

  it("OVS_PACKET_CMD_EXECUTE", async (context) => {
    needModule("openvswitch", context);
    await using packets = await openFamily("ovs_packet", here());
    const received = async () =>
      (await pair.far.route.links.get("v0", { statistics: true })).statistics?.rxPackets ?? 0n;
    const before = await received();
    const everyone = "ff:ff:ff:ff:ff:ff";
    await packets.do("OVS_PACKET_CMD_EXECUTE", {
      dpIfindex,
      packet: Uint8Array.of(...new Uint8Array(12).fill(255), 0x88, 0xb5, ...new Uint8Array(46)),
      key: {
        inPort: 1,
        ethernet: { ethSrc: everyone, ethDst: everyone },
        ethertype: 0x88b5,
      },
      actions: [{ output: 2 }],
    });
    await eventually("the packet", async () => ((await received()) > before ? true : undefined));
  });

  it("OVS_PACKET_CMD_ACTION to the port id that an action names", async (context) => {
    needModule("openvswitch", context);
    await using packets = await openFamily("ovs_packet", here());
    const told = packets.subscribe<PacketMessage>([], { unicast: true });
    const packet = Uint8Array.of(
      ...new Uint8Array(12).fill(255),
      0x88,
      0xb5,
      ...new Uint8Array(46),
    );
    const userdata = Uint8Array.of(1, 2, 3, 4);
    const pid = packets.client.transport.portId;
    await packets.do("OVS_PACKET_CMD_EXECUTE", {
      dpIfindex,
      packet,
      key: {
        inPort: 1,
        ethernet: { ethSrc: "ff:ff:ff:ff:ff:ff", ethDst: "ff:ff:ff:ff:ff:ff" },
        ethertype: 0x88b5,
      },
      actions: [{ userspace: { pid, userdata } }],
    });
    expect((await told.next()).value).toMatchObject({
      name: "OVS_PACKET_CMD_ACTION",
      body: { dpIfindex, packet, userdata },
    });
  });

  it("OVS_DP_CMD_DEL", async (context) => {
    needModule("openvswitch", context);
    await using datapaths = await openFamily("ovs_datapath", here());
    await datapaths.do("OVS_DP_CMD_DEL", { dpIfindex });
    expect(await datapaths.dump("OVS_DP_CMD_GET", { dpIfindex: 0 })).toEqual([]);
  });
});
