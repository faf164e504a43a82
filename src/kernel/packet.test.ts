/**
 * Whose memory a datagram is, for senders that hand in Node's `Buffer`, whose `slice` copies
 * nothing.
 *
 * @module
 */
import { expect, test } from "vitest";
import { createKernel, type EmbeddedSocket } from "./index.ts";

/** A message in the middle of other memory, as Node's pool has them. */
function pooled(byte: number): Buffer {
  const bytes = Buffer.from(new ArrayBuffer(64), 24, 17).fill(0);
  bytes.set([17, 0, 0, 0, 16, 0, 1, 0]);
  bytes[16] = byte;
  return bytes;
}

function received(socket: EmbeddedSocket): number[] {
  const all: number[] = [];
  for (let next = socket.receiveMessage(); next !== undefined; next = socket.receiveMessage()) {
    all.push(next.bytes[16] as number);
  }
  return all;
}

test("what was sent as a Buffer is a copy on every way", async () => {
  const kernel = createKernel();
  const types: number[] = [];
  const protocol = kernel.createProtocol(30, {
    async input(message, { portId }) {
      await Promise.resolve();
      types.push(message.type, message.payload[0] as number);
      const answer = pooled(2);
      protocol.unicast(portId, answer);
      answer[16] = 99;
    },
  });
  const [socket, peer] = [kernel.openSocket(30), kernel.openSocket(30)];
  peer.join(1);
  const bytes = pooled(1);
  socket.send(bytes, bytes.length);
  socket.send(bytes, bytes.length); // waits behind the first
  socket.send(bytes, bytes.length, peer.portId);
  protocol.multicast(1, bytes);
  bytes.fill(99);
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(types).toEqual([16, 1, 16, 1]);
  expect(received(socket)).toEqual([2, 2]);
  expect(received(peer)).toEqual([1, 1]);
});
