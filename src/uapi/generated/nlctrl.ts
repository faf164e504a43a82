/**
 * Tables of nlctrl.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
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
  indexedArray,
  limited,
  messageOf,
  nestOf,
  nestTypeValue,
  operation,
  s64,
  type SetIn,
  type SetOut,
  string,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";

export const CTRL_CMD_GETFAMILY = 3;
export const CTRL_CMD_GETPOLICY = 10;
export const CTRL_CMD_DELFAMILY = 2;
export const CTRL_CMD_NEWMCAST_GRP = 7;
export const CTRL_CMD_DELMCAST_GRP = 8;
export const CTRL_CMD_NEWFAMILY = 1;

export const opFlags = flagTable("op-flags", {
  "admin-perm": 0x1,
  "cmd-cap-do": 0x2,
  "cmd-cap-dump": 0x4,
  "cmd-cap-haspol": 0x8,
  "uns-admin-perm": 0x10,
});

export interface OpAttrs extends SetOut<(typeof opAttrs)["entries"]> {}
export interface OpAttrsInput extends SetIn<(typeof opAttrs)["entries"]> {}
export const opAttrs = attributeSet("op-attrs", "CTRL_ATTR_OP_", {
  id: [1, u32],
  flags: [2, flagsOf(u32, opFlags)],
});

export interface McastGroupAttrs extends SetOut<(typeof mcastGroupAttrs)["entries"]> {}
export interface McastGroupAttrsInput extends SetIn<(typeof mcastGroupAttrs)["entries"]> {}
export const mcastGroupAttrs = attributeSet("mcast-group-attrs", "CTRL_ATTR_MCAST_GRP_", {
  name: [1, string],
  id: [2, u32],
});

export const attrType = enumTable("attr-type", {
  invalid: 0,
  flag: 1,
  u8: 2,
  u16: 3,
  u32: 4,
  u64: 5,
  s8: 6,
  s16: 7,
  s32: 8,
  s64: 9,
  binary: 10,
  string: 11,
  "nul-string": 12,
  nested: 13,
  "nested-array": 14,
  bitfield32: 15,
  sint: 16,
  uint: 17,
});

export interface PolicyAttrs extends SetOut<(typeof policyAttrs)["entries"]> {}
export interface PolicyAttrsInput extends SetIn<(typeof policyAttrs)["entries"]> {}
export const policyAttrs = attributeSet("policy-attrs", "NL_POLICY_TYPE_ATTR_", {
  type: [1, enumOf(u32, attrType)],
  minValueS: [2, s64],
  maxValueS: [3, s64],
  minValueU: [4, u64],
  maxValueU: [5, u64],
  minLength: [6, u32],
  maxLength: [7, u32],
  policyIdx: [8, u32],
  policyMaxtype: [9, u32],
  bitfield32Mask: [10, u32],
  mask: [12, u64],
});

export interface OpPolicyAttrs extends SetOut<(typeof opPolicyAttrs)["entries"]> {}
export interface OpPolicyAttrsInput extends SetIn<(typeof opPolicyAttrs)["entries"]> {}
export const opPolicyAttrs = attributeSet("op-policy-attrs", "CTRL_ATTR_POLICY_", {
  do: [1, u32],
  dump: [2, u32],
});

export interface CtrlAttrs extends SetOut<(typeof ctrlAttrs)["entries"]> {}
export interface CtrlAttrsInput extends SetIn<(typeof ctrlAttrs)["entries"]> {}
export const ctrlAttrs = attributeSet("ctrl-attrs", "CTRL_ATTR_", {
  familyId: [1, u16],
  familyName: [2, limited(string, { maxLength: 15 })],
  version: [3, u32],
  hdrsize: [4, u32],
  maxattr: [5, u32],
  ops: [6, indexedArray(nestOf<OpAttrs, OpAttrsInput>(opAttrs))],
  mcastGroups: [7, indexedArray(nestOf<McastGroupAttrs, McastGroupAttrsInput>(mcastGroupAttrs))],
  policy: [8, nestTypeValue(["policyId", "attrId"], policyAttrs)],
  opPolicy: [9, nestTypeValue(["opId"], opPolicyAttrs)],
  op: [10, u32],
});

export const ctrlMessage = messageOf<CtrlAttrs, CtrlAttrsInput>({ attributes: ctrlAttrs });

export const nlctrl = familyTable({
  name: "nlctrl",
  protocol: 16,
  version: 1,
  messages: {
    CTRL_CMD_NEWFAMILY: [CTRL_CMD_NEWFAMILY, ctrlMessage],
    CTRL_CMD_DELFAMILY: [CTRL_CMD_DELFAMILY, ctrlMessage],
    CTRL_CMD_GETFAMILY: [CTRL_CMD_GETFAMILY, ctrlMessage],
    CTRL_CMD_NEWMCAST_GRP: [CTRL_CMD_NEWMCAST_GRP, ctrlMessage],
    CTRL_CMD_DELMCAST_GRP: [CTRL_CMD_DELMCAST_GRP, ctrlMessage],
    CTRL_CMD_GETPOLICY: [CTRL_CMD_GETPOLICY, ctrlMessage],
  },
  operations: {
    CTRL_CMD_GETFAMILY: operation(
      "CTRL_CMD_GETFAMILY",
      [CTRL_CMD_GETFAMILY, ctrlMessage],
      [CTRL_CMD_NEWFAMILY, ctrlMessage],
      { oneReply: true },
    ),
    CTRL_CMD_GETPOLICY: operation(
      "CTRL_CMD_GETPOLICY",
      [CTRL_CMD_GETPOLICY, ctrlMessage],
      [CTRL_CMD_GETPOLICY, ctrlMessage],
    ),
  },
  groups: { notify: 0 },
});
