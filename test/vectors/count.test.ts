/**
 * That no entry of the shared vectors is left out silently: each is looked at by a test here, or
 * there is a reason.
 *
 * @module
 */
import { readdirSync } from "node:fs";
import { expect, it } from "vitest";
import { CORE, FUZZ, FUZZ_TABLES, MESSAGES, SETS } from "./core-cases.ts";
import * as generic from "./generic-cases.ts";
import { absent, type Entry, load, NOT_LOOKED_AT, rows, why } from "./more-cases.ts";
import * as raw from "./raw-cases.ts";
import * as route from "./rtnetlink-cases.ts";
import { readVectors } from "./vectors.ts";

const folder = new URL("../../../shared/vectors/", import.meta.url);
const files = absent
  ? []
  : readdirSync(folder).flatMap((name) => (name.endsWith(".json") ? [name.slice(0, -5)] : []));
const stem = (file: string): string => file.replace(".json", "");

/** Entries of one file that tests look at, by id. */
function lookedAt(file: string): Set<string> {
  const entries = load(file);
  const within = (list: readonly { readonly id: string }[]): string[] => {
    const ids = new Set(list.map(({ id }) => id));
    return entries.flatMap(({ id }) => (ids.has(id) ? [id] : []));
  };
  const more = within(rows.map(({ entry }) => entry));
  if (file === stem(CORE) || file === stem(FUZZ)) {
    const tests = [...MESSAGES, ...SETS];
    const found = readVectors(`${file}.json`).map(({ test, object }) =>
      file === stem(FUZZ) ? (object ?? "") in FUZZ_TABLES : tests.some((it) => test.includes(it)),
    );
    return new Set([...more, ...entries.flatMap(({ id }, at) => (found[at] === true ? [id] : []))]);
  }
  return new Set([
    ...within(route.vectors),
    ...within([...raw.captured, ...raw.made, ...raw.rules, ...raw.connections]),
    ...within(generic.vectors),
    ...more,
  ]);
}

const reasonOf = ({ id }: Entry): string | undefined =>
  NOT_LOOKED_AT.find(([part]) => id.includes(part))?.[1];

it.skipIf(absent)(`every entry is looked at, or there is a reason${why}`, () => {
  expect(files).toHaveLength(20);
  const counts = { all: 0, lookedAt: 0, withReason: 0 };
  const silent: string[] = [];
  for (const file of files) {
    const seen = lookedAt(file);
    for (const entry of load(file)) {
      counts.all++;
      if (seen.has(entry.id)) {
        counts.lookedAt++;
        // A reason for what is looked at all the same would be out of date.
        expect(reasonOf(entry), entry.id).toBeUndefined();
      } else if (reasonOf(entry) === undefined) silent.push(`${file}: ${entry.id}`);
      else counts.withReason++;
    }
  }
  expect(silent).toEqual([]);
  expect(counts).toEqual({ all: 1681, lookedAt: 1666, withReason: 15 });
});
