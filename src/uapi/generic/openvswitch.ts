/**
 * ovs_packet, ovs_meter and ovs_ct_limit: three of Open vSwitch's six families. The spec of the first has bytes where the
 * nests of ovs_flow are; of the others there is none.
 *
 * @module
 * @see include/uapi/linux/openvswitch.h, net/openvswitch/datapath.c, net/openvswitch/meter.c, net/openvswitch/conntrack.c
 */
import {
  array,
  attributeSet,
  binary,
  defineFamily,
  enumOf,
  enumTable,
  flag,
  indexedArray,
  limited,
  nest,
  nestOf,
  s32,
  sequenceOf,
  struct,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";
import {
  type ActionAttrs,
  type ActionAttrsInput,
  actionAttrs,
  type KeyAttrs,
  type KeyAttrsInput,
  keyAttrs,
  ovsFlowStats,
  ovsHeader,
  type TunnelKeyAttrs,
  type TunnelKeyAttrsInput,
  tunnelKeyAttrs,
} from "../generated/ovs_flow.ts";

/** `OVS_METER_BAND_TYPE_*`: what is done with what is too much. */
const bandType = enumTable("ovs_meter_band_type", { unspec: 0, drop: 1 });

const band = attributeSet("ovs-band", "OVS_BAND_ATTR_", {
  type: [1, enumOf(u32, bandType)],
  /** Packets a second, or kbit a second where the meter has `kbps`. */
  rate: [2, u32],
  burst: [3, u32],
  stats: [4, ovsFlowStats],
});
const meter = attributeSet("ovs-meter", "OVS_METER_ATTR_", {
  id: [1, u32],
  kbps: [2, flag],
  stats: [3, ovsFlowStats],
  bands: [4, indexedArray(nest(band))],
  /** Milliseconds since the kernel started, when it last was used. */
  used: [5, u64],
  clear: [6, flag],
  maxMeters: [7, u32],
  maxBands: [8, u32],
});

const packet = attributeSet("ovs-packet", "OVS_PACKET_ATTR_", {
  /** From its link-layer header on. */
  packet: [1, limited(binary, { minLength: 14 })],
  key: [2, nestOf<KeyAttrs, KeyAttrsInput>(keyAttrs)],
  actions: [3, sequenceOf<ActionAttrs, ActionAttrsInput>(actionAttrs)],
  /** What the action that sent it up was given. */
  userdata: [4, binary],
  egressTunKey: [5, nestOf<TunnelKeyAttrs, TunnelKeyAttrsInput>(tunnelKeyAttrs)],
  probe: [8, flag],
  mru: [9, u16],
  /** Bytes that the packet had before it was cut. */
  len: [10, u32],
  hash: [11, u64],
  upcallPid: [12, u32],
});

const admin = { permission: "namespace-admin", validation: "liberal" } as const;
const liberal = { validation: "liberal" } as const;

/**
 * Packets that no flow matches, or that a flow sends up; and packets that are sent. They come to the port ids that the
 * datapath's ports were given (`upcallPid`), not to a group.
 */
export const ovsPacket = defineFamily({
  name: "ovs_packet",
  header: ovsHeader,
  attributes: packet,
  operations: {
    OVS_PACKET_CMD_EXECUTE: { command: 3, requires: ["packet", "key", "actions"], ...admin },
  },
  notifications: {
    OVS_PACKET_CMD_MISS: { command: 1 },
    OVS_PACKET_CMD_ACTION: { command: 2 },
  },
});

/** Meters of a datapath. Changes answer with what was before. */
export const ovsMeter = defineFamily({
  name: "ovs_meter",
  header: ovsHeader,
  attributes: meter,
  operations: {
    OVS_METER_CMD_FEATURES: { command: 1, oneReply: true, ...liberal },
    OVS_METER_CMD_SET: { command: 2, oneReply: true, requires: ["id"], ...admin },
    OVS_METER_CMD_DEL: { command: 3, oneReply: true, requires: ["id"], ...admin },
    OVS_METER_CMD_GET: { command: 4, oneReply: true, requires: ["id"], ...liberal },
  },
  groups: ["ovs_meter"],
});

/** `zoneId` is -1 for the limit of all zones that have none. */
const zoneLimit = struct("ovs_zone_limit", { zoneId: s32, limit: u32, count: u32 });

/** How many connections each zone may have. */
export const ovsCtLimit = defineFamily({
  name: "ovs_ct_limit",
  header: ovsHeader,
  attributes: attributeSet("ovs-ct-limit", "OVS_CT_LIMIT_ATTR_", {
    zoneLimit: [1, array(zoneLimit)],
  }),
  operations: {
    OVS_CT_LIMIT_CMD_SET: { command: 1, oneReply: true, requires: ["zoneLimit"], ...admin },
    OVS_CT_LIMIT_CMD_DEL: { command: 2, oneReply: true, requires: ["zoneLimit"], ...admin },
    OVS_CT_LIMIT_CMD_GET: { command: 3, oneReply: true, ...liberal },
  },
  groups: ["ovs_ct_limit"],
});
