/**
 * Sets the MTU of a link, and is refused one that the link cannot have.
 *
 * @module
 */
import { NetlinkErrnoError } from "nlkit/errors";
import { openRoute } from "nlkit/route";
import type { ClientOptions, Print } from "../example.ts";

/** Halves a link's MTU, and then tries to go below what it allows. */
export async function talk(options: ClientOptions, print: Print): Promise<void> {
  await using route = await openRoute(options);
  const { mtu: before } = await route.links.get("v0");
  print(`v0 has an MTU of ${before}`);
  await route.links.set("v0", { mtu: before / 2 });
  const { mtu: after } = await route.links.get("v0");
  print(`v0 has an MTU of ${after}`);
  try {
    await route.links.set("v0", { mtu: 10 });
  } catch (error) {
    if (!(error instanceof NetlinkErrnoError)) throw error;
    print(`10 is refused: ${error.errnoName} at ${error.extack?.attributePath?.join(".")}`);
  }
}
