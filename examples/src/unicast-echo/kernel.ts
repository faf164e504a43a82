/**
 * The kernel side of the unicast echo: a protocol that sends back what it is sent.
 *
 * @module
 */
import { createKernel, type EmbeddedKernel } from "nlkit/kernel";
import type { Print } from "../example.ts";
import { textOf } from "../text.ts";
import { PROTOCOL } from "./protocol.ts";

/** Makes a kernel that has the protocol. */
export function startKernel(log: Print): EmbeddedKernel {
  const kernel = createKernel();
  const echo = kernel.createProtocol(PROTOCOL, {
    input({ content }, sender) {
      log(`received "${textOf(content)}"`);
      echo.unicast(sender.portId, content);
    },
  });
  return kernel;
}
