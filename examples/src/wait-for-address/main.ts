/**
 * "Tell me when eth0 gets an address": a client that waits, and a router that takes its time.
 *
 * @module
 */
import { openRoute } from "nlkit/route";
import type { ClientOptions, Print, Run } from "../example.ts";
import { withNetwork } from "../network.ts";
import { talk } from "./client.ts";

/** A cable to a router, on which nobody has an address. */
async function layCable(options: ClientOptions): Promise<void> {
  await using route = await openRoute(options);
  await route.links.add({ kind: "veth", name: "eth0", peer: { name: "router0" } });
}

/** What a DHCP client would do in the end. */
async function configure(options: ClientOptions, print: Print): Promise<void> {
  await using route = await openRoute(options);
  print("sets up the cable");
  for (const name of ["eth0", "router0"]) await route.links.set(name, { up: true });
  print("gives eth0 192.0.2.77/24");
  await route.addresses.add({ address: "192.0.2.77/24", dev: "eth0" });
}

/** Runs both. */
export async function main({ real, say }: Run): Promise<void> {
  await withNetwork(
    real,
    async (options) => {
      const told = talk(options, say("client"));
      await configure(options, say("router"));
      await told;
    },
    layCable,
  );
}
