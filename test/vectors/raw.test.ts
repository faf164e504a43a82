import { describe, expect, it } from "vitest";
import { NetlinkDecodeError } from "../../src/errors/index.ts";
import { decodePayload, type Engine, encodePayload } from "../../src/schema/index.ts";
import * as ct from "../../src/uapi/generated/conntrack.ts";
import { formatHex, MessageBuilder, nlaAlign } from "../../src/wire/index.ts";
import { ENGINES, hex } from "../support/rows.ts";
import {
  type Attrs,
  absent,
  type Case,
  captured,
  connections,
  isBroken,
  LEFT_OUT,
  load,
  made,
  nameOf,
  rules,
  tableOfFunction,
  traffic,
  why,
} from "./raw-cases.ts";

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

/**
 * The innermost values of pyroute2's decode in their order, without the names of the attributes.
 */
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

/**
 * Whether `NFT_REG_1` is what is `reg-1` here; sets of flags stand as text there, as a number
 * here.
 */
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
