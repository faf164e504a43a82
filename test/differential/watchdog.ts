/**
 * Ends a run that hangs: the kernels are called without waiting, so that neither a time limit of the test nor a
 * signal's handler would ever get its turn.
 *
 * @module
 */
import { Worker } from "node:worker_threads";

/** Seconds that one pair of kernels may take, the making of a failure smaller included. */
const PATIENCE = 120;

/** Runs on a thread of its own. What it prints cannot go by the main thread, which is the one that hangs. */
const CODE = `
const { writeSync } = require("node:fs");
const { workerData } = require("node:worker_threads");
const beats = new Uint32Array(workerData.beats);
let last = 0;
let idle = 0;
setInterval(() => {
  const [count, seed] = beats;
  idle = count === last ? idle + 1 : 0;
  last = count;
  if (idle < workerData.patience) return;
  writeSync(2, "seed " + seed + ": a kernel has been at it for " + idle + " s; the process is ended\\n");
  process.kill(process.pid, "SIGKILL");
}, 1000);
`;

/** Watches over one run. */
export class Watchdog {
  /** How many pairs have been begun, and the seed of the last. */
  readonly #beats = new Uint32Array(new SharedArrayBuffer(8));
  readonly #worker: Worker;

  /** @param patience - Seconds between two beats after which the process is killed, the seed told on standard error. */
  constructor(patience = PATIENCE) {
    const workerData = { beats: this.#beats.buffer, patience };
    this.#worker = new Worker(CODE, { eval: true, workerData });
    this.#worker.unref();
  }

  /** Something new is begun. */
  beat(seed: number): void {
    const [count = 0] = this.#beats;
    this.#beats[1] = seed;
    this.#beats[0] = count + 1;
  }

  /** The run is over. */
  stop(): void {
    void this.#worker.terminate();
  }
}
