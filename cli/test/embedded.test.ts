/**
 * The command against the embedded kernel: its own with the sample network, and one in another
 * process.
 *
 * @module
 */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { createKernel, type EmbeddedKernel } from "nlkit/kernel";
import { type KernelServer, listen } from "nlkit/remote";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { COMMAND, collect, nlkit, type Result } from "./support.ts";

const embedded = (...words: string[]): Promise<Result> => nlkit(["--embedded", ...words]);

/** What a command prints that has to succeed and say nothing on standard error. */
async function text(result: Promise<Result>): Promise<string> {
  const { status, stdout, stderr } = await result;
  expect(stderr).toBe("");
  expect(status).toBe(0);
  return stdout;
}

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill("SIGKILL");
});

function start(...words: string[]): ChildProcess {
  const child = spawn(process.execPath, [COMMAND, ...words], { stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  return child;
}

describe("--embedded", () => {
  it("shows the sample network, which has a second namespace", async () => {
    const env = { LC_ALL: "C.UTF-8" };
    const page = await text(nlkit(["--embedded", "overview"], { env }));
    expect(page).toMatch(/^br0 +bridge +up .*10\.10\.0\.1\/24/m);
    expect(page).toMatch(/^└─ port2 .*veth/m);
    expect(page).toContain("default via 192.0.2.1 dev uplink");
    const words = ["--json", "--netns", "blue", "addr", "list", "-4"];
    const addresses = JSON.parse(await text(embedded(...words))) as { address: string }[];
    expect(addresses.map(({ address }) => address)).toContain("10.10.0.2");
  });

  it("adds links, and refuses what the real kernel refuses", async () => {
    expect(await text(embedded("link", "add", "x0", "type", "dummy"))).toBe("");
    const { status, stderr } = await embedded("link", "add", "lo", "type", "dummy");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^nlkit: RTM_NEWLINK: EEXIST/);
  });

  it("has generic families that can be listed and asked", async () => {
    expect(await text(embedded("family", "list"))).toMatch(/^16: nlctrl .*\n\d+: NET_DM /);
    const words = ["do", "nlctrl", "getfamily", '{"familyName":"nlctrl"}'];
    expect(JSON.parse(await text(embedded(...words)))).toMatchObject({ familyId: 16 });
  });

  it("monitors: what is there, and then nothing until it is interrupted", async () => {
    const child = start("--embedded", "monitor", "link", "--snapshot", "--json");
    const [stdout, stderr] = [collect(child, "stdout"), collect(child, "stderr")];
    const ended = once(child, "close");
    await expect.poll(stdout, { timeout: 5000 }).toContain('"lo"');
    child.kill("SIGINT");
    expect(await ended).toEqual([130, null]);
    expect(stderr()).toBe("");
  });

  it("knows no other namespaces than its own", async () => {
    const { status, stderr } = await embedded("--netns", "none", "link");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^nlkit: setns "none": ENOENT/);
  });

  it("is taken, and said to be, where there are no netlink sockets", async () => {
    const folder = mkdtempSync(join(tmpdir(), "nlkit-embedded-"));
    const preload = join(folder, "elsewhere.mjs");
    writeFileSync(preload, 'Object.defineProperty(process, "platform", { value: "darwin" });\n');
    const env = { NODE_OPTIONS: `--import=${preload}` };
    const { status, stdout, stderr } = await nlkit(["--json", "link"], { env });
    rmSync(folder, { recursive: true });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toContainEqual(expect.objectContaining({ name: "lo" }));
    expect(stderr).toMatch(/^nlkit: this machine has no netlink sockets: .*\n$/);
  });

  it("costs nothing where it is not asked for: nothing imports the kernel but on demand", () => {
    const folder = fileURLToPath(new URL("../src", import.meta.url));
    const files = readdirSync(folder).map((file) => readFileSync(join(folder, file), "utf8"));
    const imports = files.flatMap(
      (source) => source.match(/^import .*"nlkit\/(kernel|remote)"/gm) ?? [],
    );
    expect(imports).toEqual([]);
    expect(files.join("\n")).toContain('import("nlkit/kernel")');
  });
});

describe("--connect", () => {
  const folder = mkdtempSync(join(tmpdir(), "nlkit-connect-"));
  afterAll(() => rmSync(folder, { recursive: true }));
  let kernel: EmbeddedKernel;
  let server: KernelServer;
  const far = (...words: string[]): Promise<Result> =>
    nlkit(["--connect", server.address, ...words]);

  beforeEach(async () => {
    kernel = createKernel();
    server = await listen(kernel, `unix:${folder}/kernel.sock`);
  });
  afterEach(() => server.close());

  it("changes what another command then sees", async () => {
    expect(await text(far("link", "add", "x0", "type", "dummy"))).toBe("");
    const links = JSON.parse(await text(far("--json", "link"))) as { name: string }[];
    expect(links.map(({ name }) => name)).toEqual(["lo", "x0"]);
    const again = await far("link", "add", "x0", "type", "dummy");
    expect([again.status, again.stderr]).toEqual([1, expect.stringContaining("EEXIST")]);
  });

  it("monitors what others do", async () => {
    const monitor = start("--connect", server.address, "monitor", "link", "--json");
    const lines = createInterface({ input: monitor.stdout as NonNullable<ChildProcess["stdout"]> });
    const first = once(lines, "line");
    // The name says when it listens: what came before was not seen.
    let count = 0;
    const timer = setInterval(() => void far("link", "add", `x${count++}`, "type", "dummy"), 300);
    const [line] = (await first) as [string];
    clearInterval(timer);
    expect(JSON.parse(line)).toMatchObject({
      object: "link",
      link: { name: expect.stringMatching(/^x/) },
    });
    const ended = once(monitor, "close");
    await server.close();
    const [status] = (await ended) as [number | null];
    expect(status).toBe(1);
  });

  it("says where nobody listens, and that one kernel is enough", async () => {
    const nobody = await nlkit(["--connect", `unix:${folder}/none`, "link"]);
    expect(nobody.status).toBe(1);
    expect(nobody.stderr).toMatch(/^nlkit: connect unix:.*none: ENOENT/);
    const both = await far("--embedded", "link");
    expect([both.status, both.stderr]).toEqual([
      2,
      "nlkit: --embedded and --connect exclude each other\n",
    ]);
    const wrong = await nlkit(["--connect", "tcp:1", "link"]);
    expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining("address")]);
  });
});
