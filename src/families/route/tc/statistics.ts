/**
 * Counters of qdiscs, classes, filters' actions: one shape for the three forms that the kernel has them in.
 *
 * @module
 */
import type { ClassStatsAttrs, TcaStatsAttrs } from "../../../uapi/tc/index.ts";
import type { Message } from "./fields.ts";
import { type Kind, readFields } from "./kind.ts";

/** What has been sent and what has not. */
export interface TcStatistics {
  readonly bytes: bigint;
  readonly packets: bigint;
  /** Packets that were dropped. */
  readonly drops: number;
  /** How often a limit kept a packet back. */
  readonly overlimits: number;
  /** Packets that the device gave back. */
  readonly requeues: number;
  /** Bytes that wait. */
  readonly backlogBytes: number;
  /** Packets that wait. */
  readonly queuedPackets: number;
  /** Bits per second, where the kernel estimates that. */
  readonly bitrate?: number;
  readonly packetsPerSecond?: number;
  /** Of what the hardware did. */
  readonly hardware?: { readonly bytes: bigint; readonly packets: number };
  /** What its kind counts besides, under the kernel's names and in its units. */
  readonly own?: Message;
}

/** The message's `TCA_STATS2`, or what of it older kernels have in `TCA_STATS` and `TCA_XSTATS`. */
interface Counted {
  readonly stats2?: TcaStatsAttrs | ClassStatsAttrs;
  readonly stats?: {
    readonly bytes: bigint;
    readonly packets: number;
    readonly drops: number;
    readonly overlimits: number;
    readonly qlen: number;
    readonly backlog: number;
  };
  readonly xstats?: unknown;
  readonly options?: unknown;
}

function ownOf({ stats2, xstats, options }: Counted, table: Kind | undefined): Message | undefined {
  const app = stats2?.app ?? xstats;
  const counted =
    table?.counted === undefined || options === undefined || options instanceof Uint8Array
      ? {}
      : readFields(table.counted, options as Message, () => undefined);
  const own =
    app instanceof Uint8Array
      ? { bytes: app, ...counted }
      : { ...(app as Message | undefined), ...counted };
  return Object.keys(own).length === 0 ? undefined : own;
}

/** Counters of a message; undefined where it has none. @param table - Of its kind, which may count in its options. */
export function statisticsOf(message: Counted, table?: Kind): TcStatistics | undefined {
  const { stats2, stats } = message;
  if (stats2 === undefined && stats === undefined) return undefined;
  const { basic, queue, pkt64, rateEst, rateEst64, basicHw } = stats2 ?? {};
  const rate = rateEst64 ?? rateEst;
  const own = ownOf(message, table);
  return {
    bytes: basic?.bytes ?? stats?.bytes ?? 0n,
    packets: pkt64 ?? BigInt(basic?.packets ?? stats?.packets ?? 0),
    drops: queue?.drops ?? stats?.drops ?? 0,
    overlimits: queue?.overlimits ?? stats?.overlimits ?? 0,
    requeues: queue?.requeues ?? 0,
    backlogBytes: queue?.backlog ?? stats?.backlog ?? 0,
    queuedPackets: queue?.qlen ?? stats?.qlen ?? 0,
    ...(rate !== undefined && {
      bitrate: Number(rate.bps) * 8,
      packetsPerSecond: Number(rate.pps),
    }),
    ...(basicHw !== undefined && { hardware: { bytes: basicHw.bytes, packets: basicHw.packets } }),
    ...(own !== undefined && { own }),
  };
}
