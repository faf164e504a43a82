/**
 * `nlkit dropwatch`: what the kernel drops, packet by packet or counted by place.
 *
 * @module
 */
import process from "node:process";
import { type Drops, type DropsOptions, kernelSymbols, openDrops } from "nlkit/dropwatch";
import { ERRNO, NetlinkErrnoError } from "nlkit/errors";
import { formatDrop } from "nlkit/format";
import type { Context } from "./context.ts";
import { endingOnSignal } from "./signals.ts";
import { UsageError } from "./usage.ts";

/** What the command can be told. */
export interface DropwatchFlags {
  readonly summary?: boolean;
  /** False by `--no-software`. */
  readonly software?: boolean;
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

/** As `openDrops`; where a monitor runs, the option that stops it is called as it is here. */
async function open(options: DropsOptions): Promise<Drops> {
  try {
    return await openDrops(options);
  } catch (error) {
    if (!(error instanceof NetlinkErrnoError) || error.errno !== ERRNO.EBUSY) throw error;
    const { operation, errno, seq, extack } = error;
    const hint = "another monitor runs, or one was killed: --take-over stops it";
    throw new NetlinkErrnoError({ operation, errno, seq, extack, hint });
  }
}

/** Prints drops until it is interrupted, or `--count` of them have been told. */
export async function dropwatch(context: Context, flags: DropwatchFlags): Promise<void> {
  const { output, format, client } = context;
  const { summary = false, software = true, hardware = false, takeOver = false } = flags;
  if (!software && !hardware)
    throw new UsageError(
      "--no-software leaves nothing to watch",
      "with --hardware: only its drops",
    );
  const enough = number("--count", flags.count, 1) ?? Number.POSITIVE_INFINITY;
  const options = {
    ...client,
    mode: summary ? "summary" : "packet",
    software,
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
  await using drops = await open({ ...options, symbols });
  let told = 0;
  for await (const event of drops) {
    await output.object(event, (row) => formatDrop(row, format));
    if (event.kind === "packet") told++;
    if (event.kind === "summary")
      for (const { count } of [...event.places, ...event.traps]) told += count;
    if (told >= enough) break;
  }
  const lost = await drops.lost();
  const untold = lost.software + lost.hardware;
  if (untold > 0n)
    process.stderr.write(`nlkit: ${untold} more were dropped than the kernel could tell of\n`);
}
