/**
 * Named network namespaces of this machine, as `ip netns` keeps them: list, create, delete.
 *
 * @module
 * @see ip-netns(8)
 */
import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readlinkSync,
  statSync,
  unlinkSync,
} from "node:fs";
import { ERRNO, NetlinkInputError, NetlinkSystemError } from "../errors/index.ts";
import { loadBinding } from "./binding.ts";
import { createNamespace, NAME_FOLDERS, netnsHint, resolveNetns } from "./netns.ts";

const [FOLDER] = NAME_FOLDERS;

/** `MS_*` of mount(2), `MNT_DETACH` of umount2(2). */
const MS_BIND = 0x1000;
const MS_REC = 0x4000;
const MS_SHARED = 0x100000;
const MNT_DETACH = 0x2;

/** Bytes of a file's name, on any file system of Linux. */
const NAME_MAX = 255;

/** A namespace that has a name. */
export interface NamedNamespace {
  readonly name: string;
  /** What the option `netns` and other processes can open. */
  readonly path: string;
  /** Inode number, the same for all names and processes of one namespace; absent where the name has no namespace behind it. */
  readonly inode?: number;
}

/** An error of Node's as one of a system call. */
function systemError(error: unknown): unknown {
  const { errno, syscall, path } = error as NodeJS.ErrnoException;
  if (errno === undefined || syscall === undefined) return error;
  return new NetlinkSystemError(
    syscall,
    -errno,
    path ?? "",
    -errno === ERRNO.EACCES || -errno === ERRNO.EPERM ? "naming namespaces needs root" : "",
  );
}

function checkName(name: string): string {
  const isName =
    typeof name === "string" &&
    /^[^/\0]+$/.test(name) &&
    name !== "." &&
    name !== ".." &&
    Buffer.byteLength(name) <= NAME_MAX;
  if (!isName) throw new NetlinkInputError("name", name, "a file name of 1 to 255 bytes");
  return name;
}

function mount(source: string, target: string, flags: number): void {
  const result = loadBinding().mount(source, target, flags);
  if (result < 0)
    throw new NetlinkSystemError(
      "mount",
      -result,
      target,
      -result === ERRNO.EPERM ? "naming namespaces needs CAP_SYS_ADMIN: root" : "",
    );
}

/** Makes the folder of names one that mounts are seen in by namespaces of mounts that were made from here. */
function shareFolder(): void {
  mkdirSync(FOLDER, { recursive: true, mode: 0o755 });
  try {
    mount("none", FOLDER, MS_SHARED | MS_REC);
  } catch (error) {
    if (!(error instanceof NetlinkSystemError) || error.errno !== ERRNO.EINVAL) throw error;
    // It is no mount point yet, and only such can be shared.
    mount(FOLDER, FOLDER, MS_BIND | MS_REC);
    mount("none", FOLDER, MS_SHARED | MS_REC);
  }
}

function inodeOf(path: string): number | undefined {
  try {
    const stat = statSync(path);
    // A name without a namespace is an empty file, of another file system.
    return stat.isFile() && stat.dev !== statSync(FOLDER).dev ? stat.ino : undefined;
  } catch {
    return undefined;
  }
}

/** The names of network namespaces, sorted. */
function list(): NamedNamespace[] {
  for (const folder of NAME_FOLDERS) {
    let names: string[];
    try {
      names = readdirSync(folder).sort();
    } catch {
      // Not there: nobody has named a namespace here.
      continue;
    }
    return names.map((name) => {
      const path = `${folder}/${name}`;
      const inode = inodeOf(path);
      return { name, path, ...(inode !== undefined && { inode }) };
    });
  }
  return [];
}

/** Puts a namespace behind a name. */
function bindName(source: string, name: string): NamedNamespace {
  const path = `${FOLDER}/${checkName(name)}`;
  try {
    shareFolder();
    closeSync(openSync(path, "wx", 0));
  } catch (error) {
    throw systemError(error);
  }
  try {
    mount(source, path, MS_BIND);
  } catch (error) {
    unlinkSync(path);
    throw error;
  }
  const inode = inodeOf(path);
  return { name, path, ...(inode !== undefined && { inode }) };
}

/**
 * Network namespaces that have names, under `/run/netns` like those of `ip netns`: they stay until they are deleted, whatever
 * becomes of the process.
 *
 * @example
 * ```ts
 * import { namespaces, openRoute } from "nlkit/route";
 * for (const { name } of namespaces.list()) {
 *   await using route = await openRoute({ netns: name });
 *   console.log(name, (await route.links.list()).length);
 * }
 * ```
 */
export const namespaces = {
  /** All of them, by name. */
  list,

  /**
   * Makes an empty one (a `lo` that is down). No thread of the caller enters it.
   *
   * @throws `NetlinkSystemError` (`ERR_NETLINK_SYSTEM`): `EEXIST`, `EPERM`, `EACCES`; `NetlinkInputError` for what is no
   *   file name; `NetlinkUnsupportedError` where there is no addon.
   */
  create(name: string): NamedNamespace {
    checkName(name);
    using namespace = createNamespace();
    return bindName(namespace.path, name);
  },

  /**
   * Gives a namespace that is there already a name.
   *
   * @param netns - A process id, or a path.
   * @throws As {@link namespaces.create}; `ENOENT` where there is none.
   */
  attach(name: string, netns: number | string): NamedNamespace {
    return bindName(resolveNetns(netns) as string, name);
  },

  /**
   * Takes a name away. The namespace itself goes when no process, socket or other name holds it any longer.
   *
   * @throws `NetlinkSystemError` (`ENOENT`, `EPERM`, `EACCES`); `NetlinkInputError`.
   */
  delete(name: string): void {
    checkName(name);
    const path = resolveNetns(name) as string;
    // EINVAL: nothing is mounted there, as after a restart.
    const result = loadBinding().unmount(path, MNT_DETACH);
    if (result < 0 && -result !== ERRNO.EINVAL)
      throw new NetlinkSystemError("umount2", -result, path, "");
    try {
      unlinkSync(path);
    } catch (error) {
      throw systemError(error);
    }
  },
} as const;

/** A namespace that is open. */
export interface OpenedNetns extends Disposable {
  readonly fd: number;
}

/**
 * Opens a namespace by name, path or process id.
 *
 * @returns What closes it when it is disposed of.
 * @throws `NetlinkSystemError` (`ENOENT`…), `NetlinkInputError`.
 */
export function openNamespace(netns: string | number): OpenedNetns {
  const path = resolveNetns(netns) as string;
  let fd: number;
  try {
    fd = openSync(path, "r");
  } catch (error) {
    const { errno = 0 } = error as NodeJS.ErrnoException;
    throw new NetlinkSystemError("open", -errno, path, netnsHint("open", -errno));
  }
  return { fd, [Symbol.dispose]: () => closeSync(fd) };
}

/**
 * Paths of the network namespaces of this machine that can be found: those with names, then those of processes; each
 * namespace once.
 */
export function* namespacePaths(): Generator<string, void, void> {
  const seen = new Set<number>();
  for (const { path, inode } of list()) {
    if (inode === undefined || seen.has(inode)) continue;
    seen.add(inode);
    yield path;
  }
  for (const pid of readdirSync("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    const path = `/proc/${pid}/ns/net`;
    try {
      const inode = Number(/\d+/.exec(readlinkSync(path))?.[0]);
      if (seen.has(inode)) continue;
      seen.add(inode);
      yield path;
    } catch {
      // It has ended, or is not to be looked into.
    }
  }
}
