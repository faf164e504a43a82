/**
 * Waits until a link has an IPv4 address, whoever gives it one.
 *
 * @module
 */
import { openRoute } from "nlkit/route";
import type { ClientOptions, Print } from "../example.ts";

/** Prints the address of eth0 as soon as there is one and the link is up; one that it has already counts. */
export async function talk(options: ClientOptions, print: Print): Promise<void> {
  print("waits for eth0 to have an address");
  await using route = await openRoute(options);
  const address = await route.waitFor(
    ["link", "address"],
    (view) =>
      view.link("eth0")?.up &&
      view.find("address", "dev", "eth0").find(({ family }) => family === "ipv4"),
    { timeoutMs: 10_000 },
  );
  print(`eth0 has ${address.address}/${address.prefixLength}`);
}
