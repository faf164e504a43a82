/**
 * A worker that sends numbered USERSOCK datagrams to a port id, each again for as long as the
 * receiver's buffer is full, and counts in shared memory how many are away.
 *
 * @module
 */
import { createRequire } from "node:module";
import { workerData } from "node:worker_threads";

const EAGAIN = 11;
const { addon, netns, portId, count, size, shared } = workerData;
const binding = createRequire(import.meta.url)(addon);
const sent = new Int32Array(shared);
const handle = binding.open(2, 3, netns);
binding.bind(handle, 0, 0);
const bytes = new Uint8Array(size);
const view = new DataView(bytes.buffer);
view.setUint32(0, size, true);
for (let seq = 0; seq < count; seq++) {
  view.setUint32(8, seq, true);
  let result = binding.send(handle, bytes, size, portId, 0);
  while (result === -EAGAIN) result = binding.send(handle, bytes, size, portId, 0);
  if (result < 0) throw new Error(`send: ${result}`);
  Atomics.store(sent, 0, seq + 1);
}
binding.close(handle);
