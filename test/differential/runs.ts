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
 * A fixed seed and one of the day; the titles of the tests tell both. `NLKIT_FUZZ_COUNT` says how many datagrams each
 * has, and `NLKIT_FUZZ_SEED` asks for one seed only.
 *
 * @param fixed - Datagrams of the fixed seed.
 * @param fresh - Those of the day's; none where it is 0 and nothing was asked for.
 */
export function runs(fixed: number, fresh: number): readonly Run[] {
  const asked = fromEnvironment("NLKIT_FUZZ_COUNT");
  const seed = fromEnvironment("NLKIT_FUZZ_SEED");
  if (seed !== undefined) return [{ seed, count: asked ?? fixed + fresh }];
  return [
    { seed: FIXED_SEED, count: asked ?? fixed },
    { seed: Date.now() >>> 0, count: asked ?? fresh },
  ].filter(({ count }) => count > 0);
}
