/**
 * Random early detection: the numbers that the kernel reckons with, from the sizes and rates that people know.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import {
  bit,
  type Draft,
  type Field,
  MAX_U32,
  type Message,
  number,
  percent,
  putAt,
} from "./fields.ts";
import { kind } from "./kind.ts";
import { bitrate, bytesPerSecond, ticksFor } from "./rates.ts";

/** `TC_RED_*` of include/uapi/linux/pkt_sched.h. */
export const TC_RED = { ecn: 1, hardDrop: 2, adaptive: 4, noDrop: 8 } as const;

const ALL_FLAGS = Object.values<number>(TC_RED).reduce((all, flag) => all | flag);

const CELLS = 256;
/** Half lives of the average after which nothing is left of it (32 bits of it, less one). */
const MOST_SHIFT = 31;

/**
 * The logarithm of the weight by which the average follows the queue, so that a burst passes.
 *
 * @see tc-red(8); S. Floyd, V. Jacobson: Random Early Detection Gateways
 */
function weightLog(minimum: number, burst: number, packet: number): number | undefined {
  const free = burst + 1 - minimum / packet;
  if (free < 1) return undefined;
  for (let log = 1; log < 32; log++) {
    const weight = 2 ** -log;
    if (free <= (1 - (1 - weight) ** burst) / weight) return log;
  }
  return undefined;
}

/** The logarithm of what a step of the average adds to the probability. */
function probabilityLog(range: number, probability: number): number | undefined {
  if (range === 0) return 0;
  for (let log = 0; log < 32; log++) if ((probability / range) * 2 ** log > 1) return log;
  return undefined;
}

/** How far the average has fallen after times of idleness: a table, and the logarithm of its step in ticks. */
function idleTable(
  log: number,
  packetTicks: number,
): { cellLog: number; table: Uint8Array } | undefined {
  const decay = -Math.log(1 - 2 ** -log) / packetTicks;
  for (let cellLog = 0; cellLog < 32; cellLog++) {
    if (MOST_SHIFT / decay / 2 ** cellLog >= 2 * CELLS) continue;
    const table = Uint8Array.from({ length: CELLS }, (_, at) =>
      at === CELLS - 1 ? MOST_SHIFT : Math.min(MOST_SHIFT, Math.trunc(at * 2 ** cellLog * decay)),
    );
    return { cellLog, table };
  }
  return undefined;
}

/** A probability as a fraction of 2^32. */
export const probabilityBits = (percents: number): number =>
  Math.min(MAX_U32, Math.trunc((percents / 100) * 2 ** 32));

const DEFAULT_PACKET = 1000;
const DEFAULT_BITRATE = 10_000_000;
const DEFAULT_PERCENT = 2;

/** Completes what was said as tc does: a maximum of a quarter of the limit, a minimum of a third of that. */
function finish(name: string, given: Message, draft: Draft): void {
  const sizes = given as Readonly<Record<string, number | undefined>>;
  const limit = sizes["limitBytes"] ?? 0;
  const packet = sizes["averagePacketBytes"] ?? DEFAULT_PACKET;
  const max =
    sizes["maxBytes"] ??
    Math.trunc(sizes["minBytes"] === undefined ? limit / 4 : sizes["minBytes"] * 3);
  const min = sizes["minBytes"] ?? Math.trunc(max / 3);
  if (min > max || max > limit)
    throw new NetlinkInputError(`${name}.maxBytes`, max, "from minBytes to limitBytes");
  const burst = sizes["burstPackets"] ?? Math.trunc((2 * min + max) / (3 * packet));
  const log = sizes["weightLog"] ?? weightLog(min, burst, packet);
  if (log === undefined)
    throw new NetlinkInputError(
      `${name}.burstPackets`,
      burst,
      `${Math.ceil(min / packet)} at least: minBytes over averagePacketBytes`,
    );
  const probability = (sizes["probabilityPercent"] ?? DEFAULT_PERCENT) / 100;
  const step = probabilityLog(max - min, probability);
  if (step === undefined)
    throw new NetlinkInputError(
      `${name}.probabilityPercent`,
      probability * 100,
      "more for such a range",
    );
  const rate = bytesPerSecond(`${name}.bitrate`, sizes["bitrate"] ?? DEFAULT_BITRATE);
  const idle = idleTable(log, ticksFor(packet, rate));
  if (idle === undefined)
    throw new NetlinkInputError(`${name}.bitrate`, given["bitrate"], "a higher rate");
  putAt(draft, "parms", {
    ...(draft["parms"] as Draft),
    qthMin: min,
    qthMax: max,
    Wlog: log,
    Plog: step,
    ScellLog: idle.cellLog,
  });
  draft["stab"] = idle.table;
  draft["maxP"] = probabilityBits(probability * 100);
  delete draft["hints"];
  // Flags that are newer than the struct have an attribute, which then has to have them all.
  const { flags: all = 0 } = draft["parms"] as { readonly flags?: number };
  if (given["noDrop"] === undefined) return;
  const { value } = draft["flags"] as { readonly value: number };
  draft["flags"] = { value: value | all, selector: ALL_FLAGS };
  putAt(draft, "parms.flags", 0);
}

/** A flag, told of in the struct, in the attribute, or both. */
function flag(mask: number, written = "parms.flags"): Field<boolean> {
  const [old, wide] = [bit("parms.flags", mask), bit("flags.value", mask)];
  return {
    ...bit(written, mask),
    attributes: ["parms", "flags"],
    read: (message, nameOf) => old.read(message, nameOf) ?? wide.read(message, nameOf),
  };
}

/** The qdisc `red`. */
export const RED = kind(
  {
    /** Where all packets are dropped. */
    limitBytes: number("parms.limit"),
    /** Average from which on packets are marked or dropped, and where the probability is the highest. */
    minBytes: number("parms.qthMin"),
    maxBytes: number("parms.qthMax"),
    /** 1000 where it is not said. The kernel does not tell it. */
    averagePacketBytes: number("hints.packet", { low: 1 }),
    /** How many packets may come at once. The kernel does not tell it, but for `weightLog`, which follows. */
    burstPackets: number("hints.burst", { low: 1 }),
    /** Of the link, for how fast the average falls while nothing is sent. The kernel does not tell it. */
    bitrate: bitrate("hints.rate"),
    probabilityPercent: percent("maxP", probabilityBits),
    /** Logarithm of the weight by which the average follows the queue. */
    weightLog: number("parms.Wlog", { high: 31 }),
    ecn: flag(TC_RED.ecn),
    hardDrop: flag(TC_RED.hardDrop),
    /** The probability follows the load. */
    adaptive: flag(TC_RED.adaptive),
    /** Packets that cannot be marked are let pass; since Linux 5.7. */
    noDrop: flag(TC_RED.noDrop, "flags.value"),
  },
  { needs: ["limitBytes"], derived: ["parms", "stab", "flags"], finish },
);
