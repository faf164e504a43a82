/**
 * Entries of the shared vectors about sockets, IPsec, audit, tasks and the controller, and parts
 * of messages: each
 * decodes in both engines to the same object, and is encoded to the same bytes again.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { NetlinkDecodeError } from "../../src/errors/index.ts";
import { formatHex, nlaAlign } from "../../src/wire/index.ts";
import { decodeHex, ENGINES, encodeHex, hex } from "../support/rows.ts";
import { absent, NOT_LOOKED_AT, type Row, rows, why } from "./more-cases.ts";

const nameOf = ({ entry, part }: Row): string => `${entry.id} ${part}`.trim();
const named = rows.map((row): [string, Row] => [nameOf(row), row]);

/** What is refused without being called so; and why. */
const MALFORMED: readonly (readonly [part: string, reason: string])[] = [
  ["go-tc#TestMqPrio", "rates as one number each, where the kernel nests one for each class"],
];

/** What is written otherwise, beyond NLA_F_NESTED; and why. */
const WRITTEN_OTHERWISE: readonly (readonly [part: string, reason: string])[] = [
  ["TestLinuxClientCGroupStatsBadMessages answer 5", "a struct that ends in its first member"],
  ["TestAttributeDecoderErrors/decoding invalid", "less than a header is padding"],
];

const isRefused = ({ entry }: Row): boolean =>
  entry.negative === true || MALFORMED.some(([part]) => entry.id.includes(part));
const good = named.filter(([, row]) => !isRefused(row));
const bad = named.filter(([, row]) => isRefused(row));

/**
 * NLA_F_NESTED where nlkit sets it and the entry does not; and padding after the last attribute.
 */
function sameBytes(again: string, text: string): string {
  const bytes = hex(text);
  const written = hex(again).map((byte, at) =>
    byte === ((bytes[at] ?? 0) | 0x80) ? (bytes[at] ?? 0) : byte,
  );
  const padded = nlaAlign(bytes.length) === written.length;
  return formatHex(padded ? written.subarray(0, bytes.length) : written);
}

describe.skipIf(absent)(`the rest of the vectors${why}`, () => {
  it("have tables", () => {
    expect(rows.length).toBeGreaterThan(250);
    for (const [name, row] of named) expect(row.table, name).toBeDefined();
  });

  it.each(good)("%s", (name, { table, hex: text }) => {
    const value = decodeHex(table, text, "compiled");
    for (const engine of ENGINES) {
      expect(decodeHex(table, text, engine)).toEqual(value);
      const again = sameBytes(encodeHex(table, value, engine), text);
      if (WRITTEN_OTHERWISE.some(([part]) => name.includes(part))) expect(again).not.toBe(text);
      else expect(again).toBe(text);
    }
  });

  it.each(bad)("refused or kept raw: %s", (_, { table, hex: text }) => {
    try {
      expect(decodeHex(table, text, "compiled")).toBeTypeOf("object");
    } catch (error) {
      expect(error).toBeInstanceOf(NetlinkDecodeError);
    }
  });

  it("give a reason for each entry that is not looked at", () => {
    for (const [part, reason] of NOT_LOOKED_AT) expect(reason, part).not.toBe("");
  });
});
