/**
 * The tools beside which nlkit is measured: iproute2 as a process, and the npm package `netlink`.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { createRequire } from "node:module";

/** Runs a command to its end and gives the bytes that it printed. */
export function run(command: string, args: readonly string[], input = ""): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: [input === "" ? "ignore" : "pipe", "pipe", "inherit"],
    });
    if (child.stdout === null) throw new Error("a pipe was asked for");
    let bytes = 0;
    child.stdout.on("data", (chunk: Buffer) => {
      bytes += chunk.length;
    });
    child.on("error", reject);
    child.on("close", (code) => {
      if (code === 0) resolve(bytes);
      else reject(new Error(`${command} ${args.join(" ")}: exit status ${code}`));
    });
    // A command that ends early has its reasons, which its exit status tells.
    child.stdin?.on("error", () => undefined).end(input);
  });
}

/** What is used of the package `netlink`. */
export interface OtherClient {
  getRoutes(route?: object): Promise<unknown[]>;
  getLink(link: object): Promise<unknown[]>;
  newRoute(route: object, attributes: object, options: object): Promise<unknown[]>;
  readonly socket: { close(): void };
}

/** A client of the package `netlink`; undefined where that optional dependency is not installed. */
export function openOther(): OtherClient | undefined {
  try {
    const module = createRequire(import.meta.url)("netlink") as {
      createRtNetlink(options: object): OtherClient;
    };
    return module.createRtNetlink({ ref: true });
  } catch {
    return undefined;
  }
}
