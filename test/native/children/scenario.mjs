/**
 * Ways for a process to end, each in a process of its own: `scenario.mjs ADDON NAME`. What each one
 * prints last is what its test waits for.
 *
 * @module
 */
import { readdirSync, readlinkSync } from "node:fs";
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";

const [addon, name] = process.argv.slice(2);
const binding = createRequire(import.meta.url)(addon);

function open(protocol = 2) {
  const handle = binding.open(protocol, 3, undefined);
  const portId = binding.bind(handle, 0, 0);
  return { handle, portId };
}

function message(type, flags, size = 16) {
  const bytes = new Uint8Array(16 + size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, bytes.length, true);
  view.setUint16(4, type, true);
  view.setUint16(6, flags, true);
  return bytes;
}

function openSockets() {
  let count = 0;
  for (const fd of readdirSync("/proc/self/fd")) {
    try {
      if (readlinkSync(`/proc/self/fd/${fd}`).startsWith("socket:")) count++;
    } catch {
      // The descriptor of the listing itself.
    }
  }
  return count;
}

/** Those of standard input and output. */
const INHERITED = openSockets();

/** Arms a socket and keeps it supplied, so that wakes are under way at any moment. */
function flood() {
  const { handle, portId } = open();
  const arena = new Uint8Array(1 << 20);
  const records = new Int32Array(128);
  const bytes = message(16, 0);
  const supply = () => {
    while (binding.receive(handle, arena, records, 16) > 0);
    for (let i = 0; i < 40; i++) binding.send(handle, bytes, bytes.length, portId, 0);
  };
  binding.arm(handle, supply);
  binding.keepAlive(handle, true);
  supply();
  return handle;
}

const DUMP = message(18, 0x301);
const noop = () => {};

const SCENARIOS = {
  // An armed socket holds nothing: this ends by itself.
  idle() {
    const { handle } = open();
    binding.arm(handle, noop);
    console.log("armed");
  },
  // keepAlive holds the process until the datagram is there.
  alive() {
    const { handle, portId } = open();
    const bytes = message(16, 0);
    binding.keepAlive(handle, true);
    binding.arm(handle, () => {
      binding.keepAlive(handle, false);
      console.log("woken");
    });
    setTimeout(() => binding.send(handle, bytes, bytes.length, portId, 0), 100).unref();
  },
  async exitArmed() {
    flood();
    await sleep(50);
    console.log("leaving");
    process.exit(0);
  },
  exitSending() {
    const { handle } = open(0);
    for (let i = 0; i < 500; i++) binding.sendAside(handle, DUMP, DUMP.length, noop);
    console.log("leaving");
    process.exit(0);
  },
  async closeSending() {
    const { handle } = open(0);
    const results = [];
    for (let i = 0; i < 50; i++) {
      binding.sendAside(handle, DUMP, DUMP.length, (result) => results.push(result));
    }
    binding.close(handle);
    while (results.length < 50) await sleep(1);
    const known = results.every((result) => result === DUMP.length || result === -125);
    console.log(known && results.at(-1) === -125 ? "settled" : results.join());
    if (openSockets() > INHERITED) console.log("a socket is left open");
  },
  async throwing() {
    const { handle, portId } = open();
    const bytes = message(16, 0);
    process.once("uncaughtException", (error) => console.log(error.message));
    binding.arm(handle, () => {
      throw new Error("from the wake");
    });
    binding.send(handle, bytes, bytes.length, portId, 0);
    await sleep(100);
    binding.close(handle);
  },
  async collected() {
    for (let i = 0; i < 200; i++) open();
    for (let i = 0; i < 100 && openSockets() > INHERITED; i++) {
      globalThis.gc();
      await sleep(10);
    }
    console.log(`left: ${openSockets() - INHERITED}`);
  },
  async workers() {
    for (let round = 0; round < 50; round++) {
      const worker = new Worker(new URL(import.meta.url), { argv: [addon, "worker"] });
      await new Promise((resolve) => worker.once("message", resolve));
      await worker.terminate();
    }
    await sleep(20);
    console.log(`left: ${openSockets() - INHERITED}`);
  },
  // Every function in random order, on sockets in every state; what they answer does not matter.
  async stress() {
    const arena = new Uint8Array(1 << 16);
    const records = new Int32Array(8 * 16);
    const random = (below) => Math.floor(Math.random() * below);
    const sockets = Array.from({ length: 8 }, () => open(random(2) * 2));
    const wake = (at) => () => {
      if (random(3) > 0) binding.receive(sockets[at].handle, arena, records, 1 + random(16));
    };
    for (let step = 0; step < 40_000; step++) {
      const at = random(sockets.length);
      const { handle, portId } = sockets[at];
      const length = 16 + random(2) * random(30_000);
      const bytes = message(16, 0, length - 16);
      const size = 1024 + random(1 << random(16));
      const actions = [
        () => binding.send(handle, bytes, length, portId, 0),
        () => binding.send(handle, bytes, length, sockets[random(8)].portId, random(2)),
        () => binding.sendAside(handle, DUMP, DUMP.length, noop),
        () => binding.receive(handle, arena.subarray(random(9), size), records, random(20)),
        () => binding.receive(handle, arena, records, 16),
        () => binding.arm(handle, wake(at)),
        () => binding.disarm(handle),
        () => binding.keepAlive(handle, random(2) === 0),
        () => binding.setQueueLimit(handle, random(1 << random(20))),
        () =>
          binding.setOption(handle, 270, 1 + random(12), new Uint8Array(Int32Array.of(1).buffer)),
        // From 8 bytes on: NETLINK_LIST_MEMBERSHIPS tells the length it would need, and the sanitizer
        // takes that for what was written. addon.test.ts looks at what really is.
        () => {
          const value = new Uint8Array(8 + random(64));
          binding.getOption(handle, 1 + 269 * random(2), random(80), value);
        },
        () => binding.attachFilter(handle, new Uint8Array([6, 0, 0, 0, 255, 255, 255, 255])),
        () => binding.detachFilter(handle),
        () => random(4) > 0 || binding.close(handle),
        () => {
          if (random(8) > 0) return;
          binding.disarm(handle); // armed and kept alive, it would hold the process
          sockets[at] = open(random(2) * 2);
        },
        () => random(8) > 0 || binding.closeFd(binding.createNamespace()),
        // Of nothing, at nothing: paths of all lengths up to what the addon takes.
        () => binding.mount("x".repeat(random(4095)), "", random(64)),
        () => binding.unmount("x".repeat(random(4095)), random(16)),
      ];
      try {
        actions[random(actions.length)]();
      } catch (error) {
        if (!(error instanceof RangeError)) throw error; // an arena below 1 KiB
      }
      if (step % 50 === 0) await sleep(0);
      if (step % 5000 === 0) globalThis.gc();
    }
    for (const { handle } of sockets) binding.close(handle);
    console.log("survived");
  },
  // Ended by its parent, with wakes and a send under way.
  async worker() {
    const { parentPort } = await import("node:worker_threads");
    flood();
    const { handle } = open(0);
    const again = () => binding.sendAside(handle, DUMP, DUMP.length, again);
    again();
    parentPort.postMessage("flooding");
  },
};

await SCENARIOS[name]();
