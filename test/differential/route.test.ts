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
/** Those that the kernels agree on; routes and neighbours can be asked for too. */
const OBJECTS = ["links", "addresses"] as const;

describe.skipIf(skip !== undefined)(`rtnetlink${skip ?? ""}`, () => {
  it.each(runs(2000))(
    "answers $count requests alike, from seed $seed on",
    ({ seed, count }) => {
      expect(fuzz(routeTarget(OBJECTS), seed, count)).toBeUndefined();
    },
    600_000,
  );
});
