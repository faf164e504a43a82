/**
 * An embedded kernel in this process, its clients in others.
 *
 * @module
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createConnection, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { NetlinkClient } from "../../src/client/index.ts";
import { openFamily } from "../../src/generic.ts";
import { createKernel, type EmbeddedKernel } from "../../src/kernel/index.ts";
import { connect, type KernelServer, type ListenOptions, listen } from "../../src/remote.ts";
import { openRoute } from "../../src/route.ts";
import { defineFamily, string, u32 } from "../../src/schema/index.ts";
import { createNamespace, kernelTransport } from "../../src/socket/index.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const CHILD = fileURLToPath(new URL("children/client.mjs", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "nlkit-remote-"));
afterAll(() => rmSync(folder, { recursive: true }));

// `npm test`, which sets this, has built what the children run.
if (process.env["NLKIT_TEST_NAMESPACE"] === undefined) {
  const built = spawnSync(process.execPath, [`${ROOT}tools/build.mjs`, "--if-needed"]);
  if (built.status !== 0) throw new Error(`the library does not build:\n${String(built.stdout)}`);
}

const table = defineFamily({
  name: "REMOTE",
  attributes: { id: [1, u32], text: [2, string] },
  operations: { get: { command: 1, oneReply: true }, list: { command: 2 } },
  notifications: { told: { command: 3 } },
  groups: ["news"],
});

let path: string;
let kernel: EmbeddedKernel;
const closing: (() => unknown)[] = [];
let count = 0;
beforeEach(() => {
  path = join(folder, `${count++}.sock`);
  kernel = createKernel();
});
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function serve(options: ListenOptions = {}): Promise<KernelServer> {
  const server = await listen(kernel, `unix:${path}`, options);
  closing.push(() => server.close());
  return server;
}

/** Runs a scenario; its lines come one by one. */
function child(...args: string[]): { process: ChildProcess; next: () => Promise<unknown> } {
  const started = spawn(process.execPath, [CHILD, ...args], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  closing.push(() => started.kill("SIGKILL"));
  const lines: Interface = createInterface({ input: started.stdout });
  const iterator = lines[Symbol.asyncIterator]();
  return {
    process: started,
    async next() {
      const { value, done } = await iterator.next();
      return done === true ? undefined : JSON.parse(value);
    },
  };
}

describe("two processes", () => {
  test("a client asks, dumps, hears an event, and ends by itself", async () => {
    const family = kernel.registerFamily(
      table,
      {
        get: { doit: ({ id = 0 }, { reply }) => reply({ id, text: `number ${id}` }) },
        list: {
          dumpit: function* () {
            for (let id = 1; id <= 20_000; id++) yield { id };
          },
        },
      },
      { bind: () => void setTimeout(() => family.multicast("news", "told", { id: 42 }), 300) },
    );
    const server = await serve();
    const { process: client, next } = child("family", server.address);
    const ended = once(client, "exit");
    expect(await next()).toEqual({ text: "number 7", rows: 20_000, last: 20_000 });
    expect(await next()).toEqual({ event: "told", id: 42 });
    expect(await ended).toEqual([0, null]);
    await expect.poll(() => server.connections).toBe(0);
  });

  test("one that does not read loses messages and is told of it; the others lose none", async () => {
    const protocol = kernel.createProtocol(30, { input: () => undefined });
    const server = await serve();
    const { process: slow, next } = child("slow", server.address);
    expect(await next()).toBe("listening");
    const quick = kernel.openTransport(30);
    quick.join(1);
    let heard = 0;
    const payload = new Uint8Array(1000);
    for (let index = 0; index < 2000; index++) {
      protocol.multicast(1, payload);
      heard += quick.receive({ onDatagram: () => undefined, onOverrun: () => undefined });
      if (index % 100 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
    expect(heard).toBe(2000);
    slow.stdin?.write("go\n");
    // It is told only when it has come to where something is missing, and something more has come.
    const timer = setInterval(() => protocol.multicast(1, payload), 10);
    closing.push(() => clearInterval(timer));
    expect(await next()).toEqual({ isLossTold: true, read: true });
  });

  test("a client that is killed leaves nothing behind", async () => {
    const released: number[] = [];
    const seen: number[] = [];
    kernel.createProtocol(30, {
      input: (_, { portId }) => void seen.push(portId),
      release: ({ portId }) => void released.push(portId),
    });
    const server = await serve();
    const { process: client } = child("held", server.address);
    await expect.poll(() => seen, { timeout: 5000 }).toEqual([4711]);
    client.kill("SIGKILL");
    await expect.poll(() => released).toEqual([4711]);
    expect(server.connections).toBe(0);
  });

  test("a wrong token is refused, the right one is not", async () => {
    const server = await serve({ token: "open sesame", mode: 0o666 });
    expect(statSync(path).mode & 0o777).toBe(0o666);
    const refused = (await child("knock", server.address, "closed").next()) as string;
    expect(refused).toContain(`connect ${server.address}: ECONNRESET`);
    expect(refused).toContain("expected the token");
    expect(await child("knock", server.address, "open sesame").next()).toBe("let in");
  });
});

describe("the socket's file", () => {
  test("is for this user alone, and goes with the server", async () => {
    const before = process.umask();
    const server = await serve();
    expect(process.umask()).toBe(before);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    await server.close();
    await server.close();
    expect(existsSync(path)).toBe(false);
  });

  test("is not opened to others without a token", async () => {
    await expect(serve({ mode: 0o660 })).rejects.toThrow("mode");
    expect(existsSync(path)).toBe(false);
  });

  test("that a process left behind is replaced; one that is in use, or is no socket, is not", async () => {
    const script = `require("net").createServer().listen(${JSON.stringify(path)}, () => process.kill(process.pid, "SIGKILL"))`;
    spawnSync(process.execPath, ["-e", script]);
    expect(statSync(path).isSocket()).toBe(true);
    const server = await serve();
    await expect(listen(createKernel(), server.address)).rejects.toMatchObject({
      syscall: "listen",
      errnoName: "EADDRINUSE",
    });
    const file = `${path}.txt`;
    writeFileSync(file, "mine");
    await expect(listen(createKernel(), `unix:${file}`)).rejects.toThrow("EADDRINUSE");
    expect(statSync(file).size).toBe(4);
    await expect(listen(createKernel(), `unix:${folder}/none/x`)).rejects.toThrow("ENOENT");
  });

  test.each(["", "unix:", "/run/x", "tcp:1"])("%j is no address", async (address) => {
    await expect(listen(kernel, address)).rejects.toThrow("address");
    expect(() => connect(address)).toThrow("address");
  });
});

describe("connect", () => {
  test("to where nobody listens fails what is asked there", async () => {
    const remote = connect(`unix:${path}`);
    const told = `connect unix:${path}: ENOENT`;
    await expect(openFamily(table, { transport: remote })).rejects.toThrow(told);
    await expect(remote.ready).rejects.toThrow(told);
    expect(() => remote.openTransport(16)).toThrow(told);
  });

  test("to what is no kernel fails, too", async () => {
    const other = createServer((socket) => socket.end("HTTP/1.1 400 Bad Request\r\n\r\n"));
    other.listen(path);
    await once(other, "listening");
    closing.push(() => other.close());
    const remote = connect(`unix:${path}`);
    await expect(openFamily(table, { transport: remote })).rejects.toThrow("EPROTO");
  });

  test("fails who waits when the server goes", async () => {
    kernel.createProtocol(30, { request: () => new Promise(() => undefined) });
    const server = await serve();
    const remote = connect(server.address);
    const client = new NetlinkClient(remote.openTransport(30));
    const request = client.do(table.operations.get, {});
    await remote.ready;
    setTimeout(() => void server.close(), 20);
    await expect(request).rejects.toMatchObject({ syscall: "connect", errnoName: "ECONNRESET" });
    client.close();
  });

  test("serves no more than it is told to", async () => {
    const server = await serve({ maxConnections: 1 });
    const first = connect(server.address);
    await first.ready;
    const second = connect(server.address);
    await expect(second.ready).rejects.toThrow("ECONNRESET");
    first.close();
  });

  test("a peer that says nothing is not waited for, on either side", async () => {
    const server = await serve();
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    closing.push(() => vi.useRealTimers());
    const peer = createConnection(path);
    await once(peer, "connect");
    while (server.connections === 0) await new Promise((resolve) => setImmediate(resolve));
    vi.advanceTimersByTime(5000);
    await once(peer.resume(), "close");

    const silent = createServer();
    silent.listen(`${path}.silent`);
    await once(silent, "listening");
    closing.push(() => silent.close());
    const remote = connect(`unix:${path}.silent`);
    vi.advanceTimersByTime(5000);
    await expect(remote.ready).rejects.toThrow("ETIMEDOUT");
  });

  test("a peer that only talks nonsense is sent away", async () => {
    const server = await serve();
    const peer = createConnection(path);
    peer.write("GET / HTTP/1.1\r\n\r\n");
    let text = "";
    peer.on("data", (chunk) => {
      text += chunk.toString("latin1");
    });
    await once(peer, "close");
    expect(text).toContain("expected a length from 8 to 1024");
    expect(server.connections).toBe(0);
  });
});

function whyNoNamespace(): string | undefined {
  try {
    createNamespace().close();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
const reason = whyNoNamespace();

test.skipIf(reason !== undefined)(
  `the real kernel is served the same way${reason === undefined ? "" : ` (skipped: ${reason})`}`,
  async () => {
    const namespace = createNamespace();
    closing.push(() => namespace.close());
    const server = await listen(kernelTransport, `unix:${path}`);
    closing.push(() => server.close());
    const remote = connect(server.address);
    closing.push(() => remote.close());
    await using route = await openRoute({ transport: remote, netns: namespace.path });
    await route.links.add({ kind: "veth", name: "far0", peer: { name: "far1" } });
    const links = await route.links.list();
    expect(links.map(({ name }) => name).sort()).toEqual(["far0", "far1", "lo"]);
    await expect(route.links.set("far0", { mtu: 10 })).rejects.toMatchObject({
      errnoName: "EINVAL",
      extack: { attributePath: ["mtu"] },
    });
  },
);
