/**
 * Multicast: two processes wait in group 1, one broadcast reaches both.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { connect, listen } from "nlkit/remote";
import type { Print, Run } from "../example.ts";
import { talk } from "./client.ts";
import { startKernel } from "./kernel.ts";

/** Starts this program again as a client of the kernel in this one, and prints what it prints. */
async function runClient(address: string, print: Print): Promise<void> {
  const words = [process.argv[1] ?? "", "multicast", "--connect", address];
  const child = spawn(process.execPath, words, { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: child.stdout });
  lines.on("line", (line) => print(line.replace(/^client: /, "")));
  await once(lines, "close");
}

/** The kernel side in this process, a client in each of two others. */
export async function main({ real, words, say }: Run): Promise<void> {
  const address = words[words.indexOf("--connect") + 1];
  if (real !== undefined) return talk({ transport: real }, say("client"));
  if (words.includes("--connect") && address !== undefined) {
    using kernel = connect(address);
    return await talk({ transport: kernel }, say("client"));
  }
  const folder = mkdtempSync(join(tmpdir(), "nlkit-multicast-"));
  try {
    const { kernel, joined, greet } = startKernel(say("kernel"), 2);
    await using server = await listen(kernel, `unix:${folder}/kernel.sock`);
    const heard: string[] = [];
    const clients = ["first client", "second client"].map((name) =>
      runClient(server.address, (line) => heard.push(`${name}: ${line}`)),
    );
    await joined;
    greet();
    await Promise.all(clients);
    // In the order of their names: which of the two is faster is nobody's business.
    for (const line of heard.sort()) {
      const [name = "", ...text] = line.split(": ");
      say(name)(text.join(": "));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}
