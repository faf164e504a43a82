/**
 * The client of the multicast: waits in the group for one message.
 *
 * @module
 */
import type { ClientOptions, Print } from "../example.ts";
import { TextSocket } from "../text.ts";
import { GROUP, PROTOCOL } from "./protocol.ts";

/** Joins the group, and prints the first message that comes. */
export async function talk(options: ClientOptions, print: Print): Promise<void> {
  using socket = new TextSocket(PROTOCOL, options);
  socket.join(GROUP);
  const { text, portId } = await socket.receive();
  print(`port id ${portId} says "${text}"`);
}
