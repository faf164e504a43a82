/**
 * `nlkit dropwatch`: what the kernel drops, packet by packet or counted by place.
 *
 * @module
 */
import process from "node:process";
import { kernelSymbols, openDrops } from "nlkit/dropwatch";
import { formatDrop } from "nlkit/format";
import type { Context } from "./context.ts";
import { endingOnSignal } from "./signals.ts";
import { UsageError } from "./usage.ts";

/** What the command can be told. */
export interface DropwatchFlags {
  readonly summary?: boolean;
  readonly hardware?: boolean;
  readonly truncate?: string;
  readonly queue?: string;
  readonly count?: string;
  readonly takeOver?: boolean;
}

function number(option: string, given: string | undefined, least: number): number | undefined {
  if (given === undefined) return undefined;
  const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
  if (value >= least && value <= 0xffffffff) return value;
  throw new UsageError(`${option}: "${given}" is no number from ${least} to 4294967295`);
}

/** Prints drops until it is interrupted, or `--count` of them have been told. */
export async function dropwatch(context: Context, flags: DropwatchFlags): Promise<void> {
  const { output, format, client } = context;
  const { summary = false, hardware = false, takeOver = false } = flags;
  const enough = number("--count", flags.count, 1) ?? Number.POSITIVE_INFINITY;
  const options = {
    ...client,
    mode: summary ? "summary" : "packet",
    hardware,
    takeOver,
    truncate: number("--truncate", flags.truncate, 0),
    queue: number("--queue", flags.queue, 1),
    signal: endingOnSignal(),
  } as const;
  // They name this machine's code, and packets come with the name.
  const symbols =
    summary && client.transport === undefined
      ? await kernelSymbols().catch(() => undefined)
      : undefined;
  await using drops = await openDrops({ ...options, symbols });
  let told = 0;
  for await (const event of drops) {
    await output.object(event, (row) => formatDrop(row, format));
    if (event.kind === "packet") told++;
    if (event.kind === "summary") for (const { count } of event.places) told += count;
    if (told >= enough) break;
  }
  const { software, hardware: ofHardware } = await drops.lost();
  const lost = software + ofHardware;
  if (lost > 0n)
    process.stderr.write(`nlkit: ${lost} more were dropped than the kernel could tell of\n`);
}
