/**
 * Requests as the kernel's own Python library encodes them: the same bytes from the same values,
 * and back.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { FamilyTable, MessageTable } from "../../src/schema/index.ts";
import { GENERIC_FAMILIES } from "../../src/uapi/generic/index.ts";
import { RAW_FAMILIES } from "../../src/uapi/raw/index.ts";
import { LITTLE_ENDIAN } from "../../src/wire/index.ts";
import { decodeHex, ENGINES, encodeHex } from "../support/rows.ts";
import { ofMessage } from "./ynl-json.ts";

const file = new URL("../../../shared/specs/offline-vectors.jsonl", import.meta.url);
const absent = !existsSync(file) || !LITTLE_ENDIAN;
const why = absent
  ? " (skipped: needs the requests beside this checkout, and a little-endian machine)"
  : "";

interface Line {
  readonly family: string;
  readonly op: string;
  readonly json: Parameters<typeof ofMessage>[1];
  readonly hex: string;
  readonly decoded: Parameters<typeof ofMessage>[1];
}
const lines: Line[] = absent
  ? []
  : readFileSync(file, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));

/** The family of a file of specs, whose name is another in four cases. */
const NAMES: Readonly<Record<string, string>> = { net_shaper: "net-shaper" };
const loaders: Readonly<Record<string, () => Promise<FamilyTable>>> = {
  ...GENERIC_FAMILIES,
  ...RAW_FAMILIES,
};

/** Where nlkit writes one other byte; and why. */
const OTHER_BYTE: Readonly<Record<string, string>> = {
  "tc newtfilter":
    "actions are counted from 1: that library writes the index 0, which the kernel passes over",
};

/** Where that library reads other values; and why. */
const OTHER_VALUES: Readonly<Record<string, string>> = {
  "devlink reload": "its spec takes limits of a reload for actions",
};

/** The table of a request, and where it begins. */
async function tableOf({ family, hex }: Line): Promise<[table: MessageTable, at: number]> {
  const load = loaders[NAMES[family] ?? family];
  expect(load, family).toBeDefined();
  const { operations, protocol } = await (load as () => Promise<FamilyTable>)();
  const isGeneric = protocol === 16;
  const type = isGeneric
    ? Number.parseInt(hex.slice(32, 34), 16)
    : Number.parseInt(hex.slice(10, 12) + hex.slice(8, 10), 16);
  const found = Object.values(operations).find((it) => it.type === type);
  expect(found, `${family} ${type}`).toBeDefined();
  return [found?.request as MessageTable, isGeneric ? 40 : 32];
}

describe.skipIf(absent)(`requests of the kernel's own library${why}`, () => {
  it("are as many as there were", () => {
    expect(lines).toHaveLength(35);
  });

  const named = lines.map((line): [string, Line] => [`${line.family} ${line.op}`, line]);

  it.each(named)("%s", async (name, line) => {
    const [table, start] = await tableOf(line);
    const theirs = line.hex.slice(start);
    for (const engine of ENGINES) {
      const ours = encodeHex(table, ofMessage(table, line.json), engine);
      const differing = [...ours].filter((digit, at) => digit !== theirs[at]);
      expect(ours).toHaveLength(theirs.length);
      expect(differing).toHaveLength(name in OTHER_BYTE ? 1 : 0);
      // What that library reads in its bytes is what nlkit reads in them.
      const value = decodeHex(table, theirs, engine);
      const again = encodeHex(table, ofMessage(table, line.decoded), engine);
      if (name in OTHER_VALUES) expect(decodeHex(table, again, engine)).not.toEqual(value);
      else expect(decodeHex(table, again, engine)).toEqual(value);
    }
  });
});
