/**
 * Traffic control, nftables and connection tracking as other libraries captured or made them: each vector
 * decodes in both engines to the same object, and is encoded to the same bytes again.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NetlinkDecodeError } from "../../src/errors/index.ts";
import {
  type AttributeSet,
  decodePayload,
  type Engine,
  encodePayload,
  type MessageTable,
  tableOfSet,
} from "../../src/schema/index.ts";
import * as ct from "../../src/uapi/generated/conntrack.ts";
import * as tables from "../../src/uapi/generated/tc.ts";
import { conntrackMessage, nftables } from "../../src/uapi/netfilter/index.ts";
import { actAttrs, tcAttrs, tcMessage } from "../../src/uapi/tc/index.ts";
import { formatHex, LITTLE_ENDIAN, MessageBuilder, nlaAlign } from "../../src/wire/index.ts";
import { ENGINES, hex } from "../support/rows.ts";

interface Vector {
  readonly id: string;
  readonly layer: string;
  readonly hex: string;
  readonly function?: string;
  readonly msgType?: number;
  readonly negative?: boolean;
  readonly attrs?: readonly { type: number; payload: string }[];
  readonly expected?: { readonly attrs?: Attrs };
}
interface Case extends Vector {
  readonly table: MessageTable;
  /** Bytes before what the table describes. */
  readonly skip: number;
}

const folder = new URL("../../../shared/vectors/", import.meta.url);
const absent = !existsSync(folder) || !LITTLE_ENDIAN;
const why = absent
  ? " (skipped: needs the vectors beside this checkout, and a little-endian machine)"
  : "";
const load = (name: string): Vector[] =>
  absent ? [] : JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")).vectors;

/** Functions of go-tc that make what is no attribute, or what this kernel's headers have no more. */
const LEFT_OUT: Readonly<Record<string, string>> = {
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

function tableOfFunction(name: string): MessageTable {
  const set = (tables as unknown as Record<string, AttributeSet>)[
    `${name.charAt(0).toLowerCase()}${name.slice(1)}Attrs`
  ];
  return NAMED[name] ?? tableOfSet(set as AttributeSet);
}

const captured: Case[] = load("rtnetlink_tc_rust").map((vector) => ({
  ...vector,
  // The actions are children of TCA_ACT_TAB.
  ...(vector.layer === "payload"
    ? { table: tcMessage, skip: 0 }
    : { table: tableOfSet(actAttrs), skip: 4 }),
}));
const nameOf = (vector: Vector): string => vector.function?.slice("marshal".length) ?? "";
const made = load("rtnetlink_tc_go").filter((it) => LEFT_OUT[nameOf(it)] === undefined);
/** Statistics, or an action, as a struct where the kernel nests attributes: its lengths are none. */
const isBroken = (vector: Vector): boolean =>
  vector.id.endsWith("#TestCgroup") ||
  (nameOf(vector) === "Attributes" && vector.attrs?.some(({ type }) => type === 7) === true);
const traffic: Case[] = made
  .filter((it) => !isBroken(it))
  .map((vector) => ({ ...vector, table: tableOfFunction(nameOf(vector)), skip: 0 }));

function decode(vector: Case, engine: Engine): unknown {
  const bytes = hex(vector.hex);
  const view = new DataView(bytes.buffer);
  return decodePayload(vector.table, bytes, view, vector.skip, bytes.length, engine);
}

/** Names of what a value holds that its table does not know. */
function unknownIn(value: unknown): string[] {
  const found: string[] = [];
  JSON.stringify(value, (key, inner) => {
    if (key === "unknown" || key === "trailing") found.push(key);
    // A sub-message without a table.
    if ((key === "options" || key === "data") && inner instanceof Uint8Array) found.push(key);
    return typeof inner === "bigint" ? String(inner) : inner;
  });
  return found;
}

/** Vectors whose bytes nlkit writes otherwise, beyond NLA_F_NESTED. */
const WRITTEN_OTHERWISE: readonly (readonly [part: string, reason: string])[] = [
  ["TestAddCounter/NEWRULE", "a name without its NUL"],
  ["TestSecMarkMarshaling/NEWOBJ", "a context without its NUL"],
  ["TestExpectUnmarshal/string attributes", "names without their NUL"],
  ["TestFlowUnmarshal/helper attribute", "a name without its NUL"],
  ["TestFlowUnmarshal/security attribute", "a name without its NUL"],
];
const find = <Row extends readonly [string, string]>(rows: readonly Row[], id: string): boolean =>
  rows.some(([part]) => id.includes(part));

/** Expects the bytes again, but for NLA_F_NESTED, which old attributes lack and nlkit sets. */
function expectBytes(vector: Case): void {
  const value = decode(vector, "compiled");
  expect(decode(vector, "interpreted")).toEqual(value);
  const bytes = hex(vector.hex).subarray(vector.skip);
  for (const engine of ENGINES) {
    const builder = new MessageBuilder();
    encodePayload(vector.table, builder, value, engine);
    const written = builder.written();
    if (find(WRITTEN_OTHERWISE, vector.id)) {
      expect(written).not.toEqual(bytes);
      continue;
    }
    // The last attribute is padded, too.
    expect(nlaAlign(bytes.length)).toBe(nlaAlign(written.length));
    const same = written.map((byte, at) => (byte ^ (bytes[at] ?? 0) ? byte & 0x7f : byte));
    const plain = bytes.map((byte, at) => (byte ^ (written[at] ?? 0) ? byte & 0x7f : byte));
    expect(same.slice(0, plain.length)).toEqual(plain);
  }
}

/** The first level of attributes as the vectors write it. */
function firstLevel(bytes: Uint8Array, start: number) {
  const view = new DataView(bytes.buffer);
  const list = [];
  for (let at = start; bytes.length - at >= 4; ) {
    const length = view.getUint16(at, true);
    const payload = formatHex(bytes.subarray(at + 4, at + length));
    list.push({ type: view.getUint16(at + 2, true) & 0x3fff, payload });
    at += nlaAlign(length);
  }
  return list;
}

/** Expects a value under the name of every attribute. */
function expectFirstLevel(vector: Case): void {
  const bytes = hex(vector.hex);
  const wanted = vector.attrs?.map(({ type, payload }) => ({ type, payload })) ?? [];
  const start = vector.skip + nlaAlign(vector.table.header?.size ?? 0);
  expect(firstLevel(bytes, start)).toEqual(wanted);
  const value = decode(vector, "compiled") as Record<string, unknown>;
  const named = Object.entries(vector.table.attributes?.entries ?? {});
  const kept = named.flatMap(([name, [number]]) => (name in value ? [number] : []));
  expect(new Set(kept)).toEqual(new Set(wanted.map(({ type }) => type)));
}

const rules: Case[] = load("nftables_go").map((vector) => ({
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
const connections: Case[] = [...load("ctnetlink_go"), ...load("ctnetlink_rust")].flatMap((it) => {
  const table = PARTS.find(([part]) => it.id.includes(part))?.[1];
  // The others are the payload of CTA_STATUS alone.
  return table === undefined ? [] : [{ ...it, table, skip: 0 }];
});

type Attrs = readonly (readonly [name: string, value: unknown])[];

/** The innermost values of pyroute2's decode in their order, without the names of the attributes. */
function wantedIn(value: unknown): string[] {
  if (!Array.isArray(value)) {
    const attrs = (value as { attrs?: Attrs } | null)?.attrs;
    return attrs === undefined ? [String(value)] : attrs.flatMap(([, inner]) => wantedIn(inner));
  }
  return value.flatMap(wantedIn);
}

const PROTOCOLS: Readonly<Record<string, string>> = { Tcp: "6", Udp: "17" };

/** The innermost values of a Rust value in their order: sets of flags as one word. */
function toldIn(value: unknown): string[] {
  if (typeof value !== "object" || value === null) {
    return [PROTOCOLS[String(value)] ?? String(value)];
  }
  if ("$flags" in value) return ["flags"];
  return Object.entries(value).flatMap(([key, inner]) => (key === "$" ? [] : toldIn(inner)));
}

/** The same of ours, without the header. */
function leavesOf(value: unknown): string[] {
  if (value instanceof Uint8Array) return [`hex:${formatHex(value)}`];
  if (typeof value !== "object" || value === null) return [String(value)];
  return Object.values(value).flatMap(leavesOf);
}

/** Whether `NFT_REG_1` is what is `reg-1` here; sets of flags stand as text there, as a number here. */
function isSame(wanted: string, got: string | undefined): boolean {
  if (got === undefined) return false;
  if (wanted === got || (wanted.startsWith("frozenset") && /^\d+$/.test(got))) return true;
  const bare = (text: string): string => text.toLowerCase().replaceAll(/[-_]/g, "");
  return wanted.startsWith("NF") && bare(wanted).endsWith(bare(got));
}

/** What pyroute2 reads otherwise, by a part of what then differs: its value, and ours. */
const OTHER_VALUES: readonly (readonly [part: string, reason: string])[] = [
  ["NFTNL_UDATA_", "user data is the affair of nftables' own library, and bytes here"],
  ["NFT_FIB_RESULT_", "it takes the result for the flags, and the flags for the result"],
  ["NFT_REJECT_ICMPX_", "a code of ICMP or of nftables, as the type says: a number here"],
  ['["NFT_REG_1","counter"]', "it takes the type of an object for a register"],
  ['["1","accept"]', "it has no names for a chain's policy"],
  ['["0","6"]', "it reads 32 bits of a quota's 64"],
];

describe.skipIf(absent)(`vectors of nftables${why}`, () => {
  it("are as many as there were", () => {
    expect(rules).toHaveLength(136);
  });

  it.each(rules)("$id", expectBytes);

  it.each(rules)("$id: its first level", expectFirstLevel);

  const told = rules.filter((it) => it.expected?.attrs !== undefined);

  it("have values", () => {
    expect(told.length).toBeGreaterThan(120);
  });

  it.each(told)("$id: its values", (vector) => {
    const value = decode(vector, "compiled") as Record<string, unknown>;
    const got = leavesOf(value).slice(3);
    const wanted = wantedIn(vector.expected);
    const differing = wanted.flatMap((it, at) => (isSame(it, got[at]) ? [] : [[it, got[at]]]));
    if (!find(OTHER_VALUES, JSON.stringify(differing))) expect(differing).toEqual([]);
  });

  it.each(rules)("$id: all of it is known", (vector) => {
    expect(unknownIn(decode(vector, "compiled"))).toEqual([]);
  });
});

describe.skipIf(absent)(`vectors of connection tracking${why}`, () => {
  const good = connections.filter((it) => it.negative !== true);

  it("are as many as there were", () => {
    expect([good.length, connections.length]).toEqual([42, 51]);
  });

  it.each(good)("$id", expectBytes);

  const captures = good.filter((it) => it.id.includes("packet-netfilter#tests"));

  it("have captures", () => {
    expect(captures).toHaveLength(6);
  });

  it.each(captures)("$id: its values", (vector) => {
    const got = leavesOf(decode(vector, "compiled")).slice(3);
    const { inner } = vector.expected as { inner: { Conntrack: object } };
    const wanted = toldIn(Object.values(inner.Conntrack));
    const differing = wanted.filter(
      (it, at) =>
        it !== got[at] &&
        it !== "flags" &&
        it !== String(ct.nfCtTcpState.values[got[at] as "none"]),
    );
    expect(differing).toEqual([]);
    expect(got).toHaveLength(wanted.length);
  });

  it.each(connections.filter((it) => it.negative === true))("refused or kept raw: $id", (it) => {
    try {
      expect(decode(it, "compiled")).toBeTypeOf("object");
    } catch (error) {
      expect(error).toBeInstanceOf(NetlinkDecodeError);
    }
  });
});

describe.skipIf(absent)(`vectors of traffic control${why}`, () => {
  it("are as many as there were", () => {
    expect([captured.length, traffic.length]).toEqual([20, 85]);
    const functions = new Set(load("rtnetlink_tc_go").map(nameOf));
    for (const name of Object.keys(LEFT_OUT)) expect(functions, name).toContain(name);
  });

  it.each([...captured, ...traffic])("$id", expectBytes);

  it.each(captured.filter((it) => it.skip === 0))("$id: its first level", expectFirstLevel);

  it.each(captured)("$id: all of it is known", (vector) => {
    expect(unknownIn(decode(vector, "compiled"))).toEqual([]);
  });

  it.each(made.filter(isBroken))("refused or kept raw: $id", (vector) => {
    const broken = { ...vector, table: tableOfFunction(nameOf(vector)), skip: 0 };
    expect(() => decode(broken, "compiled")).toThrow(NetlinkDecodeError);
  });
});
