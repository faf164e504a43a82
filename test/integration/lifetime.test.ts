/**
 * A program ends when it has nothing left to do, whatever it holds open, and so does a worker thread.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Sandbox, whyNoOracle } from "../support/ip.ts";
import { patiently } from "../support/patience.ts";

const CHILD = fileURLToPath(new URL("children/lifetime.mjs", import.meta.url));
const built = existsSync(fileURLToPath(new URL("../../dist/route.js", import.meta.url)));
const skipped = built ? whyNoOracle() : " (skipped: the library is not built: npm run build)";
/** A request would wait for 5 s: a timer left behind would show. */
const SOON_MS = patiently(4000);

interface Ending {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly milliseconds: number;
}

describe.skipIf(skipped !== undefined)(`a program with an open client${skipped ?? ""}`, () => {
  let box: Sandbox;
  beforeAll(async () => {
    box = await Sandbox.open();
  });
  afterAll(() => box[Symbol.asyncDispose]());

  async function run(
    name: string,
    onOutput: (text: string) => void = () => undefined,
  ): Promise<Ending> {
    const started = performance.now();
    const child = spawn(process.execPath, [CHILD, name, box.namespace.path], {
      stdio: ["ignore", "pipe", "pipe"],
      timeout: patiently(15_000),
      killSignal: "SIGKILL",
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
      onOutput(text);
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    const [code] = (await once(child, "close")) as [number | null];
    return { code, stdout, stderr, milliseconds: performance.now() - started };
  }

  it.each(["idle", "listening"])("ends by itself: %s", async (name) => {
    const ending = await run(name);
    expect(ending).toMatchObject({ code: 0, stdout: `${name}\n`, stderr: "" });
    expect(ending.milliseconds).toBeLessThan(SOON_MS);
  });

  it("goes on while an event is awaited, and ends after it", async () => {
    let added: number | undefined;
    const ending = await run("awaiting", () => {
      if (added !== undefined) return;
      added = 0;
      setTimeout(() => {
        box.ip("link add late0 type veth peer name late1");
        added = performance.now();
      }, 300);
    });
    expect(ending).toMatchObject({ code: 0, stdout: "awaiting\nmessage\n", stderr: "" });
    expect(added).toBeGreaterThan(0);
  });

  it("can be left with everything under way", async () => {
    expect(await run("leaving")).toMatchObject({ code: 0, stderr: "" });
  });

  it("works in worker threads, which end by themselves", async () => {
    const links = (await box.route.links.list()).length;
    const ending = await run("workers");
    const counts = Array.from({ length: 4 }, () => 200 * links).join(" ");
    expect(ending).toMatchObject({ code: 0, stdout: `${counts}\n`, stderr: "" });
  });

  it("survives workers that are ended while they wait", async () => {
    expect(await run("terminated")).toMatchObject({ code: 0, stdout: "terminated\n", stderr: "" });
  });
});
