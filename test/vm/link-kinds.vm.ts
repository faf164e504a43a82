/**
 * Links of every kind on a kernel that has the modules: what nlkit makes is what `ip` makes, as `ip -j -d` reads it; and
 * what `ip` makes is read by nlkit with the options that were asked for.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { NetlinkErrnoError } from "../../src/errors/index.ts";
import type { Link } from "../../src/route.ts";
import { GROUND, LINK_ROWS, type LinkRow } from "../oracle/link-rows.ts";
import { Sandbox } from "../support/ip.ts";
import type { Skips } from "./machine.ts";

/** What two links have apart that were made one after the other in two namespaces: the kernel draws addresses. */
const DRAWN = new Set(["address", "ifindex", "link_index", "link_netnsid", "permaddr", "stats64"]);

/** A row of `ip` without what the kernel drew, at any depth: bridges and bonds have addresses in their options. */
function comparable(value: unknown, hasAddress: boolean): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((one) => comparable(one, hasAddress));
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => !DRAWN.has(key) || (key === "address" && hasAddress))
      // Timers, and identifiers that hold an address.
      .filter(([key]) => !/timer$|^(root_id|bridge_id|ad_actor_system|sci)$/.test(key))
      .map(([key, inner]) => [key, comparable(inner, hasAddress)]),
  );
}

const printed = (box: Sandbox, { link }: LinkRow): unknown =>
  comparable(box.json(`-d link show dev ${link.name}`)[0], link.address !== undefined);

/** Options that the kernel takes and does not tell, or, as the flags, adds to. */
const UNTOLD: Readonly<Record<string, readonly string[]>> = {
  batadv: ["algoName"],
  gtp: ["createSockets"],
  hsr: ["multicastSpec", "version"],
  ip6erspan: ["flags"],
  ip6gre: ["erspanVer", "flags"],
  ip6gretap: ["erspanVer", "flags"],
  macsec: ["port"],
};

/** What of the options that were asked for is a plain value: lists and nests have a form for either way. */
const plain = (options: object, kind: string): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(options).filter(
      ([key, value]) => typeof value !== "object" && !UNTOLD[kind]?.includes(key),
    ),
  );

async function inNamespace<Result>(
  { needs = [] }: LinkRow,
  work: (box: Sandbox) => Promise<Result>,
): Promise<Result> {
  await using box = await Sandbox.open();
  expect(box.build([...GROUND, ...needs])).toEqual([]);
  return await work(box);
}

/** Has nlkit make the link; leaves the test where the kernel has no such kind. */
async function add(box: Sandbox, { link }: LinkRow, { skip }: Skips): Promise<void> {
  try {
    await box.route.links.add(link);
  } catch (error) {
    if (!(error instanceof NetlinkErrnoError) || error.errnoName !== "EOPNOTSUPP") throw error;
    skip("the kernel has no such kind");
  }
}

/** A link that `ip` made, as both read it; or what `ip` says where it cannot. */
type MadeByIp = { readonly printed: unknown; readonly read: Link } | { readonly message: string };

async function makeByIp(row: LinkRow): Promise<MadeByIp> {
  return await inNamespace(row, async (box): Promise<MadeByIp> => {
    const [failed] = box.build([`link add ${row.words}`]);
    if (failed !== undefined) return failed;
    return { printed: printed(box, row), read: await box.route.links.get(row.link.name) };
  });
}

// Tunnels in UDP are made only where the encapsulation is loaded: the kernel loads the kinds by itself, not this.
spawnSync("modprobe", ["-a", "fou", "fou6"]);

const kinds = [...new Set(LINK_ROWS.map(({ link }) => String(link.kind)))];

describe.each(kinds)("link of kind %s", (kind) => {
  const rows = LINK_ROWS.filter(({ link }) => link.kind === kind);
  const made = rows.filter(({ unmade }) => unmade === undefined);
  const both = made.filter(({ words }) => words !== undefined);
  // Both tests look at what ip makes, which is made once.
  const kept = new Map<LinkRow, Promise<MadeByIp>>();
  const madeByIp = (row: LinkRow): Promise<MadeByIp> => {
    const promise = kept.get(row) ?? makeByIp(row);
    kept.set(row, promise);
    return promise;
  };

  it("nlkit makes it, ip reads it", async (context) => {
    if (made.length === 0) context.skip(rows[0]?.unmade);
    for (const row of made) {
      const ours = await inNamespace(row, async (box) => {
        await add(box, row, context);
        return printed(box, row);
      });
      expect(ours).toMatchObject({ ifname: row.link.name, linkinfo: { info_kind: kind } });
      if (row.words === undefined) continue;
      const theirs = await madeByIp(row);
      expect("printed" in theirs ? theirs.printed : theirs, row.words).toEqual(ours);
    }
  });

  it("ip makes it, nlkit reads it", async ({ skip }) => {
    if (both.length === 0) skip("the ip of this system cannot make it");
    for (const row of both) {
      const theirs = await madeByIp(row);
      if ("message" in theirs) {
        if (/not supported|Unknown device type/.test(theirs.message))
          skip("the kernel has no such kind");
        expect.fail(`${row.words}: ${theirs.message}`);
      }
      expect(theirs.read).toMatchObject({ name: row.link.name, kind });
      const { options = {} } = row.link;
      expect(theirs.read.options ?? {}, row.words).toMatchObject(plain(options, kind));
    }
  });
});
