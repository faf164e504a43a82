/**
 * Runs the command in the tests' own process: in a virtual machine, where each start of Node takes seconds.
 *
 * @module
 */
import process from "node:process";
import { runProgram } from "../src/program.ts";

/** How a command ended and what it printed. */
export interface Result {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One at a time: they share the process's streams. */
let last: Promise<unknown> = Promise.resolve();

async function run(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Result> {
  const { argv, env: ownEnv, stdout, stderr } = process;
  const printed = { stdout: "", stderr: "" };
  const into = (name: keyof typeof printed) =>
    ((text: string | Uint8Array) => {
      printed[name] += typeof text === "string" ? text : Buffer.from(text).toString();
      return true;
    }) as typeof stdout.write;
  process.argv = [process.execPath, "nlkit", ...args];
  process.env = env;
  process.exitCode = undefined;
  stdout.write = into("stdout");
  stderr.write = into("stderr");
  try {
    await runProgram();
  } finally {
    // The method of its class shows again.
    for (const stream of [stdout, stderr]) Reflect.deleteProperty(stream, "write");
    process.argv = argv;
    process.env = ownEnv;
  }
  const status = Number(process.exitCode ?? 0);
  process.exitCode = undefined;
  return { status, ...printed };
}

/** As a command of its own would run, but for what only a process has: a user, signals, a terminal. */
export function runHere(args: readonly string[], env: NodeJS.ProcessEnv): Promise<Result> {
  const result = last.then(() => run(args, env));
  last = result.catch(() => undefined);
  return result;
}
