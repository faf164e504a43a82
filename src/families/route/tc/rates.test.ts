import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NetlinkInputError } from "../../../errors/index.ts";
import { CLASSES } from "./class-kinds.ts";
import type { Draft } from "./fields.ts";
import { readOptions, writeOptions } from "./kind.ts";
import { QDISCS } from "./qdisc.ts";
import { bytesIn, ticksFor } from "./rates.ts";

/** What the kernel makes of ticks: it keeps nanoseconds on the line, and tells them as ticks. */
const KERNEL_TICK_NS = 64;

describe("sizes that are times at a rate", () => {
  it("are the same again, up to where a tick is half a byte", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.integer({ min: 1, max: 7_812_499 }),
        (bytes, rate) => {
          const ticks = ticksFor(bytes, rate);
          fc.pre(ticks < 0xffffffff);
          expect(bytesIn(ticks, rate)).toBe(bytes);
        },
      ),
    );
  });

  it("take whole ticks of 64 ns, as many as are needed", () => {
    // 1500 bytes at 10 Mbit/s: 1.2 ms.
    expect(ticksFor(1500, 1_250_000)).toBe(1_200_000 / KERNEL_TICK_NS);
    expect(ticksFor(1, 15_625_001)).toBe(1);
    expect(ticksFor(1_000_000, 1)).toBe(0xffffffff);
  });

  it.each([
    ["tbf", { bitrate: 1_000_000, burstBytes: 5000, limitBytes: 9000 }],
    ["tbf", { bitrate: 80_000_000_000, burstBytes: 5_000_000, limitBytes: 9000 }],
    [
      "tbf",
      {
        bitrate: 1_000_000,
        burstBytes: 5000,
        limitBytes: 9000,
        peakBitrate: 2_000_000,
        peakBurstBytes: 1600,
      },
    ],
  ] as const)("are told as they were given: %s %o", (kind, options) => {
    const { burstBytes, peakBurstBytes, ...exact } = options as Draft;
    const read = readOptions(
      QDISCS[kind],
      writeOptions(QDISCS[kind], "options", options),
      () => "",
    );
    expect(read).not.toHaveProperty("attributes");
    expect(read.options).toMatchObject(exact);
    const tick = Number(exact["bitrate"]) / 8 / 15_625_000;
    expect(Math.abs(Number(read.options?.["burstBytes"]) - Number(burstBytes))).toBeLessThanOrEqual(
      1 + tick,
    );
    expect(read.options?.["peakBurstBytes"] === undefined).toBe(peakBurstBytes === undefined);
  });

  it("need a rate of the caller's or, for a ceiling, the rate itself", () => {
    const draft = writeOptions(CLASSES.htb, "options", { bitrate: 8000, ceilBurstBytes: 2000 });
    expect(draft).toMatchObject({ parms: { rate: { rate: 1000 }, ceil: { rate: 1000 } } });
    expect(() => writeOptions(CLASSES.htb, "options", { burstBytes: 1 })).toThrow(
      NetlinkInputError,
    );
  });
});

describe("what no kernel would be told", () => {
  it.each([
    ["tbf", { bitrate: 1_000_001, burstBytes: 1, limitBytes: 1 }, "options.bitrate"],
    ["tbf", { bitrate: 8, burstBytes: 1.5, limitBytes: 1 }, "options.burstBytes"],
    ["netem", { delayMs: -1 }, "options.delayMs"],
    ["netem", { distribution: 5 }, "options.distribution"],
    ["netem", { distribution: [40_000] }, "options.distribution[0]"],
    ["netem", { lossState: { p: 1 } }, "options.lossState.p"],
    ["netem", { lossPercent: 101 }, "options.lossPercent"],
    ["netem", { jitterMs: 5 }, "options.jitterMs"],
    ["prio", { bands: 17 }, "options.bands"],
    ["prio", { priorityMap: "0 1" }, "options.priorityMap"],
    ["sfq", { perturbMs: 1500 }, "options.perturbMs"],
    ["ets", { bands: 2, strict: 1, quantaBytes: [1, 2] }, "options.bands"],
    ["mqprio", { queues: [{ count: 1, offset: 0, more: 1 }] }, "options.queues[0].more"],
    ["mqprio", { maxBitrates: [9] }, "options.maxBitrates[0]"],
    ["taprio", { schedule: [{ gates: 1, intervalNs: 0 }] }, "options.schedule[0].intervalNs"],
    ["taprio", { schedule: {} }, "options.schedule"],
    ["red", { limitBytes: 100, minBytes: 90, maxBytes: 80 }, "options.maxBytes"],
    ["fq", { buckets: 3 }, "options.buckets"],
  ] as const)("%s %o", (kind, options, field) => {
    try {
      writeOptions(QDISCS[kind], "options", options);
    } catch (error) {
      expect(error).toBeInstanceOf(NetlinkInputError);
      expect((error as NetlinkInputError).field).toBe(field);
      return;
    }
    expect.unreachable("it was taken");
  });
});
