/**
 * IPVS: virtual services whose connections are handed to one of many servers. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/ip_vs.h, net/netfilter/ipvs/ip_vs_ctl.c
 */
import {
  attributeSet,
  binary,
  defineFamily,
  enumOf,
  enumTable,
  flagsOf,
  flagTable,
  ipv4,
  ipv6,
  limited,
  nestOf,
  type SetIn,
  type SetOut,
  string,
  struct,
  u8,
  u16,
  u16be,
  u32,
  u64,
} from "../../schema/index.ts";
import { AF } from "../address-families.ts";

/** `IP_VS_SVC_F_*`: two of the scheduler's three flags by what the source-hash scheduler makes of them. */
const serviceFlags = flagTable("ip-vs-svc-flags", {
  persistent: 1,
  hashed: 2,
  onepacket: 4,
  sched1: 8,
  sched2: 16,
  sched3: 32,
});
/** `IP_VS_CONN_F_*` of the lowest three bits: how a packet reaches a server. */
const forwarding = enumTable("ip-vs-fwd-method", {
  masq: 0,
  localnode: 1,
  tunnel: 2,
  droute: 3,
  bypass: 4,
});
/** `IP_VS_CONN_F_TUNNEL_TYPE_*`. */
const tunnelType = enumTable("ip-vs-tunnel-type", { ipip: 0, gue: 1, gre: 2 });
/** `IP_VS_TUNNEL_ENCAP_FLAG_*`. */
const tunnelFlags = flagTable("ip-vs-tunnel-flags", { csum: 1, remcsum: 2 });
/** `IP_VS_STATE_*`: which end of the synchronization a daemon is. */
const daemonState = flagTable("ip-vs-state", { master: 1, backup: 2 });

/** 16 bytes: an IPv6 address, or an IPv4 address and zeros; a request may have the 4 bytes alone. */
const address = limited(binary, { maxLength: 16 });

const statistics = attributeSet("ipvs-stats", "IPVS_STATS_ATTR_", {
  conns: [1, u32],
  inpkts: [2, u32],
  outpkts: [3, u32],
  inbytes: [4, u64],
  outbytes: [5, u64],
  cps: [6, u32],
  inpps: [7, u32],
  outpps: [8, u32],
  inbps: [9, u32],
  outbps: [10, u32],
});
interface Statistics extends SetOut<(typeof statistics)["entries"]> {}
interface StatisticsInput extends SetIn<(typeof statistics)["entries"]> {}
/** The same counters, all of 64 bits. */
const statistics64 = attributeSet("ipvs-stats64", "IPVS_STATS_ATTR_", {
  conns: [1, u64],
  inpkts: [2, u64],
  outpkts: [3, u64],
  inbytes: [4, u64],
  outbytes: [5, u64],
  cps: [6, u64],
  inpps: [7, u64],
  outpps: [8, u64],
  inbps: [9, u64],
  outbps: [10, u64],
});
interface Statistics64 extends SetOut<(typeof statistics64)["entries"]> {}
interface Statistics64Input extends SetIn<(typeof statistics64)["entries"]> {}

const service = attributeSet("ipvs-svc", "IPVS_SVC_ATTR_", {
  af: [1, enumOf(u16, AF)],
  protocol: [2, u16],
  addr: [3, address],
  port: [4, u16be],
  /** Instead of protocol, address and port. */
  fwmark: [5, u32],
  schedName: [6, limited(string, { maxLength: 15 })],
  flags: [7, struct("ip_vs_flags", { flags: flagsOf(u32, serviceFlags), mask: u32 })],
  /** Seconds. */
  timeout: [8, u32],
  /** Of IPv4 a mask, of IPv6 a length. */
  netmask: [9, u32],
  stats: [10, nestOf<Statistics, StatisticsInput>(statistics)],
  peName: [11, limited(string, { maxLength: 16 })],
  stats64: [12, nestOf<Statistics64, Statistics64Input>(statistics64)],
});
interface Service extends SetOut<(typeof service)["entries"]> {}
interface ServiceInput extends SetIn<(typeof service)["entries"]> {}

const destination = attributeSet("ipvs-dest", "IPVS_DEST_ATTR_", {
  addr: [1, address],
  port: [2, u16be],
  fwdMethod: [3, enumOf(u32, forwarding)],
  weight: [4, u32],
  uThresh: [5, u32],
  lThresh: [6, u32],
  activeConns: [7, u32],
  inactConns: [8, u32],
  persistConns: [9, u32],
  stats: [10, nestOf<Statistics, StatisticsInput>(statistics)],
  addrFamily: [11, enumOf(u16, AF)],
  stats64: [12, nestOf<Statistics64, Statistics64Input>(statistics64)],
  tunType: [13, enumOf(u8, tunnelType)],
  tunPort: [14, u16be],
  tunFlags: [15, flagsOf(u16, tunnelFlags)],
});
interface Destination extends SetOut<(typeof destination)["entries"]> {}
interface DestinationInput extends SetIn<(typeof destination)["entries"]> {}

const daemon = attributeSet("ipvs-daemon", "IPVS_DAEMON_ATTR_", {
  state: [1, flagsOf(u32, daemonState)],
  mcastIfn: [2, limited(string, { maxLength: 15 })],
  syncId: [3, u32],
  syncMaxlen: [4, u16],
  mcastGroup: [5, ipv4],
  mcastGroup6: [6, ipv6],
  mcastPort: [7, u16],
  mcastTtl: [8, u8],
});
interface Daemon extends SetOut<(typeof daemon)["entries"]> {}
interface DaemonInput extends SetIn<(typeof daemon)["entries"]> {}

const attributes = attributeSet("ipvs", "IPVS_CMD_ATTR_", {
  service: [1, nestOf<Service, ServiceInput>(service)],
  dest: [2, nestOf<Destination, DestinationInput>(destination)],
  daemon: [3, nestOf<Daemon, DaemonInput>(daemon)],
  /** Seconds, as the two after it. */
  timeoutTcp: [4, u32],
  timeoutTcpFin: [5, u32],
  timeoutUdp: [6, u32],
});
const info = attributeSet("ipvs-info", "IPVS_INFO_ATTR_", {
  /** A byte each of major, minor and patch. */
  version: [1, u32],
  connTabSize: [2, u32],
});

const admin = { permission: "admin", validation: "liberal" } as const;
const ofService = { requires: ["service"], ...admin } as const;
const ofDestination = { requires: ["service", "dest"], ...admin } as const;

/** The family. Answers have the command that would set what they tell; questions stand first, so that it keeps its name. */
export const ipvs = defineFamily({
  name: "IPVS",
  attributes,
  operations: {
    IPVS_CMD_GET_SERVICE: { command: 4, replyCommand: 1, oneReply: true, ...admin },
    IPVS_CMD_GET_DEST: { command: 8, replyCommand: 5, requires: ["service"], ...admin },
    IPVS_CMD_GET_DAEMON: { command: 11, replyCommand: 9, ...admin },
    IPVS_CMD_GET_CONFIG: { command: 13, replyCommand: 12, oneReply: true, ...admin },
    IPVS_CMD_GET_INFO: { command: 15, replyCommand: 14, reply: info, oneReply: true, ...admin },
    IPVS_CMD_NEW_SERVICE: { command: 1, ...ofService },
    IPVS_CMD_SET_SERVICE: { command: 2, ...ofService },
    IPVS_CMD_DEL_SERVICE: { command: 3, ...ofService },
    IPVS_CMD_NEW_DEST: { command: 5, ...ofDestination },
    IPVS_CMD_SET_DEST: { command: 6, ...ofDestination },
    IPVS_CMD_DEL_DEST: { command: 7, ...ofDestination },
    IPVS_CMD_NEW_DAEMON: { command: 9, requires: ["daemon"], ...admin },
    IPVS_CMD_DEL_DAEMON: { command: 10, requires: ["daemon"], ...admin },
    IPVS_CMD_SET_CONFIG: { command: 12, ...admin },
    IPVS_CMD_ZERO: { command: 16, ...admin },
    IPVS_CMD_FLUSH: { command: 17, ...admin },
  },
  notifications: {
    // An answer, never sent unasked; it stands here to have its own name.
    IPVS_CMD_SET_INFO: { command: 14, attributes: info },
  },
});
