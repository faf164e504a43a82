/**
 * The qdisc that delays, loses and garbles packets as a bad line would.
 *
 * @module
 */

import { NetlinkInputError } from "../../../errors/index.ts";
import { checkProperties } from "../input.ts";
import {
  type Draft,
  type Field,
  fieldAt,
  MAX_U32,
  type Message,
  number,
  numbers,
  onOff,
  percent,
  plain,
  scaled,
} from "./fields.ts";
import { kind } from "./kind.ts";
import { bitrate } from "./rates.ts";

/** Nanoseconds in 64 bits, and ticks for kernels before 4.15. */
function netemTime(ticks: string, nanoseconds: string): Field<number> {
  return {
    attributes: [ticks, nanoseconds],
    path: nanoseconds,
    read(message) {
      const exact = message[nanoseconds];
      const value = exact === undefined ? Number(message[ticks] ?? 0) * 64 : Number(exact);
      return value === 0 ? undefined : value / 1e6;
    },
    write(name, value, draft) {
      const whole = Math.round(value * 1e6);
      if (typeof value !== "number" || !(value >= 0) || !Number.isSafeInteger(whole))
        throw new NetlinkInputError(name, value, "milliseconds, from 0 on");
      draft[nanoseconds] = BigInt(whole);
      draft[ticks] = Math.min(MAX_U32, Math.floor(whole / 64));
    },
  };
}

/** A model of loss with states between which packets lead. */
function lossModel(
  path: string,
  members: readonly string[],
): Field<Readonly<Record<string, number>>> {
  return fieldAt<Readonly<Record<string, number>>>(
    path,
    (value) =>
      Object.fromEntries(
        members.map((member) => [
          `${member}Percent`,
          percent(member).read(value as Message, () => undefined) ?? 0,
        ]),
      ),
    (name, value) => {
      checkProperties(
        name,
        value,
        members.map((member) => `${member}Percent`),
      );
      const draft: Draft = {};
      for (const member of members)
        percent(member).write(`${name}.${member}Percent`, value[`${member}Percent`] ?? 0, draft);
      return draft;
    },
  );
}

/** The qdisc `netem`. */
export const NETEM = kind(
  {
    limitPackets: number("limit"),
    delayMs: netemTime("latency", "latency64"),
    jitterMs: netemTime("jitter", "jitter64"),
    delayCorrelationPercent: percent("corr.delayCorr"),
    /** How delays spread: samples of a distribution, as tc has them in files; `jitterMs` scales them. */
    distribution: numbers("delayDist", 0x7fff, undefined, -0x8000),
    lossPercent: percent("headerLoss"),
    lossCorrelationPercent: percent("corr.lossCorr"),
    /** Loss by the four states of the GI model. */
    lossState: lossModel("loss.gi", ["p13", "p31", "p32", "p14", "p23"]),
    /** Loss by the two states of Gilbert and Elliott. */
    lossGemodel: lossModel("loss.ge", ["p", "r", "h", "k1"]),
    duplicatePercent: percent("duplicate"),
    duplicateCorrelationPercent: percent("corr.dupCorr"),
    /** Packets that are sent at once, and so before others. */
    reorderPercent: percent("reorder.probability"),
    reorderCorrelationPercent: percent("reorder.correlation"),
    /** Every how many packets one is sent at once. */
    gap: number("gap", { absent: 0 }),
    corruptPercent: percent("corrupt.probability"),
    corruptCorrelationPercent: percent("corrupt.correlation"),
    bitrate: bitrate("rate.rate", "rate64"),
    /** Bytes of the line on top of a packet; may be below 0. */
    packetOverheadBytes: number("rate.packetOverhead", {
      low: -0x80000000,
      high: 0x7fffffff,
      absent: 0,
    }),
    cellBytes: number("rate.cellSize", { absent: 0 }),
    cellOverheadBytes: number("rate.cellOverhead", {
      low: -0x80000000,
      high: 0x7fffffff,
      absent: 0,
    }),
    ecn: onOff("ecn", { only: true }),
    /** Packets go in slots, at least and at most so far apart. */
    slotMinMs: scaled("slot.minDelay", 1e6, { high: Number.MAX_SAFE_INTEGER, absent: 0 }),
    slotMaxMs: scaled("slot.maxDelay", 1e6, { high: Number.MAX_SAFE_INTEGER, absent: 0 }),
    slotPackets: number("slot.maxPackets", { high: 0x7fffffff, absent: 0 }),
    slotBytes: number("slot.maxBytes", { high: 0x7fffffff, absent: 0 }),
    /** What chance starts from; since Linux 6.6. */
    seed: plain<bigint>("prngSeed"),
  },
  {
    start: () => ({ limit: 1000 }),
    derived: ["corr", "reorder", "corrupt", "rate", "slot", "loss", "slotDist"],
    finish(name, { reorderPercent, delayMs, gap, jitterMs }, draft) {
      if (reorderPercent !== undefined && delayMs === undefined)
        throw new NetlinkInputError(
          `${name}.reorderPercent`,
          reorderPercent,
          "nothing without delayMs",
        );
      if (jitterMs !== undefined && delayMs === undefined)
        throw new NetlinkInputError(`${name}.jitterMs`, jitterMs, "nothing without delayMs");
      // Without a gap the kernel takes reordering for none.
      if (reorderPercent !== undefined && gap === undefined) draft["gap"] = 1;
      const slot = draft["slot"] as Draft | undefined;
      for (const time of ["minDelay", "maxDelay"])
        if (slot?.[time] !== undefined) slot[time] = BigInt(slot[time] as number);
    },
  },
);
