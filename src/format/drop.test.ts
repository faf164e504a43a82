/**
 * Lines of drops.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { formatDrop, type ShownDrop } from "./drop.ts";

const packet = { kind: "packet", protocol: 0x0800, length: 60, time: 86_399_000_001_999n } as const;

describe("a line of a drop", () => {
  it.each<[string, ShownDrop, string[]]>([
    [
      "the kernel's, with the function and the reason",
      { ...packet, symbol: "nf_hook_slow+0xb4/0x110", reason: "NETFILTER_DROP", in: { index: 7 } },
      ["23:59:59.000001 nf_hook_slow+0xb4/0x110 NETFILTER_DROP in 7 proto 0x0800 60 bytes"],
    ],
    [
      "an instruction without a name",
      { ...packet, address: 0xffff_8000_0000_1234n, length: 1 },
      ["23:59:59.000001 0xffff800000001234 proto 0x0800 1 byte"],
    ],
    [
      "hardware's, with the trap, its group and the rule's cookie",
      {
        ...packet,
        trap: { group: "acl_drops", name: "ingress_flow_action_drop" },
        cookie: Uint8Array.of(0x12, 0xab),
        in: { index: 7, name: "swp1" },
      },
      [
        "23:59:59.000001 trap acl_drops/ingress_flow_action_drop cookie 12ab in swp1 proto 0x0800 60 bytes",
      ],
    ],
    [
      "a trap of no group",
      { ...packet, trap: { name: "fid_miss" } },
      ["23:59:59.000001 trap fid_miss proto 0x0800 60 bytes"],
    ],
    [
      "a summary, the worst first",
      {
        kind: "summary",
        places: [
          { address: 0x10n, count: 1 },
          { address: 0x20n, symbol: "udp_rcv+0x1", count: 3 },
        ],
        traps: [{ name: "tail_drop", count: 2 }],
      },
      ["3 packets udp_rcv+0x1", "2 packets trap tail_drop", "1 packet 0x10"],
    ],
    ["a loss", { kind: "overrun" }, ["[overrun] events were lost here"]],
  ])("%s", (_, drop, lines) => {
    expect(formatDrop(drop)).toEqual(lines);
  });
});
