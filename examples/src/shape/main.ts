/**
 * "Shape to 10 Mbit/s": queueing disciplines, classes and filters of a link.
 *
 * It asks this machine's kernel, in a namespace of its own: the embedded one has no queues.
 *
 * @module
 */
import { kernelTransport } from "nlkit/socket";
import type { Run } from "../example.ts";
import { withNetwork } from "../network.ts";
import { talk } from "./client.ts";

/** Runs the client in a network of its own. */
export async function main({ real = kernelTransport, say }: Run): Promise<void> {
  await withNetwork(real, (options) => talk(options, say("client")));
}
