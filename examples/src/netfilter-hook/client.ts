/**
 * The client of the firewall: sees packets leave, blocks their port, and sees them dropped.
 *
 * @module
 */
import { NetlinkErrnoError } from "nlkit/errors";
import { openFamily } from "nlkit/generic";
import type { Decoded } from "nlkit/schema";
import type { ClientOptions, Print } from "../example.ts";
import { firewall, type packetAttributes } from "./table.ts";

type Packet = Decoded<typeof packetAttributes>;

/** Blocks the port of the first packet that it sees, and allows it again. */
export async function talk(options: ClientOptions, print: Print): Promise<void> {
  await using client = await openFamily(firewall, options);
  const packets = client.subscribe<Packet>("packets");
  /** The next packet of that fate: others may be under way. */
  const next = async (verdict: Packet["verdict"]): Promise<Packet> => {
    for (;;) {
      const { value: event, done } = await packets.next();
      if (done === true) throw new Error("the kernel is gone");
      if (event.kind === "message" && event.body.verdict === verdict) return event.body;
    }
  };

  const { destination, port = 0, protocol } = await next("accepted");
  print(`a packet of protocol ${protocol} to ${destination} port ${port}: accepted`);
  await client.do("block", { port });
  await next("dropped");
  print("the next one: dropped");
  try {
    await client.do("block", { port });
  } catch (error) {
    if (!(error instanceof NetlinkErrnoError)) throw error;
    print(`blocked twice: ${error.errnoName}: ${error.extack?.message}`);
  }
  await client.do("allow", { port });
  await next("accepted");
  print("and accepted again");
}
