/**
 * Which operations bring the qdiscs at the roots of links to their target.
 *
 * @module
 */
import type { Qdisc, QdiscSettings } from "../tc/index.ts";
import { kindIn, readOptions, writeOptions } from "../tc/kind.ts";
import { QDISCS } from "../tc/qdisc.ts";
import type { PlanOperation } from "./operation.ts";
import type { State } from "./state.ts";
import { placed, type Target } from "./target.ts";

/** Share by which a number may miss what is wanted: the kernel counts times in ticks, and rates in bytes. */
const TOLERANCE = 1 / 1000;

/** The qdiscs at the roots of links, by the names of those, but for those that links come with. */
export function rootQdiscs(qdiscs: readonly Qdisc[]): Map<string, Qdisc> {
  const roots = qdiscs.filter(({ parent, handle }) => parent === "root" && handle !== ":");
  return new Map(roots.map((qdisc) => [qdisc.dev ?? "", qdisc]));
}

/** A qdisc of the kernel as settings, but for its classes and filters. */
export function formOfQdisc({ dev = "", kind, handle, options, sizeTable }: Qdisc): QdiscSettings {
  return {
    dev,
    kind,
    handle,
    ...(options !== undefined && { options }),
    ...(sizeTable !== undefined && { sizeTable }),
  } as QdiscSettings;
}

/** Whether all that is said is so, as near as the kernel can have it. */
function isNear(live: unknown, wanted: unknown): boolean {
  if (wanted === undefined || Object.is(live, wanted)) return true;
  if (typeof live === "number" && typeof wanted === "number")
    return Math.abs(live - wanted) <= Math.max(1, Math.abs(wanted) * TOLERANCE);
  if (typeof live !== "object" || typeof wanted !== "object" || live === null || wanted === null)
    return false;
  return Object.entries(wanted).every(([name, value]) =>
    isNear((live as Readonly<Record<string, unknown>>)[name], value),
  );
}

/** Options as the kernel tells them: some are sent as part of others, such as a latency as a limit. */
function toldOptions({ kind, options }: QdiscSettings): object | undefined {
  const table = kindIn(QDISCS, kind);
  if (table === undefined || options === undefined) return options;
  const told = readOptions(table, writeOptions(table, "options", options), String).options ?? {};
  const said = Object.keys(options);
  if (said.some((name) => !Object.hasOwn(told, name))) return told;
  return Object.fromEntries(Object.entries(told).filter(([name]) => said.includes(name)));
}

function isQdisc(live: Qdisc, wanted: QdiscSettings): boolean {
  return (
    live.kind === wanted.kind &&
    (wanted.handle === undefined || live.handle === wanted.handle) &&
    isNear(live.options, toldOptions(wanted))
  );
}

/** Operations on the qdiscs of all links of which one is declared, or none. */
export function qdiscPlan(
  state: State,
  { qdiscs }: Target,
  lost: ReadonlySet<string>,
): PlanOperation[] {
  const roots = rootQdiscs(state.qdiscs);
  return [...qdiscs].flatMap(([dev, { form, path }]): PlanOperation[] => {
    const live = lost.has(dev) ? undefined : roots.get(dev);
    if (live === undefined ? form === null : form !== null && isQdisc(live, form)) return [];
    const removal: PlanOperation[] = [
      { object: "qdisc", action: "delete", settings: { dev }, ...placed(path) },
    ];
    if (form === null) return removal;
    const isRenamed = live !== undefined && live.kind !== form.kind && live.handle === form.handle;
    return [
      // Its handle is that of another kind, which the kernel does not change.
      ...(isRenamed ? removal : []),
      { object: "qdisc", action: "replace", settings: form, ...placed(path) },
    ];
  });
}
