/**
 * Network namespaces of an embedded kernel: names, and the ids by which one knows another.
 *
 * @module
 */
import { ERRNO, NetlinkInputError, NetlinkSystemError } from "../errors/index.ts";

/** `NETNSA_NSID_NOT_ASSIGNED`. */
const NOT_ASSIGNED = -1;

/** A network namespace. Sockets live in one; port ids are unique within one. */
export class Namespace {
  /** Its name; empty for the first one of a kernel. */
  readonly name: string;
  readonly #ids = new Map<Namespace, number>();

  /** Use {@link Namespaces.create}. */
  constructor(name: string) {
    this.name = name;
  }

  /**
   * Gives `peer` an id in this namespace, as `RTM_NEWNSID` does; only then does
   * `NETLINK_LISTEN_ALL_NSID` hear its multicasts.
   *
   * @param id - From 0; the lowest free one when absent.
   * @returns The id.
   * @throws `NetlinkSystemError`: `EEXIST` where the peer has an id here, `ENOSPC` where the id is another's.
   */
  assignId(peer: Namespace, id?: number): number {
    if (id !== undefined && !(Number.isInteger(id) && id >= 0)) {
      throw new NetlinkInputError("id", id, "an integer from 0");
    }
    if (this.#ids.has(peer)) throw new NetlinkSystemError("RTM_NEWNSID", ERRNO.EEXIST, peer.name);
    const taken = new Set(this.#ids.values());
    let chosen = id ?? 0;
    if (id === undefined) while (taken.has(chosen)) chosen++;
    else if (taken.has(id)) throw new NetlinkSystemError("RTM_NEWNSID", ERRNO.ENOSPC, `id ${id}`);
    this.#ids.set(peer, chosen);
    return chosen;
  }

  /** The id of `peer` here; −1 where it has none. */
  idOf(peer: Namespace): number {
    return this.#ids.get(peer) ?? NOT_ASSIGNED;
  }
}

/** The namespaces of one kernel, by name. */
export class Namespaces {
  /** The one that exists from the beginning, and that sockets are in unless they name another. */
  readonly initial: Namespace = new Namespace("");
  readonly #named = new Map<string, Namespace>();

  /**
   * Makes an empty namespace.
   *
   * @throws `NetlinkSystemError`: `EEXIST` where there is one of that name; `NetlinkInputError` for a name that
   *   `ip netns` could not have.
   */
  create(name: string): Namespace {
    if (typeof name !== "string" || name === "" || /^\.\.?$|[/\0]/.test(name)) {
      throw new NetlinkInputError("name", name, "a name without a slash");
    }
    if (this.#named.has(name)) throw new NetlinkSystemError("netns add", ERRNO.EEXIST, name);
    const namespace = new Namespace(name);
    this.#named.set(name, namespace);
    return namespace;
  }

  /** Takes the name away. Sockets that are in the namespace stay in it and keep working. */
  delete(name: string): void {
    if (!this.#named.delete(name)) throw new NetlinkSystemError("netns del", ERRNO.ENOENT, name);
  }

  /**
   * Finds one by name; the initial one for undefined.
   *
   * @throws `NetlinkSystemError`: `ENOENT`, also for the process ids and paths that only a real kernel knows.
   */
  get(name: string | number | undefined): Namespace {
    if (name === undefined || name === "") return this.initial;
    const found = this.#named.get(String(name));
    if (found !== undefined) return found;
    const names = [...this.#named.keys()];
    throw new NetlinkSystemError(
      "setns",
      ERRNO.ENOENT,
      JSON.stringify(name),
      `this kernel has ${names.length === 0 ? "no named namespace" : names.join(", ")}`,
    );
  }

  /** All of them, the initial one first. */
  *[Symbol.iterator](): Generator<Namespace, void, void> {
    yield this.initial;
    yield* this.#named.values();
  }
}
