/**
 * Rates, and the sizes that the kernel keeps as the time that they take at a rate. What is told is bits per second
 * and bytes; what is sent is bytes per second, ticks, and the tables of times that kernels before 3.8 count by.
 *
 * @module
 */
import { NetlinkInputError } from "../../../errors/index.ts";
import { checkNumber, checkProperties, numberFor } from "../input.ts";
import {
  attributeOf,
  choice,
  type Draft,
  type Field,
  MAX_U32,
  type Message,
  number,
  putAt,
  valueAt,
} from "./fields.ts";

/** A tick of the packet scheduler is 64 ns (`PSCHED_SHIFT` of include/net/pkt_sched.h), on every machine since 2.6.32. */
const TICKS_PER_SECOND = 15_625_000;
/** Entries of a table of times. */
const CELLS = 256;
/** What tc takes for the largest packet where nothing is said (`tc_calc_rtable` of iproute2). */
const LARGEST = 2047;

/** `TC_LINKLAYER_*` of include/uapi/linux/pkt_sched.h. */
export const LINK_LAYERS = { unaware: 0, ethernet: 1, atm: 2 } as const;
/** Bytes of a cell of ATM, and what of it carries data. */
const ATM_CELL = 53;
const ATM_DATA = 48;

/** How long bytes take at a rate (in bytes per second), in ticks: as many as are needed. */
export function ticksFor(bytes: number, rate: number): number {
  const exact = (bytes / rate) * TICKS_PER_SECOND;
  // What a division leaves over is no tick.
  return Math.min(MAX_U32, Math.ceil(exact - exact * Number.EPSILON * 4));
}

/** Bytes that go in some ticks; to the byte up to 62.5 Mbit/s, where a tick is half of one, beyond as exact as a tick is. */
export function bytesIn(ticks: number, rate: number): number {
  return Math.round((ticks / TICKS_PER_SECOND) * rate);
}

/**
 * The inverse of what the kernel makes of a burst in bytes: time on the line in whole nanoseconds, told in ticks
 * (`psched_l2t_ns` of include/net/sch_generic.h). Given back, it gives the same ticks.
 */
function burstOf(ticks: number, rate: number, spec: Message): number {
  const { linklayer = 0, overhead = 0 } = spec as Readonly<Record<string, number>>;
  // Where a tick is more than a byte, the least that takes so long.
  const onLine =
    rate < TICKS_PER_SECOND ? bytesIn(ticks, rate) : Math.ceil(bytesIn(ticks + 1 / 64, rate));
  const bytes = linklayer === LINK_LAYERS.atm ? Math.floor(onLine / ATM_CELL) * ATM_DATA : onLine;
  return Math.max(0, bytes - overhead);
}

/** Bytes per second, from bits per second. @throws `NetlinkInputError` */
export function bytesPerSecond(name: string, bits: unknown): number {
  if (typeof bits === "number" && Number.isSafeInteger(bits) && bits >= 8 && bits % 8 === 0)
    return bits / 8;
  throw new NetlinkInputError(name, bits, "bits per second: a multiple of 8 from 8 on");
}

/**
 * A rate in one or two places: 32 bits, and 64 where those do not suffice.
 *
 * @param narrow - Of bytes per second; all ones where the other has it.
 * @param unlimited - What stands for no limit, which is told as no rate.
 */
export function bitrate(narrow: string, wide?: string, unlimited = 0): Field<number> {
  const attributes = [...new Set([narrow, ...(wide === undefined ? [] : [wide])].map(attributeOf))];
  return {
    attributes,
    path: narrow,
    read(message) {
      const value = (wide && valueAt(message, wide)) ?? valueAt(message, narrow);
      return value === undefined || Number(value) === unlimited ? undefined : Number(value) * 8;
    },
    write(name, value, draft) {
      const bytes = bytesPerSecond(name, value);
      if (wide === undefined && bytes > MAX_U32)
        throw new NetlinkInputError(name, value, `${MAX_U32 * 8} bits per second at most`);
      putAt(draft, narrow, Math.min(bytes, MAX_U32));
      if (wide !== undefined && bytes > MAX_U32) putAt(draft, wide, BigInt(bytes));
    },
  };
}

/** A rate in 64 bits, of bytes per second; 0 is none. */
export function wideBitrate(path: string): Field<number> {
  return {
    attributes: [attributeOf(path)],
    path,
    read(message) {
      const value = Number(valueAt(message, path) ?? 0);
      return value === 0 ? undefined : value * 8;
    },
    write: (name, value, draft) => putAt(draft, path, BigInt(bytesPerSecond(name, value))),
  };
}

/** The rate that a draft has, in bytes per second; 0 for none. */
export function rateIn(message: Message, narrow: string, wide: string): number {
  return Number(valueAt(message, wide) ?? valueAt(message, narrow) ?? 0);
}

/**
 * Bytes that are kept as the ticks that they take at a rate, which has to be written before.
 *
 * @param narrow - The rate, the last member of its `struct tc_ratespec`.
 * @param bytes - An attribute that newer kernels take the bytes themselves in.
 */
export function atRate(path: string, narrow: string, wide: string, bytes?: string): Field<number> {
  return {
    attributes: [...new Set([path, ...(bytes === undefined ? [] : [bytes])].map(attributeOf))],
    path,
    read(message) {
      const rate = rateIn(message, narrow, wide);
      const ticks = Number(valueAt(message, path) ?? 0);
      if (rate === 0 || ticks === 0) return undefined;
      const spec = valueAt(message, narrow.slice(0, narrow.lastIndexOf("."))) as Message;
      return bytes === undefined ? bytesIn(ticks, rate) : burstOf(ticks, rate, spec);
    },
    write(name, value, draft) {
      if (!Number.isInteger(value) || value < 1 || value > MAX_U32)
        throw new NetlinkInputError(name, value, `a whole number of bytes from 1 to ${MAX_U32}`);
      const rate = rateIn(draft, narrow, wide);
      if (rate === 0) throw new NetlinkInputError(name, value, "nothing: there is no rate");
      putAt(draft, path, ticksFor(value, rate));
      if (bytes !== undefined) putAt(draft, bytes, value);
    },
  };
}

/** Bytes on the line for bytes of a packet. */
function onLine(bytes: number, mpu: number, linkLayer: number): number {
  const size = Math.max(bytes, mpu);
  return linkLayer === LINK_LAYERS.atm ? Math.ceil(size / ATM_DATA) * ATM_CELL : size;
}

/** Gives a second rate what the first has besides the rate itself. */
export function sameLine(draft: Draft, from: string, to: string): void {
  for (const member of ["mpu", "overhead", "linklayer"]) {
    const value = valueAt(draft, `${from}.${member}`);
    if (value !== undefined) putAt(draft, `${to}.${member}`, value);
  }
}

/**
 * Completes a `struct tc_ratespec`, and makes the table of times for it.
 *
 * @param spec - Where it is: `"parms.rate"`.
 * @param rate - Bytes per second.
 * @param largest - Bytes of the largest packet: cells are as wide as they need be for it.
 * @returns Ticks for packets of each width, in the host's order.
 */
export function completeRate(
  draft: Draft,
  spec: string,
  rate: number,
  largest = LARGEST,
): Uint8Array {
  const { mpu = 0, linklayer = LINK_LAYERS.ethernet } = (valueAt(draft, spec) ?? {}) as {
    readonly mpu?: number;
    readonly linklayer?: number;
  };
  let cellLog = 0;
  while (largest >> cellLog >= CELLS) cellLog++;
  putAt(draft, `${spec}.cellLog`, cellLog);
  putAt(draft, `${spec}.cellAlign`, -1);
  putAt(draft, `${spec}.linklayer`, linklayer);
  putAt(draft, `${spec}.rate`, Math.min(rate, MAX_U32));
  const table = Uint32Array.from({ length: CELLS }, (_, at) =>
    ticksFor(onLine((at + 1) * 2 ** cellLog, mpu, linklayer), rate),
  );
  return new Uint8Array(table.buffer);
}

/** Fields of a `struct tc_ratespec` besides its rate. */
export function rateSpec(path: string) {
  return {
    /** Bytes that the smallest packet takes on the line. */
    mpuBytes: number(`${path}.mpu`, { high: 0xffff, absent: 0 }),
    /** Bytes that the line adds to a packet. */
    overheadBytes: number(`${path}.overhead`, { high: 0xffff, absent: 0 }),
    /** `"ethernet"` where it is not said. */
    linkLayer: choice(`${path}.linklayer`, LINK_LAYERS),
  };
}

/** How the bytes of packets are counted, where the line adds to them (`TCA_STAB`). */
export interface SizeTable {
  /** `"ethernet"` where it is not said. */
  readonly linkLayer?: keyof typeof LINK_LAYERS | number;
  /** Bytes that the line adds to a packet; may be below 0. */
  readonly overheadBytes?: number;
  /** Bytes that the smallest packet takes on the line. */
  readonly mpuBytes?: number;
  /** Bytes of the largest packet that the table is for; 2048. */
  readonly mtuBytes?: number;
  /** Entries of the table; 512. */
  readonly entries?: number;
}

const SIZES = { mtu: 2048, entries: 512 } as const;

/** `TCA_STAB` for a table of sizes. @throws `NetlinkInputError` that names the property. */
export function sizeTableRequest(name: string, table: SizeTable): Draft {
  checkProperties(name, table, ["linkLayer", "overheadBytes", "mpuBytes", "mtuBytes", "entries"]);
  const { linkLayer = "ethernet", overheadBytes: overhead = 0, mpuBytes: mpu = 0 } = table;
  const { mtuBytes: mtu = SIZES.mtu, entries = SIZES.entries } = table;
  const linklayer = numberFor(`${name}.linkLayer`, linkLayer, LINK_LAYERS, 0xff);
  checkNumber(`${name}.overheadBytes`, overhead, -0x80000000, 0x7fffffff);
  checkNumber(`${name}.mpuBytes`, mpu, 0, 0xffff);
  checkNumber(`${name}.mtuBytes`, mtu, 1, MAX_U32);
  checkNumber(`${name}.entries`, entries, 1, 4096);
  // What is added alone needs no table.
  if (linklayer <= LINK_LAYERS.ethernet && mpu === 0) return { base: { overhead, linklayer } };
  let cellLog = 0;
  while ((mtu - 1) / 2 ** cellLog >= entries) cellLog++;
  const sizes = Array.from({ length: entries }, (_, at) =>
    onLine((at + 1) * 2 ** cellLog, mpu, linklayer),
  );
  let sizeLog = 0;
  while (Math.max(...sizes) >> sizeLog > 0xffff) sizeLog++;
  return {
    base: { cellLog, sizeLog, cellAlign: -1, overhead, linklayer, mpu, mtu, tsize: entries },
    data: sizes.map((size) => size >> sizeLog),
  };
}

/** The friendly form of `TCA_STAB`. */
export function sizeTableOf(stab: unknown): SizeTable | undefined {
  const base = (stab as Message | undefined)?.["base"] as
    | Readonly<Record<string, number>>
    | undefined;
  if (base === undefined) return undefined;
  const { linklayer = 0, overhead = 0, mpu = 0, mtu = 0, tsize = 0 } = base;
  const layer = Object.entries(LINK_LAYERS).find(([, value]) => value === linklayer)?.[0];
  return {
    linkLayer: (layer as keyof typeof LINK_LAYERS | undefined) ?? linklayer,
    overheadBytes: overhead,
    ...(mpu !== 0 && { mpuBytes: mpu }),
    ...(mtu !== 0 && { mtuBytes: mtu }),
    ...(tsize !== 0 && { entries: tsize }),
  };
}
