/**
 * Qdiscs that only queue or share out: fifos, priorities, fair queues.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import { checkNumber } from "../input.ts";
import {
  bit,
  choice,
  type Field,
  fieldAt,
  MAX_U32,
  milliseconds,
  number,
  numbers,
  onOff,
  percent,
  present,
  scaled,
  wholeSeconds,
} from "./fields.ts";
import { kind } from "./kind.ts";
import { bitrate, wideBitrate } from "./rates.ts";
import { probabilityBits, TC_RED } from "./red.ts";

/** Which band each of the 16 priorities goes to, where nothing is said. */
const PRIORITY_MAP = [1, 2, 2, 2, 1, 2, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1] as const;
const PRIORITIES = 16;

const priorities = (path: string, high: number) => numbers(path, high, PRIORITIES);

const PRIO = kind(
  {
    bands: number("bands", { low: 2, high: 16 }),
    /** The band of each of the 16 priorities of a packet. */
    priorityMap: priorities("priomap", 15),
  },
  { start: () => ({ bands: 3, priomap: [...PRIORITY_MAP] }) },
);

/** A number of which the attribute has the logarithm. */
function powerOf2(path: string, high: number): Field<number> {
  return fieldAt<number>(
    path,
    (value) => 2 ** Number(value),
    (name, value) => {
      const log = Math.log2(value);
      if (Number.isInteger(log) && log >= 0 && log <= high) return log;
      throw new NetlinkInputError(name, value, `a power of 2, up to ${2 ** high}`);
    },
  );
}

const BANDS_OF_FQ = 3;

const FQ = kind({
  /** Packets in all. */
  limitPackets: number("plimit"),
  /** Packets of one flow. */
  flowLimitPackets: number("flowPlimit"),
  /** What a flow may send in a round. */
  quantumBytes: number("quantum"),
  /** What a new flow may send at once. */
  initialQuantumBytes: number("initialQuantum"),
  /** Whether flows keep to the rates of their sockets. */
  pacing: onOff("rateEnable"),
  /** Most that a flow may send. */
  maxBitrate: bitrate("flowMaxRate", undefined, MAX_U32),
  /** A power of 2. */
  buckets: powerOf2("bucketsLog", 18),
  /** How long a flow has to be idle to get new credit. */
  refillDelayMs: milliseconds("flowRefillDelay"),
  orphanMask: number("orphanMask"),
  /** Below this rate a flow's packets are held to it one by one. */
  lowRateBitrate: bitrate("lowRateThreshold"),
  ceThresholdMs: milliseconds("ceThreshold"),
  timerSlackMs: scaled("timerSlack", 1e6),
  /** How far ahead a packet's time may be. */
  horizonMs: milliseconds("horizon"),
  /** Whether packets beyond the horizon are dropped, or sent at it. */
  horizonDrop: onOff("horizonDrop"),
  offloadHorizonMs: milliseconds("offloadHorizon", { absent: 0 }),
  /** The band of each of the 16 priorities; since Linux 6.7. */
  priorityMap: {
    ...priorities("priomap.priomap", BANDS_OF_FQ - 1),
    write(name, value, draft) {
      priorities("map", BANDS_OF_FQ - 1).write(name, value, draft);
      draft["priomap"] = { bands: BANDS_OF_FQ, priomap: draft["map"] };
      delete draft["map"];
    },
  },
  /** Weights of the three bands. */
  weights: numbers("weights", 0x7fffffff, BANDS_OF_FQ),
});

/**
 * A time of CoDel, which the kernel keeps in units of 1024 ns and tells in whole microseconds, both cut off: what is told
 * here is the time that was given, where that were whole microseconds.
 *
 * @see include/net/codel.h
 */
function codelTime(path: string): Field<number> {
  return {
    ...milliseconds(path),
    read(message) {
      const told = message[path];
      if (told === undefined) return undefined;
      const units = Math.ceil((Number(told) * 1000) / 1024);
      return Math.ceil((units * 1024) / 1000) / 1000;
    },
  };
}

const CODEL = {
  limitPackets: number("limit"),
  /** Delay of a queue that is as it should be. */
  targetMs: codelTime("target"),
  /** How long it may be worse. */
  intervalMs: codelTime("interval"),
  /** Whether packets are marked instead of dropped. */
  ecn: onOff("ecn"),
  /** Delay from which on all packets are marked. */
  ceThresholdMs: codelTime("ceThreshold"),
};

const FQ_CODEL = kind({
  ...CODEL,
  flows: number("flows", { high: 65_536 }),
  quantumBytes: number("quantum"),
  dropBatchPackets: number("dropBatchSize"),
  memoryLimitBytes: number("memoryLimit"),
  /** Packets whose DS field has this under the mask are marked by `ceThresholdMs`. */
  ceThresholdSelector: number("ceThresholdSelector", { high: 255, absent: 0 }),
  ceThresholdMask: number("ceThresholdMask", { high: 255, absent: 0 }),
});

/** Of the time of a round trip, what a queue may delay; where that is not said. */
const TARGETS_A_ROUND_TRIP = 20;

const CAKE = kind(
  {
    /** What the link carries; absent for no limit. */
    bitrate: wideBitrate("baseRate64"),
    /** Finds the rate itself. */
    autorate: onOff("autorate", { only: true }),
    diffserv: choice("diffservMode", {
      diffserv3: 0,
      diffserv4: 1,
      diffserv8: 2,
      besteffort: 3,
      precedence: 4,
    }),
    flowMode: choice("flowMode", {
      flowblind: 0,
      srchost: 1,
      dsthost: 2,
      hosts: 3,
      flows: 4,
      "dual-srchost": 5,
      "dual-dsthost": 6,
      "triple-isolate": 7,
    }),
    /** Whether addresses before NAT tell hosts apart. */
    nat: onOff("nat"),
    /** Whether marks of the DS field are cleared. */
    wash: onOff("wash"),
    /** Whether it shapes what comes in. */
    ingress: onOff("ingress"),
    ackFilter: choice("ackFilter", { disabled: 0, filter: 1, aggressive: 2 }),
    splitGso: onOff("splitGso"),
    rttMs: milliseconds("rtt"),
    targetMs: milliseconds("target", { absent: 0 }),
    memoryLimitBytes: number("memory", { absent: 0 }),
    /** Bytes that the link adds to a packet. */
    overheadBytes: number("overhead", { low: -64, high: 256 }),
    /** Bytes of the smallest packet on the link. */
    mpuBytes: number("mpu", { high: 256, absent: 0 }),
    framing: choice("atm", { none: 0, atm: 1, ptm: 2 }),
    /** No overhead is reckoned with. */
    raw: present("raw", 0),
    /** Bits of the firewall mark that choose the tin. */
    fwmark: number("fwmark", { absent: 0 }),
  },
  {
    finish(_name, { rttMs, targetMs }, draft) {
      if (rttMs === undefined || targetMs !== undefined) return;
      draft["target"] = Math.max(1, Math.trunc(((rttMs as number) * 1000) / TARGETS_A_ROUND_TRIP));
    },
  },
);

const SFQ = kind(
  {
    quantumBytes: number("v0.quantum"),
    /** How often flows are shared out anew; whole seconds, 0 for never. */
    perturbMs: wholeSeconds("v0.perturbPeriod", { high: 0x7fffffff }),
    limitPackets: number("v0.limit"),
    /** Buckets of the hash: a power of 2. */
    divisor: number("v0.divisor", { high: 65_536 }),
    flows: number("v0.flows", { high: 65_536 }),
    /** Packets of one flow. */
    depthPackets: number("depth", { absent: 0 }),
    /** Whether the oldest packet is dropped. */
    headDrop: onOff("headdrop", { only: true }),
    /** With this, RED decides on each flow. */
    redLimitBytes: number("limit", { absent: 0 }),
    redMinBytes: number("qthMin", { absent: 0 }),
    redMaxBytes: number("qthMax", { absent: 0 }),
    /** Logarithm of the weight of the average. */
    redWeightLog: number("Wlog", { high: 31, absent: 0 }),
    redProbabilityPercent: percent("maxP", probabilityBits),
    redEcn: bit("flags", TC_RED.ecn),
    redHardDrop: bit("flags", TC_RED.hardDrop),
  },
  { derived: ["v0", "stats", "Plog", "ScellLog"] },
);

const ETS = kind(
  {
    bands: number("nbands", { low: 1, high: 16 }),
    /** How many of them come first, each before the next. */
    strict: number("nstrict", { high: 16, absent: 0 }),
    /** Bytes of a round for each of the others. */
    quantaBytes: numbers("quanta.quantaBand", MAX_U32),
    /** The band of each of the 16 priorities; the last where it is not said. */
    priorityMap: numbers("priomap.priomapBand", 15),
  },
  {
    finish(name, { bands, strict = 0, quantaBytes }, draft) {
      const quanta = (quantaBytes as readonly number[] | undefined)?.length ?? 0;
      const count = (bands as number | undefined) ?? (strict as number) + quanta;
      checkNumber(`${name}.bands`, count, 1, 16);
      if ((strict as number) + quanta > count)
        throw new NetlinkInputError(
          `${name}.bands`,
          count,
          "as many as strict and quantaBytes have at least",
        );
      draft["nbands"] = count;
    },
  },
);

const FIFO = { limitPackets: number("limit") };

/** Kinds of qdiscs that need no rate. */
export const QUEUES = {
  noqueue: kind({}),
  mq: kind({}),
  ingress: kind({}),
  clsact: kind({}),
  drr: kind({}),
  qfq: kind({}),
  pfifo: kind(FIFO),
  pfifo_head_drop: kind(FIFO),
  bfifo: kind({ limitBytes: number("limit") }),
  pfifo_fast: PRIO,
  prio: PRIO,
  fq: FQ,
  codel: kind(CODEL),
  fq_codel: FQ_CODEL,
  cake: CAKE,
  sfq: SFQ,
  ets: ETS,
} as const;
