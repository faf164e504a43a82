/**
 * Timing side by side: the contenders of a scenario run in turn, round after round, so that a busy
 * moment of the machine hits them all.
 *
 * @module
 */

/** One way to do the thing that is measured. */
export interface Contender {
  readonly name: string;
  /** Does it once; the result is kept until the clock has stopped, so that nothing is optimised away. */
  run(): Promise<unknown>;
}

/** The same work by several contenders. */
export interface Scenario {
  readonly name: string;
  /** How many things one run does: routes, requests. */
  readonly units: number;
  /** What such a thing is called. */
  readonly unit: string;
  readonly rounds: number;
  readonly contenders: readonly Contender[];
  /** A line below the table, for what is no time. */
  readonly note?: () => string;
}

/** Times of one contender, in milliseconds a run. */
export interface Result {
  readonly name: string;
  readonly median: number;
  readonly best: number;
}

function median(sorted: readonly number[]): number {
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? upper)) / 2;
}

/** Runs a scenario: one round unmeasured, then the rounds. */
export async function measure(scenario: Scenario): Promise<Result[]> {
  const times = scenario.contenders.map((): number[] => []);
  for (let round = 0; round <= scenario.rounds; round++) {
    for (const [at, contender] of scenario.contenders.entries()) {
      const before = performance.now();
      const kept = await contender.run();
      const time = performance.now() - before;
      if (kept === undefined) throw new Error(`${contender.name} gave nothing: was anything done?`);
      if (round > 0) times[at]?.push(time);
      // What one contender leaves behind is not to be collected on the next one's time.
      globalThis.gc?.();
    }
  }
  return scenario.contenders.map(({ name }, at) => {
    const sorted = (times[at] ?? []).sort((a, b) => a - b);
    return { name, median: median(sorted), best: sorted[0] ?? Number.NaN };
  });
}

/** A table: each contender's time, and how many times slower than the first it is. */
export function report(scenario: Scenario, results: readonly Result[]): string {
  const base = results[0]?.median ?? Number.NaN;
  const width = Math.max(...results.map(({ name }) => name.length));
  const lines = results.map(({ name, median: time, best }) => {
    const each = (time * 1000) / scenario.units;
    return [
      `  ${name.padEnd(width)}`,
      `${time.toFixed(2).padStart(9)} ms`,
      `best ${best.toFixed(2).padStart(9)}`,
      `${each.toFixed(2).padStart(9)} µs a ${scenario.unit}`,
      `× ${(time / base).toFixed(2)}`,
    ].join("  ");
  });
  const notes = scenario.note === undefined ? [] : [`  ${scenario.note()}`];
  return [`${scenario.name} (${scenario.rounds} rounds)`, ...lines, ...notes].join("\n");
}
