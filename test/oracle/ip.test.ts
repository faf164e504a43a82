/**
 * What `ip -j` prints of a network with something of everything has an equal, field by field, in nlkit's
 * objects. The mapping is data (`map-*.ts`); a field without a place in it fails.
 *
 * @module
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Address, Link } from "../../src/route.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { type Comparison, compareFields, comparison, type FieldMap } from "./fields.ts";
import { ADDRESS } from "./map-address.ts";
import { LINK, type Links, linkMap, STATISTICS } from "./map-link.ts";
import { type Family, ROUTE } from "./map-route.ts";
import { ADDRESSES, LINKS, ROUTES } from "./network.ts";

const skipped = whyNoOracle();
const MAY_FAIL = "? ";

/** Timers and counters run, and addresses become valid, between two readings: both are read again. */
const ATTEMPTS = 8;

type Rows = Record<string, unknown>[];

/** Compares until nothing differs, or the attempts are used up. */
async function settle(compare: () => Promise<Comparison>): Promise<Comparison> {
  for (let attempt = 1; ; attempt++) {
    const seen = await compare();
    if (seen.differences.length === 0 || attempt === ATTEMPTS) return seen;
    await sleep(100);
  }
}

describe.skipIf(skipped !== undefined)(`fields of ip -j${skipped ?? ""}`, () => {
  let box: Sandbox;

  beforeAll(async () => {
    box = await Sandbox.open();
    const lines = [...LINKS, ...ADDRESSES, ...ROUTES];
    const failed = box.build(
      lines.map((line) => (line.startsWith(MAY_FAIL) ? line.slice(MAY_FAIL.length) : line)),
    );
    const needed = new Set(lines.filter((line) => !line.startsWith(MAY_FAIL)));
    expect(failed.filter(({ line }) => needed.has(line))).toEqual([]);
    // Duplicate address detection takes a second or two.
    for (let wait = 0; wait < 40 && box.ip("-6 address show tentative up") !== ""; wait++)
      await sleep(100);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  const linksByIndex = (links: readonly Link[]): Links =>
    new Map(links.map((link) => [link.index, link]));

  /** One object a row, in the order of both. */
  function compareRows<Ours, Context>(
    printed: Rows,
    ours: readonly Ours[],
    mapOf: (row: Ours) => FieldMap<never, Context>,
    options: { context: Context; name: (row: Ours) => string; terse?: boolean },
  ): Comparison {
    const seen = comparison();
    if (printed.length !== ours.length)
      seen.differences.push(`ip has ${printed.length} rows, nlkit ${ours.length}`);
    ours.forEach((row, at) => {
      const theirs = printed[at];
      if (theirs === undefined) return;
      const { context, name, terse = false } = options;
      compareFields(theirs, row, mapOf(row), { context, where: name(row), terse }, seen);
    });
    return seen;
  }

  const linkName = ({ name }: Link): string => name;

  it("link: every field of every kind", async () => {
    const seen = await settle(async () => {
      const printed = box.json("-d link");
      const ours = await box.route.links.list();
      return compareRows(printed, ours, linkMap, { context: linksByIndex(ours), name: linkName });
    });
    expect(seen.differences).toEqual([]);
    expect(seen.compared).toBeGreaterThan(700);
    for (const field of [
      "linkinfo.info_data.hello_timer",
      "linkinfo.info_data.group6",
      "linkinfo.info_slave_data.cost",
      "altnames",
    ]) {
      expect(seen.fields.has(field), field).toBe(true);
    }
  });

  it("link: counters", async () => {
    const seen = await settle(async () => {
      const printed = box.json("-s -s link");
      const ours = await box.route.links.list({ statistics: true });
      return compareRows(printed, ours, () => ({ ...LINK, ...STATISTICS }), {
        context: linksByIndex(ours),
        name: linkName,
        terse: true,
      });
    });
    expect(seen.differences).toEqual([]);
    expect(seen.fields.get("stats64.tx.bytes")).toBe((await box.route.links.list()).length);
  });

  async function compareAddresses(words: string, terse: boolean): Promise<Comparison> {
    const printed = box.json(words);
    const links = await box.route.links.list();
    const addresses = await box.route.addresses.list();
    const withoutRows = printed.map(({ addr_info, ...link }) => link);
    const seen = compareRows(withoutRows, links, linkMap, {
      context: linksByIndex(links),
      name: linkName,
      terse: true,
    });
    links.forEach((link, at) => {
      // ip lists the addresses of a link together, IPv4 first, as the kernel gives them.
      const ours = addresses.filter(({ index }) => index === link.index);
      const rows = (printed[at]?.["addr_info"] ?? []) as Rows;
      const name = ({ address }: Address): string => `${link.name} ${address}`;
      const part = compareRows(rows, ours, () => ADDRESS as FieldMap<never, undefined>, {
        context: undefined,
        name,
        terse,
      });
      seen.compared += part.compared;
      seen.differences.push(...part.differences);
      for (const [field, count] of part.fields)
        seen.fields.set(field, (seen.fields.get(field) ?? 0) + count);
    });
    return seen;
  }

  it.each([
    ["addr", true],
    ["-d addr", false],
  ] as const)("%s: every field of links and addresses", async (words, terse) => {
    const seen = await settle(() => compareAddresses(words, terse));
    expect(seen.differences).toEqual([]);
    expect(seen.compared).toBeGreaterThan(400);
    for (const field of [
      "address",
      "broadcast",
      "label",
      "home",
      "mngtmpaddr",
      "autojoin",
      "deprecated",
      "dynamic",
      "secondary",
    ]) {
      expect(seen.fields.has(field), field).toBe(true);
    }
  });

  it.each([
    ["ipv4", "-4 route show table all", true],
    ["ipv4", "-d -4 route show table all", false],
    ["ipv6", "-6 route show table all", true],
    ["ipv6", "-d -6 route show table all", false],
  ] as const)("%s routes: every field of ip %s", async (family, words, terse) => {
    const seen = await settle(async () => {
      const printed = box.json(words);
      const ours = await box.route.routes.list({ family });
      const name = ({ table, dst, metric }: (typeof ours)[number]): string =>
        `${table} ${dst} ${metric ?? ""}`;
      return compareRows(printed, ours, () => ROUTE as FieldMap<never, Family>, {
        context: family,
        name,
        terse,
      });
    });
    expect(seen.differences).toEqual([]);
    expect(seen.fields.get("dst")).toBeGreaterThan(90);
    for (const field of family === "ipv4"
      ? ["via.host", "tos", "weight", "rto_min"]
      : ["expires", "gateway", "hoplimit"]) {
      expect(seen.fields.has(field), field).toBe(true);
    }
  });
});
