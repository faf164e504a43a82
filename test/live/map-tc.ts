/**
 * The fields of `tc -j -s -d` and where the decoded messages have them.
 *
 * @module
 */
import { flagNames } from "../../src/schema/index.ts";
import { TCA_CLS_FLAGS } from "../../src/uapi/tc/index.ts";
import type { Field, FieldMap } from "../oracle/fields.ts";
import type { Names } from "./map-ip.ts";

type Row = Readonly<Record<string, unknown>>;
type Rule = Field<Row, Names>;
/** A map of rows of traffic control. */
export type TcMap = FieldMap<never, Names>;

const ROOT = 0xffffffff;

/** `major:minor` in hexadecimal; a part that is 0 is left out. */
export function handle(value: number): string {
  const [major, minor] = [value >>> 16, value & 0xffff];
  return `${major === 0 ? "" : major.toString(16)}:${minor === 0 ? "" : minor.toString(16)}`;
}

/** Statistics that qdiscs, classes and actions have. */
const STATISTICS: TcMap = {
  bytes: "stats2.basic.bytes",
  packets: { from: "stats2", show: (it: Stats2) => it.pkt64 ?? it.basic?.packets },
  drops: "stats2.queue.drops",
  overlimits: "stats2.queue.overlimits",
  requeues: "stats2.queue.requeues",
  backlog: "stats2.queue.backlog",
  qlen: "stats2.queue.qlen",
  rate: "stats2.rateEst.bps",
  pps: "stats2.rateEst.pps",
};
interface Stats2 {
  readonly pkt64?: bigint;
  readonly basic?: { readonly packets: number };
}

/** Of a buffer that the kernel has as time at a rate: bytes, as tc prints a size. */
function size(bytes: number): string {
  const whole = (unit: number): boolean => bytes >= unit && bytes % unit === 0;
  if (whole(1024 * 1024)) return `${bytes / (1024 * 1024)}Mb`;
  return whole(1024) ? `${bytes / 1024}Kb` : `${bytes}b`;
}

interface Rates {
  readonly rate64?: bigint;
  readonly prate64?: bigint;
  readonly parms: {
    readonly rate: { readonly rate: number; readonly cellLog: number; readonly mpu: number };
    readonly peakrate: { readonly rate: number };
    readonly limit: number;
    readonly buffer: number;
    readonly mtu: number;
  };
}
/** Bytes a second; `TCA_TBF_PARMS` has 32 bits for them, and all ones where they do not suffice. */
const rateOf = ({ rate64, parms }: Rates): number => Number(rate64 ?? parms.rate.rate);
/** Ticks of the packet scheduler (64 ns each), of which tc makes microseconds. */
const TICKS_A_SECOND = 15_625_000;
const bytesOf = (rate: number, ticks: number): number =>
  (rate * Math.trunc((ticks * 1e6) / TICKS_A_SECOND)) / 1e6;

/** Options of the kinds of qdiscs, under `options.`; a kind without a table of its own has none to compare. */
const OPTIONS: Readonly<Record<string, TcMap>> = {
  htb: {
    r2q: "options.init.rate2quantum",
    default: { from: "options.init.defcls", show: (it: number) => `0x${it.toString(16)}` },
    direct_packets_stat: "options.init.directPkts",
    ver: {
      from: "options.init.version",
      show: (it: number) => `${it >>> 16}.${it & 0xffff}`,
    },
    direct_qlen: "options.directQlen",
  },
  tbf: {
    rate: { from: "options", show: rateOf },
    burst: {
      from: "options",
      show: (it: Rates) =>
        `${size(Math.trunc(bytesOf(rateOf(it), it.parms.buffer)))}/${2 ** it.parms.rate.cellLog}`,
    },
    mpu: "options.parms.rate.mpu",
    peakrate: { because: "tc 6.1 has no field for it: mtu is there where it is" },
    mtu: {
      from: "options",
      show: (it: Rates) =>
        it.parms.peakrate.rate === 0
          ? undefined
          : `${size(Math.trunc(bytesOf(Number(it.prate64 ?? it.parms.peakrate.rate), it.parms.mtu)))}/1`,
    },
    lat: {
      from: "options",
      show: (it: Rates) => {
        const rate = rateOf(it);
        const wait = (it.parms.limit / rate) * 1e6 - (it.parms.buffer / TICKS_A_SECOND) * 1e6;
        const peak = Number(it.prate64 ?? it.parms.peakrate.rate);
        if (peak === 0) return Math.trunc(wait);
        const other = (it.parms.limit / peak) * 1e6 - (it.parms.mtu / TICKS_A_SECOND) * 1e6;
        return Math.trunc(Math.max(wait, other));
      },
      within: 2,
    },
    linklayer: { because: "a conclusion of tc, from the table of rates" },
  },
  bfifo: { limit: "options.limit" },
  codel: {
    limit: "options.limit",
    target: "options.target",
    interval: "options.interval",
    ce_threshold: "options.ceThreshold",
    ecn: { from: "options.ecn", show: (it: number) => it === 1 || undefined },
  },
  fq_codel: {
    limit: "options.limit",
    flows: "options.flows",
    quantum: "options.quantum",
    target: "options.target",
    interval: "options.interval",
    ce_threshold: "options.ceThreshold",
    memory_limit: "options.memoryLimit",
    drop_batch: "options.dropBatchSize",
    ecn: { from: "options.ecn", show: (it: number) => it === 1 || undefined },
  },
  prio: {
    bands: "options.bands",
    priomap: "options.priomap",
    multiqueue: { because: "tc prints it of every one: there is no such attribute" },
  },
  pfifo: { limit: "options.limit" },
  pfifo_fast: {
    bands: "options.bands",
    priomap: "options.priomap",
    multiqueue: { because: "tc prints it of every one: there is no such attribute" },
  },
};

/** Statistics of one kind, beside those that all have. */
const OWN_STATISTICS: Readonly<Record<string, TcMap>> = {
  codel: {
    count: "stats2.app.count",
    lastcount: "stats2.app.lastcount",
    ldelay: "stats2.app.ldelay",
    drop_next: "stats2.app.dropNext",
    maxpacket: "stats2.app.maxpacket",
    ecn_mark: "stats2.app.ecnMark",
    drop_overlimit: "stats2.app.dropOverlimit",
  },
  fq_codel: {
    maxpacket: "stats2.app.maxpacket",
    drop_overlimit: "stats2.app.dropOverlimit",
    new_flow_count: "stats2.app.newFlowCount",
    ecn_mark: "stats2.app.ecnMark",
    new_flows_len: "stats2.app.newFlowsLen",
    old_flows_len: "stats2.app.oldFlowsLen",
    memory_used: "stats2.app.memoryUsage",
    drop_overmemory: "stats2.app.dropOvermemory",
  },
};

/** Fields of a table with `options.` in front. */
const under = (map: TcMap): Record<string, TcMap[string]> =>
  Object.fromEntries(Object.entries(map).map(([name, field]) => [`options.${name}`, field]));

/** Kinds whose options are compared. */
export const COMPARED: readonly string[] = [
  ...Object.keys(OPTIONS),
  "mq",
  "noqueue",
  "clsact",
  "ingress",
];

/** Rows of `tc -j -s -d qdisc` of one kind. */
export const qdiscMap = ({ kind }: { kind?: string }): TcMap => ({
  kind: "kind",
  handle: { from: "handle", show: (it: number) => (it === 0 ? "0:" : handle(it)) },
  dev: { from: "ifindex", show: (it: number, _: unknown, names: Names) => names.get(it) },
  root: { from: "parent", show: (it: number) => it === ROOT || undefined },
  parent: { from: "parent", show: (it: number) => (it === ROOT ? undefined : handle(it)) },
  refcnt: { from: "info", show: (it: number) => (it === 1 ? undefined : it) },
  ingress_block: "ingressBlock",
  egress_block: "egressBlock",
  ...STATISTICS,
  ...OWN_STATISTICS[kind ?? ""],
  ...under(OPTIONS[kind ?? ""] ?? {}),
  "stab.linklayer": {
    from: "stab.base.linklayer",
    show: (it: number) => ["unspec", "ethernet", "atm"][it],
  },
  "stab.overhead": "stab.base.overhead",
  "stab.mpu": "stab.base.mpu",
  "stab.mtu": "stab.base.mtu",
  "stab.tsize": "stab.base.tsize",
});

/** Where an action mirrors or redirects to, and which way. */
const mirred = (part: 0 | 1): Rule => ({
  from: "options.parms.eaction",
  show: (it: string) =>
    part === 0 ? it.split("-")[0] : { redir: "redirect", mirror: "mirror" }[it.split("-")[1] ?? ""],
});

interface Times {
  readonly install: bigint;
  readonly lastuse: bigint;
}
/** Times are in ticks of a hundredth second; tc gives seconds. */
const seconds = (ticks: bigint): number => Math.trunc(Number(ticks) / 100);

/** Rows of `actions`, of filters and of `tc -j -s -d actions list`. */
export const ACTION: TcMap = {
  order: { because: "the place in the list" },
  kind: "kind",
  mirred_action: mirred(1),
  direction: mirred(0),
  to_dev: {
    from: "options.parms.ifindex",
    show: (it: number, _: unknown, names: Names) => names.get(it),
  },
  "control_action.type": "options.parms.action",
  index: "options.parms.index",
  ref: "options.parms.refcnt",
  bind: "options.parms.bindcnt",
  installed: { from: "options.tm", show: ({ install }: Times) => seconds(install), within: 1 },
  last_used: { from: "options.tm", show: ({ lastuse }: Times) => seconds(lastuse), within: 1 },
  first_used: { because: "only of actions that a packet has met" },
  "stats.bytes": "stats.basic.bytes",
  "stats.packets": "stats.basic.packets",
  "stats.drops": "stats.queue.drops",
  "stats.overlimits": "stats.queue.overlimits",
  "stats.requeues": "stats.queue.requeues",
  "stats.backlog": "stats.queue.backlog",
  "stats.qlen": "stats.queue.qlen",
  cookie: {
    from: "cookie",
    show: (it: Uint8Array) => Buffer.from(it).toString("hex"),
  },
  not_in_hw: { from: "inHwCount", show: (it: number) => it === 0 || undefined },
  used_hw_stats: {
    from: "usedHwStats",
    show: ({ value }: { value: number }) => (value === 0 ? ["disabled"] : undefined),
  },
};

const U32_KEYS = Array.from({ length: 4 }, (_, at) => at);
interface U32 {
  readonly sel?: {
    readonly hmask: number;
    readonly hoff: number;
    readonly keys: readonly { readonly val: number; readonly mask: number; readonly off: number }[];
  };
}
/** `htid:bucket:node` of u32, as tc prints a handle. */
function u32Handle(value: number): string {
  const [table, bucket, node] = [value >>> 20, (value >>> 12) & 0xff, value & 0xfff];
  const hex = (it: number): string => (it === 0 ? "" : it.toString(16));
  return `${hex(table)}:${hex(bucket)}${node === 0 ? "" : `:${hex(node)}`}`;
}
const key = (at: number, member: "val" | "mask" | "off"): Rule => ({
  from: "options",
  show: ({ sel }: U32) => {
    const value = sel?.keys[at]?.[member];
    return member === "off" ? value : value?.toString(16);
  },
});
const notInHardware = (from: string): Rule => ({
  from,
  show: (it: number) => flagNames(TCA_CLS_FLAGS, it).includes("not-in-hw") || undefined,
});
/** Words of the hash table that a key is in. */
const isKey = ({ options }: { options?: { sel?: unknown } }): boolean => options?.sel !== undefined;

const CLASSIFIERS: Readonly<Record<string, TcMap>> = {
  u32: {
    fh: { from: "handle", show: u32Handle },
    ht_divisor: "options.divisor",
    order: {
      from: "",
      show: (row: Row) => (isKey(row) ? (row["handle"] as number) & 0xfff : undefined),
    },
    key_ht: { from: "options.hash", show: (it: number) => (it >>> 20).toString(16) },
    bkt: { from: "options.hash", show: (it: number) => ((it >>> 12) & 0xff).toString(16) },
    flowid: { from: "options.classid", show: handle },
    link: { from: "options.link", show: u32Handle },
    not_in_hw: notInHardware("options.flags"),
    hash_mask: { from: "options.sel.hmask", show: (it: number) => it.toString(16) },
    hash_off: "options.sel.hoff",
    ...Object.fromEntries(
      U32_KEYS.flatMap((at) => [
        [`match${at}.value`, key(at, "val")],
        [`match${at}.mask`, key(at, "mask")],
        [`match${at}.off`, key(at, "off")],
        [`match${at}.offmask`, { because: "empty in each of these: none reads its offset" }],
      ]),
    ),
  },
  bpf: {
    handle: { from: "handle", show: (it: number) => `0x${it.toString(16)}` },
    flowid: { from: "options.classid", show: handle },
    not_in_hw: notInHardware("options.flagsGen"),
    "bytecode.length": "options.opsLen",
    "bytecode.insns": {
      from: "options.ops",
      show: (ops: Uint8Array) => {
        const view = new DataView(ops.buffer, ops.byteOffset, ops.length);
        return Array.from({ length: ops.length / 8 }, (_, at) => ({
          code: view.getUint16(at * 8, true),
          jt: view.getUint8(at * 8 + 2),
          jf: view.getUint8(at * 8 + 3),
          k: view.getUint32(at * 8 + 4, true),
        }));
      },
    },
  },
};

/** `ETH_P_*` as tc prints them; those that the filters of the network name. */
const PROTOCOLS: Readonly<Record<number, string>> = { 2048: "ip", 3: "all" };
const swapped = (value: number): number => ((value & 0xff) << 8) | (value >>> 8);

/** Rows of `tc -j -s -d filter` of one kind. */
export const filterMap = ({ kind }: { kind?: string }): TcMap => ({
  parent: { from: "parent", show: handle },
  protocol: { from: "info", show: (it: number) => PROTOCOLS[swapped(it & 0xffff)] },
  pref: { from: "info", show: (it: number) => it >>> 16 },
  kind: "kind",
  chain: "chain",
  ...under(CLASSIFIERS[kind ?? ""] ?? {}),
  "options.actions": { from: "options.act", each: ACTION },
});
