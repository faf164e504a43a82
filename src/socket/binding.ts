/**
 * The native addon as TypeScript sees it, and finding it. Nothing else loads native code.
 *
 * @module
 */
import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { NetlinkUnsupportedError } from "../errors/index.ts";

declare const HANDLE: unique symbol;

/** A socket inside the addon. It is closed when it is collected, or when its environment ends. */
export interface Handle {
  readonly [HANDLE]: never;
}

/**
 * `int32` words of one record that {@link Binding.receive} writes:
 * kind | offset | length | true length | sender's port id | groups | control offset | control length.
 *
 * Offsets are bytes from the start of the arena, multiples of 8. The port id and the groups are
 * unsigned: `>>> 0` brings them back.
 */
export const RECORD_WORDS = 8;
/** Record kind: a datagram. Its true length differs from its length where it was cut. */
export const RECORD_DATAGRAM = 0;
/** Record kind: the kernel dropped messages (`ENOBUFS`), at this place in the order. */
export const RECORD_OVERRUN = 1;
/** Record kind: receiving failed; the errno stands in the place of the true length. */
export const RECORD_FAILED = 2;
/** Record kind, always the only one: the next datagram needs an arena of "true length" bytes and has not been taken. */
export const RECORD_ARENA_TOO_SMALL = 3;

/**
 * The functions of the addon (native/). A failing system call gives -errno; wrong arguments throw
 * `TypeError` or `RangeError`. Every function takes a closed handle and answers -EBADF (-9).
 */
export interface Binding {
  /**
   * `socket(AF_NETLINK, type, protocol)`, close-on-exec and non-blocking.
   *
   * @param type - 3 `SOCK_RAW` or 2 `SOCK_DGRAM`; netlink treats them alike.
   * @param netns - Path of a network namespace, entered by a thread of its own that ends at once.
   */
  open(protocol: number, type: number, netns: string | undefined): Handle | number;
  /** The system call that the last `open`, `bind`, `arm` or `createNamespace` came to: the one that failed. */
  lastSyscall(): string;
  /** Binds and asks for the name. @returns The port id (u32), or -errno. */
  bind(handle: Handle, portId: number, groups: number): number;
  /** The file descriptor. */
  fd(handle: Handle): number;
  /** Closes; may be called again. A send under way keeps the descriptor open until it ends. */
  close(handle: Handle): void;
  /** `sendto`; does not wait for room at a user-space receiver (`EAGAIN`). @returns Bytes sent, or -errno. */
  send(handle: Handle, bytes: Uint8Array, length: number, portId: number, groups: number): number;
  /**
   * Sends to the kernel from a thread of the runtime's; sends of one socket in the order of the calls.
   *
   * @param bytes - Copied before the call returns.
   * @param done - Gets bytes sent, or -errno; -ECANCELED (-125) when the socket was closed before its turn.
   * @returns 0, or -errno, and then `done` is not called.
   */
  sendAside(
    handle: Handle,
    bytes: Uint8Array,
    length: number,
    done: (result: number) => void,
  ): number;
  /**
   * Takes what is there: first what the reader has queued, else from the kernel; never waits.
   *
   * @param arena - 1 KiB or more; datagrams and behind each its control messages are written into it.
   * @param records - One record of {@link RECORD_WORDS} words for each.
   * @param limit - Most records wanted; 1 lends the whole arena to one datagram.
   * @returns The number of records. After 0, and only then, an armed socket wakes again.
   */
  receive(handle: Handle, arena: Uint8Array, records: Int32Array, limit: number): number;
  /**
   * `recv` of one datagram with `MSG_TRUNC`; never waits.
   *
   * @param peek - `MSG_PEEK`: it stays.
   * @returns Its true length, -EAGAIN, or -EBUSY while armed or while something that the reader took is left.
   */
  receiveInto(handle: Handle, bytes: Uint8Array, peek: boolean): number;
  /** `setsockopt`. `SO_ATTACH_FILTER` is refused (-EINVAL): see {@link Binding.attachFilter}. */
  setOption(handle: Handle, level: number, name: number, bytes: Uint8Array): number;
  /** `getsockopt` into `bytes`. @returns The length the kernel tells, or -errno. */
  getOption(handle: Handle, level: number, name: number, bytes: Uint8Array): number;
  /** `SO_ATTACH_FILTER`. @param program - Array of `struct sock_filter`, 8 bytes each. */
  attachFilter(handle: Handle, program: Uint8Array): number;
  /** `SO_DETACH_FILTER`. */
  detachFilter(handle: Handle): number;
  /**
   * Lets the reader thread drain the socket from here on, up to the queue's limit.
   *
   * @param wake - Called when something is there, then not again until {@link Binding.receive} gave 0.
   */
  arm(handle: Handle, wake: () => void): number;
  /** Ends that. What is queued stays to be received. */
  disarm(handle: Handle): void;
  /** Whether the socket, while armed, keeps the process alive; off at first. */
  keepAlive(handle: Handle, on: boolean): void;
  /**
   * Sets how much the reader may queue: bytes of datagrams and control messages, and 24 for each
   * (32 MiB at first). The batch of 16 that passes it is still kept. Reading goes on below the half.
   */
  setQueueLimit(handle: Handle, bytes: number): void;
  /** Makes a network namespace on a thread of its own. @returns A descriptor that keeps it, or -errno. */
  createNamespace(): number;
  /** `close(2)`. */
  closeFd(fd: number): number;
  /** `mount(2)` of no file system type and without data: bind mounts and their propagation. @returns 0 or -errno. */
  mount(source: string, target: string, flags: number): number;
  /** `umount2(2)`. @returns 0 or -errno. */
  unmount(target: string, flags: number): number;
}

/** src/socket/ and dist/socket/ lie equally deep. */
const PACKAGE_ROOT = new URL("../../", import.meta.url);

const CANDIDATES = [
  "build/nlkit.node",
  `prebuilds/linux-${process.arch}/nlkit.node`,
  `prebuilds/linux-${process.arch}-musl/nlkit.node`,
];

/**
 * Loads the addon below a package root.
 *
 * @throws `NetlinkUnsupportedError` (`ERR_NETLINK_UNSUPPORTED`) on another platform than Linux, and
 *   where no binary is there or none loads; the message says why and what to install.
 */
export function findBinding(
  root: URL = PACKAGE_ROOT,
  platform: string = process.platform,
): Binding {
  if (platform !== "linux") {
    throw new NetlinkUnsupportedError(
      `AF_NETLINK exists on Linux only, and this is ${platform}; an embedded kernel works everywhere`,
    );
  }
  const require = createRequire(import.meta.url);
  const failures: Error[] = [];
  for (const candidate of CANDIDATES) {
    const path = fileURLToPath(new URL(candidate, root));
    if (!existsSync(path)) continue;
    try {
      return require(path) as Binding;
    } catch (error) {
      failures.push(error as Error);
    }
  }
  const note = new URL("build/failure.txt", root);
  const build = `node ${fileURLToPath(new URL("native/build.mjs", root))}`;
  const reason =
    failures[0]?.message ??
    (existsSync(note)
      ? readFileSync(note, "utf8").trim()
      : `it has not been built (some package managers skip install scripts); run: ${build}`);
  throw new NetlinkUnsupportedError(`nlkit's native addon is not available: ${reason}`, {
    cause: failures[0],
  });
}

let loaded: Binding | undefined;

/** The addon, loaded at the first call. Throws as {@link findBinding} does, at each call. */
export function loadBinding(): Binding {
  loaded ??= findBinding();
  return loaded;
}
