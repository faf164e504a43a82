/**
 * Nexthop objects and their buckets as text, in the words of `ip nexthop`.
 *
 * @module
 */
import { type FormatOptions, plain, printable } from "./paint.ts";
import { encapWords } from "./route.ts";
import type { ShownEncap } from "./shown.ts";

/** A nexthop, as `Nexthop` of `nlkit/route` has it. */
export interface ShownNexthop {
  readonly id: number;
  readonly via?: string;
  readonly dev?: string;
  readonly oif?: number;
  readonly blackhole: boolean;
  readonly fdb: boolean;
  readonly group?: readonly { readonly id: number; readonly weight: number }[];
  readonly resilient?: {
    readonly buckets: number;
    readonly idleTimerMs: number;
    readonly unbalancedTimerMs: number;
    readonly unbalancedTimeMs: number;
  };
  readonly statistics?: readonly { readonly id: number; readonly packets: bigint }[];
  readonly scope: string | number;
  readonly protocol: string | number;
  readonly flags: readonly string[];
  readonly encap?: ShownEncap;
}

/** A nexthop in one line; one more, indented, for each member that is counted. */
export function formatNexthop(nexthop: ShownNexthop, options: FormatOptions = {}): string[] {
  const { paint = plain, details = false } = options;
  const { id, group, resilient, via, oif, encap, scope, protocol, statistics } = nexthop;
  const words = [`id ${paint("heading", String(id))}`];
  if (group !== undefined) {
    const members = group.map((member) =>
      member.weight === 1 ? String(member.id) : `${member.id},${member.weight}`,
    );
    words.push(`group ${members.join("/")}`);
  }
  if (resilient !== undefined) {
    const { buckets, idleTimerMs, unbalancedTimerMs, unbalancedTimeMs } = resilient;
    words.push(
      `type resilient buckets ${buckets} idle_timer ${idleTimerMs / 1000}s`,
      `unbalanced_timer ${unbalancedTimerMs / 1000}s unbalanced_time ${unbalancedTimeMs / 1000}s`,
    );
  }
  if (encap !== undefined) words.push(encapWords(encap));
  if (via !== undefined) words.push(`via ${paint(via.includes(":") ? "ipv6" : "ipv4", via)}`);
  const dev = nexthop.dev ?? (oif === undefined ? undefined : `if${oif}`);
  if (dev !== undefined) words.push(`dev ${paint("name", printable(dev))}`);
  if (details || scope !== "global") words.push(`scope ${scope}`);
  if (nexthop.blackhole) words.push("blackhole");
  if (details || protocol !== "unspec") words.push(`proto ${protocol}`);
  words.push(...nexthop.flags);
  if (nexthop.fdb) words.push("fdb");
  const counts = (statistics ?? []).map(
    (member) => `    id ${member.id} packets ${member.packets}`,
  );
  return [words.join(" "), ...counts];
}

/** A bucket, as `NexthopBucket` of `nlkit/route` has it. */
export interface ShownBucket {
  readonly id: number;
  readonly index: number;
  readonly nexthopId: number;
  readonly idleTimeMs: number;
  readonly flags: readonly string[];
}

/** A bucket of a resilient group in one line. */
export function formatBucket(bucket: ShownBucket): string[] {
  const { id, index, nexthopId, idleTimeMs, flags } = bucket;
  return [
    [`id ${id} index ${index} idle_time ${idleTimeMs / 1000}s nhid ${nexthopId}`, ...flags].join(
      " ",
    ),
  ];
}
