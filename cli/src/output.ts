/**
 * Standard output: lists, single objects and streams, as text or JSON, in large writes that wait for
 * whoever reads.
 *
 * @module
 */
import { once } from "node:events";
import process from "node:process";
import { toJson } from "nlkit/format";

const FLUSH_BYTES = 64 * 1024;

/** Text of a row: its lines without their ends. */
export type RowText<Row> = (row: Row) => readonly string[];

/** Collects what is printed and writes it in large pieces. */
export class Output {
  readonly json: boolean;
  #pending = "";

  /** @param json - Whether objects are printed as JSON. */
  constructor(json: boolean) {
    this.json = json;
  }

  /** Adds a line. */
  line(text: string): void {
    this.#pending += `${text}\n`;
  }

  /** Writes what has been collected, and waits where the reader is slower. */
  async flush(): Promise<void> {
    const text = this.#pending;
    this.#pending = "";
    if (text !== "" && !process.stdout.write(text)) await once(process.stdout, "drain");
  }

  /** Prints one object. */
  async object<Row>(row: Row, text: RowText<Row>): Promise<void> {
    if (this.json) this.line(toJson(row));
    else for (const line of text(row)) this.line(line);
    await this.flush();
  }

  /** Prints rows as they come: one JSON array, or their lines. */
  async list<Row>(rows: Iterable<Row> | AsyncIterable<Row>, text: RowText<Row>): Promise<void> {
    let count = 0;
    for await (const row of rows) {
      if (this.json) this.#pending += `${count === 0 ? "[" : ",\n"}${toJson(row)}`;
      else for (const line of text(row)) this.line(line);
      count++;
      if (this.#pending.length >= FLUSH_BYTES) await this.flush();
    }
    if (this.json) this.line(count === 0 ? "[]" : "]");
    await this.flush();
  }
}

/** Ends the process quietly when whoever read its output has gone: `nlkit link list | head -1`. */
export function endWithReader(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EPIPE") process.exit();
      // A full disk, for one: there is nothing to print to, but there may be someone to tell.
      if (stream === process.stdout)
        process.stderr.write(`nlkit: standard output: ${error.message}\n`);
      process.exit(1);
    });
  }
}
