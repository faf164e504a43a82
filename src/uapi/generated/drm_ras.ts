/**
 * Tables of drm_ras.yaml, made by tools/generate-uapi.mjs: change its overlay, not this file.
 *
 * @module
 */
import {
  attributeSet,
  enumOf,
  enumTable,
  familyTable,
  messageOf,
  operation,
  type SetIn,
  type SetOut,
  string,
  u32,
} from "../../schema/index.ts";

export const DRM_RAS_CMD_LIST_NODES = 1;
export const DRM_RAS_CMD_GET_ERROR_COUNTER = 2;
export const DRM_RAS_CMD_CLEAR_ERROR_COUNTER = 3;

export const nodeType = enumTable("node-type", { "error-counter": 1 });

export interface NodeAttrs extends SetOut<(typeof nodeAttrs)["entries"]> {}
export interface NodeAttrsInput extends SetIn<(typeof nodeAttrs)["entries"]> {}
export const nodeAttrs = attributeSet("node-attrs", "DRM_RAS_A_NODE_ATTRS_", {
  nodeId: [1, u32],
  deviceName: [2, string],
  nodeName: [3, string],
  nodeType: [4, enumOf(u32, nodeType)],
});

export const nodeMessage = messageOf<NodeAttrs, NodeAttrsInput>({ attributes: nodeAttrs });

export interface ErrorCounterAttrs extends SetOut<(typeof errorCounterAttrs)["entries"]> {}
export interface ErrorCounterAttrsInput extends SetIn<(typeof errorCounterAttrs)["entries"]> {}
export const errorCounterAttrs = attributeSet(
  "error-counter-attrs",
  "DRM_RAS_A_ERROR_COUNTER_ATTRS_",
  { nodeId: [1, u32], errorId: [2, u32], errorName: [3, string], errorValue: [4, u32] },
);

export const errorCounterMessage = messageOf<ErrorCounterAttrs, ErrorCounterAttrsInput>({
  attributes: errorCounterAttrs,
});

export const drmRas = familyTable({
  name: "drm-ras",
  protocol: 16,
  version: 1,
  messages: {
    DRM_RAS_CMD_LIST_NODES: [DRM_RAS_CMD_LIST_NODES, nodeMessage],
    DRM_RAS_CMD_GET_ERROR_COUNTER: [DRM_RAS_CMD_GET_ERROR_COUNTER, errorCounterMessage],
    DRM_RAS_CMD_CLEAR_ERROR_COUNTER: [DRM_RAS_CMD_CLEAR_ERROR_COUNTER, errorCounterMessage],
  },
  operations: {
    DRM_RAS_CMD_LIST_NODES: operation(
      "DRM_RAS_CMD_LIST_NODES",
      [DRM_RAS_CMD_LIST_NODES, nodeMessage],
      [DRM_RAS_CMD_LIST_NODES, nodeMessage],
    ),
    DRM_RAS_CMD_GET_ERROR_COUNTER: operation(
      "DRM_RAS_CMD_GET_ERROR_COUNTER",
      [DRM_RAS_CMD_GET_ERROR_COUNTER, errorCounterMessage],
      [DRM_RAS_CMD_GET_ERROR_COUNTER, errorCounterMessage],
      { oneReply: true },
    ),
    DRM_RAS_CMD_CLEAR_ERROR_COUNTER: operation(
      "DRM_RAS_CMD_CLEAR_ERROR_COUNTER",
      [DRM_RAS_CMD_CLEAR_ERROR_COUNTER, errorCounterMessage],
      [DRM_RAS_CMD_CLEAR_ERROR_COUNTER, errorCounterMessage],
    ),
  },
  groups: {},
});
