/**
 * Links of a namespace: list, get, add, set, delete.
 *
 * @module
 */
import type { DumpOptions, RequestOptions } from "../../client/index.ts";
import { NetlinkInputError } from "../../errors/index.ts";
import { RTEXT_FILTER_SKIP_STATS, rtLink } from "../../uapi/route/index.ts";
import { NLM_F_CREATE, NLM_F_EXCL } from "../../wire/index.ts";
import { checkProperties, inCallersWords, type LinkRef } from "./input.ts";
import { type Link, type LinkMessage, linkOf } from "./link.ts";
import { type LinkNames, linkSelector } from "./link-names.ts";
import {
  LINK_PROPERTIES,
  type LinkSettings,
  type NewLink,
  newLinkRequest,
  settingsRequest,
} from "./link-request.ts";
import type { Requests } from "./requests.ts";

const { RTM_GETLINK, RTM_NEWLINK, RTM_SETLINK, RTM_DELLINK } = rtLink.operations;

/** What of a link is read. */
export interface LinkDetails {
  /** Counters as well. */
  readonly statistics?: boolean | undefined;
}

/** Which links are listed. The kernel filters by kind and master. */
export interface LinkFilter extends LinkDetails {
  readonly kind?: string | undefined;
  /** Ports of one bridge, bond or VRF. */
  readonly master?: LinkRef | undefined;
  readonly up?: boolean | undefined;
}

function maskOf(details: LinkDetails): number {
  return details.statistics === true ? 0 : RTEXT_FILTER_SKIP_STATS;
}

/** The links of a namespace. */
export class Links {
  readonly #client: Requests;
  readonly #names: LinkNames;

  constructor(client: Requests, names: LinkNames) {
    this.#client = client;
    this.#names = names;
  }

  readonly #indexOf = (field: string, ref: LinkRef): Promise<number> =>
    this.#names.indexOf(field, ref);

  /** All links, or those that a filter lets through, by index. @throws As `NetlinkClient.dump`. */
  async list(filter: LinkFilter = {}, options: DumpOptions = {}): Promise<Link[]> {
    checkProperties("filter", filter, ["kind", "master", "up", "statistics"]);
    const { kind, up } = filter;
    const master =
      filter.master === undefined
        ? undefined
        : await this.#names.indexOf("master", filter.master, options);
    const rows = await this.#client.dump(
      RTM_GETLINK,
      {
        extMask: maskOf(filter),
        ...(master !== undefined && { master }),
        ...(kind !== undefined && { linkinfo: { kind } }),
      },
      options,
    );
    // A kernel that does not filter sends them all.
    const wanted = rows
      .map((row) => linkOf(row, filter.statistics))
      .filter(
        (link) =>
          (kind === undefined || link.kind === kind) &&
          (master === undefined || link.master === master) &&
          (up === undefined || link.up === up),
      );
    return this.#named(wanted, rows);
  }

  /** Adds the names of the links that these refer to; those just read need not be asked for. */
  async #named(links: ReturnType<typeof linkOf>[], rows: readonly LinkMessage[]): Promise<Link[]> {
    const known = new Map(rows.map((row) => [row.ifiIndex, row.ifname]));
    const missing = new Set<number>();
    for (const link of links) {
      const here = link.linkNetnsid === undefined ? link.link : undefined;
      for (const index of [link.master, here])
        if (index !== undefined && index > 0 && !known.has(index)) missing.add(index);
    }
    for (const [index, name] of await this.#names.namesOf(missing)) known.set(index, name);
    for (const link of links) {
      const master = link.master === undefined ? undefined : known.get(link.master);
      if (master !== undefined) link.masterName = master;
      const below =
        link.link === undefined || link.linkNetnsid !== undefined
          ? undefined
          : known.get(link.link);
      if (below !== undefined) link.linkName = below;
    }
    return links;
  }

  /**
   * One link by name, alternative name or index.
   *
   * @throws `NetlinkErrnoError` (`ENODEV`) where there is none.
   */
  async get(ref: LinkRef, details: LinkDetails = {}, options: RequestOptions = {}): Promise<Link> {
    checkProperties("details", details, ["statistics"]);
    const row = await this.#message(ref, maskOf(details), options);
    const [link] = await this.#named([linkOf(row, details.statistics)], [row]);
    return link as Link;
  }

  async #message(ref: LinkRef, extMask: number, options: RequestOptions): Promise<LinkMessage> {
    const [row] = await this.#client.do(RTM_GETLINK, { ...linkSelector(ref), extMask }, options);
    return row as LinkMessage;
  }

  /**
   * Adds a link.
   *
   * @throws `NetlinkErrnoError`: `EEXIST` (the name is taken), `EOPNOTSUPP` (the kernel has no such kind), `EPERM`…;
   *   `NetlinkInputError` for a setting that cannot be.
   */
  async add(settings: NewLink, options: RequestOptions = {}): Promise<void> {
    const request = await newLinkRequest(settings, this.#indexOf);
    await inCallersWords(LINK_PROPERTIES, () =>
      this.#client.do(RTM_NEWLINK, request, { ...options, flags: NLM_F_CREATE | NLM_F_EXCL }),
    );
  }

  /**
   * Changes a link: what is given, nothing else. The kernel carries the changes out one after the other and
   * stops at the first that it refuses.
   *
   * @throws `NetlinkErrnoError`: `ENODEV`, `EINVAL` (an MTU that the device cannot have), `EBUSY`, `EPERM`…;
   *   `NetlinkInputError`.
   */
  async set(ref: LinkRef, settings: LinkSettings, options: RequestOptions = {}): Promise<void> {
    const kinds =
      settings?.options === undefined && settings?.port === undefined
        ? {}
        : await this.#kindsOf(ref, settings, options);
    const request = await settingsRequest(settings, kinds, this.#indexOf);
    // A new name stands where the old one would: then the index tells which link.
    const selector =
      request.ifname === undefined
        ? linkSelector(ref)
        : { ifiIndex: await this.#names.indexOf("link", ref, options) };
    const operation = request.linkinfo === undefined ? RTM_SETLINK : RTM_NEWLINK;
    await inCallersWords(LINK_PROPERTIES, () =>
      this.#client.do(operation, { ...selector, ...request }, options),
    );
  }

  /** Kinds that options are read by: the kernel wants them named. */
  async #kindsOf(ref: LinkRef, settings: LinkSettings, options: RequestOptions) {
    const { linkinfo, ifname = "" } = await this.#message(ref, RTEXT_FILTER_SKIP_STATS, options);
    const kind = linkinfo?.kind;
    const portKind = linkinfo?.slaveKind;
    if (settings.options !== undefined && kind === undefined) {
      throw new NetlinkInputError(
        "link.options",
        settings.options,
        `nothing: ${ifname} is of no kind that has options`,
      );
    }
    if (settings.port !== undefined && portKind === undefined) {
      throw new NetlinkInputError("link.port", settings.port, `nothing: ${ifname} is no port`);
    }
    return { ...(kind !== undefined && { kind }), ...(portKind !== undefined && { portKind }) };
  }

  /**
   * Removes a link; a veth's peer goes with it.
   *
   * @throws `NetlinkErrnoError`: `ENODEV`, `EOPNOTSUPP` (hardware and loopback stay), `EPERM`.
   */
  async delete(ref: LinkRef, options: RequestOptions = {}): Promise<void> {
    await this.#client.do(RTM_DELLINK, linkSelector(ref), options);
  }
}
