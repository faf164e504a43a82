/**
 * A container's network: bridge, and a veth into its namespace.
 *
 * It asks this machine's kernel, where host and container are two namespaces of its own.
 *
 * @module
 */
import { createNamespace, kernelTransport } from "nlkit/socket";
import type { Run } from "../example.ts";
import { talk } from "./client.ts";

/** Makes both namespaces, and runs the client between them. */
export async function main({ real = kernelTransport, say }: Run): Promise<void> {
  using host = createNamespace();
  using container = createNamespace();
  await talk({ transport: real, netns: host.path }, container, say("client"));
}
