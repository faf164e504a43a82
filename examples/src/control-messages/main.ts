/**
 * What comes beside a datagram: packet info and namespace ids.
 *
 * @module
 */
import type { Run } from "../example.ts";
import { talk } from "./client.ts";
import { startKernel } from "./kernel.ts";

/** Runs both sides in this process. */
export async function main({ real, say }: Run): Promise<void> {
  const transport = real ?? startKernel(say("kernel"));
  await talk({ transport }, say("client"));
}
