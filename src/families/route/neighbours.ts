/**
 * Neighbours of a namespace's links: list, look up, add, change, delete.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../client/index.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import type { Encodable } from "../../schema/index.ts";
import { NTF, NTF_EXT, NUD, RT_PROTOCOL, rtNeigh } from "../../uapi/route/index.ts";
import { NLM_F_CREATE, NLM_F_EXCL, NLM_F_REPLACE } from "../../wire/index.ts";
import {
  checkFlag,
  checkList,
  checkProperties,
  FAMILIES,
  familyOf,
  type IpFamily,
  inCallersWords,
  type LinkRef,
  macBytes,
  numberFor,
  parseAddress,
} from "./input.ts";
import type { LinkNames } from "./link-names.ts";
import { type Neighbour, type NeighbourMessage, neighbourOf } from "./neigh.ts";
import type { EventOptions, ObjectAction, Overrun } from "./object-events.ts";
import type { Requests } from "./requests.ts";

const { RTM_GETNEIGH, RTM_NEWNEIGH, RTM_DELNEIGH } = rtNeigh.operations;
type NeighbourRequest = Encodable<typeof RTM_NEWNEIGH.request>;

/** What a neighbour is added or changed with. */
export interface NeighbourSettings {
  /** Its IP address. */
  readonly address: string;
  /** Its link; a proxy may do without one, and answers on all links then. */
  readonly dev?: LinkRef;
  /** Link-layer address: `"02:00:00:00:00:01"`. */
  readonly lladdr?: string;
  /**
   * `NUD_*` by name. `["permanent"]` unless told otherwise, as the kernel's tools have it; none where the kernel is to
   * find the address itself (flags `"use"` and `"managed"`).
   */
  readonly state?: readonly string[];
  /** `NTF_*` by name: `"router"`, `"ext-learned"`, `"use"`, `"managed"` (since Linux 5.16)… */
  readonly flags?: readonly string[];
  /** This host answers for it. */
  readonly proxy?: boolean;
  /** Name or number; since Linux 5.2. */
  readonly protocol?: string | number;
}

/** How a neighbour is found. */
export type NeighbourKey = Pick<NeighbourSettings, "address" | "dev" | "proxy">;

const SETTINGS = [
  "address",
  "dev",
  "lladdr",
  "state",
  "flags",
  "proxy",
  "protocol",
] as const satisfies readonly (keyof NeighbourSettings)[];

/** Which neighbours are listed. The kernel filters by family, link, master and proxy. */
export interface NeighbourFilter {
  readonly family?: IpFamily | undefined;
  readonly dev?: LinkRef | undefined;
  /** Those on the ports of a bridge, the members of a bond or VRF. */
  readonly master?: LinkRef | undefined;
  /** Those that have one of these states. */
  readonly state?: readonly string[] | undefined;
  /** Those that this host answers for, which are not listed otherwise. */
  readonly proxy?: boolean | undefined;
}

function bits(
  field: string,
  names: readonly string[] | undefined,
  masks: Readonly<Record<string, number>>,
): number {
  checkList(field, names);
  let all = 0;
  for (const name of names ?? []) all |= numberFor(field, name, masks, 0);
  return all;
}

/** Flags that the kernel keeps in the header, and those that it has in an attribute. */
function flagsRequest(settings: NeighbourSettings) {
  const all = bits("flags", settings.flags, { ...NTF.masks, ...mapped(NTF_EXT.masks) });
  const proxy = settings.proxy === true ? NTF.masks.proxy : 0;
  const ext = all >>> 8;
  return { ndmFlags: (all & 0xff) | proxy, ...(ext !== 0 && { flagsExt: ext }) };
}

/** Extended flags above those of the header. */
function mapped(masks: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(masks).map(([name, mask]) => [name, mask << 8]));
}

/** A change of a neighbour. */
export type NeighbourEvent =
  | { readonly action: ObjectAction; readonly neighbour: Neighbour }
  | Overrun;

/** Neighbours of all links. */
export class Neighbours {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  /**
   * All neighbours of IPv4 and IPv6 but for proxies, or those that a filter lets through.
   *
   * @throws `NetlinkErrnoError` (`ENODEV`) for a link that is not there; otherwise as `NetlinkClient.dump`.
   */
  async list(filter: NeighbourFilter = {}, options: DumpOptions = {}): Promise<Neighbour[]> {
    checkProperties("filter", filter, ["family", "dev", "master", "state", "proxy"]);
    const { family, dev, master, proxy } = filter;
    checkFlag("filter.proxy", proxy);
    const states = bits("filter.state", filter.state, NUD.masks);
    const index = dev === undefined ? undefined : await this.#names.indexOf("dev", dev, options);
    const above =
      master === undefined ? undefined : await this.#names.indexOf("master", master, options);
    const rows = await this.#client.dump(
      RTM_GETNEIGH,
      {
        ndmFamily: family === undefined ? 0 : numberFor("family", family, FAMILIES, 0),
        ndmFlags: proxy === true ? NTF.masks.proxy : 0,
        ...(index !== undefined && { ifindex: index }),
        ...(above !== undefined && { master: above }),
      } as NeighbourRequest,
      options,
    );
    const wanted = rows.filter(
      (row) =>
        // The dump of all families has the entries of bridges and vxlans, too.
        (row.ndmFamily === FAMILIES.ipv4 || row.ndmFamily === FAMILIES.ipv6) &&
        (index === undefined || row.ndmIfindex === index) &&
        (states === 0 || (row.ndmState & states) !== 0),
    );
    return this.#friendly(wanted);
  }

  async #friendly(rows: readonly NeighbourMessage[]): Promise<Neighbour[]> {
    const names = await this.#names.namesOf(
      new Set(rows.map((row) => row.ndmIfindex).filter((index) => index !== 0)),
    );
    return rows.map((row) => neighbourOf(row, names.get(row.ndmIfindex)));
  }

  /**
   * One neighbour. Since Linux 5.1.
   *
   * @throws `NetlinkErrnoError` (`ENOENT`) where it is not known.
   */
  async get(key: NeighbourKey, options: RequestOptions = {}): Promise<Neighbour> {
    const request = await this.#request(key, ["address", "dev", "proxy"], options);
    const [row] = await this.#client.do(RTM_GETNEIGH, request, options);
    const [neighbour] = await this.#friendly([row as NeighbourMessage]);
    return neighbour as Neighbour;
  }

  async #request(
    settings: NeighbourSettings,
    allowed: readonly (keyof NeighbourSettings)[],
    options: RequestOptions,
  ): Promise<NeighbourRequest> {
    checkProperties("neighbour", settings, allowed);
    const { dev, lladdr, state, proxy, protocol } = settings;
    checkFlag("proxy", proxy);
    const dst = parseAddress("address", settings.address);
    if (dev === undefined && proxy !== true)
      throw new NetlinkInputError("dev", dev, "a link: only a proxy answers on all of them");
    if (proxy === true && lladdr !== undefined)
      throw new NetlinkInputError("lladdr", lladdr, "nothing: a proxy answers with its link's own");
    return {
      ndmFamily: FAMILIES[familyOf(dst)],
      ndmIfindex: dev === undefined ? 0 : await this.#names.indexOf("dev", dev, options),
      ndmState: bits("state", state, NUD.masks),
      ...flagsRequest(settings),
      dst,
      ...(lladdr !== undefined && { lladdr: macBytes("lladdr", lladdr) }),
      ...(protocol !== undefined && {
        protocol: numberFor("protocol", protocol, RT_PROTOCOL.values, 0xff),
      }),
    } as NeighbourRequest;
  }

  /**
   * Adds a neighbour.
   *
   * @throws `NetlinkErrnoError`: `EEXIST`, `ENODEV`, `EINVAL` (a permanent one without a link-layer address)…;
   *   `NetlinkInputError`.
   * @see ip-neighbour(8); include/uapi/linux/neighbour.h
   */
  add(settings: NeighbourSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_EXCL, options);
  }

  /** Adds a neighbour, or changes the one that has its address. */
  replace(settings: NeighbourSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_CREATE | NLM_F_REPLACE, options);
  }

  /** Changes a neighbour that is there. @throws `NetlinkErrnoError` (`ENOENT`) where it is not. */
  set(settings: NeighbourSettings, options: RequestOptions = {}): Promise<void> {
    return this.#new(settings, NLM_F_REPLACE, options);
  }

  async #new(settings: NeighbourSettings, flags: number, options: RequestOptions): Promise<void> {
    const { flags: names = [], proxy } = settings;
    const finds = names.includes("use") || names.includes("managed") || proxy === true;
    const state = settings.state ?? (finds ? [] : ["permanent"]);
    const request = await this.#request({ ...settings, state }, SETTINGS, options);
    await inCallersWords({}, () => this.#client.do(RTM_NEWNEIGH, request, { ...options, flags }));
  }

  /**
   * Removes a neighbour. The kernel keeps what is still in use, without its link-layer address, as `"failed"`.
   *
   * @throws `NetlinkErrnoError` (`ENOENT`) where it is not known.
   */
  async delete(key: NeighbourKey, options: RequestOptions = {}): Promise<void> {
    const request = await this.#request(key, ["address", "dev", "proxy"], options);
    await this.#client.do(RTM_DELNEIGH, request, options);
  }

  /** Changes from the moment of the call on. @throws As `NetlinkClient.subscribe`. */
  events(options: EventOptions = {}): AsyncGenerator<NeighbourEvent, void, void> {
    const { groups, messages } = rtNeigh;
    const source = { groups: Object.values(groups), messages, objects: ["NEIGH"] };
    return this.#names.events(source, options, (action, row: NeighbourMessage, nameOf) =>
      // Those of bridges come to the same group.
      row.ndmFamily === FAMILIES.bridge
        ? undefined
        : { action, neighbour: neighbourOf(row, nameOf(row.ndmIfindex)) },
    );
  }
}
