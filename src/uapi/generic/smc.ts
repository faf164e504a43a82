/**
 * SMC_GEN_NETLINK and SMC_PNETID: sockets over shared memory, and which devices lead to the same network. No spec
 * describes them.
 *
 * @module
 * @see include/uapi/linux/smc.h, net/smc/smc_netlink.c, net/smc/smc_pnet.c
 */
import {
  attributeSet,
  defineFamily,
  limited,
  nestOf,
  type SetIn,
  type SetOut,
  string,
  u8,
  u16,
  u32,
  u64,
  uint,
} from "../../schema/index.ts";

const system = attributeSet("smc-sys", "SMC_NLA_SYS_", {
  ver: [1, u8],
  rel: [2, u8],
  isIsmV2: [3, u8],
  localHost: [4, string],
  seid: [5, string],
  isSmcrV2: [6, u8],
});
interface System extends SetOut<(typeof system)["entries"]> {}
interface SystemInput extends SetIn<(typeof system)["entries"]> {}

/** What version 2 has in addition, of either kind. */
const groupV2 = attributeSet("smc-lgr-v2", "SMC_NLA_LGR_V2_", {
  ver: [0, u8],
  rel: [1, u8],
  os: [2, u8],
  negEid: [3, string],
  peerHost: [4, string],
});
interface GroupV2 extends SetOut<(typeof groupV2)["entries"]> {}
interface GroupV2Input extends SetIn<(typeof groupV2)["entries"]> {}
const groupRV2 = attributeSet("smc-lgr-r-v2", "SMC_NLA_LGR_R_V2_", {
  direct: [1, u8],
  maxConns: [2, u8],
  maxLinks: [3, u8],
});
interface GroupRV2 extends SetOut<(typeof groupRV2)["entries"]> {}
interface GroupRV2Input extends SetIn<(typeof groupRV2)["entries"]> {}
/** Links to one peer over RDMA. */
const groupR = attributeSet("smc-lgr-r", "SMC_NLA_LGR_R_", {
  id: [1, u32],
  role: [2, u8],
  type: [3, u8],
  pnetid: [4, string],
  vlanId: [5, u8],
  connsNum: [6, u32],
  v2Common: [7, nestOf<GroupV2, GroupV2Input>(groupV2)],
  v2: [8, nestOf<GroupRV2, GroupRV2Input>(groupRV2)],
  netCookie: [9, u64],
  bufType: [11, u8],
  sndbufAlloc: [12, uint],
  rmbAlloc: [13, uint],
});
interface GroupR extends SetOut<(typeof groupR)["entries"]> {}
interface GroupRInput extends SetIn<(typeof groupR)["entries"]> {}
const link = attributeSet("smc-link", "SMC_NLA_LINK_", {
  id: [1, u8],
  ibDev: [2, string],
  ibPort: [3, u8],
  gid: [4, string],
  peerGid: [5, string],
  connCnt: [6, u32],
  netDev: [7, u32],
  uid: [8, u32],
  peerUid: [9, u32],
  state: [10, u32],
});
interface Link extends SetOut<(typeof link)["entries"]> {}
interface LinkInput extends SetIn<(typeof link)["entries"]> {}
/** The same over memory that both ends share. */
const groupD = attributeSet("smc-lgr-d", "SMC_NLA_LGR_D_", {
  id: [1, u32],
  gid: [2, u64],
  peerGid: [3, u64],
  vlanId: [4, u8],
  connsNum: [5, u32],
  pnetid: [6, string],
  // A u16 by the header's comment; the kernel sends this.
  chid: [7, u32],
  v2Common: [9, nestOf<GroupV2, GroupV2Input>(groupV2)],
  extGid: [10, u64],
  peerExtGid: [11, u64],
  sndbufAlloc: [12, uint],
  dmbAlloc: [13, uint],
});
interface GroupD extends SetOut<(typeof groupD)["entries"]> {}
interface GroupDInput extends SetIn<(typeof groupD)["entries"]> {}

const port = attributeSet("smc-dev-port", "SMC_NLA_DEV_PORT_", {
  pnetUsr: [1, u8],
  pnetid: [2, string],
  netdev: [3, u32],
  state: [4, u8],
  valid: [5, u8],
  lnkCnt: [6, u32],
});
interface Port extends SetOut<(typeof port)["entries"]> {}
interface PortInput extends SetIn<(typeof port)["entries"]> {}
const device = attributeSet("smc-dev", "SMC_NLA_DEV_", {
  useCnt: [1, u32],
  isCrit: [2, u8],
  pciFid: [3, u32],
  pciChid: [4, u16],
  pciVendor: [5, u16],
  pciDevice: [6, u16],
  pciId: [7, string],
  port: [8, nestOf<Port, PortInput>(port)],
  port2: [9, nestOf<Port, PortInput>(port)],
  ibName: [10, string],
});
interface Device extends SetOut<(typeof device)["entries"]> {}
interface DeviceInput extends SetIn<(typeof device)["entries"]> {}

/** How many buffers, or payloads, were at most so large. */
const sizes = attributeSet("smc-stats-pload", "SMC_NLA_STATS_PLOAD_", {
  "8k": [1, u64],
  "16k": [2, u64],
  "32k": [3, u64],
  "64k": [4, u64],
  "128k": [5, u64],
  "256k": [6, u64],
  "512k": [7, u64],
  "1024k": [8, u64],
  g1024k: [9, u64, "SMC_NLA_STATS_PLOAD_G_1024K"],
});
interface Sizes extends SetOut<(typeof sizes)["entries"]> {}
interface SizesInput extends SetIn<(typeof sizes)["entries"]> {}
const buffers = attributeSet("smc-stats-rmb", "SMC_NLA_STATS_RMB_", {
  sizeSmPeerCnt: [1, u64],
  sizeSmCnt: [2, u64],
  fullPeerCnt: [3, u64],
  fullCnt: [4, u64],
  reuseCnt: [5, u64],
  allocCnt: [6, u64],
  dgradeCnt: [7, u64],
});
interface Buffers extends SetOut<(typeof buffers)["entries"]> {}
interface BuffersInput extends SetIn<(typeof buffers)["entries"]> {}
const technology = attributeSet("smc-stats-t", "SMC_NLA_STATS_T_", {
  txRmbSize: [1, nestOf<Sizes, SizesInput>(sizes)],
  rxRmbSize: [2, nestOf<Sizes, SizesInput>(sizes)],
  txploadSize: [3, nestOf<Sizes, SizesInput>(sizes)],
  rxploadSize: [4, nestOf<Sizes, SizesInput>(sizes)],
  txRmbStats: [5, nestOf<Buffers, BuffersInput>(buffers)],
  rxRmbStats: [6, nestOf<Buffers, BuffersInput>(buffers)],
  clntV1Succ: [7, u64],
  clntV2Succ: [8, u64],
  srvV1Succ: [9, u64],
  srvV2Succ: [10, u64],
  sendpageCnt: [11, u64],
  spliceCnt: [12, u64],
  corkCnt: [13, u64],
  ndlyCnt: [14, u64],
  urgDataCnt: [15, u64],
  rxBytes: [16, u64],
  txBytes: [17, u64],
  rxCnt: [18, u64],
  txCnt: [19, u64],
  rxRmbUsage: [20, uint],
  txRmbUsage: [21, uint],
});
interface Technology extends SetOut<(typeof technology)["entries"]> {}
interface TechnologyInput extends SetIn<(typeof technology)["entries"]> {}
const statistics = attributeSet("smc-stats", "SMC_NLA_STATS_", {
  smcdTech: [1, nestOf<Technology, TechnologyInput>(technology)],
  smcrTech: [2, nestOf<Technology, TechnologyInput>(technology)],
  clntHsErrCnt: [3, u64],
  srvHsErrCnt: [4, u64],
});
interface Statistics extends SetOut<(typeof statistics)["entries"]> {}
interface StatisticsInput extends SetIn<(typeof statistics)["entries"]> {}
/** Connections that fell back to TCP, by reason. */
const fallbacks = attributeSet("smc-fback-stats", "SMC_NLA_FBACK_STATS_", {
  type: [1, u8],
  srvCnt: [2, u64],
  clntCnt: [3, u64],
  rsnCode: [4, u32],
  rsnCnt: [5, u16],
});
interface Fallbacks extends SetOut<(typeof fallbacks)["entries"]> {}
interface FallbacksInput extends SetIn<(typeof fallbacks)["entries"]> {}

const general = attributeSet("smc-gen", "SMC_GEN_", {
  sysInfo: [1, nestOf<System, SystemInput>(system)],
  lgrSmcr: [2, nestOf<GroupR, GroupRInput>(groupR)],
  linkSmcr: [3, nestOf<Link, LinkInput>(link)],
  lgrSmcd: [4, nestOf<GroupD, GroupDInput>(groupD)],
  devSmcd: [5, nestOf<Device, DeviceInput>(device)],
  devSmcr: [6, nestOf<Device, DeviceInput>(device)],
  stats: [7, nestOf<Statistics, StatisticsInput>(statistics)],
  fbackStats: [8, nestOf<Fallbacks, FallbacksInput>(fallbacks)],
});
/** Requests that only ask. */
const none = attributeSet("smc-none", "SMC_GEN_", {});
const entry = attributeSet("smc-eid-table", "SMC_NLA_EID_TABLE_", {
  entry: [1, limited(string, { maxLength: 32 })],
});
const systemEntry = attributeSet("smc-seid", "SMC_NLA_SEID_", {
  entry: [1, string],
  enabled: [2, u8],
});
const limitation = attributeSet("smc-hs-limitation", "SMC_NLA_HS_LIMITATION_", {
  enabled: [1, u8],
});

const dump = { request: none, validation: "liberal" } as const;
const change = { request: none, permission: "admin", validation: "liberal" } as const;
const ofEntry = { ...change, request: entry, requires: ["entry"] } as const;

/** What the kernel tells of its sockets, groups, links and devices, all by dumps; and names by which hosts find each other. */
export const smcGen = defineFamily({
  name: "SMC_GEN_NETLINK",
  attributes: general,
  operations: {
    SMC_NETLINK_GET_SYS_INFO: { command: 1, ...dump },
    SMC_NETLINK_GET_LGR_SMCR: { command: 2, ...dump },
    SMC_NETLINK_GET_LINK_SMCR: { command: 3, ...dump },
    SMC_NETLINK_GET_LGR_SMCD: { command: 4, ...dump },
    SMC_NETLINK_GET_DEV_SMCD: { command: 5, ...dump },
    SMC_NETLINK_GET_DEV_SMCR: { command: 6, ...dump },
    SMC_NETLINK_GET_STATS: { command: 7, ...dump },
    SMC_NETLINK_GET_FBACK_STATS: { command: 8, ...dump },
    SMC_NETLINK_DUMP_UEID: { command: 9, reply: entry, ...dump },
    SMC_NETLINK_ADD_UEID: { command: 10, ...ofEntry },
    SMC_NETLINK_REMOVE_UEID: { command: 11, ...ofEntry },
    SMC_NETLINK_FLUSH_UEID: { command: 12, ...change },
    SMC_NETLINK_DUMP_SEID: { command: 13, reply: systemEntry, ...dump },
    SMC_NETLINK_ENABLE_SEID: { command: 14, ...change },
    SMC_NETLINK_DISABLE_SEID: { command: 15, ...change },
    SMC_NETLINK_DUMP_HS_LIMITATION: { command: 16, reply: limitation, ...dump },
    SMC_NETLINK_ENABLE_HS_LIMITATION: { command: 17, ...change },
    SMC_NETLINK_DISABLE_HS_LIMITATION: { command: 18, ...change },
  },
});

/** An entry of the table of physical networks: a network device, or a port of an InfiniBand device. */
const network = attributeSet("smc-pnetid", "SMC_PNETID_", {
  name: [1, limited(string, { maxLength: 16 })],
  ethname: [2, limited(string, { maxLength: 15 })],
  ibname: [3, limited(string, { maxLength: 63 })],
  ibport: [4, u8],
});
const pnetChange = { permission: "admin", validation: "liberal" } as const;

/** The table of physical networks. */
export const smcPnetid = defineFamily({
  name: "SMC_PNETID",
  attributes: network,
  operations: {
    SMC_PNETID_GET: { command: 1, oneReply: true, validation: "liberal" },
    SMC_PNETID_ADD: { command: 2, requires: ["name"], ...pnetChange },
    SMC_PNETID_DEL: { command: 3, requires: ["name"], ...pnetChange },
    SMC_PNETID_FLUSH: { command: 4, ...pnetChange },
  },
});
