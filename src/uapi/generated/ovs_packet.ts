/**
 * Tables of ovs_packet.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
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
  operation,
  type SetIn,
  type SetOut,
  struct,
  type StructIn,
  type StructOut,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";

export const OVS_PACKET_CMD_EXECUTE = 3;
export const OVS_PACKET_CMD_MISS = 1;
export const OVS_PACKET_CMD_ACTION = 2;

export const ovsHeader = struct("ovs-header", { dpIfindex: u32 });

export interface Packet extends SetOut<(typeof packet)["entries"]> {}
export interface PacketInput extends SetIn<(typeof packet)["entries"]> {}
export const packet = attributeSet("packet", "OVS_PACKET_ATTR_", {
  packet: [1, limited(binary, { minLength: 14 })],
  key: [2, binary],
  actions: [3, binary],
  userdata: [4, binary],
  egressTunKey: [5, binary],
  probe: [8, flag],
  mru: [9, u16],
  len: [10, u32],
  hash: [11, u64],
  upcallPid: [12, u32],
});

export interface PacketMessage extends StructOut<(typeof ovsHeader)["members"]>, Packet {}
export interface PacketMessageInput extends StructIn<(typeof ovsHeader)["members"]>, PacketInput {}
export const packetMessage = messageOf<PacketMessage, PacketMessageInput>({
  header: ovsHeader,
  attributes: packet,
});

export const ovsPacket = familyTable({
  name: "ovs_packet",
  protocol: 16,
  version: 1,
  messages: {
    OVS_PACKET_CMD_MISS: [OVS_PACKET_CMD_MISS, packetMessage],
    OVS_PACKET_CMD_ACTION: [OVS_PACKET_CMD_ACTION, packetMessage],
    OVS_PACKET_CMD_EXECUTE: [OVS_PACKET_CMD_EXECUTE, packetMessage],
  },
  operations: {
    OVS_PACKET_CMD_EXECUTE: operation(
      "OVS_PACKET_CMD_EXECUTE",
      [OVS_PACKET_CMD_EXECUTE, packetMessage],
      [OVS_PACKET_CMD_EXECUTE, packetMessage],
    ),
  },
  groups: {},
});
