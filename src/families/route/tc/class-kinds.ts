/**
 * Kinds of classes: what each is given by its qdisc.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import { checkNumber, checkProperties } from "../input.ts";
import {
  type Draft,
  type Field,
  fieldAt,
  MAX_U32,
  type Message,
  milliseconds,
  number,
} from "./fields.ts";
import { kind, readFields } from "./kind.ts";
import { atRate, bitrate, completeRate, rateIn, rateSpec, sameLine } from "./rates.ts";

/** A curve of service: as much as this from when there is something to send. One of the rates has to be there. */
export interface ServiceCurve {
  /** At first, and for how long. */
  readonly firstBitrate?: number;
  readonly firstMs?: number;
  /** From then on; nothing where it is not said. */
  readonly bitrate?: number;
}

const CURVE = {
  firstBitrate: bitrate("m1"),
  firstMs: milliseconds("d", { absent: 0 }),
  bitrate: bitrate("m2"),
};

function curve(path: string): Field<ServiceCurve> {
  return fieldAt<ServiceCurve>(
    path,
    (value) => readFields(CURVE, value as Message, () => undefined),
    (name, value) => {
      checkProperties(name, value, Object.keys(CURVE));
      if (value.firstBitrate === undefined && value.bitrate === undefined)
        throw new NetlinkInputError(
          `${name}.bitrate`,
          undefined,
          "a rate, here or in firstBitrate",
        );
      const draft: Draft = {};
      for (const [property, field] of Object.entries(CURVE)) {
        const part = value[property as keyof ServiceCurve];
        if (part !== undefined) field.write(`${name}.${property}`, part, draft);
      }
      return draft;
    },
  );
}

/** Bytes of the largest packet where none is said, and of a burst besides what a tick of the clock brings. */
const HTB_LARGEST = 1600;

const HTB_CLASS = kind(
  {
    /** What it may send in any case. */
    bitrate: bitrate("parms.rate.rate", "rate64"),
    /** What it may send where others leave something; its `bitrate` where it is not said. */
    ceilBitrate: bitrate("parms.ceil.rate", "ceil64"),
    /** What may be sent at once. */
    burstBytes: atRate("parms.buffer", "parms.rate.rate", "rate64"),
    ceilBurstBytes: atRate("parms.cbuffer", "parms.ceil.rate", "ceil64"),
    /** The lower goes first. */
    priority: number("parms.prio", { high: 7 }),
    /** What it may send in a round; by `rateToQuantum` where it is not said. */
    quantumBytes: number("parms.quantum", { absent: 0 }),
    ...rateSpec("parms.rate"),
  },
  {
    needs: ["bitrate"],
    derived: ["parms", "rtab", "ctab", "rate64", "ceil64"],
    // First, for sizes are times at these rates.
    start(name, { bitrate: own, ceilBitrate }) {
      const draft: Draft = {};
      if (ceilBitrate === undefined)
        HTB_CLASS.fields.ceilBitrate.write(`${name}.bitrate`, own as number, draft);
      return draft;
    },
    finish(name, { burstBytes, ceilBurstBytes }, draft) {
      const spec = "parms.rate";
      const [rate, ceil] = [
        rateIn(draft, `${spec}.rate`, "rate64"),
        rateIn(draft, "parms.ceil.rate", "ceil64"),
      ];
      if (burstBytes === undefined) HTB_CLASS.fields.burstBytes.write(name, HTB_LARGEST, draft);
      if (ceilBurstBytes === undefined)
        HTB_CLASS.fields.ceilBurstBytes.write(name, HTB_LARGEST, draft);
      sameLine(draft, spec, "parms.ceil");
      draft["rtab"] = completeRate(draft, spec, rate, HTB_LARGEST);
      draft["ctab"] = completeRate(draft, "parms.ceil", ceil, HTB_LARGEST);
    },
  },
);

/** Kinds of classes, by the kind of their qdisc. */
export const CLASSES = {
  htb: HTB_CLASS,
  hfsc: kind({
    /** What it gets whatever happens. */
    realTime: curve("rsc"),
    /** Its share of what is left. */
    linkShare: curve("fsc"),
    /** What it gets at most. */
    upperLimit: curve("usc"),
  }),
  drr: kind({ quantumBytes: number("quantum") }),
  ets: kind({
    quantumBytes: fieldAt<number>(
      "quantaBand",
      (value) => (value as readonly number[])[0],
      (name, value) => {
        checkNumber(name, value, 1, MAX_U32);
        return [value];
      },
    ),
  }),
  qfq: kind({ weight: number("weight"), maxPacketBytes: number("lmax") }),
} as const;
