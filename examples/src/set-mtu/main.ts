/**
 * The MTU of a link, set and read back.
 *
 * @module
 */
import type { Run } from "../example.ts";
import { withNetwork } from "../network.ts";
import { talk } from "./client.ts";

/** Runs the client in a network of its own. */
export async function main({ real, say }: Run): Promise<void> {
  await withNetwork(real, (options) => talk(options, say("client")));
}
