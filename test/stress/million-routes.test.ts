/**
 * Routes in bulk: added from a generator, dumped by streaming, and deleted, in memory that stays flat.
 * `NLKIT_STRESS=1` makes it a million.
 *
 * @module
 */
import { expect, it } from "vitest";
import type { RouteSettings } from "../../src/route.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";

const skipped = whyNoOracle();
const LONG = process.env["NLKIT_STRESS"] !== undefined;
const ROUTES = LONG ? 1_000_000 : 100_000;
/** Routes before memory is measured: by then the heap has grown to what any work takes, and code is compiled. */
const WARM = 100_000;
const TABLE = 1000;
const MIB = 1 << 20;

/** What this process takes, at the most, while something runs; sampled at every so many steps. */
class Memory {
  readonly #start = process.memoryUsage.rss();
  #most = this.#start;
  #steps = 0;

  step(): void {
    if (++this.#steps % 10_000 === 0) this.#most = Math.max(this.#most, process.memoryUsage.rss());
  }

  /** MiB. */
  get growth(): number {
    return Math.round((this.#most - this.#start) / MIB);
  }
}

/** Host routes of 10.0.0.0/8, as something else than memory would give them. */
async function* numbered(count: number, step: () => void): AsyncGenerator<RouteSettings> {
  for (let at = 0; at < count; at++) {
    step();
    const dst = `10.${at >> 16}.${(at >> 8) & 0xff}.${at & 0xff}/32`;
    yield { dst, dev: "v0", table: TABLE };
  }
}

async function add({ route }: Sandbox, count: number, step: () => void): Promise<number> {
  const { carriedOut } = await route.batch(async ({ routes }) => {
    for await (const settings of numbered(count, step)) await routes.add(settings);
  });
  return carriedOut;
}

async function streamed({ route }: Sandbox, step: () => void): Promise<number> {
  let sum = 0;
  for await (const { dst } of route.routes.stream({ table: TABLE, family: "ipv4" })) {
    step();
    const [, high = 0, middle = 0, low = 0] = dst.replace("/32", "").split(".").map(Number);
    sum += (high << 16) | (middle << 8) | low;
  }
  return sum;
}

async function remove({ route }: Sandbox, count: number): Promise<number> {
  const { carriedOut } = await route.batch(async ({ routes }) => {
    for await (const settings of numbered(count, () => {})) await routes.delete(settings);
  });
  return carriedOut;
}

it.skipIf(skipped !== undefined)(
  `${ROUTES} routes from a generator, and dumped by streaming, in less than 60 MB${skipped ?? ""}`,
  async () => {
    await using box = await Sandbox.open();
    expect(box.build(["link add v0 type veth peer name v1", "link set v0 up"])).toEqual([]);
    await add(box, WARM, () => {});
    await streamed(box, () => {});
    expect(await remove(box, WARM)).toBe(WARM);

    const memory = new Memory();
    const times = [performance.now()];
    expect(await add(box, ROUTES, () => memory.step())).toBe(ROUTES);
    times.push(performance.now());
    // Each of them once: the sum of 0, 1, 2 and so on.
    expect(await streamed(box, () => memory.step())).toBe((ROUTES * (ROUTES - 1)) / 2);
    times.push(performance.now());
    expect(memory.growth).toBeLessThan(60);
    if (LONG) {
      const [start = 0, added = 0, read = 0] = times;
      const seconds = (ms: number): number => Math.round(ms / 100) / 10;
      process.stderr.write(
        `${JSON.stringify({ routes: ROUTES, addSeconds: seconds(added - start), dumpSeconds: seconds(read - added), growthMb: memory.growth })}\n`,
      );
    }
  },
  300_000,
);
