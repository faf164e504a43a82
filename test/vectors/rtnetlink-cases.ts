/**
 * Links, addresses and routes of the shared vectors: which table each has, and what differs; data
 * of rtnetlink.test.ts.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { type MessageTable, tableOfSet } from "../../src/schema/index.ts";
import {
  afSpecAttrs,
  bridgeAfSpecAttrs,
  linkAttrs,
  linkinfoBridgeAttrs,
  linkinfoBrportAttrs,
  linkinfoMacvlanAttrs,
  linkinfoVlanAttrs,
  linkMessage,
  statsMessage,
} from "../../src/uapi/generated/rt-link.ts";
import {
  addrMessage,
  fibRuleMessage,
  ndtMessage,
  neighbourMessage,
  routeMessage,
} from "../../src/uapi/route/index.ts";
import { LITTLE_ENDIAN } from "../../src/wire/index.ts";

/** An entry. */
export interface Vector {
  readonly id: string;
  readonly object: string;
  readonly layer: string;
  readonly hex: string;
  readonly negative?: boolean;
  readonly fixedHeaderLen?: number;
  readonly attrs?: readonly { type: number; nested: boolean; netOrder: boolean; payload: string }[];
}

const folder = new URL("../../../shared/vectors/", import.meta.url);
/** Whether the vectors cannot be read here. */
export const absent = !existsSync(folder) || !LITTLE_ENDIAN;
/** Why, for the names of tests. */
export const why = absent
  ? " (skipped: needs the vectors beside this checkout, and a little-endian machine)"
  : "";
const FILES = ["rtnetlink_link_rust", "rtnetlink_misc_rust", "rtnetlink_go_jsimonetti"];
/** Tables of messages, by object. */
export const TABLES: Readonly<Record<string, MessageTable>> = {
  link: linkMessage,
  addr: addrMessage,
  route: routeMessage,
  stats: statsMessage,
  neigh: neighbourMessage,
  neightbl: ndtMessage,
  rule: fibRuleMessage,
};

/** Vectors of parts of a message, by what stands in their id. */
export const PARTS: readonly (readonly [part: string, table: MessageTable])[] = [
  ["test_af_spec_bridge", tableOfSet(bridgeAfSpecAttrs)],
  ["test_link_loopback", tableOfSet(afSpecAttrs)],
  ["test_bridge_fdb_max_learned", tableOfSet(linkAttrs)],
  ["sriov/", tableOfSet(linkAttrs)],
  ["TestBridgeDecodeRaw", tableOfSet(linkinfoBridgeAttrs)],
  ["TestBridgePortDecodeRaw", tableOfSet(linkinfoBrportAttrs)],
  ["TestMacvlanDecodeRaw", tableOfSet(linkinfoMacvlanAttrs)],
  ["TestVlanDecodeRaw", tableOfSet(linkinfoVlanAttrs)],
];

/** Vectors that are no message or attributes at all. */
export const LEFT_OUT: readonly (readonly [part: string, reason: string])[] = [
  ["emit_dpll_pin_id", "the bytes are the test's empty buffer, not what it writes into it"],
  ["inet/test_devconf", "as emit_dpll_pin_id"],
  ["emit_xdp_attached", "as emit_dpll_pin_id"],
  ["wireless/", "the payload of IFLA_WIRELESS alone, which is no attributes"],
  ["TestLinkStatsUnmarshalBinary", "the payload of IFLA_STATS alone"],
  ["TestLinkStats64UnmarshalBinary", "the payload of IFLA_STATS64 alone"],
];

/** Vectors whose bytes nlkit writes otherwise, beyond setting NLA_F_NESTED on every nest. */
export const WRITTEN_OTHERWISE: readonly (readonly [part: string, reason: string])[] = [
  ["test_parsing_link_statistics_on_kernel_4_18", "a struct of an older kernel is written in full"],
  [
    "TestAddressMessageUnmarshalBinary/invalid attr",
    "a struct that is cut short is written in full",
  ],
  [
    "seg6/test_encap",
    "RTA_ENCAP, whose layout RTA_ENCAP_TYPE says later, is bytes, without NLA_F_NESTED",
  ],
  ["seg6/test_inline", "as seg6/test_encap"],
  [
    "TestVlanDecodeRaw.func7/ID and flags",
    "IFLA_VLAN_FLAGS with NLA_F_NESTED, though it is a struct",
  ],
];

/** The row whose part is in an id. */
export const find = <Row extends readonly [string, unknown]>(
  rows: readonly Row[],
  id: string,
): Row | undefined => rows.find(([part]) => id.includes(part));

const load = (name: string): Vector[] =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")).vectors;
/** All entries of links, addresses and routes. */
export const all = absent
  ? []
  : FILES.flatMap(load).filter((it) => it.object in TABLES || it.object === "link-driver");
/** Those that are messages or attributes. */
export const vectors = all.filter((it) => find(LEFT_OUT, it.id) === undefined);
/** The table of an entry. */
export const tableFor = (vector: Vector): MessageTable =>
  (find(PARTS, vector.id)?.[1] ?? TABLES[vector.object]) as MessageTable;
