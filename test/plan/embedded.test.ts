/**
 * Plans between random states, on the embedded kernel, where many are cheap: `NLKIT_PLANS=1000` makes it more.
 *
 * @module
 */
import { expect, it } from "vitest";
import { createKernel } from "../../src/kernel/index.ts";
import { checkPlans } from "../support/plan-property.ts";

const RUNS = Number(process.env["NLKIT_PLANS"] ?? 25);

it(
  `${RUNS} pairs of states: reached, once is enough, and a fault at any step leaves the first`,
  async () => {
    const open = async () => ({
      options: {
        transport: createKernel({
          onError: (error) => {
            throw error;
          },
        }),
      },
      [Symbol.asyncDispose]: async () => {},
    });
    const able = { plain: "dummy", resting: "vlan", rules: false };
    const unforeseen = await checkPlans(open, able, RUNS);
    if (process.env["NLKIT_PLANS"] !== undefined)
      process.stderr.write(`${JSON.stringify({ pairs: RUNS, unforeseen })}\n`);
    expect(unforeseen.length).toBeLessThanOrEqual(RUNS * 2);
  },
  60_000 + RUNS * 20_000,
);
