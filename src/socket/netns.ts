/**
 * Network namespaces: from what a caller names to a path, and making new ones.
 *
 * @module
 * @see namespaces(7), ip-netns(8)
 */
import { existsSync, readdirSync } from "node:fs";
import { ERRNO, NetlinkInputError, NetlinkSystemError } from "../errors/index.ts";
import { loadBinding } from "./binding.ts";

/** Where `ip netns` keeps names; the second where /var/run is no link to /run. */
export const NAME_FOLDERS = ["/run/netns", "/var/run/netns"] as const;

function knownNames(): string[] {
  for (const folder of NAME_FOLDERS) {
    try {
      return readdirSync(folder).sort();
    } catch {
      // Not there: nobody has named a namespace here.
    }
  }
  return [];
}

/**
 * The path of a namespace.
 *
 * @param netns - A name of `ip netns`, a process id (number), a path (has a `/`), or undefined: the
 *   caller's own.
 * @returns The path, which is not opened here but for a name, or undefined for the caller's own.
 * @throws `NetlinkInputError` (`ERR_NETLINK_INPUT`) for what can be none of these,
 *   `NetlinkSystemError` (`ERR_NETLINK_SYSTEM`, `ENOENT`) for a name that does not exist.
 */
export function resolveNetns(netns: string | number | undefined): string | undefined {
  if (netns === undefined) return undefined;
  if (typeof netns === "number") {
    if (!Number.isInteger(netns) || netns < 1 || netns > 0x7fffffff) {
      throw new NetlinkInputError("netns", netns, "a process id");
    }
    return `/proc/${netns}/ns/net`;
  }
  if (
    typeof netns !== "string" ||
    netns === "" ||
    netns === "." ||
    netns === ".." ||
    netns.includes("\0")
  ) {
    throw new NetlinkInputError("netns", netns, "a namespace's name, a process id or a path");
  }
  if (netns.includes("/")) return netns;
  for (const folder of NAME_FOLDERS) {
    const path = `${folder}/${netns}`;
    if (existsSync(path)) return path;
  }
  const names = knownNames();
  const others =
    names.length === 0 ? "there is none" : `there are ${names.slice(0, 10).join(", ")}`;
  throw new NetlinkSystemError(
    "setns",
    ERRNO.ENOENT,
    JSON.stringify(netns),
    `no namespace of this name under ${NAME_FOLDERS[0]} (${others})`,
  );
}

/** What a failure to enter a namespace usually means; empty where the errno says it all. */
export function netnsHint(syscall: string, errno: number): string {
  if (syscall === "open" && errno === ERRNO.ENOENT) return "no such namespace, or no such process";
  if (syscall !== "setns" && syscall !== "unshare") return "";
  if (errno === ERRNO.EINVAL) return "this is not a network namespace";
  return errno === ERRNO.EPERM ? "this needs CAP_SYS_ADMIN: root, or unshare -Ur" : "";
}

/** A network namespace that exists as long as this object is open, a socket is in it, or a process. */
export class NetworkNamespace implements Disposable {
  /** The descriptor that keeps the namespace. Owned by this object. */
  readonly fd: number;
  /** `/proc/PID/fd/N`: what the option `netns`, and other processes such as `nsenter --net=`, can open. */
  readonly path: string;
  #open = true;

  /** @param fd - Descriptor of a namespace; from here on this object's to close. */
  constructor(fd: number) {
    this.fd = fd;
    this.path = `/proc/${process.pid}/fd/${fd}`;
  }

  /** Lets go of the namespace; may be called again. Sockets in it stay usable. */
  close(): void {
    if (!this.#open) return;
    this.#open = false;
    loadBinding().closeFd(this.fd);
  }

  /** The same as {@link NetworkNamespace.close}. */
  [Symbol.dispose](): void {
    this.close();
  }
}

/**
 * Makes an empty network namespace (a `lo` that is down). No thread of the caller enters it.
 *
 * @throws `NetlinkSystemError` (`ERR_NETLINK_SYSTEM`): `EPERM` without `CAP_SYS_ADMIN`;
 *   `NetlinkUnsupportedError` where there is no addon.
 * @example
 * ```ts
 * import { createNamespace, openSocket } from "nlkit/socket";
 * using namespace = createNamespace();
 * using socket = openSocket({ protocol: 0, netns: namespace.path });
 * ```
 */
export function createNamespace(): NetworkNamespace {
  const binding = loadBinding();
  const fd = binding.createNamespace();
  if (fd >= 0) return new NetworkNamespace(fd);
  const syscall = binding.lastSyscall();
  throw new NetlinkSystemError(syscall, -fd, "", netnsHint(syscall, -fd));
}
