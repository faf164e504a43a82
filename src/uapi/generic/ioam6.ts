/**
 * IOAM6: what a node writes into packets that ask for it on their way. No spec describes it.
 *
 * @module
 * @see include/uapi/linux/ioam6_genl.h, net/ipv6/ioam6.c
 */
import {
  attributeSet,
  binary,
  defineFamily,
  flag,
  limited,
  u8,
  u16,
  u32,
  u64,
} from "../../schema/index.ts";

const attributes = attributeSet("ioam6", "IOAM6_ATTR_", {
  nsId: [1, u16],
  nsData: [2, u32],
  nsDataWide: [3, u64],
  scId: [4, u32],
  scData: [5, limited(binary, { maxLength: 1020 })],
  scNone: [6, flag],
});
/** A trace that ended here. */
const event = attributeSet("ioam6-event", "IOAM6_EVENT_ATTR_", {
  traceNamespace: [1, u16],
  /** Words of 4 bytes that each node writes. */
  traceNodelen: [2, u8],
  /** Bits for what each node writes, from the highest on. */
  traceType: [3, u32],
  traceData: [4, binary],
});

const admin = { permission: "admin" } as const;

/** The family. Its event has a number that an operation has, too, which nothing answers. */
export const ioam6 = defineFamily({
  name: "IOAM6",
  attributes,
  operations: {
    IOAM6_CMD_ADD_NAMESPACE: { command: 1, requires: ["nsId"], ...admin },
    IOAM6_CMD_DEL_NAMESPACE: { command: 2, requires: ["nsId"], ...admin },
    IOAM6_CMD_DUMP_NAMESPACES: { command: 3, ...admin },
    IOAM6_CMD_ADD_SCHEMA: { command: 4, requires: ["scId", "scData"], ...admin },
    IOAM6_CMD_DEL_SCHEMA: { command: 5, requires: ["scId"], ...admin },
    IOAM6_CMD_DUMP_SCHEMAS: { command: 6, ...admin },
    IOAM6_CMD_NS_SET_SCHEMA: { command: 7, requires: ["nsId"], ...admin },
  },
  notifications: {
    IOAM6_EVENT_TRACE: { command: 1, attributes: event },
  },
  groups: ["ioam6_events"],
});
