/**
 * How sockets end: with their process, their worker, or the garbage collector.
 *
 * @module
 */
import { describe, expect, it } from "vitest";
import { runChild, whySkipped } from "./support.ts";

const skipped = whySkipped();

/** Scenario, flags of node, what its last line says. */
const ENDINGS = [
  ["idle", "an armed socket does not keep the process alive", [], "armed"],
  ["alive", "keepAlive does, until it is turned off", [], "woken"],
  ["exitArmed", "process.exit while wakes are under way", [], "leaving"],
  ["exitSending", "process.exit while a send aside is under way", [], "leaving"],
  ["closeSending", "close while sends aside are under way settles each", [], "settled"],
  ["throwing", "what a wake throws is an uncaught exception", [], "from the wake"],
  ["collected", "leaked sockets are closed by the collector", ["--expose-gc"], "left: 0"],
  ["workers", "50 workers are terminated with sockets in use", [], "left: 0"],
] as const;

describe.skipIf(skipped !== undefined)(`endings${skipped ?? ""}`, () => {
  it.each(ENDINGS)("%s: %s", async (name, _title, flags, last) => {
    const { code, stdout, stderr } = await runChild("scenario", [name], flags);
    expect({ code, stderr, last: stdout.trim().split("\n").at(-1) }).toEqual({
      code: 0,
      stderr: "",
      last,
    });
  });
});
