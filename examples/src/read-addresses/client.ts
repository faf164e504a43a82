/**
 * Reads the addresses of each link.
 *
 * @module
 */
import { openRoute } from "nlkit/route";
import type { ClientOptions, Print } from "../example.ts";

/** Prints every link with its addresses of IPv4. */
export async function talk(options: ClientOptions, print: Print): Promise<void> {
  await using route = await openRoute(options);
  const addresses = await route.addresses.list({ family: "ipv4" });
  const links = await route.links.list();
  for (const { index, name, up } of links.sort((left, right) =>
    left.name.localeCompare(right.name),
  )) {
    const own = addresses.filter((address) => address.index === index);
    const texts = own.map(
      ({ address, prefixLength, scope }) => `${address}/${prefixLength} (${scope})`,
    );
    print(`${name} is ${up ? "up" : "down"}: ${texts.join(", ") || "no address"}`);
  }
}
