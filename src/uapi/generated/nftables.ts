/**
 * Tables of nftables.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  type AttributeSet,
  binary,
  enumOf,
  enumTable,
  familyTable,
  flagsOf,
  flagTable,
  indexedArray,
  ipv4,
  ipv6,
  limited,
  message,
  messageOf,
  multi,
  nest,
  nestOf,
  operation,
  s32be,
  type SetIn,
  type SetOut,
  string,
  struct,
  type StructIn,
  type StructOut,
  subMessage,
  u16be,
  u32,
  u32be,
  u64be,
  u8,
} from "../../schema/index.ts";

export const NFNL_MSG_BATCH_BEGIN = 16;
export const NFNL_MSG_BATCH_END = 17;
export const NFT_MSG_NEWTABLE = 2560;
export const NFT_MSG_GETTABLE = 2561;
export const NFT_MSG_DELTABLE = 2562;
export const NFT_MSG_DESTROYTABLE = 2586;
export const NFT_MSG_NEWCHAIN = 2563;
export const NFT_MSG_GETCHAIN = 2564;
export const NFT_MSG_DELCHAIN = 2565;
export const NFT_MSG_DESTROYCHAIN = 2587;
export const NFT_MSG_NEWRULE = 2566;
export const NFT_MSG_GETRULE = 2567;
export const NFT_MSG_GETRULE_RESET = 2585;
export const NFT_MSG_DELRULE = 2568;
export const NFT_MSG_DESTROYRULE = 2588;
export const NFT_MSG_NEWSET = 2569;
export const NFT_MSG_GETSET = 2570;
export const NFT_MSG_DELSET = 2571;
export const NFT_MSG_DESTROYSET = 2589;
export const NFT_MSG_NEWSETELEM = 2572;
export const NFT_MSG_GETSETELEM = 2573;
export const NFT_MSG_GETSETELEM_RESET = 2593;
export const NFT_MSG_DELSETELEM = 2574;
export const NFT_MSG_DESTROYSETELEM = 2590;
export const NFT_MSG_GETGEN = 2576;
export const NFT_MSG_NEWOBJ = 2578;
export const NFT_MSG_GETOBJ = 2579;
export const NFT_MSG_DELOBJ = 2580;
export const NFT_MSG_DESTROYOBJ = 2591;
export const NFT_MSG_NEWFLOWTABLE = 2582;
export const NFT_MSG_GETFLOWTABLE = 2583;
export const NFT_MSG_DELFLOWTABLE = 2584;
export const NFT_MSG_DESTROYFLOWTABLE = 2592;
export const NFT_MSG_GETOBJ_RESET = 2581;
export const NFT_MSG_TRACE = 2577;
export const NFT_MSG_NEWGEN = 2575;

export const nfgenmsg = struct("nfgenmsg", { nfgenFamily: u8, version: u8, resId: u16be });

export interface BatchAttrs extends SetOut<(typeof batchAttrs)["entries"]> {}
export interface BatchAttrsInput extends SetIn<(typeof batchAttrs)["entries"]> {}
export const batchAttrs = attributeSet("batch-attrs", "NFNL_BATCH_", { genid: [1, u32be] });

export interface BatchMessage extends StructOut<(typeof nfgenmsg)["members"]>, BatchAttrs {}
export interface BatchMessageInput
  extends StructIn<(typeof nfgenmsg)["members"]>, BatchAttrsInput {}
export const batchMessage = messageOf<BatchMessage, BatchMessageInput>({
  header: nfgenmsg,
  attributes: batchAttrs,
});

export const tableFlags = flagTable("table-flags", { dormant: 0x1, owner: 0x2, persist: 0x4 });

export interface TableAttrs extends SetOut<(typeof tableAttrs)["entries"]> {}
export interface TableAttrsInput extends SetIn<(typeof tableAttrs)["entries"]> {}
export const tableAttrs = attributeSet("table-attrs", "NFTA_TABLE_", {
  name: [1, string],
  flags: [2, flagsOf(u32be, tableFlags)],
  use: [3, u32be],
  handle: [4, u64be],
  userdata: [6, binary],
  owner: [7, u32be],
});

export interface TableMessage extends StructOut<(typeof nfgenmsg)["members"]>, TableAttrs {}
export interface TableMessageInput
  extends StructIn<(typeof nfgenmsg)["members"]>, TableAttrsInput {}
export const tableMessage = messageOf<TableMessage, TableMessageInput>({
  header: nfgenmsg,
  attributes: tableAttrs,
});

export interface HookDevAttrs extends SetOut<(typeof hookDevAttrs)["entries"]> {}
export interface HookDevAttrsInput extends SetIn<(typeof hookDevAttrs)["entries"]> {}
export const hookDevAttrs = attributeSet("hook-dev-attrs", "NFTA_DEVICE_", {
  name: [1, multi(string)],
  prefix: [2, multi(string)],
});

export interface NftHookAttrs extends SetOut<(typeof nftHookAttrs)["entries"]> {}
export interface NftHookAttrsInput extends SetIn<(typeof nftHookAttrs)["entries"]> {}
export const nftHookAttrs = attributeSet("nft-hook-attrs", "NFTA_HOOK_", {
  num: [1, u32be, "NFTA_HOOK_HOOKNUM"],
  priority: [2, s32be],
  dev: [3, string],
  devs: [4, nestOf<HookDevAttrs, HookDevAttrsInput>(hookDevAttrs)],
});

export const chainPolicy = enumTable("chain-policy", { drop: 0, accept: 1 });

export interface NftCounterAttrs extends SetOut<(typeof nftCounterAttrs)["entries"]> {}
export interface NftCounterAttrsInput extends SetIn<(typeof nftCounterAttrs)["entries"]> {}
export const nftCounterAttrs = attributeSet("nft-counter-attrs", "NFTA_COUNTER_", {
  bytes: [1, u64be],
  packets: [2, u64be],
});

export const chainFlags = flagTable("chain-flags", { base: 0x1, "hw-offload": 0x2, binding: 0x4 });

export interface ChainAttrs extends SetOut<(typeof chainAttrs)["entries"]> {}
export interface ChainAttrsInput extends SetIn<(typeof chainAttrs)["entries"]> {}
export const chainAttrs = attributeSet("chain-attrs", "NFTA_CHAIN_", {
  table: [1, string],
  handle: [2, u64be],
  name: [3, string],
  hook: [4, nestOf<NftHookAttrs, NftHookAttrsInput>(nftHookAttrs)],
  policy: [5, enumOf(u32be, chainPolicy)],
  use: [6, u32be],
  type: [7, string],
  counters: [8, nestOf<NftCounterAttrs, NftCounterAttrsInput>(nftCounterAttrs)],
  flags: [10, flagsOf(u32be, chainFlags)],
  id: [11, u32be],
  userdata: [12, binary],
});

export interface ChainMessage extends StructOut<(typeof nfgenmsg)["members"]>, ChainAttrs {}
export interface ChainMessageInput
  extends StructIn<(typeof nfgenmsg)["members"]>, ChainAttrsInput {}
export const chainMessage = messageOf<ChainMessage, ChainMessageInput>({
  header: nfgenmsg,
  attributes: chainAttrs,
});

export const registers = enumTable("registers", {
  "reg-verdict": 0,
  "reg-1": 1,
  "reg-2": 2,
  "reg-3": 3,
  "reg-4": 4,
  "reg32-00": 8,
  "reg32-01": 9,
  "reg32-02": 10,
  "reg32-03": 11,
  "reg32-04": 12,
  "reg32-05": 13,
  "reg32-06": 14,
  "reg32-07": 15,
  "reg32-08": 16,
  "reg32-09": 17,
  "reg32-10": 18,
  "reg32-11": 19,
  "reg32-12": 20,
  "reg32-13": 21,
  "reg32-14": 22,
  "reg32-15": 23,
});

export const verdictCode = enumTable("verdict-code", {
  continue: 4294967295,
  break: 4294967294,
  jump: 4294967293,
  goto: 4294967292,
  return: 4294967291,
  drop: 0,
  accept: 1,
  stolen: 2,
  queue: 3,
  repeat: 4,
});

export interface VerdictAttrs extends SetOut<(typeof verdictAttrs)["entries"]> {}
export interface VerdictAttrsInput extends SetIn<(typeof verdictAttrs)["entries"]> {}
export const verdictAttrs = attributeSet("verdict-attrs", "NFTA_VERDICT_", {
  code: [1, enumOf(u32be, verdictCode)],
  chain: [2, string],
  chainId: [3, u32be],
});

export interface DataAttrs extends SetOut<(typeof dataAttrs)["entries"]> {}
export interface DataAttrsInput extends SetIn<(typeof dataAttrs)["entries"]> {}
export const dataAttrs = attributeSet("data-attrs", "NFTA_DATA_", {
  value: [1, binary],
  verdict: [2, nestOf<VerdictAttrs, VerdictAttrsInput>(verdictAttrs)],
});

export const bitwiseOps = enumTable("bitwise-ops", {
  "mask-xor": 0,
  lshift: 1,
  rshift: 2,
  and: 3,
  or: 4,
  xor: 5,
});

export interface ExprBitwiseAttrs extends SetOut<(typeof exprBitwiseAttrs)["entries"]> {}
export interface ExprBitwiseAttrsInput extends SetIn<(typeof exprBitwiseAttrs)["entries"]> {}
export const exprBitwiseAttrs = attributeSet("expr-bitwise-attrs", "NFTA_BITWISE_", {
  sreg: [1, enumOf(u32be, registers)],
  dreg: [2, enumOf(u32be, registers)],
  len: [3, u32be],
  mask: [4, nestOf<DataAttrs, DataAttrsInput>(dataAttrs)],
  xor: [5, nestOf<DataAttrs, DataAttrsInput>(dataAttrs)],
  op: [6, limited(enumOf(u32be, bitwiseOps), { max: 255 })],
  data: [7, nestOf<DataAttrs, DataAttrsInput>(dataAttrs)],
  sreg2: [8, enumOf(u32be, registers)],
});

export const exprBitwiseMessage = messageOf<ExprBitwiseAttrs, ExprBitwiseAttrsInput>({
  attributes: exprBitwiseAttrs,
});

export const cmpOps = enumTable("cmp-ops", { eq: 0, neq: 1, lt: 2, lte: 3, gt: 4, gte: 5 });

export interface ExprCmpAttrs extends SetOut<(typeof exprCmpAttrs)["entries"]> {}
export interface ExprCmpAttrsInput extends SetIn<(typeof exprCmpAttrs)["entries"]> {}
export const exprCmpAttrs = attributeSet("expr-cmp-attrs", "NFTA_CMP_", {
  sreg: [1, enumOf(u32be, registers)],
  op: [2, enumOf(u32be, cmpOps)],
  data: [3, nestOf<DataAttrs, DataAttrsInput>(dataAttrs)],
});

export const exprCmpMessage = messageOf<ExprCmpAttrs, ExprCmpAttrsInput>({
  attributes: exprCmpAttrs,
});

export interface ExprCounterAttrs extends SetOut<(typeof exprCounterAttrs)["entries"]> {}
export interface ExprCounterAttrsInput extends SetIn<(typeof exprCounterAttrs)["entries"]> {}
export const exprCounterAttrs = attributeSet("expr-counter-attrs", "NFTA_COUNTER_", {
  bytes: [1, u64be],
  packets: [2, u64be],
});

export const exprCounterMessage = messageOf<ExprCounterAttrs, ExprCounterAttrsInput>({
  attributes: exprCounterAttrs,
});

export const ctKeys = enumTable("ct-keys", {
  state: 0,
  direction: 1,
  status: 2,
  mark: 3,
  secmark: 4,
  expiration: 5,
  helper: 6,
  l3protocol: 7,
  src: 8,
  dst: 9,
  protocol: 10,
  "proto-src": 11,
  "proto-dst": 12,
  labels: 13,
  pkts: 14,
  bytes: 15,
  avgpkt: 16,
  zone: 17,
  eventmask: 18,
  "src-ip": 19,
  "dst-ip": 20,
  "src-ip6": 21,
  "dst-ip6": 22,
  "ct-id": 23,
});

export const ctDirection = enumTable("ct-direction", { original: 0, reply: 1 });

export interface ExprCtAttrs extends SetOut<(typeof exprCtAttrs)["entries"]> {}
export interface ExprCtAttrsInput extends SetIn<(typeof exprCtAttrs)["entries"]> {}
export const exprCtAttrs = attributeSet("expr-ct-attrs", "NFTA_CT_", {
  dreg: [1, enumOf(u32be, registers)],
  key: [2, enumOf(u32be, ctKeys)],
  direction: [3, enumOf(u8, ctDirection)],
  sreg: [4, enumOf(u32be, registers)],
});

export const exprCtMessage = messageOf<ExprCtAttrs, ExprCtAttrsInput>({ attributes: exprCtAttrs });

export const fibResult = enumTable("fib-result", { unspec: 0, oif: 1, oifname: 2, addrtype: 3 });

export const fibFlags = flagTable("fib-flags", {
  saddr: 0x1,
  daddr: 0x2,
  mark: 0x4,
  iif: 0x8,
  oif: 0x10,
  present: 0x20,
});

export interface ExprFibAttrs extends SetOut<(typeof exprFibAttrs)["entries"]> {}
export interface ExprFibAttrsInput extends SetIn<(typeof exprFibAttrs)["entries"]> {}
export const exprFibAttrs = attributeSet("expr-fib-attrs", "NFTA_FIB_", {
  dreg: [1, enumOf(u32be, registers)],
  result: [2, enumOf(u32be, fibResult)],
  flags: [3, flagsOf(u32be, fibFlags)],
});

export const exprFibMessage = messageOf<ExprFibAttrs, ExprFibAttrsInput>({
  attributes: exprFibAttrs,
});

export interface ExprFlowOffloadAttrs extends SetOut<(typeof exprFlowOffloadAttrs)["entries"]> {}
export interface ExprFlowOffloadAttrsInput
  extends SetIn<(typeof exprFlowOffloadAttrs)["entries"]> {}
export const exprFlowOffloadAttrs = attributeSet("expr-flow-offload-attrs", "NFTA_FLOW_TABLE_", {
  name: [1, string],
});

export const exprFlowOffloadMessage = messageOf<ExprFlowOffloadAttrs, ExprFlowOffloadAttrsInput>({
  attributes: exprFlowOffloadAttrs,
});

export interface ExprImmediateAttrs extends SetOut<(typeof exprImmediateAttrs)["entries"]> {}
export interface ExprImmediateAttrsInput extends SetIn<(typeof exprImmediateAttrs)["entries"]> {}
export const exprImmediateAttrs = attributeSet("expr-immediate-attrs", "NFTA_IMMEDIATE_", {
  dreg: [1, enumOf(u32be, registers)],
  data: [2, nestOf<DataAttrs, DataAttrsInput>(dataAttrs)],
});

export const exprImmediateMessage = messageOf<ExprImmediateAttrs, ExprImmediateAttrsInput>({
  attributes: exprImmediateAttrs,
});

export const logLevel = enumTable("log-level", {
  emerg: 0,
  alert: 1,
  crit: 2,
  err: 3,
  warning: 4,
  notice: 5,
  info: 6,
  debug: 7,
  audit: 8,
});

export const logFlags = flagTable("log-flags", {
  tcpseq: 0x1,
  tcpopt: 0x2,
  ipopt: 0x4,
  uid: 0x8,
  nflog: 0x10,
  macdecode: 0x20,
});

export interface LogAttrs extends SetOut<(typeof logAttrs)["entries"]> {}
export interface LogAttrsInput extends SetIn<(typeof logAttrs)["entries"]> {}
export const logAttrs = attributeSet("log-attrs", "NFTA_LOG_", {
  group: [1, u16be],
  prefix: [2, string],
  snaplen: [3, u32be],
  qthreshold: [4, u16be],
  level: [5, enumOf(u32be, logLevel)],
  flags: [6, flagsOf(u32be, logFlags)],
});

export const logMessage = messageOf<LogAttrs, LogAttrsInput>({ attributes: logAttrs });

export const lookupFlags = flagTable("lookup-flags", { invert: 0x1 });

export interface ExprLookupAttrs extends SetOut<(typeof exprLookupAttrs)["entries"]> {}
export interface ExprLookupAttrsInput extends SetIn<(typeof exprLookupAttrs)["entries"]> {}
export const exprLookupAttrs = attributeSet("expr-lookup-attrs", "NFTA_LOOKUP_", {
  set: [1, string],
  setId: [4, u32be],
  sreg: [2, enumOf(u32be, registers)],
  dreg: [3, enumOf(u32be, registers)],
  flags: [5, flagsOf(u32be, lookupFlags)],
});

export const exprLookupMessage = messageOf<ExprLookupAttrs, ExprLookupAttrsInput>({
  attributes: exprLookupAttrs,
});

export interface CompatMatchAttrs extends SetOut<(typeof compatMatchAttrs)["entries"]> {}
export interface CompatMatchAttrsInput extends SetIn<(typeof compatMatchAttrs)["entries"]> {}
export const compatMatchAttrs = attributeSet("compat-match-attrs", "NFTA_MATCH_", {
  name: [1, limited(string, { maxLength: 32 })],
  rev: [2, limited(u32be, { max: 255 })],
  info: [3, binary],
});

export const compatMatchMessage = messageOf<CompatMatchAttrs, CompatMatchAttrsInput>({
  attributes: compatMatchAttrs,
});

export const metaKeys = enumTable("meta-keys", {
  len: 0,
  protocol: 1,
  priority: 2,
  mark: 3,
  iif: 4,
  oif: 5,
  iifname: 6,
  oifname: 7,
  iftype: 8,
  oiftype: 9,
  skuid: 10,
  skgid: 11,
  nftrace: 12,
  rtclassid: 13,
  secmark: 14,
  nfproto: 15,
  "l4-proto": 16,
  "bri-iifname": 17,
  "bri-oifname": 18,
  pkttype: 19,
  cpu: 20,
  iifgroup: 21,
  oifgroup: 22,
  cgroup: 23,
  prandom: 24,
  secpath: 25,
  iifkind: 26,
  oifkind: 27,
  "bri-iifpvid": 28,
  "bri-iifvproto": 29,
  "time-ns": 30,
  "time-day": 31,
  "time-hour": 32,
  sdif: 33,
  sdifname: 34,
  "bri-broute": 35,
  "bri-iifhwaddr": 37,
});

export interface ExprMetaAttrs extends SetOut<(typeof exprMetaAttrs)["entries"]> {}
export interface ExprMetaAttrsInput extends SetIn<(typeof exprMetaAttrs)["entries"]> {}
export const exprMetaAttrs = attributeSet("expr-meta-attrs", "NFTA_META_", {
  dreg: [1, enumOf(u32be, registers)],
  key: [2, enumOf(u32be, metaKeys)],
  sreg: [3, enumOf(u32be, registers)],
});

export const exprMetaMessage = messageOf<ExprMetaAttrs, ExprMetaAttrsInput>({
  attributes: exprMetaAttrs,
});

export const natType = enumTable("nat-type", { snat: 0, dnat: 1 });

export const natRangeFlags = flagTable("nat-range-flags", {
  "map-ips": 0x1,
  "proto-specified": 0x2,
  "proto-random": 0x4,
  persistent: 0x8,
  "proto-random-fully": 0x10,
  "proto-offset": 0x20,
  netmap: 0x40,
});

export interface ExprNatAttrs extends SetOut<(typeof exprNatAttrs)["entries"]> {}
export interface ExprNatAttrsInput extends SetIn<(typeof exprNatAttrs)["entries"]> {}
export const exprNatAttrs = attributeSet("expr-nat-attrs", "NFTA_NAT_", {
  type: [1, enumOf(u32be, natType)],
  family: [2, u32be],
  regAddrMin: [3, enumOf(u32be, registers)],
  regAddrMax: [4, enumOf(u32be, registers)],
  regProtoMin: [5, enumOf(u32be, registers)],
  regProtoMax: [6, enumOf(u32be, registers)],
  flags: [7, flagsOf(u32be, natRangeFlags)],
});

export const exprNatMessage = messageOf<ExprNatAttrs, ExprNatAttrsInput>({
  attributes: exprNatAttrs,
});

export const numgenTypes = enumTable("numgen-types", { incremental: 0, random: 1 });

export interface NumgenAttrs extends SetOut<(typeof numgenAttrs)["entries"]> {}
export interface NumgenAttrsInput extends SetIn<(typeof numgenAttrs)["entries"]> {}
export const numgenAttrs = attributeSet("numgen-attrs", "NFTA_NG_", {
  dreg: [1, enumOf(u32be, registers)],
  modulus: [2, u32be],
  type: [3, enumOf(u32be, numgenTypes)],
  offset: [4, u32be],
  setName: [5, string],
  setId: [6, u32be],
});

export const numgenMessage = messageOf<NumgenAttrs, NumgenAttrsInput>({ attributes: numgenAttrs });

export const objectType = enumTable("object-type", {
  unspec: 0,
  counter: 1,
  quota: 2,
  "ct-helper": 3,
  limit: 4,
  connlimit: 5,
  tunnel: 6,
  "ct-timeout": 7,
  secmark: 8,
  "ct-expect": 9,
  synproxy: 10,
});

export interface ExprObjrefAttrs extends SetOut<(typeof exprObjrefAttrs)["entries"]> {}
export interface ExprObjrefAttrsInput extends SetIn<(typeof exprObjrefAttrs)["entries"]> {}
export const exprObjrefAttrs = attributeSet("expr-objref-attrs", "NFTA_OBJREF_", {
  immType: [1, enumOf(u32be, objectType)],
  immName: [2, string],
  setSreg: [3, enumOf(u32be, registers)],
  setName: [4, string],
  setId: [5, u32be],
});

export const exprObjrefMessage = messageOf<ExprObjrefAttrs, ExprObjrefAttrsInput>({
  attributes: exprObjrefAttrs,
});

export const payloadBase = enumTable("payload-base", {
  "link-layer-header": 0,
  "network-header": 1,
  "transport-header": 2,
  "inner-header": 3,
  "tun-header": 4,
});

export const payloadCsumType = enumTable("payload-csum-type", { none: 0, inet: 1, sctp: 2 });

export const payloadCsumFlags = flagTable("payload-csum-flags", { pseudohdr: 0x1 });

export interface ExprPayloadAttrs extends SetOut<(typeof exprPayloadAttrs)["entries"]> {}
export interface ExprPayloadAttrsInput extends SetIn<(typeof exprPayloadAttrs)["entries"]> {}
export const exprPayloadAttrs = attributeSet("expr-payload-attrs", "NFTA_PAYLOAD_", {
  dreg: [1, enumOf(u32be, registers)],
  base: [2, enumOf(u32be, payloadBase)],
  offset: [3, u32be],
  len: [4, u32be],
  sreg: [5, enumOf(u32be, registers)],
  csumType: [6, enumOf(u32be, payloadCsumType)],
  csumOffset: [7, u32be],
  csumFlags: [8, flagsOf(u32be, payloadCsumFlags)],
});

export const exprPayloadMessage = messageOf<ExprPayloadAttrs, ExprPayloadAttrsInput>({
  attributes: exprPayloadAttrs,
});

export const quotaFlags = flagTable("quota-flags", { invert: 0x1, depleted: 0x2 });

export interface QuotaAttrs extends SetOut<(typeof quotaAttrs)["entries"]> {}
export interface QuotaAttrsInput extends SetIn<(typeof quotaAttrs)["entries"]> {}
export const quotaAttrs = attributeSet("quota-attrs", "NFTA_QUOTA_", {
  bytes: [1, u64be],
  flags: [2, flagsOf(u32be, quotaFlags)],
  consumed: [4, u64be],
});

export const quotaMessage = messageOf<QuotaAttrs, QuotaAttrsInput>({ attributes: quotaAttrs });

export const rangeOps = enumTable("range-ops", { eq: 0, neq: 1 });

export interface RangeAttrs extends SetOut<(typeof rangeAttrs)["entries"]> {}
export interface RangeAttrsInput extends SetIn<(typeof rangeAttrs)["entries"]> {}
export const rangeAttrs = attributeSet("range-attrs", "NFTA_RANGE_", {
  sreg: [1, enumOf(u32be, registers)],
  op: [2, limited(enumOf(u32be, rangeOps), { max: 255 })],
  fromData: [3, nestOf<DataAttrs, DataAttrsInput>(dataAttrs)],
  toData: [4, nestOf<DataAttrs, DataAttrsInput>(dataAttrs)],
});

export const rangeMessage = messageOf<RangeAttrs, RangeAttrsInput>({ attributes: rangeAttrs });

export const rejectTypes = enumTable("reject-types", {
  "icmp-unreach": 0,
  "tcp-rst": 1,
  "icmpx-unreach": 2,
});

export interface ExprRejectAttrs extends SetOut<(typeof exprRejectAttrs)["entries"]> {}
export interface ExprRejectAttrsInput extends SetIn<(typeof exprRejectAttrs)["entries"]> {}
export const exprRejectAttrs = attributeSet("expr-reject-attrs", "NFTA_REJECT_", {
  type: [1, enumOf(u32be, rejectTypes)],
  icmpCode: [2, u8],
});

export const exprRejectMessage = messageOf<ExprRejectAttrs, ExprRejectAttrsInput>({
  attributes: exprRejectAttrs,
});

export interface ExprTargetAttrs extends SetOut<(typeof exprTargetAttrs)["entries"]> {}
export interface ExprTargetAttrsInput extends SetIn<(typeof exprTargetAttrs)["entries"]> {}
export const exprTargetAttrs = attributeSet("expr-target-attrs", "NFTA_TARGET_", {
  name: [1, string],
  rev: [2, u32be],
  info: [3, binary],
});

export const exprTargetMessage = messageOf<ExprTargetAttrs, ExprTargetAttrsInput>({
  attributes: exprTargetAttrs,
});

export interface ExprTproxyAttrs extends SetOut<(typeof exprTproxyAttrs)["entries"]> {}
export interface ExprTproxyAttrsInput extends SetIn<(typeof exprTproxyAttrs)["entries"]> {}
export const exprTproxyAttrs = attributeSet("expr-tproxy-attrs", "NFTA_TPROXY_", {
  family: [1, u32be],
  regAddr: [2, enumOf(u32be, registers)],
  regPort: [3, enumOf(u32be, registers)],
});

export const exprTproxyMessage = messageOf<ExprTproxyAttrs, ExprTproxyAttrsInput>({
  attributes: exprTproxyAttrs,
});

export const byteorderOp = enumTable("byteorder-op", { ntoh: 0, hton: 1 });

export interface ExprByteorderAttrs extends SetOut<(typeof exprByteorderAttrs)["entries"]> {}
export interface ExprByteorderAttrsInput extends SetIn<(typeof exprByteorderAttrs)["entries"]> {}
export const exprByteorderAttrs = attributeSet("expr-byteorder-attrs", "NFTA_BYTEORDER_", {
  sreg: [1, enumOf(u32be, registers)],
  dreg: [2, enumOf(u32be, registers)],
  op: [3, enumOf(u32be, byteorderOp)],
  len: [4, u32be],
  size: [5, u32be],
});

export const exprByteorderMessage = messageOf<ExprByteorderAttrs, ExprByteorderAttrsInput>({
  attributes: exprByteorderAttrs,
});

export const invertFlags = flagTable("invert-flags", { inv: 0x1 });

export interface ExprConnlimitAttrs extends SetOut<(typeof exprConnlimitAttrs)["entries"]> {}
export interface ExprConnlimitAttrsInput extends SetIn<(typeof exprConnlimitAttrs)["entries"]> {}
export const exprConnlimitAttrs = attributeSet("expr-connlimit-attrs", "NFTA_CONNLIMIT_", {
  count: [1, u32be],
  flags: [2, flagsOf(u32be, invertFlags)],
});

export const exprConnlimitMessage = messageOf<ExprConnlimitAttrs, ExprConnlimitAttrsInput>({
  attributes: exprConnlimitAttrs,
});

export interface ExprDupAttrs extends SetOut<(typeof exprDupAttrs)["entries"]> {}
export interface ExprDupAttrsInput extends SetIn<(typeof exprDupAttrs)["entries"]> {}
export const exprDupAttrs = attributeSet("expr-dup-attrs", "NFTA_DUP_", {
  sregAddr: [1, enumOf(u32be, registers)],
  sregDev: [2, enumOf(u32be, registers)],
});

export const exprDupMessage = messageOf<ExprDupAttrs, ExprDupAttrsInput>({
  attributes: exprDupAttrs,
});

export const dynsetOp = enumTable("dynset-op", { add: 0, update: 1, delete: 2 });

export const dynsetFlags = flagTable("dynset-flags", { inv: 0x1, expr: 0x2 });

export interface ExprDynsetAttrs extends SetOut<(typeof exprDynsetAttrs)["entries"]> {}
export interface ExprDynsetAttrsInput extends SetIn<(typeof exprDynsetAttrs)["entries"]> {}
export const exprDynsetAttrs = attributeSet("expr-dynset-attrs", "NFTA_DYNSET_", {
  setName: [1, string],
  setId: [2, u32be],
  op: [3, enumOf(u32be, dynsetOp)],
  sregKey: [4, enumOf(u32be, registers)],
  sregData: [5, enumOf(u32be, registers)],
  timeout: [6, u64be],
  expr: [7, nest((): AttributeSet => exprAttrs)],
  flags: [9, flagsOf(u32be, dynsetFlags)],
  expressions: [10, nest((): AttributeSet => exprListAttrs)],
});

export const exprDynsetMessage = messageOf<ExprDynsetAttrs, ExprDynsetAttrsInput>({
  attributes: exprDynsetAttrs,
});

export const exthdrFlags = flagTable("exthdr-flags", { present: 0x1 });

export const exthdrOp = enumTable("exthdr-op", { ipv6: 0, tcpopt: 1, ipv4: 2, sctp: 3, dccp: 4 });

export interface ExprExthdrAttrs extends SetOut<(typeof exprExthdrAttrs)["entries"]> {}
export interface ExprExthdrAttrsInput extends SetIn<(typeof exprExthdrAttrs)["entries"]> {}
export const exprExthdrAttrs = attributeSet("expr-exthdr-attrs", "NFTA_EXTHDR_", {
  dreg: [1, enumOf(u32be, registers)],
  type: [2, u8],
  offset: [3, u32be],
  len: [4, u32be],
  flags: [5, flagsOf(u32be, exthdrFlags)],
  op: [6, enumOf(u32be, exthdrOp)],
  sreg: [7, enumOf(u32be, registers)],
});

export const exprExthdrMessage = messageOf<ExprExthdrAttrs, ExprExthdrAttrsInput>({
  attributes: exprExthdrAttrs,
});

export interface ExprFwdAttrs extends SetOut<(typeof exprFwdAttrs)["entries"]> {}
export interface ExprFwdAttrsInput extends SetIn<(typeof exprFwdAttrs)["entries"]> {}
export const exprFwdAttrs = attributeSet("expr-fwd-attrs", "NFTA_FWD_", {
  sregDev: [1, enumOf(u32be, registers)],
  sregAddr: [2, enumOf(u32be, registers)],
  nfproto: [3, u32be],
});

export const exprFwdMessage = messageOf<ExprFwdAttrs, ExprFwdAttrsInput>({
  attributes: exprFwdAttrs,
});

export const hashType = enumTable("hash-type", { jenkins: 0, sym: 1 });

export interface ExprHashAttrs extends SetOut<(typeof exprHashAttrs)["entries"]> {}
export interface ExprHashAttrsInput extends SetIn<(typeof exprHashAttrs)["entries"]> {}
export const exprHashAttrs = attributeSet("expr-hash-attrs", "NFTA_HASH_", {
  sreg: [1, enumOf(u32be, registers)],
  dreg: [2, enumOf(u32be, registers)],
  len: [3, u32be],
  modulus: [4, u32be],
  seed: [5, u32be],
  offset: [6, u32be],
  type: [7, enumOf(u32be, hashType)],
  setName: [8, string],
  setId: [9, u32be],
});

export const exprHashMessage = messageOf<ExprHashAttrs, ExprHashAttrsInput>({
  attributes: exprHashAttrs,
});

export const innerType = enumTable("inner-type", { unspec: 0, vxlan: 1, geneve: 2 });

export const innerFlags = flagTable("inner-flags", { hdrsize: 0x1, ll: 0x2, nh: 0x4, th: 0x8 });

export interface ExprInnerAttrs extends SetOut<(typeof exprInnerAttrs)["entries"]> {}
export interface ExprInnerAttrsInput extends SetIn<(typeof exprInnerAttrs)["entries"]> {}
export const exprInnerAttrs = attributeSet("expr-inner-attrs", "NFTA_INNER_", {
  num: [1, u32be],
  type: [2, enumOf(u32be, innerType)],
  flags: [3, flagsOf(u32be, innerFlags)],
  hdrsize: [4, u32be],
  expr: [5, nest((): AttributeSet => exprAttrs)],
});

export const exprInnerMessage = messageOf<ExprInnerAttrs, ExprInnerAttrsInput>({
  attributes: exprInnerAttrs,
});

export interface ExprLastAttrs extends SetOut<(typeof exprLastAttrs)["entries"]> {}
export interface ExprLastAttrsInput extends SetIn<(typeof exprLastAttrs)["entries"]> {}
export const exprLastAttrs = attributeSet("expr-last-attrs", "NFTA_LAST_", {
  set: [1, u32be],
  msecs: [2, u64be],
});

export const exprLastMessage = messageOf<ExprLastAttrs, ExprLastAttrsInput>({
  attributes: exprLastAttrs,
});

export const limitType = enumTable("limit-type", { pkts: 0, "pkt-bytes": 1 });

export interface ExprLimitAttrs extends SetOut<(typeof exprLimitAttrs)["entries"]> {}
export interface ExprLimitAttrsInput extends SetIn<(typeof exprLimitAttrs)["entries"]> {}
export const exprLimitAttrs = attributeSet("expr-limit-attrs", "NFTA_LIMIT_", {
  rate: [1, u64be],
  unit: [2, u64be],
  burst: [3, u32be],
  type: [4, enumOf(u32be, limitType)],
  flags: [5, flagsOf(u32be, invertFlags)],
});

export const exprLimitMessage = messageOf<ExprLimitAttrs, ExprLimitAttrsInput>({
  attributes: exprLimitAttrs,
});

export interface ExprMasqAttrs extends SetOut<(typeof exprMasqAttrs)["entries"]> {}
export interface ExprMasqAttrsInput extends SetIn<(typeof exprMasqAttrs)["entries"]> {}
export const exprMasqAttrs = attributeSet("expr-masq-attrs", "NFTA_MASQ_", {
  flags: [1, flagsOf(u32be, natRangeFlags)],
  regProtoMin: [2, enumOf(u32be, registers)],
  regProtoMax: [3, enumOf(u32be, registers)],
});

export const exprMasqMessage = messageOf<ExprMasqAttrs, ExprMasqAttrsInput>({
  attributes: exprMasqAttrs,
});

export const emptyMessage = message({});

export const osfFlags = flagTable("osf-flags", { version: 0x1 });

export interface ExprOsfAttrs extends SetOut<(typeof exprOsfAttrs)["entries"]> {}
export interface ExprOsfAttrsInput extends SetIn<(typeof exprOsfAttrs)["entries"]> {}
export const exprOsfAttrs = attributeSet("expr-osf-attrs", "NFTA_OSF_", {
  dreg: [1, enumOf(u32be, registers)],
  ttl: [2, u8],
  flags: [3, flagsOf(u32be, osfFlags)],
});

export const exprOsfMessage = messageOf<ExprOsfAttrs, ExprOsfAttrsInput>({
  attributes: exprOsfAttrs,
});

export const queueFlags = flagTable("queue-flags", { bypass: 0x1, "cpu-fanout": 0x2 });

export interface ExprQueueAttrs extends SetOut<(typeof exprQueueAttrs)["entries"]> {}
export interface ExprQueueAttrsInput extends SetIn<(typeof exprQueueAttrs)["entries"]> {}
export const exprQueueAttrs = attributeSet("expr-queue-attrs", "NFTA_QUEUE_", {
  num: [1, u16be],
  total: [2, u16be],
  flags: [3, flagsOf(u16be, queueFlags)],
  sregQnum: [4, enumOf(u32be, registers)],
});

export const exprQueueMessage = messageOf<ExprQueueAttrs, ExprQueueAttrsInput>({
  attributes: exprQueueAttrs,
});

export interface ExprRedirAttrs extends SetOut<(typeof exprRedirAttrs)["entries"]> {}
export interface ExprRedirAttrsInput extends SetIn<(typeof exprRedirAttrs)["entries"]> {}
export const exprRedirAttrs = attributeSet("expr-redir-attrs", "NFTA_REDIR_", {
  regProtoMin: [1, enumOf(u32be, registers)],
  regProtoMax: [2, enumOf(u32be, registers)],
  flags: [3, flagsOf(u32be, natRangeFlags)],
});

export const exprRedirMessage = messageOf<ExprRedirAttrs, ExprRedirAttrsInput>({
  attributes: exprRedirAttrs,
});

export const rtKey = enumTable("rt-key", {
  classid: 0,
  nexthop4: 1,
  nexthop6: 2,
  tcpmss: 3,
  xfrm: 4,
});

export interface ExprRtAttrs extends SetOut<(typeof exprRtAttrs)["entries"]> {}
export interface ExprRtAttrsInput extends SetIn<(typeof exprRtAttrs)["entries"]> {}
export const exprRtAttrs = attributeSet("expr-rt-attrs", "NFTA_RT_", {
  dreg: [1, enumOf(u32be, registers)],
  key: [2, enumOf(u32be, rtKey)],
});

export const exprRtMessage = messageOf<ExprRtAttrs, ExprRtAttrsInput>({ attributes: exprRtAttrs });

export const socketKey = enumTable("socket-key", {
  transparent: 0,
  mark: 1,
  wildcard: 2,
  cgroupv2: 3,
});

export interface ExprSocketAttrs extends SetOut<(typeof exprSocketAttrs)["entries"]> {}
export interface ExprSocketAttrsInput extends SetIn<(typeof exprSocketAttrs)["entries"]> {}
export const exprSocketAttrs = attributeSet("expr-socket-attrs", "NFTA_SOCKET_", {
  key: [1, enumOf(u32be, socketKey)],
  dreg: [2, enumOf(u32be, registers)],
  level: [3, u32be],
});

export const exprSocketMessage = messageOf<ExprSocketAttrs, ExprSocketAttrsInput>({
  attributes: exprSocketAttrs,
});

export const synproxyFlags = flagTable("synproxy-flags", {
  mss: 0x1,
  wscale: 0x2,
  "sack-perm": 0x4,
  timestamp: 0x8,
  ecn: 0x10,
});

export interface ExprSynproxyAttrs extends SetOut<(typeof exprSynproxyAttrs)["entries"]> {}
export interface ExprSynproxyAttrsInput extends SetIn<(typeof exprSynproxyAttrs)["entries"]> {}
export const exprSynproxyAttrs = attributeSet("expr-synproxy-attrs", "NFTA_SYNPROXY_", {
  mss: [1, u16be],
  wscale: [2, u8],
  flags: [3, flagsOf(u32be, synproxyFlags)],
});

export const exprSynproxyMessage = messageOf<ExprSynproxyAttrs, ExprSynproxyAttrsInput>({
  attributes: exprSynproxyAttrs,
});

export const tunnelKey = enumTable("tunnel-key", { path: 0, id: 1 });

export const tunnelMode = enumTable("tunnel-mode", { none: 0, rx: 1, tx: 2 });

export interface ExprTunnelAttrs extends SetOut<(typeof exprTunnelAttrs)["entries"]> {}
export interface ExprTunnelAttrsInput extends SetIn<(typeof exprTunnelAttrs)["entries"]> {}
export const exprTunnelAttrs = attributeSet("expr-tunnel-attrs", "NFTA_TUNNEL_", {
  key: [1, enumOf(u32be, tunnelKey)],
  dreg: [2, enumOf(u32be, registers)],
  mode: [3, enumOf(u32be, tunnelMode)],
});

export const exprTunnelMessage = messageOf<ExprTunnelAttrs, ExprTunnelAttrsInput>({
  attributes: exprTunnelAttrs,
});

export const xfrmKey = enumTable("xfrm-key", {
  unspec: 0,
  "daddr-ip4": 1,
  "daddr-ip6": 2,
  "saddr-ip4": 3,
  "saddr-ip6": 4,
  reqid: 5,
  spi: 6,
});

export interface ExprXfrmAttrs extends SetOut<(typeof exprXfrmAttrs)["entries"]> {}
export interface ExprXfrmAttrsInput extends SetIn<(typeof exprXfrmAttrs)["entries"]> {}
export const exprXfrmAttrs = attributeSet("expr-xfrm-attrs", "NFTA_XFRM_", {
  dreg: [1, enumOf(u32be, registers)],
  key: [2, enumOf(u32be, xfrmKey)],
  dir: [3, u8],
  spnum: [4, u32be],
});

export const exprXfrmMessage = messageOf<ExprXfrmAttrs, ExprXfrmAttrsInput>({
  attributes: exprXfrmAttrs,
});

export interface ExprAttrs extends SetOut<(typeof exprAttrs)["entries"]> {}
export interface ExprAttrsInput extends SetIn<(typeof exprAttrs)["entries"]> {}
export const exprAttrs = attributeSet("expr-attrs", "NFTA_EXPR_", {
  name: [1, string],
  data: [
    2,
    subMessage("name", {
      bitwise: exprBitwiseMessage,
      cmp: exprCmpMessage,
      counter: exprCounterMessage,
      ct: exprCtMessage,
      fib: exprFibMessage,
      flow_offload: exprFlowOffloadMessage,
      immediate: exprImmediateMessage,
      log: logMessage,
      lookup: exprLookupMessage,
      match: compatMatchMessage,
      meta: exprMetaMessage,
      nat: exprNatMessage,
      numgen: numgenMessage,
      objref: exprObjrefMessage,
      payload: exprPayloadMessage,
      quota: quotaMessage,
      range: rangeMessage,
      reject: exprRejectMessage,
      target: exprTargetMessage,
      tproxy: exprTproxyMessage,
      byteorder: exprByteorderMessage,
      connlimit: exprConnlimitMessage,
      dup: exprDupMessage,
      dynset: exprDynsetMessage,
      exthdr: exprExthdrMessage,
      fwd: exprFwdMessage,
      hash: exprHashMessage,
      inner: exprInnerMessage,
      last: exprLastMessage,
      limit: exprLimitMessage,
      masq: exprMasqMessage,
      notrack: emptyMessage,
      osf: exprOsfMessage,
      queue: exprQueueMessage,
      redir: exprRedirMessage,
      rt: exprRtMessage,
      socket: exprSocketMessage,
      synproxy: exprSynproxyMessage,
      tunnel: exprTunnelMessage,
      xfrm: exprXfrmMessage,
    }),
  ],
});

export interface ExprListAttrs extends SetOut<(typeof exprListAttrs)["entries"]> {}
export interface ExprListAttrsInput extends SetIn<(typeof exprListAttrs)["entries"]> {}
export const exprListAttrs = attributeSet("expr-list-attrs", "NFTA_LIST_", {
  elem: [1, multi(nestOf<ExprAttrs, ExprAttrsInput>(exprAttrs))],
});

export const ruleCompatFlags = flagTable("rule-compat-flags", { inv: 0x2 });

export interface RuleCompatAttrs extends SetOut<(typeof ruleCompatAttrs)["entries"]> {}
export interface RuleCompatAttrsInput extends SetIn<(typeof ruleCompatAttrs)["entries"]> {}
export const ruleCompatAttrs = attributeSet("rule-compat-attrs", "NFTA_RULE_COMPAT_", {
  proto: [1, u32be],
  flags: [2, flagsOf(u32be, ruleCompatFlags)],
});

export interface RuleAttrs extends SetOut<(typeof ruleAttrs)["entries"]> {}
export interface RuleAttrsInput extends SetIn<(typeof ruleAttrs)["entries"]> {}
export const ruleAttrs = attributeSet("rule-attrs", "NFTA_RULE_", {
  table: [1, string],
  chain: [2, string],
  handle: [3, u64be],
  expressions: [4, nestOf<ExprListAttrs, ExprListAttrsInput>(exprListAttrs)],
  compat: [5, nestOf<RuleCompatAttrs, RuleCompatAttrsInput>(ruleCompatAttrs)],
  position: [6, u64be],
  userdata: [7, binary],
  id: [9, u32be],
  positionId: [10, u32be],
  chainId: [11, u32be],
});

export interface RuleMessage extends StructOut<(typeof nfgenmsg)["members"]>, RuleAttrs {}
export interface RuleMessageInput extends StructIn<(typeof nfgenmsg)["members"]>, RuleAttrsInput {}
export const ruleMessage = messageOf<RuleMessage, RuleMessageInput>({
  header: nfgenmsg,
  attributes: ruleAttrs,
});

export const setFlags = flagTable("set-flags", {
  anonymous: 0x1,
  constant: 0x2,
  interval: 0x4,
  map: 0x8,
  timeout: 0x10,
  eval: 0x20,
  object: 0x40,
  concat: 0x80,
  expr: 0x100,
});

export const setPolicy = enumTable("set-policy", { performance: 0, memory: 1 });

export interface SetFieldAttrs extends SetOut<(typeof setFieldAttrs)["entries"]> {}
export interface SetFieldAttrsInput extends SetIn<(typeof setFieldAttrs)["entries"]> {}
export const setFieldAttrs = attributeSet("set-field-attrs", "NFTA_SET_FIELD_", {
  len: [1, u32be],
});

export interface SetDescConcatAttrs extends SetOut<(typeof setDescConcatAttrs)["entries"]> {}
export interface SetDescConcatAttrsInput extends SetIn<(typeof setDescConcatAttrs)["entries"]> {}
export const setDescConcatAttrs = attributeSet("set-desc-concat-attrs", "NFTA_LIST_", {
  elem: [1, multi(nestOf<SetFieldAttrs, SetFieldAttrsInput>(setFieldAttrs))],
});

export interface SetDescAttrs extends SetOut<(typeof setDescAttrs)["entries"]> {}
export interface SetDescAttrsInput extends SetIn<(typeof setDescAttrs)["entries"]> {}
export const setDescAttrs = attributeSet("set-desc-attrs", "NFTA_SET_DESC_", {
  size: [1, u32be],
  concat: [2, multi(nestOf<SetDescConcatAttrs, SetDescConcatAttrsInput>(setDescConcatAttrs))],
});

export interface SetListAttrs extends SetOut<(typeof setListAttrs)["entries"]> {}
export interface SetListAttrsInput extends SetIn<(typeof setListAttrs)["entries"]> {}
export const setListAttrs = attributeSet("set-list-attrs", "NFTA_LIST_", {
  elem: [1, multi(nestOf<ExprAttrs, ExprAttrsInput>(exprAttrs))],
});

export interface SetAttrs extends SetOut<(typeof setAttrs)["entries"]> {}
export interface SetAttrsInput extends SetIn<(typeof setAttrs)["entries"]> {}
export const setAttrs = attributeSet("set-attrs", "NFTA_SET_", {
  table: [1, string],
  name: [2, string],
  flags: [3, flagsOf(u32be, setFlags)],
  keyType: [4, u32be],
  keyLen: [5, u32be],
  dataType: [6, u32be],
  dataLen: [7, u32be],
  policy: [8, enumOf(u32be, setPolicy)],
  desc: [9, nestOf<SetDescAttrs, SetDescAttrsInput>(setDescAttrs)],
  id: [10, u32be],
  timeout: [11, u64be],
  gcInterval: [12, u32be],
  userdata: [13, binary],
  objType: [15, enumOf(u32be, objectType)],
  handle: [16, u64be],
  expr: [17, multi(nestOf<ExprAttrs, ExprAttrsInput>(exprAttrs))],
  expressions: [18, nestOf<SetListAttrs, SetListAttrsInput>(setListAttrs)],
  type: [19, string],
  count: [20, u32be],
});

export interface SetMessage extends StructOut<(typeof nfgenmsg)["members"]>, SetAttrs {}
export interface SetMessageInput extends StructIn<(typeof nfgenmsg)["members"]>, SetAttrsInput {}
export const setMessage = messageOf<SetMessage, SetMessageInput>({
  header: nfgenmsg,
  attributes: setAttrs,
});

export const setElemFlags = flagTable("set-elem-flags", { "interval-end": 0x1, catchall: 0x2 });

export interface SetelemAttrs extends SetOut<(typeof setelemAttrs)["entries"]> {}
export interface SetelemAttrsInput extends SetIn<(typeof setelemAttrs)["entries"]> {}
export const setelemAttrs = attributeSet("setelem-attrs", "NFTA_SET_ELEM_", {
  key: [1, nestOf<DataAttrs, DataAttrsInput>(dataAttrs)],
  data: [2, nestOf<DataAttrs, DataAttrsInput>(dataAttrs)],
  flags: [3, flagsOf(u32be, setElemFlags)],
  timeout: [4, u64be],
  expiration: [5, u64be],
  userdata: [6, binary],
  expr: [7, nestOf<ExprAttrs, ExprAttrsInput>(exprAttrs)],
  objref: [9, string],
  keyEnd: [10, nestOf<DataAttrs, DataAttrsInput>(dataAttrs)],
  expressions: [11, nestOf<ExprListAttrs, ExprListAttrsInput>(exprListAttrs)],
});

export interface SetelemListAttrs extends SetOut<(typeof setelemListAttrs)["entries"]> {}
export interface SetelemListAttrsInput extends SetIn<(typeof setelemListAttrs)["entries"]> {}
export const setelemListAttrs = attributeSet("setelem-list-attrs", "NFTA_SET_ELEM_LIST_", {
  table: [1, string],
  set: [2, string],
  elements: [3, indexedArray(nestOf<SetelemAttrs, SetelemAttrsInput>(setelemAttrs), 1)],
  setId: [4, u32be],
});

export interface SetelemListMessage
  extends StructOut<(typeof nfgenmsg)["members"]>, SetelemListAttrs {}
export interface SetelemListMessageInput
  extends StructIn<(typeof nfgenmsg)["members"]>, SetelemListAttrsInput {}
export const setelemListMessage = messageOf<SetelemListMessage, SetelemListMessageInput>({
  header: nfgenmsg,
  attributes: setelemListAttrs,
});

export interface GenAttrs extends SetOut<(typeof genAttrs)["entries"]> {}
export interface GenAttrsInput extends SetIn<(typeof genAttrs)["entries"]> {}
export const genAttrs = attributeSet("gen-attrs", "NFTA_GEN_", {
  id: [1, u32be],
  procPid: [2, u32be],
  procName: [3, string],
});

export interface GenMessage extends StructOut<(typeof nfgenmsg)["members"]>, GenAttrs {}
export interface GenMessageInput extends StructIn<(typeof nfgenmsg)["members"]>, GenAttrsInput {}
export const genMessage = messageOf<GenMessage, GenMessageInput>({
  header: nfgenmsg,
  attributes: genAttrs,
});

export interface CounterAttrs extends SetOut<(typeof counterAttrs)["entries"]> {}
export interface CounterAttrsInput extends SetIn<(typeof counterAttrs)["entries"]> {}
export const counterAttrs = attributeSet("counter-attrs", "NFTA_COUNTER_", {
  bytes: [1, u64be],
  packets: [2, u64be],
});

export const counterMessage = messageOf<CounterAttrs, CounterAttrsInput>({
  attributes: counterAttrs,
});

export interface ObjCtHelperAttrs extends SetOut<(typeof objCtHelperAttrs)["entries"]> {}
export interface ObjCtHelperAttrsInput extends SetIn<(typeof objCtHelperAttrs)["entries"]> {}
export const objCtHelperAttrs = attributeSet("obj-ct-helper-attrs", "NFTA_CT_HELPER_", {
  name: [1, string],
  l3proto: [2, u16be],
  l4proto: [3, u8],
});

export const objCtHelperMessage = messageOf<ObjCtHelperAttrs, ObjCtHelperAttrsInput>({
  attributes: objCtHelperAttrs,
});

export interface TunnelIpAttrs extends SetOut<(typeof tunnelIpAttrs)["entries"]> {}
export interface TunnelIpAttrsInput extends SetIn<(typeof tunnelIpAttrs)["entries"]> {}
export const tunnelIpAttrs = attributeSet("tunnel-ip-attrs", "NFTA_TUNNEL_KEY_IP_", {
  src: [1, ipv4],
  dst: [2, ipv4],
});

export interface TunnelIp6Attrs extends SetOut<(typeof tunnelIp6Attrs)["entries"]> {}
export interface TunnelIp6AttrsInput extends SetIn<(typeof tunnelIp6Attrs)["entries"]> {}
export const tunnelIp6Attrs = attributeSet("tunnel-ip6-attrs", "NFTA_TUNNEL_KEY_IP6_", {
  src: [1, ipv6],
  dst: [2, ipv6],
  flowlabel: [3, u32be],
});

export const tunnelFlags = flagTable("tunnel-flags", {
  "zero-csum-tx": 0x1,
  "dont-fragment": 0x2,
  "seq-number": 0x4,
});

export interface TunnelVxlanAttrs extends SetOut<(typeof tunnelVxlanAttrs)["entries"]> {}
export interface TunnelVxlanAttrsInput extends SetIn<(typeof tunnelVxlanAttrs)["entries"]> {}
export const tunnelVxlanAttrs = attributeSet("tunnel-vxlan-attrs", "NFTA_TUNNEL_KEY_VXLAN_", {
  gbp: [1, u32be],
});

export interface TunnelErspanAttrs extends SetOut<(typeof tunnelErspanAttrs)["entries"]> {}
export interface TunnelErspanAttrsInput extends SetIn<(typeof tunnelErspanAttrs)["entries"]> {}
export const tunnelErspanAttrs = attributeSet("tunnel-erspan-attrs", "NFTA_TUNNEL_KEY_ERSPAN_", {
  version: [1, u32be],
  v1Index: [2, u32be],
  v2Hwid: [3, u8],
  v2Dir: [4, u8],
});

export interface TunnelGeneveAttrs extends SetOut<(typeof tunnelGeneveAttrs)["entries"]> {}
export interface TunnelGeneveAttrsInput extends SetIn<(typeof tunnelGeneveAttrs)["entries"]> {}
export const tunnelGeneveAttrs = attributeSet("tunnel-geneve-attrs", "NFTA_TUNNEL_KEY_GENEVE_", {
  class: [1, u16be],
  type: [2, u8],
  data: [3, binary],
});

export interface TunnelOptsAttrs extends SetOut<(typeof tunnelOptsAttrs)["entries"]> {}
export interface TunnelOptsAttrsInput extends SetIn<(typeof tunnelOptsAttrs)["entries"]> {}
export const tunnelOptsAttrs = attributeSet("tunnel-opts-attrs", "NFTA_TUNNEL_KEY_OPTS_", {
  vxlan: [1, nestOf<TunnelVxlanAttrs, TunnelVxlanAttrsInput>(tunnelVxlanAttrs)],
  erspan: [2, nestOf<TunnelErspanAttrs, TunnelErspanAttrsInput>(tunnelErspanAttrs)],
  geneve: [3, multi(nestOf<TunnelGeneveAttrs, TunnelGeneveAttrsInput>(tunnelGeneveAttrs))],
});

export interface ObjTunnelAttrs extends SetOut<(typeof objTunnelAttrs)["entries"]> {}
export interface ObjTunnelAttrsInput extends SetIn<(typeof objTunnelAttrs)["entries"]> {}
export const objTunnelAttrs = attributeSet("obj-tunnel-attrs", "NFTA_TUNNEL_KEY_", {
  id: [1, u32be],
  ip: [2, nestOf<TunnelIpAttrs, TunnelIpAttrsInput>(tunnelIpAttrs)],
  ip6: [3, nestOf<TunnelIp6Attrs, TunnelIp6AttrsInput>(tunnelIp6Attrs)],
  flags: [4, flagsOf(u32be, tunnelFlags)],
  tos: [5, u8],
  ttl: [6, u8],
  sport: [7, u16be],
  dport: [8, u16be],
  opts: [9, nestOf<TunnelOptsAttrs, TunnelOptsAttrsInput>(tunnelOptsAttrs)],
});

export const objTunnelMessage = messageOf<ObjTunnelAttrs, ObjTunnelAttrsInput>({
  attributes: objTunnelAttrs,
});

export interface CtTimeoutTcpAttrs extends SetOut<(typeof ctTimeoutTcpAttrs)["entries"]> {}
export interface CtTimeoutTcpAttrsInput extends SetIn<(typeof ctTimeoutTcpAttrs)["entries"]> {}
export const ctTimeoutTcpAttrs = attributeSet("ct-timeout-tcp-attrs", "CTA_TIMEOUT_TCP_", {
  synSent: [1, u32be],
  synRecv: [2, u32be],
  established: [3, u32be],
  finWait: [4, u32be],
  closeWait: [5, u32be],
  lastAck: [6, u32be],
  timeWait: [7, u32be],
  close: [8, u32be],
  synSent2: [9, u32be],
  retrans: [10, u32be],
  unack: [11, u32be],
});

export const ctTimeoutTcpMessage = messageOf<CtTimeoutTcpAttrs, CtTimeoutTcpAttrsInput>({
  attributes: ctTimeoutTcpAttrs,
});

export interface CtTimeoutUdpAttrs extends SetOut<(typeof ctTimeoutUdpAttrs)["entries"]> {}
export interface CtTimeoutUdpAttrsInput extends SetIn<(typeof ctTimeoutUdpAttrs)["entries"]> {}
export const ctTimeoutUdpAttrs = attributeSet("ct-timeout-udp-attrs", "CTA_TIMEOUT_UDP_", {
  unreplied: [1, u32be],
  replied: [2, u32be],
});

export const ctTimeoutUdpMessage = messageOf<CtTimeoutUdpAttrs, CtTimeoutUdpAttrsInput>({
  attributes: ctTimeoutUdpAttrs,
});

export interface ObjCtTimeoutAttrs extends SetOut<(typeof objCtTimeoutAttrs)["entries"]> {}
export interface ObjCtTimeoutAttrsInput extends SetIn<(typeof objCtTimeoutAttrs)["entries"]> {}
export const objCtTimeoutAttrs = attributeSet("obj-ct-timeout-attrs", "NFTA_CT_TIMEOUT_", {
  l3proto: [1, u16be],
  l4proto: [2, u8],
  data: [3, subMessage("l4proto", { "6": ctTimeoutTcpMessage, "17": ctTimeoutUdpMessage })],
});

export const objCtTimeoutMessage = messageOf<ObjCtTimeoutAttrs, ObjCtTimeoutAttrsInput>({
  attributes: objCtTimeoutAttrs,
});

export interface ObjSecmarkAttrs extends SetOut<(typeof objSecmarkAttrs)["entries"]> {}
export interface ObjSecmarkAttrsInput extends SetIn<(typeof objSecmarkAttrs)["entries"]> {}
export const objSecmarkAttrs = attributeSet("obj-secmark-attrs", "NFTA_SECMARK_", {
  ctx: [1, string],
});

export const objSecmarkMessage = messageOf<ObjSecmarkAttrs, ObjSecmarkAttrsInput>({
  attributes: objSecmarkAttrs,
});

export interface ObjCtExpectAttrs extends SetOut<(typeof objCtExpectAttrs)["entries"]> {}
export interface ObjCtExpectAttrsInput extends SetIn<(typeof objCtExpectAttrs)["entries"]> {}
export const objCtExpectAttrs = attributeSet("obj-ct-expect-attrs", "NFTA_CT_EXPECT_", {
  l3proto: [1, u16be],
  l4proto: [2, u8],
  dport: [3, u16be],
  timeout: [4, u32],
  size: [5, u8],
});

export const objCtExpectMessage = messageOf<ObjCtExpectAttrs, ObjCtExpectAttrsInput>({
  attributes: objCtExpectAttrs,
});

export interface ObjAttrs extends SetOut<(typeof objAttrs)["entries"]> {}
export interface ObjAttrsInput extends SetIn<(typeof objAttrs)["entries"]> {}
export const objAttrs = attributeSet("obj-attrs", "NFTA_OBJ_", {
  table: [1, string],
  name: [2, string],
  type: [3, enumOf(u32be, objectType)],
  data: [
    4,
    subMessage("type", {
      counter: counterMessage,
      quota: quotaMessage,
      "ct-helper": objCtHelperMessage,
      limit: exprLimitMessage,
      connlimit: exprConnlimitMessage,
      tunnel: objTunnelMessage,
      "ct-timeout": objCtTimeoutMessage,
      secmark: objSecmarkMessage,
      "ct-expect": objCtExpectMessage,
      synproxy: exprSynproxyMessage,
    }),
  ],
  use: [5, u32be],
  handle: [6, u64be],
  userdata: [8, binary],
});

export interface ObjMessage extends StructOut<(typeof nfgenmsg)["members"]>, ObjAttrs {}
export interface ObjMessageInput extends StructIn<(typeof nfgenmsg)["members"]>, ObjAttrsInput {}
export const objMessage = messageOf<ObjMessage, ObjMessageInput>({
  header: nfgenmsg,
  attributes: objAttrs,
});

export interface FlowtableHookAttrs extends SetOut<(typeof flowtableHookAttrs)["entries"]> {}
export interface FlowtableHookAttrsInput extends SetIn<(typeof flowtableHookAttrs)["entries"]> {}
export const flowtableHookAttrs = attributeSet("flowtable-hook-attrs", "NFTA_FLOWTABLE_HOOK_", {
  num: [1, u32be],
  priority: [2, s32be],
  devs: [3, nestOf<HookDevAttrs, HookDevAttrsInput>(hookDevAttrs)],
});

export const flowtableFlags = flagTable("flowtable-flags", { "hw-offload": 0x1, counter: 0x2 });

export interface FlowtableAttrs extends SetOut<(typeof flowtableAttrs)["entries"]> {}
export interface FlowtableAttrsInput extends SetIn<(typeof flowtableAttrs)["entries"]> {}
export const flowtableAttrs = attributeSet("flowtable-attrs", "NFTA_FLOWTABLE_", {
  table: [1, string],
  name: [2, string],
  hook: [3, nestOf<FlowtableHookAttrs, FlowtableHookAttrsInput>(flowtableHookAttrs)],
  use: [4, u32be],
  handle: [5, u64be],
  flags: [7, flagsOf(u32be, flowtableFlags)],
});

export interface FlowtableMessage extends StructOut<(typeof nfgenmsg)["members"]>, FlowtableAttrs {}
export interface FlowtableMessageInput
  extends StructIn<(typeof nfgenmsg)["members"]>, FlowtableAttrsInput {}
export const flowtableMessage = messageOf<FlowtableMessage, FlowtableMessageInput>({
  header: nfgenmsg,
  attributes: flowtableAttrs,
});

export const traceType = enumTable("trace-type", { unspec: 0, policy: 1, return: 2, rule: 3 });

export interface TraceAttrs extends SetOut<(typeof traceAttrs)["entries"]> {}
export interface TraceAttrsInput extends SetIn<(typeof traceAttrs)["entries"]> {}
export const traceAttrs = attributeSet("trace-attrs", "NFTA_TRACE_", {
  table: [1, string],
  chain: [2, string],
  ruleHandle: [3, u64be],
  type: [4, enumOf(u32be, traceType)],
  verdict: [5, nestOf<VerdictAttrs, VerdictAttrsInput>(verdictAttrs)],
  id: [6, u32be],
  llHeader: [7, binary],
  networkHeader: [8, binary],
  transportHeader: [9, binary],
  iif: [10, u32be],
  iiftype: [11, u16be],
  oif: [12, u32be],
  oiftype: [13, u16be],
  mark: [14, u32be],
  nfproto: [15, u32be],
  policy: [16, enumOf(u32be, verdictCode)],
  ctId: [18, u32be],
  ctDirection: [19, enumOf(u8, ctDirection)],
  ctStatus: [20, u32be],
  ctState: [21, u32be],
});

export interface TraceMessage extends StructOut<(typeof nfgenmsg)["members"]>, TraceAttrs {}
export interface TraceMessageInput
  extends StructIn<(typeof nfgenmsg)["members"]>, TraceAttrsInput {}
export const traceMessage = messageOf<TraceMessage, TraceMessageInput>({
  header: nfgenmsg,
  attributes: traceAttrs,
});

export const nftables = familyTable({
  name: "nftables",
  protocol: 12,
  messages: {
    NFNL_MSG_BATCH_BEGIN: [NFNL_MSG_BATCH_BEGIN, batchMessage],
    NFNL_MSG_BATCH_END: [NFNL_MSG_BATCH_END, batchMessage],
    NFT_MSG_NEWTABLE: [NFT_MSG_NEWTABLE, tableMessage],
    NFT_MSG_GETTABLE: [NFT_MSG_GETTABLE, tableMessage],
    NFT_MSG_DELTABLE: [NFT_MSG_DELTABLE, tableMessage],
    NFT_MSG_NEWCHAIN: [NFT_MSG_NEWCHAIN, chainMessage],
    NFT_MSG_GETCHAIN: [NFT_MSG_GETCHAIN, chainMessage],
    NFT_MSG_DELCHAIN: [NFT_MSG_DELCHAIN, chainMessage],
    NFT_MSG_NEWRULE: [NFT_MSG_NEWRULE, ruleMessage],
    NFT_MSG_GETRULE: [NFT_MSG_GETRULE, ruleMessage],
    NFT_MSG_DELRULE: [NFT_MSG_DELRULE, ruleMessage],
    NFT_MSG_NEWSET: [NFT_MSG_NEWSET, setMessage],
    NFT_MSG_GETSET: [NFT_MSG_GETSET, setMessage],
    NFT_MSG_DELSET: [NFT_MSG_DELSET, setMessage],
    NFT_MSG_NEWSETELEM: [NFT_MSG_NEWSETELEM, setelemListMessage],
    NFT_MSG_GETSETELEM: [NFT_MSG_GETSETELEM, setelemListMessage],
    NFT_MSG_DELSETELEM: [NFT_MSG_DELSETELEM, setelemListMessage],
    NFT_MSG_NEWGEN: [NFT_MSG_NEWGEN, genMessage],
    NFT_MSG_GETGEN: [NFT_MSG_GETGEN, genMessage],
    NFT_MSG_TRACE: [NFT_MSG_TRACE, traceMessage],
    NFT_MSG_NEWOBJ: [NFT_MSG_NEWOBJ, objMessage],
    NFT_MSG_GETOBJ: [NFT_MSG_GETOBJ, objMessage],
    NFT_MSG_DELOBJ: [NFT_MSG_DELOBJ, objMessage],
    NFT_MSG_GETOBJ_RESET: [NFT_MSG_GETOBJ_RESET, objMessage],
    NFT_MSG_NEWFLOWTABLE: [NFT_MSG_NEWFLOWTABLE, flowtableMessage],
    NFT_MSG_GETFLOWTABLE: [NFT_MSG_GETFLOWTABLE, flowtableMessage],
    NFT_MSG_DELFLOWTABLE: [NFT_MSG_DELFLOWTABLE, flowtableMessage],
    NFT_MSG_GETRULE_RESET: [NFT_MSG_GETRULE_RESET, ruleMessage],
    NFT_MSG_DESTROYTABLE: [NFT_MSG_DESTROYTABLE, tableMessage],
    NFT_MSG_DESTROYCHAIN: [NFT_MSG_DESTROYCHAIN, chainMessage],
    NFT_MSG_DESTROYRULE: [NFT_MSG_DESTROYRULE, ruleMessage],
    NFT_MSG_DESTROYSET: [NFT_MSG_DESTROYSET, setMessage],
    NFT_MSG_DESTROYSETELEM: [NFT_MSG_DESTROYSETELEM, setelemListMessage],
    NFT_MSG_DESTROYOBJ: [NFT_MSG_DESTROYOBJ, objMessage],
    NFT_MSG_DESTROYFLOWTABLE: [NFT_MSG_DESTROYFLOWTABLE, flowtableMessage],
    NFT_MSG_GETSETELEM_RESET: [NFT_MSG_GETSETELEM_RESET, setelemListMessage],
  },
  operations: {
    NFNL_MSG_BATCH_BEGIN: operation(
      "NFNL_MSG_BATCH_BEGIN",
      [NFNL_MSG_BATCH_BEGIN, batchMessage],
      [NFNL_MSG_BATCH_BEGIN, batchMessage],
    ),
    NFNL_MSG_BATCH_END: operation("NFNL_MSG_BATCH_END", [NFNL_MSG_BATCH_END, batchMessage]),
    NFT_MSG_NEWTABLE: operation("NFT_MSG_NEWTABLE", [NFT_MSG_NEWTABLE, tableMessage], undefined, {
      requires: ["name"],
    }),
    NFT_MSG_GETTABLE: operation(
      "NFT_MSG_GETTABLE",
      [NFT_MSG_GETTABLE, tableMessage],
      [NFT_MSG_NEWTABLE, tableMessage],
      { oneReply: true },
    ),
    NFT_MSG_DELTABLE: operation("NFT_MSG_DELTABLE", [NFT_MSG_DELTABLE, tableMessage]),
    NFT_MSG_DESTROYTABLE: operation("NFT_MSG_DESTROYTABLE", [NFT_MSG_DESTROYTABLE, tableMessage]),
    NFT_MSG_NEWCHAIN: operation("NFT_MSG_NEWCHAIN", [NFT_MSG_NEWCHAIN, chainMessage], undefined, {
      requires: ["table"],
    }),
    NFT_MSG_GETCHAIN: operation(
      "NFT_MSG_GETCHAIN",
      [NFT_MSG_GETCHAIN, chainMessage],
      [NFT_MSG_NEWCHAIN, chainMessage],
      { oneReply: true },
    ),
    NFT_MSG_DELCHAIN: operation("NFT_MSG_DELCHAIN", [NFT_MSG_DELCHAIN, chainMessage], undefined, {
      requires: ["table"],
    }),
    NFT_MSG_DESTROYCHAIN: operation(
      "NFT_MSG_DESTROYCHAIN",
      [NFT_MSG_DESTROYCHAIN, chainMessage],
      undefined,
      { requires: ["table"] },
    ),
    NFT_MSG_NEWRULE: operation("NFT_MSG_NEWRULE", [NFT_MSG_NEWRULE, ruleMessage], undefined, {
      requires: ["table"],
    }),
    NFT_MSG_GETRULE: operation(
      "NFT_MSG_GETRULE",
      [NFT_MSG_GETRULE, ruleMessage],
      [NFT_MSG_NEWRULE, ruleMessage],
      { oneReply: true },
    ),
    NFT_MSG_GETRULE_RESET: operation(
      "NFT_MSG_GETRULE_RESET",
      [NFT_MSG_GETRULE_RESET, ruleMessage],
      [NFT_MSG_NEWRULE, ruleMessage],
      { oneReply: true },
    ),
    NFT_MSG_DELRULE: operation("NFT_MSG_DELRULE", [NFT_MSG_DELRULE, ruleMessage], undefined, {
      requires: ["table"],
    }),
    NFT_MSG_DESTROYRULE: operation(
      "NFT_MSG_DESTROYRULE",
      [NFT_MSG_DESTROYRULE, ruleMessage],
      undefined,
      { requires: ["table"] },
    ),
    NFT_MSG_NEWSET: operation("NFT_MSG_NEWSET", [NFT_MSG_NEWSET, setMessage], undefined, {
      requires: ["table", "name", "keyLen", "id"],
    }),
    NFT_MSG_GETSET: operation(
      "NFT_MSG_GETSET",
      [NFT_MSG_GETSET, setMessage],
      [NFT_MSG_NEWSET, setMessage],
      { oneReply: true },
    ),
    NFT_MSG_DELSET: operation("NFT_MSG_DELSET", [NFT_MSG_DELSET, setMessage], undefined, {
      requires: ["table"],
    }),
    NFT_MSG_DESTROYSET: operation(
      "NFT_MSG_DESTROYSET",
      [NFT_MSG_DESTROYSET, setMessage],
      undefined,
      { requires: ["table"] },
    ),
    NFT_MSG_NEWSETELEM: operation(
      "NFT_MSG_NEWSETELEM",
      [NFT_MSG_NEWSETELEM, setelemListMessage],
      undefined,
      { requires: ["table", "elements"] },
    ),
    NFT_MSG_GETSETELEM: operation(
      "NFT_MSG_GETSETELEM",
      [NFT_MSG_GETSETELEM, setelemListMessage],
      [NFT_MSG_NEWSETELEM, setelemListMessage],
      { requires: ["table", "set"] },
    ),
    NFT_MSG_GETSETELEM_RESET: operation(
      "NFT_MSG_GETSETELEM_RESET",
      [NFT_MSG_GETSETELEM_RESET, setelemListMessage],
      [NFT_MSG_NEWSETELEM, setelemListMessage],
      { requires: ["table", "set"] },
    ),
    NFT_MSG_DELSETELEM: operation(
      "NFT_MSG_DELSETELEM",
      [NFT_MSG_DELSETELEM, setelemListMessage],
      undefined,
      { requires: ["table", "set"] },
    ),
    NFT_MSG_DESTROYSETELEM: operation(
      "NFT_MSG_DESTROYSETELEM",
      [NFT_MSG_DESTROYSETELEM, setelemListMessage],
      undefined,
      { requires: ["table", "set"] },
    ),
    NFT_MSG_GETGEN: operation(
      "NFT_MSG_GETGEN",
      [NFT_MSG_GETGEN, genMessage],
      [NFT_MSG_NEWGEN, genMessage],
      { oneReply: true },
    ),
    NFT_MSG_NEWOBJ: operation("NFT_MSG_NEWOBJ", [NFT_MSG_NEWOBJ, objMessage], undefined, {
      requires: ["table", "name", "type", "data"],
    }),
    NFT_MSG_GETOBJ: operation(
      "NFT_MSG_GETOBJ",
      [NFT_MSG_GETOBJ, objMessage],
      [NFT_MSG_NEWOBJ, objMessage],
      { oneReply: true },
    ),
    NFT_MSG_DELOBJ: operation("NFT_MSG_DELOBJ", [NFT_MSG_DELOBJ, objMessage], undefined, {
      requires: ["table", "type"],
    }),
    NFT_MSG_DESTROYOBJ: operation(
      "NFT_MSG_DESTROYOBJ",
      [NFT_MSG_DESTROYOBJ, objMessage],
      undefined,
      { requires: ["table", "type"] },
    ),
    NFT_MSG_NEWFLOWTABLE: operation(
      "NFT_MSG_NEWFLOWTABLE",
      [NFT_MSG_NEWFLOWTABLE, flowtableMessage],
      undefined,
      { requires: ["table", "name", "hook"] },
    ),
    NFT_MSG_GETFLOWTABLE: operation(
      "NFT_MSG_GETFLOWTABLE",
      [NFT_MSG_GETFLOWTABLE, flowtableMessage],
      [NFT_MSG_NEWFLOWTABLE, flowtableMessage],
      { oneReply: true },
    ),
    NFT_MSG_DELFLOWTABLE: operation(
      "NFT_MSG_DELFLOWTABLE",
      [NFT_MSG_DELFLOWTABLE, flowtableMessage],
      undefined,
      { requires: ["table"] },
    ),
    NFT_MSG_DESTROYFLOWTABLE: operation(
      "NFT_MSG_DESTROYFLOWTABLE",
      [NFT_MSG_DESTROYFLOWTABLE, flowtableMessage],
      undefined,
      { requires: ["table"] },
    ),
    NFT_MSG_GETOBJ_RESET: operation(
      "NFT_MSG_GETOBJ_RESET",
      [NFT_MSG_GETOBJ_RESET, objMessage],
      [NFT_MSG_NEWOBJ, objMessage],
      { oneReply: true },
    ),
  },
  groups: { NFNLGRP_NFTABLES: 7, NFNLGRP_NFTRACE: 9 },
});
