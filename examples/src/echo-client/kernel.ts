/**
 * The kernel side of the interactive echo client: logs each message, answers with one of its own.
 *
 * @module
 */
import { createKernel, type EmbeddedKernel } from "nlkit/kernel";
import type { Print } from "../example.ts";
import { textMessage, textOf } from "../text.ts";
import { PROTOCOL } from "./protocol.ts";

/** Makes a kernel that has the protocol. */
export function startKernel(log: Print): EmbeddedKernel {
  const kernel = createKernel();
  const protocol = kernel.createProtocol(PROTOCOL, {
    input({ content }, { portId }) {
      log(textOf(content));
      protocol.unicast(portId, textMessage("Hello msg from kernel"));
    },
  });
  return kernel;
}
