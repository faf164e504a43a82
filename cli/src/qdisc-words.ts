/**
 * The words of each kind of qdisc and class, as `tc` has them.
 *
 * @module
 */
import {
  append,
  choices,
  flag,
  list,
  oneOf,
  onOff,
  option,
  PERCENT,
  RATE,
  SIZE,
  several,
  TIME,
} from "./tc-values.ts";
import { UsageError } from "./usage.ts";
import { SECONDS_AS_MS } from "./values.ts";
import { assign, type Cursor, type Draft, NUMBER, ON_OFF, type Value, type Word } from "./words.ts";

/** The minor number of a class: `10`, `0x10` and `1:10` are one. */
const MINOR: Value = {
  shown: "MINOR",
  read: (given) => (given.includes(":") ? given : `:${given.replace(/^0x/i, "")}`),
};

/** `0.05` as percent. */
const FRACTION: Value = {
  shown: "FRACTION",
  read: (given, name) =>
    given.endsWith("%")
      ? PERCENT.read(given, name)
      : Number(((PERCENT.read(given, name) as number) * 100).toPrecision(12)),
};

const LINE: readonly Word[] = [
  option("mpu", "mpuBytes", "what the smallest packet takes on the line"),
  option("overhead", "overheadBytes", "what the line adds to a packet"),
  option("linklayer", "linkLayer", "how the line counts", oneOf(["ethernet", "atm"])),
];

const RED_MARKS = [
  flag("ecn", "ecn", "mark packets instead of dropping them"),
  flag("harddrop", "hardDrop", "drop above the maximum, whatever can be marked"),
];

/** An option with up to so many values behind it, each of which is a property: `delay 100ms 10ms 25%`. */
function row(name: string, help: string, parts: readonly (readonly [string, Value])[]): Word {
  return {
    names: [name],
    property: `options.${parts[0]?.[0]}`,
    help: `${parts.map(([, { shown }], at) => (at === 0 ? shown : `[${shown}]`)).join(" ")}: ${help}`,
    parse(cursor, draft) {
      for (const [at, [property, value]] of parts.entries()) {
        if (at > 0 && !/^-?[\d.]/.test(cursor.next ?? "")) break;
        assign(
          draft,
          `options.${property}`,
          value.read(cursor.take(name, value.shown), name),
          name,
        );
      }
      return undefined;
    },
  };
}

/** Members of each model of loss in tc's order, and what each is where it is not said, by the first. */
const LOSS_MODELS: Readonly<
  Record<string, readonly [string, readonly (readonly [string, (first: number) => number])[]]>
> = {
  state: [
    "lossState",
    [
      ["p13", (first) => first],
      ["p31", (first) => 100 - first],
      ["p32", () => 0],
      ["p23", () => 100],
      ["p14", () => 0],
    ],
  ],
  gemodel: [
    "lossGemodel",
    [
      ["p", (first) => first],
      ["r", (first) => 100 - first],
      ["h", () => 0],
      ["k1", () => 0],
    ],
  ],
};

/** `loss 1% 25%`, `loss random 1%`, `loss state 1% 2% …`, `loss gemodel 1% 10% 70% 0.1%`. */
function loss(cursor: Cursor, draft: Draft): undefined {
  const kind = cursor.next ?? "";
  const model = Object.hasOwn(LOSS_MODELS, kind) ? LOSS_MODELS[kind] : undefined;
  if (model !== undefined || kind === "random") cursor.skip();
  const most = model === undefined ? 2 : model[1].length;
  const values = several(cursor, "loss", /^[\d.]+%?$/, PERCENT, most) as number[];
  const [first, second] = values;
  if (first === undefined) throw new UsageError("loss: PERCENT is missing after it");
  if (model === undefined) {
    assign(draft, "options.lossPercent", first, "loss");
    if (second !== undefined) assign(draft, "options.lossCorrelationPercent", second, "loss");
    return undefined;
  }
  const [property, members] = model;
  for (const [at, [member, usual]] of members.entries()) {
    const given = values[at] ?? usual(first);
    // What is asked for is what a bad state loses; the kernel has what it lets through.
    const isInverse = member === "h" && values[at] !== undefined;
    const percent = isInverse ? Number((100 - given).toPrecision(12)) : given;
    assign(draft, `options.${property}.${member}Percent`, percent, "loss");
  }
  return undefined;
}

const NETEM: readonly Word[] = [
  option("limit", "limitPackets", "packets that may wait"),
  row("delay", "how long each waits, by how much more or less, and how much of the one before", [
    ["delayMs", TIME],
    ["jitterMs", TIME],
    ["delayCorrelationPercent", PERCENT],
  ]),
  {
    names: ["loss"],
    property: "options.lossPercent",
    help: "[random] PERCENT [PERCENT] | state P13 [P31 P32 P23 P14] | gemodel P [R 1-H 1-K]: packets that are lost",
    parse: loss,
  },
  row("duplicate", "packets that come twice", [
    ["duplicatePercent", PERCENT],
    ["duplicateCorrelationPercent", PERCENT],
  ]),
  row("reorder", "packets that go before others", [
    ["reorderPercent", PERCENT],
    ["reorderCorrelationPercent", PERCENT],
  ]),
  row("corrupt", "packets with a bit turned over", [
    ["corruptPercent", PERCENT],
    ["corruptCorrelationPercent", PERCENT],
  ]),
  option("gap", "gap", "every how many packets one goes at once"),
  row("rate", "what goes at most, with bytes that the line adds, its cells and what those add", [
    ["bitrate", RATE],
    ["packetOverheadBytes", NUMBER],
    ["cellBytes", NUMBER],
    ["cellOverheadBytes", NUMBER],
  ]),
  row("slot", "packets go in slots so far apart", [
    ["slotMinMs", TIME],
    ["slotMaxMs", TIME],
  ]),
  option("packets", "slotPackets", "packets of a slot"),
  option("bytes", "slotBytes", "bytes of a slot"),
  flag("ecn", "ecn", "mark packets instead of losing them"),
];

/** `2@0`: queues of a traffic class. */
const QUEUES: Value = {
  shown: "COUNT@OFFSET",
  read(given, name) {
    const [, count, offset] = /^(\d+)@(\d+)$/.exec(given) ?? [];
    if (count !== undefined) return { count: Number(count), offset: Number(offset) };
    throw new UsageError(`${name}: "${given}" is not COUNT@OFFSET`);
  },
};

const TRAFFIC_CLASSES: readonly Word[] = [
  option("num_tc", "classes", "how many traffic classes there are"),
  list("map", "priorityMap", "the traffic class of each priority"),
  {
    ...list("queues", "queues", "the queues of each traffic class", QUEUES),
    parse(cursor, draft) {
      assign(draft, "options.queues", several(cursor, "queues", /@/, QUEUES), "queues");
      return undefined;
    },
  },
];

const BIG: Value = {
  shown: "NANOSECONDS",
  read(given, name) {
    if (/^-?\d+$/.test(given)) return BigInt(given);
    throw new UsageError(`${name}: "${given}" is no whole number`);
  },
};

const GATE_COMMANDS: Readonly<Record<string, string>> = {
  S: "set-gates",
  H: "set-and-hold",
  R: "set-and-release",
};

/** `sched-entry S 01 300000`: what the gates do, which are open, for how long. */
function schedEntry(cursor: Cursor, draft: Draft): undefined {
  const name = "sched-entry";
  const letter = cursor.take(name, "S, H or R");
  const command = GATE_COMMANDS[letter.toUpperCase()];
  const gates = cursor.take(name, "a mask of gates");
  if (command === undefined || !/^(0x)?[0-9a-f]+$/i.test(gates))
    throw new UsageError(`${name}: expected S|H|R GATES NANOSECONDS, got "${letter} ${gates}"`);
  const intervalNs = NUMBER.read(cursor.take(name, "nanoseconds"), name);
  append(draft, "schedule", [{ command, gates: Number.parseInt(gates, 16), intervalNs }]);
  return undefined;
}

const CLOCK: Value = {
  shown: "CLOCK_TAI|…",
  read: (given) => given.replace(/^CLOCK_/i, "").toLowerCase(),
};

const SHAPER: Value = {
  shown: "dcb|bw_rlimit",
  read: (given) => (given === "bw_rlimit" ? "bandwidth" : given),
};

const CODEL: readonly Word[] = [
  option("limit", "limitPackets", "packets that may wait"),
  option("target", "targetMs", "delay of a queue that is as it should be"),
  option("interval", "intervalMs", "how long it may be worse"),
  ...onOff("ecn", "ecn", "packets are marked instead of dropped"),
  option("ce_threshold", "ceThresholdMs", "delay from which on all packets are marked"),
];

const BANDS: readonly Word[] = [
  option("bands", "bands", "how many bands there are"),
  list("priomap", "priorityMap", "the band of each priority"),
];

const CAKE: readonly Word[] = [
  option("bandwidth", "bitrate", "what the link carries"),
  flag("autorate-ingress", "autorate", "find the rate"),
  ...choices(
    "diffserv",
    ["diffserv3", "diffserv4", "diffserv8", "besteffort", "precedence"],
    "how the DS field chooses a tin",
  ),
  ...choices(
    "flowMode",
    [
      "flowblind",
      "srchost",
      "dsthost",
      "hosts",
      "flows",
      "dual-srchost",
      "dual-dsthost",
      "triple-isolate",
    ],
    "between whom the link is shared out",
  ),
  ...onOff("nat", "nat", "addresses before NAT tell hosts apart"),
  ...onOff("wash", "wash", "marks of the DS field are cleared"),
  flag("ingress", "ingress", "shapes what comes in"),
  flag("egress", "ingress", "shapes what goes out", false),
  flag("ack-filter", "ackFilter", "drop ACKs that say nothing new", "filter"),
  flag("ack-filter-aggressive", "ackFilter", "drop more of them", "aggressive"),
  flag("no-ack-filter", "ackFilter", "drop none", "disabled"),
  flag("split-gso", "splitGso", "take large packets apart"),
  flag("no-split-gso", "splitGso", "leave large packets whole", false),
  option("rtt", "rttMs", "time of a round trip"),
  option("memlimit", "memoryLimitBytes", "memory that packets may take"),
  option("overhead", "overheadBytes", "bytes that the link adds to a packet", NUMBER),
  option("mpu", "mpuBytes", "bytes of the smallest packet on the link", NUMBER),
  flag("atm", "framing", "the link has cells of ATM", "atm"),
  flag("ptm", "framing", "the link has the frames of PTM", "ptm"),
  flag("noatm", "framing", "the link adds nothing in proportion", "none"),
  flag("raw", "raw", "reckon with no overhead"),
  option("fwmark", "fwmark", "bits of the firewall mark that choose the tin"),
];

/** The words of each kind of qdisc. */
export const QDISC_WORDS: Readonly<Record<string, readonly Word[]>> = {
  noqueue: [],
  mq: [],
  drr: [],
  qfq: [],
  clsact: [],
  ingress: [],
  pfifo: [option("limit", "limitPackets", "packets that may wait")],
  pfifo_head_drop: [option("limit", "limitPackets", "packets that may wait")],
  bfifo: [option("limit", "limitBytes", "bytes that may wait")],
  pfifo_fast: [],
  tbf: [
    option("rate", "bitrate", "what may be sent"),
    option("burst|buffer|maxburst", "burstBytes", "what may be sent at once"),
    option("limit", "limitBytes", "bytes that may wait"),
    option("latency", "latencyMs", "how long a packet may wait, instead of limit"),
    option("peakrate", "peakBitrate", "what may be sent at most, however much has been saved up"),
    option("mtu|minburst", "peakBurstBytes", "what may be sent at once at the peak rate"),
    ...LINE,
  ],
  htb: [
    option("default", "defaultClass", "the class of packets that no filter has one for", MINOR),
    option("r2q", "rateToQuantum", "a class's quantum is its rate by this"),
    option("direct_qlen", "directPackets", "packets that may wait without a class"),
    flag("offload", "offload", "let the hardware do it"),
  ],
  hfsc: [
    option("default", "defaultClass", "the class of packets that no filter has one for", MINOR),
  ],
  prio: BANDS,
  ets: [
    ...BANDS,
    option("strict", "strict", "how many bands come first, each before the next"),
    list("quanta", "quantaBytes", "bytes of a round for each of the other bands", SIZE),
  ],
  fq: [
    option("limit", "limitPackets", "packets in all"),
    option("flow_limit", "flowLimitPackets", "packets of one flow"),
    option("quantum", "quantumBytes", "what a flow may send in a round"),
    option("initial_quantum", "initialQuantumBytes", "what a new flow may send at once"),
    option("maxrate", "maxBitrate", "most that a flow may send"),
    option("buckets", "buckets", "size of the hash, a power of 2"),
    ...onOff("pacing", "pacing", "flows keep to the rates of their sockets"),
    option("refill_delay", "refillDelayMs", "how long a flow has to be idle to get new credit"),
    option("orphan_mask", "orphanMask", "bits of the hash of packets without a socket"),
    option(
      "low_rate_threshold",
      "lowRateBitrate",
      "flows below it are held to it packet by packet",
    ),
    option("ce_threshold", "ceThresholdMs", "delay from which on packets are marked"),
    option("timer_slack", "timerSlackMs", "how late a timer may be"),
    option("horizon", "horizonMs", "how far ahead a packet's time may be"),
    flag("horizon_drop", "horizonDrop", "drop packets beyond the horizon"),
    flag("horizon_cap", "horizonDrop", "send packets beyond the horizon at it", false),
    list("priomap", "priorityMap", "the band of each priority"),
    list("weights", "weights", "weights of the three bands"),
  ],
  codel: CODEL,
  fq_codel: [
    ...CODEL,
    option("flows", "flows", "how many flows are told apart"),
    option("quantum", "quantumBytes", "what a flow may send in a round"),
    option("memory_limit", "memoryLimitBytes", "memory that packets may take"),
    option(
      "drop_batch",
      "dropBatchPackets",
      "packets that are dropped at once where there is no room",
    ),
  ],
  cake: CAKE,
  sfq: [
    option("quantum", "quantumBytes", "what a flow may send in a round"),
    option("perturb", "perturbMs", "how often flows are shared out anew", SECONDS_AS_MS),
    option("limit", "limitPackets", "packets in all"),
    option("divisor", "divisor", "size of the hash, a power of 2"),
    option("flows", "flows", "how many flows there may be"),
    option("depth", "depthPackets", "packets of one flow"),
    flag("headdrop", "headDrop", "drop the oldest packet"),
    option(
      "redflowlimit",
      "redLimitBytes",
      "with RED for each flow: where all packets are dropped",
    ),
    option("min", "redMinBytes", "average from which on packets are marked or dropped"),
    option("max", "redMaxBytes", "average at which the probability is the highest"),
    option("probability", "redProbabilityPercent", "that probability", FRACTION),
    flag("ecn", "redEcn", "mark packets instead of dropping them"),
    flag("harddrop", "redHardDrop", "drop above the maximum, whatever can be marked"),
  ],
  red: [
    option("limit", "limitBytes", "bytes at which all packets are dropped"),
    option("min", "minBytes", "average from which on packets are marked or dropped"),
    option("max", "maxBytes", "average at which the probability is the highest"),
    option("avpkt", "averagePacketBytes", "bytes of a usual packet"),
    option("burst", "burstPackets", "packets that may come at once"),
    option("bandwidth", "bitrate", "of the link, for how fast the average falls"),
    option("probability", "probabilityPercent", "the highest probability", FRACTION),
    ...RED_MARKS,
    flag("adaptive", "adaptive", "let the probability follow the load"),
    flag("nodrop", "noDrop", "let pass what cannot be marked"),
  ],
  netem: NETEM,
  mqprio: [
    ...TRAFFIC_CLASSES,
    option("hw", "hardware", "let the hardware do it", ON_OFF),
    option("mode", "mode", "what is set of the hardware", oneOf(["dcb", "channel"])),
    option("shaper", "shaper", "how the hardware shapes", SHAPER),
    list("min_rate", "minBitrates", "what each traffic class gets", RATE),
    list("max_rate", "maxBitrates", "what each traffic class may have", RATE),
  ],
  taprio: [
    ...TRAFFIC_CLASSES,
    {
      names: ["sched-entry"],
      property: "options.schedule",
      help: "S|H|R GATES NANOSECONDS: what the gates do, which are open (hexadecimal), for how long",
      parse: schedEntry,
    },
    option("base-time", "baseTimeNs", "when it starts", BIG),
    option("cycle-time", "cycleTimeNs", "how long it takes", BIG),
    option(
      "cycle-time-extension",
      "cycleExtensionNs",
      "by how much the last one may be longer",
      BIG,
    ),
    option("clockid", "clock", "the clock that it goes by", CLOCK),
    {
      names: ["flags"],
      property: "options.flags",
      help: "NUMBER: 1 for times of sending, 2 for the hardware to do it all",
      parse(cursor, draft) {
        const flags = NUMBER.read(cursor.take("flags", "a number"), "flags") as number;
        if ((flags & ~3) !== 0) throw new UsageError(`flags: ${flags} has bits besides 1 and 2`);
        assign(draft, "options.txtimeAssist", (flags & 1) !== 0, "flags");
        assign(draft, "options.fullOffload", (flags & 2) !== 0, "flags");
        return undefined;
      },
    },
    option(
      "txtime-delay",
      "txtimeDelayNs",
      "how long a packet takes to the hardware, in nanoseconds",
    ),
  ],
};

/** `rt m1 2mbit d 10ms m2 1mbit`, or with one rate alone: `ls rate 5mbit`. */
function curve(names: string, property: string, help: string): Word {
  const [name = ""] = names.split("|");
  const parts: readonly (readonly [word: string, part: string, value: Value])[] = [
    ["m1", "firstBitrate", RATE],
    ["d", "firstMs", TIME],
    ["m2", "bitrate", RATE],
    ["rate", "bitrate", RATE],
  ];
  return {
    names: names.split("|") as [string, ...string[]],
    property: `options.${property}`,
    help: `[m1 RATE d TIME] m2 RATE: ${help}`,
    parse(cursor, draft) {
      let count = 0;
      for (let at = cursor.next; at !== undefined; at = cursor.next) {
        const [, part, value] = parts.find(([each]) => each === at) ?? [];
        if (part === undefined || value === undefined) break;
        cursor.skip();
        assign(
          draft,
          `options.${property}.${part}`,
          value.read(cursor.take(at, value.shown), at),
          at,
        );
        count++;
      }
      if (count === 0) throw new UsageError(`${name}: m2 RATE is missing after it`);
      return undefined;
    },
  };
}

/** The words of each kind of class. */
export const CLASS_WORDS: Readonly<Record<string, readonly Word[]>> = {
  htb: [
    option("rate", "bitrate", "what it may send in any case"),
    option("ceil", "ceilBitrate", "what it may send where others leave something"),
    option("burst|buffer|maxburst", "burstBytes", "what may be sent at once"),
    option(
      "cburst|cbuffer|cmaxburst",
      "ceilBurstBytes",
      "what may be sent at once at the ceil rate",
    ),
    option("prio|priority", "priority", "the lower goes first"),
    option("quantum", "quantumBytes", "what it may send in a round"),
    ...LINE,
  ],
  hfsc: [
    curve("rt|realtime", "realTime", "what it gets whatever happens"),
    curve("ls|linkshare", "linkShare", "its share of what is left"),
    curve("ul|upperlimit", "upperLimit", "what it gets at most"),
  ],
  drr: [option("quantum", "quantumBytes", "what it may send in a round")],
  ets: [option("quantum", "quantumBytes", "what it may send in a round")],
  qfq: [
    option("weight", "weight", "its share"),
    option("maxpkt", "maxPacketBytes", "bytes of its largest packet"),
  ],
};
