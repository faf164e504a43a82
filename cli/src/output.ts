/**
 * Standard output: lists, single objects and streams, as text or JSON, in large writes that wait for
 * whoever reads.
 *
 * @module
 */
import { once } from "node:events";
import process from "node:process";
import { type TcFormatOptions, toJson } from "nlkit/format";
import { endInGoodOrder } from "./signals.ts";

const FLUSH_BYTES = 64 * 1024;

/** Text of a row: its lines without their ends. Those of `nlkit/format` are such. */
export type RowText<Row> = (row: Row, options: TcFormatOptions) => readonly string[];

/** Collects what is printed and writes it in large pieces. */
export class Output {
  readonly json: boolean;
  readonly #format: TcFormatOptions;
  #pending = "";

  /**
   * @param json - Whether objects are printed as JSON.
   * @param format - How text is printed.
   */
  constructor(json: boolean, format: TcFormatOptions = {}) {
    this.json = json;
    this.#format = format;
  }

  /** Adds a line. */
  line(text: string): void {
    this.#pending += `${text}\n`;
  }

  /** Writes what has been collected, and waits where the reader is slower. */
  async flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = "";
    if (text === "" || process.stdout.write(text)) return;
    // What fails is endWithReader's to tell.
    await once(process.stdout, "drain").catch(() => undefined);
  }

  /** Prints one object. */
  async object<Row>(row: Row, text: RowText<Row>): Promise<void> {
    if (this.json) this.line(toJson(row));
    else for (const line of text(row, this.#format)) this.line(line);
    await this.flush();
  }

  /** Prints rows as they come: one JSON array, or their lines. */
  async list<Row>(rows: Iterable<Row> | AsyncIterable<Row>, text: RowText<Row>): Promise<void> {
    let count = 0;
    for await (const row of rows) {
      if (this.json) this.#pending += `${count === 0 ? "[" : ",\n"}${toJson(row)}`;
      else for (const line of text(row, this.#format)) this.line(line);
      count++;
      if (this.#pending.length >= FLUSH_BYTES) await this.flush();
    }
    if (this.json) this.line(count === 0 ? "[]" : "]");
    await this.flush();
  }
}

/**
 * Ends the process quietly when whoever read its output has gone: `nlkit link list | head -1`. A command that goes on
 * until it is interrupted is interrupted, so that it leaves nothing behind in the kernel.
 */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      // A full disk, for one: there is nothing to print to, but there may be someone to tell.
      if (error.code !== "EPIPE") {
        if (stream === process.stdout && process.exitCode !== 1)
          process.stderr.write(`nlkit: standard output: ${error.message}\n`);
        process.exitCode = 1;
      }
      if (!endInGoodOrder()) process.exit();
    });
  }
}
