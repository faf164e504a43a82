/**
 * The network of the live tests in a namespace of its own, and clients of every protocol in it.
 *
 * @module
 */
import { NetlinkClient } from "../../src/client/index.ts";
import { kernelTransport } from "../../src/socket/index.ts";
import { type Ended, type FailedLine, Sandbox } from "../support/ip.ts";

const MAY_FAIL = "? ";
const SCRIPT = `while IFS= read -r line; do
  out=$(eval "$line" 2>&1 </dev/null) || printf '%s\\t%s\\n' "$line" "$(echo "$out" | tr '\\n' ' ')"
done`;

/** A namespace with something of everything in it. */
export class Lab implements AsyncDisposable {
  readonly sandbox: Sandbox;
  /** Lines that this kernel, or these tools, do not know. */
  readonly lacking: readonly FailedLine[];
  readonly #clients = new Map<number, NetlinkClient>();

  private constructor(sandbox: Sandbox, lacking: readonly FailedLine[]) {
    this.sandbox = sandbox;
    this.lacking = lacking;
  }

  /** Makes it. @throws where a line fails that is not marked as one that may. */
  static async open(lines: readonly string[]): Promise<Lab> {
    const sandbox = await Sandbox.open();
    const commands = lines.map((line) =>
      line.startsWith(MAY_FAIL) ? line.slice(MAY_FAIL.length) : line,
    );
    const { stdout, stderr, status } = sandbox.run(
      "sh",
      ["-c", SCRIPT],
      `${commands.join("\n")}\n`,
    );
    const failed = stdout.split("\n").flatMap((row): FailedLine[] => {
      const [line = "", message = ""] = row.split("\t");
      return line === "" ? [] : [{ line, message: message.trim() }];
    });
    const needed = new Set(lines.filter((line) => !line.startsWith(MAY_FAIL)));
    const broken = failed.filter(({ line }) => needed.has(line));
    if (status !== 0 || broken.length > 0) {
      await sandbox[Symbol.asyncDispose]();
      throw new Error(`${stderr}${broken.map((it) => `${it.line}: ${it.message}`).join("\n")}`);
    }
    return new Lab(sandbox, failed);
  }

  /** The client of a protocol in the namespace; one for all who ask. */
  client(protocol: number): NetlinkClient {
    let client = this.#clients.get(protocol);
    if (client === undefined) {
      const netns = this.sandbox.namespace.path;
      client = new NetlinkClient(kernelTransport.openTransport(protocol, { netns }));
      this.#clients.set(protocol, client);
    }
    return client;
  }

  /** Runs a tool in the namespace. @throws where it fails. */
  print(command: string, words: string): string {
    const { status, stdout, stderr }: Ended = this.sandbox.run(command, words.split(" "));
    if (status !== 0) throw new Error(`${command} ${words}: ${stderr.trim()}`);
    return stdout;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const client of this.#clients.values()) client.close();
    await this.sandbox[Symbol.asyncDispose]();
  }
}
