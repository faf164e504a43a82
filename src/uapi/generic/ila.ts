/**
 * ila: addresses whose upper half is translated on the way (identifier-locator addressing). No spec describes it.
 *
 * @module
 * @see include/uapi/linux/ila.h, net/ipv6/ila/ila_xlat.c
 */
import {
  attributeSet,
  defineFamily,
  enumOf,
  enumTable,
  u8,
  u32,
  u64be,
} from "../../schema/index.ts";
import { ILA_CSUM } from "../route/encap.ts";

/** `ILA_ATYPE_*`: what the lower half is. */
const addressType = enumTable("ila-atype", {
  iid: 0,
  luid: 1,
  "virt-v4": 2,
  "virt-uni-v6": 3,
  "virt-multi-v6": 4,
  "nonlocal-addr": 5,
  "rsvd-1": 6,
  "rsvd-2": 7,
  "use-format": 32,
});
/** `ILA_HOOK_*`: on which way a route translates. */
const hookType = enumTable("ila-hook", { "route-output": 0, "route-input": 1 });

const attributes = attributeSet("ila-mapping", "ILA_ATTR_", {
  /** The upper half that is written. */
  locator: [1, u64be],
  identifier: [2, u64be],
  /** The upper half that is looked for. */
  locatorMatch: [3, u64be],
  /** Of the link that packets come in by; 0 for any. */
  ifindex: [4, u32],
  dir: [5, u32],
  csumMode: [7, enumOf(u8, ILA_CSUM)],
  identType: [8, enumOf(u8, addressType)],
  hookType: [9, enumOf(u8, hookType)],
});

const change = { permission: "admin", validation: "liberal" } as const;

/** The family: the mappings of a network namespace. */
export const ila = defineFamily({
  name: "ila",
  attributes,
  operations: {
    ILA_CMD_ADD: { command: 1, ...change },
    ILA_CMD_DEL: { command: 2, ...change },
    ILA_CMD_GET: { command: 3, oneReply: true, validation: "liberal" },
    ILA_CMD_FLUSH: { command: 4, ...change },
  },
});
