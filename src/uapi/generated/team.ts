/**
 * Tables of team.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  binary,
  familyTable,
  flag,
  limited,
  messageOf,
  multi,
  nestOf,
  operation,
  type SetIn,
  type SetOut,
  string,
  u32,
  u8,
} from "../../schema/index.ts";

export const TEAM_CMD_NOOP = 0;
export const TEAM_CMD_OPTIONS_SET = 1;
export const TEAM_CMD_OPTIONS_GET = 2;
export const TEAM_CMD_PORT_LIST_GET = 3;

export interface AttrOption extends SetOut<(typeof attrOption)["entries"]> {}
export interface AttrOptionInput extends SetIn<(typeof attrOption)["entries"]> {}
export const attrOption = attributeSet("attr-option", "TEAM_ATTR_OPTION_", {
  name: [1, limited(string, { maxLength: 32 })],
  changed: [2, flag],
  type: [3, u8],
  data: [4, binary],
  removed: [5, flag],
  portIfindex: [6, u32],
  arrayIndex: [7, u32],
});

export interface ItemOption extends SetOut<(typeof itemOption)["entries"]> {}
export interface ItemOptionInput extends SetIn<(typeof itemOption)["entries"]> {}
export const itemOption = attributeSet("item-option", "TEAM_ATTR_ITEM_", {
  option: [1, multi(nestOf<AttrOption, AttrOptionInput>(attrOption))],
});

export interface AttrPort extends SetOut<(typeof attrPort)["entries"]> {}
export interface AttrPortInput extends SetIn<(typeof attrPort)["entries"]> {}
export const attrPort = attributeSet("attr-port", "TEAM_ATTR_PORT_", {
  ifindex: [1, u32],
  changed: [2, flag],
  linkup: [3, flag],
  speed: [4, u32],
  duplex: [5, u8],
  removed: [6, flag],
});

export interface ItemPort extends SetOut<(typeof itemPort)["entries"]> {}
export interface ItemPortInput extends SetIn<(typeof itemPort)["entries"]> {}
export const itemPort = attributeSet("item-port", "TEAM_ATTR_ITEM_", {
  port: [1, multi(nestOf<AttrPort, AttrPortInput>(attrPort))],
});

export interface TeamSet extends SetOut<(typeof teamSet)["entries"]> {}
export interface TeamSetInput extends SetIn<(typeof teamSet)["entries"]> {}
export const teamSet = attributeSet("team", "TEAM_ATTR_", {
  teamIfindex: [1, u32],
  listOption: [2, nestOf<ItemOption, ItemOptionInput>(itemOption)],
  listPort: [3, nestOf<ItemPort, ItemPortInput>(itemPort)],
});

export const teamMessage = messageOf<TeamSet, TeamSetInput>({ attributes: teamSet });

export const team = familyTable({
  name: "team",
  protocol: 16,
  version: 1,
  messages: {
    TEAM_CMD_NOOP: [TEAM_CMD_NOOP, teamMessage],
    TEAM_CMD_OPTIONS_SET: [TEAM_CMD_OPTIONS_SET, teamMessage],
    TEAM_CMD_OPTIONS_GET: [TEAM_CMD_OPTIONS_GET, teamMessage],
    TEAM_CMD_PORT_LIST_GET: [TEAM_CMD_PORT_LIST_GET, teamMessage],
  },
  operations: {
    TEAM_CMD_NOOP: operation(
      "TEAM_CMD_NOOP",
      [TEAM_CMD_NOOP, teamMessage],
      [TEAM_CMD_NOOP, teamMessage],
    ),
    TEAM_CMD_OPTIONS_SET: operation(
      "TEAM_CMD_OPTIONS_SET",
      [TEAM_CMD_OPTIONS_SET, teamMessage],
      [TEAM_CMD_OPTIONS_SET, teamMessage],
    ),
    TEAM_CMD_OPTIONS_GET: operation(
      "TEAM_CMD_OPTIONS_GET",
      [TEAM_CMD_OPTIONS_GET, teamMessage],
      [TEAM_CMD_OPTIONS_GET, teamMessage],
    ),
    TEAM_CMD_PORT_LIST_GET: operation(
      "TEAM_CMD_PORT_LIST_GET",
      [TEAM_CMD_PORT_LIST_GET, teamMessage],
      [TEAM_CMD_PORT_LIST_GET, teamMessage],
    ),
  },
  groups: { change_event: 0 },
});
