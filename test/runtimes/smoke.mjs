/**
 * One smoke test of the packed library, for any runtime: lists links, makes one, gets the event of it,
 * and has to end by itself. Runs in a network namespace of its own.
 *
 * @module
 */
import assert from "node:assert/strict";
import { NetlinkErrnoError } from "nlkit/errors";
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

const runtime =
  globalThis.Bun !== undefined ? "Bun" : globalThis.Deno !== undefined ? "Deno" : "Node";
console.log(`${runtime}: ${links.length} links, an event, and the end`);
// Neither closed nor exited: an idle client must not keep the process alive.
