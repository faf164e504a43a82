/**
 * Tables of fou.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  enumOf,
  enumTable,
  familyTable,
  flag,
  ipv4,
  ipv6,
  limited,
  messageOf,
  operation,
  s32,
  type SetIn,
  type SetOut,
  u16be,
  u8,
} from "../../schema/index.ts";

export const FOU_CMD_ADD = 1;
export const FOU_CMD_DEL = 2;
export const FOU_CMD_GET = 3;

export const encapType = enumTable("encap-type", { unspec: 0, direct: 1, gue: 2 });

export interface FouSet extends SetOut<(typeof fouSet)["entries"]> {}
export interface FouSetInput extends SetIn<(typeof fouSet)["entries"]> {}
export const fouSet = attributeSet("fou", "FOU_ATTR_", {
  port: [1, u16be],
  af: [2, u8],
  ipproto: [3, limited(u8, { min: 1 })],
  type: [4, enumOf(u8, encapType)],
  remcsumNopartial: [5, flag],
  localV4: [6, ipv4],
  localV6: [7, ipv6],
  peerV4: [8, ipv4],
  peerV6: [9, ipv6],
  peerPort: [10, u16be],
  ifindex: [11, s32],
});

export const fouMessage = messageOf<FouSet, FouSetInput>({ attributes: fouSet });

export const fou = familyTable({
  name: "fou",
  protocol: 16,
  version: 1,
  messages: {
    FOU_CMD_ADD: [FOU_CMD_ADD, fouMessage],
    FOU_CMD_DEL: [FOU_CMD_DEL, fouMessage],
    FOU_CMD_GET: [FOU_CMD_GET, fouMessage],
  },
  operations: {
    FOU_CMD_ADD: operation("FOU_CMD_ADD", [FOU_CMD_ADD, fouMessage], [FOU_CMD_ADD, fouMessage]),
    FOU_CMD_DEL: operation("FOU_CMD_DEL", [FOU_CMD_DEL, fouMessage], [FOU_CMD_DEL, fouMessage]),
    FOU_CMD_GET: operation("FOU_CMD_GET", [FOU_CMD_GET, fouMessage], [FOU_CMD_GET, fouMessage], {
      oneReply: true,
    }),
  },
  groups: {},
});
