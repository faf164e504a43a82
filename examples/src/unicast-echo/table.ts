/**
 * The protocol as a table, from which `nlkit kmod` writes its kernel module.
 *
 * @module
 */
import { familyTable } from "nlkit/schema";
import { PROTOCOL } from "./protocol.ts";

/** A protocol whose messages are text: it has no operations. */
export const unicast = familyTable({
  name: "unicast",
  protocol: PROTOCOL,
  messages: {},
  operations: {},
  groups: {},
});
