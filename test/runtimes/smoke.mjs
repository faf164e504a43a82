/**
 * One smoke test of the packed library, for any runtime: lists links, makes one, gets the event of it, on the
 * real kernel and on an embedded one over a Unix socket, and has to end by itself. Runs in a network namespace of
 * its own.
 *
 * @module
 */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { NetlinkErrnoError } from "nlkit/errors";
import { createKernel } from "nlkit/kernel";
import { connect, listen } from "nlkit/remote";
import { openRoute } from "nlkit/route";

const route = await openRoute();
const links = await route.links.list();
assert.ok(links.some((link) => link.name === "lo" && link.type === "loopback"));

const events = route.events(["link"]);
const event = events.next();
await route.links.add({ kind: "veth", name: "smoke0", peer: { name: "smoke1" } });
const { value } = await event;
assert.equal(value.object, "link");
assert.match(value.link.name, /^smoke[01]$/);

await assert.rejects(route.links.set("smoke0", { mtu: 10 }), (error) => {
  assert.ok(error instanceof NetlinkErrnoError);
  assert.deepEqual(error.extack?.attributePath, ["mtu"]);
  return error.errnoName === "EINVAL";
});
await route.links.delete("smoke0");
await events.return();

// The embedded kernel, over a Unix socket.
const folder = mkdtempSync(join(tmpdir(), "nlkit-smoke-"));
const server = await listen(createKernel(), `unix:${folder}/kernel.sock`);
const remote = connect(server.address);
const far = await openRoute({ transport: remote });
const farEvents = far.events(["link"]);
const farEvent = farEvents.next();
await far.links.add({ kind: "dummy", name: "far0" });
assert.equal((await farEvent).value.link.name, "far0");
await farEvents.return();
remote.close();
await server.close();
rmSync(folder, { recursive: true });

const runtime =
  globalThis.Bun !== undefined ? "Bun" : globalThis.Deno !== undefined ? "Deno" : "Node";
console.log(`${runtime}: ${links.length} links, an event, and the end`);
// Neither closed nor exited: an idle client must not keep the process alive.
