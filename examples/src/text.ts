/**
 * Text as the payload of a message, and a socket for such messages: what both sides of a protocol
 * without a table of its own speak.
 *
 * @module
 */
import { NetlinkOverrunError } from "nlkit/errors";
import type { DatagramHandler, Transport } from "nlkit/transport";
import { encodeText, messages, NLMSG_DONE, NLMSG_HDRLEN, writeHeader } from "nlkit/wire";
import type { ClientOptions } from "./example.ts";

/** One message (`NLMSG_DONE`, as such modules use) whose payload is text with a NUL behind it. */
export function textMessage(text: string, portId = 0): Uint8Array {
  const payload = encodeText(text);
  const length = NLMSG_HDRLEN + payload.length + 1;
  const bytes = new Uint8Array(length);
  writeHeader(new DataView(bytes.buffer), 0, {
    length,
    type: NLMSG_DONE,
    flags: 0,
    seq: 0,
    portId,
  });
  bytes.set(payload, NLMSG_HDRLEN);
  return bytes;
}

/** The text of the first message of a datagram, without the NUL. */
export function textOf(bytes: Uint8Array, start = 0, end = bytes.length): string {
  for (const message of messages(bytes, start, end)) {
    const text = new TextDecoder().decode(bytes.subarray(message.payload, message.end));
    return text.replace(/\0.*$/s, "");
  }
  return "";
}

/** A received text. */
export interface ReceivedText {
  readonly text: string;
  /** Who sent it; 0 is the kernel. */
  readonly portId: number;
  /** Mask of the groups that it was sent to; 0 for unicast. */
  readonly groups: number;
}

/** A socket of a protocol whose messages are text. */
export class TextSocket implements Disposable {
  readonly #transport: Transport;

  /** Opens and binds it. */
  constructor(protocol: number, { transport, netns }: ClientOptions) {
    this.#transport = transport.openTransport(protocol, { netns });
  }

  /** The port id that the other side sees. */
  get portId(): number {
    return this.#transport.portId;
  }

  /** Joins a multicast group. */
  join(group: number): void {
    this.#transport.join(group);
  }

  /** Sends a text: to the kernel, unless told to whom. */
  send(text: string, portId = 0, groups = 0): void {
    const bytes = textMessage(text, this.portId);
    this.#transport.send(bytes, bytes.length, portId, groups);
  }

  /** Waits for the next text. */
  async receive(): Promise<ReceivedText> {
    for (;;) {
      const received = this.#take();
      if (received !== undefined) return received;
      this.#transport.keepAlive(true);
      await new Promise<void>((resolve) => this.#transport.watch(resolve));
      this.#transport.watch(undefined);
      this.#transport.keepAlive(false);
    }
  }

  #take(): ReceivedText | undefined {
    let received: ReceivedText | undefined;
    const handler: DatagramHandler = {
      onDatagram({ bytes, start, end, portId, groups }) {
        received = { text: textOf(bytes, start, end), portId, groups };
      },
      onOverrun() {
        throw new NetlinkOverrunError("messages were lost");
      },
    };
    this.#transport.receive(handler, 1);
    return received;
  }

  [Symbol.dispose](): void {
    this.#transport.close();
  }
}
