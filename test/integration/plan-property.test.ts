/**
 * Plans between random states, on the real kernel: `NLKIT_PLANS=200` makes it that many pairs.
 *
 * @module
 */
import { expect, it } from "vitest";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { checkPlans } from "../support/plan-property.ts";

const skipped = whyNoOracle();
const RUNS = Number(process.env["NLKIT_PLANS"] ?? 4);

it.skipIf(skipped !== undefined)(
  `${RUNS} pairs of states: reached, once is enough, and a fault at any step leaves the first${skipped ?? ""}`,
  async () => {
    const open = async () => {
      const box = await Sandbox.open();
      box.ip("link set lo up");
      return {
        options: { netns: box.namespace.path },
        [Symbol.asyncDispose]: () => box[Symbol.asyncDispose](),
      };
    };
    const able = { plain: "ifb", resting: "macvlan", rules: true };
    const unforeseen = await checkPlans(open, able, RUNS);
    // Some kernels keep what others take along; most is known beforehand.
    if (process.env["NLKIT_PLANS"] !== undefined)
      process.stderr.write(`${JSON.stringify({ pairs: RUNS, unforeseen })}\n`);
    expect(unforeseen.length).toBeLessThanOrEqual(RUNS * 2);
  },
  60_000 + RUNS * 20_000,
);
