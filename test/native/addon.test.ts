/**
 * The addon by itself: datagrams, order, limits and the errors of wrong arguments.
 *
 * @module
 */
import { readdirSync, readlinkSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import {
  type Handle,
  RECORD_ARENA_TOO_SMALL,
  RECORD_DATAGRAM,
  RECORD_OVERRUN,
} from "../../src/socket/binding.ts";
import { createNamespace, type NetworkNamespace } from "../../src/socket/index.ts";
import {
  ADDON,
  addon,
  drain,
  message,
  open,
  ROUTE,
  receive,
  seqOf,
  setNumber,
  spin,
  USERSOCK,
  untilTaken,
  whySkipped,
} from "./support.ts";

const SOL_SOCKET = 1;
const SOL_NETLINK = 270;
const SO_SNDBUFFORCE = 32;
const SO_RCVBUF = 8;
const SO_RCVBUFFORCE = 33;
const SO_ATTACH_FILTER = 26;
const SO_MEMINFO = 55;
const EBADF = 9;
const EAGAIN = 11;
const EINVAL = 22;

const skipped = whySkipped();

describe.skipIf(skipped !== undefined)(`addon${skipped ?? ""}`, () => {
  const binding = skipped === undefined ? addon() : (undefined as never);
  let namespace: NetworkNamespace;
  const handles: Handle[] = [];

  function socket(protocol: number): { handle: Handle; portId: number } {
    const opened = open(binding, protocol, namespace.path);
    handles.push(opened.handle);
    return opened;
  }

  function sendTo(handle: Handle, bytes: Uint8Array, portId: number, groups = 0): number {
    return binding.send(handle, bytes, bytes.length, portId, groups);
  }

  function readMemory(handle: Handle): (words: Uint8Array) => void {
    return (words) => binding.getOption(handle, SOL_SOCKET, SO_MEMINFO, words);
  }

  function dropsOf(handle: Handle): number {
    const words = new Uint32Array(9);
    binding.getOption(handle, SOL_SOCKET, SO_MEMINFO, new Uint8Array(words.buffer));
    return words[8] ?? 0;
  }

  beforeAll(() => {
    namespace = createNamespace();
  });
  afterAll(() => {
    for (const handle of handles) binding.close(handle);
    namespace.close();
  });

  it("sends a NOOP and receives its acknowledgement", () => {
    const { handle, portId } = socket(ROUTE);
    expect(portId).toBeGreaterThan(0);
    expect(sendTo(handle, message(1, 5, 7), 0)).toBe(16);
    const [ack, ...more] = receive(binding, handle, { limit: 1 });
    expect(more).toEqual([]);
    expect(ack).toMatchObject({ kind: RECORD_DATAGRAM, trueLength: 36, portId: 0, groups: 0 });
    const view = new DataView(ack!.bytes.buffer);
    expect([view.getUint16(4, true), view.getUint32(8, true), view.getInt32(16, true)]).toEqual([
      2, 7, 0,
    ]);
    expect(receive(binding, handle)).toEqual([]);
  });

  it("dumps the links of a new namespace: lo alone", () => {
    const { handle } = socket(ROUTE);
    sendTo(handle, message(18, 0x301, 1, 16), 0);
    const records = drain(binding, handle);
    const types = records.map(({ bytes }) => new DataView(bytes.buffer).getUint16(4, true));
    expect(types.at(0)).toBe(16);
    expect(types.at(-1)).toBe(3);
    expect(Buffer.from(records[0]!.bytes).includes("lo\0")).toBe(true);
    expect(Buffer.from(records[0]!.bytes).includes("eth0")).toBe(false);
  });

  it("leaves the namespace of every thread as it was", async () => {
    const namespaces = () =>
      new Set(
        readdirSync("/proc/self/task").map((id) => {
          try {
            return readlinkSync(`/proc/self/task/${id}/ns/net`);
          } catch {
            return readlinkSync("/proc/self/ns/net"); // a thread that has ended since
          }
        }),
      );
    const own = readlinkSync("/proc/self/ns/net");
    for (let i = 0; i < 20; i++) socket(ROUTE);
    createNamespace().close();
    expect(readlinkSync("/proc/self/ns/net")).toBe(own);
    // The thread that did the errand may still be listed for a moment after it was joined.
    await vi.waitUntil(() => namespaces().size === 1, { timeout: 10_000, interval: 5 });
    expect(namespaces()).toEqual(new Set([own]));
  });

  it("packs several datagrams into the arena, in order", () => {
    const { handle, portId } = socket(USERSOCK);
    for (let seq = 0; seq < 40; seq++) sendTo(handle, message(16, 0, seq, seq), portId);
    const first = receive(binding, handle, { limit: 16 });
    expect(first.map(seqOf)).toEqual(Array.from({ length: 16 }, (_, index) => index));
    expect(first.map(({ bytes }) => bytes.length)).toEqual(first.map((_, index) => 16 + index));
    expect(first.every((record) => record.portId === portId)).toBe(true);
    expect(drain(binding, handle).map(seqOf)).toEqual(
      Array.from({ length: 24 }, (_, index) => 16 + index),
    );
  });

  it("tells the true length of what it had to cut", () => {
    const { handle, portId } = socket(USERSOCK);
    sendTo(handle, message(16, 0, 1, 50_000), portId);
    const [cut] = receive(binding, handle, { arenaBytes: 4096 });
    expect(cut).toMatchObject({ kind: RECORD_DATAGRAM, trueLength: 50_016 });
    expect(cut!.bytes.length).toBe(4096 - 512);
  });

  it("does not take a queued datagram that the arena is too small for", async () => {
    const { handle, portId } = socket(USERSOCK);
    const woken = new Promise<void>((resolve) => binding.arm(handle, resolve));
    binding.keepAlive(handle, true);
    sendTo(handle, message(16, 0, 1), portId);
    sendTo(handle, message(16, 0, 2, 100_000), portId);
    await woken;
    untilTaken(readMemory(handle));
    expect(receive(binding, handle, { arenaBytes: 4096 }).map(seqOf)).toEqual([1]);
    const [wanted] = receive(binding, handle, { arenaBytes: 4096 });
    expect(wanted).toMatchObject({ kind: RECORD_ARENA_TOO_SMALL, trueLength: 100_016 });
    const [whole] = receive(binding, handle, { arenaBytes: 100_016 });
    expect(seqOf(whole!)).toBe(2);
    expect(whole!.bytes.length).toBe(100_016);
    binding.disarm(handle);
  });

  it("gives an overrun before what is left, and is usable afterwards", () => {
    const { handle: sender } = socket(USERSOCK);
    const { handle } = socket(USERSOCK);
    setNumber(binding, handle, SOL_SOCKET, SO_RCVBUF, 4096);
    expect(setNumber(binding, handle, SOL_NETLINK, 1, 1)).toBe(0);
    for (let seq = 0; seq < 500; seq++) sendTo(sender, message(16, 0, seq), 0, 1);
    const [overrun, ...kept] = drain(binding, handle);
    expect(overrun?.kind).toBe(RECORD_OVERRUN);
    expect(kept.map(seqOf)).toEqual(kept.map((_, index) => index));
    expect(kept.every(({ groups }) => groups === 1)).toBe(true);
    expect(dropsOf(handle)).toBe(500 - kept.length);
    sendTo(sender, message(16, 0, 1000), 0, 1);
    expect(drain(binding, handle).map(seqOf)).toEqual([1000]);
  });

  it("drains the kernel while JavaScript is busy, and loses nothing", async () => {
    const count = 20_000;
    const { handle, portId } = socket(USERSOCK);
    const shared = new SharedArrayBuffer(4);
    const sent = new Int32Array(shared);
    let wakes = 0;
    binding.arm(handle, () => wakes++);
    const worker = new Worker(new URL("./children/sender.mjs", import.meta.url), {
      workerData: { addon: ADDON, netns: namespace.path, portId, count, size: 64, shared },
    });
    const exit = new Promise((resolve) => worker.once("exit", resolve));
    await new Promise((resolve) => worker.once("online", resolve));
    // The receiver's buffer holds some 250: all are sent only if a thread takes them out meanwhile.
    spin(10_000, () => Atomics.load(sent, 0) === count);
    expect(Atomics.load(sent, 0)).toBe(count);
    expect(drain(binding, handle).map(seqOf)).toEqual(
      Array.from({ length: count }, (_, index) => index),
    );
    expect(wakes).toBeLessThanOrEqual(1);
    binding.disarm(handle);
    expect(await exit).toBe(0);
  });

  it("stops at the queue's limit, so that the overrun is the kernel's, and goes on after it", async () => {
    const limit = 16 * 1024;
    const { handle: sender } = socket(USERSOCK);
    const { handle } = socket(USERSOCK);
    setNumber(binding, handle, SOL_SOCKET, SO_RCVBUF, 16 * 1024);
    setNumber(binding, handle, SOL_NETLINK, 1, 2);
    binding.setQueueLimit(handle, limit);
    binding.arm(handle, () => {});
    // 40 bytes and 24 of the record: 256 reach the limit, and a batch of 16 may pass it.
    for (let seq = 0; seq < 250; seq++) {
      sendTo(sender, message(16, 0, seq, 24), 0, 2);
      if (seq % 10 === 9) untilTaken(readMemory(handle));
    }
    for (let seq = 250; seq < 2000; seq++) sendTo(sender, message(16, 0, seq, 24), 0, 2);
    spin(30);
    const drops = dropsOf(handle);
    const records = drain(binding, handle);
    const seqs = records.filter(({ kind }) => kind === RECORD_DATAGRAM).map(seqOf);
    const at = records.findIndex(({ kind }) => kind === RECORD_OVERRUN);
    expect(at).toBeGreaterThanOrEqual(250);
    expect(at).toBeLessThan(256 + 16);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    expect(seqs.slice(0, at)).toEqual(Array.from({ length: at }, (_, index) => index));
    expect(seqs.length + drops).toBe(2000);

    await sleep(10);
    sendTo(sender, message(16, 0, 5000), 0, 2);
    const woken = new Promise<void>((resolve) => binding.arm(handle, resolve));
    await woken;
    expect(drain(binding, handle).map(seqOf)).toEqual([5000]);
    binding.disarm(handle);
  });

  it("wakes once until everything was taken, and then again", async () => {
    const { handle, portId } = socket(USERSOCK);
    let wakes = 0;
    binding.arm(handle, () => wakes++);
    for (let round = 1; round <= 3; round++) {
      for (let seq = 0; seq < 20; seq++) sendTo(handle, message(16, 0, seq), portId);
      await vi.waitUntil(() => wakes === round, { timeout: 10_000, interval: 2 });
      sendTo(handle, message(16, 0, 20), portId);
      untilTaken(readMemory(handle));
      await sleep(10);
      expect(wakes).toBe(round);
      expect(drain(binding, handle).length).toBe(21);
    }
    binding.disarm(handle);
    sendTo(handle, message(16, 0, 1), portId);
    await sleep(30);
    expect(wakes).toBe(3);
    expect(drain(binding, handle).length).toBe(1);
  });

  it("never loses a wake-up to a receive at the same time", async () => {
    const { handle, portId } = socket(USERSOCK);
    let taken = 0;
    let resolveAll = () => {};
    const all = new Promise<void>((resolve) => {
      resolveAll = resolve;
    });
    const count = 20_000;
    const take = (): void => {
      taken += drain(binding, handle).length;
      if (taken === count) resolveAll();
    };
    binding.arm(handle, take);
    const shared = new SharedArrayBuffer(4);
    const worker = new Worker(new URL("./children/sender.mjs", import.meta.url), {
      workerData: { addon: ADDON, netns: namespace.path, portId, count, size: 32, shared },
    });
    await all;
    expect(taken).toBe(count);
    binding.disarm(handle);
    await worker.terminate();
  });

  it("keeps the order of sends aside, and answers each", async () => {
    const { handle } = socket(ROUTE);
    const results: number[] = [];
    await new Promise<void>((resolve) => {
      for (let seq = 1; seq <= 50; seq++) {
        const bytes = message(1, 5, seq);
        const result = binding.sendAside(handle, bytes, bytes.length, (sent) => {
          if (results.push(sent) === 50) resolve();
        });
        expect(result).toBe(0);
        bytes.fill(0xff); // copied by now
      }
    });
    expect(results).toEqual(Array.from({ length: 50 }, () => 16));
    expect(drain(binding, handle).map(seqOf)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
  });

  it("gives the errno of a send that fails", () => {
    const { handle, portId } = socket(USERSOCK);
    const { handle: full, portId: fullPort } = socket(USERSOCK);
    setNumber(binding, full, SOL_SOCKET, SO_RCVBUF, 1);
    expect(sendTo(handle, message(16, 0, 1), portId + 1_000_000)).toBe(-111);
    let result = 0;
    for (let i = 0; i < 100 && result >= 0; i++)
      result = sendTo(handle, message(16, 0, i, 500), fullPort);
    expect(result).toBe(-EAGAIN);
    expect(sendTo(handle, new Uint8Array(1 << 20), portId)).toBe(-90);
  });

  it("takes 1 MiB datagrams in both ways", async () => {
    const { handle, portId } = socket(USERSOCK);
    const large = message(16, 0, 3, (1 << 20) - 16);
    setNumber(binding, handle, SOL_SOCKET, SO_SNDBUFFORCE, 8 << 20);
    setNumber(binding, handle, SOL_SOCKET, SO_RCVBUFFORCE, 8 << 20);
    expect(sendTo(handle, large, portId)).toBe(1 << 20);
    const [direct] = receive(binding, handle, { arenaBytes: 2 << 20 });
    expect(direct?.bytes.length).toBe(1 << 20);
    const woken = new Promise<void>((resolve) => binding.arm(handle, resolve));
    binding.keepAlive(handle, true);
    expect(sendTo(handle, large, portId)).toBe(1 << 20);
    await woken;
    const [queued] = receive(binding, handle, { arenaBytes: 2 << 20 });
    expect(queued).toMatchObject({ kind: RECORD_DATAGRAM, trueLength: 1 << 20 });
    expect(queued?.bytes.length).toBe(1 << 20);
    binding.close(handle);
  });

  it("reads a filter back without writing past the array, and refuses one with a pointer", () => {
    const { handle } = socket(USERSOCK);
    const accept = new Uint8Array(8 * 4);
    const view = new DataView(accept.buffer);
    for (let at = 0; at < 32; at += 8) {
      view.setUint16(at, 0x06, true);
      view.setUint32(at + 4, 0xffffffff, true);
    }
    expect(binding.attachFilter(handle, accept)).toBe(0);
    const back = new Uint8Array(64).fill(0xaa);
    expect(binding.getOption(handle, SOL_SOCKET, SO_ATTACH_FILTER, back.subarray(0, 32))).toBe(32);
    expect(back.subarray(0, 32)).toEqual(accept);
    expect(back.subarray(32)).toEqual(new Uint8Array(32).fill(0xaa));
    expect(binding.getOption(handle, SOL_SOCKET, SO_ATTACH_FILTER, back.subarray(0, 31))).toBe(
      -EINVAL,
    );
    expect(binding.setOption(handle, SOL_SOCKET, SO_ATTACH_FILTER, new Uint8Array(16))).toBe(
      -EINVAL,
    );
    expect(binding.attachFilter(handle, new Uint8Array(7))).toBe(-EINVAL);
  });

  it("reads no option past the end of the array, whichever and however short it is", () => {
    const guard = 256;
    for (const protocol of [ROUTE, USERSOCK]) {
      const { handle } = socket(protocol);
      const accept = Uint8Array.of(6, 0, 0, 0, 255, 255, 255, 255);
      expect(binding.attachFilter(handle, new Uint8Array([...accept, ...accept, ...accept]))).toBe(
        0,
      );
      for (const level of [SOL_SOCKET, SOL_NETLINK]) {
        for (let name = 0; name <= 100; name++) {
          for (const size of [0, 1, 2, 3, 4, 7, 8, 12, 23, 24]) {
            const memory = new Uint8Array(size + guard).fill(0xaa);
            binding.getOption(handle, level, name, memory.subarray(0, size));
            const past = memory.subarray(size).findIndex((byte) => byte !== 0xaa);
            expect(past, `level ${level} option ${name} into ${size} bytes`).toBe(-1);
          }
        }
      }
    }
  });

  it("opens and closes 2,000 sockets and leaves no descriptor", async () => {
    const sockets = () =>
      readdirSync("/proc/self/fd").filter((fd) => {
        try {
          return readlinkSync(`/proc/self/fd/${fd}`).startsWith("socket:");
        } catch {
          return false;
        }
      }).length;
    const before = sockets();
    for (let round = 0; round < 10; round++) {
      const opened = Array.from({ length: 200 }, () => open(binding, USERSOCK, namespace.path));
      expect(new Set(opened.map(({ portId }) => portId)).size).toBe(200);
      for (const [index, { handle, portId }] of opened.entries()) {
        if (index % 2 === 0) binding.arm(handle, () => {});
        sendTo(handle, message(16, 0, 1), portId);
      }
      for (const { handle } of opened) binding.close(handle);
      await sleep(0);
    }
    expect(sockets()).toBe(before);
  });

  it("answers every call on a closed handle with EBADF", () => {
    const { handle } = socket(ROUTE);
    binding.close(handle);
    binding.close(handle);
    const some = new Uint8Array(4096);
    const answers = [
      binding.fd(handle),
      binding.bind(handle, 0, 0),
      binding.send(handle, some, 16, 0, 0),
      binding.sendAside(handle, some, 16, () => {}),
      binding.receive(handle, some, new Int32Array(8), 1),
      binding.setOption(handle, SOL_SOCKET, SO_RCVBUF, some),
      binding.getOption(handle, SOL_SOCKET, SO_RCVBUF, some),
      binding.attachFilter(handle, some),
      binding.detachFilter(handle),
      binding.arm(handle, () => {}),
    ];
    expect(answers).toEqual(answers.map(() => -EBADF));
    binding.disarm(handle);
    binding.keepAlive(handle, true);
    binding.setQueueLimit(handle, 1);
  });

  it("throws for arguments that could become memory errors", () => {
    const { handle } = socket(ROUTE);
    const arena = new Uint8Array(4096);
    const records = new Int32Array(8);
    const wrong: unknown[][] = [
      ["send"],
      ["send", {}, arena, 1, 0, 0],
      ["send", 7, arena, 1, 0, 0],
      ["send", handle, arena, 4097, 0, 0],
      ["send", handle, arena, -1, 0, 0],
      ["send", handle, "text", 1, 0, 0],
      ["send", handle, new DataView(arena.buffer), 1, 0, 0],
      ["sendAside", handle, arena, 1, undefined],
      ["sendAside", handle, arena, 5000, () => {}],
      ["receive", handle, new Uint16Array(4096), records, 1],
      ["receive", handle, new Uint8Array(1023), records, 1],
      ["receive", handle, arena, new Int32Array(7), 1],
      ["receive", handle, arena, new Float64Array(8), 1],
      ["receive", handle, arena, records, "1"],
      ["getOption", handle, 1, 8, undefined],
      ["arm", handle, undefined],
      ["keepAlive", handle, 1],
      ["open", 0, 1, undefined],
      ["open", 0, 3, "a\0b"],
      ["open", 0, 3, "x".repeat(5000)],
      ["open", 0, 3, 7],
      ["closeFd", "1"],
      ["mount", "/a", "/b"],
      ["mount", "/a", 7, 0],
      ["mount", "a\0b", "/b", 0],
      ["mount", "/a", "x".repeat(5000), 0],
      ["mount", "/a", "/b", "0"],
      ["unmount", "a\0b", 0],
      ["unmount", "/b"],
    ];
    const functions = binding as unknown as Record<string, (...values: unknown[]) => unknown>;
    for (const [name, ...values] of wrong) {
      expect(() => functions[String(name)]?.(...values), String(name)).toThrow(
        /expected|length|arena|type|path/,
      );
    }
    structuredClone(arena.buffer, { transfer: [arena.buffer] }); // detached: its memory is gone
    expect(() => binding.receive(handle, arena, records, 1)).toThrow(RangeError);
  });
});
