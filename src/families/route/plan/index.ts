/**
 * Desired state: a declared part of the configuration, the plan that leads to it, and its carrying out.
 *
 * @module
 */
export { type Applied, type ApplyOptions, applyPlan } from "./apply.ts";
export type {
  Desired,
  DesiredAddress,
  DesiredLink,
  DesiredNeighbour,
  DesiredQdisc,
  DesiredRoute,
  DesiredRoutes,
  DesiredRule,
  DesiredRules,
} from "./desired.ts";
export { describeOperation, type PlanOperation } from "./operation.ts";
export { makePlan, type Plan } from "./plan.ts";
