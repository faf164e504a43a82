/**
 * Traffic control, nftables and connection tracking of the shared vectors: which table each has,
 * and what is left
 * out; data of raw.test.ts.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { type AttributeSet, type MessageTable, tableOfSet } from "../../src/schema/index.ts";
import * as ct from "../../src/uapi/generated/conntrack.ts";
import * as tables from "../../src/uapi/generated/tc.ts";
import { conntrackMessage, nftables } from "../../src/uapi/netfilter/index.ts";
import { actAttrs, tcAttrs, tcMessage } from "../../src/uapi/tc/index.ts";
import { LITTLE_ENDIAN } from "../../src/wire/index.ts";

/** An entry. */
export interface Vector {
  readonly id: string;
  readonly layer: string;
  readonly hex: string;
  readonly function?: string;
  readonly msgType?: number;
  readonly negative?: boolean;
  readonly attrs?: readonly { type: number; payload: string }[];
  readonly expected?: { readonly attrs?: Attrs };
}
/** An entry, and where its table begins. */
export interface Case extends Vector {
  readonly table: MessageTable;
  /** Bytes before what the table describes. */
  readonly skip: number;
}

const folder = new URL("../../../shared/vectors/", import.meta.url);
/** Whether the vectors cannot be read here. */
export const absent = !existsSync(folder) || !LITTLE_ENDIAN;
/** Why, for the names of tests. */
export const why = absent
  ? " (skipped: needs the vectors beside this checkout, and a little-endian machine)"
  : "";
/** The entries of a file. */
export const load = (name: string): Vector[] =>
  absent ? [] : JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")).vectors;

/**
 * Functions of go-tc that make what is no attribute, or what this kernel's headers have no more:
 * for more.test.ts.
 */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  AndAlignStruct: "a struct alone",
  Atm: "the qdisc is gone",
  Cbq: "the qdisc is gone",
  CmpMatch: "a match of an ematch tree, without attributes",
  ContainerMatch: "as CmpMatch",
  Dsmark: "the qdisc is gone",
  Ematch: "its tree list is without the header that the kernel wants of each match",
  FqCodelXStats: "a struct alone, its members not those of the kernel's union",
  GenStats: "a struct in the place of attributes",
  HfscQOpt: "a struct alone",
  IPSetMatch: "as CmpMatch",
  IptMatch: "as CmpMatch",
  MetaMatch: "as CmpMatch",
  MqPrio: "rates as one number each, where the kernel nests one for each class",
  NByteMatch: "as CmpMatch",
  Netem: "a struct and attributes, of which it makes the payload in another order",
  Rsvp: "the filter is gone",
  Sfq: "a struct that is cut short, which is kept raw where it is a sub-message",
  Struct: "a struct alone",
  TcIndex: "the filter is gone",
  U32Match: "as CmpMatch",
};

/** Tables of go-tc's functions that are not called as the attribute set is. */
const NAMED: Readonly<Record<string, MessageTable>> = {
  Attributes: tableOfSet(tcAttrs),
  Prio: tables.tcPrioQoptMessage,
  Route4: tableOfSet(tables.routeAttrs),
  Stab: tableOfSet(tables.tcaStabAttrs),
  TaPrio: tableOfSet(tables.taprioAttrs),
};

/** The table of what a function makes. */
export function tableOfFunction(name: string): MessageTable {
  const set = (tables as unknown as Record<string, AttributeSet>)[
    `${name.charAt(0).toLowerCase()}${name.slice(1)}Attrs`
  ];
  return NAMED[name] ?? tableOfSet(set as AttributeSet);
}

/** Traffic control as the kernel sent it. */
export const captured: Case[] = load("rtnetlink_tc_rust").map((vector) => ({
  ...vector,
  // The actions are children of TCA_ACT_TAB.
  ...(vector.layer === "payload"
    ? { table: tcMessage, skip: 0 }
    : { table: tableOfSet(actAttrs), skip: 4 }),
}));
/** What made an entry of go-tc. */
export const nameOf = (vector: Vector): string => vector.function?.slice("marshal".length) ?? "";
/** Entries of go-tc that have a table. */
export const made = load("rtnetlink_tc_go").filter((it) => LEFT_OUT[nameOf(it)] === undefined);
/**
 * Statistics, or an action, as a struct where the kernel nests attributes: its lengths are none.
 */
export const isBroken = (vector: Vector): boolean =>
  vector.id.endsWith("#TestCgroup") ||
  (nameOf(vector) === "Attributes" && vector.attrs?.some(({ type }) => type === 7) === true);
/** Those that the kernel would take. */
export const traffic: Case[] = made
  .filter((it) => !isBroken(it))
  .map((vector) => ({ ...vector, table: tableOfFunction(nameOf(vector)), skip: 0 }));

/** nftables. */
export const rules: Case[] = load("nftables_go").map((vector) => ({
  ...vector,
  table: nftables.messages.get(vector.msgType ?? 0)?.table as MessageTable,
  skip: 16,
}));

/** Tables of parts of conntrack's messages, by what stands in the vector's id. */
const PARTS: readonly (readonly [part: string, table: MessageTable])[] = [
  ["TestExpectUnmarshal", tableOfSet(ct.expectAttrs)],
  ["TestExpectNATUnmarshal", tableOfSet(ct.expectNatAttrs)],
  ["TestFlowUnmarshal", tableOfSet(ct.conntrackAttrs)],
  ["IPTupleMarshalTwoWay", tableOfSet(ct.tupleAttrs)],
  ["ProtoTupleMarshalTwoWay", tableOfSet(ct.tupleAttrs)],
  ["TestTupleMarshalTwoWay", tableOfSet(ct.conntrackAttrs)],
  ["TestNestFilter", tableOfSet(ct.conntrackAttrs)],
  ["packet-netfilter#tests", conntrackMessage],
];
/** Connection tracking. */
export const connections: Case[] = [...load("ctnetlink_go"), ...load("ctnetlink_rust")].flatMap(
  (it) => {
    const table = PARTS.find(([part]) => it.id.includes(part))?.[1];
    // The others are the payload of CTA_STATUS alone.
    return table === undefined ? [] : [{ ...it, table, skip: 0 }];
  },
);

/** What pyroute2 reads. */
export type Attrs = readonly (readonly [name: string, value: unknown])[];
