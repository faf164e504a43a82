/**
 * Traffic control in the words of tc (iproute2 6.1), and the same in those of the library: qdiscs and classes.
 * Filters and actions are in files of their own.
 *
 * @module
 */
import type { ClassSettings, QdiscSettings } from "../../src/route.ts";

/** Without what every row has. */
export type Row<Settings> = readonly [
  words: string,
  settings: Settings extends unknown ? Omit<Settings, "dev"> : never,
];

/** After `tc qdisc add dev DEV`. */
export const QDISC_ROWS: readonly Row<QdiscSettings>[] = [
  ["root handle 1: pfifo limit 77", { kind: "pfifo", handle: "1:", options: { limitPackets: 77 } }],
  [
    "root handle 1: bfifo limit 7000",
    { kind: "bfifo", handle: "1:", options: { limitBytes: 7000 } },
  ],
  [
    "root handle 1: pfifo_head_drop limit 9",
    { kind: "pfifo_head_drop", handle: "1:", options: { limitPackets: 9 } },
  ],
  [
    "root handle 1: tbf rate 10mbit burst 32kb latency 50ms",
    {
      kind: "tbf",
      handle: "1:",
      options: { bitrate: 10_000_000, burstBytes: 32_768, latencyMs: 50 },
    },
  ],
  [
    "root handle 1: tbf rate 10mbit burst 32kb limit 100kb peakrate 20mbit mtu 1540 mpu 64 overhead 14 linklayer atm",
    {
      kind: "tbf",
      handle: "1:",
      options: {
        bitrate: 10_000_000,
        burstBytes: 32_768,
        limitBytes: 102_400,
        peakBitrate: 20_000_000,
        peakBurstBytes: 1540,
        mpuBytes: 64,
        overheadBytes: 14,
        linkLayer: "atm",
      },
    },
  ],
  [
    "root handle 1: tbf rate 40gbit burst 1mb latency 5ms",
    {
      kind: "tbf",
      handle: "1:",
      options: { bitrate: 40_000_000_000, burstBytes: 1_048_576, latencyMs: 5 },
    },
  ],
  [
    "root handle 1: stab overhead 24 linklayer atm mtu 1500 tsize 128 tbf rate 1mbit burst 4kb limit 10kb",
    {
      kind: "tbf",
      handle: "1:",
      sizeTable: { overheadBytes: 24, linkLayer: "atm", mtuBytes: 1500, entries: 128 },
      options: { bitrate: 1_000_000, burstBytes: 4096, limitBytes: 10_240 },
    },
  ],
  ["root handle 1: htb", { kind: "htb", handle: "1:" }],
  [
    "root handle 1: htb default 0x10 r2q 20 direct_qlen 50",
    {
      kind: "htb",
      handle: "1:",
      options: { defaultClass: ":10", rateToQuantum: 20, directPackets: 50 },
    },
  ],
  [
    "root handle 1: hfsc default 20",
    { kind: "hfsc", handle: "1:", options: { defaultClass: "1:20" } },
  ],
  [
    "root handle 1: prio bands 4 priomap 0 1 2 3 0 1 2 3 0 1 2 3 0 1 2 3",
    {
      kind: "prio",
      handle: "1:",
      options: { bands: 4, priorityMap: [0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3] },
    },
  ],
  ["root handle 1: prio", { kind: "prio", handle: "1:" }],
  ["root handle 1: mq", { kind: "mq", handle: "1:" }],
  ["ingress", { kind: "ingress" }],
  ["clsact", { kind: "clsact" }],
  ["ingress_block 5 egress_block 6 clsact", { kind: "clsact", ingressBlock: 5, egressBlock: 6 }],
  ["root handle 1: drr", { kind: "drr", handle: "1:" }],
  ["root handle 1: qfq", { kind: "qfq", handle: "1:" }],
  ["root handle 1: noqueue", { kind: "noqueue", handle: "1:" }],
  ["root handle 1: fq", { kind: "fq", handle: "1:" }],
  [
    "root handle 1: fq limit 2000 flow_limit 50 quantum 3000 initial_quantum 9000 maxrate 100mbit buckets 512 pacing refill_delay 20ms orphan_mask 511 low_rate_threshold 1mbit ce_threshold 3ms timer_slack 20us horizon 5s horizon_drop",
    {
      kind: "fq",
      handle: "1:",
      options: {
        limitPackets: 2000,
        flowLimitPackets: 50,
        quantumBytes: 3000,
        initialQuantumBytes: 9000,
        maxBitrate: 100_000_000,
        buckets: 512,
        pacing: true,
        refillDelayMs: 20,
        orphanMask: 511,
        lowRateBitrate: 1_000_000,
        ceThresholdMs: 3,
        timerSlackMs: 0.02,
        horizonMs: 5000,
        horizonDrop: true,
      },
    },
  ],
  [
    "root handle 1: codel limit 500 target 3ms interval 40ms ecn ce_threshold 1ms",
    {
      kind: "codel",
      handle: "1:",
      options: { limitPackets: 500, targetMs: 3, intervalMs: 40, ecn: true, ceThresholdMs: 1 },
    },
  ],
  [
    "root handle 1: fq_codel limit 500 flows 256 quantum 300 target 3ms interval 40ms noecn ce_threshold 1ms memory_limit 4mb drop_batch 16",
    {
      kind: "fq_codel",
      handle: "1:",
      options: {
        limitPackets: 500,
        flows: 256,
        quantumBytes: 300,
        targetMs: 3,
        intervalMs: 40,
        ecn: false,
        ceThresholdMs: 1,
        memoryLimitBytes: 4_194_304,
        dropBatchPackets: 16,
      },
    },
  ],
  [
    "root handle 1: cake bandwidth 50mbit diffserv4 dual-srchost nat wash ack-filter overhead 18 mpu 64 atm rtt 50ms memlimit 2mb fwmark 0xf split-gso",
    {
      kind: "cake",
      handle: "1:",
      options: {
        bitrate: 50_000_000,
        diffserv: "diffserv4",
        flowMode: "dual-srchost",
        nat: true,
        wash: true,
        ackFilter: "filter",
        overheadBytes: 18,
        mpuBytes: 64,
        framing: "atm",
        rttMs: 50,
        memoryLimitBytes: 2_097_152,
        fwmark: 15,
        splitGso: true,
      },
    },
  ],
  [
    "root handle 1: sfq quantum 2000 perturb 10 limit 100 divisor 512 flows 99 depth 50 headdrop",
    {
      kind: "sfq",
      handle: "1:",
      options: {
        quantumBytes: 2000,
        perturbMs: 10_000,
        limitPackets: 100,
        divisor: 512,
        flows: 99,
        depthPackets: 50,
        headDrop: true,
      },
    },
  ],
  [
    "root handle 1: red limit 400000 min 30000 max 90000 avpkt 1000 burst 55 ecn harddrop bandwidth 10mbit probability 0.05",
    {
      kind: "red",
      handle: "1:",
      options: {
        limitBytes: 400_000,
        minBytes: 30_000,
        maxBytes: 90_000,
        averagePacketBytes: 1000,
        burstPackets: 55,
        ecn: true,
        hardDrop: true,
        bitrate: 10_000_000,
        probabilityPercent: 5,
      },
    },
  ],
  [
    "root handle 1: netem limit 2000 delay 100ms 10ms 25% loss random 1% 10% duplicate 2% 5% corrupt 0.5% 3% reorder 25% 50% gap 5 rate 1mbit 20 64 5",
    {
      kind: "netem",
      handle: "1:",
      options: {
        limitPackets: 2000,
        delayMs: 100,
        jitterMs: 10,
        delayCorrelationPercent: 25,
        lossPercent: 1,
        lossCorrelationPercent: 10,
        duplicatePercent: 2,
        duplicateCorrelationPercent: 5,
        corruptPercent: 0.5,
        corruptCorrelationPercent: 3,
        reorderPercent: 25,
        reorderCorrelationPercent: 50,
        gap: 5,
        bitrate: 1_000_000,
        packetOverheadBytes: 20,
        cellBytes: 64,
        cellOverheadBytes: 5,
      },
    },
  ],
  [
    "root handle 1: netem loss gemodel 1% 10% 70% 0.1% ecn slot 1ms 2ms packets 32 bytes 64000",
    {
      kind: "netem",
      handle: "1:",
      options: {
        lossGemodel: { pPercent: 1, rPercent: 10, hPercent: 30, k1Percent: 0.1 },
        ecn: true,
        slotMinMs: 1,
        slotMaxMs: 2,
        slotPackets: 32,
        slotBytes: 64_000,
      },
    },
  ],
  [
    "root handle 1: netem loss state 1% 2% 3% 4% 5%",
    {
      kind: "netem",
      handle: "1:",
      options: {
        lossState: { p13Percent: 1, p31Percent: 2, p32Percent: 3, p14Percent: 5, p23Percent: 4 },
      },
    },
  ],
  [
    "root handle 1: ets bands 5 strict 2 quanta 4000 3000 2000 priomap 4 3 2 1 0 4 4 4 4 4 4 4 4 4 4 3",
    {
      kind: "ets",
      handle: "1:",
      options: {
        bands: 5,
        strict: 2,
        quantaBytes: [4000, 3000, 2000],
        priorityMap: [4, 3, 2, 1, 0, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 3],
      },
    },
  ],
  [
    "root handle 1: taprio num_tc 2 map 0 1 queues 1@0 1@1 base-time 1000000000 sched-entry S 01 300000 sched-entry S 02 200000 clockid CLOCK_TAI",
    {
      kind: "taprio",
      handle: "1:",
      options: {
        classes: 2,
        priorityMap: [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        queues: [
          { count: 1, offset: 0 },
          { count: 1, offset: 1 },
        ],
        baseTimeNs: 1_000_000_000n,
        schedule: [
          { command: "set-gates", gates: 1, intervalNs: 300_000 },
          { command: "set-gates", gates: 2, intervalNs: 200_000 },
        ],
        clock: "tai",
      },
    },
  ],
  [
    "root handle 1: mqprio num_tc 2 map 0 1 queues 1@0 1@1 hw 0",
    {
      kind: "mqprio",
      handle: "1:",
      options: {
        classes: 2,
        priorityMap: [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
        queues: [
          { count: 1, offset: 0 },
          { count: 1, offset: 1 },
        ],
        hardware: false,
      },
    },
  ],
];

/** A qdisc, and after `tc class add dev DEV` classes of it. */
export const CLASS_ROWS: readonly (readonly [
  qdisc: string,
  rows: readonly Row<ClassSettings>[],
])[] = [
  [
    "htb default 10",
    [
      [
        "parent 1: classid 1:1 htb rate 10mbit",
        { kind: "htb", parent: "1:", classId: "1:1", options: { bitrate: 10_000_000 } },
      ],
      [
        "parent 1:1 classid 1:10 htb rate 1mbit ceil 10mbit burst 15kb cburst 20kb prio 3 quantum 3000 mpu 64 overhead 10",
        {
          kind: "htb",
          parent: "1:1",
          classId: "1:10",
          options: {
            bitrate: 1_000_000,
            ceilBitrate: 10_000_000,
            burstBytes: 15_360,
            ceilBurstBytes: 20_480,
            priority: 3,
            quantumBytes: 3000,
            mpuBytes: 64,
            overheadBytes: 10,
          },
        },
      ],
      [
        "parent 1:1 classid 1:11 htb rate 2mbit burst 5kb cburst 6kb",
        {
          kind: "htb",
          parent: "1:1",
          classId: "1:11",
          options: { bitrate: 2_000_000, burstBytes: 5120, ceilBurstBytes: 6144 },
        },
      ],
      [
        "parent 1:1 classid 1:20 htb rate 40gbit ceil 80gbit burst 1mb cburst 2mb",
        {
          kind: "htb",
          parent: "1:1",
          classId: "1:20",
          options: {
            bitrate: 40_000_000_000,
            ceilBitrate: 80_000_000_000,
            burstBytes: 1_048_576,
            ceilBurstBytes: 2_097_152,
          },
        },
      ],
    ],
  ],
  [
    "hfsc",
    [
      [
        "parent 1: classid 1:1 hfsc rt m1 2mbit d 10ms m2 1mbit ls m2 5mbit ul m2 9mbit",
        {
          kind: "hfsc",
          parent: "1:",
          classId: "1:1",
          options: {
            realTime: { firstBitrate: 2_000_000, firstMs: 10, bitrate: 1_000_000 },
            linkShare: { bitrate: 5_000_000 },
            upperLimit: { bitrate: 9_000_000 },
          },
        },
      ],
    ],
  ],
  [
    "drr",
    [
      [
        "parent 1: classid 1:1 drr quantum 1700",
        { kind: "drr", parent: "1:", classId: "1:1", options: { quantumBytes: 1700 } },
      ],
    ],
  ],
  [
    "qfq",
    [
      [
        "parent 1: classid 1:1 qfq weight 3 maxpkt 1500",
        { kind: "qfq", parent: "1:", classId: "1:1", options: { weight: 3, maxPacketBytes: 1500 } },
      ],
    ],
  ],
];
