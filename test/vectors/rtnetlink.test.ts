/**
 * Links, addresses and routes that other libraries captured or made: each decodes in both engines to the
 * same object, and is encoded to the same bytes again.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NetlinkDecodeError } from "../../src/errors/index.ts";
import {
  decodePayload,
  encodePayload,
  type MessageTable,
  tableOfSet,
} from "../../src/schema/index.ts";
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
import { LITTLE_ENDIAN, MessageBuilder, nlaAlign } from "../../src/wire/index.ts";

interface Vector {
  readonly id: string;
  readonly object: string;
  readonly layer: string;
  readonly hex: string;
  readonly negative?: boolean;
  readonly fixedHeaderLen?: number;
  readonly attrs?: readonly { type: number; nested: boolean; netOrder: boolean; payload: string }[];
}

const folder = new URL("../../../shared/vectors/", import.meta.url);
const absent = !existsSync(folder) || !LITTLE_ENDIAN;
const why = absent
  ? " (skipped: needs the vectors beside this checkout, and a little-endian machine)"
  : "";
const FILES = ["rtnetlink_link_rust", "rtnetlink_misc_rust", "rtnetlink_go_jsimonetti"];
const TABLES: Readonly<Record<string, MessageTable>> = {
  link: linkMessage,
  addr: addrMessage,
  route: routeMessage,
  stats: statsMessage,
  neigh: neighbourMessage,
  neightbl: ndtMessage,
  rule: fibRuleMessage,
};

/** Vectors of parts of a message, by what stands in their id. */
const PARTS: readonly (readonly [part: string, table: MessageTable])[] = [
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
const LEFT_OUT: readonly (readonly [part: string, reason: string])[] = [
  ["emit_dpll_pin_id", "the bytes are the test's empty buffer, not what it writes into it"],
  ["inet/test_devconf", "as emit_dpll_pin_id"],
  ["emit_xdp_attached", "as emit_dpll_pin_id"],
  ["wireless/", "the payload of IFLA_WIRELESS alone, which is no attributes"],
  ["TestLinkStatsUnmarshalBinary", "the payload of IFLA_STATS alone"],
  ["TestLinkStats64UnmarshalBinary", "the payload of IFLA_STATS64 alone"],
];

/** Vectors whose bytes nlkit writes otherwise, beyond setting NLA_F_NESTED on every nest. */
const WRITTEN_OTHERWISE: readonly (readonly [part: string, reason: string])[] = [
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

const find = <Row extends readonly [string, unknown]>(
  rows: readonly Row[],
  id: string,
): Row | undefined => rows.find(([part]) => id.includes(part));

const load = (name: string): Vector[] =>
  JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")).vectors;
const all = absent
  ? []
  : FILES.flatMap(load).filter((it) => it.object in TABLES || it.object === "link-driver");
const vectors = all.filter((it) => find(LEFT_OUT, it.id) === undefined);
const tableFor = (vector: Vector): MessageTable =>
  (find(PARTS, vector.id)?.[1] ?? TABLES[vector.object]) as MessageTable;

function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
const hexOf = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

function decode(
  table: MessageTable,
  bytes: Uint8Array,
  engine: "compiled" | "interpreted",
): unknown {
  return decodePayload(table, bytes, new DataView(bytes.buffer), 0, bytes.length, engine);
}

function encode(
  table: MessageTable,
  value: unknown,
  engine: "compiled" | "interpreted",
): Uint8Array {
  const builder = new MessageBuilder();
  encodePayload(table, builder, value, engine);
  return builder.bytes.slice(0, builder.length);
}

/** The first level of attributes as the vectors write it. */
function firstLevel(bytes: Uint8Array, start: number) {
  const view = new DataView(bytes.buffer);
  const list = [];
  for (let at = start; bytes.length - at >= 4; ) {
    const length = view.getUint16(at, true);
    const type = view.getUint16(at + 2, true);
    const payload = hexOf(bytes.subarray(at + 4, at + length));
    list.push({
      type: type & 0x3fff,
      nested: (type & 0x8000) !== 0,
      netOrder: (type & 0x4000) !== 0,
      payload,
    });
    at += nlaAlign(length);
  }
  return list;
}

describe.skipIf(absent)(`vectors of rtnetlink${why}`, () => {
  const good = vectors.filter(
    (it) => it.negative !== true && !it.id.includes("UnmarshalBinaryErrors"),
  );

  it("are as many as there were", () => {
    expect(good).toHaveLength(167);
    for (const rows of [PARTS, LEFT_OUT, WRITTEN_OTHERWISE]) {
      for (const [part] of rows)
        expect(
          all.some((it) => it.id.includes(part)),
          part,
        ).toBe(true);
    }
  });

  it.each(good)("$id", (vector) => {
    const table = tableFor(vector);
    const bytes = bytesOf(vector.hex);
    const value = decode(table, bytes, "compiled");
    expect(decode(table, bytes, "interpreted")).toEqual(value);
    const again = encode(table, value, "compiled");
    expect(encode(table, value, "interpreted")).toEqual(again);
    if (find(WRITTEN_OTHERWISE, vector.id) !== undefined) {
      expect(hexOf(again)).not.toBe(vector.hex);
      return;
    }
    // Kernels leave NLA_F_NESTED out of old attributes; nlkit sets it wherever attributes are nested.
    const same = again.map((byte, index) =>
      byte === ((bytes[index] ?? 0) | 0x80) ? (bytes[index] ?? 0) : byte,
    );
    expect(hexOf(same)).toBe(vector.hex);
  });

  it.each(good.filter((it) => it.attrs !== undefined))("$id: its first level", (vector) => {
    const table = tableFor(vector);
    const bytes = bytesOf(vector.hex);
    expect(firstLevel(bytes, vector.fixedHeaderLen ?? 0)).toEqual(vector.attrs);
    const value = decode(table, bytes, "compiled") as Record<string, unknown>;
    const named = Object.entries(table.attributes?.entries ?? {});
    const raw = ((value["unknown"] ?? []) as { type: number }[]).map(({ type }) => type & 0x3fff);
    const kept = new Set([
      ...raw,
      ...named.flatMap(([name, [number]]) => (name in value ? [number] : [])),
    ]);
    expect(kept).toEqual(new Set(vector.attrs?.map(({ type }) => type)));
  });

  it("know every attribute that kernels sent", () => {
    const unknown = good.flatMap((vector) => {
      const value = decode(tableFor(vector), bytesOf(vector.hex), "compiled");
      const found: string[] = [];
      JSON.stringify(value, (key, inner) => {
        if (key === "unknown")
          found.push(...inner.map(({ type }: { type: number }) => `${vector.object} ${type}`));
        return typeof inner === "bigint" ? String(inner) : inner;
      });
      return vector.id.includes("rust") ? found : [];
    });
    // The one that its test made up, to see it kept.
    expect([...new Set(unknown)]).toEqual(["stats 99"]);
  });

  it.each(vectors.filter((it) => !good.includes(it)))("refused or kept raw: $id", (vector) => {
    try {
      expect(decode(tableFor(vector), bytesOf(vector.hex), "compiled")).toBeTypeOf("object");
    } catch (error) {
      expect(error).toBeInstanceOf(NetlinkDecodeError);
    }
  });
});
