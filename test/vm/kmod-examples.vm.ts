/**
 * The kernel modules of examples/ in a real kernel, with the clients of examples/ as they are: they do what the embedded
 * kernel does for them.
 *
 * @module
 */
import { execFile, spawnSync } from "node:child_process";
import { createSocket } from "node:dgram";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import process from "node:process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { talk as talkEcho } from "../../examples/src/echo-client/client.ts";
import { talk as talkNotes } from "../../examples/src/generic-family/client.ts";
import { notes } from "../../examples/src/generic-family/table.ts";
import { talk as talkHook } from "../../examples/src/netfilter-hook/client.ts";
import { talk as talkUnicast } from "../../examples/src/unicast-echo/client.ts";
import { kernelModule } from "../../src/codegen/index.ts";
import { openFamily } from "../../src/generic.ts";
import { kernelTransport } from "../../src/socket/index.ts";
import { clearLog, kernelLog, LoadedModule, makeTarget, moduleFolder } from "./kmod/loaded.ts";
import type { TestModule } from "./kmod/module.ts";
import { MODULES } from "./kmod/modules.ts";

const real = { transport: kernelTransport };
const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** The client's lines of an example's expected output. */
function expectedLines(source: string, who: string): string[] {
  return readFileSync(join(source, "output.txt"), "utf8")
    .split("\n")
    .filter((line) => line.startsWith(`${who}: `))
    .map((line) => line.slice(who.length + 2));
}

const sourceOf = (example: string): string => join(process.cwd(), "examples/src", example);

describe("the examples' modules, with the examples' clients", () => {
  it("generic-family: do, dump, events, refusals", async (context) => {
    using loaded = new LoadedModule("notes", context);
    const lines: string[] = [];
    await talkNotes(real, (line) => lines.push(line));
    expect(lines).toEqual(expectedLines(sourceOf("generic-family"), "client"));
    expect(loaded.isLoaded).toBe(true);
  });

  it("generic-family: a dump of 10,000, and a reload under a client that stays", async (context) => {
    using loaded = new LoadedModule("notes", context);
    await using client = await openFamily(notes, real);
    const ids = Array.from({ length: 10_000 }, (_, at) => at + 1);
    const requests = ids.map(
      (id) => ({ operation: "add", value: { id, text: `note ${id}` } }) as const,
    );
    expect(await client.batch(requests)).toMatchObject({ failures: [] });
    const rows = await client.dump("get", {});
    expect(rows.map(({ id }) => id)).toEqual(ids);
    loaded.unload();
    await expect(client.do("get", { id: 1 })).rejects.toThrow(/ENOENT/);
    loaded.load();
    await client.do("add", { id: 3, text: "after" });
    expect(await client.do("get", { id: 3 })).toMatchObject({ text: "after" });
  });

  it("echo-client: protocol 30 logs and answers, 32 is refused in the kernel's words", async (context) => {
    const folder = moduleFolder("echo", context);
    clearLog();
    const { status, stderr } = makeTarget(folder, "load", "protocol=32");
    expect(status).not.toBe(0);
    expect(stderr).toContain("echo: there is no protocol 32: they are 0 to 31");
    using loaded = new LoadedModule("echo", context);
    expect(loaded.folder).toBe(folder);
    const words = readFileSync(join(sourceOf("echo-client"), "input.txt"), "utf8").split("\n");
    async function* input() {
      yield* words.slice(0, -1);
    }
    const lines: string[] = [];
    await talkEcho(real, input(), (line) => lines.push(line));
    expect(lines).toEqual(expectedLines(sourceOf("echo-client"), "client"));
    const logged = kernelLog().filter((line) => /^echo: (?!there is no)/.test(line));
    expect(logged.map((line) => line.slice("echo: ".length))).toEqual(
      expectedLines(sourceOf("echo-client"), "kernel"),
    );
  });

  it.for(["unicast", "deferred"])("unicast-echo by the module %s", async (name, context) => {
    using loaded = new LoadedModule(name, context);
    const lines: string[] = [];
    await talkUnicast(real, (line) => lines.push(line));
    expect(lines).toEqual(expectedLines(sourceOf("unicast-echo"), "client"));
    expect(loaded.isLoaded).toBe(true);
  });

  it.for(["greeter", "deferred-greeter"])(
    "multicast by the module %s: one broadcast reaches two processes",
    async (name, context) => {
      using loaded = new LoadedModule(name, context);
      clearLog();
      const main = join(ROOT, "examples/src/main.js");
      const run = () => promisify(execFile)(process.execPath, [main, "multicast", "--real"]);
      const heard = await Promise.all([run(), run()]);
      const line = 'client: port id 0 says "Greeting from kernel!"\n';
      expect(heard.map(({ stdout }) => stdout)).toEqual([line, line]);
      expect(kernelLog().filter((text) => text.startsWith("greeter: "))).toEqual([
        "greeter: 1 in group 1",
        "greeter: 2 in group 1",
        "greeter: sends one broadcast",
      ]);
      expect(loaded.isLoaded).toBe(true);
    },
  );

  it("netfilter-hook: packets are seen, dropped and let through again", async (context) => {
    using loaded = new LoadedModule("outgoing", context);
    expect(loaded.isLoaded).toBe(true);
    const socket = createSocket("udp4");
    // What the hook drops is told to the sender.
    socket.on("error", () => undefined);
    const timer = setInterval(() => socket.send("x", 4242, "127.0.0.1", () => undefined), 20);
    const lines: string[] = [];
    try {
      await talkHook(real, (line) => lines.push(line));
    } finally {
      clearInterval(timer);
      socket.close();
    }
    expect(lines).toEqual([
      "a packet of protocol 17 to 127.0.0.1 port 4242: accepted",
      "the next one: dropped",
      "blocked twice: EEXIST: the port is blocked already",
      "and accepted again",
    ]);
  });

  it("a module that the kernel refuses: make load shows what the kernel has logged, and no more", (context) => {
    using loaded = new LoadedModule("notes", context);
    const folder = moduleFolder("rival", context);
    writeFileSync("/dev/kmsg", "nlkit: rival, long ago\n");
    const { status, stderr } = makeTarget(folder, "load");
    expect(status).not.toBe(0);
    expect(stderr).toContain("rival: the family cannot be registered: -17\n");
    expect(stderr).not.toContain("long ago");
    expect(loaded.isLoaded).toBe(true);
  });

  it.for([
    { name: "notes", example: "generic-family", said: /id: \d+, version: 1, groups: .*changes/ },
    {
      name: "echo",
      example: "echo-client",
      said: /^message 3: "Hello msg from kernel"\nacknowledged\n$/,
    },
  ])("$name: the client that make client makes", async ({ name, example, said }, context) => {
    if (!existsSync(join(process.cwd(), "dist/generic.js")))
      context.skip("the package is not built: npm run build");
    using loaded = new LoadedModule(name, context);
    const { table, options } = MODULES[name] as TestModule;
    // Below the repository, where the package is found; in the machine's own layer above it.
    mkdirSync("build", { recursive: true });
    const folder = mkdtempSync(join(process.cwd(), "build", "client-"));
    const client = {
      table: `../../examples/src/${example}/table.ts`,
      exported: name,
      root: "../..",
    };
    for (const { name: file, text } of kernelModule(table, { ...options, client }))
      writeFileSync(join(folder, file), text);
    const tsc = `${process.execPath} ${join(process.cwd(), "node_modules/typescript/bin/tsc")}`;
    const words = ["-s", "-C", folder, "client", `TSC=${tsc}`];
    const made = await promisify(execFile)("make", words, { encoding: "utf8" });
    expect(made.stderr).toBe("");
    const found = spawnSync("find", [join(folder, "client"), "-name", "client.mjs"]);
    const file = found.stdout.toString().trimEnd();
    const { stdout } = await promisify(execFile)(process.execPath, [file]);
    expect(stdout).toMatch(said);
    expect(loaded.isLoaded).toBe(true);
    rmSync(folder, { recursive: true });
  });

  it("none of them is left, nor a word of trouble in the log", () => {
    const { stdout } = spawnSync("lsmod", { encoding: "utf8" });
    for (const name of [
      "every",
      "fou2",
      "tcpm2",
      "notes",
      "outgoing",
      "echo",
      "unicast",
      "greeter",
      "rival",
    ])
      expect(stdout).not.toMatch(new RegExp(`^${name} `, "m"));
    expect(kernelLog().filter((line) => /WARNING|BUG|Oops|leak/.test(line))).toEqual([]);
  });
});
