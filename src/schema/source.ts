/**
 * Collects what the source of a compiled table refers to: constants, and the codecs of nested tables.
 *
 * @module
 */
import type { MessageTable } from "./types.ts";

/** References of one compiled function. */
export class SourceBuilder {
  /** Values behind the names, in order: parameters `c0`, `c1`… of the function that makes the function. */
  readonly constants: unknown[] = [];
  readonly #codec: (table: MessageTable) => unknown;

  /** @param codec - Gives the codec of a nested table; its functions are made when they are first called. */
  constructor(codec: (table: MessageTable) => unknown) {
    this.#codec = codec;
  }

  /** A name for a value. */
  constant(value: unknown): string {
    let index = this.constants.indexOf(value);
    if (index === -1) index = this.constants.push(value) - 1;
    return `c${index}`;
  }

  /** A name for the codec of a nested table. */
  nested(table: MessageTable): string {
    return this.constant(this.#codec(table));
  }
}
