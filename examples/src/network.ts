/**
 * A small network for the examples that read and change one: made in an embedded kernel, or in a
 * namespace of the real one that goes with it.
 *
 * @module
 */
import { createKernel } from "nlkit/kernel";
import { openRoute } from "nlkit/route";
import { createNamespace } from "nlkit/socket";
import type { ClientOptions, Run } from "./example.ts";

/** Two ends of a cable, and their addresses. */
export async function layCable(options: ClientOptions): Promise<void> {
  await using route = await openRoute(options);
  await route.links.set("lo", { up: true });
  await route.links.add({ kind: "veth", name: "v0", peer: { name: "v1" } });
  for (const name of ["v0", "v1"]) await route.links.set(name, { up: true });
  await route.addresses.add({ address: "192.0.2.1/24", dev: "v0" });
  await route.addresses.add({ address: "192.0.2.2/24", dev: "v1" });
}

/** Makes a network, the cable unless told otherwise, and runs a client in it. */
export async function withNetwork(
  real: Run["real"],
  client: (options: ClientOptions) => Promise<void>,
  prepare = layCable,
): Promise<void> {
  if (real === undefined) {
    const options = { transport: createKernel() };
    await prepare(options);
    return client(options);
  }
  using namespace = createNamespace();
  const options = { transport: real, netns: namespace.path };
  await prepare(options);
  await client(options);
}
