/**
 * Sockets of several kinds that a process in the namespace of the live tests holds open, to be listed.
 *
 * @module
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { Lab } from "./lab.ts";

/** Listens, connects to itself, and waits for the end of its input. */
const HOLDER = `
  import { createSocket } from "node:dgram";
  import { once } from "node:events";
  import { connect, createServer } from "node:net";
  for (const [host, path] of [["127.0.0.1"], ["::1"], [undefined, "\\0nlkit-live"]]) {
    const server = createServer().listen(path === undefined ? { host, port: 0 } : { path });
    await once(server, "listening");
    const to = path === undefined ? { host, port: server.address().port } : { path };
    await once(connect(to), "connect");
  }
  for (const type of ["udp4", "udp6"]) {
    const socket = createSocket(type).bind(0);
    await once(socket, "listening");
  }
  process.stdout.write("ready");
  process.stdin.on("end", () => process.exit()).resume();
`;

/** Opens them. @returns What failed, empty where nothing did; disposing closes them. */
export async function openSockets(lab: Lab): Promise<Disposable & { readonly failed: string }> {
  const program = [process.execPath, "--input-type=module", "-e", HOLDER];
  const child = spawn("nsenter", [`--net=${lab.sandbox.namespace.path}`, ...program]);
  let failed = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    failed += text;
  });
  await Promise.race([once(child.stdout, "data"), once(child, "exit")]);
  return { failed, [Symbol.dispose]: () => child.stdin.end() };
}
