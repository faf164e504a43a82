/**
 * What holds of plans between any two states, on whichever kernel.
 *
 * @module
 */
import fc from "fast-check";
import { expect } from "vitest";
import type { NetlinkPlanError } from "../../src/errors/index.ts";
import { type Desired, describeOperation, openRoute, type RouteOptions } from "../../src/route.ts";
import { rejection } from "./fake-client.ts";
import { lastingState } from "./lasting-state.ts";
import { type Able, desiredState } from "./plan-states.ts";

/** A network that a run has for itself. */
export interface Ground extends AsyncDisposable {
  readonly options: RouteOptions;
}

const THROWN = "a fault of the test";

/**
 * Goes from one state to another; on the way a fault at each operation in turn, which has to leave the first state. Then
 * the second is reached, and once more does nothing.
 *
 * @returns What had to be done besides the plan, in words.
 */
export async function goBetween(ground: Ground, from: Desired, to: Desired): Promise<string[]> {
  await using route = await openRoute(ground.options);
  await route.apply(await route.plan(from));
  expect((await route.plan(from)).operations.map(describeOperation)).toEqual([]);
  const before = await lastingState(ground.options);
  const plan = await route.plan(to);
  for (let fault = 0; fault < plan.operations.length; fault++) {
    const error = (await rejection(
      route.apply(plan, {
        onOperation: (_, index) => {
          if (index === fault) throw new Error(THROWN);
        },
      }),
    )) as NetlinkPlanError;
    expect(error.cause, error.message).toMatchObject({ message: THROWN });
    expect(error.left).toEqual([]);
    const after = await lastingState(ground.options);
    if (after.join("\n") !== before.join("\n")) {
      const words = plan.operations.slice(0, fault + 1).map(describeOperation);
      expect({ words, state: after }).toEqual({ words, state: before });
    }
  }
  const { operations } = await route.apply(plan);
  expect((await route.plan(to)).operations.map(describeOperation)).toEqual([]);
  return operations.slice(plan.operations.length).map(describeOperation);
}

/** Runs the property. @returns Operations that plans did not foresee, of all runs. */
export async function checkPlans(
  open: () => Promise<Ground>,
  able: Able,
  numRuns: number,
): Promise<string[]> {
  const unforeseen: string[] = [];
  await fc.assert(
    fc.asyncProperty(desiredState(able), desiredState(able), async (from, to) => {
      await using ground = await open();
      unforeseen.push(...(await goBetween(ground, from, to)));
    }),
    { numRuns, endOnFailure: true, seed: Number(process.env["NLKIT_SEED"] ?? 1) },
  );
  return unforeseen;
}
