/**
 * What `tc -j -s -d` prints of qdiscs, filters and actions beside the decoded messages.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tc } from "../../src/uapi/tc/index.ts";
import { whyNoOracle } from "../support/ip.ts";
import { settle, summary } from "./compare.ts";
import { Lab } from "./lab.ts";
import { ROUTING } from "./links.ts";
import type { Names } from "./map-ip.ts";
import { ACTION, COMPARED, filterMap, qdiscMap, type TcMap } from "./map-tc.ts";
import { TRAFFIC } from "./traffic.ts";

type Row = Readonly<Record<string, unknown>>;

const { RTM_GETQDISC, RTM_GETTCLASS, RTM_GETTFILTER, RTM_GETACTION } = tc.operations;
const TC_H_EGRESS = 0xfffffff3;
const skipped = whyNoOracle();

/** tc names every key of a u32 filter `match`: they are numbered, or all but the last would be lost. */
function parse(text: string): Row[] {
  const numbered = text.replaceAll(/"match":\{.*?\}(,"match":\{.*?\})*/g, (keys) => {
    let at = 0;
    return keys.replaceAll('"match":', () => `"match${at++}":`);
  });
  return JSON.parse(numbered);
}

describe.skipIf(skipped !== undefined)(`fields of tc -j${skipped ?? ""}`, () => {
  let lab: Lab;
  let names: Names;
  const seen: string[] = [];

  beforeAll(async () => {
    lab = await Lab.open([...ROUTING, ...TRAFFIC]);
    names = new Map((await lab.sandbox.route.links.list()).map((link) => [link.index, link.name]));
  }, 480_000);
  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
    process.stdout.write(`${seen.join("\n")}\n`);
  });

  const indexOf = (wanted: string): number =>
    [...names].find(([, name]) => name === wanted)?.[0] ?? 0;

  /** Why tc's own text is not to be read: version 6.1 prints broken JSON of some kinds that fuller kernels have. */
  function broken(words: string): string | undefined {
    const text = lab.print("tc", words);
    try {
      parse(text);
      return undefined;
    } catch (error) {
      return `tc ${words} is no JSON here: ${(error as Error).message}`;
    }
  }

  it("every qdisc, tbf's rates beyond 32 bits among them", async ({ skip }) => {
    const reason = broken("-j -s -d qdisc");
    if (reason !== undefined) skip(reason);
    let rates: unknown;
    const result = await settle(async () => {
      const ours = await lab.client(0).dump(RTM_GETQDISC, {});
      const printed = parse(lab.print("tc", "-j -s -d qdisc"));
      const compared = ours.map(({ kind = "" }) => COMPARED.includes(kind));
      rates = printed
        .filter(({ kind }) => kind === "tbf")
        .map(({ options }) => (options as Row)["rate"]);
      return {
        printed: printed.filter((_, at) => compared[at]),
        ours: ours.filter((_, at) => compared[at]),
        map: qdiscMap,
        name: ({ kind, handle }: Row) => `${kind} ${handle}`,
        context: names,
      };
    });
    expect(result.differences).toEqual([]);
    expect(rates).toContain(5_000_000_000);
    for (const field of [
      "options.r2q",
      "options.lat",
      "options.burst",
      "stab.overhead",
      "egress_block",
    ])
      expect(result.fields.has(field), field).toBe(true);
    seen.push(summary("tc -j -s -d qdisc", result));
  });

  it.for([
    ["q0", undefined],
    ["q8", "egress"],
  ] as const)("every filter of %s %s", async ([link, hook], { skip }) => {
    const reason = broken(`-j -s -d filter show dev ${link} ${hook ?? ""}`.trim());
    if (reason !== undefined) skip(reason);
    const result = await settle(async () => {
      const parent = hook === undefined ? 0 : TC_H_EGRESS;
      const ours = await lab.client(0).dump(RTM_GETTFILTER, { ifindex: indexOf(link), parent });
      const printed = parse(
        lab.print("tc", `-j -s -d filter show dev ${link} ${hook ?? ""}`.trim()),
      );
      const compared = ours.map(({ kind = "" }) => kind === "u32" || kind === "bpf");
      return {
        printed: printed.filter((_, at) => compared[at]),
        ours: ours.filter((_, at) => compared[at]),
        map: filterMap,
        name: ({ kind, handle }: Row) => `${kind} ${handle}`,
        context: names,
      };
    });
    expect(result.differences).toEqual([]);
    expect(result.fields.has("options.not_in_hw")).toBe(true);
    seen.push(summary(`tc -j -s -d filter show dev ${link} ${hook ?? ""}`, result));
  });

  it("every action of mirred", async () => {
    const result = await settle(async () => {
      const request = { tab: [{ kind: "mirred" }], flags: { value: 1, selector: 1 } };
      const rows = await lab.client(0).dump(RTM_GETACTION, request);
      const printed = parse(lab.print("tc", "-j -s -d actions ls action mirred"));
      return {
        printed: printed.flatMap(({ actions }) => (actions as Row[] | undefined) ?? []),
        ours: rows.flatMap(({ tab = [] }) => tab),
        map: () => ACTION as TcMap,
        name: ({ kind }: Row) => String(kind),
        context: names,
      };
    });
    expect(result.differences).toEqual([]);
    expect(result.fields.get("to_dev")).toBeGreaterThan(4);
    seen.push(summary("tc -j -s -d actions", result));
  });

  it("classes of htb, in the words of tc, which has no JSON for them", async () => {
    const classes = await lab.client(0).dump(RTM_GETTCLASS, { ifindex: indexOf("q0") });
    const text = lab.print("tc", "class show dev q0");
    const printed = [
      ...text.matchAll(/class htb (\S+) .*?rate (\d+)(\w?)bit .*?ceil (\d+)(\w?)bit/g),
    ];
    const bits = (count = "", unit = ""): number =>
      Number(count) * (({ K: 1e3, M: 1e6, G: 1e9 } as Record<string, number>)[unit] ?? 1);
    const ours = classes.flatMap(({ kind, handle = 0, options }) => {
      if (kind !== "htb" || options === undefined || options instanceof Uint8Array) return [];
      const { parms, rate64, ceil64 } = options as {
        parms: { rate: { rate: number }; ceil: { rate: number } };
        rate64?: bigint;
        ceil64?: bigint;
      };
      const name = `${(handle >>> 16).toString(16)}:${(handle & 0xffff).toString(16)}`;
      return [[name, 8 * Number(rate64 ?? parms.rate.rate), 8 * Number(ceil64 ?? parms.ceil.rate)]];
    });
    expect(ours).toEqual(
      printed.map(([, name, rate, rateUnit, ceil, ceilUnit]) => [
        name,
        bits(rate, rateUnit),
        bits(ceil, ceilUnit),
      ]),
    );
    expect(ours).toContainEqual(["1:20", 40e9, 80e9]);
    seen.push(`tc class show dev q0: 3 fields, ${ours.length * 3} values`);
  });
});
