/**
 * The two engines against each other, on values made from the tables, on values that are wrong, and on
 * bytes that are.
 *
 * @module
 */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { arbitraryOf } from "../../test/support/arbitrary.ts";
import { ZOO } from "../../test/support/zoo.ts";
import { NetlinkDecodeError, NetlinkEncodeError } from "../errors/index.ts";
import { MessageBuilder } from "../wire/index.ts";
import { decodePayload, type Engine, encodePayload } from "./codec.ts";
import { listIndexes } from "./list-indexes.ts";
import type { MessageTable } from "./types.ts";

const TABLES = Object.entries(ZOO);
const ENGINES: readonly Engine[] = ["compiled", "interpreted"];

function encode(table: MessageTable, value: unknown, engine: Engine): Uint8Array {
  const builder = new MessageBuilder(8);
  builder.raw(Uint8Array.of(0xee, 0xee, 0xee, 0xee));
  try {
    encodePayload(table, builder, value, engine);
  } catch (error) {
    expect(builder.length).toBe(4);
    throw error;
  }
  return builder.bytes.slice(4, builder.length);
}

/** Decodes from the middle of a buffer, so that an offset counted from its start would show. */
function decode(table: MessageTable, bytes: Uint8Array, engine: Engine): unknown {
  const arena = new Uint8Array(bytes.length + 11).fill(0xff);
  arena.set(bytes, 6);
  const view = arena.subarray(2);
  return decodePayload(
    table,
    view,
    new DataView(view.buffer, view.byteOffset, view.byteLength),
    4,
    4 + bytes.length,
    engine,
  );
}

type Outcome = { value: unknown } | { error: string };

/** What a call gives: a value, or the text of the one error that it may throw. */
function outcome(
  call: () => unknown,
  allowed: typeof NetlinkDecodeError | typeof NetlinkEncodeError,
): Outcome {
  try {
    return { value: call() };
  } catch (error) {
    if (!(error instanceof allowed)) throw error;
    return { error: error.message };
  }
}

/** The indexes that lists keep out of sight, too. */
function hiddenIndexes(value: unknown): unknown {
  if (value === null || typeof value !== "object" || value instanceof Uint8Array) return undefined;
  const own = Array.isArray(value) ? listIndexes(value) : undefined;
  return [own, Object.values(value).map(hiddenIndexes)];
}

describe.each(TABLES)("%s", (_, table) => {
  it("encodes to the same bytes and decodes to the value again, in both engines", () => {
    fc.assert(
      fc.property(arbitraryOf(table), (value) => {
        const bytes = encode(table, value, "compiled");
        expect(encode(table, value, "interpreted")).toEqual(bytes);
        for (const engine of ENGINES) {
          const read = decode(table, bytes, engine);
          expect(read).toEqual(value);
          expect(Object.keys(read as object).filter((key) => key !== "unknown")).toEqual(
            Object.keys(value).filter((key) => key !== "unknown"),
          );
          expect(encode(table, read, engine)).toEqual(bytes);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("decodes damaged bytes to the same value or the same error, and encodes that to a value that stays", () => {
    const damage = fc.array(fc.tuple(fc.nat(400), fc.integer({ min: 0, max: 255 })), {
      maxLength: 4,
    });
    const cut = fc.option(fc.nat(400), { nil: undefined });
    fc.assert(
      fc.property(arbitraryOf(table), damage, cut, (value, changes, length) => {
        const bytes = encode(table, value, "interpreted").slice(0, length);
        for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
        const read = outcome(() => decode(table, bytes, "compiled"), NetlinkDecodeError);
        expect(outcome(() => decode(table, bytes, "interpreted"), NetlinkDecodeError)).toEqual(
          read,
        );
        if ("error" in read) return;
        expect(hiddenIndexes(decode(table, bytes, "interpreted"))).toEqual(
          hiddenIndexes(read.value),
        );
        staysTheSame(table, read.value);
      }),
      { numRuns: 700 },
    );
  });

  it("decodes any bytes to the same value or the same error", () => {
    // Small numbers: lengths and types that may well be right.
    const byte = fc.oneof(
      fc.integer({ min: 0, max: 24 }),
      fc.constant(0),
      fc.integer({ min: 0, max: 255 }),
    );
    const random = fc.array(byte, { maxLength: 160 }).map((list) => Uint8Array.from(list));
    const header = new Uint8Array(table.header?.size ?? 0);
    fc.assert(
      fc.property(random, fc.boolean(), (tail, whole) => {
        const bytes = whole
          ? Uint8Array.of(...header, ...new Uint8Array(-header.length & 3), ...tail)
          : tail;
        const read = outcome(() => decode(table, bytes, "compiled"), NetlinkDecodeError);
        expect(outcome(() => decode(table, bytes, "interpreted"), NetlinkDecodeError)).toEqual(
          read,
        );
        if ("value" in read) staysTheSame(table, read.value);
      }),
      { numRuns: 1500 },
    );
  });

  it("refuses a wrong value with the same words, or writes it to the same bytes", () => {
    fc.assert(
      fc.property(arbitraryOf(table), fc.nat(), junk, (value, place, wrong) => {
        const broken = replaceAt(value, place, wrong);
        const written = outcome(() => encode(table, broken, "compiled"), NetlinkEncodeError);
        expect(outcome(() => encode(table, broken, "interpreted"), NetlinkEncodeError)).toEqual(
          written,
        );
        // What is accepted has to be what was meant: it reads back as a value that encodes to the same bytes.
        if ("value" in written) {
          const again = decode(table, written.value as Uint8Array, "compiled");
          const rewritten = outcome(() => encode(table, again, "interpreted"), NetlinkEncodeError);
          if ("value" in rewritten)
            expect(decode(table, rewritten.value as Uint8Array, "interpreted")).toEqual(again);
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** decode(encode(x)) is x for what was decoded, unless a text is longer than its table lets one write. */
function staysTheSame(table: MessageTable, value: unknown): void {
  const bytes = ENGINES.map((engine) =>
    outcome(() => encode(table, value, engine), NetlinkEncodeError),
  );
  expect(bytes[1]).toEqual(bytes[0]);
  const [written] = bytes;
  if (written === undefined || "error" in written) {
    expect(written?.error).toMatch(/expected a string of at most \d+ bytes/);
    return;
  }
  for (const engine of ENGINES)
    expect(decode(table, written.value as Uint8Array, engine)).toEqual(value);
}

class Instance {
  u32 = 5;
  get id(): number {
    return 6;
  }
}

/** Values that are right nowhere, or only by mistake. */
const junk = fc.constantFrom<unknown>(
  null,
  undefined,
  true,
  false,
  Number.NaN,
  -0,
  1.5,
  -1,
  2 ** 32,
  Number.POSITIVE_INFINITY,
  "5",
  "",
  "\ud800",
  "a\0b",
  "x".repeat(70_000),
  5n,
  -1n,
  2n ** 64n,
  10n ** 40n,
  [],
  [1],
  ["up"],
  ["up", 7],
  [undefined],
  {},
  { u32: 5, nothing: 1 },
  { __proto__: { u32: 5 } },
  Object.create({ id: 7 }),
  JSON.parse('{"__proto__": {"id": 7}}'),
  Object.create(null),
  new Instance(),
  new Map([["id", 7]]),
  Promise.resolve({ id: 7 }),
  new Date(0),
  new Uint8Array(3),
  new Uint16Array(3),
  new DataView(new ArrayBuffer(4)),
  Symbol("s"),
  () => 5,
  "10.0.0.256",
  "::1%lo",
  "on",
);

/** A copy of `value` with one of its places, of whatever depth, replaced. */
function replaceAt(value: unknown, place: number, wrong: unknown): unknown {
  const places: ((copy: unknown) => unknown)[] = [];
  const visit = (at: unknown, rebuild: (changed: unknown) => unknown): void => {
    places.push(rebuild);
    if (at === null || typeof at !== "object" || at instanceof Uint8Array) return;
    for (const key of Object.keys(at)) {
      visit((at as Record<string, unknown>)[key], (changed) =>
        rebuild(Array.isArray(at) ? at.with(Number(key), changed) : { ...at, [key]: changed }),
      );
    }
    if (!Array.isArray(at)) places.push((changed) => rebuild({ ...at, "no such name": changed }));
  };
  visit(value, (changed) => changed);
  return places[place % places.length]?.(wrong);
}
