/**
 * Qdiscs that give traffic classes their queues, and their times: mqprio, taprio.
 *
 * @module
 */

import { NetlinkInputError } from "../../../errors/index.ts";
import { checkFlag, checkList, checkNumber, checkProperties, numberFor } from "../input.ts";
import {
  bit,
  choice,
  type Field,
  fieldAt,
  MAX_U32,
  type Message,
  number,
  numbers,
  objects,
  onOff,
  plain,
  putAt,
  valueAt,
} from "./fields.ts";
import { kind } from "./kind.ts";
import { bytesPerSecond } from "./rates.ts";

/** Queues of a traffic class. */
export interface QueueRange {
  readonly count: number;
  /** The first of them. */
  readonly offset: number;
}

const TRAFFIC_CLASSES = 16;

/** Fields of `struct tc_mqprio_qopt`. */
function classes(path: string) {
  const at = path === "" ? "" : `${path}.`;
  const queues: Field<readonly QueueRange[]> = {
    attributes: path === "" ? ["count", "offset"] : [path],
    path: `${at}count`,
    read(message) {
      const number = Number(valueAt(message, `${at}numTc`) ?? 0);
      const counts = (valueAt(message, `${at}count`) ?? []) as readonly number[];
      const offsets = (valueAt(message, `${at}offset`) ?? []) as readonly number[];
      return number === 0
        ? undefined
        : Array.from({ length: number }, (_, index) => ({
            count: counts[index] ?? 0,
            offset: offsets[index] ?? 0,
          }));
    },
    write(name, value, draft) {
      checkList(name, value);
      if (value.length > TRAFFIC_CLASSES)
        throw new NetlinkInputError(name, value, `a list of ${TRAFFIC_CLASSES} at most`);
      for (const [index, range] of value.entries()) {
        checkProperties(`${name}[${index}]`, range, ["count", "offset"]);
        const { count, offset } = range;
        checkNumber(`${name}[${index}].count`, count, 0, 0xffff);
        checkNumber(`${name}[${index}].offset`, offset, 0, 0xffff);
      }
      const fill = (of: (range: QueueRange) => number): number[] =>
        Array.from({ length: TRAFFIC_CLASSES }, (_, index) =>
          value[index] ? of(value[index]) : 0,
        );
      putAt(
        draft,
        `${at}count`,
        fill(({ count }) => count),
      );
      putAt(
        draft,
        `${at}offset`,
        fill(({ offset }) => offset),
      );
    },
  };
  return {
    /** How many traffic classes there are. */
    classes: number(`${at}numTc`, { high: TRAFFIC_CLASSES }),
    /** The class of each of the 16 priorities. */
    priorityMap: numbers(`${at}prioTcMap`, TRAFFIC_CLASSES - 1, TRAFFIC_CLASSES),
    /** The queues of each class. */
    queues,
  };
}

/** Rates of classes: a nest of 64-bit numbers. */
function classRates(name: string): Field<readonly number[]> {
  return fieldAt<readonly number[]>(
    `${name}.${name}`,
    (value) => (value as readonly bigint[]).map((rate) => Number(rate) * 8),
    (field, value) => {
      checkList(field, value);
      // 0 is no rate of a class, and keeps its place.
      return value.map((rate, index) =>
        BigInt(rate === 0 ? 0 : bytesPerSecond(`${field}[${index}]`, rate)),
      );
    },
  );
}

/** What is said of one traffic class. */
export interface TrafficClass {
  /** Its number. */
  readonly class: number;
  /** Largest frame; of taprio. */
  readonly maxSduBytes?: number;
  /** Frames of it wait for others that are under way, and the others do not wait for it. */
  readonly preemptible?: boolean;
}

/** `TC_FP_*`. */
const EXPRESS = 1;
const PREEMPTIBLE = 2;

interface ClassEntry {
  readonly index?: number;
  readonly maxSdu?: number;
  readonly fp?: number;
}

/** Traffic classes of which something is said. */
const trafficClasses = objects<TrafficClass>(
  "tcEntry",
  ["class", "maxSduBytes", "preemptible"],
  (value) => {
    const said = (value as readonly ClassEntry[])
      .filter(({ maxSdu = 0, fp = EXPRESS }) => maxSdu !== 0 || fp === PREEMPTIBLE)
      .map(({ index = 0, maxSdu = 0, fp }) => ({
        class: index,
        ...(maxSdu !== 0 && { maxSduBytes: maxSdu }),
        ...(fp === PREEMPTIBLE && { preemptible: true }),
      }));
    return said.length === 0 ? undefined : said;
  },
  (name, { class: index, maxSduBytes, preemptible }) => {
    checkNumber(`${name}.class`, index, 0, TRAFFIC_CLASSES - 1);
    checkNumber(`${name}.maxSduBytes`, maxSduBytes, 0, MAX_U32);
    checkFlag(`${name}.preemptible`, preemptible);
    return {
      index,
      ...(maxSduBytes !== undefined && { maxSdu: maxSduBytes }),
      ...(preemptible !== undefined && { fp: preemptible ? PREEMPTIBLE : EXPRESS }),
    };
  },
);

/** The qdisc `mqprio`. */
export const MQPRIO = kind(
  {
    ...classes(""),
    /** Whether the hardware does it. */
    hardware: onOff("hw"),
    mode: choice("mode", { dcb: 0, channel: 1 }),
    shaper: choice("shaper", { dcb: 0, bandwidth: 1 }),
    /** Of each class. */
    minBitrates: classRates("minRate64"),
    maxBitrates: classRates("maxRate64"),
    trafficClasses,
  },
  { derived: ["numTc", "prioTcMap"] },
);

/** What the gates of traffic classes do for a time. */
export interface ScheduleEntry {
  /** What is done: the gates are set; or packets are held, or released, meanwhile. */
  readonly command?: "set-gates" | "set-and-hold" | "set-and-release" | number;
  /** A bit for each class that may send. */
  readonly gates: number;
  readonly intervalNs: number;
}

/** `TC_TAPRIO_CMD_*`. */
const CODES = { "set-gates": 0, "set-and-hold": 1, "set-and-release": 2 } as const;
const COMMANDS = Object.keys(CODES) as readonly (keyof typeof CODES)[];
/** `clockid_t` of those that a schedule can go by. */
const CLOCKS = { realtime: 0, monotonic: 1, boottime: 7, tai: 11 } as const;

interface EntryMessage {
  readonly cmd?: number;
  readonly gateMask?: number;
  readonly interval?: number;
}

const schedule = objects<ScheduleEntry>(
  "schedEntryList.entry",
  ["command", "gates", "intervalNs"],
  (value) =>
    (value as readonly EntryMessage[]).map(({ cmd = 0, gateMask = 0, interval = 0 }) => ({
      command: COMMANDS.find((name) => CODES[name] === cmd) ?? cmd,
      gates: gateMask,
      intervalNs: interval,
    })),
  (name, { command = "set-gates", gates, intervalNs }) => {
    checkNumber(`${name}.gates`, gates, 0, MAX_U32);
    checkNumber(`${name}.intervalNs`, intervalNs, 1, MAX_U32);
    return {
      cmd: numberFor(`${name}.command`, command, CODES, 0xff),
      gateMask: gates,
      interval: intervalNs,
    };
  },
);

/** A part of the schedule: of the one that goes, or else of the one that is to come. */
function scheduled<Value>(field: Field<Value>): Field<Value> {
  return {
    ...field,
    read: (message, nameOf) =>
      field.read(message, nameOf) ?? field.read((message["adminSched"] ?? {}) as Message, nameOf),
  };
}

/** The qdisc `taprio`. */
export const TAPRIO = kind(
  {
    ...classes("priomap"),
    schedule: scheduled(schedule),
    /** When it starts, by its clock. */
    baseTimeNs: scheduled(plain<bigint>("schedBaseTime")),
    /** The sum of the intervals where it is not said. */
    cycleTimeNs: scheduled(plain<bigint>("schedCycleTime")),
    cycleExtensionNs: scheduled(plain<bigint>("schedCycleTimeExtension")),
    trafficClasses,
    clock: choice("schedClockid", CLOCKS),
    /** Packets get the time at which they are to be sent. */
    txtimeAssist: bit("flags", 1),
    /** The hardware does it all. */
    fullOffload: bit("flags", 2),
    txtimeDelayNs: number("txtimeDelay"),
  },
  { derived: ["priomap", "schedEntryList", "adminSched", "flags"] },
);
