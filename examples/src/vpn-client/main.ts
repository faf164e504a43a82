/**
 * A VPN client: link, address, routes and rules as one declaration, and their undoing.
 *
 * It asks this machine's kernel, in a namespace of its own: the embedded one has no rules to add.
 *
 * @module
 */
import { openRoute } from "nlkit/route";
import { kernelTransport } from "nlkit/socket";
import type { ClientOptions, Run } from "../example.ts";
import { layCable, withNetwork } from "../network.ts";
import { talk } from "./client.ts";

/** A network that leads everywhere. */
async function prepare(options: ClientOptions): Promise<void> {
  await layCable(options);
  await using route = await openRoute(options);
  await route.routes.add({ dst: "default", via: "192.0.2.2", dev: "v0" });
}

/** Runs the client in a network of its own. */
export async function main({ real = kernelTransport, say }: Run): Promise<void> {
  await withNetwork(real, (options) => talk(options, say("client")), prepare);
}
