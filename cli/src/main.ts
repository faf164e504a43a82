#!/usr/bin/env node
/**
 * The command `nlkit`.
 *
 * @module
 */
import { endWithReader } from "./output.ts";
import { runProgram } from "./program.ts";

endWithReader();
await runProgram();
