/**
 * Runs the built command as a user's shell would, in a network namespace made for the test.
 *
 * @module
 */
import {
  type ChildProcess,
  execFile,
  type SpawnOptions,
  spawn,
  spawnSync,
} from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { createNamespace, type NetworkNamespace } from "nlkit/socket";
import { afterAll } from "vitest";
import { patiently } from "../../test/support/patience.ts";
import type { Result } from "./in-process.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
/** The built command: what is published is what is tested. */
export const COMMAND = `${ROOT}cli/dist/main.js`;

// `npm test`, which sets this, has built it; who calls vitest directly may have an old one.
if (process.env["NLKIT_TEST_NAMESPACE"] === undefined) {
  const built = spawnSync(process.execPath, [`${ROOT}tools/build.mjs`, "--if-needed"], {
    encoding: "utf8",
  });
  if (built.status !== 0)
    throw new Error(`the command does not build:\n${built.stdout}${built.stderr}`);
}

/** Set by what runs the tests where a start of Node takes seconds; see in-process.ts. */
const here =
  process.env["NLKIT_TEST_IN_PROCESS"] === undefined ? undefined : import("./in-process.ts");

export type { Result } from "./in-process.ts";

/** What a command is run with besides its words. */
export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv;
  readonly uid?: number;
}

/** Runs `nlkit` to its end. */
export async function nlkit(
  args: readonly string[],
  { env = {}, uid }: RunOptions = {},
): Promise<Result> {
  const environment = { PATH: process.env["PATH"], ...env };
  if (here !== undefined && uid === undefined) return (await here).runHere(args, environment);
  return new Promise((resolve, reject) => {
    const options = {
      env: environment,
      timeout: patiently(15_000),
      ...(uid !== undefined && { uid }),
    };
    execFile(process.execPath, [COMMAND, ...args], options, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== "number")
        reject(new Error(`nlkit did not end by itself: ${error.message}`, { cause: error }));
      else resolve({ status: error === null ? 0 : (error.code as number), stdout, stderr });
    });
  });
}

/** A namespace of the test file's own, and commands in it. */
export class Sandbox {
  readonly #namespace: NetworkNamespace | undefined;
  /** Why there is none, as a suffix for titles; empty where there is one. */
  readonly whyNot: string = "";

  constructor() {
    try {
      this.#namespace = createNamespace();
      afterAll(() => this.#namespace?.close());
    } catch (error) {
      this.whyNot = ` (skipped: ${(error as Error).message})`;
    }
  }

  /** Arguments that put a command into the namespace. */
  words(line: string): string[] {
    return [
      "--netns",
      this.#namespace?.path ?? "",
      ...line.split(" ").filter((word) => word !== ""),
    ];
  }

  /** Runs a command line in the namespace. */
  run(line: string, options?: RunOptions): Promise<Result> {
    return nlkit(this.words(line), options);
  }

  /** Runs a command line that has to succeed and say nothing on standard error. */
  async text(line: string, options?: RunOptions): Promise<string> {
    const { status, stdout, stderr } = await this.run(line, options);
    if (status !== 0 || stderr !== "")
      throw new Error(`nlkit ${line}: exit status ${status}\n${stderr}`);
    return stdout;
  }

  /** As {@link Sandbox.text}, with `--json`, parsed. */
  async json<Value>(line: string): Promise<Value> {
    return JSON.parse(await this.text(`--json ${line}`)) as Value;
  }

  /** Starts a command line that does not end by itself. */
  start(line: string, options: SpawnOptions = {}): ChildProcess {
    return spawn(process.execPath, [COMMAND, ...this.words(line)], {
      stdio: ["ignore", "pipe", "pipe"],
      ...options,
    });
  }

  /** Runs a shell script with the command as `nlkit`. */
  async shell(script: string): Promise<Result> {
    const nlkitWords = [process.execPath, COMMAND, ...this.words("")]
      .map((word) => `'${word}'`)
      .join(" ");
    const child = spawn("sh", ["-c", `nlkit() { ${nlkitWords} "$@"; }\n${script}`], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr] = [collect(child, "stdout"), collect(child, "stderr")];
    const [status] = (await once(child, "close")) as [number | null];
    return { status, stdout: stdout(), stderr: stderr() };
  }
}

/** What a child has printed so far. */
export function collect(child: ChildProcess, stream: "stdout" | "stderr"): () => string {
  let text = "";
  child[stream]?.setEncoding("utf8").on("data", (piece: string) => {
    text += piece;
  });
  return () => text;
}
