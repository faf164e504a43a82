#!/usr/bin/env node
/**
 * The command `nlkit`: runs it and turns what went wrong into a line on standard error and an exit status.
 *
 * @module
 */
import process from "node:process";
import { endWithReader } from "./output.ts";
import { runProgram } from "./program.ts";
import { endingLines, endingOf } from "./usage.ts";

endWithReader();
try {
  await runProgram();
} catch (error) {
  const ending = endingOf(error);
  process.stderr.write(endingLines(ending));
  // Not process.exit: what is still on its way to a pipe would be cut off.
  process.exitCode = ending.status;
}
