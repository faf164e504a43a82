/**
 * A network namespace of a test's own, with the `ip` of iproute2 in it: what nlkit is compared with.
 *
 * @module
 */
import { spawnSync } from "node:child_process";
import type { RouteClient, RouteOptions } from "../../src/families/route/index.ts";
import { openRoute } from "../../src/route.ts";
import { createNamespace, type NetworkNamespace } from "../../src/socket/index.ts";

/** Why `ip` cannot be asked in a namespace here, as a suffix for a test's title; undefined where it can. */
export function whyNoOracle(): string | undefined {
  for (const [command, argument] of [
    ["ip", "-V"],
    ["nsenter", "--version"],
  ] as const) {
    if (spawnSync(command, [argument]).status !== 0) return ` (skipped: there is no ${command})`;
  }
  try {
    createNamespace().close();
    return undefined;
  } catch (error) {
    return ` (skipped: ${(error as Error).message})`;
  }
}

/** How a command ended. */
export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A line of {@link Sandbox.build} that failed. */
export interface FailedLine {
  readonly line: string;
  readonly message: string;
}

/** A namespace, a route client in it, and `ip`. */
export class Sandbox implements AsyncDisposable {
  readonly namespace: NetworkNamespace;
  readonly route: RouteClient;

  private constructor(namespace: NetworkNamespace, route: RouteClient) {
    this.namespace = namespace;
    this.route = route;
  }

  static async open(options: RouteOptions = {}): Promise<Sandbox> {
    const namespace = createNamespace();
    return new Sandbox(namespace, await openRoute({ ...options, netns: namespace.path }));
  }

  /** Runs a program in the namespace. */
  run(command: string, words: readonly string[], input = ""): Ended {
    const { status, stdout, stderr } = spawnSync(
      "nsenter",
      [`--net=${this.namespace.path}`, command, ...words],
      {
        encoding: "utf8",
        input,
        maxBuffer: 1 << 28,
      },
    );
    return { status: status ?? -1, stdout, stderr };
  }

  /** Runs `ip` with words parted by blanks. @throws where it fails. */
  ip(words: string): string {
    const { status, stdout, stderr } = this.run("ip", words.split(" "));
    if (status !== 0) throw new Error(`ip ${words}: ${stderr.trim()}`);
    return stdout;
  }

  /** What `ip -j` prints. */
  json(words: string): Record<string, unknown>[] {
    const rows = JSON.parse(this.ip(`-j ${words}`) || "[]") as Record<string, unknown>[];
    // Rows that a filter of ip itself leaves empty are printed as {}.
    return rows.filter((row) => Object.keys(row).length > 0);
  }

  /** Runs `ip` once a line; gives the lines that failed. */
  build(lines: readonly string[]): FailedLine[] {
    const script =
      'while read -r line; do out=$(ip $line 2>&1) || printf "%s\\t%s\\n" "$line" "$(echo $out)"; done';
    const { stdout, stderr, status } = this.run("sh", ["-c", script], `${lines.join("\n")}\n`);
    if (status !== 0) throw new Error(stderr);
    return stdout
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => {
        const [failed = "", message = ""] = line.split("\t");
        return { line: failed, message };
      });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.route.close();
    this.namespace.close();
  }
}
