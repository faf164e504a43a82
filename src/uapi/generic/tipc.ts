/**
 * TIPCv2: the protocol between the nodes of a cluster. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/tipc_netlink.h, net/tipc/netlink.c
 */
import {
  array,
  attributeSet,
  binary,
  defineFamily,
  flag,
  limited,
  nest,
  nestOf,
  type SetIn,
  type SetOut,
  string,
  u32,
  u64,
} from "../../schema/index.ts";
import { tipcSock } from "../sock-diag/tipc-diag.ts";

const property = attributeSet("tipc-prop", "TIPC_NLA_PROP_", {
  /** 0 to 31. */
  prio: [1, u32],
  /** Milliseconds without a sign of life after which a link is down. */
  tol: [2, u32],
  /** Packets that may be on their way. */
  win: [3, u32],
  mtu: [4, u32],
  broadcast: [5, u32],
  /** Percent of the nodes from which on a multicast is broadcast. */
  broadcastRatio: [6, u32],
});
interface Property extends SetOut<(typeof property)["entries"]> {}
interface PropertyInput extends SetIn<(typeof property)["entries"]> {}

/** `struct sockaddr_storage`, of which as much as the address has may be sent. */
const address = limited(binary, { maxLength: 128 });
const udp = attributeSet("tipc-udp", "TIPC_NLA_UDP_", {
  local: [1, address],
  remote: [2, address],
  multiRemoteip: [3, flag],
});
interface Udp extends SetOut<(typeof udp)["entries"]> {}
interface UdpInput extends SetIn<(typeof udp)["entries"]> {}

const bearer = attributeSet("tipc-bearer", "TIPC_NLA_BEARER_", {
  /** `"eth:eth0"`, `"udp:one"`. */
  name: [1, limited(string, { maxLength: 32 })],
  prop: [2, nestOf<Property, PropertyInput>(property)],
  domain: [3, u32],
  udpOpts: [4, nestOf<Udp, UdpInput>(udp)],
});
interface Bearer extends SetOut<(typeof bearer)["entries"]> {}
interface BearerInput extends SetIn<(typeof bearer)["entries"]> {}

const publication = attributeSet("tipc-publ", "TIPC_NLA_PUBL_", {
  type: [1, u32],
  lower: [2, u32],
  upper: [3, u32],
  scope: [4, u32],
  node: [5, u32],
  ref: [6, u32],
  key: [7, u32],
});
interface Publication extends SetOut<(typeof publication)["entries"]> {}
interface PublicationInput extends SetIn<(typeof publication)["entries"]> {}

const statistics = attributeSet("tipc-stats", "TIPC_NLA_STATS_", {
  rxInfo: [1, u32],
  rxFragments: [2, u32],
  rxFragmented: [3, u32],
  rxBundles: [4, u32],
  rxBundled: [5, u32],
  txInfo: [6, u32],
  txFragments: [7, u32],
  txFragmented: [8, u32],
  txBundles: [9, u32],
  txBundled: [10, u32],
  msgProfTot: [11, u32],
  msgLenCnt: [12, u32],
  msgLenTot: [13, u32],
  msgLenP0: [14, u32],
  msgLenP1: [15, u32],
  msgLenP2: [16, u32],
  msgLenP3: [17, u32],
  msgLenP4: [18, u32],
  msgLenP5: [19, u32],
  msgLenP6: [20, u32],
  rxStates: [21, u32],
  rxProbes: [22, u32],
  rxNacks: [23, u32],
  rxDeferred: [24, u32],
  txStates: [25, u32],
  txProbes: [26, u32],
  txNacks: [27, u32],
  txAcks: [28, u32],
  retransmitted: [29, u32],
  duplicates: [30, u32],
  linkCongs: [31, u32],
  maxQueue: [32, u32],
  avgQueue: [33, u32],
});
interface Statistics extends SetOut<(typeof statistics)["entries"]> {}
interface StatisticsInput extends SetIn<(typeof statistics)["entries"]> {}

const link = attributeSet("tipc-link", "TIPC_NLA_LINK_", {
  /** `"broadcast-link"`, or both ends: `"1.1.1:eth0-1.1.2:eth0"`. */
  name: [1, limited(string, { maxLength: 68 })],
  dest: [2, u32],
  mtu: [3, u32],
  broadcast: [4, flag],
  up: [5, flag],
  active: [6, flag],
  prop: [7, nestOf<Property, PropertyInput>(property)],
  stats: [8, nestOf<Statistics, StatisticsInput>(statistics)],
  rx: [9, u32],
  tx: [10, u32],
});
interface Link extends SetOut<(typeof link)["entries"]> {}
interface LinkInput extends SetIn<(typeof link)["entries"]> {}

const media = attributeSet("tipc-media", "TIPC_NLA_MEDIA_", {
  name: [1, string],
  prop: [2, nestOf<Property, PropertyInput>(property)],
});
interface Media extends SetOut<(typeof media)["entries"]> {}
interface MediaInput extends SetIn<(typeof media)["entries"]> {}

const node = attributeSet("tipc-node", "TIPC_NLA_NODE_", {
  addr: [1, u32],
  up: [2, flag],
  id: [3, limited(binary, { maxLength: 16 })],
  /** `struct tipc_aead_key`: 32 bytes of the algorithm's name, a u32 of the length, the key. */
  key: [4, limited(binary, { maxLength: 72 })],
  keyMaster: [5, flag],
  /** Minutes. */
  rekeying: [6, u32],
});
interface Node extends SetOut<(typeof node)["entries"]> {}
interface NodeInput extends SetIn<(typeof node)["entries"]> {}

const net = attributeSet("tipc-net", "TIPC_NLA_NET_", {
  id: [1, u32],
  addr: [2, u32],
  nodeid: [3, u64],
  nodeidW1: [4, u64],
  addrLegacy: [5, flag],
});
interface Net extends SetOut<(typeof net)["entries"]> {}
interface NetInput extends SetIn<(typeof net)["entries"]> {}

const nameTable = attributeSet("tipc-name-table", "TIPC_NLA_NAME_TABLE_", {
  publ: [1, nestOf<Publication, PublicationInput>(publication)],
});
interface NameTable extends SetOut<(typeof nameTable)["entries"]> {}
interface NameTableInput extends SetIn<(typeof nameTable)["entries"]> {}

const monitor = attributeSet("tipc-mon", "TIPC_NLA_MON_", {
  activationThreshold: [1, u32],
  ref: [2, u32],
  active: [3, flag],
  bearerName: [4, string],
  peercnt: [5, u32],
  listgen: [6, u32],
});
interface Monitor extends SetOut<(typeof monitor)["entries"]> {}
interface MonitorInput extends SetIn<(typeof monitor)["entries"]> {}

const monitorPeer = attributeSet("tipc-mon-peer", "TIPC_NLA_MON_PEER_", {
  addr: [1, u32],
  domgen: [2, u32],
  applied: [3, u32],
  upmap: [4, u64],
  members: [5, array(u32)],
  up: [6, flag],
  head: [7, flag],
  local: [8, flag],
});
interface MonitorPeer extends SetOut<(typeof monitorPeer)["entries"]> {}
interface MonitorPeerInput extends SetIn<(typeof monitorPeer)["entries"]> {}

const attributes = attributeSet("tipc", "TIPC_NLA_", {
  bearer: [1, nestOf<Bearer, BearerInput>(bearer)],
  sock: [2, nest(tipcSock)],
  publ: [3, nestOf<Publication, PublicationInput>(publication)],
  link: [4, nestOf<Link, LinkInput>(link)],
  media: [5, nestOf<Media, MediaInput>(media)],
  node: [6, nestOf<Node, NodeInput>(node)],
  net: [7, nestOf<Net, NetInput>(net)],
  nameTable: [8, nestOf<NameTable, NameTableInput>(nameTable)],
  mon: [9, nestOf<Monitor, MonitorInput>(monitor)],
  monPeer: [10, nestOf<MonitorPeer, MonitorPeerInput>(monitorPeer)],
});

const read = { validation: "liberal" } as const;
const change = { permission: "namespace-admin", validation: "liberal" } as const;

/** The family. Which nest a request holds goes by its name: `TIPC_NL_LINK_SET` wants `link`. */
export const tipc = defineFamily({
  name: "TIPCv2",
  attributes,
  operations: {
    // Its rows have the command of a bearer, and an address without a nest. It stands before that, whose layout counts
    // where the question is not known.
    TIPC_NL_UDP_GET_REMOTEIP: {
      command: 22,
      replyCommand: 4,
      reply: udp,
      requires: ["bearer"],
      ...read,
    },
    TIPC_NL_BEARER_DISABLE: { command: 2, requires: ["bearer"], slow: true, ...change },
    TIPC_NL_BEARER_ENABLE: { command: 3, requires: ["bearer"], ...change },
    TIPC_NL_BEARER_GET: { command: 4, oneReply: true, ...read },
    TIPC_NL_BEARER_SET: { command: 5, requires: ["bearer"], ...change },
    TIPC_NL_SOCK_GET: { command: 6, ...read },
    TIPC_NL_PUBL_GET: { command: 7, requires: ["sock"], ...read },
    TIPC_NL_LINK_GET: { command: 8, oneReply: true, ...read },
    TIPC_NL_LINK_SET: { command: 9, requires: ["link"], ...change },
    TIPC_NL_LINK_RESET_STATS: { command: 10, requires: ["link"], ...change },
    TIPC_NL_MEDIA_GET: { command: 11, oneReply: true, ...read },
    TIPC_NL_MEDIA_SET: { command: 12, requires: ["media"], ...change },
    TIPC_NL_NODE_GET: { command: 13, ...read },
    TIPC_NL_NET_GET: { command: 14, ...read },
    TIPC_NL_NET_SET: { command: 15, requires: ["net"], ...change },
    TIPC_NL_NAME_TABLE_GET: { command: 16, ...read },
    TIPC_NL_MON_SET: { command: 17, requires: ["mon"], ...change },
    TIPC_NL_MON_GET: { command: 18, oneReply: true, ...read },
    TIPC_NL_MON_PEER_GET: { command: 19, requires: ["mon"], ...read },
    TIPC_NL_PEER_REMOVE: { command: 20, requires: ["net"], ...change },
    TIPC_NL_BEARER_ADD: { command: 21, requires: ["bearer"], ...change },
    TIPC_NL_KEY_SET: { command: 23, requires: ["node"], ...change },
    TIPC_NL_KEY_FLUSH: { command: 24, ...change },
    TIPC_NL_ADDR_LEGACY_GET: { command: 25, oneReply: true, ...read },
  },
});
