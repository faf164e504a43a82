/**
 * With which seeds the fuzzer runs, and how long.
 *
 * @module
 */

/** One run. */
export interface Run {
  readonly seed: number;
  readonly count: number;
}

/** Every run of the suite has this one, so that what it finds stays found. */
const FIXED_SEED = 20_261_121;

function fromEnvironment(name: string): number | undefined {
  const text = process.env[name];
  return text === undefined || text === "" ? undefined : Number(text);
}

/**
 * A fixed seed and one of the day; the titles of the tests tell both.
 *
 * @param count - Datagrams of the two together. `NLKIT_FUZZ_COUNT` says otherwise, and `NLKIT_FUZZ_SEED` asks for one seed only.
 */
export function runs(count: number): readonly Run[] {
  const all = fromEnvironment("NLKIT_FUZZ_COUNT") ?? count;
  const seed = fromEnvironment("NLKIT_FUZZ_SEED");
  if (seed !== undefined) return [{ seed, count: all }];
  const half = Math.ceil(all / 2);
  return [
    { seed: FIXED_SEED, count: half },
    { seed: Date.now() >>> 0, count: half },
  ];
}
