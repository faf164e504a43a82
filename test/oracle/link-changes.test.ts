/**
 * Changes of links, byte by byte what `ip link set`, `ip link property` and `ip link delete` send: those too that only
 * adapters with virtual functions, or programs, would carry out.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openRoute, type RouteClient } from "../../src/route.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { GROUND, LOWER } from "./link-rows.ts";
import { type RequestTree, sentByIp, treeOf, whyNoStrace } from "./request-tree.ts";

const skipped = whyNoOracle() ?? whyNoStrace();

/** `RTM_NEWLINK`, which `ip` changes all by; nlkit takes `RTM_SETLINK`, which cannot make a link, where it can. */
const [RTM_NEWLINK, RTM_SETLINK] = [16, 19];

const hex = (text: string): string => Buffer.from(text).toString("hex");
/** The kind of a port's options: `ip` names it `bridge_slave` where a link's own kind stands, nlkit in the place for it. */
const PORT_KINDS = new Set([`18/1=${hex("bridge_slave")}`, `18/4=${hex("bridge")}`]);

/** After `ip link`, and the same asked of nlkit. */
type Row = readonly [string, (route: RouteClient) => Promise<unknown>];

/** By their indexes, which `ip` names links by. */
const [PORT, BRIDGE, GONE] = [53, 54, 55];
/** A process that is not there: a link that moves would come to a place that is not the test's. */
const NOBODY = 0x7ffffffe;
const MAC = "02:00:00:00:00:01";

const PLAIN: readonly Row[] = [
  ["set dev v0 mtu 1400", ({ links }) => links.set(LOWER, { mtu: 1400 })],
  ["set dev v0 up", ({ links }) => links.set(LOWER, { up: true })],
  ["set dev v0 down arp off", ({ links }) => links.set(LOWER, { up: false, arp: false })],
  ["set dev v0 group 7", ({ links }) => links.set(LOWER, { group: 7 })],
  ["set dev v0 alias uplink", ({ links }) => links.set(LOWER, { alias: "uplink" })],
  ["set dev v0 protodown on", ({ links }) => links.set(LOWER, { protoDown: true })],
  ["set dev v0 master br0", ({ links }) => links.set(LOWER, { master: "br0" })],
  ["set dev v0 nomaster", ({ links }) => links.set(LOWER, { master: null })],
  ["set dev v0 netns 2147483646", ({ links }) => links.set(LOWER, { netns: NOBODY })],
  ["set dev v0 name w0", ({ links }) => links.set(LOWER, { name: "w0" })],
  ["set group 4711 mtu 1400", ({ links }) => links.setGroup(4711, { mtu: 1400 })],
  ["delete group 4711", ({ links }) => links.deleteGroup(4711)],
  ["delete dev i9", ({ links }) => links.delete(GONE)],
  [
    "property add dev v0 altname first altname a-second-one-that-is-longer",
    ({ links }) => links.addAltNames(LOWER, ["first", "a-second-one-that-is-longer"]),
  ],
  ["property del dev v0 altname third", ({ links }) => links.deleteAltNames(LOWER, ["third"])],
];

const KINDS: readonly Row[] = [
  [
    "set dev br0 type bridge forward_delay 400 vlan_filtering 0",
    ({ links }) => links.set(BRIDGE, { options: { forwardDelay: 400, vlanFiltering: 0 } }),
  ],
  [
    "set dev br0 type bridge fdb_flush",
    ({ links }) => links.set(BRIDGE, { options: { fdbFlush: new Uint8Array(0) } }),
  ],
  [
    "set dev p1 type bridge_slave cost 50 priority 20 guard on hairpin on fastleave on root_block on learning off flood off",
    ({ links }) =>
      links.set(PORT, {
        port: {
          cost: 50,
          priority: 20,
          guard: 1,
          mode: 1,
          fastLeave: 1,
          protect: 1,
          learning: 0,
          unicastFlood: 0,
        },
      }),
  ],
  [
    "set dev p1 type bridge_slave mcast_flood off bcast_flood off mcast_router 2 mcast_to_unicast on proxy_arp on proxy_arp_wifi on",
    ({ links }) =>
      links.set(PORT, {
        port: {
          mcastFlood: 0,
          bcastFlood: 0,
          multicastRouter: 2,
          mcastToUcast: 1,
          proxyarp: 1,
          proxyarpWifi: 1,
        },
      }),
  ],
  [
    "set dev p1 type bridge_slave state 3 neigh_suppress on isolated on group_fwd_mask 8 vlan_tunnel on locked on backup_port p0",
    ({ links }) =>
      links.set(PORT, {
        port: {
          state: "forwarding",
          neighSuppress: 1,
          isolated: 1,
          groupFwdMask: 8,
          vlanTunnel: 1,
          locked: 1,
          backupPort: 51,
        },
      }),
  ],
];

const vf =
  (settings: Parameters<RouteClient["links"]["setVirtualFunction"]>[2]) =>
  ({ links }: RouteClient): Promise<void> =>
    links.setVirtualFunction(LOWER, 3, settings);

const FUNCTIONS: readonly Row[] = [
  [`set dev v0 vf 3 mac ${MAC}`, vf({ mac: MAC })],
  ["set dev v0 vf 3 vlan 5", vf({ vlan: 5 })],
  ["set dev v0 vf 3 vlan 5 qos 3", vf({ vlan: 5, qos: 3 })],
  ["set dev v0 vf 3 vlan 5 qos 3 proto 802.1ad", vf({ vlan: 5, qos: 3, vlanProtocol: "8021ad" })],
  ["set dev v0 vf 3 max_tx_rate 1000 min_tx_rate 100", vf({ txRate: { min: 100, max: 1000 } })],
  ["set dev v0 vf 3 spoofchk on", vf({ spoofCheck: true })],
  ["set dev v0 vf 3 query_rss on", vf({ rssQuery: true })],
  ["set dev v0 vf 3 trust off", vf({ trust: false })],
  ["set dev v0 vf 3 state disable", vf({ linkState: "disable" })],
  ["set dev v0 vf 3 node_guid 00:11:22:33:44:55:66:77", vf({ nodeGuid: 0x0011223344556677n })],
  ["set dev v0 vf 3 port_guid 00:11:22:33:44:55:66:88", vf({ portGuid: 0x0011223344556688n })],
];

/** `ip` attaches, and detaches, only where there is nothing yet; the kernel asks for that in the first case alone. */
const PROGRAMS: readonly Row[] = [
  ["set dev v0 xdp off", ({ links }) => links.setXdp(LOWER, { fd: -1, ifNone: true })],
  [
    "set dev v0 xdpgeneric off",
    ({ links }) => links.setXdp(LOWER, { fd: -1, ifNone: true, mode: "skb" }),
  ],
  [
    "set dev v0 xdpdrv off",
    ({ links }) => links.setXdp(LOWER, { fd: -1, ifNone: true, mode: "native" }),
  ],
  [
    "set dev v0 xdpoffload off",
    ({ links }) => links.setXdp(LOWER, { fd: -1, ifNone: true, mode: "hardware" }),
  ],
];

describe.skipIf(skipped !== undefined)(`changes of links${skipped ?? ""}`, () => {
  let box: Sandbox;
  let route: RouteClient;
  let sent: Uint8Array[] = [];
  beforeAll(async () => {
    box = await Sandbox.open();
    route = await openRoute({
      netns: box.namespace.path,
      trace: ({ direction, bytes, start, end }) => {
        if (direction === "send") sent.push(bytes.slice(start, end));
      },
    });
    const lines = [
      ...GROUND,
      `link add i9 index ${GONE} type ifb`,
      `link add br0 index ${BRIDGE} type bridge`,
      "link set p1 master br0",
      "link set p0 master br0",
    ];
    expect(box.build(lines)).toEqual([]);
  });
  afterAll(async () => {
    route.close();
    await box[Symbol.asyncDispose]();
  });

  it.each([...PLAIN, ...KINDS, ...FUNCTIONS, ...PROGRAMS])("ip link %s", async (words, ask) => {
    // Asked first, and undone by nothing: each row is of what the next does not look at, or what the kernel refuses.
    const theirs = asChange(treeOf(sentByIp(box, `link ${words}`), kindOf(words)));
    box.run("ip", ["link", "set", "dev", "w0", "name", "v0"]);
    sent = [];
    await ask(route).catch((error: unknown) => {
      // What this kernel does not carry out is compared all the same.
      if ((error as { code?: string }).code !== "ERR_NETLINK_ERRNO") throw error;
    });
    box.run("ip", ["link", "set", "dev", "w0", "name", "v0"]);
    expect(asChange(treeOf(sent.at(-1) as Uint8Array, kindOf(words)))).toEqual(theirs);
  });
});

function kindOf(words: string): string {
  return / type (\w+)/.exec(words)?.[1] ?? "";
}

/** What `ip` and nlkit say differently, and the kernel reads alike. */
function asChange(tree: RequestTree): RequestTree {
  const { type, attributes } = tree;
  return {
    ...tree,
    type: type === RTM_SETLINK ? (RTM_NEWLINK as number) : type,
    attributes: attributes.filter((attribute) => !PORT_KINDS.has(attribute)),
  };
}
