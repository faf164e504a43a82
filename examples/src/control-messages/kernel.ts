/**
 * The kernel side of the control messages: answers, and sends to two groups, from two namespaces.
 *
 * @module
 */
import { createKernel, type EmbeddedKernel } from "nlkit/kernel";
import type { Print } from "../example.ts";
import { textMessage, textOf } from "../text.ts";
import { GROUPS, PROTOCOL } from "./protocol.ts";

/**
 * Makes a kernel that has the protocol, and a second namespace that the first one knows by the id
 * 7.
 */
export function startKernel(log: Print): EmbeddedKernel {
  const kernel = createKernel();
  const blue = kernel.namespaces.create("blue");
  kernel.namespaces.initial.assignId(blue, 7);
  const protocol = kernel.createProtocol(PROTOCOL, {
    groups: 64,
    input({ content }, { portId }) {
      log(`received "${textOf(content)}"`);
      protocol.unicast(portId, textMessage("an answer"));
      for (const group of GROUPS) protocol.multicast(group, textMessage(`to group ${group}`));
      protocol.multicast(GROUPS[0], textMessage("from another namespace"), { netns: "blue" });
    },
  });
  return kernel;
}
