import { describe, expect, it } from "vitest";
import { formatAction, formatClass, formatFilter, formatQdisc } from "./tc.ts";
import { optionWords } from "./tc-values.ts";

const STATISTICS = {
  bytes: 1500n,
  packets: 3n,
  drops: 1,
  overlimits: 2,
  requeues: 0,
  backlogBytes: 40,
  queuedPackets: 1,
  bitrate: 8000,
  packetsPerSecond: 2,
  own: { tokens: 7 },
};

describe("traffic control as text", () => {
  it.each([
    [
      { bitrate: 10_000_000, burstBytes: 32_768, limitBytes: 95_268 },
      "rate 10Mbit burst 32Kb limit 95268b",
    ],
    [{ bitrate: 12_345_678 }, "rate 12345678bit"],
    [{ delayMs: 0.02, jitterMs: 1500, intervalMs: 40 }, "delay 20us jitter 1.5s interval 40ms"],
    [{ lossPercent: 0.5, ecn: true, nat: false }, "loss 0.5% ecn nonat"],
    [{ priorityMap: [0, 1, 2], quantaBytes: [2048, 10] }, "priority_map 0 1 2 quanta 2Kb 10b"],
    [
      {
        match: [
          { offset: 16, value: 0xa000000, mask: 0xff000000 },
          { offset: 4, value: 1, nextHeader: true },
        ],
      },
      "match 0a000000/ff000000 at 16 match 00000001/ffffffff at nexthdr+4",
    ],
    [{ realTime: { bitrate: 8000, firstMs: 10 } }, "real_time rate 8Kbit first 10ms"],
    [
      { schedule: [{ command: "set-gates", gates: 1, intervalNs: 5 }] },
      "sched-entry set-gates 01 5ns",
    ],
    [{ indev: "a\u001b[2J" }, "indev a\\x1b[2J"],
    [{ later: [{ any: 1 }] }, 'later [{"any":1}]'],
  ])("%j", (options, text) => {
    expect(optionWords(options)).toBe(text);
  });

  it("has the lines of tc", () => {
    const qdisc = { kind: "tbf", handle: "1:", dev: "eth0", parent: "root", references: 2 };
    expect(
      formatQdisc(
        { ...qdisc, offloaded: false, options: { bitrate: 8000 }, statistics: STATISTICS },
        { statistics: true },
      ),
    ).toEqual([
      "qdisc tbf 1: dev eth0 root refcnt 2 rate 8Kbit",
      "  Sent 1500 bytes 3 pkt (dropped 1, overlimits 2 requeues 0)",
      "  backlog 40b 1p",
      "  rate 8Kbit 2pps",
      "  tokens 7",
    ]);
    expect(
      formatClass({ kind: "odd", classId: "1:1", ifindex: 7, parent: "1:", attributes: { x: 1 } }),
    ).toEqual(["class odd 1:1 dev if7 parent 1: { x 1 }"]);
    expect(
      formatFilter({
        kind: "matchall",
        block: 9,
        priority: 5,
        protocol: "ip",
        chain: 3,
        handle: "0x1",
        offloaded: true,
        options: { classId: "1:1", actions: [{ kind: "gact", control: "drop", index: 4 }] },
      }),
    ).toEqual([
      "filter block 9 protocol ip pref 5 matchall chain 3 handle 0x1 classid 1:1 in_hw",
      "  action gact drop index 4",
    ]);
    expect(
      formatAction({ kind: "gact", index: 1, references: 2, cookie: "aa" }, { details: true }),
    ).toEqual(["action gact index 1 ref 2 bind 0 cookie aa"]);
  });
});
