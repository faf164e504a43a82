/**
 * The drop monitor: packets that are dropped, one by one, and counted by place.
 *
 * @module
 */
import type { Run } from "../example.ts";
import { startTraffic } from "../packets.ts";
import { talk } from "./client.ts";
import { receivePackets, startKernel } from "./kernel.ts";

/** Runs both sides in this process, and traffic while the client looks. */
export async function main({ real, say }: Run): Promise<void> {
  if (real !== undefined) return talk({ transport: real }, say("client"));
  const kernel = startKernel(say("kernel"));
  const stopTraffic = startTraffic(() => receivePackets(kernel));
  try {
    await talk({ transport: kernel }, say("client"));
  } finally {
    stopTraffic();
    kernel.close();
  }
}
