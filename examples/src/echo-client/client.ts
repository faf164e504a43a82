/**
 * The interactive client: a line of input is a message to the kernel, what it answers is a line of
 * output.
 *
 * @module
 */
import type { ClientOptions, Print } from "../example.ts";
import { TextSocket } from "../text.ts";
import { PROTOCOL } from "./protocol.ts";

/** What an empty line sends. */
const GREETING = "Hello this is a msg from userspace";

/** Talks until the input ends. */
export async function talk(
  options: ClientOptions,
  lines: AsyncIterable<string>,
  print: Print,
): Promise<void> {
  using socket = new TextSocket(PROTOCOL, options);
  print("a line is sent as it is, an empty one as a greeting; the end of input ends this");
  for await (const line of lines) {
    socket.send(line === "" ? GREETING : line);
    print(`received "${(await socket.receive()).text}"`);
  }
}
