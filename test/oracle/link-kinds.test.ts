/**
 * Links of every kind that the kernel has: made by nlkit and by `ip` they are the same link, and both read it alike. What
 * the kernel lacks is skipped with what it says; the requests for those are compared in requests.test.ts.
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { NetlinkErrnoError } from "../../src/errors/index.ts";
import type { Link } from "../../src/route.ts";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { compareFields, comparison, type FieldMap } from "./fields.ts";
import { GROUND, LINK_ROWS } from "./link-rows.ts";
import { type Links, linkMap } from "./map-link.ts";

const skipped = whyNoOracle();

/** What a kernel says of a kind that it does not have, or cannot make this way. */
const LACKING: ReadonlySet<string> = new Set(["EOPNOTSUPP", "EAFNOSUPPORT", "EPROTONOSUPPORT"]);

/** What differs between two links made alike: what the kernel makes up, and clocks; for `ip` and for nlkit. */
const OWN =
  /^(if)?index$|^link$|^address$|^permaddr$|^permanentAddress$|\.(gc|hello|tcn|topology_change)_timer$|\.\w+Timer$/;

type Printed = Record<string, unknown>;

/** The fields of a link but those of its own, by their paths. */
function lasting(value: Printed, before = ""): [string, unknown][] {
  return Object.entries(value).flatMap(([name, inner]): [string, unknown][] => {
    const path = `${before}${name}`;
    if (OWN.test(path)) return [];
    const isNest = inner !== null && typeof inner === "object" && !Array.isArray(inner);
    return isNest ? lasting(inner as Printed, `${path}.`) : [[path, inner]];
  });
}

describe.skipIf(skipped !== undefined)(`kinds of links${skipped ?? ""}`, () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await Sandbox.open();
    expect(box.build(GROUND)).toEqual([]);
  });
  afterAll(() => box[Symbol.asyncDispose]());

  /** The link as both read it, which is compared, and gone then. */
  async function read(name: string): Promise<{ printed: Printed; link: Link }> {
    const [printed = {}] = box.json(`-d link show dev ${name}`);
    const links = await box.route.links.list();
    const link = links.find((each) => each.name === name) as Link;
    const seen = comparison();
    const context: Links = new Map(links.map((each) => [each.index, each]));
    const map = linkMap(link) as FieldMap<never, Links>;
    compareFields(printed, link, map, { context, where: name, terse: false }, seen);
    await box.route.links.delete(name);
    expect(seen.differences).toEqual([]);
    return { printed, link };
  }

  it.for(LINK_ROWS)("$link.kind $link.name", async ({ words, link, unmade }, { skip }) => {
    if (unmade !== undefined) skip(unmade);
    try {
      expect(await box.route.links.add(link)).toMatchObject({ name: link.name, kind: link.kind });
    } catch (error) {
      if (!(error instanceof NetlinkErrnoError) || !LACKING.has(error.errnoName)) throw error;
      const { status } = box.run("ip", ["link", "add", ...(words?.split(" ") ?? [])]);
      expect(status, "ip makes it").not.toBe(0);
      skip(`this kernel makes none: ${error.message}`);
    }
    const ours = await read(link.name);
    if (words === undefined) {
      expect(ours.link.options).toMatchObject(link.options ?? {});
      return;
    }
    box.ip(`link add ${words}`);
    const theirs = await read(link.name);
    expect(lasting(ours.printed)).toEqual(lasting(theirs.printed));
    expect(lasting({ ...ours.link })).toEqual(lasting({ ...theirs.link }));
  });
});
