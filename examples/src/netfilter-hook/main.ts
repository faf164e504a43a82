/**
 * A netfilter hook on local-out, steered and watched through a generic family.
 *
 * @module
 */
import type { Run } from "../example.ts";
import { startTraffic } from "../packets.ts";
import { talk } from "./client.ts";
import { sendPackets, startKernel } from "./kernel.ts";

/** Runs both sides in this process, and traffic while the client looks. */
export async function main({ real, say }: Run): Promise<void> {
  if (real !== undefined) return talk({ transport: real }, say("client"));
  const kernel = startKernel(say("kernel"));
  const stopTraffic = startTraffic(() => sendPackets(kernel));
  try {
    await talk({ transport: kernel }, say("client"));
  } finally {
    stopTraffic();
    kernel.close();
  }
}
