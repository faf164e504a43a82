/**
 * The shared vectors: bytes and meanings that other netlink libraries test themselves with. They
 * stand
 * beside the repository, not in it.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { hex } from "../support/rows.ts";

/** One entry of a file of vectors; what `expected` holds depends on the library that it is from. */
export interface Vector {
  readonly id: string;
  readonly object: string | null;
  readonly layer: string;
  readonly bytes: Uint8Array;
  readonly expected: unknown;
  readonly negative: boolean;
  readonly test: string;
}

const FOLDER = new URL("../../../shared/vectors/", import.meta.url);

/** Why the tests of a file are skipped here; undefined where they can run. */
export function missingVectors(file: string): string | undefined {
  return existsSync(new URL(file, FOLDER))
    ? undefined
    : `skipped: ../shared/vectors/${file} is not there`;
}

interface Entry {
  readonly id: string;
  readonly object: string | null;
  readonly layer: string;
  readonly hex: string;
  readonly expected: unknown;
  readonly negative?: boolean;
  readonly source: { readonly test?: string };
}

/** The vectors of a file; none where it is not there. */
export function readVectors(file: string): Vector[] {
  if (missingVectors(file) !== undefined) return [];
  const { vectors } = JSON.parse(readFileSync(new URL(file, FOLDER), "utf8")) as {
    vectors: Entry[];
  };
  return vectors.map(({ id, object, layer, hex: text, expected, negative, source }) => ({
    // Without the repository and the test, which stand in `test`.
    id: id.split("/").at(-1) ?? id,
    object,
    layer,
    bytes: hex(text),
    expected,
    negative: negative ?? false,
    test: source.test ?? "",
  }));
}
