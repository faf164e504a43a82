/**
 * Values that other libraries read in messages of links, addresses, routes, rules, neighbours,
 * connections, IPsec, sockets
 * and audit, beside those that nlkit reads in them.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import type { MessageTable } from "../../src/schema/index.ts";
import { decodeHex } from "../support/rows.ts";
import { missingLeaves } from "./leaves.ts";
import { absent, rows, why } from "./more-cases.ts";
import { connections } from "./raw-cases.ts";
import { tableFor, vectors } from "./rtnetlink-cases.ts";

/**
 * Fields with names for numbers, which nlkit leaves as numbers, or names itself, or names
 * otherwise.
 */
const NAMED = new RegExp(
  `\\.(${[
    "AdChurn\\w+State|AllPortsActive|CipherSuite|Df|EncapType|ErSpanDir|Ethertype|IpProtocol|Kind",
    "LacpState|[Mm]ode|MulticastRouter|Offload|PhysBinding|Policy|Preference|Role|State|states|StpState",
    "ptype|user_policy\\.(in|out)put|user_policy\\.forward|show_flags|TtlPropagate|Type|Validation|(Vlan)?Protocol|protocol|Direction|flags",
  ].join("|")})$`,
);

/** Other fields that say the same in other words, by their path; and how. */
const OTHERWISE: readonly (readonly [path: RegExp, reason: string])[] = [
  [NAMED, "a name there or here"],
  [/Flags?$|\.change_mask\.LinkFlags$|\.filter_mask\.\w+$/, "flags by their names"],
  [
    /\.header\.(\w*family|scope|protocol|action|state|link_layer_type)$/,
    "a name there or here, or another name",
  ],
  [/\.Other\.(kind|value)$/, "attributes that the library does not know, as numbers and bytes"],
  [/\.Encap\.|\.Via\.|\.segments$|\.label$/, "bytes here, which families/route reads"],
  [/\.Realm\.(source|destination)$/, "two halves of a number"],
  [/\.PhysSwitchId\.len$|\.Hop\.Length$/, "a length, which the value itself has"],
  [/\.Vxlan\.ReservedBits$/, "a struct of two numbers here, one number there"],
  [/\.MacSec\.Sci$/, "the library reads it in the order of the machine"],
  [/\.LinkXstatsPort\.Bridge\./, "statistics of a driver are bytes here"],
  [/\.socket_id\.\w+_address$|[._]?cookie$/, "bytes, or words of 32 bits, here"],
  [/\.timer\.KeepAlive$/, "a duration as text"],
  [/\.RuleSyscalls$/, "an array of words here"],
  [/\.fields\.(Watch|Filterkey)$/, "text that trails the rule"],
  [/\.Timestamp\.(Start|Stop)\.(wall|ext)$/, "two parts of a time"],
  [/\.Counters(Orig|Reply)\.(Bytes|Packets)$/, "numbers that JSON has rounded there"],
  [/\.filter\.Mark(Mask)?$/, "a number here"],
  [/\.cta\.ICMPv6$/, "whether the protocol is ICMPv6"],
];

interface Case {
  readonly id: string;
  readonly table: MessageTable;
  readonly hex: string;
  readonly expected: unknown;
}

type Entry = { readonly id: string; readonly negative?: boolean; readonly expected?: unknown };
const isGood = ({ negative, id }: Entry): boolean =>
  negative !== true && !id.includes("UnmarshalBinaryErrors");
const VALUES = /xfrm#|sock-diag#|audit#|nsid\/|prefix\/|taskstats#.*OK$/;
const cases: Case[] = [
  ...connections.filter(isGood).map(({ id, table, hex, skip, expected }) => ({
    id,
    table,
    hex: hex.slice(2 * skip),
    expected,
  })),
  ...(vectors as readonly (Entry & (typeof vectors)[number])[]).filter(isGood).map((vector) => ({
    id: vector.id,
    table: tableFor(vector),
    hex: vector.hex,
    expected: vector.expected,
  })),
  ...rows
    .filter(({ entry, part }) => VALUES.test(entry.id) && (part === "" || part === "answer 1"))
    .map(({ entry, table, hex }) => ({
      id: entry.id,
      table,
      hex,
      expected: (entry.expected as { payload?: unknown }).payload ?? entry.expected,
    })),
];

describe.skipIf(absent)(`values of the vectors${why}`, () => {
  let compared = 0;

  it.each(cases.map((it): [string, Case] => [it.id, it]))("%s", (id, { table, hex, expected }) => {
    const value = decodeHex(table, hex, "compiled");
    const { all, missing } = missingLeaves(expected, value, !id.startsWith("rust-netlink"));
    compared += all;
    const differing = missing.flatMap(({ path, word }) =>
      OTHERWISE.some(([known]) => known.test(path)) ? [] : [`${path} ${word}`],
    );
    expect(differing).toEqual([]);
  });

  it("are many", () => {
    expect(compared).toBeGreaterThan(6000);
  });
});
