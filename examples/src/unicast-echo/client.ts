/**
 * The client of the unicast echo: one message to the kernel, and its answer.
 *
 * @module
 */
import type { ClientOptions, Print } from "../example.ts";
import { TextSocket } from "../text.ts";
import { PROTOCOL } from "./protocol.ts";

/** Sends a greeting and waits for it to come back. */
export async function talk(options: ClientOptions, print: Print): Promise<void> {
  using socket = new TextSocket(PROTOCOL, options);
  const greeting = "Hello you!";
  print(`sends "${greeting}"`);
  socket.send(greeting);
  const { text, portId } = await socket.receive();
  print(`port id ${portId} answers "${text}"`);
}
