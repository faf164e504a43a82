/**
 * Tables of mptcp_pm.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  familyTable,
  flagsOf,
  flagTable,
  ipv4,
  ipv6,
  messageOf,
  nestOf,
  operation,
  s32,
  type SetIn,
  type SetOut,
  u16,
  u16be,
  u32,
  u8,
} from "../../schema/index.ts";

export const MPTCP_PM_CMD_ADD_ADDR = 1;
export const MPTCP_PM_CMD_DEL_ADDR = 2;
export const MPTCP_PM_CMD_GET_ADDR = 3;
export const MPTCP_PM_CMD_FLUSH_ADDRS = 4;
export const MPTCP_PM_CMD_SET_LIMITS = 5;
export const MPTCP_PM_CMD_GET_LIMITS = 6;
export const MPTCP_PM_CMD_SET_FLAGS = 7;
export const MPTCP_PM_CMD_ANNOUNCE = 8;
export const MPTCP_PM_CMD_REMOVE = 9;
export const MPTCP_PM_CMD_SUBFLOW_CREATE = 10;
export const MPTCP_PM_CMD_SUBFLOW_DESTROY = 11;
export const MPTCP_EVENT_CREATED = 1;
export const MPTCP_EVENT_ESTABLISHED = 2;
export const MPTCP_EVENT_CLOSED = 3;
export const MPTCP_EVENT_ANNOUNCED = 6;
export const MPTCP_EVENT_REMOVED = 7;
export const MPTCP_EVENT_SUB_ESTABLISHED = 10;
export const MPTCP_EVENT_SUB_CLOSED = 11;
export const MPTCP_EVENT_SUB_PRIORITY = 13;
export const MPTCP_EVENT_LISTENER_CREATED = 15;
export const MPTCP_EVENT_LISTENER_CLOSED = 16;

export const addrFlags = flagTable("addr-flags", {
  signal: 0x1,
  subflow: 0x2,
  backup: 0x4,
  fullmesh: 0x8,
  implicit: 0x10,
  laminar: 0x20,
});

export interface Address extends SetOut<(typeof address)["entries"]> {}
export interface AddressInput extends SetIn<(typeof address)["entries"]> {}
export const address = attributeSet("address", "MPTCP_PM_ADDR_ATTR_", {
  family: [1, u16],
  id: [2, u8],
  addr4: [3, ipv4],
  addr6: [4, ipv6],
  port: [5, u16],
  flags: [6, flagsOf(u32, addrFlags)],
  ifIdx: [7, s32],
});

export interface Endpoint extends SetOut<(typeof endpoint)["entries"]> {}
export interface EndpointInput extends SetIn<(typeof endpoint)["entries"]> {}
export const endpoint = attributeSet("endpoint", "MPTCP_PM_ENDPOINT_", {
  addr: [1, nestOf<Address, AddressInput>(address)],
});

export const endpointMessage = messageOf<Endpoint, EndpointInput>({ attributes: endpoint });

export interface Attr extends SetOut<(typeof attr)["entries"]> {}
export interface AttrInput extends SetIn<(typeof attr)["entries"]> {}
export const attr = attributeSet("attr", "MPTCP_PM_ATTR_", {
  addr: [1, nestOf<Address, AddressInput>(address)],
  rcvAddAddrs: [2, u32],
  subflows: [3, u32],
  token: [4, u32],
  locId: [5, u8],
  addrRemote: [6, nestOf<Address, AddressInput>(address)],
});

export const attrMessage = messageOf<Attr, AttrInput>({ attributes: attr });

export const eventFlags = flagTable("event-flags", { "deny-join-id0": 0x1, "server-side": 0x2 });

export interface EventAttr extends SetOut<(typeof eventAttr)["entries"]> {}
export interface EventAttrInput extends SetIn<(typeof eventAttr)["entries"]> {}
export const eventAttr = attributeSet("event-attr", "MPTCP_ATTR_", {
  token: [1, u32],
  family: [2, u16],
  locId: [3, u8],
  remId: [4, u8],
  saddr4: [5, ipv4],
  saddr6: [6, ipv6],
  daddr4: [7, ipv4],
  daddr6: [8, ipv6],
  sport: [9, u16be],
  dport: [10, u16be],
  backup: [11, u8],
  error: [12, u8],
  flags: [13, flagsOf(u16, eventFlags)],
  timeout: [14, u32],
  ifIdx: [15, s32],
  resetReason: [16, u32],
  resetFlags: [17, u32],
  serverSide: [18, u8],
});

export const eventAttrMessage = messageOf<EventAttr, EventAttrInput>({ attributes: eventAttr });

export const mptcpPm = familyTable({
  name: "mptcp_pm",
  protocol: 16,
  version: 1,
  messages: {
    MPTCP_EVENT_CREATED: [MPTCP_EVENT_CREATED, eventAttrMessage],
    MPTCP_EVENT_ESTABLISHED: [MPTCP_EVENT_ESTABLISHED, eventAttrMessage],
    MPTCP_EVENT_CLOSED: [MPTCP_EVENT_CLOSED, eventAttrMessage],
    MPTCP_PM_CMD_FLUSH_ADDRS: [MPTCP_PM_CMD_FLUSH_ADDRS, endpointMessage],
    MPTCP_PM_CMD_SET_LIMITS: [MPTCP_PM_CMD_SET_LIMITS, attrMessage],
    MPTCP_EVENT_ANNOUNCED: [MPTCP_EVENT_ANNOUNCED, eventAttrMessage],
    MPTCP_EVENT_REMOVED: [MPTCP_EVENT_REMOVED, eventAttrMessage],
    MPTCP_PM_CMD_ANNOUNCE: [MPTCP_PM_CMD_ANNOUNCE, attrMessage],
    MPTCP_PM_CMD_REMOVE: [MPTCP_PM_CMD_REMOVE, attrMessage],
    MPTCP_EVENT_SUB_ESTABLISHED: [MPTCP_EVENT_SUB_ESTABLISHED, eventAttrMessage],
    MPTCP_EVENT_SUB_CLOSED: [MPTCP_EVENT_SUB_CLOSED, eventAttrMessage],
    MPTCP_EVENT_SUB_PRIORITY: [MPTCP_EVENT_SUB_PRIORITY, eventAttrMessage],
    MPTCP_EVENT_LISTENER_CREATED: [MPTCP_EVENT_LISTENER_CREATED, eventAttrMessage],
    MPTCP_EVENT_LISTENER_CLOSED: [MPTCP_EVENT_LISTENER_CLOSED, eventAttrMessage],
  },
  operations: {
    MPTCP_PM_CMD_ADD_ADDR: operation(
      "MPTCP_PM_CMD_ADD_ADDR",
      [MPTCP_PM_CMD_ADD_ADDR, endpointMessage],
      [MPTCP_EVENT_CREATED, endpointMessage],
    ),
    MPTCP_PM_CMD_DEL_ADDR: operation(
      "MPTCP_PM_CMD_DEL_ADDR",
      [MPTCP_PM_CMD_DEL_ADDR, endpointMessage],
      [MPTCP_EVENT_ESTABLISHED, endpointMessage],
    ),
    MPTCP_PM_CMD_GET_ADDR: operation(
      "MPTCP_PM_CMD_GET_ADDR",
      [MPTCP_PM_CMD_GET_ADDR, attrMessage],
      [MPTCP_EVENT_CLOSED, attrMessage],
      { oneReply: true },
    ),
    MPTCP_PM_CMD_FLUSH_ADDRS: operation(
      "MPTCP_PM_CMD_FLUSH_ADDRS",
      [MPTCP_PM_CMD_FLUSH_ADDRS, endpointMessage],
      [MPTCP_PM_CMD_FLUSH_ADDRS, endpointMessage],
    ),
    MPTCP_PM_CMD_SET_LIMITS: operation(
      "MPTCP_PM_CMD_SET_LIMITS",
      [MPTCP_PM_CMD_SET_LIMITS, attrMessage],
      [MPTCP_PM_CMD_SET_LIMITS, attrMessage],
    ),
    MPTCP_PM_CMD_GET_LIMITS: operation(
      "MPTCP_PM_CMD_GET_LIMITS",
      [MPTCP_PM_CMD_GET_LIMITS, attrMessage],
      [MPTCP_EVENT_ANNOUNCED, attrMessage],
      { oneReply: true },
    ),
    MPTCP_PM_CMD_SET_FLAGS: operation(
      "MPTCP_PM_CMD_SET_FLAGS",
      [MPTCP_PM_CMD_SET_FLAGS, attrMessage],
      [MPTCP_EVENT_REMOVED, attrMessage],
    ),
    MPTCP_PM_CMD_ANNOUNCE: operation(
      "MPTCP_PM_CMD_ANNOUNCE",
      [MPTCP_PM_CMD_ANNOUNCE, attrMessage],
      [MPTCP_PM_CMD_ANNOUNCE, attrMessage],
    ),
    MPTCP_PM_CMD_REMOVE: operation(
      "MPTCP_PM_CMD_REMOVE",
      [MPTCP_PM_CMD_REMOVE, attrMessage],
      [MPTCP_PM_CMD_REMOVE, attrMessage],
    ),
    MPTCP_PM_CMD_SUBFLOW_CREATE: operation(
      "MPTCP_PM_CMD_SUBFLOW_CREATE",
      [MPTCP_PM_CMD_SUBFLOW_CREATE, attrMessage],
      [MPTCP_EVENT_SUB_ESTABLISHED, attrMessage],
    ),
    MPTCP_PM_CMD_SUBFLOW_DESTROY: operation(
      "MPTCP_PM_CMD_SUBFLOW_DESTROY",
      [MPTCP_PM_CMD_SUBFLOW_DESTROY, attrMessage],
      [MPTCP_EVENT_SUB_CLOSED, attrMessage],
    ),
  },
  groups: { mptcp_pm_cmds: 0, mptcp_pm_events: 0 },
});
