/**
 * Metrics of a route as objects: milliseconds, names of flags.
 *
 * @module
 */
import { NetlinkInputError } from "../../errors/index.ts";
import { type Decoded, type Encodable, type FlagTable, flagNames } from "../../schema/index.ts";
import { RTAX_FEATURES, RTAX_LOCK, type rtRoute } from "../../uapi/route/index.ts";
import { checkProperties, numberFor } from "./input.ts";

type Operations = typeof rtRoute.operations;
type Message = NonNullable<Decoded<Operations["RTM_GETROUTE"]["reply"]>["metrics"]>;
type Request = NonNullable<Encodable<Operations["RTM_NEWROUTE"]["request"]>["metrics"]>;
/** Metrics that are shown and set as the kernel has them. */
type Plain = Omit<Message, "lock" | "features" | "rtt" | "rttvar" | "unknown">;

/** Metrics of a route (`RTAX_*`). Absent: what the system uses otherwise. */
export interface RouteMetrics extends Plain {
  /** Which of these properties path discovery and such may not change: `["mtu", "rtoMin"]`. */
  readonly lock?: readonly string[];
  /** Round trip time in milliseconds. */
  readonly rtt?: number;
  /** Its variance in milliseconds. */
  readonly rttvar?: number;
  /** `"ecn"`, `"sack"`, `"timestamp"`, `"allfrag"`, `"tcp-usec-ts"`. */
  readonly features?: readonly string[];
}

/** What the kernel counts in parts of a millisecond: TCP keeps them scaled (include/net/tcp.h). */
const PARTS = { rtt: 8, rttvar: 4 } as const;

const camel = (name: string): string =>
  name.replace(/-(.)/g, (_, letter: string) => letter.toUpperCase());

/** Bits of `RTAX_LOCK` by the property that they lock. */
const LOCKS: FlagTable = {
  name: RTAX_LOCK.name,
  masks: Object.fromEntries(
    Object.entries(RTAX_LOCK.masks).map(([name, mask]) => [camel(name), mask]),
  ),
};
const PROPERTIES: readonly string[] = ["lock", ...Object.keys(LOCKS.masks)];

/** The friendly form of `RTA_METRICS`. */
export function metricsOf(message: Message): RouteMetrics {
  const { lock, features, rtt, rttvar, unknown, ...plain } = message;
  return {
    ...plain,
    ...(lock !== undefined && lock !== 0 && { lock: flagNames(LOCKS, lock) }),
    ...(rtt !== undefined && { rtt: rtt / PARTS.rtt }),
    ...(rttvar !== undefined && { rttvar: rttvar / PARTS.rttvar }),
    ...(features !== undefined && { features: flagNames(RTAX_FEATURES, features) }),
  };
}

function bitsFor(field: string, names: unknown, table: FlagTable): number {
  if (!Array.isArray(names))
    throw new NetlinkInputError(field, names, `a list of ${Object.keys(table.masks).join(", ")}`);
  return (
    names.reduce<number>(
      (bits, name) => bits | numberFor(field, name as string, table.masks, 0xffffffff),
      0,
    ) >>> 0
  );
}

function partsFor(field: "rtt" | "rttvar", milliseconds: number): number {
  const parts =
    typeof milliseconds === "number" ? Math.round(milliseconds * PARTS[field]) : Number.NaN;
  if (parts >= 0 && parts <= 0xffffffff) return parts;
  throw new NetlinkInputError(
    `metrics.${field}`,
    milliseconds,
    `milliseconds from 0 to ${Math.floor(0xffffffff / PARTS[field])}`,
  );
}

/** The attributes for metrics. @throws `NetlinkInputError` that names the metric. */
export function metricsRequest(metrics: RouteMetrics): Request {
  checkProperties("metrics", metrics, PROPERTIES);
  const { lock, features, rtt, rttvar, ...plain } = metrics;
  return {
    ...plain,
    ...(lock !== undefined && { lock: bitsFor("metrics.lock", lock, LOCKS) }),
    ...(rtt !== undefined && { rtt: partsFor("rtt", rtt) }),
    ...(rttvar !== undefined && { rttvar: partsFor("rttvar", rttvar) }),
    ...(features !== undefined && {
      features: bitsFor("metrics.features", features, RTAX_FEATURES),
    }),
  };
}
