/**
 * Dumps of rtnetlink: the request is checked when the first message is asked for, so that a refusal comes in
 * `NLMSG_DONE`.
 *
 * @module
 * @see net/core/rtnetlink.c `rtnl_dumpit`
 */
import { encodePayload, type MessageTable } from "../../schema/index.ts";
import type { DumpOutput, DumpSource } from "../dump.ts";

/** What a dump consists of. */
export interface DumpRows {
  /** Each makes the value of one message; undefined where its subject has gone meanwhile. */
  readonly rows: readonly (() => object | undefined)[];
  /** `nlmsg_flags` of each, besides those of all dumps. */
  readonly rowFlags?: number;
  /** `nlmsg_flags` of the message that ends the dump (`answer_flags`). */
  readonly doneFlags?: number;
  /** As {@link DumpSource.separateDone}. */
  readonly separateDone?: boolean;
  /** As {@link DumpSource.generation}. */
  readonly generation?: () => number;
  /** What the dump ends with, after its rows. */
  readonly failure?: Error;
}

class RouteDump implements DumpSource {
  readonly #type: number;
  readonly #table: MessageTable;
  readonly #open: () => DumpRows;
  readonly #refusedFlags: number;
  #rows: DumpRows | undefined;
  #next = 0;

  constructor(type: number, table: MessageTable, open: () => DumpRows, refusedFlags: number) {
    this.#type = type;
    this.#table = table;
    this.#open = open;
    this.#refusedFlags = refusedFlags;
  }

  get doneFlags(): number {
    return this.#rows === undefined ? this.#refusedFlags : (this.#rows.doneFlags ?? 0);
  }

  get separateDone(): boolean {
    return this.#rows?.separateDone ?? false;
  }

  generation(): number {
    // It is asked before each chunk, the first one too: what has changed since then is to be told.
    this.#rows ??= this.#open();
    return this.#rows.generation?.() ?? 0;
  }

  next(output: DumpOutput): boolean {
    this.#rows ??= this.#open();
    const { rows, rowFlags, failure } = this.#rows;
    while (this.#next < rows.length) {
      const value = rows[this.#next++]?.();
      if (value === undefined) continue;
      output.begin(this.#type, rowFlags);
      encodePayload(this.#table, output.builder, value);
      output.end();
      return true;
    }
    if (failure !== undefined) throw failure;
    return false;
  }
}

/**
 * A dump.
 *
 * @param open - Checks the request and makes the rows, when the first is asked for; throws a refusal.
 * @param refusedFlags - As {@link DumpRows.doneFlags}, where `open` has refused.
 */
export function dumpOf(
  type: number,
  table: MessageTable,
  open: () => DumpRows,
  refusedFlags = 0,
): DumpSource {
  return new RouteDump(type, table, open, refusedFlags);
}
