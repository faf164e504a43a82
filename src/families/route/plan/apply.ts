/**
 * Carries plans out, and puts back what was when that fails.
 *
 * @module
 */
import type { RequestOptions } from "../../../client/index.ts";
import { NetlinkPlanError } from "../../../errors/index.ts";
import { carryOut, describeOperation, type Objects, type PlanOperation } from "./operation.ts";
import { makePlan, type Plan } from "./plan.ts";
import { readBefore, restore } from "./restore.ts";

/** How a plan is carried out. */
export interface ApplyOptions extends Pick<RequestOptions, "signal" | "timeoutMs"> {
  /**
   * Called before each operation, those that put things back not among them. What it throws fails the plan, which is
   * then undone.
   */
  readonly onOperation?:
    | ((operation: PlanOperation, index: number) => void | Promise<void>)
    | undefined;
}

/** What was done. */
export interface Applied {
  /** Those of the plan, and after them those that it took besides. */
  readonly operations: readonly PlanOperation[];
}

/** Readings after which a target that still differs is given up: each corrects what the one before did not foresee. */
const ROUNDS = 5;

/** Carries a plan out; see `RouteClient.apply`. */
export async function applyPlan(
  objects: Objects,
  plan: Plan,
  { onOperation, ...options }: ApplyOptions = {},
): Promise<Applied> {
  const { desired } = plan;
  const done: PlanOperation[] = [];
  if (plan.operations.length === 0) return { operations: done };
  let current: PlanOperation | undefined;
  const before = await readBefore(objects, plan.operations, options);
  try {
    let { operations } = plan;
    for (let round = 0; operations.length > 0; round++) {
      if (round === ROUNDS) throw unsettled(operations);
      for (const operation of operations) {
        current = operation;
        options.signal?.throwIfAborted();
        await onOperation?.(operation, done.length);
        done.push(operation);
        await carryOut(objects, operation, options);
      }
      current = undefined;
      ({ operations } = await makePlan(objects, desired, options));
    }
  } catch (error) {
    const { timeoutMs } = options;
    const left = await restore(objects, before, done, plan.operations, { timeoutMs });
    throw new NetlinkPlanError({
      operation: current === undefined ? undefined : describeOperation(current),
      path: current?.path,
      left: left.map(describeOperation),
      cause: error,
    });
  }
  return { operations: done };
}

function unsettled(operations: readonly PlanOperation[]): Error {
  const words = operations.map(describeOperation).join("; ");
  return new Error(`the kernel does not keep what is declared, it would take again: ${words}`);
}
