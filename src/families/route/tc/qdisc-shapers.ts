/**
 * Qdiscs that hold packets to a rate: tbf, htb, hfsc; and the table of all that hold them back.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import { type Field, fieldAt, MAX_U32, number, present, putAt } from "./fields.ts";
import { parseClassId } from "./handles.ts";
import { kind } from "./kind.ts";
import { NETEM } from "./netem.ts";
import { MQPRIO, TAPRIO } from "./qdisc-schedules.ts";
import { atRate, bitrate, completeRate, rateIn, rateSpec, sameLine } from "./rates.ts";
import { RED } from "./red.ts";

/** A setting that is sent as part of others; the kernel does not tell it. */
function only(name: string, limits = {}): Field<number> {
  return { ...number(name, limits), attributes: [], read: () => undefined, write: () => undefined };
}

const TBF = kind(
  {
    bitrate: bitrate("parms.rate.rate", "rate64"),
    /** What may be sent at once. */
    burstBytes: atRate("parms.buffer", "parms.rate.rate", "rate64", "burst"),
    /** Bytes that may wait. */
    limitBytes: number("parms.limit"),
    /** How long a packet may wait, instead of `limitBytes`. The kernel tells that. */
    latencyMs: only("latency"),
    peakBitrate: bitrate("parms.peakrate.rate", "prate64"),
    /** What may be sent at once at the peak rate: the largest packet at least. */
    peakBurstBytes: atRate("parms.mtu", "parms.peakrate.rate", "prate64", "pburst"),
    ...rateSpec("parms.rate"),
  },
  {
    needs: ["bitrate", "burstBytes"],
    derived: ["parms", "rtab", "ptab", "rate64", "prate64"],
    finish(name, given, draft) {
      const { burstBytes, limitBytes, latencyMs, peakBitrate, peakBurstBytes } = given as Readonly<
        Record<string, number | undefined>
      >;
      const rate = rateIn(draft, "parms.rate.rate", "rate64");
      const peak = rateIn(draft, "parms.peakrate.rate", "prate64");
      if ((limitBytes === undefined) === (latencyMs === undefined))
        throw new NetlinkInputError(`${name}.limitBytes`, limitBytes, "either this or latencyMs");
      if ((peakBitrate === undefined) !== (peakBurstBytes === undefined))
        throw new NetlinkInputError(
          `${name}.peakBurstBytes`,
          peakBurstBytes,
          "both it and peakBitrate, or neither",
        );
      if (latencyMs !== undefined) {
        const waits = (latencyMs / 1000) * rate + (burstBytes ?? 0);
        const peaks = peak === 0 ? waits : (latencyMs / 1000) * peak + (peakBurstBytes ?? 0);
        const limit = Math.trunc(Math.min(waits, peaks));
        if (!(limit >= 0 && limit <= MAX_U32) || latencyMs < 0)
          throw new NetlinkInputError(
            `${name}.latencyMs`,
            latencyMs,
            "a time for which limitBytes fits 32 bits",
          );
        putAt(draft, "parms.limit", limit);
      }
      draft["rtab"] = completeRate(draft, "parms.rate", rate);
      if (peak === 0) return;
      sameLine(draft, "parms.rate", "parms.peakrate");
      draft["ptab"] = completeRate(draft, "parms.peakrate", peak, peakBurstBytes);
    },
  },
);

/** The minor number of a class, of the qdisc's own. */
function defaultClass(path: string): Field<string> {
  return fieldAt<string>(
    path,
    (value) => (value === 0 ? undefined : `:${Number(value).toString(16)}`),
    (name, value) => parseClassId(name, value) % 0x10000,
  );
}

/** What the kernel asks for in `struct tc_htb_glob`. */
const HTB_VERSION = 3;
const RATE_TO_QUANTUM = 10;

const HTB = kind(
  {
    /** Class of packets that no filter has one for: `"1:10"`, told as `":10"`. They are not held where it is absent. */
    defaultClass: defaultClass("init.defcls"),
    /** A class's quantum is its rate (in bytes) by this. */
    rateToQuantum: number("init.rate2quantum"),
    /** Packets that may wait without a class. */
    directPackets: number("directQlen"),
    offload: present("offload"),
  },
  {
    start: () => ({ init: { version: HTB_VERSION, rate2quantum: RATE_TO_QUANTUM } }),
    derived: ["init"],
    counted: { directPacketsSent: number("init.directPkts") },
  },
);

const HFSC = kind({ defaultClass: defaultClass("defcls") });

/** Kinds of qdiscs that shape. */
export const SHAPERS = {
  tbf: TBF,
  htb: HTB,
  hfsc: HFSC,
  red: RED,
  netem: NETEM,
  mqprio: MQPRIO,
  taprio: TAPRIO,
} as const;
