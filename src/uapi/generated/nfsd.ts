/**
 * Tables of nfsd.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  familyTable,
  flag,
  flagsOf,
  flagTable,
  ipv4,
  ipv6,
  limited,
  messageOf,
  multi,
  nestOf,
  operation,
  s32,
  s64,
  type SetIn,
  type SetOut,
  string,
  u16be,
  u32,
  u32be,
  u64,
  u8,
} from "../../schema/index.ts";

export const NFSD_CMD_RPC_STATUS_GET = 1;
export const NFSD_CMD_THREADS_SET = 2;
export const NFSD_CMD_THREADS_GET = 3;
export const NFSD_CMD_VERSION_SET = 4;
export const NFSD_CMD_VERSION_GET = 5;
export const NFSD_CMD_LISTENER_SET = 6;
export const NFSD_CMD_LISTENER_GET = 7;
export const NFSD_CMD_POOL_MODE_SET = 8;
export const NFSD_CMD_POOL_MODE_GET = 9;
export const NFSD_CMD_SVC_EXPORT_GET_REQS = 11;
export const NFSD_CMD_SVC_EXPORT_SET_REQS = 12;
export const NFSD_CMD_EXPKEY_GET_REQS = 13;
export const NFSD_CMD_EXPKEY_SET_REQS = 14;
export const NFSD_CMD_CACHE_FLUSH = 15;
export const NFSD_CMD_UNLOCK_IP = 16;
export const NFSD_CMD_UNLOCK_FILESYSTEM = 17;
export const NFSD_CMD_UNLOCK_EXPORT = 18;
export const NFSD_CMD_SERVER_STATS_GET = 19;
export const NFSD_CMD_CACHE_NOTIFY = 10;

export interface RpcStatus extends SetOut<(typeof rpcStatus)["entries"]> {}
export interface RpcStatusInput extends SetIn<(typeof rpcStatus)["entries"]> {}
export const rpcStatus = attributeSet("rpc-status", "NFSD_A_RPC_STATUS_", {
  xid: [1, u32be],
  flags: [2, u32],
  prog: [3, u32],
  version: [4, u8],
  proc: [5, u32],
  serviceTime: [6, s64],
  saddr4: [8, ipv4],
  daddr4: [9, ipv4],
  saddr6: [10, ipv6],
  daddr6: [11, ipv6],
  sport: [12, u16be],
  dport: [13, u16be],
  compoundOps: [14, multi(u32)],
});

export const rpcStatusMessage = messageOf<RpcStatus, RpcStatusInput>({ attributes: rpcStatus });

export interface Server extends SetOut<(typeof server)["entries"]> {}
export interface ServerInput extends SetIn<(typeof server)["entries"]> {}
export const server = attributeSet("server", "NFSD_A_SERVER_", {
  threads: [1, multi(u32)],
  gracetime: [2, u32],
  leasetime: [3, u32],
  scope: [4, string],
  minThreads: [5, u32],
  fhKey: [6, limited(binary, { minLength: 16, maxLength: 16 })],
});

export const serverMessage = messageOf<Server, ServerInput>({ attributes: server });

export interface Version extends SetOut<(typeof version)["entries"]> {}
export interface VersionInput extends SetIn<(typeof version)["entries"]> {}
export const version = attributeSet("version", "NFSD_A_VERSION_", {
  major: [1, u32],
  minor: [2, u32],
  enabled: [3, flag],
});

export interface ServerProto extends SetOut<(typeof serverProto)["entries"]> {}
export interface ServerProtoInput extends SetIn<(typeof serverProto)["entries"]> {}
export const serverProto = attributeSet("server-proto", "NFSD_A_SERVER_PROTO_", {
  version: [1, multi(nestOf<Version, VersionInput>(version))],
});

export const serverProtoMessage = messageOf<ServerProto, ServerProtoInput>({
  attributes: serverProto,
});

export interface Sock extends SetOut<(typeof sock)["entries"]> {}
export interface SockInput extends SetIn<(typeof sock)["entries"]> {}
export const sock = attributeSet("sock", "NFSD_A_SOCK_", {
  addr: [1, binary],
  transportName: [2, string],
});

export interface ServerSock extends SetOut<(typeof serverSock)["entries"]> {}
export interface ServerSockInput extends SetIn<(typeof serverSock)["entries"]> {}
export const serverSock = attributeSet("server-sock", "NFSD_A_SERVER_SOCK_", {
  addr: [1, multi(nestOf<Sock, SockInput>(sock))],
});

export const serverSockMessage = messageOf<ServerSock, ServerSockInput>({ attributes: serverSock });

export interface PoolMode extends SetOut<(typeof poolMode)["entries"]> {}
export interface PoolModeInput extends SetIn<(typeof poolMode)["entries"]> {}
export const poolMode = attributeSet("pool-mode", "NFSD_A_POOL_MODE_", {
  mode: [1, string],
  npools: [2, u32],
});

export const poolModeMessage = messageOf<PoolMode, PoolModeInput>({ attributes: poolMode });

export const cacheType = flagTable("cache-type", { svc_export: 0x1, expkey: 0x2 });

export interface CacheNotify extends SetOut<(typeof cacheNotify)["entries"]> {}
export interface CacheNotifyInput extends SetIn<(typeof cacheNotify)["entries"]> {}
export const cacheNotify = attributeSet("cache-notify", "NFSD_A_CACHE_NOTIFY_", {
  cacheType: [1, flagsOf(u32, cacheType)],
});

export const cacheNotifyMessage = messageOf<CacheNotify, CacheNotifyInput>({
  attributes: cacheNotify,
});

export interface Fslocation extends SetOut<(typeof fslocation)["entries"]> {}
export interface FslocationInput extends SetIn<(typeof fslocation)["entries"]> {}
export const fslocation = attributeSet("fslocation", "NFSD_A_FSLOCATION_", {
  host: [1, string],
  path: [2, string],
});

export interface Fslocations extends SetOut<(typeof fslocations)["entries"]> {}
export interface FslocationsInput extends SetIn<(typeof fslocations)["entries"]> {}
export const fslocations = attributeSet("fslocations", "NFSD_A_FSLOCATIONS_", {
  location: [1, multi(nestOf<Fslocation, FslocationInput>(fslocation))],
});

export const exportFlags = flagTable("export-flags", {
  readonly: 0x1,
  "insecure-port": 0x2,
  rootsquash: 0x4,
  allsquash: 0x8,
  async: 0x10,
  "gathered-writes": 0x20,
  noreaddirplus: 0x40,
  "security-label": 0x80,
  "sign-fh": 0x100,
  nohide: 0x200,
  nosubtreecheck: 0x400,
  noauthnlm: 0x800,
  msnfs: 0x1000,
  fsid: 0x2000,
  crossmount: 0x4000,
  noacl: 0x8000,
  v4root: 0x10000,
  pnfs: 0x20000,
});

export interface AuthFlavor extends SetOut<(typeof authFlavor)["entries"]> {}
export interface AuthFlavorInput extends SetIn<(typeof authFlavor)["entries"]> {}
export const authFlavor = attributeSet("auth-flavor", "NFSD_A_AUTH_FLAVOR_", {
  pseudoflavor: [1, u32],
  flags: [2, flagsOf(u32, exportFlags)],
});

export const xprtsecMode = flagTable("xprtsec-mode", { none: 0x1, tls: 0x2, mtls: 0x4 });

export interface SvcExport extends SetOut<(typeof svcExport)["entries"]> {}
export interface SvcExportInput extends SetIn<(typeof svcExport)["entries"]> {}
export const svcExport = attributeSet("svc-export", "NFSD_A_SVC_EXPORT_", {
  seqno: [1, u64],
  client: [2, string],
  path: [3, string],
  negative: [4, flag],
  expiry: [5, u64],
  anonUid: [6, u32],
  anonGid: [7, u32],
  fslocations: [8, nestOf<Fslocations, FslocationsInput>(fslocations)],
  uuid: [9, binary],
  secinfo: [10, multi(nestOf<AuthFlavor, AuthFlavorInput>(authFlavor))],
  xprtsec: [11, multi(flagsOf(u32, xprtsecMode))],
  flags: [12, flagsOf(u32, exportFlags)],
  fsid: [13, s32],
});

export interface SvcExportReqs extends SetOut<(typeof svcExportReqs)["entries"]> {}
export interface SvcExportReqsInput extends SetIn<(typeof svcExportReqs)["entries"]> {}
export const svcExportReqs = attributeSet("svc-export-reqs", "NFSD_A_SVC_EXPORT_REQS_", {
  requests: [1, multi(nestOf<SvcExport, SvcExportInput>(svcExport))],
});

export const svcExportReqsMessage = messageOf<SvcExportReqs, SvcExportReqsInput>({
  attributes: svcExportReqs,
});

export interface Expkey extends SetOut<(typeof expkey)["entries"]> {}
export interface ExpkeyInput extends SetIn<(typeof expkey)["entries"]> {}
export const expkey = attributeSet("expkey", "NFSD_A_EXPKEY_", {
  seqno: [1, u64],
  client: [2, string],
  fsidtype: [3, u8],
  fsid: [4, binary],
  negative: [5, flag],
  expiry: [6, u64],
  path: [7, string],
});

export interface ExpkeyReqs extends SetOut<(typeof expkeyReqs)["entries"]> {}
export interface ExpkeyReqsInput extends SetIn<(typeof expkeyReqs)["entries"]> {}
export const expkeyReqs = attributeSet("expkey-reqs", "NFSD_A_EXPKEY_REQS_", {
  requests: [1, multi(nestOf<Expkey, ExpkeyInput>(expkey))],
});

export const expkeyReqsMessage = messageOf<ExpkeyReqs, ExpkeyReqsInput>({ attributes: expkeyReqs });

export interface CacheFlush extends SetOut<(typeof cacheFlush)["entries"]> {}
export interface CacheFlushInput extends SetIn<(typeof cacheFlush)["entries"]> {}
export const cacheFlush = attributeSet("cache-flush", "NFSD_A_CACHE_FLUSH_", {
  mask: [1, flagsOf(u32, cacheType)],
});

export const cacheFlushMessage = messageOf<CacheFlush, CacheFlushInput>({ attributes: cacheFlush });

export interface UnlockIp extends SetOut<(typeof unlockIp)["entries"]> {}
export interface UnlockIpInput extends SetIn<(typeof unlockIp)["entries"]> {}
export const unlockIp = attributeSet("unlock-ip", "NFSD_A_UNLOCK_IP_", {
  address: [1, limited(binary, { minLength: 16 })],
});

export const unlockIpMessage = messageOf<UnlockIp, UnlockIpInput>({ attributes: unlockIp });

export interface UnlockFilesystem extends SetOut<(typeof unlockFilesystem)["entries"]> {}
export interface UnlockFilesystemInput extends SetIn<(typeof unlockFilesystem)["entries"]> {}
export const unlockFilesystem = attributeSet("unlock-filesystem", "NFSD_A_UNLOCK_FILESYSTEM_", {
  path: [1, string],
});

export const unlockFilesystemMessage = messageOf<UnlockFilesystem, UnlockFilesystemInput>({
  attributes: unlockFilesystem,
});

export interface UnlockExport extends SetOut<(typeof unlockExport)["entries"]> {}
export interface UnlockExportInput extends SetIn<(typeof unlockExport)["entries"]> {}
export const unlockExport = attributeSet("unlock-export", "NFSD_A_UNLOCK_EXPORT_", {
  path: [1, string],
});

export const unlockExportMessage = messageOf<UnlockExport, UnlockExportInput>({
  attributes: unlockExport,
});

export interface ServerProcEntry extends SetOut<(typeof serverProcEntry)["entries"]> {}
export interface ServerProcEntryInput extends SetIn<(typeof serverProcEntry)["entries"]> {}
export const serverProcEntry = attributeSet("server-proc-entry", "NFSD_A_SERVER_PROC_ENTRY_", {
  op: [1, u32],
  count: [2, u64],
});

export interface ServerStats extends SetOut<(typeof serverStats)["entries"]> {}
export interface ServerStatsInput extends SetIn<(typeof serverStats)["entries"]> {}
export const serverStats = attributeSet("server-stats", "NFSD_A_SERVER_STATS_", {
  rcHits: [1, u64],
  rcMisses: [2, u64],
  rcNocache: [3, u64],
  fhStale: [5, u64],
  ioRead: [6, u64],
  ioWrite: [7, u64],
  netcnt: [8, u32],
  netudpcnt: [9, u32],
  nettcpcnt: [10, u32],
  nettcpconn: [11, u32],
  rpccnt: [12, u32],
  rpcbadfmt: [13, u32],
  rpcbadauth: [14, u32],
  rpcbadclnt: [15, u32],
  proc2Ops: [16, multi(nestOf<ServerProcEntry, ServerProcEntryInput>(serverProcEntry))],
  proc3Ops: [17, multi(nestOf<ServerProcEntry, ServerProcEntryInput>(serverProcEntry))],
  proc4Ops: [18, multi(nestOf<ServerProcEntry, ServerProcEntryInput>(serverProcEntry))],
  proc4opsOps: [19, multi(nestOf<ServerProcEntry, ServerProcEntryInput>(serverProcEntry))],
  proc4cbOps: [20, multi(nestOf<ServerProcEntry, ServerProcEntryInput>(serverProcEntry))],
});

export const serverStatsMessage = messageOf<ServerStats, ServerStatsInput>({
  attributes: serverStats,
});

export const nfsd = familyTable({
  name: "nfsd",
  protocol: 16,
  version: 1,
  messages: {
    NFSD_CMD_RPC_STATUS_GET: [NFSD_CMD_RPC_STATUS_GET, rpcStatusMessage],
    NFSD_CMD_THREADS_SET: [NFSD_CMD_THREADS_SET, serverMessage],
    NFSD_CMD_THREADS_GET: [NFSD_CMD_THREADS_GET, serverMessage],
    NFSD_CMD_VERSION_SET: [NFSD_CMD_VERSION_SET, serverProtoMessage],
    NFSD_CMD_VERSION_GET: [NFSD_CMD_VERSION_GET, serverProtoMessage],
    NFSD_CMD_LISTENER_SET: [NFSD_CMD_LISTENER_SET, serverSockMessage],
    NFSD_CMD_LISTENER_GET: [NFSD_CMD_LISTENER_GET, serverSockMessage],
    NFSD_CMD_POOL_MODE_SET: [NFSD_CMD_POOL_MODE_SET, poolModeMessage],
    NFSD_CMD_POOL_MODE_GET: [NFSD_CMD_POOL_MODE_GET, poolModeMessage],
    NFSD_CMD_CACHE_NOTIFY: [NFSD_CMD_CACHE_NOTIFY, cacheNotifyMessage],
    NFSD_CMD_SVC_EXPORT_GET_REQS: [NFSD_CMD_SVC_EXPORT_GET_REQS, svcExportReqsMessage],
    NFSD_CMD_SVC_EXPORT_SET_REQS: [NFSD_CMD_SVC_EXPORT_SET_REQS, svcExportReqsMessage],
    NFSD_CMD_EXPKEY_GET_REQS: [NFSD_CMD_EXPKEY_GET_REQS, expkeyReqsMessage],
    NFSD_CMD_EXPKEY_SET_REQS: [NFSD_CMD_EXPKEY_SET_REQS, expkeyReqsMessage],
    NFSD_CMD_CACHE_FLUSH: [NFSD_CMD_CACHE_FLUSH, cacheFlushMessage],
    NFSD_CMD_UNLOCK_IP: [NFSD_CMD_UNLOCK_IP, unlockIpMessage],
    NFSD_CMD_UNLOCK_FILESYSTEM: [NFSD_CMD_UNLOCK_FILESYSTEM, unlockFilesystemMessage],
    NFSD_CMD_UNLOCK_EXPORT: [NFSD_CMD_UNLOCK_EXPORT, unlockExportMessage],
    NFSD_CMD_SERVER_STATS_GET: [NFSD_CMD_SERVER_STATS_GET, serverStatsMessage],
  },
  operations: {
    NFSD_CMD_RPC_STATUS_GET: operation(
      "NFSD_CMD_RPC_STATUS_GET",
      [NFSD_CMD_RPC_STATUS_GET, rpcStatusMessage],
      [NFSD_CMD_RPC_STATUS_GET, rpcStatusMessage],
    ),
    NFSD_CMD_THREADS_SET: operation(
      "NFSD_CMD_THREADS_SET",
      [NFSD_CMD_THREADS_SET, serverMessage],
      [NFSD_CMD_THREADS_SET, serverMessage],
    ),
    NFSD_CMD_THREADS_GET: operation(
      "NFSD_CMD_THREADS_GET",
      [NFSD_CMD_THREADS_GET, serverMessage],
      [NFSD_CMD_THREADS_GET, serverMessage],
      { oneReply: true },
    ),
    NFSD_CMD_VERSION_SET: operation(
      "NFSD_CMD_VERSION_SET",
      [NFSD_CMD_VERSION_SET, serverProtoMessage],
      [NFSD_CMD_VERSION_SET, serverProtoMessage],
    ),
    NFSD_CMD_VERSION_GET: operation(
      "NFSD_CMD_VERSION_GET",
      [NFSD_CMD_VERSION_GET, serverProtoMessage],
      [NFSD_CMD_VERSION_GET, serverProtoMessage],
      { oneReply: true },
    ),
    NFSD_CMD_LISTENER_SET: operation(
      "NFSD_CMD_LISTENER_SET",
      [NFSD_CMD_LISTENER_SET, serverSockMessage],
      [NFSD_CMD_LISTENER_SET, serverSockMessage],
    ),
    NFSD_CMD_LISTENER_GET: operation(
      "NFSD_CMD_LISTENER_GET",
      [NFSD_CMD_LISTENER_GET, serverSockMessage],
      [NFSD_CMD_LISTENER_GET, serverSockMessage],
      { oneReply: true },
    ),
    NFSD_CMD_POOL_MODE_SET: operation(
      "NFSD_CMD_POOL_MODE_SET",
      [NFSD_CMD_POOL_MODE_SET, poolModeMessage],
      [NFSD_CMD_POOL_MODE_SET, poolModeMessage],
    ),
    NFSD_CMD_POOL_MODE_GET: operation(
      "NFSD_CMD_POOL_MODE_GET",
      [NFSD_CMD_POOL_MODE_GET, poolModeMessage],
      [NFSD_CMD_POOL_MODE_GET, poolModeMessage],
      { oneReply: true },
    ),
    NFSD_CMD_SVC_EXPORT_GET_REQS: operation(
      "NFSD_CMD_SVC_EXPORT_GET_REQS",
      [NFSD_CMD_SVC_EXPORT_GET_REQS, svcExportReqsMessage],
      [NFSD_CMD_SVC_EXPORT_GET_REQS, svcExportReqsMessage],
    ),
    NFSD_CMD_SVC_EXPORT_SET_REQS: operation(
      "NFSD_CMD_SVC_EXPORT_SET_REQS",
      [NFSD_CMD_SVC_EXPORT_SET_REQS, svcExportReqsMessage],
      [NFSD_CMD_SVC_EXPORT_SET_REQS, svcExportReqsMessage],
    ),
    NFSD_CMD_EXPKEY_GET_REQS: operation(
      "NFSD_CMD_EXPKEY_GET_REQS",
      [NFSD_CMD_EXPKEY_GET_REQS, expkeyReqsMessage],
      [NFSD_CMD_EXPKEY_GET_REQS, expkeyReqsMessage],
    ),
    NFSD_CMD_EXPKEY_SET_REQS: operation(
      "NFSD_CMD_EXPKEY_SET_REQS",
      [NFSD_CMD_EXPKEY_SET_REQS, expkeyReqsMessage],
      [NFSD_CMD_EXPKEY_SET_REQS, expkeyReqsMessage],
    ),
    NFSD_CMD_CACHE_FLUSH: operation(
      "NFSD_CMD_CACHE_FLUSH",
      [NFSD_CMD_CACHE_FLUSH, cacheFlushMessage],
      [NFSD_CMD_CACHE_FLUSH, cacheFlushMessage],
    ),
    NFSD_CMD_UNLOCK_IP: operation(
      "NFSD_CMD_UNLOCK_IP",
      [NFSD_CMD_UNLOCK_IP, unlockIpMessage],
      [NFSD_CMD_UNLOCK_IP, unlockIpMessage],
    ),
    NFSD_CMD_UNLOCK_FILESYSTEM: operation(
      "NFSD_CMD_UNLOCK_FILESYSTEM",
      [NFSD_CMD_UNLOCK_FILESYSTEM, unlockFilesystemMessage],
      [NFSD_CMD_UNLOCK_FILESYSTEM, unlockFilesystemMessage],
    ),
    NFSD_CMD_UNLOCK_EXPORT: operation(
      "NFSD_CMD_UNLOCK_EXPORT",
      [NFSD_CMD_UNLOCK_EXPORT, unlockExportMessage],
      [NFSD_CMD_UNLOCK_EXPORT, unlockExportMessage],
    ),
    NFSD_CMD_SERVER_STATS_GET: operation(
      "NFSD_CMD_SERVER_STATS_GET",
      [NFSD_CMD_SERVER_STATS_GET, serverStatsMessage],
      [NFSD_CMD_SERVER_STATS_GET, serverStatsMessage],
    ),
  },
  groups: { none: 0, exportd: 0 },
});
