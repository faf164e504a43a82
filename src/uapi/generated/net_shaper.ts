/**
 * Tables of net_shaper.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  enumOf,
  enumTable,
  familyTable,
  flag,
  limited,
  messageOf,
  multi,
  nestOf,
  operation,
  type SetIn,
  type SetOut,
  u32,
  uint,
} from "../../schema/index.ts";

export const NET_SHAPER_CMD_GET = 1;
export const NET_SHAPER_CMD_SET = 2;
export const NET_SHAPER_CMD_DELETE = 3;
export const NET_SHAPER_CMD_GROUP = 4;
export const NET_SHAPER_CMD_CAP_GET = 5;

export const scope = enumTable("scope", { unspec: 0, netdev: 1, queue: 2, node: 3 });

export interface Handle extends SetOut<(typeof handle)["entries"]> {}
export interface HandleInput extends SetIn<(typeof handle)["entries"]> {}
export const handle = attributeSet("handle", "NET_SHAPER_A_HANDLE_", {
  scope: [1, enumOf(u32, scope)],
  id: [2, limited(u32, { max: 67108862 })],
});

export const metric = enumTable("metric", { bps: 0, pps: 1 });

export interface LeafInfo extends SetOut<(typeof leafInfo)["entries"]> {}
export interface LeafInfoInput extends SetIn<(typeof leafInfo)["entries"]> {}
export const leafInfo = attributeSet("leaf-info", "NET_SHAPER_A_", {
  handle: [1, nestOf<Handle, HandleInput>(handle)],
  priority: [6, u32],
  weight: [7, u32],
});

export interface NetShaperSet extends SetOut<(typeof netShaperSet)["entries"]> {}
export interface NetShaperSetInput extends SetIn<(typeof netShaperSet)["entries"]> {}
export const netShaperSet = attributeSet("net-shaper", "NET_SHAPER_A_", {
  handle: [1, nestOf<Handle, HandleInput>(handle)],
  metric: [2, enumOf(u32, metric)],
  bwMin: [3, uint],
  bwMax: [4, uint],
  burst: [5, uint],
  priority: [6, u32],
  weight: [7, u32],
  ifindex: [8, u32],
  parent: [9, nestOf<Handle, HandleInput>(handle)],
  leaves: [10, multi(nestOf<LeafInfo, LeafInfoInput>(leafInfo))],
});

export const netShaperMessage = messageOf<NetShaperSet, NetShaperSetInput>({
  attributes: netShaperSet,
});

export interface Caps extends SetOut<(typeof caps)["entries"]> {}
export interface CapsInput extends SetIn<(typeof caps)["entries"]> {}
export const caps = attributeSet("caps", "NET_SHAPER_A_CAPS_", {
  ifindex: [1, u32],
  scope: [2, enumOf(u32, scope)],
  supportMetricBps: [3, flag],
  supportMetricPps: [4, flag],
  supportNesting: [5, flag],
  supportBwMin: [6, flag],
  supportBwMax: [7, flag],
  supportBurst: [8, flag],
  supportPriority: [9, flag],
  supportWeight: [10, flag],
});

export const capsMessage = messageOf<Caps, CapsInput>({ attributes: caps });

export const netShaper = familyTable({
  name: "net-shaper",
  protocol: 16,
  version: 1,
  messages: {
    NET_SHAPER_CMD_GET: [NET_SHAPER_CMD_GET, netShaperMessage],
    NET_SHAPER_CMD_SET: [NET_SHAPER_CMD_SET, netShaperMessage],
    NET_SHAPER_CMD_DELETE: [NET_SHAPER_CMD_DELETE, netShaperMessage],
    NET_SHAPER_CMD_GROUP: [NET_SHAPER_CMD_GROUP, netShaperMessage],
    NET_SHAPER_CMD_CAP_GET: [NET_SHAPER_CMD_CAP_GET, capsMessage],
  },
  operations: {
    NET_SHAPER_CMD_GET: operation(
      "NET_SHAPER_CMD_GET",
      [NET_SHAPER_CMD_GET, netShaperMessage],
      [NET_SHAPER_CMD_GET, netShaperMessage],
      { oneReply: true },
    ),
    NET_SHAPER_CMD_SET: operation(
      "NET_SHAPER_CMD_SET",
      [NET_SHAPER_CMD_SET, netShaperMessage],
      [NET_SHAPER_CMD_SET, netShaperMessage],
    ),
    NET_SHAPER_CMD_DELETE: operation(
      "NET_SHAPER_CMD_DELETE",
      [NET_SHAPER_CMD_DELETE, netShaperMessage],
      [NET_SHAPER_CMD_DELETE, netShaperMessage],
    ),
    NET_SHAPER_CMD_GROUP: operation(
      "NET_SHAPER_CMD_GROUP",
      [NET_SHAPER_CMD_GROUP, netShaperMessage],
      [NET_SHAPER_CMD_GROUP, netShaperMessage],
      { oneReply: true },
    ),
    NET_SHAPER_CMD_CAP_GET: operation(
      "NET_SHAPER_CMD_CAP_GET",
      [NET_SHAPER_CMD_CAP_GET, capsMessage],
      [NET_SHAPER_CMD_CAP_GET, capsMessage],
      { oneReply: true },
    ),
  },
  groups: {},
});
