/**
 * HSR: the nodes of a ring that sends every frame both ways. No spec describes it; the link kind is rt-link's.
 *
 * @module
 * @see include/uapi/linux/hsr_netlink.h, net/hsr/hsr_netlink.c
 */
import { attributeSet, defineFamily, mac, multi, u16, u32 } from "../../schema/index.ts";

/** One node, as it was last heard. */
const node = attributeSet("hsr", "HSR_A_", {
  nodeAddr: [1, mac],
  ifindex: [2, u32],
  /** Milliseconds since it was heard by the first interface. */
  if1Age: [3, u32],
  if2Age: [4, u32],
  nodeAddrB: [5, mac],
  if1Seq: [6, u16],
  if2Seq: [7, u16],
  if1Ifindex: [8, u32],
  if2Ifindex: [9, u32],
  addrBIfindex: [10, u32],
});
/** All nodes of a ring; a long list comes in several messages. */
const nodes = attributeSet("hsr-list", "HSR_A_", {
  nodeAddr: [1, multi(mac)],
  ifindex: [2, u32],
});

/** The family. */
export const hsr = defineFamily({
  name: "HSR",
  attributes: node,
  operations: {
    HSR_C_GET_NODE_STATUS: {
      command: 3,
      replyCommand: 4,
      requires: ["ifindex", "nodeAddr"],
      validation: "liberal",
    },
    HSR_C_GET_NODE_LIST: {
      command: 5,
      replyCommand: 6,
      reply: nodes,
      requires: ["ifindex"],
      validation: "liberal",
    },
  },
  notifications: {
    HSR_C_RING_ERROR: { command: 1 },
    HSR_C_NODE_DOWN: { command: 2 },
    // Answers, never sent unasked; they stand here to have their own names.
    HSR_C_SET_NODE_STATUS: { command: 4 },
    HSR_C_SET_NODE_LIST: { command: 6, attributes: nodes },
  },
  groups: ["hsr-network"],
});
