/**
 * Tables of netdev.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  enumOf,
  enumTable,
  familyTable,
  flagsOf,
  flagTable,
  limited,
  messageOf,
  multi,
  nestOf,
  operation,
  s32,
  type SetIn,
  type SetOut,
  u32,
  u64,
  uint,
} from "../../schema/index.ts";

export const NETDEV_CMD_DEV_GET = 1;
export const NETDEV_CMD_PAGE_POOL_GET = 5;
export const NETDEV_CMD_PAGE_POOL_STATS_GET = 9;
export const NETDEV_CMD_QUEUE_GET = 10;
export const NETDEV_CMD_NAPI_GET = 11;
export const NETDEV_CMD_QSTATS_GET = 12;
export const NETDEV_CMD_BIND_RX = 13;
export const NETDEV_CMD_NAPI_SET = 14;
export const NETDEV_CMD_BIND_TX = 15;
export const NETDEV_CMD_QUEUE_CREATE = 16;
export const NETDEV_CMD_DEV_ADD_NTF = 2;
export const NETDEV_CMD_DEV_DEL_NTF = 3;
export const NETDEV_CMD_DEV_CHANGE_NTF = 4;
export const NETDEV_CMD_PAGE_POOL_ADD_NTF = 6;
export const NETDEV_CMD_PAGE_POOL_DEL_NTF = 7;
export const NETDEV_CMD_PAGE_POOL_CHANGE_NTF = 8;

export const xdpAct = flagTable("xdp-act", {
  basic: 0x1,
  redirect: 0x2,
  "ndo-xmit": 0x4,
  "xsk-zerocopy": 0x8,
  "hw-offload": 0x10,
  "rx-sg": 0x20,
  "ndo-xmit-sg": 0x40,
});

export const xdpRxMetadata = flagTable("xdp-rx-metadata", {
  timestamp: 0x1,
  hash: 0x2,
  "vlan-tag": 0x4,
});

export const xskFlags = flagTable("xsk-flags", {
  "tx-timestamp": 0x1,
  "tx-checksum": 0x2,
  "tx-launch-time-fifo": 0x4,
});

export interface Dev extends SetOut<(typeof dev)["entries"]> {}
export interface DevInput extends SetIn<(typeof dev)["entries"]> {}
export const dev = attributeSet("dev", "NETDEV_A_DEV_", {
  ifindex: [1, limited(u32, { min: 1 })],
  xdpFeatures: [3, flagsOf(u64, xdpAct)],
  xdpZcMaxSegs: [4, limited(u32, { min: 1 })],
  xdpRxMetadataFeatures: [5, flagsOf(u64, xdpRxMetadata)],
  xskFeatures: [6, flagsOf(u64, xskFlags)],
});

export const devMessage = messageOf<Dev, DevInput>({ attributes: dev });

export interface IoUringProviderInfo extends SetOut<(typeof ioUringProviderInfo)["entries"]> {}
export interface IoUringProviderInfoInput extends SetIn<(typeof ioUringProviderInfo)["entries"]> {}
export const ioUringProviderInfo = attributeSet(
  "io-uring-provider-info",
  "NETDEV_A_IO_URING_PROVIDER_INFO_",
  { rxBufLen: [1, uint] },
);

export interface PagePool extends SetOut<(typeof pagePool)["entries"]> {}
export interface PagePoolInput extends SetIn<(typeof pagePool)["entries"]> {}
export const pagePool = attributeSet("page-pool", "NETDEV_A_PAGE_POOL_", {
  id: [1, limited(uint, { min: 1, max: 4294967295 })],
  ifindex: [2, limited(u32, { min: 1, max: 2147483647 })],
  napiId: [3, limited(uint, { min: 1, max: 4294967295 })],
  inflight: [4, uint],
  inflightMem: [5, uint],
  detachTime: [6, uint],
  dmabuf: [7, u32],
  ioUring: [8, nestOf<IoUringProviderInfo, IoUringProviderInfoInput>(ioUringProviderInfo)],
});

export const pagePoolMessage = messageOf<PagePool, PagePoolInput>({ attributes: pagePool });

export interface PagePoolInfo extends SetOut<(typeof pagePoolInfo)["entries"]> {}
export interface PagePoolInfoInput extends SetIn<(typeof pagePoolInfo)["entries"]> {}
export const pagePoolInfo = attributeSet("page-pool-info", "NETDEV_A_PAGE_POOL_", {
  id: [1, limited(uint, { min: 1, max: 4294967295 })],
  ifindex: [2, limited(u32, { min: 1, max: 2147483647 })],
});

export interface PagePoolStats extends SetOut<(typeof pagePoolStats)["entries"]> {}
export interface PagePoolStatsInput extends SetIn<(typeof pagePoolStats)["entries"]> {}
export const pagePoolStats = attributeSet("page-pool-stats", "NETDEV_A_PAGE_POOL_STATS_", {
  info: [1, nestOf<PagePoolInfo, PagePoolInfoInput>(pagePoolInfo)],
  allocFast: [8, uint],
  allocSlow: [9, uint],
  allocSlowHighOrder: [10, uint],
  allocEmpty: [11, uint],
  allocRefill: [12, uint],
  allocWaive: [13, uint],
  recycleCached: [14, uint],
  recycleCacheFull: [15, uint],
  recycleRing: [16, uint],
  recycleRingFull: [17, uint],
  recycleReleasedRefcnt: [18, uint],
});

export const pagePoolStatsMessage = messageOf<PagePoolStats, PagePoolStatsInput>({
  attributes: pagePoolStats,
});

export const queueType = enumTable("queue-type", { rx: 0, tx: 1 });

export interface XskInfo extends SetOut<(typeof xskInfo)["entries"]> {}
export interface XskInfoInput extends SetIn<(typeof xskInfo)["entries"]> {}
export const xskInfo = attributeSet("xsk-info", "NETDEV_A_XSK_INFO_", {});

export interface QueueId extends SetOut<(typeof queueId)["entries"]> {}
export interface QueueIdInput extends SetIn<(typeof queueId)["entries"]> {}
export const queueId = attributeSet("queue-id", "NETDEV_A_QUEUE_", {
  id: [1, u32],
  type: [3, enumOf(u32, queueType)],
});

export interface Lease extends SetOut<(typeof lease)["entries"]> {}
export interface LeaseInput extends SetIn<(typeof lease)["entries"]> {}
export const lease = attributeSet("lease", "NETDEV_A_LEASE_", {
  ifindex: [1, limited(u32, { min: 1 })],
  queue: [2, nestOf<QueueId, QueueIdInput>(queueId)],
  netnsId: [3, limited(s32, { min: 0 })],
});

export interface Queue extends SetOut<(typeof queue)["entries"]> {}
export interface QueueInput extends SetIn<(typeof queue)["entries"]> {}
export const queue = attributeSet("queue", "NETDEV_A_QUEUE_", {
  id: [1, u32],
  ifindex: [2, limited(u32, { min: 1 })],
  type: [3, enumOf(u32, queueType)],
  napiId: [4, u32],
  dmabuf: [5, u32],
  ioUring: [6, nestOf<IoUringProviderInfo, IoUringProviderInfoInput>(ioUringProviderInfo)],
  xsk: [7, nestOf<XskInfo, XskInfoInput>(xskInfo)],
  lease: [8, nestOf<Lease, LeaseInput>(lease)],
});

export const queueMessage = messageOf<Queue, QueueInput>({ attributes: queue });

export const napiThreaded = enumTable("napi-threaded", { disabled: 0, enabled: 1, "busy-poll": 2 });

export interface Napi extends SetOut<(typeof napi)["entries"]> {}
export interface NapiInput extends SetIn<(typeof napi)["entries"]> {}
export const napi = attributeSet("napi", "NETDEV_A_NAPI_", {
  ifindex: [1, limited(u32, { min: 1 })],
  id: [2, u32],
  irq: [3, u32],
  pid: [4, u32],
  deferHardIrqs: [5, limited(u32, { max: 2147483647 })],
  groFlushTimeout: [6, uint],
  irqSuspendTimeout: [7, uint],
  threaded: [8, enumOf(u32, napiThreaded)],
});

export const napiMessage = messageOf<Napi, NapiInput>({ attributes: napi });

export interface Qstats extends SetOut<(typeof qstats)["entries"]> {}
export interface QstatsInput extends SetIn<(typeof qstats)["entries"]> {}
export const qstats = attributeSet("qstats", "NETDEV_A_QSTATS_", {
  ifindex: [1, limited(u32, { min: 1 })],
  queueType: [2, enumOf(u32, queueType)],
  queueId: [3, u32],
  scope: [4, uint],
  rxPackets: [8, uint],
  rxBytes: [9, uint],
  txPackets: [10, uint],
  txBytes: [11, uint],
  rxAllocFail: [12, uint],
  rxHwDrops: [13, uint],
  rxHwDropOverruns: [14, uint],
  rxCsumComplete: [15, uint],
  rxCsumUnnecessary: [16, uint],
  rxCsumNone: [17, uint],
  rxCsumBad: [18, uint],
  rxHwGroPackets: [19, uint],
  rxHwGroBytes: [20, uint],
  rxHwGroWirePackets: [21, uint],
  rxHwGroWireBytes: [22, uint],
  rxHwDropRatelimits: [23, uint],
  txHwDrops: [24, uint],
  txHwDropErrors: [25, uint],
  txCsumNone: [26, uint],
  txNeedsCsum: [27, uint],
  txHwGsoPackets: [28, uint],
  txHwGsoBytes: [29, uint],
  txHwGsoWirePackets: [30, uint],
  txHwGsoWireBytes: [31, uint],
  txHwDropRatelimits: [32, uint],
  txStop: [33, uint],
  txWake: [34, uint],
});

export const qstatsMessage = messageOf<Qstats, QstatsInput>({ attributes: qstats });

export interface Dmabuf extends SetOut<(typeof dmabuf)["entries"]> {}
export interface DmabufInput extends SetIn<(typeof dmabuf)["entries"]> {}
export const dmabuf = attributeSet("dmabuf", "NETDEV_A_DMABUF_", {
  ifindex: [1, limited(u32, { min: 1 })],
  queues: [2, multi(nestOf<QueueId, QueueIdInput>(queueId))],
  fd: [3, u32],
  id: [4, limited(u32, { min: 1 })],
  rxPageSize: [5, limited(u32, { min: 0, max: 4294967295 })],
});

export const dmabufMessage = messageOf<Dmabuf, DmabufInput>({ attributes: dmabuf });

export const netdev = familyTable({
  name: "netdev",
  protocol: 16,
  version: 1,
  messages: {
    NETDEV_CMD_DEV_GET: [NETDEV_CMD_DEV_GET, devMessage],
    NETDEV_CMD_DEV_ADD_NTF: [NETDEV_CMD_DEV_ADD_NTF, devMessage],
    NETDEV_CMD_DEV_DEL_NTF: [NETDEV_CMD_DEV_DEL_NTF, devMessage],
    NETDEV_CMD_DEV_CHANGE_NTF: [NETDEV_CMD_DEV_CHANGE_NTF, devMessage],
    NETDEV_CMD_PAGE_POOL_GET: [NETDEV_CMD_PAGE_POOL_GET, pagePoolMessage],
    NETDEV_CMD_PAGE_POOL_ADD_NTF: [NETDEV_CMD_PAGE_POOL_ADD_NTF, pagePoolMessage],
    NETDEV_CMD_PAGE_POOL_DEL_NTF: [NETDEV_CMD_PAGE_POOL_DEL_NTF, pagePoolMessage],
    NETDEV_CMD_PAGE_POOL_CHANGE_NTF: [NETDEV_CMD_PAGE_POOL_CHANGE_NTF, pagePoolMessage],
    NETDEV_CMD_PAGE_POOL_STATS_GET: [NETDEV_CMD_PAGE_POOL_STATS_GET, pagePoolStatsMessage],
    NETDEV_CMD_QUEUE_GET: [NETDEV_CMD_QUEUE_GET, queueMessage],
    NETDEV_CMD_NAPI_GET: [NETDEV_CMD_NAPI_GET, napiMessage],
    NETDEV_CMD_QSTATS_GET: [NETDEV_CMD_QSTATS_GET, qstatsMessage],
    NETDEV_CMD_BIND_RX: [NETDEV_CMD_BIND_RX, dmabufMessage],
    NETDEV_CMD_NAPI_SET: [NETDEV_CMD_NAPI_SET, napiMessage],
    NETDEV_CMD_BIND_TX: [NETDEV_CMD_BIND_TX, dmabufMessage],
    NETDEV_CMD_QUEUE_CREATE: [NETDEV_CMD_QUEUE_CREATE, queueMessage],
  },
  operations: {
    NETDEV_CMD_DEV_GET: operation(
      "NETDEV_CMD_DEV_GET",
      [NETDEV_CMD_DEV_GET, devMessage],
      [NETDEV_CMD_DEV_GET, devMessage],
      { oneReply: true },
    ),
    NETDEV_CMD_PAGE_POOL_GET: operation(
      "NETDEV_CMD_PAGE_POOL_GET",
      [NETDEV_CMD_PAGE_POOL_GET, pagePoolMessage],
      [NETDEV_CMD_PAGE_POOL_GET, pagePoolMessage],
      { oneReply: true },
    ),
    NETDEV_CMD_PAGE_POOL_STATS_GET: operation(
      "NETDEV_CMD_PAGE_POOL_STATS_GET",
      [NETDEV_CMD_PAGE_POOL_STATS_GET, pagePoolStatsMessage],
      [NETDEV_CMD_PAGE_POOL_STATS_GET, pagePoolStatsMessage],
      { oneReply: true },
    ),
    NETDEV_CMD_QUEUE_GET: operation(
      "NETDEV_CMD_QUEUE_GET",
      [NETDEV_CMD_QUEUE_GET, queueMessage],
      [NETDEV_CMD_QUEUE_GET, queueMessage],
      { oneReply: true },
    ),
    NETDEV_CMD_NAPI_GET: operation(
      "NETDEV_CMD_NAPI_GET",
      [NETDEV_CMD_NAPI_GET, napiMessage],
      [NETDEV_CMD_NAPI_GET, napiMessage],
      { oneReply: true },
    ),
    NETDEV_CMD_QSTATS_GET: operation(
      "NETDEV_CMD_QSTATS_GET",
      [NETDEV_CMD_QSTATS_GET, qstatsMessage],
      [NETDEV_CMD_QSTATS_GET, qstatsMessage],
    ),
    NETDEV_CMD_BIND_RX: operation(
      "NETDEV_CMD_BIND_RX",
      [NETDEV_CMD_BIND_RX, dmabufMessage],
      [NETDEV_CMD_BIND_RX, dmabufMessage],
      { oneReply: true },
    ),
    NETDEV_CMD_NAPI_SET: operation(
      "NETDEV_CMD_NAPI_SET",
      [NETDEV_CMD_NAPI_SET, napiMessage],
      [NETDEV_CMD_NAPI_SET, napiMessage],
    ),
    NETDEV_CMD_BIND_TX: operation(
      "NETDEV_CMD_BIND_TX",
      [NETDEV_CMD_BIND_TX, dmabufMessage],
      [NETDEV_CMD_BIND_TX, dmabufMessage],
      { oneReply: true },
    ),
    NETDEV_CMD_QUEUE_CREATE: operation(
      "NETDEV_CMD_QUEUE_CREATE",
      [NETDEV_CMD_QUEUE_CREATE, queueMessage],
      [NETDEV_CMD_QUEUE_CREATE, queueMessage],
    ),
  },
  groups: { mgmt: 0, "page-pool": 0 },
});
