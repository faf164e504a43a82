/**
 * Options of traffic control as words, by the convention of their names: a `bitrate` is in bits per second, `…Bytes`,
 * `…Packets`, `…Ms` and `…Percent` are what they say.
 *
 * @module
 */
import { toJson } from "./json.ts";
import { printable } from "./paint.ts";
import { valueText, wordOf } from "./words.ts";

/** The largest unit of which a value is a whole number, or, of times, that is not more than it. */
function inUnits(value: number, units: readonly (readonly [string, number])[]): string {
  const [name, size] = units.find(([, each]) => value >= each && value % each === 0) ??
    units.at(-1) ?? ["", 1];
  return `${value / size}${name}`;
}

const RATES = [
  ["Tbit", 1e12],
  ["Gbit", 1e9],
  ["Mbit", 1e6],
  ["Kbit", 1e3],
  ["bit", 1],
] as const;
const SIZES = [
  ["Mb", 1024 * 1024],
  ["Kb", 1024],
  ["b", 1],
] as const;
/** Of milliseconds. */
const TIMES = [
  ["s", 1000],
  ["ms", 1],
  ["us", 1e-3],
  ["ns", 1e-6],
] as const;

function timeText(milliseconds: number): string {
  const [name, size] = TIMES.find(([, each]) => milliseconds >= each) ?? TIMES[1];
  return `${Number((milliseconds / size).toPrecision(12))}${name}`;
}

/** Endings of names, what they stand for, and how a value is told. */
const ENDINGS: readonly (readonly [
  ending: RegExp,
  word: string,
  text: (value: number) => string,
])[] = [
  [/(^b|B)itrate$/, "rate", (value) => inUnits(value, RATES)],
  [/Bytes$/, "", (value) => inUnits(value, SIZES)],
  [/Packets$/, "", (value) => `${value}p`],
  [/Ms$/, "", timeText],
  [/Ns$/, "", (value) => `${value}ns`],
  [/Percent$/, "", (value) => `${value}%`],
];

/** What tc calls some properties. */
const WORDS: Readonly<Record<string, string>> = {
  ceilBitrate: "ceil",
  ceilBurstBytes: "cburst",
  peakBitrate: "peakrate",
  peakBurstBytes: "minburst",
  classId: "classid",
  priority: "prio",
  defaultClass: "default",
  rateToQuantum: "r2q",
  directPackets: "direct_qlen",
  linkLayer: "linklayer",
  hashTable: "ht",
  skipHardware: "skip_hw",
  skipSoftware: "skip_sw",
};

const hex = (value: unknown, digits = 8): string =>
  Number(value).toString(16).padStart(digits, "0");

/** Lists of objects: what stands for one of them, after the word. */
const ROWS: Readonly<
  Record<string, readonly [word: string, text: (row: Readonly<Record<string, unknown>>) => string]>
> = {
  match: [
    "match",
    ({ offset, value, mask = 0xffffffff, nextHeader }) =>
      `${hex(value)}/${hex(mask)} at ${nextHeader === true ? "nexthdr+" : ""}${offset}`,
  ],
  keys: [
    "munge",
    ({ header, offset, command, value, keep = 0 }) =>
      `${header} offset ${offset} ${command} ${hex(value)} keep ${hex(keep)}`,
  ],
  schedule: [
    "sched-entry",
    ({ command, gates, intervalNs }) => `${command} ${hex(gates, 2)} ${intervalNs}ns`,
  ],
  queues: ["queues", ({ count, offset }) => `${count}@${offset}`],
  bytecode: ["op", ({ code, jt, jf, k }) => `${code} ${jt} ${jf} ${k}`],
  trafficClasses: ["tc", (row) => optionWords(row)],
};

function optionText(name: string, value: unknown): string {
  const [ending, suffix = "", text] = ENDINGS.find(([each]) => each.test(name)) ?? [];
  const bare = ending === undefined ? name : name.replace(ending, "");
  const word = WORDS[name] ?? [wordOf(bare), suffix].filter((part) => part !== "").join("_");
  if (value === true) return word;
  if (value === false) return `no${word}`;
  if (text !== undefined && typeof value === "number") return `${word} ${text(value)}`;
  if (Array.isArray(value) && value.every((each) => typeof each !== "object"))
    return `${word} ${value.map((each) => (text === undefined ? String(each) : text(Number(each)))).join(" ")}`;
  const [rowWord, rowText] = Object.hasOwn(ROWS, name) ? (ROWS[name] ?? []) : [];
  if (Array.isArray(value) && rowText !== undefined)
    return value.map((row) => `${rowWord} ${rowText(row)}`).join(" ");
  if (Array.isArray(value) || value instanceof Uint8Array) return `${word} ${valueText(value)}`;
  if (value !== null && typeof value === "object") return `${word} ${optionWords(value)}`;
  return `${word} ${typeof value === "string" ? printable(value) : toJson(value)}`;
}

/** Options in one line: `"rate 10Mbit burst 32Kb limit 94Kb"`. */
export function optionWords(options: object): string {
  return Object.entries(options)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => optionText(name, value))
    .join(" ");
}

/** Bits per second: `"10Mbit"`. */
export function rateText(bits: number): string {
  return inUnits(bits, RATES);
}
