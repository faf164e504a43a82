/**
 * The protocol as a table, from which `nlkit kmod` writes its kernel module.
 *
 * @module
 */
import { familyTable } from "nlkit/schema";
import { GROUP, PROTOCOL } from "./protocol.ts";

/** A protocol whose messages are text: it has no operations. */
export const greeter = familyTable({
  name: "greeter",
  protocol: PROTOCOL,
  messages: {},
  operations: {},
  groups: { greetings: GROUP },
});
