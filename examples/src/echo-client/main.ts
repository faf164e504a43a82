/**
 * The interactive echo client on protocol 30, with lines from standard input.
 *
 * @module
 */
import process from "node:process";
import { createInterface } from "node:readline";
import type { Run } from "../example.ts";
import { talk } from "./client.ts";
import { startKernel } from "./kernel.ts";

/** Runs both sides in this process. */
export async function main({ real, say }: Run): Promise<void> {
  const transport = real ?? startKernel(say("kernel"));
  const lines = createInterface({ input: process.stdin });
  await talk({ transport }, lines, say("client"));
}
