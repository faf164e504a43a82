/**
 * Tables of rt-rule.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
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
  ip,
  limited,
  messageOf,
  operation,
  pad,
  type SetIn,
  type SetOut,
  string,
  struct,
  type StructIn,
  type StructOut,
  u16,
  u32,
  u32be,
  u64be,
  u8,
} from "../../schema/index.ts";

export const RTM_NEWRULE = 32;
export const RTM_DELRULE = 33;
export const RTM_GETRULE = 34;

export const frAct = enumTable("fr-act", {
  unspec: 0,
  "to-tbl": 1,
  goto: 2,
  nop: 3,
  res3: 4,
  res4: 5,
  blackhole: 6,
  unreachable: 7,
  prohibit: 8,
});

export const fibRuleFlags = flagTable("fib-rule-flags", {
  permanent: 0x1,
  invert: 0x2,
  unresolved: 0x4,
  "iif-detached": 0x8,
  "oif-detached": 0x10,
  "find-saddr": 0x10000,
});

export const fibRuleHdrFibRuleAttrsHeader = struct("fib-rule-hdr", {
  family: u8,
  dstLen: u8,
  srcLen: u8,
  tos: u8,
  headerTable: u8,
  res1: pad(1),
  res2: pad(1),
  action: enumOf(u8, frAct),
  flags: flagsOf(u32, fibRuleFlags),
});

export const fibRuleUidRange = struct("fib-rule-uid-range", { start: u32, end: u32 });

export const fibRulePortRange = struct("fib-rule-port-range", { start: u16, end: u16 });

export interface FibRuleAttrs extends SetOut<(typeof fibRuleAttrs)["entries"]> {}
export interface FibRuleAttrsInput extends SetIn<(typeof fibRuleAttrs)["entries"]> {}
export const fibRuleAttrs = attributeSet("fib-rule-attrs", "FRA_", {
  dst: [1, ip],
  src: [2, ip],
  iifname: [3, limited(string, { maxLength: 15 })],
  goto: [4, u32],
  priority: [6, u32],
  fwmark: [10, u32],
  flow: [11, u32],
  tunId: [12, u64be],
  suppressIfgroup: [13, u32],
  suppressPrefixlen: [14, u32],
  table: [15, u32],
  fwmask: [16, u32],
  oifname: [17, limited(string, { maxLength: 15 })],
  l3mdev: [19, u8],
  uidRange: [20, fibRuleUidRange],
  protocol: [21, u8],
  ipProto: [22, u8],
  sportRange: [23, fibRulePortRange],
  dportRange: [24, fibRulePortRange],
  dscp: [25, u8],
  flowlabel: [26, u32be],
  flowlabelMask: [27, u32be],
  sportMask: [28, u16],
  dportMask: [29, u16],
  dscpMask: [30, u8],
});

export interface FibRuleMessage
  extends StructOut<(typeof fibRuleHdrFibRuleAttrsHeader)["members"]>, FibRuleAttrs {}
export interface FibRuleMessageInput
  extends StructIn<(typeof fibRuleHdrFibRuleAttrsHeader)["members"]>, FibRuleAttrsInput {}
export const fibRuleMessage = messageOf<FibRuleMessage, FibRuleMessageInput>({
  header: fibRuleHdrFibRuleAttrsHeader,
  attributes: fibRuleAttrs,
});

export const rtRule = familyTable({
  name: "rt-rule",
  protocol: 0,
  messages: {
    RTM_NEWRULE: [RTM_NEWRULE, fibRuleMessage],
    RTM_DELRULE: [RTM_DELRULE, fibRuleMessage],
    RTM_GETRULE: [RTM_GETRULE, fibRuleMessage],
  },
  operations: {
    RTM_NEWRULE: operation("RTM_NEWRULE", [RTM_NEWRULE, fibRuleMessage]),
    RTM_DELRULE: operation("RTM_DELRULE", [RTM_DELRULE, fibRuleMessage]),
    RTM_GETRULE: operation(
      "RTM_GETRULE",
      [RTM_GETRULE, fibRuleMessage],
      [RTM_NEWRULE, fibRuleMessage],
    ),
  },
  groups: { RTNLGRP_IPV4_RULE: 8, RTNLGRP_IPV6_RULE: 19 },
});
