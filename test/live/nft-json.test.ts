/**
 * What `nft -j list ruleset` and `nft --debug=netlink list ruleset` print beside the decoded messages.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AnyOperation } from "../../src/schema/index.ts";
import { nftables } from "../../src/uapi/netfilter/index.ts";
import { whyNoOracle } from "../support/ip.ts";
import { settle, summary } from "./compare.ts";
import { type Expression, wordElement, wordExpression } from "./expressions.ts";
import { Lab } from "./lab.ts";
import { ROUTING } from "./links.ts";
import { KINDS, NFT } from "./map-nft.ts";
import { FILTERING } from "./netfilter.ts";

type Row = Readonly<Record<string, unknown>>;
type Listed = Readonly<Record<string, Row>>;

const {
  NFT_MSG_GETTABLE,
  NFT_MSG_GETCHAIN,
  NFT_MSG_GETRULE,
  NFT_MSG_GETSET,
  NFT_MSG_GETSETELEM,
  NFT_MSG_GETOBJ,
  NFT_MSG_GETFLOWTABLE,
} = nftables.operations;

const DUMPS = {
  table: NFT_MSG_GETTABLE,
  chain: NFT_MSG_GETCHAIN,
  rule: NFT_MSG_GETRULE,
  set: NFT_MSG_GETSET,
  object: NFT_MSG_GETOBJ,
  flowtable: NFT_MSG_GETFLOWTABLE,
} as const;
const FAMILIES: Readonly<Record<number, string>> = {
  1: "inet",
  2: "ip",
  3: "arp",
  5: "netdev",
  7: "bridge",
  10: "ip6",
};
/** Names of sets that nft makes for a rule; it lists them within it. */
const ANONYMOUS = /^__(set|map)\d/;

const skipped = whyNoOracle();

describe.skipIf(skipped !== undefined)(`fields of nft${skipped ?? ""}`, () => {
  let lab: Lab;
  const seen: string[] = [];

  beforeAll(async () => {
    lab = await Lab.open([...ROUTING, ...FILTERING]);
  }, 480_000);
  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
    process.stdout.write(`${seen.join("\n")}\n`);
  });

  const dump = async (kind: keyof typeof DUMPS): Promise<Row[]> =>
    (await lab.client(nftables.protocol).dump(DUMPS[kind] as AnyOperation, {})) as Row[];
  /** Family, table and handle name anything but a table, which has no other above it. */
  const keyOf = (family: unknown, { table = "", handle }: Row): string =>
    `${family} ${table} ${handle}`;

  it.for(["table", "chain", "rule", "set", "object"] as const)("-j: every %s", async (kind) => {
    const result = await settle(async () => {
      const ours = (await dump(kind)).filter(({ name }) => !ANONYMOUS.test(String(name)));
      const listed: Listed[] = JSON.parse(lab.print("nft", "-j list ruleset")).nftables;
      const found = new Map<string, readonly [string, Row]>();
      for (const entry of listed)
        for (const name of KINDS[kind])
          if (entry[name] !== undefined)
            found.set(keyOf(entry[name]["family"], entry[name]), [name, entry[name]]);
      const pairs = ours.map((row) =>
        found.get(keyOf(FAMILIES[row["nfgenFamily"] as number], row)),
      );
      const names = new Map(ours.map((row, at) => [row, pairs[at]?.[0] ?? KINDS[kind][0]]));
      expect(found.size).toBe(ours.length);
      return {
        printed: pairs.map((pair) => pair?.[1] ?? {}),
        ours,
        map: (row: Row) => {
          const name = names.get(row) ?? "";
          return NFT[name === "map" ? "set" : name] ?? {};
        },
        name: (row: Row) => `${names.get(row)} ${row["name"] ?? row["handle"]}`,
        context: undefined,
      };
    });
    expect(result.differences).toEqual([]);
    expect(result.compared).toBeGreaterThan(10);
    seen.push(summary(`nft -j ${kind}`, result));
  });

  it("-j: the times of elements, in seconds of milliseconds", async () => {
    const elements = await lab
      .client(nftables.protocol)
      .dump(NFT_MSG_GETSETELEM, { nfgenFamily: 1, table: "t", set: "timed" });
    const ours = elements
      .flatMap(({ elements: rows = [] }) => rows)
      .map(({ key, timeout, expiration }) => ({
        val: [...(key?.value ?? [])].join("."),
        timeout: timeout === undefined ? undefined : Number(timeout) / 1000,
        expires: Math.floor(Number(expiration) / 1000),
      }));
    const listed: Listed[] = JSON.parse(lab.print("nft", "-j list set inet t timed")).nftables;
    const rows = listed.find(({ set }) => set !== undefined)?.["set"]?.["elem"] as {
      elem: { val: string; timeout?: number; expires: number };
    }[];
    expect(rows.length).toBe(2);
    for (const { elem } of rows) {
      const mine = ours.find(({ val }) => val === elem.val);
      expect(mine?.timeout).toBe(elem.timeout);
      expect(Math.abs((mine?.expires ?? 0) - elem.expires)).toBeLessThanOrEqual(1);
    }
  });

  it("--debug=netlink: every expression of every rule, and every element of every set", async () => {
    const text = lab.print("nft", "--debug=netlink list ruleset");
    const printed = text.split("\n").flatMap((line) => {
      const found = /^ {2}\[ (.*?) *\]$/.exec(line);
      return found === null ? [] : [(found[1] as string).trimEnd()];
    });
    const rules = (await dump("rule")) as { expressions?: { elem?: Expression[] } }[];
    const ours = rules.flatMap(({ expressions }) => expressions?.elem ?? []).map(wordExpression);
    // The tables come in another order: what both have is compared as sorted lists.
    expect(ours.toSorted()).toEqual(printed.toSorted());
    const kinds = new Set(ours.map((line) => line.split(" ")[0]));
    expect(kinds.size).toBeGreaterThan(25);
    seen.push(`nft --debug=netlink: ${ours.length} expressions of ${kinds.size} kinds`);

    const elements = text.split("\n").flatMap((line) => {
      const found = /^\telement (.*?) *\[end\]/.exec(line);
      return found === null ? [] : [(found[1] as string).replaceAll(/ +/g, " ")];
    });
    const mine: string[] = [];
    for (const { nfgenFamily, table, name } of await dump("set")) {
      const request = {
        nfgenFamily: nfgenFamily as number,
        table: table as string,
        set: name as string,
      };
      const rows = await lab.client(nftables.protocol).dump(NFT_MSG_GETSETELEM, request);
      for (const { elements: all = [] } of rows)
        mine.push(...all.map((it) => wordElement(it as Row)));
    }
    expect(mine.toSorted()).toEqual(elements.toSorted());
    expect(mine.length).toBeGreaterThan(30);
    seen.push(`nft --debug=netlink: ${mine.length} elements`);
  });
});
