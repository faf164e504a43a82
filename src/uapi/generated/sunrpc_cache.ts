/**
 * Tables of sunrpc_cache.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  flag,
  flagsOf,
  flagTable,
  messageOf,
  multi,
  nestOf,
  operation,
  type SetIn,
  type SetOut,
  string,
  u32,
  u64,
} from "../../schema/index.ts";

export const SUNRPC_CMD_IP_MAP_GET_REQS = 2;
export const SUNRPC_CMD_IP_MAP_SET_REQS = 3;
export const SUNRPC_CMD_UNIX_GID_GET_REQS = 4;
export const SUNRPC_CMD_UNIX_GID_SET_REQS = 5;
export const SUNRPC_CMD_CACHE_FLUSH = 6;
export const SUNRPC_CMD_CACHE_NOTIFY = 1;

export const cacheType = flagTable("cache-type", { ip_map: 0x1, unix_gid: 0x2 });

export interface CacheNotify extends SetOut<(typeof cacheNotify)["entries"]> {}
export interface CacheNotifyInput extends SetIn<(typeof cacheNotify)["entries"]> {}
export const cacheNotify = attributeSet("cache-notify", "SUNRPC_A_CACHE_NOTIFY_", {
  cacheType: [1, flagsOf(u32, cacheType)],
});

export const cacheNotifyMessage = messageOf<CacheNotify, CacheNotifyInput>({
  attributes: cacheNotify,
});

export interface IpMap extends SetOut<(typeof ipMap)["entries"]> {}
export interface IpMapInput extends SetIn<(typeof ipMap)["entries"]> {}
export const ipMap = attributeSet("ip-map", "SUNRPC_A_IP_MAP_", {
  seqno: [1, u64],
  class: [2, string],
  addr: [3, string],
  domain: [4, string],
  negative: [5, flag],
  expiry: [6, u64],
});

export interface IpMapReqs extends SetOut<(typeof ipMapReqs)["entries"]> {}
export interface IpMapReqsInput extends SetIn<(typeof ipMapReqs)["entries"]> {}
export const ipMapReqs = attributeSet("ip-map-reqs", "SUNRPC_A_IP_MAP_REQS_", {
  requests: [1, multi(nestOf<IpMap, IpMapInput>(ipMap))],
});

export const ipMapReqsMessage = messageOf<IpMapReqs, IpMapReqsInput>({ attributes: ipMapReqs });

export interface UnixGid extends SetOut<(typeof unixGid)["entries"]> {}
export interface UnixGidInput extends SetIn<(typeof unixGid)["entries"]> {}
export const unixGid = attributeSet("unix-gid", "SUNRPC_A_UNIX_GID_", {
  seqno: [1, u64],
  uid: [2, u32],
  gids: [3, multi(u32)],
  negative: [4, flag],
  expiry: [5, u64],
});

export interface UnixGidReqs extends SetOut<(typeof unixGidReqs)["entries"]> {}
export interface UnixGidReqsInput extends SetIn<(typeof unixGidReqs)["entries"]> {}
export const unixGidReqs = attributeSet("unix-gid-reqs", "SUNRPC_A_UNIX_GID_REQS_", {
  requests: [1, multi(nestOf<UnixGid, UnixGidInput>(unixGid))],
});

export const unixGidReqsMessage = messageOf<UnixGidReqs, UnixGidReqsInput>({
  attributes: unixGidReqs,
});

export interface CacheFlush extends SetOut<(typeof cacheFlush)["entries"]> {}
export interface CacheFlushInput extends SetIn<(typeof cacheFlush)["entries"]> {}
export const cacheFlush = attributeSet("cache-flush", "SUNRPC_A_CACHE_FLUSH_", {
  mask: [1, flagsOf(u32, cacheType)],
});

export const cacheFlushMessage = messageOf<CacheFlush, CacheFlushInput>({ attributes: cacheFlush });

export const sunrpc = familyTable({
  name: "sunrpc",
  protocol: 16,
  version: 1,
  messages: {
    SUNRPC_CMD_CACHE_NOTIFY: [SUNRPC_CMD_CACHE_NOTIFY, cacheNotifyMessage],
    SUNRPC_CMD_IP_MAP_GET_REQS: [SUNRPC_CMD_IP_MAP_GET_REQS, ipMapReqsMessage],
    SUNRPC_CMD_IP_MAP_SET_REQS: [SUNRPC_CMD_IP_MAP_SET_REQS, ipMapReqsMessage],
    SUNRPC_CMD_UNIX_GID_GET_REQS: [SUNRPC_CMD_UNIX_GID_GET_REQS, unixGidReqsMessage],
    SUNRPC_CMD_UNIX_GID_SET_REQS: [SUNRPC_CMD_UNIX_GID_SET_REQS, unixGidReqsMessage],
    SUNRPC_CMD_CACHE_FLUSH: [SUNRPC_CMD_CACHE_FLUSH, cacheFlushMessage],
  },
  operations: {
    SUNRPC_CMD_IP_MAP_GET_REQS: operation(
      "SUNRPC_CMD_IP_MAP_GET_REQS",
      [SUNRPC_CMD_IP_MAP_GET_REQS, ipMapReqsMessage],
      [SUNRPC_CMD_IP_MAP_GET_REQS, ipMapReqsMessage],
    ),
    SUNRPC_CMD_IP_MAP_SET_REQS: operation(
      "SUNRPC_CMD_IP_MAP_SET_REQS",
      [SUNRPC_CMD_IP_MAP_SET_REQS, ipMapReqsMessage],
      [SUNRPC_CMD_IP_MAP_SET_REQS, ipMapReqsMessage],
    ),
    SUNRPC_CMD_UNIX_GID_GET_REQS: operation(
      "SUNRPC_CMD_UNIX_GID_GET_REQS",
      [SUNRPC_CMD_UNIX_GID_GET_REQS, unixGidReqsMessage],
      [SUNRPC_CMD_UNIX_GID_GET_REQS, unixGidReqsMessage],
    ),
    SUNRPC_CMD_UNIX_GID_SET_REQS: operation(
      "SUNRPC_CMD_UNIX_GID_SET_REQS",
      [SUNRPC_CMD_UNIX_GID_SET_REQS, unixGidReqsMessage],
      [SUNRPC_CMD_UNIX_GID_SET_REQS, unixGidReqsMessage],
    ),
    SUNRPC_CMD_CACHE_FLUSH: operation(
      "SUNRPC_CMD_CACHE_FLUSH",
      [SUNRPC_CMD_CACHE_FLUSH, cacheFlushMessage],
      [SUNRPC_CMD_CACHE_FLUSH, cacheFlushMessage],
    ),
  },
  groups: { none: 0, exportd: 0 },
});
