/**
 * Names that the ids of network namespaces stand for: the kernel has none, so that each name is asked for its id.
 *
 * @module
 */
import { NetlinkErrnoError, NetlinkSystemError } from "../../errors/index.ts";
import type { NamespaceIds } from "./nsid.ts";

/** Gives the name of the namespace that has an id, or undefined where it has none. */
export type NamespaceName = (nsid: number) => string | undefined | Promise<string | undefined>;

/** Finds names by ids. What was found is remembered as a guess, which is asked for again each time. */
export class NamespaceNames {
  readonly #ids: NamespaceIds;
  readonly #list: () => readonly string[];
  /** The id that each name had when it was last asked for; undefined where it had none. */
  readonly #asked = new Map<string, number | undefined>();
  readonly #nameOf = new Map<number, string>();

  /** @param list - The names that there are now. */
  constructor(ids: NamespaceIds, list: () => readonly string[]) {
    this.#ids = ids;
    this.#list = list;
  }

  /** The name of the namespace that has an id, or undefined where it has no name. @throws As `NetlinkClient.do`. */
  async find(nsid: number): Promise<string | undefined> {
    const guess = this.#nameOf.get(nsid);
    if (guess !== undefined && (await this.#ask(guess)) === nsid) return guess;
    const names = this.#list();
    this.#forget(new Set(names));
    // New names first, then those that had no id: of many namespaces that come one by one each then takes few questions.
    const [fresh, idle, other]: [string[], string[], string[]] = [[], [], []];
    for (const name of names) {
      if (!this.#asked.has(name)) fresh.push(name);
      else (this.#asked.get(name) === undefined ? idle : other).push(name);
    }
    for (const name of [...fresh, ...idle, ...other])
      if ((await this.#ask(name)) === nsid) return name;
    return undefined;
  }

  #forget(names: ReadonlySet<string>): void {
    for (const name of this.#asked.keys()) if (!names.has(name)) this.#asked.delete(name);
    for (const [nsid, name] of this.#nameOf) if (!names.has(name)) this.#nameOf.delete(nsid);
  }

  async #ask(name: string): Promise<number | undefined> {
    let nsid: number | undefined;
    try {
      nsid = await this.#ids.get(name);
    } catch (error) {
      // Gone since it was listed, or a name with nothing behind it.
      if (!(error instanceof NetlinkErrnoError || error instanceof NetlinkSystemError)) throw error;
    }
    this.#asked.set(name, nsid);
    if (nsid !== undefined) this.#nameOf.set(nsid, name);
    return nsid;
  }
}
