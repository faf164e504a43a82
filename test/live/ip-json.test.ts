/**
 * What `ip -j` and `bridge -j` print of rules, neighbours, next hops and forwarding entries, beside the
 * decoded messages. (Links, addresses and routes: test/oracle.)
 *
 * @module
 */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ERRNO, NetlinkErrnoError } from "../../src/errors/index.ts";
import type { AnyOperation } from "../../src/schema/index.ts";
import { rtAddrlabel, rtNeigh, rtNetconf, rtNexthop, rtRule } from "../../src/uapi/route/index.ts";
import { whyNoOracle } from "../support/ip.ts";
import { settle, summary } from "./compare.ts";
import { Lab } from "./lab.ts";
import { ROUTING } from "./links.ts";
import {
  ADDRESS_LABEL,
  FDB,
  type Names,
  NEIGHBOUR,
  NEIGHBOUR_TABLE,
  NETCONF,
  NEXTHOP,
  type RowMap,
  RULE,
} from "./map-ip.ts";

type Row = Readonly<Record<string, unknown>>;

/** What is printed, of which dump, by which map. */
interface Case {
  readonly command: "ip" | "bridge";
  readonly words: string;
  readonly operation: AnyOperation;
  readonly requests: readonly Row[];
  readonly map: RowMap;
  /** The rows that the tool leaves out. */
  readonly hidden?: (row: Row) => boolean;
  /** Fields that have to have been compared. */
  readonly fields: readonly string[];
}

const AF_INET = 2;
const AF_BRIDGE = 7;
const AF_INET6 = 10;
const NUD_NOARP = 64;
const NTF_PROXY = 8;
const { RTM_GETRULE } = rtRule.operations;
const { RTM_GETNEIGH, RTM_GETNEIGHTBL } = rtNeigh.operations;

const CASES: readonly Case[] = [
  {
    command: "ip",
    words: "-j -d rule",
    operation: RTM_GETRULE,
    requests: [{ family: AF_INET }],
    map: RULE,
    fields: ["not", "uid_start", "dport_end", "goto", "tun_id", "suppress_prefixlen", "flow_from"],
  },
  {
    command: "ip",
    words: "-j -d -6 rule",
    operation: RTM_GETRULE,
    requests: [{ family: AF_INET6 }],
    map: RULE,
    fields: ["srclen", "iif", "dport", "action"],
  },
  {
    command: "ip",
    words: "-j -s -d -4 neigh",
    operation: RTM_GETNEIGH,
    requests: [{ ndmFamily: AF_INET }],
    map: NEIGHBOUR,
    hidden: ({ ndmState }) => ndmState === NUD_NOARP,
    fields: ["lladdr", "managed", "extern_learn", "probes", "protocol"],
  },
  {
    command: "ip",
    words: "-j -s -d -6 neigh show proxy",
    operation: RTM_GETNEIGH,
    requests: [{ ndmFamily: AF_INET6, ndmFlags: NTF_PROXY }],
    map: NEIGHBOUR,
    fields: ["dst", "proxy"],
  },
  {
    command: "bridge",
    words: "-j -s -d fdb",
    operation: RTM_GETNEIGH,
    requests: [{ ndmFamily: AF_BRIDGE }],
    map: FDB,
    fields: ["dst", "port", "vni", "viaIf", "master", "flags"],
  },
  {
    command: "ip",
    words: "-j -d nexthop",
    operation: rtNexthop.operations.RTM_GETNEXTHOP,
    requests: [{}],
    map: NEXTHOP,
    fields: ["group", "gateway", "blackhole", "resilient_args.buckets", "fdb"],
  },
  {
    command: "ip",
    words: "-j -s ntable",
    operation: RTM_GETNEIGHTBL,
    requests: [{}],
    map: NEIGHBOUR_TABLE,
    fields: ["gc_interval", "base_reachable", "lookups"],
  },
  {
    command: "ip",
    words: "-j -4 netconf",
    operation: rtNetconf.operations.RTM_GETNETCONF,
    requests: [{ ncmFamily: AF_INET }],
    map: NETCONF,
    fields: ["rp_filter", "forwarding", "interface"],
  },
  {
    command: "ip",
    words: "-j addrlabel",
    operation: rtAddrlabel.operations.RTM_GETADDRLABEL,
    requests: [{ ifalFamily: AF_INET6 }],
    map: ADDRESS_LABEL,
    fields: ["prefixlen", "ifname"],
  },
];

const skipped = whyNoOracle();

describe.skipIf(skipped !== undefined)(`fields of ip -j and bridge -j${skipped ?? ""}`, () => {
  let lab: Lab;
  let names: Names;
  const seen: string[] = [];

  beforeAll(async () => {
    lab = await Lab.open(ROUTING);
    names = new Map((await lab.sandbox.route.links.list()).map((link) => [link.index, link.name]));
  }, 480_000);

  afterAll(async () => {
    await lab[Symbol.asyncDispose]();
    process.stdout.write(`${seen.join("\n")}\n`);
  });

  it.for(CASES)("$command $words", async (one, { skip }) => {
    const { command, words, operation, requests, map, hidden = () => false, fields } = one;
    const result = await settle(async () => {
      const ours: Row[] = [];
      for (const request of requests)
        ours.push(...((await lab.client(0).dump(operation, request)) as Row[]));
      const printed: Row[] = JSON.parse(lab.print(command, words));
      return {
        printed: printed.filter((row) => Object.keys(row).length > 0),
        ours: ours.filter((row) => !hidden(row)),
        map: () => map,
        name: (row: Row) => `${row["id"] ?? row["priority"] ?? row["dst"] ?? row["lladdr"] ?? ""}`,
        context: names,
      };
    }).catch((error: unknown) => {
      if (error instanceof NetlinkErrnoError && error.errno === ERRNO.EOPNOTSUPP) return undefined;
      throw error;
    });
    if (result === undefined) return skip("this kernel has no such dump");
    expect(result.differences).toEqual([]);
    expect(fields.filter((field) => !result.fields.has(field))).toEqual([]);
    seen.push(summary(`${command} ${words}`, result));
  });
});
