/**
 * `nlkit dropwatch` against an embedded kernel in this process, whose hooks drop packets all the time.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKernel, type EmbeddedKernel, NF_DROP, registerDropMonitor } from "nlkit/kernel";
import { type KernelServer, listen } from "nlkit/remote";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { COMMAND, collect, nlkit, type Result } from "./support.ts";

const PACKET = Uint8Array.from({ length: 60 }, (_, index) => (index === 0 ? 0x45 : index));
const folder = mkdtempSync(join(tmpdir(), "nlkit-dropwatch-"));
let kernel: EmbeddedKernel;
let server: KernelServer;
let traffic: ReturnType<typeof setInterval>;

beforeEach(async () => {
  kernel = createKernel();
  registerDropMonitor(kernel, { delayMs: 20 });
  const place = { family: "ipv4", hook: "local-in" } as const;
  kernel.registerHook({ ...place, name: "closed_door" }, () => NF_DROP);
  traffic = setInterval(
    () => kernel.netfilter.run({ ...place, in: "eth0", packet: PACKET.slice() }),
    5,
  );
  server = await listen(kernel, `unix:${folder}/kernel.sock`);
});
afterEach(async () => {
  clearInterval(traffic);
  await server.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const far = (...words: string[]): Promise<Result> => nlkit(["--connect", server.address, ...words]);

it("prints a line a packet, and ends after as many as were asked for", async () => {
  const { status, stdout, stderr } = await far("dropwatch", "--count", "2");
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(
    /^(\d\d:\d\d:\d\d\.\d{6} \S*closed_door\S* NETFILTER_DROP in eth0 proto 0x0800 60 bytes\n){2}$/,
  );
});

it("prints a line of JSON a packet, with its first bytes", async () => {
  const { stdout } = await far("--json", "dropwatch", "--count", "1", "--truncate", "20");
  expect(JSON.parse(stdout)).toMatchObject({
    kind: "packet",
    origin: "software",
    in: { name: "eth0" },
    length: 60,
    payload: Buffer.from(PACKET.subarray(0, 20)).toString("hex"),
  });
});

it("counts by place", async () => {
  const { stdout } = await far("dropwatch", "--summary", "--count", "1");
  expect(stdout).toMatch(/^\d+ packets? 0x[0-9a-f]+\n$/);
});

it("says what it cannot do, and takes over a monitor that was left running", async () => {
  const wrong = await far("dropwatch", "--count", "none");
  expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('--count: "none"')]);
  const nothing = await far("dropwatch", "--no-software");
  expect([nothing.status, nothing.stderr]).toEqual([2, expect.stringMatching(/--hardware/)]);
  await far("do", "NET_DM", "START", "{}");
  const busy = await far("dropwatch", "--count", "1");
  expect([busy.status, busy.stderr]).toEqual([1, expect.stringMatching(/EBUSY.*--take-over/s)]);
  const taken = await far("dropwatch", "--take-over", "--count", "1");
  expect([taken.status, taken.stderr]).toEqual([0, ""]);
});

describe("leaves the monitor as it was", () => {
  /** What the kernel says to a request that it refuses while the monitor runs. */
  const configure = () => far("do", "NET_DM", "CONFIG", '{"queueLen": 9}');

  it.each([
    ["SIGHUP", 129],
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)("when %s ends it", async (signal, status) => {
    const words = ["--connect", server.address, "dropwatch"];
    const child = spawn(process.execPath, [COMMAND, ...words], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr] = [collect(child, "stdout"), collect(child, "stderr")];
    await once(child.stdout, "data");
    child.kill(signal);
    expect(await once(child, "close")).toEqual([status, null]);
    expect([stdout(), stderr()]).toEqual([expect.stringContaining("closed_door"), ""]);
    expect(await configure()).toMatchObject({ status: 0 });
  });

  it.each([
    ["its reader has gone", "| head -n 1", /^\S+ \S*closed_door.*\n$/, /^$/],
    ["the disk is full", ">/dev/full", /^$/, /^nlkit: standard output: ENOSPC.*\n$/],
  ])("when %s", async (_, where, printed, said) => {
    const words = [process.execPath, COMMAND, "--connect", server.address];
    const child = spawn("sh", ["-c", `"$@" dropwatch ${where}`, "sh", ...words], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [stdout, stderr] = [collect(child, "stdout"), collect(child, "stderr")];
    await once(child, "close");
    expect([stdout(), stderr()]).toEqual([
      expect.stringMatching(printed),
      expect.stringMatching(said),
    ]);
    expect(await configure()).toMatchObject({ status: 0 });
  });
});
