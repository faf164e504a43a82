import { describe, expect, it } from "vitest";
import { NetlinkDecodeError } from "../../src/errors/index.ts";
import { decodePayload, encodePayload, type MessageTable } from "../../src/schema/index.ts";
import { MessageBuilder, nlaAlign } from "../../src/wire/index.ts";
import {
  absent,
  all,
  find,
  LEFT_OUT,
  PARTS,
  tableFor,
  vectors,
  WRITTEN_OTHERWISE,
  why,
} from "./rtnetlink-cases.ts";

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
    // Kernels leave NLA_F_NESTED out of old attributes; nlkit sets it wherever attributes are
    // nested.
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
