/**
 * What the tests of the addon share: hand-made messages, received records as objects, a namespace or
 * the reason why there is none, and children that end in time.
 *
 * @module
 */
import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Binding, findBinding, type Handle, RECORD_WORDS } from "../../src/socket/binding.ts";
import { createNamespace } from "../../src/socket/index.ts";
import { writeHeader } from "../../src/wire/index.ts";
import { patiently } from "../support/patience.ts";

/** `NETLINK_ROUTE` */
export const ROUTE = 0;
/** `NETLINK_USERSOCK`: between processes, so that a test controls both sides. */
export const USERSOCK = 2;

/** Why no namespace can be made here, as a suffix for a test's title; undefined where one can. */
export function whySkipped(): string | undefined {
  try {
    createNamespace().close();
    return undefined;
  } catch (error) {
    return ` (skipped: ${(error as Error).message})`;
  }
}

/** A message: header, then `size` bytes of payload. */
export function message(type: number, flags: number, seq: number, size = 0): Uint8Array {
  const bytes = new Uint8Array(16 + size);
  const view = new DataView(bytes.buffer);
  writeHeader(view, 0, { length: bytes.length, type, flags, seq, portId: 0 });
  return bytes;
}

/** One received record. */
export interface Received {
  readonly kind: number;
  readonly bytes: Uint8Array;
  readonly trueLength: number;
  readonly portId: number;
  readonly groups: number;
  readonly control: Uint8Array;
}

/** One call of `receive`, its records copied. */
export function receive(
  binding: Binding,
  handle: Handle,
  { limit = 16, arenaBytes = 1 << 20 }: { limit?: number; arenaBytes?: number } = {},
): Received[] {
  const arena = new Uint8Array(arenaBytes);
  const records = new Int32Array(RECORD_WORDS * 16);
  const count = binding.receive(handle, arena, records, limit);
  if (count < 0) throw new Error(`receive: ${count}`);
  return Array.from({ length: count }, (_, index) => {
    const at = index * RECORD_WORDS;
    const [
      kind = -1,
      offset = 0,
      length = 0,
      trueLength = 0,
      portId = 0,
      groups = 0,
      control = 0,
      size = 0,
    ] = records.subarray(at, at + RECORD_WORDS);
    return {
      kind,
      bytes: arena.slice(offset, offset + length),
      trueLength,
      portId: portId >>> 0,
      groups: groups >>> 0,
      control: arena.slice(control, control + size),
    };
  });
}

/** Calls of `receive` until one gives nothing. */
export function drain(binding: Binding, handle: Handle): Received[] {
  const all: Received[] = [];
  for (let some = receive(binding, handle); some.length > 0; some = receive(binding, handle)) {
    all.push(...some);
  }
  return all;
}

/** The sequence number of a received message. */
export function seqOf({ bytes }: Received): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(8, true);
}

/** Opens and binds, or throws. */
export function open(
  binding: Binding,
  protocol: number,
  netns?: string,
): { handle: Handle; portId: number } {
  const handle = binding.open(protocol, 3, netns);
  if (typeof handle === "number") throw new Error(`${binding.lastSyscall()}: ${handle}`);
  return { handle, portId: binding.bind(handle, 0, 0) };
}

/** Sets an option of 4 bytes. */
export function setNumber(
  binding: Binding,
  handle: Handle,
  level: number,
  name: number,
  value: number,
): number {
  return binding.setOption(handle, level, name, new Uint8Array(Int32Array.of(value).buffer));
}

/** Holds the JavaScript thread, as a long computation would, until `done` or the time is over. */
export function spin(milliseconds: number, done: () => boolean = () => false): void {
  const end = performance.now() + milliseconds;
  while (performance.now() < end && !done());
}

/** Waits, without letting JavaScript run, until a reader has taken everything out of the kernel (`SO_MEMINFO`). */
export function untilTaken(readMemory: (words: Uint8Array) => void): void {
  const words = new Uint32Array(9);
  spin(10_000, () => {
    readMemory(new Uint8Array(words.buffer));
    return words[0] === 0;
  });
  if (words[0] !== 0) throw new Error("the reader has not come to it within 10 s");
}

/** The binary, for children: they load it themselves. */
export const ADDON = fileURLToPath(new URL("../../build/nlkit.node", import.meta.url));

/** The addon. */
export function addon(): Binding {
  return findBinding();
}

/** How a child ended. */
export interface Ended {
  readonly code: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs children/NAME.mjs; it is killed after 15 s, and then `code` is null. */
export function runChild(
  name: string,
  args: readonly string[] = [],
  flags: readonly string[] = [],
): Promise<Ended> {
  const path = fileURLToPath(new URL(`children/${name}.mjs`, import.meta.url));
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [...flags, path, ADDON, ...args],
      { timeout: patiently(15_000), killSignal: "SIGKILL" },
      (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : (error.code ?? null), stdout, stderr }),
    );
  });
}
